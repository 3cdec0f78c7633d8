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

#define DIGITS "0123456789"

/* A currency before the number or behind it, once; what is left. */
static char *take_currency(char *s, char code[MONEY_CODE])
{
	size_t number = strcspn(s, DIGITS), before = number, last = strlen(s), behind;

	while (before > 0 && strchr(SIGNS " ", s[before - 1]))
		before--;
	if (money_currency_named(s, before, code))
		return s + before;
	code[0] = '\0';
	while (last > number && !strchr(DIGITS, s[last - 1]))
		last--;
	behind = last + strspn(s + last, " ");
	if (money_currency_named(s + behind, strlen(s + behind), code))
		s[last] = '\0';
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
