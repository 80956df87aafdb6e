/* xlsx.c - a document to an Excel workbook. */
#include "writers/metrics.h"
#include "writers/writers.h"
#include "writers/xlsx.h"
#include <locale.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static const double inch = 25.4; /* millimetres */

/* ---- Sheets of pages ------------------------------------------------------------------------ */

enum { SHORT_SIDE = 210, LONG_SIDE = 297, PIXELS = 96, CHARACTER = 7, CELL = 5 };

/* Millimetres of the paper between the margins. */
static double room(const struct htx_document *document, const struct htx_sheet *sheet, bool across)
{
    const struct htx_margins *m = &document->margins;
    if (across)
        return (sheet->landscape ? LONG_SIDE : SHORT_SIDE) - m->left - m->right;
    return (sheet->landscape ? SHORT_SIDE : LONG_SIDE) - m->top - m->bottom;
}

/* The table of a sheet, NULL when it has none. */
const struct htx_table *htx_sheet_table(const struct htx_sheet *sheet)
{
    for (size_t i = 0; i < sheet->nparts; i++)
        if (sheet->part[i].type == HTX_PART_TABLE)
            return &sheet->part[i].table;
    return NULL;
}

static bool has_corners(const struct htx_sheet *sheet)
{
    for (size_t i = 0; i < sheet->nparts; i++)
        if (sheet->part[i].type == HTX_PART_LETTERHEAD || sheet->part[i].type == HTX_PART_SIGNATURE)
            return true;
    return false;
}

/* A sheet without a table has the letter's own grid. */
static size_t grid_columns(const struct htx_sheet *sheet)
{
    const struct htx_table *table = htx_sheet_table(sheet);
    return table ? table->ncolumns : 2;
}

static int fail_wide(const struct htx_sheet *sheet, int pixels, double most, size_t columns,
                     struct htx_err *err)
{
    int characters = ((int)most - CELL * (int)columns) / CHARACTER;
    return htx_fail(err, HTX_ELIMIT,
                    _("sheet '%s': the columns are %.0f mm wide, the page has room for %.0f mm: "
                      "make their widths together %d characters or less"),
                    sheet->name, pixels * inch / PIXELS, floor(most * inch / PIXELS), characters);
}

static int fail_narrow(const struct htx_sheet *sheet, struct htx_err *err)
{
    return htx_fail(err, HTX_EDATA,
                    _("sheet '%s': the nation's name does not fit on one line beside the "
                      "organisation's: let a column of the table end at about 37%% of the width"),
                    sheet->name);
}

/* Widths of the columns: what the table says, drawn out so that the grid reaches the right margin.
 */
static int grid_pixels(const struct htx_document *document, const struct htx_sheet *sheet,
                       int *pixels, struct htx_err *err)
{
    static const int letter[] = {37, 63}, spare = 2;
    const struct htx_table *table = htx_sheet_table(sheet);
    size_t n = grid_columns(sheet);
    double most = floor(room(document, sheet, true) / inch * PIXELS);
    int total = 0;
    for (size_t i = 0; i < n; i++) {
        double width = table ? fmax(1, fmin(table->column[i].width, 255)) : letter[i] / 10.0;
        pixels[i] = (int)(width * CHARACTER + CELL);
        total += pixels[i];
    }
    if (total > most)
        return fail_wide(sheet, total, most, n, err);
    int fill = (int)most - spare, drawn = 0, given = 0;
    for (size_t i = 0; i < n && total < fill; i++) {
        given += pixels[i];
        int upto = (int)((double)given * fill / total);
        pixels[i] = upto - drawn;
        drawn = upto;
    }
    return 0;
}

static bool is_text(const struct htx_table *table, size_t column)
{
    for (size_t i = 0; i < table->nrows; i++)
        if (table->row[i].kind == HTX_ROW && table->row[i].cell[column].type != HTX_CELL_TEXT)
            return false;
    return !table->column[column].bar;
}

