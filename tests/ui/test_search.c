/* Search on the memory grid over a real store: who is found by what, as one types. */
#include "tests/ui/desk_bench.h"

static void results_follow_each_key(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "/");
	bench_golden(bench, "search-80x24-empty-en");
	bench_type(bench, "e");
	assert_true(bench_shows(bench, "Ets Nguyễn Import-Export"));
	bench_type(bench, "\177heb");
	bench_golden(bench, "search-80x24-en");
	check_cursor(bench->term, 20, 6);
	bench_type(bench, "\177\177\177e\033[B");
	check_cursor(bench->term, 11, 1); /* on the second one, for those who hear the screen */
	bench_type(bench, "\177heb");
	check_cursor(bench->term, 20, 6);
	bench_type(bench, "x");
	assert_true(bench_shows(bench, "no client answers to that"));
	assert_true(bench_lacks(bench, "Enter open")); /* nothing to open */
	bench_type(bench, "\r");
	assert_true(bench_shows(bench, " ! there is no client here"));
	bench_type(bench, "\177");
	assert_true(bench_shows(bench, "Menuiserie Hébrard SARL"));
	assert_int_equal(search_screen_client(&bench->app), queue_screen_client(&bench->app));
	bench_close(bench);
}

/* A name is not cut beside the empty cells of what it was found by. */
static void a_name_takes_the_room_there_is(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	fixture_client(*state, "C-77", "Société lyonnaise des pompes à chaleur");
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "/pompes");
	assert_true(bench_shows(bench, "►Société lyonnaise des pompes à chaleur  "));
	bench_close(bench);
}

/* Nor what it was found by beside those of a state that is short. */
static void what_was_found_takes_the_room_there_is(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	fixture_invoice(*state, fixture_client(*state, "C-77", "Ets Marchand Frères"), "FA2608-000020-LYON", LATE(20), 12240);
	struct bench *bench = bench_open(*state, 30, 90);

	bench_type(bench, "/122.40");
	assert_true(bench_shows(bench, "invoice FA2608-000020-LYON, open  "));
	assert_true(bench_shows(bench, "to call"));
	bench_close(bench);
}

static void typed_ahead_it_opens_what_was_found(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "/petit\r");
	assert_string_equal(bench_asked.data, "open(C-10300) "); /* its name, before a contact of that name */
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	bench_type(bench, "/boul\r");
	bench_type(bench, ":search velo\r\r");
	bench_type(bench, "/f-24-0978\r");
	assert_string_equal(bench_asked.data,
			    "open(C-10300) open(C-10300) open(C-10400) open(C-10310) at(F-24-0978) ");
	bench_close(bench);
}

static void every_kind_of_match_is_told(void **state)
{
	static const struct {
		const char *name, *typed, *client, *by;
	} rows[] = {
		{ "name without accents", "cafe", "Café des Halles", " name " },
		{ "two words in any order", "pont gar", "Garage du Pont-Neuf", " name " },
		{ "account", "10201", "Ets Nguyễn Import-Export", " account " },
		{ "invoice", "f-24-0978", "Clinique vétérinaire", " invoice F-24-0978" },
		{ "a long invoice", "fa2601", "Atelier Vélo", " invoice FA2601-001234" },
		{ "contact", "roux", "Garage du Pont-Neuf", " contact " },
		{ "last four digits", "3344", "Transports Mercadier", " phone …3344" },
		{ "digits with blanks", "10 20", "Garage du Pont-Neuf", " phone …1020" },
		{ "an amount", "1'234,56", "Atelier Vélo", " invoice FA2601-001234, open" },
		{ "an amount in euros", "1 234.56 eur", "Atelier Vélo", " invoice FA2601-001234, open" },
		{ "an amount on the row of AZERTY", "\"'(,-'", "Boulangerie Petit", " invoice FA2601-000345, open" },
		{ "a mail", "compta@", "Garage du Pont-Neuf", " compta@pont-neuf.fr " },
		{ "the end of an invoice", "4-0978", "Clinique vétérinaire", " invoice F-24-0978" },
		{ "digit row of AZERTY", "\"\"''", "Transports Mercadier", " phone …3344" },
	};

	bench_speak(WORDS_EN);
	bench_story(*state);
	fixture_invoice(*state, fixture_count("SELECT id FROM client WHERE no = 'C-10400'"), "FA2601-001234", IN(9), 123456);
	fixture_invoice(*state, fixture_count("SELECT id FROM client WHERE no = 'C-10300'"), "FA2601-000345", IN(9), 34564);
	fixture_sql("UPDATE contact SET mail = 'compta@pont-neuf.fr' WHERE client_id = (SELECT id FROM client WHERE no = 'C-10031')");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bench *bench = bench_open(*state, 24, 80);
		bench_type(bench, "/");
		bench_type(bench, rows[i].typed);
		if (!bench_shows(bench, rows[i].by) || !bench_shows(bench, rows[i].client))
			fail_msg("%s", rows[i].name);
		bench_close(bench);
	}
}

