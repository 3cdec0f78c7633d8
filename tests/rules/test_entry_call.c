/* Callbacks, dated outcomes and "paid already": hours, caps, today, and dates that run backwards.
 */
#include "entry_show.h"
#include "base/mem.h"
#include "rules/paid.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void callbacks(void **state)
{
	(void)state;
	static const struct entry_row rows[] = {
		{ "", "default" },
		{ "   ", "default" },
		{ "jeu", "2024-06-27" },
		{ "dem", "2024-06-27" },
		{ "v", "2024-06-28" },
		{ "sam", "2024-07-01<2024-06-29" },
		{ "jeu 14h", "2024-06-27 14:00" },
		{ "14h jeu", "2024-06-27 14:00" },
		{ "14h30", "2024-06-26 14:30" },
		{ "14:30", "2024-06-26 14:30" },
		{ "14h", "2024-06-26 14:00" },
		{ "10h01", "2024-06-26 10:01" },
		{ "10h", "2024-06-27 10:00" },
		{ "9h", "2024-06-27 09:00" },
		{ "9:05", "2024-06-27 09:05" },
		{ "09h05", "2024-06-27 09:05" },
		{ "0h", "2024-06-27 00:00" },
		{ "23h59", "2024-06-26 23:59" },
		{ "14H30", "2024-06-26 14:30" },
		{ "&'h\"à", "2024-06-26 14:30" },
		{ "&':\"à", "2024-06-26 14:30" },
		{ "24h", "no such hour 24h" },
		{ "14h60", "no such hour 14h60" },
		{ "25:00", "no such hour 25:00" },
		{ "14h3", "bad token 14h3" },
		{ "14:", "bad token 14:" },
		{ ":30", "bad token :30" },
		{ "14:3", "bad token 14:3" },
		{ "14h300", "bad token 14h300" },
		{ "140h", "bad token 140h" },
		{ "14h 15h", "too many" },
		{ "jeu ven", "too many" },
		{ "14h jeu 15h", "too many" },
		{ "26", "missing hour" },
		{ "26/06", "missing hour" },
		{ "auj", "missing hour" },
		{ "+0", "missing hour" },
		{ "26 14h", "2024-06-26 14:00" },
		{ "auj 14h", "2024-06-26 14:00" },
		{ "tod 14:30", "2024-06-26 14:30" },
		{ "26 10h", "past 26 10h" },
		{ "26 9h", "past 26 9h" },
		{ "mer 14h", "2024-07-03 14:00" },
		{ "5/7", "2024-07-05" },
		{ "5/7 17h", "2024-07-05 17:00" },
		{ "9j", "2024-07-05" },
		{ "10j", "too far 10j 2024-07-05" },
		{ "6/7", "too far 6/7 2024-07-05" },
		{ "8/7", "too far 8/7 2024-07-05" },
		{ "2s", "too far 2s 2024-07-05" },
		{ "15", "too far 15 2024-07-05" },
		{ "99999j", "too far 99999j 2024-07-05" },
		{ "25/06", "past 25/06" },
		{ "hier", "past hier" },
		{ "500", "bad token 500" },
		{ "500 jeu", "bad token 500" },
		{ "12e jeu", "bad token 12e" },
		{ "1.500 jeu", "bad token 1.500" },
		{ "3x jeu", "bad token 3x" },
		{ "jeu €", "bad token €" },
		{ "jeu; ven", "bad token jeu;" },
		{ "jeu ;", "bad token ;" },
		{ "m", "ambiguous word m" },
		{ "31/02", "no such day 31/02" },
		{ "31.02", "no such day 31.02" },
		{ "après-midi", "bad token après-midi" },
		{ "507", "bad token 507" }, /* neither a day and month nor an amount here */
		{ "015", "bad token 015" },
		{ "0015", "bad token 0015" },
		{ "50/7", "no such day 50/7" },
		{ "050/7", "bad token 050/7" },
		{ "5/007", "bad token 5/007" },
		{ "2024-07-05x", "bad token 2024-07-05x" },
		{ "2024-007-05", "bad token 2024-007-05" },
		{ "2024-07-005", "bad token 2024-07-005" },
		{ "+00007", "too far +00007 2024-07-05" },
		{ "14h30h", "bad token 14h30h" },
	};
	struct entry_context context = entry_wednesday();
	entry_check(rows, COUNT(rows), OUTCOME_CALLBACK, &context);
}

