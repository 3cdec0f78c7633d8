/* Days: known weekdays, leap years, month ends, and a round trip over every day of nine thousand years. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "base/date.h"

static date day(const char *iso)
{
	date d = DATE_NONE;

	if (!date_parse_iso(iso, &d))
		fail_msg("%s is not a day", iso);
	return d;
}

static void assert_day(date got, const char *wanted)
{
	char text[DATE_TEXT];

	assert_string_equal(date_iso(got, text), wanted);
}

static void day_zero_is_the_first_of_1970(void **state)
{
	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1969-12-31"), -1);
	assert_int_equal(day("2000-03-01"), 11017);
	assert_int_equal(day("2026-11-24"), 20781);
	assert_int_equal(day("1000-01-01"), -354285);
	assert_int_equal(day("9999-12-31"), 2932896);
}

static void weekdays_are_those_of_history(void **state)
{
	static const struct {
		const char *day;
		int weekday;
	} rows[] = {
		{ "1969-07-20", 6 }, { "1970-01-01", 3 }, { "1789-07-14", 1 }, { "2000-01-01", 5 },
		{ "2024-02-29", 3 }, { "2026-11-24", 1 }, { "1582-10-15", 4 }, { "9999-12-31", 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (date_weekday(day(rows[i].day)) != rows[i].weekday)
			fail_msg("%s", rows[i].day);
}

static void only_days_that_exist_are_taken(void **state)
{
	static const struct {
		int year, month, day;
		bool good;
	} rows[] = {
		{ 2024, 2, 29, true },  { 2023, 2, 29, false }, { 1900, 2, 29, false },
		{ 2000, 2, 29, true },  { 2026, 4, 31, false }, { 2026, 4, 30, true },
		{ 2026, 13, 1, false }, { 2026, 0, 1, false },  { 2026, 1, 0, false },
		{ 2026, 1, 32, false }, { 999, 12, 31, false }, { 1000, 1, 1, true },
		{ 9999, 12, 31, true }, { 10000, 1, 1, false }, { -2026, 1, 1, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		date d = 42;
		if (date_from_ymd(rows[i].year, rows[i].month, rows[i].day, &d) != rows[i].good)
			fail_msg("%d-%d-%d", rows[i].year, rows[i].month, rows[i].day);
		if (!rows[i].good)
			assert_int_equal(d, 42);
	}
}

static void every_day_survives_the_round_trip(void **state)
{
	int year, month, of_month;
	date again;

	(void)state;
	for (date d = day("1000-01-01"); d <= day("9999-12-31"); d++) {
		date_to_ymd(d, &year, &month, &of_month);
		if (!date_from_ymd(year, month, of_month, &again) || again != d)
			fail_msg("day %d", (int)d);
	}
}

static void months_are_added_with_the_day_clamped(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} rows[] = {
		{ "2026-01-31", 1, "2026-02-28" },
		{ "2024-01-31", 1, "2024-02-29" },
		{ "2026-01-15", 12, "2027-01-15" },
		{ "2026-03-31", -1, "2026-02-28" },
		{ "2026-12-31", 2, "2027-02-28" },
		{ "2026-01-31", -13, "2024-12-31" },
		{ "2024-02-29", 48, "2028-02-29" },
		{ "2026-05-31", 0, "2026-05-31" },
		{ "9999-12-01", 1, "" },
		{ "1000-01-01", -1, "" },
		{ "2026-01-01", INT32_MAX, "" },
		{ "2026-01-01", INT32_MIN, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_day(date_add_months(day(rows[i].from), rows[i].months), rows[i].to);
	assert_int_equal(date_add_months(DATE_NONE, 1), DATE_NONE);
}

static void month_ends_know_february(void **state)
{
	(void)state;
	assert_day(date_month_end(day("2026-02-01")), "2026-02-28");
	assert_day(date_month_end(day("2024-02-29")), "2024-02-29");
	assert_day(date_month_end(day("2100-02-10")), "2100-02-28");
	assert_day(date_month_end(day("2026-12-05")), "2026-12-31");
	assert_day(date_month_end(day("2026-11-30")), "2026-11-30");
	assert_int_equal(date_month_end(DATE_NONE), DATE_NONE);
}

static void iso_text_is_exact(void **state)
{
	static const char *const bad[] = {
		"",           "2026",        "2026-11",     "2026-11-",
		"2026-11-2",  "2026-11-24 ", " 2026-11-24", "2026/11/24",
		"20261124",   "2026-1-24",   "2026-11-24T", "2026-11-31",
		"+026-11-24", "2026-11-2x",  "0026-11-24",
	};
	date d = 42;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (date_parse_iso(bad[i], &d))
			fail_msg("\"%s\" was taken", bad[i]);
	assert_false(date_parse_iso(NULL, &d));
	assert_int_equal(d, 42);
}

static void compact_text_is_eight_digits(void **state)
{
	date d = 42;

	(void)state;
	assert_false(date_parse_compact("2026112", 7, &d));
	assert_false(date_parse_compact("202611245", 9, &d));
	assert_false(date_parse_compact("2026 124", 8, &d));
	assert_false(date_parse_compact("20261131", 8, &d));
	assert_false(date_parse_compact("00000000", 8, &d));
	assert_int_equal(d, 42);
	assert_true(date_parse_compact("20261124;", 8, &d));
	assert_day(d, "2026-11-24");
}

static void no_date_is_no_text(void **state)
{
	(void)state;
	assert_false(date_is(DATE_NONE));
	assert_true(date_is(0));
	assert_day(DATE_NONE, "");
	assert_day(2932897, "");
	assert_day(INT32_MAX, "");
	assert_day(-354286, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(day_zero_is_the_first_of_1970),
		cmocka_unit_test(weekdays_are_those_of_history),
		cmocka_unit_test(only_days_that_exist_are_taken),
		cmocka_unit_test(every_day_survives_the_round_trip),
		cmocka_unit_test(months_are_added_with_the_day_clamped),
		cmocka_unit_test(month_ends_know_february),
		cmocka_unit_test(iso_text_is_exact),
		cmocka_unit_test(compact_text_is_eight_digits),
		cmocka_unit_test(no_date_is_no_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
