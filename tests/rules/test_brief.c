/* The brief: what is said, in which order, with which numbers. */
#include "brief_file.h"

#include <string.h>

static void expect_codes(const struct file *f, const enum brief_code *codes, size_t count)
{
	for (size_t i = 0; i < f->count || i < count; i++)
		if (i >= f->count || i >= count || f->lines[i].code != codes[i])
			fail_msg("line %zu of %zu: got %d, wanted %d", i, f->count,
				 i < f->count ? (int)f->lines[i].code : -1,
				 i < count ? (int)codes[i] : -1);
}

static const struct item screen_items[] = {
	INVOICE(1, LATE(31), 142250),
	INVOICE(2, LATE(47), 320000),
	INVOICE(3, LATE(16), 50000),
	INVOICE(4, IN(8), 157750),
	ITEM(5, ITEM_CREDIT_NOTE, LATE(20), -31000),
};
static const char *const screen_numbers[] = { "F-24-0977", "F-24-0931", "F-24-1004", "F-24-1062",
					      "A-12" };

static void the_client_of_the_screens(void **state)
{
	(void)state;
	static const struct promise promises[] = {
		{ .id = 1,
		  .made_on = LATE(90),
		  .due_on = LATE(80),
		  .check_on = LATE(78),
		  .amount = 10000,
		  .received = 10000,
		  .currency = "EUR",
		  .state = PROMISE_KEPT },
		{ .id = 2,
		  .made_on = LATE(19),
		  .due_on = LATE(12),
		  .check_on = LATE(10),
		  .amount = 200000,
		  .received = 500,
		  .currency = "EUR",
		  .state = PROMISE_PARTLY_KEPT },
	};
	struct file f;
	open_file(&f, screen_items, COUNT(screen_items));
	f.facts.item_numbers = screen_numbers;
	f.facts.promises = promises;
	f.facts.promise_count = COUNT(promises);
	f.facts.broken_last_year = 2;
	f.facts.unchased = true;
	f.facts.dispute_solved.kind = "administrative";
	f.facts.dispute_solved.closed_on = LATE(52);
	f.facts.dispute_solved.invoices = 1;
	f.facts.dispute_solved.amount = 31000;
	f.facts.last.on = LATE(1);
	f.facts.last.outcome = OUTCOME_CALLBACK;
	f.facts.last.note = "rappelez demain";
	f.facts.last.agent = "nadia";
	f.facts.follow_up_on = TODAY;
	f.facts.follow_up_minute = 870;
	f.facts.follow_up_outcome = OUTCOME_CALLBACK;
	f.facts.excuses = 1;
	f.facts.contact_name = "Mme Hébrard";
	f.facts.contact_role = "director";
	read_brief(&f);

	static const enum brief_code order[] = {
		BRIEF_OWED,     BRIEF_BROKEN,         BRIEF_BROKEN_COUNT,
		BRIEF_UNCHASED, BRIEF_DISPUTE_SOLVED, BRIEF_CREDITS,
		BRIEF_BIGGEST,  BRIEF_LAST_CONTACT,   BRIEF_FOLLOW_UP,
		BRIEF_EXCUSES,  BRIEF_NO_REASON,      BRIEF_NOT_DUE_YET,
		BRIEF_WHOM,     BRIEF_GET,
	};
	expect_codes(&f, order, COUNT(order));
	const struct brief_line *owed = said(&f, BRIEF_OWED);
	assert_int_equal(owed->amount, 481250);
	assert_int_equal(owed->count, 3);
	assert_int_equal(owed->days, 47);
	assert_int_equal(owed->on, LATE(47));
	assert_string_equal(owed->currency, "EUR");
	const struct brief_line *broken = said(&f, BRIEF_BROKEN);
	assert_int_equal(broken->amount, 200000);
	assert_int_equal(broken->other, 500);
	assert_int_equal(broken->on, LATE(12));
	assert_int_equal(said(&f, BRIEF_BROKEN_COUNT)->count, 2);
	assert_int_equal(said(&f, BRIEF_DISPUTE_SOLVED)->on, LATE(52));
	assert_string_equal(said(&f, BRIEF_DISPUTE_SOLVED)->text, "administrative");
	assert_int_equal(said(&f, BRIEF_DISPUTE_SOLVED)->amount, 31000);
	assert_int_equal(said(&f, BRIEF_CREDITS)->amount, 31000);
	const struct brief_line *biggest = said(&f, BRIEF_BIGGEST);
	assert_int_equal(biggest->amount, 289000); /* the credit eats the oldest */
	assert_string_equal(biggest->text, "F-24-0931");
	assert_int_equal(biggest->days, 47);
	const struct brief_line *last = said(&f, BRIEF_LAST_CONTACT);
	assert_int_equal(last->outcome, OUTCOME_CALLBACK);
	assert_int_equal(last->days, 1);
	assert_string_equal(last->text, "rappelez demain");
	assert_string_equal(last->who, "nadia");
	assert_int_equal(said(&f, BRIEF_FOLLOW_UP)->minute, 870);
	assert_int_equal(said(&f, BRIEF_EXCUSES)->count, 1);
	const struct brief_line *more = said(&f, BRIEF_NOT_DUE_YET);
	assert_int_equal(more->amount, 157750);
	assert_int_equal(more->on, IN(8));
	assert_string_equal(said(&f, BRIEF_WHOM)->text, "Mme Hébrard");
	assert_string_equal(said(&f, BRIEF_WHOM)->who, "director");
	assert_int_equal(said(&f, BRIEF_GET)->which, BRIEF_GOAL_DATE_FIRM);
}

