/*
 * xlsx_pictures.h - a document of all that is drawn or chosen: charts, calendars, bars, shares and
 * lists of choices.
 */
#ifndef XLSX_PICTURES_H
#define XLSX_PICTURES_H

#include "xlsx_documents.h"
#include <math.h>

enum { FEW = 7, MANY = 40, MONTHS = 12, FORTNIGHTS = 26, MOST_SERIES = 8 };

/* Longer than its column of a chart should be. */
static const char *const department[FEW] = {
    "Văn phòng",
    "Phòng Kế hoạch - Hỗ trợ",
    "Phòng Kiểm tra và Tổ chức Thành viên",
    "Phòng Tuyên truyền - Đào tạo & Hợp tác quốc tế",
    "Trung tâm Tư vấn <HTX>",
    "Quỹ Hỗ trợ phát triển hợp tác xã thành phố Hải Phòng",
    "Ban Thường trực",
};

static const char *const outcome[MOST_SERIES] = {
    "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang thực hiện", "Đang, quá hạn",
    "Chưa thực hiện",      "Chưa, quá hạn",      "Chuyển kỳ sau",  "Rút khỏi chương trình",
};

/* ---- Charts --------------------------------------------------------------------------------- */

static const char *const *categories(struct htx_arena *arena, enum htx_chart_type type, size_t n)
{
    const char **name = htx_arena_alloc(arena, n * sizeof(*name));
    for (size_t i = 0; i < n; i++)
        name[i] = type == HTX_CHART_LINES && n <= MONTHS
                      ? htx_arena_printf(arena, "Tháng %zu", i + 1)
                  : n <= FEW ? department[i]
                             : htx_arena_printf(arena, "Hợp tác xã nông nghiệp số %zu", i + 1);
    return name;
}

/* Figures as uneven as in life; the last third of the last line is yet to come. */
static struct htx_part chart(struct htx_arena *arena, enum htx_chart_type type, size_t ncategories,
                             size_t nseries, const char *title)
{
    struct htx_part part = {.type = HTX_PART_CHART, .space = 10};
    struct htx_series *series = htx_arena_alloc(arena, nseries * sizeof(*series));
    for (size_t j = 0; j < nseries; j++) {
        double *value = htx_arena_alloc(arena, ncategories * sizeof(*value));
        for (size_t i = 0; i < ncategories; i++) {
            value[i] = (double)((i * 7 + j * 5) % 11);
            if (type == HTX_CHART_LINES)
                value[i] = j == nseries - 1 && i > ncategories * 2 / 3
                               ? NAN
                               : 45 + 5 * value[i] - 8 * (double)j;
        }
        series[j] = (struct htx_series){outcome[j], value};
    }
    part.chart = (struct htx_chart){.type = type,
                                    .title = title,
                                    .ncategories = ncategories,
                                    .nseries = nseries,
                                    .category = categories(arena, type, ncategories),
                                    .series = series};
    return part;
}

static const char by_unit[] = "Tiến độ thực hiện nhiệm vụ theo đơn vị";

static struct htx_sheet upright_charts(struct htx_arena *arena)
{
    struct htx_part *part = htx_arena_alloc(arena, PARTS * sizeof(*part));
    part[0] = paragraph("BIỂU ĐỒ", 14, true, HTX_CENTRE, 0);
    part[1] = chart(arena, HTX_CHART_STACKED, FEW, 5, by_unit);
    part[2] = chart(arena, HTX_CHART_LINES, MONTHS, 2,
                    "Tỷ lệ hoàn thành các tháng trong năm 2024 của Liên minh Hợp tác xã thành phố "
                    "Hải Phòng (%)");
    part[3] = paragraph("Các đơn vị có một loại số liệu", 14, true, HTX_LEFT, 10);
    part[4] = chart(arena, HTX_CHART_BARS, FEW, 1, "Số nhiệm vụ quá hạn");
    part[5] = chart(arena, HTX_CHART_STACKED, 1, 3, "Một đơn vị");
    part[6] = chart(arena, HTX_CHART_BARS, FEW, 2, "Hai loại số liệu");
    part[7] = chart(arena, HTX_CHART_BARS, MANY, 1, "Cao hơn chỗ còn lại của trang");
    return (struct htx_sheet){
        .name = "Biểu đồ", .kind = HTX_SHEET_PAGE, .landscape = false, .nparts = 8, .part = part};
}

static struct htx_sheet long_chart(struct htx_arena *arena)
{
    struct htx_part *part = htx_arena_alloc(arena, PARTS * sizeof(*part));
    part[0] = paragraph("BIỂU ĐỒ CÁC HỢP TÁC XÃ", 14, true, HTX_CENTRE, 0);
    part[1] = chart(arena, HTX_CHART_STACKED, MANY, 4, by_unit);
    part[2] = body_text("Ghi chú: số liệu tính đến ngày lập báo cáo.");
    part[3] = chart(arena, HTX_CHART_LINES, MANY, 3, "Đường của bốn mươi đơn vị");
    return (struct htx_sheet){.name = "Biểu đồ dài",
                              .kind = HTX_SHEET_PAGE,
                              .landscape = false,
                              .nparts = 4,
                              .part = part};
}

