/* A folder strangers write into: what may be taken is taken whole, from a copy of our own; links,
 * pipes, swapped names and files still being written never are. DROP_ATTEMPTS says how often the
 * races are run (30). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/drop.h"
#include "base/mem.h"
#include "tests/base/descriptors.h"

static char root[64], folder[96], secret[96];
static struct drop *drop;
static const struct drop_rules rules = { .bytes_max = 1000, .settle_seconds = 0 };

static char *in(const char *name)
{
	static char paths[4][400];
	static int at;

	snprintf(paths[at = (at + 1) % 4], sizeof paths[0], "%s/%s", folder, name);
	return paths[at];
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static const char *get(const char *path)
{
	static char text[2048];
	FILE *file = fopen(path, "r");
	size_t n;

	if (!file)
		return NULL;
	n = fread(text, 1, sizeof text - 1, file);
	text[n] = '\0';
	fclose(file);
	return text;
}

static bool is_there(const char *name)
{
	struct stat st;

	return lstat(in(name), &st) == 0;
}

static int setup(void **state)
{
	struct err err = { 0 };

	(void)state;
	snprintf(root, sizeof root, "/tmp/relance-drop.XXXXXX");
	if (!mkdtemp(root))
		return -1;
	snprintf(folder, sizeof folder, "%s/inbox", root);
	snprintf(secret, sizeof secret, "%s/secret", root);
	if (mkdir(folder, 0770) != 0)
		return -1;
	put(secret, "SECRET");
	return drop_open(folder, &drop, &err) ? 0 : -1;
}

static int teardown(void **state)
{
	char line[96];

	(void)state;
	drop_close(drop);
	snprintf(line, sizeof line, "rm -rf '%s'", root);
	return system(line);
}

static enum drop_status take(const char *name)
{
	enum drop_status status;
	struct err err = { 0 };

	if (!drop_take(drop, name, &rules, &status, &err))
		fail_msg("%s", err.text);
	return status;
}

static enum drop_status look(const char *name)
{
	enum drop_status status;
	struct err err = { 0 };

	if (!drop_look(drop, name, &rules, &status, &err))
		fail_msg("%s", err.text);
	return status;
}

static const char *copied(const char *name)
{
	char *path = drop_path(drop, name);
	const char *text = get(path);

	mem_free(path);
	return text;
}

static void file_is_copied_then_kept_in_done(void **state)
{
	struct err err = { 0 };

	(void)state;
	put(in("a.csv"), "one");
	assert_int_equal(look("a.csv"), DROP_OK);
	assert_int_equal(take("a.csv"), DROP_OK);
	assert_string_equal(copied("a.csv"), "one");
	assert_false(is_there("a.csv"));
	assert_true(drop_end_done(drop, "a.csv", &err));
	assert_string_equal(get(in("done/a.csv")), "one");
	assert_false(is_there("work/a.csv"));
	assert_false(is_there("taken/a.csv"));
	put(in("a.csv"), "two");
	assert_int_equal(take("a.csv"), DROP_OK);
	assert_true(drop_end_done(drop, "a.csv", &err));
	assert_string_equal(get(in("done/a.csv.2")), "two");
	assert_string_equal(get(in("done/a.csv")), "one");
}

static void refused_file_has_its_reason_beside(void **state)
{
	struct err err = { 0 };
	char name[256];

	(void)state;
	memset(name, 'n', 255);
	name[255] = '\0';
	put(in(name), "x");
	put(in("b"), "y");
	assert_int_equal(take(name), DROP_OK);
	assert_int_equal(take("b"), DROP_OK);
	assert_true(drop_end_refused(drop, "b", "no reason", &err));
	assert_string_equal(get(in("refused/b.why")), "no reason\n");
	assert_string_equal(get(in("refused/b")), "y");
	assert_true(drop_end_refused(drop, name, "too long", &err));
	name[NAME_MAX - 16] = '\0';
	char *why = mem_printf("refused/%s.why", name);
	assert_string_equal(get(in(why)), "too long\n");
	mem_free(why);
}

/* Who puts the whole folder of the refused back delivers the reasons too. */
static void reason_takes_no_refused_files_place(void **state)
{
	struct err err = { 0 };

	(void)state;
	put(in("c.why"), "a file of this name");
	assert_int_equal(take("c.why"), DROP_OK);
	assert_true(drop_end_refused(drop, "c.why", "no format", &err));
	put(in("c"), "x");
	assert_int_equal(take("c"), DROP_OK);
	assert_true(drop_end_refused(drop, "c", "no reason", &err));
	assert_string_equal(get(in("refused/c.why")), "a file of this name");
	assert_string_equal(get(in("refused/c.why.why")), "no format\n");
	assert_string_equal(get(in("refused/c.2")), "x");
	assert_string_equal(get(in("refused/c.2.why")), "no reason\n");
}