/* The two blocks of a letterhead share the width as 37 to 63.  Where no column of the table ends
 * near enough, a column of texts becomes two of the grid: the table's first one behind it, else 0.
 */
static unsigned part_grid(const struct htx_sheet *sheet, int *pixels, size_t *n)
{
    static const double share = 0.37, near_enough = 0.1;
    const struct htx_table *table = htx_sheet_table(sheet);
    double total = 0, left = 0;
    size_t at = 0;
    for (size_t i = 0; i < *n; i++)
        total += pixels[i];
    double want = share * total;
    while (at + 1 < *n && left + pixels[at] < want)
        left += pixels[at++];
    bool before = at > 0 && want - left <= near_enough * total;
    bool behind = at + 1 < *n && left + pixels[at] - want <= near_enough * total;
    if (!table || !has_corners(sheet) || before || behind || !is_text(table, at))
        return 0;
    memmove(&pixels[at + 1], &pixels[at], (*n - at) * sizeof(*pixels));
    pixels[at] = (int)(want - left);
    pixels[at + 1] -= pixels[at];
    ++*n;
    return (unsigned)at + 1;
}

/* A heading belongs to what follows it, an introduction to its table, and no signature stands on a
 * page of its own. */
static bool wants_company(const struct htx_sheet *sheet, size_t at)
{
    const struct htx_part *part = &sheet->part[at];
    bool text_next = at + 1 == sheet->nparts || part[1].type == HTX_PART_PARAGRAPH;
    return part->type == HTX_PART_PARAGRAPH && (part->paragraph.style.bold || !text_next);
}

static void put_part(struct htx_layout *layout, const struct htx_sheet *sheet, size_t at)
{
    const struct htx_part *part = &sheet->part[at];
    bool company = wants_company(sheet, at);
    htx_layout_space(layout, part->space);
    switch (part->type) {
    case HTX_PART_LETTERHEAD:
        htx_layout_letterhead(layout, &part->letterhead);
        break;
    case HTX_PART_PARAGRAPH:
        htx_layout_paragraph(layout, part, company);
        break;
    case HTX_PART_TABLE:
        htx_layout_table(layout, &part->table);
        break;
    case HTX_PART_CHART:
        htx_layout_chart(layout, &part->chart);
        break;
    case HTX_PART_SIGNATURE:
        htx_layout_signature(layout, &part->signature);
        break;
    }
    if (!company)
        htx_layout_release(layout);
}

/* Would the head of the sheet's table stand where it should, and nowhere else? */
static bool heads_right(struct htx_layout dry, const struct htx_sheet *sheet)
{
    dry.sheet = NULL;
    for (size_t i = 0; i < sheet->nparts; i++)
        put_part(&dry, sheet, i);
    return dry.repeat ? dry.table_last == dry.pages : dry.table_first == dry.table_last;
}

/* Excel repeats rows on all later pages of a sheet, also where the table has ended: a table that
 * goes on on the sheet's last page may have that, before more text it is better not split.  One too
 * long for a page has its head repeated all the same. */
static void plan_pages(struct htx_layout *layout, const struct htx_sheet *sheet)
{
    static const struct {
        bool repeat, whole;
    } way[] = {{false, false}, {true, false}, {false, true}, {true, false}};
    bool right = !htx_sheet_table(sheet) || sheet->part[sheet->nparts - 1].type == HTX_PART_TABLE;
    layout->repeat = true;
    for (size_t i = 0; !right && i < HTX_COUNT(way); i++) {
        layout->repeat = way[i].repeat;
        layout->whole = way[i].whole;
        right = heads_right(*layout, sheet);
    }
}

