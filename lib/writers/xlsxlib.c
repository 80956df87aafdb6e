/* xlsxlib.c - the only place that knows libxlsxwriter. */
#include "writers/xlsxlib.h"
#include "writers/xlsx.h"
#include "writers/xlsxload.h"
#include <dlfcn.h>
#include <errno.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

/* ---- The library ---------------------------------------------------------------------------- */

/* clang-format off */
#define FUNCTIONS(X) \
    X(workbook_new_opt) X(workbook_close) X(workbook_add_worksheet) X(workbook_add_format) \
    X(workbook_set_properties) X(workbook_set_custom_property_string) X(lxw_workbook_free) \
    X(lxw_strerror) X(worksheet_write_string) X(worksheet_write_rich_string) \
    X(worksheet_write_number) X(worksheet_write_formula_num) X(worksheet_write_formula_str) \
    X(worksheet_write_blank) X(worksheet_merge_range) X(worksheet_set_row) \
    X(worksheet_set_column) X(worksheet_add_table) X(worksheet_freeze_panes) \
    X(worksheet_hide) X(worksheet_data_validation_range) \
    X(worksheet_conditional_format_range) X(workbook_add_chart) X(chart_add_series) \
    X(worksheet_insert_chart_opt) X(format_set_fg_color) X(format_set_pattern) \
    X(worksheet_repeat_rows) X(worksheet_set_landscape) X(worksheet_set_paper) \
    X(worksheet_set_margins) X(worksheet_set_header_opt) X(worksheet_set_start_page) \
    X(worksheet_set_print_scale) X(worksheet_fit_to_pages) X(worksheet_set_h_pagebreaks) \
    X(worksheet_gridlines) X(format_set_font_name) X(format_set_font_family) \
    X(format_set_font_size) X(format_set_bold) X(format_set_italic) X(format_set_align) \
    X(format_set_text_wrap) X(format_set_num_format) X(format_set_top) X(format_set_bottom) \
    X(format_set_left) X(format_set_right)
/* clang-format on */

struct library {
    void *handle;
#define MEMBER(function) __typeof__(&function) function;
    FUNCTIONS(MEMBER)
#undef MEMBER
};

static int library_load(struct library *library, struct htx_err *err)
{
#define ENTRY(function) {#function, offsetof(struct library, function)},
    static const struct htx_symbol symbol[] = {FUNCTIONS(ENTRY)};
#undef ENTRY
    return htx_library_load("libxlsxwriter.so.4", "libxlsxwriter4", symbol, HTX_COUNT(symbol),
                            library, &library->handle, err);
}

/* ---- The book ------------------------------------------------------------------------------- */

struct format {
    uint64_t key;
    lxw_format *format;
};

struct htx_xlsx_sheet {
    struct htx_xlsx *book;
    const char *name;
    lxw_worksheet *worksheet;
    unsigned rows, ncharts;
    lxw_row_t *page_break; /* 0 at the end */
    size_t nbreaks;
};

struct htx_xlsx {
    struct library library;
    struct htx_arena *arena;
    lxw_workbook *workbook;
    const char *path, *font;
    struct htx_xlsx_sheet **sheet;
    size_t nsheets;
    struct format *format;
    const char **chart; /* their XML */
    size_t nformats, ncharts, ntables;
    int failed; /* the first error's code; nothing is written after it */
    struct htx_err err;
};

static const char *cell_name(const struct htx_xlsx_sheet *sheet, unsigned row, unsigned column)
{
    return htx_xlsx_cell_name(sheet->book->arena, sheet->name, row, column);
}

static bool takes(const struct htx_xlsx_sheet *sheet)
{
    return sheet && !sheet->book->failed;
}

/* True when the call went well. */
static bool done(struct htx_xlsx_sheet *sheet, unsigned row, unsigned column, lxw_error error)
{
    struct htx_xlsx *book = sheet->book;
    if (error == LXW_NO_ERROR)
        return true;
    if (!book->failed)
        book->failed = htx_fail(&book->err, HTX_ELIMIT, _("cannot write %s: %s"),
                                cell_name(sheet, row, column), book->library.lxw_strerror(error));
    return false;
}

