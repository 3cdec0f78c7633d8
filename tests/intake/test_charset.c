/* The charset of a file, decided by its bytes, and lines made UTF-8. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "intake/charset.h"

static void a_file_has_one_charset(void **state)
{
	static const struct {
		const char *name, *bytes;
		enum charset wanted, expected;
	} rows[] = {
		{ "nothing", "", CHARSET_GUESS, CHARSET_ASCII },
		{ "ASCII", "plain text", CHARSET_GUESS, CHARSET_ASCII },
		{ "ASCII whatever is wanted", "plain text", CHARSET_CP850, CHARSET_ASCII },
		{ "a mark", "\xEF\xBB\xBFtext", CHARSET_GUESS, CHARSET_UTF8_BOM },
		{ "a mark wins", "\xEF\xBB\xBFtext", CHARSET_CP850, CHARSET_UTF8_BOM },
		{ "a mark wins over bad bytes", "\xEF\xBB\xBFt\xE9xt", CHARSET_GUESS,
		  CHARSET_UTF8_BOM },
		{ "UTF-16 little", "\xFF\xFEt", CHARSET_GUESS, CHARSET_UTF16 },
		{ "UTF-16 big", "\xFE\xFFt", CHARSET_GUESS, CHARSET_UTF16 },
		{ "UTF-8", "Soci\xC3\xA9t\xC3\xA9 \xE2\x82\xAC", CHARSET_GUESS, CHARSET_UTF8 },
		{ "UTF-8 cut in a character", "Soci\xC3\xA9t\xC3", CHARSET_GUESS, CHARSET_UTF8 },
		{ "UTF-8 cut in the euro", "100 \xE2\x82", CHARSET_GUESS, CHARSET_UTF8 },
		{ "overlong is no UTF-8",
		  "a\xC0\xAF"
		  "b",
		  CHARSET_GUESS, CHARSET_1252 },
		{ "1252", "Soci\xE9t\xE9 G\xE9n\xE9rale", CHARSET_GUESS, CHARSET_1252 },
		{ "1252 with an apostrophe",
		  "Caf\xE9 de l\x92"
		  "Europe",
		  CHARSET_GUESS, CHARSET_1252 },
		{ "1252 with an apostrophe alone",
		  "de l\x92"
		  "Europe",
		  CHARSET_GUESS, CHARSET_1252 },
		{ "1252 with oe", "Les \x8Cuvres du c\x9Cur", CHARSET_GUESS, CHARSET_1252 },
		{ "1252 with euro", "100 \x80", CHARSET_GUESS, CHARSET_1252 },
		{ "8859-15 with euro", "100 \xA4, pay\xE9", CHARSET_GUESS, CHARSET_8859_15 },
		{ "8859-15 with oe", "le c\xBDur pay\xE9", CHARSET_GUESS, CHARSET_8859_15 },
		{ "850",
		  "Soci\x82t\x82 g\x82n\x82rale \x85 Orl\x82"
		  "ans",
		  CHARSET_GUESS, CHARSET_CP850 },
		{ "850 by a byte 1252 lacks",
		  "\x90"
		  "COLE",
		  CHARSET_GUESS, CHARSET_CP850 },
		{ "850 with a degree", "facture n\xF8 12", CHARSET_GUESS, CHARSET_CP850 },
		{ "850 German", "M\x81ller K\x94ln", CHARSET_GUESS, CHARSET_CP850 },
		{ "1252 German",
		  "M\xFCller K\xF6ln Stra\xDF"
		  "e",
		  CHARSET_GUESS, CHARSET_1252 },
		{ "Macintosh",
		  "Soci\x8Et\x8E g\x8En\x8Erale \x88 N\x94mes",
		  CHARSET_GUESS, CHARSET_MAC },
		{ "Macintosh with a grave and typographic apostrophes",
		  "Fr\x8Fres de l\xD5"
		  "\x83toile, c\xCFur d\xD5"
		  "or",
		  CHARSET_GUESS, CHARSET_MAC },
		{ "850 of capitals", "SOCI\x90T\x90 G\x90N\x90RALE", CHARSET_GUESS, CHARSET_CP850 },
		{ "850 beginning with capitals", "\x90toile \x8Erzte", CHARSET_GUESS, CHARSET_CP850 },
		{ "what is wanted", "Soci\xE9t\xE9", CHARSET_CP850, CHARSET_CP850 },
		{ "wanted with a mark, without one", "Soci\xC3\xA9t\xC3\xA9", CHARSET_UTF8_BOM,
		  CHARSET_UTF8 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum charset got =
			charset_decide(rows[i].bytes, strlen(rows[i].bytes), rows[i].wanted);
		if (got != rows[i].expected)
			fail_msg("%s: %s", rows[i].name, charset_names[got]);
	}
}

static void lines_become_utf8(void **state)
{
	static const struct {
		enum charset charset;
		const char *bytes, *text;
	} rows[] = {
		{ CHARSET_ASCII, "plain", "plain" },
		{ CHARSET_UTF8, "d\xC3\xA9j\xC3\xA0", "d\xC3\xA9j\xC3\xA0" },
		{ CHARSET_1252,
		  "d\xE9j\xE0 \x80 l\x92"
		  "eau",
		  "d\xC3\xA9j\xC3\xA0 \xE2\x82\xAC l\xE2\x80\x99"
		  "eau" },
		{ CHARSET_1252, "\xA4\xFF", "\xC2\xA4\xC3\xBF" },
		{ CHARSET_8859_15, "\xA4 c\xBDur \xBE\xE9\xA6\xA8\xB4\xB8\xBC",
		  "\xE2\x82\xAC c\xC5\x93ur "
		  "\xC5\xB8\xC3\xA9\xC5\xA0\xC5\xA1\xC5\xBD\xC5\xBE\xC5\x92" },
		{ CHARSET_CP850, "d\x82j\x85 \x9C \xE1 \xF8",
		  "d\xC3\xA9j\xC3\xA0 \xC2\xA3 \xC3\x9F \xC2\xB0" },
		{ CHARSET_CP850, "\xC4", "\xE2\x94\x80" },
		{ CHARSET_MAC, "d\x8Ej\x88 \xDB l\xD5\xCFil \xCA",
		  "d\xC3\xA9j\xC3\xA0 \xE2\x82\xAC l\xE2\x80\x99\xC5\x93il \xC2\xA0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf buf = { 0 };
		size_t n;
		buf_init(&buf);
		const char *got = charset_decode(rows[i].charset, rows[i].bytes,
						 strlen(rows[i].bytes), &buf, &n);
		assert_int_equal(n, strlen(rows[i].text));
		assert_memory_equal(got, rows[i].text, n);
		buf_clear(&buf);
	}
}

static void ascii_is_never_copied(void **state)
{
	static const char text[] = "seven bits";
	struct buf buf = { 0 };
	size_t n;

	(void)state;
	assert_ptr_equal(charset_decode(CHARSET_CP850, text, 10, &buf, &n), text);
	assert_int_equal(n, 10);
	assert_null(buf.data);
}

static void printable_ascii_is_measured_to_the_byte(void **state)
{
	char text[64];

	(void)state;
	for (size_t n = 0; n < 40; n++) {
		for (size_t at = 0; at <= n; at++) {
			static const char odd[] = { '\x1F', '\x7F', '\x80', '\xFF', '\0', '\t' };
			memset(text, 'a', sizeof text);
			assert_int_equal(charset_ascii(text, n), n);
			text[at] = odd[at % sizeof odd];
			assert_int_equal(charset_ascii(text, n), at < n ? at : n);
			text[at] = at % 2 ? ' ' : '~';
			assert_int_equal(charset_ascii(text, n), n);
		}
	}
}

static void hidden_characters_are_seen(void **state)
{
	static const struct {
		const char *text;
		bool hides;
	} rows[] = {
		{ "plain", false },
		{ "tab\tand\r\nline", false },
		{ "esc\x1B[", true },
		{ "del\x7F", true },
		{ "c1\xC2\x9B", true },
		{ "no-break\xC2\xA0", false },
		{ "soft\xC2\xAD", true },
		{ "rlo\xE2\x80\xAE", true },
		{ "zwsp\xE2\x80\x8B", true },
		{ "isolate\xE2\x81\xA6", true },
		{ "line\xE2\x80\xA8", false },
		{ "bom\xEF\xBB\xBF", true },
		{ "tag\xF3\xA0\x81\x81", true },
		{ "alm\xD8\x9C", true },
		{ "euro\xE2\x82\xAC", false },
		{ "quote\xE2\x80\x99", false },
		{ "cut\xE2\x80", false },
		{ "cut\xC2", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (charset_hides(rows[i].text, strlen(rows[i].text)) != rows[i].hides)
			fail_msg("%s", rows[i].text);
}

static void charsets_have_names(void **state)
{
	enum charset charset = CHARSET_UTF16;

	(void)state;
	assert_true(charset_from_name("CP850", &charset));
	assert_int_equal(charset, CHARSET_CP850);
	assert_true(charset_from_name("guess", &charset));
	assert_int_equal(charset, CHARSET_GUESS);
	assert_false(charset_from_name("ebcdic", &charset));
	for (enum charset i = CHARSET_ASCII; i < CHARSET_UTF16; i++) {
		assert_true(charset_from_name(charset_names[i], &charset));
		assert_int_equal(charset, i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_has_one_charset),
		cmocka_unit_test(lines_become_utf8),
		cmocka_unit_test(ascii_is_never_copied),
		cmocka_unit_test(printable_ascii_is_measured_to_the_byte),
		cmocka_unit_test(hidden_characters_are_seen),
		cmocka_unit_test(charsets_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
