/* Outcomes of a call: what each needs, what it does to the file, and the next date when none is typed.
 *
 * One row an outcome; keys, entry grammar, gate, cadence and counters all read this table.
 */
#ifndef RULES_OUTCOME_H
#define RULES_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

enum outcome {
	OUTCOME_PROMISE,
	OUTCOME_CALLBACK,
	OUTCOME_NO_ANSWER,
	OUTCOME_MESSAGE,
	OUTCOME_EVASIVE,
	OUTCOME_CIRCUIT,
	OUTCOME_DISPUTE,
	OUTCOME_DOCUMENT,
	OUTCOME_PAID,
	OUTCOME_DIFFICULTY,
	OUTCOME_WRONG_CONTACT,
	OUTCOME_REFUSAL,
	OUTCOME_INSOLVENCY,
	OUTCOME_NOTE,
	OUTCOME_COUNT
};

/* What the text after the outcome means. */
enum outcome_entry {
	OUTCOME_ENTRY_TEXT,     /* all of it is the note */
	OUTCOME_ENTRY_PROMISE,  /* amount, date, Nx; lines separated by ; */
	OUTCOME_ENTRY_CALLBACK, /* date, hour */
	OUTCOME_ENTRY_DATE,     /* a date (evasive, difficulty) */
	OUTCOME_ENTRY_PAID,     /* amount and a date not in the future */
	OUTCOME_ENTRY_DISPUTE,  /* invoices (number or line), kind, sub-reason, owner, due date, then an optional note after -- */
	OUTCOME_ENTRY_CIRCUIT,  /* invoices, stage, holder, since, exit (rules/circuit_entry.h), note after -- */
	OUTCOME_ENTRY_CONTACT,  /* the right person (rules/contact_entry.h), or nothing */
	OUTCOME_ENTRY_DOCUMENT, /* which document, invoices, then an optional note after -- */
	OUTCOME_ENTRY_INSOLVENCY /* court, publication date, then an optional note after -- */
};

/* How the default next date is counted. */
enum outcome_next {
	OUTCOME_NEXT_NONE,
	OUTCOME_NEXT_BUSINESS_DAYS,
	OUTCOME_NEXT_DAYS,        /* calendar days, moved to the next business day */
	OUTCOME_NEXT_WITHIN_DAYS, /* at most so many: moved to the previous business day */
	OUTCOME_NEXT_TYPED        /* must be typed */
};

/* What keeps the file asleep until the next date. */
enum outcome_sleep { OUTCOME_SLEEP_NONE, OUTCOME_SLEEP_PROMISE, OUTCOME_SLEEP_FOLLOW_UP, OUTCOME_SLEEP_CADENCE };

struct outcome_rule {
	const char *code;        /* "no_answer": JSON, journal, command line (where - is read as _) */
	const char *label;       /* N_("no answer") */
	enum outcome_entry entry;
	enum outcome_next next;
	int next_count;          /* days of `next` */
	bool capped;             /* a typed date is at most `cadence.max_gap` days ahead */
	bool agreed;             /* the follow-up was agreed with the debtor */
	enum outcome_sleep sleep;
	bool chase;              /* counts as a chase for cadence and gap: everything but a note */
	bool spoken;             /* somebody was spoken to: ends `unchased` */
	bool unsuccessful;       /* an unsuccessful chase */
};

extern const struct outcome_rule outcome_rules[OUTCOME_COUNT];

bool outcome_from_code(const char *code, enum outcome *out); /* - and _ alike */

/* The next date when none was typed, on a business day (or a cap's previous one); DATE_NONE when the outcome has none or wants it typed. */
date outcome_default_next(enum outcome outcome, date today);

#endif
