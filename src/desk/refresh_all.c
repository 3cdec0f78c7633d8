/* Rescoring: every client of a creditor through the rules, beside agents.
 *
 * A slice of clients is read in one picture (no lock), judged, and only what changed is written, in transactions held a few milliseconds.
 * A client somebody changed in between keeps what that somebody wrote and is refreshed anew.
 */
#include "desk/refresh_all.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "desk/aging.h"
#include "desk/dispute.h"
#include "desk/proposal.h"
#include "desk/transact.h"
#include "desk/walk.h"

#define HOLD_MS 15 /* how long a write transaction may keep agents waiting */

struct change {
	int64_t client_id, version;
	struct client_ready ready;
	struct proposal proposal;
	struct promise_row *rows;    /* in the slice's arena; NULL when no promise changed */
	struct promise *promises;
	size_t promise_count;
};

struct slice {
	struct session *session;
	struct arena arena;
	struct change *changes;
	size_t count, room;
	struct walk_seen seen;
	struct aging_tally tally;    /* the aged balance of the day, of what is read anyway */
};

static bool same_ready(const struct client_ready *a, const struct client_ready *b)
{
	return a->score == b->score && a->callable == b->callable && strcmp(a->why_not, b->why_not) == 0 && a->next_on == b->next_on &&
	       a->next_minute == b->next_minute && a->overdue == b->overdue && a->balance == b->balance &&
	       strcmp(a->currency, b->currency) == 0 && a->oldest_on == b->oldest_on && a->broken == b->broken &&
	       strcmp(a->clock, b->clock) == 0 && a->clock_on == b->clock_on && strcmp(a->proposal, b->proposal) == 0;
}

static bool promises_changed(const struct promise_row *rows, const struct promise *judged, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].promise.state != judged[i].state || rows[i].promise.received != judged[i].received)
			return true;
	return false;
}

/* Judge one client as it comes by; remember it when something changed. */
static bool judge_one(void *context, struct walk_client *client, struct err *err)
{
	struct slice *slice = context;
	struct session *session = slice->session;
	const struct client_row *row = client->row;
	struct client_bundle *bundle = &client->bundle;
	struct client_verdict verdict;
	struct proposal proposal;
	bool promises;

	aging_tally_add(&slice->tally, row->agent_id, bundle->items, bundle->item_count, session->today);
	judge_client(bundle, &session->policy, session->creditor.currency, session->today, &verdict);
	if (!proposal_weigh(session, &slice->arena, row->id, row->ready.proposal, &verdict, &proposal, err))
		return false;
	promises = promises_changed(client->promises, bundle->promises, bundle->promise_count);
	if (!promises && !proposal.changes && same_ready(&row->ready, &verdict.ready))
		return true;
	MEM_GROW(slice->changes, slice->count, slice->room);
	slice->changes[slice->count++] = (struct change){
		.client_id = row->id,
		.version = row->version,
		.ready = verdict.ready,
		.proposal = proposal,
		.rows = promises ? client->promises : NULL,
		.promises = bundle->promises,
		.promise_count = bundle->promise_count,
	};
	return true;
}

static bool read_slice(struct slice *slice, int64_t after, struct err *err)
{
	slice->count = 0;
	return walk_slice(slice->session, &slice->arena, after, judge_one, slice, &slice->seen, err);
}

static bool write_one(struct slice *slice, const struct change *change, struct refresh_totals *totals, struct err *err)
{
	struct session *session = slice->session;
	bool landed;

	if (!client_put_ready(session->store, change->client_id, change->version, &change->ready, &landed, err))
		return false;
	if (!landed)
		return refresh_client_items(session, change->client_id, err);
	if (change->rows &&
	    !refresh_put_promises(session, change->client_id, change->rows, change->promises, change->promise_count, totals, err))
		return false;
	return proposal_put(session, change->client_id, &change->proposal, err);
}

/* What one transaction writes of a slice: changes[from] up to changes[to], found as it goes. */
struct portion {
	struct slice *slice;
	size_t from, to;
	struct refresh_totals before, totals;
};

