/* One client's facts through the rules, from bundles made by hand: limits, clocks, why not to call and until when, legal and a hold. No store.
 */
#include "bundle.h"

static struct policy insured(int notice, int stop, int extension)
{
	struct policy policy = policy_default;

	policy.clocks.insurer_notice_days = notice;
	policy.clocks.insurer_stop_days = stop;
	policy.clocks.insurer_extension_days = extension;
	return policy;
}

/* Limits are in the creditor's currency: what is owed in another is not held against them. */
static void limits_are_in_the_creditors_currency(void **state)
{
	static const struct {
		const char *currency;
		cents limit, over;
	} rows[] = {
		{ "EUR", 39999, 1 },
		{ "EUR", 40000, 0 },
		{ "EUR", -1, 0 },
		{ "USD", 39999, 0 },
		{ "CHF", 39999, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct client_verdict *v;
		struct file f;

		start(&f);
		owe(&f, LATE(5), 40000, rows[i].currency);
		owe(&f, LATE(5), 700, "GBP");
		f.state.credit_limit = rows[i].limit;
		v = judge(&f);
		assert_int_equal(v->exposure.over, rows[i].over);
		assert_int_equal(v->exposure.net, strcmp(rows[i].currency, "EUR") == 0 ? 40000 : 0);
		assert_int_equal(points(v, SCORE_RISK), rows[i].over ? 50 : 0);
		assert_int_equal(v->hold, rows[i].over ? ESCALATION_HOLD_LIMIT : 0);
		assert_string_equal(v->ready.proposal, rows[i].over ? "hold" : "");
	}
}

/* The oldest service or issue of what is open starts limitation; a confirmed acknowledgement restarts it; what is closed is over for what had
 * begun by then. */
static void limitation_runs_from_the_oldest(void **state)
{
	static const struct {
		date issued[2], service, service_after, acknowledged, closed;
		cents first_open;
		date from;
		bool runs;
	} rows[] = {
		{ { LATE(90), LATE(80) }, NEVER, NEVER, NEVER, NEVER, 1, LATE(90), true },
		{ { LATE(80), LATE(90) }, NEVER, NEVER, NEVER, NEVER, 1, LATE(90), true },
		{ { LATE(90), LATE(80) }, NEVER, NEVER, NEVER, NEVER, 0, LATE(80), true },  /* paid */
		{ { LATE(90), LATE(80) }, NEVER, NEVER, NEVER, NEVER, -1, LATE(80), true }, /* a credit */
		{ { NEVER, LATE(80) }, NEVER, NEVER, NEVER, NEVER, 1, LATE(80), true },
		{ { LATE(80), NEVER }, NEVER, NEVER, NEVER, NEVER, 1, LATE(80), true },
		{ { LATE(90), LATE(80) }, LATE(100), LATE(30), NEVER, NEVER, 1, LATE(100), true },
		{ { LATE(90), LATE(80) }, LATE(85), LATE(30), NEVER, NEVER, 1, LATE(90), true },
		{ { LATE(90), LATE(80) }, NEVER, NEVER, LATE(10), NEVER, 1, LATE(10), true },
		{ { LATE(90), LATE(80) }, NEVER, NEVER, NEVER, LATE(90), 1, LATE(80), true },
		{ { LATE(90), LATE(80) }, NEVER, NEVER, NEVER, LATE(91), 1, LATE(90), true },
		{ { LATE(90), LATE(80) }, LATE(100), LATE(95), NEVER, LATE(90), 1, LATE(95), true },
		{ { LATE(90), LATE(80) }, LATE(100), NEVER, NEVER, LATE(80), 1, LATE(100), false }, /* told, closed */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct clocks_reading *clock;
		struct file f;

		start(&f);
		owe(&f, LATE(5), 5000, "EUR")->issued_on = rows[i].issued[0];
		f.items[0].open = rows[i].first_open;
		owe(&f, LATE(5), 5000, "EUR")->issued_on = rows[i].issued[1];
		f.bundle.service_on = rows[i].service;
		f.bundle.service_after = rows[i].service_after;
		f.state.acknowledged_on = rows[i].acknowledged;
		f.state.closed_on[CLOCKS_LIMITATION] = rows[i].closed;
		clock = &judge(&f)->clocks[CLOCKS_LIMITATION];
		if (clock->on != date_add_months(rows[i].from, 60) || (clock->state != CLOCKS_NONE) != rows[i].runs)
			fail_msg("row %zu: %d, state %d", i, (int)clock->on, (int)clock->state);
	}
}

/* Each clock presses with its own last day. */
static void a_clock_that_presses_is_scored(void **state)
{
	const struct policy policy = insured(60, 0, 0);
	const struct score_line *line;
	struct file f;

	(void)state;
	start(&f);
	owe(&f, LATE(20), 5000, "EUR")->issued_on = date_add_months(IN(80), -60);
	line = line_of(judge(&f), SCORE_CLOCK);
	assert_non_null(line);
	assert_int_equal(line->points, 250);
	assert_int_equal(line->days, 80);
	assert_int_equal(line->which, 0);
	start(&f);
	owe(&f, LATE(50), 5000, "EUR");
	f.state.insured_limit = 0;
	line = line_of(judge_by(&f, &policy), SCORE_CLOCK);
	assert_non_null(line);
	assert_int_equal(line->points, 250);
	assert_int_equal(line->days, 10);
	assert_int_equal(line->which, 1);
	assert_string_equal(judge_by(&f, &policy)->ready.clock, "insurer");
	assert_int_equal(judge_by(&f, &policy)->ready.clock_on, IN(10));
}

/* The insurer's time counts from the oldest due date of what is open, for who is insured and owes something. */
static void the_insurers_time_runs_from_the_oldest_due_date(void **state)
{
	static const struct {
		cents limit, credit;
		date closed, from;
		bool runs;
	} rows[] = {
		{ 0, 0, NEVER, LATE(50), true },
		{ -1, 0, NEVER, NEVER, false },
		{ 0, 9999, NEVER, LATE(50), true },
		{ 0, 10000, NEVER, NEVER, false }, /* nothing is owed in the balance */
		{ 0, 0, LATE(51), LATE(50), true },
		{ 0, 0, LATE(50), LATE(45), true }, /* declared: the next one runs */
		{ 0, 0, LATE(45), LATE(50), false },
	};
	const struct policy policy = insured(60, 70, 20);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct client_verdict *v;
		struct file f;
		date first = date_is(rows[i].from) ? LATE(50) : NEVER;

		start(&f);
		owe(&f, LATE(45), 5000, "EUR");
		owe(&f, LATE(50), 5000, "EUR");
		if (rows[i].credit) {
			owe(&f, LATE(90), -rows[i].credit, "EUR")->kind = ITEM_CASH;
		}
		f.state.insured_limit = rows[i].limit;
		f.state.closed_on[CLOCKS_INSURER] = rows[i].closed;
		v = judge_by(&f, &policy);
		if (v->clocks[CLOCKS_INSURER].on != (date_is(rows[i].from) ? rows[i].from + 60 : NEVER) ||
		    (v->clocks[CLOCKS_INSURER].state != CLOCKS_NONE) != rows[i].runs)
			fail_msg("row %zu: %d, state %d", i, v->clocks[CLOCKS_INSURER].on - TODAY, (int)v->clocks[CLOCKS_INSURER].state);
		assert_int_equal(v->stop_on, date_is(first) ? first + 70 : NEVER); /* declared or not */
		assert_int_equal(v->free_until, date_is(first) ? first + 20 : NEVER);
	}
}

