/* What imports know from last time: lines passed over, and runs that were cut short.
 */
#include "import_help.h"

#include <malloc.h>
#include <string.h>

#include "base/mem.h"
#include "db/import.h"
#include "desk/import_lines.h"

static const char two_clients[] = HEAD
	"C1,Dupont,F1,2026-08-01,2026-09-01,100.00,100.00,EUR\n"
	"C1,Dupont,F2,2026-11-01,2026-12-01,50.00,50.00,EUR\n"
	"C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n";

static void known_lines_are_passed_over_and_mean_the_same(void **state)
{
	struct import_report report;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	report = help_take(*state, "b.csv", HEAD "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n" /* another order */
	                                         "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,100.00,EUR\n"
	                                         "C1,Dupont,F2,2026-11-01,2026-12-01,50.00,20.00,EUR\n",
	                   IMPORT_MODE_FULL);
	assert_int_equal(report.known, 2);
	assert_int_equal(report.items, 3);
	assert_int_equal(report.changed, 1);
	assert_int_equal(report.unchanged, 2);
	assert_int_equal(report.closed, 0);
	fixture_is("SELECT open_cents FROM import_run ORDER BY id", "22050\n19050\n");
	/* a line of before that comes back is not taken for known */
	report = help_take(*state, "c.csv", two_clients, IMPORT_MODE_FULL);
	assert_int_equal(report.known, 2);
	assert_int_equal(report.changed, 1);
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F1|10000\nF2|5000\nF3|7050\n");
	help_verify(*state);
}

/* In memory: what an unknown line most likely changes is what stood in its place. */
static void an_unknown_line_is_likely_that_of_its_place(void **state)
{
	struct import_lines lines = { 0 };

	(void)state;
	for (int i = 1; i <= 5; i++)
		import_lines_add(&lines, (uint64_t)i, 100 + i, 1000, "EUR");
	assert_int_equal(import_lines_likely(&lines), 0); /* nothing was asked for */
	assert_int_equal(import_lines_known(&lines, 1), 0);
	assert_int_equal(import_lines_likely(&lines), 0); /* it is known */
	assert_int_equal(import_lines_known(&lines, 77), SIZE_MAX);
	assert_int_equal(import_lines_likely(&lines), 102);
	assert_int_equal(import_lines_known(&lines, 78), SIZE_MAX);
	assert_int_equal(import_lines_likely(&lines), 103);
	assert_int_equal(import_lines_known(&lines, 4), 3);
	assert_int_equal(import_lines_known(&lines, 79), SIZE_MAX);
	assert_int_equal(import_lines_likely(&lines), 105);
	assert_int_equal(import_lines_known(&lines, 80), SIZE_MAX);
	assert_int_equal(import_lines_likely(&lines), 0); /* behind the last */
	import_lines_clear(&lines);
}

/* A line taken out and others in its place and in another order: what only seems likely is not taken for what it is. */
static void what_is_only_likely_is_looked_at(void **state)
{
	struct import_report report;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	report = help_take(*state, "b.csv", HEAD "C2,Martin,F3,2026-09-15,2026-10-15,75.50,60.50,EUR\n"
	                                         "C3,Durand,F4,2026-09-15,2026-10-15,12.00,12.00,EUR\n"
	                                         "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,90.00,EUR\n",
	                   IMPORT_MODE_FULL);
	assert_int_equal(report.known, 0);
	assert_int_equal(report.created, 1);
	assert_int_equal(report.changed, 2);
	assert_int_equal(report.closed, 1);
	fixture_is("SELECT i.number, c.no, i.open_cents FROM invoice i JOIN client c ON c.id = i.client_id ORDER BY i.number",
		"F1|C1|9000\nF2|C1|0\nF3|C2|6050\nF4|C3|1200\n");
	help_verify(*state);
}

