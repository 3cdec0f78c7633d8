/* A file large enough to be read ahead gives, in the same order, what it gives read row by row: items, refusals, warnings, totals. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "tests/intake/gather.h"

#define HEADER "client;name;number;issued;due;amount;open;currency;order;contact;phone;mail;limit;risk\n"

/* Rows of every fate, among them a batch's borders. */
static void add_row(struct buf *file, int i)
{
	static const char *const odd[] = {
		"C%d;Half a row;F%d\n",                                                  /* columns */
		"C%d;A;F%d;2026-13-05;;70;;;;;;;;\n",                                    /* no date */
		"C%d;A;F%d;2026-01-05;;seventy;;;;;;;;\n",                               /* no amount */
		"C%d;\"Alpha \"\"and\"\" \nBeta\";F%d;2026-01-05;;70;;;;;;;;\n",            /* two lines */
		"C%d;A\xE2\x80\xAE;F%d;2026-01-05;;70;;;;;;;;\n",                        /* hidden letters */
		"C%d;A;F%d;2026-01-05;;70.123;;EUR;;Ann \"\"B\"\";+33;a@b.fr;-5;many\n", /* warnings */
		"C%d;A\"\"B;\"F%d;2026-01-05;;70;;;;;;;;\n",                             /* a quote not closed */
		";;;;%.0d%.0d;;;;;;;;;\n",                                               /* nothing */
		"C%d;\xC3\x89l\xC3\xA9gant;F%d;2026-01-05;2026-02-05;-70;-5;USD;BC 7;;;;;\n",
	};

	if (i % 7 == 0)
		buf_printf(file, odd[i / 7 % (sizeof odd / sizeof *odd)], i % 500, i);
	else if (i % 11 == 0) /* said before, with another amount or the same */
		buf_printf(file, "C%d;Name %d;F%d;2026-01-05;2026-02-04;1%d.50;;EUR;;;;;;\n", (i - 1) % 500,
			   (i - 1) % 500, i - 1, i % 2 ? i : i - 1);
	else
		buf_printf(file, "C%d;Name %d;F%d;2026-01-05;2026-02-04;1%d.50;;EUR;;;;;;\n", i % 500, i % 500, i, i);
}

static void fill(struct buf *file, int rows)
{
	buf_init(file);
	buf_puts(file, HEADER);
	for (int i = 0; i < rows; i++)
		add_row(file, i);
}

static struct mapping *own_format(void)
{
	struct mapping *mapping;
	struct err err;

	assert_true(mapping_from_preset("relance", &mapping, &err));
	return mapping;
}

/* A sink that knows lines, if none of these, has them read one by one. */
static void a_file_read_ahead_gives_the_same(void **state)
{
	struct gather one = { .know = true }, ahead = { 0 };
	struct mapping *mapping = own_format();
	struct buf file;

	(void)state;
	fill(&file, 30000);
	assert_true(file.len > 1 << 20);
	gather_csv(&one, file.data, file.len, mapping);
	gather_csv(&ahead, file.data, file.len, mapping);
	assert_true(one.done && ahead.done);
	assert_true(one.totals.items > 20000 && one.totals.rejects > 2000 && one.totals.warnings > 1000);
	assert_memory_equal(&one.totals, &ahead.totals, sizeof one.totals);
	assert_int_equal(one.progress, ahead.progress);
	assert_string_equal(one.raw, ahead.raw);
	assert_int_equal(one.text.len, ahead.text.len);
	assert_memory_equal(one.text.data, ahead.text.data, one.text.len);
	gather_clear(&one);
	gather_clear(&ahead);
	buf_clear(&file);
	mapping_close(mapping);
}

static void who_stops_or_fails_is_not_waited_for(void **state)
{
	struct gather stops = { .stop_after = 10 }, fails = { .fail = true };
	struct mapping *mapping = own_format();
	struct buf file;

	(void)state;
	fill(&file, 30000);
	gather_csv(&stops, file.data, file.len, mapping);
	assert_true(stops.done && stops.totals.stopped);
	assert_int_equal(stops.totals.items, 10);
	gather_csv(&fails, file.data, file.len, mapping);
	assert_false(fails.done);
	assert_int_equal(fails.totals.items, 1);
	gather_clear(&stops);
	gather_clear(&fails);
	buf_clear(&file);
	mapping_close(mapping);
}

static void a_file_cut_within_a_row_is_refused(void **state)
{
	struct gather gather = { 0 };
	struct mapping *mapping = own_format();
	struct buf file;

	(void)state;
	fill(&file, 30000);
	buf_puts(&file, "C1;Name");
	gather_csv(&gather, file.data, file.len, mapping);
	assert_false(gather.done);
	assert_non_null(strstr(gather.err.text, "cut"));
	gather_clear(&gather);
	buf_clear(&file);
	mapping_close(mapping);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_read_ahead_gives_the_same),
		cmocka_unit_test(who_stops_or_fails_is_not_waited_for),
		cmocka_unit_test(a_file_cut_within_a_row_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
