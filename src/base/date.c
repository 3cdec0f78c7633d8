/* Calendar days by arithmetic on day numbers, the year taken to begin in March so that a leap day
 * comes last.
 *
 * Knows nothing of clocks, time zones, holidays or languages.
 */
#include "base/date.h"

#define YEAR_FIRST  1000
#define YEAR_LAST   9999
#define ERA_YEARS   400
#define ERA_DAYS    146097 /* in 400 Gregorian years */
#define EPOCH_DAYS  719468 /* from 1 March of year 0 to 1970-01-01 */
#define FIVE_MONTHS 153    /* days in March–July, and again in August–December */

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* The year is never negative: YEAR_FIRST. */
static date from_civil(int year, int month, int day)
{
	static const short before[] = { 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275 }; /* days since 1 March */
	unsigned march_year = (unsigned)(year - (month <= 2)), centuries = march_year / 100;

	return (date)(march_year * 365 + march_year / 4 - centuries + centuries / 4) + before[month - 1] + day - 1 - EPOCH_DAYS;
}

/* Most days are before the 29th: no month needs looking up. */
static inline bool from_ymd(int year, int month, int day, date *out)
{
	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 || (day > 28 && day > month_days(year, month)))
		return false;
	*out = from_civil(year, month, day);
	return true;
}

bool date_from_ymd(int year, int month, int day, date *out)
{
	return from_ymd(year, month, day, out);
}

void date_to_ymd(date d, int *year, int *month, int *day)
{
	int64_t from_zero = (int64_t)d + EPOCH_DAYS;
	int64_t era = (from_zero >= 0 ? from_zero : from_zero - (ERA_DAYS - 1)) / ERA_DAYS;
	int of_era = (int)(from_zero - era * ERA_DAYS);
	int years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * years + years / 4 - years / 100);
	int march_month = (5 * of_year + 2) / FIVE_MONTHS;

	*day = of_year - (FIVE_MONTHS * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = years + (int)era * ERA_YEARS + (*month <= 2);
}

int date_weekday(date d)
{
	return (int)((((int64_t)d + 3) % 7 + 7) % 7);
}

date date_add_months(date d, int months)
{
	int year, month, day;

	if (!date_is(d))
		return DATE_NONE;
	date_to_ymd(d, &year, &month, &day);
	int64_t at = (int64_t)year * 12 + (month - 1) + months;
	if (at < YEAR_FIRST * 12 || at >= (YEAR_LAST + 1) * 12)
		return DATE_NONE;
	year = (int)(at / 12);
	month = (int)(at % 12) + 1;
	int last = month_days(year, month);
	return from_civil(year, month, day < last ? day : last);
}

date date_month_end(date d)
{
	int year, month, day;

	if (!date_is(d))
		return DATE_NONE;
	date_to_ymd(d, &year, &month, &day);
	return d + (month_days(year, month) - day);
}

/* n digits as a number, or -1. Stops at what is no digit, so a short string is never overrun. */
static int digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

/* Two digits as a number, or -1; looks at the second only behind a first. */
static int two_digits(const char *s)
{
	unsigned ten = (unsigned)(s[0] - '0'), one;

	if (ten > 9 || (one = (unsigned)(s[1] - '0')) > 9)
		return -1;
	return (int)(ten * 10 + one);
}

/* Rescoring reads a few million of them. */
bool date_parse_iso(const char *s, date *out)
{
	int century, year, month, day;

	if (!s || (century = two_digits(s)) < 0 || (year = two_digits(s + 2)) < 0 || s[4] != '-')
		return false;
	if ((month = two_digits(s + 5)) < 0 || s[7] != '-')
		return false;
	if ((day = two_digits(s + 8)) < 0 || s[10] != '\0')
		return false;
	return from_ymd(century * 100 + year, month, day, out);
}

bool date_parse_compact(const char *s, size_t n, date *out)
{
	int ymd = n == 8 ? digits(s, 8) : -1;

	return ymd >= 0 && date_from_ymd(ymd / 10000, ymd / 100 % 100, ymd % 100, out);
}

static char *put_digits(char *out, int value, int n)
{
	for (int i = n - 1; i >= 0; i--, value /= 10)
		out[i] = (char)('0' + value % 10);
	return out + n;
}

const char *date_iso(date d, char out[DATE_TEXT])
{
	int year = 0, month, day;
	char *p = out;

	if (date_is(d))
		date_to_ymd(d, &year, &month, &day);
	if (year >= YEAR_FIRST && year <= YEAR_LAST) {
		p = put_digits(p, year, 4);
		*p++ = '-';
		p = put_digits(p, month, 2);
		*p++ = '-';
		p = put_digits(p, day, 2);
	}
	*p = '\0';
	return out;
}
