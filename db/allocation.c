/* Allocations and what stands around them, row by row. What they mean together is said in the header; nothing here decides.
 */
#include "db/allocation.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "db/store_impl.h"

/* ---- allocations ---- */

bool allocation_insert(struct store *store, const struct allocation_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO allocation (id, movement_id, client_id, invoice_id, receipt_id, amount_cents, shown_cents, "
	                  "cash_id, ledger_id, reason, agent_id, on_day, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
	                  "$12, $13)",
	                  "iiizziizztzdt", row->id, row->movement_id, row->client_id, row->invoice_id, row->receipt_id, row->amount,
	                  row->shown, row->cash_id, row->ledger_id, row->reason, row->agent_id, row->on_day, row->at);
}

static void allocation_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct allocation_row *)row = (struct allocation_row){
		.id = stmt_int(stmt, 0),
		.movement_id = stmt_int(stmt, 1),
		.client_id = stmt_int(stmt, 2),
		.invoice_id = stmt_int(stmt, 3),
		.receipt_id = stmt_int(stmt, 4),
		.amount = stmt_int(stmt, 5),
		.shown = stmt_int(stmt, 6),
		.cash_id = stmt_int(stmt, 7),
		.ledger_id = stmt_int(stmt, 8),
		.reason = arena_strdup(arena, stmt_text(stmt, 9)),
		.agent_id = stmt_int(stmt, 10),
		.on_day = stmt_date(stmt, 11),
		.at = arena_strdup(arena, stmt_text(stmt, 12)),
	};
}

bool allocation_list(struct store *store, struct arena *arena, int64_t movement_id, struct allocation_row **rows, size_t *count,
                     struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT id, movement_id, client_id, invoice_id, receipt_id, amount_cents, shown_cents, cash_id, "
	                              "ledger_id, reason, agent_id, on_day, at FROM allocation WHERE movement_id = $1 AND "
	                              "undone_on IS NULL ORDER BY id",
	                              "i", movement_id),
	                  arena, sizeof **rows, allocation_read, rows, count, err);
}

bool allocation_set_undone(struct store *store, int64_t id, date on, int64_t agent_id, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE allocation SET undone_on = $2, undone_by = $3 WHERE id = $1", "idz", id, on,
	                  agent_id);
}

bool allocation_any(struct store *store, bool *any, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT 1 FROM allocation LIMIT 1", "");
	enum found found = store_found(stmt, err);

	*any = found == FOUND;
	if (found == FOUND)
		stmt_reset(stmt);
	return found != FOUND_ERROR;
}

#define UNSHOWN                                                                                                              \
	"SELECT a.id, a.movement_id, a.client_id, a.invoice_id, a.cash_id, a.amount_cents, a.shown_cents, m.booked_on, "   \
	"m.value_on, CASE WHEN s.name = 'bank' THEN 1 ELSE 0 END FROM allocation a JOIN bank_movement m ON m.id = "         \
	"a.movement_id LEFT JOIN invoice i ON i.id = a.invoice_id LEFT JOIN source s ON s.id = i.source_id WHERE "          \
	"a.undone_on IS NULL AND a.shown_cents <> a.amount_cents AND "

static void unshown_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct allocation_unshown *)row = (struct allocation_unshown){
		.id = stmt_int(stmt, 0),
		.movement_id = stmt_int(stmt, 1),
		.client_id = stmt_int(stmt, 2),
		.invoice_id = stmt_int(stmt, 3),
		.cash_id = stmt_int(stmt, 4),
		.amount = stmt_int(stmt, 5),
		.shown = stmt_int(stmt, 6),
		.booked_on = stmt_date(stmt, 7),
		.value_on = stmt_date(stmt, 8),
		.on_account = stmt_int(stmt, 9) != 0,
	};
}

bool allocation_unshown_of_item(struct store *store, struct arena *arena, int64_t item_id, struct allocation_unshown **rows,
                                size_t *count, struct err *err)
{
	return store_rows(store_query(store, err, UNSHOWN "(a.invoice_id = $1 OR a.cash_id = $1) ORDER BY a.id", "i", item_id),
	                  arena, sizeof **rows, unshown_read, rows, count, err);
}

