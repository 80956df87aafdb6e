/* xlsxpage.c - the parts of an official letter on the grid of its sheet: Decree 30/2020/NĐ-CP,
 * Annex I. */
#include "writers/metrics.h"
#include "writers/xlsx.h"
#include <math.h>
#include <string.h>

/* ---- The grid ------------------------------------------------------------------------------- */

/* LibreOffice leaves two points of a cell empty beside its text, Excel about five pixels, and its
 * screen draws some letters wider than a printer. */
static const double point = 0.75, padding = 2.25, excel_padding = 3.75, caution = 0.99;
/* Other fonts of office letters are wider than Times New Roman. */
static const double other_fonts = 0.85;

static double span(const struct htx_layout *layout, unsigned column, unsigned last)
{
    double pixels = 0;
    for (unsigned i = column; i <= last && i < layout->ncolumns; i++)
        pixels += layout->pixels[i];
    return pixels;
}

static double in_font(const struct htx_layout *layout, double width)
{
    return strcmp(layout->font, "Times New Roman") == 0 ? width : width * other_fonts;
}

double htx_layout_width(const struct htx_layout *layout, unsigned column, unsigned last)
{
    return in_font(layout, (span(layout, column, last) * point - excel_padding) * caution);
}

/* Lines of a wrapped text in LibreOffice, and in the program that needs most. */
struct lines {
    size_t usual, most;
};

static struct lines lines_of(const struct htx_layout *layout, const char *text, unsigned column,
                             unsigned last, const struct htx_style *style)
{
    double width = in_font(layout, span(layout, column, last) * point - padding);
    return (struct lines){
        htx_metrics_lines(text, width, style),
        htx_metrics_lines(text, htx_layout_width(layout, column, last), style),
    };
}

/* Where only Excel may need one line more, that line is spared the air. */
double htx_layout_height(const struct htx_layout *layout, const char *text, unsigned column,
                         unsigned last, const struct htx_style *style)
{
    struct lines lines = lines_of(layout, text, column, last, style);
    return fmax(htx_metrics_height(lines.usual, style->size),
                htx_metrics_least(lines.most, style->size));
}

struct htx_area htx_layout_area(const struct htx_layout *layout, unsigned column, unsigned last)
{
    return (struct htx_area){layout->row, column, layout->row, last};
}

double htx_layout_row(struct htx_layout *layout, double height)
{
    height = htx_xlsx_row(layout->sheet, layout->row++, height);
    if (layout->used + height > layout->page) {
        layout->pages++;
        layout->used = layout->repeated;
        if (layout->keep && layout->used + layout->kept_height + height <= layout->page) {
            htx_xlsx_break(layout->sheet, layout->kept);
            layout->used += layout->kept_height;
            if (layout->kept <= layout->table_row)
                layout->table_first = layout->pages;
        }
        layout->keep = false;
    }
    layout->used += height;
    layout->kept_height += height;
    return height;
}

void htx_layout_keep(struct htx_layout *layout)
{
    if (layout->keep)
        return;
    layout->keep = true;
    layout->kept = layout->row;
    layout->kept_height = 0;
}

void htx_layout_release(struct htx_layout *layout)
{
    layout->keep = false;
}

void htx_layout_space(struct htx_layout *layout, int points)
{
    if (points > 0)
        htx_layout_row(layout, points);
}

static double text_width(const char *text, const struct htx_style *style)
{
    return htx_metrics_width(text, strlen(text), style);
}

/* ---- Letterhead ----------------------------------------------------------------------------- */

enum { CAPS = 12, MOTTO = 13, RULE = 7 };
static const struct htx_style parent_style = {CAPS, false, false, HTX_CENTRE};
static const struct htx_style body_style = {CAPS, true, false, HTX_CENTRE};
static const struct htx_style motto_style = {MOTTO, true, false, HTX_CENTRE};
static const struct htx_style number_style = {MOTTO, false, false, HTX_CENTRE};
static const struct htx_style date_style = {MOTTO, false, true, HTX_CENTRE};
static const struct htx_style rule_style = {RULE, true, false, HTX_CENTRE};
static const double rule_height = 9, part_of_text = 0.4; /* "a third to a half" */

/* How badly a border before column fits: far from 37 % of the width, and much worse when a text
 * that should stand on one line does not. */
