/* The agenda and the promises on the memory grid over a real store: what an agent sees there and does. */
#include "tests/ui/desk_bench.h"

#include "tests/desk/steps.h"
#include "ui/frame_inside.h"

static struct bench *go(struct session *session, const char *key, int rows, int cols)
{
	struct bench *bench;

	bench_story(session);
	bench = bench_open(session, rows, cols);
	bench_type(bench, "g");
	bench_type(bench, key);
	bench_rest(bench);
	return bench;
}

static void the_agenda_says_whom_to_call_back_when(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = go(*state, "a", 24, 80);

	bench_golden(bench, "agenda-80x24-en");
	bench_type(bench, "\033[B\r");
	assert_string_equal(bench_asked.data, "open(C-10482) ");
	term_grid_resize(bench->term, 40, 120);
	bench_rest(bench);
	bench_rest(bench);
	assert_true(bench_shows(bench, "►Tue 24/11  14:30  Menuiserie Hébrard SARL    4,812.50  callback      alice  │"));
	assert_true(bench_shows(bench, "│ Menuiserie Hébrard SARL          C-10482"));
	bench_close(bench);
}

static void in_french(void **state)
{
	if (!bench_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	struct bench *bench = go(*state, "a", 24, 80);

	assert_true(bench_shows(bench, " mar. 24/11  14:30  Menuiserie Hébrard SARL       4 812,50  "));
	bench_type(bench, "gp");
	bench_rest(bench);
	assert_true(bench_shows(bench, "►à venir      Clinique vétérinaire Saint-Jean   3 402,00  mar. 01/12  jeu. 03/12"));
	bench_close(bench);
}

/* The hour went by and the money came: it is no late call any more, and the agenda says why. */
static void a_callback_that_was_paid_is_said(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = go(*state, "a", 24, 80);
	int64_t id = fixture_count("SELECT id FROM client WHERE no = 'C-10482'");

	assert_true(bench_shows(bench, "Agenda  everybody · 2 late · 0 today"));
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE client_id = (SELECT id FROM client WHERE no = 'C-10482')");
	fixture_cash(*state, id, 0, TODAY, 481250);
	bench_type(bench, "\033[15~");
	assert_true(bench_shows(bench, "Agenda  everybody · 1 late · 1 today"));
	assert_true(bench_shows(bench, " Tue 24/11  14:30   Menuiserie Hébrard"));
	assert_true(bench_shows(bench, "0.00  callback: paid"));
	bench_close(bench);
}

static void mine_is_one_key_away(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);

	bench_speak(WORDS_EN);
	struct bench *bench = go(*state, "a", 24, 80);
	int64_t other = fixture_client(*state, "C-1", "Of Bob");
	fixture_invoice(*state, other, "F-1", LATE(40), 100000);
	fixture_record(bob, other, OUTCOME_CALLBACK, "+2");
	bench_type(bench, "\033[15~");
	assert_true(bench_shows(bench, "Of Bob"));
	assert_true(bench_shows(bench, "Agenda  everybody · 2 late · 0 today · 1 to come"));
	bench_type(bench, "l");
	assert_true(bench_lacks(bench, "Of Bob"));
	assert_true(bench_shows(bench, "Agenda  alice · 2 late · 0 today"));
	bench_type(bench, "\033[14~");
	assert_true(bench_shows(bench, "Of Bob"));
	bench_close(bench);
	session_close(bob);
}

static void a_minute_goes_by(struct bench *bench)
{
	bench->app.frame->minute = 0;
	bench_rest(bench);
}

static void an_hour_that_strikes_turns_late(void **state)
{
	struct session *session = *state;

	bench_speak(WORDS_EN);
	struct bench *bench = go(session, "a", 24, 80);
	session->minute = 14 * 60 + 20;
	a_minute_goes_by(bench);
	bench_rest(bench);
	assert_true(bench_shows(bench, "everybody · 1 late · 1 today"));
	session->minute = 14 * 60 + 31;
	a_minute_goes_by(bench);
	bench_rest(bench);
	assert_true(bench_shows(bench, "everybody · 2 late · 0 today"));
	bench_close(bench);
}

static void what_nobody_sees_is_read_when_it_is_seen_again(void **state)
{
	struct session *session = *state;

	bench_speak(WORDS_EN);
	session->minute = 14 * 60 + 20;
	struct bench *bench = go(session, "a", 24, 80);
	session->minute = 14 * 60 + 20;
	a_minute_goes_by(bench);
	bench_type(bench, "gs"); /* the team, over the agenda */
	bench_type(bench, "gp");
	bench_rest(bench);
	bench_rest(bench);
	session->minute = 14 * 60 + 31;
	steps_taken();
	a_minute_goes_by(bench);
	steps_taken();
	assert_int_equal(steps_ended(), 0);
	bench_type(bench, "\033");
	bench_rest(bench);
	bench_type(bench, "\033");
	bench_rest(bench);
	assert_true(bench_shows(bench, "everybody · 2 late · 0 today"));
	bench_close(bench);
}

