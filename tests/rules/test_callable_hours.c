/* May they be called at this hour, on this day, by the client's clock? */
#include "facts.h"

#include "rules/callable.h"

#define HOLIDAY 20768 /* 2026-11-11 */

static void the_hour_is_judged_when_a_page_is_read(void **state)
{
	(void)state;
	static const struct call_hours none = { 0, 0, false, 0, CALENDAR_NATIONAL };
	static const struct call_hours office = { 540, 1080, true, 0, CALENDAR_NATIONAL };
	static const struct call_hours all_day = { 0, 0, true, 0, CALENDAR_NATIONAL };
	static const struct callable free_today = { WHY_NOT_NONE, TODAY, -1 };
	static const struct callable at_two = { WHY_NOT_FOLLOW_UP, TODAY, 840 };
	static const struct callable at_midnight = { WHY_NOT_FOLLOW_UP, TODAY, 0 };
	static const struct callable untimed = { WHY_NOT_FOLLOW_UP, TODAY, -1 };
	static const struct callable at_seven = { WHY_NOT_FOLLOW_UP, TODAY, 1140 };
	static const struct callable tomorrow = { WHY_NOT_FOLLOW_UP, IN(1), 840 };
	static const struct callable asleep = { WHY_NOT_PROMISE, IN(9), -1 };
	static const struct {
		const char *name;
		const struct callable *stored;
		bool claimed;
		const struct call_hours *hours;
		date today;
		int minute;
		struct callable wanted;
	} hours_rows[] = {
		{ "free", &free_today, false, &none, TODAY, 600, { WHY_NOT_NONE, TODAY, -1 } },
		{ "free at an unknown hour",
		  &free_today,
		  false,
		  &office,
		  TODAY,
		  -1,
		  { WHY_NOT_NONE, TODAY, -1 } },
		{ "claimed", &free_today, true, &none, TODAY, 600, { WHY_NOT_CLAIMED, TODAY, -1 } },
		{ "asleep and claimed",
		  &asleep,
		  true,
		  &none,
		  TODAY,
		  600,
		  { WHY_NOT_PROMISE, IN(9), -1 } },
		{ "before the hour",
		  &at_two,
		  false,
		  &none,
		  TODAY,
		  839,
		  { WHY_NOT_FOLLOW_UP, TODAY, 840 } },
		{ "at the hour", &at_two, false, &none, TODAY, 840, { WHY_NOT_NONE, TODAY, -1 } },
		{ "after the hour",
		  &at_two,
		  false,
		  &none,
		  TODAY,
		  1200,
		  { WHY_NOT_NONE, TODAY, -1 } },
		{ "hour not known", &at_two, false, &none, TODAY, -1, { WHY_NOT_NONE, TODAY, -1 } },
		{ "midnight is not two o'clock",
		  &at_two,
		  false,
		  &none,
		  TODAY,
		  0,
		  { WHY_NOT_FOLLOW_UP, TODAY, 840 } },
		{ "agreed for midnight",
		  &at_midnight,
		  false,
		  &office,
		  TODAY,
		  0,
		  { WHY_NOT_NONE, TODAY, -1 } },
		{ "without an hour the stored answer stands",
		  &untimed,
		  false,
		  &none,
		  TODAY,
		  600,
		  { WHY_NOT_FOLLOW_UP, TODAY, -1 } },
		{ "a callback of yesterday",
		  &at_two,
		  false,
		  &none,
		  IN(1),
		  5,
		  { WHY_NOT_NONE, IN(1), -1 } },
		{ "the same hour, a day early",
		  &tomorrow,
		  false,
		  &none,
		  TODAY,
		  900,
		  { WHY_NOT_FOLLOW_UP, IN(1), 840 } },
		{ "a day early, hour not known",
		  &tomorrow,
		  false,
		  &none,
		  TODAY,
		  -1,
		  { WHY_NOT_FOLLOW_UP, IN(1), 840 } },
		{ "callback due and claimed",
		  &at_two,
		  true,
		  &none,
		  TODAY,
		  900,
		  { WHY_NOT_CLAIMED, TODAY, -1 } },
		{ "before the window",
		  &free_today,
		  false,
		  &office,
		  TODAY,
		  539,
		  { WHY_NOT_WINDOW, TODAY, 540 } },
		{ "midnight is outside the window",
		  &free_today,
		  false,
		  &office,
		  TODAY,
		  0,
		  { WHY_NOT_WINDOW, TODAY, 540 } },
		{ "as it opens",
		  &free_today,
		  false,
		  &office,
		  TODAY,
		  540,
		  { WHY_NOT_NONE, TODAY, -1 } },
		{ "its last minute",
		  &free_today,
		  false,
		  &office,
		  TODAY,
		  1079,
		  { WHY_NOT_NONE, TODAY, -1 } },
		{ "as it closes",
		  &free_today,
		  false,
		  &office,
		  TODAY,
		  1080,
		  { WHY_NOT_WINDOW, IN(1), 540 } },
		{ "an agreed hour after it closes",
		  &at_seven,
		  false,
		  &office,
		  TODAY,
		  1140,
		  { WHY_NOT_NONE, TODAY, -1 } },
		{ "a holiday",
		  &free_today,
		  false,
		  &office,
		  HOLIDAY,
		  600,
		  { WHY_NOT_HOLIDAY, HOLIDAY + 1, 540 } },
		{ "early on a holiday it does not open",
		  &free_today,
		  false,
		  &office,
		  HOLIDAY,
		  480,
		  { WHY_NOT_HOLIDAY, HOLIDAY + 1, 540 } },
		{ "a holiday without any window",
		  &free_today,
		  false,
		  &all_day,
		  HOLIDAY,
		  600,
		  { WHY_NOT_HOLIDAY, HOLIDAY + 1, -1 } },
		{ "the day after a holiday, hour not known",
		  &free_today,
		  false,
		  &office,
		  HOLIDAY + 1,
		  -1,
		  { WHY_NOT_NONE, HOLIDAY + 1, -1 } },
		{ "a holiday that does not matter",
		  &free_today,
		  false,
		  &none,
		  HOLIDAY,
		  600,
		  { WHY_NOT_NONE, HOLIDAY, -1 } },
	};
	for (size_t r = 0; r < COUNT(hours_rows); r++) {
		struct callable stored = *hours_rows[r].stored;
		if (stored.why_not == WHY_NOT_NONE)
			stored.next_on = hours_rows[r].today;
		struct callable c = callable_at(stored, hours_rows[r].claimed, hours_rows[r].hours,
						hours_rows[r].today, hours_rows[r].minute);
		const struct callable *w = &hours_rows[r].wanted;
		if (c.why_not != w->why_not || c.next_on != w->next_on ||
		    c.next_minute != w->next_minute)
			fail_msg("%s: \"%s\", next in %d days, minute %d", hours_rows[r].name,
				 why_not_codes[c.why_not], c.next_on - TODAY, c.next_minute);
	}
}

