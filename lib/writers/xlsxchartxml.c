/*
 * xlsxchartxml.c - the chart part of a workbook (ECMA-376 part 1, 21.2).  libxlsxwriter 1.1 cannot
 * say where the plot is, and leaves that to programs that squeeze it when names are long.
 */
#include "writers/metrics.h"
#include "writers/xlsxchart.h"
#include <math.h>
#include <string.h>

struct drawing {
    const struct htx_chart *chart;
    const struct htx_chart_plan *plan;
    const char *font;
    struct htx_buf *out;
};

static void add(struct drawing *d, const char *xml)
{
    htx_buf_adds(d->out, xml);
}

static void add_escaped(struct drawing *d, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        switch (text[i]) {
        case '&':
            add(d, "&amp;");
            break;
        case '<':
            add(d, "&lt;");
            break;
        case '>':
            add(d, "&gt;");
            break;
        default:
            htx_buf_addc(d->out, text[i]);
        }
}

/* ---- Type ----------------------------------------------------------------------------------- */

static void add_font(struct drawing *d, const char *element, int size, bool bold)
{
    htx_buf_addf(d->out,
                 "<a:%s lang=\"vi-VN\" sz=\"%d00\" b=\"%d\"><a:latin typeface=\"%s\"/></a:%s>",
                 element, size, bold, d->font, element);
}

static void add_type(struct drawing *d, int size, bool upright)
{
    htx_buf_addf(d->out, "<c:txPr><a:bodyPr rot=\"%s\" vert=\"horz\"/><a:lstStyle/><a:p><a:pPr>",
                 upright ? "-5400000" : "0");
    add_font(d, "defRPr", size, false);
    add(d, "</a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>");
}

/* Lines of their own: not every program wraps a title. */
static void add_title(struct drawing *d)
{
    static const struct htx_style style = {HTX_CHART_TITLE, true, false, HTX_CENTRE};
    const char *text = d->chart->title;
    struct htx_line line = {0, 0, false};
    add(d, "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>");
    for (; !line.last; text += line.taken) {
        line = htx_metrics_line(text, d->plan->title, &style);
        add(d, "<a:p><a:pPr>");
        add_font(d, "defRPr", style.size, true);
        add(d, "</a:pPr><a:r>");
        add_font(d, "rPr", style.size, true);
        add(d, "<a:t>");
        add_escaped(d, text, line.shown);
        add(d, "</a:t></a:r></a:p>");
    }
    add(d, "</c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>");
}

/* ---- Series --------------------------------------------------------------------------------- */

/* Told apart without colours: greys first, then patterns. */
static const struct fill {
    unsigned grey;
    const char *pattern;
} fills[] = {
    {0x404040, NULL}, {0x8C8C8C, NULL}, {0xD0D0D0, NULL}, {0xFFFFFF, NULL},
    {0, "wdUpDiag"},  {0, "ltHorz"},    {0, "lgGrid"},    {0, "narVert"},
};

static const struct stroke {
    unsigned grey;
    const char *dash, *marker;
    unsigned inside; /* of the marker */
} strokes[] = {
    {0x000000, "solid", "circle", 0x000000},  {0x7F7F7F, "solid", "square", 0xFFFFFF},
    {0x000000, "dash", "triangle", 0xFFFFFF}, {0x7F7F7F, "dash", "diamond", 0x7F7F7F},
    {0x000000, "sysDot", "square", 0x000000}, {0x7F7F7F, "sysDot", "circle", 0xFFFFFF},
};

static void add_grey(struct drawing *d, unsigned grey)
{
    htx_buf_addf(d->out, "<a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill>", grey);
}

static void add_line(struct drawing *d, double points, unsigned grey, const char *dash)
{
    static const double emu = 12700;
    htx_buf_addf(d->out, "<a:ln w=\"%.0f\">", points * emu);
    add_grey(d, grey);
    htx_buf_addf(d->out, "<a:prstDash val=\"%s\"/></a:ln>", dash);
}

