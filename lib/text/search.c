/* search.c - finding words in a text, and the name that was probably meant. */
#include "text/char.h"
#include "text/fold.h"
#include <string.h>

/* ---- Searching ---------------------------------------------------------------------------- */

/* Does a word of text begin with the len bytes of word? */
static bool has_word(const char *text, const char *word, size_t len)
{
    bool in_word = false;
    int32_t c;
    bool anywhere = htx_char_next(word, &c) && !htx_char_is_word(c);
    for (size_t n; (n = htx_char_next(text, &c)) > 0; text += n) {
        if ((!in_word || anywhere) && strncmp(text, word, len) == 0)
            return true;
        in_word = htx_char_is_word(c);
    }
    return false;
}

static bool is_plain(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (word[i] & 0x80)
            return false;
    return true;
}

/* The forms of a text that words are looked for in. */
struct forms {
    struct htx_buf folded, plain, as_typed;
};

static bool forms_have(const struct forms *text, const char *word, size_t len)
{
    if (is_plain(word, len))
        return has_word(text->plain.s, word, len);
    return has_word(text->folded.s, word, len) || has_word(text->as_typed.s, word, len);
}

bool htx_text_search(const char *text, const char *words)
{
    struct forms forms = {HTX_BUF_INIT, HTX_BUF_INIT, HTX_BUF_INIT};
    struct htx_buf phrase = HTX_BUF_INIT;
    htx_text_fold(&phrase, words);
    htx_text_fold(&forms.folded, text);
    htx_text_bare(&forms.plain, forms.folded.s);
    /* "hằng năm" folds as a phrase, but either word may be looked for alone. */
    htx_text_fold_tones(&forms.as_typed, text);
    bool found = true;
    for (const char *word = phrase.s; found && *word;) {
        size_t len = strcspn(word, " ");
        found = forms_have(&forms, word, len);
        word += len + (word[len] == ' ');
    }
    htx_buf_free(&phrase);
    htx_buf_free(&forms.folded);
    htx_buf_free(&forms.plain);
    htx_buf_free(&forms.as_typed);
    return found;
}

/* ---- The nearest name --------------------------------------------------------------------- */

enum { LONGEST_NAME = 200 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to change, drop, add, or swap with their neighbour to make b of a. */
static size_t distance(const struct htx_buf *a, const struct htx_buf *b)
{
    size_t rows[3][LONGEST_NAME + 1];
    size_t *older = rows[0], *old = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b->len; j++)
        old[j] = older[j] = j;
    for (size_t i = 1; i <= a->len; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b->len; j++) {
            bool same = a->s[i - 1] == b->s[j - 1];
            now[j] = least(least(old[j], now[j - 1]) + 1, old[j - 1] + !same);
            if (i > 1 && j > 1 && a->s[i - 1] == b->s[j - 2] && a->s[i - 2] == b->s[j - 1])
                now[j] = least(now[j], older[j - 2] + 1);
        }
        size_t *spare = older;
        older = old;
        old = now;
        now = spare;
    }
    return old[b->len];
}

const char *htx_text_nearest(const char *word, const char *const *names, size_t n)
{
    const char *nearest = NULL;
    size_t best = SIZE_MAX;
    struct htx_buf wanted = HTX_BUF_INIT, name = HTX_BUF_INIT;
    htx_text_fold_plain(&wanted, word);
    for (size_t i = 0; i < n && wanted.len <= LONGEST_NAME; i++) {
        htx_buf_cut(&name, 0);
        htx_text_fold_plain(&name, names[i]);
        if (name.len > LONGEST_NAME)
            continue;
        size_t apart = distance(&wanted, &name);
        size_t longer = wanted.len > name.len ? wanted.len : name.len;
        if (apart * 3 <= longer && apart < best) {
            best = apart;
            nearest = names[i];
        }
    }
    htx_buf_free(&wanted);
    htx_buf_free(&name);
    return nearest;
}