/* Lines that are passed over bear the name that is stored: fewer others do not change it, more do. */
static void lines_passed_over_keep_their_clients_name(void **state)
{
#define OF(name, number, open) "C1," name "," number ",2026-08-01,2026-09-01,100.00," open ",EUR\n"
	help_take(*state, "a.csv", HEAD OF("Dupont", "F1", "100") OF("Dupont", "F2", "100") OF("Dupont", "F3", "100"), IMPORT_MODE_FULL);
	assert_int_equal(help_take(*state, "b.csv", HEAD OF("Dupont", "F1", "100") OF("Dupont", "F2", "100") OF("Dupond", "F3", "50"),
	                           IMPORT_MODE_FULL).known, 2);
	fixture_is("SELECT name FROM client", "Dupont\n");
	assert_int_equal(help_take(*state, "c.csv", HEAD OF("Dupont", "F1", "100") OF("Dupond", "F2", "50") OF("Dupond", "F3", "40"),
	                           IMPORT_MODE_FULL).known, 1);
	fixture_is("SELECT name FROM client", "Dupond\n");
#undef OF
}

static void duplicate_of_a_known_line_is_seen(void **state)
{
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL };
	struct import_report report;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	request.path = help_file("b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,100.00,EUR\n"
	                                       "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,100.00,EUR\n"
	                                       "C1,Dupont,F2,2026-11-01,2026-12-01,50.00,50.00,EUR\n"
	                                       "C1,Dupont,F2,2026-11-01,2026-12-01,50.00,49.00,EUR\n"
	                                       "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n");
	report = help_import(*state, &request);
	assert_int_equal(report.known, 3);
	assert_int_equal(report.changed, 0);
	assert_int_equal(report.closed, 0);
	assert_true(help_said(&report, REASON_DUPLICATE, true, 3));
	assert_true(help_said(&report, REASON_DUPLICATE, false, 5));
	import_report_clear(&report);
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F1|10000\nF2|5000\nF3|7050\n");
}

/* Its key is too long to lie in the item; many of them, so that what keeps the texts grows while keys are told. */
static void a_duplicate_is_told_by_its_long_key(void **state)
{
	enum { COUNT = IMPORT_SAID };
	const char line[] = "C1,Dupont,a-number-longer-than-what-an-item-holds-%03d,2026-08-01,2026-09-01,100.00,%d.00,EUR\n";
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL };
	struct import_report report;
	struct buf known, twice;
	char key[64];

	buf_init(&known);
	buf_init(&twice);
	buf_puts(&known, HEAD);
	buf_puts(&twice, HEAD);
	for (int i = 0; i < COUNT; i++) {
		buf_printf(&known, line, i, 100);
		buf_printf(&twice, line, i, 100);
		buf_printf(&twice, line, i, 99);
	}
	help_take(*state, "a.csv", known.data, IMPORT_MODE_FULL);
	request.path = help_file("b.csv", twice.data);
	mallopt(M_PERTURB, 0xA5); /* what was freed does not look as before */
	report = help_import(*state, &request);
	mallopt(M_PERTURB, 0);
	assert_int_equal(report.known, COUNT);
	assert_int_equal(report.said_count, COUNT);
	for (int i = 0; i < COUNT; i++) {
		snprintf(key, sizeof key, "C1|a-number-longer-than-what-an-item-holds-%03d", i);
		assert_int_equal(report.said[i].reason, REASON_DUPLICATE);
		assert_string_equal(report.said[i].arg, key);
	}
	import_report_clear(&report);
	buf_clear(&known);
	buf_clear(&twice);
}

/* The header's word for where the parts stand. */
static void lines_of_shelf(struct session *session, char shelf)
{
	long source_id = fixture_count("SELECT min(source_id) FROM import_lines");
	struct buf header = { 0 };
	struct err err;

	assert_true(store_begin(session->store, true, &err));
	assert_int_equal(import_lines_get(session->store, source_id, 0, &header, &err), FOUND);
	assert_int_equal(header.data[5], 1);
	header.data[5] = shelf;
	assert_true(import_lines_put(session->store, source_id, 0, header.data, header.len, &err));
	assert_true(store_commit(session->store, &err));
	buf_clear(&header);
}

