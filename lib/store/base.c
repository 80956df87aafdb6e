/*
 * base.c - the base of three-way merging, out of the journal: the values that tasks were made with,
 * and what imports have set since.  Amendments are no part of it: they change what was agreed, as
 * people do with update, and the document they change is to be recognised when it comes again.
 */
#include "store/store.h"
#include <string.h>

struct gather {
    struct htx_arena *arena;
    struct htx_base *base;
    struct htx_index undone; /* transaction -> id of the one that took it back */
    size_t n;
    struct htx_journal_row *row; /* that may say something of the base */
};

static bool is_import(const struct htx_transaction *t)
{
    return strncmp(t->command, "import ", 7) == 0 && !strstr(t->command, " --amend");
}

static int gather_rows(void *ctx, const struct htx_transaction *t,
                       const struct htx_journal_row *rows, size_t n)
{
    struct gather *g = ctx;
    bool undo = strncmp(t->command, "undo ", 5) == 0, import = is_import(t);
    if (undo)
        htx_index_put(&g->undone, g->arena, t->command + 5, (void *)(uintptr_t)t->id);
    for (size_t i = 0; i < n; i++) {
        htx_base_task(g->base, g->arena, rows[i].id); /* no id is given again */
        if (undo || (!import && *rows[i].field))
            continue;
        g->row = htx_arena_grow(g->arena, g->row, g->n, sizeof(*g->row));
        g->row[g->n++] = rows[i];
    }
    return 0;
}

/* An undo that was undone took nothing back. */
static bool is_undone(const struct gather *g, const char *transaction)
{
    const char *by = htx_index_get(&g->undone, transaction);
    return by && !is_undone(g, by);
}

static void set_whole(struct gather *g, struct htx_base_task *task, const char *text)
{
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, "\t");
        char *pair = htx_arena_ndup(g->arena, s, n), *equals = strchr(pair, '=');
        if (equals) {
            *equals = '\0';
            htx_base_set(task, g->arena, pair, equals + 1);
        }
        s += n + (s[n] == '\t');
    }
    if (!task->made)
        memcpy(task->first, task->value, sizeof(task->first));
    task->made = true;
}

int htx_base_load(struct htx_office *office, struct htx_base **base, struct htx_err *err)
{
    struct htx_arena *arena = &office->arena;
    *base = htx_arena_alloc(arena, sizeof(**base));
    struct gather g = {.arena = arena, .base = *base};
    int result = htx_journal_walk(arena, office->dir, gather_rows, &g, err);
    for (size_t i = 0; i < g.n && result == 0; i++) {
        const struct htx_journal_row *row = &g.row[i];
        if (is_undone(&g, row->transaction))
            continue;
        struct htx_base_task *task = htx_base_task(*base, arena, row->id);
        if (*row->field)
            htx_base_set(task, arena, row->field, row->new);
        else
            set_whole(&g, task, row->new);
    }
    return result;
}
