/* One client's facts through the rules and back into the queue row. The formulas are the rules'; this file only gathers and stores.
 */
#include "desk/refresh.h"

#include <string.h>

#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "db/contact.h"
#include "desk/refresh_all.h"
#include "rules/calendar.h"
#include "rules/contact.h"
#include "rules/outcome.h"
#include "rules/promise.h"

#define LIMITATION_MONTHS 60 /* 5 years between traders, from the issue date (domain §8) */

static date later(date a, date b)
{
	return a > b ? a : b; /* DATE_NONE is the smallest */
}

/* What broken promises and ended sleeps say about the file. */
static void count_promises(const struct client_bundle *bundle, date today, struct client_verdict *out, date *sleep_end,
                           bool *judged_due)
{
	date year_ago = date_add_months(today, -12);

	for (size_t i = 0; i < bundle->promise_count; i++) {
		const struct promise *p = &bundle->promises[i];

		if (p->state == PROMISE_BROKEN) {
			out->broken_last_year += p->check_on > year_ago;
			out->unchased |= bundle->state->spoken_on < p->check_on;
		}
		*judged_due |= p->state == PROMISE_PARTLY_KEPT && bundle->state->last_chase_on < p->check_on;
		if ((p->state == PROMISE_BROKEN || p->state == PROMISE_PARTLY_KEPT || p->state == PROMISE_KEPT) && p->check_on <= today)
			*sleep_end = later(*sleep_end, p->check_on);
	}
}

static void gather_facts(const struct client_bundle *bundle, const struct client_verdict *verdict, date sleep_end, date today,
                         struct client_facts *facts)
{
	const struct client_state *state = bundle->state;
	date oldest_issue = DATE_NONE;

	*facts = (struct client_facts){
		.net = verdict->net,
		.net_count = verdict->net_count,
		.broken_last_year = verdict->broken_last_year,
		.unchased = verdict->unchased,
		.follow_up_due = state->follow_up_agreed && date_is(state->follow_up_on) && state->follow_up_on <= today,
		.last_contact_end = later(later(state->last_chase_on, state->dispute_end_on), sleep_end),
		.limitation_on = DATE_NONE,
		.insurer_on = DATE_NONE,
		.claim_on = DATE_NONE,
		.difficulty = state->difficulty,
		.risk_class = state->risk_class,
	};
	for (size_t i = 0; i < bundle->item_count; i++)
		if (bundle->items[i].open > 0 && (!date_is(oldest_issue) || bundle->items[i].issued_on < oldest_issue))
			oldest_issue = bundle->items[i].issued_on;
	if (date_is(oldest_issue))
		facts->limitation_on = date_add_months(oldest_issue, LIMITATION_MONTHS);
	for (size_t i = 0; i < verdict->net_count; i++) {
		facts->over_credit_limit |= state->credit_limit >= 0 && verdict->net[i].balance > state->credit_limit;
		facts->provisioned += verdict->net[i].disputed_overdue;
	}
}

static void fill_ready(struct client_verdict *v, const char *fallback_currency)
{
	struct client_ready *ready = &v->ready;

	*ready = (struct client_ready){
		.score = v->score.total,
		.callable = v->callable.why_not == WHY_NOT_NONE,
		.why_not = why_not_codes[v->callable.why_not],
		.next_on = v->callable.next_on,
		.next_minute = v->callable.next_minute,
		.oldest_on = DATE_NONE,
		.broken = v->broken_last_year,
		.clock = "",
		.clock_on = DATE_NONE,
		.proposal = "",
	};
	if (ready->callable) { /* a callable file's next date is whatever day it is read: not stored, so that it does not change overnight */
		ready->next_on = DATE_NONE;
		ready->next_minute = -1;
	}
	memcpy(ready->currency, fallback_currency, MONEY_CODE);
	if (v->net_count > 0) {
		const struct netting *net = &v->net[v->score.chosen];

		ready->overdue = net->overdue;
		ready->balance = net->balance;
		ready->oldest_on = net->oldest_due;
		memcpy(ready->currency, net->currency, MONEY_CODE);
	}
}

void refresh_judge(const struct client_bundle *bundle, const struct policy *policy, const char *fallback_currency, date today,
                   struct client_verdict *out)
{
	const struct client_state *state = bundle->state;
	struct client_facts facts;
	struct call_facts call;
	date sleep_end = DATE_NONE;
	bool judged_due = false;

	memset(out, 0, sizeof *out);
	if (bundle->promise_count > 0)
		promise_judge(bundle->promises, bundle->promise_count, bundle->receipts, bundle->receipt_count, today);
	out->net_count = netting_compute(bundle->items, bundle->item_count, today, out->net);
	count_promises(bundle, today, out, &sleep_end, &judged_due);
	gather_facts(bundle, out, sleep_end, today, &facts);
	score_client(&facts, &policy->score, today, &out->score);
	call = (struct call_facts){
		.net = out->net,
		.net_count = out->net_count,
		.items = bundle->items,
		.item_count = bundle->item_count,
		.promises = bundle->promises,
		.promise_count = bundle->promise_count,
		.last_chase_on = state->last_chase_on,
		.follow_up_on = state->follow_up_on,
		.follow_up_minute = state->follow_up_minute,
		.cadence_on = state->cadence_on,
		.dispute_due_on = state->dispute_due_on,
		.judged_due = judged_due || out->unchased,
		.legal = state->legal,
		.agency = state->agency,
		.insolvent = state->insolvent,
		.no_contact = state->no_contact,
	};
	out->callable = callable_on(&call, &policy->cadence, today);
	fill_ready(out, fallback_currency);
}

