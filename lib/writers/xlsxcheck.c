/* xlsxcheck.c - what Excel refuses or misreads and libxlsxwriter writes all the same. */
#include "text/text.h"
#include "writers/xlsx.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* PROPERTY_BYTES: longer than any title, and as much as Excel keeps. */
enum {
    CELL_UNITS = 32767,
    NAME_UNITS = 31,
    FONT_BYTES = 31,
    PROPERTY_BYTES = 255,
    SHOWN_BYTES = 60,
};

/* Excel counts in units of UTF-16. */
static size_t utf16_units(const char *s)
{
    size_t n = 0;
    for (; *s; s++) {
        unsigned char u = (unsigned char)*s;
        n += (u & 0xC0) == 0x80 ? 0 : u >= 0xF0 ? 2 : 1;
    }
    return n;
}

/* "_x0041_" */
static bool is_escape(const char *s)
{
    if (s[0] != '_' || s[1] != 'x')
        return false;
    for (int i = 2; i < 6; i++)
        if (!isxdigit((unsigned char)s[i]))
            return false;
    return s[6] == '_';
}

static const char *escape(struct htx_arena *arena, const char *text)
{
    const char *s = text;
    while (*s && !is_escape(s))
        s++;
    if (!*s)
        return text;
    struct htx_buf out = HTX_BUF_INIT;
    for (s = text; *s; s++) {
        htx_buf_addc(&out, *s);
        if (is_escape(s))
            htx_buf_adds(&out, "x005F_");
    }
    const char *escaped = htx_arena_ndup(arena, out.s, out.len);
    htx_buf_free(&out);
    return escaped;
}

const char *htx_xlsx_check_text(struct htx_arena *arena, const char *text, const char *where,
                                struct htx_err *err)
{
    size_t len = strlen(text), at = 0;
    int shown = (int)htx_utf8_cut(text, len, SHOWN_BYTES);
    if (htx_utf8_check(text, len, &at)) {
        htx_fail(err, HTX_EDATA, _("%s: the text is not valid UTF-8 at its byte %zu"), where,
                 at + 1);
        return NULL;
    }
    for (at = 0; at < len; at++) {
        unsigned char c = (unsigned char)text[at];
        if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F) {
            htx_fail(err, HTX_EDATA, _("%s: '%.*s' holds a control character: take it out"), where,
                     shown, text);
            return NULL;
        }
    }
    const char *escaped = escape(arena, text);
    size_t units = utf16_units(escaped);
    if (units <= CELL_UNITS)
        return escaped;
    htx_fail(err, HTX_ELIMIT,
             _("%s: '%.*s...' is %zu characters long, a cell holds %d: shorten it"), where, shown,
             text, units, CELL_UNITS);
    return NULL;
}

const char *htx_xlsx_cell_name(struct htx_arena *arena, const char *sheet, unsigned row,
                               unsigned column)
{
    struct htx_buf name = HTX_BUF_INIT;
    htx_xlsx_column_name(&name, column);
    const char *cell =
        htx_arena_printf(arena, _("cell %s%u of sheet '%s'"), name.s, row + 1, sheet);
    htx_buf_free(&name);
    return cell;
}

int htx_xlsx_check_properties(struct htx_arena *arena, const struct htx_xlsx_property *property,
                              size_t n, struct htx_err *err)
{
    for (size_t i = 0; i < n; i++) {
        if (!*property[i].value)
            continue;
        const char *good = htx_xlsx_check_text(arena, property[i].value, _("the properties"), err);
        if (!good)
            return HTX_EDATA;
        *property[i].good =
            htx_arena_ndup(arena, good, htx_utf8_cut(good, strlen(good), PROPERTY_BYTES));
    }
    return 0;
}

