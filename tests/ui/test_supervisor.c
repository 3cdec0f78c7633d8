/* The screens of a supervisor: what they show, what their keys do to the store. */
#include "tests/ui/file_bench.h"

#include "desk/aging.h"
#include "tests/desk/steps.h"
#include "ui/frame_inside.h"

static bool pass(void *context, const struct aging_line *line, struct err *err)
{
	(void)context;
	(void)line;
	(void)err;
	return true;
}

/* A million invoices take a while: their sum is that of the lines. */
static void the_aged_balance_walks_the_book_once(void **state)
{
	struct session *session = *state;
	struct arena arena = { 0 };
	struct aging_trend trend;
	struct worst_row *worst;
	struct err err = { 0 };
	size_t count;
	struct desk desk;

	desk_open_story(&desk, session, 40, 120);
	fixture_item(session, fixture_client(session, "U1", "Dollar"), "U-1", ITEM_INVOICE, LATE(5), 70000, "USD");
	fixture_item(session, fixture_client(session, "S1", "Franc"), "S-1", ITEM_INVOICE, LATE(5), 5000, "CHF");
	for (int times = 0; times < 2; times++) { /* prepared the second time */
		desk_type(&desk, "gq");
		desk_type(&desk, "g");
		steps_taken();
		desk_type(&desk, "b");
		steps_taken();
	}
	long shown = steps_ended();
	assert_true(desk_shows(&desk, "besides: 50.00 CHF · 700.00 $"));
	assert_true(aging_report(session, AGING_BY_AGENT, pass, NULL, &err));
	assert_true(aging_trend(session, "EUR", &trend, &err));
	assert_true(aging_worst(session, &arena, 10, &worst, &count, &err));
	steps_taken();
	assert_int_equal(shown, steps_ended());
	arena_clear(&arena);
	desk_close(&desk);
}

static void nothing_late_is_no_peak(void **state)
{
	struct session *session = *state;
	struct desk desk;

	desk_open_story(&desk, session, 40, 130);
	fixture_sql("UPDATE aging_snapshot SET cents = 0");
	fixture_sql("INSERT INTO aging_snapshot (creditor_id, on_day, agent_id, currency, bucket, cents, disputed_cents, items) "
		    "SELECT id, '2026-11-03', 0, 'EUR', 2, 0, 0, 3 FROM creditor");
	desk_type(&desk, "gb");
	desk_check_shows(&desk, "= 0 from the peak");
	assert_false(desk_shows(&desk, "the highest so far"));
	fixture_sql("UPDATE aging_snapshot SET cents = 1");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "the highest so far");
	desk_close(&desk);
}

static void the_aged_balance_shows_buckets_and_trend(void **state)
{
	struct session *session = *state;
	struct desk desk;

	desk_open_story(&desk, session, 24, 80);
	fixture_sql("INSERT INTO aging_snapshot (creditor_id, on_day, agent_id, currency, bucket, cents, disputed_cents, items) "
		    "SELECT id, '2026-11-17', 0, 'EUR', 2, 2000000, 0, 3 FROM creditor");
	desk_type(&desk, "gb");
	desk_golden(&desk, "aging-80x24-en");
	/* Without room for a week there is no plot, nor a week that was not kept. */
	for (int cols = 1; cols < 24; cols++) {
		term_grid_resize(desk.term, 24, cols);
		desk_type(&desk, "\014");
		assert_int_equal(desk_shows(&desk, "─ L"), cols >= 10);
	}
	term_grid_resize(desk.term, 24, 80);
	/* What units would cut is in thousands, and said to be. */
	fixture_sql("UPDATE invoice SET open_cents = open_cents * 20000, amount_cents = amount_cents * 20000");
	fixture_sql("UPDATE aging_snapshot SET cents = cents * 2000");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "EUR, thousands · by agent");
	desk_check_shows(&desk, "246,800"); /* 12,340.00 of them */
	desk_check_shows(&desk, "M ");
	assert_false(desk_shows(&desk, "0…"));
	/* "2 468 000 1 102 600" would read as one number where a blank keeps thousands apart. */
	fixture_sql("UPDATE invoice SET open_cents = open_cents / 100, amount_cents = amount_cents / 100");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, " 2,468,000 ");
	if (!desk_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "EUR, milliers · par chargé");
	desk_check_shows(&desk, "  2 468  ");
	term_grid_resize(desk.term, 24, 120);
	desk_type(&desk, "\014");
	desk_check_shows(&desk, "  2 468 000  ");
	term_grid_resize(desk.term, 24, 80);
	desk_speak(WORDS_EN);
	fixture_sql("UPDATE invoice SET open_cents = open_cents / 200, amount_cents = amount_cents / 200");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, " Calendar days since the due date; the balance has credits taken off.");
	desk_type(&desk, "\t");
	desk_check_shows(&desk, "by team");
	desk_type(&desk, "\r"); /* a team has no one list of files */
	assert_string_equal(desk_top(&desk), "aging");
	desk_type(&desk, "\t\r");
	desk_check_shows(&desk, "b reassign");
	desk_close(&desk);
}

