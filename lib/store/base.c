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
    struct htx_index undone;  /* see htx_transaction_is_undone() */
    const char **transaction; /* of each row */
};

static int gather_rows(void *ctx, const struct htx_transaction *t,
                       const struct htx_journal_row *rows, size_t n)
{
    struct gather *g = ctx;
    struct htx_base *base = g->base;
    const char *undoes = htx_transaction_undoes(t);
    bool import = htx_transaction_is_import(t);
    if (undoes)
        htx_index_put(&g->undone, g->arena, undoes, (void *)(uintptr_t)t->id);
    for (size_t i = 0; i < n; i++) {
        const struct htx_journal_row *row = &rows[i];
        htx_base_task(base, g->arena, row->id); /* no id is given again */
        base->row = htx_arena_grow(g->arena, base->row, base->nrows, sizeof(*base->row));
        g->transaction =
            htx_arena_grow(g->arena, g->transaction, base->nrows, sizeof(*g->transaction));
        g->transaction[base->nrows] = t->id;
        base->row[base->nrows++] = (struct htx_base_row){t->command, row->id, row->field, row->new,
                                                         !undoes && (import || !*row->field)};
    }
    return 0;
}

int htx_base_load(struct htx_office *office, struct htx_base **base, struct htx_err *err)
{
    struct htx_arena *arena = &office->arena;
    struct htx_base *made = htx_arena_alloc(arena, sizeof(*made));
    struct gather g = {.arena = arena, .base = made};
    int result = htx_journal_walk(arena, office->dir, gather_rows, &g, err);
    for (size_t i = 0; i < made->nrows && result == 0; i++) {
        if (htx_transaction_is_undone(&g.undone, g.transaction[i]))
            made->row[i].given = false;
        if (made->row[i].given)
            htx_base_give(made, arena, &made->row[i]);
    }
    *base = made;
    return result;
}
