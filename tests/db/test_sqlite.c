/* SQLite's own side of the store: where a file may live, faults of file and disk, the log, copies, kills.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/clock.h"
#include "crash.h"
#include "db/engine.h"
#include "db/place.h"
#include "sample.h"
#include "scratch.h"

static struct err err;
static const struct engine_options make_it = {
	.create = true, .wait_ms = 30000, .cache_kib = 256, .checkpoints = true
};
static const struct engine_options only_open = { .wait_ms = 30000, .cache_kib = 256 };

static void is_refused(const char *path, struct engine_options options, enum err_code code,
		       const char *says)
{
	struct engine *engine = NULL;

	assert_false(scratch_try(path, options, &engine, &err));
	if (err.code != code || !strstr(err.text, says) || !strstr(err.text, path))
		fail_msg("%s: class %d, %s", path, err.code, err.text);
	assert_null(engine);
}

/* ---- where a file may live ---- */

static void a_new_store_is_for_its_owner_alone(void **state)
{
	struct engine *engine;
	struct stat st;
	const char *path = scratch_path("deep/er/store.db");
	mode_t mask = umask(0);

	(void)state;
	assert_true(scratch_try(path, make_it, &engine, &err));
	assert_true(engine_script(engine, "CREATE TABLE t (id INTEGER PRIMARY KEY)", &err));
	for (int i = 0; i < 4; i++) {
		static const char *const parts[] = { "", "-wal", "-shm", ".gate" };
		char name[512];

		snprintf(name, sizeof name, "%s%s", path, parts[i]);
		assert_int_equal(stat(name, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
	}
	assert_int_equal(stat(scratch_path("deep/er"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_string_equal(engine_path(engine), path);
	assert_int_equal(engine_owner_uid(engine), geteuid());
	assert_false(engine_is_postgres(engine));
	engine_close(engine);
	umask(0777);
	assert_true(scratch_try(scratch_path("other.db"), make_it, &engine, &err));
	engine_close(engine);
	umask(mask);
}

static void wrong_places_are_refused_by_name(void **state)
{
	(void)state;
	is_refused(scratch_path("nothing"), only_open, ERR_MISSING, "relance init");
	is_refused(scratch_path("."), make_it, ERR_IO, "is a folder");
	scratch_write(scratch_path("file"), "x", 1);
	is_refused(scratch_path("file/store"), make_it, ERR_IO, "");
	assert_int_equal(symlink(scratch_path("gone"), scratch_path("link")), 0);
	is_refused(scratch_path("link"), make_it, ERR_MISSING, "");
	assert_int_equal(mkfifo(scratch_path("fifo"), 0600), 0);
	is_refused(scratch_path("fifo"), make_it, ERR_IO, "not an ordinary file");
	is_refused("/dev/null", make_it, ERR_IO, "not an ordinary file");
	assert_false(scratch_try("", make_it, &(struct engine *){ NULL }, &err));
	assert_int_equal(err.code, ERR_USAGE);
#if !HAVE_POSTGRESQL
	assert_false(
		scratch_try("postgresql://host/base", make_it, &(struct engine *){ NULL }, &err));
	assert_int_equal(err.code, ERR_USAGE);
#endif
}

/* Whoever tidies up beside an open store: nothing more is acknowledged that would be lost, and nothing is lost that was. */
static void a_log_that_was_removed_is_noticed(void **state)
{
	static const char *const beside[] = { "db-wal", "db-shm" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct engine *engine = i ? scratch_engine() : sample_blobs();

		if (i)
			assert_true(sample_add_blob(engine, 11, 10, &err));
		assert_int_equal(unlink(scratch_path(beside[i])), 0);
		assert_false(sample_add_blob(engine, 13, 10, &err));
		assert_int_equal(err.code, ERR_GONE);
		assert_non_null(strstr(err.text, scratch_path(beside[i])));
		engine_close(engine);
		engine = scratch_engine();
		assert_int_equal(sample_blob_count(engine), 10 + i);
		engine_close(engine);
	}
}

static bool reading_fails;

static ssize_t read_or_fail(int fd, void *bytes, size_t n, off_t at)
{
	if (!reading_fails)
		return pread(fd, bytes, n, at);
	errno = EIO;
	return -1;
}

/* SQLite takes a disk that does not answer for a file that is damaged; nobody restores a backup because of a loose cable. */
static void a_disk_that_cannot_be_read_is_no_damage(void **state)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	struct engine *engine = sample_blobs();
	bool added;

	(void)state;
	engine_close(engine);
	for (int i = 0; i < 2; i++)
		vfs->xSetSystemCall(vfs, i ? "pread64" : "pread", (sqlite3_syscall_ptr)read_or_fail);
	engine = scratch_engine();
	reading_fails = true;
	err_clear(&err);
	added = sample_add_blob(engine, 11, 10, &err);
	reading_fails = false;
	vfs->xSetSystemCall(vfs, NULL, NULL);
	assert_false(added);
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, "(Input/output error): check the disk"));
	assert_int_equal(sample_blob_count(engine), 10);
	engine_close(engine);
}

/* Nobody is sent to look at the file's owner for it. */
static void want_of_descriptors_is_told_as_such(void **state)
{
	struct rlimit limit;
	struct engine *engine = sample_blobs(), *none;
	int next = dup(0);
	bool opened;

	(void)state;
	close(next);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &(struct rlimit){ (rlim_t)next, limit.rlim_max }), 0);
	opened = scratch_try(scratch_path("db"), only_open, &none, &err);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_false(opened);
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, "Too many open files"));
	assert_non_null(strstr(err.text, scratch_path("db")));
	engine_close(engine);
}

