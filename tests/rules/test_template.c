/* Texts with places to fill: what stands there, what goes away, what is refused and where.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/template.h"

static const struct template_value values[] = {
	{ "client", "Bétons Hébrard" },
	{ "overdue", "4 812,50 €" },
	{ "interest", "" },
	{ "fee", NULL },
	{ "invoices", "A1\nA2" },
};
#define COUNT (sizeof values / sizeof *values)

static void fills_as_told(void **state)
{
	static const struct {
		const char *name, *text, *filled;
	} rows[] = {
		{ "empty", "", "" },
		{ "no place", "Bonjour\n", "Bonjour\n" },
		{ "two places", "{client}: {overdue}\n", "Bétons Hébrard: 4 812,50 €\n" },
		{ "no line feed at the end", "{overdue}", "4 812,50 €" },
		{ "a brace", "{{client}\n", "{client}\n" },
		{ "several lines", "[{invoices}]\n", "[A1\nA2]\n" },
		{ "an empty place takes its line along", "a\nplus {interest}\nb\n", "a\nb\n" },
		{ "the last line goes as well", "a\n{fee}", "a\n" },
		{ "one of two is enough", "{interest}{overdue}\n", "4 812,50 €\n" },
		{ "all of two", "{interest} {fee}\nb", "b" },
		{ "and the blank line behind it", "a\n\n{fee}\n\nb\n", "a\n\nb\n" },
		{ "two in a row", "a\n\n{fee}\n{interest}\n\nb\n\n\nc\n", "a\n\nb\n\n\nc\n" },
		{ "remarks", "# for the accountant\n#\n\nx", "\nx" },
		{ "no remark later", "x\n# y\n", "x\n# y\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct template_problem problem;
		struct buf out;

		buf_init(&out);
		print_message("%s\n", rows[i].name);
		assert_true(template_fill(rows[i].text, values, COUNT, &out, &problem));
		assert_string_equal(out.data, rows[i].filled);
		assert_int_equal(problem.status, TEMPLATE_OK);
		buf_clear(&out);
	}
}

static void refuses_naming_line_and_place(void **state)
{
	static const struct {
		const char *text;
		struct template_problem problem;
	} rows[] = {
		{ "a\n{nobody}\n", { TEMPLATE_UNKNOWN, 2, "nobody" } },
		{ "# remark\n{}\n", { TEMPLATE_UNKNOWN, 2, "" } },
		{ "{client\n}", { TEMPLATE_UNCLOSED, 1, "client" } },
		{ "x {", { TEMPLATE_UNCLOSED, 1, "" } },
		{ "{a_name_that_is_far_longer_than_any_we_have}", { TEMPLATE_UNKNOWN, 1, "a_name_that_is_far_longer_than_" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct template_problem problem;
		struct buf out;

		buf_init(&out);
		assert_false(template_fill(rows[i].text, values, COUNT, &out, &problem));
		assert_int_equal(problem.status, rows[i].problem.status);
		assert_int_equal(problem.line, rows[i].problem.line);
		assert_string_equal(problem.name, rows[i].problem.name);
		buf_clear(&out);
	}
}

static void reads_the_head(void **state)
{
	char subject[16];

	(void)state;
	assert_string_equal(template_head("# r\nSubject:  Rappel\n\nBonjour\n", "Subject", subject, sizeof subject), "Bonjour\n");
	assert_string_equal(subject, "Rappel");
	assert_null(template_head("Bonjour\n", "Subject", subject, sizeof subject));
	assert_string_equal(template_head("Subject: alone", "Subject", subject, sizeof subject), "");
	assert_string_equal(template_head("Subject: longer than its room\nx", "Subject", subject, sizeof subject), "x");
	assert_string_equal(subject, "longer than its");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_as_told),
		cmocka_unit_test(refuses_naming_line_and_place),
		cmocka_unit_test(reads_the_head),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
