/* value.c - values as people and Excel write them, made canonical. */
#include "model/model.h"
#include "text/text.h"
#include <stdlib.h>
#include <string.h>

struct word {
    const char *name, *said; /* canonical; what people write, separated by '|' */
};

static const struct word status_words[] = {
    {"todo", "Chưa thực hiện, trong hạn|Chưa thực hiện, quá hạn|Chưa thực hiện|Chưa triển "
             "khai|Chưa làm|Chưa hoàn thành|Chưa|Chưa bắt đầu"},
    {"doing", "Đang thực hiện, trong hạn|Đang thực hiện, quá hạn|Đang thực hiện|Đang triển "
              "khai|Đang làm|Đang|Đang tiến hành"},
    {"done", "Hoàn thành|Hoàn tất|Đã hoàn thành|Xong|Đã xong|Đã thực hiện|Hoàn thành đúng hạn|"
             "Hoàn thành quá hạn|Hoàn thành trước hạn"},
    {"postponed", "Tạm hoãn|Hoãn|Chuyển kỳ|Chuyển kỳ sau|Chuyển sang kỳ sau|Lùi|Lùi sang|Lùi thời "
                  "gian|Gia hạn|Chuyển sang tháng sau|"
                  "Chuyển tháng sau"},
    {"cancelled", "Đưa ra khỏi chương trình|Rút|Rút khỏi chương trình|Đưa ra khỏi kế hoạch|Hủy|Hủy "
                  "bỏ|Không thực hiện|Dừng|canceled"},
    {NULL, NULL},
};
static const struct word kind_words[] = {
    {"once", "Một lần"},
    {"recurring", "Định kỳ|Hằng tháng|Hằng quý"},
    {"continuous", "Thường xuyên|Liên tục"},
    {"external", "Theo lịch cấp trên|Theo lịch"},
    {"event", "Khi có phát sinh|Đột xuất"},
    {NULL, NULL},
};
static const struct word origin_words[] = {
    {N_("planned"), "Theo chương trình|Trong chương trình|Theo kế hoạch|Trong kế hoạch"},
    {N_("added"), "Bổ sung|Đột xuất|Bổ sung ngoài kế hoạch|Ngoài chương trình|Phát sinh"},
    {NULL, NULL},
};
static const struct word flag_words[] = {
    {N_("yes"), "x|có|trọng tâm|true|1|✓"},
    {"", "no|không|false|0"},
    {NULL, NULL},
};

static bool said_in(const char *list, const char *key, struct htx_buf *part, struct htx_buf *folded)
{
    for (const char *s = list; *s;) {
        size_t n = strcspn(s, "|");
        htx_buf_cut(part, 0);
        htx_buf_cut(folded, 0);
        htx_buf_add(part, s, n);
        htx_text_key(folded, part->s);
        if (strcmp(folded->s, key) == 0)
            return true;
        s += n + (s[n] == '|');
    }
    return false;
}

static int read_word(const struct word *words, const char *text, struct htx_buf *out,
                     struct htx_err *err)
{
    const struct word *found = NULL;
    for (const struct word *w = words; w->name && !found; w++)
        if (strcmp(text, w->name) == 0)
            found = w;
    struct htx_buf key = HTX_BUF_INIT, part = HTX_BUF_INIT, folded = HTX_BUF_INIT;
    htx_text_key(&key, text);
    for (const struct word *w = words; w->name && !found; w++)
        if (said_in(w->name, key.s, &part, &folded) || said_in(w->said, key.s, &part, &folded))
            found = w;
    htx_buf_free(&key);
    htx_buf_free(&part);
    htx_buf_free(&folded);
    if (found) {
        htx_buf_adds(out, found->name);
        return 0;
    }
    struct htx_buf known = HTX_BUF_INIT;
    for (const struct word *w = words; w->name; w++)
        if (*w->name)
            htx_buf_addf(&known, "%s%s", known.len ? ", " : "", w->name);
    htx_fail(err, HTX_EDATA, _("'%s' is none of: %s"), text, known.s);
    htx_buf_free(&known);
    return HTX_EDATA;
}

static int read_date(const char *text, struct htx_buf *out, struct htx_err *err)
{
    char iso[16];
    htx_date d = htx_date_parse(text);
    if (!d)
        d = htx_date_from_cell(text);
    if (!d)
        return htx_fail(err, HTX_EDATA, _("'%s' is no date: write 05/03/2024 or 2024-03-05"), text);
    htx_buf_adds(out, htx_date_text(d, iso));
    return 0;
}

