/* The one-line entry: what is echoed at each key, what is refused and how, what stays when the store does not take it, drafts, undo. */
#include "tests/ui/file_bench.h"


#include "desk/audit.h"

#define TODAYS "SELECT count(*) FROM action WHERE on_day = '2026-11-24'"
#define DRAFTS "SELECT place || '|' || replace(text, '\n', '/') FROM draft"

static void check_dump(const char *sql, const char *wanted)
{
	char *found = fixture_dump(sql);

	assert_string_equal(found, wanted);
	mem_free(found);
}

static void a_promise_at_the_usual_size(void **state)
{
	desk_golden_after(*state, 24, 80, "pven", "promise-80x24-en");
}

static void wide_adds_what_to_read_back_and_the_months(void **state)
{
	desk_golden_after(*state, 40, 120, "pven", "promise-120x40-en");
}

static void small_keeps_the_field_and_its_echo(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 10, 40);
	desk_type(&desk, "pven");
	desk_golden(&desk, "promise-40x10-en");
	/* Smaller still, what is typed stays in sight. */
	term_grid_resize(desk.term, 5, 20);
	desk_type(&desk, "");
	desk_check_shows(&desk, "► Whe… ven");
	check_cursor(desk.term, 1, 11);
	desk_close(&desk);
}

static void in_french(void **state)
{
	struct desk desk;

	if (!desk_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "pven");
	desk_golden(&desk, "promise-80x24-fr");
	term_grid_resize(desk.term, 40, 120);
	desk_type(&desk, "");
	desk_golden(&desk, "promise-120x40-fr");
	desk_close(&desk);
}

static void how_it_was_paid_is_asked_for_and_said(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "v" "500 mon");
	desk_check_shows(&desk, "500.00 € paid on Monday 23 November; checked 01/12");
	desk_check_shows(&desk, "   Ask how, and the reference: mon transfer 8841");
	/* What is typed behind the means is its reference: a day there is none. */
	desk_type(&desk, "\025transfer yesterday");
	desk_check_shows(&desk, "! say the day first: mon · 500 12/11 · mon transfer 8841");
	desk_type(&desk, "\025" "500 mon");
	desk_type(&desk, " VIR 8841");
	desk_check_shows(&desk, "500.00 € paid on Monday 23 November, VIR 8841; checked 01/12");
	assert_false(desk_shows(&desk, "Ask how"));
	desk_type(&desk, "\025mon their bank says so");
	desk_check_shows(&desk, "! “their” is not understood: mon · 500 12/11; words go into the note");
	desk_type(&desk, "\025mon 14h");
	desk_check_shows(&desk, "! “14h” is not understood: mon · 500 12/11");
	assert_false(desk_shows(&desk, "words go into the note"));
	desk_close(&desk);
}

static void each_key_says_what_it_would_mean(void **state)
{
	static const struct {
		const char *keys, *line, *status;
	} rows[] = {
		{ "", "! say when: ", " Enter records nothing yet" },
		{ "5", "! “5”", NULL },
		{ "00", "! the date is missing", NULL },
		{ " v", "   500.00 € on Friday 27 November, 1 invoice; checked 01/12", " Enter records: 500.00 € on Fri 27/11, then the next file" },
		{ "\02520 15", "! it may be read in two ways: ", " Enter records nothing yet" },
		{ "\025", "! say when: ", NULL },
		{ "sam", "4,812.50 € on Monday 30 November", " Enter records: 4,812.50 € on Mon 30/11, then the next file" },
		{ "\0253x fm", "   4,812.50 € in 3 instalments", " Enter records: 4,812.50 € in 3 instalments, then the next file" },
		{ "\0259999 v", "! the amount is above the balance of 6,390.00 €", " Enter records nothing yet" },
	};
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p");
	for (size_t i = 0; i < COUNT(rows); i++) {
		desk_type(&desk, rows[i].keys);
		if (strcmp(rows[i].keys, "5") != 0) /* a bare digit may be a day or an amount: the rules' own tests say which */
			desk_check_shows(&desk, rows[i].line);
		if (rows[i].status)
			desk_check_shows(&desk, rows[i].status);
	}
	desk_close(&desk);
}

