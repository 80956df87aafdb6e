/* decode_test.c - files in the encodings that offices have, and files that nobody can read. */
#include "text/text.h"
#include "check.h"
#include <iconv.h>
#include <stdlib.h>

/* Every Vietnamese small letter with its marks stands in here, and some capitals. */
static const char paragraph[] =
    "Kế hoạch năm 2024 của Liên minh: đã là cả cá hạ xã, năm bằng thẳng sẵn bắc đặt;\n"
    "cân cần cẩn dẫn cấp cập; xe kè kẻ kẽ bé hẹ; đê về kể lễ kế hệ; đi thì chỉ nghĩ chí thị;\n"
    "to trò nhỏ võ có họ; tô hồ tổ hỗ số hộ; cơ giờ mở hỡi lớp hợp; thu hùn củ cũ phú vụ;\n"
    "tư từ cử chữ thứ lực; yêu quỳ quỷ quỹ quý quỵ.\n"
    "Đơn vị: Ăn, Âm, Ông, Ơn, Ưng; Phòng Kế hoạch - Tổng hợp (15 %).\n";

/* A paragraph with capitals that only some encodings hold. */
static const char capitals[] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";

/* ---- Making files ------------------------------------------------------------------------- */

static void encode(struct htx_buf *out, const char *encoding, const char *text)
{
    char bytes[4096], *to = bytes, *from = (char *)text;
    size_t room = sizeof(bytes), left = strlen(text);
    iconv_t cd = iconv_open(encoding, "UTF-8");
    size_t lost = cd == (iconv_t)-1 ? 1 : iconv(cd, &from, &left, &to, &room);
    CHECK(lost == 0, "the test can write %s", encoding);
    htx_buf_add(out, bytes, (size_t)(to - bytes));
    if (cd != (iconv_t)-1)
        iconv_close(cd);
}

/* The VNI keyboard's letters as they look in a Western font. */
static const char *const vni[][2] = {
    {"à", "aø"}, {"ả", "aû"}, {"ã", "aõ"}, {"á", "aù"}, {"ạ", "aï"}, {"ă", "aê"}, {"ằ", "aè"},
    {"ẳ", "aú"}, {"ẵ", "aü"}, {"ắ", "aé"}, {"ặ", "aë"}, {"â", "aâ"}, {"ầ", "aà"}, {"ẩ", "aå"},
    {"ẫ", "aã"}, {"ấ", "aá"}, {"ậ", "aä"}, {"è", "eø"}, {"ẻ", "eû"}, {"ẽ", "eõ"}, {"é", "eù"},
    {"ẹ", "eï"}, {"ê", "eâ"}, {"ề", "eà"}, {"ể", "eå"}, {"ễ", "eã"}, {"ế", "eá"}, {"ệ", "eä"},
    {"ì", "ì"},  {"ỉ", "æ"},  {"ĩ", "ó"},  {"í", "í"},  {"ị", "ò"},  {"ò", "oø"}, {"ỏ", "oû"},
    {"õ", "oõ"}, {"ó", "où"}, {"ọ", "oï"}, {"ô", "oâ"}, {"ồ", "oà"}, {"ổ", "oå"}, {"ỗ", "oã"},
    {"ố", "oá"}, {"ộ", "oä"}, {"ơ", "ô"},  {"ờ", "ôø"}, {"ở", "ôû"}, {"ỡ", "ôõ"}, {"ớ", "ôù"},
    {"ợ", "ôï"}, {"ù", "uø"}, {"ủ", "uû"}, {"ũ", "uõ"}, {"ú", "uù"}, {"ụ", "uï"}, {"ư", "ö"},
    {"ừ", "öø"}, {"ử", "öû"}, {"ữ", "öõ"}, {"ứ", "öù"}, {"ự", "öï"}, {"ỳ", "yø"}, {"ỷ", "yû"},
    {"ỹ", "yõ"}, {"ý", "yù"}, {"ỵ", "î"},  {"đ", "ñ"},  {"Đ", "Ñ"},  {"Ă", "AÊ"}, {"Â", "AÂ"},
    {"Ô", "OÂ"}, {"Ơ", "Ô"},  {"Ư", "Ö"},  {"Ộ", "OÄ"}, {"Ò", "OØ"}, {"Ã", "AÕ"}, {"Ủ", "UÛ"},
    {"Ĩ", "Ó"},  {"Ệ", "EÄ"}, {"Ự", "ÖÏ"},
};

static void encode_vni(struct htx_buf *out, const char *text)
{
    struct htx_buf looks = HTX_BUF_INIT;
    while (*text) {
        size_t i = 0;
        while (i < sizeof(vni) / sizeof(vni[0]) && strncmp(text, vni[i][0], strlen(vni[i][0])))
            i++;
        if (i < sizeof(vni) / sizeof(vni[0])) {
            htx_buf_adds(&looks, vni[i][1]);
            text += strlen(vni[i][0]);
        } else {
            htx_buf_addc(&looks, *text++);
        }
    }
    encode(out, "WINDOWS-1252", looks.s);
    htx_buf_free(&looks);
}

/* ---- What comes back ---------------------------------------------------------------------- */

