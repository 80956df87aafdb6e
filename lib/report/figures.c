/* figures.c - which tasks a period holds, and what they count as at its close. */
#include "report/report.h"
#include <stdlib.h>
#include <string.h>

/* ---- Measures ---- */

static const struct {
    const char *name, *title;
} measures[HTX_MEASURES] = {
    [HTX_M_DONE] = {"done", "Hoàn thành đúng hạn"},
    [HTX_M_DONE_LATE] = {"done_late", "Hoàn thành quá hạn"},
    [HTX_M_DOING] = {"doing", "Đang thực hiện, trong hạn"},
    [HTX_M_DOING_OVERDUE] = {"doing_overdue", "Đang thực hiện, quá hạn"},
    [HTX_M_TODO] = {"todo", "Chưa thực hiện, trong hạn"},
    [HTX_M_TODO_OVERDUE] = {"todo_overdue", "Chưa thực hiện, quá hạn"},
    [HTX_M_MOVED] = {"moved", "Chuyển kỳ, rút"},
    [HTX_M_UNREPORTED] = {"unreported", "Chưa báo cáo"},
};

int htx_measure_named(const char *name)
{
    for (int i = 0; i < HTX_MEASURES; i++)
        if (strcmp(measures[i].name, name) == 0)
            return i;
    return -1;
}

const char *htx_measure_title(enum htx_measure measure)
{
    return measures[measure].title;
}

void htx_counts_add(struct htx_counts *counts, enum htx_measure measure)
{
    counts->total++;
    counts->measure[measure]++;
}

size_t htx_counts_done(const struct htx_counts *counts)
{
    return counts->measure[HTX_M_DONE] + counts->measure[HTX_M_DONE_LATE];
}

/* ---- Reasons ---- */

static const struct {
    const char *name, *title;
} reasons[HTX_REASONS] = {
    [HTX_NO_REASON] = {"", ""},
    [HTX_LATE_NOW] = {"late", "Quá hạn trong kỳ, chuyển kỳ sau"},
    [HTX_CARRIED_OPEN] = {"carried_open", "Nhiệm vụ kỳ trước chuyển sang, chưa hoàn thành"},
    [HTX_CARRIED_DONE] = {"carried_done", "Nhiệm vụ kỳ trước đã hoàn thành trong kỳ"},
    [HTX_WAS_ADDED] = {"added", "Bổ sung ngoài chương trình, kế hoạch"},
    [HTX_MOVED_OUT] = {"moved_out", "Chuyển sang tháng khác"},
    [HTX_MOVED_IN] = {"moved_in", "Từ tháng khác chuyển đến"},
    [HTX_PUT_OFF] = {"put_off", "Điều chỉnh thời hạn"},
    [HTX_WAS_POSTPONED] = {"postponed", "Tạm hoãn"},
    [HTX_WAS_CANCELLED] = {"cancelled", "Đưa ra khỏi chương trình, kế hoạch"},
    [HTX_IS_OVERDUE] = {"is_overdue", "Đã quá hạn"},
    [HTX_IS_DUE] = {"is_due", "Sắp đến hạn"},
};

enum htx_reason htx_reason_named(const char *name)
{
    for (int i = 1; i < HTX_REASONS; i++)
        if (strcmp(reasons[i].name, name) == 0)
            return (enum htx_reason)i;
    return HTX_NO_REASON;
}

const char *htx_reason_name(enum htx_reason reason)
{
    return reasons[reason].name;
}

const char *htx_reason_title(enum htx_reason reason)
{
    return reasons[reason].title;
}

int htx_reason_check(const struct htx_ini_key *key, enum htx_which which, enum htx_reason reason,
                     struct htx_err *err)
{
    static const struct {
        enum htx_reason first, last;
    } of[HTX_WHICHES] = {[HTX_LATE] = {HTX_LATE_NOW, HTX_CARRIED_DONE},
                         [HTX_CHANGED] = {HTX_WAS_ADDED, HTX_WAS_CANCELLED},
                         [HTX_DUE_SOON] = {HTX_IS_OVERDUE, HTX_IS_DUE}};
    bool any = reason == HTX_NO_REASON && of[which].first;
    return any || (reason && reason >= of[which].first && reason <= of[which].last)
               ? 0
               : htx_fail_key(key, _("the tasks of this 'which' have no such reason"), err);
}

/* ---- Where a task stands ---- */

bool htx_task_is_in(const struct htx_task *task, const struct htx_period *period)
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

int htx_counted_month(const struct htx_counted *row)
{
    return row->moved_from ? row->moved_from : htx_task_month(row->task);
}

