/* Identifiers: positive, growing, of this time, and another node after a fork. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"

#define START_MS INT64_C(1577836800000)

static int64_t ms_of(int64_t id)
{
	return (id >> 21) + START_MS;
}

static int node_of(int64_t id)
{
	return (int)(id >> 11) & 1023;
}

static void ids_grow_strictly(void **state)
{
	int64_t last = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		int64_t id = id_new();
		if (id <= last)
			fail_msg("%lld after %lld", (long long)id, (long long)last);
		last = id;
	}
}

static void many_at_once_grow_like_single_ones(void **state)
{
	int64_t before = id_new(), last = before;
	struct id_run run = id_draw(100000), one = id_draw(1);

	(void)state;
	for (int64_t n = 0; n < 100000; n++) {
		assert_true(id_nth(&run, n) > last);
		last = id_nth(&run, n);
	}
	assert_int_equal(node_of(last), node_of(before));
	assert_true(id_nth(&one, 0) > last);
	assert_true(id_new() > id_nth(&one, 0));
}

static void an_id_tells_when_it_was_born(void **state)
{
	(void)state;
	int64_t before = clock_ms(), id = id_new(), after = clock_ms();
	assert_in_range(ms_of(id), before, after);
	assert_int_equal(node_of(id), node_of(id_new()));
}

static void a_child_draws_another_node_and_goes_on_growing(void **state)
{
	int ends[2], status;
	int64_t mine = id_new(), theirs[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		theirs[0] = id_new();
		theirs[1] = id_new();
		_exit(write(ends[1], theirs, sizeof theirs) == (ssize_t)sizeof theirs ? 0 : 1);
	}
	assert_int_equal(read(ends[0], theirs, sizeof theirs), sizeof theirs);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(ends[0]);
	close(ends[1]);
	assert_true(theirs[0] > mine);
	assert_true(theirs[1] > theirs[0]);
	assert_int_not_equal(node_of(theirs[0]), node_of(mine));
	assert_int_equal(node_of(id_new()), node_of(mine));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		/* first, because two hundred thousand ids in a row run ahead of the clock */
		cmocka_unit_test(an_id_tells_when_it_was_born),
		cmocka_unit_test(ids_grow_strictly),
		cmocka_unit_test(a_child_draws_another_node_and_goes_on_growing),
		cmocka_unit_test(many_at_once_grow_like_single_ones), /* ids run ahead of the clock after it */
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
