/* What imports do to the store: the rules of full pictures and change sets, one by one.
 */
#include "import_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/search.h"
#include "desk/imports.h"
#include "desk/refresh.h"

static const char two_clients[] = HEAD
	"C1,Dupont,F1,2026-08-01,2026-09-01,100.00,100.00,EUR\n"
	"C1,Dupont,F2,2026-11-01,2026-12-01,50.00,50.00,EUR\n"
	"C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n";

static void first_file_makes_clients_with_a_true_queue_row(void **state)
{
	struct import_report report = help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);

	assert_int_equal(report.created, 3);
	assert_int_equal(report.clients, 2);
	assert_int_equal(report.clients_new, 2);
	assert_int_equal(report.items, 3);
	assert_int_equal(report.lines, 4);
	assert_int_equal(report.number, 1);
	fixture_is("SELECT no, name, overdue_cents, balance_cents, oldest_on, callable, why_not, currency FROM client ORDER BY no",
	        "C1|Dupont|10000|15000|2026-09-01|1||EUR\nC2|Martin|7050|7050|2026-10-15|1||EUR\n");
	fixture_is("SELECT scored_on FROM creditor", "2026-11-24\n");
	fixture_is("SELECT mode, status, lines, items, created, changed, closed, unchanged, open_cents FROM import_run",
	        "full|done|4|3|3|0|0|0|22050\n");
	fixture_is("SELECT count(*) FROM receipt", "0\n");
	help_verify(*state);
}

/* What the first load works out in memory is what rescoring would say. */
static void first_load_scores_as_rescoring_does(void **state)
{
	struct session *session = *state;
	char *before, *after;
	struct err err = { 0 };

	help_take(session, "a.csv", two_clients, IMPORT_MODE_FULL);
	before = fixture_dump("SELECT no, score, callable, why_not, next_on, overdue_cents, oldest_on, broken FROM client ORDER BY no");
	for (long id = 1; id <= 2; id++) {
		int64_t client = fixture_count(id == 1 ? "SELECT id FROM client WHERE no = 'C1'" : "SELECT id FROM client WHERE no = 'C2'");

		assert_true(store_begin(session->store, true, &err));
		assert_true(refresh_client_items(session, client, &err));
		assert_true(store_commit(session->store, &err));
	}
	after = fixture_dump("SELECT no, score, callable, why_not, next_on, overdue_cents, oldest_on, broken FROM client ORDER BY no");
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

/* From so many items on an empty store is filled without its indexes, and the file is read ahead. */
static void large_first_file_is_stored_like_a_small_one(void **state)
{
	enum { ITEMS = 20000, CLIENTS = 1000 };
	struct session *session = *state;
	struct import_report report;
	struct refresh_totals totals;
	struct err err;
	struct buf file;

	buf_init(&file);
	buf_puts(&file, HEAD);
	for (int i = 0; i < ITEMS; i++)
		buf_printf(&file, "C%04d,Client number %04d,F%05d,2026-08-01,2026-09-01,100,%d,EUR\n", i * 7 % CLIENTS, i * 7 % CLIENTS, i,
		           1 + i % 100);
	assert_true(file.len > 1 << 20);
	report = help_take(session, "large.csv", file.data, IMPORT_MODE_FULL);
	buf_clear(&file);
	assert_int_equal(report.created, ITEMS);
	assert_int_equal(report.clients_new, CLIENTS);
	fixture_is("SELECT count(*), CAST(sum(open_cents) AS BIGINT), count(DISTINCT client_id) FROM invoice", "20000|101000000|1000\n");
	fixture_is("SELECT count(*), CAST(sum(overdue_cents) AS BIGINT) FROM client", "1000|101000000\n");
	fixture_is("SELECT c.no, count(*) FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.number IN ('F00001', 'F01001') GROUP BY c.no",
	        "C0007|2\n");
	fixture_is("SELECT count(*) FROM search_word WHERE word = 'number'", "1000\n");
	assert_true(refresh_all(session, true, NULL, NULL, &totals, &err));
	assert_int_equal(totals.changed, 0);
	help_verify(session);
}

static void same_file_again_changes_no_byte(void **state)
{
	const struct import_request request = { .path = help_file("a.csv", two_clients), .preset = "relance", .terms_days = -1 };
	struct import_report report = help_import(*state, &request);
	char *before = help_store_hash(), *after;

	import_report_clear(&report);
	report = help_import(*state, &request);
	assert_int_equal(report.end, IMPORT_ENDED_SAME);
	assert_int_equal(report.before_number, 1);
	assert_int_equal(report.before_on, TODAY);
	import_report_clear(&report);
	after = help_store_hash();
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void same_file_under_other_terms_is_another_import(void **state)
{
	struct import_request request = { .path = help_file("a.csv", "client,number,issued,open\nC1,F1,2026-08-01,10\n"),
		                          .preset = "relance", .terms_days = -1 };
	struct import_report report = help_import(*state, &request);

	import_report_clear(&report);
	fixture_is("SELECT due_on FROM invoice", "2026-08-31\n"); /* the creditor's 30 days */
	request.terms_days = 60;
	report = help_import(*state, &request);
	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	assert_int_equal(report.changed, 1);
	import_report_clear(&report);
	fixture_is("SELECT due_on FROM invoice", "2026-09-30\n");
}

static void terms_of_the_client_beat_the_creditors(void **state)
{
	help_take(*state, "a.csv", "client,number,issued,open\nC1,F1,2026-08-01,10\nC2,F2,2026-08-01,10\n", IMPORT_MODE_CHANGES);
	fixture_sql("UPDATE client SET terms_days = 45 WHERE no = 'C1'");
	help_take(*state, "b.csv", "client,number,issued,open\nC1,F3,2026-08-01,10\nC2,F4,2026-08-01,10\n", IMPORT_MODE_CHANGES);
	fixture_is("SELECT number, due_on FROM invoice ORDER BY number",
	        "F1|2026-08-31\nF2|2026-08-31\nF3|2026-09-15\nF4|2026-08-31\n");
}

static void change_set_touches_only_what_it_names(void **state)
{
	struct import_report report;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_CHANGES);
	report = help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,0,EUR\n"
	                                         "C3,Petit,F9,2026-10-01,2026-11-01,10,10,EUR\n",
	                   IMPORT_MODE_CHANGES);
	assert_int_equal(report.created, 1);
	assert_int_equal(report.closed, 1);
	assert_int_equal(report.changed, 0);
	fixture_is("SELECT number, open_cents, coalesce(closed_on, '-') FROM invoice ORDER BY number",
	        "F1|0|2026-11-24\nF2|5000|-\nF3|7050|-\nF9|1000|-\n");
	fixture_is("SELECT no, overdue_cents, balance_cents FROM client ORDER BY no", "C1|0|5000\nC2|7050|7050\nC3|1000|1000\n");
	help_verify(*state);
}

