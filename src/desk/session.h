/* A session: who works, for which creditor, on which business day, under which policy, on which store.
 *
 * Opened once by a face; every use case takes it. Rights are checked here and in the use cases, not in screens.
 */
#ifndef DESK_SESSION_H
#define DESK_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/json.h"
#include "db/client.h"
#include "db/people.h"
#include "db/store.h"
#include "rules/policy.h"

struct session_request {
	const char *target;          /* path or postgresql://… */
	enum store_use use;
	int wait_ms;                 /* for a turn to write; 0: as its use does */
	const char *agent;           /* --agent, or NULL: the login of the real uid */
	const char *creditor;        /* --creditor (name or SIREN), or NULL */
	date today;
	int minute;                  /* -1: only the day is known */
	const struct policy *policy;
	bool any_creditor;           /* verbs about the whole store (agents, verify, journal): no creditor needed */
};

struct session {
	struct store *store;
	struct arena arena;          /* lives as long as the session */
	int64_t agent_id;
	int64_t came_id;             /* who opened it: another one only where a story is told in others' names */
	const char *agent;           /* the login */
	const char *called;          /* how one gives one's name to a client: the full name, else the login */
	enum role role;
	int64_t team_id;             /* 0: of no team */
	const char *team;            /* its name, or "" */
	struct creditor_row creditor;/* id 0 with any_creditor and several */
	bool several_creditors;      /* rows carry the creditor's name */
	date today;
	int minute;
	struct policy policy;
	date rescored_on;            /* the day this session rescored what it sees of a portfolio it does not see whole */
	struct zones *zones;         /* desk/zones.h */
	struct err gone;             /* why this session is at its end: the two below found out. No code: it goes on */
	char console[128];           /* this process: "host/pid/start" */
	int64_t night_id;            /* the night that imports; 0: a person does */
	/* Called when a use case goes on waiting for others instead of failing: a word for the person in front of it. NULL: nobody is. */
	void (*waits)(void *context);
	void *waits_context;
	int64_t past_ms;             /* the instant to write instead of the clock's, for a made-up past; 0: the clock's */
};

/* Errors say what to do: no store → "run relance init"; unknown agent → "a supervisor runs relance agents add NAME"; several creditors → --creditor with their names. */
bool session_open(const struct session_request *request, struct session **out, struct err *err);
/* Every creditor of the store, by name; into the session's arena. */
bool session_creditors(struct session *session, struct creditor_row **rows, size_t *count, struct err *err);
void session_close(struct session *session);     /* frees this console's claims */

#define SESSION_NAME_BYTES 64    /* of an agent's login */
#define SESSION_RETRIES 3        /* how often a use case that only had bad luck is tried again: four turns are waited for in all */
/* After a use case failed and was rolled back: shall it be tried again? *left begins as SESSION_RETRIES. Says so to whoever waits. */
bool session_may_retry(struct session *session, int *left);

/* Who works here as the store says it now: a supervisor may have changed his role or his team, or removed him (ERR_REFUSED), since. */
bool session_look(struct session *session, bool *changed, struct err *err);
/* Is the store still what this program knows? ERR_REFUSED: a newer one has taken it over. */
bool session_is_current(struct session *session, struct err *err);
bool session_needs_supervisor(const struct session *session, struct err *err); /* false with ERR_REFUSED */
/* An agent sees the files of his team and those of no team, a supervisor all; both only those of the creditor they work for, whose currency
 * and country judge them. Lists and searches give no others; a file found by its number or id is asked about here, and one not to be seen
 * does not exist. */
bool session_may_see(const struct session *session, const struct client_row *client);

/* For work about every file of the portfolio at once (imports, the bank): false with ERR_REFUSED for an agent where there are teams, and, when
 * it writes, for one with an agent's own account of a server. */
bool session_needs_whole(struct session *session, bool writes, struct err *err);

const char *session_now(char out[25]);           /* the clock's instant */
const char *session_instant(const struct session *session, char out[25]); /* the same, for rows of calls and of the journal */
/* Append a journal row in this session's name; client_id 0 = the store's chain. Inside a transaction. ERR_REFUSED for who no longer is what
 * he was when the session was opened: it knows then, and the use case may be asked again. */
bool session_journal(struct session *session, int64_t client_id, const char *kind, const char *payload, struct err *err);

/* The same, its payload written member by member: canonical, one line, in the order of the calls. */
struct session_note {
	struct buf payload;
	struct json json;
};
struct json *session_note_open(struct session_note *note);
/* Ends the payload, appends the row and frees: also on failure. */
bool session_note_write(struct session *session, struct session_note *note, int64_t client_id, const char *kind, struct err *err);
void session_note_drop(struct session_note *note); /* instead of writing it */

/* init: make the store when absent, add the creditor (refused when there is one and not `add`), make the login a supervisor. */
struct session_init { const char *target, *creditor, *siren, *currency, *agent; int terms_days; bool add; date today; };
bool session_init(const struct session_init *init, struct err *err);
bool session_login(char *out, size_t room, struct err *err); /* login of the real uid */

/* A new person of whom nothing but name and role is known (people_add). */
bool session_add_agent(struct session *session, const char *name, enum role role, struct err *err);

#endif
