/* The client file on the grid: what an agent sees at each size, how panes and files are moved between, and who holds the claim. */
#include "tests/ui/file_bench.h"

#include <stdio.h>

#include "base/clock.h"
#include "desk/claim.h"

#define HELD "SELECT count(*) FROM client WHERE claim_console IS NOT NULL"

static void at_the_usual_size(void **state)
{
	desk_golden_after(*state, 24, 80, "", "file-80x24-en");
}

static void wide_has_the_script_beside(void **state)
{
	desk_golden_after(*state, 40, 120, "", "file-120x40-en");
}

/* A client does not know logins. */
static void one_gives_ones_own_name(void **state)
{
	struct session *session;
	struct desk desk;

	(void)state;
	desk_speak(WORDS_EN);
	fixture_sql("UPDATE agent SET full_name = 'Alice Morel' WHERE name = 'alice'");
	session = fixture_session("alice", TODAY);
	desk_show(&desk, session, 40, 120);
	desk_check_shows(&desk, "“Hello Mme Hébrard, this is Alice");
	desk_check_shows(&desk, "Morel from Durand Équipements.");
	desk_close(&desk);
	session_close(session);
}

/* On the day it is checked, the agent knows what was said. */
static void what_they_said_they_paid_is_said_back(void **state)
{
	struct session *session = *state;
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, session);
	fixture_on(session, LATE(7), -1);
	fixture_record(session, desk.hebrard, OUTCOME_PAID, "1500 hier virement VIR-8841");
	fixture_on(session, TODAY, DESK_MINUTE);
	desk_open(&desk, session, 40, 120);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "");
	desk_check_shows(&desk, "paid already (alice): 1,500.00 € paid on");
	desk_close(&desk);
	fixture_record(session, desk.hebrard, OUTCOME_NO_ANSWER, ""); /* nobody says otherwise */
	desk_open(&desk, session, 40, 120);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "");
	desk_check_shows(&desk, " 1,500.00 € paid on 16/11 · vire");
	desk_check_shows(&desk, "─ said to be paid ─");
	desk_check_shows(&desk, "You told us on 17/11 of");
	desk_check_shows(&desk, "May I have");
	desk_close(&desk);
	fixture_on(session, TODAY, DESK_MINUTE);
	fixture_record(session, desk.hebrard, OUTCOME_PAID, "1500 hier");
	desk_open(&desk, session, 40, 120);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "");
	desk_check_shows(&desk, "By which means");
	desk_close(&desk);
}

static void the_history_says_what_was_contested_and_asked_for(void **state)
{
	struct session *session = *state;
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, session);
	fixture_on(session, LATE(7), -1);
	fixture_record(session, desk.garage, OUTCOME_DISPUTE, "1 price for Martin 15/12");
	fixture_record(session, desk.cafe, OUTCOME_DISPUTE, "1");
	fixture_record(session, desk.petit, OUTCOME_DOCUMENT, "1");
	fixture_on(session, TODAY, DESK_MINUTE);
	desk_open(&desk, session, 40, 120);
	assert_true(file_screen_open(&desk.app, desk.garage));
	desk_type(&desk, "");
	desk_check_shows(&desk, "commercial, price, 1 invoice · Mar");
	assert_true(file_screen_open(&desk.app, desk.cafe));
	desk_type(&desk, "");
	desk_check_shows(&desk, "administrative, 1 invoice · back on 02/12");
	assert_true(file_screen_open(&desk.app, desk.petit));
	desk_type(&desk, "");
	desk_check_shows(&desk, "duplicate, 1 invoice · back on 24/11");
	desk_close(&desk);
}

/* 14:31 with us. */
static void the_hour_where_it_rings_stands_beside_the_number(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	fixture_sql("UPDATE client SET time_zone = 'Indian/Reunion' WHERE no = 'C-10482'");
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "");
	desk_check_shows(&desk, "· it is 18:31 there");
	desk_close(&desk);
}

static void small_keeps_what_is_owed_and_whom_to_ask(void **state)
{
	desk_golden_after(*state, 10, 40, "", "file-40x10-en");
}