int htx_month_or_date(const struct htx_counted *row, enum htx_field field)
{
    int month = htx_counted_month(row), year, day;
    htx_date date = htx_task_date(row->task, field);
    if (month >= 0 || !date)
        return month;
    htx_date_parts(date, &year, &month, &day);
    return year * 12 + month - 1;
}

/* Due by the close of day? */
static bool is_due(const struct htx_task *task, htx_date day, bool closed)
{
    htx_date due = htx_task_date(task, HTX_DUE);
    return due && (closed ? due <= day : due < day);
}

static bool is_late(const struct htx_counted *row, const struct htx_figures *f)
{
    return row->measure == HTX_M_DOING_OVERDUE || row->measure == HTX_M_TODO_OVERDUE ||
           (row->measure == HTX_M_UNREPORTED && is_due(row->task, f->day, f->closed));
}

/* Of an earlier period, and open at that one's close?  By the windows of Decree 09/2019 the
 * deadline of such a task may be in this one. */
static enum htx_reason carried(const struct htx_task *task, const struct htx_period *period,
                               const struct htx_figures *f)
{
    htx_date due = htx_task_date(task, HTX_DUE), done = htx_task_date(task, HTX_DONE);
    enum htx_status status = htx_task_status(task);
    int month = htx_task_month(task);
    bool earlier = month >= 0 ? month < period->first_month : due && due < period->start;
    bool finished = status == HTX_FINISHED;
    if (!earlier || (finished && done < period->start) || status == HTX_POSTPONED ||
        status == HTX_CANCELLED)
        return HTX_NO_REASON;
    if (finished && done <= f->day)
        return HTX_CARRIED_DONE;
    return is_due(task, f->day, f->closed) ? HTX_CARRIED_OPEN : HTX_NO_REASON;
}

/* ---- Selections ---- */

struct counting {
    struct htx_building *b;
    const struct htx_period *period;
    const struct htx_adjustment *const *adjustment; /* those of the task at hand */
    size_t nadjustments;
};

/* Has the unit said anything on it, or was anything remarked since it began? */
static bool is_answered(const struct counting *c, const struct htx_task *task)
{
    char day[] = "2024-03-05";
    for (size_t i = 0; i < c->nadjustments; i++) {
        const struct htx_adjustment *row = c->adjustment[i];
        memcpy(day, row->time, strnlen(row->time, sizeof(day) - 1));
        if (row->what == HTX_ADJUST_NOTED && htx_date_parse(day) >= htx_task_date(task, HTX_START))
            return true;
    }
    return htx_task_is_reported(task);
}

static enum htx_measure measure_of(const struct counting *c, const struct htx_task *task)
{
    static const enum htx_measure of[HTX_OUTCOMES] = {
        [HTX_DONE_ON_TIME] = HTX_M_DONE,   [HTX_DONE_LATE] = HTX_M_DONE_LATE,
        [HTX_DOING_IN_TIME] = HTX_M_DOING, [HTX_DOING_OVERDUE] = HTX_M_DOING_OVERDUE,
        [HTX_TODO_IN_TIME] = HTX_M_TODO,   [HTX_TODO_OVERDUE] = HTX_M_TODO_OVERDUE,
        [HTX_MOVED] = HTX_M_MOVED,         [HTX_DROPPED] = HTX_M_MOVED,
    };
    const struct htx_figures *figures = &c->b->figures;
    enum htx_outcome outcome = htx_task_outcome(task, figures->day, figures->closed);
    bool open = outcome == HTX_TODO_IN_TIME || outcome == HTX_TODO_OVERDUE;
    if (open && htx_task_date(task, HTX_START) <= figures->day && !is_answered(c, task))
        return HTX_M_UNREPORTED;
    return of[outcome];
}

static void add(struct counting *c, enum htx_which which, struct htx_counted row)
{
    struct htx_figures *f = &c->b->figures;
    struct htx_selection *s = &f->which[which];
    s->row = htx_arena_grow(c->b->arena, s->row, s->n, sizeof(*s->row));
    s->row[s->n++] = row;
    if (row.reason)
        f->reason[row.reason]++;
}

static bool month_in(const char *month, const struct htx_period *period)
{
    int index = htx_month_index(month);
    return index >= period->first_month && index <= period->last_month;
}

/* The first move of the task out of a month of the period, NULL for none. */
static const struct htx_adjustment *moved_out(const struct counting *c,
                                              const struct htx_period *period)
{
    for (size_t i = 0; i < c->nadjustments; i++)
        if (c->adjustment[i]->what == HTX_ADJUST_MOVED &&
            month_in(c->adjustment[i]->before, period))
            return c->adjustment[i];
    return NULL;
}

