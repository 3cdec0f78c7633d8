/* Actions, promises, follow-ups and disputes, row by row. What they mean is the rules' and the desk's business.
 */
#include "db/call.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

#define DAY_MINUTES 1440

bool action_insert(struct store *store, const struct call_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO action (id, client_id, agent_id, outcome, on_day, at, note, next_on, next_minute, contact_id, reason, excuse, channel) "
	                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
	                  "iiitdttdmzttt", row->id, row->client_id, row->agent_id, row->outcome, row->on_day, row->at, row->note,
	                  row->next_on, (int64_t)row->next_minute, row->contact_id,
	                  row->reason ? row->reason : "", row->excuse ? row->excuse : "", row->channel ? row->channel : "phone");
}

#define ACTION_SELECT \
	"SELECT x.id, x.client_id, x.agent_id, a.name, x.outcome, x.on_day, x.at, x.note, x.next_on, x.next_minute, x.undone_by, " \
	"x.contact_id, x.reason, x.excuse, x.channel " \
	"FROM action x JOIN agent a ON a.id = x.agent_id "

static void action_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct call_row *)row = (struct call_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.agent_id = stmt_int(stmt, 2),
		.agent = arena_strdup(arena, stmt_text(stmt, 3)),
		.outcome = arena_strdup(arena, stmt_text(stmt, 4)),
		.on_day = stmt_date(stmt, 5),
		.at = arena_strdup(arena, stmt_text(stmt, 6)),
		.note = arena_strdup(arena, stmt_text(stmt, 7)),
		.next_on = stmt_date(stmt, 8),
		.next_minute = store_int_or(stmt, 9, -1),
		.undone_by = stmt_int(stmt, 10),
		.contact_id = stmt_int(stmt, 11),
		.reason = arena_strdup(arena, stmt_text(stmt, 12)),
		.excuse = arena_strdup(arena, stmt_text(stmt, 13)),
		.channel = arena_strdup(arena, stmt_text(stmt, 14)),
	};
}

bool action_list(struct store *store, struct arena *arena, int64_t client_id, bool all, int limit, struct call_row **rows,
                 size_t *count, struct err *err)
{
	int64_t most = limit > 0 ? limit : INT64_MAX;
	struct stmt *stmt =
		all ? store_query(store, err, ACTION_SELECT "WHERE x.client_id = $1 ORDER BY x.id DESC LIMIT $2", "ii", client_id, most)
		    : store_query(store, err,
	                          ACTION_SELECT "WHERE x.client_id = $1 AND x.undone_by IS NULL AND x.outcome <> 'undo' "
	                                        "ORDER BY x.id DESC LIMIT $2",
	                          "ii", client_id, most);

	return store_rows(stmt, arena, sizeof **rows, action_read, rows, count, err);
}

enum found action_by_id(struct store *store, struct arena *arena, int64_t id, struct call_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err, ACTION_SELECT "WHERE x.id = $1", "i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		action_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

bool action_set_undone(struct store *store, int64_t id, int64_t by, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE action SET undone_by = $2 WHERE id = $1", "ii", id, by);
}

bool promise_insert(struct store *store, int64_t client_id, const struct promise_row *row, struct err *err)
{
	const struct promise *p = &row->promise;

	return engine_run(store->engine, err,
	                  "INSERT INTO promise (id, client_id, action_id, made_on, due_on, check_on, amount_cents, currency, written) "
	                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
	                  "iiiddditi", p->id, client_id, row->action_id, p->made_on, p->due_on, p->check_on, p->amount, p->currency,
	                  (int64_t)row->written);
}

enum promise_state store_promise_state(struct stmt *stmt, int column)
{
	const char *code = stmt_text(stmt, column);

	for (int i = 0; i < PROMISE_STATE_COUNT; i++)
		if (strcmp(promise_state_codes[i], code) == 0)
			return (enum promise_state)i;
	stmt_doubt(stmt, code);
	return PROMISE_WITHDRAWN;
}

struct promise store_promise(struct stmt *stmt, int column)
{
	struct promise promise = {
		.id = stmt_int(stmt, column),
		.made_on = stmt_date(stmt, column + 1),
		.due_on = stmt_date(stmt, column + 2),
		.check_on = stmt_date(stmt, column + 3),
		.amount = stmt_int(stmt, column + 4),
		.reduced = stmt_int(stmt, column + 6),
		.received = stmt_int(stmt, column + 7),
		.credited = stmt_int(stmt, column + 8),
		.state = store_promise_state(stmt, column + 9),
	};

	snprintf(promise.currency, MONEY_CODE, "%s", stmt_text(stmt, column + 5));
	return promise;
}

static void promise_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct promise_row *)row = (struct promise_row){
		.promise = store_promise(stmt, 0),
		.action_id = stmt_int(stmt, STORE_PROMISE_COLUMNS),
		.superseded_by = stmt_int(stmt, STORE_PROMISE_COLUMNS + 1),
		.withdrawn_by = stmt_int(stmt, STORE_PROMISE_COLUMNS + 2),
		.written = stmt_int(stmt, STORE_PROMISE_COLUMNS + 3) != 0,
		.acknowledged_by = stmt_int(stmt, STORE_PROMISE_COLUMNS + 4),
	};
}

