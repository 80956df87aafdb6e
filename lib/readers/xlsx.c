/* xlsx.c - a sheet of an Excel workbook, row by row, into the reader of tables. */
#include "readers/xlsx.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cell {
    size_t at; /* of its text in the row's; 0: empty */
    unsigned char mark;
};

/* A range of merged cells that goes down over several rows.  Its value is in the first cell; for
 * people it is that of each row. */
struct merge {
    long first, last;
    int column;
};
struct fill {
    long last;
    const char *text;
};

struct sheet {
    struct htx_reading *r;
    const struct htx_book *book;
    struct htx_rows *table;
    int failed;
    struct htx_err *err;

    struct htx_book_text string; /* an inline string */
    struct htx_buf value;
    bool in_value, has_value, has_formula;
    const char *type; /* of the cell, NULL: a number */
    long row, style;
    int column; /* of the cell, counted from 0 */

    int ncells; /* of the row so far */
    struct cell *cell;
    struct htx_buf text;
    char **row_cell;
    unsigned char *row_mark;
    bool hidden;
    size_t nhidden;

    size_t nmerges, next_merge;
    struct merge *merge;
    int nfill;
    struct fill *fill; /* of each column that has had such a range */
};

/* ---- Values ---- */

/* Excel keeps 1.1 as 1.1000000000000001 and shows 15 digits at most. */
static void put_number(struct htx_buf *out, double n)
{
    htx_buf_addf(out, "%.15g", n == 0 ? 0 : n);
}

/* Days count from the last of 1899, but Excel believes in a 29 February 1900. */
static htx_date day_of(const struct htx_book *book, double serial)
{
    if (!(serial >= 0 && serial < 2958466))
        return 0;
    htx_date n = (htx_date)floor(serial + 1e-6);
    if (book->from_1904)
        return htx_date_make(1904, 1, 1) + n;
    return n < 1 ? 0 : htx_date_make(1899, 12, n < 60 ? 31 : 30) + n;
}

static void put_time(struct htx_buf *out, double serial)
{
    int minutes = (int)floor(serial * 1440 + 0.5) % 1440;
    htx_buf_addf(out, "%02d:%02d", minutes / 60, minutes % 60);
}

static void put_formatted(struct htx_buf *out, const struct htx_book *book,
                          enum htx_book_format format, double n)
{
    char iso[16];
    htx_date day = day_of(book, n);
    if (format == HTX_BOOK_PERCENT)
        put_number(out, n * 100);
    else if (format == HTX_BOOK_TIME && n >= 0 && n < 1)
        put_time(out, n);
    else if (format != HTX_BOOK_PLAIN && day)
        htx_buf_adds(out, htx_date_text(day, iso));
    else
        put_number(out, n);
}

static void put_value(struct sheet *s, unsigned char *mark)
{
    const struct htx_book *book = s->book;
    const char *v = s->value.s + strspn(s->value.s, " \t\r\n");
    char *end;
    double n = strtod(v, &end);
    if (end == v || end[strspn(end, " \t\r\n")] || !isfinite(n)) {
        htx_buf_adds(&s->text, v);
        return;
    }
    enum htx_book_format format = s->style >= 0 && (size_t)s->style < book->nformats
                                      ? book->format[s->style]
                                      : HTX_BOOK_PLAIN;
    put_formatted(&s->text, book, format, n);
    *mark |= HTX_CELL_NUMBER;
}

static void put_shared(struct sheet *s)
{
    char *end;
    unsigned long i = strtoul(s->value.s, &end, 10);
    if (end != s->value.s && i < s->book->nstrings)
        htx_buf_adds(&s->text, s->book->string[i]);
    else if (!s->failed)
        s->failed =
            htx_fail_at(s->err, HTX_EDATA, s->book->file, s->row,
                        _("the workbook lacks string %s: save it again in Excel"), s->value.s);
}

/* An ISO 8601 date or time of a strict workbook: its day. */
static void put_iso(struct sheet *s)
{
    const char *v = s->value.s, *time = strchr(v, 'T');
    htx_buf_add(&s->text, v, time ? (size_t)(time - v) : strlen(v));
}

static void put_cell(struct sheet *s, unsigned char *mark)
{
    const char *type = s->type ? s->type : "n";
    if (strcmp(type, "inlineStr") == 0) {
        htx_book_unescape(s->string.text.s);
        htx_buf_adds(&s->text, s->string.text.s);
    } else if (!s->has_value) {
        return;
    } else if (strcmp(type, "s") == 0) {
        put_shared(s);
    } else if (strcmp(type, "str") == 0) {
        htx_book_unescape(s->value.s);
        htx_buf_adds(&s->text, s->value.s);
    } else if (strcmp(type, "b") == 0) {
        htx_buf_adds(&s->text, atoi(s->value.s) ? "TRUE" : "FALSE");
    } else if (strcmp(type, "d") == 0) {
        put_iso(s);
    } else if (strcmp(type, "e") == 0) {
        htx_buf_adds(&s->text, s->value.s);
    } else {
        put_value(s, mark);
    }
}

