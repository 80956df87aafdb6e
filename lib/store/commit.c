/* commit.c - changes in memory to one transaction on disk. */
#include "store/store.h"
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int htx_office_lock(const char *dir, long wait_seconds, const char *holder, int *lock,
                    struct htx_err *err)
{
    struct htx_arena arena = {0};
    int result =
        htx_lock(htx_arena_printf(&arena, "%s/.lock", dir), wait_seconds, holder, lock, err);
    htx_arena_free(&arena);
    return result;
}

void htx_office_unlock(int lock)
{
    htx_unlock(lock);
}

/* "20240331T070000Z-4f2a": sorts by time, differs between copies of the directory.  Within a
 * second, and when the clock went back, it goes on from the last one. */
static char *new_transaction(struct htx_arena *arena, const char *last, int64_t seconds)
{
    char stamp[32], prefix[17];
    time_t now = (time_t)seconds;
    struct tm tm;
    gmtime_r(&now, &tm);
    strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", &tm);
    uint16_t salt = (uint16_t)(seconds ^ getpid());
    if (getrandom(&salt, sizeof(salt), GRND_NONBLOCK) != sizeof(salt))
        salt = (uint16_t)(seconds ^ getpid());
    snprintf(prefix, sizeof(prefix), "%.16s", last);
    if (strlen(prefix) < 16 || strcmp(stamp, prefix) > 0)
        return htx_arena_printf(arena, "%s-%04x", stamp, salt & 0x7fffu);
    unsigned long after = strtoul(last + 17, NULL, 16) + 1 + salt % 4;
    return htx_arena_printf(arena, "%s-%04lx", prefix, after);
}

static bool is_new(const struct htx_office *office, size_t upto, const struct htx_task *task)
{
    for (size_t i = upto; i-- > 0;)
        if (office->change[i].field == -1 && office->change[i].task == task)
            return true;
    return false;
}

static long print_rows(struct htx_office *office, const char *id, struct htx_buf *out)
{
    long rows = 0;
    bool any_new = false;
    for (size_t i = 0; i < office->nchanges; i++) {
        const struct htx_change *c = &office->change[i];
        struct htx_journal_row row = {.transaction = id,
                                      .plan = c->task->plan->code,
                                      .id = c->task->value[HTX_ID],
                                      .field = "",
                                      .old = c->old,
                                      .new = c->new};
        if (c->field == -1) {
            row.old = "";
            row.new = htx_journal_whole_task(&office->arena, c->task);
            any_new = true;
        } else if (c->field == -2) {
            row.field = "id";
            row.old = htx_journal_whole_task(&office->arena, c->task);
            row.new = "";
        } else if (any_new && is_new(office, i, c->task)) {
            continue; /* the whole task says it */
        } else {
            row.field = c->field < HTX_FIELDS ? htx_field_info((enum htx_field)c->field)->name
                                              : c->task->plan->extra[c->field - HTX_FIELDS];
        }
        htx_journal_print_row(out, &row);
        rows++;
    }
    return rows;
}

/* One plan file to come: its temporary file is whole and synced before the journal is touched. */
struct staged {
    struct htx_plan *plan;
    uint64_t before, after;
    struct htx_buf temp;
};

/* An office whose htxplan.ini was written by hand has no plans/ yet. */
static int make_plans_dir(const struct htx_plan *plan, struct htx_err *err)
{
    char dir[PATH_MAX];
    size_t n = (size_t)(strrchr(plan->path, '/') - plan->path);
    snprintf(dir, sizeof(dir), "%.*s", (int)n, plan->path);
    return htx_file_make_dir(dir, err);
}

/* Programs that are none of ours know no lock: what one wrote since we read is not overwritten. */
static int check_unchanged(const struct htx_plan *plan, struct htx_err *err)
{
    struct htx_buf now = HTX_BUF_INIT;
    uint64_t hash = 0;
    int result = 0;
    if (access(plan->path, F_OK) == 0) {
        result = htx_file_read(plan->path, HTX_FILE_MAX, &now, err);
        hash = htx_hash(now.s, now.len);
    }
    htx_buf_free(&now);
    if (result == 0 && hash != plan->hash)
        result = htx_fail(err, HTX_EDATA,
                          _("'%s' was changed by another program just now; try again"), plan->path);
    return result;
}

static int stage(const struct htx_office *office, struct htx_plan *plan, struct staged *s,
                 struct htx_err *err)
{
    s->plan = plan;
    s->before = s->after = plan->hash;
    if (!plan->changed)
        return 0;
    int result = make_plans_dir(plan, err);
    if (result == 0)
        result = check_unchanged(plan, err);
    if (result)
        return result;
    struct htx_buf text = HTX_BUF_INIT;
    htx_plan_sort(office, plan);
    htx_planfile_print(plan, &text);
    s->after = htx_hash(text.s, text.len);
    result = htx_file_stage(plan->path, text.s, text.len, &s->temp, err);
    htx_buf_free(&text);
    return result;
}

static char *print_hashes(struct htx_arena *arena, const struct staged *staged, size_t n)
{
    struct htx_buf out = HTX_BUF_INIT;
    for (size_t i = 0; i < n; i++)
        htx_transaction_add_hash(&out, staged[i].plan->code, staged[i].before, staged[i].after);
    char *text = htx_arena_dup(arena, out.s);
    htx_buf_free(&out);
    return text;
}