#define PROMISE_COLUMNS STORE_PROMISE("") ", action_id, superseded_by, withdrawn_by, written, acknowledged_by"

bool promise_list(struct store *store, struct arena *arena, int64_t client_id, struct promise_row **rows, size_t *count,
                  struct err *err)
{
	return store_rows(store_query(store, err, "SELECT " PROMISE_COLUMNS " FROM promise WHERE client_id = $1 AND undone = 0 ORDER BY id",
	                          "i", client_id),
	              arena, sizeof **rows, promise_read, rows, count, err);
}

bool promise_put_judged(struct store *store, const struct promise *promise, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE promise SET received_cents = $2, credited_cents = $3, state = $4 WHERE id = $1", "iiit",
	                  promise->id, promise->received, promise->credited, promise_state_codes[promise->state]);
}

bool promise_acknowledge(struct store *store, int64_t promise_id, int64_t by_agent, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE promise SET acknowledged_by = $2 WHERE id = $1", "ii", promise_id, by_agent);
}

bool promise_supersede(struct store *store, int64_t promise_id, int64_t by_action, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE promise SET state = 'superseded', superseded_by = $2 WHERE id = $1", "ii",
	                  promise_id, by_action);
}

bool promise_put_reduced(struct store *store, int64_t promise_id, cents reduced, int64_t withdrawn_by, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE promise SET reduced_cents = $2, withdrawn_by = $3, "
	                  "state = CASE WHEN CAST($3 AS BIGINT) IS NULL THEN state ELSE 'withdrawn' END WHERE id = $1",
	                  "iiz", promise_id, reduced, withdrawn_by);
}

bool promise_invoice_insert(struct store *store, int64_t promise_id, int64_t invoice_id, cents amount, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO promise_invoice (promise_id, invoice_id, amount_cents) VALUES ($1, $2, $3)", "iii", promise_id,
	                  invoice_id, amount);
}

static void part_read(struct stmt *stmt, struct arena *arena, void *row)
{
	(void)arena;
	*(struct promise_part *)row = (struct promise_part){
		.promise_id = stmt_int(stmt, 0),
		.invoice_id = stmt_int(stmt, 1),
		.amount = stmt_int(stmt, 2),
		.withdrawn_by = stmt_int(stmt, 3),
	};
}

bool promise_parts(struct store *store, struct arena *arena, int64_t client_id, struct promise_part **rows, size_t *count,
                   struct err *err)
{
	return store_rows(store_query(store, err,
	                          "SELECT pi.promise_id, pi.invoice_id, pi.amount_cents, pi.withdrawn_by FROM promise p "
	                          "JOIN promise_invoice pi ON pi.promise_id = p.id WHERE p.client_id = $1 AND p.undone = 0 "
	                          "ORDER BY pi.promise_id, pi.invoice_id",
	                          "i", client_id),
	              arena, sizeof **rows, part_read, rows, count, err);
}

bool promise_part_withdraw(struct store *store, int64_t promise_id, int64_t invoice_id, int64_t by_action, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE promise_invoice SET withdrawn_by = $3 WHERE promise_id = $1 AND invoice_id = $2", "iii", promise_id,
	                  invoice_id, by_action);
}

bool follow_up_insert(struct store *store, int64_t client_id, const struct follow_up_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO follow_up (id, client_id, action_id, kind, due_on, minute, agreed) "
	                  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	                  "iiitdmi", row->id, client_id, row->action_id, row->kind, row->due_on, (int64_t)row->minute,
	                  (int64_t)row->agreed);
}

static void follow_up_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct follow_up_row *)row = (struct follow_up_row){
		.id = stmt_int(stmt, 0),
		.action_id = stmt_int(stmt, 1),
		.kind = arena_strdup(arena, stmt_text(stmt, 2)),
		.due_on = stmt_date(stmt, 3),
		.minute = store_int_or(stmt, 4, -1),
		.agreed = stmt_int(stmt, 5) != 0,
		.done_by = stmt_int(stmt, 6),
	};
}

