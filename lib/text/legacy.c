/*
 * legacy.c - bytes of the encodings met in Vietnamese offices, one by one.  Sources: the Windows
 * code page 1258; TCVN 5712:1993, whose lower case is that of the TCVN3 (ABC) fonts; the
 * VNI-Windows keyboard's letters, which show their marks as letters of code page 1252.
 */
#include "text/char.h"
#include "text/legacy.h"
#include <string.h>

size_t htx_decode_utf8(struct htx_buf *out, const char *data, size_t len)
{
    size_t at = len;
    htx_utf8_check(data, len, &at);
    htx_buf_add(out, data, at);
    return at;
}

/* ---- UTF-16 ------------------------------------------------------------------------------- */

static int32_t unit_at(const char *data, bool big)
{
    int32_t first = (unsigned char)data[0], second = (unsigned char)data[1];
    return big ? first << 8 | second : second << 8 | first;
}

static size_t decode_utf16(struct htx_buf *out, const char *data, size_t len, bool big)
{
    size_t i = 0;
    while (len - i >= 2) {
        int32_t c = unit_at(data + i, big);
        size_t n = 2;
        if (c >= 0xD800 && c < 0xE000) {
            int32_t low = len - i >= 4 ? unit_at(data + i + 2, big) : 0;
            if (c >= 0xDC00 || low < 0xDC00 || low >= 0xE000)
                return i;
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            n = 4;
        }
        htx_char_put(out, c);
        i += n;
    }
    return i;
}

size_t htx_decode_utf16le(struct htx_buf *out, const char *data, size_t len)
{
    return decode_utf16(out, data, len, false);
}

size_t htx_decode_utf16be(struct htx_buf *out, const char *data, size_t len)
{
    return decode_utf16(out, data, len, true);
}

/* ---- One byte a letter -------------------------------------------------------------------- */

/* 0x80 to 0x9F, punctuation alike in all three; 0 is no character. */
static const uint16_t windows_signs[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0,
    0x2039, 0x0152, 0,      0,      0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0,      0x203A, 0x0153, 0,      0,      0x0178,
};

/* Where code page 1258 is not Latin-1 above 0xA0. */
static const struct {
    unsigned char byte;
    uint16_t letter;
} windows1258[] = {
    {0xC3, 0x0102}, {0xCC, 0x0300}, {0xD0, 0x0110}, {0xD2, 0x0309}, {0xD5, 0x01A0},
    {0xDD, 0x01AF}, {0xDE, 0x0303}, {0xE3, 0x0103}, {0xEC, 0x0301}, {0xF0, 0x0111},
    {0xF2, 0x0323}, {0xF5, 0x01A1}, {0xFD, 0x01B0}, {0xFE, 0x20AB},
};

/* 0xA0 to 0xFF of TCVN 5712. */
static const uint16_t tcvn[96] = {
    0x00A0, 0x0102, 0x00C2, 0x00CA, 0x00D4, 0x01A0, 0x01AF, 0x0110, /* A0 */
    0x0103, 0x00E2, 0x00EA, 0x00F4, 0x01A1, 0x01B0, 0x0111, 0x1EB0, /* A8 */
    0x0300, 0x0309, 0x0303, 0x0301, 0x0323, 0x00E0, 0x1EA3, 0x00E3, /* B0 */
    0x00E1, 0x1EA1, 0x1EB2, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB4, /* B8 */
    0x1EAE, 0x1EA6, 0x1EA8, 0x1EAA, 0x1EA4, 0x1EC0, 0x1EB7, 0x1EA7, /* C0 */
    0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0x00E8, 0x1EC2, 0x1EBB, 0x1EBD, /* C8 */
    0x00E9, 0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0x00EC, /* D0 */
    0x1EC9, 0x1EC4, 0x1EBE, 0x1ED2, 0x0129, 0x00ED, 0x1ECB, 0x00F2, /* D8 */
    0x1ED4, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7, /* E0 */
    0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0x00F9, /* E8 */
    0x1ED6, 0x1EE7, 0x0169, 0x00FA, 0x1EE5, 0x1EEB, 0x1EED, 0x1EEF, /* F0 */
    0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5, 0x1ED0, /* F8 */
};

static int32_t windows1258_char(unsigned char byte)
{
    for (size_t i = 0; i < HTX_COUNT(windows1258); i++)
        if (windows1258[i].byte == byte)
            return windows1258[i].letter;
    return byte;
}

static int32_t tcvn_char(unsigned char byte)
{
    return tcvn[byte - 0xA0];
}

/* Decode with upper() for the bytes above 0x9F. */
static size_t decode_bytes(struct htx_buf *out, const char *data, size_t len,
                           int32_t (*upper)(unsigned char))
{
    struct htx_buf parts = HTX_BUF_INIT;
    size_t i = 0;
    for (; i < len; i++) {
        unsigned char byte = (unsigned char)data[i];
        int32_t c = byte;
        if (byte >= 0xA0)
            c = upper(byte);
        else if (byte >= 0x80)
            c = windows_signs[byte - 0x80];
        if (c == 0 && byte)
            break;
        htx_char_put(&parts, c);
    }
    htx_text_compose(out, parts.s, parts.len);
    htx_buf_free(&parts);
    return i;
}

size_t htx_decode_windows1258(struct htx_buf *out, const char *data, size_t len)
{
    return decode_bytes(out, data, len, windows1258_char);
}

