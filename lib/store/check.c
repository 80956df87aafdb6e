/* check.c - everything wrong with a plan directory, each with file and line. */
#include "store/store.h"
#include "text/text.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct check {
    struct htx_office *office;
    htx_remark_fn *remark;
    void *ctx;
    size_t *found;
};

__attribute__((format(printf, 5, 6))) static void
say(struct check *c, enum htx_level level, const char *file, long line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = htx_vprintf(fmt, ap);
    va_end(ap);
    struct htx_remark remark = {level, file, line, text, NULL};
    c->remark(c->ctx, &remark);
    *c->found += level != HTX_INFO;
    free(text);
}

/* ---- Settings ---- */

/* The sections and keys that mean something, see htx_settings_check_key(). */
static const struct {
    const char *section;
    const char *keys[12];
} settings[] = {
    {"organisation", {"name#", "parent", "full", "short", "place"}},
    {"report",
     {"language", "window", "file", "addressee#", "recipient#", "authority", "title", "signer"}},
    {"ui", {"language"}},
    {"unit ", {"name", "aliases"}},
    {"group ", {"name", "units", "aliases"}},
    {"plan ", {"kind", "year", "title", "number", "date"}},
    {"columns", {"*"}},
    {"areas", {"*"}},
    {"holidays", {"*"}},
};

static void check_section(struct check *c, const struct htx_ini_section *section)
{
    const char *names[HTX_COUNT(settings) + 1] = {NULL};
    struct htx_err fault;
    for (size_t i = 0; i < HTX_COUNT(settings); i++) {
        const char *const one[] = {settings[i].section, NULL};
        names[i] = settings[i].section;
        if (htx_settings_check_section(one, section, NULL) != 0)
            continue;
        for (size_t k = 0; k < section->nkeys; k++)
            if (htx_settings_check_key(&c->office->arena, settings[i].keys, section,
                                       &section->keys[k], &fault) != 0)
                say(c, HTX_WARNING, fault.file, fault.line, "%s", fault.text);
        return;
    }
    htx_settings_check_section(names, section, &fault);
    say(c, HTX_WARNING, fault.file, fault.line, "%s", fault.text);
}

static void check_settings(struct check *c)
{
    for (size_t i = 0; i < c->office->ini->nsections; i++)
        check_section(c, &c->office->ini->sections[i]);
}

/* ---- The words of reports ---- */

static void say_fault(void *ctx, const struct htx_err *fault)
{
    say(ctx, HTX_BAD, fault->file, fault->line, "%s", fault->text);
}

