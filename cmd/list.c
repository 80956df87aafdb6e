/* list.c - htxplan list: tasks, or counts of them. */
#include "cmd.h"
#include <stdio.h>
#include <string.h>

static const char *columns = "", *sort_by = "", *by = "";
static const char *const format_words[] = {"table", "csv", "tsv",      "json",
                                           "jsonl", "ids", "markdown", NULL};
static int format = HTX_LIST_TABLE;
static bool nul_ids, count_only;
static long limit = -1;

static const struct opt list_opts[] = {
    {.name = "columns",
     .arg = "COLUMNS",
     .help = N_("which columns, in their order: id,title,due"),
     .str = &columns,
     .joins = ','},
    {.name = "sort",
     .arg = "COLUMNS",
     .help = N_("sort by these columns; -due is downwards"),
     .str = &sort_by,
     .joins = ','},
    {.name = "format",
     .arg = "table|csv|tsv|json|jsonl|ids|markdown",
     .help = N_("how to print them"),
     .choice = &format,
     .choices = format_words},
    {.letter = '0',
     .name = "null",
     .help = N_("end ids with a NUL instead of a line end"),
     .flag = &nul_ids},
    {.name = "count", .help = N_("print only how many"), .flag = &count_only},
    {.name = "by",
     .arg = "unit|month|status|assignee",
     .help = N_("count tasks by this, with bars"),
     .str = &by},
    {.name = "limit", .arg = "N", .help = N_("print at most N"), .num = &limit},
    {0},
};

static int print_summary(struct htx_office *office, const struct htx_tasks *tasks,
                         const struct htx_list *list, struct htx_buf *out, struct htx_err *err)
{
    struct htx_summary_row *rows;
    size_t n;
    int result = htx_tasks_summary(office, tasks, by, cmd_today, &rows, &n, err);
    if (result == 0)
        htx_summary_write(rows, n, list, out);
    return result;
}

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    (void)argc, (void)argv;
    struct htx_tasks tasks;
    struct htx_list list = {.format = (enum htx_list_format)format,
                            .today = cmd_today,
                            .width = cmd_terminal(NULL),
                            .colour = cmd_colour(),
                            .separator = nul_ids ? '\0' : '\n'};
    int result = htx_columns_read(office, *columns ? columns : "id,lead,due,state,title",
                                  &list.columns, err);
    if (result == 0)
        result = htx_query_run(office, &cmd_query, cmd_today, &tasks, err);
    if (result == 0 && *sort_by)
        result = htx_tasks_sort(office, &tasks, sort_by, cmd_today, err);
    if (result)
        return result;
    if (limit >= 0 && !count_only && !*by && tasks.n > (size_t)limit)
        tasks.n = (size_t)limit;
    struct htx_buf out = HTX_BUF_INIT;
    if (count_only)
        htx_buf_addf(&out, "%zu\n", tasks.n);
    else if (*by)
        result = print_summary(office, &tasks, &list, &out, err);
    else
        htx_list_write(office, &tasks, &list, &out);
    cmd_page(&out);
    htx_buf_free(&out);
    return result;
}

const struct cmd cmd_list = {
    .name = "list",
    .summary = N_("print tasks"),
    .operands = "",
    .needs = CMD_LOADS | CMD_FILTERS,
    .opts = list_opts,
    .run = run,
};
