/* One client's promises through the rules, from bundles made by hand: plans apart, what broke and when, what is chased of it. No store.
 */
#include "bundle.h"

static struct policy voiding(int after)
{
	struct policy policy = policy_default;

	policy.plan.void_after = after;
	return policy;
}

static void states(const struct file *f, const enum promise_state *wanted, size_t count)
{
	assert_int_equal(f->bundle.promise_count, count);
	for (size_t i = 0; i < count; i++)
		if (f->promises[i].state != wanted[i])
			fail_msg("promise %zu is %s, not %s", i, promise_state_codes[f->promises[i].state], promise_state_codes[wanted[i]]);
}

/* Who owes nothing has nothing: no score, no date, no clock, nothing left of the verdict before. */
static void nothing_owed_is_nothing(void **state)
{
	struct file f;
	const struct client_verdict *v;

	(void)state;
	start(&f);
	v = judge(&f);
	assert_int_equal(v->net_count, 0);
	assert_int_equal(v->score.total, 0);
	assert_int_equal(v->callable.why_not, WHY_NOT_NOT_DUE);
	assert_int_equal(v->broke_on, NEVER);
	assert_false(v->unchased);
	assert_int_equal(v->pre_due_on, NEVER);
	assert_int_equal(v->stop_on, NEVER);
	assert_int_equal(v->free_until, NEVER);
	assert_int_equal(v->exposure.net, 0);
	assert_int_equal(v->hold, 0);
	assert_int_equal(v->voided, 0);
	for (int kind = 0; kind < CLOCKS_KIND_COUNT; kind++) {
		assert_int_equal(v->clocks[kind].kind, kind);
		assert_int_equal(v->clocks[kind].state, CLOCKS_NONE);
		assert_int_equal(v->clocks[kind].on, NEVER);
	}
	assert_false(v->ready.callable);
	assert_string_equal(v->ready.why_not, "not_due");
	assert_string_equal(v->ready.currency, "EUR");
	assert_int_equal(v->ready.oldest_on, NEVER);
	assert_int_equal(v->ready.next_on, NEVER);
	assert_int_equal(v->ready.next_minute, -1);
	assert_int_equal(v->ready.clock_on, NEVER);
	assert_string_equal(v->ready.clock, "");
	assert_string_equal(v->ready.proposal, "");
}

/* One broken line voids what is left of its own plan, not the promises made in other entries. */
static void a_plan_is_voided_alone(void **state)
{
	static const enum promise_state wanted[] = { PROMISE_OPEN,      PROMISE_BROKEN, PROMISE_WITHDRAWN, PROMISE_WITHDRAWN,
						     PROMISE_KEPT,      PROMISE_OPEN,   PROMISE_BROKEN };
	const struct policy policy = voiding(1);
	struct file f;
	const struct client_verdict *v;

	(void)state;
	start(&f);
	owe(&f, LATE(40), 900000, "EUR");
	promise(&f, 7, IN(3), 10000, "EUR");  /* alone before it */
	promise(&f, 8, LATE(5), 20000, "EUR");
	promise(&f, 8, IN(5), 30000, "EUR");
	promise(&f, 8, IN(12), 40000, "EUR");
	promise(&f, 9, LATE(2), 50000, "EUR"); /* a plan that goes well */
	promise(&f, 9, IN(6), 60000, "EUR");
	promise(&f, 10, LATE(1), 70000, "EUR"); /* alone after it, and broken: no plan */
	promise(&f, 10, IN(1), 80000, "EUR");   /* not of this bundle: what stands behind it is not read */
	f.bundle.promise_count--;
	receive(&f, LATE(3), 50000, 5);
	v = judge_by(&f, &policy);
	states(&f, wanted, COUNT(wanted));
	assert_int_equal(f.promises[COUNT(wanted)].state, PROMISE_OPEN);
	assert_int_equal(v->voided, 90000);
	assert_string_equal(v->voided_currency, "EUR");
}

