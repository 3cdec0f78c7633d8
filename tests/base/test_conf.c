/* Configuration files: the tree, its lines, and a refusal naming file and line for everything else. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/mem.h"

static const struct conf_spec column_spec[] = {
	{ .name = "name", .type = CONF_TEXT },
	{ .name = "aliases", .type = CONF_LIST },
	{ .name = NULL },
};

static const struct conf_spec score_spec[] = {
	{ .name = "weight", .type = CONF_INTEGER },
	{ .name = "column", .type = CONF_SECTION, .section = column_spec, .titled = true },
	{ .name = NULL },
};

static const struct conf_spec spec[] = {
	{ .name = "label", .type = CONF_TEXT },
	{ .name = "grace", .type = CONF_INTEGER },
	{ .name = "strict", .type = CONF_BOOLEAN },
	{ .name = "holidays", .type = CONF_LIST },
	{ .name = "score", .type = CONF_SECTION, .section = score_spec },
	{ .name = "column", .type = CONF_SECTION, .section = column_spec, .titled = true },
	{ .name = NULL },
};

static struct conf *read_good(const char *text)
{
	struct conf *conf = NULL;
	struct err err = { 0 };

	if (!conf_read_text(text, "good.conf", spec, &conf, &err))
		fail_msg("%s", err.text);
	return conf;
}

static const struct conf_value *find(const struct conf_value *section, const char *name,
				     enum conf_type type, int line)
{
	const struct conf_value *value = conf_find(section, name);

	if (!value)
		fail_msg("%s is missing", name);
	assert_string_equal(value->name, name);
	assert_int_equal(value->type, type);
	if (value->line != line)
		fail_msg("%s is said to be on line %d", name, value->line);
	return value;
}

static void only_what_was_set_is_there(void **state)
{
	struct conf *conf = read_good("grace = 2\n");
	const struct conf_value *root = conf_root(conf);

	(void)state;
	assert_int_equal(root->type, CONF_SECTION);
	assert_int_equal(root->count, 1);
	assert_int_equal(find(root, "grace", CONF_INTEGER, 1)->integer, 2);
	assert_null(conf_find(root, "label"));
	assert_null(conf_find(root, "score"));
	conf_close(conf);
	conf = read_good("");
	assert_int_equal(conf_root(conf)->count, 0);
	conf_close(conf);
	conf_close(NULL);
}

static const char everything[] = "# a comment, with a brace { and ${HOME}\n"
				 "// another\n"
				 "label = \"Caf\xC3\xA9 # not a comment\"\n"
				 "/* a long\n"
				 "   one \" */ grace = -12 # after\n"
				 "\n"
				 "holidays = { 2026-12-25, '14/07',\n"
				 "\t\"a b\" }\n"
				 "score {\n"
				 "\tweight = 010\n"
				 "\tcolumn \"in\" { name = inner }\n"
				 "}\n"
				 "column \"client\"\n"
				 "{\n"
				 "\tname = No_client\n"
				 "\taliases = {}\n"
				 "}\n"
				 "column amount { name = '' }\n"
				 "strict = yes\n";

static void every_kind_is_read_with_its_line(void **state)
{
	struct conf *conf = read_good(everything);
	const struct conf_value *root = conf_root(conf), *v;

	(void)state;
	assert_int_equal(root->count, 7);
	assert_string_equal(find(root, "label", CONF_TEXT, 3)->text, "Caf\xC3\xA9 # not a comment");
	assert_int_equal(find(root, "grace", CONF_INTEGER, 5)->integer, -12);
	assert_int_equal(find(root, "strict", CONF_BOOLEAN, 19)->integer, 1);
	v = find(root, "holidays", CONF_LIST, 7);
	assert_int_equal(v->list_count, 3);
	assert_string_equal(v->list[0], "2026-12-25");
	assert_string_equal(v->list[1], "14/07");
	assert_string_equal(v->list[2], "a b");
	v = find(root, "score", CONF_SECTION, 9);
	assert_null(v->title);
	assert_int_equal(v->count, 2);
	assert_int_equal(find(v, "weight", CONF_INTEGER, 10)->integer, 10);
	v = find(v, "column", CONF_SECTION, 11);
	assert_string_equal(v->title, "in");
	assert_string_equal(find(v, "name", CONF_TEXT, 11)->text, "inner");
	conf_close(conf);
}