static void an_hour_without_a_clock_is_today(void **state)
{
	(void)state;
	struct entry_context context = entry_wednesday();
	context.minute = -1;
	static const struct entry_row unknown[] = { { "9h", "2024-06-26 09:00" },
						    { "0h", "2024-06-26 00:00" },
						    { "26 9h", "2024-06-26 09:00" },
						    { "26", "missing hour" } };
	entry_check(unknown, COUNT(unknown), OUTCOME_CALLBACK, &context);
	context.minute = 0;
	static const struct entry_row midnight[] = { { "0h", "2024-06-27 00:00" }, { "0:01", "2024-06-26 00:01" } };
	entry_check(midnight, COUNT(midnight), OUTCOME_CALLBACK, &context);
	context.today = entry_day("2024-06-29");
	context.minute = 600;
	static const struct entry_row saturday[] = {
		{ "14h", "2024-07-01 14:00" },
		{ "9h", "2024-07-01 09:00" },
		{ "29 14h", "2024-07-01<2024-06-29 14:00" },
		{ "29", "2024-07-01<2024-06-29" },
	};
	entry_check(saturday, COUNT(saturday), OUTCOME_CALLBACK, &context);
}

static void caps(void **state)
{
	(void)state;
	struct entry_context context = entry_wednesday();
	context.sleep_check_on = entry_day("2024-07-17");
	static const struct entry_row asleep[] = { { "17/7", "2024-07-17" },
						   { "15", "2024-07-15" },
						   { "18/7", "too far 18/7 2024-07-17" } };
	entry_check(asleep, COUNT(asleep), OUTCOME_CALLBACK, &context);
	entry_check(asleep, COUNT(asleep), OUTCOME_EVASIVE, &context);
	context.sleep_check_on = entry_day("2024-06-28");
	static const struct entry_row soon[] = { { "v", "2024-06-28" },
						 { "l", "too far l 2024-06-28" } };
	entry_check(soon, COUNT(soon), OUTCOME_EVASIVE, &context);
	context.sleep_check_on = DATE_NONE;
	context.max_gap_days = 7;
	static const struct entry_row week[] = { { "mer", "2024-07-03" },
						 { "4/7", "too far 4/7 2024-07-03" } };
	entry_check(week, COUNT(week), OUTCOME_EVASIVE, &context);
	context.today = entry_day("2024-06-28");
	context.max_gap_days = 1;
	static const struct entry_row friday[] = { { "l", "2024-07-01" },
						   { "ma", "too far ma 2024-07-01" } };
	entry_check(friday, COUNT(friday), OUTCOME_EVASIVE, &context);
	context.today = entry_day("2024-12-23");
	context.max_gap_days = 10;
	static const struct entry_row december[] = {
		{ "25", "2024-12-26<2024-12-25" },
		{ "2", "2025-01-02" },
		{ "1/1", "2025-01-02<2025-01-01" },
		{ "2/1", "2025-01-02" },
		{ "3/1", "too far 3/1 2025-01-02" },
	};
	entry_check(december, COUNT(december), OUTCOME_EVASIVE, &context);
}

