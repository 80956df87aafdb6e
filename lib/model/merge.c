/*
 * merge.c - bringing what a source says into a plan, three-way: base is what the imports gave so
 * far, ours the plan, theirs the source.  A field follows theirs where theirs differs from base;
 * where ours was changed too, ours stays and the conflict is reported.
 */
#include "model/model.h"
#include "text/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct merge {
    struct htx_office *office;
    struct htx_plan *plan;
    const struct htx_source *source;
    const struct htx_base *base;
    htx_remark_fn *remark;
    void *ctx;
    struct htx_merge_result *result;
    size_t known;          /* tasks the plan had before */
    struct htx_task **was; /* those tasks, in the plan's order */
    char **key;            /* of each: month, lead and folded title as imported */
    bool *matched;
};

static const struct htx_base_task *base_of(const struct htx_base *base, const char *id)
{
    for (size_t i = 0; base && i < base->n; i++)
        if (strcmp(base->task[i].id, id) == 0)
            return &base->task[i];
    return NULL;
}

static char *match_key(struct htx_arena *arena, const char *month, const char *lead,
                       const char *number, const char *title)
{
    struct htx_buf key = HTX_BUF_INIT;
    htx_buf_addf(&key, "%s\n%s\n%s\n", month, lead, number);
    htx_text_key(&key, title);
    char *copy = htx_arena_dup(arena, key.s);
    htx_buf_free(&key);
    return copy;
}

static const char *said(const char *const value[HTX_FIELDS], enum htx_field field)
{
    return value[field] ? value[field] : "";
}

/* A campaign activity is known by its number, a programme's task by month and lead. */
static char *key_of(struct merge *m, const char *const value[HTX_FIELDS])
{
    bool campaign = m->plan->campaign;
    return match_key(&m->office->arena, campaign ? "" : said(value, HTX_MONTH_OF),
                     campaign ? "" : said(value, HTX_LEAD), campaign ? said(value, HTX_NUMBER) : "",
                     said(value, HTX_TITLE));
}

static void index_plan(struct merge *m)
{
    struct htx_arena *arena = &m->office->arena;
    m->known = m->plan->ntasks;
    m->key = htx_arena_alloc(arena, (m->known + 1) * sizeof(*m->key));
    m->matched = htx_arena_alloc(arena, m->known + 1);
    m->was = htx_arena_alloc(arena, (m->known + 1) * sizeof(struct htx_task *));
    for (size_t i = 0; i < m->known; i++) {
        struct htx_task *task = m->plan->task[i];
        const struct htx_base_task *base = base_of(m->base, task->value[HTX_ID]);
        const char *value[HTX_FIELDS];
        for (int f = 0; f < HTX_FIELDS; f++)
            value[f] = base && base->value[f] ? base->value[f] : task->value[f];
        m->was[i] = task;
        m->key[i] = key_of(m, value);
    }
}

static struct htx_task *match(struct merge *m, const struct htx_theirs *theirs)
{
    const char *id = said(theirs->value, HTX_ID);
    char *key = key_of(m, theirs->value);
    for (size_t i = 0; i < m->known; i++) {
        if (m->matched[i])
            continue;
        if (*id ? strcmp(m->was[i]->value[HTX_ID], id) == 0 : strcmp(m->key[i], key) == 0) {
            m->matched[i] = true;
            return m->was[i];
        }
    }
    return NULL;
}

/* ---- Fields of a task that the plan has ---- */

static void report_conflict(struct merge *m, const struct htx_theirs *theirs,
                            const struct htx_task *task, enum htx_field field)
{
    m->result->conflicts++;
    const char *text = htx_arena_printf(
        &m->office->arena,
        _("%s: %s was changed to '%s' here and to '%s' in the source; kept ours"),
        task->value[HTX_ID], htx_field_info(field)->name, task->value[field], theirs->value[field]);
    struct htx_remark remark = {HTX_WARNING, m->source->name, theirs->line, text, NULL};
    m->remark(m->ctx, &remark);
}

static bool is_compared(enum htx_field field)
{
    return field != HTX_ID && field != HTX_SOURCE && field != HTX_REV && field != HTX_BASELINE;
}

