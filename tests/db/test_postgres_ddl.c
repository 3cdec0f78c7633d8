/* The portable SQL of this project as PostgreSQL wants it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "db/engine.h"
#include "db/postgres_ddl.h"

static void types_are_mapped_where_they_are_types(void **state)
{
	static const struct {
		const char *from, *to;
	} rows[] = {
		{ "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT NOT NULL, raw BLOB)",
		  "CREATE TABLE t (id bigint PRIMARY KEY, text text COLLATE \"C\" NOT NULL, raw "
		  "bytea)" },
		{ "ALTER TABLE t ADD COLUMN a TEXT DEFAULT 'TEXT' /* TEXT */ -- BLOB",
		  "ALTER TABLE t ADD COLUMN a text COLLATE \"C\" DEFAULT 'TEXT' /* TEXT */ -- "
		  "BLOB" },
		{ "CREATE INDEX i ON t (text DESC) WHERE text <> 'INTEGER'",
		  "CREATE INDEX i ON t (text DESC) WHERE text <> 'INTEGER'" },
		{ "CREATE TABLE \"TEXT\" (\"BLOB\" INTEGER)",
		  "CREATE TABLE \"TEXT\" (\"BLOB\" bigint)" },
		{ "SELECT CONTEXT, TEXTS", "SELECT CONTEXT, TEXTS" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *to = postgres_ddl(rows[i].from);

		assert_string_equal(to, rows[i].to);
		mem_free(to);
	}
}

static void marks_become_clauses(void **state)
{
	static const struct {
		const char *from, *to;
		int parameters;
		bool writes, stream;
	} rows[] = {
		{ "SELECT 1", "SELECT 1", 0, false, false },
		{ "SELECT a FROM t x WHERE id = $1" ENGINE_LOCK("x"),
		  "SELECT a FROM t x WHERE id = $1 FOR NO KEY UPDATE OF x", 1, true, false },
		{ "SELECT 1 FROM t xy" ENGINE_TRY_LOCK("xy"),
		  "SELECT 1 FROM t xy FOR NO KEY UPDATE OF xy SKIP LOCKED", 0, true, false },
		{ "SELECT a FROM t WHERE b > $2 AND c = $1 AND d <> '$7'" ENGINE_STREAM,
		  "SELECT a FROM t WHERE b > $2 AND c = $1 AND d <> '$7' ", 2, false, true },
		{ "insert into t values ($1, $1)", "insert into t values ($1, $1)", 1, true,
		  false },
		{ "WITH n AS (SELECT 1) UPDATE t SET a = $12",
		  "WITH n AS (SELECT 1) UPDATE t SET a = $12", 12, true, false },
		{ "SELECT 'DELETE' AS \"UPDATE\"", "SELECT 'DELETE' AS \"UPDATE\"", 0, false,
		  false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct postgres_query query;

		postgres_ddl_query(rows[i].from, &query);
		assert_string_equal(query.text, rows[i].to);
		assert_int_equal(query.parameters, rows[i].parameters);
		assert_int_equal(query.writes, rows[i].writes);
		assert_int_equal(query.stream, rows[i].stream);
		mem_free(query.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_are_mapped_where_they_are_types),
		cmocka_unit_test(marks_become_clauses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