/* Decode file and see that text and encoding are as wanted. */
static void reads_as(const struct htx_buf *file, const char *encoding, const char *want_name,
                     const char *want, const char *loses)
{
    struct htx_buf out = HTX_BUF_INIT;
    struct htx_err err = {0};
    const char *name = "";
    /* A copy of just the size, so that a sanitizer sees a read behind its end. */
    char *data = malloc(file->len + !file->len);
    memcpy(data, file->s, file->len);
    int result = htx_text_decode("kh.txt", data, file->len, encoding, &out, &name, &err);
    free(data);
    CHECK(result == 0, "%s (%s)", loses, err.text);
    CHECK_TEXT(name, want_name, loses);
    CHECK_TEXT(out.s, want, loses);
    htx_buf_free(&out);
}

static void both_ways(const struct htx_buf *file, const char *name, const char *text)
{
    reads_as(file, "auto", name, text, "a legacy file is recognised and read letter by letter");
    reads_as(file, name, name, text, "--encoding reads the file letter by letter");
}

static void test_legacy(void)
{
    struct htx_buf file = HTX_BUF_INIT;
    encode(&file, "CP1258", paragraph);
    both_ways(&file, "windows-1258", paragraph);
    htx_buf_cut(&file, 0);
    encode(&file, "CP1258", capitals);
    both_ways(&file, "windows-1258", capitals);
    htx_buf_cut(&file, 0);
    encode(&file, "TCVN5712-1", paragraph);
    both_ways(&file, "tcvn3", paragraph);
    htx_buf_cut(&file, 0);
    encode_vni(&file, paragraph);
    both_ways(&file, "vni", paragraph);
    htx_buf_cut(&file, 0);
    encode_vni(&file, "CỘNG HÒA XÃ HỦ VIỆT NAM, NGHĨ, TỰ DO\n");
    both_ways(&file, "vni", "CỘNG HÒA XÃ HỦ VIỆT NAM, NGHĨ, TỰ DO\n");
    htx_buf_free(&file);
}

/* A capital font shows small letters as capitals: "CéNG HOµ X·" looks like CỘNG HOÀ XÃ. */
static void test_capital_font(void)
{
    struct htx_buf file = HTX_BUF_INIT;
    encode(&file, "TCVN5712-1", "CộNG HOà Xã HộI, VIệT NAM, Tế, Quý I\n");
    reads_as(&file, "abc", "tcvn3", "CỘNG HOÀ Xã HỘI, VIỆT NAM, Tế, Quý I\n",
             "headings typed in a capital font come out as capitals");
    htx_buf_free(&file);
}

/* All the bytes a code page has, compared with another implementation of it. */
static void test_code_page(void)
{
    char bytes[128];
    struct htx_buf file = HTX_BUF_INIT, want = HTX_BUF_INIT;
    for (int byte = 0x80; byte < 0x100; byte++) {
        char from[1] = {(char)byte}, to[8], *in = from, *put = to;
        size_t left = 1, room = sizeof(to);
        iconv_t cd = iconv_open("UTF-8", "CP1258");
        bool known = iconv(cd, &in, &left, &put, &room) == 0;
        known = iconv(cd, NULL, NULL, &put, &room) == 0 && known;
        iconv_close(cd);
        if (!known)
            continue;
        bytes[0] = (char)byte;
        htx_buf_add(&file, bytes, 1);
        htx_buf_addc(&file, '\n');
        htx_buf_add(&want, to, (size_t)(put - to));
        htx_buf_addc(&want, '\n');
    }
    reads_as(&file, "windows-1258", "windows-1258", want.s, "every letter of code page 1258");
    htx_buf_free(&file);
    htx_buf_free(&want);
}

static void test_unicode(void)
{
    static const struct {
        const char *encoding, *mark, *name;
    } rows[] = {
        {"UTF-16LE", "\xFF\xFE", "utf-16le"}, {"UTF-16LE", "", "utf-16le"},
        {"UTF-16BE", "\xFE\xFF", "utf-16be"}, {"UTF-16BE", "", "utf-16be"},
        {"UTF-8", "\xEF\xBB\xBF", "utf-8"},   {"UTF-8", "", "utf-8"},
    };
    static const char *const texts[] = {paragraph, "Kế hoạch 🌾 1\n", ""};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++) {
            bool guess = *rows[i].mark || *texts[j];
            struct htx_buf file = HTX_BUF_INIT;
            htx_buf_adds(&file, rows[i].mark);
            encode(&file, rows[i].encoding, texts[j]);
            if (guess)
                reads_as(&file, "", rows[i].name, texts[j], "Unicode files are read as they are");
            reads_as(&file, rows[i].name, rows[i].name, texts[j], "and when it is named");
            htx_buf_free(&file);
        }
}