static struct htx_sheet wide_charts(struct htx_arena *arena)
{
    struct htx_part *part = htx_arena_alloc(arena, PARTS * sizeof(*part));
    part[0] = chart(arena, HTX_CHART_STACKED, FEW, MOST_SERIES, by_unit);
    part[1] = chart(arena, HTX_CHART_STACKED, MANY, 4, by_unit);
    part[2] = chart(arena, HTX_CHART_LINES, MONTHS, 6, "Sáu đường");
    return (struct htx_sheet){.name = "Biểu đồ ngang",
                              .kind = HTX_SHEET_PAGE,
                              .landscape = true,
                              .nparts = 3,
                              .part = part};
}

/* ---- Calendars ------------------------------------------------------------------------------ */

static struct htx_table calendar(struct htx_arena *arena, size_t periods)
{
    enum { OWN = 3 };
    static const struct htx_column own[OWN] = {
        {.title = "STT", .over = "", .width = 5, .align = HTX_CENTRE},
        {.title = "Nội dung công việc", .over = "", .width = 40, .align = HTX_JUSTIFY},
        {.title = "Chủ trì", .over = "", .width = 12, .align = HTX_CENTRE}};
    struct htx_column *column = htx_arena_alloc(arena, (OWN + periods) * sizeof(*column));
    memcpy(column, own, sizeof(own));
    for (size_t i = 0; i < periods; i++)
        column[OWN + i] = (struct htx_column){.title = htx_arena_printf(arena, "%zu", i + 1),
                                              .over = periods == MONTHS ? "Tháng" : "Tuần",
                                              .width = periods == MONTHS ? 4 : 2,
                                              .align = HTX_CENTRE,
                                              .marked = i == periods / 2};
    struct htx_table table = {
        .ncolumns = OWN + periods, .column = column, .size = periods == MONTHS ? 12 : 11};
    for (size_t i = 0; i < 12; i++) {
        struct htx_row *row = add_row(&table, i % 6 ? HTX_ROW : HTX_ROW_GROUP, arena);
        row->cell[0] = i % 6 ? figure((double)i) : text(i ? "II" : "I");
        row->cell[1] = text(i % 6 ? work[i % HTX_COUNT(work)] : unit[i / 6]);
        row->cell[2] = text(i % 6 ? "VP" : "");
        for (size_t k = 0; i % 6 && k < periods; k++) {
            row->cell[OWN + k].shade = k >= i && k < i + 3 ? HTX_SHADED : HTX_UNSHADED;
            if (k == i + 2)
                row->cell[OWN + k].shade = HTX_SHADED_DARK;
        }
        if (i % 6 == 1)
            row->cell[OWN + 1].text = "x";
    }
    return table;
}

static struct htx_sheet calendar_sheet(struct htx_arena *arena, const char *name, size_t periods)
{
    struct htx_part *part = htx_arena_alloc(arena, PARTS * sizeof(*part));
    part[0] = paragraph("LỊCH CÔNG TÁC NĂM 2024", 14, true, HTX_CENTRE, 0);
    part[1].type = HTX_PART_TABLE;
    part[1].space = 10;
    part[1].table = calendar(arena, periods);
    return (struct htx_sheet){
        .name = name, .kind = HTX_SHEET_PAGE, .landscape = true, .nparts = 2, .part = part};
}

/* ---- Bars and shares ------------------------------------------------------------------------ */

/* Of the unit's tasks those of the first two states; no task has the state "". */
static struct htx_cell share_cell(struct htx_arena *arena, const char *of_unit)
{
    struct htx_condition *where = htx_arena_alloc(arena, 3 * sizeof(*where));
    where[0] = (struct htx_condition){2, of_unit};
    where[1] = (struct htx_condition){4, status[0]};
    where[2] = (struct htx_condition){4, status[1]};
    double all = 0, part = 0;
    for (size_t i = 0; i < UNITS; i++)
        if (strcmp(unit[i], of_unit) == 0) {
            all = count(i, STATUSES);
            part = count(i, 0) + count(i, 1);
        }
    return (struct htx_cell){.type = HTX_CELL_SHARE,
                             .text = all > 0 ? htx_arena_printf(arena, "%.0f/%.0f", part, all) : "",
                             .where = where,
                             .nwhere = 1,
                             .part = where + 1,
                             .nparts = 2};
}

/* Tasks of the unit without an amount of money: every other one. */
static struct htx_cell empty_cell(struct htx_arena *arena, size_t of_unit)
{
    struct htx_condition *where = htx_arena_alloc(arena, 2 * sizeof(*where));
    where[0] = (struct htx_condition){2, of_unit < UNITS ? unit[of_unit] : "Cơ quan khác"};
    where[1] = (struct htx_condition){5, ""};
    double n = 0;
    for (size_t i = 0; i < TASKS; i += 2)
        n += unit_of(i) == of_unit;
    return (struct htx_cell){.type = HTX_CELL_COUNT, .number = n, .where = where, .nwhere = 2};
}

