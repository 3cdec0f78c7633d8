/* Net overdue: steps of lateness, credits against the oldest, currencies apart. */
#include "facts.h"

#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "rules/netting.h"

static struct netting net_one(const struct item *items, size_t count)
{
	struct netting out[NETTING_CURRENCIES];
	assert_int_equal(netting_compute(items, count, TODAY, out), 1);
	return out[0];
}

static void the_tables_day_is_a_tuesday(void **state)
{
	(void)state;
	date d;
	assert_true(date_parse_iso("2026-11-24", &d));
	assert_int_equal(d, TODAY);
	assert_int_equal(date_weekday(TODAY), 1);
}

static void no_item_nets_nothing(void **state)
{
	(void)state;
	struct netting out[NETTING_CURRENCIES];
	assert_int_equal(netting_compute(NULL, 0, TODAY, out), 0);
}

static void lateness_falls_into_the_last_step_reached(void **state)
{
	(void)state;
	static const struct {
		int days, step;
	} rows[] = {
		{ 1, 0 },    { 9, 0 },    { 10, 1 },   { 19, 1 },   { 20, 2 },   { 99, 9 },
		{ 100, 10 }, { 110, 11 }, { 119, 11 }, { 120, 12 }, { 121, 12 }, { 2000, 12 }
	};
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct item item = INVOICE(1, LATE(rows[r].days), 5000);
		struct netting n = net_one(&item, 1);
		for (int i = 0; i < NETTING_STEPS; i++)
			assert_int_equal(n.late[i], i <= rows[r].step ? 5000 : 0);
		assert_int_equal(n.oldest_due, LATE(rows[r].days));
		assert_int_equal(n.overdue, 5000);
		assert_int_equal(n.overdue_count, 1);
	}
}

static void due_today_is_not_overdue(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, IN(12), 700), INVOICE(2, TODAY, 300),
					     INVOICE(3, IN(3), 500) };
	struct netting n = net_one(items, COUNT(items));
	assert_int_equal(n.balance, 1500);
	assert_int_equal(n.overdue, 0);
	assert_int_equal(n.overdue_gross, 0);
	assert_int_equal(n.overdue_count, 0);
	assert_int_equal(n.oldest_due, DATE_NONE);
	assert_int_equal(n.next_due, TODAY);
	assert_int_equal(n.late[0], 0);
}

static void the_client_of_the_screens(void **state)
{
	(void)state;
	static const struct item items[] = {
		INVOICE(1, LATE(47), 320000),
		INVOICE(2, LATE(31), 142250),
		INVOICE(3, LATE(16), 50000),
		INVOICE(4, IN(8), 157750),
		ITEM(5, ITEM_CREDIT_NOTE, LATE(20), -31000),
	};
	struct netting n = net_one(items, COUNT(items));
	assert_int_equal(n.balance, 639000);
	assert_int_equal(n.overdue_gross, 512250);
	assert_int_equal(n.credits, 31000);
	assert_int_equal(n.overdue, 481250);
	assert_int_equal(n.late[0], 481250);
	assert_int_equal(n.late[1], 481250);
	assert_int_equal(n.late[2], 431250); /* 3 200.00 + 1 422.50 − 310.00 */
	assert_int_equal(n.late[3], 431250);
	assert_int_equal(n.late[4], 289000);
	assert_int_equal(n.late[5], 0);
	assert_int_equal(n.oldest_due, LATE(47));
	assert_int_equal(n.overdue_count, 3);
	assert_int_equal(n.next_due, IN(8));
}

static void every_unmatched_credit_counts_whatever_its_date(void **state)
{
	(void)state;
	static const struct item items[] = {
		INVOICE(1, LATE(5), 100000),
		ITEM(2, ITEM_CREDIT_NOTE, IN(30), -10000),
		ITEM(3, ITEM_CASH, LATE(1), -20000),
		ITEM(4, ITEM_GAP, LATE(1), -5000),
	};
	struct netting n = net_one(items, COUNT(items));
	assert_int_equal(n.credits, 35000);
	assert_int_equal(n.overdue, 65000);
	assert_int_equal(n.balance, 65000);
}

