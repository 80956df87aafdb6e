/* list_test.c - lists, summaries and single tasks in every format, compared with golden text. */
#include "model/model.h"
#include "writers/grid.h"
#include "check.h"
#include <limits.h>

static struct htx_unit units[] = {{"KHTH", "Phòng Kế hoạch - Tổng hợp", NULL},
                                  {"VP", "Văn phòng", NULL}};
static struct htx_group groups[] = {{"PHONG", "Các phòng", NULL, 0, NULL}};

static htx_date today(void)
{
    return htx_date_make(2024, 3, 28);
}

/* An office of two units and one plan with an extra column, without a file. */
static void open_office(struct htx_office *office)
{
    *office = (struct htx_office){.nunits = 2, .unit = units, .ngroups = 1, .group = groups};
    office->plan = htx_arena_alloc(&office->arena, sizeof(*office->plan));
    office->nplans = 1;
    office->plan[0] =
        (struct htx_plan){.code = "CTR2024", .title = "Chương trình công tác năm 2024"};
}

static struct htx_task *add(struct htx_office *office, const char *id, const char *title,
                            const char *lead, const char *due, const char *status)
{
    struct htx_task *task = htx_task_new(office, &office->plan[0]);
    task->value[HTX_ID] = id;
    task->value[HTX_TITLE] = title;
    task->value[HTX_MONTH_OF] = "2024-03";
    task->value[HTX_LEAD] = lead;
    task->value[HTX_DUE] = due;
    task->value[HTX_STATUS] = status;
    htx_plan_append(office, task);
    return task;
}

static void fill(struct htx_office *office)
{
    add(office, "2024-03-KHTH-01", "Xây dựng kế hoạch phát triển kinh tế tập thể năm 2025", "KHTH",
        "2024-03-31", "todo")
        ->value[HTX_WITH] = "VP;PHONG;Sở Công Thương";
    add(office, "2024-03-VP-01", "Họp giao ban", "VP", "2024-03-05", "doing")->value[HTX_PROGRESS] =
        "40";
    add(office, "2024-03-VP-02", "Báo cáo tháng", "VP", "2024-03-10", "done");
    size_t extra = htx_plan_extra(office, &office->plan[0], "Mức độ");
    htx_task_set_extra(office, office->plan[0].task[1], extra, "cao | \"gấp\"\n=1");
}

struct wanted {
    enum htx_list_format format;
    int width;
    bool colour;
    const char *columns, *text, *loses;
};

static void check_list(struct htx_office *office, const struct wanted *want)
{
    struct htx_err err = {0};
    struct htx_list list = {.format = want->format,
                            .today = today(),
                            .width = want->width,
                            .colour = want->colour,
                            .separator = '\n'};
    struct htx_tasks tasks = {office->plan[0].ntasks, office->plan[0].task};
    struct htx_buf out = HTX_BUF_INIT;
    if (htx_columns_read(office, want->columns, &list.columns, &err) != 0)
        htx_buf_adds(&out, err.text);
    else
        htx_list_write(office, &tasks, &list, &out);
    CHECK_TEXT(out.s, want->text, want->loses);
    htx_buf_free(&out);
}

/* ---- Formats for programs ----------------------------------------------------------------- */

