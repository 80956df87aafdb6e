/* zip_test.c - workbooks are read whole or refused, and written the same every time; XML likewise.
 */
#include "codec/codec.h"
#include "check.h"
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

static char dir[256];
static char path[300];

static void set_path(const char *name)
{
    snprintf(path, sizeof(path), "%s/%s", dir, name);
}

static void load(struct htx_buf *out)
{
    FILE *f = fopen(path, "rb");
    int c;
    while (f && (c = getc(f)) != EOF)
        htx_buf_addc(out, (char)c);
    if (f)
        fclose(f);
}

static void store(const struct htx_buf *b)
{
    FILE *f = fopen(path, "wb");
    if (f) {
        fwrite(b->s, 1, b->len, f);
        fclose(f);
    }
}

static int show_entry(void *ctx, const char *name, const char *data, size_t len,
                      struct htx_err *err)
{
    struct htx_buf *out = ctx;
    (void)err;
    htx_buf_addf(out, "%s:%zu:", name, len);
    htx_buf_add(out, data, len < 5 ? len : 5);
    htx_buf_addc(out, data[len] == '\0' ? ';' : '!');
    return 0;
}

/* Three entries, one empty, one large enough for several reads. */
static int make(struct htx_err *err)
{
    struct htx_zip *zip = NULL;
    struct htx_buf large = HTX_BUF_INIT;
    for (int i = 0; i < 20000; i++)
        htx_buf_addf(&large, "row %d\n", i);
    int rc = htx_zip_create(path, &zip, err);
    if (!rc)
        rc = htx_zip_add(zip, "xl/a.xml", "<a/>", 4, err);
    if (!rc)
        rc = htx_zip_add(zip, "empty", "", 0, err);
    if (!rc)
        rc = htx_zip_add(zip, "large", large.s, large.len, err);
    if (zip) {
        int closed = htx_zip_close(zip, rc ? NULL : err);
        rc = rc ? rc : closed;
    }
    htx_buf_free(&large);
    return rc;
}

/* The first record of the zip file's directory. */
static char *directory(const struct htx_buf *b)
{
    return memmem(b->s, b->len, "PK\1\2", 4);
}

static void check_written(void)
{
    struct htx_err err = {0};
    struct htx_buf shown = HTX_BUF_INIT, one = HTX_BUF_INIT, two = HTX_BUF_INIT;
    set_path("one.zip");
    CHECK(make(&err) == 0, "a zip file is written (%s)", err.text);
    load(&one);
    int rc = htx_zip_read(path, 1 << 20, show_entry, &shown, &err);
    CHECK(rc == 0, "what is written is read (%s)", err.text);
    CHECK_TEXT(shown.s, "xl/a.xml:4:<a/>;empty:0:;large:188890:row 0;",
               "entries come back whole and in order");
    set_path("two.zip");
    make(&err);
    load(&two);
    CHECK(one.len == two.len && memcmp(one.s, two.s, one.len) == 0,
          "a report made again is the same file");
    const char *record = directory(&one);
    CHECK(one.len > 30 && memcmp(one.s + 10, "\0\0\x21\0", 4) == 0 && record &&
              memcmp(record + 12, "\0\0\x21\0", 4) == 0,
          "times are 1980-01-01 00:00:00");
    CHECK(one.len > 30 && one.s[28] == 0 && one.s[29] == 0, "no extra fields are stored");
    CHECK(one.len < 70000, "entries are compressed");
    htx_buf_free(&shown);
    htx_buf_free(&one);
    htx_buf_free(&two);
}

/* ---- Files that are not what they should be ------------------------------------------------ */

enum damage { WHOLE, FLIP_CONTENT, FLIP_CRC, CUT_END, CUT_FRONT, ENCRYPTED, NOT_ZIP, EMPTY };

static const struct {
    const char *loses;
    enum damage damage;
    size_t cap;
    int code;
    const char *text;
} damaged[] = {
    {"an undamaged file within the limit is read", WHOLE, 188890, 0, ""},
    {"an entry above the limit is refused", WHOLE, 188889, HTX_ELIMIT, "'large'"},
    {"flipped bits are found", FLIP_CONTENT, 1 << 20, HTX_EDATA, "damaged"},
    {"a wrong checksum is found", FLIP_CRC, 1 << 20, HTX_EDATA, "'xl/a.xml'"},
    {"half a download is refused", CUT_END, 1 << 20, HTX_EDATA, "not a zip file"},
    {"a file without its beginning is refused", CUT_FRONT, 1 << 20, HTX_EDATA, "damaged"},
    {"a file with a password is told", ENCRYPTED, 1 << 20, HTX_EDATA, "without a password"},
    {"another kind of file is refused", NOT_ZIP, 1 << 20, HTX_EDATA, "not a zip file"},
    {"an empty file is refused", EMPTY, 1 << 20, HTX_EDATA, "not a zip file"},
};

