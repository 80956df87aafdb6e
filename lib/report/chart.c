/* chart.c - the figures behind a report's pictures. */
#include "report/report.h"
#include <math.h>
#include <string.h>

struct drawing {
    struct htx_building *b;
    struct htx_chart *chart;
    struct htx_series *series;
};

static double *add_series(struct drawing *d, const char *name)
{
    struct htx_series *series = &d->series[d->chart->nseries++];
    double *value = htx_arena_alloc(d->b->arena, (d->chart->ncategories + 1) * sizeof(*value));
    *series = (struct htx_series){name, value};
    return value;
}

/* ---- By unit ---- */

static const struct series_of {
    const char *name;
    unsigned measures;
} completion[] = {
    {"Hoàn thành đúng hạn", 1u << HTX_M_DONE},
    {"Hoàn thành quá hạn", 1u << HTX_M_DONE_LATE},
    {"Đang thực hiện", 1u << HTX_M_DOING | 1u << HTX_M_DOING_OVERDUE},
    {"Chưa thực hiện", 1u << HTX_M_TODO | 1u << HTX_M_TODO_OVERDUE},
    {"Chưa báo cáo", 1u << HTX_M_UNREPORTED},
    {"Lùi, rút", 1u << HTX_M_MOVED},
};

/* The units of the report, and which column of the picture each has. */
static int begin_units(struct drawing *d, const struct htx_ini_section *section,
                       const struct htx_selection *tasks, struct htx_classes *classes,
                       size_t **column, struct htx_err *err)
{
    struct htx_building *b = d->b;
    int result = htx_classes_read(b, section, tasks, classes, err);
    if (result)
        return result;
    bool *used = htx_arena_alloc(b->arena, (classes->n + 1) * sizeof(*used));
    for (size_t i = 0; i < tasks->n; i++)
        used[htx_class_of(b, classes, &tasks->row[i])] = true;
    const char **names = htx_arena_alloc(b->arena, (classes->n + 1) * sizeof(*names));
    *column = htx_arena_alloc(b->arena, (classes->n + 1) * sizeof(**column));
    for (size_t i = 0; i < classes->n; i++) {
        (*column)[i] = d->chart->ncategories;
        if (classes->known[i] || used[i])
            names[d->chart->ncategories++] = classes->name[i];
    }
    d->chart->category = names;
    return 0;
}

static int draw_completion(struct drawing *d, const struct htx_ini_section *section,
                           struct htx_err *err)
{
    struct htx_selection tasks = htx_figures_of(d->b, HTX_PERIOD);
    struct htx_classes classes;
    size_t *column;
    int result = begin_units(d, section, &tasks, &classes, &column, err);
    for (size_t s = 0; s < HTX_COUNT(completion) && result == 0; s++) {
        double *value = add_series(d, completion[s].name);
        for (size_t i = 0; i < tasks.n; i++)
            if (completion[s].measures & 1u << tasks.row[i].measure)
                value[column[htx_class_of(d->b, &classes, &tasks.row[i])]]++;
    }
    d->chart->type = HTX_CHART_STACKED;
    return result;
}

static int draw_overdue(struct drawing *d, const struct htx_ini_section *section,
                        struct htx_err *err)
{
    struct htx_selection tasks = htx_figures_of(d->b, HTX_LATE);
    struct htx_classes classes;
    size_t *column;
    int result = begin_units(d, section, &tasks, &classes, &column, err);
    if (result)
        return result;
    double *now = add_series(d, "Quá hạn trong kỳ");
    double *before = add_series(d, "Kỳ trước chuyển sang");
    for (size_t i = 0; i < tasks.n; i++) {
        size_t at = column[htx_class_of(d->b, &classes, &tasks.row[i])];
        now[at] += tasks.row[i].reason == HTX_LATE_NOW;
        before[at] += tasks.row[i].reason == HTX_CARRIED_OPEN;
    }
    d->chart->type = HTX_CHART_STACKED;
    return 0;
}

/* ---- By month ---- */

static bool is_done_by(const struct htx_task *task, htx_date day)
{
    return htx_task_status(task) == HTX_FINISHED && htx_task_date(task, HTX_DONE) <= day;
}

/* The months of the period's year: what is planned for each, and what of it was done by the
 * period's close.  Months that are not over yet have nothing to show. */
static int draw_months(struct drawing *d, const struct htx_ini_section *section,
                       struct htx_err *err)
{
    enum { MONTHS = 12 };
    (void)section, (void)err;
    struct htx_building *b = d->b;
    const char **names = htx_arena_alloc(b->arena, MONTHS * sizeof(*names));
    int january = b->report->period.year * MONTHS;
    for (int i = 0; i < MONTHS; i++)
        names[i] = htx_arena_printf(b->arena, "T%d", i + 1);
    d->chart->category = names;
    d->chart->ncategories = MONTHS;
    double *planned = add_series(d, "Số đầu việc theo chương trình, kế hoạch");
    double *done = add_series(d, "Đã hoàn thành");
    struct htx_selection tasks = htx_figures_of(b, HTX_ALL);
    for (size_t i = 0; i < tasks.n; i++) {
        int month = htx_month_or_date(&tasks.row[i], HTX_DUE) - january;
        if (month < 0 || month >= MONTHS)
            continue;
        planned[month]++;
        done[month] += is_done_by(tasks.row[i].task, b->figures.day);
    }
    for (int i = 0; i < MONTHS; i++)
        if (january + i > b->report->period.last_month)
            done[i] = NAN;
    d->chart->type = HTX_CHART_LINES;
    return 0;
}

int htx_report_chart(struct htx_building *b, const struct htx_ini_section *section,
                     struct htx_chart *chart, struct htx_err *err)
{
    static const struct {
        const char *name;
        int (*draw)(struct drawing *d, const struct htx_ini_section *section, struct htx_err *err);
    } charts[] = {
        {"completion", draw_completion}, {"overdue", draw_overdue}, {"months", draw_months}};
    const struct htx_ini_key *title = htx_ini_key(section, "text");
    const char *name = htx_ini_value(section, "chart");
    *chart = (struct htx_chart){.title = ""};
    struct drawing d = {b, chart, NULL};
    d.series = htx_arena_alloc(b->arena, HTX_COUNT(completion) * sizeof(*d.series));
    chart->series = d.series;
    int result = title ? htx_report_fill(b, title, &chart->title, err) : 0;
    for (size_t i = 0; i < HTX_COUNT(charts) && result == 0; i++)
        if (strcmp(charts[i].name, name) == 0)
            return charts[i].draw(&d, section, err);
    return result ? result
                  : htx_fail_at(err, HTX_EDATA, section->file, section->line,
                                _("[%s]: 'chart' is one of: completion overdue months"),
                                section->name);
}
