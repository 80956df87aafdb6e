/* table.c - lists for a terminal: columns that fit its width, cells that wrap at words. */
#include "writers/grid.h"
#include "text/text.h"
#include <string.h>

enum {
    GAP = 2,       /* blanks between columns */
    WORD_MAX = 24, /* a longer word may be broken */
    NARROWEST = 4,
    LEFTOVER = 20, /* what a column that takes what is left has at least, if there is room */
};

void htx_repeat(struct htx_buf *out, const char *s, int n)
{
    for (; n > 0; n--)
        htx_buf_adds(out, s);
}

/* Blanks between column i and the next one. */
static int gap_after(const struct htx_grid *grid, size_t i)
{
    bool tight = i + 1 < grid->ncolumns && grid->column[i].tight && grid->column[i + 1].tight;
    return tight ? 1 : GAP;
}

/* ---- Wrapping ----------------------------------------------------------------------------- */

static struct htx_wrapped wrapped_at(const char *s, size_t shown)
{
    size_t taken = shown + strspn(s + shown, " ");
    if (s[taken] == '\n')
        taken++;
    while (shown && s[shown - 1] == ' ')
        shown--;
    return (struct htx_wrapped){shown, taken};
}

struct htx_wrapped htx_wrap(const char *s, int width)
{
    if (width <= 0)
        return wrapped_at(s, strcspn(s, "\n"));
    size_t n = htx_text_fit(s, width);
    const char *end = memchr(s, '\n', n);
    if (end)
        return wrapped_at(s, (size_t)(end - s));
    if (s[n] == '\0' || s[n] == ' ' || s[n] == '\n')
        return wrapped_at(s, n);
    size_t word = strspn(s, " ");
    for (size_t i = n; i > word; i--)
        if (s[i] == ' ')
            return wrapped_at(s, i);
    if (n == 0) /* one character wider than the line */
        for (n = 1; (s[n] & 0xC0) == 0x80; n++)
            ;
    return wrapped_at(s, n);
}

/* ---- Measuring ---------------------------------------------------------------------------- */

/* The wider of most and n bytes of s; no character is wider than its bytes. */
static int wider(int most, const char *s, size_t n, struct htx_buf *copy)
{
    if (n <= (size_t)most)
        return most;
    htx_buf_cut(copy, 0);
    htx_buf_add(copy, s, n);
    int width = htx_text_width(copy->s);
    return width > most ? width : most;
}

static void measure(struct htx_grid_column *column, const char *text, struct htx_buf *copy)
{
    while (*text) {
        size_t line = strcspn(text, "\n");
        column->natural = wider(column->natural, text, line, copy);
        for (size_t i = 0; i < line;) {
            size_t word = strcspn(text + i, " \n");
            column->least = wider(column->least, text + i, word, copy);
            i += word + 1;
        }
        text += line + (text[line] == '\n');
    }
}

static void measure_all(struct htx_grid *grid)
{
    struct htx_buf copy = HTX_BUF_INIT;
    bool wraps = grid->list->width > 0;
    for (size_t i = 0; i < grid->ncolumns; i++) {
        measure(&grid->column[i], grid->column[i].head, &copy);
        for (size_t row = 0; row < grid->nrows; row++) {
            htx_buf_cut(&grid->line, 0);
            htx_clean_show(&grid->line, grid->cell(grid, row, i), wraps);
            measure(&grid->column[i], grid->line.s, &copy);
        }
        if (grid->column[i].least > WORD_MAX)
            grid->column[i].least = WORD_MAX;
    }
    htx_buf_free(&copy);
}

/* ---- Dividing the width ------------------------------------------------------------------- */

/* Give what is left to the columns that want more, one by one; first to those that take it all. */
static int widen(struct htx_grid *grid, int room, bool leftover)
{
    for (bool wanted = true; room > 0 && wanted;) {
        wanted = false;
        for (size_t i = 0; i < grid->ncolumns && room > 0; i++) {
            struct htx_grid_column *c = &grid->column[i];
            if ((c->comfort == 0) != leftover || c->width >= c->natural)
                continue;
            c->width++;
            room--;
            wanted = true;
        }
    }
    return room;
}

