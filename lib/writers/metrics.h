/*
 * metrics.h - how much room a text takes in Times New Roman: spreadsheets do not make the rows of
 * wrapped text high enough by themselves (LibreOffice never, Excel not in merged cells), so the
 * writer says every height.
 */
#ifndef HTX_METRICS_H
#define HTX_METRICS_H

#include "report/document.h"

/* Width in points of the first len bytes of the UTF-8 text s. */
double htx_metrics_width(const char *s, size_t len, const struct htx_style *style);

/*
 * The line that begins at s when the text wraps in a width of points: shown bytes are seen, taken
 * bytes lead to the beginning of the next line, last says that there is none.  Lines break at
 * blanks and line ends, and inside a word that is longer than a line.
 */
struct htx_line {
    size_t shown, taken;
    bool last;
};
struct htx_line htx_metrics_line(const char *s, double width, const struct htx_style *style);

/* Lines that the text s takes in a width of points: 1 for an empty text. */
size_t htx_metrics_lines(const char *s, double width, const struct htx_style *style);

/* Height in points of lines of a size, and the other way round, with a little air. */
double htx_metrics_height(size_t lines, int size);
size_t htx_metrics_fit(double height, int size);
/* Height in which lines can just be read. */
double htx_metrics_least(size_t lines, int size);
/* Height of lines that are spread over all of it. */
double htx_metrics_spread(size_t lines, int size);

#endif
