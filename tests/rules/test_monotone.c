/* All else equal, more money, older money or more broken promises never lower a score: over random pairs, from facts and from items. */
#include "facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "rules/score.h"

#define PAIRS      250000
#define SEED       UINT64_C(20261124)
#define MOST_ITEMS 9

static date maybe_day(struct dice *dice, int low, int high)
{
	return dice_roll(dice, 0, 1) ? TODAY + dice_roll(dice, low, high) : DATE_NONE;
}

/* Everything but the money. */
static void roll_facts(struct dice *dice, struct client_facts *f)
{
	f->broken_last_year = dice_roll(dice, 0, 6);
	f->unchased = dice_roll(dice, 0, 3) == 0;
	f->follow_up_due = dice_roll(dice, 0, 3) == 0;
	f->last_contact_end = maybe_day(dice, -60, 5);
	f->limitation_on = maybe_day(dice, -10, 120);
	f->insurer_on = maybe_day(dice, -10, 30);
	f->claim_on = maybe_day(dice, -10, 30);
	f->over_credit_limit = dice_roll(dice, 0, 3) == 0;
	f->difficulty = dice_roll(dice, 0, 3) == 0;
	f->risk_class = dice_roll(dice, 0, 2);
	f->provisioned = dice_roll(dice, 0, 2000000);
}

/* Other weights than the defaults now and then: the order must not depend on them. */
static struct score_weights roll_weights(struct dice *dice)
{
	struct score_weights w = score_default_weights;
	if (dice_roll(dice, 0, 2) == 0) {
		w.amount_step = dice_roll(dice, 0, 60);
		w.amount_base = dice_roll(dice, 0, 50000);
		w.age_step = dice_roll(dice, 0, 60);
		w.age_max = dice_roll(dice, 0, 400);
		w.broken_first = dice_roll(dice, 0, 200);
		w.broken_next = dice_roll(dice, 0, 200);
		w.broken_max = dice_roll(dice, 0, 600);
		w.gap_after_days = dice_roll(dice, 0, 30);
		w.slip_step = dice_roll(dice, 0, 60);
	}
	return w;
}

static int total(const struct client_facts *facts, const struct score_weights *weights)
{
	struct score score;
	score_client(facts, weights, TODAY, &score);
	int sum = 0;
	for (size_t i = 0; i < score.count; i++)
		sum += score.lines[i].points;
	assert_int_equal(sum, score.total);
	return score.total;
}

static cents roll_amount(struct dice *dice)
{
	return (cents)(dice_next(dice) % 100000000) >> dice_roll(dice, 0, 26);
}

static void expect_no_lower(int before, int after, uint64_t pair, const char *change)
{
	if (after < before)
		fail_msg("seed %llu, pair %llu: %s lowers the score from %d to %d",
			 (unsigned long long)SEED, (unsigned long long)pair, change, before, after);
}

/* A currency's figures made up directly: what is late falls with T, the oldest is in the last step reached. */
static void roll_netting(struct dice *dice, struct netting *n, const char *currency)
{
	*n = (struct netting){ .oldest_due = DATE_NONE, .next_due = DATE_NONE };
	memcpy(n->currency, currency, MONEY_CODE);
	int days = dice_roll(dice, 0, 150);
	if (days == 0)
		return;
	cents sum = 1;
	for (int i = NETTING_STEPS - 1; i >= 0; i--) {
		if (netting_steps[i] > days)
			continue;
		sum += roll_amount(dice);
		n->late[i] = sum;
	}
	n->overdue = n->overdue_gross = sum;
	n->oldest_due = LATE(days);
	n->overdue_count = 1;
}

/* More or older, one currency only: every step at least what it was. */
static const char *worsen_netting(struct dice *dice, struct netting *n)
{
	if (n->overdue == 0)
		n->oldest_due = LATE(1);
	if (dice_roll(dice, 0, 1)) {
		cents more = roll_amount(dice) + 1;
		for (int i = 0;
		     i == 0 || (i < NETTING_STEPS && LATE(netting_steps[i]) >= n->oldest_due); i++)
			n->late[i] += more;
		n->overdue += more;
		n->overdue_gross += more;
		return "more money";
	}
	if (n->overdue == 0)
		n->late[0] = n->overdue = n->overdue_gross = 1;
	int days = TODAY - n->oldest_due + dice_roll(dice, 1, 60);
	n->oldest_due = LATE(days);
	for (int i = 1; i < NETTING_STEPS && netting_steps[i] <= days; i++)
		if (n->late[i] == 0 || dice_roll(dice, 0, 1))
			n->late[i] =
				n->late[i] + (n->late[i - 1] - n->late[i]) / dice_roll(dice, 1, 3);
	return "older money";
}

