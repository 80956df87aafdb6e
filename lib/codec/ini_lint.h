/*
 * ini_lint.h - what goes before iniparser: private to the codec layer.
 */
#ifndef HTX_INI_LINT_H
#define HTX_INI_LINT_H

#include "codec/codec.h"

enum {
    HTX_INI_FILE_MAX = 1 << 20, /* bytes */
    HTX_INI_LINE_MAX = 1000,    /* bytes; the library fails at 1,023 */
    HTX_INI_NAME_MAX = 100,    /* bytes; the library cuts "section:key" at 1,024 when it looks up */
    HTX_INI_NAMES_MAX = 16384, /* sections and keys; the library takes the square of it in time */
};

/* Check the whole file.  Fills ini with the sections and keys in order, with lines and all values
 * "", and appends to clean the text that iniparser cannot misread: no BOM, no comments, LF, names
 * in lower case. */
int htx_ini_lint(struct htx_arena *arena, const char *file, const char *data, size_t len,
                 struct htx_ini *ini, struct htx_buf *clean, struct htx_err *err);

#endif