static void files_are_given_to_somebody_named(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	desk_type(&desk, "gb\r");
	desk_type(&desk, "b\r");
	desk_check_shows(&desk, " ! name somebody, or - for nobody in particular");
	desk_type(&desk, "bo");
	desk_check_shows(&desk, "people: alice, bob");
	desk_type(&desk, "b");
	desk_check_shows(&desk, " to bob");
	desk_type(&desk, "\r");
	desk_check_shows(&desk, "1 file given to bob");
	fixture_is("SELECT a.name, c.no FROM client c JOIN agent a ON a.id = c.agent_id", "bob|C-10031\n");
	desk_type(&desk, "gs\033[B\r");
	desk_type(&desk, "b-");
	desk_check_shows(&desk, " to nobody in particular");
	desk_type(&desk, "\r");
	desk_check_shows(&desk, "1 file given to nobody in particular");
	fixture_is("SELECT count(*) FROM client WHERE agent_id IS NOT NULL", "0\n");
	desk_close(&desk);
}

/* What is to be looked at names the file, and how sure a promise is stands week by week. */
/* Beside what was promised; a bar a day where there is room, and at 80×24 what was there before. */
static void the_team_says_what_came_in(void **state)
{
	struct desk desk;
	int64_t id;

	desk_open_story(&desk, *state, 40, 120);
	id = fixture_client(*state, "C-30000", "Personne ne l'appelle");
	fixture_record(*state, desk.garage, OUTCOME_NO_ANSWER, "");
	fixture_cash(*state, desk.garage, 0, TODAY, 123456);
	fixture_cash(*state, id, 0, LATE(1), 61728);
	fixture_cash(*state, id, 0, LATE(6), 100);
	desk_type(&desk, "gs");
	desk_golden(&desk, "team-120x40-cash-en");
	desk_check_shows(&desk, "►alice      ○ free                   1      0%                 1,234     0%     0");
	desk_check_shows(&desk, " 1,234 of 1,852 € on files chased within 30 days ─");
	term_grid_resize(desk.term, 24, 80);
	desk_type(&desk, "\033[H");
	assert_false(desk_shows(&desk, "Received"));
	desk_check_shows(&desk, "Since  Calls Reached    Promised   Kept  Left");
	desk_close(&desk);
}

/* Currencies are never added: the sums are of the creditor's, the promises are counted whatever they are of. */
static void a_promise_in_another_currency_is_one(void **state)
{
	struct desk desk;
	int64_t id;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	id = fixture_client(*state, "C-40000", "Stanhope Instruments Inc.");
	fixture_item(*state, id, "US-1", ITEM_INVOICE, LATE(40), 500000, "USD");
	fixture_record(*state, id, OUTCOME_PROMISE, "fri");
	desk_open(&desk, *state, 40, 120);
	frame_step(desk.app.frame, 1000);
	desk_type(&desk, "");
	desk_check_shows(&desk, "Promises 1    Promised 0.00 € +");
	desk_type(&desk, "gs");
	desk_check_shows(&desk, " 1               1 100%          1 100%          0 € +           0/1 0%");
	desk_check_shows(&desk, "     0.00+");
	fixture_sql("UPDATE promise SET state = 'kept', check_on = '2026-11-24' WHERE currency = 'USD'");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, " 0 € +           1/2 50%");
	desk_close(&desk);
}

