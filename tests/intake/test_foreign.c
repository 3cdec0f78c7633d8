/* Real files nobody here wrote, when they stand beside the checkout: their totals to the cent. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/intake/gather.h"

#define LEDGER_1   "fec/0000000001FEC20220831.txt"
#define LEDGER_2   "fec/111111111FEC20221231.TXT"
#define OPEN_ITEMS "ar/open-items-9681.csv"

static const char *base_name(const char *path)
{
	return strrchr(path, '/') + 1;
}

static void read_ledger(struct gather *gather, const char *path)
{
	size_t n;
	char *bytes = gather_shared(path, &n);

	assert_non_null(bytes);
	assert_int_equal(reader_recognise(bytes, n, base_name(path)), FORMAT_FEC);
	gather_fec(gather, bytes, n, base_name(path));
	if (!gather->done)
		fail_msg("%s", gather->err.text);
	mem_free(bytes);
}

static void a_ledger_with_opening_lumps_gives_its_balance(void **state)
{
	struct gather gather = { 0 };

	(void)state;
	read_ledger(&gather, LEDGER_1);
	assert_int_equal(gather.totals.clients, 17);
	assert_int_equal(gather.totals.open_sum, 5251724);
	assert_int_equal(gather.totals.items, 18);
	assert_int_equal(gather.totals.gaps, 8);
	assert_int_equal(gather.totals.rejects, 0);
	/* 138 credits, and 2 debits against the bank: money given back */
	assert_int_equal(gather.totals.receipts, 140);
	assert_string_equal(gather.totals.charset, "UTF-8 BOM");
	assert_false(gather.totals.allotted);
	assert_non_null(strstr(gather.text.data, "client C0014|D\xC3\xA9"
						 "fense Environnement Services\n"));
	assert_non_null(
		strstr(gather.text.data,
		       "item 1904|C0012|SILEC CABLE||gap|2021-09-04||-34.71|-34.71||flagged\n"));
	gather_clear(&gather);
}

static void a_padded_ledger_in_cp850_gives_its_balance(void **state)
{
	struct gather gather = { 0 };

	(void)state;
	read_ledger(&gather, LEDGER_2);
	assert_int_equal(gather.totals.clients, 34);
	assert_int_equal(gather.totals.open_sum, 1441652);
	assert_int_equal(gather.totals.items, 34);
	assert_int_equal(gather.totals.gaps, 0);
	assert_int_equal(gather.totals.rejects, 0);
	assert_string_equal(gather.totals.charset, "CP850");
	assert_string_equal(gather.totals.siren, "111111111");
	assert_int_equal(strncmp(gather.text.data, "warn 0|year|2022-12-31\n", 23), 0);
	gather_clear(&gather);
}

static void expect_open_items(const struct mapping *mapping, const char *bytes, size_t n)
{
	struct gather gather = { 0 };

	gather_csv(&gather, bytes, n, mapping);
	if (!gather.done)
		fail_msg("%s", gather.err.text);
	assert_int_equal(gather.totals.items, 9681);
	assert_int_equal(gather.totals.clients, 553);
	assert_int_equal(gather.totals.rejects, 0);
	assert_int_equal(gather.totals.skipped, 0);
	assert_int_equal(gather.totals.open_sum, 31042785934);
	assert_int_equal(gather.totals.clients_renamed, 320);
	assert_int_equal(
		strncmp(gather.text.data,
			"item 2|140105686|SYSC "
			"llc|2960623488|invoice|2020-03-30|2020-04-10|2309.79|2309.79|USD\n",
			86),
		0);
	gather_clear(&gather);
}

static void open_items_are_read_by_the_preset(void **state)
{
	struct mapping *mapping = NULL;
	struct err err;
	size_t n;
	char *bytes = gather_shared(OPEN_ITEMS, &n);

	(void)state;
	assert_true(mapping_from_preset("ar-open-items", &mapping, &err));
	expect_open_items(mapping, bytes, n);
	mapping_close(mapping);
	mem_free(bytes);
}

static void open_items_are_read_by_a_guess(void **state)
{
	struct mapping *mapping = NULL;
	struct err err;
	size_t n;
	char *bytes = gather_shared(OPEN_ITEMS, &n);

	(void)state;
	assert_int_equal(reader_recognise(bytes, n, base_name(OPEN_ITEMS)), FORMAT_CSV);
	if (!mapping_guess(bytes, n, base_name(OPEN_ITEMS), &mapping, &err))
		fail_msg("%s", err.text);
	expect_open_items(mapping, bytes, n);
	mapping_close(mapping);
	mem_free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ledger_with_opening_lumps_gives_its_balance),
		cmocka_unit_test(a_padded_ledger_in_cp850_gives_its_balance),
		cmocka_unit_test(open_items_are_read_by_the_preset),
		cmocka_unit_test(open_items_are_read_by_a_guess),
	};
	size_t n;
	char *there = gather_shared(OPEN_ITEMS, &n);

	if (!there) {
		puts("1..0 # SKIP no foreign files beside the checkout");
		return 0;
	}
	mem_free(there);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
