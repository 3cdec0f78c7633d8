/* What only PostgreSQL can do to the engine: connections that go, writers side by side, long results, bytes in COPY. Runs on the database
 * of RELANCE_TEST_DB.
 */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "db/engine.h"
#include "pg.h"
#include "scratch.h"

static struct err err;

static int setup(void **state)
{
	struct engine *engine;

	scratch_open();
	engine = scratch_engine();
	if (!engine_script(engine,
			   "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL, amount "
			   "INTEGER NOT NULL DEFAULT 0, raw BLOB);"
			   "CREATE TABLE note (id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL "
			   "REFERENCES item (id));"
			   "INSERT INTO item (id, name) VALUES (1, 'one'), (2, 'two');",
			   &err))
		return -1;
	*state = engine;
	return 0;
}

static int teardown(void **state)
{
	engine_close(*state);
	scratch_close();
	return 0;
}

static struct engine *impatient(int wait_ms)
{
	const struct engine_options options = { .wait_ms = wait_ms, .checkpoints = true };
	struct engine *engine;

	assert_true(scratch_try(scratch_store(), options, &engine, &err));
	return engine;
}

/* What sentences may say of the store's address. */
static const char *open_name(void)
{
	static char name[128];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(scratch_store(), "?"), scratch_store());
	return name;
}

static bool add(struct engine *engine, int64_t id, int64_t more)
{
	return engine_run(engine, &err, "UPDATE item SET amount = amount + $2 WHERE id = $1", "ii",
			  id, more);
}

static long amount(struct engine *engine)
{
	return scratch_count(engine, "SELECT amount FROM item WHERE id = 1");
}

/* ---- addresses ---- */

