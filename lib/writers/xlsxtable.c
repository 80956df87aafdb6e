/* xlsxtable.c - tables: heads of one or two levels, rows as high as their text, totals as formulas.
 */
#include "writers/metrics.h"
#include "writers/xlsx.h"
#include <math.h>
#include <string.h>

static double max(double a, double b)
{
    return a > b ? a : b;
}

unsigned htx_layout_first(const struct htx_layout *layout, unsigned column)
{
    return column + (layout->parted && column >= layout->parted);
}

unsigned htx_layout_last(const struct htx_layout *layout, unsigned column)
{
    return htx_layout_first(layout, column + 1) - 1;
}

static struct htx_area cell_area(const struct htx_layout *layout, unsigned column, unsigned end)
{
    return htx_layout_area(layout, htx_layout_first(layout, column), htx_layout_last(layout, end));
}

static double text_height(const struct htx_layout *layout, const char *text, unsigned column,
                          unsigned end, const struct htx_style *style)
{
    return htx_layout_height(layout, text, htx_layout_first(layout, column),
                             htx_layout_last(layout, end), style);
}

/* ---- Head ----------------------------------------------------------------------------------- */

static struct htx_style head_style(const struct htx_table *table)
{
    return (struct htx_style){table->size, true, false, HTX_CENTRE};
}

/* The last of the neighbours that share the head above column; column itself without one. */
static unsigned over_end(const struct htx_table *table, unsigned column)
{
    unsigned last = column;
    const char *over = table->column[column].over;
    while (*over && last + 1 < table->ncolumns && strcmp(table->column[last + 1].over, over) == 0)
        last++;
    return last;
}

/* Heights of the head's rows: upper is 0 when no column has a head above it. */
static void head_heights(const struct htx_layout *layout, const struct htx_table *table,
                         double *upper, double *lower)
{
    struct htx_style style = head_style(table);
    double through = 0;
    *upper = *lower = 0;
    for (unsigned i = 0; i < table->ncolumns; i++) {
        const struct htx_column *column = &table->column[i];
        double height = text_height(layout, column->title, i, i, &style);
        if (*column->over) {
            bool first = i == 0 || over_end(table, i - 1) < i;
            unsigned end = over_end(table, i);
            if (first)
                *upper = max(*upper, text_height(layout, column->over, i, end, &style));
            *lower = max(*lower, height);
        } else {
            through = max(through, height);
        }
    }
    double more = max(0, through - *upper - *lower);
    *lower += *upper > 0 ? more / 2 : more;
    *upper += *upper > 0 ? more / 2 : 0;
}

static void put_titles(struct htx_layout *layout, const struct htx_table *table, bool two_levels)
{
    struct htx_look look = {.style = head_style(table), .edges = HTX_EDGES};
    for (unsigned i = 0; i < table->ncolumns; i++) {
        bool below = *table->column[i].over;
        unsigned row = layout->row + (below ? 1 : 0), end = over_end(table, i);
        struct htx_area area = cell_area(layout, i, i);
        area.row = row;
        area.last_row = layout->row + (two_levels ? 1 : 0);
        look.shade = table->column[i].marked ? HTX_SHADED : HTX_UNSHADED;
        htx_xlsx_text(layout->sheet, area, table->column[i].title, &look);
        look.shade = HTX_UNSHADED;
        bool first = i == 0 || over_end(table, i - 1) < i;
        if (below && first)
            htx_xlsx_text(layout->sheet, cell_area(layout, i, end), table->column[i].over, &look);
    }
}

static double put_numbers(struct htx_layout *layout, const struct htx_table *table)
{
    struct htx_look look = {.style = {table->size, false, false, HTX_CENTRE}, .edges = HTX_EDGES};
    for (unsigned i = 0; i < table->ncolumns; i++)
        htx_xlsx_text(layout->sheet, cell_area(layout, i, i),
                      htx_arena_printf(layout->arena, "(%u)", i + 1), &look);
    return htx_layout_row(layout, htx_metrics_height(1, table->size));
}

static void put_head(struct htx_layout *layout, const struct htx_table *table)
{
    double upper, lower, head = 0;
    htx_layout_keep(layout);
    layout->table_row = layout->row;
    layout->table_first = layout->pages;
    head_heights(layout, table, &upper, &lower);
    put_titles(layout, table, upper > 0);
    if (upper > 0)
        head += htx_layout_row(layout, upper);
    head += htx_layout_row(layout, lower);
    if (table->numbered)
        head += put_numbers(layout, table);
    if (layout->repeat)
        htx_xlsx_repeat(layout->sheet, layout->table_row, layout->row - 1);
    /* A repeated head leaves less of each page to a row. */
    layout->repeated = layout->repeat ? head : 0;
    layout->tallest = fmin(layout->tallest, layout->page - layout->repeated);
}

