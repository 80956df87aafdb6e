/* order.c - columns, sorting and counting of task lists. */
#include "model/model.h"
#include "text/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *htx_task_text(const struct htx_task *task, enum htx_field column, htx_date today)
{
    if (column == HTX_PLAN)
        return task->plan->code;
    if (column == HTX_STATE)
        return htx_outcome_name(htx_task_outcome(task, today, false));
    return task->value[column];
}

static bool any_plan_has(const struct htx_office *office, const char *name)
{
    for (size_t p = 0; p < office->nplans; p++)
        for (size_t i = 0; i < office->plan[p].nextra; i++)
            if (strcmp(office->plan[p].extra[i], name) == 0)
                return true;
    return false;
}

static int fail_column(const char *name, struct htx_err *err)
{
    const char *names[HTX_COLUMNS];
    struct htx_buf all = HTX_BUF_INIT;
    for (int i = 0; i < HTX_COLUMNS; i++) {
        names[i] = htx_field_info((enum htx_field)i)->name;
        htx_buf_addf(&all, "%s%s", i ? " " : "", names[i]);
    }
    const char *nearest = htx_text_nearest(name, names, HTX_COLUMNS);
    if (nearest)
        htx_fail(err, HTX_EUSAGE, _("no column '%s'; did you mean '%s'?"), name, nearest);
    else
        htx_fail(err, HTX_EUSAGE, _("no column '%s'; there are: %s"), name, all.s);
    htx_buf_free(&all);
    return HTX_EUSAGE;
}

int htx_columns_read(struct htx_office *office, const char *names, struct htx_columns *columns,
                     struct htx_err *err)
{
    *columns = (struct htx_columns){0};
    for (const char *s = names; *s;) {
        size_t n = strcspn(s, ",");
        char *name = htx_arena_ndup(&office->arena, s, n);
        int field = htx_field_named(name);
        if (field < 0 && !any_plan_has(office, name))
            return fail_column(name, err);
        columns->column =
            htx_arena_grow(&office->arena, columns->column, columns->n, sizeof(*columns->column));
        columns->column[columns->n++] = (struct htx_column_of){field, name};
        s += n + (s[n] == ',');
    }
    return columns->n ? 0 : htx_fail(err, HTX_EUSAGE, _("no columns to show"));
}

int htx_columns_all(struct htx_office *office, struct htx_columns *columns, struct htx_err *err)
{
    struct htx_buf names = HTX_BUF_INIT;
    for (int f = 0; f < HTX_FIELDS; f++)
        htx_buf_addf(&names, "%s%s", f ? "," : "", htx_field_info((enum htx_field)f)->name);
    int result = htx_columns_read(office, names.s, columns, err);
    htx_buf_free(&names);
    for (size_t p = 0; p < office->nplans; p++)
        for (size_t i = 0; i < office->plan[p].nextra; i++) {
            const char *name = office->plan[p].extra[i];
            size_t k = 0;
            while (k < columns->n && strcmp(columns->column[k].name, name) != 0)
                k++;
            if (k < columns->n)
                continue;
            columns->column = htx_arena_grow(&office->arena, columns->column, columns->n,
                                             sizeof(*columns->column));
            columns->column[columns->n++] = (struct htx_column_of){-1, name};
        }
    return result;
}

/* ---- Sorting ---- */

struct sort {
    const struct htx_office *office;
    htx_date today;
    size_t n;
    int field[16];
    bool down[16];
};
struct sorted {
    struct htx_task *task;
    size_t at;
};

static int compare_field(const struct sort *sort, int field, const struct htx_task *a,
                         const struct htx_task *b)
{
    const char *x = htx_task_text(a, (enum htx_field)field, sort->today);
    const char *y = htx_task_text(b, (enum htx_field)field, sort->today);
    switch (htx_field_info((enum htx_field)field)->type) {
    case HTX_TYPE_UNIT:
        return htx_unit_order(sort->office, x) - htx_unit_order(sort->office, y);
    case HTX_TYPE_PERCENT:
        return (*x ? atoi(x) : -1) - (*y ? atoi(y) : -1);
    case HTX_TYPE_STATUS:
        return (int)htx_task_status(a) - (int)htx_task_status(b);
    case HTX_TYPE_DATE:
    case HTX_TYPE_MONTH:
        /* What has no date comes last. */
        return !*x || !*y ? (*y != '\0') - (*x != '\0') : strcmp(x, y);
    default:
        return htx_text_compare(x, y);
    }
}

static int compare(const void *a, const void *b, void *ctx)
{
    const struct sort *sort = ctx;
    const struct sorted *x = a, *y = b;
    for (size_t i = 0; i < sort->n; i++) {
        int order = compare_field(sort, sort->field[i], x->task, y->task);
        if (order)
            return sort->down[i] ? -order : order;
    }
    return x->at < y->at ? -1 : x->at > y->at;
}

