/* xlsxchart.c - the charts of a workbook: their size on the page, and the hidden sheet that holds
 * their figures. */
#include "writers/metrics.h"
#include "writers/xlsxchart.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Dividing a chart ----------------------------------------------------------------------- */

enum { SMALLEST = 7, AXIS = 18, AIR = 8 }; /* AXIS: height of a row of numbers */
/* LibreOffice draws a name wider than a page has it, and a title a part of the height down. */
static const double leading = 1.2, drawn = 1.08, above_title = 0.02;

static struct htx_style label_style(int size)
{
    return (struct htx_style){.size = size};
}

static double text_width(const char *text, size_t len, int size)
{
    struct htx_style style = label_style(size);
    return drawn * htx_metrics_width(text, len, &style);
}

/* The widest piece of a category's name; pieces end at any character of ends. */
static double longest_piece(const struct htx_chart *chart, int size, const char *ends)
{
    double longest = 0;
    for (size_t i = 0; i < chart->ncategories; i++) {
        const char *s = chart->category[i];
        for (size_t n; *s; s += n + (s[n] != '\0')) {
            n = strcspn(s, ends);
            longest = fmax(longest, text_width(s, n, size));
        }
    }
    return longest;
}

static double lines_in(const struct htx_chart *chart, int size, double width)
{
    struct htx_style style = label_style(size);
    size_t lines = 1;
    for (size_t i = 0; i < chart->ncategories; i++) {
        size_t own = htx_metrics_lines(chart->category[i], width / drawn, &style);
        lines = own > lines ? own : lines;
    }
    return (double)lines;
}

static double title_height(const struct htx_chart *chart, double width)
{
    static const struct htx_style style = {HTX_CHART_TITLE, true, false, HTX_CENTRE};
    return (double)htx_metrics_lines(chart->title, width, &style) * leading * style.size + AIR;
}

/* Make the chart as high as its parts, or as the page allows. */
static void set_height(struct htx_chart_plan *plan, double parts, double most, double below)
{
    double title = plan->top;
    plan->height = fmin(most, parts / (1 - above_title));
    plan->top = title + above_title * plan->height;
    plan->bottom = plan->height - below;
}

/* Programs set a legend in columns as wide as its longest name. */
static double legend_height(const struct htx_chart *chart, double width)
{
    static const double key = 45, used = 0.9;
    double longest = 0;
    for (size_t i = 0; i < chart->nseries; i++)
        longest = fmax(longest, text_width(chart->series[i].name, strlen(chart->series[i].name),
                                           HTX_CHART_LABEL) +
                                    key);
    double across = fmax(1, floor(used * width / longest));
    return ceil((double)chart->nseries / across) * leading * HTX_CHART_LABEL + AIR;
}

/* The longest bar, or the highest point. */
static double largest(const struct htx_chart *chart)
{
    double most = 0;
    for (size_t i = 0; i < chart->ncategories; i++) {
        double sum = 0;
        for (size_t j = 0; j < chart->nseries; j++) {
            double value = isnan(chart->series[j].value[i]) ? 0 : chart->series[j].value[i];
            sum += value;
            most = fmax(most, value);
        }
        if (chart->type == HTX_CHART_STACKED)
            most = fmax(most, sum);
    }
    return most;
}

/* Steps of 1, 2, 5, 10, 20 ... so that a few numbers reach as far as the figures. */
static void plan_values(const struct htx_chart *chart, struct htx_chart_plan *plan)
{
    static const double most_steps = 8, step[] = {1, 2, 5};
    double most = largest(chart);
    plan->unit = 1;
    for (size_t i = 1; most / plan->unit > most_steps; i++)
        plan->unit = step[i % 3] * pow(10, (double)(i / 3));
    plan->most = fmax(1, ceil(most / plan->unit)) * plan->unit;
}

/* Points from one category of lying bars to the next: enough for its name and its bars. */
static double least_pitch(const struct htx_chart *chart, int size, double width)
{
    static const double bar = 5;
    size_t bars = chart->type == HTX_CHART_BARS ? chart->nseries : 1;
    return fmax(lines_in(chart, size, width) * leading * size + 1, (double)bars * bar + 3);
}

