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
        size_t n = strcspn(s, "\n");
        htx_buf_cut(&clean, 0);
        htx_text_clean(&clean, s, n);
        char *text = clean.s + strspn(clean.s, "#* \f");
        int month, first;
        enum htx_mark mark;
        months += htx_line_is_month(text, r->source->plan->year, &month, &first);
        htx_line_numbering(text, &mark);
        marks += mark == HTX_MARK_DOTTED;
        bullets += htx_line_bullet(text) > 0;
        s += n + (s[n] == '\n');
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
} formats[] = {{"text", read_text}, {"csv", htx_read_csv}, {"ini", htx_read_ini_plan}};

static reader *choose(const struct htx_reading *r, struct htx_err *err)
{
    const char *format = r->import->format;
    if (strcmp(format, "auto") == 0)
        format = looks_like_ini(r->data) ? "ini" : looks_like_text(r) ? "text" : "csv";
    for (size_t i = 0; i < HTX_COUNT(formats); i++)
        if (strcmp(formats[i].name, format) == 0)
            return formats[i].read;
    htx_fail(err, HTX_EUSAGE, _("no format '%s'; there are: auto text csv ini"), format);
    return NULL;
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
    if (raw->len > 4 && memcmp(raw->s, "PK\003\004", 4) == 0)
        return htx_fail_at(
            err, HTX_EDATA, r->file, 0,
            _("this is an Excel or Word file: save it as CSV UTF-8 or as plain text first"));
    int result =
        htx_text_decode(r->file, raw->s, raw->len, r->import->encoding, text, &encoding, err);
    if (result == 0 && strcasecmp(encoding, "utf-8") != 0)
        htx_reading_remark(r, HTX_WARNING, 0, NULL, _("read as %s"), encoding);
    r->data = text->s;
    r->len = text->len;
    return result;
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
        struct htx_task task = {.value[HTX_MONTH_OF] = month ? month : ""};
        placed[i] = (struct placed){source->task[i], i, htx_task_month(&task),
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
    struct htx_buf raw = HTX_BUF_INIT, text = HTX_BUF_INIT;
    int result = htx_file_read(import->path, 1 << 30, &raw, err);
    if (result == 0)
        result = decode(&r, &raw, &text, err);
    if (result == 0 && !source->plan)
        result = looks_like_ini(r.data) ? plan_of_ini(&r, err)
                                        : htx_plan_named(office, "", &source->plan, err);
    reader *read = result == 0 ? choose(&r, err) : NULL;
    if (result == 0)
        result = read ? read(&r, err) : HTX_EUSAGE;
    if (result == 0 && !source->plan->campaign)
        sort_programme(&r);
    if (result == 0 && r.skipped)
        htx_reading_remark(&r, HTX_INFO, 0, NULL, _("lines that are no part of a task: %zu"), r.skipped);
    htx_buf_free(&raw);
    htx_buf_free(&text);
    return result;
}
