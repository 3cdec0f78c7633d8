/* A disk that refuses, that does not confirm, and whose power is cut: nothing acknowledged is lost, every refusal is a clear sentence.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/engine.h"
#include "disk.h"
#include "powercut.h"
#include "scratch.h"
#include "work.h"

static struct err err;

/* Who works: the batch holds its writes back a little (db/sqlite_writes.h), and a first load goes past the log, or past SQLite itself. */
struct who {
	bool batch, loads, fills;
	int calls; /* at least, in one transaction */
};

static struct who console = { .calls = 8 }, batch = { .batch = true, .calls = 6 },
		  load = { .batch = true, .loads = true, .calls = 12 },
		  fill = { .batch = true, .loads = true, .fills = true, .calls = 20 };

static bool open_as(const struct who *who, struct engine **out)
{
	const struct engine_options options = {
		.create = true, .wait_ms = 200, .cache_kib = 256, .checkpoints = true, .yields = who->batch
	};

	return scratch_try(scratch_path("db"), options, out, &err);
}

static int setup(void **state)
{
	struct engine *engine;
	bool done;

	(void)state;
	scratch_open();
	engine = scratch_engine();
	done = work_create(engine, &err) && work_add(engine, 1, 1, 1, &err);
	engine_close(engine);
	return done ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	disk_fail_at(0, DISK_ALL, 0, false);
	scratch_close();
	return 0;
}

/* Without faults: is the store sound, and where does the work end? */
static int64_t look_again(void)
{
	struct engine *engine = scratch_engine();
	int64_t last = work_last(engine, 1);

	if (!engine_check(engine, &err))
		fail_msg("%s", err.text);
	assert_true(work_is_whole(engine));
	engine_close(engine);
	return last;
}

/* Open, one transaction, close, with the nth call failing: the calls there were. */
static int work_with_a_fault(const struct who *who, int nth, int errnum, bool for_good, int64_t *last)
{
	int count = who->fills ? 150 : who->loads ? 2000 : nth % 2 ? 1 : 30;
	bool promised = false;
	struct engine *engine;
	int64_t found;
	int calls;

	disk_fail_at(nth, DISK_ALL, errnum, for_good);
	err_clear(&err);
	if (open_as(who, &engine)) {
		promised = (who->fills ? work_fill : who->loads ? work_load : work_add)(engine, 1, *last + 1, count, &err);
		engine_close(engine);
	}
	calls = disk_counted();
	disk_fail_at(0, DISK_ALL, 0, false);
	if (!promised && ((err.code != ERR_IO && err.code != ERR_FULL && err.code != ERR_GONE) ||
			  !strstr(err.text, scratch_path("db"))))
		fail_msg("call %d, errno %d: class %d, %s", nth, errnum, err.code, err.text);
	found = look_again();
	/* A commit whose last call failed may be there or not; a promised one must be. */
	if (found != *last + count && (promised || found != *last))
		fail_msg("call %d, errno %d: had %d, now %d of %d, promised %d", nth, errnum,
			 (int)*last, (int)found, count, promised);
	*last = found;
	return calls;
}

/* A store that has grown takes more calls for the same work. */
static void start_over(int64_t *last)
{
	struct engine *engine = scratch_engine();

	assert_true(engine_script(engine, "DELETE FROM work; DELETE FROM tally", &err));
	engine_close(engine);
	*last = 0;
}

static void any_call_may_fail(void **state)
{
	static const int errnums[] = { EIO, ENOSPC, EDQUOT, EFBIG };
	const struct who *who = *state;
	int64_t last = 1;

	for (size_t i = 0; i < 4; i++)
		for (int for_good = 0; for_good < 2; for_good++) {
			int nth = 1;

			while (work_with_a_fault(who, nth, errnums[i], for_good, &last) >= nth) {
				nth++;
				if (who->fills)
					start_over(&last);
			}
			assert_in_range(nth, who->calls, 200); /* the faults reached SQLite */
		}
}

static void a_full_disk_is_told_as_such(void **state)
{
	struct engine *engine = scratch_engine();

	(void)state;
	disk_fail_at(1, DISK_ALL, ENOSPC, true);
	assert_false(work_add(engine, 1, 2, 30, &err));
	assert_int_equal(err.code, ERR_FULL);
	disk_fail_at(0, DISK_ALL, 0, false);
	assert_true(work_add(engine, 1, 2, 30, &err)); /* the typed note is tried again */
	engine_close(engine);
	assert_int_equal(look_again(), 31);
}

