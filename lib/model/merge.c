/*
 * merge.c - bringing what a source says into a plan, three-way: base is what the imports gave so
 * far, ours the plan, theirs the source.  A field follows theirs where theirs differs from base;
 * where ours was changed too, ours stays and the conflict is reported, each time until one side
 * gives way (nothing is recorded for it, so base stays as well).
 *
 * A source that comes again is compared with what it gave itself, where it did: another source may
 * have given something newer since, which is neither to be taken back nor a change of ours.
 */
#include "model/merge.h"
#include "text/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void htx_merge_remark(struct htx_merge *m, enum htx_level level, const struct htx_theirs *theirs,
                      const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = htx_vprintf(fmt, ap);
    va_end(ap);
    struct htx_remark remark = {level, m->source->file, theirs->line, text,
                                theirs->row ? theirs->row : ""};
    if (level == HTX_BAD) {
        m->source->nbad++;
        m->bad[theirs - m->source->task] = true;
    }
    m->import->remark(m->import->ctx, &remark);
    free(text);
}

/* ---- One field ---- */

/* NULL: nobody knows. */
static const char *base_value(const struct htx_known *known, enum htx_field field)
{
    const struct htx_base_task *base = known->base;
    if (!base)
        return NULL;
    return base->value[field] || !base->made ? base->value[field] : "";
}

static bool is_same(enum htx_field field, const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    if (field != HTX_TITLE)
        return false;
    return htx_text_equal(a, b, htx_text_key);
}

static const char *own_value(const struct htx_known *known, enum htx_field field)
{
    return known->own ? known->own->value[field] : NULL;
}

/* Has the source said it before? */
static bool is_old(const char *their, const char *own, const char *then, const char *was)
{
    if ((own && strcmp(their, own) == 0) || (then && strcmp(their, then) == 0))
        return true;
    return !own && was && strcmp(their, was) == 0;
}

/* Does the source want another value than the plan has? */
static bool wants(const struct htx_known *known, enum htx_field field, const char *their)
{
    return their && *their && strcmp(their, known->task->value[field]) != 0 &&
           !is_old(their, own_value(known, field), known->then ? known->then->value[field] : NULL,
                   base_value(known, field));
}

static bool changed_here(const struct htx_known *known, enum htx_field field)
{
    const char *ours = known->task->value[field], *own = own_value(known, field),
               *was = base_value(known, field);
    return was && strcmp(ours, was) != 0 && !(own && strcmp(ours, own) == 0);
}

static void take(struct htx_merge *m, struct htx_known *known, enum htx_field field,
                 const char *value)
{
    struct htx_arena *arena = &m->office->arena;
    struct htx_task *task = known->task;
    if (strcmp(task->value[field], value) == 0)
        return;
    htx_task_set(m->office, task, field, value);
    if (!known->base)
        known->base = htx_base_task(m->base, arena, task->value[HTX_ID]);
    htx_base_set(known->base, arena, htx_field_info(field)->name, task->value[field]);
}

static void report_conflict(struct htx_merge *m, const struct htx_theirs *theirs,
                            const struct htx_known *known, const char *name, const char *ours,
                            const char *their)
{
    m->result->conflicts++;
    htx_merge_remark(
        m, HTX_WARNING, theirs,
        m->import->take_theirs
            ? _("%s: %s was changed to '%s' here and to '%s' in the source; took the source's")
            : _("%s: %s was changed to '%s' here and to '%s' in the source; kept ours, --theirs "
                "takes the other"),
        known->task->value[HTX_ID], name, ours, their);
}

static void merge_field(struct htx_merge *m, struct htx_known *known,
                        const struct htx_theirs *theirs, enum htx_field field, const char *their,
                        bool clash)
{
    if (!wants(known, field, their))
        return;
    if (clash)
        report_conflict(m, theirs, known, htx_field_info(field)->name, known->task->value[field],
                        their);
    if (!clash || m->import->take_theirs)
        take(m, known, field, their);
}

/* ---- Times: month, start and due belong together ---- */

static const enum htx_field times[] = {HTX_KIND, HTX_WHEN, HTX_MONTH_OF, HTX_START, HTX_DUE};

static bool is_time(enum htx_field field)
{
    for (size_t i = 0; i < HTX_COUNT(times); i++)
        if (times[i] == field)
            return true;
    return false;
}

/* Half of one side's times and half of the other's would be nobody's: where one of them clashes,
 * all stay. */
static void merge_times(struct htx_merge *m, struct htx_known *known,
                        const struct htx_theirs *theirs)
{
    bool clash = false;
    for (size_t i = 0; i < HTX_COUNT(times); i++)
        clash |= wants(known, times[i], theirs->value[times[i]]) && changed_here(known, times[i]);
    for (size_t i = 0; i < HTX_COUNT(times); i++)
        merge_field(m, known, theirs, times[i], theirs->value[times[i]], clash);
    const struct htx_task *task = known->task;
    if (!*task->value[HTX_BASELINE])
        htx_task_set(m->office, known->task, HTX_BASELINE, task->value[HTX_DUE]);
}

