/* Who may open a store, for whom, and whether what was done there can be trusted afterwards.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/dispute.h"
#include "desk/worklist.h"

static struct err err;

/* ---- opening ---- */

static bool try_open(const char *target, const char *agent, const char *creditor, bool any, struct session **out)
{
	const struct session_request request = {
		.target = target, .use = STORE_COMMAND, .agent = agent, .creditor = creditor, .today = TODAY, .minute = -1, .any_creditor = any,
	};

	err_clear(&err);
	return session_open(&request, out, &err);
}

static void no_store_says_what_to_run(void **state)
{
	char *path = mem_printf("%s/none.db", fixture_folder());
	struct session *session;

	(void)state;
	assert_false(try_open(path, "alice", NULL, false, &session));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "relance init"));
	assert_int_equal(access(path, F_OK), -1);
	mem_free(path);
}

static void an_unknown_agent_is_refused_with_the_remedy(void **state)
{
	struct session *session;

	(void)state;
	assert_false(try_open(fixture_path(), "mallory", NULL, false, &session));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "relance agents add mallory"));
}

static void an_agent_is_no_supervisor(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);

	assert_true(session_needs_supervisor(alice, &err));
	assert_int_equal(bob->role, ROLE_AGENT);
	assert_false(session_needs_supervisor(bob, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(session_add_agent(bob, "dave", ROLE_SUPERVISOR, &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM agent"), 3);
	assert_false(session_add_agent(alice, "bob", ROLE_AGENT, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	for (size_t i = 0; i < 5; i++) {
		static const char *const bad[] = { "", "a b", "a/b", "a:b", "a\033b" };

		assert_false(session_add_agent(alice, bad[i], ROLE_AGENT, &err));
		assert_int_equal(err.code, ERR_USAGE);
	}
	session_close(bob);
}

static bool init(const char *target, const char *creditor, const char *currency, int terms, const char *agent, bool add)
{
	const struct session_init request = { .target = target, .creditor = creditor, .siren = "", .currency = currency, .agent = agent,
	                                      .terms_days = terms, .add = add, .today = TODAY };

	err_clear(&err);
	return session_init(&request, &err);
}

static void a_second_creditor_must_be_asked_for(void **state)
{
	struct session *session;

	(void)state;
	assert_false(init(fixture_path(), "Martin SA", "EUR", 30, "alice", false));
	assert_int_equal(err.code, ERR_CONFLICT);
	assert_non_null(strstr(err.text, "Durand Équipements"));
	assert_false(init(fixture_path(), "Durand Équipements", "EUR", 30, "alice", true));
	assert_int_equal(err.code, ERR_CONFLICT);
	assert_false(init(fixture_path(), "Martin SA", "EUR", 30, "bob", true)); /* only a supervisor */
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(init(fixture_path(), "Martin SA", "EUR", 30, "mallory", true));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_true(init(fixture_path(), "Martin SA", "USD", 45, "alice", true));

	assert_false(try_open(fixture_path(), "alice", NULL, false, &session));
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.text, "Durand Équipements, Martin SA"));
	assert_false(try_open(fixture_path(), "alice", "Nobody", false, &session));
	assert_true(try_open(fixture_path(), "alice", "Martin SA", false, &session));
	assert_string_equal(session->creditor.currency, "USD");
	assert_true(session->several_creditors);
	session_close(session);
	assert_true(try_open(fixture_path(), "alice", NULL, true, &session));
	assert_int_equal(session->creditor.id, 0);
	session_close(session);
}

/* Their amounts would be judged in the wrong currency. */
static void a_file_of_another_creditor_is_not_found_by_its_id(void **state)
{
	struct session *alice = *state, *martin;
	int64_t id = fixture_client(alice, "C1", "Hébrard"), dispute;
	const struct call_request call = { .client_id = id, .outcome = OUTCOME_NOTE, .entry = "vu" };
	struct call_result result;
	struct client_file file;
	struct arena arena = { 0 };
	struct dispute_row row;
	char *before, *after;

	fixture_invoice(alice, id, "F1", LATE(40), 300000);
	fixture_on(alice, TODAY, -1);
	fixture_record(alice, id, OUTCOME_DISPUTE, "1");
	dispute = fixture_count("SELECT id FROM dispute");
	before = fixture_dump("SELECT * FROM client ORDER BY id");
	assert_true(init(fixture_path(), "Martin SA", "USD", 45, "alice", true));
	assert_true(try_open(fixture_path(), "alice", "Martin SA", false, &martin));

	assert_int_equal(file_load(martin, id, &file, &err), FOUND_NOT);
	assert_int_equal(dispute_find(martin, dispute, &arena, &row, &err), FOUND_NOT);
	assert_false(dispute_resolve(martin, &(struct dispute_end){ .id = id_new(), .dispute_id = dispute, .resolution = DISPUTE_REJECTED }, &err));
	assert_int_equal(err.code, ERR_MISSING);
	err_clear(&err);
	assert_false(call_record(martin, &call, &result, &err));
	assert_int_equal(err.code, ERR_MISSING);
	after = fixture_dump("SELECT * FROM client ORDER BY id");
	assert_string_equal(after, before);
	assert_int_equal(dispute_find(alice, dispute, &arena, &row, &err), FOUND);

	mem_free(after);
	mem_free(before);
	arena_clear(&arena);
	session_close(martin);
}

static void init_checks_what_it_is_told(void **state)
{
	static const struct {
		const char *creditor, *currency;
		int terms;
		const char *agent;
	} rows[] = {
		{ "", "EUR", 30, "alice" },     { "X", "EURO", 30, "alice" }, { "X", "eur", 30, "alice" },
		{ "X", "EUR", 400, "alice" },   { "X", "EUR", -1, "alice" },  { "X", "EUR", 30, "two words" },
	};
	char *path = mem_printf("%s/new.db", fixture_folder());

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_false(init(path, rows[i].creditor, rows[i].currency, rows[i].terms, rows[i].agent, false));
		assert_int_equal(err.code, ERR_USAGE);
		assert_int_equal(access(path, F_OK), -1);
	}
	mem_free(path);
}

/* ---- trust ---- */

static void prepare(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	fixture_invoice(session, id, "F2", LATE(12), 181250);
	fixture_on(session, TODAY, -1);
	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	fixture_record(session, id, OUTCOME_DISPUTE, "2");
	fixture_record(session, id, OUTCOME_PROMISE, "ven");
}

static void verify_counts_what_it_checked(void **state)
{
	struct audit_totals totals;

	prepare(*state);
	assert_true(audit_verify(*state, &totals, &err));
	assert_int_equal(totals.clients, 1);
	assert_int_equal(totals.journal_rows, 1 + 2 + 3); /* init, two agents, three calls */
}

static void verify_names_the_row_that_was_tampered_with(void **state)
{
	static const struct {
		const char *name, *sql, *says;
	} rows[] = {
		{ "a word", "UPDATE journal SET payload = replace(payload, 'ven', 'sam') || ' ' WHERE client_id <> 0 AND seq = 2",
		  "(client C1, row 2 of its chain" },
		{ "a day", "UPDATE journal SET on_day = '2026-11-25' WHERE client_id <> 0 AND seq = 3", "(client C1, row 3 of its chain" },
		{ "an agent", "UPDATE journal SET agent = 'bob' WHERE client_id = 0 AND seq = 1", "(client -, row 1 of its chain" },
		{ "a row gone", "DELETE FROM journal WHERE client_id <> 0 AND seq = 2", "a row before it is missing" },
		{ "the last row gone", "DELETE FROM journal WHERE client_id <> 0 AND seq = 3", "rows are missing" },
		{ "all rows gone", "DELETE FROM journal WHERE client_id <> 0", "the journal of client C1 is gone" },
		{ "an amount", "UPDATE invoice SET open_cents = open_cents + 1 WHERE number = 'F1'", "client C1" },
		{ "a balance", "UPDATE client SET balance_cents = 0", "client C1" },
		{ "a dispute", "UPDATE dispute SET undone = 1", "marked disputed but no open dispute holds it" },
		{ "a promise", "UPDATE promise SET amount_cents = 100", "the promise for 2026-11-27 covers invoices of 3000.00, but promises 1.00 EUR" },
	};
	struct session *session = *state;
	struct audit_totals totals;

	for (size_t i = 0; i < COUNT(rows); i++) {
		void *own = session;

		if (i > 0) { /* each row on a store of its own */
			fixture_teardown(&own);
			fixture_setup(&own);
			*state = session = own;
		}
		prepare(session);
		assert_true(audit_verify(session, &totals, &err));
		fixture_sql(rows[i].sql);
		err_clear(&err);
		if (audit_verify(session, &totals, &err))
			fail_msg("%s: verify saw nothing", rows[i].name);
		assert_int_equal(err.code, ERR_STORE);
		if (!strstr(err.text, rows[i].says))
			fail_msg("%s: %s", rows[i].name, err.text);
	}
}

static bool count_row(void *context, const struct journal_row *row, struct err *unused)
{
	(void)unused;
	assert_int_equal(strlen(row->hash), 64);
	++*(int *)context;
	return true;
}

static void the_journal_is_read_whole_by_client_or_its_end(void **state)
{
	struct session *session = *state;
	int n = 0;

	prepare(session);
	assert_true(audit_journal(session, NULL, 0, count_row, &n, &err));
	assert_int_equal(n, 6);
	n = 0;
	assert_true(audit_journal(session, "C1", 0, count_row, &n, &err));
	assert_int_equal(n, 3);
	n = 0;
	assert_true(audit_journal(session, "C1", 2, count_row, &n, &err));
	assert_int_equal(n, 2);
	assert_false(audit_journal(session, "C9", 0, count_row, &n, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

static void a_draft_waits_for_its_author(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	const char *place, *text;
	int64_t client;

	assert_int_equal(audit_draft_load(alice, &place, &client, &text, &err), FOUND_NOT);
	assert_true(audit_draft_save(alice, "promise", 42, "500 ven", &err));
	assert_true(audit_draft_save(alice, "promise", 43, "600 ven", &err));
	assert_int_equal(audit_draft_load(bob, &place, &client, &text, &err), FOUND_NOT);
	assert_int_equal(audit_draft_load(alice, &place, &client, &text, &err), FOUND);
	assert_string_equal(place, "promise");
	assert_string_equal(text, "600 ven");
	assert_int_equal(client, 43);
	assert_true(audit_draft_save(alice, "promise", 43, "", &err));
	assert_int_equal(audit_draft_load(alice, &place, &client, &text, &err), FOUND_NOT);
	session_close(bob);
}

static void hostile_names_come_back_as_they_went_in(void **state)
{
	struct session *session = *state;
	static const char name[] = "Robert'); DROP TABLE client;-- \"%s%n\" \\ œ";
	int64_t id = fixture_client(session, "C'1\"", name);
	struct client_file file;
	char *text;

	fixture_invoice(session, id, "F';--", LATE(3), 100000);
	fixture_contact(session, id, "O'Brien \"%d\"", "06 39 98 00 01");
	fixture_on(session, TODAY, -1);
	fixture_record(session, id, OUTCOME_NOTE, "il a dit \"non\" \\ 100 %s\n");
	assert_int_equal(file_load_no(session, "C'1\"", &file, &err), FOUND);
	assert_string_equal(file.client.name, name);
	assert_string_equal(file.invoices[0].number, "F';--");
	assert_string_equal(file.contacts[0].name, "O'Brien \"%d\"");
	file_clear(&file);
	text = fixture_dump("SELECT payload FROM journal WHERE client_id <> 0");
	assert_non_null(strstr(text, "il a dit \\\"non\\\" \\\\ 100 %s\""));
	mem_free(text);
}

/* The new program is installed while people work: theirs says what to do, and does not try its statements on other tables. */
static void a_store_that_a_newer_program_took_over_ends_the_session(void **state)
{
	struct session *session = *state;
	struct worklist list;

	assert_true(session_is_current(session, &err));
	assert_int_equal(session->gone.code, ERR_NONE);
	fixture_sql("UPDATE setting SET value = '99' WHERE name = 'schema'");
	assert_false(worklist_open(session, false, 5, &list, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "start the newer program"));
	assert_string_equal(session->gone.text, err.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(no_store_says_what_to_run),
		FACT(a_store_that_a_newer_program_took_over_ends_the_session),
		FACT(an_unknown_agent_is_refused_with_the_remedy),
		FACT(an_agent_is_no_supervisor),
		FACT(a_second_creditor_must_be_asked_for),
		FACT(a_file_of_another_creditor_is_not_found_by_its_id),
		FACT(init_checks_what_it_is_told),
		FACT(verify_counts_what_it_checked),
		FACT(verify_names_the_row_that_was_tampered_with),
		FACT(the_journal_is_read_whole_by_client_or_its_end),
		FACT(a_draft_waits_for_its_author),
		FACT(hostile_names_come_back_as_they_went_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