static bool write_portion(struct session *session, void *context, struct err *err)
{
	struct portion *portion = context;
	struct slice *slice = portion->slice;
	int64_t start = clock_steady_ms();
	bool good;

	(void)session;
	portion->to = portion->from;
	portion->totals = portion->before;
	do
		good = write_one(slice, &slice->changes[portion->to++], &portion->totals, err);
	while (good && portion->to < slice->count && clock_steady_ms() - start < HOLD_MS);
	return good;
}

static bool write_slice(struct slice *slice, struct refresh_totals *totals, struct err *err)
{
	struct portion portion = { .slice = slice };

	while (portion.to < slice->count) {
		portion.from = portion.to;
		portion.before = *totals;
		if (!transact_many(slice->session, write_portion, &portion, err))
			return false;
		*totals = portion.totals;
	}
	totals->clients += slice->seen.clients;
	totals->changed += (int64_t)slice->count;
	return true;
}

/* The server lets only supervisors and the account that owns the store keep the day's aged balance. */
static bool may_keep(const struct session *session)
{
	return session->role == ROLE_SUPERVISOR || store_is_owner(session->store);
}

struct mark {
	const char *policy;
	const struct aging_tally *tally;
};

static bool put_mark(struct session *session, void *context, struct err *err)
{
	const struct mark *mark = context;

	return creditor_set_scored(session->store, session->creditor.id, session->today, mark->policy, err) &&
	       (!may_keep(session) || aging_tally_keep(session, mark->tally, err)) && store_tell(session->store, err);
}

static bool mark_scored(struct session *session, const char *policy, const struct aging_tally *tally, struct err *err)
{
	struct mark mark = { .policy = policy, .tally = tally };

	if (!transact(session, put_mark, &mark, err))
		return false;
	session->creditor.scored_on = session->today;
	session->creditor.scored_policy = arena_strdup(&session->arena, policy);
	return true;
}

/* The stored day as it is now: another process may have rescored since this session opened. */
static bool is_current(struct session *session, const char *policy, bool *current, struct err *err)
{
	struct arena arena = { 0 };
	struct creditor_row *rows;
	size_t count;
	bool done = creditor_list(session->store, &arena, &rows, &count, err);

	*current = false;
	for (size_t i = 0; done && i < count; i++)
		if (rows[i].id == session->creditor.id)
			*current = rows[i].scored_on == session->today && strcmp(rows[i].scored_policy, policy) == 0;
	arena_clear(&arena);
	return done;
}

/* The server shows an agent his team's files only: what he rescores is not the whole portfolio, and the stored day stays. */
static bool sees_whole(struct session *session, bool *whole, struct err *err)
{
	struct arena arena = { 0 };
	struct team_row *rows;
	size_t count = 0;
	bool done = true;

	*whole = session->role == ROLE_SUPERVISOR || store_is_owner(session->store);
	if (!*whole && (done = team_list(session->store, &arena, &rows, &count, err)))
		*whole = count == 0;
	arena_clear(&arena);
	return done;
}

bool refresh_all(struct session *session, bool forced, void (*progress)(void *context, int64_t clients_done), void *context,
                 struct refresh_totals *out, struct err *err)
{
	struct slice slice = { .session = session };
	char policy[POLICY_FINGERPRINT];
	int64_t after = 0;
	bool current, whole, done = false;

	*out = (struct refresh_totals){ 0 };
	policy_fingerprint(&session->policy, policy);
	if (!is_current(session, policy, &current, err))
		return false;
	if (current && !forced)
		return true;
	if (!sees_whole(session, &whole, err))
		return false;
	if (!whole && session->rescored_on == session->today && !forced)
		return true;
	if (!dispute_close_paid(session, &out->disputes_paid, err))
		return false;
	for (;;) {
		if (!read_slice(&slice, after, err) || !write_slice(&slice, out, err))
			goto out;
		arena_clear(&slice.arena);
		if (slice.seen.clients < WALK_CLIENTS)
			break;
		after = slice.seen.last_id;
		if (progress)
			progress(context, out->clients);
	}
	session->rescored_on = session->today;
	done = !whole || mark_scored(session, policy, &slice.tally, err);
out:
	aging_tally_clear(&slice.tally);
	arena_clear(&slice.arena);
	mem_free(slice.changes);
	return done;
}
