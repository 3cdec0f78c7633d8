/* Opening a session: identity, creditor, day. Knows no file format and no sentence of a screen.
 */
#include "desk/session.h"

#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/money.h"
#include "db/journal.h"
#include "desk/claim.h"
#include "desk/people.h"
#include "desk/zones.h"

const char *session_now(char out[CLOCK_TEXT])
{
	return clock_iso(clock_ms(), out);
}

const char *session_instant(const struct session *session, char out[CLOCK_TEXT])
{
	return session->past_ms ? clock_iso(session->past_ms, out) : session_now(out);
}

bool session_login(char *out, size_t room, struct err *err)
{
	struct passwd entry, *found = NULL;
	char text[4096];

	if (getpwuid_r(getuid(), &entry, text, sizeof text, &found) != 0 || !found)
		return err_set(err, ERR_REFUSED, N_("this account (uid %d) has no login name: say --agent NAME"), (int)getuid());
	snprintf(out, room, "%s", entry.pw_name);
	return true;
}

/* May this process say who works? With a file, the account that owns it; on a server, its account that owns the tables. */
static bool may_name(const struct store *store)
{
	int64_t owner = store_owner_uid(store);

	return *store_role(store) ? store_is_owner(store) : owner < 0 || owner == (int64_t)getuid() || getuid() == 0;
}

/* Who works: the one named, where that is obeyed; anybody else is who the server or the system says. */
static bool choose_agent(struct store *store, const char *asked, char *name, size_t room, struct err *err)
{
	if (may_name(store) && asked)
		snprintf(name, room, "%s", asked);
	else if (*store_role(store) && !store_is_owner(store))
		snprintf(name, room, "%s", store_role(store));
	else if (!session_login(name, room, err))
		return false;
	return !asked || strcmp(name, asked) == 0 ||
	       err_set(err, ERR_REFUSED, N_("--agent %s: only the account that owns the store may name another agent"), asked);
}

/* What he may do, whose files he sees, and how he gives his name. */
static void take_rights(struct session *session, const struct agent_row *row)
{
	session->role = row->role;
	session->team_id = row->team_id;
	session->team = arena_strdup(&session->arena, row->team);
	session->called = arena_strdup(&session->arena, *row->full_name ? row->full_name : row->name);
	store_set_sight(session->store, row->role == ROLE_SUPERVISOR ? STORE_SEES_ALL : row->team_id);
}

static bool find_agent(struct session *session, const char *asked, struct err *err)
{
	struct agent_row row;
	char name[SESSION_NAME_BYTES + 1];
	enum found found;

	if (!choose_agent(session->store, asked, name, sizeof name, err))
		return false;
	found = agent_by_name(session->store, &session->arena, name, &row, err);
	if (found == FOUND_ERROR)
		return false;
	if (found == FOUND_NOT || !row.active)
		return err_set(err, ERR_REFUSED,
		               N_("no agent is called %s here: a supervisor adds one with relance agents add %s, or say --agent NAME"),
		               name, name);
	session->agent_id = session->came_id = row.id;
	session->agent = row.name;
	take_rights(session, &row);
	return true;
}

/* What is refused once is refused until the session ends. */
static bool ends(struct session *session, bool good, const struct err *err)
{
	if (!good && err->code == ERR_REFUSED)
		session->gone = *err;
	return good;
}

bool session_is_current(struct session *session, struct err *err)
{
	return ends(session, store_is_current(session->store, err), err);
}

bool session_look(struct session *session, bool *changed, struct err *err)
{
	struct arena arena = { 0 };
	struct err none = { 0 };
	struct agent_row row;
	bool known = true;

	err = err ? err : &none;
	*changed = false;
	if (session->agent_id != session->came_id)
		return true;
	switch (agent_by_id(session->store, &arena, session->agent_id, &row, err)) {
	case FOUND_ERROR: known = false; break;
	case FOUND_NOT: row.active = false; break;
	case FOUND: *changed = row.active && (row.role != session->role || row.team_id != session->team_id); break;
	}
	if (known && !row.active)
		known = err_set(err, ERR_REFUSED, N_("%s no longer works here: nothing more is recorded"), session->agent);
	ends(session, known, err); /* a server lets who is gone not even look */
	if (*changed)
		take_rights(session, &row);
	arena_clear(&arena);
	return known;
}

static bool creditor_is(const struct creditor_row *row, const char *asked)
{
	return strcmp(row->name, asked) == 0 || (*row->siren && strcmp(row->siren, asked) == 0);
}