static void a_positive_gap_is_an_invoice(void **state)
{
	(void)state;
	static const struct item items[] = { ITEM(1, ITEM_GAP, LATE(40), 7000) };
	struct netting n = net_one(items, 1);
	assert_int_equal(n.overdue, 7000);
	assert_int_equal(n.oldest_due, LATE(40));
}

static void disputed_items_stay_in_the_balance_only(void **state)
{
	(void)state;
	struct item items[] = {
		INVOICE(1, LATE(90), 30000),
		INVOICE(2, LATE(2), 10000),
		ITEM(3, ITEM_CREDIT_NOTE, LATE(3), -4000),
		INVOICE(4, IN(2), 500),
		INVOICE(5, TODAY, 60),
		INVOICE(6, LATE(1), 1),
	};
	for (size_t i = 0; i < COUNT(items); i++)
		items[i].disputed = i != 1;
	struct netting n = net_one(items, COUNT(items));
	assert_int_equal(n.balance, 36561);
	assert_int_equal(n.disputed_overdue, 30001); /* due today is not overdue, and a credit is none */
	assert_int_equal(n.credits, 0);
	assert_int_equal(n.overdue, 10000);
	assert_int_equal(n.oldest_due, LATE(2));
	assert_int_equal(n.next_due, DATE_NONE);
}

static void credits_eat_the_oldest_first(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		cents credit, overdue;
		date oldest;
		int count;
	} rows[] = {
		{ "nothing eaten", 0, 60000, LATE(50), 3 },
		{ "part of the oldest", 9999, 50001, LATE(50), 3 },
		{ "the oldest exactly", 10000, 50000, LATE(30), 2 },
		{ "into the second", 10001, 49999, LATE(30), 2 },
		{ "two exactly", 30000, 30000, LATE(10), 1 },
		{ "all but a cent", 59999, 1, LATE(10), 1 },
		{ "all", 60000, 0, DATE_NONE, 0 },
		{ "more than all", 90000, 0, DATE_NONE, 0 },
	};
	for (size_t r = 0; r < COUNT(rows); r++) {
		const struct item items[] = {
			INVOICE(3, LATE(10), 30000),
			ITEM(9, ITEM_CASH, LATE(1), -rows[r].credit),
			INVOICE(1, LATE(50), 10000),
			INVOICE(2, LATE(30), 20000),
		};
		struct netting n = net_one(items, COUNT(items));
		if (n.overdue != rows[r].overdue || n.oldest_due != rows[r].oldest ||
		    n.overdue_count != rows[r].count)
			fail_msg("%s: overdue %lld, oldest %d, count %d", rows[r].name,
				 (long long)n.overdue, n.oldest_due, n.overdue_count);
	}
}

static void currencies_are_never_added(void **state)
{
	(void)state;
	struct item items[] = {
		INVOICE(1, LATE(5), 1000),
		INVOICE(2, LATE(15), 2000),
		ITEM(3, ITEM_CASH, LATE(1), -9000),
		INVOICE(4, LATE(25), 4000),
	};
	strcpy(items[1].currency, "USD");
	strcpy(items[3].currency, "CHF");
	struct netting out[NETTING_CURRENCIES];
	assert_int_equal(netting_compute(items, COUNT(items), TODAY, out), 3);
	assert_string_equal(out[0].currency, "CHF");
	assert_string_equal(out[1].currency, "EUR");
	assert_string_equal(out[2].currency, "USD");
	assert_int_equal(out[0].overdue, 4000);
	assert_int_equal(out[1].overdue, 0);
	assert_int_equal(out[1].balance, -8000);
	assert_int_equal(out[2].overdue, 2000);
	assert_int_equal(out[2].oldest_due, LATE(15));
}

