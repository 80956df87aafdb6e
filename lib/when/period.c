/* period.c - reporting periods and their windows (Decree 09/2019/ND-CP, art. 12). */
#include "when/when.h"
#include <ctype.h>
#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 9998, DECREE_FIRST_DAY = 15 };

/* How many months each kind has, and how many periods of it a year. */
static const struct {
    int months, per_year;
} shapes[] = {
    [HTX_MONTH] = {1, 12}, [HTX_QUARTER] = {3, 4}, [HTX_HALF] = {6, 2},
    [HTX_NINE] = {9, 1},   [HTX_YEAR] = {12, 1},
};

static const char *const wrong_kind[] = {
    [HTX_MONTH] = N_("period '%s' is not a month; write it as 2024-03, 'this' or 'last'"),
    [HTX_QUARTER] = N_("period '%s' is not a quarter; write it as 2024-Q1, 'this' or 'last'"),
    [HTX_HALF] = N_("period '%s' is not a half-year; write it as 2024-H1, 'this' or 'last'"),
    [HTX_NINE] = N_("period '%s' is not nine months; write it as 2024-9M, 'this' or 'last'"),
    [HTX_YEAR] = N_("period '%s' is not a year; write it as 2024, 'this' or 'last'"),
};

static htx_date day_of_month_index(int index, int day)
{
    int year = index / 12, month = index % 12 + 1;
    return htx_date_make(year, month, day ? day : htx_days_in_month(year, month));
}

static void fill(struct htx_period *period, enum htx_period_kind kind, int year, int number,
                 bool decree09)
{
    int months = shapes[kind].months;
    int first = year * 12 + (number - 1) * months, last = first + months - 1;
    *period = (struct htx_period){
        .kind = kind, .year = year, .number = number, .first_month = first, .last_month = last};
    period->start =
        decree09 ? day_of_month_index(first - 1, DECREE_FIRST_DAY) : day_of_month_index(first, 1);
    period->end = day_of_month_index(last, decree09 ? DECREE_FIRST_DAY - 1 : 0);
}

/* All digits of s up to stop, 1 to 4 of them; -1 when it is something else. */
static int whole_number(const char *s, const char *stop)
{
    int n = 0;
    if (s == stop || stop - s > 4)
        return -1;
    for (; s < stop; s++) {
        if (!isdigit((unsigned char)*s))
            return -1;
        n = n * 10 + (*s - '0');
    }
    return n;
}

/* "03", "T3", "Q1", "H2", "9M", or nothing for the year. */
static bool read_unit(const char *s, const char *stop, enum htx_period_kind *kind, int *number)
{
    static const struct {
        char letter;
        enum htx_period_kind kind;
    } letters[] = {{'T', HTX_MONTH}, {'Q', HTX_QUARTER}, {'H', HTX_HALF}};

    if (stop - s == 2 && s[0] == '9' && toupper((unsigned char)s[1]) == 'M') {
        *kind = HTX_NINE;
        *number = 1;
        return true;
    }
    *kind = HTX_MONTH;
    for (size_t i = 0; s < stop && i < HTX_COUNT(letters); i++) {
        if (toupper((unsigned char)*s) != letters[i].letter)
            continue;
        *kind = letters[i].kind;
        s++;
        break;
    }
    *number = stop - s <= 2 ? whole_number(s, stop) : -1;
    return *number >= 1 && *number <= shapes[*kind].per_year;
}

/* "2024-03" has the year first, "3/2024" last. */
static bool read_period(const char *s, enum htx_period_kind *kind, int *year, int *number)
{
    const char *end = s + strlen(s), *dash = strchr(s, '-'), *slash = strchr(s, '/');
    if (dash) {
        *year = whole_number(s, dash);
        if (!read_unit(dash + 1, end, kind, number))
            return false;
    } else if (slash) {
        *year = whole_number(slash + 1, end);
        if (!read_unit(s, slash, kind, number))
            return false;
    } else {
        *year = whole_number(s, end);
        *kind = HTX_YEAR;
        *number = 1;
    }
    return *year >= FIRST_YEAR && *year <= LAST_YEAR;
}

/* The period of kind whose window holds today, or the one before it.  No nine months run from
 * October to December: there the last ones are this year's, and "this" means them too. */
static void fill_relative(struct htx_period *period, enum htx_period_kind kind, bool last,
                          bool decree09, htx_date today)
{
    int year, month, day;
    htx_date_parts(today, &year, &month, &day);
    int index = year * 12 + month - 1 + (decree09 && day >= DECREE_FIRST_DAY);
    int of_year = index % 12 / shapes[kind].months;
    int serial = index / 12 * shapes[kind].per_year;
    if (kind == HTX_NINE)
        serial -= last && of_year == 0;
    else
        serial += of_year - last;
    fill(period, kind, serial / shapes[kind].per_year, serial % shapes[kind].per_year + 1,
         decree09);
}

int htx_period_parse(const char *text, enum htx_period_kind kind, bool decree09, htx_date today,
                     struct htx_period *period, struct htx_err *err)
{
    bool last = strcmp(text, "last") == 0;
    if (last || strcmp(text, "this") == 0) {
        fill_relative(period, kind, last, decree09, today);
        return 0;
    }
    enum htx_period_kind found;
    int year, number;
    if (!read_period(text, &found, &year, &number) || found != kind)
        return htx_fail(err, HTX_EUSAGE, _(wrong_kind[kind]), text);
    fill(period, kind, year, number, decree09);
    return 0;
}