static void a_reason_is_told_with_what_to_do(void **state)
{
	(void)state;
	const struct item item = INVOICE(1, LATE(30), 100000);
	struct file f;
	open_file(&f, &item, 1);
	f.facts.last.on = LATE(4);
	f.facts.last.agent = "nadia";
	f.facts.why.firmness = REASON_RESPECTFUL;
	read_brief(&f);
	assert_string_equal(said(&f, BRIEF_NO_REASON)->who, "respectful");
	assert_null(find(&f, BRIEF_REASON));
	f.facts.why.reason = REASON_NOT_RECEIVED;
	f.facts.why.on = LATE(4);
	f.facts.why.known = true;
	read_brief(&f);
	assert_null(find(&f, BRIEF_NO_REASON));
	const struct brief_line *reason = said(&f, BRIEF_REASON);
	assert_string_equal(reason->text, "not_received");
	assert_int_equal(reason->on, LATE(4));
	assert_int_equal(reason->which, REASON_ACTION_DUPLICATE);
}

static void a_document_and_an_insolvency_are_told(void **state)
{
	(void)state;
	const struct item item = INVOICE(1, LATE(30), 100000);
	struct file f;
	open_file(&f, &item, 1);
	f.facts.document.kind = "duplicate";
	f.facts.document.asked_on = LATE(2);
	f.facts.document.send_by = LATE(1);
	f.facts.document.sent_on = DATE_NONE;
	f.facts.document.count = 1;
	f.facts.insolvency.court = "TC Lyon";
	f.facts.insolvency.published_on = LATE(9);
	read_brief(&f);
	assert_int_equal(f.lines[0].code, BRIEF_INSOLVENT);
	assert_int_equal(f.lines[0].on, LATE(9));
	assert_string_equal(f.lines[0].text, "TC Lyon");
	assert_int_equal(said(&f, BRIEF_DOCUMENT_ASKED)->on, LATE(2));
	assert_string_equal(said(&f, BRIEF_DOCUMENT_ASKED)->text, "duplicate");
	assert_int_equal(said(&f, BRIEF_DOCUMENT_ASKED)->count, 1);
	assert_int_equal(said(&f, BRIEF_DOCUMENT_ASKED)->until, LATE(1));
	f.facts.document.sent_on = LATE(1);
	f.facts.document.chase_on = IN(6);
	read_brief(&f);
	assert_null(find(&f, BRIEF_DOCUMENT_ASKED));
	assert_int_equal(said(&f, BRIEF_DOCUMENT_SENT)->on, LATE(1));
	assert_int_equal(said(&f, BRIEF_DOCUMENT_SENT)->until, IN(6));
}

