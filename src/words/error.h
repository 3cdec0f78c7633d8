/* An error as a reader is told it. */
#ifndef WORDS_ERROR_H
#define WORDS_ERROR_H

#include "base/mem.h"

/* Amounts (239.94 EUR) among its words as the language in use writes them; all else as it is. */
void words_error(const char *text, struct buf *out);

#endif
