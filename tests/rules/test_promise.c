/* Promises judged by cash at value date: check dates, who gets which cent, reversals, credit notes, and the same answer in any order. */
#include "facts.h"

#include <string.h>

#include "base/date.h"
#include "rules/promise.h"

#define MADE  LATE(20)
#define DUE   LATE(6)
#define CHECK LATE(4)

/* Ids: promises and receipts share one growing sequence. */
#define PROMISE(number, made, due, sum)                                                    \
	{                                                                                  \
		.id = (number), .made_on = (made), .due_on = (due), .check_on = (due) + 2, \
		.amount = (sum), .currency = "EUR"                                         \
	}
#define CASH(number, value, sum)                                                        \
	{                                                                               \
		.id = (number), .value_on = (value), .amount = (sum), .currency = "EUR" \
	}
#define MATCHED(number, value, sum, to)                                                  \
	{                                                                                \
		.id = (number), .value_on = (value), .amount = (sum), .currency = "EUR", \
		.promise_id = (to)                                                       \
	}
#define CREDIT(number, value, sum)                                                       \
	{                                                                                \
		.id = (number), .value_on = (value), .amount = (sum), .currency = "EUR", \
		.credit_note = true                                                      \
	}

#define MOST 5

struct row {
	const char *name;
	struct promise promises[MOST];
	struct receipt receipts[MOST];
	struct {
		enum promise_state state;
		cents received, credited;
	} wanted[MOST];
};

