/* Errors: the class, the sentence, the context before it, and a cut that never halves a character. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"

static void set_fills_class_and_sentence(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_false(err_set(&err, ERR_REFUSED, "client %s: %d days", "ACME", 12));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(err.text, "client ACME: 12 days");
	err_clear(&err);
	assert_int_equal(err.code, ERR_NONE);
	assert_string_equal(err.text, "");
}

static void nobody_listening_is_fine(void **state)
{
	(void)state;
	assert_false(err_set(NULL, ERR_IO, "x"));
	assert_false(err_context(NULL, "x"));
	assert_false(err_errno(NULL, EIO, "x"));
	err_clear(NULL);
}

static void context_goes_before(void **state)
{
	struct err err;

	(void)state;
	err_set(&err, ERR_INPUT, "line %d: no date", 7);
	assert_false(err_context(&err, "reading %s", "a.csv"));
	assert_false(err_context(&err, "import"));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(err.text, "import: reading a.csv: line 7: no date");
}

static void a_sentence_may_quote_the_one_before(void **state)
{
	struct err err;

	(void)state;
	err_set(&err, ERR_IO, "first");
	err_set(&err, ERR_STORE, "second after %s", err.text);
	assert_string_equal(err.text, "second after first");
	err_context(&err, "again %s", err.text);
	assert_string_equal(err.text, "again second after first: second after first");
}

static void errno_decides_the_class(void **state)
{
	static const struct {
		int errnum;
		enum err_code code;
	} rows[] = {
		{ ENOSPC, ERR_FULL }, { EDQUOT, ERR_FULL }, { ENOENT, ERR_MISSING },
		{ EACCES, ERR_IO },   { EIO, ERR_IO },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err err;
		char wanted[200] = "opening f: ";
		assert_false(err_errno(&err, rows[i].errnum, "opening %s", "f"));
		assert_int_equal(err.code, rows[i].code);
		strcat(wanted, strerror(rows[i].errnum));
		assert_string_equal(err.text, wanted);
	}
}

/* One byte of shift after the other, so that the cut falls on every byte of a character. */
static void long_text_is_cut_on_a_character(void **state)
{
	static const char *const characters[] = { "a", "\xC3\xA9", "\xE2\x82\xAC",
						  "\xF0\x9F\x98\x80" };
	struct err err;

	(void)state;
	for (size_t c = 0; c < 4; c++) {
		size_t n = strlen(characters[c]);
		for (size_t shift = 0; shift < n; shift++) {
			char big[2048] = "";
			memset(big, 'x', shift);
			for (size_t at = shift; at + n < 1500; at += n)
				memcpy(big + at, characters[c], n);
			err_set(&err, ERR_IO, "%s", big);
			size_t len = strlen(err.text);
			assert_true(len < sizeof err.text && len + n >= sizeof err.text);
			assert_true(text_is_utf8(err.text, len));
			err_context(&err, "%s", big);
			assert_true(text_is_utf8(err.text, strlen(err.text)));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(set_fills_class_and_sentence),
		cmocka_unit_test(nobody_listening_is_fine),
		cmocka_unit_test(context_goes_before),
		cmocka_unit_test(a_sentence_may_quote_the_one_before),
		cmocka_unit_test(errno_decides_the_class),
		cmocka_unit_test(long_text_is_cut_on_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
