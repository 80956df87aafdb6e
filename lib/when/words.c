/* words.c - the words of a time expression, in one spelling. */
#include "when/parse.h"
#include "text/text.h"
#include <ctype.h>
#include <string.h>

/* Marks that the fold would take away or that have a twin; ~ stands for any dash. */
static const struct {
    const char *mark, *plain;
} marks[] = {
    {"-", "~"},
    {"\u2010", "~"},
    {"\u2011", "~"},
    {"\u2012", "~"},
    {"\u2013", "~"},
    {"\u2014", "~"},
    {"\u2015", "~"},
    {"\u2212", "~"},
    {"\u00f7", "~"},
    {"...", " \u2026 "},
    {"\u2026", " \u2026 "},
    {"\u201c", " "},
    {"\u201d", " "},
    {"\u2018", " "},
    {"\u2019", " "},
    {"\"", " "},
    {"'", " "},
    {"*", " "},
    {"_", " "},
    {"\u00b7", " "},
    {"\u2022", " "},
};

struct spelling {
    const char *written, *meant;
};

static const struct spelling spellings[] = {
    {"quí", "quý"},  {"qúy", "quý"},   {"q", "quý"},     {"thg", "tháng"}, {"hằng", "hàng"},
    {"mỗi", "hàng"}, {"kì", "kỳ"},     {"kỉ", "kỷ"},     {"tới", "đến"},   {"sĩ", "sỹ"},
    {"bẩy", "bảy"},  {"những", "các"}, {"muộn", "chậm"},
};

/* For a text without any accent. */
static const struct spelling unaccented[] = {
    {"thang", "tháng"}, {"ngay", "ngày"}, {"nam", "năm"},       {"quy", "quý"},
    {"qui", "quý"},     {"tuan", "tuần"}, {"dau", "đầu"},       {"giua", "giữa"},
    {"cuoi", "cuối"},   {"tu", "từ"},     {"den", "đến"},       {"toi", "đến"},
    {"truoc", "trước"}, {"ca", "cả"},     {"het", "hết"},       {"va", "và"},
    {"hang", "hàng"},   {"moi", "hàng"},  {"thuong", "thường"}, {"xuyen", "xuyên"},
    {"lien", "liên"},   {"tuc", "tục"},   {"nua", "nửa"},       {"cham", "chậm"},
    {"nhat", "nhất"},   {"du", "dự"},     {"kien", "kiến"},     {"khoang", "khoảng"},
    {"vao", "vào"},     {"dinh", "định"}, {"ky", "kỳ"},         {"thu", "thứ"},
    {"lich", "lịch"},   {"dot", "đột"},   {"xuat", "xuất"},     {"diem", "điểm"},
    {"muon", "chậm"},   {"nhung", "các"}, {"thoi", "thời"},
};

/* Words that change nothing; "dự kiến" and "khoảng" make the time tentative. */
static const struct {
    const char *first, *second;
    bool tentative;
} idle[] = {
    {"dự", "kiến", true},    {"khoảng", "thời", false}, {"khoảng", "", true},
    {"thời", "gian", false}, {"thời", "điểm", false},   {"thực", "hiện", false},
    {"tổ", "chức", false},   {"triển", "khai", false},
};

bool htx_word_is(const struct phrase *phrase, int at, const char *text)
{
    return at >= 0 && at < phrase->count && strcmp(phrase->word[at].text, text) == 0;
}

