/* expression.c - the parts of the time table that say what the days are for: deadlines, open
 * ranges, recurring and continuous work, what waits for others or for an event. */
#include "when/parse.h"
#include <string.h>

/* A text being read: the words, the plan around it and what was found. */
struct reading {
    const struct htx_when_context *context;
    htx_date plan_start, plan_end;
    struct htx_when *when;
};

/* ---- What a clause makes of its spans ------------------------------------------------------ */

typedef enum reason builder(const struct reading *, struct capture *);

static enum reason resolve(const struct reading *r, struct capture *c, struct span *span)
{
    return htx_span_list_resolve(&c->list, r->context->year, span, &r->when->approximate);
}

/* For the clauses that take one end of one span: "trước", "sau", "chậm nhất". */
static enum reason resolve_one(const struct reading *r, struct capture *c, struct span *span)
{
    return c->list.count == 1 ? resolve(r, c, span) : NOT_UNDERSTOOD;
}

static enum reason set(const struct reading *r, enum reason reason, htx_date start, htx_date due)
{
    r->when->start = start;
    r->when->due = due;
    return reason == FITS && start > due ? REVERSED : reason;
}

static enum reason build_span(const struct reading *r, struct capture *c)
{
    struct span span = {0, 0};
    enum reason reason = resolve(r, c, &span);
    return set(r, reason, span.start, span.due);
}

static enum reason build_year(const struct reading *r, struct capture *c)
{
    return set(r, FITS, htx_date_make(c->year, 1, 1), htx_date_make(c->year, 12, 31));
}

/* "từ 26-30/4" is a range, "từ tháng 3" has no end but the plan's. */
static enum reason build_from(const struct reading *r, struct capture *c)
{
    struct span span = {0, 0};
    if (c->list.count > 1 && !c->list.range)
        return NOT_UNDERSTOOD;
    enum reason reason = resolve(r, c, &span);
    return set(r, reason, span.start, c->list.range ? span.due : r->plan_end);
}

static enum reason build_after(const struct reading *r, struct capture *c)
{
    struct span span = {0, 0};
    enum reason reason = resolve_one(r, c, &span);
    return set(r, reason, span.due + 1, r->plan_end);
}

/* "trước cuối tháng 6" may mean the 20th or the 30th: no date is taken from it. */
static enum reason build_before(const struct reading *r, struct capture *c)
{
    struct span span = {0, 0};
    enum reason reason = resolve_one(r, c, &span);
    r->when->due = span.start - 1;
    return reason == FITS && r->when->approximate ? NOT_UNDERSTOOD : reason;
}

static enum reason build_deadline(const struct reading *r, struct capture *c)
{
    struct span span = {0, 0};
    enum reason reason = resolve_one(r, c, &span);
    r->when->due = span.due;
    return reason;
}

/* "đến hết ngày 31/10" is a deadline; "đến tháng 6" fills the plan up to there. */
static enum reason build_until(const struct reading *r, struct capture *c)
{
    if (htx_span_list_is_day(&c->list))
        return build_deadline(r, c);
    struct span span = {0, 0};
    enum reason reason = resolve_one(r, c, &span);
    return set(r, reason, r->plan_start, span.due);
}

static bool is_working_day(const struct htx_when_context *context, htx_date d)
{
    for (size_t i = 0; i < context->nholidays; i++)
        if (context->holidays[i] == d)
            return false;
    return htx_date_weekday(d) <= 5;
}

/* Civil Code, art. 147: the first day of a term is the one after the day that it is counted from.
 */
static enum reason build_within(const struct reading *r, struct capture *c)
{
    struct span span = {0, 0};
    if (!htx_span_list_is_day(&c->list))
        return NOT_UNDERSTOOD;
    enum reason reason = resolve_one(r, c, &span);
    return set(r, reason, span.due + 1, span.due + c->number[0]);
}

static enum reason build_within_working_days(const struct reading *r, struct capture *c)
{
    int days = c->number[0];
    enum reason reason = build_within(r, c);
    htx_date due = r->when->start - 1;
    while (reason == FITS && days > 0)
        days -= is_working_day(r->context, ++due);
    return set(r, reason, r->when->start, due);
}

