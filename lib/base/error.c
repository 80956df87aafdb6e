/* error.c - filling a struct htx_err. */
#include "base/base.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

size_t htx_utf8_cut(const char *s, size_t len, size_t max)
{
    if (len <= max)
        return len;
    while (max > 0 && ((unsigned char)s[max] & 0xC0) == 0x80)
        max--;
    return max;
}

static void copy_text(char *to, size_t size, const char *from)
{
    size_t n = htx_utf8_cut(from, strlen(from), size - 1);
    memmove(to, from, n);
    to[n] = '\0';
}

int htx_fail_va(struct htx_err *err, int code, const char *file, long line, const char *fmt,
                va_list ap)
{
    if (!err)
        return code;
    char text[2 * sizeof(err->text)];
    vsnprintf(text, sizeof(text), fmt, ap);
    err->code = code;
    err->line = line;
    copy_text(err->file, sizeof(err->file), file);
    copy_text(err->text, sizeof(err->text), text);
    return code;
}

int htx_fail(struct htx_err *err, int code, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    htx_fail_va(err, code, "", 0, fmt, ap);
    va_end(ap);
    return code;
}

int htx_fail_at(struct htx_err *err, int code, const char *file, long line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    htx_fail_va(err, code, file, line, fmt, ap);
    va_end(ap);
    return code;
}

int htx_fail_errno(struct htx_err *err, const char *doing, const char *path)
{
    const char *reason = strerror(errno);
    return htx_fail(err, HTX_ESYS, "%s '%s': %s", doing, path, reason);
}
