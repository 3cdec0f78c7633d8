/* A copy put in the place of a store whose program was killed: it never meets the log that one left.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/store.h"
#include "scratch.h"

static struct err err;

static char value[32]; /* of `which`, "" for none */

static const char *which(const char *path)
{
	struct store *store;

	value[0] = '\0';
	if (!store_open(path, STORE_COMMAND, &store, &err))
		fail_msg("%s", err.text);
	assert_true(store_check(store, &err));
	assert_int_equal(setting_get(store, "which", value, sizeof value, &err), FOUND);
	store_close(store);
	return value;
}

static bool put(struct store *store, const char *text)
{
	return store_begin(store, true, &err) && setting_put(store, "which", text, &err) && store_commit(store, &err);
}

static int make_and_die(void *path)
{
	struct store *store;

	CHILD(store_create(path, &store, &err) && put(store, "old"));
	_exit(0);
}

/* The store `db`, killed; and `copy`, a backup of `other`, which is open. */
static struct store *prepare(void)
{
	static char path[4096];
	struct store *other;

	snprintf(path, sizeof path, "%s", scratch_path("db"));
	assert_int_equal(scratch_run(make_and_die, path, NULL), 0);
	assert_int_equal(access(scratch_path("db-wal"), F_OK), 0);
	assert_true(store_create(scratch_path("other"), &other, &err) && put(other, "new"));
	assert_true(store_backup(other, scratch_path("copy"), &err));
	return other;
}

static void by_hand_the_old_log_is_not_played_back(void **state)
{
	struct store *other = prepare(), *store;

	(void)state;
	assert_int_equal(rename(scratch_path("copy"), scratch_path("db")), 0);
	assert_false(store_open(scratch_path("db"), STORE_COMMAND, &store, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "db-wal"));
	assert_int_equal(unlink(scratch_path("db-wal")), 0);
	assert_int_equal(unlink(scratch_path("db-shm")), 0);
	assert_string_equal(which(scratch_path("db")), "new");
	store_close(other);
}

static void a_backup_takes_the_place_of_a_killed_store(void **state)
{
	struct store *other = prepare();

	(void)state;
	assert_string_equal(which(scratch_path("copy")), "new");
	if (!store_backup(other, scratch_path("db"), &err))
		fail_msg("%s", err.text);
	assert_int_equal(access(scratch_path("db-wal"), F_OK), -1);
	assert_string_equal(which(scratch_path("db")), "new");
	store_close(other);
}

static void a_store_at_work_is_left_alone(void **state)
{
	struct store *other = prepare(), *store;

	(void)state;
	assert_true(store_open(scratch_path("db"), STORE_COMMAND, &store, &err) && put(store, "at work"));
	assert_false(store_backup(other, scratch_path("db"), &err));
	assert_int_equal(err.code, ERR_BUSY);
	store_close(store);
	assert_string_equal(which(scratch_path("db")), "at work");
	store_close(other);
}

static void what_cannot_be_opened_is_to_be_removed(void **state)
{
	struct store *other = prepare();

	(void)state;
	assert_int_equal(unlink(scratch_path("db")), 0);
	assert_false(store_backup(other, scratch_path("db"), &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "db-journal"));
	assert_int_equal(access(scratch_path("db"), F_OK), -1);
	store_close(other);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(by_hand_the_old_log_is_not_played_back),
		FACT(a_backup_takes_the_place_of_a_killed_store),
		FACT(a_store_at_work_is_left_alone),
		FACT(what_cannot_be_opened_is_to_be_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
