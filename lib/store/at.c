/* at.c - the directory as it was after a transaction, out of the journal alone. */
#include "store/store.h"
#include <string.h>

struct past {
    struct htx_office *office;
    const char *transaction;
    bool reached;
};

static int replay(void *ctx, const struct htx_transaction *t, const struct htx_journal_row *rows,
                  size_t n)
{
    struct past *p = ctx;
    for (size_t i = 0; !p->reached && i < p->office->nplans; i++)
        htx_journal_apply(p->office, &p->office->plan[i], t, rows, n);
    if (!p->reached)
        p->office->transaction = t->id;
    p->reached |= strcmp(t->id, p->transaction) == 0;
    return 0;
}

int htx_office_load_at(struct htx_office *office, const char *dir, const char *transaction,
                       struct htx_err *err)
{
    struct past p = {office, transaction, false};
    office->dir = htx_arena_dup(&office->arena, dir);
    office->transaction = "";
    int result = htx_settings_read(office, err);
    if (result == 0)
        result = htx_journal_walk(&office->arena, dir, replay, &p, err);
    if (result == 0 && !p.reached)
        result = htx_fail(err, HTX_ENOTFOUND, _("no transaction '%s'; 'htxplan log' shows them"),
                          transaction);
    for (size_t i = 0; i < office->nplans; i++)
        htx_plan_sort(office, &office->plan[i]);
    return result;
}
