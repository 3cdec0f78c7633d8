/* Money of made-up clients as a ledger would tell it: what came, and what is left of the invoices it settled.
 */
#ifndef DESK_DEMO_CASH_H
#define DESK_DEMO_CASH_H

#include "desk/file.h"
#include "desk/session.h"

struct demo_till {
	int64_t source_id;
	int64_t serial;              /* of the last receipt */
};

/* Inside a write transaction: up to `money` settles the invoices of the client that are due before the session's day, or with early set any
 * of them, oldest due first; disputed ones are left. *spent says how much found an invoice. The client is judged again. */
bool demo_pay(struct session *session, struct demo_till *till, int64_t client_id, cents money, bool early, cents *spent, struct err *err);

#endif
