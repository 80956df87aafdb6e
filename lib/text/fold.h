/* fold.h - parts of folding that searching needs too; for the files of this layer only. */
#ifndef HTX_FOLD_H
#define HTX_FOLD_H

#include "text/text.h"

/* As htx_text_fold() but for the words of two spellings (hằng, quý, kỳ), which stay as typed. */
void htx_text_fold_tones(struct htx_buf *out, const char *s);
/* Append s without any accent. */
void htx_text_bare(struct htx_buf *out, const char *s);

#endif
