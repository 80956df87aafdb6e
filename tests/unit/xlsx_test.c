/* xlsx_test.c - a whole report as a workbook; tests/xlsx_read.py reads the file back. */
#include "check.h"
#include "xlsx_pictures.h"
#include "codec/codec.h"
#include "writers/metrics.h"
#include "writers/writers.h"
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- What is checked ------------------------------------------------------------------------ */

static bool same_bytes(const char *a, const char *b)
{
    FILE *f = fopen(a, "rb"), *g = fopen(b, "rb");
    int x = 0, y = f && g ? 0 : 1;
    while (f && g && x == y && x != EOF) {
        x = getc(f);
        y = getc(g);
    }
    if (f)
        fclose(f);
    if (g)
        fclose(g);
    return x == y;
}

/* Nothing but the document may show in its bytes. */
static void check_again(const struct htx_document *document, const char *path, const char *again,
                        const char *what)
{
    struct htx_err err = {0};
    setenv("TZ", "Asia/Ho_Chi_Minh", 1);
    int rc = htx_xlsx_write(again, document, &err);
    CHECK(rc == 0 && same_bytes(path, again), "%s has the same bytes again", what);
    setlocale(LC_NUMERIC, "vi_VN.UTF-8"); /* where there is such a locale */
    rc = htx_xlsx_write(again, document, &err);
    CHECK(rc == 0 && same_bytes(path, again), "%s: a locale of decimal commas spoils no number",
          what);
    setlocale(LC_NUMERIC, "C");
}

static void check_pictures(const char *path, const char *again)
{
    struct htx_arena arena = {0};
    struct htx_document document = pictures(&arena);
    struct htx_err err = {0};
    int rc = htx_xlsx_write(path, &document, &err);
    CHECK(rc == 0, "charts, calendars, bars and lists are written (%s)", err.text);
    check_again(&document, path, again, "a report with charts");
    htx_arena_free(&arena);
    unlink(path);
}

static void check_whole(const char *path, const char *again)
{
    struct htx_arena arena = {0};
    struct htx_document document = report(&arena);
    struct htx_err err = {0};
    int rc = htx_xlsx_write(path, &document, &err);
    CHECK(rc == 0, "a report is written (%s)", err.text);
    check_again(&document, path, again, "the same report");
    document = plain_letter(&arena);
    rc = htx_xlsx_write(again, &document, &err);
    CHECK(rc == 0, "a letter without tables or data is written (%s)", err.text);
    rc = htx_xlsx_write(again, &(struct htx_document){0}, &err);
    CHECK(rc == HTX_EDATA, "a workbook without sheets is an error");
    htx_arena_free(&arena);
}

/* A document spoilt in one place must be refused with a message that names it. */
struct refusal {
    const char *loses;
    void (*spoil)(struct htx_document *document, struct htx_arena *arena);
    const char *says;
};

static void spoil_name_empty(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].name = "";
}

static void spoil_name_long(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].name = "Phụ lục số một kèm theo báo cáo tháng";
}

static void spoil_name_sign(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].name = "Tháng 3/2024";
}

static void spoil_name_twice(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].name = "BÁO CÁO";
}

static void spoil_name_history(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].name = "history";
}

static void spoil_name_apostrophe(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].name = "Biểu'";
}

static void spoil_width(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].landscape = false;
}

static void spoil_font(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->font = "Times\"/>";
}

static void spoil_size(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].part[0].paragraph.style.size = 0;
}

static void spoil_margins(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->margins.left = 180;
}

static void spoil_control(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].part[0].paragraph.text = "Phụ\x1blục";
}

static void spoil_utf8(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[DATA].part[0].table.row[4].cell[1].text = "Ph\xf4ng";
}

static void spoil_length(struct htx_document *d, struct htx_arena *a)
{
    char *s = htx_arena_alloc(a, 32769);
    memset(s, 'a', 32768);
    d->sheet[DATA].part[0].table.row[0].cell[1].text = s;
}

