/* group.c - tasks under headings: by unit, month, person, section, reason. */
#include "report/report.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>

static const char unassigned[] = "(chưa phân công)", nobody[] = "(chưa giao người)",
                  nowhere[] = "(không ghi địa bàn)";

const char *htx_unit_title(const struct htx_office *office, int order)
{
    return order >= 0 && (size_t)order < office->nunits ? office->unit[order].name : unassigned;
}

const char *htx_lead_title(const struct htx_office *office, const struct htx_task *task)
{
    return htx_unit_title(office, htx_unit_order(office, task->value[HTX_LEAD]));
}

/* ---- Levels ---- */

static int plan_order(const struct htx_building *b, const struct htx_task *task)
{
    return (int)(task->plan - b->office->plan);
}

/* A programme's tasks by unit, then campaign plans, each for itself. */
static int unit_key(const struct htx_building *b, const struct htx_counted *row)
{
    const struct htx_task *task = row->task;
    if (task->plan->campaign)
        return (int)b->office->nunits + 1 + plan_order(b, task);
    return htx_unit_order(b->office, task->value[HTX_LEAD]);
}

static int compare_units(const struct htx_building *b, const struct htx_counted *one,
                         const struct htx_counted *two)
{
    return unit_key(b, one) - unit_key(b, two);
}

static const char *unit_title(const struct htx_building *b, const struct htx_counted *row)
{
    const struct htx_plan *plan = row->task->plan;
    if (plan->campaign)
        return htx_arena_printf(b->arena, "Kế hoạch%s%s: %s", *plan->number ? " số " : "",
                                plan->number, plan->title);
    return htx_lead_title(b->office, row->task);
}

/* Whatever plan it is of. */
static int compare_leads(const struct htx_building *b, const struct htx_counted *one,
                         const struct htx_counted *two)
{
    return htx_unit_order(b->office, one->task->value[HTX_LEAD]) -
           htx_unit_order(b->office, two->task->value[HTX_LEAD]);
}

static const char *lead_title(const struct htx_building *b, const struct htx_counted *row)
{
    return htx_lead_title(b->office, row->task);
}

/* A campaign's task has the month that it begins in. */
static int month_key(const struct htx_counted *row)
{
    int month = htx_month_or_date(row, HTX_START);
    return month >= 0 ? month : htx_month_or_date(row, HTX_DUE);
}

static int compare_months(const struct htx_building *b, const struct htx_counted *one,
                          const struct htx_counted *two)
{
    (void)b;
    return month_key(one) - month_key(two);
}

static const char *month_title(const struct htx_building *b, const struct htx_counted *row)
{
    int month = month_key(row);
    return month < 0 ? "CHƯA XÁC ĐỊNH THỜI GIAN"
                     : htx_arena_printf(b->arena, "THÁNG %d", month % 12 + 1);
}

/* What says nothing comes last. */
static int compare_texts(const char *a, const char *b)
{
    return !*a || !*b ? (*b != 0) - (*a != 0) : htx_text_compare(a, b);
}

static int compare_persons(const struct htx_building *b, const struct htx_counted *one,
                           const struct htx_counted *two)
{
    (void)b;
    return compare_texts(one->task->value[HTX_ASSIGNEE], two->task->value[HTX_ASSIGNEE]);
}

static const char *person_title(const struct htx_building *b, const struct htx_counted *row)
{
    (void)b;
    const char *name = row->task->value[HTX_ASSIGNEE];
    return *name ? name : nobody;
}

static int compare_reasons(const struct htx_building *b, const struct htx_counted *one,
                           const struct htx_counted *two)
{
    (void)b;
    return (int)one->reason - (int)two->reason;
}

static const char *reason_title(const struct htx_building *b, const struct htx_counted *row)
{
    (void)b;
    return htx_reason_title(row->reason);
}

