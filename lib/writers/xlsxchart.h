/*
 * xlsxchart.h - the charts of a workbook: how large each is, where its figures stand, what it looks
 * like.
 */
#ifndef HTX_XLSXCHART_H
#define HTX_XLSXCHART_H

#include "writers/xlsx.h"

/* How a chart is divided, in points from its upper left corner. */
struct htx_chart_plan {
    double width, height;
    double title;                    /* the width of its title's lines */
    double left, top, right, bottom; /* the edges of the plot between its axes */
    int label_size;                  /* points of the categories' names */
    bool upright;                    /* they are read from the right */
    double unit, most;               /* of the axis of values, whole numbers */
    unsigned row;                    /* of the sheet of figures, where the chart's head is */
};
/* most: the height that the page has for it. */
struct htx_chart_plan htx_chart_plan(const struct htx_chart *chart, double width, double most);

enum { HTX_CHART_TITLE = 13, HTX_CHART_LABEL = 11 }; /* sizes of type */

/* "='Số liệu biểu đồ'!$B$2:$B$8" without its sign of equality: rows first to last of a column. */
void htx_chart_range(struct htx_buf *out, unsigned column, unsigned first, unsigned last);

/* The whole chart part of the file. */
const char *htx_chart_xml(struct htx_arena *arena, const char *font, const struct htx_chart *chart,
                          const struct htx_chart_plan *plan);

#endif