/* A run that was killed had told the reason and not yet moved the file. */
static void reason_of_a_run_cut_short_is_told_again(void **state)
{
	struct err err = { 0 };

	(void)state;
	put(in("refused/c.why"), "no rea");
	put(in("c"), "x");
	assert_int_equal(take("c"), DROP_OK);
	assert_true(drop_end_refused(drop, "c", "no reason", &err));
	assert_string_equal(get(in("refused/c")), "x");
	assert_string_equal(get(in("refused/c.why")), "no reason\n");
	assert_int_equal(access(in("refused/c.2"), F_OK), -1);
}

static void what_an_earlier_run_moved_is_found_again(void **state)
{
	struct arena arena = { 0 };
	struct drop_entry *rows;
	size_t count;
	enum drop_status status;
	struct err err = { 0 };

	(void)state;
	put(in("a"), "one");
	put(in("b"), "two");
	take("a");
	drop_close(drop);
	assert_true(drop_open(folder, &drop, &err));
	assert_true(drop_list_taken(drop, &arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].name, "a");
	assert_true(drop_list(drop, &arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].name, "b");
	assert_true(drop_take_again(drop, "a", &rules, &status, &err));
	assert_int_equal(status, DROP_OK);
	assert_string_equal(copied("a"), "one");
	put(in("a"), "newer");
	assert_int_equal(take("a"), DROP_BUSY);
	arena_clear(&arena);
}

static void what_may_still_be_written_stays(void **state)
{
	const struct drop_rules patient = { .bytes_max = 1000, .settle_seconds = 60 };
	enum drop_status status;
	struct err err = { 0 };

	(void)state;
	put(in("a"), "x");
	put(in("b.part"), "x");
	put(in(".hidden"), "x");
	put(in("c~"), "x");
	/* its own dates are not believed */
	struct timespec old[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
	assert_int_equal(utimensat(AT_FDCWD, in("a"), old, 0), 0);
	assert_true(drop_take(drop, "a", &patient, &status, &err));
	assert_int_equal(status, DROP_YOUNG);
	assert_int_equal(take("b.part"), DROP_PARTIAL);
	assert_int_equal(take(".hidden"), DROP_PARTIAL);
	assert_int_equal(take("c~"), DROP_PARTIAL);
	assert_int_equal(take("nobody"), DROP_GONE);
	assert_true(is_there("a") && is_there("b.part") && is_there(".hidden") && is_there("c~"));
}

static void what_is_no_plain_file_is_refused_unopened(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)state;
	assert_int_equal(symlink(secret, in("link")), 0);
	assert_int_equal(symlink("/etc", in("folder link")), 0);
	assert_int_equal(symlink("/nowhere", in("dangling")), 0);
	assert_int_equal(mkfifo(in("pipe"), 0600), 0); /* opening it would wait for ever */
	snprintf(address.sun_path, sizeof address.sun_path, "%s", in("socket"));
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	close(fd);
	assert_int_equal(link(secret, in("hard")), 0);
	put(in("empty"), "");
	char *large = mem_alloc(1002);
	memset(large, 'x', 1001);
	put(in("large"), large);
	mem_free(large);
	assert_int_equal(look("link"), DROP_NOT_REGULAR);
	assert_int_equal(take("link"), DROP_NOT_REGULAR);
	assert_int_equal(take("folder link"), DROP_NOT_REGULAR);
	assert_int_equal(take("dangling"), DROP_NOT_REGULAR);
	assert_int_equal(take("pipe"), DROP_NOT_REGULAR);
	assert_int_equal(take("socket"), DROP_NOT_REGULAR);
	assert_int_equal(take("hard"), DROP_LINKED);
	assert_int_equal(take("empty"), DROP_EMPTY);
	assert_int_equal(take("large"), DROP_LARGE);
	assert_string_equal(get(secret), "SECRET");
	assert_null(copied("link"));
	assert_null(copied("hard"));
}