static int check_name(const char *name, struct htx_err *err)
{
    static const char forbidden[] = "[]:*?/\\";
    size_t len = strlen(name), at;
    if (!len)
        return htx_fail(err, HTX_EDATA, _("a sheet has no name: give it one"));
    if (htx_utf8_check(name, len, &at))
        return htx_fail(err, HTX_EDATA, _("a sheet's name is not valid UTF-8"));
    for (at = 0; at < len; at++)
        if (strchr(forbidden, name[at]) || (unsigned char)name[at] < ' ')
            return htx_fail(err, HTX_EDATA,
                            _("the sheet name '%s' holds a character out of %s: leave it out"),
                            name, forbidden);
    if (name[0] == '\'' || name[len - 1] == '\'')
        return htx_fail(err, HTX_EDATA,
                        _("the sheet name \"%s\" has an apostrophe at an end: leave it out"), name);
    if (utf16_units(name) > NAME_UNITS)
        return htx_fail(err, HTX_ELIMIT, _("the sheet name '%s' is longer than %d characters"),
                        name, NAME_UNITS);
    if (strcasecmp(name, "History") == 0)
        return htx_fail(err, HTX_EDATA, _("'%s' is a name that Excel keeps: choose another"), name);
    return 0;
}

/* Excel compares names without regard to case, of Vietnamese letters too. */
static bool same_name(const char *a, const char *b)
{
    return htx_text_equal(a, b, htx_text_upper);
}

int htx_xlsx_of_sheet(const struct htx_sheet *sheet, int rc, struct htx_err *err)
{
    if (rc && err && sheet->file && !*err->file) {
        snprintf(err->file, sizeof(err->file), "%s", sheet->file);
        err->line = sheet->line;
    }
    return rc;
}

static int check_name_of(const struct htx_document *document, size_t at, struct htx_err *err)
{
    const char *name = document->sheet[at].name;
    int rc = check_name(name, err);
    if (rc)
        return rc;
    if (same_name(name, HTX_SHEET_FIGURES) || same_name(name, HTX_SHEET_CHOICES))
        return htx_fail(err, HTX_EDATA,
                        _("'%s' is the name of a hidden sheet of each workbook: choose another"),
                        name);
    for (size_t j = 0; j < at; j++)
        if (same_name(name, document->sheet[j].name))
            return htx_fail(err, HTX_EDATA,
                            _("two sheets are named '%s': rename one (case does not matter)"),
                            name);
    return 0;
}

int htx_xlsx_check_names(const struct htx_document *document, struct htx_err *err)
{
    if (!document->nsheets)
        return htx_fail(err, HTX_EDATA, _("a workbook needs at least one sheet"));
    int rc = 0;
    for (size_t i = 0; i < document->nsheets && !rc; i++)
        rc = htx_xlsx_of_sheet(&document->sheet[i], check_name_of(document, i, err), err);
    return rc;
}

int htx_xlsx_check_heads(const char *sheet, const struct htx_table *table, struct htx_err *err)
{
    for (size_t i = 0; i < table->ncolumns; i++) {
        const char *head = table->column[i].title;
        if (!*head || strchr(head, '\n'))
            return htx_fail(err, HTX_EDATA, _("sheet '%s': column %zu needs a head of one line"),
                            sheet, i + 1);
        for (size_t j = 0; j < i; j++)
            if (same_name(head, table->column[j].title))
                return htx_fail(
                    err, HTX_EDATA,
                    _("sheet '%s': two columns are headed '%s': rename one (case does not matter)"),
                    sheet, head);
    }
    return 0;
}

int htx_xlsx_check_font(const char *font, struct htx_err *err)
{
    size_t len = strlen(font);
    if (len < 1 || len > FONT_BYTES)
        return htx_fail(err, HTX_EDATA, _("the font name '%s' must have 1 to %d characters"), font,
                        FONT_BYTES);
    for (size_t i = 0; i < len; i++)
        if (!isascii(font[i]) || (!isalnum((unsigned char)font[i]) && !strchr(" -.", font[i])))
            return htx_fail(err, HTX_EDATA,
                            _("the font name '%s' may have letters, digits, blanks, '-' and '.'"),
                            font);
    return 0;
}

uint64_t htx_xlsx_look_key(const struct htx_look *look)
{
    uint64_t key = (uint64_t)(look->style.size & 0x1FF);
    key = key << 1 | look->style.bold;
    key = key << 1 | look->style.italic;
    key = key << 2 | look->style.align;
    key = key << 2 | look->valign;
    key = key << 3 | look->number;
    key = key << 3 | look->edges;
    key = key << 2 | look->shade;
    return key << 1 | look->one_line;
}

double htx_xlsx_row_height(double height)
{
    static const double pixel = 0.75, unwritten = 15; /* the library leaves this height out */
    double points = ceil(height / pixel) * pixel;
    return points == unwritten ? points + pixel : points;
}
