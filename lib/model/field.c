/* field.c - the field table: all that the program knows of a column stands in its row. */
#include "model/model.h"
#include "text/text.h"
#include <string.h>

static const struct htx_field_info fields[HTX_COLUMNS] = {
    [HTX_ID] = {N_("id"), "Mã", "Mã nhiệm vụ|Mã số|Mã đầu việc", HTX_TYPE_TEXT, 16,
                N_("unique in the directory, for ever")},
    [HTX_NUMBER] = {N_("number"), "TT", "STT|Số TT|Số thứ tự|Mục", HTX_TYPE_TEXT, 6,
                    N_("the document's own numbering")},
    [HTX_SECTION] = {N_("section"), "Đề mục", "Phần|Nhóm nhiệm vụ", HTX_TYPE_TEXT, 24,
                     N_("the headings it stands under, joined by \" / \"")},
    [HTX_TITLE] =
        {N_("title"), "Nội dung công việc",
         "Nội dung|Nội dung nhiệm vụ|Nhiệm vụ|Tên nhiệm vụ|Đầu việc|Công việc|Tên công việc|"
         "Nội dung hoạt động",
         HTX_TYPE_TEXT, 0, N_("the task, on one line")},
    [HTX_DETAIL] = {N_("detail"), "Nội dung chi tiết", "Chi tiết|Diễn giải", HTX_TYPE_LONG, 30,
                    N_("longer text, may have paragraphs")},
    [HTX_KIND] = {N_("kind"), "Loại", "Loại việc|Tính chất", HTX_TYPE_KIND, 10,
                  N_("once, recurring, continuous, external or event")},
    [HTX_WHEN] = {N_("when"), "Thời gian",
                  "Thời gian thực hiện|Thời gian hoàn thành|Thời hạn|Thời hạn hoàn thành|"
                  "Tiến độ thực hiện theo kế hoạch",
                  HTX_TYPE_TEXT, 16, N_("the time in the document's words")},
    [HTX_MONTH_OF] = {N_("month"), "Tháng", "Tháng thực hiện|Kỳ", HTX_TYPE_MONTH, 7,
                      N_("programme month, YYYY-MM")},
    [HTX_START] = {N_("start"), "Bắt đầu", "Ngày bắt đầu|Từ ngày", HTX_TYPE_DATE, 10,
                   N_("first day, read from when or month")},
    [HTX_DUE] = {N_("due"), "Hạn", "Hạn hoàn thành|Ngày hết hạn|Đến ngày|Hạn chót", HTX_TYPE_DATE,
                 10, N_("the deadline in force")},
    [HTX_BASELINE] = {N_("baseline"), "Hạn ban đầu", "Hạn gốc", HTX_TYPE_DATE, 10,
                      N_("the first deadline; never changes")},
    [HTX_LEAD] = {N_("lead"), "Chủ trì",
                  "Đơn vị chủ trì|Đơn vị chủ trì tham mưu|Đơn vị thực hiện|Phòng chủ trì|"
                  "Đơn vị phụ trách",
                  HTX_TYPE_UNIT, 7, N_("the unit that answers for it")},
    [HTX_WITH] = {N_("with"), "Phối hợp",
                  "Đơn vị phối hợp|Đơn vị phối hợp thực hiện|Phòng phối hợp", HTX_TYPE_UNITS, 12,
                  N_("co-ordinating units and groups, separated by ;")},
    [HTX_ASSIGNEE] = {N_("assignee"), "Người thực hiện",
                      "Phụ trách|Người phụ trách|Cán bộ thực hiện", HTX_TYPE_TEXT, 16,
                      N_("the person")},
    [HTX_PLACE] = {N_("place"), "Địa điểm", "Nơi thực hiện|Nơi tổ chức", HTX_TYPE_TEXT, 16,
                   N_("where")},
    [HTX_AREA] = {N_("area"), "Địa bàn", "Khu vực", HTX_TYPE_TEXT, 12,
                  N_("province, commune, ward")},
    [HTX_BUDGET] = {N_("budget"), "Kinh phí", "Nguồn kinh phí|Dự toán", HTX_TYPE_TEXT, 14,
                    N_("source or amount")},
    [HTX_STATUS] = {N_("status"), "Trạng thái", "Tình trạng|Tình hình thực hiện|Mức độ hoàn thành",
                    HTX_TYPE_STATUS, 9, N_("todo, doing, done, postponed or cancelled")},
    [HTX_PROGRESS] = {N_("progress"), "Tiến độ", "Tiến độ (%)|% hoàn thành|Tỷ lệ hoàn thành",
                      HTX_TYPE_PERCENT, 8, N_("0 to 100")},
    [HTX_DONE] = {N_("done"), "Ngày hoàn thành", "Hoàn thành ngày|Ngày xong", HTX_TYPE_DATE, 10,
                  N_("the day it was done")},
    [HTX_RESULT] = {N_("result"), "Kết quả", "Kết quả thực hiện|Kết quả đạt được|Sản phẩm",
                    HTX_TYPE_LONG, 24, N_("what came of it")},
    [HTX_EVIDENCE] = {N_("evidence"), "Văn bản kết quả", "Minh chứng|Văn bản|Số văn bản",
                      HTX_TYPE_TEXT, 16, N_("the document that shows it")},
    [HTX_ORIGIN] = {N_("origin"), "Nguồn gốc", "Nguồn giao", HTX_TYPE_ORIGIN, 8,
                    N_("planned or added")},
    [HTX_KEY] = {N_("key"), "Trọng tâm", "Nhiệm vụ trọng tâm", HTX_TYPE_FLAG, 4,
                 N_("yes: the next report names it")},
    [HTX_REF] = {N_("ref"), "Căn cứ", "Văn bản giao|Văn bản căn cứ", HTX_TYPE_TEXT, 14,
                 N_("the approving document")},
    [HTX_NOTE] = {N_("note"), "Ghi chú", "Chú thích", HTX_TYPE_LONG, 16, N_("a remark")},
    [HTX_SOURCE] = {N_("source"), "Tệp nguồn", "Nguồn", HTX_TYPE_TEXT, 20,
                    N_("file and line it was first read from")},
    [HTX_REV] = {N_("rev"), "Lần ghi", "Giao dịch", HTX_TYPE_TEXT, 21,
                 N_("transaction of its last change")},
    [HTX_PLAN] = {N_("plan"), "Kế hoạch", "Mã kế hoạch", HTX_TYPE_TEXT, 8,
                  N_("computed: the code of its plan")},
    [HTX_STATE] = {N_("state"), "Tình trạng", "", HTX_TYPE_TEXT, 15,
                   N_("computed: status and deadline as of the day")},
};