static void unify_marks(struct htx_buf *out, const char *s)
{
    while (*s) {
        size_t i = 0, len = 1;
        while (i < HTX_COUNT(marks) && strncmp(s, marks[i].mark, strlen(marks[i].mark)) != 0)
            i++;
        if (i < HTX_COUNT(marks)) {
            len = strlen(marks[i].mark);
            htx_buf_adds(out, marks[i].plain);
        } else {
            htx_buf_addc(out, *s);
        }
        s += len;
    }
}

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void add_word(struct words *words, const char *s, size_t len, int digits)
{
    if (words->count == WORDS_MAX)
        return;
    struct word *word = &words->word[words->count++];
    *word = (struct word){.digits = digits};
    if (words->count == WORDS_MAX) { /* what follows is lost, so nothing may fit the end */
        strcpy(word->text, "?");
        word->digits = 0;
    } else if (digits) {
        for (size_t i = 0; i < len && i < 4; i++)
            word->value = word->value * 10 + (s[i] - '0');
    } else {
        if (len >= WORD_SIZE)
            len = WORD_SIZE - 1;
        memcpy(word->text, s, len);
        word->text[len] = '\0';
    }
}

/* "T4" is tháng 4; "QII" and "Q2" are quý II and quý 2. */
static void add_letters(struct words *words, const char *s, size_t len)
{
    size_t roman = 0;
    if (len == 1 && *s == 't' && is_digit(s[1])) {
        add_word(words, "tháng", strlen("tháng"), 0);
    } else if (len > 1 && *s == 'q' && htx_text_from_roman(s + 1, &roman) && roman == len - 1) {
        add_word(words, s, 1, 0);
        add_word(words, s + 1, roman, 0);
    } else {
        add_word(words, s, len, 0);
    }
}

/* Dots are kept between digits only: elsewhere they are full stops or dirt of a scan. */
static void split(const char *text, struct words *words)
{
    for (const char *s = text; *s;) {
        size_t len = 0;
        if (is_digit(*s)) {
            while (is_digit(s[len]))
                len++;
            add_word(words, s, len, (int)len);
        } else if (is_letter(*s)) {
            while (is_letter(s[len]))
                len++;
            add_letters(words, s, len);
        } else {
            len = 1;
            bool between = s > text && is_digit(s[-1]) && is_digit(s[1]);
            if (!isspace((unsigned char)*s) && (between || !strchr(".:", *s)))
                add_word(words, *s == '~' ? "-" : s, 1, 0);
        }
        s += len;
    }
}

static void respell(struct words *words, const struct spelling *table, size_t n)
{
    for (int w = 0; w < words->count; w++)
        for (size_t i = 0; i < n; i++)
            if (strcmp(words->word[w].text, table[i].written) == 0) {
                strcpy(words->word[w].text, table[i].meant);
                break;
            }
}

static void remove_words(struct words *words, int at, int n)
{
    words->count -= n;
    memmove(&words->word[at], &words->word[at + n],
            (size_t)(words->count - at) * sizeof(words->word[0]));
}

/* Take out the idle words from first up to last; how many words are left of these. */
static int remove_idle(struct words *words, int first, int last, bool *tentative)
{
    for (int at = first; at < last;) {
        size_t i = 0;
        struct phrase rest = {words->word + at, last - at, 0};
        while (i < HTX_COUNT(idle) &&
               !(htx_word_is(&rest, 0, idle[i].first) &&
                 (!*idle[i].second || htx_word_is(&rest, 1, idle[i].second))))
            i++;
        if (i == HTX_COUNT(idle)) {
            at++;
            continue;
        }
        /* of "khoảng thời gian" only the first word here, the others in the next round */
        int n = *idle[i].second && strcmp(idle[i].first, "khoảng") != 0 ? 2 : 1;
        *tentative |= idle[i].tentative;
        remove_words(words, at, n);
        last -= n;
    }
    return last - first;
}

/* A remark in parentheses counts when it is the whole text, when it only says that the time is
 * tentative, or when it names the peak. */
