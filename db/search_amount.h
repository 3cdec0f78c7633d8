/* Documents and payments of exactly one amount: what somebody on the phone names when he has no number at hand.
 */
#ifndef DB_SEARCH_AMOUNT_H
#define DB_SEARCH_AMOUNT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

enum search_sum_kind {
	SEARCH_SUM_INVOICE,     /* an invoice of this amount */
	SEARCH_SUM_REST,        /* an invoice of another one, of which this much is left */
	SEARCH_SUM_MOVEMENT,    /* the bank's word of a payment, or of one that went back */
	SEARCH_SUM_CASH,        /* the ledger's, where the bank said nothing of it */
	SEARCH_SUM_CREDIT_NOTE,
	SEARCH_SUM_KIND_COUNT
};

struct search_sum {
	enum search_sum_kind kind;
	int64_t id;
	int64_t client_id;      /* 0: a payment nobody knows the client of; one that several share is there once for each */
	const char *number;     /* the document's; of a payment, the client's first item it was set against; "" none */
	const char *party;      /* who paid, as the bank says; "" */
	const char *state;      /* of a movement, db/bank.h; "" */
	bool reversal;          /* money that went back */
	date on;                /* due date; value date of a payment */
	cents amount, open;     /* signs as stored; a payment is open for nothing */
	char currency[MONEY_CODE];
};

/* What is open of documents and what the bank told, each of these ways at most `limit` of them: open documents, the last told first, those of
 * which part is paid, payments, the newest first. settled: also what is settled and what only the ledger told, for which every invoice and
 * receipt there ever was is gone through. currency "" is any. Of clients this store's person may see (store_set_sight); nobodys: payments
 * that are no client's yet, too. Texts live in the arena. */
struct search_amount { int64_t creditor_id; cents amount; const char *currency; bool nobodys, settled; int limit; };
bool search_amount_find(struct store *store, struct arena *arena, const struct search_amount *sought, struct search_sum **rows,
                        size_t *count, struct err *err);

/* Few enough invoices that `settled` makes nobody wait. Counted once. */
#define SEARCH_SETTLED_MOST 50000
bool search_amount_is_small(struct store *store, bool *small, struct err *err);

#endif
