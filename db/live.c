/* What goes on now, row by row. What is asked of most clients goes through their table as it lies (the pluses): by way of an index each row
 * would be looked up in a place of its own.
 */
#include "db/live.h"

#include <stdio.h>
#include <string.h>

#include "db/store_impl.h"

static void claim_read(struct stmt *stmt, struct arena *arena, void *row)
{
	struct live_claim *out = row;

	*out = (struct live_claim){
		.client_id = stmt_int(stmt, 0),
		.agent_id = stmt_int(stmt, 1),
		.no = arena_strdup(arena, stmt_text(stmt, 2)),
		.name = arena_strdup(arena, stmt_text(stmt, 3)),
		.overdue = stmt_int(stmt, 4),
		.oldest_on = stmt_date(stmt, 6),
		.since_ms = stmt_int(stmt, 7),
	};
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 5));
}

bool live_claims(struct store *store, struct arena *arena, int64_t creditor_id, int64_t now_ms, struct live_claim **rows, size_t *count,
                 struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT c.id, c.claim_agent_id, c.no, c.name, c.overdue_cents, c.currency, c.oldest_on, c.claim_since "
	                              "FROM client c WHERE c.claim_console IS NOT NULL AND +c.creditor_id = $1 AND c.claim_until > $2 "
	                              "ORDER BY c.claim_since, c.no",
	                              "ii", creditor_id, now_ms),
	                  arena, sizeof **rows, claim_read, rows, count, err);
}

#define GROUP(condition)                                                                                                  \
	"CAST(coalesce(sum(CASE WHEN " condition " THEN 1 ELSE 0 END), 0) AS BIGINT), "                                    \
	"CAST(coalesce(sum(CASE WHEN " condition " AND c.currency = $2 THEN c.overdue_cents ELSE 0 END), 0) AS BIGINT), " \
	"CAST(coalesce(sum(CASE WHEN " condition " AND c.currency <> $2 AND c.overdue_cents > 0 THEN 1 ELSE 0 END), 0) AS BIGINT)"

bool live_groups(struct store *store, int64_t creditor_id, const char *currency, date today, int minute, struct live_sum out[LIVE_GROUP_COUNT],
                 struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT " GROUP("c.callable = 1") ", " GROUP(
		                                "(c.follow_up_minute IS NOT NULL AND " STORE_WORKED("c") " AND (c.follow_up_on < $3 OR (c.follow_up_on = $3 AND c.follow_up_minute < $4)) AND " STORE_CALLBACK_STANDS("c") ")") ", "
	                                GROUP("c.callable = 1 AND c.broken > 0") ", " GROUP("c.no_contact = 1 AND c.overdue_cents > 0") ", "
	                                GROUP("(c.legal = 1 OR c.agency = 1)") " FROM client c WHERE +c.creditor_id = $1 AND (c.callable = 1 OR "
	                                "c.follow_up_minute IS NOT NULL OR c.no_contact = 1 OR c.legal = 1 OR c.agency = 1)",
	                                "itdi", creditor_id, currency, today, (int64_t)minute);

	if (store_found(stmt, err) != FOUND)
		return false;
	for (int i = 0; i < LIVE_GROUP_COUNT; i++)
		out[i] = (struct live_sum){ stmt_int(stmt, 3 * i), stmt_int(stmt, 3 * i + 1), stmt_int(stmt, 3 * i + 2) };
	stmt_reset(stmt);
	return true;
}

bool live_disputes(struct store *store, int64_t creditor_id, const char *currency, date before, struct live_sum *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT count(DISTINCT d.id), CAST(coalesce(sum(CASE WHEN i.currency = $3 THEN n.amount_cents ELSE 0 END), 0) AS BIGINT) "
	                                "FROM dispute d CROSS JOIN client c LEFT JOIN dispute_invoice n ON n.dispute_id = d.id "
	                                "LEFT JOIN invoice i ON i.id = n.invoice_id "
	                                "WHERE d.undone = 0 AND d.closed_on IS NULL AND d.due_on > '' AND d.opened_on < $2 AND c.id = d.client_id AND "
	                                "c.creditor_id = $1",
	                                "idt", creditor_id, before, currency);

	if (store_found(stmt, err) != FOUND)
		return false;
	*out = (struct live_sum){ .count = stmt_int(stmt, 0), .overdue = stmt_int(stmt, 1) };
	stmt_reset(stmt);
	return true;
}

static void left_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct live_left *)row = (struct live_left){ stmt_int(stmt, 0), stmt_int(stmt, 1) };
}

bool live_left(struct store *store, struct arena *arena, int64_t creditor_id, struct live_left **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT coalesce(c.agent_id, 0), count(*) FROM client c WHERE +c.creditor_id = $1 AND c.callable = 1 "
	                              "GROUP BY coalesce(c.agent_id, 0) ORDER BY 1",
	                              "i", creditor_id),
	                  arena, sizeof **rows, left_read, rows, count, err);
}

