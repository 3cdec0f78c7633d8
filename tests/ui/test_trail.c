/* Walking back through the files that were opened. */
#include "tests/ui/check.h"

#include "ui/trail.h"

static void back_goes_file_by_file(void **state)
{
	struct trail trail = { 0 };

	(void)state;
	assert_int_equal(trail_back(&trail, 0), 0);
	trail_visit(&trail, 1);
	assert_int_equal(trail_back(&trail, 1), 0);
	trail_visit(&trail, 2);
	trail_visit(&trail, 2);
	trail_visit(&trail, 3);
	assert_int_equal(trail_back(&trail, 3), 2);
	trail_visit(&trail, 2);
	assert_int_equal(trail_back(&trail, 2), 1);
	trail_visit(&trail, 1);
	assert_int_equal(trail_back(&trail, 1), 0);
}

static void what_could_not_be_opened_is_passed(void **state)
{
	struct trail trail = { 0 };

	(void)state;
	for (int64_t file = 1; file <= 4; file++)
		trail_visit(&trail, file);
	assert_int_equal(trail_back(&trail, 4), 3);
	assert_int_equal(trail_back(&trail, 4), 2);
	trail_visit(&trail, 2);
	assert_int_equal(trail_back(&trail, 2), 1);
}

static void opening_another_goes_on_from_the_end(void **state)
{
	struct trail trail = { 0 };

	(void)state;
	for (int64_t file = 1; file <= 3; file++)
		trail_visit(&trail, file);
	trail_visit(&trail, trail_back(&trail, 3));
	trail_visit(&trail, 9);
	assert_int_equal(trail_back(&trail, 9), 3);
	assert_int_equal(trail_back(&trail, 3), 2);
}

static void from_the_queue_it_is_the_last_one(void **state)
{
	struct trail trail = { 0 };

	(void)state;
	trail_visit(&trail, 1);
	trail_visit(&trail, 2);
	assert_int_equal(trail_back(&trail, 0), 2);
	trail_visit(&trail, 2);
	assert_int_equal(trail_back(&trail, 2), 1);
}

static void the_oldest_are_forgotten(void **state)
{
	struct trail trail = { 0 };
	int steps = 0;

	(void)state;
	for (int64_t file = 1; file <= 1000; file++)
		trail_visit(&trail, file);
	for (int64_t at = 1000; (at = trail_back(&trail, at)) != 0; steps++)
		trail_visit(&trail, at);
	assert_int_equal(steps, TRAIL_FILES - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(back_goes_file_by_file),
		cmocka_unit_test(what_could_not_be_opened_is_passed),
		cmocka_unit_test(opening_another_goes_on_from_the_end),
		cmocka_unit_test(from_the_queue_it_is_the_last_one),
		cmocka_unit_test(the_oldest_are_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
