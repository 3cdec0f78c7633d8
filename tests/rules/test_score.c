/* The score: every worked number of the trade's table, line by line. */
#include "facts.h"

#include <string.h>

#include "rules/score.h"

static struct score scored(const struct client_facts *facts)
{
	struct score score;
	score_client(facts, &score_default_weights, TODAY, &score);
	return score;
}

static const struct score_line *line_of(const struct score *score, enum score_line_code code)
{
	static const struct score_line none = { 0 };
	for (size_t i = 0; i < score->count; i++)
		if (score->lines[i].code == code)
			return &score->lines[i];
	return &none;
}

static int points(const struct score *score, enum score_line_code code)
{
	return line_of(score, code)->points;
}

/* Nobody was ever reached and nothing presses. */
static struct client_facts quiet(const struct netting *net, size_t count)
{
	return (struct client_facts){ .net = net,
				      .net_count = count,
				      .last_contact_end = TODAY,
				      .limitation_on = DATE_NONE,
				      .insurer_on = DATE_NONE,
				      .claim_on = DATE_NONE };
}

static struct score scored_items(const struct item *items, size_t count)
{
	struct netting net[NETTING_CURRENCIES];
	struct client_facts facts = quiet(net, netting_compute(items, count, TODAY, net));
	return scored(&facts);
}

static void amounts_score_by_doublings_above_a_hundred(void **state)
{
	(void)state;
	static const struct {
		cents amount;
		int points;
	} rows[] = {
		{ 1, 0 },          { 9999, 0 },       { 10000, 0 },       { 19999, 0 },
		{ 20000, 30 },     { 39999, 30 },     { 40000, 60 },      { 79999, 60 },
		{ 80000, 90 },     { 160000, 120 },   { 319999, 120 },    { 320000, 150 },
		{ 481250, 150 },   { 640000, 180 },   { 20480000, 330 },  { 40959999, 330 },
		{ 40960000, 360 }, { 81920000, 360 }, { MONEY_MAX, 360 },
	};
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct item item = INVOICE(1, LATE(1), rows[r].amount);
		struct score s = scored_items(&item, 1);
		assert_int_equal(points(&s, SCORE_AMOUNT), rows[r].points);
		assert_int_equal(s.total, rows[r].points);
		if (rows[r].points > 0)
			assert_int_equal(line_of(&s, SCORE_AMOUNT)->amount, rows[r].amount);
	}
}

static void age_scores_by_tens_of_days(void **state)
{
	(void)state;
	static const struct {
		int days, age;
	} rows[] = { { 1, 0 },   { 9, 0 },    { 10, 20 },   { 19, 20 },   { 20, 40 },
		     { 47, 80 }, { 50, 100 }, { 119, 220 }, { 120, 240 }, { 400, 240 } };
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct item item = INVOICE(1, LATE(rows[r].days), 15000);
		struct score s = scored_items(&item, 1);
		assert_int_equal(points(&s, SCORE_AGE), rows[r].age);
		assert_int_equal(points(&s, SCORE_AMOUNT), 0);
	}
}

static void the_best_sum_over_lateness_wins(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(47), 320000),
					     INVOICE(2, LATE(31), 111250),
					     INVOICE(3, LATE(16), 50000) };
	struct score s = scored_items(items, COUNT(items));
	/* T=1: 150+0 · 10: 150+20 · 30: 4 312.50 → 150+60 · 40: 3 200.00 → 150+80 */
	assert_int_equal(points(&s, SCORE_AMOUNT), 150);
	assert_int_equal(points(&s, SCORE_AGE), 80);
	assert_int_equal(line_of(&s, SCORE_AMOUNT)->amount, 320000);
	assert_int_equal(line_of(&s, SCORE_AMOUNT)->days, 40);
	assert_int_equal(line_of(&s, SCORE_AGE)->days, 40);
	assert_int_equal(points(&s, SCORE_SLIP), 30);
	assert_int_equal(s.total, 260);
}

