/* What PostgreSQL itself refuses to a person's own account, whatever program he connects with; and that relance works fully with no more.
 *
 * Runs on the database of RELANCE_TEST_DB. alice supervises, bob is of North, carol of South, dave of no team.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/desk/done.h"

#include "../db/pg.h"
#include "base/id.h"
#include "base/mem.h"
#include "db/engine.h"
#include "desk/audit.h"
#include "desk/claim.h"
#include "desk/import.h"
#include "desk/people.h"
#include "desk/team.h"
#include "desk/worklist.h"

static int64_t north, south, nobodys; /* a file each */

static void person(struct session *alice, const char *name, const char *team)
{
	const struct people_change change = { .name = name, .team = team };
	struct agent_row row;

	DONE(agent_by_name(alice->store, &alice->arena, name, &row, &err) == FOUND ? people_set(alice, &change, &err)
	                                                                          : people_add(alice, &change, &err));
}

static int64_t file_of(struct session *alice, const char *no, const char *team)
{
	const struct team_assignment to = { .team = team };
	struct team_assigned out;
	int64_t id;

	DONE(team_client(alice, no, &id, &err) == FOUND && team_assign(alice, &id, 1, &to, &out, &err));
	return id;
}

static int setup(void **state)
{
	struct session *alice;

	if (fixture_setup(state) != 0)
		return -1;
	alice = *state;
	fixture_portfolio(alice, 3);
	fixture_on(alice, TODAY, -1);
	DONE(team_add(alice, "North", &err) && team_add(alice, "South", &err));
	person(alice, "bob", "North");
	person(alice, "carol", "South");
	person(alice, "dave", "");
	north = file_of(alice, "C0001", "North");
	south = file_of(alice, "C0002", "South");
	nobodys = file_of(alice, "C0003", "");
	fixture_contact(alice, south, "Zoé", "06 11 22 33 44");
	fixture_record(alice, south, OUTCOME_PROMISE, "100 +3");
	fixture_record(alice, south, OUTCOME_NOTE, "a secret of the south");
	fixture_cash(alice, south, 0, LATE(1), 500);
	DONE(audit_draft_save(alice, "promise", south, "typed by alice", &err));
	return 0;
}

/* ---- as somebody, with SQL of his own ---- */

static struct engine *connect_as(const char *role)
{
	const struct engine_options options = { .wait_ms = 5000, .checkpoints = true };
	char *store = pg_store_as(fixture_path(), role);
	struct engine *engine;

	DONE(engine_open(store, &options, &engine, &err));
	mem_free(store);
	return engine;
}

static long ask(const char *role, const char *sql)
{
	struct engine *engine = connect_as(role);
	struct stmt *stmt;
	long n;

	DONE((stmt = engine_statement(engine, sql, &err)) && stmt_step(stmt, &err) == STMT_ROW);
	n = (long)stmt_int(stmt, 0);
	stmt_reset(stmt);
	engine_close(engine);
	return n;
}

/* Rows touched; -1: refused for want of right. */
static long try_to(const char *role, const char *sql)
{
	struct engine *engine = connect_as(role);
	long n = -1;

	DONE(engine_begin(engine, ENGINE_WRITE, &err));
	err_clear(&err);
	if (engine_run(engine, &err, sql, ""))
		n = (long)engine_changes(engine);
	else if (err.code != ERR_REFUSED)
		fail_msg("%s: not refused, but %s", sql, err.text);
	engine_rollback(engine);
	engine_close(engine);
	return n;
}

/* %lld is the file. */
__attribute__((format(printf, 3, 0))) static long try_on(const char *role, int64_t client_id, const char *format)
{
	char *sql = mem_printf(format, (long long)client_id);
	long n = try_to(role, sql);

	mem_free(sql);
	return n;
}

/* ---- every table ---- */

