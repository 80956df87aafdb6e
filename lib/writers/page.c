/* page.c - a document as plain text or Markdown for people, its data sheet as CSV for programs. */
#include "text/text.h"
#include "writers/grid.h"
#include "writers/writers.h"
#include <math.h>
#include <string.h>

struct page {
    enum htx_report_format format;
    int width;
    struct htx_buf *out;
};

/* ---- Text ---- */

static void add_line(struct page *p, const char *text, size_t len, enum htx_align align)
{
    struct htx_buf line = HTX_BUF_INIT;
    htx_buf_add(&line, text, len);
    int blank = p->width - htx_text_width(line.s);
    if (align == HTX_CENTRE && blank > 1)
        htx_repeat(p->out, " ", blank / 2);
    htx_buf_adds(p->out, line.s);
    htx_buf_addc(p->out, '\n');
    htx_buf_free(&line);
}

/* Wrapped to the page; a line end in text stays one. */
static void add_wrapped(struct page *p, const char *text, enum htx_align align)
{
    while (*text) {
        struct htx_wrapped w = htx_wrap(text, p->width);
        add_line(p, text, w.shown, align);
        text += w.taken;
    }
}

/* Two corners side by side, each centred in its part, or the left one from the margin on. */
static void add_corners(struct page *p, const char *left, const char *right, enum htx_align align)
{
    int half = p->width * 2 / 5, at = (half - htx_text_width(left)) / 2;
    if (p->format == HTX_REPORT_MARKDOWN) {
        htx_buf_addf(p->out, *left && *right ? "%s | %s  \n" : "%s%s  \n", left, right);
        return;
    }
    if (at < 0 || align == HTX_LEFT)
        at = 0;
    htx_repeat(p->out, " ", at);
    htx_buf_adds(p->out, left);
    if (*right) {
        int used = at + htx_text_width(left);
        int to = half + (p->width - half - htx_text_width(right)) / 2;
        htx_repeat(p->out, " ", to > used + 1 ? to - used : 2);
        htx_buf_adds(p->out, right);
    }
    htx_buf_addc(p->out, '\n');
}

static void add_letterhead(struct page *p, const struct htx_letterhead *head)
{
    const char *right[] = {head->nation, head->motto, ""};
    size_t line = 0, body = 0;
    if (*head->draft)
        add_corners(p, head->draft, "", HTX_CENTRE);
    struct htx_buf parent = HTX_BUF_INIT;
    for (const char *s = head->parent; *s; s += strcspn(s, "\n"), s += *s == '\n') {
        htx_buf_cut(&parent, 0);
        htx_buf_add(&parent, s, strcspn(s, "\n"));
        add_corners(p, parent.s, right[line < 2 ? line : 2], HTX_CENTRE);
        line++;
    }
    htx_buf_free(&parent);
    for (; head->body[body] || line < 2; line++) {
        add_corners(p, head->body[body] ? head->body[body] : "", right[line < 2 ? line : 2],
                    HTX_CENTRE);
        body += head->body[body] != NULL;
    }
    htx_buf_addc(p->out, '\n');
    add_corners(p, head->number, head->place_date, HTX_CENTRE);
}

static void add_signature(struct page *p, const struct htx_signature *s)
{
    size_t left = 0, right = 0;
    add_corners(p, s->recipients_title, s->authority[0] ? s->authority[0] : "", HTX_LEFT);
    right += s->authority[0] != NULL;
    while (s->recipients[left] || s->authority[right]) {
        add_corners(p, s->recipients[left] ? s->recipients[left] : "",
                    s->authority[right] ? s->authority[right] : "", HTX_LEFT);
        left += s->recipients[left] != NULL;
        right += s->authority[right] != NULL;
    }
    if (*s->signer) {
        htx_buf_adds(p->out, "\n\n");
        add_corners(p, "", s->signer, HTX_LEFT);
    }
}

/* ---- Tables ---- */

