/* Proposals, threats and sanctions, row by row.
 */
#include "db/escalation.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

const char *const escalation_kind_codes[ESCALATION_KIND_COUNT] = { "legal", "hold" };
static const char *const state_codes[ESCALATION_STATE_COUNT] = { "proposed", "approved", "refused", "lapsed" };

static int code_in(const char *const *codes, int count, const char *code)
{
	int at = 0;

	while (at < count - 1 && strcmp(codes[at], code) != 0)
		at++;
	return at;
}

/* ---- proposals ---- */

#define ESCALATION_COLUMNS                                                                                                   \
	"e.id, e.client_id, e.kind, e.proposed_on, e.reasons, e.warnings, e.state, e.decided_on, e.decided_by, a.name, e.again_on, " \
	"e.note, e.handover, e.handed_on, e.taken_on, e.taken_by"
#define ESCALATION_FROM "SELECT " ESCALATION_COLUMNS " FROM escalation e LEFT JOIN agent a ON a.id = e.decided_by "
enum { ESCALATION_COLUMN_COUNT = 16 };

static void escalation_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct escalation_row *)row = (struct escalation_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.kind = (enum escalation_kind)code_in(escalation_kind_codes, ESCALATION_KIND_COUNT, stmt_text(stmt, 2)),
		.proposed_on = stmt_date(stmt, 3),
		.reasons = (unsigned)stmt_int(stmt, 4),
		.warnings = (unsigned)stmt_int(stmt, 5),
		.state = (enum escalation_state)code_in(state_codes, ESCALATION_STATE_COUNT, stmt_text(stmt, 6)),
		.decided_on = stmt_date(stmt, 7),
		.decided_by = stmt_int(stmt, 8),
		.decider = arena_strdup(arena, stmt_text(stmt, 9)),
		.again_on = stmt_date(stmt, 10),
		.note = arena_strdup(arena, stmt_text(stmt, 11)),
		.handover = arena_strdup(arena, stmt_text(stmt, 12)),
		.handed_on = stmt_date(stmt, 13),
		.taken_on = stmt_date(stmt, 14),
		.taken_by = stmt_int(stmt, 15),
	};
}

bool escalation_list(struct store *store, struct arena *arena, int64_t client_id, struct escalation_row **rows, size_t *count,
                     struct err *err)
{
	return store_rows(store_query(store, err, ESCALATION_FROM "WHERE e.client_id = $1 ORDER BY e.id", "i", client_id), arena,
	                  sizeof **rows, escalation_read, rows, count, err);
}

static enum found one_escalation(struct stmt *stmt, struct arena *arena, struct escalation_row *out, struct err *err)
{
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		escalation_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

enum found escalation_last(struct store *store, struct arena *arena, int64_t client_id, enum escalation_kind kind,
                           struct escalation_row *out, struct err *err)
{
	return one_escalation(store_query(store, err,
	                                  ESCALATION_FROM "WHERE e.client_id = $1 AND e.kind = $2 ORDER BY e.id DESC LIMIT 1", "it",
	                                  client_id, escalation_kind_codes[kind]),
	                      arena, out, err);
}

bool escalation_insert(struct store *store, const struct escalation_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO escalation (id, client_id, kind, proposed_on, reasons, warnings, state, decided_on, decided_by, "
	                  "again_on, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	                  "iitdiitdzdt", row->id, row->client_id, escalation_kind_codes[row->kind], row->proposed_on,
	                  (int64_t)row->reasons, (int64_t)row->warnings, state_codes[row->state], row->decided_on,
	                  row->decided_by, row->again_on, row->note);
}

bool escalation_put(struct store *store, const struct escalation_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE escalation SET state = $2, decided_on = $3, decided_by = $4, again_on = $5, note = $6, handover = $7, "
	                  "handed_on = $8, taken_on = $9, taken_by = $10, reasons = $11, warnings = $12 WHERE id = $1",
	                  "itdzdttddzii", row->id, state_codes[row->state], row->decided_on, row->decided_by, row->again_on,
	                  row->note, row->handover ? row->handover : "", row->handed_on, row->taken_on, row->taken_by, (int64_t)row->reasons,
	                  (int64_t)row->warnings);
}

bool escalation_put_weighed(struct store *store, const struct escalation_row *row, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE escalation SET state = $2, reasons = $3, warnings = $4, decided_on = $5 WHERE id = $1",
	                  "itiid", row->id, state_codes[row->state], (int64_t)row->reasons, (int64_t)row->warnings,
	                  row->decided_on);
}

