/* ini_test.c - an office's settings are read as written, or refused by line: never misread. */
#include "codec/codec.h"
#include "check.h"
#include <stdlib.h>

/* Sections are shown as "LINE[name]", keys as "LINE{name=value}". */
static void show(struct htx_buf *out, const struct htx_ini *ini)
{
    for (size_t i = 0; i < ini->nsections; i++) {
        const struct htx_ini_section *s = &ini->sections[i];
        htx_buf_addf(out, "%ld[%s]", s->line, s->name);
        for (size_t k = 0; k < s->nkeys; k++)
            htx_buf_addf(out, "%ld{%s=%s}", s->keys[k].line, s->keys[k].name, s->keys[k].value);
    }
}

#define REPEAT10(s) s s s s s s s s s s
#define X100 REPEAT10("xxxxxxxxxx")
#define X900 X100 X100 X100 X100 X100 X100 X100 X100 X100

static const struct {
    const char *loses, *input, *shown;
} good[] = {
    {"an empty file is fine", "", ""},
    {"a file of comments is fine", "; a\n# b = c\n\n", ""},
    {"keys keep their order and lines", "[a]\nz = 1\n\n; c\ny=2\n[b]\nz=3\n",
     "1[a]2{z=1}5{y=2}6[b]7{z=3}"},
    {"section names stay as written, keys are lower case", "[unit VP]\nName = Văn phòng\n",
     "1[unit VP]2{name=Văn phòng}"},
    {"capital letters of values survive", "[a]\nk = UBND TỈNH ĐẮK LẮK\n",
     "1[a]2{k=UBND TỈNH ĐẮK LẮK}"},
    {"a BOM before a section is dropped", "\xEF\xBB\xBF[a]\nk = 1\n", "1[a]2{k=1}"},
    {"a BOM before a comment is dropped", "\xEF\xBB\xBF; x\n[a]\n", "2[a]"},
    {"CRLF files are read", "[a]\r\nk = 1\r\n", "1[a]2{k=1}"},
    {"the last line needs no line end", "[a]\nk = 1", "1[a]2{k=1}"},
    {"; and # survive in quotes", "[a]\nk = \"An; Bình # c\"\n", "1[a]2{k=An; Bình # c}"},
    {"blanks survive in quotes", "[a]\nk = \"  x \"\nl = \" \"\n", "1[a]2{k=  x }3{l= }"},
    {"empty values are values", "[a]\nk =\nl = \"\"\nm=\n", "1[a]2{k=}3{l=}4{m=}"},
    {"quotes inside a value are text", "[a]\nk = Quỹ \"A\" và 'B'\n", "1[a]2{k=Quỹ \"A\" và 'B'}"},
    {"apostrophes in quotes are text", "[a]\nk = \"'it's'\"\n", "1[a]2{k='it's'}"},
    {"further = belong to the value", "[a]\nk = a=b\nl == c\n", "1[a]2{k=a=b}3{l== c}"},
    {"brackets and colons in values are text", "[a]\nk = [x]:y\n", "1[a]2{k=[x]:y}"},
    {"a backslash inside a value is text", "[a]\nk = C:\\dir\\x\n", "1[a]2{k=C:\\dir\\x}"},
    {"numbers stay text", "[a]\nk = 010\nl = 1,5\n", "1[a]2{k=010}3{l=1,5}"},
    {"the longest line is read whole",
     "[a]\nk = " X900 "xxxxxxxxxxxxxxxxxxxxxxxx" REPEAT10("1234567") "12\n",
     "1[a]2{k=" X900 "xxxxxxxxxxxxxxxxxxxxxxxx" REPEAT10("1234567") "12}"},
    {"indented lines are read", "  [a]  \n\tk\t=\t1\t\n", "1[a]2{k=1}"},
    {"one key in two sections is two keys", "[a]\nk=1\n[b]\nk=2\n", "1[a]2{k=1}3[b]4{k=2}"},
};