static void dated_outcomes(void **state)
{
	(void)state;
	struct entry_context context = entry_wednesday();
	static const struct entry_row evasive[] = {
		{ "", "empty" },
		{ "v", "2024-06-28" },
		{ "dem", "2024-06-27" },
		{ "26", "too soon 26 2024-06-27" },
		{ "auj", "too soon auj 2024-06-27" },
		{ "5/7", "2024-07-05" },
		{ "6/7", "too far 6/7 2024-07-05" },
		{ "14h", "bad token 14h" },
		{ "500 v", "bad token 500" },
		{ "v 15", "too many" },
		{ "25/6", "past 25/6" },
		{ "t", "ambiguous word t" },
		{ "fm", "2024-07-01<2024-06-30" },
	};
	entry_check(evasive, COUNT(evasive), OUTCOME_EVASIVE, &context);
	static const struct entry_row difficulty[] = {
		{ "", "default" },
		{ "v", "2024-06-28" },
		{ "15", "2024-07-15" },
		{ "15/12", "2024-12-16<2024-12-15 far" },
		{ "27/06/25", "too far 27/06/25 2025-06-26" },
		{ "26", "too soon 26 2024-06-27" },
	};
	entry_check(difficulty, COUNT(difficulty), OUTCOME_DIFFICULTY, &context);
	static const struct entry_row text[] = { { "", "default" },
						 { "il ne paiera pas le 15", "default" },
						 { "\xFF", "default" } };
	entry_check(text, COUNT(text), OUTCOME_REFUSAL, &context);
	entry_check(text, COUNT(text), OUTCOME_NOTE, &context);
	entry_check(text, COUNT(text), OUTCOME_DISPUTE, &context);
}

static void paid_already_runs_backwards(void **state)
{
	(void)state;
	static const struct entry_row rows[] = {
		{ "", "empty" },
		{ "lun", "4812.50 2024-06-24" },
		{ "mar", "4812.50 2024-06-25" },
		{ "mer", "4812.50 2024-06-19" },
		{ "jeu", "4812.50 2024-06-20" },
		{ "sam", "4812.50 2024-06-22" },
		{ "dimanche", "4812.50 2024-06-23" },
		{ "hier", "4812.50 2024-06-25" },
		{ "yes", "4812.50 2024-06-25" },
		{ "auj", "4812.50 2024-06-26" },
		{ "+0", "4812.50 2024-06-26" },
		{ "26", "4812.50 2024-06-26" },
		{ "25", "4812.50 2024-06-25" },
		{ "27", "4812.50 2024-05-27" },
		{ "31", "4812.50 2024-05-31" },
		{ "15", "4812.50 2024-06-15" },
		{ "15/06", "4812.50 2024-06-15" },
		{ "26/06", "4812.50 2024-06-26" },
		{ "15/12", "4812.50 2023-12-15" },
		{ "1512", "4812.50 2023-12-15" },
		{ "31/8", "4812.50 2023-08-31" },
		{ "30/8", "future 30/8" },
		{ "27/06", "future 27/06" },
		{ "28/06/2024", "future 28/06/2024" },
		{ "27/06/23", "4812.50 2023-06-27" },
		{ "2023-06-27", "4812.50 2023-06-27" },
		{ "2024-06-27", "future 2024-06-27" },
		{ "dem", "future dem" },
		{ "tom", "future tom" },
		{ "+7", "future +7" },
		{ "7j", "future 7j" },
		{ "fm", "4812.50 2024-05-31" },
		{ "eom", "4812.50 2024-05-31" },
		{ "29/02", "4812.50 2024-02-29" },
		{ "500 lun", "500.00 2024-06-24" },
		{ "1 500 15/06", "1500.00 2024-06-15" },
		{ "500", "missing date" },
		{ "6390,01 lun", "amount over" },
		{ "0 lun", "amount zero" },
		{ "1.500 lun", "bad amount 1.500" },
		{ "20 15", "either 20.00 2024-06-15 or 15.00 2024-06-20" },
		{ "3x lun", "bad token 3x" },
		{ "lun 14h", "bad token 14h" },
		{ "500 lun; 500 mar", "bad token lun;" },
		{ "m", "ambiguous word m" },
	};
	struct entry_context context = entry_wednesday();
	entry_check(rows, COUNT(rows), OUTCOME_PAID, &context);
	context.today = entry_day("2024-06-30");
	static const struct entry_row month_end[] = { { "fm", "4812.50 2024-06-30" },
						      { "dim", "4812.50 2024-06-23" },
						      { "30", "4812.50 2024-06-30" } };
	entry_check(month_end, COUNT(month_end), OUTCOME_PAID, &context);
	context.today = entry_day("2025-03-15");
	static const struct entry_row common_year[] = { { "29/02", "no such day 29/02" },
							{ "29", "4812.50 2025-01-29" },
							{ "30", "4812.50 2025-01-30" } };
	entry_check(common_year, COUNT(common_year), OUTCOME_PAID, &context);
	context.overdue = 0;
	static const struct entry_row none_due[] = { { "lun", "nothing owed" } };
	entry_check(none_due, COUNT(none_due), OUTCOME_PAID, &context);
}

