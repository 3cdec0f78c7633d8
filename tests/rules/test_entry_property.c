/* What holds for any text whatever: business days, sums that add up, caps kept, and no crash on random bytes.
 */
#include <stdlib.h>

#include "entry_show.h"
#include "rules/calendar.h"

#define RUNS      60000
#define LONG_TEXT 10240

static const enum outcome outcomes[] = { OUTCOME_PROMISE,    OUTCOME_CALLBACK, OUTCOME_EVASIVE,
					 OUTCOME_DIFFICULTY, OUTCOME_PAID,     OUTCOME_NOTE };

static const char *const pieces[] = {
	"v",        "ven",   "lun",
	"t",        "m",     "dem",
	"fm",       "eom",   "sam",
	"dim",      "15",    "20",
	"31",       "1512",  "2902",
	"15/12",    "1/1",   "25/12",
	"15.12",    "29/02", "500",
	"1",        "1 500", "12e",
	"12,00",    "0",     "1.500",
	"6390",     "€",     "e",
	"3x",       "2x",    "24x",
	"99x",      "+7",    "7j",
	"2s",       "999j",  "+",
	"14h",      "9h30",  "24h",
	";",        "; 10",  "(àà",
	"&(",       "-",     "2024-12-15",
	"15/12/24", "\xFF",  "99999999999999999999999",
};

static uint64_t seed = 20240626;

static uint64_t next_random(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % below;
}

static struct entry_context random_context(void)
{
	struct entry_context context = { .today = entry_day("2024-01-01") + (date)next_random(1500),
					 .minute = (int)next_random(1441) - 1,
					 .currency = "EUR",
					 .grace_days = (int)next_random(4),
					 .max_gap_days = 1 + (int)next_random(20),
					 .sleep_check_on = DATE_NONE, .free_until = DATE_NONE };
	context.overdue = (cents)next_random(1000000);
	context.balance = context.overdue + (cents)next_random(500000);
	return context;
}

static void check_lines(const struct entry *entry, enum outcome outcome,
			const struct entry_context *context)
{
	cents sum = 0;
	for (size_t i = 0; i < entry->line_count; i++) {
		const struct entry_line *line = &entry->lines[i];
		sum += line->amount;
		assert_true(line->amount > 0);
		if (outcome == OUTCOME_PAID) {
			assert_true(line->due_on <= context->today);
			assert_int_equal(line->due_on, line->typed_on);
			continue;
		}
		assert_true(calendar_is_business(line->due_on));
		assert_true(line->due_on >= context->today && line->due_on <= context->today + 365);
		assert_int_equal(line->check_on,
				 calendar_add_business(line->due_on, context->grace_days));
		assert_true(i == 0 || line[-1].due_on <= line->due_on);
	}
	assert_int_equal(sum, entry->total);
	assert_true(entry->total <= context->balance);
}

static void check_entry(const struct entry *entry, enum outcome outcome,
			const struct entry_context *context)
{
	check_lines(entry, outcome, context);
	if (outcome == OUTCOME_PROMISE) {
		assert_in_range(entry->line_count, 1, PROMISE_PLAN_MAX);
		assert_int_equal(entry->plan, entry->line_count > 1);
		assert_false(date_is(entry->on));
	} else if (outcome == OUTCOME_PAID) {
		assert_int_equal(entry->line_count, 1);
	} else {
		assert_int_equal(entry->line_count, 0);
		if (date_is(entry->on))
			assert_true(calendar_is_business(entry->on));
	}
	if (outcome_rules[outcome].capped && date_is(entry->on)) {
		date cap = context->today + context->max_gap_days;
		date soonest = calendar_add_business(context->today, 1);
		assert_true(entry->on <= (cap > soonest ? cap : soonest));
	}
}

static bool parse_and_check(const char *text, enum outcome outcome,
			    const struct entry_context *context)
{
	struct entry_result result;
	bool ok = entry_parse(text, outcome, context, &result);
	assert_int_equal(ok, result.status == ENTRY_OK);
	assert_in_range(result.status, 0, ENTRY_STATUS_COUNT - 1);
	if (ok && outcome != OUTCOME_NOTE)
		check_entry(&result.readings[0], outcome, context);
	if (result.status == ENTRY_AMBIGUOUS) {
		check_entry(&result.readings[0], outcome, context);
		check_entry(&result.readings[1], outcome, context);
	}
	return ok;
}

static void what_is_taken_is_sound(void **state)
{
	(void)state;
	int taken = 0;
	for (int run = 0; run < RUNS; run++) {
		struct buf text;
		buf_init(&text);
		for (uint64_t n = next_random(5); n > 0; n--)
			buf_printf(&text, "%s ",
				   pieces[next_random(sizeof pieces / sizeof *pieces)]);
		struct entry_context context = random_context();
		taken += parse_and_check(text.data,
					 outcomes[next_random(sizeof outcomes / sizeof *outcomes)],
					 &context);
		buf_clear(&text);
	}
	assert_in_range(taken, RUNS / 10, RUNS);
}

static void random_bytes_never_crash(void **state)
{
	(void)state;
	static const char likely[] = "0123456789/-.,;+=xehjsdwv e\xC3\xA9\xC3\xA0\xE2\x82\xAC";
	char text[80];
	for (int run = 0; run < RUNS; run++) {
		size_t length = next_random(sizeof text);
		bool noise = next_random(4) == 0;
		for (size_t i = 0; i < length; i++)
			text[i] = noise ? (char)(1 + next_random(255))
					: likely[next_random(sizeof likely - 1)];
		text[length] = '\0';
		struct entry_context context = random_context();
		parse_and_check(text, outcomes[next_random(sizeof outcomes / sizeof *outcomes)],
				&context);
	}
}

static void long_texts_are_refused(void **state)
{
	(void)state;
	static const char *const fills[] = { "1",  "9 ", "a",    "\xC3\xA9", ";",      "v;", "1 v;",
					     "e ", "x",  "\xFF", "1.",       "15/12 ", ": ", "- " };
	struct entry_context context = random_context();
	for (size_t i = 0; i < sizeof fills / sizeof *fills; i++) {
		struct buf text;
		buf_init(&text);
		while (text.len < LONG_TEXT)
			buf_puts(&text, fills[i]);
		assert_false(parse_and_check(text.data, OUTCOME_PROMISE, &context));
		assert_false(parse_and_check(text.data, OUTCOME_CALLBACK, &context));
		assert_false(parse_and_check(text.data, OUTCOME_PAID, &context));
		buf_clear(&text);
	}
}

static void the_ends_of_the_calendar_are_refused(void **state)
{
	(void)state;
	struct entry_context context = random_context();
	context.today = entry_day("9999-12-31");
	assert_false(parse_and_check("30", OUTCOME_PROMISE, &context));
	assert_false(parse_and_check("1/1", OUTCOME_PROMISE, &context));
	context.today = entry_day("1000-01-01");
	assert_false(parse_and_check("30", OUTCOME_PAID, &context));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_taken_is_sound),
		cmocka_unit_test(random_bytes_never_crash),
		cmocka_unit_test(long_texts_are_refused),
		cmocka_unit_test(the_ends_of_the_calendar_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