/* Is the word (of len bytes) capitals but for letters that had no capital to be typed with? */
static bool is_half_capital(const char *word, size_t len)
{
    size_t capitals = 0, marked = 0;
    int32_t c;
    for (size_t i = 0; i < len; i += htx_char_next(word + i, &c)) {
        if (word[i] >= 'a' && word[i] <= 'z')
            return false;
        capitals += word[i] >= 'A' && word[i] <= 'Z';
        marked += (word[i] & 0x80) != 0;
    }
    return capitals >= 2 && marked > 0;
}

/* The ABC fonts write capitals with marks as small letters in a capital font (.VnTimeH), so that
 * "CỘNG" is stored as "CộNG". */
static void mend_capitals(struct htx_buf *out, const char *s)
{
    int32_t c;
    size_t n;
    while (*s) {
        size_t word = 0;
        while ((n = htx_char_next(s + word, &c)) > 0 && htx_char_is_letter(c))
            word += n;
        if (!is_half_capital(s, word)) {
            htx_buf_add(out, s, word + n);
            s += word + n;
            continue;
        }
        for (const char *end = s + word; s < end;) {
            s += htx_char_next(s, &c);
            htx_char_put(out, htx_char_upper(c));
        }
    }
}

size_t htx_decode_tcvn3(struct htx_buf *out, const char *data, size_t len)
{
    struct htx_buf text = HTX_BUF_INIT;
    size_t done = decode_bytes(&text, data, len, tcvn_char);
    if (strlen(text.s) == text.len)
        mend_capitals(out, text.s);
    else
        htx_buf_add(out, text.s, text.len);
    htx_buf_free(&text);
    return done;
}

/* ---- VNI: a letter and a byte for its marks ------------------------------------------------ */

/* Letters with a byte of their own, in small letters (the capitals are 0x20 below). */
static const struct {
    unsigned char byte;
    uint16_t letter;
} vni_letters[] = {
    {0xE6, 0x1EC9}, {0xEC, 0x00EC}, {0xED, 0x00ED}, {0xEE, 0x1EF5}, {0xF1, 0x0111},
    {0xF2, 0x1ECB}, {0xF3, 0x0129}, {0xF4, 0x01A1}, {0xF6, 0x01B0},
};

/* Bytes after a letter: its hat or breve, then its tone (0 for none). */
static const struct {
    unsigned char byte;
    uint16_t shape, tone;
} vni_marks[] = {
    {0xF9, 0, 0x301},     {0xF8, 0, 0x300},     {0xFB, 0, 0x309},     {0xF5, 0, 0x303},
    {0xEF, 0, 0x323},     {0xE2, 0x302, 0},     {0xE1, 0x302, 0x301}, {0xE0, 0x302, 0x300},
    {0xE5, 0x302, 0x309}, {0xE3, 0x302, 0x303}, {0xE4, 0x302, 0x323}, {0xEA, 0x306, 0},
    {0xE9, 0x306, 0x301}, {0xE8, 0x306, 0x300}, {0xFA, 0x306, 0x309}, {0xFC, 0x306, 0x303},
    {0xEB, 0x306, 0x323},
};

/* Can letter, a small one, carry the shape (or for 0 a tone)? */
static bool carries(int32_t letter, uint16_t shape)
{
    switch (letter) {
    case 'a':
        return true;
    case 'e':
    case 'o':
        return shape != 0x306;
    case 'u':
    case 'y':
    case 0x1A1:
    case 0x1B0:
        return shape == 0;
    default:
        return false;
    }
}

/* Append the marks that byte stands for after letter; false when it stands for none there. */
static bool add_vni_marks(struct htx_buf *out, unsigned char byte, int32_t letter)
{
    for (size_t i = 0; i < HTX_COUNT(vni_marks); i++) {
        if (vni_marks[i].byte != (byte | 0x20))
            continue;
        if (!carries(htx_char_lower(letter), vni_marks[i].shape))
            return false;
        if (vni_marks[i].shape)
            htx_char_put(out, vni_marks[i].shape);
        if (vni_marks[i].tone)
            htx_char_put(out, vni_marks[i].tone);
        return true;
    }
    return false;
}

/* What a byte is by itself, 0 for nothing.  A mark without its letter stays visible. */
static int32_t vni_char(unsigned char byte)
{
    if (byte >= 0x80 && byte < 0xA0)
        return windows_signs[byte - 0x80];
    for (size_t i = 0; byte >= 0xC0 && i < HTX_COUNT(vni_letters); i++) {
        if (vni_letters[i].byte == byte)
            return vni_letters[i].letter;
        if (vni_letters[i].byte == (byte | 0x20))
            return htx_char_upper(vni_letters[i].letter);
    }
    return byte;
}

size_t htx_decode_vni(struct htx_buf *out, const char *data, size_t len)
{
    struct htx_buf parts = HTX_BUF_INIT;
    int32_t letter = 0;
    size_t i = 0;
    for (; i < len; i++) {
        unsigned char byte = (unsigned char)data[i];
        if (byte >= 0xC0 && add_vni_marks(&parts, byte, letter)) {
            letter = 0;
            continue;
        }
        letter = vni_char(byte);
        if (letter == 0 && byte)
            break;
        htx_char_put(&parts, letter);
    }
    htx_text_compose(out, parts.s, parts.len);
    htx_buf_free(&parts);
    return i;
}