/* The text in the form that the library takes, NULL (and the book spoilt) when it cannot be. */
static const char *checked(struct htx_xlsx_sheet *sheet, unsigned row, unsigned column,
                           const char *text)
{
    struct htx_xlsx *book = sheet->book;
    const char *good = htx_xlsx_check_text(book->arena, text, "", &book->err);
    if (good)
        return good;
    const char *where = cell_name(sheet, row, column);
    htx_xlsx_check_text(book->arena, text, where, &book->err);
    book->failed = book->err.code;
    return NULL;
}

static int set_properties(struct htx_xlsx *book, const struct htx_document *document,
                          struct htx_err *err)
{
    enum { EPOCH = 719163, OLDEST = 722815 }; /* 1970-01-01; 1980-01-01, where zip's time begins */
    lxw_doc_properties properties = {0};
    char *transaction = NULL;
    const struct htx_xlsx_property property[] = {
        {document->title, &properties.title},   {document->subject, &properties.subject},
        {document->author, &properties.author}, {document->company, &properties.company},
        {document->transaction, &transaction},
    };
    int rc = htx_xlsx_check_properties(book->arena, property, HTX_COUNT(property), err);
    if (rc)
        return rc;
    properties.created = (time_t)((document->date ? document->date : OLDEST) - EPOCH) * 86400;
    lxw_error error = book->library.workbook_set_properties(book->workbook, &properties);
    if (!error && transaction)
        error = book->library.workbook_set_custom_property_string(
            book->workbook, "htxplan-transaction", transaction);
    return error ? htx_fail(err, HTX_ELIMIT, _("cannot write the properties of '%s': %s"),
                            book->path, book->library.lxw_strerror(error))
                 : 0;
}

int htx_xlsx_open(struct htx_arena *arena, const char *path, const struct htx_document *document,
                  struct htx_xlsx **book, struct htx_err *err)
{
    struct htx_xlsx *b = htx_arena_alloc(arena, sizeof(*b));
    int rc = library_load(&b->library, err);
    if (rc)
        return rc;
    const char *slash = strrchr(path, '/');
    size_t dir = slash > path ? (size_t)(slash - path) : 1;
    lxw_workbook_options options = {.tmpdir = slash ? htx_arena_ndup(arena, path, dir)
                                                    : htx_arena_dup(arena, ".")};
    b->arena = arena;
    b->path = path;
    b->font = document->font;
    b->workbook = b->library.workbook_new_opt(path, &options);
    if (!b->workbook)
        htx_out_of_memory();
    rc = set_properties(b, document, err);
    if (rc)
        htx_xlsx_abandon(b);
    else
        *book = b;
    return rc;
}

void htx_xlsx_abandon(struct htx_xlsx *book)
{
    book->library.lxw_workbook_free(book->workbook);
    dlclose(book->library.handle);
}

int htx_xlsx_close(struct htx_xlsx *book, struct htx_err *err)
{
    if (book->failed) {
        htx_xlsx_abandon(book);
        if (err)
            *err = book->err;
        return book->failed;
    }
    for (size_t i = 0; i < book->nsheets; i++)
        if (book->sheet[i]->nbreaks)
            book->library.worksheet_set_h_pagebreaks(book->sheet[i]->worksheet,
                                                     book->sheet[i]->page_break);
    int silence = htx_silence_begin(); /* it tells the world what it also returns */
    errno = 0;
    lxw_error error = book->library.workbook_close(book->workbook);
    htx_silence_end(silence);
    int rc = 0;
    if (error && errno)
        rc = htx_fail_errno(err, _("cannot write"), book->path);
    else if (error)
        rc = htx_fail(err, HTX_ESYS, _("cannot write '%s': %s"), book->path,
                      book->library.lxw_strerror(error));
    dlclose(book->library.handle);
    return rc;
}

struct htx_xlsx_sheet *htx_xlsx_sheet(struct htx_xlsx *book, const char *name)
{
    struct htx_xlsx_sheet *sheet = htx_arena_alloc(book->arena, sizeof(*sheet));
    sheet->book = book;
    sheet->name = name;
    book->sheet = htx_arena_grow(book->arena, book->sheet, book->nsheets, sizeof(*book->sheet));
    book->sheet[book->nsheets++] = sheet;
    if (book->failed)
        return sheet;
    sheet->worksheet = book->library.workbook_add_worksheet(book->workbook, name);
    if (!sheet->worksheet)
        book->failed = htx_fail(&book->err, HTX_EDATA,
                                _("a sheet cannot be named '%s': choose another name"), name);
    return sheet;
}

