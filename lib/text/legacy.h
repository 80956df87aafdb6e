/* legacy.h - the parts of decoding; for the files of this layer only. */
#ifndef HTX_LEGACY_H
#define HTX_LEGACY_H

#include "text/text.h"

/*
 * Each appends data as UTF-8, stops at what the encoding does not have, and returns the bytes it
 * read: len when all of it was right.
 */
size_t htx_decode_utf8(struct htx_buf *out, const char *data, size_t len);
size_t htx_decode_utf16le(struct htx_buf *out, const char *data, size_t len);
size_t htx_decode_utf16be(struct htx_buf *out, const char *data, size_t len);
size_t htx_decode_windows1258(struct htx_buf *out, const char *data, size_t len);
size_t htx_decode_tcvn3(struct htx_buf *out, const char *data, size_t len);
size_t htx_decode_vni(struct htx_buf *out, const char *data, size_t len);

/* How much a text is like Vietnamese: words with marks that could be Vietnamese syllables, and
 * words with marks that could not. */
struct htx_likeness {
    size_t good, bad;
};
struct htx_likeness htx_text_likeness(const char *s);

/* Is this what an ANSI save leaves of Vietnamese, a '?' for each letter it does not have?  The
 * encoding does not matter: bytes above 0x7F count as letters.  *at is where it shows first. */
bool htx_text_is_destroyed(const char *s, size_t len, size_t *at);

#endif
