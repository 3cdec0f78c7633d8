/* Writes held back for the batch: what is read is what was written, in any order; others see what was committed; fewer calls are made.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/mem.h"
#include "db/engine.h"
#include "db/sqlite_writes.h"
#include "disk.h"
#include "scratch.h"
#include "work.h"

enum { MOST = 600000, STEPS = 4000 };

static struct err err;

/* ---- a file beside a picture of it ---- */

struct pair {
	sqlite3_file *file;
	unsigned char *is; /* MOST bytes, zeros behind size */
	int64_t size, behind; /* where the last write ended */
};

static void write_some(struct pair *pair)
{
	static unsigned char bytes[130000]; /* more than is held at once */
	int64_t at = random() % 4 ? pair->behind : random() % (MOST / 2);
	int size = random() % 50 == 0 ? (int)sizeof bytes : 1 + (int)(random() % 5000);

	if (at + size > MOST)
		at = 0;
	memset(bytes, (int)(random() % 255) + 1, (size_t)size);
	assert_int_equal(pair->file->pMethods->xWrite(pair->file, bytes, size, at), SQLITE_OK);
	memcpy(pair->is + at, bytes, (size_t)size);
	pair->behind = at + size;
	if (pair->behind > pair->size)
		pair->size = pair->behind;
}

static void read_some(struct pair *pair)
{
	static unsigned char bytes[9000];
	int64_t at = random() % 2 ? random() % MOST : pair->behind - pair->behind % 7000;
	int size = 1 + (int)(random() % (long)sizeof bytes),
	    code = pair->file->pMethods->xRead(pair->file, bytes, size, at);

	assert_int_equal(code, at + size <= pair->size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ);
	if (at + size > MOST)
		size = (int)(MOST - at);
	assert_memory_equal(bytes, pair->is + at, (size_t)size);
}

static void measure(struct pair *pair)
{
	sqlite3_int64 size;

	assert_int_equal(pair->file->pMethods->xFileSize(pair->file, &size), SQLITE_OK);
	assert_int_equal(size, pair->size);
}

static void cut(struct pair *pair)
{
	int64_t size = random() % (pair->size + 1);

	assert_int_equal(pair->file->pMethods->xTruncate(pair->file, size), SQLITE_OK);
	memset(pair->is + size, 0, (size_t)(pair->size - size));
	pair->size = size;
}

/* What a process that dies now leaves. */
static void sync_and_look(struct pair *pair, const char *path)
{
	unsigned char *there = mem_alloc(MOST);
	FILE *file;

	assert_int_equal(pair->file->pMethods->xSync(pair->file, SQLITE_SYNC_NORMAL), SQLITE_OK);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fread(there, 1, MOST, file), pair->size);
	assert_memory_equal(there, pair->is, MOST);
	fclose(file);
	mem_free(there);
}

