/* What late payment costs: invoices that were or are late, waivers by name. Rates are db/rate.h's.
 */
#ifndef DB_MONEY_H
#define DB_MONEY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "db/store.h"

/* An invoice past its due date: open, or settled after that date. */
struct late_invoice {
	int64_t id;
	const char *number;
	date issued_on, due_on;
	date closed_on;                  /* when it was seen settled; DATE_NONE while open */
	cents amount, open;
	char currency[MONEY_CODE];
};
/* Due before `today`, oldest due first. */
bool late_invoice_list(struct store *store, struct arena *arena, int64_t client_id, date today, struct late_invoice **rows,
                       size_t *count, struct err *err);

/* Interest and fee of one invoice given up by somebody. */
struct waiver_row {
	int64_t id, client_id, invoice_id, agent_id;
	const char *agent, *number;      /* when read */
	date on;
	cents interest, fee;
	const char *currency;            /* of the interest, when read */
	const char *note;
};
bool waiver_list(struct store *store, struct arena *arena, int64_t client_id, struct waiver_row **rows, size_t *count,
                 struct err *err); /* oldest first */
enum found waiver_by_id(struct store *store, struct arena *arena, int64_t id, struct waiver_row *out, struct err *err);
bool waiver_insert(struct store *store, const struct waiver_row *row, struct err *err);

#endif