static void what_presses_is_told_first(void **state)
{
	(void)state;
	const struct item item = INVOICE(1, LATE(30), 100000);
	const struct clocks_reading clock = { CLOCKS_INSURER, IN(3), 3, CLOCKS_URGENT };
	static const struct scenario_step step = { .days = 9, .channel = SCENARIO_LETTER, .template_name = "reminder" };
	const struct scenario_next_client next = { .next = { .step = &step, .on = IN(2) }, .invoices = 2 };
	struct file f;
	open_file(&f, &item, 1);
	f.facts.clock = &clock;
	f.facts.proposal = "hold";
	f.facts.threat.what = "all_due";
	f.facts.threat.told_on = DATE_NONE;
	f.facts.sanctions[0].kind = "cancel_terms";
	f.facts.sanctions[0].on = LATE(4);
	f.facts.near_legal = true;
	f.facts.broken_last_year = 2;
	f.facts.voided = 600;
	f.facts.voided_currency = "USD";
	f.facts.exposure.net = 5000;
	f.facts.exposure.over = 1000;
	f.facts.exposure.uninsured = 2000;
	f.facts.exposure.currency = "EUR";
	f.facts.step = &next;
	read_brief(&f);
	assert_int_equal(f.lines[1].code, BRIEF_CLOCK);
	assert_int_equal(f.lines[1].which, CLOCKS_INSURER);
	assert_int_equal(f.lines[1].on, IN(3));
	assert_int_equal(f.lines[1].days, 3);
	/* What the client was told before what he does not know: a small screen has room for the first. */
	assert_int_equal(f.lines[2].code, BRIEF_THREAT);
	assert_int_equal(f.lines[3].code, BRIEF_SANCTION);
	assert_int_equal(f.lines[4].code, BRIEF_PROPOSED);
	assert_string_equal(said(&f, BRIEF_PROPOSED)->text, "hold");
	assert_string_equal(said(&f, BRIEF_THREAT)->text, "all_due");
	assert_false(date_is(said(&f, BRIEF_THREAT)->on));
	assert_string_equal(said(&f, BRIEF_SANCTION)->text, "cancel_terms");
	assert_int_equal(said(&f, BRIEF_SANCTION)->on, LATE(4));
	assert_int_equal(said(&f, BRIEF_NEAR_LEGAL)->count, 2);
	assert_int_equal(said(&f, BRIEF_VOID)->amount, 600);
	assert_string_equal(said(&f, BRIEF_VOID)->currency, "USD");
	assert_int_equal(said(&f, BRIEF_OVER_LIMIT)->other, 1000);
	assert_int_equal(said(&f, BRIEF_UNINSURED)->amount, 5000);
	assert_int_equal(said(&f, BRIEF_UNINSURED)->other, 2000);
	assert_int_equal(said(&f, BRIEF_STEP)->which, SCENARIO_LETTER);
	assert_int_equal(said(&f, BRIEF_STEP)->on, IN(2));
	assert_int_equal(said(&f, BRIEF_STEP)->count, 2);
	assert_int_equal(f.lines[f.count - 1].code, BRIEF_GET);
}

static void before_the_due_date_receipt_and_approval_are_asked(void **state)
{
	(void)state;
	const struct item item = INVOICE(1, IN(8), 1000000);
	struct file f;
	open_file(&f, &item, 1);
	read_brief(&f);
	assert_int_equal(said(&f, BRIEF_GET)->which, BRIEF_GOAL_PRE_DUE);
	f.facts.callable.why_not = WHY_NOT_NOT_DUE;
	read_brief(&f);
	assert_int_equal(said(&f, BRIEF_GET)->which, BRIEF_GOAL_NONE);
}

static void a_first_call_is_short(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(3), 12000) };
	struct file f;
	open_file(&f, items, COUNT(items));
	read_brief(&f);
	static const enum brief_code order[] = { BRIEF_OWED, BRIEF_NEVER_CALLED, BRIEF_WHOM,
						 BRIEF_GET };
	expect_codes(&f, order, COUNT(order));
	assert_null(said(&f, BRIEF_WHOM)->text);
	assert_null(said(&f, BRIEF_WHOM)->who);
	assert_int_equal(said(&f, BRIEF_GET)->which, BRIEF_GOAL_DATE);
}

static void an_empty_file_still_has_a_brief(void **state)
{
	(void)state;
	struct file f;
	open_file(&f, NULL, 0);
	f.facts.callable.why_not = WHY_NOT_NOT_DUE;
	read_brief(&f);
	static const enum brief_code order[] = { BRIEF_NOT_OVERDUE, BRIEF_NEVER_CALLED, BRIEF_GET };
	expect_codes(&f, order, COUNT(order));
	assert_int_equal(f.lines[0].amount, 0);
	assert_int_equal(said(&f, BRIEF_GET)->which, BRIEF_GOAL_NONE);
}

