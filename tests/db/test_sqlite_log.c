/* SQLite's log: who copies it back and when, loads that go past it, copies of a store that is written to. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "db/engine.h"
#include "sample.h"
#include "scratch.h"

static struct err err;
static const struct engine_options only_open = { .wait_ms = 30000, .cache_kib = 256 };

/* ---- the log ---- */

static long size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (long)st.st_size : -1;
}

static void consoles_leave_the_log_to_others_until_it_is_large(void **state)
{
	struct engine *console;
	long before;
	int id = 100;

	(void)state;
	engine_close(sample_blobs());
	assert_true(scratch_try(scratch_path("db"), only_open, &console, &err));
	before = size_of(scratch_path("db"));
	for (; id < 110; id++)
		assert_true(sample_add_blob(console, id, 1000000, &err));
	assert_int_equal(size_of(scratch_path("db")), before);
	for (; id < 170; id++)
		assert_true(sample_add_blob(console, id, 1000000, &err));
	assert_in_range(size_of(scratch_path("db")), 60000000, 80000000);
	engine_close(console);
}

static void others_copy_the_log_back_as_they_go(void **state)
{
	struct engine *engine = sample_blobs();
	long before = size_of(scratch_path("db"));

	(void)state;
	for (int id = 100; id < 110; id++)
		assert_true(sample_add_blob(engine, id, 1000000, &err));
	assert_true(size_of(scratch_path("db")) > before + 8000000);
	assert_in_range(size_of(scratch_path("db-wal")), 1,
			8000000); /* used again from its start */
	engine_close(engine);
	assert_int_equal(size_of(scratch_path("db-wal")),
			 -1); /* the last one leaves a single file */
}

/* ---- loads ---- */

static void load_blobs(struct engine *engine)
{
	char bytes[40000] = { 0 };

	assert_true(engine_begin(engine, ENGINE_LOAD, &err));
	for (int64_t id = 1000; id < 1500; id++)
		assert_true(engine_run(engine, &err, "INSERT INTO blob (id, bytes) VALUES ($1, $2)",
				       "ib", id, bytes, sizeof bytes));
}

static void a_load_alone_goes_past_the_log(void **state)
{
	struct engine *engine = sample_blobs();

	(void)state;
	load_blobs(engine);
	assert_true(size_of(scratch_path("db")) > 3000000);
	assert_int_equal(size_of(scratch_path("db-wal")), -1);
	engine_rollback(engine);
	assert_int_equal(sample_blob_count(engine), 10);
	load_blobs(engine);
	assert_true(engine_commit(engine, &err));
	assert_int_equal(sample_blob_count(engine), 510);
	assert_int_equal(size_of(scratch_path("db-journal")), -1);
	assert_true(sample_add_blob(engine, 11, 10, &err));
	assert_true(size_of(scratch_path("db-wal")) > 0);
	engine_close(engine);
}

static void a_load_beside_others_keeps_the_log(void **state)
{
	struct engine *engine = sample_blobs(), *console;

	(void)state;
	assert_true(scratch_try(scratch_path("db"), only_open, &console, &err));
	assert_int_equal(sample_blob_count(console), 10);
	load_blobs(engine);
	assert_int_equal(sample_blob_count(console), 10);
	assert_true(engine_commit(engine, &err));
	assert_int_equal(sample_blob_count(console), 510);
	engine_close(console);
	engine_close(engine);
}