static void remove_remarks(struct words *words)
{
    for (int open = 0; open < words->count; open++) {
        struct phrase all = {words->word, words->count, 0};
        int close = open + 1;
        while (close < all.count && !htx_word_is(&all, close, ")"))
            close++;
        if (!htx_word_is(&all, open, "(") || close == all.count)
            continue;
        bool tentative = false, whole = open == 0 && close == all.count - 1;
        if (whole || htx_word_is(&all, open + 1, "cao")) {
            remove_words(words, close, 1);
            strcpy(words->word[open].text, ";");
            continue;
        }
        int left = remove_idle(words, open + 1, close, &tentative);
        words->tentative |= tentative && left == 0;
        remove_words(words, open, left + 2);
        open--;
    }
}

static bool is_mark(const struct word *word, const char *const *marks_of, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!word->digits && strcmp(word->text, marks_of[i]) == 0)
            return true;
    return false;
}

/* A text of marks alone says nothing; at the ends only those go that cannot stand for a blank left
 * to fill in, as the last one of "từ 05/3 - …" does. */
static void trim(struct words *words)
{
    static const char *const any[] = {",", ";", "\u2026", "-", ".", "/", "?"};
    static const char *const at_ends[] = {",", ";", "\u2026"};
    int marks_only = 0;
    while (marks_only < words->count && is_mark(&words->word[marks_only], any, HTX_COUNT(any)))
        marks_only++;
    if (marks_only == words->count)
        words->count = 0;
    while (words->count && is_mark(&words->word[words->count - 1], at_ends, HTX_COUNT(at_ends)))
        words->count--;
    while (words->count && is_mark(&words->word[0], at_ends, 2))
        remove_words(words, 0, 1);
    if (words->count && is_mark(&words->word[0], any + 3, 1)) /* the dash of a list item */
        remove_words(words, 0, 1);
}

void htx_words_read(const char *text, struct words *words)
{
    struct htx_buf marked = HTX_BUF_INIT, folded = HTX_BUF_INIT, plain = HTX_BUF_INIT;
    words->count = 0;
    words->tentative = false;
    unify_marks(&marked, text);
    htx_text_fold(&folded, marked.s);
    htx_text_fold_plain(&plain, marked.s);
    split(folded.s, words);
    respell(words, spellings, HTX_COUNT(spellings));
    if (strcmp(folded.s, plain.s) == 0)
        respell(words, unaccented, HTX_COUNT(unaccented));
    htx_buf_free(&marked);
    htx_buf_free(&folded);
    htx_buf_free(&plain);
    remove_remarks(words);
    remove_idle(words, 0, words->count, &words->tentative);
    trim(words);
}

/* "năm" is five only where it cannot be the word year. */
static int word_to_number(const struct phrase *phrase, int at, int *used)
{
    static const char *const numbers[] = {"một", "hai", "ba",  "tư",   "năm",
                                          "sáu", "bảy", "tám", "chín", "mười"};
    bool before_year = at + 1 < phrase->count && phrase->word[at + 1].digits == 4;
    *used = 1;
    if (htx_word_is(phrase, at, "nhất"))
        return 1;
    if (htx_word_is(phrase, at, "bốn"))
        return 4;
    for (int i = 0; i < (int)HTX_COUNT(numbers); i++) {
        if (!htx_word_is(phrase, at, numbers[i]) || (i + 1 == 5 && before_year))
            continue;
        int ones = i + 1 == 10 && htx_word_is(phrase, at + 1, "một")   ? 1
                   : i + 1 == 10 && htx_word_is(phrase, at + 1, "hai") ? 2
                                                                       : 0;
        *used += ones > 0;
        return i + 1 + ones;
    }
    return 0;
}

int htx_word_number(const struct phrase *phrase, int at, bool spelled, int *used)
{
    *used = 0;
    if (at >= phrase->count)
        return 0;
    const struct word *word = &phrase->word[at];
    *used = 1;
    if (word->digits)
        return word->digits <= 2 ? word->value : 0;
    size_t len;
    int roman = htx_text_from_roman(word->text, &len);
    if (roman && len == strlen(word->text))
        return roman;
    return spelled ? word_to_number(phrase, at, used) : 0;
}