static void a_quota_is_told_as_a_full_disk(void **state)
{
	struct engine *engine = scratch_engine();

	(void)state;
	disk_fail_at(1, DISK_ALL, EDQUOT, true);
	assert_false(work_add(engine, 1, 2, 30, &err));
	assert_int_equal(err.code, ERR_FULL);
	assert_non_null(strstr(err.text, "disk full"));
	engine_close(engine);
	disk_fail_at(0, DISK_ALL, 0, false);
}

static void a_limit_on_files_is_told_as_such(void **state)
{
	struct engine *engine = scratch_engine();

	(void)state;
	disk_fail_at(1, DISK_ALL, EFBIG, true);
	assert_false(work_add(engine, 1, 2, 30, &err));
	assert_int_equal(err.code, ERR_FULL);
	assert_non_null(strstr(err.text, "ulimit -f"));
	disk_fail_at(0, DISK_ALL, 0, false);
	assert_true(work_add(engine, 1, 2, 30, &err));
	engine_close(engine);
	assert_int_equal(look_again(), 31);
}

/* A disk that fails for good fails the copy, and the copy's remains do not stay on it. */
static void a_copy_that_fails_leaves_nothing(void **state)
{
	struct engine *engine = scratch_engine();
	bool done = false;
	int nth = 1;

	(void)state;
	for (; !done && nth < 200; nth++) {
		disk_fail_at(nth, DISK_ALL, EIO, true);
		done = engine_backup(engine, scratch_path("copy"), &err);
		disk_fail_at(0, DISK_ALL, 0, false);
		if (!done && !strstr(err.text, scratch_path("copy")) && !strstr(err.text, "writing the folder"))
			fail_msg("call %d: %s", nth, err.text);
		assert_int_equal(access(scratch_path("copy.relance-part"), F_OK), -1);
		assert_int_equal(access(scratch_path("copy.relance-part-journal"), F_OK), -1);
	}
	if (!done)
		fail_msg("call %d: %s", nth, err.text);
	assert_true(nth > 3);
	engine_close(engine);
}

/* The kernel may report a lost write once and call the next sync fine: the connection must not go on. */
static void an_unconfirmed_write_ends_the_connection(void **state)
{
	struct engine *engine = scratch_engine();
	int64_t last;

	(void)state;
	disk_fail_at(1, DISK_SYNCS, EIO, false);
	assert_false(work_add(engine, 1, 2, 1, &err));
	assert_int_equal(err.code, ERR_GONE);
	assert_non_null(strstr(err.text, "did not confirm"));
	assert_non_null(strstr(err.text, scratch_path("db")));
	err_clear(&err);
	assert_false(work_add(engine, 1, 2, 1, &err));
	assert_int_equal(err.code, ERR_GONE);
	assert_int_equal(work_last(engine, 1), -1);
	engine_close(engine);
	last = look_again();
	assert_in_range(last, 1, 2);
	engine = scratch_engine();
	assert_true(work_add(engine, 1, last + 1, 1, &err));
	engine_close(engine);
}

static void power_cuts_lose_nothing_acknowledged(void **state)
{
	const struct who *who = *state;
	char complaint[256];

	scratch_close();
	scratch_open();
	powercut_run(who->fills ? POWERCUT_FILL : who->loads ? POWERCUT_LOAD : who->batch ? POWERCUT_BATCH : POWERCUT_CONSOLE, 60, complaint);
	assert_string_equal(complaint, "");
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
#define FACT_OF(who, name)                                           \
	{                                                            \
		#name " (" #who ")", name, setup, teardown, &(who)   \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT_OF(console, any_call_may_fail),
		FACT_OF(batch, any_call_may_fail),
		FACT_OF(load, any_call_may_fail),
		FACT_OF(fill, any_call_may_fail),
		FACT(a_full_disk_is_told_as_such),
		FACT(a_quota_is_told_as_a_full_disk),
		FACT(a_limit_on_files_is_told_as_such),
		FACT(a_copy_that_fails_leaves_nothing),
		FACT(an_unconfirmed_write_ends_the_connection),
		FACT_OF(console, power_cuts_lose_nothing_acknowledged),
		FACT_OF(batch, power_cuts_lose_nothing_acknowledged),
		FACT_OF(load, power_cuts_lose_nothing_acknowledged),
		FACT_OF(fill, power_cuts_lose_nothing_acknowledged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