static void spoil_number(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].part[3].table.row[1].cell[0].number = strtod("nan", NULL);
}

static void spoil_date(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[DATA].part[0].table.row[1].cell[3].date = 1;
}

static void spoil_recipients(struct htx_document *d, struct htx_arena *a)
{
    const char **list = htx_arena_alloc(a, 61 * sizeof(*list));
    for (int i = 0; i < 60; i++)
        list[i] = "- Như trên;";
    struct htx_sheet *letter = &d->sheet[LETTER];
    letter->part[letter->nparts - 1].signature.recipients = list;
}

static void spoil_reserved(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].name = "Số LIỆU Biểu đồ";
}

static void spoil_reserved_list(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[LETTER].name = "danh mục";
}

static void set_head(struct htx_document *d, struct htx_arena *a, const char *head)
{
    struct htx_table *table = &d->sheet[DATA].part[0].table;
    struct htx_column *column = htx_arena_alloc(a, table->ncolumns * sizeof(*column));
    memcpy(column, table->column, table->ncolumns * sizeof(*column));
    column[4].title = head;
    table->column = column;
}

static void spoil_head(struct htx_document *d, struct htx_arena *a)
{
    set_head(d, a, "CHỦ TRÌ");
}

static void spoil_head_empty(struct htx_document *d, struct htx_arena *a)
{
    set_head(d, a, "");
}

static void spoil_head_lines(struct htx_document *d, struct htx_arena *a)
{
    set_head(d, a, "Tiến\nđộ");
}

static void spoil_data_twice(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX] = d->sheet[DATA];
    d->sheet[ANNEX].name = "Dữ liệu khác";
}

static void spoil_chart(struct htx_document *d, struct htx_arena *a)
{
    static const double value[] = {INFINITY};
    static const struct htx_series series[] = {{"Số", value}};
    static const char *const category[] = {"Văn phòng"};
    (void)a;
    d->sheet[ANNEX].part[0] = (struct htx_part){
        .type = HTX_PART_CHART,
        .chart = {HTX_CHART_BARS, "Vô hạn", 1, 1, category, series},
    };
}

static void spoil_chart_name(struct htx_document *d, struct htx_arena *a)
{
    spoil_chart(d, a);
    static const double value[] = {1};
    static const struct htx_series series[] = {{"S\xf4", value}};
    d->sheet[ANNEX].part[0].chart.series = series;
}

static void spoil_choice(struct htx_document *d, struct htx_arena *a)
{
    static const char *const choices[] = {"Xong", "Ch\x1b", NULL};
    set_head(d, a, "Tiến độ");
    struct htx_column *column = htx_arena_alloc(a, 6 * sizeof(*column));
    memcpy(column, d->sheet[DATA].part[0].table.column, 6 * sizeof(*column));
    column[4].choices = choices;
    d->sheet[DATA].part[0].table.column = column;
}

static void spoil_tables(struct htx_document *d, struct htx_arena *a)
{
    (void)a;
    d->sheet[ANNEX].part[0] = d->sheet[ANNEX].part[3];
}

