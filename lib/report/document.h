/*
 * document.h - an official document between its figures and its file: sheets of parts.  The report
 * layer builds one, a writer turns it into bytes; no file format and no counting here.
 *
 * The look of each part is that of Decree 30/2020/NĐ-CP, Annex I; a writer owns positions, lines
 * and heights, the document owns words, figures, sizes and weights.
 * Everything hangs off the arena that the document was built in.
 */
#ifndef HTX_DOCUMENT_H
#define HTX_DOCUMENT_H

#include "base/base.h"

enum htx_align { HTX_LEFT, HTX_CENTRE, HTX_RIGHT, HTX_JUSTIFY };

struct htx_style {
    int size; /* points */
    bool bold, italic;
    enum htx_align align;
};

/* A figure keeps how it was got, so that a spreadsheet can count it again. */
enum htx_cell_type {
    HTX_CELL_TEXT,
    HTX_CELL_NUMBER,
    HTX_CELL_DATE,
    HTX_CELL_COUNT, /* rows of the data sheet for which all conditions hold */
    HTX_CELL_SUM,   /* this column over the table's ordinary rows */
    HTX_CELL_RATIO, /* 100 * sum of columns `over` / sum of columns `under`, of this row, one
                       decimal */
    HTX_CELL_SHARE, /* "3/4": of the rows for which all of `where` hold, those for which one of
                       `part` does as well; "" where there are none */
};

/* Grey behind a cell, as calendars have it. */
enum htx_shade { HTX_UNSHADED, HTX_SHADED, HTX_SHADED_DARK };

struct htx_condition {
    int column; /* of the data sheet's table, from 0 */
    const char *value;
};

struct htx_cell {
    enum htx_cell_type type;
    const char *text; /* TEXT, and SHARE as counted by the report, NULL elsewhere; "" is an empty
                         cell */
    double number;    /* NUMBER; the value of COUNT, SUM and RATIO as counted by the report, NAN for
                         a RATIO with nothing below the line */
    htx_date date;
    enum htx_shade shade;
    const struct htx_condition *where, *part; /* COUNT; SHARE */
    size_t nwhere, nparts;
    unsigned over, under; /* RATIO: sets of columns, bit 0 is the first */
};

enum htx_row_kind {
    HTX_ROW,
    HTX_ROW_GROUP, /* bold; cell 0 is its number, cell 1 spans the rest of the row */
    HTX_ROW_NOTE,  /* like a group, upright: words in place of rows */
    HTX_ROW_TOTAL, /* bold */
};

struct htx_row {
    enum htx_row_kind kind;
    struct htx_cell *cell; /* one for each column of the table */
};

struct htx_column {
    const char *title;
    const char *over; /* head above it, shared with neighbours of the same text; "" for none */
    double width;     /* in Excel's characters; a page holds about 80 upright, 130 across */
    enum htx_align align;
    bool bar;                   /* its ordinary rows are percentages: a bar behind each */
    bool marked;                /* the head is shaded: the column of the day */
    const char *const *choices; /* of a data sheet: what its cells may say, NULL at the end; NULL:
                                   anything */
};

struct htx_table {
    size_t ncolumns, nrows;
    const struct htx_column *column;
    struct htx_row *row;
    int size;      /* points of the body and the head */
    bool numbered; /* a row (1) (2) (3) ... under the head */
};

/* The two upper corners of an official letter. */
struct htx_letterhead {
    const char *const *body; /* the issuing body, one line each, NULL at the end; bold */
    const char *parent;      /* the body above it, with line ends, "" for none */
    const char *number;      /* "Số: 05/BC-LMHTX" */
    const char *nation, *motto;
    const char *place_date; /* "Hải Phòng, ngày 05 tháng 3 năm 2024" */
    const char *draft;      /* "DỰ THẢO", "" for none */
};

struct htx_signature {
    const char *recipients_title;  /* "Nơi nhận:" */
    const char *const *recipients; /* "- Như trên;" ... NULL at the end */
    const char *const *authority; /* "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH" ... NULL at the end */
    const char *signer;
};

/* A picture of figures: in print it has to do without colours. */
enum htx_chart_type {
    HTX_CHART_STACKED, /* a lying bar for each category, made of its series */
    HTX_CHART_BARS,    /* a lying bar for each category and series */
    HTX_CHART_LINES,   /* a line for each series over the categories */
};
struct htx_series {
    const char *name;
    const double *value; /* one for each category, NAN for none */
};
struct htx_chart {
    enum htx_chart_type type;
    const char *title;
    size_t ncategories, nseries;
    const char *const *category;
    const struct htx_series *series;
};

enum htx_part_type {
    HTX_PART_LETTERHEAD,
    HTX_PART_PARAGRAPH,
    HTX_PART_TABLE,
    HTX_PART_CHART,
    HTX_PART_SIGNATURE,
};

struct htx_part {
    enum htx_part_type type;
    int space; /* points of empty height before it */
    struct htx_letterhead letterhead;
    struct {
        const char *text;
        struct htx_style style;
        bool indent; /* the first line of a paragraph of body text */
        bool line;   /* a solid line of a third to a half of the text's length below, centred */
    } paragraph;
    struct htx_table table; /* one at most on a sheet: its columns are the sheet's grid */
    struct htx_chart chart;
    struct htx_signature signature;
};

enum htx_sheet_kind {
    HTX_SHEET_PAGE, /* to be printed and sent */
    HTX_SHEET_DATA, /* one table to be filtered and counted: the `data` of COUNT cells */
};

struct htx_sheet {
    const char *name;
    const char *file; /* where it is described, for errors; NULL: nowhere */
    long line;
    enum htx_sheet_kind kind;
    bool landscape;
    size_t nparts;
    struct htx_part *part;
};

struct htx_margins {
    double top, bottom, left, right; /* millimetres */
};

struct htx_document {
    const char *title, *subject, *author, *company; /* properties */
    const char *transaction;                        /* the last change it knows; "" for none */
    htx_date date;                                  /* its day: also the file's creation time */
    const char *font;
    struct htx_margins margins;
    size_t nsheets;
    struct htx_sheet *sheet;
};

#endif
