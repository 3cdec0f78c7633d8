/* What electronic invoices tell: invoices by the number printed on them, whatever file they came
 * from first, and how those no ledger has shown yet go over to the ledger that shows them.
 *
 * The books win: amounts, and dates the books know, are never changed here.
 */
#ifndef DB_TOLD_H
#define DB_TOLD_H

#include <stddef.h>

#include "base/arena.h"
#include "db/import_merge.h"
#include "db/store.h"
#include "rules/records.h"

/* The source of what is only told electronically, of each creditor. */
#define TOLD_SOURCE "einvoice"

/* Its id when it holds an item, else 0. */
bool told_source(struct store *store, int64_t creditor_id, int64_t *id, struct err *err);

/* An invoice of the creditor by its number. */
struct told_row {
	int64_t id, client_id, source_id;
	enum item_kind kind;
	date issued_on, due_on, service_on;
	cents amount, open;
	char currency[MONEY_CODE];
	const char *order_no, *client_no, *client_siren;
	int client_terms_days; /* -1: the creditor's */
	date told_due_on;
	const char *told_order_no;
	const char *payment_ref;
	int64_t dispute_id; /* 0: none */
};
#define TOLD_MOST 32 /* further invoices of one number are not looked at */
/* rows has room for TOLD_MOST, the first ones made; their texts live in the arena. None is true with *count 0. */
bool told_by_number(struct store *store, struct arena *arena, int64_t creditor_id,
		    const char *number, struct told_row *rows, size_t *count, struct err *err);

/* Facts for an invoice that is there: told_… are the electronic invoice's words, kept beside; due_on, service_on and order_no are
 * what stands in the file from now on; payment_ref is what it asks to be written on its payment, or "". */
struct told_facts {
	date told_due_on, due_on, service_on;
	const char *told_order_no, *order_no, *payment_ref;
};
bool told_complete(struct store *store, int64_t invoice_id, const struct told_facts *facts,
		   struct err *err);

/* The one item of the source above that is the wanted one: same number, kind, currency and amount.
 * As import_invoice_compare; never `same`. */
enum found told_find_same(struct store *store, struct arena *arena, int64_t told_source_id,
			  const struct import_invoice *wanted, struct import_stored *out,
			  struct err *err);
/* It is the ledger's from now on; what platforms told of it follows it to another client. */
bool told_adopt(struct store *store, const struct import_invoice *item, int64_t was_client_id,
		struct err *err);

/* Clients by the register. *count: how many of the creditor bear it; *id one of them. */
bool told_client_by_siren(struct store *store, int64_t creditor_id, const char *siren, int64_t *id,
			  int *count, struct err *err);
/* Only where none is known yet. */
bool told_client_siren(struct store *store, int64_t client_id, const char *siren, struct err *err);

/* The same, of letters, digits, blanks and dashes, at most twelve. */
bool told_client_postal_code(struct store *store, int64_t client_id, const char *postal_code, struct err *err);

/* A platform opened it. */
bool told_dispute_is_platform(struct store *store, int64_t dispute_id, bool *platforms,
			      struct err *err);

/* Statuses refused because nobody knew their invoice: oldest first. */
struct told_waiting {
	int64_t id, run_id;
	const char *raw;
};
bool told_waiting_list(struct store *store, struct arena *arena, int64_t creditor_id,
		       struct told_waiting **rows, size_t *count, struct err *err);
/* Whether a run refused anything that does not wait by itself. */
bool told_run_refused(struct store *store, int64_t run_id, bool *refused, struct err *err);
/* It was taken since. */
bool told_waiting_end(struct store *store, int64_t id, struct err *err);

#endif