static double misfit(const struct htx_layout *layout, const struct htx_letterhead *letterhead,
                     unsigned column)
{
    static const double share = 0.37, severe = 100;
    unsigned end = layout->ncolumns - 1;
    double total = span(layout, 0, end);
    double cost = fabs(span(layout, 0, column - 1) - share * total) / total;
    if (!letterhead)
        return cost;
    double left = htx_layout_width(layout, 0, column - 1);
    double right = htx_layout_width(layout, column, end);
    cost += fmax(0, text_width(letterhead->parent, &parent_style) / left - 1);
    cost += severe * fmax(0, text_width(letterhead->nation, &body_style) / right - 1);
    cost += severe * fmax(0, text_width(letterhead->motto, &motto_style) / right - 1);
    cost += severe * fmax(0, text_width(letterhead->place_date, &date_style) / right - 1);
    return cost + severe * fmax(0, text_width(letterhead->number, &number_style) / left - 1);
}

unsigned htx_layout_right(const struct htx_layout *layout, const struct htx_sheet *sheet)
{
    const struct htx_letterhead *letterhead = NULL;
    for (size_t i = 0; i < sheet->nparts; i++)
        if (sheet->part[i].type == HTX_PART_LETTERHEAD)
            letterhead = &sheet->part[i].letterhead;
    unsigned best = 1;
    for (unsigned i = 2; i < layout->ncolumns; i++)
        if (misfit(layout, letterhead, i) < misfit(layout, letterhead, best))
            best = i;
    return best;
}

bool htx_layout_parted(const struct htx_layout *layout, const struct htx_letterhead *letterhead)
{
    double right = span(layout, layout->right, layout->ncolumns - 1) * point;
    return text_width(letterhead->nation, &body_style) <= right &&
           text_width(letterhead->motto, &motto_style) <= right;
}

/* The lines of one corner, each on a row of its own so that the corners stay level. */
struct corner {
    unsigned column, last;
    size_t nlines;
    struct {
        const char *text;
        const struct htx_style *style;
    } * line;
};

static void add_line(struct htx_layout *layout, struct corner *corner, const char *text,
                     const struct htx_style *style)
{
    corner->line =
        htx_arena_grow(layout->arena, corner->line, corner->nlines, sizeof(*corner->line));
    corner->line[corner->nlines].text = text;
    corner->line[corner->nlines++].style = style;
}

static void add_lines(struct htx_layout *layout, struct corner *corner, const char *text,
                      const struct htx_style *style)
{
    double width = htx_layout_width(layout, corner->column, corner->last);
    struct htx_line line = {0, 0, !*text};
    for (; !line.last; text += line.taken) {
        line = htx_metrics_line(text, width, style);
        add_line(layout, corner, htx_arena_ndup(layout->arena, text, line.shown), style);
    }
}

/* A solid line is a run of small underscores, as in the decree's own sample forms. */
static const char *rule(struct htx_layout *layout, double width)
{
    long n = lround(width / text_width("_", &rule_style));
    struct htx_buf out = HTX_BUF_INIT;
    for (long i = 0; i < n; i++)
        htx_buf_addc(&out, '_');
    const char *text = htx_arena_ndup(layout->arena, out.s, out.len);
    htx_buf_free(&out);
    return text;
}

/* Add the line under a corner: a part of its longest text, or of the last one's whole length. */
static void add_rule(struct htx_layout *layout, struct corner *corner, double part)
{
    double longest = 0;
    for (size_t i = 0; i < corner->nlines; i++)
        if (corner->line[i].style == corner->line[corner->nlines - 1].style)
            longest = fmax(longest, text_width(corner->line[i].text, corner->line[i].style));
    if (corner->nlines)
        add_line(layout, corner, rule(layout, longest * part), &rule_style);
}

static void put_corner(struct htx_layout *layout, const struct corner *corner, size_t line)
{
    struct htx_look look = {.style = body_style, .valign = HTX_VALIGN_TOP, .one_line = true};
    const char *text = "";
    if (line < corner->nlines) {
        look.style = *corner->line[line].style;
        text = corner->line[line].text;
    }
    htx_xlsx_text(layout->sheet, htx_layout_area(layout, corner->column, corner->last), text,
                  &look);
}

static double corner_height(const struct corner *corner, size_t line)
{
    static const double leading = 1.3;
    if (line >= corner->nlines)
        return 0;
    const struct htx_style *style = corner->line[line].style;
    return style == &rule_style ? rule_height : leading * style->size;
}

static void put_draft(struct htx_layout *layout, const char *draft)
{
    struct htx_look look = {.style = {MOTTO, true, false, HTX_LEFT}, .one_line = true};
    if (!*draft)
        return;
    htx_xlsx_text(layout->sheet, htx_layout_area(layout, 0, layout->right - 1), draft, &look);
    htx_layout_row(layout, htx_metrics_height(1, MOTTO));
}

