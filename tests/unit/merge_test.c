/*
 * merge_test.c - what must hold of every import, tried on random programmes: the same source again
 * changes nothing, whatever was changed here meanwhile; what the source changes arrives; what both
 * changed is a conflict and ours stays; what export writes comes back.
 */
#include "check.h"
#include "htxplan.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROUNDS = 30, ROWS = 24 };

/* ---- Chance, the same in every run ---- */

static uint32_t seed = 20250311;

static unsigned chance(unsigned n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % n;
}

static const char *pick(const char *const *words, size_t n)
{
    return words[chance((unsigned)n)];
}
#define PICK(words) pick(words, sizeof(words) / sizeof(*(words)))

/* Few titles, so that many repeat. */
static const char *const titles[] = {
    "Họp giao ban.",
    "Trực cơ quan, \"bảo vệ\" trụ sở",
    "- Báo cáo tháng; gửi cấp trên",
    "=1+1",
    "Đôn đốc thu nợ gốc, lãi vay",
    "Thuỷ sản, hoà giải",
    "5.000 lượt người xem",
    "Kế hoạch số 66/KH-LMHTX (đợt II)",
    "họp giao ban",
    "Tháng hành động vì HTX",
};
static const char *const units[] = {"VP", "KHTH", "QUY"};
static const char *const places[] = {"", "", "Huế", "Hội trường A, tầng 2", "Xã \"Bình An\""};
static const char *const ours[] = {"ở đây 1", "ở đây 2"};
static const char *const theirs[] = {"nơi khác 1", "nơi khác 2"};

/* ---- The source ---- */

struct row {
    int month;
    const char *lead, *place;
    char title[80];
};
struct source {
    size_t n;
    struct row row[ROWS];
};

static void make_source(struct source *s, bool repeats)
{
    s->n = 1 + chance(ROWS);
    for (size_t i = 0; i < s->n; i++) {
        s->row[i] = (struct row){1 + (int)chance(3), PICK(units), PICK(places), ""};
        if (repeats)
            snprintf(s->row[i].title, sizeof(s->row[i].title), "%s", PICK(titles));
        else
            snprintf(s->row[i].title, sizeof(s->row[i].title), "%s (%zu)", PICK(titles), i);
    }
}

static void write_text(const char *dir, const char *name, const char *text, size_t len)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", dir, name);
    FILE *file = fopen(path, "w");
    if (!file || fwrite(text, 1, len, file) != len || fclose(file) != 0)
        exit(2);
}

static void write_source(const char *dir, const struct source *s)
{
    struct htx_buf text = HTX_BUF_INIT;
    htx_buf_adds(&text, "month,lead,title,place\n");
    for (size_t i = 0; i < s->n; i++) {
        htx_buf_addf(&text, "2025-%02d", s->row[i].month);
        htx_csv_cell(&text, s->row[i].lead, ',', false);
        htx_csv_cell(&text, s->row[i].title, ',', false);
        htx_csv_cell(&text, s->row[i].place, ',', false);
        htx_buf_addc(&text, '\n');
    }
    write_text(dir, "source.csv", text.s, text.len);
    htx_buf_free(&text);
}

/* ---- The office ---- */

static void make_office(char *dir)
{
    static const char ini[] =
        "[organisation]\nname = LIÊN MINH HTX\n\n[plan CTR]\nkind = programme\n"
        "year = 2025\n\n[unit VP]\nname = Văn phòng\n\n[unit KHTH]\n"
        "name = Phòng Kế hoạch\n\n[unit QUY]\nname = Quỹ\n";
    const char *tmp = getenv("TMP");
    snprintf(dir, 256, "%.200s/merge-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    if (!mkdtemp(dir))
        exit(2);
    write_text(dir, "htxplan.ini", ini, sizeof(ini) - 1);
}

static void remove_office(const char *dir)
{
    static const char *const names[] = {"source.csv", "htxplan.ini", "plans/CTR.csv",
                                        "plans",      "journal.csv", ".lock"};
    char path[512];
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
        remove(path);
    }
    rmdir(dir);
}

static void ignore(void *ctx, const struct htx_remark *remark)
{
    (void)ctx;
    (void)remark;
}

static void need(int result, const struct htx_err *err)
{
    if (result == 0)
        return;
    printf("not ok - the test itself fails\n#   %s\n", err->text);
    exit(1);
}