static const struct {
    const char *loses, *input;
    size_t len; /* 0: strlen */
    int code;
    long line;
    const char *text;
} bad[] = {
    {"; would cut a value", "[a]\nk = An; Bình\n", 0, HTX_EDATA, 2, "double quotes"},
    {"# would cut an address", "[a]\n\nk = http://h/p#x\n", 0, HTX_EDATA, 3, "double quotes"},
    {"# would empty a value", "[a]\nk = #ff0000\n", 0, HTX_EDATA, 2, "double quotes"},
    {"an open quote would take the comment in", "[a]\nk = \"x ; y\n", 0, HTX_EDATA, 2,
     "not closed"},
    {"a lone quote is open", "[a]\nk = \"\n", 0, HTX_EDATA, 2, "not closed"},
    {"text behind quotes would be lost", "[a]\nk = \"x\" y\n", 0, HTX_EDATA, 2,
     "after the closing"},
    {"a comment behind quotes too", "[a]\nk = \"x\" ; y\n", 0, HTX_EDATA, 2, "line of its own"},
    {"an escaped quote would cut", "[a]\nk = \"a \\\"b\\\" c\"\n", 0, HTX_EDATA, 2,
     "closing quote"},
    {"a backslash in quotes changes with the version", "[a]\nk = \"a\\b\"\n", 0, HTX_EDATA, 2,
     "backslash"},
    {"single quotes would cut", "[a]\nk = 'it's'\n", 0, HTX_EDATA, 2, "double quotes"},
    {"an open single quote too", "[a]\nk = 'x\n", 0, HTX_EDATA, 2, "double quotes"},
    {"a line too long would lose the file", "[a]\nk = " X900 X100 "\n", 0, HTX_ELIMIT, 2,
     "a line of 1004 bytes"},
    {"a comment too long as well", "[a]\n; " X900 X100 "\n", 0, HTX_ELIMIT, 2, "at most 1000"},
    {"a backslash at the end would swallow a key", "[a]\nk = C:\\dir\\\nl = 1\n", 0, HTX_EDATA, 2,
     "backslash"},
    {"blanks behind the backslash do not save it", "[a]\nk = C:\\dir\\  \r\nl = 1\n", 0, HTX_EDATA,
     2, "backslash"},
    {"in a comment as well", "; C:\\dir\\\n[a]\n", 0, HTX_EDATA, 1, "backslash"},
    {"a comment behind a section", "[a] ; c\n", 0, HTX_EDATA, 1, "text after ']'"},
    {"it must not become a key of the section before", "[a]\n[b] ; k = v\n", 0, HTX_EDATA, 2,
     "text after ']'"},
    {"']' in a section's name would cut it", "[a]b]\n", 0, HTX_EDATA, 1, "text after ']'"},
    {"a section must be closed", "[a\n", 0, HTX_EDATA, 1, "without ']'"},
    {"an empty section would give its keys away", "[a]\n[]\nk=1\n", 0, HTX_EDATA, 2,
     "name is missing"},
    {"a blank section too", "[ ]\n", 0, HTX_EDATA, 1, "name is missing"},
    {"':' in a section would hit another's key", "[a:b]\n", 0, HTX_EDATA, 1, "':'"},
    {"':' in a key too", "[a]\nb:c = 1\n", 0, HTX_EDATA, 2, "':'"},
    {"a name with accents would be mangled", "[Phòng KẾ HOẠCH]\n", 0, HTX_EDATA, 1, "ASCII"},
    {"a key with accents too", "[a]\ntên = x\n", 0, HTX_EDATA, 2, "ASCII"},
    {"a key without a name", "[a]\n= x\n", 0, HTX_EDATA, 2, "name is missing"},
    {"a key without '='", "[a]\nk\n", 0, HTX_EDATA, 2, "without '='"},
    {"also one letter at the end of the file", "[a]\nk = 1\nx", 0, HTX_EDATA, 3, "without '='"},
    {"'!' begins no comment", "[a]\n! x\n", 0, HTX_EDATA, 2, "; before a comment"},
    {"keys before a section would be lost", "k = 1\n[a]\n", 0, HTX_EDATA, 1, "first section"},
    {"a key twice would win in silence", "[a]\nk = 1\nl = 2\nK = 3\n", 0, HTX_EDATA, 4,
     "on line 2"},
    {"a section twice would be merged", "[a]\nk = 1\n[A]\n", 0, HTX_EDATA, 3, "on line 1"},
    {"a NUL would drop the rest of the line", "[a]\nk = x\0y\n", 12, HTX_EDATA, 2, "NUL"},
    {"CR line ends would make one key of the file", "[a]\rk = 1\r", 0, HTX_EDATA, 1, "LF or CRLF"},
    {"a CR at the end of the file too", "[a]\r", 0, HTX_EDATA, 1, "LF or CRLF"},
    {"a legacy encoding is told", "[a]\nk = \xD0\xCF\n", 0, HTX_EDATA, 2, "UTF-8"},
    {"UTF-16 is told", "\xFF\xFE[\0a\0]\0", 8, HTX_EDATA, 1, "UTF-8"},
    {"half a character is told", "[a]\nk = \xC3", 0, HTX_EDATA, 2, "UTF-8"},
    {"an overlong form is told", "[a]\nk = \xE0\x80\xAF\n", 0, HTX_EDATA, 2, "UTF-8"},
    {"a surrogate is told", "[a]\nk = \xED\xA0\x80\n", 0, HTX_EDATA, 2, "UTF-8"},
    {"beyond Unicode is told", "[a]\nk = \xF4\x90\x80\x80\n", 0, HTX_EDATA, 2, "UTF-8"},
    {"a control character is told", "[a]\nk = a\fb\n", 0, HTX_EDATA, 2, "code 12"},
    {"a name too long for a lookup", "[" X100 "x]\n", 0, HTX_EDATA, 1, "longer than 100"},
};