static void titled_sections_come_in_order(void **state)
{
	struct conf *conf = read_good(everything);
	const struct conf_value *root = conf_root(conf), *client = &root->values[4];

	(void)state;
	assert_string_equal(client->title, "client");
	assert_int_equal(client->line, 14);
	assert_int_equal(client->count, 2);
	assert_string_equal(client->values[0].text, "No_client");
	assert_int_equal(client->values[1].type, CONF_LIST);
	assert_int_equal(client->values[1].list_count, 0);
	assert_string_equal(root->values[5].title, "amount");
	assert_int_equal(root->values[5].line, 18);
	assert_string_equal(root->values[5].values[0].text, "");
	assert_ptr_equal(conf_find(root, "column"), &root->values[5]);
	conf_close(conf);
}

static void the_last_one_counts(void **state)
{
	struct conf *conf = read_good("grace = 1\nholidays = {a,\nb}\ngrace = 3\n"
				      "holidays = {c}\nscore { weight = 1 }\nscore { }\n");
	const struct conf_value *root = conf_root(conf), *list;

	(void)state;
	assert_int_equal(find(root, "grace", CONF_INTEGER, 4)->integer, 3);
	list = find(root, "holidays", CONF_LIST, 5);
	assert_int_equal(list->list_count, 1);
	assert_string_equal(list->list[0], "c");
	assert_int_equal(find(root, "score", CONF_SECTION, 7)->count, 0);
	conf_close(conf);
	conf = read_good("holidays = {a}\nholidays += {b, c}\n");
	list = find(conf_root(conf), "holidays", CONF_LIST, 1);
	assert_int_equal(list->list_count, 3);
	assert_string_equal(list->list[2], "c");
	conf_close(conf);
	conf = read_good("holidays = {a}\nholidays = {}\n");
	assert_int_equal(conf_find(conf_root(conf), "holidays")->list_count, 0);
	conf_close(conf);
}

static void windows_files_are_read(void **state)
{
	struct conf *conf = read_good("\xEF\xBB\xBFlabel = a\r\n\r\ngrace = 4\r\n");

	(void)state;
	assert_string_equal(find(conf_root(conf), "label", CONF_TEXT, 1)->text, "a");
	assert_int_equal(find(conf_root(conf), "grace", CONF_INTEGER, 3)->integer, 4);
	conf_close(conf);
}

static void booleans_and_integers_have_their_words(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
	} rows[] = {
		{ "strict = yes", 1 },
		{ "strict = no", 0 },
		{ "strict = true", 1 },
		{ "strict = false", 0 },
		{ "strict = on", 1 },
		{ "strict = off", 0 },
		{ "grace = +7", 7 },
		{ "grace = \"8\"", 8 },
		{ "grace = 09", 9 },
		{ "grace = 9223372036854775807", INT64_MAX },
		{ "grace = -9223372036854775808", INT64_MIN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct conf *conf = read_good(rows[i].text);
		assert_int_equal(conf_root(conf)->values[0].integer, rows[i].value);
		conf_close(conf);
	}
}