static enum reason build_no_origin(const struct reading *r, struct capture *c)
{
    (void)r, (void)c;
    return NO_ORIGIN;
}

static enum reason build_event(const struct reading *r, struct capture *c)
{
    (void)c;
    r->when->kind = HTX_EVENT;
    return FITS;
}

/* A commemorative day and the week before it; named and dated, the two must agree. */
static enum reason build_occasion(const struct reading *r, struct capture *c)
{
    int year = c->year ? c->year : r->context->year;
    htx_date day = c->month ? htx_date_make(year, c->month, c->day) : 0;
    if (c->list.count) {
        struct span span = {0, 0};
        enum reason reason = resolve(r, c, &span);
        if (reason != FITS || !htx_span_list_is_day(&c->list))
            return reason == FITS ? NOT_UNDERSTOOD : reason;
        int y, month, d;
        htx_date_parts(span.due, &y, &month, &d);
        if (c->month && (month != c->month || d != c->day))
            return NO_SUCH_DAY;
        day = span.due;
    }
    return set(r, FITS, day - 7, day);
}

/* ---- The table of clauses: the first that fits the whole text counts ----------------------- */

static const struct clause {
    const char *pattern;
    builder *build;
} clauses[] = {
    /* trước ngày 15/6 */
    {"hoàn? thành? xong? trước L", build_before},
    {"chậm nhất là? trước L", build_before},
    /* chậm nhất (vào) ngày · muộn nhất · không quá · xong trong ngày 31/10 */
    {"hoàn? thành? xong? chậm nhất là? vào|đến|trong? hết? L", build_deadline},
    {"hoàn? thành? không chậm? quá|hơn L", build_deadline},
    {"hoàn thành xong? L", build_deadline},
    {"xong L", build_deadline},
    /* đến hết ngày 31/10 · đến tháng 6 · hết quý II */
    {"hoàn? thành? đến hết? L", build_until},
    {"hết L", build_until},
    /* trong vòng 15 ngày kể từ ngày D · sau 10 ngày làm việc */
    {"trong|sau? vòng? thời? hạn? N ngày kể|tính? từ L", build_within},
    {"trong|sau? vòng? thời? hạn? N ngày làm việc kể|tính? từ L", build_within_working_days},
    {"trong|sau? vòng? thời? hạn? N ngày làm? việc? kể|tính? từ ngày W *", build_event},
    {"trong|sau vòng? thời? hạn? N ngày làm? việc?", build_no_origin},
    {"N ngày làm việc", build_no_origin},
    /* từ tháng 3 · bắt đầu từ 01/3 · từ quý II · sau ngày 11/4 */
    {"trong? kể? từ L trở? đi?", build_from},
    {"bắt đầu kể? từ|vào? L trở? đi?", build_from},
    {"sau L", build_after},
    /* nhân dịp / kỷ niệm Ngày HTX Việt Nam 11/4 · 27/7 · 13/10 */
    {"nhân? dịp? kỷ? niệm? chào? mừng? N? năm? ngày? O ngày? L", build_occasion},
    {"nhân? dịp? kỷ? niệm? chào? mừng? N? năm? ngày? O Y", build_occasion},
    {"nhân dịp? kỷ? niệm? L", build_occasion},
    {"dịp kỷ? niệm? L", build_occasion},
    {"kỷ niệm L", build_occasion},
    {"chào mừng L", build_occasion},
    /* all the days of span.c */
    {"L", build_span},
    {"Z", build_year},
};

/* What is said of the whole wherever it stands.  A row that yields gives way to dates before it:
 * "trước ngày 15/6 theo quy định" is a deadline, "hằng tháng theo lịch" is not. */