static bool find_creditor(struct session *session, const struct session_request *request, struct err *err)
{
	struct creditor_row *rows;
	size_t count;
	struct buf names;

	if (!creditor_list(session->store, &session->arena, &rows, &count, err))
		return false;
	session->several_creditors = count > 1;
	if (count == 0)
		return err_set(err, ERR_MISSING, N_("this store has no creditor yet: run relance init --creditor NAME"));
	for (size_t i = 0; i < count; i++) {
		if (request->creditor ? creditor_is(&rows[i], request->creditor) : count == 1) {
			session->creditor = rows[i];
			return true;
		}
	}
	if (!request->creditor && request->any_creditor)
		return true;
	buf_init(&names);
	for (size_t i = 0; i < count; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", rows[i].name);
	if (request->creditor)
		err_set(err, ERR_USAGE, N_("no creditor is called %s; there is: %s"), request->creditor, names.data);
	else
		err_set(err, ERR_USAGE, N_("this store serves several creditors: say --creditor NAME, one of: %s"), names.data);
	buf_clear(&names);
	return false;
}

static bool open_store(const struct session_request *request, struct store **out, struct err *err)
{
	return request->wait_ms > 0 ? store_open_waiting(request->target, request->use, request->wait_ms, out, err)
				    : store_open(request->target, request->use, out, err);
}

bool session_open(const struct session_request *request, struct session **out, struct err *err)
{
	struct session *session = mem_alloc(sizeof *session);

	session->today = request->today;
	session->minute = request->minute;
	session->policy = request->policy ? *request->policy : policy_default;
	session->zones = zones_new();
	claim_console_name(session->console, sizeof session->console);
	if (open_store(request, &session->store, err) && find_agent(session, request->agent, err) &&
	    find_creditor(session, request, err)) {
		*out = session;
		return true;
	}
	session_close(session);
	return false;
}

bool session_creditors(struct session *session, struct creditor_row **rows, size_t *count, struct err *err)
{
	return creditor_list(session->store, &session->arena, rows, count, err);
}

void session_close(struct session *session)
{
	if (!session)
		return;
	if (session->store)
		claim_free_all(session);
	store_close(session->store);
	arena_clear(&session->arena);
	zones_free(session->zones);
	mem_free(session);
}

bool session_may_retry(struct session *session, int *left)
{
	if ((*left)-- <= 0 || !store_may_retry(session->store))
		return false;
	if (session->waits)
		session->waits(session->waits_context);
	return true;
}

bool session_needs_supervisor(const struct session *session, struct err *err)
{
	return session->role == ROLE_SUPERVISOR ||
	       err_set(err, ERR_REFUSED, N_("%s is an agent: only a supervisor may do this"), session->agent);
}

bool session_needs_whole(struct session *session, bool writes, struct err *err)
{
	struct arena arena = { 0 };
	struct team_row *teams;
	size_t count = 0;
	bool done;

	if (session->role == ROLE_SUPERVISOR)
		return true;
	if (writes && !store_is_owner(session->store))
		return err_set(err, ERR_REFUSED, N_("%s is an agent: with an account of the database only a supervisor may do this"),
		               session->agent);
	done = team_list(session->store, &arena, &teams, &count, err);
	arena_clear(&arena);
	return done && (count == 0 || err_set(err, ERR_REFUSED,
	                                      N_("%s is an agent and does not see every team's files: only a supervisor may do this"),
	                                      session->agent));
}

bool session_may_see(const struct session *session, const struct client_row *client)
{
	if (session->creditor.id != 0 && client->creditor_id != session->creditor.id)
		return false;
	return session->role == ROLE_SUPERVISOR || client->team_id == 0 || client->team_id == session->team_id;
}

bool session_journal(struct session *session, int64_t client_id, const char *kind, const char *payload, struct err *err)
{
	char now[CLOCK_TEXT];
	const struct journal_row row = {
		.client_id = client_id,
		.at = session_instant(session, now),
		.on_day = session->today,
		.agent = session->agent,
		.kind = kind,
		.payload = payload,
	};
	bool changed;

	if (!session_look(session, &changed, err))
		return false;
	if (changed)
		return err_set(err, ERR_REFUSED, N_("a supervisor changed the role or the team of %s: nothing was recorded, try again"),
		               session->agent);
	return journal_append(session->store, &row, err);
}

struct json *session_note_open(struct session_note *note)
{
	buf_init(&note->payload);
	json_init(&note->json, &note->payload, false);
	json_object(&note->json, NULL);
	return &note->json;
}

bool session_note_write(struct session *session, struct session_note *note, int64_t client_id, const char *kind, struct err *err)
{
	bool done;

	json_end(&note->json, '}');
	done = session_journal(session, client_id, kind, note->payload.data, err);
	buf_clear(&note->payload);
	return done;
}

void session_note_drop(struct session_note *note)
{
	buf_clear(&note->payload);
}

/* Inside a write transaction. */
static bool put_agent(struct store *store, const char *name, enum role role, struct err *err)
{
	char now[CLOCK_TEXT];
	const struct agent_row row = { .id = id_new(), .name = name, .role = role, .active = true };

	return agent_insert(store, &row, session_now(now), err) && store_person(store, name, err);
}

bool session_add_agent(struct session *session, const char *name, enum role role, struct err *err)
{
	const struct people_change change = { .name = name, .role = role_codes[role] };

	return people_add(session, &change, err);
}

static bool init_check(const struct session_init *init, struct store *store, struct arena *arena, struct err *err)
{
	struct creditor_row *rows;
	size_t count;

	if (!creditor_list(store, arena, &rows, &count, err))
		return false;
	if (count > 0 && !init->add)
		return err_set(err, ERR_CONFLICT, N_("this store already serves %s: add --add to serve one more creditor"),
		               rows[0].name);
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, init->creditor) == 0)
			return err_set(err, ERR_CONFLICT, N_("this store already serves %s"), init->creditor);
	return true;
}

