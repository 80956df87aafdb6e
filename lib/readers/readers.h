/*
 * readers.h - documents to records, records to tasks.
 *
 * A reader turns text into records: what the source says of one task, in its own words, with the
 * line.  One mapper makes canonical values of them, whatever they came from.  A new input format is
 * one reader and one row of the table in import.c.
 */
#ifndef HTX_READERS_H
#define HTX_READERS_H

#include "codec/codec.h"
#include "model/model.h"

struct htx_record {
    long line;
    const char *value[HTX_FIELDS]; /* cleaned text as the source has it; NULL: not said */
    const char **extra;            /* one for each of the source's extra columns, or NULL */
    enum htx_amendment amendment;  /* in a list of amendments */
    const char *row;               /* the source's own text of it, for a rejects file */
};

/* One import under way. */
struct htx_reading {
    struct htx_office *office;
    const struct htx_import *import;
    struct htx_source *source;
    const char *file; /* as errors name it */
    const char *data; /* decoded text, NUL-terminated */
    size_t len;
    size_t skipped; /* lines that are no part of a task */
    long bad_line;  /* the last row refused: one with several faults counts once */
};

void htx_reading_remark(struct htx_reading *r, enum htx_level level, long line, const char *row,
                        const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* The mapper: add record to r->source as a task, or remark on it as bad. */
void htx_reading_add(struct htx_reading *r, const struct htx_record *record);

/* The readers. */
int htx_read_programme(struct htx_reading *r, struct htx_err *err);
int htx_read_campaign(struct htx_reading *r, struct htx_err *err);
int htx_read_csv(struct htx_reading *r, struct htx_err *err);
int htx_read_ini_plan(struct htx_reading *r, struct htx_err *err);
int htx_read_xlsx(struct htx_reading *r, struct htx_err *err);

/* The change that a cell of a list of amendments names; HTX_AMEND_NONE when it is none. */
enum htx_amendment htx_amendment_read(const char *text);
/* Is it the head of the column of changes? */
bool htx_amendment_is_head(const char *head);

/* ---- Tables ---- */

/*
 * A table of tasks, row by row, whatever it is kept in: title rows, the column heads, group rows,
 * tasks.  mark says what is known of each cell beside its text; NULL for a table that is text,
 * whose rows must have as many cells as the head.  htx_rows_end() fails when no heads came; hint
 * ends its message.
 */
enum {
    HTX_CELL_MERGED = 1,    /* the text is that of a cell above, merged with this one */
    HTX_CELL_UNCOUNTED = 2, /* empty: a formula whose value was not saved */
    HTX_CELL_NUMBER = 4     /* a number, with a point if it has decimals */
};
struct htx_rows;
struct htx_rows *htx_rows_begin(struct htx_reading *r, char delimiter);
int htx_rows_take(struct htx_rows *t, long line, size_t n, char *const *cell,
                  const unsigned char *mark, struct htx_err *err);
int htx_rows_end(const struct htx_rows *t, const char *hint, struct htx_err *err);

/* ---- Lines of an outline ---- */

struct htx_line {
    long number;
    const char *text; /* cleaned: no marks of Markdown, no blanks at its ends */
    const char *raw;
};
struct htx_lines {
    size_t n;
    struct htx_line *line;
    bool closed; /* the text ends with "./." */
};
/* The lines that carry text: without blank ones, lone page numbers, the letterhead, and what stands
 * behind the closing "./."; the others are counted in r->skipped and remarked. */
void htx_lines_read(struct htx_reading *r, struct htx_lines *lines);

/* Bytes of the line at s, and of its end: LF, CRLF, CR, or none at the end of the text. */
size_t htx_line_length(const char *s, size_t *end);

/* The length of a numbering at the start of a line ("1. ", "II) ", "a) ", "1.2. ") with the blanks
 * behind it, 0 for none. */
enum htx_mark { HTX_MARK_NONE, HTX_MARK_DIGITS, HTX_MARK_ROMAN, HTX_MARK_LETTER, HTX_MARK_DOTTED };
size_t htx_line_numbering(const char *text, enum htx_mark *mark);
/* The length of an item's mark ("- ", "+ ", "• ") or 0. */
size_t htx_line_bullet(const char *text);
/* A month or quarter heading: the month index, and the first month of a quarter's; false for none.
 */
bool htx_line_is_month(const char *text, int year, int *month, int *first);
/* Remark on text that looks damaged. */
void htx_line_check(struct htx_reading *r, const struct htx_line *line);
/* Cut one final . : ; or , off s (in place). */
void htx_line_trim_end(char *s);

#endif
