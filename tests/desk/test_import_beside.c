/* Imports that are killed, that meet another import, that run while agents work: nothing half done
 * stays, nothing is lost.
 */
#include "import_help.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"

enum { CLIENTS = 80, ITEMS_EACH = 8, ROUNDS = 30, FIRST_ROUNDS = 6 };

/* Two states of one book: other amounts for a third, some gone, some new, some clients renamed. */
static char *book(bool later)
{
	struct buf text = { 0 };

	buf_puts(&text, HEAD);
	for (int c = 0; c < CLIENTS; c++)
		for (int i = 0; i < ITEMS_EACH; i++) {
			int n = c * ITEMS_EACH + i, open = 100 + n % 50;

			if ((later && n % 10 == 3) || (!later && n % 10 == 7))
				continue;
			if (later && n % 3 == 0)
				open = n % 2 ? open / 2 : open + 20;
			buf_printf(&text,
				   "C%04d,Client %d%s,F%05d,2026-08-%02d,2026-09-%02d,%d,%d,EUR\n",
				   c, c, later && c % 20 == 0 ? " SA" : "", n, 1 + n % 28,
				   1 + n % 28, 100 + n % 50 + 20, open);
		}
	return buf_take(&text);
}

struct trip {
	const char *path;
	const char *source;
	enum import_mode mode;
};

static int import_in_child(void *arg)
{
	const struct trip *trip = arg;
	const struct import_request request = { .path = trip->path,
						.preset = "relance",
						.source = trip->source,
						.terms_days = -1,
						.mode = trip->mode };
	struct session *session = fixture_session("alice", TODAY);
	struct import_report report;
	struct err err = { 0 };
	bool done = import_file(session, &request, &report, &err);

	import_report_clear(&report);
	session_close(session);
	CHILD(done);
	return 0;
}

/* Somebody who writes all the time, so that the import takes its short steps. */
static int write_in_child(void *arg)
{
	struct session *session = fixture_session("bob", TODAY);
	const struct timespec nap = { .tv_nsec = 3000000 };
	struct err err = { 0 };

	(void)arg;
	for (int i = 0;; i++) {
		char text[16];

		snprintf(text, sizeof text, "%d", i);
		if (store_begin(session->store, true, &err)) {
			CHILD(setting_put(session->store, "test", text, &err));
			CHILD(store_commit(session->store, &err));
		}
		nanosleep(&nap, NULL);
	}
	return 0;
}

static const char facts[] =
	"SELECT i.number, i.open_cents, i.closed_on, i.client_id = c.id, c.no, c.name, "
	"c.balance_cents, c.overdue_cents, c.score, "
	"coalesce(r.paid_cents, 0) FROM invoice i JOIN client c ON c.id = i.client_id "
	"LEFT JOIN (SELECT invoice_id, sum(amount_cents) AS paid_cents FROM receipt GROUP BY "
	"invoice_id) r ON r.invoice_id = i.id ORDER BY i.number";
static const char counts[] =
	"SELECT status, lines, items, created, changed, closed, unchanged, rejects, warnings, "
	"open_cents FROM import_run ORDER BY id DESC LIMIT 1";

/* Where two long texts part, not all of both. */
static void same_text(const char *got, const char *wanted)
{
	size_t at = 0;

	while (got[at] && got[at] == wanted[at])
		at++;
	while (at > 0 && got[at - 1] != '\n')
		at--;
	if (strcmp(got, wanted) != 0)
		fail_msg("got %.120s… wanted %.120s…", got + at, wanted + at);
}

/* True: it finished what was cut short. */
static bool take_here(struct session *session, const char *path)
{
	const struct import_request request = {
		.path = path, .preset = "relance", .terms_days = -1, .mode = IMPORT_MODE_FULL
	};
	struct import_report report = help_import(session, &request);
	bool resumed = report.resumed;

	import_report_clear(&report);
	return resumed;
}

static void killed_import_is_finished_by_the_next_one(void **state)
{
	char *paths[2], *wanted[2], *ran[2];
	int64_t took = 0;
	int resumed = 0;
	pid_t writer;

	for (int later = 0; later < 2; later++) {
		char *text = book(later);

		paths[later] = mem_strdup(help_file(later ? "later.csv" : "before.csv", text));
		mem_free(text);
	}
	for (int visit = 0; visit < 4;
	     visit++) { /* after the first way there and back every visit looks the same */
		int64_t from = clock_steady_ms();

		take_here(*state, paths[visit % 2]);
		took = clock_steady_ms() - from + 1;
		if (visit >= 2) {
			wanted[visit % 2] = fixture_dump(facts);
			ran[visit % 2] = fixture_dump(counts);
		}
	}
	assert_string_not_equal(wanted[0], wanted[1]);
	srand(11);
	writer = fixture_fork(write_in_child, NULL);
	for (int round = 0; round < ROUNDS; round++) {
		struct trip trip = { .path = paths[round % 2], .mode = IMPORT_MODE_FULL };
		int64_t us = took * 1000 * 3 / 2 * (rand() % 1000) / 1000;
		const struct timespec nap = { .tv_sec = us / 1000000,
					      .tv_nsec = us % 1000000 * 1000 };
		pid_t child = fixture_fork(import_in_child, &trip);
		char *got;

		nanosleep(&nap, NULL);
		kill(child, SIGKILL);
		fixture_wait(child);
		resumed += take_here(*state, trip.path);
		got = fixture_dump(facts);
		same_text(got, wanted[round % 2]);
		mem_free(got);
		got = fixture_dump(counts);
		assert_string_equal(got, ran[round % 2]);
		mem_free(got);
		assert_int_equal(
			fixture_count("SELECT count(*) FROM import_run WHERE status <> 'done'"), 0);
	}
	kill(writer, SIGKILL);
	fixture_wait(writer);
	assert_true(resumed > 0);
	help_verify(*state);
	for (int later = 0; later < 2; later++) {
		mem_free(paths[later]);
		mem_free(wanted[later]);
		mem_free(ran[later]);
	}
}