static void load(struct htx_office *office, const char *dir)
{
    struct htx_err err = {0};
    *office = (struct htx_office){0};
    need(htx_office_load(office, dir, &err), &err);
}

static void commit(struct htx_office *office, const char *command)
{
    struct htx_err err = {0};
    struct htx_commit how = {
        .user = "test", .command = command, .reason = "", .ref = "", .time = 1};
    need(htx_office_commit(office, &how, &err), &err);
}

/* Import source.csv of dir; the changes that it made go to *changes. */
static struct htx_merge_result import(const char *dir, size_t *changes)
{
    struct htx_office office;
    struct htx_err err = {0};
    struct htx_source source;
    struct htx_base *base;
    struct htx_merge_result result;
    char path[512];
    snprintf(path, sizeof(path), "%s/source.csv", dir);
    load(&office, dir);
    struct htx_import how = {.path = path,
                             .format = "csv",
                             .encoding = "auto",
                             .today = htx_date_make(2025, 4, 10),
                             .remark = ignore};
    need(htx_import_read(&office, &how, &source, &err), &err);
    need(htx_base_load(&office, &base, &err), &err);
    need(htx_import_merge(&office, &how, &source, base, &result, &err), &err);
    if (changes)
        *changes = office.nchanges;
    commit(&office, "import source.csv");
    htx_office_free(&office);
    return result;
}

/* ---- Changes ---- */

/* Change some tasks as people do. */
static void change_here(const char *dir)
{
    static const char *const months[] = {"2025-05", "2025-06"};
    static const char *const names[] = {"Tên mới", "Họp giao ban."};
    struct htx_office office;
    load(&office, dir);
    struct htx_plan *plan = &office.plan[0];
    for (size_t i = 0; i < plan->ntasks; i++) {
        struct htx_task *task = plan->task[i];
        if (chance(3) == 0)
            htx_task_set(&office, task, HTX_MONTH_OF, PICK(months));
        if (chance(3) == 0)
            htx_task_set(&office, task, HTX_LEAD, PICK(units));
        if (chance(3) == 0)
            htx_task_set(&office, task, HTX_TITLE, PICK(names));
        if (chance(3) == 0)
            htx_task_set(&office, task, HTX_NOTE, PICK(ours));
        if (chance(3) == 0)
            htx_task_set(&office, task, HTX_PLACE, PICK(ours));
    }
    commit(&office, "update");
    htx_office_free(&office);
}

/* Which row of the source a task came from: the rows are numbered through in the tasks' sources. */
static size_t row_of(const struct htx_task *task)
{
    const char *colon = strrchr(task->value[HTX_SOURCE], ':');
    return colon ? strtoul(colon + 1, NULL, 10) - 2 : 0;
}

/* A picture of the plan's places by row of the source: pointers into the arena of office. */
static void places_by_row(const struct htx_office *office, const char *place[ROWS])
{
    const struct htx_plan *plan = &office->plan[0];
    for (size_t i = 0; i < plan->ntasks; i++)
        if (row_of(plan->task[i]) < ROWS)
            place[row_of(plan->task[i])] = plan->task[i]->value[HTX_PLACE];
}

static char *plan_text(const char *dir)
{
    char path[512];
    struct htx_buf text = HTX_BUF_INIT;
    struct htx_err err = {0};
    snprintf(path, sizeof(path), "%s/plans/CTR.csv", dir);
    need(htx_file_read(path, 1 << 20, &text, &err), &err);
    char *copy = strdup(text.s);
    htx_buf_free(&text);
    return copy;
}

/* ---- What must hold ---- */

enum property { ADDED, AGAIN, AGAIN_CHANGED, ARRIVES, CONFLICT, LOST, MOVED_HOUSE, PROPERTIES };
static const char *const property[PROPERTIES] = {
    [ADDED] = "every row of a source becomes a task",
    [AGAIN] = "the same source again changes nothing",
    [AGAIN_CHANGED] = "nor after tasks were moved, reassigned, renamed and remarked on",
    [ARRIVES] = "what the source changes arrives",
    [CONFLICT] = "what both changed is a conflict, and ours stays",
    [LOST] = "a row that the source loses is one missing task",
    [MOVED_HOUSE] = "an exported plan becomes the same plan in another office",
};
static size_t failures[PROPERTIES];

static void hold(enum property which, bool holds)
{
    failures[which] += !holds;
}

