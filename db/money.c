/* Late invoices and waivers, row by row.
 */
#include "db/money.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

#define LATE_COLUMNS "i.id, i.number, i.issued_on, i.due_on, i.closed_on, i.amount_cents, i.open_cents, i.currency"
#define LATE_WHERE   "i.client_id = $1 AND i.kind = 0 AND i.due_on < $2"

static void late_read(struct stmt *stmt, struct arena *arena, struct late_invoice *out)
{
	*out = (struct late_invoice){
		.id = stmt_int(stmt, 0),
		.number = arena_strdup(arena, stmt_text(stmt, 1)),
		.issued_on = stmt_date(stmt, 2),
		.due_on = stmt_date(stmt, 3),
		.closed_on = stmt_date(stmt, 4),
		.amount = stmt_int(stmt, 5),
		.open = stmt_int(stmt, 6),
	};
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 7));
	if (out->open != 0)
		out->closed_on = DATE_NONE;
}

/* Each half is one range of a partial index. */
bool late_invoice_list(struct store *store, struct arena *arena, int64_t client_id, date today, struct late_invoice **rows,
                       size_t *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT " LATE_COLUMNS " FROM invoice i WHERE i.open_cents <> 0 AND " LATE_WHERE " UNION ALL "
	                                "SELECT " LATE_COLUMNS " FROM invoice i WHERE i.open_cents = 0 AND " LATE_WHERE
	                                " AND i.closed_on > i.due_on ORDER BY 4, 3, 2, 1",
	                                "id", client_id, today);
	struct late_invoice *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		late_read(stmt, arena, &list[used++]);
	}
	if (stmt)
		stmt_reset(stmt);
	if (step == STMT_DONE) {
		*rows = arena_copy(arena, list, used, sizeof *list);
		*count = used;
	}
	mem_free(list);
	return step == STMT_DONE;
}

#define WAIVER_FROM                                                                                                       \
	"SELECT w.id, w.client_id, w.invoice_id, w.agent_id, a.name, i.number, w.on_day, w.interest_cents, w.fee_cents, " \
	"w.note, i.currency FROM waiver w JOIN agent a ON a.id = w.agent_id JOIN invoice i ON i.id = w.invoice_id "

static void waiver_read(struct stmt *stmt, struct arena *arena, struct waiver_row *out)
{
	*out = (struct waiver_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.invoice_id = stmt_int(stmt, 2),
		.agent_id = stmt_int(stmt, 3),
		.agent = arena_strdup(arena, stmt_text(stmt, 4)),
		.number = arena_strdup(arena, stmt_text(stmt, 5)),
		.on = stmt_date(stmt, 6),
		.interest = stmt_int(stmt, 7),
		.fee = stmt_int(stmt, 8),
		.note = arena_strdup(arena, stmt_text(stmt, 9)),
		.currency = arena_strdup(arena, stmt_text(stmt, 10)),
	};
}

bool waiver_list(struct store *store, struct arena *arena, int64_t client_id, struct waiver_row **rows, size_t *count,
                 struct err *err)
{
	struct stmt *stmt = store_query(store, err, WAIVER_FROM "WHERE w.client_id = $1 ORDER BY w.id", "i", client_id);
	struct waiver_row *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		waiver_read(stmt, arena, &list[used++]);
	}
	if (stmt)
		stmt_reset(stmt);
	if (step == STMT_DONE) {
		*rows = arena_copy(arena, list, used, sizeof *list);
		*count = used;
	}
	mem_free(list);
	return step == STMT_DONE;
}

enum found waiver_by_id(struct store *store, struct arena *arena, int64_t id, struct waiver_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err, WAIVER_FROM "WHERE w.id = $1", "i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		waiver_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

bool waiver_insert(struct store *store, const struct waiver_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO waiver (id, client_id, invoice_id, on_day, agent_id, interest_cents, fee_cents, note) "
	                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	                  "iiidiiit", row->id, row->client_id, row->invoice_id, row->on, row->agent_id, row->interest, row->fee,
	                  row->note);
}