static int read_percent(const char *text, struct htx_buf *out, struct htx_err *err)
{
    double n;
    if (htx_text_to_number(text, &n) != 0 || n < 0 || n > 100)
        return htx_fail(err, HTX_EDATA, _("'%s' is no progress: write a number from 0 to 100"),
                        text);
    /* Excel keeps 75 % as 0.75; a plan has no use for less than one per cent. */
    if (n > 0 && n < 1)
        n *= 100;
    htx_buf_addf(out, "%ld", (long)(n + 0.5));
    return 0;
}

static int read_unit(const struct htx_office *office, const char *text, struct htx_buf *out,
                     struct htx_err *err)
{
    const char *nearest = NULL;
    const struct htx_unit *unit = htx_unit_find(office, text, &nearest);
    if (unit) {
        htx_buf_adds(out, unit->code);
        return 0;
    }
    if (nearest)
        return htx_fail(
            err, HTX_ENOTFOUND,
            _("no unit '%s' in htxplan.ini; did you mean '%s'? (else add it, or an alias)"), text,
            nearest);
    return htx_fail(err, HTX_ENOTFOUND, _("no unit '%s' in htxplan.ini; add [unit CODE] for it"),
                    text);
}

int htx_value_read(const struct htx_office *office, enum htx_field field, const char *text,
                   int year, struct htx_buf *out, struct htx_err *err)
{
    if (!*text)
        return 0;
    int month;
    switch (htx_field_info(field)->type) {
    case HTX_TYPE_DATE:
        return read_date(text, out, err);
    case HTX_TYPE_MONTH:
        month = htx_month_from_cell(text, year);
        if (!month)
            return htx_fail(err, HTX_EDATA, _("'%s' is no month: write 2024-03 or 3/2024"), text);
        htx_buf_addf(out, "%04d-%02d", month / 12, month % 12 + 1);
        return 0;
    case HTX_TYPE_UNIT:
        return read_unit(office, text, out, err);
    case HTX_TYPE_UNITS:
        htx_units_read(office, text, out, NULL);
        return 0;
    case HTX_TYPE_STATUS:
        return read_word(status_words, text, out, err);
    case HTX_TYPE_KIND:
        return read_word(kind_words, text, out, err);
    case HTX_TYPE_ORIGIN:
        return read_word(origin_words, text, out, err);
    case HTX_TYPE_FLAG:
        return read_word(flag_words, text, out, err);
    case HTX_TYPE_PERCENT:
        return read_percent(text, out, err);
    default:
        htx_buf_adds(out, text);
        return 0;
    }
}

/* ---- Lists of co-ordinators ---- */

static const char *code_of(const struct htx_office *office, const char *name)
{
    const struct htx_unit *unit = htx_unit_find(office, name, NULL);
    if (unit)
        return unit->code;
    const struct htx_group *group = htx_group_find(office, name);
    return group ? group->code : NULL;
}

static void add_code(struct htx_buf *out, const char *code)
{
    size_t n = strlen(code);
    for (const char *s = out->s; *s;) {
        size_t len = strcspn(s, ";");
        if (len == n && memcmp(s, code, n) == 0)
            return;
        s += len + (s[len] == ';');
    }
    htx_buf_addf(out, "%s%s", out->len ? ";" : "", code);
}

/* One part of the list, blanks and a final stop already cut away. */
static void read_part(const struct htx_office *office, char *part, struct htx_buf *out,
                      struct htx_buf *unknown)
{
    const char *code = code_of(office, part);
    if (code) {
        add_code(out, code);
        return;
    }
    static const char and[] = " và ";
    for (char *s = part; (s = strstr(s, and)) != NULL; s++) {
        *s = '\0';
        char *rest = s + sizeof(and) - 1;
        const char *left = code_of(office, part), *right = code_of(office, rest);
        if (left && right) {
            add_code(out, left);
            add_code(out, right);
            return;
        }
        *s = ' ';
    }
    add_code(out, part);
    if (unknown)
        htx_buf_addf(unknown, "%s%s", unknown->len ? ", " : "", part);
}

void htx_units_read(const struct htx_office *office, const char *text, struct htx_buf *out,
                    struct htx_buf *unknown)
{
    struct htx_buf part = HTX_BUF_INIT;
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, ",;\n");
        size_t from = 0, to = n;
        while (from < to && s[from] == ' ')
            from++;
        while (to > from && strchr(" .:", s[to - 1]))
            to--;
        htx_buf_cut(&part, 0);
        htx_buf_add(&part, s + from, to - from);
        if (part.len)
            read_part(office, part.s, out, unknown);
        s += n + (s[n] != '\0');
    }
    htx_buf_free(&part);
}
