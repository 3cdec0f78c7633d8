/* Reads dates as programs write them, and says when only another order of day and month fits.
 */
#include "intake/value.h"

#include <string.h>

/* The numbers of a date, as they stand. */
struct parts {
	int number[3], digits[3];
	int count; /* 3, or 1 for digits without separators */
	size_t used;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t take_number(const char *s, size_t n, int *number)
{
	size_t i = 0;

	*number = 0;
	for (; i < n && i < 9 && is_digit(s[i]); i++)
		*number = *number * 10 + (s[i] - '0');
	return i;
}

/* Up to three numbers with one - / . or blank between them. */
static bool take_parts(const char *s, size_t n, struct parts *parts)
{
	size_t at = 0;

	for (parts->count = 0; parts->count < 3; parts->count++) {
		if (parts->count > 0) {
			if (at >= n || !strchr("-/. ", s[at]) || at + 1 >= n ||
			    !is_digit(s[at + 1]))
				break;
			at++;
		}
		size_t got = take_number(s + at, n - at, &parts->number[parts->count]);
		if (got == 0)
			return false;
		parts->digits[parts->count] = (int)got;
		at += got;
	}
	parts->used = at;
	return true;
}

/* What may follow a date: a time of day, a zone. */
static bool is_time(const char *s, size_t n)
{
	if (n == 0)
		return true;
	if (*s != ' ' && *s != 'T')
		return false;
	bool clock = false;
	for (size_t i = 1; i < n; i++) {
		if (!is_digit(s[i]) && !strchr(":.,+-ZAPMapm \t", s[i]))
			return false;
		clock |= s[i] == ':';
	}
	return clock && n < 40;
}

static int full_year(int year, int digits)
{
	return digits > 2 ? year : year < 80 ? 2000 + year : 1900 + year;
}

/* Digits in a row: YYYYMMDD, else in the order of the mapping with four digits of year. */
static bool from_digits(const char *s, enum mapping_order order, date *out)
{
	int a, b, year;

	if (date_parse_compact(s, 8, out))
		return true;
	take_number(s, 2, &a);
	take_number(s + 2, 2, &b);
	take_number(s + 4, 4, &year);
	if (order == ORDER_MDY)
		return date_from_ymd(year, a, b, out);
	return order != ORDER_YMD && date_from_ymd(year, b, a, out);
}

static bool from_parts(const struct parts *p, enum mapping_order order, date *out)
{
	if (p->digits[1] > 2)
		return false;
	if (p->digits[0] == 4)
		return p->digits[2] <= 2 &&
		       date_from_ymd(p->number[0], p->number[1], p->number[2], out);
	if (p->digits[0] > 2 || (p->digits[2] != 4 && p->digits[2] != 2))
		return false;
	int year = full_year(p->number[2], p->digits[2]);
	switch (order) {
	case ORDER_YMD:
		return p->digits[2] == 2 &&
		       date_from_ymd(full_year(p->number[0], 2), p->number[1], p->number[2], out);
	case ORDER_MDY: return date_from_ymd(year, p->number[0], p->number[1], out);
	default: return date_from_ymd(year, p->number[1], p->number[0], out);
	}
}

static bool all_zeros(const struct parts *p)
{
	for (int i = 0; i < p->count; i++)
		if (p->number[i] != 0)
			return false;
	return true;
}

/* The numbers of the text when it has the shape of a date. */
static bool take_shape(const char *s, size_t n, struct parts *parts)
{
	if (!take_parts(s, n, parts))
		return false;
	if (parts->count == 2 && parts->digits[0] == 8 && s[8] == '.' && parts->number[1] == 0)
		parts->count = 1; /* 20130101.0 */
	if (parts->count == 1 && parts->number[0] == 0 && parts->used == n)
		return true;
	if (parts->count != 3 && (parts->count != 1 || parts->digits[0] != 8))
		return false;
	return is_time(s + parts->used, n - parts->used);
}

static bool from_shape(const char *s, const struct parts *p, enum mapping_order order, date *out)
{
	return p->count == 1 ? from_digits(s, order, out) : from_parts(p, order, out);
}

/* ---- months by name ---- */

/* By the letters of ASCII it begins with: accents are written in many ways. English, French, German. */
static int month_of(const char *s, size_t n)
{
	static const struct {
		const char *word;
		int month;
	} months[] = {
		{ "jan", 1 },  { "feb", 2 },  { "fev", 2 }, { "fv", 2 },  { "mar", 3 },  { "mr", 3 },   { "apr", 4 },
		{ "avr", 4 },  { "may", 5 },  { "mai", 5 }, { "jun", 6 }, { "juin", 6 }, { "jul", 7 },  { "juil", 7 },
		{ "aug", 8 },  { "aou", 8 },  { "ao", 8 },  { "sep", 9 }, { "oct", 10 }, { "okt", 10 }, { "nov", 11 },
		{ "dec", 12 }, { "dez", 12 }, { "dc", 12 },
	};
	char word[5];
	size_t used = 0;

	for (size_t i = 0; i < n && used + 1 < sizeof word; i++)
		if ((s[i] | 32) >= 'a' && (s[i] | 32) <= 'z')
			word[used++] = (char)(s[i] | 32);
	word[used] = '\0';
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		if (strncmp(word, months[i].word, strlen(months[i].word)) == 0)
			return months[i].month;
	return 0;
}

static size_t skip_signs(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && strchr(" .,-/", s[i]) && s[i])
		i++;
	return i;
}

