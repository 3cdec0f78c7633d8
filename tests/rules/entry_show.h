/* What an entry came to, in one line of text, so that a test row is: typed → shown.
 *
 * "4812.50 2024-07-01<2024-06-29" is an amount, its day, and the typed day it was moved from; lines of a plan are joined by " + ".
 */
#ifndef TESTS_RULES_ENTRY_SHOW_H
#define TESTS_RULES_ENTRY_SHOW_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/date.h"
#include "base/mem.h"
#include "rules/entry.h"

struct entry_row {
	const char *typed, *shown;
};

static const char *const entry_status_names[ENTRY_STATUS_COUNT] = {
	[ENTRY_OK] = "ok",
	[ENTRY_EMPTY] = "empty",
	[ENTRY_INCOMPLETE] = "missing",
	[ENTRY_AMBIGUOUS] = "either",
	[ENTRY_BAD_TOKEN] = "bad token",
	[ENTRY_BAD_AMOUNT_FORM] = "bad amount",
	[ENTRY_AMBIGUOUS_WORD] = "ambiguous word",
	[ENTRY_PAST] = "past",
	[ENTRY_FUTURE] = "future",
	[ENTRY_TOO_FAR] = "too far",
	[ENTRY_AMOUNT_ZERO] = "amount zero",
	[ENTRY_AMOUNT_OVER] = "amount over",
	[ENTRY_OTHER_CURRENCY] = "other currency",
	[ENTRY_CURRENCIES] = "currencies",
	[ENTRY_PLAN_SIZE] = "plan size",
	[ENTRY_NOTHING_OWED] = "nothing owed",
	[ENTRY_NO_SUCH_DAY] = "no such day",
	[ENTRY_NO_SUCH_HOUR] = "no such hour",
	[ENTRY_TOO_MANY] = "too many",
	[ENTRY_TOO_SOON] = "too soon",
};

static const char *const entry_missing_names[] = {
	[ENTRY_MISSING_NONE] = "",
	[ENTRY_MISSING_DATE] = " date",
	[ENTRY_MISSING_AMOUNT] = " amount",
	[ENTRY_MISSING_HOUR] = " hour",
};

static inline date entry_day(const char *iso)
{
	date d = DATE_NONE;
	assert_true(date_parse_iso(iso, &d));
	return d;
}

/* Wednesday 2024-06-26, ten o'clock. */
static inline struct entry_context entry_wednesday(void)
{
	return (struct entry_context){ .today = entry_day("2024-06-26"),
				       .minute = 600,
				       .overdue = 481250,
				       .balance = 639000,
				       .currency = "EUR",
				       .grace_days = 2,
				       .max_gap_days = 10,
				       .sleep_check_on = DATE_NONE, .free_until = DATE_NONE };
}

static inline void entry_show_day(struct buf *out, date on, date typed_on)
{
	char text[DATE_TEXT];
	buf_puts(out, date_iso(on, text));
	if (typed_on != on)
		buf_printf(out, "<%s", date_iso(typed_on, text));
}

static inline void entry_show(struct buf *out, const struct entry *entry)
{
	char amount[MONEY_TEXT];
	for (size_t i = 0; i < entry->line_count; i++) {
		const struct entry_line *line = &entry->lines[i];
		buf_printf(out, "%s%s ", i ? " + " : "", money_decimal_text(line->amount, amount));
		entry_show_day(out, line->due_on, line->typed_on);
	}
	if (entry->line_count == 0 && date_is(entry->on))
		entry_show_day(out, entry->on, entry->typed_on);
	else if (entry->line_count == 0)
		buf_puts(out, "default");
	if (entry->minute >= 0)
		buf_printf(out, " %02d:%02d", entry->minute / 60, entry->minute % 60);
	if (entry->far)
		buf_puts(out, " far");
}

static inline void entry_show_result(struct buf *out, const struct entry_result *result)
{
	char text[DATE_TEXT];
	switch (result->status) {
	case ENTRY_OK: entry_show(out, &result->readings[0]); return;
	case ENTRY_AMBIGUOUS:
		buf_puts(out, "either ");
		entry_show(out, &result->readings[0]);
		buf_puts(out, " or ");
		entry_show(out, &result->readings[1]);
		return;
	default: break;
	}
	buf_printf(out, "%s%s", entry_status_names[result->status],
		   entry_missing_names[result->missing]);
	if (*result->token)
		buf_printf(out, " %s", result->token);
	if (date_is(result->last_on))
		buf_printf(out, " %s", date_iso(result->last_on, text));
}

/* Check every row and name the ones that differ. */
static inline void entry_check(const struct entry_row *rows, size_t count, enum outcome outcome,
			       const struct entry_context *context)
{
	int wrong = 0;
	for (size_t i = 0; i < count; i++) {
		struct entry_result result;
		struct buf shown = { 0 };
		bool ok = entry_parse(rows[i].typed, outcome, context, &result);
		assert_int_equal(ok, result.status == ENTRY_OK);
		entry_show_result(&shown, &result);
		if (strcmp(shown.data, rows[i].shown) != 0) {
			print_error("\"%s\"\n  wanted %s\n  got    %s\n", rows[i].typed,
				    rows[i].shown, shown.data);
			wrong++;
		}
		buf_clear(&shown);
	}
	assert_int_equal(wrong, 0);
}

#endif