/* Take what is missing from the widest columns; words are broken only when nothing else helps. */
static int narrow(struct htx_grid *grid, int room, bool words_too)
{
    while (room < 0) {
        struct htx_grid_column *widest = NULL;
        for (size_t i = 0; i < grid->ncolumns; i++) {
            struct htx_grid_column *c = &grid->column[i];
            int least = words_too ? NARROWEST : c->least;
            if (c->width > least && (!widest || c->width > widest->width))
                widest = c;
        }
        if (!widest)
            return room;
        widest->width--;
        room++;
    }
    return room;
}

static void divide(struct htx_grid *grid)
{
    int room = grid->list->width + GAP;
    for (size_t i = 0; i < grid->ncolumns; i++) {
        struct htx_grid_column *c = &grid->column[i];
        int comfort = c->comfort ? c->comfort : LEFTOVER;
        c->width = c->natural;
        if (grid->list->width > 0 && c->width > comfort)
            c->width = c->least > comfort ? c->least : comfort;
        room -= c->width + gap_after(grid, i);
    }
    if (grid->list->width > 0) {
        room = widen(grid, room, true);
        room = widen(grid, room, false);
        room = narrow(grid, room, false);
        narrow(grid, room, true);
    }
}

/* ---- Printing ----------------------------------------------------------------------------- */

/* One line of the cells in grid->line, each from its at on; false when none has anything left. */
static bool print_line(struct htx_grid *grid, const char *tint)
{
    bool more = false;
    int at = 0, start = 0;
    htx_buf_adds(grid->out, tint);
    for (size_t i = 0; i < grid->ncolumns; i++) {
        struct htx_grid_column *c = &grid->column[i];
        const char *s = grid->line.s + c->at;
        struct htx_wrapped piece = htx_wrap(s, grid->list->width > 0 ? c->width : 0);
        c->at += piece.taken;
        more = more || s[piece.taken] != '\0';
        if (piece.shown) {
            htx_buf_cut(&grid->scratch, 0);
            htx_buf_add(&grid->scratch, s, piece.shown);
            int width = htx_text_width(grid->scratch.s);
            int to = start + (c->kind == HTX_GRID_NUMBER ? c->width - width : 0);
            htx_repeat(grid->out, " ", to - at);
            htx_buf_adds(grid->out, grid->scratch.s);
            at = to + width;
        }
        start += c->width + gap_after(grid, i);
    }
    htx_buf_adds(grid->out, *tint ? HTX_TINT_END "\n" : "\n");
    return more;
}

static void add_cell(struct htx_grid *grid, size_t column, const char *text)
{
    if (column)
        htx_buf_addc(&grid->line, '\0');
    grid->column[column].at = grid->line.len;
    htx_clean_show(&grid->line, text, grid->list->width > 0);
}

static void print_rule(struct htx_grid *grid)
{
    for (size_t i = 0; i < grid->ncolumns; i++) {
        htx_repeat(grid->out, " ", i ? gap_after(grid, i - 1) : 0);
        htx_repeat(grid->out, "─", grid->column[i].width);
    }
    htx_buf_addc(grid->out, '\n');
}

void htx_table_begin(struct htx_grid *grid)
{
    if (grid->nrows == 0)
        return;
    measure_all(grid);
    divide(grid);
    htx_buf_cut(&grid->line, 0);
    for (size_t i = 0; i < grid->ncolumns; i++)
        add_cell(grid, i, grid->column[i].head);
    while (print_line(grid, ""))
        ;
    print_rule(grid);
}

void htx_table_row(struct htx_grid *grid, size_t row)
{
    if (grid->has_total && row + 1 == grid->nrows)
        print_rule(grid);
    htx_buf_cut(&grid->line, 0);
    for (size_t i = 0; i < grid->ncolumns; i++)
        add_cell(grid, i, grid->cell(grid, row, i));
    const char *tint = grid->list->colour && grid->tint ? grid->tint(grid, row) : "";
    while (print_line(grid, tint))
        ;
}
