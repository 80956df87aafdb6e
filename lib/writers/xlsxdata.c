/* xlsxdata.c - the sheet of data as a table of Excel, and the hidden sheet of what its cells may
 * say. */
#include "writers/metrics.h"
#include "writers/xlsx.h"
#include <math.h>

enum { LARGE = 10000 }; /* a year is not grouped, an amount of money is */

struct htx_xlsx_sheet *htx_xlsx_hidden(struct htx_xlsx *book, const struct htx_document *document,
                                       const char *name)
{
    struct htx_page page = {.margins = document->margins, .landscape = true, .fit_width = true};
    struct htx_xlsx_sheet *sheet = htx_xlsx_sheet(book, name);
    htx_xlsx_page(sheet, &page);
    htx_xlsx_hide(sheet);
    return sheet;
}

/* ---- The table ------------------------------------------------------------------------------ */

static void put_cell(struct htx_xlsx_sheet *sheet, unsigned row, unsigned column,
                     const struct htx_cell *cell, struct htx_look *look)
{
    struct htx_area area = {row, column, row, column};
    bool text = cell->type == HTX_CELL_TEXT || cell->type == HTX_CELL_SHARE;
    look->number = HTX_AS_TEXT;
    if (text || (cell->type == HTX_CELL_DATE && !cell->date)) {
        htx_xlsx_text(sheet, area, text ? cell->text : "", look);
    } else if (cell->type == HTX_CELL_DATE) {
        look->number = HTX_AS_DATE;
        htx_xlsx_date(sheet, row, column, cell->date, look);
    } else {
        bool large = cell->number >= LARGE && cell->number == floor(cell->number);
        look->number = large ? HTX_AS_COUNT : HTX_AS_NUMBER;
        htx_xlsx_number(sheet, row, column, cell->number, look);
    }
}

/* A row that counts as one cannot go on in a second: beyond Excel's height its text is all there,
 * and seen in the cell.  The head has a button in each cell. */
static double height_of(const struct htx_table *table, const struct htx_row *row,
                        const struct htx_style *style)
{
    static const double point = 0.75, caution = 0.97, button = 14;
    enum { CHARACTER = 7 };
    size_t lines = 1;
    for (size_t i = 0; i < table->ncolumns; i++) {
        const char *text = row ? row->cell[i].text : table->column[i].title;
        double width = fmax(1, fmin(table->column[i].width, 255)) * CHARACTER * point * caution;
        bool is_text = !row || row->cell[i].type == HTX_CELL_TEXT;
        size_t own =
            is_text ? htx_metrics_lines(text, row ? width : fmax(width - button, 1), style) : 1;
        lines = own > lines ? own : lines;
    }
    return fmin(htx_metrics_height(lines, style->size), HTX_XLSX_ROW_HEIGHT - 1);
}

static void put_head(struct htx_xlsx_sheet *sheet, struct htx_arena *arena,
                     const struct htx_table *table, unsigned last_row)
{
    struct htx_look look = {.style = {table->size, true, false, HTX_CENTRE}, .edges = HTX_EDGES};
    const char **head = htx_arena_alloc(arena, table->ncolumns * sizeof(*head));
    for (size_t i = 0; i < table->ncolumns; i++)
        head[i] = table->column[i].title;
    htx_xlsx_table(sheet, "DuLieu", head, (unsigned)table->ncolumns, last_row);
    for (unsigned i = 0; i < table->ncolumns; i++)
        htx_xlsx_text(sheet, (struct htx_area){0, i, 0, i}, head[i], &look);
    htx_xlsx_row(sheet, 0, height_of(table, NULL, &look.style));
}