static void a_covered_file_goes_to_matching(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(3), 12000),
					     ITEM(2, ITEM_CASH, LATE(1), -15000),
					     ITEM(3, ITEM_GAP, LATE(1), -100) };
	struct file f;
	open_file(&f, items, COUNT(items));
	f.facts.callable.why_not = WHY_NOT_COVERED;
	read_brief(&f);
	static const enum brief_code order[] = { BRIEF_COVERED, BRIEF_GAP, BRIEF_NEVER_CALLED,
						 BRIEF_GET };
	expect_codes(&f, order, COUNT(order));
	assert_int_equal(f.lines[0].amount, 12000);
	assert_int_equal(f.lines[0].other, 15100);
	assert_int_equal(said(&f, BRIEF_GAP)->amount, -100);
	assert_int_equal(said(&f, BRIEF_GET)->which, BRIEF_GOAL_MATCHING);
}

static void gap_and_credits_are_told_apart(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(3), 12000),
					     ITEM(2, ITEM_CASH, LATE(1), -1000),
					     ITEM(3, ITEM_GAP, LATE(1), 645558) };
	struct file f;
	open_file(&f, items, COUNT(items));
	read_brief(&f);
	assert_int_equal(said(&f, BRIEF_CREDITS)->amount, 1000);
	assert_int_equal(said(&f, BRIEF_GAP)->amount, 645558);
	assert_int_equal(said(&f, BRIEF_BIGGEST)->amount,
			 11000); /* a gap is no invoice; cash eats its like first */
}

static void another_currency_has_its_own_line(void **state)
{
	(void)state;
	struct item items[] = { INVOICE(1, LATE(3), 12000), INVOICE(2, LATE(40), 7000),
				INVOICE(3, IN(4), 5) };
	strcpy(items[1].currency, "USD");
	strcpy(items[2].currency, "CHF");
	struct file f;
	open_file(&f, items, COUNT(items));
	f.facts.chosen = 1; /* CHF EUR USD */
	read_brief(&f);
	assert_int_equal(f.lines[0].code, BRIEF_OWED);
	assert_string_equal(f.lines[0].currency, "EUR");
	assert_int_equal(f.lines[1].code, BRIEF_OTHER_CURRENCY);
	assert_string_equal(f.lines[1].currency, "USD");
	assert_int_equal(f.lines[1].amount, 7000);
	assert_int_equal(f.lines[1].days, 40);
	assert_int_not_equal(f.lines[2].code, BRIEF_OTHER_CURRENCY);
}

static struct promise promise(int64_t id, date made, date due, cents amount,
			      enum promise_state state)
{
	return (struct promise){ .id = id,
				 .made_on = made,
				 .due_on = due,
				 .check_on = due + 2,
				 .amount = amount,
				 .currency = "EUR",
				 .state = state };
}

static void open_promises_are_said_plans_as_one(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(30), 90000) };
	struct promise promises[] = {
		promise(1, LATE(9), IN(20), 10000, PROMISE_OPEN),
		promise(2, LATE(9), IN(6), 10000, PROMISE_OPEN),
		promise(3, LATE(9), LATE(7), 10000, PROMISE_KEPT),
		promise(4, LATE(2), IN(3), 5000, PROMISE_OPEN),
		promise(5, LATE(40), IN(3), 5000, PROMISE_SUPERSEDED),
	};
	promises[1].received = 2500;
	struct file f;
	open_file(&f, items, COUNT(items));
	f.facts.promises = promises;
	f.facts.promise_count = COUNT(promises);
	f.facts.callable.why_not = WHY_NOT_PROMISE;
	read_brief(&f);
	static const enum brief_code order[] = { BRIEF_OWED, BRIEF_PLAN,         BRIEF_PROMISED,
						 BRIEF_KEPT, BRIEF_NEVER_CALLED, BRIEF_GET };
	expect_codes(&f, order, COUNT(order));
	const struct brief_line *plan = said(&f, BRIEF_PLAN);
	assert_int_equal(plan->count, 2);
	assert_int_equal(plan->amount, 17500);
	assert_int_equal(plan->on, IN(6));
	assert_int_equal(plan->until, IN(8));
	assert_int_equal(said(&f, BRIEF_PROMISED)->amount, 5000);
	assert_int_equal(said(&f, BRIEF_PROMISED)->until, IN(5));
	assert_int_equal(said(&f, BRIEF_KEPT)->on, LATE(7));
	assert_int_equal(said(&f, BRIEF_GET)->which, BRIEF_GOAL_NONE);
}