static const struct row rows[] = {
	{ "nothing came",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { { 0 } },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "all came on the check date",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { CASH(20, CHECK, 50000) },
	  { { PROMISE_KEPT, 50000, 0 } } },
	{ "all came a day after the check date",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { CASH(20, CHECK + 1, 50000) },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "a cent is missing",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { CASH(20, CHECK, 49999) },
	  { { PROMISE_PARTLY_KEPT, 49999, 0 } } },
	{ "part in time, part late",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { CASH(20, DUE, 20000), CASH(21, CHECK + 1, 30000) },
	  { { PROMISE_PARTLY_KEPT, 20000, 0 } } },
	{ "two parts make it whole",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { CASH(20, DUE, 49999), CASH(21, CHECK, 1) },
	  { { PROMISE_KEPT, 50000, 0 } } },
	{ "cash of the day it was made, known before: not for it",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { CASH(9, MADE, 50000) },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "cash of the day it was made, known after",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { CASH(11, MADE, 50000) },
	  { { PROMISE_KEPT, 50000, 0 } } },
	{ "older cash that only became known after",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { CASH(11, MADE - 9, 50000) },
	  { { PROMISE_KEPT, 50000, 0 } } },
	{ "cash dated after it was made, imported before",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { CASH(9, MADE + 1, 50000) },
	  { { PROMISE_KEPT, 50000, 0 } } },
	{ "open before its check date",
	  { PROMISE(10, MADE, IN(5), 50000) },
	  { CASH(20, LATE(1), 100) },
	  { { PROMISE_OPEN, 100, 0 } } },
	{ "open the day before its check date",
	  { PROMISE(10, MADE, LATE(1), 50000) },
	  { { 0 } },
	  { { PROMISE_OPEN, 0, 0 } } },
	{ "broken on its check date",
	  { PROMISE(10, MADE, LATE(2), 50000) },
	  { { 0 } },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "kept as soon as all is there",
	  { PROMISE(10, MADE, IN(5), 50000) },
	  { CASH(20, LATE(1), 60000) },
	  { { PROMISE_KEPT, 50000, 0 } } },
	{ "another currency keeps nothing",
	  { PROMISE(10, MADE, DUE, 50000) },
	  { { .id = 20, .value_on = DUE, .amount = 50000, .currency = "USD" } },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "the oldest is filled first, each cent once",
	  { PROMISE(11, MADE + 1, DUE, 30000), PROMISE(10, MADE, DUE, 50000) },
	  { CASH(20, DUE, 60000) },
	  { { PROMISE_PARTLY_KEPT, 10000, 0 }, { PROMISE_KEPT, 50000, 0 } } },
	{ "the one made first is the oldest, whenever due",
	  { PROMISE(11, MADE, DUE + 1, 30000), PROMISE(10, MADE + 1, DUE, 30000) },
	  { CASH(20, DUE, 30000) },
	  { { PROMISE_KEPT, 30000, 0 }, { PROMISE_BROKEN, 0, 0 } } },
	{ "made and due the same day: the first recorded is the oldest",
	  { PROMISE(11, MADE, DUE, 30000), PROMISE(10, MADE, DUE, 30000) },
	  { CASH(20, DUE, 30001) },
	  { { PROMISE_PARTLY_KEPT, 1, 0 }, { PROMISE_KEPT, 30000, 0 } } },
	{ "made the same day: the first due is the oldest",
	  { PROMISE(10, MADE, DUE + 1, 30000), PROMISE(11, MADE, DUE, 30000) },
	  { CASH(20, DUE, 30000) },
	  { { PROMISE_BROKEN, 0, 0 }, { PROMISE_KEPT, 30000, 0 } } },
	{ "cash too late for the first line keeps the second",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE, LATE(2), 30000) },
	  { CASH(20, CHECK + 1, 30000) },
	  { { PROMISE_BROKEN, 0, 0 }, { PROMISE_KEPT, 30000, 0 } } },
	{ "matched cash goes to its promise, not to the oldest",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, DUE, 30000) },
	  { MATCHED(20, DUE, 30000, 11) },
	  { { PROMISE_BROKEN, 0, 0 }, { PROMISE_KEPT, 30000, 0 } } },
	{ "too much for its promise: the rest to the oldest",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, DUE, 30000) },
	  { MATCHED(20, DUE, 40000, 11) },
	  { { PROMISE_PARTLY_KEPT, 10000, 0 }, { PROMISE_KEPT, 30000, 0 } } },
	{ "matched but late never keeps another promise",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, IN(9), 30000) },
	  { MATCHED(20, CHECK + 1, 30000, 10) },
	  { { PROMISE_BROKEN, 0, 0 }, { PROMISE_OPEN, 0, 0 } } },
	{ "matched but late, and its promise is whole: as not matched",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, IN(9), 30000) },
	  { CASH(20, DUE, 30000), MATCHED(21, CHECK + 1, 30000, 10) },
	  { { PROMISE_KEPT, 30000, 0 }, { PROMISE_KEPT, 30000, 0 } } },
	{ "matched but late, and a cent is missing: never another promise's",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, IN(9), 30000) },
	  { CASH(20, DUE, 29999), MATCHED(21, CHECK + 1, 30000, 10) },
	  { { PROMISE_PARTLY_KEPT, 29999, 0 }, { PROMISE_OPEN, 0, 0 } } },
	{ "matched in another currency keeps nothing",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { { .id = 20, .value_on = DUE, .amount = 30000, .currency = "USD", .promise_id = 10 } },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "matched but late counts for the other lines of its plan",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE, IN(9), 30000) },
	  { MATCHED(20, CHECK + 1, 30000, 10) },
	  { { PROMISE_BROKEN, 0, 0 }, { PROMISE_KEPT, 30000, 0 } } },
	{ "matched to a superseded one counts as not matched",
	  { { .id = 10,
	      .made_on = MADE,
	      .due_on = DUE,
	      .check_on = CHECK,
	      .amount = 30000,
	      .currency = "EUR",
	      .state = PROMISE_SUPERSEDED },
	    PROMISE(11, MADE + 1, DUE, 30000) },
	  { MATCHED(20, DUE, 30000, 10) },
	  { { PROMISE_SUPERSEDED, 0, 0 }, { PROMISE_KEPT, 30000, 0 } } },
	{ "a promise people withdrew takes nothing",
	  { { .id = 10,
	      .made_on = MADE,
	      .due_on = DUE,
	      .check_on = CHECK,
	      .amount = 30000,
	      .currency = "EUR",
	      .state = PROMISE_WITHDRAWN },
	    PROMISE(11, MADE + 1, DUE, 30000) },
	  { CASH(20, DUE, 30000) },
	  { { PROMISE_WITHDRAWN, 0, 0 }, { PROMISE_KEPT, 30000, 0 } } },
	{ "a promise people withdrew, a cent of which no dispute took, takes nothing",
	  { { .id = 10,
	      .made_on = MADE,
	      .due_on = DUE,
	      .check_on = CHECK,
	      .amount = 30000,
	      .reduced = 29999,
	      .currency = "EUR",
	      .state = PROMISE_WITHDRAWN } },
	  { CASH(20, DUE, 30000) },
	  { { PROMISE_WITHDRAWN, 0, 0 } } },
	{ "a reversal breaks it at once",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CASH(20, DUE, 30000), CASH(21, LATE(1), -30000) },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "a partial reversal",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CASH(20, DUE, 30000), CASH(21, LATE(1), -1) },
	  { { PROMISE_PARTLY_KEPT, 29999, 0 } } },
	{ "two partial reversals",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CASH(20, DUE, 30000), CASH(21, LATE(2), -10000), CASH(22, LATE(1), -5000) },
	  { { PROMISE_PARTLY_KEPT, 15000, 0 } } },
	{ "a reversal before the check date opens it again",
	  { PROMISE(10, MADE, IN(9), 30000) },
	  { CASH(20, LATE(5), 30000), CASH(21, LATE(1), -30000) },
	  { { PROMISE_OPEN, 0, 0 } } },
	{ "represented in time after a reversal",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CASH(20, DUE - 3, 30000), CASH(21, DUE - 1, -30000), CASH(22, DUE, 30000) },
	  { { PROMISE_KEPT, 30000, 0 } } },
	{ "represented too late after a reversal",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CASH(20, DUE - 3, 30000), CASH(21, DUE - 1, -30000), CASH(22, CHECK + 1, 30000) },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "a reversal takes back from the latest filled",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, DUE, 20000) },
	  { CASH(20, DUE - 2, 30000), CASH(21, DUE, 20000), CASH(22, LATE(1), -25000) },
	  { { PROMISE_PARTLY_KEPT, 25000, 0 }, { PROMISE_BROKEN, 0, 0 } } },
	{ "the latest filled is not always the youngest",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, DUE, 20000) },
	  { MATCHED(20, DUE - 2, 20000, 11), CASH(21, DUE, 30000), CASH(22, LATE(1), -10000) },
	  { { PROMISE_PARTLY_KEPT, 20000, 0 }, { PROMISE_KEPT, 20000, 0 } } },
	{ "cash that found no room fills nothing",
	  { PROMISE(10, MADE, DUE + 1, 30000), PROMISE(11, MADE + 1, DUE, 20000) },
	  { CASH(20, DUE - 2, 30000), CASH(21, DUE - 1, 20000), MATCHED(22, CHECK + 1, 5000, 10),
	    CASH(23, LATE(1), -20000) },
	  { { PROMISE_KEPT, 30000, 0 }, { PROMISE_BROKEN, 0, 0 } } },
	{ "a reversal in another currency takes nothing back",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CASH(20, DUE, 30000),
	    { .id = 21, .value_on = LATE(1), .amount = -30000, .currency = "USD" } },
	  { { PROMISE_KEPT, 30000, 0 } } },
	{ "one receipt filled two: the reversal takes from the second",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, DUE, 20000) },
	  { CASH(20, DUE, 50000), CASH(21, LATE(1), -20000) },
	  { { PROMISE_KEPT, 30000, 0 }, { PROMISE_BROKEN, 0, 0 } } },
	{ "a reversal matched to one that took nothing takes from the other",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, DUE, 20000) },
	  { MATCHED(20, DUE, 20000, 11), MATCHED(21, LATE(1), -20000, 10) },
	  { { PROMISE_BROKEN, 0, 0 }, { PROMISE_BROKEN, 0, 0 } } },
	{ "a matched reversal takes back from its promise",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, DUE, 20000) },
	  { CASH(20, DUE - 2, 30000), CASH(21, DUE, 20000), MATCHED(22, LATE(1), -25000, 10) },
	  { { PROMISE_PARTLY_KEPT, 5000, 0 }, { PROMISE_KEPT, 20000, 0 } } },
	{ "a reversal of cash that counted for nothing",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CASH(5, MADE - 4, 30000), CASH(20, DUE - 5, -30000), CASH(21, DUE, 30000) },
	  { { PROMISE_KEPT, 30000, 0 } } },
	{ "a credit note lowers what is judged and keeps nothing",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CREDIT(20, DUE, 10000) },
	  { { PROMISE_BROKEN, 0, 10000 } } },
	{ "a credit note and the rest in cash",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CREDIT(20, DUE, 10000), CASH(21, DUE, 20000) },
	  { { PROMISE_KEPT, 20000, 10000 } } },
	{ "a credit note before the cash, though told later, leaves no room for it",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CREDIT(21, DUE - 1, 30000), CASH(20, DUE, 30000) },
	  { { PROMISE_WITHDRAWN, 0, 30000 } } },
	{ "a credit note of the day of the cash: in the order they became known",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CREDIT(21, DUE, 30000), CASH(20, DUE, 30000) },
	  { { PROMISE_KEPT, 30000, 0 } } },
	{ "two credit notes lower it twice",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CREDIT(20, DUE, 10000), CREDIT(21, DUE, 5000), CASH(22, DUE, 15000) },
	  { { PROMISE_KEPT, 15000, 15000 } } },
	{ "a credit note of all of it withdraws it",
	  { PROMISE(10, MADE, IN(5), 30000) },
	  { CREDIT(20, LATE(1), 30000) },
	  { { PROMISE_WITHDRAWN, 0, 30000 } } },
	{ "a credit note beyond the first lowers the next",
	  { PROMISE(10, MADE, DUE, 30000), PROMISE(11, MADE + 1, IN(3), 20000) },
	  { CREDIT(20, DUE, 35000) },
	  { { PROMISE_WITHDRAWN, 0, 30000 }, { PROMISE_OPEN, 0, 5000 } } },
	{ "a credit note known before it was made",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CREDIT(9, MADE, 10000) },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "a credit note after the check date lowers the debt, not the breach",
	  { PROMISE(10, MADE, DUE, 30000) },
	  { CREDIT(20, CHECK + 1, 30000) },
	  { { PROMISE_BROKEN, 0, 0 } } },
	{ "a credit note taken back",
	  { PROMISE(10, MADE, IN(5), 30000) },
	  { CREDIT(20, LATE(5), 30000), CREDIT(21, LATE(1), -12000) },
	  { { PROMISE_OPEN, 0, 18000 } } },
	{ "a reversal of cash leaves credit notes alone",
	  { PROMISE(10, MADE, IN(5), 30000) },
	  { CREDIT(20, LATE(5), 10000), CASH(21, LATE(1), -12000) },
	  { { PROMISE_OPEN, 0, 10000 } } },
	{ "a dispute lowers what is judged",
	  { { .id = 10,
	      .made_on = MADE,
	      .due_on = DUE,
	      .check_on = CHECK,
	      .amount = 30000,
	      .reduced = 12000,
	      .currency = "EUR" } },
	  { CASH(20, DUE, 18000) },
	  { { PROMISE_KEPT, 18000, 0 } } },
	{ "a dispute of all of it withdraws it",
	  { { .id = 10,
	      .made_on = MADE,
	      .due_on = DUE,
	      .check_on = CHECK,
	      .amount = 30000,
	      .reduced = 30000,
	      .currency = "EUR" } },
	  { { 0 } },
	  { { PROMISE_WITHDRAWN, 0, 0 } } },
	{ "a dispute and a credit note together",
	  { { .id = 10,
	      .made_on = MADE,
	      .due_on = DUE,
	      .check_on = CHECK,
	      .amount = 30000,
	      .reduced = 20000,
	      .currency = "EUR" } },
	  { CREDIT(20, DUE, 40000) },
	  { { PROMISE_WITHDRAWN, 0, 10000 } } },
	{ "a plan of three lines, the second missed",
	  { PROMISE(10, LATE(60), LATE(40), 10000), PROMISE(11, LATE(60), LATE(20), 10000),
	    PROMISE(12, LATE(60), IN(10), 10001) },
	  { CASH(20, LATE(40), 10000), CASH(21, LATE(15), 10000) },
	  { { PROMISE_KEPT, 10000, 0 }, { PROMISE_BROKEN, 0, 0 }, { PROMISE_OPEN, 10000, 0 } } },
};

