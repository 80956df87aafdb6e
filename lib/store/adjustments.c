/* adjustments.c - out of the journal: what was done to the plans after they were made. */
#include "store/store.h"
#include <string.h>

/* A task, and the last rows of the journal that made it and that took it out of the work. */
struct known {
    const struct htx_task *task;
    const struct event *made, *dropped;
    const char *moved_by; /* the last transaction that changed its month */
};

/* A row of the journal that may be an adjustment, and what its transaction says of it. */
struct event {
    struct known *of;
    const char *transaction, *time, *reason, *ref;
    const char *field, *old, *new;
};

struct gather {
    struct htx_office *office;
    struct htx_index known;  /* id -> struct known */
    struct htx_index undone; /* see htx_transaction_is_undone() */
    struct event *event;
    size_t n;
    bool ended;
};

static void index_tasks(struct gather *g)
{
    struct htx_arena *arena = &g->office->arena;
    for (size_t p = 0; p < g->office->nplans; p++) {
        const struct htx_plan *plan = &g->office->plan[p];
        struct known *known = htx_arena_alloc(arena, (plan->ntasks + 1) * sizeof(*known));
        for (size_t i = 0; i < plan->ntasks; i++) {
            known[i].task = plan->task[i];
            htx_index_put(&g->known, arena, plan->task[i]->value[HTX_ID], &known[i]);
        }
    }
}

/* A corrected document moves nothing; a new month brings its deadline with it. */
static bool may_adjust(const struct htx_transaction *t, const struct htx_journal_row *row,
                       const struct known *known)
{
    if (strcmp(row->field, "month") == 0)
        return *row->old && !htx_transaction_is_import(t);
    if (strcmp(row->field, "due") == 0)
        return *row->old && !htx_transaction_is_import(t) && known->moved_by != t->id;
    if (strcmp(row->field, "status") == 0)
        return strcmp(row->new, "cancelled") == 0 || strcmp(row->new, "postponed") == 0;
    return !*row->field || (strcmp(row->field, "note") == 0 && *row->new);
}

static void add_event(struct gather *g, const struct htx_transaction *t,
                      const struct htx_journal_row *row)
{
    struct known *known = htx_index_get(&g->known, row->id);
    if (!known || !may_adjust(t, row, known))
        return;
    g->event = htx_arena_grow(&g->office->arena, g->event, g->n, sizeof(*g->event));
    g->event[g->n++] =
        (struct event){known, t->id, t->time, t->reason, t->ref, row->field, row->old, row->new};
}

static int gather_events(void *ctx, const struct htx_transaction *t,
                         const struct htx_journal_row *rows, size_t n)
{
    struct gather *g = ctx;
    const char *undoes = htx_transaction_undoes(t);
    if (g->ended)
        return 0;
    g->ended = strcmp(t->id, g->office->transaction) == 0;
    if (undoes)
        htx_index_put(&g->undone, &g->office->arena, undoes, (void *)(uintptr_t)t->id);
    for (size_t i = 0; i < n && !undoes; i++) {
        struct known *known =
            strcmp(rows[i].field, "month") == 0 ? htx_index_get(&g->known, rows[i].id) : NULL;
        if (known)
            known->moved_by = t->id;
    }
    for (size_t i = 0; i < n && !undoes; i++)
        add_event(g, t, &rows[i]);
    return 0;
}

/* Leave only what stands, and tell each task what became of it last. */
static void settle(struct gather *g)
{
    size_t n = 0;
    for (size_t i = 0; i < g->n; i++)
        if (!htx_transaction_is_undone(&g->undone, g->event[i].transaction))
            g->event[n++] = g->event[i];
    g->n = n;
    for (size_t i = 0; i < n; i++) {
        const struct event *event = &g->event[i];
        if (!*event->field)
            event->of->made = event->of->dropped = event; /* it may have come as cancelled */
        else if (strcmp(event->field, "status") == 0)
            event->of->dropped = event;
    }
}

/* ---- Out ---- */

/* Is it out of the work now, and how? */
static bool is_dropped(const struct htx_task *task, enum htx_adjusting *what)
{
    enum htx_status status = htx_task_status(task);
    *what = status == HTX_CANCELLED ? HTX_ADJUST_CANCELLED : HTX_ADJUST_POSTPONED;
    return status == HTX_CANCELLED || status == HTX_POSTPONED;
}

static void put(struct gather *g, struct htx_adjustments *out, const struct htx_task *task,
                enum htx_adjusting what, const struct event *event)
{
    static const struct event unrecorded = {NULL, "", "", "", "", "", "", ""};
    const struct event *e = event ? event : &unrecorded;
    bool timed = what == HTX_ADJUST_MOVED || what == HTX_ADJUST_DUE;
    out->row = htx_arena_grow(&g->office->arena, out->row, out->n, sizeof(*out->row));
    out->row[out->n++] = (struct htx_adjustment){
        .task = task,
        .what = what,
        .before = timed ? e->old : "",
        .after = timed ? e->new : "",
        .time = e->time,
        .reason = e->reason,
        .ref = what == HTX_ADJUST_ADDED && !*e->ref ? task->value[HTX_REF] : e->ref,
    };
}

/* What a plan file says and no journal knows comes first: it was written by hand. */
static void put_unrecorded(struct gather *g, struct htx_adjustments *out)
{
    for (size_t p = 0; p < g->office->nplans; p++)
        for (size_t i = 0; i < g->office->plan[p].ntasks; i++) {
            const struct htx_task *task = g->office->plan[p].task[i];
            const struct known *known = htx_index_get(&g->known, task->value[HTX_ID]);
            enum htx_adjusting what;
            if (!known->made && htx_task_is_added(task))
                put(g, out, task, HTX_ADJUST_ADDED, NULL);
            if (!known->dropped && is_dropped(task, &what))
                put(g, out, task, what, NULL);
        }
}

static void put_recorded(struct gather *g, struct htx_adjustments *out)
{
    for (size_t i = 0; i < g->n; i++) {
        const struct event *event = &g->event[i];
        const struct known *known = event->of;
        enum htx_adjusting what;
        if (strcmp(event->field, "month") == 0)
            put(g, out, known->task, HTX_ADJUST_MOVED, event);
        else if (strcmp(event->field, "due") == 0)
            put(g, out, known->task, HTX_ADJUST_DUE, event);
        else if (strcmp(event->field, "note") == 0)
            put(g, out, known->task, HTX_ADJUST_NOTED, event);
        if (known->made == event && htx_task_is_added(known->task))
            put(g, out, known->task, HTX_ADJUST_ADDED, event);
        if (known->dropped == event && is_dropped(known->task, &what))
            put(g, out, known->task, what, event);
    }
}

int htx_adjustments_load(struct htx_office *office, const struct htx_adjustments **out,
                         struct htx_err *err)
{
    struct htx_adjustments *made = htx_arena_alloc(&office->arena, sizeof(*made));
    struct gather g = {.office = office, .ended = !*office->transaction};
    index_tasks(&g);
    int result = htx_journal_walk(&office->arena, office->dir, gather_events, &g, err);
    if (result)
        return result;
    settle(&g);
    put_unrecorded(&g, made);
    put_recorded(&g, made);
    *out = made;
    return 0;
}
