/* Open items from CSV, line by line: what is handed on of each, what is passed over, and what no file may ask for. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/intake/csv_words.h"
#include "tests/intake/gather.h"

static struct mapping *relance_preset(void)
{
	struct mapping *mapping = NULL;
	struct err err;

	assert_true(mapping_from_preset("relance", &mapping, &err));
	return mapping;
}

static const char *read_text(struct gather *gather, const char *bytes)
{
	struct mapping *mapping = relance_preset();
	const char *got = gather_csv(gather, bytes, strlen(bytes), mapping);

	mapping_close(mapping);
	return got;
}

static void an_item_has_all_the_row_says(void **state)
{
	struct gather gather = { .with_keys = true };

	(void)state;
	const char *got = read_text(
		&gather, FULL "C1;A;F1;2026-01-05;;10;;;;;;;;\nC2;A;F1;2026-01-05;;10;;;;;;;;\n");
	assert_string_equal(got, "item 2|C1|A|F1|invoice|2026-01-05||10.00|10.00| C1|F1\n"
				 "item 3|C2|A|F1|invoice|2026-01-05||10.00|10.00| C2|F1\nclient "
				 "C1|A\nclient C2|A\n");
	assert_int_equal(gather.totals.lines, 3);
	assert_int_equal(gather.totals.items, 2);
	assert_int_equal(gather.totals.clients, 2);
	assert_int_equal(gather.totals.open_sum, 2000);
	assert_int_equal(gather.totals.first_on, 20458);
	assert_int_equal(gather.totals.last_on, 20458);
	gather_clear(&gather);
}

static void the_most_frequent_name_wins(void **state)
{
	struct gather gather = { 0 };

	(void)state;
	const char *got = read_text(
		&gather,
		"client;name;number;due;amount\nC1;Alfa;F1;2026-01-02;1\n"
		"C1;Alpha;F2;2026-01-02;1\nC2;Beta;F3;2026-01-02;1\n"
		"C1;Alpha;F4;2026-01-02;1\nC2;;F5;2026-01-02;1\nC2;BETA;F6;2026-01-02;1\n");
	assert_non_null(strstr(got, "client C1|Alpha\nclient C2|Beta\nwarn 0|names|2\n"));
	assert_int_equal(gather.totals.names, 4);
	assert_int_equal(gather.totals.clients_renamed, 2);
	gather_clear(&gather);
}

/* What was given as hash last time is known the next. */
static void know(struct gather *gather)
{
	gather->know = true;
	gather->known_count = gather->hashes_count;
	memcpy(gather->known, gather->hashes, sizeof gather->known);
}

static void known_lines_are_skipped_unsplit(void **state)
{
	struct gather gather = { 0 };

	(void)state;
	read_text(&gather, BRIEF "C1;F1;2026-01-02;1\nC1;F2;2026-01-02;2\n");
	know(&gather);
	const char *got = read_text(&gather, BRIEF "C1;F2;2026-01-02;2\nC1;F1;2026-01-02;1.50\n");
	assert_string_equal(got, "item 3|C1||F1|invoice||2026-01-02|1.50|1.50|\nclient C1|\n");
	assert_int_equal(gather.totals.known, 1);
	/* the same lines under another header mean something else */
	know(&gather);
	read_text(&gather, "client;number;issued;amount\nC1;F1;2026-01-02;1.50\n");
	assert_int_equal(gather.totals.known, 0);
	assert_int_equal(gather.totals.items, 1);
	gather_clear(&gather);
}

static void added_up_lines_have_no_hash(void **state)
{
	static const char bytes[] = "c;n;d;a\nC1;F1;2026-01-02;5\n";
	struct gather gather = { .know = true };
	struct mapping *mapping = NULL;
	struct err err;

	(void)state;
	assert_true(mapping_from_text(MAP("lines = \"sum\"", FOUR), "x", &mapping, &err));
	assert_false(mapping_line_is_item(mapping));
	gather_csv(&gather, bytes, sizeof bytes - 1, mapping);
	assert_int_equal(gather.totals.items, 1);
	assert_int_equal(gather.hashes[0], 0);
	mapping_close(mapping);
	gather_clear(&gather);
}