/* The day cash went back from each promise of these rows, 0: none did; of all others none. */
static const struct {
	const char *name;
	date on[MOST];
} reversals[] = {
	{ "a reversal breaks it at once", { LATE(1) } },
	{ "a partial reversal", { LATE(1) } },
	{ "two partial reversals", { LATE(1) } },
	{ "a reversal before the check date opens it again", { LATE(1) } },
	{ "represented in time after a reversal", { DUE - 1 } },
	{ "represented too late after a reversal", { DUE - 1 } },
	{ "a reversal takes back from the latest filled", { LATE(1), LATE(1) } },
	{ "the latest filled is not always the youngest", { LATE(1), 0 } },
	{ "cash that found no room fills nothing", { 0, LATE(1) } },
	{ "one receipt filled two: the reversal takes from the second", { 0, LATE(1) } },
	{ "a reversal matched to one that took nothing takes from the other", { 0, LATE(1) } },
	{ "a matched reversal takes back from its promise", { LATE(1), 0 } },
};

static date reversed_on(const struct row *row, size_t i)
{
	for (size_t r = 0; r < COUNT(reversals); r++)
		if (strcmp(reversals[r].name, row->name) == 0 && reversals[r].on[i] != 0)
			return reversals[r].on[i];
	return DATE_NONE;
}

