/* xlsxformula.c - the formulas behind a report's figures. */
#include "writers/xlsx.h"
#include <string.h>

/* Excel's limits. */
enum { FORMULA_CHARACTERS = 8192, STRING_CHARACTERS = 255, ARGUMENTS = 255 };

void htx_xlsx_column_name(struct htx_buf *out, unsigned column)
{
    char letters[8];
    size_t at = sizeof(letters);
    letters[--at] = '\0';
    for (unsigned n = column + 1; n > 0 && at > 0; n = (n - 1) / 26)
        letters[--at] = (char)('A' + (n - 1) % 26);
    htx_buf_adds(out, letters + at);
}

/* s as a string of the formula language: quotes doubled. */
static void add_quoted(struct htx_buf *out, const char *s, char quote)
{
    htx_buf_addc(out, quote);
    for (; *s; s++) {
        if (*s == quote)
            htx_buf_addc(out, quote);
        htx_buf_addc(out, *s);
    }
    htx_buf_addc(out, quote);
}

/* "=Hoàn thành": the sign keeps a text such as ">5" from being a comparison, the tildes * and ?
 * from being patterns. */
static bool add_criterion(struct htx_buf *out, const char *value)
{
    struct htx_buf criterion = HTX_BUF_INIT;
    htx_buf_addc(&criterion, '=');
    for (const char *s = value; *s; s++) {
        if (strchr("*?~", *s))
            htx_buf_addc(&criterion, '~');
        htx_buf_addc(&criterion, *s);
    }
    add_quoted(out, criterion.s, '"');
    bool fits = criterion.len <= STRING_CHARACTERS && !strchr(value, '\n');
    htx_buf_free(&criterion);
    return fits;
}

static bool add_condition(struct htx_buf *out, const struct htx_layout *layout,
                          const struct htx_table *data, const struct htx_condition *condition)
{
    unsigned column = (unsigned)condition->column;
    add_quoted(out, layout->data->name, '\'');
    htx_buf_adds(out, "!$");
    htx_xlsx_column_name(out, column);
    htx_buf_adds(out, "$2:$");
    htx_xlsx_column_name(out, column);
    htx_buf_addf(out, "$%zu,", data->nrows + 1);
    return condition->column >= 0 && column < data->ncolumns &&
           add_criterion(out, condition->value);
}

/* "COUNTIFS(...)" of the data's rows for which all of n conditions hold, and one more if not NULL.
 * LibreOffice counts empty cells right in the last conditions only. */
static bool add_countifs(struct htx_buf *out, const struct htx_layout *layout,
                         const struct htx_condition *where, size_t n,
                         const struct htx_condition *more)
{
    const struct htx_table *data = layout->data ? htx_sheet_table(layout->data) : NULL;
    size_t all = n + (more ? 1 : 0), put = 0;
    bool fits = data && data->nrows && all;
    htx_buf_adds(out, "COUNTIFS(");
    for (int empty = 0; empty < 2; empty++)
        for (size_t i = 0; fits && i < all; i++) {
            const struct htx_condition *condition = i < n ? &where[i] : more;
            bool last = *condition->value == '\0';
            if (last != (empty == 1))
                continue;
            htx_buf_adds(out, put++ ? "," : "");
            fits = add_condition(out, layout, data, condition);
        }
    htx_buf_addc(out, ')');
    return fits;
}

static bool add_count(struct htx_buf *out, const struct htx_layout *layout,
                      const struct htx_cell *cell)
{
    htx_buf_addc(out, '=');
    return add_countifs(out, layout, cell->where, cell->nwhere, NULL);
}

/* The parts are values of one column: no row counts twice in their sum. */
static bool add_share(struct htx_buf *out, const struct htx_layout *layout,
                      const struct htx_cell *cell)
{
    htx_buf_adds(out, "=IF(");
    bool fits = cell->nparts && add_countifs(out, layout, cell->where, cell->nwhere, NULL);
    htx_buf_adds(out, "=0,\"\",");
    for (size_t i = 0; fits && i < cell->nparts; i++) {
        if (i)
            htx_buf_addc(out, '+');
        fits = cell->part[i].column == cell->part[0].column &&
               add_countifs(out, layout, cell->where, cell->nwhere, &cell->part[i]);
    }
    htx_buf_adds(out, "&\"/\"&");
    fits = fits && add_countifs(out, layout, cell->where, cell->nwhere, NULL);
    htx_buf_addc(out, ')');
    return fits;
}

static bool add_sum(struct htx_buf *out, const struct htx_table *table,
                    const struct htx_placed *rows, unsigned column)
{
    size_t ranges = 0;
    htx_buf_adds(out, "=SUM(");
    for (size_t i = 0; i < table->nrows; i++) {
        if (table->row[i].kind != HTX_ROW)
            continue;
        size_t last = i;
        while (last + 1 < table->nrows && table->row[last + 1].kind == HTX_ROW)
            last++;
        if (ranges++)
            htx_buf_addc(out, ',');
        htx_xlsx_column_name(out, column);
        htx_buf_addf(out, "%u:", rows[i].first + 1);
        htx_xlsx_column_name(out, column);
        htx_buf_addf(out, "%u", rows[last].last + 1);
        i = last;
    }
    htx_buf_addc(out, ')');
    return ranges > 0 && ranges <= ARGUMENTS;
}

static void add_columns(struct htx_buf *out, const struct htx_layout *layout, unsigned set,
                        unsigned row)
{
    const char *plus = "";
    for (unsigned column = 0; column < HTX_SET_COLUMNS; column++) {
        if (!(set >> column & 1))
            continue;
        htx_buf_adds(out, plus);
        htx_xlsx_column_name(out, htx_layout_first(layout, column));
        htx_buf_addf(out, "%u", row + 1);
        plus = "+";
    }
}

static bool add_ratio(struct htx_buf *out, const struct htx_layout *layout,
                      const struct htx_cell *cell, unsigned row)
{
    htx_buf_adds(out, "=IF((");
    add_columns(out, layout, cell->under, row);
    htx_buf_adds(out, ")=0,\"\",ROUND(100*(");
    add_columns(out, layout, cell->over, row);
    htx_buf_adds(out, ")/(");
    add_columns(out, layout, cell->under, row);
    htx_buf_adds(out, "),1))");
    return cell->over && cell->under;
}

const char *htx_xlsx_formula_of(const struct htx_layout *layout, const struct htx_table *table,
                                const struct htx_placed *rows, size_t row, unsigned column)
{
    const struct htx_cell *cell = &table->row[row].cell[column];
    struct htx_buf out = HTX_BUF_INIT;
    bool made = false;
    if (cell->type == HTX_CELL_COUNT)
        made = add_count(&out, layout, cell);
    else if (cell->type == HTX_CELL_SHARE)
        made = add_share(&out, layout, cell);
    else if (cell->type == HTX_CELL_SUM)
        made = add_sum(&out, table, rows, htx_layout_first(layout, column));
    else if (cell->type == HTX_CELL_RATIO)
        made = add_ratio(&out, layout, cell, rows[row].first);
    const char *formula = NULL;
    if (made && out.len <= FORMULA_CHARACTERS)
        formula = htx_arena_ndup(layout->arena, out.s, out.len);
    htx_buf_free(&out);
    return formula;
}