static void full_picture_closes_what_vanished_and_deletes_nothing(void **state)
{
	struct import_report report;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	report = help_take(*state, "b.csv", HEAD "C1,Dupont,F2,2026-11-01,2026-12-01,50.00,50.00,EUR\n", IMPORT_MODE_FULL);
	assert_int_equal(report.closed, 2);
	assert_int_equal(report.unchanged, 1);
	fixture_is("SELECT number, open_cents, coalesce(closed_on, '-') FROM invoice ORDER BY number",
	        "F1|0|2026-11-24\nF2|5000|-\nF3|0|2026-11-24\n");
	fixture_is("SELECT no, overdue_cents, balance_cents, callable FROM client ORDER BY no", "C1|0|5000|0\nC2|0|0|0\n");
	help_verify(*state);
}

static void full_picture_closes_only_within_its_source(void **state)
{
	struct import_request request = { .path = help_file("a.csv", two_clients), .preset = "relance", .terms_days = -1,
		                          .mode = IMPORT_MODE_FULL };
	struct import_report report = help_import(*state, &request);

	assert_string_equal(report.source, "csv:relance");
	import_report_clear(&report);
	request.path = help_file("b.csv", HEAD "C1,Dupont,X1,2026-11-01,2026-12-01,5,5,EUR\n");
	request.source = "branch";
	report = help_import(*state, &request);
	assert_string_equal(report.source, "branch");
	assert_int_equal(report.closed, 0);
	assert_int_equal(report.created, 1);
	import_report_clear(&report);
	fixture_is("SELECT count(*) FROM invoice WHERE open_cents <> 0", "4\n");
}

