/* add.c - htxplan add: a task that was not in the plan. */
#include "cmd.h"

static const char *plan_code = "", *title, *lead, *month, *when, *due, *with, *assignee, *place,
                  *area, *detail;
static bool key;

static const struct opt add_opts[] = {
    {.name = "title", .arg = "TEXT", .help = N_("what is to be done; needed"), .str = &title},
    {.name = "lead",
     .arg = "UNIT",
     .help = N_("the unit that answers for it; needed"),
     .str = &lead},
    {.name = "month",
     .arg = "MONTH",
     .help = N_("its month in a programme: 2024-03"),
     .str = &month},
    {.name = "when",
     .arg = "TEXT",
     .help = N_("its time in the document's words: 'trước ngày 15/6'"),
     .str = &when},
    {.name = "due", .arg = "DATE", .help = N_("the day by which it is to be done"), .str = &due},
    {.name = "with",
     .arg = "UNIT",
     .help = N_("co-ordinating units and groups"),
     .str = &with,
     .joins = ','},
    {.name = "assignee", .arg = "PERSON", .help = N_("the person who does it"), .str = &assignee},
    {.name = "place", .arg = "TEXT", .help = N_("where"), .str = &place},
    {.name = "area", .arg = "TEXT", .help = N_("in which area"), .str = &area},
    {.name = "detail", .arg = "TEXT", .help = N_("more on it"), .str = &detail},
    {.name = "key", .help = N_("the next report names it"), .flag = &key},
    {.name = "plan",
     .arg = "PLAN",
     .help = N_("the plan; may be left out when there is one"),
     .str = &plan_code},
    {0},
};

static int fill(struct htx_office *office, struct htx_task *task, struct htx_err *err)
{
    /* The month first: a day or a time in words is nearer to the task than it. */
    const struct {
        const char *value;
        enum htx_field field;
    } values[] = {{title, HTX_TITLE},
                  {lead, HTX_LEAD},
                  {month, HTX_MONTH_OF},
                  {when, HTX_WHEN},
                  {due, HTX_DUE},
                  {with, HTX_WITH},
                  {assignee, HTX_ASSIGNEE},
                  {place, HTX_PLACE},
                  {area, HTX_AREA},
                  {detail, HTX_DETAIL},
                  {key ? "yes" : NULL, HTX_KEY},
                  {cmd_ref, HTX_REF}};
    int result = 0;
    for (size_t i = 0; i < sizeof(values) / sizeof(*values) && result == 0; i++)
        if (values[i].value)
            result = htx_task_edit(office, task, values[i].field, values[i].value, cmd_today, err);
    return result;
}

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    (void)argc, (void)argv;
    struct htx_plan *plan;
    if (!title || !*title || !lead || !*lead)
        return htx_fail(err, HTX_EUSAGE, _("a task needs --title and --lead"));
    int result = htx_plan_named(office, plan_code, &plan, err);
    if (result)
        return result;
    struct htx_task *task = htx_task_begin(office, plan);
    result = fill(office, task, err);
    if (result == 0 && !plan->campaign && !*htx_task_text(task, HTX_MONTH_OF, cmd_today) &&
        !*htx_task_text(task, HTX_DUE, cmd_today))
        result = htx_fail(err, HTX_EUSAGE,
                          _("a programme's task needs --month, or a deadline by --when or --due"));
    if (result == 0)
        result = htx_task_number(office, task, err);
    if (result)
        return result;
    cmd_warn_units(office, task, with);
    cmd_print(htx_task_text(task, HTX_ID, cmd_today));
    cmd_print("\n");
    return 0;
}

const struct cmd cmd_add = {
    .name = "add",
    .summary = N_("add a task that was not in the plan"),
    .operands = "",
    .needs = CMD_LOADS | CMD_SAVES,
    .opts = add_opts,
    .run = run,
};