/* A new table must be decided about in db/postgres_rights.c. */
static void every_table_has_its_rights(void **state)
{
	char *bare = fixture_dump("SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace "
	                          "AND c.relkind IN ('r', 'p') AND (NOT c.relrowsecurity "
	                          "OR NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid) "
	                          "OR NOT has_table_privilege('relance_agent', c.oid, 'SELECT')) ORDER BY 1");

	(void)state;
	assert_string_equal(bare, "");
	mem_free(bare);
	assert_int_equal(fixture_count("SELECT count(*) FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace "
	                               "AND c.relkind NOT IN ('r', 'p', 'i', 't')"),
	                 0); /* no view, no sequence that nobody thought of */
	assert_int_equal(fixture_count("SELECT count(*) FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace "
	                               "AND c.relkind = 'r' AND has_table_privilege('public', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')"),
	                 0);
}

/* Whatever a table holds about a client by its id, the others' teams do not read. */
static void no_row_of_another_team_is_read(void **state)
{
	char *tables = fixture_dump("SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
	                            "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attname = 'client_id' "
	                            "ORDER BY 1"),
	     *save = NULL;
	int seen = 0;

	(void)state;
	for (char *table = strtok_r(tables, "\n", &save); table; table = strtok_r(NULL, "\n", &save), seen++) {
		char *sql = mem_printf("SELECT count(*) FROM %s WHERE client_id = %lld", table, (long long)south);

		if (ask("bob", sql) != 0 || ask("dave", sql) != 0)
			fail_msg("rows of another team in %s", table);
		if (strcmp(table, "draft") != 0 && ask("alice", sql) != fixture_count(sql))
			fail_msg("the supervisor does not see all of %s", table);
		mem_free(sql);
	}
	assert_true(seen > 12);
	mem_free(tables);
}

static void an_agent_reads_his_team_s_files_and_nobody_s(void **state)
{
	(void)state;
	assert_int_equal(ask("bob", "SELECT count(*) FROM client"), 2);
	assert_int_equal(ask("carol", "SELECT count(*) FROM client WHERE no IN ('C0002', 'C0003')"), 2);
	assert_int_equal(ask("carol", "SELECT count(*) FROM client"), 2);
	assert_int_equal(ask("dave", "SELECT count(*) FROM client"), 1);
	assert_int_equal(ask("alice", "SELECT count(*) FROM client"), 3);
	assert_int_equal(ask("bob", "SELECT count(*) FROM invoice"), 2);
	assert_int_equal(ask("bob", "SELECT count(*) FROM promise_invoice"), 0);
	assert_int_equal(ask("carol", "SELECT count(*) FROM promise_invoice"), 1);
	assert_int_equal(ask("carol", "SELECT count(*) FROM journal WHERE payload LIKE '%secret of the south%'"), 1);
	assert_int_equal(ask("bob", "SELECT count(*) FROM journal WHERE payload LIKE '%secret of the south%'"), 0);
	assert_int_equal(ask("carol", "SELECT count(*) FROM draft"), 0); /* her team's file, somebody else's draft */
}

/* ---- attacks ---- */

static void nobody_rewrites_the_journal(void **state)
{
	static const char *const people[] = { "bob", "alice" };

	(void)state;
	for (size_t i = 0; i < COUNT(people); i++) {
		assert_int_equal(try_to(people[i], "UPDATE journal SET payload = '{}'"), -1);
		assert_int_equal(try_to(people[i], "UPDATE journal SET agent = 'carol' WHERE id = 1"), -1);
		assert_int_equal(try_to(people[i], "DELETE FROM journal"), -1);
		assert_int_equal(try_to(people[i], "TRUNCATE journal"), -1);
		assert_int_equal(try_to(people[i], "DELETE FROM action"), -1);
		assert_int_equal(try_to(people[i], "DROP TABLE journal"), -1);
		assert_int_equal(try_to(people[i], "ALTER TABLE journal DISABLE ROW LEVEL SECURITY"), -1);
		assert_int_equal(try_to(people[i], "CREATE POLICY mine ON journal USING (true)"), -1);
		assert_int_equal(try_to(people[i], "CREATE TABLE agent_too (id integer)"), -1);
	}
}

#define ROW "INSERT INTO journal (id, client_id, seq, at, on_day, agent, kind, payload, prev_hash, hash) VALUES (1, "

