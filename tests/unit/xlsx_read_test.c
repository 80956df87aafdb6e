/* xlsx_read_test.c - number formats, escapes and packages of Excel workbooks, as they are met. */
#include "readers/xlsx.h"
#include "check.h"
#include <stdlib.h>
#include <unistd.h>

static void test_formats(void)
{
    static const struct {
        const char *code;
        enum htx_book_format format;
    } rows[] = {
        {"General", HTX_BOOK_PLAIN},
        {"0.00", HTX_BOOK_PLAIN},
        {"#,##0\\ \"đồng\"", HTX_BOOK_PLAIN},
        {"[Red]#,##0;[Blue]-#,##0", HTX_BOOK_PLAIN},
        {"_(* #,##0_);_(* (#,##0);_(@_)", HTX_BOOK_PLAIN},
        {"0.00E+00", HTX_BOOK_PLAIN},
        {"@", HTX_BOOK_PLAIN},
        {"\"dd/mm\"0", HTX_BOOK_PLAIN},
        {"0\\d", HTX_BOOK_PLAIN},
        {"", HTX_BOOK_PLAIN},
        {"\"open", HTX_BOOK_PLAIN},
        {"[open", HTX_BOOK_PLAIN},
        {"0\\", HTX_BOOK_PLAIN},
        {"0;dd/mm", HTX_BOOK_PLAIN},
        {"0%", HTX_BOOK_PERCENT},
        {"0.0\\ %", HTX_BOOK_PERCENT},
        {"dd/mm/yyyy", HTX_BOOK_DATE},
        {"d-m", HTX_BOOK_DATE},
        {"mm/yyyy", HTX_BOOK_DATE},
        {"mmm-yy", HTX_BOOK_DATE},
        {"[$-42A]dd \"tháng\" mm yyyy;@", HTX_BOOK_DATE},
        {"\"Thg \"m", HTX_BOOK_DATE},
        {"YYYY-MM-DD HH:MM", HTX_BOOK_DATE},
        {"m/d/yy h:mm AM/PM", HTX_BOOK_DATE},
        {"hh:mm", HTX_BOOK_TIME},
        {"[h]:mm:ss", HTX_BOOK_TIME},
        {"mm:ss.0", HTX_BOOK_TIME},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        CHECK(htx_book_classify(rows[i].code) == rows[i].format,
              "a number formatted as <%s> means what people see", rows[i].code);
}

static void test_escapes(void)
{
    static const char *const rows[][2] = {
        {"a_x000D_b", "a\rb"},
        {"_x005F_x0041_", "_x0041_"},
        {"_x1EC7_", "ệ"},
        {"_x00e9_", "é"},
        {"_x12_ _xZZZZ_ x0041_", "_x12_ _xZZZZ_ x0041_"},
        {"a_x0000_b_xD800_c_xFFFF_d", "abcd"},
        {"_x004", "_x004"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char text[64];
        snprintf(text, sizeof(text), "%s", rows[i][0]);
        htx_book_unescape(text);
        CHECK_TEXT(text, rows[i][1], "letters that Excel escapes are the letters people typed");
    }
}

/* A zip file in memory: every cut of it, and every byte of it changed, is read or refused. */
static void test_packages(void)
{
    char path[] = "/tmp/htxplan-zip.XXXXXX";
    struct htx_err err = {0};
    struct htx_zip *zip = NULL;
    struct htx_buf file = HTX_BUF_INIT, out = HTX_BUF_INIT;
    bool found = false;
    close(mkstemp(path));
    bool made = htx_zip_create(path, &zip, &err) == 0 &&
                htx_zip_add(zip, "xl/a.xml", "<a>xin chào</a>", 16, &err) == 0 &&
                htx_zip_add(zip, "b", "", 0, &err) == 0 && htx_zip_close(zip, &err) == 0 &&
                htx_file_read(path, 1 << 20, &file, &err) == 0;
    CHECK(made, "a zip file to be read can be made: %s", err.text);
    unlink(path);
    int result = htx_zip_extract("f", file.s, file.len, "XL/A.xml", 100, &out, &found, &err);
    CHECK(result == 0 && found, "an entry is found in any case");
    CHECK_TEXT(out.s, "<a>xin chào</a>", "its bytes are those that went in");
    result = htx_zip_extract("f", file.s, file.len, "c", 100, &out, &found, &err);
    CHECK(result == 0 && !found, "what is not there is not found");
    result = htx_zip_extract("f", file.s, file.len, "xl/a.xml", 5, &out, &found, &err);
    CHECK(result == HTX_ELIMIT, "an entry beyond the cap is refused");
    size_t wrong = 0;
    for (size_t i = 0; i < file.len; i++) {
        htx_zip_extract("f", file.s, i, "xl/a.xml", 100, &out, &found, &err);
        char was = file.s[i];
        file.s[i] = (char)(was ^ 0x55);
        result = htx_zip_extract("f", file.s, file.len, "xl/a.xml", 100, &out, &found, &err);
        wrong += result == 0 && found && strcmp(out.s, "<a>xin chào</a>") != 0;
        file.s[i] = was;
    }
    CHECK(wrong == 0, "damage is refused, not read as something else (%zu times)", wrong);
    htx_buf_free(&file);
    htx_buf_free(&out);
}

int main(void)
{
    test_formats();
    test_escapes();
    test_packages();
    return check_end();
}
