/*
 * parse.h - the inner parts of the time expression parser, for lib/when alone.
 *
 * text -> words (words.c) -> a row of a pattern table that fits them (pattern.c) -> spans of days
 * (span.c) -> the meaning of the whole (expression.c).  The two tables, of spans and of
 * expressions, are written to be read beside the time table of the design.
 */
#ifndef HTX_WHEN_PARSE_H
#define HTX_WHEN_PARSE_H

#include "when/when.h"

/* Why a text gave no time. */
enum reason {
    FITS,
    NOT_UNDERSTOOD,
    NO_SUCH_DAY,
    NO_MONTH,
    AMBIGUOUS,
    REVERSED,
    OUTSIDE,
    NO_ORIGIN,
};

/* ---- Words -------------------------------------------------------------------------------- */

enum { WORDS_MAX = 96, WORD_SIZE = 16 };

/* A number (digits > 0, text "") or a folded word or punctuation mark.  Longer words than any
 * keyword are cut: they only need to be no keyword. */
struct word {
    char text[WORD_SIZE];
    int digits, value;
};

struct words {
    struct word word[WORDS_MAX];
    int count;
    bool tentative;
};

/* Split text into words in the spelling of the tables; remarks in parentheses and the words that
 * change nothing are gone. */
void htx_words_read(const char *text, struct words *words);

/* A run of words, and the plan's year for the two-digit years in it. */
struct phrase {
    const struct word *word;
    int count, year;
};

bool htx_word_is(const struct phrase *phrase, int at, const char *text);
/* The number of one or two digits at the words at, or a Roman one, or where spelled a Vietnamese
 * number word; how many words it takes in *used; 0 for none. */
int htx_word_number(const struct phrase *phrase, int at, bool spelled, int *used);

/* ---- Spans -------------------------------------------------------------------------------- */

struct span {
    htx_date start, due;
};

/* One row's find: its numbers as written, 0 for a month or year that is still to be inherited. */
struct atom {
    const struct span_row *row; /* NULL: a bare number */
    int number[3], year;
    bool range;  /* ends a range that began with the atom before it */
    bool before; /* "đến trước": ends on the day before it */
};

enum { ATOMS_MAX = 16 };
struct span_list {
    struct atom atom[ATOMS_MAX];
    int count;
    bool range; /* "a - b", "a đến b", and not "a, b" */
};

/* Read the longest list of spans at the words at; the index behind it or -1. */
int htx_span_list_read(const struct phrase *phrase, int at, struct span_list *list);
/* The days from the first to the last of list; missing months and years come from the right, the
 * last year is default_year. */
enum reason htx_span_list_resolve(struct span_list *list, int default_year, struct span *span,
                                  bool *approximate);
bool htx_span_list_is_day(const struct span_list *list);

/* ---- Patterns ----------------------------------------------------------------------------- */

/*
 * A pattern is a row of elements with blanks between; "?" behind one makes it optional:
 *   tháng|quý   one of these words or marks
 *   #           a number of one or two digits, Roman, or a Vietnamese number word
 *   B           likewise, but no number word
 *   N           a number of up to three digits
 *   Z           a year; two digits only when near the plan's
 *   Y           perhaps a year: "/2024", "năm 2024", "-2024", "2024"
 *   L           a list of spans, as long as it goes
 *   O           the name of a commemorative day
 *   W           any word that is no number
 *   *           all the rest
 */
struct capture {
    int number[4], count;
    int year;
    int month, day; /* of O */
    struct span_list list;
    int end; /* the word behind the match */
};

bool htx_pattern_match(const char *pattern, const struct phrase *phrase, int at,
                       struct capture *capture);

#endif
