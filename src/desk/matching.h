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
	cents reversed;  /* came back: ≤ 0 */
	cents left;      /* open, for a person */
};
#define MATCHING_SUMS 8
struct matching_totals {
	int64_t movements; /* looked at */
	int64_t matched, account, reversed, left;
	struct matching_sum sums[MATCHING_SUMS]; /* by currency in byte order; a ninth is left out of the sums */
	size_t sum_count;
};
/* Match every open movement of the creditor, oldest value date first, in short transactions beside agents, until nothing more
 * changes: run again at once it changes nothing. It looks only at what is still open or on account, and never at what a person
 * decided or took back. progress may be NULL. Refused to who does not see every file. */
bool matching_run(struct session *session, void (*progress)(void *context, int64_t done, int64_t total), void *context,
                  struct matching_totals *out, struct err *err);
/* The same, but only the numbers and names of these clients are known: where the cash is known to be theirs. */
bool matching_run_among(struct session *session, const int64_t *clients, size_t count, struct matching_totals *out, struct err *err);

/* ---- for a person ---- */

struct matching_choice {
	int64_t client_id, invoice_id; /* invoice_id 0: on account of the client */
	const char *client_no, *client_name;
	const char *number;            /* "" on account */
	cents open;
	date due_on;
};
struct matching_allocated {
	int64_t client_id, invoice_id;
	const char *client_no, *client_name, *number; /* number "" on account, or what only the ledger knows */
	cents amount;
	const char *how;               /* rules/matching.h code */
	const char *agent;             /* "" the batch */
};
struct matching_line {
	int64_t id;
	const char *account;           /* the creditor's */
	date booked_on, value_on;
	cents amount;
	char currency[MONEY_CODE];
	bool reversal;
	const char *return_code, *party, *party_account, *end_to_end, *text;
	const char *reference;         /* structured ones, a blank between */
	const char *state, *why, *note; /* codes: open account matched ignored; rules/matching.h */
	const struct matching_choice *choices; /* what it may be for, best first */
	size_t choice_count;
	const struct matching_allocated *allocated; /* standing ones */
	size_t allocated_count;
};
/* Movements to clear, oldest first; or all of them, newest first. limit 0 = no limit. Texts live in the arena. */
bool matching_list(struct session *session, struct arena *arena, bool all, int limit, struct matching_line **rows, size_t *count,
                   struct err *err);
/* ERR_MISSING when there is no such movement of this creditor. */
bool matching_line(struct session *session, struct arena *arena, int64_t id, struct matching_line *out, struct err *err);

/* What a person types: invoice numbers of one client, or a client by its number or name. Reads only. */
#define MATCHING_FOUND 64
struct matching_found {
	int64_t client_id;
	int64_t invoices[MATCHING_FOUND];
	size_t count;
};
/* ERR_MISSING: nothing is called so; ERR_CONFLICT: of several clients; ERR_USAGE: nothing is said, or more than MATCHING_FOUND. */
bool matching_find(struct session *session, const char *text, struct matching_found *out, struct err *err);

/* The three below are a supervisor's.
 *
 * Set an open movement (or what of it is on account) against invoices of one client, in this order, each as far as it is open
 * and the money goes; what is left is the client's credit. No invoice: all of it. Money
 * that went back opens the one invoice again. */
bool matching_by_hand(struct session *session, int64_t id, int64_t client_id, const int64_t *invoices, size_t count,
                      struct err *err);
/* No client's: out of the list, with words. */
bool matching_ignore(struct session *session, int64_t id, const char *note, struct err *err);
/* Back to open, for persons only from now on. */
bool matching_undo(struct session *session, int64_t id, struct err *err);

#endif