static void the_bar_and_the_hint_say_only_what_helps(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "m");
	assert_false(desk_shows(&desk, "calendar"));
	assert_false(desk_shows(&desk, "Tab field"));
	desk_check_shows(&desk, " Enter save, next   F2 save, stay");
	desk_type(&desk, "\033oseen"); /* after a note the file stays, whichever key */
	desk_check_shows(&desk, " F2 save, stay   F6 reason ");
	assert_false(desk_shows(&desk, "save, next"));
	desk_type(&desk, "\033\033d");
	assert_false(desk_shows(&desk, "calendar"));
	desk_check_shows(&desk, "Tab field");
	desk_check_shows(&desk, "2 price for Martin 15/12");
	desk_type(&desk, "2 price for Martin 15/12 -- the list of June");
	desk_check_shows(&desk, "► Which invoices    2 price for Martin 15/12 -- the list of June");
	desk_type(&desk, "\033");
	desk_type(&desk, "\033p");
	desk_check_shows(&desk, "F4 calendar");
	desk_close(&desk);
}

/* Due since 8 October: 71 days go to 18 December. */
static void a_promise_beyond_what_the_insurer_allows_says_so(void **state)
{
	static const char ask[] = "; checked 23/12 (ask the credit";
	struct session *session = *state;
	struct desk desk;

	session->policy.clocks.insurer_notice_days = 90;
	session->policy.clocks.insurer_extension_days = 71;
	desk_speak(WORDS_EN);
	desk_show(&desk, session, 24, 80);
	fixture_sql("UPDATE client SET insured_limit_cents = 0");
	desk_type(&desk, "\033[15~p500 18/12");
	desk_check_shows(&desk, "500.00 € on Friday 18 December");
	assert_false(desk_shows(&desk, "insurer"));
	desk_type(&desk, "\025500 21/12");
	desk_check_shows(&desk, ask);
	desk_type(&desk, "\0252x 30/11");
	desk_check_shows(&desk, "in 2 instalments (ask the credit insurer first)");
	desk_close(&desk);
}

/* A file that sleeps under a promise is called by nobody; what would be lost meanwhile is said before. */
static void a_promise_checked_after_limitation_says_so(void **state)
{
	static const char says[] = "! limitation on 10/12, the check comes too late: ask for it in writing";
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p500 15/12");
	assert_false(desk_shows(&desk, "limitation"));
	desk_type(&desk, "\033\033");
	fixture_sql("UPDATE invoice SET issued_on = '2021-12-10' WHERE number = (SELECT min(number) FROM invoice WHERE open_cents > 0 AND "
		    "client_id = (SELECT id FROM client WHERE no = 'C-10482'))");
	desk_type(&desk, "\033[15~p500 27/11");
	desk_check_shows(&desk, "500.00 € on Friday 27 November");
	assert_false(desk_shows(&desk, "too late"));
	desk_type(&desk, "\025500 8/12"); /* checked that very day */
	desk_check_shows(&desk, says);
	desk_type(&desk, "\0252x 30/11"); /* the last check counts */
	desk_check_shows(&desk, says);
	desk_type(&desk, "\025500");
	assert_false(desk_shows(&desk, "too late"));
	desk_close(&desk);
}

static void a_plan_lists_its_instalments(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p3x fm");
	desk_check_shows(&desk, "   1/3                 1,604.16 €   Mon 30/11, checked 02/12");
	desk_check_shows(&desk, "   3/3                 1,604.18 €   Mon 01/02/2027 moved, checked 03/02/2027");
	desk_type(&desk, "\02512x fm");
	desk_check_shows(&desk, "… and 9 more");
	desk_type(&desk, "\025500 15/1");
	desk_check_shows(&desk, "Date            Fri 15/01/2027   in 52 days");
	desk_check_shows(&desk, "Check           Tue 19/01/2027");
	desk_close(&desk);
}

static void a_refused_entry_keeps_what_was_typed(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p500\toui\r");
	desk_check_shows(&desk, "× the date is missing");
	desk_check_shows(&desk, "When, how much    500");
	desk_check_shows(&desk, "► Note              oui");
	assert_int_equal(term_grid_bells(desk.term), 1);
	assert_int_equal(fixture_count(TODAYS), 0);
	desk_type(&desk, "\033[Z v\r");
	check_dump("SELECT note FROM action WHERE on_day = '2026-11-24'", "oui\n");
	desk_close(&desk);
}