static void a_ninth_currency_is_left_out(void **state)
{
	(void)state;
	struct item items[NETTING_CURRENCIES + 1];
	for (int i = 0; i <= NETTING_CURRENCIES; i++) {
		items[i] = (struct item)INVOICE(i, LATE(1), 100);
		items[i].currency[2] = (char)('I' - i);
	}
	struct netting out[NETTING_CURRENCIES];
	assert_int_equal(netting_compute(items, COUNT(items), TODAY, out), NETTING_CURRENCIES);
	assert_string_equal(out[0].currency, "EUB");
	assert_string_equal(out[7].currency, "EUI");
}

static void sums_saturate(void **state)
{
	(void)state;
	struct item items[40];
	for (int i = 0; i < 40; i++)
		items[i] = (struct item)INVOICE(i, LATE(i + 1), i < 20 ? INT64_MAX : INT64_MIN);
	struct netting n = net_one(items, 20);
	assert_int_equal(n.balance, MONEY_MAX * 10);
	assert_int_equal(n.overdue, MONEY_MAX * 10);
	n = net_one(items + 20, 20);
	assert_int_equal(n.balance, -MONEY_MAX * 10);
	assert_int_equal(n.credits, MONEY_MAX * 10);
	assert_int_equal(net_one(items, 40).overdue, 0);
}

static void what_stays_of_each_item(void **state)
{
	(void)state;
	struct item items[] = {
		INVOICE(1, IN(9), 10000),   ITEM(2, ITEM_CASH, LATE(3), -25000),
		INVOICE(3, LATE(4), 8000),  INVOICE(4, LATE(60), 12000),
		INVOICE(5, LATE(80), 5000), INVOICE(6, IN(2), 7000),
		INVOICE(7, LATE(100), 900),
	};
	items[4].disputed = true;
	strcpy(items[6].currency, "USD");
	cents left[COUNT(items)];
	netting_left(items, COUNT(items), left);
	static const cents wanted[] = { 10000, 0, 0, 0, 5000, 2000, 900 };
	for (size_t i = 0; i < COUNT(items); i++)
		assert_int_equal(left[i], wanted[i]);
}

static void equal_due_dates_go_by_issue_then_amount_then_id(void **state)
{
	(void)state;
	struct item items[] = { INVOICE(9, LATE(5), 100), INVOICE(8, LATE(5), 100),
				INVOICE(7, LATE(5), 100), ITEM(1, ITEM_CASH, LATE(1), -150) };
	items[0].issued_on--;
	cents left[COUNT(items)];
	netting_left(items, COUNT(items), left);
	assert_int_equal(left[0], 0);
	assert_int_equal(left[1], 100);
	assert_int_equal(left[2], 50);
	items[1].open = 90; /* a smaller one is settled first, whichever came first */
	netting_left(items, COUNT(items), left);
	assert_int_equal(left[1], 40);
	assert_int_equal(left[2], 100);
}

static void check_against_what_is_left(const struct item *items, size_t count, uint64_t seed)
{
	struct netting out[NETTING_CURRENCIES];
	cents *left = mem_alloc(count * sizeof *left);
	size_t currencies = netting_compute(items, count, TODAY, out);
	netting_left(items, count, left);
	for (size_t c = 0; c < currencies; c++) {
		cents late[NETTING_STEPS] = { 0 };
		date oldest = DATE_NONE;
		int standing = 0;
		for (size_t i = 0; i < count; i++) {
			if (items[i].disputed || items[i].due_on >= TODAY || left[i] == 0 ||
			    strcmp(items[i].currency, out[c].currency) != 0)
				continue;
			standing++;
			if (!date_is(oldest) || items[i].due_on < oldest)
				oldest = items[i].due_on;
			for (int s = 0; s < NETTING_STEPS; s++)
				late[s] +=
					TODAY - items[i].due_on >= netting_steps[s] ? left[i] : 0;
		}
		if (memcmp(late, out[c].late, sizeof late) != 0 || late[0] != out[c].overdue ||
		    oldest != out[c].oldest_due || standing != out[c].overdue_count)
			fail_msg("seed %llu: %s differs from what is left item by item",
				 (unsigned long long)seed, out[c].currency);
	}
	mem_free(left);
}

