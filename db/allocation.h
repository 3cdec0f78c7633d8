/* What cash settles, and how the bank's word and the ledger's are one.
 *
 * A ledger says what is open of each item: L, as of its last file. The bank says which cash came in, as allocations: an amount
 * a of a movement, to an item, of which the ledger has shown s ("shown_cents") so far. Three statements hold at every commit:
 *
 *   1. item:    open_cents + matched_cents = L. An item the bank made itself (cash on account) has L = 0.
 *   2. item:    matched_cents = Σ (a − s) of the standing allocations to it − Σ (a − s) of those that name it as cash_id.
 *   3. receipt: each cent of cash is judged once: amount_cents − shown_cents counts, where shown_cents is what of a ledger's
 *               receipt an allocation has told by a receipt of its own (with the bank's value date).
 *
 * So matching cash never changes L, a file read again finds L unchanged and writes nothing, and what the ledger shows later
 * moves s, not the open amount:
 *   - the open amount of an item falls (or, for what is negative, rises): first the unshown allocations to it become shown,
 *     oldest first, then, for a payment, the client's cash on account; only what is left is new cash;
 *   - the ledger tells cash as an entry of its own (a receipt, and while it is not lettered an open item C, L = −x): the
 *     allocations of a movement of that client, amount and time are this cash. With C they stay where they are and C is their
 *     cash_id, so that C is open for nothing; without C they become shown.
 * Ledger first, then bank: the allocation is born with s = a and the ledger's receipt is shown by it (ledger_id), or with C as
 * its cash_id. A reversal is an allocation of −a to the same item, with the same rules. Undoing takes a − s back from the item;
 * what the ledger has shown stays, and its receipt stays for it. desk/shown.c and desk/matching_apply.c keep all this true.
 */
#ifndef DB_ALLOCATION_H
#define DB_ALLOCATION_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"
#include "rules/records.h"

struct allocation_row {
	int64_t id, movement_id, client_id;
	int64_t invoice_id;   /* 0: known by the ledger, no item to name */
	int64_t receipt_id;   /* what promises are judged by; 0 none */
	int64_t cash_id, ledger_id;
	cents amount, shown;
	const char *reason;   /* rules/matching.h code */
	int64_t agent_id;     /* 0: the batch */
	date on_day;
	const char *at;
};
/* The row alone: nothing else moves. */
bool allocation_insert(struct store *store, const struct allocation_row *row, struct err *err);
/* Standing ones of a movement, in the order they were made. */
bool allocation_list(struct store *store, struct arena *arena, int64_t movement_id, struct allocation_row **rows, size_t *count,
                     struct err *err);
/* Taken back on that day by that agent: the row alone. */
bool allocation_set_undone(struct store *store, int64_t id, date on, int64_t agent_id, struct err *err);
/* Any allocation at all, of any creditor: otherwise imports need not look. */
bool allocation_any(struct store *store, bool *any, struct err *err);

/* matched_cents + by, open_cents − by, closed on `today` when nothing is open then. */
bool allocation_move_item(struct store *store, int64_t item_id, cents by, date today, struct err *err);

/* A standing allocation the ledger has not shown whole. */
struct allocation_unshown {
	int64_t id, movement_id, client_id, invoice_id, cash_id;
	cents amount, shown;
	date booked_on, value_on; /* of the movement */
	bool on_account;          /* to the bank's own item */
};
/* Those to an item, and those it is the cash_id of, in the order they were made. */
bool allocation_unshown_of_item(struct store *store, struct arena *arena, int64_t item_id, struct allocation_unshown **rows,
                                size_t *count, struct err *err);
/* Those of a client in a currency, booked from … to (DATE_NONE: any day), in the order of their value dates. */
bool allocation_unshown_of_client(struct store *store, struct arena *arena, int64_t client_id, const char *currency, date from,
                                  date to, struct allocation_unshown **rows, size_t *count, struct err *err);
/* `part` of it (signed as it is, unshown) becomes an allocation of its own, with its part of the receipt. */
bool allocation_split(struct store *store, int64_t id, int64_t new_id, cents part, struct err *err);
bool allocation_set_shown(struct store *store, int64_t id, cents shown, struct err *err);
/* What the ledger tells it is: its open item (0: lettered) and its receipt (0: none). */
bool allocation_set_told(struct store *store, int64_t id, int64_t cash_id, int64_t ledger_id, struct err *err);