/* The names are as large as the page allows, and leave most of the width to the bars. */
static void plan_bars(const struct htx_chart *chart, double most, struct htx_chart_plan *plan)
{
    static const double part = 0.42, usual = 24, of_series = 11;
    double n = (double)chart->ncategories, below = AXIS + legend_height(chart, plan->width);
    double room = (1 - above_title) * most - plan->top - below, least, names;
    plan->label_size = HTX_CHART_LABEL + 1;
    do {
        plan->label_size--;
        names = fmin(longest_piece(chart, plan->label_size, ""), part * plan->width);
        least = least_pitch(chart, plan->label_size, names);
    } while (n * least > room && plan->label_size > SMALLEST);
    double bars = chart->type == HTX_CHART_BARS ? (double)chart->nseries * of_series + AIR : usual;
    plan->left = names + AIR;
    set_height(plan, plan->top + n * fmax(bars, least + AIR / 2) + below, most, below);
}

/* Names below the lines stand upright when their words are wider than their place. */
static void plan_lines(const struct htx_chart *chart, double most, struct htx_chart_plan *plan)
{
    enum { SMALL = 9 };
    static const double shape = 0.4;
    char number[32];
    int len = snprintf(number, sizeof(number), "%.0f", plan->most);
    plan->left = text_width(number, (size_t)len, HTX_CHART_LABEL) + 2 * AIR;
    double pitch = (plan->right - plan->left) / (double)chart->ncategories, below = AIR;
    plan->label_size = HTX_CHART_LABEL;
    while (plan->label_size > SMALL && longest_piece(chart, plan->label_size, " ") > pitch)
        plan->label_size--;
    plan->upright = longest_piece(chart, plan->label_size, " ") > pitch;
    while (plan->upright && plan->label_size > SMALLEST && leading * plan->label_size > pitch)
        plan->label_size--;
    below += plan->upright ? longest_piece(chart, plan->label_size, "") + AIR
                           : lines_in(chart, plan->label_size, pitch) * leading * plan->label_size;
    below += legend_height(chart, plan->width);
    set_height(plan, plan->top + shape * plan->width + below, most, below);
    plan->bottom = fmax(plan->bottom, (plan->top + plan->height) / 2);
}

struct htx_chart_plan htx_chart_plan(const struct htx_chart *chart, double width, double most)
{
    static const double wrapped = 0.8;
    struct htx_chart_plan plan = {
        .width = width, .title = wrapped * width, .right = width - 2 * AIR};
    plan.top = title_height(chart, plan.title);
    plan_values(chart, &plan);
    if (chart->type == HTX_CHART_LINES)
        plan_lines(chart, most, &plan);
    else
        plan_bars(chart, most, &plan);
    return plan;
}

/* ---- On the page ---------------------------------------------------------------------------- */

static bool is_empty(const struct htx_chart *chart)
{
    return !chart->ncategories || !chart->nseries;
}

/* Its figures begin below those of all charts before it. */
static unsigned figures_row(const struct htx_document *document, const struct htx_chart *chart)
{
    unsigned row = 0;
    for (size_t i = 0; i < document->nsheets; i++)
        for (size_t j = 0; j < document->sheet[i].nparts; j++) {
            const struct htx_part *part = &document->sheet[i].part[j];
            if (&part->chart == chart)
                return row;
            if (part->type == HTX_PART_CHART && !is_empty(&part->chart))
                row += (unsigned)part->chart.ncategories + 2;
        }
    return row;
}

void htx_chart_range(struct htx_buf *out, unsigned column, unsigned first, unsigned last)
{
    htx_buf_adds(out, "'" HTX_SHEET_FIGURES "'!$");
    htx_xlsx_column_name(out, column);
    htx_buf_addf(out, "$%u", first + 1);
    if (first == last)
        return;
    htx_buf_adds(out, ":$");
    htx_xlsx_column_name(out, column);
    htx_buf_addf(out, "$%u", last + 1);
}

