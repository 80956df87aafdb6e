/* history.c - out of the journal: what the imports of a plan gave, and what happened to a task. */
#include "store/store.h"
#include <stdio.h>
#include <string.h>

struct gather {
    struct htx_office *office;
    const struct htx_plan *plan;
    struct htx_base *base;
    const char **import; /* transactions that were imports */
    size_t nimports;
};

static struct htx_base_task *base_task(struct gather *g, const char *id)
{
    struct htx_base *base = g->base;
    for (size_t i = base->n; i-- > 0;)
        if (strcmp(base->task[i].id, id) == 0)
            return &base->task[i];
    base->task = htx_arena_grow(&g->office->arena, base->task, base->n, sizeof(*base->task));
    base->task[base->n] = (struct htx_base_task){.id = id};
    return &base->task[base->n++];
}

static void set_named(struct htx_base_task *task, const char *name, const char *value)
{
    int field = htx_field_named(name);
    if (field >= 0 && field < HTX_FIELDS)
        task->value[field] = value;
}

static void set_whole(struct gather *g, struct htx_base_task *task, const char *text)
{
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, "\t");
        char *pair = htx_arena_ndup(&g->office->arena, s, n), *equals = strchr(pair, '=');
        if (equals) {
            *equals = '\0';
            set_named(task, pair, equals + 1);
        }
        s += n + (s[n] == '\t');
    }
}

/* An import, or the undoing of one, whose rows set its values back. */
static bool is_import(struct gather *g, const struct htx_transaction *t)
{
    if (strncmp(t->command, "undo ", 5) == 0) {
        for (size_t i = 0; i < g->nimports; i++)
            if (strcmp(g->import[i], t->command + 5) == 0)
                return true;
        return false;
    }
    if (strncmp(t->command, "import ", 7) != 0)
        return false;
    g->import = htx_arena_grow(&g->office->arena, g->import, g->nimports, sizeof(*g->import));
    g->import[g->nimports++] = t->id;
    return true;
}

static int gather_import(void *ctx, const struct htx_transaction *t,
                         const struct htx_journal_row *rows, size_t n)
{
    struct gather *g = ctx;
    if (!is_import(g, t))
        return 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(rows[i].plan, g->plan->code) != 0)
            continue;
        struct htx_base_task *task = base_task(g, rows[i].id);
        if (*rows[i].field)
            set_named(task, rows[i].field, rows[i].new);
        else
            set_whole(g, task, rows[i].new);
    }
    return 0;
}

int htx_base_load(struct htx_office *office, const struct htx_plan *plan, struct htx_base **base,
                  struct htx_err *err)
{
    *base = htx_arena_alloc(&office->arena, sizeof(**base));
    struct gather g = {.office = office, .plan = plan, .base = *base};
    return htx_journal_walk(&office->arena, office->dir, gather_import, &g, err);
}

/* ---- The record ---- */

struct log {
    const struct htx_log_query *query;
    struct htx_history *out;
    struct htx_arena *arena;
};

static bool given(const char *s)
{
    return s && *s;
}

static bool is_wanted(const struct htx_log_query *q, const struct htx_transaction *t)
{
    char day[11];
    snprintf(day, sizeof(day), "%.10s", t->time);
    return (!given(q->after) || strcmp(t->id, q->after) > 0) &&
           (!given(q->user) || strcmp(t->user, q->user) == 0) &&
           (!q->since || htx_date_parse(day) >= q->since);
}

static int gather_log(void *ctx, const struct htx_transaction *t,
                      const struct htx_journal_row *rows, size_t n)
{
    struct log *l = ctx;
    struct htx_history *out = l->out;
    for (size_t i = 0; is_wanted(l->query, t) && i < n; i++) {
        if (given(l->query->id) && strcmp(rows[i].id, l->query->id) != 0)
            continue;
        out->row = htx_arena_grow(l->arena, out->row, out->n, sizeof(*out->row));
        out->row[out->n++] = (struct htx_history_row){
            t->id,        t->time,    t->user,       t->command,  t->reason,  t->ref,
            rows[i].plan, rows[i].id, rows[i].field, rows[i].old, rows[i].new};
    }
    return 0;
}

int htx_log(struct htx_office *office, const struct htx_log_query *query,
            struct htx_history *history, struct htx_err *err)
{
    *history = (struct htx_history){0};
    struct log l = {query, history, &office->arena};
    return htx_journal_walk(&office->arena, office->dir, gather_log, &l, err);
}
