/* CFONB: columns, overpunched signs, and files that came in pieces. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/cfonb.h"
#include "tests/intake/gather.h"

/* Records by their columns.
 * clang-format off */
#define BLANKS_50                              "                                                  "
#define START(code, currency, places, account) code "30001    00794" currency places " " account
#define BALANCE_OF(code, currency, places, amount)                                                 \
	START(code, currency, places, "12345678901") "  201126" BLANKS_50 amount "               " \
										 " "
#define OPEN(amount)  BALANCE_OF("01", "EUR", "2", amount)
#define CLOSE(amount) BALANCE_OF("07", "EUR", "2", amount)
/* booked, rejection (2), value, label (31), amount (14), reference (16) */
#define MOVE_OF(currency, places, booked, back, value, label, amount, reference) \
	START("04", currency, places, "12345678901")                             \
	"05" booked back value label "  0000000  " amount reference
#define LABEL        "VIR SEPA                       "
#define REF          "REFERENCE1      "
#define MOVE(amount) MOVE_OF("EUR", "2", "201126", "  ", "211126", LABEL, amount, REF)
#define DETAIL(kind, text33)                   \
	START("05", "EUR", "2", "12345678901") \
	"05201126     " kind text33 "                                       "
#define NL   "\r\n"
#define IBAN "FR7630001007941234567890185"
#define ONE  OPEN("0000000001000{") NL MOVE("0000000000500{") NL
#define MOVED(line, amount) \
	"movement " line "|" IBAN "|2026-11-20|2026-11-21|" amount "|EUR|REFERENCE1|"
/* clang-format on */

#define EXPECT_ALL(rows) GATHER_EXPECT_ALL(cfonb_read, rows)

