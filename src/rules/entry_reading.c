/* From a complete reading to dates and sums a file can keep, or the reason why not. Knows nothing
 * of text, keys or the store.
 */
#include "rules/entry_reading.h"

#include "rules/calendar.h"

struct entry entry_reading_none(void)
{
	return (struct entry){ .on = DATE_NONE, .typed_on = DATE_NONE, .minute = -1 };
}

/* The last date a next call may fall on: the cap of a chase, the check date of a promise the file
 * sleeps under. */
static date last_call(const struct entry_context *context)
{
	if (date_is(context->sleep_check_on))
		return context->sleep_check_on;
	date cap = calendar_business_on_or_before(context->today + context->max_gap_days);
	date soonest = calendar_add_business(context->today, 1);
	return cap > soonest ? cap : soonest;
}

static date last_promise(const struct entry_context *context)
{
	return calendar_business_on_or_before(context->today + PROMISE_MAX_DAYS);
}

/* Move a typed date to a business day; after `last` it is refused. */
static enum entry_status place(date typed, date last, date *out, struct entry_result *result)
{
	date moved = calendar_business_on_or_after(typed);
	if (moved > last) {
		result->last_on = last;
		return ENTRY_TOO_FAR;
	}
	*out = moved;
	return ENTRY_OK;
}

static enum entry_status judge_amount(const struct entry_reading *reading,
				      const struct entry_context *context, cents *out)
{
	bool typed = (reading->kinds & ENTRY_KIND_AMOUNT) != 0;
	cents amount = typed ? reading->amount : context->overdue;
	if (amount <= 0)
		return typed ? ENTRY_AMOUNT_ZERO : ENTRY_NOTHING_OWED;
	if (amount > context->balance)
		return ENTRY_AMOUNT_OVER;
	*out = amount;
	return ENTRY_OK;
}

/* The typed date of line i of a plan: month ends stay month ends, other dates come monthly. */
static date line_date(const struct entry_reading *reading, date first, int i)
{
	date on = date_add_months(first, i);
	return reading->date.form == ENTRY_DATE_MONTH_END ? date_month_end(on) : on;
}

static enum entry_status judge_promise(const struct entry_reading *reading,
				       const struct entry_context *context, struct entry *out,
				       struct entry_result *result)
{
	date first;
	struct entry entry = entry_reading_none();
	enum entry_status status =
		entry_date_resolve(&reading->date, context->today, false, &first);
	if (status == ENTRY_OK)
		status = judge_amount(reading, context, &entry.total);
	if (status != ENTRY_OK)
		return status;
	entry.amount_typed = (reading->kinds & ENTRY_KIND_AMOUNT) != 0;
	entry.plan = (reading->kinds & ENTRY_KIND_COUNT) != 0;
	int count = entry.plan ? reading->count : 1;
	if (entry.plan && (count < PROMISE_PLAN_MIN || count > PROMISE_PLAN_MAX))
		return ENTRY_PLAN_SIZE;
	if (entry.total < count)
		return ENTRY_AMOUNT_ZERO;
	for (int i = 0; i < count; i++) {
		struct entry_line *line = &entry.lines[entry.line_count++];
		line->typed_on = line_date(reading, first, i);
		status = place(line->typed_on, last_promise(context), &line->due_on, result);
		if (status != ENTRY_OK)
			return status;
		line->amount = promise_plan_line(entry.total, count, i);
		line->check_on = promise_check_date(line->due_on, context->grace_days);
		entry.moved |= line->due_on != line->typed_on;
		entry.far |= line->due_on - context->today > PROMISE_FAR_DAYS;
		entry.ask_insurer |= date_is(context->free_until) && line->due_on > context->free_until;
	}
	*out = entry;
	return ENTRY_OK;
}

static enum entry_status judge_paid(const struct entry_reading *reading,
				    const struct entry_context *context, struct entry *out)
{
	struct entry entry = entry_reading_none();
	enum entry_status status =
		entry_date_resolve(&reading->date, context->today, true, &entry.on);
	if (status == ENTRY_OK)
		status = judge_amount(reading, context, &entry.total);
	if (status != ENTRY_OK)
		return status;
	entry.typed_on = entry.on;
	entry.amount_typed = (reading->kinds & ENTRY_KIND_AMOUNT) != 0;
	entry.line_count = 1;
	entry.lines[0] = (struct entry_line){ .amount = entry.total,
					      .due_on = entry.on,
					      .typed_on = entry.on,
					      .check_on = DATE_NONE };
	*out = entry;
	return ENTRY_OK;
}

/* An hour without a date: today when it is still to come, else the next business day. */
static date day_of_hour(int minute, const struct entry_context *context)
{
	bool to_come = minute > context->minute; /* -1, not known, is before every hour */
	return to_come && calendar_is_business(context->today)
		       ? context->today
		       : calendar_add_business(context->today, 1);
}

/* A call today needs an hour, and one still to come. */
static enum entry_status judge_today(const struct entry *entry, enum outcome outcome,
				     const struct entry_context *context,
				     struct entry_result *result)
{
	if (entry->on != context->today)
		return ENTRY_OK;
	if (outcome_rules[outcome].entry != OUTCOME_ENTRY_CALLBACK) {
		result->last_on = calendar_add_business(context->today, 1);
		return ENTRY_TOO_SOON;
	}
	if (entry->minute < 0) {
		result->missing = ENTRY_MISSING_HOUR;
		return ENTRY_INCOMPLETE;
	}
	return entry->minute > context->minute ? ENTRY_OK : ENTRY_PAST;
}

static enum entry_status judge_call(const struct entry_reading *reading, enum outcome outcome,
				    const struct entry_context *context, struct entry *out,
				    struct entry_result *result)
{
	struct entry entry = entry_reading_none();
	enum entry_status status = ENTRY_OK;
	if (reading->kinds & ENTRY_KIND_HOUR)
		entry.minute = reading->minute;
	if (reading->kinds & ENTRY_KIND_DATE)
		status = entry_date_resolve(&reading->date, context->today, false, &entry.typed_on);
	else
		entry.typed_on = day_of_hour(entry.minute, context);
	if (status != ENTRY_OK)
		return status;
	date last = outcome_rules[outcome].capped ? last_call(context) : last_promise(context);
	status = place(entry.typed_on, last, &entry.on, result);
	if (status == ENTRY_OK)
		status = judge_today(&entry, outcome, context, result);
	if (status != ENTRY_OK)
		return status;
	entry.moved = entry.on != entry.typed_on;
	entry.far = entry.on - context->today > PROMISE_FAR_DAYS;
	*out = entry;
	return ENTRY_OK;
}

enum entry_status entry_reading_judge(const struct entry_reading *reading, enum outcome outcome,
				      const struct entry_context *context, struct entry *out,
				      struct entry_result *result)
{
	switch (outcome_rules[outcome].entry) {
	case OUTCOME_ENTRY_PROMISE: return judge_promise(reading, context, out, result);
	case OUTCOME_ENTRY_PAID: return judge_paid(reading, context, out);
	case OUTCOME_ENTRY_CALLBACK:
	case OUTCOME_ENTRY_DATE: return judge_call(reading, outcome, context, out, result);
	case OUTCOME_ENTRY_TEXT:
	case OUTCOME_ENTRY_DISPUTE:
	case OUTCOME_ENTRY_CIRCUIT:
	case OUTCOME_ENTRY_CONTACT:
	case OUTCOME_ENTRY_DOCUMENT:
	case OUTCOME_ENTRY_INSOLVENCY: break;
	}
	*out = entry_reading_none();
	return ENTRY_OK;
}
