/* The windows over a file: what they show, that the file's keys go on under them, and how they close. */
#include "tests/ui/file_bench.h"

#include "desk/document.h"

static void show(struct desk *desk, struct session *session)
{
	desk_speak(WORDS_EN);
	desk_show(desk, session, 24, 80);
}

static void why_adds_the_score_up(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "y");
	desk_golden(&desk, "why-80x24-en");
	desk_type(&desk, "y");
	assert_string_equal(desk_top(&desk), "file");
	desk_close(&desk);
}

static void history_is_whole_and_says_what_was_undone(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "pv\033OQ");
	desk_type(&desk, "u");
	desk_type(&desk, "oMme Hébrard demande un duplicata de la facture F-24-0977, perdue pendant le déménagement de la comptabilité\r");
	desk_freeze_timer(&desk);
	desk_type(&desk, "h");
	desk_golden(&desk, "history-80x24-en");
	desk_close(&desk);
}

/* A login of any length stands before the words, not under them. */
static void a_long_login_is_not_written_over(void **state)
{
	struct desk desk;

	show(&desk, *state);
	fixture_sql("UPDATE agent SET name = 'marie-christine' WHERE name = 'alice'");
	desk_type(&desk, "\033[15~h");
	desk_check_shows(&desk, " 23/11  callback        marie-christine    back on 24/11 14:30");
	desk_check_shows(&desk, " 16/11  promise broken  night            × 2,000.00 € for 12/11: nothing came");
	desk_close(&desk);
}

static void contacts_say_whom_to_ask(void **state)
{
	struct desk desk;

	show(&desk, *state);
	fixture_sql("UPDATE contact SET qualified = 1, best_minute = 570, mail = 'compta@hebrard.example'");
	fixture_contact(*state, desk.hebrard, "M. Roy", "06 11 22 33 44");
	fixture_sql("UPDATE contact SET wrong = 1 WHERE name = 'M. Roy'");
	desk_type(&desk, "\033[15~c");
	desk_golden(&desk, "contacts-80x24-en");
	fixture_sql("UPDATE contact SET name = 'Marie-Anne Dupuis' WHERE name = 'M. Roy'"); /* a name comes before what is left */
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, " Marie-Anne Dupuis ");
	desk_close(&desk);
}

static void the_script_follows_the_situation(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "s");
	desk_golden(&desk, "script-80x24-en");
	desk_type(&desk, "\033[F");
	desk_check_shows(&desk, " Do not ask for money today.");
	desk_type(&desk, "s\r");
	desk_type(&desk, "s");
	desk_check_shows(&desk, " first chase");
	desk_close(&desk);
}

static void each_situation_has_its_words(void **state)
{
	struct desk desk;

	show(&desk, *state);
	fixture_record(*state, desk.cafe, OUTCOME_DISPUTE, "1");
	fixture_invoice(*state, desk.cafe, "F-24-0951", LATE(20), 5000);
	fixture_on(*state, IN(1), DESK_MINUTE);
	desk_type(&desk, "\033[15~");
	assert_true(file_screen_open(&desk.app, desk.cafe));
	desk_type(&desk, "s");
	desk_check_shows(&desk, "What is not");
	assert_true(file_screen_open(&desk.app, desk.petit));
	desk_type(&desk, "5+2\033OQ");
	fixture_on(*state, IN(3), DESK_MINUTE);
	desk_type(&desk, "5+3\033OQ");
	fixture_on(*state, IN(7), DESK_MINUTE);
	desk_type(&desk, "\033[15~s");
	desk_check_shows(&desk, " evasive answers");
	desk_check_shows(&desk, "still waiting for, and who decides?");
	desk_close(&desk);
}

static void the_oldest_invoice_is_the_one_to_speak_of(void **state)
{
	struct desk desk;

	show(&desk, *state);
	fixture_invoice(*state, desk.petit, "F-24-1100", LATE(2), 900000);
	fixture_on(*state, TODAY, DESK_MINUTE);
	assert_true(file_screen_open(&desk.app, desk.petit));
	desk_type(&desk, "s");
	desk_check_shows(&desk, "412.60 € of");
	desk_check_shows(&desk, "30 days");
	desk_close(&desk);
}

