/* journal.c - journal.csv: rows out, rows in, and the last transaction found from the end. */
#include "store/store.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Columns of a row; a closing row has the first and those from C_ROWS on. */
enum {
    C_TRANSACTION,
    C_PLAN,
    C_ID,
    C_FIELD,
    C_OLD,
    C_NEW,
    C_ROWS,
    C_TIME,
    C_USER,
    C_COMMAND,
    C_REASON,
    C_REF,
    C_HASHES,
    C_COUNT
};

static const char head[] =
    "transaction,plan,id,field,old,new,rows,time,user,command,reason,ref,hashes\n";

const char *htx_journal_path(struct htx_arena *arena, const char *dir)
{
    return htx_arena_printf(arena, "%s/journal.csv", dir);
}

/* ---- Out ---- */

static void put_cell(struct htx_buf *out, const char *cell, bool first)
{
    if (!strpbrk(cell, "\n\r\\")) {
        htx_csv_cell(out, cell, ',', first);
        return;
    }
    struct htx_buf line = HTX_BUF_INIT;
    for (const char *s = cell; *s; s++) {
        if (*s == '\n')
            htx_buf_adds(&line, "\\n");
        else if (*s == '\\')
            htx_buf_adds(&line, "\\\\");
        else if (*s != '\r')
            htx_buf_addc(&line, *s);
    }
    htx_csv_cell(out, line.s, ',', first);
    htx_buf_free(&line);
}

static void put_row(struct htx_buf *out, const char *const cell[C_COUNT])
{
    for (int i = 0; i < C_COUNT; i++)
        put_cell(out, cell[i] ? cell[i] : "", i == 0);
    htx_buf_addc(out, '\n');
}

void htx_journal_print_row(struct htx_buf *out, const struct htx_journal_row *row)
{
    const char *const cell[C_COUNT] = {row->transaction, row->plan, row->id,
                                       row->field,       row->old,  row->new};
    put_row(out, cell);
}

void htx_journal_print_close(struct htx_buf *out, const struct htx_transaction *t)
{
    char rows[24];
    snprintf(rows, sizeof(rows), "%ld", t->rows);
    const char *const cell[C_COUNT] = {
        [C_TRANSACTION] = t->id, [C_ROWS] = rows,          [C_TIME] = t->time,
        [C_USER] = t->user,      [C_COMMAND] = t->command, [C_REASON] = t->reason,
        [C_REF] = t->ref,        [C_HASHES] = t->hashes};
    put_row(out, cell);
}

char *htx_journal_whole_task(struct htx_arena *arena, const struct htx_task *task)
{
    struct htx_buf out = HTX_BUF_INIT;
    for (int f = 0; f < HTX_FIELDS; f++)
        if (*task->value[f] && f != HTX_REV)
            htx_buf_addf(&out, "%s%s=%s", out.len ? "\t" : "",
                         htx_field_info((enum htx_field)f)->name, task->value[f]);
    for (size_t i = 0; task->extra && i < task->plan->nextra; i++)
        if (*task->extra[i])
            htx_buf_addf(&out, "\t%s=%s", task->plan->extra[i], task->extra[i]);
    char *text = htx_arena_dup(arena, out.s);
    htx_buf_free(&out);
    return text;
}

int htx_journal_append(const char *dir, const struct htx_buf *rows, struct htx_err *err)
{
    struct htx_arena arena = {0};
    struct htx_buf text = HTX_BUF_INIT;
    const char *path = htx_journal_path(&arena, dir);
    struct stat st;
    if (stat(path, &st) < 0 || st.st_size == 0)
        htx_buf_adds(&text, head);
    htx_buf_add(&text, rows->s, rows->len);
    int result = htx_file_append(path, text.s, text.len, err);
    htx_buf_free(&text);
    htx_arena_free(&arena);
    return result;
}

/* ---- In ---- */

