/* task.c - what a task says of itself, and what it has come to. */
#include "model/model.h"
#include "text/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *title;
} statuses[] = {
    [HTX_TODO] = {"todo", "Chưa thực hiện"},
    [HTX_DOING] = {"doing", "Đang thực hiện"},
    [HTX_FINISHED] = {"done", "Hoàn thành"},
    [HTX_POSTPONED] = {"postponed", "Tạm hoãn"},
    [HTX_CANCELLED] = {"cancelled", "Đưa ra khỏi chương trình"},
};

static const struct {
    const char *name, *title;
} outcomes[HTX_OUTCOMES] = {
    [HTX_DONE_ON_TIME] = {N_("done"), "Hoàn thành đúng hạn"},
    [HTX_DONE_LATE] = {N_("done-late"), "Hoàn thành quá hạn"},
    [HTX_DOING_IN_TIME] = {N_("doing"), "Đang thực hiện, trong hạn"},
    [HTX_DOING_OVERDUE] = {N_("doing-overdue"), "Đang thực hiện, quá hạn"},
    [HTX_TODO_IN_TIME] = {N_("todo"), "Chưa thực hiện, trong hạn"},
    [HTX_TODO_OVERDUE] = {N_("todo-overdue"), "Chưa thực hiện, quá hạn"},
    [HTX_MOVED] = {N_("postponed"), "Tạm hoãn"},
    [HTX_DROPPED] = {N_("cancelled"), "Đưa ra khỏi chương trình"},
};

static const char *const kinds[] = {N_("once"), N_("recurring"), N_("continuous"), N_("external"),
                                    N_("event")};

htx_date htx_task_date(const struct htx_task *task, enum htx_field field)
{
    return *task->value[field] ? htx_date_parse(task->value[field]) : 0;
}

enum htx_status htx_task_status(const struct htx_task *task)
{
    for (size_t i = 0; i < HTX_COUNT(statuses); i++)
        if (strcmp(task->value[HTX_STATUS], statuses[i].name) == 0)
            return (enum htx_status)i;
    return HTX_TODO;
}

int htx_month_index(const char *text)
{
    int year, month;
    if (sscanf(text, "%4d-%2d", &year, &month) != 2)
        return -1;
    return year * 12 + month - 1;
}

int htx_task_month(const struct htx_task *task)
{
    return htx_month_index(task->value[HTX_MONTH_OF]);
}

enum htx_kind htx_task_kind(const struct htx_task *task)
{
    for (size_t i = 0; i < HTX_COUNT(kinds); i++)
        if (strcmp(task->value[HTX_KIND], kinds[i]) == 0)
            return (enum htx_kind)i;
    return HTX_ONCE;
}

const char *htx_kind_name(enum htx_kind kind)
{
    return kinds[kind];
}

char *htx_task_id_prefix(struct htx_arena *arena, const struct htx_task *task)
{
    const char *month = task->value[HTX_MONTH_OF], *lead = task->value[HTX_LEAD];
    if (task->plan->campaign)
        return htx_arena_printf(arena, "%s-", task->plan->code);
    return htx_arena_printf(arena, "%s-%s-", *month ? month : task->plan->code,
                            *lead ? lead : "00");
}

long htx_id_number(const char *id, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(id, prefix, n) == 0 ? strtol(id + n, NULL, 10) : 0;
}

const char *htx_status_title(enum htx_status status)
{
    return statuses[status].title;
}

const char *htx_outcome_name(enum htx_outcome outcome)
{
    return outcomes[outcome].name;
}

const char *htx_outcome_title(enum htx_outcome outcome)
{
    return outcomes[outcome].title;
}

bool htx_outcome_is_overdue(enum htx_outcome outcome)
{
    return outcome == HTX_DOING_OVERDUE || outcome == HTX_TODO_OVERDUE;
}

bool htx_outcome_is_open(enum htx_outcome outcome)
{
    return outcome == HTX_DOING_IN_TIME || outcome == HTX_TODO_IN_TIME ||
           htx_outcome_is_overdue(outcome);
}

bool htx_task_is_added(const struct htx_task *task)
{
    return strcmp(task->value[HTX_ORIGIN], "added") == 0;
}

enum htx_outcome htx_task_outcome(const struct htx_task *task, htx_date day, bool closed)
{
    htx_date due = htx_task_date(task, HTX_DUE), done = htx_task_date(task, HTX_DONE);
    bool overdue = due && (closed ? due <= day : due < day);
    switch (htx_task_status(task)) {
    case HTX_FINISHED:
        if (done > day)
            return overdue ? HTX_DOING_OVERDUE : HTX_DOING_IN_TIME;
        return due && done > due ? HTX_DONE_LATE : HTX_DONE_ON_TIME;
    case HTX_POSTPONED:
        return HTX_MOVED;
    case HTX_CANCELLED:
        return HTX_DROPPED;
    case HTX_DOING:
        return overdue ? HTX_DOING_OVERDUE : HTX_DOING_IN_TIME;
    default:
        return overdue ? HTX_TODO_OVERDUE : HTX_TODO_IN_TIME;
    }
}

bool htx_task_is_reported(const struct htx_task *task)
{
    return htx_task_status(task) != HTX_TODO || *task->value[HTX_PROGRESS] ||
           *task->value[HTX_RESULT] || *task->value[HTX_EVIDENCE];
}

struct htx_task *htx_task_new(struct htx_office *office, struct htx_plan *plan)
{
    struct htx_task *task = htx_arena_alloc(&office->arena, sizeof(*task));
    task->plan = plan;
    for (int i = 0; i < HTX_FIELDS; i++)
        task->value[i] = "";
    return task;
}

