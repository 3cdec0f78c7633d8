/* Money, dates and hours as a person reads them, from our own tables: the C locale never decides.
 */
#include "words/words.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static enum words_lang current = WORDS_EN;

static const char *const weekdays[][7] = {
	[WORDS_EN] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
	[WORDS_FR] = { "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
};
static const char *const weekdays_short[][7] = {
	[WORDS_EN] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
	[WORDS_FR] = { "lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim." },
};
static const char *const weekdays_two[][7] = {
	[WORDS_EN] = { "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su" },
	[WORDS_FR] = { "lu", "ma", "me", "je", "ve", "sa", "di" },
};
static const char *const months[][12] = {
	[WORDS_EN] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
	               "December" },
	[WORDS_FR] = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
	               "décembre" },
};
static const struct {
	const char *code, *symbol;
} symbols[] = {
	{ "EUR", "€" }, { "USD", "$" }, { "GBP", "£" }, { "JPY", "¥" },
};

void words_set_lang(enum words_lang lang)
{
	current = lang;
}

enum words_lang words_lang(void)
{
	return current;
}

/* A character cut in two, by a precision or where the room ends, goes. Returns the length of what stays. */
static size_t drop_halves(char *s, size_t n)
{
	size_t used = 0, got;

	for (size_t i = 0; i < n; i += got) {
		unsigned char first = (unsigned char)s[i];
		size_t wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;

		for (got = 1; got < wanted && i + got < n && ((unsigned char)s[i + got] & 0xc0) == 0x80;)
			got++;
		if (got < wanted)
			continue;
		memmove(s + used, s + i, got);
		used += got;
	}
	s[used] = '\0';
	return used;
}

void words_add(struct words_text *text, const char *fmt, ...)
{
	size_t room = WORDS_TEXT - text->used;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text->out + text->used, room, fmt, ap);
	va_end(ap);
	if (n >= 0)
		text->used += drop_halves(text->out + text->used, (size_t)n < room ? (size_t)n : room - 1);
}

const char *words_money(cents amount, char out[MONEY_TEXT])
{
	const char group = current == WORDS_FR ? ' ' : ',';
	uint64_t rest = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
	char text[MONEY_TEXT];
	size_t at = sizeof text;
	int digits = 0;

	text[--at] = '\0';
	for (int i = 0; i < 2; i++, rest /= 10)
		text[--at] = (char)('0' + rest % 10);
	text[--at] = current == WORDS_FR ? ',' : '.';
	do {
		if (digits > 0 && digits % 3 == 0)
			text[--at] = group;
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
		digits++;
	} while (rest > 0);
	if (amount < 0)
		text[--at] = '-';
	memcpy(out, text + at, sizeof text - at);
	return out;
}

const char *words_symbol(const char *currency)
{
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
		if (strcmp(symbols[i].code, currency) == 0)
			return symbols[i].symbol;
	return currency;
}

const char *words_amount(cents amount, const char *currency, char out[MONEY_TEXT])
{
	char money[MONEY_TEXT];

	snprintf(out, MONEY_TEXT, "%s%s%s", words_money(amount, money), *currency ? " " : "", words_symbol(currency));
	return out;
}

const char *words_amount_under(cents amount, const char *currency, const char *named, char out[MONEY_TEXT])
{
	return words_amount(amount, strcmp(currency, named) == 0 ? "" : currency, out);
}

const char *words_whole_percent(int64_t percent, char out[MONEY_TEXT])
{
	snprintf(out, MONEY_TEXT, words_lang() == WORDS_FR ? "%lld %%" : "%lld%%", (long long)percent);
	return out;
}

const char *words_phone(const char *phone, char out[WORDS_PHONE])
{
	const char *digits = phone, *country = "";

	if (strncmp(phone, "+33", 3) == 0) {
		digits = phone + 3;
		country = "+33 ";
	}
	/* at home the first pair begins with 0, from abroad a single digit comes first */
	size_t wanted = *country ? 9 : 10, first = *country ? 1 : 2, n = strlen(digits);
	if (n != wanted || strspn(digits, "0123456789") != n || (!*country && digits[0] != '0'))
		return phone;
	size_t used = (size_t)snprintf(out, WORDS_PHONE, "%s%.*s", country, (int)first, digits);
	for (size_t i = first; i < n; i += 2)
		used += (size_t)snprintf(out + used, WORDS_PHONE - used, " %.2s", digits + i);
	return out;
}

const char *words_date(date on, enum words_date form, char out[64])
{
	int year, month, day;

	if (!date_is(on)) {
		out[0] = '\0';
		return out;
	}
	date_to_ymd(on, &year, &month, &day);
	switch (form) {
	case WORDS_DATE_SHORT:
		snprintf(out, 64, "%02d/%02d", day, month);
		break;
	case WORDS_DATE_YEAR:
		snprintf(out, 64, "%02d/%02d/%04d", day, month, year);
		break;
	case WORDS_DATE_DAY:
		snprintf(out, 64, "%s %02d/%02d", weekdays_short[current][date_weekday(on)], day, month);
		break;
	case WORDS_DATE_LONG:
		if (current == WORDS_FR && day == 1)
			snprintf(out, 64, "%s 1er %s", weekdays[current][date_weekday(on)], months[current][month - 1]);
		else
			snprintf(out, 64, "%s %d %s", weekdays[current][date_weekday(on)], day, months[current][month - 1]);
		break;
	}
	return out;
}

const char *words_near_date(date on, date today, char out[64])
{
	int year, this_year, month, day;

	if (!date_is(on))
		return words_date(on, WORDS_DATE_SHORT, out);
	date_to_ymd(on, &year, &month, &day);
	date_to_ymd(today, &this_year, &month, &day);
	return words_date(on, year == this_year ? WORDS_DATE_SHORT : WORDS_DATE_YEAR, out);
}

/* What out says, and its year when it is another one than today's. */
static const char *with_year(date on, date today, char before, char out[64])
{
	int year, this_year, month, day;
	char number[16];

	if (!date_is(on))
		return out;
	date_to_ymd(on, &year, &month, &day);
	date_to_ymd(today, &this_year, &month, &day);
	if (year != this_year) {
		snprintf(number, sizeof number, "%c%d", before, year);
		strncat(out, number, 63 - strlen(out));
	}
	return out;
}

const char *words_near_day(date on, date today, char out[64])
{
	words_date(on, WORDS_DATE_DAY, out);
	return with_year(on, today, '/', out);
}

const char *words_near_long(date on, date today, char out[64])
{
	words_date(on, WORDS_DATE_LONG, out);
	return with_year(on, today, ' ', out);
}

const char *words_hour(int minute, char out[16])
{
	if (minute < 0)
		out[0] = '\0';
	else
		snprintf(out, 16, "%d:%02d", minute / 60 % 100, minute % 60);
	return out;
}

const char *words_month(int month)
{
	return months[current][(month - 1) % 12];
}

const char *words_weekday_short(int weekday)
{
	return weekdays_two[current][weekday % 7];
}
