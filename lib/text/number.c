/* number.c - numbers as Vietnamese offices write them, and Roman ones. */
#include "text/char.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Writing ------------------------------------------------------------------------------ */

/* Append digits in groups of three. */
static void add_groups(struct htx_buf *out, const char *digits)
{
    size_t len = strlen(digits);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            htx_buf_addc(out, '.');
        htx_buf_addc(out, digits[i]);
    }
}

void htx_text_number(struct htx_buf *out, double n, int decimals)
{
    enum { MOST_DECIMALS = 6 };
    if (!isfinite(n)) {
        htx_buf_addc(out, '-');
        return;
    }
    if (decimals < 0 || decimals > MOST_DECIMALS)
        decimals = decimals < 0 ? 0 : MOST_DECIMALS;
    double size = n < 0 ? -n : n;
    char whole[400];
    uint64_t unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    if (size * (double)unit >= 1e15) {
        snprintf(whole, sizeof(whole), "%.0f", size);
        if (n < 0)
            htx_buf_addc(out, '-');
        add_groups(out, whole);
        return;
    }
    /* Halves go up, as people round; the little more makes up for 1.005 being just below. */
    uint64_t scaled = (uint64_t)(size * (double)unit * (1 + 1e-12) + 0.5);
    if (n < 0 && scaled > 0)
        htx_buf_addc(out, '-');
    snprintf(whole, sizeof(whole), "%llu", (unsigned long long)(scaled / unit));
    add_groups(out, whole);
    if (decimals > 0)
        htx_buf_addf(out, ",%0*llu", decimals, (unsigned long long)(scaled % unit));
}

/* ---- Reading ------------------------------------------------------------------------------ */

enum { LONGEST_NUMBER = 64 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Are the len characters of s digits in groups of three with mark between them? */
static bool is_grouped(const char *s, size_t len, char mark)
{
    size_t first = 0;
    while (first < len && is_digit(s[first]))
        first++;
    if (first == 0 || first > 3 || s[0] == '0' || first == len)
        return false;
    for (size_t i = first; i < len; i += 4)
        if (len - i < 4 || s[i] != mark || !is_digit(s[i + 1]) || !is_digit(s[i + 2]) ||
            !is_digit(s[i + 3]))
            return false;
    return true;
}

static size_t count_of(const char *s, size_t len, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += s[i] == c;
    return n;
}

/* Which character of s begins the decimals: '.', ',' or 0 for none. */
static char decimal_mark(const char *s, size_t len)
{
    size_t dots = count_of(s, len, '.'), commas = count_of(s, len, ',');
    if (dots && commas) {
        const char *dot = memchr(s, '.', len), *comma = memchr(s, ',', len);
        return dot < comma ? ',' : '.';
    }
    if (commas == 1)
        return ',';
    return dots == 1 && !is_grouped(s, len, '.') ? '.' : 0;
}

/* Append the digits of s without the marks between its groups; false when it is no whole number. */
static bool add_whole(char *to, const char *s, size_t len)
{
    bool plain = strspn(s, "0123456789") >= len;
    if (len == 0 || (!plain && !is_grouped(s, len, '.') && !is_grouped(s, len, ',') &&
                     !is_grouped(s, len, ' ')))
        return false;
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        if (is_digit(s[i]))
            to[n++] = s[i];
    to[n] = '\0';
    return true;
}

/* The value of the digits in whole and after the decimal mark, read without asking a locale. */
static double value_of(const char *whole, const char *decimals, size_t ndecimals)
{
    double value = 0, unit = 1;
    for (; *whole; whole++)
        value = value * 10 + (*whole - '0');
    for (size_t i = 0; i < ndecimals; i++) {
        value = value * 10 + (decimals[i] - '0');
        unit *= 10;
    }
    return value / unit;
}

/* The number without sign in the len characters of s. */
static int read_number(const char *s, size_t len, double *n)
{
    char mark = decimal_mark(s, len);
    const char *at = mark ? memchr(s, mark, len) : NULL;
    size_t nwhole = at ? (size_t)(at - s) : len;
    size_t ndecimals = at ? len - nwhole - 1 : 0;
    char whole[LONGEST_NUMBER + 1];
    if (!add_whole(whole, s, nwhole))
        return HTX_EDATA;
    if (at && (ndecimals == 0 || strspn(at + 1, "0123456789") < ndecimals))
        return HTX_EDATA;
    *n = value_of(whole, at ? at + 1 : "", ndecimals);
    return 0;
}

int htx_text_to_number(const char *s, double *n)
{
    static const char minus[] = "\u2212";
    struct htx_buf text = HTX_BUF_INIT;
    htx_text_clean(&text, s, strlen(s));
    const char *p = text.s;
    bool negative = *p == '-' || strncmp(p, minus, strlen(minus)) == 0;
    if (negative || *p == '+')
        p += *p == '-' || *p == '+' ? 1 : strlen(minus);
    size_t len = strlen(p);
    if (len && p[len - 1] == '%')
        len--;
    while (len && p[len - 1] == ' ')
        len--;
    double size = 0;
    int result = len <= LONGEST_NUMBER ? read_number(p, len, &size) : HTX_EDATA;
    if (result == 0)
        *n = negative ? -size : size;
    htx_buf_free(&text);
    return result;
}

/* ---- Roman numbers ------------------------------------------------------------------------ */

static const struct {
    int value;
    const char *letters;
} romans[] = {
    {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
    {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"},
};

void htx_text_roman(struct htx_buf *out, int n)
{
    if (n < 1 || n > 3999)
        return;
    for (size_t i = 0; i < HTX_COUNT(romans); i++)
        for (; n >= romans[i].value; n -= romans[i].value)
            htx_buf_adds(out, romans[i].letters);
}

static bool is_roman(const char *capitals, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (capitals[i] != s[i] && capitals[i] != s[i] - ('a' - 'A'))
            return false;
    return true;
}

int htx_text_from_roman(const char *s, size_t *len)
{
    enum { LARGEST = 39 };
    size_t n = strspn(s, "IVXivx");
    int32_t after;
    *len = 0;
    if (n == 0 || (htx_char_next(s + n, &after) && htx_char_is_word(after)))
        return 0;
    int found = 0;
    struct htx_buf roman = HTX_BUF_INIT;
    for (int i = 1; i <= LARGEST && !found; i++) {
        htx_buf_cut(&roman, 0);
        htx_text_roman(&roman, i);
        if (roman.len == n && is_roman(roman.s, s, n))
            found = i;
    }
    htx_buf_free(&roman);
    if (found)
        *len = n;
    return found;
}
