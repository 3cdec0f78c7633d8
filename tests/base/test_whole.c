/* A file is there whole, with the mode it was given, or what was there before is.
 */
#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/whole.h"

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);

/* Of the writes to come: the nth fails so; all of them take at most so many bytes. */
static int fail_in, failing;
static size_t at_once = SIZE_MAX;

ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
	if (fail_in > 0 && --fail_in == 0) {
		errno = failing;
		return -1;
	}
	return __real_write(fd, bytes, size < at_once ? size : at_once);
}

int __real_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
int __wrap_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);

/* What the file system does not know; 0: it does. */
static int no_renaming, no_links;

int __wrap_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
	errno = no_renaming;
	return no_renaming ? -1 : __real_renameat2(from_folder, from, to_folder, to, flags);
}

int __wrap_link(const char *from, const char *to)
{
	errno = no_links;
	return no_links ? -1 : __real_link(from, to);
}

int __real_fsync(int fd);
int __wrap_fsync(int fd);

static int folders_synced;

int __wrap_fsync(int fd)
{
	struct stat st;

	folders_synced += fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
	return __real_fsync(fd);
}

static char folder[] = "/tmp/relance-whole.XXXXXX", path[64], part[64];

static int setup(void **state)
{
	(void)state;
	strcpy(strrchr(folder, '.'), ".XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/file", folder);
	snprintf(part, sizeof part, "%s/file.part", folder);
	fail_in = no_renaming = no_links = folders_synced = 0;
	at_once = SIZE_MAX;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(path);
	unlink(part);
	return rmdir(folder);
}

static void holds(const char *text, mode_t mode)
{
	char bytes[64] = "";
	struct stat st;
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	assert_int_equal(fread(bytes, 1, sizeof bytes, file), strlen(text));
	fclose(file);
	assert_string_equal(bytes, text);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, mode);
	assert_int_not_equal(access(part, F_OK), 0);
}

static void a_file_takes_the_place_of_another(void **state)
{
	mode_t mask = umask(0077);

	(void)state;
	assert_true(whole_put(path, "the first, which is longer", 26, 0644));
	holds("the first, which is longer", 0644);
	at_once = 2;
	fail_in = 3;
	failing = EINTR; /* and goes on */
	assert_true(whole_put(path, "second", 6, 0600));
	holds("second", 0600);
	at_once = SIZE_MAX;
	assert_true(whole_put(path, "", 0, 0640));
	holds("", 0640);
	assert_int_equal(folders_synced, 3);
	umask(mask);
}

static void what_fails_leaves_what_was(void **state)
{
	(void)state;
	assert_true(whole_put(path, "before", 6, 0644));
	at_once = 3;
	fail_in = 2;
	failing = ENOSPC;
	assert_false(whole_put(path, "after", 5, 0600));
	assert_int_equal(errno, ENOSPC);
	holds("before", 0644);
	assert_int_equal(mkdir(part, 0700), 0);
	assert_false(whole_put(path, "after", 5, 0600));
	assert_int_equal(errno, EISDIR);
	assert_int_equal(rmdir(part), 0);
	holds("before", 0644);
}

/* Whoever may write the folder lays no link to a file of somebody else under the pen. */
static void nothing_is_written_through_a_link(void **state)
{
	(void)state;
	assert_true(whole_put(path, "before", 6, 0644));
	assert_int_equal(symlink("file", part), 0);
	assert_false(whole_put(path, "after", 5, 0600));
	assert_int_equal(errno, ELOOP);
	assert_int_equal(unlink(part), 0);
	holds("before", 0644);
}

/* ---- under a name that nothing has ---- */

static const struct {
	const char *name;
	int no_renaming, no_links;
} systems[] = {
	{ "knows both", 0, 0 },
	{ "renames over what is there only", EINVAL, 0 },
	{ "has no such call", ENOSYS, 0 },
	{ "has no links either", EINVAL, EPERM },
	{ "nor says so the same way", EINVAL, EOPNOTSUPP },
};
#define SYSTEMS (sizeof systems / sizeof *systems)

static void on_system(size_t i)
{
	no_renaming = systems[i].no_renaming;
	no_links = systems[i].no_links;
}

static int files_in_folder(void)
{
	DIR *open = opendir(folder);
	int count = 0;

	for (struct dirent *entry = readdir(open); entry; entry = readdir(open))
		count += entry->d_name[0] != '.';
	closedir(open);
	return count;
}

static void a_new_file_never_takes_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < SYSTEMS; i++) {
		on_system(i);
		assert_true(whole_new(path, "the first", 9, 0640));
		holds("the first", 0640);
		assert_false(whole_new(path, "the second", 10, 0640));
		assert_int_equal(errno, EEXIST);
		holds("the first", 0640);
		assert_int_equal(files_in_folder(), 1);
		assert_int_equal(unlink(path), 0);
		assert_int_equal(symlink("nowhere", path), 0); /* a link that leads nowhere has the name too */
		assert_false(whole_new(path, "the third", 9, 0640));
		assert_int_equal(errno, EEXIST);
		assert_int_equal(files_in_folder(), 1);
		assert_int_equal(unlink(path), 0);
		at_once = 3;
		fail_in = 2;
		failing = ENOSPC;
		assert_false(whole_new(path, "the fourth", 10, 0640));
		assert_int_equal(errno, ENOSPC);
		assert_int_equal(files_in_folder(), 0);
		at_once = SIZE_MAX;
	}
}

/* Eight at once: one has the name, with all it wrote; the others are told. */
static void of_many_at_once_one_has_the_name(void **state)
{
	enum { PEOPLE = 8, SIZE = 300000 };
	static char text[SIZE + 1];

	(void)state;
	for (size_t i = 0; i < SYSTEMS; i++) {
		pid_t people[PEOPLE];
		int had = 0, status;
		struct stat st;
		FILE *file;

		on_system(i);
		for (int k = 0; k < PEOPLE; k++) {
			people[k] = fork();
			assert_true(people[k] >= 0);
			if (people[k] == 0) {
				memset(text, 'a' + k, SIZE);
				_exit(whole_new(path, text, SIZE, 0600) ? 1 : errno == EEXIST ? 0 : 2);
			}
		}
		for (int k = 0; k < PEOPLE; k++) {
			assert_int_equal(waitpid(people[k], &status, 0), people[k]);
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
			had += WEXITSTATUS(status);
		}
		assert_int_equal(had, 1);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_size, SIZE);
		file = fopen(path, "r");
		assert_non_null(file);
		assert_int_equal(fread(text, 1, SIZE, file), SIZE);
		fclose(file);
		assert_int_equal(strspn(text, (char[]){ text[0], '\0' }), SIZE);
		assert_int_equal(files_in_folder(), 1);
		assert_int_equal(unlink(path), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_file_takes_the_place_of_another, setup, teardown),
		cmocka_unit_test_setup_teardown(what_fails_leaves_what_was, setup, teardown),
		cmocka_unit_test_setup_teardown(a_new_file_never_takes_a_place, setup, teardown),
		cmocka_unit_test_setup_teardown(of_many_at_once_one_has_the_name, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_is_written_through_a_link, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
