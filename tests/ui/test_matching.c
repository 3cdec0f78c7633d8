/* Payments left to clear on the memory grid over a real store: one key takes the first candidate, others choose, set aside, take back.
 */
#include "tests/desk/cash_help.h"
#include "tests/ui/desk_bench.h"

static const struct cash_entry entries[] = {
	{ .value_on = TODAY, .amount = 12000, .reference = "B1", .party = "Dupont SARL", .text = "FACTURE F1001" },
	{ .value_on = TODAY, .amount = 4321, .reference = "B2", .party = "LA BANQUE", .text = "INTERETS" },
};

static struct bench *go(struct session *session, int rows, int cols)
{
	struct bench *bench;

	bench_speak(WORDS_EN);
	help_take(session, "book.csv",
	          HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\nC1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n",
	          IMPORT_MODE_FULL);
	cash_match(session, "bank.xml", entries, COUNT(entries));
	bench = bench_open(session, rows, cols);
	bench_type(bench, "gr");
	bench_rest(bench);
	return bench;
}

static void what_is_left_says_why(void **state)
{
	struct bench *bench = go(*state, 24, 80);

	assert_true(bench_shows(bench, "Payments  2 to clear 163.21 €"));
	assert_true(bench_shows(bench, "►24/11/2026        120.00  Dupont SARL          ? F1001, 100.00 € open, due 01/"));
	assert_true(bench_shows(bench, "more than what is open of the invoices it names"));
	bench_type(bench, "\033[B");
	assert_true(bench_shows(bench, "neither the payer nor an invoice is known"));
	bench_close(bench);
}

static void one_key_takes_the_first_candidate_and_one_takes_it_back(void **state)
{
	struct bench *bench = go(*state, 24, 80);
	char *items;

	bench_type(bench, "m");
	assert_true(bench_shows(bench, "decided: F1001 100.00 €, on account 20.00 € · by hand"));
	assert_true(bench_shows(bench, "Payments  1 to clear 43.21 €"));
	cash_sound(*state);
	items = cash_items();
	assert_string_equal(items, "account|-2000|2000\nF1001|0|10000\nF1002|5000|0\n");
	mem_free(items);
	bench_type(bench, "m"); /* of this one nothing is known */
	assert_true(bench_shows(bench, "nothing is known of what it may be for"));
	bench_type(bench, "u");
	assert_true(bench_shows(bench, "taken back: it is in the list again"));
	assert_true(bench_shows(bench, "Payments  2 to clear 163.21 €"));
	assert_true(bench_shows(bench, "►24/11/2026        120.00")); /* the cursor goes back to it … */
	cash_sound(*state);
	bench_type(bench, "o"); /* … and what it may be for is known as before */
	assert_true(bench_shows(bench, "1 F1001, 100.00 € open, due 01/09 · Dupont"));
	assert_true(bench_shows(bench, "2 on account of Dupont (C1)"));
	bench_type(bench, "1");
	assert_true(bench_shows(bench, "decided: F1001 100.00 €, on account 20.00 € · by hand"));
	cash_sound(*state);
	bench_close(bench);
}

/* A search finds a payment nobody knows the client of; Enter shows it where it can be set against one, decided or not. */
static void found_by_its_amount_it_is_shown_among_the_payments(void **state)
{
	struct bench *bench = go(*state, 24, 80);

	bench_type(bench, "\033/43,21");
	assert_true(bench_shows(bench, "►LA BANQUE"));
	assert_true(bench_shows(bench, "payment 24/11, to clear"));
	assert_true(bench_shows(bench, "LA BANQUE  payment 24/11, to clear · 43.21 €"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, "Payments  2 to clear 163.21 €"));
	assert_true(bench_shows(bench, "►24/11/2026         43.21  LA BANQUE"));
	assert_true(bench_lacks(bench, "from LA BANQUE"));
	bench_type(bench, "xfrais\r\033/43.21");
	assert_true(bench_shows(bench, "payment 24/11, put aside"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, "►24/11/2026         43.21  LA BANQUE"));
	bench_type(bench, "\033\033gr");
	bench_type(bench, "m");
	bench_type(bench, "/120.00");
	assert_true(bench_shows(bench, "Dupont  payment 24/11 · F1001 · 120.00 €, from Dupont SARL")); /* not as the file is called */
	bench_close(bench);
}