static size_t promises_of(const struct row *row)
{
	size_t n = 0;
	while (n < MOST && row->promises[n].id != 0)
		n++;
	return n;
}

static size_t receipts_of(const struct row *row)
{
	size_t n = 0;
	while (n < MOST && row->receipts[n].id != 0)
		n++;
	return n;
}

static void check(const struct row *row, const struct promise *promises, const char *how)
{
	for (size_t i = 0; i < promises_of(row); i++) {
		size_t at = 0;
		while (promises[at].id != row->promises[i].id)
			at++;
		const struct promise *p = &promises[at];
		if (p->state != row->wanted[i].state || p->received != row->wanted[i].received ||
		    p->credited != row->wanted[i].credited)
			fail_msg("%s (%s): promise %d is %s, received %lld, credited %lld",
				 row->name, how, (int)p->id, promise_state_codes[p->state],
				 (long long)p->received, (long long)p->credited);
		if (row->promises[i].state == PROMISE_OPEN && p->reversed_on != reversed_on(row, i))
			fail_msg("%s (%s): promise %d reversed on %d", row->name, how, (int)p->id,
				 p->reversed_on);
	}
}

static void cash_judges_promises(void **state)
{
	(void)state;
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct promise promises[MOST];
		memcpy(promises, rows[r].promises, sizeof promises);
		promise_judge(promises, promises_of(&rows[r]), rows[r].receipts,
			      receipts_of(&rows[r]), TODAY);
		check(&rows[r], promises, "as given");
	}
}

