/* span.c - the parts of the time table that name days: the days, months, weeks, quarters and
 * parts of years, and lists of them. */
#include "when/parse.h"
#include <string.h>

enum unit { OTHER, DAY, MONTH, QUARTER };

struct span_row {
    const char *pattern;
    enum reason (*resolve)(const struct atom *, struct span *);
    int from, to;    /* what the resolver takes of the month, quarter or year */
    enum unit heads; /* what a bare number after it is: "tháng 3, 4" */
    bool is_day, approximate;
};

/* ---- Resolvers ---------------------------------------------------------------------------- */

static enum reason resolve_day(const struct atom *a, struct span *span)
{
    if (!a->number[1])
        return NO_MONTH;
    span->start = span->due = htx_date_make(a->year, a->number[1], a->number[0]);
    return span->due ? FITS : NO_SUCH_DAY;
}

/* The months first to last of year. */
static enum reason months(int year, int first, int last, struct span *span)
{
    span->start = htx_date_make(year, first, 1);
    span->due = htx_date_make(year, last, htx_days_in_month(year, last));
    return span->start && span->due ? FITS : NO_SUCH_DAY;
}

static enum reason resolve_month(const struct atom *a, struct span *span)
{
    return months(a->year, a->number[0], a->number[0], span);
}

/* The days from to to of the month; 31 is its last. */
static enum reason days_of_month(const struct atom *a, int month, int from, int to,
                                 struct span *span)
{
    int last = htx_days_in_month(a->year, month);
    span->start = htx_date_make(a->year, month, from);
    span->due = htx_date_make(a->year, month, to == 31 ? last : to);
    return span->start && span->due ? FITS : NO_SUCH_DAY;
}

static enum reason resolve_month_part(const struct atom *a, struct span *span)
{
    return days_of_month(a, a->number[0], a->row->from, a->row->to, span);
}

static enum reason resolve_month_end(const struct atom *a, struct span *span)
{
    int last = htx_days_in_month(a->year, a->number[0]);
    return days_of_month(a, a->number[0], last - a->row->to + 1, 31, span);
}

static enum reason resolve_first_days(const struct atom *a, struct span *span)
{
    return days_of_month(a, a->number[1], 1, a->number[0], span);
}

static enum reason resolve_last_days(const struct atom *a, struct span *span)
{
    int last = htx_days_in_month(a->year, a->number[1]);
    return days_of_month(a, a->number[1], last - a->number[0] + 1, 31, span);
}

static enum reason weeks_of_month(int year, int month, int first, int last, struct span *span)
{
    htx_date begin = htx_date_make(year, month, 1);
    if (!begin || first > last)
        return begin ? REVERSED : NO_SUCH_DAY;
    htx_date monday = begin - htx_date_weekday(begin) + 1;
    span->start = monday + (first - 1) * 7;
    span->due = monday + (last - 1) * 7 + 6;
    return span->due - 6 < begin + htx_days_in_month(year, month) ? FITS : NO_SUCH_DAY;
}

static enum reason resolve_week(const struct atom *a, struct span *span)
{
    return weeks_of_month(a->year, a->number[1], a->number[0], a->number[0], span);
}

static enum reason resolve_weeks(const struct atom *a, struct span *span)
{
    return weeks_of_month(a->year, a->number[2], a->number[0], a->number[1], span);
}

static enum reason resolve_iso_week(const struct atom *a, struct span *span)
{
    span->start = htx_date_week(a->year, a->number[0]);
    span->due = span->start + 6;
    return span->start ? FITS : NO_SUCH_DAY;
}

static enum reason resolve_quarter(const struct atom *a, struct span *span)
{
    int first = (a->number[0] - 1) * 3 + 1;
    return months(a->year, first + a->row->from, first + a->row->to, span);
}

static enum reason resolve_year(const struct atom *a, struct span *span)
{
    return months(a->year, a->row->from, a->row->to, span);
}

static enum reason resolve_first_months(const struct atom *a, struct span *span)
{
    return months(a->year, 1, a->number[0], span);
}

static enum reason resolve_last_months(const struct atom *a, struct span *span)
{
    return months(a->year, 13 - a->number[0], 12, span);
}

/* "6 tháng" and "9 tháng" are periods of every office, "3 tháng" is a length of time. */
static enum reason resolve_bare_months(const struct atom *a, struct span *span)
{
    int n = a->number[0];
    return n == 6 || n == 9 ? months(a->year, 1, n, span) : NOT_UNDERSTOOD;
}

/* ---- The table ---------------------------------------------------------------------------- */

static const struct span_row day_of_month = {"", resolve_day, 0, 0, DAY, true, false};
static const struct span_row whole_month = {"", resolve_month, 0, 0, MONTH, false, false};
static const struct span_row whole_quarter = {"", resolve_quarter, 0, 2, QUARTER, false, false};

