/* history.c - out of the journal: who changed what, and when. */
#include "store/store.h"
#include <string.h>
#include <time.h>

struct log {
    const struct htx_log_query *query;
    struct htx_history *out;
    struct htx_office *office;
    bool after; /* behind query->after, or it was not asked for */
    bool ended; /* behind what the office was loaded as */
};

static bool given(const char *s)
{
    return s && *s;
}

/* The day on which it happened here; the journal has UTC. */
static htx_date day_of(const char *time)
{
    struct tm tm = {0};
    if (!strptime(time, "%Y-%m-%dT%H:%M:%SZ", &tm))
        return 0;
    time_t seconds = timegm(&tm);
    localtime_r(&seconds, &tm);
    return htx_date_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static bool is_wanted(const struct htx_log_query *q, const struct htx_transaction *t)
{
    return (!given(q->user) || strcmp(t->user, q->user) == 0) &&
           (!q->since || day_of(t->time) >= q->since);
}

static int gather_log(void *ctx, const struct htx_transaction *t,
                      const struct htx_journal_row *rows, size_t n)
{
    struct log *l = ctx;
    struct htx_history *out = l->out;
    bool wanted = l->after && !l->ended && is_wanted(l->query, t);
    l->after |= given(l->query->after) && strcmp(t->id, l->query->after) == 0;
    l->ended |= strcmp(t->id, l->office->transaction) == 0;
    for (size_t i = 0; wanted && i < n; i++) {
        if (given(l->query->id) && strcmp(rows[i].id, l->query->id) != 0)
            continue;
        out->row = htx_arena_grow(&l->office->arena, out->row, out->n, sizeof(*out->row));
        out->row[out->n++] = (struct htx_history_row){
            t->id,        t->time,    t->user,       t->command,  t->reason,  t->ref,
            rows[i].plan, rows[i].id, rows[i].field, rows[i].old, rows[i].new};
    }
    return 0;
}

int htx_log(struct htx_office *office, const struct htx_log_query *query,
            struct htx_history *history, struct htx_err *err)
{
    *history = (struct htx_history){0};
    struct log l = {query, history, office, !given(query->after), false};
    int result = htx_journal_walk(&office->arena, office->dir, gather_log, &l, err);
    if (result == 0 && !l.after)
        result = htx_fail(err, HTX_ENOTFOUND, _("no transaction '%s'; 'htxplan log' shows them"),
                          query->after);
    return result;
}
