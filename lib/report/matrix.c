/* matrix.c - units by months: how many of each month's tasks are done. */
#include "report/report.h"
#include <stdlib.h>
#include <string.h>

/* [unit][month] of a period; the last unit is for tasks without a known one. */
struct grid {
    size_t months;
    int first;
    struct tally {
        size_t total, done;
    } * cell;
};

static void count_tasks(const struct htx_building *b, struct grid *g)
{
    for (size_t i = 0; i < b->figures.period.n; i++) {
        const struct htx_counted *row = &b->figures.period.row[i];
        int month = row->moved_from ? row->moved_from : htx_task_month(row->task);
        if (month < g->first || month >= g->first + (int)g->months)
            continue;
        size_t unit = (size_t)htx_unit_order(b->office, row->task->value[HTX_LEAD]);
        struct tally *tally = &g->cell[unit * g->months + (size_t)(month - g->first)];
        tally->total++;
        tally->done += row->measure == HTX_M_DONE || row->measure == HTX_M_DONE_LATE;
    }
}

static const char *tally_text(struct htx_arena *arena, const struct tally *t)
{
    return t->total ? htx_arena_printf(arena, "%zu/%zu", t->done, t->total) : "";
}

static void set_columns(struct htx_building *b, struct htx_table *table, const struct grid *g)
{
    enum { WIDTH = 122 };
    double month = g->months > 6 ? 6.4 : 9;
    struct htx_column *column = htx_arena_alloc(b->arena, (g->months + 3) * sizeof(*column));
    column[0] = (struct htx_column){"STT", "", 5, HTX_CENTRE};
    column[1] = (struct htx_column){"Đơn vị chủ trì", "", WIDTH - 5 - 9 - month * (double)g->months,
                                    HTX_LEFT};
    for (size_t i = 0; i < g->months; i++)
        column[2 + i] = (struct htx_column){
            htx_arena_printf(b->arena, "Tháng %d", (g->first + (int)i) % 12 + 1), "", month,
            HTX_CENTRE};
    column[2 + g->months] = (struct htx_column){"Cả kỳ", "", 9, HTX_CENTRE};
    table->column = column;
    table->ncolumns = g->months + 3;
}

static void add_row(struct htx_building *b, struct htx_table *table, const struct grid *g,
                    size_t number, const char *name, const struct tally *months)
{
    struct htx_row *row = &table->row[table->nrows++];
    row->kind = number ? HTX_ROW : HTX_ROW_TOTAL;
    row->cell = htx_arena_alloc(b->arena, table->ncolumns * sizeof(*row->cell));
    if (number)
        row->cell[0] = (struct htx_cell){.type = HTX_CELL_NUMBER, .number = (double)number};
    else
        row->cell[0].text = "";
    row->cell[1].text = name;
    struct tally all = {0, 0};
    for (size_t i = 0; i < g->months; i++) {
        row->cell[2 + i].text = tally_text(b->arena, &months[i]);
        all.total += months[i].total;
        all.done += months[i].done;
    }
    row->cell[2 + g->months].text = tally_text(b->arena, &all);
}

int htx_report_matrix(struct htx_building *b, const struct htx_ini_section *section,
                      struct htx_table *table, struct htx_err *err)
{
    (void)section, (void)err;
    const struct htx_period *period = &b->report->period;
    struct grid g = {.months = (size_t)(period->last_month - period->first_month + 1),
                     .first = period->first_month};
    size_t units = b->figures.nunits;
    g.cell = htx_arena_alloc(b->arena, (units + 1) * g.months * sizeof(*g.cell));
    count_tasks(b, &g);
    struct tally *total = &g.cell[units * g.months];
    *table = (struct htx_table){.size = 12, .numbered = true};
    set_columns(b, table, &g);
    table->row = htx_arena_alloc(b->arena, (units + 1) * sizeof(*table->row));
    for (size_t u = 0; u < units; u++) {
        const struct tally *months = &g.cell[u * g.months];
        size_t tasks = 0;
        for (size_t i = 0; i < g.months; i++) {
            total[i].total += months[i].total;
            total[i].done += months[i].done;
            tasks += months[i].total;
        }
        if (u + 1 < units || tasks)
            add_row(b, table, &g, table->nrows + 1,
                    u + 1 < units ? b->office->unit[u].name : "(chưa phân công)", months);
    }
    add_row(b, table, &g, 0, "Tổng cộng", total);
    return 0;
}
