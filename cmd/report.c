/* report.c - htxplan report: the official report as an Excel workbook. */
#include "cmd.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *output = "", *number = "", *date = "", *plan = "", *unit = "";
static bool draft, force, list_forms;
static const char *const format_words[] = {"xlsx", "text", "markdown", "csv", NULL};
static int format;
static const char *const split_words[] = {"unit", NULL};
static int split = -1; /* into one */
static long within = -1;

static const struct opt report_opts[] = {
    {.letter = 'o',
     .name = "output",
     .arg = "FILE",
     .help = N_("where to write it ('-': standard output)"),
     .str = &output},
    {.name = "format",
     .arg = "xlsx|text|markdown|csv",
     .help = N_("what to write; all but xlsx go to standard output"),
     .choice = &format,
     .choices = format_words},
    {.name = "plan",
     .arg = "PLAN",
     .help = N_("tasks of these plans only"),
     .str = &plan,
     .joins = ','},
    {.name = "unit", .arg = "UNIT", .help = N_("tasks that this unit leads only"), .str = &unit},
    {.name = "split",
     .arg = "unit",
     .help = N_("one report for each unit that leads a task; -o names a directory"),
     .choice = &split,
     .choices = split_words},
    {.name = "due-within",
     .arg = "DAYS",
     .help = N_("how many days a reminder looks ahead"),
     .num = &within},
    {.name = "number",
     .arg = "NUMBER",
     .help = N_("the letter's number; left open when not given"),
     .str = &number},
    {.name = "date", .arg = "DATE", .help = N_("the letter's date (the as-of day)"), .str = &date},
    {.name = "draft", .help = N_("mark it as a draft"), .flag = &draft},
    {.name = "force", .help = N_("replace an earlier report that differs"), .flag = &force},
    {.name = "list", .help = N_("list the forms"), .flag = &list_forms},
    {0},
};

static int print_forms(struct htx_office *office, struct htx_err *err)
{
    struct htx_buf out = HTX_BUF_INIT;
    int result = 0;
    for (const char *const *name = htx_form_names(office); *name; name++) {
        struct htx_form *form;
        struct htx_err fault;
        int loaded = htx_form_load(office, *name, &form, &fault);
        if (loaded == 0)
            htx_buf_addf(&out, "%-12s %s\n", *name, htx_form_title(form));
        else if (result == 0)
            result = loaded, *err = fault;
    }
    cmd_print(out.s);
    htx_buf_free(&out);
    return result;
}

static void say(const char *text)
{
    fflush(stdout);
    if (!cmd_quiet)
        fprintf(stderr, "htxplan: %s\n", text);
}

/* ---- What is asked for ---- */

static int check_options(struct htx_err *err)
{
    if (split >= 0 && *unit)
        return htx_fail(err, HTX_EUSAGE, _("--unit asks for one report, --split for several"));
    if (split >= 0 && format == HTX_REPORT_XLSX && strcmp(output, "-") == 0)
        return htx_fail(err, HTX_EUSAGE, _("several workbooks cannot go to standard output"));
    if (within == 0 || within > 366)
        return htx_fail(err, HTX_EUSAGE, _("--due-within: a reminder looks 1 to 366 days ahead"));
    return 0;
}

/* The words file has what the options leave out; it is that of the whole office's report. */
static int read_wording(struct htx_office *office, struct htx_report *report,
                        struct htx_wording *wording, struct htx_err *err)
{
    int result = htx_wording_load(office, htx_report_name(office, report), wording, err);
    if (result)
        return result;
    report->wording = wording;
    if (!*number)
        report->number = wording->number;
    if (!*date && wording->date)
        report->date = wording->date;
    return 0;
}

