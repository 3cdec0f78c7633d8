/* Disputes, row by row.
 */
#include "db/dispute.h"

#include <stdio.h>

#include "db/store_impl.h"

bool dispute_insert(struct store *store, const struct dispute_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO dispute (id, client_id, action_id, kind, sub_reason, owner, owner_mail, manager, opened_on, due_on, "
	                  "status_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	                  "iiitttttddt", row->id, row->client_id, row->action_id, row->kind, row->sub_reason, row->owner, row->owner_mail,
	                  row->manager, row->opened_on, row->due_on, row->status_reason);
}

bool dispute_invoice_insert(struct store *store, int64_t dispute_id, int64_t invoice_id, cents amount, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO dispute_invoice (dispute_id, invoice_id, amount_cents) VALUES ($1, $2, $3)", "iii", dispute_id,
	                  invoice_id, amount) &&
	       engine_run(store->engine, err, "UPDATE invoice SET dispute_id = $2 WHERE id = $1", "ii", invoice_id, dispute_id);
}

/* Sums by invoices of one dispute are few rows behind its key. */
#define DISPUTE_SELECT \
	"SELECT d.id, d.client_id, d.action_id, d.kind, d.sub_reason, d.owner, d.owner_mail, d.manager, d.opened_on, d.due_on, d.raised_on, " \
	"d.closed_on, d.resolution, d.credit_cents, d.status_reason, c.no, c.name, " \
	"(SELECT count(*) FROM dispute_invoice n WHERE n.dispute_id = d.id), " \
	"(SELECT CAST(coalesce(sum(n.amount_cents), 0) AS BIGINT) FROM dispute_invoice n WHERE n.dispute_id = d.id), " \
	"(SELECT CAST(coalesce(sum(i.open_cents), 0) AS BIGINT) FROM dispute_invoice n JOIN invoice i ON i.id = n.invoice_id " \
	"WHERE n.dispute_id = d.id AND i.open_cents > 0), " \
	"(SELECT coalesce(min(i.currency), '') FROM dispute_invoice n JOIN invoice i ON i.id = n.invoice_id WHERE n.dispute_id = d.id), " \
	"(SELECT coalesce(min(i.number), '') FROM dispute_invoice n JOIN invoice i ON i.id = n.invoice_id WHERE n.dispute_id = d.id) " \
	"FROM dispute d JOIN client c ON c.id = d.client_id "

static void dispute_read(struct stmt *stmt, struct arena *arena, void *row)
{
	struct dispute_row *out = row;

	*out = (struct dispute_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.action_id = stmt_int(stmt, 2),
		.kind = arena_strdup(arena, stmt_text(stmt, 3)),
		.sub_reason = arena_strdup(arena, stmt_text(stmt, 4)),
		.owner = arena_strdup(arena, stmt_text(stmt, 5)),
		.owner_mail = arena_strdup(arena, stmt_text(stmt, 6)),
		.manager = arena_strdup(arena, stmt_text(stmt, 7)),
		.opened_on = stmt_date(stmt, 8),
		.due_on = stmt_date(stmt, 9),
		.raised_on = stmt_date(stmt, 10),
		.closed_on = stmt_date(stmt, 11),
		.resolution = arena_strdup(arena, stmt_text(stmt, 12)),
		.credit = stmt_int(stmt, 13),
		.status_reason = arena_strdup(arena, stmt_text(stmt, 14)),
		.client_no = arena_strdup(arena, stmt_text(stmt, 15)),
		.client_name = arena_strdup(arena, stmt_text(stmt, 16)),
		.invoices = (int)stmt_int(stmt, 17),
		.amount = stmt_int(stmt, 18),
		.open = stmt_int(stmt, 19),
		.number = arena_strdup(arena, stmt_text(stmt, 21)),
	};
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 20));
}

bool dispute_list(struct store *store, struct arena *arena, int64_t client_id, struct dispute_row **rows, size_t *count,
                  struct err *err)
{
	return store_rows(store_query(store, err, DISPUTE_SELECT "WHERE d.client_id = $1 AND d.undone = 0 ORDER BY d.id", "i", client_id),
	                  arena, sizeof **rows, dispute_read, rows, count, err);
}

enum found dispute_by_id(struct store *store, struct arena *arena, int64_t id, struct dispute_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err, DISPUTE_SELECT "WHERE d.id = $1 AND d.undone = 0", "i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		dispute_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

/* The pluses keep the planner from going through every client, a due date from every dispute there was: few are open. */
bool dispute_list_open(struct store *store, struct arena *arena, int64_t creditor_id, date opened_by, struct dispute_row **rows,
                       size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                              DISPUTE_SELECT "WHERE +c.creditor_id = $1 AND d.undone = 0 AND d.closed_on IS NULL AND d.opened_on <= $2 AND " STORE_SEEN(
					      "c", "$3") " ORDER BY d.due_on, d.id",
	                              "idi", creditor_id, opened_by, store->sees),
	                  arena, sizeof **rows, dispute_read, rows, count, err);
}

bool dispute_list_paid(struct store *store, struct arena *arena, int64_t creditor_id, struct dispute_row **rows, size_t *count,
                       struct err *err)
{
	return store_rows(store_query(store, err,
	                              DISPUTE_SELECT "WHERE +c.creditor_id = $1 AND d.undone = 0 AND d.closed_on IS NULL AND d.due_on > '' AND EXISTS "
					      "(SELECT 1 FROM dispute_invoice n WHERE n.dispute_id = d.id) AND NOT EXISTS "
					      "(SELECT 1 FROM dispute_invoice n JOIN invoice i ON i.id = n.invoice_id WHERE n.dispute_id = d.id "
					      "AND i.open_cents > 0) ORDER BY +d.id",
	                              "i", creditor_id),
	                  arena, sizeof **rows, dispute_read, rows, count, err);
}

bool dispute_close(struct store *store, int64_t dispute_id, date on, const char *resolution, cents credit, int64_t closed_by,
                   struct err *err)
{
	return engine_run(store->engine, err, 
	                  "UPDATE invoice SET dispute_id = NULL WHERE dispute_id = $1 AND id IN "
	                  "(SELECT invoice_id FROM dispute_invoice WHERE dispute_id = $1)",
	                  "i", dispute_id) &&
	       engine_run(store->engine, err,
	                  "UPDATE dispute SET closed_on = $2, resolution = $3, credit_cents = $4, closed_by = $5 WHERE id = $1", "idtiz",
	                  dispute_id, on, resolution, credit, closed_by);
}

bool dispute_put_owner(struct store *store, const struct dispute_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE dispute SET owner = $2, owner_mail = $3, manager = $4, due_on = $5, raised_on = $6 WHERE id = $1",
	                  "itttdd", row->id, row->owner, row->owner_mail, row->manager, row->due_on, row->raised_on);
}
