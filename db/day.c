/* Figures of one agent's day, counted from the day's actions: a few dozen rows.
 */
#include "db/day.h"

#include <stdio.h>
#include <string.h>

#include "db/store_impl.h"

static bool count_outcomes(struct store *store, int64_t agent_id, date on, struct day_counts *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT outcome, count(*) FROM action WHERE agent_id = $1 AND on_day = $2 AND undone_by IS NULL "
	                                "AND outcome NOT IN ('undo', 'platform') GROUP BY outcome ORDER BY outcome",
	                                "id", agent_id, on);
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		if (out->outcome_count == DAY_OUTCOMES)
			continue;
		snprintf(out->outcomes[out->outcome_count].code, sizeof out->outcomes[0].code, "%s", stmt_text(stmt, 0));
		out->outcomes[out->outcome_count++].count = (int)stmt_int(stmt, 1);
	}
	if (stmt)
		stmt_reset(stmt);
	return step == STMT_DONE;
}

bool day_of_agent(struct store *store, int64_t agent_id, date on, const char *currency, struct day_counts *out, struct err *err)
{
	struct stmt *stmt;

	memset(out, 0, sizeof *out);
	if (!count_outcomes(store, agent_id, on, out, err))
		return false;
	stmt = store_query(store, err,
	                   "SELECT count(DISTINCT client_id) FROM action WHERE agent_id = $1 AND on_day = $2 AND undone_by IS NULL "
	                   "AND outcome NOT IN ('undo', 'note', 'platform')",
	                   "id", agent_id, on);
	if (store_found(stmt, err) != FOUND)
		return false;
	out->handled = (int)stmt_int(stmt, 0);
	stmt_reset(stmt);
	stmt = store_query(store, err,
	                   "SELECT count(*), CAST(coalesce(sum(CASE WHEN p.currency = $3 THEN p.amount_cents ELSE 0 END), 0) AS BIGINT), "
	                   "count(CASE WHEN p.currency <> $3 THEN 1 END) "
	                   "FROM action x JOIN promise p ON p.action_id = x.id WHERE x.agent_id = $1 AND x.on_day = $2 AND p.undone = 0 "
	                   "AND x.outcome <> 'platform'",
	                   "idt", agent_id, on, currency);
	if (store_found(stmt, err) != FOUND)
		return false;
	out->promises = (int)stmt_int(stmt, 0);
	out->promised = stmt_int(stmt, 1);
	out->others = stmt_int(stmt, 2) > 0;
	stmt_reset(stmt);
	return true;
}
