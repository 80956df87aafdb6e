/* newtask.c - a row of a source that the plan has no task for becomes one. */
#include "model/merge.h"
#include <stdlib.h>
#include <string.h>

/* ---- Ids ---- */

static void count_id(struct htx_merge *m, const char *id)
{
    struct htx_arena *arena = &m->office->arena;
    const char *dash = strrchr(id, '-');
    if (!dash)
        return;
    char *prefix = htx_arena_ndup(arena, id, (size_t)(dash - id) + 1);
    long number = htx_id_number(id, prefix), *last = htx_index_get(&m->numbers, prefix);
    if (!last) {
        last = htx_arena_alloc(arena, sizeof(*last));
        htx_index_put(&m->numbers, arena, prefix, last);
    }
    *last = number > *last ? number : *last;
}

/* Numbers go on across the office's plans, and none is given again, also when its row was taken out
 * by hand: the journal knows it. */
static void count_ids(struct htx_merge *m)
{
    for (size_t i = 0; i < m->nknown; i++)
        count_id(m, m->known[i].task->value[HTX_ID]);
    const struct htx_index *others[] = {&m->others, &m->base->index};
    for (size_t k = 0; k < HTX_COUNT(others); k++)
        for (size_t i = 0; i < others[k]->cap; i++)
            if (others[k]->slot[i].key)
                count_id(m, others[k]->slot[i].key);
}

/* 2024-03-KHTH-02; KH34-1.1a for a campaign's activity. */
static const char *new_id(struct htx_merge *m, const struct htx_task *task)
{
    struct htx_arena *arena = &m->office->arena;
    char *prefix = htx_task_id_prefix(arena, task);
    if (m->plan->campaign && *task->value[HTX_NUMBER])
        return htx_arena_printf(arena, "%s%s", prefix, task->value[HTX_NUMBER]);
    if (!m->numbers.n)
        count_ids(m);
    const long *last = htx_index_get(&m->numbers, prefix);
    return htx_arena_printf(arena, "%s%02ld", prefix, last ? *last + 1 : 1);
}

/* Which plan has a task of that id already, NULL for none. */
static const struct htx_plan *plan_with(const struct htx_merge *m, const char *id)
{
    if (htx_index_get(&m->ids, id))
        return m->plan;
    const struct htx_task *other = htx_index_get(&m->others, id);
    return other ? other->plan : NULL;
}

/* ---- The row ---- */

/* Why a row is no task, or NULL. */
static const char *refusal(struct htx_merge *m, const struct htx_theirs *theirs)
{
    const char *id = theirs->value[HTX_ID], *title = theirs->value[HTX_TITLE];
    bool timed = theirs->value[HTX_MONTH_OF] || theirs->value[HTX_DUE];
    if ((!title || !*title) && id && *id)
        return htx_arena_printf(&m->office->arena,
                                _("no task '%s' in the plan, and no title to add it with"), id);
    if (!title || !*title)
        return _("a task needs a title");
    if (!m->plan->campaign && !timed)
        return _("a programme's task needs its month (or a time)");
    return NULL;
}

/* The plan gets all the columns first: a task that is not in it yet does not grow with it. */
static void set_extras(struct htx_merge *m, struct htx_task *task, const struct htx_theirs *theirs)
{
    size_t n = theirs->extra ? m->source->nextra : 0;
    for (size_t i = 0; i < n; i++)
        if (*theirs->extra[i])
            htx_plan_extra(m->office, m->plan, m->source->extra[i]);
    for (size_t i = 0; i < n; i++)
        if (*theirs->extra[i])
            htx_task_set_extra(m->office, task,
                               htx_plan_extra(m->office, m->plan, m->source->extra[i]),
                               theirs->extra[i]);
}

static struct htx_task *make_task(struct htx_merge *m, const struct htx_theirs *theirs)
{
    struct htx_task *task = htx_task_new(m->office, m->plan);
    for (int f = 0; f < HTX_FIELDS; f++)
        if (theirs->value[f])
            task->value[f] = theirs->value[f];
    if (!*task->value[HTX_STATUS])
        task->value[HTX_STATUS] = *task->value[HTX_DONE] ? "done" : "todo";
    if (!*task->value[HTX_ORIGIN])
        task->value[HTX_ORIGIN] = "planned";
    if (!*task->value[HTX_BASELINE])
        task->value[HTX_BASELINE] = task->value[HTX_DUE];
    if (!*task->value[HTX_LEAD] && m->import->unit)
        task->value[HTX_LEAD] = m->import->unit;
    set_extras(m, task, theirs);
    return task;
}

static void set_done(struct htx_merge *m, struct htx_task *task)
{
    char iso[16];
    const struct htx_import *import = m->import;
    if (htx_task_status(task) != HTX_FINISHED || *task->value[HTX_DONE])
        return;
    task->value[HTX_DONE] = htx_arena_dup(
        &m->office->arena, htx_date_text(import->done_on ? import->done_on : import->today, iso));
    m->result->undated++;
}

int htx_merge_add(struct htx_merge *m, const struct htx_theirs *theirs, struct htx_err *err)
{
    const char *why = refusal(m, theirs);
    if (why) {
        htx_merge_remark(m, HTX_BAD, theirs, "%s", why);
        return 0;
    }
    struct htx_task *task = make_task(m, theirs);
    set_done(m, task);
    if (!*task->value[HTX_ID])
        task->value[HTX_ID] = new_id(m, task);
    const char *id = task->value[HTX_ID];
    const struct htx_plan *there = plan_with(m, id);
    if (there) {
        htx_merge_remark(m, HTX_BAD, theirs, _("task '%s' is there already, in plan %s"), id,
                         there->code);
        return 0;
    }
    if (m->plan->ntasks >= HTX_TASKS_MAX)
        return htx_fail_at(err, HTX_ELIMIT, m->source->file, theirs->line,
                           _("a plan holds %d tasks at most"), HTX_TASKS_MAX);
    htx_task_add(m->office, task);
    htx_index_put(&m->others, &m->office->arena, id, task);
    if (m->numbers.n)
        count_id(m, id);
    m->result->added++;
    return 0;
}
