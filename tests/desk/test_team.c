/* Teams: who sees what, who may say so, and that nothing is seen by another way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/desk/done.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/agenda.h"
#include "desk/audit.h"
#include "desk/call.h"
#include "desk/claim.h"
#include "desk/live.h"
#include "desk/matching.h"
#include "desk/people.h"
#include "desk/team.h"
#include "desk/worklist.h"

static bool set_team(struct session *session, const char *name, const char *team)
{
	const struct people_change change = { .name = name, .team = team };

	return people_set(session, &change, &err);
}

static bool assign(struct session *session, int64_t client_id, const char *team, const char *agent)
{
	const struct team_assignment to = { .team = team, .agent = agent };
	struct team_assigned out;

	return team_assign(session, &client_id, 1, &to, &out, &err);
}

/* Six files: C0001 and C0002 of North, C0003 of South, the others nobody's. bob is of North, carol of no team. */
static void divide(struct session *alice, int64_t ids[6])
{
	fixture_portfolio(alice, 6);
	fixture_on(alice, TODAY, -1);
	for (int i = 0; i < 6; i++) {
		char no[16];

		snprintf(no, sizeof no, "C%04d", i + 1);
		DONE(team_client(alice, no, &ids[i], &err) == FOUND);
	}
	DONE(team_add(alice, "North", &err) && team_add(alice, "South", &err));
	DONE(set_team(alice, "bob", "North"));
	DONE(assign(alice, ids[0], "North", NULL) && assign(alice, ids[1], "North", NULL) && assign(alice, ids[2], "South", NULL));
}

/* The account numbers of the whole queue, in any order. */
static char *queue_of(struct session *session, bool all)
{
	struct worklist list;
	struct buf out;
	bool there[7] = { false };

	DONE(worklist_open(session, all, 2, &list, &err));
	while (!list.complete)
		DONE(worklist_more(session, &list, 2, &err));
	for (size_t i = 0; i < list.count; i++)
		there[atoi(list.rows[i].client.no + 1)] = true;
	buf_init(&out);
	buf_puts(&out, "");
	for (int i = 1; i <= 6; i++)
		if (there[i])
			buf_printf(&out, "%d", i);
	buf_printf(&out, " of %d", list.callable);
	worklist_clear(&list);
	return buf_take(&out);
}

static void expect_queue(struct session *session, const char *wanted)
{
	char *text = queue_of(session, false);

	assert_string_equal(text, wanted);
	mem_free(text);
	text = queue_of(session, true);
	assert_string_equal(text, wanted);
	mem_free(text);
}

static void an_agent_sees_his_team_s_files_and_nobody_s(void **state)
{
	struct session *alice = *state, *bob, *carol;
	int64_t ids[6];

	divide(alice, ids);
	bob = fixture_session("bob", TODAY);
	carol = fixture_session("carol", TODAY);
	assert_string_equal(bob->team, "North");
	assert_string_equal(carol->team, "");
	expect_queue(alice, "123456 of 6");
	expect_queue(bob, "12456 of 5");
	expect_queue(carol, "456 of 3");
	session_close(bob);
	session_close(carol);
}

static void the_next_file_is_one_of_those(void **state)
{
	struct session *alice = *state, *carol;
	int64_t ids[6], got;
	int handed = 0;

	divide(alice, ids);
	carol = fixture_session("carol", TODAY);
	for (;;) {
		DONE(worklist_next(carol, NULL, &got, &err));
		if (got == 0)
			break;
		assert_true(got == ids[3] || got == ids[4] || got == ids[5]);
		fixture_record(carol, got, OUTCOME_NO_ANSWER, "");
		handed++;
	}
	assert_int_equal(handed, 3);
	session_close(carol);
}

static size_t found(struct session *session, const char *query)
{
	struct arena arena = { 0 };
	struct worklist_row *rows;
	size_t count;

	DONE(worklist_search(session, &arena, query, 10, &rows, &count, &err));
	arena_clear(&arena);
	return count;
}

/* Whoever does not see every file would take a payment of one he does not see for one of his. */
static void cash_is_matched_by_who_sees_every_file(void **state)
{
	struct session *alice = *state, *bob;
	struct matching_totals totals;
	int64_t ids[6];

	divide(alice, ids);
	bob = fixture_session("bob", TODAY);
	REFUSED(matching_run(bob, NULL, NULL, &totals, &err), ERR_REFUSED);
	DONE(matching_run(alice, NULL, NULL, &totals, &err));
	session_close(bob);
}

