/* Interest and fees through the store: what was paid when, rates of the table, waivers by name.
 */
#include <stdio.h>
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "db/rate.h"
#include "desk/audit.h"
#include "desk/money.h"
#include "desk/rates.h"

static struct err err;

static struct money load(struct session *session, int64_t id, const char *on)
{
	struct money money;

	if (!money_load(session, &session->arena, id, DAY(on), &money, &err))
		fail_msg("%s", err.text);
	return money;
}

static void rate(const char *kind, const char *from, int hundredths)
{
	char *sql = mem_printf("INSERT INTO rate (kind, from_on, hundredths) VALUES ('%s', '%s', %d)", kind, from,
	                       hundredths);

	fixture_sql(sql);
	mem_free(sql);
}

/* The worked example of the trade: 12 000.00 due 2025-05-31, 4 000.00 paid 2025-08-15. */
static int64_t worked(struct session *session, int64_t *invoice)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	*invoice = fixture_invoice(session, id, "F1", DAY("2025-05-31"), 1200000);
	fixture_sql("UPDATE invoice SET open_cents = 800000 WHERE number = 'F1'");
	fixture_cash(session, id, *invoice, DAY("2025-08-15"), 400000);
	return id;
}

static void the_worked_example_is_right_to_the_cent(void **state)
{
	static const cents slices[] = { 12970, 18375, 36750, 10918 };
	struct session *session = *state;
	int64_t invoice, id = worked(session, &invoice);
	struct money money = load(session, id, "2026-02-10");

	assert_false(date_is(money.no_rate_on));
	assert_int_equal(money.claim_count, 1);
	assert_int_equal(money.claims[0].owed.count, COUNT(slices));
	for (size_t i = 0; i < COUNT(slices); i++)
		assert_int_equal(money.claims[0].slices[i].interest, slices[i]);
	assert_int_equal(money.sum_count, 1);
	assert_int_equal(money.sums[0].interest, 79013);
	assert_int_equal(money.sums[0].fee, 4000);
	assert_int_equal(money.sums[0].left_interest, 79013);
}

static void interest_outlives_the_principal(void **state)
{
	struct session *session = *state;
	int64_t invoice, id = worked(session, &invoice);
	struct money money;

	fixture_cash(session, id, invoice, DAY("2026-02-10"), 800000);
	fixture_sql("UPDATE invoice SET open_cents = 0, closed_on = '2026-02-12' WHERE number = 'F1'");
	money = load(session, id, "2026-06-01");
	assert_int_equal(money.sums[0].interest, 79013);
	assert_int_equal(money.sums[0].fee, 4000);
	assert_int_equal(money.claims[0].invoice.open, 0);
	assert_int_equal(money.claims[0].invoice.closed_on, DAY("2026-02-12"));
}

static void what_vanished_is_unpaid_until_it_was_seen_settled(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	struct money money;

	fixture_invoice(session, id, "F1", DAY("2026-01-31"), 365000);
	fixture_invoice(session, id, "in time", DAY("2026-01-31"), 365000);
	fixture_sql("UPDATE invoice SET open_cents = 0, closed_on = '2026-02-10' WHERE number = 'F1'");
	fixture_sql("UPDATE invoice SET open_cents = 0, closed_on = '2026-01-31' WHERE number = 'in time'");
	money = load(session, id, "2026-06-01");
	assert_int_equal(money.claim_count, 1);
	assert_int_equal(money.claims[0].owed.interest, 1215); /* 10 days at 12.15 % of 3 650.00 */
}

static void what_nobody_told_counts_for_the_client(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	struct money money;

	fixture_invoice(session, id, "F1", DAY("2026-01-31"), 465000);
	fixture_sql("UPDATE invoice SET open_cents = 365000 WHERE number = 'F1'"); /* 1 000.00 gone, no receipt */
	money = load(session, id, "2026-02-10");
	assert_int_equal(money.sums[0].interest, 1215);
	fixture_item(session, id, "A1", ITEM_CREDIT_NOTE, DAY("2026-02-05"), -365000, "EUR"); /* issued 2026-01-06 */
	money = load(session, id, "2026-02-10");
	assert_int_equal(money.claim_count, 0); /* covered since before it was due */
	fixture_sql("UPDATE invoice SET issued_on = '2026-02-05' WHERE number = 'A1'");
	money = load(session, id, "2026-02-10");
	assert_int_equal(money.sums[0].interest, 608); /* five days, the fifth counted whole */
}

