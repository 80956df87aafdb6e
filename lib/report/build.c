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
        if (result == 0)
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
    int space = atoi(htx_ini_value(section, "space"));
    return space < 0 ? 0 : space > 100 ? 100 : space;
}

static int build_text(struct htx_building *b, const struct htx_ini_section *section,
                      struct htx_err *err)
{
    const struct look *look = look_named(htx_ini_value(section, "look"));
    const char *text;
    if (!look)
        return htx_fail_at(err, HTX_EDATA, b->report->form->ini.file, section->line,
                           _("[%s]: 'look' is one of: body title subject section note centre left"),
                           section->name);
    int result = fill_texts(b, section, "text", &text, err);
    if (result == 0 && *text)
        add_text(b, look, text, space_of(section));
    return result;
}

static const char *letter_number(const struct htx_building *b)
{
    const char *symbol = htx_form_value(b->report->form, "form", "symbol");
    const char *number = b->report->number;
    bool padded = strlen(number) == 1;
    return htx_arena_printf(b->arena, "Số: %s%s/%s-%s", padded ? "0" : "",
                            *number ? number : "       ", symbol, b->office->short_name);
}

static int build_letterhead(struct htx_building *b, const struct htx_ini_section *section,
                            struct htx_err *err)
{
    (void)err;
    struct htx_letterhead *head = &add_part(b, HTX_PART_LETTERHEAD, 0)->letterhead;
    struct htx_buf date = HTX_BUF_INIT;
    htx_buf_addf(&date, "%s, ", b->office->place);
    htx_date_in_words(b->report->date, &date);
    head->body = b->office->name;
    head->parent = b->office->parent;
    head->number = letter_number(b);
    head->nation = htx_ini_value(section, "nation");
    head->motto = htx_ini_value(section, "motto");
    head->place_date = htx_arena_dup(b->arena, date.s);
    head->draft = b->report->draft ? "DỰ THẢO" : "";
    htx_buf_free(&date);
    return 0;
}

/* "Kính gửi: A", or several a line each with "- ", ";" and a last ".". */
static int build_addressees(struct htx_building *b, const struct htx_ini_section *section,
                            struct htx_err *err)
{
    const struct htx_ini_section *settings = htx_ini_section(b->office->ini, "report");
    const char *const *names = htx_ini_values(b->arena, settings, "addressee");
    const char *head;
    int result = fill_texts(b, section, "text", &head, err);
    if (result || !names[0])
        return result;
    if (!names[1]) {
        add_text(b, look_named("centre"), htx_arena_printf(b->arena, "%s %s", head, names[0]),
                 space_of(section));
        return 0;
    }
    struct htx_buf out = HTX_BUF_INIT;
    static const char indent[] = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0";
    htx_buf_addf(&out, "%s%s%s%s", indent, indent, indent, head);
    for (size_t i = 0; names[i]; i++)
        htx_buf_addf(&out, "\n%s%s%s%s- %s%s", indent, indent, indent, indent, names[i],
                     names[i + 1] ? ";" : ".");
    add_text(b, look_named("left"), htx_arena_dup(b->arena, out.s), space_of(section));
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
    if (*over)
        authority[k++] = over;
    if (*title)
        authority[k++] = title;
    signature->recipients = lines;
    signature->authority = authority;
    signature->signer = htx_ini_value(settings, "signer");
    return fill_texts(b, section, "text", &signature->recipients_title, err);
}

