/* build.c - a form's sheets and parts, in their order, to a document. */
#include "report/report.h"
#include "text/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Parts ---- */

/* Texts of keys name, name1, name2 ... filled, joined by line ends. */
static int fill_texts(struct htx_building *b, const struct htx_ini_section *section,
                      const char *name, const char **text, struct htx_err *err)
{
    struct htx_buf out = HTX_BUF_INIT;
    size_t n = strlen(name);
    int result = 0;
    for (size_t i = 0; i < section->nkeys && result == 0; i++) {
        const struct htx_ini_key *key = &section->keys[i];
        if (strncmp(key->name, name, n) != 0 || key->name[n + strspn(key->name + n, "0123456789")])
            continue;
        const char *line;
        result = htx_report_fill(b, key, &line, err);
        if (result == 0 && *line)
            htx_buf_addf(&out, "%s%s", out.len ? "\n" : "", line);
    }
    *text = htx_arena_dup(b->arena, out.s);
    htx_buf_free(&out);
    return result;
}

static const struct look {
    const char *name;
    struct htx_style style;
    bool indent, line;
} looks[] = {
    {"body", {13, false, false, HTX_JUSTIFY}, true, false},
    {"title", {14, true, false, HTX_CENTRE}, false, false},
    {"subject", {14, true, false, HTX_CENTRE}, false, true},
    {"section", {13, true, false, HTX_LEFT}, true, false},
    {"note", {12, false, true, HTX_LEFT}, false, false},
    {"centre", {13, false, false, HTX_CENTRE}, false, false},
    {"left", {13, false, false, HTX_LEFT}, false, false},
    {"annex_number", {14, true, false, HTX_CENTRE}, false, false},
    {"annex_title", {14, true, false, HTX_CENTRE}, false, false},
    {"annex_below", {13, false, true, HTX_CENTRE}, false, false},
};

static const struct look *look_named(const char *name)
{
    for (size_t i = 0; i < HTX_COUNT(looks); i++)
        if (strcmp(looks[i].name, name) == 0)
            return &looks[i];
    return NULL;
}

static struct htx_part *add_part(struct htx_building *b, enum htx_part_type type, int space)
{
    struct htx_sheet *sheet = &b->document->sheet[b->document->nsheets - 1];
    sheet->part = htx_arena_grow(b->arena, sheet->part, sheet->nparts, sizeof(*sheet->part));
    struct htx_part *part = &sheet->part[sheet->nparts++];
    *part = (struct htx_part){.type = type, .space = space};
    return part;
}

static void add_text(struct htx_building *b, const struct look *look, const char *text, int space)
{
    struct htx_part *part = add_part(b, HTX_PART_PARAGRAPH, space);
    part->paragraph.text = text;
    part->paragraph.style = look->style;
    part->paragraph.indent = look->indent;
    part->paragraph.line = look->line;
}

static int space_of(const struct htx_ini_section *section)
{
    return atoi(htx_ini_value(section, "space"));
}

static int build_text(struct htx_building *b, const struct htx_ini_section *section,
                      struct htx_err *err)
{
    const struct look *look = look_named(htx_ini_value(section, "look"));
    const char *text;
    if (!look)
        return htx_fail_at(err, HTX_EDATA, section->file, section->line,
                           _("[%s]: 'look' is one of: body title subject section note centre left "
                             "annex_number annex_title annex_below"),
                           section->name);
    int result = fill_texts(b, section, "text", &text, err);
    if (result == 0 && *text)
        add_text(b, look, text, space_of(section));
    return result;
}

/* In capitals. */
static const char *issuing_unit(struct htx_building *b)
{
    struct htx_buf caps = HTX_BUF_INIT;
    htx_text_upper(&caps, htx_unit_title(b->office, b->issuer));
    const char *copy = htx_arena_dup(b->arena, caps.s);
    htx_buf_free(&caps);
    return copy;
}

/* The unit is the issuing body, the organisation the one above it. */
static void issue_by_unit(struct htx_building *b, struct htx_letterhead *head)
{
    const char **body = htx_arena_alloc(b->arena, 2 * sizeof(*body));
    const char *above = "";
    for (size_t i = 0; b->office->name[i]; i++)
        above = htx_arena_printf(b->arena, "%s%s%s", above, i ? "\n" : "", b->office->name[i]);
    body[0] = issuing_unit(b);
    head->body = body;
    head->parent = above;
}

