/* The contract of db/engine.h, as any engine must keep it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/engine.h"
#include "sample.h"
#include "scratch.h"

static struct err err;

static int setup(void **state)
{
	scratch_open();
	*state = sample_family();
	return 0;
}

static int teardown(void **state)
{
	engine_close(*state);
	scratch_close();
	return 0;
}

/* ---- statements ---- */

static void values_come_back_as_given(void **state)
{
	struct engine *engine = *state;
	static const unsigned char bytes[] = { 0, 1, 0xFF, 0 };
	struct stmt *stmt;
	size_t size;
	date day;

	assert_true(date_parse_iso("2026-11-24", &day));
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(sample_add_parent(engine, INT64_MIN, "Société “Œuf” 🥚", &err));
	assert_true(engine_run(engine, &err, "INSERT INTO child VALUES ($1, $2, $3, $4, $5)",
			       "izdib", INT64_MAX, INT64_MIN, day, INT64_C(1), bytes,
			       sizeof bytes));
	assert_true(engine_run(engine, &err, "INSERT INTO child VALUES ($1, $2, $3, $4, $5)",
			       "izdnb", INT64_C(1), INT64_C(0), DATE_NONE, NULL, (size_t)0));
	assert_true(engine_commit(engine, &err));

	stmt = engine_statement(engine,
				"SELECT c.*, p.name FROM child c LEFT JOIN parent p ON p.id = "
				"parent_id ORDER BY c.id DESC",
				&err);
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	assert_true(stmt_int(stmt, 0) == INT64_MAX && stmt_int(stmt, 1) == INT64_MIN);
	assert_string_equal(stmt_text(stmt, 2), "2026-11-24");
	assert_int_equal(stmt_date(stmt, 2), day);
	assert_false(stmt_is_null(stmt, 3));
	assert_memory_equal(stmt_blob(stmt, 4, &size), bytes, sizeof bytes);
	assert_int_equal(size, sizeof bytes);
	assert_string_equal(stmt_text(stmt, 5), "Société “Œuf” 🥚");
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	for (int column = 1; column <= 5; column++)
		assert_true(stmt_is_null(stmt, column));
	assert_int_equal(stmt_int(stmt, 1), 0);
	assert_int_equal(stmt_date(stmt, 2), DATE_NONE);
	assert_null(stmt_blob(stmt, 4, &size));
	assert_int_equal(size, 0);
	assert_string_equal(stmt_text(stmt, 5), "");
	assert_int_equal(stmt_step(stmt, &err), STMT_DONE);
}

/* A row nobody of ours wrote: who reads it is stopped at his next step, and nothing of it is stored. */
static void a_day_that_is_none_is_doubted(void **state)
{
	static const char *const texts[] = { "2026-13-01", "2\27726-11-24", "2026-11-2", "x" };
	struct engine *engine = *state;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct stmt *stmt = engine_statement(engine, "SELECT CAST($1 AS TEXT), CAST(NULL AS TEXT), ''", &err);

		if (i == 1 && engine_is_postgres(engine)) /* a server takes no such text */
			continue;
		err_clear(&err);
		assert_true(stmt && stmt_bind(stmt, &err, "t", texts[i]));
		assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
		assert_int_equal(stmt_date(stmt, 0), DATE_NONE);
		assert_int_equal(stmt_step(stmt, &err), STMT_ERROR);
		assert_int_equal(err.code, ERR_STORE);
		assert_non_null(strstr(err.text, texts[i]));
		assert_true(stmt_bind(stmt, &err, "t", "2026-11-24"));
		assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
		assert_int_equal(stmt_date(stmt, 0), 20781);
		assert_int_equal(stmt_date(stmt, 1), DATE_NONE);
		assert_int_equal(stmt_date(stmt, 2), DATE_NONE);
		assert_int_equal(stmt_step(stmt, &err), STMT_DONE);
	}
}

static void what_is_doubted_is_not_committed(void **state)
{
	struct engine *engine = *state;
	struct stmt *stmt;

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(engine_run(engine, &err, "INSERT INTO parent (id, name) VALUES (77, 'x')", ""));
	stmt = engine_statement(engine, "SELECT name FROM parent WHERE id = 77", &err);
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	assert_int_equal(stmt_date(stmt, 0), DATE_NONE);
	stmt_reset(stmt);
	err_clear(&err);
	assert_false(engine_commit(engine, &err));
	assert_int_equal(err.code, ERR_STORE);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM parent WHERE id = 77"), 0);
}