/* As earlier versions left them after every other run. */
static void lines_of_an_earlier_version_are_known(void **state)
{
	struct import_report report;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	fixture_is("SELECT part FROM import_lines ORDER BY part", "0\n1000000\n");
	fixture_sql("UPDATE import_lines SET part = 2000000 WHERE part = 1000000");
	lines_of_shelf(*state, 2);
	report = help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,90.00,EUR\n"
	                                         "C1,Dupont,F2,2026-11-01,2026-12-01,50.00,50.00,EUR\n"
	                                         "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n",
	                   IMPORT_MODE_FULL);
	assert_int_equal(report.known, 2);
	assert_int_equal(report.changed, 1);
	fixture_is("SELECT part FROM import_lines ORDER BY part", "0\n1000000\n"); /* and now stand where they belong */
	report = help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	assert_int_equal(report.known, 2);
	help_verify(*state);
}

enum { MANY = 3000 };

/* Of so many clients, one item each. */
static char *many_clients(const char *open)
{
	struct buf text;

	buf_init(&text);
	buf_puts(&text, HEAD);
	for (int i = 1; i <= MANY; i++)
		buf_printf(&text, "C%d,Client %d,F%d,2026-08-01,2026-09-01,100.00,%s,EUR\n", i, i, i, open);
	return buf_take(&text);
}

struct watched {
	int looks;    /* between two transactions that write rows … */
	long headers; /* … and how often there was one then */
};

static void watch(void *context, enum import_phase phase, size_t done, size_t total)
{
	struct watched *watched = context;

	(void)done;
	(void)total;
	if (phase != IMPORT_WRITING)
		return;
	watched->looks++;
	watched->headers += fixture_count("SELECT count(*) FROM import_lines WHERE part = 0");
}

/* A run that is cut short anywhere leaves no word of lines that are half last time's and half its own. */
static void nothing_is_believed_while_rows_are_written(void **state)
{
	struct watched watched = { 0 };
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL,
		                          .progress = watch, .context = &watched };
	struct import_report report;
	char *before = many_clients("100.00"), *after = many_clients("90.00");

	help_take(*state, "a.csv", before, IMPORT_MODE_FULL);
	fixture_is("SELECT part FROM import_lines ORDER BY part", "0\n1000000\n");
	fixture_sql("UPDATE client SET terms_days = 30 WHERE no = 'C1'"); /* somebody is at work: transactions are short */
	request.path = help_file("b.csv", after);
	report = help_import(*state, &request);
	assert_int_equal(report.changed, MANY);
	assert_true(watched.looks > 0);
	assert_int_equal(watched.headers, 0);
	fixture_is("SELECT part FROM import_lines ORDER BY part", "0\n1000000\n");
	import_report_clear(&report);
	help_verify(*state);
	mem_free(before);
	mem_free(after);
}

/* ---- a long list, and what differs from it ---- */

enum { LONG = 40100, PER_CLIENT = 100 };

/* Every `touched`th line with less open, those before `first` absent. */
static char *long_list(int first, int touched)
{
	struct buf text;

	buf_init(&text);
	buf_puts(&text, HEAD);
	for (int i = first; i < LONG; i++)
		buf_printf(&text, "C%d,Client %d,F%d,2026-08-01,2026-09-01,100.00,%d.00,EUR\n", i / PER_CLIENT, i / PER_CLIENT, i,
		           touched > 0 && i % touched == 0 ? 90 : 100);
	return buf_take(&text);
}

static struct import_report take_long(struct session *session, const char *name, int first, int touched)
{
	char *text = long_list(first, touched);
	struct import_report report = help_take(session, name, text, IMPORT_MODE_FULL);

	mem_free(text);
	return report;
}

#define PARTS     "SELECT part FROM import_lines ORDER BY part"
#define THE_LIST  "0\n1000000\n1000001\n"
#define WITH_PATCH THE_LIST "3000000\n"