static const struct span_row rows[] = {
    /* ngày 05/3/2024 · 05/3 · ngày 5 tháng 3 · 5-3-2024 · 05.3.2024 */
    {"ngày? B / B", resolve_day, 0, 0, OTHER, true, false},
    {"ngày? B . B", resolve_day, 0, 0, OTHER, true, false},
    {"ngày? B / B / Z", resolve_day, 0, 0, OTHER, true, false},
    {"ngày? B / B ,? năm Z", resolve_day, 0, 0, OTHER, true, false},
    {"ngày? B - B - Z", resolve_day, 0, 0, OTHER, true, false},
    {"ngày? B . B . Z", resolve_day, 0, 0, OTHER, true, false},
    {"ngày B - B / Z", resolve_day, 0, 0, OTHER, true, false},
    {"ngày? # tháng # Y", resolve_day, 0, 0, OTHER, true, false},
    {"ngày B", resolve_day, 0, 0, DAY, true, false},
    /* tháng 4/2024 · tháng 04 năm 2024 · tháng Tư · T4/2024 */
    {"tháng # Y", resolve_month, 0, 0, MONTH, false, false},
    {"đầu tháng # Y", resolve_month_part, 1, 10, OTHER, false, true},
    {"thượng tuần tháng # Y", resolve_month_part, 1, 10, OTHER, false, true},
    {"giữa tháng # Y", resolve_month_part, 11, 20, OTHER, false, true},
    {"trung tuần tháng # Y", resolve_month_part, 11, 20, OTHER, false, true},
    {"cuối tháng # Y", resolve_month_part, 21, 31, OTHER, false, true},
    {"hạ tuần tháng # Y", resolve_month_part, 21, 31, OTHER, false, true},
    {"nửa đầu tháng # Y", resolve_month_part, 1, 15, OTHER, false, true},
    {"nửa cuối tháng # Y", resolve_month_part, 16, 31, OTHER, false, true},
    {"B ngày đầu của? tháng # Y", resolve_first_days, 0, 0, OTHER, false, true},
    {"B ngày cuối của? tháng # Y", resolve_last_days, 0, 0, OTHER, false, true},
    {"tuần đầu của? tháng # Y", resolve_month_part, 1, 7, OTHER, false, true},
    {"tuần cuối của? tháng # Y", resolve_month_end, 0, 7, OTHER, false, true},
    /* tuần 2 tháng 3/2024 · tuần thứ hai · tuần 12/2024 */
    {"tuần thứ? # của? tháng # Y", resolve_week, 0, 0, OTHER, false, false},
    {"tuần thứ? # -|,|và tuần? thứ? # của? tháng # Y", resolve_weeks, 0, 0, OTHER, false, false},
    {"tuần thứ? B /|năm Z", resolve_iso_week, 0, 0, OTHER, false, false},
    /* Quý I · Quí I/2024 · quý 4 · Q2/2024 · đầu / giữa / cuối quý II */
    {"quý # Y", resolve_quarter, 0, 2, QUARTER, false, false},
    {"đầu quý # Y", resolve_quarter, 0, 0, OTHER, false, true},
    {"giữa quý # Y", resolve_quarter, 1, 1, OTHER, false, true},
    {"cuối quý # Y", resolve_quarter, 2, 2, OTHER, false, true},
    /* 6 tháng đầu năm · 06 tháng · nửa đầu năm · 6 tháng cuối năm · 9 tháng */
    {"B tháng đầu năm? Y", resolve_first_months, 0, 0, OTHER, false, false},
    {"B tháng cuối năm? Y", resolve_last_months, 0, 0, OTHER, false, false},
    {"B tháng Y", resolve_bare_months, 0, 0, OTHER, false, false},
    {"nửa đầu năm Y", resolve_year, 1, 6, OTHER, false, false},
    {"nửa cuối năm Y", resolve_year, 7, 12, OTHER, false, false},
    /* đầu năm · giữa năm · cuối năm · những tháng cuối năm */
    {"đầu năm Y", resolve_year, 1, 1, OTHER, false, true},
    {"giữa năm Y", resolve_year, 6, 6, OTHER, false, true},
    {"cuối năm Y", resolve_year, 12, 12, OTHER, false, true},
    {"các tháng cuối năm Y", resolve_year, 10, 12, OTHER, false, true},
    /* Cả năm 2024 · trong năm · năm 2024 */
    {"cả|trong|hết|suốt|toàn năm Y", resolve_year, 1, 12, OTHER, false, false},
    {"năm Z", resolve_year, 1, 12, OTHER, false, false},
    /* the numbers of a list; what they are the list tells */
    {"B", NULL, 0, 0, OTHER, false, false},
    {"B /|- Z", NULL, 0, 0, OTHER, false, false},
};

/* ---- Lists -------------------------------------------------------------------------------- */