static void parameters_go_by_number(void **state)
{
	struct stmt *stmt =
		engine_statement(*state, "SELECT $2, $1 || '$3', $2 /* $4 */ -- $5", &err);

	assert_true(stmt_bind(stmt, &err, "tt", "one", "two"));
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	assert_string_equal(stmt_text(stmt, 0), "two");
	assert_string_equal(stmt_text(stmt, 1), "one$3");
	assert_string_equal(stmt_text(stmt, 2), "two");
	stmt_reset(stmt);
}

static void single_binds_do_the_same(void **state)
{
	struct stmt *stmt = engine_statement(*state, "SELECT $1, $2, $3, $4", &err);

	assert_true(stmt_bind_one_int(stmt, 1, -7, &err));
	assert_true(stmt_bind_one_text(stmt, 2, "abcdef", 3, &err));
	assert_true(stmt_bind_one_text(stmt, 3, "abcdef", -1, &err));
	assert_true(stmt_bind_one_text(stmt, 4, "1970-01-01", -1, &err));
	assert_false(stmt_bind_one_int(stmt, 5, 1, &err));
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	assert_int_equal(stmt_int(stmt, 0), -7);
	assert_string_equal(stmt_text(stmt, 1), "abc");
	assert_string_equal(stmt_text(stmt, 2), "abcdef");
	assert_string_equal(stmt_text(stmt, 3), "1970-01-01");
	stmt_reset(stmt);
}

static void a_statement_is_prepared_once_and_comes_back_empty(void **state)
{
	static const char sql[] = "SELECT coalesce($1, 'nothing')";
	struct stmt *first = engine_statement(*state, sql, &err), *again;

	assert_true(stmt_bind(first, &err, "t", "something"));
	assert_int_equal(stmt_step(first, &err), STMT_ROW);
	again = engine_statement(*state, sql, &err); /* while it is being read */
	assert_ptr_equal(first, again);
	assert_int_equal(stmt_step(again, &err), STMT_ROW);
	assert_string_equal(stmt_text(again, 0), "nothing");
	stmt_reset(again);
}

static void many_statements_are_kept_apart(void **state)
{
	static char texts[300][32];
	struct stmt *stmts[300];

	for (int i = 0; i < 300; i++) {
		snprintf(texts[i], sizeof texts[i], "SELECT %d", i);
		assert_non_null(stmts[i] = engine_statement(*state, texts[i], &err));
	}
	for (int i = 0; i < 300; i++) {
		assert_ptr_equal(engine_statement(*state, texts[i], &err), stmts[i]);
		assert_int_equal(stmt_step(stmts[i], &err), STMT_ROW);
		assert_int_equal(stmt_int(stmts[i], 0), i);
		stmt_reset(stmts[i]);
	}
}

static void a_wrong_statement_is_an_error(void **state)
{
	err_clear(&err);
	assert_null(engine_statement(*state, "SELECT id FROM nowhere", &err));
	assert_int_equal(err.code, ERR_STORE);
	assert_non_null(strstr(err.text, "nowhere"));
	assert_non_null(strstr(err.text, engine_name(*state)));
}

static void returning_gives_rows_and_changes_are_counted(void **state)
{
	struct engine *engine = *state;
	struct stmt *stmt;

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	for (int i = 1; i <= 5; i++)
		assert_true(sample_add_parent(engine, i, (const char[]){ (char)('a' + i), '\0' }, &err));
	stmt = engine_statement(
		engine, "UPDATE parent SET name = name || 'x' WHERE id > $1 RETURNING id, name",
		&err);
	assert_true(stmt_bind(stmt, &err, "i", INT64_C(3)));
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	assert_int_equal(stmt_int(stmt, 0), 4);
	assert_string_equal(stmt_text(stmt, 1), "ex");
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	assert_int_equal(stmt_step(stmt, &err), STMT_DONE);
	assert_int_equal(engine_changes(engine), 2);
	assert_true(engine_run(engine, &err, "DELETE FROM parent WHERE id < 4", ""));
	assert_int_equal(engine_changes(engine), 3);
	assert_true(engine_commit(engine, &err));
	assert_int_equal(sample_parents(engine), 2);
}

