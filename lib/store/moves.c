/* moves.c - out of the journal: the months that tasks were moved out of. */
#include "store/store.h"
#include <string.h>

struct gather {
    struct htx_office *office;
    struct htx_moves *moves;
    bool ended;
};

static void add_move(struct gather *g, const struct htx_task *task, int month)
{
    struct htx_moves *moves = g->moves;
    moves->row = htx_arena_grow(&g->office->arena, moves->row, moves->n, sizeof(*moves->row));
    moves->row[moves->n++] = (struct htx_move){task, month};
}

/* A move that was undone never was. */
static void drop_move(struct htx_moves *moves, const struct htx_task *task, int month)
{
    for (size_t i = moves->n; i-- > 0;)
        if (moves->row[i].task == task && moves->row[i].month == month) {
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
            drop_move(g->moves, task, htx_month_index(row->new));
        else if (task)
            add_move(g, task, htx_month_index(row->old));
    }
    g->ended |= strcmp(t->id, g->office->transaction) == 0;
    return 0;
}

int htx_moves_load(struct htx_office *office, struct htx_moves *moves, struct htx_err *err)
{
    *moves = (struct htx_moves){0};
    struct gather g = {office, moves, !*office->transaction};
    return htx_journal_walk(&office->arena, office->dir, gather_moves, &g, err);
}
