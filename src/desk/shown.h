/* What a ledger shows of cash the bank told first: keeps the three statements of db/allocation.h true while imports write.
 *
 * All inside a write transaction, the client locked. Where nothing was ever matched none of it is called.
 */
#ifndef DESK_SHOWN_H
#define DESK_SHOWN_H

#include "desk/session.h"

/* The ledger's word for an item changes by `by`, before the item is written. Unshown allocations to it explain what they can:
 * matched_cents moves, open_cents is for the caller to write. */
bool shown_item(struct session *session, int64_t item_id, cents by, struct err *err);
/* A payment a ledger without entries shows as a fall of an item: what of it is the client's cash on account. */
bool shown_account(struct session *session, int64_t client_id, const char *currency, cents paid, cents *explained,
                   struct err *err);

/* An entry of the ledger that is cash: dated, signed (a reversal is negative). */
struct shown_entry {
	int64_t client_id, receipt_id; /* receipt_id 0: the ledger has items and no entries */
	int64_t cash_id;               /* its own open item, when it is open for all of the amount; 0 */
	const char *currency;
	cents amount;
	date on;
};
bool shown_entry(struct session *session, const struct shown_entry *entry, struct err *err);

#endif
