/* Selection and scrolling arithmetic, on lists that end and lists that go on. */
#include "tests/ui/check.h"

#include "ui/list.h"

static struct list of(long count, int height, bool before, bool after)
{
	struct list list = { .height = height };

	list_start(&list, count, before, after);
	return list;
}

static void the_view_follows_the_selection(void **state)
{
	static const struct {
		const char *name;
		long start, by, selected, top;
		bool moved;
	} rows[] = {
		{ "down inside the view", 0, 3, 3, 0, true },
		{ "down past the view", 4, 1, 5, 1, true },
		{ "far down stops at the end", 0, 100, 19, 15, true },
		{ "up at the start stays", 0, -1, 0, 0, false },
		{ "down at the end stays", 19, 1, 19, 15, false },
		{ "up inside the view keeps it", 19, -4, 15, 15, true },
		{ "up past the view", 19, -5, 14, 14, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct list list = of(20, 5, false, false);
		list_select(&list, rows[i].start);
		bool moved = list_move(&list, rows[i].by);
		if (moved != rows[i].moved || list.selected != rows[i].selected ||
		    list.top != rows[i].top)
			fail_msg("%s: selected %ld, top %ld", rows[i].name, list.selected,
				 list.top);
	}
}

static void pages_keep_one_line_in_view(void **state)
{
	struct list list = of(20, 5, false, false);

	(void)state;
	list_page(&list, 1);
	assert_int_equal(list.top, 4);
	assert_int_equal(list.selected, 4);
	list_page(&list, 10);
	assert_int_equal(list.top, 15);
	assert_int_equal(list.selected, 19);
	list_page(&list, -1);
	assert_int_equal(list.top, 11);
	assert_int_equal(list.selected, 15);
	list_page(&list, -10);
	assert_int_equal(list.top, 0);
	assert_int_equal(list.selected, 0);
}

static void an_empty_list_selects_nothing_and_survives(void **state)
{
	struct list list = of(0, 5, false, false);

	(void)state;
	assert_false(list_move(&list, 1));
	assert_false(list_page(&list, -1));
	assert_true(list_first(&list));
	assert_true(list_last(&list));
	assert_int_equal(list.selected, 0);
	assert_int_equal(list_visible(&list), 0);
	assert_int_equal(list_wants(&list), LIST_WANTS_NOTHING);
	list_set_height(&list, -3);
	assert_int_equal(list.height, 1);
}

static void a_smaller_screen_keeps_the_selection_in_view(void **state)
{
	struct list list = of(20, 10, false, false);

	(void)state;
	list_select(&list, 9);
	list_set_height(&list, 3);
	assert_int_equal(list.selected, 9);
	assert_int_equal(list.top, 7);
	list_set_height(&list, 30);
	assert_int_equal(list.top, 0);
	assert_int_equal(list_visible(&list), 20);
}

static void an_endless_list_asks_for_rows_before_they_are_missed(void **state)
{
	struct list list = of(10, 5, false, true);

	(void)state;
	assert_int_equal(list_wants(&list), LIST_WANTS_NOTHING);
	list_move(&list, 5);
	assert_int_equal(list_wants(&list), LIST_WANTS_AFTER);
	list_grew(&list, false, 10, true);
	assert_int_equal(list.count, 20);
	assert_int_equal(list.selected, 5);
	assert_int_equal(list_wants(&list), LIST_WANTS_NOTHING);
	assert_false(list_last(&list));
	list_grew(&list, false, 3, false);
	assert_int_equal(list_wants(&list), LIST_WANTS_NOTHING);
	assert_true(list_last(&list));
	assert_int_equal(list.selected, 22);
}

static void rows_put_in_front_leave_the_selected_row_where_it_is(void **state)
{
	struct list list = of(10, 5, true, false);

	(void)state;
	list_select(&list, 4);
	assert_int_equal(list_wants(&list), LIST_WANTS_BEFORE);
	list_grew(&list, true, 8, true);
	assert_int_equal(list.selected, 12);
	assert_int_equal(list.top, 8);
	assert_int_equal(list_wants(&list), LIST_WANTS_NOTHING);
}

static void reading_again_keeps_the_place(void **state)
{
	struct list list = of(20, 5, false, false);

	(void)state;
	list_select(&list, 12);
	list_renew(&list, 18, false, false);
	assert_int_equal(list.selected, 12);
	list_renew(&list, 6, false, false);
	assert_int_equal(list.selected, 5);
	assert_int_equal(list.top, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_view_follows_the_selection),
		cmocka_unit_test(pages_keep_one_line_in_view),
		cmocka_unit_test(an_empty_list_selects_nothing_and_survives),
		cmocka_unit_test(a_smaller_screen_keeps_the_selection_in_view),
		cmocka_unit_test(an_endless_list_asks_for_rows_before_they_are_missed),
		cmocka_unit_test(rows_put_in_front_leave_the_selected_row_where_it_is),
		cmocka_unit_test(reading_again_keeps_the_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
