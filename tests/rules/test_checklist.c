/* The checklist: every row is whole, every number of the policy stands in it; and the rules no other test holds to the day.
 */
#include "facts.h"

#include <string.h>

#include "rules/checklist.h"
#include "rules/entry.h"

static void every_rule_is_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < checklist_count; i++) {
		const struct checklist_row *row = &checklist_rows[i];
		assert_int_equal(row->rule[strlen(row->rule) - 1], '.');
		assert_true(row->option_count > 0 || row->constant != NULL);
		assert_in_range(row->option_count, 0, CHECKLIST_OPTIONS);
		assert_non_null(strchr(row->test, '.'));
		assert_true(i == 0 || row->part >= row[-1].part);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(row->rule, checklist_rows[k].rule);
	}
	for (int part = 0; part < CHECKLIST_PART_COUNT; part++)
		assert_non_null(checklist_parts[part]);
}

static bool is_listed(enum option option)
{
	for (size_t i = 0; i < checklist_count; i++)
		for (size_t k = 0; k < checklist_rows[i].option_count; k++)
			if (checklist_rows[i].options[k] == option)
				return true;
	return false;
}

/* Sections from the score to the provision are rules of the trade, but for the names of who settles disputes; what follows is about mails,
 * files and looks. */
static bool is_a_rule(enum option option)
{
	const struct option_row *row = &option_rows[option];
	bool named = row->section == OPTION_SECTION_DISPUTE && row->type == OPTION_TEXT;
	return row->section <= OPTION_SECTION_PROVISION && !named;
}

static void every_number_of_the_policy_is_listed(void **state)
{
	(void)state;
	for (int o = 0; o < OPTION_COUNT; o++)
		if (is_a_rule((enum option)o) && !is_listed((enum option)o))
			fail_msg("%s stands in no rule", option_rows[o].name);
}

static const struct entry_context owed = { .today = TODAY, .minute = -1, .overdue = 50000, .balance = 50000, .currency = "EUR",
					   .grace_days = 2, .max_gap_days = 10, .sleep_check_on = DATE_NONE, .free_until = DATE_NONE };

static enum entry_status promised_on(date on, bool *far)
{
	struct entry_result result;
	int year, month, day;
	char text[32];
	date_to_ymd(on, &year, &month, &day);
	snprintf(text, sizeof text, "%02d/%02d/%04d", day, month, year);
	entry_parse(text, OUTCOME_PROMISE, &owed, &result);
	*far = result.status == ENTRY_OK && result.readings[0].far;
	return result.status;
}

/* TODAY is a Tuesday: 60, 63 and 364, 365 and 366 days on are a Saturday, a Tuesday, a Tuesday, a Wednesday and a Thursday. */
static void promises_have_a_last_day(void **state)
{
	(void)state;
	bool far;
	assert_int_equal(promised_on(IN(365), &far), ENTRY_OK);
	assert_true(far);
	assert_int_equal(promised_on(IN(366), &far), ENTRY_TOO_FAR);
	assert_int_equal(promised_on(IN(59), &far), ENTRY_OK);
	assert_false(far);
	assert_int_equal(promised_on(IN(63), &far), ENTRY_OK);
	assert_true(far);
}

static void a_promise_beyond_the_free_days_is_the_insurers_to_allow(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		date free_until;
		bool ask;
	} rows[] = {
		{ "50 4/12", IN(10), false },     { "50 4/12", IN(9), true },
		{ "50 sam", IN(5), true }, /* moved to Monday 30 November */
		{ "90 3x 15/12", IN(83), false }, { "90 3x 15/12", IN(82), true },
		{ "50 v; 50 15/12", IN(20), true }, { "50 v; 50 15/12", DATE_NONE, false },
	};
	struct entry_context context = owed;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct entry_result result;
		context.free_until = rows[i].free_until;
		assert_true(entry_parse(rows[i].text, OUTCOME_PROMISE, &context, &result));
		if (result.readings[0].ask_insurer != rows[i].ask)
			fail_msg("%s in row %zu", rows[i].text, i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_is_whole),
		cmocka_unit_test(every_number_of_the_policy_is_listed),
		cmocka_unit_test(promises_have_a_last_day),
		cmocka_unit_test(a_promise_beyond_the_free_days_is_the_insurers_to_allow),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
