/* Lines, records and fields. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "intake/reader.h"
#include "intake/rows.h"

/* Each record as "LINE:field/field…", refused ones as "LINE:!word". */
static void show(struct buf *out, const char *bytes, size_t n, char separator, char quote)
{
	static const char *const words[] = { "", "", "!long", "!nul", "!quote" };
	static struct field fields[ROWS_COLUMNS];
	struct rows rows;
	struct row row;
	struct buf text = { 0 };
	enum rows_got got;

	buf_init(out);
	rows_begin(&rows, bytes, n, separator, quote);
	while ((got = rows_next(&rows, &row)) != ROWS_END) {
		buf_printf(out, "%lld:%s", (long long)row.line, words[got]);
		size_t count = got == ROWS_ROW ? rows_split(&rows, &row, fields, NULL) : 0;
		for (size_t i = 0; i < count; i++) {
			struct piece piece = rows_text(&fields[i], quote, &text);
			buf_puts(out, i ? "/" : "");
			buf_add(out, piece.s, piece.n);
		}
		buf_putc(out, '\n');
	}
	buf_printf(out, "%lld%s", (long long)rows.line, row.cut ? " cut" : "");
	buf_clear(&text);
}

static void records_are_cut_as_rfc_4180_says(void **state)
{
	static const struct {
		const char *name, *bytes, *expected;
	} rows[] = {
		{ "plain", "a,b\nc,d\n", "1:a/b\n2:c/d\n2" },
		{ "no line end at the end", "a,b\nc,d", "1:a/b\n2:c/d\n2 cut" },
		{ "CR LF and CR CR LF", "a,b\r\nc,d\r\r\n", "1:a/b\n2:c/d\n2" },
		{ "CR alone", "a,b\rc,d\r", "1:a/b\n2:c/d\n2" },
		{ "blank lines", "a\n\n\nb\n", "1:a\n2:\n3:\n4:b\n4" },
		{ "empty fields", ",a,,\n", "1:/a//\n1" },
		{ "blanks around", " a ,  b\n", "1:a/b\n1" },
		{ "quotes", "\"a,b\",c\n", "1:a,b/c\n1" },
		{ "quotes doubled", "\"a \"\"b\"\"\",\"\"\"\"\n", "1:a \"b\"/\"\n1" },
		{ "empty quotes", "\"\",\"\"\n", "1:/\n1" },
		{ "blanks outside quotes", " \"a\" ,b\n", "1:a/b\n1" },
		{ "a quote inside a word is a letter", "12\" pipe,b\"c\n", "1:12\" pipe/b\"c\n1" },
		{ "line ends inside quotes", "\"a\nb\",c\nd,e\n", "1:a\nb/c\n3:d/e\n3" },
		{ "CR LF inside quotes", "\"a\r\nb\",c\r\nd\r\n", "1:a\r\nb/c\n3:d\n3" },
		{ "two such fields", "\"a\n\nb\",\"c\nd\"\ne\n", "1:a\n\nb/c\nd\n5:e\n5" },
		{ "quoted to the end of the file", "\"a\nb\"", "1:a\nb\n2 cut" },
		{ "a quote that never ends spoils its line only", "\"a,b\nc,d\n",
		  "1:!quote\n2:c/d\n2" },
		{ "text behind a quote", "\"a\"b,c\nd\n", "1:!quote\n2:d\n2" },
		{ "a quote that never ends in a later field", "a,\"b\nc\n", "1:!quote\n2:c\n2" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out;
		show(&out, rows[i].bytes, strlen(rows[i].bytes), ',', '"');
		if (strcmp(out.data, rows[i].expected) != 0)
			fail_msg("%s\n%s", rows[i].name, out.data);
		buf_clear(&out);
	}
}

static void without_a_quote_character_quotes_are_letters(void **state)
{
	static const char bytes[] = "\"a;b\"\n\"c;d\n";
	struct buf out;

	(void)state;
	show(&out, bytes, sizeof bytes - 1, ';', 0);
	assert_string_equal(out.data, "1:\"a/b\"\n2:\"c/d\n2");
	buf_clear(&out);
}

static void nuls_are_found_record_by_record(void **state)
{
	static const char bytes[] = "a;b\nc\0;d\ne;f\n";
	struct buf out;

	(void)state;
	show(&out, bytes, sizeof bytes - 1, ';', '"');
	assert_string_equal(out.data, "1:a/b\n2:!nul\n3:e/f\n3");
	buf_clear(&out);
}

static void repeat(struct buf *bytes, const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_puts(bytes, text);
}

static void lines_have_a_longest_length(void **state)
{
	struct buf bytes, out;

	(void)state;
	buf_init(&bytes);
	repeat(&bytes, "x", READER_LINE_MAX + 1);
	buf_puts(&bytes, "\na;b\n");
	show(&out, bytes.data, bytes.len, ';', '"');
	assert_string_equal(out.data, "1:!long\n2:a/b\n2");
	buf_clear(&out);
	buf_clear(&bytes);
	repeat(&bytes, "x", READER_LINE_MAX);
	buf_puts(&bytes, "\na;b\n");
	show(&out, bytes.data, bytes.len, ';', '"');
	assert_non_null(strstr(out.data, "x\n2:a/b\n2"));
	buf_clear(&out);
	buf_clear(&bytes);
}

static void fields_have_a_longest_length(void **state)
{
	static struct field fields[ROWS_COLUMNS];
	struct buf bytes;
	struct rows rows;
	struct row row;
	size_t long_field;

	(void)state;
	buf_init(&bytes);
	buf_puts(&bytes, "a;");
	repeat(&bytes, "x", READER_FIELD_MAX);
	buf_puts(&bytes, "\na;");
	repeat(&bytes, "x", READER_FIELD_MAX + 1);
	rows_begin(&rows, bytes.data, bytes.len, ';', '"');
	assert_int_equal(rows_next(&rows, &row), ROWS_ROW);
	assert_int_equal(rows_split(&rows, &row, fields, &long_field), 2);
	assert_int_equal(long_field, SIZE_MAX);
	assert_int_equal(rows_next(&rows, &row), ROWS_ROW);
	assert_int_equal(rows_split(&rows, &row, fields, &long_field), 2);
	assert_int_equal(long_field, 1);
	buf_clear(&bytes);
}

static void more_columns_than_kept_are_counted(void **state)
{
	static struct field fields[ROWS_COLUMNS];
	struct buf bytes;
	struct rows rows;
	struct row row;

	(void)state;
	buf_init(&bytes);
	repeat(&bytes, ";", ROWS_COLUMNS + 10);
	rows_begin(&rows, bytes.data, bytes.len, ';', '"');
	assert_int_equal(rows_next(&rows, &row), ROWS_ROW);
	assert_int_equal(rows_split(&rows, &row, fields, NULL), ROWS_COLUMNS + 11);
	buf_clear(&bytes);
}

static void what_is_no_text_is_refused_at_once(void **state)
{
	static const struct {
		const char *name, *bytes;
		size_t n;
		const char *sentence;
	} rows[] = {
		{ "empty", "", 0, "the file is empty" },
		{ "blank", "\r\n \t\n", 5, "the file is empty" },
		{ "a mark alone", "\xEF\xBB\xBF", 3, "the file is empty" },
		{ "UTF-16",
		  "\xFF\xFE"
		  "a\0;\0",
		  6, "the file is in UTF-16; save it as UTF-8 or as text and try again" },
		{ "a spreadsheet", "PK\x03\x04\0\0", 6,
		  "this is a binary file (it holds NUL bytes), not a text export; a spreadsheet "
		  "must be saved as CSV "
		  "first" },
		{ "text", "a;b\n", 4, NULL },
	};
	struct buf bytes;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err err = { 0 };
		assert_int_equal(rows_accept(rows[i].bytes, rows[i].n, &err),
				 rows[i].sentence == NULL);
		if (rows[i].sentence)
			assert_string_equal(err.text, rows[i].sentence);
	}
	struct err err = { 0 };
	buf_init(&bytes);
	repeat(&bytes, "x", READER_LINE_MAX + 1);
	assert_false(rows_accept(bytes.data, bytes.len, &err));
	assert_string_equal(
		err.text,
		"the first line is longer than 65536 bytes; this is no text export with one "
		"record a line");
	buf_clear(&bytes);
}