/* The row of the number and of the place and date. */
static void put_number(struct htx_layout *layout, const struct htx_letterhead *letterhead)
{
    unsigned end = layout->ncolumns - 1;
    struct htx_look number = {.style = number_style}, date = {.style = date_style};
    double left =
        htx_layout_height(layout, letterhead->number, 0, layout->right - 1, &number_style);
    double right =
        htx_layout_height(layout, letterhead->place_date, layout->right, end, &date_style);
    htx_xlsx_text(layout->sheet, htx_layout_area(layout, 0, layout->right - 1), letterhead->number,
                  &number);
    htx_xlsx_text(layout->sheet, htx_layout_area(layout, layout->right, end),
                  letterhead->place_date, &date);
    htx_layout_row(layout, fmax(left, right));
}

void htx_layout_letterhead(struct htx_layout *layout, const struct htx_letterhead *letterhead)
{
    struct corner left = {.column = 0, .last = layout->right - 1};
    struct corner right = {.column = layout->right, .last = layout->ncolumns - 1};
    add_lines(layout, &left, letterhead->parent, &parent_style);
    for (const char *const *body = letterhead->body; *body; body++)
        add_lines(layout, &left, *body, &body_style);
    add_rule(layout, &left, part_of_text);
    add_lines(layout, &right, letterhead->nation, &body_style);
    add_lines(layout, &right, letterhead->motto, &motto_style);
    add_rule(layout, &right, 1);

    put_draft(layout, letterhead->draft);
    for (size_t i = 0; i < left.nlines || i < right.nlines; i++) {
        put_corner(layout, &left, i);
        put_corner(layout, &right, i);
        htx_layout_row(layout, fmax(corner_height(&left, i), corner_height(&right, i)));
    }
    put_number(layout, letterhead);
}

/* ---- Paragraphs ----------------------------------------------------------------------------- */

/* The first line of each paragraph of body text begins 1 cm to the right: blanks that do not
 * break, since an indent of the cell would move all its lines. */
static const char *indented(struct htx_layout *layout, const char *text)
{
    static const char indent[] = "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0";
    struct htx_buf out = HTX_BUF_INIT;
    for (const char *end; *text; text = end + (*end != '\0')) {
        end = strchrnul(text, '\n');
        htx_buf_adds(&out, out.len ? "\n" : "");
        htx_buf_adds(&out, end > text ? indent : "");
        htx_buf_add(&out, text, (size_t)(end - text));
    }
    const char *result = htx_arena_ndup(layout->arena, out.s, out.len);
    htx_buf_free(&out);
    return result;
}

/* Bytes of text for one row: a paragraph up to its line end, or as much of it as Excel lets a row
 * be high.  Rows of their own let pages end between paragraphs. */
static struct htx_line next_row(const struct htx_layout *layout, const char *text,
                                const struct htx_style *style)
{
    double width = htx_layout_width(layout, 0, layout->ncolumns - 1);
    size_t most = htx_metrics_fit(layout->tallest, style->size);
    struct htx_line row = {0, 0, false};
    bool ended = false;
    for (size_t lines = 0; lines < most && !row.last && !ended; lines++) {
        struct htx_line line = htx_metrics_line(text + row.taken, width, style);
        row = (struct htx_line){row.taken + line.shown, row.taken + line.taken, line.last};
        ended = row.taken > 0 && text[row.taken - 1] == '\n';
    }
    return row;
}

/* A row of text over the whole width.  Programs differ in how far lines are apart: those of body
 * text are spread, or they would end with a blank line here and be cut there. */
static void put_text_row(struct htx_layout *layout, const char *text, const struct htx_look *look)
{
    unsigned end = layout->ncolumns - 1;
    struct htx_look own = *look;
    struct lines lines = lines_of(layout, text, 0, end, &look->style);
    double height = htx_layout_height(layout, text, 0, end, &look->style);
    if (look->style.align == HTX_JUSTIFY && lines.usual > 1 && lines.most == lines.usual) {
        own.valign = HTX_VALIGN_SPREAD;
        height = htx_metrics_spread(lines.usual, look->style.size);
    }
    htx_xlsx_text(layout->sheet, htx_layout_area(layout, 0, end), text, &own);
    htx_layout_row(layout, height);
}

/* Text over the whole width; company: its last row, or all of a heading, must have a part below it
 * on the same page. */
