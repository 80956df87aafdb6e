/* lines.c - a document's lines, and what their beginnings say. */
#include "readers/readers.h"
#include "text/text.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool starts(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* Drop heading marks, and emphasis when its stars come in pairs: "(*)" alone is text. */
static void strip_markdown(char *s)
{
    size_t marks = strspn(s, "#");
    if (marks && marks <= 6 && s[marks] == ' ')
        memmove(s, s + marks + 1, strlen(s + marks + 1) + 1);
    char *text = starts(s, "* ") ? s + 2 : s;
    size_t runs = 0;
    for (char *c = text; (c = strchr(c, '*')) != NULL; c += strspn(c, "*"))
        runs++;
    if (runs == 0 || runs % 2)
        return;
    char *to = text;
    for (char *c = text; *c; c++)
        if (*c != '*')
            *to++ = *c;
    *to = '\0';
}

static void trim(char *s)
{
    size_t from = strspn(s, " \f"), n = strlen(s);
    while (n > from && strchr(" \f", s[n - 1]))
        n--;
    memmove(s, s + from, n - from);
    s[n - from] = '\0';
}

static bool is_page_number(const char *text)
{
    const char *s = text + strspn(text, "-– ");
    size_t n = strspn(s, "0123456789");
    return n >= 1 && n <= 3 && s[n + strspn(s + n, "-– ")] == '\0';
}

/* Take word out of key wherever it stands; true when it did. */
static bool take_out(char *key, const char *word)
{
    bool found = false;
    size_t n = strlen(word);
    for (char *at; n && (at = strstr(key, word)) != NULL; found = true)
        memmove(at, at + n, strlen(at + n) + 1);
    return found;
}

/* The motto, or the organisation's names in capitals, and nothing else on the line. */
static bool is_letterhead(const struct htx_reading *r, const char *text)
{
    static const char *const mottos[] = {"Cộng hòa xã hội chủ nghĩa Việt Nam",
                                         "Độc lập - Tự do - Hạnh phúc"};
    struct htx_buf key = HTX_BUF_INIT, word = HTX_BUF_INIT;
    htx_text_key(&key, text);
    char *rest = key.s;
    bool motto = false, name = false;
    for (size_t i = 0; i < HTX_COUNT(mottos); i++) {
        htx_buf_cut(&word, 0);
        htx_text_key(&word, mottos[i]);
        motto |= key.len && take_out(rest, word.s);
    }
    bool caps = htx_text_is_caps(text);
    for (size_t i = 0; caps && r->office->name[i]; i++) {
        htx_buf_cut(&word, 0);
        htx_text_key(&word, r->office->name[i]);
        name |= key.len && take_out(rest, word.s);
    }
    htx_buf_cut(&word, 0);
    htx_text_key(&word, r->office->parent);
    if (caps && key.len && word.len)
        name |= take_out(rest, word.s);
    bool is = (motto || name) && *rest == '\0';
    htx_buf_free(&key);
    htx_buf_free(&word);
    return is;
}

static void skip_line(struct htx_reading *r, long number, const char *text, const char *why)
{
    r->skipped++;
    htx_reading_remark(r, HTX_INFO, number, NULL, "%s: %s", why, text);
}

static void add_line(struct htx_reading *r, struct htx_lines *lines, long number, const char *text,
                     const char *raw)
{
    struct htx_arena *arena = &r->office->arena;
    lines->line = htx_arena_grow(arena, lines->line, lines->n, sizeof(*lines->line));
    lines->line[lines->n++] =
        (struct htx_line){number, htx_arena_dup(arena, text), htx_arena_dup(arena, raw)};
}

/* Does the line end with the document's closing mark?  Then it is cut off: "hợp tác xã./." ends
 * with a full stop, "hợp tác xã ./." without one, and "./." is no text. */
static bool cut_closing(char *text)
{
    size_t n = strlen(text);
    if (n < 3 || strcmp(text + n - 3, "./.") != 0)
        return false;
    n -= n > 3 && text[n - 4] != ' ' ? 2 : 3;
    text[n] = '\0';
    trim(text);
    return true;
}

size_t htx_line_length(const char *s, size_t *end)
{
    size_t n = strcspn(s, "\r\n");
    *end = s[n] == '\r' && s[n + 1] == '\n' ? 2 : s[n] != '\0';
    return n;
}