/* The file opens at the invoice; what else is written so stands below. */
static void an_amount_leads_to_its_invoices_and_payments(void **state)
{
	int64_t garage;

	bench_speak(WORDS_EN);
	bench_story(*state);
	garage = fixture_count("SELECT id FROM client WHERE no = 'C-10031'");
	fixture_invoice(*state, garage, "F-24-0500", LATE(9), 77700);
	fixture_sql("UPDATE invoice SET open_cents = 12300 WHERE number = 'F-24-0500'");
	fixture_invoice(*state, garage, "F-24-0501", IN(9), 77700);
	fixture_cash(*state, garage, fixture_invoice(*state, garage, "F-24-0502", LATE(30), 77700), LATE(3), 77700);
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number = 'F-24-0502'");
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "/777,00");
	bench_golden(bench, "search-80x24-amount-en");
	bench_type(bench, "\033[B");
	assert_true(bench_shows(bench, "Garage du Pont-Neuf  invoice F-24-0500, partly paid · 123.00 € left, due 15/"));
	bench_type(bench, "\r");
	assert_string_equal(bench_asked.data, "open(C-10031) at(F-24-0500) ");
	bench_close(bench);
}

static void escape_and_an_empty_field_go_back(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_golden(bench, "queue-80x24-first-en");
	bench_type(bench, "/heb");
	bench_type(bench, "\033");
	bench_golden(bench, "queue-80x24-first-en");
	bench_type(bench, "/h\177");
	assert_ptr_equal(frame_top(bench->app.frame), &search_screen);
	bench_type(bench, "\177");
	assert_ptr_equal(frame_top(bench->app.frame), &queue_screen);
	bench_type(bench, "/\r");
	assert_true(bench_shows(bench, "no client here"));
	assert_string_equal(bench_asked.data, "");
	bench_close(bench);
}

static void results_can_be_walked(void **state)
{
	bench_speak(WORDS_EN);
	fixture_portfolio(*state, 100);
	struct bench *bench = bench_open(*state, 24, 80);

	bench_type(bench, "/client");
	assert_true(bench_shows(bench, "the first 40 clients"));
	int64_t first = search_screen_client(&bench->app);
	bench_type(bench, "\033[B\033[6~\033[6~\033[6~\033[6~\033[6~");
	assert_int_not_equal(search_screen_client(&bench->app), first);
	bench_type(bench, "\033[5~\033[5~\033[5~\033[5~\033[5~\033[5~");
	assert_int_equal(search_screen_client(&bench->app), first);
	bench_close(bench);
}

static void wide_and_small(void **state)
{
	bench_speak(WORDS_EN);
	bench_story(*state);
	struct bench *bench = bench_open(*state, 40, 120);

	bench_type(bench, "/c-10");
	bench_golden(bench, "search-120x40-en");
	term_grid_resize(bench->term, 10, 40);
	bench_rest(bench);
	bench_golden(bench, "search-40x10-en");
	term_grid_resize(bench->term, 3, 12);
	bench_rest(bench);
	term_grid_resize(bench->term, 1, 1);
	bench_rest(bench);
	bench_close(bench);
}

static void in_french(void **state)
{
	bench_golden_in_french(*state, "/c-10", "search-80x24-fr");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(results_follow_each_key),
		FACT(a_name_takes_the_room_there_is),
		FACT(typed_ahead_it_opens_what_was_found),
		FACT(every_kind_of_match_is_told),
		FACT(what_was_found_takes_the_room_there_is),
		FACT(an_amount_leads_to_its_invoices_and_payments),
		FACT(escape_and_an_empty_field_go_back),
		FACT(results_can_be_walked),
		FACT(wide_and_small),
		FACT(in_french),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