static int build_letterhead(struct htx_building *b, const struct htx_ini_section *section,
                            struct htx_err *err)
{
    (void)err;
    struct htx_letterhead *head = &add_part(b, HTX_PART_LETTERHEAD, 0)->letterhead;
    struct htx_buf date = HTX_BUF_INIT, number = HTX_BUF_INIT;
    htx_buf_adds(&number, "Số: ");
    htx_letter_number(b, &number);
    htx_buf_addf(&date, "%s, ", b->office->place);
    htx_date_in_words(b->date, &date);
    head->body = b->office->name;
    head->parent = b->office->parent;
    if (b->issuer >= 0)
        issue_by_unit(b, head);
    head->number = htx_arena_dup(b->arena, number.s);
    head->nation = htx_ini_value(section, "nation");
    head->motto = htx_ini_value(section, "motto");
    head->place_date = htx_arena_dup(b->arena, date.s);
    head->draft = b->report->draft ? "DỰ THẢO" : "";
    htx_buf_free(&date);
    htx_buf_free(&number);
    return 0;
}

/* Whom the letter is to: the form's own `to`, where that says something, else the office's
 * addressees. */
static int read_addressees(struct htx_building *b, const struct htx_ini_section *section,
                           const char *const **names, struct htx_err *err)
{
    const struct htx_ini_key *to = htx_ini_key(section, "to");
    *names = htx_ini_values(b->arena, htx_ini_section(b->office->ini, "report"), "addressee");
    if (!to)
        return 0;
    const char **own = htx_arena_alloc(b->arena, 2 * sizeof(*own));
    int result = htx_report_fill(b, to, &own[0], err);
    if (result == 0 && *own[0])
        *names = own;
    return result;
}

static const struct look to_one = {"", {14, false, false, HTX_CENTRE}, false, false};
static const struct look to_several = {"", {14, false, false, HTX_LEFT}, false, false};

/* "Kính gửi: A", or several a line each with "- ", ";" and a last ".". */
static int build_addressees(struct htx_building *b, const struct htx_ini_section *section,
                            struct htx_err *err)
{
    const char *const *names;
    const char *head;
    int result = fill_texts(b, section, "text", &head, err);
    if (result == 0)
        result = read_addressees(b, section, &names, err);
    if (result || !names[0])
        return result;
    if (!names[1]) {
        add_text(b, &to_one, htx_arena_printf(b->arena, "%s %s", head, names[0]),
                 space_of(section));
        return 0;
    }
    struct htx_buf out = HTX_BUF_INIT;
    static const char indent[] = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0";
    htx_buf_addf(&out, "%s%s%s%s", indent, indent, indent, head);
    for (size_t i = 0; names[i]; i++)
        htx_buf_addf(&out, "\n%s%s%s%s- %s%s", indent, indent, indent, indent, names[i],
                     names[i + 1] ? ";" : ".");
    add_text(b, &to_several, htx_arena_dup(b->arena, out.s), space_of(section));
    htx_buf_free(&out);
    return 0;
}

static int build_annex(struct htx_building *b, const struct htx_ini_section *section,
                       struct htx_err *err)
{
    static const char *const keys[] = {"number", "text", "below"};
    static const char *const names[] = {"annex_number", "annex_title", "annex_below"};
    int result = 0;
    for (size_t i = 0; i < HTX_COUNT(keys) && result == 0; i++) {
        const char *text;
        result = fill_texts(b, section, keys[i], &text, err);
        if (result == 0 && *text)
            add_text(b, look_named(names[i]), text, 0);
    }
    return result;
}

