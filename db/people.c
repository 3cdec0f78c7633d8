/* Creditors, agents and their drafts, row by row.
 */
#include "db/people.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "db/store_impl.h"

const char *const role_codes[ROLE_COUNT] = { [ROLE_AGENT] = "agent", [ROLE_SUPERVISOR] = "supervisor" };

bool creditor_insert(struct store *store, const struct creditor_row *row, const char *at, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO creditor (id, name, siren, currency, terms_days, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
	                  "itttit", row->id, row->name, row->siren, row->currency, (int64_t)row->terms_days, at);
}

bool creditor_list(struct store *store, struct arena *arena, struct creditor_row **rows, size_t *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT id, name, siren, currency, terms_days, scored_on, scored_policy FROM creditor "
	                                "ORDER BY name",
	                                "");
	struct creditor_row *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		list[used] = (struct creditor_row){
			.id = stmt_int(stmt, 0),
			.name = arena_strdup(arena, stmt_text(stmt, 1)),
			.siren = arena_strdup(arena, stmt_text(stmt, 2)),
			.terms_days = (int)stmt_int(stmt, 4),
			.scored_on = stmt_date(stmt, 5),
			.scored_policy = arena_strdup(arena, stmt_text(stmt, 6)),
		};
		snprintf(list[used].currency, MONEY_CODE, "%s", stmt_text(stmt, 3));
		used++;
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

bool creditor_set_scored(struct store *store, int64_t id, date on, const char *policy, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE creditor SET scored_on = $2, scored_policy = $3 WHERE id = $1", "idt", id, on,
	                  policy);
}

bool agent_insert(struct store *store, const struct agent_row *row, const char *at, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO agent (id, name, role, active, created_at) VALUES ($1, $2, $3, $4, $5)", "ittit", row->id,
	                  row->name, role_codes[row->role], (int64_t)row->active, at);
}

static void agent_read(struct stmt *stmt, struct arena *arena, struct agent_row *out)
{
	*out = (struct agent_row){
		.id = stmt_int(stmt, 0),
		.name = arena_strdup(arena, stmt_text(stmt, 1)),
		.role = strcmp(stmt_text(stmt, 2), role_codes[ROLE_SUPERVISOR]) == 0 ? ROLE_SUPERVISOR : ROLE_AGENT,
		.active = stmt_int(stmt, 3) != 0,
	};
}

bool agent_list(struct store *store, struct arena *arena, struct agent_row **rows, size_t *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT id, name, role, active FROM agent ORDER BY name", "");
	struct agent_row *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		agent_read(stmt, arena, &list[used++]);
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

enum found agent_by_name(struct store *store, struct arena *arena, const char *name, struct agent_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err, "SELECT id, name, role, active FROM agent WHERE name = $1", "t", name);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		agent_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

bool draft_put(struct store *store, int64_t agent_id, const char *place, int64_t client_id, const char *text, const char *at,
               struct err *err)
{
	if (!*text)
		return engine_run(store->engine, err, "DELETE FROM draft WHERE agent_id = $1 AND place = $2", "it", agent_id, place);
	return engine_run(store->engine, err,
	                  "INSERT INTO draft (agent_id, place, client_id, text, saved_at) VALUES ($1, $2, $3, $4, $5) "
	                  "ON CONFLICT (agent_id, place) DO UPDATE SET client_id = excluded.client_id, text = excluded.text, "
	                  "saved_at = excluded.saved_at",
	                  "ititt", agent_id, place, client_id, text, at);
}

enum found draft_get(struct store *store, struct arena *arena, int64_t agent_id, const char **place, int64_t *client_id,
                     const char **text, struct err *err)
{
	struct stmt *stmt = store_query(store, err,
	                                "SELECT place, client_id, text FROM draft WHERE agent_id = $1 ORDER BY saved_at DESC, place LIMIT 1",
	                                "i", agent_id);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		*place = arena_strdup(arena, stmt_text(stmt, 0));
		*client_id = stmt_int(stmt, 1);
		*text = arena_strdup(arena, stmt_text(stmt, 2));
		stmt_reset(stmt);
	}
	return found;
}