/* ---- Rows ----------------------------------------------------------------------------------- */

/* A row of the table takes several of the sheet when its text is taller than one may be: pieces. */
struct piece {
    const char *const *from; /* of each column, where its text goes on */
    const char **next;
    size_t *shown; /* bytes of it in this piece */
    double height;
    bool first, last;
};

/* One whose text runs to the end of the table. */
static bool is_wide(const struct htx_row *row)
{
    return row->kind == HTX_ROW_GROUP || row->kind == HTX_ROW_NOTE;
}

static struct htx_style row_style(const struct htx_table *table, const struct htx_row *row,
                                  unsigned column)
{
    bool bold = row->kind == HTX_ROW_GROUP || row->kind == HTX_ROW_TOTAL;
    enum htx_align align =
        is_wide(row) ? (column ? HTX_LEFT : HTX_CENTRE) : table->column[column].align;
    return (struct htx_style){table->size, bold, false, align};
}

/* The last column that a cell takes. */
static unsigned cell_end(const struct htx_table *table, const struct htx_row *row, unsigned column)
{
    return is_wide(row) && column == 1 ? (unsigned)table->ncolumns - 1 : column;
}

static void measure_cell(const struct htx_layout *layout, const struct htx_table *table,
                         const struct htx_row *row, unsigned column, struct piece *piece)
{
    struct htx_style style = row_style(table, row, column);
    unsigned end = cell_end(table, row, column);
    double width =
        htx_layout_width(layout, htx_layout_first(layout, column), htx_layout_last(layout, end));
    size_t most = htx_metrics_fit(layout->tallest, style.size), lines = 0;
    const char *s = piece->from[column];
    struct htx_line line = {0, 0, false};
    for (; lines < most && !line.last; lines++) {
        line = htx_metrics_line(s, width, &style);
        piece->shown[column] = (size_t)(s - piece->from[column]) + line.shown;
        s += line.taken;
    }
    piece->next[column] = s;
    piece->last &= line.last;
    const char *text = htx_arena_ndup(layout->arena, piece->from[column], piece->shown[column]);
    piece->height = max(piece->height, text_height(layout, text, column, end, &style));
}

static void measure(const struct htx_layout *layout, const struct htx_table *table,
                    const struct htx_row *row, struct piece *piece)
{
    piece->height = htx_metrics_height(1, table->size);
    piece->last = true;
    unsigned columns = is_wide(row) ? 2 : (unsigned)table->ncolumns;
    for (unsigned i = 0; i < columns && i < table->ncolumns; i++)
        measure_cell(layout, table, row, i, piece);
}

static void put_figure(struct htx_layout *layout, const struct htx_table *table,
                       const struct htx_placed *rows, size_t at, unsigned column,
                       struct htx_look look)
{
    static const enum htx_xlsx_number number[] = {
        [HTX_CELL_NUMBER] = HTX_AS_COUNT, [HTX_CELL_DATE] = HTX_AS_DATE,
        [HTX_CELL_COUNT] = HTX_AS_COUNT,  [HTX_CELL_SUM] = HTX_AS_COUNT,
        [HTX_CELL_RATIO] = HTX_AS_RATIO,  [HTX_CELL_SHARE] = HTX_AS_NUMBER,
    };
    const struct htx_cell *cell = &table->row[at].cell[column];
    unsigned at_grid = htx_layout_first(layout, column);
    look.number = number[cell->type];
    if (cell->type == HTX_CELL_NUMBER && cell->number != floor(cell->number))
        look.number = HTX_AS_NUMBER;
    const char *formula = htx_xlsx_formula_of(layout, table, rows, at, column);
    bool none = (cell->type == HTX_CELL_RATIO && isnan(cell->number)) ||
                (cell->type == HTX_CELL_DATE && !cell->date);
    const char *text = none ? "" : cell->type == HTX_CELL_SHARE ? cell->text : NULL;
    if (formula && (text || isfinite(cell->number)))
        htx_xlsx_formula(layout->sheet, layout->row, at_grid, formula, text, cell->number, &look);
    else if (text)
        htx_xlsx_text(layout->sheet, cell_area(layout, column, column), text, &look);
    else if (cell->type == HTX_CELL_DATE)
        htx_xlsx_date(layout->sheet, layout->row, at_grid, cell->date, &look);
    else
        htx_xlsx_number(layout->sheet, layout->row, at_grid, cell->number, &look);
}

