/* Disputes, documents, reasons and what is left unanswered, typed in the console at 80x24: keys in, cells and facts out. */
#include "tests/ui/file_bench.h"

#include "base/mem.h"

static void open_hebrard(struct desk *desk, void **state)
{
	desk_speak(WORDS_EN);
	desk_story(desk, *state);
	desk_open(desk, *state, 24, 80);
	assert_true(file_screen_open(&desk->app, desk->hebrard));
	desk_type(desk, "");
}

static void expect(const char *sql, const char *wanted)
{
	char *rows = fixture_dump(sql);

	if (strcmp(rows, wanted) != 0)
		fail_msg("%s", rows);
	mem_free(rows);
}

#define DISPUTES "SELECT kind, sub_reason, owner, due_on, coalesce(closed_on, '-'), resolution, credit_cents FROM dispute WHERE undone = 0 ORDER BY id"

static void a_dispute_names_owner_date_and_reason_in_one_line(void **state)
{
	struct desk desk;

	open_hebrard(&desk, state);
	desk_type(&desk, "d2 prix pour Mme Lenoir le 11/12");
	desk_check_shows(&desk, "dispute (commercial, price), 1 invoice; Mme Lenoir answers by Friday 11");
	desk_type(&desk, "\r");
	expect(DISPUTES, "commercial|price|Mme Lenoir|2026-12-11|-||0\n");
	desk_close(&desk);
}

