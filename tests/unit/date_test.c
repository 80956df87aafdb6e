/* date_test.c - the calendar, reporting periods, and dates in table cells. */
#include "when/when.h"
#include "check.h"

static void test_every_day(void)
{
    htx_date expected = htx_date_make(1900, 1, 1);
    int wrong = 0, weekday = 1; /* a Monday */
    for (int year = 1900; year <= 2100; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= htx_days_in_month(year, month); day++) {
                int y, m, d;
                char text[11];
                htx_date date = htx_date_make(year, month, day);
                htx_date_parts(date, &y, &m, &d);
                wrong += date != expected++ || y != year || m != month || d != day;
                wrong += htx_date_weekday(date) != weekday;
                wrong += htx_date_parse(htx_date_text(date, text)) != date;
                weekday = weekday % 7 + 1;
            }
    CHECK(wrong == 0, "each day of 1900..2100 survives the round trip (%d do not)", wrong);
}

static void test_calendar(void)
{
    static const struct {
        int year, month, day;
        bool exists;
    } days[] = {
        {2024, 2, 29, true},  {2023, 2, 29, false}, {1900, 2, 29, false}, {2000, 2, 29, true},
        {2024, 4, 31, false}, {2024, 13, 1, false}, {2024, 0, 1, false},  {2024, 1, 0, false},
        {0, 1, 1, false},     {1, 1, 1, true},      {9999, 12, 31, true}, {10000, 1, 1, false},
    };
    for (size_t i = 0; i < HTX_COUNT(days); i++)
        CHECK((htx_date_make(days[i].year, days[i].month, days[i].day) != 0) == days[i].exists,
              "%d-%d-%d %s a day", days[i].year, days[i].month, days[i].day,
              days[i].exists ? "is" : "is not");
    CHECK(htx_date_make(1, 1, 1) == 1, "the count of days begins with 1");
    CHECK(htx_date_weekday(htx_date_make(2024, 3, 5)) == 2, "5 March 2024 is a Tuesday");
    CHECK(htx_date_weekday(htx_date_make(1946, 4, 11)) == 4, "11 April 1946 is a Thursday");
    CHECK(htx_date_weekday(htx_date_make(1, 1, 1)) == 1, "the first day is a Monday");
    int y, m, d;
    htx_date_parts(htx_date_make(9999, 12, 31), &y, &m, &d);
    CHECK(y == 9999 && m == 12 && d == 31, "the last day has its parts");
    htx_date_parts(0, &y, &m, &d);
    CHECK(y == 0 && m == 0 && d == 0, "no date has no parts");
    char text[11];
    CHECK_TEXT(htx_date_text(0, text), "", "no date is no text");
    CHECK_TEXT(htx_date_text(htx_date_make(2024, 3, 5), text), "2024-03-05", "ISO text");
}

static void test_weeks(void)
{
    static const struct {
        int year, week;
        const char *monday;
    } weeks[] = {
        {2024, 1, "2024-01-01"},  {2024, 12, "2024-03-18"},
        {2024, 52, "2024-12-23"}, {2024, 53, ""},
        {2020, 53, "2020-12-28"}, {2021, 1, "2021-01-04"},
        {2025, 1, "2024-12-30"},  {2024, 0, ""},
    };
    char text[11];
    for (size_t i = 0; i < HTX_COUNT(weeks); i++)
        CHECK_TEXT(htx_date_text(htx_date_week(weeks[i].year, weeks[i].week), text),
                   weeks[i].monday, "the Monday of an ISO week");
}

static void test_iso(void)
{
    static const char *const wrong[] = {"",
                                        "2024-3-05",
                                        "2024-03-5",
                                        "2024/03/05",
                                        "2024-02-30",
                                        "2024-03-05 ",
                                        " 2024-03-05",
                                        "05-03-2024",
                                        "2024-03-05T00:00",
                                        "20240305"};
    for (size_t i = 0; i < HTX_COUNT(wrong); i++)
        CHECK(htx_date_parse(wrong[i]) == 0, "'%s' in a data file is refused", wrong[i]);
}

static void test_date_cells(void)
{
    static const struct {
        const char *cell, *date;
    } cells[] = {
        {"2024-03-05", "2024-03-05"},
        {"2024/3/5", "2024-03-05"},
        {"05/03/2024", "2024-03-05"},
        {"5/3/2024", "2024-03-05"},
        {"5-3-2024", "2024-03-05"},
        {"5.3.2024", "2024-03-05"},
        {" 5/3/2024 ", "2024-03-05"},
        {"2024-03-05T08:30:00Z", "2024-03-05"},
        {"2024-03-05 00:00:00", "2024-03-05"},
        {"05/03/2024 8:30 SA", "2024-03-05"},
        {"29/2/2024", "2024-02-29"},
        {"29/2/2023", ""},
        {"31/4/2024", ""},
        {"5/3-2024", ""},
        {"5/3", ""},
        {"5/3/24", ""},
        {"3/2024", ""},
        {"05/03/2024 abc", ""},
        {"05/03/2024 hoặc 06/03/2024", ""},
        {"05/03/20245", ""},
        {"45356", ""},
        {"", ""},
        {"ngày 5/3/2024", ""},
    };
    char text[11];
    for (size_t i = 0; i < HTX_COUNT(cells); i++)
        CHECK_TEXT(htx_date_text(htx_date_from_cell(cells[i].cell), text), cells[i].date,
                   cells[i].cell);
}