static void a_half_year_without_a_rate_is_told(void **state)
{
	struct session *session = *state;
	int64_t invoice, id = worked(session, &invoice);
	struct money_consequence consequence;
	struct money money = load(session, id, "2026-11-24");

	assert_int_equal(money.no_rate_on, DAY("2026-07-01"));
	assert_int_equal(money.claims[0].owed.status, INTEREST_NO_RATE);
	assert_true(money_consequence(session, id, "EUR", &consequence, &err));
	assert_false(consequence.known);
	rate(RATE_LATE, "2026-07-01", 1200);
	money = load(session, id, "2026-11-24");
	assert_false(date_is(money.no_rate_on));
	/* 129.70 + 183.75 + 367.50 + 8 000.00 × (181 days at 12.15 % = 482.01; 147 days at 12 % = 386.63) */
	assert_int_equal(money.sums[0].interest, 12970 + 18375 + 36750 + 48201 + 38663);
	assert_true(money_consequence(session, id, "EUR", &consequence, &err));
	assert_true(consequence.known);
	assert_int_equal(consequence.interest, 154959);
	assert_int_equal(consequence.fee, 4000);
}

static void the_table_goes_before_the_configuration(void **state)
{
	struct session *session = *state;
	struct interest_rates rates;

	rate(RATE_LATE, "2026-01-01", 1300);
	rate(RATE_LATE, "2020-07-01", 1000);
	rate(RATE_LEGAL, "2026-01-01", 262);
	assert_true(money_rates(session, &session->arena, &rates, &err));
	assert_false(rates.contract);
	assert_int_equal(rates.count, interest_default_rates.count + 1);
	assert_int_equal(rates.rows[0].from, DAY("2020-07-01"));
	assert_int_equal(rates.rows[rates.count - 1].hundredths, 1300);
	rate(RATE_CONTRACT, "2024-01-01", 1500);
	assert_true(money_rates(session, &session->arena, &rates, &err));
	assert_true(rates.contract);
	assert_int_equal(rates.count, 1);
}

static void the_fee_is_euros(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	struct money money;

	fixture_item(session, id, "F1", ITEM_INVOICE, DAY("2026-01-31"), 365000, "USD");
	money = load(session, id, "2026-02-10");
	assert_int_equal(money.sum_count, 2);
	assert_string_equal(money.sums[0].currency, "EUR");
	assert_int_equal(money.sums[0].fee, 4000);
	assert_int_equal(money.sums[0].interest, 0);
	assert_string_equal(money.sums[1].currency, "USD");
	assert_int_equal(money.sums[1].interest, 1215);
	assert_int_equal(money.sums[1].fee, 0);
}

/* Euros and dollars are not added. */
static void what_is_waived_is_told_by_currency(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	struct money_waive request = { .id = id_new(), .client_id = id, .note = "accord" };
	struct money_waived result;

	fixture_item(session, id, "F1", ITEM_INVOICE, DAY("2026-01-31"), 365000, "USD");
	fixture_item(session, id, "F2", ITEM_INVOICE, DAY("2026-01-31"), 730000, "EUR");
	session->today = DAY("2026-02-10");
	for (int again = 0; again < 2; again++) {
		assert_true(money_waive(session, &request, &result, &err));
		assert_int_equal(result.already, again);
		assert_int_equal(result.invoices, 2);
		assert_int_equal(result.sum_count, 2);
		assert_string_equal(result.sums[0].currency, "EUR");
		assert_int_equal(result.sums[0].interest, 2430);
		assert_int_equal(result.sums[0].fee, 8000);
		assert_string_equal(result.sums[1].currency, "USD");
		assert_int_equal(result.sums[1].interest, 1215);
		assert_int_equal(result.sums[1].fee, 0);
	}
}

