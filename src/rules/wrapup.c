/* The end of a call. Knows outcomes and days, no invoice.
 */
#include "rules/wrapup.h"

#include "rules/calendar.h"

const char *const wrapup_answer_codes[WRAPUP_COUNT] = {
	[WRAPUP_NONE] = "",
	[WRAPUP_PROMISE] = "promise",
	[WRAPUP_DISPUTE] = "dispute",
	[WRAPUP_DOCUMENT] = "document",
	[WRAPUP_CIRCUIT] = "circuit",
	[WRAPUP_PAID] = "paid",
};

bool wrapup_leaves(enum outcome outcome)
{
	return outcome == OUTCOME_PROMISE || outcome == OUTCOME_DISPUTE ||
	       outcome == OUTCOME_DOCUMENT || outcome == OUTCOME_PAID || outcome == OUTCOME_CIRCUIT;
}

date wrapup_next_on(enum outcome outcome, date own_next, const struct cadence *cadence, date today)
{
	int gap = cadence->min_gap_days > 1 ? cadence->min_gap_days : 1;
	date first = calendar_add_business(today, gap);
	date last = calendar_business_on_or_before(today + cadence->max_gap_days);
	if (outcome == OUTCOME_DISPUTE || !date_is(own_next) || own_next < first)
		own_next = first;
	if (last < first)
		last = first;
	return own_next > last ? last : own_next;
}