static void tables_are_told_apart(void **state)
{
	bool there;

	assert_true(engine_has_table(*state, "child", &there, &err));
	assert_true(there);
	assert_true(engine_has_table(*state, "child_parent", &there, &err)); /* an index */
	assert_false(there);
	assert_true(engine_has_table(*state, "uncle", &there, &err));
	assert_false(there);
}

/* ---- transactions ---- */

static void constraints_are_conflicts_and_undo_everything(void **state)
{
	static const struct {
		const char *name, *sql;
		enum err_code code;
	} rows[] = {
		{ "unique", "INSERT INTO parent (id, name) VALUES (2, 'first')", ERR_CONFLICT },
		{ "primary key", "INSERT INTO parent (id, name) VALUES (1, 'second')",
		  ERR_CONFLICT },
		{ "not null", "INSERT INTO parent (id) VALUES (2)", ERR_CONFLICT },
		{ "foreign key", "INSERT INTO child (id, parent_id) VALUES (1, 77)", ERR_CONFLICT },
		{ "check", "INSERT INTO child (id, amount) VALUES (1, 0)", ERR_CONFLICT },
		{ "type", "INSERT INTO child (id, amount) VALUES (1, '12abc')", ERR_CONFLICT },
	};
	struct engine *engine = *state;

	assert_true(sample_commit_parent(engine, 1, "first", &err));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(engine_begin(engine, ENGINE_WRITE, &err));
		assert_true(sample_add_parent(engine, 50, "before", &err));
		if (engine_run(engine, &err, rows[i].sql, ""))
			fail_msg("%s: taken", rows[i].name);
		if (err.code != rows[i].code)
			fail_msg("%s: class %d, %s", rows[i].name, err.code, err.text);
		/* as on PostgreSQL: nothing more in this transaction, and no half commit */
		assert_false(sample_add_parent(engine, 51, "after", &err));
		assert_true(engine_in_transaction(engine));
		assert_false(engine_commit(engine, &err));
		assert_int_equal(err.code, ERR_STORE);
		assert_false(engine_in_transaction(engine));
		assert_int_equal(sample_parents(engine), 1);
	}
	assert_true(sample_commit_parent(engine, 50, "later", &err));
}

static void rollback_and_close_forget(void **state)
{
	struct engine *engine = *state, *other = scratch_engine();

	engine_rollback(engine); /* safe when nothing is open */
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(sample_add_parent(engine, 1, "forgotten", &err));
	engine_rollback(engine);
	assert_false(engine_in_transaction(engine));
	assert_true(engine_begin(other, ENGINE_WRITE, &err));
	assert_true(sample_add_parent(other, 2, "forgotten too", &err));
	engine_close(other);
	engine_close(NULL);
	assert_int_equal(sample_parents(engine), 0);
	assert_true(sample_commit_parent(engine, 3, "kept", &err)); /* the gate is free again */
}

static void a_rollback_ends_what_is_being_read(void **state)
{
	struct engine *engine = *state;
	struct stmt *stmt;

	assert_true(sample_commit_parent(engine, 1, "a", &err));
	assert_true(engine_begin(engine, ENGINE_READ, &err));
	stmt = engine_statement(engine, "SELECT id FROM parent", &err);
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	engine_rollback(engine);
	assert_true(sample_commit_parent(engine, 2, "b", &err));
}

