/* file.c - whole files in, whole files out, and one writer at a time. */
#include "base/base.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0) {
            errno = ENOSPC;
            return -1;
        }
        data += n;
        len -= (size_t)n;
    }
    return 0;
}

static int sync_fd(int fd)
{
    int result;
    do
        result = fsync(fd);
    while (result < 0 && errno == EINTR);
    return result;
}

static int read_all(int fd, const char *path, size_t cap, struct htx_buf *out, struct htx_err *err)
{
    char chunk[65536];
    size_t total = 0;
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof(chunk));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return htx_fail_errno(err, _("cannot read"), path);
        if (n == 0)
            return 0;
        total += (size_t)n;
        if (total > cap)
            return htx_fail_at(err, HTX_ELIMIT, path, 0, _("larger than the limit of %zu bytes"),
                               cap);
        htx_buf_add(out, chunk, (size_t)n);
    }
}

int htx_file_read(const char *path, size_t cap, struct htx_buf *out, struct htx_err *err)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, _("standard input"), cap, out, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return htx_fail_errno(err, _("cannot open"), path);
    struct stat st;
    int result = 0;
    if (fstat(fd, &st) < 0)
        result = htx_fail_errno(err, _("cannot read"), path);
    else if (S_ISDIR(st.st_mode))
        result = htx_fail(err, HTX_ESYS, _("'%s' is a directory, not a file"), path);
    else
        result = read_all(fd, path, cap, out, err);
    close(fd);
    return result;
}

/* The file that path stands for: a symbolic link's target, else path itself. */
static int resolve(const char *path, char target[PATH_MAX], struct htx_err *err)
{
    struct stat st;
    if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
        if (!realpath(path, target))
            return htx_fail_errno(err, _("cannot follow the link"), path);
        return 0;
    }
    if (strlen(path) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return htx_fail_errno(err, _("cannot write"), path);
    }
    memcpy(target, path, strlen(path) + 1);
    return 0;
}

/* Is entry a temporary file for name, of a process that is no more? */
static bool is_left_over(const char *entry, const char *name)
{
    size_t n = strlen(name);
    if (entry[0] != '.' || strncmp(entry + 1, name, n) != 0 || entry[n + 1] != '.')
        return false;
    char *end;
    long pid = strtol(entry + n + 2, &end, 10);
    return pid > 0 && strncmp(end, ".tmp", 4) == 0 && kill((pid_t)pid, 0) < 0 && errno == ESRCH;
}

static void sweep(const char *dir, const char *name)
{
    DIR *stream = opendir(dir);
    if (!stream)
        return;
    struct dirent *entry;
    while ((entry = readdir(stream)))
        if (is_left_over(entry->d_name, name))
            unlinkat(dirfd(stream), entry->d_name, 0);
    closedir(stream);
}

/* What is neither a file nor a directory is written into, never replaced: /dev/null, a pipe. */
static bool is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

int htx_file_temp(const char *path, struct htx_buf *temp, struct htx_err *err)
{
    char target[PATH_MAX];
    int result = resolve(path, target, err);
    if (result)
        return result;
    if (is_special(target))
        return htx_fail(err, HTX_ESYS, _("'%s' is a device or a pipe, where a file is needed"),
                        path);
    const char *slash = strrchr(target, '/'), *name = slash ? slash + 1 : target;
    htx_buf_add(temp, target, (size_t)(name - target));
    sweep(temp->len ? temp->s : ".", name);
    htx_buf_addf(temp, ".%s.%ld.tmp", name, (long)getpid());
    return 0;
}

int htx_file_sync(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int result = sync_fd(fd);
    int saved = errno;
    close(fd);
    errno = saved;
    return result;
}

int htx_file_sync_name(const char *path)
{
    char dir[PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) : 0;
    memcpy(dir, path, n);
    dir[n] = '\0';
    const char *name = n ? dir : slash ? "/" : ".";
    return htx_file_sync(name);
}

/* ---- Putting finished files in place ---- */

struct placing {
    const char *temp, *path;
    char target[PATH_MAX];
    enum { WAITING, MADE, REPLACED, SWAPPED } done; /* SWAPPED: temp is the file that was there */
};

