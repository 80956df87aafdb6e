/* tables.c - the tables of a report: counts by unit, tasks by group, and the flat data they count.
 */
#include "report/report.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>

enum { MAX_COLUMNS = 32 };

/* "title | 42 | Nội dung công việc | head above" */
struct columns {
    size_t n;
    struct htx_column column[MAX_COLUMNS];
    const char *source[MAX_COLUMNS];
    const struct htx_ini_key *key[MAX_COLUMNS];
};

static const char *cut_part(struct htx_arena *arena, const char **s)
{
    size_t n = strcspn(*s, "|"), from = 0, to = n;
    while (from < to && (*s)[from] == ' ')
        from++;
    while (to > from && (*s)[to - 1] == ' ')
        to--;
    const char *part = htx_arena_ndup(arena, *s + from, to - from);
    *s += n + ((*s)[n] == '|');
    return part;
}

static int fail_key(const struct htx_building *b, const struct htx_ini_key *key, const char *text,
                    struct htx_err *err)
{
    return htx_fail_at(err, HTX_EDATA, b->report->form->ini.file, key->line, "%s: %s", key->name,
                       text);
}

static int read_columns(struct htx_building *b, const struct htx_ini_section *section,
                        struct columns *columns, struct htx_err *err)
{
    columns->n = 0;
    for (size_t i = 0; i < section->nkeys; i++) {
        const struct htx_ini_key *key = &section->keys[i];
        if (strncmp(key->name, "column", 6) != 0)
            continue;
        if (columns->n == MAX_COLUMNS)
            return fail_key(b, key, _("more than 32 columns"), err);
        const char *s = key->value;
        size_t n = columns->n++;
        columns->key[n] = key;
        columns->source[n] = cut_part(b->arena, &s);
        char *end;
        const char *width = cut_part(b->arena, &s);
        columns->column[n] = (struct htx_column){.width = strtod(width, &end), .align = HTX_LEFT};
        columns->column[n].title = cut_part(b->arena, &s);
        columns->column[n].over = cut_part(b->arena, &s);
        if (end == width || *end || columns->column[n].width < 1 || !*columns->column[n].title)
            return fail_key(b, key,
                            _("write 'source | width | head', as in 'title | 42 | Nội dung'"), err);
    }
    if (columns->n)
        return 0;
    return htx_fail_at(err, HTX_EDATA, b->report->form->ini.file, section->line,
                       _("[%s]: needs 'column1 = source | width | head' and so on"), section->name);
}

static int begin_table(struct htx_building *b, const struct htx_ini_section *section,
                       const struct columns *columns, struct htx_table *table, struct htx_err *err)
{
    struct htx_column *column = htx_arena_alloc(b->arena, columns->n * sizeof(*column));
    memcpy(column, columns->column, columns->n * sizeof(*column));
    *table = (struct htx_table){.ncolumns = columns->n, .column = column, .size = 12};
    const struct htx_ini_key *size = htx_ini_key(section, "size");
    if (size)
        table->size = atoi(size->value);
    if (table->size < 8 || table->size > 14)
        return fail_key(b, size, _("a size is 8 to 14 points"), err);
    return 0;
}

static struct htx_cell *add_row(struct htx_building *b, struct htx_table *table,
                                enum htx_row_kind kind)
{
    table->row = htx_arena_grow(b->arena, table->row, table->nrows, sizeof(*table->row));
    struct htx_row *row = &table->row[table->nrows++];
    row->kind = kind;
    row->cell = htx_arena_alloc(b->arena, table->ncolumns * sizeof(*row->cell));
    for (size_t i = 0; i < table->ncolumns; i++)
        row->cell[i].text = "";
    return row->cell;
}

static struct htx_cell number_cell(double number)
{
    return (struct htx_cell){.type = HTX_CELL_NUMBER, .number = number};
}

/* ---- Counts by unit ---- */

static const char *const measure_names[HTX_MEASURES] = {
    "done", "done_late", "doing", "doing_overdue", "todo", "todo_overdue", "moved", "unreported"};

enum { S_STT = HTX_MEASURES, S_UNIT, S_TOTAL, S_RATIO, S_NONE };

static int summary_source(const char *name)
{
    static const char *const others[] = {"stt", "unit", "total", "ratio"};
    for (int i = 0; i < HTX_MEASURES; i++)
        if (strcmp(measure_names[i], name) == 0)
            return i;
    for (int i = 0; i < 4; i++)
        if (strcmp(others[i], name) == 0)
            return S_STT + i;
    return S_NONE;
}