static void add_fill(struct drawing *d, size_t series)
{
    static const double outline = 0.5;
    size_t middle = 1; /* black ink enough for bars that nothing stands beside */
    const struct fill *fill = &fills[d->chart->nseries == 1 ? middle : series % HTX_COUNT(fills)];
    add(d, "<c:spPr>");
    if (fill->pattern)
        htx_buf_addf(d->out,
                     "<a:pattFill prst=\"%s\"><a:fgClr><a:srgbClr val=\"000000\"/></a:fgClr>"
                     "<a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr></a:pattFill>",
                     fill->pattern);
    else
        add_grey(d, fill->grey);
    add_line(d, outline, 0, "solid");
    add(d, "</c:spPr><c:invertIfNegative val=\"0\"/>");
}

static void add_stroke(struct drawing *d, size_t series)
{
    static const double thick = 1.5, thin = 0.75;
    const struct stroke *stroke = &strokes[series % HTX_COUNT(strokes)];
    add(d, "<c:spPr>");
    add_line(d, thick, stroke->grey, stroke->dash);
    htx_buf_addf(d->out, "</c:spPr><c:marker><c:symbol val=\"%s\"/><c:size val=\"7\"/><c:spPr>",
                 stroke->marker);
    add_grey(d, stroke->inside);
    add_line(d, thin, stroke->grey, "solid");
    add(d, "</c:spPr></c:marker>");
}

static void add_strings(struct drawing *d, unsigned column, unsigned row, const char *const *text,
                        size_t n)
{
    add(d, "<c:strRef><c:f>");
    htx_chart_range(d->out, column, row, row + (unsigned)n - 1);
    htx_buf_addf(d->out, "</c:f><c:strCache><c:ptCount val=\"%zu\"/>", n);
    for (size_t i = 0; i < n; i++) {
        htx_buf_addf(d->out, "<c:pt idx=\"%zu\"><c:v>", i);
        add_escaped(d, text[i], strlen(text[i]));
        add(d, "</c:v></c:pt>");
    }
    add(d, "</c:strCache></c:strRef>");
}

static void add_numbers(struct drawing *d, unsigned column, unsigned row, const double *value,
                        size_t n)
{
    add(d, "<c:numRef><c:f>");
    htx_chart_range(d->out, column, row, row + (unsigned)n - 1);
    htx_buf_addf(d->out,
                 "</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"%zu\"/>",
                 n);
    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i]))
            htx_buf_addf(d->out, "<c:pt idx=\"%zu\"><c:v>%.16G</c:v></c:pt>", i, value[i]);
    add(d, "</c:numCache></c:numRef>");
}

static void add_series(struct drawing *d, size_t i)
{
    const struct htx_chart *chart = d->chart;
    unsigned head = d->plan->row, column = (unsigned)i + 1;
    bool lines = chart->type == HTX_CHART_LINES;
    htx_buf_addf(d->out, "<c:ser><c:idx val=\"%zu\"/><c:order val=\"%zu\"/><c:tx>", i, i);
    add_strings(d, column, head, &chart->series[i].name, 1);
    add(d, "</c:tx>");
    if (lines)
        add_stroke(d, i);
    else
        add_fill(d, i);
    add(d, "<c:cat>");
    add_strings(d, 0, head + 1, chart->category, chart->ncategories);
    add(d, "</c:cat><c:val>");
    add_numbers(d, column, head + 1, chart->series[i].value, chart->ncategories);
    add(d, lines ? "</c:val><c:smooth val=\"0\"/></c:ser>" : "</c:val></c:ser>");
}

/* ---- Axes ----------------------------------------------------------------------------------- */

#define CATEGORIES "\"1\""
#define VALUES "\"2\""

/* Lying bars are read from the top down, and their numbers still stand below. */
static void add_categories(struct drawing *d)
{
    static const double thin = 0.75;
    bool lines = d->chart->type == HTX_CHART_LINES;
    htx_buf_addf(d->out,
                 "<c:catAx><c:axId val=" CATEGORIES "/><c:scaling><c:orientation val=\"%s\"/>"
                 "</c:scaling><c:delete val=\"0\"/><c:axPos val=\"%s\"/>"
                 "<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>"
                 "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>"
                 "<c:tickLblPos val=\"low\"/><c:spPr>",
                 lines ? "minMax" : "maxMin", lines ? "b" : "l");
    add_line(d, thin, 0, "solid");
    add(d, "</c:spPr>");
    add_type(d, d->plan->label_size, d->plan->upright);
    add(d, "<c:crossAx val=" VALUES "/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/>"
           "<c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"50\"/><c:tickLblSkip val=\"1\"/>"
           "<c:noMultiLvlLbl val=\"1\"/></c:catAx>");
}