static void the_team_names_empty_threats_and_weeks(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 40, 120);
	fixture_sql("INSERT INTO threat (id, client_id, what, announced_on, announced_by) SELECT 7, c.id, 'legal', '2026-11-20', a.id "
		    "FROM client c, agent a WHERE c.no = 'C-10482' AND a.name = 'alice'");
	desk_type(&desk, "gs");
	desk_check_shows(&desk, "! 1 threat was told and not carried out that day: C-10482 Menuiserie");
	fixture_sql("UPDATE client SET name = 'Menuiserie industrielle et charpente de la vallée' WHERE no = 'C-10482'");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "de la vallée"); /* on a second line, where there is room */
	desk_check_shows(&desk, "─ Promises kept in %, 8 weeks ─");
	assert_false(desk_shows(&desk, "       ██"));
	fixture_sql("UPDATE promise SET state = 'kept'");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "       ██"); /* of this week alone */
	desk_check_shows(&desk, "       100");
	fixture_sql("UPDATE promise SET state = 'broken'");
	desk.app.frame->minute = 0; /* the day's figures each minute, the weeks' on demand */
	desk_type(&desk, "");
	desk_check_shows(&desk, " 0/1 0%");
	desk_check_shows(&desk, "       100");
	desk_type(&desk, "\033[15~");
	assert_false(desk_shows(&desk, "       100"));
	desk_close(&desk);
}

/* A night of Friday; files of Friday, Monday and today; two payments to clear and one on account. */
static void deliver(void)
{
	fixture_sql("INSERT INTO night (id, creditor_id, on_day, started_at, process, step) SELECT 5, id, '2026-11-20', '', '', '' FROM creditor");
	fixture_sql("INSERT INTO source (id, creditor_id, name) SELECT 5, id, 'bank' FROM creditor");
	fixture_sql("INSERT INTO import_run (id, creditor_id, source_id, file, sha256, mode, status, on_day, started_at, agent, rejects, number) "
		    "SELECT n.id, c.id, 5, 'f', '', 'changes', n.status, n.on_day, '', 'alice', n.rejects, n.id FROM creditor c, (SELECT 61 AS id, "
		    "'refused' AS status, '2026-11-23' AS on_day, 0 AS rejects UNION ALL SELECT 62, 'done', '2026-11-24', 3 UNION ALL "
		    "SELECT 63, 'done', '2026-11-24', 0 UNION ALL SELECT 64, 'refused', '2026-11-20', 0) n");
	fixture_sql("INSERT INTO bank_account (id, creditor_id, no) SELECT 5, id, 'FR76' FROM creditor");
	fixture_sql("INSERT INTO bank_movement (id, account_id, run_id, key, entry, booked_on, value_on, amount_cents, currency, state) "
		    "SELECT n.id, 5, 63, n.id, n.id, '2026-11-20', '2026-11-20', 50000, n.currency, n.state FROM (SELECT 71 AS id, 'EUR' AS currency, "
		    "'open' AS state UNION ALL SELECT 72, 'USD', 'open' UNION ALL SELECT 73, 'EUR', 'account') n");
}

/* On a Tuesday: since Monday. */
static void the_team_says_what_came_in_by_night_and_what_did_not(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 40, 120);
	desk_type(&desk, "gs");
	assert_false(desk_shows(&desk, "the last night was"));
	assert_false(desk_shows(&desk, "not taken in whole"));
	assert_false(desk_shows(&desk, "to be matched"));
	deliver();
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "! the last night was on Fri 20/11: what came since is not taken in");
	desk_check_shows(&desk, "! 2 files were not taken in whole since Mon 23/11 (g i)");
	desk_check_shows(&desk, "! 2 payments are to be matched (g r): 500.00 € · 500.00 $");
	fixture_sql("UPDATE night SET on_day = '2026-11-23'");
	desk_type(&desk, "\033[15~");
	assert_false(desk_shows(&desk, "the last night was"));
	desk_close(&desk);
}

