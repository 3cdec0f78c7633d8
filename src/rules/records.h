/* The plain records that rules read and the store fills: items, promises, cash. No pointers to manage but borrowed text.
 */
#ifndef RULES_RECORDS_H
#define RULES_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/money.h"

enum item_kind {
	ITEM_INVOICE,
	ITEM_CREDIT_NOTE, /* open < 0 */
	ITEM_CASH,        /* an unmatched receipt: open < 0 */
	ITEM_GAP,         /* reconciliation gap: account balance less the open items; either sign */
	ITEM_KIND_COUNT
};
extern const char *const item_kind_codes[ITEM_KIND_COUNT]; /* invoice credit_note cash gap */

/* One open item of a client. Signs: what the client owes is positive. */
struct item {
	int64_t id;
	enum item_kind kind;
	date issued_on, due_on;      /* due_on is never DATE_NONE */
	cents amount, open;
	char currency[MONEY_CODE];
	bool disputed;               /* in an open dispute: counts in the balance, not in net overdue */
};

enum promise_state { PROMISE_OPEN, PROMISE_KEPT, PROMISE_PARTLY_KEPT, PROMISE_BROKEN, PROMISE_WITHDRAWN, PROMISE_SUPERSEDED, PROMISE_STATE_COUNT };
extern const char *const promise_state_codes[PROMISE_STATE_COUNT]; /* open kept partly_kept broken withdrawn superseded */

/* A promise, or one line of a plan. */
struct promise {
	int64_t id;
	date made_on, due_on, check_on; /* check_on = due_on + grace */
	cents amount;                   /* what was promised */
	cents reduced;                  /* withdrawn by a dispute since: a fact, promise_judge only reads it */
	cents credited;                 /* withdrawn by credit notes since: result of promise_judge; amount - reduced - credited is judged */
	cents received;                 /* result of promise_judge */
	char currency[MONEY_CODE];
	enum promise_state state;
	date reversed_on;               /* value date of the last cash that went back from it: result of promise_judge; DATE_NONE */
};

/* Money that came in, or a credit note. A reversal is negative. */
struct receipt {
	int64_t id;                     /* grows with the time it became known */
	date value_on;
	cents amount;
	char currency[MONEY_CODE];
	int64_t promise_id;             /* the promise whose invoices it was matched to; 0 = not matched, or to none of theirs */
	bool credit_note;               /* lowers what was promised, keeps nothing */
};

#endif
