/* Judging every client twice: under the policy in force and under another. Nothing is written.
 */
#include "desk/dry_run.h"

#include <string.h>

#include "base/mem.h"
#include "desk/proposal.h"
#include "desk/walk.h"

struct run {
	struct session *session;
	const struct dry_run_request *request;
	struct dry_run_totals *totals;
	struct arena arena;
	struct promise *promises;    /* judging changes them: each time from what was loaded */
	size_t room;
};

/* Promises as they were loaded, to be judged once more. */
static void take_promises(struct run *run, const struct client_bundle *loaded, struct client_bundle *bundle)
{
	*bundle = *loaded;
	if (loaded->promise_count == 0)
		return;
	while (run->room < loaded->promise_count)
		MEM_GROW(run->promises, run->room, run->room);
	memcpy(run->promises, loaded->promises, loaded->promise_count * sizeof *run->promises);
	bundle->promises = run->promises;
}

static bool judge_under(struct run *run, const struct walk_client *client, const struct policy *policy, struct dry_run_side *side,
                        struct client_verdict *verdict, struct err *err)
{
	struct session *session = run->session;
	struct client_bundle bundle;
	struct proposal proposal;

	take_promises(run, &client->bundle, &bundle);
	judge_client(&bundle, policy, session->creditor.currency, session->today, verdict);
	if (!proposal_weigh(session, &run->arena, client->row->id, client->row->ready.proposal, verdict, &proposal, err))
		return false;
	*side = (struct dry_run_side){
		.callable = verdict->ready.callable,
		.why_not = verdict->callable.why_not,
		.next_on = verdict->callable.next_on,
		.score = verdict->score.total,
		.proposal = verdict->ready.proposal,
	};
	return true;
}

static bool differ(const struct dry_run_side *a, const struct dry_run_side *b)
{
	return a->callable != b->callable || a->why_not != b->why_not || a->next_on != b->next_on || a->score != b->score ||
	       strcmp(a->proposal, b->proposal) != 0;
}

static void count(struct dry_run_totals *totals, const struct dry_run_side *before, const struct dry_run_side *after)
{
	bool other = strcmp(before->proposal, after->proposal) != 0;

	totals->changed++;
	totals->opened += after->callable && !before->callable;
	totals->closed += before->callable && !after->callable;
	totals->raised += after->score > before->score;
	totals->lowered += after->score < before->score;
	totals->proposed += other && *after->proposal;
	totals->withdrawn += other && *before->proposal;
}

static bool try_alone(struct run *run, const struct walk_client *client, const struct dry_run_side *before, struct err *err)
{
	const struct dry_run_request *request = run->request;
	struct client_verdict verdict;
	struct dry_run_side side;

	for (size_t i = 0; i < request->alone_count; i++) {
		if (!judge_under(run, client, &request->alone[i], &side, &verdict, err))
			return false;
		request->alone_changed[i] += differ(before, &side);
	}
	return true;
}

static bool try_one(void *context, struct walk_client *client, struct err *err)
{
	struct run *run = context;
	struct dry_run_row row = { .client_id = client->row->id, .no = client->row->no, .name = client->row->name };
	struct client_verdict verdict;

	if (!judge_under(run, client, &run->session->policy, &row.before, &verdict, err))
		return false;
	row.overdue = verdict.ready.overdue;
	memcpy(row.currency, verdict.ready.currency, MONEY_CODE);
	if (!judge_under(run, client, run->request->with, &row.after, &verdict, err) || !try_alone(run, client, &row.before, err))
		return false;
	if (!differ(&row.before, &row.after))
		return true;
	count(run->totals, &row.before, &row.after);
	return !run->request->row || run->request->row(run->request->context, &row, err);
}

bool dry_run(struct session *session, const struct dry_run_request *request, struct dry_run_totals *out, struct err *err)
{
	struct run run = { .session = session, .request = request, .totals = out };
	struct walk_seen seen = { .last_id = 0 };
	bool done;

	*out = (struct dry_run_totals){ 0 };
	if (!session_needs_supervisor(session, err))
		return false;
	for (size_t i = 0; i < request->alone_count; i++)
		request->alone_changed[i] = 0;
	do {
		done = walk_slice(session, &run.arena, seen.last_id, true, try_one, &run, &seen, err);
		out->clients += seen.clients;
		arena_clear(&run.arena);
	} while (done && seen.clients == WALK_CLIENTS);
	mem_free(run.promises);
	return done;
}
