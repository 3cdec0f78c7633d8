/* Creditors, teams, agents and their drafts, row by row.
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
	                                "SELECT id, name, siren, currency, terms_days, scored_on, scored_policy, country FROM creditor "
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
			.country = arena_strdup(arena, stmt_text(stmt, 7)),
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

/* ---- teams ---- */

bool team_insert(struct store *store, const struct team_row *row, const char *at, struct err *err)
{
	return engine_run(store->engine, err, "INSERT INTO team (id, name, created_at) VALUES ($1, $2, $3)", "itt", row->id, row->name,
	                  at);
}

bool team_rename(struct store *store, int64_t id, const char *name, struct err *err)
{
	return engine_run(store->engine, err, "UPDATE team SET name = $2 WHERE id = $1", "it", id, name);
}

bool team_delete(struct store *store, int64_t id, struct err *err)
{
	return engine_run(store->engine, err, "DELETE FROM team WHERE id = $1", "i", id);
}

#define TEAM_COLUMNS \
	"SELECT t.id, t.name, (SELECT count(*) FROM agent a WHERE a.team_id = t.id AND a.active = 1), " \
	"(SELECT count(*) FROM client c WHERE c.team_id = t.id) FROM team t "

static void team_read(struct stmt *stmt, struct arena *arena, struct team_row *out)
{
	*out = (struct team_row){
		.id = stmt_int(stmt, 0),
		.name = arena_strdup(arena, stmt_text(stmt, 1)),
		.agents = stmt_int(stmt, 2),
		.clients = stmt_int(stmt, 3),
	};
}

bool team_list(struct store *store, struct arena *arena, struct team_row **rows, size_t *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err, TEAM_COLUMNS "ORDER BY t.name", "");
	struct team_row *list = NULL;
	size_t used = 0, room = 0;
	enum stmt_step step = STMT_ERROR;

	while (stmt && (step = stmt_step(stmt, err)) == STMT_ROW) {
		MEM_GROW(list, used, room);
		team_read(stmt, arena, &list[used++]);
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

enum found team_by_name(struct store *store, struct arena *arena, const char *name, struct team_row *out, struct err *err)
{
	struct stmt *stmt = store_query(store, err, TEAM_COLUMNS "WHERE t.name = $1", "t", name);
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		team_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

/* ---- agents ---- */

bool agent_insert(struct store *store, const struct agent_row *row, const char *at, struct err *err)
{
	return engine_run(store->engine, err,
	                  "INSERT INTO agent (id, name, role, active, created_at, team_id, full_name, phone, mail) "
	                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
	                  "ittitzttt", row->id, row->name, role_codes[row->role], (int64_t)row->active, at, row->team_id,
	                  row->full_name ? row->full_name : "", row->phone ? row->phone : "", row->mail ? row->mail : "");
}

bool agent_put(struct store *store, const struct agent_row *row, struct err *err)
{
	return engine_run(store->engine, err,
	                  "UPDATE agent SET role = $2, active = $3, team_id = $4, full_name = $5, phone = $6, mail = $7 WHERE id = $1",
	                  "itizttt", row->id, role_codes[row->role], (int64_t)row->active, row->team_id, row->full_name, row->phone,
	                  row->mail);
}

#define AGENT_COLUMNS \
	"SELECT a.id, a.name, a.role, a.active, a.team_id, t.name, a.full_name, a.phone, a.mail " \
	"FROM agent a LEFT JOIN team t ON t.id = a.team_id "

static void agent_read(struct stmt *stmt, struct arena *arena, struct agent_row *out)
{
	*out = (struct agent_row){
		.id = stmt_int(stmt, 0),
		.name = arena_strdup(arena, stmt_text(stmt, 1)),
		.role = strcmp(stmt_text(stmt, 2), role_codes[ROLE_SUPERVISOR]) == 0 ? ROLE_SUPERVISOR : ROLE_AGENT,
		.active = stmt_int(stmt, 3) != 0,
		.team_id = stmt_int(stmt, 4),
		.team = arena_strdup(arena, stmt_text(stmt, 5)),
		.full_name = arena_strdup(arena, stmt_text(stmt, 6)),
		.phone = arena_strdup(arena, stmt_text(stmt, 7)),
		.mail = arena_strdup(arena, stmt_text(stmt, 8)),
	};
}

bool agent_list(struct store *store, struct arena *arena, struct agent_row **rows, size_t *count, struct err *err)
{
	struct stmt *stmt = store_query(store, err, AGENT_COLUMNS "ORDER BY a.name", "");
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

static enum found one_agent(struct stmt *stmt, struct arena *arena, struct agent_row *out, struct err *err)
{
	enum found found = store_found(stmt, err);

	if (found == FOUND) {
		agent_read(stmt, arena, out);
		stmt_reset(stmt);
	}
	return found;
}

enum found agent_by_id(struct store *store, struct arena *arena, int64_t id, struct agent_row *out, struct err *err)
{
	return one_agent(store_query(store, err, AGENT_COLUMNS "WHERE a.id = $1", "i", id), arena, out, err);
}

enum found agent_by_name(struct store *store, struct arena *arena, const char *name, struct agent_row *out, struct err *err)
{
	return one_agent(store_query(store, err, AGENT_COLUMNS "WHERE a.name = $1", "t", name), arena, out, err);
}

/* ---- drafts ---- */

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