static void damage_file(enum damage damage)
{
    struct htx_buf b = HTX_BUF_INIT;
    load(&b);
    switch (damage) {
    case WHOLE:
        break;
    case FLIP_CONTENT:
        b.s[b.len / 2] ^= 0x55;
        break;
    case FLIP_CRC:
        b.s[14] ^= 1;
        directory(&b)[16] ^= 1;
        break;
    case CUT_END:
        htx_buf_cut(&b, b.len / 2);
        break;
    case CUT_FRONT:
        memmove(b.s, b.s + 20, b.len - 20);
        htx_buf_cut(&b, b.len - 20);
        break;
    case ENCRYPTED:
        b.s[6] |= 1;
        directory(&b)[8] |= 1;
        break;
    case NOT_ZIP:
        htx_buf_cut(&b, 0);
        htx_buf_adds(&b, "STT;Việc\n");
        break;
    case EMPTY:
        htx_buf_cut(&b, 0);
        break;
    }
    store(&b);
    htx_buf_free(&b);
}

static void check_damaged(void)
{
    set_path("damaged.zip");
    for (size_t i = 0; i < HTX_COUNT(damaged); i++) {
        struct htx_err err = {0};
        struct htx_buf shown = HTX_BUF_INIT;
        make(NULL);
        damage_file(damaged[i].damage);
        int rc = htx_zip_read(path, damaged[i].cap, show_entry, &shown, &err);
        CHECK(rc == damaged[i].code && err.code == rc && strstr(err.text, damaged[i].text),
              "%s (%d: %s)", damaged[i].loses, rc, err.text);
        CHECK(rc == 0 || strcmp(err.file, path) == 0, "%s: the file is named", damaged[i].loses);
        htx_buf_free(&shown);
    }
}

static int stop(void *ctx, const char *name, const char *data, size_t len, struct htx_err *err)
{
    (void)name, (void)data, (void)len;
    ++*(int *)ctx;
    return htx_fail(err, HTX_ENOTFOUND, "enough");
}

static void check_places(void)
{
    struct htx_err err = {0};
    struct htx_zip *zip = NULL;
    int calls = 0;
    set_path("one.zip");
    CHECK(htx_zip_read(path, 1 << 20, stop, &calls, &err) == HTX_ENOTFOUND && calls == 1,
          "the reader's own error ends the walk");
    CHECK(htx_zip_read(dir, 1 << 20, stop, &calls, &err) == HTX_EDATA && strstr(err.text, dir),
          "a directory is no workbook: %s", err.text);
    set_path("none.zip");
    CHECK(htx_zip_read(path, 1 << 20, stop, &calls, &err) == HTX_ESYS && strstr(err.text, path),
          "a missing file is told: %s", err.text);
    set_path("none/none.zip");
    CHECK(htx_zip_create(path, &zip, &err) == HTX_ESYS && strstr(err.text, path),
          "a missing directory is told: %s", err.text);
    set_path("damaged.zip");
    CHECK(htx_zip_create(path, &zip, &err) == 0 &&
              htx_zip_add(zip, "x", "", (size_t)INT_MAX + 1, &err) == HTX_ELIMIT &&
              htx_zip_close(zip, &err) == HTX_ESYS,
          "a file that lacks an entry cannot be closed as if it were whole");
    if (access("/dev/full", W_OK) == 0) {
        snprintf(path, sizeof(path), "/dev/full");
        memset(&err, 0, sizeof(err));
        CHECK(make(&err) == HTX_ESYS && strstr(err.text, "/dev/full"),
              "a full disk is an error, not a broken report: %s", err.text);
    }
}

/* ---- XML ---------------------------------------------------------------------------------- */