static void records_tell_movements(void **state)
{
	static const struct gather_row rows[] = {
		{ "one", ONE CLOSE("0000000001500{") NL,
		  MOVED("2", "50.00") "|||VIR SEPA|||1/1\n" },
		{ "no line ends at all",
		  OPEN("0000000001000{") MOVE("0000000000500{") CLOSE("0000000001500{"),
		  MOVED("2", "50.00") "|||VIR SEPA|||1/1\n" },
		{ "blank lines",
		  "\n\n" OPEN("0000000001000{") "\n \n\n" MOVE("0000000000500{") "\n\n" CLOSE(
			  "0000000001500{") "\n   \n",
		  MOVED("6", "50.00") "|||VIR SEPA|||1/1\n" },
		{ "details: payer, end to end, text that runs on",
		  ONE DETAIL("NPY", "ALPHA SARL                       ")
			  NL DETAIL("RCN", "E2E-1                            ")
				  NL DETAIL("LIB", "FACTURE F12                      ")
					  NL DETAIL("REF", "NOTHING ELSE                     ")
						  NL CLOSE("0000000001500{"),
		  MOVED("2",
			"50.00") "E2E-1|ALPHA SARL||VIR SEPA FACTURE F12 NOTHING ELSE|||1/1\n" },
		{ "a word over two remittance lines",
		  ONE START("05", "EUR", "2",
			    "12345678901") "05201126     "
					   "LCC0123456789012345678901234567890123456789012345678901"
					   "234567890123"
					   "456INV  " NL DETAIL("LC2",
								"12 AND MORE                      ")
						   NL CLOSE("0000000001500{"),
		  MOVED("2",
			"50.00") "|||VIR SEPA 01234567890123456789012345678901234567890123456789"
				 "01234567890123456INV12 AND MORE|||1/1\n" },
		{ "a word over two lines whose second begins with an accent",
		  ONE START("05", "EUR", "2",
			    "12345678901") "05201126     "
					   "LCC0123456789012345678901234567890123456789012345678901"
					   "234567890123"
					   "456INE  " NL DETAIL("LC2",
								"\xCC\x81" "2 AND MORE                      ")
						   NL CLOSE("0000000001500{"),
		  MOVED("2",
			"50.00") "|||VIR SEPA 01234567890123456789012345678901234567890123456789"
				 "01234567890123456IN\xC3\x89" "2 AND MORE|||1/1\n" },
		{ "came back",
		  OPEN("0000000001000{") NL MOVE_OF("EUR", "2", "201126", "04", "211126", LABEL,
						    "0000000000500}", REF)
			  NL CLOSE("0000000000500{"),
		  MOVED("2", "-50.00") "|||VIR SEPA||04|1/1|reversal\n" },
		{ "UTF-8 counts characters, not bytes",
		  OPEN("0000000001000{") NL MOVE_OF("EUR", "2", "201126", "  ", "211126",
						    "\xC3\x89"
						    "CH\xC3\x89"
						    "ANCE                       ",
						    "0000000000500{", REF)
			  NL CLOSE("0000000001500{"),
		  MOVED("2", "50.00") "|||\xC3\x89"
				      "CH\xC3\x89"
				      "ANCE|||1/1\n" },
		{ "8859 as well",
		  OPEN("0000000001000{") NL MOVE_OF("EUR", "2", "201126", "  ", "211126",
						    "\xC9"
						    "CH\xC9"
						    "ANCE                       ",
						    "0000000000500{", REF)
			  NL CLOSE("0000000001500{"),
		  MOVED("2", "50.00") "|||\xC3\x89"
				      "CH\xC3\x89"
				      "ANCE|||1/1\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void amounts_carry_their_sign_in_the_last_digit(void **state)
{
	static const struct {
		const char *amount, *expected;
	} rows[] = {
		{ "0000000000000{", "0.00" },
		{ "0000000000000A", "0.01" },
		{ "0000000000012I", "1.29" },
		{ "0000000000012R", "-1.29" },
		{ "0000000000000}", "0.00" },
		{ "0000000000000J", "-0.01" },
		{ "9999999999999I", "999999999999.99" },
	};
	char bytes[512], expected[256];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(bytes, sizeof bytes, "%s" NL "%s%s%s" NL "%s" NL, OPEN("0000000000000{"),
			 START("04", "EUR", "2", "12345678901") "05201126  211126" LABEL
								"  0000000  ",
			 rows[i].amount, REF,
			 /* the closing balance is the movement's amount */ "");
		snprintf(bytes + strlen(bytes) - 2, sizeof bytes - strlen(bytes), "%s%s%s" NL,
			 START("07", "EUR", "2", "12345678901") "  201126" BLANKS_50,
			 rows[i].amount, "                ");
		snprintf(expected, sizeof expected,
			 "movement 2|" IBAN
			 "|2026-11-20|2026-11-21|%s|EUR|REFERENCE1||||VIR SEPA|||1/1\n",
			 rows[i].expected);
		gather_expect_of(rows[i].amount, cfonb_read, bytes, expected);
	}
}

#define WITH(currency, places, amount)                                             \
	BALANCE_OF("01", currency, places, "0000000000000{")                       \
	NL MOVE_OF(currency, places, "201126", "  ", "      ", LABEL, amount, REF) \
	NL BALANCE_OF("07", currency, places, amount)
#define GIVES(amount, currency)                                          \
	"movement 2|" IBAN "|2026-11-20|2026-11-20|" amount "|" currency \
	"|REFERENCE1||||VIR SEPA|||1/1\n"

static void decimals_currency_and_years_are_told(void **state)
{
	static const struct gather_row rows[] = {
		{ "none", WITH("JPY", "0", "0000000000012C"), GIVES("123.00", "JPY") },
		{ "three, half up", WITH("TND", "3", "0000000001234E"),
		  "warn 2|amount_rounded|0000000001234E\n" GIVES("12.35", "TND") },
		{ "three, half away from zero", WITH("TND", "3", "0000000001234N"),
		  "warn 2|amount_rounded|0000000001234N\n" GIVES("-12.35", "TND") },
		{ "blank currency is the euro", WITH("   ", " ", "0000000000012C"),
		  GIVES("1.23", "EUR") },
		{ "the last century",
		  OPEN("0000000001000{") NL MOVE_OF("EUR", "2", "311299", "  ", "010161", LABEL,
						    "0000000000500{", REF)
			  NL CLOSE("0000000001500{"),
		  "movement 2|" IBAN
		  "|1999-12-31|1961-01-01|50.00|EUR|REFERENCE1||||VIR SEPA|||1/1\n" },
		{ "1960 is 2060",
		  OPEN("0000000001000{") NL MOVE_OF("EUR", "2", "010160", "  ", "000000", LABEL,
						    "0000000000500{", REF)
			  NL CLOSE("0000000001500{"),
		  "movement 2|" IBAN
		  "|2060-01-01|2060-01-01|50.00|EUR|REFERENCE1||||VIR SEPA|||1/1\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void what_is_wrong_is_said(void **state)
{
	static const struct gather_row rows[] = {
		{ "119 characters",
		  OPEN("0000000001000{") NL
		  "0430001    00794EUR2 12345678901" NL CLOSE("0000000001000{"),
		  "reject 2|columns|120/32\nrefused: line 2 has 32 characters where CFONB has 120: "
		  "everything behind would be shifted; ask the bank for the file again, or undo "
		  "what "
		  "was edited\n" },
		{ "an end is missing", ONE,
		  "refused: the statement that begins in line 1 has no end (record 07): part of "
		  "the "
		  "file is missing; ask the bank for it again\n" },
		{ "no beginning", MOVE("0000000000500{"),
		  "refused: line 1 begins with \"04\", which has no place there: a statement is "
		  "records 01, 04 with 05, and 07; ask the bank for the file again\n" },
		{ "the balance does not come out", ONE CLOSE("0000000001500}"),
		  MOVED("2", "50.00") "|||VIR SEPA|||1/1\nwarn 3|balance|" IBAN
				      " 150.00/-150.00 EUR\n" },
		{ "a movement of another account",
		  OPEN("0000000001000{") NL START("04", "EUR", "2", "12345678902")
		  "05201126  211126" LABEL "  0000000  0000000000500{" REF NL CLOSE("0000000001500{"),
		  MOVED("2", "50.00") "|||VIR SEPA|||1/1\nwarn 3|balance|" IBAN
				      " 150.00/150.00 EUR\n" },
		{ "an end of another account",
		  ONE START("07", "EUR", "2", "12345678902")
		  "  201126" BLANKS_50 "0000000001500{                ",
		  MOVED("2", "50.00") "|||VIR SEPA|||1/1\nwarn 3|balance|" IBAN
				      " 150.00/150.00 EUR\n" },
		{ "no amount, no day",
		  ONE MOVE("00000000005000") NL MOVE_OF("EUR", "2", "311126", "  ", "211126", LABEL,
							"0000000000500{", REF)
			  NL CLOSE("0000000001500{"),
		  MOVED("2", "50.00") "|||VIR SEPA|||1/1\nreject 3|bad_amount|00000000005000\n"
				      "reject 4|bad_date|311126\n" },
		{ "empty", "\r\n", "refused: the file is empty\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void equal_movements_have_different_keys(void **state)
{
	struct gather gather = { .with_keys = true };
	static const char bytes[] = ONE MOVE("0000000000500{") NL CLOSE("0000000002000{");
	const char *got = gather_read(&gather, cfonb_read, bytes, strlen(bytes));

	(void)state;
	assert_non_null(strstr(got, "1/1 " IBAN "|2026-11-20|50.00| of "));
	assert_non_null(strstr(got, "1/1 " IBAN "|2026-11-20|50.00|#2 of "));
	gather_clear(&gather);
}

/* ---- real files, beside the checkout ---- */

static const struct real {
	const char *path;
	int statements, movements;
	const char *says; /* NULL when taken */
} reals[] = {
	{ "cfonb/oca_test_cfonb.txt", 2, 7, NULL },
	{ "cfonb/oca_test_cfonb_bad_lenght.txt", 1, 0, "line 3 has 119 characters" },
	{ "cfonb/oca_test_cfonb_empty_line.txt", 2, 7, NULL },
	{ "cfonb/oca_test_cfonb_one_line.txt", 2, 7, NULL },
	{ "cfonb/pennylane_example.txt", 2, 6, NULL },
};

/* Every 04 of the raw text, added up: a record begins where "04" follows 120 characters of others. */
static cents raw_sum(const char *bytes, size_t n)
{
	static const char signs[] = "{ABCDEFGHI}JKLMNOPQR";
	cents sum = 0;

	for (size_t at = 0; at + 120 <= n; at++) {
		if (bytes[at] == '\r' || bytes[at] == '\n')
			continue;
		if (strncmp(bytes + at, "04", 2) == 0) {
			long last = (long)(strchr(signs, bytes[at + 103]) - signs);
			char digits[14] = "";
			memcpy(digits, bytes + at + 90, 13);
			cents value = strtoll(digits, NULL, 10) * 10 + last % 10;
			sum += last < 10 ? value : -value;
		}
		at += 119;
	}
	return sum;
}

static void real_files_give_their_sums(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
		const struct real *real = &reals[i];
		struct gather gather = { 0 };
		size_t n;
		char *bytes = gather_shared(real->path, &n);
		if (!bytes)
			continue;
		gather_read(&gather, cfonb_read, bytes, n);
		assert_int_equal(gather.done, real->says == NULL);
		if (real->says)
			assert_non_null(strstr(gather.err.text, real->says));
		else
			assert_int_equal(gather.totals.moved_sum, raw_sum(bytes, n));
		assert_int_equal(gather.totals.statements, real->statements);
		assert_int_equal(gather.totals.movements, real->movements);
		assert_int_equal(gather.totals.warnings, 0); /* all balances come out */
		assert_int_equal(reader_recognise(bytes, n, "x"), FORMAT_CFONB);
		mem_free(bytes);
		gather_clear(&gather);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_tell_movements),
		cmocka_unit_test(amounts_carry_their_sign_in_the_last_digit),
		cmocka_unit_test(decimals_currency_and_years_are_told),
		cmocka_unit_test(what_is_wrong_is_said),
		cmocka_unit_test(equal_movements_have_different_keys),
		cmocka_unit_test(real_files_give_their_sums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
