/*
 * report.h - period -> figures -> document.
 *
 * A form is an INI file: [form] and [page], then [sheet ...] sections, each followed by the [part
 * ...] sections that stand on it, in their order.  It holds every text of a report and every
 * column; the code here only knows how to count and what the types of parts are.
 *
 *   form.c formcheck.c     a form, and the form that it is like
 *   figures.c              which tasks, and what they count as
 *   words.c numbers.c      placeholders
 *   group.c columns.c      what tables share
 *   counts.c tasks.c matrix.c calendar.c chart.c  a type of part each
 *   build.c path.c         all of it in its order, and what its file is called
 */
#ifndef HTX_REPORT_H
#define HTX_REPORT_H

#include "codec/codec.h"
#include "model/model.h"
#include "report/document.h"

/* The built-in forms: generated from lib/report/forms, NULL at the end. */
struct htx_form_text {
    const char *name, *text;
};
extern const struct htx_form_text htx_forms[];

enum htx_form_period {
    HTX_FORM_DAY = HTX_YEAR + 1,
    HTX_FORM_ANY
}; /* beside the kinds of periods */

struct htx_form {
    const char *name;
    struct htx_ini ini;
    int period;           /* enum htx_period_kind, or of the above */
    const char *standard; /* the period when none is named: "last", "this" */
};
bool htx_is_sheet(const struct htx_ini_section *section);
/* The length of a key's name without the number at its end. */
size_t htx_key_stem(const char *name);
/* Does it say only what a form may say?  The first fault, with file and line. */
int htx_form_check(struct htx_arena *arena, const struct htx_ini *ini, struct htx_err *err);
const char *htx_form_value(const struct htx_form *form, const char *section, const char *key);

/* ---- Figures ------------------------------------------------------------------------------- */

/* What a task counts as in a report: its outcome at the period's close, but a task on which nothing
 * was ever recorded is not "not done": it is its own measure. */
enum htx_measure {
    HTX_M_DONE,
    HTX_M_DONE_LATE,
    HTX_M_DOING,
    HTX_M_DOING_OVERDUE,
    HTX_M_TODO,
    HTX_M_TODO_OVERDUE,
    HTX_M_MOVED,
    HTX_M_UNREPORTED,
    HTX_MEASURES,
};
struct htx_counts {
    size_t total, measure[HTX_MEASURES];
};
int htx_measure_named(const char *name); /* as forms name it: "done_late"; -1 for none */
const char *htx_measure_title(enum htx_measure measure); /* as the data sheet says it */
void htx_counts_add(struct htx_counts *counts, enum htx_measure measure);
size_t htx_counts_done(const struct htx_counts *counts);

/* The tasks that a table is about: the `which` of a form. */
enum htx_which {
    HTX_PERIOD,   /* in the period, also those that were moved out of a month of it */
    HTX_NEXT,     /* in the next one, to be done there */
    HTX_STANDING, /* in the period, neither moved out nor cancelled */
    HTX_ALL,      /* of all times, not cancelled */
    HTX_LATE,     /* due and not done at its close, and those that earlier ones left over */
    HTX_CHANGED,  /* of the period: added, moved, put off, cancelled */
    HTX_DUE_SOON, /* a reminder's: overdue, or due within its days */
    HTX_WHICHES,
};
/* Why a task is in the last three. */
enum htx_reason {
    HTX_NO_REASON,
    HTX_LATE_NOW,
    HTX_CARRIED_OPEN,
    HTX_CARRIED_DONE,
    HTX_WAS_ADDED,
    HTX_MOVED_OUT,
    HTX_MOVED_IN,
    HTX_PUT_OFF,
    HTX_WAS_POSTPONED,
    HTX_WAS_CANCELLED,
    HTX_IS_OVERDUE,
    HTX_IS_DUE,
    HTX_REASONS,
};
enum htx_reason htx_reason_named(const char *name);   /* HTX_NO_REASON for none */
const char *htx_reason_name(enum htx_reason reason);  /* as forms name it: "carried_open" */
const char *htx_reason_title(enum htx_reason reason); /* Vietnamese */
/* Can a task of that selection be there for that reason, or for HTX_NO_REASON for any?  key asks.
 */
