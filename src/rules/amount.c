/* How an amount that stands alone is read: its currency is taken off either end, the rest is a number of the entry line. Knows nothing of
 * what is owed.
 */
#include "rules/amount.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "rules/entry.h"

#define SIGNS "+-"

static const struct {
	const char *mark, *code;
} marks[] = {
	{ "€", "EUR" }, { "$", "USD" }, { "£", "GBP" }, { "¥", "JPY" }, { "euros", "EUR" }, { "euro", "EUR" },
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool begins(const char *s, const char *mark)
{
	size_t i = 0;

	while (mark[i] && small(s[i]) == mark[i])
		i++;
	return mark[i] == '\0';
}

/* Three letters that are a currency's. */
static bool is_code(const char *s, size_t n, char code[MONEY_CODE])
{
	if (n != MONEY_CODE - 1)
		return false;
	for (size_t i = 0; i < n; i++)
		code[i] = is_letter(s[i]) ? (char)(small(s[i]) - 32) : '?';
	code[n] = '\0';
	return money_is_currency(code);
}

/* What names a currency at `s`, which ends after `n` bytes or goes on: its length, 0 none. */
static size_t currency_at(const char *s, size_t n, char code[MONEY_CODE])
{
	size_t letters = 0;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (begins(s, marks[i].mark)) {
			memcpy(code, marks[i].code, MONEY_CODE);
			return strlen(marks[i].mark);
		}
	while (letters < n && is_letter(s[letters]))
		letters++;
	return is_code(s, letters, code) ? letters : 0;
}

static char *trim(char *s)
{
	size_t n;

	s += strspn(s, " ");
	for (n = strlen(s); n > 0 && s[n - 1] == ' '; n--)
		;
	s[n] = '\0';
	return s;
}

/* A currency before the number or behind it, once; what is left. */
static char *take_currency(char *s, char code[MONEY_CODE])
{
	char found[MONEY_CODE];
	size_t taken = currency_at(s, strlen(s), found);
	size_t number = strcspn(s, "0123456789"), last = strlen(s);

	code[0] = '\0';
	if (taken > 0 && taken <= number) {
		memcpy(code, found, sizeof found);
		return trim(s + taken);
	}
	while (last > number && !(s[last - 1] >= '0' && s[last - 1] <= '9'))
		last--;
	char *behind = s + last + strspn(s + last, " ");
	if (*behind && currency_at(behind, strlen(behind), found) == strlen(behind)) {
		memcpy(code, found, sizeof found);
		s[last] = '\0';
	}
	return s;
}

/* Only what numbers are made of; a phone begins with a 0 that no amount has. */
static bool is_number(const char *s)
{
	static const char apostrophe[] = "’";

	if (*s < '0' || *s > '9' || (s[0] == '0' && s[1] >= '0' && s[1] <= '9'))
		return false;
	while (*s) {
		size_t own = strspn(s, "0123456789 .,'");

		if (own == 0 && strncmp(s, apostrophe, strlen(apostrophe)) == 0)
			own = strlen(apostrophe);
		if (own == 0)
			return false;
		s += own;
	}
	return true;
}

/* One sign before three digits: in an entry it is refused, because cents may be meant; an amount has no thousandths. */
static bool read_number(char *s, cents *out)
{
	size_t kept = 0;

	if (entry_parse_amount(s, out))
		return true;
	if (!entry_amount_is_unclear(s))
		return false;
	for (const char *at = s; *at; at++)
		if (*at != '.' && *at != ',')
			s[kept++] = *at;
	s[kept] = '\0';
	return entry_parse_amount(s, out);
}

bool amount_said(const char *text, struct amount_said *out)
{
	char *clean = text_clean(text, strlen(text)), *number;
	struct amount_said said = { 0 };
	bool good;

	number = take_currency(clean + strspn(clean, SIGNS " "), said.currency);
	number += strspn(number, SIGNS " ");
	said.plain = !*said.currency && strspn(number, "0123456789") == strlen(number);
	good = is_number(number) && read_number(number, &said.amount) && said.amount > 0;
	if (good)
		*out = said;
	mem_free(clean);
	return good;
}
