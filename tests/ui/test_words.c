/* Sentences put together of foreign words: cut where one letter ends, never within.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"
#include "words/error.h"
#include "words/history.h"
#include "words/money.h"
#include "words/reject.h"
#include "words/journal.h"
#include "words/words.h"

/* `n` letters of two bytes behind one of one byte: every even number of bytes cuts one. */
static const char *accents(size_t n)
{
	static char text[1024];

	text[0] = 'a';
	for (size_t i = 0; i < n; i++)
		memcpy(text + 1 + 2 * i, "\xc3\xa9", 2);
	text[1 + 2 * n] = '\0';
	return text;
}

static void a_piece_is_cut_between_letters(void **state)
{
	char out[WORDS_TEXT] = "", *wanted = mem_printf("(%.99s) behind", accents(60));
	struct words_text text = { .out = out };

	(void)state;
	words_add(&text, "(%.100s)", accents(60));
	words_add(&text, " behind");
	assert_string_equal(out, wanted);
	assert_int_equal(text.used, strlen(out));
	mem_free(wanted);
}

/* Wherever a precision cuts letters of one, two, three and four bytes, what is whole stays. */
static void letters_of_any_length_are_cut_whole(void **state)
{
	static const char letters[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xc3\x80\xe0\xa4\x80\xf0\x90\x80\x80z";
	static const size_t whole[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10, 12, 12, 12, 15, 15, 15, 15, 19, 20 };

	(void)state;
	for (size_t cut = 0; cut < sizeof whole / sizeof *whole; cut++) {
		char out[WORDS_TEXT] = "";
		struct words_text text = { .out = out };

		words_add(&text, "%.*s", (int)cut, letters);
		assert_int_equal(strlen(out), whole[cut]);
		assert_int_equal(text.used, whole[cut]);
		assert_memory_equal(out, letters, whole[cut]);
	}
}

/* Room is used to the last byte a whole letter fits in. */
static void a_full_text_is_full(void **state)
{
	(void)state;
	for (size_t before = 0; before < 3; before++) {
		char out[WORDS_TEXT + 1], euros[3 * WORDS_TEXT + 1] = "";
		struct words_text text = { .out = out };

		memset(out, '#', sizeof out);
		for (size_t i = 0; i < WORDS_TEXT; i++)
			memcpy(euros + 3 * i, "\xe2\x82\xac", 4);
		words_add(&text, "%.*s%s", (int)before, "xx", euros);
		assert_int_equal(strlen(out), before + 3 * ((WORDS_TEXT - 1 - before) / 3));
		assert_int_equal(out[WORDS_TEXT], '#');
	}
}

static void what_is_full_ends_with_a_letter(void **state)
{
	char out[WORDS_TEXT] = "";
	struct words_text text = { .out = out };

	(void)state;
	words_add(&text, "x%s", accents(400));
	assert_int_equal(strlen(out), WORDS_TEXT - 2);
	assert_true(text_is_utf8(out, strlen(out)));
	words_add(&text, "%s", "\xc3\xa9");
	assert_int_equal(strlen(out), WORDS_TEXT - 2);
}

/* An amount and a day at its beginning do not make a payment of what an agent wrote. */
static void only_the_note_of_paid_already_says_what_was_paid(void **state)
{
	static const struct {
		const char *outcome, *shown;
	} cases[] = {
		{ "paid", "500.00 € paid on 22/11 · is late" },
		{ "note", "500.00 EUR 2026-11-22 is late" },
		{ "callback", "500.00 EUR 2026-11-22 is late" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct call_row row = { .outcome = cases[i].outcome, .note = "500.00 EUR 2026-11-22 is late", .reason = "", .excuse = "",
					      .channel = "phone", .on_day = 20781, .next_on = DATE_NONE, .next_minute = -1 };
		const struct history_line line = { .on_day = 20781, .call = &row };
		const struct client_file file = { .promise_count = 0 };
		char out[WORDS_TEXT];

		assert_string_equal(words_history(&line, &file, out), cases[i].shown);
	}
}

static void a_long_note_of_the_history_ends_with_a_letter(void **state)
{
	const struct call_row row = { .outcome = "note", .note = accents(300), .reason = "", .excuse = "", .channel = "phone",
				      .on_day = 20781, .next_on = DATE_NONE, .next_minute = -1 };
	const struct history_line line = { .on_day = 20781, .call = &row };
	const struct client_file file = { .promise_count = 0 };
	char out[WORDS_TEXT];

	(void)state;
	words_history(&line, &file, out);
	assert_int_equal(strlen(out), 399);
	assert_true(text_is_utf8(out, strlen(out)));
}

static void a_long_name_in_the_brief_ends_with_a_letter(void **state)
{
	const struct brief_line line = { .code = BRIEF_EXCUSES, .count = 3, .other = 2, .text = accents(90), .currency = "EUR" };
	char out[WORDS_TEXT];

	(void)state;
	words_brief(&line, 20781, out);
	assert_true(text_is_utf8(out, strlen(out)));
	assert_non_null(strstr(out, "\xc3\xa9: 2)."));
}

static void the_bank_is_told_with_its_days_and_code(void **state)
{
	static const struct {
		struct brief_line line;
		const char *said;
	} rows[] = {
		{ { .code = BRIEF_RETURNED, .amount = 12240, .currency = "EUR", .on = 20777, .until = 20748, .text = "AM04" },
		  "! The bank took back on 20/11 the payment of 122.40 € of 22/10 (AM04)." },
		{ { .code = BRIEF_RETURNED, .amount = 12240, .currency = "EUR", .on = 20777, .until = 20748, .text = "" },
		  "! The bank took back on 20/11 the payment of 122.40 € of 22/10." },
		{ { .code = BRIEF_PERHAPS, .amount = 23227, .currency = "EUR", .on = 20777, .count = 1 },
		  "! 232.27 € of 20/11, to be matched, may be their payment: look first (g r)." },
		{ { .code = BRIEF_PERHAPS, .amount = 23227, .currency = "EUR", .on = 20777, .count = 3 },
		  "! 3 payments to be matched may be theirs, the last 232.27 € of 20/11: look first (g r)." },
		{ { .code = BRIEF_BROKEN, .amount = 12240, .currency = "EUR", .on = 20748, .which = 1 },
		  "× Promised 122.40 € for 22/10, paid and taken back by the bank." },
		{ { .code = BRIEF_BROKEN, .amount = 12240, .currency = "EUR", .on = 20748 },
		  "× Promised 122.40 € for 22/10, nothing came." },
	};
	char out[WORDS_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(words_brief(&rows[i].line, 20781, out), rows[i].said);
}

static void a_judgement_says_what_came_and_what_went_back(void **state)
{
	static const struct {
		enum promise_state state;
		cents received;
		date reversed_on;
		const char *said;
	} rows[] = {
		{ PROMISE_KEPT, 12240, DATE_NONE, "122.40 € for 22/10: received" },
		{ PROMISE_PARTLY_KEPT, 240, 20777, "122.40 € for 22/10: only 2.40 € came" },
		{ PROMISE_BROKEN, 0, DATE_NONE, "122.40 € for 22/10: nothing came" },
		{ PROMISE_BROKEN, 0, 20777, "122.40 € for 22/10: came, and went back on 20/11" },
	};
	char out[WORDS_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct promise_row row = { .promise = { .amount = 12240, .currency = "EUR", .made_on = 20740, .due_on = 20748, .check_on = 20750,
		                                              .state = rows[i].state, .received = rows[i].received, .reversed_on = rows[i].reversed_on } };
		const struct history_line line = { .judged = &row };

		assert_string_equal(words_history(&line, NULL, out), rows[i].said);
	}
}

static void an_error_has_the_amounts_of_its_reader(void **state)
{
	static const struct {
		const char *text, *en, *fr;
	} rows[] = {
		{ "above the 3239.94 EUR in dispute", "above the 3,239.94 € in dispute", "above the 3 239,94 € in dispute" },
		{ "a day like 2026-11-15, not 15/11", "a day like 2026-11-15, not 15/11", "a day like 2026-11-15, not 15/11" },
		{ "/home/ines/bank 2026-11-15 is empty", "/home/ines/bank 2026-11-15 is empty", "/home/ines/bank 2026-11-15 is empty" },
		{ "-5.00 USD, 12.00 CHF.", "-5.00 $, 12.00 CHF.", "-5,00 $, 12,00 CHF." },
		{ "a-2026-11-15.db is 3.40 and 1.50", "a-2026-11-15.db is 3.40 and 1.50", "a-2026-11-15.db is 3.40 and 1.50" },
		{ "2026-02-30 12.5 EUR 12.00 EURO 12.00 XYZ 12.00", "2026-02-30 12.5 EUR 12.00 EURO 12.00 XYZ 12.00",
		  "2026-02-30 12.5 EUR 12.00 EURO 12.00 XYZ 12.00" },
		{ " two  blanks ", " two  blanks ", " two  blanks " },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < 2 * sizeof rows / sizeof *rows; i++) {
		struct buf out;

		words_set_lang(i % 2 ? WORDS_FR : WORDS_EN);
		buf_init(&out);
		words_error(rows[i / 2].text, &out);
		assert_string_equal(out.data, i % 2 ? rows[i / 2].fr : rows[i / 2].en);
		buf_clear(&out);
	}
	words_set_lang(WORDS_EN);
}

/* The first word is whose they are, and may look like one. */
static void amounts_of_a_file_are_read_as_ours(void **state)
{
	static const struct {
		enum intake_reason reason;
		const char *arg, *said;
	} rows[] = {
		{ REASON_GAP, "100000.01 -1234.50", "100000.01 -1,234.50: open items and account balance differ" },
		{ REASON_BALANCE, "FR76 1000.00/-20000.05 EUR",
		  "old balance and movements do not make the new balance: FR76 1,000.00/-20,000.05 EUR" },
		{ REASON_DETAILS, "-200000.00", "the parts of an entry do not add up to it: -200,000.00 was taken as one" },
		{ REASON_OTHER_AMOUNT, "F1000.00 1000.00 / 2000.00", "the books have another amount: F1000.00 1,000.00 / 2,000.00" },
		{ REASON_SUMMARY, "FR76 1000/1001", "the entries are not those the bank itself counts: FR76 1000/1001" },
		{ REASON_BAD_AMOUNT, "x 1000.00", "x 1000.00 is no amount" },
	};
	char out[WORDS_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(words_reject(rows[i].reason, rows[i].arg, out), rows[i].said);
	assert_string_equal(words_remedy(REASON_DUPLICATE, false), "remove the line that is wrong: the first one was taken");
	assert_string_equal(words_remedy(REASON_DUPLICATE, true), "nothing to do: both say the same, and it was taken once");
}

static void amounts_are_written_by_our_own_tables(void **state)
{
	static const struct {
		cents amount;
		const char *currency, *en, *fr;
	} rows[] = {
		{ 0, "EUR", "0.00 €", "0,00 €" },
		{ 5, "EUR", "0.05 €", "0,05 €" },
		{ -5, "EUR", "-0.05 €", "-0,05 €" },
		{ 99999, "USD", "999.99 $", "999,99 $" },
		{ 100000, "GBP", "1,000.00 £", "1 000,00 £" },
		{ -123456789, "JPY", "-1,234,567.89 ¥", "-1 234 567,89 ¥" },
		{ 100000000, "CHF", "1,000,000.00 CHF", "1 000 000,00 CHF" },
		{ 481250, "", "4,812.50", "4 812,50" },
		{ INT64_MIN, "", "-92,233,720,368,547,758.08", "-92 233 720 368 547 758,08" },
	};
	char out[MONEY_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_string_equal(words_amount(rows[i].amount, rows[i].currency, out), rows[i].en);
		words_set_lang(WORDS_FR);
		assert_string_equal(words_amount(rows[i].amount, rows[i].currency, out), rows[i].fr);
		words_set_lang(WORDS_EN);
	}
	assert_string_equal(words_amount_under(500, "EUR", "EUR", out), "5.00");
	assert_string_equal(words_amount_under(500, "USD", "EUR", out), "5.00 $");
	assert_string_equal(words_whole_percent(-45, out), "-45%");
	assert_string_equal(words_percent(1315, out), "13.15%");
	words_set_lang(WORDS_FR);
	assert_string_equal(words_whole_percent(45, out), "45 %");
	assert_string_equal(words_percent(1315, out), "13,15 %");
	words_set_lang(WORDS_EN);
}

static void days_are_written_near_and_far(void **state)
{
	enum { TODAY = 20781 /* Tuesday 2026-11-24 */ };
	static const struct {
		date on;
		const char *date, *day[2], *longer[2];
	} rows[] = {
		{ TODAY, "24/11", { "Tue 24/11", "mar. 24/11" }, { "Tuesday 24 November", "mardi 24 novembre" } },
		{ TODAY + 7, "01/12", { "Tue 01/12", "mar. 01/12" }, { "Tuesday 1 December", "mardi 1er décembre" } },
		{ TODAY + 37, "31/12", { "Thu 31/12", "jeu. 31/12" }, { "Thursday 31 December", "jeudi 31 décembre" } },
		{ TODAY + 38, "01/01/2027", { "Fri 01/01/2027", "ven. 01/01/2027" }, { "Friday 1 January 2027", "vendredi 1er janvier 2027" } },
		{ TODAY - 328, "31/12/2025", { "Wed 31/12/2025", "mer. 31/12/2025" }, { "Wednesday 31 December 2025", "mercredi 31 décembre 2025" } },
		{ TODAY - 2, "22/11", { "Sun 22/11", "dim. 22/11" }, { "Sunday 22 November", "dimanche 22 novembre" } },
		{ DATE_NONE, "", { "", "" }, { "", "" } },
	};
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_string_equal(words_near_date(rows[i].on, TODAY, out), rows[i].date);
		for (int lang = 0; lang < 2; lang++) {
			words_set_lang(lang ? WORDS_FR : WORDS_EN);
			assert_string_equal(words_near_day(rows[i].on, TODAY, out), rows[i].day[lang]);
			assert_string_equal(words_near_long(rows[i].on, TODAY, out), rows[i].longer[lang]);
		}
		words_set_lang(WORDS_EN);
	}
	assert_string_equal(words_month(1), "January");
	assert_string_equal(words_month(12), "December");
	assert_string_equal(words_weekday_short(0), "Mo");
	assert_string_equal(words_weekday_short(6), "Su");
}

static void hours_and_phones_are_read_aloud(void **state)
{
	static const struct {
		const char *phone, *shown;
	} rows[] = {
		{ "0478123456", "04 78 12 34 56" },
		{ "+33478123456", "+33 4 78 12 34 56" },
		{ "4781234560", "4781234560" },
		{ "047812345", "047812345" },
		{ "04781234567", "04781234567" },
		{ "+3347812345", "+3347812345" },
		{ "+334781234567", "+334781234567" },
		{ "04781234x6", "04781234x6" },
		{ "+32478123456", "+32478123456" },
		{ "", "" },
	};
	char out[WORDS_PHONE], hour[16];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(words_phone(rows[i].phone, out), rows[i].shown);
	assert_string_equal(words_hour(-1, hour), "");
	assert_string_equal(words_hour(0, hour), "0:00");
	assert_string_equal(words_hour(59, hour), "0:59");
	assert_string_equal(words_hour(60, hour), "1:00");
	assert_string_equal(words_hour(1439, hour), "23:59");
}

/* Every kind of row the desk writes besides outcomes and what is done on disputes and documents. */
static void each_kind_of_journal_row_has_words(void **state)
{
	static const char *const kinds[] = {
		"promise_kept", "promise_partly_kept", "promise_broken", "promise_reopened", "withdraw_promise", "propose", "lapse", "approve",
		"refuse", "hand_over", "take_back", "threaten", "undecide", "announce", "execute", "impose", "lift", "waiver", "rates", "agent_add",
		"agent_set", "agent_remove", "team_add", "team_rename", "team_remove", "assign", "import", "init", "claim", "undo", "mail_queued",
		"mail_cancelled", "mail_restored", "mail_sent", "mail_failed", "mail_given_up", "document_sent", "document_settled",
		"dispute_resolved", "dispute_paid", "callback_paid", "dispute_set", "dispute_raised", "client_set", "clock_close", "clock_open", "acknowledge",
		"cash", "cash_undone", "cash_reversed", "cash_ignored", "contact_added", "contact_changed", "contact_wrong", "contact_right",
		"exported", "migrate", "platform",
	};
	char out[WORDS_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strchr(kinds[i], '_'))
			assert_null(strchr(words_journal_kind(kinds[i]), '_'));
	assert_string_equal(words_journal_kind("mail_sent"), "mail sent");
	assert_string_equal(words_journal_kind("acknowledge"), "debt acknowledged");
	assert_string_equal(words_journal_payload("{\"clock\":\"insurer\"}", out), "clock insurer's notice");
	assert_string_equal(words_journal_payload("{\"on\":\"2026-11-20\",\"promise\":0}", out), "written on 20/11/2026");
	assert_string_equal(words_journal_payload("{\"state\":\"broken\",\"due_on\":\"2026-11-20\",\"amount\":\"500.00\"}", out),
			    "state broken · for 20/11/2026 · amount 500.00");
}

/* Of a client nobody ever called, "since the last contact" would be untrue. */
static void a_gap_says_whether_there_was_a_contact(void **state)
{
	const struct score_line called = { .code = SCORE_GAP, .points = 30, .days = 13, .on = 20700 };
	const struct score_line never = { .code = SCORE_GAP, .points = 100, .days = 2446, .on = DATE_NONE };
	char out[WORDS_TEXT];

	(void)state;
	assert_string_equal(words_score_line(&called, "EUR", out), "13 days since the last contact");
	assert_string_equal(words_score_line(&never, "EUR", out), "never chased, overdue for 2446 days");
}

static void a_file_that_sleeps_into_the_next_year_says_which(void **state)
{
	const struct callable asleep = { .why_not = WHY_NOT_PROMISE, .next_on = 20837, .next_minute = -1 };
	char out[WORDS_TEXT];

	(void)state;
	assert_string_equal(words_next(&asleep, 20781, out), "sleeps until Tue 19/01/2027: a promise runs");
	assert_string_equal(words_next(&asleep, 20820, out), "sleeps until Tue 19/01: a promise runs");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_piece_is_cut_between_letters),
		cmocka_unit_test(each_kind_of_journal_row_has_words),
		cmocka_unit_test(a_gap_says_whether_there_was_a_contact),
		cmocka_unit_test(a_file_that_sleeps_into_the_next_year_says_which),
		cmocka_unit_test(amounts_are_written_by_our_own_tables),
		cmocka_unit_test(days_are_written_near_and_far),
		cmocka_unit_test(hours_and_phones_are_read_aloud),
		cmocka_unit_test(the_bank_is_told_with_its_days_and_code),
		cmocka_unit_test(a_judgement_says_what_came_and_what_went_back),
		cmocka_unit_test(an_error_has_the_amounts_of_its_reader),
		cmocka_unit_test(amounts_of_a_file_are_read_as_ours),
		cmocka_unit_test(letters_of_any_length_are_cut_whole),
		cmocka_unit_test(a_full_text_is_full),
		cmocka_unit_test(what_is_full_ends_with_a_letter),
		cmocka_unit_test(only_the_note_of_paid_already_says_what_was_paid),
		cmocka_unit_test(a_long_note_of_the_history_ends_with_a_letter),
		cmocka_unit_test(a_long_name_in_the_brief_ends_with_a_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
