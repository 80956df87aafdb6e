/* adjustments.c - out of the journal: what was done to the plans after they were made. */
#include "store/store.h"
#include <string.h>

struct gather {
    struct htx_office *office;
    struct htx_adjustments *moves;
    bool ended;
};

static void add_move(struct gather *g, const struct htx_transaction *t, const struct htx_task *task,
                     const struct htx_journal_row *row)
{
    struct htx_adjustments *moves = g->moves;
    struct htx_arena *arena = &g->office->arena;
    moves->row = htx_arena_grow(arena, moves->row, moves->n, sizeof(*moves->row));
    moves->row[moves->n++] = (struct htx_adjustment){
        .task = task,
        .what = HTX_ADJUST_MOVED,
        .before = htx_arena_dup(arena, row->old),
        .after = htx_arena_dup(arena, row->new),
        .time = htx_arena_dup(arena, t->time),
        .reason = htx_arena_dup(arena, t->reason),
        .ref = htx_arena_dup(arena, t->ref),
    };
}

/* A move that was undone never was. */
static void drop_move(struct htx_adjustments *moves, const struct htx_task *task, const char *from)
{
    for (size_t i = moves->n; i-- > 0;)
        if (moves->row[i].task == task && strcmp(moves->row[i].before, from) == 0) {
            memmove(&moves->row[i], &moves->row[i + 1], (moves->n - i - 1) * sizeof(*moves->row));
            moves->n--;
            return;
        }
}

static int gather_moves(void *ctx, const struct htx_transaction *t,
                        const struct htx_journal_row *rows, size_t n)
{
    struct gather *g = ctx;
    bool undo = htx_transaction_undoes(t) != NULL;
    bool moves = !htx_transaction_is_import(t); /* a corrected document moves nothing */
    for (size_t i = 0; !g->ended && moves && i < n; i++) {
        const struct htx_journal_row *row = &rows[i];
        if (strcmp(row->field, "month") != 0 || !*row->old)
            continue;
        const struct htx_plan *plan = htx_plan_find(g->office, row->plan);
        const struct htx_task *task = plan ? htx_task_with_id(plan, row->id) : NULL;
        if (task && undo)
            drop_move(g->moves, task, row->new);
        else if (task)
            add_move(g, t, task, row);
    }
    g->ended |= strcmp(t->id, g->office->transaction) == 0;
    return 0;
}

int htx_adjustments_load(struct htx_office *office, const struct htx_adjustments **out,
                         struct htx_err *err)
{
    struct htx_adjustments *moves = htx_arena_alloc(&office->arena, sizeof(*moves));
    struct gather g = {office, moves, !*office->transaction};
    *out = moves;
    return htx_journal_walk(&office->arena, office->dir, gather_moves, &g, err);
}