static void put_text(struct htx_layout *layout, const char *text, const struct htx_look *look,
                     bool company)
{
    struct htx_line row = {0, 0, false};
    for (; !row.last; text += row.taken) {
        row = next_row(layout, text, &look->style);
        bool keep = company && (row.last || look->style.bold);
        if (keep)
            htx_layout_keep(layout);
        put_text_row(layout, htx_arena_ndup(layout->arena, text, row.shown), look);
        if (!keep)
            htx_layout_release(layout);
    }
}

static double longest_line(const char *text, double width, const struct htx_style *style)
{
    double longest = 0;
    struct htx_line line = {0, 0, false};
    for (; !line.last; text += line.taken) {
        line = htx_metrics_line(text, width, style);
        longest = fmax(longest, htx_metrics_width(text, line.shown, style));
    }
    return longest;
}

void htx_layout_paragraph(struct htx_layout *layout, const struct htx_part *part, bool company)
{
    unsigned end = layout->ncolumns - 1;
    const struct htx_style *style = &part->paragraph.style;
    const char *text = part->paragraph.text;
    bool line = part->paragraph.line;
    struct htx_look look = {.style = *style, .valign = line ? HTX_VALIGN_BOTTOM : HTX_VALIGN_TOP};
    put_text(layout, part->paragraph.indent ? indented(layout, text) : text, &look, company);
    if (!line)
        return;
    double width = longest_line(text, htx_layout_width(layout, 0, end), style);
    look = (struct htx_look){.style = rule_style, .valign = HTX_VALIGN_TOP, .one_line = true};
    htx_xlsx_text(layout->sheet, htx_layout_area(layout, 0, end),
                  rule(layout, width * part_of_text), &look);
    htx_layout_row(layout, rule_height);
}

/* ---- Signature ------------------------------------------------------------------------------ */

enum { TITLE = 12, LIST = 11, SIGNER = 14, SEAL_LINES = 5 };
static const struct htx_style title_style = {TITLE, true, true, HTX_LEFT};
static const struct htx_style list_style = {LIST, false, false, HTX_LEFT};
static const struct htx_style signer_style = {SIGNER, true, false, HTX_CENTRE};

static const char *joined(struct htx_layout *layout, const char *begin, const char *const *lines,
                          const char *end)
{
    struct htx_buf out = HTX_BUF_INIT;
    htx_buf_adds(&out, begin);
    for (size_t i = 0; lines[i]; i++) {
        htx_buf_adds(&out, i ? "\n" : "");
        htx_buf_adds(&out, lines[i]);
    }
    htx_buf_adds(&out, end);
    const char *text = htx_arena_ndup(layout->arena, out.s, out.len);
    htx_buf_free(&out);
    return text;
}

static double put_recipients(struct htx_layout *layout, const struct htx_signature *signature)
{
    struct htx_area area = htx_layout_area(layout, 0, layout->right - 1);
    struct htx_look look = {.style = list_style, .valign = HTX_VALIGN_TOP};
    unsigned last = area.last_column;
    bool title = *signature->recipients_title, list = *signature->recipients;
    const char *text = joined(layout, title && list ? "\n" : "", signature->recipients, "");
    struct htx_run run[2] = {{signature->recipients_title, title_style}, {text, list_style}};
    if (title && list) {
        htx_xlsx_rich(layout->sheet, area, run, &look);
    } else {
        look.style = title ? title_style : list_style;
        htx_xlsx_text(layout->sheet, area, title ? run[0].text : text, &look);
    }
    const char *first = *text == '\n' ? text + 1 : text;
    return htx_layout_height(layout, run[0].text, 0, last, &title_style) +
           htx_layout_height(layout, first, 0, last, &list_style);
}

/* One row, so that no page break parts the signer from the authority. */
void htx_layout_signature(struct htx_layout *layout, const struct htx_signature *signature)
{
    struct htx_area area = htx_layout_area(layout, layout->right, layout->ncolumns - 1);
    struct htx_look look = {.style = signer_style, .valign = HTX_VALIGN_TOP};
    char room[SEAL_LINES + 2];
    memset(room, '\n', SEAL_LINES + 1);
    room[SEAL_LINES + 1] = '\0';
    const char *end = htx_arena_printf(layout->arena, "%s%s", room, signature->signer);
    const char *text = joined(layout, "", signature->authority, end);
    htx_xlsx_text(layout->sheet, area, text, &look);
    double left = put_recipients(layout, signature);
    double right = htx_layout_height(layout, text, area.column, area.last_column, &signer_style);
    htx_layout_row(layout, fmax(left, right));
}
