/* The outcome table against the trade's list, and the default next dates.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rules/calendar.h"
#include "rules/outcome.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static date day(const char *iso)
{
	date d = DATE_NONE;
	assert_true(date_parse_iso(iso, &d));
	return d;
}

/* Codes in the words of the trade: order and spelling are stored and must not change. */
static void codes_are_those_of_the_trade(void **state)
{
	(void)state;
	static const char *const codes[] = { "promise",    "callback",      "no_answer",
					     "message",    "evasive",       "circuit",
					     "dispute",    "document",      "paid",
					     "difficulty", "wrong_contact", "refusal",
					     "insolvency", "note" };
	assert_int_equal(COUNT(codes), OUTCOME_COUNT);
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		enum outcome found = OUTCOME_COUNT;
		assert_string_equal(outcome_rules[i].code, codes[i]);
		assert_non_null(outcome_rules[i].label);
		assert_true(outcome_from_code(codes[i], &found));
		assert_int_equal(found, i);
	}
}

static void hyphens_are_underscores_and_nothing_else_passes(void **state)
{
	(void)state;
	enum outcome found = OUTCOME_COUNT;
	assert_true(outcome_from_code("no-answer", &found));
	assert_int_equal(found, OUTCOME_NO_ANSWER);
	assert_true(outcome_from_code("wrong-contact", &found));
	assert_int_equal(found, OUTCOME_WRONG_CONTACT);
	static const char *const wrong[] = { "",          "prom",     "promises",   "Promise",
					     "no answer", "noanswer", "no__answer", "-",
					     "pro-ise",   "promis",   "noXanswer",  "no-answer-" };
	for (size_t i = 0; i < COUNT(wrong); i++) {
		found = OUTCOME_COUNT;
		assert_false(outcome_from_code(wrong[i], &found));
		assert_int_equal(found, OUTCOME_COUNT);
	}
}

static void properties_follow_the_trade(void **state)
{
	(void)state;
	/* chase, spoken, unsuccessful, capped, agreed: a letter each, - where not */
	static const struct {
		enum outcome outcome;
		const char *properties;
		enum outcome_sleep sleep;
	} rows[] = {
		{ OUTCOME_PROMISE, "cs---", OUTCOME_SLEEP_PROMISE },
		{ OUTCOME_CALLBACK, "cs-ca", OUTCOME_SLEEP_FOLLOW_UP },
		{ OUTCOME_NO_ANSWER, "c----", OUTCOME_SLEEP_CADENCE },
		{ OUTCOME_MESSAGE, "c----", OUTCOME_SLEEP_CADENCE },
		{ OUTCOME_EVASIVE, "csuc-", OUTCOME_SLEEP_FOLLOW_UP },
		{ OUTCOME_CIRCUIT, "cs---", OUTCOME_SLEEP_CADENCE },
		{ OUTCOME_DISPUTE, "cs---", OUTCOME_SLEEP_CADENCE },
		{ OUTCOME_DOCUMENT, "cs--a", OUTCOME_SLEEP_FOLLOW_UP },
		{ OUTCOME_PAID, "cs---", OUTCOME_SLEEP_FOLLOW_UP },
		{ OUTCOME_DIFFICULTY, "cs---", OUTCOME_SLEEP_FOLLOW_UP },
		{ OUTCOME_WRONG_CONTACT, "c----", OUTCOME_SLEEP_CADENCE },
		{ OUTCOME_REFUSAL, "csu--", OUTCOME_SLEEP_FOLLOW_UP },
		{ OUTCOME_INSOLVENCY, "cs---", OUTCOME_SLEEP_NONE },
		{ OUTCOME_NOTE, "-----", OUTCOME_SLEEP_NONE },
	};
	assert_int_equal(COUNT(rows), OUTCOME_COUNT);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct outcome_rule *rule = &outcome_rules[rows[i].outcome];
		const char shown[] = { rule->chase ? 'c' : '-',
				       rule->spoken ? 's' : '-',
				       rule->unsuccessful ? 'u' : '-',
				       rule->capped ? 'c' : '-',
				       rule->agreed ? 'a' : '-',
				       '\0' };
		assert_string_equal(shown, rows[i].properties);
		assert_int_equal(rule->sleep, rows[i].sleep);
	}
}

