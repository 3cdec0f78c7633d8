/* Teams and the assignment of files. Knows no screen.
 */
#include "desk/team.h"

#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/client.h"
#include "desk/transact.h"

enum {
	NAME_MOST = 64,
	AT_ONCE = 50, /* files of one transaction: agents wait for it */
};

/* ---- teams ---- */

enum deed { DEED_ADD, DEED_RENAME, DEED_REMOVE };
static const char *const kinds[] = { [DEED_ADD] = "team_add", [DEED_RENAME] = "team_rename", [DEED_REMOVE] = "team_remove" };

struct team_job {
	enum deed deed;
	int64_t id;                  /* of a new team, the same in every try */
	const char *name, *to;
	struct arena arena;
};

static bool journal_team(struct session *session, const struct team_job *job, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_text(json, "name", job->name);
	if (job->deed == DEED_RENAME)
		json_text(json, "to", job->to);
	return session_note_write(session, &note, 0, kinds[job->deed], err);
}

static bool is_free(struct session *session, struct team_job *job, const char *name, struct err *err)
{
	struct team_row team;
	enum found found = team_by_name(session->store, &job->arena, name, &team, err);

	if (found == FOUND)
		err_set(err, ERR_CONFLICT, N_("there is a team called %s already"), name);
	return found == FOUND_NOT;
}

static bool add(struct session *session, struct team_job *job, struct err *err)
{
	const struct team_row row = { .id = job->id, .name = job->name };
	char now[CLOCK_TEXT];
	struct team_row there;

	switch (team_by_name(session->store, &job->arena, job->name, &there, err)) {
	case FOUND: return there.id == job->id || is_free(session, job, job->name, err); /* the first try may be stored */
	case FOUND_NOT: return team_insert(session->store, &row, session_now(now), err) && journal_team(session, job, err);
	default: return false;
	}
}

