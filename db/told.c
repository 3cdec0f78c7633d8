/* Invoices by number, and the way from an electronic invoice to the ledger's item.
 */
#include "db/told.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

enum { POSTAL_MOST = 12 };

bool told_source(struct store *store, int64_t creditor_id, int64_t *id, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT s.id FROM source s WHERE s.creditor_id = $1 AND s.name = $2 AND "
		"EXISTS (SELECT 1 FROM invoice i WHERE i.source_id = s.id)",
		"it", creditor_id, TOLD_SOURCE);
	enum found found = store_found(stmt, err);

	*id = 0;
	if (found == FOUND) {
		*id = stmt_int(stmt, 0);
		stmt_reset(stmt);
	}
	return found != FOUND_ERROR;
}

/* ---- by number ---- */

static void row_read(struct stmt *stmt, struct arena *arena, struct told_row *out)
{
	*out = (struct told_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.source_id = stmt_int(stmt, 2),
		.kind = (enum item_kind)stmt_int(stmt, 3),
		.issued_on = stmt_date(stmt, 4),
		.due_on = stmt_date(stmt, 5),
		.service_on = stmt_date(stmt, 6),
		.amount = stmt_int(stmt, 7),
		.open = stmt_int(stmt, 8),
		.order_no = arena_strdup(arena, stmt_text(stmt, 10)),
		.client_no = arena_strdup(arena, stmt_text(stmt, 11)),
		.client_siren = arena_strdup(arena, stmt_text(stmt, 12)),
		.client_terms_days = stmt_is_null(stmt, 13) ? -1 : (int)stmt_int(stmt, 13),
		.told_due_on = stmt_date(stmt, 14),
		.told_order_no = arena_strdup(arena, stmt_text(stmt, 15)),
		.dispute_id = stmt_int(stmt, 16),
		.payment_ref = arena_strdup(arena, stmt_text(stmt, 17)),
	};
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 9));
}

bool told_by_number(struct store *store, struct arena *arena, int64_t creditor_id,
		    const char *number, struct told_row *rows, size_t *count, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT i.id, i.client_id, i.source_id, i.kind, i.issued_on, i.due_on, "
		"i.service_on, i.amount_cents, i.open_cents, i.currency, i.order_no, c.no, "
		"c.siren, c.terms_days, i.told_due_on, i.told_order_no, i.dispute_id, i.payment_ref "
		"FROM invoice i JOIN client c ON c.id = i.client_id "
		"WHERE i.number = $1 AND c.creditor_id = $2 ORDER BY i.id LIMIT $3",
		"tii", number, creditor_id, (int64_t)TOLD_MOST);
	enum stmt_step step = STMT_ERROR;

	*count = 0;
	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW)
		row_read(stmt, arena, &rows[(*count)++]);
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

bool told_complete(struct store *store, int64_t invoice_id, const struct told_facts *facts,
		   struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE invoice SET told_due_on = $2, due_on = $3, service_on = $4, "
			  "told_order_no = $5, order_no = $6, payment_ref = $7 WHERE id = $1",
			  "idddttt", invoice_id, facts->told_due_on, facts->due_on,
			  facts->service_on, facts->told_order_no, facts->order_no, facts->payment_ref);
}

/* ---- over to the ledger ---- */

enum found told_find_same(struct store *store, struct arena *arena, int64_t told_source_id,
			  const struct import_invoice *wanted, struct import_stored *out,
			  struct err *err)
{
	struct stmt *stmt = store_query(
		store, err,
		"SELECT id, client_id, kind, open_cents, currency, told_due_on, told_order_no "
		"FROM invoice WHERE number = $1 AND source_id + 0 = $2 AND kind = $3 AND "
		"currency = $4 AND amount_cents = $5 ORDER BY id LIMIT 2",
		"tiiti", wanted->number, told_source_id, (int64_t)wanted->kind, wanted->currency,
		wanted->amount);
	struct import_stored one = { 0 };
	int rows = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		one = (struct import_stored){
			.id = stmt_int(stmt, 0),
			.client_id = stmt_int(stmt, 1),
			.kind = (enum item_kind)stmt_int(stmt, 2),
			.open = stmt_int(stmt, 3),
			.moved = true,
			.told_due_on = wanted->due_told ? DATE_NONE : stmt_date(stmt, 5),
			.told_order_no =
				*wanted->order_no ? "" : arena_strdup(arena, stmt_text(stmt, 6)),
		};
		snprintf(one.currency, MONEY_CODE, "%s", stmt_text(stmt, 4));
		rows++;
	}
	if (stmt)
		stmt_reset(stmt);
	if (step != STMT_DONE)
		return FOUND_ERROR;
	if (rows == 1)
		*out = one;
	return rows == 1 ? FOUND : FOUND_NOT;
}