bool escalation_put_ready(struct store *store, int64_t client_id, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE client SET version = version + 1, proposal = coalesce((SELECT e.kind FROM escalation e "
	                  "WHERE e.client_id = $1 AND e.state = 'proposed' "
	                  "ORDER BY CASE e.kind WHEN 'legal' THEN 0 ELSE 1 END LIMIT 1), '') WHERE id = $1",
	                  "i", client_id);
}

static void waiting_read(struct stmt *stmt, struct arena *arena, void *row)
{
	struct escalation_waiting *out = row;
	const int at = ESCALATION_COLUMN_COUNT;

	*out = (struct escalation_waiting){
		.no = arena_strdup(arena, stmt_text(stmt, at)),
		.name = arena_strdup(arena, stmt_text(stmt, at + 1)),
		.score = (int)stmt_int(stmt, at + 2),
		.broken = (int)stmt_int(stmt, at + 3),
		.overdue = stmt_int(stmt, at + 4),
		.oldest_on = stmt_date(stmt, at + 6),
	};
	snprintf(out->currency, MONEY_CODE, "%s", stmt_text(stmt, at + 5));
	escalation_read(stmt, arena, &out->row);
}

/* Both kinds by name, and that it is one of them: so that the index of proposals, which knows no others, is gone through kind by kind. */
bool escalation_waiting(struct store *store, struct arena *arena, int64_t creditor_id, struct escalation_waiting **rows, size_t *count,
                        struct err *err)
{
	return store_rows(store_query(store, err,
	                              "SELECT " ESCALATION_COLUMNS ", c.no, c.name, c.score, c.broken, c.overdue_cents, c.currency, "
	                              "c.oldest_on FROM client c JOIN escalation e ON e.client_id = c.id AND e.state = 'proposed' "
	                              "LEFT JOIN agent a ON a.id = e.decided_by WHERE c.creditor_id = $1 AND c.proposal IN ('legal', 'hold') AND c.proposal <> '' "
	                              "AND " STORE_SEEN("c", "$2") " ORDER BY CASE e.kind WHEN 'legal' THEN 0 ELSE 1 END, c.score DESC, c.overdue_cents DESC, c.no, e.id",
	                              "ii", creditor_id, store->sees),
	                  arena, sizeof **rows, waiting_read, rows, count, err);
}

/* ---- threats ---- */

#define THREAT_FROM                                                                                                            \
	"SELECT t.id, t.client_id, t.escalation_id, t.what, t.decided_on, t.announced_on, t.executed_on, t.decided_by, "         \
	"t.announced_by, t.executed_by, d.name, n.name, t.note, c.no, c.name, "                                                 \
	"CASE WHEN e.state = 'refused' THEN 1 ELSE 0 END FROM threat t CROSS JOIN client c "                                        \
	"LEFT JOIN escalation e ON e.id = t.escalation_id "                                                                        \
	"LEFT JOIN agent d ON d.id = t.decided_by LEFT JOIN agent n ON n.id = t.announced_by "

static void threat_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct threat_row *)row = (struct threat_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.escalation_id = stmt_int(stmt, 2),
		.what = arena_strdup(arena, stmt_text(stmt, 3)),
		.decided_on = stmt_date(stmt, 4),
		.announced_on = stmt_date(stmt, 5),
		.executed_on = stmt_date(stmt, 6),
		.decided_by = stmt_int(stmt, 7),
		.announced_by = stmt_int(stmt, 8),
		.executed_by = stmt_int(stmt, 9),
		.decider = arena_strdup(arena, stmt_text(stmt, 10)),
		.announcer = arena_strdup(arena, stmt_text(stmt, 11)),
		.note = arena_strdup(arena, stmt_text(stmt, 12)),
		.no = arena_strdup(arena, stmt_text(stmt, 13)),
		.name = arena_strdup(arena, stmt_text(stmt, 14)),
		.refused = stmt_int(stmt, 15) != 0,
	};
}

bool threat_list(struct store *store, struct arena *arena, int64_t client_id, struct threat_row **rows, size_t *count, struct err *err)
{
	return store_rows(store_query(store, err, THREAT_FROM "WHERE c.id = t.client_id AND t.client_id = $1 ORDER BY t.id", "i", client_id), arena,
	                  sizeof **rows, threat_read, rows, count, err);
}