static int build_signature(struct htx_building *b, const struct htx_ini_section *section,
                           struct htx_err *err)
{
    const struct htx_ini_section *settings = htx_ini_section(b->office->ini, "report");
    const char *const *names = htx_ini_values(b->arena, settings, "recipient");
    struct htx_signature *signature =
        &add_part(b, HTX_PART_SIGNATURE, space_of(section))->signature;
    size_t n = 0;
    while (names[n])
        n++;
    const char **lines = htx_arena_alloc(b->arena, (n + 1) * sizeof(*lines));
    for (size_t i = 0; i < n; i++)
        lines[i] = htx_arena_printf(b->arena, "- %s%s", names[i], i + 1 < n ? ";" : ".");
    const char **authority = htx_arena_alloc(b->arena, 3 * sizeof(*authority));
    const char *over = htx_ini_value(settings, "authority"),
               *title = htx_ini_value(settings, "title");
    size_t k = 0;
    if (b->issuer >= 0)
        authority[k++] = issuing_unit(b);
    else if (*over)
        authority[k++] = over;
    if (*title && b->issuer < 0)
        authority[k++] = title;
    signature->recipients = lines;
    signature->authority = authority;
    signature->signer = b->issuer < 0 ? htx_ini_value(settings, "signer") : "";
    return fill_texts(b, section, "text", &signature->recipients_title, err);
}

/* What the next period is about: its key tasks, or where none is marked how many each unit has. */
static int build_key_tasks(struct htx_building *b, const struct htx_ini_section *section,
                           struct htx_err *err)
{
    struct htx_buf out = HTX_BUF_INIT;
    const struct htx_selection *next = &b->figures.which[HTX_NEXT];
    for (size_t i = 0; i < next->n; i++) {
        const struct htx_task *task = next->row[i].task;
        if (strcmp(task->value[HTX_KEY], "yes") == 0)
            htx_buf_addf(&out, "\n- %s (%s)", task->value[HTX_TITLE],
                         htx_lead_title(b->office, task));
    }
    const char *text;
    int result = 0;
    const char *which = out.len ? "text" : next->n ? "none" : "empty";
    result = fill_texts(b, section, which, &text, err);
    if (result == 0 && *text)
        add_text(b, look_named("body"), htx_arena_printf(b->arena, "%s%s", text, out.s),
                 space_of(section));
    htx_buf_free(&out);
    return result;
}

static int build_chart(struct htx_building *b, const struct htx_ini_section *section,
                       struct htx_err *err)
{
    return htx_report_chart(b, section, &add_part(b, HTX_PART_CHART, space_of(section))->chart,
                            err);
}

static const struct {
    const char *type;
    int (*build)(struct htx_building *b, const struct htx_ini_section *section,
                 struct htx_err *err);
    htx_table_part *table;
} parts[] = {
    {"letterhead", build_letterhead, NULL}, {"text", build_text, NULL},
    {"addressees", build_addressees, NULL}, {"annex", build_annex, NULL},
    {"signature", build_signature, NULL},   {"key_tasks", build_key_tasks, NULL},
    {"summary", NULL, htx_report_summary},  {"matrix", NULL, htx_report_matrix},
    {"tasks", NULL, htx_report_tasks},      {"calendar", NULL, htx_report_calendar},
    {"chart", build_chart, NULL},
};

/* Is the sheet or part there: always, or if its count is not 0. */
static int read_if(const struct htx_building *b, const struct htx_ini_section *section,
                   bool *wanted, struct htx_err *err)
{
    const struct htx_ini_key *when = htx_ini_key(section, "if");
    size_t n = 1;
    bool known = !when || htx_report_number(b, when->value, &n);
    *wanted = n > 0;
    return known ? 0 : htx_fail_key(when, _("names no count of this report"), err);
}

static int build_part(struct htx_building *b, const struct htx_ini_section *section,
                      struct htx_err *err)
{
    const char *type = htx_ini_value(section, "type");
    size_t i = 0;
    while (i < HTX_COUNT(parts) && strcmp(parts[i].type, type) != 0)
        i++;
    if (i == HTX_COUNT(parts))
        return htx_fail_at(err, HTX_EDATA, section->file, section->line,
                           _("[%s]: 'type' is one of: letterhead text addressees annex signature "
                             "key_tasks summary matrix tasks calendar chart"),
                           section->name);
    bool wanted;
    int result = read_if(b, section, &wanted, err);
    if (result || !wanted)
        return result;
    if (parts[i].build)
        return parts[i].build(b, section, err);
    return parts[i].table(b, section, &add_part(b, HTX_PART_TABLE, space_of(section))->table, err);
}