static void little_that_differs_is_written_beside_the_list(void **state)
{
	struct import_report report;

	take_long(*state, "a.csv", 0, 0);
	fixture_is(PARTS, THE_LIST);
	report = take_long(*state, "b.csv", 0, 1000);
	assert_int_equal(report.known, LONG - 41);
	assert_int_equal(report.changed, 41);
	fixture_is(PARTS, WITH_PATCH);
	help_verify(*state);
	/* what differs is told by both: lines of the list, lines beside it, and those that have gone */
	report = take_long(*state, "c.csv", 500, 1000);
	assert_int_equal(report.known, LONG - 500);
	assert_int_equal(report.closed, 500);
	fixture_is(PARTS, WITH_PATCH);
	report = take_long(*state, "d.csv", 500, 0);
	assert_int_equal(report.changed, 40);
	assert_int_equal(report.known, LONG - 500 - 40);
	fixture_is("SELECT count(*), sum(open_cents) FROM invoice WHERE open_cents <> 0", "39600|396000000\n");
	help_verify(*state);
	/* too much for it: the list is written anew */
	report = take_long(*state, "e.csv", 500, 5);
	assert_int_equal(report.changed, (LONG - 500) / 5);
	fixture_is(PARTS, "0\n1000000\n");
	report = take_long(*state, "f.csv", 500, 5000);
	assert_int_equal(report.known, LONG - 500 - (LONG - 500) / 5 + 8);
	help_verify(*state);
}

/* Bytes that do not add up: every line is read as if for the first time. */
static void a_damaged_patch_is_not_believed(void **state)
{
	struct import_report report;

	take_long(*state, "a.csv", 0, 0);
	take_long(*state, "b.csv", 0, 1000);
	fixture_sql("UPDATE import_lines SET data = (SELECT data FROM import_lines WHERE part = 0) WHERE part = 3000000");
	report = take_long(*state, "c.csv", 0, 2000);
	assert_int_equal(report.known, 0);
	assert_int_equal(report.changed, 20);
	fixture_is(PARTS, THE_LIST);
	report = take_long(*state, "d.csv", 0, 4000);
	assert_int_equal(report.known, LONG - 10);
	help_verify(*state);
}

static void run_cut_short_is_finished_by_the_same_file(void **state)
{
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL };
	struct import_report report;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,10.00,EUR\n", IMPORT_MODE_FULL);
	/* as if that run had died after its only chunk: no header of lines, no end */
	fixture_sql("UPDATE import_run SET status = 'running', ended_at = NULL WHERE id = (SELECT max(id) FROM import_run)");
	fixture_sql("DELETE FROM import_lines WHERE part = 0");
	request.path = help_file("b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,10.00,EUR\n");
	report = help_import(*state, &request);
	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	assert_true(report.resumed);
	assert_int_equal(report.number, 2);
	assert_int_equal(report.changed, 1); /* counted before it was cut short */
	assert_int_equal(report.closed, 2);
	import_report_clear(&report);
	fixture_is("SELECT status, changed, closed FROM import_run ORDER BY id", "done|0|0\ndone|1|2\n");
	help_verify(*state);
}

static void run_cut_short_is_closed_by_another_file(void **state)
{
	struct import_report report;

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	help_take(*state, "b.csv", HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,10.00,EUR\n", IMPORT_MODE_FULL);
	fixture_sql("UPDATE import_run SET status = 'running' WHERE id = (SELECT max(id) FROM import_run)");
	fixture_sql("DELETE FROM import_lines WHERE part = 0");
	report = help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL); /* same bytes as the first run: still an import */
	assert_int_equal(report.changed, 3);
	assert_false(report.resumed);
	fixture_is("SELECT status FROM import_run ORDER BY id", "done\nrefused\ndone\n");
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F1|10000\nF2|5000\nF3|7050\n");
}

/* ---- the control sum: what the store holds afterwards is what the file says, or the run is refused ---- */

