/* The brief: what an agent must know before dialling, as codes with typed arguments in reading order; words make the sentences (domain §4).
 */
#ifndef RULES_BRIEF_H
#define RULES_BRIEF_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/callable.h"
#include "rules/outcome.h"
#include "rules/records.h"

enum brief_code {
	BRIEF_OWED,            /* amount net overdue, count invoices, days = oldest late, currency */
	BRIEF_NOT_OVERDUE,     /* nothing overdue; amount = balance */
	BRIEF_COVERED,         /* overdue gross `amount`, covered by unmatched credits `other` */
	BRIEF_OTHER_CURRENCY,  /* also owed in another currency */
	BRIEF_BROKEN,          /* last broken promise: amount, on = promised date, other = received */
	BRIEF_BROKEN_COUNT,    /* count broken in the last year (≥ 2) */
	BRIEF_UNCHASED,        /* nobody was spoken to since */
	BRIEF_PROMISED,        /* open promise: amount, on = due, until = check date */
	BRIEF_PLAN,            /* open plan: count lines, amount total, on = next due */
	BRIEF_KEPT,            /* last promise kept: amount, on */
	BRIEF_DISPUTE_OPEN,    /* count invoices, amount, on = its due date, text = kind code */
	BRIEF_DISPUTE_SOLVED,  /* on = closed date, text = kind code */
	BRIEF_CREDITS,         /* unmatched credits amount */
	BRIEF_GAP,             /* reconciliation gap amount (signed): check our own books first */
	BRIEF_BIGGEST,         /* biggest invoice: amount, text = number, days late */
	BRIEF_LAST_CONTACT,    /* last outcome: outcome, on, text = words or NULL, who = agent */
	BRIEF_NEVER_CALLED,
	BRIEF_FOLLOW_UP,       /* pending: on, minute, outcome */
	BRIEF_EXCUSES,         /* count evasive or counted excuses since the last promise */
	BRIEF_NOT_DUE_YET,     /* more falls due: amount, on */
	BRIEF_WHOM,            /* whom to ask for: text = contact name or NULL, who = role code */
	BRIEF_GET,             /* what to get from the call: which = enum brief_goal */
	BRIEF_CODE_COUNT
};

enum brief_goal { BRIEF_GOAL_DATE, BRIEF_GOAL_DATE_FIRM, BRIEF_GOAL_REASON, BRIEF_GOAL_MATCHING, BRIEF_GOAL_NONE };

struct brief_line {
	enum brief_code code;
	cents amount, other;
	char currency[MONEY_CODE];
	int count, days, minute;
	date on, until;
	const char *text, *who;       /* borrowed from the facts */
	enum outcome outcome;
	int which;
};

#define BRIEF_LINES 24

struct brief_facts {
	const struct netting *net;
	size_t net_count, chosen;
	const struct item *items;
	size_t item_count;
	const char *const *item_numbers; /* parallel to items; may be NULL */
	const struct promise *promises;
	size_t promise_count;
	int broken_last_year;
	bool unchased;
	struct { date opened_on, due_on, closed_on; const char *kind; int invoices; cents amount; } dispute_open, dispute_solved; /* kind NULL: none */
	struct { date on; enum outcome outcome; const char *note, *agent; } last; /* on DATE_NONE: never */
	date follow_up_on;
	int follow_up_minute;
	enum outcome follow_up_outcome;
	int excuses;
	const char *contact_name, *contact_role;
	struct callable callable;
};

size_t brief_write(const struct brief_facts *facts, date today, struct brief_line out[BRIEF_LINES]);

#endif
