/*
 * model.h - plans, tasks and units without any I/O: what readers, the store and reports share.
 */
#ifndef HTX_MODEL_H
#define HTX_MODEL_H

#include "when/when.h"

enum {
    HTX_TITLE_MAX = 2000,   /* characters in a title */
    HTX_TASKS_MAX = 2000000 /* tasks in a plan */
};

/* The column that a table head names: a field's name, its Vietnamese title or a synonym, whatever
 * the case, accents and blanks; -1 for none. */
int htx_field_headed(const char *head);

/*
 * Read text as people and Excel write a value of field and append its canonical form: dates as ISO,
 * months as 2024-03, statuses, kinds and flags by their names, a unit's code, a percentage without
 * its sign.  year is that of a bare month.  Fails with what is wrong and what to write instead.
 */
int htx_value_read(const struct htx_office *office, enum htx_field field, const char *text,
                   int year, struct htx_buf *out, struct htx_err *err);

/* A list of co-ordinators: split at ',' and ';', at "và" only between two known names; codes of
 * units and groups are joined with ';', what is neither stays text and goes to unknown as well. */
void htx_units_read(const struct htx_office *office, const char *text, struct htx_buf *out,
                    struct htx_buf *unknown);

/* Fill unit->key or group->key from code, name and aliases (separated by ';'). */
const char *const *htx_unit_keys(struct htx_arena *arena, const char *code, const char *name,
                                 const char *aliases);

/* A task whose values are all "", in the office's arena. */
struct htx_task *htx_task_new(struct htx_office *office, struct htx_plan *plan);
/* Put a task that was read from its plan file at the end of the plan; it has its id, for good. */
void htx_plan_append(struct htx_office *office, struct htx_task *task);
/* Take task out of the plan, unrecorded; false when it is not there. */
bool htx_plan_take_out(struct htx_office *office, struct htx_plan *plan,
                       const struct htx_task *task);
/* The index of the extra column of that name, added to the plan when it is new. */
size_t htx_plan_extra(struct htx_office *office, struct htx_plan *plan, const char *name);
void htx_task_set_extra(struct htx_office *office, struct htx_task *task, size_t extra,
                        const char *value);
/* Put a programme's tasks in their order: month, unit, id.  It depends on the tasks alone, so that
 * a plan rebuilt from the journal equals the one that grew. */
void htx_plan_sort(const struct htx_office *office, struct htx_plan *plan);
/* The task of exactly that id, or NULL. */
struct htx_task *htx_task_with_id(struct htx_office *office, struct htx_plan *plan, const char *id);

const char *htx_kind_name(enum htx_kind kind);
/* The part of a task's id before its number: "2024-03-KHTH-", "KH34-". */
char *htx_task_id_prefix(struct htx_arena *arena, const struct htx_task *task);
/* The number behind prefix in id, 0 when id is not of that kind. */
long htx_id_number(const char *id, const char *prefix);

/* The month index of "2024-03" (year * 12 + month - 1), or -1. */
int htx_month_index(const char *month);
/* What a plan's time expressions are read against. */
struct htx_when_context htx_plan_when(const struct htx_office *office, const struct htx_plan *plan);
/* The first and last day of a plan's year. */
htx_date htx_plan_start(const struct htx_plan *plan);
htx_date htx_plan_end(const struct htx_plan *plan);

struct htx_change {
    struct htx_task *task;
    int field; /* a field; -1: the whole task is new; -2: it is taken out; HTX_FIELDS + n: extra
                  column n */
    const char *old, *new;
};

/*
 * What was done to the plans after they were made, out of the record, oldest first: what an undo
 * took back is not there, nor what an import of a corrected document changed.
 */
