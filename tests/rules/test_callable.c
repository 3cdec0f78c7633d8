/* Callable, why not, when next: every combination that was argued about. */
#include "facts.h"

#include <string.h>

#include "base/date.h"
#include "rules/callable.h"

#define NEVER         DATE_NONE
#define MOST_ITEMS    5
#define MOST_PROMISES 3

/* Dates left out (0) are none. The tables' days: -1 Monday, 0 Tuesday, 1 Wednesday, 2 Thursday, 3 Friday, 6 Monday, 10 Friday. */
struct row {
	const char *name;
	struct item items[MOST_ITEMS];
	struct promise promises[MOST_PROMISES];
	date chased, follow_up, cadence, dispute, pre_due, first_step;
	int minute; /* of the follow-up; 0 = any time */
	bool legal, agency, insolvent, no_contact, judged_due;
	enum why_not why_not;
	date next;
	int next_minute; /* 0 = none */
};

#define DISPUTED(number, due, sum)                                                       \
	{                                                                                \
		.id = (number), .due_on = (due), .issued_on = (due)-30, .amount = (sum), \
		.open = (sum), .currency = "EUR", .disputed = true                       \
	}
#define DOLLARS(number, due, sum)                                                        \
	{                                                                                \
		.id = (number), .due_on = (due), .issued_on = (due)-30, .amount = (sum), \
		.open = (sum), .currency = "USD"                                         \
	}
#define CASH(sum)    ITEM(99, ITEM_CASH, LATE(1), -(sum))
#define LATE_INVOICE INVOICE(1, LATE(20), 50000)