bool follow_up_list(struct store *store, struct arena *arena, int64_t client_id, struct follow_up_row **rows, size_t *count,
                    struct err *err)
{
	return store_rows(store_query(store, err,
	                          "SELECT id, action_id, kind, due_on, minute, agreed, done_by FROM follow_up "
	                          "WHERE client_id = $1 AND undone = 0 ORDER BY id",
	                          "i", client_id),
	              arena, sizeof **rows, follow_up_read, rows, count, err);
}

bool follow_up_done(struct store *store, int64_t client_id, date up_to, int minute, int64_t by_action, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE follow_up SET done_by = $2 WHERE client_id = $1 AND done_by IS NULL AND undone = 0 AND "
	                  "(due_on < $3 OR (due_on = $3 AND coalesce(minute, 0) <= $4))",
	                  "iidi", client_id, by_action, up_to, (int64_t)(minute < 0 ? DAY_MINUTES : minute));
}

bool follow_up_replace(struct store *store, int64_t action_id, int64_t by_action, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE follow_up SET done_by = $2 WHERE action_id = $1 AND done_by IS NULL AND undone = 0",
	                  "ii", action_id, by_action);
}

bool follow_up_paid(struct store *store, int64_t id, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE follow_up SET done_by = action_id WHERE id = $1", "i", id);
}

/* What has no index by action is looked for among what its client has. */
#define OF_CLIENT "client_id = (SELECT x.client_id FROM action x WHERE x.id = $1)"

/* Each statement takes one kind of effect back. A promise withdrawn in part gets that part again: no more than was in dispute of it. */
static const char *const revert[] = {
	"UPDATE promise SET undone = 1 WHERE action_id = $1",
	"UPDATE promise SET state = 'open', superseded_by = NULL WHERE superseded_by = $1",
	"UPDATE promise SET reduced_cents = reduced_cents - (SELECT CAST(coalesce(sum(CASE WHEN di.amount_cents < pi.amount_cents "
	"THEN di.amount_cents ELSE pi.amount_cents END), 0) AS BIGINT) FROM promise_invoice pi JOIN dispute d ON d.action_id = pi.withdrawn_by "
	"JOIN dispute_invoice di ON di.dispute_id = d.id AND di.invoice_id = pi.invoice_id "
	"WHERE pi.promise_id = promise.id AND pi.withdrawn_by = $1) "
	"WHERE id IN (SELECT promise_id FROM promise_invoice WHERE withdrawn_by = $1)",
	"UPDATE promise SET state = 'open', withdrawn_by = NULL WHERE withdrawn_by = $1",
	"UPDATE promise_invoice SET withdrawn_by = NULL WHERE withdrawn_by = $1",
	"UPDATE follow_up SET undone = 1 WHERE action_id = $1",
	"UPDATE follow_up SET done_by = NULL WHERE done_by = $1 AND undone = 0 AND " OF_CLIENT,
	"UPDATE invoice SET dispute_id = NULL WHERE id IN "
	"(SELECT di.invoice_id FROM dispute d JOIN dispute_invoice di ON di.dispute_id = d.id WHERE d.action_id = $1) "
	"AND dispute_id IN (SELECT d.id FROM dispute d WHERE d.action_id = $1)",
	"UPDATE dispute SET undone = 1 WHERE action_id = $1",
	"UPDATE mail SET undone = 1 WHERE action_id = $1 AND state <> 'sent' AND " OF_CLIENT,
	"UPDATE invoice SET dispute_id = (SELECT d.id FROM dispute d JOIN dispute_invoice di ON di.dispute_id = d.id "
	"WHERE d.closed_by = $1 AND di.invoice_id = invoice.id) WHERE dispute_id IS NULL AND id IN "
	"(SELECT di.invoice_id FROM dispute d JOIN dispute_invoice di ON di.dispute_id = d.id WHERE d.closed_by = $1)",
	"UPDATE dispute SET closed_on = NULL, closed_by = NULL, resolution = '', credit_cents = 0 WHERE closed_by = $1",
	"UPDATE document_request SET undone = 1 WHERE action_id = $1",
	"UPDATE document_request SET sent_on = NULL, sent_by = NULL WHERE sent_by = $1",
	"UPDATE document_request SET settled_on = NULL, settled_by = NULL WHERE settled_by = $1",
	"UPDATE insolvency SET undone = 1 WHERE action_id = $1",
	"UPDATE circuit_event SET undone = 1 WHERE action_id = $1",
	"UPDATE contact SET undone = 1 WHERE added_by = $1 AND " OF_CLIENT,
	"UPDATE contact SET wrong = 0, wrong_by = NULL WHERE wrong_by = $1 AND " OF_CLIENT,
};

bool action_revert(struct store *store, int64_t action_id, struct err *err)
{
	for (size_t i = 0; i < sizeof revert / sizeof *revert; i++)
		if (!engine_run(store->engine, err, revert[i], "i", action_id))
			return false;
	return true;
}
