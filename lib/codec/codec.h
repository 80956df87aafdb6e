/*
 * codec.h - bytes to cells, keys and entries, and back: the only place that knows libcsv,
 * iniparser, minizip and expat.  Nothing here knows what a task is.
 */
#ifndef HTX_CODEC_H
#define HTX_CODEC_H

#include "base/base.h"

/* ---- CSV ---------------------------------------------------------------------------------- */

enum { HTX_CELL_MAX = 1 << 20 }; /* bytes in a cell or a line of input */

/* One row: line is where it begins (1 is the first).  Cells live until the callback returns; a
 * nonzero result ends the parsing with that result. */
typedef int htx_csv_row(void *ctx, long line, size_t n, char *const *cell, struct htx_err *err);

/*
 * Parse len bytes of CSV (UTF-8 without BOM, any line ends, RFC 4180 quotes) and call row for each
 * record that is not blank.  Strict: a stray or unclosed quote, a NUL or a cell above HTX_CELL_MAX
 * is an error with file and line.  Rows may differ in length: that is the caller's to judge.
 * Blanks around a cell that is not quoted are dropped.
 */
int htx_csv_parse(const char *file, const char *data, size_t len, char delimiter, htx_csv_row *row,
                  void *ctx, struct htx_err *err);

/* The delimiter of the table in data: that of a first line "sep=X", else the one of , ; TAB | that
 * stands, outside quotes, equally often in most of the first rows (so that commas in sentences do
 * not win against the delimiter); ',' when there is none.  *skip gets the bytes of the "sep=" line.
 */
char htx_csv_delimiter(const char *data, size_t len, size_t *skip);

/* Append one cell, quoted only where it must be (it holds the delimiter, a quote, a line end, or
 * blanks at an end); first says whether it begins a row.  End a row with htx_buf_addc(out, '\n'). A
 * row of one empty cell is a blank line, which is no row when it is read. */
void htx_csv_cell(struct htx_buf *out, const char *cell, char delimiter, bool first);

/* ---- INI ---------------------------------------------------------------------------------- */

struct htx_ini_key {
    const char *name; /* lower case, ASCII */
    const char *value;
    const char *file; /* where it stands */
    long line;
};
struct htx_ini_section {
    const char *name; /* as written, e.g. "unit VP" */
    const char *file;
    long line;
    size_t nkeys;
    struct htx_ini_key *keys; /* in the order of the file */
};
struct htx_ini {
    const char *file;
    size_t nsections;
    struct htx_ini_section *sections; /* in the order of the file */
};

/*
 * Parse an INI file into arena memory.  A lint goes before iniparser and refuses, with file and
 * line and what to do, what that library would misread in silence: an unquoted value with ; or #, a
 * quote that is not closed or followed by text, a line over 1,000 bytes, a backslash at a line's
 * end or in a quoted value, text after [section], ':' or non-ASCII in a name, ']' in a section's
 * name, keys before the first section, duplicate sections and keys (whatever the case), a key
 * without '=', NUL, lone CR and other control characters, invalid UTF-8, an unquoted value that
 * begins with '.  Limits: a file of 1 MiB, names of 100 bytes, 16,384 sections and keys.  A BOM and
 * CRLF are fine.  Comments start a line with ; or #.
 */
int htx_ini_parse(struct htx_arena *arena, const char *file, const char *data, size_t len,
                  struct htx_ini *ini, struct htx_err *err);

/* Section or key by name in any ASCII case, NULL when there is none. */
const struct htx_ini_section *htx_ini_section(const struct htx_ini *ini, const char *name);
const struct htx_ini_key *htx_ini_key(const struct htx_ini_section *section, const char *name);
/* The value, or "" when section (may be NULL) or key is not there. */
const char *htx_ini_value(const struct htx_ini_section *section, const char *name);

/* Values of name, name1, name2 ... of section (may be NULL) that are not empty, NULL at the end. */
const char *const *htx_ini_values(struct htx_arena *arena, const struct htx_ini_section *section,
                                  const char *name);

/*
 * Append "name = value\n", the value quoted where it must be.  Returns whether it will read back as
 * it was.  What INI cannot hold is changed: line ends and control characters become blanks; where
 * quotes are needed (; or #, blanks at an end, a quote at the start, a backslash at the end), "
 * becomes ” and a backslash /; what would make the line longer than 1,000 bytes is cut between
 * characters and marked with ….  name is ASCII of at most 100 bytes.
 */
bool htx_ini_put(struct htx_buf *out, const char *name, const char *value);

/* ---- ZIP and XML -------------------------------------------------------------------------- */

/* One entry of a zip file, inflated whole (its CRC checked), with a NUL behind it, until the
 * callback returns; a nonzero result ends the walk with that result. */
typedef int htx_zip_entry(void *ctx, const char *name, const char *data, size_t len,
                          struct htx_err *err);
/* Walk the entries of the zip file at path in their order; cap bounds each entry's bytes. */
int htx_zip_read(const char *path, size_t cap, htx_zip_entry *entry, void *ctx,
                 struct htx_err *err);

/*
 * One entry of a zip file that is in memory, by name (in any case, as office packages have it),
 * inflated whole into out, whatever that held before.  *found says whether it is there.  file names
 * the zip file in errors; cap bounds the entry's bytes.
 */
int htx_zip_extract(const char *file, const char *data, size_t len, const char *name, size_t cap,
                    struct htx_buf *out, bool *found, struct htx_err *err);

/* A zip file being written, in place: give a temporary path, and remove it after an error.  Stored
 * times are 1980-01-01, so equal content gives equal bytes. */
struct htx_zip;
int htx_zip_create(const char *path, struct htx_zip **zip, struct htx_err *err);
int htx_zip_add(struct htx_zip *zip, const char *name, const void *data, size_t len,
                struct htx_err *err);
int htx_zip_close(struct htx_zip *zip, struct htx_err *err); /* also frees, whatever it returns;
                                                                fails when an add has failed */

/* Events of an XML document.  attributes: name, value, name, value ... NULL. */
struct htx_xml_events {
    void (*start)(void *ctx, const char *name, const char *const *attributes);
    void (*end)(void *ctx, const char *name);
    void (*text)(void *ctx, const char *text, size_t len);
};
/* Parse a whole document; any member of events may be NULL.  file names it in errors.  No external
 * entities, no doctype. */
int htx_xml_parse(const char *file, const char *data, size_t len,
                  const struct htx_xml_events *events, void *ctx, struct htx_err *err);

#endif
