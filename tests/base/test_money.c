/* Amounts as foreign files write them, the way back to text, and the currency codes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "base/money.h"

#define NBSP  "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"
#define QUOTE "\xE2\x80\x99"

struct row {
	const char *text;
	enum money_decimal decimal;
	enum money_parsed parsed;
	cents cents;
};

static void check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct row *r = &rows[i];
		cents got = -424242;
		enum money_parsed parsed = money_parse(r->text, strlen(r->text), r->decimal, &got);
		bool taken = r->parsed == MONEY_OK || r->parsed == MONEY_ROUNDED;
		if (parsed != r->parsed || got != (taken ? r->cents : -424242))
			fail_msg("\"%s\" (decimal %d) gave %d, %lld", r->text, (int)r->decimal,
				 (int)parsed, (long long)got);
	}
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

static void plain_amounts_are_read(void **state)
{
	static const struct row rows[] = {
		{ "0", MONEY_ANY, MONEY_OK, 0 },
		{ "12", MONEY_ANY, MONEY_OK, 1200 },
		{ "12.3", MONEY_POINT, MONEY_OK, 1230 },
		{ "12,30", MONEY_COMMA, MONEY_OK, 1230 },
		{ "0000000069,60", MONEY_COMMA, MONEY_OK, 6960 },
		{ "0000000069,60", MONEY_ANY, MONEY_OK, 6960 },
		{ "00000000000000000000012.00", MONEY_POINT, MONEY_OK, 1200 },
		{ ",50", MONEY_COMMA, MONEY_OK, 50 },
		{ ".5", MONEY_ANY, MONEY_OK, 50 },
		{ "7,", MONEY_COMMA, MONEY_OK, 700 },
		{ "   12,30\t ", MONEY_COMMA, MONEY_OK, 1230 },
		{ NBSP "12,30" NBSP, MONEY_COMMA, MONEY_OK, 1230 },
	};

	(void)state;
	CHECK(rows);
}

static void thousands_are_groups_of_three(void **state)
{
	static const struct row rows[] = {
		{ "1 234,56", MONEY_COMMA, MONEY_OK, 123456 },
		{ "1 234,56", MONEY_ANY, MONEY_OK, 123456 },
		{ "1" NBSP "234" NBSP "567,8", MONEY_COMMA, MONEY_OK, 123456780 },
		{ "1" NNBSP "234,56", MONEY_ANY, MONEY_OK, 123456 },
		{ "1.234,56", MONEY_COMMA, MONEY_OK, 123456 },
		{ "1.234,56", MONEY_ANY, MONEY_OK, 123456 },
		{ "1,234.56", MONEY_POINT, MONEY_OK, 123456 },
		{ "1,234.56", MONEY_ANY, MONEY_OK, 123456 },
		{ "1.234.567", MONEY_COMMA, MONEY_OK, 123456700 },
		{ "1.234.567", MONEY_ANY, MONEY_OK, 123456700 },
		{ "1,234,567.89", MONEY_ANY, MONEY_OK, 123456789 },
		{ "1.234", MONEY_COMMA, MONEY_OK, 123400 },
		{ "1,234", MONEY_POINT, MONEY_OK, 123400 },
		{ "12.34", MONEY_COMMA, MONEY_NOT_A_NUMBER, 0 },
		{ "1.2345,00", MONEY_COMMA, MONEY_NOT_A_NUMBER, 0 },
		{ "1234.567,00", MONEY_COMMA, MONEY_NOT_A_NUMBER, 0 },
		{ ".234,00", MONEY_COMMA, MONEY_NOT_A_NUMBER, 0 },
		{ "1 23", MONEY_COMMA, MONEY_NOT_A_NUMBER, 0 },
		{ "1  234", MONEY_COMMA, MONEY_NOT_A_NUMBER, 0 },
		{ "1 234.567,00", MONEY_COMMA, MONEY_NOT_A_NUMBER, 0 },
		{ "1,234.567,89", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "1,2,3", MONEY_COMMA, MONEY_NOT_A_NUMBER, 0 },
	};

	(void)state;
	CHECK(rows);
}

static void swiss_thousands_are_cut_by_apostrophes(void **state)
{
	static const struct row rows[] = {
		{ "1'234.50", MONEY_POINT, MONEY_OK, 123450 },
		{ "1'234.50", MONEY_ANY, MONEY_OK, 123450 },
		{ "1'234,50", MONEY_COMMA, MONEY_OK, 123450 },
		{ "1" QUOTE "234.50", MONEY_POINT, MONEY_OK, 123450 },
		{ "1" QUOTE "234" QUOTE "567.05", MONEY_ANY, MONEY_OK, 123456705 },
		{ "-12'345'678", MONEY_POINT, MONEY_OK, -1234567800 },
		{ "1'234'", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "'234", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "1'23.00", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "1234'567", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "1''234", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "1'234" QUOTE "567", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "1'234 567", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "1'234,567.00", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "12.3'4", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
	};

	(void)state;
	CHECK(rows);
}

static void a_sign_stands_first_or_last(void **state)
{
	static const struct row rows[] = {
		{ "-12", MONEY_ANY, MONEY_OK, -1200 },
		{ "12-", MONEY_ANY, MONEY_OK, -1200 },
		{ "- 12,50", MONEY_COMMA, MONEY_OK, -1250 },
		{ "12,50 -", MONEY_COMMA, MONEY_OK, -1250 },
		{ MINUS "12,50", MONEY_COMMA, MONEY_OK, -1250 },
		{ "12,50" MINUS, MONEY_COMMA, MONEY_OK, -1250 },
		{ "(12.30)", MONEY_POINT, MONEY_OK, -1230 },
		{ "( 1 234,56 )", MONEY_COMMA, MONEY_OK, -123456 },
		{ "+12", MONEY_ANY, MONEY_OK, 1200 },
		{ "12+", MONEY_ANY, MONEY_OK, 1200 },
		{ "-0", MONEY_ANY, MONEY_OK, 0 },
		{ "--12", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "-12-", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "(-12)", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "(12", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "12)", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "1-2", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
	};

	(void)state;
	CHECK(rows);
}

static void decimals_round_half_away_from_zero(void **state)
{
	static const struct row rows[] = {
		{ "1.234", MONEY_ANY, MONEY_ROUNDED, 123 },
		{ "1,234", MONEY_ANY, MONEY_ROUNDED, 123 },
		{ "0,005", MONEY_COMMA, MONEY_ROUNDED, 1 },
		{ "-0,005", MONEY_COMMA, MONEY_ROUNDED, -1 },
		{ "0,00499", MONEY_COMMA, MONEY_ROUNDED, 0 },
		{ "2.99500", MONEY_POINT, MONEY_ROUNDED, 300 },
		{ "9.99999", MONEY_POINT, MONEY_ROUNDED, 1000 },
		{ "1.23000", MONEY_POINT, MONEY_OK, 123 },
		{ "12.345678", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "12.3 4", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "12.3.4", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
	};

	(void)state;
	CHECK(rows);
}

static void what_is_no_number_is_refused(void **state)
{
	static const struct row rows[] = {
		{ "", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "   ", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "-", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "()", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ ",", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ ".", MONEY_POINT, MONEY_NOT_A_NUMBER, 0 },
		{ "12 EUR", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "1e5", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "0x10", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
		{ "nan", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
	};
	cents got = 7;

	(void)state;
	CHECK(rows);
	assert_int_equal(money_parse("12\0"
				     "34",
				     5, MONEY_ANY, &got),
			 MONEY_NOT_A_NUMBER);
	assert_int_equal(got, 7);
	assert_int_equal(money_parse("12345", 2, MONEY_ANY, &got), MONEY_OK);
	assert_int_equal(got, 1200);
}

static void beyond_the_limit_is_overflow(void **state)
{
	static const struct row rows[] = {
		{ "1000000000000000", MONEY_ANY, MONEY_OK, MONEY_MAX },
		{ "-1000000000000000.00", MONEY_POINT, MONEY_OK, -MONEY_MAX },
		{ "1000000000000000.004", MONEY_POINT, MONEY_ROUNDED, MONEY_MAX },
		{ "1000000000000000.01", MONEY_POINT, MONEY_OVERFLOW, 0 },
		{ "999999999999999.99999", MONEY_POINT, MONEY_ROUNDED, MONEY_MAX },
		{ "12345678901234567890", MONEY_ANY, MONEY_OVERFLOW, 0 },
		{ "-12345678901234567890,12", MONEY_COMMA, MONEY_OVERFLOW, 0 },
		{ "184467440737095516160000000000000000000000", MONEY_ANY, MONEY_OVERFLOW, 0 },
		{ "12345678901234567890x", MONEY_ANY, MONEY_NOT_A_NUMBER, 0 },
	};

	(void)state;
	CHECK(rows);
}

static void sums_are_checked(void **state)
{
	cents out = 7;

	(void)state;
	assert_false(money_add(INT64_MAX, 1, &out));
	assert_false(money_add(INT64_MIN, -1, &out));
	assert_false(money_sub(INT64_MIN, 1, &out));
	assert_false(money_sub(0, INT64_MIN, &out));
	assert_int_equal(out, 7);
	assert_true(money_add(150, -200, &out));
	assert_int_equal(out, -50);
	assert_true(money_sub(150, 200, &out));
	assert_int_equal(out, -50);
}

static void decimal_text_has_two_decimals(void **state)
{
	static const struct {
		cents cents;
		const char *text;
	} rows[] = {
		{ 0, "0.00" },
		{ 5, "0.05" },
		{ -5, "-0.05" },
		{ 50, "0.50" },
		{ 100, "1.00" },
		{ -123450, "-1234.50" },
		{ 5251724, "52517.24" },
		{ MONEY_MAX, "1000000000000000.00" },
		{ INT64_MAX, "92233720368547758.07" },
		{ INT64_MIN, "-92233720368547758.08" },
	};
	char text[MONEY_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(money_decimal_text(rows[i].cents, text), rows[i].text);
}

static void currencies_are_those_of_the_standard(void **state)
{
	static const char *const good[] = { "EUR", "USD", "GBP", "CHF", "AED", "ZWG", "XOF",
					    "XPF", "JPY", "MAD", "TND", "CNY", "XCG", "SLE" };
	static const char *const bad[] = { "",    "EU",  "EURO", "eur", "FRF", "XXX",
					   "XTS", "ZZZ", "AAA",  "DEM", "U$D", "\xE2\x82\xAC" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!money_is_currency(good[i]))
			fail_msg("%s refused", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (money_is_currency(bad[i]))
			fail_msg("%s taken", bad[i]);
	assert_false(money_is_currency(NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_amounts_are_read),
		cmocka_unit_test(thousands_are_groups_of_three),
		cmocka_unit_test(swiss_thousands_are_cut_by_apostrophes),
		cmocka_unit_test(a_sign_stands_first_or_last),
		cmocka_unit_test(decimals_round_half_away_from_zero),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(beyond_the_limit_is_overflow),
		cmocka_unit_test(sums_are_checked),
		cmocka_unit_test(decimal_text_has_two_decimals),
		cmocka_unit_test(currencies_are_those_of_the_standard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