static void promises_by_what_is_to_be_done(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = go(*state, "p", 24, 80);

	bench_golden(bench, "promises-80x24-en");
	term_grid_resize(bench->term, 40, 120);
	bench_type(bench, "");
	bench_rest(bench);
	assert_true(bench_shows(bench, "Promises  everybody · 0 to check · 1 to come 3,402.00 € · 2 not kept  "));
	assert_true(bench_shows(bench, " × not kept  Café des Halles                    890.00  Mon 09/11  Thu 12/11 │"));
	bench_close(bench);
}

static void withdrawing_asks_why(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = go(*state, "p", 24, 80);

	bench_type(bench, "\033[Fx");
	assert_true(bench_shows(bench, "─ Withdraw the promise of Garage du Pont-Neuf ─"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, "withdrawing a promise needs words"));
	bench_type(bench, "wrong client\033");
	assert_true(bench_shows(bench, "Esc again discards it"));
	bench_type(bench, "!\r");
	assert_true(bench_shows(bench, "1 promise withdrawn"));
	assert_true(bench_lacks(bench, "Garage"));
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE outcome = 'promise_withdrawn' AND note = 'wrong client!'"), 1);
	bench_type(bench, "x\033");
	assert_true(bench_lacks(bench, "Withdraw the promise"));
	bench_close(bench);
}

static void marked_ones_go_together(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = go(*state, "p", 24, 80);

	bench_type(bench, " \033[F x");
	assert_true(bench_shows(bench, "Withdraw 2 promises"));
	bench_type(bench, "import error\r");
	assert_true(bench_shows(bench, "2 promises withdrawn"));
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE state = 'withdrawn'"), 2);
	bench_type(bench, "u");
	for (int i = 0; i < 1000 && bench_lacks(bench, "Undo for 2 clients: 2 clients done"); i++) /* in slices, more than one on a slow machine */
		bench_rest(bench);
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE state = 'withdrawn'"), 0);
	bench_close(bench);
}

static void others_refuse_and_say_so(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);

	bench_speak(WORDS_EN);
	bench_story(*state);
	bob->minute = BENCH_MINUTE;
	struct bench *bench = bench_open(bob, 24, 80);
	bench_type(bench, "gp");
	assert_true(bench_shows(bench, "No promise runs, none was broken."));
	bench_type(bench, "x");
	assert_true(bench_shows(bench, "there is no promise to withdraw"));
	bench_type(bench, "l");
	bench_type(bench, "xnot mine\r");
	assert_true(bench_shows(bench, "this promise was taken by alice"));
	assert_true(bench_shows(bench, "not mine"));
	bench_close(bench);
	session_close(bob);
}

static void a_file_opened_from_a_list_goes_back_to_it(void **state)
{
	bench_speak(WORDS_EN);
	struct bench *bench = go(*state, "p", 24, 80);

	bench_type(bench, "gagp");
	assert_true(bench_shows(bench, "Promises  everybody"));
	bench_type(bench, "\033");
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	bench_close(bench);
}

/* A date of another year and a long account take the room there is. */
static void the_journal_of_last_year_is_whole(void **state)
{
	bench_speak(WORDS_EN);
	int64_t client = fixture_client(*state, "0200769623", "Long account");
	fixture_invoice(*state, client, "F-1", LATE(40), 100000);
	fixture_record(*state, client, OUTCOME_NO_ANSWER, "");
	fixture_on(*state, IN(42), BENCH_MINUTE);
	struct bench *bench = bench_open(*state, 24, 80);
	bench_type(bench, "gj");
	bench_rest(bench);
	assert_true(bench_shows(bench, "►24/11/2026 "));
	assert_true(bench_shows(bench, " 0200769623 no answer "));
	bench_close(bench);
}

/* Codes of the store are not for people. */
static void the_journal_says_stages_in_words(void **state)
{
	bench_speak(WORDS_EN);
	int64_t client = fixture_client(*state, "C-1", "Client");
	fixture_invoice(*state, client, "F-1", LATE(40), 100000);
	fixture_invoice(*state, client, "F-2", LATE(30), 100000);
	fixture_record(*state, client, OUTCOME_CIRCUIT, "b lenoir 3");
	fixture_record(*state, client, OUTCOME_DISPUTE, "2");
	fixture_sql("UPDATE journal SET payload = '{\"kind\":\"technical\",\"rest_on\":\"2026-12-01\"}' WHERE kind = 'dispute'");
	struct bench *bench = bench_open(*state, 24, 160);
	bench_type(bench, "gjz");
	bench_rest(bench);
	assert_true(bench_shows(bench, " stage with the buyer "));
	assert_true(bench_shows(bench, " · the rest on 01/12/2026"));
	bench_close(bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(the_agenda_says_whom_to_call_back_when),
		FACT(in_french),
		FACT(a_callback_that_was_paid_is_said),
		FACT(mine_is_one_key_away),
		FACT(an_hour_that_strikes_turns_late),
		FACT(what_nobody_sees_is_read_when_it_is_seen_again),
		FACT(promises_by_what_is_to_be_done),
		FACT(withdrawing_asks_why),
		FACT(marked_ones_go_together),
		FACT(others_refuse_and_say_so),
		FACT(a_file_opened_from_a_list_goes_back_to_it),
		FACT(the_journal_of_last_year_is_whole),
		FACT(the_journal_says_stages_in_words),
	};

	steps_watch();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
