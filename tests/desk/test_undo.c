/* Taking back the last outcome: everything it did, and nothing else.
 */
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/dispute.h"
#include "desk/platform.h"

static struct err err;

/* All that an outcome may touch, but for what only grows (versions, the journal's heads) and rows marked undone. */
static const char *const all_rows[] = {
	"SELECT 'client', no, name, difficulty, insolvent, legal, agency, no_contact, last_chase_on, spoken_on, cadence_on, follow_up_on, "
	"follow_up_minute, follow_up_agreed, dispute_due_on, dispute_end_on, promises, score, callable, why_not, next_on, next_minute, "
	"overdue_cents, balance_cents, currency, oldest_on, broken FROM client ORDER BY no",
	"SELECT 'promise', id, action_id, made_on, due_on, check_on, amount_cents, currency, reduced_cents, received_cents, state, "
	"superseded_by, withdrawn_by FROM promise WHERE undone = 0 ORDER BY id",
	"SELECT 'part', promise_id, invoice_id, pi.amount_cents, pi.withdrawn_by FROM promise_invoice pi "
	"JOIN promise p ON p.id = pi.promise_id WHERE p.undone = 0 ORDER BY promise_id, invoice_id",
	"SELECT 'follow_up', id, action_id, kind, due_on, minute, agreed, done_by FROM follow_up WHERE undone = 0 ORDER BY id",
	"SELECT 'dispute', id, action_id, kind, opened_on, due_on, closed_on FROM dispute WHERE undone = 0 ORDER BY id",
	"SELECT 'circuit', id, invoice_id, stage, since, holder_id, holder FROM circuit_event WHERE undone = 0 ORDER BY id",
	"SELECT 'contact', id, name, role, phone, wrong, wrong_by FROM contact WHERE undone = 0 ORDER BY id",
	"SELECT 'word', word, client_id FROM search_word ORDER BY client_id, word",
	"SELECT 'invoice', id, number, amount_cents, open_cents, dispute_id, closed_on FROM invoice ORDER BY id",
};

static int64_t hebrard(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	fixture_invoice(session, id, "F2", LATE(12), 181250);
	fixture_invoice(session, id, "F3", IN(60), 157750);
	fixture_on(session, session->today, -1);
	return id;
}

static void undo_restores_every_row(void **state)
{
	/* before: recorded a day earlier, one a day; then the last one is recorded and taken back */
	static const struct {
		const char *name;
		struct { enum outcome outcome; const char *entry; } before[3];
		enum outcome outcome;
		const char *entry;
	} rows[] = {
		{ "no answer on a fresh file", { { OUTCOME_COUNT, NULL } }, OUTCOME_NO_ANSWER, "" },
		{ "a note", { { OUTCOME_COUNT, NULL } }, OUTCOME_NOTE, "vu" },
		{ "a promise", { { OUTCOME_NO_ANSWER, "" }, { OUTCOME_COUNT, NULL } }, OUTCOME_PROMISE, "ven" },
		{ "a plan over a promise", { { OUTCOME_PROMISE, "15/12" }, { OUTCOME_COUNT, NULL } }, OUTCOME_PROMISE, "3x fm" },
		{ "a promise over a plan", { { OUTCOME_PROMISE, "3x fm" }, { OUTCOME_COUNT, NULL } }, OUTCOME_PROMISE, "15/12" },
		{ "a callback over a callback", { { OUTCOME_CALLBACK, "+7 9h" }, { OUTCOME_COUNT, NULL } }, OUTCOME_CALLBACK, "dem 14h30" },
		{ "a dispute under a promise", { { OUTCOME_PROMISE, "15/12" }, { OUTCOME_COUNT, NULL } }, OUTCOME_DISPUTE, "2" },
		{ "a second dispute under a plan",
		  { { OUTCOME_PROMISE, "2x fm" }, { OUTCOME_DISPUTE, "F1" }, { OUTCOME_COUNT, NULL } }, OUTCOME_DISPUTE, "F2 tech" },
		{ "everything disputed", { { OUTCOME_PROMISE, "500 15/12" }, { OUTCOME_COUNT, NULL } }, OUTCOME_DISPUTE, "" },
		{ "difficulty", { { OUTCOME_EVASIVE, "+5" }, { OUTCOME_COUNT, NULL } }, OUTCOME_DIFFICULTY, "" },
		{ "paid", { { OUTCOME_CALLBACK, "+5" }, { OUTCOME_COUNT, NULL } }, OUTCOME_PAID, "hier" },
		{ "circuit news with a new holder", { { OUTCOME_CIRCUIT, "F1 r roy 2" }, { OUTCOME_COUNT, NULL } }, OUTCOME_CIRCUIT, "b lenoir 3" },
		{ "a wrong contact", { { OUTCOME_CIRCUIT, "F1 r roy 2" }, { OUTCOME_COUNT, NULL } }, OUTCOME_WRONG_CONTACT, "lenoir 0611223344" },
		{ "nobody left to call", { { OUTCOME_CIRCUIT, "F1 r roy 2" }, { OUTCOME_COUNT, NULL } }, OUTCOME_WRONG_CONTACT, "" },
		{ "refusal after a broken promise", { { OUTCOME_PROMISE, "26/11" }, { OUTCOME_COUNT, NULL } }, OUTCOME_REFUSAL, "non" },
	};
	struct session *session = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		void *own = session;
		char *before, *after;
		char undone[CALL_CODE];
		int64_t id;
		size_t k = 0;

		if (i > 0) { /* each row on a store of its own */
			fixture_teardown(&own);
			fixture_setup(&own);
			session = own;
		}
		id = hebrard(session);
		for (; rows[i].before[k].entry; k++) {
			fixture_record(session, id, rows[i].before[k].outcome, rows[i].before[k].entry);
			fixture_on(session, session->today + 1, -1);
		}
		if (rows[i].outcome == OUTCOME_REFUSAL)
			fixture_on(session, DAY("2026-12-02"), -1);
		before = fixture_dump_all(all_rows, COUNT(all_rows));
		fixture_record(session, id, rows[i].outcome, rows[i].entry);
		after = fixture_dump_all(all_rows, COUNT(all_rows));
		if (rows[i].outcome != OUTCOME_NOTE)
			assert_string_not_equal(before, after);
		mem_free(after);
		if (!call_undo(session, id, undone, &err))
			fail_msg("%s: %s", rows[i].name, err.text);
		assert_string_equal(undone, outcome_rules[rows[i].outcome].code);
		after = fixture_dump_all(all_rows, COUNT(all_rows));
		if (strcmp(before, after) != 0)
			fail_msg("%s:\n%s---\n%s", rows[i].name, before, after);
		mem_free(before);
		mem_free(after);
		*state = session;
	}
}

