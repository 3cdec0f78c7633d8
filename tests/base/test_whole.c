/* A file is there whole, with the mode it was given, or what was there before is.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

static char folder[] = "/tmp/relance-whole.XXXXXX", path[64], part[64];

static int setup(void **state)
{
	(void)state;
	strcpy(strrchr(folder, '.'), ".XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/file", folder);
	snprintf(part, sizeof part, "%s/file.part", folder);
	fail_in = 0;
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_file_takes_the_place_of_another, setup, teardown),
		cmocka_unit_test_setup_teardown(what_fails_leaves_what_was, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_is_written_through_a_link, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