/* The column of the data sheet with that source, or -1. */
static int data_column(const struct htx_building *b, const char *source)
{
    const struct htx_ini *ini = &b->report->form->ini;
    for (size_t i = 0, data = 0; i < ini->nsections; i++) {
        const struct htx_ini_section *section = &ini->sections[i];
        if (strncmp(section->name, "sheet", 5) == 0)
            data = strcmp(htx_ini_value(section, "kind"), "data") == 0;
        if (!data || strcmp(htx_ini_value(section, "type"), "tasks") != 0)
            continue;
        int column = 0;
        for (size_t k = 0; k < section->nkeys; k++) {
            if (strncmp(section->keys[k].name, "column", 6) != 0)
                continue;
            const char *s = section->keys[k].value;
            if (strcmp(cut_part(b->arena, &s), source) == 0)
                return column;
            column++;
        }
    }
    return -1;
}

static struct htx_cell count_cell(struct htx_building *b, const char *unit, int measure,
                                  size_t number)
{
    int unit_column = data_column(b, "unit"), measure_column = data_column(b, "measure");
    struct htx_cell cell = {.type = HTX_CELL_COUNT, .number = (double)number};
    if (unit_column < 0 || measure_column < 0)
        return number_cell((double)number);
    struct htx_condition *where = htx_arena_alloc(b->arena, 2 * sizeof(*where));
    where[0] = (struct htx_condition){unit_column, unit};
    cell.nwhere = 1;
    if (measure < HTX_MEASURES)
        where[cell.nwhere++] =
            (struct htx_condition){measure_column, htx_measure_title((enum htx_measure)measure)};
    cell.where = where;
    return cell;
}

static const char unknown_unit[] = "(chưa phân công)";

static struct htx_cell ratio_cell(const struct columns *columns, const struct htx_counts *counts)
{
    struct htx_cell cell = {.type = HTX_CELL_RATIO};
    for (size_t i = 0; i < columns->n; i++) {
        int source = summary_source(columns->source[i]);
        if (source == HTX_M_DONE || source == HTX_M_DONE_LATE)
            cell.over |= 1u << i;
        if (source == S_TOTAL)
            cell.under |= 1u << i;
    }
    unsigned both = cell.over & (cell.over - 1);
    if (!both || !cell.under)
        cell.type = HTX_CELL_NUMBER; /* its parts are not all in the table */
    size_t done = counts->measure[HTX_M_DONE] + counts->measure[HTX_M_DONE_LATE];
    if (counts->total)
        cell.number = (double)(long)(1000.0 * (double)done / (double)counts->total + 0.5) / 10;
    return cell;
}

static void add_unit_row(struct htx_building *b, struct htx_table *table,
                         const struct columns *columns, size_t unit, size_t number)
{
    const struct htx_counts *counts = &b->figures.unit[unit];
    const char *name = unit < b->office->nunits ? b->office->unit[unit].name : unknown_unit;
    struct htx_cell *cell = add_row(b, table, HTX_ROW);
    for (size_t i = 0; i < columns->n; i++) {
        int source = summary_source(columns->source[i]);
        if (source == S_STT)
            cell[i] = number_cell((double)number);
        else if (source == S_UNIT)
            cell[i].text = name;
        else if (source == S_RATIO)
            cell[i] = ratio_cell(columns, counts);
        else
            cell[i] = count_cell(b, name, source,
                                 source == S_TOTAL ? counts->total : counts->measure[source]);
    }
}

static void add_total_row(struct htx_building *b, struct htx_table *table,
                          const struct columns *columns)
{
    const struct htx_counts *counts = &b->figures.all;
    struct htx_cell *cell = add_row(b, table, HTX_ROW_TOTAL);
    for (size_t i = 0; i < columns->n; i++) {
        int source = summary_source(columns->source[i]);
        if (source == S_UNIT)
            cell[i].text = "Tổng cộng";
        else if (source == S_RATIO)
            cell[i] = ratio_cell(columns, counts);
        else if (source != S_STT)
            cell[i] = (struct htx_cell){
                .type = HTX_CELL_SUM,
                .number = (double)(source == S_TOTAL ? counts->total : counts->measure[source])};
    }
}

int htx_report_summary(struct htx_building *b, const struct htx_ini_section *section,
                       struct htx_table *table, struct htx_err *err)
{
    struct columns columns;
    int result = read_columns(b, section, &columns, err);
    for (size_t i = 0; i < columns.n && result == 0; i++) {
        int source = summary_source(columns.source[i]);
        if (source == S_NONE)
            return fail_key(
                b, columns.key[i],
                _("no such figure; there are: stt unit total ratio done done_late doing "
                  "doing_overdue todo todo_overdue moved unreported"),
                err);
        columns.column[i].align = source == S_UNIT ? HTX_LEFT : HTX_CENTRE;
    }
    if (result == 0)
        result = begin_table(b, section, &columns, table, err);
    if (result)
        return result;
    table->numbered = true;
    size_t number = 0;
    for (size_t unit = 0; unit < b->figures.nunits; unit++)
        if (unit < b->office->nunits || b->figures.unit[unit].total)
            add_unit_row(b, table, &columns, unit, ++number);
    add_total_row(b, table, &columns);
    return 0;
}