static void the_keys_of_the_file_go_on(void **state)
{
	struct desk desk;

	show(&desk, *state);
	desk_type(&desk, "hpv\r");
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE made_on = '2026-11-24'"), 1);
	assert_string_equal(desk_client(&desk), "C-10031");
	assert_string_equal(desk_top(&desk), "file");
	desk_type(&desk, "sc");
	desk_check_shows(&desk, "─ Contacts ─");
	desk_type(&desk, "n");
	assert_string_equal(desk_client(&desk), "C-10077");
	/* Undoing from a window opens another file: the window goes with its own. */
	desk_type(&desk, "hu");
	assert_string_equal(desk_client(&desk), "C-10031");
	assert_string_equal(desk_top(&desk), "file");
	desk_close(&desk);
}

static void a_window_closes_before_the_file(void **state)
{
	static const char *const ways[] = { "\033", "\r", "\177", "\033[24~", "+" };
	struct desk desk;

	show(&desk, *state);
	for (size_t i = 0; i < COUNT(ways); i++) {
		desk_type(&desk, "h");
		assert_string_equal(desk_top(&desk), "pane");
		desk_type(&desk, ways[i]);
		assert_string_equal(desk_top(&desk), "file");
		assert_string_equal(desk_client(&desk), "C-10482");
	}
	desk_close(&desk);
}

static void why_can_be_asked_from_the_queue(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	desk_type(&desk, "\033[By");
	desk_check_shows(&desk, "─ Why this score ─");
	desk_check_shows(&desk, "─ Garage du Pont-Neuf ─");
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE claim_console IS NOT NULL"), 0);
	static const char *const ways[] = { "\033", "y\r", "yy", "y\033[D", "yq" };
	for (size_t i = 0; i < COUNT(ways); i++) {
		desk_type(&desk, ways[i]);
		assert_string_equal(desk_top(&desk), "queue");
		assert_string_equal(desk_client(&desk), "");
	}
	desk_close(&desk);
}

/* On day 7 it is the document one asks about, and what it was in the way of. */
static void after_a_document_was_sent_one_asks_whether_it_came(void **state)
{
	struct document_step sent = { .id = 0 };
	struct desk desk;
	date chase_on;
	struct err err = { 0 };

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	fixture_on(*state, LATE(8), DESK_MINUTE);
	fixture_record(*state, desk.garage, OUTCOME_DOCUMENT, "statement");
	sent.id = fixture_count("SELECT max(id) + 1 FROM action");
	sent.request_id = fixture_count("SELECT id FROM document_request");
	assert_true(document_sent(*state, &sent, &chase_on, &err));
	fixture_on(*state, TODAY, DESK_MINUTE);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.garage));
	desk_type(&desk, "s");
	desk_check_shows(&desk, "The document you asked for (statement of");
	desk_check_shows(&desk, "was sent on 16/11.");
	desk_check_shows(&desk, "Ask whether it arrived");
	desk_close(&desk);
}

static void in_french(void **state)
{
	struct desk desk;

	if (!desk_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	desk_story(&desk, *state);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_freeze_timer(&desk);
	desk_type(&desk, "s");
	desk_golden(&desk, "script-80x24-fr");
	desk_type(&desk, "y");
	desk_golden(&desk, "why-80x24-fr");
	desk_close(&desk);
}

static void words_quoted_by_the_agent_are_quoted_once(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_record(*state, desk.petit, LATE(9), -1, 600, OUTCOME_REFUSAL, "« sue me » and hung up");
	desk_record(*state, desk.cafe, LATE(9), -1, 600, OUTCOME_REFUSAL, "hung up");
	fixture_on(*state, TODAY, DESK_MINUTE);
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.petit));
	desk_type(&desk, "");
	desk_check_shows(&desk, "refusal (alice): « sue me » and hung up");
	assert_true(file_screen_open(&desk.app, desk.cafe));
	desk_type(&desk, "");
	desk_check_shows(&desk, "refusal (alice): “hung up”");
	desk_close(&desk);
}

