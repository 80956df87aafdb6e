/* csv.c - CSV read through libcsv, one physical line at a time, and written by hand. */
#include "codec/codec.h"
#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- Reading ------------------------------------------------------------------------------ */

/* libcsv collects a cell with its closing quote and the blanks that it trims later. */
enum { CELL_ROOM = HTX_CELL_MAX + 4096 };

struct reader {
    struct csv_parser parser;
    const char *file;
    char delimiter;
    htx_csv_row *row;
    void *ctx;
    struct htx_err *err;
    int rc;
    long line;            /* the line being fed */
    long record;          /* where the record being read begins */
    bool open;            /* that record has begun and not ended */
    struct htx_buf bytes; /* the cells of the record, each ended by a NUL */
    size_t n;
    char **cell;
    size_t cells_cap;
};

/* libcsv knows no largest cell.  Refusing memory stops it at once, and as a real lack of memory
 * ends the process, its CSV_ENOMEM can only mean that a cell is too long. */
static void *capped_realloc(void *p, size_t n)
{
    if (n > CELL_ROOM)
        return NULL;
    void *grown = realloc(p, n);
    if (!grown)
        htx_out_of_memory();
    return grown;
}

static int fail_too_long(struct reader *r)
{
    return htx_fail_at(r->err, HTX_ELIMIT, r->file, r->record,
                       _("cell %zu is longer than %d bytes: is its quote closed?"), r->n + 1,
                       HTX_CELL_MAX);
}

static void on_cell(void *data, size_t len, void *ctx)
{
    struct reader *r = ctx;
    if (r->rc)
        return;
    if (len > HTX_CELL_MAX) {
        r->rc = fail_too_long(r);
        return;
    }
    htx_buf_add(&r->bytes, data, len);
    htx_buf_addc(&r->bytes, '\0');
    r->n++;
}

static void point_at_cells(struct reader *r)
{
    if (r->n > r->cells_cap) {
        size_t cap = r->n * 2;
        char **cell = reallocarray(r->cell, cap, sizeof(*cell));
        if (!cell)
            htx_out_of_memory();
        r->cell = cell;
        r->cells_cap = cap;
    }
    char *p = r->bytes.s;
    for (size_t i = 0; i < r->n; i++) {
        r->cell[i] = p;
        p += strlen(p) + 1;
    }
}

static void on_row(int end, void *ctx)
{
    struct reader *r = ctx;
    (void)end;
    if (r->rc)
        return;
    point_at_cells(r);
    r->rc = r->row(r->ctx, r->record, r->n, r->cell, r->err);
    r->n = 0;
    r->open = false;
    htx_buf_cut(&r->bytes, 0);
}

/* libcsv stops at the byte that does not fit, at: a quote inside a cell that began without one, or
 * whatever follows a closing quote.  The latter may be a quote, too, after blanks. */
static int fail_at_byte(struct reader *r, const char *s, size_t at)
{
    size_t before = at;
    while (before > 0 && (s[before - 1] == ' ' || s[before - 1] == '\t'))
        before--;
    bool after_quote = before > 0 && s[before - 1] == '"';
    if (s[at] == '"' && !after_quote)
        return htx_fail_at(
            r->err, HTX_EDATA, r->file, r->line,
            _("a quote in an unquoted cell (cell %zu): double it and quote the cell"), r->n + 1);
    if (r->record == r->line)
        return htx_fail_at(r->err, HTX_EDATA, r->file, r->line,
                           _("text after the closing quote of cell %zu: double the quotes that "
                             "belong to the text"),
                           r->n + 1);
    return htx_fail_at(r->err, HTX_EDATA, r->file, r->line,
                       _("text after the closing quote of cell %zu of the row that began on line "
                         "%ld: close its quote, and double the quotes that belong to the text"),
                       r->n + 1, r->record);
}

/* Length of the first line of s with its end: LF, CRLF or CR. */
static size_t line_length(const char *s, size_t len)
{
    size_t i = 0;
    while (i < len && s[i] != '\n' && s[i] != '\r')
        i++;
    if (i + 1 < len && s[i] == '\r' && s[i + 1] == '\n')
        i++;
    return i < len ? i + 1 : len;
}

static bool is_blank_line(const char *s, size_t len, char delimiter)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] == delimiter || !strchr(" \t\r\n", s[i]))
            return false;
    return true;
}

static int feed_line(struct reader *r, const char *s, size_t len)
{
    if (!r->open && !is_blank_line(s, len, r->delimiter)) {
        r->open = true;
        r->record = r->line;
    }
    size_t used = csv_parse(&r->parser, s, len, on_cell, on_row, r);
    if (r->rc)
        return r->rc;
    switch (csv_error(&r->parser)) {
    case CSV_SUCCESS:
        return 0;
    case CSV_EPARSE:
        return fail_at_byte(r, s, used < len ? used : len - 1);
    default:
        return fail_too_long(r);
    }
}

/* csv_fini() emits what is left: only after lines without an error, else it would make a row of the
 * half-read one. */
static int feed_end(struct reader *r)
{
    int left = csv_fini(&r->parser, on_cell, on_row, r);
    if (r->rc || !left)
        return r->rc;
    return htx_fail_at(r->err, HTX_EDATA, r->file, r->record,
                       _("the quote of cell %zu is never closed: close it, and double the quotes "
                         "that belong to the text"),
                       r->n + 1);
}

