/* Of a client who owes in several currencies: which one an entry means, and what is left of it. */
#include "entry_show.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Owes 4,812.50 of euros, 3,000.00 of dollars (of which 2,500.00 overdue) and 10.00 of pounds, not due. */
static struct entry_context several(void)
{
	struct entry_context context = entry_wednesday();

	context.others[0] = (struct entry_owed){ "GBP", 0, 1000 };
	context.others[1] = (struct entry_owed){ "USD", 250000, 300000 };
	context.other_count = 2;
	return context;
}

static void a_sign_or_a_code_says_which_is_meant(void **state)
{
	static const struct {
		const char *typed, *currency, *shown;
	} rows[] = {
		{ "v", "EUR", "4812.50 2024-06-28" },
		{ "500 v", "EUR", "500.00 2024-06-28" },
		{ "12e 15/7", "EUR", "12.00 2024-07-15" },
		{ "1 500,50 \u20ac v", "EUR", "1500.50 2024-06-28" },
		{ "2500$ v", "USD", "2500.00 2024-06-28" },
		{ "v 2500$", "USD", "2500.00 2024-06-28" },
		{ "$2500 v", "USD", "2500.00 2024-06-28" },
		{ "2500 $ v", "USD", "2500.00 2024-06-28" },
		{ "2500usd v", "USD", "2500.00 2024-06-28" },
		{ "2500 USD v", "USD", "2500.00 2024-06-28" },
		{ "usd 2500 v", "USD", "2500.00 2024-06-28" },
		{ "1 500,50 $ v", "USD", "1500.50 2024-06-28" },
		{ "v 1'500.50 usd", "USD", "1500.50 2024-06-28" },
		{ "usd v", "USD", "2500.00 2024-06-28" },
		{ "v usd", "USD", "2500.00 2024-06-28" },
		{ "$ v", "USD", "2500.00 2024-06-28" },
		{ "12$ 15", "USD", "12.00 2024-07-15" },
		{ "3000$ v", "USD", "3000.00 2024-06-28" },
		{ "3000,01$ v", "USD", "amount over" },
		{ "9\u00a3 v", "GBP", "9.00 2024-06-28" },
		{ "gbp v", "GBP", "nothing owed" },
		{ "2x 1/7 usd", "USD", "1250.00 2024-07-01 + 1250.00 2024-08-01" },
		{ "100$ v; 200 15/7", "USD", "100.00 2024-06-28 + 200.00 2024-07-15" },
		{ "100$ v; 200$ 15/7", "USD", "100.00 2024-06-28 + 200.00 2024-07-15" },
		{ "usd", "USD", "empty" },
		{ "-5$ v", "USD", "amount zero" },
		{ "100$ v; 200\u20ac 15/7", "USD", "currencies" },
		{ "100 v; 200\u20ac 15/7; 5 $ v", "EUR", "currencies" },
		{ "100 chf v", "EUR", "other currency" },
		{ "100chf v", "EUR", "other currency" },
		{ "chf v", "EUR", "bad token" }, /* a word, where nothing is owed in it */
		{ "all v", "EUR", "bad token" },
		{ "e v", "EUR", "bad token" },
		{ "$x v", "EUR", "bad token" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct entry_context context = several();
		struct entry_result result;
		struct buf shown = { 0 };
		const char *got;

		if (entry_parse(rows[i].typed, OUTCOME_PROMISE, &context, &result))
			entry_show(&shown, &result.readings[0]);
		got = result.status == ENTRY_OK ? shown.data : entry_status_names[result.status];
		if (strcmp(got, rows[i].shown) != 0 || strcmp(result.meant.currency, rows[i].currency) != 0)
			fail_msg("%s: %s %s", rows[i].typed, result.meant.currency, got);
		buf_clear(&shown);
	}
}

static void euros_beside_dollars_are_named_too(void **state)
{
	static const struct entry_row rows[] = {
		{ "v", "2500.00 2024-06-28" },      { "eur v", "4812.50 2024-06-28" },  { "euros v", "4812.50 2024-06-28" },
		{ "12e v", "12.00 2024-06-28" },    { "4000 \u20ac v", "4000.00 2024-06-28" }, { "4000 v", "amount over" },
		{ "e v", "bad token e" },
	};
	struct entry_context context = several();

	(void)state;
	context.others[1] = (struct entry_owed){ "EUR", 481250, 639000 };
	memcpy(context.currency, "USD", MONEY_CODE);
	context.overdue = 250000;
	context.balance = 300000;
	entry_check(rows, COUNT(rows), OUTCOME_PROMISE, &context);
}

static void what_was_paid_is_of_the_currency_typed(void **state)
{
	const struct entry_context context = several();
	struct entry_result result;

	(void)state;
	assert_true(entry_parse("hier 100$ transfer 50 eur", OUTCOME_PAID, &context, &result)); /* words behind the means say nothing */
	assert_string_equal(result.meant.currency, "USD");
	assert_int_equal(result.readings[0].total, 10000);
	assert_true(entry_parse("hier usd", OUTCOME_PAID, &context, &result));
	assert_int_equal(result.readings[0].total, 250000);
	assert_true(entry_parse("hier", OUTCOME_PAID, &context, &result));
	assert_string_equal(result.meant.currency, "EUR");
	assert_int_equal(result.meant.balance, 639000);
}

static void a_day_or_an_hour_has_no_currency(void **state)
{
	const struct entry_context context = several();
	struct entry_result result;

	(void)state;
	assert_false(entry_parse("usd 14h", OUTCOME_CALLBACK, &context, &result));
	assert_int_equal(result.status, ENTRY_BAD_TOKEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sign_or_a_code_says_which_is_meant),
		cmocka_unit_test(euros_beside_dollars_are_named_too),
		cmocka_unit_test(what_was_paid_is_of_the_currency_typed),
		cmocka_unit_test(a_day_or_an_hour_has_no_currency),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
