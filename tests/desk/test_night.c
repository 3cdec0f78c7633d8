/* The night over a real store: one at a time, taken up where it was cut short, its report kept. */
#include "cash_help.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "db/import.h"
#include "desk/night.h"

static struct inbox_request inbox = { .bytes_max = 1 << 20, .owners = "", .preset = "", .map = "" };

static void deliver(const char *name, const char *text)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", inbox.folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int setup(void **state)
{
	static char folder[400];

	if (fixture_setup(state) != 0)
		return -1;
	snprintf(folder, sizeof folder, "%s/inbox", fixture_folder());
	inbox.folder = folder;
	return mkdir(folder, 0700);
}

static struct night_report run(struct session *session)
{
	const struct night_request request = { .inbox = &inbox };
	struct night_report report;
	struct err err = { 0 };

	if (!night_run(session, &request, &report, &err))
		fail_msg("%s", err.text);
	return report;
}

#define ITEMS HEAD "C1,Morel,F1,2026-09-01,2026-11-23,120.00,120.00,EUR\n"

static void report_tells_what_was_done(void **state)
{
	struct session *session = *state;
	struct night_report report, kept;
	struct err err = { 0 };

	deliver("items.csv", ITEMS);
	deliver("bad.csv", "a,b\n1,2\n");
	deliver("half.csv.part", ITEMS);
	report = run(session);
	assert_int_equal(report.number, 1);
	assert_int_equal(report.file_count, 3);
	assert_int_equal(report.refused, 1);
	assert_int_equal(report.left, 1);
	assert_int_equal(report.new_overdue_count, 1);
	assert_int_equal(report.new_overdue[0].amount, 12000);
	assert_int_equal(report.clients, 1);
	night_report_clear(&report);
	assert_true(night_show(session, 0, &kept, &err));
	assert_int_equal(kept.file_count, 3);
	for (size_t i = 0; i < 3; i++)
		if (strcmp(kept.files[i].name, "items.csv") == 0) {
			assert_string_equal(kept.files[i].fate, "taken");
			assert_string_equal(kept.files[i].kind, "ledger");
			assert_int_equal(kept.files[i].sum_count, 1);
			assert_string_equal(kept.files[i].sums[0].currency, "EUR");
			assert_int_equal(kept.files[i].sums[0].open, 12000);
			assert_int_equal(kept.files[i].sums[0].stored, 12000);
		}
	assert_int_equal(kept.new_overdue[0].amount, 12000);
	assert_string_equal(kept.creditor, "Durand Équipements");
	night_report_clear(&kept);
	fixture_is("SELECT step, ended_at IS NULL FROM night", "done|0\n");
	report = run(session);
	assert_int_equal(report.number, 2);
	assert_int_equal(report.new_overdue_count, 0);
	night_report_clear(&report);
	help_verify(session);
}

static void promises_are_judged_and_counted(void **state)
{
	struct session *session = *state;
	int64_t client = fixture_client(session, "C1", "Morel");
	struct night_report report;

	fixture_invoice(session, client, "F1", LATE(40), 10000);
	fixture_record(session, client, OUTCOME_PROMISE, "100 fri");
	session->today = IN(10);
	report = run(session);
	assert_int_equal(report.judged.broken, 1);
	assert_int_equal(report.judged.kept, 0);
	night_report_clear(&report);
	fixture_is("SELECT state FROM promise", "broken\n");
}

/* The ledger of the night still shows the invoice open; the bank's statement, read after it, has the cash. The promise was kept, not broken. */
static void a_promise_is_counted_as_the_night_leaves_it(void **state)
{
	struct session *session = *state;
	const struct cash_entry paid = { .value_on = IN(3), .amount = 10000, .reference = "B1", .text = "F1001", .party = "Dupont" };
	struct night_report report;
	char there[512];

	cash_book(session, CASH_BOOK);
	fixture_record(session, cash_client("C1"), OUTCOME_PROMISE, "100 fri");
	session->today = DAY("2026-12-01");
	deliver("items.csv", CASH_BOOK "C1,Dupont,F1003,2026-11-05,2026-12-05,30,30,EUR\n");
	snprintf(there, sizeof there, "%s/bank.xml", inbox.folder);
	assert_int_equal(rename(cash_statement("bank.xml", NULL, &paid, 1), there), 0);
	report = run(session);
	assert_int_equal(report.matched_count, 1);
	assert_int_equal(report.matched[0].amount, 10000);
	fixture_is("SELECT state FROM promise", "kept\n");
	fixture_is("SELECT kind FROM journal WHERE kind LIKE 'promise_%' ORDER BY id", "promise_broken\npromise_kept\n");
	assert_int_equal(report.judged.kept, 1);
	assert_int_equal(report.judged.broken, 0);
	night_report_clear(&report);
}

