/* Scenarios: which step comes next for an invoice and for a client, and on which day.
 *
 * A step waits for a number of days since the due date and never for one exact day: what was
 * missed is done later, one level after the other. Between two chases never less than the minimum
 * gap, and never more than the maximum unless an answer says why. A client is called once for all
 * its invoices.
 */
#ifndef RULES_SCENARIO_H
#define RULES_SCENARIO_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/money.h"
#include "rules/callable.h"
#include "rules/reason.h"

enum scenario_channel {
	SCENARIO_PHONE,
	SCENARIO_MAIL,
	SCENARIO_LETTER,
	SCENARIO_REGISTERED,
	SCENARIO_CHANNEL_COUNT
};
/* phone mail letter registered */
extern const char *const scenario_channel_codes[SCENARIO_CHANNEL_COUNT];

enum scenario_flag { SCENARIO_ANY, SCENARIO_YES, SCENARIO_NO };

#define SCENARIO_NAME      32 /* room for the name of a template or segment */
#define SCENARIO_LANGUAGE  8
#define SCENARIO_STEPS_MAX 24

/* When a step applies; all zero: always. */
struct scenario_condition {
	char segment[SCENARIO_NAME];      /* "": any */
	char language[SCENARIO_LANGUAGE]; /* "": any */
	cents from_amount;                /* open amount of the invoice at least this */
	cents below_amount;               /* and below this; 0: no limit */
	unsigned reasons;                 /* bits 1 << REASON_…; 0: any */
	enum scenario_flag key_account;
};

struct scenario_step {
	int days; /* since the due date, or more; ≤ 0: before it is overdue, and only then */
	enum scenario_channel channel;
	enum reason_firmness firmness;
	char template_name[SCENARIO_NAME];
	struct scenario_condition when;
};

/* Steps with rising days; of several with the same days the first whose conditions hold is the
 * one. */
struct scenario {
	const struct scenario_step *steps;
	size_t count;
	struct cadence cadence;
};

/* Phone first: a call the day after the due date, then firmer twice, a weekend within the 10 days;
 * before it, a call for large invoices that checks receipt and approval. */
#define SCENARIO_DEFAULT_STEPS 4
extern const struct scenario_step scenario_default_steps[SCENARIO_DEFAULT_STEPS];

struct scenario_client {
	const char *segment, *language; /* or NULL */
	enum reason reason;
	bool key_account;
	date last_chase_on; /* about any invoice; DATE_NONE */
};

#define SCENARIO_UNTOUCHED INT_MIN

struct scenario_invoice {
	int64_t id;
	date due_on;
	cents open; /* left after credits (netting_left) */
	bool disputed;
	bool promised;      /* an open promise covers it */
	int level;          /* days of the last step done; SCENARIO_UNTOUCHED */
	date last_chase_on; /* about it; DATE_NONE */
};

/* How far an invoice has come and when it was last chased, from the days of all chases of the client, in rising order (chase_days):
 * nothing is kept per invoice. A level is done by the first chase on its day or later (for one before the due date: not after it), one
 * level a chase; a chase is about every invoice that is overdue, and about one that is not when it does a level of it. Sets level and
 * last_chase_on; wants due_on and open. */
void scenario_replay(const struct scenario *scenario, const struct scenario_client *client, date issued_on, const date *days,
		     size_t count, struct scenario_invoice *invoice);

/* True when every client is called as soon as something is overdue: nothing has to be worked out for one never chased. */
bool scenario_starts_at_once(const struct scenario *scenario);

enum scenario_answer {
	SCENARIO_STEP, /* the next level */
	/* no new level yet, or none left: the last one, else the first, at the maximum gap; the level
	 * stays */
	SCENARIO_REPEAT,
	SCENARIO_PAID, /* nothing open */
	SCENARIO_DISPUTED,
	SCENARIO_PROMISED,
	SCENARIO_NO_STEP, /* no step's conditions hold */
	SCENARIO_ANSWER_COUNT
};

/* What set the day. */
enum scenario_why { SCENARIO_BY_STEP, SCENARIO_BY_MAX_GAP, SCENARIO_BY_MIN_GAP };

struct scenario_next {
	enum scenario_answer answer;
	const struct scenario_step *step; /* NULL when there is nothing to do */
	date on; /* a business day, past when late; DATE_NONE when there is nothing to do */
	enum scenario_why why;
	/* levels passed over: conditions do not hold, or it is too late for a pre-due call */
	int skipped;
};

bool scenario_holds(const struct scenario_condition *when, const struct scenario_client *client,
		    cents open);

/* After a chase the caller stores its day and, for SCENARIO_STEP, step->days as the level. */
struct scenario_next scenario_next_invoice(const struct scenario *scenario,
					   const struct scenario_client *client,
					   const struct scenario_invoice *invoice, date today);

struct scenario_next_client {
	struct scenario_next next; /* the most advanced step of those due together */
	int64_t invoice_id;        /* whose step that is; 0 */
	size_t invoices;           /* to speak about in that call */
};

/* The earliest day of any invoice, never within the minimum gap of the last chase about another
 * one; past that day, the call is about all that is due by now. When nothing is to do, the answer is that of the first invoice (SCENARIO_PAID without
 * invoices). */
struct scenario_next_client scenario_next_client(const struct scenario *scenario,
						 const struct scenario_client *client,
						 const struct scenario_invoice *invoices,
						 size_t count, date today);

bool scenario_is_due(const struct scenario_next *next, date today);

enum scenario_status {
	SCENARIO_OK,
	SCENARIO_NO_STEPS,
	SCENARIO_NOT_RISING, /* days fall */
	SCENARIO_SOFTER,     /* among steps without conditions one is softer than an earlier one */
	/* no step without conditions once overdue: somebody would never be chased */
	SCENARIO_NO_FALLBACK,
	SCENARIO_STARTS_LATE,      /* the first of those comes after the maximum gap */
	SCENARIO_REGISTERED_FIRST, /* a registered letter before any amicable step */
	SCENARIO_GAPS,             /* the minimum gap is not below the maximum */
	SCENARIO_STATUS_COUNT
};
/* *at = the step at fault, 0-based. */
enum scenario_status scenario_check(const struct scenario *scenario, size_t *at);

#endif