static void in_french(void **state)
{
	struct desk desk;

	if (!desk_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	desk_show(&desk, *state, 24, 80);
	desk_golden(&desk, "file-80x24-fr");
	term_grid_resize(desk.term, 40, 120);
	desk_type(&desk, "");
	desk_golden(&desk, "file-120x40-fr");
	desk_close(&desk);
}

static void no_size_is_too_small(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	for (int rows = 1; rows < 46; rows += rows < 12 ? 1 : 5)
		for (int cols = 1; cols < 140; cols += cols < 12 ? 1 : 9) {
			term_grid_resize(desk.term, rows, cols);
			desk_type(&desk, "\t\t\033[B");
			desk_type(&desk, "p3x fm");
			desk_type(&desk, "\033OS");
			desk_type(&desk, "\033");
			desk_type(&desk, "\033");
			desk_type(&desk, "\033");
			desk_type(&desk, "s");
			desk_type(&desk, "s");
			assert_string_equal(desk_top(&desk), "file");
		}
	desk_close(&desk);
}

static void tab_moves_between_panes_and_arrows_within(void **state)
{
	struct desk desk;
	int row, col;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 40, 120);
	desk_check_shows(&desk, "─ ► Invoices ─");
	term_grid_cursor(desk.term, &row, &col);
	desk_type(&desk, "\033[B\033[B");
	int moved_row, moved_col;
	term_grid_cursor(desk.term, &moved_row, &moved_col);
	assert_int_equal(moved_row, row + 2);
	assert_int_equal(moved_col, col);
	desk_check_shows(&desk, "► 3 F-24-0977");
	desk_type(&desk, "\t");
	desk_check_shows(&desk, "─ ► Promises and history ─");
	desk_check_shows(&desk, "►23/11");
	desk_type(&desk, "\t");
	desk_check_shows(&desk, "─ ► Contacts ─");
	desk_type(&desk, "\t");
	desk_check_shows(&desk, "─ ► Script ─");
	desk_type(&desk, "\t\033[Z\033[Z");
	desk_check_shows(&desk, "─ ► Contacts ─");
	desk_close(&desk);
}

/* Where it is not shown the keys go to the invoices; it has them again when it is. */
static void a_small_terminal_does_not_lose_the_pane(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 40, 120);
	desk_type(&desk, "\t\t");
	desk_check_shows(&desk, "─ ► Contacts ─");
	term_grid_resize(desk.term, 24, 80);
	desk_type(&desk, "\033[B");
	desk_check_shows(&desk, "─ ► Invoices ─");
	term_grid_resize(desk.term, 3, 10);
	desk_type(&desk, "");
	term_grid_resize(desk.term, 40, 120);
	desk_type(&desk, "");
	desk_check_shows(&desk, "─ ► Contacts ─");
	desk_type(&desk, "p");
	desk_type(&desk, "\033");
	desk_check_shows(&desk, "─ ► Contacts ─");
	desk_type(&desk, "\t");
	desk_check_shows(&desk, "─ ► Script ─");
	desk_close(&desk);
}

static void many_invoices(int count)
{
	char *sql = mem_printf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
			       "INSERT INTO invoice (id, client_id, source_id, key, kind, number, issued_on, due_on, amount_cents, open_cents, currency) "
			       "SELECT (SELECT max(id) FROM invoice) + i, client_id, source_id, key || i, kind, 'F-' || i, issued_on, due_on, amount_cents, open_cents, currency "
			       "FROM invoice, n WHERE number = 'F-24-1062'",
			       count);

	fixture_sql(sql);
	mem_free(sql);
}

/* Painting works out visible rows only. */
static void a_long_list_paints_like_a_short_one(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	many_invoices(2500);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, ""); /* what a screen shows is read first, the rest when the first key asks for it */
	desk_check_shows(&desk, "the first 120");
	desk_check_shows(&desk, "Overdue 4,812.50 €");
	desk_type(&desk, "\t");
	desk_check_shows(&desk, "3 overdue · 2501 not due");
	desk_type(&desk, "\033[Z");
	int64_t start = clock_steady_ms();
	for (int i = 0; i < 50; i++)
		desk_type(&desk, "\033[B");
	assert_true(clock_steady_ms() - start < 2000); /* 40 ms each, under sanitizers */
	desk_type(&desk, "\033[F");
	desk_check_shows(&desk, "►2505 ");
	desk_type(&desk, "\033[H");
	desk_check_shows(&desk, "►   1 AV-24-0812");
	desk_close(&desk);
}

/* Of very many invoices only the first are read for the line under the queue: it names no number it does not know. */
static void what_was_not_counted_is_not_told(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	many_invoices(200);
	fixture_sql("UPDATE invoice SET client_id = (SELECT id FROM client WHERE no = 'C-10300'), due_on = '2026-11-01' WHERE number LIKE 'F-_' OR number LIKE 'F-__' OR number LIKE 'F-___'");
	fixture_on(*state, IN(1), -1);
	fixture_on(*state, TODAY, DESK_MINUTE);
	desk_open(&desk, *state, 24, 80);
	desk_type(&desk, "/petit\r");
	assert_string_equal(desk_client(&desk), "C-10300");
	desk_check_shows(&desk, "the first 120");
	desk_check_shows(&desk, ": a call (");
	assert_false(desk_shows(&desk, "0 invoices"));
	desk_type(&desk, "\033");
	desk_type(&desk, "\033f");
	desk_type(&desk, "petit\r");
	frame_step(desk.app.frame, 1000);
	desk_check_shows(&desk, "overdue, the oldest for 30 days");
	desk_close(&desk);
}

