/* htxplan.c - the driver: options, language, load, lock, run, commit; the only error printer. */
#include "cmd.h"
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static const struct cmd *const commands[] = {&cmd_init,   &cmd_import,  &cmd_list,   &cmd_show,
                                             &cmd_add,    &cmd_assign,  &cmd_update, &cmd_report,
                                             &cmd_export, &cmd_log,     &cmd_undo,   &cmd_check,
                                             &cmd_help,   &cmd_version, NULL};

enum { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };
static const char *const colour_words[] = {"auto", "always", "never", NULL};

const char *cmd_dir;
htx_date cmd_today;
bool cmd_quiet, cmd_verbose, cmd_dry_run;
static bool want_help, want_version, want_dump;
static int colour = COLOUR_AUTO;
const char *cmd_reason = "", *cmd_ref = "";
static const char *dir_option, *language, *as_of, *at, *record;
static long wait_seconds = 10;

static const struct opt global_opts[] = {
    {.letter = 'C',
     .name = "dir",
     .arg = "DIR",
     .help = N_("the plan directory"),
     .str = &dir_option},
    {.name = "language", .arg = "vi|en", .help = N_("language of messages"), .str = &language},
    {.name = "color",
     .arg = "auto|always|never",
     .help = N_("colour the output"),
     .choice = &colour,
     .choices = colour_words},
    {.name = "as-of", .arg = "DATE", .help = N_("what day today is"), .str = &as_of},
    {.name = "at",
     .arg = "TRANSACTION",
     .help = N_("read the plan as it was after that transaction"),
     .str = &at},
    {.letter = 'q', .name = "quiet", .help = N_("no warnings"), .flag = &cmd_quiet},
    {.letter = 'v',
     .name = "verbose",
     .help = N_("say also what was skipped"),
     .flag = &cmd_verbose},
    {.letter = 'h', .name = "help", .help = N_("show this"), .flag = &want_help},
    {0},
};

static const struct opt driver_opts[] = {
    {.name = "version", .help = N_("show the version"), .flag = &want_version},
    {.name = "dump-options", .help = N_("all options, for completions"), .flag = &want_dump},
    {0},
};

static const struct opt save_opts[] = {
    {.letter = 'n',
     .name = "dry-run",
     .help = N_("show what would change, and change nothing"),
     .flag = &cmd_dry_run},
    {.name = "reason", .arg = "TEXT", .help = N_("why, for the record"), .str = &cmd_reason},
    {.name = "ref",
     .arg = "DOCUMENT",
     .help = N_("the approving document, for the record"),
     .str = &cmd_ref},
    {.name = "wait",
     .arg = "SECONDS",
     .help = N_("how long to wait for another writer (10)"),
     .num = &wait_seconds},
    {0},
};

static const struct opt no_opts[] = {{0}};

static const struct cmd driver = {
    .name = "htxplan",
    .summary = N_("keep a cooperative alliance's work programme and report on it"),
    .operands = "COMMAND ...",
    .opts = driver_opts,
};

/* ---- Printing ---- */

void cmd_print(const char *text)
{
    fputs(text, stdout);
}

int cmd_terminal(int *rows)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || !size.ws_col)
        return 0;
    if (rows)
        *rows = size.ws_row;
    return size.ws_col;
}

bool cmd_colour(void)
{
    const char *no_color = getenv("NO_COLOR");
    if (colour != COLOUR_AUTO)
        return colour == COLOUR_ALWAYS;
    return cmd_terminal(NULL) && !(no_color && *no_color);
}

void cmd_page(const struct htx_buf *text)
{
    int rows = 0;
    size_t lines = 0;
    for (size_t i = 0; i < text->len; i++)
        lines += text->s[i] == '\n';
    const char *pager = getenv("PAGER");
    if (!cmd_terminal(&rows) || lines < (size_t)rows || !pager || !*pager) {
        fwrite(text->s, 1, text->len, stdout);
        return;
    }
    setenv("LESS", "FRX", 0);
    FILE *to = popen(pager, "w");
    if (!to) {
        fwrite(text->s, 1, text->len, stdout);
        return;
    }
    signal(SIGPIPE, SIG_IGN); /* the reader may leave before the end */
    fwrite(text->s, 1, text->len, to);
    pclose(to);
}

void cmd_remark(void *ctx, const struct htx_remark *remark)
{
    (void)ctx;
    if ((remark->level == HTX_INFO && !cmd_verbose) || (remark->level == HTX_WARNING && cmd_quiet))
        return;
    fflush(stdout);
    fprintf(stderr, "htxplan: %s:", remark->file);
    if (remark->line)
        fprintf(stderr, "%ld:", remark->line);
    fprintf(stderr, " %s%s\n", remark->level == HTX_WARNING ? _("warning: ") : "", remark->text);
}

