/* One client's facts through the rules. The formulas are the rules'; this file only hands them what they ask for.
 */
#include "desk/judge.h"

#include <stddef.h>
#include <string.h>

#include "desk/steps.h"
#include "rules/promise.h"

static date later(date a, date b)
{
	return a > b ? a : b; /* DATE_NONE is the smallest */
}

static date earlier(date a, date b)
{
	return !date_is(a) || (date_is(b) && b < a) ? b : a;
}

/* The open lines of a plan that enough broken ones made due at once are expected no longer. */
static void void_plans(const struct client_bundle *bundle, const struct plan_rules *rules, struct client_verdict *out)
{
	size_t next;

	for (size_t i = 0; i < bundle->promise_count; i = next) {
		struct plan plan;

		for (next = i + 1; next < bundle->promise_count && bundle->entries[next] == bundle->entries[i];)
			next++;
		if (next - i < PROMISE_PLAN_MIN)
			continue;
		plan_judge(bundle->promises + i, next - i, rules, &plan);
		if (!plan.voided || plan.outstanding == 0)
			continue;
		for (size_t k = i; k < next; k++)
			if (bundle->promises[k].state == PROMISE_OPEN)
				bundle->promises[k].state = PROMISE_WITHDRAWN;
		if (out->voided == 0)
			memcpy(out->voided_currency, bundle->promises[i].currency, MONEY_CODE);
		if (strcmp(out->voided_currency, bundle->promises[i].currency) == 0)
			out->voided += plan.due_at_once;
	}
}

/* The day a promise broke: its check date, or later the one on which cash went back that had kept it. */
static date broke_on(const struct promise *p)
{
	return later(p->check_on, p->reversed_on);
}

/* What broken promises and ended sleeps say about the file. */
static void count_promises(const struct client_bundle *bundle, date today, struct client_verdict *out, date *sleep_end,
                           bool *judged_due)
{
	date year_ago = bundle->promise_count > 0 ? date_add_months(today, -12) : DATE_NONE;

	for (size_t i = 0; i < bundle->promise_count; i++) {
		const struct promise *p = &bundle->promises[i];

		if (p->state == PROMISE_BROKEN) {
			out->broken_last_year += p->check_on > year_ago;
			out->broke_on = later(out->broke_on, broke_on(p));
			out->unchased |= bundle->state->spoken_on < broke_on(p);
		}
		*judged_due |= p->state == PROMISE_PARTLY_KEPT && bundle->state->last_chase_on < broke_on(p);
		if ((p->state == PROMISE_BROKEN || p->state == PROMISE_PARTLY_KEPT || p->state == PROMISE_KEPT) && p->check_on <= today)
			*sleep_end = later(*sleep_end, p->check_on);
	}
}

/* What is owed in the creditor's currency: limits are in no other. */
static void expose(const struct client_bundle *bundle, const char *currency, struct client_verdict *out)
{
	for (size_t i = 0; i < out->net_count; i++)
		if (strcmp(out->net[i].currency, currency) == 0)
			out->exposure = clocks_expose(&out->net[i], bundle->state->credit_limit, bundle->state->insured_limit);
}

/* The last days to act of what began after each clock was closed. The oldest debt starts limitation, the oldest due date the insurer's time; a
 * client that owes nothing in the balance has none of the latter. */
static void last_days(const struct client_bundle *bundle, const struct policy *policy, const date closed_on[CLOCKS_KIND_COUNT],
                      const struct client_verdict *verdict, date on[CLOCKS_KIND_COUNT], date *due_on)
{
	const struct client_state *state = bundle->state;
	struct clocks_debt debt = {
		.service_on = date_is(closed_on[CLOCKS_LIMITATION]) ? bundle->service_after : bundle->service_on,
		.issued_on = DATE_NONE,
		.acknowledged_on = state->acknowledged_on,
	};
	bool insured = state->insured_limit >= 0 && verdict->exposure.net > 0;

	*due_on = DATE_NONE;
	for (size_t i = 0; i < bundle->item_count; i++) {
		const struct item *item = &bundle->items[i];

		if (item->open <= 0)
			continue;
		if (item->issued_on > closed_on[CLOCKS_LIMITATION])
			debt.issued_on = earlier(debt.issued_on, item->issued_on);
		if (item->due_on > closed_on[CLOCKS_INSURER])
			*due_on = earlier(*due_on, item->due_on);
	}
	on[CLOCKS_LIMITATION] = clocks_limitation(&debt, &policy->clocks);
	on[CLOCKS_INSURER] = insured ? clocks_insurer(*due_on, &policy->clocks) : DATE_NONE;
	on[CLOCKS_CLAIM] = state->published_on > closed_on[CLOCKS_CLAIM]
				   ? clocks_claim(state->published_on, bundle->abroad, &policy->clocks)
				   : DATE_NONE;
}

