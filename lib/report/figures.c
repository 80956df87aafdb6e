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

enum htx_measure htx_task_measure(const struct htx_task *task, const struct htx_figures *figures)
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
static void add_sorted(struct htx_office *office, struct htx_tasks *tasks, struct htx_task *task)
{
    tasks->task = htx_arena_grow(&office->arena, tasks->task, tasks->n, sizeof(*tasks->task));
    size_t i = tasks->n++;
    for (; i > 0; i--) {
        const struct htx_task *before = tasks->task[i - 1];
        bool behind = before->plan->campaign != task->plan->campaign ? before->plan->campaign
                      : task->plan->campaign                         ? false
                                             : compare_leads(office, before, task) > 0;
        if (!behind)
            break;
        tasks->task[i] = tasks->task[i - 1];
    }
    tasks->task[i] = task;
}

static void select_tasks(struct htx_office *office, const struct htx_tasks *all,
                         const struct htx_period *period, struct htx_tasks *out)
{
    for (size_t i = 0; i < all->n; i++)
        if (is_in(all->task[i], period))
            add_sorted(office, out, all->task[i]);
}

static void count(struct htx_counts *counts, enum htx_measure measure)
{
    counts->total++;
    counts->measure[measure]++;
}

int htx_figures_count(struct htx_office *office, const struct htx_report *report,
                      struct htx_figures *f, struct htx_err *err)
{
    struct htx_query query = {.plan = report->plan};
    struct htx_tasks all;
    int result = htx_query_run(office, &query, report->today, &all, err);
    if (result)
        return result;
    const struct htx_period *period = &report->period;
    bool decree09 = strcmp(htx_office_setting(office, "report", "window"), "nd09") == 0;
    struct htx_period next = htx_period_next(period, decree09);
    *f = (struct htx_figures){.nunits = office->nunits + 1};
    f->closed = report->today >= period->end;
    f->day = f->closed ? period->end : report->today;
    select_tasks(office, &all, period, &f->period);
    select_tasks(office, &all, &next, &f->next);
    f->unit = htx_arena_alloc(&office->arena, f->nunits * sizeof(*f->unit));
    f->next_unit = htx_arena_alloc(&office->arena, f->nunits * sizeof(*f->next_unit));
    for (size_t i = 0; i < f->period.n; i++) {
        enum htx_measure measure = htx_task_measure(f->period.task[i], f);
        count(&f->unit[htx_unit_order(office, f->period.task[i]->value[HTX_LEAD])], measure);
        count(&f->all, measure);
        htx_date due = htx_task_date(f->period.task[i], HTX_DUE);
        if (measure == HTX_M_UNREPORTED && due && (f->closed ? due <= f->day : due < f->day))
            f->unreported_due++;
    }
    for (size_t i = 0; i < f->next.n; i++)
        f->next_unit[htx_unit_order(office, f->next.task[i]->value[HTX_LEAD])]++;
    return 0;
}
