/* The circuit of invoices and the people there in words. Knows no store and no screen.
 */
#ifndef WORDS_CIRCUIT_H
#define WORDS_CIRCUIT_H

#include "desk/call.h"
#include "rules/circuit.h"
#include "words/words.h"

const char *words_circuit_stage(enum circuit_stage stage);       /* "with the buyer" */
const char *words_circuit_stage_short(enum circuit_stage stage); /* "buyer": for a narrow column */
const char *words_circuit_back(enum circuit_back back);          /* "returned"; "" for none */
const char *words_circuit_question(enum circuit_question question, const char *number,
				   char out[WORDS_TEXT]);

/* "buyer 21 d Lenoir": stage, days, holder's last name. */
const char *words_circuit_near(const struct circuit_position *position, date today,
			       char out[WORDS_TEXT]);
/* "with the buyer since 03/11 (21 days), Mme Lenoir; expected out 15/12" */
const char *words_circuit_event(const struct circuit_event *event, date today,
				char out[WORDS_TEXT]);
/* Whom to ask for, in at most `cells` where that can be: "Mme Lenoir, buyer, via M. Roy": the number dialled is the latter's. */
const char *words_whom(const struct client_file *file, int cells, char out[WORDS_TEXT]);
/* "9:00-11:00", "9:30"; "" when not known */
const char *words_hours(int from, int to, char out[40]);

/* What an entry of circuit news was taken for, and why it was refused, with what to type instead. */
const char *words_circuit_echo(const struct call_result *result, date today, char out[WORDS_TEXT]);
const char *words_circuit_refused(const struct call_result *result, const struct client_file *file,
				  char out[WORDS_TEXT]);
/* The same of a wrong contact; wrong: who that is, or NULL. */
const char *words_wrong_echo(const struct call_result *result, const struct contact_row *wrong,
			     char out[WORDS_TEXT]);
const char *words_contact_refused(const struct contact_entry *entry, char out[WORDS_TEXT]);

#endif
