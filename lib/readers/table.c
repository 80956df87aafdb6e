/* table.c - a table of tasks as offices keep them: title rows above the head, group rows inside. */
#include "readers/readers.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>

struct htx_rows {
    struct htx_reading *r;
    size_t ncolumns; /* 0: the head has not come yet */
    int *field;      /* of each column: a field, HTX_FIELDS + extra, or -1 for one without a name */
    const char *lead, *section; /* of the group row above; NULL: none */
    char month[16], start[16];
    char delimiter;
    bool any_task;
    int change; /* the column of a list of amendments that says what is to be done, or -1 */
    const unsigned char *mark; /* of the row's cells, or NULL */
};

static const char *row_text(struct htx_rows *t, size_t n, char *const *cell)
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

/* A computed column of a list that was exported: it is no field, but no extra column either. */
static int computed_head(const char *key)
{
    struct htx_buf title = HTX_BUF_INIT;
    int found = -1;
    for (int i = HTX_FIELDS; i < HTX_COLUMNS && found < 0; i++) {
        htx_buf_cut(&title, 0);
        htx_text_key(&title, htx_field_info((enum htx_field)i)->title);
        if (strcmp(title.s, key) == 0)
            found = i;
    }
    htx_buf_free(&title);
    return found;
}

/* "Đơn vị chủ trì (tham mưu)" says what "Đơn vị chủ trì" does. */
static int plain_head(const char *head)
{
    int field = htx_field_headed(head);
    const char *bracket = strchr(head, '(');
    struct htx_buf part = HTX_BUF_INIT;
    if (field < 0 && bracket && bracket > head) {
        htx_buf_add(&part, head, (size_t)(bracket - head));
        field = htx_field_headed(part.s);
        htx_buf_cut(&part, 0);
    }
    htx_text_key(&part, head);
    if (field < 0)
        field = computed_head(part.s);
    htx_buf_free(&part);
    return field;
}

/* The column of a list of amendments that says what is to be done: it is no field. */
enum { CHANGE_COLUMN = HTX_COLUMNS };