/* Cash the ledger told of a client, in this currency and sign, dated from … to. */
struct allocation_cash {
	int64_t receipt_id, invoice_id, cash_id; /* cash_id: the entry's own item, still open as a whole; 0 */
	cents amount, whole;  /* what of it no movement explains yet; all of it */
	date value_on;
	bool dated;           /* the ledger gives the entry's date; else the day its fall was noticed */
};
bool allocation_ledger_cash(struct store *store, struct arena *arena, int64_t client_id, const char *currency, bool positive,
                            date from, date to, struct allocation_cash **rows, size_t *count, struct err *err);
/* A ledger's receipt is told by the bank for this much more (or less). */
bool allocation_tell_receipt(struct store *store, int64_t receipt_id, cents by, struct err *err);

/* The bank's own receipt of an allocation, by value date; its id is the allocation's. */
bool allocation_receipt(struct store *store, const struct allocation_row *row, int64_t source_id, date value_on,
                        const char *currency, struct err *err);
/* Only this much of it stays (0: nothing). */
bool allocation_receipt_keep(struct store *store, int64_t receipt_id, cents amount, struct err *err);

/* The bank's own item for cash on account of a client, made when it is new, at L = 0. */
bool allocation_account_item(struct store *store, int64_t client_id, int64_t source_id, const char *key, const char *number,
                             date value_on, cents amount, const char *currency, int64_t *id, struct err *err);

/* Items a payment may settle: open ones of a client, and those in `also` (settled ones named by number). */
struct allocation_item {
	struct item item;
	const char *number;
	const char *payment_ref; /* what it asks to be written on its payment; "" */
	bool bank;            /* the bank's own item */
};
bool allocation_items(struct store *store, struct arena *arena, int64_t client_id, int64_t bank_source_id, const int64_t *also,
                      size_t also_count, struct allocation_item **rows, size_t *count, struct err *err);
/* Of these alone what is the client's, and with `credits` its open credit notes: in the order they have among all. */
bool allocation_items_named(struct store *store, struct arena *arena, int64_t client_id, int64_t bank_source_id, const int64_t *ids,
                            size_t id_count, bool credits, struct allocation_item **rows, size_t *count, struct err *err);

/* How a client and one of its items (0: none) are called. */
struct allocation_name {
	const char *client_no, *client_name, *number; /* number "" without an item */
	cents open;
	date due_on;
	bool bank;
};
enum found allocation_named(struct store *store, struct arena *arena, int64_t client_id, int64_t item_id,
                            struct allocation_name *out, struct err *err);
/* Invoices and credit notes of the creditor's clients with exactly this number, open ones first; at most twenty. */
struct allocation_numbered { int64_t item_id, client_id; };
bool allocation_by_number(struct store *store, struct arena *arena, int64_t creditor_id, const char *number,
                          struct allocation_numbered **rows, size_t *count, struct err *err);
/* *is: the item is the bank's own; false for one that is not there. */
bool allocation_is_account(struct store *store, int64_t item_id, int64_t bank_source_id, bool *is, struct err *err);

/* Every item a number could name: open, or closed on or after `since`. Borrowed during the call. */
bool allocation_numbers(struct store *store, int64_t creditor_id, date since,
                        void (*row)(void *context, int64_t item_id, int64_t client_id, const char *number), void *context,
                        struct err *err);
/* Of these, those that ask for a reference on their payment. */
bool allocation_references(struct store *store, int64_t creditor_id, date since,
                           void (*row)(void *context, int64_t item_id, int64_t client_id, const char *number, const char *reference),
                           void *context, struct err *err);
/* Every client of the creditor, in no order. Borrowed during the call. */
bool allocation_names(struct store *store, int64_t creditor_id,
                      void (*row)(void *context, int64_t client_id, const char *name), void *context, struct err *err);
/* The day the creditor's ledger was first taken in; DATE_NONE: never. */
bool allocation_book_on(struct store *store, int64_t creditor_id, date *out, struct err *err);

#endif
