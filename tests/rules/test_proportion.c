/* Products and quotients: rounding to the half, sizes beyond 64 bits, and the same answer as plain
 * arithmetic where that is enough. */
#include "facts.h"

#include "rules/proportion.h"

static void halves_go_up(void **state)
{
	(void)state;
	static const struct {
		int64_t value, by, over, wanted;
	} rows[] = {
		{ 0, 5, 3, 0 },
		{ 5, 0, 3, 0 },
		{ 1, 1, 2, 1 },
		{ 1, 49, 100, 0 },
		{ 1, 50, 100, 1 },
		{ 3, 1, 2, 2 },
		{ -1, 1, 2, -1 },
		{ -1, 49, 100, 0 },
		{ -3, 1, 2, -2 },
		{ 7, 3, 1, 21 },
		{ 100000000000000000, 36600, 100000000000000000, 36600 },
		{ 100000000000000000, 3, 7, 42857142857142857 },
		{ PROPORTION_OVER_MAX - 1, 10000, PROPORTION_OVER_MAX, 10000 },
		{ PROPORTION_OVER_MAX / 2, 1, PROPORTION_OVER_MAX, 0 },
		{ PROPORTION_OVER_MAX / 2 + 1, 1, PROPORTION_OVER_MAX, 1 },
		{ 100000000000000000, 100000000000000000, 1, INT64_MAX },
		{ -100000000000000000, 100000000000000000, 1, -INT64_MAX },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (proportion_of(rows[i].value, rows[i].by, rows[i].over) != rows[i].wanted)
			fail_msg("row %zu: %lld", i,
				 (long long)proportion_of(rows[i].value, rows[i].by, rows[i].over));
}

static void agrees_with_plain_arithmetic(void **state)
{
	(void)state;
	struct dice dice = { .state = 7 };
	for (int i = 0; i < 100000; i++) {
		int64_t value = dice_roll(&dice, 0, 2000000000) >> dice_roll(&dice, 0, 24);
		int64_t by = dice_roll(&dice, 0, 2000000000) >> dice_roll(&dice, 0, 24);
		int64_t over = 1 + (dice_roll(&dice, 0, 2000000000) >> dice_roll(&dice, 0, 30));
		assert_int_equal(proportion_of(value, by, over),
				 (2 * value * by + over) / (2 * over));
		assert_int_equal(proportion_of(-value, by, over), -proportion_of(value, by, over));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(halves_go_up),
		cmocka_unit_test(agrees_with_plain_arithmetic),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
