/* The frame with two toy screens: where lines go, who answers a key, when it paints, what survives a lost line. */
#include "tests/ui/frame_bench.h"

static void every_line_has_its_place(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	check_styles(
		bench.term,
		" File du jour  Nadia B. · 47 à traiter                        mar. 24/11  14:31\n"
		" TTTTTTTTTTTT\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		"--------------------------------------------------------------------------------\n"
		" ligne 0\n"
		" SSSSSSS\n"
		" ligne 1\n"
		" ligne 2\n"
		" ligne 3\n"
		" ligne 4\n"
		" ligne 5\n"
		" ligne 6\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		"--------------------------------------------------------------------------------\n"
		" sur 0, relu 0\n"
		" enter open   / search   space mark   y why                              ? help\n"
		" kkkkk        k          kkkkk        k                                  k\n");
	check_cursor(bench.term, 2, 1);
	tear_down(&bench);
}

static void small_terminals_lose_lines_not_the_program(void **state)
{
	struct bench bench = set_up(24, 80);

	(void)state;
	for (int rows = 1; rows < 10; rows++)
		for (int cols = 1; cols < 30; cols += 3) {
			term_grid_resize(bench.term, rows, cols);
			assert_true(type(&bench, "g\033"));
		}
	term_grid_resize(bench.term, 4, 40);
	frame_step(bench.frame, 0);
	check_line(bench.term, 0, " File du jour  Nadia B. · 47 à …  14:31");
	check_line(bench.term, 1, " ligne 0");
	check_line(bench.term, 3, " sur 0, relu 0");
	term_grid_resize(bench.term, 1, 10);
	frame_step(bench.frame, 0);
	check_line(bench.term, 0, " ligne 0");
	tear_down(&bench);
}

static void type_ahead_is_kept_and_painted_once(void **state)
{
	struct bench bench = set_up(12, 80);
	int before = term_grid_refreshes(bench.term);

	(void)state;
	type(&bench, "\033[B\033[B\033[B\033[B\033[B\033[B\033[B\033[B\033[B");
	assert_int_equal(bench.toy->list.selected, 9);
	assert_int_equal(term_grid_refreshes(bench.term), before + 1);
	check_line(bench.term, 8, " ligne 9");
	check_cursor(bench.term, 8, 1);
	frame_step(bench.frame, 0);
	assert_int_equal(term_grid_refreshes(bench.term), before + 1);
	tear_down(&bench);
}

static void a_key_without_meaning_says_so_until_the_next(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "P");
	check_line(bench.term, 10, " ! that key does nothing here; ? shows those that do");
	type(&bench, "\033[B");
	check_line(bench.term, 10, " sur 1, relu 0");
	tear_down(&bench);
}

static void a_long_message_takes_the_bar_until_the_next_key(void **state)
{
	struct bench bench = set_up(12, 60);

	(void)state;
	frame_say(bench.frame, STYLE_ERROR, "%s",
		  "the last outcome was recorded by somebody else: only its author may undo it");
	frame_step(bench.frame, 0);
	check_line(bench.term, 10, " × the last outcome was recorded by somebody else: only its");
	check_line(bench.term, 11, "   author may undo it");
	type(&bench, "\033[B");
	check_line(bench.term, 10, " sur 1, relu 0");
	check_line(bench.term, 11, " enter open   / search   space mark   y why          ? help");
	tear_down(&bench);
}

static void what_an_action_needs_is_checked_once(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	needs_unmet = ACTION_NEEDS_CLIENT;
	type(&bench, "y");
	check_line(bench.term, 10, " ! no client here: open one first");
	assert_string_equal(journal.data, "");
	needs_unmet = 0;
	type(&bench, "y");
	assert_string_equal(journal.data, "why() ");
	tear_down(&bench);
}