/* ---- Results: what follows from them ---- */

/* A row that gives a day or progress but no status says it all the same. */
static const char *status_of(const struct htx_known *known, const struct htx_theirs *theirs)
{
    const char *done = theirs->value[HTX_DONE], *progress = theirs->value[HTX_PROGRESS];
    if (theirs->value[HTX_STATUS])
        return theirs->value[HTX_STATUS];
    if (done && *done)
        return "done";
    bool begun = progress && atoi(progress) > 0 && htx_task_status(known->task) == HTX_TODO;
    return begun ? "doing" : NULL;
}

static void merge_results(struct htx_merge *m, struct htx_known *known,
                          const struct htx_theirs *theirs)
{
    const struct htx_task *task = known->task;
    const struct htx_import *import = m->import;
    char iso[16];
    bool was_done = htx_task_status(task) == HTX_FINISHED;
    merge_field(m, known, theirs, HTX_STATUS, status_of(known, theirs),
                changed_here(known, HTX_STATUS));
    merge_field(m, known, theirs, HTX_PROGRESS, theirs->value[HTX_PROGRESS],
                changed_here(known, HTX_PROGRESS));
    bool done = htx_task_status(task) == HTX_FINISHED;
    if (done)
        merge_field(m, known, theirs, HTX_DONE, theirs->value[HTX_DONE],
                    changed_here(known, HTX_DONE));
    else if (was_done)
        take(m, known, HTX_DONE, "");
    if (done && !was_done && !*task->value[HTX_DONE]) {
        take(m, known, HTX_DONE,
             htx_date_text(import->done_on ? import->done_on : import->today, iso));
        m->result->undated++;
    }
}

/* ---- A row ---- */

static bool is_merged_apart(enum htx_field field)
{
    return is_time(field) || field == HTX_STATUS || field == HTX_PROGRESS || field == HTX_DONE;
}

static bool is_compared(enum htx_field field)
{
    return field != HTX_ID && field != HTX_SOURCE && field != HTX_REV && field != HTX_BASELINE;
}

static void merge_extra(struct htx_merge *m, struct htx_known *known,
                        const struct htx_theirs *theirs, size_t i)
{
    struct htx_arena *arena = &m->office->arena;
    const char *name = m->source->extra[i], *their = theirs->extra[i];
    if (!*their)
        return;
    size_t extra = htx_plan_extra(m->office, m->plan, name);
    const char *ours = known->task->extra ? known->task->extra[extra] : "",
               *was = known->base ? htx_base_extra(known->base, name) : NULL,
               *own = known->own ? htx_base_extra(known->own, name) : NULL;
    if (!was && known->base && known->base->made)
        was = "";
    const char *then = known->then ? htx_base_extra(known->then, name) : NULL;
    if (strcmp(their, ours) == 0 || is_old(their, own, then, was))
        return;
    bool clash = was && strcmp(ours, was) != 0 && !(own && strcmp(ours, own) == 0);
    if (clash)
        report_conflict(m, theirs, known, name, ours, their);
    if (clash && !m->import->take_theirs)
        return;
    htx_task_set_extra(m->office, known->task, extra, their);
    if (!known->base)
        known->base = htx_base_task(m->base, arena, known->task->value[HTX_ID]);
    htx_base_set(known->base, arena, name, known->task->extra[extra]);
}

static void update_all(struct htx_merge *m, struct htx_known *known,
                       const struct htx_theirs *theirs)
{
    merge_times(m, known, theirs);
    merge_results(m, known, theirs);
    for (int f = 0; f < HTX_FIELDS; f++)
        if (is_compared((enum htx_field)f) && !is_merged_apart((enum htx_field)f))
            merge_field(m, known, theirs, (enum htx_field)f, theirs->value[f],
                        changed_here(known, (enum htx_field)f));
    for (size_t i = 0; theirs->extra && i < m->source->nextra; i++)
        merge_extra(m, known, theirs, i);
}

/* ---- Returns ---- */

bool htx_field_is_reported(enum htx_field field)
{
    return field == HTX_STATUS || field == HTX_PROGRESS || field == HTX_DONE ||
           field == HTX_RESULT || field == HTX_EVIDENCE || field == HTX_NOTE;
}

/* What numbers and arranges the rows of a form says nothing of its tasks. */
static bool is_arrangement(enum htx_field field)
{
    return field == HTX_NUMBER || field == HTX_SECTION || !is_compared(field);
}

static void refuse_field(struct htx_merge *m, const struct htx_theirs *theirs,
                         const struct htx_known *known, const char *name, const char *ours,
                         const char *their)
{
    htx_merge_remark(m, HTX_WARNING, theirs,
                     _("%s: refused, a return does not change %s: '%s' -> '%s'"),
                     known->task->value[HTX_ID], name, ours, their);
}