static void nothing_is_written_outside_a_write_transaction(void **state)
{
	struct engine *engine = *state;

	err_clear(&err);
	assert_false(sample_add_parent(engine, 1, "a", &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_true(engine_begin(engine, ENGINE_READ, &err));
	assert_false(sample_add_parent(engine, 1, "a", &err));
	assert_int_equal(err.code, ERR_USAGE);
	engine_rollback(engine);
	assert_null(bulk_open(engine, "parent", "id,name", "it", &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_int_equal(sample_parents(engine), 0);
}

static void a_script_is_all_or_nothing(void **state)
{
	struct engine *engine = *state;
	bool there;

	assert_false(engine_script(
		engine,
		"CREATE TABLE one (id INTEGER PRIMARY KEY); CREATE TABLE parent (id INTEGER)",
		&err));
	assert_int_equal(err.code, ERR_STORE);
	assert_true(engine_has_table(engine, "one", &there, &err));
	assert_false(there);
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(engine_script(engine, "CREATE TABLE two (id INTEGER PRIMARY KEY)", &err));
	engine_rollback(engine);
	assert_true(engine_has_table(engine, "two", &there, &err));
	assert_false(there);
}

static void a_reader_sees_one_picture(void **state)
{
	struct engine *engine = *state, *other = scratch_engine();

	assert_true(engine_begin(engine, ENGINE_READ, &err));
	assert_int_equal(sample_parents(engine), 0);
	assert_true(sample_commit_parent(other, 1, "meanwhile", &err));
	assert_int_equal(sample_parents(engine), 0);
	assert_true(engine_commit(engine, &err));
	assert_int_equal(sample_parents(engine), 1);
	engine_close(other);
}

static void only_others_commits_are_changes(void **state)
{
	struct engine *engine = *state, *other = scratch_engine();

	engine_changed(engine);
	assert_false(engine_changed(engine));
	assert_true(sample_commit_parent(engine, 1, "mine", &err));
	assert_false(engine_changed(engine));
	assert_true(engine_begin(other, ENGINE_WRITE, &err));
	assert_true(sample_add_parent(other, 2, "theirs", &err));
	assert_false(engine_changed(engine));
	assert_true(engine_commit(other, &err));
	assert_true(engine_changed(engine));
	assert_false(engine_changed(engine));
	engine_close(other);
}

/* ---- loads ---- */

static void a_load_brings_every_row(void **state)
{
	struct engine *engine = *state;
	struct bulk *bulk;
	char name[32];

	for (int count = 0; count < 40;
	     count += 13) { /* none, less than a batch, more, and not a multiple */
		assert_true(engine_begin(engine, ENGINE_WRITE, &err));
		assert_true(engine_run(engine, &err, "DELETE FROM parent", ""));
		assert_non_null(bulk = bulk_open(engine, "parent", "name,id", "ti", &err));
		for (int i = 1; i <= count; i++) {
			snprintf(name, sizeof name, "row %d", i);
			assert_true(bulk_row(bulk, &err, name, (int64_t)i));
		}
		assert_true(bulk_close(bulk, &err));
		assert_int_equal(
			scratch_count(engine,
				      "SELECT count(*) FROM parent WHERE name = 'row ' || id"),
			count);
		assert_true(engine_commit(engine, &err));
	}
}

static void a_load_takes_every_kind_of_value(void **state)
{
	struct engine *engine = *state;
	struct bulk *bulk;

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_non_null(
		bulk = bulk_open(engine, "child", "id,parent_id,due_on,amount,raw", "izdib", &err));
	assert_true(bulk_row(bulk, &err, INT64_C(1), INT64_C(0), (date)0, INT64_C(5), "a\0b",
			     (size_t)3));
	assert_true(bulk_row(bulk, &err, INT64_C(2), INT64_C(0), DATE_NONE, INT64_C(6), NULL,
			     (size_t)0));
	assert_true(bulk_close(bulk, &err));
	assert_true(engine_commit(engine, &err));
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM child WHERE id = 1 AND "
					       "parent_id IS NULL AND due_on = '1970-01-01'"
					       " AND amount = 5 AND length(raw) = 3"),
			 1);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM child WHERE id = 2 AND due_on "
					       "IS NULL AND raw IS NULL"),
			 1);
}

struct rows {
	struct bulk_cell cells[4];
	int64_t at, count;
};

static const struct bulk_cell *next_of(void *context)
{
	struct rows *rows = context;

	if (rows->at == rows->count)
		return NULL;
	rows->at++;
	rows->cells[0].value.integer = rows->at;
	rows->cells[1].value.integer = rows->at % 2;
	rows->cells[2].value.integer = rows->at % 3 ? rows->at : -1;
	rows->cells[3].value.text = rows->at % 5 ? "2026-01-31 and more" : NULL;
	rows->cells[3].size = 10;
	return rows->cells;
}

