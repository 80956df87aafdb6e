/*
 * text.h - Vietnamese text: cleaning at the door, comparing, searching, ordering, decoding.
 * Sources: Unicode 15 (utf8proc), the spelling rules of QĐ 1989/QĐ-BGDĐT (2018) for tone placement.
 */
#ifndef HTX_TEXT_H
#define HTX_TEXT_H

#include "base/base.h"

/* ---- At the door -------------------------------------------------------------------------- */

/*
 * Bytes of a file in any encoding met in offices -> UTF-8 appended to out, without BOM.  encoding
 * is
 * "" or "auto" to detect, else one of: utf-8 utf-16le utf-16be windows-1258 tcvn3 vni (any case,
 * with common aliases: cp1258, abc, vni-windows, utf8).  *name gets the static name of what was
 * used.  Fails (HTX_EDATA, with file and line) on invalid UTF-8 that looks like nothing else, on an
 * unknown encoding, on bytes that are no text, and on text already destroyed by an ANSI save
 * ("K? ho?ch").  out is untouched then.
 */
int htx_text_decode(const char *file, const char *data, size_t len, const char *encoding,
                    struct htx_buf *out, const char **name, struct htx_err *err);

/*
 * Append the clean form of s to out: NFC; NBSP, U+202F, U+2000-200A, tab, the line breaks of word
 * processors (VT, U+2028, U+2029) -> blank; ZWSP, U+FEFF, soft hyphen, marks of writing direction
 * dropped; U+00D0, U+0189 -> Đ and their small letters -> đ; ƣ/Ƣ -> ư/Ư; CRLF and CR -> LF; form
 * feed kept; other control characters dropped.  htx_text_clean also makes runs of blanks one and
 * trims every line (a form feed ends one too); htx_text_clean_keep leaves blanks as they are.
 * s must be valid UTF-8.
 */
void htx_text_clean(struct htx_buf *out, const char *s, size_t len);
void htx_text_clean_keep(struct htx_buf *out, const char *s, size_t len);

/* 0 when s is valid UTF-8 without U+FFFE, U+FFFF and NUL, else -1 with *at the offset. */
int htx_utf8_check(const char *s, size_t len, size_t *at);

/* ---- Comparing ---------------------------------------------------------------------------- */

/*
 * Append the folded form of s to out: lower case, tone placement as in the new style (hoà = hòa,
 * thuỷ = thủy, uỷ = ủy: only in open oa, oe, uy, not after q), Quí = Quý, kì = kỳ, hằng = hàng
 * before năm, tháng, quý, ngày, tuần; hyphens and dashes with or without blanks are one blank; runs
 * of blanks are one; other punctuation is kept.  The same word in two spellings folds to the same
 * bytes.
 */
void htx_text_fold(struct htx_buf *out, const char *s);

/* As htx_text_fold and then without any accent (đ = d): for searching with unaccented words. */
void htx_text_fold_plain(struct htx_buf *out, const char *s);

/*
 * Append the matching key of a unit's name: plain fold, then without blanks, dashes, dots, commas,
 * quotes, '&' and the word "và", the field's abbreviations written out (HTX, THT, KTTT, UBND,
 * LMHTX, TP, P., TT and the like: a table).  Two names are one unit when their keys are equal.
 */
void htx_text_key(struct htx_buf *out, const char *s);

/* Are a and b equal once both went through fold, one of the above or htx_text_upper()? */
bool htx_text_equal(const char *a, const char *b, void (*fold)(struct htx_buf *out, const char *s));

/* Does text hold words (a phrase)?  Tone placement and case do not matter; a word of the phrase
 * that is typed without accents matches any accents, one with accents only itself.  Every
 * blank-separated word must be found, in any order; a match may begin only at a word's beginning.
 */
bool htx_text_search(const char *text, const char *words);

/* Order of two texts: a ă â b c d đ e ê ... y by base letters first, then tones ngang huyền hỏi ngã
 * sắc nặng, then case, digits by their value before letters; < 0, 0, > 0.  No locale is asked. */
int htx_text_compare(const char *a, const char *b);

/* The nearest of n names to word by edit distance over plain folds, NULL when none is near enough
 * to be worth suggesting (over a third of the longer one's length apart). */
const char *htx_text_nearest(const char *word, const char *const *names, size_t n);

/* ---- Showing ------------------------------------------------------------------------------ */

/* Columns that s takes on a terminal. */
int htx_text_width(const char *s);
/* Bytes of the longest beginning of s that is at most columns wide. */
size_t htx_text_fit(const char *s, int columns);
/* Append s in capitals (Vietnamese letters too). */
void htx_text_upper(struct htx_buf *out, const char *s);
/* Append s in small letters. */
void htx_text_lower(struct htx_buf *out, const char *s);
/* Append s with its first letter a capital; what begins with a digit has none. */
void htx_text_capital(struct htx_buf *out, const char *s);
/* Is the first character of s an upper-case letter?  a lower-case one? */
bool htx_text_is_upper(const char *s);
bool htx_text_is_lower(const char *s);
/* Has s letters, and all of them capitals? */
bool htx_text_is_caps(const char *s);

/* Replace each find in s, which has its case, by put. */
void htx_text_replace(struct htx_buf *s, const char *find, const char *put);

/* Append s as the name of a file, of at most max bytes: what is neither a letter, a digit nor one
 * of
 * "-_. " becomes '-', and there is no dot, dash or blank at either end.  Nothing may be left. */
void htx_text_file_name(struct htx_buf *out, const char *s, size_t max);

/* Append n as reports print numbers: "1.234.567"; with decimals (0..6) digits after a comma
 * ("73,5"), halves rounded up; "-" for what is no number. */
void htx_text_number(struct htx_buf *out, double n, int decimals);
/* Read a number as offices type it: "1.500" is 1500, "1,5" is one and a half, "73,5 %" is 73.5,
 * "73.5" too.  HTX_EDATA, and *n untouched, when s is anything else. */
int htx_text_to_number(const char *s, double *n);

/* Append n (1..3999) as a Roman number. */
void htx_text_roman(struct htx_buf *out, int n);
/* The Roman number at the start of s (capitals or not, I..XXXIX), its length in *len; 0 for none.
 */
int htx_text_from_roman(const char *s, size_t *len);

#endif
