/* ids.c - the tasks that a changing command works on: named in its operands, or on standard input.
 */
#include "cmd.h"
#include <string.h>

static int add(struct htx_office *office, const char *name, struct htx_tasks *tasks,
               struct htx_err *err)
{
    struct htx_task *task;
    int result = htx_task_named(office, name, &task, err);
    if (result)
        return result;
    for (size_t i = 0; i < tasks->n; i++)
        if (tasks->task[i] == task)
            return 0;
    tasks->task = htx_arena_grow(&office->arena, tasks->task, tasks->n, sizeof(*tasks->task));
    tasks->task[tasks->n++] = task;
    return 0;
}

static int add_input(struct htx_office *office, struct htx_tasks *tasks, struct htx_err *err)
{
    struct htx_buf input = HTX_BUF_INIT;
    int result = htx_file_read("-", 64 << 20, &input, err);
    /* One id a line, or one before each NUL as `list -0` prints them. */
    for (size_t at = 0; at < input.len && result == 0;) {
        size_t n = strcspn(input.s + at, "\r\n");
        char *name = htx_arena_ndup(&office->arena, input.s + at, n);
        at += n + 1;
        if (*name)
            result = add(office, name, tasks, err);
    }
    htx_buf_free(&input);
    return result;
}

int cmd_tasks(struct htx_office *office, int argc, char **argv, struct htx_tasks *tasks,
              struct htx_err *err)
{
    int result = 0;
    *tasks = (struct htx_tasks){0};
    for (int i = 1; i < argc && result == 0; i++)
        result = strcmp(argv[i], "-") == 0 ? add_input(office, tasks, err)
                                           : add(office, argv[i], tasks, err);
    return result;
}

/* What of the task's co-ordinators is said in given and no unit of the office. */
void cmd_warn_units(struct htx_office *office, const struct htx_task *task, const char *given)
{
    for (const char *s = task->value[HTX_WITH]; given && *s;) {
        size_t n = strcspn(s, ";");
        const char *name = htx_arena_ndup(&office->arena, s, n);
        if (strstr(given, name) && !htx_unit_find(office, name, NULL) &&
            !htx_group_find(office, name)) {
            struct htx_remark remark = {
                HTX_WARNING, task->value[HTX_ID], 0,
                htx_arena_printf(&office->arena, _("no unit of the office, kept as text: %s"),
                                 name),
                NULL};
            cmd_remark(NULL, &remark);
        }
        s += n + (s[n] == ';');
    }
}

int cmd_fail_reason(struct htx_err *err)
{
    return htx_fail(
        err, HTX_EUSAGE,
        _("moving or cancelling a planned task needs --reason (and --ref, the approval)"));
}

int cmd_check_reason(const struct htx_office *office, struct htx_err *err)
{
    return htx_office_needs_reason(office) && !*cmd_reason ? cmd_fail_reason(err) : 0;
}

void cmd_print_changes(const struct htx_office *office)
{
    struct htx_buf out = HTX_BUF_INIT;
    if (!cmd_quiet)
        htx_office_changes(office, &out);
    cmd_print(out.s);
    htx_buf_free(&out);
}
