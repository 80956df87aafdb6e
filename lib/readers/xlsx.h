/*
 * xlsx.h - inside the reader of Excel workbooks: the package (xlsxbook.c) and the sheet (xlsx.c).
 * Sources: ECMA-376 part 1 (SpreadsheetML, 18.3 sheets, 18.4 strings, 18.8 styles) and part 2
 * (packages and relationships).
 */
#ifndef HTX_READERS_XLSX_H
#define HTX_READERS_XLSX_H

#include "readers/readers.h"

enum { HTX_XLSX_ROWS = 1048576, HTX_XLSX_COLUMNS = 16384 };

/* What a number in a cell means, from its number format. */
enum htx_xlsx_format { HTX_XLSX_PLAIN, HTX_XLSX_DATE, HTX_XLSX_TIME, HTX_XLSX_PERCENT };

struct htx_xlsx {
    struct htx_arena *arena;
    const char *file; /* as errors name it */
    const char *data;
    size_t len;
    bool from_1904; /* days are counted from 1904-01-01 */
    size_t nsheets;
    struct htx_xlsx_sheet {
        const char *name, *relation, *part;
        bool hidden;
    } * sheet; /* worksheets only, in the order of the workbook */
    size_t nstrings;
    const char **string;
    size_t nformats;
    enum htx_xlsx_format *format; /* of each cell style */
};

/* Read what a workbook says of itself; book has arena, file, data and len set. */
int htx_xlsx_open(struct htx_xlsx *book, struct htx_err *err);
/* The sheet of that name; "": the first that can be seen. */
int htx_xlsx_find(const struct htx_xlsx *book, const char *name,
                  const struct htx_xlsx_sheet **sheet, struct htx_err *err);
/* One part's XML; it must be there. */
int htx_xlsx_part(const struct htx_xlsx *book, const char *name, struct htx_buf *out,
                  struct htx_err *err);
int htx_xlsx_parse(const struct htx_xlsx *book, const char *part, const struct htx_buf *xml,
                   const struct htx_xml_events *events, void *ctx, struct htx_err *err);
/* The names of all sheets: "'Báo cáo', 'Danh mục'". */
const char *htx_xlsx_names(const struct htx_xlsx *book);

/* An element's name without its prefix, an attribute's value or NULL. */
const char *htx_xlsx_local(const char *name);
const char *htx_xlsx_attribute(const char *const *attributes, const char *name);

/* The text of a string item, shared or in its cell, while its elements go by: runs are joined,
 * readings of characters (phonetic runs) left out. */
struct htx_xlsx_text {
    struct htx_buf text;
    bool inside; /* <t> */
    int phonetic;
};
void htx_xlsx_text_start(struct htx_xlsx_text *t, const char *local);
void htx_xlsx_text_end(struct htx_xlsx_text *t, const char *local);
void htx_xlsx_text_add(struct htx_xlsx_text *t, const char *text, size_t len);
/* Put what Excel writes as _x000D_ back into characters, in place. */
void htx_xlsx_unescape(char *s);

/* The meaning of a number format's code. */
enum htx_xlsx_format htx_xlsx_classify(const char *code);

#endif
