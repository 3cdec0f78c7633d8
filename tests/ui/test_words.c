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
#include "words/history.h"
#include "words/reject.h"
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

/* The first word is whose they are, and may look like one. */
static void amounts_of_a_file_are_read_as_ours(void **state)
{
	static const struct {
		enum intake_reason reason;
		const char *arg, *said;
	} rows[] = {
		{ REASON_GAP, "100000.01 -1234.50", "open items and account balance differ: 100000.01 -1,234.50" },
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
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_piece_is_cut_between_letters),
		cmocka_unit_test(amounts_of_a_file_are_read_as_ours),
		cmocka_unit_test(what_is_full_ends_with_a_letter),
		cmocka_unit_test(only_the_note_of_paid_already_says_what_was_paid),
		cmocka_unit_test(a_long_note_of_the_history_ends_with_a_letter),
		cmocka_unit_test(a_long_name_in_the_brief_ends_with_a_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
