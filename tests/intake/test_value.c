/* What single fields mean. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "intake/value.h"

static void dates_are_read_in_their_order(void **state)
{
	static const struct {
		const char *text;
		enum mapping_order order;
		enum value_dated expected;
		const char *iso;
	} rows[] = {
		{ "2026-11-24", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "2026-11-24", ORDER_MDY, VALUE_DATED, "2026-11-24" },
		{ "2026/11/24", ORDER_YMD, VALUE_DATED, "2026-11-24" },
		{ "2026-1-4", ORDER_DMY, VALUE_DATED, "2026-01-04" },
		{ "24/11/2026", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "24-11-2026", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "24.11.2026", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "4.1.26", ORDER_DMY, VALUE_DATED, "2026-01-04" },
		{ "04/01/99", ORDER_DMY, VALUE_DATED, "1999-01-04" },
		{ "04/01/79", ORDER_DMY, VALUE_DATED, "2079-01-04" },
		{ "04/01/2026", ORDER_GUESS, VALUE_DATED, "2026-01-04" },
		{ "04/01/2026", ORDER_MDY, VALUE_DATED, "2026-04-01" },
		{ "26-01-04", ORDER_YMD, VALUE_DATED, "2026-01-04" },
		{ "20261124", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "20130101.0", ORDER_DMY, VALUE_DATED, "2013-01-01" },
		{ "20130101.00", ORDER_DMY, VALUE_DATED, "2013-01-01" },
		{ "24112026", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "11242026", ORDER_MDY, VALUE_DATED, "2026-11-24" },
		{ "2026-11-24 00:00:00", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "2026-11-24T14:31:07.123Z", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "24/11/2026 14:31", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "11/24/2026 2:31 PM", ORDER_MDY, VALUE_DATED, "2026-11-24" },
		{ "29/02/2024", ORDER_DMY, VALUE_DATED, "2024-02-29" },
		{ "11/24/2026", ORDER_DMY, VALUE_OTHER_ORDER, "" },
		{ "24/11/2026", ORDER_MDY, VALUE_OTHER_ORDER, "" },
		{ "24/11/2026", ORDER_YMD, VALUE_OTHER_ORDER, "" },
		{ "11242026", ORDER_DMY, VALUE_OTHER_ORDER, "" },
		{ "29/02/2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "31/31/2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-13-24", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11-24x", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11-24 note", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "20130101.5", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "1234567", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "123456789", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "1/2/202", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "100/2/2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "soon", ORDER_DMY, VALUE_NOT_DATE, "" },
		/* months by name: whatever the order */
		{ "4 Feb 2026", ORDER_MDY, VALUE_DATED, "2026-02-04" },
		{ "04-f\xC3\xA9vr.-26", ORDER_DMY, VALUE_DATED, "2026-02-04" },
		{ "4 f\xE9vrier 2026", ORDER_DMY, VALUE_DATED, "2026-02-04" },
		{ "1 ao\xC3\xBBt 2026", ORDER_DMY, VALUE_DATED, "2026-08-01" },
		{ "15 juin 2026", ORDER_DMY, VALUE_DATED, "2026-06-15" },
		{ "14 juillet 2026", ORDER_DMY, VALUE_DATED, "2026-07-14" },
		{ "25 d\xC3\xA9" "c. 2026", ORDER_DMY, VALUE_DATED, "2026-12-25" },
		{ "3. M\xC3\xA4rz 2026", ORDER_DMY, VALUE_DATED, "2026-03-03" },
		{ "November 24, 2026", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "Nov 24 2026 14:31", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "30 Feb 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "4 Foo 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "4 Feb", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "Feb 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "4 Feb 202", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "4 Feb 2026 late", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "4 mai 2026", ORDER_DMY, VALUE_DATED, "2026-05-04" },
		{ "24-Oct-80", ORDER_DMY, VALUE_DATED, "1980-10-24" },
		{ "24-Okt-79", ORDER_DMY, VALUE_DATED, "2079-10-24" },
		{ "1 Zep 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "004 Feb 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "Feb 004 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "4 F 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "4 Novembernovem 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "4Feb2026", ORDER_DMY, VALUE_DATED, "2026-02-04" },
		{ "Feb42026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "1er f\xC3\xA9vrier 2026", ORDER_DMY, VALUE_DATED, "2026-02-01" },
		{ "1er-mai-26", ORDER_DMY, VALUE_DATED, "2026-05-01" },
		{ "2er mai 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "1ermai 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "1er", ORDER_DMY, VALUE_NOT_DATE, "" },
		/* the long date of a spreadsheet */
		{ "mardi 24 novembre 2026", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "Vendredi 1er mai 2026", ORDER_DMY, VALUE_DATED, "2026-05-01" },
		{ "Tuesday, November 24, 2026", ORDER_MDY, VALUE_DATED, "2026-11-24" },
		{ "Tuesday, 24 November 2026 14:31", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "Dienstag, 24. November 2026", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "MARDI 24/11/2026", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "mardi 24/11/2026", ORDER_MDY, VALUE_OTHER_ORDER, "" },
		{ "sonntag", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "sonntag ", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "mard 24 novembre 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "mardis 24 novembre 2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		/* six digits: only where it is said */
		{ "241126", ORDER_DDMMYY, VALUE_DATED, "2026-11-24" },
		{ "040180", ORDER_DDMMYY, VALUE_DATED, "1980-01-04" },
		{ "241126", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "311126", ORDER_DDMMYY, VALUE_NOT_DATE, "" },
		{ "24112", ORDER_DDMMYY, VALUE_NOT_DATE, "" },
		{ "2411260", ORDER_DDMMYY, VALUE_NOT_DATE, "" },
		{ "2x1126", ORDER_DDMMYY, VALUE_NOT_DATE, "" },
		{ "242x26", ORDER_DDMMYY, VALUE_NOT_DATE, "" },
		{ "24112x", ORDER_DDMMYY, VALUE_NOT_DATE, "" },
		{ "04/01/2026", ORDER_DDMMYY, VALUE_DATED, "2026-01-04" },
		{ "01/24/2026", ORDER_DDMMYY, VALUE_OTHER_ORDER, "" },
		{ "000000", ORDER_DDMMYY, VALUE_NO_DATE, "" },
		/* what almost is one */
		{ "04/01/80", ORDER_DMY, VALUE_DATED, "1980-01-04" },
		{ "99-01-31", ORDER_DMY, VALUE_OTHER_ORDER, "" },
		{ "24112026", ORDER_YMD, VALUE_OTHER_ORDER, "" },
		{ "2026-011-24", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "24/011/2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11-024", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "001/2/2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "1/2/6", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026_11_24", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "24,11,2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "24:11:2026", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026--11-24", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11-", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "20130101/0", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2013010.0", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "20130101.0.0", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11-24-14:31", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11-24 14", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11-24 14:31 x", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11-24x14:31", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "2026-11-24 14:31:07.12345678901234567890123456789", ORDER_DMY, VALUE_DATED, "2026-11-24" },
		{ "2026-11-24 14:31:07.123456789012345678901234567890", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "0", ORDER_DMY, VALUE_NO_DATE, "" },
		{ "1", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "0 14:31", ORDER_DMY, VALUE_NOT_DATE, "" },
		{ "", ORDER_DMY, VALUE_NO_DATE, "" },
		{ "NaT", ORDER_DMY, VALUE_NO_DATE, "" },
		{ "00000000", ORDER_DMY, VALUE_NO_DATE, "" },
		{ "0000-00-00", ORDER_DMY, VALUE_NO_DATE, "" },
		{ "00/00/0000", ORDER_DMY, VALUE_NO_DATE, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static const char *const behind[] = { "", "9", "/9", " 9", "x", ".0" }; /* of the next field: not read */

		for (size_t k = 0; k < sizeof behind / sizeof *behind; k++) {
			date day = DATE_NONE;
			char iso[DATE_TEXT], text[80];

			snprintf(text, sizeof text, "%s%s", rows[i].text, behind[k]);
			enum value_dated got = value_date(text, strlen(rows[i].text), rows[i].order, &day);
			if (got != rows[i].expected || (got == VALUE_DATED && strcmp(date_iso(day, iso), rows[i].iso) != 0))
				fail_msg("%s in order %d before “%s”: %d %s", rows[i].text, rows[i].order, behind[k], got, date_iso(day, iso));
		}
	}
}

static void impossible_months_tell_the_order(void **state)
{
	static const struct {
		const char *text;
		enum mapping_order order;
	} rows[] = {
		{ "13/01/2026", ORDER_DMY },   { "01/13/2026", ORDER_MDY },
		{ "01/02/2026", ORDER_GUESS }, { "2026-01-13", ORDER_GUESS },
		{ "20260113", ORDER_GUESS },   { "13012026", ORDER_DMY },
		{ "", ORDER_GUESS },           { "x", ORDER_GUESS },
		{ "32/13/2026", ORDER_GUESS }, { "29/02/2024", ORDER_DMY },
		{ "00/00/0000", ORDER_GUESS }, { "mardi 24/11/2026", ORDER_DMY },
		{ "Tuesday 11/24/2026", ORDER_MDY }, { "mardi", ORDER_GUESS },
		{ "mardi 24 novembre 2026", ORDER_GUESS }, { "mardi 24112026", ORDER_DMY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (value_date_evidence(rows[i].text, strlen(rows[i].text)) != rows[i].order)
			fail_msg("%s", rows[i].text);
}

static void identifiers_lose_their_float(void **state)
{
	static const struct {
		const char *text;
		size_t length;
	} rows[] = {
		{ "140105686.0", 9 },  { "140105686.00", 9 }, { "140105686", 9 },
		{ "140105686.5", 11 }, { "140105686.", 10 },  { "F12.0", 5 },
		{ ".0", 2 },           { "0.0", 1 },          { "", 0 },
		{ "1.00a", 5 },          { "999.0", 3 },         { "12x0", 4 },
		{ "12-0", 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(value_id_length(rows[i].text, strlen(rows[i].text)),
				 rows[i].length);
	/* the next field is not read */
	assert_int_equal(value_id_length("12.05", 4), 2);
	assert_int_equal(value_id_length("12.0", 3), 3);
	assert_int_equal(value_id_length("123.0", 2), 2);
}

/* What programs write for nothing; letters alone, or a little more, are something. */
static void empty_words(void **state)
{
	static const char *const empty[] = { "", "-", "--", "nan", "NaN", "NAN", "NaT", "null", "NULL", "None", "N/A", "n/a", "#N/A" };
	static const char *const some[] = { "0", "+", "---", "-1", "na", "nans", "nul", "nulls", "#n/a!", "n\\a", "x" };

	(void)state;
	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
		assert_true(value_is_empty(empty[i], strlen(empty[i])));
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		assert_false(value_is_empty(some[i], strlen(some[i])));
	assert_true(value_is_empty("nano", 3));
	assert_false(value_is_empty("nan", 2));
}

static void client_numbers_fold(void **state)
{
	static const struct {
		const char *text;
		enum mapping_fold fold;
		const char *expected;
	} rows[] = {
		{ "00c 12", FOLD_NONE, "00c 12" }, { "00c 12", FOLD_CASE, "00C12" },
		{ "00c 12", FOLD_ZEROS, "C12" },   { "000", FOLD_ZEROS, "0" },
		{ "0", FOLD_ZEROS, "0" },          { "", FOLD_ZEROS, "" },
		{ "100", FOLD_ZEROS, "100" },      { "0200726979", FOLD_ZEROS, "200726979" },
		{ "az{`\xC3\xA9", FOLD_CASE, "AZ{`\xC3\xA9" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char no[32];
		snprintf(no, sizeof no, "%s", rows[i].text);
		size_t n = value_fold(no, strlen(no), rows[i].fold);
		assert_int_equal(n, strlen(rows[i].expected));
		assert_memory_equal(no, rows[i].expected, n + 1);
	}
}

static void settled_or_not(void **state)
{
	static const struct {
		const char *text;
		enum value_answer settled, open; /* when the flag asks "settled?", "open?" */
	} rows[] = {
		{ "1", VALUE_YES, VALUE_NO },
		{ "0", VALUE_NO, VALUE_YES },
		{ "1.0", VALUE_YES, VALUE_NO },
		{ "Oui", VALUE_YES, VALUE_NO },
		{ "NON", VALUE_NO, VALUE_YES },
		{ "true", VALUE_YES, VALUE_NO },
		{ "False", VALUE_NO, VALUE_YES },
		{ "", VALUE_NO, VALUE_NO },
		{ "NaN", VALUE_NO, VALUE_NO },
		{ "Pay\xC3\xA9"
		  "e",
		  VALUE_YES, VALUE_YES },
		{ "offen", VALUE_NO, VALUE_NO },
		{ "open", VALUE_NO, VALUE_NO },
		{ "closed", VALUE_YES, VALUE_YES },
		{ "perhaps", VALUE_UNCLEAR, VALUE_UNCLEAR },
		{ "2", VALUE_UNCLEAR, VALUE_UNCLEAR },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (value_settled(rows[i].text, false) != rows[i].settled ||
		    value_settled(rows[i].text, true) != rows[i].open)
			fail_msg("%s", rows[i].text);
}

static void directions(void **state)
{
	static const struct {
		const char *text;
		int direction;
	} rows[] = {
		{ "D", 1 },
		{ "c", -1 },
		{ "+1", 1 },
		{ "-1", -1 },
		{ "1", 1 },
		{ "S", 1 },
		{ "H", -1 },
		{ "D\xC3\xA9"
		  "bit",
		  1 },
		{ "Cr\xC3\xA9"
		  "dit",
		  -1 },
		{ "Credit", -1 },
		{ "", 0 },
		{ "0", 0 },
		{ "X", 0 },
		{ "DC", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (value_direction(rows[i].text, strlen(rows[i].text)) != rows[i].direction)
			fail_msg("%s", rows[i].text);
}

static void kinds_of_item(void **state)
{
	static const struct {
		const char *text;
		int kind; /* -1: says nothing */
	} rows[] = {
		{ "Facture", ITEM_INVOICE },
		{ "Avoir", ITEM_CREDIT_NOTE },
		{ "Credit Note", ITEM_CREDIT_NOTE },
		{ "R\xC3\xA8glement", ITEM_CASH },
		{ "DZ", ITEM_CASH },
		{ "DG", ITEM_CREDIT_NOTE },
		{ "RV", ITEM_INVOICE },
		{ "Gutschrift", ITEM_CREDIT_NOTE },
		{ "avoir sur facture", ITEM_CREDIT_NOTE },
		{ "380", ITEM_INVOICE },
		{ "381", ITEM_CREDIT_NOTE },
		{ "Facture d'acompte", ITEM_INVOICE },
		{ "Facture d\xE2\x80\x99"
		  "acompte",
		  ITEM_INVOICE },
		{ "Facture acompte", ITEM_INVOICE },
		{ "Down payment invoice", ITEM_INVOICE },
		{ "Avoir sur facture d'acompte", ITEM_CREDIT_NOTE },
		{ "Acompte", ITEM_CASH },
		{ "Acompte sur facture", ITEM_CASH },
		{ "R\xC3\xA8glement facture", ITEM_CASH },
		{ "", -1 },
		{ "XX", -1 },
		{ "1380", -1 },
		{ "3801", -1 },
		{ "Total avoir", ITEM_CREDIT_NOTE },
		{ "Pavoir", -1 },
		{ "avoirx", -1 },
		{ "av avb", ITEM_CREDIT_NOTE },
		{ "avb av", ITEM_CREDIT_NOTE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum item_kind kind = ITEM_GAP;
		bool found = value_kind(rows[i].text, &kind);
		if ((found ? (int)kind : -1) != rows[i].kind)
			fail_msg("%s: %d", rows[i].text, found ? (int)kind : -1);
	}
}

static void currencies(void **state)
{
	static const struct {
		const char *text, *code; /* NULL: none */
	} rows[] = {
		{ "EUR", "EUR" },   { "usd", "USD" },
		{ "CAD ", "CAD" },  { "\xE2\x82\xAC", "EUR" },
		{ "$", "USD" },     { "\xC2\xA3", "GBP" },
		{ "Euros", "EUR" }, { "XXQ", NULL },
		{ "\xC2\xA0\xE2\x82\xAC\xE2\x80\xAF ", "EUR" }, { " USD", "USD" },
		{ "\xC2\xA0", NULL },  { "\xA0" "EUR", NULL },
		{ "EURO1", NULL },  { "", NULL },
		{ "EU", NULL },     { "EURUSDGBP", NULL },
		{ "EURX", NULL },   { "EURUSDG", NULL },
		{ "EURUSDGB", NULL }, { "US$", "USD" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char code[MONEY_CODE] = "";
		bool found = value_currency(rows[i].text, strlen(rows[i].text), code);
		if (found != (rows[i].code != NULL) || (found && strcmp(code, rows[i].code) != 0))
			fail_msg("%s: %s", rows[i].text, code);
	}
}

static void amounts_lose_their_currency(void **state)
{
	static const struct {
		const char *text, *bare;
	} rows[] = {
		{ "12.50", "12.50" },
		{ "$12.50", "12.50" },
		{ "12,50 \xE2\x82\xAC", "12,50 " },
		{ "12,50\xC2\xA0\xE2\x82\xAC", "12,50" },
		{ "12,50\xE2\x80\xAF\xE2\x82\xAC", "12,50" },
		{ "1\xC2\xA0" "012,50\xC2\xA0" "EUR", "1\xC2\xA0" "012,50" },
		{ "\xE2\x82\xAC\xC2\xA0" "12.50", "12.50" },
		{ "-\xE2\x82\xAC" "12.50", "-\xE2\x82\xAC" "12.50" },
		{ "EUR 12.50", " 12.50" },
		{ "12.50 EUR", "12.50 " },
		{ "12.50 XYQ", "12.50 XYQ" },
		{ "ab12", "ab12" },
		{ "(12.50)", "(12.50)" },
		{ "", "" },
		{ "EUR", "EUR" },
		{ "EUR9.99", "9.99" },
		{ "9,99EUR", "9,99" },
		{ "$'9", "'9" },
		{ "9 x", "9 x" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *s = rows[i].text;
		size_t n = strlen(s);
		value_bare_amount(&s, &n);
		if (n != strlen(rows[i].bare) || memcmp(s, rows[i].bare, n) != 0)
			fail_msg("%s: %.*s", rows[i].text, (int)n, s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read_in_their_order),
		cmocka_unit_test(impossible_months_tell_the_order),
		cmocka_unit_test(identifiers_lose_their_float),
		cmocka_unit_test(empty_words),
		cmocka_unit_test(client_numbers_fold),
		cmocka_unit_test(settled_or_not),
		cmocka_unit_test(directions),
		cmocka_unit_test(kinds_of_item),
		cmocka_unit_test(currencies),
		cmocka_unit_test(amounts_lose_their_currency),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
