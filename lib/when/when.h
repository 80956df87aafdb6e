/*
 * when.h - dates, periods, and the time expressions of Vietnamese plan documents.
 */
#ifndef HTX_WHEN_H
#define HTX_WHEN_H

#include "base/base.h"

/* ---- Dates (public part in htxplan.h: htx_date, htx_date_make, htx_date_parts) ------------- */

int htx_days_in_month(int year, int month);
/* Monday is 1, Sunday 7. */
int htx_date_weekday(htx_date d);
/* The Monday of an ISO 8601 week (week 1 holds 4 January); 0 when the year has no such week. */
htx_date htx_date_week(int year, int week);
/* A date in a table cell: ISO (2024-03-05, 2024/3/5) or dd/mm/yyyy, d-m-yyyy, d.m.yyyy, a time of
 * day after it ignored; 0 when s is none or the day does not exist. */
htx_date htx_date_from_cell(const char *s);
/* A month in a table cell: "2024-03", "3/2024", "03-2024", "Mar-24", "Thg3-24", "thg 3-24",
 * "Tháng 3/2024", "Tháng Ba năm 2024", "T3/2024", "Tháng 3" or a bare "3" (of year); 0 when none.
 */
int htx_month_from_cell(const char *s, int year); /* year * 12 + month - 1, the month index */

/* "2024-03", "2024-Q1", "2024-H1", "2024-9M", "2024", "last" or "this" (of kind, as seen on today).
 * Fails when text is no period or one of another kind. */
int htx_period_parse(const char *text, enum htx_period_kind kind, bool decree09, htx_date today,
                     struct htx_period *period, struct htx_err *err);

/* ---- Time expressions --------------------------------------------------------------------- */

struct htx_when {
    htx_date start, due; /* 0: open or none */
    enum htx_kind kind;
    bool approximate;              /* "cuối tháng 3", "đầu năm" */
    bool tentative;                /* "dự kiến", "khoảng" */
    htx_date peak_start, peak_due; /* "cao điểm từ ... đến ..." */
    bool unset;                    /* nothing said: empty, "…", "chưa xác định" */
};

struct htx_when_context {
    int year;                 /* of the plan: what a day without a year belongs to */
    htx_date start, end;      /* of the plan, for open ranges; 0: the calendar year */
    const htx_date *holidays; /* working days roll over these, sorted */
    size_t nholidays;
};

/*
 * Read a time expression (vietnamese time table: tests/unit/when_test.c has every row).  0 with
 * *when filled; HTX_EDATA with a message for what is impossible or doubtful (31/4, due before
 * start, a range wholly outside the plan's year) or not understood: then no date may be taken from
 * it.
 */
int htx_when_parse(const char *text, const struct htx_when_context *context, struct htx_when *when,
                   struct htx_err *err);

#endif
