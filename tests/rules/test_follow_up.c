/* A follow-up whose money came before the call. */
#include "facts.h"

#include "rules/follow_up.h"

#define TODAY 20781

static void money_ends_what_asks_for_it(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct follow_up_facts facts;
		enum follow_up_stand stand;
		bool paid;
	} rows[] = {
		{ "late, owed", { true, TODAY - 1, WHY_NOT_NONE, false }, FOLLOW_UP_STANDS, false },
		{ "part of it paid", { true, TODAY - 1, WHY_NOT_NONE, true }, FOLLOW_UP_STANDS, false },
		{ "all of it disputed", { true, TODAY - 1, WHY_NOT_DISPUTE, true }, FOLLOW_UP_STANDS, false },
		{ "promised, some paid", { true, TODAY - 1, WHY_NOT_PROMISE, true }, FOLLOW_UP_STANDS, false },
		{ "nothing was overdue", { true, TODAY - 1, WHY_NOT_NOT_DUE, false }, FOLLOW_UP_STANDS, false },
		{ "credits cover it", { true, TODAY - 1, WHY_NOT_COVERED, false }, FOLLOW_UP_STANDS, false },
		{ "paid, of the day before", { true, TODAY - 1, WHY_NOT_NOT_DUE, true }, FOLLOW_UP_OVER, true },
		{ "paid, of today", { true, TODAY, WHY_NOT_NOT_DUE, true }, FOLLOW_UP_PAID, false },
		{ "paid, of tomorrow", { true, TODAY + 1, WHY_NOT_NOT_DUE, true }, FOLLOW_UP_PAID, false },
		{ "cash covers it, of the day before", { true, TODAY - 1, WHY_NOT_COVERED, true }, FOLLOW_UP_OVER, false },
		{ "cash covers it, of today", { true, TODAY, WHY_NOT_COVERED, true }, FOLLOW_UP_PAID, false },
		{ "a chase, owed", { false, TODAY, WHY_NOT_FOLLOW_UP, true }, FOLLOW_UP_STANDS, false },
		{ "a chase of today, paid", { false, TODAY, WHY_NOT_NOT_DUE, true }, FOLLOW_UP_OVER, false },
		{ "a chase of today, covered", { false, TODAY, WHY_NOT_COVERED, false }, FOLLOW_UP_OVER, false },
		{ "a chase to come, paid", { false, TODAY + 1, WHY_NOT_NOT_DUE, true }, FOLLOW_UP_STANDS, false },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (follow_up_stand(&rows[i].facts, TODAY) != rows[i].stand || follow_up_is_paid(&rows[i].facts, TODAY) != rows[i].paid)
			fail_msg("%s: %d", rows[i].name, follow_up_stand(&rows[i].facts, TODAY));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(money_ends_what_asks_for_it) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
