/* One client's facts through the rules and back into the queue row. The formulas are the rules'; this file only gathers and stores.
 */
#include "desk/refresh.h"

#include <string.h>

#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "db/chase.h"
#include "db/contact.h"
#include "db/dispute.h"
#include "db/document.h"
#include "desk/proposal.h"
#include "desk/refresh_all.h"
#include "rules/calendar.h"
#include "rules/contact.h"
#include "rules/outcome.h"
#include "rules/promise.h"

static date later(date a, date b)
{
	return a > b ? a : b; /* DATE_NONE is the smallest */
}

/* A promise of the settled item that stands; NULL: it holds no such item, or somebody replaced or withdrew it. */
static const struct promise *holder(const struct promise_part *part, int64_t invoice_id, const struct promise_row *rows, size_t count)
{
	if (part->invoice_id != invoice_id || part->withdrawn_by)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (rows[i].promise.id == part->promise_id)
			return rows[i].superseded_by || rows[i].withdrawn_by ? NULL : &rows[i].promise;
	return NULL;
}

/* Cash goes to the oldest that it reaches in time, else to the newest: that one it comes too late for. */
static bool is_better(const struct promise *a, const struct promise *b, const struct receipt *receipt)
{
	bool a_in_time = promise_in_time(a, receipt), b_in_time = promise_in_time(b, receipt);

	if (a_in_time != b_in_time)
		return a_in_time;
	return promise_is_older(a, b) == a_in_time;
}

/* The promise a matched receipt belongs to, of those that stand and hold the settled item; 0 lets the oldest promise have it, and what comes
 * back be that of the one it reached last. */
static int64_t promise_of(const struct receipt_row *row, const struct promise_part *parts, size_t part_count, const struct promise_row *rows,
                          size_t row_count)
{
	const struct promise *best = NULL;

	for (size_t i = 0; i < part_count; i++) {
		const struct promise *p = holder(&parts[i], row->invoice_id, rows, row_count);

		if (!p || p == best)
			continue;
		if (best && row->receipt.amount < 0)
			return 0;
		if (!best || is_better(p, best, &row->receipt))
			best = p;
	}
	return best ? best->id : 0;
}

/* Only matched cash asks which invoices were promised: a promise of everything may have thousands of parts. */
static bool any_matched(const struct receipt_row *cash, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (cash[i].invoice_id)
			return true;
	return false;
}

static bool load_promises(struct store *store, struct arena *arena, int64_t client_id, struct client_bundle *bundle,
                          struct promise_row **rows, struct err *err)
{
	struct receipt_row *cash = NULL;
	struct promise_part *parts = NULL;
	struct receipt *receipts;
	size_t part_count = 0;
	int64_t *entries;

	if (!promise_list(store, arena, client_id, rows, &bundle->promise_count, err))
		return false;
	if (bundle->promise_count > 0 && !receipt_list(store, arena, client_id, &cash, &bundle->receipt_count, err))
		return false;
	if (any_matched(cash, bundle->receipt_count) && !promise_parts(store, arena, client_id, &parts, &part_count, err))
		return false;
	bundle->promises = arena_alloc(arena, (bundle->promise_count + 1) * sizeof *bundle->promises);
	entries = arena_alloc(arena, (bundle->promise_count + 1) * sizeof *entries);
	for (size_t i = 0; i < bundle->promise_count; i++) {
		bundle->promises[i] = (*rows)[i].promise;
		entries[i] = (*rows)[i].action_id;
		if (!(*rows)[i].superseded_by && !(*rows)[i].withdrawn_by)
			bundle->promises[i].state = PROMISE_OPEN; /* judged from scratch each time */
	}
	receipts = arena_alloc(arena, (bundle->receipt_count + 1) * sizeof *receipts);
	for (size_t i = 0; i < bundle->receipt_count; i++) {
		receipts[i] = cash[i].receipt;
		if (cash[i].invoice_id)
			receipts[i].promise_id = promise_of(&cash[i], parts, part_count, *rows, bundle->promise_count);
	}
	bundle->entries = entries;
	bundle->receipts = receipts;
	return true;
}

