/* report.c - htxplan report: the official report as an Excel workbook. */
#include "cmd.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *output = "", *number = "", *date = "", *plan = "";
static bool draft, force, list_forms;
static const char *const format_words[] = {"xlsx", "text", "markdown", "csv", NULL};
static int format;

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
    for (const char *const *name = htx_form_names(office); *name && result == 0; name++) {
        struct htx_form *form;
        result = htx_form_load(office, *name, &form, err);
        if (result == 0)
            htx_buf_addf(&out, "%-12s %s\n", *name, htx_form_title(form));
    }
    cmd_print(out.s);
    htx_buf_free(&out);
    return result;
}

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

/* The path is printed before the file is put there: exit 1 means that nothing has changed. */
static int write_to_file(struct htx_office *office, const struct htx_report *report,
                         const char *path, struct htx_err *err)
{
    struct htx_buf temp = HTX_BUF_INIT;
    int result = htx_report_write(office, report, path, force, &temp, err);
    if (result == 0) {
        cmd_print(path);
        cmd_print("\n");
        result = cmd_flush(err);
        if (result)
            unlink(temp.s);
    }
    if (result == 0)
        result = htx_file_install(temp.s, path, err);
    htx_buf_free(&temp);
    return result;
}

static int print_report(struct htx_office *office, const struct htx_report *report,
                        struct htx_err *err)
{
    struct htx_buf out = HTX_BUF_INIT;
    int result = htx_report_print(office, report, (enum htx_report_format)format,
                                  cmd_terminal(NULL), &out, err);
    if (result == 0 && *output && strcmp(output, "-") != 0)
        result = htx_file_replace(output, out.s, out.len, err);
    else if (result == 0)
        cmd_page(&out);
    htx_buf_free(&out);
    return result;
}

static int run(struct htx_office *office, int argc, char **argv, struct htx_err *err)
{
    if (list_forms)
        return print_forms(office, err);
    if (argc < 2)
        return htx_fail(err, HTX_EUSAGE, _("which form? 'htxplan report --list' names them"));
    struct htx_form *form;
    struct htx_report report = {
        .today = cmd_today, .date = cmd_today, .number = number, .plan = plan, .draft = draft};
    int result = htx_form_load(office, argv[1], &form, err);
    if (result)
        return result;
    report.form = form;
    result = htx_adjustments_load(office, &report.adjustments, err);
    if (result)
        return result;
    if (*date && !(report.date = htx_date_from_cell(date)))
        return htx_fail(err, HTX_EUSAGE, _("'%s' is no date: write 2024-04-02"), date);
    result = htx_form_period(office, form, argc > 2 ? argv[2] : "", cmd_today, &report.period, err);
    if (result)
        return result;
    if (format != HTX_REPORT_XLSX)
        return print_report(office, &report, err);
    if (strcmp(output, "-") == 0)
        return write_to_output(office, &report, err);
    const char *path = output;
    if (!*output)
        result = htx_report_path(office, &report, &path, err);
    return result ? result : write_to_file(office, &report, path, err);
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