static int compare_areas(const struct htx_building *b, const struct htx_counted *one,
                         const struct htx_counted *two)
{
    (void)b;
    return compare_texts(one->task->value[HTX_AREA], two->task->value[HTX_AREA]);
}

static const char *area_title(const struct htx_building *b, const struct htx_counted *row)
{
    (void)b;
    const char *area = row->task->value[HTX_AREA];
    return *area ? area : nowhere;
}

/* Sections stay in the order of their document. */
static int compare_sections(const struct htx_building *b, const struct htx_counted *one,
                            const struct htx_counted *two)
{
    return plan_order(b, one->task) - plan_order(b, two->task);
}

static const struct {
    const char *name;
    int (*compare)(const struct htx_building *b, const struct htx_counted *one,
                   const struct htx_counted *two);
    const char *(*title)(const struct htx_building *b, const struct htx_counted *row);
} levels[] = {
    {"unit", compare_units, unit_title},       {"lead", compare_leads, lead_title},
    {"month", compare_months, month_title},    {"assignee", compare_persons, person_title},
    {"reason", compare_reasons, reason_title}, {"area", compare_areas, area_title},
    {"section", compare_sections, NULL},
};

int htx_group_read(const struct htx_ini_section *section, enum htx_which which,
                   const char *standard, struct htx_grouping *grouping, struct htx_err *err)
{
    const struct htx_ini_key *key = htx_ini_key(section, "group");
    const char *s = key ? key->value : standard;
    grouping->n = 0;
    while (*(s += strspn(s, " ")) && strcmp(s, "none") != 0) {
        size_t len = strcspn(s, " "), i = 0;
        while (i < HTX_COUNT(levels) &&
               (strlen(levels[i].name) != len || memcmp(levels[i].name, s, len) != 0))
            i++;
        if (i == HTX_COUNT(levels) || grouping->n == HTX_COUNT(grouping->level))
            return htx_fail_key(
                key, _("'group' is none, or of: unit lead month assignee area reason section"),
                err);
        int result =
            levels[i].title == reason_title ? htx_reason_check(key, which, HTX_NO_REASON, err) : 0;
        if (result)
            return result;
        grouping->level[grouping->n++] = (int)i;
        s += len;
    }
    return 0;
}

/* ---- Sorting ---- */

struct sorting {
    const struct htx_building *b;
    const struct htx_grouping *grouping;
    const struct htx_counted *row;
};

static int compare_rows(const void *one, const void *two, void *ctx)
{
    const struct sorting *s = ctx;
    size_t a = *(const size_t *)one, c = *(const size_t *)two;
    for (size_t i = 0; i < s->grouping->n; i++) {
        int order = levels[s->grouping->level[i]].compare(s->b, &s->row[a], &s->row[c]);
        if (order)
            return order;
    }
    return a < c ? -1 : a > c;
}

void htx_group_sort(const struct htx_building *b, const struct htx_grouping *grouping,
                    struct htx_selection *tasks)
{
    struct sorting s = {b, grouping, tasks->row};
    size_t *order = htx_arena_alloc(b->arena, (tasks->n + 1) * sizeof(*order));
    struct htx_counted *sorted = htx_arena_alloc(b->arena, (tasks->n + 1) * sizeof(*sorted));
    for (size_t i = 0; i < tasks->n; i++)
        order[i] = i;
    qsort_r(order, tasks->n, sizeof(*order), compare_rows, &s);
    for (size_t i = 0; i < tasks->n; i++)
        sorted[i] = tasks->row[order[i]];
    tasks->row = sorted;
}

/* ---- Headings ---- */

/* "1. Hưởng ứng / 1.1. Tham gia": the length of the part at s. */
static size_t section_part(const char *s)
{
    const char *end = strstr(s, " / ");
    return end ? (size_t)(end - s) : strlen(s);
}