static void fall_of_an_open_amount_is_cash_of_the_day(void **state)
{
	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,40.00,EUR\n"
	                                "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n",
	          IMPORT_MODE_FULL);
	fixture_is("SELECT r.key, r.value_on, r.amount_cents, r.currency, r.credit_note, i.number, c.no FROM receipt r JOIN invoice i ON i.id = "
	        "r.invoice_id JOIN client c ON c.id = r.client_id ORDER BY r.key",
	        "fall:C1|F1:2026-11-24:4000|2026-11-24|6000|EUR|0|F1|C1\nfall:C1|F2:2026-11-24:0|2026-11-24|5000|EUR|0|F2|C1\n");
	help_verify(*state);
}

static void what_comes_back_was_not_paid(void **state)
{
	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	help_take(*state, "b.csv", HEAD "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n", IMPORT_MODE_FULL);
	help_take(*state, "c.csv", two_clients, IMPORT_MODE_FULL);
	fixture_is("SELECT i.number, sum(r.amount_cents), count(*) FROM receipt r JOIN invoice i ON i.id = r.invoice_id GROUP BY i.number ORDER BY i.number",
	        "F1|0|2\nF2|0|2\n");
	fixture_is("SELECT number, open_cents, coalesce(closed_on, '-') FROM invoice ORDER BY number", "F1|10000|-\nF2|5000|-\nF3|7050|-\n");
	/* the same fall a second time that day is cash again */
	help_take(*state, "d.csv", HEAD "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\nC2,Martin,F4,2026-09-15,2026-10-15,1,1,EUR\n",
	          IMPORT_MODE_FULL);
	fixture_is("SELECT i.number, sum(r.amount_cents), count(*) FROM receipt r JOIN invoice i ON i.id = r.invoice_id GROUP BY i.number ORDER BY i.number",
	        "F1|10000|3\nF2|5000|3\n");
	help_verify(*state);
}

/* No more goes back than the amount rose by, nor more than had come in. */
static void a_part_that_comes_back_was_not_paid(void **state)
{
	help_take(*state, "a.csv", two_clients, IMPORT_MODE_CHANGES);
	help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,0.00,EUR\nC1,Dupont,F2,2026-11-01,2026-12-01,50.00,40.00,EUR\n",
	          IMPORT_MODE_CHANGES);
	help_take(*state, "c.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,30.00,EUR\nC1,Dupont,F2,2026-11-01,2026-12-01,60.00,60.00,EUR\n",
	          IMPORT_MODE_CHANGES);
	fixture_is("SELECT i.number, r.amount_cents FROM receipt r JOIN invoice i ON i.id = r.invoice_id ORDER BY i.number, r.id",
	        "F1|10000\nF1|-3000\nF2|1000\nF2|-1000\n");
	help_verify(*state);
}

/* A higher amount that was never lower is a correction, not a bounced payment. */
static void rise_without_a_payment_is_no_reversal(void **state)
{
	help_take(*state, "a.csv", two_clients, IMPORT_MODE_CHANGES);
	help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,120.00,120.00,EUR\n", IMPORT_MODE_CHANGES);
	fixture_is("SELECT count(*) FROM receipt", "0\n");
	fixture_is("SELECT amount_cents, open_cents FROM invoice WHERE number = 'F1'", "12000|12000\n");
}

static void credit_notes_make_no_cash(void **state)
{
	help_take(*state, "a.csv", HEAD "C1,Dupont,A1,2026-08-01,2026-09-01,-30.00,-30.00,EUR\nC1,Dupont,F1,2026-08-01,2026-09-01,50,50,EUR\n",
	          IMPORT_MODE_FULL);
	fixture_is("SELECT number, kind, open_cents FROM invoice ORDER BY number", "A1|1|-3000\nF1|0|5000\n");
	fixture_is("SELECT overdue_cents, balance_cents FROM client", "2000|2000\n");
	help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,50,50,EUR\n", IMPORT_MODE_FULL);
	fixture_is("SELECT count(*) FROM receipt", "0\n");
	fixture_is("SELECT overdue_cents, balance_cents FROM client", "5000|5000\n");
}

