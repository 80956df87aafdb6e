/* programme.c - a yearly programme as text: months (or quarters), units, dash items. */
#include "readers/readers.h"
#include "text/text.h"
#include <stdio.h>
#include <string.h>

struct programme {
    struct htx_reading *r;
    const struct htx_lines *lines;
    size_t at;
    int month, first; /* month indices; 0: no heading yet */
    const char *unit; /* code; "" under an unknown one; NULL: no heading since the month */
    bool unit_fresh;  /* nothing stands under the heading yet */
    struct htx_buf item;
    long item_line;
};

static void close_item(struct programme *p)
{
    if (p->item.len) {
        char month[16];
        snprintf(month, sizeof(month), "%04d-%02d", p->month / 12, p->month % 12 + 1);
        struct htx_record record = {.line = p->item_line, .row = p->item.s};
        record.value[HTX_MONTH_OF] = month;
        record.value[HTX_LEAD] = p->unit;
        record.value[HTX_TITLE] = p->item.s;
        htx_date start = htx_date_make(p->first / 12, p->first % 12 + 1, 1);
        char iso[16];
        if (p->first != p->month)
            record.value[HTX_START] = htx_date_text(start, iso);
        if (*p->unit)
            htx_reading_add(p->r, &record);
        else
            htx_reading_remark(p->r, HTX_BAD, p->item_line, p->item.s,
                               _("stands under a heading that is no unit: '%s'"), p->item.s);
    }
    htx_buf_cut(&p->item, 0);
}

static void open_item(struct programme *p, const struct htx_line *line, const char *text)
{
    close_item(p);
    htx_buf_adds(&p->item, text);
    p->item_line = line->number;
    p->unit_fresh = false;
    htx_line_check(p->r, line);
}

/* ---- Unit headings ---- */

/* The unit that text names up to its end or its colon; *rest is what stands behind the colon. */
static const struct htx_unit *heading_unit(const struct programme *p, const char *text,
                                           const char **rest)
{
    struct htx_buf name = HTX_BUF_INIT;
    htx_buf_adds(&name, text);
    htx_line_trim_end(name.s);
    *rest = "";
    const struct htx_unit *unit = htx_unit_find(p->r->office, name.s, NULL);
    const char *colon = strchr(text, ':');
    if (!unit && colon) {
        htx_buf_cut(&name, 0);
        htx_buf_add(&name, text, (size_t)(colon - text));
        unit = htx_unit_find(p->r->office, name.s, NULL);
        *rest = colon + 1 + strspn(colon + 1, " ");
    }
    htx_buf_free(&name);
    return unit;
}

/* Does text begin as a unit's name does: "phòng", "ban" ..., or the first word of a unit? */
static bool begins_as_unit(const struct programme *p, const char *text)
{
    static const char *const words[] = {"phòng", "ban", "trung tâm", "quỹ", "văn phòng"};
    struct htx_buf fold = HTX_BUF_INIT, word = HTX_BUF_INIT;
    htx_text_fold(&fold, text);
    bool begins = false;
    for (size_t i = 0; i < HTX_COUNT(words) + p->r->office->nunits && !begins; i++) {
        htx_buf_cut(&word, 0);
        htx_text_fold(&word, i < HTX_COUNT(words) ? words[i]
                                                  : p->r->office->unit[i - HTX_COUNT(words)].name);
        size_t n = i < HTX_COUNT(words) ? word.len : strcspn(word.s, " ");
        begins = n && strncmp(fold.s, word.s, n) == 0 && (fold.s[n] == ' ' || !fold.s[n]);
    }
    htx_buf_free(&fold);
    htx_buf_free(&word);
    return begins;
}

static void bad_unit(struct programme *p, const struct htx_line *line, const char *text)
{
    const char *nearest = NULL;
    htx_unit_find(p->r->office, text, &nearest);
    if (nearest)
        htx_reading_remark(
            p->r, HTX_BAD, line->number, line->raw,
            _("no unit '%s' in htxplan.ini; did you mean '%s'? (else add it, or an alias)"), text,
            nearest);
    else
        htx_reading_remark(p->r, HTX_BAD, line->number, line->raw,
                           _("no unit '%s' in htxplan.ini; add [unit CODE] for it"), text);
}

