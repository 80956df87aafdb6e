/* calendar.c - a Gantt chart in cells: tasks by the months or weeks that they take. */
#include "report/report.h"
#include <string.h>

struct calendar {
    bool weeks;
    size_t n; /* months or weeks */
    htx_date *start;
    htx_date end; /* of the last */
};

/* ---- Days of tasks ---- */

struct days {
    htx_date start, due, peak_start, peak_due;
};

static htx_date month_day(int month, bool last)
{
    int year = month / 12, number = month % 12 + 1;
    return htx_date_make(year, number, last ? htx_days_in_month(year, number) : 1);
}

/* From when to when, and in between the peak that the words of the document name. */
static struct days days_of(const struct htx_building *b, const struct htx_task *task)
{
    struct days days = {htx_task_date(task, HTX_START), htx_task_date(task, HTX_DUE), 0, 0};
    int month = htx_task_month(task);
    struct htx_when_context context = htx_plan_when(b->office, task->plan);
    struct htx_when when;
    if (*task->value[HTX_WHEN] &&
        htx_when_parse(task->value[HTX_WHEN], &context, &when, NULL) == 0) {
        days.peak_start = when.peak_start;
        days.peak_due = when.peak_due;
    }
    if (!days.start && !days.due && month >= 0) {
        days.start = month_day(month, false);
        days.due = month_day(month, true);
    }
    days.start = days.start ? days.start : days.due;
    days.due = days.due ? days.due : days.start;
    return days;
}

static bool touches(htx_date start, htx_date due, htx_date from, htx_date to)
{
    return start && due && start <= to && due >= from;
}

static enum htx_shade shade_of(const struct days *days, htx_date from, htx_date to)
{
    if (touches(days->peak_start, days->peak_due, from, to))
        return HTX_SHADED_DARK;
    return touches(days->start, days->due, from, to) ? HTX_SHADED : HTX_UNSHADED;
}

/* ---- Time ---- */

static htx_date monday(htx_date day)
{
    return day - (htx_date)(htx_date_weekday(day) - 1);
}

static htx_date last_day(const struct calendar *c, size_t i)
{
    return i + 1 < c->n ? c->start[i + 1] - 1 : c->end;
}

static void set_months(const struct htx_building *b, struct calendar *c)
{
    const struct htx_period *period = &b->report->period;
    c->weeks = false;
    c->n = (size_t)(period->last_month - period->first_month + 1);
    c->start = htx_arena_alloc(b->arena, c->n * sizeof(*c->start));
    for (size_t i = 0; i < c->n; i++)
        c->start[i] = month_day(period->first_month + (int)i, false);
    c->end = month_day(period->last_month, true);
}

/* The weeks that the tasks with a date of their own take: what goes on all year asks for none.
 * False when there are too many for a page, or none. */
static bool set_weeks(const struct htx_building *b, const struct htx_selection *tasks,
                      struct calendar *c)
{
    enum { WEEK = 7, MOST = 26 };
    htx_date first = 0, last = 0;
    for (size_t i = 0; i < tasks->n; i++) {
        struct days days = days_of(b, tasks->row[i].task);
        if (days.peak_start) {
            days.start = days.peak_start;
            days.due = days.peak_due;
        }
        if (!days.start || days.due - days.start > WEEK * MOST)
            continue;
        first = first && first < days.start ? first : days.start;
        last = last > days.due ? last : days.due;
    }
    if (!first || last - monday(first) >= WEEK * MOST)
        return false;
    c->weeks = true;
    c->n = (size_t)((last - monday(first)) / WEEK + 1);
    c->start = htx_arena_alloc(b->arena, c->n * sizeof(*c->start));
    for (size_t i = 0; i < c->n; i++)
        c->start[i] = monday(first) + WEEK * (htx_date)i;
    c->end = c->start[c->n - 1] + WEEK - 1;
    return true;
}

/* ---- Columns ---- */

/* The month that most of the week is in. */
static int month_of_week(htx_date start)
{
    int year, month, day;
    htx_date_parts(start + 3, &year, &month, &day);
    return year * 12 + month - 1;
}

static const char *head_over(struct htx_building *b, const struct calendar *c, size_t i)
{
    int month = month_of_week(c->start[i]);
    size_t same = 0;
    for (size_t k = 0; k < c->n; k++)
        same += month_of_week(c->start[k]) == month;
    return htx_arena_printf(b->arena, same > 2 ? "Tháng %d" : "T%d", month % 12 + 1);
}

