/*
 * xlsx_documents.h - the documents that xlsx_test.c writes: a report with a letter, an annex and
 * its data, a plain letter, and letters whose table ends on a page of choice.
 */
#ifndef XLSX_DOCUMENTS_H
#define XLSX_DOCUMENTS_H

#include "codec/codec.h"
#include "writers/metrics.h"
#include "writers/writers.h"
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- A report ------------------------------------------------------------------------------- */

enum { UNITS = 4, TASKS = 60, STATUSES = 3, LONG_TASK = 17 };
/* The signs would be patterns in a criterion: each of the last two would count the other as well.
 */
static const char *const unit[UNITS] = {"Văn phòng", "Phòng Kế hoạch - Hỗ trợ",
                                        "Phòng Tuyên truyền \"*\"", "Phòng Tuyên truyền \"?\""};
static const char *const status[STATUSES] = {"Hoàn thành", "Đang thực hiện", "Chưa thực hiện"};
static const char *const work[] = {
    "Tham mưu tổ chức Hội nghị triển khai nhiệm vụ năm 2024 và ký giao ước thi đua giữa các cụm",
    "- Rà soát, thống kê số liệu hợp tác xã, tổ hợp tác trên địa bàn thành phố",
    "=Xây dựng kế hoạch phối hợp với Sở Nông nghiệp và Phát triển nông thôn, Hội Nông dân, Liên "
    "đoàn "
    "Lao động thành phố về phát triển kinh tế tập thể, hợp tác xã trong lĩnh vực nông nghiệp gắn "
    "với "
    "chuỗi giá trị sản phẩm giai đoạn 2021 - 2025, trình Ban Thường vụ xem xét, quyết định",
    "Báo cáo sơ kết 6 tháng\nBáo cáo chuyên đề gửi Liên minh HTX Việt Nam",
};

static struct htx_cell text(const char *s)
{
    return (struct htx_cell){.type = HTX_CELL_TEXT, .text = s};
}

static struct htx_cell day(htx_date d)
{
    return (struct htx_cell){.type = HTX_CELL_DATE, .date = d};
}

static struct htx_cell figure(double n)
{
    return (struct htx_cell){.type = HTX_CELL_NUMBER, .number = n};
}

static struct htx_row *add_row(struct htx_table *table, enum htx_row_kind kind,
                               struct htx_arena *arena)
{
    table->row = htx_arena_grow(arena, table->row, table->nrows, sizeof(*table->row));
    struct htx_row *row = &table->row[table->nrows++];
    row->kind = kind;
    row->cell = htx_arena_alloc(arena, table->ncolumns * sizeof(*row->cell));
    for (size_t i = 0; i < table->ncolumns; i++)
        row->cell[i] = text("");
    return row;
}

/* Unit and status of the i-th task, as uneven as in life. */
static size_t unit_of(size_t i)
{
    return i * 5 % 7 % UNITS;
}

static size_t status_of(size_t i)
{
    return unit_of(i) == UNITS - 1 ? STATUSES - 1 : i % 5 % STATUSES;
}

static double count(size_t of_unit, size_t of_status)
{
    double n = 0;
    for (size_t i = 0; i < TASKS; i++)
        n += unit_of(i) == of_unit && (of_status == STATUSES || status_of(i) == of_status);
    return n;
}

static struct htx_cell count_cell(struct htx_arena *arena, size_t of_unit, size_t of_status)
{
    struct htx_condition *where = htx_arena_alloc(arena, 2 * sizeof(*where));
    where[0] = (struct htx_condition){2, unit[of_unit]};
    if (of_status < STATUSES)
        where[1] = (struct htx_condition){4, status[of_status]};
    return (struct htx_cell){.type = HTX_CELL_COUNT,
                             .number = count(of_unit, of_status),
                             .where = where,
                             .nwhere = of_status < STATUSES ? 2 : 1};
}

static struct htx_cell ratio_cell(double over, double under)
{
    double number = under > 0 ? (double)(long)(1000 * over / under + 0.5) / 10 : NAN;
    return (struct htx_cell){
        .type = HTX_CELL_RATIO, .number = number, .over = 1u << 3, .under = 1u << 2};
}

