/* Money: cents in 64 bits, checked; amounts as foreign files write them; the currency codes.
 *
 * Knows nothing of languages (words/ shows amounts to people), nor of rates of exchange.
 */
#include "base/money.h"

#include <stdlib.h>
#include <string.h>

#define DECIMALS_READ 5
#define APOSTROPHE    "\xE2\x80\x99" /* the typographic one: 1’234.50 */

bool money_add(cents a, cents b, cents *out)
{
	cents sum;

	if (__builtin_add_overflow(a, b, &sum))
		return false;
	*out = sum;
	return true;
}

bool money_sub(cents a, cents b, cents *out)
{
	cents difference;

	if (__builtin_sub_overflow(a, b, &difference))
		return false;
	*out = difference;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What is left to read of an amount: p … end, shrunk from both sides. */
struct span {
	const char *p, *end;
};

static bool starts(const struct span *s, const char *with)
{
	size_t n = strlen(with);

	return (size_t)(s->end - s->p) >= n && memcmp(s->p, with, n) == 0;
}

static bool ends(const struct span *s, const char *with)
{
	size_t n = strlen(with);

	return (size_t)(s->end - s->p) >= n && memcmp(s->end - n, with, n) == 0;
}

static const char *const blanks[] = {
	" ", "\t", "\xC2\xA0", "\xE2\x80\xAF" /* narrow no-break */, "\xE2\x80\x89" /* thin */,
};
#define BLANK_COUNT (sizeof blanks / sizeof *blanks)

/* Bytes of the blank at the start of s, 0 when there is none. */
static size_t blank_at(const struct span *s)
{
	if (s->p == s->end)
		return 0;
	for (size_t i = 0; i < BLANK_COUNT; i++)
		if (starts(s, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

static void trim(struct span *s)
{
	size_t n;

	while ((n = blank_at(s)) > 0)
		s->p += n;
	for (size_t i = 0; i < BLANK_COUNT; i++)
		while (ends(s, blanks[i])) {
			s->end -= strlen(blanks[i]);
			i = 0;
		}
}

/* Take the one sign an amount may carry, first or last, off s. */
static bool take_sign(struct span *s)
{
	static const struct {
		const char *text;
		bool negative;
	} signs[] = { { "-", true }, { "\xE2\x88\x92", true }, { "+", false } };

	if (starts(s, "(") && ends(s, ")") && s->end - s->p >= 2) {
		s->p++;
		s->end--;
		return true;
	}
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i].text);
		if (starts(s, signs[i].text))
			s->p += n;
		else if (ends(s, signs[i].text))
			s->end -= n;
		else
			continue;
		return signs[i].negative;
	}
	return false;
}

/* Which sign is the decimal one in s. A sign met twice can only separate thousands. */
static char decimal_sign(const struct span *s, enum money_decimal decimal)
{
	char last = 0;
	int count = 0;

	if (decimal != MONEY_ANY)
		return decimal == MONEY_COMMA ? ',' : '.';
	for (const char *p = s->end; p > s->p; p--) {
		if (p[-1] != ',' && p[-1] != '.')
			continue;
		if (last == 0)
			last = p[-1];
		count += p[-1] == last;
	}
	if (count > 1)
		return last == ',' ? '.' : ',';
	return last == ',' ? ',' : '.';
}

struct units {
	uint64_t value;
	int digits;
	bool too_big;
};

static void add_digit(struct units *u, char digit)
{
	u->digits++;
	if (!u->too_big)
		u->value = u->value * 10 + (uint64_t)(digit - '0');
	u->too_big = u->too_big || u->value > (uint64_t)MONEY_MAX / 100;
}

/* Bytes of the thousands separator at s: an apostrophe, a blank, or of , and . the one that is not decimal. */
static size_t separator_at(const struct span *s, char decimal)
{
	if (s->p < s->end && (*s->p == ',' || *s->p == '.'))
		return *s->p != decimal;
	if (starts(s, "'"))
		return 1;
	return starts(s, APOSTROPHE) ? strlen(APOSTROPHE) : blank_at(s);
}

/* Digits up to the decimal sign or the end. Separators are all the same and cut groups of three. */
static bool read_units(struct span *s, char decimal, struct units *u)
{
	const char *separator = NULL;
	int group = 0;
	size_t n, seen = 0;

	for (; s->p < s->end && *s->p != decimal; s->p += n) {
		n = 1;
		if (is_digit(*s->p)) {
			add_digit(u, *s->p);
			group++;
			continue;
		}
		n = separator_at(s, decimal);
		if (n == 0 || (separator && (n != seen || memcmp(s->p, separator, n) != 0)))
			return false;
		if (separator ? group != 3 : group < 1 || group > 3)
			return false;
		separator = s->p;
		seen = n;
		group = 0;
	}
	return !separator || group == 3;
}

/* The digits after the decimal sign as hundred-thousandths. */
static bool read_fraction(struct span *s, int *digits, int *value)
{
	*value = 0;
	for (*digits = 0; s->p < s->end; s->p++, (*digits)++) {
		if (!is_digit(*s->p) || *digits == DECIMALS_READ)
			return false;
		*value = *value * 10 + (*s->p - '0');
	}
	for (int i = *digits; i < DECIMALS_READ; i++)
		*value *= 10;
	return true;
}

enum money_parsed money_parse(const char *s, size_t n, enum money_decimal decimal, cents *out)
{
	struct span span = { s, s + n };
	struct units units = { 0, 0, false };
	int fraction_digits = 0, fraction = 0;
	bool negative = false;

	if (n > 0 && !(is_digit(s[0]) && is_digit(s[n - 1]))) {
		trim(&span);
		negative = take_sign(&span);
		trim(&span);
	}
	char sign = decimal_sign(&span, decimal);
	if (!read_units(&span, sign, &units))
		return MONEY_NOT_A_NUMBER;
	if (span.p < span.end) {
		span.p++;
		if (!read_fraction(&span, &fraction_digits, &fraction))
			return MONEY_NOT_A_NUMBER;
	}
	if (units.digits + fraction_digits == 0)
		return MONEY_NOT_A_NUMBER;
	if (units.too_big)
		return MONEY_OVERFLOW;
	uint64_t value = units.value * 100 + (uint64_t)((fraction + 500) / 1000);
	if (value > (uint64_t)MONEY_MAX)
		return MONEY_OVERFLOW;
	*out = negative ? -(cents)value : (cents)value;
	return fraction % 1000 ? MONEY_ROUNDED : MONEY_OK;
}

const char *money_decimal_text(cents c, char out[MONEY_TEXT])
{
	uint64_t value = c < 0 ? -(uint64_t)c : (uint64_t)c;
	char digits[MONEY_TEXT], *p = digits + sizeof digits;

	*--p = '\0';
	for (int place = 0; place < 3 || value > 0; place++, value /= 10) {
		if (place == 2)
			*--p = '.';
		*--p = (char)('0' + value % 10);
	}
	if (c < 0)
		*--p = '-';
	memcpy(out, p, (size_t)(digits + sizeof digits - p));
	return out;
}

/* ISO 4217 list one in alphabetical order, metals and funds codes included; XTS (tests) and XXX (no
 * currency) are left out: nobody owes them. */
static const char codes[][MONEY_CODE] = {
	"AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN",
	"BHD", "BIF", "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD",
	"CDF", "CHE", "CHF", "CHW", "CLF", "CLP", "CNY", "COP", "COU", "CRC", "CUP", "CVE", "CZK",
	"DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS",
	"GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD",
	"IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD",
	"KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT",
	"MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK",
	"NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD",
	"RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP",
	"STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS",
	"UAH", "UGX", "USD", "USN", "UYI", "UYU", "UYW", "UZS", "VED", "VES", "VND", "VUV", "WST",
	"XAD", "XAF", "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XCD", "XCG", "XDR", "XOF", "XPD",
	"XPF", "XPT", "XSU", "XUA", "YER", "ZAR", "ZMW", "ZWG",
};

static int compare_code(const void *a, const void *b)
{
	return strcmp(a, b);
}

bool money_is_currency(const char *code)
{
	return code &&
	       bsearch(code, codes, sizeof codes / sizeof *codes, sizeof *codes, compare_code);
}

bool money_currency_named(const char *name, size_t n, char code[MONEY_CODE])
{
	static const struct {
		const char *name, *code;
	} names[] = {
		{ "\xE2\x82\xAC", "EUR" }, { "$", "USD" },        { "US$", "USD" },  { "\xC2\xA3", "GBP" },
		{ "\xC2\xA5", "JPY" },     { "EURO", "EUR" }, { "EUROS", "EUR" },
	};
	char own[8] = "";

	if (n == 3 && memcmp(name, "EUR", 3) == 0) { /* nearly all that is ever asked */
		memcpy(code, "EUR", MONEY_CODE);
		return true;
	}
	if (n == 0 || n >= sizeof own)
		return false;
	for (size_t i = 0; i < n; i++)
		own[i] = name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 'a' + 'A') : name[i];
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(own, names[i].name) == 0)
			memcpy(own, names[i].code, MONEY_CODE);
	if (own[MONEY_CODE - 1] != '\0' || !money_is_currency(own))
		return false;
	memcpy(code, own, MONEY_CODE);
	return true;
}
