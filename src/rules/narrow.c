/* Token by token: a bound, or words.
 */
#include "rules/narrow.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define DAYS_DIGITS 5

/* "30j" or "30d". */
static bool read_days(const char *token, size_t n, int *out)
{
	if (n < 2 || n > DAYS_DIGITS + 1 || (token[n - 1] != 'j' && token[n - 1] != 'd') || strspn(token, "0123456789") != n - 1)
		return false;
	*out = atoi(token);
	return true;
}

static bool read_amount(const char *token, size_t n, cents *out)
{
	enum money_parsed parsed = money_parse(token, n, MONEY_ANY, out);

	return (parsed == MONEY_OK || parsed == MONEY_ROUNDED) && *out >= 0;
}

static void raise(struct narrow *out, cents amount)
{
	out->least = amount > out->least ? amount : out->least;
}

static void lower(struct narrow *out, cents amount)
{
	out->most = amount < out->most ? amount : out->most;
}

/* ">500", "<2000", ">30j". Without its number it is no bound. */
static bool take_sign(const char *token, size_t n, struct narrow *out)
{
	bool above = *token == '>';
	cents amount;
	int days;

	if ((*token != '>' && *token != '<') || n < 2)
		return false;
	if (read_days(token + 1, n - 1, &days)) {
		if (above)
			out->least_days = days > out->least_days ? days : out->least_days;
		else
			out->most_days = days < out->most_days ? days : out->most_days;
		return true;
	}
	if (!read_amount(token + 1, n - 1, &amount))
		return false;
	if (above)
		raise(out, amount);
	else
		lower(out, amount);
	return true;
}

/* "500..2000" */
static bool take_range(const char *token, size_t n, struct narrow *out)
{
	const char *dots = strstr(token, "..");
	cents from, to;

	if (!dots || dots >= token + n - 2 || !read_amount(token, (size_t)(dots - token), &from) ||
	    !read_amount(dots + 2, n - (size_t)(dots - token) - 2, &to))
		return false;
	raise(out, from);
	lower(out, to);
	return true;
}

void narrow_parse(const char *text, struct narrow *out)
{
	struct buf words;

	*out = (struct narrow){ .least = INT64_MIN, .most = INT64_MAX, .least_days = INT_MIN, .most_days = INT_MAX };
	buf_init(&words);
	buf_puts(&words, "");
	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		size_t n = strcspn(text, " ");
		if (!take_sign(text, n, out) && !take_range(text, n, out)) {
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
	return overdue >= narrow->least && overdue <= narrow->most && days_late >= narrow->least_days && days_late <= narrow->most_days &&
	       narrow_has_words(text, narrow->words);
}
