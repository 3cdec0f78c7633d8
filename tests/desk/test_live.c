/* What the screen of the team adds up: promises kept week by week, cash of whose files it is.
 */
#include <stdio.h>

#include "tests/desk/done.h"

#include "base/mem.h"
#include "desk/live.h"

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
	fixture_cash(alice, ids[0], 0, LATE(6), 123456);
	fixture_sql("UPDATE receipt SET currency = 'USD' WHERE amount_cents = 123456"); /* in no sum, and said */
	alice->today = TODAY;
	DONE(live_received_days(alice, &arena, &rows, &count, &err));
	assert_int_equal(count, 3);
	assert_int_equal(rows[0].agent_id, 0);
	assert_int_equal(rows[0].sum, 1500000 - 2);
	for (size_t i = 1; i < 3; i++) {
		bool bobs = rows[i].agent_id == bob->agent_id;

		assert_int_equal(rows[i].agent_id, bobs ? bob->agent_id : carol->agent_id);
		assert_int_equal(rows[i].sum, bobs ? 70 + 10 + 300 : 2000 + 40000);
		assert_int_equal(rows[i].others, bobs);
		assert_int_equal(rows[i].day[0], bobs ? 70 : 0);
		assert_int_equal(rows[i].day[1], bobs ? 10 : 0);
		assert_int_equal(rows[i].day[2], bobs ? 300 : 2000);
		assert_int_equal(rows[i].day[6], bobs ? 0 : 40000);
	}
	all = live_received_sum(rows, count);
	assert_int_equal(all.sum, 1500000 - 2 + 380 + 42000);
	assert_int_equal(all.day[2], 2300);
	assert_true(all.others);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(promises_kept_are_counted_by_week),
		FACT(cash_is_whose_who_chased_last),
		FACT(each_chase_has_its_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
