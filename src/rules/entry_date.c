/* Reading and resolving typed dates. Knows nothing of amounts, caps or business days; the day it
 * is counted from is an argument.
 */
#include "rules/entry_date.h"

#include <string.h>

#define WEEK         7
#define CENTURY      2000
#define RELATIVE_MAX 99999 /* days: far beyond any limit, far below overflow */
#define DIGITS_MAX   4
#define OTHER_YEAR   300 /* a day and month further away than this is last year's: type the year */

/* Words of both languages, without accents. `least` is the shortest prefix taken. */
static const struct word {
	const char *word;
	size_t least;
	enum entry_date_form form;
	int day;
} words[] = {
	{ "lundi", 1, ENTRY_DATE_WEEKDAY, 0 },        { "monday", 1, ENTRY_DATE_WEEKDAY, 0 },
	{ "mardi", 1, ENTRY_DATE_WEEKDAY, 1 },        { "tuesday", 1, ENTRY_DATE_WEEKDAY, 1 },
	{ "mercredi", 1, ENTRY_DATE_WEEKDAY, 2 },     { "wednesday", 1, ENTRY_DATE_WEEKDAY, 2 },
	{ "jeudi", 1, ENTRY_DATE_WEEKDAY, 3 },        { "thursday", 1, ENTRY_DATE_WEEKDAY, 3 },
	{ "vendredi", 1, ENTRY_DATE_WEEKDAY, 4 },     { "friday", 1, ENTRY_DATE_WEEKDAY, 4 },
	{ "samedi", 1, ENTRY_DATE_WEEKDAY, 5 },       { "saturday", 1, ENTRY_DATE_WEEKDAY, 5 },
	{ "dimanche", 1, ENTRY_DATE_WEEKDAY, 6 },     { "sunday", 1, ENTRY_DATE_WEEKDAY, 6 },
	{ "demain", 1, ENTRY_DATE_RELATIVE, 1 },      { "tomorrow", 1, ENTRY_DATE_RELATIVE, 1 },
	{ "aujourd hui", 3, ENTRY_DATE_RELATIVE, 0 }, { "today", 3, ENTRY_DATE_RELATIVE, 0 },
	{ "hier", 3, ENTRY_DATE_RELATIVE, -1 },       { "yesterday", 3, ENTRY_DATE_RELATIVE, -1 },
	{ "fm", 2, ENTRY_DATE_MONTH_END, 0 },         { "eom", 3, ENTRY_DATE_MONTH_END, 0 },
};

enum entry_status entry_date_word(const char *folded, struct entry_date *out)
{
	const struct word *found = NULL;
	size_t length = strlen(folded);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const struct word *word = &words[i];
		if (length < word->least || strncmp(word->word, folded, length) != 0)
			continue;
		if (found && (found->form != word->form || found->day != word->day))
			return ENTRY_AMBIGUOUS_WORD;
		found = word;
	}
	if (!found)
		return ENTRY_BAD_TOKEN;
	*out = (struct entry_date){ .form = found->form, .day = found->day };
	return ENTRY_OK;
}

/* Read up to `most` digits; returns how many there were, more than `most` included. */
static size_t read_number(const char **at, size_t most, int *out)
{
	size_t count = 0;
	int value = 0;
	for (; **at >= '0' && **at <= '9'; (*at)++, count++)
		if (count < most)
			value = value * 10 + (**at - '0');
	*out = value;
	return count;
}

static enum entry_status checked(struct entry_date written, struct entry_date *out)
{
	static const int leap_year = 2000;
	date ignored;
	int year = written.form == ENTRY_DATE_FULL ? written.year : leap_year;
	if (!date_from_ymd(year, written.month, written.day, &ignored))
		return ENTRY_NO_SUCH_DAY;
	*out = written;
	return ENTRY_OK;
}

/* +7 +7j 7j 7d 2s 2w, after the sign. */
static enum entry_status read_relative(const char *at, bool sign, struct entry_date *out)
{
	int count;
	size_t digits = read_number(&at, DIGITS_MAX, &count);
	if (digits == 0)
		return ENTRY_BAD_TOKEN;
	bool weeks = *at == 's' || *at == 'w', days = *at == 'j' || *at == 'd';
	if (weeks || days)
		at++;
	else if (!sign)
		return ENTRY_BAD_TOKEN;
	if (*at)
		return ENTRY_BAD_TOKEN;
	if (digits > DIGITS_MAX)
		count = RELATIVE_MAX;
	*out = (struct entry_date){ .form = ENTRY_DATE_RELATIVE,
				    .day = weeks ? count * WEEK : count };
	return ENTRY_OK;
}

/* 15/12 15-12 15.12, with a year of 2 or 4 digits after the same sign or without one. */
static enum entry_status read_day_month(const char *at, struct entry_date *out)
{
	struct entry_date written = { .form = ENTRY_DATE_DAY_MONTH };
	size_t digits = read_number(&at, 2, &written.day);
	char sign = *at;
	if (digits < 1 || digits > 2 || !sign || !strchr("/-.", sign))
		return ENTRY_BAD_TOKEN;
	at++;
	digits = read_number(&at, 2, &written.month);
	if (digits < 1 || digits > 2)
		return ENTRY_BAD_TOKEN;
	if (*at == sign) {
		at++;
		written.form = ENTRY_DATE_FULL;
		digits = read_number(&at, DIGITS_MAX, &written.year);
		if (digits != 2 && digits != 4)
			return ENTRY_BAD_TOKEN;
		if (digits == 2)
			written.year += CENTURY;
	}
	return *at ? ENTRY_BAD_TOKEN : checked(written, out);
}

