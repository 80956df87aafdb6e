/* map.c - records to tasks: the one place where a source's words become canonical values. */
#include "readers/readers.h"
#include "text/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void htx_reading_remark(struct htx_reading *r, enum htx_level level, long line, const char *row,
                        const char *fmt, ...)
{
    char *text = NULL;
    va_list ap;
    va_start(ap, fmt);
    if (vasprintf(&text, fmt, ap) < 0)
        htx_out_of_memory();
    va_end(ap);
    struct htx_remark remark = {level, r->file, line, text, row ? row : ""};
    if (level == HTX_BAD && line != r->bad_line) {
        r->source->nbad++;
        r->bad_line = line;
    }
    r->import->remark(r->import->ctx, &remark);
    free(text);
}

struct mapping {
    struct htx_reading *r;
    const struct htx_record *record;
    struct htx_theirs *theirs;
    bool bad;
};

static const char *label_of(const struct mapping *m)
{
    const char *number = m->theirs->value[HTX_NUMBER];
    return number && *number ? number : m->theirs->value[HTX_TITLE];
}

static void put(struct mapping *m, enum htx_field field, const char *value)
{
    m->theirs->value[field] = htx_arena_dup(&m->r->office->arena, value);
}

static const char *get(const struct mapping *m, enum htx_field field)
{
    return m->theirs->value[field] ? m->theirs->value[field] : "";
}

static void map_units(struct mapping *m, const char *text)
{
    struct htx_buf out = HTX_BUF_INIT, unknown = HTX_BUF_INIT;
    htx_units_read(m->r->office, text, &out, &unknown);
    if (unknown.len)
        htx_reading_remark(m->r, HTX_WARNING, m->record->line, NULL,
                           _("%s: no unit of the office, kept as text: %s"), label_of(m),
                           unknown.s);
    put(m, HTX_WITH, out.s);
    htx_buf_free(&out);
    htx_buf_free(&unknown);
}

static void map_value(struct mapping *m, enum htx_field field)
{
    const char *text = m->record->value[field];
    if (!text || !*text)
        return;
    if (field == HTX_WITH) {
        map_units(m, text);
        return;
    }
    struct htx_buf value = HTX_BUF_INIT;
    struct htx_err err;
    if (htx_value_read(m->r->office, field, text, m->r->source->plan->year, &value, &err) == 0) {
        if (htx_field_info(field)->type == HTX_TYPE_TEXT)
            for (char *c = value.s; *c; c++)
                if (*c == '\n')
                    *c = ' ';
        put(m, field, value.s);
    } else {
        m->bad = true;
        htx_reading_remark(m->r, HTX_BAD, m->record->line, m->record->row, "%s: %s",
                           htx_field_info(field)->name, err.text);
    }
    htx_buf_free(&value);
}

/* ---- Times ---- */

static void put_date(struct mapping *m, enum htx_field field, htx_date day)
{
    char iso[16];
    if (day)
        put(m, field, htx_date_text(day, iso));
}

/* In a programme the month heading decides where its own words give no day. */
static void map_month(struct mapping *m)
{
    struct htx_task task = {.value[HTX_MONTH_OF] = get(m, HTX_MONTH_OF)};
    int month = htx_task_month(&task);
    if (month < 0)
        return;
    int year = month / 12, number = month % 12 + 1;
    if (!*get(m, HTX_START))
        put_date(m, HTX_START, htx_date_make(year, number, 1));
    if (!*get(m, HTX_DUE))
        put_date(m, HTX_DUE, htx_date_make(year, number, htx_days_in_month(year, number)));
}

