/* Business days of France, and what regions have more. Knows no clock and no configuration: holidays are computed
 * for any year.
 */
#include "rules/calendar.h"

#include <stddef.h>
#include <string.h>

#define DAYS_OF_WORK 5

static const struct {
	int month, day;
} fixed_holidays[] = { { 1, 1 },  { 5, 1 },  { 5, 8 },   { 7, 14 },
		       { 8, 15 }, { 11, 1 }, { 11, 11 }, { 12, 25 } };

/* Days after Easter Sunday: Easter Monday, Ascension, Whit Monday. */
static const int easter_offsets[] = { 1, 39, 50 };

/* Gregorian Easter Sunday, the algorithm of Meeus, Jones and Butcher. */
static date easter_sunday(int year)
{
	int golden = year % 19, century = year / 100, in_century = year % 100;
	int leap_drift = (century - (century + 8) / 25 + 1) / 3;
	int moon = (19 * golden + century - century / 4 - leap_drift + 15) % 30;
	int weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
	int correction = (golden + 11 * moon + 22 * weekday) / 451;
	int months = moon + weekday - 7 * correction + 114;
	date easter = DATE_NONE;
	date_from_ymd(year, months / 31, months % 31 + 1, &easter);
	return easter;
}

bool calendar_is_holiday(date d)
{
	int year, month, day;
	date_to_ymd(d, &year, &month, &day);
	for (size_t i = 0; i < sizeof fixed_holidays / sizeof *fixed_holidays; i++)
		if (fixed_holidays[i].month == month && fixed_holidays[i].day == day)
			return true;
	date easter = easter_sunday(year);
	for (size_t i = 0; i < sizeof easter_offsets / sizeof *easter_offsets; i++)
		if (d == easter + easter_offsets[i])
			return true;
	return false;
}

bool calendar_is_business(date d)
{
	return date_weekday(d) < DAYS_OF_WORK && !calendar_is_holiday(d);
}

date calendar_business_on_or_after(date d)
{
	while (!calendar_is_business(d))
		d++;
	return d;
}

date calendar_business_on_or_before(date d)
{
	while (!calendar_is_business(d))
		d--;
	return d;
}

date calendar_add_business(date d, int days)
{
	if (days <= 0)
		return calendar_business_on_or_after(d);
	for (; days > 0; days--)
		d = calendar_business_on_or_after(d + 1);
	return d;
}

/* ---- regions ---- */

#define POSTAL_DIGITS 5

/* The longest beginning of a postal code says which. */
static const struct {
	const char *begins;
	enum calendar_region region;
} postal[] = {
	{ "97133", CALENDAR_SAINT_BARTHELEMY }, { "97150", CALENDAR_SAINT_MARTIN }, { "971", CALENDAR_GUADELOUPE },
	{ "972", CALENDAR_MARTINIQUE },         { "973", CALENDAR_GUYANE },         { "974", CALENDAR_REUNION },
	{ "976", CALENDAR_MAYOTTE },            { "57", CALENDAR_ALSACE_MOSELLE },  { "67", CALENDAR_ALSACE_MOSELLE },
	{ "68", CALENDAR_ALSACE_MOSELLE },
};

static const struct {
	int month, day;
} abolition[CALENDAR_REGION_COUNT] = {
	[CALENDAR_GUADELOUPE] = { 5, 27 }, [CALENDAR_MARTINIQUE] = { 5, 22 }, [CALENDAR_GUYANE] = { 6, 10 },
	[CALENDAR_REUNION] = { 12, 20 },   [CALENDAR_MAYOTTE] = { 4, 27 },    [CALENDAR_SAINT_BARTHELEMY] = { 10, 9 },
	[CALENDAR_SAINT_MARTIN] = { 5, 28 },
};

enum calendar_region calendar_region_of(const char *postal_code)
{
	if (strlen(postal_code) != POSTAL_DIGITS || strspn(postal_code, "0123456789") != POSTAL_DIGITS)
		return CALENDAR_NATIONAL;
	for (size_t i = 0; i < sizeof postal / sizeof *postal; i++)
		if (strncmp(postal_code, postal[i].begins, strlen(postal[i].begins)) == 0)
			return postal[i].region;
	return CALENDAR_NATIONAL;
}

static bool is_regional(date d, enum calendar_region region)
{
	int year, month, day;

	date_to_ymd(d, &year, &month, &day);
	if (region == CALENDAR_ALSACE_MOSELLE)
		return d == easter_sunday(year) - 2 || (month == 12 && day == 26);
	return abolition[region].month == month && abolition[region].day == day;
}

bool calendar_is_business_in(date d, enum calendar_region region)
{
	return calendar_is_business(d) && !is_regional(d, region);
}

date calendar_business_on_or_after_in(date d, enum calendar_region region)
{
	while (!calendar_is_business_in(d, region))
		d++;
	return d;
}