static void fed_cells_are_values_or_null(void **state)
{
	struct engine *engine = *state;
	struct rows rows = { .count = 1000 };

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(engine_run(engine, &err, "INSERT INTO parent (id, name) VALUES (1, 'one')", ""));
	assert_true(bulk_feed(engine, "child", "id,parent_id,amount,due_on", "izmt", next_of, &rows, &err));
	assert_true(engine_commit(engine, &err));
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM child"), 1000);
	assert_int_equal(scratch_count(engine, "SELECT sum(id) FROM child WHERE parent_id = 1"), 250000);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM child WHERE parent_id IS NULL"), 500);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM child WHERE amount IS NULL"), 333);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM child WHERE due_on = '2026-01-31'"), 800);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM child WHERE due_on IS NULL"), 200);
}

static void a_feed_that_is_refused_fails_the_transaction(void **state)
{
	struct engine *engine = *state;
	struct rows rows = { .count = 1000 };

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(engine_script(engine, "INSERT INTO parent (id, name) VALUES (1, 'one'); INSERT INTO child (id) VALUES (500);", &err));
	assert_false(bulk_feed(engine, "child", "id,parent_id,amount,due_on", "izmt", next_of, &rows, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	assert_false(engine_commit(engine, &err));
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM child"), 0);
}

static void loads_side_by_side_keep_parents_first(void **state)
{
	struct engine *engine = *state;
	struct bulk *up, *down;
	char name[32];

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_non_null(up = bulk_open(engine, "parent", "id,name", "it", &err));
	assert_non_null(down = bulk_open(engine, "child", "id,parent_id", "ii", &err));
	for (int i = 1; i <= 100; i++) {
		snprintf(name, sizeof name, "p%d", i);
		assert_true(bulk_row(up, &err, (int64_t)i, name));
		assert_true(bulk_row(down, &err, (int64_t)(2 * i), (int64_t)i));
		assert_true(bulk_row(down, &err, (int64_t)(2 * i + 1), (int64_t)i));
	}
	assert_true(bulk_close(down, &err));
	assert_true(bulk_close(up, &err));
	assert_true(engine_commit(engine, &err));
	assert_int_equal(sample_parents(engine), 100);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM child"), 200);
}

static void a_bad_row_fails_the_load(void **state)
{
	struct engine *engine = *state;
	struct bulk *bulk;

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_null(bulk_open(engine, "parent", "id,nam", "it", &err));
	engine_rollback(engine);
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_non_null(bulk = bulk_open(engine, "parent", "id,name", "it", &err));
	assert_true(bulk_row(bulk, &err, INT64_C(1), "same"));
	assert_true(bulk_row(bulk, &err, INT64_C(2), "same")); /* noticed with its batch */
	err_clear(&err);
	assert_false(bulk_close(bulk, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	assert_false(engine_commit(engine, &err));
	assert_int_equal(sample_parents(engine), 0);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(values_come_back_as_given),
		FACT(a_day_that_is_none_is_doubted),
		FACT(what_is_doubted_is_not_committed),
		FACT(parameters_go_by_number),
		FACT(single_binds_do_the_same),
		FACT(a_statement_is_prepared_once_and_comes_back_empty),
		FACT(many_statements_are_kept_apart),
		FACT(a_wrong_statement_is_an_error),
		FACT(returning_gives_rows_and_changes_are_counted),
		FACT(tables_are_told_apart),
		FACT(constraints_are_conflicts_and_undo_everything),
		FACT(rollback_and_close_forget),
		FACT(a_rollback_ends_what_is_being_read),
		FACT(nothing_is_written_outside_a_write_transaction),
		FACT(a_script_is_all_or_nothing),
		FACT(a_reader_sees_one_picture),
		FACT(only_others_commits_are_changes),
		FACT(a_load_brings_every_row),
		FACT(a_load_takes_every_kind_of_value),
		FACT(fed_cells_are_values_or_null),
		FACT(a_feed_that_is_refused_fails_the_transaction),
		FACT(loads_side_by_side_keep_parents_first),
		FACT(a_bad_row_fails_the_load),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