static const struct wanted machine[] = {
    {HTX_LIST_CSV, 0, false, "id,due,with,progress,state,Mức độ",
     "id,due,with,progress,state,Mức độ\n"
     "2024-03-KHTH-01,2024-03-31,VP;PHONG;Sở Công Thương,,todo,\n"
     "2024-03-VP-01,2024-03-05,,40,doing-overdue,\"cao | \"\"gấp\"\"\n=1\"\n"
     "2024-03-VP-02,2024-03-10,,,done,\n",
     "a spreadsheet reads a list as the plan has it"},
    {HTX_LIST_CSV, 0, false, "progress", "progress\n\"\"\n40\n\"\"\n",
     "an empty value alone on its line is still a row"},
    {HTX_LIST_TSV, 0, false, "id,month,Mức độ",
     "id\tmonth\tMức độ\n"
     "2024-03-KHTH-01\t2024-03\t\n"
     "2024-03-VP-01\t2024-03\tcao | \"gấp\" =1\n"
     "2024-03-VP-02\t2024-03\t\n",
     "cut and awk see one line for each task"},
    {HTX_LIST_JSON, 80, true, "id,title,with,progress,Mức độ",
     "[\n"
     "{\"id\":\"2024-03-KHTH-01\",\"title\":\"Xây dựng kế hoạch phát triển kinh tế tập thể năm "
     "2025\",\"with\":[\"VP\",\"PHONG\",\"Sở Công Thương\"],\"progress\":null,\"Mức độ\":\"\"},\n"
     "{\"id\":\"2024-03-VP-01\",\"title\":\"Họp giao ban\",\"with\":[],\"progress\":40,"
     "\"Mức độ\":\"cao | \\\"gấp\\\"\\n=1\"},\n"
     "{\"id\":\"2024-03-VP-02\",\"title\":\"Báo cáo tháng\",\"with\":[],\"progress\":null,"
     "\"Mức độ\":\"\"}\n"
     "]\n",
     "a program gets numbers, lists and texts as what they are"},
    {HTX_LIST_JSONL, 0, false, "id,progress",
     "{\"id\":\"2024-03-KHTH-01\",\"progress\":null}\n"
     "{\"id\":\"2024-03-VP-01\",\"progress\":40}\n"
     "{\"id\":\"2024-03-VP-02\",\"progress\":null}\n",
     "each line is an object of its own"},
    {HTX_LIST_IDS, 0, false, "title,due", "2024-03-KHTH-01\n2024-03-VP-01\n2024-03-VP-02\n",
     "ids are what assign and update take, whatever columns are asked for"},
    {HTX_LIST_MARKDOWN, 0, false, "id,due,progress,Mức độ",
     "| id | due | progress | Mức độ |\n"
     "| --- | --- | ---: | --- |\n"
     "| 2024-03-KHTH-01 | 31/03/2024 |  |  |\n"
     "| 2024-03-VP-01 | 05/03/2024 | 40% | cao \\| \"gấp\"<br>=1 |\n"
     "| 2024-03-VP-02 | 10/03/2024 |  |  |\n",
     "a list pasted into a page keeps its columns"},
};

/* ---- The table ---------------------------------------------------------------------------- */

static const struct wanted tables[] = {
    {HTX_LIST_TABLE, 0, false, "id,title,due,progress,Mức độ",
     "id               title                                                  due         progress "
     " Mức độ\n"
     "───────────────  ─────────────────────────────────────────────────────  ──────────  ──────── "
     " ──────────────\n"
     "2024-03-KHTH-01  Xây dựng kế hoạch phát triển kinh tế tập thể năm 2025  31/03/2024\n"
     "2024-03-VP-01    Họp giao ban                                           05/03/2024       40% "
     " cao | \"gấp\" =1\n"
     "2024-03-VP-02    Báo cáo tháng                                          10/03/2024\n",
     "in a pipe each task is one line, in columns"},
    {HTX_LIST_TABLE, 60, false, "id,title,due,with",
     "id               title              due         with\n"
     "───────────────  ─────────────────  ──────────  ────────────\n"
     "2024-03-KHTH-01  Xây dựng kế hoạch  31/03/2024  VP, PHONG,\n"
     "                 phát triển kinh                Sở Công\n"
     "                 tế tập thể năm                 Thương\n"
     "                 2025\n"
     "2024-03-VP-01    Họp giao ban       05/03/2024\n"
     "2024-03-VP-02    Báo cáo tháng      10/03/2024\n",
     "on a narrow terminal titles wrap at words under themselves"},
    {HTX_LIST_TABLE, 50, true, "month,title,state",
     "month    title                       state\n"
     "───────  ──────────────────────────  ─────────────\n"
     "\033[33m03/2024  Xây dựng kế hoạch phát      todo\033[0m\n"
     "\033[33m         triển kinh tế tập thể năm\033[0m\n"
     "\033[33m         2025\033[0m\n"
     "\033[31m03/2024  Họp giao ban                doing-overdue\033[0m\n"
     "\033[2m03/2024  Báo cáo tháng               done\033[0m\n",
     "what is late is red, what is near yellow, each line on its own"},
};

static void check_rows(const struct wanted *want, size_t n)
{
    struct htx_office office;
    open_office(&office);
    fill(&office);
    for (size_t i = 0; i < n; i++)
        check_list(&office, &want[i]);
    htx_arena_free(&office.arena);
}

