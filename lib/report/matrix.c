/* matrix.c - units or persons by months: how many tasks, or how many of them are done. */
#include "report/report.h"
#include <string.h>

struct matrix {
    enum htx_which which;
    bool load; /* how many there are, not how many of them are done */
    struct htx_classes classes;
    size_t months;
    int first;
    struct htx_counts *counts; /* [class][month], behind the last class their sums */
    int by, of_month, of_measure;
};

static struct htx_counts *counts_at(const struct matrix *m, size_t class, size_t month)
{
    return &m->counts[class * (m->months + 1) + month];
}

/* By the programme's month, a campaign's task by that of its deadline; the last one is for all of
 * them, whenever they are due. */
static void count_tasks(const struct htx_building *b, struct matrix *m,
                        const struct htx_selection *tasks)
{
    m->counts =
        htx_arena_alloc(b->arena, (m->classes.n + 1) * (m->months + 1) * sizeof(*m->counts));
    for (size_t i = 0; i < tasks->n; i++) {
        const struct htx_counted *row = &tasks->row[i];
        int month = htx_month_or_date(row, HTX_DUE) - m->first;
        size_t class = htx_class_of(b, &m->classes, row);
        htx_counts_add(counts_at(m, class, m->months), row->measure);
        htx_counts_add(counts_at(m, m->classes.n, m->months), row->measure);
        if (month < 0 || month >= (int)m->months)
            continue;
        htx_counts_add(counts_at(m, class, (size_t)month), row->measure);
        htx_counts_add(counts_at(m, m->classes.n, (size_t)month), row->measure);
    }
}

static void set_columns(struct htx_building *b, const struct htx_ini_section *section,
                        struct htx_table *table, const struct matrix *m)
{
    static const double stt = 5, all = 9;
    size_t n = m->months + 3;
    const char *head = htx_ini_value(section, "head");
    double month = m->months > 6 ? 6.6 : 9;
    struct htx_column *column = htx_arena_alloc(b->arena, n * sizeof(*column));
    double name = htx_page_characters(b, n) - stt - all - month * (double)m->months;
    column[0] = (struct htx_column){.title = "STT", .width = stt};
    column[1] = (struct htx_column){.title = *head ? head : "Đơn vị chủ trì",
                                    .width = name > 10 ? name : 10};
    for (size_t i = 0; i < m->months; i++)
        column[2 + i] = (struct htx_column){
            .title = htx_arena_printf(b->arena, "Tháng %d", (m->first + (int)i) % 12 + 1),
            .width = month};
    column[2 + m->months] = (struct htx_column){.title = "Cả kỳ", .width = all};
    for (size_t i = 0; i < n; i++) {
        column[i].over = "";
        column[i].align = i == 1 ? HTX_LEFT : HTX_CENTRE;
    }
    table->column = column;
    table->ncolumns = n;
}

/* ---- Cells ---- */

/* How the data sheet finds the tasks of a cell: of this class, in this month. */
static void set_conditions(struct htx_building *b, const struct matrix *m, size_t class,
                           size_t month, struct htx_cell *cell)
{
    struct htx_condition *where = htx_arena_alloc(b->arena, 2 * sizeof(*where));
    if (class < m->classes.n)
        where[cell->nwhere++] = (struct htx_condition){m->by, m->classes.data[class]};
    if (month < m->months)
        where[cell->nwhere++] =
            (struct htx_condition){m->of_month, htx_data_month(b->arena, m->first + (int)month)};
    cell->where = where;
}

static struct htx_cell share_cell(struct htx_building *b, const struct matrix *m, size_t class,
                                  size_t month)
{
    const struct htx_counts *counts = counts_at(m, class, month);
    struct htx_cell cell =
        htx_text_cell(counts->total ? htx_arena_printf(b->arena, "%zu/%zu", htx_counts_done(counts),
                                                       counts->total)
                                    : "");
    bool everything = month == m->months && class == m->classes.n;
    if (m->by < 0 || m->of_month < 0 || m->of_measure < 0 || everything)
        return cell;
    cell.type = HTX_CELL_SHARE;
    set_conditions(b, m, class, month, &cell);
    struct htx_condition *part = htx_arena_alloc(b->arena, 2 * sizeof(*part));
    part[0] = (struct htx_condition){m->of_measure, htx_measure_title(HTX_M_DONE)};
    part[1] = (struct htx_condition){m->of_measure, htx_measure_title(HTX_M_DONE_LATE)};
    cell.part = part;
    cell.nparts = 2;
    return cell;
}

static struct htx_cell load_cell(struct htx_building *b, const struct matrix *m, size_t class,
                                 size_t month)
{
    struct htx_cell cell = htx_number_cell((double)counts_at(m, class, month)->total);
    if (class == m->classes.n) {
        cell.type = HTX_CELL_SUM;
    } else if (cell.number == 0 && month < m->months) {
        cell = htx_text_cell("");
    } else if (month < m->months && m->by >= 0 && m->of_month >= 0) {
        cell.type = HTX_CELL_COUNT;
        set_conditions(b, m, class, month, &cell);
    }
    return cell;
}

static void add_row(struct htx_building *b, struct htx_table *table, const struct matrix *m,
                    size_t class)
{
    bool total = class == m->classes.n;
    struct htx_cell *cell = htx_add_row(b, table, total ? HTX_ROW_TOTAL : HTX_ROW);
    if (!total)
        cell[0] = htx_number_cell((double)table->nrows);
    cell[1].text = total ? "Tổng cộng" : m->classes.name[class];
    for (size_t i = 0; i <= m->months; i++)
        cell[2 + i] = m->load ? load_cell(b, m, class, i) : share_cell(b, m, class, i);
}

int htx_report_matrix(struct htx_building *b, const struct htx_ini_section *section,
                      struct htx_table *table, struct htx_err *err)
{
    const struct htx_period *period = &b->report->period;
    struct matrix m = {.months = (size_t)(period->last_month - period->first_month + 1),
                       .first = period->first_month};
    const struct htx_ini_key *cells = htx_ini_key(section, "cells");
    m.load = cells && strcmp(cells->value, "load") == 0;
    int result = htx_which_read(section, HTX_PERIOD, &m.which, err);
    if (result)
        return result;
    struct htx_selection tasks = htx_figures_of(b, m.which);
    result = htx_classes_read(b, section, &tasks, &m.classes, err);
    if (result)
        return result;
    count_tasks(b, &m, &tasks);
    m.by = htx_data_column(b, m.which, m.classes.source);
    m.of_month = htx_data_column(b, m.which, "month");
    m.of_measure = htx_data_column(b, m.which, "measure");
    *table = (struct htx_table){.size = 12, .numbered = true};
    set_columns(b, section, table, &m);
    for (size_t i = 0; i < m.classes.n; i++)
        if (m.classes.known[i] || counts_at(&m, i, m.months)->total)
            add_row(b, table, &m, i);
    add_row(b, table, &m, m.classes.n);
    return 0;
}