static void facts_that_changed_are_read_again_before_the_next_key(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "l");
	assert_int_equal(bench.toy->reloads, 1);
	assert_int_equal(term_grid_bells(bench.term), 1);
	check_line(bench.term, 10, " sur 0, relu 1");
	type(&bench, "\033[15~");
	assert_int_equal(bench.toy->reloads, 2);
	tear_down(&bench);
}

static void a_panel_takes_the_bottom_and_the_letters(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "\rq?u");
	check_line(
		bench.term, 0,
		" File du jour  Nadia B. · 47 à traiter                        mar. 24/11  14:31");
	check_line(bench.term, 5, " ligne 3");
	check_line(
		bench.term, 6,
		"─ Promesse ─────────────────────────────────────────────────────────────────────");
	check_line(bench.term, 7, " ► Quand     q?u");
	check_line(
		bench.term, 11,
		" enter save, next   f2 save, stay   f4 calendar   f6 reason             f1 help");
	check_cursor(bench.term, 7, 16);
	assert_string_equal(frame_top(bench.frame)->name, "panel");
	type(&bench, " \033[200~ven\nsam\033[201~\r");
	assert_string_equal(journal.data, "open() saved(q?u ven sam) next ");
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	assert_int_equal(bench.toy->reloads, 1);
	tear_down(&bench);
}

static void a_dirty_panel_warns_before_it_goes(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "\rv\033");
	check_line(bench.term, 10, " ! Esc again discards");
	type(&bench, "\033");
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	tear_down(&bench);
}

static bool shows(const struct bench *bench, const char *text)
{
	struct buf all;

	buf_init(&all);
	term_grid_dump(bench->term, &all);
	bool shown = strstr(all.data, text) != NULL;
	buf_clear(&all);
	return shown;
}

/* How many lines the menu takes depends on how many screens there are. */
static void a_menu_shows_its_keys_and_takes_one(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "g");
	assert_true(shows(&bench, "─ Go to ────────────────────────────────────────────────────────────────────────"));
	assert_true(shows(&bench, " q  queue "));
	check_line(bench.term, 11, " escape back                                                            f1 help"); /* the keys that count now */
	assert_false(shows(&bench, " ligne 7"));
	type(&bench, "q");
	assert_string_equal(journal.data, "queue ");
	check_line(bench.term, 7, " ligne 5");
	type(&bench, "g\033");
	assert_string_equal(journal.data, "queue ");
	check_line(bench.term, 10, " sur 0, relu 0");
	type(&bench, "gk");
	check_line(bench.term, 10, " ! that key does nothing here; ? shows those that do");
	tear_down(&bench);
}

static void the_first_screen_is_left_by_leave_only(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	assert_true(type(&bench, "\033"));
	check_line(bench.term, 10, " this is the first screen; F3 leaves the program");
	assert_false(type(&bench, "q"));
	assert_int_equal(frame_how_it_ended(bench.frame), FRAME_QUIT);
	tear_down(&bench);
}

static void a_question_comes_when_nothing_is_typed(void **state)
{
	struct bench bench = set_up(12, 80);
	struct panel *panel = make_panel();

	(void)state;
	frame_offer(bench.frame, &panel_ops, panel);
	type(&bench, "\033[B\033[B"); /* before it was asked */
	assert_int_equal(bench.toy->list.selected, 2);
	frame_step(bench.frame, 0);
	assert_ptr_equal(frame_top_self(bench.frame), panel);
	type(&bench, "ven");
	assert_string_equal(form_text(&panel->form, 0), "ven");
	type(&bench, "\r");
	assert_string_equal(journal.data, "saved(ven) next ");
	frame_step(bench.frame, 0);
	assert_ptr_equal(frame_top_self(bench.frame), bench.toy); /* once is enough */
	tear_down(&bench);
}

