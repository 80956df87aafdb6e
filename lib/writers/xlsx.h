/*
 * xlsx.h - what the files of the xlsx writer share: the page that is being laid out, and the checks
 * before and after the library.
 */
#ifndef HTX_XLSX_H
#define HTX_XLSX_H

#include "writers/xlsxlib.h"

/* The hidden sheets that the writer adds. */
#define HTX_SHEET_FIGURES "Số liệu biểu đồ"
#define HTX_SHEET_CHOICES "Danh mục"

/* The table of a sheet, NULL when it has none. */
const struct htx_table *htx_sheet_table(const struct htx_sheet *sheet);

/* ---- Checks (xlsxcheck.c) ------------------------------------------------------------------ */

/* The text as it must be handed over: text itself, or a copy where Excel would take a literal
 * "_x0041_" for an escape.  NULL with err filled when a cell cannot hold it; where says which. */
const char *htx_xlsx_check_text(struct htx_arena *arena, const char *text, const char *where,
                                struct htx_err *err);
/* "cell B5 of sheet 'Báo cáo'" */
const char *htx_xlsx_cell_name(struct htx_arena *arena, const char *sheet, unsigned row,
                               unsigned column);
/* A property of the document and where its checked and cut text goes; "" goes nowhere. */
struct htx_xlsx_property {
    const char *value;
    char **good;
};
int htx_xlsx_check_properties(struct htx_arena *arena, const struct htx_xlsx_property *property,
                              size_t n, struct htx_err *err);
/* Equal for equal looks only. */
uint64_t htx_xlsx_look_key(const struct htx_look *look);
/* The height in points that a row of height really gets: whole pixels. */
double htx_xlsx_row_height(double height);
/* rc, and err names where the sheet is described. */
int htx_xlsx_of_sheet(const struct htx_sheet *sheet, int rc, struct htx_err *err);
/* The names of all sheets, as Excel (and not the library) takes them. */
int htx_xlsx_check_names(const struct htx_document *document, struct htx_err *err);
/* The heads of a table of Excel: none is empty, no two are the same. */
int htx_xlsx_check_heads(const char *sheet, const struct htx_table *table, struct htx_err *err);
/* The font goes into XML and into the code of page headers. */
int htx_xlsx_check_font(const char *font, struct htx_err *err);

/* ---- A page being laid out (xlsxpage.c) ----------------------------------------------------- */

struct htx_layout {
    struct htx_arena *arena;
    struct htx_xlsx_sheet *sheet; /* NULL: nothing is written, only pages are counted */
    bool repeat;                  /* the head of the table stands on all pages from its first on */
    bool whole;                   /* the table is not to be split, if it fits a page */
    int pages;                    /* begun so far, after the first */
    int table_first, table_last;  /* the pages on which the table begins and ends */
    unsigned table_row;           /* the first of its head */
    const struct htx_document *document;
    const struct htx_sheet *data; /* of the COUNT cells, NULL when there is none */
    const char *font;
    unsigned row;      /* the next free one */
    unsigned ncolumns; /* of the grid */
    unsigned right;    /* the first column of the right block */
    const int *pixels; /* widths of the columns */
    unsigned parted;   /* the table's column before this one takes two of the grid; 0: none does */
    double tallest;    /* points a row may have */
    double page;       /* points between the margins, down */
    double repeated;   /* of them for the head of a table that began on an earlier page */
    double used;       /* of the page so far */
    bool keep;         /* rows from `kept` on, `kept_height` in all, want company on their page */
    unsigned kept;
    double kept_height;
};

/* Points that the columns from column to last give to a line of text in every program. */
double htx_layout_width(const struct htx_layout *layout, unsigned column, unsigned last);
/* Points that a text takes down when it wraps in the columns from column to last. */
double htx_layout_height(const struct htx_layout *layout, const char *text, unsigned column,
                         unsigned last, const struct htx_style *style);
struct htx_area htx_layout_area(const struct htx_layout *layout, unsigned column, unsigned last);
/* Give the next free row a height and go on to the one after it: the height that it really gets. */
double htx_layout_row(struct htx_layout *layout, double height);
/* No page may end with the rows between htx_layout_keep() and htx_layout_release(): a heading goes
 * to the page of what it heads. */
void htx_layout_keep(struct htx_layout *layout);
void htx_layout_release(struct htx_layout *layout);
void htx_layout_space(struct htx_layout *layout, int points);

void htx_layout_letterhead(struct htx_layout *layout, const struct htx_letterhead *letterhead);
/* company: what comes below must be on the page of the paragraph's end. */
void htx_layout_paragraph(struct htx_layout *layout, const struct htx_part *part, bool company);
void htx_layout_signature(struct htx_layout *layout, const struct htx_signature *signature);
/* The column at which the right block of letterheads and signatures begins. */
unsigned htx_layout_right(const struct htx_layout *layout, const struct htx_sheet *sheet);
/* Is the right block wide enough for the lines that must not wrap? */
bool htx_layout_parted(const struct htx_layout *layout, const struct htx_letterhead *letterhead);

/* ---- Tables (xlsxtable.c, xlsxformula.c) ---------------------------------------------------- */

/* The columns of the grid from the first to the last that a column of the table takes. */
unsigned htx_layout_first(const struct htx_layout *layout, unsigned column);
unsigned htx_layout_last(const struct htx_layout *layout, unsigned column);
void htx_layout_table(struct htx_layout *layout, const struct htx_table *table);

enum { HTX_SET_COLUMNS = 32 }; /* a cell's sets of columns are unsigneds */

/* Where a row of the table begins and ends on the sheet. */
struct htx_placed {
    unsigned first, last;
};
/* The formula that counts a COUNT, SUM, RATIO or SHARE cell again, or NULL when no formula can: the
 * cell then holds its number. */
const char *htx_xlsx_formula_of(const struct htx_layout *layout, const struct htx_table *table,
                                const struct htx_placed *rows, size_t row, unsigned column);

/* Append "A", "B" ... "AA". */
void htx_xlsx_column_name(struct htx_buf *out, unsigned column);

/* ---- Charts (xlsxchart.c) ------------------------------------------------------------------- */

void htx_layout_chart(struct htx_layout *layout, const struct htx_chart *chart);
/* The sheet that the charts draw, if there are any. */
void htx_xlsx_put_figures(struct htx_xlsx *book, const struct htx_document *document);

/* ---- Data (xlsxdata.c) ---------------------------------------------------------------------- */

/* A sheet for other sheets to look at. */
struct htx_xlsx_sheet *htx_xlsx_hidden(struct htx_xlsx *book, const struct htx_document *document,
                                       const char *name);
void htx_xlsx_put_data(struct htx_arena *arena, struct htx_xlsx *book,
                       const struct htx_document *document, const struct htx_sheet *sheet,
                       const struct htx_table *table);
/* The sheet of what the table's cells may say, if any column has choices. */
void htx_xlsx_put_choices(struct htx_xlsx *book, const struct htx_document *document,
                          const struct htx_table *table);

/* ---- Reading back (xlsxverify.c) ------------------------------------------------------------ */

/* Read the workbook that the library wrote to raw, make sure that it is whole, and write it to path
 * with the font in place of the library's and page numbers from page 2 on. */
int htx_xlsx_finish(const char *raw, const char *path, const struct htx_document *document,
                    const struct htx_xlsx *book, struct htx_err *err);

#endif
