/* adjustments_test.c - what a report says was added, moved, put off and cancelled, out of the
 * record: each change once, with its reason, and none that was taken back. */
#include "check.h"
#include "model/model.h"
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[256];
static struct htx_office office;
static struct htx_err err;

static void must(int result)
{
    if (result) {
        printf("not ok - %s\n", err.text);
        exit(2);
    }
}

static void write_text(const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", dir, name);
    must(htx_file_replace(path, text, strlen(text), &err));
}

static void make_dir(void)
{
    char path[512];
    const char *tmp = getenv("TMP");
    snprintf(dir, sizeof(dir), "%.200s/adjustments-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    if (!mkdtemp(dir))
        exit(2);
    snprintf(path, sizeof(path), "%s/plans", dir);
    mkdir(path, 0777);
    write_text("htxplan.ini", "[organisation]\nname = LIÊN MINH HTX\n[unit VP]\nname = Văn phòng\n"
                              "[plan CTR]\nkind = programme\nyear = 2025\n");
}

static void begin(void)
{
    office = (struct htx_office){0};
    must(htx_office_load(&office, dir, &err));
}

static char last[64]; /* transaction */

static void end(const char *command, const char *reason, const char *ref)
{
    static int64_t time = 1740000000;
    const struct htx_commit commit = {"tester", command, reason, ref, time += 3600};
    must(htx_office_commit(&office, &commit, &err));
    snprintf(last, sizeof(last), "%s", office.transaction);
    htx_office_free(&office);
}

static void add(const char *title, const char *origin, const char *ref)
{
    struct htx_task *task = htx_task_begin(&office, &office.plan[0]);
    must(htx_task_edit(&office, task, HTX_TITLE, title, 0, &err));
    must(htx_task_edit(&office, task, HTX_MONTH_OF, "2025-03", 0, &err));
    must(htx_task_edit(&office, task, HTX_LEAD, "VP", 0, &err));
    htx_task_set(&office, task, HTX_ORIGIN, origin);
    htx_task_set(&office, task, HTX_REF, ref);
    must(htx_task_number(&office, task, &err));
}

static void set(const char *id, enum htx_field field, const char *value)
{
    struct htx_task *task;
    must(htx_task_named(&office, id, &task, &err));
    must(htx_task_edit(&office, task, field, value, htx_date_make(2025, 3, 1), &err));
}

static void change(const char *id, enum htx_field field, const char *value, const char *reason)
{
    begin();
    set(id, field, value);
    end("update", reason, "");
}

static void undo(const char *transaction)
{
    char command[80], name[64];
    const char *undone;
    snprintf(name, sizeof(name), "%s", transaction);
    snprintf(command, sizeof(command), "undo %s", name);
    begin();
    must(htx_undo(&office, name, "tester", &undone, &err));
    end(command, "", "");
}

/* "A=added M=moved D=due C=cancelled, id, before>after, reason, ref", a line each. */
static void look(struct htx_buf *out)
{
    const struct htx_adjustments *all;
    htx_buf_cut(out, 0);
    must(htx_adjustments_load(&office, &all, &err));
    for (size_t i = 0; i < all->n; i++) {
        const struct htx_adjustment *row = &all->row[i];
        htx_buf_addf(out, "%c %s %s>%s %s|%s%s\n", "AMDPCN"[row->what],
                     row -> task -> value[HTX_ID] + 8, row -> before, row -> after, row -> reason,
                     row -> ref, *row -> time ? "" : " untimed");
    }
    htx_office_free(&office);
}

static void says(const char *want, const char *loses)
{
    struct htx_buf out = HTX_BUF_INIT;
    begin();
    look(&out);
    CHECK_TEXT(out.s, want, loses);
    htx_buf_free(&out);
}

static void test_changes(void)
{
    char before[64];
    struct htx_buf out = HTX_BUF_INIT;
    says("", "a plan without a record has nothing to say");
    begin();
    for (int i = 0; i < 3; i++)
        add("Việc", "planned", "");
    add("Bổ sung trong văn bản", "added", "7/TB");
    end("import ct.txt", "", "");
    says("A VP-04 > |7/TB\n", "a task marked as added in its document has the document it names");
    begin();
    add("Đột xuất", "added", "8/TB");
    end("add", "Họp", "9/QĐ");
#define ADDED "A VP-04 > |7/TB\nA VP-05 > Họp|9/QĐ\n"
    says(ADDED, "a task that was added has the reason and the document of the command");
    change("VP-01", HTX_MONTH_OF, "2025-04", "mưa");
    snprintf(before, sizeof(before), "%s", last);
    change("VP-01", HTX_MONTH_OF, "2025-06", "bão");
#define MOVED ADDED "M VP-01 2025-03>2025-04 mưa|\n"
    says(MOVED "M VP-01 2025-04>2025-06 bão|\n", "a task moved twice has two rows, none of a due");
    must(htx_office_load_at(&office, dir, before, &err));
    look(&out);
    CHECK_TEXT(out.s, MOVED, "a report as of then knows only what had happened then");
    htx_buf_free(&out);
    undo(last);
    says(MOVED, "a move that was undone never was");
    undo(last);
    says(MOVED "M VP-01 2025-04>2025-06 bão|\n", "and one whose undo was undone is there");
    change("VP-02", HTX_DUE, "2025-03-20", "");
    change("VP-02", HTX_DUE, "2025-03-25", "chờ");
    begin();
    set("VP-02", HTX_MONTH_OF, "2025-05");
    set("VP-03", HTX_DUE, "2025-03-10");
    end("import ct.txt", "", "");
#define PUT_OFF                                                                                    \
    MOVED "M VP-01 2025-04>2025-06 bão|\n"                                                        \
          "D VP-02 2025-03-31>2025-03-20 |\n"                                                      \
          "D VP-02 2025-03-20>2025-03-25 chờ|\n"
    says(PUT_OFF, "each new deadline has a row, and what a corrected document changes has none");
    change("VP-03", HTX_STATUS, "cancelled", "một");
    says(PUT_OFF "C VP-03 > một|\n", "a task that was cancelled is named");
    change("VP-03", HTX_STATUS, "doing", "");
    says(PUT_OFF, "not when it was taken up again");
    change("VP-03", HTX_STATUS, "cancelled", "hai");
    says(PUT_OFF "C VP-03 > hai|\n", "and when it was cancelled again, for the last reason");
    begin();
    add("Nhầm", "added", "");
    end("add", "", "");
    undo(last);
    says(PUT_OFF "C VP-03 > hai|\n", "a task that was added by mistake and taken back is gone");
}

static void test_by_hand(void)
{
    write_text("journal.csv", "");
    says("C VP-03 > | untimed\nA VP-04 > |7/TB untimed\nA VP-05 > |8/TB untimed\n",
         "a plan without its journal still says what was added and cancelled");
}

int main(void)
{
    make_dir();
    test_changes();
    test_by_hand();
    return check_end();
}