static void strangers_files_are_refused(void **state)
{
	static const uid_t known[] = { 12345 };
	const struct drop_rules knowing = { .bytes_max = 1000, .owners = known, .owner_count = 1 };
	enum drop_status status;
	struct err err = { 0 };

	(void)state;
	if (geteuid() != 0) {
		print_message("only root gives files away\n");
		return;
	}
	put(in("a"), "x");
	assert_int_equal(chown(in("a"), 12345, 12345), 0);
	assert_int_equal(look("a"), DROP_OWNER);
	assert_true(drop_take(drop, "a", &knowing, &status, &err));
	assert_int_equal(status, DROP_OK);
	put(in("b"), "x");
	assert_int_equal(chown(in("b"), 12345, 12345), 0);
	assert_int_equal(take("b"), DROP_OWNER);
}

static void folders_of_others_are_not_used(void **state)
{
	struct drop *other = NULL;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(rename(in("done"), in("away")), 0);
	assert_int_equal(symlink("/tmp", in("done")), 0);
	assert_false(drop_open(folder, &other, &err));
	assert_int_equal(unlink(in("done")), 0);
	assert_int_equal(mkdir(in("done"), 0777), 0);
	assert_int_equal(chmod(in("done"), 0777), 0);
	assert_false(drop_open(folder, &other, &err));
	assert_non_null(strstr(err.text, "written to by others"));
	assert_int_equal(rmdir(in("done")), 0);
	assert_int_equal(chmod(folder, 0777), 0);
	assert_false(drop_open(folder, &other, &err));
	assert_non_null(strstr(err.text, "chmod o-w"));
	assert_int_equal(chmod(folder, 01777), 0);
	assert_true(drop_open(folder, &other, &err));
	drop_close(other);
	assert_int_equal(symlink("/tmp", in("sub")), 0);
	assert_false(drop_open_in(drop, "sub", &other, &err));
	assert_false(drop_open_in(drop, "..", &other, &err));
}

static void odd_names_are_only_names(void **state)
{
	static const char *const names[] = { "...", "\xff\xfe", "a\nb", "-rf", "\x1b[2J", "..csv" };
	struct err err = { 0 };

	(void)state;
	for (size_t i = 1; i < 5; i++) {
		put(in(names[i]), "x");
		assert_int_equal(take(names[i]), DROP_OK);
		assert_string_equal(copied(names[i]), "x");
		assert_true(drop_end_done(drop, names[i], &err));
	}
	put(in(names[0]), "x");
	assert_int_equal(take(names[0]), DROP_PARTIAL);
}

/* ---- races ---- */

static _Noreturn void swap_for_ever(void)
{
	for (;;) {
		int fd = open(in("spare"), O_WRONLY | O_CREAT | O_TRUNC, 0600);

		if (fd >= 0 && write(fd, "plain", 5) == 5)
			close(fd);
		rename(in("spare"), in("x"));
		if (symlink(secret, in("trap")) == 0)
			rename(in("trap"), in("x"));
		if (link(secret, in("trap")) == 0)
			rename(in("trap"), in("x"));
		unlink(in("trap"));
		if (mkfifo(in("trap"), 0600) == 0)
			rename(in("trap"), in("x"));
	}
}

