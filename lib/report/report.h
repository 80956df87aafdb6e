/*
 * report.h - period -> figures -> document.
 *
 * A form is an INI file: [form] and [page], then [sheet ...] sections, each followed by the [part
 * ...] sections that stand on it, in their order.  It holds every text of a report and every
 * column; the code here only knows how to count and what the types of parts are.
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

struct htx_form {
    const char *name;
    struct htx_ini ini;
    enum htx_period_kind period;
};
const char *htx_form_value(const struct htx_form *form, const char *section, const char *key);

/* ---- Figures ---- */

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
const char *htx_measure_title(enum htx_measure measure); /* as the data sheet says it */

/* A task in a period.  One that was moved out of a month of it stands there still, as moved. */
struct htx_counted {
    struct htx_task *task;
    enum htx_measure measure;
    int moved_from; /* the month it was moved out of, 0: it stands here */
};
struct htx_selection {
    size_t n;
    struct htx_counted *row; /* programme tasks by unit, then each campaign plan's */
};

struct htx_figures {
    htx_date day; /* at whose close is counted */
    bool closed;  /* the period is over */
    struct htx_selection period, next;
    size_t nunits; /* the office's, and one more for tasks without a known lead */
    struct htx_counts *unit, all;
    size_t unreported_due; /* of those not reported on, what was due by then */
    size_t *next_unit;
};
int htx_figures_count(struct htx_office *office, const struct htx_report *report,
                      struct htx_figures *figures, struct htx_err *err);

/* ---- Document ---- */

/* A report under way. */
struct htx_building {
    struct htx_office *office;
    const struct htx_report *report;
    struct htx_figures figures;
    struct htx_document *document;
    struct htx_arena *arena; /* the office's */
};
/* The document of a report, in the office's arena. */
int htx_report_build(struct htx_office *office, const struct htx_report *report,
                     struct htx_document *document, struct htx_err *err);

/* text with its placeholders filled; an unknown one is an error with the form's file and line. */
int htx_report_fill(const struct htx_building *b, const struct htx_ini_key *key, const char **text,
                    struct htx_err *err);
/* The table of a part of type "summary" or "tasks". */
int htx_report_summary(struct htx_building *b, const struct htx_ini_section *section,
                       struct htx_table *table, struct htx_err *err);
int htx_report_tasks(struct htx_building *b, const struct htx_ini_section *section, bool data,
                     struct htx_table *table, struct htx_err *err);

/* Units by months, "done/all" in each cell. */
int htx_report_matrix(struct htx_building *b, const struct htx_ini_section *section,
                      struct htx_table *table, struct htx_err *err);

/* "ngày 05 tháng 3 năm 2024": Decree 30/2020, Annex I, II.4: zeros before days under 10 and months
 * 1 and 2. */
void htx_date_in_words(htx_date day, struct htx_buf *out);
/* "tháng 3 năm 2024", "quý I năm 2024". */
void htx_period_in_words(const struct htx_period *period, struct htx_buf *out);
/* The period after it, of the same kind. */
struct htx_period htx_period_next(const struct htx_period *period, bool decree09);

#endif