static void nobody_signs_for_another(void **state)
{
	(void)state;
	assert_int_equal(try_on("bob", north, ROW "%lld, 99, '', '', 'bob', 'note', '{}', '', '')"), 1);
	assert_int_equal(try_on("bob", north, ROW "%lld, 99, '', '', 'carol', 'note', '{}', '', '')"), -1);
	assert_int_equal(try_on("bob", south, ROW "%lld, 99, '', '', 'bob', 'note', '{}', '', '')"), -1); /* not his file */
	assert_int_equal(try_on("alice", north, ROW "%lld, 99, '', '', 'bob', 'note', '{}', '', '')"), -1); /* nor does a supervisor */
	assert_int_equal(try_on("bob", north, "INSERT INTO action (id, client_id, agent_id, outcome, on_day, at) "
	                               "SELECT 1, %lld, a.id, 'note', '', '' FROM agent a WHERE a.name = 'carol'"),
	                 -1);
	assert_int_equal(try_to("bob", "UPDATE action SET agent_id = 1"), -1);
	assert_int_equal(try_to("bob", "UPDATE action SET outcome = 'note'"), -1);
}

static void nobody_makes_himself_more_than_he_is(void **state)
{
	(void)state;
	assert_int_equal(try_to("bob", "UPDATE agent SET role = 'supervisor' WHERE name = 'bob'"), -1);
	assert_int_equal(try_to("bob", "UPDATE agent SET team_id = NULL"), -1);
	assert_int_equal(try_to("bob", "INSERT INTO agent (id, name, role, created_at) VALUES (1, 'bob2', 'supervisor', '')"), -1);
	assert_int_equal(try_to("bob", "DELETE FROM agent WHERE name = 'alice'"), -1);
	assert_int_equal(try_to("bob", "UPDATE client SET team_id = NULL"), -1);
	assert_int_equal(try_to("bob", "UPDATE setting SET value = '99' WHERE name = 'schema'"), 0);
	assert_int_equal(try_to("bob", "GRANT relance_supervisor TO bob"), -1);
	assert_int_equal(try_to("bob", "SET ROLE relance"), -1);
	assert_int_equal(try_to("bob", "SET SESSION AUTHORIZATION alice"), -1);
	assert_int_equal(try_to("bob", "ALTER ROLE bob SUPERUSER"), -1);
	assert_int_equal(try_to("alice", "CREATE ROLE mallory LOGIN"), -1);
	assert_int_equal(try_to("bob", "CREATE OR REPLACE FUNCTION relance_sees(who text) RETURNS bigint LANGUAGE sql AS 'SELECT -1::bigint'"),
	                 -1);
}

/* A table of his own before the store's must not tell the functions who leads. */
static void a_table_slipped_in_front_changes_nothing(void **state)
{
	struct engine *engine = connect_as("bob");
	struct stmt *stmt;

	(void)state;
	DONE(engine_begin(engine, ENGINE_WRITE, &err));
	DONE(engine_script(engine, "CREATE TEMP TABLE agent (id bigint, name text, role text, active bigint, team_id bigint)", &err));
	DONE(engine_script(engine, "INSERT INTO pg_temp.agent VALUES (1, 'bob', 'supervisor', 1, NULL)", &err));
	DONE((stmt = engine_statement(engine, "SELECT count(*) FROM client", &err)) && stmt_step(stmt, &err) == STMT_ROW);
	assert_int_equal(stmt_int(stmt, 0), 2);
	stmt_reset(stmt);
	engine_rollback(engine);
	engine_close(engine);
}

static void what_a_supervisor_decides_an_agent_does_not(void **state)
{
	(void)state;
	assert_int_equal(try_on("bob", north, "INSERT INTO sanction (id, client_id, kind, set_on, set_by) SELECT 1, %lld, 'hold', '', id "
	                               "FROM agent WHERE name = 'alice'"),
	                 -1);
	assert_int_equal(try_on("bob", north, "INSERT INTO escalation (id, client_id, kind, proposed_on, reasons, state) "
	                               "VALUES (1, %lld, 'legal', '', 1, 'proposed')"),
	                 1);
	assert_int_equal(try_on("bob", north, "INSERT INTO escalation (id, client_id, kind, proposed_on, reasons, state) "
	                               "VALUES (1, %lld, 'legal', '', 1, 'approved')"),
	                 -1);
	assert_int_equal(try_to("bob", "UPDATE invoice SET amount_cents = 1"), -1);
	assert_int_equal(try_to("bob", "UPDATE invoice SET payment_ref = 'mine'"), -1);
	assert_int_equal(try_to("bob", "UPDATE client SET postal_code = '57000'"), -1);
	assert_int_equal(try_to("alice", "UPDATE client SET postal_code = '57000' WHERE no = 'C0001'"), 1);
	assert_int_equal(try_to("bob", "DELETE FROM invoice"), -1);
	assert_int_equal(try_to("bob", "DELETE FROM receipt"), -1);
}