/* How long a client is known speaks only beside reasons to propose legal: looked up when there may be some. */
static bool load_since(struct session *session, int64_t client_id, struct client_bundle *bundle, struct err *err)
{
	const struct escalation_rules *rules = &session->policy.escalation;

	bundle->client_since = DATE_NONE;
	if (bundle->chase_count < (size_t)rules->chases && bundle->chase_count < (size_t)rules->contacts &&
	    bundle->promise_count < (size_t)rules->broken)
		return true;
	if (!receipt_first(session->store, client_id, &bundle->client_since, err))
		return false;
	for (size_t i = 0; i < bundle->item_count; i++)
		if (!date_is(bundle->client_since) || bundle->items[i].issued_on < bundle->client_since)
			bundle->client_since = bundle->items[i].issued_on;
	return true;
}

bool refresh_services(struct session *session, int64_t client_id, struct client_bundle *bundle, struct err *err)
{
	return item_service(session->store, client_id, &bundle->service_on, err) && refresh_services_after(session, client_id, bundle, err);
}

bool refresh_services_after(struct session *session, int64_t client_id, struct client_bundle *bundle, struct err *err)
{
	date closed_on = bundle->state->closed_on[CLOCKS_LIMITATION];

	bundle->service_after = DATE_NONE;
	return !date_is(closed_on) || !date_is(bundle->service_on) ||
	       item_service_after(session->store, client_id, closed_on, &bundle->service_after, err);
}

bool refresh_load(struct session *session, struct arena *arena, int64_t client_id, struct client_bundle *bundle,
                  struct promise_row **rows, struct err *err)
{
	struct chase *chases;

	bundle->client_since = DATE_NONE;
	bundle->abroad = strcmp(session->creditor.country, "FR") != 0;
	if (!load_promises(session->store, arena, client_id, bundle, rows, err))
		return false;
	if (!date_is(bundle->state->last_chase_on))
		return true;
	if (!chase_list(session->store, arena, client_id, &chases, &bundle->chase_count, err))
		return false;
	bundle->chases = chases;
	return load_since(session, client_id, bundle, err);
}

static const char *const judged_kind[PROMISE_STATE_COUNT] = {
	[PROMISE_OPEN] = "promise_reopened",
	[PROMISE_KEPT] = "promise_kept",
	[PROMISE_PARTLY_KEPT] = "promise_partly_kept",
	[PROMISE_BROKEN] = "promise_broken",
	[PROMISE_WITHDRAWN] = "promise_withdrawn",
};

static bool journal_judged(struct session *session, int64_t client_id, const struct promise *p, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "promise", p->id);
	json_date(json, "due_on", p->due_on);
	json_date(json, "check_on", p->check_on);
	json_money(json, "amount", p->amount);
	json_text(json, "currency", p->currency);
	json_money(json, "received", p->received);
	return session_note_write(session, &note, client_id, judged_kind[p->state], err);
}

/* Store what judging changed. */
bool refresh_put_promises(struct session *session, int64_t client_id, const struct promise_row *rows, const struct promise *judged,
                          size_t count, struct refresh_totals *totals, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		const struct promise *was = &rows[i].promise, *now = &judged[i];

		if (was->state == now->state && was->received == now->received && was->credited == now->credited)
			continue;
		if (!promise_put_judged(session->store, now, err))
			return false;
		if (was->state == now->state)
			continue;
		if (totals) {
			totals->kept += now->state == PROMISE_KEPT;
			totals->partly_kept += now->state == PROMISE_PARTLY_KEPT;
			totals->broken += now->state == PROMISE_BROKEN;
		}
		if (!journal_judged(session, client_id, now, err))
			return false;
	}
	return true;
}