static void an_address_keeps_no_secret(void **state)
{
	static const char *const with[] = { "postgresql://me:secret@/x",
					    "postgresql:///x?password=secret",
					    "postgres://me:secret@h/x" };
	const struct engine_options options = { .wait_ms = 100 };
	struct engine *engine;

	for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
		assert_false(scratch_try(with[i], options, &engine, &err));
		assert_int_equal(err.code, ERR_USAGE);
		assert_null(strstr(err.text, "secret"));
		assert_non_null(strstr(err.text, ".pgpass"));
	}
	assert_false(scratch_try("postgresql://%", options, &engine, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_string_equal(engine_name(*state), open_name());
	assert_string_equal(engine_path(*state), "");
	assert_string_equal(engine_role(*state), "relance");
	assert_true(engine_is_owner(*state));
}

static void a_server_that_is_not_there_is_named(void **state)
{
	const struct engine_options options = { .wait_ms = 100 };
	struct engine *engine;

	(void)state;
	assert_false(scratch_try("postgresql://me@/x?host=/nowhere", options, &engine, &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_non_null(strstr(err.text, "postgresql:///x"));
	assert_null(strchr(err.text, '\n'));
}

static void copies_are_the_servers_business(void **state)
{
	assert_false(engine_backup(*state, scratch_path("copy"), &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "pg_dump"));
	assert_true(engine_check(*state, &err));
}

/* ---- being told ---- */

static bool is_told(struct engine *engine)
{
	struct pollfd fd = { .fd = engine_told_fd(engine), .events = POLLIN };

	assert_true(fd.fd >= 0);
	return poll(&fd, 1, 5000) == 1 && engine_was_told(engine);
}

static void a_console_is_told_when_it_is_committed(void **state)
{
	const struct engine_options options = { .wait_ms = 100 };
	struct engine *teller = *state, *console;

	assert_true(scratch_try(scratch_store(), options, &console, &err));
	assert_false(engine_was_told(console));
	assert_true(engine_begin(teller, ENGINE_WRITE, &err) && add(teller, 1, 1) && engine_tell(teller, &err));
	assert_false(engine_was_told(console));
	assert_true(engine_commit(teller, &err));
	assert_true(is_told(console));
	assert_false(engine_was_told(console)); /* once */
	assert_true(engine_begin(teller, ENGINE_WRITE, &err) && engine_tell(teller, &err));
	engine_rollback(teller);
	assert_true(engine_begin(console, ENGINE_WRITE, &err) && engine_tell(console, &err) && engine_commit(console, &err));
	assert_int_equal(scratch_count(console, "SELECT amount FROM item WHERE id = 1"), 1);
	assert_false(engine_was_told(console)); /* neither what was taken back nor its own words */
	engine_close(console);
}

/* ---- order ---- */

static void texts_are_in_the_order_of_their_bytes(void **state)
{
	static const char *const in_order[] = { "",  " ", "A", "B", "Z", "_",
						"a", "b", "z", "é", "œ", "€" };
	struct engine *engine = *state;
	struct stmt *stmt;

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(engine_run(engine, &err, "DELETE FROM item", ""));
	for (int i = 11; i >= 0; i--)
		assert_true(engine_run(engine, &err, "INSERT INTO item (id, name) VALUES ($1, $2)",
				       "it", (int64_t)i, in_order[i]));
	assert_true(engine_commit(engine, &err));
	stmt = engine_statement(engine, "SELECT id, name > 'a' FROM item ORDER BY name", &err);
	for (int i = 0; i < 12; i++) {
		assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
		assert_int_equal(stmt_int(stmt, 0), i);
		assert_int_equal(stmt_int(stmt, 1), i > 6);
	}
	assert_int_equal(stmt_step(stmt, &err), STMT_DONE);
}

/* ---- connections that go ---- */

static void cut(struct engine *engine)
{
	static const char sql[] =
		"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1";
	struct stmt *stmt;
	struct engine *other = impatient(1000);
	int64_t pid = scratch_count(engine, "SELECT pg_backend_pid()");

	stmt = engine_statement(other, sql, &err);
	assert_true(stmt_bind(stmt, &err, "i", pid));
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	stmt_reset(stmt);
	engine_close(other);
}

static void a_lost_connection_comes_back_between_transactions(void **state)
{
	struct engine *engine = *state;

	assert_int_equal(amount(engine), 0);
	cut(engine);
	assert_int_equal(amount(engine), 0); /* the same statement, prepared again */
	cut(engine);
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(add(engine, 1, 5));
	assert_true(engine_commit(engine, &err));
	assert_int_equal(amount(engine), 5);
	cut(engine);
	assert_true(engine_changed(engine)); /* whatever it was: look */
	assert_int_equal(amount(engine), 5);
}

static void a_loss_inside_a_transaction_undoes_it_and_may_be_retried(void **state)
{
	struct engine *engine = *state;

	for (int before_commit = 0; before_commit < 2; before_commit++) {
		assert_true(engine_begin(engine, ENGINE_WRITE, &err));
		assert_true(add(engine, 1, 7));
		cut(engine);
		err_clear(&err);
		if (before_commit) {
			assert_false(engine_commit(engine, &err));
		} else {
			assert_false(add(engine, 1, 7));
			assert_true(engine_in_transaction(engine));
			engine_rollback(engine);
		}
		assert_int_equal(err.code, ERR_BUSY);
		assert_non_null(strstr(err.text, open_name()));
		assert_false(engine_in_transaction(engine));
		assert_true(engine_may_retry(engine));
		assert_int_equal(amount(engine), 0);
	}
	assert_false(engine_may_retry(engine));
}

static void a_held_name_is_not_held_behind_ones_back(void **state)
{
	struct engine *engine = *state, *other = impatient(100);
	bool held;

	assert_true(engine_hold(engine, "night", &held, &err));
	assert_true(held);
	assert_true(engine_hold(engine, "night", &held, &err)); /* once, even here */
	assert_false(held);
	assert_true(engine_hold(other, "night", &held, &err));
	assert_false(held);
	assert_true(engine_hold(other, "day", &held, &err));
	assert_true(held);
	engine_let_go(engine, "night");
	assert_true(engine_hold(other, "night", &held, &err));
	assert_true(held);
	cut(other);
	assert_int_equal(scratch_count(other, "SELECT 1 AS after_the_cut"), -1);
	assert_false(engine_begin(other, ENGINE_WRITE, &err));
	assert_int_equal(err.code, ERR_GONE);
	engine_close(other);
	assert_true(engine_hold(engine, "night", &held, &err));
	assert_true(held);
	engine_let_go(engine, "night");
}

/* ---- writers side by side ---- */

static const char read_locked[] = "SELECT i.amount FROM item i WHERE i.id = $1" ENGINE_LOCK("i");

static int read_then_write_25_times(void *arg)
{
	struct engine *engine = scratch_engine();

	(void)arg;
	for (int i = 0; i < 25; i++) {
		struct stmt *stmt;
		int64_t seen;

		CHILD(engine_begin(engine, ENGINE_WRITE, &err));
		CHILD((stmt = engine_statement(engine, read_locked, &err)));
		CHILD(stmt_bind(stmt, &err, "i", INT64_C(1)) && stmt_step(stmt, &err) == STMT_ROW);
		seen = stmt_int(stmt, 0);
		stmt_reset(stmt);
		CHILD(engine_run(engine, &err, "UPDATE item SET amount = $2 WHERE id = $1", "ii",
				 INT64_C(1), seen + 1));
		CHILD(engine_commit(engine, &err));
	}
	engine_close(engine);
	return 0;
}

static void what_is_locked_is_read_fresh(void **state)
{
	pid_t pids[6];

	for (int i = 0; i < 6; i++)
		pids[i] = scratch_fork(read_then_write_25_times, NULL);
	for (int i = 0; i < 6; i++)
		assert_int_equal(scratch_wait(pids[i]), 0);
	assert_int_equal(amount(*state), 150);
}

static void a_lock_needs_a_write_transaction(void **state)
{
	struct engine *engine = *state;
	struct stmt *stmt = engine_statement(engine, read_locked, &err);

	assert_true(stmt_bind(stmt, &err, "i", INT64_C(1)));
	assert_int_equal(stmt_step(stmt, &err), STMT_ERROR);
	assert_int_equal(err.code, ERR_USAGE);
}

static void a_locked_row_may_still_be_referred_to(void **state)
{
	struct engine *engine = *state, *other = impatient(100);
	struct stmt *stmt;

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	stmt = engine_statement(engine, read_locked, &err);
	assert_true(stmt_bind(stmt, &err, "i", INT64_C(1)));
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	stmt_reset(stmt);
	assert_true(engine_begin(other, ENGINE_WRITE, &err));
	assert_true(engine_run(other, &err, "INSERT INTO note (id, item_id) VALUES (1, 1)", ""));
	assert_true(engine_commit(other, &err));
	assert_true(engine_begin(other, ENGINE_WRITE, &err));
	assert_false(add(other, 1, 1));
	assert_int_equal(err.code, ERR_BUSY);
	assert_true(engine_may_retry(other));
	engine_rollback(other);
	engine_rollback(engine);
	engine_close(other);
}

static void a_locked_name_waits_as_long_as_it_may(void **state)
{
	struct engine *engine = *state, *other = impatient(80);
	int64_t before, waited;

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(engine_lock(engine, "chain", &err));
	assert_true(engine_begin(other, ENGINE_WRITE, &err));
	assert_true(engine_lock(other, "another", &err));
	before = clock_steady_ms();
	assert_false(engine_lock(other, "chain", &err));
	waited = clock_steady_ms() - before;
	assert_int_equal(err.code, ERR_BUSY);
	assert_in_range(waited, 75, 5000);
	engine_rollback(other);
	assert_true(engine_commit(engine, &err));
	assert_true(engine_begin(other, ENGINE_WRITE, &err));
	assert_true(engine_lock(other, "chain", &err));
	engine_rollback(other);
	engine_close(other);
}

struct embrace {
	int told[2];
};

/* Locks 2, then wants 1. */
static int other_way_round(void *arg)
{
	struct embrace *embrace = arg;
	struct engine *engine = scratch_engine();
	bool good;

	CHILD(engine_begin(engine, ENGINE_WRITE, &err) && add(engine, 2, 1));
	CHILD(write(embrace->told[1], "x", 1) == 1);
	good = add(engine, 1, 1);
	if (good)
		CHILD(engine_commit(engine, &err));
	else
		CHILD(err.code == ERR_BUSY && engine_may_retry(engine));
	engine_close(engine);
	return good ? 0 : 200;
}

static void a_deadlock_is_bad_luck_for_one(void **state)
{
	struct engine *engine = *state;
	struct embrace embrace;
	pid_t pid;
	char c;
	bool good;
	int status;

	assert_int_equal(pipe(embrace.told), 0);
	assert_true(engine_begin(engine, ENGINE_WRITE, &err) && add(engine, 1, 1));
	pid = scratch_fork(other_way_round, &embrace);
	assert_int_equal(read(embrace.told[0], &c, 1), 1);
	good = add(engine, 2, 1);
	if (good)
		assert_true(engine_commit(engine, &err));
	else
		assert_true(err.code == ERR_BUSY && engine_may_retry(engine));
	engine_rollback(engine);
	status = scratch_wait(pid);
	assert_int_equal(status, good ? 200 : 0);
	assert_int_equal(amount(engine), 1);
	close(embrace.told[0]);
	close(embrace.told[1]);
}

/* ---- long results ---- */

static void fill(struct engine *engine, int count)
{
	struct bulk *bulk;

	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(engine_run(engine, &err, "DELETE FROM item", ""));
	assert_non_null(bulk = bulk_open(engine, "item", "id,name", "it", &err));
	for (int i = 1; i <= count; i++)
		assert_true(bulk_row(bulk, &err, (int64_t)i,
				     "a name of some length, so that it adds up"));
	assert_true(bulk_close(bulk, &err));
	assert_true(engine_commit(engine, &err));
}

static const char stream_after[] = "SELECT id FROM item WHERE id > $1 ORDER BY id" ENGINE_STREAM;

static void read_to(struct stmt *stmt, int64_t from, int64_t to)
{
	for (int64_t i = from; i <= to; i++) {
		assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
		assert_int_equal(stmt_int(stmt, 0), i);
	}
}

static void long_results_come_in_portions_beside_others(void **state)
{
	struct engine *engine = *state, *other = impatient(1000);
	struct stmt *stream, *one;

	fill(engine, 30000); /* more than one COPY */
	for (int inside = 0; inside < 2; inside++) {
		if (inside)
			assert_true(engine_begin(engine, ENGINE_READ, &err));
		stream = engine_statement(engine, stream_after, &err);
		assert_true(stmt_bind(stream, &err, "i", INT64_C(27000)));
		read_to(stream, 27001, 27500);
		one = engine_statement(engine, "SELECT count(*) FROM item", &err);
		assert_int_equal(stmt_step(one, &err), STMT_ROW);
		read_to(stream, 27501, 29000);
		assert_int_equal(stmt_int(one, 0), 30000);
		stmt_reset(one);
		read_to(stream, 29001, 30000);
		assert_int_equal(stmt_step(stream, &err), STMT_DONE);
		engine_rollback(engine);
	}
	stream = engine_statement(engine, stream_after, &err); /* left in the middle */
	assert_true(stmt_bind(stream, &err, "i", INT64_C(0)));
	read_to(stream, 1, 1500);
	stmt_reset(stream);
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(add(engine, 1, 1));
	assert_true(engine_commit(engine, &err));
	assert_int_equal(
		scratch_count(other,
			      "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in%'"),
		0);
	engine_close(other);
}

static void a_cut_stream_is_an_error(void **state)
{
	struct engine *engine = *state;
	struct stmt *stream;

	fill(engine, 2500);
	stream = engine_statement(engine, stream_after, &err);
	assert_true(stmt_bind(stream, &err, "i", INT64_C(0)));
	read_to(stream, 1, 1000);
	cut(engine);
	assert_int_equal(stmt_step(stream, &err), STMT_ERROR);
	assert_int_equal(err.code, ERR_BUSY);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM item"), 2500);
}

/* ---- loads ---- */

static void bytes_survive_a_load(void **state)
{
	static const char text[] = "tab\tback\\slash\nline\rreturn \\N \\. é";
	unsigned char bytes[256];
	struct engine *engine = *state;
	struct bulk *bulk;
	struct stmt *stmt;
	size_t size;

	for (int i = 0; i < 256; i++)
		bytes[i] = (unsigned char)i;
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_non_null(bulk = bulk_open(engine, "item", "id,name,raw", "itb", &err));
	assert_true(bulk_row(bulk, &err, INT64_MIN, text, bytes, sizeof bytes));
	assert_true(bulk_row(bulk, &err, INT64_MAX, "\\N", "", (size_t)0));
	assert_true(bulk_close(bulk, &err));
	assert_true(engine_commit(engine, &err));
	stmt = engine_statement(
		engine, "SELECT name, raw FROM item WHERE id NOT IN (1, 2) ORDER BY id", &err);
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	assert_string_equal(stmt_text(stmt, 0), text);
	assert_memory_equal(stmt_blob(stmt, 1, &size), bytes, sizeof bytes);
	assert_int_equal(size, sizeof bytes);
	assert_int_equal(stmt_step(stmt, &err), STMT_ROW);
	assert_string_equal(stmt_text(stmt, 0), "\\N");
	assert_false(stmt_is_null(stmt, 1));
	assert_int_equal(stmt_columns(stmt), 2);
	assert_string_equal(stmt_column_name(stmt, 1), "raw");
	assert_int_equal(stmt_column_type(stmt, 0), 't');
	assert_int_equal(stmt_column_type(stmt, 1), 'b');
	stmt_reset(stmt);
}

static bool load_note(struct engine *engine, int64_t item_id)
{
	struct bulk *bulk;

	return engine_begin(engine, ENGINE_LOAD, &err) && (bulk = bulk_open(engine, "note", "id,item_id", "ii", &err)) &&
	       bulk_row(bulk, &err, item_id, item_id) && bulk_close(bulk, &err) && engine_commit(engine, &err);
}

static void references_of_a_load_are_looked_up_at_its_end(void **state)
{
	static const char references[] = "SELECT count(*) FROM pg_constraint WHERE conrelid = 'note'::regclass AND contype = 'f' AND convalidated";
	struct engine *engine = *state;

	assert_false(load_note(engine, 99)); /* there is no such item */
	assert_int_equal(err.code, ERR_CONFLICT);
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM note"), 0);
	assert_int_equal(scratch_count(engine, references), 1);
	assert_true(load_note(engine, 1));
	assert_int_equal(scratch_count(engine, "SELECT count(*) FROM note"), 1);
	assert_int_equal(scratch_count(engine, references), 1);
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_false(engine_run(engine, &err, "INSERT INTO note (id, item_id) VALUES (7, 99)", ""));
	engine_rollback(engine);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(an_address_keeps_no_secret),
		FACT(a_server_that_is_not_there_is_named),
		FACT(copies_are_the_servers_business),
		FACT(a_console_is_told_when_it_is_committed),
		FACT(texts_are_in_the_order_of_their_bytes),
		FACT(a_lost_connection_comes_back_between_transactions),
		FACT(a_loss_inside_a_transaction_undoes_it_and_may_be_retried),
		FACT(a_held_name_is_not_held_behind_ones_back),
		FACT(what_is_locked_is_read_fresh),
		FACT(a_lock_needs_a_write_transaction),
		FACT(a_locked_row_may_still_be_referred_to),
		FACT(a_locked_name_waits_as_long_as_it_may),
		FACT(a_deadlock_is_bad_luck_for_one),
		FACT(long_results_come_in_portions_beside_others),
		FACT(a_cut_stream_is_an_error),
		FACT(bytes_survive_a_load),
		FACT(references_of_a_load_are_looked_up_at_its_end),
	};

	if (!pg_store_wanted()) {
		printf("1..0 # SKIP no RELANCE_TEST_DB\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
