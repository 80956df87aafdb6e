/*
 * xlsxlib.h - a workbook being written: libxlsxwriter behind calls that cannot be misused.
 *
 * htx_xlsx_open() loads the library (every command that links it would start 2 ms later), the calls
 * after it fill sheets, htx_xlsx_close() writes the file and tells what went wrong first: a failed
 * call spoils the book, those after it do nothing.  Rows, columns count from 0.  Every row that has
 * a cell must be given a height once: the read-back counts on it.
 */
#ifndef HTX_XLSXLIB_H
#define HTX_XLSXLIB_H

#include "report/document.h"

struct htx_xlsx;
struct htx_xlsx_sheet;

enum { HTX_XLSX_ROWS = 1048576, HTX_XLSX_COLUMNS = 16384, HTX_XLSX_ROW_HEIGHT = 409 };

enum { HTX_EDGE_TOP = 1, HTX_EDGE_BOTTOM = 2, HTX_EDGE_SIDES = 4, HTX_EDGES = 7 };
/* SPREAD: from the top to the bottom, so that no height is left over. */
enum htx_xlsx_valign {
    HTX_VALIGN_CENTRE,
    HTX_VALIGN_TOP,
    HTX_VALIGN_BOTTOM,
    HTX_VALIGN_SPREAD,
};
enum htx_xlsx_number { HTX_AS_TEXT, HTX_AS_NUMBER, HTX_AS_COUNT, HTX_AS_RATIO, HTX_AS_DATE };

struct htx_look {
    struct htx_style style;
    enum htx_xlsx_valign valign;
    enum htx_xlsx_number number;
    unsigned edges; /* thin black lines */
    bool one_line;  /* not wrapped */
    enum htx_shade shade;
};

/* Cells first..last in both directions; one cell when they are equal. */
struct htx_area {
    unsigned row, column, last_row, last_column;
};

/* Texts of different looks in one cell. */
struct htx_run {
    const char *text;
    struct htx_style style;
};

struct htx_page {
    struct htx_margins margins; /* millimetres */
    bool landscape;
    bool fit_width; /* shrink to one page across, else print at 100 % */
};

/* A chart from the left edge of a row's first cell on. */
struct htx_picture {
    unsigned row;
    double width, height; /* pixels */
    const char *title;    /* for who cannot see it */
    const char *values;   /* the formula of the cells with its figures */
    const char *xml;      /* what htx_xlsx_finish() puts in for the library's own */
};

/* Begin the workbook of document's properties and font at path, its sheets are yet to come; the
 * library's temporary files go beside it.  Memory is arena's. */
int htx_xlsx_open(struct htx_arena *arena, const char *path, const struct htx_document *document,
                  struct htx_xlsx **book, struct htx_err *err);
int htx_xlsx_close(struct htx_xlsx *book, struct htx_err *err); /* writes, frees */
void htx_xlsx_abandon(struct htx_xlsx *book);                   /* frees only */

/* Never NULL: after an error, a sheet that takes everything and keeps nothing. */
struct htx_xlsx_sheet *htx_xlsx_sheet(struct htx_xlsx *book, const char *name);
/* Rows that the n-th sheet was given. */
size_t htx_xlsx_rows(const struct htx_xlsx *book, size_t n);
/* How many parts of each kind the file has to have; the XML of its charts. */
struct htx_xlsx_parts {
    size_t sheets, charts, drawings, tables;
    const char *const *chart;
};
struct htx_xlsx_parts htx_xlsx_parts(const struct htx_xlsx *book);

void htx_xlsx_text(struct htx_xlsx_sheet *sheet, struct htx_area area, const char *text,
                   const struct htx_look *look);
void htx_xlsx_rich(struct htx_xlsx_sheet *sheet, struct htx_area area, const struct htx_run run[2],
                   const struct htx_look *look);
void htx_xlsx_number(struct htx_xlsx_sheet *sheet, unsigned row, unsigned column, double number,
                     const struct htx_look *look);
void htx_xlsx_date(struct htx_xlsx_sheet *sheet, unsigned row, unsigned column, htx_date date,
                   const struct htx_look *look);
/* What the formula comes to now is a text, or a number where that is NULL. */
void htx_xlsx_formula(struct htx_xlsx_sheet *sheet, unsigned row, unsigned column,
                      const char *formula, const char *text, double number,
                      const struct htx_look *look);
/* Grey bars behind percentages. */
void htx_xlsx_bars(struct htx_xlsx_sheet *sheet, struct htx_area area);
void htx_xlsx_chart(struct htx_xlsx_sheet *sheet, const struct htx_picture *picture);

/* The height in points that the row really gets. */
double htx_xlsx_row(struct htx_xlsx_sheet *sheet, unsigned row, double height);
/* Row begins a page. */
void htx_xlsx_break(struct htx_xlsx_sheet *sheet, unsigned row);
void htx_xlsx_column(struct htx_xlsx_sheet *sheet, unsigned column, double width,
                     const struct htx_look *look);
void htx_xlsx_page(struct htx_xlsx_sheet *sheet, const struct htx_page *page);
void htx_xlsx_repeat(struct htx_xlsx_sheet *sheet, unsigned row, unsigned last_row);
/* Nobody sees it until he asks for it. */
void htx_xlsx_hide(struct htx_xlsx_sheet *sheet);
/* Rows 0 to last_row (1 at least) are a table that filters; its head in row 0, whose cells must say
 * just that, stays in view and is repeated in print. */
void htx_xlsx_table(struct htx_xlsx_sheet *sheet, const char *name, const char *const *head,
                    unsigned ncolumns, unsigned last_row);
/* The cells take what the formula source lists (which htx_xlsx_finish() makes of any condition),
 * and the message for anything else. */
void htx_xlsx_choices(struct htx_xlsx_sheet *sheet, struct htx_area area, const char *source,
                      const char *title, const char *message);

#endif