static void each_invoice_says_what_covers_it(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	fixture_record(*state, desk.hebrard, OUTCOME_PROMISE, "v");
	fixture_record(*state, desk.hebrard, OUTCOME_DISPUTE, "4");
	fixture_item(*state, desk.hebrard, "ECART", ITEM_GAP, LATE(2), 700, "EUR");
	desk_open(&desk, *state, 40, 120);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "");
	desk_check_shows(&desk, "2,890.00 promised 27/11");
	desk_check_shows(&desk, "500.00 ! dispute");
	desk_check_shows(&desk, "-310.00 credit note");
	desk_check_shows(&desk, "reconciliation");
	desk_check_shows(&desk, "1,577.50 not due");
	desk_check_shows(&desk, "Now: sleeps until");
	desk_close(&desk);
}

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

static void numbers_are_never_cut(void **state)
{
	static const struct {
		int cols;
		const char *title, *figures;
	} rows[] = {
		{ 120, "Établissements Vanhoutte-Delacroix et Compagnie  C-10482 · 1/4", "Limit 640%   Risk B   Score 870" },
		{ 100, "Établissements Vanhoutte-Delacroix et Compagnie  C-10482 · 1/4", "Limit 640%   Risk B   Score 870" },
		{ 80, "Établissements Vanhoutte-Delacroix et Com…  C-10482 · 1/4  ● call 02:41  14:31", "Limit 640%  Risk B\n" },
		{ 72, "Établissements Vanhoutte-Delacroi…  C-10482 · 1/4  ● call 02:41  14:31", "Balance 3,204,190.00 €  Limit 640%\n" },
		{ 60, "Établissements Vanhoutte-Delacroix …  C-10482 · 1/4  14:31", "Balance 3,204,190.00 €\n" },
		{ 40, "Établissements …  C-10482 · 1/4  14:31", "Overdue 3,202,612.50 €  Late 47 d\n" },
	};
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	fixture_sql("UPDATE client SET name = 'Établissements Vanhoutte-Delacroix et Compagnie', risk_class = 1, "
		    "credit_limit_cents = 50000000 WHERE no = 'C-10482'");
	fixture_invoice(*state, desk.hebrard, "F-24-0930", LATE(47), 319780000);
	fixture_on(*state, TODAY, 14 * 60 + 31);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	fixture_sql("UPDATE contact SET name = 'Mme Marie-Antoinette Hébrard de la Tour'");
	desk_type(&desk, "\033[15~");
	for (size_t i = 0; i < COUNT(rows); i++) {
		term_grid_resize(desk.term, 24, rows[i].cols);
		desk_freeze_timer(&desk);
		desk_check_shows(&desk, " · 04 78 12 34 56");
		desk_check_shows(&desk, rows[i].title);
		desk_check_shows(&desk, rows[i].figures);
	}
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
	assert_string_equal(desk_client(&desk), "C-10300"); /* the café was called above */
	desk_close(&desk);
}

static void an_invoice_found_is_the_one_selected(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	desk_type(&desk, "/f-24-0977\r");
	assert_string_equal(desk_client(&desk), "C-10482");
	desk_check_shows(&desk, "► 3 F-24-0977");
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

static void the_call_is_timed_from_its_opening(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_show(&desk, *state, 24, 80);
	desk_check_shows(&desk, "● call 02:41  14:31");
	desk_type(&desk, "\r");
	desk_check_shows(&desk, "● call 00:0");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(minus_walks_back_through_the_files),
		FACT(lists_stay_below_the_file_opened_from_them),
		FACT(after_a_file_of_the_agenda_comes_its_next_one),
		FACT(the_next_file_is_the_next_row_of_a_filtered_queue),
		FACT(at_the_usual_size),
		FACT(wide_has_the_script_beside),
		FACT(one_gives_ones_own_name),
		FACT(the_history_says_what_was_contested_and_asked_for),
		FACT(what_they_said_they_paid_is_said_back),
		FACT(the_hour_where_it_rings_stands_beside_the_number),
		FACT(small_keeps_what_is_owed_and_whom_to_ask),
		FACT(in_french),
		FACT(no_size_is_too_small),
		FACT(tab_moves_between_panes_and_arrows_within),
		FACT(a_small_terminal_does_not_lose_the_pane),
		FACT(a_long_list_paints_like_a_short_one),
		FACT(what_was_not_counted_is_not_told),
		FACT(each_invoice_says_what_covers_it),
		FACT(the_next_file_comes_in_queue_order),
		FACT(numbers_are_never_cut),
		FACT(passing_over_files_walks_down_to_the_end),
		FACT(an_invoice_found_is_the_one_selected),
		FACT(every_way_back_frees_the_file),
		FACT(a_file_lost_while_standing_still_is_taken_again),
		FACT(a_file_held_elsewhere_is_named_and_not_opened),
		FACT(a_second_console_of_the_same_agent_is_kept_apart),
		FACT(a_lost_claim_records_nothing),
		FACT(facts_others_changed_are_read_again),
		FACT(the_call_is_timed_from_its_opening),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
