/* Documents clients ask for, and insolvencies, row by row. What they mean is the rules' and the desk's business.
 */
#ifndef DB_DOCUMENT_H
#define DB_DOCUMENT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "db/store.h"

struct document_row {
	int64_t id, client_id, action_id;
	const char *kind;                /* rules/document.h code */
	date asked_on;
	date sent_on, settled_on;        /* DATE_NONE: not yet */
	int64_t sent_by;                 /* action; 0 */
	const char *note;
	/* when read */
	const char *client_no, *client_name;
	int invoices;
	const char *number;              /* of its first invoice; "" */
	date chased_on;                  /* last chase of the client */
};

bool document_insert(struct store *store, const struct document_row *row, struct err *err);
bool document_invoice_insert(struct store *store, int64_t request_id, int64_t invoice_id, struct err *err);
bool document_list(struct store *store, struct arena *arena, int64_t client_id, struct document_row **rows, size_t *count, struct err *err); /* not undone, by id */
enum found document_by_id(struct store *store, struct arena *arena, int64_t id, struct document_row *out, struct err *err); /* not undone */
/* Those of a creditor's clients this person may see that are not settled, oldest first. */
bool document_list_open(struct store *store, struct arena *arena, int64_t creditor_id, struct document_row **rows, size_t *count, struct err *err);
/* Invoices of every request of a client that is not settled. */
struct document_waiting { int64_t invoice_id; date asked_on, sent_on; };
bool document_waiting_invoices(struct store *store, struct arena *arena, int64_t client_id, struct document_waiting **rows, size_t *count,
                               struct err *err);
bool document_put_sent(struct store *store, int64_t id, date on, int64_t by_action, struct err *err);
bool document_put_settled(struct store *store, int64_t id, date on, int64_t by_action, struct err *err);

struct insolvency_row {
	int64_t id, client_id, action_id;
	const char *court;
	date published_on;               /* DATE_NONE: not published yet */
};
bool insolvency_insert(struct store *store, const struct insolvency_row *row, struct err *err);
/* The newest of a client that is not undone. */
enum found insolvency_last(struct store *store, struct arena *arena, int64_t client_id, struct insolvency_row *out, struct err *err);

#endif
