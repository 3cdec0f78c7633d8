/* What is typed to see only some clients: words, amounts, ages. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rules/narrow.h"

static void a_row_passes_when_all_is_true(void **state)
{
	static const struct {
		const char *typed;
		cents overdue;
		int days;
		bool passes;
	} rows[] = {
		{ "", 0, -1, true },
		{ "  ", 100, 5, true },
		{ "hebrard", 100, 5, true },
		{ "HÉB SARL", 100, 5, true },
		{ "hebrard lyon", 100, 5, false },
		{ "brard", 100, 5, true },
		{ ">500", 50000, 5, true },
		{ ">500", 49999, 5, false },
		{ "<500", 50000, 5, true },
		{ "<500", 50001, 5, false },
		{ ">500,50", 50049, 5, false },
		{ ">500.50 <501", 50050, 5, true },
		{ "500..2000", 50000, 5, true },
		{ "500..2000", 200000, 5, true },
		{ "500..2000", 200001, 5, false },
		{ "500..2000 <1000", 150000, 5, false },
		{ ">30j", 100, 30, true },
		{ ">30d", 100, 29, false },
		{ "<0j", 0, -1, true },
		{ "<10j", 100, 11, false },
		{ "menuiserie >10 >30j", 100000, 31, true },
		{ "menuiserie >10 >30j", 100000, 3, false },
		{ ">", 100, 5, true },
		{ ">>", 100, 5, true },
		{ ">12x", 100, 5, false },
		{ "..", 100, 5, true },
		{ "5..", 100, 5, false },
		{ ">99999999999999999999999", 100, 5, false },
		{ "10482", 100, 5, true },
		{ ">1 500", 150000, 5, true },
		{ ">1 500", 149999, 5, false },
		{ "<1 500,50 >30j", 150050, 31, true },
		{ "<1 500,50 >30j", 150051, 31, false },
		{ "<1 500,50 >30j", 150050, 29, false },
		{ ">500 10482", 50000, 5, true },
		{ ">500 10482", 49999, 5, false },
		{ "menuiserie 1 500..2 000", 150000, 5, true },
		{ "menuiserie 1 500..2 000", 200001, 5, false },
		{ "1 500..2 000 lyon", 150000, 5, false },
		{ ">1'500", 150000, 5, true },
		{ ">1'500", 149999, 5, false },
		{ ">1.500,00", 149999, 5, false },
		{ ">1.500,00", 150000, 5, true },
		{ ">500 e hebrard", 50000, 5, true },
		{ ">0", 0, -1, true },
		{ ">0", -1, -1, false },
		{ "..500", 100, 5, false },
		{ "> 500", 100, 5, false },
		{ "500..2000", 49999, 5, false },
		{ ">30d", 100, 30, true },
		{ "<10j", 100, 10, true },
		{ ">j", 100, 5, false },
		{ "<12x", 100, 5, false },
		{ "<1x2j", 100, 0, false },
		{ ">00005j", 100, 5, true },
		{ ">00006j", 100, 5, false },
		{ ">000005j", 100, 5, false }, /* so many digits are no days */
		{ ">>5", 50000, 5, false },
		/* of two the narrower, whichever is typed first */
		{ ">500 >200", 30000, 5, false },
		{ ">200 >500", 30000, 5, false },
		{ "<200 <500", 30000, 5, false },
		{ "<500 <200", 30000, 5, false },
		{ ">30j >10j", 100, 20, false },
		{ ">10j >30j", 100, 20, false },
		{ "<10j <30j", 100, 20, false },
		{ "<30j <10j", 100, 20, false },
		{ ">500 500..2000", 50000, 5, true },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct narrow narrow;
		narrow_parse(rows[i].typed, &narrow);
		if (narrow_passes(&narrow, "c 10482 menuiserie hebrard sarl", rows[i].overdue, rows[i].days) != rows[i].passes)
			fail_msg("“%s” on %lld and %d days", rows[i].typed, (long long)rows[i].overdue, rows[i].days);
	}
}

/* Nobody knows which was meant: nothing passes, and it is named. */
static void an_amount_that_means_two_lets_nothing_pass(void **state)
{
	static const struct {
		const char *typed, *unclear, *words;
	} rows[] = {
		{ ">1.500", "1.500", "" },
		{ "<1,500", "1,500", "" },
		{ "1.500..2000", "1.500", "" },
		{ "1.500..2000 lyon", "1.500", "lyon" },
		{ "500..1.500", "1.500", "" },
		{ "500..1.500 lyon", "1.500", "lyon" },
		{ "hebrard >15.000", "15.000", "hebrard" },
		{ ">1.500 >30j", "1.500", "" },
		{ ">1.50", "", "" },
		{ ">1.500,00", "", "" },
		{ ">1500", "", "" },
		{ "n..500", "", "n 500" },
		{ ">30j hebrard 500..2000 lyon", "", "hebrard lyon" },
	};
	struct narrow narrow;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		narrow_parse(rows[i].typed, &narrow);
		assert_string_equal(narrow.unclear, rows[i].unclear);
		assert_string_equal(narrow.words, rows[i].words);
		if (*rows[i].unclear)
			assert_false(narrow_passes(&narrow, "c 10482 menuiserie hebrard sarl", 100000, 40));
	}
}

static void a_very_long_line_is_cut(void **state)
{
	char text[4 * NARROW_BYTES];
	struct narrow narrow;

	(void)state;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	narrow_parse(text, &narrow);
	assert_int_equal(strlen(narrow.words), NARROW_BYTES - 1);
	assert_false(narrow_passes(&narrow, "x", 0, 0));
}

/* An amount of more signs than any is a word like others, whatever it means. */
static void a_very_long_amount_is_a_word(void **state)
{
	(void)state;
	for (size_t digits = NARROW_AMOUNT - 2; digits <= NARROW_AMOUNT + 2; digits++) {
		char text[2 * NARROW_AMOUNT] = ">";
		struct narrow narrow;

		memset(text + 1, '1', digits);
		text[digits - 3] = '.';
		narrow_parse(text, &narrow);
		assert_string_equal(narrow.unclear, "");
		assert_int_equal(strlen(narrow.words), digits);
		assert_int_equal(narrow.least, INT64_MIN);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_passes_when_all_is_true),
		cmocka_unit_test(an_amount_that_means_two_lets_nothing_pass),
		cmocka_unit_test(a_very_long_amount_is_a_word),
		cmocka_unit_test(a_very_long_line_is_cut),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