/* clang-format off */
static const struct row rows[] = {
	/* Nothing stands in the way. */
	{ .name = "overdue and never called", .items = { LATE_INVOICE }, .next = TODAY },
	{ .name = "overdue since yesterday", .items = { INVOICE(1, LATE(1), 1) }, .next = TODAY },
	{ .name = "chased last week, nothing pending", .items = { LATE_INVOICE }, .chased = LATE(7),
	  .next = TODAY },

	/* Flags, in their order, before anything else. */
	{ .name = "legal", .items = { LATE_INVOICE }, .legal = true, .why_not = WHY_NOT_LEGAL, .next = NEVER },
	{ .name = "agency", .items = { LATE_INVOICE }, .agency = true, .why_not = WHY_NOT_AGENCY,
	  .next = NEVER },
	{ .name = "insolvent", .items = { LATE_INVOICE }, .insolvent = true, .why_not = WHY_NOT_INSOLVENT,
	  .next = NEVER },
	{ .name = "no contact", .items = { LATE_INVOICE }, .no_contact = true,
	  .why_not = WHY_NOT_NO_CONTACT, .next = NEVER },
	{ .name = "insolvent before all", .items = { LATE_INVOICE }, .insolvent = true, .agency = true,
	  .legal = true, .no_contact = true, .why_not = WHY_NOT_INSOLVENT, .next = NEVER },
	{ .name = "agency before legal", .items = { LATE_INVOICE }, .agency = true, .legal = true,
	  .no_contact = true, .why_not = WHY_NOT_AGENCY, .next = NEVER },
	{ .name = "legal before no contact", .legal = true, .no_contact = true, .why_not = WHY_NOT_LEGAL,
	  .next = NEVER },
	{ .name = "a flag stops a timed callback", .items = { LATE_INVOICE }, .legal = true,
	  .follow_up = TODAY, .minute = 870, .why_not = WHY_NOT_LEGAL, .next = NEVER },

	/* Nothing late. */
	{ .name = "no item at all", .why_not = WHY_NOT_NOT_DUE, .next = NEVER },
	{ .name = "only credits", .items = { CASH(5000) }, .why_not = WHY_NOT_NOT_DUE, .next = NEVER },
	{ .name = "due today", .items = { INVOICE(1, TODAY, 500) }, .why_not = WHY_NOT_NOT_DUE, .next = IN(1) },
	{ .name = "due on Friday", .items = { INVOICE(1, IN(3), 500) }, .why_not = WHY_NOT_NOT_DUE,
	  .next = IN(4) },
	{ .name = "the earliest of two currencies", .items = { INVOICE(1, IN(30), 500), DOLLARS(2, IN(8), 5) },
	  .why_not = WHY_NOT_NOT_DUE, .next = IN(9) },
	{ .name = "not due, whatever follows up", .items = { INVOICE(1, IN(3), 500) }, .follow_up = TODAY,
	  .why_not = WHY_NOT_NOT_DUE, .next = IN(4) },
	{ .name = "disputed and not due", .items = { DISPUTED(1, IN(3), 500) }, .dispute = IN(1),
	  .why_not = WHY_NOT_NOT_DUE, .next = NEVER },

	/* Disputes. */
	{ .name = "all disputed", .items = { DISPUTED(1, LATE(9), 500) }, .dispute = IN(12),
	  .why_not = WHY_NOT_DISPUTE, .next = IN(12) },
	{ .name = "all disputed, owner late", .items = { DISPUTED(1, LATE(9), 500) }, .dispute = LATE(2),
	  .why_not = WHY_NOT_DISPUTE, .next = TODAY },
	{ .name = "all disputed, no date", .items = { DISPUTED(1, LATE(9), 500) },
	  .why_not = WHY_NOT_DISPUTE, .next = NEVER },
	{ .name = "all disputed, another not due", .items = { DISPUTED(1, LATE(9), 500), INVOICE(2, IN(3), 1) },
	  .dispute = IN(12), .why_not = WHY_NOT_DISPUTE, .next = IN(12) },
	{ .name = "part disputed", .items = { DISPUTED(1, LATE(9), 500), INVOICE(2, LATE(3), 1) },
	  .dispute = IN(12), .next = TODAY },
	{ .name = "all disputed here, nothing late there", .items = { DISPUTED(1, LATE(9), 1), DOLLARS(2, IN(3), 5) },
	  .dispute = IN(12), .why_not = WHY_NOT_DISPUTE, .next = IN(12) },
	{ .name = "disputed here, owed there", .items = { DISPUTED(1, LATE(9), 500), DOLLARS(2, LATE(3), 1) },
	  .dispute = IN(12), .next = TODAY },
	{ .name = "the rest promised", .items = { DISPUTED(1, LATE(9), 500), INVOICE(2, LATE(3), 700) },
	  .promises = { PROMISED(700, IN(7)) }, .dispute = IN(2), .chased = LATE(1),
	  .why_not = WHY_NOT_PROMISE, .next = IN(7) },

	/* Covered by credits. */
	{ .name = "covered exactly", .items = { LATE_INVOICE, CASH(50000) }, .why_not = WHY_NOT_COVERED,
	  .next = NEVER },
	{ .name = "a cent is not covered", .items = { LATE_INVOICE, CASH(49999) }, .next = TODAY },
	{ .name = "covered here, owed there", .items = { LATE_INVOICE, CASH(90000), DOLLARS(2, LATE(2), 5) },
	  .next = TODAY },
	{ .name = "a cent is covered", .items = { INVOICE(1, LATE(3), 1), CASH(1) }, .why_not = WHY_NOT_COVERED,
	  .next = NEVER },
	{ .name = "covered here, nothing late there", .items = { LATE_INVOICE, CASH(50000), DOLLARS(2, IN(5), 5) },
	  .why_not = WHY_NOT_COVERED, .next = NEVER },
	{ .name = "covered in both", .items = { LATE_INVOICE, CASH(90000), DOLLARS(2, LATE(2), 5),
						DOLLARS(3, LATE(2), -5) },
	  .why_not = WHY_NOT_COVERED, .next = NEVER },
	{ .name = "covered here, disputed there",
	  .items = { DISPUTED(1, LATE(9), 500), DOLLARS(2, LATE(2), 5), DOLLARS(3, LATE(2), -5) },
	  .dispute = IN(4), .why_not = WHY_NOT_COVERED, .next = NEVER },
	{ .name = "a credit elsewhere covers nothing", .items = { LATE_INVOICE, DOLLARS(2, LATE(2), -90000) },
	  .next = TODAY },
	{ .name = "covered beats a follow-up", .items = { LATE_INVOICE, CASH(50000) }, .follow_up = TODAY,
	  .why_not = WHY_NOT_COVERED, .next = NEVER },

	/* A full promise: asleep until its check date. */
	{ .name = "promised in full", .items = { LATE_INVOICE }, .promises = { PROMISED(50000, IN(20)) },
	  .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "promised in full today", .items = { LATE_INVOICE }, .promises = { PROMISED(50000, IN(20)) },
	  .chased = TODAY, .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "promised in full long ago", .items = { LATE_INVOICE }, .promises = { PROMISED(50000, IN(20)) },
	  .chased = LATE(90), .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "check date tomorrow", .items = { LATE_INVOICE }, .promises = { PROMISED(50000, IN(1)) },
	  .why_not = WHY_NOT_PROMISE, .next = IN(1) },
	{ .name = "check date today", .items = { LATE_INVOICE }, .promises = { PROMISED(50000, TODAY) },
	  .chased = LATE(9), .next = TODAY },
	{ .name = "a cent promised", .items = { INVOICE(1, LATE(3), 1) }, .promises = { PROMISED(1, IN(20)) },
	  .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "a plan: the first check", .items = { LATE_INVOICE },
	  .promises = { PROMISED(20000, IN(30)), PROMISED(15000, IN(8)), PROMISED(15000, IN(60)) },
	  .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(8) },
	{ .name = "promised beyond what is late", .items = { LATE_INVOICE, INVOICE(2, IN(4), 30000) },
	  .promises = { PROMISED(80000, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "what credits leave is promised", .items = { LATE_INVOICE, CASH(20000) },
	  .promises = { PROMISED(30000, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "a promise of another currency covers nothing", .items = { DOLLARS(1, LATE(20), 50000) },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(10), .next = TODAY },
	{ .name = "a broken one covers nothing", .items = { LATE_INVOICE },
	  .promises = { { .check_on = IN(5), .amount = 50000, .currency = "EUR", .state = PROMISE_BROKEN } },
	  .chased = LATE(2), .next = TODAY },
	{ .name = "a kept one covers nothing", .items = { LATE_INVOICE },
	  .promises = { { .check_on = IN(5), .amount = 50000, .received = 50000, .currency = "EUR",
			  .state = PROMISE_KEPT } },
	  .chased = LATE(2), .next = TODAY },
	{ .name = "a cadence does not shorten the sleep", .items = { LATE_INVOICE },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(1), .cadence = IN(2),
	  .why_not = WHY_NOT_PROMISE, .next = IN(20) },

	/* A partial promise: the rest is chased ten days after the last chase. */
	{ .name = "part promised, chased yesterday", .items = { LATE_INVOICE },
	  .promises = { PROMISED(49999, IN(20)) }, .chased = LATE(1), .why_not = WHY_NOT_PROMISE, .next = IN(9) },
	{ .name = "part promised today", .items = { LATE_INVOICE }, .promises = { PROMISED(100, IN(20)) },
	  .chased = TODAY, .why_not = WHY_NOT_PROMISE, .next = IN(10) },
	{ .name = "part promised, the tenth day is a Sunday", .items = { LATE_INVOICE },
	  .promises = { PROMISED(100, IN(20)) }, .chased = LATE(5), .why_not = WHY_NOT_PROMISE, .next = IN(3) },
	{ .name = "part promised, the check comes first", .items = { LATE_INVOICE },
	  .promises = { PROMISED(100, IN(6)) }, .chased = LATE(1), .why_not = WHY_NOT_PROMISE, .next = IN(6) },
	{ .name = "part promised, ten days ago", .items = { LATE_INVOICE },
	  .promises = { PROMISED(100, IN(20)) }, .chased = LATE(10), .next = TODAY },
	{ .name = "part promised, long ago", .items = { LATE_INVOICE }, .promises = { PROMISED(100, IN(20)) },
	  .chased = LATE(40), .next = TODAY },
	{ .name = "part promised, never chased", .items = { LATE_INVOICE },
	  .promises = { PROMISED(100, IN(20)) }, .next = TODAY },
	{ .name = "part received of a full one", .items = { INVOICE(1, LATE(20), 40000) },
	  .promises = { { .check_on = IN(9), .amount = 50000, .received = 10000, .currency = "EUR" } },
	  .chased = LATE(10), .why_not = WHY_NOT_PROMISE, .next = IN(9) },
	{ .name = "part withdrawn by a credit note", .items = { LATE_INVOICE },
	  .promises = { { .check_on = IN(9), .amount = 50000, .credited = 10000, .currency = "EUR" } },
	  .chased = LATE(10), .next = TODAY },
	{ .name = "one currency promised, the other due for a chase",
	  .items = { LATE_INVOICE, DOLLARS(2, LATE(3), 5) }, .promises = { PROMISED(50000, IN(20)) },
	  .chased = LATE(11), .next = TODAY },
	{ .name = "one currency promised, the other waits",
	  .items = { LATE_INVOICE, DOLLARS(2, LATE(3), 5) }, .promises = { PROMISED(50000, IN(20)) },
	  .chased = LATE(8), .why_not = WHY_NOT_PROMISE, .next = IN(2) },
	{ .name = "part due for a chase in spite of a later follow-up", .items = { LATE_INVOICE },
	  .promises = { PROMISED(100, IN(20)) }, .chased = LATE(10), .follow_up = IN(3), .next = TODAY },

	/* An invoice falls due while the promise sleeps. */
	{ .name = "falls due during the sleep", .items = { LATE_INVOICE, INVOICE(2, IN(13), 10) },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(14) },
	{ .name = "falls due, but chased shortly before", .items = { LATE_INVOICE, INVOICE(2, IN(3), 10) },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = TODAY, .why_not = WHY_NOT_PROMISE, .next = IN(10) },
	{ .name = "falls due after the check", .items = { LATE_INVOICE, INVOICE(2, IN(40), 10) },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "falls due today", .items = { LATE_INVOICE, INVOICE(2, TODAY, 10) },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(30), .why_not = WHY_NOT_PROMISE, .next = IN(1) },
	{ .name = "has fallen due", .items = { LATE_INVOICE, INVOICE(2, LATE(1), 10) },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(30), .next = TODAY },
	{ .name = "has fallen due, chased a week ago", .items = { LATE_INVOICE, INVOICE(2, LATE(1), 10) },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(7), .why_not = WHY_NOT_PROMISE, .next = IN(3) },
	{ .name = "what falls due is disputed",
	  .items = { LATE_INVOICE, DISPUTED(2, IN(5), 10) }, .promises = { PROMISED(50000, IN(20)) },
	  .chased = LATE(30), .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "what falls due comes before what is late", .items = { INVOICE(2, IN(13), 10), LATE_INVOICE },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(14) },
	{ .name = "what falls due is promised, what falls due later disputed",
	  .items = { LATE_INVOICE, INVOICE(2, IN(3), 10), DISPUTED(3, IN(5), 1000) },
	  .promises = { PROMISED(50010, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "a credit note counts once, whatever its date",
	  .items = { LATE_INVOICE, ITEM(3, ITEM_CREDIT_NOTE, IN(12), -5), INVOICE(2, IN(12), 10) },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(13) },
	{ .name = "what falls due is promised, dollars are covered",
	  .items = { LATE_INVOICE, INVOICE(2, IN(12), 10), DOLLARS(3, IN(14), 700), DOLLARS(4, LATE(2), -700) },
	  .promises = { PROMISED(50010, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(20) },
	{ .name = "the promise covers the first to fall due, not the second",
	  .items = { LATE_INVOICE, INVOICE(3, IN(15), 10), INVOICE(2, IN(12), 1000) },
	  .promises = { PROMISED(51000, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(16) },
	{ .name = "two fall due the same day", .items = { LATE_INVOICE, INVOICE(2, IN(12), 10), INVOICE(3, IN(12), 1) },
	  .promises = { PROMISED(50010, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(13) },
	{ .name = "falls due in another currency", .items = { LATE_INVOICE, DOLLARS(2, IN(12), 10) },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(9), .why_not = WHY_NOT_PROMISE, .next = IN(13) },
	{ .name = "never chased, falls due", .items = { LATE_INVOICE, INVOICE(2, IN(2), 10) },
	  .promises = { PROMISED(50000, IN(20)) }, .why_not = WHY_NOT_PROMISE, .next = IN(3) },

	/* Follow-ups. */
	{ .name = "follow-up pending", .items = { LATE_INVOICE }, .chased = LATE(2), .follow_up = IN(3),
	  .why_not = WHY_NOT_FOLLOW_UP, .next = IN(3) },
	{ .name = "callback pending at an hour", .items = { LATE_INVOICE }, .chased = LATE(1), .follow_up = IN(3),
	  .minute = 870, .why_not = WHY_NOT_FOLLOW_UP, .next = IN(3), .next_minute = 870 },
	{ .name = "follow-up due today", .items = { LATE_INVOICE }, .chased = LATE(2), .follow_up = TODAY,
	  .next = TODAY },
	{ .name = "follow-up overdue", .items = { LATE_INVOICE }, .chased = LATE(9), .follow_up = LATE(2),
	  .next = TODAY },
	{ .name = "callback today at an hour", .items = { LATE_INVOICE }, .chased = LATE(2), .follow_up = TODAY,
	  .minute = 870, .why_not = WHY_NOT_FOLLOW_UP, .next = TODAY, .next_minute = 870 },
	{ .name = "callback yesterday at an hour", .items = { LATE_INVOICE }, .chased = LATE(2),
	  .follow_up = LATE(1), .minute = 870, .next = TODAY },
	{ .name = "follow-up before the cadence", .items = { LATE_INVOICE }, .chased = LATE(1), .follow_up = IN(1),
	  .cadence = IN(3), .why_not = WHY_NOT_FOLLOW_UP, .next = IN(1) },
	{ .name = "follow-up after the cadence", .items = { LATE_INVOICE }, .chased = LATE(1), .follow_up = IN(6),
	  .cadence = IN(1), .why_not = WHY_NOT_FOLLOW_UP, .next = IN(6) },
	{ .name = "follow-up due against the cadence", .items = { LATE_INVOICE }, .chased = LATE(1),
	  .follow_up = TODAY, .cadence = IN(3), .next = TODAY },
	{ .name = "follow-up beyond ten days", .items = { LATE_INVOICE }, .chased = LATE(1), .follow_up = IN(30),
	  .minute = 870, .why_not = WHY_NOT_FOLLOW_UP, .next = IN(9) },
	{ .name = "callback on the tenth day keeps its hour", .items = { LATE_INVOICE }, .chased = LATE(1),
	  .follow_up = IN(9), .minute = 870, .why_not = WHY_NOT_FOLLOW_UP, .next = IN(9), .next_minute = 870 },
	{ .name = "follow-up beyond ten days, which are over", .items = { LATE_INVOICE }, .chased = LATE(11),
	  .follow_up = IN(30), .next = TODAY },
	{ .name = "follow-up and never chased", .items = { LATE_INVOICE }, .follow_up = IN(30),
	  .why_not = WHY_NOT_FOLLOW_UP, .next = IN(30) },

	/* Follow-ups and promises: the earlier. */
	{ .name = "follow-up due while the promise sleeps", .items = { LATE_INVOICE },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(3), .follow_up = TODAY, .next = TODAY },
	{ .name = "callback today while the promise sleeps", .items = { LATE_INVOICE },
	  .promises = { PROMISED(50000, IN(20)) }, .chased = LATE(3), .follow_up = TODAY, .minute = 600,
	  .why_not = WHY_NOT_FOLLOW_UP, .next = TODAY, .next_minute = 600 },
	{ .name = "follow-up before the check", .items = { LATE_INVOICE }, .promises = { PROMISED(50000, IN(20)) },
	  .chased = LATE(3), .follow_up = IN(15), .minute = 600, .why_not = WHY_NOT_FOLLOW_UP, .next = IN(15),
	  .next_minute = 600 },
	{ .name = "follow-up after the check", .items = { LATE_INVOICE }, .promises = { PROMISED(50000, IN(6)) },
	  .chased = LATE(3), .follow_up = IN(7), .why_not = WHY_NOT_PROMISE, .next = IN(6) },
	{ .name = "follow-up on the check date", .items = { LATE_INVOICE }, .promises = { PROMISED(50000, IN(6)) },
	  .chased = LATE(3), .follow_up = IN(6), .why_not = WHY_NOT_PROMISE, .next = IN(6) },
	{ .name = "part promised, follow-up before the chase", .items = { LATE_INVOICE },
	  .promises = { PROMISED(100, IN(20)) }, .chased = LATE(1), .follow_up = IN(2),
	  .why_not = WHY_NOT_FOLLOW_UP, .next = IN(2) },
	{ .name = "part promised, follow-up after the chase", .items = { LATE_INVOICE },
	  .promises = { PROMISED(100, IN(20)) }, .chased = LATE(1), .follow_up = IN(10),
	  .why_not = WHY_NOT_PROMISE, .next = IN(9) },

	/* Before it falls due. */
	{ .name = "the day before the pre-due call", .items = { INVOICE(1, IN(11), 500) }, .pre_due = IN(1),
	  .why_not = WHY_NOT_NOT_DUE, .next = IN(1) },
	{ .name = "the day of the pre-due call", .items = { INVOICE(1, IN(10), 500) }, .pre_due = TODAY, .next = TODAY },
	{ .name = "the pre-due call was missed", .items = { INVOICE(1, TODAY, 500) }, .pre_due = LATE(10), .next = TODAY },
	{ .name = "pre-due, chased yesterday and promised a date", .items = { INVOICE(1, IN(8), 500) }, .pre_due = LATE(2),
	  .chased = LATE(1), .follow_up = IN(2), .why_not = WHY_NOT_FOLLOW_UP, .next = IN(2) },
	{ .name = "pre-due, tried today", .items = { INVOICE(1, IN(8), 500) }, .pre_due = LATE(2), .chased = TODAY,
	  .why_not = WHY_NOT_CADENCE, .next = IN(1) },
	{ .name = "pre-due, and a small one falls due first", .items = { INVOICE(1, IN(15), 500), INVOICE(2, IN(2), 5) },
	  .pre_due = IN(5), .why_not = WHY_NOT_NOT_DUE, .next = IN(3) },
	{ .name = "pre-due beside a disputed one", .items = { INVOICE(1, IN(8), 500), DISPUTED(2, LATE(4), 5) },
	  .pre_due = TODAY, .dispute = IN(15), .why_not = WHY_NOT_DISPUTE, .next = IN(15) },
	{ .name = "pre-due, but credits cover what is late", .items = { INVOICE(1, IN(8), 500), INVOICE(2, LATE(4), 5), CASH(5) },
	  .pre_due = TODAY, .why_not = WHY_NOT_COVERED, .next = NEVER },
	{ .name = "the first step is tomorrow's", .items = { INVOICE(1, LATE(4), 5) }, .first_step = IN(1),
	  .why_not = WHY_NOT_CADENCE, .next = IN(1) },
	{ .name = "the first step is today's", .items = { INVOICE(1, LATE(5), 5) }, .first_step = TODAY, .next = TODAY },

	/* Cadence and the same day. */
	{ .name = "no answer yesterday", .items = { LATE_INVOICE }, .chased = LATE(1), .cadence = IN(2),
	  .why_not = WHY_NOT_CADENCE, .next = IN(2) },
	{ .name = "cadence reached", .items = { LATE_INVOICE }, .chased = LATE(1), .cadence = TODAY, .next = TODAY },
	{ .name = "cadence past", .items = { LATE_INVOICE }, .chased = LATE(4), .cadence = LATE(1), .next = TODAY },
	{ .name = "cadence beyond ten days", .items = { LATE_INVOICE }, .chased = LATE(8), .cadence = IN(20),
	  .why_not = WHY_NOT_CADENCE, .next = IN(2) },
	{ .name = "chased today, nothing pending", .items = { LATE_INVOICE }, .chased = TODAY,
	  .why_not = WHY_NOT_CADENCE, .next = IN(1) },
	{ .name = "chased today, cadence set", .items = { LATE_INVOICE }, .chased = TODAY, .cadence = IN(3),
	  .why_not = WHY_NOT_CADENCE, .next = IN(3) },
	{ .name = "chased today, follow-up later", .items = { LATE_INVOICE }, .chased = TODAY, .follow_up = IN(7),
	  .why_not = WHY_NOT_FOLLOW_UP, .next = IN(7) },
	{ .name = "chased today, follow-up of today", .items = { LATE_INVOICE }, .chased = TODAY,
	  .follow_up = TODAY, .why_not = WHY_NOT_CADENCE, .next = IN(1) },
	{ .name = "chased today, follow-up overdue", .items = { LATE_INVOICE }, .chased = TODAY,
	  .follow_up = LATE(3), .why_not = WHY_NOT_CADENCE, .next = IN(1) },
	{ .name = "chased today, callback at an hour of today", .items = { LATE_INVOICE }, .chased = TODAY,
	  .follow_up = TODAY, .minute = 960, .why_not = WHY_NOT_FOLLOW_UP, .next = TODAY, .next_minute = 960 },
	{ .name = "chased today, check date today", .items = { LATE_INVOICE }, .chased = TODAY,
	  .promises = { PROMISED(50000, TODAY) }, .why_not = WHY_NOT_CADENCE, .next = IN(1) },
	{ .name = "chased today and all disputed", .items = { DISPUTED(1, LATE(4), 5) }, .chased = TODAY,
	  .dispute = IN(15), .why_not = WHY_NOT_DISPUTE, .next = IN(15) },
	{ .name = "chased today and part disputed", .items = { DISPUTED(1, LATE(4), 5), INVOICE(2, LATE(2), 5) },
	  .chased = TODAY, .dispute = IN(15), .why_not = WHY_NOT_CADENCE, .next = IN(1) },

	/* A promise judged not kept is chased daily, whatever else runs. */
	{ .name = "a plan line broke, others run", .items = { LATE_INVOICE }, .promises = { PROMISED(40000, IN(20)) },
	  .chased = LATE(7), .judged_due = true, .next = TODAY },
	{ .name = "broke, a message yesterday", .items = { LATE_INVOICE }, .chased = LATE(1), .cadence = IN(2),
	  .judged_due = true, .next = TODAY },
	{ .name = "broke, tried today", .items = { LATE_INVOICE }, .chased = TODAY, .cadence = IN(3),
	  .judged_due = true, .why_not = WHY_NOT_CADENCE, .next = IN(1) },
	{ .name = "broke, but all is disputed", .items = { DISPUTED(1, LATE(4), 5) }, .dispute = IN(15),
	  .judged_due = true, .why_not = WHY_NOT_DISPUTE, .next = IN(15) },
};
/* clang-format on */

static date or_none(date d)
{
	return d != 0 ? d : DATE_NONE;
}

static struct callable answer_of(const struct row *row)
{
	struct netting net[NETTING_CURRENCIES];
	size_t items = 0, promises = 0;
	while (items < MOST_ITEMS && row->items[items].due_on != 0)
		items++;
	while (promises < MOST_PROMISES && row->promises[promises].amount != 0)
		promises++;
	struct call_facts facts = {
		.net = net,
		.net_count = netting_compute(row->items, items, TODAY, net),
		.items = row->items,
		.item_count = items,
		.promises = row->promises,
		.promise_count = promises,
		.last_chase_on = or_none(row->chased),
		.judged_due = row->judged_due,
		.follow_up_on = or_none(row->follow_up),
		.follow_up_minute = row->minute > 0 ? row->minute : -1,
		.cadence_on = or_none(row->cadence),
		.dispute_due_on = or_none(row->dispute),
		.pre_due_on = or_none(row->pre_due),
		.first_step_on = or_none(row->first_step),
		.legal = row->legal,
		.agency = row->agency,
		.insolvent = row->insolvent,
		.no_contact = row->no_contact,
	};
	return callable_on(&facts, &cadence_default, TODAY);
}

static void one_rule_says_who_is_callable(void **state)
{
	(void)state;
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct callable c = answer_of(&rows[r]);
		int minute = rows[r].next_minute > 0 ? rows[r].next_minute : -1;
		if (c.why_not != rows[r].why_not || c.next_on != rows[r].next ||
		    c.next_minute != minute) {
			char next[DATE_TEXT];
			fail_msg("%s: \"%s\", next %s (in %d days), minute %d", rows[r].name,
				 why_not_codes[c.why_not], date_iso(c.next_on, next),
				 c.next_on - TODAY, c.next_minute);
		}
	}
}

static void a_longer_minimum_gap_holds_the_same_day_rule(void **state)
{
	(void)state;
	static const struct item item = LATE_INVOICE;
	struct netting net[NETTING_CURRENCIES];
	struct call_facts facts = { .net = net,
				    .net_count = netting_compute(&item, 1, TODAY, net),
				    .items = &item,
				    .item_count = 1,
				    .last_chase_on = TODAY,
				    .follow_up_on = DATE_NONE,
				    .follow_up_minute = -1,
				    .cadence_on = DATE_NONE,
				    .dispute_due_on = DATE_NONE,
				    .pre_due_on = DATE_NONE,
				    .first_step_on = DATE_NONE };
	static const struct {
		int min_gap;
		date next;
	} gaps[] = { { 0, IN(1) }, { 1, IN(1) }, { 2, IN(2) }, { 3, IN(3) }, { 4, IN(6) } };
	for (size_t i = 0; i < COUNT(gaps); i++) {
		struct cadence cadence = { .max_gap_days = 10, .min_gap_days = gaps[i].min_gap };
		struct callable c = callable_on(&facts, &cadence, TODAY);
		assert_int_equal(c.why_not, WHY_NOT_CADENCE);
		assert_int_equal(c.next_on, gaps[i].next);
	}
	/* Tried yesterday: the gap of three days holds it, but not against what was agreed for today. */
	struct cadence cadence = { .max_gap_days = 10, .min_gap_days = 3 };
	facts.last_chase_on = LATE(1);
	struct callable c = callable_on(&facts, &cadence, TODAY);
	assert_int_equal(c.why_not, WHY_NOT_CADENCE);
	assert_int_equal(c.next_on, IN(2));
	facts.follow_up_on = TODAY;
	assert_int_equal(callable_on(&facts, &cadence, TODAY).why_not, WHY_NOT_NONE);
	facts.follow_up_minute = 0; /* midnight is an hour like another */
	c = callable_on(&facts, &cadence, TODAY);
	assert_int_equal(c.why_not, WHY_NOT_FOLLOW_UP);
	assert_int_equal(c.next_minute, 0);
}

static void codes_are_the_trades(void **state)
{
	(void)state;
	static const char *const codes[] = { "",           "promise", "follow_up", "dispute",
					     "cadence",    "window",  "holiday",   "claimed",
					     "covered",    "legal",   "agency",    "insolvent",
					     "no_contact", "not_due" };
	assert_int_equal(COUNT(codes), WHY_NOT_COUNT);
	for (int why = 0; why < WHY_NOT_COUNT; why++)
		assert_string_equal(why_not_codes[why], codes[why]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_rule_says_who_is_callable),
		cmocka_unit_test(a_longer_minimum_gap_holds_the_same_day_rule),
		cmocka_unit_test(codes_are_the_trades),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
