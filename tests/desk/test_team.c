/* Teams: who sees what, who may say so, and that nothing is seen by another way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

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

static struct err err;

#define DONE(condition)                                                                            \
	do {                                                                                       \
		err_clear(&err);                                                                   \
		if (!(condition))                                                                  \
			fail_msg("%s:%d: %s: %s", __func__, __LINE__, #condition, err.text);       \
	} while (0)
#define REFUSED(condition, why)                     \
	do {                                        \
		err_clear(&err);                    \
		assert_false(condition);            \
		assert_int_equal(err.code, why);    \
	} while (0)

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

/* By name, account, invoice and phone: one word or several. */
static void a_search_gives_no_others(void **state)
{
	static const char *const queries[] = { "c0003", "client 3", "F0003", "0611223344" };
	struct session *alice = *state, *bob;
	int64_t ids[6];

	divide(alice, ids);
	fixture_contact(alice, ids[2], "Zoé", "06 11 22 33 44");
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

/* Kept out of kept, partly kept and broken, by the day they were checked; what was withdrawn was not judged. */
static void promises_kept_are_counted_by_week(void **state)
{
	static const struct {
		int late;
		const char *state;
	} rows[] = { { 0, "kept" },    { 6, "broken" },   { 7, "partly_kept" }, { 13, "kept" },      { 13, "kept" },
		     { 55, "broken" }, { 56, "kept" },    { 3, "withdrawn" },   { 3, "superseded" }, { 2, "open" } };
	struct session *alice = *state;
	struct arena arena = { 0 };
	struct live_kept *kept;
	char sql[200];
	size_t count;
	int64_t id = fixture_client(alice, "W1", "Weeks");

	fixture_invoice(alice, id, "W1", LATE(80), 900000);
	fixture_on(alice, LATE(60), -1);
	fixture_record(alice, id, OUTCOME_PROMISE, "10x 15");
	fixture_sql("UPDATE promise SET state = 'withdrawn'");
	for (size_t i = 0; i < COUNT(rows); i++) {
		char day[DATE_TEXT];

		snprintf(sql, sizeof sql, "UPDATE promise SET state = '%s', check_on = '%s' WHERE id = (SELECT id FROM promise ORDER BY id LIMIT 1 OFFSET %zu)",
		         rows[i].state, date_iso(LATE(rows[i].late), day), i);
		fixture_sql(sql);
	}
	alice->today = TODAY;
	DONE(live_kept_weeks(alice, &arena, &kept, &count, &err));
	assert_int_equal(count, 1);
	assert_int_equal(kept[0].agent_id, alice->agent_id);
	assert_int_equal(kept[0].judged[7], 2);
	assert_int_equal(kept[0].kept[7], 1);
	assert_int_equal(kept[0].judged[6], 3);
	assert_int_equal(kept[0].kept[6], 2);
	assert_int_equal(kept[0].judged[5], 0);
	assert_int_equal(kept[0].judged[0], 1);
	assert_int_equal(kept[0].kept[0], 0);
	arena_clear(&arena);
}

/* By value date, of whoever chased the file last by then: later calls, notes, what was taken back and old calls give nobody a part. */
static void cash_is_whose_who_chased_last(void **state)
{
	struct session *alice = *state, *bob, *carol;
	struct live_received *rows, all;
	struct arena arena = { 0 };
	int64_t ids[6];
	size_t count;

	for (int i = 0; i < 6; i++) {
		char no[8];

		snprintf(no, sizeof no, "R%d", i);
		ids[i] = fixture_client(alice, no, "Received");
		fixture_invoice(alice, ids[i], no, LATE(80), 900000);
	}
	bob = fixture_session("bob", LATE(30));
	carol = fixture_session("carol", LATE(4));
	fixture_record(bob, ids[0], OUTCOME_NO_ANSWER, "");
	bob->today = LATE(31);
	fixture_record(bob, ids[3], OUTCOME_NO_ANSWER, ""); /* too long ago */
	bob->today = LATE(5);
	fixture_record(bob, ids[1], OUTCOME_NO_ANSWER, "");
	fixture_record(bob, ids[2], OUTCOME_NO_ANSWER, "");
	fixture_record(bob, ids[4], OUTCOME_NOTE, "vu");    /* is no chase */
	fixture_record(carol, ids[1], OUTCOME_NO_ANSWER, "");
	carol->today = TODAY;
	fixture_record(carol, ids[2], OUTCOME_NO_ANSWER, ""); /* after the cash of four days ago */
	fixture_cash(alice, ids[0], 0, LATE(6), 100);
	fixture_cash(alice, ids[0], 0, LATE(7), 5000);        /* before the period */
	fixture_cash(alice, ids[0], 0, IN(1), 7000);          /* after it */
	fixture_credit(alice, ids[0], 0, LATE(6), 9000);
	fixture_cash(alice, ids[1], 0, LATE(5), 10);          /* bob's: carol called the day after */
	fixture_cash(alice, ids[1], 0, LATE(4), 2000);
	fixture_cash(alice, ids[2], 0, LATE(4), 300);
	fixture_cash(alice, ids[2], 0, TODAY, 40000);
	fixture_cash(alice, ids[3], 0, TODAY, 500000);
	fixture_cash(alice, ids[4], 0, TODAY, 1000000);
	fixture_cash(alice, ids[5], 0, TODAY, 1);
	fixture_cash(alice, ids[5], 0, TODAY, -3);            /* went back */
	fixture_sql("UPDATE receipt SET shown_cents = 30 WHERE amount_cents = 100"); /* the bank told it too */
	alice->today = TODAY;
	DONE(live_received_days(alice, &arena, &rows, &count, &err));
	assert_int_equal(count, 3);
	assert_int_equal(rows[0].agent_id, 0);
	assert_int_equal(rows[0].sum, 1500000 - 2);
	for (size_t i = 1; i < 3; i++) {
		bool bobs = rows[i].agent_id == bob->agent_id;

		assert_int_equal(rows[i].agent_id, bobs ? bob->agent_id : carol->agent_id);
		assert_int_equal(rows[i].sum, bobs ? 70 + 10 + 300 : 2000 + 40000);
		assert_int_equal(rows[i].day[0], bobs ? 70 : 0);
		assert_int_equal(rows[i].day[1], bobs ? 10 : 0);
		assert_int_equal(rows[i].day[2], bobs ? 300 : 2000);
		assert_int_equal(rows[i].day[6], bobs ? 0 : 40000);
	}
	all = live_received_sum(rows, count);
	assert_int_equal(all.sum, 1500000 - 2 + 380 + 42000);
	assert_int_equal(all.day[2], 2300);
	assert_false(live_received_days(bob, &arena, &rows, &count, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	arena_clear(&arena);
	session_close(bob);
	session_close(carol);
}

/* Every outcome that is a chase, and no other. */
static void each_chase_has_its_part(void **state)
{
	struct session *alice = *state;
	struct live_received *rows;
	struct arena arena = { 0 };
	size_t count;
	int64_t id = fixture_client(alice, "R1", "Received");

	fixture_invoice(alice, id, "R1", LATE(80), 900000);
	fixture_record(alice, id, OUTCOME_NO_ANSWER, "");
	fixture_cash(alice, id, 0, TODAY, 100);
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		char *sql = mem_printf("UPDATE action SET outcome = '%s'", outcome_rules[i].code);

		fixture_sql(sql);
		mem_free(sql);
		DONE(live_received_days(alice, &arena, &rows, &count, &err));
		assert_int_equal(count, 1);
		assert_int_equal(rows[0].agent_id, outcome_rules[i].chase ? alice->agent_id : 0);
	}
	fixture_sql("UPDATE action SET outcome = 'promise', undone_by = id");
	DONE(live_received_days(alice, &arena, &rows, &count, &err));
	assert_int_equal(rows[0].agent_id, 0);
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
		FACT(promises_kept_are_counted_by_week),
		FACT(cash_is_whose_who_chased_last),
		FACT(each_chase_has_its_part),
		FACT(the_first_of_the_day_ends_paid_disputes_of_every_team),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
