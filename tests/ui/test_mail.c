/* Writing a mail from a file, and the list of mails. */
#include "tests/ui/file_bench.h"

static void show(struct desk *desk, struct session *session)
{
	desk_speak(WORDS_EN);
	desk_story(desk, session);
	fixture_sql("UPDATE contact SET mail = 'compta@hebrard.example'");
	desk_open(desk, session, 24, 80);
	assert_true(file_screen_open(&desk->app, desk->hebrard));
	desk_freeze_timer(desk);
}

static void e_shows_the_mail_as_it_would_leave(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "e");
	assert_string_equal(desk_top(&desk), "mail");
	desk_golden(&desk, "mail-80x24-en");
	desk_close(&desk);
}

static void all_of_it_can_be_read(void **state)
{
	struct desk desk;

	show(&desk, *state);
	term_grid_resize(desk.term, 18, 80);
	desk_type(&desk, "e");
	desk_check_shows(&desk, "lines more: the arrows show them");
	assert_false(desk_shows(&desk, "Cordialement,"));
	desk_type(&desk, "\033[6~\033[B\033[B\033[B\033[B\033[B\033[B\033[B\033[B");
	desk_check_shows(&desk, "Cordialement,");
	assert_false(desk_shows(&desk, "more: the arrows"));
	desk_type(&desk, "\033[A");
	desk_check_shows(&desk, "… 1 line more: the arrows show it");
	desk_close(&desk);
}

static void what_is_typed_stands_in_it_and_enter_queues(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "eComme convenu ce matin.");
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "file");
	desk_check_shows(&desk, "queued: reminder to compta@hebrard.example");
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE words = 'Comme convenu ce matin.' AND kind = 'reminder'"), 1);
	desk_type(&desk, "e"); /* the same once more is told before it is done */
	desk_check_shows(&desk, "! one like it waits to leave already (g e); Enter queues another");
	desk_type(&desk, "\t");
	assert_false(desk_shows(&desk, "one like it"));
	desk_close(&desk);
}

static void words_of_a_lost_line_are_taken_up_again(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "e\tComme convenu ce matin.");
	term_grid_hang_up(desk.term);
	assert_int_equal(frame_run(desk.app.frame), FRAME_HANGUP);
	desk_close(&desk);
	desk_open(&desk, *state, 24, 80);
	draft_screen_offer(&desk.app);
	while (strcmp(desk_top(&desk), "draft") != 0)
		frame_step(desk.app.frame, 300);
	desk_check_shows(&desk, "this was being typed (mail):");
	desk_check_shows(&desk, "Comme convenu ce matin.");
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "mail");
	desk_check_shows(&desk, "Comme convenu ce matin.");
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "mail"); /* it counts as typed */
	desk_type(&desk, "\033");
	assert_int_equal(fixture_count("SELECT count(*) FROM draft"), 0);
	desk_close(&desk);
}

static void tab_is_another_kind_and_says_why_it_cannot_leave(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "e\t");
	desk_check_shows(&desk, "Mail: confirmation");
	desk_check_shows(&desk, "This mail cannot leave now: the promise is no longer open");
	desk_check_shows(&desk, "\n Tab other kind   Esc back  "); /* nothing to save */
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "mail");
	assert_int_equal(fixture_count("SELECT count(*) FROM mail"), 0);
	desk_type(&desk, "\t"); /* nobody asked for one: it says what it brings all the same */
	desk_check_shows(&desk, "- duplica");
	desk_type(&desk, "\t\tx\033");
	assert_string_equal(desk_top(&desk), "mail");
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "file");
	desk_close(&desk);
}

static void a_promise_queues_its_mail_and_the_list_shows_it(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "pf\033OQ");
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE kind = 'confirmation'"), 1);
	desk_type(&desk, "ge");
	desk_check_shows(&desk, "Mails");
	desk_check_shows(&desk, "1 to leave");
	desk_check_shows(&desk, "►Menuiserie Hébrard SARL            confirmation  queued");
	desk_check_shows(&desk, "Enter open   x take back   f filter"); /* nothing to undo */
	desk_type(&desk, "x");
	desk_check_shows(&desk, "Enter open   x take back   u undo   f filter");
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE state = 'cancelled'"), 1);
	desk_check_shows(&desk, "1 mail taken back; u lets it leave after all");
	desk_type(&desk, "u"); /* the mail, not the promise it confirms */
	desk_check_shows(&desk, "1 mail is to leave after all");
	desk_check_shows(&desk, "1 to leave");
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE state = 'queued' AND why = '' AND undone = 0"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE state = 'open'"), 1);
	desk_type(&desk, "u");
	desk_check_shows(&desk, "no mail was taken back here");
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE state = 'open'"), 1);
	desk_close(&desk);
}

static void the_script_has_the_card_and_what_you_may_hear(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "s");
	desk_check_shows(&desk, "─ Script ─");
	desk_type(&desk, "\033[6~\033[6~");
	desk_check_shows(&desk, "“The accountant is on holiday.”");
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(e_shows_the_mail_as_it_would_leave),
		FACT(all_of_it_can_be_read),
		FACT(what_is_typed_stands_in_it_and_enter_queues),
		FACT(words_of_a_lost_line_are_taken_up_again),
		FACT(tab_is_another_kind_and_says_why_it_cannot_leave),
		FACT(a_promise_queues_its_mail_and_the_list_shows_it),
		FACT(the_script_has_the_card_and_what_you_may_hear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
