/* Other programs: fed, heard, waited for, stopped.
 */
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/run.h"

static bool shell(const char *script, const char *input, size_t n, int seconds, struct err *err)
{
	const char *argv[] = { "/bin/sh", "-c", script, NULL };

	*err = (struct err){ 0 };
	return run_program(argv, input, n, seconds, err);
}

static void feeds_all_of_it(void **state)
{
	size_t n = 1 << 20; /* more than any pipe holds */
	char *much = mem_alloc(n);
	struct err err;

	(void)state;
	memset(much, 'x', n);
	assert_true(shell("[ $(wc -c) = 1048576 ]", much, n, 30, &err));
	assert_false(shell("exec <&-; exit 0", much, n, 30, &err));
	assert_string_equal(err.text, "/bin/sh did not read all it was given");
	/* A letter of a few lines waits where the program's end would leave it: it was not taken for all that. */
	assert_true(shell("cat >/dev/null", "To: you\n\nHello\n", 16, 30, &err));
	assert_false(shell("exit 0", "To: you\n\nHello\n", 16, 30, &err));
	assert_string_equal(err.text, "/bin/sh did not read all it was given");
	assert_false(shell("read line", "To: you\n\nHello\n", 16, 30, &err));
	assert_string_equal(err.text, "/bin/sh did not read all it was given");
	assert_true(shell("exit 0", "", 0, 30, &err));
	mem_free(much);
}

static void tells_what_went_wrong(void **state)
{
	static const struct {
		const char *script, *text;
	} rows[] = {
		{ "exit 3", "/bin/sh refused (exit 3)" },
		{ "echo 'no such \033[31mrecipient' >&2; echo more >&2; exit 67", "/bin/sh refused (exit 67): no such [31mrecipient" },
		{ "kill -9 $$", "/bin/sh was ended by signal 9" },
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_false(shell(rows[i].script, "", 0, 30, &err));
		assert_string_equal(err.text, rows[i].text);
		assert_int_equal(err.code, ERR_IO);
	}
}

static void ends_what_hangs(void **state)
{
	struct err err;

	(void)state;
	assert_false(shell("exec sleep 600", "", 0, 1, &err));
	assert_string_equal(err.text, "/bin/sh did not end within 1 seconds");
	assert_int_equal(err.code, ERR_BUSY);
}

static int failing_poll; /* which of the next fails, 0: none */

int __real_poll(struct pollfd *fds, nfds_t n, int ms);
int __wrap_poll(struct pollfd *fds, nfds_t n, int ms);
int __wrap_poll(struct pollfd *fds, nfds_t n, int ms)
{
	if (failing_poll == 0 || --failing_poll > 0)
		return __real_poll(fds, n, ms);
	errno = ENOMEM;
	return -1;
}

/* Half a mail must not leave as a whole one. */
static void what_was_cut_is_not_taken_for_the_whole(void **state)
{
	char path[] = "/tmp/relance-run.XXXXXX", script[128];
	size_t n = 1 << 22; /* more than the socket holds */
	char *much = mem_alloc(n);
	int file = mkstemp(path);
	struct err err;

	(void)state;
	assert_true(file >= 0);
	snprintf(script, sizeof script, "cat >/dev/null; echo sent >%s", path);
	failing_poll = 2;
	assert_false(shell(script, much, n, 30, &err));
	failing_poll = 0;
	assert_int_equal(lseek(file, 0, SEEK_END), 0);
	close(file);
	unlink(path);
	mem_free(much);
}

static void names_what_is_not_there(void **state)
{
	const char *absent[] = { "/nonexistent/sendmail", NULL }, *relative[] = { "sh", NULL };
	struct err err = { 0 };

	(void)state;
	assert_false(run_program(absent, "", 0, 1, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_false(run_program(relative, "", 0, 1, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

/* Neither our environment nor our open files. */
static void hands_nothing_down(void **state)
{
	int fd = dup(STDIN_FILENO);
	char script[128];
	struct err err;

	(void)state;
	setenv("RELANCE_SECRET", "x", 1);
	snprintf(script, sizeof script, "[ -z \"$RELANCE_SECRET\" ] && [ ! -e /proc/$$/fd/%d ]", fd);
	assert_true(shell(script, "", 0, 30, &err));
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(feeds_all_of_it),
		cmocka_unit_test(tells_what_went_wrong),
		cmocka_unit_test(ends_what_hangs),
		cmocka_unit_test(what_was_cut_is_not_taken_for_the_whole),
		cmocka_unit_test(names_what_is_not_there),
		cmocka_unit_test(hands_nothing_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