/* No line of a table may be wider than the terminal: it would break where the terminal likes. */
static void test_every_width(void)
{
    struct htx_office office;
    open_office(&office);
    fill(&office);
    struct htx_err err;
    struct htx_list list = {.format = HTX_LIST_TABLE, .today = today()};
    struct htx_tasks tasks = {office.plan[0].ntasks, office.plan[0].task};
    htx_columns_read(&office, "id,title,with,due,Mức độ", &list.columns, &err);
    int widest = INT_MIN;
    for (list.width = 30; list.width < 140; list.width++) {
        struct htx_buf out = HTX_BUF_INIT;
        htx_list_write(&office, &tasks, &list, &out);
        for (char *s = out.s, *end; (end = strchr(s, '\n')); s = end + 1) {
            *end = '\0';
            int over = htx_text_width(s) - list.width;
            widest = over > widest ? over : widest;
        }
        htx_buf_free(&out);
    }
    CHECK(widest <= 0, "a table fits terminals of 30 to 139 columns (%d over)", widest);
    htx_arena_free(&office.arena);
}

static void test_no_tasks(void)
{
    static const struct {
        enum htx_list_format format;
        const char *text;
    } rows[] = {{HTX_LIST_TABLE, ""}, {HTX_LIST_MARKDOWN, ""}, {HTX_LIST_IDS, ""},
                {HTX_LIST_JSONL, ""}, {HTX_LIST_CSV, "id\n"},  {HTX_LIST_JSON, "[]\n"}};
    struct htx_office office;
    open_office(&office);
    for (size_t i = 0; i < HTX_COUNT(rows); i++)
        check_list(&office, &(struct wanted){rows[i].format, 0, false, "id", rows[i].text,
                                             "a list without a task is well formed"});
    htx_arena_free(&office.arena);
}

/* ---- Wrapping ----------------------------------------------------------------------------- */

static void test_wrap(void)
{
    static const struct {
        int width;
        const char *text, *lines;
    } rows[] = {
        {10, "", "|"},
        {10, "Họp", "Họp|"},
        {10, "Tổ chức hội nghị", "Tổ chức|hội nghị|"},
        {7, "Tổ chức hội nghị", "Tổ chức|hội|nghị|"},
        {3, "nghiêng", "ngh|iên|g|"},
        {1, "ưở日x", "ư|ở|日|x|"},
        {10, "một\n\nhai", "một||hai|"},
        {4, "một \nhai", "một|hai|"},
        {0, "một hai ba bốn năm\nsáu", "một hai ba bốn năm|sáu|"},
        {8, "ở thuongmaidientu.vn", "ở|thuongma|idientu.|vn|"},
    };
    for (size_t i = 0; i < HTX_COUNT(rows); i++) {
        struct htx_buf out = HTX_BUF_INIT;
        const char *s = rows[i].text;
        do {
            struct htx_wrapped piece = htx_wrap(s, rows[i].width);
            htx_buf_add(&out, s, piece.shown);
            htx_buf_addc(&out, '|');
            s += piece.taken;
        } while (*s && out.len < 200);
        CHECK_TEXT(out.s, rows[i].lines, "text wraps at words and never inside a letter");
        htx_buf_free(&out);
    }
}

/* ---- Texts that fight back ---------------------------------------------------------------- */

static void test_hostile(void)
{
    static const struct wanted rows[] = {
        {HTX_LIST_TABLE, 0, false, "id,title,progress",
         "id        title        progress\n"
         "────────  ───────────  ────────\n"
         "X [31m-1  a b c \\ \"d\"      một%\n",
         "a plan file cannot drive the terminal"},
        {HTX_LIST_JSON, 0, false, "id,title,progress",
         "[\n{\"id\":\"X\\u001b[31m-1\",\"title\":\"a\\tb\\u0001c \\\\ \\\"d\\\"\",\"progress\":"
         "\"một\"}\n]\n",
         "JSON is valid whatever a plan file says"},
        {HTX_LIST_TSV, 0, false, "title,rev", "title\trev\na b\001c \\ \"d\"\t\n",
         "a tab in a title makes no column"},
    };
    struct htx_office office;
    open_office(&office);
    add(&office, "X\033[31m-1", "a\tb\001c \\ \"d\"", "", "", "")->value[HTX_PROGRESS] = "một";
    for (size_t i = 0; i < HTX_COUNT(rows); i++)
        check_list(&office, &rows[i]);
    htx_arena_free(&office.arena);
}