static bool take_unit(struct programme *p, const struct htx_line *line)
{
    enum htx_mark mark;
    size_t skip = htx_line_numbering(line->text, &mark);
    const char *text = line->text + skip, *rest;
    size_t n = strlen(line->text);
    if (!p->month || mark == HTX_MARK_DOTTED || (!skip && line->text[n - 1] != ':'))
        return false;
    const struct htx_unit *unit = heading_unit(p, text, &rest);
    bool unknown =
        !unit && (mark == HTX_MARK_DIGITS || mark == HTX_MARK_ROMAN) && begins_as_unit(p, text);
    if (!unit && !unknown)
        return false;
    close_item(p);
    p->unit = unit ? unit->code : "";
    p->unit_fresh = true;
    if (unknown) {
        char *name = htx_arena_dup(&p->r->office->arena, text);
        htx_line_trim_end(name);
        bad_unit(p, line, name);
    } else if (*rest) {
        rest += htx_line_bullet(rest);
        open_item(p, line, rest);
    }
    return true;
}

/* ---- The other lines ---- */

static bool take_month(struct programme *p, const struct htx_line *line)
{
    int month, first;
    if (!htx_line_is_month(line->text, p->r->source->plan->year, &month, &first))
        return false;
    /* In lower case it is more often the end of a sentence that was wrapped. */
    bool ended = !p->item.len || p->item.s[p->item.len - 1] == '.';
    if (htx_text_is_lower(line->text) && !(ended && (!p->month || month > p->month)))
        return false;
    close_item(p);
    p->month = month;
    p->first = first;
    p->unit = NULL;
    return true;
}

/* Does "./." come before the next heading or item?  Then this is the document's closing text. */
static bool is_closing_text(struct programme *p)
{
    if (!p->lines->closed)
        return false;
    for (size_t i = p->at + 1; i < p->lines->n; i++) {
        const char *text = p->lines->line[i].text;
        int month, first;
        enum htx_mark mark;
        const char *rest;
        size_t skip = htx_line_numbering(text, &mark);
        if (htx_line_bullet(text) ||
            htx_line_is_month(text, p->r->source->plan->year, &month, &first) ||
            (skip && heading_unit(p, text + skip, &rest)))
            return false;
    }
    return true;
}

static void take_text(struct programme *p, const struct htx_line *line)
{
    bool ended = p->item.len && p->item.s[p->item.len - 1] == '.';
    bool capital = htx_text_is_upper(line->text);
    if (p->unit_fresh || (ended && capital)) {
        if (ended && is_closing_text(p)) {
            close_item(p);
            for (; p->at < p->lines->n; p->at++) {
                p->r->skipped++;
                htx_reading_remark(p->r, HTX_INFO, p->lines->line[p->at].number, NULL, "%s: %s",
                                   _("closing text"), p->lines->line[p->at].text);
            }
            return;
        }
        open_item(p, line, line->text);
        htx_reading_remark(p->r, HTX_WARNING, line->number, NULL,
                           _("taken as a task that lost its dash: '%s'"), line->text);
        return;
    }
    htx_buf_addf(&p->item, "%s%s", p->item.len ? " " : "", line->text);
    htx_line_check(p->r, line);
}

static void take_line(struct programme *p, const struct htx_line *line)
{
    if (take_month(p, line) || take_unit(p, line))
        return;
    if (!p->unit) {
        p->r->skipped++;
        htx_reading_remark(p->r, HTX_INFO, line->number, NULL, "%s: %s",
                           p->month ? _("before the first unit") : _("before the first month"),
                           line->text);
        return;
    }
    size_t bullet = htx_line_bullet(line->text);
    if (bullet)
        open_item(p, line, line->text + bullet);
    else
        take_text(p, line);
}

int htx_read_programme(struct htx_reading *r, struct htx_err *err)
{
    struct htx_lines lines;
    htx_lines_read(r, &lines);
    struct programme p = {.r = r, .lines = &lines, .item = HTX_BUF_INIT};
    for (; p.at < lines.n; p.at++)
        take_line(&p, &lines.line[p.at]);
    if (p.month)
        close_item(&p);
    htx_buf_free(&p.item);
    if (!p.month)
        return htx_fail_at(err, HTX_EDATA, r->file, 0,
                           _("no month heading ('Tháng 1') found: is this a yearly programme?"));
    return 0;
}
