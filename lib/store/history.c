/* history.c - out of the journal: what the imports of a plan gave, and what happened to a task. */
#include "store/store.h"
#include <string.h>

struct gather {
    struct htx_office *office;
    const struct htx_plan *plan;
    struct htx_base *base;
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

static int gather_import(void *ctx, const struct htx_transaction *t,
                         const struct htx_journal_row *rows, size_t n)
{
    struct gather *g = ctx;
    size_t word = strcspn(t->command, " ");
    if (word != 6 || memcmp(t->command, "import", 6) != 0)
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
    struct gather g = {office, plan, *base};
    return htx_journal_walk(&office->arena, office->dir, gather_import, &g, err);
}

/* ---- One task's history ---- */

struct history {
    const char *plan, *id;
    struct htx_history *out;
    struct htx_arena *arena;
};

static int gather_history(void *ctx, const struct htx_transaction *t,
                          const struct htx_journal_row *rows, size_t n)
{
    struct history *h = ctx;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(rows[i].id, h->id) != 0 || strcmp(rows[i].plan, h->plan) != 0)
            continue;
        struct htx_history *out = h->out;
        out->row = htx_arena_grow(h->arena, out->row, out->n, sizeof(*out->row));
        out->row[out->n++] =
            (struct htx_history_row){t->id,  t->time,       t->user,     t->command, t->reason,
                                     t->ref, rows[i].field, rows[i].old, rows[i].new};
    }
    return 0;
}

int htx_task_history(struct htx_office *office, const struct htx_task *task,
                     struct htx_history *history, struct htx_err *err)
{
    *history = (struct htx_history){0};
    struct history h = {task->plan->code, task->value[HTX_ID], history, &office->arena};
    return htx_journal_walk(&office->arena, office->dir, gather_history, &h, err);
}