size_t htx_xlsx_rows(const struct htx_xlsx *book, size_t n)
{
    return n < book->nsheets ? book->sheet[n]->rows : 0;
}

struct htx_xlsx_parts htx_xlsx_parts(const struct htx_xlsx *book)
{
    struct htx_xlsx_parts parts = {.sheets = book->nsheets,
                                   .charts = book->ncharts,
                                   .tables = book->ntables,
                                   .chart = book->chart};
    for (size_t i = 0; i < book->nsheets; i++)
        parts.drawings += book->sheet[i]->ncharts > 0;
    return parts;
}

/* ---- Formats -------------------------------------------------------------------------------- */

static void format_number(const struct library *library, lxw_format *format,
                          enum htx_xlsx_number number)
{
    static const char *const code[] = {
        [HTX_AS_TEXT] = "@",    [HTX_AS_NUMBER] = "General",  [HTX_AS_COUNT] = "#,##0",
        [HTX_AS_RATIO] = "0.0", [HTX_AS_DATE] = "dd/mm/yyyy",
    };
    if (number != HTX_AS_NUMBER)
        library->format_set_num_format(format, code[number]);
}

static void format_borders(const struct library *library, lxw_format *format, unsigned edges)
{
    if (edges & HTX_EDGE_TOP)
        library->format_set_top(format, LXW_BORDER_THIN);
    if (edges & HTX_EDGE_BOTTOM)
        library->format_set_bottom(format, LXW_BORDER_THIN);
    if (edges & HTX_EDGE_SIDES) {
        library->format_set_left(format, LXW_BORDER_THIN);
        library->format_set_right(format, LXW_BORDER_THIN);
    }
}

/* A printer shows both, and the text on them. */
static void format_shade(const struct library *library, lxw_format *format, enum htx_shade shade)
{
    enum { LIGHT = 0xD9D9D9, DARK = 0x7F7F7F };
    if (shade == HTX_UNSHADED)
        return;
    library->format_set_pattern(format, LXW_PATTERN_SOLID);
    library->format_set_fg_color(format, shade == HTX_SHADED ? LIGHT : DARK);
}

static lxw_format *format_new(struct htx_xlsx *book, const struct htx_look *look)
{
    static const uint8_t align[] = {
        [HTX_LEFT] = LXW_ALIGN_LEFT,
        [HTX_CENTRE] = LXW_ALIGN_CENTER,
        [HTX_RIGHT] = LXW_ALIGN_RIGHT,
        [HTX_JUSTIFY] = LXW_ALIGN_JUSTIFY,
    };
    static const uint8_t valign[] = {
        [HTX_VALIGN_CENTRE] = LXW_ALIGN_VERTICAL_CENTER,
        [HTX_VALIGN_TOP] = LXW_ALIGN_VERTICAL_TOP,
        [HTX_VALIGN_BOTTOM] = LXW_ALIGN_VERTICAL_BOTTOM,
        [HTX_VALIGN_SPREAD] = LXW_ALIGN_VERTICAL_JUSTIFY,
    };
    enum { ROMAN = 1 };
    const struct library *library = &book->library;
    lxw_format *format = library->workbook_add_format(book->workbook);
    if (!format)
        htx_out_of_memory();
    library->format_set_font_name(format, book->font);
    library->format_set_font_family(format, ROMAN);
    library->format_set_font_size(format, look->style.size);
    if (look->style.bold)
        library->format_set_bold(format);
    if (look->style.italic)
        library->format_set_italic(format);
    library->format_set_align(format, align[look->style.align]);
    library->format_set_align(format, valign[look->valign]);
    if (!look->one_line)
        library->format_set_text_wrap(format);
    format_number(library, format, look->number);
    format_borders(library, format, look->edges);
    format_shade(library, format, look->shade);
    return format;
}

static lxw_format *format_of(struct htx_xlsx *book, const struct htx_look *look)
{
    uint64_t key = htx_xlsx_look_key(look);
    for (size_t i = 0; i < book->nformats; i++)
        if (book->format[i].key == key)
            return book->format[i].format;
    lxw_format *format = format_new(book, look);
    book->format = htx_arena_grow(book->arena, book->format, book->nformats, sizeof(*book->format));
    book->format[book->nformats++] = (struct format){key, format};
    return format;
}

