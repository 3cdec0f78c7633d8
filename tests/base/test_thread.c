/* Lanes: everything arrives once and in order, and neither side waits for one that has gone. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/thread.h"

enum { MANY = 10000 };

static int numbers[MANY];

struct giver {
	struct lane *lane;
	int given;
};

static void give_all(void *context)
{
	struct giver *giver = context;

	while (giver->given < MANY && lane_give(giver->lane, &numbers[giver->given]))
		giver->given++;
	lane_end(giver->lane);
}

static void things_come_in_their_order(void **state)
{
	struct giver giver = { .lane = lane_open() };
	struct thread *thread;
	struct err err = { 0 };
	int *thing, count = 0;

	(void)state;
	assert_true(thread_start(give_all, &giver, &thread, &err));
	while ((thing = lane_take(giver.lane)))
		assert_ptr_equal(thing, &numbers[count++]);
	thread_join(thread);
	assert_int_equal(count, MANY);
	assert_int_equal(giver.given, MANY);
	assert_null(lane_take(giver.lane));
	lane_close(giver.lane);
}

static void who_gives_is_told_that_nobody_takes(void **state)
{
	struct giver giver = { .lane = lane_open() };
	struct thread *thread;
	struct err err = { 0 };
	int left = 0;

	(void)state;
	assert_true(thread_start(give_all, &giver, &thread, &err));
	assert_ptr_equal(lane_take(giver.lane), &numbers[0]);
	lane_stop(giver.lane);
	thread_join(thread);
	assert_true(giver.given < MANY);
	while (lane_take(giver.lane))
		left++;
	assert_int_equal(left, giver.given - 1);
	lane_close(giver.lane);
}

static void nothing_at_all_is_fine(void **state)
{
	(void)state;
	thread_join(NULL);
	lane_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(things_come_in_their_order),
		cmocka_unit_test(who_gives_is_told_that_nobody_takes),
		cmocka_unit_test(nothing_at_all_is_fine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
