/*
 * hand.c - a plan file that was edited by hand: what the person changed becomes a transaction by
 * "hand" in front of the next command's, so that the journal tells the whole history.
 */
#include "store/store.h"
#include <string.h>

struct replay {
    struct htx_office office; /* the plans as the journal alone has them */
};

static int replay_one(void *ctx, const struct htx_transaction *t,
                      const struct htx_journal_row *rows, size_t n)
{
    struct replay *r = ctx;
    for (size_t i = 0; i < r->office.nplans; i++)
        htx_journal_apply(&r->office, &r->office.plan[i], t, rows, n);
    return 0;
}

/* What a value was when the plan was loaded, before the command at work changed it. */
static const char *loaded_value(const struct htx_office *office, const struct htx_task *task,
                                int field, const char *now)
{
    for (size_t i = 0; i < office->nchanges; i++) {
        const struct htx_change *c = &office->change[i];
        if (c->task == task && c->field == field)
            return c->old;
    }
    return now;
}

static bool is_of_command(const struct htx_office *office, const struct htx_task *task)
{
    for (size_t i = 0; i < office->nchanges; i++)
        if (office->change[i].task == task && office->change[i].field == -1)
            return true;
    return false;
}

struct hand {
    struct htx_office *office, *was; /* now, and as the journal has it */
    const char *id;
    struct htx_buf *out;
    long rows;
};

static void put_row(struct hand *h, const struct htx_task *task, const char *field, const char *old,
                    const char *new)
{
    struct htx_journal_row row = {h->id, task->plan->code, task->value[HTX_ID], field, old, new};
    htx_journal_print_row(h->out, &row);
    h->rows++;
}

static const char *extra_named(const struct htx_task *task, const char *name)
{
    for (size_t i = 0; task->extra && i < task->plan->nextra; i++)
        if (strcmp(task->plan->extra[i], name) == 0)
            return task->extra[i];
    return "";
}

static void compare_task(struct hand *h, struct htx_task *task, const struct htx_task *was)
{
    long before = h->rows;
    for (int f = 0; f < HTX_FIELDS; f++) {
        const char *now = loaded_value(h->office, task, f, task->value[f]);
        if (f != HTX_REV && strcmp(now, was->value[f]) != 0)
            put_row(h, task, htx_field_info((enum htx_field)f)->name, was->value[f], now);
    }
    for (size_t i = 0; i < task->plan->nextra; i++) {
        const char *now =
            loaded_value(h->office, task, HTX_FIELDS + (int)i, task->extra ? task->extra[i] : "");
        const char *old = extra_named(was, task->plan->extra[i]);
        if (strcmp(now, old) != 0)
            put_row(h, task, task->plan->extra[i], old, now);
    }
    if (h->rows > before)
        task->value[HTX_REV] = h->id;
}

static void compare_plan(struct hand *h, struct htx_plan *plan, struct htx_plan *was)
{
    for (size_t i = 0; i < plan->ntasks; i++) {
        struct htx_task *task = plan->task[i];
        const struct htx_task *old = htx_task_with_id(h->was, was, task->value[HTX_ID]);
        if (is_of_command(h->office, task))
            continue;
        if (old) {
            compare_task(h, task, old);
            continue;
        }
        put_row(h, task, "", "", htx_journal_whole_task(&h->office->arena, task));
        task->value[HTX_REV] = h->id;
    }
    for (size_t i = 0; i < was->ntasks; i++)
        if (!htx_task_with_id(h->office, plan, was->task[i]->value[HTX_ID]))
            put_row(h, was->task[i], "id", htx_journal_whole_task(&h->office->arena, was->task[i]),
                    "");
}

/* The hashes of all plans, from those recorded to those found. */
static char *print_hashes(struct htx_office *office, const struct htx_transaction *last)
{
    struct htx_buf out = HTX_BUF_INIT;
    for (size_t i = 0; i < office->nplans; i++) {
        uint64_t before, after = 0;
        htx_transaction_hashes(last, office->plan[i].code, &before, &after);
        htx_transaction_add_hash(&out, office->plan[i].code,
                                 office->plan[i].edited ? after : office->plan[i].hash,
                                 office->plan[i].hash);
    }
    char *text = htx_arena_dup(&office->arena, out.s);
    htx_buf_free(&out);
    return text;
}

int htx_hand_record(struct htx_office *office, const struct htx_transaction *last, const char *id,
                    const char *time, struct htx_buf *out, bool *any, struct htx_err *err)
{
    struct replay r = {.office = *office};
    struct htx_office *was = &r.office;
    was->arena = (struct htx_arena){0};
    was->nchanges = 0;
    was->change = NULL;
    was->plan = htx_arena_alloc(&was->arena, (office->nplans + 1) * sizeof(*was->plan));
    for (size_t i = 0; i < office->nplans; i++) {
        was->plan[i] = office->plan[i];
        was->plan[i].ntasks = was->plan[i].nextra = 0;
        was->plan[i].task = NULL;
        was->plan[i].ids = NULL;
        was->plan[i].extra = NULL;
    }
    int result = htx_journal_walk(&was->arena, office->dir, replay_one, &r, err);
    struct hand h = {office, was, id, out, 0};
    for (size_t i = 0; i < office->nplans && result == 0; i++)
        if (office->plan[i].edited)
            compare_plan(&h, &office->plan[i], &was->plan[i]);
    *any = h.rows > 0;
    if (*any) {
        struct htx_transaction t = {.id = id,
                                    .rows = h.rows,
                                    .time = time,
                                    .user = "hand",
                                    .command = "",
                                    .reason = "",
                                    .ref = "",
                                    .hashes = print_hashes(office, last)};
        htx_journal_print_close(out, &t);
    }
    htx_arena_free(&was->arena);
    return result;
}