bool allocation_unshown_of_client(struct store *store, struct arena *arena, int64_t client_id, const char *currency, date from,
                                  date to, struct allocation_unshown **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                              UNSHOWN "a.client_id = $1 AND m.currency = $2 AND (m.booked_on >= $3 OR $3 IS NULL) AND "
	                                      "(m.booked_on <= $4 OR $4 IS NULL) ORDER BY m.value_on, a.id",
	                              "itdd", client_id, currency, from, to),
	                  arena, sizeof **rows, unshown_read, rows, count, err);
}

bool allocation_split(struct store *store, int64_t id, int64_t new_id, cents part, struct err *err)
{
	char *key = mem_printf("bank:%" PRId64, new_id);
	bool done = engine_run(store->engine, err,
	                       "INSERT INTO receipt (id, client_id, source_id, key, value_on, amount_cents, currency, invoice_id) "
	                       "SELECT CAST($2 AS BIGINT), r.client_id, r.source_id, CAST($3 AS TEXT), r.value_on, CAST($4 AS BIGINT), r.currency, r.invoice_id FROM receipt r "
	                       "WHERE r.id = (SELECT receipt_id FROM allocation WHERE id = $1)",
	                       "iiti", id, new_id, key, part) &&
	            engine_run(store->engine, err,
	                       "UPDATE receipt SET amount_cents = amount_cents - $2 WHERE id = (SELECT receipt_id FROM allocation "
	                       "WHERE id = $1)",
	                       "ii", id, part) &&
	            engine_run(store->engine, err,
	                       "INSERT INTO allocation (id, movement_id, client_id, invoice_id, receipt_id, amount_cents, cash_id, "
	                       "ledger_id, reason, agent_id, on_day, at) SELECT CAST($2 AS BIGINT), movement_id, client_id, invoice_id, CASE WHEN "
	                       "receipt_id IS NULL THEN NULL ELSE $2 END, CAST($3 AS BIGINT), cash_id, ledger_id, reason, agent_id, on_day, at FROM "
	                       "allocation WHERE id = $1",
	                       "iii", id, new_id, part) &&
	            engine_run(store->engine, err, "UPDATE allocation SET amount_cents = amount_cents - $2 WHERE id = $1", "ii", id,
	                       part);

	mem_free(key);
	return done;
}

bool allocation_set_shown(struct store *store, int64_t id, cents shown, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE allocation SET shown_cents = $2 WHERE id = $1", "ii", id, shown);
}

bool allocation_set_told(struct store *store, int64_t id, int64_t cash_id, int64_t ledger_id, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE allocation SET cash_id = $2, ledger_id = $3 WHERE id = $1", "izz", id, cash_id,
	                  ledger_id);
}

/* ---- items ---- */

bool allocation_move_item(struct store *store, int64_t item_id, cents by, date today, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE invoice SET matched_cents = matched_cents + $2, open_cents = open_cents - $2, "
	                  "closed_on = CASE WHEN open_cents - $2 = 0 THEN $3 ELSE NULL END WHERE id = $1",
	                  "iid", item_id, by, today);
}

bool allocation_account_item(struct store *store, int64_t client_id, int64_t source_id, const char *key, const char *number,
                             date value_on, cents amount, const char *currency, int64_t *id, struct err *err)
{
	struct stmt *stmt;

	if (!engine_run(store->engine, err,
	                "INSERT INTO invoice (id, client_id, source_id, key, kind, number, issued_on, due_on, amount_cents, "
	                "open_cents, currency) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, 0, $9) ON CONFLICT (source_id, key) DO "
	                "NOTHING",
	                "iiititdit", id_new(), client_id, source_id, key, (int64_t)ITEM_CASH, number, value_on, -amount, currency))
		return false;
	stmt = store_query(store, err, "SELECT id FROM invoice WHERE source_id = $1 AND key = $2", "it", source_id, key);
	if (store_found(stmt, err) != FOUND)
		return false;
	*id = stmt_int(stmt, 0);
	stmt_reset(stmt);
	return true;
}

