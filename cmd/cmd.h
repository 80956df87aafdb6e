/*
 * cmd.h - the contract between the driver and its commands.
 *
 * To add a command: write cmd/NAME.c with one exported `const struct cmd cmd_NAME` and all else
 * static, name it in the list at the end of this file, write man/htxplan-NAME.1 and a test in
 * tests/cmd/NAME.sh.  The parser, --help, --dump-options and the completions follow from the
 * tables.
 */
#ifndef CMD_H
#define CMD_H

#include "htxplan.h"
#include <libintl.h>

#define _(text) dgettext("htxplan", text)
#define N_(text) text

enum { CMD_DONE = 0, CMD_FAILED = 1, CMD_USAGE = 2 };

/* One option.  arg NULL: a flag.  Exactly one of flag, num, str and choice is set. */
struct opt {
    char letter;
    const char *name, *arg, *help;
    bool *flag;
    long *num;
    const char **str;
    int *choice;
    const char *const *choices; /* the words of choice, NULL at the end */
    char joins;                 /* of str: said again, it is joined with this */
};

/* What the driver does around a command. */
enum {
    CMD_FINDS = 1,   /* needs the plan directory, cmd_dir */
    CMD_LOADS = 2,   /* and everything in it */
    CMD_SAVES = 4,   /* takes the lock before and commits after; adds -n, --reason, --ref, --wait */
    CMD_FILTERS = 8, /* adds the filter options, cmd_query */
};

struct cmd {
    const char *name, *summary; /* summary is also the manual's .Nd line */
    const char *operands;       /* "[FILE...]" */
    int min, max;               /* operands; max -1: any number */
    unsigned needs;
    const struct opt *opts; /* ends with { 0 } */
    int (*run)(struct htx_office *office, int argc, char **argv, struct htx_err *err);
};

/* ---- What commands may ask of the driver ---- */

extern const char *cmd_dir;
extern htx_date cmd_today;
extern bool cmd_quiet, cmd_verbose, cmd_dry_run;
extern const char *cmd_reason, *cmd_ref; /* "" when not given */
extern struct htx_query cmd_query;
bool cmd_colour(void);       /* is stdout to be coloured? */
int cmd_terminal(int *rows); /* columns (and rows) of the terminal on stdout, 0 for none */

/* Write to stdout; the driver flushes and checks it, before anything is committed. */
void cmd_print(const char *text);
/* Likewise through $PAGER when it is longer than the terminal. */
void cmd_page(const struct htx_buf *text);
/* Flush and check stdout, before something that cannot be taken back. */
int cmd_flush(struct htx_err *err);
/* Print a remark on stderr as -q and -v want it; fits htx_remark_fn. */
void cmd_remark(void *ctx, const struct htx_remark *remark);

/* Who works: $HTXPLAN_USER, else the login name. */
const char *cmd_user(void);
/* Record command in the journal instead of the words it was called with. */
void cmd_record(const char *command);

/* ---- ids.c: for commands that change tasks ---- */

/* The tasks named by argv[1] and so on; "-" stands for ids on standard input. */
int cmd_tasks(struct htx_office *office, int argc, char **argv, struct htx_tasks *tasks,
              struct htx_err *err);
/* Warn of the co-ordinators in given that are no units: the task has them as text. */
void cmd_warn_units(struct htx_office *office, const struct htx_task *task, const char *given);
/* A planned task that is moved or cancelled needs --reason. */
int cmd_check_reason(const struct htx_office *office, struct htx_err *err);
int cmd_fail_reason(struct htx_err *err);
void cmd_print_changes(const struct htx_office *office);

/* ---- opt.c ---- */

/* The option tables that apply together; the array ends with NULL. */
typedef const struct opt *const *opt_tables;
/* Take the options out of argv (argv[0] is not looked at); *argc and argv keep the operands.
 * What a repeated option joins is the arena's.  until_operand: stop at the first operand, as the
 * driver does before its command. */
int opt_parse(struct htx_arena *arena, opt_tables tables, int *argc, char **argv,
              bool until_operand, struct htx_err *err);
void opt_usage(const struct cmd *cmd, struct htx_buf *out);
void opt_help(const struct cmd *cmd, opt_tables tables, struct htx_buf *out);
void opt_dump(const struct cmd *cmd, opt_tables tables, struct htx_buf *out);

extern const struct opt filter_opts[]; /* filter.c */

extern const struct cmd cmd_init, cmd_import, cmd_add, cmd_assign, cmd_update, cmd_log, cmd_undo,
    cmd_list, cmd_show, cmd_check, cmd_report, cmd_export, cmd_help, cmd_version;

#endif