static void the_best_sum_may_lie_in_the_middle(void **state)
{
	(void)state;
	/* T=1: 150+0 · 10: 3 200.00 → 150+20 · 20: 1 600.00 → 120+40 */
	static const struct item items[] = { INVOICE(1, LATE(25), 160000),
					     INVOICE(2, LATE(15), 160000) };
	struct score s = scored_items(items, COUNT(items));
	assert_int_equal(points(&s, SCORE_AMOUNT), 150);
	assert_int_equal(points(&s, SCORE_AGE), 20);
	assert_int_equal(line_of(&s, SCORE_AMOUNT)->amount, 320000);
	assert_int_equal(s.total, 170);
}

static void a_cent_grows_old_too(void **state)
{
	(void)state;
	struct item items[] = { INVOICE(1, LATE(30), 1), INVOICE(2, IN(3), 900) };
	struct netting net[NETTING_CURRENCIES];
	strcpy(items[1].currency, "USD"); /* nothing late there: it does not end the gap */
	struct client_facts facts = quiet(net, netting_compute(items, 2, TODAY, net));
	facts.last_contact_end = DATE_NONE;
	struct score s = scored(&facts);
	assert_int_equal(points(&s, SCORE_AGE), 60);
	assert_int_equal(points(&s, SCORE_SLIP), 30);
	assert_int_equal(points(&s, SCORE_GAP), 100);
	assert_int_equal(s.total, 190);
}

static void the_lowest_lateness_wins_between_equals(void **state)
{
	(void)state;
	/* T=1: 1 600.00 → 120+0 = T=30: 400.00 → 60+60 */
	static const struct item items[] = { INVOICE(1, LATE(35), 40000),
					     INVOICE(2, LATE(3), 120000) };
	struct score s = scored_items(items, COUNT(items));
	assert_int_equal(points(&s, SCORE_AMOUNT), 120);
	assert_int_equal(points(&s, SCORE_AGE), 0);
	assert_int_equal(line_of(&s, SCORE_AMOUNT)->amount, 160000);
	assert_int_equal(line_of(&s, SCORE_AMOUNT)->days, 1);
}

static void young_money_does_not_hide_old_money(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(130), 1), INVOICE(2, LATE(1), 30000) };
	struct score s = scored_items(items, COUNT(items));
	assert_int_equal(points(&s, SCORE_AGE), 240);
	assert_int_equal(points(&s, SCORE_AMOUNT), 0);
}

static void broken_promises_add_up_to_a_cap(void **state)
{
	(void)state;
	static const int wanted[] = { 0, 120, 180, 240, 300, 300, 300 };
	for (int broken = 0; broken < (int)COUNT(wanted); broken++) {
		struct client_facts facts = quiet(NULL, 0);
		facts.broken_last_year = broken;
		struct score s = scored(&facts);
		assert_int_equal(points(&s, SCORE_BROKEN), wanted[broken]);
		assert_int_equal(s.total, wanted[broken]);
		assert_int_equal(line_of(&s, SCORE_BROKEN)->count, broken);
	}
	struct client_facts facts = quiet(NULL, 0);
	facts.broken_last_year = INT32_MAX;
	assert_int_equal(scored(&facts).total, 300);
}

static void unchased_and_follow_up_count_whole(void **state)
{
	(void)state;
	struct client_facts facts = quiet(NULL, 0);
	facts.unchased = true;
	assert_int_equal(scored(&facts).total, 400);
	facts.follow_up_due = true;
	struct score s = scored(&facts);
	assert_int_equal(s.total, 600);
	assert_int_equal(points(&s, SCORE_UNCHASED), 400);
	assert_int_equal(points(&s, SCORE_FOLLOW_UP), 200);
}