#define ITEM_COLUMNS                                                                                             \
	"id, client_id, kind, issued_on, due_on, amount_cents, open_cents, currency, number, source_id, dispute_id, " \
	"payment_ref"

static void item_fill(struct stmt *stmt, struct arena *arena, int64_t bank_source_id, struct allocation_item *out)
{
	*out = (struct allocation_item){
		.item = {
			.id = stmt_int(stmt, 0),
			.kind = (enum item_kind)stmt_int(stmt, 2),
			.issued_on = stmt_date(stmt, 3),
			.due_on = stmt_date(stmt, 4),
			.amount = stmt_int(stmt, 5),
			.open = stmt_int(stmt, 6),
			.disputed = !stmt_is_null(stmt, 10),
		},
		.number = arena_strdup(arena, stmt_text(stmt, 8)),
		.payment_ref = *stmt_text(stmt, 11) ? arena_strdup(arena, stmt_text(stmt, 11)) : "",
		.bank = stmt_int(stmt, 9) == bank_source_id,
	};
	snprintf(out->item.currency, MONEY_CODE, "%s", stmt_text(stmt, 7));
}

struct item_list {
	struct allocation_item *rows;
	size_t count, room;
};

static bool add_rows(struct stmt *stmt, struct arena *arena, int64_t bank_source_id, struct item_list *list, struct err *err)
{
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list->rows, list->count, list->room);
		item_fill(stmt, arena, bank_source_id, &list->rows[list->count++]);
	}
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

static bool end_list(struct item_list *list, bool done, struct arena *arena, struct allocation_item **rows, size_t *count)
{
	if (done) {
		*rows = arena_copy(arena, list->rows, list->count, sizeof *list->rows);
		*count = list->count;
	}
	mem_free(list->rows);
	return done;
}

#define IN_ORDER "ORDER BY due_on, issued_on, number, id"

bool allocation_items(struct store *store, struct arena *arena, int64_t client_id, int64_t bank_source_id, const int64_t *also,
                      size_t also_count, struct allocation_item **rows, size_t *count, struct err *err)
{
	struct item_list list = { 0 };
	bool done = add_rows(store_query(store, err,
	                                 "SELECT " ITEM_COLUMNS " FROM invoice WHERE client_id = $1 AND open_cents <> 0 " IN_ORDER, "i",
	                                 client_id),
	                     arena, bank_source_id, &list, err);

	for (size_t i = 0; done && i < also_count; i++)
		done = add_rows(store_query(store, err,
		                            "SELECT " ITEM_COLUMNS " FROM invoice WHERE id = $1 AND client_id = $2 AND open_cents = 0",
		                            "ii", also[i], client_id),
		                arena, bank_source_id, &list, err);
	return end_list(&list, done, arena, rows, count);
}

/* IN_ORDER. */
static int compare_items(const void *a, const void *b)
{
	const struct allocation_item *x = a, *y = b;
	int number;

	if (x->item.due_on != y->item.due_on)
		return x->item.due_on < y->item.due_on ? -1 : 1;
	if (x->item.issued_on != y->item.issued_on)
		return x->item.issued_on < y->item.issued_on ? -1 : 1;
	number = strcmp(x->number, y->number);
	return number ? number : (x->item.id > y->item.id) - (x->item.id < y->item.id);
}

static bool has_item(const struct item_list *list, int64_t id)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].item.id == id)
			return true;
	return false;
}

/* Open ones in their order, once each; settled ones behind them as they were named. */
static void put_in_order(struct item_list *list, const struct item_list *named)
{
	for (size_t i = 0; i < named->count; i++)
		if (named->rows[i].item.open != 0 && !has_item(list, named->rows[i].item.id)) {
			MEM_GROW(list->rows, list->count, list->room);
			list->rows[list->count++] = named->rows[i];
		}
	if (list->count > 1)
		qsort(list->rows, list->count, sizeof *list->rows, compare_items);
	for (size_t i = 0; i < named->count; i++)
		if (named->rows[i].item.open == 0) {
			MEM_GROW(list->rows, list->count, list->room);
			list->rows[list->count++] = named->rows[i];
		}
}

