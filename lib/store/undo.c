/* undo.c - taking back a whole transaction, unless a later one touched the same. */
#include "store/store.h"
#include <string.h>

struct past {
    struct htx_arena *arena;
    struct past_transaction {
        struct htx_transaction t;
        struct htx_journal_row *row;
        size_t n;
        const char *undone_by;           /* the transaction that took it back, if that stands */
        struct past_transaction *undoes; /* the one that it took back */
    } * transaction;
    size_t n;
    struct htx_index touched; /* what changed after the one to undo: by whom at last */
};

static int gather(void *ctx, const struct htx_transaction *t, const struct htx_journal_row *rows,
                  size_t n)
{
    struct past *p = ctx;
    p->transaction = htx_arena_grow(p->arena, p->transaction, p->n, sizeof(*p->transaction));
    struct past_transaction *to = &p->transaction[p->n++];
    *to = (struct past_transaction){.t = *t, .n = n};
    to->row = htx_arena_alloc(p->arena, (n + 1) * sizeof(*to->row));
    if (n)
        memcpy(to->row, rows, n * sizeof(*rows));
    return 0;
}

/* Which transactions stand?  From the last one back: an undo that was undone took nothing back. */
static void pair_undos(struct past *p)
{
    struct htx_index by_id = {0};
    for (size_t i = 0; i < p->n; i++)
        htx_index_put(&by_id, p->arena, p->transaction[i].t.id, &p->transaction[i]);
    for (size_t i = p->n; i-- > 0;) {
        struct past_transaction *undo = &p->transaction[i];
        const char *undoes = htx_transaction_undoes(&undo->t);
        if (!undoes)
            continue;
        undo->undoes = htx_index_get(&by_id, undoes);
        if (undo->undoes && !undo->undone_by)
            undo->undoes->undone_by = undo->t.id;
    }
}

static int choose(const struct past *p, const char *name, const char *user,
                  struct past_transaction **of, struct htx_err *err)
{
    for (size_t i = p->n; i-- > 0;) {
        *of = &p->transaction[i];
        if (*name ? strcmp((*of)->t.id, name) != 0
                  : strcmp((*of)->t.user, user) != 0 || (*of)->undoes || (*of)->undone_by)
            continue;
        if (!(*of)->undone_by)
            return 0;
        return htx_fail(err, HTX_EDATA, _("transaction '%s' is undone already, by '%s'"), name,
                        (*of)->undone_by);
    }
    if (*name)
        return htx_fail(err, HTX_ENOTFOUND, _("no transaction '%s'; 'htxplan log' shows them"),
                        name);
    return htx_fail(err, HTX_ENOTFOUND, _("nothing of '%s' to undo"), user);
}

/* ---- What a later one touched ---- */

static char *key_of(const struct past *p, const struct htx_journal_row *row, const char *field)
{
    return htx_arena_printf(p->arena, "%s\n%s\n%s", row->plan, row->id, field);
}

/* Under each field, and under "" whatever became of the task.  A transaction that was taken back
 * and the one that did it have come to nothing. */
static void index_later(struct past *p, const struct past_transaction *of)
{
    for (struct past_transaction *later = p->transaction + p->n; --later > of;) {
        if (later->undone_by || (later->undoes && later->undoes > of))
            continue;
        for (size_t i = 0; i < later->n; i++) {
            char *field = key_of(p, &later->row[i], later->row[i].field);
            char *any = key_of(p, &later->row[i], "");
            if (!htx_index_get(&p->touched, field))
                htx_index_put(&p->touched, p->arena, field, later);
            if (!htx_index_get(&p->touched, any))
                htx_index_put(&p->touched, p->arena, any, later);
        }
    }
}

static int fail_touched(const struct htx_journal_row *row, const struct past_transaction *by,
                        struct htx_err *err)
{
    const char *field = *row->field ? row->field : _("the task");
    if (by)
        return htx_fail(err, HTX_EDATA, _("%s: %s was changed again by '%s' (%s); undo that first"),
                        row->id, field, by->t.id, by->t.user);
    return htx_fail(err, HTX_EDATA, _("%s: %s was changed by hand since"), row->id, field);
}

/* ---- Taking back ---- */

static int undo_field(struct htx_office *office, const struct htx_journal_row *row,
                      struct htx_task *task, struct htx_err *err)
{
    int field = htx_field_named(row->field);
    if (field >= 0 && field < HTX_FIELDS) {
        if (strcmp(task->value[field], row->new) != 0)
            return fail_touched(row, NULL, err);
        htx_task_set(office, task, (enum htx_field)field, row->old);
        return 0;
    }
    size_t extra = htx_plan_extra(office, task->plan, row->field);
    if (strcmp(task->extra ? task->extra[extra] : "", row->new) != 0)
        return fail_touched(row, NULL, err);
    htx_task_set_extra(office, task, extra, row->old);
    return 0;
}

static int undo_row(struct htx_office *office, const struct past *p,
                    const struct htx_journal_row *row, struct htx_err *err)
{
    struct htx_plan *plan = htx_plan_find(office, row->plan);
    if (!plan)
        return htx_fail(err, HTX_ENOTFOUND, _("plan '%s' is no longer in htxplan.ini"), row->plan);
    struct htx_task *task = htx_task_with_id(office, plan, row->id);
    bool taken_out = strcmp(row->field, "id") == 0 && !*row->new;
    bool whole = taken_out || !*row->field;
    const struct past_transaction *by =
        htx_index_get(&p->touched, key_of(p, row, whole ? "" : row->field));
    if (by || (taken_out ? task != NULL : task == NULL))
        return fail_touched(row, by, err);
    if (taken_out) {
        htx_task_add(office, htx_journal_make_task(office, plan, row->old));
        return 0;
    }
    if (!whole)
        return undo_field(office, row, task, err);
    if (strcmp(htx_journal_whole_task(&office->arena, task), row->new) != 0)
        return fail_touched(row, NULL, err);
    htx_task_remove(office, task);
    return 0;
}

int htx_undo(struct htx_office *office, const char *transaction, const char *user,
             const char **undone, struct htx_err *err)
{
    struct past p = {.arena = &office->arena};
    struct past_transaction *of = NULL;
    int result = htx_journal_walk(&office->arena, office->dir, gather, &p, err);
    if (result)
        return result;
    pair_undos(&p);
    result = choose(&p, transaction, user, &of, err);
    if (result)
        return result;
    index_later(&p, of);
    for (size_t i = of->n; i-- > 0 && result == 0;)
        result = undo_row(office, &p, &of->row[i], err);
    *undone = of->t.id;
    return result;
}