static void test_month_cells(void)
{
    static const struct {
        const char *cell;
        int year, month;
    } cells[] = {
        {"2024-03", 2024, 3},
        {"2024/3", 2024, 3},
        {"3/2024", 2024, 3},
        {"03-2024", 2024, 3},
        {"Mar-24", 2024, 3},
        {"mar-24", 2024, 3},
        {"March 2024", 2024, 3},
        {"Thg3-24", 2024, 3},
        {"thg 3-24", 2024, 3},
        {"Thg12-24", 2024, 12},
        {"Tháng 3/2024", 2024, 3},
        {"THÁNG 03 NĂM 2024", 2024, 3},
        {"Tháng Ba năm 2024", 2024, 3},
        {"Tháng Năm năm 2024", 2024, 5},
        {"tháng mười hai", 2023, 12},
        {"T3/2024", 2024, 3},
        {"Tháng 3", 2023, 3},
        {"3", 2023, 3},
        {"03", 2023, 3},
        {"2024-03-01", 2024, 3},
        {"2024-03-05", 0, 0},
        {"13/2024", 0, 0},
        {"0", 0, 0},
        {"13", 0, 0},
        {"5/12", 0, 0},
        {"3.5", 0, 0},
        {"Quý I", 0, 0},
        {"III", 0, 0},
        {"", 0, 0},
        {"tháng", 0, 0},
        {"Tháng năm 2024", 0, 0},
        {"Tháng 3, 4", 0, 0},
        {"2024", 0, 0},
    };
    for (size_t i = 0; i < HTX_COUNT(cells); i++) {
        int month = htx_month_from_cell(cells[i].cell, 2023);
        int want = cells[i].year ? cells[i].year * 12 + cells[i].month - 1 : 0;
        CHECK(month == want, "month cell '%s' is %d-%d (read as %d-%d)", cells[i].cell,
              cells[i].year, cells[i].month, month / 12, month % 12 + 1);
    }
}

struct period_row {
    const char *text;
    enum htx_period_kind kind;
    bool decree09;
    const char *today;
    int year, number;
    const char *start, *end; /* NULL: refused */
};