bool threat_list_told(struct store *store, struct arena *arena, int64_t creditor_id, struct threat_row **rows, size_t *count,
                      struct err *err)
{
	return store_rows(store_query(store, err,
	                              THREAT_FROM "WHERE c.id = t.client_id AND c.creditor_id = $1 AND t.announced_on IS NOT NULL AND (t.executed_on IS NULL OR "
	                                          "t.executed_on > t.announced_on OR t.decided_on IS NULL OR t.decided_on > t.announced_on) "
	                                          "AND " STORE_SEEN("c", "$2") " ORDER BY t.announced_on, t.id",
	                              "ii", creditor_id, store->sees),
	                  arena, sizeof **rows, threat_read, rows, count, err);
}

bool threat_insert(struct store *store, const struct threat_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO threat (id, client_id, escalation_id, what, decided_on, decided_by, announced_on, announced_by, "
	                  "executed_on, executed_by, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	                  "iiztdzdzdzt", row->id, row->client_id, row->escalation_id, row->what, row->decided_on, row->decided_by,
	                  row->announced_on, row->announced_by, row->executed_on, row->executed_by, row->note);
}

bool threat_put_announced(struct store *store, int64_t id, date on, int64_t agent_id, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE threat SET announced_on = $2, announced_by = $3 WHERE id = $1", "idi", id, on, agent_id);
}

bool threat_put(struct store *store, const struct threat_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE threat SET decided_on = $2, decided_by = $3, announced_on = $4, announced_by = $5, executed_on = $6, "
	                  "executed_by = $7 WHERE id = $1",
	                  "idzdzdz", row->id, row->decided_on, row->decided_by, row->announced_on, row->announced_by, row->executed_on,
	                  row->executed_by);
}

/* ---- sanctions ---- */

#define SANCTION_FROM                                                                                                           \
	"SELECT s.id, s.client_id, s.kind, s.set_on, s.lifted_on, s.set_by, s.lifted_by, a.name, l.name, s.note FROM sanction s " \
	"JOIN agent a ON a.id = s.set_by LEFT JOIN agent l ON l.id = s.lifted_by "

static void sanction_read(struct stmt *stmt, struct arena *arena, void *row)
{
	*(struct sanction_row *)row = (struct sanction_row){
		.id = stmt_int(stmt, 0),
		.client_id = stmt_int(stmt, 1),
		.kind = arena_strdup(arena, stmt_text(stmt, 2)),
		.set_on = stmt_date(stmt, 3),
		.lifted_on = stmt_date(stmt, 4),
		.set_by = stmt_int(stmt, 5),
		.lifted_by = stmt_int(stmt, 6),
		.setter = arena_strdup(arena, stmt_text(stmt, 7)),
		.lifter = arena_strdup(arena, stmt_text(stmt, 8)),
		.note = arena_strdup(arena, stmt_text(stmt, 9)),
	};
}

bool sanction_list(struct store *store, struct arena *arena, int64_t client_id, struct sanction_row **rows, size_t *count,
                   struct err *err)
{
	return store_rows(store_query(store, err, SANCTION_FROM "WHERE s.client_id = $1 ORDER BY s.id", "i", client_id), arena,
	                  sizeof **rows, sanction_read, rows, count, err);
}

enum found sanction_by_id(struct store *store, struct arena *arena, int64_t id, struct sanction_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err, SANCTION_FROM "WHERE s.id = $1", "i", id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		sanction_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

bool sanction_insert(struct store *store, const struct sanction_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO sanction (id, client_id, kind, set_on, set_by, note) VALUES ($1, $2, $3, $4, $5, $6)", "iitdit",
	                  row->id, row->client_id, row->kind, row->set_on, row->set_by, row->note);
}

bool sanction_put_lifted(struct store *store, int64_t id, date on, int64_t by, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE sanction SET lifted_on = $2, lifted_by = $3 WHERE id = $1", "idz", id, on, by);
}

bool escalation_put_stops(struct store *store, int64_t client_id, bool legal, bool agency, bool held, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE client SET legal = $2, agency = $3, held = $4, version = version + 1 WHERE id = $1", "iiii", client_id,
	                  (int64_t)legal, (int64_t)agency, (int64_t)held);
}

enum found registered_last(struct store *store, int64_t client_id, struct registered_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT sent_on, days_to_pay FROM mail WHERE client_id = $1 AND kind = 'registered' AND "
	                                "state = 'sent' AND undone = 0 ORDER BY id DESC LIMIT 1",
	                                "i", client_id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*out = (struct registered_row){ stmt_date(stmt, 0), (int)stmt_int(stmt, 1) };
		stmt_reset(stmt);
	}
	return found;
}
