/*
 * inject.c - for tests/fault: make the Nth writing system call of a program fail, or be its last.
 *
 * Preloaded (LD_PRELOAD), it has the kernel stop the process at every system call that changes a
 * file (a seccomp filter that raises SIGSYS), whoever makes it: the program, a library, or libc
 * inside stdio.  It counts them and lets them through, all but the one asked for.  That needs no
 * ptrace and no privilege, so it works in containers.
 *
 *   INJECT=WHAT:N      WHAT becomes of the Nth call:
 *     COUNT            nothing; see INJECT_LOG
 *     ENOSPC EIO EINTR it fails so, without effect (a close does close)
 *     SHORT            a write that takes half of its bytes
 *     FULL             likewise, and from then on nothing more fits on the disk
 *     KILL             the process dies (SIGKILL) instead of it
 *     HALF             the process dies in the middle of a write
 *     LOSE             the power goes off instead of it: of files, what was not fsynced is lost, of
 *                      directories too
 *     KEEP             likewise, but names made it to the disk: renamed files are there, hollow
 *     FSYNC            an fsync fails, as EIO, and when the process has ended the power goes off
 *   INJECT_LOG=FILE    gets a line a call: its number, its name, its file
 *   INJECT_KEEP=DIR    for LOSE: where replaced files are kept; on the same file system
 *
 * The end of the process counts as its last call.  Status 125: this machine cannot do it.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#define ARGUMENTS(m)                                                                               \
    {                                                                                              \
        (m)->gregs[REG_RDI], (m)->gregs[REG_RSI], (m)->gregs[REG_RDX], (m)->gregs[REG_R10],        \
            (m)->gregs[REG_R8]                                                                     \
    }
#define RESULT(m) ((m)->gregs[REG_RAX])
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#define ARGUMENTS(m)                                                                               \
    {                                                                                              \
        (long)(m)->regs[0], (long)(m)->regs[1], (long)(m)->regs[2], (long)(m)->regs[3],            \
            (long)(m)->regs[4]                                                                     \
    }
#define RESULT(m) ((m)->regs[0])
#else
#define ARCH 0 /* install_filter() says that it cannot be done */
#define ARGUMENTS(m)                                                                               \
    {                                                                                              \
        0                                                                                          \
    }
#define RESULT(m) (*(long *)(m))
#endif

/* No call here has a sixth argument: this one there says that the call is our own. */
enum { OURS = 0x6a7b5c3d, WRITES = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC };

enum what { COUNT, FAIL, SHORT, FULL, KILL, HALF, LOSE, KEEP, FSYNC };

/* How the arguments of a call are read. */
enum shape { OPEN, WRITE, WRITEV, SYNC, CLOSE, TRUNCATE, RENAME, MKDIR, ON_FD, ON_PATH, END };

static const struct call {
    long number;
    const char *name;
    enum shape shape;
    int path; /* which argument is the path; of RENAME the old one, and second is the new */
    int second;
} calls[] = {
    {SYS_openat, "open", OPEN, 1, 2}, /* second: the flags */
    {SYS_write, "write", WRITE, 0, 0},
    {SYS_pwrite64, "pwrite", WRITE, 0, 0},
    {SYS_writev, "writev", WRITEV, 0, 0},
    {SYS_pwritev, "pwritev", WRITEV, 0, 0},
    {SYS_fsync, "fsync", SYNC, 0, 0},
    {SYS_fdatasync, "fdatasync", SYNC, 0, 0},
    {SYS_close, "close", CLOSE, 0, 0},
    {SYS_ftruncate, "ftruncate", TRUNCATE, 0, 0},
    {SYS_truncate, "truncate", ON_PATH, 0, 0},
    {SYS_flock, "flock", ON_FD, 0, 0},
    {SYS_fchmod, "fchmod", ON_FD, 0, 0},
    {SYS_fchown, "fchown", ON_FD, 0, 0},
    {SYS_fallocate, "fallocate", ON_FD, 0, 0},
    {SYS_sendfile, "sendfile", ON_FD, 0, 0},
    {SYS_copy_file_range, "copy_file_range", ON_FD, 2, 0},
    {SYS_renameat, "rename", RENAME, 1, 3},
    {SYS_renameat2, "rename", RENAME, 1, 3},
    {SYS_mkdirat, "mkdir", MKDIR, 1, 0},
    {SYS_unlinkat, "unlink", ON_PATH, 1, 0},
    {SYS_linkat, "link", ON_PATH, 3, 0},
    {SYS_symlinkat, "symlink", ON_PATH, 2, 0},
    {SYS_fchmodat, "chmod", ON_PATH, 1, 0},
    {SYS_exit_group, "end", END, 0, 0},
#ifdef SYS_open
    {SYS_open, "open", OPEN, 0, 1},
    {SYS_creat, "creat", ON_PATH, 0, 0},
    {SYS_rename, "rename", RENAME, 0, 1},
    {SYS_mkdir, "mkdir", MKDIR, 0, 0},
    {SYS_unlink, "unlink", ON_PATH, 0, 0},
    {SYS_rmdir, "rmdir", ON_PATH, 0, 0},
    {SYS_link, "link", ON_PATH, 1, 0},
    {SYS_symlink, "symlink", ON_PATH, 1, 0},
    {SYS_chmod, "chmod", ON_PATH, 0, 0},
#endif
};

