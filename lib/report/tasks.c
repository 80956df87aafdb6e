/* tasks.c - tables of tasks: by group for people, flat for those who count and sort. */
#include "report/report.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>

/* ---- Sources ---- */

enum {
    T_STT = HTX_COLUMNS,
    T_MARK,
    T_UNIT,
    T_MEASURE,
    T_REASON,
    T_LATE,
    T_BEFORE,
    T_AFTER,
    T_WHY,
    T_APPROVAL,
    T_REMARK,
    T_END,
};
static const char *const own_names[] = {"stt",    "mark",  "unit", "measure",  "reason", "late",
                                        "before", "after", "why",  "approval", "remark"};

int htx_task_source(const char *name)
{
    for (int i = 0; i < T_END - T_STT; i++)
        if (strcmp(own_names[i], name) == 0)
            return T_STT + i;
    return htx_field_named(name);
}

/* ---- Texts of cells ---- */

static const char *month_text(struct htx_building *b, int month)
{
    if (month < 0)
        return "";
    return month / 12 == b->report->period.year
               ? htx_arena_printf(b->arena, "Tháng %d", month % 12 + 1)
               : htx_arena_printf(b->arena, "Tháng %d/%d", month % 12 + 1, month / 12);
}

static const char *day_text(struct htx_building *b, htx_date day)
{
    struct htx_buf digits = HTX_BUF_INIT;
    if (day)
        htx_date_in_digits(day, &digits);
    const char *text = htx_arena_dup(b->arena, digits.s);
    htx_buf_free(&digits);
    return text;
}

/* The time as the document says it; where it says none the month, or a deadline inside it. */
static const char *when_text(struct htx_building *b, const struct htx_counted *row)
{
    const struct htx_task *task = row->task;
    htx_date due = htx_task_date(task, HTX_DUE);
    int month = htx_counted_month(row), y = 0, m = 0, d = 0;
    if (*task->value[HTX_WHEN] && !row->moved_from)
        return task->value[HTX_WHEN];
    if (due)
        htx_date_parts(due, &y, &m, &d);
    bool whole = month >= 0 && (!due || row->moved_from ||
                                (y * 12 + m - 1 == month && d == htx_days_in_month(y, m)));
    return whole || !due ? month_text(b, month)
                         : htx_arena_printf(b->arena, "Đến ngày %s", day_text(b, due));
}

static const char *state_text(struct htx_building *b, const struct htx_counted *row)
{
    static const char *const texts[HTX_MEASURES] = {
        [HTX_M_DONE] = "Hoàn thành",         [HTX_M_DONE_LATE] = "Hoàn thành quá hạn",
        [HTX_M_DOING] = "Đang thực hiện",    [HTX_M_DOING_OVERDUE] = "Đang thực hiện, quá hạn",
        [HTX_M_TODO] = "Chưa thực hiện",     [HTX_M_TODO_OVERDUE] = "Chưa thực hiện, quá hạn",
        [HTX_M_UNREPORTED] = "Chưa báo cáo",
    };
    const struct htx_task *task = row->task;
    enum htx_measure measure = row->measure;
    const char *progress = task->value[HTX_PROGRESS];
    if (measure == HTX_M_MOVED)
        return row->moved_from                          ? "Chuyển kỳ"
               : htx_task_status(task) == HTX_CANCELLED ? "Đưa ra khỏi chương trình"
                                                        : "Tạm hoãn";
    if ((measure == HTX_M_DOING || measure == HTX_M_DOING_OVERDUE) && *progress &&
        strcmp(progress, "100") != 0)
        return htx_arena_printf(b->arena, "%s (%s%%)", texts[measure], progress);
    return texts[measure];
}

static const char *joined(struct htx_building *b, const char *one, const char *two)
{
    return !*one ? two : !*two ? one : htx_arena_printf(b->arena, "%s; %s", one, two);
}

/* The month that the task was first moved out of, -1: it never was. */
static int first_month(const struct htx_building *b, const struct htx_task *task)
{
    const struct htx_adjustments *all = b->report->adjustments;
    for (size_t i = 0; all && i < all->n; i++)
        if (all->row[i].task == task && all->row[i].what == HTX_ADJUST_MOVED)
            return htx_month_index(all->row[i].before);
    return -1;
}

/* "Chuyển từ tháng 2", as an official list says where a task comes from. */
static const char *remark_text(struct htx_building *b, const struct htx_counted *row)
{
    const struct htx_task *task = row->task;
    int month = htx_task_month(task), first = first_month(b, task);
    if (row->moved_from)
        return htx_arena_printf(b->arena, "Chuyển sang tháng %d", month % 12 + 1);
    if (htx_task_is_added(task))
        return "Bổ sung ngoài kế hoạch";
    if (first >= 0 && first != month)
        return htx_arena_printf(b->arena, "Chuyển từ tháng %d", first % 12 + 1);
    return "";
}

static const char *result_text(struct htx_building *b, const struct htx_task *task)
{
    const char *result = task->value[HTX_RESULT], *evidence = task->value[HTX_EVIDENCE];
    if (!*evidence)
        return result;
    return *result ? htx_arena_printf(b->arena, "%s (%s)", result, evidence) : evidence;
}

