/* clean.c - text at the door: composed, with ordinary blanks and line ends, nothing invisible. */
#include "text/char.h"
#include <string.h>

/* More marks than this on one letter are no writing, and ordering them takes quadratic time. */
enum { MOST_MARKS = 30 };

enum { DROPPED = -1 };

static bool is_dropped(int32_t c)
{
    return (c < ' ' && c != '\f') || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B ||
           c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF;
}

static bool is_blank(int32_t c)
{
    return c == '\t' || c == '\v' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* What stands for c in clean text; line ends are settled before. */
static int32_t clean_char(int32_t c)
{
    if (c == '\n' || (c >= ' ' && c < 0x7F))
        return c;
    if (is_blank(c))
        return ' ';
    if (is_dropped(c))
        return DROPPED;
    switch (c) {
    case 0xD0:
    case 0x189:
        return 0x110;
    case 0xF0:
    case 0x256:
        return 0x111;
    case 0x1A2:
        return 0x1AF;
    case 0x1A3:
        return 0x1B0;
    default:
        return c;
    }
}

/* Nothing in these ranges combines with a character of them or has another composed form. */
static bool stays_composed(int32_t c)
{
    return c < 0x300 || (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2010 && c < 0x2060);
}

/* Is s clean but for its blanks?  So is nearly every line, and it need not be copied. */
static bool is_ordinary(const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        int32_t c;
        i += htx_char_read(s + i, len - i, &c);
        if (clean_char(c) != c || !stays_composed(c))
            return false;
    }
    return true;
}

/* Append s character by character as clean_char() has it; true when it may need composing. */
static bool map_chars(struct htx_buf *out, const char *s, size_t len)
{
    bool composing = false;
    int marks = 0;
    for (size_t i = 0; i < len;) {
        int32_t c;
        i += htx_char_read(s + i, len - i, &c);
        if (c == '\r') {
            if (i == len || s[i] != '\n')
                htx_buf_addc(out, '\n');
            continue;
        }
        c = clean_char(c);
        if (c == DROPPED)
            continue;
        composing = composing || !stays_composed(c);
        marks = htx_char_is_mark(c) ? marks + 1 : 0;
        if (marks <= MOST_MARKS)
            htx_char_put(out, c);
    }
    return composing;
}

/* Append s with runs of blanks as one and none at a line's beginning and end. */
static void squeeze(struct htx_buf *out, const char *s, size_t len)
{
    bool at_start = true;
    for (size_t i = 0; i < len;) {
        size_t blanks = strspn(s + i, " ");
        i += blanks;
        if (i >= len)
            break;
        bool breaks = s[i] == '\n' || s[i] == '\f';
        if (blanks && !at_start && !breaks)
            htx_buf_addc(out, ' ');
        size_t run = breaks ? 1 : strcspn(s + i, " \n\f");
        htx_buf_add(out, s + i, run);
        at_start = breaks;
        i += run;
    }
}

static void clean(struct htx_buf *out, const char *s, size_t len, bool keep_blanks)
{
    struct htx_buf mapped = HTX_BUF_INIT, composed = HTX_BUF_INIT;
    const struct htx_buf *text = &mapped;
    if (is_ordinary(s, len)) {
        htx_buf_add(&mapped, s, len);
    } else if (map_chars(&mapped, s, len)) {
        htx_text_compose(&composed, mapped.s, mapped.len);
        text = &composed;
    }
    if (keep_blanks)
        htx_buf_add(out, text->s, text->len);
    else
        squeeze(out, text->s, text->len);
    htx_buf_free(&mapped);
    htx_buf_free(&composed);
}

void htx_text_clean(struct htx_buf *out, const char *s, size_t len)
{
    clean(out, s, len, false);
}

void htx_text_clean_keep(struct htx_buf *out, const char *s, size_t len)
{
    clean(out, s, len, true);
}

void htx_text_file_name(struct htx_buf *out, const char *s, size_t max)
{
    static const char edges[] = ".- ";
    struct htx_buf name = HTX_BUF_INIT;
    int32_t c;
    for (size_t n; (n = htx_char_next(s, &c)) > 0; s += n)
        htx_char_put(&name, htx_char_is_word(c) || (c < 0x80 && strchr("-_. ", c)) ? c : '-');
    const char *from = name.s + strspn(name.s, edges);
    size_t len = htx_utf8_cut(from, strlen(from), max);
    while (len > 0 && strchr(edges, from[len - 1]))
        len--;
    htx_buf_add(out, from, len);
    htx_buf_free(&name);
}

void htx_text_replace(struct htx_buf *s, const char *find, const char *put)
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
