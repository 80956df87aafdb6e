/* order.c - the Vietnamese alphabetical order, whatever locales a system has. */
#include "text/char.h"
#include <string.h>

/* What a text is compared by: one letter, one number, or one other character. */
struct element {
    enum { END, BLANK, SIGN, NUMBER, LETTER } class;
    int32_t rank; /* of a letter or sign */
    int tone;
    bool capital;
    const char *digits; /* of a number, without leading zeros */
    size_t ndigits;
};

/* The place of a lower-case letter without tone; the letters of other scripts come after z. */
static int32_t letter_rank(int32_t letter)
{
    static const int32_t marked[][2] = {
        {0x103, 'a' * 4 + 1}, {0xE2, 'a' * 4 + 2},  {0x111, 'd' * 4 + 1}, {0xEA, 'e' * 4 + 1},
        {0xF4, 'o' * 4 + 1},  {0x1A1, 'o' * 4 + 2}, {0x1B0, 'u' * 4 + 1},
    };
    if (letter >= 0x80)
        for (size_t i = 0; i < HTX_COUNT(marked); i++)
            if (marked[i][0] == letter)
                return marked[i][1];
    return htx_char_bare(letter) * 4;
}

static void next_number(const char **s, struct element *e)
{
    while (**s == '0' && (*s)[1] >= '0' && (*s)[1] <= '9')
        (*s)++;
    e->class = NUMBER;
    e->digits = *s;
    e->ndigits = strspn(*s, "0123456789");
    *s += e->ndigits;
}

static struct element next_element(const char **s)
{
    struct element e = {.class = END};
    if (**s >= '0' && **s <= '9') {
        next_number(s, &e);
        return e;
    }
    int32_t c;
    *s += htx_char_next(*s, &c);
    if (c == 0)
        return e;
    if (htx_char_is_letter(c)) {
        e.class = LETTER;
        e.rank = letter_rank(htx_char_split(c, &e.tone));
        e.capital = htx_char_lower(c) != c;
    } else {
        e.class = c == ' ' ? BLANK : SIGN;
        e.rank = c;
    }
    return e;
}

static int sign_of(int64_t n)
{
    return (n > 0) - (n < 0);
}

/* By everything but tone and case. */
static int compare_elements(const struct element *a, const struct element *b)
{
    if (a->class != b->class)
        return sign_of((int64_t)a->class - (int64_t)b->class);
    if (a->class != NUMBER)
        return sign_of((int64_t)a->rank - (int64_t)b->rank);
    if (a->ndigits != b->ndigits)
        return a->ndigits < b->ndigits ? -1 : 1;
    return memcmp(a->digits, b->digits, a->ndigits);
}

/* Skip what both begin with, back to the beginning of a word. */
static void skip_same_words(const char **a, const char **b)
{
    size_t word = 0;
    for (size_t i = 0; (*a)[i] && (*a)[i] == (*b)[i]; i++)
        if ((*a)[i] == ' ')
            word = i;
    *a += word;
    *b += word;
}

int htx_text_compare(const char *a, const char *b)
{
    skip_same_words(&a, &b);
    const char *p = a, *q = b;
    int by_tone = 0, by_case = 0, tone_a = 0, tone_b = 0;
    for (;;) {
        struct element x = next_element(&p), y = next_element(&q);
        int order = compare_elements(&x, &y);
        if (order)
            return order;
        /* A word has one tone, on whichever of its vowels it was typed: compared at its end. */
        tone_a += x.tone;
        tone_b += y.tone;
        if (x.class != LETTER && !by_tone)
            by_tone = tone_a - tone_b;
        if (!by_case)
            by_case = x.capital - y.capital;
        if (x.class == END)
            break;
    }
    if (by_tone)
        return by_tone;
    return by_case ? by_case : strcmp(a, b);
}
