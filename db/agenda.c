/* Index ranges over follow-ups and promises (follow_up_due, promise_check), joined to their clients and authors.
 */
#include "db/agenda.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

#define DAY_MINUTES 1440

static struct agenda_client client_read(struct stmt *stmt, struct arena *arena, int at)
{
	struct agenda_client client = {
		.id = stmt_int(stmt, at),
		.no = arena_strdup(arena, stmt_text(stmt, at + 1)),
		.name = arena_strdup(arena, stmt_text(stmt, at + 2)),
		.overdue = stmt_int(stmt, at + 3),
	};

	snprintf(client.currency, MONEY_CODE, "%s", stmt_text(stmt, at + 4));
	return client;
}

static void follow_up_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct agenda_follow_up *)row = (struct agenda_follow_up){
		.id = stmt_int(stmt, 0),
		.action_id = stmt_int(stmt, 1),
		.agent_id = stmt_int(stmt, 2),
		.agent = arena_strdup(arena, stmt_text(stmt, 3)),
		.kind = arena_strdup(arena, stmt_text(stmt, 4)),
		.note = arena_strdup(arena, stmt_text(stmt, 5)),
		.agreed_on = stmt_date(stmt, 6),
		.due_on = stmt_date(stmt, 7),
		.minute = store_int_or(stmt, 8, -1),
		.agreed = stmt_int(stmt, 9) != 0,
		.client = client_read(stmt, arena, 10),
		.why_not = arena_strdup(arena, stmt_text(stmt, 15)),
		.paid_since = stmt_int(stmt, 16) != 0,
	};
}

/* From what is due by then (store_impl.h). */
bool agenda_follow_ups(struct store *store, struct arena *arena, const struct agenda_follow_up_query *query, struct agenda_follow_up **rows,
                       size_t *count, struct err *err)
{
	return store_rows(store_query(store, err,
	                          "SELECT f.id, f.action_id, x.agent_id, a.name, f.kind, x.note, x.on_day, f.due_on, f.minute, f.agreed, "
	                          "c.id, c.no, c.name, c.overdue_cents, c.currency, c.why_not, "
	                          "CASE WHEN " STORE_PAID_SINCE("c", "f.action_id") " THEN 1 ELSE 0 END "
	                          "FROM follow_up f CROSS JOIN client c JOIN action x ON x.id = f.action_id JOIN agent a ON a.id = x.agent_id "
	                          "WHERE c.id = f.client_id AND f.undone = 0 AND f.done_by IS NULL AND f.due_on <= $1 AND c.creditor_id = $2 AND " STORE_WORKED("c")
	                          " AND (f.kind = 'callback' OR f.due_on > $4 OR c.why_not NOT IN ('covered', 'not_due')) "
	                          "AND " STORE_SEEN("c", "$8") " AND (CAST($3 AS BIGINT) = 0 OR x.agent_id = $3 OR c.agent_id = $3 OR "
	                          "(f.minute IS NOT NULL AND (f.due_on < $4 OR (f.due_on = $4 AND f.minute <= $5)))) "
	                          "ORDER BY f.due_on, coalesce(f.minute, $6), f.id LIMIT $7",
	                          "diidiiii", query->up_to, query->creditor_id, query->agent_id, query->team_on, (int64_t)query->team_minute,
	                          (int64_t)DAY_MINUTES, (int64_t)query->limit, store->sees),
	              arena, sizeof **rows, follow_up_read, rows, count, err);
}

static void id_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(int64_t *)row = stmt_int(stmt, 0);
}

static void settled_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct agenda_settled *)row = (struct agenda_settled){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.action_id = stmt_int(stmt, 2),
		.due_on = stmt_date(stmt, 3),
		.minute = store_int_or(stmt, 4, -1),
	};
}

#define SETTLED \
	"c.id = f.client_id AND f.undone = 0 AND f.done_by IS NULL AND f.kind = 'callback' AND c.why_not = 'not_due' AND " \
	STORE_PAID_SINCE("c", "f.action_id")

