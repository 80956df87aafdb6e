/* export.c - htxplan export: plan data for other programs. */
#include "cmd.h"
#include <stdio.h>
#include <string.h>

static const char *output = "-";
static const char *const format_words[] = {"csv", "json", "jsonl", NULL};
static const enum htx_list_format formats[] = {HTX_LIST_CSV, HTX_LIST_JSON, HTX_LIST_JSONL};
static int format;

static const struct opt export_opts[] = {
    {.name = "format",
     .arg = "csv|json|jsonl",
     .help = N_("what to write"),
     .choice = &format,
     .choices = format_words},
    {.letter = 'o',
     .name = "output",
     .arg = "FILE",
     .help = N_("where to write it (standard output)"),
     .str = &output},
    {0},
};

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    (void)argc, (void)argv;
    struct htx_list list = {.format = formats[format], .today = cmd_today};
    struct htx_tasks tasks;
    int result = htx_query_run(office, &cmd_query, cmd_today, &tasks, err);
    if (result == 0)
        result = htx_columns_all(office, &list.columns, err);
    if (result)
        return result;
    struct htx_buf out = HTX_BUF_INIT;
    htx_list_write(office, &tasks, &list, &out);
    if (strcmp(output, "-") == 0)
        fwrite(out.s, 1, out.len, stdout);
    else
        result = htx_file_replace(output, out.s, out.len, err);
    htx_buf_free(&out);
    return result;
}

const struct cmd cmd_export = {
    .name = "export",
    .summary = N_("write plan data for other programs"),
    .operands = "",
    .needs = CMD_LOADS | CMD_FILTERS,
    .opts = export_opts,
    .run = run,
};
