/* Claims. The only rule here: a claim is void when its lease is over or its process is gone.
 */
#include "desk/claim.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/gettext.h"
#include "desk/transact.h"

/* Start time of a process in clock ticks since boot (field 22 of /proc/PID/stat), and whether it has ended and only waits for its parent
 * to hear of it (field 3), who may never ask; false when that cannot be read. */
static bool process_look(long pid, unsigned long long *start, bool *ended)
{
	char path[64], text[1024];
	const char *p;
	FILE *file;
	size_t n;

	snprintf(path, sizeof path, "/proc/%ld/stat", pid);
	if (!(file = fopen(path, "re")))
		return false;
	n = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	text[n] = '\0';
	if (!(p = strrchr(text, ')'))) /* the name may hold blanks and parentheses */
		return false;
	*ended = strncmp(p, ") Z", 3) == 0 || strncmp(p, ") X", 3) == 0;
	for (int field = 2; field < 22 && p; field++)
		p = strchr(p + 1, ' ');
	return p && sscanf(p, "%llu", start) == 1;
}

static void host_name(char *out, size_t room)
{
	if (gethostname(out, room) != 0)
		snprintf(out, room, "localhost");
	out[room - 1] = '\0';
}

void claim_console_name(char *out, size_t room)
{
	char host[65];
	unsigned long long start = 0;
	bool ended;

	host_name(host, sizeof host);
	process_look((long)getpid(), &start, &ended);
	snprintf(out, room, "%s/%ld/%llu", host, (long)getpid(), start);
}

/* A console of this very host whose process is gone. Consoles of other hosts live until their lease ends, and so does one of which the
 * system does not say when it began: no descriptor was left, or the process is another account's and hidden. */
bool claim_console_is_dead(const char *console)
{
	char host[65];
	const char *slash = strrchr(console, '/'), *pid;
	unsigned long long then, start;
	long process;
	size_t length;
	bool ended;

	host_name(host, sizeof host);
	length = strlen(host);
	if (!slash || strncmp(console, host, length) != 0 || console[length] != '/')
		return false;
	pid = console + length + 1;
	if (sscanf(slash + 1, "%llu", &then) != 1)
		return false;
	process = strtol(pid, NULL, 10);
	if (kill((pid_t)process, 0) != 0 && errno == ESRCH)
		return true;
	return then != 0 && process_look(process, &start, &ended) && (ended || start != then);
}

static bool lives(const struct session *session, const struct client_claim *claim)
{
	return claim->agent_id != 0 && claim->until_ms > store_clock_ms(session->store) && !claim_console_is_dead(claim->console);
}

bool claim_by_other(const struct session *session, const struct client_claim *claim)
{
	return claim->agent_id != session->agent_id && lives(session, claim);
}

bool claim_elsewhere(const struct session *session, const struct client_claim *claim)
{
	return strcmp(claim->console, session->console) != 0 && lives(session, claim);
}

static bool take_in_transaction(struct session *session, const struct client_row *row, const char *dead, bool *taken,
                                struct err *err)
{
	int64_t now = store_clock_ms(session->store);
	bool fresh = strcmp(row->claim.console, session->console) != 0;

	if (!client_claim_take(session->store, row->id, session->agent_id, session->console, now,
	                       now + (int64_t)session->policy.lease_minutes * 60000, dead, taken, err))
		return false;
	return !*taken || !fresh || session_journal(session, row->id, "claim", "{}", err);
}

/* Files wanted in this order, one of them. */
struct wanted {
	const int64_t *ids;
	size_t count, at; /* at: which was taken, count when none */
	bool *busy;       /* NULL: wait for whoever writes on one */
	bool gone;        /* one of them is there no more */
};

/* FOUND_NOT: there is none that this person may see. */
static enum found try_one(struct session *session, int64_t client_id, bool *busy, bool *taken, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row row;
	enum found found;
	bool locked = true;

	*taken = false;
	if (busy && !client_try_lock(session->store, client_id, &locked, err))
		return FOUND_ERROR;
	if (!locked) {
		*busy = true;
		return FOUND;
	}
	found = client_by_id(session->store, &arena, client_id, &row, err);
	if (found == FOUND && !session_may_see(session, &row))
		found = FOUND_NOT;
	if (found == FOUND && !claim_elsewhere(session, &row.claim) &&
	    !take_in_transaction(session, &row, claim_console_is_dead(row.claim.console) ? row.claim.console : NULL, taken, err))
		found = FOUND_ERROR;
	arena_clear(&arena);
	return found;
}

/* All in one turn: whoever stood in line for a file that was taken meanwhile does not stand in line anew for the next. */
static bool take_once(struct session *session, struct wanted *wanted, struct err *err)
{
	bool done = store_begin(session->store, true, err), taken = false;

	if (!done)
		return false;
	wanted->at = wanted->count;
	for (size_t i = 0; done && !taken && i < wanted->count; i++) {
		enum found found = try_one(session, wanted->ids[i], wanted->busy, &taken, err);

		wanted->gone |= found == FOUND_NOT;
		done = found != FOUND_ERROR;
		if (taken)
			wanted->at = i;
	}
	done = done && store_commit(session->store, err);
	if (!done)
		store_rollback(session->store);
	return done;
}

/* Taken twice is taken once: a deadlock or a lost connection is tried again. */
static bool take(struct session *session, struct wanted *wanted, struct err *err)
{
	int left = SESSION_RETRIES;

	while (!take_once(session, wanted, err))
		if (!session_may_retry(session, &left))
			return false;
	return true;
}

bool claim_take(struct session *session, int64_t client_id, bool *taken, struct err *err)
{
	struct wanted wanted = { .ids = &client_id, .count = 1 };

	*taken = false;
	if (!take(session, &wanted, err))
		return false;
	*taken = wanted.at == 0;
	return !wanted.gone || err_set(err, ERR_MISSING, N_("this client file is gone"));
}

bool claim_first(struct session *session, const int64_t *ids, size_t count, bool wait, size_t *at, bool *busy, struct err *err)
{
	struct wanted wanted = { .ids = ids, .count = count, .busy = wait ? NULL : busy };

	*busy = false;
	*at = count;
	if (count == 0)
		return true;
	if (!take(session, &wanted, err))
		return false;
	*at = wanted.at;
	return true;
}

static bool free_one(struct session *session, void *context, struct err *err)
{
	return client_claim_free(session->store, *(const int64_t *)context, session->console, err);
}

bool claim_free(struct session *session, int64_t client_id, struct err *err)
{
	return transact(session, free_one, &client_id, err);
}

static bool renew(struct session *session, void *context, struct err *err)
{
	int64_t until = store_clock_ms(session->store) + (int64_t)session->policy.lease_minutes * 60000;

	return client_claim_renew(session->store, session->console, until, context, err);
}

bool claim_renew(struct session *session, bool *any, struct err *err)
{
	return transact(session, renew, any, err);
}

static bool free_all(struct session *session, void *context, struct err *err)
{
	(void)context;
	return client_claim_free_all(session->store, session->console, err);
}

void claim_free_all(struct session *session)
{
	struct err ignored;
	bool any = false;

	store_rollback(session->store);
	if (client_claim_any(session->store, session->console, &any, &ignored) && any)
		transact(session, free_all, NULL, &ignored);
}
