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

static int print_tasks(struct htx_office *office, const struct htx_tasks *tasks,
                       const struct htx_list *list, struct htx_buf *out, struct htx_err *err)
{
    int result = 0;
    for (size_t i = 0; i < tasks->n && result == 0; i++) {
        if (i)
            htx_buf_addc(out, '\n');
        htx_task_write(office, tasks->task[i], list, out);
        result = print_history(office, tasks->task[i], out, err);
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
    struct htx_tasks tasks;
    int result = cmd_tasks(office, argc, argv, &tasks, err);
    if (result == 0 && format == HTX_LIST_TABLE) {
        result = print_tasks(office, &tasks, &list, &out, err);
    } else if (result == 0) {
        result = htx_columns_all(office, &list.columns, err);
        if (result == 0)
            htx_list_write(office, &tasks, &list, &out);
    }
    if (result == 0)
        cmd_page(&out);
    htx_buf_free(&out);
    return result;
}

const struct cmd cmd_show = {
    .name = "show",
    .summary = N_("show everything on a task"),
    .operands = "ID...|-",
    .min = 1,
    .max = -1,
    .needs = CMD_LOADS,
    .opts = show_opts,
    .run = run,
};
