/* The connection goes in the middle of what an agent does: it is done all the same, and once.
 *
 * Runs on the database of RELANCE_TEST_DB. Somebody has the files locked; the use case waits for him in its transaction; the server ends
 * its connection there; the files come free.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "cash_help.h"

#include "../db/pg.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/claim.h"
#include "desk/contact.h"
#include "desk/export.h"
#include "desk/mail_send.h"
#include "desk/people.h"
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

/* ---- the answer to a commit ---- */

/* So many commits are answered before one is not: the server has done it, then the line is cut. -1: all are. */
static int answered = -1;

int __real_PQsendQuery(PGconn *conn, const char *query);
int __wrap_PQsendQuery(PGconn *conn, const char *query);
int __wrap_PQsendQuery(PGconn *conn, const char *query)
{
	size_t n = strlen(query);
	PGresult *result;

	if (n < 6 || strcmp(query + n - 6, "COMMIT") != 0 || answered < 0 || answered-- > 0)
		return __real_PQsendQuery(conn, query);
	if (!__real_PQsendQuery(conn, query))
		return 0;
	while ((result = PQgetResult(conn)))
		PQclear(result);
	shutdown(PQsocket(conn), SHUT_RDWR);
	return __real_PQsendQuery(conn, "SELECT 1");
}

static bool rename_team(struct session *session)
{
	return team_set_name(session, "North", "East", &err);
}

static bool remove_team(struct session *session)
{
	return team_remove(session, "South", &err);
}

static bool add_contact(struct session *session)
{
	const struct contact_row row = { .id = id_new(), .name = "Marie Curie", .role = "buyer", .phone = "0478010203", .best_minute = -1 };

	return contact_add(session, client, &row, &err);
}

static bool add_agent(struct session *session)
{
	return people_add(session, &(struct people_change){ .name = "dave", .team = "North" }, &err);
}

static bool export(struct session *session)
{
	const struct export_request request = { .directory = fixture_folder(), .name = "agenda", .text = "a\r\n", .rows = 1 };
	char path[EXPORT_PATH];

	return export_write(session, &request, path, &err) && access(path, R_OK) == 0;
}

static void what_was_committed_is_known_for_done(void **state)
{
	static const struct {
		bool (*what)(struct session *session);
		const char *kind; /* of its journal row */
	} rows[] = {
		{ assign, "assign" },           { add_agent, "agent_add" },      { rename_team, "team_rename" }, { remove_team, "team_remove" },
		{ add_contact, "contact_added" }, { export, "exported" }, { record, "promise" },
	};

	assert_true(team_add(*state, "South", &err));
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *sql = mem_printf("SELECT count(*) FROM journal WHERE kind = '%s'", rows[i].kind);
		long before = fixture_count(sql);

		answered = 0;
		err_clear(&err);
		if (!rows[i].what(*state) || answered != -1)
			fail_msg("%s: %s", rows[i].kind, err.text);
		assert_int_equal(fixture_count(sql), before + 1);
		mem_free(sql);
	}
	proves_itself(*state);
}

static bool word(struct texts *texts, struct session *session, const struct client_file *file, const struct mail_row *row,
                 const int64_t *invoice_ids, size_t invoice_count, struct mail_text *out, struct err *error)
{
	(void)texts, (void)session, (void)file, (void)row, (void)invoice_ids, (void)invoice_count, (void)error;
	*out = (struct mail_text){ mem_strdup("reminder.fr"), mem_strdup("subject"), mem_strdup("body") };
	return true;
}

/* It leaves in this run, and once, whichever of the two commits around its leaving is not answered. */
static void a_mail_leaves_once(void **state)
{
	const struct mail_request request = { .id = id_new(), .client_id = client, .kind = MAILING_REMINDER };
	char *program = mem_printf("%s/sendmail", fixture_folder()), *sent = mem_printf("%s/sent", fixture_folder());
	const struct mail_sender sender = { .from = "chase@creditor.example", .program = program, .word = word };
	struct mail_totals totals;
	FILE *file = fopen(program, "w");
	struct stat at;

	fprintf(file, "#!/bin/sh\ncat >/dev/null\nprintf x >>%s\n", sent);
	assert_true(fclose(file) == 0 && chmod(program, 0700) == 0);
	fixture_contact(*state, client, "Mme Lenoir", "0102030405");
	fixture_sql("UPDATE contact SET mail = 'a@debtor.example'");
	for (int i = 0; i < 2; i++) {
		struct mail_request one = request;

		one.id += i;
		assert_true(mail_queue(*state, &one, &err));
		answered = i;
		assert_true(mail_send_all(*state, &sender, &totals, &err));
		assert_int_equal(answered, -1);
		assert_int_equal(totals.sent, 1);
		assert_true(stat(sent, &at) == 0 && at.st_size == i + 1);
		assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE state = 'sent' AND tries = 1"), i + 1);
		assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'mail_sent'"), i + 1);
	}
	mem_free(program);
	mem_free(sent);
}

#define LOST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LOST(an_outcome_is_recorded_once), LOST(an_outcome_is_taken_back_once), LOST(a_file_is_claimed_once),
		LOST(a_file_is_let_go),            LOST(a_file_is_assigned_once),       LOST(a_rescoring_goes_on),
		LOST(a_matching_goes_on_and_counts_each_once), LOST(an_import_goes_on),
		LOST(what_was_committed_is_known_for_done),    LOST(a_mail_leaves_once),
	};

	if (!pg_store_wanted()) {
		printf("1..0 # SKIP no RELANCE_TEST_DB\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
