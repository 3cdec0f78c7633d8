/* Sums that must hold whatever the day: what verify checks beside the journal.
 */
#ifndef DB_VERIFY_H
#define DB_VERIFY_H

#include "base/arena.h"
#include "base/money.h"
#include "db/store.h"

enum { VERIFY_NAMED = 20 }; /* rows named of one kind */

/* What does not hold, sentence by sentence. */
struct verify {
	struct store *store;
	void (*say)(void *context, const char *sentence); /* NULL: only the first is wanted */
	void (*at)(void *context, double part);           /* how far it is, 0–1; NULL: nobody asks */
	void *context;
	double from, step;        /* where it is, and how far each check goes; set by whoever knows how many there are */
	int64_t faults;           /* rows that do not hold, those not named too */
	struct err first;         /* the first of them */
};
/* One row more. */
void verify_fault(struct verify *verify, const struct err *fault);
/* One check of verify_sums and verify_bank is done. */
void verify_step(struct verify *verify);
enum { VERIFY_SUMS = 5, VERIFY_BANK = 11 }; /* how many of each */

/* One check: a query of what is wrong, a row each: whose (text), what (text), two amounts, their currency
 * (text), in this order; msgid takes them as five texts. At most VERIFY_NAMED are named. False: the query failed. */
bool verify_rows(struct verify *verify, const char *sql, const char *msgid, struct err *err);

/* Every client's balance is the sum of its open items in its currency; no promise covers more than it promised; every disputed
 * invoice is in an open dispute of its own client; an item is closed when nothing of it is open. */
bool verify_sums(struct verify *verify, int64_t *clients, struct err *err);
/* The statements of db/allocation.h, movement by movement and item by item; but for what the ledger itself says. */
bool verify_bank(struct verify *verify, int64_t *movements, struct err *err);

/* The ledger's word for each item: what is open and what of it is matched, together (L of db/allocation.h), by id. */
bool verify_items(struct store *store, void (*item)(void *context, int64_t id, int64_t source_id, cents ledger), void *context,
                  struct err *err);
/* One of them is not what its ledger's last file says. */
bool verify_item_fault(struct verify *verify, int64_t id, cents says, struct err *err);
/* Sources that have told open items. */
bool verify_sources(struct store *store, struct arena *arena, int64_t **ids, size_t *count, struct err *err);

#endif
