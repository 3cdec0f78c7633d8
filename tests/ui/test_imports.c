/* The files that came in, on the memory grid over a real store: what went wrong with each and what to
 * do. */
#include "tests/ui/desk_bench.h"

#include <stdio.h>

#include "desk/import.h"

static void import_text(struct session *session, const char *name, const char *text)
{
	char path[512];
	const struct import_request request = { .path = path, .terms_days = -1 };
	struct import_report report;
	struct err err = { 0 };
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", fixture_folder(), name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	import_file(session, &request, &report, &err);
	import_report_clear(&report);
}

static void import_some(struct session *session)
{
	import_text(session, "items.csv",
		    "client,name,number,issued,due,amount,open,currency\n"
		    "C1,Morel,F1,2026-09-01,2026-10-01,100.00,100.00,EUR\n"
		    "C1,Morel,F2,31/31/2026,2026-10-01,100.00,100.00,EUR\n");
	import_text(session, "odd.csv", "a,b\n1,2\n");
	import_text(session, "rates.csv", "from;rate_percent\n2026-07-01;12.15\n");
}

static void files_are_listed_with_what_went_wrong(void **state)
{
	struct bench *bench;

	bench_speak(WORDS_EN);
	import_some(*state);
	bench = bench_open(*state, 24, 80);
	bench_type(bench, "gi");
	bench_rest(bench);
	assert_true(bench_shows(bench, "Imports  3 files · 1 refused · 1 with lines refused"));
	assert_true(bench_shows(bench, "►rates.csv"));
	bench_type(bench, "\033[B");
	bench_rest(bench);
	assert_true(bench_shows(bench, "no row among the first 60 has the column names"));
	bench_type(bench, "\r"); /* nothing of it alone: the whole file */
	assert_true(bench_shows(bench, "Imports  3 files"));
	assert_true(bench_shows(bench, " ! the whole file was refused: no row among the first 60 has the column names"));
	bench_type(bench, "\033[A\r");
	assert_true(bench_shows(bench, " Nothing was refused."));
	bench_type(bench, "\033[B");
	bench_type(bench, "\033[B\r");
	bench_rest(bench);
	assert_true(bench_shows(bench, "What was not taken  1 refused · 0 warnings"));
	assert_true(bench_shows(bench, "►31/31/2026 is no date"));
	assert_true(bench_shows(bench, "correct the date; the mapping of a CSV can say how dates are"));
	term_grid_resize(bench->term, 24, 60); /* narrow: the preview has what the columns cut */
	bench_rest(bench);
	bench_rest(bench);
	assert_true(bench_shows(bench, " are written (dates = \"dmy\")"));
	bench_close(bench);
}

static void one_of_anything_is_singular(void **state)
{
	struct bench *bench;

	bench_speak(WORDS_EN);
	import_text(*state, "items.csv",
		    "client,name,number,issued,due,amount,open,currency\n"
		    "C1,Morel,F1,2026-09-01,2026-10-01,100.00,100.00,EUR\n"
		    "C1,Moral,F2,2026-09-01,2026-10-01,100.00,100.00,EUR\n");
	bench = bench_open(*state, 40, 120);
	bench_type(bench, "giz");
	bench_rest(bench);
	assert_true(bench_shows(bench, "Imports  1 file · 0 refused"));
	assert_true(bench_shows(bench, " 2 new, 0 changed, 0 closed, 0 unchanged · in 200.00 €, stored 200.00 €"));
	assert_true(bench_shows(bench, "  open items  ")); /* its kind, whole beside empty columns */
	assert_true(bench_shows(bench, "  1 warning")); /* there is something to read */
	bench_type(bench, "\r");
	bench_rest(bench);
	assert_true(bench_shows(bench, "1 warning  "));
	bench_close(bench);
}

static void wide_screens_show_all_of_a_row(void **state)
{
	struct bench *bench;

	bench_speak(WORDS_EN);
	import_some(*state);
	bench = bench_open(*state, 40, 120);
	bench_type(bench, "gi");
	bench_rest(bench);
	bench_type(bench, "\033[B\033[B");
	bench_rest(bench);
	assert_true(bench_shows(bench, "in 100.00 €, stored"));
	bench_type(bench, "\r");
	bench_rest(bench);
	assert_true(bench_shows(bench, "C1,Morel,F2,31/31"));
	bench_close(bench);
}

/* The journal tells an import in words: no sum of bytes, no name of a column. */
static void the_journal_tells_an_import_in_words(void **state)
{
	struct bench *bench;

	bench_speak(WORDS_EN);
	import_some(*state);
	bench = bench_open(*state, 40, 160);
	bench_type(bench, "gjz");
	bench_rest(bench);
	assert_true(bench_shows(bench, " source rates · file rates.csv · mode changes · lines 2 · items 1 · new 0 · changed 1 · closed 0"));
	assert_true(bench_lacks(bench, "sha256"));
	bench_close(bench);
	if (!bench_speak(WORDS_FR))
		fail_msg("the French catalogue is not built");
	bench = bench_open(*state, 40, 160);
	bench_type(bench, "gjz");
	bench_rest(bench);
	assert_true(bench_shows(bench, "rates.csv · mode modifications · "));
	bench_close(bench);
	bench_speak(WORDS_EN);
}

static void nothing_was_imported_is_said(void **state)
{
	struct bench *bench;

	bench_speak(WORDS_EN);
	bench = bench_open(*state, 24, 80);
	bench_type(bench, "gi");
	bench_rest(bench);
	assert_true(bench_shows(bench, "Nothing was imported yet: relance import FILE"));
	bench_close(bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(files_are_listed_with_what_went_wrong),
		FACT(one_of_anything_is_singular),
		FACT(wide_screens_show_all_of_a_row),
		FACT(the_journal_tells_an_import_in_words),
		FACT(nothing_was_imported_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
