/* The next step of an invoice and of a client. Knows steps, days and gaps; not what a step says or
 * who does it.
 */
#include "rules/scenario.h"

#include <string.h>

#include "rules/calendar.h"

const char *const scenario_channel_codes[SCENARIO_CHANNEL_COUNT] = {
	[SCENARIO_PHONE] = "phone",
	[SCENARIO_MAIL] = "mail",
	[SCENARIO_LETTER] = "letter",
	[SCENARIO_REGISTERED] = "registered",
};

const struct scenario_step scenario_default_steps[SCENARIO_DEFAULT_STEPS] = {
	{ -10, SCENARIO_PHONE, REASON_SMILING, "pre_due", { .from_amount = 1000000 } },
	{ 1, SCENARIO_PHONE, REASON_SMILING, "reminder", { .from_amount = 0 } },
	{ 9, SCENARIO_PHONE, REASON_RESPECTFUL, "reminder", { .from_amount = 0 } },
	{ 17, SCENARIO_PHONE, REASON_FIRM, "reminder", { .from_amount = 0 } },
};

static bool same(const char *wanted, const char *have)
{
	return !wanted[0] || (have && strcmp(wanted, have) == 0);
}

bool scenario_holds(const struct scenario_condition *when, const struct scenario_client *client,
		    cents open)
{
	if (when->key_account != SCENARIO_ANY &&
	    client->key_account != (when->key_account == SCENARIO_YES))
		return false;
	if (open < when->from_amount || (when->below_amount > 0 && open >= when->below_amount))
		return false;
	if (when->reasons != 0 && !(when->reasons & 1u << client->reason))
		return false;
	return same(when->segment, client->segment) && same(when->language, client->language);
}

static bool unconditional(const struct scenario_step *step)
{
	const struct scenario_condition *when = &step->when;
	return !when->segment[0] && !when->language[0] && when->from_amount == 0 &&
	       when->below_amount == 0 && when->reasons == 0 && when->key_account == SCENARIO_ANY;
}

static bool is_pre_due(const struct scenario_step *step)
{
	return step->days <= 0;
}

/* The first level not done yet that may still be done; NULL: none. */
static const struct scenario_step *next_level(const struct scenario *scenario,
					      const struct scenario_client *client,
					      const struct scenario_invoice *invoice, date today,
					      int *skipped)
{
	for (size_t i = 0; i < scenario->count; i++) {
		const struct scenario_step *step = &scenario->steps[i];
		if (step->days <= invoice->level)
			continue;
		bool too_late = is_pre_due(step) && today > invoice->due_on;
		if (!too_late && scenario_holds(&step->when, client, invoice->open))
			return step;
		++*skipped;
	}
	return NULL;
}

/* The last level done that may be done again: not a call before the due date, nor a registered
 * letter. */
static const struct scenario_step *last_level(const struct scenario *scenario,
					      const struct scenario_client *client,
					      const struct scenario_invoice *invoice)
{
	const struct scenario_step *last = NULL;
	for (size_t i = 0; i < scenario->count; i++) {
		const struct scenario_step *step = &scenario->steps[i];
		if (step->days > invoice->level || is_pre_due(step) ||
		    step->channel == SCENARIO_REGISTERED || (last && step->days == last->days))
			continue;
		if (scenario_holds(&step->when, client, invoice->open))
			last = step;
	}
	return last;
}

/* A call before the due date may come early, one after it late. */
static date step_day(const struct scenario_step *step, date due_on)
{
	return is_pre_due(step) ? calendar_business_on_or_before(due_on + step->days)
				: calendar_business_on_or_after(due_on + step->days);
}

/* No later than this; DATE_NONE: not chased since it is overdue, the first step says when. */
static date max_gap_day(const struct scenario *scenario, const struct scenario_invoice *invoice)
{
	if (!date_is(invoice->last_chase_on) || invoice->last_chase_on <= invoice->due_on)
		return DATE_NONE;
	return calendar_business_on_or_before(invoice->last_chase_on +
					      scenario->cadence.max_gap_days);
}

static void keep_min_gap(struct scenario_next *next, const struct scenario *scenario,
			 date last_chase_on)
{
	if (!date_is(last_chase_on))
		return;
	date first = calendar_add_business(last_chase_on, scenario->cadence.min_gap_days);
	if (next->on < first) {
		next->on = first;
		next->why = SCENARIO_BY_MIN_GAP;
	}
}

static struct scenario_next nothing(enum scenario_answer answer)
{
	return (struct scenario_next){ .answer = answer, .on = DATE_NONE };
}

struct scenario_next scenario_next_invoice(const struct scenario *scenario,
					   const struct scenario_client *client,
					   const struct scenario_invoice *invoice, date today)
{
	if (invoice->open <= 0)
		return nothing(SCENARIO_PAID);
	if (invoice->disputed)
		return nothing(SCENARIO_DISPUTED);
	if (invoice->promised)
		return nothing(SCENARIO_PROMISED);

	struct scenario_next next = { .answer = SCENARIO_STEP, .on = DATE_NONE };
	const struct scenario_step *last = last_level(scenario, client, invoice);
	date cap = max_gap_day(scenario, invoice);
	next.step = next_level(scenario, client, invoice, today, &next.skipped);
	if (next.step)
		next.on = step_day(next.step, invoice->due_on);
	if (date_is(cap) && (next.step ? next.on > cap : last != NULL)) {
		next.answer = SCENARIO_REPEAT;
		next.step = last ? last : next.step;
		next.on = cap;
		next.why = SCENARIO_BY_MAX_GAP;
	}
	if (!next.step)
		next.answer = SCENARIO_NO_STEP;
	else
		keep_min_gap(&next, scenario, invoice->last_chase_on);
	return next;
}

