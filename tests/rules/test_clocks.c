/* Legal and insurance dates to the day, how near they are, and net exposure. */
#include "facts.h"

#include <string.h>

#include "rules/clocks.h"

static date day(const char *iso)
{
	date d = DATE_NONE;
	if (iso)
		assert_true(date_parse_iso(iso, &d));
	return d;
}

static void limitation_runs_from_the_earlier_date(void **state)
{
	(void)state;
	static const struct {
		const char *name, *service, *issued, *acknowledged, *wanted;
	} rows[] = {
		{ "issue only", NULL, "2021-03-10", NULL, "2026-03-10" },
		{ "service only", "2021-02-28", NULL, NULL, "2026-02-28" },
		{ "service first", "2021-03-09", "2021-03-10", NULL, "2026-03-09" },
		{ "issue first", "2021-03-11", "2021-03-10", NULL, "2026-03-10" },
		{ "acknowledged later", "2021-03-09", "2021-03-10", "2022-06-01", "2027-06-01" },
		{ "acknowledged between the two", "2021-03-01", "2021-03-10", "2021-03-05",
		  "2026-03-05" },
		{ "acknowledged before: nothing", "2021-03-09", "2021-03-10", "2021-03-08",
		  "2026-03-09" },
		{ "a leap day ends on the 28th", NULL, "2024-02-29", NULL, "2029-02-28" },
		{ "nothing known", NULL, NULL, "2022-06-01", NULL },
	};
	struct clocks_rules rules = clocks_default_rules;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct clocks_debt debt = { day(rows[i].service), day(rows[i].issued),
					    day(rows[i].acknowledged) };
		if (clocks_limitation(&debt, &rules) != day(rows[i].wanted))
			fail_msg("%s", rows[i].name);
	}
	struct clocks_debt debt = { DATE_NONE, day("2021-03-10"), DATE_NONE };
	rules.limitation_years = 2;
	assert_int_equal(clocks_limitation(&debt, &rules), day("2023-03-10"));
}

static void insurer_counts_from_the_original_due_date(void **state)
{
	(void)state;
	struct clocks_rules rules = clocks_default_rules;
	date due = day("2026-01-31");
	assert_int_equal(clocks_insurer(due, &rules), DATE_NONE);
	assert_int_equal(clocks_insurer_stop(due, &rules), DATE_NONE);
	assert_int_equal(clocks_insurer_free(due, &rules), DATE_NONE);
	rules.insurer_notice_days = 60;
	rules.insurer_stop_days = 30;
	rules.insurer_extension_days = 45;
	assert_int_equal(clocks_insurer(due, &rules), day("2026-04-01"));
	assert_int_equal(clocks_insurer_stop(due, &rules), day("2026-03-02"));
	assert_int_equal(clocks_insurer(DATE_NONE, &rules), DATE_NONE);
	assert_int_equal(clocks_insurer_free(due, &rules), day("2026-03-17"));
	rules.insurer_notice_days = rules.insurer_stop_days = 1;
	assert_int_equal(clocks_insurer(due, &rules), day("2026-02-01"));
	assert_int_equal(clocks_insurer_stop(due, &rules), day("2026-02-01"));
	rules.insurer_notice_days = 0;
	assert_int_equal(clocks_insurer_free(due, &rules), DATE_NONE);
}