/* On 24 November. */
static void a_day_of_next_year_bears_it_and_today_is_no_number(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p15/1");
	desk_check_shows(&desk, "Enter records: 4,812.50 € on Fri 15/01/2027, then the next file");
	desk_type(&desk, "\025tod");
	desk_check_shows(&desk, "Tue 24/11   today");
	desk_type(&desk, "\033\033rfri 9");
	desk_check_shows(&desk, "! too many dates or hours: tom · fri 14h30 · 16h");
	desk_close(&desk);
}

static void words_that_must_be_said_are_asked_for(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "x \r");
	desk_check_shows(&desk, "× a refusal needs the words that were said");
	assert_int_equal(fixture_count(TODAYS), 0);
	desk_type(&desk, "\033");
	desk_type(&desk, "\033");
	desk_type(&desk, "o\r");
	desk_check_shows(&desk, "× a note needs words");
	desk_close(&desk);
}

static void what_was_recorded_is_said(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "pv\r");
	desk_check_shows(&desk, " √ Menuiserie Hébrard SARL: 4,812.50 € on Fri 27/11; sleeps until 01/12");
	assert_string_equal(desk_client(&desk), "C-10031");
	desk_type(&desk, "r14h30 25/11\r");
	desk_check_shows(&desk, " √ Garage du Pont-Neuf: callback; sleeps until 25/11 14:30 · u undoes it");
	desk_close(&desk);
}

static void a_second_new_promise_in_a_month_warns(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p+7\033OQ");
	desk_type(&desk, "p");
	desk_check_shows(&desk, "replaces the promise that runs · × 1 promise broken within a year");
	desk_type(&desk, "+8\033OQ");
	desk_type(&desk, "p+9");
	desk_check_shows(&desk, "! 2 promises replaced within 30 days · × 1 promise broken within a year");
	desk_type(&desk, "\r");
	desk_check_shows(&desk, "sleeps until 04/12;");
	desk_check_shows(&desk, "replaced 2 times");
	desk_close(&desk);
}

/* Before the promise that would use up the last chance is recorded, and though no call was: others tell of promises too. */
static void the_last_promise_before_legal_is_said(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	fixture_sql("INSERT INTO promise (id, client_id, action_id, made_on, due_on, check_on, amount_cents, currency, state) SELECT id + 1, client_id, "
		    "action_id, made_on, due_on, check_on, 100, currency, state FROM promise WHERE state = 'broken' AND client_id = "
		    "(SELECT id FROM client WHERE no = 'C-10482')");
	fixture_sql("UPDATE client SET last_chase_on = NULL WHERE no = 'C-10482'");
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "p");
	desk_check_shows(&desk, "× 2 promises broken within a year · one broken promise short of legal");
	desk_close(&desk);
}

static void typed_text_is_not_lost_by_one_escape(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p500 v\033");
	desk_check_shows(&desk, "! what is typed is not recorded; Esc again discards it");
	assert_string_equal(desk_top(&desk), "entry");
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "file");
	assert_int_equal(fixture_count(TODAYS), 0);
	desk_type(&desk, "p\033");
	assert_string_equal(desk_top(&desk), "file");
	desk_close(&desk);
}

static void count_wait(void *context)
{
	++*(int *)context;
}

/* Somebody writes for longer than a console waits, however long that is: the turns are counted, not sat out. */
static void a_busy_store_keeps_the_text_and_enter_tries_again(void **state)
{
	struct session *batch = fixture_session("bob", TODAY);
	struct session *console = fixture_hasty_console("alice", TODAY, 40);
	struct desk desk;
	int waits = 0;

	(void)state;
	console->waits = count_wait;
	console->waits_context = &waits;
	desk_speak(WORDS_EN);
	desk_show(&desk, console, 24, 80);
	fixture_block(batch);
	desk_type(&desk, "p500 v\toui\r");
	desk_check_shows(&desk, "nothing was recorded, what you typed is kept: Enter tries again · somebody");
	desk_check_shows(&desk, "When, how much    500 v");
	desk_check_shows(&desk, "Note              oui");
	assert_string_equal(desk_top(&desk), "entry");
	assert_int_equal(waits, SESSION_RETRIES);
	store_rollback(batch->store);
	desk_type(&desk, "\r");
	check_dump("SELECT outcome, note FROM action WHERE on_day = '2026-11-24'", "promise|oui\n");
	session_close(batch);
	desk_close(&desk);
	session_close(console);
}

struct waiting {
	struct desk *desk;
	struct session *writer;
};

