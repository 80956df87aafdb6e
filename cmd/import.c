/* import.c - htxplan import: documents into a plan. */
#include "cmd.h"
#include <stdio.h>
#include <string.h>

static const char *plan_code = "", *format_name = "auto", *encoding = "auto", *delimiter = "",
                  *done_on = "", *rejects_path = "", *sheet = "", *unit_name = "";
static bool skip_bad, trust, theirs, amend;

static const struct opt import_opts[] = {
    {.name = "plan",
     .arg = "PLAN",
     .help = N_("the plan to read into; may be left out when there is one"),
     .str = &plan_code},
    {.name = "format",
     .arg = "auto|text|csv|ini|xlsx",
     .help = N_("what the file is, when it is not to be found out"),
     .str = &format_name},
    {.name = "sheet",
     .arg = "NAME",
     .help = N_("the sheet of a workbook to read (the first)"),
     .str = &sheet},
    {.name = "encoding",
     .arg = "auto|utf-8|utf-16le|windows-1258|tcvn3|vni",
     .help = N_("its encoding, likewise"),
     .str = &encoding},
    {.name = "delimiter",
     .arg = "CHARACTER",
     .help = N_("what stands between the cells of a table, likewise"),
     .str = &delimiter},
    {.name = "return",
     .arg = "UNIT",
     .help = N_("it is what UNIT reports on the tasks it leads"),
     .str = &unit_name},
    {.name = "trust",
     .help = N_("with --return: it may change and add what it likes"),
     .flag = &trust},
    {.name = "amend",
     .help = N_("it is a list of tasks added, moved and cancelled"),
     .flag = &amend},
    {.name = "theirs",
     .help = N_("where plan and source were both changed, take the source's"),
     .flag = &theirs},
    {.name = "done-on",
     .arg = "DATE",
     .help = N_("the day for tasks reported done without one (today)"),
     .str = &done_on},
    {.name = "skip-bad",
     .help = N_("take the good rows although there are bad ones"),
     .flag = &skip_bad},
    {.name = "rejects",
     .arg = "FILE",
     .help = N_("with --skip-bad: write the bad rows to FILE, with the reason"),
     .str = &rejects_path},
    {0},
};

/* Bad rows on their way to the rejects file.  A row with several faults comes once, with all of
 * them. */
struct rejects {
    const struct htx_source *source;
    struct htx_buf rows, row, reason;
    long line;
};

static void close_reject(struct rejects *r)
{
    if (!r->line)
        return;
    if (*r->source->head) {
        htx_buf_adds(&r->rows, r->row.s);
        htx_csv_cell(&r->rows, r->reason.s, r->source->delimiter, false);
        htx_buf_addc(&r->rows, '\n');
    } else {
        htx_buf_addf(&r->rows, "# %ld: %s\n%s\n", r->line, r->reason.s, r->row.s);
    }
    r->line = 0;
}

static void take_remark(void *ctx, const struct htx_remark *remark)
{
    struct rejects *r = ctx;
    cmd_remark(NULL, remark);
    if (remark->level != HTX_BAD)
        return;
    if (r->line == remark->line) {
        htx_buf_addf(&r->reason, "; %s", remark->text);
        return;
    }
    close_reject(r);
    r->line = remark->line;
    htx_buf_cut(&r->row, 0);
    htx_buf_cut(&r->reason, 0);
    htx_buf_adds(&r->row, remark->row);
    htx_buf_adds(&r->reason, remark->text);
}

static int write_rejects(struct rejects *r, struct htx_err *err)
{
    close_reject(r);
    if (!*rejects_path || cmd_dry_run)
        return 0;
    struct htx_buf text = HTX_BUF_INIT;
    if (*r->source->head) {
        htx_buf_adds(&text, r->source->head);
        htx_csv_cell(&text, "reason", r->source->delimiter, false);
        htx_buf_addc(&text, '\n');
    }
    htx_buf_add(&text, r->rows.s, r->rows.len);
    int result = htx_file_replace(rejects_path, text.s, text.len, err);
    htx_buf_free(&text);
    return result;
}

static int fail_bad(const char *path, size_t bad, struct htx_err *err)
{
    return htx_fail_at(
        err, HTX_EDATA, path, 0,
        dngettext("htxplan",
                  "%zu bad row, nothing was imported; mend it, or take the good ones "
                  "with --skip-bad --rejects FILE",
                  "%zu bad rows, nothing was imported; mend them, or take the good ones "
                  "with --skip-bad --rejects FILE",
                  bad),
        bad);
}