/* Columns of fixed width: characters, not bytes, when the file is UTF-8; a short row lacks its last ones. */
static void fixed_columns_are_cut_by_characters(void **state)
{
	static const int widths[] = { 2, 5, 3 };
	static const struct {
		const char *bytes;
		bool multibyte;
		size_t count;
		const char *second;
	} cases[] = {
		{ "12ab cd345\n", false, 3, "ab cd" },
		{ "12 abc 345tail\n", false, 3, "abc" },
		{ "12L\xC3\xA9" "on 345\n", true, 3, "L\xC3\xA9on" },
		{ "12L\xC3\xA9" "on 345\n", false, 3, "L\xC3\xA9on" },
		{ "12\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9" "345\n", true, 3, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9" },
		{ "12abc\n", false, 2, "abc" },
		{ "1\n", false, 1, NULL },
	};
	struct field fields[ROWS_COLUMNS];
	struct rows rows;
	struct row row;
	size_t long_field;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		rows_begin(&rows, cases[i].bytes, strlen(cases[i].bytes), 0, 0);
		rows.widths = widths;
		rows.widths_count = 3;
		rows.multibyte = cases[i].multibyte;
		assert_int_equal(rows_next(&rows, &row), ROWS_ROW);
		assert_int_equal(rows_split(&rows, &row, fields, &long_field), cases[i].count);
		assert_true(long_field == SIZE_MAX);
		if (!cases[i].second)
			continue;
		assert_int_equal(fields[1].n, strlen(cases[i].second));
		assert_memory_equal(fields[1].s, cases[i].second, fields[1].n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fixed_columns_are_cut_by_characters),
		cmocka_unit_test(records_are_cut_as_rfc_4180_says),
		cmocka_unit_test(without_a_quote_character_quotes_are_letters),
		cmocka_unit_test(nuls_are_found_record_by_record),
		cmocka_unit_test(lines_have_a_longest_length),
		cmocka_unit_test(fields_have_a_longest_length),
		cmocka_unit_test(more_columns_than_kept_are_counted),
		cmocka_unit_test(what_is_no_text_is_refused_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
