/* Stories of several steps, each as the trade tells it: what one step leaves, the next one finds.
 */
#include "fixture.h"

#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/document.h"

static struct err err;

static void same(const char *sql, const char *wanted)
{
	char *got = fixture_dump(sql);

	assert_string_equal(got, wanted);
	mem_free(got);
}

static void put(const char *form, int64_t id)
{
	char *sql = mem_printf(form, (long long)id);

	fixture_sql(sql);
	mem_free(sql);
}

#define PROMISES "SELECT amount_cents, due_on, reduced_cents, received_cents, state FROM promise WHERE undone = 0 ORDER BY id"

/* 600 and 400 promised; 300 come for the first one, then what is left of it is disputed: 300 of the promise are withdrawn, not 600. */
static void a_dispute_withdraws_what_was_still_to_come(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard"), f1 = fixture_invoice(session, id, "F1", LATE(40), 60000);
	char undone[CALL_CODE];

	fixture_invoice(session, id, "F2", LATE(12), 40000);
	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	fixture_on(session, IN(1), -1);
	put("UPDATE invoice SET open_cents = 30000 WHERE id = %lld", f1);
	fixture_cash(session, id, f1, IN(1), 30000);
	same(PROMISES, "100000|2026-11-27|0|30000|open\n");
	fixture_record(session, id, OUTCOME_DISPUTE, "F1");
	same(PROMISES, "100000|2026-11-27|30000|30000|open\n");
	assert_true(call_undo(session, id, undone, &err));
	same(PROMISES, "100000|2026-11-27|0|30000|open\n");
	fixture_record(session, id, OUTCOME_DISPUTE, "F1");
	fixture_cash(session, id, 0, IN(2), 10000);
	same(PROMISES, "100000|2026-11-27|30000|40000|open\n");
	fixture_cash(session, id, 0, IN(3), 30000);
	same(PROMISES, "100000|2026-11-27|30000|70000|kept\n");
}

/* A plan of two lines; the second is replaced by a promise of its own before its date. Cash matched to that invoice is the new promise's. */
static void what_is_replaced_claims_no_cash(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard"), f2;

	fixture_invoice(session, id, "F1", LATE(40), 30000);
	f2 = fixture_invoice(session, id, "F2", LATE(12), 30000);
	fixture_record(session, id, OUTCOME_PROMISE, "300 25/11; 300 4/12");
	fixture_on(session, DAY("2026-11-26"), -1);
	fixture_record(session, id, OUTCOME_PROMISE, "300 27/11");
	same(PROMISES, "30000|2026-11-25|0|0|open\n30000|2026-12-04|0|0|superseded\n30000|2026-11-27|0|0|open\n");
	put("UPDATE invoice SET open_cents = 0, closed_on = '2026-11-27' WHERE id = %lld", f2);
	fixture_cash(session, id, f2, DAY("2026-11-27"), 30000);
	fixture_on(session, DAY("2026-12-02"), -1);
	same(PROMISES, "30000|2026-11-25|0|0|broken\n30000|2026-12-04|0|0|superseded\n30000|2026-11-27|0|30000|kept\n");
}

/* A broken line voids the plan; the client promises anew and pays: that promise is kept, and the lines that were void take nothing of it. */
static void a_voided_plan_takes_nothing_of_the_next_promise(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	char undone[CALL_CODE];

	session->policy.plan.void_after = 1;
	fixture_invoice(session, id, "F1", LATE(40), 90000);
	fixture_record(session, id, OUTCOME_PROMISE, "300 27/11; 300 24/12; 300 27/01");
	fixture_on(session, DAY("2026-12-02"), -1);
	same(PROMISES, "30000|2026-11-27|0|0|broken\n30000|2026-12-24|0|0|withdrawn\n30000|2027-01-27|0|0|withdrawn\n");
	fixture_record(session, id, OUTCOME_PROMISE, "900 11/12");
	assert_true(call_undo(session, id, undone, &err));
	same(PROMISES, "30000|2026-11-27|0|0|broken\n30000|2026-12-24|0|0|withdrawn\n30000|2027-01-27|0|0|withdrawn\n");
	fixture_record(session, id, OUTCOME_PROMISE, "900 11/12");
	fixture_cash(session, id, 0, DAY("2026-12-10"), 90000);
	same(PROMISES, "30000|2026-11-27|0|0|broken\n30000|2026-12-24|0|0|withdrawn\n30000|2027-01-27|0|0|withdrawn\n"
	               "90000|2026-12-11|0|90000|kept\n");
}

static int score_line(struct session *session, int64_t id)
{
	return fixture_row(session, id).ready.score;
}