static void worse_facts_never_score_lower(void **state)
{
	(void)state;
	for (uint64_t pair = 0; pair < PAIRS; pair++) {
		struct dice dice = { SEED + pair * 977 };
		struct netting net[2];
		struct client_facts facts = { .net = net,
					      .net_count = (size_t)dice_roll(&dice, 1, 2) };
		roll_netting(&dice, &net[0], "EUR");
		roll_netting(&dice, &net[1], "USD");
		roll_facts(&dice, &facts);
		struct score_weights weights = roll_weights(&dice);
		int before = total(&facts, &weights);
		const char *change = "one more broken promise";
		if (dice_roll(&dice, 0, 4) == 0)
			facts.broken_last_year++;
		else
			change = worsen_netting(
				&dice, &net[dice_roll(&dice, 0, (int)facts.net_count - 1)]);
		expect_no_lower(before, total(&facts, &weights), pair, change);
	}
}

static size_t roll_items(struct dice *dice, struct item *items)
{
	size_t count = (size_t)dice_roll(dice, 1, MOST_ITEMS - 1);
	for (size_t i = 0; i < count; i++) {
		bool credit = dice_roll(dice, 0, 3) == 0;
		items[i] = (struct item)ITEM((int)i, credit ? ITEM_CASH : ITEM_INVOICE,
					     TODAY - dice_roll(dice, -20, 150),
					     credit ? -roll_amount(dice) : roll_amount(dice));
		items[i].disputed = dice_roll(dice, 0, 9) == 0;
		if (dice_roll(dice, 0, 4) == 0)
			strcpy(items[i].currency, "USD");
	}
	return count;
}

/* Credits and disputes stay as they are; something owed grows, or gets older. NULL: nothing to change. */
static const char *worsen_items(struct dice *dice, struct item *items, size_t *count)
{
	struct item *item = &items[dice_roll(dice, 0, (int)*count - 1)];
	int how = dice_roll(dice, 0, 2);
	if (how == 0) {
		items[*count] = (struct item)INVOICE(100, TODAY - dice_roll(dice, -20, 150),
						     roll_amount(dice));
		if (dice_roll(dice, 0, 4) == 0)
			strcpy(items[*count].currency, "USD");
		(*count)++;
		return "one more invoice";
	}
	if (item->open <= 0)
		return NULL;
	if (how == 1) {
		item->open += roll_amount(dice);
		return "a larger amount";
	}
	item->due_on -= dice_roll(dice, 1, 60);
	return "an earlier due date";
}

static void worse_items_never_score_lower(void **state)
{
	(void)state;
	int changed = 0, raised = 0;
	for (uint64_t pair = 0; pair < PAIRS; pair++) {
		struct dice dice = { SEED + 1 + pair * 7919 };
		struct item items[MOST_ITEMS];
		struct netting net[NETTING_CURRENCIES];
		size_t count = roll_items(&dice, items);
		struct client_facts facts = { .net = net };
		roll_facts(&dice, &facts);
		struct score_weights weights = roll_weights(&dice);
		facts.net_count = netting_compute(items, count, TODAY, net);
		int before = total(&facts, &weights);
		const char *change = worsen_items(&dice, items, &count);
		if (change == NULL)
			continue;
		facts.net_count = netting_compute(items, count, TODAY, net);
		int after = total(&facts, &weights);
		expect_no_lower(before, after, pair, change);
		changed++;
		raised += after > before;
	}
	assert_true(changed > PAIRS / 2);
	assert_true(raised > changed / 5);
}

/* A day that passes makes all money older. */
static void a_day_later_never_scores_lower(void **state)
{
	(void)state;
	for (uint64_t pair = 0; pair < PAIRS / 5; pair++) {
		struct dice dice = { SEED + 2 + pair * 104729 };
		struct item items[MOST_ITEMS];
		struct netting net[NETTING_CURRENCIES];
		size_t count = roll_items(&dice, items);
		struct client_facts facts = { .net = net };
		roll_facts(&dice, &facts);
		struct score today, tomorrow;
		facts.net_count = netting_compute(items, count, TODAY, net);
		score_client(&facts, &score_default_weights, TODAY, &today);
		facts.net_count = netting_compute(items, count, IN(1), net);
		score_client(&facts, &score_default_weights, IN(1), &tomorrow);
		expect_no_lower(today.total, tomorrow.total, pair, "a day that passes");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worse_facts_never_score_lower),
		cmocka_unit_test(worse_items_never_score_lower),
		cmocka_unit_test(a_day_later_never_scores_lower),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
