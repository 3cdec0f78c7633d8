/* The queue on the memory grid over a real store: what an agent sees and how it moves. */
#include "tests/ui/desk_bench.h"

#include <stdio.h>

#include "desk/claim.h"

static void in_english_at_the_usual_size(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_golden(bench, "queue-80x24-first-en");
	bench_rest(bench);
	bench_golden(bench, "queue-80x24-en");
	bench_type(bench, "z");
	bench_golden(bench, "queue-80x24-preview-en");
	bench_type(bench, "\033[B");
	bench_rest(bench); /* it follows the cursor */
	assert_true(bench_shows(bench, " Garage du Pont-Neuf                                                    C-10031"));
	bench_type(bench, "z");
	assert_true(bench_lacks(bench, "C-10031"));
	term_grid_resize(bench->term, 20, 80);
	bench_type(bench, "z");
	bench_rest(bench);
	assert_true(bench_shows(bench, " Garage du Pont-Neuf                                                    C-10031"));
	bench_type(bench, "z");
	term_grid_resize(bench->term, 16, 80);
	bench_type(bench, "z");
	bench_line(bench, 14, " the preview needs a screen of 20 lines");
	bench_close(bench);
}

static void wide_shows_the_file_and_the_day(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 40, 120);

	bench_rest(bench);
	bench_golden(bench, "queue-120x40-en");
	bench_type(bench, "\033[B");
	bench_rest(bench);
	assert_true(bench_shows(bench, "│ Garage du Pont-Neuf              C-10031"));
	bench_type(bench, "z");
	bench_golden(bench, "queue-120x40-alone-en");
	bench_close(bench);
}

/* Beside the preview, which has the score, most names are whole at 100 columns too. */
static void names_come_before_scores(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 30, 100);
	bench_rest(bench);
	assert_true(bench_shows(bench, "Menuiserie Hébrard SARL       4,812.50    47 d │"));
	term_grid_resize(bench->term, 18, 60);
	bench_rest(bench);
	assert_true(bench_shows(bench, "Garage du Pont-Neuf       12,340.00    61 d"));
	bench_close(bench);
}

/* Millions of another currency are the first thing to know: the column takes the room there is. */
static void a_large_amount_is_never_dots(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	int64_t client = fixture_client(*state, "0200769623", "WAL-MAR systems");
	fixture_item(*state, client, "1930438491", ITEM_INVOICE, LATE(200), 5751659714, "USD");
	fixture_on(*state, TODAY, BENCH_MINUTE);
	struct bench *bench = bench_open(*state, 24, 80);
	bench_rest(bench);
	assert_true(bench_shows(bench, "WAL-MAR systems                  57,516,597.14 $  "));
	bench_type(bench, "l");
	bench_rest(bench);
	assert_true(bench_shows(bench, "57,516,597.14 $"));
	bench_close(bench);
}

/* Days before a long amount would read as one number with it. */
static void days_and_amount_stay_apart(void **state)
{
	bench_speak(WORDS_EN);
	int64_t client = fixture_client(*state, "C-1", "Whale");
	fixture_item(*state, client, "F-1", ITEM_INVOICE, LATE(84), 1000000000099, "EUR");
	fixture_on(*state, TODAY, BENCH_MINUTE);
	struct bench *bench = bench_open(*state, 40, 120);
	bench_rest(bench);
	bench_rest(bench);
	assert_true(bench_shows(bench, " 84 d  10,000,000,000.99"));
	bench_close(bench);
}

/* A callback of another currency says which. */
static void a_callback_today_names_its_currency(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	int64_t client = fixture_client(*state, "0200769623", "WAL-MAR systems");
	fixture_item(*state, client, "1930438491", ITEM_INVOICE, LATE(20), 5751659714, "USD");
	fixture_record(*state, client, OUTCOME_CALLBACK, "tom 15h");
	fixture_on(*state, IN(1), BENCH_MINUTE);
	struct bench *bench = bench_open(*state, 40, 80);
	bench_rest(bench);
	assert_true(bench_shows(bench, "  15:00   WAL-MAR systems"));
	assert_true(bench_shows(bench, "                57,516,597.14 $"));
	bench_close(bench);
}

