/* From file to file in the console: which comes next, what stays below it, and who holds the claim. */
#include "tests/ui/file_bench.h"

#include <stdio.h>

#include "desk/claim.h"

#define HELD "SELECT count(*) FROM client WHERE claim_console IS NOT NULL"

static void the_next_file_comes_in_queue_order(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	desk_type(&desk, "\r");
	assert_string_equal(desk_client(&desk), "C-10482");
	desk_check_shows(&desk, "C-10482 · 1/4");
	desk_type(&desk, "\r");
	assert_string_equal(desk_client(&desk), "C-10031");
	desk_check_shows(&desk, " Menuiserie Hébrard SARL: passed over, nothing recorded; - goes back");
	assert_int_equal(fixture_count(HELD), 1);
	desk_type(&desk, "-");
	assert_string_equal(desk_client(&desk), "C-10482");
	desk_type(&desk, "+");
	assert_string_equal(desk_client(&desk), "C-10031");
	desk_type(&desk, "\033");
	assert_string_equal(desk_client(&desk), "");
	assert_string_equal(desk_top(&desk), "queue");
	assert_int_equal(fixture_count(HELD), 0);
	assert_int_equal(desk.app.call.client_id, 0);
	desk_close(&desk);
}

static void passing_over_files_walks_down_to_the_end(void **state)
{
	static const char *const order[] = { "C-10482", "C-10031", "C-10077", "C-10300" };
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	for (size_t i = 0; i < COUNT(order); i++) {
		desk_type(&desk, "\r");
		assert_string_equal(desk_client(&desk), order[i]);
	}
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "queue");
	desk_check_shows(&desk, "end of the queue: 4 files passed over are still to be called");
	assert_int_equal(fixture_count(HELD), 0);
	/* From a row of the queue the walk goes on below it, but for the callback that is due. */
	desk_type(&desk, "\033[H\033[B\r\r");
	assert_string_equal(desk_client(&desk), "C-10482");
	desk_type(&desk, "\r");
	assert_string_equal(desk_client(&desk), "C-10077");
	/* Undone, the call is made again and the file after it comes, not the one after that. */
	desk_type(&desk, "nun");
	assert_string_equal(desk_client(&desk), "C-10300");
	/* A call that comes in does not move the walk. */
	desk_type(&desk, "\033:next\r");
	desk_check_shows(&desk, "passed over");
	desk_type(&desk, "\r");
	assert_string_equal(desk_client(&desk), "C-10031");
	desk_type(&desk, "/heb\r\r");
	assert_string_equal(desk_client(&desk), "C-10031");
	desk_type(&desk, "\r");
	assert_string_equal(desk_client(&desk), "C-10482"); /* its hour has come, and it was only looked at */
	desk_type(&desk, "\r");
	assert_string_equal(desk_client(&desk), "C-10300"); /* the café was called above */
	desk_close(&desk);
}

/* What was in hand when somebody rang, or when one went back to correct a file, is not lost: a callback is handed out once, and a row of
 * the queue is behind the walk. */
static void the_file_in_hand_comes_again_after_a_call_out_of_turn(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	desk_type(&desk, "\r"); /* the callback of the hour */
	assert_string_equal(desk_client(&desk), "C-10482");
	desk_type(&desk, "/C-10300\r");
	assert_string_equal(desk_client(&desk), "C-10300");
	desk_type(&desk, "n");
	assert_string_equal(desk_client(&desk), "C-10482");
	desk_type(&desk, "n");
	assert_string_equal(desk_client(&desk), "C-10031");
	desk_check_shows(&desk, "√ Menuiserie Hébrard SARL: no answer");
	/* Back over two files, a word added to the older one: the one in hand comes, not the one after it. */
	desk_type(&desk, "--oattend\r");
	assert_string_equal(desk_client(&desk), "C-10300");
	desk_type(&desk, "\r");
	assert_string_equal(desk_client(&desk), "C-10031");
	/* Handled while it was left, it does not come again. */
	desk_type(&desk, "/C-10077\r/C-10031\rn");
	assert_string_equal(desk_client(&desk), "C-10077");
	desk_close(&desk);
}

static void every_way_back_frees_the_file(void **state)
{
	static const char *const ways[] = { "\033", "\177", "\033[24~", "\033[D", "q", "\033OR" };
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	for (size_t i = 0; i < COUNT(ways); i++) {
		desk_type(&desk, "\r");
		assert_int_equal(fixture_count(HELD), 1);
		desk_type(&desk, ways[i]);
		assert_string_equal(desk_top(&desk), "queue");
		assert_int_equal(fixture_count(HELD), 0);
	}
	desk_close(&desk);
}