void htx_lines_read(struct htx_reading *r, struct htx_lines *lines)
{
    *lines = (struct htx_lines){0};
    struct htx_buf clean = HTX_BUF_INIT, raw = HTX_BUF_INIT;
    long number = 0;
    for (const char *s = r->data; *s;) {
        size_t end, n = htx_line_length(s, &end);
        number++;
        htx_buf_cut(&clean, 0);
        htx_buf_cut(&raw, 0);
        htx_buf_add(&raw, s, n);
        htx_text_clean(&clean, s, n);
        s += n + end;
        trim(clean.s);
        strip_markdown(clean.s);
        trim(clean.s);
        bool closes = cut_closing(clean.s);
        if (!*clean.s && !closes)
            continue;
        if (lines->closed)
            skip_line(r, number, clean.s, _("after the closing './.'"));
        else if (!*clean.s)
            skip_line(r, number, "./.", _("closing mark"));
        else if (is_page_number(clean.s))
            skip_line(r, number, clean.s, _("page number"));
        else if (is_letterhead(r, clean.s))
            skip_line(r, number, clean.s, _("letterhead"));
        else
            add_line(r, lines, number, clean.s, raw.s);
        lines->closed |= closes;
    }
    htx_buf_free(&clean);
    htx_buf_free(&raw);
}

static size_t dotted_length(const char *s)
{
    size_t n = strspn(s, "0123456789"), parts = 1;
    while (n && n <= 2 && s[n] == '.' && isdigit((unsigned char)s[n + 1])) {
        size_t more = strspn(s + n + 1, "0123456789");
        if (more > 2)
            return 0;
        n += 1 + more;
        parts++;
        if (s[n] != '.' || !isdigit((unsigned char)s[n + 1]))
            break;
    }
    return parts > 1 ? n : 0;
}

size_t htx_line_numbering(const char *text, enum htx_mark *mark)
{
    *mark = HTX_MARK_NONE;
    size_t n = dotted_length(text);
    if (n) {
        n += text[n] == '.' || text[n] == ')';
        *mark = HTX_MARK_DOTTED;
        if (text[n] == ' ')
            return n + 1;
        *mark = HTX_MARK_NONE;
        return 0;
    }
    size_t roman;
    if ((n = strspn(text, "0123456789")) > 0 && n <= 2)
        *mark = HTX_MARK_DIGITS;
    else if (isupper((unsigned char)*text) && htx_text_from_roman(text, &roman) && (n = roman))
        *mark = HTX_MARK_ROMAN;
    else if (islower((unsigned char)*text) || starts(text, "đ"))
        n = starts(text, "đ") ? 2 : 1, *mark = HTX_MARK_LETTER;
    else
        return 0;
    bool closed = text[n] == ')' || text[n] == '/' || (text[n] == '.' && *mark != HTX_MARK_LETTER);
    /* "13/10" and "5.000" are no numberings. */
    if (!closed || isdigit((unsigned char)text[n + 1]) || !text[n + 1]) {
        *mark = HTX_MARK_NONE;
        return 0;
    }
    return n + 1 + strspn(text + n + 1, " ");
}

size_t htx_line_bullet(const char *text)
{
    static const char *const bullets[] = {"-", "–", "—", "+", "•", "●", "*", "▪", "‐", "−"};
    for (size_t i = 0; i < HTX_COUNT(bullets); i++)
        if (starts(text, bullets[i])) {
            size_t n = strlen(bullets[i]);
            /* "-5" is a number, "-Tham mưu" an item whose blank was lost. */
            if (isdigit((unsigned char)text[n]))
                return 0;
            n += strspn(text + n, " ");
            return text[n] ? n : 0;
        }
    return 0;
}

bool htx_line_is_month(const char *text, int year, int *month, int *first)
{
    enum htx_mark mark;
    text += htx_line_numbering(text, &mark);
    struct htx_buf plain = HTX_BUF_INIT, bare = HTX_BUF_INIT;
    htx_buf_adds(&bare, text);
    htx_line_trim_end(bare.s);
    htx_text_fold_plain(&plain, bare.s);
    *month = 0;
    if (starts(plain.s, "thang ")) {
        *month = *first = htx_month_from_cell(bare.s, year);
    } else if (starts(plain.s, "quy ")) {
        struct htx_when when;
        struct htx_when_context context = {.year = year};
        struct htx_err ignored;
        int y, m, d;
        if (htx_when_parse(bare.s, &context, &when, &ignored) == 0 && when.start && when.due &&
            !when.approximate) {
            htx_date_parts(when.start, &y, &m, &d);
            *first = y * 12 + m - 1;
            htx_date_parts(when.due, &y, &m, &d);
            *month = y * 12 + m - 1;
        }
    }
    htx_buf_free(&plain);
    htx_buf_free(&bare);
    return *month != 0;
}

void htx_line_check(struct htx_reading *r, const struct htx_line *line)
{
    if (strchr(line->text, '\\') || strstr(line->text, "\xef\xbf\xbd"))
        htx_reading_remark(r, HTX_WARNING, line->number, NULL,
                           _("the text looks damaged here: '%s'"), line->text);
}

void htx_line_trim_end(char *s)
{
    size_t n = strlen(s);
    if (n && strchr(".:;,", s[n - 1]))
        s[--n] = '\0';
    while (n && s[n - 1] == ' ')
        s[--n] = '\0';
}
