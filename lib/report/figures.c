/* figures.c - which tasks a period holds, and what they count as at its close. */
#include "report/report.h"
#include <string.h>

static const char *const measures[HTX_MEASURES] = {
    [HTX_M_DONE] = "Hoàn thành đúng hạn",
    [HTX_M_DONE_LATE] = "Hoàn thành quá hạn",
    [HTX_M_DOING] = "Đang thực hiện, trong hạn",
    [HTX_M_DOING_OVERDUE] = "Đang thực hiện, quá hạn",
    [HTX_M_TODO] = "Chưa thực hiện, trong hạn",
    [HTX_M_TODO_OVERDUE] = "Chưa thực hiện, quá hạn",
    [HTX_M_MOVED] = "Chuyển kỳ, rút",
    [HTX_M_UNREPORTED] = "Chưa báo cáo",
};

const char *htx_measure_title(enum htx_measure measure)
{
    return measures[measure];
}

static enum htx_measure measure_of(const struct htx_task *task, const struct htx_figures *figures)
{
    static const enum htx_measure of[HTX_OUTCOMES] = {
        [HTX_DONE_ON_TIME] = HTX_M_DONE,   [HTX_DONE_LATE] = HTX_M_DONE_LATE,
        [HTX_DOING_IN_TIME] = HTX_M_DOING, [HTX_DOING_OVERDUE] = HTX_M_DOING_OVERDUE,
        [HTX_TODO_IN_TIME] = HTX_M_TODO,   [HTX_TODO_OVERDUE] = HTX_M_TODO_OVERDUE,
        [HTX_MOVED] = HTX_M_MOVED,         [HTX_DROPPED] = HTX_M_MOVED,
    };
    enum htx_outcome outcome = htx_task_outcome(task, figures->day, figures->closed);
    bool open = outcome == HTX_TODO_IN_TIME || outcome == HTX_TODO_OVERDUE;
    if (open && !htx_task_is_reported(task) && htx_task_date(task, HTX_START) <= figures->day)
        return HTX_M_UNREPORTED;
    return of[outcome];
}

/* A programme's task is in the month it stands in; a campaign's where its dates touch the period.
 */
static bool is_in(const struct htx_task *task, const struct htx_period *period)
{
    int month = htx_task_month(task);
    if (month >= 0)
        return month >= period->first_month && month <= period->last_month;
    htx_date start = htx_task_date(task, HTX_START), due = htx_task_date(task, HTX_DUE);
    if (!start && !due)
        return false;
    return (!start || start <= period->end) && (!due || due >= period->start) &&
           (start || due <= period->end);
}

static int compare_leads(const struct htx_office *office, const struct htx_task *a,
                         const struct htx_task *b)
{
    return htx_unit_order(office, a->value[HTX_LEAD]) - htx_unit_order(office, b->value[HTX_LEAD]);
}

/* Programme tasks by unit first, then campaign plans one after the other as their documents have
 * them; the sort is stable and short. */
static void add_sorted(struct htx_office *office, struct htx_selection *selection,
                       struct htx_counted counted)
{
    const struct htx_task *task = counted.task;
    selection->row =
        htx_arena_grow(&office->arena, selection->row, selection->n, sizeof(*selection->row));
    size_t i = selection->n++;
    for (; i > 0; i--) {
        const struct htx_task *before = selection->row[i - 1].task;
        bool behind = before->plan->campaign != task->plan->campaign ? before->plan->campaign
                      : task->plan->campaign                         ? false
                                             : compare_leads(office, before, task) > 0;
        if (!behind)
            break;
        selection->row[i] = selection->row[i - 1];
    }
    selection->row[i] = counted;
}

/* The month of the period that task was moved out of, 0 for none. */
static int moved_from(const struct htx_adjustments *all, const struct htx_task *task,
                      const struct htx_period *period)
{
    for (size_t i = 0; all && i < all->n; i++) {
        const struct htx_adjustment *row = &all->row[i];
        int month = row->what == HTX_ADJUST_MOVED ? htx_month_index(row->before) : 0;
        if (row->task == task && month >= period->first_month && month <= period->last_month)
            return month;
    }
    return 0;
}

static void select_tasks(struct htx_office *office, const struct htx_tasks *all,
                         const struct htx_report *report, const struct htx_period *period,
                         const struct htx_figures *figures, struct htx_selection *out)
{
    for (size_t i = 0; i < all->n; i++) {
        struct htx_counted counted = {.task = all->task[i]};
        if (is_in(counted.task, period)) {
            counted.measure = measure_of(counted.task, figures);
        } else {
            counted.moved_from = moved_from(report->adjustments, counted.task, period);
            counted.measure = HTX_M_MOVED;
            if (!counted.moved_from)
                continue;
        }
        add_sorted(office, out, counted);
    }
}

static void count(struct htx_counts *counts, enum htx_measure measure)
{
    counts->total++;
    counts->measure[measure]++;
}

int htx_figures_count(struct htx_office *office, const struct htx_report *report,
                      struct htx_figures *f, struct htx_err *err)
{
    struct htx_query query = {.plan = report->plan, .lead = report->unit};
    struct htx_tasks all;
    int result = htx_query_run(office, &query, report->today, &all, err);
    if (result)
        return result;
    const struct htx_period *period = &report->period;
    struct htx_period next = htx_period_next(period, htx_office_decree09(office));
    *f = (struct htx_figures){.nunits = office->nunits + 1};
    f->closed = report->today >= period->end;
    f->day = f->closed ? period->end : report->today;
    select_tasks(office, &all, report, period, f, &f->period);
    select_tasks(office, &all, report, &next, f, &f->next);
    f->unit = htx_arena_alloc(&office->arena, f->nunits * sizeof(*f->unit));
    f->next_unit = htx_arena_alloc(&office->arena, f->nunits * sizeof(*f->next_unit));
    for (size_t i = 0; i < f->period.n; i++) {
        const struct htx_counted *row = &f->period.row[i];
        count(&f->unit[htx_unit_order(office, row->task->value[HTX_LEAD])], row->measure);
        count(&f->all, row->measure);
        htx_date due = htx_task_date(row->task, HTX_DUE);
        if (row->measure == HTX_M_UNREPORTED && due && (f->closed ? due <= f->day : due < f->day))
            f->unreported_due++;
    }
    for (size_t i = 0; i < f->next.n; i++)
        f->next_unit[htx_unit_order(office, f->next.row[i].task->value[HTX_LEAD])]++;
    return 0;
}
