/* campaign.c - a campaign plan as text: numbered activities with labelled lines. */
#include "readers/readers.h"
#include "text/text.h"
#include <string.h>

struct label {
    enum htx_field field;
    const char *name;      /* plain folded beginning of a labelled line */
    const char *qualifier; /* what may follow it before the colon, plain folded */
};

/* The longer name of two that begin alike stands first. */
static const struct label labels[] = {
    {HTX_LEAD, "don vi chu tri", "tham muu"},
    {HTX_LEAD, "chu tri", "tham muu"},
    {HTX_WITH, "don vi phoi hop", "thuc hien"},
    {HTX_WITH, "phoi hop", "thuc hien"},
    {HTX_WHEN, "thoi gian", "du kien"},
    {HTX_PLACE, "dia diem", ""},
    {HTX_BUDGET, "kinh phi", ""},
    {HTX_DETAIL, "noi dung", ""},
};

struct activity {
    bool open, labelled, has_children;
    long line;
    char number[24];
    struct htx_buf value[HTX_FIELDS];
    int label; /* the field that further lines go on with; HTX_TITLE at first */
};

struct campaign {
    struct htx_reading *r;
    const char *section;              /* the N. heading */
    struct activity parent, activity; /* 1.1 and the a) under it */
    size_t tasks;
};

static void free_activity(struct activity *a)
{
    for (int f = 0; f < HTX_FIELDS; f++)
        htx_buf_free(&a->value[f]);
    *a = (struct activity){0};
    for (int f = 0; f < HTX_FIELDS; f++)
        a->value[f] = (struct htx_buf)HTX_BUF_INIT;
}

static void close_activity(struct campaign *c, struct activity *a)
{
    if (a->open && (a->labelled || !a->has_children)) {
        struct htx_record record = {.line = a->line, .row = a->value[HTX_TITLE].s};
        record.value[HTX_NUMBER] = a->number;
        for (int f = 0; f < HTX_FIELDS; f++)
            if (a->value[f].len) {
                htx_line_trim_end(a->value[f].s);
                record.value[f] = a->value[f].s;
            }
        htx_reading_add(c->r, &record);
        c->tasks++;
    }
    free_activity(a);
}

static void close_all(struct campaign *c)
{
    if (c->activity.open)
        c->parent.has_children = true;
    close_activity(c, &c->activity);
    close_activity(c, &c->parent);
}

static void open_activity(struct campaign *c, struct activity *a, const struct htx_line *line,
                          const char *title)
{
    a->open = true;
    a->line = line->number;
    a->label = HTX_TITLE;
    htx_buf_adds(&a->value[HTX_TITLE], title);
    htx_buf_adds(&a->value[HTX_SECTION], c->section);
}

/* "1.2." or "a)": the digits and letters of a line's numbering. */
static void copy_number(char *to, size_t size, const char *text, size_t len)
{
    while (len && strchr(" .)/", text[len - 1]))
        len--;
    if (len >= size)
        len = size - 1;
    memcpy(to, text, len);
    to[len] = '\0';
}

static bool take_heading(struct campaign *c, const struct htx_line *line)
{
    enum htx_mark mark;
    size_t skip = htx_line_numbering(line->text, &mark);
    const char *title = line->text + skip;
    if (mark == HTX_MARK_DIGITS || mark == HTX_MARK_ROMAN) {
        close_all(c);
        char *section =
            htx_arena_dup(&c->r->office->arena, mark == HTX_MARK_ROMAN ? "" : line->text);
        htx_line_trim_end(section);
        c->section = section;
        return true;
    }
    if (mark == HTX_MARK_DOTTED) {
        close_all(c);
        copy_number(c->parent.number, sizeof(c->parent.number), line->text, skip);
        open_activity(c, &c->parent, line, title);
        return true;
    }
    if (mark == HTX_MARK_LETTER && c->parent.open) {
        c->parent.has_children = true;
        close_activity(c, &c->activity);
        struct activity *a = &c->activity, *p = &c->parent;
        open_activity(c, a, line, title);
        htx_line_trim_end(p->value[HTX_TITLE].s);
        p->value[HTX_TITLE].len = strlen(p->value[HTX_TITLE].s);
        htx_buf_addf(&a->value[HTX_SECTION], "%s%s. %s", *c->section ? " / " : "", p->number,
                     p->value[HTX_TITLE].s);
        char letter[8];
        copy_number(letter, sizeof(letter), line->text, skip);
        size_t n = strlen(p->number);
        memcpy(a->number, p->number, n);
        memcpy(a->number + n, letter, strlen(letter) + 1);
        return true;
    }
    return false;
}