/* A table has at least one row: an empty one stands where there is no data. */
static void put_rows(struct htx_xlsx_sheet *sheet, const struct htx_table *table, unsigned last_row)
{
    static const struct htx_cell empty = {.type = HTX_CELL_TEXT, .text = ""};
    struct htx_look look = {
        .style = {.size = table->size}, .valign = HTX_VALIGN_TOP, .edges = HTX_EDGES};
    for (unsigned row = 1; row <= last_row; row++) {
        const struct htx_row *from = row <= table->nrows ? &table->row[row - 1] : NULL;
        for (unsigned i = 0; i < table->ncolumns; i++) {
            look.style.align = table->column[i].align;
            put_cell(sheet, row, i, from ? &from->cell[i] : &empty, &look);
        }
        htx_xlsx_row(sheet, row,
                     from ? height_of(table, from, &look.style)
                          : htx_metrics_height(1, look.style.size));
    }
}

/* ---- What cells may say --------------------------------------------------------------------- */

static size_t count_choices(const struct htx_column *column)
{
    size_t n = 0;
    while (column->choices && column->choices[n])
        n++;
    return n;
}

static void allow_choices(struct htx_xlsx_sheet *sheet, struct htx_arena *arena,
                          const struct htx_table *table, unsigned last_row)
{
    unsigned list = 0;
    for (unsigned i = 0; i < table->ncolumns; i++) {
        size_t n = count_choices(&table->column[i]);
        if (!n)
            continue;
        struct htx_buf name = HTX_BUF_INIT;
        htx_xlsx_column_name(&name, list++);
        const char *source = htx_arena_printf(arena, "='" HTX_SHEET_CHOICES "'!$%s$2:$%s$%zu",
                                              name.s, name.s, n + 1);
        htx_buf_free(&name);
        htx_xlsx_choices(
            sheet, (struct htx_area){1, i, last_row, i}, source, "Giá trị không có trong danh mục",
            "Hãy chọn một giá trị trong danh sách thả xuống của ô này, hoặc để trống.");
    }
}

void htx_xlsx_put_choices(struct htx_xlsx *book, const struct htx_document *document,
                          const struct htx_table *table)
{
    static const double width = 30;
    static const struct htx_look head = {.style = {11, true, false, HTX_LEFT}, .one_line = true};
    static const struct htx_look body = {.style = {11, false, false, HTX_LEFT}, .one_line = true};
    struct htx_xlsx_sheet *sheet = NULL;
    size_t list = 0, longest = 0;
    for (size_t i = 0; i < table->ncolumns; i++) {
        const struct htx_column *column = &table->column[i];
        size_t n = count_choices(column);
        if (!n)
            continue;
        if (!sheet)
            sheet = htx_xlsx_hidden(book, document, HTX_SHEET_CHOICES);
        unsigned at = (unsigned)list++;
        htx_xlsx_column(sheet, at, width, &body);
        htx_xlsx_text(sheet, (struct htx_area){0, at, 0, at}, column->title, &head);
        for (unsigned k = 0; k < n; k++)
            htx_xlsx_text(sheet, (struct htx_area){k + 1, at, k + 1, at}, column->choices[k],
                          &body);
        longest = n > longest ? n : longest;
    }
    for (unsigned row = 0; sheet && row <= longest; row++)
        htx_xlsx_row(sheet, row, htx_metrics_height(1, body.style.size));
}

void htx_xlsx_put_data(struct htx_arena *arena, struct htx_xlsx *book,
                       const struct htx_document *document, const struct htx_sheet *sheet,
                       const struct htx_table *table)
{
    struct htx_xlsx_sheet *out = htx_xlsx_sheet(book, sheet->name);
    struct htx_page page = {.margins = document->margins, .landscape = true, .fit_width = true};
    struct htx_look plain = {.style = {.size = table->size}, .valign = HTX_VALIGN_TOP};
    unsigned last_row = table->nrows ? (unsigned)table->nrows : 1;
    htx_xlsx_page(out, &page);
    for (unsigned i = 0; i < table->ncolumns; i++)
        htx_xlsx_column(out, i, table->column[i].width, &plain);
    put_head(out, arena, table, last_row);
    put_rows(out, table, last_row);
    allow_choices(out, arena, table, last_row);
}