/* As one says it: 15 is the next 15th, as alone. */
static void small_words_before_a_date_are_passed_over(void **state)
{
	static const struct {
		const char *said, *short_one;
	} rows[] = {
		{ "le 15", "15" },           { "500 le 15/7", "500 15/7" },   { "au 15/07", "15/07" },
		{ "pour le 15/7", "15/7" },  { "on fri", "fri" },             { "500 by the 15", "500 15" },
		{ "fin de mois", "fm" },     { "500 Fin du mois", "500 fm" }, { "3x fin mois", "3x fm" },
		{ "end of the month", "fm" }, { "500 le 15/7; 500 fin de mois", "500 15/7; 500 fm" },
	};
	struct entry_context context = entry_wednesday();
	static const struct entry_row kept[] = { { "500 le", "bad token le" }, { "lee 15", "bad token lee" }, { "fin de mo", "bad token fin" } };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct entry_result said, short_one;

		assert_true(entry_parse(rows[i].short_one, OUTCOME_PROMISE, &context, &short_one));
		if (!entry_parse(rows[i].said, OUTCOME_PROMISE, &context, &said))
			fail_msg("%s", rows[i].said);
		assert_int_equal(said.readings[0].total, short_one.readings[0].total);
		assert_int_equal(said.readings[0].line_count, short_one.readings[0].line_count);
		for (size_t n = 0; n < said.readings[0].line_count; n++)
			assert_int_equal(said.readings[0].lines[n].due_on, short_one.readings[0].lines[n].due_on);
	}
	entry_check(kept, COUNT(kept), OUTCOME_PROMISE, &context);
}

/* "monday by transfer, reference VIR-8841": the rest is not read as dates, whatever it looks like. */
static void a_means_of_payment_begins_words(void **state)
{
	static const struct entry_row rows[] = {
		{ "lun virement VIR-8841", "4812.50 2024-06-24" },
		{ "500 15/06 Chèque 1512 fm", "500.00 2024-06-15" },
		{ "lun PRLV", "4812.50 2024-06-24" },
		{ "lun virer", "bad token virer" },
		{ "virement VIR-8841", "empty" },
		{ "VIR 8841 lun", "empty" },
	};
	static const struct {
		const char *typed, *means;
	} words[] = {
		{ "lun virement VIR-8841", "virement VIR-8841" },
		{ "500 15/06 Chèque 1512 fm", "Chèque 1512 fm" },
		{ "  transfer", "transfer" },
		{ "lun 500", "" },
		{ "lun virements", "" },
		{ "", "" },
	};
	struct entry_context context = entry_wednesday();

	(void)state;
	entry_check(rows, COUNT(rows), OUTCOME_PAID, &context);
	for (size_t i = 0; i < COUNT(words); i++)
		assert_string_equal(paid_means(words[i].typed), words[i].means);
	static const struct entry_row promise[] = { { "ven virement", "bad token virement" } };
	entry_check(promise, COUNT(promise), OUTCOME_PROMISE, &context);
}

