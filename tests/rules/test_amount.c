/* An amount that stands alone, as it is written in either language and beside them. */
#include "facts.h"

#include <string.h>

#include "rules/amount.h"

static const struct {
	const char *text;
	cents amount; /* 0: none is read */
	const char *currency;
	bool plain;
} rows[] = {
	{ "1234,56", 123456, "", false },
	{ "1234.56", 123456, "", false },
	{ "1 234,56", 123456, "", false },
	{ "1\u00a0234,56", 123456, "", false },
	{ "1\u202f234,56 €", 123456, "EUR", false },
	{ "1.234,56", 123456, "", false },
	{ "1,234.56", 123456, "", false },
	{ "1'234.50", 123450, "", false },
	{ "1’234.50 CHF", 123450, "CHF", false },
	{ "CHF 1'234.50", 123450, "CHF", false },
	{ "1 234,56€", 123456, "EUR", false },
	{ "€1,234.56", 123456, "EUR", false },
	{ "eur 12", 1200, "EUR", false },
	{ "12eur", 1200, "EUR", false },
	{ "12 Euros", 1200, "EUR", false },
	{ "$12", 1200, "USD", false },
	{ "£ 12.5", 1250, "GBP", false },
	{ "12,5", 1250, "", false },
	{ "0,50", 50, "", false },
	{ "-1 234,56", 123456, "", false },
	{ "+ 12,00", 1200, "", false },
	{ "1234", 123400, "", true },
	{ "  1234  ", 123400, "", true },
	{ "1 234", 123400, "", false },
	{ "1.500", 150000, "", false },
	{ "1,500", 150000, "", false },
	{ "1.500 €", 150000, "EUR", false },
	{ "1 234 567,89", 123456789, "", false },
	{ "1.234.567,89", 123456789, "", false },
	{ "999999999999999,99", 99999999999999999, "", false },
	{ "99999999999999999999", 0, "", false },
	{ "0", 0, "", false },
	{ "0,00", 0, "", false },
	{ "", 0, "", false },
	{ "-", 0, "", false },
	{ "€", 0, "", false },
	{ "eur", 0, "", false },
	{ "heb", 0, "", false },
	{ "é", 0, "", false },
	{ "àà", 0, "", false },
	{ "12 34", 0, "", false },
	{ "01 99 00 45 67", 0, "", false },
	{ "0199004567", 0, "", false },
	{ "3x", 0, "", false },
	{ "14h", 0, "", false },
	{ "15/12", 0, "", false },
	{ "2026-12-15", 0, "", false },
	{ "12 ven", 0, "", false },
	{ "12 sas", 0, "", false },
	{ "sas 12", 0, "", false },
	{ "12,345", 1234500, "", false },
	{ "12,3456", 0, "", false },
	{ "1,2,3", 0, "", false },
	{ "12..5", 0, "", false },
	{ "F-24-0978", 0, "", false },
	{ "eur 12 chf", 0, "", false },
};

static void amounts_are_read_as_they_are_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct amount_said said = { .amount = -1 };
		bool read = amount_said(rows[i].text, &said);

		if (read != (rows[i].amount != 0))
			fail_msg("“%s” is %s", rows[i].text, read ? "read" : "not read");
		else if (!read)
			assert_int_equal(said.amount, -1);
		else if (said.amount != rows[i].amount || strcmp(said.currency, rows[i].currency) != 0 || said.plain != rows[i].plain)
			fail_msg("“%s” is %lld %s %d", rows[i].text, (long long)said.amount, said.currency, said.plain);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(amounts_are_read_as_they_are_written) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