/* What can fail for other reasons than renaming comes first. */
static int prepare(struct placing *p, struct htx_err *err)
{
    int result = resolve(p->path, p->target, err);
    if (result)
        return result;
    struct stat st;
    int fd = open(p->temp, O_RDONLY | O_CLOEXEC);
    bool bad = fd < 0 || (stat(p->target, &st) == 0 && fchmod(fd, st.st_mode & 07777) < 0) ||
               sync_fd(fd) < 0;
    if (bad)
        result = htx_fail_errno(err, _("cannot write"), p->path);
    if (fd >= 0)
        close(fd);
    return result;
}

/* Until all are in place the file that was there is kept, under the name of the new one.  Not every
 * file system can swap two files: there it is replaced, and stays so. */
static int place(struct placing *p, bool last, struct htx_err *err)
{
    p->done = REPLACED;
    if (!last && renameat2(AT_FDCWD, p->temp, AT_FDCWD, p->target, RENAME_EXCHANGE) == 0) {
        p->done = SWAPPED;
        return 0;
    }
    if (!last && errno == ENOENT)
        p->done = MADE;
    bool bad = !last && errno != ENOENT && errno != EINVAL && errno != ENOSYS;
    if (!bad && rename(p->temp, p->target) == 0)
        return 0;
    p->done = WAITING;
    return htx_fail_errno(err, _("cannot write"), p->path);
}

static void take_back(struct placing *p)
{
    if (p->done == SWAPPED)
        renameat2(AT_FDCWD, p->temp, AT_FDCWD, p->target, RENAME_EXCHANGE);
    else if (p->done == MADE)
        rename(p->target, p->temp);
    if (p->done != REPLACED)
        p->done = WAITING;
}

int htx_file_install_all(const char *const *temp, const char *const *path, size_t n,
                         struct htx_err *err)
{
    struct placing *placing = calloc(n + 1, sizeof(*placing));
    if (!placing)
        htx_out_of_memory();
    int result = 0;
    for (size_t i = 0; i < n; i++)
        placing[i] = (struct placing){.temp = temp[i], .path = path[i]};
    for (size_t i = 0; i < n && result == 0; i++)
        result = prepare(&placing[i], err);
    for (size_t i = 0; i < n && result == 0; i++)
        result = place(&placing[i], i + 1 == n, err);
    for (size_t i = n; i-- > 0 && result;)
        take_back(&placing[i]);
    for (size_t i = 0; i < n; i++) {
        if (placing[i].done == WAITING || placing[i].done == SWAPPED)
            unlink(placing[i].temp);
        /* The file is in place: that its name may not yet be on disk is no reason to say it is not.
         */
        if (placing[i].done != WAITING)
            htx_file_sync_name(placing[i].target);
    }
    free(placing);
    return result;
}

int htx_file_install(const char *temp, const char *path, struct htx_err *err)
{
    return htx_file_install_all(&temp, &path, 1, err);
}

int htx_file_stage(const char *path, const void *data, size_t len, struct htx_buf *temp,
                   struct htx_err *err)
{
    int result = htx_file_temp(path, temp, err);
    if (result)
        return result;
    int fd = open(temp->s, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) {
        result = htx_fail_errno(err, _("cannot write"), path);
        htx_buf_cut(temp, 0);
        return result;
    }
    bool bad = write_all(fd, data, len) < 0 || sync_fd(fd) < 0;
    int saved = errno;
    if (close(fd) < 0 && !bad) {
        bad = true;
        saved = errno;
    }
    errno = saved;
    if (bad) {
        result = htx_fail_errno(err, _("cannot write"), path);
        unlink(temp->s);
        htx_buf_cut(temp, 0);
    }
    return result;
}

/* Not every file system can rename without replacing: there a moment is left to others. */
static int rename_new(const char *temp, const char *path)
{
    if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (access(path, F_OK) < 0)
        return rename(temp, path);
    errno = EEXIST;
    return -1;
}

int htx_file_create(const char *path, const void *data, size_t len, bool *made, struct htx_err *err)
{
    struct htx_buf temp = HTX_BUF_INIT;
    int result = htx_file_stage(path, data, len, &temp, err);
    *made = result == 0 && rename_new(temp.s, path) == 0;
    if (result == 0 && !*made && errno != EEXIST)
        result = htx_fail_errno(err, _("cannot write"), path);
    if (*made)
        htx_file_sync_name(path);
    else if (temp.len)
        unlink(temp.s);
    htx_buf_free(&temp);
    return result;
}

