/* key.c - the form in which the names of units are compared. */
#include "text/char.h"
#include <string.h>

/* What offices shorten, in plain folds: "P. KT", "TT hỗ trợ phát triển HTX", "UBND TP". */
static const struct {
    const char *shorter, *full;
} abbreviations[] = {
    {"bbt", "banbientap"},
    {"bch", "banchaphanh"},
    {"bcd", "banchidao"},
    {"bks", "bankiemsoat"},
    {"btv", "banthuongvu"},
    {"dn", "doanhnghiep"},
    {"hdnd", "hoidongnhandan"},
    {"hdqt", "hoidongquantri"},
    {"htx", "hoptacxa"},
    {"kttt", "kinhtetapthe"},
    {"lhhtx", "lienhiephoptacxa"},
    {"lm", "lienminh"},
    {"lmhtx", "lienminhhoptacxa"},
    {"p", "phong"},
    {"qtdnd", "quytindungnhandan"},
    {"tht", "tohoptac"},
    {"tp", "thanhpho"},
    {"tt", "trungtam"},
    {"tw", "trunguong"},
    {"ubnd", "uybannhandan"},
    {"vn", "vietnam"},
    {"vp", "vanphong"},
};

static bool is_left_out(int32_t c)
{
    return (c < 0x80 && strchr(" .,;'\"`&", (char)c)) || (c >= 0x2018 && c <= 0x201F) ||
           c == 0xAB || c == 0xBB;
}

/* Append one word of a plain fold as it counts in a key. */
static void add_word(struct htx_buf *out, const char *word, size_t len)
{
    if (len == 2 && memcmp(word, "va", 2) == 0)
        return;
    for (size_t i = 0; i < HTX_COUNT(abbreviations); i++) {
        const char *shorter = abbreviations[i].shorter;
        if (strlen(shorter) == len && memcmp(shorter, word, len) == 0) {
            htx_buf_adds(out, abbreviations[i].full);
            return;
        }
    }
    htx_buf_add(out, word, len);
}

void htx_text_key(struct htx_buf *out, const char *s)
{
    struct htx_buf plain = HTX_BUF_INIT;
    htx_text_fold_plain(&plain, s);
    const char *word = plain.s, *p = plain.s;
    int32_t c;
    for (size_t n; (n = htx_char_next(p, &c)) > 0; p += n) {
        if (htx_char_is_word(c))
            continue;
        add_word(out, word, (size_t)(p - word));
        if (!is_left_out(c))
            htx_buf_add(out, p, n);
        word = p + n;
    }
    add_word(out, word, (size_t)(p - word));
    htx_buf_free(&plain);
}

bool htx_text_equal(const char *a, const char *b, void (*fold)(struct htx_buf *out, const char *s))
{
    struct htx_buf x = HTX_BUF_INIT, y = HTX_BUF_INIT;
    fold(&x, a);
    fold(&y, b);
    bool same = strcmp(x.s, y.s) == 0;
    htx_buf_free(&x);
    htx_buf_free(&y);
    return same;
}
