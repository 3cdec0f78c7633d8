/* Events of the circuit in the store. Where they lead is rules/circuit's business.
 */
#include "db/circuit.h"

#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

#define CIRCUIT_SELECT                                                                           \
	"SELECT e.id, e.invoice_id, e.stage, e.since, e.expected_on, e.holder_id, "              \
	"coalesce(c.role, e.holder_role), coalesce(c.name, e.holder), e.source, e.back, e.note, " \
	"e.action_id, e.run_id, e.status, e.status_reason, e.told_at "                                      \
	"FROM circuit_event e LEFT JOIN contact c ON c.id = e.holder_id "
enum {
	AT_ID,
	AT_INVOICE,
	AT_STAGE,
	AT_SINCE,
	AT_EXPECTED,
	AT_HOLDER_ID,
	AT_ROLE,
	AT_HOLDER,
	AT_SOURCE,
	AT_BACK,
	AT_NOTE,
	AT_ACTION,
	AT_RUN,
	AT_STATUS,
	AT_REASON,
	AT_TOLD
};

/* The place of a code in its table. */
static int place_of(const char *const *codes, int count, struct stmt *stmt, int column)
{
	const char *code = stmt_text(stmt, column);

	for (int i = 0; i < count; i++)
		if (strcmp(codes[i], code) == 0)
			return i;
	stmt_doubt(stmt, code);
	return 0;
}

static const char *text_or_null(struct stmt *stmt, struct arena *arena, int column)
{
	const char *text = stmt_text(stmt, column);

	return *text ? arena_strdup(arena, text) : NULL;
}

static void read_row(struct stmt *stmt, struct arena *arena, void *row)
{
	struct circuit_row *out = row;
	struct circuit_event *e = &out->event;

	*e = (struct circuit_event){
		.id = stmt_int(stmt, AT_ID),
		.invoice_id = stmt_int(stmt, AT_INVOICE),
		.since = stmt_date(stmt, AT_SINCE),
		.expected_on = stmt_date(stmt, AT_EXPECTED),
		.holder_id = stmt_int(stmt, AT_HOLDER_ID),
		.holder_role = CONTACT_ROLE_COUNT,
		.holder = text_or_null(stmt, arena, AT_HOLDER),
		.note = text_or_null(stmt, arena, AT_NOTE),
	};
	e->stage = (enum circuit_stage)place_of(circuit_stage_codes, CIRCUIT_STAGE_COUNT, stmt, AT_STAGE);
	e->source = (enum circuit_source)place_of(circuit_source_codes, CIRCUIT_SOURCE_COUNT, stmt, AT_SOURCE);
	e->back = (enum circuit_back)place_of(circuit_back_codes, CIRCUIT_BACK_COUNT, stmt, AT_BACK);
	contact_role_from_code(stmt_text(stmt, AT_ROLE), &e->holder_role);
	out->action_id = stmt_int(stmt, AT_ACTION);
	out->run_id = stmt_int(stmt, AT_RUN);
	out->status = store_int_or(stmt, AT_STATUS, 0);
	out->status_reason = arena_strdup(arena, stmt_text(stmt, AT_REASON));
	out->told_at = arena_strdup(arena, stmt_text(stmt, AT_TOLD));
}

bool circuit_insert(struct store *store, int64_t client_id, const struct circuit_row *row,
		    struct err *err)
{
	const struct circuit_event *e = &row->event;
	const char *role = e->holder_role < CONTACT_ROLE_COUNT ? contact_role_codes[e->holder_role]
							       : "";

	return engine_run(store->engine, err,
			  "INSERT INTO circuit_event (id, client_id, invoice_id, action_id, "
			  "run_id, stage, since, expected_on, holder_id, holder_role, holder, "
			  "source, status, status_reason, back, note, told_at) VALUES ($1, $2, "
			  "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
			  "iiizztddztttztttt", e->id, client_id, e->invoice_id, row->action_id,
			  row->run_id, circuit_stage_codes[e->stage], e->since, e->expected_on,
			  e->holder_id, role, e->holder ? e->holder : "",
			  circuit_source_codes[e->source], (int64_t)row->status,
			  row->status_reason ? row->status_reason : "", circuit_back_codes[e->back],
			  e->note ? e->note : "", row->told_at ? row->told_at : "");
}

bool circuit_is_told(struct store *store, int64_t invoice_id, int status, const char *told_at,
		     bool *told, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
					"SELECT 1 FROM circuit_event WHERE invoice_id = $1 AND "
					"status = $2 AND told_at = $3 AND undone = 0 LIMIT 1",
					"iit", invoice_id, (int64_t)status, told_at);
	enum found found = store_found(stmt, err);

	if (found == FOUND)
		stmt_reset(stmt);
	*told = found == FOUND;
	return found != FOUND_ERROR;
}

bool circuit_list(struct store *store, struct arena *arena, int64_t client_id, int limit,
		  struct circuit_row **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
				      CIRCUIT_SELECT "WHERE e.client_id = $1 AND e.undone = 0 "
						     "ORDER BY e.invoice_id, e.id LIMIT $2",
				      "ii", client_id, limit > 0 ? (int64_t)limit : INT64_MAX),
			  arena, sizeof **rows, read_row, rows, count, err);
}

bool circuit_list_invoice(struct store *store, struct arena *arena, int64_t client_id,
			  int64_t invoice_id, struct circuit_row **rows, size_t *count,
			  struct err *err)
{
	return store_rows(store_query(store, err,
					CIRCUIT_SELECT
					"WHERE e.client_id = $1 AND e.invoice_id = $2 "
					"AND e.undone = 0 ORDER BY e.id",
					"ii", client_id, invoice_id),
			    arena, sizeof **rows, read_row, rows, count, err);
}
