/* Cash to invoices: what the bank told, matched by rules/matching.h, undone, set aside, or left for a person with its
 * candidates.
 *
 * One movement is one transaction's worth of change and one row in the journal of each client it touches; the queue rows of
 * these clients are true when it ends, promises judged by the value date.
 */
#ifndef DESK_MATCHING_H
#define DESK_MATCHING_H

#include <stddef.h>
#include <stdint.h>

#include "base/money.h"
#include "desk/session.h"

struct matching_sum {
	char currency[MONEY_CODE];
	cents matched;   /* set against invoices, or known by the ledger already */
	cents account;   /* the client is known, the invoices are not: its credit */
	cents reversed;  /* came back: ≥ 0 */
	cents left;      /* open, for a person */
};
struct matching_totals {
	int64_t movements; /* looked at */
	int64_t matched, account, reversed, left;
	struct matching_sum sums[8]; /* by currency in byte order; a ninth is left out of the sums */
	size_t sum_count;
};
/* Match every open movement of the creditor, oldest value date first, in short transactions beside agents. Run again it
 * looks only at what is still open, and never at what a person took back. progress may be NULL. */
bool matching_run(struct session *session, void (*progress)(void *context, int64_t done, int64_t total), void *context,
                  struct matching_totals *out, struct err *err);

#endif