/* A heading for each part of the section that the task before is not in. */
static void add_sections(struct htx_building *b, const struct htx_selection *tasks, size_t at,
                         struct htx_table *table)
{
    const char *s = tasks->row[at].task->value[HTX_SECTION];
    const char *before = at ? tasks->row[at - 1].task->value[HTX_SECTION] : "";
    bool same = at > 0;
    if (!*s && *before)
        htx_add_row(b, table, HTX_ROW_GROUP)[1].text = "Hoạt động bổ sung";
    while (*s) {
        size_t len = section_part(s), was = section_part(before);
        same = same && len == was && memcmp(s, before, len) == 0;
        if (!same) {
            struct htx_cell *cell = htx_add_row(b, table, HTX_ROW_GROUP);
            const char *title = htx_arena_ndup(b->arena, s, len);
            size_t number = strspn(title, "0123456789.IVXLC");
            bool numbered = number > 0 && title[number] == ' ';
            size_t bare = numbered && title[number - 1] == '.' ? number - 1 : number;
            cell[0].text = numbered ? htx_arena_ndup(b->arena, title, bare) : "";
            cell[1].text = numbered ? title + number + 1 : title;
        }
        s += len + (s[len] ? 3 : 0);
        before += was + (before[was] ? 3 : 0);
    }
}

/* Do the rows one and two stand under the same heading of level depth? */
static bool same_group(const struct htx_building *b, const struct htx_grouping *grouping,
                       size_t depth, const struct htx_counted *one, const struct htx_counted *two)
{
    for (size_t i = 0; i <= depth; i++)
        if (levels[grouping->level[i]].compare(b, one, two) != 0)
            return false;
    return true;
}

/* "I", or "A" above "I". */
static const char *group_number(struct htx_building *b, bool letter, size_t number)
{
    if (letter && number <= 26)
        return htx_arena_printf(b->arena, "%c", (int)('A' + number - 1));
    struct htx_buf roman = HTX_BUF_INIT;
    htx_text_roman(&roman, (int)number);
    const char *text = htx_arena_dup(b->arena, roman.s);
    htx_buf_free(&roman);
    return text;
}

/* The how-manieth group of its level, under its parent, begins at row at? */
static size_t group_order(const struct htx_building *b, const struct htx_grouping *grouping,
                          size_t depth, const struct htx_selection *tasks, size_t at)
{
    size_t number = 1;
    for (size_t i = at; i > 0; i--) {
        if (depth > 0 && !same_group(b, grouping, depth - 1, &tasks->row[at], &tasks->row[i - 1]))
            break;
        number += !same_group(b, grouping, depth, &tasks->row[i - 1], &tasks->row[i]);
    }
    return number;
}

/* The form's own words for a reason, or the usual ones. */
static int heading(struct htx_building *b, const struct htx_ini_section *section, int level,
                   const struct htx_counted *row, const char **text, struct htx_err *err)
{
    const struct htx_ini_key *own = NULL;
    if (levels[level].title == reason_title)
        own = htx_ini_key(section, htx_reason_name(row->reason));
    *text = levels[level].title(b, row);
    return own ? htx_report_fill(b, own, text, err) : 0;
}

int htx_group_rows(struct htx_building *b, const struct htx_ini_section *section,
                   const struct htx_grouping *grouping, const struct htx_selection *tasks,
                   size_t at, struct htx_table *table, struct htx_err *err)
{
    const struct htx_counted *row = &tasks->row[at];
    for (size_t depth = 0; depth < grouping->n; depth++) {
        int level = grouping->level[depth];
        if (!levels[level].title) {
            add_sections(b, tasks, at, table);
            continue;
        }
        if (at > 0 && same_group(b, grouping, depth, row - 1, row))
            continue;
        size_t n = 1;
        while (at + n < tasks->n && same_group(b, grouping, depth, row, row + n))
            n++;
        const char *text;
        int result = heading(b, section, level, row, &text, err);
        if (result)
            return result;
        struct htx_cell *cell = htx_add_row(b, table, HTX_ROW_GROUP);
        bool letter = depth + 1 < grouping->n;
        cell[0].text = group_number(b, letter, group_order(b, grouping, depth, tasks, at));
        cell[1].text = htx_arena_printf(
            b->arena, n < 10 ? "%s (%02zu đầu việc)" : "%s (%zu đầu việc)", text, n);
    }
    return 0;
}

