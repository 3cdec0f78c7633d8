/* Text: what the door lets in, search keys, widths in cells, and each way out. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define BAD  "\xEF\xBF\xBD" /* U+FFFD */
#define ESC  "\x1B"
#define MORE "\xE2\x80\xA6" /* … */

struct row {
	const char *name, *in, *out;
};

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const struct row clean_rows[] = {
	{ "plain", "ACME SARL", "ACME SARL" },
	{ "empty", "", "" },
	{ "only blanks", " \t\r\n ", "" },
	{ "runs and ends", "  ACME   SARL  ", "ACME SARL" },
	{ "tab and line ends", "a\tb\r\nc\vd\fe", "a b c d e" },
	{ "escape sequence", "AB" ESC "[31mCD" ESC "]0;x\aE", "AB[31mCD]0;xE" },
	{ "C0 and DEL",
	  "a\x01\x02\x7F"
	  "b",
	  "ab" },
	{ "C1 as UTF-8",
	  "a\xC2\x9B"
	  "31mb",
	  "a31mb" },
	{ "NEL is a line end",
	  "a\xC2\x85"
	  "b",
	  "a b" },
	{ "line and paragraph separators",
	  "a\xE2\x80\xA8"
	  "b\xE2\x80\xA9"
	  "c",
	  "a b c" },
	{ "no-break blanks",
	  "1\xC2\xA0"
	  "234\xE2\x80\xAF"
	  "567",
	  "1 234 567" },
	{ "ideographic blank",
	  "a\xE3\x80\x80"
	  "b",
	  "a b" },
	{ "bidi override U+202E",
	  "abc\xE2\x80\xAE"
	  "def",
	  "abcdef" },
	{ "bidi isolates U+2066..2069",
	  "\xE2\x81\xA6"
	  "a\xE2\x81\xA9",
	  "a" },
	{ "bidi marks U+200E, U+061C",
	  "a\xE2\x80\x8E"
	  "b\xD8\x9C"
	  "c",
	  "abc" },
	{ "zero width U+200B..200D",
	  "a\xE2\x80\x8B"
	  "b\xE2\x80\x8C"
	  "c\xE2\x80\x8D"
	  "d",
	  "abcd" },
	{ "byte order mark",
	  "\xEF\xBB\xBF"
	  "ACME",
	  "ACME" },
	{ "word joiner",
	  "a\xE2\x81\xA0"
	  "b",
	  "ab" },
	{ "soft hyphen",
	  "re\xC2\xAD"
	  "lance",
	  "relance" },
	{ "tags U+E0001, U+E0041",
	  "a\xF3\xA0\x80\x81\xF3\xA0\x81\x81"
	  "b",
	  "ab" },
	{ "variation selector",
	  "a\xEF\xB8\x8F"
	  "b",
	  "ab" },
	{ "interlinear annotation",
	  "a\xEF\xBF\xB9"
	  "b",
	  "ab" },
	{ "not a character U+FFFE",
	  "a\xEF\xBF\xBE"
	  "b",
	  "ab" },
	{ "French stays", "C\xC3\xB4t\xC3\xA9 \xC5\x93uvre", "C\xC3\xB4t\xC3\xA9 \xC5\x93uvre" },
	{ "NFD becomes NFC", "Cafe\xCC\x81", "Caf\xC3\xA9" },
	{ "marks in the wrong order", "a\xCC\x81\xCC\xA3", "\xE1\xBA\xA1\xCC\x81" },
	{ "Vietnamese NFD", "Vie\xCC\xA3\xCC\x82t", "Vi\xE1\xBB\x87t" },
	{ "hidden between letter and mark", "e\xE2\x80\x8B\xCC\x81", "\xC3\xA9" },
	{ "Angstrom sign", "\xE2\x84\xAB", "\xC3\x85" },
	{ "euro and quotes stay", "\xE2\x80\x99 12 \xE2\x82\xAC", "\xE2\x80\x99 12 \xE2\x82\xAC" },
	{ "CP1252 byte", "Caf\xE9 noir", "Caf" BAD " noir" },
	{ "cut sequence", "abc\xE2\x82", "abc" BAD },
	{ "overlong slash", "\xC0\xAF", BAD BAD },
	{ "surrogate",
	  "a\xED\xA0\x80"
	  "b",
	  "a" BAD "b" },
	{ "stray continuation", "\x80x", BAD "x" },
	{ "beyond U+10FFFF", "\xF4\x90\x80\x80", BAD },
	{ "smile", "\xF0\x9F\x98\x80!", "\xF0\x9F\x98\x80!" },
};