static void refuse_others(struct htx_merge *m, const struct htx_known *known,
                          const struct htx_theirs *theirs)
{
    const struct htx_task *task = known->task;
    for (int i = 0; i < HTX_FIELDS; i++) {
        enum htx_field f = (enum htx_field)i;
        if (htx_field_is_reported(f) || is_arrangement(f) || !wants(known, f, theirs->value[f]) ||
            is_same(f, theirs->value[f], task->value[f]))
            continue;
        refuse_field(m, theirs, known, htx_field_info(f)->name, task->value[f], theirs->value[f]);
    }
    for (size_t i = 0; theirs->extra && i < m->source->nextra; i++) {
        const char *ours = "", *name = m->source->extra[i];
        for (size_t k = 0; task->extra && k < m->plan->nextra; k++)
            if (strcmp(m->plan->extra[k], name) == 0)
                ours = task->extra[k];
        if (*theirs->extra[i] && strcmp(theirs->extra[i], ours) != 0)
            refuse_field(m, theirs, known, name, ours, theirs->extra[i]);
    }
}

static void update_reported(struct htx_merge *m, struct htx_known *known,
                            const struct htx_theirs *theirs)
{
    static const enum htx_field texts[] = {HTX_RESULT, HTX_EVIDENCE, HTX_NOTE};
    merge_results(m, known, theirs);
    for (size_t i = 0; i < HTX_COUNT(texts); i++)
        merge_field(m, known, theirs, texts[i], theirs->value[texts[i]],
                    changed_here(known, texts[i]));
    refuse_others(m, known, theirs);
}

/* A form for the whole office comes back from one unit: what others answer for is read over, but
 * not changed. */
static bool is_own(struct htx_merge *m, const struct htx_known *known,
                   const struct htx_theirs *theirs)
{
    const struct htx_task *task = known->task;
    const char *lead = task->value[HTX_LEAD];
    if (strcmp(lead, m->import->unit) == 0)
        return true;
    bool any = false;
    for (int f = 0; f < HTX_FIELDS; f++)
        any |= htx_field_is_reported((enum htx_field)f) &&
               wants(known, (enum htx_field)f, theirs->value[f]);
    htx_merge_remark(m, any ? HTX_BAD : HTX_INFO, theirs,
                     any ? _("task '%s' is not led by %s but by %s, so its return cannot change it")
                         : _("task '%s' is not led by %s but by %s"),
                     task->value[HTX_ID], m->import->unit, *lead ? lead : "-");
    return false;
}

/* ---- All rows ---- */

void htx_merge_update(struct htx_merge *m, struct htx_known *known, const struct htx_theirs *theirs)
{
    bool bound = m->import->unit && !m->import->trust;
    size_t before = m->office->nchanges;
    if (bound && !is_own(m, known, theirs))
        return;
    if (bound)
        update_reported(m, known, theirs);
    else
        update_all(m, known, theirs);
    if (m->office->nchanges > before)
        m->result->updated++;
    else
        m->result->unchanged++;
}

/* A return adds no tasks; its rows without a title were not refused yet. */
static int add_row(struct htx_merge *m, const struct htx_theirs *theirs, struct htx_err *err)
{
    const char *id = theirs->value[HTX_ID];
    if (!m->import->unit || m->import->trust)
        return htx_merge_add(m, theirs, err);
    if (id && *id)
        htx_merge_remark(m, HTX_BAD, theirs, _("no task '%s' in the plan"), id);
    else
        htx_merge_remark(m, HTX_BAD, theirs, _("the row has neither id nor title"));
    return 0;
}

static int merge_rows(struct htx_merge *m, struct htx_err *err)
{
    const struct htx_source *source = m->source;
    htx_match_ids(m);
    if (!m->import->unit || m->import->trust)
        htx_match_document(m);
    if (m->import->unit)
        htx_match_titles(m, m->import->unit);
    for (size_t i = 0; i < source->n; i++)
        if (m->match[i])
            htx_merge_update(m, m->match[i], &source->task[i]);
    int result = 0;
    for (size_t i = 0; i < source->n && result == 0; i++)
        if (!m->match[i] && !m->bad[i])
            result = add_row(m, &source->task[i], err);
    for (size_t i = 0; i < m->nknown && !m->import->unit; i++)
        m->result->missing += !m->known[i].line;
    return result;
}

int htx_import_merge(struct htx_office *office, const struct htx_import *import,
                     struct htx_source *source, struct htx_base *base,
                     struct htx_merge_result *result, struct htx_err *err)
{
    *result = (struct htx_merge_result){0};
    struct htx_merge m = {.office = office,
                          .plan = source->plan,
                          .import = import,
                          .source = source,
                          .base = base,
                          .result = result};
    m.own = htx_base_of_source(base, &office->arena, source->name, &m.then);
    htx_match_start(&m);
    return import->amend ? htx_merge_amend(&m, err) : merge_rows(&m, err);
}