static int read_report(struct htx_office *office, int argc, char **argv, struct htx_report *report,
                       struct htx_err *err)
{
    struct htx_form *form;
    const struct htx_unit *of = NULL;
    *report = (struct htx_report){.today = cmd_today,
                                  .number = number,
                                  .plan = plan,
                                  .unit = "",
                                  .within = within < 0 ? 0 : within,
                                  .draft = draft};
    int result = htx_form_load(office, argv[1], &form, err);
    if (result)
        return result;
    report->form = form;
    if (*date && !(report->date = htx_date_from_cell(date)))
        return htx_fail(err, HTX_EUSAGE, _("'%s' is no date: write 2024-04-02"), date);
    if (*unit)
        result = htx_unit_named(office, unit, &of, err);
    if (of)
        report->unit = of->code;
    if (result == 0)
        result =
            htx_form_period(office, form, argc > 2 ? argv[2] : "", cmd_today, &report->period, err);
    return result ? result : htx_adjustments_load(office, &report->adjustments, err);
}

/* The reports to make: one, or one for each unit. */
struct batch {
    size_t n;
    struct htx_report *report;
};

static int split_up(struct htx_office *office, const struct htx_report *whole, struct batch *batch,
                    struct htx_err *err)
{
    const char *const *code;
    int result = htx_report_units(office, whole, &code, err);
    *batch = (struct batch){0};
    for (; result == 0 && *code; code++) {
        batch->report =
            htx_arena_grow(&office->arena, batch->report, batch->n, sizeof(*batch->report));
        batch->report[batch->n] = *whole;
        batch->report[batch->n++].unit = *code;
    }
    return result;
}

/* ---- To standard output ---- */

/* A workbook cannot be written into a pipe: it goes to a temporary file first. */
static int write_to_output(struct htx_office *office, const struct htx_report *report,
                           struct htx_err *err)
{
    const char *dir = getenv("TMPDIR");
    struct htx_buf data = HTX_BUF_INIT, path = HTX_BUF_INIT, temp = HTX_BUF_INIT;
    htx_buf_addf(&path, "%s/htxplan-%ld.xlsx", dir && *dir ? dir : "/tmp", (long)getpid());
    int result = htx_report_write(office, report, path.s, true, &temp, err);
    if (result == 0)
        result = htx_file_read(temp.s, (size_t)1 << 30, &data, err);
    if (result == 0)
        fwrite(data.s, 1, data.len, stdout);
    if (temp.len)
        unlink(temp.s);
    htx_buf_free(&data);
    htx_buf_free(&path);
    htx_buf_free(&temp);
    return result;
}

static int print_reports(struct htx_office *office, const struct batch *batch, struct htx_err *err)
{
    struct htx_buf out = HTX_BUF_INIT;
    int result = 0;
    for (size_t i = 0; i < batch->n && result == 0; i++)
        result = htx_report_print(office, &batch->report[i], (enum htx_report_format)format,
                                  cmd_terminal(NULL), &out, err);
    if (result == 0 && *output && strcmp(output, "-") != 0)
        result = htx_file_replace(output, out.s, out.len, err);
    else if (result == 0)
        cmd_page(&out);
    htx_buf_free(&out);
    return result;
}

/* ---- To files ---- */

/* Where the reports go, and the finished files beside those places. */
struct files {
    const char **path, **temp;
    size_t n; /* of temp */
};

static int check_output(struct htx_err *err)
{
    struct stat st;
    if (split < 0 || !*output || (stat(output, &st) == 0 && S_ISDIR(st.st_mode)))
        return 0;
    return htx_fail(err, HTX_ENOTFOUND, _("--split: '%s' is no directory"), output);
}

static int path_of(struct htx_office *office, const struct htx_report *report, const char **path,
                   struct htx_err *err)
{
    *path = output;
    if (split < 0 && *output)
        return 0;
    int result = htx_report_path(office, report, path, err);
    if (result == 0 && *output)
        *path = htx_arena_printf(&office->arena, "%s%s", output,
                                 strrchr(*path, '/') + (output[strlen(output) - 1] == '/'));
    return result;
}