static void the_door_lets_in_clean_text_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(clean_rows); i++) {
		const struct row *r = &clean_rows[i];
		char *got = text_clean(r->in, strlen(r->in));
		if (strcmp(got, r->out) != 0)
			fail_msg("%s: got \"%s\"", r->name, got);
		mem_free(got);
	}
}

static void cleaning_twice_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(clean_rows); i++) {
		char *again = text_clean(clean_rows[i].out, strlen(clean_rows[i].out));
		if (strcmp(again, clean_rows[i].out) != 0)
			fail_msg("%s: got \"%s\"", clean_rows[i].name, again);
		mem_free(again);
	}
}

static void a_nul_byte_is_a_control(void **state)
{
	char *got = text_clean("a\0b\xC3\xA9\0", 6);

	(void)state;
	assert_string_equal(got, "ab\xC3\xA9");
	mem_free(got);
	got = text_clean("a\0b", 3);
	assert_string_equal(got, "ab");
	mem_free(got);
}

/* Into every room: what fits of the whole answer, on a character and without a blank at the end. */
static void cleaning_into_a_buffer_cuts_on_a_character(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(clean_rows); i++) {
		const struct row *r = &clean_rows[i];
		for (size_t room = 1; room <= strlen(r->out) + 2; room++) {
			char out[64];
			memset(out, '#', sizeof out);
			size_t len = text_clean_into(out, room, r->in, strlen(r->in));
			bool fits = len == strlen(out) && len < room &&
				    strncmp(out, r->out, len) == 0 && out[room] == '#' &&
				    text_is_utf8(out, len);
			if (!fits || (len > 0 && out[len - 1] == ' '))
				fail_msg("%s, room %zu: \"%s\"", r->name, room, out);
			if (room > strlen(r->out))
				assert_string_equal(out, r->out);
		}
	}
}

static void a_cut_loses_no_more_than_it_must(void **state)
{
	char out[32];

	(void)state;
	assert_int_equal(text_clean_into(out, 6, "abcdefgh", 8), 5);
	assert_string_equal(out, "abcde");
	assert_int_equal(text_clean_into(out, 6, "abcd\xC3\xA9", 6), 4);
	assert_int_equal(text_clean_into(out, 7, "abcd\xC3\xA9", 6), 6);
	assert_int_equal(text_clean_into(out, 5, "abc def", 7), 3);
	assert_int_equal(text_clean_into(out, 6, "abc def", 7), 5);
	assert_string_equal(out, "abc d");
}

static void only_strict_utf8_passes(void **state)
{
	static const char *const good[] = { "", "abc", "\xC3\xA9", "\xF4\x8F\xBF\xBF", "\x7F\x01" };
	static const char *const bad[] = {
		"\xC0\x80", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",    "\x80",
		"\xE2\x82", "a\xFF",        "caf\xE9",      "\xF8\x88\x80\x80\x80"
	};

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++)
		if (!text_is_utf8(good[i], strlen(good[i])))
			fail_msg("good %zu refused", i);
	for (size_t i = 0; i < COUNT(bad); i++)
		if (text_is_utf8(bad[i], strlen(bad[i])))
			fail_msg("bad %zu taken", i);
	assert_false(text_is_utf8("a\0b", 3));
	assert_true(text_is_utf8("a\0b", 1));
}

