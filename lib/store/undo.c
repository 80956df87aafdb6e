/* undo.c - taking back a whole transaction, unless a later one touched the same. */
#include "store/store.h"
#include <string.h>

struct past {
    struct htx_arena *arena;
    struct past_transaction {
        struct htx_transaction t;
        struct htx_journal_row *row;
        size_t n;
    } * transaction;
    size_t n;
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

/* The transaction that took t back, if it stands: an undo that was undone does not. */
static const char *undone_by(const struct past *p, const char *id)
{
    const char *by = NULL;
    for (size_t i = 0; i < p->n; i++) {
        const struct htx_transaction *t = &p->transaction[i].t;
        if (strncmp(t->command, "undo ", 5) == 0 && strcmp(t->command + 5, id) == 0 &&
            !undone_by(p, t->id))
            by = t->id;
    }
    return by;
}

static struct past_transaction *choose(const struct past *p, const char *name, const char *user,
                                       struct htx_err *err)
{
    for (size_t i = p->n; i-- > 0;) {
        const struct htx_transaction *t = &p->transaction[i].t;
        if (*name ? strcmp(t->id, name) != 0
                  : strcmp(t->user, user) != 0 || strncmp(t->command, "undo ", 5) == 0 ||
                        undone_by(p, t->id) != NULL)
            continue;
        const char *by = undone_by(p, t->id);
        if (!by)
            return &p->transaction[i];
        htx_fail(err, HTX_EUSAGE, _("transaction '%s' is undone already, by '%s'"), name, by);
        return NULL;
    }
    if (*name)
        htx_fail(err, HTX_ENOTFOUND, _("no transaction '%s'; 'htxplan log' shows them"), name);
    else
        htx_fail(err, HTX_ENOTFOUND, _("nothing of '%s' to undo"), user);
    return NULL;
}

/* Who touched the same after the transaction: for the message. */
static int fail_touched(const struct past *p, const struct past_transaction *of,
                        const struct htx_journal_row *row, struct htx_err *err)
{
    const char *field = *row->field ? row->field : _("the task");
    for (size_t i = p->n; i-- > 0 && &p->transaction[i] != of;)
        for (size_t k = 0; k < p->transaction[i].n; k++) {
            const struct htx_journal_row *later = &p->transaction[i].row[k];
            if (strcmp(later->id, row->id) == 0 && strcmp(later->plan, row->plan) == 0 &&
                (!*row->field || !*later->field || strcmp(later->field, row->field) == 0))
                return htx_fail(err, HTX_EDATA,
                                _("%s: %s was changed again by '%s' (%s); undo that first"),
                                row->id, field, p->transaction[i].t.id, p->transaction[i].t.user);
        }
    return htx_fail(err, HTX_EDATA, _("%s: %s was changed by hand since"), row->id, field);
}

static int undo_field(struct htx_office *office, const struct past *p, struct past_transaction *of,
                      const struct htx_journal_row *row, struct htx_task *task, struct htx_err *err)
{
    int field = htx_field_named(row->field);
    if (field >= 0 && field < HTX_FIELDS) {
        if (strcmp(task->value[field], row->new) != 0)
            return fail_touched(p, of, row, err);
        htx_task_set(office, task, (enum htx_field)field, row->old);
        return 0;
    }
    size_t extra = htx_plan_extra(office, task->plan, row->field);
    if (strcmp(task->extra ? task->extra[extra] : "", row->new) != 0)
        return fail_touched(p, of, row, err);
    htx_task_set_extra(office, task, extra, row->old);
    return 0;
}

static int undo_row(struct htx_office *office, const struct past *p, struct past_transaction *of,
                    const struct htx_journal_row *row, struct htx_err *err)
{
    struct htx_plan *plan = htx_plan_find(office, row->plan);
    if (!plan)
        return htx_fail(err, HTX_ENOTFOUND, _("plan '%s' is no longer in htxplan.ini"), row->plan);
    struct htx_task *task = htx_task_with_id(plan, row->id);
    bool taken_out = strcmp(row->field, "id") == 0 && !*row->new;
    if (taken_out ? task != NULL : task == NULL)
        return fail_touched(p, of, row, err);
    if (taken_out) {
        htx_task_add(office, htx_journal_make_task(office, plan, row->old));
        return 0;
    }
    if (*row->field)
        return undo_field(office, p, of, row, task, err);
    if (strcmp(htx_journal_whole_task(&office->arena, task), row->new) != 0)
        return fail_touched(p, of, row, err);
    htx_task_remove(office, task);
    return 0;
}

int htx_undo(struct htx_office *office, const char *transaction, const char *user,
             const char **undone, struct htx_err *err)
{
    struct past p = {.arena = &office->arena};
    int result = htx_journal_walk(&office->arena, office->dir, gather, &p, err);
    if (result)
        return result;
    struct past_transaction *of = choose(&p, transaction, user, err);
    if (!of)
        return HTX_ENOTFOUND;
    for (size_t i = of->n; i-- > 0 && result == 0;)
        result = undo_row(office, &p, of, &of->row[i], err);
    *undone = of->t.id;
    return result;
}