/* ---- Cells ---- */

static void fail(struct sheet *s, int code, const char *text)
{
    if (!s->failed)
        s->failed = htx_fail_at(s->err, code, s->book->file, s->row, "%s", text);
}

/* "BC12" to column 54 (counted from 0) and row 12; false when it is no address. */
static bool read_address(const char *text, int *column, long *row)
{
    int n = 0;
    for (; *text >= 'A' && *text <= 'Z' && n <= HTX_BOOK_COLUMNS; text++)
        n = n * 26 + (*text - 'A' + 1);
    char *end;
    *row = strtol(text, &end, 10);
    *column = n - 1;
    return n > 0 && end != text && *row > 0;
}

static void start_cell(struct sheet *s, const char *const *attributes)
{
    const char *address = htx_book_attribute(attributes, "r"),
               *type = htx_book_attribute(attributes, "t"),
               *style = htx_book_attribute(attributes, "s");
    static const char *const types[] = {"s", "str", "inlineStr", "b", "e", "d"};
    long row;
    s->type = NULL;
    for (size_t i = 0; type && i < HTX_COUNT(types); i++)
        if (strcmp(types[i], type) == 0)
            s->type = types[i];
    s->style = style ? strtol(style, NULL, 10) : 0;
    s->has_value = s->has_formula = false;
    htx_buf_cut(&s->value, 0);
    htx_buf_cut(&s->string.text, 0);
    if (!address || !read_address(address, &s->column, &row))
        s->column++;
    if (s->column >= HTX_BOOK_COLUMNS || s->row > HTX_BOOK_ROWS)
        fail(s, HTX_ELIMIT, _("the sheet is larger than Excel's limits"));
}

static void end_cell(struct sheet *s)
{
    if (s->failed)
        return;
    for (; s->ncells <= s->column; s->ncells++)
        s->cell[s->ncells] = (struct cell){0};
    struct cell *cell = &s->cell[s->column];
    size_t at = s->text.len;
    put_cell(s, &cell->mark);
    if (s->text.len - at > HTX_CELL_MAX)
        fail(s, HTX_ELIMIT, _("a cell of more than 1 MiB"));
    if (s->text.len == at) {
        bool text = s->type && strcmp(s->type, "str") == 0;
        if (s->has_formula && !(s->has_value && text))
            cell->mark |= HTX_CELL_UNCOUNTED;
        return;
    }
    cell->at = at;
    htx_buf_addc(&s->text, '\0');
}

/* ---- Rows ---- */

/* Take what the merged ranges that hold this row say of it. */
static void fill_merged(struct sheet *s)
{
    for (; s->next_merge < s->nmerges && s->merge[s->next_merge].first <= s->row; s->next_merge++) {
        const struct merge *m = &s->merge[s->next_merge];
        if (m->first != s->row || m->column >= s->ncells || !s->cell[m->column].at)
            continue;
        s->fill[m->column] = (struct fill){
            m->last, htx_arena_dup(s->book->arena, s->text.s + s->cell[m->column].at)};
        s->nfill = m->column < s->nfill ? s->nfill : m->column + 1;
    }
    for (int i = 0; i < s->nfill; i++) {
        if (s->fill[i].last < s->row || (i < s->ncells && s->cell[i].at))
            continue;
        for (; s->ncells <= i; s->ncells++)
            s->cell[s->ncells] = (struct cell){0};
        s->cell[i] = (struct cell){s->text.len, HTX_CELL_MERGED};
        htx_buf_add(&s->text, s->fill[i].text, strlen(s->fill[i].text) + 1);
    }
}

static void end_row(struct sheet *s)
{
    static char empty[] = "";
    bool any = false;
    for (int i = 0; i < s->ncells; i++)
        any |= s->cell[i].at != 0;
    if (any)
        fill_merged(s);
    if (!any || s->failed)
        return;
    for (int i = 0; i < s->ncells; i++) {
        s->row_cell[i] = s->cell[i].at ? s->text.s + s->cell[i].at : empty;
        s->row_mark[i] = s->cell[i].mark;
    }
    s->nhidden += s->hidden;
    s->failed =
        htx_rows_take(s->table, s->row, (size_t)s->ncells, s->row_cell, s->row_mark, s->err);
}

static void start_row(struct sheet *s, const char *const *attributes)
{
    const char *number = htx_book_attribute(attributes, "r"),
               *hidden = htx_book_attribute(attributes, "hidden");
    s->row = number ? strtol(number, NULL, 10) : s->row + 1;
    s->hidden = hidden && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
    s->column = -1;
    s->ncells = 0;
    htx_buf_cut(&s->text, 0);
    htx_buf_addc(&s->text, '\0'); /* no text is at 0 */
}

/* ---- The sheet's XML ---- */

static void on_start(void *ctx, const char *name, const char *const *attributes)
{
    struct sheet *s = ctx;
    const char *local = htx_book_local(name);
    htx_book_text_start(&s->string, local);
    if (strcmp(local, "row") == 0)
        start_row(s, attributes);
    else if (strcmp(local, "c") == 0)
        start_cell(s, attributes);
    else if (strcmp(local, "f") == 0)
        s->has_formula = true;
    else if (strcmp(local, "v") == 0)
        s->in_value = s->has_value = true;
}