static void check_good(void)
{
    for (size_t i = 0; i < HTX_COUNT(good); i++) {
        struct htx_arena arena = {0};
        struct htx_ini ini = {0};
        struct htx_err err = {0};
        struct htx_buf out = HTX_BUF_INIT;
        int rc = htx_ini_parse(&arena, "t.ini", good[i].input, strlen(good[i].input), &ini, &err);
        CHECK(rc == 0 && err.code == 0, "%s: no error (%ld: %s)", good[i].loses, err.line,
              err.text);
        show(&out, &ini);
        CHECK_TEXT(out.s, good[i].shown, good[i].loses);
        htx_buf_free(&out);
        htx_arena_free(&arena);
    }
}

static void check_bad(void)
{
    for (size_t i = 0; i < HTX_COUNT(bad); i++) {
        struct htx_arena arena = {0};
        struct htx_ini ini = {0};
        struct htx_err err = {0};
        size_t len = bad[i].len ? bad[i].len : strlen(bad[i].input);
        int rc = htx_ini_parse(&arena, "t.ini", bad[i].input, len, &ini, &err);
        CHECK(rc == bad[i].code && err.code == rc && err.line == bad[i].line &&
                  strcmp(err.file, "t.ini") == 0 && strstr(err.text, bad[i].text),
              "refused by line: %s (rc %d, line %ld: %s)", bad[i].loses, rc, err.line, err.text);
        htx_arena_free(&arena);
    }
}

/* A file of sections with one key each, grown until it is refused. */
static void check_limits(void)
{
    struct htx_arena arena = {0};
    struct htx_ini ini = {0};
    struct htx_err err = {0};
    struct htx_buf in = HTX_BUF_INIT;
    for (int i = 0; i < 8192; i++)
        htx_buf_addf(&in, "[s%d]\nk = %d\n", i, i);
    int rc = htx_ini_parse(&arena, "t.ini", in.s, in.len, &ini, &err);
    CHECK(rc == 0 && ini.nsections == 8192 &&
              strcmp(htx_ini_value(htx_ini_section(&ini, "S8191"), "K"), "8191") == 0,
          "a plan of thousands of sections is read");
    htx_buf_adds(&in, "[more]\n");
    rc = htx_ini_parse(&arena, "t.ini", in.s, in.len, &ini, &err);
    CHECK(rc == HTX_ELIMIT && err.line == 16385, "a file that would take minutes is refused: %s",
          err.text);
    htx_buf_cut(&in, 0);
    while (in.len <= 1 << 20)
        htx_buf_adds(&in, "; " X900 "\n");
    rc = htx_ini_parse(&arena, "t.ini", in.s, in.len, &ini, &err);
    CHECK(rc == HTX_ELIMIT && strcmp(err.file, "t.ini") == 0, "a file above 1 MiB is refused: %s",
          err.text);
    htx_buf_free(&in);
    htx_arena_free(&arena);
}

static void check_lookup(void)
{
    static const char text[] = "[unit VP]\nName = Văn phòng\n[unit QUY]\n";
    struct htx_arena arena = {0};
    struct htx_ini ini = {0};
    htx_ini_parse(&arena, "t.ini", text, sizeof(text) - 1, &ini, NULL);
    const struct htx_ini_section *s = htx_ini_section(&ini, "UNIT vp");
    CHECK(s == &ini.sections[0], "a section is found in any case");
    CHECK_TEXT(htx_ini_value(s, "NAME"), "Văn phòng", "a key is found in any case");
    CHECK_TEXT(htx_ini_value(s, "nam"), "", "a key is not found by its beginning");
    CHECK(!htx_ini_section(&ini, "unit"), "a section is not found by its beginning");
    CHECK_TEXT(htx_ini_value(htx_ini_section(&ini, "none"), "x"), "", "an absent section is empty");
    CHECK_TEXT(ini.file, "t.ini", "later messages can name the file");
    htx_arena_free(&arena);
}

/* ---- Writing ------------------------------------------------------------------------------ */