/* ---- Sheets ---- */

static bool is_data(const struct htx_ini_section *section)
{
    return strcmp(htx_ini_value(section, "kind"), "data") == 0;
}

int htx_annex_number(const struct htx_building *b, const struct htx_ini_section *sheet)
{
    const struct htx_ini *ini = &b->report->form->ini;
    int number = 0;
    for (size_t i = 0; i < ini->nsections; i++) {
        const struct htx_ini_section *section = &ini->sections[i];
        bool wanted, annex = htx_is_sheet(section) && htx_ini_key(section, "annex");
        annex = annex && read_if(b, section, &wanted, NULL) == 0 && wanted;
        number += annex;
        if (section == sheet)
            return annex ? number : 0;
    }
    return 0;
}

static int build_sheet(struct htx_building *b, const struct htx_ini_section *section,
                       struct htx_err *err)
{
    const struct htx_ini *ini = &b->report->form->ini;
    const struct htx_ini_key *name = htx_ini_key(section, "name");
    struct htx_document *d = b->document;
    d->sheet = htx_arena_grow(b->arena, d->sheet, d->nsheets, sizeof(*d->sheet));
    struct htx_sheet *sheet = &d->sheet[d->nsheets++];
    *sheet = (struct htx_sheet){
        .name = "",
        .file = section->file,
        .line = section->line,
        .kind = is_data(section) ? HTX_SHEET_DATA : HTX_SHEET_PAGE,
        .landscape = strcmp(htx_ini_value(section, "orientation"), "landscape") == 0};
    b->sheet = section;
    int result = name ? htx_report_fill(b, name, &sheet->name, err) : 0;
    for (const struct htx_ini_section *part = section + 1;
         part < ini->sections + ini->nsections && !htx_is_sheet(part) && result == 0; part++)
        if (strncmp(part->name, "part", 4) == 0)
            result = build_part(b, part, err);
    return result;
}

/* A sheet for each unit that has tasks of the kind that it is about. */
static int build_for_units(struct htx_building *b, const struct htx_ini_section *section,
                           struct htx_err *err)
{
    enum htx_which which;
    int result = htx_which_read(section, HTX_PERIOD, &which, err);
    for (size_t unit = 0; unit <= b->office->nunits && result == 0; unit++) {
        b->unit = (int)unit;
        if (htx_figures_of(b, which).n)
            result = build_sheet(b, section, err);
    }
    b->unit = -1;
    return result;
}

static int build_sheets(struct htx_building *b, bool data, struct htx_err *err)
{
    const struct htx_ini *ini = &b->report->form->ini;
    int result = 0;
    for (size_t i = 0; i < ini->nsections && result == 0; i++) {
        const struct htx_ini_section *section = &ini->sections[i];
        if (!htx_is_sheet(section) || is_data(section) != data)
            continue;
        bool wanted;
        result = read_if(b, section, &wanted, err);
        if (result || !wanted)
            continue;
        bool each = strcmp(htx_ini_value(section, "each"), "unit") == 0;
        result = each ? build_for_units(b, section, err) : build_sheet(b, section, err);
    }
    return result;
}

/* ---- The whole ---- */

static int build_page(struct htx_building *b, struct htx_err *err)
{
    static const char *const names[] = {"top", "bottom", "left", "right"};
    struct htx_margins *m = &b->document->margins;
    double *margins[] = {&m->top, &m->bottom, &m->left, &m->right};
    const struct htx_ini_section *page = htx_ini_section(&b->report->form->ini, "page");
    for (size_t i = 0; i < HTX_COUNT(names); i++) {
        const char *text = htx_ini_value(page, names[i]);
        if (htx_text_to_number(text, margins[i]) != 0 || *margins[i] < 5 || *margins[i] > 60)
            return htx_fail_at(err, HTX_EDATA, page ? page->file : b->report->form->ini.file,
                               page ? page->line : 0,
                               _("[page] needs '%s', a margin of 5 to 60 millimetres"), names[i]);
    }
    b->document->font = htx_ini_value(page, "font");
    return *b->document->font
               ? 0
               : htx_fail_at(err, HTX_EDATA, page ? page->file : b->report->form->ini.file,
                             page ? page->line : 0,
                             _("[page] needs 'font', as in 'font = Times New Roman'"));
}