static const char *cell_text(struct htx_buf *out, const struct htx_cell *cell, bool people)
{
    static const char *const shade[] = {
        [HTX_UNSHADED] = "", [HTX_SHADED] = "▒", [HTX_SHADED_DARK] = "█"};
    char iso[16];
    htx_buf_cut(out, 0);
    htx_buf_adds(out, people ? shade[cell->shade] : "");
    switch (cell->type) {
    case HTX_CELL_TEXT:
    case HTX_CELL_SHARE:
        htx_buf_adds(out, cell->text);
        break;
    case HTX_CELL_DATE:
        if (people)
            htx_value_show(out, HTX_DUE, htx_date_text(cell->date, iso));
        else
            htx_buf_adds(out, htx_date_text(cell->date, iso));
        break;
    case HTX_CELL_RATIO:
        if (!isnan(cell->number))
            htx_text_number(out, cell->number, 1);
        break;
    default:
        htx_text_number(out, cell->number, 0);
        break;
    }
    return out->s;
}

static const char *table_cell(struct htx_grid *grid, size_t row, size_t column)
{
    const struct htx_table *table = grid->source;
    return cell_text(&grid->scratch, &table->row[row].cell[column], grid->people);
}

/* A column of a calendar, headed by a month or a day: the head above it would make it wide. */
static bool is_narrow(const struct htx_column *column)
{
    return htx_text_width(column->title) <= 2 && column->align == HTX_CENTRE;
}

static const char *head_text(struct htx_arena *arena, const struct htx_column *column, bool people)
{
    const char *mark = people && column->marked ? "▼" : "";
    return *column->over && !is_narrow(column)
               ? htx_arena_printf(arena, "%s%s: %s", mark, column->over, column->title)
               : htx_arena_printf(arena, "%s%s", mark, column->title);
}

static void add_table(struct page *p, const struct htx_table *table)
{
    static const enum htx_list_format formats[] = {[HTX_REPORT_TEXT] = HTX_LIST_TABLE,
                                                   [HTX_REPORT_MARKDOWN] = HTX_LIST_MARKDOWN,
                                                   [HTX_REPORT_CSV] = HTX_LIST_CSV};
    struct htx_arena arena = {0};
    struct htx_grid_column *columns =
        htx_arena_alloc(&arena, (table->ncolumns + 1) * sizeof(*columns));
    for (size_t i = 0; i < table->ncolumns; i++) {
        columns[i].name = columns[i].head =
            head_text(&arena, &table->column[i], p->format != HTX_REPORT_CSV);
        bool figures = table->column[i].align == HTX_CENTRE || table->column[i].align == HTX_RIGHT;
        columns[i].kind = figures ? HTX_GRID_NUMBER : HTX_GRID_TEXT;
        columns[i].tight = is_narrow(&table->column[i]);
        columns[i].comfort = table->column[i].width < 20 ? (int)table->column[i].width : 0;
    }
    struct htx_list list = {.format = formats[p->format], .width = p->width};
    struct htx_grid grid = {.ncolumns = table->ncolumns,
                            .nrows = table->nrows,
                            .column = columns,
                            .cell = table_cell,
                            .source = table,
                            .list = &list,
                            .scratch = HTX_BUF_INIT,
                            .line = HTX_BUF_INIT,
                            .out = p->out,
                            .has_total =
                                table->nrows && table->row[table->nrows - 1].kind == HTX_ROW_TOTAL};
    htx_grid_write(&grid);
    htx_arena_free(&arena);
}

/* ---- Charts ---- */

static struct htx_cell chart_cell(double value)
{
    if (isnan(value))
        return (struct htx_cell){.type = HTX_CELL_TEXT, .text = ""};
    bool whole = value == floor(value);
    return (struct htx_cell){.type = whole ? HTX_CELL_NUMBER : HTX_CELL_RATIO, .number = value};
}