static void entries_are_read_by_the_right_grammar(void **state)
{
	(void)state;
	static const enum outcome_entry entries[OUTCOME_COUNT] = {
		[OUTCOME_PROMISE] = OUTCOME_ENTRY_PROMISE,
		[OUTCOME_CALLBACK] = OUTCOME_ENTRY_CALLBACK,
		[OUTCOME_EVASIVE] = OUTCOME_ENTRY_DATE,
		[OUTCOME_DISPUTE] = OUTCOME_ENTRY_DISPUTE,
		[OUTCOME_CIRCUIT] = OUTCOME_ENTRY_CIRCUIT,
		[OUTCOME_DOCUMENT] = OUTCOME_ENTRY_DOCUMENT,
		[OUTCOME_INSOLVENCY] = OUTCOME_ENTRY_INSOLVENCY,
		[OUTCOME_PAID] = OUTCOME_ENTRY_PAID,
		[OUTCOME_WRONG_CONTACT] = OUTCOME_ENTRY_CONTACT,
		[OUTCOME_DIFFICULTY] = OUTCOME_ENTRY_DATE,
	};
	for (int i = 0; i < OUTCOME_COUNT; i++)
		assert_int_equal(outcome_rules[i].entry, entries[i]);
}

static void default_dates(void **state)
{
	(void)state;
	static const struct {
		enum outcome outcome;
		const char *today, *next;
	} rows[] = {
		{ OUTCOME_NO_ANSWER, "2024-06-26", "2024-06-27" },
		{ OUTCOME_NO_ANSWER, "2024-06-28", "2024-07-01" },
		{ OUTCOME_CALLBACK, "2024-06-26", "2024-06-27" },
		{ OUTCOME_CALLBACK, "2024-08-14", "2024-08-16" },
		{ OUTCOME_MESSAGE, "2024-06-26", "2024-07-01" },
		{ OUTCOME_PAID, "2024-06-26", "2024-07-03" },
		{ OUTCOME_REFUSAL, "2024-06-26", "2024-07-03" },
		{ OUTCOME_REFUSAL, "2024-06-22", "2024-07-01" },
		{ OUTCOME_DIFFICULTY, "2024-06-26", "2024-07-01" },
		{ OUTCOME_DIFFICULTY, "2024-06-24", "2024-06-27" },
		{ OUTCOME_DISPUTE, "2024-06-26", "2024-07-11" },
		{ OUTCOME_DISPUTE, "2024-06-28", "2024-07-15" },
		{ OUTCOME_DOCUMENT, "2024-06-26", "2024-07-03" },
		{ OUTCOME_DOCUMENT, "2024-07-07", "2024-07-12" },
		{ OUTCOME_CIRCUIT, "2024-06-28", "2024-07-01" },
		{ OUTCOME_WRONG_CONTACT, "2024-06-28", "2024-07-01" },
		{ OUTCOME_PROMISE, "2024-06-26", NULL },
		{ OUTCOME_EVASIVE, "2024-06-26", NULL },
		{ OUTCOME_INSOLVENCY, "2024-06-26", NULL },
		{ OUTCOME_NOTE, "2024-06-26", NULL },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(outcome_default_next(rows[i].outcome, day(rows[i].today)),
				 rows[i].next ? day(rows[i].next) : DATE_NONE);
}

static void default_dates_are_business_days_ahead(void **state)
{
	(void)state;
	date first = day("2024-01-01");
	for (date today = first; today < first + 800; today++) {
		for (int i = 0; i < OUTCOME_COUNT; i++) {
			date next = outcome_default_next((enum outcome)i, today);
			if (!date_is(next))
				continue;
			assert_true(calendar_is_business(next));
			assert_true(next > today);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_the_trade),
		cmocka_unit_test(hyphens_are_underscores_and_nothing_else_passes),
		cmocka_unit_test(properties_follow_the_trade),
		cmocka_unit_test(entries_are_read_by_the_right_grammar),
		cmocka_unit_test(default_dates),
		cmocka_unit_test(default_dates_are_business_days_ahead),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