static const struct htx_adjustment *last_move(const struct counting *c)
{
    size_t i = c->nadjustments;
    while (c->adjustment[i - 1]->what != HTX_ADJUST_MOVED)
        i--;
    return c->adjustment[i - 1];
}

/* The first and the last adjustment of that kind; false without one. */
static bool adjusted(const struct counting *c, enum htx_adjusting what, struct htx_counted *row)
{
    row->first = row->last = NULL;
    for (size_t i = 0; i < c->nadjustments; i++)
        if (c->adjustment[i]->what == what) {
            row->first = row->first ? row->first : c->adjustment[i];
            row->last = c->adjustment[i];
        }
    return row->last != NULL;
}

/* Put the task into the period's selection: where it stands, and where it was moved out of. */
static bool select_for(struct counting *c, struct htx_counted *row)
{
    const struct htx_period *period = c->period;
    row->measure = measure_of(c, row->task);
    row->moved_from = 0;
    row->first = row->last = NULL;
    if (!htx_task_is_in(row->task, period)) {
        row->first = moved_out(c, period);
        if (!row->first)
            return false;
        row->last = last_move(c);
        row->measure = HTX_M_MOVED;
        row->moved_from = htx_month_index(row->first->before);
    }
    add(c, HTX_PERIOD, *row);
    return true;
}

static void select_changed(struct counting *c, struct htx_counted row)
{
    if (row.moved_from)
        row.reason = HTX_MOVED_OUT;
    else if (htx_task_status(row.task) == HTX_CANCELLED && adjusted(c, HTX_ADJUST_CANCELLED, &row))
        row.reason = HTX_WAS_CANCELLED;
    else if (adjusted(c, HTX_ADJUST_POSTPONED, &row))
        row.reason = HTX_WAS_POSTPONED;
    else if (adjusted(c, HTX_ADJUST_ADDED, &row))
        row.reason = HTX_WAS_ADDED;
    else if (adjusted(c, HTX_ADJUST_MOVED, &row) &&
             strcmp(row.first->before, row.task->value[HTX_MONTH_OF]) != 0)
        row.reason = month_in(row.first->before, c->period) ? HTX_MOVED_OUT : HTX_MOVED_IN;
    else if (adjusted(c, HTX_ADJUST_DUE, &row) &&
             strcmp(row.first->before, row.task->value[HTX_DUE]) != 0)
        row.reason = HTX_PUT_OFF;
    if (row.reason)
        add(c, HTX_CHANGED, row);
}

static void select_due(struct counting *c, struct htx_counted row)
{
    const struct htx_figures *f = &c->b->figures;
    htx_date due = htx_task_date(row.task, HTX_DUE), today = c->b->report->today;
    bool open = htx_outcome_is_open(htx_task_outcome(row.task, today, false));
    if (!due || !open || due > f->soon)
        return;
    row.reason = due < today ? HTX_IS_OVERDUE : HTX_IS_DUE;
    add(c, HTX_DUE_SOON, row);
}

static void count_period(struct htx_figures *f, const struct htx_counted *row)
{
    enum htx_kind kind = htx_task_kind(row->task);
    htx_counts_add(&f->all, row->measure);
    f->external += kind == HTX_EXTERNAL || kind == HTX_EVENT;
    f->recurring += kind == HTX_RECURRING || kind == HTX_CONTINUOUS;
}

static void select_task(struct counting *c, struct htx_task *task)
{
    struct htx_figures *f = &c->b->figures;
    struct htx_counted row = {.task = task};
    bool cancelled = htx_task_status(task) == HTX_CANCELLED;
    bool dropped = cancelled || htx_task_status(task) == HTX_POSTPONED;
    if (select_for(c, &row)) {
        count_period(f, &row);
        if (!cancelled && !row.moved_from)
            add(c, HTX_STANDING, row);
        select_changed(c, row);
        row.reason = is_late(&row, f) ? HTX_LATE_NOW : HTX_NO_REASON;
        f->late_due += row.reason != HTX_NO_REASON;
    } else {
        row.reason = carried(task, c->period, f);
    }
    if (row.reason)
        add(c, HTX_LATE, row);
    row = (struct htx_counted){.task = task, .measure = measure_of(c, task)};
    if (!dropped && htx_task_is_in(task, &f->next))
        add(c, HTX_NEXT, row);
    if (!cancelled)
        add(c, HTX_ALL, row);
    select_due(c, row);
}

/* ---- Adjustments by task ---- */