static void add_values(struct drawing *d)
{
    enum { PALE = 0xBFBFBF };
    static const double hair = 0.5;
    bool lines = d->chart->type == HTX_CHART_LINES;
    htx_buf_addf(d->out,
                 "<c:valAx><c:axId val=" VALUES "/><c:scaling><c:orientation val=\"minMax\"/>"
                 "<c:max val=\"%.0f\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"0\"/>"
                 "<c:axPos val=\"%s\"/><c:majorGridlines><c:spPr>",
                 d->plan->most, lines ? "l" : "b");
    add_line(d, hair, PALE, "solid");
    add(d, "</c:spPr></c:majorGridlines><c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/>"
           "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>"
           "<c:tickLblPos val=\"nextTo\"/><c:spPr>");
    add_line(d, hair, PALE, "solid");
    add(d, "</c:spPr>");
    add_type(d, HTX_CHART_LABEL, false);
    htx_buf_addf(d->out,
                 "<c:crossAx val=" CATEGORIES "/><c:crosses val=\"%s\"/>"
                 "<c:crossBetween val=\"between\"/><c:majorUnit val=\"%.0f\"/></c:valAx>",
                 lines ? "autoZero" : "max", d->plan->unit);
}

/* ---- The chart ------------------------------------------------------------------------------ */

static void add_plot(struct drawing *d)
{
    const struct htx_chart_plan *plan = d->plan;
    const struct htx_chart *chart = d->chart;
    bool stacked = chart->type == HTX_CHART_STACKED, lines = chart->type == HTX_CHART_LINES;
    htx_buf_addf(d->out,
                 "<c:plotArea><c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/>"
                 "<c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x val=\"%.4f\"/>"
                 "<c:y val=\"%.4f\"/><c:w val=\"%.4f\"/><c:h val=\"%.4f\"/>"
                 "</c:manualLayout></c:layout>",
                 plan->left / plan->width, plan->top / plan->height,
                 (plan->right - plan->left) / plan->width,
                 (plan->bottom - plan->top) / plan->height);
    add(d, lines     ? "<c:lineChart><c:grouping val=\"standard\"/>"
           : stacked ? "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"stacked\"/>"
                     : "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/>");
    add(d, "<c:varyColors val=\"0\"/>");
    for (size_t i = 0; i < chart->nseries; i++)
        add_series(d, i);
    if (lines)
        add(d, "<c:marker val=\"1\"/>");
    else
        htx_buf_addf(d->out, "<c:gapWidth val=\"%d\"/><c:overlap val=\"%d\"/>", stacked ? 45 : 40,
                     stacked ? 100 : 0);
    add(d, "<c:axId val=" CATEGORIES "/><c:axId val=" VALUES "/>");
    add(d, lines ? "</c:lineChart>" : "</c:barChart>");
    add_categories(d);
    add_values(d);
    add(d, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>");
}

const char *htx_chart_xml(struct htx_arena *arena, const char *font, const struct htx_chart *chart,
                          const struct htx_chart_plan *plan)
{
    struct htx_buf out = HTX_BUF_INIT;
    struct drawing d = {chart, plan, font, &out};
    add(&d, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
            "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
            "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
            "<c:lang val=\"vi-VN\"/><c:roundedCorners val=\"0\"/><c:chart>");
    add_title(&d);
    add_plot(&d);
    add(&d, "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>");
    add_type(&d, HTX_CHART_LABEL, false);
    add(&d, "</c:legend><c:plotVisOnly val=\"0\"/><c:dispBlanksAs val=\"gap\"/></c:chart>"
            "<c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>"
            "<a:ln><a:noFill/></a:ln></c:spPr>");
    add_type(&d, HTX_CHART_LABEL, false);
    add(&d, "</c:chartSpace>");
    const char *xml = htx_arena_ndup(arena, out.s, out.len);
    htx_buf_free(&out);
    return xml;
}
