/* init.c - a new plan directory: a commented htxplan.ini, plans/ and an empty journal. */
#include "store/store.h"
#include <string.h>
#include <unistd.h>

/* In Vietnamese: its readers are the office's clerks, whatever language the messages have. */
static void print_settings(struct htx_buf *out, const char *organisation, const char *place)
{
    htx_buf_adds(out,
                 "; Cơ quan và kế hoạch của cơ quan, dùng cho htxplan. Xem: man htxplan.ini\n"
                 "; Giá trị có dấu ; hoặc # phải đặt trong dấu ngoặc kép.\n\n[organisation]\n");
    htx_ini_put(out, "name", *organisation ? organisation : "LIÊN MINH HỢP TÁC XÃ TỈNH ...");
    htx_buf_adds(
        out,
        "; Cơ quan chủ quản trực tiếp (nếu có), ghi trên tên cơ quan:\n; parent = UBND TỈNH ...\n"
        "; Tên viết tắt trong số, ký hiệu văn bản:\nshort = LMHTX\n");
    htx_ini_put(out, "place", *place ? place : "...");
    htx_buf_adds(
        out,
        "\n; Mỗi đơn vị một mục: mã ngắn trong ngoặc, tên đầy đủ, tên gọi khác (cách nhau bằng dấu "
        ";).\n"
        "[unit VP]\nname = Văn phòng\n\n[unit KHTH]\nname = Phòng Kế hoạch - Tổng hợp\n"
        "; aliases = \"Phòng KHTH;Phòng Tổng hợp\"\n\n"
        "; Nhóm đơn vị, khi văn bản ghi \"các phòng\":\n"
        "; [group PHONG]\n; name = Các phòng\n; units = KHTH\n\n"
        "; Mỗi chương trình (programme) hoặc kế hoạch (campaign) một mục:\n"
        "; [plan CTR2025]\n; kind = programme\n; year = 2025\n; title = Chương trình công tác năm "
        "2025\n\n"
        "[report]\nlanguage = vi\n; Kỳ số liệu: calendar = tháng dương lịch; "
        "nd09 = từ ngày 15 tháng trước đến ngày 14 tháng báo cáo\n"
        "window = calendar\naddressee1 = Liên minh HTX Việt Nam\n"
        "recipient1 = Như trên\nrecipient2 = \"Lưu: VT, KHTH\"\n"
        "authority = TM. BAN THƯỜNG VỤ\ntitle = CHỦ TỊCH\n; signer = Họ và tên người ký\n\n"
        "[ui]\nlanguage = vi\n");
}

int htx_office_init(const char *dir, const char *organisation, const char *place,
                    struct htx_err *err)
{
    struct htx_arena arena = {0};
    struct htx_buf text = HTX_BUF_INIT;
    const char *ini = htx_arena_printf(&arena, "%s/htxplan.ini", dir);
    const char *journal = htx_journal_path(&arena, dir);
    int result = 0;
    if (access(ini, F_OK) == 0)
        result = htx_fail(err, HTX_EDATA, _("'%s' is there already; nothing was changed"), ini);
    if (result == 0)
        result = htx_file_make_dir(dir, err);
    if (result == 0)
        result = htx_file_make_dir(htx_arena_printf(&arena, "%s/plans", dir), err);
    print_settings(&text, organisation, place);
    if (result == 0 && access(journal, F_OK) < 0)
        result = htx_journal_append(dir, &(struct htx_buf)HTX_BUF_INIT, err);
    if (result == 0)
        result = htx_file_replace(ini, text.s, text.len, err);
    htx_buf_free(&text);
    htx_arena_free(&arena);
    return result;
}