/* "Resolve a dispute": from its file, in five keys; a credit note in six and the amount. */
static void a_dispute_is_settled_in_a_few_keys(void **state)
{
	static const struct { const char *name, *keys, *facts; } rows[] = {
		{ "rejected", "gdrr\r", "commercial||||rejected|0\n" },
		{ "agreed", "gdrok\r", "commercial||||agreed|0\n" },
		{ "a credit note", "gdr120,50\r", "commercial||||credit|12050\n" },
		{ "on AZERTY without shift, with words", "gdr(\303\240 vu avec eux\r", "commercial||||credit|5000\n" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct desk desk;
		void *own = NULL;

		assert_int_equal(fixture_setup(&own), 0);
		open_hebrard(&desk, &own);
		desk_type(&desk, "d2 com\033OQ"); /* F2 stays on the file */
		assert_string_equal(desk_client(&desk), "C-10482");
		desk_type(&desk, rows[i].keys);
		char *facts = fixture_dump("SELECT kind, sub_reason, owner, '', resolution, credit_cents FROM dispute WHERE closed_on = '2026-11-24'");
		if (strcmp(facts, rows[i].facts) != 0)
			fail_msg("%s: %s", rows[i].name, facts);
		mem_free(facts);
		desk_check_shows(&desk, "Settled: ");
		desk_check_shows(&desk, "No dispute of this client is open. l shows the others.");
		desk_close(&desk);
		fixture_teardown(&own);
	}
	(void)state;
}

static void settling_is_undone_by_u(void **state)
{
	struct desk desk;

	open_hebrard(&desk, state);
	desk_type(&desk, "d2 com\033OQgdrr\ru");
	desk_check_shows(&desk, "Undone: dispute resolved, Menuiserie Hébrard SARL");
	expect("SELECT closed_on IS NULL, resolution FROM dispute", "1|\n");
	desk_close(&desk);
}

/* Under an echo of two lines too: invoices there is no room for are not left out without a sign. */
static void invoices_left_out_leave_a_sign(void **state)
{
	struct desk desk;

	open_hebrard(&desk, state);
	fixture_invoice(*state, desk.hebrard, "F-24-1100", LATE(9), 90000);
	fixture_on(*state, TODAY, DESK_MINUTE);
	if (!desk_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	desk_type(&desk, "\033[15~lt");
	desk_check_shows(&desk, "   F-24-0931 ");
	desk_check_shows(&desk, " €   …");
	desk_speak(WORDS_EN);
	desk_close(&desk);
}

/* Settled together, taken back together; what was recorded since goes first. */
static void what_was_settled_for_many_is_undone_at_once(void **state)
{
	struct desk desk;
	struct session *session = *state;

	desk_speak(WORDS_EN);
	desk_story(&desk, session);
	fixture_record(session, desk.garage, OUTCOME_DISPUTE, "qualité pour SAV le 1/12");
	fixture_record(session, desk.cafe, OUTCOME_DISPUTE, "prix pour Mme Lenoir le 30/11");
	fixture_record(session, desk.garage, OUTCOME_DOCUMENT, "rib");
	fixture_record(session, desk.cafe, OUTCOME_DOCUMENT, "rib");
	desk_open(&desk, session, 24, 80);
	desk_type(&desk, "gd  rrejected\r");
	desk_check_shows(&desk, "Settled: ");
	expect("SELECT count(*) FROM dispute WHERE closed_on IS NOT NULL", "2\n");
	desk_type(&desk, "u");
	desk_type(&desk, ""); /* it goes on by itself */
	desk_check_shows(&desk, "Undo for 2 clients: 2 clients done");
	expect("SELECT count(*) FROM dispute WHERE closed_on IS NOT NULL", "0\n");
	assert_string_equal(desk_top(&desk), "roll");
	desk_type(&desk, "gt  s");
	expect("SELECT count(*) FROM document_request WHERE sent_on IS NOT NULL", "2\n");
	desk_type(&desk, "u");
	desk_type(&desk, "");
	desk_check_shows(&desk, "Undo for 2 clients: 2 clients done");
	expect("SELECT count(*) FROM document_request WHERE sent_on IS NOT NULL", "0\n");
	desk_type(&desk, "\033[H  sgd\033[Hrok\r"); /* both sent, then one settled: that one goes first */
	desk_type(&desk, "u");
	expect("SELECT count(*) FROM dispute WHERE closed_on IS NOT NULL", "0\n");
	expect("SELECT count(*) FROM document_request WHERE sent_on IS NOT NULL", "2\n");
	desk_close(&desk);
}

static void what_is_typed_wrong_stays_with_its_remedy(void **state)
{
	struct desk desk;

	open_hebrard(&desk, state);
	desk_type(&desk, "d2 com\033OQgdr3200");
	desk_check_shows(&desk, "a credit note of 3,200.00 €; the rest is due");
	desk_type(&desk, ".01");
	desk_check_shows(&desk, " the credit note is above the 3,200.00 € in dispute"); /* before Enter says so */
	assert_false(desk_shows(&desk, "the rest is due"));
	desk_type(&desk, "\r");
	desk_check_shows(&desk, "the credit note is above the 3,200.00 € in dispute");
	assert_string_equal(desk_top(&desk), "ask");
	desk_type(&desk, "\025a\r");
	desk_check_shows(&desk, "“a” may mean several things");
	expect("SELECT count(*) FROM dispute WHERE closed_on IS NOT NULL", "0\n");
	desk_close(&desk);
}

static void the_list_shows_owner_age_and_what_is_late(void **state)
{
	struct desk desk;
	struct session *session = *state;

	desk_speak(WORDS_EN);
	desk_story(&desk, session);
	fixture_record(session, desk.garage, OUTCOME_DISPUTE, "qualité pour SAV le 1/12");
	fixture_record(session, desk.cafe, OUTCOME_DISPUTE, "prix pour Mme Lenoir le 30/11");
	fixture_on(session, DAY("2026-12-01"), -1);
	desk_open(&desk, session, 24, 80);
	desk_type(&desk, "gd");
	desk_check_shows(&desk, "Disputes  2 open · 1 late · 0 old");
	desk_check_shows(&desk, "►Mon 30/11        7  Mme Lenoir");
	desk_check_shows(&desk, " Tue 01/12        7  SAV");
	desk_type(&desk, "mM. Roux\r");
	desk_check_shows(&desk, "put before the owner's manager");
	desk_type(&desk, "u");
	desk_check_shows(&desk, "! u takes back outcomes alone: what was last done on ");
	desk_check_shows(&desk, "►▲ Mon 30/11");
	desk_type(&desk, "oRoux le 15/12\r");
	desk_check_shows(&desk, "the dispute is changed");
	expect("SELECT owner, manager, due_on, coalesce(raised_on, '-') FROM dispute ORDER BY id", "SAV||2026-12-01|-\nRoux|M. Roux|2026-12-15|-\n");
	desk_type(&desk, "l");
	desk_check_shows(&desk, "open for more than 90 days");
	desk_check_shows(&desk, "No dispute is open for that long. l shows the others.");
	fixture_on(session, DAY("2027-02-23"), -1); /* the 91st day after */
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "2 open · 2 late · 2 old");
	desk_close(&desk);
}

/* At the usual size every word and number stands whole; on a tiny screen numbers do or are not shown, and the client is. */
static void the_list_cuts_no_word(void **state)
{
	struct desk desk;
	struct session *session = *state;

	desk_speak(WORDS_EN);
	desk_story(&desk, session);
	fixture_record(session, desk.garage, OUTCOME_DISPUTE, "administratif pour Inès Maréchal le 1/12");
	fixture_record(session, desk.cafe, OUTCOME_DISPUTE, "commande pour Hugo Castellane le 30/11");
	fixture_sql("UPDATE dispute SET sub_reason = 'order', raised_on = '2026-11-20' WHERE owner LIKE 'Hugo%'");
	desk_open(&desk, session, 24, 80);
	desk_type(&desk, "gd");
	desk_check_shows(&desk, " Answer due   Days Owner             Amount € About          Client");
	desk_check_shows(&desk, "►▲ Mon 30/11     0 Hugo Castellane     890.00 no order       Café des Halles");
	desk_check_shows(&desk, " Tue 01/12       0 Inès Maréchal    12,340.00 administrative Garage du Pont-Neuf");
	desk_check_shows(&desk, " F-24-0950 · purchase order missing · Hugo Castellane · raised on 20/11");
	term_grid_resize(desk.term, 10, 40);
	desk_type(&desk, "");
	desk_check_shows(&desk, "12,340.00  Garage");
	desk_type(&desk, "l");
	desk_check_shows(&desk, " l old/all   Esc back");
	desk_close(&desk);
}

/* Requested and sent from the file; day 7 through the queue, not day 8. */
static void a_duplicate_requested_and_sent_comes_back_on_day_7(void **state)
{
	struct desk desk;
	struct session *session = *state;

	open_hebrard(&desk, state);
	desk_type(&desk, "lt\033OQ");
	expect("SELECT kind, asked_on, coalesce(sent_on, '-') FROM document_request", "duplicate|2026-11-24|-\n");
	desk_type(&desk, "ts");
	desk_check_shows(&desk, " Menuiserie Hébrard SARL: sent: the file comes back on Tue 01/12");
	expect("SELECT kind, asked_on, coalesce(sent_on, '-') FROM document_request", "duplicate|2026-11-24|2026-11-24\n");
	expect("SELECT why_not, next_on FROM client WHERE no = 'C-10482'", "follow_up|2026-12-01\n");
	desk_close(&desk);
	fixture_on(session, DAY("2026-11-30"), -1);
	desk_open(&desk, session, 24, 80);
	assert_false(desk_shows(&desk, "Hébrard"));
	desk_close(&desk);
	fixture_on(session, DAY("2026-12-01"), -1);
	desk_open(&desk, session, 24, 80);
	desk_check_shows(&desk, "Menuiserie Hébrard");
	desk_type(&desk, "gt");
	desk_check_shows(&desk, "to be chased");
	term_grid_resize(desk.term, 30, 110); /* beside the preview the client comes before the day it was sent */
	desk_type(&desk, "");
	desk_check_shows(&desk, "  Menuiserie Hébrard SARL │");
	assert_false(desk_shows(&desk, "Sent"));
	term_grid_resize(desk.term, 24, 80);
	desk_type(&desk, "");
	desk_check_shows(&desk, "Sent ");
	desk_type(&desk, "x");
	desk_check_shows(&desk, "settled: nothing is chased about it any more");
	expect("SELECT settled_on FROM document_request", "2026-12-01\n");
	desk_close(&desk);
}

/* Down the list, one after the other: sent, sent. */
static void the_next_document_is_under_the_cursor(void **state)
{
	struct desk desk;

	open_hebrard(&desk, state);
	desk_type(&desk, "lt1\033OQ");
	desk_type(&desk, "lt2\033OQ");
	desk_type(&desk, "gtss");
	expect("SELECT count(*) FROM document_request WHERE sent_on IS NOT NULL", "2\n");
	desk_close(&desk);
}

static void the_rest_is_named_and_shown(void **state)
{
	struct desk desk;

	open_hebrard(&desk, state);
	desk_type(&desk, "d2\033OQ");
	desk_check_shows(&desk, "F-24-0977, F-24-1004 (25/11)");
	desk_type(&desk, "a");
	desk_check_shows(&desk, "Answers to what is overdue");
	desk_check_shows(&desk, "F-24-0977");
	desk_check_shows(&desk, "nobody spoke about it; taken up on 25/11");
	desk_check_shows(&desk, "in dispute, 09/12");
	desk_type(&desk, "a");
	assert_string_equal(desk_top(&desk), "file");
	desk_close(&desk);
}

static void a_reason_and_an_excuse_beside_an_entry(void **state)
{
	struct desk desk;

	open_hebrard(&desk, state);
	desk_type(&desk, "5fri\tch\303\250que parti");
	desk_check_shows(&desk, "“the cheque is sent”");
	desk_type(&desk, "\033[17~"); /* F6 */
	desk_check_shows(&desk, "Why it is not paid, or the excuse given");
	assert_false(desk_shows(&desk, " … ─"));
	term_grid_resize(desk.term, 9, 80); /* lines below are told of */
	desk_type(&desk, "");
	desk_check_shows(&desk, " … ─");
	term_grid_resize(desk.term, 24, 80);
	desk_type(&desk, "1");
	desk_check_shows(&desk, "forgotten · “the cheque is sent”");
	desk_type(&desk, "\r");
	expect("SELECT outcome, reason, excuse FROM action WHERE on_day = '2026-11-24' AND outcome <> 'undo' ORDER BY id DESC LIMIT 1", "evasive|forgotten|cheque_sent\n");
	desk_close(&desk);
}

static void an_insolvency_by_its_key(void **state)
{
	struct desk desk;

	open_hebrard(&desk, state);
	desk_type(&desk, "ljTC Lyon 15/11");
	desk_check_shows(&desk, " ► Court, published on TC Lyon 15/11");
	desk_check_shows(&desk, "insolvency: TC Lyon, published on Sunday 15 November; calls stop");
	desk_type(&desk, "\r");
	expect("SELECT insolvent, published_on, why_not FROM client WHERE no = 'C-10482'", "1|2026-11-15|insolvent\n");
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "p"); /* nobody may pay what was owed before */
	assert_string_equal(desk_top(&desk), "file");
	desk_check_shows(&desk, "× insolvent: what was owed before may be neither");
	fixture_sql("UPDATE invoice SET issued_on = '2026-11-16'"); /* delivered since */
	desk_type(&desk, "\033[15~p"); /* little room over an entry: the worst is cut, not left out */
	desk_check_shows(&desk, "! Insolvent: TC Lyon, published on 15/11. Declare the claim; no demand for   …");
	desk_type(&desk, "\033");
	desk_type(&desk, "\033");
	desk_type(&desk, "u");
	expect("SELECT insolvent, coalesce(published_on, '-') FROM client WHERE no = 'C-10482'", "0|-\n");
	desk_close(&desk);
}

