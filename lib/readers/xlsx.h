/*
 * xlsx.h - inside the reader of Excel workbooks: the package (xlsxbook.c) and the sheet (xlsx.c).
 * Sources: ECMA-376 part 1 (SpreadsheetML, 18.3 sheets, 18.4 strings, 18.8 styles) and part 2
 * (packages and relationships).
 */
#ifndef HTX_READERS_XLSX_H
#define HTX_READERS_XLSX_H

#include "readers/readers.h"

enum { HTX_BOOK_ROWS = 1048576, HTX_BOOK_COLUMNS = 16384 };

/* What a number in a cell means, from its number format. */
enum htx_book_format { HTX_BOOK_PLAIN, HTX_BOOK_DATE, HTX_BOOK_TIME, HTX_BOOK_PERCENT };

struct htx_book {
    struct htx_arena *arena;
    const char *file; /* as errors name it */
    const char *data;
    size_t len;
    bool from_1904; /* days are counted from 1904-01-01 */
    size_t nsheets;
    struct htx_book_sheet {
        const char *name, *relation, *part;
        bool hidden;
    } * sheet; /* worksheets only, in the order of the workbook */
    size_t nstrings;
    const char **string;
    size_t nformats;
    enum htx_book_format *format; /* of each cell style */
};

/* Read what a workbook says of itself; book has arena, file, data and len set. */
int htx_book_open(struct htx_book *book, struct htx_err *err);
/* The sheet of that name; "": the first that can be seen. */
int htx_book_find(const struct htx_book *book, const char *name,
                  const struct htx_book_sheet **sheet, struct htx_err *err);
/* One part's XML; it must be there. */
int htx_book_part(const struct htx_book *book, const char *name, struct htx_buf *out,
                  struct htx_err *err);
int htx_book_parse(const struct htx_book *book, const char *part, const struct htx_buf *xml,
                   const struct htx_xml_events *events, void *ctx, struct htx_err *err);
/* The names of all sheets: "'Báo cáo', 'Danh mục'". */
const char *htx_book_names(const struct htx_book *book);

/* An element's name without its prefix, an attribute's value or NULL. */
const char *htx_book_local(const char *name);
const char *htx_book_attribute(const char *const *attributes, const char *name);

/* The text of a string item, shared or in its cell, while its elements go by: runs are joined,
 * readings of characters (phonetic runs) left out. */
struct htx_book_text {
    struct htx_buf text;
    bool inside; /* <t> */
    int phonetic;
};
void htx_book_text_start(struct htx_book_text *t, const char *local);
void htx_book_text_end(struct htx_book_text *t, const char *local);
void htx_book_text_add(struct htx_book_text *t, const char *text, size_t len);
/* Put what Excel writes as _x000D_ back into characters, in place. */
void htx_book_unescape(char *s);

/* The meaning of a number format's code. */
enum htx_book_format htx_book_classify(const char *code);

#endif