static struct htx_table summary(struct htx_arena *arena)
{
    static const struct htx_column column[] = {
        {.title = "STT", .over = "", .width = 5, .align = HTX_CENTRE},
        {.title = "Đơn vị", .over = "", .width = 25, .align = HTX_LEFT},
        {.title = "Tổng số", .over = "", .width = 9, .align = HTX_CENTRE},
        {.title = "Hoàn thành", .over = "Trong đó", .width = 10, .align = HTX_CENTRE},
        {.title = "Đang thực hiện", .over = "Trong đó", .width = 10, .align = HTX_CENTRE},
        {.title = "Chưa thực hiện", .over = "Trong đó", .width = 10, .align = HTX_CENTRE},
        {.title = "Tỷ lệ hoàn thành (%)", .over = "", .width = 11, .align = HTX_CENTRE},
    };
    struct htx_table table = {
        .ncolumns = HTX_COUNT(column), .column = column, .size = 13, .numbered = true};
    for (size_t i = 0; i <= UNITS; i++) { /* the last one has no task */
        struct htx_row *row = add_row(&table, HTX_ROW, arena);
        row->cell[0] = figure((double)i + 1);
        row->cell[1] = text(i < UNITS ? unit[i] : "Cơ quan khác");
        for (size_t j = 0; j <= STATUSES; j++)
            row->cell[j == STATUSES ? 2 : 3 + j] = i < UNITS ? count_cell(arena, i, j) : figure(0);
        row->cell[6] = ratio_cell(row->cell[3].number, row->cell[2].number);
    }
    struct htx_row *total = add_row(&table, HTX_ROW_TOTAL, arena);
    total->cell[1] = text("Tổng cộng");
    for (size_t j = 2; j < 6; j++) {
        total->cell[j] = (struct htx_cell){.type = HTX_CELL_SUM};
        for (size_t i = 0; i < UNITS; i++)
            total->cell[j].number += table.row[i].cell[j].number;
    }
    total->cell[6] = ratio_cell(total->cell[3].number, total->cell[2].number);
    return table;
}

static const char *task_text(struct htx_arena *arena, size_t i)
{
    if (i != LONG_TASK)
        return work[i % HTX_COUNT(work)];
    struct htx_buf long_text = HTX_BUF_INIT; /* taller than a row of Excel can be */
    for (int j = 0; j < 12; j++) {
        htx_buf_adds(&long_text, work[2] + 1);
        htx_buf_adds(&long_text, ". ");
    }
    htx_buf_adds(&long_text, "Hết.");
    const char *s = htx_arena_dup(arena, long_text.s);
    htx_buf_free(&long_text);
    return s;
}

static struct htx_table annex(struct htx_arena *arena)
{
    static const struct htx_column column[] = {
        {.title = "STT", .over = "", .width = 5, .align = HTX_CENTRE},
        {.title = "Nội dung công việc", .over = "", .width = 42, .align = HTX_JUSTIFY},
        {.title = "Chủ trì", .over = "Đơn vị thực hiện", .width = 15, .align = HTX_CENTRE},
        {.title = "Phối hợp", .over = "Đơn vị thực hiện", .width = 15, .align = HTX_CENTRE},
        {.title = "Thời gian", .over = "", .width = 12, .align = HTX_CENTRE},
        {.title = "Kết quả", .over = "", .width = 22, .align = HTX_LEFT},
        {.title = "Tiến độ", .over = "", .width = 10, .align = HTX_CENTRE},
        {.title = "Ghi chú", .over = "", .width = 9, .align = HTX_LEFT},
    };
    static const char *const roman[UNITS] = {"I", "II", "III", "IV"};
    struct htx_table table = {
        .ncolumns = HTX_COUNT(column), .column = column, .size = 12, .numbered = true};
    double number = 0;
    for (size_t u = 0; u < UNITS; u++) {
        struct htx_row *group = add_row(&table, HTX_ROW_GROUP, arena);
        group->cell[0] = text(roman[u]);
        group->cell[1] =
            text(htx_arena_printf(arena, "%s (%.0f nhiệm vụ)", unit[u], count(u, STATUSES)));
        for (size_t i = 0; i < TASKS; i++) {
            if (unit_of(i) != u)
                continue;
            struct htx_row *row = add_row(&table, HTX_ROW, arena);
            row->cell[0] = figure(++number);
            row->cell[1] = text(task_text(arena, i));
            row->cell[2] = text(unit[u]);
            row->cell[3] = text(i % 3 ? "Các phòng, đơn vị liên quan" : "");
            row->cell[4] = text("Trước ngày 31/10");
            row->cell[5] = text(i % 4 ? "Đã ban hành Kế hoạch số 12/KH-LMHTX ngày 15/01/2024" : "");
            row->cell[6] = text(status[status_of(i)]);
            row->cell[7] = text(i % 9 ? "" : "Bổ sung ngoài kế hoạch");
        }
    }
    return table;
}

