/* The aged balance and the figures made of it, on a made-up book: the check values of the trade through the whole path.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

#include "base/mem.h"
#include "db/figures.h"
#include "desk/aging.h"
#include "desk/figures.h"
#include "desk/team.h"

static struct err err;

#define ROOM 64

struct lines {
	struct aging_line rows[ROOM];
	char names[ROOM][32];
	size_t count;
};

static bool take_line(void *context, const struct aging_line *line, struct err *why)
{
	struct lines *lines = context;

	(void)why;
	assert_true(lines->count < ROOM);
	lines->rows[lines->count] = *line;
	snprintf(lines->names[lines->count++], 32, "%s", line->no);
	return true;
}

static struct lines aged(struct session *session, enum aging_by by)
{
	struct lines lines = { .count = 0 };

	if (!aging_report(session, by, take_line, &lines, &err))
		fail_msg("%s", err.text);
	return lines;
}

static int64_t invoice(struct session *session, int64_t client, const char *number, const char *issued, const char *due, cents amount)
{
	int64_t id = fixture_invoice(session, client, number, DAY(due), amount);
	char *sql = mem_printf("UPDATE invoice SET issued_on = '%s' WHERE id = %lld", issued, (long long)id);

	fixture_sql(sql);
	mem_free(sql);
	return id;
}

static void totals_tie_to_the_balance(void **state)
{
	struct session *session = *state;
	struct lines lines;
	cents sum = 0, stored;
	char *rows;

	fixture_portfolio(session, 40);
	fixture_item(session, fixture_client(session, "D1", "Divers"), "A1", ITEM_CREDIT_NOTE, LATE(3), -12345, "EUR");
	fixture_item(session, fixture_client(session, "D2", "Dollar"), "U1", ITEM_INVOICE, LATE(200), 55500, "USD");
	rows = fixture_dump("SELECT sum(open_cents) FROM invoice WHERE currency = 'EUR'");
	stored = strtoll(rows, NULL, 10);
	mem_free(rows);
	lines = aged(session, AGING_BY_ALL);
	assert_int_equal(lines.count, 2);
	assert_string_equal(lines.rows[0].currency, "EUR");
	assert_int_equal(lines.rows[0].aging.total, stored);
	assert_int_equal(lines.rows[0].aging.credits, 12345);
	assert_int_equal(lines.rows[1].aging.amount[AGING_OVER_120], 55500);
	lines = aged(session, AGING_BY_CLIENT);
	assert_int_equal(lines.count, 42);
	for (size_t i = 0; i < lines.count; i++)
		sum += strcmp(lines.rows[i].currency, "EUR") == 0 ? lines.rows[i].aging.total : 0;
	assert_int_equal(sum, stored);
}

/* By day of issue, first and last day too, credit notes less; other currencies, kinds and days are no sales of these. */
static void sales_are_those_of_each_day(void **state)
{
	struct session *session = *state;
	int64_t client = fixture_client(session, "D1", "Divers");
	struct arena arena = { 0 };
	struct sales_row *rows;
	size_t count;

	invoice(session, client, "A1", "2026-11-01", "2026-12-01", 10000);
	invoice(session, client, "A2", "2026-11-03", "2026-12-01", 70);
	invoice(session, client, "A3", "2026-11-01", "2026-12-15", 2500);
	invoice(session, client, "A4", "2026-11-09", "2026-12-15", 400);
	invoice(session, client, "A5", "2026-10-31", "2026-12-15", 1);
	invoice(session, client, "A6", "2026-11-10", "2026-12-15", 1);
	fixture_item(session, client, "N1", ITEM_CREDIT_NOTE, LATE(3), -500, "EUR");
	fixture_item(session, client, "U1", ITEM_INVOICE, LATE(3), 999, "USD");
	fixture_item(session, client, "K1", ITEM_CASH, LATE(3), -999, "EUR");
	fixture_sql("UPDATE invoice SET issued_on = '2026-11-03' WHERE number IN ('N1', 'U1', 'K1')");
	assert_true(sales_by_day(session->store, &arena, session->creditor.id, "EUR", DAY("2026-11-01"), DAY("2026-11-09"), &rows, &count, &err));
	assert_int_equal(count, 3);
	assert_int_equal(rows[0].on, DAY("2026-11-01"));
	assert_int_equal(rows[0].amount, 12500);
	assert_int_equal(rows[1].on, DAY("2026-11-03"));
	assert_int_equal(rows[1].amount, -430);
	assert_int_equal(rows[2].on, DAY("2026-11-09"));
	assert_int_equal(rows[2].amount, 400);
	assert_true(sales_by_day(session->store, &arena, session->creditor.id, "CHF", DAY("2026-11-01"), DAY("2026-11-09"), &rows, &count, &err));
	assert_int_equal(count, 0);
	arena_clear(&arena);
}

