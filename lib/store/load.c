/* load.c - the plan directory into memory, as of its last transaction, without waiting for anyone.
 */
#include "store/store.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int htx_office_find(struct htx_arena *arena, const char *dir, const char **found,
                    struct htx_err *err)
{
    if (!dir || !*dir)
        dir = getenv("HTXPLAN_DIR");
    if (dir && *dir) {
        if (access(htx_arena_printf(arena, "%s/htxplan.ini", dir), F_OK) < 0)
            return htx_fail(err, HTX_ENOTFOUND,
                            _("no htxplan.ini in '%s'; 'htxplan init %s' makes one"), dir, dir);
        *found = htx_arena_dup(arena, dir);
        return 0;
    }
    struct htx_buf up = HTX_BUF_INIT;
    htx_buf_adds(&up, ".");
    struct stat root, here;
    int result = stat("/", &root);
    while (result == 0) {
        if (access(htx_arena_printf(arena, "%s/htxplan.ini", up.s), F_OK) == 0) {
            *found = htx_arena_dup(arena, up.s);
            break;
        }
        if (stat(up.s, &here) < 0 || (here.st_ino == root.st_ino && here.st_dev == root.st_dev))
            result = -1;
        htx_buf_adds(&up, up.len == 1 ? "." : "/..");
    }
    htx_buf_free(&up);
    if (result)
        return htx_fail(
            err, HTX_ENOTFOUND,
            _("no htxplan.ini here or above; 'htxplan init' makes one, -C DIR names another "
              "directory"));
    return 0;
}

/* ---- One plan ---- */

struct reapply {
    struct htx_office *office;
    struct htx_plan *plan;
    const char *transaction;
};

static int reapply_last(void *ctx, const struct htx_transaction *t,
                        const struct htx_journal_row *rows, size_t n)
{
    struct reapply *r = ctx;
    if (strcmp(t->id, r->transaction) == 0)
        htx_journal_apply(r->office, r->plan, t, rows, n);
    return 0;
}

static int load_plan(struct htx_office *office, struct htx_plan *plan,
                     const struct htx_transaction *last, struct htx_err *err)
{
    uint64_t before = 0, after = 0;
    if (!htx_transaction_hashes(last, plan->code, &before, &after))
        before = after = 0;
    struct htx_buf data = HTX_BUF_INIT;
    int result = 0;
    bool exists = access(plan->path, F_OK) == 0;
    if (exists) {
        result = htx_file_read(plan->path, HTX_FILE_MAX, &data, err);
        plan->hash = result ? 0 : htx_hash(data.s, data.len);
    } else if (before != 0) {
        result = htx_fail(err, HTX_EDATA,
                          _("'%s' is gone, but the journal knows it: put it back from a copy"),
                          plan->path);
    }
    bool applied = plan->hash == after;
    bool missing_last = !applied && plan->hash == before;
    plan->edited = !applied && !missing_last;
    plan->changed = plan->edited; /* the next commit makes it canonical */
    /* What "hand" left is as the person wrote it, and so may be what a change was made to. */
    bool trusted = applied && strcmp(last->user, "hand") != 0;
    if (result == 0 && exists)
        result = htx_planfile_parse(office, plan, data.s, data.len, trusted, NULL, NULL, NULL, err);
    if (result == 0 && missing_last) {
        struct reapply r = {office, plan, last->id};
        result = htx_journal_walk(&office->arena, office->dir, reapply_last, &r, err);
        htx_plan_sort(office, plan);
        plan->changed = true; /* the next commit writes the file that is behind */
    }
    htx_buf_free(&data);
    return result;
}

static int load_once(struct htx_office *office, const char *dir, const struct htx_transaction *last,
                     struct htx_err *err)
{
    office->dir = htx_arena_dup(&office->arena, dir);
    office->transaction = last->id;
    int result = htx_settings_read(office, err);
    for (size_t i = 0; i < office->nplans && result == 0; i++)
        result = load_plan(office, &office->plan[i], last, err);
    return result;
}

/* A writer may commit between our reading of the journal and of a plan: then what we have is of no
 * one moment, and is read again.  Writers are slower than readers, so this ends. */
int htx_office_load(struct htx_office *office, const char *dir, struct htx_err *err)
{
    for (;;) {
        struct htx_transaction last, now;
        int result = htx_journal_last(&office->arena, dir, &last, err);
        if (result)
            return result;
        result = load_once(office, dir, &last, err);
        if (htx_journal_last(&office->arena, dir, &now, NULL) != 0 || strcmp(last.id, now.id) == 0)
            return result;
        htx_office_free(office);
    }
}

void htx_office_free(struct htx_office *office)
{
    htx_arena_free(&office->arena);
    *office = (struct htx_office){0};
}