static void a_file_lost_while_standing_still_is_taken_again(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);
	struct desk desk;
	struct err err = { 0 };
	bool taken;

	snprintf(bob->console, sizeof bob->console, "elsewhere/1/1");
	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	fixture_sql("UPDATE client SET claim_agent_id = NULL, claim_console = NULL, claim_until = NULL");
	assert_int_equal(file_screen_take_again(&desk.app), EFFECT_RELOAD);
	assert_int_equal(fixture_count("SELECT id FROM client WHERE claim_console IS NOT NULL"), desk.hebrard);
	fixture_sql("UPDATE client SET claim_until = 1 WHERE claim_console IS NOT NULL");
	assert_true(claim_take(bob, desk.hebrard, &taken, &err) && taken);
	file_screen_take_again(&desk.app);
	desk_type(&desk, "");
	desk_check_shows(&desk, "! bob has this file open: Menuiserie Hébrard SARL");
	assert_true(claim_free(bob, desk.hebrard, &err));
	desk_close(&desk);
	session_close(bob);
}

static void a_file_held_elsewhere_is_named_and_not_opened(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);
	struct desk desk;
	struct err err;
	bool taken;

	snprintf(bob->console, sizeof bob->console, "elsewhere/1/1");
	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	assert_true(claim_take(bob, desk.hebrard, &taken, &err) && taken);
	desk_open(&desk, *state, 24, 80);
	assert_false(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "");
	desk_check_shows(&desk, "! bob has this file open: Menuiserie Hébrard SARL");
	assert_string_equal(desk_client(&desk), "");
	/* The next one of the queue passes over it. */
	assert_true(file_screen_next(&desk.app));
	assert_string_equal(desk_client(&desk), "C-10031");
	/* Trying again from an open file keeps that one. */
	assert_false(file_screen_open(&desk.app, desk.hebrard));
	assert_string_equal(desk_client(&desk), "C-10031");
	assert_true(claim_free(bob, desk.hebrard, &err));
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	assert_int_equal(fixture_count(HELD), 1);
	session_close(bob);
	desk_close(&desk);
}

static void a_second_console_of_the_same_agent_is_kept_apart(void **state)
{
	struct session *other = fixture_session("alice", TODAY);
	struct desk desk;
	struct err err;
	bool taken;

	snprintf(other->console, sizeof other->console, "elsewhere/1/1");
	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	assert_true(claim_take(other, desk.hebrard, &taken, &err) && taken);
	desk_open(&desk, *state, 24, 80);
	assert_false(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "");
	desk_check_shows(&desk, "is open in your other console");
	session_close(other);
	desk_close(&desk);
}

static void a_lost_claim_records_nothing(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);
	struct desk desk;
	struct err err;
	bool taken;

	snprintf(bob->console, sizeof bob->console, "elsewhere/1/1");
	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	fixture_sql("UPDATE client SET claim_until = 1");
	assert_true(claim_take(bob, desk.hebrard, &taken, &err) && taken);
	desk_type(&desk, "pv\r");
	desk_check_shows(&desk, "bob has this file open: nothing was recorded");
	desk_check_shows(&desk, " ► When, how much    v ");
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE on_day = '2026-11-24'"), 0);
	session_close(bob);
	desk_close(&desk);
}

static void facts_others_changed_are_read_again(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	fixture_invoice(*state, desk.hebrard, "F-24-2000", LATE(3), 100000);
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "Overdue 5,812.50 €");
	desk_close(&desk);
}

static void minus_walks_back_through_the_files(void **state)
{
	struct desk desk;
	char second[32];

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "-");
	desk_check_shows(&desk, "no file was open before this one");
	desk_type(&desk, "\r");
	snprintf(second, sizeof second, "%s", desk_client(&desk));
	desk_type(&desk, "\r");
	assert_string_not_equal(desk_client(&desk), second);
	desk_type(&desk, "-");
	assert_string_equal(desk_client(&desk), second);
	desk_type(&desk, "-");
	assert_string_equal(desk_client(&desk), "C-10482");
	desk_type(&desk, "-");
	desk_check_shows(&desk, "no file was open before this one");
	desk_type(&desk, "\033:previous\r");
	assert_string_not_equal(desk_client(&desk), "");
	assert_int_equal(fixture_count(HELD), 1);
	desk_close(&desk);
}