static void test_names(void)
{
    static const char *const rows[][2] = {
        {"UTF8", "utf-8"},       {"Utf-8", "utf-8"},
        {"AUTO", "utf-8"},       {"utf-16", "utf-16be"},
        {"unicode", "utf-16be"}, {"CP1258", "windows-1258"},
        {"ABC", "tcvn3"},        {"TCVN-3", "tcvn3"},
        {"vni-windows", "vni"},  {"Windows_1258", "windows-1258"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        bool wide = strcmp(rows[i][1], "utf-16be") == 0;
        struct htx_buf file = HTX_BUF_INIT;
        htx_buf_add(&file, wide ? "\xFE\xFF\0A\0B" : "AB", wide ? 6 : 2);
        reads_as(&file, rows[i][0], rows[i][1], "AB", "an encoding is known by its common names");
        htx_buf_free(&file);
    }
}

/* Punctuation of a Western file has no letters to judge by. */
static void test_punctuation(void)
{
    struct htx_buf file = HTX_BUF_INIT;
    htx_buf_adds(&file, "title,due\n\x93plan\x94 \x96 2024\x85,x\n");
    reads_as(&file, "", "windows-1258", "title,due\n“plan” – 2024…,x\n",
             "a file with only curly quotes is read");
    htx_buf_free(&file);
}

/* ---- What cannot be read ------------------------------------------------------------------ */

static void test_refused(void)
{
#define BYTES(text) text, sizeof(text) - 1
    static const struct {
        const char *data;
        size_t len;
        const char *encoding;
        long line;
        const char *says;
    } rows[] = {
        {BYTES("K? ho?ch"), "", 1, "lost"},
        {BYTES("tt,viec\n1,K? ho?ch th?c hi?n\n2,B?o c?o qu?\n"), "auto", 2, "lost"},
        {BYTES("Ph\xF2ng K? ho?ch - T?ng h?p\n"), "", 1, "lost"},
        {BYTES("Ph\xC3\xB2ng K? ho?ch - T?ng h?p\n"), "", 1, "lost"},
        {BYTES("K? ho?ch"), "utf-8", 1, "lost"},
        {BYTES("\xFF\xFEK\0?\0 \0h\0o\0?\0c\0h\0"), "", 1, "lost"},
        {BYTES("Kế hoạch\nB\xE1o\xFF cáo\n"), "", 2, "--encoding"},
        {BYTES("Kế hoạch\r\nnăm\r\nB\xE1o\r\n"), "utf-8", 3, "utf-8"},
        {BYTES("d\xE9j\xE0 vu, f\xFCr na\xEFve \xE7 Stra\xDFy\n"), "", 1, "--encoding"},
        {BYTES("Plan\nil \xE9tait l\xE0, \xE0 c\xF4t\xE9, pr\xE8s de l\xE0, l\xE0 et \xE0 vous\n"),
         "", 2, "--encoding"},
        {BYTES("abc\0def, a longer line"), "", 1, "not text"},
        {BYTES("abc\n\0\x80\xFF"), "", 2, "not text"},
        {BYTES("a\n\xEF\xBF\xBE"), "", 2, ""},
        {BYTES("ab"), "koi8-r", 0, "'koi8-r'"},
        {BYTES("ab"), "utf-8-but-much-longer-than-any-name", 0, "unknown"},
        {BYTES("a\n\x9D"), "cp1258", 2, "windows-1258"},
        {BYTES("a\0\n\0b"), "utf-16le", 2, "utf-16le"},
        {BYTES("a\0\0\xD8"
               "b\0"),
         "utf-16le", 1, "utf-16le"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct htx_buf out = HTX_BUF_INIT;
        struct htx_err err = {0};
        const char *name = "";
        htx_buf_adds(&out, "before");
        int result = htx_text_decode("kh.txt", rows[i].data, rows[i].len, rows[i].encoding, &out,
                                     &name, &err);
        /* An encoding that does not exist is the caller's mistake, not the file's. */
        int wanted = rows[i].line ? HTX_EDATA : HTX_EUSAGE;
        CHECK(result == wanted && err.code == wanted, "unreadable file %zu is refused", i);
        CHECK(err.line == rows[i].line, "the error of file %zu names the line (%ld)", i, err.line);
        CHECK_TEXT(err.file, "kh.txt", "the error names the file");
        CHECK(strstr(err.text, rows[i].says) != NULL, "the error of file %zu says why: %s", i,
              err.text);
        CHECK_TEXT(out.s, "before", "nothing of a refused file is kept");
        htx_buf_free(&out);
    }
}

static void test_not_destroyed(void)
{
    static const char *const rows[] = {
        "Is this right? Yes. What?No.\n",
        "https://example.org/find?q=ke&page=2 http://a.vn/x?y\n",
        "Chưa xác định (?), ai làm? khi nào?\n",
        "???\n? ?\n",
        "Did the unit report this month?Yes, all of the figures came in, and the chair of the "
        "board "
        "has signed every one of them. Is the next plan ready?No, it will be in May.\n",
        "",
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct htx_buf file = HTX_BUF_INIT;
        htx_buf_adds(&file, rows[i]);
        reads_as(&file, "", "utf-8", rows[i], "question marks alone do not get a file refused");
        htx_buf_free(&file);
    }
}

int main(void)
{
    test_legacy();
    test_capital_font();
    test_code_page();
    test_unicode();
    test_names();
    test_punctuation();
    test_refused();
    test_not_destroyed();
    return check_end();
}