static void swapped_names_never_give_the_secret(void **state)
{
	const char *wanted = getenv("DROP_ATTEMPTS");
	int attempts = wanted ? atoi(wanted) : 30, statuses[DROP_STATUS_COUNT] = { 0 };
	struct err err = { 0 };
	pid_t child = fork();

	(void)state;
	if (child == 0)
		swap_for_ever();
	for (int tried = 0; tried < attempts;) {
		enum drop_status status = take("x");

		statuses[status]++;
		tried += status != DROP_GONE;
		if (status == DROP_OK) {
			assert_string_equal(copied("x"), "plain");
			assert_true(drop_end_done(drop, "x", &err));
		} else if (drop_is_refused(status)) {
			assert_true(drop_end_refused(drop, "x", "refused", &err));
		}
	}
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	assert_string_equal(get(secret), "SECRET");
	print_message("%d attempts: %d taken, %d no file, %d linked, %d empty, %d swapped\n", attempts,
		      statuses[DROP_OK], statuses[DROP_NOT_REGULAR], statuses[DROP_LINKED],
		      statuses[DROP_EMPTY], statuses[DROP_SWAPPED]);
}

static _Noreturn void grow_and_shrink(int fd)
{
	for (;;)
		if (pwrite(fd, "0123456789", 10, 0) != 10 || ftruncate(fd, 0) != 0)
			_exit(1);
}

/* Who has the file open still cannot cut off what is being read. */
static void writers_reach_no_copy(void **state)
{
	int fd = open(in("x"), O_RDWR | O_CREAT, 0600);
	char *path = drop_path(drop, "x");
	pid_t child;
	enum drop_status status;

	(void)state;
	assert_int_equal(pwrite(fd, "0123456789", 10, 0), 10);
	assert_int_equal(take("x"), DROP_OK);
	assert_int_equal(ftruncate(fd, 0), 0);
	assert_string_equal(get(path), "0123456789");
	mem_free(path);
	unlink(in("taken/x"));
	put(in("x"), "1");
	close(fd);
	fd = open(in("x"), O_RDWR);
	child = fork();
	if (child == 0)
		grow_and_shrink(fd);
	for (int i = 0; i < 20; i++) {
		status = take("x");
		assert_true(status == DROP_OK || status == DROP_CHANGED || status == DROP_EMPTY ||
			    status == DROP_SWAPPED);
		if (status != DROP_CHANGED)
			assert_int_equal(rename(in("taken/x"), in("x")), 0);
	}
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	close(fd);
}

/* ---- a system in want ---- */

static int failing_read, failing_write, failing_readdir; /* errno of the next call, 0: none */

ssize_t __real_read(int fd, void *bytes, size_t n);
ssize_t __wrap_read(int fd, void *bytes, size_t n);
ssize_t __wrap_read(int fd, void *bytes, size_t n)
{
	int failed = failing_read;

	if (!failed)
		return __real_read(fd, bytes, n);
	failing_read = 0;
	errno = failed;
	return -1;
}

ssize_t __real_write(int fd, const void *bytes, size_t n);
ssize_t __wrap_write(int fd, const void *bytes, size_t n);
ssize_t __wrap_write(int fd, const void *bytes, size_t n)
{
	int failed = failing_write;

	if (!failed)
		return __real_write(fd, bytes, n);
	if (failed == EINTR)
		failing_write = 0;
	errno = failed;
	return -1;
}

struct dirent *__real_readdir(DIR *dir);
struct dirent *__wrap_readdir(DIR *dir);
struct dirent *__wrap_readdir(DIR *dir)
{
	if (!failing_readdir)
		return __real_readdir(dir);
	errno = failing_readdir;
	return NULL;
}