static void the_last_broken_promise_is_said_for_a_year(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(30), 90000) };
	struct promise promises[] = {
		promise(1, LATE(30), LATE(20), 10000, PROMISE_BROKEN),
		promise(2, LATE(300), LATE(200), 20000, PROMISE_BROKEN),
		promise(3, LATE(19), LATE(10), 30000, PROMISE_KEPT),
	};
	struct file f;
	open_file(&f, items, COUNT(items));
	f.facts.promises = promises;
	f.facts.promise_count = COUNT(promises);
	read_brief(&f);
	assert_int_equal(said(&f, BRIEF_BROKEN)->amount, 10000);
	assert_int_equal(said(&f, BRIEF_KEPT)->amount, 30000);
	promises[2].state = PROMISE_WITHDRAWN;
	promises[0].check_on = LATE(364);
	promises[1].check_on = LATE(365); /* 2025-11-24: a year ago to the day */
	read_brief(&f);
	assert_int_equal(said(&f, BRIEF_BROKEN)->amount, 10000);
	assert_null(find(&f, BRIEF_KEPT));
	promises[0].check_on = LATE(365);
	read_brief(&f);
	assert_null(find(&f, BRIEF_BROKEN));
	f.facts.unchased = true; /* the goal speaks of it */
	read_brief(&f);
	assert_int_equal(said(&f, BRIEF_BROKEN)->amount, 20000);
}

static void an_open_dispute_comes_before_a_solved_one(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(30), 90000) };
	struct file f;
	open_file(&f, items, COUNT(items));
	f.facts.dispute_open.kind = "technical";
	f.facts.dispute_open.due_on = IN(15);
	f.facts.dispute_open.invoices = 2;
	f.facts.dispute_open.amount = 700;
	f.facts.dispute_solved.kind = "commercial";
	read_brief(&f);
	assert_int_equal(f.lines[1].code, BRIEF_DISPUTE_OPEN);
	assert_int_equal(f.lines[1].count, 2);
	assert_int_equal(f.lines[1].on, IN(15));
	assert_int_equal(f.lines[1].amount, 700);
	assert_string_equal(f.lines[1].text, "technical");
	assert_string_equal(f.lines[1].currency, "EUR");
	assert_int_equal(f.lines[2].code, BRIEF_DISPUTE_SOLVED);
	f.facts.dispute_solved.resolution = "credit";
	f.facts.dispute_solved.credit = 250;
	f.facts.dispute_solved.invoices = 3;
	f.facts.dispute_solved.currency = "USD";
	f.facts.dispute_again.kind = "commercial"; /* one that is open is said first, and alone */
	read_brief(&f);
	assert_null(find(&f, BRIEF_DISPUTE_AGAIN));
	const struct brief_line *solved = said(&f, BRIEF_DISPUTE_SOLVED);
	assert_string_equal(solved->who, "credit");
	assert_int_equal(solved->other, 250);
	assert_int_equal(solved->count, 3);
	assert_string_equal(solved->currency, "USD");
	f.facts.dispute_open.kind = NULL;
	f.facts.dispute_again.currency = "EUR";
	f.facts.dispute_again.amount = 900;
	f.facts.dispute_again.closed_on = LATE(4);
	read_brief(&f);
	assert_null(find(&f, BRIEF_DISPUTE_SOLVED));
	assert_int_equal(said(&f, BRIEF_DISPUTE_AGAIN)->amount, 900);
	assert_int_equal(said(&f, BRIEF_DISPUTE_AGAIN)->on, LATE(4));
	assert_string_equal(said(&f, BRIEF_DISPUTE_AGAIN)->text, "commercial");
}

