/* Lists about why it is not paid: overdue clients, open invoices. Rows are given one by one; what they mean is the desk's business.
 */
#ifndef DB_REASON_H
#define DB_REASON_H

#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

/* A client with something overdue. Texts are borrowed until the next row. */
struct reason_client_row {
	int64_t id;
	const char *no, *name, *reason;  /* rules/reason.h code, "" */
	date reason_on, oldest_on, last_chase_on;
	cents overdue;
	const char *currency;
	int score;
};
/* Those of a creditor this person may see, most overdue first. Stops when row() returns false (err filled by it). */
bool reason_clients(struct store *store, int64_t creditor_id, bool (*row)(void *context, const struct reason_client_row *row, struct err *err),
                    void *context, struct err *err);

/* An open invoice, for the monthly review. */
struct reason_invoice_row {
	const char *no, *name, *number, *reason;
	date due_on, reason_on, next_on;
	cents open;
	const char *currency;
	bool disputed;
	const char *why_not;             /* of the client: code, "" when it may be called */
};
bool reason_invoices(struct store *store, int64_t creditor_id, bool (*row)(void *context, const struct reason_invoice_row *row, struct err *err),
                     void *context, struct err *err); /* by client number, then due date */

#endif
