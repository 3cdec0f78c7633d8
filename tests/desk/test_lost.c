/* The connection goes in the middle of what an agent does: it is done all the same, and once.
 *
 * Runs on the database of RELANCE_TEST_DB. Somebody has the files locked; the use case waits for him in its transaction; the server ends
 * its connection there; the files come free.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cash_help.h"

#include "../db/pg.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/claim.h"
#include "desk/refresh.h"
#include "desk/team.h"

static struct err err;
static int64_t client; /* C0001 */

static int setup(void **state)
{
	struct session *alice;

	if (fixture_setup(state) != 0)
		return -1;
	alice = *state;
	fixture_portfolio(alice, 3);
	fixture_on(alice, TODAY, -1);
	if (team_client(alice, "C0001", &client, &err) != FOUND || !team_add(alice, "North", &err))
		return -1;
	return 0;
}

/* ---- what is interrupted ---- */

static bool record(struct session *session)
{
	const struct call_request request = { .id = id_new(), .client_id = client, .outcome = OUTCOME_PROMISE, .entry = "100 +3" };
	struct call_result result;

	return call_record(session, &request, &result, &err) && !result.already;
}

static bool undo(struct session *session)
{
	char undone[CALL_CODE];

	return call_undo(session, client, undone, &err) && strcmp(undone, "no_answer") == 0;
}

static bool claim(struct session *session)
{
	bool taken;

	return claim_take(session, client, &taken, &err) && taken;
}

static bool let_go(struct session *session)
{
	snprintf(session->console, sizeof session->console, "a/console");
	return claim_free(session, client, &err);
}

static bool assign(struct session *session)
{
	const struct team_assignment to = { .team = "North" };
	struct team_assigned out;

	return team_assign(session, &client, 1, &to, &out, &err) && out.changed == 1;
}

static bool rescore(struct session *session)
{
	struct refresh_totals totals;

	session->today = IN(30);
	return refresh_all(session, false, NULL, NULL, &totals, &err) && totals.clients == 3;
}

static const struct cash_entry paid[] = {
	{ .value_on = TODAY, .amount = 4321, .reference = "B0", .party = "Nobody", .text = "?" },
	{ .value_on = TODAY, .amount = 10000, .reference = "B1", .party = "Dupont", .text = "FACTURE F1001" },
	{ .value_on = TODAY, .amount = 5000, .reference = "B2", .party = "Dupont", .text = "FACTURE F1002" },
};
#define BOOK "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\nC1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"

static bool match(struct session *session)
{
	struct matching_totals totals;

	return matching_run(session, NULL, NULL, &totals, &err) && totals.movements == 3 && totals.matched == 2 && totals.left == 1 &&
	       totals.sums[0].matched == 15000;
}

static bool take_ledger(struct session *session)
{
	const struct import_request request = { .path = help_file("book.csv", HEAD BOOK "C1,Dupont,F1003,2026-08-06,2026-09-06,7,7,EUR\n"),
		                                .terms_days = -1 };
	struct import_report report;
	bool done = import_file(session, &request, &report, &err) && report.end == IMPORT_ENDED_DONE && report.resumed;

	import_report_clear(&report);
	return done;
}

/* ---- the interruption ---- */

static bool (*work)(struct session *session);

static int at_work(void *arg)
{
	struct session *session = fixture_session("alice", TODAY);

	(void)arg;
	err_clear(&err);
	if (!work(session)) {
		fprintf(stderr, "# %s\n", err.text);
		return 1;
	}
	session_close(session);
	return 0;
}

/* Ends the one connection that waits for a row; until there is one. */
static void end_the_waiting_one(void)
{
	static const char sql[] = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
	                          "AND datname = current_database() AND query NOT LIKE '%pg_terminate%'";
	int left = 1000;

	while (fixture_count(sql) == 0) {
		assert_true(left-- > 0);
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	}
}

static void interrupt(struct session *session, bool (*what)(struct session *))
{
	pid_t pid;

	fixture_block(session);
	work = what;
	pid = fixture_fork(at_work, NULL);
	end_the_waiting_one();
	store_rollback(session->store);
	assert_int_equal(fixture_wait(pid), 0);
}

static void proves_itself(struct session *session)
{
	struct audit_totals totals;

	assert_true(audit_verify(session, &totals, &err));
}

static void an_outcome_is_recorded_once(void **state)
{
	interrupt(*state, record);
	assert_int_equal(fixture_count("SELECT count(*) FROM promise"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'promise'"), 1);
	proves_itself(*state);
}

static void an_outcome_is_taken_back_once(void **state)
{
	fixture_record(*state, client, OUTCOME_NO_ANSWER, "");
	interrupt(*state, undo);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'undo'"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE undone_by IS NOT NULL"), 1);
	proves_itself(*state);
}

static void a_file_is_claimed_once(void **state)
{
	interrupt(*state, claim);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'claim'"), 1);
	proves_itself(*state);
}

static void a_file_is_let_go(void **state)
{
	fixture_sql("UPDATE client SET claim_agent_id = (SELECT id FROM agent WHERE name = 'alice'), claim_console = 'a/console', "
	            "claim_until = 9999999999999 WHERE no = 'C0001'");
	interrupt(*state, let_go);
	assert_string_equal(fixture_row(*state, client).claim_agent, "");
}

static void a_file_is_assigned_once(void **state)
{
	interrupt(*state, assign);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'assign'"), 1);
	proves_itself(*state);
}

static void a_rescoring_goes_on(void **state)
{
	interrupt(*state, rescore);
	assert_int_equal(fixture_count("SELECT count(*) FROM creditor WHERE scored_on = '2026-12-24'"), 1);
	proves_itself(*state);
}

static void a_matching_goes_on_and_counts_each_once(void **state)
{
	help_take(*state, "book.csv", HEAD BOOK, IMPORT_MODE_FULL);
	cash_take(*state, "bank.xml", paid, COUNT(paid));
	interrupt(*state, match);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'cash'"), 2);
	assert_int_equal(fixture_count("SELECT sum(amount_cents) FROM allocation WHERE undone_on IS NULL"), 15000);
	proves_itself(*state);
}

static void an_import_goes_on(void **state)
{
	help_take(*state, "book.csv", HEAD BOOK, IMPORT_MODE_FULL);
	interrupt(*state, take_ledger);
	assert_int_equal(fixture_count("SELECT count(*) FROM import_run WHERE status = 'done'"), 2);
	assert_int_equal(fixture_count("SELECT count(*) FROM import_run"), 2);
	assert_int_equal(fixture_count("SELECT open_cents FROM invoice WHERE number = 'F1003'"), 700);
	proves_itself(*state);
}

#define LOST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LOST(an_outcome_is_recorded_once), LOST(an_outcome_is_taken_back_once), LOST(a_file_is_claimed_once),
		LOST(a_file_is_let_go),            LOST(a_file_is_assigned_once),       LOST(a_rescoring_goes_on),
		LOST(a_matching_goes_on_and_counts_each_once), LOST(an_import_goes_on),
	};

	if (!pg_store_wanted()) {
		printf("1..0 # SKIP no RELANCE_TEST_DB\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
