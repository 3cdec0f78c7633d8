/* Plans: lines judged alone, acceleration by policy, replacements that warn; and promises that add
 * up to their cash. */
#include "facts.h"

#include "rules/plan.h"
#include "rules/promise.h"

#define LINE(number, due, sum, how, got)                                                     \
	{                                                                                    \
		.id = (number), .made_on = LATE(90), .due_on = (due), .check_on = (due) + 2, \
		.amount = (sum), .received = (got), .currency = "EUR", .state = (how)        \
	}

static const struct promise lines[] = {
	LINE(4, LATE(10), 1000, PROMISE_BROKEN, 0),
	LINE(1, LATE(70), 1000, PROMISE_KEPT, 1000),
	LINE(3, LATE(30), 1000, PROMISE_BROKEN, 0),
	LINE(2, LATE(50), 1000, PROMISE_PARTLY_KEPT, 400),
	LINE(6, IN(30), 1003, PROMISE_OPEN, 0),
	LINE(5, IN(10), 1000, PROMISE_OPEN, 250),
	LINE(7, IN(5), 9999, PROMISE_SUPERSEDED, 0),
	LINE(8, IN(4), 9999, PROMISE_WITHDRAWN, 0),
};

static void lines_are_judged_alone(void **state)
{
	(void)state;
	struct plan plan;
	plan_judge(lines, COUNT(lines), &plan_default_rules, &plan);
	assert_int_equal(plan.lines, 8);
	assert_int_equal(plan.open, 2);
	assert_int_equal(plan.kept, 1);
	assert_int_equal(plan.partly_kept, 1);
	assert_int_equal(plan.broken, 2);
	assert_int_equal(plan.expected, 6003);
	assert_int_equal(plan.received, 1650);
	assert_int_equal(plan.outstanding, 1003 + 750);
	assert_int_equal(plan.missed, 2600);
	assert_int_equal(plan.next_due, IN(10));
	assert_int_equal(plan.next_check, IN(12));
	assert_false(plan.voided);
	assert_int_equal(plan.voided_on, DATE_NONE);
	assert_int_equal(plan.due_at_once, 0);
	/* The earliest first; and a line of which a dispute took more than was still to come. */
	struct promise three[] = { lines[5], lines[4],
				   LINE(9, LATE(20), 1000, PROMISE_KEPT, 300) };
	three[2].reduced = 800;
	plan_judge(three, COUNT(three), &plan_default_rules, &plan);
	assert_int_equal(plan.next_due, IN(10));
	assert_int_equal(plan.next_check, IN(12));
	assert_int_equal(plan.expected, 2003 + 300);
	assert_int_equal(plan.received, 250 + 300);
	assert_int_equal(plan.missed, 0);
	plan_judge(NULL, 0, &plan_default_rules, &plan);
	assert_int_equal(plan.lines, 0);
	assert_false(date_is(plan.next_due));
}

static void broken_lines_void_the_plan_by_policy(void **state)
{
	(void)state;
	static const struct {
		int void_after;
		bool voided;
		date on;
	} rows[] = {
		{ 0, false, DATE_NONE },
		{ 1, true, LATE(28) },
		{ 2, true, LATE(8) },
		{ 3, false, DATE_NONE },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct plan_rules rules = plan_default_rules;
		struct plan plan;
		rules.void_after = rows[i].void_after;
		plan_judge(lines, COUNT(lines), &rules, &plan);
		assert_int_equal(plan.voided, rows[i].voided);
		assert_int_equal(plan.voided_on, rows[i].on);
		assert_int_equal(plan.due_at_once, rows[i].voided ? 1753 + 2600 : 0);
	}
	/* Partly kept is not broken. */
	struct plan_rules rules = plan_default_rules;
	struct plan plan;
	rules.void_after = 1;
	plan_judge(&lines[3], 1, &rules, &plan);
	assert_false(plan.voided);
	/* In the order of their days, one kept between them. */
	const struct promise ordered[] = { lines[2], LINE(9, LATE(20), 5, PROMISE_KEPT, 5),
					   lines[0] };
	rules.void_after = 2;
	plan_judge(ordered, COUNT(ordered), &rules, &plan);
	assert_int_equal(plan.voided_on, LATE(8));
	rules.void_after = 1;
	plan_judge(ordered, COUNT(ordered), &rules, &plan);
	assert_int_equal(plan.voided_on, LATE(28));
	/* Two that break the same day. */
	const struct promise twins[] = { LINE(1, LATE(9), 1, PROMISE_BROKEN, 0),
					 LINE(2, LATE(9), 1, PROMISE_BROKEN, 0) };
	rules.void_after = 2;
	plan_judge(twins, 2, &rules, &plan);
	assert_true(plan.voided);
	assert_int_equal(plan.voided_on, LATE(7));
}

