/* summary.c - counts of tasks, a line for each unit, month, status or person. */
#include "model/model.h"
#include "writers/grid.h"
#include "text/text.h"
#include <string.h>

enum { NAME, TOTAL, DONE, OPEN, OVERDUE, DROPPED, LOAD, SHARE, BAR, COLUMNS };

struct summary_rows {
    const struct htx_summary_row *row;
    size_t n;
    bool load; /* is the load of a month shown? */
    int bar;   /* characters */
};

static const char *show_name(struct htx_buf *out, const char *name)
{
    if (!*name)
        return _("(none)");
    for (int i = 0; i < HTX_OUTCOMES; i++)
        if (strcmp(name, htx_outcome_name((enum htx_outcome)i)) == 0)
            return htx_word_shown(name);
    return htx_month_show(out, name) ? out->s : name;
}

static void show_share(struct htx_buf *out, const struct htx_summary_row *row)
{
    if (row->total == 0)
        return;
    htx_text_number(out, 100.0 * (double)row->done / (double)row->total, 1);
    htx_buf_addc(out, '%');
}

/* Tasks in a month, on average over the months that have any. */
static void show_load(struct htx_buf *out, const struct htx_summary_row *row, bool people)
{
    if (row->months == 0)
        return;
    double load = (double)row->total / (double)row->months;
    if (people)
        htx_text_number(out, load, 1);
    else
        htx_buf_addf(out, "%.1f", load);
}

static void show_bar(struct htx_buf *out, const struct htx_summary_row *row, int length)
{
    size_t most = (size_t)length, full = 0;
    if (row->total)
        full = (row->done * most * 2 + row->total) / (row->total * 2);
    /* Only what is all done looks so, only what is not begun looks empty. */
    if (row->done < row->total && full == most)
        full--;
    if (row->done && full == 0)
        full++;
    htx_repeat(out, "█", (int)full);
    htx_repeat(out, "░", length - (int)full);
}

static const char *summary_cell(struct htx_grid *grid, size_t i, size_t column)
{
    const struct summary_rows *rows = grid->source;
    const struct htx_summary_row *row = &rows->row[i];
    column += !rows->load && column >= LOAD;
    const size_t count[] = {[TOTAL] = row->total,
                            [DONE] = row->done,
                            [OPEN] = row->open,
                            [OVERDUE] = row->overdue,
                            [DROPPED] = row->dropped};
    struct htx_buf *out = &grid->scratch;
    htx_buf_cut(out, 0);
    if (column == NAME)
        return i == rows->n ? _("total") : grid->people ? show_name(out, row->name) : row->name;
    if (column == LOAD)
        show_load(out, row, grid->people);
    else if (column == SHARE)
        show_share(out, row);
    else if (column == BAR)
        show_bar(out, row, rows->bar);
    else if (grid->people)
        htx_text_number(out, (double)count[column], 0);
    else
        htx_buf_addf(out, "%zu", count[column]);
    return out->s;
}

/* Names and figures come first: the bar gets what a narrow terminal can spare. */
static int bar_length(int width, bool load)
{
    enum { MOST = 20, LEAST = 6, OTHERS = 68, LOAD_WIDTH = 8 };
    int spare = width - OTHERS - (load ? LOAD_WIDTH : 0);
    int length = width > 0 && spare < MOST ? spare : MOST;
    return length < LEAST ? 0 : length;
}

void htx_summary_write(const struct htx_summary_row *rows, size_t n, const struct htx_list *list,
                       struct htx_buf *out)
{
    bool people = htx_grid_is_for_people(list->format);
    bool table = list->format == HTX_LIST_TABLE;
    /* Tasks of one month have no load to speak of; programs get the column always. */
    bool load = !people || (n && rows[n].months > 1);
    struct summary_rows source = {rows, n, load, table ? bar_length(list->width, load) : 0};
    struct htx_grid_column columns[COLUMNS] = {
        [NAME] = {.name = "name", .head = "", .kind = HTX_GRID_TEXT},
        [TOTAL] = {.name = "total", .head = _("total"), .kind = HTX_GRID_NUMBER, .comfort = 5},
        [DONE] = {.name = "done", .head = _("done"), .kind = HTX_GRID_NUMBER, .comfort = 5},
        [OPEN] = {.name = "open", .head = _("open"), .kind = HTX_GRID_NUMBER, .comfort = 5},
        [OVERDUE] = {.name = "overdue",
                     .head = _("overdue"),
                     .kind = HTX_GRID_NUMBER,
                     .comfort = 5},
        [DROPPED] = {.name = "dropped",
                     .head = _("dropped"),
                     .kind = HTX_GRID_NUMBER,
                     .comfort = 5},
        [LOAD] = {.name = "per_month",
                  .head = _("per month"),
                  .kind = HTX_GRID_NUMBER,
                  .comfort = 5},
        [SHARE] = {.name = "share", .head = _("share done"), .kind = HTX_GRID_NUMBER, .comfort = 7},
        [BAR] = {.name = "bar", .head = "", .kind = HTX_GRID_TEXT, .comfort = source.bar},
    };
    size_t shown = !people ? SHARE : source.bar ? COLUMNS : BAR;
    if (!source.load) {
        memmove(&columns[LOAD], &columns[SHARE], (COLUMNS - SHARE) * sizeof(*columns));
        shown--;
    }
    struct htx_grid grid = {.ncolumns = shown,
                            .nrows = people && n ? n + 1 : n,
                            .column = columns,
                            .cell = summary_cell,
                            .source = &source,
                            .has_total = true,
                            .list = list,
                            .out = out};
    htx_grid_write(&grid);
}