static void keys_that_came_before_a_question_was_read_are_no_answer(void **state)
{
	struct bench bench = set_up(12, 80);
	struct panel *panel = make_panel();

	(void)state;
	hooks.seen_ms = 3600000;
	frame_offer(bench.frame, &panel_ops, panel);
	frame_step(bench.frame, 0);
	assert_ptr_equal(frame_top_self(bench.frame), panel);
	type(&bench, "\033[B\033[B");
	assert_int_equal(bench.toy->list.selected, 2);
	assert_string_equal(form_text(&panel->form, 0), "");
	assert_ptr_equal(frame_top_self(bench.frame), bench.toy);
	frame_step(bench.frame, 0); /* asked again */
	assert_ptr_equal(frame_top_self(bench.frame), panel);
	type(&bench, "\033"); /* nor does it send the question away for ever */
	frame_step(bench.frame, 0);
	assert_ptr_equal(frame_top_self(bench.frame), panel);
	hooks.seen_ms = 0;
	type(&bench, "ven");
	assert_string_equal(form_text(&panel->form, 0), "ven");
	tear_down(&bench);
}

static int told;

static unsigned tell(void *app, struct frame *frame)
{
	(void)app;
	(void)frame;
	return told-- > 0 ? EFFECT_RELOAD : EFFECT_NONE;
}

static void a_key_that_passes_a_question_finds_new_facts_below(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	hooks.seen_ms = 3600000;
	hooks.woken = tell;
	frame_offer(bench.frame, &panel_ops, make_panel());
	frame_step(bench.frame, 0);
	told = 1;
	frame_step(bench.frame, 0); /* somebody wrote: the question is in front of it */
	assert_int_equal(bench.toy->reloads, 0);
	type(&bench, "l");
	assert_int_equal(bench.toy->reloads, 2); /* before the key, and for what it did */
	hooks.seen_ms = 0;
	hooks.woken = NULL;
	tear_down(&bench);
}

static void a_question_waits_for_its_screen_and_for_a_pause(void **state)
{
	struct bench bench = set_up(12, 80);
	struct panel *panel = make_panel();

	(void)state;
	frame_offer(bench.frame, &panel_ops, panel);
	type(&bench, "\r");
	assert_string_equal(journal.data, "open() ");
	frame_step(bench.frame, 0);
	assert_ptr_not_equal(frame_top_self(bench.frame), panel); /* another screen is at work */
	type(&bench, "v\r");
	hooks.pause_ms = 3600000;
	frame_step(bench.frame, 0);
	assert_ptr_equal(frame_top_self(bench.frame), bench.toy); /* just typed */
	hooks.pause_ms = 0;
	type(&bench, "g");
	frame_step(bench.frame, 0);
	assert_ptr_equal(frame_top_self(bench.frame), bench.toy); /* a menu is open */
	type(&bench, "\033");
	frame_step(bench.frame, 0);
	assert_ptr_equal(frame_top_self(bench.frame), panel);
	tear_down(&bench);
}

static void a_lost_line_saves_the_draft(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "\r500 v");
	assert_string_equal(journal.data, "open() ");
	term_grid_hang_up(bench.term);
	assert_int_equal(frame_run(bench.frame), FRAME_HANGUP);
	assert_string_equal(journal.data, "open() draft(entry=500 v) ");
	tear_down(&bench);
}

static void a_pause_in_the_typing_saves_the_draft(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	type(&bench, "\r500 v");
	frame_step(bench.frame, 0);
	assert_string_equal(journal.data, "open() draft(entry=500 v) ");
	frame_step(bench.frame, 0);
	assert_string_equal(journal.data, "open() draft(entry=500 v) ");
	tear_down(&bench);
}

static int beats;

static unsigned count_beats(void *app, struct frame *frame)
{
	(void)app;
	(void)frame;
	beats++;
	return EFFECT_NONE;
}

/* A claim is renewed however long nothing is typed, and not at each key. */
static void it_beats_as_often_as_asked(void **state)
{
	(void)state;
	hooks.beat = count_beats;
	hooks.beat_ms = 3600 * 1000;
	struct bench bench = set_up(12, 80);
	beats = 0;
	type(&bench, "\033[B\033[B");
	assert_int_equal(beats, 0);
	tear_down(&bench);
	hooks.beat_ms = 1;
	bench = set_up(12, 80);
	while (beats < 3)
		frame_step(bench.frame, 0);
	hooks.beat = NULL;
	tear_down(&bench);
}

