/* The portable SQL of this project as SQLite wants it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "db/sqlite_ddl.h"

static void tables_become_strict(void **state)
{
	static const struct {
		const char *from, *to;
	} rows[] = {
		{ "CREATE TABLE t (a INTEGER)", "CREATE TABLE t (a INTEGER) STRICT" },
		{ "create table t (a TEXT DEFAULT ';)', CHECK (length(a) > 0));\n",
		  "create table t (a TEXT DEFAULT ';)', CHECK (length(a) > 0)) STRICT;\n" },
		{ "CREATE TABLE a (x TEXT) -- ) ;\n; CREATE INDEX i ON a (x);",
		  "CREATE TABLE a (x TEXT) STRICT -- ) ;\n; CREATE INDEX i ON a (x);" },
		{ "CREATE TEMP TABLE IF NOT EXISTS \"a;b\" (x TEXT /* ; */) ;",
		  "CREATE TEMP TABLE IF NOT EXISTS \"a;b\" (x TEXT /* ; */) STRICT ;" },
		{ "CREATE TABLE a (x TEXT);CREATE TABLE b (y TEXT)",
		  "CREATE TABLE a (x TEXT) STRICT;CREATE TABLE b (y TEXT) STRICT" },
		{ "CREATE TABLE a AS SELECT (1)", "CREATE TABLE a AS SELECT (1)" },
		{ "CREATE UNIQUE INDEX i ON t (a)", "CREATE UNIQUE INDEX i ON t (a)" },
		{ "INSERT INTO t VALUES ('CREATE TABLE t (a)')",
		  "INSERT INTO t VALUES ('CREATE TABLE t (a)')" },
		{ "SELECT 'it''s", "SELECT 'it''s" },
		{ "/* open", "/* open" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *to = sqlite_ddl_strict(rows[i].from);

		assert_string_equal(to, rows[i].to);
		mem_free(to);
	}
}

static void numbered_parameters_are_numbers(void **state)
{
	char *to = sqlite_ddl_parameters(
		"SELECT $12,$1 FROM \"$1\" WHERE a='$1''$2' AND b=$2--$3\n/*$4*/");

	(void)state;
	assert_string_equal(to, "SELECT ?12,?1 FROM \"$1\" WHERE a='$1''$2' AND b=?2--$3\n/*$4*/");
	mem_free(to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_become_strict),
		cmocka_unit_test(numbered_parameters_are_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