/* Further on its way: a higher level, then more money, then the lower id. */
static bool ahead(const struct scenario_next *a, const struct scenario_invoice *of_a,
		  const struct scenario_next *b, const struct scenario_invoice *of_b)
{
	if (a->step->days != b->step->days)
		return a->step->days > b->step->days;
	return of_a->open != of_b->open ? of_a->open > of_b->open : of_a->id < of_b->id;
}

struct scenario_next_client scenario_next_client(const struct scenario *scenario,
						 const struct scenario_client *client,
						 const struct scenario_invoice *invoices,
						 size_t count, date today)
{
	struct scenario_next_client out = { .next = nothing(SCENARIO_PAID) };
	const struct scenario_invoice *leader = NULL;
	struct scenario_next first = nothing(SCENARIO_PAID);
	for (size_t i = 0; i < count; i++) {
		struct scenario_next next =
			scenario_next_invoice(scenario, client, &invoices[i], today);
		if (i == 0)
			out.next = next;
		if (next.step && (!first.step || next.on < first.on))
			first = next;
	}
	if (!first.step)
		return out;
	keep_min_gap(&first, scenario, client->last_chase_on);
	date call_on = first.on > today ? first.on : today; /* what is late is spoken about now, with all that is due by now */
	for (size_t i = 0; i < count; i++) {
		struct scenario_next next =
			scenario_next_invoice(scenario, client, &invoices[i], today);
		if (!next.step || next.on > call_on)
			continue;
		out.invoices++;
		if (!leader || ahead(&next, &invoices[i], &out.next, leader)) {
			leader = &invoices[i];
			out.next = next;
		}
	}
	out.next.on = first.on;
	out.next.why = first.why;
	out.invoice_id = leader->id; /* whose day is the first is due by then */
	return out;
}

/* The first chase on or after `from`, index into days; count: none. */
static size_t chase_from(const date *days, size_t count, date from)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (days[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void scenario_replay(const struct scenario *scenario, const struct scenario_client *client,
		     date issued_on, const date *days, size_t count,
		     struct scenario_invoice *invoice)
{
	size_t next = chase_from(days, count, issued_on);
	invoice->level = SCENARIO_UNTOUCHED;
	invoice->last_chase_on = DATE_NONE;
	for (size_t i = 0; i < scenario->count && next < count; i++) {
		const struct scenario_step *step = &scenario->steps[i];
		if (step->days <= invoice->level ||
		    !scenario_holds(&step->when, client, invoice->open))
			continue;
		size_t at = chase_from(days, count, step_day(step, invoice->due_on));
		if (at < next)
			at = next;
		if (at == count || (is_pre_due(step) && days[at] > invoice->due_on))
			continue;
		invoice->level = step->days;
		invoice->last_chase_on = days[at];
		next = at + 1;
	}
	if (count > 0 && days[count - 1] > invoice->due_on && days[count - 1] >= issued_on)
		invoice->last_chase_on = days[count - 1];
}

bool scenario_starts_at_once(const struct scenario *scenario)
{
	for (size_t i = 0; i < scenario->count; i++)
		if (!is_pre_due(&scenario->steps[i]))
			return scenario->steps[i].days == 1 && unconditional(&scenario->steps[i]);
	return true;
}

bool scenario_is_due(const struct scenario_next *next, date today)
{
	return next->step && next->on <= today;
}

/* What is wrong with one step after those before it; `fallback` is the last step without
 * conditions. */
static enum scenario_status check_step(const struct scenario *scenario, size_t i,
				       const struct scenario_step *fallback)
{
	const struct scenario_step *step = &scenario->steps[i];
	if (i > 0 && step->days < scenario->steps[i - 1].days)
		return SCENARIO_NOT_RISING;
	if (step->channel == SCENARIO_REGISTERED && !fallback)
		return SCENARIO_REGISTERED_FIRST;
	if (is_pre_due(step) || !unconditional(step))
		return SCENARIO_OK;
	if (!fallback && step->days > scenario->cadence.max_gap_days)
		return SCENARIO_STARTS_LATE;
	return fallback && step->firmness < fallback->firmness ? SCENARIO_SOFTER : SCENARIO_OK;
}

enum scenario_status scenario_check(const struct scenario *scenario, size_t *at)
{
	const struct scenario_step *fallback = NULL;
	*at = 0;
	if (scenario->count == 0)
		return SCENARIO_NO_STEPS;
	if (scenario->cadence.min_gap_days >= scenario->cadence.max_gap_days)
		return SCENARIO_GAPS;
	for (*at = 0; *at < scenario->count; ++*at) {
		enum scenario_status status = check_step(scenario, *at, fallback);
		if (status != SCENARIO_OK)
			return status;
		const struct scenario_step *step = &scenario->steps[*at];
		if (!is_pre_due(step) && unconditional(step))
			fallback = step;
	}
	*at = 0;
	return fallback ? SCENARIO_OK : SCENARIO_NO_FALLBACK;
}
