/* check.c - htxplan check: everything wrong with the plan directory. */
#include "cmd.h"
#include <time.h>

static const char *const format_words[] = {"text", "csv", NULL};
static int format;
static bool fix;

static const struct opt check_opts[] = {
    {.name = "format",
     .arg = "text|csv",
     .help = N_("how to print what was found"),
     .choice = &format,
     .choices = format_words},
    {.name = "fix", .help = N_("mend first what is safe to mend"), .flag = &fix},
    {0},
};

static void print_remark(void *ctx, const struct htx_remark *remark)
{
    static const struct {
        const char *word, *said;
    } level[] = {[HTX_INFO] = {"note", N_("note: ")},
                 [HTX_WARNING] = {"warning", N_("warning: ")},
                 [HTX_BAD] = {"error", N_("error: ")}};
    struct htx_buf *out = ctx;
    if (remark->level == HTX_INFO && cmd_quiet)
        return;
    if (format == 0) {
        htx_buf_adds(out, remark->file);
        if (remark->line)
            htx_buf_addf(out, ":%ld", remark->line);
        htx_buf_addf(out, ": %s%s\n", _(level[remark->level].said), remark->text);
        return;
    }
    struct htx_buf line = HTX_BUF_INIT;
    htx_buf_addf(&line, "%ld", remark->line);
    htx_csv_cell(out, remark->file, ',', true);
    htx_csv_cell(out, line.s, ',', false);
    htx_csv_cell(out, level[remark->level].word, ',', false);
    htx_csv_cell(out, remark->text, ',', false);
    htx_buf_addc(out, '\n');
    htx_buf_free(&line);
}

/* A directory that cannot be loaded is for a person to mend; what is wrong with it is printed. */
static int mend(struct htx_err *err)
{
    struct htx_office office = {0};
    struct htx_err ignored;
    int lock = -1, result = htx_office_lock(cmd_dir, 10, cmd_user(), &lock, err);
    if (result == 0 && htx_office_load(&office, cmd_dir, &ignored) == 0) {
        struct htx_commit commit = {.user = cmd_user(),
                                    .command = "check --fix",
                                    .reason = "",
                                    .ref = "",
                                    .time = (int64_t)time(NULL)};
        htx_office_fix(&office);
        result = htx_office_commit(&office, &commit, err);
    }
    htx_office_free(&office);
    htx_office_unlock(lock);
    return result;
}

/* Make every report once, for nobody: what a form gets wrong shows then. */
static void check_forms(struct htx_buf *out, size_t *found)
{
    struct htx_office office = {0};
    struct htx_err err;
    bool loaded = htx_office_load(&office, cmd_dir, &err) == 0;
    for (const char *const *name = loaded ? htx_form_names(&office) : NULL; name && *name; name++) {
        struct htx_buf page = HTX_BUF_INIT;
        struct htx_report report = {.today = cmd_today};
        struct htx_form *form;
        report.number = report.plan = report.unit = "";
        int result = htx_form_load(&office, *name, &form, &err);
        report.form = form;
        if (result == 0)
            result = htx_form_period(&office, form, "", cmd_today, &report.period, &err);
        if (result == 0)
            result = htx_report_print(&office, &report, HTX_REPORT_TEXT, 0, &page, &err);
        if (result == HTX_EDATA) {
            print_remark(out, &(struct htx_remark){HTX_BAD, err.file, err.line, err.text, NULL});
            ++*found;
        }
        htx_buf_free(&page);
    }
    htx_office_free(&office);
}

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    (void)office, (void)argc, (void)argv;
    struct htx_buf out = HTX_BUF_INIT;
    size_t found = 0;
    int result = fix ? mend(err) : 0;
    if (result)
        return result;
    if (format == 1)
        htx_buf_adds(&out, "file,line,level,text\n");
    result = htx_check(cmd_dir, print_remark, &out, &found, err);
    if (result == 0)
        check_forms(&out, &found);
    cmd_print(out.s);
    htx_buf_free(&out);
    if (result == 0 && found)
        result = htx_fail(
            err, HTX_EDATA,
            dngettext("htxplan", "%zu thing to put right", "%zu things to put right", found),
            found);
    else if (result == 0 && format == 0 && !cmd_quiet)
        cmd_print(_("nothing is wrong\n"));
    return result;
}

const struct cmd cmd_check = {
    .name = "check",
    .summary = N_("find what is wrong with the plan directory"),
    .operands = "",
    .needs = CMD_FINDS,
    .opts = check_opts,
    .run = run,
};