/* What stops the calls is a supervisor's word, or what the file's own rows say. */
static void an_agent_does_not_stop_a_file(void **state)
{
	(void)state;
	assert_int_equal(try_to("bob", "UPDATE client SET legal = 1"), -1);
	assert_int_equal(try_to("bob", "UPDATE client SET agency = 1"), -1);
	assert_int_equal(try_to("bob", "UPDATE client SET no_contact = 1 WHERE no = 'C0001'"), -1);
	assert_int_equal(try_to("bob", "UPDATE client SET insolvent = 1 WHERE no = 'C0001'"), -1);
	assert_int_equal(try_to("bob", "UPDATE client SET score = 0, no_contact = 0 WHERE no = 'C0001'"), 1); /* as it is */
	assert_int_equal(try_to("alice", "UPDATE client SET legal = 1 WHERE no = 'C0001'"), 1);
	fixture_sql("UPDATE client SET no_contact = 1, insolvent = 1 WHERE no = 'C0001'");
	assert_int_equal(try_to("bob", "UPDATE client SET no_contact = 0"), -1);
	assert_int_equal(try_to("bob", "UPDATE client SET insolvent = 0"), -1);
}

/* Tried to the end: what is asked at a commit is asked too. */
static long commit_as(const char *role, const char *sql, const char *then)
{
	struct engine *engine = connect_as(role);
	long n = -1;

	DONE(engine_begin(engine, ENGINE_WRITE, &err));
	err_clear(&err);
	if (engine_run(engine, &err, sql, "")) {
		n = (long)engine_changes(engine);
		if (!engine_run(engine, &err, then, "") || !engine_commit(engine, &err))
			n = -1;
	}
	if (n < 0 && err.code != ERR_REFUSED)
		fail_msg("%s: not refused, but %s", sql, err.text);
	engine_rollback(engine);
	engine_close(engine);
	return n;
}

#define NOTHING   "SELECT 1 FROM team WHERE false"
#define TOLD(who) \
	"INSERT INTO journal (id, client_id, seq, at, on_day, agent, kind, payload, prev_hash, hash) SELECT 7, id, journal_seq + 1, '', '', '" \
	who "', 'note', '{}', '', '' FROM client WHERE no = 'C0003'"

static void an_agent_takes_no_other_s_promise_away(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);

	fixture_record(*state, nobodys, OUTCOME_PROMISE, "100 +3");
	fixture_record(bob, north, OUTCOME_NOTE, "bob was here");
	fixture_record(bob, nobodys, OUTCOME_NOTE, "and here");
	session_close(bob);
