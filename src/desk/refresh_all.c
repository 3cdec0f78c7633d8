/* Rescoring: every client of a creditor through the rules, beside agents.
 *
 * Slices of clients come read and judged (refresh_read.c); only what changed is written, in transactions held a few milliseconds. A client
 * somebody changed in between keeps what that somebody wrote and is refreshed anew.
 */
#include "desk/refresh_all.h"

#include <string.h>

#include "base/mem.h"
#include "db/agenda.h"
#include "desk/beside.h"
#include "desk/dispute.h"
#include "desk/follow_up.h"
#include "desk/refresh_read.h"
#include "desk/transact.h"
#include "desk/zones.h"

#define WRITE_CHANGES 800 /* mostly one or two transactions */

static bool write_one(struct session *session, const struct change *change, struct refresh_totals *totals, struct err *err)
{
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

/* What changed and is not yet written: of several slices, so that transactions are few and pages that many clients share are written once. */
struct pending {
	const struct change **list;
	size_t count, room;
	int slices;
	struct reading *reading;
	struct beside beside;
};

static void pend(struct pending *pending, const struct slice *slice)
{
	for (size_t i = 0; i < slice->count; i++) {
		MEM_GROW(pending->list, pending->count, pending->room);
		pending->list[pending->count++] = &slice->changes[i];
	}
	pending->slices++;
}

static bool is_enough(const struct pending *pending)
{
	return pending->slices == READING_HELD || pending->count >= WRITE_CHANGES;
}

/* What one transaction writes: list[from] up to list[to], found as it goes. */
struct portion {
	struct pending *pending;
	size_t from, to;
	struct refresh_totals before, totals;
};

static bool write_portion(struct session *session, void *context, struct err *err)
{
	struct portion *portion = context;
	struct pending *pending = portion->pending;
	bool good;

	beside_began(&pending->beside);
	portion->to = portion->from;
	portion->totals = portion->before;
	do
		good = write_one(session, pending->list[portion->to++], &portion->totals, err);
	while (good && portion->to < pending->count && !beside_enough(&pending->beside));
	return good;
}

static bool write_pending(struct session *session, struct pending *pending, struct refresh_totals *totals, struct err *err)
{
	struct portion portion = { .pending = pending };

	while (portion.to < pending->count) {
		portion.from = portion.to;
		portion.before = *totals;
		if (!transact_many(session, write_portion, &portion, err))
			return false;
		beside_ended(&pending->beside);
		*totals = portion.totals;
	}
	totals->changed += (int64_t)pending->count;
	pending->count = 0;
	pending->slices = 0;
	reading_give_back(pending->reading);
	return true;
}

static bool come_body(struct session *session, void *context, struct err *err)
{
	return refresh_client(session, *(const int64_t *)context, err);
}

/* Files with several follow-ups show the one that came first: since the last day another may have come that weighs more. */
static bool follow_ups_come(struct session *session, struct err *err)
{
	struct arena arena = { 0 };
	int64_t *ids;
	size_t count;
	bool done = agenda_come(session->store, &arena, session->creditor.id, session->today, &ids, &count, err);

	for (size_t i = 0; done && i < count; i++)
		done = transact(session, come_body, &ids[i], err);
	arena_clear(&arena);
	return done;
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
	       (!may_keep(session) || (aging_tally_keep(session, mark->tally, err) && zones_gather(session, err))) && store_tell(session->store, err);
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
	struct pending pending = { 0 };
	const struct slice *slice;
	char policy[POLICY_FINGERPRINT];
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
	if (!dispute_close_paid(session, &out->disputes_paid, err) || !follow_ups_come(session, err))
		return false;
	pending.reading = reading_open(session);
	beside_start(&pending.beside, session->store);
	do {
		if (!reading_next(pending.reading, &slice, err))
			goto out;
		if (slice) {
			pend(&pending, slice);
			out->clients += slice->seen.clients;
		}
		if ((!slice || is_enough(&pending)) && !write_pending(session, &pending, out, err))
			goto out;
		if (slice && progress)
			progress(context, out->clients);
	} while (slice);
	session->rescored_on = session->today;
	done = follow_up_close_paid(session, err) && (!whole || mark_scored(session, policy, reading_tally(pending.reading), err));
out:
	reading_close(pending.reading);
	mem_free(pending.list);
	return done;
}
