/* The client file on the grid: what an agent sees at each size, and how panes are moved between. */
#include "tests/ui/file_bench.h"

#include "base/clock.h"

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

/* Nor does the preview beside the queue say how many it did not read. */
static void the_preview_counts_no_invoice_it_did_not_read(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	many_invoices(200);
	fixture_sql("UPDATE invoice SET due_on = '2026-11-01' WHERE number LIKE 'F-_' OR number LIKE 'F-__' OR number LIKE 'F-___'");
	fixture_on(*state, IN(1), -1);
	fixture_on(*state, TODAY, DESK_MINUTE);
	desk_open(&desk, *state, 40, 120);
	desk_type(&desk, "f");
	desk_type(&desk, "hébrard\r");
	frame_step(desk.app.frame, 1000);
	desk_check_shows(&desk, "… 114+ more");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
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
		FACT(the_preview_counts_no_invoice_it_did_not_read),
		FACT(each_invoice_says_what_covers_it),
		FACT(numbers_are_never_cut),
		FACT(an_invoice_found_is_the_one_selected),
		FACT(the_call_is_timed_from_its_opening),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
