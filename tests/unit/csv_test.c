/* csv_test.c - cells survive reading and writing, and what cannot be meant is refused by line. */
#include "codec/codec.h"
#include "check.h"
#include <stdlib.h>

/* Rows are shown as "LINE<cell><cell>". */
static int show_row(void *ctx, long line, size_t n, char *const *cell, struct htx_err *err)
{
    struct htx_buf *out = ctx;
    (void)err;
    htx_buf_addf(out, "%ld", line);
    for (size_t i = 0; i < n; i++)
        htx_buf_addf(out, "<%s>", cell[i]);
    return 0;
}

static const struct {
    const char *loses, *input;
    char delimiter;
    const char *rows;
} good[] = {
    {"a plain table is read", "a,b\n1,2\n", ',', "1<a><b>2<1><2>"},
    {"the last row needs no line end", "a,b\n1,2", ',', "1<a><b>2<1><2>"},
    {"an empty file has no rows", "", ',', ""},
    {"CRLF files are read", "a;b\r\n1;2\r\n", ';', "1<a><b>2<1><2>"},
    {"CR files are read with line numbers", "a;b\r1;2\r", ';', "1<a><b>2<1><2>"},
    {"a delimiter in quotes is text", "\"a,b\",c\n", ',', "1<a,b><c>"},
    {"a doubled quote is a quote", "\"Quỹ \"\"A\"\"\",c\n", ',', "1<Quỹ \"A\"><c>"},
    {"a line end in quotes is text and keeps the row's line", "a,\"x\ny\r\nz\"\nb,c\n", ',',
     "1<a><x\ny\r\nz>4<b><c>"},
    {"a row that begins inside quotes has its own line", "a\n\"\n\nx\",b\nc\n", ',',
     "1<a>2<\n\nx><b>5<c>"},
    {"blank lines are no rows but are counted", "\n  \na,b\n\r\n \t \nc,d\n", ',',
     "3<a><b>6<c><d>"},
    {"a tab is no blank when it delimits", "a\tb\n\t\n", '\t', "1<a><b>2<><>"},
    {"blanks around cells go, inside quotes they stay", " a , \" b \" ,c d\n", ',',
     "1<a>< b ><c d>"},
    {"empty cells keep their place", ",a,,\"\",\n", ',', "1<><a><><><>"},
    {"rows may differ in length", "a\nb,c,d\n", ',', "1<a>2<b><c><d>"},
    {"NBSP is text", "\xC2\xA0,a\n", ',', "1<\xC2\xA0><a>"},
    {"an apostrophe is text", "it's,'a'\n", ',', "1<it's><'a'>"},
};

static const struct {
    const char *loses, *input;
    size_t len; /* 0: strlen */
    int code;
    long line;
    const char *text, *rows; /* piece of the error, rows before it */
} bad[] = {
    {"a stray quote is told with what to do", "a,b\nx \"y\" z,1\n", 0, HTX_EDATA, 2,
     "quote in an unquoted cell (cell 1): double it and quote the cell", "1<a><b>"},
    {"a stray quote in a later cell is told with the cell", "a,b \"c\n", 0, HTX_EDATA, 1,
     "(cell 2)", ""},
    {"text behind a quoted cell is refused, not the file swallowed", "\"ab\"c,d\n1,2\n", 0,
     HTX_EDATA, 1, "text after the closing quote of cell 1", ""},
    {"a second quoted text in a cell is told as text", "\"a\" \"b\",c\n", 0, HTX_EDATA, 1,
     "text after the closing quote", ""},
    {"a quote closed by the next row's names both lines", "a\nb,\"x\nc,\"y\",d\n", 0, HTX_EDATA, 3,
     "began on line 2", "1<a>"},
    {"an open quote is told at the row's beginning, without half a row", "a\nb,\"x\nc\nd\n", 0,
     HTX_EDATA, 2, "cell 2 is never closed", "1<a>"},
    {"a NUL is refused, not the cell cut", "a\nb\0c\n", 6, HTX_EDATA, 2, "NUL", ""},
    {"a NUL on the first line is on line 1", "\0", 1, HTX_EDATA, 1, "NUL", ""},
};

