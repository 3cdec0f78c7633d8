/* Identifiers that check themselves. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "intake/identifiers.h"

struct row {
	const char *text, *expected; /* NULL: refused */
};

static void expect(bool (*check)(const char *, char *), const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char out[64] = "untouched";
		bool got = check(rows[i].text, out);
		if (got != (rows[i].expected != NULL) ||
		    strcmp(out, rows[i].expected ? rows[i].expected : "untouched") != 0)
			fail_msg("%s: %d %s", rows[i].text, got, out);
	}
}
#define EXPECT(check, rows) expect(check, rows, sizeof rows / sizeof *rows)

static void siren_passes_luhn(void **state)
{
	static const struct row rows[] = {
		{ "732829320", "732829320" },
		{ "732 829 320", "732829320" },
		{ "100000009", "100000009" },
		{ "732829321", NULL },
		{ "73282932", NULL },
		{ "7328293200", NULL },
		{ "000000000", NULL },
		{ "73282932A", NULL },
		{ "", NULL },
	};

	(void)state;
	EXPECT(identifier_siren, rows);
}

static void siret_passes_luhn_or_is_la_poste(void **state)
{
	static const struct row rows[] = {
		{ "73282932000074", "73282932000074" },
		{ "732 829 320 00074", "73282932000074" },
		{ "73282932000075", NULL },
		{ "35600000000048", "35600000000048" }, /* the seat: Luhn */
		{ "35600000049837", "35600000049837" }, /* an office: sum 45 */
		{ "35600000049838", NULL },
		{ "7328293200007", NULL },
	};

	(void)state;
	EXPECT(identifier_siret, rows);
}

static void iban_passes_mod_97(void **state)
{
	static const struct row rows[] = {
		{ "FR1420041010050500013M02606", "FR1420041010050500013M02606" },
		{ "fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606" },
		{ "DE89370400440532013000", "DE89370400440532013000" },
		{ "GB82WEST12345698765432", "GB82WEST12345698765432" },
		{ "FR1520041010050500013M02606", NULL },
		{ "FR142004101005050001302606", NULL },
		{ "FR14", NULL },
		{ "F", NULL },
		{ "1420041010050500013M02606", NULL },
		{ "DE8937040044053201300", NULL },
	};

	(void)state;
	EXPECT(identifier_iban, rows);
}

static void a_rib_makes_its_iban(void **state)
{
	char out[IDENTIFIER_IBAN], again[IDENTIFIER_IBAN];

	(void)state;
	assert_true(identifier_iban_of_rib("30001", "00794", "12345678901", out));
	assert_string_equal(out, "FR7630001007941234567890185");
	assert_true(identifier_iban_of_rib("20041", "01005", "0500013M026", out));
	assert_string_equal(out, "FR1420041010050500013M02606");
	assert_true(identifier_iban(out, again));
	assert_false(identifier_iban_of_rib("2004", "01005", "0500013M026", out));
	assert_false(identifier_iban_of_rib("2004A", "01005", "0500013M026", out));
	assert_false(identifier_iban_of_rib("20041", "01005", "0500013M0 6", out));
}

static void telephones_get_one_spelling(void **state)
{
	static const struct row rows[] = {
		{ "01 23 45 67 89", "+33123456789" },
		{ "01.23.45.67.89", "+33123456789" },
		{ "+33 1 23 45 67 89", "+33123456789" },
		{ "+33 (0)1 23 45 67 89", "+33123456789" },
		{ "0033123456789", "+33123456789" },
		{ "0033 01 23 45 67 89", "+33123456789" },
		{ "06-12-34-56-78", "+33612345678" },
		{ "0262 12 34 56", "+262262123456" },
		{ "0692123456", "+262692123456" },
		{ "0639123456", "+262639123456" },
		{ "0590123456", "+590590123456" },
		{ "0690 12 34 56", "+590690123456" },
		{ "0594123456", "+594594123456" },
		{ "0696123456", "+596696123456" },
		{ "+262 262 12 34 56", "+262262123456" },
		{ "+4598989898", "+4598989898" },
		{ "+44 20 7946 0958", "+442079460958" },
		{ "5121230", NULL },
		{ "0123456", NULL },
		{ "+33123", NULL },
		{ "+3312345678", NULL },
		{ "01 23 45 67 89 poste 12", NULL },
		{ "00", NULL },
		{ "+1234567890123456", NULL },
		{ "", NULL },
	};

	(void)state;
	EXPECT(identifier_phone, rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(siren_passes_luhn),
		cmocka_unit_test(siret_passes_luhn_or_is_la_poste),
		cmocka_unit_test(iban_passes_mod_97),
		cmocka_unit_test(a_rib_makes_its_iban),
		cmocka_unit_test(telephones_get_one_spelling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
