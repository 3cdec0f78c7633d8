/* The real clock, read from the system.
 *
 * Knows nothing of the business day: main decides it once and hands it down.
 */
#include "base/clock.h"

#include <stdio.h>
#include <time.h>

#define DAY_MS INT64_C(86400000)

static int64_t read_ms(clockid_t which)
{
	struct timespec t;

	clock_gettime(which, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_ms(void)
{
	return read_ms(CLOCK_REALTIME);
}

int64_t clock_steady_ms(void)
{
	return read_ms(CLOCK_MONOTONIC);
}

const char *clock_iso(int64_t ms, char out[CLOCK_TEXT])
{
	int64_t day = ms / DAY_MS, rest = ms % DAY_MS;
	char iso[DATE_TEXT] = "";

	if (rest < 0) {
		rest += DAY_MS;
		day--;
	}
	if (day > INT32_MIN && day <= INT32_MAX)
		date_iso((date)day, iso);
	out[0] = '\0';
	if (*iso)
		snprintf(out, CLOCK_TEXT, "%sT%02u:%02u:%02u.%03uZ", iso,
			 (unsigned)(rest / 3600000) % 24, (unsigned)(rest / 60000) % 60,
			 (unsigned)(rest / 1000) % 60, (unsigned)(rest % 1000));
	return out;
}

int clock_local_minute(const char *iso)
{
	char day_text[DATE_TEXT];
	int hour, minute, read = 0;
	struct tm local;
	date day;

	snprintf(day_text, sizeof day_text, "%.10s", iso);
	if (!date_parse_iso(day_text, &day) || sscanf(iso + 10, "T%2d:%2d:%n", &hour, &minute, &read) != 2 ||
	    read == 0)
		return -1;
	time_t at = (time_t)day * (DAY_MS / 1000) + hour * 3600 + minute * 60;
	localtime_r(&at, &local);
	return local.tm_hour * 60 + local.tm_min;
}

int64_t clock_of_local(date day, int minute)
{
	struct tm local = { .tm_hour = minute / 60, .tm_min = minute % 60, .tm_isdst = -1 };
	int year, month;

	date_to_ymd(day, &year, &month, &local.tm_mday);
	local.tm_year = year - 1900;
	local.tm_mon = month - 1;
	return (int64_t)mktime(&local);
}

static date local_at(time_t at, struct tm *local)
{
	date day;

	tzset();
	localtime_r(&at, local);
	return date_from_ymd(local->tm_year + 1900, local->tm_mon + 1, local->tm_mday, &day) ? day : DATE_NONE;
}

void clock_local(date *day, int *minute)
{
	struct tm local;

	*day = local_at(time(NULL), &local);
	*minute = local.tm_hour * 60 + local.tm_min;
}

date clock_local_day(int64_t at)
{
	struct tm local;

	return local_at((time_t)at, &local);
}
