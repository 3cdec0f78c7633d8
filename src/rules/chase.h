/* Chases counted: unsuccessful ones, excuses, contacts.
 *
 * An unsuccessful chase is an evasive answer, a refusal or a counted excuse; no answer and a
 * message are none, and neither is a note whatever it says.
 */
#ifndef RULES_CHASE_H
#define RULES_CHASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "rules/outcome.h"

#define CHASE_WINDOW_DAYS 30 /* a rolling month: the 30 days ending today */

/* Excuses that are counted, told beside any outcome. */
enum chase_excuse {
	CHASE_EXCUSE_NONE,
	CHASE_EXCUSE_CHEQUE,    /* "the cheque is sent" */
	CHASE_EXCUSE_ASSISTANT, /* "my assistant was to do it" */
	CHASE_EXCUSE_COUNT
};
extern const char *const chase_excuse_codes[CHASE_EXCUSE_COUNT]; /* "" cheque_sent assistant */

bool chase_excuse_from_code(const char *code, enum chase_excuse *out); /* - and _ alike; "" is none */
/* The counted excuse that words of a note are, in French or English ("chèque parti hier"). */
enum chase_excuse chase_excuse_from_words(const char *note);

/* One recorded call or message to the client. */
struct chase {
	date on;
	enum outcome outcome;
	enum chase_excuse excuse;
	int64_t contact_id; /* who was spoken to; 0: nobody named */
};

bool chase_is_unsuccessful(const struct chase *chase);

/* All of these take the chases of one client in any order. */

/* Days with an unsuccessful chase among the window_days ending today: one a day at most. */
int chase_count_unsuccessful(const struct chase *chases, size_t count, int window_days, date today);

/* Evasive answers and counted excuses after `since` (DATE_NONE: ever), of one contact (0: of all).
 */
int chase_count_excuses(const struct chase *chases, size_t count, int64_t contact_id, date since);

/* Chases of every outcome after `since` (DATE_NONE: ever): what the contact cap counts. */
int chase_count_contacts(const struct chase *chases, size_t count, date since);

/* The days with a chase that was more than an unanswered call, in rising order and each once: what moves a scenario on. Writes at most
 * `count` into out and returns how many. */
size_t chase_days(const struct chase *chases, size_t count, date *out);

/* Somebody was spoken to: an amicable contact with a person. */
bool chase_reached_person(const struct chase *chases, size_t count);

#endif
