/* table.c - a table of tasks as offices keep them: title rows above the head, group rows inside. */
#include "readers/readers.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>

struct table {
    struct htx_reading *r;
    size_t ncolumns; /* 0: the head has not come yet */
    int *field;      /* of each column: a field, HTX_FIELDS + extra, or -1 for one without a name */
    const char *lead, *section; /* of the group row above; NULL: none */
    char month[16], start[16];
    char delimiter;
};

static const char *row_text(struct table *t, size_t n, char *const *cell)
{
    struct htx_buf out = HTX_BUF_INIT;
    for (size_t i = 0; i < n; i++)
        htx_csv_cell(&out, cell[i], t->delimiter, i == 0);
    const char *text = htx_arena_dup(&t->r->office->arena, out.s);
    htx_buf_free(&out);
    return text;
}

/* A head of the office's own words: [columns] "noi_dung = title", the key matched as a name is. */
static int own_head(const struct htx_reading *r, const char *head)
{
    const struct htx_ini_section *section = htx_ini_section(r->office->ini, "columns");
    struct htx_buf key = HTX_BUF_INIT, folded = HTX_BUF_INIT;
    int field = -1;
    htx_text_key(&key, head);
    for (size_t i = 0; section && i < section->nkeys && field < 0; i++) {
        htx_buf_cut(&folded, 0);
        htx_text_key(&folded, section->keys[i].value);
        if (key.len && strcmp(folded.s, key.s) == 0)
            field = htx_field_named(section->keys[i].name);
    }
    htx_buf_free(&key);
    htx_buf_free(&folded);
    return field;
}

static int head_field(const struct htx_reading *r, const char *head)
{
    int own = own_head(r, head);
    return own >= 0 ? own : htx_field_headed(head);
}

static bool is_head(const struct htx_reading *r, size_t n, char *const *cell)
{
    size_t known = 0, named = 0;
    bool key = false;
    for (size_t i = 0; i < n; i++) {
        int field = head_field(r, cell[i]);
        named += *cell[i] != '\0';
        known += field >= 0;
        key |= field == HTX_TITLE || field == HTX_ID;
    }
    return key && known * 2 >= named && (known >= 2 || named == 1);
}

static int read_head(struct table *t, long line, size_t n, char *const *cell, struct htx_err *err)
{
    struct htx_source *source = t->r->source;
    struct htx_arena *arena = &t->r->office->arena;
    bool seen[HTX_COLUMNS] = {false};
    source->head = row_text(t, n, cell);
    source->delimiter = t->delimiter;
    t->ncolumns = n;
    t->field = htx_arena_alloc(arena, n * sizeof(*t->field));
    for (size_t i = 0; i < n; i++) {
        int field = head_field(t->r, cell[i]);
        if (field >= 0 && seen[field])
            return htx_fail_at(err, HTX_EDATA, t->r->file, line,
                               _("columns '%s' and another both give '%s': rename one"), cell[i],
                               htx_field_info((enum htx_field)field)->name);
        if (field >= 0)
            seen[field] = true;
        t->field[i] = field < HTX_FIELDS ? field : -1;
        /* The column that a rejects file has more than its source. */
        if (field >= 0 || !*cell[i] || strcmp(cell[i], "reason") == 0)
            continue;
        source->extra =
            htx_arena_grow(arena, source->extra, source->nextra, sizeof(*source->extra));
        source->extra[source->nextra] = htx_arena_dup(arena, cell[i]);
        t->field[i] = HTX_FIELDS + (int)source->nextra++;
    }
    return 0;
}

/* The only text of a row, but for a numbering in the cell before it; NULL when there is more. */
static const char *only_text(size_t n, char *const *cell)
{
    const char *first = NULL, *second = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!*cell[i])
            continue;
        if (second)
            return NULL;
        if (first)
            second = cell[i];
        else
            first = cell[i];
    }
    if (!second)
        return first;
    return strlen(first) <= 6 && strspn(first, "0123456789.IVXivx)") == strlen(first) ? second
                                                                                      : NULL;
}

