/* Late-payment interest: the worked example to the cent, each cut on its day, missing rates named,
 * waivers, and additivity over slices. */
#include "facts.h"

#include <string.h>

#include "rules/interest.h"

#define ROOM 64

static date day(const char *iso)
{
	date d = DATE_NONE;
	assert_true(date_parse_iso(iso, &d));
	return d;
}

/* The statutory rates of the worked example. */
static struct interest_rates statutory(void)
{
	static struct interest_rate rows[3];
	rows[0] = (struct interest_rate){ day("2025-01-01"), 1315 };
	rows[1] = (struct interest_rate){ day("2025-07-01"), 1215 };
	rows[2] = (struct interest_rate){ day("2026-01-01"), 1215 };
	return (struct interest_rates){ .rows = rows, .count = COUNT(rows) };
}

static void worked_example_to_the_cent(void **state)
{
	(void)state;
	struct interest_rates rates = statutory();
	const struct interest_payment paid = { day("2025-08-15"), 400000 };
	const struct interest_invoice invoice = { day("2025-05-31"), 1200000, &paid, 1 };
	static const struct {
		const char *from, *to;
		int days, hundredths;
		cents base, interest;
	} wanted[] = {
		{ "2025-06-01", "2025-06-30", 30, 1315, 1200000, 12970 },
		{ "2025-07-01", "2025-08-15", 46, 1215, 1200000, 18375 },
		{ "2025-08-16", "2025-12-31", 138, 1215, 800000, 36750 },
		{ "2026-01-01", "2026-02-10", 41, 1215, 800000, 10918 },
	};
	struct interest_slice slices[ROOM];
	struct interest sum;
	assert_true(interest_compute(&invoice, &rates, INTEREST_FEE_CENTS, DATE_NONE,
				     day("2026-02-10"), slices, ROOM, &sum));
	assert_int_equal(sum.status, INTEREST_OK);
	assert_int_equal(sum.interest, 79013);
	assert_int_equal(sum.fee, 4000);
	assert_int_equal(sum.count, COUNT(wanted));
	for (size_t i = 0; i < COUNT(wanted); i++) {
		assert_int_equal(slices[i].from, day(wanted[i].from));
		assert_int_equal(slices[i].to, day(wanted[i].to));
		assert_int_equal(slices[i].days, wanted[i].days);
		assert_int_equal(slices[i].hundredths, wanted[i].hundredths);
		assert_int_equal(slices[i].base, wanted[i].base);
		assert_int_equal(slices[i].interest, wanted[i].interest);
	}
}

/* One invoice of 36 500.00 at 10 %: 10.00 a day. */
struct simple_row {
	const char *name, *due, *paid_on;
	cents paid;
	const char *from, *to;
	cents interest, fee;
};

static const struct simple_row simple_rows[] = {
	{ "nothing on the due date", "2025-03-10", NULL, 0, NULL, "2025-03-10", 0, 0 },
	{ "one day the day after", "2025-03-10", NULL, 0, NULL, "2025-03-11", 1000, 4000 },
	{ "two days", "2025-03-10", NULL, 0, NULL, "2025-03-12", 2000, 4000 },
	{ "paid on the due date: nothing", "2025-03-10", "2025-03-10", 3650000, NULL, "2025-03-31",
	  0, 0 },
	{ "paid the day after: that day in full", "2025-03-10", "2025-03-11", 3650000, NULL,
	  "2025-03-31", 1000, 4000 },
	{ "paid two days after", "2025-03-10", "2025-03-12", 3650000, NULL, "2025-03-31", 2000,
	  4000 },
	{ "a cent short of all", "2025-03-10", "2025-03-10", 3649999, NULL, "2025-03-11", 0, 4000 },
	{ "half paid after a day", "2025-03-10", "2025-03-11", 1825000, NULL, "2025-03-13", 2000,
	  4000 },
	{ "too much paid earns nothing", "2025-03-10", "2025-03-11", 9900000, NULL, "2025-03-31",
	  1000, 4000 },
	{ "a payment still to come", "2025-03-10", "2025-04-15", 3650000, NULL, "2025-03-12", 2000,
	  4000 },
	{ "from a day on", "2025-03-10", NULL, 0, "2025-03-15", "2025-03-20", 6000, 4000 },
	{ "from before the due date", "2025-03-10", NULL, 0, "2025-01-01", "2025-03-12", 2000,
	  4000 },
	{ "a reversal owes again from the next day", "2025-03-10", "2025-03-12", -3650000, NULL,
	  "2025-03-13", 4000, 4000 },
	{ "a leap day is a day like another", "2024-02-28", NULL, 0, NULL, "2024-03-01", 2000,
	  4000 },
};