void htx_plan_append(struct htx_office *office, struct htx_task *task)
{
    struct htx_plan *plan = task->plan;
    plan->task = htx_arena_grow(&office->arena, plan->task, plan->ntasks, sizeof(*plan->task));
    plan->task[plan->ntasks++] = task;
    if (plan->ids)
        htx_index_put(plan->ids, &office->arena, task->value[HTX_ID], task);
    task->placed = true;
}

size_t htx_plan_extra(struct htx_office *office, struct htx_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->nextra; i++)
        if (strcmp(plan->extra[i], name) == 0)
            return i;
    plan->extra = htx_arena_grow(&office->arena, plan->extra, plan->nextra, sizeof(*plan->extra));
    plan->extra[plan->nextra] = htx_arena_dup(&office->arena, name);
    for (size_t i = 0; i < plan->ntasks; i++) {
        struct htx_task *task = plan->task[i];
        if (task->extra) {
            task->extra =
                htx_arena_grow(&office->arena, task->extra, plan->nextra, sizeof(*task->extra));
            task->extra[plan->nextra] = "";
        }
    }
    return plan->nextra++;
}

static void ensure_extra(struct htx_office *office, struct htx_task *task)
{
    if (task->extra)
        return;
    /* Room as htx_arena_grow() would have left it, so that a later column fits or is moved. */
    for (size_t n = 0; n < task->plan->nextra; n++) {
        task->extra = htx_arena_grow(&office->arena, task->extra, n, sizeof(*task->extra));
        task->extra[n] = "";
    }
}

/* One command's changes of a field are one: from what it was to what it comes to. */
static bool join_change(struct htx_office *office, const struct htx_task *task, int field,
                        const char *new)
{
    enum { NEAR = 32 }; /* the changes that one edit makes stand together */
    size_t n = office->nchanges;
    for (size_t i = n; i > 0 && n - i < NEAR; i--) {
        struct htx_change *c = &office->change[i - 1];
        if (c->task != task || c->field != field || field < 0)
            continue;
        c->new = new;
        if (strcmp(c->old, new) == 0) {
            memmove(c, c + 1, (n - i) * sizeof(*c));
            office->nchanges--;
        }
        return true;
    }
    return false;
}

static void add_change(struct htx_office *office, struct htx_task *task, int field, const char *old,
                       const char *new)
{
    if (!task->placed)
        return;
    if (join_change(office, task, field, new))
        return;
    office->change =
        htx_arena_grow(&office->arena, office->change, office->nchanges, sizeof(*office->change));
    office->change[office->nchanges++] = (struct htx_change){task, field, old, new};
}

void htx_task_set(struct htx_office *office, struct htx_task *task, enum htx_field field,
                  const char *value)
{
    const char *old = task->value[field];
    if (strcmp(old, value) == 0)
        return;
    task->value[field] = htx_arena_dup(&office->arena, value);
    add_change(office, task, (int)field, old, task->value[field]);
}

void htx_task_set_extra(struct htx_office *office, struct htx_task *task, size_t extra,
                        const char *value)
{
    ensure_extra(office, task);
    const char *old = task->extra[extra];
    if (strcmp(old, value) == 0)
        return;
    task->extra[extra] = htx_arena_dup(&office->arena, value);
    add_change(office, task, HTX_FIELDS + (int)extra, old, task->extra[extra]);
}

/* Where a task stands in its plan: programmes by month, then unit; else at the end. */
static int place_of(const struct htx_office *office, const struct htx_task *task)
{
    int month = htx_task_month(task);
    return month * 1000 + htx_unit_order(office, task->value[HTX_LEAD]);
}

struct placed {
    struct htx_task *task;
    int place;
};

static int compare_placed(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return htx_text_compare(x->task->value[HTX_ID], y->task->value[HTX_ID]);
}

void htx_plan_sort(const struct htx_office *office, struct htx_plan *plan)
{
    struct placed *placed = calloc(plan->ntasks + 1, sizeof(*placed));
    if (!placed)
        htx_out_of_memory();
    for (size_t i = 0; i < plan->ntasks; i++)
        placed[i] = (struct placed){plan->task[i], place_of(office, plan->task[i])};
    if (!plan->campaign)
        qsort(placed, plan->ntasks, sizeof(*placed), compare_placed);
    for (size_t i = 0; i < plan->ntasks; i++)
        plan->task[i] = placed[i].task;
    free(placed);
}

void htx_task_add(struct htx_office *office, struct htx_task *task)
{
    htx_plan_append(office, task);
    add_change(office, task, -1, "", "");
}

bool htx_plan_take_out(struct htx_office *office, struct htx_plan *plan,
                       const struct htx_task *task)
{
    size_t i = 0;
    while (i < plan->ntasks && plan->task[i] != task)
        i++;
    if (i == plan->ntasks)
        return false;
    memmove(plan->task + i, plan->task + i + 1, (plan->ntasks - i - 1) * sizeof(*plan->task));
    plan->ntasks--;
    if (plan->ids)
        htx_index_put(plan->ids, &office->arena, task->value[HTX_ID], NULL);
    return true;
}

void htx_task_remove(struct htx_office *office, struct htx_task *task)
{
    if (htx_plan_take_out(office, task->plan, task))
        add_change(office, task, -2, "", "");
}

struct htx_task *htx_task_begin(struct htx_office *office, struct htx_plan *plan)
{
    struct htx_task *task = htx_task_new(office, plan);
    task->value[HTX_STATUS] = "todo";
    task->value[HTX_ORIGIN] = "added";
    return task;
}