static const struct row fold_rows[] = {
	{ "plain", "ACME Sarl", "acme sarl" },
	{ "accents", "\xC3\x89lectricit\xC3\xA9 G\xC3\x89N\xC3\x89RALE", "electricite generale" },
	{ "NFD", "Cafe\xCC\x81", "cafe" },
	{ "oe and ae", "\xC5\x92uvre \xC3\x86quo c\xC5\x93ur", "oeuvre aequo coeur" },
	{ "sharp s",
	  "Stra\xC3\x9F"
	  "e \xE1\xBA\x9E",
	  "strasse ss" },
	{ "Danish", "S\xC3\xB8ren \xC3\x85rhus \xC3\x98", "soren arhus o" },
	{ "Polish",
	  "\xC5\x81\xC3\xB3"
	  "d\xC5\xBA",
	  "lodz" },
	{ "Turkish I", "\xC4\xB0stanbul \xC4\xB1", "istanbul i" },
	{ "Vietnamese",
	  "Nguy\xE1\xBB\x85n \xC4\x90\xE1\xBB\xA9"
	  "c \xC6\xA0n \xC6\xAF",
	  "nguyen duc on u" },
	{ "Icelandic", "\xC3\x9E\xC3\xB3r\xC3\xB0ur", "thordur" },
	{ "Czech", "Dvo\xC5\x99\xC3\xA1k", "dvorak" },
	{ "punctuation", " S.A.R.L.  Dupont & Fils / (Paris) ", "s a r l dupont fils paris" },
	{ "apostrophes",
	  "L'Or\xC3\xA9"
	  "al, L\xE2\x80\x99Or\xC3\xA9"
	  "al",
	  "l oreal l oreal" },
	{ "digits", "F-2026/00012", "f 2026 00012" },
	{ "wide letters", "\xEF\xBC\xA1\xEF\xBC\xA2\xEF\xBC\x91", "ab1" },
	{ "ligature",
	  "\xEF\xAC\x81"
	  "n",
	  "fin" },
	{ "trade mark", "Acme\xE2\x84\xA2", "acmetm" },
	{ "Greek with final sigma", "\xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3",
	  "\xCE\xBF\xCE\xB4\xCE\xBF\xCF\x83" },
	{ "Cyrillic", "\xD0\x99\xD0\x9E", "\xD0\xB8\xD0\xBE" },
	{ "Arabic digits", "\xD9\xA1\xD9\xA2", "12" },
	{ "nothing left", " -- \xC2\xAB\xC2\xBB ", "" },
	{ "multiplication sign",
	  "3\xC3\x97"
	  "4",
	  "3 4" },
	{ "bad bytes",
	  "caf\xE9"
	  "s",
	  "caf s" },
	{ "l with middle dot",
	  "co\xC5\x80"
	  "lega",
	  "col lega" },
};

static void keys_lose_case_and_accents(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(fold_rows); i++) {
		const struct row *r = &fold_rows[i];
		char *key = text_fold(r->in), *again = text_fold(key);
		if (strcmp(key, r->out) != 0)
			fail_msg("%s: got \"%s\"", r->name, key);
		if (strcmp(key, again) != 0)
			fail_msg("%s: folding twice gave \"%s\"", r->name, again);
		mem_free(key);
		mem_free(again);
	}
}

/* A Greek letter forces the full Unicode rules: both ways must agree on every Western letter. */
static void the_quick_way_gives_the_same_key(void **state)
{
	(void)state;
	for (unsigned c = 0x80; c < 0x250; c++) {
		char text[16], both[24], wanted[40];
		snprintf(text, sizeof text, "x%c%cy", (char)(0xC0 | c >> 6),
			 (char)(0x80 | (c & 0x3F)));
		snprintf(both, sizeof both, "%s \xCF\x89", text);
		char *quick = text_fold(text), *full = text_fold(both);
		snprintf(wanted, sizeof wanted, "%s \xCF\x89", quick);
		if (strcmp(full, wanted) != 0)
			fail_msg("U+%04X: \"%s\" but \"%s\"", c, quick, full);
		mem_free(quick);
		mem_free(full);
	}
}

static void the_locale_changes_no_key(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C");
	keys_lose_case_and_accents(state);
	setlocale(LC_ALL, "C.UTF-8");
}

static void digits_are_kept_alone(void **state)
{
	char out[8];

	(void)state;
	assert_int_equal(text_digits(out, sizeof out, "+33 (0)1.42"), 6);
	assert_string_equal(out, "330142");
	assert_int_equal(text_digits(out, sizeof out, "0123456789"), 7);
	assert_string_equal(out, "0123456");
	assert_int_equal(text_digits(out, 1, "12"), 0);
	assert_string_equal(out, "");
}

static void heads_stand_in_the_order_of_their_texts(void **state)
{
	static const char *const texts[] = { "", "\x01", "0", "01", "1234567", "12345678", "12345679", "1234567\xC3",
					    "2", "C0001", "\xC3\xA9" };

	(void)state;
	for (size_t i = 1; i < sizeof texts / sizeof *texts; i++)
		assert_true(text_head(texts[i - 1]) < text_head(texts[i]));
	assert_true(text_head("123456789") == text_head("12345678"));
	assert_true((text_head("1234567") & 0xFF) == 0 && (text_head("12345678") & 0xFF) != 0);
}

