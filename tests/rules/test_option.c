/* The option table: every row is whole, its default passes its own rule and is the policy's, and values are read strictly.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rules/aging.h"
#include "rules/circuit.h"
#include "rules/clocks.h"
#include "rules/document.h"
#include "rules/escalation.h"
#include "rules/interest.h"
#include "rules/option.h"
#include "rules/plan.h"
#include "rules/policy.h"
#include "rules/reason.h"
#include "rules/scenario_text.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void every_row_is_whole(void **state)
{
	(void)state;
	for (int i = 0; i < OPTION_SECTION_COUNT; i++) {
		assert_non_null(option_sections[i].name);
		assert_non_null(option_sections[i].help);
	}
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *row = &option_rows[i];
		assert_non_null(row->name);
		const char *section = option_sections[row->section].name;
		size_t length = strlen(section);
		assert_int_equal(strncmp(row->name, section, length), 0);
		assert_int_equal(row->name[length], '.');
		assert_string_equal(option_key((enum option)i), row->name + length + 1);
		for (const char *c = option_key((enum option)i); *c; c++)
			assert_true(islower((unsigned char)*c) || *c == '_');
		for (int k = 0; k < i; k++)
			assert_string_not_equal(option_rows[k].name, row->name);
		assert_non_null(row->help);
		assert_int_equal(row->help[strlen(row->help) - 1], '.');
		assert_true(row->min <= row->max);
		assert_int_equal(row->choices != NULL, row->type == OPTION_CHOICE);
		assert_int_equal(row->count > 0, row->type == OPTION_LIST);
		assert_in_range(row->count, 0, OPTION_LIST_MAX);
	}
}

static void every_default_passes_its_own_rule(void **state)
{
	(void)state;
	for (int i = 0; i < OPTION_COUNT; i++) {
		struct option_value value;
		assert_int_equal(option_read((enum option)i, option_rows[i].fallback, &value),
				 OPTION_OK);
	}
}

static int64_t number(enum option option)
{
	return option_default(option).number;
}

/* Rules have their own constants so that they can be tested without options: they must agree. */
static void defaults_are_those_of_the_rules(void **state)
{
	(void)state;
	const struct escalation_rules *escalation = &escalation_default_rules;
	const struct clocks_rules *clocks = &clocks_default_rules;
	const struct {
		enum option option;
		int64_t wanted;
	} rows[] = {
		{ OPTION_PLAN_VOID_AFTER, plan_default_rules.void_after },
		{ OPTION_PLAN_REPLACE_WINDOW, plan_default_rules.supersede_window_days },
		{ OPTION_PLAN_REPLACE_WARN, plan_default_rules.supersede_warn },
		{ OPTION_DOCUMENT_SEND, document_default_rules.send_days },
		{ OPTION_DOCUMENT_CHASE, document_default_rules.chase_days },
		{ OPTION_REASON_WITHIN, REASON_WITHIN_DAYS },
		{ OPTION_REASON_RESPECTFUL_FROM, reason_default_firmness.respectful_from },
		{ OPTION_REASON_FIRM_FROM, reason_default_firmness.firm_from },
		{ OPTION_ESCALATION_CHASES, escalation->chases },
		{ OPTION_ESCALATION_WINDOW, escalation->window_days },
		{ OPTION_ESCALATION_BROKEN, escalation->broken },
		{ OPTION_ESCALATION_BROKEN_WARN, escalation->broken_warn },
		{ OPTION_ESCALATION_CONTACTS, escalation->contacts },
		{ OPTION_ESCALATION_MIN_AMOUNT, escalation->min_amount },
		{ OPTION_ESCALATION_GOOD_YEARS, escalation->good_years },
		{ OPTION_ESCALATION_GOOD_PERCENT, escalation->good_percent },
		{ OPTION_ESCALATION_HOLD_BROKEN, escalation->hold_broken },
		{ OPTION_INTEREST_FEE, INTEREST_FEE_CENTS },
		{ OPTION_CLOCK_LIMITATION_YEARS, clocks->limitation_years },
		{ OPTION_CLOCK_CLAIM_MONTHS, clocks->claim_months },
		{ OPTION_CLOCK_CLAIM_MONTHS_ABROAD, clocks->claim_months_abroad },
		{ OPTION_CLOCK_INSURER_NOTICE, clocks->insurer_notice_days },
		{ OPTION_CLOCK_INSURER_EXTENSION, clocks->insurer_extension_days },
		{ OPTION_CLOCK_INSURER_STOP, clocks->insurer_stop_days },
		{ OPTION_SCORE_CLOCK_NEAR_DAYS, clocks->near_days },
		{ OPTION_SCORE_CLOCK_URGENT_DAYS, clocks->urgent_days },
		{ OPTION_SCORE_LIMITATION_NEAR_DAYS, clocks->limitation_near_days },
		{ OPTION_SCORE_LIMITATION_URGENT_DAYS, clocks->limitation_urgent_days },
		{ OPTION_PROVISION_VAT, aging_default_provision.vat_hundredths },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(number(rows[i].option), rows[i].wanted);
}

static void lists_are_those_of_the_rules(void **state)
{
	(void)state;
	struct option_value limits = option_default(OPTION_CIRCUIT_LIMITS);
	struct option_value side = option_default(OPTION_CIRCUIT_SIDE_LIMITS);
	struct option_value letter = option_default(OPTION_ESCALATION_LETTER_TIME);
	struct option_value provision = option_default(OPTION_PROVISION_RATES);
	assert_int_equal(limits.count, CIRCUIT_PAID);
	for (int i = 0; i < CIRCUIT_PAID; i++)
		assert_int_equal(limits.list[i], circuit_default_limits.days[i]);
	assert_int_equal(side.count, CIRCUIT_STAGE_COUNT - CIRCUIT_REFUSED);
	for (int i = CIRCUIT_REFUSED; i < CIRCUIT_STAGE_COUNT; i++)
		assert_int_equal(side.list[i - CIRCUIT_REFUSED], circuit_default_limits.days[i]);
	assert_int_equal(letter.list[0], escalation_default_rules.letter_min_days);
	assert_int_equal(letter.list[1], escalation_default_rules.letter_max_days);
	assert_int_equal(provision.count, AGING_BUCKET_COUNT);
	for (int i = 0; i < AGING_BUCKET_COUNT; i++)
		assert_int_equal(provision.list[i], aging_default_provision.percent[i]);
}

static void the_default_rates_are_those_of_the_rules(void **state)
{
	(void)state;
	struct interest_rate rows[INTEREST_RATES_MAX];
	size_t count, at;
	assert_int_equal(interest_read_rates(option_default(OPTION_INTEREST_RATES).text, rows,
					     INTEREST_RATES_MAX, &count, &at),
			 INTEREST_READ);
	assert_int_equal(count, interest_default_rates.count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(rows[i].from, interest_default_rates.rows[i].from);
		assert_int_equal(rows[i].hundredths, interest_default_rates.rows[i].hundredths);
	}
	assert_ptr_equal(policy_default.interest, &interest_default_rates);
	assert_ptr_equal(policy_default.provision, &aging_default_provision);
	assert_int_equal(policy_default.interest_fee, INTEREST_FEE_CENTS);
}

static void the_default_scenario_is_that_of_the_rules(void **state)
{
	(void)state;
	struct scenario_step steps[SCENARIO_STEPS_MAX];
	size_t count, at;
	assert_int_equal(scenario_text_read(option_default(OPTION_SCENARIO_STEPS).text, steps,
					    SCENARIO_STEPS_MAX, &count, &at),
			 SCENARIO_TEXT_OK);
	assert_int_equal(count, SCENARIO_DEFAULT_STEPS);
	for (size_t i = 0; i < count; i++) {
		const struct scenario_step *wanted = &scenario_default_steps[i];
		assert_int_equal(steps[i].days, wanted->days);
		assert_int_equal(steps[i].channel, wanted->channel);
		assert_int_equal(steps[i].firmness, wanted->firmness);
		assert_string_equal(steps[i].template_name, wanted->template_name);
		assert_memory_equal(&steps[i].when, &wanted->when, sizeof wanted->when);
	}
}

/* Every half-year from the first row to the last has its rate: none would serve for another. */
static void the_default_rates_have_every_half_year(void **state)
{
	(void)state;
	struct interest_rate rates[INTEREST_RATES_MAX];
	size_t count, at;
	assert_int_equal(interest_read_rates(option_default(OPTION_INTEREST_RATES).text, rates,
					     INTEREST_RATES_MAX, &count, &at),
			 INTEREST_READ);
	date wanted = DATE_NONE;
	assert_true(date_parse_iso("2021-01-01", &wanted));
	for (size_t i = 0; i < count; i++, wanted = date_add_months(wanted, 6))
		assert_int_equal(rates[i].from, wanted);
	assert_int_equal(count, 11);
	assert_int_equal(rates[8].hundredths, 1315);
	assert_int_equal(rates[9].hundredths, 1215);
	assert_int_equal(rates[10].hundredths, 1215);
}

/* So must the policy's. */
static void defaults_are_the_policy(void **state)
{
	(void)state;
	const struct score_weights *weights = &policy_default.score;
	const struct {
		enum option option;
		int64_t wanted;
	} rows[] = {
		{ OPTION_SCORE_AMOUNT_STEP, weights->amount_step },
		{ OPTION_SCORE_AMOUNT_MAX, weights->amount_max },
		{ OPTION_SCORE_AMOUNT_BASE, weights->amount_base },
		{ OPTION_SCORE_AGE_STEP, weights->age_step },
		{ OPTION_SCORE_AGE_MAX, weights->age_max },
		{ OPTION_SCORE_BROKEN_FIRST, weights->broken_first },
		{ OPTION_SCORE_BROKEN_NEXT, weights->broken_next },
		{ OPTION_SCORE_BROKEN_MAX, weights->broken_max },
		{ OPTION_SCORE_UNCHASED, weights->unchased },
		{ OPTION_SCORE_FOLLOW_UP, weights->follow_up },
		{ OPTION_SCORE_GAP_AFTER_DAYS, weights->gap_after_days },
		{ OPTION_SCORE_GAP_STEP, weights->gap_step },
		{ OPTION_SCORE_GAP_MAX, weights->gap_max },
		{ OPTION_SCORE_SLIP_STEP, weights->slip_step },
		{ OPTION_SCORE_SLIP_MAX, weights->slip_max },
		{ OPTION_SCORE_CLOCK_NEAR, weights->clock_near },
		{ OPTION_SCORE_CLOCK_URGENT, weights->clock_urgent },
		{ OPTION_SCORE_CLOCK_NEAR_DAYS, weights->clock_near_days },
		{ OPTION_SCORE_CLOCK_URGENT_DAYS, weights->clock_urgent_days },
		{ OPTION_SCORE_LIMITATION_NEAR_DAYS, weights->limitation_near_days },
		{ OPTION_SCORE_LIMITATION_URGENT_DAYS, weights->limitation_urgent_days },
		{ OPTION_SCORE_OVER_LIMIT, weights->over_limit },
		{ OPTION_SCORE_DIFFICULTY, weights->difficulty },
		{ OPTION_SCORE_PROVISION, weights->provision },
		{ OPTION_SCORE_PROVISION_THRESHOLD, weights->provision_threshold },
		{ OPTION_PROMISE_GRACE, policy_default.grace_days },
		{ OPTION_CADENCE_MAX_GAP, policy_default.cadence.max_gap_days },
		{ OPTION_CADENCE_MIN_GAP, policy_default.cadence.min_gap_days },
		{ OPTION_CALL_WINDOW_FROM, policy_default.hours.from_minute },
		{ OPTION_CALL_WINDOW_TO, policy_default.hours.to_minute },
		{ OPTION_CALL_HOLIDAYS_CLOSED, policy_default.hours.holidays_closed },
		{ OPTION_CALL_REGIONAL_HOLIDAYS, policy_default.regional_holidays },
		{ OPTION_MAIL_CONFIRM, policy_default.mailing.queue[MAILING_CONFIRMATION] },
		{ OPTION_MAIL_DUPLICATE, policy_default.mailing.queue[MAILING_DUPLICATE] },
		{ OPTION_MAIL_REMIND, policy_default.mailing.queue[MAILING_REMINDER] },
		{ OPTION_MAIL_KEEP, policy_default.mailing.keep_days },
		{ OPTION_CALLBACK_TEAM_AFTER, policy_default.team_after_minutes },
		{ OPTION_CLAIM_LEASE, policy_default.lease_minutes },
		{ OPTION_IMPORT_TERMS, policy_default.import_terms_days },
		{ OPTION_PLAN_VOID_AFTER, policy_default.plan.void_after },
		{ OPTION_ESCALATION_CHASES, policy_default.escalation.chases },
		{ OPTION_CLOCK_LIMITATION_YEARS, policy_default.clocks.limitation_years },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(number(rows[i].option), rows[i].wanted);
	assert_ptr_equal(policy_default.steps, scenario_default_steps);
	assert_int_equal(policy_default.step_count, SCENARIO_DEFAULT_STEPS);
	struct option_value risk = option_default(OPTION_SCORE_RISK_CLASS);
	assert_int_equal(risk.count, COUNT(weights->risk_class));
	for (size_t i = 0; i < COUNT(weights->risk_class); i++)
		assert_int_equal(risk.list[i], weights->risk_class[i]);
}

static void defaults_of_the_console(void **state)
{
	(void)state;
	assert_string_equal(option_default(OPTION_UI_THEME).text, "dark");
	assert_string_equal(option_default(OPTION_UI_LANG).text, "auto");
	assert_string_equal(option_default(OPTION_STORE_DB).text, "");
	assert_int_equal(number(OPTION_UI_ASCII), 0);
}

static void values_are_read_strictly(void **state)
{
	(void)state;
	static const struct {
		enum option option;
		const char *text;
		enum option_status status;
		int64_t number;
	} rows[] = {
		{ OPTION_PROMISE_GRACE, "0", OPTION_OK, 0 },
		{ OPTION_PROMISE_GRACE, "30", OPTION_OK, 30 },
		{ OPTION_PROMISE_GRACE, "007", OPTION_OK, 7 },
		{ OPTION_PROMISE_GRACE, "31", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_PROMISE_GRACE, "-1", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_PROMISE_GRACE, "99999999999999999999999", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_PROMISE_GRACE, "-99999999999999999999999", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_PROMISE_GRACE, "", OPTION_BAD_FORM, 0 },
		{ OPTION_PROMISE_GRACE, "-", OPTION_BAD_FORM, 0 },
		{ OPTION_PROMISE_GRACE, "2 ", OPTION_BAD_FORM, 0 },
		{ OPTION_PROMISE_GRACE, "2.0", OPTION_BAD_FORM, 0 },
		{ OPTION_PROMISE_GRACE, "two", OPTION_BAD_FORM, 0 },
		{ OPTION_SCORE_AMOUNT_BASE, "15.000", OPTION_BAD_FORM, 0 },
		{ OPTION_SCORE_AMOUNT_BASE, "15,000.00", OPTION_OK, 1500000 },
		{ OPTION_IMPORT_TERMS, "-1", OPTION_OK, -1 },
		{ OPTION_IMPORT_TERMS, "-2", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_SCORE_AMOUNT_BASE, "250.50", OPTION_OK, 25050 },
		{ OPTION_SCORE_AMOUNT_BASE, "1", OPTION_OK, 100 },
		{ OPTION_SCORE_AMOUNT_BASE, "0.99", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_SCORE_AMOUNT_BASE, "-5.00", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_SCORE_AMOUNT_BASE, "1.005", OPTION_BAD_FORM, 0 },
		{ OPTION_SCORE_AMOUNT_BASE, "lots", OPTION_BAD_FORM, 0 },
		{ OPTION_SCORE_AMOUNT_BASE, "", OPTION_BAD_FORM, 0 },
		{ OPTION_SCORE_AMOUNT_BASE, "99999999999999999999", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_CALL_WINDOW_FROM, "9:30", OPTION_OK, 570 },
		{ OPTION_CALL_WINDOW_FROM, "09:30", OPTION_OK, 570 },
		{ OPTION_CALL_WINDOW_FROM, "24:00", OPTION_OK, 1440 },
		{ OPTION_CALL_WINDOW_FROM, "24:01", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_CALL_WINDOW_FROM, "9:60", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_CALL_WINDOW_FROM, "25:00", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_CALL_WINDOW_FROM, "9", OPTION_BAD_FORM, 0 },
		{ OPTION_CALL_WINDOW_FROM, "9:5", OPTION_BAD_FORM, 0 },
		{ OPTION_CALL_WINDOW_FROM, "-9:30", OPTION_BAD_FORM, 0 },
		{ OPTION_CALL_WINDOW_FROM, "9:30h", OPTION_BAD_FORM, 0 },
		{ OPTION_CALL_WINDOW_FROM, "99999999999999999999:00", OPTION_OUT_OF_RANGE, 0 },
		{ OPTION_UI_ASCII, "true", OPTION_OK, 1 },
		{ OPTION_UI_ASCII, "false", OPTION_OK, 0 },
		{ OPTION_UI_ASCII, "yes", OPTION_BAD_FORM, 0 },
		{ OPTION_UI_ASCII, "", OPTION_BAD_FORM, 0 },
		{ OPTION_UI_THEME, "colour-blind", OPTION_OK, 3 },
		{ OPTION_UI_THEME, "mono", OPTION_OK, 2 },
		{ OPTION_UI_THEME, "pink", OPTION_NO_CHOICE, 0 },
		{ OPTION_UI_THEME, "", OPTION_NO_CHOICE, 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct option_value value = { .number = -77 };
		enum option_status status = option_read(rows[i].option, rows[i].text, &value);
		if (status != rows[i].status)
			print_error("\"%s\" for %s\n", rows[i].text,
				    option_rows[rows[i].option].name);
		assert_int_equal(status, rows[i].status);
		assert_int_equal(value.number, status == OPTION_OK ? rows[i].number : -77);
	}
}

static void lists_have_so_many_members(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum option_status status;
	} rows[] = {
		{ "1, 2, 3", OPTION_OK },
		{ "1 2 3", OPTION_OK },
		{ " 1,2 , 3 ", OPTION_OK },
		{ "1, 2", OPTION_BAD_FORM },
		{ "1, 2, 3, 4", OPTION_BAD_FORM },
		{ "", OPTION_BAD_FORM },
		{ "1, 2, x", OPTION_BAD_FORM },
		{ "1, 2, 3x", OPTION_BAD_FORM },
		{ "1, 2-3", OPTION_BAD_FORM },
		{ "1, 2, -3", OPTION_OUT_OF_RANGE },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct option_value value = { 0 };
		assert_int_equal(option_read(OPTION_SCORE_RISK_CLASS, rows[i].text, &value),
				 rows[i].status);
		assert_int_equal(value.count, rows[i].status == OPTION_OK ? 3 : 0);
		assert_int_equal(value.list[2], rows[i].status == OPTION_OK ? 3 : 0);
	}
}

static void text_is_taken_as_it_is(void **state)
{
	(void)state;
	struct option_value value;
	assert_int_equal(option_read(OPTION_STORE_DB, "/srv/relance.db", &value), OPTION_OK);
	assert_string_equal(value.text, "/srv/relance.db");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_whole),
		cmocka_unit_test(every_default_passes_its_own_rule),
		cmocka_unit_test(defaults_are_those_of_the_rules),
		cmocka_unit_test(lists_are_those_of_the_rules),
		cmocka_unit_test(the_default_scenario_is_that_of_the_rules),
		cmocka_unit_test(the_default_rates_are_those_of_the_rules),
		cmocka_unit_test(the_default_rates_have_every_half_year),
		cmocka_unit_test(defaults_are_the_policy),
		cmocka_unit_test(defaults_of_the_console),
		cmocka_unit_test(values_are_read_strictly),
		cmocka_unit_test(lists_have_so_many_members),
		cmocka_unit_test(text_is_taken_as_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
