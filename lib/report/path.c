/* path.c - what a report's files are called, and which units could have one each. */
#include "report/report.h"
#include "text/text.h"
#include <string.h>

enum { NAME_BYTES = 200 };

/* ---- The words' name ---- */

const char *htx_report_name(struct htx_office *office, const struct htx_report *report)
{
    static const char *const forms[] = {[HTX_MONTH] = "month",
                                        [HTX_QUARTER] = "quarter",
                                        [HTX_HALF] = "half",
                                        [HTX_NINE] = "nine",
                                        [HTX_YEAR] = "year"};
    const char *form = report->form->name;
    struct htx_buf name = HTX_BUF_INIT;
    if (report->form->period == HTX_FORM_DAY) {
        char iso[16];
        htx_buf_adds(&name, htx_date_text(report->today, iso));
    } else {
        htx_period_name(&report->period, &name);
    }
    if (strcmp(form, forms[report->period.kind]) != 0)
        htx_buf_addf(&name, "-%s", form);
    const char *copy = htx_arena_dup(&office->arena, name.s);
    htx_buf_free(&name);
    return copy;
}

/* ---- The report's path ---- */

/* The name that the form gives, put into the office's own pattern where it has one.  *unit: it
 * names the unit, if the report is one unit's. */
static int fill_name(struct htx_building *b, const char **name, bool *unit, struct htx_err *err)
{
    const struct htx_form *form = b->report->form;
    const struct htx_ini_key *file = htx_ini_key(htx_ini_section(&form->ini, "form"), "file");
    const struct htx_ini_key *own = htx_ini_key(htx_ini_section(b->office->ini, "report"), "file");
    if (!file)
        return htx_fail_at(err, HTX_EDATA, form->ini.file, 0,
                           _("[form] needs 'file', the report's file name without .xlsx"));
    *unit = strstr(file->value, "{unit_code}");
    int result = htx_report_fill(b, file, name, err);
    if (result || !own || !*own->value)
        return result;
    struct htx_ini_key pattern = *own;
    struct htx_buf filled = HTX_BUF_INIT;
    htx_buf_adds(&filled, own->value);
    htx_text_replace(&filled, "{file}", *name);
    pattern.value = htx_arena_dup(b->arena, filled.s);
    htx_buf_free(&filled);
    *unit = strstr(own->value, "{unit_code}") || (*unit && strstr(own->value, "{file}"));
    return htx_report_fill(b, &pattern, name, err);
}

int htx_report_path(struct htx_office *office, const struct htx_report *report, const char **path,
                    struct htx_err *err)
{
    static const char end[] = ".xlsx";
    struct htx_building b;
    const char *name, *code = "";
    bool unit = false;
    int result = htx_building_begin(&b, office, report, err);
    if (result == 0)
        result = fill_name(&b, &name, &unit, err);
    if (result)
        return result;
    struct htx_buf file = HTX_BUF_INIT;
    if (*report->unit && !unit)
        code = htx_arena_printf(&office->arena, "-%s", report->unit);
    htx_text_file_name(&file, name, NAME_BYTES - strlen(code) - strlen(end));
    if (!file.len)
        htx_buf_adds(&file, htx_report_name(office, report));
    *path = htx_arena_printf(&office->arena, "%s/reports/%s%s%s", office->dir, file.s, code, end);
    htx_buf_free(&file);
    return 0;
}

/* ---- Units ---- */

/* The tables of the form say whose tasks they list. */
int htx_report_units(struct htx_office *office, const struct htx_report *report,
                     const char *const **codes, struct htx_err *err)
{
    struct htx_building b;
    const struct htx_ini *ini = &report->form->ini;
    /* The last place is that of tasks without a unit. */
    bool *leads = htx_arena_alloc(&office->arena, (office->nunits + 1) * sizeof(*leads));
    int result = htx_building_begin(&b, office, report, err);
    for (size_t i = 0; i < ini->nsections && result == 0; i++) {
        enum htx_which which;
        if (!htx_ini_key(&ini->sections[i], "which"))
            continue;
        result = htx_which_read(&ini->sections[i], HTX_PERIOD, &which, err);
        if (result == 0)
            htx_figures_mark_units(&b, which, leads);
    }
    const char **list = htx_arena_alloc(&office->arena, (office->nunits + 1) * sizeof(*list));
    size_t n = 0;
    for (size_t i = 0; i < office->nunits; i++)
        if (leads[i])
            list[n++] = office->unit[i].code;
    *codes = list;
    return result;
}