/* The document was asked for, then an evasive answer took its place; it is sent, and its day comes while the evasive one was let pass. */
static void what_was_agreed_counts_on_its_day_behind_an_older_date(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	date chase_on;

	fixture_invoice(session, id, "F1", LATE(15), 60000);
	fixture_record(session, id, OUTCOME_DOCUMENT, "duplicata F1");
	fixture_on(session, IN(1), -1);
	fixture_record(session, id, OUTCOME_EVASIVE, "+2");
	const struct document_step step = { .id = id_new(), .request_id = fixture_count("SELECT id FROM document_request") };
	assert_true(document_sent(session, &step, &chase_on, &err));
	assert_int_equal(chase_on, IN(8));
	same("SELECT due_on, agreed, done_by IS NULL FROM follow_up ORDER BY id",
	     "2026-12-01|1|0\n2026-11-27|0|1\n2026-12-02|1|1\n");
	fixture_on(session, IN(7), -1);
	int before = score_line(session, id);
	fixture_on(session, IN(8), -1);
	assert_int_equal(score_line(session, id) - before, 200);
	same("SELECT follow_up_on, follow_up_agreed, callable FROM client", "2026-11-27|1|1\n");
	int version = fixture_count("SELECT version FROM client");
	fixture_on(session, IN(9), -1);
	assert_int_equal(score_line(session, id) - before, 200);
	assert_int_equal(fixture_count("SELECT version FROM client"), version);
}

/* A callback at an hour, and a document sent whose day comes before: the hour is kept. */
static void an_hour_of_today_is_kept_behind_an_older_date(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	date chase_on;

	fixture_invoice(session, id, "F1", LATE(15), 60000);
	fixture_record(session, id, OUTCOME_DOCUMENT, "duplicata F1");
	fixture_record(session, id, OUTCOME_CALLBACK, "+9 14h");
	const struct document_step step = { .id = id_new(), .request_id = fixture_count("SELECT id FROM document_request") };
	assert_true(document_sent(session, &step, &chase_on, &err));
	assert_int_equal(chase_on, IN(7));
	fixture_on(session, IN(8), 600);
	same("SELECT follow_up_on, follow_up_minute, callable FROM client", "2026-12-01|-|1\n");
	fixture_on(session, IN(9), 600);
	same("SELECT follow_up_on, follow_up_minute, callable, why_not, next_minute FROM client", "2026-12-03|840|0|follow_up|840\n");
	fixture_on(session, IN(10), 600);
	fixture_record(session, id, OUTCOME_NOTE, "vu");
	same("SELECT follow_up_on, follow_up_minute, callable, follow_up_agreed FROM client", "2026-12-03|840|1|1\n");
}

/* Kept, spoken about something else since, then the debit comes back: the client broke his word that day and nobody spoke to him since. */
static void a_debit_that_comes_back_is_chased_at_once(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard"), f1 = fixture_invoice(session, id, "F1", LATE(40), 60000);

	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	fixture_cash(session, id, f1, DAY("2026-11-27"), 60000);
	put("UPDATE invoice SET open_cents = 0 WHERE id = %lld", f1);
	fixture_invoice(session, id, "F2", LATE(10), 50000);
	fixture_on(session, DAY("2026-12-03"), -1);
	fixture_record(session, id, OUTCOME_EVASIVE, "10/12");
	fixture_on(session, DAY("2026-12-04"), -1);
	same("SELECT why_not, next_on, broken FROM client", "follow_up|2026-12-10|0\n");
	int before = score_line(session, id);
	put("UPDATE invoice SET open_cents = 60000 WHERE id = %lld", f1);
	fixture_cash(session, id, f1, DAY("2026-12-04"), -60000);
	same(PROMISES, "60000|2026-11-27|0|0|broken\n");
	same("SELECT callable, broken FROM client", "1|1\n");
	assert_true(score_line(session, id) >= before + 400 + 120);
	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	fixture_on(session, DAY("2026-12-07"), -1);
	same("SELECT callable FROM client", "1\n");
	fixture_record(session, id, OUTCOME_EVASIVE, "11/12");
	assert_true(score_line(session, id) < before + 400);
	same("SELECT why_not, next_on FROM client", "follow_up|2026-12-11\n");
}

int main(void)
{
	const struct CMUnitTest facts[] = {
		FACT(a_dispute_withdraws_what_was_still_to_come),
		FACT(what_is_replaced_claims_no_cash),
		FACT(a_voided_plan_takes_nothing_of_the_next_promise),
		FACT(what_was_agreed_counts_on_its_day_behind_an_older_date),
		FACT(an_hour_of_today_is_kept_behind_an_older_date),
		FACT(a_debit_that_comes_back_is_chased_at_once),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(facts, NULL, NULL);
}
