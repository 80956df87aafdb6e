/* decode.c - which encoding a file is in, and its text as UTF-8. */
#include "text/legacy.h"
#include <string.h>

struct encoding {
    const char *name;
    const char *mark; /* the byte order mark, "" for none */
    size_t (*decode)(struct htx_buf *out, const char *data, size_t len);
};

enum { UTF8, UTF16LE, UTF16BE, WINDOWS1258, TCVN3, VNI, AUTO, UNKNOWN };

static const struct encoding encodings[] = {
    [UTF8] = {"utf-8", "\xEF\xBB\xBF", htx_decode_utf8},
    [UTF16LE] = {"utf-16le", "\xFF\xFE", htx_decode_utf16le},
    [UTF16BE] = {"utf-16be", "\xFE\xFF", htx_decode_utf16be},
    [WINDOWS1258] = {"windows-1258", "", htx_decode_windows1258},
    [TCVN3] = {"tcvn3", "", htx_decode_tcvn3},
    [VNI] = {"vni", "", htx_decode_vni},
};

/* ---- Names -------------------------------------------------------------------------------- */

/* Names that are typed, without their dashes and blanks. */
static const struct {
    const char *name;
    int encoding;
} aliases[] = {
    {"", AUTO},
    {"auto", AUTO},
    {"utf8", UTF8},
    {"utf16le", UTF16LE},
    {"ucs2le", UTF16LE},
    {"utf16", UTF16LE},
    {"unicode", UTF16LE},
    {"utf16be", UTF16BE},
    {"ucs2be", UTF16BE},
    {"cp1258", WINDOWS1258},
    {"windows1258", WINDOWS1258},
    {"win1258", WINDOWS1258},
    {"1258", WINDOWS1258},
    {"tcvn3", TCVN3},
    {"tcvn", TCVN3},
    {"abc", TCVN3},
    {"vni", VNI},
    {"vniwindows", VNI},
    {"vniwin", VNI},
};

/* The encoding that is called name, UNKNOWN for none. */
static int encoding_of_name(const char *name)
{
    char typed[16];
    size_t n = 0;
    for (; *name && n < sizeof(typed) - 1; name++)
        if (!strchr("-_ ", *name))
            typed[n++] = *name >= 'A' && *name <= 'Z' ? (char)(*name + ('a' - 'A')) : *name;
    typed[n] = '\0';
    for (size_t i = 0; i < HTX_COUNT(aliases); i++)
        if (!*name && strcmp(aliases[i].name, typed) == 0)
            return aliases[i].encoding;
    return UNKNOWN;
}

/* ---- Detecting ---------------------------------------------------------------------------- */

static bool has_mark(const struct encoding *encoding, const char *data, size_t len)
{
    size_t n = strlen(encoding->mark);
    return n && len >= n && memcmp(data, encoding->mark, n) == 0;
}

static int detect_mark(const char *data, size_t len)
{
    for (int i = UTF8; i <= UTF16BE; i++)
        if (has_mark(&encodings[i], data, len))
            return i;
    return UNKNOWN;
}

/* UTF-16 without a mark: the blanks, digits and plain letters have a NUL, all on the same side. */
static int detect_utf16(const char *data, size_t len)
{
    size_t nuls[2] = {0, 0};
    for (size_t i = 0; i < len; i++)
        nuls[i % 2] += data[i] == '\0';
    size_t some = len / 10 + 1, few = len / 100;
    if (len % 2 != 0)
        return UNKNOWN;
    if (nuls[1] >= some && nuls[0] <= few)
        return UTF16LE;
    return nuls[0] >= some && nuls[1] <= few ? UTF16BE : UNKNOWN;
}

/* The part of data to judge by: from the line of its first byte that is not ASCII. */
static void take_sample(const char **data, size_t *len)
{
    enum { SAMPLE = 256 * 1024 };
    size_t line = 0, i = 0;
    for (; i < *len && !((*data)[i] & 0x80); i++)
        if ((*data)[i] == '\n')
            line = i + 1;
    *data += line;
    *len -= line;
    if (*len > SAMPLE)
        *len = SAMPLE;
}

/* How much data looks like Vietnamese in the encoding; below 0 when it cannot be it. */
static long likeness_in(const struct encoding *encoding, const char *data, size_t len)
{
    struct htx_buf text = HTX_BUF_INIT;
    long result = -1;
    if (encoding->decode(&text, data, len) == len) {
        struct htx_likeness likeness = htx_text_likeness(text.s);
        if (likeness.good >= 2 * likeness.bad)
            result = (long)likeness.good - (long)likeness.bad;
    }
    htx_buf_free(&text);
    return result;
}