/* A hold is proposed from the day the insurer wants deliveries stopped, or of the notice where the policy knows no other. */
static void the_insurer_asks_for_a_hold(void **state)
{
	static const struct {
		int notice, stop, late;
		date closed;
		unsigned hold;
	} rows[] = {
		{ 60, 70, 70, NEVER, ESCALATION_HOLD_INSURER },
		{ 60, 70, 69, NEVER, 0 },
		{ 60, 0, 60, NEVER, ESCALATION_HOLD_INSURER },
		{ 60, 0, 59, NEVER, 0 },
		{ 60, 0, 60, TODAY, 0 },
		{ 60, 70, 70, TODAY, ESCALATION_HOLD_INSURER },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct policy policy = insured(rows[i].notice, rows[i].stop, 0);
		struct file f;

		start(&f);
		owe(&f, LATE(rows[i].late), 5000, "EUR");
		f.state.insured_limit = 0;
		f.state.closed_on[CLOCKS_INSURER] = rows[i].closed;
		if (judge_by(&f, &policy)->hold != rows[i].hold)
			fail_msg("row %zu", i);
	}
}

/* The claim runs from the publication, longer for a creditor abroad, until it is closed; the clock that presses most is the one shown. */
static void the_claim_runs_from_publication(void **state)
{
	static const struct {
		date published, closed;
		bool abroad;
		int months;
		enum clocks_state reads;
		const char *shown;
		int points;
	} rows[] = {
		{ LATE(10), NEVER, false, 2, CLOCKS_FAR, "", 0 },
		{ LATE(10), NEVER, true, 4, CLOCKS_FAR, "", 0 },
		{ LATE(50), NEVER, false, 2, CLOCKS_NEAR, "claim", 250 },
		{ LATE(57), NEVER, false, 2, CLOCKS_URGENT, "claim", 500 },
		{ LATE(90), NEVER, false, 2, CLOCKS_PAST, "claim", 500 },
		{ LATE(57), LATE(57), false, 2, CLOCKS_NONE, "", 0 },
		{ LATE(57), LATE(58), false, 2, CLOCKS_URGENT, "claim", 500 },
		{ NEVER, NEVER, false, 0, CLOCKS_NONE, "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct client_verdict *v;
		date on = date_is(rows[i].published) ? date_add_months(rows[i].published, rows[i].months) : NEVER;
		struct file f;

		start(&f);
		owe(&f, LATE(5), 5000, "EUR");
		f.state.insolvent = true;
		f.state.published_on = rows[i].published;
		f.state.closed_on[CLOCKS_CLAIM] = rows[i].closed;
		f.bundle.abroad = rows[i].abroad;
		v = judge(&f);
		assert_int_equal(v->clocks[CLOCKS_CLAIM].on, on);
		assert_int_equal(v->clocks[CLOCKS_CLAIM].state, rows[i].reads);
		assert_string_equal(v->ready.clock, rows[i].shown);
		assert_int_equal(v->ready.clock_on, *rows[i].shown ? on : NEVER);
		assert_int_equal(points(v, SCORE_CLOCK), rows[i].points);
	}
}

/* Why nobody calls, the first that holds; who is handed over is proposed for nothing more. */
static void the_first_reason_not_to_call_answers(void **state)
{
	struct file f;
	const struct client_verdict *v;

	(void)state;
	start(&f);
	owe(&f, LATE(5), 5000, "EUR");
	f.state.credit_limit = 0;
	v = judge(&f);
	assert_true(v->ready.callable);
	assert_string_equal(v->ready.why_not, "");
	assert_int_equal(v->ready.next_on, NEVER); /* today, whatever day it is read */
	assert_string_equal(v->ready.proposal, "hold");
	f.state.no_contact = true;
	assert_string_equal(judge(&f)->ready.why_not, "no_contact");
	assert_int_equal(judge(&f)->hold, ESCALATION_HOLD_LIMIT);
	f.state.legal = true;
	assert_string_equal(judge(&f)->ready.why_not, "legal");
	assert_int_equal(judge(&f)->hold, 0);
	f.state.agency = true;
	assert_string_equal(judge(&f)->ready.why_not, "agency");
	f.state.insolvent = true;
	assert_string_equal(judge(&f)->ready.why_not, "insolvent");
	f.state.no_contact = f.state.legal = f.state.agency = false;
	assert_int_equal(judge(&f)->hold, 0);
	f.state.insolvent = false;
	f.state.agency = true;
	assert_int_equal(judge(&f)->hold, 0);
	f.state.agency = false;
	f.state.held = true;
	assert_int_equal(judge(&f)->hold, 0);
	assert_string_equal(judge(&f)->ready.proposal, "");
}

/* What sleeps tells when it comes back, and why. */
static void what_sleeps_comes_back_on_its_day(void **state)
{
	static const struct {
		date chased, follow_up, cadence;
		int minute;
		bool agreed;
		const char *why_not;
		date next_on;
		int next_minute, points;
	} rows[] = {
		{ LATE(3), IN(2), NEVER, -1, true, "follow_up", IN(2), -1, 0 },
		{ LATE(3), IN(2), NEVER, 615, true, "follow_up", IN(2), 615, 0 },
		{ LATE(3), TODAY, NEVER, 615, true, "follow_up", TODAY, 615, 200 },
		{ LATE(3), TODAY, NEVER, -1, true, "", NEVER, -1, 200 },
		{ LATE(3), TODAY, NEVER, -1, false, "", NEVER, -1, 0 },
		{ LATE(3), LATE(1), NEVER, -1, true, "", NEVER, -1, 200 },
		{ LATE(3), NEVER, IN(1), -1, true, "cadence", IN(1), -1, 0 },
		{ TODAY, NEVER, NEVER, -1, false, "cadence", IN(1), -1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct client_verdict *v;
		struct file f;

		start(&f);
		owe(&f, LATE(20), 5000, "EUR");
		f.state.last_chase_on = rows[i].chased;
		f.state.follow_up_on = rows[i].follow_up;
		f.state.follow_up_minute = rows[i].minute;
		f.state.follow_up_agreed = rows[i].agreed;
		f.state.cadence_on = rows[i].cadence;
		v = judge(&f);
		assert_string_equal(v->ready.why_not, rows[i].why_not);
		assert_int_equal(v->ready.callable, *rows[i].why_not == '\0');
		assert_int_equal(v->ready.next_on, rows[i].next_on);
		assert_int_equal(v->ready.next_minute, rows[i].next_minute);
		assert_int_equal(points(v, SCORE_FOLLOW_UP), rows[i].points);
	}
}

/* Disputed, covered, promised: nothing to ask for today. */
static void nothing_to_ask_for_sleeps(void **state)
{
	struct file f;
	const struct client_verdict *v;

	(void)state;
	start(&f);
	owe(&f, LATE(20), 5000, "EUR")->disputed = true;
	f.state.dispute_due_on = IN(4);
	v = judge(&f);
	assert_string_equal(v->ready.why_not, "dispute");
	assert_int_equal(v->ready.next_on, IN(4));
	assert_int_equal(v->ready.overdue, 0);
	assert_int_equal(v->ready.balance, 5000);
	f.items[0].disputed = false;
	owe(&f, LATE(1), -5000, "EUR")->kind = ITEM_CASH;
	v = judge(&f);
	assert_string_equal(v->ready.why_not, "covered");
	assert_int_equal(v->ready.next_on, NEVER);
	owe(&f, LATE(7), 300, "USD"); /* covered in every currency, or not at all */
	v = judge(&f);
	assert_true(v->ready.callable);
	assert_string_equal(v->ready.currency, "USD");
	assert_int_equal(v->ready.overdue, 300);
	assert_int_equal(v->ready.oldest_on, LATE(7));
	promise(&f, 1, IN(6), 300, "USD");
	v = judge(&f);
	assert_string_equal(v->ready.why_not, "promise");
	assert_int_equal(v->ready.next_on, IN(6));
}

/* What is disputed is provisioned in one currency: the largest of them, and it is told in that one. */
static void the_largest_disputed_amount_is_provisioned(void **state)
{
	static const struct {
		cents eur, usd;
		cents amount;
		const char *currency;
	} rows[] = {
		{ 3000, 2000, 3000, "EUR" },
		{ 2000, 3000, 3000, "USD" },
		{ 3000, 3000, 3000, "EUR" },
	};
	struct policy policy = policy_default;

	(void)state;
	policy.score.provision = 70;
	policy.score.provision_threshold = 2500;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct client_verdict *v;
		const struct score_line *line;
		struct file f;

		start(&f);
		owe(&f, LATE(20), 90000, "GBP");
		owe(&f, LATE(20), rows[i].eur, "EUR")->disputed = true;
		owe(&f, LATE(20), rows[i].usd, "USD")->disputed = true;
		v = judge_by(&f, &policy);
		line = line_of(v, SCORE_PROVISION);
		assert_non_null(line);
		assert_int_equal(line->points, 70);
		assert_int_equal(line->amount, rows[i].amount);
		assert_string_equal(judge_currency(v, line), rows[i].currency);
		assert_string_equal(judge_currency(v, line_of(v, SCORE_AMOUNT)), "GBP");
	}
}

/* Risk class and difficulty reach the score. */
static void risk_reaches_the_score(void **state)
{
	struct file f;

	(void)state;
	start(&f);
	owe(&f, LATE(5), 5000, "EUR");
	f.state.risk_class = 2;
	assert_int_equal(points(judge(&f), SCORE_RISK), 60);
	f.state.difficulty = true;
	assert_int_equal(points(judge(&f), SCORE_RISK), 160);
}

/* A client for whom legal is proposed; each row changes one thing. */
static void three_refusals(struct file *f)
{
	start(f);
	owe(f, LATE(40), 500000, "EUR");
	chase(f, LATE(20), OUTCOME_EVASIVE);
	chase(f, LATE(12), OUTCOME_REFUSAL);
	chase(f, LATE(2), OUTCOME_REFUSAL);
}

static void legal_is_proposed_by_the_facts(void **state)
{
	struct file f;
	const struct client_verdict *v;

	(void)state;
	three_refusals(&f);
	v = judge(&f);
	assert_true(v->escalation.proposed);
	assert_int_equal(v->escalation.chases, 3);
	assert_int_equal(v->escalation.contacts, 3);
	assert_int_equal(v->escalation.warnings, 0);
	assert_string_equal(v->ready.proposal, "legal");
	f.state.key_account = true;
	f.bundle.client_since = date_add_months(TODAY, -36);
	assert_int_equal(judge(&f)->escalation.warnings, ESCALATION_KEY_ACCOUNT | ESCALATION_GOOD_PAYER);
	f.state.reason = REASON_DISPUTE;
	assert_int_equal(judge(&f)->escalation.reasons, 0);
	f.state.reason = REASON_NONE;
	f.state.difficulty = true;
	assert_int_equal(judge(&f)->escalation.reasons, 0);
	f.state.difficulty = false;
	f.state.legal = true;
	assert_int_equal(judge(&f)->escalation.guards, ESCALATION_STOPPED);
	f.state.legal = false;
	f.state.agency = true;
	assert_int_equal(judge(&f)->escalation.guards, ESCALATION_STOPPED);
	f.state.agency = false;
	f.state.insolvent = true;
	assert_int_equal(judge(&f)->escalation.guards, ESCALATION_STOPPED);
	assert_string_equal(judge(&f)->ready.proposal, "");
}

/* Our own error first: a gap between our books, of either sign, guards; one that is settled does not. */
static void a_gap_guards(void **state)
{
	static const struct {
		enum item_kind kind;
		cents open;
		unsigned guards;
	} rows[] = {
		{ ITEM_GAP, 1, ESCALATION_GAP },
		{ ITEM_GAP, -1, ESCALATION_GAP | ESCALATION_UNMATCHED },
		{ ITEM_GAP, 0, 0 },
		{ ITEM_INVOICE, 1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct file f;

		three_refusals(&f);
		owe(&f, LATE(40), 500000, "EUR");
		f.items[i % 2].kind = rows[i].kind; /* wherever it stands */
		f.items[i % 2].open = rows[i].open;
		assert_int_equal(judge(&f)->escalation.guards, rows[i].guards);
	}
}

/* The contact cap counts from the last promise; a good payer is one by the promises it kept; broken ones are counted and asked about. */
static void promises_speak_for_and_against(void **state)
{
	struct file f;
	const struct client_verdict *v;

	(void)state;
	three_refusals(&f);
	f.bundle.client_since = LATE(3000);
	promise(&f, 1, LATE(6), 10000, "EUR")->made_on = LATE(13);
	promise(&f, 2, LATE(7), 10000, "EUR")->made_on = LATE(15);
	promise(&f, 3, LATE(8), 10000, "EUR")->made_on = LATE(16);
	promise(&f, 4, LATE(9), 10000, "EUR")->made_on = LATE(17);
	promise(&f, 5, LATE(9), 10000, "EUR")->made_on = LATE(18);
	for (int id = 1; id <= 4; id++)
		receive(&f, LATE(10), 10000, id);
	v = judge(&f);
	assert_int_equal(v->escalation.contacts, 2);
	assert_int_equal(v->escalation.broken, 1);
	assert_int_equal(v->escalation.warnings, ESCALATION_GOOD_PAYER); /* 4 of 5 */
	f.receipts[3].amount = 5000;
	assert_int_equal(judge(&f)->escalation.warnings, 0);
	assert_int_equal(f.promises[3].state, PROMISE_PARTLY_KEPT);
	f.receipts[3].amount = 10000;
	promise(&f, 6, IN(9), 10000, "EUR")->made_on = LATE(14); /* not judged yet, and not the last made */
	promise(&f, 7, IN(9), 10000, "EUR")->made_on = LATE(14);
	v = judge(&f);
	assert_int_equal(v->escalation.contacts, 2);
	assert_int_equal(v->escalation.warnings, ESCALATION_GOOD_PAYER);
	f.promises[5].check_on = LATE(9); /* one kept in part is one that was not kept: 4 of 6 */
	receive(&f, LATE(10), 1, 6);
	assert_int_equal(judge(&f)->escalation.warnings, 0);
	assert_int_equal(f.promises[5].state, PROMISE_PARTLY_KEPT);
	f.receipts[3].amount = 0;
	v = judge(&f);
	assert_int_equal(v->escalation.broken, 2);
	assert_int_equal(v->escalation.warnings, ESCALATION_BROKEN_NEAR);
	assert_int_equal(v->hold, ESCALATION_HOLD_BROKEN);
	assert_string_equal(v->ready.proposal, "legal"); /* it says more than a hold */
}

/* Told by a platform or by mail: no call was recorded, and the next promise is the last all the same. */
static void a_last_promise_is_told_without_a_chase(void **state)
{
	struct file f;
	const struct client_verdict *v;

	(void)state;
	start(&f);
	owe(&f, LATE(40), 500000, "EUR");
	promise(&f, 1, LATE(20), 10000, "EUR")->made_on = LATE(30);
	v = judge(&f);
	assert_int_equal(v->escalation.broken, 1);
	assert_int_equal(v->escalation.warnings, 0);
	promise(&f, 2, LATE(9), 10000, "EUR")->made_on = LATE(18);
	v = judge(&f);
	assert_int_equal(v->escalation.broken, 2);
	assert_int_equal(v->escalation.warnings, ESCALATION_BROKEN_NEAR);
	assert_int_equal(v->escalation.reasons, 0);
	promise(&f, 3, LATE(5), 10000, "EUR")->made_on = LATE(8);
	v = judge(&f);
	assert_int_equal(v->escalation.reasons, ESCALATION_BROKEN);
	assert_int_equal(v->escalation.guards, ESCALATION_NO_PERSON); /* whom nobody spoke to is not proposed */
	assert_false(v->escalation.proposed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_are_in_the_creditors_currency),
		cmocka_unit_test(limitation_runs_from_the_oldest),
		cmocka_unit_test(a_clock_that_presses_is_scored),
		cmocka_unit_test(the_insurers_time_runs_from_the_oldest_due_date),
		cmocka_unit_test(the_insurer_asks_for_a_hold),
		cmocka_unit_test(the_claim_runs_from_publication),
		cmocka_unit_test(the_first_reason_not_to_call_answers),
		cmocka_unit_test(what_sleeps_comes_back_on_its_day),
		cmocka_unit_test(nothing_to_ask_for_sleeps),
		cmocka_unit_test(the_largest_disputed_amount_is_provisioned),
		cmocka_unit_test(risk_reaches_the_score),
		cmocka_unit_test(legal_is_proposed_by_the_facts),
		cmocka_unit_test(a_gap_guards),
		cmocka_unit_test(promises_speak_for_and_against),
		cmocka_unit_test(a_last_promise_is_told_without_a_chase),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