static void same_again(const char *dir, const struct source *s, enum property which)
{
    size_t changes;
    char *before = plan_text(dir);
    struct htx_merge_result r = import(dir, &changes);
    char *after = plan_text(dir);
    hold(which, changes == 0 && r.added == 0 && r.updated == 0 && r.unchanged == s->n &&
                    r.missing == 0 && r.conflicts == 0 && strcmp(before, after) == 0);
    free(before);
    free(after);
}

/* They change some places; where we had not, theirs arrives, where we had, ours stays. */
static void change_there(const char *dir, struct source *s)
{
    struct htx_office office;
    const char *before[ROWS] = {0}, *was[ROWS], *after[ROWS] = {0};
    load(&office, dir);
    places_by_row(&office, before);
    size_t updated = 0, conflicts = 0;
    for (size_t i = 0; i < s->n; i++) {
        was[i] = s->row[i].place;
        if (!before[i] || chance(2))
            continue;
        s->row[i].place = PICK(theirs);
        bool mine = strcmp(before[i], was[i]) != 0;
        updated += !mine;
        conflicts += mine;
    }
    write_source(dir, s);
    struct htx_merge_result r = import(dir, NULL);
    hold(ARRIVES, r.updated == updated && r.added == 0 && r.missing == 0);
    hold(CONFLICT, r.conflicts == conflicts);
    struct htx_office now;
    load(&now, dir);
    places_by_row(&now, after);
    for (size_t i = 0; i < s->n; i++) {
        if (!before[i] || !after[i])
            continue;
        bool mine = strcmp(before[i], was[i]) != 0;
        if (mine)
            hold(CONFLICT, strcmp(after[i], before[i]) == 0);
        else
            hold(ARRIVES, strcmp(after[i], *s->row[i].place ? s->row[i].place : before[i]) == 0);
    }
    htx_office_free(&now);
    htx_office_free(&office);
}

/* The source loses a row: one task is missing, all others are found. */
static void lose_a_row(const char *dir, const struct source *s)
{
    struct source fewer = *s;
    size_t lost = chance((unsigned)s->n);
    memmove(&fewer.row[lost], &fewer.row[lost + 1], (s->n - lost - 1) * sizeof(fewer.row[0]));
    fewer.n--;
    write_source(dir, &fewer);
    struct htx_merge_result r = import(dir, NULL);
    hold(LOST, r.missing == 1 && r.added == 0);
}

/* What export writes, into an empty office: the same plan but for who wrote it when. */
static void move_house(const char *dir)
{
    char other[256];
    make_office(other);
    char *text = plan_text(dir);
    write_text(other, "source.csv", text, strlen(text));
    import(other, NULL);
    struct htx_office a, b;
    load(&a, dir);
    load(&b, other);
    bool same = a.plan[0].ntasks == b.plan[0].ntasks;
    for (size_t i = 0; same && i < a.plan[0].ntasks; i++)
        for (int f = 0; f < HTX_FIELDS && same; f++)
            same = f == HTX_REV ||
                   strcmp(a.plan[0].task[i]->value[f], b.plan[0].task[i]->value[f]) == 0;
    hold(MOVED_HOUSE, same);
    htx_office_free(&a);
    htx_office_free(&b);
    free(text);
    remove_office(other);
}

static void try_one(bool repeats)
{
    char dir[256];
    struct source s;
    make_office(dir);
    make_source(&s, repeats);
    write_source(dir, &s);
    struct htx_merge_result r = import(dir, NULL);
    hold(ADDED, r.added == s.n && r.updated == 0 && r.unchanged == 0 && r.missing == 0);
    same_again(dir, &s, AGAIN);
    change_here(dir);
    same_again(dir, &s, AGAIN_CHANGED);
    move_house(dir);
    change_there(dir, &s);
    lose_a_row(dir, &s);
    remove_office(dir);
}

static void try_all(bool repeats)
{
    memset(failures, 0, sizeof(failures));
    for (int i = 0; i < ROUNDS; i++)
        try_one(repeats);
    for (int p = 0; p < PROPERTIES; p++)
        if (!CHECK(failures[p] == 0, "%s%s", property[p], repeats ? ", with repeated tasks" : ""))
            printf("#   %zu times\n", failures[p]);
}

int main(void)
{
    try_all(false);
    try_all(true);
    return check_end();
}
