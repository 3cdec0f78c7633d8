/* What imports compare and write, one row at a time: clients by number, items and receipts by their
 * key within a source.
 *
 * Differences are found by reading, outside any write; whoever calls decides what to write. Items
 * are never deleted.
 */
#ifndef DB_IMPORT_MERGE_H
#define DB_IMPORT_MERGE_H

#include "base/arena.h"
#include "db/store.h"
#include "rules/netting.h"
#include "rules/records.h"

/* What files say about a client. */
struct import_client {
	int64_t id;
	const char *no, *name; /* name: when read, in the arena */
	int terms_days;        /* read only; -1: the creditor's */
	cents credit_limit;    /* -1 none */
	int risk_class;
	const char *currency; /* of a new client's empty queue row */
};
enum found import_client_find(struct store *store, struct arena *arena, int64_t creditor_id,
			      const char *no, struct import_client *out, struct err *err);
/* Insert it; another import may just have: *id is then that row's, else client->id. */
bool import_client_insert(struct store *store, int64_t creditor_id,
			  const struct import_client *client, int64_t *id, struct err *err);
bool import_client_update(struct store *store, const struct import_client *client,
			  struct err *err); /* name, credit limit, risk */
/* Whether the creditor has a client, or any item at all is stored (of any creditor). */
bool import_client_any(struct store *store, int64_t creditor_id, bool *any, struct err *err);
bool import_invoice_any(struct store *store, bool *any, struct err *err);
/* Whether the source has brought an item or a receipt yet. */
bool import_source_any(struct store *store, int64_t source_id, bool *any, struct err *err);

/* The contact of that name and phone. same: it has that mail too, or the file says none. */
enum found import_contact_compare(struct store *store, int64_t client_id, const char *name,
				  const char *phone, const char *mail, int64_t *id, bool *same,
				  struct err *err);
/* In accounts payable, with a new id; or, when id is not 0, only its mail. */
bool import_contact_put(struct store *store, int64_t id, int64_t client_id, const char *name,
			const char *phone, const char *mail, struct err *err);

/* An item as the file has it, ready to be stored. */
struct import_invoice {
	int64_t id, client_id, source_id;
	const char *key, *number, *order_no;
	enum item_kind kind;
	date issued_on, due_on;
	cents amount, open;
	const char *currency;
	bool flagged;
	bool due_told; /* the file says due_on; else it is issued_on and terms */
};
/* What is stored under its key. */
struct import_stored {
	int64_t id, client_id;
	enum item_kind kind;
	cents open;    /* as it stands: less what the bank told first */
	cents matched; /* of that cash; open + matched is what the source's last file said (db/allocation.h) */
	char currency[MONEY_CODE];
	bool same;  /* as wanted, in everything a file can say */
	bool moved; /* another client or another number */
	/* What its electronic invoice says where the file says nothing; DATE_NONE and "" when the
	 * file does, or there is none. In the arena. */
	date told_due_on;
	const char *told_order_no;
};
/* wanted->id: where it most likely is, looked at first; 0 unknown. */
enum found import_invoice_compare(struct store *store, struct arena *arena,
				  const struct import_invoice *wanted, struct import_stored *out,
				  struct err *err);
bool import_invoice_insert(struct store *store, const struct import_invoice *item, struct err *err);
/* How it stands now. */
bool import_invoice_now(struct store *store, int64_t id, cents *open, cents *matched, struct err *err);
/* item->open is what the file says: less what is matched it is open. today: closed on it when that is 0; open again otherwise. */
bool import_invoice_update(struct store *store, const struct import_invoice *item, date today,
			   struct err *err);
/* Same for an item whose client and number are what they were: their indexes are left alone. */
bool import_invoice_update_amounts(struct store *store, const struct import_invoice *item,
				   date today, struct err *err);
bool import_invoice_close(struct store *store, int64_t id, date today, struct err *err);

/* An item of a source that was open by its last file. Texts are borrowed during the call, or live in the arena. */
struct import_open {
	struct import_stored stored;
	const char *key, *number;
};
enum found import_open_by_id(struct store *store, struct arena *arena, int64_t id,
			     struct import_open *out, struct err *err);
bool import_open_each(struct store *store, int64_t source_id,
		      bool (*row)(void *context, const struct import_open *row, struct err *err),
		      void *context, struct err *err);
/* Currencies in which a client has something open; at most NETTING_CURRENCIES of them. */
bool import_open_currencies(struct store *store, int64_t client_id,
			    char out[NETTING_CURRENCIES][MONEY_CODE], size_t *count,
			    struct err *err);

/* How many items of a source a client has open. */
bool import_open_count(struct store *store, int64_t client_id, int64_t source_id, int64_t *count,
		       struct err *err);

struct import_sum_row {
	char currency[MONEY_CODE];
	cents open;
};
/* Σ of what the source's files say is open, by currency in byte order. */
bool import_open_sums(struct store *store, struct arena *arena, int64_t source_id,
		      struct import_sum_row **rows, size_t *count, struct err *err);

struct import_receipt {
	int64_t id, client_id, source_id;
	const char *key;
	date value_on;
	cents amount;
	const char *currency;
	bool credit_note;
	int64_t invoice_id; /* 0: none known */
};
/* The invoice is what it is matched to now, 0 for none. */
enum found import_receipt_find(struct store *store, int64_t source_id, const char *key, int64_t *id,
			       int64_t *invoice_id, struct err *err);
/* A key that is there already (the same amount moved twice in a day) gets a number behind it. */
bool import_receipt_insert(struct store *store, const struct import_receipt *receipt,
			   struct err *err);
bool import_receipt_match(struct store *store, int64_t id, int64_t invoice_id, struct err *err);
/* Σ of the cash matched to an invoice, each cent once. */
bool import_receipt_sum(struct store *store, int64_t client_id, int64_t invoice_id, cents *out,
			struct err *err);

/* What is open of an item by its file, cash the bank told since included. */
bool import_invoice_open(struct store *store, int64_t id, cents *open, struct err *err);
enum found import_invoice_find(struct store *store, int64_t source_id, const char *key, int64_t *id,
			       struct err *err);

#endif
