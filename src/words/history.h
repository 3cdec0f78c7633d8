/* A client's history, line by line in words: what was recorded, and what became of promises.
 */
#ifndef WORDS_HISTORY_H
#define WORDS_HISTORY_H

#include "desk/file.h"
#include "words/words.h"

/* Something recorded, a promise judged on its check date, a threat told, a sanction set or lifted: one is not NULL. Borrowed from the file. */
struct history_line {
	date on_day;
	const struct call_row *call;
	const struct promise_row *judged;
	const struct threat_row *told;
	const struct sanction_row *sanction;
	bool lifted;
};

size_t words_history_room(const struct client_file *file); /* how many lines there may be */
/* Newest first into out, which has room for words_history_room. undone: also what was undone, and the undoing. */
size_t words_history_lines(const struct client_file *file, date today, bool undone,
			   struct history_line *out);

const char *words_history_kind(
	const struct history_line *line); /* "call" "note" "undo" "platform" "judgement" "threat" "sanction", for JSON */
const char *words_history_outcome(
	const struct history_line *line); /* code of the outcome or of the promise's state */
const char *words_history_agent(const struct history_line *line); /* who: promises are judged by the night */
const char *words_history_name(
	const struct history_line *line); /* the same in words: "no answer", "promise broken" */
const char *words_history_sign(const struct history_line *line); /* "√", "×" or "" */
/* "4 812,50 € on 27/11 · words said": the promises of that call, the next date, the note; or what came of a promise. */
const char *words_history(const struct history_line *line, const struct client_file *file,
			  char out[WORDS_TEXT]);

#endif