/* Nine to six there, whatever it is here. */
static void the_window_is_by_the_clients_clock(void **state)
{
	static const struct callable open = { WHY_NOT_NONE, TODAY, -1 };
	static const struct callable agreed = { WHY_NOT_FOLLOW_UP, TODAY, 360 };
	static const struct callable long_ago = { WHY_NOT_FOLLOW_UP, LATE(9), 360 };
	static const struct {
		const char *name;
		int shift, minute;
		const struct callable *stored;
		struct callable wanted;
	} clocks[] = {
		{ "our clock", 0, 539, &open, { WHY_NOT_WINDOW, TODAY, 540 } },
		{ "the same hour elsewhere", 0, 540, &open, { WHY_NOT_NONE, TODAY, -1 } },
		{ "Reunion, a minute early", 180, 359, &open, { WHY_NOT_WINDOW, TODAY, 360 } },
		{ "Reunion opens at six", 180, 360, &open, { WHY_NOT_NONE, TODAY, -1 } },
		{ "Reunion, the last minute", 180, 899, &open, { WHY_NOT_NONE, TODAY, -1 } },
		{ "Reunion closes at three", 180, 900, &open, { WHY_NOT_WINDOW, IN(1), 360 } },
		{ "Guadeloupe sleeps in our morning", -300, 600, &open, { WHY_NOT_WINDOW, TODAY, 840 } },
		{ "Guadeloupe opens at two", -300, 840, &open, { WHY_NOT_NONE, TODAY, -1 } },
		{ "Guadeloupe in our evening", -300, 1379, &open, { WHY_NOT_NONE, TODAY, -1 } },
		{ "Guadeloupe closes at eleven", -300, 1380, &open, { WHY_NOT_WINDOW, IN(1), 840 } },
		{ "Noumea over our midnight", 600, 479, &open, { WHY_NOT_NONE, TODAY, -1 } },
		{ "Noumea closes at eight", 600, 480, &open, { WHY_NOT_WINDOW, TODAY, 1380 } },
		{ "Noumea opens at eleven at night", 600, 1380, &open, { WHY_NOT_NONE, TODAY, -1 } },
		{ "half an hour", 330, 209, &open, { WHY_NOT_WINDOW, TODAY, 210 } },
		{ "midnight here is morning in Noumea", 600, 0, &open, { WHY_NOT_NONE, TODAY, -1 } },
		{ "midnight here is past six in Samoa", 1139, 0, &open, { WHY_NOT_WINDOW, TODAY, 841 } },
		{ "long agreed", 600, 100, &long_ago, { WHY_NOT_NONE, TODAY, -1 } },
		{ "no minute known", -300, -1, &open, { WHY_NOT_NONE, TODAY, -1 } },
		{ "an agreed hour is ours, whatever it is there", -300, 360, &agreed, { WHY_NOT_NONE, TODAY, -1 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(clocks); i++) {
		const struct call_hours hours = { 540, 1080, true, clocks[i].shift, CALENDAR_NATIONAL };
		struct callable c = callable_at(*clocks[i].stored, false, &hours, TODAY, clocks[i].minute);
		const struct callable *w = &clocks[i].wanted;

		if (c.why_not != w->why_not || c.next_on != w->next_on || c.next_minute != w->next_minute)
			fail_msg("%s: \"%s\", next in %d days, minute %d", clocks[i].name, why_not_codes[c.why_not], c.next_on - TODAY,
				 c.next_minute);
	}
}

/* TODAY is a Tuesday: IN(3) a Friday, IN(6) a Monday. */
static void a_closed_day_is_the_clients(void **state)
{
	static const struct {
		const char *name;
		int shift;
		bool closed;
		date today;
		int minute;
		struct callable wanted;
	} days[] = {
		{ "Saturday", 0, true, IN(4), 600, { WHY_NOT_HOLIDAY, IN(6), 540 } },
		{ "Sunday, no minute known", 0, true, IN(5), -1, { WHY_NOT_HOLIDAY, IN(6), 540 } },
		{ "Saturday where it does not matter", 0, false, IN(4), 600, { WHY_NOT_NONE, IN(4), -1 } },
		{ "Friday after hours", 0, true, IN(3), 1100, { WHY_NOT_WINDOW, IN(6), 540 } },
		{ "Friday evening is Saturday in Noumea", 600, true, IN(3), 1380, { WHY_NOT_HOLIDAY, IN(5), 1380 } },
		{ "Friday morning is still Friday there", 600, true, IN(3), 420, { WHY_NOT_NONE, IN(3), -1 } },
		{ "and after hours opens on Sunday night", 600, true, IN(3), 490, { WHY_NOT_WINDOW, IN(5), 1380 } },
		{ "Sunday before Monday opens there", 600, true, IN(5), 1000, { WHY_NOT_WINDOW, IN(5), 1380 } },
		{ "Sunday night is Monday there", 600, true, IN(5), 1380, { WHY_NOT_NONE, IN(5), -1 } },
		{ "Saturday at one is Friday in Polynesia", -660, true, IN(4), 60, { WHY_NOT_NONE, IN(4), -1 } },
		{ "Monday at one is Sunday there", -660, true, IN(6), 60, { WHY_NOT_HOLIDAY, IN(6), 1200 } },
		{ "the eve of a holiday", 600, true, HOLIDAY - 1, 1380, { WHY_NOT_HOLIDAY, HOLIDAY, 1380 } },
		{ "its night", 600, true, HOLIDAY, 1380, { WHY_NOT_NONE, HOLIDAY, -1 } },
	};

	/* What was agreed for our Friday stands, though it is Saturday there. */
	const struct call_hours noumea = { 540, 1080, true, 600, CALENDAR_NATIONAL };
	const struct callable agreed = { WHY_NOT_FOLLOW_UP, IN(3), 1380 };
	assert_int_equal(callable_at(agreed, false, &noumea, IN(3), 1380).why_not, WHY_NOT_NONE);
	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		const struct call_hours hours = { 540, 1080, days[i].closed, days[i].shift, CALENDAR_NATIONAL };
		const struct callable open = { WHY_NOT_NONE, days[i].today, -1 };
		struct callable c = callable_at(open, false, &hours, days[i].today, days[i].minute);
		const struct callable *w = &days[i].wanted;

		if (c.why_not != w->why_not || c.next_on != w->next_on || c.next_minute != w->next_minute)
			fail_msg("%s: \"%s\", next in %d days, minute %d", days[i].name, why_not_codes[c.why_not], c.next_on - TODAY,
				 c.next_minute);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_hour_is_judged_when_a_page_is_read),
		cmocka_unit_test(the_window_is_by_the_clients_clock),
		cmocka_unit_test(a_closed_day_is_the_clients),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
