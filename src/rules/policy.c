/* The policy's defaults and its fingerprint. Knows no file and no option name.
 */
#include "rules/policy.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "rules/promise.h"

/* Grows whenever a rule changes what it makes of the same facts: scores stored by an older program are stale. */
#define RULES_VERSION 3

const struct policy policy_default = {
	.score = SCORE_DEFAULTS,
	.cadence = CADENCE_DEFAULTS,
	.grace_days = PROMISE_GRACE_DAYS,
	.lease_minutes = 5,
	.team_after_minutes = 15,
	.import_terms_days = -1,
	.dispute = DISPUTE_DEFAULTS,
	.document = { .send_days = 1, .chase_days = 7 },
	.reason_days = REASON_WITHIN_DAYS,
	.firmness = { .respectful_from = 1, .firm_from = 2 },
	.plan = PLAN_DEFAULTS,
	.escalation = ESCALATION_DEFAULTS,
	.clocks = CLOCKS_DEFAULTS,
	.circuit = CIRCUIT_LIMITS_DEFAULTS,
	.mailing = MAILING_DEFAULTS,
	.steps = scenario_default_steps,
	.step_count = SCENARIO_DEFAULT_STEPS,
	.interest = &interest_default_rates,
	.provision = &aging_default_provision,
	.interest_fee = INTEREST_FEE_CENTS,
};

struct scenario policy_scenario(const struct policy *policy)
{
	return (struct scenario){ policy->steps, policy->step_count, policy->cadence };
}

/* Numbers and words, each behind the one before. */
static uint64_t hash_steps(const struct policy *policy, uint64_t seed)
{
	for (size_t i = 0; i < policy->step_count; i++) {
		const struct scenario_step *s = &policy->steps[i];
		const struct scenario_condition *when = &s->when;
		const int64_t numbers[] = {
			s->days, s->channel, s->firmness, when->from_amount, when->below_amount, when->reasons, when->key_account,
		};

		seed = hash_64(numbers, sizeof numbers, seed);
		seed = hash_64(when->segment, strlen(when->segment), seed);
		seed = hash_64(when->language, strlen(when->language), seed);
	}
	return seed;
}

void policy_fingerprint(const struct policy *policy, char out[POLICY_FINGERPRINT])
{
	const struct score_weights *w = &policy->score;
	const struct escalation_rules *e = &policy->escalation;
	const struct clocks_rules *c = &policy->clocks;
	const int64_t numbers[] = {
		RULES_VERSION,
		w->amount_step, w->amount_max, w->amount_base, w->age_step, w->age_max, w->broken_first, w->broken_next,
		w->broken_max, w->unchased, w->follow_up, w->gap_after_days, w->gap_step, w->gap_max, w->slip_step, w->slip_max,
		w->clock_near, w->clock_urgent, w->clock_near_days, w->clock_urgent_days, w->limitation_near_days,
		w->limitation_urgent_days, w->over_limit, w->risk_class[0], w->risk_class[1], w->risk_class[2], w->difficulty,
		w->provision, w->provision_threshold, policy->cadence.max_gap_days, policy->cadence.min_gap_days,
		policy->grace_days, policy->hours.holidays_closed, policy->regional_holidays, policy->plan.void_after,
		e->chases, e->window_days, e->broken, e->broken_warn, e->contacts, e->min_amount, e->good_years, e->good_percent,
		e->hold_broken, c->limitation_years, c->claim_months, c->claim_months_abroad, c->insurer_notice_days,
		c->insurer_stop_days,
	};

	snprintf(out, POLICY_FINGERPRINT, "%016" PRIx64, hash_steps(policy, hash_64(numbers, sizeof numbers, 0)));
}
