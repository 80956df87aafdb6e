/* import.c - one document in: decode it, find out what it is, read it, put its tasks in order. */
#include "readers/readers.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool looks_like_ini(const char *data)
{
    for (const char *s = data; *s;) {
        size_t n = strcspn(s, "\n"), blank = strspn(s, " \t\r");
        if (blank < n && s[blank] != ';' && s[blank] != '#')
            return s[blank] == '[' && memchr(s, ']', n);
        s += n + (s[n] == '\n');
    }
    return false;
}

static bool looks_like_text(const struct htx_reading *r)
{
    size_t months = 0, marks = 0, bullets = 0;
    struct htx_buf clean = HTX_BUF_INIT;
    for (const char *s = r->data; *s;) {
        size_t end, n = htx_line_length(s, &end);
        htx_buf_cut(&clean, 0);
        htx_text_clean(&clean, s, n);
        char *text = clean.s + strspn(clean.s, "#* \f");
        int month, first;
        enum htx_mark mark;
        months += htx_line_is_month(text, r->source->plan->year, &month, &first);
        htx_line_numbering(text, &mark);
        marks += mark == HTX_MARK_DOTTED;
        bullets += htx_line_bullet(text) > 0;
        s += n + end;
    }
    htx_buf_free(&clean);
    return (months || marks) && bullets;
}

typedef int reader(struct htx_reading *r, struct htx_err *err);

static int read_text(struct htx_reading *r, struct htx_err *err)
{
    return r->source->plan->campaign ? htx_read_campaign(r, err) : htx_read_programme(r, err);
}

static const struct {
    const char *name;
    reader *read;
} formats[] = {{"text", read_text},
               {"csv", htx_read_csv},
               {"ini", htx_read_ini_plan},
               {"xlsx", htx_read_xlsx}};

static bool is_zip(const struct htx_buf *raw)
{
    return raw->len > 4 && memcmp(raw->s, "PK\003\004", 4) == 0;
}

/* The container of Excel 97 to 2003, and of any workbook with a password. */
static bool is_compound(const struct htx_buf *raw)
{
    return raw->len > 8 && memcmp(raw->s, "\320\317\021\340\241\261\032\341", 8) == 0;
}