static void judging_again_changes_nothing(void **state)
{
	(void)state;
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct promise promises[MOST];
		memcpy(promises, rows[r].promises, sizeof promises);
		for (int again = 0; again < 3; again++)
			promise_judge(promises, promises_of(&rows[r]), rows[r].receipts,
				      receipts_of(&rows[r]), TODAY);
		check(&rows[r], promises, "again");
	}
}

static void shuffle(void *array, size_t count, size_t size, struct dice *dice)
{
	char *bytes = array, kept[sizeof(struct promise) + sizeof(struct receipt)];
	for (size_t i = count; i > 1; i--) {
		char *a = bytes + (i - 1) * size;
		char *b = bytes + (size_t)dice_roll(dice, 0, (int)i - 1) * size;
		memcpy(kept, a, size);
		memmove(a, b, size);
		memcpy(b, kept, size);
	}
}

static void the_order_of_facts_does_not_matter(void **state)
{
	(void)state;
	struct dice dice = { 7 };
	for (size_t r = 0; r < COUNT(rows); r++)
		for (int turn = 0; turn < 24; turn++) {
			struct promise promises[MOST];
			struct receipt receipts[MOST];
			memcpy(promises, rows[r].promises, sizeof promises);
			memcpy(receipts, rows[r].receipts, sizeof receipts);
			shuffle(promises, promises_of(&rows[r]), sizeof *promises, &dice);
			shuffle(receipts, receipts_of(&rows[r]), sizeof *receipts, &dice);
			promise_judge(promises, promises_of(&rows[r]), receipts,
				      receipts_of(&rows[r]), TODAY);
			check(&rows[r], promises, "shuffled");
		}
}