static const char *values_formula(struct htx_arena *arena, const struct htx_chart *chart,
                                  unsigned row)
{
    struct htx_buf out = HTX_BUF_INIT;
    htx_buf_addc(&out, '=');
    htx_chart_range(&out, 1, row + 1, row + (unsigned)chart->ncategories);
    const char *formula = htx_arena_ndup(arena, out.s, out.len);
    htx_buf_free(&out);
    return formula;
}

/* Rows of the sheet are kept free for it, on one page with each other and the heading. */
void htx_layout_chart(struct htx_layout *layout, const struct htx_chart *chart)
{
    static const double point = 0.75, rounding = 2, least = 150;
    if (is_empty(chart))
        return;
    double above = layout->repeated + (layout->keep ? layout->kept_height : 0);
    double width = 0, height = 0;
    for (unsigned i = 0; i < layout->ncolumns; i++)
        width += layout->pixels[i] * point;
    struct htx_chart_plan plan =
        htx_chart_plan(chart, width, fmax(least, layout->page - above - rounding));
    struct htx_picture picture = {.row = layout->row, .title = chart->title};
    double rows = ceil(plan.height / layout->tallest);
    htx_layout_keep(layout);
    for (double i = 0; i < rows; i++)
        height += htx_layout_row(layout, plan.height / rows);
    if (!layout->sheet)
        return;
    plan.row = figures_row(layout->document, chart);
    picture.width = plan.width / point;
    picture.height = height / point;
    picture.values = values_formula(layout->arena, chart, plan.row);
    picture.xml = htx_chart_xml(layout->arena, layout->font, chart, &plan);
    htx_xlsx_chart(layout->sheet, &picture);
}

/* ---- The figures ---------------------------------------------------------------------------- */

static const struct htx_look head = {.style = {11, true, false, HTX_LEFT}, .one_line = true};
static const struct htx_look body = {.style = {11, false, false, HTX_LEFT}, .one_line = true};
static const struct htx_look number = {
    .style = {11, false, false, HTX_RIGHT}, .number = HTX_AS_NUMBER, .one_line = true};

static unsigned put_figures(struct htx_xlsx_sheet *sheet, const struct htx_chart *chart,
                            unsigned row)
{
    double height = htx_metrics_height(1, body.style.size);
    htx_xlsx_text(sheet, (struct htx_area){row, 0, row, 0}, chart->title, &head);
    for (unsigned j = 0; j < chart->nseries; j++)
        htx_xlsx_text(sheet, (struct htx_area){row, j + 1, row, j + 1}, chart->series[j].name,
                      &head);
    htx_xlsx_row(sheet, row++, height);
    for (size_t i = 0; i < chart->ncategories; i++) {
        htx_xlsx_text(sheet, (struct htx_area){row, 0, row, 0}, chart->category[i], &body);
        for (unsigned j = 0; j < chart->nseries; j++)
            if (!isnan(chart->series[j].value[i]))
                htx_xlsx_number(sheet, row, j + 1, chart->series[j].value[i], &number);
        htx_xlsx_row(sheet, row++, height);
    }
    htx_xlsx_row(sheet, row++, height);
    return row;
}

void htx_xlsx_put_figures(struct htx_xlsx *book, const struct htx_document *document)
{
    static const double names = 40, figures = 16;
    struct htx_xlsx_sheet *sheet = NULL;
    unsigned row = 0, columns = 1;
    for (size_t i = 0; i < document->nsheets; i++)
        for (size_t j = 0; j < document->sheet[i].nparts; j++) {
            const struct htx_part *part = &document->sheet[i].part[j];
            if (part->type != HTX_PART_CHART || is_empty(&part->chart))
                continue;
            if (!sheet)
                sheet = htx_xlsx_hidden(book, document, HTX_SHEET_FIGURES);
            row = put_figures(sheet, &part->chart, row);
            columns = (unsigned)fmax(columns, (double)part->chart.nseries + 1);
        }
    for (unsigned i = 0; sheet && i < columns; i++)
        htx_xlsx_column(sheet, i, i ? figures : names, i ? &number : &body);
}
