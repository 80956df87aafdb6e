/* xlsxverify.c - a finished workbook is read back: libxlsxwriter reports success on a full disk. */
#include "codec/codec.h"
#include "writers/xlsx.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRY_BYTES = 1 << 30 };

struct reading {
    const char *path;
    const struct htx_document *document;
    const struct htx_xlsx *book;
    struct htx_xlsx_parts wanted, found;
    struct htx_zip *zip;
    size_t nparts;
};

struct change {
    const char *from, *to;
};

/* Append data with every from replaced by its to. */
static void replace(struct htx_buf *out, const char *data, size_t len, const struct change *change,
                    size_t n)
{
    for (size_t at = 0; at < len;) {
        size_t i = 0;
        while (i < n && (len - at < strlen(change[i].from) ||
                         memcmp(data + at, change[i].from, strlen(change[i].from)) != 0))
            i++;
        if (i < n) {
            htx_buf_adds(out, change[i].to);
            at += strlen(change[i].from);
        } else {
            const char *next = memchr(data + at + 1, '<', len - at - 1);
            size_t end = next ? (size_t)(next - data) : len;
            htx_buf_add(out, data + at, end - at);
            at = end;
        }
    }
}

/*
 * The library's own font is the one of cells without a format, and the unit of column widths. Times
 * New Roman of 10.5 points has digits of seven pixels, as Calibri 11 has, which the widths of our
 * columns are made for, in every program and whatever the font of the text is.
 */
static void replace_fonts(struct htx_buf *out, const char *data, size_t len, const char *font)
{
    char name[128], latin[128];
    snprintf(name, sizeof(name), "<name val=\"%s\"/>", font);
    snprintf(latin, sizeof(latin), "<a:latin typeface=\"%s\"/>", font);
    const struct change change[] = {
        {"<font><sz val=\"11\"/><color theme=\"1\"/><name val=\"Calibri\"/><family val=\"2\"/>"
         "<scheme val=\"minor\"/></font>",
         "<font><sz val=\"10.5\"/><color theme=\"1\"/><name val=\"Times New Roman\"/>"
         "<family val=\"1\"/></font>"},
        {"<name val=\"Calibri\"/>", name},
        {"<scheme val=\"minor\"/>", ""},
        {"<a:latin typeface=\"Calibri\"/>", latin},
        {"<a:latin typeface=\"Cambria\"/>", latin},
    };
    replace(out, data, len, change, HTX_COUNT(change));
}

static void count_row(void *ctx, const char *name, const char *const *attributes)
{
    (void)attributes;
    if (strcmp(name, "row") == 0)
        ++*(size_t *)ctx;
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

/* The number N of the part "BEGINNINGN.xml", 0 when it is another part. */
static size_t part_number(const char *name, const char *beginning)
{
    size_t n = strlen(beginning);
    char *end;
    if (strncmp(name, beginning, n) != 0)
        return 0;
    unsigned long number = strtoul(name + n, &end, 10);
    return strcmp(end, ".xml") == 0 ? number : 0;
}

static int fail_incomplete(const struct reading *reading, const char *name, struct htx_err *err)
{
    return htx_fail(err, HTX_ESYS,
                    _("the workbook '%s' came out incomplete (%s): is the disk full?"),
                    reading->path, name);
}

static int check_part(struct reading *reading, const char *name, const char *data, size_t len,
                      struct htx_err *err)
{
    const struct htx_xml_events events = {.start = count_row};
    size_t rows = 0, sheet = part_number(name, "xl/worksheets/sheet");
    if (htx_xml_parse(name, data, len, &events, &rows, NULL) ||
        (sheet && rows != htx_xlsx_rows(reading->book, sheet - 1)))
        return fail_incomplete(reading, name, err);
    reading->nparts++;
    reading->found.sheets += sheet > 0;
    reading->found.charts += part_number(name, "xl/charts/chart") > 0;
    reading->found.drawings += part_number(name, "xl/drawings/drawing") > 0;
    reading->found.tables += part_number(name, "xl/tables/table") > 0;
    return 0;
}

/* The file has all that the book was given.  PARTS are there in each: types, relations, properties,
 * styles, strings ...; what hangs off a sheet or a drawing is named in relations of its own. */
static bool is_whole(const struct reading *reading)
{
    enum { PARTS = 9 };
    const struct htx_xlsx_parts *wanted = &reading->wanted, *found = &reading->found;
    size_t all = PARTS + wanted->sheets + wanted->charts + 2 * wanted->drawings + wanted->tables;
    return found->sheets == wanted->sheets && found->charts == wanted->charts &&
           found->drawings == wanted->drawings && found->tables == wanted->tables &&
           reading->nparts >= all;
}

static int read_entry(void *ctx, const char *name, const char *data, size_t len,
                      struct htx_err *err)
{
    /* A list's formula the library would copy twice and free once: it is given as another kind. */
    static const struct change sheets[] = {
        {"<headerFooter>", "<headerFooter differentFirst=\"1\">"},
        {"<dataValidation type=\"custom\"", "<dataValidation type=\"list\""},
    };
    struct reading *reading = ctx;
    int rc = ends_with(name, ".xml") || ends_with(name, ".rels")
                 ? check_part(reading, name, data, len, err)
                 : 0;
    if (rc)
        return rc;
    struct htx_buf out = HTX_BUF_INIT;
    size_t chart = part_number(name, "xl/charts/chart");
    if (part_number(name, "xl/worksheets/sheet"))
        replace(&out, data, len, sheets, HTX_COUNT(sheets));
    else if (chart && chart <= reading->wanted.charts)
        htx_buf_adds(&out, reading->wanted.chart[chart - 1]);
    else if (strcmp(name, "xl/styles.xml") == 0 || strncmp(name, "xl/theme/", 9) == 0)
        replace_fonts(&out, data, len, reading->document->font);
    else
        htx_buf_add(&out, data, len);
    rc = htx_zip_add(reading->zip, name, out.s, out.len, err);
    htx_buf_free(&out);
    return rc;
}

int htx_xlsx_finish(const char *raw, const char *path, const struct htx_document *document,
                    const struct htx_xlsx *book, struct htx_err *err)
{
    struct reading reading = {
        .path = path, .document = document, .book = book, .wanted = htx_xlsx_parts(book)};
    int rc = htx_zip_create(path, &reading.zip, err);
    if (rc)
        return rc;
    rc = htx_zip_read(raw, ENTRY_BYTES, read_entry, &reading, err);
    if (!rc && !is_whole(&reading))
        rc = fail_incomplete(&reading, "xl/workbook.xml", err);
    int closed = htx_zip_close(reading.zip, rc ? NULL : err);
    return rc ? rc : closed;
}