static int read_atom(const struct phrase *phrase, int at, struct atom *atom)
{
    int end = -1;
    for (size_t i = 0; i < HTX_COUNT(rows); i++) {
        struct capture found = {0};
        if (!htx_pattern_match(rows[i].pattern, phrase, at, &found) || found.end <= end)
            continue;
        end = found.end;
        *atom = (struct atom){.row = rows[i].resolve ? &rows[i] : NULL, .year = found.year};
        memcpy(atom->number, found.number, sizeof(atom->number));
    }
    return end;
}

static int read_atom_after_idle(const struct phrase *phrase, int at, struct atom *atom)
{
    int end = read_atom(phrase, at, atom);
    bool idle = htx_word_is(phrase, at, "trong") || htx_word_is(phrase, at, "vào") ||
                htx_word_is(phrase, at, "các");
    return end < 0 && idle ? read_atom_after_idle(phrase, at + 1, atom) : end;
}

/* What may stand between two spans, the longest way first. */
static const struct link {
    const char *pattern;
    bool range, before;
} links[] = {
    {"đến trước", true, true}, {"- đến hết?", true, false}, {"đến hết", true, false},
    {"đến", true, false},      {"-", true, false},          {", đến", true, false},
    {", và?", false, false},   {";", false, false},         {"và", false, false},
    {"&", false, false},
};

/* Read a link and the span behind it; "cuối tháng 3 đầu tháng 4" needs no link. */
static int read_next(const struct phrase *phrase, int at, struct span_list *list)
{
    struct atom *atom = &list->atom[list->count];
    for (size_t i = 0; i < HTX_COUNT(links); i++) {
        struct capture found = {0};
        if (!htx_pattern_match(links[i].pattern, phrase, at, &found))
            continue;
        int end = read_atom_after_idle(phrase, found.end, atom);
        if (end < 0)
            continue;
        atom->before = links[i].before;
        atom->range = links[i].range;
        list->range |= links[i].range;
        return end;
    }
    bool part = htx_word_is(phrase, at, "đầu") || htx_word_is(phrase, at, "giữa") ||
                htx_word_is(phrase, at, "cuối");
    return part ? read_atom(phrase, at, atom) : -1;
}

int htx_span_list_read(const struct phrase *phrase, int at, struct span_list *list)
{
    *list = (struct span_list){.count = 0};
    int end = read_atom_after_idle(phrase, at, &list->atom[0]);
    if (end < 0)
        return -1;
    for (list->count = 1; list->count < ATOMS_MAX; list->count++) {
        int next = read_next(phrase, end, list);
        if (next < 0)
            break;
        end = next;
    }
    return end;
}

bool htx_span_list_is_day(const struct span_list *list)
{
    return list->count == 1 && list->atom[0].row && list->atom[0].row->is_day;
}

/* A bare number is what the span before it was: "tháng 3, 4/2024", "quý I, II". */
static void inherit_unit_from_left(struct span_list *list)
{
    static const struct span_row *const kinds[] = {
        [OTHER] = NULL, [DAY] = &day_of_month, [MONTH] = &whole_month, [QUARTER] = &whole_quarter};
    for (int i = 1; i < list->count; i++)
        if (!list->atom[i].row && list->atom[i - 1].row)
            list->atom[i].row = kinds[list->atom[i - 1].row->heads];
}

/* Else a day, where a day follows ("26-30/4"); "12/2024" is a month.  Missing months and years
 * come from the right too. */
static enum reason inherit_from_right(struct span_list *list, int default_year)
{
    for (int i = list->count - 1; i >= 0; i--) {
        struct atom *atom = &list->atom[i], *right = i + 1 < list->count ? atom + 1 : NULL;
        if (!atom->row && right && right->row->is_day)
            atom->row = &day_of_month;
        else if (!atom->row && atom->year)
            atom->row = &whole_month;
        if (!atom->row)
            return right && right->row->resolve == resolve_month ? AMBIGUOUS : NOT_UNDERSTOOD;
        if (!atom->year)
            atom->year = right ? right->year : default_year;
        if (atom->row->is_day && !atom->number[1] && right && right->row->is_day)
            atom->number[1] = right->number[1];
    }
    return FITS;
}

enum reason htx_span_list_resolve(struct span_list *list, int default_year, struct span *span,
                                  bool *approximate)
{
    inherit_unit_from_left(list);
    enum reason reason = inherit_from_right(list, default_year);
    struct span last = {0, 0};
    for (int i = 0; i < list->count && reason == FITS; i++) {
        const struct atom *atom = &list->atom[i];
        struct span one = {0, 0};
        reason = atom->row->resolve(atom, &one);
        if (reason != FITS)
            break;
        if (atom->before)
            one.start = one.due = one.start - 1;
        if (i == 0)
            *span = one;
        else if (atom->range ? one.due < last.start : one.start < last.start || one.due < last.due)
            return REVERSED;
        span->due = one.due;
        last = one;
        *approximate |= atom->row->approximate;
    }
    return reason;
}