const struct htx_field_info *htx_field_info(enum htx_field column)
{
    return &fields[column];
}

int htx_field_named(const char *name)
{
    for (int i = 0; i < HTX_COLUMNS; i++)
        if (strcmp(fields[i].name, name) == 0)
            return i;
    return -1;
}

static bool same_key(const char *a, size_t len, const char *key)
{
    struct htx_buf word = HTX_BUF_INIT, folded = HTX_BUF_INIT;
    htx_buf_add(&word, a, len);
    htx_text_key(&folded, word.s);
    bool same = folded.len > 0 && strcmp(folded.s, key) == 0;
    htx_buf_free(&word);
    htx_buf_free(&folded);
    return same;
}

static bool field_is_headed(const struct htx_field_info *field, const char *key)
{
    if (same_key(field->name, strlen(field->name), key) ||
        same_key(field->title, strlen(field->title), key))
        return true;
    for (const char *s = field->synonyms; *s;) {
        size_t n = strcspn(s, "|");
        if (same_key(s, n, key))
            return true;
        s += n + (s[n] == '|');
    }
    return false;
}

int htx_field_headed(const char *head)
{
    int exact = htx_field_named(head);
    if (exact >= 0)
        return exact;
    struct htx_buf key = HTX_BUF_INIT;
    htx_text_key(&key, head);
    int found = -1;
    for (int i = 0; i < HTX_FIELDS && found < 0; i++)
        if (field_is_headed(&fields[i], key.s))
            found = i;
    htx_buf_free(&key);
    return found;
}
