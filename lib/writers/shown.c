/* shown.c - values as people read them. */
#include "model/model.h"
#include "writers/grid.h"
#include <ctype.h>
#include <string.h>

const char *htx_word_shown(const char *word)
{
    /* The translation of "" is the catalogue's own head. */
    return *word ? _(word) : "";
}

/* A control character, of one byte or of two (U+0080 to U+009F): its bytes, or 0. */
static size_t control_at(const char *s)
{
    const unsigned char *u = (const unsigned char *)s;
    if (u[0] < ' ' || u[0] == 0x7F)
        return 1;
    return u[0] == 0xC2 && u[1] < 0xA0 ? 2 : 0;
}

void htx_clean_show(struct htx_buf *out, const char *text, bool lines)
{
    while (*text) {
        size_t n = control_at(text);
        if (n == 0)
            htx_buf_addc(out, *text);
        else
            htx_buf_addc(out, *text == '\n' && lines ? '\n' : ' ');
        text += n ? n : 1;
    }
}

bool htx_month_show(struct htx_buf *out, const char *month)
{
    static const char pattern[] = "dddd-dd";
    for (size_t i = 0; i < sizeof(pattern); i++)
        if (pattern[i] == 'd' ? !isdigit((unsigned char)month[i]) : month[i] != pattern[i])
            return false;
    htx_buf_addf(out, "%s/%.4s", month + 5, month);
    return true;
}

static void show_date(struct htx_buf *out, const char *value)
{
    htx_date date = htx_date_parse(value);
    if (!date) {
        htx_buf_adds(out, value);
        return;
    }
    int year, month, day;
    htx_date_parts(date, &year, &month, &day);
    htx_buf_addf(out, "%02d/%02d/%04d", day, month, year);
}

static void show_codes(struct htx_buf *out, const char *codes)
{
    for (; *codes; codes++)
        if (*codes == ';')
            htx_buf_adds(out, ", ");
        else
            htx_buf_addc(out, *codes);
}

void htx_value_show(struct htx_buf *out, enum htx_field field, const char *value)
{
    if (!*value)
        return;
    switch (htx_field_info(field)->type) {
    case HTX_TYPE_DATE:
        show_date(out, value);
        return;
    case HTX_TYPE_MONTH:
        if (!htx_month_show(out, value))
            htx_buf_adds(out, value);
        return;
    case HTX_TYPE_UNITS:
        show_codes(out, value);
        return;
    case HTX_TYPE_PERCENT:
        htx_buf_addf(out, "%s%%", value);
        return;
    case HTX_TYPE_STATUS:
    case HTX_TYPE_KIND:
    case HTX_TYPE_ORIGIN:
    case HTX_TYPE_FLAG:
        htx_buf_adds(out, htx_word_shown(value));
        return;
    default:
        htx_buf_adds(out, field == HTX_STATE ? htx_word_shown(value) : value);
    }
}

const char *htx_task_tint(const struct htx_task *task, htx_date today)
{
    enum { SOON = 7 };
    htx_date due = htx_task_date(task, HTX_DUE);
    switch (htx_task_outcome(task, today, false)) {
    case HTX_DOING_OVERDUE:
    case HTX_TODO_OVERDUE:
        return "\033[31m";
    case HTX_DOING_IN_TIME:
    case HTX_TODO_IN_TIME:
        return due && due <= today + SOON ? "\033[33m" : "";
    case HTX_DONE_ON_TIME:
    case HTX_DONE_LATE:
        return "\033[2m";
    default:
        return "";
    }
}