static void say_and_end(void *context)
{
	struct waiting *waiting = context;

	frame_say_now(waiting->desk->app.frame, STYLE_NOTICE, "waiting for our turn");
	desk_check_shows(waiting->desk, "waiting for our turn");
	desk_check_shows(waiting->desk, "Note              oui");
	store_rollback(waiting->writer->store);
}

static void waiting_is_shown_and_what_was_typed_is_recorded(void **state)
{
	struct session *session = *state;
	struct desk desk;
	struct waiting waiting = { &desk, fixture_session("bob", TODAY) };

	desk_speak(WORDS_EN);
	desk_show(&desk, session, 24, 80);
	session->waits = say_and_end;
	session->waits_context = &waiting;
	fixture_block(waiting.writer);
	desk_type(&desk, "p500 v\toui\r");
	check_dump("SELECT outcome, note FROM action WHERE on_day = '2026-11-24'", "promise|oui\n");
	session->waits = NULL;
	session_close(waiting.writer);
	desk_close(&desk);
}

/* The whole transaction fails at its last step. */
static void a_store_that_fails_keeps_the_text(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	fixture_sql("ALTER TABLE journal RENAME TO away");
	desk_type(&desk, "mrappelle lundi\r");
	desk_check_shows(&desk, "rappelle lundi");
	assert_string_equal(desk_top(&desk), "entry");
	assert_int_equal(fixture_count(TODAYS), 0);
	desk_type(&desk, "\033");
	desk_type(&desk, "\033n");
	assert_string_equal(desk_client(&desk), "C-10482");
	assert_int_equal(fixture_count(TODAYS), 0);
	fixture_sql("ALTER TABLE away RENAME TO journal");
	desk_type(&desk, "n");
	assert_int_equal(fixture_count(TODAYS), 1);
	desk_close(&desk);
}

static void the_calendar_puts_the_day_in_the_field(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p\033OS");
	desk_check_shows(&desk, "Wednesday 25 November, in 1 day");
	desk_type(&desk, "\033[B\033[C");
	desk_check_shows(&desk, "Thursday 3 December, in 9 days");
	desk_golden(&desk, "calendar-80x24-en");
	desk_type(&desk, "\r");
	assert_string_equal(desk_top(&desk), "entry");
	desk_check_shows(&desk, "When, how much    03/12/2026");
	desk_type(&desk, "\025500 v\033OS\033[6~\r");
	desk_check_shows(&desk, "When, how much    500.00 27/12/2026");
	desk_check_shows(&desk, "500.00 € on Monday 28 December");
	desk_type(&desk, "\0253x fm\033OS\033[H\r");
	desk_check_shows(&desk, "When, how much    3x 01/11/2026");
	desk_type(&desk, "\033OS\033");
	assert_string_equal(desk_top(&desk), "entry");
	desk_close(&desk);
}

static void a_pause_keeps_a_draft_that_recording_forgets(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p500 v\toui");
	frame_step(desk.app.frame, 0);
	check_dump(DRAFTS, "promise|500 v/oui\n");
	desk_type(&desk, "\r");
	check_dump(DRAFTS, "");
	assert_int_equal(fixture_count(TODAYS), 1);
	desk_type(&desk, "mdemain");
	frame_step(desk.app.frame, 0);
	check_dump(DRAFTS, "message|demain\n");
	desk_type(&desk, "\033");
	desk_type(&desk, "\033");
	check_dump(DRAFTS, "");
	desk_close(&desk);
}

static void a_lost_line_leaves_the_draft_to_be_taken_up(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "p500 v\toui");
	term_grid_hang_up(desk.term);
	assert_int_equal(frame_run(desk.app.frame), FRAME_HANGUP);
	desk_close(&desk);
	check_dump(DRAFTS, "promise|500 v/oui\n");
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	entry_screen_push(&desk.app, OUTCOME_PROMISE, "500 v\noui");
	desk_type(&desk, "");
	desk_check_shows(&desk, "When, how much    500 v");
	desk_check_shows(&desk, "Note              oui");
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "entry"); /* it counts as typed */
	desk_type(&desk, "\r");
	check_dump(DRAFTS, "");
	check_dump("SELECT outcome, note FROM action WHERE on_day = '2026-11-24'", "promise|oui\n");
	desk_close(&desk);
}