static void does_not_come_out(struct session *session, const struct import_request *request, const char *words)
{
	struct err err = { 0 };

	help_refuse(session, request, &err);
	assert_int_equal(err.code, ERR_STORE);
	if (!strstr(err.text, words))
		fail_msg("%s", err.text);
	fixture_is("SELECT status, message <> '', stored_cents FROM import_run ORDER BY id DESC LIMIT 1", "refused|1|0\n");
}

/* Lines that are passed over are believed: that somebody changed their items shows in the sum alone. */
static void full_picture_that_does_not_come_out_is_refused(void **state)
{
	static const char less[] = HEAD "C1,Dupont,F1,2026-08-01,2026-09-01,100.00,100.00,EUR\n"
	                                "C1,Dupont,F2,2026-11-01,2026-12-01,50.00,20.00,EUR\n"
	                                "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n";
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL };

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	fixture_sql("UPDATE invoice SET open_cents = 9999 WHERE number = 'F1'");
	request.path = help_file("b.csv", less);
	does_not_come_out(*state, &request, "190.50 EUR open, the store 190.49 ");
	/* nothing is passed over the next time: the same file puts it right */
	assert_int_equal(help_take(*state, "b.csv", less, IMPORT_MODE_FULL).known, 0);
	fixture_is("SELECT number, open_cents FROM invoice ORDER BY number", "F1|10000\nF2|2000\nF3|7050\n");
	fixture_is("SELECT status FROM import_run ORDER BY id", "done\nrefused\ndone\n");
	help_verify(*state);
}

static void full_picture_beside_another_currency_is_refused(void **state)
{
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL };

	help_take(*state, "a.csv", two_clients, IMPORT_MODE_FULL);
	help_take(*state, "b.csv", HEAD "C2,Martin,F3,2026-09-15,2026-10-15,75.50,70.50,EUR\n", IMPORT_MODE_FULL);
	fixture_sql("UPDATE invoice SET open_cents = 100, closed_on = NULL, currency = 'USD' WHERE number = 'F1'");
	request.path = help_file("c.csv", HEAD "C2,Martin,F3,2026-09-15,2026-10-15,75.50,1.50,EUR\n");
	does_not_come_out(*state, &request, "open items in USD");
}

/* Somebody writes what a change set has just written. */
static void change_behind_it(void *context, enum import_phase phase, size_t done, size_t total)
{
	int *changes = context;

	(void)done;
	(void)total;
	if (phase == IMPORT_WRITING && (*changes)++ == 0)
		fixture_sql("UPDATE invoice SET open_cents = open_cents + 1 WHERE number = 'F1'");
}

static void change_set_that_does_not_come_out_is_refused(void **state)
{
	int changes = 0;
	char *before = many_clients("100.00"), *after = many_clients("90.00");
	struct import_request request = { .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_CHANGES,
		                          .progress = change_behind_it, .context = &changes };

	help_take(*state, "a.csv", before, IMPORT_MODE_FULL);
	fixture_sql("UPDATE client SET terms_days = 30 WHERE no = 'C1'"); /* somebody is at work: transactions are short */
	request.path = help_file("b.csv", after);
	does_not_come_out(*state, &request, "270000.00 EUR open, the store 270000.01 ");
	assert_true(changes > 0);
	mem_free(before);
	mem_free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(known_lines_are_passed_over_and_mean_the_same),
		FACT(an_unknown_line_is_likely_that_of_its_place),
		FACT(what_is_only_likely_is_looked_at),
		FACT(lines_passed_over_keep_their_clients_name),
		FACT(duplicate_of_a_known_line_is_seen),
		FACT(a_duplicate_is_told_by_its_long_key),
		FACT(lines_of_an_earlier_version_are_known),
		FACT(nothing_is_believed_while_rows_are_written),
		FACT(little_that_differs_is_written_beside_the_list),
		FACT(a_damaged_patch_is_not_believed),
		FACT(run_cut_short_is_finished_by_the_same_file),
		FACT(run_cut_short_is_closed_by_another_file),
		FACT(full_picture_that_does_not_come_out_is_refused),
		FACT(full_picture_beside_another_currency_is_refused),
		FACT(change_set_that_does_not_come_out_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
