/* What no index leads to: mail addresses, and invoice numbers by their end. All of them are gone through, so that whoever types looks here
 * only where they are few.
 */
#ifndef DB_SEARCH_SCAN_H
#define DB_SEARCH_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "db/store.h"

enum search_scan_what {
	SEARCH_SCAN_NOTHING, /* what is typed can be neither */
	SEARCH_SCAN_MAIL,    /* it has an @: any part of an address */
	SEARCH_SCAN_NUMBER,  /* three characters at least, a digit among them: the end of an invoice number */
};
enum search_scan_what search_scan_what_is(const char *query);

struct search_scanned {
	int64_t client_id;
	const char *text;    /* the address, or the number; in the arena */
};
/* At most `limit` addresses in their order, or numbers: what is open first, the last due first. Capitals are ignored. Of clients this store's
 * person may see (store_set_sight). Nothing for a query of SEARCH_SCAN_NOTHING. */
bool search_scan_find(struct store *store, struct arena *arena, int64_t creditor_id, const char *query, int limit,
                      struct search_scanned **rows, size_t *count, struct err *err);

/* Few enough that nobody waits: SEARCH_SETTLED_MOST (db/search_amount.h) invoices, or contacts. Counted once. */
bool search_scan_is_small(struct store *store, enum search_scan_what what, bool *small, struct err *err);

#endif
