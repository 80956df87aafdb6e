/* xlsxverify.c - a finished workbook is read back: libxlsxwriter reports success on a full disk. */
#include "codec/codec.h"
#include "writers/xlsx.h"
#include <stdio.h>
#include <string.h>

enum { ENTRY_BYTES = 1 << 30 };

struct reading {
    const char *path;
    const struct htx_document *document;
    const struct htx_xlsx *book;
    struct htx_zip *zip;
    size_t nsheets, nparts;
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

static int fail_incomplete(const struct reading *reading, const char *name, struct htx_err *err)
{
    return htx_fail(err, HTX_ESYS,
                    _("the workbook '%s' came out incomplete (%s): is the disk full?"),
                    reading->path, name);
}

static int check_part(struct reading *reading, const char *name, const char *data, size_t len,
                      struct htx_err *err)
{
    static const char sheets[] = "xl/worksheets/sheet";
    const struct htx_xml_events events = {.start = count_row};
    size_t rows = 0;
    unsigned number = 0;
    if (htx_xml_parse(name, data, len, &events, &rows, NULL))
        return fail_incomplete(reading, name, err);
    reading->nparts++;
    if (strncmp(name, sheets, sizeof(sheets) - 1) != 0)
        return 0;
    if (sscanf(name + sizeof(sheets) - 1, "%u.xml", &number) != 1 || number < 1 ||
        rows != htx_xlsx_rows(reading->book, number - 1))
        return fail_incomplete(reading, name, err);
    reading->nsheets++;
    return 0;
}

static int read_entry(void *ctx, const char *name, const char *data, size_t len,
                      struct htx_err *err)
{
    static const struct change numbers[] = {
        {"<headerFooter>", "<headerFooter differentFirst=\"1\">"}};
    struct reading *reading = ctx;
    int rc = ends_with(name, ".xml") || ends_with(name, ".rels")
                 ? check_part(reading, name, data, len, err)
                 : 0;
    if (rc)
        return rc;
    struct htx_buf out = HTX_BUF_INIT;
    if (strncmp(name, "xl/worksheets/sheet", 19) == 0)
        replace(&out, data, len, numbers, 1);
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
    enum { PARTS = 9 }; /* beside the sheets: types, relations, properties, styles, strings ... */
    struct reading reading = {.path = path, .document = document, .book = book};
    int rc = htx_zip_create(path, &reading.zip, err);
    if (rc)
        return rc;
    rc = htx_zip_read(raw, ENTRY_BYTES, read_entry, &reading, err);
    if (!rc && (reading.nsheets != document->nsheets || reading.nparts < reading.nsheets + PARTS))
        rc = fail_incomplete(&reading, "xl/workbook.xml", err);
    int closed = htx_zip_close(reading.zip, rc ? NULL : err);
    return rc ? rc : closed;
}
