/* Errors of the desk carry amounts as the store writes them: it knows no language. Here they are written as the reader does. Days stay
 * as they are: they may be part of a file's name, or show how a day is to be typed.
 */
#include "words/error.h"

#include <string.h>

#include "words/words.h"

/* A word as it stands between blanks, without what ends or encloses it. */
static size_t word_length(const char *at)
{
	size_t n = strcspn(at, " ");

	while (n > 0 && strchr(".,:;)", at[n - 1]))
		n--;
	return n;
}

static bool is_amount(const char *text, size_t n)
{
	size_t sign = n > 0 && *text == '-', digits = strspn(text + sign, "0123456789");

	return digits > 0 && sign + digits + 3 == n && text[sign + digits] == '.' && strspn(text + sign + digits + 1, "0123456789") == 2;
}

/* "239.94 EUR": bytes it takes up; 0: none stands here. An amount without its currency may be anything. */
static size_t add_amount(const char *at, size_t n, struct buf *out)
{
	char code[MONEY_CODE] = "", text[MONEY_TEXT];
	cents amount;

	if (!is_amount(at, n) || at[n] != ' ' || word_length(at + n + 1) != MONEY_CODE - 1)
		return 0;
	memcpy(code, at + n + 1, MONEY_CODE - 1);
	if (!money_is_currency(code) || money_parse(at, n, MONEY_POINT, &amount) != MONEY_OK)
		return 0;
	buf_puts(out, words_amount(amount, code, text));
	return n + MONEY_CODE;
}

void words_error(const char *text, struct buf *out)
{
	for (const char *at = text; *at;) {
		size_t n = word_length(at), used = add_amount(at, n, out);

		if (used == 0) {
			used = strcspn(at, " ");
			buf_add(out, at, used);
		}
		at += used;
		for (; *at && *at != ' '; at++) /* what ends the word */
			buf_putc(out, *at);
		for (; *at == ' '; at++)
			buf_putc(out, ' ');
	}
}
