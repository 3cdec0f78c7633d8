/* Token by token: a bound, or words.
 */
#include "rules/narrow.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "rules/entry.h"

#define DAYS_DIGITS 5

/* "30j" or "30d". */
static bool read_days(const char *token, size_t n, int *out)
{
	if (n < 2 || n > DAYS_DIGITS + 1 || (token[n - 1] != 'j' && token[n - 1] != 'd') || strspn(token, "0123456789") != n - 1)
		return false;
	*out = atoi(token);
	return true;
}

/* The longest start of text that is one amount, "1 500" too; its bytes, 0 when there is none. */
static size_t take_amount(const char *text, cents *out)
{
	char start[NARROW_AMOUNT];
	size_t taken = 0;

	for (size_t n = strcspn(text, " "); n > 0 && n < sizeof start; n += text[n] == ' ' ? 1 + strcspn(text + n + 1, " ") : sizeof start) {
		memcpy(start, text, n);
		start[n] = '\0';
		if (entry_parse_sum(start, out))
			taken = n;
	}
	return taken;
}

/* Of n bytes, no blanks in them: is it an amount but for the one thing? Then it is what the agent is asked about. */
static bool take_unclear(const char *text, size_t n, struct narrow *out)
{
	char token[NARROW_AMOUNT];

	if (n >= sizeof token)
		return false;
	memcpy(token, text, n);
	token[n] = '\0';
	if (!entry_amount_is_unclear(token))
		return false;
	memcpy(out->unclear, token, n + 1);
	return true;
}

static void raise(struct narrow *out, cents amount)
{
	out->least = amount > out->least ? amount : out->least;
}

static void lower(struct narrow *out, cents amount)
{
	out->most = amount < out->most ? amount : out->most;
}

/* ">500", "<2 000", ">30j". Without its number it is no bound. The bytes that were read, 0: no bound. */
static size_t take_sign(const char *text, struct narrow *out)
{
	size_t n = strcspn(text, " "), taken;
	bool above = *text == '>';
	cents amount;
	int days;

	if ((*text != '>' && *text != '<') || n < 2)
		return 0;
	if (read_days(text + 1, n - 1, &days)) {
		if (above)
			out->least_days = days > out->least_days ? days : out->least_days;
		else
			out->most_days = days < out->most_days ? days : out->most_days;
		return n;
	}
	taken = take_amount(text + 1, &amount);
	if (taken == 0)
		return take_unclear(text + 1, n - 1, out) ? n : 0;
	if (above)
		raise(out, amount);
	else
		lower(out, amount);
	return 1 + taken;
}

/* "500..2000", "1 500..2 000". The bytes that were read, 0: no range. */
static size_t take_range(const char *text, struct narrow *out)
{
	const char *dots = strstr(text, "..");
	char from_text[NARROW_AMOUNT];
	size_t before, taken;
	cents from, to;

	if (!dots || dots == text || (size_t)(dots - text) >= sizeof from_text)
		return 0;
	before = (size_t)(dots - text);
	memcpy(from_text, text, before);
	from_text[before] = '\0';
	taken = take_amount(dots + 2, &to);
	if (entry_amount_is_unclear(from_text)) {
		memcpy(out->unclear, from_text, before + 1);
		return before + 2 + strcspn(dots + 2, " ");
	}
	if (!entry_parse_sum(from_text, &from))
		return 0;
	if (taken == 0)
		return take_unclear(dots + 2, strcspn(dots + 2, " "), out) ? before + 2 + strcspn(dots + 2, " ") : 0;
	raise(out, from);
	lower(out, to);
	return before + 2 + taken;
}

void narrow_parse(const char *text, struct narrow *out)
{
	struct buf words;

	*out = (struct narrow){ .least = INT64_MIN, .most = INT64_MAX, .least_days = INT_MIN, .most_days = INT_MAX };
	buf_init(&words);
	buf_puts(&words, "");
	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		size_t n = take_sign(text, out);
		if (n == 0)
			n = take_range(text, out);
		if (n == 0) {
			n = strcspn(text, " ");
			buf_add(&words, text, n);
			buf_putc(&words, ' ');
		}
		text += n;
	}
	char *folded = text_fold(words.data);
	snprintf(out->words, sizeof out->words, "%s", folded);
	mem_free(folded);
	buf_clear(&words);
}

bool narrow_has_words(const char *text, const char *words)
{
	while (*words) {
		size_t n = strcspn(words, " ");
		const char *at = text;
		while ((at = strchr(at, *words)) && strncmp(at, words, n) != 0)
			at++;
		if (!at)
			return false;
		words += n;
		words += strspn(words, " ");
	}
	return true;
}

bool narrow_passes(const struct narrow *narrow, const char *text, cents overdue, int days_late)
{
	return !*narrow->unclear && overdue >= narrow->least && overdue <= narrow->most && days_late >= narrow->least_days && days_late <= narrow->most_days &&
	       narrow_has_words(text, narrow->words);
}