/* With ever more descriptors: an error that names the cause, or the whole file; never a verdict on what is sound. */
static void without_descriptors_nothing_is_judged(void **state)
{
	enum drop_status status;
	int left = 0;

	(void)state;
	put(in("a.csv"), "one");
	for (bool taken = false; !taken && left < 20; left++) {
		struct drop *other = NULL;
		struct err err = { 0 };

		leave_descriptors(left);
		taken = drop_open(folder, &other, &err) &&
			(is_there("taken/a.csv") ? drop_take_again(other, "a.csv", &rules, &status, &err)
						 : drop_take(other, "a.csv", &rules, &status, &err));
		leave_descriptors(-1);
		drop_close(other);
		if (!taken)
			assert_non_null(strstr(err.text, "Too many open files"));
	}
	assert_int_equal(status, DROP_OK);
	assert_true(left > 5);
	assert_string_equal(copied("a.csv"), "one");
}

static void folder_that_cannot_be_read_is_an_error(void **state)
{
	struct arena arena = { 0 };
	struct drop_entry *rows;
	struct err err = { 0 };
	size_t count;

	(void)state;
	put(in("a.csv"), "one");
	failing_readdir = EIO;
	assert_false(drop_list(drop, &arena, &rows, &count, &err));
	failing_readdir = 0;
	assert_non_null(strstr(err.text, folder));
	assert_non_null(strstr(err.text, strerror(EIO)));
	assert_true(drop_list(drop, &arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	arena_clear(&arena);
}

/* A bad block of the delivery is the file's, a bad block of our copy is not. */
static void failing_disk_is_not_a_writer(void **state)
{
	enum drop_status status;
	struct err err = { 0 };

	(void)state;
	put(in("a.csv"), "one");
	put(in("b.csv"), "two");
	put(in("c.csv"), "three");
	failing_read = EIO;
	assert_int_equal(take("a.csv"), DROP_UNREADABLE);
	assert_true(drop_is_refused(DROP_UNREADABLE));
	assert_true(drop_end_refused(drop, "a.csv", "bad", &err));
	failing_write = EIO;
	assert_false(drop_take(drop, "b.csv", &rules, &status, &err));
	failing_write = 0;
	assert_non_null(strstr(err.text, "inbox/work: Input/output error"));
	assert_true(drop_take_again(drop, "b.csv", &rules, &status, &err));
	assert_int_equal(status, DROP_OK);
	assert_string_equal(copied("b.csv"), "two");
	failing_read = failing_write = EINTR;
	assert_int_equal(take("c.csv"), DROP_OK);
	assert_string_equal(copied("c.csv"), "three");
}

static void reason_that_could_not_be_written_leaves_nothing(void **state)
{
	struct err err = { 0 };

	(void)state;
	put(in("a.csv"), "one");
	assert_int_equal(take("a.csv"), DROP_OK);
	failing_write = ENOSPC;
	assert_false(drop_end_refused(drop, "a.csv", "no client", &err));
	failing_write = 0;
	assert_non_null(strstr(err.text, "inbox/refused: No space left on device"));
	assert_false(is_there("refused/a.csv.why"));
	assert_true(is_there("taken/a.csv"));
	rename(in("taken/a.csv"), in("taken/b.csv"));
	assert_false(drop_end_refused(drop, "a.csv", "no client", &err)); /* it cannot be moved */
	assert_false(is_there("refused/a.csv.why"));
	rename(in("taken/b.csv"), in("taken/a.csv"));
	assert_true(drop_end_refused(drop, "a.csv", "no client", &err));
	assert_string_equal(get(in("refused/a.csv.why")), "no client\n");
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(file_is_copied_then_kept_in_done),
		FACT(refused_file_has_its_reason_beside),
		FACT(reason_takes_no_refused_files_place),
		FACT(reason_of_a_run_cut_short_is_told_again),
		FACT(what_an_earlier_run_moved_is_found_again),
		FACT(what_may_still_be_written_stays),
		FACT(what_is_no_plain_file_is_refused_unopened),
		FACT(strangers_files_are_refused),
		FACT(folders_of_others_are_not_used),
		FACT(odd_names_are_only_names),
		FACT(swapped_names_never_give_the_secret),
		FACT(writers_reach_no_copy),
		FACT(without_descriptors_nothing_is_judged),
		FACT(folder_that_cannot_be_read_is_an_error),
		FACT(failing_disk_is_not_a_writer),
		FACT(reason_that_could_not_be_written_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