static void check_good(void)
{
    for (size_t i = 0; i < HTX_COUNT(good); i++) {
        struct htx_buf out = HTX_BUF_INIT;
        struct htx_err err = {0};
        int rc = htx_csv_parse("t.csv", good[i].input, strlen(good[i].input), good[i].delimiter,
                               show_row, &out, &err);
        CHECK(rc == 0 && err.code == 0, "%s: no error (%s)", good[i].loses, err.text);
        CHECK_TEXT(out.s, good[i].rows, good[i].loses);
        htx_buf_free(&out);
    }
}

static void check_bad(void)
{
    for (size_t i = 0; i < HTX_COUNT(bad); i++) {
        struct htx_buf out = HTX_BUF_INIT;
        struct htx_err err = {0};
        size_t len = bad[i].len ? bad[i].len : strlen(bad[i].input);
        int rc = htx_csv_parse("t.csv", bad[i].input, len, ',', show_row, &out, &err);
        CHECK(rc == bad[i].code && err.code == rc && err.line == bad[i].line &&
                  strcmp(err.file, "t.csv") == 0 && strstr(err.text, bad[i].text),
              "%s (line %ld: %s)", bad[i].loses, err.line, err.text);
        CHECK_TEXT(out.s, bad[i].rows, "only whole rows are handed over before an error");
        htx_buf_free(&out);
    }
}

static int measure_row(void *ctx, long line, size_t n, char *const *cell, struct htx_err *err)
{
    (void)line, (void)err;
    *(size_t *)ctx = n ? strlen(cell[n - 1]) : 0;
    return 0;
}

/* A cell of n bytes, in quotes or not, on line 2. */
static int parse_long(size_t n, bool quoted, bool closed, size_t *seen, struct htx_err *err)
{
    struct htx_buf in = HTX_BUF_INIT;
    htx_buf_adds(&in, quoted ? "a\nb,\"" : "a\nb,");
    for (size_t i = 0; i < n; i++)
        htx_buf_addc(&in, quoted && i % 100 == 99 ? '\n' : 'x');
    htx_buf_adds(&in, closed && quoted ? "\"\n" : "\n");
    int rc = htx_csv_parse("t.csv", in.s, in.len, ',', measure_row, seen, err);
    htx_buf_free(&in);
    return rc;
}

static void check_limit(void)
{
    for (int quoted = 0; quoted < 2; quoted++) {
        struct htx_err err = {0};
        size_t seen = 0;
        int rc = parse_long(HTX_CELL_MAX, quoted, true, &seen, &err);
        CHECK(rc == 0 && seen == HTX_CELL_MAX, "the longest cell is read whole (quoted %d)",
              quoted);
        rc = parse_long(HTX_CELL_MAX + 1, quoted, true, &seen, &err);
        CHECK(rc == HTX_ELIMIT && err.line == 2 && strstr(err.text, "cell 2"),
              "a longer cell is refused by line and cell (quoted %d: %s)", quoted, err.text);
        rc = parse_long(3 * (size_t)HTX_CELL_MAX, quoted, false, &seen, &err);
        CHECK(rc == HTX_ELIMIT && err.line == 2 && strstr(err.text, "is its quote closed?"),
              "a runaway quote stops at the limit, at the row's line (quoted %d)", quoted);
    }
}

static int stop_at_two(void *ctx, long line, size_t n, char *const *cell, struct htx_err *err)
{
    (void)n, (void)cell;
    ++*(int *)ctx;
    return line == 2 ? htx_fail_at(err, HTX_EUSAGE, "x", line, "enough") : 0;
}

static void check_stop(void)
{
    struct htx_err err = {0};
    int calls = 0;
    int rc = htx_csv_parse("t.csv", "a\nb\nc\nd", 7, ',', stop_at_two, &calls, &err);
    CHECK(rc == HTX_EUSAGE && calls == 2 && strcmp(err.text, "enough") == 0,
          "the importer's own error ends the reading at its row");
}