/* ---- Tasks ---- */

enum { T_STT = HTX_COLUMNS, T_UNIT, T_MEASURE, T_NONE };

static int task_source(const char *name)
{
    static const char *const others[] = {"stt", "unit", "measure"};
    for (int i = 0; i < 3; i++)
        if (strcmp(others[i], name) == 0)
            return T_STT + i;
    int field = htx_field_named(name);
    return field < 0 ? T_NONE : field;
}

/* The time as the document says it; a programme's month where it says none. */
static const char *when_text(struct htx_building *b, const struct htx_counted *row)
{
    if (*row->task->value[HTX_WHEN] && !row->moved_from)
        return row->task->value[HTX_WHEN];
    int month = row->moved_from ? row->moved_from : htx_task_month(row->task);
    if (month < 0)
        return "";
    return month / 12 == b->report->period.year
               ? htx_arena_printf(b->arena, "Tháng %d", month % 12 + 1)
               : htx_arena_printf(b->arena, "Tháng %d/%d", month % 12 + 1, month / 12);
}

static const char *state_text(struct htx_building *b, const struct htx_counted *row)
{
    const struct htx_task *task = row->task;
    static const char *const texts[HTX_MEASURES] = {
        [HTX_M_DONE] = "Hoàn thành",         [HTX_M_DONE_LATE] = "Hoàn thành quá hạn",
        [HTX_M_DOING] = "Đang thực hiện",    [HTX_M_DOING_OVERDUE] = "Đang thực hiện, quá hạn",
        [HTX_M_TODO] = "Chưa thực hiện",     [HTX_M_TODO_OVERDUE] = "Chưa thực hiện, quá hạn",
        [HTX_M_UNREPORTED] = "Chưa báo cáo",
    };
    enum htx_measure measure = row->measure;
    const char *progress = task->value[HTX_PROGRESS];
    if (measure == HTX_M_MOVED)
        return htx_task_status(task) == HTX_CANCELLED ? "Đưa ra khỏi chương trình" : "Chuyển kỳ";
    if ((measure == HTX_M_DOING || measure == HTX_M_DOING_OVERDUE) && *progress &&
        strcmp(progress, "100") != 0)
        return htx_arena_printf(b->arena, "%s (%s%%)", texts[measure], progress);
    return texts[measure];
}

static const char *note_text(struct htx_building *b, const struct htx_counted *row)
{
    const char *note = row->task->value[HTX_NOTE], *remark = "";
    int month = htx_task_month(row->task);
    if (row->moved_from)
        remark = htx_arena_printf(b->arena, "Chuyển sang tháng %d", month % 12 + 1);
    else if (strcmp(row->task->value[HTX_ORIGIN], "added") == 0)
        remark = "Bổ sung ngoài kế hoạch";
    return *remark && *note ? htx_arena_printf(b->arena, "%s; %s", remark, note)
           : *note          ? note
                            : remark;
}

static const char *result_text(struct htx_building *b, const struct htx_task *task)
{
    const char *result = task->value[HTX_RESULT], *evidence = task->value[HTX_EVIDENCE];
    if (!*evidence)
        return result;
    return *result ? htx_arena_printf(b->arena, "%s (%s)", result, evidence) : evidence;
}

static struct htx_cell text_cell(const char *text)
{
    return (struct htx_cell){.type = HTX_CELL_TEXT, .text = text};
}

/* A cell of a table that people read. */
static struct htx_cell page_cell(struct htx_building *b, const struct htx_counted *row, int source,
                                 size_t number)
{
    const struct htx_task *task = row->task;
    switch (source) {
    case T_STT:
        return number_cell((double)number);
    case T_UNIT:
    case HTX_LEAD:
        return text_cell(*task->value[HTX_LEAD] ? htx_unit_name(b->office, task->value[HTX_LEAD])
                                                : unknown_unit);
    case T_MEASURE:
        return text_cell(htx_measure_title(row->measure));
    case HTX_WITH:
        return text_cell(htx_units_names(b->arena, b->office, task->value[HTX_WITH]));
    case HTX_WHEN:
        return text_cell(when_text(b, row));
    case HTX_STATE:
        return text_cell(state_text(b, row));
    case HTX_NOTE:
        return text_cell(note_text(b, row));
    case HTX_RESULT:
        return text_cell(result_text(b, task));
    default:
        return text_cell(htx_task_text(task, (enum htx_field)source, b->report->today));
    }
}

