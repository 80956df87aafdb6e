/*
 * char.h - single characters, for the files of this layer only: unicode.c stands between them and
 * utf8proc.
 */
#ifndef HTX_CHAR_H
#define HTX_CHAR_H

#include "text/text.h"

/* The character at s (of len bytes, at least 1) in *c and the bytes it takes.  A byte that is not
 * UTF-8 is U+FFFD and one byte. */
size_t htx_char_read(const char *s, size_t len, int32_t *c);
/* The same at the NUL-terminated s; 0 at its end. */
size_t htx_char_next(const char *s, int32_t *c);
void htx_char_put(struct htx_buf *out, int32_t c);

int32_t htx_char_lower(int32_t c);
int32_t htx_char_upper(int32_t c);
bool htx_char_is_letter(int32_t c);
/* A letter, a digit, or a mark on one: what words are made of. */
bool htx_char_is_word(int32_t c);
bool htx_char_is_mark(int32_t c);

/* The lower-case letter without its tone, which goes to *tone: 0 ngang, 1 huyền, 2 hỏi, 3 ngã,
 * 4 sắc, 5 nặng.  Only vowels of Vietnamese lose a mark; what is no letter comes back as it is. */
int32_t htx_char_split(int32_t c, int *tone);
/* The letter without any mark, case kept: ậ -> a, Đ -> D. */
int32_t htx_char_bare(int32_t c);

/* Append s in NFC. */
void htx_text_compose(struct htx_buf *out, const char *s, size_t len);

#endif