static void add_time_column(struct htx_building *b, const struct calendar *c, size_t i,
                            double width, struct htx_column *column)
{
    int year, month, day;
    htx_date today = b->report->today;
    htx_date_parts(c->start[i], &year, &month, &day);
    *column = (struct htx_column){.over = "", .width = width, .align = HTX_CENTRE};
    column->title = htx_arena_printf(b->arena, "%d", c->weeks ? day : month);
    column->over = c->weeks ? head_over(b, c, i) : "Tháng";
    column->marked = today >= c->start[i] && today <= last_day(c, i);
}

static int set_columns(struct htx_building *b, const struct htx_ini_section *section,
                       const struct calendar *c, struct htx_form_columns *columns,
                       struct htx_table *table, struct htx_err *err)
{
    static const double narrowest = 2;
    int result = htx_form_table(b, section, columns, table, err);
    if (result)
        return result;
    size_t n = columns->n + c->n;
    struct htx_column *column = htx_arena_alloc(b->arena, n * sizeof(*column));
    memcpy(column, table->column, columns->n * sizeof(*column));
    double left = htx_page_characters(b, n);
    size_t widest = 0;
    for (size_t i = 0; i < columns->n; i++) {
        left -= column[i].width;
        widest = column[i].width > column[widest].width ? i : widest;
    }
    /* Many weeks take room from the tasks' own words. */
    double lacking = narrowest * (double)c->n - left;
    if (lacking > 0)
        column[widest].width -= lacking;
    double width = (left + (lacking > 0 ? lacking : 0)) / (double)c->n;
    for (size_t i = 0; i < c->n; i++)
        add_time_column(b, c, i, width, &column[columns->n + i]);
    table->column = column;
    table->ncolumns = n;
    return 0;
}

/* ---- The table ---- */

static int read_columns(struct htx_building *b, const struct htx_ini_section *section,
                        struct htx_form_columns *columns, struct htx_err *err)
{
    int result = htx_columns_of_form(b, section, columns, err);
    for (size_t i = 0; i < columns->n && result == 0; i++) {
        int source = htx_task_source(columns->source[i]);
        columns->column[i].align = htx_task_align(source);
        if (source < 0)
            result = htx_fail_key(columns->key[i], _("no such column of tasks"), err);
    }
    if (result == 0 && columns->n < 2)
        result = htx_fail_key(columns->key[0], _("a calendar needs two columns or more"), err);
    return result;
}

static void add_task(struct htx_building *b, struct htx_table *table,
                     const struct htx_form_columns *columns, const struct calendar *c,
                     const struct htx_counted *row, size_t number)
{
    struct htx_cell *cell = htx_add_row(b, table, HTX_ROW);
    struct days days = days_of(b, row->task);
    for (size_t i = 0; i < columns->n; i++)
        cell[i] = htx_task_cell(b, row, htx_task_source(columns->source[i]), number, false);
    for (size_t i = 0; i < c->n; i++)
        cell[columns->n + i].shade = shade_of(&days, c->start[i], last_day(c, i));
}

int htx_report_calendar(struct htx_building *b, const struct htx_ini_section *section,
                        struct htx_table *table, struct htx_err *err)
{
    struct htx_form_columns columns;
    struct htx_grouping grouping;
    enum htx_which which;
    struct calendar c = {0};
    int result = read_columns(b, section, &columns, err);
    if (result == 0)
        result = htx_which_read(section, HTX_STANDING, &which, err);
    if (result == 0)
        result = htx_group_read(section, which, "none", &grouping, err);
    if (result)
        return result;
    struct htx_selection tasks = htx_figures_of(b, which);
    htx_group_sort(b, &grouping, &tasks);
    bool weeks = strcmp(htx_ini_value(section, "scale"), "weeks") == 0;
    if (!weeks || !set_weeks(b, &tasks, &c))
        set_months(b, &c);
    result = set_columns(b, section, &c, &columns, table, err);
    for (size_t i = 0; i < tasks.n && result == 0; i++) {
        result = htx_group_rows(b, section, &grouping, &tasks, i, table, err);
        add_task(b, table, &columns, &c, &tasks.row[i], i + 1);
    }
    if (result == 0 && tasks.n == 0)
        result = htx_add_none(b, section, table, err);
    return result;
}