static void test_separator(void)
{
    struct htx_office office;
    open_office(&office);
    fill(&office);
    struct htx_tasks tasks = {2, office.plan[0].task};
    struct htx_list list = {.format = HTX_LIST_IDS, .today = today(), .separator = '\0'};
    struct htx_buf out = HTX_BUF_INIT;
    htx_list_write(&office, &tasks, &list, &out);
    static const char want[] = "2024-03-KHTH-01\0002024-03-VP-01";
    CHECK(out.len == sizeof(want) && memcmp(out.s, want, out.len) == 0,
          "xargs -0 gets ids that end in NUL");
    htx_buf_free(&out);
    htx_arena_free(&office.arena);
}

/* ---- Summaries ---------------------------------------------------------------------------- */

static void test_summary(void)
{
    static const struct htx_summary_row by_unit[] = {
        {"Phòng Kế hoạch - Tổng hợp", 1200, 882, 318, 20, 0, 12},
        {"", 3, 0, 2, 1, 1, 0},
        {"", 1203, 882, 320, 21, 1, 12}};
    static const struct htx_summary_row by_month[] = {
        {"2024-03", 2, 2, 0, 0, 0, 1}, {"done", 200, 199, 1, 0, 0, 1}, {"", 202, 201, 1, 0, 0, 1}};
    static const struct htx_summary_row one_month[] = {{"2024-03", 2, 2, 0, 0, 0, 1},
                                                       {"", 2, 2, 0, 0, 0, 1}};
    static const struct {
        enum htx_list_format format;
        int width;
        const struct htx_summary_row *rows;
        size_t n;
        const char *text, *loses;
    } rows[] = {
        {HTX_LIST_TABLE, 100, by_unit, 2,
         "                           total  done  open  overdue  dropped    per    share\n"
         "                                                                month     done\n"
         "─────────────────────────  ─────  ────  ────  ───────  ───────  ─────  ───────  "
         "────────────────────\n"
         "Phòng Kế hoạch - Tổng hợp  1.200   882   318       20        0  100,0    73,5%  "
         "███████████████░░░░░\n"
         "(none)                         3     0     2        1        1            0,0%  "
         "░░░░░░░░░░░░░░░░░░░░\n"
         "─────────────────────────  ─────  ────  ────  ───────  ───────  ─────  ───────  "
         "────────────────────\n"
         "total                      1.203   882   320       21        1  100,3    73,3%  "
         "███████████████░░░░░\n",
         "who is behind is seen at a glance"},
        {HTX_LIST_TABLE, 80, by_unit, 2,
         "                           total  done  open  overdue  dropped     per     share\n"
         "                                                                 month      done\n"
         "─────────────────────────  ─────  ────  ────  ───────  ───────  ──────  ────────\n"
         "Phòng Kế hoạch - Tổng hợp  1.200   882   318       20        0   100,0     73,5%\n"
         "(none)                         3     0     2        1        1              0,0%\n"
         "─────────────────────────  ─────  ────  ────  ───────  ───────  ──────  ────────\n"
         "total                      1.203   882   320       21        1   100,3     73,3%\n",
         "names, figures and bars share an ordinary terminal"},
        {HTX_LIST_TABLE, 60, by_month, 2,
         "         total  done  open  overdue  dropped  share done\n"
         "───────  ─────  ────  ────  ───────  ───────  ──────────\n"
         "03/2024      2     2     0        0        0      100,0%\n"
         "done       200   199     1        0        0       99,5%\n"
         "───────  ─────  ────  ────  ───────  ───────  ──────────\n"
         "total      202   201     1        0        0       99,5%\n",
         "on a narrow terminal the figures stay and the bars go"},
        {HTX_LIST_TABLE, 0, by_month + 1, 1,
         "       total  done  open  overdue  dropped  share done\n"
         "─────  ─────  ────  ────  ───────  ───────  ──────────  ────────────────────\n"
         "done     200   199     1        0        0       99,5%  ███████████████████░\n"
         "─────  ─────  ────  ────  ───────  ───────  ──────────  ────────────────────\n"
         "total    202   201     1        0        0       99,5%  ███████████████████░\n",
         "a bar is full only when all is done"},
        {HTX_LIST_TABLE, 80, by_unit, 0, "", "a summary of nothing says nothing"},
        {HTX_LIST_CSV, 80, by_unit, 2,
         "name,total,done,open,overdue,dropped,per_month\n"
         "Phòng Kế hoạch - Tổng hợp,1200,882,318,20,0,100.0\n"
         ",3,0,2,1,1,\n",
         "a spreadsheet gets the counts and adds them itself"},
        {HTX_LIST_JSONL, 80, one_month, 1,
         "{\"name\":\"2024-03\",\"total\":2,\"done\":2,\"open\":0,\"overdue\":0,\"dropped\":0,"
         "\"per_month\":2.0}\n",
         "a program gets counts as numbers"},
        {HTX_LIST_MARKDOWN, 80, one_month, 1,
         "|  | total | done | open | overdue | dropped | share done |\n"
         "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
         "| 03/2024 | 2 | 2 | 0 | 0 | 0 | 100,0% |\n"
         "| total | 2 | 2 | 0 | 0 | 0 | 100,0% |\n",
         "a summary can be pasted into a page"},
    };
    for (size_t i = 0; i < HTX_COUNT(rows); i++) {
        struct htx_list list = {.format = rows[i].format, .today = today(), .width = rows[i].width};
        struct htx_buf out = HTX_BUF_INIT;
        htx_summary_write(rows[i].rows, rows[i].n, &list, &out);
        CHECK_TEXT(out.s, rows[i].text, rows[i].loses);
        htx_buf_free(&out);
    }
}