static int fail_nul(const char *file, const char *data, const char *nul, struct htx_err *err)
{
    long line = 1;
    for (const char *p = data; (p += line_length(p, (size_t)(nul - p) + 1)) <= nul;)
        line++;
    return htx_fail_at(err, HTX_EDATA, file, line,
                       _("a NUL byte: this is no text in UTF-8, save it as one"));
}

int htx_csv_parse(const char *file, const char *data, size_t len, char delimiter, htx_csv_row *row,
                  void *ctx, struct htx_err *err)
{
    const char *nul = len ? memchr(data, '\0', len) : NULL;
    if (nul)
        return fail_nul(file, data, nul, err);
    struct reader r = {.file = file,
                       .delimiter = delimiter,
                       .row = row,
                       .ctx = ctx,
                       .err = err,
                       .bytes = HTX_BUF_INIT};
    csv_init(&r.parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&r.parser, (unsigned char)delimiter);
    csv_set_realloc_func(&r.parser, capped_realloc);
    csv_set_blk_size(&r.parser, 4096);
    int rc = 0;
    for (size_t at = 0, n; !rc && at < len; at += n) {
        n = line_length(data + at, len - at);
        r.line++;
        rc = feed_line(&r, data + at, n);
    }
    if (!rc)
        rc = feed_end(&r);
    csv_free(&r.parser);
    htx_buf_free(&r.bytes);
    free(r.cell);
    return rc;
}

/* ---- The delimiter ------------------------------------------------------------------------ */

static const char candidates[] = {',', ';', '\t', '|'};
enum { NCANDIDATES = sizeof(candidates), SNIFF_ROWS = 32, SNIFF_BYTES = 1 << 16 };

/* X of a first line sep=X or "sep=X", with *skip set behind it; 0 when there is no such line. */
static char sep_line(const char *data, size_t len, size_t *skip)
{
    size_t line = line_length(data, len), n = line;
    while (n > 0 && (data[n - 1] == '\n' || data[n - 1] == '\r'))
        n--;
    if (n == 7 && data[0] == '"' && data[6] == '"') {
        data++;
        n -= 2;
    }
    if (n != 5 || strncasecmp(data, "sep=", 4) != 0 || data[4] == '"' || (data[4] & 0x80))
        return 0;
    *skip = line;
    return data[4];
}

/* How often each candidate stands outside quotes in each of the first rows that hold one. */
static size_t count_candidates(const char *data, size_t len, unsigned count[][NCANDIDATES])
{
    size_t rows = 0;
    bool quoted = false, any = false;
    for (size_t i = 0; i < len && rows < SNIFF_ROWS; i++) {
        const char *found = memchr(candidates, data[i], NCANDIDATES);
        if (data[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && found) {
            count[rows][found - candidates]++;
            any = true;
        } else if (!quoted && any && (data[i] == '\n' || data[i] == '\r')) {
            rows++;
            any = false;
        }
    }
    return rows + any;
}

/* The largest number of rows in which candidate k stands equally often; *total counts all. */
static size_t rows_alike(unsigned count[][NCANDIDATES], size_t rows, size_t k, size_t *total)
{
    size_t best = 0;
    *total = 0;
    for (size_t i = 0; i < rows; i++) {
        size_t alike = 0;
        for (size_t j = 0; j < rows; j++)
            alike += count[i][k] && count[j][k] == count[i][k];
        if (alike > best)
            best = alike;
        *total += count[i][k];
    }
    return best;
}

char htx_csv_delimiter(const char *data, size_t len, size_t *skip)
{
    *skip = 0;
    char delimiter = len ? sep_line(data, len, skip) : 0;
    if (delimiter)
        return delimiter;
    unsigned count[SNIFF_ROWS][NCANDIDATES] = {{0}};
    size_t rows = count_candidates(data, len < SNIFF_BYTES ? len : SNIFF_BYTES, count);
    size_t best = 0, best_total = 0;
    delimiter = ',';
    for (size_t k = 0; k < NCANDIDATES; k++) {
        size_t total, alike = rows_alike(count, rows, k, &total);
        if (alike > best || (alike == best && total > best_total)) {
            best = alike;
            best_total = total;
            delimiter = candidates[k];
        }
    }
    return delimiter;
}

/* ---- Writing ------------------------------------------------------------------------------ */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool needs_quotes(const char *cell, char delimiter)
{
    const char specials[] = {'"', '\n', '\r', delimiter, '\0'};
    size_t n = strlen(cell);
    return n && (is_blank(cell[0]) || is_blank(cell[n - 1]) || cell[strcspn(cell, specials)]);
}

void htx_csv_cell(struct htx_buf *out, const char *cell, char delimiter, bool first)
{
    if (!first)
        htx_buf_addc(out, delimiter);
    if (!needs_quotes(cell, delimiter)) {
        htx_buf_adds(out, cell);
        return;
    }
    htx_buf_addc(out, '"');
    for (const char *quote; (quote = strchr(cell, '"')); cell = quote + 1) {
        htx_buf_add(out, cell, (size_t)(quote - cell) + 1);
        htx_buf_addc(out, '"');
    }
    htx_buf_adds(out, cell);
    htx_buf_addc(out, '"');
}