/* "I. VĂN PHÒNG", "Tháng 3", "A. Nhiệm vụ trọng tâm": what the rows below stand under. */
static bool take_group(struct table *t, long line, size_t n, char *const *cell)
{
    const char *text = only_text(n, cell);
    if (!text || n < 3)
        return false;
    enum htx_mark mark;
    const char *name = text + htx_line_numbering(text, &mark);
    char *bare = htx_arena_dup(&t->r->office->arena, name);
    htx_line_trim_end(bare);
    int month, first;
    const struct htx_unit *unit = htx_unit_find(t->r->office, bare, NULL);
    if (unit) {
        t->lead = unit->code;
    } else if (htx_line_is_month(text, t->r->source->plan->year, &month, &first)) {
        char iso[16];
        htx_date d = htx_date_make(month / 12, month % 12 + 1, 1);
        memcpy(t->month, htx_date_text(d, iso), 7);
        t->month[7] = '\0';
        t->start[0] = '\0';
        if (first != month)
            htx_date_text(htx_date_make(first / 12, first % 12 + 1, 1), t->start);
        t->lead = NULL;
    } else if (htx_text_is_caps(bare) || mark == HTX_MARK_ROMAN || mark == HTX_MARK_LETTER) {
        t->section = bare;
    } else {
        return false;
    }
    htx_reading_remark(t->r, HTX_INFO, line, NULL, "%s: %s", _("group row"), text);
    return true;
}

static bool is_numbering_row(size_t n, char *const *cell)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(cell[i]);
        if (len > 4 || strspn(cell[i], "()0123456789") != len)
            return false;
    }
    return true;
}

static void take_task(struct table *t, long line, size_t n, char *const *cell)
{
    struct htx_record record = {.line = line, .row = row_text(t, n, cell)};
    struct htx_arena *arena = &t->r->office->arena;
    struct htx_buf clean = HTX_BUF_INIT;
    size_t nextra = t->r->source->nextra;
    if (nextra)
        record.extra = htx_arena_alloc(arena, nextra * sizeof(*record.extra));
    for (size_t i = 0; i < n && i < t->ncolumns; i++) {
        htx_buf_cut(&clean, 0);
        htx_text_clean(&clean, cell[i], strlen(cell[i]));
        const char *text = htx_arena_dup(arena, clean.s);
        if (t->field[i] >= HTX_FIELDS)
            record.extra[t->field[i] - HTX_FIELDS] = text;
        else if (t->field[i] >= 0)
            record.value[t->field[i]] = text;
    }
    htx_buf_free(&clean);
    bool by_id = record.value[HTX_ID] && *record.value[HTX_ID];
    if (!record.value[HTX_LEAD] && !by_id)
        record.value[HTX_LEAD] = t->lead;
    if (!record.value[HTX_SECTION])
        record.value[HTX_SECTION] = t->section;
    if (!record.value[HTX_MONTH_OF] && !by_id && *t->month) {
        record.value[HTX_MONTH_OF] = t->month;
        record.value[HTX_START] = *t->start ? t->start : NULL;
    }
    htx_reading_add(t->r, &record);
}

static int take_row(void *ctx, long line, size_t n, char *const *cell, struct htx_err *err)
{
    struct table *t = ctx;
    while (n > 0 && n > t->ncolumns && !*cell[n - 1])
        n--;
    if (n == 0)
        return 0;
    if (t->ncolumns == 0) {
        if (is_head(t->r, n, cell))
            return read_head(t, line, n, cell, err);
        t->r->skipped++;
        htx_reading_remark(t->r, HTX_INFO, line, NULL, "%s: %s", _("above the column heads"),
                           cell[0]);
        return 0;
    }
    if (is_numbering_row(n, cell) || take_group(t, line, n, cell)) {
        t->r->skipped++;
        return 0;
    }
    if (n != t->ncolumns) {
        htx_reading_remark(
            t->r, HTX_BAD, line, row_text(t, n, cell),
            _("%zu cells where the head has %zu: a delimiter too many or too few, or a "
              "missing quote"),
            n, t->ncolumns);
        return 0;
    }
    take_task(t, line, n, cell);
    return 0;
}

int htx_read_csv(struct htx_reading *r, struct htx_err *err)
{
    size_t skip = 0;
    char found = htx_csv_delimiter(r->data, r->len, &skip);
    struct table t = {.r = r, .delimiter = r->import->delimiter ? r->import->delimiter : found};
    int result =
        htx_csv_parse(r->file, r->data + skip, r->len - skip, t.delimiter, take_row, &t, err);
    if (result == 0 && t.ncolumns == 0)
        return htx_fail_at(err, HTX_EDATA, r->file, 0,
                           _("no row of column heads found: one must be 'title' or 'Nội dung' (or "
                             "'id'); [columns] in htxplan.ini names others"));
    return result;
}
