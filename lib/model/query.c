/* query.c - which tasks: a filter compiled once and asked of every task. */
#include "model/model.h"
#include "text/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct compiled {
    const struct htx_query *query;
    const struct htx_office *office;
    htx_date today, from, to, within;
    unsigned origins;  /* a set: 1 planned, 2 added */
    unsigned statuses; /* a set; 0: any */
    size_t nmonths;
    int month[240]; /* month indices */
    size_t nlead, nwith, nunit;
    const char *lead[64], *with[64], *unit[64]; /* codes */
};

static bool given(const char *s)
{
    return s && *s;
}

/* Call each for every part of a comma list. */
static int for_parts(const char *list,
                     int (*each)(struct compiled *, const char *, struct htx_err *),
                     struct compiled *c, struct htx_err *err)
{
    int result = 0;
    struct htx_buf part = HTX_BUF_INIT;
    for (const char *s = list; s && *s && result == 0;) {
        size_t n = strcspn(s, ",");
        size_t from = strspn(s, " ");
        htx_buf_cut(&part, 0);
        htx_buf_add(&part, s + from, from < n ? n - from : 0);
        if (part.len)
            result = each(c, part.s, err);
        s += n + (s[n] == ',');
    }
    htx_buf_free(&part);
    return result;
}

static int add_months(struct compiled *c, int first, int last, const char *text,
                      struct htx_err *err)
{
    if (first > last || c->nmonths + (size_t)(last - first + 1) > HTX_COUNT(c->month))
        return htx_fail(err, HTX_EUSAGE, _("'%s' is no range of months"), text);
    for (int m = first; m <= last; m++)
        c->month[c->nmonths++] = m;
    return 0;
}

static int year_of(htx_date d)
{
    int year, month, day;
    htx_date_parts(d, &year, &month, &day);
    return year;
}

static int each_month(struct compiled *c, const char *text, struct htx_err *err)
{
    int year = year_of(c->today), first = 0, last = 0, used = 0;
    if (sscanf(text, "%d-%d%n", &first, &last, &used) == 2 && text[used] == '\0' && first >= 1 &&
        first <= 12 && last >= 1 && last <= 12)
        return add_months(c, year * 12 + first - 1, year * 12 + last - 1, text, err);
    int month = htx_month_from_cell(text, year);
    if (!month)
        return htx_fail(err, HTX_EUSAGE, _("'%s' is no month: write 2024-03, 3 or 1-6"), text);
    return add_months(c, month, month, text, err);
}

static int each_quarter(struct compiled *c, const char *text, struct htx_err *err)
{
    struct htx_period period;
    struct htx_buf full = HTX_BUF_INIT;
    if (strlen(text) == 1)
        htx_buf_addf(&full, "%d-Q%s", year_of(c->today), text);
    else
        htx_buf_adds(&full, text);
    int result = htx_period_parse(full.s, HTX_QUARTER, false, c->today, &period, err);
    htx_buf_free(&full);
    return result ? result : add_months(c, period.first_month, period.last_month, text, err);
}

static int each_status(struct compiled *c, const char *text, struct htx_err *err)
{
    struct htx_buf name = HTX_BUF_INIT;
    int result = htx_value_read(c->office, HTX_STATUS, text, 0, &name, err);
    struct htx_task task = {.value[HTX_STATUS] = name.s};
    if (result == 0)
        c->statuses |= 1u << htx_task_status(&task);
    htx_buf_free(&name);
    return result;
}

static int each_origin(struct compiled *c, const char *text, struct htx_err *err)
{
    struct htx_buf name = HTX_BUF_INIT;
    int result = htx_value_read(c->office, HTX_ORIGIN, text, 0, &name, err);
    if (result == 0)
        c->origins |= strcmp(name.s, "added") == 0 ? 2u : 1u;
    htx_buf_free(&name);
    return result;
}

static int add_unit(struct compiled *c, const char *text, const char **codes, size_t *n,
                    struct htx_err *err)
{
    const char *nearest = NULL;
    const struct htx_unit *unit = htx_unit_find(c->office, text, &nearest);
    const struct htx_group *group = unit ? NULL : htx_group_find(c->office, text);
    if (!unit && !group && nearest)
        return htx_fail(err, HTX_ENOTFOUND, _("no unit '%s'; did you mean '%s'?"), text, nearest);
    if (!unit && !group)
        return htx_fail(err, HTX_ENOTFOUND, _("no unit '%s' in htxplan.ini"), text);
    if (*n == HTX_COUNT(c->unit))
        return htx_fail(err, HTX_EUSAGE, _("more than %zu units in one filter"), *n);
    codes[(*n)++] = unit ? unit->code : group->code;
    return 0;
}

static int each_lead(struct compiled *c, const char *text, struct htx_err *err)
{
    return add_unit(c, text, c->lead, &c->nlead, err);
}

static int each_with(struct compiled *c, const char *text, struct htx_err *err)
{
    return add_unit(c, text, c->with, &c->nwith, err);
}

static int each_unit(struct compiled *c, const char *text, struct htx_err *err)
{
    return add_unit(c, text, c->unit, &c->nunit, err);
}

static int each_plan(struct compiled *c, const char *text, struct htx_err *err)
{
    struct htx_plan *plan;
    return htx_plan_named(c->office, text, &plan, err);
}

static int read_day(const char *text, htx_date *day, struct htx_err *err)
{
    *day = 0;
    if (!given(text))
        return 0;
    *day = htx_date_from_cell(text);
    return *day ? 0 : htx_fail(err, HTX_EUSAGE, _("'%s' is no date: write 2024-03-05"), text);
}

