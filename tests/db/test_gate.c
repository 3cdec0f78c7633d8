/* Whose turn it is at the gate: many processes, one file, no database.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "db/gate.h"
#include "scratch.h"

#define PATIENCE_MS 30000
#define END         INT64_MAX

static struct err err;
static struct place place;
static int passed[2]; /* a pipe: who passed writes his letter */

static int setup(void **state)
{
	(void)state;
	scratch_open();
	return place_find(scratch_path("db"), true, &place, &err) && pipe(passed) == 0 ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	close(passed[0]);
	close(passed[1]);
	place_clear(&place);
	scratch_close();
	return 0;
}

static bool take(struct gate *gate, int wait_ms, bool yields)
{
	const struct gate_wait wait = { clock_steady_ms() + wait_ms, yields };

	gate_init(gate);
	return gate_take(gate, &place, &wait, &err);
}

struct writer {
	char letter;
	bool yields;
};

static int pass(void *arg)
{
	const struct writer *writer = arg;
	struct gate gate;

	CHILD(take(&gate, PATIENCE_MS, writer->yields));
	CHILD(write(passed[1], &writer->letter, 1) == 1);
	gate_release(&gate);
	return 0;
}

/* Where somebody stands between two places, or 0. */
static int64_t waiting(int64_t after, int64_t before)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = after + 1, .l_len = before - after - 1 };
	char *path = mem_printf("%s.gate", place.path);
	int fd = open(path, O_RDWR | O_CLOEXEC);

	mem_free(path);
	assert_true(fd >= 0);
	assert_int_equal(fcntl(fd, F_OFD_GETLK, &lock), 0);
	close(fd);
	return lock.l_type == F_UNLCK ? 0 : lock.l_start;
}

/* Start him and wait until he stands in line. */
static pid_t start(struct writer *writer, int64_t after, int64_t *at)
{
	pid_t pid = scratch_fork(pass, writer);
	int64_t until = clock_steady_ms() + PATIENCE_MS;

	while (!(*at = waiting(after, END)) && clock_steady_ms() < until)
		gate_nap();
	assert_true(*at > 0);
	return pid;
}

/* All have passed; in which order. */
static void wait_for(const pid_t *pids, size_t count, char *order)
{
	for (size_t i = 0; i < count; i++)
		assert_int_equal(scratch_wait(pids[i]), 0);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(read(passed[0], order + i, 1), 1);
	order[count] = '\0';
}

static void who_came_first_passes_first(void **state)
{
	struct writer writers[5] = { { 'a', 0 }, { 'b', 0 }, { 'c', 0 }, { 'd', 0 }, { 'e', 0 } };
	pid_t pids[5];
	struct gate gate;
	int64_t at = 0;
	char letters[6];

	(void)state;
	assert_true(take(&gate, PATIENCE_MS, false));
	for (int i = 0; i < 5; i++)
		pids[i] = start(&writers[i], at, &at);
	gate_release(&gate);
	wait_for(pids, 5, letters);
	assert_string_equal(letters, "abcde");
	assert_int_equal(waiting(0, END), 0);
}

/* On a machine that has more to do the second may come a quarter of a second later: then both are asked again. */
static void the_batch_lets_pass_who_comes_after_it(void **state)
{
	struct writer batch = { 'b', true }, person = { 'p', false };
	char letters[3];
	bool later = true;

	(void)state;
	for (int tries = 0; later && tries < 20; tries++) {
		struct gate gate;
		int64_t batch_at, person_at;
		pid_t pids[2];

		assert_true(take(&gate, PATIENCE_MS, false));
		pids[0] = start(&batch, 0, &batch_at);
		pids[1] = scratch_fork(pass, &person);
		while (!(person_at = waiting(0, batch_at)) && !(person_at = waiting(batch_at, END)))
			gate_nap();
		later = person_at > batch_at;
		gate_release(&gate);
		wait_for(pids, 2, letters);
	}
	assert_false(later);
	assert_string_equal(letters, "pb");
}

static void nobody_waits_for_the_dead_or_the_stopped(void **state)
{
	struct writer writers[2] = { { 'a', 0 }, { 'b', 0 } };
	pid_t pids[2];
	struct gate gate;
	int64_t at = 0;

	(void)state;
	assert_true(take(&gate, PATIENCE_MS, false));
	for (int i = 0; i < 2; i++)
		pids[i] = start(&writers[i], at, &at);
	kill(pids[0], SIGKILL);
	kill(pids[1], SIGSTOP);
	assert_int_equal(scratch_wait(pids[0]), 1000 + SIGKILL);
	assert_int_equal(waitpid(pids[1], NULL, WUNTRACED), pids[1]);
	gate_release(&gate);
	assert_true(take(&gate, PATIENCE_MS, false));
	gate_release(&gate);
	kill(pids[1], SIGCONT);
	assert_int_equal(scratch_wait(pids[1]), 0);
}

static void a_turn_that_does_not_come_is_busy(void **state)
{
	struct gate gate, other;
	int64_t before;

	(void)state;
	assert_true(take(&gate, PATIENCE_MS, false));
	before = clock_steady_ms();
	assert_false(take(&other, 60, false));
	assert_int_equal(err.code, ERR_BUSY);
	assert_non_null(strstr(err.text, place.path));
	assert_in_range(clock_steady_ms() - before, 60, PATIENCE_MS);
	assert_int_equal(waiting(0, END), 0);
	gate_release(&other); /* nothing */
	gate_release(&gate);
	assert_true(take(&other, 0, true)); /* nobody is there: no waiting, not for the batch either */
	gate_release(&other);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(who_came_first_passes_first),
		FACT(the_batch_lets_pass_who_comes_after_it),
		FACT(nobody_waits_for_the_dead_or_the_stopped),
		FACT(a_turn_that_does_not_come_is_busy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