static void settled_item_nobody_knows_is_not_made(void **state)
{
	struct import_report report = help_take(*state, "a.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,10,0,EUR\n"
	                                                              "C1,Dupont,F2,2026-08-01,2026-09-01,10,10,EUR\n",
	                                        IMPORT_MODE_CHANGES);

	assert_int_equal(report.created, 1);
	assert_int_equal(report.unchanged, 1);
	fixture_is("SELECT number FROM invoice", "F2\n");
	/* and the very line of its settlement is not passed over once it is known */
	help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,10,10,EUR\n", IMPORT_MODE_CHANGES);
	help_take(*state, "c.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,10,0,EUR\nC9,Dupont,F9,2026-08-01,2026-09-01,10,10,EUR\n",
	          IMPORT_MODE_CHANGES);
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F1|0\nF2|1000\nF9|1000\n");
}

/* ---- what is refused, what is warned of ---- */

static void refused_lines_are_kept_and_the_others_taken(void **state)
{
	const struct import_request request = {
		.path = help_file("a.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100,100,EUR\n"
		                                "C1,Dupont,F2,31/31/2026,2026-09-01,100,100,EUR\n"
		                                "C1,Dupont,F3,2026-08-01,2026-09-01,100,abc,EUR\n"
		                                ",Dupont,F4,2026-08-01,2026-09-01,100,100,EUR\n"),
		.preset = "relance", .terms_days = -1,
	};
	struct import_report report = help_import(*state, &request);
	struct import_run_row run;
	struct import_reject_row *rows;
	struct err err = { 0 };
	size_t count;

	assert_int_equal(report.rejects, 3);
	assert_int_equal(report.created, 1);
	assert_true(help_said(&report, REASON_BAD_DATE, false, 3));
	assert_true(help_said(&report, REASON_BAD_AMOUNT, false, 4));
	assert_true(help_said(&report, REASON_NO_CLIENT, false, 5));
	import_report_clear(&report);
	fixture_is("SELECT line, reason, warning, arg, raw FROM import_reject ORDER BY line",
	        "3|bad_date|0|31/31/2026|C1,Dupont,F2,31/31/2026,2026-09-01,100,100,EUR\n"
	        "4|bad_amount|0|abc|C1,Dupont,F3,2026-08-01,2026-09-01,100,abc,EUR\n"
	        "5|no_client|0||,Dupont,F4,2026-08-01,2026-09-01,100,100,EUR\n");
	assert_true(imports_show(*state, 1, &run, &rows, &count, &err));
	assert_int_equal(count, 3);
	assert_int_equal(run.rejects, 3);
	assert_string_equal(rows[0].reason, "bad_date");
	assert_false(imports_show(*state, 2, &run, &rows, &count, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

static void item_named_by_a_refused_line_stays_open(void **state)
{
	struct import_request request = { .path = help_file("a.csv", two_clients), .preset = "relance", .terms_days = -1,
		                          .mode = IMPORT_MODE_FULL };
	struct import_report report = help_import(*state, &request);

	import_report_clear(&report);
	for (int again = 0; again < 2; again++) { /* the second time through the known lines */
		request.path = help_file("b.csv", again ? HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,9O.00,EUR\n"
		                                               "C2,Martin,F3,2026-09-15,2026-10-15,75.50,60.50,EUR\n"
		                                        : HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,9O.00,EUR\n"
		                                               "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n");
		report = help_import(*state, &request);
		assert_int_equal(report.rejects, 1);
		assert_int_equal(report.kept, 1);
		assert_int_equal(report.closed, again ? 0 : 1); /* F2 did vanish */
		assert_int_equal(report.sums[0].kept, 10000);
		assert_int_equal(report.sums[0].stored, report.sums[0].in + 10000);
		import_report_clear(&report);
	}
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F1|10000\nF2|0\nF3|6050\n");
	request.path = help_file("c.csv", HEAD "C2,Martin,F3,2026-09-15,2026-10-15,75.50,60.50,EUR\n");
	report = help_import(*state, &request);
	assert_int_equal(report.closed, 1);
	import_report_clear(&report);
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F1|0\nF2|0\nF3|6050\n");
	help_verify(*state);
}

/* What an unreadable line named nobody knows: nothing vanished by its absence. */
static void nothing_vanished_beside_an_unreadable_line(void **state)
{
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL };
	struct import_report report;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	request.path = help_file("b.csv", HEAD "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\nC1,\"Dupont,F");
	report = help_import(*state, &request);
	assert_true(help_said(&report, REASON_QUOTE, false, 3));
	assert_int_equal(report.kept, 2);
	assert_int_equal(report.closed, 0);
	import_report_clear(&report);
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F1|10000\nF2|5000\nF3|7050\n");
}

static void refused_file_leaves_its_reason_and_nothing_else(void **state)
{
	struct import_request request = { .path = help_file("a.csv", "a,b\n1,2\n"), .preset = "relance", .terms_days = -1 };
	struct err err;

	help_refuse(*state, &request, &err);
	assert_int_equal(err.code, ERR_INPUT);
	assert_non_null(strstr(err.text, "a.csv"));
	fixture_is("SELECT status, created, message <> '' FROM import_run", "refused|0|1\n");
	fixture_is("SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM invoice) + (SELECT count(*) FROM import_lines)", "0\n");
	/* it does not stand in the way of the right one, nor make it "the same" */
	help_refuse(*state, &request, &err);
	help_take(*state, "a.csv", two_clients, IMPORT_MODE_CHANGES);
	fixture_is("SELECT status FROM import_run ORDER BY id", "refused\nrefused\ndone\n");
}

static void file_of_which_no_line_can_be_taken_is_refused(void **state)
{
	struct import_request request = {
		.path = help_file("a.csv", HEAD "C1,Dupont,F1,x,y,100,abc,EUR\nC1,Dupont,F2,x,y,100,abd,EUR\n"), .preset = "relance",
		.terms_days = -1,
	};
	struct err err;

	help_refuse(*state, &request, &err);
	fixture_is("SELECT status, rejects FROM import_run", "refused|2\n");
	fixture_is("SELECT count(*) FROM import_reject", "2\n");
	fixture_is("SELECT count(*) FROM client", "0\n");
}

static void full_picture_of_nothing_is_not_believed(void **state)
{
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL };
	struct err err;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	request.path = help_file("b.csv", HEAD);
	help_refuse(*state, &request, &err);
	fixture_is("SELECT count(*) FROM invoice WHERE open_cents <> 0", "3\n");
}

static void other_currencies_warn_once_and_net_alone(void **state)
{
	const struct import_request request = {
		.path = help_file("a.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100,100,\n"
		                                "C1,Dupont,F2,2026-08-01,2026-09-01,100,100,USD\n"
		                                "C1,Dupont,F3,2026-08-01,2026-09-01,100,100,USD\n"),
		.preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL,
	};
	struct import_report report = help_import(*state, &request);

	assert_int_equal(report.warnings, 1);
	assert_true(help_said(&report, REASON_CURRENCY_OTHER, true, 3));
	assert_int_equal(report.sum_count, 2);
	assert_string_equal(report.sums[0].currency, "EUR");
	assert_int_equal(report.sums[0].stored, 10000);
	assert_string_equal(report.sums[1].currency, "USD");
	assert_int_equal(report.sums[1].stored, 20000);
	import_report_clear(&report);
	fixture_is("SELECT currency, overdue_cents FROM client", "USD|20000\n");
}

static void ninth_currency_of_a_client_is_refused(void **state)
{
	static const char *const codes[] = { "EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "EUR" };
	struct buf text = { 0 };
	struct import_request request = { .preset = "relance", .terms_days = -1 };
	struct import_report report;

	buf_puts(&text, HEAD);
	for (size_t i = 0; i < COUNT(codes); i++)
		buf_printf(&text, "C1,Dupont,F%zu,2026-08-01,2026-09-01,10,10,%s\n", i, codes[i]);
	request.path = help_file("a.csv", text.data);
	report = help_import(*state, &request);
	assert_int_equal(report.rejects, 1);
	assert_true(help_said(&report, REASON_CURRENCIES, false, 10));
	assert_int_equal(report.created, 9);
	import_report_clear(&report);
	buf_reset(&text);
	buf_puts(&text, HEAD "C1,Dupont,G1,2026-08-01,2026-09-01,10,10,CZK\n" "C2,Martin,G2,2026-08-01,2026-09-01,10,10,CZK\n");
	request.path = help_file("b.csv", text.data);
	report = help_import(*state, &request);
	assert_int_equal(report.rejects, 1); /* counting those that are stored */
	assert_int_equal(report.created, 1);
	import_report_clear(&report);
	buf_clear(&text);
}

static void invoice_of_tomorrow_warns_and_is_taken(void **state)
{
	const struct import_request request = {
		.path = help_file("a.csv", HEAD "C1,Dupont,F1,2026-11-25,2026-12-25,10,10,EUR\n"), .preset = "relance", .terms_days = -1,
	};
	struct import_report report = help_import(*state, &request);

	assert_true(help_said(&report, REASON_FUTURE_ISSUE, true, 2));
	assert_int_equal(report.created, 1);
	assert_int_equal(report.rejects, 0);
	import_report_clear(&report);
}

/* ---- clients ---- */

static void most_frequent_spelling_names_the_client(void **state)
{
	help_take(*state, "a.csv", HEAD "C1,DUPONT SA,F1,2026-08-01,2026-09-01,10,10,EUR\n"
	                                "C1,Dupont,F2,2026-08-01,2026-09-01,10,10,EUR\n"
	                                "C1,Dupont,F3,2026-08-01,2026-09-01,10,10,EUR\n",
	          IMPORT_MODE_FULL);
	fixture_is("SELECT name FROM client", "Dupont\n");
	help_take(*state, "b.csv", HEAD "C1,Dupont et Fils,F1,2026-08-01,2026-09-01,10,10,EUR\n"
	                                "C1,Dupont et Fils,F2,2026-08-01,2026-09-01,10,10,EUR\n"
	                                "C1,Dupont,F4,2026-08-01,2026-09-01,10,10,EUR\n",
	          IMPORT_MODE_FULL);
	fixture_is("SELECT name FROM client", "Dupont et Fils\n");
	fixture_is("SELECT word FROM search_word ORDER BY word", "c1\ndupont\net\nfils\n");
}

static void contacts_limit_and_risk_follow_the_file(void **state)
{
	static const char head[] = "client,name,number,issued,due,open,contact,phone,mail,limit,risk\n";
	struct session *session = *state;
	struct client_row *rows;
	const char **matched;
	size_t count;
	char text[1024];
	struct err err = { 0 };

	snprintf(text, sizeof text, "%sC1,Dupont,F1,2026-08-01,2026-09-01,10,Ann Roy,01 23 45 67 89,,5000,1\n"
	                            "C1,Dupont,F2,2026-08-01,2026-09-01,10,Ann Roy,01 23 45 67 89,ann@dupont.example,,\n", head);
	help_take(session, "a.csv", text, IMPORT_MODE_CHANGES);
	fixture_is("SELECT name, role, phone, mail FROM contact", "Ann Roy|accounts_payable|01 23 45 67 89|ann@dupont.example\n");
	fixture_is("SELECT credit_limit_cents, risk_class FROM client", "500000|1\n");
	snprintf(text, sizeof text, "%sC1,Dupont,F3,2026-08-01,2026-09-01,10,Ann Roy,01 23 45 67 89,roy@dupont.example,,2\n"
	                            "C1,Dupont,F4,2026-08-01,2026-09-01,10,Bo Li,06 11 22 33 44,,,\n", head);
	help_take(session, "b.csv", text, IMPORT_MODE_CHANGES);
	fixture_is("SELECT name, phone, mail FROM contact ORDER BY name",
	        "Ann Roy|01 23 45 67 89|roy@dupont.example\nBo Li|06 11 22 33 44|\n");
	fixture_is("SELECT credit_limit_cents, risk_class FROM client", "500000|2\n");
	assert_true(search_find(session->store, &session->arena, session->creditor.id, "223344", 5, &rows, &matched, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].no, "C1");
}

/* ---- dry run, journal, lock ---- */

static void dry_run_says_the_same_and_writes_nothing(void **state)
{
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL, .dry_run = true };
	struct import_report report;
	char *before, *after;

	request.path = help_file("a.csv", two_clients);
	before = help_store_hash();
	report = help_import(*state, &request);
	assert_int_equal(report.end, IMPORT_ENDED_DRY);
	assert_int_equal(report.created, 3);
	assert_int_equal(report.clients_new, 2);
	assert_int_equal(report.sums[0].in, 22050);
	import_report_clear(&report);
	after = help_store_hash();
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	request.path = help_file("b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,10.00,EUR\nC3,Petit,F7,2026-08-01,,1,1,EUR\n");
	before = help_store_hash();
	report = help_import(*state, &request);
	assert_int_equal(report.created, 1);
	assert_int_equal(report.changed, 1);
	assert_int_equal(report.closed, 2);
	import_report_clear(&report);
	after = help_store_hash();
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void each_run_has_one_row_in_the_journal(void **state)
{
	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,10.00,EUR\n", IMPORT_MODE_FULL);
	fixture_is("SELECT count(*) FROM journal WHERE kind = 'import' AND client_id = 0", "2\n");
	fixture_is("SELECT payload LIKE '{\"run\":%,\"source\":\"csv:relance\",\"file\":\"b.csv\",\"sha256\":\"%\",\"mode\":\"full\",\"lines\":2,"
	        "\"items\":1,\"created\":0,\"changed\":1,\"closed\":2,\"unchanged\":0,\"rejects\":0,\"warnings\":0,\"open\":{\"EUR\":\"10.00\"}}' "
	        "FROM journal WHERE kind = 'import' ORDER BY id DESC LIMIT 1",
	        "1\n");
	help_verify(*state);
}

static void second_import_of_a_source_waits_for_nobody(void **state)
{
	struct session *session = *state;
	struct import_request request = { .path = help_file("a.csv", two_clients), .preset = "relance", .terms_days = -1 };
	struct import_lock *lock;
	struct import_report report;
	struct err err = { 0 };

	assert_true(import_lock_take(session->store, session->creditor.id, "csv:relance", &lock, &err));
	assert_non_null(lock);
	help_refuse(session, &request, &err);
	assert_int_equal(err.code, ERR_BUSY);
	assert_int_equal(fixture_count("SELECT count(*) FROM import_run"), 0);
	request.source = "other"; /* another source is free */
	report = help_import(session, &request);
	import_report_clear(&report);
	import_lock_release(lock);
	request.source = NULL;
	report = help_import(session, &request);
	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	import_report_clear(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(first_file_makes_clients_with_a_true_queue_row),
		FACT(first_load_scores_as_rescoring_does),
		FACT(large_first_file_is_stored_like_a_small_one),
		FACT(same_file_again_changes_no_byte),
		FACT(same_file_under_other_terms_is_another_import),
		FACT(terms_of_the_client_beat_the_creditors),
		FACT(change_set_touches_only_what_it_names),
		FACT(full_picture_closes_what_vanished_and_deletes_nothing),
		FACT(full_picture_closes_only_within_its_source),
		FACT(fall_of_an_open_amount_is_cash_of_the_day),
		FACT(what_comes_back_was_not_paid),
		FACT(a_part_that_comes_back_was_not_paid),
		FACT(rise_without_a_payment_is_no_reversal),
		FACT(credit_notes_make_no_cash),
		FACT(settled_item_nobody_knows_is_not_made),
		FACT(refused_lines_are_kept_and_the_others_taken),
		FACT(item_named_by_a_refused_line_stays_open),
		FACT(nothing_vanished_beside_an_unreadable_line),
		FACT(refused_file_leaves_its_reason_and_nothing_else),
		FACT(file_of_which_no_line_can_be_taken_is_refused),
		FACT(full_picture_of_nothing_is_not_believed),
		FACT(other_currencies_warn_once_and_net_alone),
		FACT(ninth_currency_of_a_client_is_refused),
		FACT(invoice_of_tomorrow_warns_and_is_taken),
		FACT(most_frequent_spelling_names_the_client),
		FACT(contacts_limit_and_risk_follow_the_file),
		FACT(dry_run_says_the_same_and_writes_nothing),
		FACT(each_run_has_one_row_in_the_journal),
		FACT(second_import_of_a_source_waits_for_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