static void the_gap_grows_after_ten_days(void **state)
{
	(void)state;
	static const struct {
		date contact;
		int late, points, days;
	} rows[] = {
		{ LATE(0), 40, 0, 0 },        { LATE(10), 40, 0, 0 },
		{ LATE(11), 40, 10, 11 },     { LATE(19), 40, 90, 19 },
		{ LATE(20), 40, 100, 20 },    { LATE(400), 40, 100, 400 },
		{ IN(5), 40, 0, 0 },          { DATE_NONE, 10, 0, 0 },
		{ DATE_NONE, 11, 10, 11 },    { DATE_NONE, 15, 50, 15 },
		{ DATE_NONE, 300, 100, 300 },
	};
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct item item = INVOICE(1, LATE(rows[r].late), 15000);
		struct netting net[NETTING_CURRENCIES];
		struct client_facts facts = quiet(net, netting_compute(&item, 1, TODAY, net));
		facts.last_contact_end = rows[r].contact;
		struct score s = scored(&facts);
		assert_int_equal(points(&s, SCORE_GAP), rows[r].points);
		assert_int_equal(line_of(&s, SCORE_GAP)->days, rows[r].days);
		if (rows[r].points)
			assert_int_equal(line_of(&s, SCORE_GAP)->on, rows[r].contact);
	}
}

static void no_gap_and_no_slip_when_nothing_is_net_overdue(void **state)
{
	(void)state;
	static const struct item covered[] = { INVOICE(1, LATE(70), 15000),
					       ITEM(2, ITEM_CASH, LATE(1), -15000) };
	struct netting net[NETTING_CURRENCIES];
	struct client_facts facts = quiet(net, netting_compute(covered, 2, TODAY, net));
	facts.last_contact_end = LATE(300);
	struct score s = scored(&facts);
	assert_int_equal(s.total, 0);
	assert_int_equal(s.count, 0);
}

static void the_gap_of_one_never_called_runs_from_the_oldest_of_all_currencies(void **state)
{
	(void)state;
	for (int oldest = 0; oldest < 2; oldest++) {
		struct item items[] = { INVOICE(1, LATE(3), 9000000),
					INVOICE(2, LATE(3), 9000000) };
		strcpy(items[1].currency, "USD");
		items[oldest].due_on = LATE(15);
		items[oldest].open = 10;
		struct netting net[NETTING_CURRENCIES];
		struct client_facts facts = quiet(net, netting_compute(items, 2, TODAY, net));
		facts.last_contact_end = DATE_NONE;
		struct score s = scored(&facts);
		assert_int_equal(s.chosen, 1 - oldest);
		assert_int_equal(points(&s, SCORE_GAP), 50);
	}
}

static void slip_counts_the_edges_reached(void **state)
{
	(void)state;
	static const struct {
		int days, edges;
	} rows[] = { { 1, 0 },  { 27, 0 }, { 28, 1 },  { 57, 1 },  { 58, 2 },
		     { 87, 2 }, { 88, 3 }, { 117, 3 }, { 118, 4 }, { 1000, 4 } };
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct item item = INVOICE(1, LATE(rows[r].days), 15000);
		struct score s = scored_items(&item, 1);
		assert_int_equal(points(&s, SCORE_SLIP), rows[r].edges * 30);
		assert_int_equal(line_of(&s, SCORE_SLIP)->count, rows[r].edges);
		if (rows[r].edges > 0)
			assert_int_equal(line_of(&s, SCORE_SLIP)->days, rows[r].days);
	}
}

static void slip_looks_at_what_remains_after_credits(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(100), 5000),
					     INVOICE(2, LATE(30), 15000),
					     ITEM(3, ITEM_CASH, LATE(1), -5000) };
	struct score s = scored_items(items, COUNT(items));
	assert_int_equal(points(&s, SCORE_SLIP), 30);
	assert_int_equal(points(&s, SCORE_AGE), 60);
}

