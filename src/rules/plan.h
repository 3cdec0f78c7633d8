/* Instalment plans as a whole: each line is judged alone (rules/promise.h), enough broken ones may
 * void the plan by policy; and promises that are replaced too often.
 */
#ifndef RULES_PLAN_H
#define RULES_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/records.h"

/* Each is an option. */
struct plan_rules {
	int void_after;            /* broken lines that void the plan; 0: never by itself */
	int supersede_window_days; /* 30, ending today */
	int supersede_warn;        /* 2: this many replacements warn */
};
#define PLAN_DEFAULTS \
	{ \
		.void_after = 0, \
		.supersede_window_days = 30, \
		.supersede_warn = 2, \
	}
extern const struct plan_rules plan_default_rules;

struct plan {
	int lines; /* all of them, withdrawn and superseded ones too */
	int open, kept, partly_kept, broken;
	/* of what was promised, less what disputes and credit notes took off; standing lines only */
	cents expected;
	cents received;
	cents outstanding; /* of the open lines */
	/* of the broken and partly kept lines; expected = received + outstanding + missed */
	cents missed;
	bool voided;
	date voided_on;            /* check date of the line that did it; DATE_NONE */
	cents due_at_once;         /* when voided: outstanding + missed; else 0 */
	date next_due, next_check; /* of the open lines, the earliest; DATE_NONE */
};

/* The lines of one plan as promise_judge left them, in any order, all of one currency. Partly kept
 * lines void nothing. */
void plan_judge(const struct promise *lines, size_t count, const struct plan_rules *rules,
		struct plan *out);

/* Replacing one more promise today: is it often enough to warn? superseded_on: the days earlier
 * ones of the client were replaced, in any order, today's included. */
bool plan_supersession_warns(const date *superseded_on, size_t count,
			     const struct plan_rules *rules, date today);

#endif
