/* show.c - htxplan show: everything on a task, with its history. */
#include "cmd.h"

static const char *const format_words[] = {"table", "csv", "tsv",      "json",
                                           "jsonl", "ids", "markdown", NULL};
static int format = HTX_LIST_TABLE;

static const struct opt show_opts[] = {
    {.name = "format",
     .arg = "table|csv|tsv|json|jsonl|ids|markdown",
     .help = N_("how to print it"),
     .choice = &format,
     .choices = format_words},
    {0},
};

static int print_history(struct htx_office *office, const struct htx_task *task,
                         struct htx_buf *out, struct htx_err *err)
{
    struct htx_history history;
    struct htx_log_query query = {.id = htx_task_text(task, HTX_ID, cmd_today)};
    int result = htx_log(office, &query, &history, err);
    if (result == 0 && history.n) {
        htx_buf_addf(out, "\n%s\n", _("history"));
        htx_history_write(&history, out);
    }
    return result;
}

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    struct htx_list list = {.format = (enum htx_list_format)format,
                            .today = cmd_today,
                            .width = cmd_terminal(NULL),
                            .colour = cmd_colour(),
                            .separator = '\n'};
    struct htx_buf out = HTX_BUF_INIT;
    int result = 0;
    for (int i = 1; i < argc && result == 0; i++) {
        struct htx_task *task;
        result = htx_task_named(office, argv[i], &task, err);
        if (result)
            break;
        if (i > 1 && format == HTX_LIST_TABLE)
            htx_buf_addc(&out, '\n');
        htx_task_write(office, task, &list, &out);
        if (format == HTX_LIST_TABLE)
            result = print_history(office, task, &out, err);
    }
    if (result == 0)
        cmd_page(&out);
    htx_buf_free(&out);
    return result;
}

const struct cmd cmd_show = {
    .name = "show",
    .summary = N_("show everything on a task"),
    .operands = "ID...",
    .min = 1,
    .max = -1,
    .needs = CMD_LOADS,
    .opts = show_opts,
    .run = run,
};