static void what_was_said_can_be_read_again(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	for (int i = 0; i < 250; i++)
		frame_say(bench.frame, STYLE_NOTICE, "phrase %d", i);
	frame_say(bench.frame, STYLE_ERROR, "le disque est plein");
	assert_int_equal(frame_message_count(bench.frame), 200);
	assert_string_equal(frame_message_at(bench.frame, 199)->text, "phrase 51");
	frame_say(bench.frame, STYLE_ERROR, "le disque est plein"); /* the same again is one message */
	assert_string_equal(frame_message_at(bench.frame, 1)->text, "phrase 249");
	type(&bench, "gm");
	check_line(
		bench.term, 0,
		" Messages  200 messages                                       mar. 24/11  14:31");
	check_line(bench.term, 3, "►mar. 24/11  14:31   le disque est plein");
	check_line(bench.term, 4, " mar. 24/11  14:31   phrase 249");
	type(&bench, "\033");
	/* A sentence too long for its row is read whole below. */
	frame_say(
		bench.frame, STYLE_WARNING, "%s",
		"the last outcome was recorded by somebody else yesterday evening: only its author "
		"may undo it, and only the same day");
	term_grid_resize(bench.term, 20, 80);
	type(&bench, "gm");
	check_line(
		bench.term, 13,
		"────────────────────────────────────────────────────────────────────────────────");
	check_line(bench.term, 14,
		   " the last outcome was recorded by somebody else yesterday evening: only its");
	check_line(bench.term, 15, " author may undo it, and only the same day");
	check_line(
		bench.term, 19,
		" escape back                                                             ? help");
	type(&bench, "\033");
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	tear_down(&bench);
}

static void screens_can_be_found_and_raised(void **state)
{
	struct bench bench = set_up(12, 80);

	(void)state;
	open_panel(bench.frame);
	open_panel(bench.frame);
	assert_ptr_equal(frame_find(bench.frame, &toy_ops), bench.toy);
	frame_raise(bench.frame, &toy_ops);
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	frame_raise(bench.frame, &panel_ops);
	assert_string_equal(frame_top(bench.frame)->name, "toy");
	assert_null(frame_find(bench.frame, &panel_ops));
	tear_down(&bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_has_its_place),
		cmocka_unit_test(small_terminals_lose_lines_not_the_program),
		cmocka_unit_test(type_ahead_is_kept_and_painted_once),
		cmocka_unit_test(a_key_without_meaning_says_so_until_the_next),
		cmocka_unit_test(a_long_message_takes_the_bar_until_the_next_key),
		cmocka_unit_test(what_an_action_needs_is_checked_once),
		cmocka_unit_test(facts_that_changed_are_read_again_before_the_next_key),
		cmocka_unit_test(a_panel_takes_the_bottom_and_the_letters),
		cmocka_unit_test(a_dirty_panel_warns_before_it_goes),
		cmocka_unit_test(a_menu_shows_its_keys_and_takes_one),
		cmocka_unit_test(the_first_screen_is_left_by_leave_only),
		cmocka_unit_test(a_question_comes_when_nothing_is_typed),
		cmocka_unit_test(keys_that_came_before_a_question_was_read_are_no_answer),
		cmocka_unit_test(a_key_that_passes_a_question_finds_new_facts_below),
		cmocka_unit_test(a_question_waits_for_its_screen_and_for_a_pause),
		cmocka_unit_test(a_lost_line_saves_the_draft),
		cmocka_unit_test(a_pause_in_the_typing_saves_the_draft),
		cmocka_unit_test(it_beats_as_often_as_asked),
		cmocka_unit_test(what_was_said_can_be_read_again),
		cmocka_unit_test(screens_can_be_found_and_raised),
	};

	check_use_utf8();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
