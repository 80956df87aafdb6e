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
    va_list ap;
    va_start(ap, fmt);
    char *text = htx_vprintf(fmt, ap);
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

/* A return without trust says what was done, not what is to be done. */
static bool is_bound_return(const struct mapping *m)
{
    return m->r->import->unit && !m->r->import->trust;
}

/* A real day of a sheet stands in the time's words as people write it. */
static const char *day_in_words(struct mapping *m, const char *text)
{
    int year, month, day;
    htx_date date = htx_date_parse(text);
    if (!date)
        return text;
    htx_date_parts(date, &year, &month, &day);
    return htx_arena_printf(&m->r->office->arena, month < 3 ? "%02d/%02d/%d" : "%02d/%d/%d", day,
                            month, year);
}

static void map_value(struct mapping *m, enum htx_field field)
{
    const char *text = m->record->value[field];
    if (!text || !*text)
        return;
    if (field == HTX_WITH && !is_bound_return(m)) {
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
        put(m, field, field == HTX_WHEN ? day_in_words(m, value.s) : value.s);
    } else if (is_bound_return(m) && !htx_field_is_reported(field)) {
        htx_reading_remark(m->r, HTX_WARNING, m->record->line, NULL,
                           _("%s: refused, a return does not change it: %s"),
                           htx_field_info(field)->name, err.text);
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
    int month = htx_month_index(get(m, HTX_MONTH_OF));
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
    struct htx_when_context context = htx_plan_when(m->r->office, m->r->source->plan);
    struct htx_when when = {.unset = true};
    struct htx_err err;
    const char *text = get(m, HTX_WHEN);
    if (htx_when_parse(text, &context, &when, &err) != 0) {
        m->bad = m->record->amendment == HTX_AMEND_MOVE;
        htx_reading_remark(m->r, m->bad ? HTX_BAD : HTX_WARNING, m->record->line, m->record->row,
                           "%s: %s", label_of(m), err.text);
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
        put(m, HTX_KIND, htx_kind_name(when.kind));
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

/* ---- A record ---- */

static void check_title(struct mapping *m)
{
    long length = 0;
    for (const char *c = get(m, HTX_TITLE); *c; c++)
        length += ((unsigned char)*c & 0xC0) != 0x80;
    if (length <= HTX_TITLE_MAX)
        return;
    m->bad = true;
    htx_reading_remark(m->r, HTX_BAD, m->record->line, m->record->row, "%s",
                       _("the title is longer than 2,000 characters"));
}

/* What a return says of times is compared with the plan, but nothing follows from it; nor from
 * those of a task that is called off. */
static bool is_timed(const struct mapping *m)
{
    if (m->bad || is_bound_return(m) || m->record->amendment == HTX_AMEND_CANCEL)
        return false;
    return m->theirs->value[HTX_WHEN] || m->theirs->value[HTX_MONTH_OF] ||
           m->theirs->value[HTX_TITLE];
}

static void map_extra(struct mapping *m)
{
    struct htx_arena *arena = &m->r->office->arena;
    const struct htx_source *source = m->r->source;
    if (!m->record->extra)
        return;
    m->theirs->extra = htx_arena_alloc(arena, (source->nextra + 1) * sizeof(*m->theirs->extra));
    for (size_t i = 0; i < source->nextra; i++)
        m->theirs->extra[i] = htx_arena_dup(arena, m->record->extra[i] ? m->record->extra[i] : "");
}

void htx_reading_add(struct htx_reading *r, const struct htx_record *record)
{
    struct htx_arena *arena = &r->office->arena;
    struct htx_source *source = r->source;
    source->task = htx_arena_grow(arena, source->task, source->n, sizeof(*source->task));
    struct mapping m = {.r = r, .record = record, .theirs = &source->task[source->n]};
    *m.theirs = (struct htx_theirs){.line = record->line, .amendment = record->amendment};
    for (int f = 0; f < HTX_FIELDS; f++)
        map_value(&m, (enum htx_field)f);
    if (is_timed(&m)) {
        map_when(&m);
        map_month(&m);
        check_dates(&m);
    }
    check_title(&m);
    if (m.bad)
        return;
    if (!m.theirs->value[HTX_SOURCE])
        put(&m, HTX_SOURCE, htx_arena_printf(arena, "%s:%ld", source->name, record->line));
    m.theirs->row = htx_arena_dup(arena, record->row ? record->row : "");
    map_extra(&m);
    source->n++;
}
