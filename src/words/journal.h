/* Journal rows for people: the kind in words, the payload without its punctuation.
 */
#ifndef WORDS_JOURNAL_H
#define WORDS_JOURNAL_H

#include "words/words.h"

const char *words_journal_kind(const char *kind);   /* the code itself when it has no words */
/* {"due_on":"2026-11-27","amount":"500.00"} → "due_on 2026-11-27 · amount 500.00": what a canonical row says, numbers that only name rows
 * of the store left out. */
const char *words_journal_payload(const char *payload, char out[WORDS_TEXT]);

#endif