int htx_reason_check(const struct htx_ini_key *key, enum htx_which which, enum htx_reason reason,
                     struct htx_err *err);

struct htx_counted {
    struct htx_task *task;
    enum htx_measure measure;
    enum htx_reason reason;
    int moved_from; /* the month it was moved out of, 0: it stands here */
    const struct htx_adjustment *first, *last; /* of its kind, behind the reason; NULL for none */
};
struct htx_selection {
    size_t n;
    struct htx_counted *row; /* in the order of the office's plans */
};

struct htx_figures {
    htx_date day; /* at whose close is counted */
    bool closed;  /* the period is over */
    htx_date soon;
    struct htx_period next;
    struct htx_selection which[HTX_WHICHES];
    size_t reason[HTX_REASONS];
    struct htx_counts all; /* of the period */
    size_t late_due;       /* of the period: due by then and not done, reported on or not */
    size_t external, recurring;
};
/* A report under way. */
struct htx_building {
    struct htx_office *office;
    const struct htx_report *report;
    struct htx_figures figures;
    struct htx_document *document;
    struct htx_arena *arena;             /* the office's */
    int unit;                            /* of a sheet for each unit: its order; -1: all */
    const struct htx_ini_section *sheet; /* under way, NULL before the first */
    const struct htx_plan *plan;         /* the one that the form is about, NULL: all */
    bool programmes;                     /* it is about programmes only ... */
    const struct htx_plan *programme;    /* ... and is the document of this one, NULL: of none */
    htx_date date;                       /* of the letter */
    int issuer; /* the unit whose own letter it is; -1: the organisation's */
};
int htx_figures_count(struct htx_building *b, struct htx_err *err);
/* Begin: the plan that the form is about is chosen, all is counted. */
int htx_building_begin(struct htx_building *b, struct htx_office *office,
                       const struct htx_report *report, struct htx_err *err);
/* The tasks for one part, of the sheet's unit. */
struct htx_selection htx_figures_of(const struct htx_building *b, enum htx_which which);
/* Mark the units that lead the tasks, the last place for those without one; how many were not
 * marked before. */
size_t htx_figures_mark_units(const struct htx_building *b, enum htx_which which, bool *marked);
/* The selection that the section's `which` names. */
int htx_which_read(const struct htx_ini_section *section, enum htx_which standard,
                   enum htx_which *which, struct htx_err *err);
/* Is the task in the period: in a month of it, or, without one, by its dates? */
bool htx_task_is_in(const struct htx_task *task, const struct htx_period *period);
/* The month index that a task counts in, -1 for none; and for a campaign's that of field. */
int htx_counted_month(const struct htx_counted *row);
int htx_month_or_date(const struct htx_counted *row, enum htx_field field);

/* ---- Texts --------------------------------------------------------------------------------- */

/* The value of a key with its placeholders filled; an unknown one is an error with file and line.
 */
int htx_report_fill(const struct htx_building *b, const struct htx_ini_key *key, const char **text,
                    struct htx_err *err);
/* The count called name; false when there is none of that name. */
bool htx_report_number(const struct htx_building *b, const char *name, size_t *n);
/* "05/BC-LMHTX": numbers below 10 get a 0; room for one where there is none. */
void htx_letter_number(const struct htx_building *b, struct htx_buf *out);
/* "ngày 05 tháng 3 năm 2024": Decree 30/2020, Annex I, II.4: zeros before days under 10 and months
 * 1 and 2. */
void htx_date_in_words(htx_date day, struct htx_buf *out);
/* "05/3/2024", with the same zeros. */
void htx_date_in_digits(htx_date day, struct htx_buf *out);
/* "tháng 3 năm 2024", "quý I năm 2024". */
void htx_period_in_words(const struct htx_period *period, struct htx_buf *out);
/* "2024-03", "2024-Q1", as it is named to the command. */
void htx_period_name(const struct htx_period *period, struct htx_buf *out);
/* The period after it, of the same kind. */
struct htx_period htx_period_next(const struct htx_period *period, bool decree09);
/* The name of the office's n-th unit; behind the last: "(chưa phân công)". */
const char *htx_unit_title(const struct htx_office *office, int order);
const char *htx_lead_title(const struct htx_office *office, const struct htx_task *task);
/* The annex number of the sheet in the form's order, 0 when it is none. */
int htx_annex_number(const struct htx_building *b, const struct htx_ini_section *sheet);