static const struct manner {
    const char *pattern;
    enum htx_kind kind;
    bool yields;
} manners[] = {
    /* hằng tháng · mỗi tháng · định kỳ tháng · hằng quý · hằng tuần · ngày 20 hằng tháng */
    {"hàng tháng|quý|tuần|ngày", HTX_RECURRING, false},
    {"hàng năm", HTX_RECURRING, true},
    {"định kỳ", HTX_RECURRING, false},
    {"lần /|một? tháng|quý|tuần|năm|ngày", HTX_RECURRING, false},
    {"tháng|quý|tuần / B? lần", HTX_RECURRING, false},
    /* thường xuyên · liên tục · quanh năm */
    {"thường xuyên", HTX_CONTINUOUS, false},
    {"liên tục", HTX_CONTINUOUS, false},
    {"quanh năm", HTX_CONTINUOUS, false},
    /* theo lịch/kế hoạch/chỉ đạo/quy định (của ...) */
    {"theo sự? lịch|chỉ|kế|quy|hướng|thông|yêu|chương", HTX_EXTERNAL, true},
    /* sau khi (được phê duyệt ...) · khi có phát sinh · đột xuất */
    {"khi", HTX_EVENT, true},
    {"đột xuất", HTX_EVENT, true},
    {"phát sinh", HTX_EVENT, true},
};

static const char *const unset_patterns[] = {"chưa xác? định|rõ|có", "không xác định"};

/* ---- Reading ------------------------------------------------------------------------------- */

static struct phrase cut(const struct phrase *phrase, int from, int to)
{
    return (struct phrase){phrase->word + from, to - from, phrase->year};
}

static bool is_one_of(const struct phrase *phrase, int at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (htx_word_is(phrase, at, words[i]))
            return true;
    return false;
}

/* Take off the words that only join a part of the text to the rest. */
static struct phrase trim(struct phrase p)
{
    static const char *const behind[] = {",",  ";",    "-",   "trong", "đó",
                                         "và", "hoặc", "sau", "ngay",  "trước"};
    static const char *const ahead[] = {",", ";", "-", "là", "vào", "trong"};
    while (p.count && is_one_of(&p, p.count - 1, behind, HTX_COUNT(behind)))
        p.count--;
    while (p.count && is_one_of(&p, 0, ahead, HTX_COUNT(ahead)) && !htx_word_is(&p, 1, "năm"))
        p = cut(&p, 1, p.count);
    return p;
}

static enum reason read_clause(const struct reading *r, struct phrase p)
{
    struct htx_when clean = *r->when;
    enum reason reason = NOT_UNDERSTOOD;
    if (p.count > 1 && (htx_word_is(&p, 0, "vào") || htx_word_is(&p, 0, "là")))
        p = cut(&p, 1, p.count);
    for (size_t i = 0; i < HTX_COUNT(clauses) && reason == NOT_UNDERSTOOD; i++) {
        struct capture c = {0};
        *r->when = clean;
        if (htx_pattern_match(clauses[i].pattern, &p, 0, &c) && c.end == p.count)
            reason = clauses[i].build(r, &c);
    }
    return reason;
}

/* The first manner of the text and the words from *at to *end that say it. */
static const struct manner *find_manner(const struct phrase *p, int *at, int *end)
{
    for (*at = 0; *at < p->count; ++*at)
        for (size_t i = 0; i < HTX_COUNT(manners); i++) {
            struct capture c = {0};
            if (htx_pattern_match(manners[i].pattern, p, *at, &c)) {
                *end = c.end;
                return &manners[i];
            }
        }
    return NULL;
}

/* Work without an end may still have bounds of its own: "hằng tháng, từ tháng 3 đến tháng 9". */
static void set_bounds(const struct reading *r, struct phrase rest)
{
    static const char *const openers[] = {"từ", "kể", "bắt", "đến"};
    enum htx_kind kind = r->when->kind;
    struct htx_when whole = *r->when;
    if (!is_one_of(&rest, 0, openers, HTX_COUNT(openers)) || read_clause(r, rest) != FITS)
        *r->when = whole;
    if (!r->when->start)
        r->when->start = r->plan_start;
    r->when->kind = kind;
}

static enum reason read_manner(const struct reading *r, const struct phrase *p,
                               const struct manner *manner, int at, int end)
{
    struct phrase before = trim(cut(p, 0, at)), after = trim(cut(p, end, p->count));
    if (manner->yields && before.count) {
        enum reason reason = read_clause(r, before);
        if (reason != NOT_UNDERSTOOD && reason != NO_ORIGIN && reason != NO_MONTH)
            return reason;
    }
    *r->when = (struct htx_when){.kind = manner->kind};
    if (manner->kind == HTX_RECURRING || manner->kind == HTX_CONTINUOUS) {
        set(r, FITS, r->plan_start, r->plan_end);
        set_bounds(r, before.count ? before : after);
    }
    return FITS;
}

