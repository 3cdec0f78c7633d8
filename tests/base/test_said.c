/* A sentence that is kept is the same when it is said again, and whatever else stands in its place is only read.
 */
#include <errno.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/said.h"

static struct err err;

static void is_said_again(const char *wanted)
{
	char *said = said_again(err.said);

	assert_string_equal(err.text, wanted);
	assert_string_equal(said, wanted);
	mem_free(said);
}

static void every_argument_is_kept(void **state)
{
	(void)state;
	err_set(&err, ERR_INPUT, "no argument, 100 %% of it");
	is_said_again("no argument, 100 % of it");
	err_set(&err, ERR_INPUT, "%s: line %lld has %zu bytes, %d at most", "a \"name\"\\ with\tall", -3LL, (size_t)119, 120);
	is_said_again("a \"name\"\\ with\tall: line -3 has 119 bytes, 120 at most");
	err_set(&err, ERR_INPUT, "%" PRId64 " of %" PRIu64 ", %ld, %lu, %u, %c, %02d, %x", INT64_MIN, UINT64_C(7), -8L, 9UL, 4294967295u, 'z', 5, 255u);
	is_said_again("-9223372036854775808 of 7, -8, 9, 4294967295, z, 05, ff");
	err_set(&err, ERR_INPUT, "%.*s|%.*s|%s", 3, "factures", 0, "x", "");
	is_said_again("fac||");
	err_set(&err, ERR_INPUT, "%s", "été %s %d\n%");
	is_said_again("été %s %d\n%");
}

static void context_and_detail_are_kept(void **state)
{
	(void)state;
	err_set(&err, ERR_INPUT, "this is no date");
	err_detail(&err, "2026-13-45 %s");
	err_context(&err, "line %d", 12);
	err_context(&err, "%s", "ledger.csv");
	is_said_again("ledger.csv: line 12: this is no date: 2026-13-45 %s");
	err_errno(&err, ENOENT, "reading %s", "x");
	is_said_again("reading x: No such file or directory");
	err_clear(&err);
	assert_string_equal(err.said, "");
}

/* What there is no room for is not kept by half: its text stands for it. */
static void what_is_too_long_is_not_kept(void **state)
{
	static char text[3000];

	(void)state;
	memset(text, 'x', sizeof text - 1);
	err_set(&err, ERR_INPUT, "%s", text);
	assert_string_equal(err.said, "");
	err_context(&err, "file");
	assert_string_equal(err.said, "");
	assert_int_equal(strncmp(err.text, "file: xxx", 9), 0);
	text[700] = '\0';
	err_set(&err, ERR_INPUT, "%s", text);
	assert_true(*err.said != '\0');
	err_detail(&err, text);
	assert_string_equal(err.said, "");
}

static void what_was_kept_otherwise_is_only_read(void **state)
{
	static const struct {
		const char *kept, *said;
	} rows[] = {
		{ "", "" },
		{ "an older sentence with 5 % of all: %s", "an older sentence with 5 % of all: %s" },
		{ "[not json", "[not json" },
		{ "[]", "[]" },
		{ "[1,2]", "[1,2]" },
		{ "[[\"nested\"]]", "[[\"nested\"]]" },
		{ "[\"\"]", "[\"\"]" },
		{ "[\"%s and %s\",\"one\"]", "one and " },
		{ "[\"one\",\"two\",\"three\"]", "one" },
		{ "[\"%2$s before %1$d\",\"7\",\"x\"]", "x before 7" },
		{ "[\"%9$s%0$s%n%p%\",\"7\"]", "7%n%p%" },
		{ "[\"%*d\",\"7\"]", "%*d" },
		{ "[\"%s\",5]", "" },
		{ "[\"%s\",[\"%s\",[\"deep\"]]]", "deep" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *said = said_again(rows[i].kept);

		if (strcmp(said, rows[i].said) != 0)
			fail_msg("%s: %s, not %s", rows[i].kept, said, rows[i].said);
		mem_free(said);
	}
}

static void no_depth_is_too_deep(void **state)
{
	struct buf kept = { 0 };
	char *said;

	(void)state;
	for (int i = 0; i < 20; i++)
		buf_puts(&kept, "[\"%s\",");
	buf_puts(&kept, "\"bottom\"");
	for (int i = 0; i < 20; i++)
		buf_putc(&kept, ']');
	said = said_again(kept.data);
	assert_string_equal(said, "");
	mem_free(said);
	buf_clear(&kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_argument_is_kept),
		cmocka_unit_test(context_and_detail_are_kept),
		cmocka_unit_test(what_is_too_long_is_not_kept),
		cmocka_unit_test(what_was_kept_otherwise_is_only_read),
		cmocka_unit_test(no_depth_is_too_deep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