/* What the standing outcomes say: actions newest first. */
static void state_of_actions(const struct session *session, const struct call_row *actions, size_t count, struct client_state *state)
{
	state->last_chase_on = state->spoken_on = state->cadence_on = DATE_NONE;
	state->difficulty = false;
	state->reason = REASON_NONE;
	state->reason_on = DATE_NONE;
	for (size_t i = 0; i < count; i++) {
		enum outcome outcome;
		const struct outcome_rule *rule;

		if (!outcome_from_code(actions[i].outcome, &outcome))
			continue;
		if (state->reason == REASON_NONE && *actions[i].reason) {
			reason_from_code(actions[i].reason, &state->reason);
			state->reason_on = actions[i].on_day;
		}
		rule = &outcome_rules[outcome];
		if (rule->chase && !date_is(state->last_chase_on)) {
			state->last_chase_on = actions[i].on_day;
			state->cadence_on = calendar_add_business(actions[i].on_day, session->policy.cadence.min_gap_days);
			/* a dispute's date is its owner's: the rest of the file waits for the minimum gap only */
			if (rule->sleep == OUTCOME_SLEEP_CADENCE && rule->entry != OUTCOME_ENTRY_DISPUTE)
				state->cadence_on = later(state->cadence_on, actions[i].next_on);
		}
		if (rule->spoken)
			state->spoken_on = later(state->spoken_on, actions[i].on_day);
		state->difficulty |= outcome == OUTCOME_DIFFICULTY;
	}
}

static bool is_hour_by(const struct follow_up_row *row, date today)
{
	return row->minute >= 0 && row->due_on <= today;
}

/* The earliest comes first, but what was to be at an hour by today before what is as old and was at none. */
static bool comes_before(const struct follow_up_row *a, const struct follow_up_row *b, date today)
{
	bool hour = is_hour_by(a, today);

	return hour != is_hour_by(b, today) ? hour : a->due_on < b->due_on;
}

/* The pending follow-up that comes first, and whose it is; agreed if one due with it, or by today, is. What comes on a later day behind an older
 * one is found on that day (agenda_come). */
static void state_of_follow_ups(const struct follow_up_row *rows, size_t count, const struct call_row *actions, size_t action_count,
                                date today, struct client_state *state)
{
	const struct follow_up_row *first = NULL;

	for (size_t i = 0; i < count; i++)
		if (!rows[i].done_by && (!first || comes_before(&rows[i], first, today)))
			first = &rows[i];
	state->follow_up_on = first ? first->due_on : DATE_NONE;
	state->follow_up_minute = first ? first->minute : -1;
	state->follow_up_agreed = false;
	for (size_t i = 0; first && i < count; i++)
		state->follow_up_agreed |= !rows[i].done_by && rows[i].due_on <= later(first->due_on, today) && rows[i].agreed;
	state->follow_up_agent_id = 0;
	for (size_t i = 0; first && i < action_count; i++)
		if (actions[i].id == first->action_id)
			state->follow_up_agent_id = actions[i].agent_id;
}

static void state_of_disputes(const struct dispute_row *rows, size_t count, struct client_state *state)
{
	state->dispute_due_on = state->dispute_end_on = DATE_NONE;
	for (size_t i = 0; i < count; i++) {
		if (date_is(rows[i].closed_on))
			state->dispute_end_on = later(state->dispute_end_on, rows[i].closed_on);
		else if (!date_is(state->dispute_due_on) || rows[i].due_on < state->dispute_due_on)
			state->dispute_due_on = rows[i].due_on;
	}
	/* once all is settled a dispute explains nothing any more: the reason is to be asked again */
	if (state->reason == REASON_DISPUTE && !date_is(state->dispute_due_on)) {
		state->reason = REASON_NONE;
		state->reason_on = DATE_NONE;
	}
}

static bool state_of_insolvency(struct session *session, struct arena *arena, int64_t client_id, struct client_state *state,
                                struct err *err)
{
	struct insolvency_row row = { .published_on = DATE_NONE };
	enum found found = insolvency_last(session->store, arena, client_id, &row, err);

	state->insolvent = found == FOUND;
	state->published_on = row.published_on;
	return found != FOUND_ERROR;
}

