/* Lists about reasons, streamed.
 */
#include "db/reason.h"

#include "db/store_impl.h"

bool reason_clients(struct store *store, int64_t creditor_id, bool (*row)(void *context, const struct reason_client_row *row, struct err *err),
                    void *context, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT c.id, c.no, c.name, c.reason, c.reason_on, c.oldest_on, c.last_chase_on, c.overdue_cents, c.currency, c.score "
	                                "FROM client c WHERE +c.creditor_id = $1 AND c.overdue_cents > 0 AND " STORE_SEEN("c", "$2")
					" ORDER BY c.overdue_cents DESC, c.no" ENGINE_STREAM,
	                                "ii", creditor_id, store->sees);
	enum stmt_step step = STMT_ERROR;
	bool going = true;

	while (stmt && going && (step = stmt_step(stmt, err)) == STMT_ROW) {
		const struct reason_client_row client = {
			.id = stmt_int(stmt, 0),
			.no = stmt_text(stmt, 1),
			.name = stmt_text(stmt, 2),
			.reason = stmt_text(stmt, 3),
			.reason_on = stmt_date(stmt, 4),
			.oldest_on = stmt_date(stmt, 5),
			.last_chase_on = stmt_date(stmt, 6),
			.overdue = stmt_int(stmt, 7),
			.currency = stmt_text(stmt, 8),
			.score = (int)stmt_int(stmt, 9),
		};

		going = row(context, &client, err);
	}
	if (stmt)
		stmt_reset(stmt);
	return going && step == STMT_DONE;
}

bool reason_invoices(struct store *store, int64_t creditor_id, bool (*row)(void *context, const struct reason_invoice_row *row, struct err *err),
                     void *context, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT c.no, c.name, i.number, c.reason, i.due_on, c.reason_on, c.next_on, i.open_cents, i.currency, "
	                                "i.dispute_id, c.why_not FROM client c JOIN invoice i ON i.client_id = c.id "
	                                "WHERE c.creditor_id = $1 AND i.open_cents > 0 AND i.kind = 0 AND " STORE_SEEN("c", "$2")
					" ORDER BY c.no, i.due_on, i.issued_on, i.number, i.id" ENGINE_STREAM,
	                                "ii", creditor_id, store->sees);
	enum stmt_step step = STMT_ERROR;
	bool going = true;

	while (stmt && going && (step = stmt_step(stmt, err)) == STMT_ROW) {
		const struct reason_invoice_row invoice = {
			.no = stmt_text(stmt, 0),
			.name = stmt_text(stmt, 1),
			.number = stmt_text(stmt, 2),
			.reason = stmt_text(stmt, 3),
			.due_on = stmt_date(stmt, 4),
			.reason_on = stmt_date(stmt, 5),
			.next_on = stmt_date(stmt, 6),
			.open = stmt_int(stmt, 7),
			.currency = stmt_text(stmt, 8),
			.disputed = !stmt_is_null(stmt, 9),
			.why_not = stmt_text(stmt, 10),
		};

		going = row(context, &invoice, err);
	}
	if (stmt)
		stmt_reset(stmt);
	return going && step == STMT_DONE;
}