/* Matched together, taken back together; one that somebody took back meanwhile is named and keeps nobody else. */
static void what_was_matched_at_once_is_taken_back_at_once(void **state)
{
	static const struct cash_entry more = { .value_on = TODAY, .amount = 7000, .reference = "B3", .party = "Dupont SARL",
		                                .text = "FACTURE F1002" };
	struct bench *bench = go(*state, 24, 80);

	bench_close(bench);
	assert_int_equal(cash_match(*state, "more.xml", &more, 1).matched, 0);
	for (int meanwhile = 0; meanwhile < 2; meanwhile++) {
		struct err err = { 0 };

		bench = bench_open(*state, 24, 80);
		bench_type(bench, "gr");
		bench_rest(bench);
		assert_true(bench_shows(bench, "Payments  3 to clear 233.21 €"));
		bench_type(bench, "   m"); /* of the third nothing is known */
		assert_true(bench_shows(bench, "2 of 3 set against their first candidate"));
		assert_true(bench_shows(bench, "Payments  1 to clear 43.21 €"));
		if (meanwhile)
			assert_true(matching_undo(*state, fixture_count("SELECT id FROM bank_movement WHERE amount_cents = 7000"), &err));
		bench_type(bench, "u");
		assert_true(bench_shows(bench, meanwhile ? "1 of 2 taken back; the others: " : "2 payments taken back: they are in the list again"));
		assert_true(bench_shows(bench, "Payments  3 to clear 233.21 €"));
		fixture_is("SELECT count(*) FROM allocation WHERE undone_by IS NULL", "0\n");
		cash_sound(*state);
		bench_type(bench, "u");
		assert_true(bench_shows(bench, "nothing was decided here yet"));
		bench_close(bench);
	}
}

/* What the batch was sure of, taken back, is the first thing it may be for. */
static void a_sure_match_taken_back_is_one_key_away(void **state)
{
	static const struct cash_entry sure = { .value_on = TODAY, .amount = 5000, .reference = "B3", .party = "Dupont SARL",
		                                .text = "FACTURE F1002" };
	struct bench *bench = go(*state, 24, 80);

	bench_close(bench);
	assert_int_equal(cash_match(*state, "more.xml", &sure, 1).matched, 1);
	bench = bench_open(*state, 24, 80);
	bench_type(bench, "gr");
	bench_rest(bench);
	bench_type(bench, "l");
	assert_true(bench_shows(bench, "F1002 · number in the text"));
	bench_type(bench, "\033[A\033[A");
	assert_true(bench_shows(bench, "►24/11/2026         50.00"));
	bench_type(bench, "u");
	assert_true(bench_shows(bench, "taken back: it is in the list again"));
	assert_true(bench_shows(bench, "►24/11/2026         50.00  Dupont SARL          ? F1002, 50.00 € open"));
	bench_type(bench, "m");
	assert_true(bench_shows(bench, "decided: F1002 · by hand · Dupont"));
	cash_sound(*state);
	bench_close(bench);
}

static void another_is_chosen_by_its_words(void **state)
{
	struct bench *bench = go(*state, 24, 80);
	char *items;

	bench_type(bench, "o");
	assert_true(bench_shows(bench, "1 F1001, 100.00 € open, due 01/09 · Dupont"));
	assert_true(bench_shows(bench, "3 something else"));
	bench_type(bench, "3");
	assert_true(bench_shows(bench, "Invoice numbers, or the client"));
	bench_type(bench, "F9\r");
	assert_true(bench_shows(bench, "neither an invoice nor a client is called F9"));
	bench_type(bench, "\x15" "F1001 F1002\r");
	assert_true(bench_shows(bench, "Payments  1 to clear 43.21 €"));
	items = cash_items();
	assert_string_equal(items, "F1001|0|10000\nF1002|3000|2000\n");
	mem_free(items);
	cash_sound(*state);
	bench_close(bench);
}

static void set_aside_with_words(void **state)
{
	struct bench *bench = go(*state, 24, 80);

	bench_type(bench, "\033[Bx");
	assert_true(bench_shows(bench, "Why it is no client's"));
	bench_type(bench, "interest of the bank\r");
	assert_true(bench_shows(bench, "Payments  1 to clear 120.00 €"));
	fixture_is("SELECT note FROM bank_movement WHERE state = 'ignored'", "interest of the bank\n");
	bench_type(bench, "l");
	assert_true(bench_shows(bench, "interest of the bank"));
	bench_close(bench);
}