static void in_french(void **state)
{
	if (!bench_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_rest(bench);
	bench_golden(bench, "queue-80x24-fr");
	bench_close(bench);
	bench = bench_open(*state, 40, 120);
	bench_rest(bench);
	bench_golden(bench, "queue-120x40-fr");
	bench_close(bench);
}

static void small_screens_keep_the_client_and_what_it_owes(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 10, 40);

	bench_rest(bench);
	bench_golden(bench, "queue-40x10-en");
	for (int rows = 9; rows > 0; rows--) {
		term_grid_resize(bench->term, rows, 4 * rows);
		bench_rest(bench);
	}
	term_grid_resize(bench->term, 1, 1);
	bench_type(bench, "\033[B\033[B?\033/");
	term_grid_resize(bench->term, 24, 80);
	bench_type(bench, "\033");
	assert_true(bench_shows(bench, "Garage du Pont-Neuf"));
	bench_close(bench);
}

/* A menu moves its columns together before it leaves a key out, and says when it does. */
static void a_menu_shows_all_it_can(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 14, 40);

	bench_type(bench, "g");
	assert_true(bench_shows(bench, " q  queue            s  team"));
	assert_true(bench_shows(bench, " n  no reason        c  another policy"));
	assert_true(bench_shows(bench, " r  matching"));
	assert_true(bench_lacks(bench, " … ─"));
	term_grid_resize(bench->term, 10, 40);
	bench_type(bench, "\033");
	bench_type(bench, "g");
	assert_true(bench_shows(bench, "─ Go to ─"));
	assert_true(bench_shows(bench, " … ─"));
	assert_true(bench_shows(bench, " p  promises         r  matching"));
	bench_close(bench);
}

static void everyone_says_why_not_and_when(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "l");
	bench_golden(bench, "queue-80x24-everyone-en");
	bench_type(bench, "\033[F");
	bench_rest(bench);
	assert_true(bench_shows(bench, "nothing is overdue"));
	bench_type(bench, "\033[14~");
	bench_golden(bench, "queue-80x24-first-en");
	bench_close(bench);
}

static void an_empty_queue_says_what_to_do(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_rest(bench);
	assert_true(bench_shows(bench, "There is no client yet."));
	assert_true(bench_shows(bench, "relance import FILE"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, "there is no client here"));
	bench_type(bench, "l");
	assert_true(bench_shows(bench, "relance import FILE"));
	bench_type(bench, "l\033[B\033[F\033[H\033[6~");
	int64_t id = fixture_client(*state, "C-1", "Later");
	fixture_invoice(*state, id, "F-1", IN(20), 100);
	fixture_on(*state, TODAY, BENCH_MINUTE);
	bench_type(bench, "\033[15~");
	assert_true(bench_shows(bench, "Nobody is to be called now."));
	assert_true(bench_shows(bench, "l shows everyone"));
	assert_string_equal(bench_asked.data, "");
	bench_close(bench);
}

static void the_status_line_waits_for_the_cursor_to_rest(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_line(bench, 22, "");
	bench_rest(bench);
	bench_line(bench, 22,
		   " Menuiserie Héb…  To come back to on 24/11 at 14:30 (callback) · 04 78 12 34 56");
	bench_type(bench, "\033[B");
	bench_line(bench, 22, "");
	check_cursor(bench->term, 4, 17);
	bench_rest(bench);
	bench_line(bench, 22,
		   " Garage du Pon…  × Promised 5,000.00 € for 06/11, nothing came · 04 72 55 10 20");
	int painted = term_grid_refreshes(bench->term);
	bench_rest(bench);
	assert_int_equal(term_grid_refreshes(bench->term), painted);
	bench_close(bench);
}

static void keys_reach_the_client_under_the_cursor(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "\r");
	bench_type(bench, "\033[B\033[By");
	bench_type(bench, "u");
	bench_type(bench, ":open C-10400\r");
	bench_type(bench, ":why C-10310\r");
	bench_type(bench, ":next\r");
	assert_string_equal(bench_asked.data, "open(C-10482) why(C-10077) undo open(C-10400) why(C-10310) next ");
	bench_type(bench, ":open C-1\r");
	assert_true(bench_shows(bench, "no client has the number C-1"));
	bench_type(bench, ":promise 500 ven\r");
	assert_true(bench_shows(bench, "this file is not yours"));
	bench_close(bench);
}

static void a_command_hands_its_words_to_the_entry(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_file_is_open = true;
	buf_reset(&bench_asked);
	bench_type(bench, ":promise 500 ven\r");
	bench_type(bench, ":callback\r");
	bench_type(bench, ":no-answer\r");
	bench_type(bench, ":history\r");
	assert_string_equal(bench_asked.data, "entry(promise,500 ven) entry(callback,) record(no_answer) history ");
	bench_close(bench);
}