/* "1.1a" under the heading 1.1 is "a)". */
static const char *mark_text(struct htx_building *b, const struct htx_task *task, size_t number)
{
    const char *own = task->value[HTX_NUMBER];
    size_t n = strspn(own, "0123456789.");
    if (!*own)
        return task->plan->campaign ? "-" : htx_arena_printf(b->arena, "%zu", number);
    return n && own[n] >= 'a' && own[n] <= 'z' ? htx_arena_printf(b->arena, "%s)", own + n) : own;
}

static const char *late_text(struct htx_building *b, const struct htx_counted *row)
{
    htx_date due = htx_task_date(row->task, HTX_DUE), done = htx_task_date(row->task, HTX_DONE);
    htx_date day = row->reason == HTX_IS_OVERDUE || row->reason == HTX_IS_DUE ? b->report->today
                                                                              : b->figures.day;
    if (htx_task_status(row->task) == HTX_FINISHED && done <= day)
        return day_text(b, done);
    if (!due)
        return "";
    return due < day    ? htx_arena_printf(b->arena, "Quá %d ngày", day - due)
           : due == day ? (row->reason == HTX_LATE_NOW ? "Hết hạn" : "Đến hạn hôm nay")
                        : htx_arena_printf(b->arena, "Còn %d ngày", due - day);
}

static const char *before_text(struct htx_building *b, const struct htx_counted *row)
{
    switch (row->reason) {
    case HTX_MOVED_OUT:
    case HTX_MOVED_IN:
        return month_text(b, htx_month_index(row->first->before));
    case HTX_PUT_OFF:
        return day_text(b, htx_date_parse(row->first->before));
    case HTX_WAS_POSTPONED:
    case HTX_WAS_CANCELLED:
        return when_text(b, row);
    default:
        return "";
    }
}

static const char *after_text(struct htx_building *b, const struct htx_counted *row)
{
    switch (row->reason) {
    case HTX_MOVED_OUT:
    case HTX_MOVED_IN:
        return month_text(b, htx_task_month(row->task));
    case HTX_PUT_OFF:
        return day_text(b, htx_task_date(row->task, HTX_DUE));
    case HTX_WAS_ADDED:
        return when_text(b, row);
    case HTX_WAS_POSTPONED:
        return "Tạm hoãn";
    case HTX_WAS_CANCELLED:
        return "Đưa ra khỏi chương trình";
    default:
        return "";
    }
}

static const char *kind_text(enum htx_kind kind)
{
    static const char *const texts[] = {[HTX_ONCE] = "Một lần",
                                        [HTX_RECURRING] = "Định kỳ",
                                        [HTX_CONTINUOUS] = "Thường xuyên",
                                        [HTX_EXTERNAL] = "Theo lịch của cơ quan khác",
                                        [HTX_EVENT] = "Khi có phát sinh"};
    return texts[kind];
}

/* ---- Cells ---- */

static const char *page_text(struct htx_building *b, const struct htx_counted *row, int source,
                             size_t number)
{
    const struct htx_task *task = row->task;
    switch (source) {
    case T_MARK:
        return mark_text(b, task, number);
    case T_UNIT:
    case HTX_LEAD:
        return htx_lead_title(b->office, task);
    case T_MEASURE:
        return htx_measure_title(row->measure);
    case T_REASON:
        return htx_reason_title(row->reason);
    case T_LATE:
        return late_text(b, row);
    case T_BEFORE:
        return before_text(b, row);
    case T_AFTER:
        return after_text(b, row);
    case T_WHY:
        return row->last && *row->last->reason ? row->last->reason : task->value[HTX_NOTE];
    case T_APPROVAL:
        return row->last && *row->last->ref ? row->last->ref : task->value[HTX_REF];
    case HTX_WITH:
        return htx_units_names(b->arena, b->office, task->value[HTX_WITH]);
    case HTX_WHEN:
        return when_text(b, row);
    case HTX_STATE:
        return state_text(b, row);
    case HTX_NOTE:
        return joined(b, remark_text(b, row), task->value[HTX_NOTE]);
    case T_REMARK:
        return remark_text(b, row);
    case HTX_RESULT:
        return result_text(b, task);
    case HTX_STATUS:
        return htx_status_title(htx_task_status(task));
    case HTX_KIND:
        return kind_text(htx_task_kind(task));
    case HTX_ORIGIN:
        return htx_task_is_added(task) ? "Bổ sung" : "Theo chương trình";
    case HTX_KEY:
        return *task->value[HTX_KEY] ? "Trọng tâm" : "";
    default:
        break;
    }
    if (source < HTX_FIELDS && htx_field_info((enum htx_field)source)->type == HTX_TYPE_DATE)
        return day_text(b, htx_task_date(task, (enum htx_field)source));
    return htx_task_text(task, (enum htx_field)source, b->report->today);
}

const char *htx_data_month(struct htx_arena *arena, int month)
{
    return month < 0 ? "" : htx_arena_printf(arena, "Tháng %02d/%04d", month % 12 + 1, month / 12);
}

