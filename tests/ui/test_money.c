/* Money and clocks over a file, and what is known of its client: what they show, what their keys do to the store. */
#include "tests/ui/file_bench.h"

/* A long label and millions stay two words, and a rate there is none of is said once. */
static void money_keeps_labels_and_amounts_apart(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	fixture_item(*state, desk.hebrard, "F-USD", ITEM_INVOICE, LATE(40), 5751659714, "USD");
	fixture_item(*state, desk.hebrard, "F-OLD", ITEM_INVOICE, LATE(9000), 100000, "EUR");
	desk_open(&desk, *state, 40, 100);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "b");
	desk_check_shows(&desk, " balance in USD          57,516,597.14 $");
	desk_check_shows(&desk, " no rate of late-payment interest for ");
	desk_check_shows(&desk, " F-OLD                  04/04/2002             ?");
	desk_close(&desk);
}

static void zeros_of_ours_do_not_stand_for_what_is_owed_abroad(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	int64_t client = fixture_client(*state, "C-USD", "WAL-MAR systems");
	fixture_item(*state, client, "F-USD", ITEM_INVOICE, LATE(40), 5751659714, "USD");
	fixture_on(*state, TODAY, DESK_MINUTE);
	desk_open(&desk, *state, 24, 80);
	desk_type(&desk, "/wal-mar\rb");
	desk_check_shows(&desk, " balance in USD          57,516,597.14 $");
	assert_false(desk_shows(&desk, "net exposure"));
	desk_close(&desk);
}

static void what_is_owed_abroad_is_promised_by_itself(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	fixture_item(*state, desk.hebrard, "F-USD", ITEM_INVOICE, LATE(2), 70000, "USD");
	fixture_on(*state, TODAY, DESK_MINUTE);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "s");
	desk_check_shows(&desk, "for 47 days. 700.00 $ is");
	desk_check_shows(&desk, "overdue as well. The");
	desk_type(&desk, "sp");
	desk_check_shows(&desk, "also overdue: 700.00 $, by itself: USD fri");
	desk_type(&desk, "usd fri");
	desk_check_shows(&desk, "700.00 $ on Friday 27 November, 1 invoice; checked 01/12");
	desk_check_shows(&desk, " all that is overdue, 1 invoice");
	desk_check_shows(&desk, "700.00 $ on Fri 27/11");
	assert_false(desk_shows(&desk, "by itself"));
	desk_close(&desk);
}

static void money_says_what_lateness_costs(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_freeze_timer(&desk);
	desk_type(&desk, "b");
	desk_golden(&desk, "money-80x24-en");
	desk_type(&desk, "w");
	desk_type(&desk, "\r");
	desk_check_shows(&desk, "a waiver needs a reason");
	desk_type(&desk, "geste commercial\r");
	desk_check_shows(&desk, " waived on ");
	assert_true(fixture_count("SELECT count(*) FROM waiver WHERE note = 'geste commercial'") > 0);
	desk_type(&desk, "b");
	assert_string_equal(desk_top(&desk), "file");
	desk_type(&desk, "bp"); /* the file's keys go on */
	assert_string_equal(desk_top(&desk), "entry");
	desk_close(&desk);
}

/* With one clock the key is enough; of several it asks which. */
static void a_clock_is_closed_over_the_file(void **state)
{
	struct session *session = *state;
	struct desk desk;

	session->policy.clocks.insurer_notice_days = 90;
	desk_open_story(&desk, session, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "bz");
	desk_check_shows(&desk, "limitation is closed for C-10482");
	desk_check_shows(&desk, "1749 days left (closed on 24/11)");
	fixture_is("SELECT limitation_closed_on FROM client WHERE no = 'C-10482'", "2026-11-24\n");
	desk_type(&desk, "z");
	desk_check_shows(&desk, "limitation runs again for C-10482");
	fixture_is("SELECT count(*) FROM client WHERE limitation_closed_on IS NOT NULL", "0\n");
	fixture_sql("UPDATE client SET insured_limit_cents = 0");
	desk_type(&desk, "\033[15~z");
	desk_freeze_timer(&desk);
	desk_golden(&desk, "clocks-80x24-en");
	desk_type(&desk, "2");
	desk_check_shows(&desk, "insurer's notice is closed for C-10482");
	fixture_is("SELECT insurer_closed_on FROM client WHERE no = 'C-10482'", "2026-11-24\n");
	desk_close(&desk);
}

