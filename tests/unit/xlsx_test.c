/* xlsx_test.c - a whole report as a workbook; tests/xlsx_read.py reads the file back. */
#include "check.h"
#include "xlsx_documents.h"
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

static void check_whole(const char *path, const char *again)
{
    struct htx_arena arena = {0};
    struct htx_document document = report(&arena);
    struct htx_err err = {0};
    int rc = htx_xlsx_write(path, &document, &err);
    CHECK(rc == 0, "a report is written (%s)", err.text);
    setenv("TZ", "Asia/Ho_Chi_Minh", 1);
    rc = htx_xlsx_write(again, &document, &err);
    CHECK(rc == 0 && same_bytes(path, again), "the same report has the same bytes again");
    setlocale(LC_NUMERIC, "vi_VN.UTF-8"); /* where there is such a locale */
    rc = htx_xlsx_write(again, &document, &err);
    CHECK(rc == 0 && same_bytes(path, again), "a locale of decimal commas spoils no number");
    setlocale(LC_NUMERIC, "C");
    document = plain_letter(&arena);
    rc = htx_xlsx_write(again, &document, &err);
    CHECK(rc == 0, "a letter without tables or data is written (%s)", err.text);
    rc = htx_xlsx_write(again, &(struct htx_document){0}, &err);
    CHECK(rc == HTX_EDATA, "a workbook without sheets is an error");
    document = report(&arena);
    rc = htx_xlsx_write(again, &document, &err);
    CHECK(rc == 0, "a file of that name is written over (%s)", err.text);
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
static void check_full_disk(const char *path, const char *whole)
{
    for (rlim_t room = 512; room < 40000; room += 4000) {
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            struct htx_arena arena = {0};
            struct htx_document document = report(&arena);
            struct rlimit limit = {room, room};
            signal(SIGXFSZ, SIG_IGN);
            setrlimit(RLIMIT_FSIZE, &limit);
            struct htx_err err = {0};
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

/* Write the n-th letter to path. */
static int write_letter(const char *path, size_t n)
{
    struct htx_arena arena = {0};
    struct htx_err err = {0};
    if (n >= HTX_COUNT(letters))
        return 2;
    struct htx_document document = long_letter(&arena, letters[n].rows, letters[n].paragraphs);
    int rc = htx_xlsx_write(path, &document, &err);
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
        return write_letter(argv[1], strtoul(argv[2], NULL, 10));
    char dir[] = "/tmp/xlsx_test.XXXXXX";
    if (!mkdtemp(dir))
        return 1;
    char path[64], again[64];
    snprintf(path, sizeof(path), "%s/report.xlsx", dir);
    snprintf(again, sizeof(again), "%s/again.xlsx", dir);
    check_metrics();
    check_whole(argc > 1 ? argv[1] : path, again);
    unlink(path);
    check_letters(path);
    check_refusals(path);
    check_full_disk(path, again);
    unlink(again);
    CHECK(rmdir(dir) == 0, "no temporary file is left behind");
    return check_end();
}
