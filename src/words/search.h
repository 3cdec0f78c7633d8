/* What a search found somebody by, in words.
 */
#ifndef WORDS_SEARCH_H
#define WORDS_SEARCH_H

#include "desk/worklist.h"
#include "words/words.h"

/* "name", "phone …3344", "invoice F1001, open", "payment 03/11 · F1001": what of the row answers the query. */
const char *words_match(const struct worklist_row *row, const char *query, date today, char out[WORDS_TEXT]);
/* The same with what else is known of it, for the line under a list: "invoice F1001, open · 1 234,56 €, due 03/11"; "" unless an amount was
 * looked for. */
const char *words_match_long(const struct worklist_row *row, date today, char out[WORDS_TEXT]);

#endif