/* Who may add a creditor: the first one to come, then only supervisors. */
static bool init_right(struct store *store, struct arena *arena, const char *login, bool *is_agent, struct err *err)
{
	struct agent_row *rows;
	size_t count;

	*is_agent = false;
	if (!agent_list(store, arena, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		*is_agent |= strcmp(rows[i].name, login) == 0 && rows[i].active && rows[i].role == ROLE_SUPERVISOR;
	return count == 0 || *is_agent ||
	       err_set(err, ERR_REFUSED, N_("%s is no supervisor of this store: only a supervisor may add a creditor"), login);
}

static bool init_write(const struct session_init *init, struct store *store, struct arena *arena, const char *login,
                       struct err *err)
{
	char now[CLOCK_TEXT];
	struct creditor_row row = { .id = id_new(), .name = init->creditor, .siren = init->siren, .terms_days = init->terms_days };
	bool is_agent;
	struct buf payload;
	struct json json;
	bool done;

	if (!init_right(store, arena, login, &is_agent, err))
		return false;
	snprintf(row.currency, MONEY_CODE, "%s", init->currency);
	buf_init(&payload);
	json_init(&json, &payload, false);
	json_object(&json, NULL);
	json_text(&json, "creditor", init->creditor);
	json_text(&json, "currency", init->currency);
	json_text(&json, "siren", init->siren);
	json_integer(&json, "terms_days", init->terms_days);
	json_end(&json, '}');
	session_now(now);
	done = (is_agent || put_agent(store, login, ROLE_SUPERVISOR, err)) && creditor_insert(store, &row, now, err) &&
	       journal_append(store,
	                      &(struct journal_row){ .at = now, .on_day = init->today, .agent = login, .kind = "init",
	                                             .payload = payload.data },
	                      err);
	buf_clear(&payload);
	return done;
}

bool session_init(const struct session_init *init, struct err *err)
{
	struct store *store = NULL;
	struct arena arena = { 0 };
	char login[SESSION_NAME_BYTES + 1];
	bool done = false;

	if (!*init->creditor)
		return err_set(err, ERR_USAGE, N_("say who is owed: relance init --creditor NAME"));
	if (!money_is_currency(init->currency))
		return err_set(err, ERR_USAGE, N_("%s is not an ISO 4217 currency code (EUR, USD …)"), init->currency);
	if (init->terms_days < 0 || init->terms_days > 366)
		return err_set(err, ERR_USAGE, N_("--terms is a number of days from 0 to 366"));
	if (init->agent)
		snprintf(login, sizeof login, "%s", init->agent);
	else if (!session_login(login, sizeof login, err))
		return false;
	if (people_name_is_good(login, err) && store_create(init->target, &store, err) && init_check(init, store, &arena, err) &&
	    store_begin(store, true, err)) {
		done = init_write(init, store, &arena, login, err) && store_commit(store, err);
		if (!done)
			store_rollback(store);
	}
	store_close(store);
	arena_clear(&arena);
	return done;
}