static void a_load_cut_short_leaves_nothing(void **state)
{
	struct engine *engine = sample_blobs();
	pid_t child;
	int status;

	(void)state;
	engine_close(engine);
	assert_true((child = fork()) >= 0);
	if (child == 0) {
		if (scratch_try(scratch_path("db"), only_open, &engine, &err))
			load_blobs(engine);
		_exit(size_of(scratch_path("db-journal")) > 0 ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_true(scratch_try(scratch_path("db"), only_open, &engine, &err));
	assert_int_equal(sample_blob_count(engine), 10);
	assert_true(engine_check(engine, &err));
	assert_true(sample_add_blob(engine, 11, 10, &err));
	assert_true(size_of(scratch_path("db-wal")) > 0);
	engine_close(engine);
}

static void after_a_load_references_are_looked_up_again(void **state)
{
	struct engine *engine = sample_blobs();
	static const char dangling[] = "INSERT INTO part (id, blob_id) VALUES ($1, 77)";

	(void)state;
	assert_true(engine_script(engine,
				  "CREATE TABLE part (id INTEGER PRIMARY KEY, blob_id INTEGER "
				  "NOT NULL REFERENCES blob (id))",
				  &err));
	load_blobs(engine);
	assert_true(engine_run(engine, &err, dangling, "i", INT64_C(1)));
	engine_rollback(engine);
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_false(engine_run(engine, &err, dangling, "i", INT64_C(1)));
	assert_int_equal(err.code, ERR_CONFLICT);
	engine_rollback(engine);
	engine_close(engine);
}

/* ---- copies ---- */

static long blobs_in(const char *path)
{
	struct engine *engine;
	long n;

	if (!scratch_try(path, only_open, &engine, &err))
		return -1;
	n = sample_blob_count(engine);
	engine_close(engine);
	return n;
}

static void a_copy_is_whole_while_another_writes(void **state)
{
	struct engine *engine = sample_blobs(), *writer = scratch_engine();
	struct stat st;

	(void)state;
	assert_true(engine_begin(writer, ENGINE_WRITE, &err));
	assert_true(engine_run(writer, &err, "DELETE FROM blob", ""));
	assert_true(engine_backup(engine, scratch_path("copy"), &err));
	engine_rollback(writer);
	assert_int_equal(stat(scratch_path("copy"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(blobs_in(scratch_path("copy")), 10);
	assert_true(sample_add_blob(writer, 11, 10, &err));
	assert_true(engine_backup(engine, scratch_path("copy"),
				  &err)); /* takes the place of the older one */
	assert_int_equal(blobs_in(scratch_path("copy")), 11);
	engine_close(writer);
	engine_close(engine);
}

/* A database with tables that are none of the sample's. */
static struct engine *work_of_another(const char *name)
{
	struct engine *other;

	assert_true(scratch_try(scratch_path(name), (struct engine_options){ .create = true, .wait_ms = 1000, .cache_kib = 256 }, &other, &err));
	assert_true(engine_script(other, "CREATE TABLE recipe (text TEXT); CREATE TABLE cook (name TEXT);", &err));
	return other;
}

static void make_of_another(const char *name)
{
	engine_close(work_of_another(name));
}

static void a_copy_never_replaces_anything_else(void **state)
{
	struct engine *engine = sample_blobs();
	char slashes[PATH_MAX];

	(void)state;
	scratch_write(scratch_path("letter"), "Dear Sir", 8);
	assert_false(engine_backup(engine, scratch_path("letter"), &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_int_equal(size_of(scratch_path("letter")), 8);
	assert_false(engine_backup(engine, scratch_path("."), &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(engine_backup(engine, scratch_path("db"), &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "is the store itself"));
	make_of_another("o%2F?t#her");
	assert_false(engine_backup(engine, scratch_path("o%2F?t#her"), &err));
	assert_int_equal(err.code, ERR_REFUSED);
	snprintf(slashes, sizeof slashes, "/%s", scratch_path("o%2F?t#her"));
	assert_false(engine_backup(engine, slashes, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(engine_backup(engine, scratch_path("no/where"), &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(sample_blob_count(engine), 10);
	engine_close(engine);
}

/* All of its tables are in its log: without it the file is an empty database. */
static void a_copy_never_replaces_a_database_at_work(void **state)
{
	struct engine *engine = sample_blobs(), *other = work_of_another("other");

	(void)state;
	assert_true(size_of(scratch_path("other-wal")) > 0);
	assert_false(engine_backup(engine, scratch_path("other"), &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "is not a backup"));
	assert_int_equal(scratch_count(other, "SELECT count(*) FROM cook"), 0);
	engine_close(other);
	engine_close(engine);
}

/* What a copy that was cut short left is written over, with its journal, and nothing lies there in the end. */
static void a_copy_cut_short_leaves_nothing_to_the_next(void **state)
{
	struct engine *engine = sample_blobs();

	(void)state;
	scratch_write(scratch_path("copy.relance-part"), "SQLite", 6);
	scratch_write(scratch_path("copy.relance-part-journal"), "x", 1);
	assert_true(engine_backup(engine, scratch_path("copy"), &err));
	assert_int_equal(blobs_in(scratch_path("copy")), 10);
	assert_int_equal(size_of(scratch_path("copy.relance-part")), -1);
	assert_int_equal(size_of(scratch_path("copy.relance-part-journal")), -1);
	engine_close(engine);
}

static void two_copies_of_one_name_do_not_mix(void **state)
{
	struct engine *engine = sample_blobs();
	int other;

	(void)state;
	scratch_write(scratch_path("copy.relance-part"), "theirs", 6);
	other = open(scratch_path("copy.relance-part"), O_WRONLY);
	assert_int_equal(flock(other, LOCK_EX), 0);
	assert_false(engine_backup(engine, scratch_path("copy"), &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_int_equal(size_of(scratch_path("copy.relance-part")), 6);
	close(other);
	assert_true(engine_backup(engine, scratch_path("copy"), &err));
	assert_int_equal(link(scratch_path("db"), scratch_path("mine.relance-part")), 0);
	assert_false(engine_backup(engine, scratch_path("mine"), &err));
	assert_non_null(strstr(err.text, "is the store itself"));
	assert_int_equal(unlink(scratch_path("mine.relance-part")), 0);
	assert_int_equal(sample_blob_count(engine), 10);
	engine_close(engine);
}

/* A damaged page that the copy would carry along must not become "the last good backup". */
static void a_damaged_store_gives_no_copy(void **state)
{
	struct engine *engine = sample_blobs();

	(void)state;
	engine_close(engine);
	scratch_damage(scratch_path("db"), 4096, 4096);
	engine = scratch_engine();
	assert_false(engine_backup(engine, scratch_path("copy"), &err));
	assert_int_equal(err.code, ERR_STORE);
	assert_int_equal(size_of(scratch_path("copy")), -1);
	engine_close(engine);
}

/* SQLite copies a row that breaks a rule without a word: the copy is looked at before it counts as one. */
static void a_copy_that_is_not_sound_is_none(void **state)
{
	struct engine *engine = sample_blobs();
	sqlite3 *raw;

	(void)state;
	assert_true(engine_script(
		engine, "CREATE TABLE rule (id INTEGER PRIMARY KEY, n INTEGER CHECK (n > 0))",
		&err));
	assert_int_equal(sqlite3_open(scratch_path("db"), &raw), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(raw,
			     "PRAGMA ignore_check_constraints=ON; INSERT INTO rule VALUES (1, 0)",
			     NULL, NULL, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_close(raw), SQLITE_OK);
	assert_false(engine_backup(engine, scratch_path("copy"), &err));
	assert_int_equal(err.code, ERR_STORE);
	assert_int_equal(size_of(scratch_path("copy")), -1);
	engine_close(engine);
}

/* ---- how far it is ---- */

enum { WATCHED_MOST = 4096 };

struct watched {
	double parts[WATCHED_MOST];
	int count;
	int stop_at; /* the call that says stop; 0: none */
};

static bool watch(void *context, double part)
{
	struct watched *watched = context;

	assert_true(watched->count < WATCHED_MOST);
	watched->parts[watched->count++] = part;
	return watched->count != watched->stop_at;
}

/* The batch's connection, which counts what it reads; the store is 2 MB, many times what it is asked after. */
static struct engine *watched_engine(struct watched *watched)
{
	const struct engine_options batch = { .wait_ms = 30000, .yields = true, .cache_kib = 256 };
	struct engine *engine = sample_blobs();

	for (int64_t id = 11; id <= 200; id++)
		assert_true(sample_add_blob(engine, id, 10000, &err));
	assert_true(engine_script(engine,
				  "CREATE TABLE number (id INTEGER PRIMARY KEY, n INTEGER NOT NULL);"
				  "CREATE INDEX number_n ON number (n);"
				  "INSERT INTO number WITH RECURSIVE up (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < 40000) "
				  "SELECT i, i % 977 FROM up",
				  &err));
	engine_close(engine);
	assert_true(scratch_try(scratch_path("db"), batch, &engine, &err));
	engine_watch(engine, (struct engine_watch){ watch, watched });
	return engine;
}

/* Never back, more than a few times, from the beginning to the very end; *most: the longest way at once. */
static void assert_went(const struct watched *watched, double *most)
{
	double before = 0;

	*most = 0;
	assert_true(watched->count > 8);
	for (int i = 0; i < watched->count; i++) {
		assert_true(watched->parts[i] >= before && watched->parts[i] <= 1);
		*most = watched->parts[i] - before > *most ? watched->parts[i] - before : *most;
		before = watched->parts[i];
	}
}

static void what_is_checked_or_copied_says_how_far_it_is(void **state)
{
	struct watched checked = { 0 }, copied = { 0 };
	struct engine *engine = watched_engine(&checked);
	double most;

	(void)state;
	assert_true(engine_check(engine, &err));
	assert_went(&checked, &most);
	assert_true(most < 0.25);
	assert_true(checked.parts[checked.count - 1] == 1);
	engine_watch(engine, (struct engine_watch){ watch, &copied });
	assert_true(engine_backup(engine, scratch_path("copy"), &err));
	assert_went(&copied, &most);
	assert_true(most < 0.25);
	engine_watch(engine, (struct engine_watch){ 0 });
	checked.count = copied.count = 0;
	assert_true(engine_check(engine, &err));
	assert_int_equal(checked.count + copied.count, 0);
	engine_close(engine);
}

/* Wherever it is stopped, at each of its calls: no damage is seen where nobody looked any more, no copy stands, the older one does. */
static void what_is_stopped_leaves_nothing(void **state)
{
	struct watched all = { 0 };
	struct engine *engine = watched_engine(&all);
	int calls, stopped = 0;

	(void)state;
	assert_true(engine_check(engine, &err));
	calls = all.count;
	for (int at = 1; at <= calls; at++) {
		struct watched watched = { .stop_at = at };

		engine_watch(engine, (struct engine_watch){ watch, &watched });
		assert_false(engine_check(engine, &err));
		assert_int_equal(err.code, ERR_REFUSED);
		assert_string_equal(err.text, "stopped before the end: nothing was written");
		assert_int_equal(watched.count, at);
		err_clear(&err);
	}
	all.count = 0;
	engine_watch(engine, (struct engine_watch){ watch, &all });
	scratch_write(scratch_path("copy"), "SQLite format 3", 16);
	assert_true(engine_backup(engine, scratch_path("other"), &err));
	for (int at = 1; at <= all.count; at += 1 + all.count / 20) {
		struct watched watched = { .stop_at = at };

		engine_watch(engine, (struct engine_watch){ watch, &watched });
		assert_false(engine_backup(engine, scratch_path("copy"), &err));
		assert_int_equal(err.code, ERR_REFUSED);
		assert_int_equal(size_of(scratch_path("copy")), 16);
		assert_int_equal(size_of(scratch_path("copy.relance-part")), -1);
		assert_int_equal(size_of(scratch_path("copy.relance-part-journal")), -1);
		err_clear(&err);
		stopped++;
	}
	assert_true(stopped > 5);
	engine_watch(engine, (struct engine_watch){ 0 });
	assert_true(engine_check(engine, &err)); /* the connection is as good as before */
	assert_true(engine_backup(engine, scratch_path("copy"), &err));
	assert_int_equal(blobs_in(scratch_path("copy")), 200);
	engine_close(engine);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(consoles_leave_the_log_to_others_until_it_is_large),
		FACT(others_copy_the_log_back_as_they_go),
		FACT(a_load_alone_goes_past_the_log),
		FACT(a_load_beside_others_keeps_the_log),
		FACT(a_load_cut_short_leaves_nothing),
		FACT(after_a_load_references_are_looked_up_again),
		FACT(a_copy_is_whole_while_another_writes),
		FACT(a_copy_never_replaces_anything_else),
		FACT(a_copy_never_replaces_a_database_at_work),
		FACT(a_copy_cut_short_leaves_nothing_to_the_next),
		FACT(two_copies_of_one_name_do_not_mix),
		FACT(what_is_checked_or_copied_says_how_far_it_is),
		FACT(what_is_stopped_leaves_nothing),
		FACT(a_damaged_store_gives_no_copy),
		FACT(a_copy_that_is_not_sound_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