/* What the next period is about: its key tasks, or where none is marked how many each unit has. */
static int build_key_tasks(struct htx_building *b, const struct htx_ini_section *section,
                           struct htx_err *err)
{
    struct htx_buf out = HTX_BUF_INIT;
    const struct htx_selection *next = &b->figures.next;
    for (size_t i = 0; i < next->n; i++) {
        const struct htx_task *task = next->row[i].task;
        if (strcmp(task->value[HTX_KEY], "yes") == 0)
            htx_buf_addf(&out, "\n- %s (%s)", task->value[HTX_TITLE],
                         htx_unit_name(b->office, task->value[HTX_LEAD]));
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

static int build_table(struct htx_building *b, const struct htx_ini_section *section,
                       struct htx_err *err)
{
    const struct htx_sheet *sheet = &b->document->sheet[b->document->nsheets - 1];
    bool data = sheet->kind == HTX_SHEET_DATA;
    struct htx_part *part = add_part(b, HTX_PART_TABLE, space_of(section));
    if (strcmp(htx_ini_value(section, "type"), "summary") == 0)
        return htx_report_summary(b, section, &part->table, err);
    if (strcmp(htx_ini_value(section, "type"), "matrix") == 0)
        return htx_report_matrix(b, section, &part->table, err);
    return htx_report_tasks(b, section, data, &part->table, err);
}

static const struct {
    const char *type;
    int (*build)(struct htx_building *b, const struct htx_ini_section *section,
                 struct htx_err *err);
} parts[] = {
    {"letterhead", build_letterhead}, {"text", build_text},
    {"addressees", build_addressees}, {"annex", build_annex},
    {"signature", build_signature},   {"key_tasks", build_key_tasks},
    {"summary", build_table},         {"matrix", build_table},
    {"tasks", build_table},
};

static int build_part(struct htx_building *b, const struct htx_ini_section *section,
                      struct htx_err *err)
{
    const char *type = htx_ini_value(section, "type");
    if (b->document->nsheets == 0)
        return htx_fail_at(err, HTX_EDATA, b->report->form->ini.file, section->line,
                           _("[%s] stands before the first [sheet ...]"), section->name);
    for (size_t i = 0; i < HTX_COUNT(parts); i++)
        if (strcmp(parts[i].type, type) == 0)
            return parts[i].build(b, section, err);
    return htx_fail_at(
        err, HTX_EDATA, b->report->form->ini.file, section->line,
        _("[%s]: 'type' is one of: letterhead text addressees annex signature key_tasks "
          "summary tasks"),
        section->name);
}

/* ---- Sheets and the whole ---- */

static void build_sheet(struct htx_building *b, const struct htx_ini_section *section)
{
    struct htx_document *d = b->document;
    d->sheet = htx_arena_grow(b->arena, d->sheet, d->nsheets, sizeof(*d->sheet));
    d->sheet[d->nsheets++] = (struct htx_sheet){
        .name = htx_ini_value(section, "name"),
        .kind =
            strcmp(htx_ini_value(section, "kind"), "data") == 0 ? HTX_SHEET_DATA : HTX_SHEET_PAGE,
        .landscape = strcmp(htx_ini_value(section, "orientation"), "landscape") == 0};
}

static int build_page(struct htx_building *b, struct htx_err *err)
{
    static const char *const names[] = {"top", "bottom", "left", "right"};
    struct htx_margins *m = &b->document->margins;
    double *margins[] = {&m->top, &m->bottom, &m->left, &m->right};
    const struct htx_ini_section *page = htx_ini_section(&b->report->form->ini, "page");
    for (size_t i = 0; i < HTX_COUNT(names); i++) {
        const char *text = htx_ini_value(page, names[i]);
        if (htx_text_to_number(text, margins[i]) != 0 || *margins[i] < 5 || *margins[i] > 60)
            return htx_fail_at(err, HTX_EDATA, b->report->form->ini.file, page ? page->line : 0,
                               _("[page] needs '%s', a margin of 5 to 60 millimetres"), names[i]);
    }
    b->document->font = htx_ini_value(page, "font");
    return 0;
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
    struct htx_ini_key title = {.name = "title", .value = "{organisation}"};
    int result = htx_report_fill(b, &title, &d->company, err);
    struct htx_buf words = HTX_BUF_INIT;
    htx_period_in_words(&b->report->period, &words);
    d->title = htx_arena_printf(b->arena, "%s %s", htx_ini_value(form, "type"), words.s);
    d->subject = htx_ini_value(form, "title");
    d->author = d->company;
    d->transaction = last_transaction(b->office);
    d->date = b->report->date;
    htx_buf_free(&words);
    return result;
}

int htx_report_build(struct htx_office *office, const struct htx_report *report,
                     struct htx_document *document, struct htx_err *err)
{
    *document = (struct htx_document){0};
    struct htx_building b = {
        .office = office, .report = report, .document = document, .arena = &office->arena};
    int result = htx_figures_count(office, report, &b.figures, err);
    if (result == 0)
        result = build_page(&b, err);
    if (result == 0)
        result = build_properties(&b, err);
    const struct htx_ini *ini = &report->form->ini;
    for (size_t i = 0; i < ini->nsections && result == 0; i++) {
        const struct htx_ini_section *section = &ini->sections[i];
        if (strncmp(section->name, "sheet", 5) == 0)
            build_sheet(&b, section);
        else if (strncmp(section->name, "part", 4) == 0)
            result = build_part(&b, section, err);
    }
    return result;
}
