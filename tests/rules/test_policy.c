/* The fingerprint of a policy: another one for each number that scores or callability depend on, the same for the rest.
 */
#include "facts.h"

#include <string.h>

#include "rules/policy.h"

static void differs(const struct policy *policy, const char *than, bool wanted, const char *what, size_t at)
{
	char print[POLICY_FINGERPRINT];

	policy_fingerprint(policy, print);
	assert_int_equal(strlen(print), POLICY_FINGERPRINT - 1);
	if ((strcmp(print, than) != 0) != wanted)
		fail_msg("%s %zu: %s", what, at, print);
}

static void each_number_of_the_score_counts(void **state)
{
	struct policy p = policy_default;
	struct score_weights *w = &p.score;
	struct escalation_rules *e = &p.escalation;
	struct clocks_rules *c = &p.clocks;
	int *const numbers[] = {
		&w->amount_step, &w->amount_max, &w->age_step, &w->age_max, &w->broken_first, &w->broken_next, &w->broken_max,
		&w->unchased, &w->follow_up, &w->gap_after_days, &w->gap_step, &w->gap_max, &w->slip_step, &w->slip_max,
		&w->clock_near, &w->clock_urgent, &w->clock_near_days, &w->clock_urgent_days, &w->limitation_near_days,
		&w->limitation_urgent_days, &w->over_limit, &w->risk_class[0], &w->risk_class[1], &w->risk_class[2],
		&w->difficulty, &w->provision, &p.cadence.max_gap_days, &p.cadence.min_gap_days, &p.grace_days, &p.plan.void_after,
		&e->chases, &e->window_days, &e->broken, &e->broken_warn, &e->contacts, &e->good_years, &e->good_percent,
		&e->hold_broken, &c->limitation_years, &c->claim_months, &c->claim_months_abroad, &c->insurer_notice_days,
		&c->insurer_stop_days,
	};
	cents *const sums[] = { &w->amount_base, &w->provision_threshold, &e->min_amount };
	char usual[POLICY_FINGERPRINT];

	(void)state;
	policy_fingerprint(&policy_default, usual);
	for (size_t i = 0; i < COUNT(numbers); i++) {
		++*numbers[i];
		differs(&p, usual, true, "number", i);
		--*numbers[i];
	}
	for (size_t i = 0; i < COUNT(sums); i++) {
		++*sums[i];
		differs(&p, usual, true, "sum", i);
		--*sums[i];
	}
	p.hours.holidays_closed = !p.hours.holidays_closed;
	differs(&p, usual, true, "holidays", 0);
	p.hours.holidays_closed = !p.hours.holidays_closed;
	p.regional_holidays = !p.regional_holidays;
	differs(&p, usual, true, "regional holidays", 0);
	differs(&policy_default, usual, false, "as it was", 0);
}

static void each_condition_of_a_step_counts(void **state)
{
	struct scenario_step steps[SCENARIO_DEFAULT_STEPS];
	struct policy p = policy_default;
	char usual[POLICY_FINGERPRINT];

	(void)state;
	p.steps = steps;
	policy_fingerprint(&policy_default, usual);
	for (size_t i = 0; i <= 9; i++) {
		memcpy(steps, scenario_default_steps, sizeof steps);
		struct scenario_step *last = &steps[SCENARIO_DEFAULT_STEPS - 1];
		switch (i) {
		case 0: last->days++; break;
		case 1: last->channel = SCENARIO_LETTER; break;
		case 2: last->firmness = REASON_SMILING; break;
		case 3: last->when.from_amount = 1; break;
		case 4: last->when.below_amount = 1; break;
		case 5: last->when.reasons = 1; break;
		case 6: last->when.key_account = SCENARIO_YES; break;
		case 7: strcpy(last->when.segment, "fr"); break;
		case 8: strcpy(last->when.language, "fr"); break;
		default: strcpy(last->template_name, "another"); break;
		}
		differs(&p, usual, i < 9, "step", i); /* which text it takes changes no day */
	}
	/* A word of one condition is not that of the other. */
	memcpy(steps, scenario_default_steps, sizeof steps);
	strcpy(steps[0].when.segment, "fr");
	policy_fingerprint(&p, usual);
	memcpy(steps, scenario_default_steps, sizeof steps);
	strcpy(steps[0].when.language, "fr");
	differs(&p, usual, true, "segment or language", 0);
	policy_fingerprint(&policy_default, usual);
	memcpy(steps, scenario_default_steps, sizeof steps);
	p.step_count--;
	differs(&p, usual, true, "one step fewer", 0);
}

static void what_changes_no_score_keeps_it(void **state)
{
	struct policy p = policy_default;
	char usual[POLICY_FINGERPRINT];

	(void)state;
	policy_fingerprint(&policy_default, usual);
	p.lease_minutes++;
	p.team_after_minutes++;
	p.dispute.days++;
	p.interest_fee++;
	p.mailing.keep_days++;
	differs(&p, usual, false, "lease, team, dispute, fee, mail", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_number_of_the_score_counts),
		cmocka_unit_test(each_condition_of_a_step_counts),
		cmocka_unit_test(what_changes_no_score_keeps_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