/* The promise a matched receipt belongs to: the only one whose invoices hold the settled item; 0 lets the oldest promise have it. */
static int64_t promise_of(const struct receipt_row *row, const struct promise_part *parts, size_t part_count)
{
	int64_t id = 0;

	for (size_t i = 0; i < part_count; i++) {
		if (parts[i].invoice_id != row->invoice_id || parts[i].withdrawn_by)
			continue;
		if (id != 0 && id != parts[i].promise_id)
			return 0;
		id = parts[i].promise_id;
	}
	return id;
}

bool refresh_load_promises(struct store *store, struct arena *arena, int64_t client_id, struct promise_row **rows,
                           struct promise **promises, size_t *promise_count, struct receipt **receipts, size_t *receipt_count,
                           struct err *err)
{
	struct receipt_row *cash = NULL;
	struct promise_part *parts = NULL;
	size_t part_count = 0;

	*receipt_count = 0;
	if (!promise_list(store, arena, client_id, rows, promise_count, err))
		return false;
	if (*promise_count > 0 && (!receipt_list(store, arena, client_id, &cash, receipt_count, err) ||
	                           !promise_parts(store, arena, client_id, &parts, &part_count, err)))
		return false;
	*promises = arena_alloc(arena, (*promise_count + 1) * sizeof **promises);
	for (size_t i = 0; i < *promise_count; i++) {
		(*promises)[i] = (*rows)[i].promise;
		if (!(*rows)[i].superseded_by && !(*rows)[i].withdrawn_by)
			(*promises)[i].state = PROMISE_OPEN; /* judged from scratch each time */
	}
	*receipts = arena_alloc(arena, (*receipt_count + 1) * sizeof **receipts);
	for (size_t i = 0; i < *receipt_count; i++) {
		(*receipts)[i] = cash[i].receipt;
		if (cash[i].invoice_id)
			(*receipts)[i].promise_id = promise_of(&cash[i], parts, part_count);
	}
	return true;
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
	struct buf payload;
	struct json json;
	bool done;

	buf_init(&payload);
	json_init(&json, &payload, false);
	json_object(&json, NULL);
	json_integer(&json, "promise", p->id);
	json_date(&json, "due_on", p->due_on);
	json_date(&json, "check_on", p->check_on);
	json_money(&json, "amount", p->amount);
	json_text(&json, "currency", p->currency);
	json_money(&json, "received", p->received);
	json_end(&json, '}');
	done = session_journal(session, client_id, judged_kind[p->state], payload.data, err);
	buf_clear(&payload);
	return done;
}

/* Store what judging changed. */
bool refresh_put_promises(struct session *session, int64_t client_id, const struct promise_row *rows, const struct promise *judged,
                          size_t count, struct refresh_totals *totals, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		const struct promise *was = &rows[i].promise, *now = &judged[i];

		if (was->state == now->state && was->received == now->received)
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

/* The earliest pending follow-up, and whose it is. */
static void state_of_follow_ups(const struct follow_up_row *rows, size_t count, const struct call_row *actions, size_t action_count,
                                struct client_state *state)
{
	const struct follow_up_row *first = NULL;

	for (size_t i = 0; i < count; i++)
		if (!rows[i].done_by && (!first || rows[i].due_on < first->due_on))
			first = &rows[i];
	state->follow_up_on = first ? first->due_on : DATE_NONE;
	state->follow_up_minute = first ? first->minute : -1;
	state->follow_up_agreed = first && first->agreed;
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
	state_of_follow_ups(follow_ups, follow_up_count, actions, action_count, state);
	state_of_disputes(disputes, dispute_count, state);
	return true;
}

static int standing(const struct promise *promises, size_t count)
{
	int n = 0;

	for (size_t i = 0; i < count; i++)
		n += promises[i].state != PROMISE_SUPERSEDED;
	return n;
}

static bool refresh(struct session *session, int64_t client_id, bool from_actions, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row row;
	struct item *items;
	struct promise_row *rows;
	struct client_verdict verdict;
	struct client_bundle bundle = { .state = &row.state };
	struct receipt *receipts;
	bool done = false, landed, state_too; /* a file may have brought a contact */

	switch (client_by_id(session->store, &arena, client_id, &row, err)) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("this client file is gone")); goto out;
	case FOUND_ERROR: goto out;
	case FOUND: break;
	}
	if (!item_list(session->store, &arena, client_id, &items, &bundle.item_count, err) ||
	    !refresh_load_promises(session->store, &arena, client_id, &rows, &bundle.promises, &bundle.promise_count, &receipts,
	                           &bundle.receipt_count, err) ||
	    ((state_too = from_actions || row.state.no_contact) && !recompute_state(session, &arena, client_id, &row.state, err)))
		goto out;
	row.state.promises = standing(bundle.promises, bundle.promise_count);
	bundle.items = items;
	bundle.receipts = receipts;
	refresh_judge(&bundle, &session->policy, session->creditor.currency, session->today, &verdict);
	if (!refresh_put_promises(session, client_id, rows, bundle.promises, bundle.promise_count, NULL, err) ||
	    (state_too && !client_put_state(session->store, client_id, &row.state, err)) ||
	    !client_put_ready(session->store, client_id, row.version + state_too, &verdict.ready, &landed, err))
		goto out;
	done = landed || err_set(err, ERR_BUSY, N_("this client file is being changed by somebody else: try again"));
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