/* To the cent and to the day: what is said of one file, beside another of its currency. */
static void every_line_says_its_own_facts(void **state)
{
	(void)state;
	struct item items[] = {
		INVOICE(1, LATE(30), 500),  INVOICE(2, LATE(40), 500), INVOICE(3, TODAY, 900),
		INVOICE(4, LATE(60), 9000), INVOICE(5, IN(4), 70),     INVOICE(6, IN(4), 1),
		INVOICE(7, IN(4), 600),     INVOICE(8, IN(4), 30),     INVOICE(9, LATE(3), 8000),
	};
	struct file f;
	items[3].disputed = items[6].disputed = true;
	strcpy(items[7].currency, "USD");
	strcpy(items[8].currency, "USD");
	items[2].due_on = IN(5);
	open_file(&f, items, COUNT(items));
	f.facts.threat.what = "legal";
	f.facts.threat.told_on = LATE(1);
	f.facts.proposal = "hold";
	f.facts.written_on = LATE(6);
	f.facts.voided = 1;
	f.facts.voided_currency = "EUR";
	f.facts.last.on = LATE(3);
	f.facts.follow_up_on = IN(2);
	f.facts.follow_up_outcome = OUTCOME_PROMISE;
	f.facts.excuses = 2;
	f.facts.excuser.name = "Mme Roy";
	f.facts.excuser.excuses = 1;
	read_brief(&f);
	assert_int_equal(said(&f, BRIEF_THREAT)->on, LATE(1));
	assert_string_equal(said(&f, BRIEF_PROPOSED)->text, "hold");
	assert_int_equal(said(&f, BRIEF_WRITTEN)->on, LATE(6));
	assert_int_equal(said(&f, BRIEF_VOID)->amount, 1);
	assert_int_equal(said(&f, BRIEF_OTHER_CURRENCY)->amount, 8000);
	const struct brief_line *biggest = said(&f, BRIEF_BIGGEST);
	assert_int_equal(biggest->amount, 500); /* neither in dispute, nor not due, nor in dollars */
	assert_int_equal(biggest->on, LATE(40)); /* of two equal ones the older */
	const struct brief_line *next = said(&f, BRIEF_NOT_DUE_YET);
	assert_int_equal(next->amount, 71);
	assert_int_equal(next->count, 2);
	assert_int_equal(said(&f, BRIEF_LAST_CONTACT)->on, LATE(3));
	assert_int_equal(said(&f, BRIEF_FOLLOW_UP)->on, IN(2));
	assert_int_equal(said(&f, BRIEF_FOLLOW_UP)->outcome, OUTCOME_PROMISE);
	assert_string_equal(said(&f, BRIEF_EXCUSES)->text, "Mme Roy");
	assert_int_equal(said(&f, BRIEF_EXCUSES)->other, 1);
	f.facts.proposal = "";
	f.facts.written_on = DATE_NONE;
	f.facts.voided = 0;
	read_brief(&f);
	assert_null(find(&f, BRIEF_PROPOSED));
	assert_null(find(&f, BRIEF_WRITTEN));
	assert_null(find(&f, BRIEF_VOID));
}

static void the_goal_follows_from_the_file(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum why_not why_not;
		int broken, excuses;
		bool unchased;
		enum brief_goal goal;
	} rows[] = {
		{ "plain", WHY_NOT_NONE, 0, 0, false, BRIEF_GOAL_DATE },
		{ "one excuse", WHY_NOT_NONE, 0, 1, false, BRIEF_GOAL_DATE },
		{ "two excuses", WHY_NOT_NONE, 0, 2, false, BRIEF_GOAL_REASON },
		{ "broken once", WHY_NOT_NONE, 1, 5, false, BRIEF_GOAL_DATE_FIRM },
		{ "unchased", WHY_NOT_CADENCE, 0, 0, true, BRIEF_GOAL_DATE_FIRM },
		{ "callback pending", WHY_NOT_FOLLOW_UP, 0, 0, false, BRIEF_GOAL_DATE },
		{ "claimed by another", WHY_NOT_CLAIMED, 0, 0, false, BRIEF_GOAL_DATE },
		{ "covered", WHY_NOT_COVERED, 3, 0, true, BRIEF_GOAL_MATCHING },
		{ "asleep", WHY_NOT_PROMISE, 3, 0, false, BRIEF_GOAL_NONE },
		{ "disputed", WHY_NOT_DISPUTE, 0, 0, false, BRIEF_GOAL_NONE },
		{ "legal", WHY_NOT_LEGAL, 0, 0, false, BRIEF_GOAL_NONE },
		{ "agency", WHY_NOT_AGENCY, 0, 0, false, BRIEF_GOAL_NONE },
		{ "insolvent", WHY_NOT_INSOLVENT, 0, 0, false, BRIEF_GOAL_NONE },
		{ "no contact", WHY_NOT_NO_CONTACT, 0, 0, false, BRIEF_GOAL_NONE },
		{ "not due", WHY_NOT_NOT_DUE, 0, 0, false, BRIEF_GOAL_NONE },
	};
	static const struct item items[] = { INVOICE(1, LATE(30), 90000) };
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct file f;
		open_file(&f, items, COUNT(items));
		f.facts.callable.why_not = rows[r].why_not;
		f.facts.broken_last_year = rows[r].broken;
		f.facts.excuses = rows[r].excuses;
		f.facts.unchased = rows[r].unchased;
		read_brief(&f);
		const struct brief_line *get = &f.lines[f.count - 1];
		const struct brief_line *handed = find(&f, BRIEF_HANDED);
		bool gone = rows[r].why_not == WHY_NOT_LEGAL || rows[r].why_not == WHY_NOT_AGENCY;

		assert_int_equal(handed != NULL, gone);
		if (handed)
			assert_string_equal(handed->text, rows[r].name);
		bool call = rows[r].goal != BRIEF_GOAL_NONE && rows[r].goal != BRIEF_GOAL_MATCHING;
		if (get->code != BRIEF_GET || get->which != (int)rows[r].goal ||
		    (find(&f, BRIEF_WHOM) != NULL) != call)
			fail_msg("%s: goal %d", rows[r].name, get->which);
	}
}

