/* Callable now, why not, when next. What is true all day is decided from the file's facts; what depends on the hour from that answer.
 * Must not know scores, sentences or the clock: today and the minute are arguments.
 */
#include "rules/callable.h"

#include <string.h>

#include "rules/calendar.h"
#include "rules/promise.h"

#define DAY_MINUTES 1440

const char *const why_not_codes[WHY_NOT_COUNT] = {
	[WHY_NOT_NONE] = "",
	[WHY_NOT_PROMISE] = "promise",
	[WHY_NOT_FOLLOW_UP] = "follow_up",
	[WHY_NOT_DISPUTE] = "dispute",
	[WHY_NOT_CADENCE] = "cadence",
	[WHY_NOT_WINDOW] = "window",
	[WHY_NOT_HOLIDAY] = "holiday",
	[WHY_NOT_CLAIMED] = "claimed",
	[WHY_NOT_COVERED] = "covered",
	[WHY_NOT_LEGAL] = "legal",
	[WHY_NOT_AGENCY] = "agency",
	[WHY_NOT_INSOLVENT] = "insolvent",
	[WHY_NOT_NO_CONTACT] = "no_contact",
	[WHY_NOT_NOT_DUE] = "not_due",
};

enum why_not why_not_from(const char *code)
{
	for (int i = 0; i < WHY_NOT_COUNT; i++)
		if (strcmp(why_not_codes[i], code) == 0)
			return (enum why_not)i;
	return WHY_NOT_NOT_DUE;
}

const struct cadence cadence_default = CADENCE_DEFAULTS;

static struct callable answer(enum why_not why_not, date next_on)
{
	return (struct callable){ .why_not = why_not, .next_on = next_on, .next_minute = -1 };
}

/* The earlier of two dates, either of which may be missing. */
static date earlier(date a, date b)
{
	if (!date_is(a) || !date_is(b))
		return date_is(a) ? a : b;
	return a < b ? a : b;
}

/* DATE_NONE is before every date. */
static date later(date a, date b)
{
	return a > b ? a : b;
}

/* Flags a person set: nobody calls, whatever is owed. */
static enum why_not stopped(const struct call_facts *f)
{
	if (f->insolvent)
		return WHY_NOT_INSOLVENT;
	if (f->agency)
		return WHY_NOT_AGENCY;
	if (f->legal)
		return WHY_NOT_LEGAL;
	return f->no_contact ? WHY_NOT_NO_CONTACT : WHY_NOT_NONE;
}

/* Nothing to ask for: nothing late, all of it disputed, or covered by credits. */
static bool nothing_owed(const struct call_facts *f, date today, struct callable *out)
{
	bool gross = false, net = false, disputed = false;
	date next_due = DATE_NONE;
	for (size_t i = 0; i < f->net_count; i++) {
		gross = gross || f->net[i].overdue_gross > 0;
		net = net || f->net[i].overdue > 0;
		disputed = disputed || f->net[i].disputed_overdue > 0;
		next_due = earlier(next_due, f->net[i].next_due);
	}
	bool pre_due = !gross && !disputed && date_is(f->pre_due_on) && f->pre_due_on <= today;
	if (net || pre_due)
		return false;
	if (gross)
		*out = answer(WHY_NOT_COVERED, DATE_NONE);
	else if (disputed)
		*out = answer(WHY_NOT_DISPUTE, date_is(f->dispute_due_on)
						       ? later(f->dispute_due_on, today)
						       : DATE_NONE);
	else
		*out = answer(WHY_NOT_NOT_DUE,
			      earlier(date_is(next_due) ? next_due + 1 : DATE_NONE, f->pre_due_on));
	return true;
}

/* Still to be checked: once its check date has come, a promise no longer lets the file sleep. */
static cents outstanding(const struct promise *p, date today)
{
	return p->check_on > today ? promise_outstanding(p) : 0;
}

