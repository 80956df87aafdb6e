/* cell.c - months in table cells, as people and spreadsheets write them. */
#include "when/parse.h"
#include <string.h>

/* "Mar-24" is what a spreadsheet makes of "3/2024". */
static int english_month(const char *word)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    size_t len = strlen(word);
    for (int i = 0; i < (int)HTX_COUNT(names); i++)
        if (len >= 3 && strncmp(word, names[i], len) == 0)
            return i + 1;
    return 0;
}

/* The year that ends the cell behind any separator; 0 when something else does.  Two digits are a
 * year only beside a month's name: "5/12" is a day. */
static int last_year(const struct phrase *p, int at, bool named)
{
    static const char *const separators[] = {"-", "/", "."};
    for (size_t i = 0; i < HTX_COUNT(separators); i++)
        if (htx_word_is(p, at, separators[i])) {
            at++;
            break;
        }
    at += htx_word_is(p, at, "năm");
    if (at + 1 != p->count)
        return 0;
    const struct word *word = &p->word[at];
    if (word->digits == 2 && named)
        return 2000 + word->value;
    return word->digits == 4 ? word->value : 0;
}

static int month_index(int year, int month)
{
    return year >= 1900 && month >= 1 && month <= 12 ? year * 12 + month - 1 : 0;
}

int htx_month_from_cell(const char *s, int year)
{
    int y, month, day, used = 0, at = 0;
    htx_date_parts(htx_date_from_cell(s), &y, &month, &day);
    if (y) /* a spreadsheet keeps a month as its first day */
        return day == 1 ? month_index(y, month) : 0;

    struct words words;
    htx_words_read(s, &words);
    struct phrase p = {words.word, words.count, year};
    if (p.count == 3 && p.word[0].digits == 4 && p.word[2].digits && p.word[2].digits <= 2 &&
        (htx_word_is(&p, 1, "-") || htx_word_is(&p, 1, "/")))
        return month_index(p.word[0].value, p.word[2].value);
    month = p.count ? english_month(p.word[0].text) : 0;
    bool named = month || htx_word_is(&p, 0, "tháng");
    if (month)
        at = 1;
    else if (named || (p.count && p.word[0].digits)) {
        month = htx_word_number(&p, named, named, &used);
        at = named + used;
    }
    return month_index(at == p.count ? year : last_year(&p, at, named), month);
}