static enum reason read_time(const struct reading *r, const struct phrase *p)
{
    int at, end;
    for (size_t i = 0; i < HTX_COUNT(unset_patterns); i++) {
        struct capture c = {0};
        if (htx_pattern_match(unset_patterns[i], p, 0, &c) && c.end == p->count) {
            r->when->unset = true;
            return FITS;
        }
    }
    const struct manner *manner = find_manner(p, &at, &end);
    return manner ? read_manner(r, p, manner, at, end) : read_clause(r, *p);
}

static enum reason check_bounds(const struct reading *r)
{
    const struct htx_when *when = r->when;
    htx_date first = htx_date_make(r->context->year, 1, 1);
    htx_date last = htx_date_make(r->context->year, 12, 31);
    if (r->plan_start < first)
        first = r->plan_start;
    if (r->plan_end > last)
        last = r->plan_end;
    if (!when->due)
        return FITS;
    if (when->due < first || when->start > last)
        return OUTSIDE;
    /* a deadline has no start to touch the plan; past the next year it is a slip of the pen */
    return !when->start && when->due > last + 366 ? OUTSIDE : FITS;
}

/* "Cả năm 2024; cao điểm từ ngày 29/3/2024 đến 29/4/2024" */
static enum reason read_with_peak(const struct reading *r, const struct phrase *p)
{
    int at = 0;
    while (at < p->count && !(htx_word_is(p, at, "cao") && htx_word_is(p, at + 1, "điểm")))
        at++;
    if (at == p->count)
        return read_time(r, p);
    struct phrase whole = trim(cut(p, 0, at)), peak = trim(cut(p, at + 2, p->count));
    struct htx_when found = {0};
    struct reading of_peak = *r;
    of_peak.when = &found;
    enum reason reason = read_clause(&of_peak, peak);
    if (reason == FITS && (!found.start || !whole.count))
        reason = NOT_UNDERSTOOD;
    if (reason == FITS)
        reason = check_bounds(&of_peak);
    if (reason == FITS)
        reason = read_time(r, &whole);
    r->when->peak_start = found.start;
    r->when->peak_due = found.due;
    return reason;
}

static int fail(struct htx_err *err, enum reason reason, const char *text)
{
    static const char *const messages[] = {
        [NOT_UNDERSTOOD] = N_("time '%.*s' is not understood; write it as 'ngày 05/3/2024', 'tháng "
                              "3/2024', 'quý II', 'trước ngày 15/6' or the like"),
        [NO_SUCH_DAY] = N_("time '%.*s' names a day that is not in the calendar; correct it"),
        [NO_MONTH] = N_("time '%.*s' names a day without its month; write it as 'ngày 05/3/2024'"),
        [AMBIGUOUS] = N_("time '%.*s' may mean days or months; begin it with 'ngày' or 'tháng'"),
        [REVERSED] = N_("time '%.*s' ends before it begins; correct the days or give their years"),
        [OUTSIDE] = N_("time '%.*s' lies outside the plan's year; correct it or give its year"),
        [NO_ORIGIN] = N_("time '%.*s' says not from which day it counts; add 'kể từ ngày ...'"),
    };
    int length = (int)htx_utf8_cut(text, strlen(text), 200);
    return htx_fail(err, HTX_EDATA, _(messages[reason]), length, text);
}

int htx_when_parse(const char *text, const struct htx_when_context *context, struct htx_when *when,
                   struct htx_err *err)
{
    struct words words;
    htx_words_read(text, &words);
    *when = (struct htx_when){.kind = HTX_ONCE, .unset = words.count == 0};
    struct phrase phrase = {words.word, words.count, context->year};
    struct reading r = {context, context->start, context->end, when};
    if (!r.plan_start)
        r.plan_start = htx_date_make(context->year, 1, 1);
    if (!r.plan_end)
        r.plan_end = htx_date_make(context->year, 12, 31);

    enum reason reason = words.count ? read_with_peak(&r, &phrase) : FITS;
    if (reason == FITS)
        reason = check_bounds(&r);
    if (reason != FITS) {
        *when = (struct htx_when){.kind = HTX_ONCE};
        return fail(err, reason, text);
    }
    when->tentative = words.tentative;
    return 0;
}
