/* Chases counted to the day and to the one: unsuccessful, excuses per contact, contacts, persons.
 */
#include "facts.h"

#include "rules/chase.h"

static void what_is_unsuccessful(void **state)
{
	(void)state;
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		struct chase chase = { TODAY, (enum outcome)i, CHASE_EXCUSE_NONE, 0 };
		assert_int_equal(chase_is_unsuccessful(&chase),
				 i == OUTCOME_EVASIVE || i == OUTCOME_REFUSAL);
		for (int e = 1; e < CHASE_EXCUSE_COUNT; e++) {
			chase.excuse = (enum chase_excuse)e;
			assert_int_equal(chase_is_unsuccessful(&chase), i != OUTCOME_NOTE);
		}
	}
	assert_string_equal(chase_excuse_codes[CHASE_EXCUSE_NONE], "");
	assert_string_equal(chase_excuse_codes[CHASE_EXCUSE_CHEQUE], "cheque_sent");
	assert_string_equal(chase_excuse_codes[CHASE_EXCUSE_ASSISTANT], "assistant");
}

static void words_are_a_counted_excuse(void **state)
{
	(void)state;
	static const struct {
		const char *note;
		enum chase_excuse wanted;
	} rows[] = {
		{ "", CHASE_EXCUSE_NONE },
		{ "paiera vendredi", CHASE_EXCUSE_NONE },
		{ "Chèque parti hier", CHASE_EXCUSE_CHEQUE },
		{ "le chèque a été envoyé", CHASE_EXCUSE_CHEQUE },
		{ "the cheque is in the post", CHASE_EXCUSE_CHEQUE },
		{ "son assistante devait le faire", CHASE_EXCUSE_ASSISTANT },
		{ "“my assistant was to do it”", CHASE_EXCUSE_ASSISTANT },
		{ "parlé à l'assistante", CHASE_EXCUSE_NONE },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (chase_excuse_from_words(rows[i].note) != rows[i].wanted)
			fail_msg("%s: %d", rows[i].note, chase_excuse_from_words(rows[i].note));
	enum chase_excuse excuse = CHASE_EXCUSE_COUNT;
	assert_true(chase_excuse_from_code("cheque-sent", &excuse));
	assert_int_equal(excuse, CHASE_EXCUSE_CHEQUE);
	static const char *const none[] = { "cheque", "cheque-sent-", "chequeXsent", "cheque sent", "ch-que-sent", "assistan" };
	for (size_t i = 0; i < COUNT(none); i++)
		assert_false(chase_excuse_from_code(none[i], &excuse));
	assert_int_equal(excuse, CHASE_EXCUSE_CHEQUE);
	assert_true(chase_excuse_from_code("", &excuse));
	assert_int_equal(excuse, CHASE_EXCUSE_NONE);
}

#define MOST 5

#define TOLD(day, what)                        \
	{                                      \
		.on = (day), .outcome = (what) \
	}

static void one_a_day_in_thirty_days(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct chase chases[MOST];
		size_t count;
		int wanted;
	} rows[] = {
		{ "none", { { 0 } }, 0, 0 },
		{ "three days",
		  { TOLD(LATE(20), OUTCOME_EVASIVE), TOLD(LATE(10), OUTCOME_REFUSAL),
		    TOLD(TODAY, OUTCOME_EVASIVE) },
		  3,
		  3 },
		{ "two on one day",
		  { TOLD(LATE(10), OUTCOME_EVASIVE), TOLD(LATE(10), OUTCOME_REFUSAL),
		    TOLD(TODAY, OUTCOME_EVASIVE) },
		  3,
		  2 },
		{ "the first day of the month counts", { TOLD(LATE(29), OUTCOME_EVASIVE) }, 1, 1 },
		{ "the day before it does not", { TOLD(LATE(30), OUTCOME_EVASIVE) }, 1, 0 },
		{ "tomorrow does not", { TOLD(IN(1), OUTCOME_EVASIVE) }, 1, 0 },
		{ "no answer and a message do not",
		  { TOLD(LATE(3), OUTCOME_NO_ANSWER), TOLD(LATE(2), OUTCOME_MESSAGE) },
		  2,
		  0 },
		{ "a cheque that was sent does",
		  { { LATE(3), OUTCOME_PAID, CHASE_EXCUSE_CHEQUE, 0 } },
		  1,
		  1 },
		{ "paid without that excuse does not", { TOLD(LATE(3), OUTCOME_PAID) }, 1, 0 },
		{ "an excuse in a note does not",
		  { { LATE(3), OUTCOME_NOTE, CHASE_EXCUSE_ASSISTANT, 0 } },
		  1,
		  0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (chase_count_unsuccessful(rows[i].chases, rows[i].count, CHASE_WINDOW_DAYS,
					     TODAY) != rows[i].wanted)
			fail_msg("%s", rows[i].name);
}

static const struct chase history[] = {
	{ LATE(20), OUTCOME_EVASIVE, CHASE_EXCUSE_NONE, 1 },
	{ LATE(15), OUTCOME_PROMISE, CHASE_EXCUSE_NONE, 1 },
	{ LATE(10), OUTCOME_EVASIVE, CHASE_EXCUSE_NONE, 1 },
	{ LATE(9), OUTCOME_PAID, CHASE_EXCUSE_CHEQUE, 2 },
	{ LATE(8), OUTCOME_REFUSAL, CHASE_EXCUSE_NONE, 2 },
	{ LATE(7), OUTCOME_NO_ANSWER, CHASE_EXCUSE_NONE, 0 },
	{ LATE(6), OUTCOME_NOTE, CHASE_EXCUSE_ASSISTANT, 1 },
	{ LATE(5), OUTCOME_EVASIVE, CHASE_EXCUSE_ASSISTANT, 2 },
};

static void excuses_are_counted_per_contact(void **state)
{
	(void)state;
	static const struct {
		int64_t contact;
		date since;
		int wanted;
	} rows[] = {
		{ 0, DATE_NONE, 4 }, { 1, DATE_NONE, 2 }, { 2, DATE_NONE, 2 },
		{ 3, DATE_NONE, 0 }, { 0, LATE(15), 3 },  { 1, LATE(15), 1 },
		{ 0, LATE(10), 2 },  { 0, LATE(11), 3 },  { 0, LATE(5), 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(chase_count_excuses(history, COUNT(history), rows[i].contact,
						     rows[i].since),
				 rows[i].wanted);
}

static void contacts_are_counted_after_a_day(void **state)
{
	(void)state;
	assert_int_equal(chase_count_contacts(history, COUNT(history), DATE_NONE), 7);
	assert_int_equal(chase_count_contacts(history, COUNT(history), LATE(16)), 6);
	assert_int_equal(chase_count_contacts(history, COUNT(history), LATE(15)), 5);
	assert_int_equal(chase_count_contacts(history, 0, DATE_NONE), 0);
}

static void persons_are_spoken_to(void **state)
{
	(void)state;
	assert_true(chase_reached_person(history, 1));
	assert_false(chase_reached_person(history, 0));
	assert_false(chase_reached_person(&history[5], 2));
	assert_true(chase_reached_person(&history[5], 3));
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		struct chase chase = { TODAY, (enum outcome)i, CHASE_EXCUSE_NONE, 0 };
		assert_int_equal(chase_reached_person(&chase, 1), outcome_rules[i].spoken);
	}
}

static void days_come_in_order_and_once(void **state)
{
	(void)state;
	static const struct chase mixed[] = {
		TOLD(LATE(9), OUTCOME_MESSAGE), TOLD(LATE(3), OUTCOME_EVASIVE),   TOLD(LATE(3), OUTCOME_PROMISE),
		TOLD(TODAY, OUTCOME_NOTE),      TOLD(LATE(1), OUTCOME_NO_ANSWER), TOLD(LATE(20), OUTCOME_EVASIVE),
		TOLD(LATE(20), OUTCOME_PAID),
	};
	date days[COUNT(mixed)];
	assert_int_equal(chase_days(mixed, COUNT(mixed), days), 3);
	assert_int_equal(days[0], LATE(20));
	assert_int_equal(days[1], LATE(9));
	assert_int_equal(days[2], LATE(3));
	assert_int_equal(chase_days(mixed, 0, days), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_unsuccessful),
		cmocka_unit_test(words_are_a_counted_excuse),
		cmocka_unit_test(one_a_day_in_thirty_days),
		cmocka_unit_test(excuses_are_counted_per_contact),
		cmocka_unit_test(contacts_are_counted_after_a_day),
		cmocka_unit_test(persons_are_spoken_to),
		cmocka_unit_test(days_come_in_order_and_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
