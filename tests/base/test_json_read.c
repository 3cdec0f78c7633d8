/* JSON read back: what the writer wrote comes out as it went in; what is no JSON is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/json.h"
#include "base/json_read.h"

static void what_was_written_comes_back(void **state)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	struct json json;
	struct json_value read;
	const struct json_value *list;
	struct err err = { 0 };

	(void)state;
	for (int pretty = 0; pretty < 2; pretty++) {
		buf_reset(&out);
		json_init(&json, &out, pretty);
		json_object(&json, NULL);
		json_text(&json, "text", "é \"x\" \\ \t\x1F \xE2\x80\xA8 end");
		json_text(&json, "none", NULL);
		json_integer(&json, "low", INT64_MIN);
		json_boolean(&json, "yes", true);
		json_money(&json, "money", -123456);
		json_date(&json, "day", 20781);
		json_array(&json, "list");
		json_object(&json, NULL);
		json_integer(&json, "n", 7);
		json_end(&json, '}');
		json_text(&json, NULL, "");
		json_end(&json, ']');
		json_object(&json, "empty");
		json_end(&json, '}');
		json_end(&json, '}');
		assert_true(json_read(&arena, out.data, &read, &err));
		assert_string_equal(json_text_of(&read, "text"),
				    "é \"x\" \\ \t\x1F \xE2\x80\xA8 end");
		assert_int_equal(json_member(&read, "none")->type, JSON_NULL);
		assert_true(json_integer_of(&read, "low") == INT64_MIN);
		assert_int_equal(json_integer_of(&read, "yes"), 1);
		assert_int_equal(json_money_of(&read, "money"), -123456);
		assert_int_equal(json_date_of(&read, "day"), 20781);
		list = json_member(&read, "list");
		assert_int_equal(list->count, 2);
		assert_int_equal(json_integer_of(&list->members[0], "n"), 7);
		assert_string_equal(list->members[1].text, "");
		assert_int_equal(json_member(&read, "empty")->count, 0);
		assert_null(json_member(&read, "nothing"));
		assert_string_equal(json_text_of(NULL, "x"), "");
		assert_int_equal(json_date_of(&read, "text"), DATE_NONE);
	}
	buf_clear(&out);
	arena_clear(&arena);
}

static void what_is_no_json_is_refused(void **state)
{
	static const char *const texts[] = {
		"",        "{",          "[1,]",   "{\"a\"}",  "{\"a\":}", "[1 2]",  "\"open",
		"nul",     "{\"a\":1}x", "\"\\q\"", "\"\\u12\"", "\"\\u0000\"", "\"\\ud800\"",
		"9223372036854775808", "-", "[", "{\"a\":1,}", "{1:2}",
	};
	struct arena arena = { 0 };
	struct json_value read;
	struct err err = { 0 };
	char deep[101];

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (json_read(&arena, texts[i], &read, &err))
			fail_msg("taken: %s", texts[i]);
	memset(deep, '[', 100);
	deep[100] = '\0';
	assert_false(json_read(&arena, deep, &read, &err));
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_comes_back),
		cmocka_unit_test(what_is_no_json_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