static const char *unescape(struct htx_arena *arena, const char *cell)
{
    char *copy = htx_arena_dup(arena, cell), *to = copy;
    for (const char *s = copy; *s; s++) {
        if (*s == '\\' && s[1]) {
            s++;
            *to++ = *s == 'n' ? '\n' : *s;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
    return copy;
}

struct line {
    struct htx_arena *arena;
    const char *cell[C_COUNT];
    bool good;
};

static int take_line(void *ctx, long number, size_t n, char *const *cell, struct htx_err *err)
{
    struct line *line = ctx;
    (void)number;
    (void)err;
    line->good = n == C_COUNT;
    for (size_t i = 0; i < n && line->good; i++)
        line->cell[i] = unescape(line->arena, cell[i]);
    return 0;
}

static bool read_line(struct htx_arena *arena, const char *data, size_t len, struct line *line)
{
    struct htx_err ignored;
    *line = (struct line){.arena = arena};
    return htx_csv_parse("", data, len, ',', take_line, line, &ignored) == 0 && line->good;
}

/* The closing row in line, or false. */
static bool is_closing(const struct line *line, struct htx_transaction *t)
{
    if (!*line->cell[C_ROWS] || strcmp(line->cell[C_ROWS], "rows") == 0)
        return false;
    *t = (struct htx_transaction){.id = line->cell[C_TRANSACTION],
                                  .rows = strtol(line->cell[C_ROWS], NULL, 10),
                                  .time = line->cell[C_TIME],
                                  .user = line->cell[C_USER],
                                  .command = line->cell[C_COMMAND],
                                  .reason = line->cell[C_REASON],
                                  .ref = line->cell[C_REF],
                                  .hashes = line->cell[C_HASHES]};
    return true;
}

/* Search data, the journal's bytes from offset on, backwards for a closing row. */
static bool last_closing(struct htx_arena *arena, const char *data, size_t len, size_t offset,
                         struct htx_transaction *t)
{
    size_t end = len;
    while (end > 0 && data[end - 1] != '\n')
        end--;
    while (end > 0) {
        size_t start = end - 1;
        while (start > 0 && data[start - 1] != '\n')
            start--;
        if (start == 0 && offset > 0)
            return false; /* this line may begin before data */
        struct line line;
        if (read_line(arena, data + start, end - start, &line) && is_closing(&line, t)) {
            t->end = offset + end;
            return true;
        }
        end = start;
    }
    return false;
}

static int read_tail(const char *path, int fd, size_t size, struct htx_arena *arena,
                     struct htx_transaction *last, struct htx_err *err)
{
    int result = 0;
    char *data = NULL;
    bool found = false;
    for (size_t window = 8192; !found; window *= 8) {
        size_t len = window < size ? window : size;
        char *grown = realloc(data, len + 1);
        if (!grown)
            htx_out_of_memory();
        data = grown;
        ssize_t n = pread(fd, data, len, (off_t)(size - len));
        if (n < 0 || (size_t)n != len) {
            result = htx_fail_errno(err, _("cannot read"), path);
            break;
        }
        found = last_closing(arena, data, len, size - len, last);
        if (len < size || found)
            continue;
        /* No transaction: a torn first one begins with the head, or with a part of it. */
        if (memcmp(data, head, len < strlen(head) ? len : strlen(head)) != 0)
            result = htx_fail(err, HTX_EDATA,
                              _("'%s' is no longer as htxplan wrote it (saved by a spreadsheet?); "
                                "put it back from a copy"),
                              path);
        break;
    }
    free(data);
    return result;
}

static const struct htx_transaction no_transaction = {"", 0, "", "", "", "", "", "", 0};

int htx_journal_last(struct htx_arena *arena, const char *dir, struct htx_transaction *last,
                     struct htx_err *err)
{
    *last = no_transaction;
    const char *path = htx_journal_path(arena, dir);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return 0;
    if (fd < 0)
        return htx_fail_errno(err, _("cannot open"), path);
    struct stat st;
    int result = fstat(fd, &st) < 0 ? htx_fail_errno(err, _("cannot read"), path)
                                    : read_tail(path, fd, (size_t)st.st_size, arena, last, err);
    close(fd);
    return result;
}

int htx_journal_cut(const char *dir, const struct htx_transaction *last, bool sync,
                    struct htx_err *err)
{
    struct htx_arena arena = {0};
    const char *path = htx_journal_path(&arena, dir);
    struct stat st;
    int result = 0;
    if (stat(path, &st) == 0 && (size_t)st.st_size > last->end) {
        if (truncate(path, (off_t)last->end) < 0)
            result = htx_fail_errno(err, _("cannot write"), path);
        else if (sync)
            htx_file_sync(path);
    }
    htx_arena_free(&arena);
    return result;
}

struct walk {
    struct htx_arena *arena;
    htx_journal_walk_fn *each;
    void *ctx;
    struct htx_journal_row *rows;
    size_t n;
    struct line line;
};

static int walk_row(void *ctx, long number, size_t n, char *const *cell, struct htx_err *err)
{
    struct walk *w = ctx;
    w->line.arena = w->arena;
    take_line(&w->line, number, n, cell, err);
    if (!w->line.good)
        return 0;
    const char *const *c = w->line.cell;
    struct htx_transaction t;
    if (is_closing(&w->line, &t)) {
        /* Rows of a torn transaction stand before those of the next one: only its own count. */
        size_t skip = 0;
        while (skip < w->n && strcmp(w->rows[skip].transaction, t.id) != 0)
            skip++;
        int result = 0;
        if (w->n - skip == (size_t)t.rows)
            result = w->each(w->ctx, &t, w->rows + skip, w->n - skip);
        w->n = 0;
        return result;
    }
    if (number == 1)
        return 0;
    w->rows = htx_arena_grow(w->arena, w->rows, w->n, sizeof(*w->rows));
    w->rows[w->n++] = (struct htx_journal_row){c[C_TRANSACTION], c[C_PLAN], c[C_ID],
                                               c[C_FIELD],       c[C_OLD],  c[C_NEW]};
    return 0;
}

int htx_journal_walk(struct htx_arena *arena, const char *dir, htx_journal_walk_fn *each, void *ctx,
                     struct htx_err *err)
{
    const char *path = htx_journal_path(arena, dir);
    struct htx_buf data = HTX_BUF_INIT;
    if (access(path, F_OK) < 0)
        return 0;
    int result = htx_file_read(path, HTX_FILE_MAX, &data, err);
    while (data.len > 0 && data.s[data.len - 1] != '\n')
        htx_buf_cut(&data, data.len - 1);
    struct walk w = {.arena = arena, .each = each, .ctx = ctx};
    if (result == 0)
        result = htx_csv_parse(path, data.s, data.len, ',', walk_row, &w, err);
    htx_buf_free(&data);
    return result;
}

bool htx_transaction_hashes(const struct htx_transaction *transaction, const char *plan,
                            uint64_t *before, uint64_t *after)
{
    char code[32];
    for (const char *s = transaction->hashes; *s;) {
        if (sscanf(s, "%31s %" SCNx64 " %" SCNx64, code, before, after) == 3 &&
            strcmp(code, plan) == 0)
            return true;
        s += strcspn(s, ";");
        s += *s == ';';
    }
    return false;
}

bool htx_transaction_is_import(const struct htx_transaction *transaction)
{
    return strncmp(transaction->command, "import ", 7) == 0 &&
           !strstr(transaction->command, " --amend");
}

const char *htx_transaction_undoes(const struct htx_transaction *transaction)
{
    return strncmp(transaction->command, "undo ", 5) == 0 ? transaction->command + 5 : NULL;
}

bool htx_transaction_is_undone(const struct htx_index *undone, const char *transaction)
{
    const char *by = htx_index_get(undone, transaction);
    return by && !htx_transaction_is_undone(undone, by);
}

void htx_transaction_add_hash(struct htx_buf *hashes, const char *plan, uint64_t before,
                              uint64_t after)
{
    htx_buf_addf(hashes, "%s%s %" PRIx64 " %" PRIx64, hashes->len ? ";" : "", plan, before, after);
}

/* ---- Doing a transaction again ---- */

static void set_named(struct htx_office *office, struct htx_task *task, const char *name,
                      const char *value)
{
    int field = htx_field_named(name);
    if (field >= 0 && field < HTX_FIELDS) {
        task->value[field] = htx_arena_dup(&office->arena, value);
        return;
    }
    size_t nchanges = office->nchanges;
    htx_task_set_extra(office, task, htx_plan_extra(office, task->plan, name), value);
    office->nchanges = nchanges; /* it is recorded already */
}

typedef void pair_fn(struct htx_office *office, struct htx_task *task, const char *name,
                     const char *value);

static void each_pair(struct htx_office *office, struct htx_task *task, const char *text,
                      pair_fn *take)
{
    struct htx_buf part = HTX_BUF_INIT;
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, "\t");
        htx_buf_cut(&part, 0);
        htx_buf_add(&part, s, n);
        char *equals = strchr(part.s, '=');
        if (equals) {
            *equals = '\0';
            take(office, task, part.s, equals + 1);
        }
        s += n + (s[n] == '\t');
    }
    htx_buf_free(&part);
}

