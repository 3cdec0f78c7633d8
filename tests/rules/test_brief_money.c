/* The brief on money that is not simply owed: disputed, taken back by the bank, not matched yet. */
#include "brief_file.h"

#include <string.h>

static const struct item items[] = { INVOICE(1, LATE(30), 90000) };

static void what_went_back_is_said_before_the_promise_it_broke(void **state)
{
	static const struct {
		const char *name;
		date reversed_on;
		cents received;
		bool broke_it;
	} rows[] = {
		{ "what came for it went back", LATE(3), 0, true },
		{ "on the day it was made", LATE(30), 0, true },
		{ "nothing came", DATE_NONE, 0, false },
		{ "was never judged", 0, 0, false },
		{ "part of it stays", LATE(3), 1, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct promise promises[] = { { .id = 1,
						      .made_on = LATE(30),
						      .due_on = LATE(20),
						      .check_on = LATE(18),
						      .amount = 10000,
						      .received = rows[i].received,
						      .reversed_on = rows[i].reversed_on,
						      .currency = "EUR",
						      .state = PROMISE_BROKEN } };
		struct file f;
		open_file(&f, items, COUNT(items));
		f.facts.promises = promises;
		f.facts.promise_count = 1;
		f.facts.returned.on = LATE(3);
		f.facts.returned.paid_on = LATE(19);
		f.facts.returned.amount = 10000;
		f.facts.returned.currency = "EUR";
		f.facts.returned.code = "AM04";
		read_brief(&f);
		assert_int_equal(f.lines[1].code, BRIEF_RETURNED);
		assert_int_equal(f.lines[1].amount, 10000);
		assert_string_equal(f.lines[1].currency, "EUR");
		assert_int_equal(f.lines[1].on, LATE(3));
		assert_int_equal(f.lines[1].until, LATE(19));
		assert_string_equal(f.lines[1].text, "AM04");
		assert_int_equal(f.lines[2].code, BRIEF_BROKEN);
		if (f.lines[2].which != rows[i].broke_it)
			fail_msg("%s: %d", rows[i].name, f.lines[2].which);
	}
}

static void what_is_disputed_is_overdue_all_the_same(void **state)
{
	struct item owed[] = { INVOICE(1, LATE(30), 90000), INVOICE(2, IN(3), 500) };
	struct file f;

	(void)state;
	open_file(&f, owed + 1, 1);
	read_brief(&f);
	assert_int_equal(said(&f, BRIEF_NOT_OVERDUE)->which, 0);
	owed[0].disputed = true;
	open_file(&f, owed, 2);
	read_brief(&f);
	assert_int_equal(said(&f, BRIEF_NOT_OVERDUE)->which, 1);
	assert_int_equal(said(&f, BRIEF_NOT_OVERDUE)->amount, 90500);
}

static void a_payment_nobody_matched_is_looked_at_first(void **state)
{
	struct file f;

	(void)state;
	open_file(&f, items, COUNT(items));
	f.facts.perhaps.count = 2;
	f.facts.perhaps.amount = 23227;
	f.facts.perhaps.currency = "EUR";
	f.facts.perhaps.on = LATE(4);
	read_brief(&f);
	assert_int_equal(f.lines[1].code, BRIEF_PERHAPS);
	assert_int_equal(f.lines[1].count, 2);
	assert_int_equal(f.lines[1].amount, 23227);
	assert_int_equal(f.lines[1].on, LATE(4));
	f.facts.perhaps.count = 0;
	read_brief(&f);
	assert_null(find(&f, BRIEF_PERHAPS));
	assert_null(find(&f, BRIEF_RETURNED));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_went_back_is_said_before_the_promise_it_broke),
		cmocka_unit_test(what_is_disputed_is_overdue_all_the_same),
		cmocka_unit_test(a_payment_nobody_matched_is_looked_at_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