#define BOBS " (SELECT max(x.id) FROM action x JOIN agent a ON a.id = x.agent_id WHERE a.name = 'bob' AND x.client_id = "
	assert_int_equal(try_to("bob", "UPDATE promise SET undone = 1"), -1);
	assert_int_equal(try_to("bob", "UPDATE promise SET state = 'superseded'"), -1);
	assert_int_equal(try_to("bob", "UPDATE promise SET withdrawn_by = action_id, state = 'withdrawn'"), -1);
	assert_int_equal(try_on("bob", north, "UPDATE promise SET state = 'superseded', superseded_by =" BOBS "%lld)"), -1); /* of another file */
	assert_int_equal(try_on("bob", nobodys, "UPDATE promise SET state = 'superseded', superseded_by =" BOBS "%lld)"), 1);
	/* Judged: signed, or not at all. */
	assert_int_equal(commit_as("bob", "UPDATE promise SET state = 'kept'", NOTHING), -1);
	assert_int_equal(commit_as("bob", "UPDATE promise SET state = 'kept'", "UPDATE client SET score = score"), -1);
	assert_int_equal(commit_as("bob", "UPDATE promise SET received_cents = 1", NOTHING), 1);
	assert_int_equal(commit_as("bob", "UPDATE promise SET state = 'kept'", TOLD("bob")), 1);
	assert_int_equal(commit_as("bob", "UPDATE promise SET state = 'open'", NOTHING), -1); /* the row of a transaction before */
	fixture_sql("UPDATE promise SET state = 'withdrawn', withdrawn_by = action_id");
	assert_int_equal(try_to("bob", "UPDATE promise SET state = 'open', withdrawn_by = NULL"), 0);
	assert_int_equal(try_on("bob", nobodys, "INSERT INTO promise (id, client_id, action_id, made_on, due_on, check_on, amount_cents, currency) "
	                               "SELECT 1, client_id, id, '', '', '', 1, 'EUR' FROM action WHERE client_id = %lld AND outcome = 'promise'"),
	                 -1);
	assert_int_equal(try_to("bob", "UPDATE action SET undone_by = id WHERE outcome = 'promise'"), 0);
}

/* What another agent's outcome ended, or began, stays so. */
static void an_agent_takes_back_no_other_s_deeds(void **state)
{
	struct session *alice = *state, *dave = fixture_session("dave", TODAY);

	fixture_record(dave, nobodys, OUTCOME_CALLBACK, "16h");
	fixture_record(dave, nobodys, OUTCOME_EVASIVE, "+3"); /* ends it */
	session_close(dave);
	assert_int_equal(try_to("bob", "UPDATE follow_up SET done_by = NULL WHERE done_by IS NOT NULL"), 0);
	assert_int_equal(try_to("dave", "UPDATE follow_up SET done_by = NULL WHERE done_by IS NOT NULL"), 1);
	assert_int_equal(try_to("bob", "UPDATE follow_up SET undone = 1"), -1);
	fixture_record(alice, nobodys, OUTCOME_DISPUTE, "1");
	assert_int_equal(try_to("bob", "UPDATE dispute SET kind = 'technical'"), -1);
	assert_int_equal(try_to("bob", "UPDATE dispute SET undone = 1"), -1);
	assert_int_equal(try_to("bob", "UPDATE dispute SET closed_on = '2026-11-24', resolution = 'paid'"), -1); /* in nobody's name */
	assert_int_equal(try_to("bob", "UPDATE dispute SET owner = 'Max', due_on = '2026-12-24'"), 1);
	fixture_sql("UPDATE dispute SET closed_on = '2026-11-24', closed_by = action_id");
	assert_int_equal(try_to("bob", "UPDATE dispute SET closed_on = NULL, closed_by = NULL"), 0);
	fixture_record(alice, nobodys, OUTCOME_CIRCUIT, "1 r");
	assert_int_equal(try_to("bob", "UPDATE circuit_event SET undone = 1"), 0);
}

#define MAIL(id, who, state) \
	"INSERT INTO mail (id, client_id, agent_id, kind, language, address, queued_on, queued_at, state) SELECT " id ", c.id, a.id, " \
	"'reminder', 'fr', 'a@b.example', '2026-11-24', '', '" state "' FROM client c CROSS JOIN agent a WHERE c.no = 'C0003' AND a.name = '" who "'"

