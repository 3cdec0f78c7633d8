/* Signs and codes of currencies among the tokens of an entry. Each token is looked at by itself.
 */
#include "rules/entry_currency.h"

#include <string.h>

#include "base/text.h"

/* Digits and what stands among them; the typographic apostrophe too. */
static size_t number_length(const char *s, size_t n)
{
	static const char apostrophe[] = "\xE2\x80\x99";
	size_t length = 0, more;

	do {
		more = 0;
		while (length + more < n && strchr("0123456789.,'", s[length + more]))
			more++;
		if (length > 0 && n - length > 3 && memcmp(s + length, apostrophe, 3) == 0)
			more = 3;
		length += more;
	} while (more > 0);
	return length;
}

static bool names(const char *s, size_t n, char code[MONEY_CODE])
{
	if (n == 1 && (*s == 'e' || *s == 'E')) {
		memcpy(code, "EUR", MONEY_CODE);
		return true;
	}
	return money_currency_named(s, n, code);
}

/* Where in a token its currency stands. */
struct mark {
	size_t at, size;
	char code[MONEY_CODE];
};

static bool find_mark(const char *s, size_t n, struct mark *out)
{
	size_t sign = n > 0 && *s == '-', number = number_length(s + sign, n - sign), before = 0;

	*out = (struct mark){ .at = sign + number, .size = n - sign - number };
	if (names(s + out->at, out->size, out->code))
		return true;
	while (before < n && !strchr("0123456789", s[before]))
		before++;
	*out = (struct mark){ .at = 0, .size = before };
	return number == 0 && before < n && before + number_length(s + before, n - before) == n && names(s, before, out->code);
}

static bool is_owed(const struct entry_context *context, const char *code, struct entry_owed *out)
{
	for (size_t i = 0; i < context->other_count; i++)
		if (money_same_code(context->others[i].currency, code)) {
			*out = context->others[i];
			return true;
		}
	return money_same_code(context->currency, code);
}

/* Beside a number every currency is one; alone only one that is owed, by more than the letter of its mark: "all" and "try" are words. */
static bool is_meant(const struct entry_context *context, const struct mark *mark, const char *s, size_t n, bool amount_before)
{
	struct entry_owed owed;

	return mark->size < n || amount_before || ((n > 1 || (*s != 'e' && *s != 'E')) && is_owed(context, mark->code, &owed));
}

/* Put the token's money at `to`, its mark behind it; returns how much was put. amount_before: a number stands before it. */
static size_t put_token(char *to, const char *s, size_t n, const struct mark *mark, bool amount_before)
{
	size_t left = n - mark->size;

	memmove(to, mark->at == 0 ? s + mark->size : s, left);
	if (left > 0 || amount_before)
		to[left++] = 'e';
	return left;
}

enum entry_status entry_currency_take(char *text, const struct entry_context *context, struct entry_owed *meant, char token[ENTRY_TOKEN_NAMED])
{
	bool named = false, amount_before = false;
	char *to = text;

	*meant = (struct entry_owed){ .overdue = context->overdue, .balance = context->balance };
	memcpy(meant->currency, context->currency, MONEY_CODE);
	for (const char *at = text; *at && *context->currency;) {
		size_t n = strcspn(at, " ;"), put = n;
		struct mark mark;

		if (find_mark(at, n, &mark) && is_meant(context, &mark, at, n, amount_before)) {
			text_clean_into(token, ENTRY_TOKEN_NAMED, at, n);
			if (named && !money_same_code(meant->currency, mark.code))
				return ENTRY_CURRENCIES;
			if (!is_owed(context, mark.code, meant))
				return ENTRY_OTHER_CURRENCY;
			named = true;
			put = put_token(to, at, n, &mark, amount_before);
		} else {
			memmove(to, at, n);
		}
		amount_before = n > 0 && number_length(at, n) == n;
		at += n;
		to += put;
		if (put == 0 && to > text && to[-1] == ' ')
			to--;
		while (*at == ' ' || *at == ';')
			*to++ = *at++;
		if (put == 0 && to - text == 1 && *text == ' ')
			to = text;
	}
	if (*context->currency)
		*to = '\0';
	token[0] = '\0';
	return ENTRY_OK;
}
