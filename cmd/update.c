/* update.c - htxplan update: what came of a task; corrections; moving and cancelling. */
#include "cmd.h"
#include <string.h>

static const char *status, *progress, *done, *result_text, *evidence, *sets, *month;
static bool cancel;

enum { BETWEEN_SETS = '\x1f' }; /* no text has it, so a value may have lines */

static const struct opt update_opts[] = {
    {.name = "status",
     .arg = "todo|doing|done|postponed|cancelled",
     .help = N_("its status, in these or in Vietnamese words"),
     .str = &status},
    {.name = "progress", .arg = "PERCENT", .help = N_("how far it is, 0 to 100"), .str = &progress},
    {.name = "done", .arg = "DATE", .help = N_("the day it was done"), .str = &done},
    {.name = "result", .arg = "TEXT|@FILE", .help = N_("what came of it"), .str = &result_text},
    {.name = "evidence",
     .arg = "DOCUMENT",
     .help = N_("the document that shows it"),
     .str = &evidence},
    {.name = "set",
     .arg = "FIELD=VALUE",
     .help = N_("correct any field"),
     .str = &sets,
     .joins = BETWEEN_SETS},
    {.name = "move",
     .arg = "MONTH",
     .help = N_("move it to that month; needs --reason"),
     .str = &month},
    {.name = "cancel", .help = N_("drop it from the plan; needs --reason"), .flag = &cancel},
    {0},
};

/* "@FILE" stands for what the file says. */
static int read_result(struct htx_arena *arena, struct htx_err *err)
{
    if (!result_text || *result_text != '@')
        return 0;
    struct htx_buf text = HTX_BUF_INIT;
    int result = htx_file_read(result_text + 1, 1 << 20, &text, err);
    if (result == 0)
        result_text = htx_arena_dup(arena, text.s);
    htx_buf_free(&text);
    return result;
}

static int set_field(struct htx_office *office, struct htx_task *task, const char *pair, size_t len,
                     struct htx_err *err)
{
    char *name = htx_arena_ndup(&office->arena, pair, len), *equals = strchr(name, '=');
    if (!equals)
        return htx_fail(err, HTX_EUSAGE, _("--set: '%s' is no FIELD=VALUE"), name);
    *equals = '\0';
    struct htx_columns column;
    int result = htx_columns_read(office, name, &column, err);
    if (result)
        return result;
    if (column.n != 1 || column.column[0].field < 0 || column.column[0].field >= HTX_FIELDS)
        return htx_fail(err, HTX_EUSAGE, _("--set: '%s' is no field that can be set"), name);
    return htx_task_edit(office, task, (enum htx_field)column.column[0].field, equals + 1,
                         cmd_today, err);
}

static int set_fields(struct htx_office *office, struct htx_task *task, struct htx_err *err)
{
    int result = 0;
    for (const char *s = sets ? sets : ""; *s && result == 0;) {
        size_t n = strcspn(s, (char[]){BETWEEN_SETS, '\0'});
        result = set_field(office, task, s, n, err);
        s += n + (s[n] != '\0');
    }
    return result;
}

/* The options and what they set must make sense together. */
static int check_sense(const struct htx_task *task, struct htx_err *err)
{
    const char *id = task->value[HTX_ID];
    htx_date start = htx_task_date(task, HTX_START), due = htx_task_date(task, HTX_DUE);
    if (done && *done && !*task->value[HTX_DONE])
        return htx_fail(err, HTX_EUSAGE, _("%s: only a task that is done has a day in --done"), id);
    if (start && due && due < start)
        return htx_fail(err, HTX_EDATA, _("%s: due %s is before start %s"), id,
                        task->value[HTX_DUE], task->value[HTX_START]);
    return 0;
}

static int update(struct htx_office *office, struct htx_task *task, struct htx_err *err)
{
    const struct {
        const char *value;
        enum htx_field field;
    } values[] = {{done, HTX_DONE},         {status, HTX_STATUS},
                  {progress, HTX_PROGRESS}, {result_text, HTX_RESULT},
                  {evidence, HTX_EVIDENCE}, {cancel ? "cancelled" : NULL, HTX_STATUS}};
    int result = month ? htx_task_move(office, task, month, err) : 0;
    for (size_t i = 0; i < sizeof(values) / sizeof(*values) && result == 0; i++)
        if (values[i].value)
            result = htx_task_edit(office, task, values[i].field, values[i].value, cmd_today, err);
    if (result == 0)
        result = set_fields(office, task, err);
    if (result == 0)
        result = check_sense(task, err);
    return result;
}

/* A campaign's activity has no month whose change would show that it was moved. */
static int check_move(const struct htx_tasks *tasks, struct htx_err *err)
{
    for (size_t i = 0; month && !*cmd_reason && i < tasks->n; i++)
        if (strcmp(tasks->task[i]->value[HTX_ORIGIN], "planned") == 0)
            return cmd_fail_reason(err);
    return 0;
}

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    struct htx_tasks tasks;
    if (!status && !progress && !done && !result_text && !evidence && !sets && !month && !cancel)
        return htx_fail(err, HTX_EUSAGE,
                        _("nothing to update: give --status, --result, --set ..."));
    int result = read_result(&office->arena, err);
    if (result == 0)
        result = cmd_tasks(office, argc, argv, &tasks, err);
    if (result == 0)
        result = check_move(&tasks, err);
    for (size_t i = 0; result == 0 && i < tasks.n; i++)
        result = update(office, tasks.task[i], err);
    if (result == 0)
        result = cmd_check_reason(office, err);
    if (result == 0 && tasks.n)
        cmd_warn_units(office, tasks.task[0], sets);
    if (result == 0)
        cmd_print_changes(office);
    return result;
}

const struct cmd cmd_update = {
    .name = "update",
    .summary = N_("record what came of tasks, correct, move or cancel them"),
    .operands = "ID...|-",
    .min = 1,
    .max = -1,
    .needs = CMD_LOADS | CMD_SAVES,
    .opts = update_opts,
    .run = run,
};