static void undo_is_written_and_history_keeps_both(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct audit_totals totals;
	char undone[CALL_CODE];
	char *rows;

	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	assert_true(call_undo(session, id, undone, &err));
	rows = fixture_dump("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY seq");
	assert_string_equal(rows, "promise\nundo\n");
	mem_free(rows);
	rows = fixture_dump("SELECT outcome, note, undone_by IS NOT NULL FROM action ORDER BY id");
	assert_string_equal(rows, "promise||1\nundo|promise|0\n");
	mem_free(rows);
	assert_true(audit_verify(session, &totals, &err));
}

static void undo_walks_back_one_by_one(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char undone[CALL_CODE];

	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	fixture_record(session, id, OUTCOME_CALLBACK, "dem");
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(undone, "callback");
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(undone, "no_answer");
	assert_true(fixture_row(session, id).ready.callable);
	assert_false(call_undo(session, id, undone, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(err.text, "nothing was recorded on this file");
}

static void only_the_author_may_undo(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(alice);
	char undone[CALL_CODE];

	fixture_record(alice, id, OUTCOME_PROMISE, "ven");
	assert_false(call_undo(bob, id, undone, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "alice"));
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE undone = 0"), 1);
	session_close(bob);
}

static void only_the_same_day(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char undone[CALL_CODE];

	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	fixture_on(session, IN(1), -1);
	assert_false(call_undo(session, id, undone, &err));
	assert_non_null(strstr(err.text, "another day"));
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), 1);
}

static void not_after_a_judgement(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char undone[CALL_CODE];

	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	fixture_cash(session, id, 0, TODAY, 481250); /* became known after it was made: kept at once */
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE state = 'kept'"), 1);
	assert_false(call_undo(session, id, undone, &err));
	assert_non_null(strstr(err.text, "judged"));
}

/* It was paid and its dispute over, the payment came back, and the platform opened another one: that is not the agent's to take back. */
static void another_dispute_of_the_same_invoice_stays(void **state)
{
	const struct platform_news news = { .number = "F1", .issued_on = DATE_NONE, .seller_siren = "", .status = 207,
		                            .told_at = "2026-11-24T10:00:00", .reason = "", .text = "" };
	struct session *session = *state;
	int64_t id = hebrard(session), closed;
	enum platform_taken taken = PLATFORM_NO_INVOICE;
	char undone[CALL_CODE];

	fixture_record(session, id, OUTCOME_DISPUTE, "F1");
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number = 'F1'");
	assert_true(dispute_close_paid(session, &closed, &err));
	assert_int_equal(closed, 1);
	fixture_sql("UPDATE invoice SET open_cents = 300000 WHERE number = 'F1'");
	assert_true(store_begin(session->store, true, &err));
	assert_true(platform_take(session, &news, 0, &taken, &err) && store_commit(session->store, &err));
	assert_int_equal(taken, PLATFORM_TAKEN);
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(undone, "dispute");
	assert_int_equal(fixture_count("SELECT count(*) FROM invoice i JOIN dispute d ON d.id = i.dispute_id WHERE d.closed_on IS NULL AND d.undone = 0"),
	                 1);
}

static void a_retry_of_an_undone_action_is_not_done_again(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	const struct call_request request = { .id = id_new(), .client_id = id, .outcome = OUTCOME_NO_ANSWER, .entry = "" };
	struct call_result result;
	char undone[CALL_CODE];

	assert_true(call_record(session, &request, &result, &err));
	assert_true(call_undo(session, id, undone, &err));
	assert_true(call_record(session, &request, &result, &err));
	assert_true(result.already);
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), 2);
	assert_true(fixture_row(session, id).ready.callable);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(undo_restores_every_row),
		FACT(undo_is_written_and_history_keeps_both),
		FACT(undo_walks_back_one_by_one),
		FACT(only_the_author_may_undo),
		FACT(only_the_same_day),
		FACT(not_after_a_judgement),
		FACT(another_dispute_of_the_same_invoice_stays),
		FACT(a_retry_of_an_undone_action_is_not_done_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