static void update_task(struct merge *m, struct htx_task *task, const struct htx_theirs *theirs)
{
    const struct htx_base_task *base = base_of(m->base, task->value[HTX_ID]);
    size_t before = m->office->nchanges;
    for (int f = 0; f < HTX_FIELDS; f++) {
        const char *their = theirs->value[f];
        if (!is_compared((enum htx_field)f) || !their || !*their)
            continue;
        const char *ours = task->value[f];
        const char *was = base && base->value[f] ? base->value[f] : NULL;
        if (strcmp(their, ours) == 0 || (was && strcmp(their, was) == 0))
            continue;
        if (*ours && was && strcmp(ours, was) != 0)
            report_conflict(m, theirs, task, (enum htx_field)f);
        else
            htx_task_set(m->office, task, (enum htx_field)f, their);
    }
    for (size_t i = 0; theirs->extra && i < m->source->nextra; i++)
        if (theirs->extra[i] && *theirs->extra[i])
            htx_task_set_extra(m->office, task,
                               htx_plan_extra(m->office, m->plan, m->source->extra[i]),
                               theirs->extra[i]);
    if (m->office->nchanges > before)
        m->result->updated++;
    else
        m->result->unchanged++;
}

/* ---- New tasks ---- */

/* The number after the last '-' of an id that begins with prefix. */
static long number_after(const char *id, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(id, prefix, n) == 0 ? strtol(id + n, NULL, 10) : 0;
}

/* 2024-03-KHTH-02: numbers go on across the office's plans; KH34-1.1a for a campaign's activity. */
static char *new_id(struct merge *m, const struct htx_task *task)
{
    struct htx_arena *arena = &m->office->arena;
    if (m->plan->campaign && *task->value[HTX_NUMBER])
        return htx_arena_printf(arena, "%s-%s", m->plan->code, task->value[HTX_NUMBER]);
    const char *month = task->value[HTX_MONTH_OF];
    char *prefix = m->plan->campaign
                       ? htx_arena_printf(arena, "%s-", m->plan->code)
                       : htx_arena_printf(arena, "%s-%s-", *month ? month : m->plan->code,
                                          task->value[HTX_LEAD]);
    long last = 0;
    for (size_t p = 0; p < m->office->nplans; p++)
        for (size_t i = 0; i < m->office->plan[p].ntasks; i++) {
            long n = number_after(m->office->plan[p].task[i]->value[HTX_ID], prefix);
            last = n > last ? n : last;
        }
    /* An id is never used again, also when its row was taken out by hand. */
    for (size_t i = 0; m->base && i < m->base->n; i++) {
        long n = number_after(m->base->task[i].id, prefix);
        last = n > last ? n : last;
    }
    return htx_arena_printf(arena, "%s%02ld", prefix, last + 1);
}

static int add_task(struct merge *m, const struct htx_theirs *theirs, struct htx_err *err)
{
    struct htx_task *task = htx_task_new(m->office, m->plan);
    for (int f = 0; f < HTX_FIELDS; f++)
        if (theirs->value[f])
            task->value[f] = theirs->value[f];
    if (!*task->value[HTX_STATUS])
        task->value[HTX_STATUS] = "todo";
    if (!*task->value[HTX_ORIGIN])
        task->value[HTX_ORIGIN] = "planned";
    if (!*task->value[HTX_BASELINE])
        task->value[HTX_BASELINE] = task->value[HTX_DUE];
    if (!*task->value[HTX_ID])
        task->value[HTX_ID] = new_id(m, task);
    for (size_t p = 0; p < m->office->nplans; p++)
        if (htx_task_with_id(&m->office->plan[p], task->value[HTX_ID]))
            return htx_fail_at(err, HTX_EDATA, m->source->name, theirs->line,
                               _("task '%s' is there already, in plan %s"), task->value[HTX_ID],
                               m->office->plan[p].code);
    if (m->plan->ntasks >= HTX_TASKS_MAX)
        return htx_fail_at(err, HTX_ELIMIT, m->source->name, theirs->line,
                           _("a plan holds %d tasks at most"), HTX_TASKS_MAX);
    htx_task_add(m->office, task);
    for (size_t i = 0; theirs->extra && i < m->source->nextra; i++)
        if (theirs->extra[i])
            htx_task_set_extra(m->office, task,
                               htx_plan_extra(m->office, m->plan, m->source->extra[i]),
                               theirs->extra[i]);
    m->result->added++;
    return 0;
}

int htx_import_merge(struct htx_office *office, const struct htx_source *source,
                     const struct htx_base *base, htx_remark_fn *remark, void *ctx,
                     struct htx_merge_result *result, struct htx_err *err)
{
    *result = (struct htx_merge_result){0};
    struct merge m = {.office = office,
                      .plan = source->plan,
                      .source = source,
                      .base = base,
                      .remark = remark,
                      .ctx = ctx,
                      .result = result};
    index_plan(&m);
    for (size_t i = 0; i < source->n; i++) {
        struct htx_task *task = match(&m, &source->task[i]);
        if (task) {
            update_task(&m, task, &source->task[i]);
            continue;
        }
        int failed = add_task(&m, &source->task[i], err);
        if (failed)
            return failed;
    }
    for (size_t i = 0; i < m.known; i++)
        result->missing += !m.matched[i];
    return 0;
}
