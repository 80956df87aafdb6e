/* assign.c - htxplan assign: who does a task, by when and where. */
#include "cmd.h"

static const char *lead, *with, *add_with, *drop_with, *assignee, *due, *place, *area;

static const struct opt assign_opts[] = {
    {.name = "lead", .arg = "UNIT", .help = N_("the unit that answers for it"), .str = &lead},
    {.name = "with",
     .arg = "UNIT",
     .help = N_("its co-ordinators, units and groups, instead of those it has"),
     .str = &with,
     .joins = ','},
    {.name = "add-with",
     .arg = "UNIT",
     .help = N_("more co-ordinators"),
     .str = &add_with,
     .joins = ','},
    {.name = "drop-with",
     .arg = "UNIT",
     .help = N_("co-ordinators no more"),
     .str = &drop_with,
     .joins = ','},
    {.name = "assignee", .arg = "PERSON", .help = N_("the person who does it"), .str = &assignee},
    {.name = "due", .arg = "DATE", .help = N_("the day by which it is to be done"), .str = &due},
    {.name = "place", .arg = "TEXT", .help = N_("where"), .str = &place},
    {.name = "area", .arg = "TEXT", .help = N_("in which area"), .str = &area},
    {0},
};

static int assign(struct htx_office *office, struct htx_task *task, struct htx_err *err)
{
    const struct {
        const char *value;
        enum htx_field field;
    } sets[] = {{lead, HTX_LEAD}, {with, HTX_WITH},   {assignee, HTX_ASSIGNEE},
                {due, HTX_DUE},   {place, HTX_PLACE}, {area, HTX_AREA}};
    int result = 0;
    for (size_t i = 0; i < sizeof(sets) / sizeof(*sets) && result == 0; i++)
        if (sets[i].value)
            result = htx_task_edit(office, task, sets[i].field, sets[i].value, cmd_today, err);
    if (result == 0 && add_with)
        htx_task_add_with(office, task, add_with);
    if (result == 0 && drop_with)
        htx_task_drop_with(office, task, drop_with);
    return result;
}

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    struct htx_tasks tasks;
    if (!lead && !with && !add_with && !drop_with && !assignee && !due && !place && !area)
        return htx_fail(err, HTX_EUSAGE,
                        _("nothing to assign: give --lead, --assignee, --due ..."));
    int result = cmd_tasks(office, argc, argv, &tasks, err);
    for (size_t i = 0; i < tasks.n && result == 0; i++)
        result = assign(office, tasks.task[i], err);
    if (result == 0)
        result = cmd_check_reason(office, err);
    if (result == 0 && tasks.n) {
        cmd_warn_units(office, tasks.task[0], with);
        cmd_warn_units(office, tasks.task[0], add_with);
    }
    if (result == 0)
        cmd_print_changes(office);
    return result;
}

const struct cmd cmd_assign = {
    .name = "assign",
    .summary = N_("hand tasks to units and people"),
    .operands = "ID...|-",
    .min = 1,
    .max = -1,
    .needs = CMD_LOADS | CMD_SAVES,
    .opts = assign_opts,
    .run = run,
};
