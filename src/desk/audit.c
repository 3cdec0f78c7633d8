/* Looking back. Reads only, but for drafts.
 */
#include "desk/audit.h"

#include "base/clock.h"
#include "base/gettext.h"
#include "db/client.h"
#include "desk/audit_inside.h"
#include "desk/transact.h"

/* How far each of them takes it, as seen on a large store; of a server's the database's own checks take no time. */
#define CHECKED  0.75
#define CHAINED  0.4 /* of the rest */

struct chains {
	struct verify *verify;
	int64_t rows, all;
	double to;
};

static void chains_at(void *context)
{
	const struct chains *chains = context;
	const struct verify *verify = chains->verify;

	if (chains->all > 0)
		verify->at(verify->context, verify->from + (chains->to - verify->from) * (double)chains->rows / (double)chains->all);
}

static bool prove_chains(struct verify *verify, int64_t *rows, struct err *err)
{
	struct chains chains = { .verify = verify, .to = verify->from + (1 - verify->from) * CHAINED };
	struct err fault = { 0 };

	if (verify->at && !journal_count(verify->store, &chains.all, err))
		return false;
	if (!journal_verify(verify->store, &chains.rows, verify->at ? chains_at : NULL, &chains, &fault))
		verify_fault(verify, &fault);
	*rows = chains.rows;
	verify->from = chains.to;
	verify->step = (1 - chains.to) / (VERIFY_SUMS + VERIFY_BANK + 1);
	return true;
}

static bool prove(struct verify *verify, struct audit_totals *out, struct err *err)
{
	return prove_chains(verify, &out->journal_rows, err) && verify_sums(verify, &out->clients, err) &&
	       verify_bank(verify, &out->movements, err) && audit_ledger(verify, err);
}

bool audit_store(struct verify *verify, struct audit_totals *out, struct err *err)
{
	if (!prove(verify, out, err))
		return false;
	if (verify->faults > 0)
		*err = verify->first;
	return verify->faults == 0;
}

static bool check_at(void *context, double part)
{
	struct verify *verify = context;

	verify->from = part * CHECKED;
	verify->at(verify->context, verify->from);
	return true;
}

/* One picture: agents may be recording meanwhile. */
static bool prove_alone(struct verify *verify, struct audit_totals *out, struct err *err)
{
	bool done;

	store_watch(verify->store, verify->at ? check_at : NULL, verify);
	done = store_check(verify->store, err);
	store_watch(verify->store, NULL, NULL);
	if (!done || !store_begin(verify->store, false, err))
		return false;
	done = prove(verify, out, err);
	store_rollback(verify->store);
	return done;
}

bool audit_verify(struct session *session, struct audit_totals *out, struct err *err)
{
	struct verify verify = { .store = session->store };

	if (!prove_alone(&verify, out, err))
		return false;
	if (verify.faults > 0)
		*err = verify.first;
	return verify.faults == 0;
}

bool audit_faults(struct session *session, const struct audit_request *request, struct audit_totals *out, int64_t *faults,
                  struct err *err)
{
	struct verify verify = {
		.store = session->store, .say = request->say, .at = request->progress, .context = request->context
	};
	bool done = prove_alone(&verify, out, err);

	*faults = verify.faults;
	return done;
}

bool audit_backup(struct session *session, const char *path, bool (*progress)(void *context, double part), void *context,
                  struct err *err)
{
	bool done;

	if (!session_needs_supervisor(session, err))
		return false;
	store_watch(session->store, progress, context);
	done = store_backup(session->store, path, err);
	store_watch(session->store, NULL, NULL);
	return done;
}

bool audit_journal(struct session *session, const char *client_no, int newest,
                   bool (*row)(void *context, const struct journal_row *row, struct err *err), void *context, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row client;
	int64_t id = -1;
	enum found found = FOUND;

	if (client_no) {
		found = client_by_no(session->store, &arena, session->creditor.id, client_no, &client, err);
		if (found == FOUND && !session_may_see(session, &client))
			found = FOUND_NOT;
		if (found == FOUND_NOT)
			err_set(err, ERR_MISSING, N_("no client has the number %s: relance search finds it by name"), client_no);
		if (found == FOUND)
			id = client.id;
		arena_clear(&arena);
	}
	return found == FOUND && journal_each(session->store, id, newest, row, context, err);
}

bool audit_agents_into(struct session *session, struct arena *arena, struct agent_row **rows, size_t *count, struct err *err)
{
	return agent_list(session->store, arena, rows, count, err);
}

bool audit_journal_of(struct session *session, int64_t client_id, int newest,
                      bool (*row)(void *context, const struct journal_row *row, struct err *err), void *context, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row client;
	enum found found;

	if (client_id == 0)
		return session_needs_supervisor(session, err) && journal_each(session->store, -1, newest, row, context, err);
	found = client_by_id(session->store, &arena, client_id, &client, err);
	if (found == FOUND_NOT || (found == FOUND && !session_may_see(session, &client)))
		found = err_set(err, ERR_MISSING, N_("this client file is gone")) ? FOUND : FOUND_NOT;
	arena_clear(&arena);
	return found == FOUND && journal_each(session->store, client_id, newest, row, context, err);
}

bool audit_agents(struct session *session, struct agent_row **rows, size_t *count, struct err *err)
{
	return audit_agents_into(session, &session->arena, rows, count, err);
}

struct draft {
	const char *place, *text;
	int64_t client_id;
};

static bool put_draft(struct session *session, void *context, struct err *err)
{
	const struct draft *draft = context;
	char now[CLOCK_TEXT];

	return draft_put(session->store, session->agent_id, draft->place, draft->client_id, draft->text, session_now(now), err);
}

bool audit_draft_save(struct session *session, const char *place, int64_t client_id, const char *text, struct err *err)
{
	struct draft draft = { .place = place, .client_id = client_id, .text = text };

	return transact(session, put_draft, &draft, err);
}

enum found audit_draft_load(struct session *session, const char **place, int64_t *client_id, const char **text, struct err *err)
{
	return draft_get(session->store, &session->arena, session->agent_id, place, client_id, text, err);
}
