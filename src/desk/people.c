/* Adding, changing and removing people. Knows no screen; the store knows what an account of a server is.
 */
#include "desk/people.h"

#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/client.h"
#include "desk/transact.h"

enum { TEXT_MOST = 200 };

bool people_name_is_good(const char *name, struct err *err)
{
	if (!*name || strlen(name) > SESSION_NAME_BYTES)
		return err_set(err, ERR_USAGE, N_("an agent's name has 1 to %d characters"), SESSION_NAME_BYTES);
	for (const char *p = name; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == '/' || *p == ':' || *p == 0x7f)
			return err_set(err, ERR_USAGE, N_("an agent's name is a login: no blank, / or : in it"));
	return true;
}

/* What one use case carries through its tries. */
struct job {
	const struct people_change *change;
	const char *kind;            /* of the journal row */
	int64_t id;                  /* of a new person, the same in every try */
	bool add, active;
	struct arena arena;          /* of one try */
};

static bool read_role(const char *code, enum role *role, struct err *err)
{
	for (int i = 0; i < ROLE_COUNT; i++) {
		if (strcmp(role_codes[i], code) == 0) {
			*role = (enum role)i;
			return true;
		}
	}
	return err_set(err, ERR_USAGE, N_("a role is agent or supervisor, not %s"), code);
}

static bool read_team(struct session *session, struct job *job, struct agent_row *row, struct err *err)
{
	struct team_row team;

	row->team_id = 0;
	row->team = "";
	if (!*job->change->team)
		return true;
	switch (team_by_name(session->store, &job->arena, job->change->team, &team, err)) {
	case FOUND:
		row->team_id = team.id;
		row->team = team.name;
		return true;
	case FOUND_NOT:
		return err_set(err, ERR_MISSING, N_("no team is called %s: relance teams add makes one"), job->change->team);
	default:
		return false;
	}
}

static bool read_text(struct job *job, const char *given, const char **out, struct err *err)
{
	char *clean;

	if (!given)
		return true;
	clean = text_clean(given, strlen(given));
	*out = arena_strdup(&job->arena, clean);
	mem_free(clean);
	return strlen(*out) <= TEXT_MOST || err_set(err, ERR_USAGE, N_("a name, phone or mail address has at most %d bytes"), TEXT_MOST);
}

static bool take_change(struct session *session, struct job *job, struct agent_row *row, struct err *err)
{
	const struct people_change *change = job->change;

	row->active = job->active;
	return (!change->role || read_role(change->role, &row->role, err)) && (!change->team || read_team(session, job, row, err)) &&
	       read_text(job, change->full_name, &row->full_name, err) && read_text(job, change->phone, &row->phone, err) &&
	       read_text(job, change->mail, &row->mail, err);
}

/* Somebody must be left who can add people. */
static bool keeps_a_supervisor(struct session *session, struct job *job, const struct agent_row *changed, struct err *err)
{
	struct agent_row *rows;
	size_t count;

	if (!agent_list(session->store, &job->arena, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct agent_row *row = rows[i].id == changed->id ? changed : &rows[i];

		if (row->active && row->role == ROLE_SUPERVISOR)
			return true;
	}
	return err_set(err, ERR_REFUSED, N_("%s is the last supervisor: make another one first"), changed->name);
}

static bool journal(struct session *session, const struct job *job, const struct agent_row *row, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_text(json, "name", row->name);
	json_text(json, "role", role_codes[row->role]);
	json_text(json, "team", row->team);
	json_text(json, "full_name", row->full_name);
	json_text(json, "phone", row->phone);
	json_text(json, "mail", row->mail);
	return session_note_write(session, &note, 0, job->kind, err);
}

static bool same(const struct agent_row *a, const struct agent_row *b)
{
	return a->role == b->role && a->active == b->active && a->team_id == b->team_id && strcmp(a->full_name, b->full_name) == 0 &&
	       strcmp(a->phone, b->phone) == 0 && strcmp(a->mail, b->mail) == 0;
}

static bool put(struct session *session, struct job *job, const struct agent_row *was, struct agent_row *row, struct err *err)
{
	char now[CLOCK_TEXT];

	if (was && same(was, row))
		return true; /* so already */
	/* The journal first: it makes others who change people wait, and who takes his own rights away could not sign any more. */
	return journal(session, job, row, err) && keeps_a_supervisor(session, job, row, err) &&
	       (was ? agent_put(session->store, row, err) : agent_insert(session->store, row, session_now(now), err)) &&
	       (row->active || client_claim_free_agent(session->store, row->id, err)) &&
	       (!was || store_tell(session->store, err)) && store_person(session->store, row->name, err);
}

static bool change_within(struct session *session, struct job *job, struct err *err)
{
	struct agent_row was, row = { .id = job->id, .name = job->change->name, .team = "", .full_name = "", .phone = "", .mail = "" };
	enum found found = agent_by_name(session->store, &job->arena, job->change->name, &was, err);

	if (found == FOUND_ERROR)
		return false;
	if (found == FOUND_NOT && !job->add)
		return err_set(err, ERR_MISSING, N_("no agent is called %s here: relance agents lists them"), job->change->name);
	if (found == FOUND && job->add && was.active && was.id != job->id)
		return err_set(err, ERR_CONFLICT, N_("there is an agent called %s already"), was.name);
	if (found == FOUND)
		row = was;
	if (!job->add)
		job->active = job->active && was.active; /* a change of his phone does not bring him back */
	return take_change(session, job, &row, err) && put(session, job, found == FOUND ? &was : NULL, &row, err);
}

static bool change_once(struct session *session, void *context, struct err *err)
{
	struct job *job = context;
	bool done = change_within(session, job, err);

	arena_clear(&job->arena);
	return done;
}

static bool run(struct session *session, struct job *job, struct err *err)
{
	return session_needs_supervisor(session, err) && people_name_is_good(job->change->name, err) &&
	       transact_many(session, change_once, job, err);
}

bool people_add(struct session *session, const struct people_change *change, struct err *err)
{
	struct job job = { .change = change, .kind = "agent_add", .id = id_new(), .add = true, .active = true };

	return run(session, &job, err);
}

bool people_set(struct session *session, const struct people_change *change, struct err *err)
{
	struct job job = { .change = change, .kind = "agent_set", .active = true };

	return run(session, &job, err);
}

bool people_remove(struct session *session, const char *name, struct err *err)
{
	const struct people_change change = { .name = name };
	struct job job = { .change = &change, .kind = "agent_remove" };

	return run(session, &job, err);
}