static int compare_adjustments(const void *a, const void *b)
{
    const struct htx_adjustment *one = *(const struct htx_adjustment *const *)a;
    const struct htx_adjustment *two = *(const struct htx_adjustment *const *)b;
    if (one->task != two->task)
        return (uintptr_t)one->task < (uintptr_t)two->task ? -1 : 1;
    return one < two ? -1 : one > two;
}

static const struct htx_adjustment **by_task(struct htx_building *b, size_t *n)
{
    const struct htx_adjustments *all = b->report->adjustments;
    *n = all ? all->n : 0;
    const struct htx_adjustment **sorted = htx_arena_alloc(b->arena, (*n + 1) * sizeof(*sorted));
    for (size_t i = 0; i < *n; i++)
        sorted[i] = &all->row[i];
    qsort(sorted, *n, sizeof(*sorted), compare_adjustments);
    return sorted;
}

/* The first of the sorted ones that is not before those of task. */
static size_t lower_bound(const struct htx_adjustment *const *sorted, size_t n,
                          const struct htx_task *task)
{
    size_t low = 0;
    while (n > 0) {
        size_t half = n / 2;
        if ((uintptr_t)sorted[low + half]->task < (uintptr_t)task) {
            low += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return low;
}

/* ---- All ---- */

static long days_ahead(const struct htx_report *report)
{
    long own = atol(htx_form_value(report->form, "form", "days"));
    return report->within > 0 ? report->within : own;
}

int htx_figures_count(struct htx_building *b, struct htx_err *err)
{
    const struct htx_report *report = b->report;
    if (report->within > 0 && !*htx_form_value(report->form, "form", "days"))
        return htx_fail(err, HTX_EUSAGE, _("the form '%s' does not look ahead: leave out the days"),
                        report->form->name);
    struct htx_query query = {.plan = b->plan ? b->plan->code : report->plan, .lead = report->unit};
    struct htx_tasks all;
    int result = htx_query_run(b->office, &query, report->today, &all, err);
    if (result)
        return result;
    struct htx_figures *f = &b->figures;
    *f = (struct htx_figures){.closed = report->today >= report->period.end};
    f->next = htx_period_next(&report->period, htx_office_decree09(b->office));
    f->day = f->closed ? report->period.end : report->today;
    f->soon = report->today + (htx_date)days_ahead(report);
    size_t n;
    const struct htx_adjustment **sorted = by_task(b, &n);
    for (size_t i = 0; i < all.n; i++) {
        if (b->programmes && all.task[i]->plan->campaign)
            continue;
        size_t at = lower_bound(sorted, n, all.task[i]), end = at;
        while (end < n && sorted[end]->task == all.task[i])
            end++;
        struct counting c = {b, &report->period, sorted + at, end - at};
        select_task(&c, all.task[i]);
    }
    return 0;
}

/* ---- For parts ---- */

struct htx_selection htx_figures_of(const struct htx_building *b, enum htx_which which)
{
    const struct htx_selection *all = &b->figures.which[which];
    struct htx_selection own = {0};
    own.row = htx_arena_alloc(b->arena, (all->n + 1) * sizeof(*own.row));
    for (size_t i = 0; i < all->n; i++) {
        const char *lead = all->row[i].task->value[HTX_LEAD];
        if (b->unit < 0 || htx_unit_order(b->office, lead) == b->unit)
            own.row[own.n++] = all->row[i];
    }
    return own;
}

size_t htx_figures_mark_units(const struct htx_building *b, enum htx_which which, bool *marked)
{
    const struct htx_selection *tasks = &b->figures.which[which];
    size_t n = 0;
    for (size_t i = 0; i < tasks->n; i++) {
        int unit = htx_unit_order(b->office, tasks->row[i].task->value[HTX_LEAD]);
        n += !marked[unit];
        marked[unit] = true;
    }
    return n;
}

int htx_which_read(const struct htx_ini_section *section, enum htx_which standard,
                   enum htx_which *which, struct htx_err *err)
{
    static const char *const names[HTX_WHICHES] = {
        [HTX_PERIOD] = "period", [HTX_NEXT] = "next", [HTX_STANDING] = "standing",
        [HTX_ALL] = "all",       [HTX_LATE] = "late", [HTX_CHANGED] = "changed",
        [HTX_DUE_SOON] = "due",
    };
    const struct htx_ini_key *key = htx_ini_key(section, "which");
    *which = standard;
    for (int i = 0; key && i < HTX_WHICHES; i++)
        if (strcmp(names[i], key->value) == 0) {
            *which = (enum htx_which)i;
            return 0;
        }
    return key ? htx_fail_key(
                     key, _("'which' is one of: period next standing all late changed due"), err)
               : 0;
}