static void an_agent_sends_no_mail_and_takes_back_his_own(void **state)
{
	(void)state;
	assert_int_equal(try_to("bob", MAIL("1", "bob", "sent")), -1);
	assert_int_equal(try_to("bob", MAIL("1", "dave", "queued")), -1);
	assert_int_equal(commit_as("bob", MAIL("1", "bob", "queued"), NOTHING), 1);
	fixture_sql(MAIL("2", "dave", "queued"));
	fixture_sql(MAIL("3", "bob", "sent"));
	assert_int_equal(try_to("bob", "UPDATE mail SET state = 'sent' WHERE id = 1"), -1);
	assert_int_equal(try_to("bob", "UPDATE mail SET address = 'me@b.example' WHERE id = 1"), -1);
	assert_int_equal(try_to("bob", "UPDATE mail SET sent_on = '2026-11-24' WHERE id = 1"), -1);
	assert_int_equal(try_to("bob", "UPDATE mail SET state = 'cancelled' WHERE id <> 1"), 0);
	assert_int_equal(commit_as("bob", "UPDATE mail SET state = 'cancelled' WHERE id = 1", NOTHING), -1);
	assert_int_equal(commit_as("bob", "UPDATE mail SET undone = 1 WHERE id = 1", NOTHING), -1);
	assert_int_equal(commit_as("bob", "UPDATE mail SET state = 'cancelled' WHERE id = 1", TOLD("bob")), 1);
	assert_int_equal(commit_as("alice", "UPDATE mail SET state = 'cancelled' WHERE id = 2", NOTHING), 1);
}

static void who_is_gone_is_nobody(void **state)
{
	const struct engine_options options = { .wait_ms = 100 };
	char *store = pg_store_as(fixture_path(), "carol");
	struct engine *engine, *open = connect_as("carol");
	struct stmt *stmt;

	DONE(people_remove(*state, "carol", &err));
	/* Connected already: sees nothing any more. */
	assert_true(!(stmt = engine_statement(open, "SELECT id FROM client", &err)) || stmt_step(stmt, &err) != STMT_ROW);
	engine_close(open);
	assert_false(engine_open(store, &options, &engine, &err));
	person(*state, "dave", "South");
	DONE(people_add(*state, &(struct people_change){ .name = "carol", .team = "South" }, &err));
	assert_int_equal(ask("carol", "SELECT count(*) FROM client"), 2);
	mem_free(store);
}

/* ---- relance itself ---- */

static bool open_as(const char *role, const char *agent, struct session **out)
{
	char *store = pg_store_as(fixture_path(), role);
	const struct session_request request = { .target = store, .use = STORE_CONSOLE, .agent = agent, .today = TODAY, .minute = -1 };
	bool done;

	err_clear(&err);
	done = session_open(&request, out, &err);
	mem_free(store);
	return done;
}

static void an_account_is_the_agent_it_is_called_after(void **state)
{
	struct session *session;

	(void)state;
	assert_true(open_as("bob", NULL, &session));
	assert_string_equal(session->agent, "bob");
	assert_string_equal(session->team, "North");
	session_close(session);
	assert_true(open_as("bob", "bob", &session));
	session_close(session);
	assert_false(open_as("bob", "alice", &session));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_true(open_as("relance", "carol", &session)); /* the owner may say who works */
	assert_string_equal(session->agent, "carol");
	session_close(session);
}

/* Queue, claim, record, undo, draft, search, journal and proof, with an agent's rights alone. */
static void an_agent_s_day_needs_no_more(void **state)
{
	struct session *bob;
	struct worklist list;
	struct worklist_row *rows;
	struct audit_totals totals;
	struct call_result result;
	struct arena arena = { 0 };
	struct call_request request = { .id = id_new(), .outcome = OUTCOME_PROMISE, .entry = "100 +3" };
	char undone[CALL_CODE];
	const char *place, *text;
	char *kinds;
	int64_t got, client;
	size_t count;
	bool taken, any;

	(void)state;
	assert_true(open_as("bob", NULL, &bob));
	bob->today = IN(1); /* a new day: what he sees is rescored */
	DONE(worklist_open(bob, false, 20, &list, &err));
	assert_int_equal(list.count, 2);
	worklist_clear(&list);
	DONE(worklist_next(bob, NULL, &got, &err));
	assert_true(got == north || got == nobodys);
	DONE(claim_take(bob, north, &taken, &err) && claim_renew(bob, &any, &err));
	assert_true(taken && any);
	request.client_id = north;
	DONE(call_record(bob, &request, &result, &err));
	DONE(call_undo(bob, north, undone, &err));
	request = (struct call_request){ .id = id_new(), .client_id = north, .outcome = OUTCOME_DISPUTE, .entry = "1" };
	DONE(call_record(bob, &request, &result, &err));
	DONE(claim_free(bob, north, &err));
	DONE(audit_draft_save(bob, "note", north, "half a sentence", &err));
	DONE(audit_draft_load(bob, &place, &client, &text, &err) == FOUND);
	assert_string_equal(text, "half a sentence");
	DONE(worklist_search(bob, &arena, "client", 10, &rows, &count, &err));
	assert_int_equal(count, 2);
	arena_clear(&arena);
	DONE(audit_verify(bob, &totals, &err));
	assert_int_equal(totals.clients, 2);
	session_close(bob);
	assert_string_equal(fixture_row(*state, north).claim_agent, "");
	kinds = fixture_dump("SELECT kind FROM journal WHERE agent = 'bob' ORDER BY id");
	assert_string_equal(kinds, "claim\nclaim\npromise\nundo\ndispute\n");
	mem_free(kinds);
}

