/* date.c - the calendar: days as numbers, and dates in table cells. */
#include "when/when.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { LAST_YEAR = 9999, MONDAY = 1, THURSDAY = 4, DAYS_OF_WEEK = 7 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int htx_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

static int days_before_year(int year)
{
    int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

htx_date htx_date_make(int year, int month, int day)
{
    if (year < 1 || year > LAST_YEAR || day < 1 || day > htx_days_in_month(year, month))
        return 0;
    int days = days_before_year(year) + day;
    for (int m = 1; m < month; m++)
        days += htx_days_in_month(year, m);
    return days;
}

void htx_date_parts(htx_date d, int *year, int *month, int *day)
{
    *year = *month = *day = 0;
    if (d < 1)
        return;
    int y = (int)((int64_t)d * 400 / 146097) + 1; /* never more than one off */
    while (days_before_year(y) >= d)
        y--;
    while (days_before_year(y + 1) < d)
        y++;
    int rest = d - days_before_year(y), m = 1;
    while (rest > htx_days_in_month(y, m))
        rest -= htx_days_in_month(y, m++);
    *year = y;
    *month = m;
    *day = rest;
}

int htx_date_weekday(htx_date d)
{
    int beyond_monday = (int)(((int64_t)d - 1) % DAYS_OF_WEEK);
    return (beyond_monday + DAYS_OF_WEEK) % DAYS_OF_WEEK + MONDAY;
}

htx_date htx_date_week(int year, int week)
{
    htx_date fourth = htx_date_make(year, 1, 4); /* always in week 1 */
    if (!fourth || week < 1 || week > 53)
        return 0;
    htx_date monday = fourth - htx_date_weekday(fourth) + MONDAY + (week - 1) * DAYS_OF_WEEK;
    int y, m, d;
    htx_date_parts(monday + THURSDAY - MONDAY, &y, &m, &d);
    return y == year ? monday : 0;
}

char *htx_date_text(htx_date d, char *buf)
{
    int year, month, day;
    htx_date_parts(d, &year, &month, &day);
    buf[0] = '\0';
    if (year)
        snprintf(buf, 11, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)month % 100u,
                 (unsigned)day % 100u);
    return buf;
}

/* The number of at most width digits at *s, which moves behind it; -1 when there is none. */
static int read_number(const char **s, int width, int *digits)
{
    int n = 0;
    *digits = 0;
    while (isdigit((unsigned char)**s) && *digits < width) {
        n = n * 10 + (*(*s)++ - '0');
        ++*digits;
    }
    return *digits && !isdigit((unsigned char)**s) ? n : -1;
}

htx_date htx_date_parse(const char *iso)
{
    static const char shape[] = "dddd-dd-dd";
    if (strlen(iso) != sizeof(shape) - 1)
        return 0;
    for (size_t i = 0; shape[i]; i++)
        if (shape[i] == 'd' ? !isdigit((unsigned char)iso[i]) : iso[i] != shape[i])
            return 0;
    return htx_date_from_cell(iso);
}

static bool is_time_of_day(const char *s)
{
    int digits;
    if (*s != ' ' && *s != 'T')
        return false;
    s += strspn(s, " T");
    if (read_number(&s, 2, &digits) < 0 || *s++ != ':' || read_number(&s, 2, &digits) < 0)
        return false;
    return s[strspn(s, "0123456789:.+-Z aApPmMsScChH")] == '\0';
}

htx_date htx_date_from_cell(const char *s)
{
    int part[3], width[3];
    s += strspn(s, " ");
    char separator = '\0';
    for (int i = 0; i < 3; i++) {
        part[i] = read_number(&s, 4, &width[i]);
        if (part[i] < 0)
            return 0;
        if (i == 0 && *s && strchr("-/.", *s))
            separator = *s;
        if (i < 2 && (!separator || *s++ != separator))
            return 0;
    }
    bool ends = s[strspn(s, " ")] == '\0';
    if (width[1] > 2 || (!ends && !is_time_of_day(s)))
        return 0;
    if (width[0] == 4 && width[2] <= 2 && separator != '.')
        return htx_date_make(part[0], part[1], part[2]);
    if (width[0] <= 2 && width[2] == 4)
        return htx_date_make(part[2], part[1], part[0]);
    return 0;
}
