/*
 * base.h - what every layer stands on and no command needs: messages, files, locks.
 */
#ifndef HTX_BASE_H
#define HTX_BASE_H

#include "htxplan.h"
#include <libintl.h>
#include <stdarg.h>
#include <sys/types.h>

#define _(text) dgettext("htxplan", text)
#define N_(text) text
#define HTX_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Formatted text in memory that the caller frees. */
char *htx_vprintf(const char *fmt, va_list ap) __attribute__((format(printf, 1, 0)));

/* The only place where the process ends inside the library. */
_Noreturn void htx_out_of_memory(void);

/* Fill err from errno: "cannot SUBJECT 'path': reason". */
int htx_fail_errno(struct htx_err *err, const char *doing, const char *path);

/* As htx_fail_at, with the arguments already collected. */
int htx_fail_va(struct htx_err *err, int code, const char *file, long line, const char *fmt,
                va_list ap);

/* Largest length <= max at which the UTF-8 string s (len bytes) can be cut between characters. */
size_t htx_utf8_cut(const char *s, size_t len, size_t max);

/* Read the whole file at path ("-": standard input) and append it to out.  Refuses what is not a
 * regular file, pipe or terminal, and more than cap bytes. */
int htx_file_read(const char *path, size_t cap, struct htx_buf *out, struct htx_err *err);

/*
 * Replace the file at path by data, so that a reader sees the old file or the new one whole: a
 * temporary file beside it, checked writes, fsync, rename, fsync of the directory.  A symbolic
 * link is followed to its target; the mode of an existing file is kept.
 */
int htx_file_replace(const char *path, const void *data, size_t len, struct htx_err *err);

/* The halves of it.  htx_file_stage() writes and syncs the temporary file, whose name goes to temp
 * ("" when it failed); a writer that makes the file itself asks only for its name with
 * htx_file_temp(), which also sweeps away those of processes that died.  htx_file_install() syncs
 * it, gives it the mode of the file it replaces and renames it; on failure the temporary file is
 * removed. */
int htx_file_stage(const char *path, const void *data, size_t len, struct htx_buf *temp,
                   struct htx_err *err);
int htx_file_temp(const char *path, struct htx_buf *temp, struct htx_err *err);
int htx_file_install(const char *temp, const char *path, struct htx_err *err);
/* Several of them: all are put in place, or none and all temp are removed. */
int htx_file_install_all(const char *const *temp, const char *const *path, size_t n,
                         struct htx_err *err);

/* Make the file at path with data in it, whole or not at all, and never in place of one that is
 * there: then *made is false. */
int htx_file_create(const char *path, const void *data, size_t len, bool *made,
                    struct htx_err *err);
/* Make the directory at path where there is none. */
int htx_file_make_dir(const char *path, struct htx_err *err);

/* Sync the file at path; the directory that its name is in.  -1 and errno when it cannot be done,
 * which may be no reason to stop: what is as good as done need not be on the disk yet. */
int htx_file_sync(const char *path);
int htx_file_sync_name(const char *path);

/* Append data to the file at path (created when missing), sync it, and cut it back to its old
 * length when that fails. */
int htx_file_append(const char *path, const void *data, size_t len, struct htx_err *err);

/*
 * The one writer of a directory.  htx_lock() waits up to wait_seconds for the lock file at path and
 * fails with HTX_ELOCKED naming the holder; the kernel drops the lock with its process, so none is
 * ever stale.  holder is the text that others are told.  *fd is released by htx_unlock().
 */
int htx_lock(const char *path, long wait_seconds, const char *holder, int *fd, struct htx_err *err);
void htx_unlock(int fd);

/* 64-bit FNV-1a: tells a plan file that changed from one that did not; no defence against intent.
 */
uint64_t htx_hash(const void *data, size_t len);

/* Values found by a text.  Starts as { 0 }; its slots live in the arena, the keys are the caller's
 * and must stay as they are.  A key that is put again takes the new value. */
struct htx_index {
    size_t n, cap;
    struct htx_index_slot {
        const char *key;
        void *value;
    } * slot;
};
void *htx_index_get(const struct htx_index *index, const char *key); /* NULL when there is none */
void htx_index_put(struct htx_index *index, struct htx_arena *arena, const char *key, void *value);

#endif
