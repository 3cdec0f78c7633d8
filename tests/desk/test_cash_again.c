/* One run of the matching is enough: whatever the portfolio and the order of the statement, a second run changes nothing.
 *
 * Portfolios are small and crowded on purpose: few amounts, shared accounts and names, numbers of others, reversals, so that what one
 * payment tells speaks for another.
 */
#include "cash_help.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

enum { PORTFOLIOS = 60, CLIENTS = 6, INVOICES = 18, ENTRIES = 40 };

static uint64_t dice;

static int roll(int low, int high)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return low + (int)((dice >> 33) % (uint64_t)(high - low + 1));
}

static const char *const names[CLIENTS] = { "Dupont", "Martin", "Groupe Morel", "Groupe Morel", "Leroy", "Faure" };
static const char *const accounts[] = { "FR7600000000000000000000001", "FR7600000000000000000000002", "FR7600000000000000000000003",
	                                "FR7600000000000000000000004" };

static cents amounts[INVOICES];

static void book(struct session *session)
{
	struct buf text = { 0 };

	buf_puts(&text, HEAD);
	for (int i = 0; i < INVOICES; i++) {
		int client = roll(0, CLIENTS - 1);

		amounts[i] = roll(1, 5) * 1000;
		buf_printf(&text, "C%d,%s,F%d,2026-08-%02d,2026-09-%02d,%lld,%lld,EUR\n", client, names[client], 1001 + i, 1 + i, 1 + i,
		           (long long)amounts[i] / 100, (long long)amounts[i] / 100);
	}
	help_take(session, "book.csv", text.data, IMPORT_MODE_FULL);
	buf_clear(&text);
}

static struct cash_entry payment(int serial, char text[80], char reference[16])
{
	int invoice = roll(0, INVOICES - 1), other = roll(0, INVOICES - 1), luck = roll(1, 100);
	struct cash_entry entry = { .value_on = IN(roll(0, 9)), .amount = roll(1, 3) == 1 ? roll(1, 9) * 1000 : amounts[invoice] };

	snprintf(reference, 16, "B%05d", serial);
	entry.reference = reference;
	entry.text = text;
	if (luck <= 25) {
		snprintf(text, 80, "FACTURE F%d", 1001 + invoice);
	} else if (luck <= 40) {
		snprintf(text, 80, "F%d ET F%d", 1001 + invoice, 1001 + other);
		entry.amount = amounts[invoice] + amounts[other];
	} else {
		snprintf(text, 80, "VIREMENT");
	}
	if (roll(1, 100) <= 60)
		entry.party = names[roll(0, CLIENTS - 1)];
	if (roll(1, 100) <= 60)
		entry.party_account = accounts[roll(0, 3)];
	if (roll(1, 100) <= 12) {
		entry.amount = -entry.amount;
		entry.reversal = true;
		entry.return_code = "AM04";
	}
	return entry;
}

static void statement(struct session *session, int portfolio)
{
	static char texts[ENTRIES][80], references[ENTRIES][16];
	struct cash_entry entries[ENTRIES];
	struct import_report report;
	struct import_request request = { .terms_days = -1 };
	char name[32];

	for (int i = 0; i < ENTRIES; i++)
		entries[i] = payment(i, texts[i], references[i]);
	snprintf(name, sizeof name, "bank-%d.xml", portfolio);
	request.path = cash_statement(name, NULL, entries, ENTRIES);
	report = help_import(session, &request);
	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	import_report_clear(&report);
}

static void a_second_run_changes_nothing(void **state)
{
	int64_t decided = 0;

	for (int i = 0; i < PORTFOLIOS; i++) {
		struct matching_totals first, second;
		void *own = *state;
		char *before, *after;

		if (i > 0) { /* each on a store of its own */
			fixture_teardown(&own);
			fixture_setup(&own);
			*state = own;
		}
		dice = (uint64_t)i + 1;
		book(own);
		fixture_on(own, IN(10), -1);
		statement(own, i);
		first = cash_run(own);
		before = help_store_hash();
		second = cash_run(own);
		after = help_store_hash();
		if (strcmp(before, after) != 0)
			fail_msg("portfolio %d: the second run changed something", i);
		assert_int_equal(second.matched + second.reversed, 0);
		assert_int_equal(second.left, first.left);
		assert_int_equal(second.account, first.account);
		assert_int_equal(first.movements, first.matched + first.account + first.reversed + first.left);
		decided += first.matched + first.account + first.reversed;
		mem_free(before);
		mem_free(after);
	}
	assert_true(decided > PORTFOLIOS * ENTRIES / 5); /* there was something to do */
}

/* Whose the account is, is told by the payment that comes after. */
static void what_comes_later_speaks_for_what_came_before(void **state)
{
	const struct cash_entry entries[] = {
		{ .value_on = TODAY, .amount = 5000, .reference = "B1", .party = "TRESORERIE", .party_account = accounts[0], .text = "VIREMENT" },
		{ .value_on = IN(1), .amount = 10000, .reference = "B2", .party = "TRESORERIE", .party_account = accounts[0],
		  .text = "FACTURE F1001" },
	};
	struct matching_totals totals;

	help_take(*state, "book.csv",
	          HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\nC1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n",
	          IMPORT_MODE_FULL);
	fixture_on(*state, IN(2), -1);
	totals = cash_match(*state, "bank.xml", entries, 2);
	assert_int_equal(totals.movements, 2);
	assert_int_equal(totals.matched, 2);
	assert_int_equal(totals.left, 0);
	assert_int_equal(totals.sums[0].matched, 15000);
	assert_int_equal(totals.sums[0].left, 0);
	fixture_is("SELECT reason FROM allocation a JOIN bank_movement m ON m.id = a.movement_id ORDER BY m.value_on", "amount\nnumber\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_second_run_changes_nothing),
		FACT(what_comes_later_speaks_for_what_came_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
