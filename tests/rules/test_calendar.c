/* Holidays of known years, business days around them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rules/calendar.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define HOLIDAYS    11

static date day(const char *iso)
{
	date d = DATE_NONE;
	assert_true(date_parse_iso(iso, &d));
	return d;
}

/* Every holiday of a year, in order, as published. */
static void holidays_of_known_years(void **state)
{
	(void)state;
	static const char *const years[][HOLIDAYS] = {
		{ "2024-01-01", "2024-04-01", "2024-05-01", "2024-05-08", "2024-05-09",
		  "2024-05-20", "2024-07-14", "2024-08-15", "2024-11-01", "2024-11-11",
		  "2024-12-25" },
		{ "2025-01-01", "2025-04-21", "2025-05-01", "2025-05-08", "2025-05-29",
		  "2025-06-09", "2025-07-14", "2025-08-15", "2025-11-01", "2025-11-11",
		  "2025-12-25" },
		{ "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14",
		  "2026-05-25", "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11",
		  "2026-12-25" },
	};
	for (size_t y = 0; y < COUNT(years); y++) {
		date first = day(years[y][0]);
		size_t found = 0;
		for (date d = first; d < date_add_months(first, 12); d++) {
			if (!calendar_is_holiday(d))
				continue;
			assert_in_range(found, 0, HOLIDAYS - 1);
			assert_int_equal(d, day(years[y][found++]));
		}
		assert_int_equal(found, HOLIDAYS);
	}
}

/* Easter at its earliest, its latest, and where simpler formulas fail. */
static void easter_is_right_at_its_edges(void **state)
{
	(void)state;
	static const char *const mondays[] = { "1818-03-23", "1943-04-26", "1954-04-19",
					       "1981-04-20", "2008-03-24", "2038-04-26",
					       "2049-04-19", "2076-04-20", "2285-03-23" };
	for (size_t i = 0; i < COUNT(mondays); i++)
		assert_true(calendar_is_holiday(day(mondays[i])));
	assert_false(calendar_is_holiday(day("1954-04-26")));
	assert_false(calendar_is_holiday(day("1981-04-27")));
}

/* 8 May 1997 is both a holiday and Ascension: once is enough. */
static void two_holidays_may_share_a_day(void **state)
{
	(void)state;
	assert_true(calendar_is_holiday(day("1997-05-08")));
	assert_false(calendar_is_business(day("1997-05-08")));
	assert_true(calendar_is_business(day("1997-05-09")));
}

static void days_move_to_business_days(void **state)
{
	(void)state;
	static const struct {
		const char *from, *after, *before;
	} rows[] = {
		{ "2024-06-26", "2024-06-26", "2024-06-26" },
		{ "2024-06-29", "2024-07-01", "2024-06-28" },
		{ "2024-06-30", "2024-07-01", "2024-06-28" },
		{ "2024-07-14", "2024-07-15", "2024-07-12" },
		{ "2024-08-15", "2024-08-16", "2024-08-14" },
		{ "2025-04-20", "2025-04-22", "2025-04-18" },
		{ "2026-12-25", "2026-12-28", "2026-12-24" },
		{ "2024-05-08", "2024-05-10", "2024-05-07" },
		{ "2022-01-01", "2022-01-03", "2021-12-31" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		date from = day(rows[i].from);
		assert_int_equal(calendar_business_on_or_after(from), day(rows[i].after));
		assert_int_equal(calendar_business_on_or_before(from), day(rows[i].before));
		assert_int_equal(calendar_add_business(from, 0), day(rows[i].after));
	}
}

static void business_days_are_counted(void **state)
{
	(void)state;
	static const struct {
		const char *from;
		int days;
		const char *to;
	} rows[] = {
		{ "2024-06-26", 1, "2024-06-27" }, { "2024-06-28", 1, "2024-07-01" },
		{ "2024-06-29", 1, "2024-07-01" }, { "2024-06-28", 2, "2024-07-02" },
		{ "2024-05-07", 1, "2024-05-10" }, { "2024-05-07", 2, "2024-05-13" },
		{ "2024-12-24", 1, "2024-12-26" }, { "2024-06-26", 5, "2024-07-03" },
		{ "2024-12-31", 3, "2025-01-06" }, { "2026-11-27", 2, "2026-12-01" },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(calendar_add_business(day(rows[i].from), rows[i].days),
				 day(rows[i].to));
}

/* What a region has more in a year, as published; the other days are those of everybody. */
static void regions_have_days_of_their_own(void **state)
{
	static const struct {
		const char *postal_code;
		const char *days[2]; /* of 2026 */
	} rows[] = {
		{ "57000", { "2026-04-03", "2026-12-26" } },
		{ "67000", { "2026-04-03", "2026-12-26" } },
		{ "68990", { "2026-04-03", "2026-12-26" } },
		{ "97110", { "2026-05-27" } },
		{ "97139", { "2026-05-27" } },
		{ "97133", { "2026-10-09" } },
		{ "97150", { "2026-05-28" } },
		{ "97200", { "2026-05-22" } },
		{ "97300", { "2026-06-10" } },
		{ "97400", { "2026-12-20" } },
		{ "97600", { "2026-04-27" } },
		{ "75001", { NULL } },
		{ "97500", { NULL } }, /* Saint-Pierre-et-Miquelon */
		{ "", { NULL } },
		{ "67", { NULL } },
		{ "6700", { NULL } },
		{ "670000", { NULL } },
		{ "D-67059", { NULL } }, /* a town beyond the Rhine */
		{ "67 00", { NULL } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum calendar_region region = calendar_region_of(rows[i].postal_code);

		for (date d = day("2026-01-01"); d <= day("2026-12-31"); d++) {
			bool own = false;

			for (size_t k = 0; k < 2; k++)
				own |= rows[i].days[k] && d == day(rows[i].days[k]);
			if (calendar_is_business_in(d, region) != (calendar_is_business(d) && !own))
				fail_msg("%s: day %d of the year", rows[i].postal_code, d - day("2026-01-01") + 1);
		}
	}
	/* Good Friday follows Easter, and Easter Monday is behind it */
	assert_false(calendar_is_business_in(day("2025-04-18"), CALENDAR_ALSACE_MOSELLE));
	assert_int_equal(calendar_business_on_or_after_in(day("2025-04-18"), CALENDAR_ALSACE_MOSELLE), day("2025-04-22"));
	assert_int_equal(calendar_business_on_or_after_in(day("2024-12-25"), CALENDAR_ALSACE_MOSELLE), day("2024-12-27"));
	assert_int_equal(calendar_business_on_or_after_in(day("2024-12-25"), CALENDAR_NATIONAL), day("2024-12-26"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holidays_of_known_years),
		cmocka_unit_test(easter_is_right_at_its_edges),
		cmocka_unit_test(two_holidays_may_share_a_day),
		cmocka_unit_test(days_move_to_business_days),
		cmocka_unit_test(business_days_are_counted),
		cmocka_unit_test(regions_have_days_of_their_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