static int print_error(const struct htx_err *err)
{
    fflush(stdout);
    if (*err->file && err->line)
        fprintf(stderr, "htxplan: %s:%ld: %s\n", err->file, err->line, err->text);
    else if (*err->file)
        fprintf(stderr, "htxplan: %s: %s\n", err->file, err->text);
    else
        fprintf(stderr, "htxplan: %s\n", err->text);
    return err->code == HTX_EUSAGE ? CMD_USAGE : CMD_FAILED;
}

static int fail_usage(const struct cmd *cmd, const struct htx_err *err)
{
    struct htx_buf usage = HTX_BUF_INIT;
    print_error(err);
    opt_usage(cmd, &usage);
    fputs(usage.s, stderr);
    htx_buf_free(&usage);
    return CMD_USAGE;
}

/* Is all that was printed where it should be? */
int cmd_flush(struct htx_err *err)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    return htx_fail(err, HTX_ESYS, _("cannot write the output: %s"), strerror(errno));
}

/* ---- Setting up ---- */

/* Text is UTF-8 and numbers have a point, whatever the environment says (cron says nothing). */
static void set_locale(void)
{
    setlocale(LC_ALL, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_NUMERIC, "C");
    char path[4096], *slash;
    ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 32);
    if (n <= 0)
        return;
    path[n] = '\0';
    slash = strrchr(path, '/');
    memcpy(slash, "/../share/locale", 17);
    bindtextdomain("htxplan", path);
    bind_textdomain_codeset("htxplan", "UTF-8");
}