static date earliest_check(const struct call_facts *f, date today)
{
	date earliest = DATE_NONE;
	for (size_t i = 0; i < f->promise_count; i++)
		if (outstanding(&f->promises[i], today) > 0)
			earliest = earlier(earliest, f->promises[i].check_on);
	return earliest;
}

static cents promised(const struct call_facts *f, const char *currency, date today)
{
	cents sum = 0;
	for (size_t i = 0; i < f->promise_count; i++)
		if (strcmp(f->promises[i].currency, currency) == 0)
			sum += outstanding(&f->promises[i], today);
	return sum;
}

/* First due date from today on at which what falls due exceeds `room`; DATE_NONE: never. */
static date exceeds_on(const struct call_facts *f, const struct netting *net, cents room)
{
	date due = net->next_due;
	while (date_is(due)) {
		date next = DATE_NONE;
		for (size_t i = 0; i < f->item_count; i++) {
			const struct item *item = &f->items[i];
			if (item->disputed || item->open <= 0 || item->due_on < due ||
			    !money_same_code(item->currency, net->currency))
				continue;
			if (item->due_on > due)
				next = earlier(next, item->due_on);
			else if (room >= 0)
				room -= item->open;
		}
		if (room < 0)
			return due;
		due = next;
	}
	return DATE_NONE;
}

/* What the open promises leave: `now` = some of the net overdue; else the first day on which something they do not cover is overdue. */
struct uncovered {
	bool now;
	date from;
};

static struct uncovered uncovered_by_promises(const struct call_facts *f, date today)
{
	struct uncovered u = { .from = DATE_NONE };
	for (size_t i = 0; i < f->net_count; i++) {
		const struct netting *net = &f->net[i];
		cents room = net->credits + promised(f, net->currency, today) - net->overdue_gross;
		if (room < 0)
			u.now = true;
		date due = exceeds_on(f, net, room);
		if (date_is(due))
			u.from = earlier(u.from, due + 1);
	}
	return u;
}

/* No later than this may an uncovered part wait; DATE_NONE: never chased. */
static date chase_limit(const struct call_facts *f, const struct cadence *cadence)
{
	return date_is(f->last_chase_on)
		       ? calendar_business_on_or_before(f->last_chase_on + cadence->max_gap_days)
		       : DATE_NONE;
}

static struct callable follow_up(const struct call_facts *f)
{
	struct callable c = answer(WHY_NOT_FOLLOW_UP, f->follow_up_on);
	c.next_minute = f->follow_up_minute;
	return c;
}

/* A promise is open: the file sleeps until its check, or until what it leaves is due for a chase. */
static struct callable under_promise(const struct call_facts *f, const struct cadence *cadence,
				     date check_on, date today)
{
	date limit = chase_limit(f, cadence);
	struct uncovered u = uncovered_by_promises(f, today);
	if (u.now && limit <= today)
		return answer(WHY_NOT_NONE, today);
	date chase_on = u.now ? limit : date_is(u.from) ? later(limit, u.from) : DATE_NONE;
	date next_on = earlier(check_on, chase_on);
	if (date_is(f->follow_up_on) && f->follow_up_on < next_on)
		return follow_up(f);
	return answer(WHY_NOT_PROMISE, next_on);
}

/* No promise: a pending follow-up or the cadence holds it, never beyond the limit. */
static struct callable without_promise(const struct call_facts *f, const struct cadence *cadence,
				       date today)
{
	date limit = chase_limit(f, cadence);
	struct callable held =
		date_is(f->follow_up_on)
			? follow_up(f)
			: answer(WHY_NOT_CADENCE, later(f->cadence_on, f->first_step_on));
	if (date_is(limit) && held.next_on > limit)
		held = answer(held.why_not, limit);
	return held.next_on > today ? held : answer(WHY_NOT_NONE, today);
}