enum htx_adjusting {
    HTX_ADJUST_ADDED,     /* not in the original programme */
    HTX_ADJUST_MOVED,     /* to another month */
    HTX_ADJUST_DUE,       /* another deadline, the month unchanged */
    HTX_ADJUST_POSTPONED, /* without a new time, and not taken up again */
    HTX_ADJUST_CANCELLED, /* likewise */
    HTX_ADJUST_NOTED,     /* a remark on it: whoever answers so has not kept silent */
};
struct htx_adjustment {
    const struct htx_task *task;
    enum htx_adjusting what;
    const char *before, *after; /* MOVED: "2024-03"; DUE: ISO dates; else "" */
    const char *time;           /* of the transaction, UTC */
    const char *reason, *ref;   /* "" where none was given */
};
struct htx_adjustments {
    size_t n;
    struct htx_adjustment *row;
};

/*
 * What the imports gave, task by task: the values a task was made with and those that an import set
 * since.  A task that no journal knows has none, one that is in the journal may have left its plan.
 */
struct htx_base {
    struct htx_index index; /* id -> struct htx_base_task */
    size_t n;
    size_t nrows;
    struct htx_base_row {
        const char *command, *id;
        const char *field; /* "": value is the whole task, as the journal has it */
        const char *value;
        bool given; /* it makes the base: a new task, or set by an import, and not undone */
    } * row;        /* all that the journal says, in order */
};
struct htx_base_task {
    const char *id;
    size_t order;                  /* of first being named in the journal */
    bool made;                     /* the journal tells how the task began */
    const char *value[HTX_FIELDS]; /* NULL: never given */
    const char *first[HTX_FIELDS]; /* as the task was made */
    size_t nextra;
    struct htx_base_extra {
        const char *name, *value;
    } * extra;
};
struct htx_base_task *htx_base_task(struct htx_base *base, struct htx_arena *arena, const char *id);
/* Set a field, or an extra column, of a task by its name. */
void htx_base_set(struct htx_base_task *task, struct htx_arena *arena, const char *name,
                  const char *value);
void htx_base_give(struct htx_base *base, struct htx_arena *arena, const struct htx_base_row *row);
/* The part of all that imports of a file of that name gave; in *then, how the plans were after the
 * last of them: what the file said of them and the journal does not have, they had already. */
struct htx_base *htx_base_of_source(const struct htx_base *all, struct htx_arena *arena,
                                    const char *name, struct htx_base **then);
const char *htx_base_extra(const struct htx_base_task *task, const char *name); /* or NULL */

/* What a task has come to by day (the matrix of report 1270/BC-TCTTTg). */
enum htx_outcome {
    HTX_DONE_ON_TIME,
    HTX_DONE_LATE,
    HTX_DOING_IN_TIME,
    HTX_DOING_OVERDUE,
    HTX_TODO_IN_TIME,
    HTX_TODO_OVERDUE,
    HTX_MOVED,
    HTX_DROPPED,
    HTX_OUTCOMES,
};
/* closed: day is over, so what was due on it and is open is overdue; else it still has the day.
 * A task without a deadline is never overdue, one done after day was still being done on it. */
enum htx_outcome htx_task_outcome(const struct htx_task *task, htx_date day, bool closed);
const char *htx_outcome_name(enum htx_outcome outcome);  /* "done-late": for machines */
const char *htx_outcome_title(enum htx_outcome outcome); /* Vietnamese, for documents */
bool htx_outcome_is_overdue(enum htx_outcome outcome);
bool htx_outcome_is_open(enum htx_outcome outcome); /* doing or todo, overdue or not */
/* Is it no task of the original plan? */
bool htx_task_is_added(const struct htx_task *task);
/* Add task (its values set, in the office's arena) to its plan; the commit puts it in its place. */
void htx_task_add(struct htx_office *office, struct htx_task *task);

/* Take a task out of its plan; only undo does, of a task that was added. */
void htx_task_remove(struct htx_office *office, struct htx_task *task);

/* May a unit's return change it? */
bool htx_field_is_reported(enum htx_field field);

#endif
