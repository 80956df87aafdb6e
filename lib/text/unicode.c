/* unicode.c - characters and their properties: the one file that knows utf8proc. */
#include "text/char.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- Reading and writing ------------------------------------------------------------------ */

static size_t read_char(const char *s, utf8proc_ssize_t len, int32_t *c)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s;
    if (*bytes < 0x80) {
        *c = *bytes;
        return 1;
    }
    utf8proc_ssize_t n = utf8proc_iterate(bytes, len, c);
    if (n > 0)
        return (size_t)n;
    *c = 0xFFFD;
    return 1;
}

size_t htx_char_read(const char *s, size_t len, int32_t *c)
{
    return read_char(s, len < 4 ? (utf8proc_ssize_t)len : 4, c);
}

size_t htx_char_next(const char *s, int32_t *c)
{
    *c = 0;
    return *s ? read_char(s, -1, c) : 0;
}

void htx_char_put(struct htx_buf *out, int32_t c)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char(c, bytes);
    htx_buf_add(out, bytes, n > 0 ? (size_t)n : 0);
}

int htx_utf8_check(const char *s, size_t len, size_t *at)
{
    for (size_t i = 0; i < len;) {
        if ((unsigned char)s[i] - 1u < 0x7F) {
            i++;
            continue;
        }
        int32_t c;
        size_t n = htx_char_read(s + i, len - i, &c);
        bool broken = c == 0 || (n == 1 && c == 0xFFFD) || c == 0xFFFE || c == 0xFFFF;
        if (broken) {
            *at = i;
            return -1;
        }
        i += n;
    }
    return 0;
}

void htx_text_compose(struct htx_buf *out, const char *s, size_t len)
{
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, &composed,
                                      (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (n == UTF8PROC_ERROR_NOMEM)
        htx_out_of_memory();
    if (n < 0)
        htx_buf_add(out, s, len);
    else
        htx_buf_add(out, composed, (size_t)n);
    free(composed);
}

/* ---- Properties --------------------------------------------------------------------------- */

static bool is_ascii_letter(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int32_t htx_char_lower(int32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    return utf8proc_tolower(c);
}

int32_t htx_char_upper(int32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
    return utf8proc_toupper(c);
}

bool htx_char_is_letter(int32_t c)
{
    if (c < 0x80)
        return is_ascii_letter(c);
    utf8proc_category_t category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool htx_char_is_mark(int32_t c)
{
    if (c < 0x300)
        return false;
    utf8proc_category_t category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

bool htx_char_is_word(int32_t c)
{
    if (c < 0x80)
        return is_ascii_letter(c) || (c >= '0' && c <= '9');
    return htx_char_is_letter(c) || htx_char_is_mark(c) ||
           utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

/* ---- Letters and their marks -------------------------------------------------------------- */

enum { MOST_PARTS = 8 };

/* The canonical parts of c: a letter and its marks. */
static size_t decompose(int32_t c, int32_t parts[MOST_PARTS])
{
    int boundary = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char(c, parts, MOST_PARTS, UTF8PROC_DECOMPOSE, &boundary);
    if (n > 0 && n <= MOST_PARTS)
        return (size_t)n;
    parts[0] = c;
    return 1;
}

static int tone_of_mark(int32_t mark)
{
    static const int32_t marks[] = {0x300, 0x309, 0x303, 0x301, 0x323};
    for (size_t i = 0; i < HTX_COUNT(marks); i++)
        if (marks[i] == mark)
            return (int)i + 1;
    return 0;
}

/* base with a hat, breve or horn as Vietnamese writes them; 0 for other marks. */
static int32_t with_mark(int32_t base, int32_t mark)
{
    static const struct {
        int32_t base, mark, letter;
    } letters[] = {
        {'a', 0x302, 0xE2}, {'a', 0x306, 0x103}, {'e', 0x302, 0xEA},
        {'o', 0x302, 0xF4}, {'o', 0x31B, 0x1A1}, {'u', 0x31B, 0x1B0},
    };
    for (size_t i = 0; i < HTX_COUNT(letters); i++)
        if (letters[i].base == base && letters[i].mark == mark)
            return letters[i].letter;
    return 0;
}

int32_t htx_char_split(int32_t c, int *tone)
{
    *tone = 0;
    int32_t lower = htx_char_lower(c);
    if (lower < 0xC0 || lower == 0x111)
        return lower;
    int32_t parts[MOST_PARTS];
    size_t n = decompose(lower, parts);
    int32_t letter = parts[0];
    if (n < 2 || letter >= 0x80 || !strchr("aeiouy", (char)letter))
        return lower;
    int found = 0;
    for (size_t i = 1; i < n; i++) {
        int mark_tone = tone_of_mark(parts[i]);
        if (mark_tone)
            found = mark_tone;
        else
            letter = with_mark(letter, parts[i]);
        if (!letter)
            return lower;
    }
    *tone = found;
    return letter;
}

int32_t htx_char_bare(int32_t c)
{
    if (c < 0xC0)
        return c;
    if (c == 0x110)
        return 'D';
    if (c == 0x111)
        return 'd';
    int32_t parts[MOST_PARTS];
    decompose(c, parts);
    return parts[0];
}

/* ---- Showing ------------------------------------------------------------------------------ */

static int char_width(int32_t c)
{
    return c < 0x7F ? c >= ' ' : utf8proc_charwidth(c);
}

int htx_text_width(const char *s)
{
    int width = 0;
    int32_t c;
    for (size_t n; (n = htx_char_next(s, &c)) > 0; s += n)
        width += char_width(c);
    return width;
}

size_t htx_text_fit(const char *s, int columns)
{
    size_t len = 0;
    int32_t c;
    for (size_t n; (n = htx_char_next(s + len, &c)) > 0; len += n) {
        columns -= char_width(c);
        if (columns < 0)
            break;
    }
    return len;
}

void htx_text_upper(struct htx_buf *out, const char *s)
{
    int32_t c;
    for (size_t n; (n = htx_char_next(s, &c)) > 0; s += n)
        htx_char_put(out, htx_char_upper(c));
}

void htx_text_lower(struct htx_buf *out, const char *s)
{
    int32_t c;
    for (size_t n; (n = htx_char_next(s, &c)) > 0; s += n)
        htx_char_put(out, htx_char_lower(c));
}

void htx_text_capital(struct htx_buf *out, const char *s)
{
    int32_t c;
    size_t n;
    const char *rest = s;
    while ((n = htx_char_next(rest, &c)) > 0 && !htx_char_is_word(c))
        rest += n;
    htx_buf_add(out, s, (size_t)(rest - s));
    if (n)
        htx_char_put(out, htx_char_upper(c));
    htx_buf_adds(out, rest + n);
}

bool htx_text_is_upper(const char *s)
{
    int32_t c;
    return htx_char_next(s, &c) && utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

bool htx_text_is_lower(const char *s)
{
    int32_t c;
    return htx_char_next(s, &c) && utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool htx_text_is_caps(const char *s)
{
    bool some = false;
    int32_t c;
    for (size_t n; (n = htx_char_next(s, &c)) > 0; s += n) {
        if (!htx_char_is_letter(c))
            continue;
        if (utf8proc_category(c) != UTF8PROC_CATEGORY_LU)
            return false;
        some = true;
    }
    return some;
}