static void a_crowded_file_keeps_its_last_lines(void **state)
{
	(void)state;
	struct item items[2 * NETTING_CURRENCIES + 8];
	struct promise promises[20];
	for (int i = 0; i < (int)COUNT(items); i++) {
		items[i] = (struct item)INVOICE(i, LATE(i + 1), 1000);
		items[i].currency[2] = (char)('A' + i % NETTING_CURRENCIES);
		if (i >= 2 * NETTING_CURRENCIES) {
			items[i].kind = ITEM_GAP;
			items[i].open = -1;
		}
	}
	for (int i = 0; i < 20; i++)
		promises[i] = promise(i + 1, LATE(40 - i), i < 19 ? IN(i) : LATE(4), 10,
				      i < 19 ? PROMISE_OPEN : PROMISE_BROKEN);
	struct file f;
	open_file(&f, items, COUNT(items));
	f.facts.chosen = 3;
	f.facts.promises = promises;
	f.facts.promise_count = COUNT(promises);
	f.facts.broken_last_year = 4;
	f.facts.unchased = true;
	f.facts.dispute_open.kind = f.facts.dispute_solved.kind = "commercial";
	f.facts.last.on = LATE(4);
	f.facts.follow_up_on = IN(4);
	f.facts.excuses = 3;
	read_brief(&f);
	static const enum brief_code kept[] = {
		BRIEF_OWED,         BRIEF_BROKEN,         BRIEF_UNCHASED, BRIEF_PROMISED,
		BRIEF_DISPUTE_OPEN, BRIEF_DISPUTE_SOLVED, BRIEF_BIGGEST,  BRIEF_LAST_CONTACT,
		BRIEF_FOLLOW_UP,    BRIEF_EXCUSES,        BRIEF_WHOM,     BRIEF_GET
	};
	for (size_t i = 0; i < COUNT(kept); i++)
		assert_non_null(said(&f, kept[i]));
	assert_int_equal(f.lines[f.count - 1].code, BRIEF_GET);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_client_of_the_screens),
		cmocka_unit_test(a_reason_is_told_with_what_to_do),
		cmocka_unit_test(a_document_and_an_insolvency_are_told),
		cmocka_unit_test(what_presses_is_told_first),
		cmocka_unit_test(before_the_due_date_receipt_and_approval_are_asked),
		cmocka_unit_test(a_first_call_is_short),
		cmocka_unit_test(an_empty_file_still_has_a_brief),
		cmocka_unit_test(a_covered_file_goes_to_matching),
		cmocka_unit_test(gap_and_credits_are_told_apart),
		cmocka_unit_test(another_currency_has_its_own_line),
		cmocka_unit_test(open_promises_are_said_plans_as_one),
		cmocka_unit_test(the_last_broken_promise_is_said_for_a_year),
		cmocka_unit_test(an_open_dispute_comes_before_a_solved_one),
		cmocka_unit_test(every_line_says_its_own_facts),
		cmocka_unit_test(the_goal_follows_from_the_file),
		cmocka_unit_test(a_crowded_file_keeps_its_last_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
