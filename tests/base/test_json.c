/* The JSON writer: commas, keys, both layouts, every kind of value. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/json.h"

static void write_all(struct json *j)
{
	json_object(j, NULL);
	json_text(j, "name", "Caf\xC3\xA9 \"du\tport\"");
	json_text(j, "none", NULL);
	json_array(j, "lines");
	json_integer(j, NULL, -5);
	json_boolean(j, NULL, true);
	json_null(j, NULL);
	json_object(j, NULL);
	json_end(j, '}');
	json_end(j, ']');
	json_money(j, "open", -123450);
	json_date(j, "due_on", 20781);
	json_date(j, "paid_on", DATE_NONE);
	json_array(j, "empty");
	json_end(j, ']');
	json_end(j, '}');
}

static void compact_is_one_line(void **state)
{
	struct buf out;
	struct json j;

	(void)state;
	buf_init(&out);
	json_init(&j, &out, false);
	write_all(&j);
	assert_string_equal(out.data, "{\"name\":\"Caf\xC3\xA9 \\\"du\\tport\\\"\",\"none\":null,"
				      "\"lines\":[-5,true,null,{}],\"open\":\"-1234.50\","
				      "\"due_on\":\"2026-11-24\",\"paid_on\":null,\"empty\":[]}");
	buf_clear(&out);
}

static void pretty_is_one_member_a_line(void **state)
{
	struct buf out;
	struct json j;

	(void)state;
	buf_init(&out);
	json_init(&j, &out, true);
	write_all(&j);
	assert_string_equal(out.data, "{\n"
				      "  \"name\": \"Caf\xC3\xA9 \\\"du\\tport\\\"\",\n"
				      "  \"none\": null,\n"
				      "  \"lines\": [\n"
				      "    -5,\n"
				      "    true,\n"
				      "    null,\n"
				      "    {}\n"
				      "  ],\n"
				      "  \"open\": \"-1234.50\",\n"
				      "  \"due_on\": \"2026-11-24\",\n"
				      "  \"paid_on\": null,\n"
				      "  \"empty\": []\n"
				      "}");
	buf_clear(&out);
}

static void two_roots_are_two_lines(void **state)
{
	struct buf out;
	struct json j;

	(void)state;
	buf_init(&out);
	json_init(&j, &out, false);
	for (int i = 0; i < 2; i++) {
		json_array(&j, NULL);
		json_integer(&j, NULL, INT64_MIN);
		json_end(&j, ']');
	}
	assert_string_equal(out.data, "[-9223372036854775808]\n[-9223372036854775808]");
	buf_clear(&out);
}

static void keys_are_escaped_too(void **state)
{
	struct buf out;
	struct json j;

	(void)state;
	buf_init(&out);
	json_init(&j, &out, false);
	json_object(&j, NULL);
	json_boolean(&j, "a\"b\\", false);
	json_end(&j, '}');
	assert_string_equal(out.data, "{\"a\\\"b\\\\\":false}");
	buf_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compact_is_one_line),
		cmocka_unit_test(pretty_is_one_member_a_line),
		cmocka_unit_test(two_roots_are_two_lines),
		cmocka_unit_test(keys_are_escaped_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
