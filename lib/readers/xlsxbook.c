/* xlsxbook.c - an Excel workbook's package: which sheets it has, its strings, its formats. */
#include "readers/xlsx.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PART_MAX = 1 << 30 };

const char *htx_book_local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *htx_book_attribute(const char *const *attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

/* ---- Parts and relationships ---- */

static int extract(const struct htx_book *book, const char *name, struct htx_buf *out, bool *found,
                   struct htx_err *err)
{
    return htx_zip_extract(book->file, book->data, book->len, name, PART_MAX, out, found, err);
}

int htx_book_part(const struct htx_book *book, const char *name, struct htx_buf *out,
                  struct htx_err *err)
{
    bool found = false;
    int result = extract(book, name, out, &found, err);
    if (result == 0 && !found)
        result = htx_fail_at(err, HTX_EDATA, book->file, 0,
                             _("the workbook lacks its part '%s': save it again in Excel"), name);
    return result;
}

int htx_book_parse(const struct htx_book *book, const char *part, const struct htx_buf *xml,
                   const struct htx_xml_events *events, void *ctx, struct htx_err *err)
{
    const char *file = htx_arena_printf(book->arena, "%s(%s)", book->file, part);
    return htx_xml_parse(file, xml->s, xml->len, events, ctx, err);
}

/* The part that target, as written in part from, names: "../a.xml", "/xl/a.xml", "a.xml". */
static const char *resolve(struct htx_arena *arena, const char *from, const char *target)
{
    if (*target == '/')
        return htx_arena_dup(arena, target + 1);
    const char *slash = strrchr(from, '/');
    size_t dir = slash ? (size_t)(slash - from) : 0;
    for (;; target += 3) {
        if (strncmp(target, "./", 2) == 0)
            target += 2;
        if (strncmp(target, "../", 3) != 0)
            break;
        while (dir > 0 && from[dir - 1] != '/')
            dir--;
        dir -= dir > 0;
    }
    return htx_arena_printf(arena, "%.*s%s%s", (int)dir, from, dir ? "/" : "", target);
}

/* One kind of relationship of a part: all that a workbook needs is found by kind, and a sheet by
 * its id as well. */
struct relations {
    struct htx_book *book;
    const char *from, *kind; /* the last word of the type's address */
    const char *part;        /* of the last one of that kind */
    bool sheets;             /* give the parts to the book's sheets */
};

static void on_relation(void *ctx, const char *name, const char *const *attributes)
{
    struct relations *r = ctx;
    const char *type = htx_book_attribute(attributes, "Type"),
               *target = htx_book_attribute(attributes, "Target"),
               *id = htx_book_attribute(attributes, "Id");
    if (strcmp(htx_book_local(name), "Relationship") != 0 || !type || !target)
        return;
    const char *slash = strrchr(type, '/');
    if (!slash || strcmp(slash + 1, r->kind) != 0)
        return;
    r->part = resolve(r->book->arena, r->from, target);
    for (size_t i = 0; r->sheets && id && i < r->book->nsheets; i++)
        if (strcmp(r->book->sheet[i].relation, id) == 0)
            r->book->sheet[i].part = r->part;
}

static int read_relations(struct relations *r, struct htx_err *err)
{
    static const struct htx_xml_events events = {.start = on_relation};
    const char *slash = strrchr(r->from, '/');
    size_t dir = slash ? (size_t)(slash - r->from) + 1 : 0;
    const char *part =
        htx_arena_printf(r->book->arena, "%.*s_rels/%s.rels", (int)dir, r->from, r->from + dir);
    struct htx_buf xml = HTX_BUF_INIT;
    bool found = false;
    r->part = NULL;
    int result = extract(r->book, part, &xml, &found, err);
    if (result == 0 && found)
        result = htx_book_parse(r->book, part, &xml, &events, r, err);
    htx_buf_free(&xml);
    return result;
}

/* ---- Which document is it? ---- */

static int fail_other(const struct htx_book *book, struct htx_err *err)
{
    struct htx_buf type = HTX_BUF_INIT;
    bool found = false;
    int result = extract(book, "mimetype", &type, &found, err);
    bool open_document = strstr(type.s, "opendocument") != NULL;
    htx_buf_free(&type);
    if (result)
        return result;
    if (open_document)
        return htx_fail_at(err, HTX_EDATA, book->file, 0,
                           _("this is an OpenDocument file: save it as an Excel workbook (.xlsx), "
                             "or as CSV UTF-8 or plain text"));
    return htx_fail_at(err, HTX_EDATA, book->file, 0,
                       _("this is a zip file, but no Excel workbook: unpack it first"));
}

static int check_main(const struct htx_book *book, const char *part, const char *root,
                      struct htx_err *err)
{
    const char *dot = strrchr(part, '.');
    if (dot && strcasecmp(dot, ".bin") == 0)
        return htx_fail_at(err, HTX_EDATA, book->file, 0,
                           _("this is a binary Excel workbook (.xlsb): save it as .xlsx first"));
    if (strcmp(root, "document") == 0)
        return htx_fail_at(err, HTX_EDATA, book->file, 0,
                           _("this is a Word document: save it as plain text (UTF-8) first"));
    if (strcmp(root, "workbook") != 0)
        return htx_fail_at(err, HTX_EDATA, book->file, 0, _("this is no Excel workbook"));
    return 0;
}

/* ---- xl/workbook.xml ---- */

struct workbook {
    struct htx_book *book;
    const char *root;
};

static void add_sheet(struct htx_book *book, const char *const *attributes)
{
    const char *name = htx_book_attribute(attributes, "name"),
               *state = htx_book_attribute(attributes, "state"), *relation = NULL;
    for (const char *const *a = attributes; *a; a += 2)
        if (strchr(*a, ':') && strcmp(htx_book_local(*a), "id") == 0)
            relation = a[1];
    if (!name || !relation)
        return;
    book->sheet = htx_arena_grow(book->arena, book->sheet, book->nsheets, sizeof(*book->sheet));
    book->sheet[book->nsheets++] = (struct htx_book_sheet){
        .name = htx_arena_dup(book->arena, name),
        .relation = htx_arena_dup(book->arena, relation),
        .hidden = state && strcmp(state, "visible") != 0,
    };
}

static void on_workbook(void *ctx, const char *name, const char *const *attributes)
{
    struct workbook *w = ctx;
    const char *local = htx_book_local(name);
    if (!w->root)
        w->root = htx_arena_dup(w->book->arena, local);
    if (strcmp(local, "workbookPr") == 0) {
        const char *from_1904 = htx_book_attribute(attributes, "date1904");
        w->book->from_1904 =
            from_1904 && (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
    } else if (strcmp(local, "sheet") == 0) {
        add_sheet(w->book, attributes);
    }
}

static int read_workbook(struct htx_book *book, const char *part, struct htx_err *err)
{
    static const struct htx_xml_events events = {.start = on_workbook};
    struct workbook w = {book, NULL};
    struct htx_buf xml = HTX_BUF_INIT;
    int result = check_main(book, part, "workbook", err);
    if (result == 0)
        result = htx_book_part(book, part, &xml, err);
    if (result == 0)
        result = htx_book_parse(book, part, &xml, &events, &w, err);
    if (result == 0)
        result = check_main(book, part, w.root, err);
    htx_buf_free(&xml);
    return result;
}

/* Charts and dialogs are sheets as well, but of another kind. */
static void keep_worksheets(struct htx_book *book)
{
    size_t n = 0;
    for (size_t i = 0; i < book->nsheets; i++)
        if (book->sheet[i].part)
            book->sheet[n++] = book->sheet[i];
    book->nsheets = n;
}

/* ---- Strings ---- */

void htx_book_text_start(struct htx_book_text *t, const char *local)
{
    if (strcmp(local, "rPh") == 0)
        t->phonetic++;
    else if (strcmp(local, "t") == 0)
        t->inside = true;
}

void htx_book_text_end(struct htx_book_text *t, const char *local)
{
    if (strcmp(local, "rPh") == 0)
        t->phonetic--;
    else if (strcmp(local, "t") == 0)
        t->inside = false;
}

void htx_book_text_add(struct htx_book_text *t, const char *text, size_t len)
{
    if (t->inside && !t->phonetic)
        htx_buf_add(&t->text, text, len);
}

static size_t put_utf8(char *s, unsigned long c)
{
    if (c < 0x80) {
        s[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        s[0] = (char)(0xC0 | c >> 6);
        s[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    s[0] = (char)(0xE0 | c >> 12);
    s[1] = (char)(0x80 | (c >> 6 & 0x3F));
    s[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

void htx_book_unescape(char *s)
{
    static const char hex[] = "0123456789abcdefABCDEF";
    char *to = s;
    while (*s) {
        if (s[0] != '_' || s[1] != 'x' || strspn(s + 2, hex) != 4 || s[6] != '_') {
            *to++ = *s++;
            continue;
        }
        unsigned long c = strtoul((char[]){s[2], s[3], s[4], s[5], '\0'}, NULL, 16);
        s += 7;
        if (c != 0 && (c < 0xD800 || c > 0xDFFF) && c < 0xFFFE)
            to += put_utf8(to, c);
    }
    *to = '\0';
}

struct strings {
    struct htx_book *book;
    struct htx_book_text text;
};

static void string_start(void *ctx, const char *name, const char *const *attributes)
{
    struct strings *s = ctx;
    const char *local = htx_book_local(name);
    (void)attributes;
    if (strcmp(local, "si") == 0)
        htx_buf_cut(&s->text.text, 0);
    htx_book_text_start(&s->text, local);
}

static void string_end(void *ctx, const char *name)
{
    struct strings *s = ctx;
    struct htx_book *book = s->book;
    const char *local = htx_book_local(name);
    htx_book_text_end(&s->text, local);
    if (strcmp(local, "si") != 0)
        return;
    htx_book_unescape(s->text.text.s);
    book->string = htx_arena_grow(book->arena, book->string, book->nstrings, sizeof(*book->string));
    book->string[book->nstrings++] = htx_arena_dup(book->arena, s->text.text.s);
}

static void string_text(void *ctx, const char *text, size_t len)
{
    struct strings *s = ctx;
    htx_book_text_add(&s->text, text, len);
}

static int read_strings(struct htx_book *book, const char *part, struct htx_err *err)
{
    static const struct htx_xml_events events = {string_start, string_end, string_text};
    struct strings s = {book, {HTX_BUF_INIT, false, 0}};
    struct htx_buf xml = HTX_BUF_INIT;
    int result = htx_book_part(book, part, &xml, err);
    if (result == 0)
        result = htx_book_parse(book, part, &xml, &events, &s, err);
    htx_buf_free(&xml);
    htx_buf_free(&s.text.text);
    return result;
}

/* ---- Formats ---- */

/* The end of what stands in a format's code but formats nothing: quoted and escaped text,
 * [conditions], "General"; s itself when something does. */
static const char *skip_literal(const char *s)
{
    if (*s == '"') {
        const char *end = strchr(s + 1, '"');
        return end ? end + 1 : s + strlen(s);
    }
    if (*s == '[') {
        const char *end = strchr(s, ']');
        return end ? end + 1 : s + strlen(s);
    }
    if (strchr("\\_*", *s))
        return s[1] ? s + 2 : s + 1;
    return strncasecmp(s, "general", 7) == 0 ? s + 7 : s;
}

/* Only the first section counts: the others are for other signs. */
enum htx_book_format htx_book_classify(const char *code)
{
    bool day = false, clock = false, month = false, percent = false;
    for (const char *s = code; *s && *s != ';';) {
        if (*s == '[' && strchr("hHsS", s[1]) && s[1])
            clock = true; /* [h]:mm: hours that go on beyond a day */
        const char *next = skip_literal(s);
        if (next != s) {
            s = next;
            continue;
        }
        day |= strchr("dDyY", *s) != NULL;
        clock |= strchr("hHsS", *s) != NULL;
        month |= *s == 'm' || *s == 'M';
        percent |= *s == '%';
        s++;
    }
    if (day || (month && !clock))
        return HTX_BOOK_DATE;
    if (clock)
        return HTX_BOOK_TIME;
    return percent ? HTX_BOOK_PERCENT : HTX_BOOK_PLAIN;
}

/* The formats that have no code in the file; 27 to 36 and 50 to 58 are dates of East Asia. */
static enum htx_book_format builtin(long id)
{
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return HTX_BOOK_DATE;
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47))
        return HTX_BOOK_TIME;
    return id == 9 || id == 10 ? HTX_BOOK_PERCENT : HTX_BOOK_PLAIN;
}

struct styles {
    struct htx_book *book;
    bool in_cells; /* <cellXfs> */
    size_t ncodes;
    struct code {
        long id;
        enum htx_book_format format;
    } * code;
};

static void style_start(void *ctx, const char *name, const char *const *attributes)
{
    struct styles *s = ctx;
    struct htx_book *book = s->book;
    const char *local = htx_book_local(name), *id = htx_book_attribute(attributes, "numFmtId"),
               *code = htx_book_attribute(attributes, "formatCode");
    long number = id ? strtol(id, NULL, 10) : 0;
    if (strcmp(local, "cellXfs") == 0)
        s->in_cells = true;
    if (strcmp(local, "numFmt") == 0 && code) {
        s->code = htx_arena_grow(book->arena, s->code, s->ncodes, sizeof(*s->code));
        s->code[s->ncodes++] = (struct code){number, htx_book_classify(code)};
    }
    if (!s->in_cells || strcmp(local, "xf") != 0)
        return;
    enum htx_book_format format = builtin(number);
    for (size_t i = 0; i < s->ncodes; i++)
        if (s->code[i].id == number)
            format = s->code[i].format;
    book->format = htx_arena_grow(book->arena, book->format, book->nformats, sizeof(*book->format));
    book->format[book->nformats++] = format;
}

static void style_end(void *ctx, const char *name)
{
    struct styles *s = ctx;
    if (strcmp(htx_book_local(name), "cellXfs") == 0)
        s->in_cells = false;
}

static int read_styles(struct htx_book *book, const char *part, struct htx_err *err)
{
    static const struct htx_xml_events events = {.start = style_start, .end = style_end};
    struct styles s = {.book = book};
    struct htx_buf xml = HTX_BUF_INIT;
    int result = htx_book_part(book, part, &xml, err);
    if (result == 0)
        result = htx_book_parse(book, part, &xml, &events, &s, err);
    htx_buf_free(&xml);
    return result;
}

/* ---- All of it ---- */

/* The parts that the workbook's relationships name. */
static int read_parts(struct htx_book *book, const char *part, struct htx_err *err)
{
    struct relations sheets = {.book = book, .from = part, .kind = "worksheet", .sheets = true},
                     strings = {.book = book, .from = part, .kind = "sharedStrings"},
                     styles = {.book = book, .from = part, .kind = "styles"};
    int result = read_relations(&sheets, err);
    keep_worksheets(book);
    if (result == 0)
        result = read_relations(&strings, err);
    if (result == 0 && strings.part)
        result = read_strings(book, strings.part, err);
    if (result == 0)
        result = read_relations(&styles, err);
    if (result == 0 && styles.part)
        result = read_styles(book, styles.part, err);
    if (result == 0 && book->nsheets == 0)
        result =
            htx_fail_at(err, HTX_EDATA, book->file, 0, _("the workbook has no sheet of cells"));
    return result;
}

int htx_book_open(struct htx_book *book, struct htx_err *err)
{
    struct relations package = {.book = book, .from = "", .kind = "officeDocument"};
    int result = read_relations(&package, err);
    if (result == 0 && !package.part)
        result = fail_other(book, err);
    if (result == 0)
        result = read_workbook(book, package.part, err);
    return result ? result : read_parts(book, package.part, err);
}

const char *htx_book_names(const struct htx_book *book)
{
    const char *names = "";
    for (size_t i = 0; i < book->nsheets; i++)
        names =
            htx_arena_printf(book->arena, "%s%s'%s'", names, i ? ", " : "", book->sheet[i].name);
    return names;
}

static bool same_name(const char *a, const char *b)
{
    return htx_text_equal(a, b, htx_text_fold_plain);
}

int htx_book_find(const struct htx_book *book, const char *name,
                  const struct htx_book_sheet **sheet, struct htx_err *err)
{
    *sheet = NULL;
    for (size_t i = 0; i < book->nsheets && !*sheet; i++)
        if (*name ? strcmp(book->sheet[i].name, name) == 0 : !book->sheet[i].hidden)
            *sheet = &book->sheet[i];
    for (size_t i = 0; i < book->nsheets && !*sheet; i++)
        if (!*name || same_name(book->sheet[i].name, name))
            *sheet = &book->sheet[i];
    if (*sheet)
        return 0;
    return htx_fail_at(err, HTX_ENOTFOUND, book->file, 0, _("no sheet '%s'; there are: %s"), name,
                       htx_book_names(book));
}
