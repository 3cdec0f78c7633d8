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

static void a_rib_makes_its_iban(void **state)
{
	char out[IDENTIFIER_IBAN];

	(void)state;
	assert_true(identifier_iban_of_rib("30001", "00794", "12345678901", out));
	assert_string_equal(out, "FR7630001007941234567890185");
	assert_true(identifier_iban_of_rib("20041", "01005", "0500013M026", out));
	assert_string_equal(out, "FR1420041010050500013M02606");
	assert_false(identifier_iban_of_rib("2004", "01005", "0500013M026", out));
	assert_false(identifier_iban_of_rib("2004A", "01005", "0500013M026", out));
	assert_false(identifier_iban_of_rib("20041", "01005", "0500013M0 6", out));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(siren_passes_luhn),
		cmocka_unit_test(siret_passes_luhn_or_is_la_poste),
		cmocka_unit_test(a_rib_makes_its_iban),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