static void clocks_press_as_they_run_out(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		date limitation, insurer, claim;
		int points, which, days;
	} rows[] = {
		{ "none", DATE_NONE, DATE_NONE, DATE_NONE, 0, 0, 0 },
		{ "limitation far", IN(91), DATE_NONE, DATE_NONE, 0, 0, 0 },
		{ "limitation near", IN(90), DATE_NONE, DATE_NONE, 250, 0, 90 },
		{ "limitation still near", IN(31), DATE_NONE, DATE_NONE, 250, 0, 31 },
		{ "limitation urgent", IN(30), DATE_NONE, DATE_NONE, 500, 0, 30 },
		{ "limitation past", LATE(3), DATE_NONE, DATE_NONE, 500, 0, -3 },
		{ "insurer far", DATE_NONE, IN(16), DATE_NONE, 0, 0, 0 },
		{ "insurer near", DATE_NONE, IN(15), DATE_NONE, 250, 1, 15 },
		{ "insurer still near", DATE_NONE, IN(6), DATE_NONE, 250, 1, 6 },
		{ "insurer urgent", DATE_NONE, IN(5), DATE_NONE, 500, 1, 5 },
		{ "insurer today", DATE_NONE, TODAY, DATE_NONE, 500, 1, 0 },
		{ "claim near", DATE_NONE, DATE_NONE, IN(15), 250, 2, 15 },
		{ "claim past", DATE_NONE, DATE_NONE, LATE(1), 500, 2, -1 },
		{ "highest once", IN(90), IN(15), IN(5), 500, 2, 5 },
		{ "highest, though another ends first", IN(30), IN(15), DATE_NONE, 500, 0, 30 },
		{ "earliest between equals", IN(30), IN(4), IN(5), 500, 1, 4 },
		{ "first between equals", IN(5), IN(5), IN(5), 500, 0, 5 },
	};
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct client_facts facts = quiet(NULL, 0);
		facts.limitation_on = rows[r].limitation;
		facts.insurer_on = rows[r].insurer;
		facts.claim_on = rows[r].claim;
		struct score s = scored(&facts);
		const struct score_line *line = line_of(&s, SCORE_CLOCK);
		if (s.total != rows[r].points || line->points != rows[r].points ||
		    line->which != rows[r].which || line->days != rows[r].days)
			fail_msg("%s: %d points of clock %d at %d days", rows[r].name, s.total,
				 line->which, line->days);
		if (line->points > 0)
			assert_int_equal(line->on, TODAY + rows[r].days);
	}
}

static void risks_add_up(void **state)
{
	(void)state;
	static const struct {
		bool limit, difficulty;
		int risk_class, points, bits;
	} rows[] = {
		{ false, false, 0, 0, 0 },  { true, false, 0, 50, 1 },  { false, false, 1, 30, 2 },
		{ false, false, 2, 60, 2 }, { false, true, 0, 100, 4 }, { true, true, 2, 210, 7 },
		{ false, false, 9, 60, 2 }, { false, false, -1, 0, 0 },
		{ false, false, 3, 60, 2 },
	};
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct client_facts facts = quiet(NULL, 0);
		facts.over_credit_limit = rows[r].limit;
		facts.difficulty = rows[r].difficulty;
		facts.risk_class = rows[r].risk_class;
		struct score s = scored(&facts);
		assert_int_equal(points(&s, SCORE_RISK), rows[r].points);
		assert_int_equal(line_of(&s, SCORE_RISK)->count, rows[r].bits);
	}
}

static void provision_is_off_by_default(void **state)
{
	(void)state;
	struct client_facts facts = quiet(NULL, 0);
	facts.provisioned = 500001;
	assert_int_equal(scored(&facts).total, 0);
	struct score_weights weights = score_default_weights;
	weights.provision = 70;
	weights.provision_threshold = 500000;
	struct score s;
	score_client(&facts, &weights, TODAY, &s);
	assert_int_equal(points(&s, SCORE_PROVISION), 70);
	assert_int_equal(line_of(&s, SCORE_PROVISION)->amount, 500001);
	facts.provisioned = 500000;
	score_client(&facts, &weights, TODAY, &s);
	assert_int_equal(s.total, 0);
}