static size_t letters(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && (((s[i] | 32) >= 'a' && (s[i] | 32) <= 'z') || (unsigned char)s[i] >= 0x80))
		i++;
	return i;
}

/* Bytes of the day of the week a long date begins with, and of the signs behind it: "mardi 24 novembre 2026". Whole words only, for "mar."
 * is a month too. English, French, German. */
static size_t skip_weekday(const char *s, size_t n)
{
	static const char *const days[] = { "lundi",      "mardi",   "mercredi", "jeudi",    "vendredi", "samedi",  "dimanche",
					    "monday",     "tuesday", "wednesday", "thursday", "friday",   "saturday", "sunday",
					    "montag",     "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag" };
	size_t word = letters(s, n);

	for (size_t i = 0; word > 0 && i < sizeof days / sizeof *days; i++) {
		size_t k = 0;

		while (k < word && days[i][k] && (s[k] | 32) == days[i][k])
			k++;
		if (k == word && !days[i][k])
			return word + skip_signs(s + word, n - word);
	}
	return 0;
}

/* 4 Feb 2026, 04-févr.-26, 1er février 2026, February 4, 2026: the order speaks for itself. */
static bool with_named_month(const char *s, size_t n, date *out)
{
	int day = 0, year;
	size_t at = take_number(s, n < 2 ? n : 2, &day), word, got;

	if (day == 1 && letters(s + at, n - at) == 2 && memcmp(s + at, "er", 2) == 0)
		at += 2;
	at += skip_signs(s + at, n - at);
	word = letters(s + at, n - at);
	int month = word >= 2 && word <= 12 ? month_of(s + at, word) : 0;
	if (month == 0)
		return false;
	at += word;
	at += skip_signs(s + at, n - at);
	if (day == 0) {
		at += take_number(s + at, n - at < 2 ? n - at : 2, &day);
		got = skip_signs(s + at, n - at);
		if (got == 0)
			return false;
		at += got;
	}
	got = take_number(s + at, n - at, &year);
	return (got == 2 || got == 4) && is_time(s + at + got, n - at - got) &&
	       date_from_ymd(full_year(year, (int)got), month, day, out);
}

/* DDMMYY: only where a mapping says so, for many a number has six digits. */
static bool six_digits(const char *s, size_t n, date *out)
{
	int day, month, year;

	return n == 6 && take_number(s, 2, &day) == 2 && take_number(s + 2, 2, &month) == 2 && take_number(s + 4, 2, &year) == 2 &&
	       date_from_ymd(full_year(year, 2), month, day, out);
}

enum value_dated value_date(const char *s, size_t n, enum mapping_order order, date *out)
{
	struct parts parts;
	date unused;

	if (value_is_empty(s, n))
		return VALUE_NO_DATE;
	if (order == ORDER_DDMMYY) {
		if (six_digits(s, n, out))
			return VALUE_DATED;
		order = ORDER_DMY;
	}
	if (!take_shape(s, n, &parts)) {
		size_t weekday = skip_weekday(s, n);

		s += weekday;
		n -= weekday;
		if (weekday == 0 || !take_shape(s, n, &parts))
			return with_named_month(s, n, out) ? VALUE_DATED : VALUE_NOT_DATE;
	}
	if (all_zeros(&parts))
		return VALUE_NO_DATE;
	if (from_shape(s, &parts, order, out))
		return VALUE_DATED;
	for (enum mapping_order other = ORDER_YMD; other <= ORDER_MDY; other++)
		if (from_shape(s, &parts, other, &unused))
			return VALUE_OTHER_ORDER;
	return VALUE_NOT_DATE;
}

enum mapping_order value_date_evidence(const char *s, size_t n)
{
	struct parts parts;
	date unused;
	size_t weekday = skip_weekday(s, n);

	if (!take_shape(s + weekday, n - weekday, &parts) || all_zeros(&parts))
		return ORDER_GUESS;
	s += weekday;
	bool day_first = from_shape(s, &parts, ORDER_DMY, &unused);
	bool month_first = from_shape(s, &parts, ORDER_MDY, &unused);
	if (day_first == month_first)
		return ORDER_GUESS;
	return day_first ? ORDER_DMY : ORDER_MDY;
}