int htx_file_make_dir(const char *path, struct htx_err *err)
{
    if (mkdir(path, 0777) == 0) {
        htx_file_sync_name(path); /* as good as done */
        return 0;
    }
    return errno == EEXIST ? 0 : htx_fail_errno(err, _("cannot make the directory"), path);
}

static int write_into(const char *path, const void *data, size_t len, struct htx_err *err)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write_all(fd, data, len) < 0) {
        int result = htx_fail_errno(err, _("cannot write"), path);
        if (fd >= 0)
            close(fd);
        return result;
    }
    return close(fd) == 0 ? 0 : htx_fail_errno(err, _("cannot write"), path);
}

int htx_file_replace(const char *path, const void *data, size_t len, struct htx_err *err)
{
    if (is_special(path))
        return write_into(path, data, len, err);
    struct htx_buf temp = HTX_BUF_INIT;
    int result = htx_file_stage(path, data, len, &temp, err);
    if (result == 0)
        result = htx_file_install(temp.s, path, err);
    htx_buf_free(&temp);
    return result;
}

int htx_file_append(const char *path, const void *data, size_t len, struct htx_err *err)
{
    bool made = access(path, F_OK) < 0;
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0)
        return htx_fail_errno(err, _("cannot write"), path);
    struct stat st;
    bool bad = fstat(fd, &st) < 0 || (made && htx_file_sync_name(path) < 0);
    if (!bad && (write_all(fd, data, len) < 0 || sync_fd(fd) < 0)) {
        int saved = errno;
        if (ftruncate(fd, st.st_size) < 0 || sync_fd(fd) < 0)
            saved = errno;
        errno = saved;
        bad = true;
    }
    int result = bad ? htx_fail_errno(err, _("cannot write"), path) : 0;
    close(fd);
    return result;
}

static int fail_locked(int fd, const char *path, struct htx_err *err)
{
    char holder[256];
    ssize_t n = pread(fd, holder, sizeof(holder) - 1, 0);
    holder[n > 0 ? n : 0] = '\0';
    holder[strcspn(holder, "\n")] = '\0';
    return htx_fail(err, HTX_ELOCKED,
                    _("the plan directory is being changed by %s; try again ('%s')"),
                    *holder ? holder : _("another process"), path);
}

/* Whoever tidies up may remove the lock file while it is held: then it keeps nobody out. */
static bool is_still(int fd, const char *path)
{
    struct stat held, there;
    bool same = fstat(fd, &held) == 0 && stat(path, &there) == 0 && held.st_ino == there.st_ino &&
                held.st_dev == there.st_dev;
    if (!same)
        errno = ENOENT;
    return same;
}

/* One try: the lock, or -1 with *result set when there is no use in another. */
static int try_lock(const char *path, const struct timespec *until, int *result,
                    struct htx_err *err)
{
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0 && is_still(lock, path))
        return lock;
    struct timespec now;
    bool busy = lock >= 0 && (errno == EWOULDBLOCK || errno == EINTR || errno == ENOENT);
    if (!busy)
        *result = htx_fail_errno(err, _("cannot lock"), path);
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (busy && (now.tv_sec > until->tv_sec ||
                 (now.tv_sec == until->tv_sec && now.tv_nsec >= until->tv_nsec)))
        *result = fail_locked(lock, path, err);
    if (lock >= 0)
        close(lock);
    return -1;
}

int htx_lock(const char *path, long wait_seconds, const char *holder, int *fd, struct htx_err *err)
{
    const struct timespec nap = {0, 20 * 1000 * 1000};
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += wait_seconds;
    int result = 0, lock;
    while ((lock = try_lock(path, &until, &result, err)) < 0) {
        if (result)
            return result;
        nanosleep(&nap, NULL);
    }
    /* Who holds it is a courtesy to those who wait: failing to say so is no reason to stop. */
    if (ftruncate(lock, 0) == 0 && pwrite(lock, holder, strlen(holder), 0) < 0)
        errno = 0;
    *fd = lock;
    return 0;
}

void htx_unlock(int fd)
{
    if (fd >= 0)
        close(fd);
}

uint64_t htx_hash(const void *data, size_t len)
{
    const unsigned char *p = data;
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ p[i]) * 1099511628211u;
    return hash;
}