enum { CALLS = sizeof(calls) / sizeof(calls[0]), TRACKED = 512 };

/* A file that was written: how much of it is on the disk for sure. */
struct file {
    dev_t dev;
    ino_t ino;
    off_t durable;
    int fd;
    bool lost; /* what comes after that never gets there */
};

/* A name that was made, and of which the directory was not synced yet. */
struct name {
    dev_t dev; /* the directory */
    ino_t ino;
    enum shape shape;
    bool kept; /* RENAME: what was there before is in INJECT_KEEP */
    char path[512], from[512];
};

static enum what what;
static int fail_with, log_fd = -1;
static long count, when;
static const char *keep_dir;
static struct file files[TRACKED];
static struct name names[TRACKED];
static int nfiles, nnames;

/* ---- Calls of our own ---- */

static long pass(long number, const long a[5])
{
    long result = syscall(number, a[0], a[1], a[2], a[3], a[4], OURS);
    return result == -1 ? -errno : result;
}

static long raw(long number, long a, long b, long c, long d)
{
    const long args[5] = {a, b, c, d, 0};
    return pass(number, args);
}

static void say(int fd, const char *text)
{
    raw(SYS_write, fd, (long)text, (long)strlen(text), 0);
}

static void die(void)
{
    raw(SYS_kill, getpid(), SIGKILL, 0, 0);
    for (;;)
        pause();
}

static _Noreturn void cannot(const char *why)
{
    say(STDERR_FILENO, "inject: ");
    say(STDERR_FILENO, why);
    say(STDERR_FILENO, "\n");
    raw(SYS_exit_group, 125, 0, 0, 0);
    for (;;)
        pause();
}

/* ---- What is on the disk for sure ---- */

static struct file *file_of(int fd, struct stat *st)
{
    if (fstat(fd, st) < 0)
        return NULL;
    for (int i = 0; i < nfiles; i++)
        if (files[i].dev == st->st_dev && files[i].ino == st->st_ino)
            return &files[i];
    return NULL;
}

static void track_file(int fd, bool hollow)
{
    struct stat st;
    struct file *file = file_of(fd, &st);
    if (!S_ISREG(st.st_mode) || !st.st_nlink)
        return;
    if (!file) {
        if (nfiles == TRACKED)
            cannot("too many files");
        file = &files[nfiles++];
        *file =
            (struct file){st.st_dev, st.st_ino, st.st_size, fcntl(fd, F_DUPFD_CLOEXEC, 300), false};
    }
    if (hollow)
        file->durable = 0;
}