static void buckets_are_cut_to_the_day(void **state)
{
	static const struct { int late; enum aging_bucket bucket; } rows[] = {
		{ -5, AGING_NOT_DUE }, { 0, AGING_NOT_DUE }, { 1, AGING_1_30 },     { 30, AGING_1_30 },     { 31, AGING_31_60 },
		{ 60, AGING_31_60 },   { 61, AGING_61_90 },  { 90, AGING_61_90 },   { 91, AGING_91_120 },   { 120, AGING_91_120 },
		{ 121, AGING_OVER_120 },
	};
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	cents wanted[AGING_BUCKET_COUNT] = { 0 };
	struct lines lines;

	for (size_t i = 0; i < COUNT(rows); i++) {
		char number[16];

		snprintf(number, sizeof number, "F%zu", i);
		fixture_invoice(session, id, number, LATE(rows[i].late), 100 << i);
		wanted[rows[i].bucket] += 100 << i;
	}
	lines = aged(session, AGING_BY_ALL);
	for (int bucket = 0; bucket < AGING_BUCKET_COUNT; bucket++)
		assert_int_equal(lines.rows[0].aging.amount[bucket], wanted[bucket]);
}

static void files_are_summed_by_agent_and_team(void **state)
{
	struct session *session = *state;
	int64_t first = fixture_client(session, "C1", "Hébrard"), second = fixture_client(session, "C2", "Lenoir");
	const struct team_assignment to = { .agent = "bob" };
	struct team_assigned assigned;
	struct lines lines;

	fixture_invoice(session, first, "F1", LATE(10), 100000);
	fixture_invoice(session, second, "F2", LATE(50), 70000);
	assert_true(team_assign(session, &first, 1, &to, &assigned, &err));
	lines = aged(session, AGING_BY_AGENT);
	assert_int_equal(lines.count, 2);
	assert_string_equal(lines.names[0], "bob");
	assert_int_equal(lines.rows[0].aging.amount[AGING_1_30], 100000);
	assert_string_equal(lines.names[1], ""); /* nobody's comes last */
	assert_int_equal(lines.rows[1].aging.amount[AGING_31_60], 70000);
	lines = aged(session, AGING_BY_TEAM);
	assert_int_equal(lines.count, 1);
	assert_int_equal(lines.rows[0].aging.total, 170000);
}