static int make_file(struct htx_office *office, const struct htx_report *report,
                     struct files *files, struct htx_err *err)
{
    struct htx_buf temp = HTX_BUF_INIT;
    const char *path;
    int result = path_of(office, report, &path, err);
    for (size_t i = 0; i < files->n && result == 0; i++)
        if (strcmp(files->path[i], path) == 0)
            result =
                htx_fail(err, HTX_EDATA,
                         _("'%s' would be two units' report: put {unit_code} into its name"), path);
    if (result == 0)
        result = htx_report_write(office, report, path, force, &temp, err);
    if (result == 0) {
        files->path[files->n] = path;
        files->temp[files->n++] = htx_arena_dup(&office->arena, temp.s);
    }
    htx_buf_free(&temp);
    return result;
}

/* The paths are printed before the files are put there: exit 1 means that nothing has changed. */
static int print_paths(const struct files *files, struct htx_err *err)
{
    for (size_t i = 0; i < files->n; i++) {
        cmd_print(files->path[i]);
        cmd_print("\n");
    }
    return cmd_flush(err);
}

/* A report that goes to its own place has its words beside it. */
static bool wants_words(const struct htx_report *report)
{
    return report->wording && !*output && htx_form_is_letter(report->form);
}

static int install(struct htx_office *office, const struct htx_report *report, struct files *files,
                   struct htx_err *err)
{
    const char *words = NULL;
    int result = wants_words(report) ? htx_wording_start(office, htx_report_name(office, report),
                                                         htx_form_title(report->form), &words, err)
                                     : 0;
    if (result)
        return result;
    result = htx_file_install_all(files->temp, files->path, files->n, err);
    files->n = 0; /* installed or removed */
    if (result && words)
        unlink(words);
    else if (words)
        say(htx_arena_printf(&office->arena, _("words for this report go into %s"),
                             strncmp(words, "./", 2) == 0 ? words + 2 : words));
    return result;
}

/* All are made and verified before the first is put in place. */
static int write_to_files(struct htx_office *office, const struct batch *batch, struct htx_err *err)
{
    struct files files = {
        htx_arena_alloc(&office->arena, batch->n * sizeof(*files.path)),
        htx_arena_alloc(&office->arena, batch->n * sizeof(*files.temp)),
        0,
    };
    int result = check_output(err);
    for (size_t i = 0; i < batch->n && result == 0; i++)
        result = make_file(office, &batch->report[i], &files, err);
    if (result == 0)
        result = print_paths(&files, err);
    if (result == 0)
        result = install(office, &batch->report[0], &files, err);
    for (size_t i = 0; i < files.n; i++)
        unlink(files.temp[i]);
    return result;
}

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    struct htx_report report;
    struct htx_wording wording;
    struct batch batch = {1, &report};
    if (list_forms)
        return print_forms(office, err);
    if (argc < 2)
        return htx_fail(err, HTX_EUSAGE, _("which form? 'htxplan report --list' names them"));
    int result = check_options(err);
    if (result == 0)
        result = read_report(office, argc, argv, &report, err);
    if (result == 0 && split >= 0)
        result = split_up(office, &report, &batch, err);
    else if (result == 0 && !*report.unit)
        result = read_wording(office, &report, &wording, err);
    if (result)
        return result;
    if (batch.n == 0) {
        say(_("no unit leads a task of this report: nothing was written"));
        return 0;
    }
    if (format != HTX_REPORT_XLSX)
        return print_reports(office, &batch, err);
    if (strcmp(output, "-") == 0)
        return write_to_output(office, &report, err);
    return write_to_files(office, &batch, err);
}

const struct cmd cmd_report = {
    .name = "report",
    .summary = N_("write the official report"),
    .operands = "FORM [PERIOD]",
    .max = 2,
    .needs = CMD_LOADS,
    .opts = report_opts,
    .run = run,
};