/* By name, account, invoice, phone and mail: one word or several. */
static void a_search_gives_no_others(void **state)
{
	static const char *const queries[] = { "c0003", "client 3", "F0003", "0611223344", "zoe@a.fr", "0003" };
	struct session *alice = *state, *bob;
	int64_t ids[6];

	divide(alice, ids);
	fixture_contact(alice, ids[2], "Zoé", "06 11 22 33 44");
	fixture_sql("UPDATE contact SET mail = 'zoe@a.fr'");
	bob = fixture_session("bob", TODAY);
	for (size_t i = 0; i < COUNT(queries); i++) {
		assert_int_equal(found(alice, queries[i]), 1);
		assert_int_equal(found(bob, queries[i]), 0);
	}
	assert_int_equal(found(alice, "client"), 6);
	assert_int_equal(found(bob, "client"), 5);
	session_close(bob);
}

static void a_file_of_another_team_does_not_exist(void **state)
{
	struct session *alice = *state, *bob;
	struct client_file file;
	struct call_result result;
	int64_t ids[6], id;
	const struct call_request call = { .id = id_new(), .client_id = 0, .outcome = OUTCOME_NO_ANSWER, .entry = "" };
	struct call_request there = call;
	char undone[CALL_CODE];
	bool taken;

	divide(alice, ids);
	bob = fixture_session("bob", TODAY);
	there.client_id = ids[2];
	assert_int_equal(file_load(bob, ids[2], &file, &err), FOUND_NOT);
	assert_int_equal(file_load_no(bob, "C0003", &file, &err), FOUND_NOT);
	assert_int_equal(team_client(bob, "C0003", &id, &err), FOUND_NOT);
	REFUSED(claim_take(bob, ids[2], &taken, &err), ERR_MISSING);
	REFUSED(call_record(bob, &there, &result, &err), ERR_MISSING);
	REFUSED(call_undo(bob, ids[2], undone, &err), ERR_MISSING);
	assert_int_equal(file_load(bob, ids[0], &file, &err), FOUND);
	file_clear(&file);
	session_close(bob);
}

static bool count_row(void *context, const struct journal_row *row, struct err *error)
{
	(void)error;
	assert_string_not_equal(row->client_no, "C0003");
	++*(int *)context;
	return true;
}

static void nor_does_what_was_done_on_it(void **state)
{
	struct session *alice = *state, *bob;
	int64_t ids[6];
	struct agenda_row *rows;
	size_t count;
	int seen = 0;

	divide(alice, ids);
	fixture_on(alice, TODAY, 9 * 60);
	fixture_record(alice, ids[2], OUTCOME_CALLBACK, "14h30");
	fixture_record(alice, ids[0], OUTCOME_CALLBACK, "15h");
	bob = fixture_session("bob", TODAY);
	DONE(audit_journal(bob, NULL, 0, count_row, &seen, &err));
	assert_true(seen > 0);
	REFUSED(audit_journal(bob, "C0003", 0, count_row, &seen, &err), ERR_MISSING);
	DONE(agenda_callbacks(bob, &bob->arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].client.no, "C0001");
	session_close(bob);
}

/* ---- assigning ---- */