static void claims_end_two_or_four_months_on(void **state)
{
	(void)state;
	static const struct {
		const char *published;
		bool abroad;
		const char *wanted;
	} rows[] = {
		{ "2026-01-15", false, "2026-03-15" },
		{ "2026-01-15", true, "2026-05-15" },
		{ "2025-12-31", false, "2026-02-28" },
		{ "2025-10-31", true, "2026-02-28" },
		{ NULL, false, NULL },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(
			clocks_claim(day(rows[i].published), rows[i].abroad, &clocks_default_rules),
			day(rows[i].wanted));
}

static void nearness_changes_on_its_day(void **state)
{
	(void)state;
	static const struct {
		enum clocks_kind kind;
		int left;
		enum clocks_state wanted;
	} rows[] = {
		{ CLOCKS_INSURER, 16, CLOCKS_FAR },      { CLOCKS_INSURER, 15, CLOCKS_NEAR },
		{ CLOCKS_INSURER, 6, CLOCKS_NEAR },      { CLOCKS_INSURER, 5, CLOCKS_URGENT },
		{ CLOCKS_INSURER, 0, CLOCKS_URGENT },    { CLOCKS_INSURER, -1, CLOCKS_PAST },
		{ CLOCKS_CLAIM, 16, CLOCKS_FAR },        { CLOCKS_CLAIM, 15, CLOCKS_NEAR },
		{ CLOCKS_CLAIM, 5, CLOCKS_URGENT },      { CLOCKS_CLAIM, -1, CLOCKS_PAST },
		{ CLOCKS_LIMITATION, 91, CLOCKS_FAR },   { CLOCKS_LIMITATION, 90, CLOCKS_NEAR },
		{ CLOCKS_LIMITATION, 31, CLOCKS_NEAR },  { CLOCKS_LIMITATION, 30, CLOCKS_URGENT },
		{ CLOCKS_LIMITATION, 0, CLOCKS_URGENT }, { CLOCKS_LIMITATION, -1, CLOCKS_PAST },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct clocks_reading clock = clocks_read(rows[i].kind, IN(rows[i].left), false,
							  &clocks_default_rules, TODAY);
		if (clock.state != rows[i].wanted || clock.days_left != rows[i].left)
			fail_msg("%s at %d days: %s", clocks_kind_codes[rows[i].kind], rows[i].left,
				 clocks_state_codes[clock.state]);
		clock = clocks_read(rows[i].kind, IN(rows[i].left), true, &clocks_default_rules,
				    TODAY);
		assert_int_equal(clock.state, CLOCKS_NONE);
	}
	struct clocks_reading none =
		clocks_read(CLOCKS_CLAIM, DATE_NONE, false, &clocks_default_rules, TODAY);
	assert_int_equal(none.state, CLOCKS_NONE);
	assert_int_equal(none.days_left, 0);
}

static struct clocks_reading running(enum clocks_kind kind, int left, bool closed)
{
	return clocks_read(kind, IN(left), closed, &clocks_default_rules, TODAY);
}

static void the_worst_clock_is_shown(void **state)
{
	(void)state;
	struct clocks_reading clocks[] = {
		running(CLOCKS_INSURER, 10, false),
		running(CLOCKS_LIMITATION, 25, false),
		running(CLOCKS_CLAIM, 5, false),
		running(CLOCKS_CLAIM, -3, true),
	};
	assert_ptr_equal(clocks_worst(clocks, 4), &clocks[2]);
	assert_ptr_equal(clocks_worst(clocks, 2), &clocks[1]);
	assert_ptr_equal(clocks_worst(clocks, 1), &clocks[0]);
	const struct clocks_reading falling[] = { clocks[2], running(CLOCKS_INSURER, 5, false), clocks[1],
						  running(CLOCKS_INSURER, 4, false), clocks[0] };
	assert_ptr_equal(clocks_worst(falling, 2), &falling[0]); /* the same day: the first */
	assert_ptr_equal(clocks_worst(falling, 3), &falling[0]);
	assert_ptr_equal(clocks_worst(falling, 5), &falling[3]); /* as urgent and earlier */
	assert_null(clocks_worst(clocks + 3, 1));
	assert_null(clocks_worst(clocks, 0));
}

static struct netting netted(const struct item *items, size_t count)
{
	struct netting net[NETTING_CURRENCIES];
	assert_int_equal(netting_compute(items, count, TODAY, net), 1);
	return net[0];
}

static void exposure_is_net_of_credits(void **state)
{
	(void)state;
	const struct item items[] = {
		INVOICE(1, LATE(10), 100000),
		INVOICE(2, IN(10), 50000),
		ITEM(3, ITEM_CREDIT_NOTE, LATE(3), -30000),
		ITEM(4, ITEM_CASH, LATE(3), -10000),
	};
	struct netting net = netted(items, COUNT(items));
	struct clocks_exposure e = clocks_expose(&net, 100000, 80000);
	assert_int_equal(e.gross, 150000);
	assert_int_equal(e.credits, 40000);
	assert_int_equal(e.net, 110000);
	assert_int_equal(e.over, 10000);
	assert_int_equal(e.uninsured, 30000);
	assert_false(e.covered);
	e = clocks_expose(&net, 110000, 110000);
	assert_int_equal(e.over, 0);
	assert_int_equal(e.uninsured, 0);
	e = clocks_expose(&net, 109999, 109999);
	assert_int_equal(e.over, 1);
	assert_int_equal(e.uninsured, 1);
	e = clocks_expose(&net, 0, 0);
	assert_int_equal(e.over, 110000);
	assert_int_equal(e.uninsured, 110000);
	e = clocks_expose(&net, -1, -1);
	assert_int_equal(e.over, 0);
	assert_int_equal(e.uninsured, 110000);
	net = netted(items + 1, 1);
	assert_int_equal(clocks_expose(&net, 0, 0).over, 50000);
	/* In the client's favour: nothing is at stake. */
	net = netted(items + 2, 2);
	e = clocks_expose(&net, 0, 0);
	assert_int_equal(e.gross, 0);
	assert_int_equal(e.credits, 40000);
	assert_int_equal(e.net, 0);
	assert_int_equal(e.over, 0);
}

static void credits_may_cover_all_that_is_overdue(void **state)
{
	(void)state;
	struct item items[] = {
		INVOICE(1, LATE(1), 10000),
		ITEM(2, ITEM_CASH, LATE(3), -10000),
		INVOICE(3, IN(9), 500),
	};
	struct netting net = netted(items, COUNT(items));
	assert_true(clocks_expose(&net, 0, 0).covered);
	items[1].open = -9999;
	net = netted(items, COUNT(items));
	assert_false(clocks_expose(&net, 0, 0).covered);
	const struct item cent[] = { INVOICE(1, LATE(1), 1), ITEM(2, ITEM_CASH, LATE(3), -1) };
	net = netted(cent, COUNT(cent));
	assert_true(clocks_expose(&net, 0, 0).covered);
	/* Nothing overdue is not covered. */
	items[0].due_on = TODAY;
	items[1].open = -10000;
	net = netted(items, COUNT(items));
	assert_false(clocks_expose(&net, 0, 0).covered);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limitation_runs_from_the_earlier_date),
		cmocka_unit_test(insurer_counts_from_the_original_due_date),
		cmocka_unit_test(claims_end_two_or_four_months_on),
		cmocka_unit_test(nearness_changes_on_its_day),
		cmocka_unit_test(the_worst_clock_is_shown),
		cmocka_unit_test(exposure_is_net_of_credits),
		cmocka_unit_test(credits_may_cover_all_that_is_overdue),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
