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

/* Replace each find in s, which has its case, by put. */
static void replace(struct htx_buf *s, const char *find, const char *put)
{
    struct htx_buf out = HTX_BUF_INIT;
    const char *from = s->s;
    for (const char *at; *find && (at = strstr(from, find)) != NULL; from = at + strlen(find)) {
        htx_buf_add(&out, from, (size_t)(at - from));
        htx_buf_adds(&out, put);
    }
    htx_buf_adds(&out, from);
    htx_buf_cut(s, 0);
    htx_buf_adds(s, out.s);
    htx_buf_free(&out);
}

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
        replace(&name, "hợp tác xã", "Hợp tác xã");
        replace(&name, "htx", "HTX");
        replace(&name, "việt nam", "Việt Nam");
        replace(&name, place.s, office->place);
        htx_text_capital(out, name.s);
    } else {
        htx_buf_adds(out, caps.s);
    }
    htx_buf_free(&caps);
    htx_buf_free(&name);
    htx_buf_free(&place);
}

/* ---- Numbers ---- */

static size_t sum(const struct htx_counts *c, unsigned set)
{
    size_t n = 0;
    for (int m = 0; m < HTX_MEASURES; m++)
        if (set & 1u << m)
            n += c->measure[m];
    return n;
}

#define BIT(measure) (1u << (measure))
static const struct {
    const char *name;
    unsigned set;
} numbers[] = {
    {"done", BIT(HTX_M_DONE)},
    {"done_late", BIT(HTX_M_DONE_LATE)},
    {"done_all", BIT(HTX_M_DONE) | BIT(HTX_M_DONE_LATE)},
    {"doing", BIT(HTX_M_DOING)},
    {"doing_overdue", BIT(HTX_M_DOING_OVERDUE)},
    {"doing_all", BIT(HTX_M_DOING) | BIT(HTX_M_DOING_OVERDUE)},
    {"todo", BIT(HTX_M_TODO)},
    {"todo_overdue", BIT(HTX_M_TODO_OVERDUE)},
    {"todo_all", BIT(HTX_M_TODO) | BIT(HTX_M_TODO_OVERDUE)},
    {"overdue", BIT(HTX_M_DOING_OVERDUE) | BIT(HTX_M_TODO_OVERDUE)},
    {"moved", BIT(HTX_M_MOVED)},
    {"unreported", BIT(HTX_M_UNREPORTED)},
    {"total", (1u << HTX_MEASURES) - 1},
};

static size_t units_with_tasks(const struct htx_figures *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->nunits; i++)
        n += f->unit[i].total > 0;
    return n;
}

/* A count of this report; false when name is none. */
static bool number_named(const struct htx_building *b, const char *name, size_t *n)
{
    const struct htx_figures *f = &b->figures;
    if (strcmp(name, "units") == 0)
        *n = units_with_tasks(f);
    else if (strcmp(name, "next_total") == 0)
        *n = f->next.n;
    else {
        size_t i = 0;
        while (i < HTX_COUNT(numbers) && strcmp(numbers[i].name, name) != 0)
            i++;
        if (i == HTX_COUNT(numbers))
            return false;
        *n = sum(&f->all, numbers[i].set);
    }
    return true;
}

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

static void add_plans(const struct htx_building *b, struct htx_buf *out)
{
    const struct htx_office *office = b->office;
    size_t n = 0;
    for (size_t p = 0; p < office->nplans; p++) {
        const struct htx_plan *plan = &office->plan[p];
        bool used = false;
        for (size_t i = 0; i < b->figures.period.n && !used; i++)
            used = b->figures.period.row[i].task->plan == plan;
        if (!used)
            continue;
        htx_buf_adds(out, n++ ? " và " : "");
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
    if (n == 0)
        htx_buf_adds(out, "chương trình công tác");
}

static void add_next_by_unit(const struct htx_building *b, struct htx_buf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < b->office->nunits; i++) {
        size_t tasks = b->figures.next_unit[i];
        if (!tasks)
            continue;
        htx_buf_addf(out, "%s%s ", n++ ? "; " : "", b->office->unit[i].name);
        add_count(out, tasks);
    }
}

static void add_letter(const struct htx_building *b, struct htx_buf *out)
{
    const struct htx_report *r = b->report;
    const char *type = htx_form_value(r->form, "form", "type");
    const char *symbol = htx_form_value(r->form, "form", "symbol");
    htx_buf_addf(out, "%s số %s/%s-%s ", type, *r->number ? r->number : "      ", symbol,
                 b->office->short_name);
    htx_date_in_words(r->date, out);
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

static void add_day(htx_date day, struct htx_buf *out)
{
    int y, m, d;
    htx_date_parts(day, &y, &m, &d);
    htx_buf_addf(out, m < 3 ? "%02d/%02d/%d" : "%02d/%d/%d", d, m, y);
}

/* Append the value called name; false when there is none of that name. */
static bool add_value(const struct htx_building *b, const char *name, struct htx_buf *out)
{
    const struct htx_period *period = &b->report->period;
    const struct htx_counts *all = &b->figures.all;
    size_t n, done = sum(all, BIT(HTX_M_DONE) | BIT(HTX_M_DONE_LATE));
    if (number_named(b, name, &n))
        add_count(out, n);
    else if (strcmp(name, "period") == 0 || strcmp(name, "PERIOD") == 0)
        add_period(b, false, *name == 'P', out);
    else if (strcmp(name, "next_period") == 0 || strcmp(name, "NEXT_PERIOD") == 0)
        add_period(b, true, *name == 'N', out);
    else if (strcmp(name, "organisation") == 0)
        add_organisation(b->office, out);
    else if (strcmp(name, "plans") == 0)
        add_plans(b, out);
    else if (strcmp(name, "letter") == 0)
        add_letter(b, out);
    else if (strcmp(name, "next_by_unit") == 0)
        add_next_by_unit(b, out);
    else if (strcmp(name, "share") == 0)
        add_share(out, done, all->total);
    else if (strcmp(name, "share_due") == 0)
        add_share(out, done,
                  done + sum(all, BIT(HTX_M_DOING_OVERDUE) | BIT(HTX_M_TODO_OVERDUE)) +
                      b->figures.unreported_due);
    else if (strcmp(name, "day") == 0)
        add_day(b->figures.day, out);
    else if (strcmp(name, "date") == 0)
        htx_date_in_words(b->report->date, out);
    else if (strcmp(name, "unit") == 0)
        htx_buf_adds(out, b->report->unit);
    else if (strcmp(name, "symbol") == 0)
        htx_buf_adds(out, htx_form_value(b->report->form, "form", "symbol"));
    else if (strcmp(name, "n") == 0)
        htx_buf_addf(out, "%d", period->number);
    else if (strcmp(name, "mm") == 0)
        htx_buf_addf(out, "%02d", period->number);
    else if (strcmp(name, "yyyy") == 0)
        htx_buf_addf(out, "%04d", period->year);
    else
        return false;
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
    if (when && (!colon || !number_named(f->b, name, &n)))
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