static void a_link_leads_to_the_same_store_and_gate(void **state)
{
	struct engine *engine = sample_blobs(), *same;

	(void)state;
	assert_int_equal(symlink(scratch_path("db"), scratch_path("link")), 0);
	assert_true(scratch_try(scratch_path("link"), only_open, &same, &err));
	assert_string_equal(engine_path(same), scratch_path("db"));
	engine_close(same);
	engine_close(engine);
}

static void network_file_systems_are_known(void **state)
{
	static const struct {
		unsigned long magic;
		const char *type, *name;
	} rows[] = {
		{ 0x6969, "nfs4", "NFS" },
		{ 0xFF534D42, "cifs", "CIFS" },
		{ 0xFE534D42, "smb3", "SMB2" },
		{ 0x517B, "smbfs", "SMB" },
		{ 0x5346414F, "afs", "AFS" },
		{ 0x65735546, "fuse.sshfs", "sshfs" },
		{ 0x65735546, "fuse.rclone", "rclone" },
		{ 0x65735546, "fuseblk", NULL },
		{ 0x65735546, "fuse.fuse-overlayfs", NULL },
		{ 0x65735546, "", NULL },
		{ 0xEF53, "ext4", NULL },
		{ 0x01021994, "tmpfs", NULL },
		{ 0x794C7630, "overlay", NULL },
		{ 0x01021997, "9p", NULL },
		{ 0x9123683E, "btrfs", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *name = place_network_name(rows[i].magic, rows[i].type);

		if (!rows[i].name ? name != NULL : !name || strcmp(name, rows[i].name) != 0)
			fail_msg("%s: %s", rows[i].type, name ? name : "allowed");
	}
}

/* ---- faults of the file ---- */

static void what_is_no_database_is_refused(void **state)
{
	char text[4096];

	(void)state;
	memset(text, 'x', sizeof text);
	scratch_write(scratch_path("text"), text, sizeof text);
	is_refused(scratch_path("text"), make_it, ERR_STORE, "not a store of relance");
}

static void damage_is_told_with_the_remedy(void **state)
{
	struct engine *engine = sample_blobs();

	(void)state;
	assert_true(engine_check(engine, &err));
	engine_close(engine);
	scratch_damage(scratch_path("db"), 4096, 4096); /* the table's root */
	engine = scratch_engine();
	assert_false(engine_check(engine, &err));
	assert_int_equal(err.code, ERR_STORE);
	assert_non_null(strstr(err.text, "restore the last backup"));
	assert_int_equal(sample_blob_count(engine), -1);
	assert_false(sample_add_blob(engine, 99, 10, &err));
	assert_int_equal(err.code, ERR_STORE);
	assert_non_null(strstr(err.text, "restore the last backup"));
	engine_close(engine);
}

static void a_cut_file_is_told(void **state)
{
	struct engine *engine = sample_blobs();

	(void)state;
	engine_close(engine);
	assert_int_equal(truncate(scratch_path("db"), 3 * 4096), 0);
	if (scratch_try(scratch_path("db"), only_open, &engine, &err)) {
		assert_false(engine_check(engine, &err));
		engine_close(engine);
	}
	assert_int_equal(err.code, ERR_STORE);
	assert_non_null(strstr(err.text, "restore the last backup"));
}

static void a_reference_to_nothing_is_told(void **state)
{
	struct engine *engine = sample_blobs();
	sqlite3 *raw;

	(void)state;
	assert_true(engine_script(
		engine,
		"CREATE TABLE child (id INTEGER PRIMARY KEY, blob_id INTEGER REFERENCES blob (id))",
		&err));
	assert_int_equal(sqlite3_open(scratch_path("db"), &raw), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(raw, "INSERT INTO child VALUES (1, 5), (2, 77)", NULL, NULL, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_close(raw), SQLITE_OK);
	assert_false(engine_check(engine, &err));
	assert_int_equal(err.code, ERR_STORE);
	assert_non_null(strstr(err.text, "row 2 of child refers to a row of blob"));
	engine_close(engine);
}

static void a_replaced_file_is_noticed_before_writing(void **state)
{
	struct engine *engine = sample_blobs();

	(void)state;
	assert_int_equal(rename(scratch_path("db"), scratch_path("away")), 0);
	err_clear(&err);
	assert_false(sample_add_blob(engine, 11, 10, &err));
	assert_int_equal(err.code, ERR_GONE);
	scratch_write(scratch_path("db"), "", 0);
	assert_false(sample_add_blob(engine, 11, 10, &err));
	assert_int_equal(err.code, ERR_GONE);
	assert_int_equal(unlink(scratch_path("db")), 0);
	assert_int_equal(rename(scratch_path("away"), scratch_path("db")), 0);
	assert_true(sample_add_blob(engine, 11, 10, &err));
	engine_close(engine);
}

/* Root may write anything: be nobody. */
static int open_what_is_read_only(void *arg)
{
	struct engine *engine;

	(void)arg;
	if (geteuid() == 0)
		CHILD(setgid(65534) == 0 && setuid(65534) == 0);
	CHILD(!scratch_try(scratch_path("db"), only_open, &engine, &err));
	CHILD(err.code == ERR_IO && strstr(err.text, "cannot be written") &&
	      strstr(err.text, scratch_path("db")));
	CHILD(!scratch_try(scratch_path("new/db"), make_it, &engine, &err));
	CHILD(err.code == ERR_IO && strstr(err.text, scratch_path("new")));
	return 0;
}

static void a_read_only_store_is_refused_with_the_remedy(void **state)
{
	(void)state;
	engine_close(sample_blobs());
	assert_int_equal(chmod(scratch_path("db"), 0444), 0);
	assert_int_equal(chmod(scratch_path("."), 0555), 0);
	assert_int_equal(scratch_run(open_what_is_read_only, NULL, NULL), 0);
	assert_int_equal(chmod(scratch_path("."), 0700), 0);
}

/* ---- a full disk ---- */

enum { CANNOT_MOUNT = 254 };

static int fill_the_disk(void *arg)
{
	struct engine *engine, *late;
	const char *path = scratch_path("small/db");
	long before;
	int id = 1;

	(void)arg;
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mkdir(scratch_path("small"), 0700) != 0 ||
	    mount("tmpfs", scratch_path("small"), "tmpfs", 0, "size=1m") != 0)
		return CANNOT_MOUNT;
	CHILD(scratch_try(path, make_it, &engine, &err));
	CHILD(engine_script(
		engine, "CREATE TABLE blob (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)", &err));
	while (sample_add_blob(engine, id, 10000, &err))
		id++;
	CHILD(err.code == ERR_FULL && strstr(err.text, "full") && strstr(err.text, path));
	before = sample_blob_count(engine);
	CHILD(before == id - 1 && before > 10);
	CHILD(!sample_add_blob(engine, 5000, 600000, &err) && err.code == ERR_FULL);
	CHILD(sample_blob_count(engine) == before);
	CHILD(engine_check(engine, &err));
	CHILD(!engine_backup(engine, scratch_path("small/copy"), &err) && err.code == ERR_FULL);
	CHILD(access(scratch_path("small/copy"), F_OK) != 0);
	if (!scratch_try(scratch_path("small/second"), make_it, &late, &err))
		CHILD(err.code == ERR_FULL && strstr(err.text, "full"));
	else
		engine_close(late);
	/* room again: the same connection goes on */
	CHILD(mount("tmpfs", scratch_path("small"), "tmpfs", MS_REMOUNT, "size=8m") == 0);
	CHILD(sample_add_blob(engine, 5000, 600000, &err));
	CHILD(sample_blob_count(engine) == before + 1 && engine_check(engine, &err));
	engine_close(engine);
	return 0;
}

static void a_full_disk_loses_nothing(void **state)
{
	int status = scratch_run(fill_the_disk, NULL, NULL);

	(void)state;
	if (status == CANNOT_MOUNT)
		print_message("# no right to mount a small disk here: not tried\n");
	else
		assert_int_equal(status, 0);
}

/* ---- turns ---- */

static const struct engine_options impatient = { .wait_ms = 60, .cache_kib = 256 };

static void is_made_to_wait(struct engine *engine)
{
	int64_t before = clock_steady_ms();

	err_clear(&err);
	assert_false(sample_add_blob(engine, 50, 10, &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_non_null(strstr(err.text, scratch_path("db")));
	assert_in_range(clock_steady_ms() - before, 60, 5000);
	assert_int_equal(sample_blob_count(engine), 10); /* readers do not wait */
}

static void writers_queue_at_the_gate(void **state)
{
	struct engine *engine;
	int gate;

	(void)state;
	engine_close(sample_blobs());
	assert_true(scratch_try(scratch_path("db"), impatient, &engine, &err));
	gate = open(scratch_path("db.gate"), O_RDWR | O_CLOEXEC);
	assert_true(gate >= 0);
	assert_int_equal(flock(gate, LOCK_EX | LOCK_NB), 0);
	is_made_to_wait(engine);
	assert_int_equal(flock(gate, LOCK_UN), 0);
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	assert_int_equal(flock(gate, LOCK_EX | LOCK_NB), -1);
	engine_rollback(engine);
	assert_int_equal(flock(gate, LOCK_EX | LOCK_NB), 0);
	close(gate);
	engine_close(engine);
}

static void a_writer_who_knows_no_gate_is_waited_for(void **state)
{
	struct engine *engine;
	sqlite3 *raw;

	(void)state;
	engine_close(sample_blobs());
	assert_true(scratch_try(scratch_path("db"), impatient, &engine, &err));
	assert_int_equal(sqlite3_open(scratch_path("db"), &raw), SQLITE_OK);
	assert_int_equal(sqlite3_exec(raw, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	is_made_to_wait(engine);
	assert_int_equal(sqlite3_close(raw), SQLITE_OK);
	assert_true(sample_add_blob(engine, 50, 10, &err)); /* and the gate was not kept */
	engine_close(engine);
}

/* ---- kills ---- */

static void killed_writers_lose_nothing(void **state)
{
	const struct crash crash = { .writers = 3, .rounds = 45, .check_every = 15 };
	char complaint[256];

	(void)state;
	crash_run(&crash, complaint);
	assert_string_equal(complaint, "");
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_new_store_is_for_its_owner_alone),
		FACT(wrong_places_are_refused_by_name),
		FACT(a_log_that_was_removed_is_noticed),
		FACT(a_disk_that_cannot_be_read_is_no_damage),
		FACT(want_of_descriptors_is_told_as_such),
		FACT(a_link_leads_to_the_same_store_and_gate),
		FACT(network_file_systems_are_known),
		FACT(what_is_no_database_is_refused),
		FACT(damage_is_told_with_the_remedy),
		FACT(a_cut_file_is_told),
		FACT(a_reference_to_nothing_is_told),
		FACT(a_replaced_file_is_noticed_before_writing),
		FACT(a_read_only_store_is_refused_with_the_remedy),
		FACT(a_full_disk_loses_nothing),
		FACT(writers_queue_at_the_gate),
		FACT(a_writer_who_knows_no_gate_is_waited_for),
		FACT(killed_writers_lose_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