static int fail_compound(const struct htx_reading *r, const struct htx_buf *raw,
                         struct htx_err *err)
{
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e",
                      word[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";
    const char *text = _("this is a workbook of Excel 97-2003 (.xls): save it as .xlsx first");
    if (memmem(raw->s, raw->len, encrypted, sizeof(encrypted)))
        text = _("this file is protected with a password: save it without one first");
    else if (memmem(raw->s, raw->len, word, sizeof(word)))
        text = _("this is a Word document: save it as plain text (UTF-8) first");
    return htx_fail_at(err, HTX_EDATA, r->file, 0, "%s", text);
}

static const char *guess(const struct htx_reading *r, const struct htx_buf *raw)
{
    if (is_zip(raw))
        return "xlsx";
    if (r->import->amend)
        return "csv";
    return looks_like_ini(r->data) ? "ini" : looks_like_text(r) ? "text" : "csv";
}

static reader *choose(const struct htx_reading *r, const struct htx_buf *raw, struct htx_err *err)
{
    const char *format = r->import->format;
    if (strcmp(format, "auto") == 0)
        format = guess(r, raw);
    bool sheet = strcmp(format, "xlsx") == 0, table = sheet || strcmp(format, "csv") == 0;
    if (r->import->sheet && *r->import->sheet && !sheet)
        htx_fail_at(err, HTX_EUSAGE, r->file, 0, _("--sheet goes with an Excel workbook"));
    else if (r->import->amend && !table)
        htx_fail_at(err, HTX_EUSAGE, r->file, 0, _("--amend goes with a table"));
    else
        for (size_t i = 0; i < HTX_COUNT(formats); i++)
            if (strcmp(formats[i].name, format) == 0)
                return formats[i].read;
    return NULL;
}

static int check_format(const struct htx_import *import, struct htx_err *err)
{
    bool known = strcmp(import->format, "auto") == 0;
    for (size_t i = 0; i < HTX_COUNT(formats); i++)
        known |= strcmp(formats[i].name, import->format) == 0;
    if (known)
        return 0;
    return htx_fail(err, HTX_EUSAGE, _("no format '%s'; there are: auto text csv ini xlsx"),
                    import->format);
}

/* The plan that an INI document names, when the caller named none. */
static int plan_of_ini(struct htx_reading *r, struct htx_err *err)
{
    struct htx_ini ini;
    int result = htx_ini_parse(&r->office->arena, r->file, r->data, r->len, &ini, err);
    if (result)
        return result;
    const char *code = htx_ini_value(htx_ini_section(&ini, "plan"), "code");
    return htx_plan_named(r->office, code, &r->source->plan, err);
}

static int decode(struct htx_reading *r, const struct htx_buf *raw, struct htx_buf *text,
                  struct htx_err *err)
{
    const char *encoding = "";
    if (raw->len == 0)
        return htx_fail_at(err, HTX_EDATA, r->file, 0, _("the file is empty"));
    if (is_compound(raw))
        return fail_compound(r, raw, err);
    const char *format = r->import->format;
    bool zip = is_zip(raw), xlsx = strcmp(format, "xlsx") == 0;
    if (xlsx && !zip)
        return htx_fail_at(err, HTX_EDATA, r->file, 0, _("this is no Excel workbook (.xlsx)"));
    if (zip && (xlsx || strcmp(format, "auto") == 0)) {
        r->data = raw->s;
        r->len = raw->len;
        return 0;
    }
    if (zip)
        return htx_fail_at(err, HTX_EDATA, r->file, 0,
                           _("this is an Excel workbook or a zip file, not '%s'"), format);
    struct htx_err why;
    int result =
        htx_text_decode(r->file, raw->s, raw->len, r->import->encoding, text, &encoding, &why);
    /* Only the name of an encoding is wrong on no line, and that is the caller's word. */
    if (result)
        return htx_fail_at(err, why.line ? result : HTX_EUSAGE, why.file, why.line, "%s", why.text);
    if (strcasecmp(encoding, "utf-8") != 0)
        htx_reading_remark(r, HTX_WARNING, 0, NULL, _("read as %s"), encoding);
    r->data = text->s;
    r->len = text->len;
    return 0;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

struct placed {
    struct htx_theirs task;
    size_t at;
    int month, unit;
};

static int compare_places(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->month != y->month)
        return x->month < y->month ? -1 : 1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return x->at < y->at ? -1 : 1;
}

/* A programme's rows stand by month, then unit; else as the document has them. */
static void sort_programme(const struct htx_reading *r)
{
    struct htx_source *source = r->source;
    struct placed *placed = calloc(source->n + 1, sizeof(*placed));
    if (!placed)
        htx_out_of_memory();
    for (size_t i = 0; i < source->n; i++) {
        const char *month = source->task[i].value[HTX_MONTH_OF],
                   *lead = source->task[i].value[HTX_LEAD];
        placed[i] = (struct placed){source->task[i], i, htx_month_index(month ? month : ""),
                                    htx_unit_order(r->office, lead ? lead : "")};
    }
    qsort(placed, source->n, sizeof(*placed), compare_places);
    for (size_t i = 0; i < source->n; i++)
        source->task[i] = placed[i].task;
    free(placed);
}

int htx_import_read(struct htx_office *office, const struct htx_import *import,
                    struct htx_source *source, struct htx_err *err)
{
    bool from_input = strcmp(import->path, "-") == 0;
    *source = (struct htx_source){
        .plan = import->plan, .name = from_input ? "stdin" : base_name(import->path), .head = ""};
    struct htx_reading r = {.office = office,
                            .import = import,
                            .source = source,
                            .file = from_input ? _("standard input") : import->path};
    source->file = r.file;
    struct htx_buf raw = HTX_BUF_INIT, text = HTX_BUF_INIT;
    int result = check_format(import, err);
    if (result == 0)
        result = htx_file_read(import->path, 1 << 30, &raw, err);
    if (result == 0)
        result = decode(&r, &raw, &text, err);
    if (result == 0 && !source->plan)
        result = !is_zip(&raw) && looks_like_ini(r.data)
                     ? plan_of_ini(&r, err)
                     : htx_plan_named(office, "", &source->plan, err);
    reader *read = result == 0 ? choose(&r, &raw, err) : NULL;
    if (result == 0)
        result = read ? read(&r, err) : HTX_EUSAGE;
    if (result == 0 && !source->plan->campaign && !import->amend && !import->unit)
        sort_programme(&r);
    if (result == 0 && r.skipped)
        htx_reading_remark(&r, HTX_INFO, 0, NULL, _("lines that are no part of a task: %zu"),
                           r.skipped);
    htx_buf_free(&raw);
    htx_buf_free(&text);
    return result;
}