static void undo_reopens_the_client_it_was_recorded_on(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "pv\r");
	assert_string_equal(desk_client(&desk), "C-10031");
	desk_type(&desk, "u");
	assert_string_equal(desk_client(&desk), "C-10482");
	desk_check_shows(&desk, " Undone: promise, Menuiserie Hébrard SARL; the file is open again");
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE claim_console IS NOT NULL"), 1);
	desk_check_shows(&desk, "Overdue 4,812.50 €");
	/* From the queue too. */
	desk_type(&desk, "n");
	desk_type(&desk, "\033u");
	assert_string_equal(desk_client(&desk), "C-10482");
	assert_int_equal(fixture_count(TODAYS " AND undone_by IS NULL AND outcome <> 'undo'"), 0);
	/* What is left was recorded yesterday. */
	desk_type(&desk, "u");
	desk_check_shows(&desk, "it can no longer be undone");
	desk_close(&desk);
}

/* The withdrawal, not the call recorded before it on another file. */
static void undo_takes_back_a_withdrawal(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_type(&desk, "n\033");
	desk_type(&desk, "gp\033[F");
	desk_type(&desk, "xtold in error\r");
	fixture_is("SELECT count(*) FROM promise WHERE state = 'withdrawn'", "1\n");
	desk_type(&desk, "u");
	desk_check_shows(&desk, "Undone: promise withdrawn, ");
	fixture_is("SELECT count(*) FROM promise WHERE state = 'withdrawn'", "0\n");
	fixture_is("SELECT outcome FROM action WHERE undone_by IS NOT NULL", "promise_withdrawn\n");
	desk_close(&desk);
}

static void a_command_opens_the_entry_with_its_words(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	frame_post(desk.app.frame, ACTION_PROMISE, "500 ven");
	desk_type(&desk, "");
	desk_check_shows(&desk, "When, how much    500 ven");
	frame_post(desk.app.frame, ACTION_NOTE, NULL);
	desk_type(&desk, "");
	desk_check_shows(&desk, "another outcome is being typed");
	assert_int_equal(fixture_count(TODAYS), 0);
	desk_close(&desk);
}

/* Nobody types a promise for nothing. */
static void a_file_handed_over_takes_a_note_only(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	fixture_sql("UPDATE client SET legal = 1");
	desk_type(&desk, "\033[15~");
	assert_false(desk_shows(&desk, "p promise")); /* nor is it offered, in the bar or among the answers */
	assert_false(desk_shows(&desk, "a date: p"));
	desk_check_shows(&desk, " v paid already ");
	desk_check_shows(&desk, " o note ");
	desk_type(&desk, "p");
	assert_string_equal(desk_top(&desk), "file");
	desk_check_shows(&desk, "this file is handed over to legal: nobody calls any more, write a note");
	desk_type(&desk, "o");
	assert_string_equal(desk_top(&desk), "entry");
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_file_handed_over_takes_a_note_only),
		FACT(a_promise_at_the_usual_size),
		FACT(wide_adds_what_to_read_back_and_the_months),
		FACT(small_keeps_the_field_and_its_echo),
		FACT(in_french),
		FACT(each_key_says_what_it_would_mean),
		FACT(how_it_was_paid_is_asked_for_and_said),
		FACT(the_bar_and_the_hint_say_only_what_helps),
		FACT(a_plan_lists_its_instalments),
		FACT(a_promise_beyond_what_the_insurer_allows_says_so),
		FACT(a_promise_checked_after_limitation_says_so),
		FACT(a_refused_entry_keeps_what_was_typed),
		FACT(a_day_of_next_year_bears_it_and_today_is_no_number),
		FACT(words_that_must_be_said_are_asked_for),
		FACT(what_was_recorded_is_said),
		FACT(a_second_new_promise_in_a_month_warns),
		FACT(the_last_promise_before_legal_is_said),
		FACT(typed_text_is_not_lost_by_one_escape),
		FACT(a_busy_store_keeps_the_text_and_enter_tries_again),
		FACT(waiting_is_shown_and_what_was_typed_is_recorded),
		FACT(a_store_that_fails_keeps_the_text),
		FACT(the_calendar_puts_the_day_in_the_field),
		FACT(a_pause_keeps_a_draft_that_recording_forgets),
		FACT(a_lost_line_leaves_the_draft_to_be_taken_up),
		FACT(undo_reopens_the_client_it_was_recorded_on),
		FACT(undo_takes_back_a_withdrawal),
		FACT(a_command_opens_the_entry_with_its_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