static void show_start(void *ctx, const char *name, const char *const *attributes)
{
    htx_buf_addf(ctx, "<%s", name);
    for (; *attributes; attributes += 2)
        htx_buf_addf(ctx, " %s=%s", attributes[0], attributes[1]);
    htx_buf_adds(ctx, ">");
}

static void show_end(void *ctx, const char *name)
{
    htx_buf_addf(ctx, "</%s>", name);
}

static void show_text(void *ctx, const char *text, size_t len)
{
    htx_buf_add(ctx, text, len);
}

static const struct {
    const char *loses, *input, *shown;
    int code;
    long line;
    const char *text;
} documents[] = {
    {"a sheet is read", "<?xml version=\"1.0\"?>\n<c r=\"A1\" t=\"s\"><v>Đ&amp;</v></c>\n",
     "<c r=A1 t=s><v>Đ&</v></c>", 0, 0, ""},
    {"another encoding is read", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE9</a>",
     "<a>é</a>", 0, 0, ""},
    {"half a sheet is refused by line", "<a>\n<b>x</b>\n", "<a>\n<b>x</b>\n", HTX_EDATA, 3,
     "not well-formed"},
    {"a wrong end is refused by line", "<a>\n</b>", "<a>\n", HTX_EDATA, 2, "mismatched"},
    {"an empty file is refused", "", "", HTX_EDATA, 1, "not well-formed"},
    {"text behind the end is refused", "<a></a>\n<b/>", "<a></a>", HTX_EDATA, 2, "not well-formed"},
    {"invalid UTF-8 is refused", "<a>\xC3(</a>", "<a>", HTX_EDATA, 1, "not well-formed"},
    {"an entity that grows without end is refused before it is used",
     "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x \"xxxx\">]>\n<a>&x;</a>", "", HTX_EDATA, 2,
     "DOCTYPE"},
    {"another file is not fetched", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "", HTX_EDATA,
     1, "DOCTYPE"},
    {"an unknown entity is refused", "<a>&nbsp;</a>", "<a>", HTX_EDATA, 1, "undefined entity"},
};

static void check_xml(void)
{
    static const struct htx_xml_events events = {show_start, show_end, show_text}, none = {0};
    for (size_t i = 0; i < HTX_COUNT(documents); i++) {
        struct htx_err err = {0};
        struct htx_buf out = HTX_BUF_INIT;
        const char *input = documents[i].input;
        int rc = htx_xml_parse("s.xml", input, strlen(input), &events, &out, &err);
        CHECK(rc == documents[i].code && err.code == rc && err.line == documents[i].line &&
                  strstr(err.text, documents[i].text),
              "%s (%d, line %ld: %s)", documents[i].loses, rc, err.line, err.text);
        CHECK(rc == 0 || strcmp(err.file, "s.xml") == 0, "%s: the file is named",
              documents[i].loses);
        CHECK_TEXT(out.s, documents[i].shown, documents[i].loses);
        CHECK(htx_xml_parse("s.xml", input, strlen(input), &none, NULL, NULL) == rc,
              "a document can be checked without listening to it");
        htx_buf_free(&out);
    }
}

/* A document above the size that goes into the parser at once. */
static void check_large_xml(void)
{
    static const struct htx_xml_events events = {.text = show_text};
    struct htx_buf in = HTX_BUF_INIT, want = HTX_BUF_INIT, out = HTX_BUF_INIT;
    htx_buf_adds(&in, "<a>");
    for (int i = 0; i < 400000; i++) {
        htx_buf_adds(&in, "<b>Đế</b>");
        htx_buf_adds(&want, "Đế");
    }
    htx_buf_adds(&in, "</a>");
    int rc = htx_xml_parse("s.xml", in.s, in.len, &events, &out, NULL);
    CHECK(rc == 0 && strcmp(out.s, want.s) == 0, "a large sheet is read whole");
    htx_buf_free(&in);
    htx_buf_free(&want);
    htx_buf_free(&out);
}

int main(void)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(dir, sizeof(dir), "%s/zip_test.XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(dir)) {
        CHECK(false, "a temporary directory can be made");
        return check_end();
    }
    check_written();
    check_damaged();
    check_places();
    check_xml();
    check_large_xml();
    for (size_t i = 0; i < 3; i++) {
        static const char *const made[] = {"one.zip", "two.zip", "damaged.zip"};
        set_path(made[i]);
        unlink(path);
    }
    rmdir(dir);
    return check_end();
}
