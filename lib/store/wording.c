/* wording.c - reports/NAME.ini: the words that belong to one report and to no plan. */
#include "store/store.h"
#include <ctype.h>
#include <string.h>
#include <unistd.h>

static const char *const sections[] = {"report", NULL};
static const char *const keys[] = {"number", "date", "assessment#", "proposal#", NULL};

/* What stands between "Số: " and "/BC-...": no blank, no symbol. */
static bool number_is_good(const char *number)
{
    size_t n = strlen(number);
    for (const char *s = number; *s; s++)
        if (!isalnum((unsigned char)*s) && *s != '-' && *s != '.')
            return false;
    return n <= 16;
}

static int check_value(const struct htx_ini_key *key, struct htx_err *err)
{
    if (strcmp(key->name, "date") == 0 && *key->value && !htx_date_from_cell(key->value))
        return htx_fail_at(err, HTX_EDATA, key->file, key->line,
                           _("'%s' is no date: write 2024-04-02"), key->value);
    if (strcmp(key->name, "number") == 0 && !number_is_good(key->value))
        return htx_fail_at(err, HTX_EDATA, key->file, key->line,
                           _("'%s' is no letter's number: write the number alone, as in 05"),
                           key->value);
    return 0;
}

static int check_key(struct htx_arena *arena, const struct htx_ini_section *section,
                     const struct htx_ini_key *key, struct htx_err *err)
{
    int result = htx_settings_check_key(arena, keys, section, key, err);
    return result ? result : check_value(key, err);
}

/* The first fault is returned, or each of them said. */
static int take(int result, const struct htx_err *fault, htx_fault_fn *say, void *ctx,
                struct htx_err *err)
{
    if (result && say) {
        say(ctx, fault);
        return 0;
    }
    if (result)
        *err = *fault;
    return result;
}

static int check_words(struct htx_arena *arena, const struct htx_ini *ini, htx_fault_fn *say,
                       void *ctx, struct htx_err *err)
{
    struct htx_err fault = {0};
    int result = 0;
    for (size_t i = 0; i < ini->nsections && result == 0; i++) {
        const struct htx_ini_section *section = &ini->sections[i];
        int unknown = htx_settings_check_section(sections, section, &fault);
        result = take(unknown, &fault, say, ctx, err);
        for (size_t k = 0; k < section->nkeys && !unknown && result == 0; k++)
            result =
                take(check_key(arena, section, &section->keys[k], &fault), &fault, say, ctx, err);
    }
    return result;
}

int htx_wording_read(struct htx_arena *arena, const char *path, struct htx_wording *wording,
                     htx_fault_fn *say, void *ctx, struct htx_err *err)
{
    struct htx_ini ini = {0};
    int result = access(path, F_OK) == 0 ? htx_settings_file(arena, path, &ini, err) : 0;
    if (result == 0)
        result = check_words(arena, &ini, say, ctx, err);
    if (result)
        return result;
    const struct htx_ini_section *section = htx_ini_section(&ini, "report");
    wording->number = htx_ini_value(section, "number");
    wording->date = htx_date_from_cell(htx_ini_value(section, "date"));
    wording->assessment = htx_ini_values(arena, section, "assessment");
    wording->proposal = htx_ini_values(arena, section, "proposal");
    return 0;
}

static const char *path_of(struct htx_office *office, const char *name)
{
    return htx_arena_printf(&office->arena, "%s/reports/%s.ini", office->dir, name);
}

int htx_wording_load(struct htx_office *office, const char *name, struct htx_wording *wording,
                     struct htx_err *err)
{
    return htx_wording_read(&office->arena, path_of(office, name), wording, NULL, NULL, err);
}

/* In Vietnamese: its readers are the office's clerks, whatever language the messages have. */
static void print_skeleton(struct htx_buf *out, const char *name, const char *title)
{
    htx_buf_addf(
        out,
        "; Lời văn riêng của báo cáo %s: %s\n"
        "; Muốn dùng dòng nào thì bỏ dấu ; ở đầu dòng đó, sửa lại cho đúng rồi lưu tệp (UTF-8). "
        "Sau đó chạy lại\n"
        "; lệnh htxplan report; nếu báo cáo đã được xuất thì thêm --force để thay bản cũ.\n"
        "; Mỗi đoạn văn viết trên một dòng, không quá 500 ký tự; dài hơn thì tách thành nhiều "
        "đoạn. "
        "Đoạn có dấu ;\n"
        "; hoặc # thì đặt cả đoạn trong dấu ngoặc kép, như proposal2 dưới đây.\n",
        name, title);
    htx_buf_adds(
        out,
        "\n[report]\n"
        "; Số văn bản: chỉ ghi phần số, ký hiệu phía sau được tự điền. Chưa có số thì để nguyên:\n"
        "; number = 05\n\n"
        "; Ngày ghi trên văn bản. Để nguyên thì lấy ngày lập báo cáo:\n"
        "; date = 02/04/2024\n\n"
        "; Đánh giá chung, mỗi đoạn một dòng: assessment1, assessment2, assessment3 ...\n"
        "; assessment1 = Các phòng, đơn vị đã bám sát chương trình công tác, chủ động triển khai "
        "nhiệm vụ được giao.\n"
        "; assessment2 = Một số nhiệm vụ còn chậm so với kế hoạch do phải chờ ý kiến của các sở, "
        "ngành.\n\n"
        "; Kiến nghị, đề xuất, mỗi đoạn một dòng: proposal1, proposal2, proposal3 ...\n"
        "; proposal1 = Đề nghị Liên minh HTX Việt Nam hỗ trợ kinh phí tập huấn chuyển đổi số cho "
        "các HTX.\n"
        "; proposal2 = \"Đề nghị UBND tỉnh quan tâm: bố trí trụ sở làm việc; bổ sung biên chế cho "
        "cơ quan.\"\n");
}

int htx_wording_start(struct htx_office *office, const char *name, const char *title,
                      const char **made, struct htx_err *err)
{
    const char *path = path_of(office, name);
    bool is_new = false;
    *made = NULL;
    if (access(path, F_OK) == 0)
        return 0;
    struct htx_buf text = HTX_BUF_INIT;
    print_skeleton(&text, name, title);
    int result =
        htx_file_make_dir(htx_arena_printf(&office->arena, "%s/reports", office->dir), err);
    if (result == 0)
        result = htx_file_create(path, text.s, text.len, &is_new, err);
    if (is_new)
        *made = path;
    htx_buf_free(&text);
    return result;
}