static void on_end(void *ctx, const char *name)
{
    struct sheet *s = ctx;
    const char *local = htx_book_local(name);
    htx_book_text_end(&s->string, local);
    if (strcmp(local, "v") == 0)
        s->in_value = false;
    else if (strcmp(local, "c") == 0)
        end_cell(s);
    else if (strcmp(local, "row") == 0)
        end_row(s);
}

static void on_text(void *ctx, const char *text, size_t len)
{
    struct sheet *s = ctx;
    if (s->in_value)
        htx_buf_add(&s->value, text, len);
    else
        htx_book_text_add(&s->string, text, len);
}

/* Merged ranges stand behind the rows they are about, so they are read before. */
static void on_merge(void *ctx, const char *name, const char *const *attributes)
{
    struct sheet *s = ctx;
    const char *ref = htx_book_attribute(attributes, "ref"), *colon = ref ? strchr(ref, ':') : NULL;
    struct merge m;
    int column;
    if (strcmp(htx_book_local(name), "mergeCell") != 0 || !colon ||
        !read_address(ref, &m.column, &m.first) || !read_address(colon + 1, &column, &m.last) ||
        m.column >= HTX_BOOK_COLUMNS || m.last <= m.first)
        return;
    s->merge = htx_arena_grow(s->book->arena, s->merge, s->nmerges, sizeof(*s->merge));
    s->merge[s->nmerges++] = m;
}

static int compare_merges(const void *a, const void *b)
{
    const struct merge *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

static int read_merges(struct sheet *s, const char *part, const struct htx_buf *xml,
                       struct htx_err *err)
{
    static const struct htx_xml_events events = {.start = on_merge};
    if (!memmem(xml->s, xml->len, "mergeCell", 9))
        return 0;
    int result = htx_book_parse(s->book, part, xml, &events, s, err);
    if (result == 0 && s->nmerges)
        qsort(s->merge, s->nmerges, sizeof(*s->merge), compare_merges);
    return result;
}

static int read_rows(struct sheet *s, const char *part, struct htx_err *err)
{
    static const struct htx_xml_events events = {on_start, on_end, on_text};
    struct htx_arena *arena = s->book->arena;
    struct htx_buf xml = HTX_BUF_INIT;
    s->cell = htx_arena_alloc(arena, HTX_BOOK_COLUMNS * sizeof(*s->cell));
    s->row_cell = htx_arena_alloc(arena, HTX_BOOK_COLUMNS * sizeof(char *));
    s->row_mark = htx_arena_alloc(arena, HTX_BOOK_COLUMNS);
    s->fill = htx_arena_alloc(arena, HTX_BOOK_COLUMNS * sizeof(*s->fill));
    int result = htx_book_part(s->book, part, &xml, err);
    if (result == 0)
        result = read_merges(s, part, &xml, err);
    if (result == 0)
        result = htx_book_parse(s->book, part, &xml, &events, s, err);
    htx_buf_free(&xml);
    htx_buf_free(&s->value);
    htx_buf_free(&s->text);
    htx_buf_free(&s->string.text);
    return result ? result : s->failed;
}

static void say_what_was_read(const struct sheet *s, const struct htx_book_sheet *sheet)
{
    if (s->book->nsheets > 1)
        htx_reading_remark(s->r, HTX_INFO, 0, NULL, _("sheet '%s' was read, of: %s"), sheet->name,
                           htx_book_names(s->book));
    if (s->nhidden)
        htx_reading_remark(s->r, HTX_WARNING, 0, NULL,
                           dngettext("htxplan", "%zu hidden row was read like the others",
                                     "%zu hidden rows were read like the others", s->nhidden),
                           s->nhidden);
}

int htx_read_xlsx(struct htx_reading *r, struct htx_err *err)
{
    struct htx_arena arena = {0};
    struct htx_book book = {.arena = &arena, .file = r->file, .data = r->data, .len = r->len};
    struct sheet s = {.r = r,
                      .book = &book,
                      .table = htx_rows_begin(r, ','),
                      .err = err,
                      .string = {.text = HTX_BUF_INIT},
                      .value = HTX_BUF_INIT,
                      .text = HTX_BUF_INIT};
    const struct htx_book_sheet *sheet = NULL;
    const char *name = r->import->sheet ? r->import->sheet : "";
    int result = htx_book_open(&book, err);
    if (result == 0)
        result = htx_book_find(&book, name, &sheet, err);
    if (result == 0)
        result = read_rows(&s, sheet->part, err);
    if (result == 0)
        say_what_was_read(&s, sheet);
    if (result == 0)
        result = htx_rows_end(s.table,
                              book.nsheets > 1
                                  ? htx_arena_printf(&arena, _("; --sheet reads another of: %s"),
                                                     htx_book_names(&book))
                                  : "",
                              err);
    htx_arena_free(&arena);
    return result;
}
