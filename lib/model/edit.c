/* edit.c - what a person changes in a task, with what follows from it. */
#include "model/model.h"
#include "text/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail_task(const struct htx_task *task, enum htx_field field, const struct htx_err *why,
                     struct htx_err *err)
{
    const char *id = task->value[HTX_ID];
    return htx_fail(err, HTX_EDATA, "%s%s%s: %s", id, *id ? ": " : "", htx_field_info(field)->name,
                    why->text);
}

static void set_date(struct htx_office *office, struct htx_task *task, enum htx_field field,
                     htx_date day)
{
    char iso[16];
    htx_task_set(office, task, field, htx_date_text(day, iso));
}

/* The first deadline of all is the baseline; it stays what it was. */
static void keep_baseline(struct htx_office *office, struct htx_task *task)
{
    if (task->placed && !*task->value[HTX_BASELINE] && *task->value[HTX_DUE])
        htx_task_set(office, task, HTX_BASELINE, task->value[HTX_DUE]);
}

/* ---- Lists of codes ---- */

static bool holds(const char *list, const char *code)
{
    size_t n = strlen(code);
    for (const char *s = list; *s;) {
        size_t len = strcspn(s, ";");
        if (len == n && memcmp(s, code, n) == 0)
            return true;
        s += len + (s[len] == ';');
    }
    return false;
}

/* The codes of list that are not among the others. */
static void without(struct htx_buf *rest, const char *list, const char *others)
{
    for (const char *s = list; *s;) {
        struct htx_buf code = HTX_BUF_INIT;
        size_t n = strcspn(s, ";");
        htx_buf_add(&code, s, n);
        if (!holds(others, code.s))
            htx_buf_addf(rest, "%s%s", rest->len ? ";" : "", code.s);
        htx_buf_free(&code);
        s += n + (s[n] == ';');
    }
}

/* ---- What follows from a change ---- */

static int follow_when(struct htx_office *office, struct htx_task *task, struct htx_err *err)
{
    struct htx_when_context context = htx_plan_when(office, task->plan);
    struct htx_when when;
    int result = htx_when_parse(task->value[HTX_WHEN], &context, &when, err);
    if (result)
        return result;
    htx_task_set(office, task, HTX_KIND, htx_kind_name(when.kind));
    if (when.unset)
        return 0;
    set_date(office, task, HTX_START, when.start);
    set_date(office, task, HTX_DUE, when.due);
    return 0;
}

/* A deadline that was set takes the place of the document's words. */
static void follow_due(struct htx_office *office, struct htx_task *task)
{
    int y, m, d;
    char text[32] = "";
    htx_date due = htx_task_date(task, HTX_DUE), start = htx_task_date(task, HTX_START);
    if (due) {
        htx_date_parts(due, &y, &m, &d);
        snprintf(text, sizeof(text), m < 3 ? "%02d/%02d/%d" : "%02d/%d/%d", d, m, y);
    }
    htx_task_set(office, task, HTX_WHEN, text);
    if (start && due && due < start)
        htx_task_set(office, task, HTX_START, "");
}

static void follow_month(struct htx_office *office, struct htx_task *task)
{
    int month = htx_task_month(task);
    if (month < 0)
        return;
    htx_date first = htx_date_make(month / 12, month % 12 + 1, 1);
    set_date(office, task, HTX_START, first);
    set_date(office, task, HTX_DUE, first + htx_days_in_month(month / 12, month % 12 + 1) - 1);
    htx_task_set(office, task, HTX_WHEN, "");
}

static void follow_status(struct htx_office *office, struct htx_task *task, htx_date today)
{
    bool finished = htx_task_status(task) == HTX_FINISHED;
    if (finished && !*task->value[HTX_DONE])
        set_date(office, task, HTX_DONE, today);
    if (finished && *task->value[HTX_PROGRESS])
        htx_task_set(office, task, HTX_PROGRESS, "100");
    if (!finished)
        htx_task_set(office, task, HTX_DONE, "");
}