static void each_day_counts_once(void **state)
{
	(void)state;
	struct interest_rate contract = { day("2020-01-01"), 1000 };
	const struct interest_rates rates = { &contract, 1, true };
	for (size_t i = 0; i < COUNT(simple_rows); i++) {
		const struct simple_row *row = &simple_rows[i];
		struct interest_payment paid = { row->paid_on ? day(row->paid_on) : 0, row->paid };
		struct interest_invoice invoice = { day(row->due), 3650000, &paid,
						    row->paid_on != NULL };
		struct interest sum;
		bool done = interest_compute(&invoice, &rates, INTEREST_FEE_CENTS,
					     row->from ? day(row->from) : DATE_NONE, day(row->to),
					     NULL, SIZE_MAX, &sum);
		if (!done || sum.interest != row->interest || sum.fee != row->fee)
			fail_msg("%s: %lld and fee %lld", row->name, (long long)sum.interest,
				 (long long)sum.fee);
	}
}

/* Paid in time, and the money went back after the due date: late from the day after. */
static void what_went_back_is_late(void **state)
{
	(void)state;
	static const struct {
		const char *name, *back, *to;
		cents amount, interest, fee;
	} rows[] = {
		{ "that day it is still paid", "2025-03-20", "2025-03-20", -3650000, 0, 0 },
		{ "the day after it is not", "2025-03-20", "2025-03-21", -3650000, 1000, 4000 },
		{ "back on the due date", "2025-03-10", "2025-03-11", -3650000, 1000, 4000 },
		{ "back the day after", "2025-03-11", "2025-03-12", -3650000, 1000, 4000 },
		{ "back before it was due", "2025-03-07", "2025-03-10", -3650000, 0, 0 },
		{ "a cent went back", "2025-03-20", "2025-03-21", -1, 0, 4000 },
		{ "more money went nowhere", "2025-03-20", "2025-03-31", 1, 0, 0 },
	};
	struct interest_rate contract = { day("2020-01-01"), 1000 };
	const struct interest_rates rates = { &contract, 1, true };
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct interest_payment paid[] = { { day("2025-03-05"), 3650000 },
							 { day(rows[i].back), rows[i].amount } };
		const struct interest_invoice invoice = { day("2025-03-10"), 3650000, paid, 2 };
		struct interest sum;
		assert_true(interest_compute(&invoice, &rates, INTEREST_FEE_CENTS, DATE_NONE,
					     day(rows[i].to), NULL, SIZE_MAX, &sum));
		if (sum.interest != rows[i].interest || sum.fee != rows[i].fee)
			fail_msg("%s: %lld and fee %lld", rows[i].name, (long long)sum.interest,
				 (long long)sum.fee);
	}
}

/* In any order; and of what was paid twice one may go back. */
static void what_was_paid_twice_is_not_late(void **state)
{
	(void)state;
	struct interest_rate contract = { day("2020-01-01"), 1000 };
	const struct interest_rates rates = { &contract, 1, true };
	struct interest_payment paid[] = { { day("2025-03-20"), -3650000 }, { day("2025-03-05"), 7300000 } };
	const struct interest_invoice invoice = { day("2025-03-10"), 3650000, paid, 2 };
	struct interest sum;
	assert_true(interest_compute(&invoice, &rates, INTEREST_FEE_CENTS, DATE_NONE, day("2025-03-31"),
				     NULL, SIZE_MAX, &sum));
	assert_int_equal(sum.fee + sum.interest, 0);
	paid[1].amount = 3650000;
	assert_true(interest_compute(&invoice, &rates, INTEREST_FEE_CENTS, DATE_NONE, day("2025-03-31"),
				     NULL, SIZE_MAX, &sum));
	assert_int_equal(sum.fee, INTEREST_FEE_CENTS);
	assert_int_equal(sum.interest, 11000);
}