static const struct refusal refusals[] = {
    {"a sheet without a name", spoil_name_empty, "no name"},
    {"a sheet name over 31 characters", spoil_name_long, "Phụ lục số một"},
    {"a sheet name with a slash", spoil_name_sign, "Tháng 3/2024"},
    {"two sheets whose names differ in case only", spoil_name_twice, "BÁO CÁO"},
    {"the name that Excel keeps", spoil_name_history, "history"},
    {"a sheet name ending in an apostrophe", spoil_name_apostrophe, "Biểu'"},
    {"columns wider than the paper", spoil_width, "Phụ lục I"},
    {"a font name that would break the file", spoil_font, "Times"},
    {"type of no size", spoil_size, "Phụ lục I"},
    {"margins wider than the paper", spoil_margins, "margins"},
    {"a control character", spoil_control, "A1"},
    {"text that is not UTF-8", spoil_utf8, "B6"},
    {"text longer than a cell holds", spoil_length, "B2"},
    {"a number that is none", spoil_number, "sheet 'Phụ lục I'"},
    {"a day before Excel's calendar", spoil_date, "D3"},
    {"a signature row higher than a page", spoil_recipients, "Báo cáo"},
    {"two tables on one sheet", spoil_tables, "2 tables"},
    {"the name of the charts' own sheet", spoil_reserved, "Số LIỆU"},
    {"the name of the lists' own sheet", spoil_reserved_list, "danh mục"},
    {"two columns of data whose heads differ in case only", spoil_head, "CHỦ TRÌ"},
    {"a column of data without a head", spoil_head_empty, "column 5"},
    {"a head of data with two lines", spoil_head_lines, "column 5"},
    {"two sheets of data", spoil_data_twice, "one sheet of data"},
    {"a chart of a figure without end", spoil_chart, "Vô hạn"},
    {"a series whose name is not UTF-8", spoil_chart_name, "Số liệu biểu đồ"},
    {"a choice with a control character", spoil_choice, "Danh mục"},
};

static void check_refusals(const char *path)
{
    for (size_t i = 0; i < HTX_COUNT(refusals); i++) {
        struct htx_arena arena = {0};
        struct htx_document document = report(&arena);
        struct htx_err err = {0};
        refusals[i].spoil(&document, &arena);
        int rc = htx_xlsx_write(path, &document, &err);
        CHECK(rc < 0 && rc == err.code && strstr(err.text, refusals[i].says),
              "%s is refused and named (%s)", refusals[i].loses, err.text);
        CHECK(access(path, F_OK) != 0, "%s leaves no file behind", refusals[i].loses);
        htx_arena_free(&arena);
    }
}

/* The library itself reports success when its temporary files could not be written. */
static void check_full_disk(const char *path, const char *whole,
                            struct htx_document (*make)(struct htx_arena *arena), rlim_t most)
{
    struct htx_arena arena = {0};
    struct htx_document document = make(&arena);
    struct htx_err err = {0};
    CHECK(htx_xlsx_write(whole, &document, &err) == 0, "a file of that name is written over (%s)",
          err.text);
    for (rlim_t room = 512; room < most; room += most / 10) {
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            struct rlimit limit = {room, room};
            signal(SIGXFSZ, SIG_IGN);
            setrlimit(RLIMIT_FSIZE, &limit);
            int rc = htx_xlsx_write(path, &document, &err);
            bool none = rc < 0 && *err.text && access(path, F_OK) != 0;
            _exit(none || (rc == 0 && same_bytes(path, whole)) ? 0 : 1);
        }
        int result = 1;
        waitpid(child, &result, 0);
        unlink(path);
        CHECK(result == 0, "a disk full after %ld bytes is an error, not half a report",
              (long)room);
    }
    htx_arena_free(&arena);
}

/* What the file says of the letter's pages: rows are repeated, one before the table begins a page.
 */
struct pages {
    bool repeated, broken;
};

static int read_pages(void *ctx, const char *name, const char *data, size_t len,
                      struct htx_err *err)
{
    static const char titles[] = "name=\"_xlnm.Print_Titles\" localSheetId=\"0\"";
    static const char breaks[] = "<brk id=\"";
    enum { TABLE_ROW = 20 };
    struct pages *pages = ctx;
    const char *first;
    (void)err;
    if (strcmp(name, "xl/workbook.xml") == 0)
        pages->repeated = memmem(data, len, titles, sizeof(titles) - 1);
    if (strcmp(name, "xl/worksheets/sheet1.xml") == 0 && (first = strstr(data, breaks)))
        pages->broken = strtol(first + sizeof(breaks) - 1, NULL, 10) < TABLE_ROW;
    return 0;
}

