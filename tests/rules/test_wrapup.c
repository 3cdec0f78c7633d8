/* When what a call leaves without an answer is taken up: to the day.
 */
#include "facts.h"

#include "rules/wrapup.h"

static void the_rest_is_taken_up_with_the_file(void **state)
{
	static const struct {
		const char *name;
		enum outcome outcome;
		date own_next;
		int min_gap, max_gap;
		date wanted;
	} rows[] = {
		{ "on the check of a near promise", OUTCOME_PROMISE, IN(7), 1, 10, IN(7) },
		{ "on day 10 exactly", OUTCOME_PROMISE, IN(10), 1, 10, IN(10) },
		{ "never after the maximum gap", OUTCOME_PROMISE, IN(23), 1, 10, IN(10) },
		{ "the maximum gap on a Sunday is the Friday before", OUTCOME_PROMISE, IN(23), 1, 12, IN(10) },
		{ "never before the minimum gap", OUTCOME_PAID, IN(1), 2, 10, IN(2) },
		{ "the owner's date of a dispute is not the rest's", OUTCOME_DISPUTE, IN(15), 1, 10, IN(1) },
		{ "a document's chase", OUTCOME_DOCUMENT, IN(7), 1, 10, IN(7) },
		{ "a maximum gap of a day", OUTCOME_PROMISE, IN(23), 1, 1, IN(1) },
		{ "a maximum gap within the minimum", OUTCOME_PROMISE, IN(23), 3, 2, IN(3) },
		{ "not today, whatever the minimum gap", OUTCOME_PAID, TODAY, 0, 10, IN(1) },
		{ "no date of its own", OUTCOME_CIRCUIT, DATE_NONE, 1, 10, IN(1) },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cadence cadence = { .min_gap_days = rows[i].min_gap, .max_gap_days = rows[i].max_gap };
		date on = wrapup_next_on(rows[i].outcome, rows[i].own_next, &cadence, TODAY);
		if (on != rows[i].wanted)
			fail_msg("%s: in %d days", rows[i].name, (int)(on - TODAY));
	}
}

static void five_outcomes_speak_of_some_invoices(void **state)
{
	(void)state;
	for (int i = 0; i < OUTCOME_COUNT; i++)
		assert_int_equal(wrapup_leaves((enum outcome)i),
				 i == OUTCOME_PROMISE || i == OUTCOME_DISPUTE || i == OUTCOME_DOCUMENT ||
					 i == OUTCOME_PAID || i == OUTCOME_CIRCUIT);
	assert_string_equal(wrapup_answer_codes[WRAPUP_PAID], "paid");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rest_is_taken_up_with_the_file),
		cmocka_unit_test(five_outcomes_speak_of_some_invoices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