/* The last change that the report knows; "+" says that plan files were edited by hand after it. */
static const char *last_transaction(struct htx_office *office)
{
    bool edited = false;
    for (size_t i = 0; i < office->nplans; i++)
        edited |= office->plan[i].edited;
    return edited ? htx_arena_printf(&office->arena, "%s+", office->transaction)
                  : office->transaction;
}

static int build_properties(struct htx_building *b, struct htx_err *err)
{
    struct htx_document *d = b->document;
    const struct htx_ini_section *form = htx_ini_section(&b->report->form->ini, "form");
    const struct htx_ini_key usual = {.name = "about", .value = "{type} {period}"};
    const struct htx_ini_key company = {.name = "company", .value = "{organisation}"};
    const struct htx_ini_key *about = htx_ini_key(form, "about");
    int result = htx_report_fill(b, &company, &d->company, err);
    if (result == 0)
        result = htx_report_fill(b, about ? about : &usual, &d->title, err);
    d->subject = htx_ini_value(form, "title");
    d->author = d->company;
    d->transaction = last_transaction(b->office);
    d->date = b->date;
    return result;
}

/* The one campaign plan that a form of such plans is about. */
static int choose_plan(struct htx_building *b, struct htx_err *err)
{
    const struct htx_office *office = b->office;
    const char *kind = htx_form_value(b->report->form, "form", "plan"), *code = b->report->plan;
    struct htx_buf codes = HTX_BUF_INIT;
    size_t n = 0;
    b->programmes = strcmp(kind, "programme") == 0;
    if (strcmp(kind, "campaign") != 0)
        return 0;
    for (size_t i = 0; i < office->nplans; i++) {
        const struct htx_plan *plan = &office->plan[i];
        if (!plan->campaign || (*code && strcmp(plan->code, code) != 0))
            continue;
        htx_buf_addf(&codes, "%s%s", n++ ? ", " : "", plan->code);
        b->plan = plan;
    }
    int result = 0;
    if (n == 0)
        result =
            *code ? htx_fail(err, HTX_ENOTFOUND, _("'%s' is no campaign plan of the office"), code)
                  : htx_fail(err, HTX_ENOTFOUND, _("the office has no campaign plan"));
    else if (n > 1)
        result = htx_fail(err, HTX_EUSAGE, _("which plan? name one with --plan: %s"), codes.s);
    htx_buf_free(&codes);
    return result;
}

/* The programme of the period's year, whose number and date the document has. */
static const struct htx_plan *programme_of(const struct htx_building *b)
{
    const struct htx_office *office = b->office;
    const char *code = b->report->plan;
    for (size_t i = 0; i < office->nplans; i++) {
        const struct htx_plan *plan = &office->plan[i];
        if (!plan->campaign && plan->year == b->report->period.year &&
            (!*code || strcmp(plan->code, code) == 0))
            return plan;
    }
    return NULL;
}

int htx_building_begin(struct htx_building *b, struct htx_office *office,
                       const struct htx_report *report, struct htx_err *err)
{
    *b = (struct htx_building){
        .office = office, .report = report, .arena = &office->arena, .unit = -1};
    int result = choose_plan(b, err);
    b->programme = b->programmes ? programme_of(b) : NULL;
    b->issuer = *report->unit && *htx_form_value(report->form, "form", "issuer")
                    ? htx_unit_order(office, report->unit)
                    : -1;
    b->date = report->date                         ? report->date
              : b->programme && b->programme->date ? b->programme->date
                                                   : report->today;
    return result ? result : htx_figures_count(b, err);
}

int htx_report_build(struct htx_office *office, const struct htx_report *report,
                     struct htx_document *document, struct htx_err *err)
{
    struct htx_building b;
    *document = (struct htx_document){0};
    int result = htx_building_begin(&b, office, report, err);
    b.document = document;
    if (result == 0)
        result = build_page(&b, err);
    if (result == 0)
        result = build_properties(&b, err);
    if (result == 0)
        result = build_sheets(&b, false, err);
    if (result == 0)
        result = build_sheets(&b, true, err);
    return result;
}