/* A client all of whose contacts are wrong cannot be called; one nobody was ever told of can: its number is looked up. */
static bool state_of_contacts(struct session *session, struct arena *arena, int64_t client_id, struct client_state *state,
                              struct err *err)
{
	struct contact_row *rows;
	struct contact *people;
	size_t count;

	if (!contact_list(session->store, arena, client_id, &rows, &count, err))
		return false;
	people = arena_alloc(arena, (count + 1) * sizeof *people);
	for (size_t i = 0; i < count; i++)
		people[i].wrong = rows[i].wrong;
	state->no_contact = contact_none_usable(people, count);
	return true;
}

/* State kept by actions, from the standing actions, follow-ups and disputes, and from the contacts. */
static bool recompute_state(struct session *session, struct arena *arena, int64_t client_id, struct client_state *state,
                            struct err *err)
{
	struct call_row *actions;
	struct follow_up_row *follow_ups;
	struct dispute_row *disputes;
	size_t action_count, follow_up_count, dispute_count;

	if (!state_of_contacts(session, arena, client_id, state, err))
		return false;
	if (!action_list(session->store, arena, client_id, false, 0, &actions, &action_count, err) ||
	    !follow_up_list(session->store, arena, client_id, &follow_ups, &follow_up_count, err) ||
	    !dispute_list(session->store, arena, client_id, &disputes, &dispute_count, err))
		return false;
	state_of_actions(session, actions, action_count, state);
	state_of_follow_ups(follow_ups, follow_up_count, actions, action_count, session->today, state);
	state_of_disputes(disputes, dispute_count, state);
	return state_of_insolvency(session, arena, client_id, state, err);
}

static int standing(const struct promise *promises, size_t count)
{
	int n = 0;

	for (size_t i = 0; i < count; i++)
		n += promises[i].state != PROMISE_SUPERSEDED;
	return n;
}

/* What the rules say now, stored; row.state as it stands, stored too when it was made anew. */
static bool put(struct session *session, struct arena *arena, const struct client_row *row, struct client_bundle *bundle,
                const struct promise_row *rows, bool state_too, struct err *err)
{
	struct client_verdict verdict;
	struct proposal proposal;
	bool landed;

	judge_client(bundle, &session->policy, session->creditor.currency, session->today, &verdict);
	if (!proposal_weigh(session, arena, row->id, row->ready.proposal, &verdict, &proposal, err) ||
	    !refresh_put_promises(session, row->id, rows, bundle->promises, bundle->promise_count, NULL, err) ||
	    !proposal_put(session, row->id, &proposal, err) ||
	    (state_too && !client_put_state(session->store, row->id, &row->state, err)) ||
	    !client_put_ready(session->store, row->id, row->version + state_too, &verdict.ready, &landed, err))
		return false;
	return landed || err_set(err, ERR_BUSY, N_("this client file is being changed by somebody else: try again"));
}

static bool refresh(struct session *session, int64_t client_id, bool from_actions, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row row;
	struct item *items;
	struct promise_row *rows;
	struct client_bundle bundle = { .state = &row.state };
	bool done = false, state_too; /* a file may have brought a contact */

	switch (client_by_id(session->store, &arena, client_id, &row, err)) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("this client file is gone")); goto out;
	case FOUND_ERROR: goto out;
	case FOUND: break;
	}
	if (!item_list(session->store, &arena, client_id, &items, &bundle.item_count, err) ||
	    !refresh_services(session, client_id, &bundle, err) ||
	    ((state_too = from_actions || row.state.no_contact) && !recompute_state(session, &arena, client_id, &row.state, err)))
		goto out;
	bundle.items = items;
	if (!refresh_load(session, &arena, client_id, &bundle, &rows, err))
		goto out;
	row.state.promises = standing(bundle.promises, bundle.promise_count);
	done = put(session, &arena, &row, &bundle, rows, state_too, err);
out:
	arena_clear(&arena);
	return done;
}

bool refresh_client(struct session *session, int64_t client_id, struct err *err)
{
	return refresh(session, client_id, true, err);
}

bool refresh_client_items(struct session *session, int64_t client_id, struct err *err)
{
	return refresh(session, client_id, false, err);
}