static int read_unit(const struct htx_office *office, struct htx_import *import,
                     struct htx_err *err)
{
    const struct htx_unit *unit;
    if (trust && !*unit_name)
        return htx_fail(err, HTX_EUSAGE, _("--trust goes with --return"));
    if (amend && *unit_name)
        return htx_fail(err, HTX_EUSAGE, _("a return is no list of amendments"));
    if (amend && (!*cmd_ref || !*cmd_reason))
        return htx_fail(err, HTX_EUSAGE,
                        _("--amend needs --ref, the approving document, and --reason"));
    if (!*unit_name)
        return 0;
    int result = htx_unit_named(office, unit_name, &unit, err);
    if (result == 0)
        import->unit = unit->code;
    return result;
}

static int read_options(struct htx_office *office, struct htx_import *import, struct htx_err *err)
{
    import->format = format_name;
    import->encoding = encoding;
    import->today = cmd_today;
    import->sheet = sheet;
    import->trust = trust;
    import->take_theirs = theirs;
    import->amend = amend;
    import->ref = cmd_ref;
    if (strcmp(delimiter, "\\t") == 0 || strcmp(delimiter, "tab") == 0)
        delimiter = "\t";
    if (strlen(delimiter) > 1)
        return htx_fail(err, HTX_EUSAGE, _("--delimiter is one character"));
    import->delimiter = *delimiter;
    import->done_on = *done_on ? htx_date_from_cell(done_on) : 0;
    if (*done_on && !import->done_on)
        return htx_fail(err, HTX_EUSAGE, _("'%s' is no date: write 2024-03-31"), done_on);
    if (*rejects_path && !skip_bad)
        return htx_fail(err, HTX_EUSAGE, _("--rejects goes with --skip-bad"));
    int result = read_unit(office, import, err);
    if (result == 0 && *plan_code)
        result = htx_plan_named(office, plan_code, &import->plan, err);
    return result;
}

static void add_up(struct htx_merge_result *total, const struct htx_merge_result *result)
{
    total->added += result->added;
    total->updated += result->updated;
    total->unchanged += result->unchanged;
    total->missing += result->missing;
    total->moved += result->moved;
    total->cancelled += result->cancelled;
    total->undated += result->undated;
}

static int import_file(struct htx_office *office, struct htx_import *import, struct htx_base *base,
                       struct htx_merge_result *total, struct htx_err *err)
{
    struct htx_source source = {.head = ""};
    struct rejects rejects = {&source, HTX_BUF_INIT, HTX_BUF_INIT, HTX_BUF_INIT, 0};
    struct htx_merge_result result = {0};
    import->remark = take_remark;
    import->ctx = &rejects;
    int failed = htx_import_read(office, import, &source, err);
    if (!failed)
        failed = htx_import_merge(office, import, &source, base, &result, err);
    if (!failed && source.nbad && !skip_bad)
        failed = fail_bad(import->path, source.nbad, err);
    if (!failed)
        failed = write_rejects(&rejects, err);
    htx_buf_free(&rejects.rows);
    htx_buf_free(&rejects.row);
    htx_buf_free(&rejects.reason);
    add_up(total, &result);
    return failed;
}

static void print_result(const struct htx_office *office, const struct htx_merge_result *total)
{
    struct htx_buf out = HTX_BUF_INIT;
    if (cmd_verbose || cmd_dry_run)
        htx_office_changes(office, &out);
    if (amend)
        htx_buf_addf(&out, _("%zu added, %zu moved, %zu cancelled\n"), total->added, total->moved,
                     total->cancelled);
    else
        htx_buf_addf(&out, _("%zu added, %zu updated, %zu unchanged, %zu missing\n"), total->added,
                     total->updated, total->unchanged, total->missing);
    if (total->undated)
        htx_buf_addf(&out,
                     dngettext("htxplan",
                               "%zu task reported done without a date took the day given\n",
                               "%zu tasks reported done without a date took the day given\n",
                               total->undated),
                     total->undated);
    cmd_print(out.s);
    htx_buf_free(&out);
}

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    struct htx_import import = {0};
    struct htx_merge_result total = {0};
    struct htx_base *base = NULL;
    int result = read_options(office, &import, err);
    if (result == 0)
        result = htx_base_load(office, &base, err);
    for (int i = 1; i < argc && result == 0; i++) {
        import.path = argv[i];
        result = import_file(office, &import, base, &total, err);
    }
    if (result == 0)
        print_result(office, &total);
    return result;
}

const struct cmd cmd_import = {
    .name = "import",
    .summary = N_("read a document into a plan"),
    .operands = "FILE...|-",
    .min = 1,
    .max = -1,
    .needs = CMD_LOADS | CMD_SAVES,
    .opts = import_opts,
    .run = run,
};
