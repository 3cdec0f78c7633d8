/* The priority score: one integer per client, the sum of lines that can be read aloud.
 *
 * Monotone: all else equal, more money, older money or more broken promises never lower it.
 */
#ifndef RULES_SCORE_H
#define RULES_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/netting.h"

/* Defaults; each is an option (rules/option.h). */
struct score_weights {
	int amount_step, amount_max;          /* 30 per doubling above amount_base, at most 360 */
	cents amount_base;                    /* 100.00 */
	int age_step, age_max;                /* 20 per 10 days, at most 240 */
	int broken_first, broken_next, broken_max; /* 120, 60, 300 */
	int unchased;                         /* 400 */
	int follow_up;                        /* 200 */
	int gap_after_days, gap_step, gap_max; /* 10, 10, 100 */
	int slip_step, slip_max;              /* 30, 120 */
	int clock_near, clock_urgent;         /* 250, 500 */
	int clock_near_days, clock_urgent_days; /* 15, 5 */
	int limitation_near_days, limitation_urgent_days; /* 90, 30 */
	int over_limit;                       /* 50 */
	int risk_class[3];                    /* 0, 30, 60 */
	int difficulty;                       /* 100 */
	int provision;                        /* 0 = off */
	cents provision_threshold;
};
#define SCORE_DEFAULTS \
	{ \
		.amount_step = 30, \
		.amount_max = 360, \
		.amount_base = 10000, \
		.age_step = 20, \
		.age_max = 240, \
		.broken_first = 120, \
		.broken_next = 60, \
		.broken_max = 300, \
		.unchased = 400, \
		.follow_up = 200, \
		.gap_after_days = 10, \
		.gap_step = 10, \
		.gap_max = 100, \
		.slip_step = 30, \
		.slip_max = 120, \
		.clock_near = 250, \
		.clock_urgent = 500, \
		.clock_near_days = 15, \
		.clock_urgent_days = 5, \
		.limitation_near_days = 90, \
		.limitation_urgent_days = 30, \
		.over_limit = 50, \
		.risk_class = { 0, 30, 60 }, \
		.difficulty = 100, \
	}
extern const struct score_weights score_default_weights;

struct client_facts {
	const struct netting *net;            /* per currency */
	size_t net_count;
	int broken_last_year;                 /* broken promises whose check date is within the last year (check_on > today − 1 year) */
	bool unchased;                        /* a promise broke and nobody was spoken to since its check date */
	bool follow_up_due;                   /* an agreed or document follow-up is due today or earlier */
	date last_contact_end;                /* latest of: last chase, end of a promise's sleep, end of a dispute; DATE_NONE = never */
	date limitation_on;                   /* earliest limitation date of an open positive item; DATE_NONE */
	date insurer_on, claim_on;            /* insurer's notice, insolvency claim; DATE_NONE */
	bool over_credit_limit, difficulty;
	int risk_class;                       /* 0, 1, 2 */
	cents provisioned;                    /* disputed or provisioned, of one currency … */
	size_t provisioned_in;                /* … index in net */
};

enum score_line_code {
	SCORE_AMOUNT, SCORE_AGE, SCORE_BROKEN, SCORE_UNCHASED, SCORE_FOLLOW_UP, SCORE_GAP, SCORE_SLIP, SCORE_CLOCK, SCORE_RISK, SCORE_PROVISION,
	SCORE_LINE_COUNT
};
extern const char *const score_line_codes[SCORE_LINE_COUNT]; /* amount age broken unchased follow_up gap slip clock risk provision */

/* Why a line has its points, as typed numbers; words turn it into a sentence, JSON into `input`. */
struct score_line {
	enum score_line_code code;
	int points;
	cents amount;                         /* amount: the net overdue that scored; provision: the amount */
	int days;                             /* amount, age: T; gap: days since; slip: days late; clock: days left (negative: past) */
	int count;                            /* broken: how many; slip: edges; risk: 1 limit + 2 class + 4 difficulty as bits */
	date on;                              /* clock: the date; gap: the last contact, unset when there was none */
	int which;                            /* clock: 0 limitation, 1 insurer, 2 claim; provision: index in facts->net of its currency */
};

struct score {
	int total;
	size_t chosen;                        /* index in facts->net of the currency that scores most (the row shows it); between equals one that is overdue, then the first */
	struct score_line lines[SCORE_LINE_COUNT]; /* only lines with points ≠ 0, in code order */
	size_t count;
};

/* Pure. gap and slip count only when something is net overdue; the currency with the highest amount+age+slip is the one shown and scored.
 * gap of a client never contacted runs from the oldest due date of all currencies. Of the three clocks only the highest counts, the earliest date between equals. */
void score_client(const struct client_facts *facts, const struct score_weights *weights, date today, struct score *out);

#endif
