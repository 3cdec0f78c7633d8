/* Money: int64 cents beside an ISO 4217 code, checked arithmetic, no floats.
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t cents;

#define MONEY_TEXT 32       /* room for any formatted amount */
#define MONEY_CODE 4        /* "EUR" and its NUL */
#define MONEY_MAX INT64_C(100000000000000000) /* 10^15 units: beyond it an amount is refused as overflow */

enum money_decimal { MONEY_ANY, MONEY_COMMA, MONEY_POINT };
enum money_parsed { MONEY_OK, MONEY_ROUNDED, MONEY_NOT_A_NUMBER, MONEY_OVERFLOW };

/* Two ISO codes, or what stands in their place: strcmp, without the call that comparing a million items would be. */
static inline bool money_same_code(const char *a, const char *b)
{
	size_t i = 0;

	while (a[i] == b[i] && a[i] != '\0' && i < MONEY_CODE - 1)
		i++;
	return a[i] == b[i];
}

bool money_add(cents a, cents b, cents *out);       /* false: overflow, out untouched */
bool money_sub(cents a, cents b, cents *out);

/* Parse a foreign amount of n bytes: sign first or last (also Unicode minus, parentheses), blanks, no-break blanks and apostrophes (' and U+2019) as thousands, leading zeros, up to 5
 * decimals rounded half away from zero (MONEY_ROUNDED when something was lost). `decimal` says which sign is the decimal one; the other is then a thousands
 * separator when it separates groups of three. MONEY_ANY: the last of , and . is the decimal sign; a single one followed by exactly 3 digits
 * is decimal too (files say so by their mapping, never by guess), one met twice only separates thousands. Empty is NOT_A_NUMBER, so is a sixth decimal. |value| > MONEY_MAX is OVERFLOW. */
enum money_parsed money_parse(const char *s, size_t n, enum money_decimal decimal, cents *out);

const char *money_decimal_text(cents c, char out[MONEY_TEXT]); /* "-1234.50": for JSON, CSV and journals */
/* Whatever names a currency, in capitals or not: its sign, its code, "euros"; nothing around it. False: none that is known. */
bool money_currency_named(const char *name, size_t n, char code[MONEY_CODE]);
bool money_is_currency(const char *code);           /* a known ISO 4217 code, upper case */

#endif
