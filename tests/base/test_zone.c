/* Zone files and their rules: worked instants, what the C library says of the same places, and files that are none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/zone.h"
#include "base/zone_rule.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define HOUR 3600

/* 2026-01-15, 2026-07-15, and the two changes of France in 2026. */
#define WINTER  1768478400
#define SUMMER  1784116800
#define SPRING  1774746000 /* 29 March, 01:00 UTC */
#define AUTUMN  1792890000 /* 25 October, 01:00 UTC */

static void rules_change_on_their_second(void **state)
{
	static const struct {
		const char *name, *rule;
		int64_t at;
		int seconds;
	} rows[] = {
		{ "no summer", "<+04>-4", SUMMER, 4 * HOUR },
		{ "winter", "CET-1CEST,M3.5.0,M10.5.0/3", WINTER, HOUR },
		{ "summer", "CET-1CEST,M3.5.0,M10.5.0/3", SUMMER, 2 * HOUR },
		{ "the second before", "CET-1CEST,M3.5.0,M10.5.0/3", SPRING - 1, HOUR },
		{ "the second of it", "CET-1CEST,M3.5.0,M10.5.0/3", SPRING, 2 * HOUR },
		{ "the second before the end", "CET-1CEST,M3.5.0,M10.5.0/3", AUTUMN - 1, 2 * HOUR },
		{ "the end", "CET-1CEST,M3.5.0,M10.5.0/3", AUTUMN, HOUR },
		{ "west", "EST5EDT,M3.2.0,M11.1.0", WINTER, -5 * HOUR },
		{ "west in summer", "EST5EDT,M3.2.0,M11.1.0", SUMMER, -4 * HOUR },
		{ "half an hour", "NST3:30NDT,M3.2.0,M11.1.0", WINTER, -3 * HOUR - 1800 },
		{ "south: January is summer", "NZST-12NZDT,M9.5.0,M4.1.0/3", WINTER, 13 * HOUR },
		{ "south: July is winter", "NZST-12NZDT,M9.5.0,M4.1.0/3", SUMMER, 12 * HOUR },
		{ "summer named by its own offset", "IST-1GMT0,M10.5.0,M3.5.0/1", WINTER, 0 },
		{ "hours before the day", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", SPRING, -HOUR },
		{ "days of the year", "AAA0BBB,J60/0,J300/0", SUMMER, HOUR },
		{ "days of the year, from 0", "AAA0BBB,59/0,299/0", WINTER, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int seconds = -1;

		if (!zone_rule(rows[i].rule, rows[i].at, &seconds) || seconds != rows[i].seconds)
			fail_msg("%s: %d", rows[i].name, seconds);
	}
}

static void what_is_no_rule_is_refused(void **state)
{
	static const char *const rules[] = {
		"", "CET", "-1", "CE-1", "<+04-4", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0",
		"CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x", "CET-168", "CET-1:60", "CET-1CEST,J0,J9", "CET-1CEST,M3",
	};
	int seconds;

	(void)state;
	for (size_t i = 0; i < COUNT(rules); i++)
		if (zone_rule(rules[i], WINTER, &seconds))
			fail_msg("%s", rules[i]);
}

/* What localtime says of the same instant; the test may set TZ, the program does not. */
static void places_are_as_the_c_library_says(void **state)
{
	static const char *const zones[] = {
		"Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "America/Martinique", "America/Cayenne", "Pacific/Noumea",
		"Pacific/Tahiti", "America/Montreal", "America/Toronto", "America/St_Johns", "Indian/Mayotte", "America/Miquelon",
		"Pacific/Auckland", "Europe/Dublin", "Africa/Casablanca", "Asia/Kathmandu", "UTC",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(zones); i++) {
		setenv("TZ", zones[i], 1);
		tzset();
		for (int64_t at = 0; at < INT64_C(3000000000); at += 86400 * 11 + 5432) {
			time_t when = (time_t)at;
			struct tm local;
			int seconds;

			localtime_r(&when, &local);
			if (!zone_offset(zones[i], at, &seconds))
				skip(); /* this system has no zones */
			if (seconds != (int)local.tm_gmtoff)
				fail_msg("%s at %lld: %d, not %ld", zones[i], (long long)at, seconds, local.tm_gmtoff);
		}
	}
	unsetenv("TZ");
	tzset();
}

static void unknown_places_are_refused(void **state)
{
	static const char *const names[] = { "", "Reunion", "Indian/Atlantis", "/etc/passwd", "../../../etc/passwd", "Indian", "zone.tab", "Europe/Paris\n" };
	int seconds;

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++)
		if (zone_offset(names[i], WINTER, &seconds))
			fail_msg("%s", names[i]);
}

/* Every beginning of a good file, and the file with each byte of its head made large. */
static void broken_files_are_refused_or_read_within_bounds(void **state)
{
	/* one change at 1000: from +1 h to +2 h, in both blocks, and no rule */
	static const unsigned char first[] = "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\1\0\0\0\4\0\0\0\0\0\0UTC";
	static const unsigned char second[] = "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\2\0\0\0\4"
					      "\0\0\0\0\0\0\3\350\1\0\0\016\020\0\0\0\0\034\040\1\0AAA\0\n\n";
	unsigned char bytes[200];
	size_t heads = 44 + 6 + 4, size;
	int seconds;

	(void)state;
	memset(bytes, 0, sizeof bytes);
	memcpy(bytes, first, sizeof first - 1);
	bytes[35] = 0; /* the first block has no change */
	memcpy(bytes + heads, second, sizeof second - 1);
	size = heads + sizeof second - 1;
	assert_true(zone_read(bytes, size, 999, &seconds));
	assert_int_equal(seconds, HOUR);
	assert_true(zone_read(bytes, size, 1000, &seconds));
	assert_int_equal(seconds, 2 * HOUR);
	for (size_t n = 0; n < size - 2; n++) {
		unsigned char *part = mem_alloc(n + 1); /* its own bytes: what is read behind them is seen */

		memcpy(part, bytes, n);
		assert_false(zone_read(part, n, 1000, &seconds));
		mem_free(part);
	}
	for (size_t n = 20; n < 44; n++) {
		unsigned char was = bytes[n];

		bytes[n] = 255;
		assert_false(zone_read(bytes, size, 1000, &seconds));
		bytes[n] = was;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_change_on_their_second),
		cmocka_unit_test(what_is_no_rule_is_refused),
		cmocka_unit_test(places_are_as_the_c_library_says),
		cmocka_unit_test(unknown_places_are_refused),
		cmocka_unit_test(broken_files_are_refused_or_read_within_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