static void parent_of(const char *path, struct stat *st)
{
    char dir[512];
    const char *slash = strrchr(path, '/');
    snprintf(dir, sizeof(dir), "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    if (stat(*dir ? dir : "/", st) < 0)
        *st = (struct stat){0};
}

static struct name *track_name(enum shape shape, const char *path, const char *from)
{
    struct stat st;
    if (nnames == TRACKED)
        cannot("too many names");
    parent_of(path, &st);
    names[nnames] = (struct name){.dev = st.st_dev, .ino = st.st_ino, .shape = shape};
    snprintf(names[nnames].path, sizeof(names[0].path), "%s", path);
    snprintf(names[nnames].from, sizeof(names[0].from), "%s", from);
    return &names[nnames++];
}

static void kept_name(const struct name *name, char path[PATH_MAX])
{
    snprintf(path, PATH_MAX, "%s/%d", keep_dir, (int)(name - names));
}

/* What an fsync did not write is forgotten by the kernel: the next one says that all is well. */
static void lose_file(int fd)
{
    struct stat st;
    struct file *file = file_of(fd, &st);
    if (file)
        file->lost = true;
}

static void synced(int fd)
{
    struct stat st;
    struct file *file = file_of(fd, &st);
    if (file && !file->lost)
        file->durable = st.st_size;
    for (int i = 0; S_ISDIR(st.st_mode) && i < nnames; i++)
        if (names[i].dev == st.st_dev && names[i].ino == st.st_ino)
            names[i].shape = SYNC;
}

static void lose_name(const struct name *name)
{
    char kept[PATH_MAX];
    kept_name(name, kept);
    if (name->shape == OPEN)
        raw(SYS_unlinkat, AT_FDCWD, (long)name->path, 0, 0);
    else if (name->shape == MKDIR)
        raw(SYS_renameat, AT_FDCWD, (long)name->path, AT_FDCWD, (long)kept);
    else if (name->shape == RENAME) {
        raw(SYS_renameat, AT_FDCWD, (long)name->path, AT_FDCWD, (long)name->from);
        if (name->kept)
            raw(SYS_renameat, AT_FDCWD, (long)kept, AT_FDCWD, (long)name->path);
    }
}

static void power_off(void)
{
    struct stat st;
    for (int i = 0; i < nfiles; i++)
        if (fstat(files[i].fd, &st) == 0 && st.st_size > files[i].durable)
            raw(SYS_ftruncate, files[i].fd, (long)files[i].durable, 0, 0);
    for (int i = nnames; i-- > 0 && what != KEEP;)
        lose_name(&names[i]);
}

/* ---- One call ---- */

static long do_open(const struct call *call, const long a[5])
{
    const char *path = (const char *)a[call->path];
    bool made = access(path, F_OK) < 0;
    long fd = pass(call->number, a);
    if (fd < 0)
        return fd;
    if (made)
        track_name(OPEN, path, "");
    track_file((int)fd, made || (a[call->second] & O_TRUNC));
    return fd;
}

static long do_rename(const struct call *call, const long a[5])
{
    const char *from = (const char *)a[call->path], *to = (const char *)a[call->second];
    char kept[PATH_MAX];
    struct name *name = track_name(RENAME, to, from);
    kept_name(name, kept);
    name->kept = keep_dir && raw(SYS_linkat, AT_FDCWD, (long)to, AT_FDCWD, (long)kept) == 0;
    long result = pass(call->number, a);
    if (result < 0)
        nnames--;
    return result;
}

/* Let a call through, and remember what it means for a power cut. */
static long do_call(const struct call *call, const long a[5])
{
    struct stat st;
    if (call->shape == OPEN)
        return do_open(call, a);
    if (call->shape == RENAME)
        return do_rename(call, a);
    long result = pass(call->number, a);
    if (result < 0)
        return result;
    if (call->shape == SYNC)
        synced((int)a[0]);
    else if (call->shape == MKDIR)
        track_name(MKDIR, (const char *)a[call->path], "");
    else if (call->shape == TRUNCATE && file_of((int)a[0], &st))
        file_of((int)a[0], &st)->durable = st.st_size;
    return result;
}

static long do_half(const struct call *call, const long a[5])
{
    long half[5];
    memcpy(half, a, sizeof(half));
    if (call->shape == WRITE && a[2] > 1) {
        half[2] = a[2] / 2;
    } else if (call->shape == WRITEV) {
        const struct iovec *io = (const struct iovec *)a[1];
        if (io->iov_len > 1)
            return raw(SYS_write, a[0], (long)io->iov_base, (long)(io->iov_len / 2), 0);
        half[2] = 1;
    }
    return do_call(call, half);
}

/* Does the call need room on the disk? */
static bool needs_room(const struct call *call, const long a[5])
{
    struct stat st;
    if (call->shape == WRITE || call->shape == WRITEV)
        return fstat((int)a[0], &st) == 0 && S_ISREG(st.st_mode);
    if (call->shape == OPEN)
        return access((const char *)a[call->path], F_OK) < 0;
    return call->shape == MKDIR;
}

static long do_asked(const struct call *call, const long a[5])
{
    if (what == KILL)
        die();
    if (what == HALF) {
        do_half(call, a);
        die();
    }
    if (what == LOSE || what == KEEP) {
        power_off();
        if (call->shape != END)
            die();
    }
    if (what == FSYNC)
        lose_file((int)a[0]);
    if (what == SHORT || what == FULL)
        return do_half(call, a);
    if (what == COUNT || call->shape == END)
        return do_call(call, a);
    if (call->shape == CLOSE)
        do_call(call, a);
    return -fail_with;
}

static void log_call(const struct call *call, const long a[5])
{
    char line[1024], path[512] = "", link[64];
    bool on_path = call->shape == OPEN || call->shape == RENAME || call->shape == MKDIR ||
                   call->shape == ON_PATH;
    snprintf(link, sizeof(link), "/proc/self/fd/%ld", a[call->path]);
    if (on_path)
        snprintf(path, sizeof(path), "%s", (const char *)a[call->path]);
    else if (call->shape != END && readlink(link, path, sizeof(path) - 1) < 0)
        snprintf(path, sizeof(path), "?");
    const char *slash = strrchr(path, '/');
    snprintf(line, sizeof(line), "%ld %s %s\n", count, call->name, slash ? slash + 1 : path);
    say(log_fd, line);
}

/* A close counts where it may tell of a write that failed. */
static bool counts(const struct call *call, const long a[5])
{
    struct stat st;
    if (call->shape != CLOSE)
        return true;
    return (fcntl((int)a[0], F_GETFL) & O_ACCMODE) != O_RDONLY && fstat((int)a[0], &st) == 0 &&
           S_ISREG(st.st_mode) && st.st_nlink;
}

static long handle(const struct call *call, const long a[5])
{
    if (!counts(call, a))
        return do_call(call, a);
    count++;
    if (log_fd >= 0)
        log_call(call, a);
    if (count == when)
        return do_asked(call, a);
    if (what == FSYNC && call->shape == END)
        power_off();
    if (what == FULL && count > when && needs_room(call, a))
        return -ENOSPC;
    return do_call(call, a);
}

static void on_call(int signal, siginfo_t *info, void *context)
{
    int saved = errno;
    mcontext_t *m = &((ucontext_t *)context)->uc_mcontext;
    const long a[5] = ARGUMENTS(m);
    (void)signal;
    for (int i = 0; i < CALLS; i++)
        if (calls[i].number == info->si_syscall) {
            RESULT(m) = handle(&calls[i], a);
            break;
        }
    errno = saved;
}

/* ---- Setting up ---- */

static void read_wish(const char *wish)
{
    static const struct {
        const char *name;
        enum what what;
        int error;
    } wishes[] = {{"COUNT", COUNT, 0},    {"ENOSPC", FAIL, ENOSPC}, {"EIO", FAIL, EIO},
                  {"EINTR", FAIL, EINTR}, {"SHORT", SHORT, 0},      {"FULL", FULL, 0},
                  {"KILL", KILL, 0},      {"HALF", HALF, 0},        {"LOSE", LOSE, 0},
                  {"KEEP", KEEP, 0},      {"FSYNC", FSYNC, EIO}};
    size_t n = strcspn(wish, ":");
    for (size_t i = 0; i < sizeof(wishes) / sizeof(wishes[0]); i++)
        if (strlen(wishes[i].name) == n && memcmp(wishes[i].name, wish, n) == 0) {
            what = wishes[i].what;
            fail_with = wishes[i].error;
            when = wish[n] ? atol(wish + n + 1) : 0;
            return;
        }
    cannot("INJECT names nothing that can happen");
}

/* Stop at the calls of the table, at an open only when it writes, and at none of our own. */
static void install_filter(void)
{
    struct sock_filter code[8 + 5 * CALLS];
    unsigned short n = 0;
    const uint32_t magic_at = offsetof(struct seccomp_data, args[5]);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, magic_at);
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OURS, 2, 0);
    code[n++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[n++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int i = 0; i < CALLS; i++) {
        bool open = calls[i].shape == OPEN;
        const uint32_t number = (uint32_t)calls[i].number;
        const uint32_t flags_at =
            (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (size_t)calls[i].second);
        code[n++] =
            (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, open ? 4 : 1);
        if (open) {
            code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, flags_at);
            code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, WRITES, 1, 0);
            code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
        }
        code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
    }
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const struct sock_fprog program = {n, code};
    if (ARCH == 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
        cannot("this machine has no seccomp filters");
}

__attribute__((constructor)) static void begin(void)
{
    const char *wish = getenv("INJECT"), *log = getenv("INJECT_LOG");
    if (!wish)
        return;
    keep_dir = getenv("INJECT_KEEP");
    read_wish(wish);
    if (log) {
        int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 250); /* away from the numbers the program sees */
        close(fd);
        if (log_fd < 0)
            cannot("the log cannot be written");
    }
    struct sigaction action = {.sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
    if (sigaction(SIGSYS, &action, NULL) < 0)
        cannot("no handler for SIGSYS");
    install_filter();
}
