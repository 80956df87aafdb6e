/* number.c - ids for tasks that a person adds: the next number, counting also ids of the journal.
 */
#include "store/store.h"
#include <string.h>

struct numbering {
    const char *prefix;
    long last;
};

static int look_at_rows(void *ctx, const struct htx_transaction *t,
                        const struct htx_journal_row *rows, size_t n)
{
    struct numbering *numbering = ctx;
    (void)t;
    for (size_t i = 0; i < n; i++) {
        long number = htx_id_number(rows[i].id, numbering->prefix);
        numbering->last = number > numbering->last ? number : numbering->last;
    }
    return 0;
}

int htx_task_number(struct htx_office *office, struct htx_task *task, struct htx_err *err)
{
    struct numbering numbering = {htx_task_id_prefix(&office->arena, task), 0};
    for (size_t p = 0; p < office->nplans; p++)
        for (size_t i = 0; i < office->plan[p].ntasks; i++) {
            long number = htx_id_number(office->plan[p].task[i]->value[HTX_ID], numbering.prefix);
            numbering.last = number > numbering.last ? number : numbering.last;
        }
    int result = htx_journal_walk(&office->arena, office->dir, look_at_rows, &numbering, err);
    if (result)
        return result;
    task->value[HTX_ID] =
        htx_arena_printf(&office->arena, "%s%02ld", numbering.prefix, numbering.last + 1);
    task->value[HTX_BASELINE] = task->value[HTX_DUE];
    htx_task_add(office, task);
    return 0;
}