/* tests/workbook.sh looks at the printed pages of these letters. */
static const struct {
    const char *loses;
    size_t rows, paragraphs;
    struct pages pages;
} letters[] = {
    {"a table on one page has its head once", 2, 0, {false, false}},
    {"a table that ends on the last page has its head there too", 16, 0, {true, false}},
    {"a table before pages of text stands whole on one page", 16, 12, {false, true}},
    {"a table longer than a page has its head on each", 50, 12, {true, false}},
};

static void check_letters(const char *path)
{
    for (size_t i = 0; i < HTX_COUNT(letters); i++) {
        struct htx_arena arena = {0};
        struct htx_document document = long_letter(&arena, letters[i].rows, letters[i].paragraphs);
        struct htx_err err = {0};
        struct pages pages = {0};
        int rc = htx_xlsx_write(path, &document, &err);
        rc = rc ? rc : htx_zip_read(path, 1 << 30, read_pages, &pages, &err);
        CHECK(rc == 0 && pages.repeated == letters[i].pages.repeated &&
                  pages.broken == letters[i].pages.broken,
              "%s (%s)", letters[i].loses, err.text);
        htx_arena_free(&arena);
    }
    unlink(path);
}

/* Write the document of that name, or the n-th letter, to path. */
static int write_named(const char *path, const char *name)
{
    struct htx_arena arena = {0};
    struct htx_err err = {0};
    struct htx_document document = {0};
    size_t n = strtoul(name, NULL, 10);
    if (strcmp(name, "pictures") == 0)
        document = pictures(&arena);
    else if (strcmp(name, "empty") == 0)
        document = plain_letter(&arena);
    else if (n < HTX_COUNT(letters))
        document = long_letter(&arena, letters[n].rows, letters[n].paragraphs);
    int rc = htx_xlsx_write(path, &document, &err);
    if (rc)
        printf("# %s\n", err.text);
    htx_arena_free(&arena);
    return rc != 0;
}

static void check_metrics(void)
{
    static const struct {
        const char *text;
        double width;
        size_t lines;
    } row[] = {
        {"", 100, 1},          {"một", 100, 1},        {"một\nhai", 100, 2},     {"một\n", 100, 2},
        {"một hai ba", 40, 2}, {"mộthaibabốn", 30, 3}, {"một hai ba   ", 65, 1}, {"ộ", 1, 1},
    };
    const struct htx_style style = {.size = 13};
    for (size_t i = 0; i < HTX_COUNT(row); i++)
        CHECK(htx_metrics_lines(row[i].text, row[i].width, &style) == row[i].lines,
              "a row as high as its text: case %zu takes %zu lines in %g points (%zu)", i,
              row[i].lines, row[i].width, htx_metrics_lines(row[i].text, row[i].width, &style));
    for (int size = 11; size <= 14; size++) {
        size_t most = htx_metrics_fit(405, size);
        CHECK(htx_metrics_height(most, size) <= 405 && htx_metrics_height(most + 1, size) > 405,
              "the tallest row of %d points holds all its lines", size);
    }
    CHECK(htx_metrics_width("ề", 3, &style) == htx_metrics_width("e", 1, &style),
          "an accented letter is as wide as its base");
}

int main(int argc, char **argv)
{
    if (argc > 2)
        return write_named(argv[1], argv[2]);
    char dir[] = "/tmp/xlsx_test.XXXXXX";
    if (!mkdtemp(dir))
        return 1;
    char path[64], again[64];
    snprintf(path, sizeof(path), "%s/report.xlsx", dir);
    snprintf(again, sizeof(again), "%s/again.xlsx", dir);
    check_metrics();
    check_pictures(path, again);
    check_whole(argc > 1 ? argv[1] : path, again);
    unlink(path);
    check_letters(path);
    check_refusals(path);
    check_full_disk(path, again, report, 40000);
    check_full_disk(path, again, pictures, 50000);
    unlink(again);
    CHECK(rmdir(dir) == 0, "no temporary file is left behind");
    return check_end();
}