static struct htx_table shares(struct htx_arena *arena)
{
    static const struct htx_column column[] = {
        {.title = "STT", .over = "", .width = 5, .align = HTX_CENTRE},
        {.title = "Đơn vị", .over = "", .width = 25, .align = HTX_LEFT},
        {.title = "Tổng số", .over = "", .width = 9, .align = HTX_CENTRE},
        {.title = "Hoàn thành", .over = "", .width = 10, .align = HTX_CENTRE},
        {.title = "Tỷ lệ (%)", .over = "", .width = 14, .align = HTX_CENTRE, .bar = true},
        {.title = "Xong hoặc đang làm", .over = "", .width = 8, .align = HTX_CENTRE},
        {.title = "Chưa có kinh phí", .over = "", .width = 9, .align = HTX_CENTRE},
    };
    struct htx_table table = {.ncolumns = HTX_COUNT(column), .column = column, .size = 13};
    for (size_t i = 0; i <= UNITS; i++) { /* the last one has no task */
        if (i == 2)
            add_row(&table, HTX_ROW_GROUP, arena)->cell[1] = text("Khối tuyên truyền");
        struct htx_row *row = add_row(&table, HTX_ROW, arena);
        row->cell[0] = figure((double)i + 1);
        row->cell[1] = text(i < UNITS ? unit[i] : "Cơ quan khác");
        row->cell[2] = i < UNITS ? count_cell(arena, i, STATUSES) : figure(0);
        row->cell[3] = i < UNITS ? count_cell(arena, i, 0) : figure(0);
        row->cell[4] = ratio_cell(row->cell[3].number, row->cell[2].number);
        row->cell[5] = share_cell(arena, row->cell[1].text);
        row->cell[6] = empty_cell(arena, i);
    }
    struct htx_row *total = add_row(&table, HTX_ROW_TOTAL, arena);
    total->cell[1] = text("Tổng cộng");
    for (size_t j = 2; j < 4; j++) {
        total->cell[j] = (struct htx_cell){.type = HTX_CELL_SUM};
        for (size_t i = 0; i < UNITS; i++)
            total->cell[j].number += count(i, j == 2 ? STATUSES : 0);
    }
    total->cell[4] = ratio_cell(total->cell[3].number, total->cell[2].number);
    return table;
}

static struct htx_sheet share_sheet(struct htx_arena *arena)
{
    struct htx_part *part = htx_arena_alloc(arena, PARTS * sizeof(*part));
    part[0] = paragraph("TỶ LỆ HOÀN THÀNH", 14, true, HTX_CENTRE, 0);
    part[1].type = HTX_PART_TABLE;
    part[1].table = shares(arena);
    part[2] = chart(arena, HTX_CHART_STACKED, FEW, 3, by_unit);
    return (struct htx_sheet){
        .name = "Tỷ lệ", .kind = HTX_SHEET_PAGE, .landscape = false, .nparts = 3, .part = part};
}

/* ---- The document --------------------------------------------------------------------------- */

/* The lists are longer than a validation could hold itself. */
static void add_choices(struct htx_arena *arena, struct htx_table *table)
{
    static const char *const states[] = {"Hoàn thành", "Đang thực hiện", "Chưa thực hiện", NULL};
    struct htx_column *column = htx_arena_alloc(arena, table->ncolumns * sizeof(*column));
    const char **units = htx_arena_alloc(arena, (UNITS + MANY + 1) * sizeof(*units));
    memcpy(column, table->column, table->ncolumns * sizeof(*column));
    memcpy(units, unit, sizeof(unit));
    for (size_t i = 0; i < MANY; i++)
        units[UNITS + i] = htx_arena_printf(arena, "Hợp tác xã nông nghiệp số %zu", i + 1);
    column[2].choices = units;
    column[4].choices = states;
    table->column = column;
}

enum { CHARTS, LONG, WIDE, YEAR, WEEKS, SHARES, FIGURES, DRAWN };

static struct htx_document pictures(struct htx_arena *arena)
{
    struct htx_document document = report(arena);
    struct htx_sheet *sheet = htx_arena_alloc(arena, DRAWN * sizeof(*sheet));
    sheet[CHARTS] = upright_charts(arena);
    sheet[LONG] = long_chart(arena);
    sheet[WIDE] = wide_charts(arena);
    sheet[YEAR] = calendar_sheet(arena, "Lịch năm", MONTHS);
    sheet[WEEKS] = calendar_sheet(arena, "Lịch tuần", FORTNIGHTS);
    sheet[SHARES] = share_sheet(arena);
    sheet[FIGURES] = document.sheet[DATA];
    add_choices(arena, &sheet[FIGURES].part[0].table);
    document.sheet = sheet;
    document.nsheets = DRAWN;
    return document;
}

#endif
