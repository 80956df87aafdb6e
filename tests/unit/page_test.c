/* page_test.c - documents as text and Markdown: what a person reads of charts and calendars. */
#include "check.h"
#include "writers/writers.h"
#include <math.h>
#include <string.h>

static const struct htx_column columns[] = {
    {.title = "TT", .over = "", .width = 5, .align = HTX_CENTRE},
    {.title = "Nội dung", .over = "", .width = 40, .align = HTX_JUSTIFY},
    {.title = "1", .over = "Tháng", .width = 3, .align = HTX_CENTRE},
    {.title = "2", .over = "Tháng", .width = 3, .align = HTX_CENTRE, .marked = true},
    {.title = "3", .over = "Tháng", .width = 3, .align = HTX_CENTRE},
    {.title = "Xong", .over = "Trong đó", .width = 16, .align = HTX_CENTRE},
};
static struct htx_cell group_cells[] = {
    {.text = "I"}, {.text = "Văn phòng"}, {.text = ""}, {.text = ""}, {.text = ""}, {.text = ""},
};
static struct htx_cell row_cells[] = {
    {.type = HTX_CELL_NUMBER, .number = 1}, {.text = "Tổng kết"},
    {.text = "", .shade = HTX_SHADED},      {.text = "", .shade = HTX_SHADED_DARK},
    {.text = "x", .shade = HTX_SHADED},     {.type = HTX_CELL_SHARE, .text = "3/4"},
};
static struct htx_row rows[] = {{HTX_ROW_GROUP, group_cells}, {HTX_ROW, row_cells}};

static const double done[] = {12, 7.5}, open_tasks[] = {3, NAN};
static const struct htx_series series[] = {{"Xong", done}, {"Chưa", open_tasks}};
static const char *const category[] = {"Văn phòng", "Quỹ Hỗ trợ"};

static struct htx_part parts[] = {
    {.type = HTX_PART_TABLE,
     .table = {.ncolumns = HTX_COUNT(columns), .nrows = 2, .column = columns, .row = rows}},
    {.type = HTX_PART_CHART, .chart = {HTX_CHART_BARS, "Tiến độ", 2, 2, category, series}},
};
static struct htx_sheet sheets[] = {
    {.name = "Lịch",
     .kind = HTX_SHEET_PAGE,
     .landscape = true,
     .nparts = HTX_COUNT(parts),
     .part = parts},
    {.name = "Dữ liệu", .kind = HTX_SHEET_DATA, .landscape = true, .nparts = 1, .part = parts},
};

static void check_page(enum htx_report_format format, const char *wanted, const char *loses)
{
    struct htx_document document = {.nsheets = HTX_COUNT(sheets), .sheet = sheets};
    struct htx_buf out = HTX_BUF_INIT;
    htx_page_write(&document, format, 80, &out);
    CHECK(strcmp(out.s, wanted) == 0, "%s", loses);
    if (strcmp(out.s, wanted) != 0)
        printf("#%s\n", out.s);
    htx_buf_free(&out);
}

int main(void)
{
    check_page(HTX_REPORT_TEXT,
               "\n"
               "TT  Nội dung   1 ▼2  3  Trong đó: Xong\n"
               "──  ─────────  ─ ── ──  ──────────────\n"
               " I  Văn phòng\n"
               " 1  Tổng kết   ▒  █ ▒x             3/4\n"
               "\n\n"
               "Tiến độ\n"
               "            Xong  Chưa\n"
               "──────────  ────  ────\n"
               "Văn phòng     12     3\n"
               "Quỹ Hỗ trợ   7,5\n"
               "\n\n",
               "a calendar and a chart can be read on a terminal");
    check_page(HTX_REPORT_MARKDOWN,
               "\n"
               "| TT | Nội dung | 1 | ▼2 | 3 | Trong đó: Xong |\n"
               "| ---: | --- | ---: | ---: | ---: | ---: |\n"
               "| I | Văn phòng |  |  |  |  |\n"
               "| 1 | Tổng kết | ▒ | █ | ▒x | 3/4 |\n"
               "\n\n"
               "**Tiến độ**\n\n"
               "|  | Xong | Chưa |\n"
               "| --- | ---: | ---: |\n"
               "| Văn phòng | 12 | 3 |\n"
               "| Quỹ Hỗ trợ | 7,5 |  |\n"
               "\n\n",
               "a calendar and a chart can be read in Markdown");
    check_page(HTX_REPORT_CSV,
               "TT,Nội dung,1,2,3,Trong đó: Xong\n"
               "I,Văn phòng,,,,\n"
               "1,Tổng kết,,,x,3/4\n",
               "data for programs has neither shades nor marks");
    return check_end();
}
