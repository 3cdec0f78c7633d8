/* Cash and invoices in words: why a payment was set against what it was, why another is left, what became of it.
 */
#ifndef WORDS_MATCHING_H
#define WORDS_MATCHING_H

#include "desk/matching.h"
#include "words/words.h"

const char *words_matching_how(const char *code);   /* "number in the text"; the code itself when unknown */
const char *words_matching_why(const char *code);   /* a sentence with what to do about it; "" for none */
const char *words_matching_state(const char *code); /* "to clear" … */
/* "F1001, 100,00 € open, due 01/09 · Dupont", the year too when it is not today's; "on account of Dupont". */
const char *words_matching_choice(const struct matching_choice *choice, const char *currency, date today,
                                  char out[WORDS_TEXT]);
/* What it was set against and why, or may be for, or why it is left: the shortest that tells. */
const char *words_matching_line(const struct matching_line *line, date today, char out[WORDS_TEXT]);
/* What a run did: a few lines, each ended. */
struct buf;
void words_matching_totals(const struct matching_totals *totals, struct buf *out);

#endif
