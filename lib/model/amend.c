/* amend.c - what the leadership changed in a programme: tasks added, moved and cancelled. */
#include "model/merge.h"
#include "text/text.h"
#include <string.h>

static const char *said(const struct htx_theirs *theirs, enum htx_field field)
{
    return theirs->value[field] ? theirs->value[field] : "";
}

/* The row describes the task that its id names: is it that task? */
static void compare(struct htx_merge *m, const struct htx_known *known,
                    const struct htx_theirs *theirs)
{
    static const enum htx_field fields[] = {HTX_TITLE, HTX_LEAD};
    struct htx_buf row = HTX_BUF_INIT, plan = HTX_BUF_INIT;
    for (size_t i = 0; i < HTX_COUNT(fields); i++) {
        const char *ours = known->task->value[fields[i]];
        htx_buf_cut(&row, 0);
        htx_buf_cut(&plan, 0);
        htx_text_key(&row, said(theirs, fields[i]));
        htx_text_key(&plan, ours);
        if (row.len && strcmp(row.s, plan.s) != 0)
            htx_merge_remark(m, HTX_WARNING, theirs, _("%s: %s stays '%s', the row has '%s'"),
                             known->task->value[HTX_ID], htx_field_info(fields[i])->name, ours,
                             said(theirs, fields[i]));
    }
    htx_buf_free(&row);
    htx_buf_free(&plan);
}

/* The task to be changed, still open; else the row is refused. */
static struct htx_known *find(struct htx_merge *m, const struct htx_theirs *theirs)
{
    const char *id = said(theirs, HTX_ID);
    size_t row = (size_t)(theirs - m->source->task);
    struct htx_known *known = m->match[row];
    struct htx_err why = {.text = ""};
    if (m->bad[row])
        return NULL;
    if (!known && *id)
        htx_fail(&why, HTX_ENOTFOUND, _("no task '%s' in the plan"), id);
    else if (!known && !*said(theirs, HTX_TITLE))
        htx_fail(&why, HTX_EDATA, _("the row has neither id nor title"));
    else if (!known)
        known = htx_match_title(m, theirs, said(theirs, HTX_LEAD), -1, &why);
    if (!known) {
        htx_merge_remark(m, HTX_BAD, theirs, "%s", why.text);
        return NULL;
    }
    known->line = theirs->line;
    enum htx_status status = htx_task_status(known->task);
    if (status == HTX_FINISHED || status == HTX_CANCELLED) {
        htx_merge_remark(m, HTX_BAD, theirs,
                         status == HTX_FINISHED ? _("task '%s' is done already")
                                                : _("task '%s' is cancelled already"),
                         known->task->value[HTX_ID]);
        return NULL;
    }
    compare(m, known, theirs);
    return known;
}

/* ---- The three changes ---- */

static int add(struct htx_merge *m, struct htx_theirs *theirs, struct htx_err *err)
{
    const struct htx_known *same = htx_match_now(m, theirs);
    if (m->bad[theirs - m->source->task])
        return 0;
    if (same) {
        htx_merge_remark(m, HTX_BAD, theirs, _("the plan has this task already: %s"),
                         same->task->value[HTX_ID]);
        return 0;
    }
    theirs->value[HTX_ORIGIN] = "added";
    if (!*said(theirs, HTX_REF) && m->import->ref)
        theirs->value[HTX_REF] = m->import->ref;
    return htx_merge_add(m, theirs, err);
}

/* The month first; a time in words or a day that the row gives besides is nearer to the task. */
static int set_times(struct htx_merge *m, struct htx_task *task, const struct htx_theirs *theirs,
                     struct htx_err *why)
{
    const char *month = said(theirs, HTX_MONTH_OF), *when = said(theirs, HTX_WHEN),
               *due = said(theirs, HTX_DUE);
    htx_date today = m->import->today;
    int result = 0;
    if (*month)
        result = htx_task_move(m->office, task, month, why);
    if (result == 0 && *when)
        result = htx_task_edit(m->office, task, HTX_WHEN, when, today, why);
    if (result == 0 && *due && strcmp(due, task->value[HTX_DUE]) != 0)
        result = htx_task_edit(m->office, task, HTX_DUE, due, today, why);
    return result;
}

static void move(struct htx_merge *m, const struct htx_theirs *theirs)
{
    struct htx_known *known = find(m, theirs);
    struct htx_err why;
    if (!known)
        return;
    struct htx_task *task = known->task;
    const char *id = task->value[HTX_ID];
    char *old_month = htx_arena_dup(&m->office->arena, task->value[HTX_MONTH_OF]),
         *old_due = htx_arena_dup(&m->office->arena, task->value[HTX_DUE]);
    bool timed = *said(theirs, HTX_MONTH_OF) ||
                 (m->plan->campaign && (*said(theirs, HTX_WHEN) || *said(theirs, HTX_DUE)));
    if (!timed)
        htx_merge_remark(m, HTX_BAD, theirs, _("task '%s' is to be moved: to which month?"), id);
    else if (set_times(m, task, theirs, &why) != 0)
        htx_merge_remark(m, HTX_BAD, theirs, "%s", why.text);
    else if (strcmp(task->value[HTX_MONTH_OF], old_month) == 0 &&
             strcmp(task->value[HTX_DUE], old_due) == 0)
        htx_merge_remark(m, HTX_BAD, theirs, _("task '%s' is at that time already"), id);
    else
        m->result->moved++;
}

static void cancel(struct htx_merge *m, const struct htx_theirs *theirs)
{
    struct htx_known *known = find(m, theirs);
    struct htx_err why;
    if (!known)
        return;
    if (htx_task_edit(m->office, known->task, HTX_STATUS, "cancelled", m->import->today, &why) != 0)
        htx_merge_remark(m, HTX_BAD, theirs, "%s", why.text);
    else
        m->result->cancelled++;
}

int htx_merge_amend(struct htx_merge *m, struct htx_err *err)
{
    int result = 0;
    htx_match_ids(m);
    for (size_t i = 0; i < m->source->n && result == 0; i++) {
        struct htx_theirs *theirs = &m->source->task[i];
        if (theirs->amendment == HTX_AMEND_MOVE)
            move(m, theirs);
        else if (theirs->amendment == HTX_AMEND_CANCEL)
            cancel(m, theirs);
    }
    for (size_t i = 0; i < m->source->n && result == 0; i++)
        if (m->source->task[i].amendment == HTX_AMEND_ADD)
            result = add(m, &m->source->task[i], err);
    return result;
}
