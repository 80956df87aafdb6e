/* list.c - the list formats, and tasks as rows of one. */
#include "writers/grid.h"
#include <string.h>

/* ---- Plain formats ------------------------------------------------------------------------ */

static const char *head_of(const struct htx_grid *grid, size_t column)
{
    return grid->people ? grid->column[column].head : grid->column[column].name;
}

/* A row of one empty cell would be a blank line, which no reader takes for a row. */
static void put_csv(struct htx_grid *grid, const char *cell, size_t column)
{
    if (grid->ncolumns == 1 && !*cell)
        htx_buf_adds(grid->out, "\"\"");
    else
        htx_csv_cell(grid->out, cell, ',', column == 0);
}

static void csv_begin(struct htx_grid *grid)
{
    for (size_t i = 0; i < grid->ncolumns; i++)
        put_csv(grid, head_of(grid, i), i);
    htx_buf_addc(grid->out, '\n');
}

static void csv_row(struct htx_grid *grid, size_t row)
{
    for (size_t i = 0; i < grid->ncolumns; i++)
        put_csv(grid, grid->cell(grid, row, i), i);
    htx_buf_addc(grid->out, '\n');
}

static void put_tsv(struct htx_grid *grid, const char *cell, size_t column)
{
    if (column)
        htx_buf_addc(grid->out, '\t');
    for (; *cell; cell++)
        htx_buf_addc(grid->out, strchr("\t\n\v\f\r", *cell) ? ' ' : *cell);
}

static void tsv_begin(struct htx_grid *grid)
{
    for (size_t i = 0; i < grid->ncolumns; i++)
        put_tsv(grid, head_of(grid, i), i);
    htx_buf_addc(grid->out, '\n');
}

static void tsv_row(struct htx_grid *grid, size_t row)
{
    for (size_t i = 0; i < grid->ncolumns; i++)
        put_tsv(grid, grid->cell(grid, row, i), i);
    htx_buf_addc(grid->out, '\n');
}

static void ids_row(struct htx_grid *grid, size_t row)
{
    htx_buf_adds(grid->out, grid->cell(grid, row, 0));
    htx_buf_addc(grid->out, grid->list->separator);
}

static void put_markdown(struct htx_grid *grid, const char *cell)
{
    htx_buf_adds(grid->out, " ");
    for (; *cell; cell++) {
        if (*cell == '|')
            htx_buf_adds(grid->out, "\\|");
        else if (*cell == '\n')
            htx_buf_adds(grid->out, "<br>");
        else
            htx_buf_addc(grid->out, *cell);
    }
    htx_buf_adds(grid->out, " |");
}

static void markdown_begin(struct htx_grid *grid)
{
    if (grid->nrows == 0)
        return;
    htx_buf_addc(grid->out, '|');
    for (size_t i = 0; i < grid->ncolumns; i++)
        put_markdown(grid, head_of(grid, i));
    htx_buf_adds(grid->out, "\n|");
    for (size_t i = 0; i < grid->ncolumns; i++)
        htx_buf_adds(grid->out, grid->column[i].kind == HTX_GRID_NUMBER ? " ---: |" : " --- |");
    htx_buf_addc(grid->out, '\n');
}

static void markdown_row(struct htx_grid *grid, size_t row)
{
    htx_buf_addc(grid->out, '|');
    for (size_t i = 0; i < grid->ncolumns; i++)
        put_markdown(grid, grid->cell(grid, row, i));
    htx_buf_addc(grid->out, '\n');
}

/* ---- The table of formats ----------------------------------------------------------------- */

static void nothing(struct htx_grid *grid)
{
    (void)grid;
}

