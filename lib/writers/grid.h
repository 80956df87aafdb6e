/*
 * grid.h - rows of cells on their way to a list format.
 *
 * A source (the tasks, a summary) describes its columns and gives any cell when asked; a format is
 * a row of a table with three functions.  So a new format is one entry, and a source knows none.
 */
#ifndef HTX_GRID_H
#define HTX_GRID_H

#include "base/base.h"

enum htx_grid_kind {
    HTX_GRID_TEXT,
    HTX_GRID_NUMBER, /* stands at the right; a number in JSON, null when empty */
    HTX_GRID_NAMES,  /* separated by ';'; an array in JSON */
};

struct htx_grid_column {
    const char *name; /* for programs */
    const char *head; /* for people */
    enum htx_grid_kind kind;
    int comfort; /* columns of a terminal that are enough for it; 0: takes what is left */
    bool tight;  /* one blank is enough before the next column of this kind */

    /* The terminal table's own: its widest line, its longest word, what it gets, and where its cell
     * of the row in hand begins. */
    int natural, least, width;
    size_t at;
};

struct htx_grid {
    size_t ncolumns, nrows;
    struct htx_grid_column *column;
    /* The text of a cell, good until the next call; it may be made in scratch.  people: dates,
     * months and words as people read them, else as the plan files have them. */
    const char *(*cell)(struct htx_grid *grid, size_t row, size_t column);
    const char *(*tint)(const struct htx_grid *grid, size_t row); /* "" for none; may be NULL */
    const void *source;                                           /* what cell and tint look at */
    bool has_total;                                               /* the last row is one */
    bool people;
    const struct htx_list *list;
    struct htx_buf scratch, line;
    struct htx_buf *out;
};

/* Write grid in the format of its list to its out; frees scratch and line. */
void htx_grid_write(struct htx_grid *grid);
/* Is what the format writes for people? */
bool htx_grid_is_for_people(enum htx_list_format format);

/* The formats that have a file of their own. */
void htx_table_begin(struct htx_grid *grid);
void htx_table_row(struct htx_grid *grid, size_t row);
void htx_json_begin(struct htx_grid *grid);
void htx_json_row(struct htx_grid *grid, size_t row);
void htx_json_end(struct htx_grid *grid);
void htx_jsonl_row(struct htx_grid *grid, size_t row);

/*
 * One line of text that wraps in width columns (0: only at line ends): shown bytes of s are seen,
 * taken bytes lead to the next line.  Lines break at blanks, and between the characters of a word
 * that is longer than a line.
 */
struct htx_wrapped {
    size_t shown, taken;
};
struct htx_wrapped htx_wrap(const char *s, int width);

/* Append n times s. */
void htx_repeat(struct htx_buf *out, const char *s, int n);

/* ---- Values for people -------------------------------------------------------------------- */

/* The translation of a word that stands in the data; "" stays "". */
const char *htx_word_shown(const char *word);
/* Append text as a terminal may get it: control characters are blanks, line ends too unless lines.
 */
void htx_clean_show(struct htx_buf *out, const char *text, bool lines);
/* Append value of field as people read it: 05/03/2024, 03/2024, "75 %", translated words, codes
 * separated by commas. */
void htx_value_show(struct htx_buf *out, enum htx_field field, const char *value);
/* Append "03/2024" for "2024-03"; false, and nothing appended, when it is no month. */
bool htx_month_show(struct htx_buf *out, const char *month);
/* The terminal colour of a task as of today, "" for none, and what ends any. */
const char *htx_task_tint(const struct htx_task *task, htx_date today);
#define HTX_TINT_END "\033[0m"

#endif