static void what_others_hold_is_not_in_the_queue(void **state)
{
	struct session *alice = *state, *bob;
	struct err err = { 0 };
	bool taken;

	bench_speak(WORDS_EN);
	bench_story(alice);
	bob = fixture_session("bob", TODAY);
	snprintf(bob->console, sizeof bob->console, "elsewhere/1/1");
	struct bench *bench = bench_open(alice, 24, 80);
	assert_true(bench_shows(bench, "Garage du Pont-Neuf"));
	bench_type(bench, "\033[B");
	assert_true(claim_take(bob, queue_screen_client(&bench->app), &taken, &err));
	assert_true(taken);
	bench_type(bench, "\033[15~");
	struct buf all;
	buf_init(&all);
	term_grid_dump(bench->term, &all);
	assert_null(strstr(all.data, "Garage"));
	buf_clear(&all);
	bench_type(bench, "l");
	assert_true(bench_shows(bench, "open at another agent's  Garage du Pont-Neuf      12,340.00    61 d  today"));
	bench_close(bench);
	session_close(bob);
}

static void the_same_client_stays_selected_when_facts_change(void **state)
{
	struct session *session = *state;

	bench_speak(WORDS_EN);
	bench_story(session);
	struct bench *bench = bench_open(session, 24, 80);
	bench_type(bench, "\033[B\033[B\033[B");
	int64_t before = queue_screen_client(&bench->app);
	int64_t late = fixture_client(session, "C-1", "Very late");
	fixture_invoice(session, late, "F-1", LATE(300), 9000000);
	bench_type(bench, "\033[15~");
	assert_int_equal(queue_screen_client(&bench->app), before);
	check_cursor(bench->term, 7, 17);
	bench_close(bench);
}

static void a_callback_is_announced_when_its_hour_strikes(void **state)
{
	struct session *session = *state;

	bench_speak(WORDS_EN);
	bench_story(session);
	session->minute = 14 * 60 + 20;
	struct bench *bench = bench_open(session, 24, 80);
	void *queue = frame_find(bench->app.frame, &queue_screen);
	bench_rest(bench);
	bench_line(bench, 3, "►promise ×       Garage du Pont-Neuf                    12,340.00    61 d    920");
	session->minute = 14 * 60 + 29;
	assert_int_equal(queue_screen.tick(queue, bench->app.frame), EFFECT_NONE);
	session->minute = 14 * 60 + 30;
	assert_int_equal(queue_screen.tick(queue, bench->app.frame), EFFECT_RELOAD | EFFECT_BELL);
	queue_screen.reload(queue, bench->app.frame);
	bench_rest(bench);
	assert_true(bench_shows(bench, "callback at 14:30: Menuiserie Hébrard SARL"));
	bench_line(bench, 3, " callback 14:30  Menuiserie Hébrard SARL                 4,812.50    47 d    460");
	assert_int_equal(queue_screen.tick(queue, bench->app.frame), EFFECT_NONE);
	bench_close(bench);
}

static void a_long_queue_is_read_as_the_cursor_comes(void **state)
{
	char wanted[64];

	bench_speak(WORDS_EN);
	fixture_portfolio(*state, 400);
	fixture_on(*state, TODAY, BENCH_MINUTE);
	struct bench *bench = bench_open(*state, 24, 80);
	assert_true(bench_shows(bench, "alice · 400 to call"));
	snprintf(wanted, sizeof wanted, "… %d more", 400 - 17);
	assert_true(bench_shows(bench, wanted));
	for (int i = 0; i < 10; i++)
		bench_type(bench, "\033[6~");
	snprintf(wanted, sizeof wanted, "… %d more", 400 - 160 - 17);
	assert_true(bench_shows(bench, wanted));
	bench_type(bench, "\033[H");
	for (int i = 0; i < 16; i++)
		bench_type(bench, "\033[B");
	check_cursor(bench->term, 19, 17);
	bench_type(bench, "\033[B");
	check_cursor(bench->term, 11, 17);
	for (int i = 0; i < 9; i++)
		bench_type(bench, "\033[A");
	check_cursor(bench->term, 11, 17);
	bench_type(bench, "\033[F");
	bench_line(bench, 20, "");
	check_cursor(bench->term, 19, 17);
	bench_type(bench, "\033[H");
	check_cursor(bench->term, 3, 17);
	bench_close(bench);
}

