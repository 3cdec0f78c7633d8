/* Disputes of invoices, row by row, and lists of them. What they mean is the rules' and the desk's business.
 */
#ifndef DB_DISPUTE_H
#define DB_DISPUTE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

struct dispute_row {
	int64_t id, client_id, action_id;
	const char *kind, *sub_reason;   /* rules/dispute.h codes; sub_reason may be "" */
	const char *owner, *owner_mail;  /* who answers for it */
	const char *manager;             /* the owner's */
	date opened_on, due_on;
	date raised_on;                  /* put before the manager; DATE_NONE */
	date closed_on;                  /* DATE_NONE: open */
	const char *resolution;          /* rules/dispute.h code, "" while open */
	cents credit;                    /* the credit note agreed */
	const char *status_reason;       /* a platform's code, or "" */
	/* when read */
	const char *client_no, *client_name;
	int invoices;
	cents amount;                    /* when it was opened */
	cents open;                      /* of its invoices still open */
	char currency[MONEY_CODE];
	const char *number;              /* of its first invoice */
};

bool dispute_insert(struct store *store, const struct dispute_row *row, struct err *err);
bool dispute_invoice_insert(struct store *store, int64_t dispute_id, int64_t invoice_id, cents amount, struct err *err); /* marks the invoice too */
bool dispute_list(struct store *store, struct arena *arena, int64_t client_id, struct dispute_row **rows, size_t *count, struct err *err); /* not undone, by id */
enum found dispute_by_id(struct store *store, struct arena *arena, int64_t id, struct dispute_row *out, struct err *err); /* not undone */
/* Open ones of a creditor's clients that this person may see, opened on or before `opened_by`, by due date. */
bool dispute_list_open(struct store *store, struct arena *arena, int64_t creditor_id, date opened_by, struct dispute_row **rows, size_t *count,
                       struct err *err);
/* Open ones of all the creditor's clients whose invoices are all paid or credited, by id. */
bool dispute_list_paid(struct store *store, struct arena *arena, int64_t creditor_id, struct dispute_row **rows, size_t *count,
                       struct err *err);
/* Ends it and frees its invoices. closed_by: the action; 0: a platform did, or the facts. */
bool dispute_close(struct store *store, int64_t dispute_id, date on, const char *resolution, cents credit, int64_t closed_by, struct err *err);
bool dispute_put_owner(struct store *store, const struct dispute_row *row, struct err *err); /* owner, mail, manager, due and raised dates */

#endif
