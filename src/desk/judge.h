/* The facts of one client through the rules: promises judged, what is owed, clocks, score, callable, what is proposed. Pure: nothing is read
 * or written here.
 */
#ifndef DESK_JUDGE_H
#define DESK_JUDGE_H

#include "db/client.h"
#include "rules/policy.h"

/* What the rules need about one client, loaded or streamed. Arrays are borrowed. */
struct client_bundle {
	const struct client_state *state;
	const struct item *items;
	size_t item_count;
	date service_on;             /* earliest service date of what is open; DATE_NONE: none is known */
	date service_after;          /* … of what was issued after limitation was closed; not read when it never was */
	struct promise *promises;    /* every one not undone; judged in place */
	const int64_t *entries;      /* parallel: the action each was made in, one of a plan after the other */
	size_t promise_count;
	const struct receipt *receipts; /* with promise_id set */
	size_t receipt_count;
	const struct chase *chases;  /* that stand, oldest first; none needed while state->last_chase_on is DATE_NONE */
	size_t chase_count;
	date client_since;           /* DATE_NONE: not known, or nothing depends on it */
	bool abroad;                 /* the creditor is */
};

struct client_verdict {
	struct client_ready ready;   /* proposal: what speaks for one now, refusals apart */
	size_t net_count;
	struct score score;
	struct callable callable;
	int broken_last_year;
	bool unchased;
	date pre_due_on;             /* as in struct call_facts */
	struct clocks_reading clocks[CLOCKS_KIND_COUNT]; /* as clocks_read says; closed ones too, when nothing began since */
	date stop_on;                /* the insurer's: no deliveries from then on; DATE_NONE */
	date free_until;             /* the insurer's: what is owed may be put off to that day without asking; DATE_NONE */
	struct clocks_exposure exposure; /* in the creditor's currency */
	struct escalation escalation;
	unsigned hold;               /* bits of enum escalation_hold */
	date broke_on;               /* when the last promise broke; DATE_NONE */
	cents voided;                /* due at once of plans that were voided … */
	char voided_currency[MONEY_CODE]; /* … in the currency of the first */
	struct netting net[NETTING_CURRENCIES]; /* as far as net_count; last: most clients have one currency, the rest is not even cleared */
};

/* Pure: judge, net, clocks, score, callable for `today`. currency: the creditor's, of limits and of what a client without items shows. */
void judge_client(const struct client_bundle *bundle, const struct policy *policy, const char *currency, date today,
                  struct client_verdict *out);

/* The currency of a line of verdict->score. */
const char *judge_currency(const struct client_verdict *verdict, const struct score_line *line);

#endif