static const struct period_row periods[] = {
    {"2024-03", HTX_MONTH, false, "2024-04-05", 2024, 3, "2024-03-01", "2024-03-31"},
    {"3/2024", HTX_MONTH, false, "2024-04-05", 2024, 3, "2024-03-01", "2024-03-31"},
    {"T3/2024", HTX_MONTH, false, "2024-04-05", 2024, 3, "2024-03-01", "2024-03-31"},
    {"2024-Q1", HTX_QUARTER, false, "2024-04-05", 2024, 1, "2024-01-01", "2024-03-31"},
    {"q4/2024", HTX_QUARTER, false, "2024-04-05", 2024, 4, "2024-10-01", "2024-12-31"},
    {"2024-H2", HTX_HALF, false, "2024-04-05", 2024, 2, "2024-07-01", "2024-12-31"},
    {"2024-9M", HTX_NINE, false, "2024-04-05", 2024, 1, "2024-01-01", "2024-09-30"},
    {"2024", HTX_YEAR, false, "2024-04-05", 2024, 1, "2024-01-01", "2024-12-31"},
    /* Decree 09/2019, art. 12 */
    {"2024-03", HTX_MONTH, true, "2024-04-05", 2024, 3, "2024-02-15", "2024-03-14"},
    {"2024-01", HTX_MONTH, true, "2024-04-05", 2024, 1, "2023-12-15", "2024-01-14"},
    {"2024-Q1", HTX_QUARTER, true, "2024-04-05", 2024, 1, "2023-12-15", "2024-03-14"},
    {"2024-Q2", HTX_QUARTER, true, "2024-04-05", 2024, 2, "2024-03-15", "2024-06-14"},
    {"2024-H1", HTX_HALF, true, "2024-04-05", 2024, 1, "2023-12-15", "2024-06-14"},
    {"2024-H2", HTX_HALF, true, "2024-04-05", 2024, 2, "2024-06-15", "2024-12-14"},
    {"2024-9M", HTX_NINE, true, "2024-04-05", 2024, 1, "2023-12-15", "2024-09-14"},
    {"2024", HTX_YEAR, true, "2024-04-05", 2024, 1, "2023-12-15", "2024-12-14"},
    {"last", HTX_MONTH, false, "2024-04-05", 2024, 3, "2024-03-01", "2024-03-31"},
    {"this", HTX_MONTH, false, "2024-04-05", 2024, 4, "2024-04-01", "2024-04-30"},
    {"last", HTX_MONTH, false, "2024-01-31", 2023, 12, "2023-12-01", "2023-12-31"},
    {"last", HTX_QUARTER, false, "2024-01-31", 2023, 4, "2023-10-01", "2023-12-31"},
    {"this", HTX_QUARTER, false, "2024-12-31", 2024, 4, "2024-10-01", "2024-12-31"},
    {"last", HTX_HALF, false, "2024-07-01", 2024, 1, "2024-01-01", "2024-06-30"},
    {"last", HTX_HALF, false, "2024-06-30", 2023, 2, "2023-07-01", "2023-12-31"},
    {"last", HTX_NINE, false, "2024-10-01", 2024, 1, "2024-01-01", "2024-09-30"},
    {"last", HTX_NINE, false, "2024-09-30", 2023, 1, "2023-01-01", "2023-09-30"},
    {"this", HTX_NINE, false, "2024-09-30", 2024, 1, "2024-01-01", "2024-09-30"},
    {"last", HTX_YEAR, false, "2024-09-30", 2023, 1, "2023-01-01", "2023-12-31"},
    {"this", HTX_MONTH, true, "2024-03-20", 2024, 4, "2024-03-15", "2024-04-14"},
    {"last", HTX_MONTH, true, "2024-03-20", 2024, 3, "2024-02-15", "2024-03-14"},
    {"this", HTX_MONTH, true, "2024-03-14", 2024, 3, "2024-02-15", "2024-03-14"},
    {"this", HTX_YEAR, true, "2024-12-15", 2025, 1, "2024-12-15", "2025-12-14"},
    {"last", HTX_QUARTER, true, "2024-12-20", 2024, 4, "2024-09-15", "2024-12-14"},
    {"2024-Q1", HTX_MONTH, false, "2024-04-05", 0, 0, NULL, NULL},
    {"2024-03", HTX_QUARTER, false, "2024-04-05", 0, 0, NULL, NULL},
    {"2024", HTX_MONTH, false, "2024-04-05", 0, 0, NULL, NULL},
    {"2024-13", HTX_MONTH, false, "2024-04-05", 0, 0, NULL, NULL},
    {"2024-00", HTX_MONTH, false, "2024-04-05", 0, 0, NULL, NULL},
    {"2024-Q5", HTX_QUARTER, false, "2024-04-05", 0, 0, NULL, NULL},
    {"2024-Q", HTX_QUARTER, false, "2024-04-05", 0, 0, NULL, NULL},
    {"2024-H3", HTX_HALF, false, "2024-04-05", 0, 0, NULL, NULL},
    {"2024-03-05", HTX_MONTH, false, "2024-04-05", 0, 0, NULL, NULL},
    {"24", HTX_YEAR, false, "2024-04-05", 0, 0, NULL, NULL},
    {"", HTX_YEAR, false, "2024-04-05", 0, 0, NULL, NULL},
    {"next", HTX_MONTH, false, "2024-04-05", 0, 0, NULL, NULL},
};

static void test_periods(void)
{
    char start[11], end[11];
    for (size_t i = 0; i < HTX_COUNT(periods); i++) {
        const struct period_row *row = &periods[i];
        struct htx_period period = {0};
        struct htx_err err = {0};
        int failed = htx_period_parse(row->text, row->kind, row->decree09,
                                      htx_date_parse(row->today), &period, &err);
        if (!row->start) {
            CHECK(failed == HTX_EUSAGE && strstr(err.text, "write it as"),
                  "'%s' is refused with the right form (%s)", row->text, err.text);
            continue;
        }
        htx_date_text(period.start, start);
        htx_date_text(period.end, end);
        CHECK(!failed && period.year == row->year && period.number == row->number &&
                  strcmp(start, row->start) == 0 && strcmp(end, row->end) == 0,
              "'%s' on %s%s is number %d of %d, %s to %s (got %d of %d, %s to %s)", row->text,
              row->today, row->decree09 ? " under Decree 09" : "", row->number, row->year,
              row->start, row->end, period.number, period.year, start, end);
        CHECK(failed || (period.kind == row->kind && period.last_month >= period.first_month &&
                         period.first_month / 12 == period.year),
              "'%s' names its months", row->text);
    }
}

int main(void)
{
    test_every_day();
    test_calendar();
    test_weeks();
    test_iso();
    test_date_cells();
    test_month_cells();
    test_periods();
    return check_end();
}
