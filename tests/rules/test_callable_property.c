/* Callable, why not, when next: what must hold for any file. */
#include "facts.h"

#include <string.h>

#include "rules/callable.h"

/* A random file: small numbers of days and money so that everything meets. */
struct file {
	struct item items[6];
	struct promise promises[3];
	struct netting net[NETTING_CURRENCIES];
	struct call_facts facts;
};

static date some_day(struct dice *dice, int low, int high)
{
	return dice_roll(dice, 0, 2) == 0 ? DATE_NONE : TODAY + dice_roll(dice, low, high);
}

static void roll_file(struct dice *dice, struct file *f)
{
	int items = dice_roll(dice, 0, 6), promises = dice_roll(dice, 0, 3);
	for (int i = 0; i < items; i++) {
		f->items[i] = (struct item)INVOICE(i, TODAY - dice_roll(dice, -20, 40),
						   dice_roll(dice, -3, 10) * 100);
		f->items[i].disputed = dice_roll(dice, 0, 5) == 0;
		if (dice_roll(dice, 0, 4) == 0)
			strcpy(f->items[i].currency, "USD");
	}
	for (int i = 0; i < promises; i++) {
		f->promises[i] = (struct promise)PROMISED(dice_roll(dice, 1, 20) * 100,
							  TODAY + dice_roll(dice, -5, 25));
		f->promises[i].state =
			(enum promise_state)(dice_roll(dice, 0, 9) % PROMISE_STATE_COUNT);
	}
	f->facts = (struct call_facts){
		.net = f->net,
		.net_count = netting_compute(f->items, (size_t)items, TODAY, f->net),
		.items = f->items,
		.item_count = (size_t)items,
		.promises = f->promises,
		.promise_count = (size_t)promises,
		.last_chase_on = some_day(dice, -14, 0),
		.follow_up_on = some_day(dice, -3, 20),
		.follow_up_minute = dice_roll(dice, 0, 1) ? dice_roll(dice, 0, 1439) : -1,
		.cadence_on = some_day(dice, -3, 20),
		.dispute_due_on = some_day(dice, -9, 20),
		.pre_due_on = some_day(dice, -9, 20),
		.first_step_on = DATE_NONE,
		.legal = dice_roll(dice, 0, 30) == 0,
		.agency = dice_roll(dice, 0, 30) == 0,
		.insolvent = dice_roll(dice, 0, 30) == 0,
		.no_contact = dice_roll(dice, 0, 30) == 0,
	};
}

/* Some net overdue that no promise still to be checked covers. */
static bool leaves_something(const struct file *f)
{
	for (size_t i = 0; i < f->facts.net_count; i++) {
		cents left = f->net[i].overdue;
		for (size_t p = 0; p < f->facts.promise_count; p++)
			if (f->promises[p].state == PROMISE_OPEN &&
			    f->promises[p].check_on > TODAY &&
			    strcmp(f->promises[p].currency, f->net[i].currency) == 0)
				left -= f->promises[p].amount;
		if (left > 0)
			return true;
	}
	return false;
}

static const char *fault(const struct file *f, struct callable c)
{
	bool asleep = c.why_not == WHY_NOT_PROMISE || c.why_not == WHY_NOT_FOLLOW_UP ||
		      c.why_not == WHY_NOT_CADENCE;
	bool timed_today = c.next_on == TODAY && c.next_minute >= 0;
	if (date_is(c.next_on) && c.next_on < TODAY)
		return "comes back before today";
	if (c.why_not == WHY_NOT_NONE && (c.next_on != TODAY || c.next_minute != -1))
		return "callable, but not today";
	if (asleep && c.next_on <= TODAY && !timed_today)
		return "asleep, but until today";
	if (c.next_minute >= 0 && c.why_not != WHY_NOT_FOLLOW_UP)
		return "an hour without a callback";
	if (c.why_not == WHY_NOT_NONE && f->facts.last_chase_on == TODAY)
		return "called twice in a day";
	date limit = date_is(f->facts.last_chase_on) ? f->facts.last_chase_on + 10 : DATE_NONE;
	if (asleep && !timed_today && leaves_something(f) && date_is(limit) && c.next_on > limit)
		return "the uncovered part waits beyond ten days";
	if (c.why_not == WHY_NOT_PROMISE && !leaves_something(f) && c.next_on > TODAY + 25)
		return "asleep beyond every check date";
	return NULL;
}

static void whatever_the_file_the_answer_holds_together(void **state)
{
	(void)state;
	int seen[WHY_NOT_COUNT] = { 0 };
	for (uint64_t seed = 1; seed <= 200000; seed++) {
		struct dice dice = { seed };
		struct file f;
		roll_file(&dice, &f);
		struct callable c = callable_on(&f.facts, &cadence_default, TODAY);
		const char *wrong = fault(&f, c);
		if (wrong != NULL)
			fail_msg("seed %llu: %s (%s)", (unsigned long long)seed, wrong,
				 why_not_codes[c.why_not]);
		seen[c.why_not]++;
	}
	for (int why = 0; why < WHY_NOT_COUNT; why++)
		if (why != WHY_NOT_WINDOW && why != WHY_NOT_HOLIDAY && why != WHY_NOT_CLAIMED)
			assert_true(seen[why] > 100);
}

static bool owes_something(const struct file *f)
{
	for (size_t i = 0; i < f->facts.net_count; i++)
		if (f->net[i].overdue > 0)
			return true;
	return false;
}

/* The file seen again on the day it announced, nothing having happened: it does come back, unless a promise was to be judged that day. */
static void a_file_comes_back_the_day_it_said(void **state)
{
	(void)state;
	int checked = 0;
	for (uint64_t seed = 1; seed <= 200000; seed++) {
		struct dice dice = { seed };
		struct file f;
		roll_file(&dice, &f);
		struct callable c = callable_on(&f.facts, &cadence_default, TODAY);
		bool asleep = c.why_not == WHY_NOT_PROMISE || c.why_not == WHY_NOT_FOLLOW_UP ||
			      c.why_not == WHY_NOT_CADENCE;
		if (!asleep || c.next_on == TODAY || !owes_something(&f))
			continue; /* what is spoken about before it falls due may be covered when it does */
		f.facts.net_count = netting_compute(f.items, f.facts.item_count, c.next_on, f.net);
		struct callable then = callable_on(&f.facts, &cadence_default, c.next_on);
		bool hour = then.why_not == WHY_NOT_FOLLOW_UP && then.next_on == c.next_on;
		bool held = then.why_not != WHY_NOT_NONE && !hour;
		bool at_check = false;
		for (size_t p = 0; p < f.facts.promise_count; p++)
			at_check = at_check || f.promises[p].check_on == c.next_on;
		if (held && !at_check)
			fail_msg("seed %llu: said %s until day %d, then %s",
				 (unsigned long long)seed, why_not_codes[c.why_not],
				 c.next_on - TODAY, why_not_codes[then.why_not]);
		checked++;
	}
	assert_true(checked > 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_the_file_the_answer_holds_together),
		cmocka_unit_test(a_file_comes_back_the_day_it_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
