/* Reasons of non-payment: legitimate or not, what to do about each, how firmly to speak, and how
 * many clients have one.
 */
#ifndef RULES_REASON_H
#define RULES_REASON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "rules/outcome.h"

enum reason {
	REASON_NONE, /* not qualified yet */
	REASON_FORGOTTEN,
	REASON_CALCULATING,
	REASON_NOT_RECEIVED,
	REASON_CIRCUIT, /* stuck in the circuit */
	REASON_DISPUTE,
	REASON_DOCUMENT, /* one is missing */
	REASON_DIFFICULTY,
	REASON_BAD_FAITH,
	REASON_INSOLVENCY,
	REASON_PAID,
	REASON_COUNT
};

/* What to do about it. */
enum reason_action {
	REASON_ACTION_QUALIFY,   /* find out why first */
	REASON_ACTION_REMIND,    /* forgetful: remind, with a mail at once */
	REASON_ACTION_COST,      /* calculating: say what lateness costs, shorten the dates */
	REASON_ACTION_DUPLICATE, /* not received: send a duplicate */
	REASON_ACTION_HOLDER,    /* stuck: call who has it */
	REASON_ACTION_SETTLE,    /* dispute: have its owner settle it */
	REASON_ACTION_SEND,      /* document missing: send it */
	REASON_ACTION_PLAN,      /* cash trouble: propose a plan, fast */
	REASON_ACTION_ESCALATE,  /* bad faith: no more dates; the registered letter, then legal */
	REASON_ACTION_CLAIM,     /* insolvency: declare the claim */
	REASON_ACTION_MATCH,     /* paid: look for it in our books */
	REASON_ACTION_COUNT
};

struct reason_rule {
	const char *code;
	/* all but forgotten, calculating and bad faith; an unknown reason is not */
	bool legitimate;
	enum reason_action action;
};
/* "" forgotten calculating not_received circuit dispute document difficulty bad_faith insolvency
 * paid */
extern const struct reason_rule reason_rules[REASON_COUNT];
/* qualify remind cost duplicate holder settle send plan escalate claim match */
extern const char *const reason_action_codes[REASON_ACTION_COUNT];

bool reason_from_code(const char *code, enum reason *out); /* - and _ alike; "" is none */

/* The reason an outcome tells by itself; REASON_NONE when it tells nothing (the one known stays).
 */
enum reason reason_from_outcome(enum outcome outcome);

/* What words of a note tell, in French or English ("a oublié", "never received"); REASON_NONE: nothing, or several reasons. */
enum reason reason_from_words(const char *note);

enum reason_firmness { REASON_SMILING, REASON_RESPECTFUL, REASON_FIRM, REASON_FIRMNESS_COUNT };
extern const char *const reason_firmness_codes[REASON_FIRMNESS_COUNT]; /* smiling respectful firm */
bool reason_firmness_from_code(const char *code, enum reason_firmness *out);

/* What makes one firmer. */
struct reason_history {
	int broken;       /* promises broken within a year */
	int unsuccessful; /* unsuccessful chases of the rolling month, chase_count_unsuccessful */
	bool refused;     /* the last answer was a refusal: one more */
	enum reason reason;
};

struct reason_firmness_rules {
	int respectful_from, firm_from; /* 1, 2 */
};
extern const struct reason_firmness_rules reason_default_firmness;

/* Broken promises, unsuccessful chases and a refusal add up. With a legitimate reason never more
 * than respectful. */
enum reason_firmness reason_firmness_of(const struct reason_history *history,
					const struct reason_firmness_rules *rules);

/* One client with something overdue. */
struct reason_client {
	date oldest_due; /* of what is overdue */
	enum reason reason;
	date qualified_on; /* when it was last told or confirmed; DATE_NONE */
};

struct reason_coverage {
	size_t clients;
	size_t covered; /* with a reason qualified in the within_days ending today */
	size_t late;    /* not covered, and overdue for more than within_days */
	/* covered ÷ clients in hundredths of a percent; 10000 without clients */
	int64_t hundredths;
};
#define REASON_WITHIN_DAYS 30 /* option reason.within */
struct reason_coverage reason_cover(const struct reason_client *clients, size_t count,
				    int within_days, date today);
bool reason_is_covered(const struct reason_client *client, int within_days, date today);

#endif
