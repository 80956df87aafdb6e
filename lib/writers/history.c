/* history.c - the record of changes: for a person by transaction, for programs a row each. */
#include "writers/grid.h"
#include "writers/writers.h"
#include "model/model.h"
#include <string.h>
#include <time.h>

/* "2025-03-31T07:00:00Z" as it was here: "31/03/2025 14:00". */
static void add_time(struct htx_buf *out, const char *text)
{
    struct tm tm = {0};
    const char *end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    if (!end || *end) {
        htx_buf_adds(out, text);
        return;
    }
    char local[32];
    time_t seconds = timegm(&tm);
    localtime_r(&seconds, &tm);
    strftime(local, sizeof(local), "%d/%m/%Y %H:%M", &tm);
    htx_buf_adds(out, local);
}

static void add_value(struct htx_buf *out, const struct htx_history_row *row, const char *value)
{
    int field = htx_field_named(row->field);
    if (field >= 0 && field < HTX_FIELDS)
        htx_value_show(out, (enum htx_field)field, value);
    else
        htx_clean_show(out, value, false);
}

static void add_change(struct htx_buf *out, const struct htx_history_row *row)
{
    if (!*row->field) {
        htx_buf_adds(out, _("new task"));
        return;
    }
    if (strcmp(row->field, "id") == 0 && !*row->new) {
        htx_buf_adds(out, _("taken out"));
        return;
    }
    htx_buf_addf(out, "%s: ", htx_word_shown(row->field));
    if (*row->old) {
        add_value(out, row, row->old);
        htx_buf_adds(out, " -> ");
    }
    if (*row->new)
        add_value(out, row, row->new);
    else
        htx_buf_adds(out, _("(none)"));
}

static void add_reason(struct htx_buf *out, const struct htx_history_row *row)
{
    if (*row->reason || *row->ref)
        htx_buf_addf(out, " (%s%s%s)", row->reason, *row->reason && *row->ref ? "; " : "",
                     row->ref);
}

void htx_history_write(const struct htx_history *history, struct htx_buf *out)
{
    for (size_t i = 0; i < history->n; i++) {
        const struct htx_history_row *row = &history->row[i];
        add_time(out, row->time);
        htx_buf_addf(out, "  %s  ", row->user);
        add_change(out, row);
        add_reason(out, row);
        htx_buf_addc(out, '\n');
    }
}

/* A line for each transaction, its changes indented below. */
static void write_text(const struct htx_history *history, struct htx_buf *out)
{
    for (size_t i = 0; i < history->n; i++) {
        const struct htx_history_row *row = &history->row[i];
        if (i == 0 || strcmp(row->transaction, history->row[i - 1].transaction) != 0) {
            htx_buf_addf(out, "%s%s  ", i ? "\n" : "", row->transaction);
            add_time(out, row->time);
            htx_buf_addf(out, "  %s  %s", row->user, row->command);
            if (!strstr(row->command, "--re"))
                add_reason(out, row);
            htx_buf_addc(out, '\n');
        }
        htx_buf_addf(out, "    %s  ", row->id);
        add_change(out, row);
        htx_buf_addc(out, '\n');
    }
}

static const char *log_cell(struct htx_grid *grid, size_t i, size_t column)
{
    const struct htx_history *history = grid->source;
    const struct htx_history_row *row = &history->row[i];
    const char *const cells[] = {row->transaction, row->time, row->user, row->command,
                                 row->reason,      row->ref,  row->plan, row->id,
                                 row->field,       row->old,  row->new};
    return cells[column];
}

void htx_log_write(const struct htx_history *history, enum htx_list_format format,
                   struct htx_buf *out)
{
    static const char *const names[] = {"transaction", "time", "user",  "command", "reason", "ref",
                                        "plan",        "id",   "field", "old",     "new"};
    struct htx_grid_column columns[HTX_COUNT(names)] = {0};
    if (format == HTX_LIST_TABLE) {
        write_text(history, out);
        return;
    }
    for (size_t i = 0; i < HTX_COUNT(names); i++)
        columns[i].name = columns[i].head = names[i];
    struct htx_list list = {.format = format};
    struct htx_grid grid = {.ncolumns = HTX_COUNT(names),
                            .nrows = history->n,
                            .column = columns,
                            .cell = log_cell,
                            .source = history,
                            .list = &list,
                            .scratch = HTX_BUF_INIT,
                            .line = HTX_BUF_INIT,
                            .out = out};
    htx_grid_write(&grid);
}

void htx_office_changes(const struct htx_office *office, struct htx_buf *out)
{
    for (size_t i = 0; i < office->nchanges; i++) {
        const struct htx_change *c = &office->change[i];
        const struct htx_history_row row = {
            .field = c->field == -1          ? ""
                     : c->field == -2        ? "id"
                     : c->field < HTX_FIELDS ? htx_field_info((enum htx_field)c->field)->name
                                             : c->task->plan->extra[c->field - HTX_FIELDS],
            .old = c->old,
            .new = c->new};
        htx_buf_addf(out, "%s: ", c->task->value[HTX_ID]);
        add_change(out, &row);
        if (c->field < 0)
            htx_buf_addf(out, ": %s", c->task->value[HTX_TITLE]);
        htx_buf_addc(out, '\n');
    }
}
