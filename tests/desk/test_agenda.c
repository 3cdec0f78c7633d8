/* The agenda: today's callbacks by hour, gone by or to come. */
#include "cash_help.h"

#include "base/mem.h"
#include "desk/agenda.h"
#include "desk/live.h"
#include "desk/refresh_all.h"

static int64_t called(struct session *session, const char *no, const char *entry)
{
	int64_t id = fixture_client(session, no, no);

	fixture_invoice(session, id, no, LATE(40), 100000);
	fixture_record(session, id, OUTCOME_CALLBACK, entry);
	return id;
}

static void only_hours_of_today_are_told_in_order(void **state)
{
	struct session *session = *state;
	struct agenda_row *rows;
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t count;

	fixture_on(session, LATE(1), 9 * 60);
	int64_t late = called(session, "C-1", "dem 16:40");
	int64_t early = called(session, "C-2", "dem 9:15");
	called(session, "C-3", "dem");
	called(session, "C-4", "+2 9:15");
	fixture_on(session, TODAY, 12 * 60);
	assert_true(agenda_callbacks(session, &arena, &rows, &count, &err));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].client.id, early);
	assert_int_equal(rows[0].minute, 9 * 60 + 15);
	assert_int_equal(rows[1].client.id, late);
	assert_int_equal(rows[1].minute, 16 * 60 + 40);
	fixture_on(session, IN(1), 12 * 60);
	assert_true(agenda_callbacks(session, &arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	arena_clear(&arena);
}

static void an_empty_day_has_none(void **state)
{
	struct agenda_row *rows;
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t count = 9;

	assert_true(agenda_callbacks(*state, &arena, &rows, &count, &err));
	assert_int_equal(count, 0);
	arena_clear(&arena);
}

/* "C-1 late, C-2 today …" of a list. */
static char *listed(struct session *session, int days, int64_t agent_id)
{
	static const char *const names[] = { "late", "today", "later" };
	const struct agenda_query query = { .days = days, .agent_id = agent_id, .limit = AGENDA_MOST };
	struct agenda_entry *rows;
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct buf out;
	size_t count;

	assert_true(agenda_list(session, &arena, &query, &rows, &count, &err));
	buf_init(&out);
	buf_puts(&out, "");
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s %s", i ? ", " : "", rows[i].follow_up.client.no, names[rows[i].when]);
	arena_clear(&arena);
	return buf_take(&out);
}

static void check_list(struct session *session, int days, int64_t agent_id, const char *wanted)
{
	char *found = listed(session, days, agent_id);

	assert_string_equal(found, wanted);
	mem_free(found);
}

static void days_and_hours_are_in_order_late_ones_first(void **state)
{
	struct session *session = *state;

	fixture_on(session, LATE(6), 9 * 60);
	called(session, "C-9", "+2");
	fixture_on(session, LATE(1), 9 * 60);
	called(session, "C-1", "dem");
	called(session, "C-2", "dem 16:40");
	called(session, "C-3", "dem 9:15");
	called(session, "C-4", "+4 9:15");
	called(session, "C-5", "+3");
	fixture_on(session, TODAY, 12 * 60);
	check_list(session, 14, 0, "C-9 late, C-3 late, C-2 today, C-1 today, C-5 later, C-4 later");
	check_list(session, 2, 0, "C-9 late, C-3 late, C-2 today, C-1 today, C-5 later");
	check_list(session, 0, 0, "C-9 late, C-3 late, C-2 today, C-1 today");
	fixture_on(session, TODAY, -1);
	check_list(session, 0, 0, "C-9 late, C-3 today, C-2 today, C-1 today");
}

static void what_was_answered_or_undone_is_gone(void **state)
{
	struct session *session = *state;
	char undone[CALL_CODE];
	struct err err = { 0 };

	fixture_on(session, LATE(1), 9 * 60);
	int64_t answered = called(session, "C-1", "dem"), taken_back = called(session, "C-2", "dem");
	assert_true(call_undo(session, taken_back, undone, &err));
	check_list(session, 14, 0, "C-1 later");
	fixture_on(session, TODAY, 9 * 60);
	fixture_record(session, answered, OUTCOME_PROMISE, "+3");
	check_list(session, 14, 0, "");
}

/* Who has a file handed over, or an insolvent one, is not told to call it; what is settled needs no chase, but a client who waits for a call is told. */
static void what_nobody_is_to_call_is_not_late(void **state)
{
	struct session *session = *state;
	struct agenda_row *rows;
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t count;

	fixture_on(session, LATE(1), 9 * 60);
	called(session, "C-1", "dem 16:40");
	called(session, "C-2", "dem 16:50");
	called(session, "C-3", "dem 17h");
	int64_t chased = fixture_client(session, "C-4", "C-4"), settled = fixture_client(session, "C-5", "C-5");
	fixture_invoice(session, chased, "C-4", LATE(40), 1000);
	fixture_invoice(session, settled, "C-5", LATE(40), 1000);
	fixture_record(session, chased, OUTCOME_EVASIVE, "dem");
	fixture_record(session, settled, OUTCOME_EVASIVE, "dem");
	fixture_on(session, TODAY, 9 * 60);
	check_list(session, 0, 0, "C-1 today, C-2 today, C-3 today, C-4 today, C-5 today");
	fixture_sql("UPDATE client SET legal = 1 WHERE no = 'C-1'");
	fixture_sql("UPDATE client SET agency = 1 WHERE no = 'C-2'");
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number IN ('C-3', 'C-5')");
	fixture_on(session, IN(1), 9 * 60);
	check_list(session, 0, 0, "C-3 late, C-4 late");
	session->today = TODAY;
	assert_true(agenda_callbacks(session, &arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].client.no, "C-3");
	arena_clear(&arena);
}

/* The money comes after a callback was agreed: on its day that is said, on the next it is done, wherever callbacks are counted; a payment that
 * goes back later leaves it so. One that came before, or that leaves something overdue, changes nothing. */
static void a_callback_whose_money_came_is_done_by_it(void **state)
{
	struct session *session = *state;
	struct agenda_row *rows;
	struct agenda_entry *entries;
	const struct agenda_query query = { .limit = AGENDA_MOST };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct live live;
	size_t count;

	fixture_on(session, LATE(1), 9 * 60);
	int64_t before = fixture_client(session, "C-1", "C-1");
	fixture_invoice(session, before, "C-1", LATE(40), 100000);
	fixture_cash(session, before, 0, LATE(2), 100000);
	fixture_record(session, before, OUTCOME_CALLBACK, "dem 10h");
	fixture_credit(session, before, 0, TODAY, 100000); /* nor is a credit note a payment */
	int64_t part = called(session, "C-2", "dem 11h"), paid = called(session, "C-3", "dem 12h"), covered = called(session, "C-4", "dem 13h");
	fixture_on(session, TODAY, 14 * 60);
	assert_true(live_load(session, &arena, &live, &err));
	assert_int_equal(live.groups[LIVE_LATE_CALLBACK].count, 4);
	fixture_cash(session, part, 0, LATE(3), 50000);
	fixture_cash(session, paid, 0, LATE(3), 100000); /* its value date may be before the call: it is known since */
	fixture_cash(session, covered, 0, TODAY, 100000);
	fixture_item(session, covered, "RG", ITEM_CASH, TODAY, -100000, "EUR");
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number IN ('C-1', 'C-3')");
	fixture_sql("UPDATE invoice SET open_cents = 50000 WHERE number = 'C-2'");
	assert_true(refresh_all(session, true, NULL, NULL, &(struct refresh_totals){ 0 }, &err));
	check_list(session, 0, 0, "C-1 late, C-2 late, C-3 today, C-4 today");
	assert_true(agenda_list(session, &arena, &query, &entries, &count, &err));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(entries[i].paid, i >= 2);
	assert_true(agenda_callbacks(session, &arena, &rows, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[1].client.no, "C-2");
	assert_true(live_load(session, &arena, &live, &err));
	assert_int_equal(live.groups[LIVE_LATE_CALLBACK].count, 2);
	fixture_is("SELECT count(*) FROM follow_up WHERE done_by IS NULL", "4\n");

	fixture_on(session, IN(1), 8 * 60);
	check_list(session, 0, 0, "C-1 late, C-2 late");
	fixture_is("SELECT c.no FROM follow_up f JOIN client c ON c.id = f.client_id WHERE f.done_by = f.action_id", "C-3\n");
	fixture_is("SELECT c.no, j.kind, j.agent FROM journal j JOIN client c ON c.id = j.client_id WHERE j.kind LIKE '%paid%'",
	           "C-3|callback_paid|alice\n");
	assert_int_equal(fixture_row(session, paid).state.follow_up_minute, -1);
	fixture_sql("UPDATE invoice SET open_cents = 100000 WHERE number = 'C-3'");
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number = 'RG'"); /* it was for something else */
	fixture_on(session, IN(2), 8 * 60);
	check_list(session, 0, 0, "C-1 late, C-2 late, C-4 late");
	arena_clear(&arena);
}

/* What became known since the call is money, and was not known under another name before it. */
static void only_money_that_was_not_known_does_a_callback(void **state)
{
	struct session *session = *state;
	struct cash_entry returned;

	fixture_on(session, LATE(1), 9 * 60);
	cash_book(session, CASH_BOOK "C3,Faure,F3001,2026-08-01,2026-09-01,30,30,EUR\nC4,Leroy,F4001,2026-08-01,2026-09-01,40,40,EUR\n");
	cash_book(session, HEAD "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\nC3,Faure,F3001,2026-08-01,2026-09-01,30,30,EUR\n"
	                        "C4,Leroy,F4001,2026-08-01,2026-09-01,40,40,EUR\n");
	fixture_record(session, cash_client("C1"), OUTCOME_CALLBACK, "dem 10h"); /* all is paid, says the ledger */
	fixture_record(session, cash_client("C2"), OUTCOME_CALLBACK, "dem 11h");
	fixture_record(session, cash_client("C3"), OUTCOME_CALLBACK, "dem 12h");
	fixture_record(session, cash_client("C4"), OUTCOME_CALLBACK, "dem 13h");
	fixture_on(session, TODAY, 14 * 60);
	cash_bank(session, cash_pays(10000, "FACTURE F1001")); /* … and now the bank, of the same */
	fixture_is("SELECT ledger_id IS NOT NULL FROM allocation", "1\n");
	returned = cash_pays(4000, "FACTURE F4001");
	returned.end_to_end = "MANDATE-4";
	returned.party = "Leroy";
	returned.party_account = NULL;
	cash_bank(session, returned);
	cash_bank(session, cash_bounces(returned, TODAY));
	fixture_credit(session, cash_client("C2"), 0, TODAY, 7000);
	fixture_cash(session, cash_client("C3"), 0, TODAY, 3000);
	fixture_sql("UPDATE receipt SET shown_cents = amount_cents WHERE amount_cents = 3000"); /* the ledger's, of what the bank told before */
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number IN ('F2001', 'F3001', 'F4001')");
	assert_true(refresh_all(session, true, NULL, NULL, &(struct refresh_totals){ 0 }, &(struct err){ 0 }));
	fixture_is("SELECT DISTINCT why_not FROM client", "not_due\n");
	check_list(session, 0, 0, "C1 late, C2 late, C3 late, C4 late");
	fixture_on(session, IN(1), 8 * 60);
	check_list(session, 0, 0, "C1 late, C2 late, C3 late, C4 late");
	fixture_is("SELECT count(*) FROM follow_up WHERE done_by IS NOT NULL", "0\n");
}

static void an_agents_list_holds_his_own_and_what_fell_to_the_team(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", LATE(1));
	struct err err = { 0 };
	int64_t agent_id = 0;

	fixture_on(alice, LATE(1), 9 * 60);
	bob->minute = 9 * 60;
	called(alice, "C-1", "dem 10:00");
	called(alice, "C-2", "dem");
	called(bob, "C-3", "dem 15:00");
	fixture_on(alice, TODAY, 10 * 60);
	bob->today = TODAY;
	bob->minute = 10 * 60 + bob->policy.team_after_minutes - 1;
	check_list(bob, 14, bob->agent_id, "C-3 today");
	bob->minute++;
	check_list(bob, 14, bob->agent_id, "C-1 late, C-3 today");
	check_list(bob, 14, 0, "C-1 late, C-3 today, C-2 today");
	assert_true(agenda_agent(alice, "bob", &agent_id, &err));
	assert_int_equal(agent_id, bob->agent_id);
	assert_false(agenda_agent(alice, "nobody", &agent_id, &err));
	assert_string_equal(err.text, "no agent is called nobody here: relance agents lists them");
	session_close(bob);
}

static void other_teams_are_not_seen(void **state)
{
	struct session *alice = *state;

	fixture_on(alice, LATE(1), 9 * 60);
	int64_t hidden = called(alice, "C-1", "dem");
	called(alice, "C-2", "dem");
	fixture_sql("INSERT INTO team (id, name, created_at) VALUES (7, 'north', '2026-01-01T00:00:00.000Z')");
	char *sql = mem_printf("UPDATE client SET team_id = 7 WHERE id = %lld", (long long)hidden);
	fixture_sql(sql);
	mem_free(sql);
	struct session *bob = fixture_session("bob", TODAY);
	check_list(bob, 14, 0, "C-2 today");
	session_close(bob);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(only_hours_of_today_are_told_in_order),
		FACT(an_empty_day_has_none),
		FACT(days_and_hours_are_in_order_late_ones_first),
		FACT(what_was_answered_or_undone_is_gone),
		FACT(what_nobody_is_to_call_is_not_late),
		FACT(a_callback_whose_money_came_is_done_by_it),
		FACT(only_money_that_was_not_known_does_a_callback),
		FACT(an_agents_list_holds_his_own_and_what_fell_to_the_team),
		FACT(other_teams_are_not_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
