/* Help on the memory grid: the lines of a context, the filter, and Enter that does what a line says. */
#include "tests/ui/desk_bench.h"

#include "base/gettext.h"
#include "base/text.h"

static void it_lists_what_can_be_done_here(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "?");
	bench_golden(bench, "help-80x24-en");
	bench_type(bench, "\033");
	bench_type(bench, "\033OP");
	bench_golden(bench, "help-80x24-en");
	bench_close(bench);
}

static void typing_filters(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "?score");
	assert_true(bench_shows(bench, "1 of "));
	assert_true(bench_shows(bench, "►y"));
	bench_line(bench, 22, " Show why this client has its score, line by line.");
	bench_type(bench, " zzz");
	assert_true(bench_shows(bench, "nothing is called that"));
	bench_type(bench, "\r");
	assert_int_equal(term_grid_bells(bench->term), 1);
	bench_type(bench, "\025f4");
	assert_true(bench_shows(bench, "l F4"));
	bench_close(bench);
}

static void enter_does_what_the_line_says(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "?score\r");
	assert_string_equal(bench_asked.data, "why(C-10482) ");
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	bench_type(bench, "?every\033[B\033[A\r");
	assert_true(bench_shows(bench, "Everyone  alice"));
	bench_type(bench, "?search\r");
	assert_ptr_equal(frame_top(bench->app.frame), &search_screen);
	bench_type(bench, "\033OP");
	assert_ptr_equal(frame_top(bench->app.frame), &help_screen);
	assert_true(bench_shows(bench, "Help · Search"));
	bench_close(bench);
}

static void everything_can_be_shown(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "?record promise");
	assert_true(bench_shows(bench, "0 of "));
	bench_type(bench, "\t");
	assert_true(bench_shows(bench, "►p 1"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, "this file is not yours"));
	assert_string_equal(bench_asked.data, "");
	bench_file_is_open = true;
	bench_type(bench, "?record promise\t\r");
	assert_string_equal(bench_asked.data, "entry(promise,) ");
	bench_close(bench);
}

static void wide_and_small(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 40, 120);

	bench_type(bench, "?");
	bench_golden(bench, "help-120x40-en");
	term_grid_resize(bench->term, 10, 40);
	bench_rest(bench);
	bench_golden(bench, "help-40x10-en");
	term_grid_resize(bench->term, 4, 10);
	bench_rest(bench);
	term_grid_resize(bench->term, 1, 1);
	bench_rest(bench);
	bench_close(bench);
}

static void in_french(void **state)
{
	bench_golden_in_french(*state, "?", "help-80x24-fr");
}

/* The sentence of the line under the cursor stands whole on the status line of the usual screen, in both languages. */
static void no_sentence_is_cut(void **state)
{
	(void)state;
	for (int lang = WORDS_EN; lang <= WORDS_FR; lang++) {
		if (!bench_speak((enum words_lang)lang))
			fail_msg("the French catalogue is not built");
		for (int i = 0; i < ACTION_COUNT; i++)
			if (text_width(gettext(action_rows[i].help)) > 78)
				fail_msg("%s: %s", action_rows[i].name, gettext(action_rows[i].help));
	}
	bench_speak(WORDS_EN);
}

/* What Tab does is said where it does it. */
static void tab_goes_there_and_back(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "?");
	assert_true(bench_shows(bench, "type to filter · Tab: everything"));
	bench_type(bench, "\t");
	assert_true(bench_shows(bench, "type to filter · Tab: what counts here"));
	bench_type(bench, "\t");
	assert_true(bench_shows(bench, "type to filter · Tab: everything"));
	bench_close(bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(it_lists_what_can_be_done_here),
		FACT(typing_filters),
		FACT(enter_does_what_the_line_says),
		FACT(everything_can_be_shown),
		FACT(wide_and_small),
		FACT(in_french),
		FACT(no_sentence_is_cut),
		FACT(tab_goes_there_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
