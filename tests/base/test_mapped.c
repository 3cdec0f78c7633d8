/* What is in memory and cannot be read any more ends the program with a sentence, whoever reads it; what is not ours is not hidden. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mapped.h"
#include "base/thread.h"

enum { PAGES = 3 };

static const char *bytes;
static volatile char seen;
static size_t size;

static void read_last(void *context)
{
	(void)context;
	seen = bytes[size - 1];
}

static int make_file(void)
{
	char path[] = "/tmp/relance-mapped.XXXXXX";
	int file = mkstemp(path);

	size = PAGES * (size_t)sysconf(_SC_PAGESIZE);
	assert_true(file >= 0);
	unlink(path);
	assert_int_equal(ftruncate(file, (off_t)size), 0);
	return file;
}

/* A child reads what was cut short: how it ended, and in `said` its words. */
static int read_cut_file(bool in_thread, bool ours, char *said, size_t room)
{
	int file = make_file(), words[2], status = 0;
	ssize_t n;
	pid_t pid;

	bytes = mapped_open(file, size, "list.csv");
	assert_non_null(bytes);
	read_last(NULL); /* as long as it is whole nothing happens */
	assert_int_equal(pipe(words), 0);
	if ((pid = fork()) == 0) {
		struct thread *thread;

		setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
		dup2(words[1], STDERR_FILENO);
		if (!ours)
			bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
		if (ftruncate(file, 1) != 0)
			_exit(99);
		if (in_thread && thread_start(read_last, NULL, &thread, NULL))
			thread_join(thread);
		else
			read_last(NULL);
		_exit(0);
	}
	close(words[1]);
	n = read(words[0], said, room - 1);
	said[n > 0 ? n : 0] = '\0';
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(words[0]);
	mapped_close(bytes, size);
	close(file);
	return status;
}

static const char sentence[] = "relance: list.csv was cut short while it was read, or its disk failed: "
			       "give the command again once it is complete\n";

static void file_cut_short_ends_with_a_sentence(void **state)
{
	char said[512];
	int status;

	(void)state;
	status = read_cut_file(false, true, said, sizeof said);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_string_equal(said, sentence);
}

static void helping_thread_too(void **state)
{
	char said[512];
	int status;

	(void)state;
	status = read_cut_file(true, true, said, sizeof said);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_string_equal(said, sentence);
}

static void memory_of_others_ends_as_before(void **state)
{
	char said[512];
	int status;

	(void)state;
	status = read_cut_file(false, false, said, sizeof said);
	assert_null(strstr(said, "relance:"));
	assert_false(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void what_is_closed_makes_room(void **state)
{
	int file = make_file();

	(void)state;
	for (int i = 0; i < 1000; i++) {
		const char *data = mapped_open(file, size, "list.csv");

		assert_non_null(data);
		mapped_close(data, size);
	}
	mapped_close(NULL, 0);
	assert_null(mapped_open(-1, size, "list.csv"));
	close(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file_cut_short_ends_with_a_sentence),
		cmocka_unit_test(helping_thread_too),
		cmocka_unit_test(memory_of_others_ends_as_before),
		cmocka_unit_test(what_is_closed_makes_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
