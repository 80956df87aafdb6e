/* undo.c - htxplan undo: take back a whole command. */
#include "cmd.h"

static const struct opt undo_opts[] = {{0}};

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    const char *undone;
    int result = htx_undo(office, argc > 1 ? argv[1] : "", cmd_user(), &undone, err);
    if (result)
        return result;
    struct htx_buf out = HTX_BUF_INIT;
    htx_buf_addf(&out, _("undone: %s\n"), undone);
    cmd_print(out.s);
    htx_buf_free(&out);
    /* The record says which one, also when the caller did not. */
    cmd_record(htx_arena_printf(&office->arena, "undo %s", undone));
    cmd_print_changes(office);
    return 0;
}

const struct cmd cmd_undo = {
    .name = "undo",
    .summary = N_("take back a whole command"),
    .operands = "[TRANSACTION]",
    .max = 1,
    .needs = CMD_LOADS | CMD_SAVES,
    .opts = undo_opts,
    .run = run,
};
