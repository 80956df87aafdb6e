/*
 * htxplan.h - the library behind the htxplan command.
 *
 * The library reads the documents of a planning office (yearly programmes, campaign plans), keeps
 * them in a plan directory, and makes lists and official reports of them.  It never prints, never
 * exits and knows no terminal: what goes wrong comes back as a code with a struct htx_err filled,
 * what is worth a remark through a callback.
 *
 * Conventions of every function here:
 *  - int results are 0 for success or a negative HTX_E code; the error is the last parameter and is
 *    untouched on success.
 *  - Text is UTF-8 in NFC, NUL-terminated, never NULL: an absent value is "".
 *  - Memory belongs to a struct htx_arena (mostly the office's) and dies with it; a struct htx_buf
 *    belongs to the function that declared it.  Out of memory ends the process.
 *  - All calls are for one thread.
 */
#ifndef HTXPLAN_H
#define HTXPLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

/* ---- Errors ------------------------------------------------------------------------------- */
enum {
    HTX_ESYS = -1,       /* the system refused: open, read, write, rename */
    HTX_EDATA = -2,      /* a file says something that cannot be meant */
    HTX_ENOTFOUND = -3,  /* no such task, unit, plan, form */
    HTX_EAMBIGUOUS = -4, /* a name that fits several */
    HTX_ELOCKED = -5,    /* another process writes */
    HTX_ELIMIT = -6,     /* larger than a documented limit */
    HTX_EUSAGE = -7,     /* the caller's words make no sense together */
};

/* Filled by value, never allocates.  line 0: no line; file "": no file.  text is translated, lower
 * case, without a full stop, and cut between characters when it is too long. */
struct htx_err {
    int code;
    long line;
    char file[256];
    char text[1024];
};

