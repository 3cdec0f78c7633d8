/* POSIX TZ strings, with the hours before and after a day that RFC 8536 allows. Knows no file.
 */
#include "base/zone_rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#define DAY_SECONDS  86400
#define HOUR_SECONDS 3600
#define HOURS_MOST   167

/* The day of a year on which the clock changes, and the hour. */
struct change {
	enum { CHANGE_WEEKDAY, CHANGE_JULIAN, CHANGE_DAY } form;
	int month, week, day; /* weekday of the nth week of a month; or the day of the year alone */
	int time;             /* seconds since midnight, by the clock that still holds */
};

/* Letters, or anything between < and >. */
static bool take_name(const char **text)
{
	const char *from = *text;

	if (*from == '<') {
		const char *end = strchr(from, '>');

		*text = end ? end + 1 : from;
		return end && end - from > 3;
	}
	while ((**text >= 'a' && **text <= 'z') || (**text >= 'A' && **text <= 'Z'))
		(*text)++;
	return *text - from >= 3;
}

static bool take_number(const char **text, int most, int *out)
{
	char *end;
	long n;

	if (**text < '0' || **text > '9')
		return false;
	n = strtol(*text, &end, 10);
	*text = end;
	*out = (int)n;
	return n >= 0 && n <= most;
}

/* [+-]hh[:mm[:ss]] */
static bool take_time(const char **text, int *out)
{
	int sign = **text == '-' ? -1 : 1, hours, part, seconds;

	if (**text == '-' || **text == '+')
		(*text)++;
	if (!take_number(text, HOURS_MOST, &hours))
		return false;
	seconds = hours * HOUR_SECONDS;
	for (int unit = 60; unit >= 1 && **text == ':'; unit /= 60) {
		(*text)++;
		if (!take_number(text, 59, &part))
			return false;
		seconds += part * unit;
	}
	*out = sign * seconds;
	return true;
}

static bool take_dot(const char **text, int most, int *out)
{
	return *(*text)++ == '.' && take_number(text, most, out);
}

/* ,Mm.w.d or ,Jn or ,n, each with /time */
static bool take_change(const char **text, struct change *out)
{
	bool good;

	*out = (struct change){ .time = 2 * HOUR_SECONDS };
	if (*(*text)++ != ',')
		return false;
	if (**text == 'M') {
		out->form = CHANGE_WEEKDAY;
		(*text)++;
		good = take_number(text, 12, &out->month) && take_dot(text, 5, &out->week) && take_dot(text, 6, &out->day) &&
		       out->month >= 1 && out->week >= 1;
	} else {
		out->form = **text == 'J' ? CHANGE_JULIAN : CHANGE_DAY;
		*text += **text == 'J';
		good = take_number(text, 365, &out->day) && (out->form == CHANGE_DAY || out->day >= 1);
	}
	if (good && **text == '/') {
		(*text)++;
		good = take_time(text, &out->time);
	}
	return good;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The nth such weekday of the month, the last one for 5. */
static date weekday_of(const struct change *change, int year)
{
	date first, next;

	if (!date_from_ymd(year, change->month, 1, &first) ||
	    !date_from_ymd(change->month == 12 ? year + 1 : year, change->month % 12 + 1, 1, &next))
		return DATE_NONE;
	first += (change->day + 6 - date_weekday(first)) % 7 + (change->week - 1) * 7; /* Sunday is 0 there, 6 here */
	while (first >= next)
		first -= 7;
	return first;
}

/* The instant of a change in a year; offset: of the clock that still holds. */
static int64_t change_at(const struct change *change, int year, int offset)
{
	date day;

	if (!date_from_ymd(year, 1, 1, &day))
		return INT64_MAX;
	switch (change->form) {
	case CHANGE_WEEKDAY: day = weekday_of(change, year); break;
	case CHANGE_JULIAN: day += change->day - 1 + (is_leap(year) && change->day >= 60); break; /* 29 February is never counted */
	case CHANGE_DAY: day += change->day; break;
	}
	return (int64_t)day * DAY_SECONDS + change->time - offset;
}

static int year_of(int64_t at)
{
	int64_t days = at / DAY_SECONDS - (at % DAY_SECONDS < 0);
	int year, month, day;

	if (days <= INT32_MIN || days > INT32_MAX)
		return 1970;
	date_to_ymd((date)days, &year, &month, &day);
	return year;
}

bool zone_rule(const char *rule, int64_t at, int *seconds)
{
	struct change from, to;
	int standard, summer, year;
	int64_t begins, ends;
	bool is_summer;

	if (!take_name(&rule) || !take_time(&rule, &standard))
		return false;
	standard = -standard; /* POSIX counts westward */
	*seconds = standard;
	if (!*rule)
		return true;
	if (!take_name(&rule))
		return false;
	summer = standard + HOUR_SECONDS;
	if (*rule != ',') {
		if (!take_time(&rule, &summer))
			return false;
		summer = -summer;
	}
	if (!take_change(&rule, &from) || !take_change(&rule, &to) || *rule)
		return false;
	year = year_of(at + standard);
	begins = change_at(&from, year, standard);
	ends = change_at(&to, year, summer);
	/* south of the equator summer goes over the new year */
	is_summer = begins < ends ? at >= begins && at < ends : at >= begins || at < ends;
	*seconds = is_summer ? summer : standard;
	return true;
}
