/* Chases of a client as the rules count them.
 */
#include "db/chase.h"

#include <string.h>

#include "db/store_impl.h"

static void read_chase(struct stmt *stmt, struct arena *arena, void *row)
{
	struct chase *chase = row;
	const char *excuse = stmt_text(stmt, 2);

	(void)arena;
	*chase = (struct chase){ .on = stmt_date(stmt, 0), .outcome = OUTCOME_NOTE, .contact_id = stmt_int(stmt, 3) };
	outcome_from_code(stmt_text(stmt, 1), &chase->outcome);
	for (int i = 0; i < CHASE_EXCUSE_COUNT; i++)
		if (strcmp(chase_excuse_codes[i], excuse) == 0)
			chase->excuse = (enum chase_excuse)i;
}

bool chase_list(struct store *store, struct arena *arena, int64_t client_id, struct chase **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT on_day, outcome, excuse, contact_id FROM action WHERE client_id = $1 AND undone_by IS NULL "
	                              "AND outcome <> 'undo' ORDER BY id",
	                              "i", client_id),
	                  arena, sizeof **rows, read_chase, rows, count, err);
}

bool receipt_first(struct store *store, int64_t client_id, date *first, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT min(value_on) FROM receipt WHERE client_id = $1", "i", client_id);

	if (store_found(stmt, err) != FOUND)
		return false;
	*first = stmt_date(stmt, 0);
	stmt_reset(stmt);
	return true;
}
