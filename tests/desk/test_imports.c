/* Runs looked back at: numbers given for good, sums a currency, and what a store of before becomes.
 */
#include "cash_help.h"

#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "desk/imports.h"

#define SUMS "SELECT r.number, m.currency, m.open_cents, m.stored_cents FROM import_sum m JOIN import_run r ON r.id = m.run_id ORDER BY 1, 2"

static struct err err;

static const struct cash_entry paid[] = {
	{ .value_on = TODAY, .amount = 10000, .reference = "B1", .party = "Dupont", .text = "FACTURE F1001" },
	{ .value_on = TODAY, .amount = 4321, .reference = "B2", .party = "Nobody", .text = "?" },
};

/* Run 1 has two currencies, run 2 is the bank's, run 3 a change set, run 4 is refused. */
static void four_runs(struct session *session)
{
	struct import_request bad = { .terms_days = -1 };
	struct import_report report;

	help_take(session, "book.csv",
	          HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\nC2,Smith,F2001,2026-08-05,2026-09-05,50,50,USD\n",
	          IMPORT_MODE_FULL);
	cash_take(session, "bank.xml", paid, COUNT(paid));
	help_take(session, "more.csv", HEAD "C1,Dupont,F1002,2026-08-01,2026-09-01,7,7,EUR\n", IMPORT_MODE_CHANGES);
	bad.path = help_file("bad.csv", "client;name\nC1;Dupont\n");
	assert_false(import_file(session, &bad, &report, &err));
	err_clear(&err);
	assert_int_equal(report.end, IMPORT_ENDED_REFUSED);
	import_report_clear(&report);
}

static void sums_stand_apart_by_currency(void **state)
{
	struct session *session = *state;
	struct import_run_row *rows, run;
	struct import_reject_row *rejects;
	size_t count;

	four_runs(session);
	fixture_is(SUMS, "1|EUR|10000|10000\n1|USD|5000|5000\n2|EUR|14321|14321\n3|EUR|700|700\n");
	assert_true(imports_list(session, &rows, &count, &err));
	assert_int_equal(count, 4);
	assert_int_equal(rows[0].number, 1);
	assert_int_equal(rows[0].sum_count, 2);
	assert_string_equal(rows[0].sums[1].currency, "USD");
	assert_int_equal(rows[0].sums[1].stored, 5000);
	assert_int_equal(rows[3].number, 4);
	assert_string_equal(rows[3].status, IMPORT_REFUSED_CODE);
	assert_true(imports_show(session, 2, &run, &rejects, &count, &err));
	assert_string_equal(run.file, "bank.xml");
	assert_false(imports_show(session, 5, &run, &rejects, &count, &err));
	assert_string_equal(err.text, "there is no import 5: they are numbered 1 to 4");
}

/* A run whose id is older but that is stored later: it was begun on another machine, say. Nobody's number changes. */
static void a_number_is_for_good(void **state)
{
	struct session *session = *state;
	struct import_run_row early = { .id = id_new(), .file = "early.csv", .sha256 = "", .mode = "full", .status = IMPORT_RUNNING,
		                        .on_day = TODAY, .started_at = "2026-11-24T02:00:00.000Z", .agent = "alice" }, run;
	struct import_reject_row *rejects;
	size_t count;

	four_runs(session);
	assert_true(store_begin(session->store, true, &err));
	assert_true(import_source_put(session->store, session->creditor.id, "other", &early.source_id, &err));
	assert_true(import_run_insert(session->store, session->creditor.id, &early, &err));
	assert_true(store_commit(session->store, &err));
	assert_true(imports_show(session, 1, &run, &rejects, &count, &err));
	assert_string_equal(run.file, "book.csv");
	assert_true(imports_show(session, 5, &run, &rejects, &count, &err));
	assert_string_equal(run.file, "early.csv");
}

/* What schema 2 did not have is taken away, and the store opened again. */
static void a_store_of_before_keeps_what_it_has(void **state)
{
	static const char runs[] = "SELECT file, status, items, open_cents, stored_cents, message FROM import_run ORDER BY id";
	struct session *session = *state;
	char *before, *after;

	four_runs(session);
	before = fixture_dump(runs);
	session_close(session);
	fixture_sql("DROP TABLE import_sum");
	fixture_sql("DROP TABLE import_count");
	fixture_sql("DROP INDEX import_run_number");
	fixture_sql("ALTER TABLE import_run DROP COLUMN number");
	fixture_sql("ALTER TABLE promise DROP COLUMN credited_cents");
	fixture_sql("ALTER TABLE client DROP COLUMN limitation_closed_on");
	fixture_sql("ALTER TABLE client DROP COLUMN insurer_closed_on");
	fixture_sql("ALTER TABLE client DROP COLUMN claim_closed_on");
	fixture_sql("ALTER TABLE client ADD COLUMN clocks_closed INTEGER NOT NULL DEFAULT 0");
	fixture_sql("DROP INDEX invoice_payment_ref");
	fixture_sql("DROP INDEX invoice_part_paid");
	fixture_sql("DROP INDEX client_agent");
	fixture_sql("DROP INDEX document_request_asked");
	fixture_sql("ALTER TABLE invoice DROP COLUMN payment_ref");
	fixture_sql("ALTER TABLE client DROP COLUMN postal_code");
	fixture_sql("UPDATE setting SET value = '2' WHERE name = 'schema'");
	*state = session = fixture_session("alice", TODAY);
	fixture_is("SELECT value FROM setting WHERE name = 'schema'", "5\n");
	fixture_is("SELECT number, file FROM import_run ORDER BY id", "1|book.csv\n2|bank.xml\n3|more.csv\n4|bad.csv\n");
	/* of the ledger's two currencies nobody says which is how much any more */
	fixture_is(SUMS, "1||15000|15000\n2|EUR|14321|14321\n3||700|700\n");
	after = fixture_dump(runs);
	assert_string_equal(before, after);
	help_take(session, "last.csv", HEAD "C1,Dupont,F1003,2026-08-01,2026-09-01,9,9,EUR\n", IMPORT_MODE_CHANGES);
	fixture_is("SELECT number FROM import_run WHERE file = 'last.csv'", "5\n");
	help_verify(session);
	mem_free(before);
	mem_free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(sums_stand_apart_by_currency),
		FACT(a_number_is_for_good),
		FACT(a_store_of_before_keeps_what_it_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