static void what_is_read_is_what_was_written(void **state)
{
	static const struct {
		const char *(*name)(sqlite3_filename database);
		int flag;
	} kinds[] = {
		{ sqlite3_filename_database, SQLITE_OPEN_MAIN_DB },
		{ sqlite3_filename_wal, SQLITE_OPEN_WAL },
		{ sqlite3_filename_journal, SQLITE_OPEN_MAIN_JOURNAL },
	};
	sqlite3 *db = NULL;
	sqlite3_vfs *vfs = sqlite3_vfs_find(sqlite_writes());

	(void)state;
	assert_non_null(vfs);
	assert_int_equal(sqlite3_open_v2(scratch_path("db"), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs->zName), SQLITE_OK);
	for (size_t kind = 0; kind < 3; kind++) {
		const char *known = kinds[kind].name(sqlite3_db_filename(db, "main"));
		struct pair pair = { .file = mem_alloc((size_t)vfs->szOsFile), .is = mem_alloc(MOST) };

		assert_int_equal(vfs->xOpen(vfs, known, pair.file,
					    kinds[kind].flag | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
				 SQLITE_OK);
		srandom(7 + (unsigned)kind);
		for (int step = 0; step < STEPS; step++) {
			long what = random() % 100;

			(what < 70 ? write_some : what < 95 ? read_some : what < 98 ? measure : cut)(&pair);
			if (step % 400 == 0)
				sync_and_look(&pair, known);
		}
		pair.file->pMethods->xClose(pair.file);
		mem_free(pair.file);
		mem_free(pair.is);
	}
	sqlite3_close(db);
}

/* ---- in a store ---- */

static struct engine *open_as(bool batch)
{
	struct engine_options options = {
		.create = true, .wait_ms = 200, .cache_kib = 1024, .checkpoints = batch, .yields = batch
	};
	struct engine *engine;

	if (!scratch_try(scratch_path("db"), options, &engine, &err))
		fail_msg("%s", err.text);
	return engine;
}

/* The calls of one transaction of many pages. */
static int calls_of(bool batch)
{
	struct engine *engine;
	int before;

	scratch_close();
	scratch_open();
	engine = open_as(false);
	assert_true(work_create(engine, &err));
	engine_close(engine);
	engine = open_as(batch);
	disk_fail_at(0, DISK_ALL, 0, false);
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_true(engine_run(engine, &err,
			       "INSERT INTO work (worker, seq, text) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i "
			       "+ 1 FROM n WHERE i < 1500) SELECT 1, i, '0123456789012345678901234567890123456789' FROM n",
			       ""));
	before = disk_counted();
	assert_true(engine_commit(engine, &err));
	before = disk_counted() - before;
	engine_close(engine);
	return before;
}

static void a_large_transaction_takes_few_calls(void **state)
{
	int console = calls_of(false), batch = calls_of(true);

	(void)state;
	assert_true(console > 50);
	if (batch * 8 > console)
		fail_msg("%d calls, %d without", batch, console);
}

/* Somebody reads all the while, so that the log is copied back in part only: what others then take from the database is there. */
static void others_see_what_was_committed(void **state)
{
	struct engine *batch, *slow, *other;

	(void)state;
	batch = open_as(true);
	assert_true(work_create(batch, &err));
	slow = open_as(false);
	for (int64_t from = 1; from < 40000; from += 4000) {
		if (from % 3 == 1) {
			assert_true(engine_begin(slow, ENGINE_READ, &err));
			assert_int_equal(work_last(slow, 1), from == 1 ? 0 : from - 1);
		}
		assert_true(engine_begin(batch, ENGINE_WRITE, &err));
		engine_rollback(batch);
		assert_true(work_add(batch, 1, from, 4000, &err));
		other = open_as(false);
		assert_int_equal(work_last(other, 1), from + 3999);
		assert_true(work_is_whole(other));
		if (!engine_check(other, &err))
			fail_msg("%s", err.text);
		engine_close(other);
		if (from % 3 == 0)
			engine_rollback(slow);
		else if (from % 3 == 1)
			assert_int_equal(work_last(slow, 1), from == 1 ? 0 : from - 1);
	}
	engine_close(slow);
	engine_close(batch);
}

/* Somebody reads what is in the log, so that a copy of the log stops there, and the disk refuses the copy: nobody is told that it is done. */
static void a_copy_that_the_disk_refused_is_not_told(void **state)
{
	int nth = 0, calls;

	(void)state;
	do {
		struct engine *console, *slow, *batch;

		scratch_close();
		scratch_open();
		console = open_as(false);
		assert_true(work_create(console, &err));
		for (int64_t row = 1; row <= 500; row++) /* a long log of few pages */
			assert_true(work_add(console, 1, row, 1, &err));
		assert_true(engine_script(console, "CREATE TABLE behind (id INTEGER PRIMARY KEY); INSERT INTO behind VALUES (1)", &err));
		slow = open_as(false);
		assert_true(engine_begin(slow, ENGINE_READ, &err));
		assert_int_equal(work_last(slow, 1), 500);
		batch = open_as(true);
		disk_fail_at(++nth, DISK_ALL, ENOSPC, true);
		work_add(batch, 1, 501, 1, &err);
		calls = disk_counted();
		disk_fail_at(0, DISK_ALL, 0, false);
		engine_close(console);
		console = open_as(false); /* one that has nothing in its memory */
		if (!work_is_whole(console) || !engine_check(console, &err))
			fail_msg("call %d: %s", nth, err.text);
		assert_int_equal(scratch_count(console, "SELECT count(*) FROM behind"), 1);
		assert_in_range(work_last(console, 1), 500, 501);
		engine_close(console);
		engine_close(slow);
		engine_close(batch);
	} while (calls >= nth);
	assert_true(nth > 6); /* it went on into the copy */
}

/* Pages that did not fit into memory went into the log before the transaction was taken back: the log has them from others by then. */
static void what_was_taken_back_is_not_written_later(void **state)
{
	struct engine *batch, *console, *other;

	(void)state;
	console = open_as(false);
	assert_true(work_create(console, &err));
	batch = open_as(true);
	for (int64_t more = 0; more < 40; more++) {
		int64_t last = work_last(console, 1);

		assert_true(engine_begin(batch, ENGINE_WRITE, &err));
		assert_true(engine_run(batch, &err,
				       "INSERT INTO work (worker, seq, text) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i "
				       "+ 1 FROM n WHERE i < $1) SELECT 2, i, '0123456789012345678901234567890123456789' FROM n",
				       "i", 12000 + 200 * more));
		engine_rollback(batch);
		assert_true(work_add(console, 1, last + 1, 2000, &err));
		assert_true(engine_begin(batch, ENGINE_WRITE, &err));
		assert_int_equal(work_last(batch, 1), last + 2000);
		engine_rollback(batch);
		other = open_as(false);
		assert_int_equal(work_last(other, 1), last + 2000);
		if (!work_is_whole(other) || !engine_check(other, &err))
			fail_msg("%d: %s", (int)more, err.text);
		engine_close(other);
	}
	engine_close(batch);
	engine_close(console);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_read_is_what_was_written, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(a_large_transaction_takes_few_calls, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(others_see_what_was_committed, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(what_was_taken_back_is_not_written_later, scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(a_copy_that_the_disk_refused_is_not_told, scratch_setup, scratch_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