/* A cell to be sorted and added up: dates are dates, numbers numbers. */
static struct htx_cell data_cell(struct htx_building *b, const struct htx_counted *row, int source,
                                 size_t number)
{
    const struct htx_task *task = row->task;
    if (source == HTX_NOTE || source == HTX_RESULT || source == HTX_WHEN)
        return text_cell(task->value[source]);
    if (source < HTX_FIELDS) {
        enum htx_field_type type = htx_field_info((enum htx_field)source)->type;
        if (type == HTX_TYPE_DATE && *task->value[source])
            return (struct htx_cell){.type = HTX_CELL_DATE,
                                     .date = htx_task_date(task, (enum htx_field)source)};
        if (type == HTX_TYPE_PERCENT && *task->value[source])
            return number_cell(atof(task->value[source]));
        if (source == HTX_MONTH_OF && *task->value[source]) {
            int month = htx_task_month(task);
            return text_cell(htx_arena_printf(b->arena, "%02d/%04d", month % 12 + 1, month / 12));
        }
    }
    return page_cell(b, row, source, number);
}

/* What a task stands under: its unit, or its campaign plan. */
static bool same_group(const struct htx_task *a, const struct htx_task *b)
{
    if (a->plan->campaign != b->plan->campaign)
        return false;
    if (a->plan->campaign)
        return a->plan == b->plan;
    return strcmp(a->value[HTX_LEAD], b->value[HTX_LEAD]) == 0;
}

static void add_group(struct htx_building *b, struct htx_table *table,
                      const struct htx_selection *tasks, size_t first, int number)
{
    const struct htx_task *task = tasks->row[first].task;
    size_t n = 1;
    while (first + n < tasks->n && same_group(task, tasks->row[first + n].task))
        n++;
    struct htx_buf roman = HTX_BUF_INIT, name = HTX_BUF_INIT;
    htx_text_roman(&roman, number);
    if (task->plan->campaign)
        htx_buf_addf(&name, "Kế hoạch%s%s: %s", *task->plan->number ? " số " : "",
                     task->plan->number, task->plan->title);
    else
        htx_buf_adds(&name, *task->value[HTX_LEAD] ? htx_unit_name(b->office, task->value[HTX_LEAD])
                                                   : unknown_unit);
    htx_buf_addf(&name, n < 10 ? " (%02zu đầu việc)" : " (%zu đầu việc)", n);
    struct htx_cell *cell = add_row(b, table, HTX_ROW_GROUP);
    cell[0].text = htx_arena_dup(b->arena, roman.s);
    cell[1].text = htx_arena_dup(b->arena, name.s);
    htx_buf_free(&roman);
    htx_buf_free(&name);
}

static int task_columns(struct htx_building *b, const struct htx_ini_section *section,
                        struct columns *columns, struct htx_err *err)
{
    int result = read_columns(b, section, columns, err);
    for (size_t i = 0; i < columns->n && result == 0; i++) {
        int source = task_source(columns->source[i]);
        if (source == T_NONE)
            return fail_key(
                b, columns->key[i],
                _("no such column; there are the fields of a task, and stt unit measure"), err);
        if (source == T_STT || source == HTX_STATE || source == HTX_WHEN || source == HTX_PROGRESS)
            columns->column[i].align = HTX_CENTRE;
    }
    if (result == 0 && columns->n < 2)
        return fail_key(b, columns->key[0], _("a table of tasks needs two columns or more"), err);
    return result;
}

int htx_report_tasks(struct htx_building *b, const struct htx_ini_section *section, bool data,
                     struct htx_table *table, struct htx_err *err)
{
    struct columns columns;
    int result = task_columns(b, section, &columns, err);
    if (result == 0)
        result = begin_table(b, section, &columns, table, err);
    if (result)
        return result;
    const char *which = htx_ini_value(section, "which");
    bool next = strcmp(which, "next") == 0;
    if (!next && strcmp(which, "period") != 0)
        return htx_fail_at(err, HTX_EDATA, b->report->form->ini.file, section->line,
                           _("[%s]: needs 'which = period' or 'which = next'"), section->name);
    const struct htx_selection *tasks = next ? &b->figures.next : &b->figures.period;
    table->numbered = !data;
    int group = 0;
    for (size_t i = 0; i < tasks->n; i++) {
        if (!data && (i == 0 || !same_group(tasks->row[i - 1].task, tasks->row[i].task)))
            add_group(b, table, tasks, i, ++group);
        struct htx_cell *cell = add_row(b, table, HTX_ROW);
        for (size_t c = 0; c < columns.n; c++) {
            int source = task_source(columns.source[c]);
            cell[c] = data ? data_cell(b, &tasks->row[i], source, i + 1)
                           : page_cell(b, &tasks->row[i], source, i + 1);
        }
    }
    if (tasks->n || data)
        return 0;
    const struct htx_ini_key *none = htx_ini_key(section, "none");
    struct htx_cell *cell = add_row(b, table, HTX_ROW);
    return none ? htx_report_fill(b, none, &cell[1].text, err) : 0;
}