static void cash_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct live_cash_day *)row = (struct live_cash_day){ stmt_int(stmt, 0), stmt_date(stmt, 1), stmt_int(stmt, 2), stmt_int(stmt, 3) > 0 };
}

/* The outcomes that are a chase (rules/outcome.h). Who was not chased for so long is not looked up. */
static const char cash_days[] =
	"SELECT q.agent_id, q.value_on, CAST(sum(q.ours * q.cents) AS BIGINT), CAST(sum(1 - q.ours) AS BIGINT) FROM (SELECT r.value_on AS value_on, "
	"r.amount_cents - r.shown_cents AS cents, CASE WHEN r.currency = $2 THEN 1 ELSE 0 END AS ours, "
	"CASE WHEN c.last_chase_on >= $5 THEN coalesce((SELECT a.agent_id FROM action a WHERE a.client_id = r.client_id AND a.on_day >= $5 AND "
	"a.on_day <= r.value_on AND a.undone_by IS NULL AND a.outcome IN ('promise', 'callback', 'no_answer', 'message', 'evasive', 'circuit', "
	"'dispute', 'document', 'paid', 'difficulty', 'wrong_contact', 'refusal', 'insolvency') ORDER BY a.id DESC LIMIT 1), 0) ELSE 0 END AS agent_id "
	"FROM receipt r CROSS JOIN client c WHERE r.id >= $6 AND r.value_on >= $3 AND r.value_on <= $4 AND c.id = r.client_id AND c.creditor_id = $1 AND "
	"r.credit_note = 0 AND r.shown_cents <> r.amount_cents) AS q GROUP BY q.agent_id, q.value_on ORDER BY q.agent_id, q.value_on";

bool live_cash(struct store *store, struct arena *arena, const struct live_cash_query *query, struct live_cash_day **rows, size_t *count,
               struct err *err)
{
	return store_rows(store_query(store, err, cash_days, "itdddi", query->creditor_id, query->currency, query->from, query->to, query->since,
	                              query->known_id),
	                  arena, sizeof **rows, cash_read, rows, count, err);
}

static void deed_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct live_deed *)row = (struct live_deed){
		.at = arena_strdup(arena, stmt_text(stmt, 0)),
		.name = arena_strdup(arena, stmt_text(stmt, 1)),
		.outcome = arena_strdup(arena, stmt_text(stmt, 2)),
		.client_id = stmt_int(stmt, 3),
	};
}

bool live_deeds(struct store *store, struct arena *arena, int64_t agent_id, date on, int most, struct live_deed **rows, size_t *count,
                struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT a.at, c.name, a.outcome, c.id FROM action a JOIN client c ON c.id = a.client_id "
	                              "WHERE a.agent_id = $1 AND a.on_day = $2 AND a.undone_by IS NULL AND a.outcome <> 'undo' "
	                              "ORDER BY a.id DESC LIMIT $3",
	                              "idi", agent_id, on, (int64_t)most),
	                  arena, sizeof **rows, deed_read, rows, count, err);
}

static void file_read(struct stmt *stmt, struct arena *arena, void *row)
{
	struct live_file *out = row;

	*out = (struct live_file){
		.client_id = stmt_int(stmt, 0),
		.no = arena_strdup(arena, stmt_text(stmt, 1)),
		.name = arena_strdup(arena, stmt_text(stmt, 2)),
		.why_not = arena_strdup(arena, stmt_text(stmt, 3)),
		.score = (int)stmt_int(stmt, 4),
		.broken = (int)stmt_int(stmt, 5),
		.callable = stmt_int(stmt, 6) != 0,
		.overdue = stmt_int(stmt, 7),
		.oldest_on = stmt_date(stmt, 9),
		.next_on = stmt_date(stmt, 10),
	};
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, 8));
}

#define FILES(whose) \
	"SELECT c.id, c.no, c.name, c.why_not, c.score, c.broken, c.callable, c.overdue_cents, c.currency, c.oldest_on, c.next_on " \
	"FROM client c WHERE +c.creditor_id = $1 AND " whose " AND c.overdue_cents > 0 " \
	"ORDER BY c.callable DESC, c.score DESC, c.overdue_cents DESC, c.no LIMIT $2"

/* Nobody's may be nearly all, an agent's are few: those by their index. */
bool live_files(struct store *store, struct arena *arena, int64_t creditor_id, int64_t agent_id, int most, struct live_file **rows,
                size_t *count, struct err *err)
{
	static const char nobodys[] = FILES("(c.agent_id IS NULL OR c.agent_id IN (SELECT a.id FROM agent a WHERE a.active = 0))");
	struct stmt *stmt = agent_id == 0 ? store_query(store, err, nobodys, "ii", creditor_id, (int64_t)most)
	                                  : store_query(store, err, FILES("c.agent_id = $3"), "iii", creditor_id, (int64_t)most, agent_id);

	return store_rows(stmt, arena, sizeof **rows, file_read, rows, count, err);
}