/* gettext translates only outside the C locale, and a Vietnamese one may not be installed. */
static void set_language(const char *name)
{
    const char *names[] = {getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG")};
    for (int i = 0; i < 3 && !name; i++)
        if (names[i] && *names[i])
            name = strncmp(names[i], "vi", 2) == 0 ? "vi" : "";
    if (!name || !*name)
        return;
    setlocale(LC_MESSAGES, "C.UTF-8");
    setenv("LANGUAGE", name, 1);
}

static int set_today(struct htx_err *err)
{
    const char *text = as_of ? as_of : getenv("HTXPLAN_TODAY");
    if (text && *text) {
        cmd_today = htx_date_from_cell(text);
        return cmd_today ? 0
                         : htx_fail(err, HTX_EUSAGE, _("'%s' is no date: write 2024-03-31"), text);
    }
    time_t now = time(NULL);
    struct tm tm;
    localtime_r(&now, &tm);
    cmd_today = htx_date_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
    return 0;
}

const char *cmd_user(void)
{
    const char *user = getenv("HTXPLAN_USER");
    if (user && *user)
        return user;
    const struct passwd *entry = getpwuid(getuid());
    return entry ? entry->pw_name : "?";
}

static const struct cmd *find_command(const char *name)
{
    for (const struct cmd *const *c = commands; *c; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

/* ---- Running ---- */

/* "import --plan CTR2024 'tháng 3.txt'", for the record. */
static char *command_text(struct htx_arena *arena, int argc, char **argv)
{
    struct htx_buf text = HTX_BUF_INIT;
    for (int i = 0; i < argc; i++)
        htx_buf_addf(&text, strpbrk(argv[i], " ;|&\n") ? "%s'%s'" : "%s%s", i ? " " : "", argv[i]);
    char *copy = htx_arena_dup(arena, text.s);
    htx_buf_free(&text);
    return copy;
}

void cmd_record(const char *command)
{
    record = command;
}

static int commit(struct htx_office *office, struct htx_err *err)
{
    int result = cmd_flush(err);
    if (result || cmd_dry_run)
        return result;
    struct htx_commit commit = {.user = cmd_user(),
                                .command = record,
                                .reason = cmd_reason,
                                .ref = cmd_ref,
                                .time = (int64_t)time(NULL)};
    return htx_office_commit(office, &commit, err);
}

/* Whoever feeds us may need the lock too: all of standard input comes before it is taken. */
static int await_input(struct htx_err *err)
{
    struct htx_buf input = HTX_BUF_INIT;
    int result = htx_file_read("-", (size_t)1 << 30, &input, err);
    int fd = result ? -1 : memfd_create("input", MFD_CLOEXEC);
    size_t kept = 0;
    for (ssize_t n; fd >= 0 && kept < input.len; kept += (size_t)n)
        if ((n = write(fd, input.s + kept, input.len - kept)) <= 0)
            break;
    if (result == 0 &&
        (fd < 0 || kept < input.len || lseek(fd, 0, SEEK_SET) < 0 || dup2(fd, STDIN_FILENO) < 0))
        result = htx_fail(err, HTX_ESYS, _("cannot keep standard input: %s"), strerror(errno));
    if (fd >= 0)
        close(fd);
    htx_buf_free(&input);
    return result;
}

static bool reads_input(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "-") == 0)
            return true;
    return false;
}

static int run_locked(const struct cmd *cmd, int argc, char **argv, struct htx_err *err)
{
    struct htx_office office = {0};
    int lock = -1, result = 0;
    if (cmd->needs & CMD_SAVES && !cmd_dry_run) {
        char holder[128];
        snprintf(holder, sizeof(holder), "%s (%s, process %ld)", cmd_user(), cmd->name,
                 (long)getpid());
        signal(SIGPIPE, SIG_IGN); /* a reader that leaves must not look like success */
        if (reads_input(argc, argv))
            result = await_input(err);
        if (result == 0)
            result = htx_office_lock(cmd_dir, wait_seconds, holder, &lock, err);
    }
    if (result == 0 && cmd->needs & CMD_LOADS)
        result = at ? htx_office_load_at(&office, cmd_dir, at, err)
                    : htx_office_load(&office, cmd_dir, err);
    if (result == 0)
        result = cmd->run(&office, argc, argv, err);
    if (result == 0 && cmd->needs & CMD_SAVES)
        result = commit(&office, err);
    htx_office_free(&office);
    htx_office_unlock(lock);
    return result ? result : cmd_flush(err);
}

static void tables_of(const struct cmd *cmd, const struct opt *tables[5])
{
    int n = 0;
    if (cmd->opts)
        tables[n++] = cmd->opts;
    if (cmd->needs & CMD_FILTERS)
        tables[n++] = filter_opts;
    if (cmd->needs & CMD_SAVES)
        tables[n++] = save_opts;
    tables[n++] = global_opts;
    tables[n] = NULL;
}

static int dump_options(void)
{
    struct htx_buf out = HTX_BUF_INIT;
    struct htx_err err = {0};
    const struct opt *tables[5];
    tables_of(&driver, tables);
    opt_dump(&driver, tables, &out);
    for (const struct cmd *const *c = commands; *c; c++) {
        tables_of(*c, tables);
        for (int i = 0; tables[i]; i++)
            if (tables[i] == global_opts)
                tables[i] = NULL;
        opt_dump(*c, tables, &out);
    }
    cmd_print(out.s);
    htx_buf_free(&out);
    return cmd_flush(&err) ? print_error(&err) : CMD_DONE;
}

static int show_help(const struct cmd *cmd)
{
    struct htx_buf out = HTX_BUF_INIT;
    struct htx_err err = {0};
    const struct opt *tables[5];
    tables_of(cmd, tables);
    opt_help(cmd, tables, &out);
    if (cmd == &driver) {
        htx_buf_addf(&out, "\n%s\n", _("Commands:"));
        for (const struct cmd *const *c = commands; *c; c++)
            htx_buf_addf(&out, "  %-10s %s\n", (*c)->name, _((*c)->summary));
    }
    cmd_print(out.s);
    htx_buf_free(&out);
    return cmd_flush(&err) ? print_error(&err) : CMD_DONE;
}

static int run_help(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    (void)office;
    const struct cmd *cmd = argc > 1 ? find_command(argv[1]) : &driver;
    if (!cmd)
        return htx_fail(err, HTX_EUSAGE, _("no command '%s'; 'htxplan help' lists them"), argv[1]);
    show_help(cmd);
    return 0;
}

static int run_version(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    (void)office, (void)argc, (void)argv, (void)err;
    cmd_print("htxplan " HTXPLAN_VERSION "\n");
    return 0;
}

const struct cmd cmd_help = {"help",  N_("show what a command does"), "[COMMAND]", 0, 1, 0, no_opts,
                             run_help};
const struct cmd cmd_version = {"version",  N_("show the version"), "", 0, 0, 0, no_opts,
                                run_version};

/* htxplan-NAME from PATH, as git does; returns only when there is none. */
static void run_other(char **argv)
{
    char name[256];
    if (cmd_dir)
        setenv("HTXPLAN_DIR", cmd_dir, 1);
    if (snprintf(name, sizeof(name), "htxplan-%s", argv[0]) < (int)sizeof(name) &&
        !strchr(argv[0], '/'))
        execvp(name, argv);
}

static int fail_command(const char *name, struct htx_err *err)
{
    const char *names[32];
    size_t n = 0;
    for (const struct cmd *const *c = commands; *c; c++)
        names[n++] = (*c)->name;
    const char *nearest = htx_text_nearest(name, names, n);
    if (nearest)
        htx_fail(err, HTX_EUSAGE, _("no command '%s'; did you mean '%s'?"), name, nearest);
    else
        htx_fail(err, HTX_EUSAGE, _("no command '%s'; 'htxplan help' lists them"), name);
    return fail_usage(&driver, err);
}

static int check_language(struct htx_err *err)
{
    if (!language || strcmp(language, "vi") == 0 || strcmp(language, "en") == 0)
        return 0;
    return htx_fail(err, HTX_EUSAGE, _("--language: '%s' is none of: vi|en"), language);
}

static int run_command(const struct cmd *cmd, int argc, char **argv, struct htx_arena *arena)
{
    struct htx_err err = {0};
    const struct opt *tables[5];
    record = command_text(arena, argc, argv);
    tables_of(cmd, tables);
    int result = opt_parse(arena, tables, &argc, argv, false, &err);
    if (result == 0 && want_help)
        return show_help(cmd);
    if (result == 0 && (argc - 1 < cmd->min || (cmd->max >= 0 && argc - 1 > cmd->max)))
        result = htx_fail(&err, HTX_EUSAGE,
                          argc - 1 < cmd->min ? _("%s: an operand is missing")
                                              : _("%s: too many operands"),
                          cmd->name);
    if (result == 0)
        result = check_language(&err);
    if (result == 0 && at && (cmd->needs & CMD_SAVES || !(cmd->needs & CMD_LOADS)))
        result = htx_fail(&err, HTX_EUSAGE, _("--at is for commands that only read a plan"));
    if (result == 0)
        result = set_today(&err);
    if (result)
        return fail_usage(cmd, &err);
    cmd_dir = dir_option;
    if (cmd->needs & (CMD_FINDS | CMD_LOADS))
        result = htx_office_find(arena, dir_option, &cmd_dir, &err);
    if (result == 0)
        result = run_locked(cmd, argc, argv, &err);
    if (result == HTX_EUSAGE)
        return fail_usage(cmd, &err);
    return result ? print_error(&err) : CMD_DONE;
}

/* Standard streams that are closed would hand their numbers to the next files opened, and what is
 * printed would land in those: here they are devices, on the wrong side, so that using them fails.
 */
static void open_standard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            _exit(CMD_FAILED);
}

