/* likeness.c - is a text Vietnamese?  Is it what is left of one? */
#include "text/char.h"
#include "text/legacy.h"
#include <string.h>

/* ---- Syllables ---------------------------------------------------------------------------- */

/* Longer ones first where one begins with another. */
static const char *const initials[] = {
    "ngh", "ng", "nh", "n", "ch", "c", "gh", "g", "kh", "k", "ph", "p", "qu", "th",
    "tr",  "t",  "b",  "d", "đ",  "h", "l",  "m", "r",  "s", "v",  "x", "",
};

static const char *const nuclei[] = {
    "a",  "ă",  "â",   "e",   "ê",   "i",   "o",   "ô",   "ơ",   "u",   "ư",   "y",   "ai",  "ao",
    "au", "ay", "âu",  "ây",  "eo",  "êu",  "ia",  "iê",  "iu",  "iêu", "oa",  "oă",  "oe",  "oi",
    "ôi", "ơi", "oo",  "ua",  "uâ",  "uê",  "ui",  "uô",  "uơ",  "uy",  "ưa",  "ưi",  "ươ",  "ưu",
    "ya", "yê", "oai", "oay", "oao", "oeo", "uây", "uôi", "uya", "uyê", "uyu", "ươi", "ươu", "yêu",
};

static const char *const finals[] = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};

static bool is_one_of(const char *s, size_t len, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(list[i]) == len && memcmp(list[i], s, len) == 0)
            return true;
    return false;
}

/* Bytes of the vowels that s begins with; y is one. */
static size_t vowels_at(const char *s)
{
    static const char vowels[] = "aăâeêioôơuưy";
    size_t len = 0;
    int32_t c, vowel;
    for (size_t n; (n = htx_char_next(s + len, &c)) > 0; len += n) {
        const char *v = vowels;
        size_t step;
        while ((step = htx_char_next(v, &vowel)) > 0 && vowel != c)
            v += step;
        if (!step)
            break;
    }
    return len;
}

static bool is_rhyme(const char *s)
{
    size_t n = vowels_at(s);
    return is_one_of(s, n, nuclei, HTX_COUNT(nuclei)) &&
           is_one_of(s + n, strlen(s + n), finals, HTX_COUNT(finals));
}

/* Could the lower-case letters, without their tones, be a syllable? */
static bool is_syllable(const char *s)
{
    for (size_t i = 0; i < HTX_COUNT(initials); i++) {
        size_t n = strlen(initials[i]);
        if (strncmp(s, initials[i], n) != 0)
            continue;
        /* The i of gi is a vowel ("gì") or goes before one ("giữ", "giao"). */
        return is_rhyme(s + n) || (strncmp(s, "gi", 2) == 0 && is_rhyme(s + 2));
    }
    return false;
}

/* A word as it is read: without tones, but counted. */
struct word {
    struct htx_buf letters;
    int tones;
    bool marked;
};

static void end_word(struct word *word, struct htx_likeness *likeness)
{
    if (word->marked) {
        bool good = word->tones <= 1 && is_syllable(word->letters.s);
        likeness->good += good;
        likeness->bad += !good;
    }
    htx_buf_cut(&word->letters, 0);
    word->tones = 0;
    word->marked = false;
}

struct htx_likeness htx_text_likeness(const char *s)
{
    struct htx_likeness likeness = {0, 0};
    struct word word = {.letters = HTX_BUF_INIT};
    int32_t c;
    for (size_t n; (n = htx_char_next(s, &c)) > 0; s += n) {
        if (!htx_char_is_letter(c) && !htx_char_is_mark(c)) {
            end_word(&word, &likeness);
            continue;
        }
        int tone;
        htx_char_put(&word.letters, htx_char_split(c, &tone));
        word.tones += tone > 0;
        word.marked = word.marked || c >= 0x80;
    }
    end_word(&word, &likeness);
    htx_buf_free(&word.letters);
    return likeness;
}

/* ---- Destroyed text ------------------------------------------------------------------------ */

static bool is_letter_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* What words, addresses of pages and questions are made of; the rest separates them. */
static bool is_token_byte(char c)
{
    return is_letter_byte(c) || (c >= '0' && c <= '9') || (c && strchr("?/=@:&#%_~", c));
}

enum damage { NO_WORD, WHOLE, AT_EDGE, INSIDE };

/* What the '?' in the token of len bytes at s (in a text of rest bytes) say of it. */
static enum damage token_damage(const char *s, size_t len, size_t rest)
{
    enum damage found = NO_WORD;
    if (!memchr(s, '?', len))
        return len ? WHOLE : NO_WORD;
    for (size_t i = 0; i < len; i++) {
        if (strchr("/=@:&#%_~", s[i]))
            return NO_WORD;
        if (is_letter_byte(s[i]) && found == NO_WORD)
            found = WHOLE;
    }
    for (size_t i = 0; i < len && found != NO_WORD; i++) {
        if (s[i] != '?')
            continue;
        if (i > 0 && i + 1 < len && is_letter_byte(s[i - 1]) && is_letter_byte(s[i + 1]))
            return INSIDE;
        bool goes_on = len + 1 < rest && s[len] == ' ' && s[len + 1] >= 'a' && s[len + 1] <= 'z';
        if (i == 0 || goes_on)
            found = AT_EDGE;
    }
    return found;
}

bool htx_text_is_destroyed(const char *s, size_t len, size_t *at)
{
    size_t words = 0, edges = 0, insides = 0;
    if (!memchr(s, '?', len))
        return false;
    for (size_t i = 0, n; i < len; i += n ? n : 1) {
        for (n = 0; i + n < len && is_token_byte(s[i + n]);)
            n++;
        enum damage damage = token_damage(s + i, n, len - i);
        words += damage != NO_WORD;
        edges += damage == AT_EDGE;
        if (damage == INSIDE && insides++ == 0)
            *at = i;
    }
    /* One question without a blank after it is a slip; every tenth word of a text is not. */
    return insides > 0 && insides + edges >= 2 && (insides + edges) * 10 >= words;
}
