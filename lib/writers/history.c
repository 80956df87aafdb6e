/* history.c - what happened to a task, a line for each change. */
#include "writers/writers.h"
#include <string.h>

/* "2025-03-31T07:00:00Z" as "2025-03-31 07:00" UTC, or as it is. */
static void add_time(struct htx_buf *out, const char *time)
{
    if (strlen(time) < 16)
        htx_buf_adds(out, time);
    else
        htx_buf_addf(out, "%.10s %.5s", time, time + 11);
}

static void add_change(struct htx_buf *out, const struct htx_history_row *row)
{
    if (!*row->field)
        htx_buf_adds(out, _("added"));
    else if (!*row->old)
        htx_buf_addf(out, "%s: %s", _(row->field), row->new);
    else
        htx_buf_addf(out, "%s: %s -> %s", _(row->field), row->old, row->new);
}

void htx_history_write(const struct htx_history *history, struct htx_buf *out)
{
    for (size_t i = 0; i < history->n; i++) {
        const struct htx_history_row *row = &history->row[i];
        add_time(out, row->time);
        htx_buf_addf(out, "  %s  ", row->user);
        add_change(out, row);
        if (*row->reason || *row->ref)
            htx_buf_addf(out, " (%s%s%s)", row->reason, *row->reason && *row->ref ? "; " : "",
                         row->ref);
        htx_buf_addc(out, '\n');
    }
}