/* Its figures as a table: a row for each category, a column for each series. */
static void add_chart(struct page *p, const struct htx_chart *chart)
{
    enum { NAMES = 40, FIGURES = 12 };
    struct htx_arena arena = {0};
    size_t n = chart->nseries + 1;
    struct htx_column *column = htx_arena_alloc(&arena, n * sizeof(*column));
    struct htx_row *row = htx_arena_alloc(&arena, (chart->ncategories + 1) * sizeof(*row));
    column[0] = (struct htx_column){.title = "", .over = "", .width = NAMES};
    for (size_t j = 1; j < n; j++)
        column[j] = (struct htx_column){
            .title = chart->series[j - 1].name, .over = "", .width = FIGURES, .align = HTX_RIGHT};
    for (size_t i = 0; i < chart->ncategories; i++) {
        row[i].cell = htx_arena_alloc(&arena, n * sizeof(*row[i].cell));
        row[i].cell[0] = (struct htx_cell){.type = HTX_CELL_TEXT, .text = chart->category[i]};
        for (size_t j = 1; j < n; j++)
            row[i].cell[j] = chart_cell(chart->series[j - 1].value[i]);
    }
    struct htx_table table = {
        .ncolumns = n, .nrows = chart->ncategories, .column = column, .row = row};
    add_table(p, &table);
    htx_arena_free(&arena);
}

/* ---- Parts ---- */

static void add_paragraph(struct page *p, const char *text, const struct htx_style *style)
{
    bool markdown = p->format == HTX_REPORT_MARKDOWN;
    if (!markdown) {
        add_wrapped(p, text, style->align);
        return;
    }
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, "\n");
        struct htx_buf line = HTX_BUF_INIT;
        htx_buf_add(&line, s, n);
        htx_buf_addf(p->out,
                     style->bold     ? "**%s**\n\n"
                     : style->italic ? "*%s*\n\n"
                                     : "%s\n\n",
                     line.s);
        htx_buf_free(&line);
        s += n + (s[n] == '\n');
    }
}

static void add_part(struct page *p, const struct htx_part *part)
{
    static const struct htx_style chart_title = {.bold = true};
    switch (part->type) {
    case HTX_PART_LETTERHEAD:
        add_letterhead(p, &part->letterhead);
        break;
    case HTX_PART_PARAGRAPH:
        if (part->space && p->format == HTX_REPORT_TEXT)
            htx_buf_addc(p->out, '\n');
        add_paragraph(p, part->paragraph.text, &part->paragraph.style);
        return;
    case HTX_PART_TABLE:
        htx_buf_addc(p->out, '\n');
        add_table(p, &part->table);
        break;
    case HTX_PART_CHART:
        htx_buf_addc(p->out, '\n');
        add_paragraph(p, part->chart.title, &chart_title);
        add_chart(p, &part->chart);
        break;
    case HTX_PART_SIGNATURE:
        htx_buf_addc(p->out, '\n');
        add_signature(p, &part->signature);
        break;
    }
    htx_buf_addc(p->out, '\n');
}

const struct htx_sheet *htx_document_data(const struct htx_document *document)
{
    for (size_t i = 0; i < document->nsheets; i++)
        if (document->sheet[i].kind == HTX_SHEET_DATA)
            return &document->sheet[i];
    return NULL;
}

void htx_page_write(const struct htx_document *document, enum htx_report_format format, int width,
                    struct htx_buf *out)
{
    struct page p = {format, width > 40 ? width : 100, out};
    enum htx_sheet_kind kind = format == HTX_REPORT_CSV ? HTX_SHEET_DATA : HTX_SHEET_PAGE;
    for (size_t i = 0; i < document->nsheets; i++) {
        const struct htx_sheet *sheet = &document->sheet[i];
        for (size_t k = 0; sheet->kind == kind && k < sheet->nparts; k++)
            if (kind == HTX_SHEET_DATA)
                add_table(&p, &sheet->part[k].table);
            else
                add_part(&p, &sheet->part[k]);
        if (kind == HTX_SHEET_PAGE && sheet->kind == kind)
            htx_buf_addc(out, '\n');
    }
}