/* ---- One task ----------------------------------------------------------------------------- */

static void test_show(void)
{
    struct htx_office office;
    open_office(&office);
    fill(&office);
    struct htx_task *task = office.plan[0].task[0];
    task->value[HTX_DETAIL] = "Rà soát số liệu của các hợp tác xã trên địa bàn.\nTrình lãnh đạo "
                              "phê duyệt.";
    struct htx_list list = {.format = HTX_LIST_TABLE, .today = today(), .width = 44};
    struct htx_buf out = HTX_BUF_INIT;
    htx_task_write(&office, task, &list, &out);
    CHECK_TEXT(out.s,
               "Xây dựng kế hoạch phát triển kinh tế tập thể\n"
               "năm 2025\n"
               "\n"
               "id:     2024-03-KHTH-01\n"
               "detail: Rà soát số liệu của các hợp tác xã\n"
               "        trên địa bàn.\n"
               "        Trình lãnh đạo phê duyệt.\n"
               "month:  03/2024\n"
               "due:    31/03/2024\n"
               "lead:   Phòng Kế hoạch - Tổng hợp (KHTH)\n"
               "with:   Văn phòng (VP), Các phòng (PHONG),\n"
               "        Sở Công Thương\n"
               "status: todo\n"
               "plan:   Chương trình công tác năm 2024\n"
               "        (CTR2024)\n"
               "state:  todo\n",
               "a person sees all that is known of a task, and nothing empty");
    htx_buf_cut(&out, 0);
    list.width = 0;
    htx_task_write(&office, office.plan[0].task[1], &list, &out);
    CHECK_TEXT(out.s,
               "Họp giao ban\n"
               "\n"
               "id:       2024-03-VP-01\n"
               "month:    03/2024\n"
               "due:      05/03/2024\n"
               "lead:     Văn phòng (VP)\n"
               "status:   doing\n"
               "progress: 40%\n"
               "plan:     Chương trình công tác năm 2024 (CTR2024)\n"
               "state:    doing-overdue\n"
               "Mức độ:   cao | \"gấp\"\n"
               "          =1\n",
               "in a pipe nothing wraps");
    htx_buf_cut(&out, 0);
    list.format = HTX_LIST_CSV;
    htx_task_write(&office, office.plan[0].task[2], &list, &out);
    CHECK_TEXT(out.s,
               "id,number,section,title,detail,kind,when,month,start,due,baseline,lead,with,"
               "assignee,place,area,budget,status,progress,done,result,evidence,origin,key,ref,"
               "note,source,rev,plan,state,Mức độ\n"
               "2024-03-VP-02,,,Báo cáo tháng,,,,2024-03,,2024-03-10,,VP,,,,,,done,,,,,,,,,,,"
               "CTR2024,done,\n",
               "a program gets every column of a task");
    htx_buf_free(&out);
    htx_arena_free(&office.arena);
}

int main(void)
{
    check_rows(machine, HTX_COUNT(machine));
    check_rows(tables, HTX_COUNT(tables));
    test_every_width();
    test_no_tasks();
    test_wrap();
    test_hostile();
    test_separator();
    test_summary();
    test_show();
    return check_end();
}