/* "2024-03.ini", "2024-adjust.ini": what else people keep beside the reports is theirs. */
static int is_wording(const struct dirent *entry)
{
    const char *name = entry->d_name, *end = strrchr(name, '.');
    size_t digits = strspn(name, "0123456789");
    return end && strcmp(end, ".ini") == 0 && digits == 4 && (name[4] == '-' || name + 4 == end);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void check_wordings(struct check *c)
{
    struct htx_arena *arena = &c->office->arena;
    const char *dir = htx_arena_printf(arena, "%s/reports", c->office->dir);
    struct dirent **entry = NULL;
    int n = scandir(dir, &entry, is_wording, compare_names);
    for (int i = 0; i < n; i++) {
        struct htx_wording wording;
        struct htx_err err;
        const char *path = htx_arena_printf(arena, "%s/%s", dir, entry[i]->d_name);
        if (htx_wording_read(arena, path, &wording, say_fault, c, &err) != 0)
            say(c, HTX_BAD, *err.file ? err.file : path, err.line, "%s", err.text);
        free(entry[i]);
    }
    free(entry);
}

/* ---- Tasks ---- */

static void check_units(struct check *c, const struct htx_task *task)
{
    const char *file = task->plan->path, *id = task->value[HTX_ID], *lead = task->value[HTX_LEAD];
    if (!*lead)
        say(c, HTX_WARNING, file, task->line, _("%s: no unit leads it"), id);
    else if (htx_unit_order(c->office, lead) == (int)c->office->nunits)
        say(c, HTX_BAD, file, task->line, _("%s: lead '%s' is no unit of htxplan.ini"), id, lead);
    for (const char *s = task->value[HTX_WITH]; *lead && *s;) {
        size_t n = strcspn(s, ";");
        if (strlen(lead) == n && memcmp(s, lead, n) == 0)
            say(c, HTX_WARNING, file, task->line, _("%s: '%s' leads it and is a co-ordinator too"),
                id, lead);
        s += n + (s[n] == ';');
    }
}

static void check_times(struct check *c, const struct htx_task *task)
{
    const char *file = task->plan->path, *id = task->value[HTX_ID];
    htx_date start = htx_task_date(task, HTX_START), due = htx_task_date(task, HTX_DUE),
             done = htx_task_date(task, HTX_DONE);
    if (start && due && due < start)
        say(c, HTX_BAD, file, task->line, _("%s: due %s is before start %s"), id,
            task->value[HTX_DUE], task->value[HTX_START]);
    if (due && start && (due < htx_plan_start(task->plan) || start > htx_plan_end(task->plan)))
        say(c, HTX_WARNING, file, task->line, _("%s: %s to %s lies outside the plan's year %d"), id,
            task->value[HTX_START], task->value[HTX_DUE], task->plan->year);
    bool finished = htx_task_status(task) == HTX_FINISHED;
    if (finished && !done)
        say(c, HTX_BAD, file, task->line, _("%s: done, but without its day (column 'done')"), id);
    if (!finished && done)
        say(c, HTX_WARNING, file, task->line, _("%s: has a day in 'done', but its status is '%s'"),
            id, task->value[HTX_STATUS]);
}

static void check_plan(struct check *c, struct htx_plan *plan, const struct htx_transaction *last)
{
    struct htx_buf data = HTX_BUF_INIT;
    struct htx_err err;
    uint64_t before = 0, after = 0;
    bool recorded = htx_transaction_hashes(last, plan->code, &before, &after);
    if (access(plan->path, F_OK) != 0) {
        if (recorded && before)
            say(c, HTX_BAD, plan->path, 0,
                _("gone, but the journal knows it: put it back from a copy"));
        return;
    }
    int result = htx_file_read(plan->path, HTX_FILE_MAX, &data, &err);
    if (result == 0)
        result = htx_planfile_parse(c->office, plan, data.s, data.len, false, c->remark, c->ctx,
                                    c->found, &err);
    if (result)
        say(c, HTX_BAD, *err.file ? err.file : plan->path, err.line, "%s", err.text);
    uint64_t hash = htx_hash(data.s, data.len);
    if (recorded && hash != after && hash != before)
        say(c, HTX_INFO, plan->path, 0, _("edited by hand since the last recorded change"));
    for (size_t i = 0; i < plan->ntasks; i++) {
        check_units(c, plan->task[i]);
        check_times(c, plan->task[i]);
    }
    htx_buf_free(&data);
}

/* A planned task that was moved or dropped without anyone saying why. */
static int check_reasons(void *ctx, const struct htx_transaction *t,
                         const struct htx_journal_row *rows, size_t n)
{
    struct check *c = ctx;
    bool needs = !*t->reason && !htx_transaction_is_import(t) && !htx_transaction_undoes(t);
    for (size_t i = 0; needs && i < n; i++) {
        const struct htx_journal_row *row = &rows[i];
        bool moved = strcmp(row->field, "month") == 0 && *row->old;
        bool dropped = strcmp(row->field, "status") == 0 && strcmp(row->new, "cancelled") == 0;
        struct htx_plan *plan = htx_plan_find(c->office, row->plan);
        const struct htx_task *task = plan ? htx_task_with_id(c->office, plan, row->id) : NULL;
        if (!(moved || dropped) || !task || strcmp(task->value[HTX_ORIGIN], "planned") != 0)
            continue;
        const char *now = task->value[moved ? HTX_MONTH_OF : HTX_STATUS];
        if (strcmp(now, row->new) == 0)
            say(c, HTX_WARNING, plan->path, task->line,
                moved ? _("%s: moved without a reason on record (%s)")
                      : _("%s: cancelled without a reason on record (%s)"),
                row->id, t->id);
    }
    return 0;
}

/* Each transaction begins where the one before it ended: a gap is a record that was lost. */
struct chain {
    struct check *c;
    uint64_t *after; /* of each plan; 0: not seen yet */
};

static int check_link(void *ctx, const struct htx_transaction *t,
                      const struct htx_journal_row *rows, size_t n)
{
    struct chain *chain = ctx;
    const struct htx_office *office = chain->c->office;
    (void)rows, (void)n;
    for (size_t i = 0; i < office->nplans; i++) {
        uint64_t before, after;
        if (!htx_transaction_hashes(t, office->plan[i].code, &before, &after))
            continue;
        if (chain->after[i] && chain->after[i] != before)
            say(chain->c, HTX_BAD, htx_journal_path(&chain->c->office->arena, office->dir), 0,
                _("what changed plan %s before transaction '%s' is not all on record: a row was "
                  "lost or edited"),
                office->plan[i].code, t->id);
        chain->after[i] = after;
    }
    return 0;
}

static int check_journal(struct check *c, struct htx_err *err)
{
    struct chain chain = {
        c, htx_arena_alloc(&c->office->arena, (c->office->nplans + 1) * sizeof(*chain.after))};
    return htx_journal_walk(&c->office->arena, c->office->dir, check_link, &chain, err);
}

/* An id names one task in the whole directory. */
static void check_ids(struct check *c)
{
    const struct htx_office *office = c->office;
    for (size_t p = 1; p < office->nplans; p++)
        for (size_t i = 0; i < office->plan[p].ntasks; i++)
            for (size_t q = 0; q < p; q++) {
                const struct htx_task *task = office->plan[p].task[i];
                const struct htx_task *other =
                    htx_task_with_id(c->office, &office->plan[q], task->value[HTX_ID]);
                if (other)
                    say(c, HTX_BAD, task->plan->path, task->line,
                        _("id '%s' is that of %s:%ld too"), task->value[HTX_ID], other->plan->path,
                        other->line);
            }
}

int htx_check(const char *dir, htx_remark_fn *remark, void *ctx, size_t *found, struct htx_err *err)
{
    struct htx_office office = {0};
    struct check c = {&office, remark, ctx, found};
    struct htx_transaction last;
    struct htx_err fault;
    *found = 0;
    office.dir = htx_arena_dup(&office.arena, dir);
    int result = htx_journal_last(&office.arena, dir, &last, err);
    if (result == 0 && htx_settings_read(&office, &fault) != 0) {
        say(&c, HTX_BAD, *fault.file ? fault.file : "htxplan.ini", fault.line, "%s", fault.text);
        htx_office_free(&office);
        return 0;
    }
    if (result == 0) {
        check_settings(&c);
        check_wordings(&c);
        for (size_t i = 0; i < office.nplans; i++)
            check_plan(&c, &office.plan[i], &last);
        check_ids(&c);
        result = htx_journal_walk(&office.arena, dir, check_reasons, &c, err);
        if (result == 0)
            result = check_journal(&c, err);
    }
    htx_office_free(&office);
    return result;
}

void htx_office_fix(struct htx_office *office)
{
    for (size_t p = 0; p < office->nplans; p++) {
        struct htx_plan *plan = &office->plan[p];
        plan->changed |= plan->edited;
        for (size_t i = 0; i < plan->ntasks; i++)
            if (*plan->task[i]->value[HTX_LEAD])
                htx_task_drop_with(office, plan->task[i], plan->task[i]->value[HTX_LEAD]);
    }
}