static int put_page(struct htx_arena *arena, struct htx_xlsx *book,
                    const struct htx_document *document, const struct htx_sheet *sheet,
                    struct htx_err *err)
{
    enum { TALLEST = 405, POINTS = 72 };
    static const double reserve = 1.4; /* LibreOffice keeps as much below a page header */
    static const struct htx_look plain = {.style = {13, false, false, HTX_LEFT}};
    size_t n = grid_columns(sheet);
    int *pixels = htx_arena_alloc(arena, (n + 1) * sizeof(*pixels));
    int rc = grid_pixels(document, sheet, pixels, err);
    if (rc)
        return rc;
    unsigned parted = part_grid(sheet, pixels, &n);
    struct htx_layout layout = {
        .arena = arena,
        .sheet = htx_xlsx_sheet(book, sheet->name),
        .document = document,
        .data = htx_document_data(document),
        .font = document->font,
        .ncolumns = (unsigned)n,
        .pixels = pixels,
        .parted = parted,
        .tallest = TALLEST,
        .page = room(document, sheet, false) / inch * POINTS - reserve,
    };
    layout.right = htx_layout_right(&layout, sheet);
    for (size_t i = 0; i < sheet->nparts; i++)
        if (sheet->part[i].type == HTX_PART_LETTERHEAD &&
            !htx_layout_parted(&layout, &sheet->part[i].letterhead))
            return fail_narrow(sheet, err);
    struct htx_page page = {.margins = document->margins, .landscape = sheet->landscape};
    htx_xlsx_page(layout.sheet, &page);
    for (unsigned i = 0; i < n; i++)
        htx_xlsx_column(layout.sheet, i, (double)(pixels[i] - CELL) / CHARACTER, &plain);
    plan_pages(&layout, sheet);
    for (size_t i = 0; i < sheet->nparts; i++)
        put_part(&layout, sheet, i);
    return 0;
}

/* ---- The workbook --------------------------------------------------------------------------- */

static int check_margins(const struct htx_document *document, const struct htx_sheet *sheet,
                         struct htx_err *err)
{
    static const double least = 50;
    const struct htx_margins *m = &document->margins;
    bool good = m->top >= 0 && m->bottom >= 0 && m->left >= 0 && m->right >= 0 &&
                room(document, sheet, true) >= least && room(document, sheet, false) >= least;
    return good ? 0
                : htx_fail(err, HTX_EDATA,
                           _("the margins leave no room on A4 paper: make them smaller"));
}

static int check_sizes(const struct htx_sheet *sheet, struct htx_err *err)
{
    enum { LEAST = 6, MOST = 72 };
    for (size_t i = 0; i < sheet->nparts; i++) {
        const struct htx_part *part = &sheet->part[i];
        int size = part->type == HTX_PART_TABLE       ? part->table.size
                   : part->type == HTX_PART_PARAGRAPH ? part->paragraph.style.size
                                                      : LEAST;
        if (size < LEAST || size > MOST)
            return htx_fail(err, HTX_EDATA,
                            _("sheet '%s': a type size of %d points: choose one from %d to %d"),
                            sheet->name, size, LEAST, MOST);
    }
    return 0;
}

static int check_tables(const struct htx_sheet *sheet, struct htx_err *err)
{
    size_t tables = 0;
    for (size_t i = 0; i < sheet->nparts; i++) {
        const struct htx_part *part = &sheet->part[i];
        if (part->type != HTX_PART_TABLE)
            continue;
        tables++;
        if (part->table.ncolumns < 1 || part->table.ncolumns > HTX_XLSX_COLUMNS)
            return htx_fail(err, HTX_ELIMIT, _("sheet '%s': a table has 1 to %d columns"),
                            sheet->name, HTX_XLSX_COLUMNS);
        if (part->table.nrows > HTX_XLSX_ROWS / 2)
            return htx_fail(err, HTX_ELIMIT, _("sheet '%s': a table has %d rows at most"),
                            sheet->name, HTX_XLSX_ROWS / 2);
        if (part->table.ncolumns == 1 && has_corners(sheet))
            return htx_fail(err, HTX_EDATA,
                            _("sheet '%s': a letter's table needs two columns or more"),
                            sheet->name);
    }
    if (sheet->kind == HTX_SHEET_DATA && tables == 1) {
        int rc = htx_xlsx_check_heads(sheet->name, htx_sheet_table(sheet), err);
        if (rc)
            return rc;
    }
    if (tables > 1 || (!tables && sheet->kind == HTX_SHEET_DATA))
        return htx_fail(err, HTX_EDATA, _("sheet '%s': %zu tables instead of one"), sheet->name,
                        tables);
    return 0;
}