/* Random books: each cent once, never more than judged, and order never matters. */
static void random_books_keep_their_sums(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 5000; seed++) {
		struct dice dice = { seed };
		struct promise promises[6], again[6];
		struct receipt receipts[12];
		cents cash = 0, credit = 0;
		for (int i = 0; i < 6; i++) {
			date made = LATE(dice_roll(&dice, 0, 60));
			promises[i] = (struct promise)PROMISE(2 * i + 1, made,
							      made + dice_roll(&dice, 1, 40),
							      dice_roll(&dice, 1, 900));
			promises[i].state =
				dice_roll(&dice, 0, 7) == 0 ? PROMISE_SUPERSEDED : PROMISE_OPEN;
		}
		for (int i = 0; i < 12; i++) {
			receipts[i] = (struct receipt)MATCHED(2 * i, LATE(dice_roll(&dice, 0, 60)),
							      dice_roll(&dice, -300, 900),
							      dice_roll(&dice, -6, 12));
			receipts[i].credit_note = dice_roll(&dice, 0, 3) == 0;
			if (receipts[i].promise_id < 0)
				receipts[i].promise_id = 0;
			if (receipts[i].amount > 0)
				*(receipts[i].credit_note ? &credit : &cash) += receipts[i].amount;
		}
		memcpy(again, promises, sizeof promises);
		promise_judge(promises, 6, receipts, 12, TODAY);
		shuffle(receipts, 12, sizeof *receipts, &dice);
		shuffle(again, 6, sizeof *again, &dice);
		promise_judge(again, 6, receipts, 12, TODAY);
		cents received = 0, credited = 0;
		for (int i = 0; i < 6; i++) {
			const struct promise *p = &promises[i], *q = again;
			while (q->id != p->id)
				q++;
			received += p->received;
			credited += p->credited;
			if (p->received < 0 || p->credited < 0 ||
			    p->received + p->credited > p->amount || q->state != p->state ||
			    q->received != p->received || q->credited != p->credited)
				fail_msg("seed %llu: promise %d", (unsigned long long)seed,
					 (int)p->id);
		}
		if (received > cash || credited > credit)
			fail_msg("seed %llu: a cent counted twice", (unsigned long long)seed);
	}
}

static void the_check_date_is_two_business_days_later(void **state)
{
	(void)state;
	static const struct {
		const char *due, *check;
	} dates[] = {
		{ "2026-11-24", "2026-11-26" }, /* Tuesday */
		{ "2026-11-27", "2026-12-01" }, /* over a weekend */
		{ "2026-12-24", "2026-12-29" }, /* over Christmas and a weekend */
		{ "2026-11-10", "2026-11-13" }, /* over 11 November */
	};
	for (size_t i = 0; i < COUNT(dates); i++) {
		date due;
		char text[DATE_TEXT];
		assert_true(date_parse_iso(dates[i].due, &due));
		assert_string_equal(date_iso(promise_check_date(due, PROMISE_GRACE_DAYS), text),
				    dates[i].check);
	}
	assert_int_equal(promise_check_date(TODAY, 0), TODAY);
}

static void the_last_line_takes_the_odd_cents(void **state)
{
	(void)state;
	static const cents thirds[] = { 33333, 33333, 33334 };
	for (int i = 0; i < 3; i++)
		assert_int_equal(promise_plan_line(100000, 3, i), thirds[i]);
	for (int n = PROMISE_PLAN_MIN; n <= PROMISE_PLAN_MAX; n++) {
		cents sum = 0;
		for (int i = 0; i < n; i++)
			sum += promise_plan_line(481257, n, i);
		assert_int_equal(sum, 481257);
		assert_int_equal(promise_plan_line(481257, n, 0), 481257 / n);
	}
}

static void only_open_promises_are_outstanding(void **state)
{
	(void)state;
	struct promise p = PROMISE(1, MADE, IN(3), 50000);
	p.reduced = 10000;
	p.credited = 5000;
	p.received = 15000;
	assert_int_equal(promise_outstanding(&p), 20000);
	p.received = 34999;
	assert_int_equal(promise_outstanding(&p), 1);
	p.reduced = 44999;
	assert_int_equal(promise_judged(&p), 1);
	assert_int_equal(promise_outstanding(&p), 0);
	p.reduced = 90000;
	assert_int_equal(promise_judged(&p), 0);
	assert_int_equal(promise_outstanding(&p), 0);
	p.received = 0;
	p.reduced = 0;
	for (int s = PROMISE_OPEN + 1; s < PROMISE_STATE_COUNT; s++) {
		p.state = (enum promise_state)s;
		assert_int_equal(promise_outstanding(&p), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cash_judges_promises),
		cmocka_unit_test(judging_again_changes_nothing),
		cmocka_unit_test(the_order_of_facts_does_not_matter),
		cmocka_unit_test(random_books_keep_their_sums),
		cmocka_unit_test(the_check_date_is_two_business_days_later),
		cmocka_unit_test(the_last_line_takes_the_odd_cents),
		cmocka_unit_test(only_open_promises_are_outstanding),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