static void an_acknowledgement_is_confirmed_over_the_file(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "bj");
	desk_check_shows(&desk, "empty: the last promise in writing");
	desk_type(&desk, "\r");
	desk_check_shows(&desk, "no promise in writing waits to be confirmed");
	desk_type(&desk, "soon\r");
	desk_check_shows(&desk, "soon is no day");
	desk_type(&desk, "\025" "12/11\r");
	desk_check_shows(&desk, "limitation runs anew from 12/11/2026");
	fixture_is("SELECT acknowledged_on FROM client WHERE no = 'C-10482'", "2026-11-12\n");
	desk_close(&desk);
}

static void what_is_known_of_a_client_is_changed_in_fields(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "bf");
	desk_check_shows(&desk, "► Credit limit");
	desk_check_shows(&desk, "Payment terms, days");
	desk_type(&desk, "15.000");
	desk_check_shows(&desk, "“15.000” may be read in two ways: type 1500 or 1.50");
	desk_check_shows(&desk, "Enter keeps nothing yet");
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "client");
	desk_type(&desk, "\02515 000,50\t\t\t\025o\033[B\033[B\025c\t\t");
	desk_type(&desk, "Indian/Nowhere");
	desk_check_shows(&desk, "Time zone: a time zone like Indian/Reunion");
	desk_type(&desk, "\025Indian/Reunion");
	desk_check_shows(&desk, "it is 18:31 there");
	desk_type(&desk, "\t97'00");
	desk_check_shows(&desk, "Postal code: a postal code, letters and digits, at most 12");
	desk_type(&desk, "\02597400\t45\r");
	assert_string_equal(desk_top(&desk), "pane");
	desk_check_shows(&desk, "Menuiserie Hébrard SARL is changed");
	desk_check_shows(&desk, "15,000.50 €");
	fixture_is("SELECT credit_limit_cents, key_account, risk_class, time_zone, postal_code, terms_days FROM client WHERE no = 'C-10482'",
	   "1500050|1|2|Indian/Reunion|97400|45\n");
	fixture_is("SELECT count(*) FROM journal WHERE kind = 'client_set'", "1\n");
	/* Emptied it is none; what was not touched stays and is not journalled. */
	desk_type(&desk, "f\025\r");
	fixture_is("SELECT credit_limit_cents, risk_class FROM client WHERE no = 'C-10482'", "-|2\n");
	desk_type(&desk, "f\r");
	desk_check_shows(&desk, "nothing to change: it was so already");
	/* A zone this computer does not know keeps nobody from changing the rest. */
	fixture_sql("UPDATE client SET time_zone = 'Mars/Hellas' WHERE no = 'C-10482'");
	desk_type(&desk, "\033bf7000\r");
	fixture_is("SELECT credit_limit_cents, time_zone FROM client WHERE no = 'C-10482'", "700000|Mars/Hellas\n");
	if (desk_speak(WORDS_FR)) { /* the word the hint names, whatever the language */
		desk_type(&desk, "f\025none\r");
		desk_speak(WORDS_EN);
		fixture_is("SELECT credit_limit_cents FROM client WHERE no = 'C-10482'", "-\n");
	}
	desk_type(&desk, "fx\033");
	assert_string_equal(desk_top(&desk), "client");
	desk_check_shows(&desk, "what is typed is not kept; Esc again discards it");
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "pane");
	desk_close(&desk);
}

