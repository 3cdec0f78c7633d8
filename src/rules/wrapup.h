/* The end of a call: what answers an overdue invoice, and when one that was left without an answer is taken up.
 */
#ifndef RULES_WRAPUP_H
#define RULES_WRAPUP_H

#include <stdbool.h>

#include "base/date.h"
#include "rules/callable.h"
#include "rules/outcome.h"

enum wrapup_answer {
	WRAPUP_NONE,     /* nobody said anything about it */
	WRAPUP_PROMISE,  /* an open promise covers it */
	WRAPUP_DISPUTE,
	WRAPUP_DOCUMENT, /* one is to be sent, or was and is not chased yet */
	WRAPUP_CIRCUIT,  /* where it stands is known, and when it should move */
	WRAPUP_PAID,     /* paid already, they say: to be checked */
	WRAPUP_COUNT
};
extern const char *const wrapup_answer_codes[WRAPUP_COUNT]; /* "" promise dispute document circuit paid */

/* The outcome speaks of some invoices and leaves others: promise, dispute, document, paid, circuit. All others are about the whole file,
 * whose next date is then every invoice's. */
bool wrapup_leaves(enum outcome outcome);

/* When the rest is taken up: with the file, on the outcome's own date, but never before the minimum gap nor after the maximum gap. The date
 * of a dispute is its owner's: the rest waits for the minimum gap only. */
date wrapup_next_on(enum outcome outcome, date own_next, const struct cadence *cadence, date today);

#endif