static bool is_empty(struct session *session, struct team_job *job, const struct team_row *team, struct err *err)
{
	struct agent_row *rows;
	size_t count;

	if (team->clients > 0)
		return err_set(err, ERR_REFUSED, N_("team %s still has files: give them to another one with relance assign --team"), team->name);
	if (!agent_list(session->store, &job->arena, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (rows[i].team_id == team->id)
			return err_set(err, ERR_REFUSED, N_("%s is of team %s: say relance agents set %s --team with another one, or with -"),
			               rows[i].name, team->name, rows[i].name);
	return true;
}

static bool change(struct session *session, struct team_job *job, struct err *err)
{
	struct team_row team;
	enum found found = team_by_name(session->store, &job->arena, job->name, &team, err);

	if (found == FOUND_NOT)
		err_set(err, ERR_MISSING, N_("no team is called %s: relance teams add makes one"), job->name);
	if (found != FOUND)
		return false;
	if (job->deed == DEED_REMOVE)
		return is_empty(session, job, &team, err) && team_delete(session->store, team.id, err) && journal_team(session, job, err);
	return is_free(session, job, job->to, err) && team_rename(session->store, team.id, job->to, err) &&
	       journal_team(session, job, err);
}

static bool team_once(struct session *session, void *context, struct err *err)
{
	struct team_job *job = context;
	bool done = job->deed == DEED_ADD ? add(session, job, err) : change(session, job, err);

	arena_clear(&job->arena);
	return done;
}

/* Cleaned; NULL with err filled when it is no name of a team. */
static char *clean_name(const char *name, struct err *err)
{
	char *clean = text_clean(name, strlen(name));

	if (*clean && strlen(clean) <= NAME_MOST && strcmp(clean, "-") != 0)
		return clean;
	err_set(err, ERR_USAGE, N_("a team's name has 1 to %d bytes, and is not -"), NAME_MOST);
	mem_free(clean);
	return NULL;
}

bool team_add(struct session *session, const char *name, struct err *err)
{
	struct team_job job = { .deed = DEED_ADD, .id = id_new() };
	char *clean = session_needs_supervisor(session, err) ? clean_name(name, err) : NULL;
	bool done;

	job.name = clean;
	done = clean && transact_many(session, team_once, &job, err);
	mem_free(clean);
	return done;
}

bool team_set_name(struct session *session, const char *name, const char *to, struct err *err)
{
	struct team_job job = { .deed = DEED_RENAME, .name = name };
	char *clean = session_needs_supervisor(session, err) ? clean_name(to, err) : NULL;
	bool done;

	job.to = clean;
	done = clean && transact_many(session, team_once, &job, err);
	mem_free(clean);
	return done;
}

bool team_remove(struct session *session, const char *name, struct err *err)
{
	struct team_job job = { .deed = DEED_REMOVE, .name = name };

	return session_needs_supervisor(session, err) && transact_many(session, team_once, &job, err);
}

bool team_rows(struct session *session, struct arena *arena, struct team_row **rows, size_t *count, struct err *err)
{
	return team_list(session->store, arena, rows, count, err);
}

/* ---- files ---- */

struct assign_job {
	const struct team_assignment *to;
	struct team_row team;        /* when to->team names one */
	int64_t agent_id;            /* when to->agent names one */
	struct agent_row *agents;
	size_t agent_count;
	const int64_t *clients;      /* of this transaction … */
	size_t count;
	struct team_assigned done;   /* … and what came of them */
};

static const struct agent_row *agent_of(const struct assign_job *job, int64_t id)
{
	for (size_t i = 0; i < job->agent_count; i++)
		if (job->agents[i].id == id)
			return &job->agents[i];
	return NULL;
}

static bool sees(const struct agent_row *agent, int64_t team_id)
{
	return agent->role == ROLE_SUPERVISOR || team_id == 0 || agent->team_id == team_id;
}

enum found team_client(struct session *session, const char *no, int64_t *id, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row row;
	enum found found = client_by_no(session->store, &arena, session->creditor.id, no, &row, err);

	if (found == FOUND && !session_may_see(session, &row))
		found = FOUND_NOT;
	if (found == FOUND)
		*id = row.id;
	arena_clear(&arena);
	return found;
}

/* Whose the file will be. */
static bool owner_of(const struct assign_job *job, const struct client_row *row, int64_t *team_id, int64_t *agent_id, struct err *err)
{
	const struct agent_row *agent;

	*team_id = job->to->team ? job->team.id : row->team_id;
	*agent_id = job->to->agent ? job->agent_id : row->agent_id;
	agent = agent_of(job, *agent_id);
	if (!agent || sees(agent, *team_id))
		return true;
	if (job->to->agent)
		return err_set(err, ERR_REFUSED, N_("%s does not see the team of client %s: say --team too"), agent->name, row->no);
	*agent_id = 0;
	return true;
}

static bool journal_owner(struct session *session, const struct assign_job *job, int64_t client_id, const char *team, int64_t agent_id,
                          struct err *err)
{
	const struct agent_row *agent = agent_of(job, agent_id);
	struct session_note note;
	struct json *json = session_note_open(&note);

	if (team)
		json_text(json, "team", team);
	json_text(json, "agent", agent ? agent->name : "");
	return session_note_write(session, &note, client_id, "assign", err);
}

static bool assign_one(struct session *session, struct assign_job *job, int64_t client_id, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row row;
	int64_t team_id, agent_id;
	enum found found = client_by_id(session->store, &arena, client_id, &row, err);
	bool done = false;

	if (found == FOUND_NOT)
		err_set(err, ERR_MISSING, N_("this client file is gone"));
	if (found == FOUND && owner_of(job, &row, &team_id, &agent_id, err)) {
		done = team_id == row.team_id && agent_id == row.agent_id;
		job->done.same += done;
		job->done.changed += !done;
		done = done || (client_put_owner(session->store, client_id, team_id, agent_id, err) &&
		                journal_owner(session, job, client_id, job->to->team, agent_id, err));
	}
	arena_clear(&arena);
	return done;
}

/* The names looked up. */
static bool find_names(struct session *session, struct arena *arena, struct assign_job *job, struct err *err)
{
	const char *team = job->to->team, *agent = job->to->agent;
	enum found found = FOUND;

	if (team && *team && (found = team_by_name(session->store, arena, team, &job->team, err)) == FOUND_NOT)
		err_set(err, ERR_MISSING, N_("no team is called %s: relance teams add makes one"), team);
	if (found != FOUND || !agent_list(session->store, arena, &job->agents, &job->agent_count, err))
		return false;
	job->agent_id = 0;
	if (!agent || !*agent)
		return true;
	for (size_t i = 0; i < job->agent_count; i++)
		if (strcmp(job->agents[i].name, agent) == 0 && job->agents[i].active)
			job->agent_id = job->agents[i].id;
	return job->agent_id != 0 || err_set(err, ERR_MISSING, N_("no agent is called %s here: relance agents lists them"), agent);
}

/* Who and which team, as they are now: one of them may have gone since the first portion. */
static bool assign_once(struct session *session, void *context, struct err *err)
{
	struct assign_job *job = context;
	struct arena arena = { 0 };
	bool done = find_names(session, &arena, job, err);

	job->done = (struct team_assigned){ 0 };
	for (size_t i = 0; i < job->count && done; i++)
		done = assign_one(session, job, job->clients[i], err);
	arena_clear(&arena);
	return done && (job->done.changed == 0 || store_tell(session->store, err));
}

bool team_assign(struct session *session, const int64_t *clients, size_t count, const struct team_assignment *to,
                 struct team_assigned *out, struct err *err)
{
	struct assign_job job = { .to = to };
	struct arena arena = { 0 };
	bool done = session_needs_supervisor(session, err) && find_names(session, &arena, &job, err);

	*out = (struct team_assigned){ 0 };
	for (size_t at = 0; at < count && done; at += job.count) {
		job.clients = clients + at;
		job.count = count - at < AT_ONCE ? count - at : AT_ONCE;
		done = transact_many(session, assign_once, &job, err);
		out->changed += done ? job.done.changed : 0;
		out->same += done ? job.done.same : 0;
	}
	arena_clear(&arena);
	return done;
}