static int compile(struct compiled *c, struct htx_err *err)
{
    const struct htx_query *q = c->query;
    int result = for_parts(q->plan, each_plan, c, err);
    if (result == 0)
        result = for_parts(q->month, each_month, c, err);
    if (result == 0)
        result = for_parts(q->quarter, each_quarter, c, err);
    if (result == 0)
        result = for_parts(q->status, each_status, c, err);
    if (result == 0)
        result = for_parts(q->origin, each_origin, c, err);
    if (result == 0)
        result = for_parts(q->lead, each_lead, c, err);
    if (result == 0)
        result = for_parts(q->with, each_with, c, err);
    if (result == 0)
        result = for_parts(q->unit, each_unit, c, err);
    if (result == 0)
        result = read_day(q->from, &c->from, err);
    if (result == 0)
        result = read_day(q->to, &c->to, err);
    if (result == 0 && given(q->due_within)) {
        double days;
        if (htx_text_to_number(q->due_within, &days) != 0 || days < 0 || days > 36500)
            return htx_fail(err, HTX_EUSAGE, _("'%s' is no number of days"), q->due_within);
        c->within = c->today + (htx_date)days;
    }
    return result;
}

/* ---- Asking one task ---- */

static bool is_one_of(const char *value, const char *list)
{
    size_t len = strlen(value);
    for (const char *s = list; *s;) {
        size_t n = strcspn(s, ",");
        if (n == len && strncasecmp(s, value, n) == 0)
            return true;
        s += n + (s[n] == ',');
    }
    return false;
}

static int month_of(htx_date d)
{
    int year, month, day;
    htx_date_parts(d, &year, &month, &day);
    return year * 12 + month - 1;
}

static bool in_months(const struct compiled *c, const struct htx_task *task)
{
    int month = htx_task_month(task), last = month;
    if (month < 0) {
        htx_date due = htx_task_date(task, HTX_DUE), start = htx_task_date(task, HTX_START);
        if (!due && !start)
            return false;
        month = month_of(start ? start : due);
        last = month_of(due ? due : start);
    }
    for (size_t i = 0; i < c->nmonths; i++)
        if (c->month[i] >= month && c->month[i] <= last)
            return true;
    return false;
}

static bool has_unit(const struct compiled *c, const struct htx_task *task,
                     const char *const *codes, size_t n, bool lead, bool with)
{
    for (size_t i = 0; i < n; i++)
        if ((lead && strcmp(task->value[HTX_LEAD], codes[i]) == 0) ||
            (with && htx_units_hold(c->office, task->value[HTX_WITH], codes[i])))
            return true;
    return false;
}

static bool words_fit(const struct htx_task *task, const char *list, const enum htx_field *fields,
                      size_t n)
{
    bool fits = false;
    struct htx_buf text = HTX_BUF_INIT, part = HTX_BUF_INIT;
    for (size_t i = 0; i < n; i++)
        htx_buf_addf(&text, "%s ", task->value[fields[i]]);
    for (const char *s = list; *s && !fits;) {
        size_t len = strcspn(s, ",");
        htx_buf_cut(&part, 0);
        htx_buf_add(&part, s, len);
        fits = part.len && htx_text_search(text.s, part.s);
        s += len + (s[len] == ',');
    }
    htx_buf_free(&text);
    htx_buf_free(&part);
    return fits;
}

static bool time_fits(const struct compiled *c, const struct htx_task *task)
{
    htx_date due = htx_task_date(task, HTX_DUE);
    if (c->from && due < c->from)
        return false;
    if (c->to && (!due || due > c->to))
        return false;
    if (given(c->query->due_within) &&
        (!due || due < c->today || due > c->within ||
         !htx_outcome_is_open(htx_task_outcome(task, c->today, false))))
        return false;
    if (c->query->overdue && !htx_outcome_is_overdue(htx_task_outcome(task, c->today, false)))
        return false;
    return c->nmonths == 0 || in_months(c, task);
}

static bool fits(const struct compiled *c, const struct htx_task *task)
{
    static const enum htx_field assignee[] = {HTX_ASSIGNEE}, area[] = {HTX_AREA},
                                text[] = {HTX_TITLE, HTX_DETAIL, HTX_RESULT, HTX_NOTE};
    const struct htx_query *q = c->query;
    if (given(q->plan) && !is_one_of(task->plan->code, q->plan))
        return false;
    if (c->statuses && !(c->statuses & 1u << htx_task_status(task)))
        return false;
    if (c->origins && !(c->origins & (htx_task_is_added(task) ? 2u : 1u)))
        return false;
    if ((c->nlead && !has_unit(c, task, c->lead, c->nlead, true, false)) ||
        (c->nwith && !has_unit(c, task, c->with, c->nwith, false, true)) ||
        (c->nunit && !has_unit(c, task, c->unit, c->nunit, true, true)))
        return false;
    if (q->unassigned && *task->value[HTX_LEAD])
        return false;
    return time_fits(c, task) &&
           (!given(q->assignee) || words_fit(task, q->assignee, assignee, 1)) &&
           (!given(q->area) || words_fit(task, q->area, area, 1)) &&
           (!given(q->text) || words_fit(task, q->text, text, HTX_COUNT(text)));
}

int htx_query_run(struct htx_office *office, const struct htx_query *query, htx_date today,
                  struct htx_tasks *out, struct htx_err *err)
{
    struct compiled c = {.query = query, .office = office, .today = today};
    int result = compile(&c, err);
    if (result)
        return result;
    *out = (struct htx_tasks){0};
    for (size_t p = 0; p < office->nplans; p++)
        for (size_t i = 0; i < office->plan[p].ntasks; i++)
            if (fits(&c, office->plan[p].task[i])) {
                out->task = htx_arena_grow(&office->arena, out->task, out->n, sizeof(*out->task));
                out->task[out->n++] = office->plan[p].task[i];
            }
    return 0;
}