static struct htx_table data(struct htx_arena *arena)
{
    static const struct htx_column column[] = {
        {.title = "Mã", .over = "", .width = 10, .align = HTX_LEFT},
        {.title = "Nội dung", .over = "", .width = 60, .align = HTX_LEFT},
        {.title = "Chủ trì", .over = "", .width = 24, .align = HTX_LEFT},
        {.title = "Hạn", .over = "", .width = 12, .align = HTX_CENTRE},
        {.title = "Tiến độ", .over = "", .width = 16, .align = HTX_LEFT},
        {.title = "Kinh phí", .over = "", .width = 14, .align = HTX_RIGHT},
    };
    struct htx_table table = {.ncolumns = HTX_COUNT(column), .column = column, .size = 11};
    for (size_t i = 0; i < TASKS; i++) {
        struct htx_row *row = add_row(&table, HTX_ROW, arena);
        row->cell[0] = text(htx_arena_printf(arena, "T-%03zu", i + 1));
        row->cell[1] = text(task_text(arena, i));
        row->cell[2] = text(unit[unit_of(i)]);
        row->cell[3] = day(i % 6 ? 738950 + (htx_date)i : 0); /* from 2024-03-05 on */
        row->cell[4] = text(status[status_of(i)]);
        row->cell[5] = i % 2 ? figure(1500000) : text("");
    }
    return table;
}

static const char *const body[] = {"LIÊN MINH HỢP TÁC XÃ", "THÀNH PHỐ HẢI PHÒNG", NULL};
static const char *const recipients[] = {"- Liên minh HTX Việt Nam (để b/c);",
                                         "- UBND thành phố (để b/c);",
                                         "- Thường trực Liên minh HTX thành phố;",
                                         "- Các phòng, đơn vị trực thuộc;",
                                         "- Lưu: VT, KHTH.",
                                         NULL};
static const char *const authority[] = {"TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", NULL};

static struct htx_part paragraph(const char *s, int size, bool bold, enum htx_align align,
                                 int space)
{
    struct htx_part part = {.type = HTX_PART_PARAGRAPH, .space = space};
    part.paragraph.text = s;
    part.paragraph.style = (struct htx_style){size, bold, false, align};
    return part;
}

static struct htx_part body_text(const char *s)
{
    struct htx_part part = paragraph(s, 14, false, HTX_JUSTIFY, 4);
    part.paragraph.indent = true;
    return part;
}

enum { LETTER, ANNEX, DATA, SHEETS, PARTS = 12 };

static struct htx_sheet letter_sheet(struct htx_arena *arena)
{
    struct htx_part *part = htx_arena_alloc(arena, PARTS * sizeof(*part));
    size_t n = 0;
    part[n].type = HTX_PART_LETTERHEAD;
    part[n++].letterhead = (struct htx_letterhead){
        .body = body,
        .parent = "UBND THÀNH PHỐ HẢI PHÒNG",
        .number = "Số: 05/BC-LMHTX",
        .nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        .motto = "Độc lập - Tự do - Hạnh phúc",
        .place_date = "Hải Phòng, ngày 05 tháng 3 năm 2024",
        .draft = "DỰ THẢO",
    };
    part[n++] = paragraph("BÁO CÁO", 14, true, HTX_CENTRE, 12);
    part[n] =
        paragraph("Kết quả công tác tháng 02, nhiệm vụ trọng tâm tháng 3 năm 2024 của Liên minh "
                  "Hợp tác xã thành phố",
                  14, true, HTX_CENTRE, 0);
    part[n++].paragraph.line = true;
    part[n++] =
        paragraph("Kính gửi:\n- Liên minh Hợp tác xã Việt Nam;\n- UBND thành phố Hải Phòng.", 14,
                  false, HTX_CENTRE, 10);
    part[n++] = paragraph("I. KẾT QUẢ CÔNG TÁC THÁNG 02", 14, true, HTX_LEFT, 10);
    part[n++] =
        body_text("Thực hiện Chương trình công tác năm 2024, trong tháng 02 Liên minh Hợp tác xã "
                  "thành phố hoàn thành 22/60 đầu việc (36,7 %), trong đó có 18 đầu việc đúng hạn; "
                  "38 đầu việc còn lại đang được các phòng, đơn vị tích cực triển khai, cụ thể "
                  "theo bảng sau:");
    part[n].type = HTX_PART_TABLE;
    part[n].space = 6;
    part[n++].table = summary(arena);
    part[n++] = paragraph("II. NHIỆM VỤ TRỌNG TÂM THÁNG 3", 14, true, HTX_LEFT, 10);
    part[n++] =
        body_text("Tiếp tục triển khai Nghị quyết số 20-NQ/TW ngày 16/6/2022 của Ban Chấp hành "
                  "Trung ương.\n- Chi tiết tại Phụ lục kèm theo./.");
    part[n].type = HTX_PART_SIGNATURE;
    part[n].space = 12;
    part[n++].signature =
        (struct htx_signature){"Nơi nhận:", recipients, authority, "Nguyễn Văn Đoan"};
    return (struct htx_sheet){
        .name = "Báo cáo", .kind = HTX_SHEET_PAGE, .landscape = false, .nparts = n, .part = part};
}