static bool any_closed(const struct client_state *state)
{
	for (int kind = 0; kind < CLOCKS_KIND_COUNT; kind++)
		if (date_is(state->closed_on[kind]))
			return true;
	return false;
}

/* Of a closed clock what has begun since runs, or nothing does. Deliveries stop for the oldest due date, declared or not, and it is
 * the one that may be put off so far. */
static void read_clocks(const struct client_bundle *bundle, const struct policy *policy, date today, struct client_verdict *out)
{
	static const date never[CLOCKS_KIND_COUNT] = { DATE_NONE, DATE_NONE, DATE_NONE };
	date due_on, all[CLOCKS_KIND_COUNT], on[CLOCKS_KIND_COUNT];

	last_days(bundle, policy, never, out, all, &due_on);
	out->stop_on = date_is(all[CLOCKS_INSURER]) ? clocks_insurer_stop(due_on, &policy->clocks) : DATE_NONE;
	out->free_until = date_is(all[CLOCKS_INSURER]) ? clocks_insurer_free(due_on, &policy->clocks) : DATE_NONE;
	memcpy(on, all, sizeof on);
	if (any_closed(bundle->state))
		last_days(bundle, policy, bundle->state->closed_on, out, on, &due_on);
	for (int kind = 0; kind < CLOCKS_KIND_COUNT; kind++) {
		bool closed = !date_is(on[kind]);

		out->clocks[kind] = clocks_read((enum clocks_kind)kind, closed ? all[kind] : on[kind], closed, &policy->clocks, today);
	}
}

static date running(const struct client_verdict *verdict, enum clocks_kind kind)
{
	return verdict->clocks[kind].state == CLOCKS_NONE ? DATE_NONE : verdict->clocks[kind].on;
}

static void judge_score(const struct client_bundle *bundle, const struct policy *policy, date sleep_end, date today,
                        struct client_verdict *out)
{
	const struct client_state *state = bundle->state;
	struct client_facts facts = {
		.net = out->net,
		.net_count = out->net_count,
		.broken_last_year = out->broken_last_year,
		.unchased = out->unchased,
		.follow_up_due = state->follow_up_agreed && date_is(state->follow_up_on) && state->follow_up_on <= today,
		.last_contact_end = later(later(state->last_chase_on, state->dispute_end_on), sleep_end),
		.limitation_on = running(out, CLOCKS_LIMITATION),
		.insurer_on = running(out, CLOCKS_INSURER),
		.claim_on = running(out, CLOCKS_CLAIM),
		.over_credit_limit = out->exposure.over > 0,
		.difficulty = state->difficulty,
		.risk_class = state->risk_class,
	};

	for (size_t i = 0; i < out->net_count; i++) /* currencies are never added: the largest of them counts */
		if (out->net[i].disputed_overdue > facts.provisioned) {
			facts.provisioned = out->net[i].disputed_overdue;
			facts.provisioned_in = i;
		}
	score_client(&facts, &policy->score, today, &out->score);
}

static void judge_callable(const struct client_bundle *bundle, const struct policy *policy, bool judged_due, date today,
                           struct client_verdict *out)
{
	const struct client_state *state = bundle->state;
	struct call_facts call = {
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