static const struct {
    const char *loses, *value, *line;
    bool exact;
} puts_[] = {
    {"plain text stays readable", "Văn phòng", "k = Văn phòng\n", true},
    {"an empty value is written", "", "k =\n", true},
    {"; is quoted", "NV;TVHT", "k = \"NV;TVHT\"\n", true},
    {"blanks at an end are quoted", "a ", "k = \"a \"\n", true},
    {"quotes inside stay", "Quỹ \"A\"", "k = Quỹ \"A\"\n", true},
    {"a quote at the start is replaced, and told", "\"A\" là", "k = \"”A” là\"\n", false},
    {"a quote with ; is replaced, and told", "a \"b\"; c", "k = \"a ”b”; c\"\n", false},
    {"an apostrophe at the start is quoted", "'a'", "k = \"'a'\"\n", true},
    {"line ends become blanks, and that is told", "a\nb\r\nc", "k = a b c\n", false},
    {"a backslash inside stays", "C:\\x", "k = C:\\x\n", true},
    {"a backslash at the end is replaced, and told", "C:\\x\\", "k = \"C:/x/\"\n", false},
};

static void check_put(void)
{
    for (size_t i = 0; i < HTX_COUNT(puts_); i++) {
        struct htx_buf out = HTX_BUF_INIT;
        bool exact = htx_ini_put(&out, "k", puts_[i].value);
        CHECK_TEXT(out.s, puts_[i].line, puts_[i].loses);
        CHECK(exact == puts_[i].exact, "%s: and the caller knows", puts_[i].loses);
        htx_buf_free(&out);
    }
}

/* Write value, read it again into got. */
static bool pass_through(const char *value, struct htx_buf *got, bool *exact)
{
    struct htx_arena arena = {0};
    struct htx_ini ini = {0};
    struct htx_err err = {0};
    struct htx_buf text = HTX_BUF_INIT;
    htx_buf_adds(&text, "[a]\n");
    *exact = htx_ini_put(&text, "key", value);
    int rc = htx_ini_parse(&arena, "t.ini", text.s, text.len, &ini, &err);
    htx_buf_adds(got, rc ? err.text : htx_ini_value(htx_ini_section(&ini, "a"), "key"));
    htx_buf_free(&text);
    htx_arena_free(&arena);
    return rc == 0;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void check_round_trip(void)
{
    static const char *const pieces[] = {"a", "Đ",  "ế", " ", "\t", "\"", "'",    "=",    ";",
                                         "#", "\\", "[", "]", ":",  "\n", "\r\n", "\x7F", "𝄞"};
    uint32_t seed = 20240301;
    int refused = 0, lost = 0, untold = 0;
    for (int round = 0; round < 3000; round++) {
        struct htx_buf value = HTX_BUF_INIT, got = HTX_BUF_INIT;
        for (uint32_t n = next_random(&seed) % 8; n > 0; n--)
            htx_buf_adds(&value, pieces[next_random(&seed) % HTX_COUNT(pieces)]);
        bool exact, same, read = pass_through(value.s, &got, &exact);
        same = strcmp(got.s, value.s) == 0;
        refused += !read;
        lost += read && exact && !same;
        untold += read && !exact && same;
        htx_buf_free(&value);
        htx_buf_free(&got);
    }
    CHECK(refused == 0, "every value that is written can be read (%d of 3000 refused)", refused);
    CHECK(lost == 0, "every value said to be exact reads back the same (%d lost)", lost);
    CHECK(untold == 0, "no warning about a value that reads back the same (%d)", untold);
}

static void check_long_values(void)
{
    struct htx_buf value = HTX_BUF_INIT;
    int wrong = 0;
    for (int n = 320; n < 345; n++) {
        for (int quoted = 0; quoted < 2; quoted++) {
            struct htx_buf got = HTX_BUF_INIT;
            bool exact;
            htx_buf_cut(&value, 0);
            htx_buf_adds(&value, quoted ? ";" : "x");
            for (int i = 0; i < n; i++)
                htx_buf_adds(&value, "ế");
            bool read = pass_through(value.s, &got, &exact), same = strcmp(got.s, value.s) == 0;
            const char *mark = got.len > 3 ? got.s + got.len - 3 : "";
            wrong += !read || exact != same || (!same && strcmp(mark, "…") != 0) || got.len < 900;
            htx_buf_free(&got);
        }
    }
    CHECK(wrong == 0, "a value too long for a line is cut between letters, marked and told (%d)",
          wrong);
    htx_buf_free(&value);
}

int main(void)
{
    check_good();
    check_bad();
    check_limits();
    check_lookup();
    check_put();
    check_round_trip();
    check_long_values();
    return check_end();
}
