/* pattern.c - matching the patterns of the tables (parse.h says how they are written). */
#include "when/parse.h"
#include <string.h>

/* The commemorative days that plans are tied to. */
static const struct {
    const char *name;
    int day, month;
} named_days[] = {
    {"hợp tác xã việt nam", 11, 4},
    {"htx việt nam", 11, 4},
    {"thương binh ,|-|và? liệt sỹ", 27, 7},
    {"doanh nhân việt nam", 13, 10},
    {"thành lập đảng cộng? sản? việt? nam?", 3, 2},
    {"quốc tế phụ nữ", 8, 3},
    {"giải phóng miền nam", 30, 4},
    {"quốc tế lao động", 1, 5},
    {"báo chí cách mạng việt? nam?", 21, 6},
    {"quốc khánh", 2, 9},
    {"phụ nữ việt nam", 20, 10},
    {"nhà giáo việt nam", 20, 11},
    {"thành lập quân đội nhân dân việt? nam?", 22, 12},
};

static int match_name(const struct phrase *phrase, int at, struct capture *capture)
{
    for (size_t i = 0; i < HTX_COUNT(named_days); i++) {
        struct capture inner = {0};
        if (htx_pattern_match(named_days[i].name, phrase, at, &inner)) {
            capture->day = named_days[i].day;
            capture->month = named_days[i].month;
            return inner.end;
        }
    }
    return -1;
}

static int keep_number(struct capture *capture, int n, int next)
{
    if (n <= 0 || capture->count == (int)HTX_COUNT(capture->number))
        return -1;
    capture->number[capture->count++] = n;
    return next;
}

/* "24" is a year only beside the plan's own and after a slash or dot: there is "22-24/4" too. */
static int match_year(const struct phrase *phrase, int at, struct capture *capture)
{
    if (at >= phrase->count)
        return -1;
    const struct word *word = &phrase->word[at];
    int year = word->value;
    if (word->digits == 2) {
        if (!htx_word_is(phrase, at - 1, "/") && !htx_word_is(phrase, at - 1, "."))
            return -1;
        year += phrase->year / 100 * 100;
        if (year < phrase->year - 1 || year > phrase->year + 1)
            return -1;
    } else if (word->digits != 4 || year < 1900 || year > 2999) {
        return -1;
    }
    capture->year = year;
    return at + 1;
}

static int match_perhaps_year(const struct phrase *phrase, int at, struct capture *capture)
{
    static const char *const ways[] = {"/ Z", ", năm Z", "năm Z", "/ năm Z"};
    for (size_t i = 0; i < HTX_COUNT(ways); i++) {
        struct capture inner = {0};
        if (htx_pattern_match(ways[i], phrase, at, &inner)) {
            capture->year = inner.year;
            return inner.end;
        }
    }
    bool mark = htx_word_is(phrase, at, "-") || htx_word_is(phrase, at, ".");
    int year_at = at + mark;
    bool whole = year_at < phrase->count && phrase->word[year_at].digits == 4;
    int next = whole ? match_year(phrase, year_at, capture) : -1;
    return next < 0 ? at : next;
}

static int match_class(char class, const struct phrase *phrase, int at, struct capture *capture)
{
    const struct word *word = at < phrase->count ? &phrase->word[at] : NULL;
    int used, n;
    switch (class) {
    case 'B':
    case '#':
        n = htx_word_number(phrase, at, class == '#', &used);
        return keep_number(capture, n, at + used);
    case 'N':
        return word && word->digits && word->digits <= 3 ? keep_number(capture, word->value, at + 1)
                                                         : -1;
    case 'Z':
        return match_year(phrase, at, capture);
    case 'Y':
        return match_perhaps_year(phrase, at, capture);
    case 'L':
        return htx_span_list_read(phrase, at, &capture->list);
    case 'O':
        return match_name(phrase, at, capture);
    case 'W':
        return word && !word->digits ? at + 1 : -1;
    default:
        return -1;
    }
}

/* Is the word at one of the alternatives in the len bytes at element? */
static bool match_literal(const char *element, size_t len, const struct phrase *phrase, int at)
{
    if (at >= phrase->count || phrase->word[at].digits)
        return false;
    const char *text = phrase->word[at].text;
    for (const char *s = element; s < element + len;) {
        size_t left = (size_t)(element + len - s);
        const char *bar = memchr(s, '|', left);
        size_t n = bar ? (size_t)(bar - s) : left;
        if (strlen(text) == n && memcmp(text, s, n) == 0)
            return true;
        s += n + 1;
    }
    return false;
}

static int match_element(const char *element, size_t len, const struct phrase *phrase, int at,
                         struct capture *capture)
{
    if (len == 1 && *element == '*')
        return phrase->count;
    if (len == 1 && strchr("#BNZYLOW", *element))
        return match_class(*element, phrase, at, capture);
    return match_literal(element, len, phrase, at) ? at + 1 : -1;
}

bool htx_pattern_match(const char *pattern, const struct phrase *phrase, int at,
                       struct capture *capture)
{
    pattern += strspn(pattern, " ");
    if (!*pattern) {
        capture->end = at;
        return true;
    }
    size_t len = strcspn(pattern, " ");
    bool optional = len > 1 && pattern[len - 1] == '?';
    struct capture before = *capture;
    int next = match_element(pattern, len - optional, phrase, at, capture);
    if (next >= 0 && htx_pattern_match(pattern + len, phrase, next, capture))
        return true;
    *capture = before;
    return optional && htx_pattern_match(pattern + len, phrase, at, capture);
}