static struct htx_sheet annex_sheet(struct htx_arena *arena)
{
    struct htx_part *part = htx_arena_alloc(arena, PARTS * sizeof(*part));
    part[0] = paragraph("Phụ lục I", 14, true, HTX_CENTRE, 0);
    part[1] = paragraph("KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH CÔNG TÁC THÁNG 02 NĂM 2024", 14, true,
                        HTX_CENTRE, 0);
    part[2] =
        paragraph("(Kèm theo Báo cáo số 05/BC-LMHTX ngày 05 tháng 3 năm 2024 của Liên minh HTX "
                  "thành phố)",
                  13, false, HTX_CENTRE, 0);
    part[2].paragraph.style.italic = true;
    part[2].paragraph.line = true;
    part[3].type = HTX_PART_TABLE;
    part[3].space = 10;
    part[3].table = annex(arena);
    return (struct htx_sheet){
        .name = "Phụ lục I", .kind = HTX_SHEET_PAGE, .landscape = true, .nparts = 4, .part = part};
}

static struct htx_document report(struct htx_arena *arena)
{
    struct htx_part *part = htx_arena_alloc(arena, sizeof(*part));
    part->type = HTX_PART_TABLE;
    part->table = data(arena);
    struct htx_sheet *sheet = htx_arena_alloc(arena, SHEETS * sizeof(*sheet));
    sheet[LETTER] = letter_sheet(arena);
    sheet[ANNEX] = annex_sheet(arena);
    sheet[DATA] = (struct htx_sheet){.name = "Dữ liệu 'gốc' 2024",
                                     .kind = HTX_SHEET_DATA,
                                     .landscape = true,
                                     .nparts = 1,
                                     .part = part};
    return (struct htx_document){.title = "Báo cáo tháng 02/2024",
                                 .subject = "Kết quả công tác",
                                 .author = "Phòng Kế hoạch - Tổng hợp",
                                 .company = "Liên minh HTX Hải Phòng",
                                 .transaction = "2024-03-05T08:00:00Z-1",
                                 .date = 738950, /* 2024-03-05 */
                                 .font = "Times New Roman",
                                 .margins = {20, 20, 30, 15},
                                 .nsheets = SHEETS,
                                 .sheet = sheet};
}

/* A letter without a table, with one line in its corner, a text over a page long, and no data. */
static struct htx_document plain_letter(struct htx_arena *arena)
{
    static const char *const alone[] = {"LIÊN MINH HỢP TÁC XÃ", NULL}, *const none[] = {NULL};
    struct htx_document document = report(arena);
    struct htx_sheet *letter = &document.sheet[LETTER];
    struct htx_part *part = letter->part;
    part[0].letterhead.parent = "";
    part[0].letterhead.draft = "";
    part[0].letterhead.body = alone;
    struct htx_buf text_of_pages = HTX_BUF_INIT;
    for (int i = 0; i < 60; i++)
        htx_buf_addf(&text_of_pages, "%d. %s.\n", i + 1, work[2] + 1);
    part[1] = body_text(htx_arena_dup(arena, text_of_pages.s));
    htx_buf_free(&text_of_pages);
    part[2] = part[letter->nparts - 1];
    part[2].signature.recipients = none;
    letter->nparts = 3;
    document.sheet[DATA].part[0].table.nrows = 0;
    document.font = "Arial";
    document.sheet[ANNEX] = document.sheet[DATA];
    document.nsheets = 2;
    return document;
}

/* A letter whose table and closing text are of another length. */
static struct htx_document long_letter(struct htx_arena *arena, size_t rows, size_t paragraphs)
{
    struct htx_document document = report(arena);
    struct htx_sheet *letter = &document.sheet[LETTER];
    for (size_t i = 0; i < letter->nparts; i++) {
        struct htx_table *table = &letter->part[i].table;
        if (letter->part[i].type != HTX_PART_TABLE)
            continue;
        struct htx_row total = table->row[table->nrows - 1];
        table->nrows = rows < UNITS ? rows : UNITS;
        while (table->nrows < rows)
            *add_row(table, HTX_ROW, arena) = table->row[table->nrows % UNITS];
        *add_row(table, HTX_ROW_TOTAL, arena) = total;
    }
    struct htx_buf closing = HTX_BUF_INIT;
    for (size_t i = 0; i < paragraphs; i++)
        htx_buf_addf(&closing, "%zu. %s.\n", i + 1, work[2] + 1);
    if (paragraphs)
        letter->part[letter->nparts - 2] = body_text(htx_arena_dup(arena, closing.s));
    htx_buf_free(&closing);
    return document;
}

#endif
