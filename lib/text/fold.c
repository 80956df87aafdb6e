/* fold.c - forms in which two spellings of the same words are the same bytes. */
#include "text/char.h"
#include "text/fold.h"
#include <string.h>

static bool is_space(int32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0;
}

static bool is_dash(int32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* Does s hold combining marks (U+0300 to U+036F), as text from a command line may? */
static bool has_marks(const char *s)
{
    return strchr(s, '\xCC') || strchr(s, '\xCD');
}

/* Append s in lower case, blanks and dashes between words as one blank. */
static void lower_words(struct htx_buf *out, const char *s)
{
    size_t start = out->len;
    bool gap = false;
    int32_t c;
    for (size_t n; (n = htx_char_next(s, &c)) > 0; s += n) {
        if (is_space(c) || is_dash(c)) {
            gap = true;
            continue;
        }
        if (gap && out->len > start)
            htx_buf_addc(out, ' ');
        gap = false;
        htx_char_put(out, htx_char_lower(c));
    }
}

static bool word_goes_on(const char *s)
{
    int32_t c;
    return htx_char_next(s, &c) && htx_char_is_word(c);
}

/* ---- Tone placement ----------------------------------------------------------------------- */

struct respelling {
    const char *from, *to;
};

/* Open syllables in oa, oe, uy: the old style marks the first vowel, the new one the second. */
static const struct respelling tones[] = {
    {"òa", "oà"}, {"ỏa", "oả"}, {"õa", "oã"}, {"óa", "oá"}, {"ọa", "oạ"},
    {"òe", "oè"}, {"ỏe", "oẻ"}, {"õe", "oẽ"}, {"óe", "oé"}, {"ọe", "oẹ"},
    {"ùy", "uỳ"}, {"ủy", "uỷ"}, {"ũy", "uỹ"}, {"úy", "uý"}, {"ụy", "uỵ"},
};

/* The row of the table that s begins with, NULL for none. */
static const struct respelling *misplaced_tone(const char *s)
{
    int32_t c;
    size_t n = htx_char_next(s, &c);
    if (c < 0x80 || (s[n] != 'a' && s[n] != 'e' && s[n] != 'y') || word_goes_on(s + n + 1))
        return NULL;
    for (size_t i = 0; i < HTX_COUNT(tones); i++)
        if (strncmp(s, tones[i].from, n + 1) == 0)
            return &tones[i];
    return NULL;
}

/* ---- Words of two spellings --------------------------------------------------------------- */

/* Bytes of word when s begins with it as a whole word, else 0. */
static size_t begins_with_word(const char *s, const char *word)
{
    size_t n = strlen(word);
    return strncmp(s, word, n) == 0 && !word_goes_on(s + n) ? n : 0;
}

static bool is_time_word(const char *s)
{
    static const char *const words[] = {"năm", "tháng", "quý", "quí", "ngày", "tuần"};
    for (size_t i = 0; i < HTX_COUNT(words); i++)
        if (begins_with_word(s, words[i]))
            return true;
    return false;
}

/* How the word at s is respelled, NULL when it stays. */
static const struct respelling *respelled_word(const char *s)
{
    static const struct respelling words[] = {{"quí", "quý"}, {"kì", "kỳ"}, {"hàng", "hằng"}};
    if (*s != 'q' && *s != 'k' && *s != 'h')
        return NULL;
    for (size_t i = 0; i < HTX_COUNT(words); i++) {
        size_t n = begins_with_word(s, words[i].from);
        if (n && (words[i].from[0] != 'h' || (s[n] == ' ' && is_time_word(s + n + 1))))
            return &words[i];
    }
    return NULL;
}

/* Append s, which is lower case, in the one spelling. */
static void respell(struct htx_buf *out, const char *s, bool words_too)
{
    char before = ' ';
    bool in_word = false;
    int32_t c;
    for (size_t n; (n = htx_char_next(s, &c)) > 0; s += n) {
        const struct respelling *r = NULL;
        if (!in_word && words_too)
            r = respelled_word(s);
        if (!r && c >= 0x80 && before != 'q')
            r = misplaced_tone(s);
        if (r) {
            htx_buf_adds(out, r->to);
            n = strlen(r->from);
            in_word = true;
        } else {
            htx_buf_add(out, s, n);
            in_word = htx_char_is_word(c);
        }
        before = *s;
    }
}

/* ---- The forms ---------------------------------------------------------------------------- */

static void fold(struct htx_buf *out, const char *s, bool words_too)
{
    struct htx_buf composed = HTX_BUF_INIT, lower = HTX_BUF_INIT;
    if (has_marks(s)) {
        htx_text_clean(&composed, s, strlen(s));
        s = composed.s;
    }
    lower_words(&lower, s);
    respell(out, lower.s, words_too);
    htx_buf_free(&lower);
    htx_buf_free(&composed);
}

void htx_text_fold(struct htx_buf *out, const char *s)
{
    fold(out, s, true);
}

void htx_text_fold_tones(struct htx_buf *out, const char *s)
{
    fold(out, s, false);
}

void htx_text_fold_plain(struct htx_buf *out, const char *s)
{
    struct htx_buf folded = HTX_BUF_INIT;
    htx_text_fold(&folded, s);
    htx_text_bare(out, folded.s);
    htx_buf_free(&folded);
}

void htx_text_bare(struct htx_buf *out, const char *s)
{
    int32_t c;
    for (size_t n; (n = htx_char_next(s, &c)) > 0; s += n)
        if (!htx_char_is_mark(c))
            htx_char_put(out, htx_char_bare(c));
}