static void killed_first_load_leaves_nothing_or_all(void **state)
{
	char *text = book(false);

	srand(13);
	for (int round = 0; round < FIRST_ROUNDS; round++) {
		struct trip trip = { .path = help_file("first.csv", text),
				     .mode = IMPORT_MODE_FULL };
		const struct timespec nap = { .tv_nsec = rand() % 120 * 1000000 };
		pid_t child = fixture_fork(import_in_child, &trip);
		long items;

		nanosleep(&nap, NULL);
		kill(child, SIGKILL);
		fixture_wait(child);
		items = fixture_count("SELECT count(*) FROM invoice");
		assert_true(items == 0 || items == CLIENTS * ITEMS_EACH * 9 / 10);
		take_here(*state, trip.path);
		assert_int_equal(fixture_count("SELECT count(*) FROM invoice"),
				 CLIENTS * ITEMS_EACH * 9 / 10);
		help_verify(*state);
		assert_int_equal(fixture_teardown(state), 0);
		assert_int_equal(fixture_setup(state), 0);
	}
	mem_free(text);
}

/* Two sources bring the same clients at the same moment. */
static void two_sources_at_once_share_their_clients(void **state)
{
	struct trip trips[2] = { { .source = "one", .mode = IMPORT_MODE_FULL },
				 { .source = "two", .mode = IMPORT_MODE_FULL } };
	char *text = book(false);
	pid_t children[2];

	for (int i = 0; i < 2; i++)
		trips[i].path = mem_strdup(help_file(i ? "two.csv" : "one.csv", text));
	for (int i = 0; i < 2; i++)
		children[i] = fixture_fork(import_in_child, &trips[i]);
	for (int i = 0; i < 2; i++)
		assert_int_equal(fixture_wait(children[i]), 0);
	assert_int_equal(fixture_count("SELECT count(*) FROM client"), CLIENTS);
	assert_int_equal(fixture_count("SELECT count(*) FROM invoice"),
			 2 * CLIENTS * ITEMS_EACH * 9 / 10);
	fixture_is("SELECT count(*) FROM client c WHERE balance_cents <> (SELECT sum(open_cents) FROM "
		"invoice i WHERE i.client_id = c.id)",
		"0\n");
	fixture_is("SELECT status FROM import_run", "done\ndone\n");
	help_verify(*state);
	for (int i = 0; i < 2; i++)
		mem_free((char *)trips[i].path);
	mem_free(text);
}

/* The same source twice at once: one does it, the other says why not or finds it done. */
static void two_imports_of_one_source_do_not_mix(void **state)
{
	char *text = book(false);
	struct trip trip = { .path = help_file("a.csv", text), .mode = IMPORT_MODE_FULL };
	pid_t children[2];
	int ends[2];

	for (int i = 0; i < 2; i++)
		children[i] = fixture_fork(import_in_child, &trip);
	for (int i = 0; i < 2; i++)
		ends[i] = fixture_wait(children[i]);
	assert_true(ends[0] == 0 || ends[1] == 0);
	assert_int_equal(fixture_count("SELECT count(*) FROM invoice"),
			 CLIENTS * ITEMS_EACH * 9 / 10);
	assert_int_equal(fixture_count("SELECT count(*) FROM import_run"), 1);
	help_verify(*state);
	mem_free(text);
}

/* An agent records notes on every client while the book changes under him. */
static int call_in_child(void *arg)
{
	struct session *session = fixture_session("bob", TODAY);
	struct client_row row;
	struct err err = { 0 };

	(void)arg;
	for (int c = 0; c < CLIENTS; c += 3) {
		char no[16];

		snprintf(no, sizeof no, "C%04d", c);
		CHILD(client_by_no(session->store, &session->arena, session->creditor.id, no, &row,
				   &err) == FOUND);
		fixture_record(session, row.id, OUTCOME_PROMISE, "10 ven");
	}
	session_close(session);
	return 0;
}

static void calls_recorded_during_an_import_are_all_there(void **state)
{
	char *before = book(false), *later = book(true);
	struct trip trip;
	pid_t agent, importer;

	take_here(*state, help_file("before.csv", before));
	trip = (struct trip){ .path = help_file("later.csv", later), .mode = IMPORT_MODE_FULL };
	agent = fixture_fork(call_in_child, NULL);
	importer = fixture_fork(import_in_child, &trip);
	assert_int_equal(fixture_wait(agent), 0);
	assert_int_equal(fixture_wait(importer), 0);
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), (CLIENTS + 2) / 3);
	assert_int_equal(fixture_count("SELECT count(*) FROM promise"), (CLIENTS + 2) / 3);
	fixture_is("SELECT count(*) FROM client c WHERE balance_cents <> (SELECT sum(open_cents) FROM "
		"invoice i WHERE i.client_id = c.id)",
		"0\n");
	help_verify(*state);
	mem_free(before);
	mem_free(later);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(killed_import_is_finished_by_the_next_one),
		FACT(killed_first_load_leaves_nothing_or_all),
		FACT(two_sources_at_once_share_their_clients),
		FACT(two_imports_of_one_source_do_not_mix),
		FACT(calls_recorded_during_an_import_are_all_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