static const struct {
    const char *loses, *input;
    char delimiter;
    size_t skip;
} tables[] = {
    {"an empty file counts as commas", "", ',', 0},
    {"one column counts as commas", "STT\n1\n", ',', 0},
    {"commas are found", "a,b\n1,2\n", ',', 0},
    {"semicolons are found", "STT;Nội dung\n1;2\n", ';', 0},
    {"tabs are found", "a\tb\n1\t2\n", '\t', 0},
    {"bars are found", "a|b\n1|2\n", '|', 0},
    {"commas in sentences do not win", "STT;Nội dung;Đơn vị\n1;a, b, c, d, e;VP\n2;f, g;KT\n", ';',
     0},
    {"commas in a title row do not win", "KẾ HOẠCH, năm 2024, số 1, số 2\n\nSTT;Việc\n1;a\n", ';',
     0},
    {"delimiters in quotes do not count", "a;b\n\"1,2,3\n4,5\";\"x,y\"\n", ';', 0},
    {"Excel's sep line wins", "sep=;\na,b,c\n", ';', 6},
    {"Excel's sep line with CRLF is skipped whole", "SEP=\t\r\na,b\n", '\t', 7},
    {"a quoted sep line is one", "\"sep=|\"\na,b\n", '|', 8},
    {"a cell that begins with sep= is data", "sep=ab,c\n", ',', 0},
};

static void check_delimiters(void)
{
    for (size_t i = 0; i < HTX_COUNT(tables); i++) {
        size_t skip = 99;
        char got = htx_csv_delimiter(tables[i].input, strlen(tables[i].input), &skip);
        CHECK(got == tables[i].delimiter && skip == tables[i].skip, "%s (code %d, skip %zu)",
              tables[i].loses, got, skip);
    }
}

static const struct {
    const char *loses, *cell, *out;
} cells[] = {
    {"plain text stays readable", "Văn phòng", "Văn phòng"},
    {"the delimiter is quoted", "a;b", "\"a;b\""},
    {"another delimiter is not", "a,b", "a,b"},
    {"quotes are doubled", "Quỹ \"A\"", "\"Quỹ \"\"A\"\"\""},
    {"line ends are quoted", "a\nb", "\"a\nb\""},
    {"a CR is quoted", "a\rb", "\"a\rb\""},
    {"blanks at the front survive", " a", "\" a\""},
    {"blanks at the end survive", "a\t", "\"a\t\""},
    {"an empty cell stays empty", "", ""},
};

static void check_cells(void)
{
    for (size_t i = 0; i < HTX_COUNT(cells); i++) {
        struct htx_buf out = HTX_BUF_INIT;
        htx_csv_cell(&out, cells[i].cell, ';', true);
        CHECK_TEXT(out.s, cells[i].out, cells[i].loses);
        htx_buf_free(&out);
    }
}

/* ---- What is written is read back: random cells, the same in every run --------------------- */

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void add_random_cell(struct htx_buf *out, uint32_t *seed)
{
    static const char *const pieces[] = {"a",    "Đ", "ế",  " ",  "\t",       "\"",
                                         "\"\"", ",", ";",  "\n", "\r",       "'",
                                         "\r\n", "=", "\\", "|",  "\xC2\xA0", "𝄞"};
    for (uint32_t n = next_random(seed) % 9; n > 0; n--)
        htx_buf_adds(out, pieces[next_random(seed) % HTX_COUNT(pieces)]);
}

static void check_round_trip(void)
{
    uint32_t seed = 20240301;
    int lost = 0;
    for (int round = 0; round < 4000; round++) {
        char delimiter = ",;\t|"[round % 4];
        struct htx_buf want = HTX_BUF_INIT, csv = HTX_BUF_INIT, got = HTX_BUF_INIT;
        htx_buf_adds(&want, "1<x>");
        htx_csv_cell(&csv, "x", delimiter, true);
        for (uint32_t n = next_random(&seed) % 5; n > 0; n--) {
            struct htx_buf cell = HTX_BUF_INIT;
            add_random_cell(&cell, &seed);
            htx_buf_addf(&want, "<%s>", cell.s);
            htx_csv_cell(&csv, cell.s, delimiter, false);
            htx_buf_free(&cell);
        }
        htx_buf_addc(&csv, '\n');
        int rc = htx_csv_parse("t", csv.s, csv.len, delimiter, show_row, &got, NULL);
        lost += rc != 0 || strcmp(got.s, want.s) != 0;
        htx_buf_free(&want);
        htx_buf_free(&csv);
        htx_buf_free(&got);
    }
    CHECK(lost == 0, "every cell that is written reads back the same (%d of 4000 rows lost)", lost);
}

int main(void)
{
    check_good();
    check_bad();
    check_limit();
    check_stop();
    check_delimiters();
    check_cells();
    check_round_trip();
    return check_end();
}
