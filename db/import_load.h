/* The first load: many rows into tables that hold nothing of this creditor yet, inside one write transaction.
 *
 * On an empty store a table is filled with its indexes at once (bulk_fill), or, where that cannot be done, its big indexes are taken away
 * first and made last: each several times faster than the one before and than keeping them.
 * Rows are stored by a thread of the load's own while the next ones are thought of: between open and close the store is not to be touched.
 */
#ifndef DB_IMPORT_LOAD_H
#define DB_IMPORT_LOAD_H

#include "db/client.h"
#include "db/import_merge.h"

struct import_load;
/* bare: no item and no receipt is stored at all, so that their indexes, and the queue's, may go meanwhile. */
bool import_load_open(struct store *store, int64_t creditor_id, bool bare, struct import_load **out,
		      struct err *err);
/* A client with its queue row (row->ready) already true. Rows come table by table, in this order; texts are copied. False: the load has
 * failed, go on to import_load_close, which says why. */
bool import_load_client(struct import_load *load, const struct client_row *row);
/* Contacts and invoices each come in the order of their clients' ids: the program ends where they do not. */
bool import_load_contact(struct import_load *load, int64_t client_id, const char *name,
			 const char *phone, const char *mail);
bool import_load_invoice(struct import_load *load, const struct import_invoice *item);
bool import_load_receipt(struct import_load *load, const struct import_receipt *receipt);
/* A word by which a client is found (db/search.h); sorted by word they go in fastest, each once for a client. */
bool import_load_word(struct import_load *load, const char *word, int64_t client_id);
/* No more rows of the table at hand come: its indexes can be made while the next ones are thought of. */
bool import_load_next_table(struct import_load *load);
/* Wait for the rest and for the indexes. Always call it; done false: nothing more is wanted (the caller rolls back). */
bool import_load_close(struct import_load *load, bool done, struct err *err);

#endif