static void a_claim_is_kept_as_text_and_read_again(void **state)
{
	static const struct {
		struct paid_claim claim;
		const char *note;
	} rows[] = {
		{ { 50000, "EUR", 0, "virement VIR-8841" }, "500.00 EUR 2026-11-23 virement VIR-8841" },
		{ { 12131742, "USD", 0, "" }, "121317.42 USD 2026-11-23" },
	};
	static const char *const others[] = { "",           "virement fait", "500.00 EUR",          "500 EUR 2026-11-31",
					      "500 eur 2026-11-23", "500.00 EUR 2026-11-231", "500.00 EUR 2026-11-23x" };
	struct paid_claim read = { .amount = 7 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct paid_claim claim = rows[i].claim;
		char *note;

		claim.on = entry_day("2026-11-23");
		note = paid_note(&claim);
		assert_string_equal(note, rows[i].note);
		assert_true(paid_read(note, &read));
		assert_int_equal(read.amount, claim.amount);
		assert_string_equal(read.currency, claim.currency);
		assert_int_equal(read.on, claim.on);
		assert_string_equal(read.words, claim.words);
		mem_free(note);
	}
	for (size_t i = 0; i < COUNT(others); i++)
		assert_false(paid_read(others[i], &read));
	assert_int_equal(read.amount, 12131742);
}

static void a_paid_entry_says_its_day(void **state)
{
	(void)state;
	struct entry_context context = entry_wednesday();
	struct entry_result result;
	assert_true(entry_parse("sam 500", OUTCOME_PAID, &context, &result));
	assert_int_equal(result.readings[0].on, entry_day("2024-06-22"));
	assert_int_equal(result.readings[0].total, 50000);
	assert_false(result.readings[0].moved);
	assert_false(date_is(result.readings[0].lines[0].check_on));
}

static void a_date_alone(void **state)
{
	(void)state;
	static const struct {
		const char *typed;
		bool past_allowed;
		const char *wanted;
	} rows[] = {
		{ "ven", false, "2024-06-28" },
		{ "sam", false, "2024-06-29" },
		{ "15/12", false, "2024-12-15" },
		{ "2026-01-01", false, "2026-01-01" },
		{ "25/06", false, NULL },
		{ "2024-06-25", false, NULL },
		{ "2024-06-25", true, "2024-06-25" },
		{ "2026-01-01", true, "2026-01-01" },
		{ "ven", true, "2024-06-21" },
		{ "15", true, "2024-06-15" },
		{ "  15  ", false, "2024-07-15" },
		{ "500", false, NULL },
		{ "", false, NULL },
		{ "ven sam", false, NULL },
		{ "t", false, NULL },
		{ "3x", false, NULL },
		{ "14h", false, NULL },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		date got = DATE_NONE;
		date wanted = rows[i].wanted ? entry_day(rows[i].wanted) : DATE_NONE;
		bool ok = entry_parse_date(rows[i].typed, entry_day("2024-06-26"),
					   rows[i].past_allowed, &got);
		if (got != wanted)
			print_error("\"%s\" past %d\n", rows[i].typed, rows[i].past_allowed);
		assert_int_equal(ok, rows[i].wanted != NULL);
		assert_int_equal(got, wanted);
	}
}

/* Over the end of a year, backwards. */
static void days_of_last_december(void **state)
{
	(void)state;
	date got;
	assert_true(entry_parse_date("20", entry_day("2025-01-10"), true, &got));
	assert_int_equal(got, entry_day("2024-12-20"));
	assert_true(entry_parse_date("31", entry_day("2025-01-30"), true, &got));
	assert_int_equal(got, entry_day("2024-12-31"));
	assert_true(entry_parse_date("10", entry_day("2025-01-10"), true, &got));
	assert_int_equal(got, entry_day("2025-01-10"));
	assert_true(entry_parse_date("9", entry_day("2024-12-10"), false, &got));
	assert_int_equal(got, entry_day("2025-01-09"));
}

