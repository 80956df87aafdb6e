/* words.c - the values that a form's texts put in: dates, periods, counts. */
#include "report/report.h"
#include "text/text.h"
#include <stdio.h>
#include <string.h>

void htx_date_in_words(htx_date day, struct htx_buf *out)
{
    int y, m, d;
    htx_date_parts(day, &y, &m, &d);
    htx_buf_addf(out, m < 3 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", d, m, y);
}

void htx_period_in_words(const struct htx_period *period, struct htx_buf *out)
{
    switch (period->kind) {
    case HTX_MONTH:
        htx_buf_addf(out, period->number < 3 ? "tháng %02d năm %d" : "tháng %d năm %d",
                     period->number, period->year);
        break;
    case HTX_QUARTER:
        htx_buf_adds(out, "quý ");
        htx_text_roman(out, period->number);
        htx_buf_addf(out, " năm %d", period->year);
        break;
    case HTX_HALF:
        htx_buf_addf(out, "6 tháng %s năm %d", period->number == 1 ? "đầu" : "cuối", period->year);
        break;
    case HTX_NINE:
        htx_buf_addf(out, "9 tháng đầu năm %d", period->year);
        break;
    case HTX_YEAR:
        htx_buf_addf(out, "năm %d", period->year);
        break;
    }
}

void htx_period_name(const struct htx_period *period, struct htx_buf *out)
{
    htx_buf_addf(out, "%04d", period->year);
    switch (period->kind) {
    case HTX_MONTH:
        htx_buf_addf(out, "-%02d", period->number);
        break;
    case HTX_QUARTER:
        htx_buf_addf(out, "-Q%d", period->number);
        break;
    case HTX_HALF:
        htx_buf_addf(out, "-H%d", period->number);
        break;
    case HTX_NINE:
        htx_buf_adds(out, "-9M");
        break;
    case HTX_YEAR:
        break;
    }
}

struct htx_period htx_period_next(const struct htx_period *period, bool decree09)
{
    static const char *const shape[] = {
        [HTX_MONTH] = "%04d-%02d", [HTX_QUARTER] = "%04d-Q%d", [HTX_HALF] = "%04d-H%d"};
    static const int last[] = {[HTX_MONTH] = 12, [HTX_QUARTER] = 4, [HTX_HALF] = 2};
    struct htx_period next = *period;
    char text[24];
    int year = period->year, number = period->number + 1;
    if (period->kind == HTX_NINE)
        snprintf(text, sizeof(text), "%04d-Q4", year);
    else if (period->kind == HTX_YEAR)
        snprintf(text, sizeof(text), "%04d", year + 1);
    else {
        if (number > last[period->kind])
            year++, number = 1;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(text, sizeof(text), shape[period->kind], year, number);
#pragma GCC diagnostic pop
    }
    enum htx_period_kind kind = period->kind == HTX_NINE ? HTX_QUARTER : period->kind;
    struct htx_err ignored;
    htx_period_parse(text, kind, decree09, period->start, &next, &ignored);
    return next;
}

/* ---- The organisation ---- */

/* The letterhead's capitals as running text has them: [organisation] full, else "Liên minh Hợp tác
 * xã thành phố Hải Phòng" made of the name and the place. */
static void add_organisation(const struct htx_office *office, struct htx_buf *out)
{
    const char *full = htx_office_setting(office, "organisation", "full");
    if (*full) {
        htx_buf_adds(out, full);
        return;
    }
    struct htx_buf caps = HTX_BUF_INIT, name = HTX_BUF_INIT, place = HTX_BUF_INIT;
    for (size_t i = 0; office->name[i]; i++)
        htx_buf_addf(&caps, "%s%s", i ? " " : "", office->name[i]);
    if (htx_text_is_caps(caps.s)) {
        htx_text_lower(&name, caps.s);
        htx_text_lower(&place, office->place);
        htx_text_replace(&name, "hợp tác xã", "Hợp tác xã");
        htx_text_replace(&name, "htx", "HTX");
        htx_text_replace(&name, "việt nam", "Việt Nam");
        htx_text_replace(&name, place.s, office->place);
        htx_text_capital(out, name.s);
    } else {
        htx_buf_adds(out, caps.s);
    }
    htx_buf_free(&caps);
    htx_buf_free(&name);
    htx_buf_free(&place);
}

/* ---- Numbers ---- */

/* Official prose writes 01 ... 09. */
static void add_count(struct htx_buf *out, size_t n)
{
    if (n > 0 && n < 10)
        htx_buf_addf(out, "0%zu", n);
    else
        htx_text_number(out, (double)n, 0);
}

static void add_share(struct htx_buf *out, size_t part, size_t whole)
{
    double share = whole ? 100.0 * (double)part / (double)whole : 0;
    htx_text_number(out, share, share > 99.95 || share < 0.05 ? 0 : 1);
}

/* ---- Texts ---- */

/* "Kế hoạch số 34/KH-LM ngày 29 tháng 02 năm 2024" */
static void add_plan(const struct htx_plan *plan, struct htx_buf *out)
{
    htx_buf_adds(out, plan->campaign ? "Kế hoạch" : "Chương trình công tác");
    if (*plan->number)
        htx_buf_addf(out, " số %s", plan->number);
    if (*plan->number && plan->date) {
        htx_buf_addc(out, ' ');
        htx_date_in_words(plan->date, out);
    }
    if (!*plan->number && !plan->campaign)
        htx_buf_addf(out, " năm %d", plan->year);
}

static void add_plans(const struct htx_building *b, struct htx_buf *out)
{
    const struct htx_office *office = b->office;
    const struct htx_selection *tasks = &b->figures.which[HTX_PERIOD];
    size_t n = 0;
    for (size_t p = 0; p < office->nplans; p++) {
        bool used = false;
        for (size_t i = 0; i < tasks->n && !used; i++)
            used = tasks->row[i].task->plan == &office->plan[p];
        if (!used)
            continue;
        htx_buf_adds(out, n++ ? " và " : "");
        add_plan(&office->plan[p], out);
    }
    if (n == 0)
        htx_buf_adds(out, "chương trình công tác");
}

static void add_next_by_unit(const struct htx_building *b, struct htx_buf *out)
{
    const struct htx_selection *next = &b->figures.which[HTX_NEXT];
    bool begun = false;
    for (size_t unit = 0; unit <= b->office->nunits; unit++) {
        size_t n = 0;
        for (size_t i = 0; i < next->n; i++)
            n += htx_unit_order(b->office, next->row[i].task->value[HTX_LEAD]) == (int)unit;
        if (!n)
            continue;
        htx_buf_addf(out, "%s%s: ", begun ? "; " : "", htx_unit_title(b->office, (int)unit));
        add_count(out, n);
        begun = true;
    }
}

static bool of_unit(const struct htx_building *b)
{
    return b->unit >= 0 || *b->report->unit;
}

static void add_lines(const char *const *lines, struct htx_buf *out)
{
    for (size_t i = 0; lines && lines[i]; i++)
        htx_buf_addf(out, "%s%s", i ? "\n" : "", lines[i]);
}

/* The unit that the sheet, or the whole report, is about. */
static int the_unit(const struct htx_building *b)
{
    return b->unit >= 0 ? b->unit : htx_unit_order(b->office, b->report->unit);
}

static void add_unit(const struct htx_building *b, bool caps, struct htx_buf *out)
{
    if (of_unit(b) && caps)
        htx_text_upper(out, htx_unit_title(b->office, the_unit(b)));
    else if (of_unit(b))
        htx_buf_adds(out, htx_unit_title(b->office, the_unit(b)));
}

static void add_unit_code(const struct htx_building *b, struct htx_buf *out)
{
    int unit = the_unit(b);
    if (of_unit(b))
        htx_buf_adds(out, (size_t)unit < b->office->nunits ? b->office->unit[unit].code : "KHAC");
}

/* "II": of the sheet at hand, or of the sheet called name; false when it is no annex. */
static bool add_annex(const struct htx_building *b, const char *name, struct htx_buf *out)
{
    const struct htx_ini_section *sheet = b->sheet;
    if (*name)
        sheet =
            htx_ini_section(&b->report->form->ini, htx_arena_printf(b->arena, "sheet %s", name));
    int number = sheet ? htx_annex_number(b, sheet) : 0;
    if (number)
        htx_text_roman(out, number);
    return number > 0;
}

void htx_letter_number(const struct htx_building *b, struct htx_buf *out)
{
    const char *number = b->report->number;
    bool padded = strlen(number) == 1;
    if (!*number && b->programme && *b->programme->number)
        htx_buf_adds(out, b->programme->number);
    else
        htx_buf_addf(out, "%s%s/%s-%s", padded ? "0" : "", *number ? number : "       ",
                     htx_form_value(b->report->form, "form", "symbol"),
                     b->issuer < 0 ? b->office->short_name : b->report->unit);
}

static void add_letter(const struct htx_building *b, struct htx_buf *out)
{
    htx_buf_addf(out, "%s số ", htx_form_value(b->report->form, "form", "type"));
    htx_letter_number(b, out);
    htx_buf_addc(out, ' ');
    htx_date_in_words(b->date, out);
}

static void add_period(const struct htx_building *b, bool next, bool caps, struct htx_buf *out)
{
    bool decree09 = htx_office_decree09(b->office);
    struct htx_period period =
        next ? htx_period_next(&b->report->period, decree09) : b->report->period;
    struct htx_buf words = HTX_BUF_INIT;
    htx_period_in_words(&period, &words);
    if (caps)
        htx_text_upper(out, words.s);
    else
        htx_buf_adds(out, words.s);
    htx_buf_free(&words);
}

void htx_date_in_digits(htx_date day, struct htx_buf *out)
{
    int y, m, d;
    htx_date_parts(day, &y, &m, &d);
    htx_buf_addf(out, m < 3 ? "%02d/%02d/%d" : "%02d/%d/%d", d, m, y);
}

static void put_day(const struct htx_building *b, struct htx_buf *out)
{
    htx_date_in_digits(b->figures.day, out);
}
static void put_today(const struct htx_building *b, struct htx_buf *out)
{
    htx_date_in_digits(b->report->today, out);
}
static void put_date(const struct htx_building *b, struct htx_buf *out)
{
    htx_date_in_words(b->date, out);
}
static void put_period(const struct htx_building *b, struct htx_buf *out)
{
    add_period(b, false, false, out);
}
static void put_period_caps(const struct htx_building *b, struct htx_buf *out)
{
    add_period(b, false, true, out);
}
static void put_next(const struct htx_building *b, struct htx_buf *out)
{
    add_period(b, true, false, out);
}
static void put_next_caps(const struct htx_building *b, struct htx_buf *out)
{
    add_period(b, true, true, out);
}
static void put_organisation(const struct htx_building *b, struct htx_buf *out)
{
    add_organisation(b->office, out);
}
static void put_organisation_caps(const struct htx_building *b, struct htx_buf *out)
{
    struct htx_buf name = HTX_BUF_INIT;
    add_organisation(b->office, &name);
    htx_text_upper(out, name.s);
    htx_buf_free(&name);
}
static void put_issuer(const struct htx_building *b, struct htx_buf *out)
{
    if (b->issuer >= 0)
        htx_buf_adds(out, htx_unit_title(b->office, b->issuer));
    else
        add_organisation(b->office, out);
}
static void put_unit(const struct htx_building *b, struct htx_buf *out)
{
    add_unit(b, false, out);
}
static void put_unit_caps(const struct htx_building *b, struct htx_buf *out)
{
    add_unit(b, true, out);
}
static void put_assessment(const struct htx_building *b, struct htx_buf *out)
{
    add_lines(b->report->wording ? b->report->wording->assessment : NULL, out);
}
static void put_proposals(const struct htx_building *b, struct htx_buf *out)
{
    add_lines(b->report->wording ? b->report->wording->proposal : NULL, out);
}
static void put_plan(const struct htx_building *b, struct htx_buf *out)
{
    if (b->plan)
        add_plan(b->plan, out);
}
static void put_plan_title(const struct htx_building *b, struct htx_buf *out)
{
    htx_buf_adds(out, b->plan ? b->plan->title : "");
}
static void put_plan_title_caps(const struct htx_building *b, struct htx_buf *out)
{
    htx_text_upper(out, b->plan ? b->plan->title : "");
}
static void put_plan_code(const struct htx_building *b, struct htx_buf *out)
{
    htx_buf_adds(out, b->plan ? b->plan->code : "");
}
static void put_symbol(const struct htx_building *b, struct htx_buf *out)
{
    htx_buf_adds(out, htx_form_value(b->report->form, "form", "symbol"));
}
static void put_type(const struct htx_building *b, struct htx_buf *out)
{
    htx_buf_adds(out, htx_form_value(b->report->form, "form", "type"));
}
static void put_number(const struct htx_building *b, struct htx_buf *out)
{
    htx_buf_addf(out, "%d", b->report->period.number);
}
static void put_number_of_two(const struct htx_building *b, struct htx_buf *out)
{
    htx_buf_addf(out, "%02d", b->report->period.number);
}
static void put_year(const struct htx_building *b, struct htx_buf *out)
{
    htx_buf_addf(out, "%04d", b->report->period.year);
}
static void put_as_of(const struct htx_building *b, struct htx_buf *out)
{
    char iso[16];
    htx_buf_adds(out, htx_date_text(b->report->today, iso));
}
static void put_period_name(const struct htx_building *b, struct htx_buf *out)
{
    htx_period_name(&b->report->period, out);
}

static void put_share(const struct htx_building *b, struct htx_buf *out)
{
    add_share(out, htx_counts_done(&b->figures.all), b->figures.all.total);
}
static void put_share_due(const struct htx_building *b, struct htx_buf *out)
{
    size_t done = htx_counts_done(&b->figures.all);
    add_share(out, done, done + b->figures.late_due);
}

static const struct {
    const char *name;
    void (*put)(const struct htx_building *b, struct htx_buf *out);
} values[] = {
    {"period", put_period},
    {"PERIOD", put_period_caps},
    {"period_name", put_period_name},
    {"next_period", put_next},
    {"NEXT_PERIOD", put_next_caps},
    {"n", put_number},
    {"mm", put_number_of_two},
    {"yyyy", put_year},
    {"day", put_day},
    {"today", put_today},
    {"as_of", put_as_of},
    {"date", put_date},
    {"letter", add_letter},
    {"type", put_type},
    {"symbol", put_symbol},
    {"organisation", put_organisation},
    {"ORGANISATION", put_organisation_caps},
    {"issuer", put_issuer},
    {"unit", put_unit},
    {"UNIT", put_unit_caps},
    {"unit_code", add_unit_code},
    {"plans", add_plans},
    {"plan", put_plan},
    {"plan_title", put_plan_title},
    {"PLAN_TITLE", put_plan_title_caps},
    {"plan_code", put_plan_code},
    {"next_by_unit", add_next_by_unit},
    {"share", put_share},
    {"share_due", put_share_due},
    {"assessment", put_assessment},
    {"proposals", put_proposals},
};

/* Append the value called name; false when there is none of that name. */
static bool add_value(const struct htx_building *b, const char *name, struct htx_buf *out)
{
    size_t n;
    for (size_t i = 0; i < HTX_COUNT(values); i++)
        if (strcmp(values[i].name, name) == 0) {
            values[i].put(b, out);
            return true;
        }
    if (strncmp(name, "annex", 5) == 0 && (!name[5] || name[5] == ':'))
        return add_annex(b, name + 5 + (name[5] == ':'), out);
    if (!htx_report_number(b, name, &n))
        return false;
    add_count(out, n);
    return true;
}

/* ---- Placeholders ---- */

struct filling {
    const struct htx_building *b;
    const struct htx_ini_key *key;
    struct htx_buf *out;
};

static int fail_fill(const struct filling *f, const char *what, struct htx_err *err)
{
    return htx_fail_at(err, HTX_EDATA, f->key->file, f->key->line,
                       _("%s: '{%s}' is no value that a form can put in"), f->key->name, what);
}

static int fill(const struct filling *f, const char *text, size_t len, struct htx_err *err);

/* The '}' that closes the '{' before s. */
static const char *closing_brace(const char *s, const char *end)
{
    for (int depth = 1; s < end; s++) {
        depth += *s == '{' ? 1 : *s == '}' ? -1 : 0;
        if (depth == 0)
            return s;
    }
    return NULL;
}

static int fill_one(const struct filling *f, const char *s, const char *end, struct htx_err *err)
{
    char name[64];
    size_t n;
    bool when = *s == '?' || *s == '!', wanted = *s == '?';
    const char *colon = when ? memchr(s, ':', (size_t)(end - s)) : NULL;
    const char *stop = colon ? colon : end;
    snprintf(name, sizeof(name), "%.*s", (int)(stop - s - when), s + when);
    if (when && (!colon || !htx_report_number(f->b, name, &n)))
        return fail_fill(f, name, err);
    if (when)
        return (n != 0) == wanted ? fill(f, colon + 1, (size_t)(end - colon - 1), err) : 0;
    return add_value(f->b, name, f->out) ? 0 : fail_fill(f, name, err);
}

static int fill(const struct filling *f, const char *text, size_t len, struct htx_err *err)
{
    const char *end = text + len;
    for (const char *s = text; s < end; s++) {
        if (*s != '{') {
            htx_buf_addc(f->out, *s);
            continue;
        }
        const char *close = closing_brace(s + 1, end);
        if (!close)
            return fail_fill(f, s + 1, err);
        int result = fill_one(f, s + 1, close, err);
        if (result)
            return result;
        s = close;
    }
    return 0;
}

int htx_report_fill(const struct htx_building *b, const struct htx_ini_key *key, const char **text,
                    struct htx_err *err)
{
    struct htx_buf out = HTX_BUF_INIT;
    struct filling f = {b, key, &out};
    int result = fill(&f, key->value, strlen(key->value), err);
    *text = htx_arena_dup(b->arena, out.s);
    htx_buf_free(&out);
    return result;
}