static int head_field(const struct htx_reading *r, const char *head)
{
    if (r->import->amend && htx_amendment_is_head(head))
        return CHANGE_COLUMN;
    int own = own_head(r, head);
    return own >= 0 ? own : plain_head(head);
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

static int read_head(struct htx_rows *t, long line, size_t n, char *const *cell,
                     struct htx_err *err)
{
    struct htx_source *source = t->r->source;
    struct htx_arena *arena = &t->r->office->arena;
    bool seen[HTX_COLUMNS + 1] = {false};
    source->head = row_text(t, n, cell);
    source->nextra = 0;
    source->delimiter = t->delimiter;
    t->ncolumns = n;
    t->change = -1;
    t->field = htx_arena_alloc(arena, n * sizeof(*t->field));
    for (size_t i = 0; i < n; i++) {
        int field = head_field(t->r, cell[i]);
        if (field >= 0 && seen[field])
            return htx_fail_at(
                err, HTX_EDATA, t->r->file, line,
                _("columns '%s' and another both give '%s': rename one"), cell[i],
                field == CHANGE_COLUMN ? "change" : htx_field_info((enum htx_field)field)->name);
        if (field >= 0)
            seen[field] = true;
        t->field[i] = field < HTX_FIELDS ? field : -1;
        if (field == CHANGE_COLUMN)
            t->change = (int)i;
        /* The column that a rejects file has more than its source. */
        if (field >= 0 || !*cell[i] || strcmp(cell[i], "reason") == 0)
            continue;
        if (strpbrk(cell[i], "=\t\n"))
            return htx_fail_at(err, HTX_EDATA, t->r->file, line,
                               _("column %zu: '%s' cannot be a column's name"), i + 1, cell[i]);
        source->extra =
            htx_arena_grow(arena, source->extra, source->nextra, sizeof(*source->extra));
        source->extra[source->nextra] = htx_arena_dup(arena, cell[i]);
        t->field[i] = HTX_FIELDS + (int)source->nextra++;
    }
    if (t->r->import->amend && t->change < 0)
        return htx_fail_at(err, HTX_EDATA, t->r->file, line,
                           _("a list of amendments needs a column 'change' ('Điều chỉnh'): added, "
                             "moved or cancelled"));
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
static bool take_group(struct htx_rows *t, long line, size_t n, char *const *cell)
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

/* What Excel writes where a formula has no value. */
static bool is_fault(const char *text)
{
    static const char *const faults[] = {"#REF!", "#N/A",   "#VALUE!", "#DIV/0!", "#NAME?",
                                         "#NUM!", "#NULL!", "#SPILL!", "#CALC!",  "#FIELD!"};
    for (size_t i = 0; i < HTX_COUNT(faults); i++)
        if (strcmp(faults[i], text) == 0)
            return true;
    return false;
}

static bool has_mark(const struct htx_rows *t, size_t i, unsigned char mark)
{
    return t->mark && t->mark[i] & mark;
}

static const char *column_name(const struct htx_rows *t, size_t i)
{
    int field = t->field[i];
    return field < HTX_FIELDS ? htx_field_info((enum htx_field)field)->name
                              : t->r->source->extra[field - HTX_FIELDS];
}

/* A cell that a formula left without a value, in a column that is read. */
static bool check_cells(struct htx_rows *t, long line, size_t n, char *const *cell)
{
    bool good = true;
    for (size_t i = 0; i < n; i++) {
        if (t->field[i] < 0)
            continue;
        if (is_fault(cell[i]))
            htx_reading_remark(t->r, HTX_BAD, line, row_text(t, n, cell),
                               _("%s: the cell's formula fails with %s: mend it in Excel"),
                               column_name(t, i), cell[i]);
        else if (has_mark(t, i, HTX_CELL_UNCOUNTED))
            htx_reading_remark(t->r, HTX_BAD, line, row_text(t, n, cell),
                               _("%s: the cell's formula was never counted: open the file in Excel "
                                 "and save it"),
                               column_name(t, i));
        else
            continue;
        good = false;
    }
    return good;
}

/* The text of a cell; NULL for one that says nothing of its own. */
static const char *cell_text(struct htx_rows *t, size_t i, const char *cell)
{
    int field = t->field[i];
    /* One value for several rows: a unit, a month; but no two rows are the same task. */
    if (has_mark(t, i, HTX_CELL_MERGED) &&
        (field == HTX_ID || field == HTX_TITLE || field == HTX_NUMBER))
        return NULL;
    struct htx_buf clean = HTX_BUF_INIT;
    htx_text_clean(&clean, cell, strlen(cell));
    /* What people type as 12.345 is twelve thousand; what Excel counted is not. */
    if (field == HTX_PROGRESS && has_mark(t, i, HTX_CELL_NUMBER) && strchr(clean.s, '.'))
        *strchr(clean.s, '.') = ',';
    const char *text = htx_arena_dup(&t->r->office->arena, clean.s);
    htx_buf_free(&clean);
    return text;
}

static bool is_empty(const struct htx_record *record, enum htx_field field)
{
    return !record->value[field] || !*record->value[field];
}

/* What the rows above say of this one. */
static void take_groups(const struct htx_rows *t, struct htx_record *record)
{
    bool by_id = !is_empty(record, HTX_ID);
    if (is_empty(record, HTX_LEAD) && !by_id)
        record->value[HTX_LEAD] = t->lead;
    if (is_empty(record, HTX_SECTION))
        record->value[HTX_SECTION] = t->section;
    if (is_empty(record, HTX_MONTH_OF) && !by_id && *t->month) {
        record->value[HTX_MONTH_OF] = t->month;
        if (is_empty(record, HTX_START) && *t->start)
            record->value[HTX_START] = t->start;
    }
}

static bool take_amendment(struct htx_rows *t, struct htx_record *record, char *const *cell)
{
    record->amendment = htx_amendment_read(cell[t->change]);
    if (record->amendment == HTX_AMEND_NONE)
        htx_reading_remark(t->r, HTX_BAD, record->line, record->row,
                           _("change: '%s' is none of: added (bổ sung), moved (chuyển), cancelled "
                             "(đưa ra)"),
                           cell[t->change]);
    return record->amendment != HTX_AMEND_NONE;
}

static void take_task(struct htx_rows *t, long line, size_t n, char *const *cell)
{
    struct htx_record record = {.line = line, .row = row_text(t, n, cell)};
    struct htx_arena *arena = &t->r->office->arena;
    size_t nextra = t->r->source->nextra;
    if (!check_cells(t, line, n, cell))
        return;
    if (nextra)
        record.extra = htx_arena_alloc(arena, nextra * sizeof(*record.extra));
    for (size_t i = 0; i < n; i++) {
        if (t->field[i] >= HTX_FIELDS)
            record.extra[t->field[i] - HTX_FIELDS] = cell_text(t, i, cell[i]);
        else if (t->field[i] >= 0)
            record.value[t->field[i]] = cell_text(t, i, cell[i]);
    }
    take_groups(t, &record);
    t->any_task = true;
    if (!t->r->import->amend || take_amendment(t, &record, cell))
        htx_reading_add(t->r, &record);
}

/* ---- Rows ---- */

/* A row of a sheet has cells as far as something stands in it: make it as long as the head. */
static char **fit_row(struct htx_rows *t, long line, size_t *n, char *const *cell)
{
    static char empty[] = "";
    char **fitted = htx_arena_alloc(&t->r->office->arena, (t->ncolumns + 1) * sizeof(char *));
    unsigned char *mark = htx_arena_alloc(&t->r->office->arena, t->ncolumns + 1);
    for (size_t i = 0; i < t->ncolumns; i++) {
        fitted[i] = i < *n ? cell[i] : empty;
        mark[i] = i < *n ? t->mark[i] : 0;
    }
    if (*n > t->ncolumns)
        htx_reading_remark(t->r, HTX_INFO, line, NULL, "%s: %s", _("right of the last column head"),
                           cell[t->ncolumns]);
    *n = t->ncolumns;
    t->mark = mark;
    return fitted;
}

/* Heads of two rows: the cells that span both were merged, so the second says all. */
static bool is_second_head(const struct htx_rows *t, size_t n, char *const *cell)
{
    bool merged = false;
    for (size_t i = 0; i < n; i++)
        merged |= has_mark(t, i, HTX_CELL_MERGED);
    return merged && !t->any_task && is_head(t->r, n, cell);
}

static int take_body_row(struct htx_rows *t, long line, size_t n, char *const *cell)
{
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

int htx_rows_take(struct htx_rows *t, long line, size_t n, char *const *cell,
                  const unsigned char *mark, struct htx_err *err)
{
    t->mark = mark;
    while (n > 0 && n > t->ncolumns && !*cell[n - 1])
        n--;
    if (n == 0)
        return 0;
    if (t->ncolumns == 0 && !is_head(t->r, n, cell)) {
        size_t first = 0;
        while (first + 1 < n && !*cell[first])
            first++;
        t->r->skipped++;
        htx_reading_remark(t->r, HTX_INFO, line, NULL, "%s: %s", _("above the column heads"),
                           cell[first]);
        return 0;
    }
    if (t->ncolumns == 0 || is_second_head(t, n, cell))
        return read_head(t, line, n, cell, err);
    return take_body_row(t, line, n, mark ? fit_row(t, line, &n, cell) : cell);
}

struct htx_rows *htx_rows_begin(struct htx_reading *r, char delimiter)
{
    struct htx_rows *t = htx_arena_alloc(&r->office->arena, sizeof(*t));
    *t = (struct htx_rows){.r = r, .delimiter = delimiter};
    return t;
}

int htx_rows_end(const struct htx_rows *t, const char *hint, struct htx_err *err)
{
    if (t->ncolumns)
        return 0;
    return htx_fail_at(err, HTX_EDATA, t->r->file, 0,
                       _("no row of column heads found: one must be 'title' or 'Nội dung' (or "
                         "'id'); [columns] in htxplan.ini names others%s"),
                       hint);
}

static int take_csv_row(void *ctx, long line, size_t n, char *const *cell, struct htx_err *err)
{
    return htx_rows_take(ctx, line, n, cell, NULL, err);
}

int htx_read_csv(struct htx_reading *r, struct htx_err *err)
{
    size_t skip = 0;
    char found = htx_csv_delimiter(r->data, r->len, &skip);
    char delimiter = r->import->delimiter ? r->import->delimiter : found;
    struct htx_rows *t = htx_rows_begin(r, delimiter);
    int result =
        htx_csv_parse(r->file, r->data + skip, r->len - skip, delimiter, take_csv_row, t, err);
    return result ? result : htx_rows_end(t, "", err);
}