static void an_amount_alone(void **state)
{
	(void)state;
	static const struct {
		const char *typed;
		cents wanted; /* 0: none */
		bool unclear;
	} rows[] = {
		{ "500", 50000, false },
		{ "0,01", 1, false },
		{ "100 500", 10050000, false },
		{ "1 500,50", 150050, false },
		{ "1 500 e", 150000, false },
		{ "1'500.50", 150050, false },
		{ "12e", 1200, false },
		{ "12 €", 1200, false },
		{ "999999999999999,99", INT64_C(99999999999999999), false },
		{ "1000000000000000", 0, false },          /* a digit more than is kept */
		{ "1 000 000 000 000 000", 0, false },
		{ "1'000'000'000'000'000", 0, false },
		{ "0", 0, false },
		{ "-5", 0, false },
		{ "", 0, false },
		{ "15/12", 0, false },
		{ "3x", 0, false },
		{ "1000 500", 0, false },
		{ "12 50", 0, false },
		{ "12,5 500", 0, false },
		{ "1 500 e 250", 0, false },
		{ "1'50", 0, false },
		{ "12.50'", 0, false },
		{ "1.500", 0, true },
		{ "1,500", 0, true },
		{ "1.5000", 0, false },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		cents got = 0, sum = -1;
		bool ok = entry_parse_amount(rows[i].typed, &got);
		if (ok != (rows[i].wanted != 0) || got != rows[i].wanted ||
		    entry_amount_is_unclear(rows[i].typed) != rows[i].unclear)
			fail_msg("\"%s\": %d, %lld", rows[i].typed, ok, (long long)got);
		if (entry_parse_sum(rows[i].typed, &sum) != (ok || strcmp(rows[i].typed, "0") == 0) ||
		    sum != (ok ? got : strcmp(rows[i].typed, "0") == 0 ? 0 : -1))
			fail_msg("sum \"%s\": %lld", rows[i].typed, (long long)sum);
	}
}

/* What an entry says beside its dates. */
static void entries_say_what_was_typed_and_moved(void **state)
{
	(void)state;
	struct entry_context context = entry_wednesday();
	struct entry_result result;
	const struct entry *e = &result.readings[0];
	assert_true(entry_parse("100 ven; 50 sam", OUTCOME_PROMISE, &context, &result));
	assert_true(e->plan && e->amount_typed && e->moved && !e->far);
	assert_true(entry_parse("50 ven; 100 15/10", OUTCOME_PROMISE, &context, &result));
	assert_true(e->plan && e->far && !e->moved);
	assert_int_equal(e->total, 15000);
	assert_true(entry_parse("100 15/10; 50 ven", OUTCOME_PROMISE, &context, &result));
	assert_true(e->far);
	assert_int_equal(e->lines[0].amount, 5000);
	assert_false(entry_parse("24x 1/7", OUTCOME_PROMISE, &context, &result));
	assert_int_equal(result.status, ENTRY_TOO_FAR); /* 24 months are too many, 24 lines are not */
	assert_false(entry_parse("25x 1/7", OUTCOME_PROMISE, &context, &result));
	assert_int_equal(result.status, ENTRY_PLAN_SIZE);
	assert_true(entry_parse("ven", OUTCOME_PAID, &context, &result));
	assert_int_equal(e->typed_on, entry_day("2024-06-21"));
	assert_false(e->amount_typed);
	assert_true(entry_parse("500 ven", OUTCOME_PAID, &context, &result));
	assert_true(e->amount_typed);
	assert_true(entry_parse("sam", OUTCOME_CALLBACK, &context, &result));
	assert_true(e->moved);
	assert_true(entry_parse("ven", OUTCOME_CALLBACK, &context, &result));
	assert_false(e->moved);
	assert_false(entry_parse("500 25h", OUTCOME_PROMISE, &context, &result));
	assert_int_equal(result.status, ENTRY_BAD_TOKEN);
	context.currency[0] = '\0';
	assert_true(entry_parse("500 € ven", OUTCOME_PROMISE, &context, &result));
	assert_int_equal(e->total, 50000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(callbacks),
		cmocka_unit_test(an_hour_without_a_clock_is_today),
		cmocka_unit_test(caps),
		cmocka_unit_test(dated_outcomes),
		cmocka_unit_test(paid_already_runs_backwards),
		cmocka_unit_test(a_paid_entry_says_its_day),
		cmocka_unit_test(small_words_before_a_date_are_passed_over),
		cmocka_unit_test(a_means_of_payment_begins_words),
		cmocka_unit_test(a_claim_is_kept_as_text_and_read_again),
		cmocka_unit_test(a_date_alone),
		cmocka_unit_test(days_of_last_december),
		cmocka_unit_test(an_amount_alone),
		cmocka_unit_test(entries_say_what_was_typed_and_moved),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
