/* log.c - htxplan log: the record of changes. */
#include "cmd.h"

static const char *since = "", *after = "", *user = "";
static const char *const format_words[] = {"table", "csv", "json", "jsonl", NULL};
static int format;

static const struct opt log_opts[] = {
    {.name = "since", .arg = "DATE", .help = N_("changes on or after this day"), .str = &since},
    {.name = "after",
     .arg = "TRANSACTION",
     .help = N_("changes after this transaction"),
     .str = &after},
    {.name = "user", .arg = "NAME", .help = N_("changes by this user"), .str = &user},
    {.name = "format",
     .arg = "table|csv|json|jsonl",
     .help = N_("how to print them"),
     .choice = &format,
     .choices = format_words},
    {0},
};

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    static const enum htx_list_format formats[] = {HTX_LIST_TABLE, HTX_LIST_CSV, HTX_LIST_JSON,
                                                   HTX_LIST_JSONL};
    struct htx_log_query query = {.after = after, .user = user};
    if (*since && !(query.since = htx_date_from_cell(since)))
        return htx_fail(err, HTX_EUSAGE, _("'%s' is no date: write 2024-03-31"), since);
    struct htx_task *task;
    struct htx_history history;
    struct htx_err unknown = {0};
    /* A task that was taken out is in the record all the same, by its whole id. */
    if (argc > 1 && htx_task_named(office, argv[1], &task, &unknown) == 0)
        query.id = htx_task_text(task, HTX_ID, cmd_today);
    else if (argc > 1)
        query.id = argv[1];
    int result = htx_log(office, &query, &history, err);
    if (result)
        return result;
    if (unknown.code && history.n == 0) {
        *err = unknown;
        return unknown.code;
    }
    struct htx_buf out = HTX_BUF_INIT;
    htx_log_write(&history, formats[format], &out);
    cmd_page(&out);
    htx_buf_free(&out);
    return 0;
}

const struct cmd cmd_log = {
    .name = "log",
    .summary = N_("show the record of changes"),
    .operands = "[ID]",
    .max = 1,
    .needs = CMD_LOADS,
    .opts = log_opts,
    .run = run,
};
