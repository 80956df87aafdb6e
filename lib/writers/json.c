/* json.c - lists as JSON (RFC 8259): one object a line. */
#include "writers/grid.h"
#include <ctype.h>
#include <string.h>

static void put_char(struct htx_buf *out, char c)
{
    static const char plain[] = "\"\\\n\r\t\b\f", letter[] = "\"\\nrtbf";
    const char *at = c ? strchr(plain, c) : NULL;
    if (at)
        htx_buf_addf(out, "\\%c", letter[at - plain]);
    else if ((unsigned char)c < ' ')
        htx_buf_addf(out, "\\u%04x", (unsigned)c);
    else
        htx_buf_addc(out, c);
}

static void put_string(struct htx_buf *out, const char *s, size_t n)
{
    htx_buf_addc(out, '"');
    for (size_t i = 0; i < n; i++)
        put_char(out, s[i]);
    htx_buf_addc(out, '"');
}

/* A plan edited by hand may hold anything: only what JSON takes for a number goes without quotes.
 */
static void put_number(struct htx_buf *out, const char *s)
{
    size_t n = strlen(s), whole = strspn(s, "0123456789");
    size_t part = s[whole] == '.' ? 1 + strspn(s + whole + 1, "0123456789") : 0;
    if (n == 0)
        htx_buf_adds(out, "null");
    else if (whole && part != 1 && whole + part == n && (whole == 1 || *s != '0'))
        htx_buf_adds(out, s);
    else
        put_string(out, s, n);
}

static void put_names(struct htx_buf *out, const char *s)
{
    htx_buf_addc(out, '[');
    for (bool first = true; *s; first = false) {
        size_t n = strcspn(s, ";");
        htx_buf_adds(out, first ? "" : ",");
        put_string(out, s, n);
        s += n + (s[n] == ';');
    }
    htx_buf_addc(out, ']');
}

static void put_object(struct htx_grid *grid, size_t row)
{
    for (size_t i = 0; i < grid->ncolumns; i++) {
        const struct htx_grid_column *column = &grid->column[i];
        const char *text = grid->cell(grid, row, i);
        htx_buf_addc(grid->out, i ? ',' : '{');
        put_string(grid->out, column->name, strlen(column->name));
        htx_buf_addc(grid->out, ':');
        if (column->kind == HTX_GRID_NUMBER)
            put_number(grid->out, text);
        else if (column->kind == HTX_GRID_NAMES)
            put_names(grid->out, text);
        else
            put_string(grid->out, text, strlen(text));
    }
    htx_buf_addc(grid->out, '}');
}

void htx_json_begin(struct htx_grid *grid)
{
    htx_buf_adds(grid->out, "[");
}

void htx_json_row(struct htx_grid *grid, size_t row)
{
    htx_buf_adds(grid->out, row ? ",\n" : "\n");
    put_object(grid, row);
}

void htx_json_end(struct htx_grid *grid)
{
    htx_buf_adds(grid->out, grid->nrows ? "\n]\n" : "]\n");
}

void htx_jsonl_row(struct htx_grid *grid, size_t row)
{
    put_object(grid, row);
    htx_buf_addc(grid->out, '\n');
}
