/* Lists of promises in words.
 */
#ifndef WORDS_PROMISES_H
#define WORDS_PROMISES_H

#include "desk/promises.h"
#include "words/words.h"

const char *words_promises_group(enum promises_group group); /* "to check" */
const char *words_promises_count(enum promises_group group, int count, char out[WORDS_TEXT]); /* "2 to check" */
/* "to check: 3 promises, 4 000,00 € of which 200,00 € came" */
const char *words_promises_sum(enum promises_group group, const struct promises_sum *sum, char out[WORDS_TEXT]);

#endif