static void follow_done(struct htx_office *office, struct htx_task *task)
{
    if (*task->value[HTX_DONE])
        htx_task_set(office, task, HTX_STATUS, "done");
    else if (htx_task_status(task) == HTX_FINISHED)
        htx_task_set(office, task, HTX_STATUS, "doing");
}

static void follow_progress(struct htx_office *office, struct htx_task *task)
{
    if (htx_task_status(task) == HTX_TODO && atoi(task->value[HTX_PROGRESS]) > 0)
        htx_task_set(office, task, HTX_STATUS, "doing");
}

/* Who leads a task does not co-ordinate it as well. */
static void follow_lead(struct htx_office *office, struct htx_task *task)
{
    if (*task->value[HTX_LEAD])
        htx_task_drop_with(office, task, task->value[HTX_LEAD]);
}

static int follow(struct htx_office *office, struct htx_task *task, enum htx_field field,
                  htx_date today, struct htx_err *err)
{
    int result = 0;
    switch (field) {
    case HTX_WHEN:
        result = follow_when(office, task, err);
        break;
    case HTX_DUE:
        follow_due(office, task);
        break;
    case HTX_MONTH_OF:
        follow_month(office, task);
        break;
    case HTX_STATUS:
        follow_status(office, task, today);
        break;
    case HTX_DONE:
        follow_done(office, task);
        break;
    case HTX_PROGRESS:
        follow_progress(office, task);
        break;
    case HTX_LEAD:
        follow_lead(office, task);
        break;
    default:
        break;
    }
    keep_baseline(office, task);
    return result;
}

/* ---- The edits ---- */

static bool is_too_long(const char *title)
{
    size_t length = 0;
    for (const char *c = title; *c; c++)
        length += ((unsigned char)*c & 0xC0) != 0x80;
    return length > HTX_TITLE_MAX;
}

static int check_field(const struct htx_task *task, enum htx_field field, const char *value,
                       struct htx_err *err)
{
    static const enum htx_field kept[] = {HTX_ID, HTX_BASELINE, HTX_SOURCE, HTX_REV};
    for (size_t i = 0; i < HTX_COUNT(kept); i++)
        if (field == kept[i])
            return htx_fail(err, HTX_EUSAGE, _("'%s' never changes"), htx_field_info(field)->name);
    if (!*value && (field == HTX_TITLE || field == HTX_STATUS))
        return htx_fail(err, HTX_EUSAGE, _("%s: '%s' cannot be empty"),
                        *task->value[HTX_ID] ? task->value[HTX_ID] : _("new task"),
                        htx_field_info(field)->name);
    if (field == HTX_TITLE && is_too_long(value))
        return htx_fail(err, HTX_EDATA, "%s", _("the title is longer than 2,000 characters"));
    return 0;
}

/* A time that is set to what it is leaves the others that go with it alone. */
static bool is_same_time(const struct htx_task *task, enum htx_field field, const char *value)
{
    return (field == HTX_WHEN || field == HTX_DUE || field == HTX_MONTH_OF) &&
           strcmp(task->value[field], value) == 0;
}

/* Without the line ends that the end of a file is made of. */
static void trim_end(struct htx_buf *text)
{
    while (text->len && strchr(" \n\f", text->s[text->len - 1]))
        htx_buf_cut(text, text->len - 1);
}

/* Set a canonical value, and what follows from it. */
static int set_value(struct htx_office *office, struct htx_task *task, enum htx_field field,
                     const char *value, htx_date today, struct htx_err *err)
{
    struct htx_buf others = HTX_BUF_INIT;
    struct htx_err why;
    int result = 0;
    if (field == HTX_WITH) {
        without(&others, value, task->value[HTX_LEAD]);
        htx_task_set(office, task, field, others.s);
    } else if (!is_same_time(task, field, value)) {
        htx_task_set(office, task, field, value);
        if (follow(office, task, field, today, &why) != 0)
            result = fail_task(task, field, &why, err);
    }
    htx_buf_free(&others);
    return result;
}