/* ---- Cells ---------------------------------------------------------------------------------- */

static lxw_format *text_format(struct htx_xlsx *book, const char *text, const struct htx_look *look)
{
    enum { LONG = 255 }; /* characters that old Excels show as #### in a text cell */
    struct htx_look plain = *look;
    if (strlen(text) > LONG && plain.number == HTX_AS_TEXT)
        plain.number = HTX_AS_NUMBER;
    return format_of(book, &plain);
}

/* The library's name for one cell or a merge; merging one cell is an error to it. */
static bool put_text(struct htx_xlsx_sheet *sheet, struct htx_area area, const char *text,
                     lxw_format *format)
{
    const struct library *library = &sheet->book->library;
    lxw_col_t first = (lxw_col_t)area.column, last = (lxw_col_t)area.last_column;
    lxw_error error;
    if (area.row != area.last_row || first != last)
        error = library->worksheet_merge_range(sheet->worksheet, area.row, first, area.last_row,
                                               last, text, format);
    else if (*text)
        error = library->worksheet_write_string(sheet->worksheet, area.row, first, text, format);
    else
        error = library->worksheet_write_blank(sheet->worksheet, area.row, first, format);
    return done(sheet, area.row, area.column, error);
}

void htx_xlsx_text(struct htx_xlsx_sheet *sheet, struct htx_area area, const char *text,
                   const struct htx_look *look)
{
    if (!takes(sheet))
        return;
    const char *good = checked(sheet, area.row, area.column, text);
    if (good)
        put_text(sheet, area, good, text_format(sheet->book, good, look));
}

void htx_xlsx_rich(struct htx_xlsx_sheet *sheet, struct htx_area area, const struct htx_run run[2],
                   const struct htx_look *look)
{
    if (!sheet)
        return;
    struct htx_xlsx *book = sheet->book;
    lxw_rich_string_tuple tuple[2];
    lxw_rich_string_tuple *tuples[] = {&tuple[0], &tuple[1], NULL};
    for (size_t i = 0; i < 2; i++) {
        const char *good = book->failed ? NULL : checked(sheet, area.row, area.column, run[i].text);
        if (!good)
            return;
        struct htx_look part = {.style = run[i].style, .number = look->number};
        tuple[i].format = format_of(book, &part);
        tuple[i].string = htx_arena_dup(book->arena, good);
    }
    lxw_format *format = format_of(book, look);
    if (put_text(sheet, area, "", format))
        done(sheet, area.row, area.column,
             book->library.worksheet_write_rich_string(sheet->worksheet, area.row,
                                                       (lxw_col_t)area.column, tuples, format));
}

void htx_xlsx_number(struct htx_xlsx_sheet *sheet, unsigned row, unsigned column, double number,
                     const struct htx_look *look)
{
    if (!takes(sheet))
        return;
    struct htx_xlsx *book = sheet->book;
    if (!isfinite(number)) {
        book->failed = htx_fail(&book->err, HTX_EDATA, _("%s: the number is not finite"),
                                cell_name(sheet, row, column));
        return;
    }
    done(sheet, row, column,
         book->library.worksheet_write_number(sheet->worksheet, row, (lxw_col_t)column, number,
                                              format_of(book, look)));
}

void htx_xlsx_date(struct htx_xlsx_sheet *sheet, unsigned row, unsigned column, htx_date date,
                   const struct htx_look *look)
{
    enum { DAY_ZERO = 693594, FIRST = 693656, LAST = 3652059 }; /* 1900-03-01, 9999-12-31 */
    if (!takes(sheet))
        return;
    struct htx_xlsx *book = sheet->book;
    if (date >= FIRST && date <= LAST)
        htx_xlsx_number(sheet, row, column, date - DAY_ZERO, look);
    else
        book->failed = htx_fail(&book->err, HTX_EDATA,
                                _("%s: a workbook holds days from 1900-03-01 to 9999-12-31 only"),
                                cell_name(sheet, row, column));
}