#define WIDE "\xE6\xBC\xA2" /* two cells */
#define MARK "\xCC\xA7"     /* a mark with no cell of its own */

static void width_counts_cells(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("abc"), 3);
	assert_int_equal(text_width("\xC3\xA9t\xC3\xA9"), 3);
	assert_int_equal(text_width(WIDE WIDE), 4);
	assert_int_equal(text_width("z" MARK "z"), 2);
	assert_int_equal(text_width("\xF0\x9F\x98\x80"), 2);
	assert_int_equal(text_width("a" ESC "b\n"), 2);
}

static void a_cut_never_parts_a_letter_from_its_marks(void **state)
{
	static const struct {
		const char *text;
		int cells;
		size_t bytes;
		int used;
	} rows[] = {
		{ "abc", 5, 3, 3 },
		{ "abc", 2, 2, 2 },
		{ "abc", 0, 0, 0 },
		{ "abc", -3, 0, 0 },
		{ "\xC3\xA9t\xC3\xA9", 2, 3, 2 },
		{ WIDE "b", 1, 0, 0 },
		{ WIDE "b", 2, 3, 2 },
		{ "a" WIDE "b", 2, 1, 1 },
		{ "z" MARK MARK "b", 1, 5, 1 },
		{ "az" MARK, 1, 1, 1 },
		{ "az" MARK, 2, 4, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int used = -1;
		size_t bytes = text_cut(rows[i].text, rows[i].cells, &used);
		if (bytes != rows[i].bytes || used != rows[i].used)
			fail_msg("row %zu: %zu bytes, %d cells", i, bytes, used);
	}
}

static void an_ellipsis_says_something_is_missing(void **state)
{
	static const struct {
		const char *text;
		int cells;
		size_t room;
		const char *out;
		int used;
	} rows[] = {
		{ "abcdef", 6, 64, "abcdef", 6 },
		{ "abcdef", 5, 64, "abcd" MORE, 5 },
		{ "abcdef", 1, 64, MORE, 1 },
		{ "abcdef", 0, 64, "", 0 },
		{ "abcdef", -1, 64, "", 0 },
		{ "", 3, 64, "", 0 },
		{ WIDE WIDE, 4, 64, WIDE WIDE, 4 },
		{ WIDE WIDE, 3, 64, WIDE MORE, 3 },
		{ WIDE WIDE, 2, 64, MORE, 1 },
		{ "z" MARK "z" MARK "z", 2, 64, "z" MARK MORE, 2 },
		{ "abcdef", 6, 7, "abcdef", 6 },
		{ "abcdef", 6, 6, "ab" MORE, 3 },
		{ "z" MARK "z" MARK, 2, 6, MORE, 1 },
		{ "abcdef", 6, 3, "ab", 2 },
		{ "abcdef", 6, 1, "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char out[64];
		int used = text_ellipsis(out, rows[i].room, rows[i].text, rows[i].cells);
		if (strcmp(out, rows[i].out) != 0 || used != rows[i].used)
			fail_msg("row %zu: \"%s\", %d cells", i, out, used);
	}
}

static void check_way_out(void (*way)(struct buf *, const char *), const struct row *rows,
			  size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct buf b;
		char wanted[200];
		buf_init(&b);
		buf_puts(&b, ">");
		way(&b, rows[i].in);
		snprintf(wanted, sizeof wanted, ">%s", rows[i].out);
		if (strcmp(b.data, wanted) != 0)
			fail_msg("%s: got %s", rows[i].name, b.data);
		buf_clear(&b);
	}
}

static void nothing_hidden_reaches_the_terminal(void **state)
{
	static const struct row rows[] = {
		{ "plain", "a  b", "a  b" },
		{ "escape", "a" ESC "[2Jb\a", "a[2Jb" },
		{ "C1",
		  "a\xC2\x9B"
		  "b",
		  "ab" },
		{ "bidi",
		  "a\xE2\x80\xAE"
		  "b",
		  "ab" },
		{ "zero width and tag",
		  "a\xE2\x80\x8B\xF3\xA0\x80\x81"
		  "b",
		  "ab" },
		{ "line ends",
		  "a\nb\tc\rd\xE2\x80\xA8"
		  "e",
		  "a b c d e" },
		{ "bad byte",
		  "a\x9B"
		  "b",
		  "a" BAD "b" },
		{ "accents", "\xC3\xA9", "\xC3\xA9" },
	};

	(void)state;
	check_way_out(text_out_terminal, rows, COUNT(rows));
}

static void csv_quotes_and_disarms_formulas(void **state)
{
	static const struct row rows[] = {
		{ "plain", "ACME SARL", "ACME SARL" },
		{ "empty", "", "" },
		{ "comma", "a,b", "\"a,b\"" },
		{ "semicolon", "a;b", "\"a;b\"" },
		{ "quote", "a\"b", "\"a\"\"b\"" },
		{ "line end", "a\r\nb", "\"a\r\nb\"" },
		{ "equals", "=1+2", "'=1+2" },
		{ "plus", "+33 1 42", "'+33 1 42" },
		{ "minus", "-2+3", "'-2+3" },
		{ "at", "@SUM(A1)", "'@SUM(A1)" },
		{ "tab", "\t=1", "\"'\t=1\"" },
		{ "carriage return", "\r=1", "\"'\r=1\"" },
		{ "quoted formula", "=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"" },
		{ "formula behind a hidden mark", "\xE2\x80\x8B=1", "'=1" },
		{ "formula behind an escape", ESC "=1", "'=1" },
		{ "sign in the middle", "a=b", "a=b" },
		{ "bidi",
		  "a\xE2\x80\xAE"
		  "b",
		  "ab" },
	};

	(void)state;
	check_way_out(text_out_csv, rows, COUNT(rows));
}

static void json_escapes_what_does_not_show(void **state)
{
	static const struct row rows[] = {
		{ "plain", "ACME  SARL", "\"ACME  SARL\"" },
		{ "empty", "", "\"\"" },
		{ "quote and backslash", "a\"b\\c/", "\"a\\\"b\\\\c/\"" },
		{ "named controls", "\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"" },
		{ "other controls", "\x01" ESC "\v", "\"\\u0001\\u001b\\u000b\"" },
		{ "DEL and C1", "\x7F\xC2\x85\xC2\x9B", "\"\\u007f\\u0085\\u009b\"" },
		{ "separators", "\xE2\x80\xA8\xE2\x80\xA9", "\"\\u2028\\u2029\"" },
		{ "bidi", "\xE2\x80\xAE", "\"\\u202e\"" },
		{ "tag, as surrogates", "\xF3\xA0\x80\x81", "\"\\udb40\\udc01\"" },
		{ "accents and smiles", "\xC3\xA9\xF0\x9F\x98\x80",
		  "\"\xC3\xA9\xF0\x9F\x98\x80\"" },
		{ "bad byte", "a\xE9", "\"a" BAD "\"" },
	};

	(void)state;
	check_way_out(text_out_json, rows, COUNT(rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_door_lets_in_clean_text_only),
		cmocka_unit_test(cleaning_twice_changes_nothing),
		cmocka_unit_test(a_nul_byte_is_a_control),
		cmocka_unit_test(cleaning_into_a_buffer_cuts_on_a_character),
		cmocka_unit_test(a_cut_loses_no_more_than_it_must),
		cmocka_unit_test(only_strict_utf8_passes),
		cmocka_unit_test(keys_lose_case_and_accents),
		cmocka_unit_test(the_quick_way_gives_the_same_key),
		cmocka_unit_test(the_locale_changes_no_key),
		cmocka_unit_test(digits_are_kept_alone),
		cmocka_unit_test(heads_stand_in_the_order_of_their_texts),
		cmocka_unit_test(width_counts_cells),
		cmocka_unit_test(a_cut_never_parts_a_letter_from_its_marks),
		cmocka_unit_test(an_ellipsis_says_something_is_missing),
		cmocka_unit_test(nothing_hidden_reaches_the_terminal),
		cmocka_unit_test(csv_quotes_and_disarms_formulas),
		cmocka_unit_test(json_escapes_what_does_not_show),
	};

	if (!setlocale(LC_ALL, "C.UTF-8")) {
		puts("1..0 # SKIP no C.UTF-8 locale");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
