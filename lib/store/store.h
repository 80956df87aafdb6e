/*
 * store.h - the plan directory on disk: htxplan.ini, plans/CODE.csv and journal.csv.
 *
 * A command's change is one transaction.  Its rows are appended to the journal and synced first,
 * the plan files are replaced after; so only the last transaction can be missing from a plan file,
 * and loading applies it.  Each row of the journal is one physical line (line ends in values are
 * written \n, backslashes \\), and a transaction ends with its closing row, which says how many
 * rows it has: one that is torn has none and does not count.
 */
#ifndef HTX_STORE_H
#define HTX_STORE_H

#include "codec/codec.h"
#include "model/model.h"

enum { HTX_FILE_MAX = 1 << 30 };

/* ---- htxplan.ini -> office ---- */
int htx_settings_read(struct htx_office *office, struct htx_err *err);
/* An INI file that people write, its values clean. */
int htx_settings_file(struct htx_arena *arena, const char *path, struct htx_ini *ini,
                      struct htx_err *err);
/* Fail where a section or a key is none of those named, NULL at the end, and say the nearest.  A
 * section that ends with a blank stands for all that begin so; a key that ends with # may have a
 * number there, "*" is any. */
int htx_settings_check_section(const char *const *sections, const struct htx_ini_section *section,
                               struct htx_err *err);
int htx_settings_check_key(struct htx_arena *arena, const char *const *keys,
                           const struct htx_ini_section *section, const struct htx_ini_key *key,
                           struct htx_err *err);

/* ---- reports/NAME.ini ---- */

/* As htx_wording_load(), of the file at path; with say what is wrong with its words is said, all of
 * it, instead of being returned. */
typedef void htx_fault_fn(void *ctx, const struct htx_err *fault);
int htx_wording_read(struct htx_arena *arena, const char *path, struct htx_wording *wording,
                     htx_fault_fn *say, void *ctx, struct htx_err *err);

/* ---- plans/CODE.csv ---- */

/* Read the plan's file; trusted: it is byte for byte what this program wrote, so it is canonical.
 * With remark every fault is remarked and counted in *bad instead of being returned. */
int htx_planfile_parse(struct htx_office *office, struct htx_plan *plan, const char *data,
                       size_t len, bool trusted, htx_remark_fn *remark, void *ctx, size_t *bad,
                       struct htx_err *err);
/* The canonical text of a plan. */
void htx_planfile_print(const struct htx_plan *plan, struct htx_buf *out);

/* ---- journal.csv ---- */

/* What a closing row says. */
struct htx_transaction {
    const char *id; /* "" when the journal is empty */
    long rows;
    const char *time, *user, *command, *reason, *ref;
    const char *hashes; /* "CTR2024 BEFORE AFTER;..." in hex, 0: no file */
    size_t end;         /* offset behind its closing row: a longer journal has a torn tail */
};
struct htx_journal_row {
    const char *transaction, *plan, *id, *field, *old, *new;
};

/* The last transaction, found from the journal's end. */
int htx_journal_last(struct htx_arena *arena, const char *dir, struct htx_transaction *last,
                     struct htx_err *err);
/* Cut off what stands behind the last transaction (under the lock); sync where no append follows.
 */
int htx_journal_cut(const char *dir, const struct htx_transaction *last, bool sync,
                    struct htx_err *err);
/* Walk all complete transactions in order: closing is called before the rows of each. */
typedef int htx_journal_walk_fn(void *ctx, const struct htx_transaction *transaction,
                                const struct htx_journal_row *rows, size_t n);
int htx_journal_walk(struct htx_arena *arena, const char *dir, htx_journal_walk_fn *each, void *ctx,
                     struct htx_err *err);
void htx_journal_print_row(struct htx_buf *out, const struct htx_journal_row *row);
void htx_journal_print_close(struct htx_buf *out, const struct htx_transaction *transaction);
/* Append the rows of a transaction, and before the first one the head; synced. */
int htx_journal_append(const char *dir, const struct htx_buf *rows, struct htx_err *err);
const char *htx_journal_path(struct htx_arena *arena, const char *dir);
/* The hashes of a plan before and after a transaction; false when it does not name the plan. */
bool htx_transaction_hashes(const struct htx_transaction *transaction, const char *plan,
                            uint64_t *before, uint64_t *after);

/* Did it bring in a document?  An amendment is no import: it changes what was agreed. */
bool htx_transaction_is_import(const struct htx_transaction *transaction);
/* The transaction that it took back, NULL when it is no undo. */
const char *htx_transaction_undoes(const struct htx_transaction *transaction);
/* Was it taken back, for good?  undone has all undos: what was undone -> the id of the undo, which
 * takes nothing back where it was undone itself. */
bool htx_transaction_is_undone(const struct htx_index *undone, const char *transaction);
/* Append "CODE BEFORE AFTER" to a list of hashes. */
void htx_transaction_add_hash(struct htx_buf *hashes, const char *plan, uint64_t before,
                              uint64_t after);

/* Append to out, as a transaction of that id, what people changed in plan files since the last one;
 * any says whether there was anything. */
int htx_hand_record(struct htx_office *office, const struct htx_transaction *last, const char *id,
                    const char *time, struct htx_buf *out, bool *any, struct htx_err *err);

/* Do the rows of a transaction that belong to plan to its tasks in memory; rev gets its id. */
void htx_journal_apply(struct htx_office *office, struct htx_plan *plan,
                       const struct htx_transaction *transaction,
                       const struct htx_journal_row *rows, size_t n);
/* A new task's row: all its values in one cell; and the task of such a cell, not yet in its plan.
 */
char *htx_journal_whole_task(struct htx_arena *arena, const struct htx_task *task);
struct htx_task *htx_journal_make_task(struct htx_office *office, struct htx_plan *plan,
                                       const char *text);

#endif