void htx_xlsx_formula(struct htx_xlsx_sheet *sheet, unsigned row, unsigned column,
                      const char *formula, const char *text, double number,
                      const struct htx_look *look)
{
    const char *good = !takes(sheet) || !text ? "" : checked(sheet, row, column, text);
    if (!takes(sheet) || !checked(sheet, row, column, formula))
        return;
    struct htx_xlsx *book = sheet->book;
    lxw_format *format = format_of(book, look);
    lxw_col_t at = (lxw_col_t)column;
    done(sheet, row, column,
         text ? book->library.worksheet_write_formula_str(sheet->worksheet, row, at, formula,
                                                          format, good)
              : book->library.worksheet_write_formula_num(sheet->worksheet, row, at, formula,
                                                          format, number));
}

/* ---- Sheets --------------------------------------------------------------------------------- */

double htx_xlsx_row(struct htx_xlsx_sheet *sheet, unsigned row, double height)
{
    double points = htx_xlsx_row_height(height);
    if (!takes(sheet))
        return points;
    struct htx_xlsx *book = sheet->book;
    if (points > HTX_XLSX_ROW_HEIGHT || row != sheet->rows++)
        book->failed = htx_fail(&book->err, HTX_ELIMIT,
                                _("sheet '%s': row %u cannot be as high as its text: shorten it"),
                                sheet->name, row + 1);
    else
        done(sheet, row, 0, book->library.worksheet_set_row(sheet->worksheet, row, points, NULL));
    return points;
}

void htx_xlsx_break(struct htx_xlsx_sheet *sheet, unsigned row)
{
    if (!takes(sheet) || row == 0 || sheet->nbreaks == LXW_BREAKS_MAX)
        return;
    struct htx_xlsx *book = sheet->book;
    sheet->page_break =
        htx_arena_grow(book->arena, sheet->page_break, sheet->nbreaks, sizeof(*sheet->page_break));
    sheet->page_break[sheet->nbreaks++] = row;
    sheet->page_break =
        htx_arena_grow(book->arena, sheet->page_break, sheet->nbreaks, sizeof(*sheet->page_break));
    sheet->page_break[sheet->nbreaks] = 0;
}

void htx_xlsx_column(struct htx_xlsx_sheet *sheet, unsigned column, double width,
                     const struct htx_look *look)
{
    static const double widest = 255;
    struct htx_xlsx *book = sheet->book;
    if (!takes(sheet))
        return;
    lxw_col_t at = (lxw_col_t)column;
    done(sheet, 0, column,
         book->library.worksheet_set_column(sheet->worksheet, at, at, fmax(1, fmin(width, widest)),
                                            format_of(book, look)));
}

/* Page numbers stand in the middle of the top margin; htx_xlsx_finish() takes the first away. */
static void page_header(struct htx_xlsx_sheet *sheet, double top)
{
    static const double inch = 25.4, half_line = 2.5;
    struct htx_xlsx *book = sheet->book;
    const char *code = htx_arena_printf(book->arena, "&C&\"%s,Regular\"&13&P", book->font);
    lxw_header_footer_options options = {.margin = fmax(top / 2 - half_line, 1) / inch};
    done(sheet, 0, 0, book->library.worksheet_set_header_opt(sheet->worksheet, code, &options));
}

void htx_xlsx_page(struct htx_xlsx_sheet *sheet, const struct htx_page *page)
{
    static const double inch = 25.4;
    enum { A4 = 9 };
    const struct htx_margins *m = &page->margins;
    const struct library *library = &sheet->book->library;
    lxw_worksheet *worksheet = sheet->worksheet;
    if (sheet->book->failed)
        return;
    library->worksheet_set_paper(worksheet, A4);
    library->worksheet_set_margins(worksheet, m->left / inch, m->right / inch, m->top / inch,
                                   m->bottom / inch);
    if (page->landscape)
        library->worksheet_set_landscape(worksheet);
    if (page->fit_width) {
        library->worksheet_fit_to_pages(worksheet, 1, 0);
    } else {
        library->worksheet_set_print_scale(worksheet, 100);
        library->worksheet_gridlines(worksheet, LXW_HIDE_ALL_GRIDLINES);
    }
    library->worksheet_set_start_page(worksheet, 1);
    page_header(sheet, m->top);
}

void htx_xlsx_repeat(struct htx_xlsx_sheet *sheet, unsigned row, unsigned last_row)
{
    if (takes(sheet))
        done(sheet, row, 0,
             sheet->book->library.worksheet_repeat_rows(sheet->worksheet, row, last_row));
}

