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
    struct row {
        const char *transaction;
        struct htx_given given;
    } * row; /* that may say something of the base */
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
        g->row[g->n++] = (struct row){t->id, {t->command, rows[i].id, rows[i].field, rows[i].new}};
    }
    return 0;
}

/* An undo that was undone took nothing back. */
static bool is_undone(const struct gather *g, const char *transaction)
{
    const char *by = htx_index_get(&g->undone, transaction);
    return by && !is_undone(g, by);
}

int htx_base_load(struct htx_office *office, struct htx_base **base, struct htx_err *err)
{
    struct htx_arena *arena = &office->arena;
    struct htx_base *made = htx_arena_alloc(arena, sizeof(*made));
    struct gather g = {.arena = arena, .base = made};
    int result = htx_journal_walk(arena, office->dir, gather_rows, &g, err);
    made->given = htx_arena_alloc(arena, (g.n + 1) * sizeof(*made->given));
    for (size_t i = 0; i < g.n && result == 0; i++) {
        if (is_undone(&g, g.row[i].transaction))
            continue;
        made->given[made->ngiven++] = g.row[i].given;
        htx_base_give(made, arena, &g.row[i].given);
    }
    *base = made;
    return result;
}