/* Rename the staged files into place.  Until the first one is, the journal can be taken back. */
static int install(struct htx_office *office, struct staged *staged, size_t n,
                   const struct htx_transaction *last, struct htx_err *err)
{
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (!staged[i].temp.len)
            continue;
        int result = htx_file_install(staged[i].temp.s, staged[i].plan->path, err);
        htx_buf_cut(&staged[i].temp, 0);
        if (result && !any)
            return htx_journal_cut(office->dir, last, true, NULL) == 0 ? result : 0;
        /* A later file that fails is made good from the journal by whoever reads next. */
        any = true;
        staged[i].plan->hash = staged[i].after;
        staged[i].plan->changed = false;
    }
    return 0;
}

static void set_revisions(struct htx_office *office, const char *id)
{
    for (size_t i = 0; i < office->nchanges; i++)
        office->change[i].task->value[HTX_REV] = id;
}

/* The journal's new rows: what people did to the files since the last transaction, then the
 * command's own; the plan files that this leaves are staged in between. */
static int print_journal(struct htx_office *office, const struct htx_commit *commit,
                         const struct htx_transaction *last, struct staged *staged,
                         struct htx_buf *text, struct htx_err *err)
{
    char time_text[32];
    time_t now = (time_t)commit->time;
    struct tm tm;
    gmtime_r(&now, &tm);
    strftime(time_text, sizeof(time_text), "%Y-%m-%dT%H:%M:%SZ", &tm);
    char *id = new_transaction(&office->arena, last->id, commit->time);
    bool edited = false, any = false;
    for (size_t i = 0; i < office->nplans; i++)
        edited |= office->plan[i].edited;
    int result = edited ? htx_hand_record(office, last, id, time_text, text, &any, err) : 0;
    if (any)
        id = new_transaction(&office->arena, id, commit->time);
    set_revisions(office, id);
    for (size_t i = 0; i < office->nplans && result == 0; i++)
        result = stage(office, &office->plan[i], &staged[i], err);
    if (result)
        return result;
    struct htx_transaction t = {.id = id,
                                .rows = print_rows(office, id, text),
                                .time = time_text,
                                .user = commit->user,
                                .command = commit->command,
                                .reason = commit->reason,
                                .ref = commit->ref,
                                .hashes = print_hashes(&office->arena, staged, office->nplans)};
    htx_journal_print_close(text, &t);
    office->transaction = id;
    return 0;
}

static bool is_behind(const struct htx_plan *plan, const struct htx_transaction *last)
{
    uint64_t before, after;
    return htx_transaction_hashes(last, plan->code, &before, &after) && plan->hash == before &&
           plan->hash != after;
}

static int catch_up_plan(struct htx_office *office, const struct htx_office *now,
                         struct htx_plan *plan, struct htx_err *err)
{
    struct staged s = {.temp = HTX_BUF_INIT};
    int result = stage(now, plan, &s, err);
    if (result == 0)
        result = htx_file_install(s.temp.s, plan->path, err);
    if (result == 0)
        htx_plan_find(office, plan->code)->hash = s.after;
    htx_buf_free(&s.temp);
    return result;
}

/* Only what the last transaction did may be missing from a plan file: before there is another one,
 * a file that is behind is written. */
static int catch_up(struct htx_office *office, const struct htx_transaction *last,
                    struct htx_err *err)
{
    bool behind = false;
    for (size_t i = 0; i < office->nplans; i++)
        behind |= is_behind(&office->plan[i], last);
    if (!behind)
        return 0;
    struct htx_office now = {0};
    int result = htx_office_load(&now, office->dir, err);
    for (size_t i = 0; i < now.nplans && result == 0; i++)
        if (is_behind(&now.plan[i], last) && htx_plan_find(office, now.plan[i].code))
            result = catch_up_plan(office, &now, &now.plan[i], err);
    htx_office_free(&now);
    return result;
}

/* Temporary files of a writer that was killed; under the lock there is no other. */
static void sweep(const struct htx_office *office)
{
    struct htx_arena arena = {0};
    const char *path = htx_arena_printf(&arena, "%s/plans", office->dir);
    DIR *dir = opendir(path);
    for (const struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        const char *name = entry->d_name, *end = strrchr(name, '.');
        if (*name == '.' && end && strcmp(end, ".tmp") == 0)
            unlink(htx_arena_printf(&arena, "%s/%s", path, name));
    }
    if (dir)
        closedir(dir);
    htx_arena_free(&arena);
}

int htx_office_commit(struct htx_office *office, const struct htx_commit *commit,
                      struct htx_err *err)
{
    bool any = false;
    for (size_t i = 0; i < office->nchanges; i++)
        office->change[i].task->plan->changed = true;
    for (size_t i = 0; i < office->nplans; i++)
        any |= office->plan[i].changed;
    if (!any)
        return 0;
    sweep(office);
    struct htx_transaction last;
    int result = htx_journal_last(&office->arena, office->dir, &last, err);
    if (result == 0)
        result = htx_journal_cut(office->dir, &last, false, err);
    if (result == 0)
        result = catch_up(office, &last, err);
    if (result)
        return result;
    struct htx_buf text = HTX_BUF_INIT;
    struct staged *staged = htx_arena_alloc(&office->arena, (office->nplans + 1) * sizeof(*staged));
    for (size_t i = 0; i < office->nplans; i++)
        staged[i].temp = (struct htx_buf)HTX_BUF_INIT;
    result = print_journal(office, commit, &last, staged, &text, err);
    if (result == 0)
        result = htx_journal_append(office->dir, &text, err);
    if (result == 0)
        result = install(office, staged, office->nplans, &last, err);
    for (size_t i = 0; i < office->nplans; i++) {
        if (staged[i].temp.len)
            unlink(staged[i].temp.s);
        htx_buf_free(&staged[i].temp);
    }
    htx_buf_free(&text);
    if (result == 0)
        office->nchanges = 0;
    return result;
}