static void those_without_a_reason_are_a_list(void **state)
{
	struct desk desk;
	struct session *session = *state;

	desk_speak(WORDS_EN);
	desk_story(&desk, session);
	fixture_record(session, desk.garage, OUTCOME_REFUSAL, "non");
	desk_open(&desk, session, 24, 80);
	desk_type(&desk, "gn");
	desk_check_shows(&desk, "1 of 4 told why within 30 days: 25%");
	desk_check_shows(&desk, "Menuiserie Hébrard");
	assert_false(desk_shows(&desk, "Garage du Pont-Neuf"));
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_dispute_names_owner_date_and_reason_in_one_line),
		cmocka_unit_test(a_dispute_is_settled_in_a_few_keys),
		FACT(settling_is_undone_by_u),
		FACT(invoices_left_out_leave_a_sign),
		FACT(what_was_settled_for_many_is_undone_at_once),
		FACT(what_is_typed_wrong_stays_with_its_remedy),
		FACT(the_list_shows_owner_age_and_what_is_late),
		FACT(the_list_cuts_no_word),
		FACT(a_duplicate_requested_and_sent_comes_back_on_day_7),
		FACT(the_next_document_is_under_the_cursor),
		FACT(the_rest_is_named_and_shown),
		FACT(a_reason_and_an_excuse_beside_an_entry),
		FACT(an_insolvency_by_its_key),
		FACT(those_without_a_reason_are_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
