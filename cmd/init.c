/* init.c - htxplan init: a new plan directory. */
#include "cmd.h"

static const char *organisation = "", *place = "";

static const struct opt init_opts[] = {
    {.name = "organisation",
     .arg = "NAME",
     .help = N_("the office's name, as on its letters"),
     .str = &organisation},
    {.name = "place", .arg = "NAME", .help = N_("where its letters are dated"), .str = &place},
    {0},
};

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    (void)office;
    const char *dir = argc > 1 ? argv[1] : cmd_dir ? cmd_dir : ".";
    struct htx_buf out = HTX_BUF_INIT;
    htx_buf_addf(&out, _("%s/htxplan.ini: fill in the units and the plan, then 'htxplan import'\n"),
                 dir);
    cmd_print(out.s);
    htx_buf_free(&out);
    int result = cmd_flush(err);
    return result ? result : htx_office_init(dir, organisation, place, err);
}

const struct cmd cmd_init = {
    .name = "init",
    .summary = N_("begin a plan directory"),
    .operands = "[DIR]",
    .max = 1,
    .opts = init_opts,
    .run = run,
};