static const struct {
    bool people;
    void (*begin)(struct htx_grid *grid);
    void (*row)(struct htx_grid *grid, size_t row);
    void (*end)(struct htx_grid *grid);
} formats[] = {
    [HTX_LIST_TABLE] = {true, htx_table_begin, htx_table_row, nothing},
    [HTX_LIST_CSV] = {false, csv_begin, csv_row, nothing},
    [HTX_LIST_TSV] = {false, tsv_begin, tsv_row, nothing},
    [HTX_LIST_JSON] = {false, htx_json_begin, htx_json_row, htx_json_end},
    [HTX_LIST_JSONL] = {false, nothing, htx_jsonl_row, nothing},
    [HTX_LIST_IDS] = {false, nothing, ids_row, nothing},
    [HTX_LIST_MARKDOWN] = {true, markdown_begin, markdown_row, nothing},
};

bool htx_grid_is_for_people(enum htx_list_format format)
{
    return formats[format].people;
}

void htx_grid_write(struct htx_grid *grid)
{
    enum htx_list_format format = grid->list->format;
    grid->people = formats[format].people;
    grid->scratch = grid->line = (struct htx_buf)HTX_BUF_INIT;
    formats[format].begin(grid);
    for (size_t i = 0; i < grid->nrows; i++)
        formats[format].row(grid, i);
    formats[format].end(grid);
    htx_buf_free(&grid->scratch);
    htx_buf_free(&grid->line);
}

/* ---- Tasks as rows ------------------------------------------------------------------------ */

struct task_rows {
    const struct htx_tasks *tasks;
    struct htx_columns columns;
    htx_date today;
};

static const char *extra_text(const struct htx_task *task, const char *name)
{
    for (size_t i = 0; task->extra && i < task->plan->nextra; i++)
        if (strcmp(task->plan->extra[i], name) == 0)
            return task->extra[i];
    return "";
}

static const char *task_cell(struct htx_grid *grid, size_t row, size_t column)
{
    const struct task_rows *rows = grid->source;
    const struct htx_task *task = rows->tasks->task[row];
    const struct htx_column_of *of = &rows->columns.column[column];
    if (of->field < 0)
        return extra_text(task, of->name);
    enum htx_field field = (enum htx_field)of->field;
    const char *text = htx_task_text(task, field, rows->today);
    if (!grid->people)
        return text;
    htx_buf_cut(&grid->scratch, 0);
    htx_value_show(&grid->scratch, field, text);
    return grid->scratch.s;
}

static const char *task_tint(const struct htx_grid *grid, size_t row)
{
    const struct task_rows *rows = grid->source;
    return htx_task_tint(rows->tasks->task[row], rows->today);
}

static struct htx_grid_column task_column(const struct htx_column_of *of)
{
    enum { EXTRA_COMFORT = 14 };
    if (of->field < 0)
        return (struct htx_grid_column){
            .name = of->name, .head = of->name, .comfort = EXTRA_COMFORT};
    const struct htx_field_info *info = htx_field_info((enum htx_field)of->field);
    struct htx_grid_column column = {
        .name = info->name, .head = htx_word_shown(info->name), .comfort = info->width};
    if (info->type == HTX_TYPE_PERCENT)
        column.kind = HTX_GRID_NUMBER;
    else if (info->type == HTX_TYPE_UNITS)
        column.kind = HTX_GRID_NAMES;
    return column;
}

void htx_list_write(struct htx_office *office, const struct htx_tasks *tasks,
                    const struct htx_list *list, struct htx_buf *out)
{
    struct htx_column_of id = {HTX_ID, "id"};
    struct task_rows rows = {tasks, list->columns, list->today};
    if (list->format == HTX_LIST_IDS)
        rows.columns = (struct htx_columns){1, &id};
    struct htx_grid grid = {.ncolumns = rows.columns.n,
                            .nrows = tasks->n,
                            .cell = task_cell,
                            .tint = task_tint,
                            .source = &rows,
                            .list = list,
                            .out = out};
    grid.column = htx_arena_alloc(&office->arena, grid.ncolumns * sizeof(*grid.column));
    for (size_t i = 0; i < grid.ncolumns; i++)
        grid.column[i] = task_column(&rows.columns.column[i]);
    htx_grid_write(&grid);
}