/* ---- Labelled lines ---- */

/* Bytes of text whose plain fold is the first n bytes of plain: a plain fold has as many characters
 * as its text, each one byte. */
static size_t bytes_of(const char *text, size_t characters)
{
    size_t i = 0;
    for (; text[i] && characters; characters--)
        do
            i++;
        while (((unsigned char)text[i] & 0xC0) == 0x80);
    return i;
}

static const struct label *find_label(const char *text, bool marked, const char **value,
                                      bool *qualified)
{
    struct htx_buf plain = HTX_BUF_INIT;
    htx_text_fold_plain(&plain, text);
    const struct label *found = NULL;
    for (size_t i = 0; i < HTX_COUNT(labels) && !found; i++) {
        const struct label *label = &labels[i];
        size_t n = strlen(label->name), q = strlen(label->qualifier);
        if (strncmp(plain.s, label->name, n) != 0 || (plain.s[n] && !strchr(" :(", plain.s[n])))
            continue;
        const char *after = plain.s + n + strspn(plain.s + n, " (");
        *qualified = q && strncmp(after, label->qualifier, q) == 0;
        const char *colon = strchr(text, ':');
        size_t end = *qualified ? (size_t)(after - plain.s) + q : n;
        size_t known = bytes_of(text, end);
        /* Up to its colon, when that stands near: "Nội dung tuyên truyền : ..." */
        if (colon && colon - text <= (long)known + 40)
            *value = colon + 1;
        else if (marked)
            *value = text + known;
        else
            continue;
        *value += strspn(*value, " )");
        found = label;
    }
    htx_buf_free(&plain);
    return found;
}

static struct activity *current(struct campaign *c)
{
    return c->activity.open ? &c->activity : c->parent.open ? &c->parent : NULL;
}

static void take_label(struct activity *a, const struct label *label, const char *value,
                       bool qualified)
{
    struct htx_buf *to = &a->value[label->field];
    htx_buf_addf(to, "%s%s", to->len ? (label->field == HTX_DETAIL ? "\n" : "; ") : "", value);
    a->label = (int)label->field;
    a->labelled = true;
    if (qualified && label->field == HTX_WHEN)
        htx_buf_adds(&a->value[HTX_NOTE], "Thời gian dự kiến");
}

static void take_text(struct activity *a, const struct htx_line *line, bool marked)
{
    struct htx_buf *to = &a->value[a->label];
    bool ended = to->len && strchr(".:;", to->s[to->len - 1]);
    bool paragraph = marked || (ended && htx_text_is_upper(line->text));
    if (a->label == HTX_DETAIL || !paragraph) {
        htx_buf_addf(to, "%s%s", !to->len ? "" : paragraph ? "\n" : " ", line->text);
        return;
    }
    /* A paragraph without a label belongs to what is to be done. */
    to = &a->value[HTX_DETAIL];
    htx_buf_addf(to, "%s%s", to->len ? "\n" : "", line->text);
    a->label = HTX_DETAIL;
}

static void take_line(struct campaign *c, const struct htx_line *line)
{
    size_t bullet = htx_line_bullet(line->text);
    if (!bullet && take_heading(c, line))
        return;
    struct activity *a = current(c);
    if (!a) {
        c->r->skipped++;
        htx_reading_remark(c->r, HTX_INFO, line->number, NULL, "%s: %s",
                           _("not part of an activity"), line->text);
        return;
    }
    htx_line_check(c->r, line);
    const char *value;
    bool qualified;
    const struct label *label = find_label(line->text + bullet, bullet > 0, &value, &qualified);
    if (label)
        take_label(a, label, value, qualified);
    else
        take_text(a, line, bullet > 0);
}

int htx_read_campaign(struct htx_reading *r, struct htx_err *err)
{
    struct htx_lines lines;
    htx_lines_read(r, &lines);
    struct campaign c = {.r = r, .section = ""};
    free_activity(&c.parent);
    free_activity(&c.activity);
    for (size_t i = 0; i < lines.n; i++)
        take_line(&c, &lines.line[i]);
    close_all(&c);
    if (c.tasks == 0)
        return htx_fail_at(err, HTX_EDATA, r->file, 0,
                           _("no activity heading ('1.1. ...') found: is this a campaign plan?"));
    return 0;
}