int htx_tasks_sort(const struct htx_office *office, struct htx_tasks *tasks, const char *columns,
                   htx_date today, struct htx_err *err)
{
    struct sort sort = {.office = office, .today = today};
    char name[64];
    for (const char *s = columns; *s;) {
        bool down = *s == '-';
        s += down;
        size_t n = strcspn(s, ",");
        memcpy(name, s, n < sizeof(name) ? n : sizeof(name) - 1);
        name[n < sizeof(name) ? n : sizeof(name) - 1] = '\0';
        int field = htx_field_named(name);
        if (field < 0)
            return fail_column(name, err);
        if (sort.n == HTX_COUNT(sort.field))
            return htx_fail(err, HTX_EUSAGE, _("more than %zu columns to sort by"), sort.n);
        sort.field[sort.n] = field;
        sort.down[sort.n++] = down;
        s += n + (s[n] == ',');
    }
    struct sorted *row = calloc(tasks->n + 1, sizeof(*row));
    if (!row)
        htx_out_of_memory();
    for (size_t i = 0; i < tasks->n; i++)
        row[i] = (struct sorted){tasks->task[i], i};
    qsort_r(row, tasks->n, sizeof(*row), compare, &sort);
    for (size_t i = 0; i < tasks->n; i++)
        tasks->task[i] = row[i].task;
    free(row);
    return 0;
}

/* ---- Counting ---- */

static void count(struct htx_summary_row *row, const struct htx_task *task, htx_date today)
{
    enum htx_outcome outcome = htx_task_outcome(task, today, false);
    row->total++;
    if (outcome == HTX_DONE_ON_TIME || outcome == HTX_DONE_LATE)
        row->done++;
    else if (outcome == HTX_MOVED || outcome == HTX_DROPPED)
        row->dropped++;
    else
        row->open++;
    row->overdue += htx_outcome_is_overdue(outcome);
}

static int group_field(const char *by)
{
    static const struct {
        const char *name;
        int field;
    } groups[] = {{"unit", HTX_LEAD},
                  {"month", HTX_MONTH_OF},
                  {"status", HTX_STATUS},
                  {"assignee", HTX_ASSIGNEE}};
    for (size_t i = 0; i < HTX_COUNT(groups); i++)
        if (strcmp(groups[i].name, by) == 0)
            return groups[i].field;
    return -1;
}

/* The tasks by field and in it by month, so that groups and their months follow each other. */
static int group(struct htx_office *office, const struct htx_tasks *tasks, int field,
                 htx_date today, struct htx_tasks *sorted, struct htx_err *err)
{
    char columns[64];
    sorted->n = tasks->n;
    sorted->task = htx_arena_alloc(&office->arena, (tasks->n + 1) * sizeof(*sorted->task));
    for (size_t i = 0; i < tasks->n; i++)
        sorted->task[i] = tasks->task[i];
    snprintf(columns, sizeof(columns), "%s,month", htx_field_info((enum htx_field)field)->name);
    return htx_tasks_sort(office, sorted, columns, today, err);
}

static size_t months_of_all(struct htx_office *office, const struct htx_tasks *tasks,
                            htx_date today)
{
    struct htx_tasks sorted;
    struct htx_err ignored;
    size_t months = 0;
    if (group(office, tasks, HTX_MONTH_OF, today, &sorted, &ignored) != 0)
        return 0;
    for (size_t i = 0; i < sorted.n; i++) {
        const char *month = sorted.task[i]->value[HTX_MONTH_OF];
        months += *month && (i == 0 || strcmp(month, sorted.task[i - 1]->value[HTX_MONTH_OF]) != 0);
    }
    return months;
}

int htx_tasks_summary(struct htx_office *office, const struct htx_tasks *tasks, const char *by,
                      htx_date today, struct htx_summary_row **rows, size_t *n, struct htx_err *err)
{
    int field = group_field(by);
    if (field < 0)
        return htx_fail(err, HTX_EUSAGE, _("'%s' is none of: unit, month, status, assignee"), by);
    struct htx_tasks sorted;
    int result = group(office, tasks, field, today, &sorted, err);
    if (result)
        return result;
    struct htx_summary_row all = {.name = "", .months = months_of_all(office, tasks, today)};
    *rows = NULL;
    *n = 0;
    for (size_t i = 0; i < sorted.n; i++) {
        const char *value = sorted.task[i]->value[field];
        const char *name = field == HTX_LEAD ? htx_unit_name(office, value) : value;
        if (*n == 0 || strcmp((*rows)[*n - 1].name, name) != 0) {
            *rows = htx_arena_grow(&office->arena, *rows, *n, sizeof(**rows));
            (*rows)[(*n)++] = (struct htx_summary_row){.name = name};
        }
        struct htx_summary_row *row = &(*rows)[*n - 1];
        const char *month = sorted.task[i]->value[HTX_MONTH_OF];
        if (*month && (row->total == 0 || strcmp(month, sorted.task[i - 1]->value[HTX_MONTH_OF])))
            row->months++;
        count(row, sorted.task[i], today);
        count(&all, sorted.task[i], today);
    }
    *rows = htx_arena_grow(&office->arena, *rows, *n, sizeof(**rows));
    (*rows)[*n] = all;
    return 0;
}
