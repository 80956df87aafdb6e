/* amendment.c - what a list of amendments says is to be done with a task. */
#include "readers/readers.h"
#include "text/text.h"
#include <string.h>

/* Matching keys; a cell may go on: "Chuyển sang tháng 8", "Đưa ra khỏi chương trình công tác". */
static const struct {
    const char *key;
    enum htx_amendment amendment;
} words[] = {
    {"add", HTX_AMEND_ADD},       {"bosung", HTX_AMEND_ADD},
    {"them", HTX_AMEND_ADD},      {"giaothem", HTX_AMEND_ADD},
    {"move", HTX_AMEND_MOVE},     {"chuyen", HTX_AMEND_MOVE},
    {"lui", HTX_AMEND_MOVE},      {"doi", HTX_AMEND_MOVE},
    {"giahan", HTX_AMEND_MOVE},   {"dieuchinh", HTX_AMEND_MOVE},
    {"cancel", HTX_AMEND_CANCEL}, {"rut", HTX_AMEND_CANCEL},
    {"duara", HTX_AMEND_CANCEL},  {"huy", HTX_AMEND_CANCEL},
    {"dung", HTX_AMEND_CANCEL},   {"khongthuchien", HTX_AMEND_CANCEL},
};

enum htx_amendment htx_amendment_read(const char *text)
{
    struct htx_buf key = HTX_BUF_INIT;
    enum htx_amendment amendment = HTX_AMEND_NONE;
    htx_text_key(&key, text);
    for (size_t i = 0; i < HTX_COUNT(words) && amendment == HTX_AMEND_NONE; i++)
        if (strncmp(key.s, words[i].key, strlen(words[i].key)) == 0)
            amendment = words[i].amendment;
    htx_buf_free(&key);
    return amendment;
}

bool htx_amendment_is_head(const char *head)
{
    static const char *const heads[] = {"change",       "thaydoi",           "loaithaydoi",
                                        "hinhthuc",     "hinhthucdieuchinh", "dieuchinh",
                                        "loaidieuchinh"};
    struct htx_buf key = HTX_BUF_INIT;
    bool found = false;
    htx_text_key(&key, head);
    for (size_t i = 0; i < HTX_COUNT(heads); i++)
        found |= strcmp(heads[i], key.s) == 0;
    htx_buf_free(&key);
    return found;
}