/* The line goes while a limit is typed: it is offered at the next login, counts as typed, and keeping it forgets it. */
static void a_lost_line_leaves_the_client_form_to_be_taken_up(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "bf15000\t\t\025gros");
	term_grid_hang_up(desk.term);
	assert_int_equal(frame_run(desk.app.frame), FRAME_HANGUP);
	desk_close(&desk);
	fixture_is("SELECT place, text FROM draft", "client|\ncredit-limit\t15000\nsegment\tgros\n\n");
	desk_open(&desk, *state, 24, 80);
	draft_screen_offer(&desk.app);
	desk_type(&desk, "");
	frame_step(desk.app.frame, 1000);
	desk_type(&desk, "");
	desk_check_shows(&desk, "this was being typed (client):");
	desk_check_shows(&desk, "15000 · gros");
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "client");
	desk_check_shows(&desk, "15000");
	desk_type(&desk, "\033");
	desk_check_shows(&desk, "what is typed is not kept; Esc again discards it");
	desk_type(&desk, "\r");
	fixture_is("SELECT credit_limit_cents, segment FROM client WHERE no = 'C-10482'", "1500000|gros\n");
	fixture_is("SELECT count(*) FROM draft", "0\n");
	desk_close(&desk);
}

static void an_agent_may_not_change_a_client(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_open(&desk, bob, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "bf");
	assert_string_equal(desk_top(&desk), "pane");
	desk_check_shows(&desk, "only a supervisor may do that");
	desk_close(&desk);
	session_close(bob);
}

/* Whoever set a payment aside and thinks better of it elsewhere does not lose a call. */
static void after_a_payment_u_takes_no_older_call_back(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "n");
	fixture_is("SELECT count(*) FROM action WHERE outcome = 'no_answer' AND undone_by IS NULL", "1\n");
	fixture_sql("INSERT INTO source (id, creditor_id, name) SELECT 5, id, 'bank' FROM creditor");
	fixture_sql("INSERT INTO import_run (id, creditor_id, source_id, file, sha256, mode, status, on_day, started_at, agent) SELECT 6, id, 5, 'f', '', "
		    "'changes', 'done', '2026-11-24', '', 'alice' FROM creditor");
	fixture_sql("INSERT INTO bank_account (id, creditor_id, no) SELECT 5, id, 'FR76' FROM creditor");
	fixture_sql("INSERT INTO bank_movement (id, account_id, run_id, key, entry, booked_on, value_on, amount_cents, currency, state) VALUES "
		    "(7, 5, 6, 'k', 'k', '2026-11-20', '2026-11-20', 50000, 'EUR', 'open')");
	desk_type(&desk, "grxfrais\r");
	fixture_is("SELECT state FROM bank_movement", "ignored\n");
	desk_type(&desk, "\033u");
	desk_check_shows(&desk, "! u takes back outcomes alone: payments are taken back where they were decided");
	fixture_is("SELECT state FROM bank_movement", "ignored\n");
	fixture_is("SELECT count(*) FROM action WHERE outcome = 'no_answer' AND undone_by IS NULL", "1\n");
	desk_type(&desk, "u"); /* asked for again, knowingly */
	fixture_is("SELECT count(*) FROM action WHERE outcome = 'no_answer' AND undone_by IS NULL", "0\n");
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(money_keeps_labels_and_amounts_apart),
		FACT(zeros_of_ours_do_not_stand_for_what_is_owed_abroad),
		FACT(what_is_owed_abroad_is_promised_by_itself),
		FACT(money_says_what_lateness_costs),
		FACT(a_clock_is_closed_over_the_file),
		FACT(an_acknowledgement_is_confirmed_over_the_file),
		FACT(what_is_known_of_a_client_is_changed_in_fields),
		FACT(a_lost_line_leaves_the_client_form_to_be_taken_up),
		FACT(an_agent_may_not_change_a_client),
		FACT(after_a_payment_u_takes_no_older_call_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