static void make_column(struct htx_office *office, struct htx_task *task, const char *name,
                        const char *value)
{
    int field = htx_field_named(name);
    (void)value;
    if (field < 0 || field >= HTX_FIELDS)
        htx_plan_extra(office, task->plan, name);
}

/* The plan gets its columns first: a task that is not in it yet does not grow with it. */
struct htx_task *htx_journal_make_task(struct htx_office *office, struct htx_plan *plan,
                                       const char *text)
{
    struct htx_task *task = htx_task_new(office, plan);
    each_pair(office, task, text, make_column);
    each_pair(office, task, text, set_named);
    return task;
}

void htx_journal_apply(struct htx_office *office, struct htx_plan *plan,
                       const struct htx_transaction *transaction,
                       const struct htx_journal_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct htx_journal_row *row = &rows[i];
        if (strcmp(row->plan, plan->code) != 0)
            continue;
        struct htx_task *task = htx_task_with_id(office, plan, row->id);
        if (strcmp(row->field, "id") == 0 && !*row->new) {
            htx_plan_take_out(office, plan, task); /* by hand, or by undo */
            task = NULL;
        } else if (!*row->field && !task) {
            task = htx_journal_make_task(office, plan, row->new);
            size_t nchanges = office->nchanges;
            htx_task_add(office, task);
            office->nchanges = nchanges;
        } else if (*row->field && task) {
            set_named(office, task, row->field, row->new);
        }
        if (task)
            task->value[HTX_REV] = transaction->id;
    }
    plan->changed = false;
}
