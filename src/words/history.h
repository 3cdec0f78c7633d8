/* One line of a client's history in words, and its kind for JSON.
 */
#ifndef WORDS_HISTORY_H
#define WORDS_HISTORY_H

#include "desk/file.h"
#include "words/words.h"

const char *words_history_kind(const char *outcome); /* "call" "note" "undo" */
/* "4 812,50 € on 27/11 — words said": the promises of that action, the next date, the note. promises: the client's. */
const char *words_history(const struct call_row *row, const struct promise_row *promises, size_t promise_count, char out[WORDS_TEXT]);
/* "√", "×" or "" for what became of the action's promises. */
const char *words_history_sign(const struct call_row *row, const struct promise_row *promises, size_t promise_count);

#endif