/* Never twice a day, never within the minimum gap; what was agreed for today only waits for tomorrow when it was tried today. */
static struct callable too_soon(const struct call_facts *f, const struct cadence *cadence,
				bool follow_up_due, date today, const struct callable *out)
{
	if (out->why_not != WHY_NOT_NONE || !date_is(f->last_chase_on))
		return *out;
	date first = calendar_add_business(f->last_chase_on,
					   cadence->min_gap_days > 1 ? cadence->min_gap_days : 1);
	if (first > today && (f->last_chase_on == today || !follow_up_due))
		return answer(WHY_NOT_CADENCE, first);
	return *out;
}

struct callable callable_on(const struct call_facts *facts, const struct cadence *cadence,
			    date today)
{
	struct callable out = answer(stopped(facts), DATE_NONE);
	if (out.why_not != WHY_NOT_NONE)
		return out;
	if (nothing_owed(facts, today, &out))
		return out;
	date check_on = earliest_check(facts, today);
	bool follow_up_due = date_is(facts->follow_up_on) && facts->follow_up_on <= today;
	if (facts->follow_up_on == today && facts->follow_up_minute >= 0)
		return follow_up(facts);
	if (follow_up_due || facts->judged_due)
		out = answer(WHY_NOT_NONE, today);
	else if (date_is(check_on))
		out = under_promise(facts, cadence, check_on, today);
	else
		out = without_promise(facts, cadence, today);
	return too_soon(facts, cadence, follow_up_due, today, &out);
}

/* A timed callback whose hour has come. */
static bool callback_due(struct callable c, date today, int minute)
{
	if (c.why_not != WHY_NOT_FOLLOW_UP || c.next_minute < 0 || c.next_on > today)
		return false;
	return c.next_on < today || minute < 0 || minute >= c.next_minute;
}

static int minute_of_day(int minute)
{
	return (minute % DAY_MINUTES + DAY_MINUTES) % DAY_MINUTES;
}

int callable_minute_here(const struct call_hours *hours, int there)
{
	return minute_of_day(there - hours->shift_minutes);
}

int callable_minute_there(const struct call_hours *hours, int here)
{
	return minute_of_day(here + hours->shift_minutes);
}

static bool outside(const struct call_hours *hours, int minute)
{
	int there = callable_minute_there(hours, minute);
	return minute >= 0 && hours->from_minute < hours->to_minute &&
	       (there < hours->from_minute || there >= hours->to_minute);
}

/* Whole days in `minutes`, rounded down; the client's clock may stand in another day than ours. */
static int days_in(int minutes)
{
	return (minutes - minute_of_day(minutes)) / DAY_MINUTES;
}

static date day_there(const struct call_hours *hours, date today, int minute)
{
	return minute < 0 ? today : today + days_in(minute + hours->shift_minutes);
}

/* When the client's next business day opens, or the one it is there before it opens, by our clock. */
static struct callable opening(enum why_not why, const struct call_hours *hours, date today, int minute)
{
	bool window = hours->from_minute < hours->to_minute;
	date day = day_there(hours, today, minute);
	bool to_come = why == WHY_NOT_WINDOW && callable_minute_there(hours, minute) < hours->from_minute;
	struct callable c = answer(why, to_come ? day : calendar_business_on_or_after_in(day + 1, hours->region));
	if (window) {
		c.next_on += days_in(hours->from_minute - hours->shift_minutes);
		c.next_minute = callable_minute_here(hours, hours->from_minute);
	}
	return c;
}

struct callable callable_at(struct callable stored, bool claimed_by_other,
			    const struct call_hours *hours, date today, int minute)
{
	bool agreed = callback_due(stored, today, minute);
	if (stored.why_not != WHY_NOT_NONE && !agreed)
		return stored;
	if (claimed_by_other)
		return answer(WHY_NOT_CLAIMED, today);
	if (hours->holidays_closed && !calendar_is_business_in(agreed ? today : day_there(hours, today, minute), hours->region))
		return opening(WHY_NOT_HOLIDAY, hours, today, minute);
	if (!agreed && outside(hours, minute))
		return opening(WHY_NOT_WINDOW, hours, today, minute);
	return answer(WHY_NOT_NONE, today);
}