/* Fill err (which may be NULL) and return code. */
int htx_fail(struct htx_err *err, int code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
int htx_fail_at(struct htx_err *err, int code, const char *file, long line, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* ---- Memory ------------------------------------------------------------------------------- */
/* A growing byte string.  Start with HTX_BUF_INIT; s is always NUL-terminated. */
struct htx_buf {
    char *s;
    size_t len, cap;
};
extern char htx_buf_empty[];
#define HTX_BUF_INIT                                                                               \
    {                                                                                              \
        htx_buf_empty, 0, 0                                                                        \
    }

void htx_buf_add(struct htx_buf *b, const void *p, size_t n);
void htx_buf_adds(struct htx_buf *b, const char *s);
void htx_buf_addc(struct htx_buf *b, char c);
void htx_buf_addf(struct htx_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void htx_buf_cut(struct htx_buf *b, size_t len); /* shorten to len bytes */
void htx_buf_free(struct htx_buf *b);

/* Memory that is freed all at once.  Start with { 0 }. */
struct htx_arena {
    struct htx_block *block;
};
void *htx_arena_alloc(struct htx_arena *a, size_t n); /* zeroed, aligned for any type */
char *htx_arena_dup(struct htx_arena *a, const char *s);
char *htx_arena_ndup(struct htx_arena *a, const char *s, size_t n);
char *htx_arena_printf(struct htx_arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Grow an array of size-byte items that holds n: returns room for at least n + 1.  The old array
 * stays in the arena, doubling keeps that waste below one array. */
void *htx_arena_grow(struct htx_arena *a, void *items, size_t n, size_t size);
void htx_arena_free(struct htx_arena *a);

/* ---- Dates and times ---------------------------------------------------------------------- */
/* A day of the proleptic Gregorian calendar, counted so that 1 is 0001-01-01; 0 is "no date".
 * Differences are days. */
typedef int32_t htx_date;

/* What a task's time is like (vietnamese time table). */
enum htx_kind {
    HTX_ONCE,       /* between start and due */
    HTX_RECURRING,  /* "hằng tháng": spans the plan, never overdue before its end */
    HTX_CONTINUOUS, /* "thường xuyên": likewise */
    HTX_EXTERNAL,   /* "theo lịch của ...": no deadline of ours */
    HTX_EVENT,      /* "khi có phát sinh", "sau khi được phê duyệt" */
};

htx_date htx_date_make(int year, int month, int day); /* 0 when there is no such day */
void htx_date_parts(htx_date d, int *year, int *month, int *day);
htx_date htx_date_parse(const char *iso); /* "2024-03-05" and nothing else; 0 when it is not */
/* ISO text of d, "" for 0; buf holds at least 11 bytes and is returned. */
char *htx_date_text(htx_date d, char *buf);

/*
 * A reporting period.  What counts as inside it is set by the office's window: calendar, or that of
 * Decree 09/2019/NĐ-CP, art. 12 (a month is the 15th of the month before to the 14th; the quarter
 * and longer periods begin on the 15th before them and end on the 14th of their last month).
 */
enum htx_period_kind { HTX_MONTH, HTX_QUARTER, HTX_HALF, HTX_NINE, HTX_YEAR };
struct htx_period {
    enum htx_period_kind kind;
    int year;
    int number;      /* 1..12, 1..4, 1..2; 1 for nine months and the year */
    int first_month; /* month indices, year * 12 + month - 1 */
    int last_month;
    htx_date start, end; /* of the window */
};
/* ---- Tasks -------------------------------------------------------------------------------- */
/* The columns of plans/CODE.csv, in their order. */
/* clang-format off */
enum htx_field {
    HTX_ID, HTX_NUMBER, HTX_SECTION, HTX_TITLE, HTX_DETAIL, HTX_KIND, HTX_WHEN, HTX_MONTH_OF,
    HTX_START, HTX_DUE, HTX_BASELINE, HTX_LEAD, HTX_WITH, HTX_ASSIGNEE, HTX_PLACE, HTX_AREA,
    HTX_BUDGET, HTX_STATUS, HTX_PROGRESS, HTX_DONE, HTX_RESULT, HTX_EVIDENCE, HTX_ORIGIN, HTX_KEY,
    HTX_REF, HTX_NOTE, HTX_SOURCE, HTX_REV,
    HTX_FIELDS,
    HTX_PLAN = HTX_FIELDS, HTX_STATE, /* computed for lists, never stored */
    HTX_COLUMNS,
};
/* clang-format on */

enum htx_field_type {
    HTX_TYPE_TEXT,  /* one line */
    HTX_TYPE_LONG,  /* may have paragraphs */
    HTX_TYPE_DATE,  /* ISO */
    HTX_TYPE_MONTH, /* 2024-03 */
    HTX_TYPE_UNIT,  /* one unit code */
    HTX_TYPE_UNITS, /* codes of units and groups, or plain names, separated by ';' */
    HTX_TYPE_STATUS,
    HTX_TYPE_KIND,
    HTX_TYPE_ORIGIN,
    HTX_TYPE_PERCENT, /* 0..100 */
    HTX_TYPE_FLAG,    /* "yes" or empty */
};

/* One row of the field table: everything that any program part knows of a field's name and look. */
struct htx_field_info {
    const char *name;     /* as in files and --columns */
    const char *title;    /* as a column head in Vietnamese documents */
    const char *synonyms; /* other heads that office tables use, separated by '|' */
    enum htx_field_type type;
    int width;        /* characters in a terminal table; 0: takes what is left */
    const char *help; /* one line for the manual, translated */
};
const struct htx_field_info *htx_field_info(enum htx_field column); /* any of HTX_COLUMNS */
/* The column of that name, or -1. */
int htx_field_named(const char *name);

enum htx_status { HTX_TODO, HTX_DOING, HTX_FINISHED, HTX_POSTPONED, HTX_CANCELLED };

struct htx_plan;
struct htx_task {
    struct htx_plan *plan;
    const char *value[HTX_FIELDS]; /* canonical text, "" where empty */
    const char **extra;            /* one for each of the plan's extra columns; NULL: all empty */
    long line;                     /* in the plan file */
    bool placed;                   /* it stands in its plan: what changes is on record */
};

htx_date htx_task_date(const struct htx_task *task, enum htx_field field); /* of a DATE field */
enum htx_status htx_task_status(const struct htx_task *task);
/* The programme month's index (year * 12 + month - 1), or -1. */
int htx_task_month(const struct htx_task *task);
enum htx_kind htx_task_kind(const struct htx_task *task);
const char *htx_status_title(enum htx_status status); /* as documents print it: "Hoàn thành" */

/* Has the unit ever said anything about it?  (status beyond todo, progress, result, evidence) */
bool htx_task_is_reported(const struct htx_task *task);

/* ---- The office --------------------------------------------------------------------------- */
struct htx_unit {
    const char *code, *name;
    const char *const *key; /* matching keys of its code, name and aliases, NULL at the end */
};
struct htx_group {
    const char *code, *name;
    const char *const *key;
    size_t nunits;
    int *unit; /* indices into the office's units */
};

/* One plan document: a yearly programme (months x units) or a campaign plan (numbered activities).
 */
struct htx_plan {
    const char *code, *title, *number;
    bool campaign;
    int year;
    htx_date date;
    const char *path; /* of its file */
    size_t ntasks;
    struct htx_task **task;
    struct htx_index *ids; /* id -> task; NULL until one is asked for */
    size_t nextra;
    const char **extra; /* names of columns that are no fields */
    uint64_t hash;      /* of the file as it was read; 0: no file yet */
    bool edited;        /* by hand, since the last transaction */
    bool changed;
};

struct htx_change; /* one change since loading; see htx_office_commit() */

/* A plan directory in memory.  Everything in it lives in its arena. */
struct htx_office {
    struct htx_arena arena;
    const char *dir;
    const struct htx_ini *ini;
    const char *const *name; /* the organisation's name, a line each, NULL at the end */
    const char *parent, *short_name, *place;
    size_t nunits, ngroups, nplans;
    struct htx_unit *unit;
    struct htx_group *group;
    struct htx_plan *plan;
    size_t nholidays;
    htx_date *holiday;       /* sorted; working days roll over them */
    const char *transaction; /* the last one of the journal, "" for none */
    size_t nchanges;
    struct htx_change *change;
};

/* The plan directory: dir when not NULL, else $HTXPLAN_DIR, else the nearest directory from here
 * upward that holds htxplan.ini.  The result is the arena's. */
int htx_office_find(struct htx_arena *arena, const char *dir, const char **found,
                    struct htx_err *err);
/* Load the directory, as of its last transaction; office starts as { 0 }.  A reader never waits. */
int htx_office_load(struct htx_office *office, const char *dir, struct htx_err *err);
void htx_office_free(struct htx_office *office);
/* What has changed since loading, a line each: "id: field: old -> new", "id: new task: title". */
void htx_office_changes(const struct htx_office *office, struct htx_buf *out);
/* Write a commented htxplan.ini, plans/ and an empty journal into dir; never overwrites. */
int htx_office_init(const char *dir, const char *organisation, const char *place,
                    struct htx_err *err);
/* [ui] language of the directory, without loading it; NULL for none. */
const char *htx_office_language(struct htx_arena *arena, const char *dir);
/* The value of a setting ("report", "signer"), or "". */
const char *htx_office_setting(const struct htx_office *office, const char *section,
                               const char *key);
/* Does the office count by the months of Decree 09/2019 ([report] window = nd09)? */
bool htx_office_decree09(const struct htx_office *office);

/* The unit of that code, name or alias, whatever its case, accents and dashes; NULL when there is
 * none, and then *nearest is a name to suggest, or NULL. */
const struct htx_unit *htx_unit_find(const struct htx_office *office, const char *name,
                                     const char **nearest);
/* Likewise; when there is none, that is the error. */
int htx_unit_named(const struct htx_office *office, const char *name, const struct htx_unit **unit,
                   struct htx_err *err);
const struct htx_group *htx_group_find(const struct htx_office *office, const char *name);
int htx_unit_order(const struct htx_office *office, const char *code); /* nunits when unknown */
const char *htx_unit_name(const struct htx_office *office, const char *code); /* or code itself */
/* "KHTH;PHONG" as people read it: "Phòng Kế hoạch - Tổng hợp, Các phòng". */
const char *htx_units_names(struct htx_arena *arena, const struct htx_office *office,
                            const char *codes);
/* Is unit among the codes, by itself or through a group? */
bool htx_units_hold(const struct htx_office *office, const char *codes, const char *unit);

struct htx_plan *htx_plan_find(const struct htx_office *office, const char *code);
/* The plan of that code; "": the office's only one.  Unknown: the error prints what to add. */
int htx_plan_named(const struct htx_office *office, const char *code, struct htx_plan **plan,
                   struct htx_err *err);
/* The task of that id or of the part of an id (whole '-' segments) that fits one task only. */
int htx_task_named(struct htx_office *office, const char *name, struct htx_task **task,
                   struct htx_err *err);

/*
 * Changing: every change goes through these two and is kept, to be written by htx_office_commit()
 * as one transaction.  Values are copied; a value that is already there is no change.
 */
void htx_task_set(struct htx_office *office, struct htx_task *task, enum htx_field field,
                  const char *value);
/*
 * What a person changes: text is read as people write it, and what follows from it is set as well
 * (a due day takes the place of `when`, done sets its day and status, a new lead is no
 * co-ordinator, the first deadline stays in baseline ...).
 */
int htx_task_edit(struct htx_office *office, struct htx_task *task, enum htx_field field,
                  const char *text, htx_date today, struct htx_err *err);
void htx_task_add_with(struct htx_office *office, struct htx_task *task, const char *names);
void htx_task_drop_with(struct htx_office *office, struct htx_task *task, const char *names);
/* Move to another month: month, start and due, not the status. */
int htx_task_move(struct htx_office *office, struct htx_task *task, const char *month,
                  struct htx_err *err);
/* Has a planned task been moved or cancelled since loading?  That demands a reason. */
bool htx_office_needs_reason(const struct htx_office *office);
/* A task of origin added, in its plan, without an id: give it fields, then htx_task_number(). */
struct htx_task *htx_task_begin(struct htx_office *office, struct htx_plan *plan);
/* The next id for a task, never one that was used before, and add it to its plan. */
int htx_task_number(struct htx_office *office, struct htx_task *task, struct htx_err *err);

struct htx_commit {
    const char *user, *command, *reason, *ref;
    int64_t time; /* seconds since 1970, UTC */
};
/* One writer at a time: take the lock before htx_office_load() and give it back after the commit.
 */
int htx_office_lock(const char *dir, long wait_seconds, const char *holder, int *lock,
                    struct htx_err *err);
void htx_office_unlock(int lock);
/* Write the changes: first to the journal, on disk, then to the plan files.  Nothing to write is no
 * transaction.  On failure nothing has changed. */
int htx_office_commit(struct htx_office *office, const struct htx_commit *commit,
                      struct htx_err *err);

/* What the journal says, oldest first; all in the office's arena. */
struct htx_history {
    size_t n;
    struct htx_history_row {
        const char *transaction, *time, *user, *command, *reason, *ref;
        const char *plan, *id;
        const char *field, *old, *new; /* field "": the task was added; "id": it was taken out */
    } * row;
};
struct htx_log_query {
    const char *id, *after, *user; /* NULL or "": any */
    htx_date since;
};
int htx_log(struct htx_office *office, const struct htx_log_query *query,
            struct htx_history *history, struct htx_err *err);
/* Take back a transaction: the one named, or for "" user's last one that is not undone.  Refused,
 * with the later one's name, where a later one touched the same.  *undone is its id. */
int htx_undo(struct htx_office *office, const char *transaction, const char *user,
             const char **undone, struct htx_err *err);
/* Load the directory as it was after a transaction, out of the journal alone. */
int htx_office_load_at(struct htx_office *office, const char *dir, const char *transaction,
                       struct htx_err *err);

/* ---- Remarks ------------------------------------------------------------------------------ */
enum htx_level {
    HTX_INFO,    /* shown with -v: what was skipped, what was detected */
    HTX_WARNING, /* kept, but a person should look */
    HTX_BAD,     /* cannot be taken; nothing is written unless bad rows are to be skipped */
};
struct htx_remark {
    enum htx_level level;
    const char *file;
    long line;
    const char *text;
    const char *row; /* HTX_BAD: the row as it was, for the rejects file; else NULL */
};
typedef void htx_remark_fn(void *ctx, const struct htx_remark *remark);

/* ---- Import ------------------------------------------------------------------------------- */
struct htx_import {
    const char *path;      /* "-": standard input */
    const char *format;    /* "auto", "text", "csv", "ini", "xlsx" */
    const char *encoding;  /* "auto" or a name */
    char delimiter;        /* 0: found out */
    const char *sheet;     /* of a workbook; NULL or "": the first that can be seen */
    struct htx_plan *plan; /* NULL: what an INI plan says */
    htx_date today;
    htx_date done_on; /* for tasks reported done without a date; 0: today */
    const char *unit; /* the code of the unit whose return this is; NULL: no return */
    bool trust;       /* a return may do what any document may */
    bool take_theirs; /* where both sides were changed, the source's counts */
    bool amend;       /* a list of additions, moves and cancellations */
    const char *ref;  /* the document that approved them; NULL or "": none */
    htx_remark_fn *remark;
    void *ctx;
};
enum htx_amendment { HTX_AMEND_NONE, HTX_AMEND_ADD, HTX_AMEND_MOVE, HTX_AMEND_CANCEL };
/* What a source said of one task: canonical values, NULL for what it did not say. */
struct htx_theirs {
    const char *value[HTX_FIELDS];
    const char **extra;
    enum htx_amendment amendment;
    long line;
    const char *row; /* as it was, for a rejects file */
};
struct htx_source {
    struct htx_plan *plan;
    const char *name; /* base name of the file */
    const char *file; /* as remarks name it */
    size_t n;
    struct htx_theirs *task;
    size_t nextra;
    const char **extra;
    const char *head; /* the row of column heads as it was; "" when the source is no table */
    char delimiter;
    size_t nbad; /* rows refused with HTX_BAD */
};
/* Read one document into office->arena; bad rows are remarked and left out of source. */
int htx_import_read(struct htx_office *office, const struct htx_import *import,
                    struct htx_source *source, struct htx_err *err);

/* What the imports gave so far, of all plans: the base of the three-way merge. */
struct htx_base;
int htx_base_load(struct htx_office *office, struct htx_base **base, struct htx_err *err);

struct htx_merge_result {
    size_t added, updated, unchanged, missing, conflicts;
    size_t moved, cancelled; /* of amendments */
    size_t undated;          /* tasks done without a date that took done_on */
};
/*
 * Bring source into its plan as import says, and into base, so that the next source of the same
 * command is merged with it.  Rows that cannot be taken are remarked as HTX_BAD, counted in
 * source->nbad and left out.
 */
int htx_import_merge(struct htx_office *office, const struct htx_import *import,
                     struct htx_source *source, struct htx_base *base,
                     struct htx_merge_result *result, struct htx_err *err);

/* ---- Asking ------------------------------------------------------------------------------- */
struct htx_tasks {
    size_t n;
    struct htx_task **task;
};

/* Which tasks: all that is set must hold; within one member a comma is "or".  NULL or "": any. */
struct htx_query {
    const char *plan;               /* codes */
    const char *month;              /* "2024-03", "3", "1-6"; bare months are of today's year */
    const char *quarter;            /* "1", "2024-Q1" */
    const char *from, *to;          /* due between, ISO or dd/mm/yyyy */
    const char *lead, *with, *unit; /* unit names; unit is either */
    const char *assignee, *area;    /* found as words */
    const char *status;             /* todo ... or as people say it */
    const char *origin;
    const char *text;         /* words in title, detail, result or note */
    const char *due_within;   /* days from today */
    bool overdue, unassigned; /* unassigned: without a lead */
};
/* The tasks that fit, in the order of the office's plans; out lives in the office's arena. */
int htx_query_run(struct htx_office *office, const struct htx_query *query, htx_date today,
                  struct htx_tasks *out, struct htx_err *err);
/* Sort by columns: "month,-due"; ties keep their order. */
int htx_tasks_sort(const struct htx_office *office, struct htx_tasks *tasks, const char *columns,
                   htx_date today, struct htx_err *err);
/* Text of a column of a task, the computed ones as of today. */
const char *htx_task_text(const struct htx_task *task, enum htx_field column, htx_date today);

/* Columns to show: of one or several plans' fields and extra columns. */
struct htx_columns {
    size_t n;
    struct htx_column_of {
        int field; /* -1: the extra column called name */
        const char *name;
    } * column;
};
int htx_columns_read(struct htx_office *office, const char *names, struct htx_columns *columns,
                     struct htx_err *err);

/* All that is stored, and the columns that people added. */
int htx_columns_all(struct htx_office *office, struct htx_columns *columns, struct htx_err *err);

/* One line of a summary. */
struct htx_summary_row {
    const char *name; /* "Văn phòng", "2024-03", a status, a person; "" for none */
    size_t total, done, open, overdue, dropped;
    size_t months; /* in how many programme months they stand */
};
/* Counts of tasks by "unit", "month", "status" or "assignee": *n rows and behind them their total,
 * in the office's arena. */
int htx_tasks_summary(struct htx_office *office, const struct htx_tasks *tasks, const char *by,
                      htx_date today, struct htx_summary_row **rows, size_t *n,
                      struct htx_err *err);

/* ---- Writing lists ------------------------------------------------------------------------ */
enum htx_list_format {
    HTX_LIST_TABLE,
    HTX_LIST_CSV,
    HTX_LIST_TSV,
    HTX_LIST_JSON,
    HTX_LIST_JSONL,
    HTX_LIST_IDS,
    HTX_LIST_MARKDOWN,
};
struct htx_list {
    enum htx_list_format format;
    struct htx_columns columns;
    htx_date today;
    int width;      /* columns of the terminal to fit a TABLE in; 0: as wide as it gets */
    bool colour;    /* of a TABLE: overdue red, due within a week yellow, done dim */
    char separator; /* between IDS */
};
void htx_list_write(struct htx_office *office, const struct htx_tasks *tasks,
                    const struct htx_list *list, struct htx_buf *out);
void htx_summary_write(const struct htx_summary_row *rows, size_t n, const struct htx_list *list,
                       struct htx_buf *out);
/* Everything on one task, for a person. */
void htx_task_write(struct htx_office *office, const struct htx_task *task,
                    const struct htx_list *list, struct htx_buf *out);
/* Its history, a line each; the whole record, for a person or for programs. */
void htx_history_write(const struct htx_history *history, struct htx_buf *out);
void htx_log_write(const struct htx_history *history, enum htx_list_format format,
                   struct htx_buf *out);

/* ---- Reports ------------------------------------------------------------------------------ */
/* The built-in form of that name or the office's own forms/NAME.ini. */
struct htx_form;
int htx_form_load(struct htx_office *office, const char *name, struct htx_form **form,
                  struct htx_err *err);
/* Names of all forms, NULL at the end. */
const char *const *htx_form_names(struct htx_office *office);
/* The period that text names to the form; "": the form's own default, as seen on today. */
int htx_form_period(struct htx_office *office, const struct htx_form *form, const char *text,
                    htx_date today, struct htx_period *period, struct htx_err *err);
/* Has it a letterhead, and so a number, a date and words of its own? */
bool htx_form_is_letter(const struct htx_form *form);
const char *
htx_form_title(const struct htx_form *form); /* one line on what it is, in its own words */

/* What was added, moved, put off and cancelled since the plans were made, out of the record. */
struct htx_adjustments;
int htx_adjustments_load(struct htx_office *office, const struct htx_adjustments **adjustments,
                         struct htx_err *err);

/* The words that belong to one report and to no plan: reports/NAME.ini. */
struct htx_wording {
    const char *number;                              /* of the letter, "" for none */
    htx_date date;                                   /* 0: none */
    const char *const *assessment, *const *proposal; /* paragraphs, NULL at the end */
};
/* Empty where the file is missing; htx_wording_start() writes it then, all in comments, and *made
 * is its path, else NULL. */
int htx_wording_load(struct htx_office *office, const char *name, struct htx_wording *wording,
                     struct htx_err *err);
int htx_wording_start(struct htx_office *office, const char *name, const char *title,
                      const char **made, struct htx_err *err);

struct htx_report {
    const struct htx_form *form;
    const struct htx_adjustments *adjustments; /* NULL: none */
    const struct htx_wording *wording;         /* NULL: none */
    struct htx_period period;
    htx_date today;     /* the as-of day */
    htx_date date;      /* of the letter; 0: of the programme that it is, else the as-of day */
    const char *number; /* "05", or "" to leave room for it */
    const char *plan;   /* codes, "" for all */
    const char *unit;   /* code of the lead whose tasks count, "" for all */
    long within;        /* days that a reminder looks ahead; 0: as the form says */
    bool draft;
};
/* The name of its wording: "2024-03"; "2024-adjust" for a form that is none of a period,
 * "2024-03-05-remind" for one of a day. */
const char *htx_report_name(struct htx_office *office, const struct htx_report *report);
/* The codes of the units that lead a task of the report, NULL at the end. */
int htx_report_units(struct htx_office *office, const struct htx_report *report,
                     const char *const **codes, struct htx_err *err);
/* Where the report goes unless the caller says otherwise: reports/BC-thang-03-2024.xlsx. */
int htx_report_path(struct htx_office *office, const struct htx_report *report, const char **path,
                    struct htx_err *err);
enum htx_report_format { HTX_REPORT_XLSX, HTX_REPORT_TEXT, HTX_REPORT_MARKDOWN, HTX_REPORT_CSV };
/* The report as text for a terminal of that width, as Markdown, or its data as CSV. */
int htx_report_print(struct htx_office *office, const struct htx_report *report,
                     enum htx_report_format format, int width, struct htx_buf *out,
                     struct htx_err *err);
/* Make the report as an Excel workbook beside path, verified; temp gets its name, and
 * htx_file_install_all() puts it in place.  A file at path that differs is kept unless force is
 * set. */
int htx_report_write(struct htx_office *office, const struct htx_report *report, const char *path,
                     bool force, struct htx_buf *temp, struct htx_err *err);

/* ---- Checking ----------------------------------------------------------------------------- */
/* Remark on everything wrong in the directory; *found is how many. */
int htx_check(const char *dir, htx_remark_fn *remark, void *ctx, size_t *found,
              struct htx_err *err);

/* Mend what is safe to mend: a lead that is a co-ordinator as well, a plan file that is not
 * canonical because of an edit by hand.  The caller commits. */
void htx_office_fix(struct htx_office *office);

/* ---- Small things that commands need ------------------------------------------------------ */
/* Columns that s takes on a terminal. */
int htx_text_width(const char *s);
/* The nearest of n names to word, NULL when none is near enough to suggest. */
const char *htx_text_nearest(const char *word, const char *const *names, size_t n);
/* A day as people type it: ISO or dd/mm/yyyy; 0 when it is none. */
htx_date htx_date_from_cell(const char *s);
/* Read a file or, for "-", standard input, of at most cap bytes. */
int htx_file_read(const char *path, size_t cap, struct htx_buf *out, struct htx_err *err);
/* Replace the file at path so that a reader sees the old or the new one whole. */
int htx_file_replace(const char *path, const void *data, size_t len, struct htx_err *err);
/* Rename each finished file temp to its path; on failure none, and all temp are removed. */
int htx_file_install_all(const char *const *temp, const char *const *path, size_t n,
                         struct htx_err *err);
/* Append one CSV cell, quoted where it must be; first says whether it begins a row. */
void htx_csv_cell(struct htx_buf *out, const char *cell, char delimiter, bool first);

#pragma GCC visibility pop
#endif
