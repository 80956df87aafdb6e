/* text_test.c - Vietnamese text: cleaning, comparing, searching, ordering, showing, numbers. */
#include "text/text.h"
#include "check.h"
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef void (*transform)(struct htx_buf *out, const char *s);

static void clean(struct htx_buf *out, const char *s)
{
    htx_text_clean(out, s, strlen(s));
}

static void clean_keep(struct htx_buf *out, const char *s)
{
    htx_text_clean_keep(out, s, strlen(s));
}

static void gives(transform f, const char *s, const char *want, const char *loses)
{
    struct htx_buf out = HTX_BUF_INIT;
    f(&out, s);
    CHECK_TEXT(out.s, want, loses);
    htx_buf_free(&out);
}

/* ---- At the door -------------------------------------------------------------------------- */

static const char *const texts[] = {
    "",
    " ",
    "Kế hoạch",
    "Ke\u0302\u0301 hoa\u0323ch",
    "Kê\u0301 hoạch",
    "hơ\u0323p ta\u0301c xa\u0303, đơn vi\u0323, ư\u0309ng, thuy\u0309 lợi",
    "\tmột  hai\u00A0ba \r\n bốn\rnăm\u202Fsáu \f bảy\n",
    "\uFEFFbáo\u200B cáo\u00AD \u00D0ồng \u0189ơn \u00F0\u0256 l\u01A3ợng TR\u01A2\u1EDCNG",
    "a\001b\177c\302\205d\ve",
    "x\u2009y\u3000z\u200Fw",
    "\u0301a\u0323\u0302",
    "Quý I/2024 – “thủy” lợi …",
    "각\u1100\u1161",
    "\u212B \u2126 ﬁ",
};