/* Of a payment no client is known: its words are offered without one. */
static void words_of_a_lost_line_are_taken_up_again(void **state)
{
	struct bench *bench = go(*state, 24, 80);

	bench_type(bench, "\033[Bxinterest of the bank");
	term_grid_hang_up(bench->term);
	assert_int_equal(frame_run(bench->app.frame), FRAME_HANGUP);
	bench_close(bench);
	fixture_is("SELECT place, client_id FROM draft", "payment-aside|0\n");
	bench = bench_open(*state, 24, 80);
	draft_screen_offer(&bench->app);
	bench_type(bench, "");
	assert_true(bench_shows(bench, " This was being typed (payment set aside):"));
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, "Set the payment aside"));
	assert_true(bench_shows(bench, "interest of the bank"));
	bench_type(bench, "\r");
	fixture_is("SELECT amount_cents, note FROM bank_movement WHERE state = 'ignored'", "4321|interest of the bank\n");
	fixture_is("SELECT count(*) FROM draft", "0\n");
	bench_close(bench);
}

static void only_a_supervisor_decides(void **state)
{
	struct bench *bench = go(*state, 24, 80);
	struct session *bob;

	bench_close(bench);
	bob = fixture_session("bob", TODAY);
	bench = bench_open(bob, 24, 80);
	bench_type(bench, "gr");
	bench_rest(bench);
	assert_true(bench_lacks(bench, "m match")); /* not offered either */
	bench_type(bench, "m");
	assert_true(bench_shows(bench, "only a supervisor may do that"));
	assert_false(bench_shows(bench, "u undo"));
	assert_true(bench_shows(bench, " Enter open   l decided   f filter   t sort"));
	bench_type(bench, "u");
	assert_true(bench_shows(bench, "only a supervisor sets payments against invoices"));
	fixture_is("SELECT count(*) FROM allocation", "0\n");
	bench_close(bench);
	session_close(bob);
}

/* Nobody is named, it is of another year, and one is not in our money. */
static void money_of_nobody_is_known_by_what_the_bank_wrote(void **state)
{
	static const struct cash_entry odd[] = {
		{ .value_on = TODAY - 700, .amount = 885, .reference = "B8", .text = "PRLV SEPA GROUPAMA" },
		{ .value_on = TODAY, .amount = 12000, .reference = "B9", .party = "Martin", .text = "FACTURE F2002" },
	};
	struct bench *bench;

	bench_close(go(*state, 24, 80));
	help_take(*state, "old.csv", HEAD "C2,Martin,F2002,2025-11-01,2025-12-01,100,100,EUR\n", IMPORT_MODE_CHANGES);
	cash_match(*state, "odd.xml", odd, COUNT(odd));
	fixture_sql("UPDATE bank_movement SET currency = 'CHF' WHERE party = 'LA BANQUE'");
	bench = bench_open(*state, 24, 80);
	bench_type(bench, "gr");
	bench_rest(bench);
	assert_true(bench_shows(bench, "4 to clear 248.85 € + · 0 on account 0.00 € "));
	assert_true(bench_shows(bench, "8.85  PRLV SEPA GROUPAMA "));
	bench_type(bench, "\033[F" "o");
	assert_true(bench_shows(bench, "1 F2002, 100.00 € open, due 01/12/2025 · Martin"));
	bench_close(bench);
	bench = bench_open(*state, 40, 120);
	bench_type(bench, "gr");
	bench_rest(bench);
	assert_true(bench_shows(bench, "8.85 € · Tuesday 24 December 2024 · to"));
	bench_close(bench);
}

/* A bank nobody cleared for years: the oldest are shown, and that there are more. */
static void more_than_is_shown_is_said(void **state)
{
	struct bench *bench = go(*state, 24, 80);

	bench_close(bench);
	fixture_sql("WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 19999) INSERT INTO bank_movement (id, "
	            "account_id, run_id, key, entry, booked_on, value_on, amount_cents, currency, state) SELECT n, (SELECT min(account_id) FROM "
	            "bank_movement), (SELECT min(run_id) FROM bank_movement), 'k' || n, 'k' || n, '2024-11-20', '2024-11-20', 100, 'EUR', 'open' "
	            "FROM more");
	bench = bench_open(*state, 24, 80);
	bench_type(bench, "gr");
	assert_true(bench_shows(bench, "Payments  20000+ to clear 20,119.00 €"));
	bench_close(bench);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		FACT(what_is_left_says_why),
		FACT(one_key_takes_the_first_candidate_and_one_takes_it_back),
		FACT(found_by_its_amount_it_is_shown_among_the_payments),
		FACT(what_was_matched_at_once_is_taken_back_at_once),
		FACT(a_sure_match_taken_back_is_one_key_away),
		FACT(another_is_chosen_by_its_words),
		FACT(set_aside_with_words),
		FACT(words_of_a_lost_line_are_taken_up_again),
		FACT(only_a_supervisor_decides),
		FACT(money_of_nobody_is_known_by_what_the_bank_wrote),
		FACT(more_than_is_shown_is_said),
	};

	return cmocka_run_group_tests_name("matching", tests, NULL, NULL);
}