int htx_task_edit(struct htx_office *office, struct htx_task *task, enum htx_field field,
                  const char *text, htx_date today, struct htx_err *err)
{
    struct htx_buf clean = HTX_BUF_INIT, value = HTX_BUF_INIT;
    struct htx_err why;
    size_t at;
    int result = 0;
    if (htx_utf8_check(text, strlen(text), &at) != 0)
        return htx_fail(err, HTX_EUSAGE, _("%s: the text is not valid UTF-8"),
                        htx_field_info(field)->name);
    htx_text_clean(&clean, text, strlen(text));
    trim_end(&clean);
    bool one_line = htx_field_info(field)->type != HTX_TYPE_LONG;
    for (char *c = clean.s; one_line && *c; c++)
        if (*c == '\n')
            *c = ' ';
    if (htx_value_read(office, field, clean.s, task->plan->year, &value, &why) != 0)
        result = fail_task(task, field, &why, err);
    if (result == 0)
        result = check_field(task, field, value.s, err);
    if (result == 0)
        result = set_value(office, task, field, value.s, today, err);
    htx_buf_free(&clean);
    htx_buf_free(&value);
    return result;
}

void htx_task_add_with(struct htx_office *office, struct htx_task *task, const char *names)
{
    struct htx_buf codes = HTX_BUF_INIT, all = HTX_BUF_INIT;
    htx_units_read(office, names, &codes, NULL);
    htx_buf_adds(&all, task->value[HTX_WITH]);
    for (char *code = strtok(codes.s, ";"); code; code = strtok(NULL, ";"))
        if (!holds(all.s, code) && strcmp(code, task->value[HTX_LEAD]) != 0)
            htx_buf_addf(&all, "%s%s", all.len ? ";" : "", code);
    htx_task_set(office, task, HTX_WITH, all.s);
    htx_buf_free(&codes);
    htx_buf_free(&all);
}

void htx_task_drop_with(struct htx_office *office, struct htx_task *task, const char *names)
{
    struct htx_buf codes = HTX_BUF_INIT, rest = HTX_BUF_INIT;
    htx_units_read(office, names, &codes, NULL);
    without(&rest, task->value[HTX_WITH], codes.s);
    htx_task_set(office, task, HTX_WITH, rest.s);
    htx_buf_free(&codes);
    htx_buf_free(&rest);
}

int htx_task_move(struct htx_office *office, struct htx_task *task, const char *month,
                  struct htx_err *err)
{
    if (!*month)
        return htx_fail(err, HTX_EUSAGE, _("%s: to which month?"), task->value[HTX_ID]);
    if (htx_task_month(task) >= 0 || !task->plan->campaign)
        return htx_task_edit(office, task, HTX_MONTH_OF, month, 0, err);
    /* A campaign's activity has no programme month: its dates move. */
    int index = htx_month_from_cell(month, task->plan->year);
    if (!index)
        return htx_fail(err, HTX_EDATA, _("%s: '%s' is no month: write 2024-03 or 3/2024"),
                        task->value[HTX_ID], month);
    htx_date first = htx_date_make(index / 12, index % 12 + 1, 1);
    set_date(office, task, HTX_START, first);
    set_date(office, task, HTX_DUE, first + htx_days_in_month(index / 12, index % 12 + 1) - 1);
    htx_task_set(office, task, HTX_WHEN,
                 htx_arena_printf(&office->arena, "tháng %d/%d", index % 12 + 1, index / 12));
    return 0;
}

/* Was it, before the command at work? */
static bool was_planned(const struct htx_office *office, const struct htx_task *task)
{
    const char *origin = task->value[HTX_ORIGIN];
    for (size_t i = office->nchanges; i-- > 0;)
        if (office->change[i].task == task && office->change[i].field == HTX_ORIGIN)
            origin = office->change[i].old;
    return strcmp(origin, "planned") == 0;
}

bool htx_office_needs_reason(const struct htx_office *office)
{
    for (size_t i = 0; i < office->nchanges; i++) {
        const struct htx_change *c = &office->change[i];
        bool moved = c->field == HTX_MONTH_OF && *c->old;
        bool cancelled = c->field == HTX_STATUS && strcmp(c->new, "cancelled") == 0;
        if ((moved || cancelled) && was_planned(office, c->task))
            return true;
    }
    return false;
}