bool agenda_paid(struct store *store, struct arena *arena, int64_t creditor_id, date before, struct agenda_settled **rows, size_t *count,
                 struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT f.id, f.client_id, f.action_id, f.due_on, f.minute FROM follow_up f CROSS JOIN client c WHERE "
	                              SETTLED " AND f.due_on < $2 AND c.creditor_id = $1 ORDER BY f.client_id, f.id",
	                              "id", creditor_id, before),
	                  arena, sizeof **rows, settled_read, rows, count, err);
}

enum found agenda_paid_still(struct store *store, int64_t id, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT 1 FROM follow_up f CROSS JOIN client c WHERE f.id = $1 AND " SETTLED, "i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND)
		stmt_reset(stmt);
	return found;
}

/* From the few that are due: a million clients are not asked one by one. */
bool agenda_come(struct store *store, struct arena *arena, int64_t creditor_id, date today, int64_t **client_ids, size_t *count,
                 struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT DISTINCT c.id FROM follow_up f CROSS JOIN client c WHERE c.id = f.client_id AND f.undone = 0 AND "
	                              "f.done_by IS NULL AND f.due_on <= $2 AND c.creditor_id = $1 AND ((f.agreed = 1 AND "
	                              "c.follow_up_agreed = 0) OR (f.minute IS NOT NULL AND c.follow_up_minute IS NULL)) "
	                              "AND " STORE_SEEN("c", "$3") " ORDER BY c.id",
	                              "idi", creditor_id, today, store->sees),
	                  arena, sizeof **client_ids, id_read, client_ids, count, err);
}

static void promise_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct agenda_promise *)row = (struct agenda_promise){
		.promise = store_promise(stmt, 0),
		.action_id = stmt_int(stmt, STORE_PROMISE_COLUMNS),
		.agent_id = stmt_int(stmt, STORE_PROMISE_COLUMNS + 1),
		.agent = arena_strdup(arena, stmt_text(stmt, STORE_PROMISE_COLUMNS + 2)),
		.client = client_read(stmt, arena, STORE_PROMISE_COLUMNS + 3),
	};
}

#define PROMISE_SELECT \
	"SELECT " STORE_PROMISE("p.") ", p.action_id, x.agent_id, a.name, c.id, c.no, c.name, c.overdue_cents, c.currency " \
	"FROM promise p JOIN client c ON c.id = p.client_id JOIN action x ON x.id = p.action_id JOIN agent a ON a.id = x.agent_id "
#define PROMISE_WHERE \
	"WHERE p.undone = 0 AND p.state = $1 AND p.check_on >= $2 AND p.check_on <= $3 AND c.creditor_id = $4 " \
	"AND (CAST($5 AS BIGINT) = 0 OR x.agent_id = $5 OR c.agent_id = $5) AND " STORE_SEEN("c", "$7") " "

bool agenda_promises(struct store *store, struct arena *arena, const struct agenda_promise_query *query, struct agenda_promise **rows, size_t *count,
                     struct err *err)
{
	const char *sql = query->newest ? PROMISE_SELECT PROMISE_WHERE "ORDER BY p.check_on DESC, p.id DESC LIMIT $6"
	                                : PROMISE_SELECT PROMISE_WHERE "ORDER BY p.check_on, p.due_on, p.id LIMIT $6";

	return store_rows(store_query(store, err, sql, "tddiiii", promise_state_codes[query->state], query->check_from, query->check_to,
	                          query->creditor_id, query->agent_id, (int64_t)query->limit, store->sees),
	              arena, sizeof **rows, promise_read, rows, count, err);
}

enum found agenda_promise_by_id(struct store *store, struct arena *arena, int64_t creditor_id, int64_t id, struct agenda_promise *out,
                                struct err *err)
{
	struct stmt *stmt = store_query(store, err, 
					PROMISE_SELECT "WHERE p.id = $1 AND p.undone = 0 AND c.creditor_id = $2 AND " STORE_SEEN("c", "$3"),
					"iii", id, creditor_id, store->sees);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		promise_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}