static void assigning_is_journalled_once(void **state)
{
	struct session *alice = *state, *bob;
	int64_t ids[6], list[2];
	const struct team_assignment to = { .team = "South", .agent = "" };
	struct team_assigned out;

	divide(alice, ids);
	list[0] = ids[2];
	list[1] = ids[5];
	DONE(team_assign(alice, list, 2, &to, &out, &err));
	assert_int_equal(out.changed, 1);
	assert_int_equal(out.same, 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'assign'"), 4);
	DONE(assign(alice, ids[0], NULL, "bob"));
	assert_int_equal(fixture_row(alice, ids[0]).agent_id, fixture_count("SELECT id FROM agent WHERE name = 'bob'"));
	REFUSED(assign(alice, ids[2], NULL, "bob"), ERR_REFUSED); /* he would not see it */
	assert_non_null(strstr(err.text, "C0003"));
	DONE(assign(alice, ids[0], "South", NULL)); /* and does no longer */
	assert_int_equal(fixture_row(alice, ids[0]).agent_id, 0);
	REFUSED(assign(alice, ids[0], "West", NULL), ERR_MISSING);
	REFUSED(assign(alice, ids[0], NULL, "nobody"), ERR_MISSING);
	bob = fixture_session("bob", TODAY);
	REFUSED(assign(bob, ids[1], "", NULL), ERR_REFUSED);
	session_close(bob);
	DONE(assign(alice, ids[1], "", NULL));
	assert_int_equal(fixture_row(alice, ids[1]).team_id, 0);
}

/* More files than one transaction takes. */
static void many_are_assigned_at_once(void **state)
{
	struct session *alice = *state;
	const struct team_assignment to = { .team = "North" };
	struct team_assigned out;
	int64_t ids[130];

	fixture_portfolio(alice, 130);
	for (int i = 0; i < 130; i++) {
		char no[16];

		snprintf(no, sizeof no, "C%04d", i + 1);
		DONE(team_client(alice, no, &ids[i], &err) == FOUND);
	}
	DONE(team_add(alice, "North", &err));
	DONE(team_assign(alice, ids, 130, &to, &out, &err));
	assert_int_equal(out.changed, 130);
	DONE(team_assign(alice, ids, 130, &to, &out, &err));
	assert_int_equal(out.changed, 0);
	assert_int_equal(out.same, 130);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'assign'"), 130);
}

/* ---- teams and people ---- */

static void a_team_with_people_or_files_stays(void **state)
{
	struct session *alice = *state;
	struct team_row *rows;
	int64_t ids[6];
	size_t count;

	divide(alice, ids);
	DONE(team_rows(alice, &alice->arena, &rows, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].name, "North");
	assert_int_equal(rows[0].agents, 1);
	assert_int_equal(rows[0].clients, 2);
	REFUSED(team_add(alice, "North", &err), ERR_CONFLICT);
	REFUSED(team_add(alice, "-", &err), ERR_USAGE);
	REFUSED(team_add(alice, "", &err), ERR_USAGE);
	REFUSED(team_remove(alice, "North", &err), ERR_REFUSED);
	DONE(assign(alice, ids[0], "", NULL) && assign(alice, ids[1], "", NULL));
	REFUSED(team_remove(alice, "North", &err), ERR_REFUSED);
	assert_non_null(strstr(err.text, "bob"));
	DONE(set_team(alice, "bob", ""));
	DONE(team_remove(alice, "North", &err));
	REFUSED(team_remove(alice, "North", &err), ERR_MISSING);
	DONE(team_set_name(alice, "South", "Midi", &err));
	REFUSED(set_team(alice, "bob", "South"), ERR_MISSING);
	DONE(set_team(alice, "bob", "Midi"));
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind LIKE 'team_%'"), 4);
}

static void a_person_is_described_changed_and_goes(void **state)
{
	struct session *alice = *state;
	const struct people_change dave = { .name = "dave", .role = "agent", .full_name = "Dave\033[31m Doe", .phone = "01 02" };
	const struct people_change promoted = { .name = "dave", .role = "supervisor", .mail = "d@example.org" };
	const struct people_change odd = { .name = "dave", .role = "boss" }, nobody = { .name = "nobody" };
	struct agent_row row;
	struct session *session;

	DONE(people_add(alice, &dave, &err));
	REFUSED(people_add(alice, &dave, &err), ERR_CONFLICT);
	DONE(people_set(alice, &promoted, &err) && people_set(alice, &promoted, &err));
	REFUSED(people_set(alice, &odd, &err), ERR_USAGE);
	REFUSED(people_set(alice, &nobody, &err), ERR_MISSING);
	assert_int_equal(agent_by_name(alice->store, &alice->arena, "dave", &row, &err), FOUND);
	assert_int_equal(row.role, ROLE_SUPERVISOR);
	assert_null(strchr(row.full_name, '\033'));
	assert_string_equal(row.phone, "01 02");
	assert_string_equal(row.mail, "d@example.org");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'agent_set'"), 1);
	DONE(people_remove(alice, "dave", &err) && people_remove(alice, "dave", &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'agent_remove'"), 1);
	assert_false(session_open(&(struct session_request){ .target = fixture_path(), .use = STORE_COMMAND, .agent = "dave", .today = TODAY,
	                                                     .minute = -1 },
	                          &session, &err));
	DONE(people_add(alice, &dave, &err)); /* he comes back */
	session_close(fixture_session("dave", TODAY));
}

static void the_last_supervisor_stays(void **state)
{
	struct session *alice = *state, *bob;
	const struct people_change agent = { .name = "alice", .role = "agent" }, bob_too = { .name = "bob", .role = "supervisor" };

	REFUSED(people_remove(alice, "alice", &err), ERR_REFUSED);
	REFUSED(people_set(alice, &agent, &err), ERR_REFUSED);
	bob = fixture_session("bob", TODAY);
	REFUSED(people_set(bob, &bob_too, &err), ERR_REFUSED);
	session_close(bob);
	DONE(people_set(alice, &bob_too, &err) && people_remove(alice, "alice", &err));
}

static bool set_role(struct session *session, const char *name, const char *role)
{
	const struct people_change change = { .name = name, .role = role };

	return people_set(session, &change, &err);
}

static bool records(struct session *session, int64_t client_id)
{
	const struct call_request request = { .id = id_new(), .client_id = client_id, .outcome = OUTCOME_NO_ANSWER, .entry = "" };
	struct call_result result;

	return call_record(session, &request, &result, &err);
}

/* Consoles stay open for days: what a supervisor changes about people counts at once. */
static void who_is_at_work_learns_of_his_team(void **state)
{
	struct session *alice = *state, *bob;
	int64_t ids[6];

	divide(alice, ids);
	bob = fixture_session("bob", TODAY);
	expect_queue(bob, "12456 of 5");
	DONE(set_team(alice, "bob", "South"));
	assert_false(records(bob, ids[0]));
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), 0);
	assert_false(records(bob, ids[0])); /* asked again: it is another team's */
	assert_int_equal(err.code, ERR_MISSING);
	expect_queue(bob, "3456 of 4");
	assert_string_equal(bob->team, "South");
	DONE(records(bob, ids[2]));
	DONE(set_team(alice, "bob", ""));
	expect_queue(bob, "456 of 3");
	session_close(bob);
}

static void who_is_no_supervisor_any_more_decides_nothing(void **state)
{
	struct session *alice = *state, *bob;
	int64_t ids[6];

	divide(alice, ids);
	DONE(set_role(alice, "bob", "supervisor"));
	bob = fixture_session("bob", TODAY);
	DONE(assign(bob, ids[3], "North", NULL));
	DONE(set_role(alice, "bob", "agent"));
	REFUSED(assign(bob, ids[4], "North", NULL), ERR_REFUSED);
	REFUSED(assign(bob, ids[4], "North", NULL), ERR_REFUSED);
	assert_int_equal(fixture_row(alice, ids[4]).team_id, 0);
	expect_queue(bob, "12456 of 5");
	DONE(records(bob, ids[4]));
	session_close(bob);
}

static void who_was_removed_records_nothing_and_holds_no_file(void **state)
{
	struct session *alice = *state, *bob;
	struct worklist list;
	int64_t ids[6];
	bool taken;

	divide(alice, ids);
	bob = fixture_session("bob", TODAY);
	DONE(claim_take(bob, ids[0], &taken, &err) && taken);
	DONE(people_remove(alice, "bob", &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE claim_console IS NOT NULL"), 0);
	assert_false(records(bob, ids[3]));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(err.text, "bob no longer works here: nothing more is recorded");
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), 0);
	assert_false(worklist_open(bob, false, 5, &list, &err));
	assert_string_equal(err.text, "bob no longer works here: nothing more is recorded");
	assert_int_equal(bob->gone.code, ERR_REFUSED);
	session_close(bob);
}

/* The files of who left are nobody's: a supervisor finds them where the ones of nobody are, to give them to others. */
static void the_files_of_who_left_are_nobody_s(void **state)
{
	struct session *alice = *state;
	struct arena arena = { 0 };
	struct live_file *files;
	struct live live;
	int64_t ids[6];
	size_t count;

	divide(alice, ids);
	DONE(assign(alice, ids[3], NULL, "bob") && assign(alice, ids[4], NULL, "carol"));
	DONE(people_remove(alice, "bob", &err));
	expect_queue(alice, "123456 of 6"); /* rescored */
	DONE(live_load(alice, &arena, &live, &err));
	assert_int_equal(live.unassigned, 5);
	DONE(live_portfolio(alice, &arena, 0, &files, &count, &err));
	assert_int_equal(count, 5);
	arena_clear(&arena);
}

/* Whoever is the first of a day rescores every file, those he does not see as well: on a server with his own account he cannot. */
static void the_first_of_the_day_ends_paid_disputes_of_every_team(void **state)
{
	struct session *alice = *state, *bob;
	int64_t ids[6];

	divide(alice, ids);
	fixture_record(alice, ids[2], OUTCOME_DISPUTE, "1");
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE dispute_id IS NOT NULL");
	bob = fixture_session("bob", IN(1));
	expect_queue(bob, "12456 of 5");
	session_close(bob);
	assert_int_equal(fixture_count("SELECT count(*) FROM dispute WHERE resolution = 'paid'"), getenv("RELANCE_TEST_OWN") ? 0 : 1);
	fixture_on(alice, IN(1), -1);
	assert_int_equal(fixture_count("SELECT count(*) FROM dispute WHERE resolution = 'paid'"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(an_agent_sees_his_team_s_files_and_nobody_s),
		FACT(the_next_file_is_one_of_those),
		FACT(cash_is_matched_by_who_sees_every_file),
		FACT(a_search_gives_no_others),
		FACT(a_file_of_another_team_does_not_exist),
		FACT(nor_does_what_was_done_on_it),
		FACT(assigning_is_journalled_once),
		FACT(many_are_assigned_at_once),
		FACT(a_team_with_people_or_files_stays),
		FACT(a_person_is_described_changed_and_goes),
		FACT(the_last_supervisor_stays),
		FACT(who_is_at_work_learns_of_his_team),
		FACT(who_is_no_supervisor_any_more_decides_nothing),
		FACT(who_was_removed_records_nothing_and_holds_no_file),
		FACT(the_files_of_who_left_are_nobody_s),
		FACT(the_first_of_the_day_ends_paid_disputes_of_every_team),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