/* What came of a task after the day of the report is not known in it. */
static bool is_of_later(const struct htx_building *b, const struct htx_task *task, int source)
{
    bool outcome = source == HTX_DONE || source == HTX_PROGRESS || source == HTX_RESULT ||
                   source == HTX_EVIDENCE;
    return outcome && htx_task_status(task) == HTX_FINISHED &&
           htx_task_date(task, HTX_DONE) > b->figures.day;
}

struct htx_cell htx_task_cell(struct htx_building *b, const struct htx_counted *row, int source,
                              size_t number, bool data)
{
    const struct htx_task *task = row->task;
    if (source == T_STT)
        return htx_number_cell((double)number);
    if (is_of_later(b, task, source))
        return htx_text_cell("");
    if (!data)
        return htx_text_cell(page_text(b, row, source, number));
    if (source == HTX_NOTE || source == HTX_RESULT || source == HTX_WHEN)
        return htx_text_cell(task->value[source]);
    if (source == HTX_MONTH_OF)
        return htx_text_cell(htx_data_month(b->arena, htx_month_or_date(row, HTX_DUE)));
    if (source < HTX_FIELDS && *task->value[source]) {
        enum htx_field_type type = htx_field_info((enum htx_field)source)->type;
        if (type == HTX_TYPE_DATE)
            return (struct htx_cell){.type = HTX_CELL_DATE,
                                     .date = htx_task_date(task, (enum htx_field)source)};
        if (type == HTX_TYPE_PERCENT)
            return htx_number_cell(atof(task->value[source]));
    }
    return htx_text_cell(page_text(b, row, source, number));
}

/* ---- Tables ---- */

enum htx_align htx_task_align(int source)
{
    static const int centred[] = {T_STT,   T_MARK,    T_LATE,   T_BEFORE,
                                  T_AFTER, HTX_STATE, HTX_WHEN, HTX_PROGRESS};
    for (size_t i = 0; i < HTX_COUNT(centred); i++)
        if (centred[i] == source)
            return HTX_CENTRE;
    bool date =
        source < HTX_FIELDS && htx_field_info((enum htx_field)source)->type == HTX_TYPE_DATE;
    return date ? HTX_CENTRE : HTX_LEFT;
}

/* What the receiving office may make of a task in the data. */
static const char *const *measure_choices(struct htx_building *b)
{
    const char **list = htx_arena_alloc(b->arena, (HTX_MEASURES + 1) * sizeof(*list));
    for (int i = 0; i < HTX_MEASURES; i++)
        list[i] = htx_measure_title((enum htx_measure)i);
    return list;
}

static int read_columns(struct htx_building *b, const struct htx_ini_section *section, bool data,
                        enum htx_which which, struct htx_form_columns *columns, struct htx_err *err)
{
    int result = htx_columns_of_form(b, section, columns, err);
    for (size_t i = 0; i < columns->n && result == 0; i++) {
        int source = htx_task_source(columns->source[i]);
        if (source < 0)
            return htx_fail_key(
                columns->key[i],
                _("no such column; there are the fields of a task, and stt mark unit measure "
                  "reason late before after why approval remark"),
                err);
        if (source == T_REASON)
            result = htx_reason_check(columns->key[i], which, HTX_NO_REASON, err);
        columns->column[i].align = htx_task_align(source);
        if (data && source == T_MEASURE)
            columns->column[i].choices = measure_choices(b);
    }
    if (result == 0 && columns->n < 2)
        return htx_fail_key(columns->key[0], _("a table of tasks needs two columns or more"), err);
    return result;
}

int htx_report_tasks(struct htx_building *b, const struct htx_ini_section *section,
                     struct htx_table *table, struct htx_err *err)
{
    const struct htx_sheet *sheet = &b->document->sheet[b->document->nsheets - 1];
    bool data = sheet->kind == HTX_SHEET_DATA;
    struct htx_form_columns columns;
    struct htx_grouping grouping;
    enum htx_which which;
    int result = htx_which_read(section, HTX_PERIOD, &which, err);
    if (result == 0)
        result = read_columns(b, section, data, which, &columns, err);
    if (result == 0)
        result = htx_form_table(b, section, &columns, table, err);
    if (result == 0)
        result = htx_group_read(section, which, "unit", &grouping, err);
    if (result)
        return result;
    struct htx_selection tasks = htx_figures_of(b, which);
    htx_group_sort(b, &grouping, &tasks);
    table->numbered = !data;
    for (size_t i = 0; i < tasks.n && result == 0; i++) {
        if (!data)
            result = htx_group_rows(b, section, &grouping, &tasks, i, table, err);
        struct htx_cell *cell = htx_add_row(b, table, HTX_ROW);
        for (size_t c = 0; c < columns.n; c++)
            cell[c] =
                htx_task_cell(b, &tasks.row[i], htx_task_source(columns.source[c]), i + 1, data);
    }
    if (result == 0 && tasks.n == 0 && !data)
        result = htx_add_none(b, section, table, err);
    return result;
}