/* --language counts also for errors about the options before it. */
static void find_language(int argc, char **argv)
{
    static const char name[] = "--language";
    size_t n = sizeof(name) - 1;
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], name, n) != 0)
            continue;
        if (argv[i][n] == '=')
            language = argv[i] + n + 1;
        else if (!argv[i][n] && i + 1 < argc)
            language = argv[i + 1];
    }
}

/* The office's own choice of language counts before the environment's. */
static void choose_language(struct htx_arena *arena)
{
    struct htx_err ignored;
    const char *dir = NULL;
    if (!language && htx_office_find(arena, dir_option, &dir, &ignored) == 0)
        language = htx_office_language(arena, dir);
    set_language(language);
}

int main(int argc, char **argv)
{
    struct htx_err err = {0};
    struct htx_arena arena = {0};
    const struct opt *tables[5];
    open_standard_streams();
    set_locale();
    find_language(argc, argv);
    choose_language(&arena);
    tables_of(&driver, tables);
    int result = opt_parse(&arena, tables, &argc, argv, true, &err);
    if (dir_option)
        choose_language(&arena);
    if (result == 0)
        result = check_language(&err);
    int status;
    if (result)
        status = fail_usage(&driver, &err);
    else if (want_dump)
        status = dump_options();
    else if (want_version)
        status = run_command(&cmd_version, 1, (char *[]){"version", NULL}, &arena);
    else if (want_help)
        status = show_help(&driver);
    else if (argc < 2) {
        htx_fail(&err, HTX_EUSAGE, _("a command is missing; 'htxplan help' lists them"));
        status = fail_usage(&driver, &err);
    } else {
        const struct cmd *cmd = find_command(argv[1]);
        if (!cmd) {
            htx_office_find(&arena, dir_option, &cmd_dir, &err);
            run_other(argv + 1);
            status = fail_command(argv[1], &err);
        } else {
            status = run_command(cmd, argc - 1, argv + 1, &arena);
        }
    }
    htx_arena_free(&arena);
    return status;
}
