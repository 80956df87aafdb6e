/* number.c - ids for tasks that a person adds: the next number, counting also ids of the journal.
 */
#include "store/store.h"
#include <string.h>

struct numbering {
    const char *prefix;
    long last;
};

static void count(struct numbering *numbering, const char *id)
{
    enum { MOST = 999999999 }; /* what is more was no numbering of ours */
    long number = htx_id_number(id, numbering->prefix);
    if (number > numbering->last && number <= MOST)
        numbering->last = number;
}

static int count_rows(void *ctx, const struct htx_transaction *t,
                      const struct htx_journal_row *rows, size_t n)
{
    (void)t;
    for (size_t i = 0; i < n; i++)
        count(ctx, rows[i].id);
    return 0;
}

int htx_task_number(struct htx_office *office, struct htx_task *task, struct htx_err *err)
{
    struct numbering numbering = {htx_task_id_prefix(&office->arena, task), 0};
    for (size_t p = 0; p < office->nplans; p++)
        for (size_t i = 0; i < office->plan[p].ntasks; i++)
            count(&numbering, office->plan[p].task[i]->value[HTX_ID]);
    int result = htx_journal_walk(&office->arena, office->dir, count_rows, &numbering, err);
    if (result)
        return result;
    task->value[HTX_ID] =
        htx_arena_printf(&office->arena, "%s%02ld", numbering.prefix, numbering.last + 1);
    task->value[HTX_BASELINE] = task->value[HTX_DUE];
    htx_task_add(office, task);
    return 0;
}
