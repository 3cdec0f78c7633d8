/* The policy's defaults and its fingerprint. Knows no file and no option name.
 */
#include "rules/policy.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/hash.h"
#include "base/mem.h"
#include "rules/promise.h"

/* Grows whenever a rule changes what it makes of the same facts: scores stored by an older program are stale. */
#define RULES_VERSION 1

const struct policy policy_default = {
	.score = {
		.amount_step = 30, .amount_max = 360, .amount_base = 10000,
		.age_step = 20, .age_max = 240,
		.broken_first = 120, .broken_next = 60, .broken_max = 300,
		.unchased = 400,
		.follow_up = 200,
		.gap_after_days = 10, .gap_step = 10, .gap_max = 100,
		.slip_step = 30, .slip_max = 120,
		.clock_near = 250, .clock_urgent = 500, .clock_near_days = 15, .clock_urgent_days = 5,
		.limitation_near_days = 90, .limitation_urgent_days = 30,
		.over_limit = 50, .risk_class = { 0, 30, 60 }, .difficulty = 100,
	},
	.cadence = { .max_gap_days = 10, .min_gap_days = 1 },
	.grace_days = PROMISE_GRACE_DAYS,
	.lease_minutes = 5,
	.team_after_minutes = 15,
	.import_terms_days = -1,
};

void policy_fingerprint(const struct policy *policy, char out[POLICY_FINGERPRINT])
{
	const struct score_weights *w = &policy->score;
	const int64_t numbers[] = {
		RULES_VERSION,
		w->amount_step, w->amount_max, w->amount_base, w->age_step, w->age_max, w->broken_first, w->broken_next,
		w->broken_max, w->unchased, w->follow_up, w->gap_after_days, w->gap_step, w->gap_max, w->slip_step, w->slip_max,
		w->clock_near, w->clock_urgent, w->clock_near_days, w->clock_urgent_days, w->limitation_near_days,
		w->limitation_urgent_days, w->over_limit, w->risk_class[0], w->risk_class[1], w->risk_class[2], w->difficulty,
		w->provision, w->provision_threshold, policy->cadence.max_gap_days, policy->cadence.min_gap_days,
		policy->grace_days, policy->hours.holidays_closed,
	};

	snprintf(out, POLICY_FINGERPRINT, "%016" PRIx64, hash_64(numbers, sizeof numbers, 0));
}