static void slices_are_rounded_half_up(void **state)
{
	(void)state;
	/* base × 1.00 % × 1 day ÷ 365: half a cent at 182.50 */
	static const struct {
		cents base, interest;
	} rows[] = { { 18249, 0 }, { 18250, 1 }, { 54749, 1 }, { 54750, 2 } };
	struct interest_rate rate = { 0, 100 };
	const struct interest_rates rates = { &rate, 1, true };
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct interest_invoice invoice = { LATE(1), rows[i].base, NULL, 0 };
		struct interest sum;
		assert_true(interest_compute(&invoice, &rates, 0, DATE_NONE, TODAY, NULL, SIZE_MAX,
					     &sum));
		assert_int_equal(sum.interest, rows[i].interest);
	}
}

static void missing_rates_are_named(void **state)
{
	(void)state;
	struct interest_rates rates = statutory();
	static const struct {
		const char *name, *due, *to, *missing;
		size_t first, count;
	} rows[] = {
		{ "the table ends in June", "2025-05-31", "2026-06-30", NULL, 0, 3 },
		{ "one day beyond it", "2025-05-31", "2026-07-01", "2026-07-01", 0, 3 },
		{ "due before it begins", "2024-12-30", "2025-02-01", "2024-12-31", 0, 3 },
		{ "due the day before it begins", "2024-12-31", "2025-02-01", NULL, 0, 3 },
		{ "a half-year is missing", "2025-05-31", "2026-02-10", "2025-07-01", 0, 1 },
		{ "no table", "2025-05-31", "2026-02-10", "2025-06-01", 0, 0 },
		{ "no table, nothing late", "2025-05-31", "2025-05-31", NULL, 0, 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct interest_rates some = { rates.rows + rows[i].first, rows[i].count, false };
		struct interest_invoice invoice = { day(rows[i].due), 1200000, NULL, 0 };
		struct interest sum;
		bool done = interest_compute(&invoice, &some, INTEREST_FEE_CENTS, DATE_NONE,
					     day(rows[i].to), NULL, SIZE_MAX, &sum);
		date missing = rows[i].missing ? day(rows[i].missing) : DATE_NONE;
		if (done != !rows[i].missing || sum.on != missing ||
		    sum.status != (done ? INTEREST_OK : INTEREST_NO_RATE))
			fail_msg("%s", rows[i].name);
		if (!done)
			assert_int_equal(sum.interest + sum.fee, 0);
	}
	/* A contract rate goes on. */
	struct interest_rates contract = { rates.rows, 1, true };
	struct interest_invoice invoice = { day("2025-05-31"), 1200000, NULL, 0 };
	struct interest sum;
	assert_true(interest_compute(&invoice, &contract, 0, DATE_NONE, day("2030-01-01"), NULL,
				     SIZE_MAX, &sum));
}

static void too_few_slices_is_said(void **state)
{
	(void)state;
	struct interest_rates rates = statutory();
	struct interest_invoice invoice = { day("2025-05-31"), 1200000, NULL, 0 };
	struct interest_slice slices[2];
	struct interest sum;
	assert_true(interest_compute(&invoice, &rates, 0, DATE_NONE, day("2025-12-31"), slices, 2,
				     &sum));
	assert_false(interest_compute(&invoice, &rates, 0, DATE_NONE, day("2026-01-01"), slices, 2,
				      &sum));
	assert_int_equal(sum.status, INTEREST_NO_ROOM);
	assert_int_equal(sum.on, day("2026-01-01"));
}

static void contract_rate_is_three_times_the_legal_one(void **state)
{
	(void)state;
	assert_int_equal(interest_contract_floor(371), 1113);
	assert_int_equal(interest_contract_floor(0), 0);
}

static void only_a_name_waives(void **state)
{
	(void)state;
	const struct interest owed = { .interest = 79013, .fee = 4000 };
	static const struct {
		const char *name;
		struct interest_waiver waivers[2];
		size_t count;
		struct interest_left left;
	} rows[] = {
		{ "nobody", { { 0 } }, 0, { 79013, 4000 } },
		{ "without a name", { { TODAY, NULL, 79013, 4000 } }, 1, { 79013, 4000 } },
		{ "with an empty name", { { TODAY, "", 79013, 4000 } }, 1, { 79013, 4000 } },
		{ "the fee", { { TODAY, "Claire", 0, 4000 } }, 1, { 79013, 0 } },
		{ "in two parts",
		  { { TODAY, "Claire", 9013, 0 }, { TODAY, "Paul", 70000, 1 } },
		  2,
		  { 0, 3999 } },
		{ "never below nothing", { { TODAY, "Claire", 99999, 9999 } }, 1, { 0, 0 } },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct interest_left left = interest_left(&owed, rows[i].waivers, rows[i].count);
		if (left.interest != rows[i].left.interest || left.fee != rows[i].left.fee)
			fail_msg("%s", rows[i].name);
	}
}

static void waivers_are_checked(void **state)
{
	(void)state;
	const struct interest_left left = { 1000, 4000 };
	static const struct {
		struct interest_waiver waiver;
		enum interest_waiver_status wanted;
	} rows[] = {
		{ { TODAY, "Claire", 1000, 4000 }, INTEREST_WAIVER_OK },
		{ { TODAY, "Claire", 1, 0 }, INTEREST_WAIVER_OK },
		{ { TODAY, NULL, 1000, 4000 }, INTEREST_WAIVER_NO_NAME },
		{ { TODAY, "", 1000, 4000 }, INTEREST_WAIVER_NO_NAME },
		{ { TODAY, "Claire", 0, 0 }, INTEREST_WAIVER_NOTHING },
		{ { TODAY, "Claire", -1, 100 }, INTEREST_WAIVER_NOTHING },
		{ { TODAY, "Claire", 100, -1 }, INTEREST_WAIVER_NOTHING },
		{ { TODAY, "Claire", 1001, 0 }, INTEREST_WAIVER_TOO_MUCH },
		{ { TODAY, "Claire", 0, 4001 }, INTEREST_WAIVER_TOO_MUCH },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(interest_check_waiver(&rows[i].waiver, &left), rows[i].wanted);
}

static void rates_are_read_strictly(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum interest_reading wanted;
		size_t count, at;
	} rows[] = {
		{ "", INTEREST_READ, 0, 0 },
		{ "2025-01-01 13.15", INTEREST_READ, 1, 16 },
		{ " 2025-01-01  13.15 , 2025-07-01 12.15;2026-01-01 12", INTEREST_READ, 3, 51 },
		{ "2025-01-01 100", INTEREST_READ, 1, 14 },
		{ "2025-01-01 100.00", INTEREST_READ, 1, 17 },
		{ "2025-01-01 100.01", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-01 0013.15", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-01 ", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-0", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-01 ,", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-01 -1", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-01 13.155", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-01", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-0113.15", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-02-30 13.15", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-01 13.15 %", INTEREST_READ_BAD_FORM, 0, 0 },
		{ "2025-01-01 13.15, x", INTEREST_READ_BAD_FORM, 1, 18 },
		{ "2025-01-01 13.15, 2025-01-01 12", INTEREST_READ_NOT_RISING, 1, 18 },
		{ "2025-01-01 1,2025-01-02 2,2025-01-03 3,2025-01-04 4", INTEREST_READ_NO_ROOM, 3,
		  39 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct interest_rate rates[3];
		size_t count = 99, at = 99;
		enum interest_reading got =
			interest_read_rates(rows[i].text, rates, 3, &count, &at);
		if (got != rows[i].wanted || count != rows[i].count || at != rows[i].at)
			fail_msg("\"%s\": %d, %zu rows, at %zu", rows[i].text, (int)got, count, at);
	}
	struct interest_rate rates[3];
	size_t count, at;
	interest_read_rates("2025-01-01 13.15, 2025-07-01 12.1, 2026-01-01 12", rates, 3, &count,
			    &at);
	assert_int_equal(rates[0].from, day("2025-01-01"));
	assert_int_equal(rates[0].hundredths, 1315);
	assert_int_equal(rates[1].hundredths, 1210);
	assert_int_equal(rates[2].hundredths, 1200);
}

#define TRIALS   20000
#define PAYMENTS 5

struct trial {
	struct interest_payment payments[PAYMENTS];
	struct interest_rate rows[4];
	struct interest_invoice invoice;
	struct interest_rates rates;
	date to;
};

static void roll(struct dice *dice, struct trial *t)
{
	date start = day("2024-01-01");
	int rows = dice_roll(dice, 1, 4);
	for (int i = 0; i < rows; i++)
		t->rows[i] = (struct interest_rate){
			i == 0 ? start : t->rows[i - 1].from + dice_roll(dice, 1, 250),
			dice_roll(dice, 0, 2000)
		};
	t->rates = (struct interest_rates){ t->rows, (size_t)rows, true };
	t->invoice = (struct interest_invoice){ start + dice_roll(dice, 0, 400),
						dice_roll(dice, 1, 2000000), t->payments,
						(size_t)dice_roll(dice, 0, PAYMENTS) };
	for (size_t i = 0; i < t->invoice.payment_count; i++)
		t->payments[i] = (struct interest_payment){ start + dice_roll(dice, 0, 900),
							    dice_roll(dice, -200000, 900000) };
	t->to = t->invoice.due_on + dice_roll(dice, 0, 600);
}

static cents between(const struct trial *t, date from, date to)
{
	struct interest sum;
	assert_true(interest_compute(&t->invoice, &t->rates, 0, from, to, NULL, SIZE_MAX, &sum));
	return sum.interest;
}

/* Slices follow each other and add up; a claim cut at a slice is the sum of its parts, cut
 * elsewhere within a cent. */
static void interest_is_additive_over_slices(void **state)
{
	(void)state;
	struct dice dice = { .state = 790 };
	for (int n = 0; n < TRIALS; n++) {
		struct trial t;
		struct interest_slice slices[ROOM];
		struct interest sum;
		cents added = 0;
		roll(&dice, &t);
		assert_true(interest_compute(&t.invoice, &t.rates, 0, DATE_NONE, t.to, slices, ROOM,
					     &sum));
		for (size_t i = 0; i < sum.count; i++) {
			assert_true(slices[i].base > 0);
			assert_int_equal(slices[i].days, slices[i].to - slices[i].from + 1);
			assert_true(slices[i].from > (i ? slices[i - 1].to : t.invoice.due_on));
			added += slices[i].interest;
			assert_int_equal(between(&t, DATE_NONE, slices[i].to), added);
			assert_int_equal(between(&t, slices[i].to + 1, t.to), sum.interest - added);
		}
		assert_int_equal(added, sum.interest);
		date cut = t.invoice.due_on + dice_roll(&dice, 0, 600);
		cents apart = between(&t, DATE_NONE, cut < t.to ? cut : t.to) +
			      between(&t, cut + 1, t.to) - sum.interest;
		assert_in_range(apart + 1, 0, 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worked_example_to_the_cent),
		cmocka_unit_test(each_day_counts_once),
		cmocka_unit_test(what_went_back_is_late),
		cmocka_unit_test(what_was_paid_twice_is_not_late),
		cmocka_unit_test(slices_are_rounded_half_up),
		cmocka_unit_test(missing_rates_are_named),
		cmocka_unit_test(too_few_slices_is_said),
		cmocka_unit_test(contract_rate_is_three_times_the_legal_one),
		cmocka_unit_test(only_a_name_waives),
		cmocka_unit_test(waivers_are_checked),
		cmocka_unit_test(rates_are_read_strictly),
		cmocka_unit_test(interest_is_additive_over_slices),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