static void paid_disputes_are_counted(void **state)
{
	struct session *session = *state;
	int64_t client = fixture_client(session, "C1", "Morel");
	struct night_report report, kept;
	struct err err = { 0 };

	fixture_invoice(session, client, "F1", LATE(40), 10000);
	fixture_record(session, client, OUTCOME_DISPUTE, "prix");
	fixture_sql("UPDATE invoice SET open_cents = 0");
	report = run(session);
	assert_int_equal(report.judged.disputes_paid, 1);
	night_report_clear(&report);
	assert_true(night_show(session, 0, &kept, &err));
	assert_int_equal(kept.judged.disputes_paid, 1);
	night_report_clear(&kept);
	report = run(session);
	assert_int_equal(report.judged.disputes_paid, 0);
	night_report_clear(&report);
}

static void second_night_says_who_is_at_work(void **state)
{
	struct session *session = *state;
	const struct night_request request = { .inbox = &inbox };
	struct night_report report;
	struct import_lock *lock;
	struct err err = { 0 };

	report = run(session);
	night_report_clear(&report);
	fixture_sql("UPDATE night SET ended_at = NULL, step = 'files', process = 'host/77/1'");
	struct session *other = fixture_session("alice", TODAY);
	assert_true(import_lock_take(other->store, session->creditor.id, " night", &lock, &err));
	assert_non_null(lock);
	assert_false(night_run(session, &request, &report, &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_non_null(strstr(err.text, "host/77/1"));
	assert_non_null(strstr(err.text, "step files"));
	night_report_clear(&report);
	import_lock_release(lock);
	session_close(other);
	/* its process is gone: it is taken up */
	report = run(session);
	assert_true(report.resumed);
	assert_int_equal(report.number, 1);
	night_report_clear(&report);
	fixture_is("SELECT step, process = 'host/77/1' FROM night", "done|0\n");
}

static void night_of_another_day_is_over(void **state)
{
	struct session *session = *state;
	struct night_report report;
	struct err err = { 0 };

	report = run(session);
	night_report_clear(&report);
	fixture_sql("UPDATE night SET ended_at = NULL, step = 'score', report = ''");
	session->today = IN(1);
	report = run(session);
	assert_false(report.resumed);
	assert_int_equal(report.number, 2);
	night_report_clear(&report);
	assert_false(night_show(session, 1, &report, &err));
	assert_non_null(strstr(err.text, "cut short at the step score"));
	fixture_is("SELECT count(*) FROM night WHERE ended_at IS NULL", "0\n");
}

static void file_taken_before_the_cut_is_counted_once(void **state)
{
	struct session *session = *state;
	struct night_report report;
	char from[512], to[512];

	deliver("items.csv", ITEMS);
	deliver("bad.csv", "a,b\n1,2\n");
	report = run(session);
	night_report_clear(&report);
	/* as if the power had gone before they were moved away */
	fixture_sql("UPDATE night SET ended_at = NULL, step = 'files'");
	snprintf(from, sizeof from, "%s/done/items.csv", inbox.folder);
	snprintf(to, sizeof to, "%s/taken/items.csv", inbox.folder);
	assert_int_equal(rename(from, to), 0);
	snprintf(from, sizeof from, "%s/refused/bad.csv", inbox.folder);
	snprintf(to, sizeof to, "%s/taken/bad.csv", inbox.folder);
	assert_int_equal(rename(from, to), 0);
	report = run(session);
	assert_true(report.resumed);
	assert_int_equal(report.file_count, 2);
	assert_int_equal(report.refused, 1);
	night_report_clear(&report);
	fixture_is("SELECT count(*) FROM import_run", "2\n");
	snprintf(from, sizeof from, "%s/done/items.csv", inbox.folder);
	assert_int_equal(access(from, F_OK), 0);
	snprintf(from, sizeof from, "%s/refused/bad.csv.why", inbox.folder);
	assert_int_equal(access(from, F_OK), 0);
}

static void older_pictures_come_first(void **state)
{
	struct session *session = *state;
	struct night_report report;

	inbox.full = true;
	deliver("a.csv", HEAD "C1,Morel,F1,2026-09-01,2026-11-23,1.00,1.00,EUR\n"
			      "C1,Morel,F2,2026-11-02,2026-11-23,2.00,2.00,EUR\n");
	deliver("z.csv", HEAD "C1,Morel,F1,2026-09-01,2026-11-23,1.00,1.00,EUR\n"
			      "C1,Morel,F0,2026-10-01,2026-11-23,3.00,3.00,EUR\n");
	report = run(session);
	inbox.full = false;
	assert_string_equal(report.files[0].name, "z.csv");
	assert_string_equal(report.files[1].name, "a.csv");
	night_report_clear(&report);
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F0|0\nF1|100\nF2|200\n");
}

/* Whatever they are called and however old they are: cash after the invoices it may pay. */
static void ledgers_come_before_cash(void **state)
{
	const struct cash_entry paid = { .value_on = LATE(40), .amount = 10000, .reference = "B1", .text = "F1001", .party = "Dupont" };
	struct session *session = *state;
	struct night_report report;
	char there[512];

	snprintf(there, sizeof there, "%s/a.xml", inbox.folder);
	assert_int_equal(rename(cash_statement("bank.xml", NULL, &paid, 1), there), 0);
	deliver("z.csv", CASH_BOOK);
	report = run(session);
	assert_int_equal(report.file_count, 2);
	assert_string_equal(report.files[0].name, "z.csv");
	assert_string_equal(report.files[1].name, "a.xml");
	night_report_clear(&report);
}

static int failing_map; /* which of the next is refused its memory, 0: none */

const char *__real_mapped_open(int fd, size_t size, const char *shown);
const char *__wrap_mapped_open(int fd, size_t size, const char *shown);
const char *__wrap_mapped_open(int fd, size_t size, const char *shown)
{
	if (failing_map == 0 || --failing_map > 0)
		return __real_mapped_open(fd, size, shown);
	errno = ENOMEM;
	return NULL;
}

/* Taken for a file of no kind, the picture would be read as a list of changes: F2 would stay open. */
static void a_file_that_could_not_be_looked_at_waits(void **state)
{
	const struct night_request request = { .inbox = &inbox };
	struct session *session = *state;
	struct night_report report;
	struct err err = { 0 };

	deliver("a.csv", HEAD "C1,Morel,F1,2026-09-01,2026-11-23,1.00,1.00,EUR\n"
			      "C1,Morel,F2,2026-09-01,2026-11-23,2.00,2.00,EUR\n");
	report = run(session);
	night_report_clear(&report);
	inbox.full = true;
	deliver("b.csv", HEAD "C1,Morel,F1,2026-09-01,2026-11-23,1.00,1.00,EUR\n");
	failing_map = 1;
	assert_false(night_run(session, &request, &report, &err));
	assert_non_null(strstr(err.text, "b.csv: Cannot allocate memory"));
	night_report_clear(&report);
	report = run(session);
	inbox.full = false;
	assert_int_equal(report.refused, 0);
	night_report_clear(&report);
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F1|100\nF2|0\n");
}

static void written_days_ago(const char *name, int days)
{
	const time_t at = time(NULL) - days * 86400;
	const struct timespec times[] = { { .tv_sec = at }, { .tv_sec = at } };
	char path[512];

	snprintf(path, sizeof path, "%s/%s", inbox.folder, name);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* To be checked on Tuesday, 1 December; three nights did not run. What fell in the picture of that day is cash of that day, what fell in
 * Friday's is not; and a file of another age altogether is of the day it is read. */
static void cash_is_of_the_day_its_picture_was_made(void **state)
{
	static const struct {
		const char *name;
		int days;
		const char *day, *becomes;
	} rows[] = {
		{ "of the check date", 3, "2026-12-01", "kept" },
		{ "of the next day", 2, "2026-12-02", "broken" },
		{ "of today", 0, "2026-12-04", "broken" },
		{ "of nobody knows when", 4000, "2026-12-04", "broken" },
	};
	void *own = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct session *session = own;
		struct night_report report;
		char wanted[64];

		if (i > 0) {
			fixture_teardown(&own);
			setup(&own);
			session = own;
		}
		help_take(session, "a.csv", HEAD "C1,Morel,F1,2026-09-01,2026-10-23,120,120,EUR\n", IMPORT_MODE_FULL);
		fixture_record(session, (int64_t)fixture_count("SELECT id FROM client"), OUTCOME_PROMISE, "120 fri");
		fixture_on(session, DAY("2026-12-04"), -1);
		deliver("items.csv", HEAD "C1,Morel,F1,2026-09-01,2026-10-23,120,0,EUR\nC2,Roy,F2,2026-09-01,2027-10-23,1,1,EUR\n");
		written_days_ago("items.csv", rows[i].days);
		report = run(session);
		night_report_clear(&report);
		snprintf(wanted, sizeof wanted, "%s|%s\n", rows[i].day, rows[i].becomes);
		fixture_is("SELECT r.value_on, p.state FROM receipt r JOIN promise p ON p.client_id = r.client_id", wanted);
	}
	*state = own;
}

static void agents_run_no_night(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);
	const struct night_request request = { 0 };
	struct night_report report;
	struct err err = { 0 };

	(void)state;
	assert_false(night_run(bob, &request, &report, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	night_report_clear(&report);
	session_close(bob);
}

#define NIGHT(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		NIGHT(report_tells_what_was_done),
		NIGHT(promises_are_judged_and_counted),
		NIGHT(a_promise_is_counted_as_the_night_leaves_it),
		NIGHT(paid_disputes_are_counted),
		NIGHT(second_night_says_who_is_at_work),
		NIGHT(night_of_another_day_is_over),
		NIGHT(file_taken_before_the_cut_is_counted_once),
		NIGHT(older_pictures_come_first),
		NIGHT(ledgers_come_before_cash),
		NIGHT(a_file_that_could_not_be_looked_at_waits),
		NIGHT(cash_is_of_the_day_its_picture_was_made),
		NIGHT(agents_run_no_night),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
