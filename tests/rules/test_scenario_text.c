/* Scenarios as a user writes them: the default, every condition, every fault with its place. */
#include "facts.h"

#include <string.h>

#include "rules/scenario_text.h"

#define ROOM 3

static void a_step_with_all_its_conditions(void **state)
{
	(void)state;
	struct scenario_step steps[ROOM];
	size_t count, at;
	static const char text[] =
		" 9 registered firm formal-notice segment=public language=fr amount>=1500.50 "
		"amount<20000 "
		"reason=calculating|bad-faith key=no ;; -3 mail respectful x key=yes;";
	assert_int_equal(scenario_text_read(text, steps, ROOM, &count, &at), SCENARIO_TEXT_OK);
	assert_int_equal(count, 2);
	assert_int_equal(at, strlen(text));
	assert_int_equal(steps[0].days, 9);
	assert_int_equal(steps[0].channel, SCENARIO_REGISTERED);
	assert_int_equal(steps[0].firmness, REASON_FIRM);
	assert_string_equal(steps[0].template_name, "formal-notice");
	assert_string_equal(steps[0].when.segment, "public");
	assert_string_equal(steps[0].when.language, "fr");
	assert_int_equal(steps[0].when.from_amount, 150050);
	assert_int_equal(steps[0].when.below_amount, 2000000);
	assert_int_equal(steps[0].when.reasons, 1u << REASON_CALCULATING | 1u << REASON_BAD_FAITH);
	assert_int_equal(steps[0].when.key_account, SCENARIO_NO);
	assert_int_equal(steps[1].days, -3);
	assert_int_equal(steps[1].channel, SCENARIO_MAIL);
	assert_int_equal(steps[1].firmness, REASON_RESPECTFUL);
	assert_string_equal(steps[1].template_name, "x");
	assert_int_equal(steps[1].when.key_account, SCENARIO_YES);
	assert_string_equal(steps[1].when.segment, "");
	assert_int_equal(steps[1].when.reasons, 0);
}

struct fault {
	const char *text;
	enum scenario_text_status status;
	size_t count, at;
};

static const struct fault faults[] = {
	{ "", SCENARIO_TEXT_OK, 0, 0 },
	{ " ; ", SCENARIO_TEXT_OK, 0, 3 },
	{ "1 phone smiling r", SCENARIO_TEXT_OK, 1, 17 },
	{ "-365 phone smiling r;3660 phone smiling r", SCENARIO_TEXT_OK, 2, 41 },
	{ "-366 phone smiling r", SCENARIO_TEXT_DAYS, 0, 0 },
	{ "3661 phone smiling r", SCENARIO_TEXT_DAYS, 0, 0 },
	{ "99999 phone smiling r", SCENARIO_TEXT_DAYS, 0, 0 },
	{ "J+1 phone smiling r", SCENARIO_TEXT_DAYS, 0, 0 },
	{ "- phone smiling r", SCENARIO_TEXT_DAYS, 0, 0 },
	{ "1", SCENARIO_TEXT_CHANNEL, 0, 1 },
	{ "1 fax smiling r", SCENARIO_TEXT_CHANNEL, 0, 2 },
	{ "1 phone rude r", SCENARIO_TEXT_FIRMNESS, 0, 8 },
	{ "1 phone; 2 phone smiling r", SCENARIO_TEXT_FIRMNESS, 0, 7 },
	{ "1 phone smiling", SCENARIO_TEXT_TEMPLATE, 0, 15 },
	{ "1 phone smiling ../r", SCENARIO_TEXT_TEMPLATE, 0, 16 },
	{ "1 phone smiling abcdefghijabcdefghijabcdefghija", SCENARIO_TEXT_OK, 1, 47 },
	{ "1 phone smiling abcdefghijabcdefghijabcdefghijab", SCENARIO_TEXT_TEMPLATE, 0, 16 },
	{ "1 phone smiling r; 2 phone firm r colour=red", SCENARIO_TEXT_CONDITION, 1, 34 },
	{ "1 phone smiling r key=maybe", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r key=yes key=yes", SCENARIO_TEXT_CONDITION, 0, 26 },
	{ "1 phone smiling r segment=", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r segment=a segment=a", SCENARIO_TEXT_CONDITION, 0, 28 },
	{ "1 phone smiling r language=abcdefgh", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r amount>=0", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r amount>=5 amount>=6", SCENARIO_TEXT_CONDITION, 0, 28 },
	{ "1 phone smiling r amount<x", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r amount>=15.000", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r amount=5", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r reason=", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r reason=paid|", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r reason=paid reason=circuit", SCENARIO_TEXT_CONDITION, 0, 30 },
	{ "1 phone smiling /r", SCENARIO_TEXT_TEMPLATE, 0, 16 },
	{ "1 phone smiling r reason=rain", SCENARIO_TEXT_CONDITION, 0, 18 },
	{ "1 phone smiling r;2 phone smiling r;3 phone smiling r;4 phone", SCENARIO_TEXT_NO_ROOM, 3,
	  54 },
};

static void faults_are_found_in_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		struct scenario_step steps[ROOM];
		size_t count = 99, at = 99;
		enum scenario_text_status status =
			scenario_text_read(faults[i].text, steps, ROOM, &count, &at);
		if (status != faults[i].status || count != faults[i].count || at != faults[i].at)
			fail_msg("\"%s\": %d, %zu steps, at %zu", faults[i].text, (int)status,
				 count, at);
	}
	static char longest[500];
	struct scenario_step steps[ROOM];
	size_t count, at;
	memset(longest, 'a', sizeof longest - 1);
	memcpy(longest, "1 phone smiling r segment=a", 27);
	assert_int_equal(scenario_text_read(longest, steps, ROOM, &count, &at),
			 SCENARIO_TEXT_CONDITION);
	assert_int_equal(at, 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_with_all_its_conditions),
		cmocka_unit_test(faults_are_found_in_their_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