static void the_second_replacement_in_thirty_days_warns(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		date before[2];
		size_t count;
		bool warns;
	} rows[] = {
		{ "the first", { 0 }, 0, false },
		{ "one earlier today", { TODAY }, 1, true },
		{ "one 29 days ago", { LATE(29) }, 1, true },
		{ "one 30 days ago", { LATE(30) }, 1, false },
		{ "one tomorrow", { IN(1) }, 1, false },
		{ "two, one of them old", { LATE(200), LATE(3) }, 2, true },
		{ "two old ones", { LATE(200), LATE(31) }, 2, false },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (plan_supersession_warns(rows[i].before, rows[i].count, &plan_default_rules,
					    TODAY) != rows[i].warns)
			fail_msg("%s", rows[i].name);
	struct plan_rules rules = plan_default_rules;
	const date before[] = { LATE(1), LATE(2) };
	rules.supersede_warn = 3;
	assert_false(plan_supersession_warns(before, 1, &rules, TODAY));
	assert_true(plan_supersession_warns(before, 2, &rules, TODAY));
}

#define TRIALS 30000
#define MOST   8

/* Promises judged by random cash, credit notes and reversals: what they received is in their
 * states and never more than what came. */
static void promises_add_up_to_their_cash(void **state)
{
	(void)state;
	struct dice dice = { .state = 411 };
	for (int n = 0; n < TRIALS; n++) {
		struct promise promises[MOST];
		struct receipt receipts[MOST];
		size_t promise_count = (size_t)dice_roll(&dice, 1, MOST);
		size_t receipt_count = (size_t)dice_roll(&dice, 0, MOST);
		cents cash = 0;
		for (size_t i = 0; i < promise_count; i++) {
			date due = TODAY + dice_roll(&dice, -40, 40);
			promises[i] = (struct promise)LINE(
				(int64_t)i + 1, due, dice_roll(&dice, 1, 5000), PROMISE_OPEN, 0);
			promises[i].reduced =
				dice_roll(&dice, 0, 3) ? 0 : dice_roll(&dice, 0, 3000);
		}
		for (size_t i = 0; i < receipt_count; i++) {
			receipts[i] = (struct receipt){
				.id = 100 + (int64_t)i,
				.value_on = TODAY - dice_roll(&dice, 0, 80),
				.amount = dice_roll(&dice, 0, 5) ? dice_roll(&dice, 1, 4000)
								 : -dice_roll(&dice, 1, 3000),
				.currency = "EUR",
				.promise_id = dice_roll(&dice, 0, (int)promise_count),
				.credit_note = dice_roll(&dice, 0, 4) == 0,
			};
			if (!receipts[i].credit_note && receipts[i].amount > 0)
				cash += receipts[i].amount;
		}
		promise_judge(promises, promise_count, receipts, receipt_count, TODAY);
		struct plan plan;
		plan_judge(promises, promise_count, &plan_default_rules, &plan);
		assert_int_equal(plan.expected, plan.received + plan.outstanding + plan.missed);
		assert_true(plan.received >= 0 && plan.received <= cash);
		assert_true(plan.outstanding >= 0 && plan.missed >= 0);
		assert_true(plan.missed > 0 || plan.broken + plan.partly_kept == 0);
		assert_true(plan.outstanding > 0 || plan.open == 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_judged_alone),
		cmocka_unit_test(broken_lines_void_the_plan_by_policy),
		cmocka_unit_test(the_second_replacement_in_thirty_days_warns),
		cmocka_unit_test(promises_add_up_to_their_cash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
