/* The scenario applied to a client's items and chases. The steps are the rules'; this file hands them what they ask for.
 */
#include "desk/steps.h"

#include <string.h>

#include "base/mem.h"
#include "rules/calendar.h"
#include "rules/promise.h"

struct scenario_client steps_client(const struct client_state *state)
{
	return (struct scenario_client){
		.segment = state->segment,
		.language = state->language,
		.reason = state->reason,
		.key_account = state->key_account,
		.last_chase_on = state->last_chase_on,
	};
}

static bool promised_in(const struct client_bundle *bundle, const char *currency)
{
	for (size_t i = 0; i < bundle->promise_count; i++)
		if (promise_outstanding(&bundle->promises[i]) > 0 && strcmp(bundle->promises[i].currency, currency) == 0)
			return true;
	return false;
}

void steps_invoices(const struct client_bundle *bundle, const struct policy *policy, const cents *left, const bool *promised,
                    struct scenario_invoice *out)
{
	const struct scenario scenario = policy_scenario(policy);
	const struct scenario_client client = steps_client(bundle->state);
	date *days = mem_alloc((bundle->chase_count + 1) * sizeof *days);
	size_t count = chase_days(bundle->chases, bundle->chase_count, days);

	for (size_t i = 0; i < bundle->item_count; i++) {
		const struct item *item = &bundle->items[i];

		out[i] = (struct scenario_invoice){
			.id = item->id,
			.due_on = item->due_on,
			.open = item->kind == ITEM_INVOICE ? left[i] : 0,
			.disputed = item->disputed,
			.promised = promised ? promised[i] : promised_in(bundle, item->currency),
		};
		scenario_replay(&scenario, &client, item->issued_on, days, count, &out[i]);
	}
	mem_free(days);
}

static bool is_overdue(const struct client_verdict *verdict)
{
	for (size_t i = 0; i < verdict->net_count; i++)
		if (verdict->net[i].overdue > 0)
			return true;
	return false;
}

/* An invoice still to fall due that is large enough to be spoken about before. */
static bool has_large(const struct client_bundle *bundle, const struct policy *policy, date today)
{
	for (size_t s = 0; s < policy->step_count && policy->steps[s].days <= 0; s++)
		for (size_t i = 0; i < bundle->item_count; i++)
			if (bundle->items[i].kind == ITEM_INVOICE && bundle->items[i].due_on >= today && bundle->items[i].open > 0 &&
			    bundle->items[i].open >= policy->steps[s].when.from_amount)
				return true;
	return false;
}

static date earliest(date a, date b)
{
	return date_is(a) && a < b ? a : b;
}

/* Over every invoice: a call before the due date, or the first step of one that is overdue. */
static void gather(const struct client_bundle *bundle, const struct policy *policy, const struct scenario_invoice *invoices, date today,
                   date *pre_due_on, date *first_step_on)
{
	const struct scenario scenario = policy_scenario(policy);
	const struct scenario_client client = steps_client(bundle->state);

	bool chased = false;

	for (size_t i = 0; i < bundle->item_count; i++) {
		struct scenario_next next;

		if (invoices[i].open <= 0)
			continue;
		chased |= date_is(invoices[i].last_chase_on) && invoices[i].last_chase_on > invoices[i].due_on;
		next = scenario_next_invoice(&scenario, &client, &invoices[i], today);
		if (next.answer == SCENARIO_STEP && next.step->days <= 0)
			*pre_due_on = earliest(*pre_due_on, next.on);
		else if (next.step && invoices[i].due_on < today)
			*first_step_on = earliest(*first_step_on, next.on);
	}
	if (chased)
		*first_step_on = DATE_NONE;
}

void steps_dates(const struct client_bundle *bundle, const struct policy *policy, const struct client_verdict *verdict, date today,
                 date *pre_due_on, date *first_step_on)
{
	const struct scenario scenario = policy_scenario(policy);
	bool overdue = is_overdue(verdict);
	struct scenario_invoice *invoices;
	cents *left;

	*pre_due_on = *first_step_on = DATE_NONE;
	if (overdue ? scenario_starts_at_once(&scenario) : !has_large(bundle, policy, today))
		return;
	invoices = mem_alloc((bundle->item_count + 1) * sizeof *invoices);
	left = mem_alloc((bundle->item_count + 1) * sizeof *left);
	netting_left(bundle->items, bundle->item_count, left);
	steps_invoices(bundle, policy, left, NULL, invoices);
	gather(bundle, policy, invoices, today, pre_due_on, first_step_on);
	mem_free(left);
	mem_free(invoices);
}

struct scenario_next_client steps_client_next(const struct client_bundle *bundle, const struct policy *policy, date today)
{
	const struct scenario scenario = policy_scenario(policy);
	const struct scenario_client client = steps_client(bundle->state);
	struct scenario_invoice *invoices = mem_alloc((bundle->item_count + 1) * sizeof *invoices);
	cents *left = mem_alloc((bundle->item_count + 1) * sizeof *left);
	struct scenario_next_client next;

	netting_left(bundle->items, bundle->item_count, left);
	steps_invoices(bundle, policy, left, NULL, invoices);
	next = scenario_next_client(&scenario, &client, invoices, bundle->item_count, today);
	mem_free(left);
	mem_free(invoices);
	return next;
}

date steps_after(const struct client_bundle *bundle, const struct policy *policy, date today)
{
	struct chase *chases = mem_alloc((bundle->chase_count + 1) * sizeof *chases);
	date limit = calendar_business_on_or_before(today + policy->cadence.max_gap_days);
	struct client_bundle chased = *bundle;
	struct client_state state = *bundle->state;
	struct scenario_next_client next;

	if (bundle->chase_count > 0)
		memcpy(chases, bundle->chases, bundle->chase_count * sizeof *chases);
	chases[chased.chase_count++] = (struct chase){ .on = today, .outcome = OUTCOME_MESSAGE };
	chased.chases = chases;
	chased.state = &state;
	state.last_chase_on = today;
	next = steps_client_next(&chased, policy, today);
	mem_free(chases);
	return next.next.step && next.next.on < limit ? next.next.on : limit;
}

bool steps_write(const struct policy *policy)
{
	for (size_t i = 0; i < policy->step_count; i++)
		if (policy->steps[i].channel == SCENARIO_MAIL || policy->steps[i].channel == SCENARIO_LETTER)
			return true;
	return false;
}