static void a_sink_may_stop_or_fail(void **state)
{
	static const char bytes[] =
		BRIEF "C1;F1;2026-01-02;1\nC1;F2;2026-01-02;2\nC1;F3;2026-01-02;2\n";
	struct gather gather = { .stop_after = 2 };

	(void)state;
	const char *got = read_text(&gather, bytes);
	assert_string_equal(got, "item 2|C1||F1|invoice||2026-01-02|1.00|1.00|\n"
				 "item 3|C1||F2|invoice||2026-01-02|2.00|2.00|\nstopped\n");
	assert_true(gather.done);
	gather.fail = true;
	read_text(&gather, bytes);
	assert_false(gather.done);
	assert_int_equal(gather.err.code, ERR_FULL);
	assert_string_equal(gather.err.text, "file.csv: no space left");
	gather_clear(&gather);
}

static void a_huge_single_line_is_refused_without_a_copy(void **state)
{
	size_t n = 300u << 20;
	char *bytes = mem_alloc(n);
	struct gather gather = { 0 };
	struct mapping *mapping = relance_preset();

	(void)state;
	memset(bytes, 'x', n);
	gather_csv(&gather, bytes, n, mapping);
	assert_false(gather.done);
	assert_non_null(strstr(gather.err.text, "the first line is longer than 65536 bytes"));
	memcpy(bytes, BRIEF, sizeof BRIEF - 1);
	const char *got = gather_csv(&gather, bytes, n, mapping);
	assert_string_equal(
		got,
		"reject 2|line_long|\nrefused: file.csv: not one line could be read; line 2 was "
		"refused first: the line is too long\n");
	assert_int_equal(strlen(gather.raw), INTAKE_RAW - 1);
	mapping_close(mapping);
	mem_free(bytes);
	gather_clear(&gather);
}

static void binary_is_refused(void **state)
{
	static const char start[] = "PK\3\4\0\0;;;\n";
	static const char later[] = BRIEF "C1;F1;2026-01-02;1\n";
	struct gather gather = { 0 };
	struct mapping *mapping = relance_preset();
	struct buf bytes = { 0 };

	(void)state;
	gather_csv(&gather, start, sizeof start - 1, mapping);
	assert_non_null(strstr(gather.err.text, "file.csv: this is a binary file"));
	buf_init(&bytes);
	buf_puts(&bytes, later);
	for (int i = 0; i < 70000; i++)
		buf_putc(&bytes, '\n');
	buf_add(&bytes, "C1;F\0;2026-01-02;1\nC1;F2;2026-01-02;1\n", 38);
	const char *got = gather_csv(&gather, bytes.data, bytes.len, mapping);
	assert_string_equal(got, "item 2|C1||F1|invoice||2026-01-02|1.00|1.00|\nreject 70003|nul|\n"
				 "item 70004|C1||F2|invoice||2026-01-02|1.00|1.00|\nclient C1|\n");
	buf_clear(&bytes);
	mapping_close(mapping);
	gather_clear(&gather);
}

static void amounts_beyond_counting_refuse_the_file(void **state)
{
	struct buf bytes = { 0 };
	struct gather gather = { 0 };

	(void)state;
	buf_init(&bytes);
	buf_puts(&bytes, BRIEF);
	for (int i = 0; i < 100; i++)
		buf_printf(&bytes, "C1;F%d;2026-01-02;999999999999999,99\n", i);
	read_text(&gather, bytes.data);
	assert_false(gather.done);
	assert_string_equal(gather.err.text, "file.csv: line 94: the amounts of this file add up "
					     "to more than can be counted; check its "
					     "decimal sign and the column taken as amount");
	buf_clear(&bytes);
	gather_clear(&gather);
}

static void fields_beyond_the_longest_are_refused(void **state)
{
	struct buf bytes = { 0 };
	struct gather gather = { 0 };

	(void)state;
	buf_init(&bytes);
	buf_puts(&bytes, BRIEF "C1;F1;2026-01-02;1\nC1;");
	for (int i = 0; i < READER_FIELD_MAX + 1; i++)
		buf_putc(&bytes, 'F');
	buf_puts(&bytes, ";2026-01-02;1\n");
	read_text(&gather, bytes.data);
	assert_int_equal(gather.totals.items, 1);
	assert_non_null(strstr(gather.text.data, "reject 3|field_long|C1;FFF"));
	buf_clear(&bytes);
	gather_clear(&gather);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_item_has_all_the_row_says),
		cmocka_unit_test(the_most_frequent_name_wins),
		cmocka_unit_test(known_lines_are_skipped_unsplit),
		cmocka_unit_test(added_up_lines_have_no_hash),
		cmocka_unit_test(a_sink_may_stop_or_fail),
		cmocka_unit_test(a_huge_single_line_is_refused_without_a_copy),
		cmocka_unit_test(binary_is_refused),
		cmocka_unit_test(amounts_beyond_counting_refuse_the_file),
		cmocka_unit_test(fields_beyond_the_longest_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