/* ---- Classes ---- */

static const struct by {
    const char *name;
    enum htx_field field;
    const char *none;
} classes_by[] = {
    {"unit", HTX_LEAD, unassigned},
    {"assignee", HTX_ASSIGNEE, nobody},
    {"area", HTX_AREA, nowhere},
};

static const struct by *by_named(const char *name)
{
    for (size_t i = 0; i < HTX_COUNT(classes_by); i++)
        if (strcmp(classes_by[i].name, name) == 0)
            return &classes_by[i];
    return NULL;
}

static void add_class(struct htx_building *b, struct htx_classes *c, const char *name,
                      const char *data, bool known)
{
    c->name = htx_arena_grow(b->arena, c->name, c->n, sizeof(*c->name));
    c->data = htx_arena_grow(b->arena, c->data, c->n, sizeof(*c->data));
    c->known = htx_arena_grow(b->arena, c->known, c->n, sizeof(*c->known));
    c->name[c->n] = name;
    c->data[c->n] = data;
    c->known[c->n++] = known;
}

static int compare_values(const void *one, const void *two)
{
    return htx_text_compare(*(const char *const *)one, *(const char *const *)two);
}

/* The different values of the tasks, sorted, and at the end that of those without one. */
static void add_values(struct htx_building *b, const struct by *by,
                       const struct htx_selection *tasks, struct htx_classes *c)
{
    const char **value = htx_arena_alloc(b->arena, (tasks->n + 1) * sizeof(*value));
    bool lacking = false;
    size_t n = 0;
    for (size_t i = 0; i < tasks->n; i++) {
        const char *own = tasks->row[i].task->value[by->field];
        if (*own)
            value[n++] = own;
        else
            lacking = true;
    }
    qsort(value, n, sizeof(*value), compare_values);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || strcmp(value[i - 1], value[i]) != 0)
            add_class(b, c, value[i], value[i], true);
    if (lacking)
        add_class(b, c, by->none, "", true);
}

int htx_classes_read(struct htx_building *b, const struct htx_ini_section *section,
                     const struct htx_selection *tasks, struct htx_classes *c, struct htx_err *err)
{
    const struct htx_ini_key *key = htx_ini_key(section, "by");
    const struct by *by = by_named(key ? key->value : "unit");
    if (!by)
        return htx_fail_key(key, _("'by' is one of: unit assignee area"), err);
    *c = (struct htx_classes){.source = by->name};
    if (by->field != HTX_LEAD) {
        add_values(b, by, tasks, c);
        return 0;
    }
    for (size_t i = 0; i <= b->office->nunits; i++) {
        const struct htx_unit *unit = i < b->office->nunits ? &b->office->unit[i] : NULL;
        bool all = b->unit < 0 && !*b->report->unit;
        bool known = unit && (all || b->unit == (int)i || strcmp(b->report->unit, unit->code) == 0);
        const char *name = htx_unit_title(b->office, (int)i);
        add_class(b, c, name, name, known);
    }
    return 0;
}

size_t htx_class_of(const struct htx_building *b, const struct htx_classes *c,
                    const struct htx_counted *row)
{
    const struct by *by = by_named(c->source);
    if (by->field == HTX_LEAD)
        return (size_t)htx_unit_order(b->office, row->task->value[HTX_LEAD]);
    const char *value = row->task->value[by->field];
    size_t i = 0;
    while (i + 1 < c->n && strcmp(c->data[i], value) != 0)
        i++;
    return i;
}