	steps_dates(bundle, policy, out, today, &call.pre_due_on, &call.first_step_on);
	out->pre_due_on = call.pre_due_on;
	out->callable = callable_on(&call, &policy->cadence, today);
}

/* Legal and a hold, proposed or not. */
static void judge_escalation(const struct client_bundle *bundle, const struct policy *policy, date today, struct client_verdict *out)
{
	const struct client_state *state = bundle->state;
	bool over = state->legal || state->agency || state->insolvent;
	struct escalation_facts facts = {
		.chases = bundle->chases,
		.chase_count = bundle->chase_count,
		.last_promise_on = DATE_NONE,
		.broken = out->broken_last_year,
		.difficulty = state->difficulty,
		.reason = state->reason,
		.net = out->net,
		.net_count = out->net_count,
		.key_account = state->key_account,
		.client_since = bundle->client_since,
		.handed_over = state->legal || state->agency,
		.insolvent = state->insolvent,
	};
	struct escalation_hold_facts hold = {
		.exposure = out->exposure.net,
		.credit_limit = state->credit_limit,
		.broken = out->broken_last_year,
		.insurer_on = date_is(out->stop_on) ? out->stop_on : running(out, CLOCKS_INSURER),
		.held = state->held || over,
	};

	for (size_t i = 0; i < bundle->promise_count; i++) {
		const struct promise *p = &bundle->promises[i];

		facts.last_promise_on = later(facts.last_promise_on, p->made_on);
		facts.kept += p->state == PROMISE_KEPT;
		facts.judged += p->state == PROMISE_KEPT || p->state == PROMISE_PARTLY_KEPT || p->state == PROMISE_BROKEN;
	}
	for (size_t i = 0; i < bundle->item_count; i++)
		facts.gap |= bundle->items[i].kind == ITEM_GAP && bundle->items[i].open != 0;
	if (bundle->chase_count > 0 || out->broken_last_year > 0) /* a promise may have come by other ways than a call */
		escalation_judge(&facts, &policy->escalation, today, &out->escalation);
	out->hold = escalation_propose_hold(&hold, &policy->escalation, today);
}

static void fill_ready(struct client_verdict *v, const char *currency)
{
	struct client_ready *ready = &v->ready;
	const struct clocks_reading *clock = clocks_worst(v->clocks, CLOCKS_KIND_COUNT);
	bool presses = clock && clock->state >= CLOCKS_NEAR;

	*ready = (struct client_ready){
		.score = v->score.total,
		.callable = v->callable.why_not == WHY_NOT_NONE,
		.why_not = why_not_codes[v->callable.why_not],
		.next_on = v->callable.next_on,
		.next_minute = v->callable.next_minute,
		.oldest_on = DATE_NONE,
		.broken = v->broken_last_year,
		.clock = presses ? clocks_kind_codes[clock->kind] : "",
		.clock_on = presses ? clock->on : DATE_NONE,
		.proposal = v->escalation.proposed ? "legal" : v->hold ? "hold" : "",
	};
	if (ready->callable) { /* a callable file's next date is whatever day it is read: not stored, so that it does not change overnight */
		ready->next_on = DATE_NONE;
		ready->next_minute = -1;
	}
	memcpy(ready->currency, currency, MONEY_CODE);
	if (v->net_count > 0) {
		const struct netting *net = &v->net[v->score.chosen];

		ready->overdue = net->overdue;
		ready->balance = net->balance;
		ready->oldest_on = net->oldest_due;
		memcpy(ready->currency, net->currency, MONEY_CODE);
	}
}

const char *judge_currency(const struct client_verdict *verdict, const struct score_line *line)
{
	return line->code == SCORE_PROVISION ? verdict->net[line->which].currency : verdict->ready.currency;
}

void judge_client(const struct client_bundle *bundle, const struct policy *policy, const char *currency, date today,
                  struct client_verdict *out)
{
	date sleep_end = DATE_NONE;
	bool judged_due = false;

	memset(out, 0, offsetof(struct client_verdict, net));
	out->broke_on = DATE_NONE;
	if (bundle->promise_count > 0)
		promise_judge(bundle->promises, bundle->promise_count, bundle->receipts, bundle->receipt_count, today);
	if (policy->plan.void_after > 0)
		void_plans(bundle, &policy->plan, out);
	out->net_count = netting_compute(bundle->items, bundle->item_count, today, out->net);
	count_promises(bundle, today, out, &sleep_end, &judged_due);
	expose(bundle, currency, out);
	read_clocks(bundle, policy, today, out);
	judge_score(bundle, policy, sleep_end, today, out);
	judge_callable(bundle, policy, judged_due, today, out);
	judge_escalation(bundle, policy, today, out);
	fill_ready(out, currency);
}