/* 2026-12-15 */
static enum entry_status read_iso(const char *at, struct entry_date *out)
{
	struct entry_date written = { .form = ENTRY_DATE_FULL };
	if (read_number(&at, DIGITS_MAX, &written.year) != 4 || *at++ != '-')
		return ENTRY_BAD_TOKEN;
	if (read_number(&at, 2, &written.month) != 2 || *at++ != '-')
		return ENTRY_BAD_TOKEN;
	if (read_number(&at, 2, &written.day) != 2 || *at)
		return ENTRY_BAD_TOKEN;
	return checked(written, out);
}

/* 15 or 1512; other bare numbers are no date. */
static enum entry_status read_bare(const char *at, struct entry_date *out)
{
	int number;
	size_t digits = read_number(&at, DIGITS_MAX, &number);
	if (*at)
		return ENTRY_BAD_TOKEN;
	if ((digits == 1 || digits == 2) && number >= 1 && number <= 31) {
		*out = (struct entry_date){ .form = ENTRY_DATE_DAY, .day = number };
		return ENTRY_OK;
	}
	struct entry_date written = { .form = ENTRY_DATE_DAY_MONTH,
				      .day = number / 100,
				      .month = number % 100 };
	return digits == 4 && checked(written, out) == ENTRY_OK ? ENTRY_OK : ENTRY_BAD_TOKEN;
}

enum entry_status entry_date_digits(const char *token, struct entry_date *out)
{
	if (*token == '+')
		return read_relative(token + 1, true, out);
	if (read_relative(token, false, out) == ENTRY_OK || read_bare(token, out) == ENTRY_OK)
		return ENTRY_OK;
	enum entry_status status = read_iso(token, out);
	return status == ENTRY_BAD_TOKEN ? read_day_month(token, out) : status;
}

static date nearest_weekday(int weekday, date today, bool backwards)
{
	int ahead = (weekday - date_weekday(today) + WEEK) % WEEK;
	if (backwards)
		return today - (WEEK - ahead);
	return today + (ahead ? ahead : WEEK);
}

static date nearest_month_end(date today, bool backwards)
{
	date end = date_month_end(today);
	return backwards && end > today ? date_month_end(date_add_months(today, -1)) : end;
}

/* The nearest month that has such a day: two months in a row never both lack it. DATE_NONE at the
 * end of the calendar. */
static date nearest_day(int day, date today, bool backwards)
{
	int year, month, ignored, step = backwards ? -1 : 1;
	date found;
	date_to_ymd(today, &year, &month, &ignored);
	for (int tries = 0; tries < 3; tries++, month += step) {
		if (month < 1 || month > 12) {
			year += step;
			month = backwards ? 12 : 1;
		}
		if (date_from_ymd(year, month, day, &found) &&
		    (backwards ? found <= today : found >= today))
			return found;
	}
	return DATE_NONE;
}

static enum entry_status nearest_day_month(const struct entry_date *written, date today,
					   bool backwards, date *out)
{
	int year, month, day;
	date_to_ymd(today, &year, &month, &day);
	int order = written->month != month ? written->month - month : written->day - day;
	if (backwards ? order > 0 : order < 0)
		year += backwards ? -1 : 1;
	if (!date_from_ymd(year, written->month, written->day, out))
		return ENTRY_NO_SUCH_DAY;
	if (!backwards && *out - today > OTHER_YEAR)
		return ENTRY_PAST;
	if (backwards && today - *out > OTHER_YEAR)
		return ENTRY_FUTURE;
	return ENTRY_OK;
}

enum entry_status entry_date_resolve(const struct entry_date *written, date today, bool backwards,
				     date *out)
{
	date found = DATE_NONE;
	enum entry_status status = ENTRY_OK;
	switch (written->form) {
	case ENTRY_DATE_WEEKDAY: found = nearest_weekday(written->day, today, backwards); break;
	case ENTRY_DATE_RELATIVE: found = today + written->day; break;
	case ENTRY_DATE_MONTH_END: found = nearest_month_end(today, backwards); break;
	case ENTRY_DATE_DAY: found = nearest_day(written->day, today, backwards); break;
	case ENTRY_DATE_DAY_MONTH:
		status = nearest_day_month(written, today, backwards, &found);
		break;
	case ENTRY_DATE_FULL:
		if (!date_from_ymd(written->year, written->month, written->day, &found))
			return ENTRY_NO_SUCH_DAY;
		break;
	}
	if (status != ENTRY_OK)
		return status;
	if (!date_is(found))
		return ENTRY_NO_SUCH_DAY;
	if (backwards ? found > today : found < today)
		return backwards ? ENTRY_FUTURE : ENTRY_PAST;
	*out = found;
	return ENTRY_OK;
}