bool allocation_items_named(struct store *store, struct arena *arena, int64_t client_id, int64_t bank_source_id, const int64_t *ids,
                            size_t id_count, bool credits, struct allocation_item **rows, size_t *count, struct err *err)
{
	struct item_list list = { 0 }, named = { 0 };
	bool done = !credits || add_rows(store_query(store, err,
	                                             "SELECT " ITEM_COLUMNS " FROM invoice WHERE client_id = $1 AND open_cents <> 0 "
	                                             "AND kind = $2",
	                                             "ii", client_id, (int64_t)ITEM_CREDIT_NOTE),
	                                 arena, bank_source_id, &list, err);

	for (size_t i = 0; done && i < id_count; i++)
		done = add_rows(store_query(store, err, "SELECT " ITEM_COLUMNS " FROM invoice WHERE id = $1 AND client_id = $2", "ii",
		                            ids[i], client_id),
		                arena, bank_source_id, &named, err);
	put_in_order(&list, &named);
	mem_free(named.rows);
	return end_list(&list, done, arena, rows, count);
}

enum found allocation_named(struct store *store, struct arena *arena, int64_t client_id, int64_t item_id,
                            struct allocation_name *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT c.no, c.name, i.number, i.open_cents, i.due_on, CASE WHEN s.name = 'bank' THEN 1 ELSE "
	                                "0 END FROM client c LEFT JOIN invoice i ON i.id = $2 AND i.client_id = c.id LEFT JOIN source s "
	                                "ON s.id = i.source_id WHERE c.id = $1",
	                                "ii", client_id, item_id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*out = (struct allocation_name){
			.client_no = arena_strdup(arena, stmt_text(stmt, 0)),
			.client_name = arena_strdup(arena, stmt_text(stmt, 1)),
			.number = arena_strdup(arena, stmt_text(stmt, 2)),
			.open = stmt_int(stmt, 3),
			.due_on = stmt_date(stmt, 4),
			.bank = stmt_int(stmt, 5) != 0,
		};
		stmt_reset(stmt);
	}
	return found;
}

static void numbered_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct allocation_numbered *)row = (struct allocation_numbered){ stmt_int(stmt, 0), stmt_int(stmt, 1) };
}

bool allocation_by_number(struct store *store, struct arena *arena, int64_t creditor_id, const char *number,
                          struct allocation_numbered **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT i.id, i.client_id FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.number = $1 "
	                              "AND c.creditor_id = $2 AND i.kind < 2 ORDER BY CASE WHEN i.open_cents <> 0 THEN 0 ELSE 1 END, "
	                              "i.id LIMIT 20",
	                              "ti", number, creditor_id),
	                  arena, sizeof **rows, numbered_read, rows, count, err);
}

bool allocation_is_account(struct store *store, int64_t item_id, int64_t bank_source_id, bool *is, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT source_id FROM invoice WHERE id = $1", "i", item_id);
	enum found found = store_found(stmt, err);

	*is = false;
	if (found == FOUND) {
		*is = stmt_int(stmt, 0) == bank_source_id;
		stmt_reset(stmt);
	}
	return found != FOUND_ERROR;
}

/* ---- receipts ---- */

bool allocation_receipt(struct store *store, const struct allocation_row *row, int64_t source_id, date value_on,
                        const char *currency, struct err *err)
{
	char *key = mem_printf("bank:%" PRId64, row->id);
	bool done = engine_run(store->engine, err,
	                       "INSERT INTO receipt (id, client_id, source_id, key, value_on, amount_cents, currency, invoice_id) "
	                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	                       "iiitditz", row->id, row->client_id, source_id, key, value_on, row->amount, currency,
	                       row->invoice_id);

	mem_free(key);
	return done;
}

bool allocation_receipt_keep(struct store *store, int64_t receipt_id, cents amount, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE receipt SET amount_cents = $2 WHERE id = $1", "ii", receipt_id, amount);
}

bool allocation_tell_receipt(struct store *store, int64_t receipt_id, cents by, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE receipt SET shown_cents = shown_cents + $2 WHERE id = $1", "ii", receipt_id,
	                  by);
}