static void map_when(struct mapping *m)
{
    static const char *const kinds[] = {"once", "recurring", "continuous", "external", "event"};
    const struct htx_plan *plan = m->r->source->plan;
    struct htx_when_context context = {.year = plan->year,
                                       .start = htx_plan_start(plan),
                                       .end = htx_plan_end(plan),
                                       .holidays = m->r->office->holiday,
                                       .nholidays = m->r->office->nholidays};
    struct htx_when when = {.unset = true};
    struct htx_err err;
    const char *text = get(m, HTX_WHEN);
    if (htx_when_parse(text, &context, &when, &err) != 0) {
        htx_reading_remark(m->r, HTX_WARNING, m->record->line, NULL, "%s: %s", label_of(m),
                           err.text);
        when = (struct htx_when){.kind = HTX_ONCE};
    } else if (when.unset && !*get(m, HTX_MONTH_OF) && !*get(m, HTX_DUE) &&
               !m->theirs->value[HTX_ID]) {
        htx_reading_remark(m->r, HTX_WARNING, m->record->line, NULL,
                           _("%s: no time is given, so it has no deadline"), label_of(m));
    } else if (when.kind == HTX_EXTERNAL) {
        htx_reading_remark(m->r, HTX_WARNING, m->record->line, NULL,
                           _("%s: the time is set by others ('%s'), so it has no deadline"),
                           label_of(m), text);
    }
    if (!*get(m, HTX_KIND) && *text)
        put(m, HTX_KIND, kinds[when.kind]);
    if (!*get(m, HTX_START))
        put_date(m, HTX_START, when.start);
    if (!*get(m, HTX_DUE))
        put_date(m, HTX_DUE, when.due);
}

static void check_dates(struct mapping *m)
{
    const char *start = get(m, HTX_START), *due = get(m, HTX_DUE);
    if (*start && *due && strcmp(due, start) < 0) {
        htx_reading_remark(m->r, HTX_WARNING, m->record->line, NULL,
                           _("%s: due %s before start %s; the start is left out"), label_of(m), due,
                           start);
        m->theirs->value[HTX_START] = "";
    }
}

/* ---- Results ---- */

static void map_done(struct mapping *m)
{
    char iso[16];
    if (strcmp(get(m, HTX_STATUS), "done") != 0 || *get(m, HTX_DONE))
        return;
    const struct htx_import *import = m->r->import;
    put(m, HTX_DONE, htx_date_text(import->done_on ? import->done_on : import->today, iso));
    m->r->source->nundated++;
}

static bool is_known(const struct htx_plan *plan, const char *id)
{
    return *id && htx_task_with_id(plan, id) != NULL;
}

static void check_task(struct mapping *m)
{
    const struct htx_plan *plan = m->r->source->plan;
    const char *id = get(m, HTX_ID), *title = get(m, HTX_TITLE);
    long length = 0;
    for (const char *c = title; *c; c++)
        length += ((unsigned char)*c & 0xC0) != 0x80;
    const char *why = NULL;
    if (!*title && *id && !is_known(plan, id))
        why = htx_arena_printf(&m->r->office->arena,
                               _("no task '%s' in the plan, and no title to add it with"), id);
    else if (!*title && !*id)
        why = _("a task needs a title");
    else if (length > HTX_TITLE_MAX)
        why = _("the title is longer than 2,000 characters");
    else if (!plan->campaign && !*get(m, HTX_MONTH_OF) && !is_known(plan, id) && !*get(m, HTX_DUE))
        why = _("a programme's task needs its month (or a time)");
    if (!why)
        return;
    m->bad = true;
    htx_reading_remark(m->r, HTX_BAD, m->record->line, m->record->row, "%s", why);
}

void htx_reading_add(struct htx_reading *r, const struct htx_record *record)
{
    struct htx_arena *arena = &r->office->arena;
    struct htx_source *source = r->source;
    source->task = htx_arena_grow(arena, source->task, source->n, sizeof(*source->task));
    struct mapping m = {.r = r, .record = record, .theirs = &source->task[source->n]};
    *m.theirs = (struct htx_theirs){.line = record->line};
    for (int f = 0; f < HTX_FIELDS; f++)
        map_value(&m, (enum htx_field)f);
    bool timed =
        m.theirs->value[HTX_WHEN] || m.theirs->value[HTX_MONTH_OF] || m.theirs->value[HTX_TITLE];
    if (timed && !m.bad) {
        map_when(&m);
        map_month(&m);
        check_dates(&m);
    }
    map_done(&m);
    check_task(&m);
    if (m.bad)
        return;
    if (!m.theirs->value[HTX_SOURCE])
        put(&m, HTX_SOURCE, htx_arena_printf(arena, "%s:%ld", source->name, record->line));
    if (record->extra) {
        m.theirs->extra = htx_arena_alloc(arena, (source->nextra + 1) * sizeof(*m.theirs->extra));
        for (size_t i = 0; i < source->nextra; i++)
            m.theirs->extra[i] = htx_arena_dup(arena, record->extra[i] ? record->extra[i] : "");
    }
    source->n++;
}