static int detect_legacy(const char *data, size_t len)
{
    int best = UNKNOWN;
    long most = -1;
    take_sample(&data, &len);
    for (int i = WINDOWS1258; i <= VNI; i++) {
        long likeness = likeness_in(&encodings[i], data, len);
        if (likeness > most) {
            most = likeness;
            best = i;
        }
    }
    return best;
}

/* ---- Errors ------------------------------------------------------------------------------- */

/* The line that offset is in. */
static long line_of(const char *s, size_t offset)
{
    long line = 1;
    for (size_t i = 0; i < offset; i++)
        line += s[i] == '\n' || (s[i] == '\r' && (i + 1 == offset || s[i + 1] != '\n'));
    return line;
}

static int fail_name(const char *file, const char *name, struct htx_err *err)
{
    return htx_fail_at(err, HTX_EUSAGE, file, 0,
                       _("unknown encoding '%s': it is one of utf-8, utf-16le, utf-16be, "
                         "windows-1258, tcvn3, vni"),
                       name);
}

static int fail_detecting(const char *file, long line, struct htx_err *err)
{
    return htx_fail_at(err, HTX_EDATA, file, line,
                       _("this is not UTF-8 and does not read as Vietnamese in another encoding: "
                         "name the right one with --encoding (windows-1258, tcvn3, vni), or save "
                         "the file again as UTF-8"));
}

static int fail_decoding(const char *file, long line, const char *name, struct htx_err *err)
{
    return htx_fail_at(err, HTX_EDATA, file, line,
                       _("this is not valid %s: name the right encoding with --encoding, or save "
                         "the file again as UTF-8"),
                       name);
}

static int fail_binary(const char *file, long line, struct htx_err *err)
{
    return htx_fail_at(err, HTX_EDATA, file, line,
                       _("this is not text: it holds bytes that no text has"));
}

static int fail_destroyed(const char *file, long line, struct htx_err *err)
{
    return htx_fail_at(err, HTX_EDATA, file, line,
                       _("the Vietnamese letters of this file are lost, '?' stands for them, "
                         "because it was saved as ANSI: save the original again as UTF-8"));
}

/* ---- Decoding ----------------------------------------------------------------------------- */

/* The encoding of data by its looks; a negative code when there is none. */
static int detect(const char *file, const char *data, size_t len, struct htx_err *err)
{
    int found = detect_mark(data, len);
    if (found == UNKNOWN)
        found = detect_utf16(data, len);
    size_t at = 0;
    if (found != UNKNOWN || htx_utf8_check(data, len, &at) == 0)
        return found != UNKNOWN ? found : UTF8;
    const char *nul = memchr(data, '\0', len);
    if (nul)
        return fail_binary(file, line_of(data, (size_t)(nul - data)), err);
    size_t lost;
    if (htx_text_is_destroyed(data, len, &lost))
        return fail_destroyed(file, line_of(data, lost), err);
    found = detect_legacy(data, len);
    return found != UNKNOWN ? found : fail_detecting(file, line_of(data, at), err);
}

static int decode(const char *file, const char *data, size_t len, const struct encoding *encoding,
                  struct htx_buf *out, struct htx_err *err)
{
    size_t start = out->len;
    size_t done = encoding->decode(out, data, len);
    const char *text = out->s + start;
    size_t n = out->len - start, at;
    int result = 0;
    if (memchr(text, '\0', n) || (encoding->decode == htx_decode_utf8 && done < len && !data[done]))
        result = fail_binary(file, line_of(text, strlen(text)), err);
    else if (done < len)
        result = fail_decoding(file, line_of(text, n), encoding->name, err);
    else if (htx_utf8_check(text, n, &at) != 0)
        result = fail_binary(file, line_of(text, at), err);
    else if (htx_text_is_destroyed(text, n, &at))
        result = fail_destroyed(file, line_of(text, at), err);
    if (result)
        htx_buf_cut(out, start);
    return result;
}

int htx_text_decode(const char *file, const char *data, size_t len, const char *encoding,
                    struct htx_buf *out, const char **name, struct htx_err *err)
{
    int found = encoding_of_name(encoding);
    if (found == UNKNOWN)
        return fail_name(file, encoding, err);
    if (found == AUTO)
        found = detect(file, data, len, err);
    if (found < 0)
        return found;
    if (found == UTF16LE && has_mark(&encodings[UTF16BE], data, len))
        found = UTF16BE;
    const struct encoding *used = &encodings[found];
    if (has_mark(used, data, len)) {
        data += strlen(used->mark);
        len -= strlen(used->mark);
    }
    *name = used->name;
    return decode(file, data, len, used, out, err);
}