static void put_piece(struct htx_layout *layout, const struct htx_table *table,
                      const struct htx_placed *rows, size_t at, const struct piece *piece)
{
    const struct htx_row *row = &table->row[at];
    bool whole = piece->first && piece->last;
    struct htx_look look = {.valign = whole ? HTX_VALIGN_CENTRE : HTX_VALIGN_TOP};
    look.edges =
        HTX_EDGE_SIDES | (piece->first ? HTX_EDGE_TOP : 0u) | (piece->last ? HTX_EDGE_BOTTOM : 0u);
    for (unsigned i = 0, end; i < table->ncolumns; i = end + 1) {
        end = cell_end(table, row, i);
        look.style = row_style(table, row, i);
        look.shade = row->cell[i].shade;
        if (row->cell[i].type != HTX_CELL_TEXT && piece->first)
            put_figure(layout, table, rows, at, i, look);
        else
            htx_xlsx_text(layout->sheet, cell_area(layout, i, end),
                          htx_arena_ndup(layout->arena, piece->from[i], piece->shown[i]), &look);
    }
}

static bool has_text(const struct htx_cell *cell)
{
    return cell->type == HTX_CELL_TEXT || cell->type == HTX_CELL_SHARE;
}

/* Walk the pieces of a row, writing them or only counting them. */
static unsigned walk_row(struct htx_layout *layout, const struct htx_table *table,
                         const struct htx_placed *rows, size_t at, bool write)
{
    const struct htx_row *row = &table->row[at];
    const char **from = htx_arena_alloc(layout->arena, table->ncolumns * sizeof(*from));
    size_t *shown = htx_arena_alloc(layout->arena, table->ncolumns * sizeof(*shown));
    for (size_t i = 0; i < table->ncolumns; i++)
        from[i] = has_text(&row->cell[i]) ? row->cell[i].text : "";
    struct piece piece = {.from = from, .shown = shown, .first = true};
    piece.next = htx_arena_alloc(layout->arena, table->ncolumns * sizeof(*piece.next));
    unsigned pieces = 0;
    do {
        measure(layout, table, row, &piece);
        if (write) {
            put_piece(layout, table, rows, at, &piece);
            htx_layout_row(layout, piece.height);
        }
        for (size_t i = 0; i < table->ncolumns; i++)
            from[i] = piece.next[i] ? piece.next[i] : "";
        piece.first = false;
        pieces++;
    } while (!piece.last);
    return pieces;
}

/* Bars behind the percentages of a column; totals and groups have none. */
static void put_bars(struct htx_layout *layout, const struct htx_table *table,
                     const struct htx_placed *rows, unsigned column)
{
    for (size_t i = 0, last; i < table->nrows; i = last + 1) {
        last = i;
        if (table->row[i].kind != HTX_ROW)
            continue;
        while (last + 1 < table->nrows && table->row[last + 1].kind == HTX_ROW)
            last++;
        struct htx_area area = cell_area(layout, column, column);
        area.row = rows[i].first;
        area.last_row = rows[last].last;
        htx_xlsx_bars(layout->sheet, area);
    }
}

void htx_layout_table(struct htx_layout *layout, const struct htx_table *table)
{
    put_head(layout, table);
    struct htx_placed *rows = htx_arena_alloc(layout->arena, table->nrows * sizeof(*rows));
    unsigned row = layout->row;
    for (size_t i = 0; i < table->nrows; i++) {
        rows[i].first = row;
        row += walk_row(layout, table, rows, i, false);
        rows[i].last = row - 1;
    }
    for (size_t i = 0; i < table->nrows; i++) {
        if (table->row[i].kind == HTX_ROW_GROUP)
            htx_layout_keep(layout);
        walk_row(layout, table, rows, i, true);
        if (table->row[i].kind != HTX_ROW_GROUP && !layout->whole)
            htx_layout_release(layout);
    }
    for (unsigned i = 0; i < table->ncolumns; i++)
        if (table->column[i].bar)
            put_bars(layout, table, rows, i);
    layout->table_last = layout->pages;
}