static void random_items(struct dice *dice, struct item *items, int count)
{
	static const char currencies[][MONEY_CODE] = { "EUR", "USD", "CHF" };
	for (int i = 0; i < count; i++) {
		items[i] = (struct item)INVOICE(i, TODAY - dice_roll(dice, -30, 140),
						dice_roll(dice, 0, 3) == 0 ? dice_roll(dice, -1, 2)
									   : dice_roll(dice, -300000, 500000));
		items[i].disputed = dice_roll(dice, 0, 9) == 0;
		memcpy(items[i].currency, currencies[dice_roll(dice, 0, 11) / 5], MONEY_CODE);
	}
}

static void steps_agree_with_what_is_left_item_by_item(void **state)
{
	(void)state;
	struct item *items = mem_alloc(2500 * sizeof *items);
	for (uint64_t seed = 1; seed <= 2000; seed++) {
		struct dice dice = { seed };
		int count = seed % 100 == 0 ? 2500 : dice_roll(&dice, 1, seed % 10 == 0 ? 200 : 12);
		random_items(&dice, items, count);
		check_against_what_is_left(items, (size_t)count, seed);
	}
	mem_free(items);
}

static void neither_order_nor_ids_of_items_matter(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 500; seed++) {
		struct dice dice = { seed };
		struct item items[40];
		struct netting before[NETTING_CURRENCIES], after[NETTING_CURRENCIES];
		memset(before, 0, sizeof before);
		memset(after, 0, sizeof after);
		random_items(&dice, items, 40);
		for (int i = 1; i < 40; i += 3) { /* many of one day */
			items[i].due_on = items[i - 1].due_on;
			items[i].issued_on = items[i - 1].issued_on;
		}
		size_t currencies = netting_compute(items, 40, TODAY, before);
		for (int i = 39; i > 0; i--) {
			int other = dice_roll(&dice, 0, i);
			struct item kept = items[i];
			items[i] = items[other];
			items[other] = kept;
		}
		for (int i = 0; i < 40; i++) /* a walk over all clients reads none */
			items[i].id = 0;
		assert_int_equal(netting_compute(items, 40, TODAY, after), currencies);
		for (size_t c = 0; c < currencies; c++) {
			assert_string_equal(before[c].currency, after[c].currency);
			assert_int_equal(before[c].overdue, after[c].overdue);
			assert_int_equal(before[c].oldest_due, after[c].oldest_due);
			assert_int_equal(before[c].overdue_count, after[c].overdue_count);
			assert_int_equal(before[c].next_due, after[c].next_due);
			assert_memory_equal(before[c].late, after[c].late, sizeof before[c].late);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tables_day_is_a_tuesday),
		cmocka_unit_test(no_item_nets_nothing),
		cmocka_unit_test(lateness_falls_into_the_last_step_reached),
		cmocka_unit_test(due_today_is_not_overdue),
		cmocka_unit_test(the_client_of_the_screens),
		cmocka_unit_test(every_unmatched_credit_counts_whatever_its_date),
		cmocka_unit_test(a_positive_gap_is_an_invoice),
		cmocka_unit_test(disputed_items_stay_in_the_balance_only),
		cmocka_unit_test(credits_eat_the_oldest_first),
		cmocka_unit_test(currencies_are_never_added),
		cmocka_unit_test(a_ninth_currency_is_left_out),
		cmocka_unit_test(sums_saturate),
		cmocka_unit_test(what_stays_of_each_item),
		cmocka_unit_test(equal_due_dates_go_by_issue_then_amount_then_id),
		cmocka_unit_test(steps_agree_with_what_is_left_item_by_item),
		cmocka_unit_test(neither_order_nor_ids_of_items_matter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
