/* Rates of interest, row by row.
 */
#include "db/rate.h"

#include "base/mem.h"
#include "db/store_impl.h"

bool rate_put(struct store *store, const char *kind, date from, int hundredths, int64_t run_id,
	      bool *changed, struct err *err)
{
	if (!engine_run(store->engine, err,
			"INSERT INTO rate (kind, from_on, hundredths, run_id) VALUES ($1, $2, $3, $4) "
			"ON CONFLICT (kind, from_on) DO UPDATE SET hundredths = excluded.hundredths, "
			"run_id = excluded.run_id WHERE rate.hundredths <> excluded.hundredths",
			"tdiz", kind, from, (int64_t)hundredths, run_id))
		return false;
	*changed = engine_changes(store->engine) > 0;
	return true;
}

bool rate_list(struct store *store, struct arena *arena, const char *kind,
	       struct interest_rate **rows, size_t *count, struct err *err)
{
	struct stmt *stmt = store_query(
		store, err, "SELECT from_on, hundredths FROM rate WHERE kind = $1 ORDER BY from_on",
		"t", kind);
	struct interest_rate *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		list[used++] = (struct interest_rate){ .from = stmt_date(stmt, 0),
						       .hundredths = (int)stmt_int(stmt, 1) };
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