static void a_waiver_is_signed_dated_and_once(void **state)
{
	struct session *session = *state;
	int64_t invoice, id = worked(session, &invoice);
	struct money_waive request = { .id = id_new(), .client_id = id, .number = "F1", .interest = 50000, .fee = 4000,
	                               .note = "geste commercial" };
	struct money_waived result;
	struct audit_totals totals;
	struct money money;
	char *rows;

	session->today = DAY("2026-02-10");
	assert_true(money_waive(session, &request, &result, &err));
	assert_int_equal(result.invoices, 1);
	assert_false(result.already);
	assert_true(money_waive(session, &request, &result, &err));
	assert_true(result.already);
	assert_int_equal(result.sum_count, 1);
	assert_int_equal(result.sums[0].interest, 50000);
	assert_int_equal(result.sums[0].fee, 4000);
	money = load(session, id, "2026-02-10");
	assert_int_equal(money.sums[0].left_interest, 29013);
	assert_int_equal(money.sums[0].left_fee, 0);
	assert_int_equal(money.sums[0].interest, 79013);
	money = load(session, id, "2026-02-09"); /* the day before it was not given up */
	assert_int_equal(money.waiver_count, 0);
	rows = fixture_dump("SELECT on_day, interest_cents, fee_cents, note FROM waiver");
	assert_string_equal(rows, "2026-02-10|50000|4000|geste commercial\n");
	mem_free(rows);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'waiver' AND agent = 'alice'"), 1);
	request.id = id_new();
	request.interest = 29014;
	request.fee = 0;
	assert_false(money_waive(session, &request, &result, &err));
	assert_string_equal(err.text, "only 290.13 EUR of interest and 0.00 EUR of fee are left on F1");
	request = (struct money_waive){ .id = id_new(), .client_id = id, .note = "accord" };
	assert_true(money_waive(session, &request, &result, &err));
	assert_int_equal(result.sums[0].interest, 29013);
	request.id = id_new();
	assert_false(money_waive(session, &request, &result, &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM waiver"), 2);
	assert_true(audit_verify(session, &totals, &err));
}

static void only_a_supervisor_waives_and_says_why(void **state)
{
	struct session *session = *state, *bob = fixture_session("bob", DAY("2026-02-10"));
	int64_t invoice, id = worked(session, &invoice);
	struct money_waive request = { .id = id_new(), .client_id = id, .number = "F1", .interest = -1, .fee = -1, .note = "x" };
	struct money_waived result;

	assert_false(money_waive(bob, &request, &result, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	session_close(bob);
	session->today = DAY("2026-02-10");
	request.note = "  ";
	assert_false(money_waive(session, &request, &result, &err));
	assert_non_null(strstr(err.text, "reason"));
	request.note = "x";
	request.number = "F9";
	assert_false(money_waive(session, &request, &result, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(fixture_count("SELECT count(*) FROM waiver"), 0);
}

static char *file_of(const char *text)
{
	char *path = mem_printf("%s/rates.csv", fixture_folder());
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	return path;
}

static void rates_come_from_a_file(void **state)
{
	struct session *session = *state, *bob = fixture_session("bob", TODAY);
	char *path = file_of("from;rate_percent\n2026-07-01;12,40\n01/01/2027;11.90\n2026-07-01;1\nx;3\n");
	struct rates_taken taken;
	struct rates_row *rows;
	size_t count;

	assert_false(rates_import(bob, path, RATES_STATUTORY, &taken, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	session_close(bob);
	assert_true(rates_import(session, path, RATES_STATUTORY, &taken, &err));
	assert_int_equal(taken.taken, 2);
	assert_int_equal(taken.changed, 2);
	assert_int_equal(taken.rejects, 2);
	assert_int_equal(taken.line, 4);
	assert_int_equal(taken.reason, REASON_DUPLICATE);
	assert_true(rates_import(session, path, RATES_STATUTORY, &taken, &err));
	assert_int_equal(taken.changed, 0);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'rates'"), 1);
	assert_true(rates_list(session, &session->arena, &rows, &count, &err));
	assert_int_equal(count, interest_default_rates.count + 2);
	assert_true(rows[0].configured);
	assert_false(rows[count - 1].configured);
	assert_int_equal(rows[count - 1].rate.hundredths, 1190);
	mem_free(path);
}

static void a_contract_rate_is_three_times_the_legal_one(void **state)
{
	struct session *session = *state;
	char *path = file_of("from;rate_percent\n2026-01-01;7.86\n");
	struct rates_taken taken;

	assert_false(rates_import(session, path, RATES_CONTRACT, &taken, &err));
	assert_non_null(strstr(err.text, "legal rate of 2026-01-01 is not known"));
	rate(RATE_LEGAL, "2026-01-01", 262);
	assert_true(rates_import(session, path, RATES_CONTRACT, &taken, &err));
	mem_free(path);
	path = file_of("from;rate_percent\n2026-01-02;7.85\n");
	assert_false(rates_import(session, path, RATES_CONTRACT, &taken, &err));
	assert_non_null(strstr(err.text, "at least 7.86 %"));
	assert_int_equal(fixture_count("SELECT count(*) FROM rate WHERE kind = 'contract'"), 1);
	mem_free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(the_worked_example_is_right_to_the_cent),
		FACT(interest_outlives_the_principal),
		FACT(what_vanished_is_unpaid_until_it_was_seen_settled),
		FACT(what_nobody_told_counts_for_the_client),
		FACT(a_half_year_without_a_rate_is_told),
		FACT(the_table_goes_before_the_configuration),
		FACT(the_fee_is_euros),
		FACT(what_is_waived_is_told_by_currency),
		FACT(a_waiver_is_signed_dated_and_once),
		FACT(only_a_supervisor_waives_and_says_why),
		FACT(rates_come_from_a_file),
		FACT(a_contract_rate_is_three_times_the_legal_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