static void the_next_file_is_the_next_row_of_a_filtered_queue(void **state)
{
	struct session *session = *state, *bob = fixture_session("bob", TODAY);
	struct desk desk;
	struct err err = { 0 };
	bool taken;

	desk_speak(WORDS_EN);
	desk_story(&desk, session);
	desk_open(&desk, session, 24, 80);
	snprintf(bob->console, sizeof bob->console, "elsewhere/1/1");
	desk_type(&desk, "t3");
	int64_t first = queue_screen_client(&desk.app), second = queue_screen_after(&desk.app, first), third = queue_screen_after(&desk.app, second);
	assert_true(claim_take(bob, second, &taken, &err) && taken);
	desk_type(&desk, "\r");
	assert_int_equal(file_screen_file(&desk.app)->client.id, first);
	desk_type(&desk, "n");
	assert_int_equal(file_screen_file(&desk.app)->client.id, third);
	for (int64_t row = third; (row = queue_screen_after(&desk.app, row)) != 0;) {
		desk_type(&desk, "\r");
		assert_int_equal(file_screen_file(&desk.app)->client.id, row);
	}
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "queue");
	desk_check_shows(&desk, "end of the rows shown; Esc on the queue shows all of it");
	assert_int_equal(fixture_count(HELD), 1);
	desk_close(&desk);
	session_close(bob);
}

/* A file opened from a list goes back to it, and takes the place of the one that was open below the list. */
static void lists_stay_below_the_file_opened_from_them(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "ga");
	assert_string_equal(desk_top(&desk), "roll");
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "file");
	assert_int_equal(fixture_count(HELD), 1);
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "roll");
	assert_int_equal(fixture_count(HELD), 0);
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "queue");
	desk_close(&desk);
}

/* The agenda is gone through line by line: the next file is its next one that may be called, in its order, not the queue's. */
static void after_a_file_of_the_agenda_comes_its_next_one(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_record(*state, desk.petit, LATE(6), -1, 600, OUTCOME_CALLBACK, "+1");
	desk_record(*state, desk.garage, LATE(5), -1, 600, OUTCOME_CALLBACK, "+8"); /* to come: passed over */
	desk_record(*state, desk.cafe, LATE(4), -1, 600, OUTCOME_CALLBACK, "+1");
	fixture_on(*state, TODAY, DESK_MINUTE);
	desk_open(&desk, *state, 24, 80);
	desk_type(&desk, "ga\033[H\r");
	assert_string_equal(desk_client(&desk), "C-10300");
	desk_type(&desk, "n");
	assert_string_equal(desk_client(&desk), "C-10077"); /* the queue would go on with its first */
	desk_type(&desk, "\r");
	assert_string_equal(desk_client(&desk), "C-10482");
	desk_type(&desk, "m\r");
	assert_string_equal(desk_top(&desk), "roll"); /* the one to come and the one just called stay */
	desk_check_shows(&desk, "· nobody further");
	assert_int_equal(fixture_count(HELD), 0);
	desk_type(&desk, "gq\r");
	assert_string_equal(desk_client(&desk), "C-10077"); /* the queue goes its own way */
	desk_close(&desk);
}

/* What was taken back is gone; what was recorded before it is taken back where it is. */
static void undo_in_the_queue_says_where_older_outcomes_are(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	desk_type(&desk, "\rnn");
	desk_type(&desk, "u\033");
	assert_string_equal(desk_top(&desk), "queue");
	desk_type(&desk, "u");
	desk_check_shows(&desk, " nothing to take back; in a client's file u takes back its last of today");
	fixture_is("SELECT count(*) FROM action WHERE outcome = 'no_answer' AND undone_by IS NULL", "1\n");
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(undo_in_the_queue_says_where_older_outcomes_are),
		FACT(the_next_file_comes_in_queue_order),
		FACT(passing_over_files_walks_down_to_the_end),
		FACT(the_file_in_hand_comes_again_after_a_call_out_of_turn),
		FACT(every_way_back_frees_the_file),
		FACT(a_file_lost_while_standing_still_is_taken_again),
		FACT(a_file_held_elsewhere_is_named_and_not_opened),
		FACT(a_second_console_of_the_same_agent_is_kept_apart),
		FACT(a_lost_claim_records_nothing),
		FACT(facts_others_changed_are_read_again),
		FACT(minus_walks_back_through_the_files),
		FACT(the_next_file_is_the_next_row_of_a_filtered_queue),
		FACT(lists_stay_below_the_file_opened_from_them),
		FACT(after_a_file_of_the_agenda_comes_its_next_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
