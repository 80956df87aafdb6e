/* counts.c - the table of counts: a row for each unit, area or person, and their total. */
#include "report/report.h"
#include <math.h>
#include <string.h>

enum { S_REASON = HTX_MEASURES, S_STT = S_REASON + HTX_REASONS, S_NAME, S_TOTAL, S_RATIO, S_NONE };

static int source_named(const char *name)
{
    static const char *const others[] = {"stt", "name", "total", "ratio"};
    int measure = htx_measure_named(name);
    enum htx_reason reason = htx_reason_named(name);
    if (measure >= 0)
        return measure;
    if (reason)
        return S_REASON + (int)reason;
    for (int i = 0; i < 4; i++)
        if (strcmp(others[i], name) == 0)
            return S_STT + i;
    return strcmp(name, "unit") == 0 ? S_NAME : S_NONE;
}

/* The counts of one row. */
struct tally {
    struct htx_counts counts;
    size_t reason[HTX_REASONS];
};

struct summary {
    enum htx_which which;
    struct htx_form_columns columns;
    struct htx_classes classes;
    struct tally *tally, all; /* of each class */
};

static size_t value_of(const struct tally *tally, int source)
{
    return source == S_TOTAL       ? tally->counts.total
           : source < HTX_MEASURES ? tally->counts.measure[source]
                                   : tally->reason[source - S_REASON];
}

static void tally_add(struct tally *tally, const struct htx_counted *row)
{
    htx_counts_add(&tally->counts, row->measure);
    tally->reason[row->reason]++;
}

static void count(const struct htx_building *b, struct summary *s,
                  const struct htx_selection *tasks)
{
    s->tally = htx_arena_alloc(b->arena, (s->classes.n + 1) * sizeof(*s->tally));
    for (size_t i = 0; i < tasks->n; i++) {
        tally_add(&s->tally[htx_class_of(b, &s->classes, &tasks->row[i])], &tasks->row[i]);
        tally_add(&s->all, &tasks->row[i]);
    }
}

/* A count that the data sheet can make again, where it has the columns for it. */
static struct htx_cell count_cell(struct htx_building *b, const struct summary *s, size_t class,
                                  int source)
{
    size_t number = value_of(&s->tally[class], source);
    bool reason = source >= S_REASON && source < S_STT;
    int by = htx_data_column(b, s->which, s->classes.source);
    int of = htx_data_column(b, s->which, reason ? "reason" : "measure");
    if (by < 0 || (of < 0 && source != S_TOTAL))
        return htx_number_cell((double)number);
    struct htx_condition *where = htx_arena_alloc(b->arena, 2 * sizeof(*where));
    struct htx_cell cell = {.type = HTX_CELL_COUNT, .number = (double)number, .where = where};
    where[cell.nwhere++] = (struct htx_condition){by, s->classes.data[class]};
    if (source != S_TOTAL)
        where[cell.nwhere++] = (struct htx_condition){
            of, reason ? htx_reason_title((enum htx_reason)(source - S_REASON))
                       : htx_measure_title((enum htx_measure)source)};
    return cell;
}

static struct htx_cell ratio_cell(const struct htx_form_columns *columns,
                                  const struct htx_counts *counts)
{
    struct htx_cell cell = {.type = HTX_CELL_RATIO};
    for (size_t i = 0; i < columns->n; i++) {
        int source = source_named(columns->source[i]);
        if (source == HTX_M_DONE || source == HTX_M_DONE_LATE)
            cell.over |= 1u << i;
        if (source == S_TOTAL)
            cell.under |= 1u << i;
    }
    unsigned both = cell.over & (cell.over - 1);
    double share = 1000.0 * (double)htx_counts_done(counts) / (double)counts->total;
    cell.number = counts->total ? (double)(long)(share + 0.5) / 10 : NAN;
    if (!both || !cell.under) /* its parts are not all in the table */
        return counts->total ? htx_number_cell(cell.number) : htx_text_cell("");
    return cell;
}

static void add_class_row(struct htx_building *b, struct htx_table *table, const struct summary *s,
                          size_t class)
{
    struct htx_cell *cell = htx_add_row(b, table, HTX_ROW);
    for (size_t i = 0; i < s->columns.n; i++) {
        int source = source_named(s->columns.source[i]);
        if (source == S_STT)
            cell[i] = htx_number_cell((double)table->nrows);
        else if (source == S_NAME)
            cell[i].text = s->classes.name[class];
        else if (source == S_RATIO)
            cell[i] = ratio_cell(&s->columns, &s->tally[class].counts);
        else
            cell[i] = count_cell(b, s, class, source);
    }
}

static void add_total_row(struct htx_building *b, struct htx_table *table, const struct summary *s)
{
    struct htx_cell *cell = htx_add_row(b, table, HTX_ROW_TOTAL);
    for (size_t i = 0; i < s->columns.n; i++) {
        int source = source_named(s->columns.source[i]);
        if (source == S_NAME)
            cell[i].text = "Tổng cộng";
        else if (source == S_RATIO)
            cell[i] = ratio_cell(&s->columns, &s->all.counts);
        else if (source != S_STT)
            cell[i] = (struct htx_cell){.type = HTX_CELL_SUM,
                                        .number = (double)value_of(&s->all, source)};
    }
}

static int read_columns(struct htx_building *b, const struct htx_ini_section *section,
                        enum htx_which which, struct htx_form_columns *columns, struct htx_err *err)
{
    int result = htx_columns_of_form(b, section, columns, err);
    for (size_t i = 0; i < columns->n && result == 0; i++) {
        int source = source_named(columns->source[i]);
        if (source == S_NONE)
            return htx_fail_key(
                columns->key[i],
                _("no such figure; there are: stt name total ratio done done_late doing "
                  "doing_overdue todo todo_overdue moved unreported, and the reasons of late, "
                  "changed and due tasks"),
                err);
        if (source >= S_REASON && source < S_STT)
            result =
                htx_reason_check(columns->key[i], which, (enum htx_reason)(source - S_REASON), err);
        columns->column[i].align = source == S_NAME ? HTX_LEFT : HTX_CENTRE;
        columns->column[i].bar = source == S_RATIO;
    }
    return result;
}

int htx_report_summary(struct htx_building *b, const struct htx_ini_section *section,
                       struct htx_table *table, struct htx_err *err)
{
    struct summary s = {0};
    int result = htx_which_read(section, HTX_PERIOD, &s.which, err);
    if (result == 0)
        result = read_columns(b, section, s.which, &s.columns, err);
    if (result == 0)
        result = htx_form_table(b, section, &s.columns, table, err);
    struct htx_selection tasks = htx_figures_of(b, s.which);
    if (result == 0)
        result = htx_classes_read(b, section, &tasks, &s.classes, err);
    if (result)
        return result;
    count(b, &s, &tasks);
    table->numbered = true;
    /* A unit without tasks in the period is worth a row, one that was not reminded is not. */
    for (size_t i = 0; i < s.classes.n; i++)
        if ((s.classes.known[i] && s.which == HTX_PERIOD) || s.tally[i].counts.total)
            add_class_row(b, table, &s, i);
    add_total_row(b, table, &s);
    return 0;
}