static void a_supervisor_s_account_does_what_he_may(void **state)
{
	const struct people_change erin = { .name = "erin", .role = "supervisor" };
	struct session *alice, *again;

	(void)state;
	assert_true(open_as("alice", NULL, &alice));
	assert_int_equal(alice->role, ROLE_SUPERVISOR);
	DONE(team_add(alice, "East", &err));
	DONE(people_add(alice, &erin, &err)); /* his account is made by one who may not make accounts himself */
	person(alice, "bob", "East");
	file_of(alice, "C0001", "East");
	fixture_on(alice, IN(1), -1);
	assert_int_equal(fixture_count("SELECT count(*) FROM creditor WHERE scored_on = '2026-11-25'"), 1);
	DONE(people_set(alice, &(struct people_change){ .name = "erin", .role = "agent" }, &err));
	session_close(alice);
	assert_true(open_as("erin", NULL, &again)); /* no supervisor any more, and still at work */
	assert_int_equal(again->role, ROLE_AGENT);
	session_close(again);
	assert_int_equal(try_to("erin", "INSERT INTO team (id, name, created_at) VALUES (1, 'West', '')"), -1);
	assert_int_equal(ask("bob", "SELECT count(*) FROM client WHERE no = 'C0001'"), 1);
}

/* Somebody else's account of the same name keeps what it was. */
static void an_account_that_was_there_is_not_locked(void **state)
{
	fixture_sql("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'billing') THEN CREATE ROLE billing LOGIN; END IF; END $$");
	person(*state, "billing", "");
	assert_int_equal(ask("billing", "SELECT count(*) FROM client"), 1);
	DONE(people_remove(*state, "billing", &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM pg_roles WHERE rolname = 'billing' AND rolcanlogin"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = 'billing'"), 0);
}

static void a_stranger_is_told_so(void **state)
{
	struct session *session;

	(void)state;
	fixture_sql("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'stranger') THEN CREATE ROLE stranger LOGIN IN ROLE "
	            "relance_agent; END IF; END $$");
	assert_false(open_as("stranger", NULL, &session));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "stranger"));
}

#define RIGHT(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIGHT(every_table_has_its_rights),
		RIGHT(no_row_of_another_team_is_read),
		RIGHT(an_agent_reads_his_team_s_files_and_nobody_s),
		RIGHT(nobody_rewrites_the_journal),
		RIGHT(nobody_signs_for_another),
		RIGHT(nobody_makes_himself_more_than_he_is),
		RIGHT(a_table_slipped_in_front_changes_nothing),
		RIGHT(what_a_supervisor_decides_an_agent_does_not),
		RIGHT(an_agent_does_not_stop_a_file),
		RIGHT(an_agent_takes_no_other_s_promise_away),
		RIGHT(an_agent_takes_back_no_other_s_deeds),
		RIGHT(an_agent_sends_no_mail_and_takes_back_his_own),
		RIGHT(who_is_gone_is_nobody),
		RIGHT(an_account_is_the_agent_it_is_called_after),
		RIGHT(an_agent_s_day_needs_no_more),
		RIGHT(a_supervisor_s_account_does_what_he_may),
		RIGHT(an_account_that_was_there_is_not_locked),
		RIGHT(a_stranger_is_told_so),
	};

	if (!pg_store_wanted()) {
		printf("1..0 # SKIP no RELANCE_TEST_DB\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