/* Those who broke a promise are counted as those to call are, whatever page was read. */
static void broken_promises_are_counted_beyond_the_first_page(void **state)
{
	bench_speak(WORDS_EN);
	fixture_portfolio(*state, 400);
	fixture_on(*state, TODAY, BENCH_MINUTE);
	struct bench *bench = bench_open(*state, 24, 80);
	fixture_sql("UPDATE client SET broken = 1 WHERE id IN (SELECT id FROM client ORDER BY score, overdue_cents LIMIT 90)");
	bench_type(bench, "\033[15~");
	assert_true(bench_lacks(bench, " × ")); /* all of them come later */
	bench_rest(bench);
	assert_true(bench_shows(bench, "alice · 400 to call · 90 × "));
	bench_type(bench, "\033[15~"); /* and stays through what is read again */
	assert_true(bench_shows(bench, "alice · 400 to call · 90 × "));
	bench_type(bench, "\033[F");
	assert_true(bench_shows(bench, "alice · 400 to call · 90 × "));
	bench_close(bench);
}

static void beyond_what_was_looked_at_the_counts_say_so(void **state)
{
	bench_speak(WORDS_EN);
	fixture_portfolio(*state, 5010);
	fixture_on(*state, TODAY, BENCH_MINUTE);
	struct bench *bench = bench_open(*state, 24, 80);
	fixture_sql("UPDATE client SET broken = 1 WHERE id IN (SELECT id FROM client ORDER BY score DESC, overdue_cents DESC LIMIT 90)");
	bench_type(bench, "\033[15~");
	assert_true(bench_shows(bench, "alice · 1000+ to call · 64+ × ")); /* of the first page */
	bench_rest(bench);
	assert_true(bench_shows(bench, "alice · 1000+ to call · 90+ × "));
	fixture_sql("UPDATE client SET callable = 0 WHERE id IN (SELECT id FROM client ORDER BY score, overdue_cents LIMIT 11)");
	bench_type(bench, "\033[15~");
	bench_rest(bench);
	assert_true(bench_shows(bench, "alice · 1000+ to call · 90 × ")); /* all of them were looked at */
	for (int i = 0; i < 3; i++)
		bench_type(bench, "\033[F");
	assert_true(bench_shows(bench, "alice · 4999 to call · 90 × "));
	bench_close(bench);
}

static void a_move_changes_two_rows(void **state)
{
	struct buf before, after;
	int changed = 0;

	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);
	bench_type(bench, "\033[B");
	buf_init(&before);
	buf_init(&after);
	term_grid_dump(bench->term, &before);
	bench_type(bench, "\033[B");
	term_grid_dump(bench->term, &after);
	for (char *a = before.data, *b = after.data; *a && *b; a += strcspn(a, "\n") + 1, b += strcspn(b, "\n") + 1)
		changed += strcspn(a, "\n") != strcspn(b, "\n") || memcmp(a, b, strcspn(a, "\n")) != 0;
	assert_int_equal(changed, 2);
	int painted = term_grid_refreshes(bench->term);
	bench_type(bench, "\033[H");
	bench_type(bench, "\033[A");
	assert_int_equal(term_grid_refreshes(bench->term), painted + 1);
	buf_clear(&before);
	buf_clear(&after);
	bench_close(bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(in_english_at_the_usual_size),
		FACT(broken_promises_are_counted_beyond_the_first_page),
		FACT(beyond_what_was_looked_at_the_counts_say_so),
		FACT(wide_shows_the_file_and_the_day),
		FACT(names_come_before_scores),
		FACT(a_large_amount_is_never_dots),
		FACT(days_and_amount_stay_apart),
		FACT(a_callback_today_names_its_currency),
		FACT(in_french),
		FACT(small_screens_keep_the_client_and_what_it_owes),
		FACT(a_menu_shows_all_it_can),
		FACT(everyone_says_why_not_and_when),
		FACT(an_empty_queue_says_what_to_do),
		FACT(the_status_line_waits_for_the_cursor_to_rest),
		FACT(keys_reach_the_client_under_the_cursor),
		FACT(a_command_hands_its_words_to_the_entry),
		FACT(what_others_hold_is_not_in_the_queue),
		FACT(the_same_client_stays_selected_when_facts_change),
		FACT(a_callback_is_announced_when_its_hour_strikes),
		FACT(a_long_queue_is_read_as_the_cursor_comes),
		FACT(a_move_changes_two_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
