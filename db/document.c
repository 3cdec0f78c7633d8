/* Document requests and insolvencies, row by row.
 */
#include "db/document.h"

#include "db/store_impl.h"

bool document_insert(struct store *store, const struct document_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO document_request (id, client_id, action_id, kind, asked_on, note) VALUES ($1, $2, $3, $4, $5, $6)",
	                  "iiitdt", row->id, row->client_id, row->action_id, row->kind, row->asked_on, row->note);
}

bool document_invoice_insert(struct store *store, int64_t request_id, int64_t invoice_id, struct err *err)
{
	return engine_run(store->engine, err, "INSERT INTO document_invoice (request_id, invoice_id) VALUES ($1, $2)", "ii", request_id,
	                  invoice_id);
}

#define DOCUMENT_SELECT \
	"SELECT r.id, r.client_id, r.action_id, r.kind, r.asked_on, r.sent_on, r.settled_on, r.sent_by, r.note, c.no, c.name, " \
	"c.last_chase_on, (SELECT count(*) FROM document_invoice n WHERE n.request_id = r.id), " \
	"(SELECT coalesce(min(i.number), '') FROM document_invoice n JOIN invoice i ON i.id = n.invoice_id WHERE n.request_id = r.id) " \
	"FROM document_request r CROSS JOIN client c "

static void document_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct document_row *)row = (struct document_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.action_id = stmt_int(stmt, 2),
		.kind = arena_strdup(arena, stmt_text(stmt, 3)),
		.asked_on = stmt_date(stmt, 4),
		.sent_on = stmt_date(stmt, 5),
		.settled_on = stmt_date(stmt, 6),
		.sent_by = stmt_int(stmt, 7),
		.note = arena_strdup(arena, stmt_text(stmt, 8)),
		.client_no = arena_strdup(arena, stmt_text(stmt, 9)),
		.client_name = arena_strdup(arena, stmt_text(stmt, 10)),
		.chased_on = stmt_date(stmt, 11),
		.invoices = (int)stmt_int(stmt, 12),
		.number = arena_strdup(arena, stmt_text(stmt, 13)),
	};
}

bool document_list(struct store *store, struct arena *arena, int64_t client_id, struct document_row **rows, size_t *count,
                   struct err *err)
{
	return store_rows(store_query(store, err, DOCUMENT_SELECT "WHERE c.id = r.client_id AND r.client_id = $1 AND r.undone = 0 ORDER BY r.id", "i", client_id),
	                  arena, sizeof **rows, document_read, rows, count, err);
}

enum found document_by_id(struct store *store, struct arena *arena, int64_t id, struct document_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err, DOCUMENT_SELECT "WHERE c.id = r.client_id AND r.id = $1 AND r.undone = 0", "i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		document_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

bool document_list_open(struct store *store, struct arena *arena, int64_t creditor_id, struct document_row **rows, size_t *count,
                        struct err *err)
{
	return store_rows(store_query(store, err,
	                              DOCUMENT_SELECT "WHERE c.id = r.client_id AND c.creditor_id = $1 AND r.undone = 0 AND r.settled_on IS NULL AND " STORE_SEEN(
					      "c", "$2") " ORDER BY r.asked_on, r.id",
	                              "ii", creditor_id, store->sees),
	                  arena, sizeof **rows, document_read, rows, count, err);
}

static void waiting_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct document_waiting *)row = (struct document_waiting){
		.invoice_id = stmt_int(stmt, 0),
		.asked_on = stmt_date(stmt, 1),
		.sent_on = stmt_date(stmt, 2),
	};
}

bool document_waiting_invoices(struct store *store, struct arena *arena, int64_t client_id, struct document_waiting **rows, size_t *count,
                               struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT n.invoice_id, r.asked_on, r.sent_on FROM document_request r "
	                              "JOIN document_invoice n ON n.request_id = r.id "
	                              "WHERE r.client_id = $1 AND r.undone = 0 AND r.settled_on IS NULL ORDER BY r.id, n.invoice_id",
	                              "i", client_id),
	                  arena, sizeof **rows, waiting_read, rows, count, err);
}

bool document_put_sent(struct store *store, int64_t id, date on, int64_t by_action, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE document_request SET sent_on = $2, sent_by = $3 WHERE id = $1", "idi", id, on,
	                  by_action);
}

bool document_put_settled(struct store *store, int64_t id, date on, int64_t by_action, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE document_request SET settled_on = $2, settled_by = $3 WHERE id = $1", "idi", id, on,
	                  by_action);
}

bool insolvency_insert(struct store *store, const struct insolvency_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO insolvency (id, client_id, action_id, court, published_on) VALUES ($1, $2, $3, $4, $5)", "iiitd",
	                  row->id, row->client_id, row->action_id, row->court, row->published_on);
}

enum found insolvency_last(struct store *store, struct arena *arena, int64_t client_id, struct insolvency_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT id, client_id, action_id, court, published_on FROM insolvency "
	                                "WHERE client_id = $1 AND undone = 0 ORDER BY id DESC LIMIT 1",
	                                "i", client_id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*out = (struct insolvency_row){
			.id = stmt_int(stmt, 0),
			.client_id = stmt_int(stmt, 1),
			.action_id = stmt_int(stmt, 2),
			.court = arena_strdup(arena, stmt_text(stmt, 3)),
			.published_on = stmt_date(stmt, 4),
		};
		stmt_reset(stmt);
	}
	return found;
}