static int check_charts(const struct htx_sheet *sheet, struct htx_err *err)
{
    for (size_t i = 0; i < sheet->nparts; i++) {
        const struct htx_chart *chart = &sheet->part[i].chart;
        size_t n = sheet->part[i].type == HTX_PART_CHART ? chart->nseries : 0;
        for (size_t j = 0; j < n * chart->ncategories; j++)
            if (isinf(chart->series[j % n].value[j / n]))
                return htx_fail(err, HTX_EDATA,
                                _("sheet '%s': a figure of the chart '%s' is not finite"),
                                sheet->name, chart->title);
    }
    return 0;
}

static int check_document(const struct htx_document *document, struct htx_err *err)
{
    size_t of_data = 0;
    int rc = htx_xlsx_check_names(document, err);
    if (!rc)
        rc = htx_xlsx_check_font(document->font, err);
    for (size_t i = 0; !rc && i < document->nsheets; i++) {
        rc = check_margins(document, &document->sheet[i], err);
        if (!rc)
            rc = check_sizes(&document->sheet[i], err);
        if (!rc)
            rc = check_tables(&document->sheet[i], err);
        if (!rc)
            rc = check_charts(&document->sheet[i], err);
        htx_xlsx_of_sheet(&document->sheet[i], rc, err);
        of_data += document->sheet[i].kind == HTX_SHEET_DATA;
    }
    if (!rc && of_data > 1)
        rc = htx_fail(err, HTX_EDATA, _("a workbook has one sheet of data: leave out the others"));
    return rc;
}

static int write_document(struct htx_arena *arena, const char *path,
                          const struct htx_document *document, struct htx_err *err)
{
    struct htx_xlsx *book = NULL;
    const char *raw = htx_arena_printf(arena, "%s.raw", path);
    int rc = htx_xlsx_open(arena, raw, document, &book, err);
    if (rc)
        return rc;
    for (size_t i = 0; !rc && i < document->nsheets; i++) {
        const struct htx_sheet *sheet = &document->sheet[i];
        if (sheet->kind == HTX_SHEET_DATA)
            htx_xlsx_put_data(arena, book, document, sheet, htx_sheet_table(sheet));
        else
            rc = htx_xlsx_of_sheet(sheet, put_page(arena, book, document, sheet, err), err);
    }
    if (rc) {
        htx_xlsx_abandon(book);
        return rc;
    }
    htx_xlsx_put_figures(book, document);
    if (htx_document_data(document))
        htx_xlsx_put_choices(book, document, htx_sheet_table(htx_document_data(document)));
    rc = htx_xlsx_close(book, err);
    if (!rc && (rc = htx_xlsx_finish(raw, path, document, book, err)) != 0)
        unlink(path);
    unlink(raw);
    return rc;
}

int htx_xlsx_write(const char *path, const struct htx_document *document, struct htx_err *err)
{
    int rc = check_document(document, err);
    if (rc)
        return rc;
    /* The library prints numbers as the locale does: a comma would spoil the file. */
    locale_t own = duplocale(uselocale((locale_t)0));
    locale_t plain = own ? newlocale(LC_NUMERIC_MASK, "C", own) : (locale_t)0;
    if (!plain)
        htx_out_of_memory();
    locale_t before = uselocale(plain);
    struct htx_arena arena = {0};
    rc = write_document(&arena, path, document, err);
    htx_arena_free(&arena);
    uselocale(before);
    freelocale(plain);
    return rc;
}