static void only_supervisors_see_the_book(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);
	struct lines lines = { .count = 0 };
	struct figures figures;
	const struct figures_request request = { .from = DATE_NONE };

	(void)state;
	assert_false(aging_report(bob, AGING_BY_ALL, take_line, &lines, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(figures_load(bob, &request, &figures, &err));
	session_close(bob);
}

static void rescoring_keeps_the_balance_of_the_day(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	struct aging_trend trend;
	char *rows;

	fixture_invoice(session, id, "F1", LATE(25), 100000);
	fixture_item(session, id, "A1", ITEM_CASH, LATE(1), -4000, "EUR");
	fixture_on(session, TODAY, -1);
	fixture_on(session, IN(7), -1);
	rows = fixture_dump("SELECT on_day, agent_id, bucket, cents, items FROM aging_snapshot ORDER BY on_day, bucket");
	assert_string_equal(rows, "2026-11-24|0|1|100000|1\n2026-11-24|0|6|-4000|0\n2026-12-01|0|2|100000|1\n2026-12-01|0|6|-4000|0\n");
	mem_free(rows);
	session->today = IN(9);
	assert_true(aging_trend(session, "EUR", &trend, &err));
	assert_int_equal(trend.count, 2); /* 2026-11-26 knows the 24th, 2026-12-03 the 1st */
	assert_int_equal(trend.weeks[0].on, TODAY);
	assert_int_equal(trend.weeks[1].on, IN(7));
	assert_int_equal(trend.weeks[1].aging.amount[AGING_31_60], 100000);
	assert_int_equal(trend.weeks[1].aging.total, 96000);
	fixture_on(session, LATE(3), -1); /* a day gone by is not kept anew */
	assert_int_equal(fixture_count("SELECT count(DISTINCT on_day) FROM aging_snapshot"), 2);
}

static const struct figure *find(const struct figures *figures, enum figure_code code, enum aging_bucket bucket)
{
	for (size_t i = 0; i < figures->count; i++)
		if (figures->rows[i].code == code && figures->rows[i].bucket == bucket)
			return &figures->rows[i];
	fail_msg("no figure %s", figure_codes[code]);
	return NULL;
}

static void is(const struct figures *figures, enum figure_code code, int64_t value)
{
	const struct figure *figure = find(figures, code, AGING_NOT_DUE);

	if (!figure->known || figure->value != value)
		fail_msg("%s: %d %lld, not %lld", figure_codes[code], figure->known, (long long)figure->value, (long long)value);
}

/* Sales 100 000 (31 d), 90 000 (28 d), 80 000 (31 d); receivables 250 000, of which 180 000 not due; 240 000 at the opening. */
static void the_check_values_come_out(void **state)
{
	struct session *session = *state;
	const struct figures_request request = { .from = DATE_NONE };
	int64_t id = fixture_client(session, "C1", "Hébrard"), old, january;
	struct figures figures;

	old = invoice(session, id, "DEC", "2025-12-15", "2026-01-14", 7000000);
	january = invoice(session, id, "JAN", "2026-01-20", "2026-03-01", 8000000);
	invoice(session, id, "FEB-1", "2026-02-10", "2026-03-12", 1000000);
	invoice(session, id, "FEB-2", "2026-02-20", "2026-04-20", 8000000);
	fixture_on(session, DAY("2026-02-28"), -1); /* the opening: 240 000 */
	invoice(session, id, "MAR", "2026-03-10", "2026-04-30", 10000000);
	fixture_sql("UPDATE invoice SET open_cents = 0, closed_on = '2026-03-20' WHERE number = 'DEC'");
	fixture_sql("UPDATE invoice SET open_cents = 6000000 WHERE number = 'JAN'");
	fixture_cash(session, id, old, DAY("2026-03-20"), 7000000);
	fixture_cash(session, id, january, DAY("2026-03-25"), 2000000);
	session->today = DAY("2026-03-31");
	assert_true(figures_load(session, &request, &figures, &err));
	is(&figures, FIGURE_RECEIVABLES, 25000000);
	is(&figures, FIGURE_CURRENT, 18000000);
	is(&figures, FIGURE_SALES, 27000000);
	is(&figures, FIGURE_DSO, 8333);
	is(&figures, FIGURE_COUNT_BACK, 8225);
	is(&figures, FIGURE_BEST_DSO, 6000);
	is(&figures, FIGURE_ADD, 2333);
	is(&figures, FIGURE_CEI, 5625);
	assert_int_equal(find(&figures, FIGURE_CEI, AGING_NOT_DUE)->from, DAY("2026-02-28"));
	/* not due a month ago: JAN 80 000 (now 1-30 d, 60 000 left), FEB-1 10 000 (now 1-30 d), FEB-2 80 000 (not due) */
	is(&figures, FIGURE_ROLL, 4118);
	/* 31-60 d then: DEC 70 000, paid since */
	assert_int_equal(find(&figures, FIGURE_ROLL, AGING_31_60)->value, 0);
	assert_true(find(&figures, FIGURE_ROLL, AGING_31_60)->known);
	assert_false(find(&figures, FIGURE_ROLL, AGING_61_90)->known);
	/* 1-30 d: 70 000 at 0 % */
	is(&figures, FIGURE_PROVISION, 0);
}

/* 100 000 of which 20 000 came before the period and 30 000 within it, told by the ledger and by the bank: 80 000 were owed then. */
static void a_payment_told_twice_rolls_once(void **state)
{
	struct session *session = *state;
	const struct figures_request request = { .from = DATE_NONE };
	int64_t id = fixture_client(session, "C1", "Hébrard"), late = invoice(session, id, "F1", "2026-09-10", "2026-10-10", 10000000);
	struct figures figures;

	fixture_sql("UPDATE invoice SET open_cents = 5000000 WHERE number = 'F1'");
	fixture_cash(session, id, late, DAY("2026-10-20"), 2000000);
	fixture_cash(session, id, late, DAY("2026-11-02"), 3000000);
	fixture_sql("UPDATE receipt SET shown_cents = amount_cents WHERE value_on = '2026-11-02'");
	fixture_cash(session, id, late, DAY("2026-11-01"), 3000000);
	assert_true(figures_load(session, &request, &figures, &err));
	assert_int_equal(find(&figures, FIGURE_ROLL, AGING_1_30)->value, 6250);
}

static void a_figure_without_facts_does_not_exist(void **state)
{
	struct session *session = *state;
	const struct figures_request request = { .from = DATE_NONE };
	struct figures figures;

	assert_true(figures_load(session, &request, &figures, &err));
	assert_false(find(&figures, FIGURE_DSO, AGING_NOT_DUE)->known);
	assert_false(find(&figures, FIGURE_CEI, AGING_NOT_DUE)->known);
	assert_false(find(&figures, FIGURE_RIGHT_PARTY, AGING_NOT_DUE)->known);
	assert_false(find(&figures, FIGURE_KEPT_COUNT, AGING_NOT_DUE)->known);
	is(&figures, FIGURE_RECEIVABLES, 0);
}

static void calls_and_promises_are_counted_in_the_period(void **state)
{
	struct session *session = *state;
	const struct figures_request request = { .from = DATE_NONE };
	int64_t first = fixture_client(session, "C1", "Hébrard"), second = fixture_client(session, "C2", "Lenoir");
	struct figures figures;

	fixture_invoice(session, first, "F1", LATE(40), 300000);
	fixture_invoice(session, second, "F2", LATE(150), 100000);
	fixture_record(session, first, OUTCOME_NO_ANSWER, "");
	fixture_on(session, IN(1), -1);
	fixture_record(session, first, OUTCOME_PROMISE, "2026-11-27");
	fixture_record(session, second, OUTCOME_PROMISE, "2026-11-27");
	fixture_record(session, second, OUTCOME_NOTE, "not a call");
	fixture_cash(session, second, 0, DAY("2026-11-26"), 100000);
	fixture_on(session, DAY("2026-12-02"), -1);
	assert_true(figures_load(session, &request, &figures, &err));
	is(&figures, FIGURE_RIGHT_PARTY, 6667); /* 2 of 3 */
	is(&figures, FIGURE_KEPT_COUNT, 5000);
	is(&figures, FIGURE_KEPT_AMOUNT, 2500);
	/* 100 000 over 120 days at 100 %, 300 000 in 31-60 at 10 %: excluding 20 % VAT */
	is(&figures, FIGURE_PROVISION, 83333 + 25000);
	fixture_credit(session, first, 0, DAY("2026-11-26"), 100000); /* 1 000.00 of 3 000.00 kept, of 4 000.00 before */
	assert_true(figures_load(session, &request, &figures, &err));
	is(&figures, FIGURE_KEPT_AMOUNT, 3333);
	fixture_on(session, DAY("2027-02-15"), -1);
	assert_true(figures_load(session, &request, &figures, &err));
	assert_false(find(&figures, FIGURE_RIGHT_PARTY, AGING_NOT_DUE)->known);
	assert_false(find(&figures, FIGURE_KEPT_COUNT, AGING_NOT_DUE)->known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(totals_tie_to_the_balance),
		FACT(sales_are_those_of_each_day),
		FACT(buckets_are_cut_to_the_day),
		FACT(files_are_summed_by_agent_and_team),
		FACT(only_supervisors_see_the_book),
		FACT(rescoring_keeps_the_balance_of_the_day),
		FACT(the_check_values_come_out),
		FACT(a_payment_told_twice_rolls_once),
		FACT(a_figure_without_facts_does_not_exist),
		FACT(calls_and_promises_are_counted_in_the_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
