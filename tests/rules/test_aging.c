/* Buckets to the day, and the worked figures of the trade to the hundredth. */
#include "facts.h"

#include <string.h>

#include "rules/aging.h"

static void buckets_change_on_their_day(void **state)
{
	(void)state;
	static const struct {
		int late;
		enum aging_bucket wanted;
	} rows[] = {
		{ -400, AGING_NOT_DUE },  { -1, AGING_NOT_DUE }, { 0, AGING_NOT_DUE },
		{ 1, AGING_1_30 },        { 30, AGING_1_30 },    { 31, AGING_31_60 },
		{ 60, AGING_31_60 },      { 61, AGING_61_90 },   { 90, AGING_61_90 },
		{ 91, AGING_91_120 },     { 120, AGING_91_120 }, { 121, AGING_OVER_120 },
		{ 4000, AGING_OVER_120 },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (aging_bucket_of(LATE(rows[i].late), TODAY) != rows[i].wanted)
			fail_msg("%d days late", rows[i].late);
	assert_string_equal(aging_bucket_codes[AGING_NOT_DUE], "not_due");
	assert_string_equal(aging_bucket_codes[AGING_OVER_120], "over_120");
}

static void every_open_item_has_its_bucket(void **state)
{
	(void)state;
	struct item items[] = {
		INVOICE(1, IN(0), 100),
		INVOICE(2, LATE(1), 200),
		INVOICE(3, LATE(30), 400),
		INVOICE(4, LATE(31), 800),
		INVOICE(5, LATE(45), 1),
		INVOICE(10, LATE(70), 0), /* nothing open: in no bucket */
		ITEM(6, ITEM_GAP, LATE(121), 1600),
		ITEM(7, ITEM_CREDIT_NOTE, LATE(5), -300),
		ITEM(8, ITEM_CASH, LATE(5), -30),
		ITEM(9, ITEM_GAP, LATE(5), -3),
	};
	struct aging aging = { 0 };
	items[2].disputed = true;
	for (size_t i = 0; i < COUNT(items); i++)
		aging_add_item(&aging, &items[i], TODAY);
	static const cents amounts[] = { 100, 600, 801, 0, 0, 1600 };
	static const size_t counts[] = { 1, 2, 2, 0, 0, 1 };
	for (size_t i = 0; i < AGING_BUCKET_COUNT; i++) {
		assert_int_equal(aging.amount[i], amounts[i]);
		assert_int_equal(aging.count[i], counts[i]);
		assert_int_equal(aging.disputed[i], i == AGING_1_30 ? 400 : 0);
	}
	assert_int_equal(aging.credits, 333);
	assert_int_equal(aging.total, 3101 - 333);
}

static void two_books_join_bucket_by_bucket(void **state)
{
	(void)state;
	struct aging sum = { .amount = { 1, 2, 3, 4, 5, 6 },
			     .disputed = { 0, 1, 0, 2, 0, 3 },
			     .count = { 1, 1, 1, 1, 1, 1 },
			     .credits = 10,
			     .total = 11 };
	const struct aging other = { .amount = { 10, 20, 30, 40, 50, 60 },
				     .disputed = { 7, 7, 7, 7, 7, 7 },
				     .count = { 2, 3, 4, 5, 6, 7 },
				     .credits = 200,
				     .total = -40 };
	aging_join(&sum, &other);
	for (int i = 0; i < AGING_BUCKET_COUNT; i++) {
		assert_int_equal(sum.amount[i], 11 * (i + 1));
		assert_int_equal(sum.disputed[i], 7 + (i % 2 ? (i + 1) / 2 : 0));
		assert_int_equal(sum.count[i], 3 + i);
	}
	assert_int_equal(sum.credits, 210);
	assert_int_equal(sum.total, -29);
}

static void dso_is_that_of_the_worked_example(void **state)
{
	(void)state;
	int64_t simple = 0, best = 0;
	assert_true(aging_dso(25000000, 27000000, 90, &simple));
	assert_int_equal(simple, 8333);
	assert_true(aging_dso(18000000, 27000000, 90, &best));
	assert_int_equal(best, 6000);
	assert_int_equal(aging_add(simple, best), 2333);
	assert_true(aging_dso(0, 27000000, 90, &simple));
	assert_int_equal(simple, 0);
	simple = -7;
	assert_false(aging_dso(25000000, 0, 90, &simple));
	assert_false(aging_dso(25000000, -1, 90, &simple));
	assert_false(aging_dso(25000000, 27000000, 0, &simple));
	assert_int_equal(simple, -7);
	assert_true(aging_dso(3, 1, 1, &simple)); /* a cent sold in a day is enough to divide by */
	assert_int_equal(simple, 300);
	assert_true(aging_dso(MONEY_MAX, MONEY_MAX, 366, &simple));
	assert_int_equal(simple, 36600);
}

static void count_back_subtracts_whole_months(void **state)
{
	(void)state;
	static const struct aging_month months[] = { { 10000000, 31 },
						     { 9000000, 28 },
						     { 8000000, 31 } };
	static const struct aging_month with_credits[] = { { -1000000, 30 }, { 2000000, 30 } };
	static const struct {
		const char *name;
		const struct aging_month *months;
		size_t count;
		cents receivables;
		int64_t wanted; /* -1: does not exist */
	} rows[] = {
		{ "the worked example", months, 3, 25000000, 8225 },
		{ "nothing receivable", months, 3, 0, 0 },
		{ "nothing receivable, no month", months, 0, 0, 0 },
		{ "a credit balance", months, 3, -5, 0 },
		{ "half a month", months, 3, 5000000, 1550 },
		{ "a month to the cent", months, 3, 10000000, 3100 },
		{ "a cent more", months, 3, 10000001, 3100 },
		{ "two months and a half", months, 3, 23000000, 7450 },
		{ "all three to the cent", months, 3, 27000000, 9000 },
		{ "a cent beyond them", months, 3, 27000001, -1 },
		{ "no month", months, 0, 1, -1 },
		{ "a month of credit notes counts whole", with_credits, 2, 1000000, 6000 },
		{ "and reaches no further", with_credits, 2, 1000001, -1 },
		{ "a cent reaches back through it", with_credits, 2, 1, 4500 },
		{ "nothing receivable goes back no month", with_credits, 2, 0, 0 },
		{ "nor does a credit balance", with_credits, 2, -5, 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t got = -1;
		bool done =
			aging_count_back(rows[i].receivables, rows[i].months, rows[i].count, &got);
		if (got != rows[i].wanted || done != (rows[i].wanted >= 0))
			fail_msg("%s: %lld", rows[i].name, (long long)got);
	}
}

static void cei_is_that_of_the_worked_example(void **state)
{
	(void)state;
	int64_t cei = -7;
	assert_true(aging_cei(24000000, 10000000, 25000000, 18000000, &cei));
	assert_int_equal(cei, 5625);
	assert_true(aging_cei(24000000, 10000000, 18000000, 18000000, &cei));
	assert_int_equal(cei, 10000);
	cei = -7;
	assert_false(aging_cei(10000000, 8000000, 18000000, 18000000, &cei));
	assert_int_equal(cei, -7);
}

static void rates_are_shares(void **state)
{
	(void)state;
	static const struct {
		int64_t part, whole, wanted;
	} rows[] = {
		{ 0, 5, 0 }, { 5, 5, 10000 }, { 1, 1, 10000 }, { 1, 3, 3333 }, { 2, 3, 6667 }, { 37, 100, 3700 }
	};
	int64_t rate = -7;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_true(aging_share(rows[i].part, rows[i].whole, &rate));
		assert_int_equal(rate, rows[i].wanted);
	}
	rate = -7;
	assert_false(aging_share(0, 0, &rate));
	assert_int_equal(rate, -7);
}

static void slippage_is_what_is_found_one_bucket_on(void **state)
{
	(void)state;
	static const struct aging_pair pairs[] = {
		{ LATE(31), 1000, 1000 }, /* 1 day late a month ago, 31 now */
		{ LATE(59), 1000, 400 },  /* 29, part paid */
		{ LATE(60), 1000, 0 },    /* 30, paid */
		{ LATE(31), 1000, 5000 }, /* grew: no more than was there */
		{ LATE(61), 500, 500 },   /* 31: the next bucket to start with */
		{ LATE(30), 300, 300 },   /* due that day: not late then, 30 now */
		{ IN(5), 700, 700 },      /* still not due */
		{ LATE(200), 900, 900 },  /* nowhere to go */
		{ LATE(40), 0, 800 },     /* was not open */
	};
	struct aging_roll roll[AGING_BUCKET_COUNT];
	int64_t rate;
	aging_roll(pairs, COUNT(pairs), LATE(30), TODAY, roll);
	static const struct aging_roll wanted[AGING_BUCKET_COUNT] = {
		[AGING_NOT_DUE] = { 1000, 300, 0 },
		[AGING_1_30] = { 4000, 2400, 0 },
		[AGING_31_60] = { 500, 500, 0 },
		[AGING_OVER_120] = { 900, 0, 0 },
	};
	for (int i = 0; i < AGING_BUCKET_COUNT; i++) {
		assert_int_equal(roll[i].base, wanted[i].base);
		assert_int_equal(roll[i].rolled, wanted[i].rolled);
		assert_int_equal(roll[i].further, wanted[i].further);
	}
	assert_true(aging_share(roll[AGING_1_30].rolled, roll[AGING_1_30].base, &rate));
	assert_int_equal(rate, 6000);
	/* To the cent; what is a credit now has not slipped, what was one then was not there. */
	static const struct aging_pair small[] = {
		{ LATE(45), 1, 1 }, { LATE(45), 1000, -400 }, { LATE(45), -50, -50 }, { LATE(45), 7, 2 }
	};
	aging_roll(small, COUNT(small), LATE(30), TODAY, roll);
	assert_int_equal(roll[AGING_1_30].base, 1008);
	assert_int_equal(roll[AGING_1_30].rolled, 3);
	/* 30 days late and a month of 31 days: beyond the next bucket. */
	static const struct aging_pair long_month = { LATE(61), 1000, 1000 };
	aging_roll(&long_month, 1, LATE(31), TODAY, roll);
	assert_int_equal(roll[AGING_1_30].rolled, 0);
	assert_int_equal(roll[AGING_1_30].further, 1000);
}

static void provision_is_on_the_amount_without_vat(void **state)
{
	(void)state;
	const struct aging aging = { .amount = { 120000, 120000, 120000, 120000, 120000, 120000 } };
	cents out[AGING_BUCKET_COUNT];
	static const cents wanted[] = { 0, 0, 10000, 25000, 50000, 100000 };
	assert_int_equal(aging_provide(&aging, &aging_default_provision, out), 185000);
	for (int i = 0; i < AGING_BUCKET_COUNT; i++)
		assert_int_equal(out[i], wanted[i]);
	/* 10 % of x ÷ 1.2: half a cent at 6 cents; without VAT at 5 */
	struct aging small = { .amount = { 0, 0, 5 } };
	struct aging_provision rates = aging_default_provision;
	assert_int_equal(aging_provide(&small, &rates, out), 0);
	small.amount[AGING_31_60] = 6;
	assert_int_equal(aging_provide(&small, &rates, out), 1);
	rates.vat_hundredths = 0;
	small.amount[AGING_31_60] = 5;
	assert_int_equal(aging_provide(&small, &rates, out), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buckets_change_on_their_day),
		cmocka_unit_test(every_open_item_has_its_bucket),
		cmocka_unit_test(two_books_join_bucket_by_bucket),
		cmocka_unit_test(dso_is_that_of_the_worked_example),
		cmocka_unit_test(count_back_subtracts_whole_months),
		cmocka_unit_test(cei_is_that_of_the_worked_example),
		cmocka_unit_test(rates_are_shares),
		cmocka_unit_test(slippage_is_what_is_found_one_bucket_on),
		cmocka_unit_test(provision_is_on_the_amount_without_vat),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