static void the_currency_that_scores_most_is_shown(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int eur_late, usd_late;
		cents eur, usd;
		size_t chosen;
	} rows[] = {
		{ "more dollars", 5, 5, 20000, 40000, 1 },
		{ "more euros", 5, 5, 40000, 20000, 0 },
		{ "equal points", 5, 5, 20000, 39999, 0 },
		{ "older dollars", 5, 47, 20000, 20000, 1 },
		{ "only dollars late", -5, 5, 900000, 100, 1 },
		{ "older euros", 25, 5, 20000, 40000, 0 },
		{ "slip decides", 25, 28, 20000, 20000, 1 },
		{ "slip of the euros decides", 28, 5, 20000, 80000, 0 },
		{ "a cent of dollars is late", -5, 5, 900000, 1, 1 },
		{ "a cent of euros is late", 5, 5, 1, 100, 0 },
		{ "nothing late", -5, -5, 20000, 40000, 0 },
	};
	for (size_t r = 0; r < COUNT(rows); r++) {
		struct item items[] = { INVOICE(1, LATE(rows[r].usd_late), rows[r].usd),
					INVOICE(2, LATE(rows[r].eur_late), rows[r].eur) };
		strcpy(items[0].currency, "USD");
		struct score s = scored_items(items, 2);
		if (s.chosen != rows[r].chosen)
			fail_msg("%s: chose %zu", rows[r].name, s.chosen);
	}
}

static void a_base_of_zero_does_not_loop(void **state)
{
	(void)state;
	struct item item = INVOICE(1, LATE(1), 8);
	struct netting net[NETTING_CURRENCIES];
	struct client_facts facts = quiet(net, netting_compute(&item, 1, TODAY, net));
	struct score_weights weights = score_default_weights;
	weights.amount_base = 0;
	struct score s;
	score_client(&facts, &weights, TODAY, &s);
	assert_int_equal(points(&s, SCORE_AMOUNT), 90);
}

static void lines_come_in_code_order_and_add_up(void **state)
{
	(void)state;
	static const struct item items[] = { INVOICE(1, LATE(47), 481250) };
	struct netting net[NETTING_CURRENCIES];
	struct client_facts facts = quiet(net, netting_compute(items, 1, TODAY, net));
	facts.broken_last_year = 2;
	facts.unchased = facts.follow_up_due = facts.difficulty = true;
	facts.last_contact_end = LATE(12);
	facts.insurer_on = IN(2);
	struct score s = scored(&facts);
	static const struct {
		const char *code;
		int points;
	} wanted[] = { { "amount", 150 },   { "age", 80 },        { "broken", 180 },
		       { "unchased", 400 }, { "follow_up", 200 }, { "gap", 20 },
		       { "slip", 30 },      { "clock", 500 },     { "risk", 100 } };
	assert_int_equal(s.count, COUNT(wanted));
	for (size_t i = 0; i < COUNT(wanted); i++) {
		assert_string_equal(score_line_codes[s.lines[i].code], wanted[i].code);
		assert_int_equal(s.lines[i].points, wanted[i].points);
	}
	assert_int_equal(s.total, 1660);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_score_by_doublings_above_a_hundred),
		cmocka_unit_test(age_scores_by_tens_of_days),
		cmocka_unit_test(the_best_sum_over_lateness_wins),
		cmocka_unit_test(the_best_sum_may_lie_in_the_middle),
		cmocka_unit_test(a_cent_grows_old_too),
		cmocka_unit_test(the_lowest_lateness_wins_between_equals),
		cmocka_unit_test(young_money_does_not_hide_old_money),
		cmocka_unit_test(broken_promises_add_up_to_a_cap),
		cmocka_unit_test(unchased_and_follow_up_count_whole),
		cmocka_unit_test(the_gap_grows_after_ten_days),
		cmocka_unit_test(no_gap_and_no_slip_when_nothing_is_net_overdue),
		cmocka_unit_test(
			the_gap_of_one_never_called_runs_from_the_oldest_of_all_currencies),
		cmocka_unit_test(slip_counts_the_edges_reached),
		cmocka_unit_test(slip_looks_at_what_remains_after_credits),
		cmocka_unit_test(clocks_press_as_they_run_out),
		cmocka_unit_test(risks_add_up),
		cmocka_unit_test(provision_is_off_by_default),
		cmocka_unit_test(the_currency_that_scores_most_is_shown),
		cmocka_unit_test(a_base_of_zero_does_not_loop),
		cmocka_unit_test(lines_come_in_code_order_and_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