static void a_wrong_file_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *name, *text, *where, *says;
	} rows[] = {
		{ "unknown option", "grace=1\n# c\n\nnope = 2\n", "bad.conf:4: ", "\"nope\"" },
		{ "unknown in a section", "score {\n zz = 1\n}\n", "bad.conf:2: ", "\"zz\"" },
		{ "option of another place", "score {\n grace = 1\n}\n", "bad.conf:2: ", "grace" },
		{ "not a number", "\ngrace = soon\n", "bad.conf:2: ", "grace" },
		{ "hexadecimal", "grace = 0x10\n", "bad.conf:1: ", "0x10" },
		{ "decimal", "grace = 1.5\n", "bad.conf:1: ", "1.5" },
		{ "no number", "grace = \"\"\n", "bad.conf:1: ", "grace" },
		{ "too big", "grace = 9223372036854775808\n", "bad.conf:1: ", "grace" },
		{ "not a boolean", "strict = perhaps\n", "bad.conf:1: ", "perhaps" },
		{ "environment", "\nlabel = ${HOME}\n", "bad.conf:2: ", "${" },
		{ "environment in quotes", "label = \"a\n${HOME}\"\n", "bad.conf:2: ", "${" },
		{ "environment in single quotes", "label = 'x${'\n", "bad.conf:1: ", "${" },
		{ "open quote", "grace = 1\nlabel = \"abc\n\n", "bad.conf:2: ", "quote" },
		{ "open quote after backslash", "label = \"\\", "bad.conf:1: ", "quote" },
		{ "open comment", "grace = 1\n/* abc\n\n", "bad.conf:2: ", "comment" },
		{ "open section", "\nscore {\n weight = 1\n", "bad.conf:2: ", "brace" },
		{ "open list", "holidays = { a,\n b\n", "bad.conf:1: ", "brace" },
		{ "brace too many", "grace = 1\n}\n", "bad.conf:2: ", "brace" },
		{ "no value", "grace =\n", "bad.conf:", "stops" },
		{ "no equal sign", "grace 1\n", "bad.conf:1: ", "=" },
		{ "two values", "label = a b\n", "bad.conf:", "\"b\"" },
		{ "no title", "column {\n}\n", "bad.conf:1: ", "title" },
		{ "same title", "column a {}\ncolumn a {}\n", "bad.conf:2: ", "\"a\"" },
		{ "bad byte", "grace = 1\nlabel = caf\xE9\n", "bad.conf:2: ", "UTF-8" },
		{ "bad byte by escape", "\nlabel = \"\\xff\"\n", "bad.conf:2: ", "UTF-8" },
		{ "bad byte in a list", "holidays = {a,\n\"\\xff\"}\n", "bad.conf:2: ", "UTF-8" },
		{ "bad byte in a title", "column \"\\xff\" {}\n", "bad.conf:1: ", "UTF-8" },
		{ "section set like an option", "score = { }\n", "bad.conf:1: ", "\"score\"" },
		{ "list for one value", "label = { a }\n", "bad.conf:1: ", "{" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct conf *conf = NULL;
		struct err err = { 0 };
		if (conf_read_text(rows[i].text, "bad.conf", spec, &conf, &err))
			fail_msg("%s was taken", rows[i].name);
		assert_null(conf);
		assert_int_equal(err.code, ERR_INPUT);
		if (strncmp(err.text, rows[i].where, strlen(rows[i].where)) != 0 ||
		    !strstr(err.text, rows[i].says))
			fail_msg("%s: %s", rows[i].name, err.text);
		/* and nothing of it lingers in the parser */
		conf_close(read_good(everything));
	}
}

static void hostile_names_do_not_reach_the_sentence(void **state)
{
	struct conf *conf;
	struct err err;

	(void)state;
	assert_false(conf_read_text("no\x1B[31mpe = 1\n", "bad.conf", spec, &conf, &err));
	assert_null(strchr(err.text, '\x1B'));
	assert_false(conf_read_text("grace = \"\\x1b[2J\"\n", "bad.conf", spec, &conf, &err));
	assert_null(strchr(err.text, '\x1B'));
	assert_false(conf_read_text("nope = 1", "bad.conf", spec, &conf, NULL));
}

/* The answer of conf_read for a file holding these bytes. */
static bool read_bytes(const char *bytes, size_t n, struct conf **conf, struct err *err,
		       char path[32])
{
	strcpy(path, "test_conf_XXXXXX");
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
	bool done = conf_read(path, spec, conf, err);
	unlink(path);
	return done;
}

static void a_file_is_read_or_refused_by_name(void **state)
{
	char path[32], where[64];
	struct conf *conf = NULL;
	struct err err;

	(void)state;
	assert_true(read_bytes("grace = 5\n", 10, &conf, &err, path));
	assert_int_equal(conf_find(conf_root(conf), "grace")->integer, 5);
	conf_close(conf);
	conf = NULL;
	assert_false(read_bytes("grace = 5\n\0\n", 12, &conf, &err, path));
	snprintf(where, sizeof where, "%s:2: ", path);
	assert_int_equal(strncmp(err.text, where, strlen(where)), 0);
	assert_non_null(strstr(err.text, "NUL"));
	assert_false(conf_read("no/such.conf", spec, &conf, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "no/such.conf"));
	assert_false(conf_read(".", spec, &conf, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_null(conf);
}

static void a_huge_file_is_refused(void **state)
{
	size_t n = 3000000;
	char *big = mem_resize(NULL, n, 1), path[32];
	struct conf *conf;
	struct err err;

	(void)state;
	memset(big, '\n', n);
	assert_false(read_bytes(big, n, &conf, &err, path));
	assert_non_null(strstr(err.text, "too large"));
	mem_free(big);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_was_set_is_there),
		cmocka_unit_test(every_kind_is_read_with_its_line),
		cmocka_unit_test(titled_sections_come_in_order),
		cmocka_unit_test(the_last_one_counts),
		cmocka_unit_test(windows_files_are_read),
		cmocka_unit_test(booleans_and_integers_have_their_words),
		cmocka_unit_test(a_wrong_file_is_refused_with_its_line),
		cmocka_unit_test(hostile_names_do_not_reach_the_sentence),
		cmocka_unit_test(a_file_is_read_or_refused_by_name),
		cmocka_unit_test(a_huge_file_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
