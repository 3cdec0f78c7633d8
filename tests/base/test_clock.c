/* Instants as text, and the clocks against the system's own. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"

static void instants_are_utc_with_milliseconds(void **state)
{
	static const struct {
		int64_t ms;
		const char *text;
	} rows[] = {
		{ 0, "1970-01-01T00:00:00.000Z" },
		{ 1, "1970-01-01T00:00:00.001Z" },
		{ -1, "1969-12-31T23:59:59.999Z" },
		{ 1795530667123, "2026-11-24T14:31:07.123Z" },
		{ 951868799999, "2000-02-29T23:59:59.999Z" },
		{ 253402300799999, "9999-12-31T23:59:59.999Z" },
		{ 253402300800000, "" },
		{ INT64_MAX, "" },
		{ INT64_MIN, "" },
	};
	char out[CLOCK_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(clock_iso(rows[i].ms, out), rows[i].text);
}

static void an_instant_has_its_local_minute(void **state)
{
	(void)state;
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	assert_int_equal(clock_local_minute("2026-11-24T14:31:07.123Z"), 15 * 60 + 31);
	assert_int_equal(clock_local_minute("2026-07-24T22:05:00.000Z"), 5);
	assert_int_equal(clock_local_minute("2026-11-24"), -1);
	assert_int_equal(clock_local_minute("2026-11-24T14"), -1);
	assert_int_equal(clock_local_minute(""), -1);
	unsetenv("TZ");
	tzset();
}

static void the_clock_is_the_systems(void **state)
{
	int64_t before = (int64_t)time(NULL) * 1000 - 1000, ms = clock_ms();

	(void)state;
	assert_in_range(ms, before, (int64_t)time(NULL) * 1000 + 1000);
}

static void the_steady_clock_never_goes_back(void **state)
{
	int64_t last = clock_steady_ms();

	(void)state;
	for (int i = 0; i < 10000; i++) {
		int64_t now = clock_steady_ms();
		assert_true(now >= last);
		last = now;
	}
}

/* What the local clock shows minus what UTC shows, in minutes; read again when a minute passes. */
static int offset_in(const char *zone)
{
	date utc_day, local_day;
	int utc_minute, local_minute, again;

	do {
		setenv("TZ", "UTC0", 1);
		clock_local(&utc_day, &utc_minute);
		setenv("TZ", zone, 1);
		clock_local(&local_day, &local_minute);
		setenv("TZ", "UTC0", 1);
		clock_local(&utc_day, &again);
	} while (again != utc_minute);
	assert_in_range(local_minute, 0, 1439);
	return (local_day - utc_day) * 1440 + local_minute - utc_minute;
}

static void local_time_follows_the_zone(void **state)
{
	(void)state;
	assert_int_equal(offset_in("UTC0"), 0);
	assert_int_equal(offset_in("AAA-14"), 14 * 60);
	assert_int_equal(offset_in("BBB+12"), -12 * 60);
	assert_int_equal(offset_in("CCC-5:30"), 5 * 60 + 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instants_are_utc_with_milliseconds),
		cmocka_unit_test(an_instant_has_its_local_minute),
		cmocka_unit_test(the_clock_is_the_systems),
		cmocka_unit_test(the_steady_clock_never_goes_back),
		cmocka_unit_test(local_time_follows_the_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