/* Dates of another year take the room of what covers an invoice: the day it was written gives way. */
static void what_covers_an_old_invoice_is_whole(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	fixture_item(*state, desk.garage, "AV-1", ITEM_GAP, LATE(60), -860166, "EUR");
	fixture_sql("UPDATE invoice SET issued_on = '2024-05-01', due_on = '2024-06-01' WHERE number = 'F-24-0800'");
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.garage));
	desk_type(&desk, "");
	desk_check_shows(&desk, "-8,601.66 reconciliation gap");
	assert_false(desk_shows(&desk, "Issued"));
	desk_close(&desk);
}

/* What the ledger owes is no invoice that falls due. */
static void a_credit_is_not_counted_among_what_falls_due(void **state)
{
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	fixture_item(*state, desk.garage, "AV-1", ITEM_GAP, TODAY, -860166, "EUR");
	desk_open(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.garage));
	desk_type(&desk, "");
	desk_check_shows(&desk, "─ 1 overdue ─");
	fixture_item(*state, desk.garage, "F-9", ITEM_INVOICE, IN(9), 5000, "EUR");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "─ 1 overdue · 1 not due ─");
	desk_close(&desk);
}

static void dump(const struct desk *desk, struct buf *out)
{
	buf_init(out);
	term_grid_dump_styles(desk->term, out);
}

static void settle(struct desk *desk)
{
	desk_type(desk, "");
	for (int i = 0; i < 3; i++)
		frame_step(desk->app.frame, 200);
	desk_freeze_timer(desk);
	desk_type(desk, "");
}

static void first_difference(const char *before, const char *after, const char *keys)
{
	size_t same = 0;

	while (before[same] && before[same] == after[same])
		same++;
	while (same > 0 && before[same - 1] != '\n')
		same--;
	if (strcmp(before, after) != 0)
		fail_msg("after %s: %.200s\nbecame %.200s", keys, before + same, after + same);
}

/* A window made tiny, then huge, then what it was shows what it showed: on every screen and menu. */
static void resizing_there_and_back_changes_nothing(void **state)
{
	static const char *const keys[] = {
		"", "p500 15/12", "p\033OS", "p\033[17~", "v", "r", "d2", "i", "x", "o", "lt", "lw", "lj", "c", "cj", "h", "y", "s", "e", "t",
		"b", "bf", "bw", "k", "ks", "km", "kh", "a", "l", "g", "?", "?\t", "/heb", "ga", "gp", "gd", "gt", "gn", "gr", "ge", "gi",
		"gj", "gjz", "gk", "gs", "gb", "gm", "gc", "gaf", "gat", "gqa", "gqfx", "gqt", "gql",
	};
	static const int sizes[][2] = { { 10, 40 }, { 5, 20 }, { 2, 8 }, { 1, 1 }, { 50, 140 }, { 24, 80 } };
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct buf before, after;

		desk_open(&desk, *state, 24, 80);
		assert_true(file_screen_open(&desk.app, desk.hebrard));
		desk_type(&desk, keys[i]);
		settle(&desk);
		dump(&desk, &before);
		for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++) {
			term_grid_resize(desk.term, sizes[n][0], sizes[n][1]);
			settle(&desk);
		}
		dump(&desk, &after);
		first_difference(before.data, after.data, keys[i]);
		buf_clear(&before);
		buf_clear(&after);
		desk_close(&desk);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(why_adds_the_score_up),
		FACT(history_is_whole_and_says_what_was_undone),
		FACT(a_long_login_is_not_written_over),
		FACT(contacts_say_whom_to_ask),
		FACT(the_script_follows_the_situation),
		FACT(each_situation_has_its_words),
		FACT(the_oldest_invoice_is_the_one_to_speak_of),
		FACT(the_keys_of_the_file_go_on),
		FACT(a_window_closes_before_the_file),
		FACT(why_can_be_asked_from_the_queue),
		FACT(after_a_document_was_sent_one_asks_whether_it_came),
		FACT(in_french),
		FACT(words_quoted_by_the_agent_are_quoted_once),
		FACT(what_covers_an_old_invoice_is_whole),
		FACT(a_credit_is_not_counted_among_what_falls_due),
		FACT(resizing_there_and_back_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