void htx_xlsx_hide(struct htx_xlsx_sheet *sheet)
{
    if (takes(sheet))
        sheet->book->library.worksheet_hide(sheet->worksheet);
}

/* ---- Tables of data ------------------------------------------------------------------------- */

void htx_xlsx_table(struct htx_xlsx_sheet *sheet, const char *name, const char *const *head,
                    unsigned ncolumns, unsigned last_row)
{
    enum { THIN_GRID = 15 }; /* Excel's number of the style: for rows that a reader adds */
    struct htx_xlsx *book = sheet->book;
    lxw_table_column *column = htx_arena_alloc(book->arena, ncolumns * sizeof(*column));
    lxw_table_column **columns = htx_arena_alloc(book->arena, (ncolumns + 1) * sizeof(*columns));
    lxw_table_options options = {.name = htx_arena_dup(book->arena, name),
                                 .no_banded_rows = LXW_TRUE,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = THIN_GRID,
                                 .columns = columns};
    for (unsigned i = 0; i < ncolumns && takes(sheet); i++) {
        const char *good = checked(sheet, 0, i, head[i]);
        column[i].header = htx_arena_dup(book->arena, good ? good : "");
        columns[i] = &column[i];
    }
    if (book->failed)
        return;
    book->library.worksheet_freeze_panes(sheet->worksheet, 1, 0);
    book->ntables++;
    done(sheet, 0, 0,
         book->library.worksheet_add_table(sheet->worksheet, 0, 0, last_row,
                                           (lxw_col_t)(ncolumns - 1), &options));
    htx_xlsx_repeat(sheet, 0, 0);
}

void htx_xlsx_choices(struct htx_xlsx_sheet *sheet, struct htx_area area, const char *source,
                      const char *title, const char *message)
{
    struct htx_xlsx *book = sheet->book;
    if (book->failed)
        return;
    lxw_data_validation list = {.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
                                .value_formula = htx_arena_dup(book->arena, source),
                                .error_title = htx_arena_dup(book->arena, title),
                                .error_message = htx_arena_dup(book->arena, message)};
    done(sheet, area.row, area.column,
         book->library.worksheet_data_validation_range(sheet->worksheet, area.row,
                                                       (lxw_col_t)area.column, area.last_row,
                                                       (lxw_col_t)area.last_column, &list));
}

/* ---- Pictures ------------------------------------------------------------------------------- */

void htx_xlsx_bars(struct htx_xlsx_sheet *sheet, struct htx_area area)
{
    enum { GREY = 0xD9D9D9 };
    if (!takes(sheet))
        return;
    lxw_conditional_format bar = {.type = LXW_CONDITIONAL_DATA_BAR,
                                  .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                  .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                  .max_value = 100,
                                  .bar_color = GREY,
                                  .bar_solid = LXW_TRUE,
                                  .bar_no_border = LXW_TRUE};
    done(sheet, area.row, area.column,
         sheet->book->library.worksheet_conditional_format_range(
             sheet->worksheet, area.row, (lxw_col_t)area.column, area.last_row,
             (lxw_col_t)area.last_column, &bar));
}

/* The library gives the chart its place and its entries in the file's indexes. */
void htx_xlsx_chart(struct htx_xlsx_sheet *sheet, const struct htx_picture *picture)
{
    static const double usual_width = 480, usual_height = 288;
    if (!takes(sheet))
        return;
    struct htx_xlsx *book = sheet->book;
    const char *title = checked(sheet, picture->row, 0, picture->title);
    lxw_chart *chart = book->library.workbook_add_chart(book->workbook, LXW_CHART_BAR);
    if (!chart || !book->library.chart_add_series(chart, NULL, picture->values))
        htx_out_of_memory();
    if (!title)
        return;
    lxw_chart_options options = {.x_scale = picture->width / usual_width,
                                 .y_scale = picture->height / usual_height,
                                 .description = htx_arena_dup(book->arena, title)};
    if (!done(sheet, picture->row, 0,
              book->library.worksheet_insert_chart_opt(sheet->worksheet, picture->row, 0, chart,
                                                       &options)))
        return;
    sheet->ncharts++;
    book->chart = htx_arena_grow(book->arena, book->chart, book->ncharts, sizeof(*book->chart));
    book->chart[book->ncharts++] = picture->xml;
}