/* A ledger that gives no entries of its own says when a fall was noticed: its keys begin so (desk/import_apply.c). */
static void cash_read(struct stmt *stmt, struct arena *arena, void *row)
{
	const char *key = stmt_text(stmt, 4);

	(void)arena;
	*(struct allocation_cash *)row = (struct allocation_cash){
		.receipt_id = stmt_int(stmt, 0),
		.invoice_id = stmt_int(stmt, 1),
		.amount = stmt_int(stmt, 2),
		.value_on = stmt_date(stmt, 3),
		.dated = strncmp(key, "fall:", 5) != 0 && strncmp(key, "rise:", 5) != 0,
		.cash_id = stmt_int(stmt, 5),
		.whole = stmt_int(stmt, 6),
	};
}

#define LEDGER_CASH                                                                                                         \
	"SELECT r.id, r.invoice_id, r.amount_cents - r.shown_cents, r.value_on, r.key, i.id, r.amount_cents FROM receipt r JOIN source s ON " \
	"s.id = r.source_id LEFT JOIN invoice i ON i.source_id = r.source_id AND i.key = r.key AND i.matched_cents = 0 AND "  \
	"i.open_cents = -r.amount_cents WHERE r.client_id = $1 AND r.value_on BETWEEN $2 AND $3 AND r.currency = $4 AND "     \
	"r.credit_note = 0 AND s.name <> 'bank' AND "

bool allocation_ledger_cash(struct store *store, struct arena *arena, int64_t client_id, const char *currency, bool positive,
                            date from, date to, struct allocation_cash **rows, size_t *count, struct err *err)
{
	static const char in[] = LEDGER_CASH "r.amount_cents > 0 ORDER BY r.value_on, r.id";
	static const char back[] = LEDGER_CASH "r.amount_cents < 0 ORDER BY r.value_on, r.id";

	return store_rows(store_query(store, err, positive ? in : back, "iddt", client_id, from, to, currency), arena,
	                  sizeof **rows, cash_read, rows, count, err);
}

/* ---- what a whole run looks at ---- */

bool allocation_numbers(struct store *store, int64_t creditor_id, date since,
                        void (*row)(void *context, int64_t item_id, int64_t client_id, const char *number), void *context,
                        struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT i.id, i.client_id, i.number FROM invoice i JOIN source s ON s.id = i.source_id WHERE "
	                                "s.creditor_id = $1 AND (i.open_cents <> 0 OR i.closed_on >= $2) AND i.kind < 2" ENGINE_STREAM,
	                                "id", creditor_id, since);
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW)
		row(context, stmt_int(stmt, 0), stmt_int(stmt, 1), stmt_text(stmt, 2));
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

bool allocation_references(struct store *store, int64_t creditor_id, date since,
                           void (*row)(void *context, int64_t item_id, int64_t client_id, const char *number, const char *reference),
                           void *context, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT i.id, i.client_id, i.number, i.payment_ref FROM invoice i CROSS JOIN source s WHERE s.id = "
	                                "i.source_id AND i.payment_ref <> '' AND s.creditor_id = $1 AND (i.open_cents <> 0 OR i.closed_on >= "
	                                "$2) AND i.kind < 2" ENGINE_STREAM,
	                                "id", creditor_id, since);
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW)
		row(context, stmt_int(stmt, 0), stmt_int(stmt, 1), stmt_text(stmt, 2), stmt_text(stmt, 3));
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

bool allocation_names(struct store *store, int64_t creditor_id,
                      void (*row)(void *context, int64_t client_id, const char *name), void *context, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT id, name FROM client WHERE creditor_id = $1" ENGINE_STREAM, "i",
	                                creditor_id);
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW)
		row(context, stmt_int(stmt, 0), stmt_text(stmt, 1));
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

bool allocation_book_on(struct store *store, int64_t creditor_id, date *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT min(on_day) FROM import_run WHERE creditor_id = $1 AND kind = 'ledger' AND status = "
	                                "'done'",
	                                "i", creditor_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*out = stmt_date(stmt, 0);
	stmt_reset(stmt);
	return true;
}