/* Of what there is no room for the number is told. */
static void no_alert_is_left_out_unsaid(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	fixture_sql("INSERT INTO threat (id, client_id, what, announced_on, announced_by) SELECT 7, c.id, 'legal', '2026-11-20', a.id "
		    "FROM client c, agent a WHERE c.no = 'C-10482' AND a.name = 'alice'");
	fixture_sql("UPDATE client SET currency = 'USD' WHERE no = 'C-10300'");
	desk_type(&desk, "gs");
	desk_check_shows(&desk, "─ To look at ──────────────────────────────────────");
	desk_check_shows(&desk, "+ ██");
	deliver();
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, "! 1 threat was told");
	desk_check_shows(&desk, "(g r)"); /* in place of the last of what waits */
	assert_false(desk_shows(&desk, " more ─"));
	assert_false(desk_shows(&desk, "handed over"));
	desk_check_shows(&desk, " to call  ");
	term_grid_resize(desk.term, 21, 80);
	desk_type(&desk, "");
	desk_check_shows(&desk, "! 1 threat was told");
	desk_check_shows(&desk, " … 1 more ─");
	assert_false(desk_shows(&desk, "(g r)"));
	/* each person on a file for long is one */
	fixture_sql("INSERT INTO client (id, creditor_id, no, name, currency, claim_agent_id, claim_console, claim_until, claim_since) SELECT 9000 + x.n * 6 + "
		    "y.n, c.creditor_id, 'X' || (x.n * 6 + y.n), 'X', 'EUR', a.id, 'elsewhere/1/1', 9000000000000, 0 FROM client c, agent a, (SELECT 0 AS n UNION SELECT 1 UNION "
		    "SELECT 2 UNION SELECT 3) x, (SELECT 0 AS n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5) y WHERE c.no = "
		    "'C-10482' AND a.name = 'alice'");
	desk_type(&desk, "\033[15~");
	desk_check_shows(&desk, " … 25 more ─");
	desk_close(&desk);
}

static void the_team_says_who_does_what(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 40, 120);
	desk_type(&desk, "gs");
	desk_golden(&desk, "team-120x40-en");
	desk_type(&desk, "\033[F\r"); /* the last row: nobody's files */
	assert_string_equal(desk_top(&desk), "roll");
	desk_check_shows(&desk, "nobody's · 4 files late");
	desk_type(&desk, " b");
	desk_type(&desk, "bob\r");
	desk_check_shows(&desk, "1 file given to bob");
	fixture_is("SELECT count(*) FROM client c JOIN agent a ON a.id = c.agent_id WHERE a.name = 'bob'", "1\n");
	fixture_record(*state, desk.garage, OUTCOME_DOCUMENT, "1");
	if (!desk_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	desk_type(&desk, "\033\033[H\033[15~"); /* what alice did, in whole words beside its bar and its client */
	desk_check_shows(&desk, " demande de document    1 █");
	desk_check_shows(&desk, " Tenu, 30 jours    alice");
	desk_check_shows(&desk, " Garage du Pont-");
	desk_check_shows(&desk, "  demande de document");
	desk_speak(WORDS_EN);
	term_grid_resize(desk.term, 10, 40); /* rows before figures: a cursor is never out of sight */
	desk_type(&desk, "\033[H");
	desk_check_shows(&desk, "►alice");
	desk_check_shows(&desk, " Agent       State           Calls  Left");
	desk_close(&desk);
}

static void the_journal_says_who_did_what(void **state)
{
	struct session *session = *state;
	struct desk desk;

	desk_open_story(&desk, session, 24, 120);
	desk_propose(session, desk.hebrard, ESCALATION_KIND_LEGAL, "bad faith");
	desk_type(&desk, "gjz"); /* without its preview */
	desk_check_shows(&desk, "Journal  of everybody");
	desk_check_shows(&desk, "proposed");
	desk_check_shows(&desk, " proposed · kind legal action · note bad faith"); /* whole in the status line */
	desk_check_shows(&desk, "next 24/11/2026 · hour 14:30"); /* a callback of the story */
	desk_type(&desk, "\033");
	assert_true(file_screen_open(&desk.app, desk.garage));
	desk_type(&desk, "gj");
	desk_check_shows(&desk, "Journal  of one client");
	assert_false(desk_shows(&desk, "bad faith"));
	fixture_sql("UPDATE journal SET payload = '{\"key-account\":\"yes\"}'"); /* as a change of a client says it */
	if (desk_speak(WORDS_FR)) {
		desk_type(&desk, "\033gjz");
		desk_check_shows(&desk, "oui");
		assert_false(desk_shows(&desk, "yes"));
		desk_speak(WORDS_EN);
	}
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(the_aged_balance_walks_the_book_once),
		FACT(nothing_late_is_no_peak),
		FACT(the_aged_balance_shows_buckets_and_trend),
		FACT(files_are_given_to_somebody_named),
		FACT(the_team_says_who_does_what),
		FACT(the_team_says_what_came_in_by_night_and_what_did_not),
		FACT(no_alert_is_left_out_unsaid),
		FACT(the_team_says_what_came_in),
		FACT(a_promise_in_another_currency_is_one),
		FACT(the_team_names_empty_threats_and_weeks),
		FACT(the_journal_says_who_did_what),
	};

	steps_watch();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