/* Actions of platforms are each about one invoice; those of people stay where they were made. */
#define PLATFORM_ACTIONS                                                                    \
	"SELECT x.id FROM action x WHERE x.client_id = $3 AND x.outcome = 'platform' AND "  \
	"(EXISTS (SELECT 1 FROM dispute d JOIN dispute_invoice di ON di.dispute_id = d.id " \
	"WHERE d.action_id = x.id AND di.invoice_id = $1) OR "                              \
	"EXISTS (SELECT 1 FROM promise p JOIN promise_invoice pi ON pi.promise_id = p.id "  \
	"WHERE p.action_id = x.id AND pi.invoice_id = $1))"

/* Actions last: they are what the others are found by. */
static const char *const follow_statements[] = {
	"UPDATE circuit_event SET client_id = $2 WHERE invoice_id = $1 AND client_id = $3",
	"UPDATE dispute SET client_id = $2 WHERE action_id IN (" PLATFORM_ACTIONS ")",
	"UPDATE promise SET client_id = $2 WHERE action_id IN (" PLATFORM_ACTIONS ")",
	"UPDATE action SET client_id = $2 WHERE id IN (" PLATFORM_ACTIONS ")",
};

bool told_adopt(struct store *store, const struct import_invoice *item, int64_t was_client_id,
		struct err *err)
{
	bool done = engine_run(store->engine, err,
			       "UPDATE invoice SET source_id = $2, key = $3 WHERE id = $1", "iit",
			       item->id, item->source_id, item->key);

	if (item->client_id == was_client_id)
		return done;
	for (size_t i = 0; done && i < sizeof follow_statements / sizeof *follow_statements; i++)
		done = engine_run(store->engine, err, follow_statements[i], "iii", item->id,
				  item->client_id, was_client_id);
	return done;
}

/* ---- clients ---- */

bool told_client_by_siren(struct store *store, int64_t creditor_id, const char *siren, int64_t *id,
			  int *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT id FROM client WHERE siren = $1 AND siren <> '' AND "
					"creditor_id = $2 ORDER BY id LIMIT 2",
					"ti", siren, creditor_id);
	enum stmt_step step = STMT_ERROR;

	*count = 0;
	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		*id = stmt_int(stmt, 0);
		++*count;
	}
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

bool told_client_siren(struct store *store, int64_t client_id, const char *siren, struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE client SET siren = $2 WHERE id = $1 AND siren = ''", "it",
			  client_id, siren);
}

bool told_client_postal_code(struct store *store, int64_t client_id, const char *postal_code, struct err *err)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -";
	size_t length = strlen(postal_code);

	if (length == 0 || length > POSTAL_MOST || strspn(postal_code, letters) != length)
		return true;
	return engine_run(store->engine, err,
			  "UPDATE client SET postal_code = $2, version = version + 1 WHERE id = $1 AND postal_code = ''", "it",
			  client_id, postal_code);
}

/* ---- what platforms told ---- */

bool told_dispute_is_platform(struct store *store, int64_t dispute_id, bool *platforms,
			      struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT 1 FROM dispute d JOIN action x ON x.id = "
					"d.action_id WHERE d.id = $1 AND x.outcome = 'platform'",
					"i", dispute_id);
	enum found found = store_found(stmt, err);

	if (found == FOUND)
		stmt_reset(stmt);
	*platforms = found == FOUND;
	return found != FOUND_ERROR;
}

static void read_waiting(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct told_waiting *)row = (struct told_waiting){
		.id = stmt_int(stmt, 0),
		.run_id = stmt_int(stmt, 1),
		.raw = arena_strdup(arena, stmt_text(stmt, 2)),
	};
}

bool told_waiting_list(struct store *store, struct arena *arena, int64_t creditor_id,
		       struct told_waiting **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
				      "SELECT j.id, j.run_id, j.raw FROM import_reject j "
				      "CROSS JOIN import_run r WHERE r.id = j.run_id AND "
				      "j.reason = 'unknown_invoice' AND j.warning = 0 AND "
				      "r.creditor_id = $1 ORDER BY j.id",
				      "i", creditor_id),
			  arena, sizeof **rows, read_waiting, rows, count, err);
}

bool told_run_refused(struct store *store, int64_t run_id, bool *refused, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT 1 FROM import_reject WHERE run_id = $1 AND "
					"warning = 0 AND reason <> 'unknown_invoice' LIMIT 1",
					"i", run_id);
	enum found found = store_found(stmt, err);

	if (found == FOUND)
		stmt_reset(stmt);
	*refused = found == FOUND;
	return found != FOUND_ERROR;
}

bool told_waiting_end(struct store *store, int64_t id, struct err *err)
{
	return engine_run(store->engine, err,
			  "UPDATE import_reject SET reason = 'came_later', warning = 1 WHERE id = $1",
			  "i", id);
}
