/* Open items and cash of clients: lists for one file, one ordered stream for all.
 */
#ifndef DB_ITEM_H
#define DB_ITEM_H

#include <stddef.h>

#include "base/arena.h"
#include "db/store.h"
#include "rules/records.h"

struct invoice_row {
	struct item item;
	const char *number, *order_no;
	bool flagged;
	int64_t dispute_id;              /* 0: none */
};
/* Open items of a client sorted by due, issue, number. limit 0 = no limit. */
bool invoice_list(struct store *store, struct arena *arena, int64_t client_id, int limit, struct invoice_row **rows, size_t *count,
                  struct err *err);
/* Just the items, for the rules. */
bool item_list(struct store *store, struct arena *arena, int64_t client_id, struct item **rows, size_t *count, struct err *err);

/* The earliest service date among a client's open items; DATE_NONE: none is known. */
bool item_service(struct store *store, int64_t client_id, date *earliest, struct err *err);
/* The same among those issued after a day. */
bool item_service_after(struct store *store, int64_t client_id, date day, date *earliest, struct err *err);

/* When what an open invoice bills was done. *known: the client has such an invoice. */
bool item_put_service(struct store *store, int64_t client_id, const char *number, date on, bool *known, struct err *err);

/* Every open item in client order, read once beside a walk of the clients; with their ids or without. */
struct item_stream;
bool item_stream_open(struct store *store, int64_t after_client_id, bool ids, struct item_stream **out, struct err *err);
/* The items of client_id; clients must be asked for in growing order. *items belongs to the stream until the next call. */
bool item_stream_of(struct item_stream *stream, int64_t client_id, const struct item **items, size_t *count, struct err *err);
/* Its earliest service date, of what is open; DATE_NONE: none is known. Asked in the same order. */
bool item_stream_service(struct item_stream *stream, int64_t client_id, date *earliest, struct err *err);
void item_stream_close(struct item_stream *stream);

/* Cash and credit notes of a client, by value date, with the item each settles (0: not matched). Each cent once: what a ledger
 * told and the bank told too is the bank's (db/allocation.h). */
struct receipt_row {
	struct receipt receipt;
	int64_t invoice_id;
};
bool receipt_list(struct store *store, struct arena *arena, int64_t client_id, struct receipt_row **rows, size_t *count,
                  struct err *err);

#endif