/* ---- Columns and rows ---------------------------------------------------------------------- */

enum { HTX_MAX_COLUMNS = 32 };
/* "title | 42 | Nội dung công việc | head above" */
struct htx_form_columns {
    size_t n;
    struct htx_column column[HTX_MAX_COLUMNS];
    const char *source[HTX_MAX_COLUMNS];
    const struct htx_ini_key *key[HTX_MAX_COLUMNS];
};
int htx_columns_of_form(struct htx_building *b, const struct htx_ini_section *section,
                        struct htx_form_columns *columns, struct htx_err *err);
int htx_fail_key(const struct htx_ini_key *key, const char *text, struct htx_err *err);
int htx_form_table(struct htx_building *b, const struct htx_ini_section *section,
                   const struct htx_form_columns *columns, struct htx_table *table,
                   struct htx_err *err);
/* A row of empty texts: its cells. */
struct htx_cell *htx_add_row(struct htx_building *b, struct htx_table *table,
                             enum htx_row_kind kind);
/* One row that says, in the words of the section, that there are no tasks. */
int htx_add_none(struct htx_building *b, const struct htx_ini_section *section,
                 struct htx_table *table, struct htx_err *err);
struct htx_cell htx_text_cell(const char *text);
struct htx_cell htx_number_cell(double number);
/* Where the data sheet holds source of the tasks of that selection: its column, or -1. */
int htx_data_column(const struct htx_building *b, enum htx_which which, const char *source);
/* The characters that a page has for n columns, in all. */
double htx_page_characters(const struct htx_building *b, size_t n);

/* Sort by the section's `group` (standard where it has none) ... */
struct htx_grouping {
    size_t n;
    int level[4];
};
int htx_group_read(const struct htx_ini_section *section, enum htx_which which,
                   const char *standard, struct htx_grouping *grouping, struct htx_err *err);
void htx_group_sort(const struct htx_building *b, const struct htx_grouping *grouping,
                    struct htx_selection *tasks);
/* ... and put the group rows before row at of the sorted tasks into the table. */
int htx_group_rows(struct htx_building *b, const struct htx_ini_section *section,
                   const struct htx_grouping *grouping, const struct htx_selection *tasks,
                   size_t at, struct htx_table *table, struct htx_err *err);

/* What tasks can be counted by: the names of the groups, and which one a task is in. */
struct htx_classes {
    const char *source; /* the column of the data sheet that says it */
    size_t n;
    const char **name; /* as people read it */
    const char **data; /* as the data sheet has it */
    bool *known;       /* listed also without tasks */
};
int htx_classes_read(struct htx_building *b, const struct htx_ini_section *section,
                     const struct htx_selection *tasks, struct htx_classes *classes,
                     struct htx_err *err);
size_t htx_class_of(const struct htx_building *b, const struct htx_classes *classes,
                    const struct htx_counted *row);

/* ---- Parts --------------------------------------------------------------------------------- */

typedef int htx_table_part(struct htx_building *b, const struct htx_ini_section *section,
                           struct htx_table *table, struct htx_err *err);
htx_table_part htx_report_summary;  /* counts by unit, area, person */
htx_table_part htx_report_tasks;    /* tasks, in groups; on a data sheet flat */
htx_table_part htx_report_matrix;   /* units or persons by months */
htx_table_part htx_report_calendar; /* tasks by months or weeks */
int htx_report_chart(struct htx_building *b, const struct htx_ini_section *section,
                     struct htx_chart *chart, struct htx_err *err);
/* A month as the data sheet has it: no spreadsheet takes it for a date, and it sorts. */
const char *htx_data_month(struct htx_arena *arena, int month);
/* A cell of a table of tasks that people read, and one to be sorted and added up. */
int htx_task_source(const char *name); /* -1 for none */
enum htx_align htx_task_align(int source);
struct htx_cell htx_task_cell(struct htx_building *b, const struct htx_counted *row, int source,
                              size_t number, bool data);

/* The document of a report, in the office's arena. */
int htx_report_build(struct htx_office *office, const struct htx_report *report,
                     struct htx_document *document, struct htx_err *err);

#endif