static void test_clean(void)
{
    static const char *const rows[][2] = {
        {"Ke\u0302\u0301 hoa\u0323ch", "Kế hoạch"},
        {"Kê\u0301 hoạch", "Kế hoạch"},
        {"ho\u031B\u0323p", "hợp"},
        {"ho\u0323\u031Bp", "hợp"},
        {"\t một \t hai\u00A0\u202F\u2003ba \r\n bốn \rnăm\n\n", "một hai ba\nbốn\nnăm\n\n"},
        {" \f trang 2", "\ftrang 2"},
        {"\uFEFFbáo\u200B cáo\u00AD", "báo cáo"},
        {"\u00D0ồng \u0189ơn \u00F0\u0256", "Đồng Đơn đđ"},
        {"l\u01A3\u01A3ng TR\u01A2\u0300NG", "lưưng TRỪNG"},
        {"a\001b\177c\302\205d\ve\u2028f", "abcd e f"},
        {"thủy lơị typo giữ", "thủy lơị typo giữ"},
        {"   ", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        gives(clean, rows[i][0], rows[i][1], "text from Word, Excel and PDF is stored in one form");
    gives(clean_keep, " a\t\u00A0b  \r\n c ", " a  b  \n c ", "columns of a layout are kept");
    struct htx_buf out = HTX_BUF_INIT;
    htx_buf_adds(&out, "x ");
    htx_text_clean(&out, "  Phòng KT???", strlen("  Phòng KT"));
    CHECK_TEXT(out.s, "x Phòng KT", "only the given part is added, after what was there");
    htx_buf_free(&out);
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct htx_buf once = HTX_BUF_INIT, twice = HTX_BUF_INIT;
        clean(&once, texts[i]);
        clean(&twice, once.s);
        CHECK_TEXT(twice.s, once.s, "cleaning what is clean changes nothing");
        htx_buf_free(&once);
        htx_buf_free(&twice);
    }
}

static void test_many_marks(void)
{
    enum { MANY = 200000 };
    struct htx_buf in = HTX_BUF_INIT, out = HTX_BUF_INIT;
    htx_buf_addc(&in, 'a');
    for (int i = 0; i < MANY; i++)
        htx_buf_adds(&in, i % 2 ? "\u0323" : "\u0301");
    clean(&out, in.s);
    CHECK(out.len < 100, "a file of nothing but accents does not keep the program busy for hours");
    htx_buf_free(&in);
    htx_buf_free(&out);
}

static void test_utf8_check(void)
{
    static const struct {
        const char *s;
        size_t len;
        int result;
        size_t at;
    } rows[] = {
        {"Kế hoạch 🌾", 17, 0, 0},
        {"ab\xFF", 3, -1, 2},
        {"a\xC0\x80", 3, -1, 1},
        {"\xED\xA0\x80", 3, -1, 0},
        {"ab\xEF\xBF\xBE", 5, -1, 2},
        {"\xEF\xBF\xBF", 3, -1, 0},
        {"a\0b", 3, -1, 1},
        {"abc\xE1\xBA", 5, -1, 3},
        {"\xEF\xBF\xBD", 3, 0, 0},
        {"", 0, 0, 0},
        {"\xF4\x90\x80\x80", 4, -1, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t at = 99;
        char *exact = malloc(rows[i].len + 1);
        memcpy(exact, rows[i].s, rows[i].len);
        exact = realloc(exact, rows[i].len ? rows[i].len : 1);
        int result = htx_utf8_check(exact, rows[i].len, &at);
        CHECK(result == rows[i].result, "bad bytes are not stored (row %zu)", i);
        CHECK(result == 0 || at == rows[i].at, "the error names the right place (row %zu)", i);
        free(exact);
    }
}

/* ---- Comparing ---------------------------------------------------------------------------- */

static void test_fold(void)
{
    static const char *const equal[][2] = {
        {"hoà", "hòa"},
        {"Hoà Bình", "HÒA BÌNH"},
        {"thuỷ lợi", "thủy lợi"},
        {"Uỷ ban", "Ủy ban"},
        {"khoẻ", "khỏe"},
        {"toạ đàm", "tọa đàm"},
        {"loè", "lòe"},
        {"hoá, xoá.", "hóa, xóa."},
        {"Quí I", "Quý I"},
        {"định kì", "định kỳ"},
        {"hàng tháng", "hằng tháng"},
        {"Hàng  năm", "hằng năm"},
        {"hàng quí", "hằng quý"},
        {"hàng tuần, hàng ngày", "hằng tuần, hằng ngày"},
        {"Kế hoạch - Tổng hợp", "Kế hoạch Tổng hợp"},
        {"Kế hoạch–Tổng hợp", "kế hoạch -Tổng hợp"},
        {"ĐƠN VỊ", "đơn vị"},
        {"kê\u0301 hoạch", "kế hoạch"},
    };
    static const char *const different[][2] = {
        {"hoàn", "hòan"},
        {"quý", "qúy"},
        {"hàng hóa", "hằng hóa"},
        {"kì", "ký"},
        {"quí", "quỷ"},
        {"kìm", "kỳm"},
        {"mùa", "muà"},
        {"họp", "hợp"},
        {"đơn", "dơn"},
        {"hàng năm", "hàng"},
        {"hàng nămm", "hằng nămm"},
        {"khuỷu", "khủyu"},
        {"a, b", "a b"},
    };
    for (size_t i = 0; i < COUNT(equal); i++)
        CHECK(htx_text_equal(equal[i][0], equal[i][1], htx_text_fold), "%s is the same word as %s",
              equal[i][0], equal[i][1]);
    for (size_t i = 0; i < COUNT(different); i++)
        CHECK(!htx_text_equal(different[i][0], different[i][1], htx_text_fold),
              "%s is another word than %s", different[i][0], different[i][1]);
    gives(htx_text_fold, " Văn\n phòng\n", "văn phòng", "a line break in a cell is a blank");
    gives(htx_text_fold, "Phòng KT – Thuỷ lợi, Hòa Bình", "phòng kt thuỷ lợi, hoà bình",
          "the folded form");
    gives(htx_text_fold_plain, "Đồng THÁP – quí IV: ưỡn ặ Ợ", "dong thap quy iv: uon a o",
          "unaccented words find accented ones");
}

/* fold(clean(x)) does not depend on how the letters of x were put together. */
static void test_fold_forms(void)
{
    static const char *const forms[][3] = {
        {"Kế hoạch", "Kê\u0301 hoạch", "Ke\u0302\u0301 hoa\u0323ch"},
        {"thủy lợi", "thu\u0309y lơ\u0323i", "thuy\u0309 lo\u031B\u0323i"},
        {"Hợp tác xã", "Hơ\u0323p ta\u0301c xa\u0303", "Ho\u0323\u031Bp ta\u0301c xa\u0303"},
        {"hằng quý", "hă\u0300ng quy\u0301", "ha\u0306\u0300ng qui\u0301"},
        {"TỔNG HỢP", "TÔ\u0309NG HƠ\u0323P", "TO\u0302\u0309NG HO\u031B\u0323P"},
    };
    for (size_t i = 0; i < COUNT(forms); i++)
        for (size_t j = 1; j < 3; j++) {
            struct htx_buf composed = HTX_BUF_INIT;
            clean(&composed, forms[i][j]);
            CHECK(htx_text_equal(forms[i][0], composed.s, htx_text_fold),
                  "'%s' is the same however its accents were typed", forms[i][0]);
            CHECK(htx_text_equal(forms[i][0], forms[i][j], htx_text_fold_plain),
                  "'%s' is the same as it comes from a command line", forms[i][0]);
            htx_buf_free(&composed);
        }
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct htx_buf cleaned = HTX_BUF_INIT, folded = HTX_BUF_INIT;
        clean(&cleaned, texts[i]);
        htx_text_fold(&folded, cleaned.s);
        CHECK(htx_text_equal(cleaned.s, folded.s, htx_text_fold),
              "folding what is folded changes nothing");
        htx_buf_free(&cleaned);
        htx_buf_free(&folded);
    }
}

static void test_key(void)
{
    static const char *const equal[][2] = {
        {"Phòng Kế hoạch - Tổng hợp", "Phòng Kế hoạch Tổng hợp"},
        {"Phòng Kế hoạch - Tổng hợp", "phòng Kế hoạch -Tổng hợp"},
        {"Phòng Kế hoạch - Tổng hợp", "P. Kế hoạch và Tổng hợp"},
        {"Phòng Kế hoạch - Tổng hợp", "P.Kế hoạch & Tổng hợp"},
        {"Phòng Kế hoạch - Tổng hợp", "PHONG KE HOACH TONG HOP"},
        {"Phòng Thông tin và Tuyên truyền", "Phòng Thông tin Tuyên truyền"},
        {"Trung tâm Hỗ trợ phát triển HTX", "TT hỗ trợ phát triển Hợp tác xã"},
        {"Quỹ Hỗ trợ Phát triển HTX", "quỹ hỗ trợ phát triển hợp tác xã"},
        {"Ban Biên tập KTTT", "Ban biên tập Kinh tế tập thể"},
        {"UBND TP. Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng"},
        {"LMHTX", "Liên minh Hợp tác xã"},
        {"LM HTX", "LMHTX"},
        {"“Văn phòng”", "văn  phòng"},
        {"THT", "Tổ hợp tác"},
    };
    static const char *const different[][2] = {
        {"Phòng Kế hoạch - Tổng hợp", "Phòng KH-TH"},
        {"Trung tâm Hỗ trợ", "Trung tâm Đào tạo"},
        {"Phòng Kế hoạch", "Phòng Kế hoạch Tổng hợp"},
        {"Văn phòng", "Vận phòng 2"},
        {"Vải", "Ải"},
    };
    for (size_t i = 0; i < COUNT(equal); i++)
        CHECK(htx_text_equal(equal[i][0], equal[i][1], htx_text_key), "'%s' is the unit '%s'",
              equal[i][0], equal[i][1]);
    for (size_t i = 0; i < COUNT(different); i++)
        CHECK(!htx_text_equal(different[i][0], different[i][1], htx_text_key),
              "'%s' is not the unit '%s'", different[i][0], different[i][1]);
    gives(htx_text_key, "P. KT - TT HTX", "phongkttrungtamhoptacxa", "the key of a name");
}

static void test_search(void)
{
    static const char text[] = "Hội chợ xúc tiến thương mại HTX – Hoà Bình, hàng năm (Quí IV)";
    static const struct {
        const char *words;
        bool found;
    } rows[] = {
        {"hoi cho", true},      {"chợ hội", true},    {"hội CHỢ", true},   {"họi", false},
        {"hòa bình", true},     {"hoà", true},        {"HOA BINH", true},  {"hóa", false},
        {"xuc tien htx", true}, {"thuong mại", true}, {"thượng", false},   {"ien", false},
        {"tien", true},         {"quý", true},        {"quy iv", true},    {"quí iv", true},
        {"hằng năm", true},     {"hàng năm", true},   {"hàng", true},      {"(quý", true},
        {"htx-hoà", true},      {"", true},           {"  ", true},        {"hội đồng", false},
        {"năm, quý", false},    {"xúc\ttiến", true},  {"xu\u0301c", true}, {"bình,", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        CHECK(htx_text_search(text, rows[i].words) == rows[i].found, "looking for '%s' %s",
              rows[i].words, rows[i].found ? "finds the task" : "does not find another one");
    CHECK(htx_text_search("Đại hội", "dai") && !htx_text_search("dai", "đai"),
          "đ is found by d, and d not by đ");
    CHECK(htx_text_search("hằng năm", "hằng") && htx_text_search("hàng năm", "hàng"),
          "a word of a phrase that has two spellings is found alone as it was typed");
}

static int compare_items(const void *a, const void *b)
{
    return htx_text_compare(*(const char *const *)a, *(const char *const *)b);
}

static int sign(int n)
{
    return (n > 0) - (n < 0);
}

static void test_compare(void)
{
    static const char *const sorted[] = {
        "",     " ",   "-",   "1",   "2",       "05",         "10",  "10a",     "a",
        "A",    "à",   "À",   "ả",   "ã",       "á",          "ạ",   "a b",     "an",
        "ăn",   "ân",  "ba",  "cá",  "chợ",     "da",         "đa",  "Đa",      "em",
        "êm",   "hoa", "Hoa", "hoà", "hoả",     "hỏa",        "hoá", "hóa",     "hoạ",
        "hoan", "họp", "hôm", "hợp", "hợp tác", "Hợp tác xã", "lê",  "Phòng 2", "Phòng 10",
        "tổ",   "tơ",  "uy",  "ưng", "v",       "x",          "ý",   "z",
    };
    const char *shuffled[COUNT(sorted)];
    for (unsigned seed = 1; seed <= 3; seed++) {
        unsigned random = seed;
        for (size_t i = 0; i < COUNT(sorted); i++) {
            random = random * 1103515245u + 12345u;
            size_t j = (random >> 16) % (i + 1);
            shuffled[i] = shuffled[j];
            shuffled[j] = sorted[i];
        }
        qsort(shuffled, COUNT(shuffled), sizeof(shuffled[0]), compare_items);
        size_t i = 0;
        while (i < COUNT(sorted) && shuffled[i] == sorted[i])
            i++;
        CHECK(i == COUNT(sorted), "names sort as in a Vietnamese dictionary (wrong: '%s')",
              i < COUNT(sorted) ? shuffled[i] : "none");
    }
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(sorted); i++)
        for (size_t j = 0; j < COUNT(sorted); j++)
            wrong += sign(htx_text_compare(sorted[i], sorted[j])) != (i > j) - (i < j);
    CHECK(wrong == 0, "sorting gives one order whatever came first (%zu pairs)", wrong);
    CHECK(htx_text_compare("tháng 03/2024", "tháng 12/2023") < 0, "numbers sort by their value");
    CHECK(htx_text_compare("05", "5") != 0, "different texts are never equal");
}

static void test_nearest(void)
{
    static const char *const names[] = {"Phòng Kế hoạch - Tổng hợp", "Văn phòng",
                                        "Phòng Kiểm tra và Tổ chức Thành viên", "assign"};
    static const char *const rows[][2] = {
        {"phong ke hoach tong hpo", "Phòng Kế hoạch - Tổng hợp"},
        {"Vân phòng", "Văn phòng"},
        {"Vanphong", "Văn phòng"},
        {"asign", "assign"},
        {"Trung tâm Đào tạo", ""},
        {"x", ""},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *found = htx_text_nearest(rows[i][0], names, COUNT(names));
        CHECK_TEXT(found ? found : "", rows[i][1], "a slip gets the right suggestion, or none");
    }
}

/* ---- Showing ------------------------------------------------------------------------------ */

static void test_width(void)
{
    static const struct {
        const char *s;
        int width;
        int columns;
        size_t fit;
    } rows[] = {
        {"Kế hoạch", 8, 2, 4}, {"Ke\u0302\u0301", 2, 2, 6},
        {"農業", 4, 3, 3},     {"", 0, 5, 0},
        {"ab", 2, 0, 0},       {"ab", 2, 9, 2},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        CHECK(htx_text_width(rows[i].s) == rows[i].width, "columns of '%s' line up", rows[i].s);
        CHECK(htx_text_fit(rows[i].s, rows[i].columns) == rows[i].fit,
              "'%s' is cut between letters, at the column's end", rows[i].s);
    }
}

static void test_case(void)
{
    gives(htx_text_upper, "Kế hoạch đặc biệt ưu ữ 1", "KẾ HOẠCH ĐẶC BIỆT ƯU Ữ 1",
          "headings have Vietnamese capitals");
    gives(htx_text_capital, "đơn vị", "Đơn vị", "a sentence begins with a capital");
    gives(htx_text_capital, "“ứng dụng”", "“Ứng dụng”", "also after a quotation mark");
    gives(htx_text_capital, "6 tháng", "6 tháng", "not in the middle of it");
    gives(htx_text_capital, "", "", "nothing stays nothing");
    CHECK(htx_text_is_upper("Đơn") && !htx_text_is_upper("đ") && !htx_text_is_upper("1") &&
              !htx_text_is_upper(""),
          "capitals are known");
    CHECK(htx_text_is_lower("ứng") && !htx_text_is_lower("Ứ") && !htx_text_is_lower("-"),
          "small letters are known");
    CHECK(htx_text_is_caps("I. MỤC ĐÍCH – YÊU CẦU") && !htx_text_is_caps("MỤC đích") &&
              !htx_text_is_caps("1.2") && !htx_text_is_caps(""),
          "headings in capitals are known");
}

/* ---- Numbers ------------------------------------------------------------------------------ */

static void test_number(void)
{
    static const struct {
        double n;
        int decimals;
        const char *want;
    } rows[] = {
        {0, 0, "0"},
        {7, 0, "7"},
        {999, 0, "999"},
        {1000, 0, "1.000"},
        {1234567, 0, "1.234.567"},
        {1234567.8, 1, "1.234.567,8"},
        {73.5, 1, "73,5"},
        {1.005, 2, "1,01"},
        {2.5, 0, "3"},
        {-1500, 0, "-1.500"},
        {-0.2, 0, "0"},
        {99.96, 1, "100,0"},
        {0.05, 2, "0,05"},
        {1e15, 1, "1.000.000.000.000.000"},
        {-1e16, 0, "-10.000.000.000.000.000"},
        {1.0 / 3, 9, "0,333333"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct htx_buf out = HTX_BUF_INIT;
        htx_text_number(&out, rows[i].n, rows[i].decimals);
        CHECK_TEXT(out.s, rows[i].want, "a report's numbers are written the Vietnamese way");
        htx_buf_free(&out);
    }
    struct htx_buf out = HTX_BUF_INIT;
    double zero = 0;
    htx_text_number(&out, zero / zero, 1);
    CHECK_TEXT(out.s, "-", "a rate of nothing is a dash");
    htx_buf_free(&out);
}

static void test_to_number(void)
{
    static const struct {
        const char *s;
        double n;
    } rows[] = {
        {"1.500", 1500},
        {"1,5", 1.5},
        {"73,5 %", 73.5},
        {"73.5%", 73.5},
        {"0", 0},
        {" 12 ", 12},
        {"1.234.567,8", 1234567.8},
        {"1,234,567.8", 1234567.8},
        {"1 500 000", 1500000},
        {"1\u00A0500", 1500},
        {"0.500", 0.5},
        {"0,500", 0.5},
        {"1,500", 1.5},
        {"-3", -3},
        {"\u22123,5", -3.5},
        {"+4", 4},
        {"1500", 1500},
        {"05", 5},
        {"1.500.000", 1500000},
        {"1,500,000", 1500000},
        {"1234.5", 1234.5},
    };
    static const char *const refused[] = {
        "",     "%",    "abc", "1.2.3",   "1,2,3", "1.50.000", "12 đồng",    "1,",  ",5",
        "1..5", "1 50", "--1", "1.5,5.5", "1e5",   "0x10",     "1.2345.678", "nan",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double n = -99;
        CHECK(htx_text_to_number(rows[i].s, &n) == 0 && n == rows[i].n,
              "'%s' is read as %g (not %g)", rows[i].s, rows[i].n, n);
    }
    for (size_t i = 0; i < COUNT(refused); i++) {
        double n = -99;
        CHECK(htx_text_to_number(refused[i], &n) == HTX_EDATA && n == -99,
              "'%s' is not taken for a number", refused[i]);
    }
    char digits[200];
    memset(digits, '9', sizeof(digits) - 1);
    digits[sizeof(digits) - 1] = '\0';
    double n;
    CHECK(htx_text_to_number(digits, &n) == HTX_EDATA, "a number of 199 digits is a slip");
}

static void test_roman(void)
{
    static const struct {
        int n;
        const char *want;
    } rows[] = {
        {1, "I"},   {4, "IV"},  {9, "IX"},   {14, "XIV"},         {39, "XXXIX"},
        {40, "XL"}, {90, "XC"}, {400, "CD"}, {1989, "MCMLXXXIX"}, {3999, "MMMCMXCIX"},
        {0, ""},    {4000, ""},
    };
    static const struct {
        const char *s;
        int n;
        size_t len;
    } read[] = {
        {"I. Mục đích", 1, 1}, {"iv) x", 4, 2},  {"XXXIX", 39, 5}, {"XL", 0, 0}, {"IIII", 0, 0},
        {"Xây dựng", 0, 0},    {"II–III", 2, 2}, {"Quý I", 0, 0},  {"", 0, 0},   {"IV2", 0, 0},
        {"VI/2024", 6, 2},     {"Việc", 0, 0},   {"xIv.", 14, 3},  {"VX", 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct htx_buf out = HTX_BUF_INIT;
        htx_text_roman(&out, rows[i].n);
        CHECK_TEXT(out.s, rows[i].want, "headings and quarters have the right Roman number");
        htx_buf_free(&out);
    }
    for (size_t i = 0; i < COUNT(read); i++) {
        size_t len = 99;
        int n = htx_text_from_roman(read[i].s, &len);
        CHECK(n == read[i].n && len == read[i].len, "'%s' begins with the Roman number %d",
              read[i].s, read[i].n);
    }
    for (int i = 1; i <= 39; i++) {
        struct htx_buf out = HTX_BUF_INIT;
        size_t len;
        htx_text_roman(&out, i);
        if (htx_text_from_roman(out.s, &len) != i)
            CHECK(false, "the Roman number %d is read back", i);
        htx_buf_free(&out);
    }
}

int main(void)
{
    test_clean();
    test_many_marks();
    test_utf8_check();
    test_fold();
    test_fold_forms();
    test_key();
    test_search();
    test_compare();
    test_nearest();
    test_width();
    test_case();
    test_number();
    test_to_number();
    test_roman();
    return check_end();
}