/* Two lines make a plan; without a policy nothing is voided; and so many broken ones as it says are needed. */
static void a_plan_is_voided_by_policy(void **state)
{
	static const struct {
		int after, broken;
		enum promise_state last;
		cents voided;
	} rows[] = {
		{ 0, 1, PROMISE_OPEN, 0 },
		{ 1, 1, PROMISE_WITHDRAWN, 30000 },
		{ 2, 1, PROMISE_OPEN, 0 },
		{ 2, 2, PROMISE_WITHDRAWN, 40000 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct policy policy = voiding(rows[i].after);
		const struct client_verdict *v;
		struct file f;

		start(&f);
		owe(&f, LATE(40), 900000, "EUR");
		for (int k = 0; k < rows[i].broken; k++)
			promise(&f, 3, LATE(9 - k), 10000, "EUR");
		promise(&f, 3, IN(9), 20000, "EUR");
		v = judge_by(&f, &policy);
		assert_int_equal(f.promises[f.bundle.promise_count - 1].state, rows[i].last);
		assert_int_equal(v->voided, rows[i].voided);
	}
}

/* A plan of which nothing is open any more is over, not voided: its last line is what it is. */
static void a_plan_that_is_over_is_not_voided(void **state)
{
	static const enum promise_state wanted[] = { PROMISE_BROKEN, PROMISE_PARTLY_KEPT, PROMISE_BROKEN, PROMISE_WITHDRAWN };
	const struct policy policy = voiding(1);
	struct file f;
	const struct client_verdict *v;

	(void)state;
	start(&f);
	owe(&f, LATE(40), 900000, "EUR");
	promise(&f, 3, LATE(9), 10000, "EUR");
	promise(&f, 3, LATE(4), 20000, "EUR");
	promise(&f, 4, LATE(3), 10000, "EUR");
	promise(&f, 4, IN(4), 1, "EUR"); /* one cent is something */
	receive(&f, LATE(5), 5000, 2);
	v = judge_by(&f, &policy);
	states(&f, wanted, COUNT(wanted));
	assert_int_equal(v->voided, 10001);
}

/* What is due at once of several plans is one sum of one currency, the first's: currencies are never added. */
static void voided_sums_keep_their_currency(void **state)
{
	const struct policy policy = voiding(1);
	struct file f;
	const struct client_verdict *v;

	(void)state;
	start(&f);
	owe(&f, LATE(40), 900000, "EUR");
	owe(&f, LATE(40), 900000, "USD");
	promise(&f, 1, LATE(5), 1000, "USD");
	promise(&f, 1, IN(5), 2000, "USD");
	promise(&f, 2, LATE(4), 100, "EUR");
	promise(&f, 2, IN(4), 200, "EUR");
	promise(&f, 3, LATE(3), 10000, "USD");
	promise(&f, 3, IN(3), 20000, "USD");
	v = judge_by(&f, &policy);
	assert_int_equal(v->voided, 33000);
	assert_string_equal(v->voided_currency, "USD");
	assert_int_equal(f.promises[3].state, PROMISE_WITHDRAWN);
	assert_int_equal(f.promises[5].state, PROMISE_WITHDRAWN);
}

/* Broken promises of the last year count; all of them, however old, ask for somebody to be spoken to since the last broke. */
static void broken_promises_count_a_year(void **state)
{
	static const struct {
		date checks[2], spoken;
		int broken;
		bool unchased;
		date broke_on;
	} rows[] = {
		{ { LATE(365), LATE(364) }, LATE(1), 1, false, LATE(364) },
		{ { LATE(366), LATE(365) }, LATE(1), 0, false, LATE(365) },
		{ { LATE(400), LATE(500) }, NEVER, 0, true, LATE(400) },
		{ { LATE(20), LATE(5) }, LATE(4), 2, false, LATE(5) },
		{ { LATE(20), LATE(5) }, LATE(5), 2, false, LATE(5) }, /* the file is called the day the promise is judged */
		{ { LATE(20), LATE(5) }, LATE(6), 2, true, LATE(5) },  /* a call between the two answers the first alone */
		{ { LATE(5), LATE(20) }, LATE(6), 2, true, LATE(5) },  /* in whatever order they come */
		{ { LATE(20), TODAY }, LATE(6), 2, true, TODAY },
		{ { LATE(20), IN(1) }, LATE(6), 1, false, LATE(20) },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct client_verdict *v;
		struct file f;

		start(&f);
		owe(&f, LATE(600), 900000, "EUR");
		promise(&f, 1, rows[i].checks[0], 10000, "EUR");
		promise(&f, 2, rows[i].checks[1], 10000, "EUR");
		f.state.spoken_on = rows[i].spoken;
		v = judge(&f);
		if (v->broken_last_year != rows[i].broken || v->unchased != rows[i].unchased || v->broke_on != rows[i].broke_on)
			fail_msg("row %zu: %d broken, %d unchased, %d", i, v->broken_last_year, v->unchased, (int)v->broke_on - TODAY);
		assert_int_equal(v->ready.broken, rows[i].broken);
		assert_int_equal(points(v, SCORE_BROKEN), rows[i].broken ? 60 + 60 * rows[i].broken : 0);
		assert_int_equal(points(v, SCORE_UNCHASED), rows[i].unchased ? 400 : 0);
	}
}

/* Cash that went back after the check date breaks the promise on that day: who was spoken to before does not know of it. */
static void a_reversal_breaks_on_its_day(void **state)
{
	struct file f;
	const struct client_verdict *v;

	(void)state;
	start(&f);
	owe(&f, LATE(60), 900000, "EUR");
	promise(&f, 1, LATE(20), 10000, "EUR");
	receive(&f, LATE(22), 10000, 1);
	receive(&f, LATE(3), -10000, 1);
	f.state.spoken_on = LATE(4);
	v = judge(&f);
	assert_int_equal(f.promises[0].state, PROMISE_BROKEN);
	assert_int_equal(v->broke_on, LATE(3));
	assert_true(v->unchased);
	f.state.spoken_on = LATE(3);
	assert_false(judge(&f)->unchased);
}

/* A file whose promise broke is called every day until somebody is spoken to, whatever else still sleeps. */
static void a_broken_promise_is_chased_daily(void **state)
{
	struct file f;

	(void)state;
	start(&f);
	owe(&f, LATE(60), 30000, "EUR");
	promise(&f, 1, LATE(5), 10000, "EUR");
	promise(&f, 2, IN(9), 30000, "EUR");
	f.state.last_chase_on = LATE(1); /* a message */
	f.state.cadence_on = IN(2);
	f.state.spoken_on = LATE(6);
	assert_string_equal(judge(&f)->ready.why_not, "");
	f.state.spoken_on = LATE(5);
	assert_string_equal(judge(&f)->ready.why_not, "promise");
}

/* A promise kept in part makes the file callable whatever else still sleeps, until it is chased; it is no broken one. */
static void a_part_kept_is_chased_once(void **state)
{
	static const struct {
		date chased;
		enum why_not why_not;
	} rows[] = {
		{ LATE(6), WHY_NOT_NONE },
		{ LATE(5), WHY_NOT_PROMISE },
		{ LATE(4), WHY_NOT_PROMISE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct client_verdict *v;
		struct file f;

		start(&f);
		owe(&f, LATE(60), 30000, "EUR");
		promise(&f, 1, LATE(5), 20000, "EUR");
		promise(&f, 1, IN(9), 30000, "EUR");
		receive(&f, LATE(7), 5000, 1);
		f.state.last_chase_on = f.state.spoken_on = rows[i].chased;
		v = judge(&f);
		assert_int_equal(f.promises[0].state, PROMISE_PARTLY_KEPT);
		assert_int_equal(v->callable.why_not, rows[i].why_not);
		assert_int_equal(v->broken_last_year, 0);
		assert_int_equal(v->broke_on, NEVER);
		assert_false(v->unchased);
	}
}

/* The silence since the last chase, the end of a promise's sleep or of a dispute, whichever came last. */
static void the_gap_runs_from_the_last_of_three(void **state)
{
	static const struct {
		date chased, dispute_end, check;
		enum promise_state promised;
		cents paid;
		int days;
	} rows[] = {
		{ LATE(15), NEVER, NEVER, PROMISE_OPEN, 0, 15 },
		{ LATE(18), LATE(15), NEVER, PROMISE_OPEN, 0, 15 },
		{ LATE(15), LATE(18), NEVER, PROMISE_OPEN, 0, 15 },
		{ LATE(18), LATE(19), LATE(14), PROMISE_BROKEN, 0, 14 },
		{ LATE(18), LATE(19), LATE(14), PROMISE_PARTLY_KEPT, 4000, 14 },
		{ LATE(18), LATE(19), LATE(14), PROMISE_KEPT, 10000, 14 },
		{ LATE(18), LATE(19), IN(2), PROMISE_KEPT, 10000, 18 }, /* kept before its check date: its sleep is not over */
		{ LATE(18), LATE(19), IN(2), PROMISE_OPEN, 0, 18 },
		{ LATE(13), LATE(19), LATE(14), PROMISE_BROKEN, 0, 13 },
		{ LATE(18), LATE(19), LATE(14), PROMISE_SUPERSEDED, 0, 18 },
		{ LATE(18), LATE(19), TODAY, PROMISE_BROKEN, 0, -1 }, /* over today: no silence yet */
		{ NEVER, NEVER, NEVER, PROMISE_OPEN, 0, 60 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct score_line *line;
		struct file f;

		start(&f);
		owe(&f, LATE(60), 900000, "EUR");
		f.state.last_chase_on = rows[i].chased;
		f.state.dispute_end_on = rows[i].dispute_end;
		if (date_is(rows[i].check)) {
			struct promise *p = promise(&f, 1, rows[i].check, 10000, "EUR");

			p->made_on = LATE(30);
			if (rows[i].promised == PROMISE_SUPERSEDED)
				p->state = PROMISE_SUPERSEDED;
			if (rows[i].paid)
				receive(&f, LATE(15), rows[i].paid, 1);
		}
		line = line_of(judge(&f), SCORE_GAP);
		if (date_is(rows[i].check))
			assert_int_equal(f.promises[0].state, rows[i].promised);
		if ((line ? line->days : -1) != rows[i].days)
			fail_msg("row %zu: %d days", i, line ? line->days : -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_owed_is_nothing),
		cmocka_unit_test(a_plan_is_voided_alone),
		cmocka_unit_test(a_plan_is_voided_by_policy),
		cmocka_unit_test(a_plan_that_is_over_is_not_voided),
		cmocka_unit_test(voided_sums_keep_their_currency),
		cmocka_unit_test(broken_promises_count_a_year),
		cmocka_unit_test(a_reversal_breaks_on_its_day),
		cmocka_unit_test(a_broken_promise_is_chased_daily),
		cmocka_unit_test(a_part_kept_is_chased_once),
		cmocka_unit_test(the_gap_runs_from_the_last_of_three),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
