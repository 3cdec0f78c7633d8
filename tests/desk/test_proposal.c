/* Clocks, limits, calls before the due date, voided plans and proposals to a supervisor: what rescoring and recording make of them, to the day and to the one.
 */
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/escalation.h"
#include "desk/refresh.h"

static struct err err;

static struct client_row seen(struct session *session, int64_t id, date today)
{
	struct refresh_totals totals;

	session->today = today;
	if (!refresh_all(session, true, NULL, NULL, &totals, &err))
		fail_msg("%s", err.text);
	return fixture_row(session, id);
}

static int64_t owing(struct session *session, const char *no, date due_on, cents open)
{
	int64_t id = fixture_client(session, no, no);

	fixture_invoice(session, id, no, due_on, open);
	return id;
}

static void set(int64_t id, const char *what)
{
	char *sql = mem_printf("UPDATE client SET %s WHERE id = %lld", what, (long long)id);

	fixture_sql(sql);
	mem_free(sql);
}

static void same(const char *sql, const char *wanted)
{
	char *got = fixture_dump(sql);

	assert_string_equal(got, wanted);
	mem_free(got);
}

/* ---- clocks ---- */

/* Issued on 2021-12-24: five years end on 2026-12-24. */
static void limitation_runs_from_the_issue_date(void **state)
{
	struct session *session = *state;
	date issued = DAY("2021-12-24"), last = DAY("2026-12-24");
	int64_t id = owing(session, "C1", issued + 30, 50000);
	struct client_row row = seen(session, id, last - 91);

	assert_string_equal(row.ready.clock, "");
	row = seen(session, id, last - 90);
	assert_string_equal(row.ready.clock, "limitation");
	assert_int_equal(row.ready.clock_on, last);
	int near = row.ready.score;
	row = seen(session, id, last - 31);
	assert_int_equal(row.ready.score - near, 0); /* age and gap are at their most long since */
	row = seen(session, id, last - 30);
	assert_int_equal(row.ready.score - near, 250);
	row = seen(session, id, last + 1);
	assert_int_equal(row.ready.score - near, 250);
}

static void the_earlier_of_service_and_issue_counts(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", DAY("2021-12-24") + 30, 50000);

	fixture_sql("UPDATE invoice SET service_on = '2021-12-20'");
	assert_int_equal(seen(session, id, DAY("2026-12-01")).ready.clock_on, DAY("2026-12-20"));
	fixture_sql("UPDATE invoice SET service_on = '2021-12-25'");
	assert_int_equal(seen(session, id, DAY("2026-12-01")).ready.clock_on, DAY("2026-12-24"));
}

static void a_confirmed_acknowledgement_restarts_it(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", DAY("2021-12-24") + 30, 50000);

	set(id, "acknowledged_on = '2022-02-01'");
	assert_string_equal(seen(session, id, DAY("2026-10-01")).ready.clock, "");
	assert_int_equal(seen(session, id, DAY("2026-11-24")).ready.clock_on, DAY("2027-02-01"));
}

static void the_insurer_is_told_in_time(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(45), 50000);

	session->policy.clocks.insurer_notice_days = 60;
	assert_string_equal(seen(session, id, TODAY).ready.clock, ""); /* not insured */
	set(id, "insured_limit_cents = 0");
	assert_int_equal(seen(session, id, TODAY).ready.clock_on, IN(15));
	int near = fixture_row(session, id).ready.score;
	assert_int_equal(seen(session, id, TODAY - 1).ready.score, near - 250);
	set(id, "insurer_closed_on = '2026-11-22'");
	assert_string_equal(seen(session, id, TODAY).ready.clock, "");
	assert_int_equal(fixture_row(session, id).ready.score, near - 250);
}

/* Whatever stands before it or behind it. */
static void the_oldest_debt_starts_the_clocks(void **state)
{
	struct session *session = *state;
	date oldest = DAY("2021-12-24") + 30;
	int64_t id = owing(session, "C1", oldest + 12, 10000);

	fixture_invoice(session, id, "F2", oldest, 20000);
	fixture_invoice(session, id, "F3", oldest + 70, 30000);
	assert_int_equal(seen(session, id, DAY("2026-12-01")).ready.clock_on, DAY("2026-12-24"));
	session->policy.clocks.insurer_notice_days = 60;
	set(id, "insured_limit_cents = 0");
	assert_string_equal(seen(session, id, oldest + 50).ready.clock, "insurer");
	assert_int_equal(fixture_row(session, id).ready.clock_on, oldest + 60);
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number = 'F2'");
	assert_int_equal(seen(session, id, oldest + 60).ready.clock_on, oldest + 72);
}

/* What was sued for, or declared, is dealt with; what comes later is not. */
static void a_closed_limitation_leaves_later_debts_running(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", DAY("2021-12-24") + 30, 50000);

	set(id, "limitation_closed_on = '2021-12-24'");
	assert_string_equal(seen(session, id, DAY("2026-12-01")).ready.clock, "");
	fixture_invoice(session, id, "F2", DAY("2022-01-05") + 30, 10000);
	assert_int_equal(seen(session, id, DAY("2026-12-01")).ready.clock_on, DAY("2027-01-05"));
	fixture_sql("UPDATE invoice SET service_on = '2021-12-10'"); /* the first one's is over too; the second one's counts */
	assert_int_equal(seen(session, id, DAY("2026-12-01")).ready.clock_on, DAY("2026-12-10"));
	fixture_sql("UPDATE invoice SET service_on = NULL WHERE number = 'F2'");
	assert_int_equal(seen(session, id, DAY("2026-12-01")).ready.clock_on, DAY("2027-01-05"));
	set(id, "limitation_closed_on = '2022-01-05'");
	assert_string_equal(seen(session, id, DAY("2026-12-01")).ready.clock, "");
}

static void a_declared_client_is_declared_again_for_what_falls_due_since(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(45), 50000);

	session->policy.clocks.insurer_notice_days = 60;
	set(id, "insured_limit_cents = 0, insurer_closed_on = '2026-11-24'");
	fixture_invoice(session, id, "F2", TODAY, 10000);
	assert_string_equal(seen(session, id, IN(50)).ready.clock, "");
	fixture_invoice(session, id, "F3", IN(1), 10000);
	assert_int_equal(seen(session, id, IN(50)).ready.clock_on, IN(61));
}

static void a_second_insolvency_is_claimed_in_too(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(45), 50000);

	set(id, "insolvent = 1, published_on = '2026-10-10', claim_closed_on = '2026-11-20'");
	assert_string_equal(seen(session, id, DAY("2026-11-25")).ready.clock, "");
	set(id, "published_on = '2026-11-21'");
	assert_int_equal(seen(session, id, DAY("2027-01-10")).ready.clock_on, DAY("2027-01-21"));
}

static void a_claim_is_declared_within_two_months(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(45), 50000);

	set(id, "insolvent = 1, published_on = '2026-10-10'");
	struct client_row row = seen(session, id, TODAY);
	assert_string_equal(row.ready.clock, "");
	assert_string_equal(row.ready.why_not, "insolvent");
	row = seen(session, id, DAY("2026-11-25"));
	assert_string_equal(row.ready.clock, "claim");
	assert_int_equal(row.ready.clock_on, DAY("2026-12-10"));
	fixture_sql("UPDATE creditor SET country = 'BE'");
	struct session *abroad = fixture_session("alice", DAY("2027-01-26"));
	assert_int_equal(seen(abroad, id, DAY("2027-01-26")).ready.clock_on, DAY("2027-02-10"));
	session_close(abroad);
}

/* ---- before the due date ---- */

/* TODAY + 10 is a Friday: so is the day of the call, ten days before a Monday's due date. */
static void large_invoices_are_called_about_before(void **state)
{
	struct session *session = *state;
	date due = DAY("2026-12-14"), call = DAY("2026-12-04");
	int64_t large = owing(session, "C1", due, 1000000), small = owing(session, "C2", due, 999999);

	assert_string_equal(seen(session, large, call - 1).ready.why_not, "not_due");
	assert_int_equal(fixture_row(session, large).ready.next_on, call);
	assert_int_equal(fixture_row(session, small).ready.next_on, due + 1);
	assert_true(seen(session, large, call).ready.callable);
	assert_int_equal(fixture_row(session, large).ready.overdue, 0);
	assert_false(fixture_row(session, small).ready.callable);
	assert_true(seen(session, large, due).ready.callable); /* missed: still to be done on its last day */
	seen(session, large, call);
	fixture_record(session, large, OUTCOME_NO_ANSWER, "");
	assert_false(fixture_row(session, large).ready.callable);
	assert_true(seen(session, large, DAY("2026-12-07")).ready.callable); /* nobody answered: again on the next business day */
	fixture_record(session, large, OUTCOME_CALLBACK, "");
	assert_string_equal(seen(session, large, DAY("2026-12-10")).ready.why_not, "not_due"); /* spoken about: until it is overdue */
	assert_int_equal(fixture_row(session, large).ready.next_on, due + 1);
}

static void a_late_first_step_holds_the_file_back(void **state)
{
	struct session *session = *state;
	static const struct scenario_step steps[] = { { .days = 5, .channel = SCENARIO_PHONE, .template_name = "reminder" } };
	int64_t id = owing(session, "C1", DAY("2026-11-23"), 50000);

	session->policy.steps = steps;
	session->policy.step_count = 1;
	struct client_row row = seen(session, id, DAY("2026-11-26"));
	assert_string_equal(row.ready.why_not, "cadence");
	assert_int_equal(row.ready.next_on, DAY("2026-11-30")); /* the 28th is a Saturday */
	assert_true(seen(session, id, DAY("2026-11-30")).ready.callable);
	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	assert_true(seen(session, id, DAY("2026-12-01")).ready.callable);
}

/* ---- plans ---- */

static void a_broken_line_voids_the_plan_by_policy(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(20), 90000);

	fixture_record(session, id, OUTCOME_PROMISE, "300 27/11; 300 27/12; 300 27/01");
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE state = 'open'"), 3);
	seen(session, id, DAY("2026-12-01"));
	same("SELECT state FROM promise ORDER BY due_on", "broken\nopen\nopen\n");
	session->policy.plan.void_after = 1;
	seen(session, id, DAY("2026-12-01"));
	same("SELECT state FROM promise ORDER BY due_on", "broken\nwithdrawn\nwithdrawn\n");
	fixture_record(session, id, OUTCOME_EVASIVE, "04/12");
	assert_true(seen(session, id, DAY("2026-12-04")).ready.callable);
	session->policy.plan.void_after = 2;
	seen(session, id, DAY("2026-12-04"));
	same("SELECT state FROM promise ORDER BY due_on", "broken\nopen\nopen\n");
}

/* ---- proposals ---- */

/* Checked on 2026-12-01: until 2027-11-30 it counts. */
static void a_broken_promise_counts_for_a_year(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(20), 90000);

	fixture_record(session, id, OUTCOME_PROMISE, "27/11");
	assert_int_equal(seen(session, id, DAY("2026-12-01")).ready.broken, 1);
	assert_int_equal(seen(session, id, DAY("2027-11-30")).ready.broken, 1);
	assert_int_equal(seen(session, id, DAY("2027-12-01")).ready.broken, 0);
}

#define ROWS "SELECT kind, reasons, state, proposed_on, decided_on FROM escalation ORDER BY id"

static void three_unsuccessful_chases_propose_legal(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(60), 50000);

	fixture_record(session, id, OUTCOME_REFUSAL, "no");
	session->today = DAY("2026-12-03");
	fixture_record(session, id, OUTCOME_REFUSAL, "no");
	assert_string_equal(fixture_row(session, id).ready.proposal, "");
	session->today = DAY("2026-12-24"); /* the 30th day: the first still counts on the 23rd only */
	fixture_record(session, id, OUTCOME_REFUSAL, "no");
	assert_string_equal(fixture_row(session, id).ready.proposal, "");
	session->today = DAY("2026-12-29");
	fixture_record(session, id, OUTCOME_REFUSAL, "no");
	assert_string_equal(fixture_row(session, id).ready.proposal, "legal");
	same(ROWS, "legal|1|proposed|2026-12-29|-\n");
	assert_string_equal(seen(session, id, DAY("2027-01-01")).ready.proposal, "legal");
	assert_string_equal(seen(session, id, DAY("2027-01-02")).ready.proposal, ""); /* 3 December is 31 days ago */
	same(ROWS, "legal|1|lapsed|2026-12-29|2027-01-02\n");
	same("SELECT kind FROM journal WHERE kind IN ('propose', 'lapse') ORDER BY client_id, seq", "propose\nlapse\n");
	struct audit_totals totals;
	assert_true(audit_verify(session, &totals, &err));
}

static void an_undone_outcome_takes_the_proposal_back(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(60), 50000);
	char undone[CALL_CODE];

	for (int i = 0; i < 3; i++) {
		session->today = DAY("2026-12-01") + i;
		fixture_record(session, id, OUTCOME_REFUSAL, "no");
	}
	assert_string_equal(fixture_row(session, id).ready.proposal, "legal");
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(fixture_row(session, id).ready.proposal, "");
	same("SELECT state FROM escalation", "lapsed\n");
}

static void a_refusal_holds_until_its_day(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(60), 50000);

	for (int i = 0; i < 3; i++) {
		session->today = DAY("2026-12-01") + i;
		fixture_record(session, id, OUTCOME_REFUSAL, "no");
	}
	fixture_sql("UPDATE escalation SET state = 'refused', decided_on = '2026-12-03', again_on = '2026-12-15'");
	set(id, "proposal = ''");
	assert_string_equal(seen(session, id, DAY("2026-12-14")).ready.proposal, "");
	assert_string_equal(seen(session, id, DAY("2026-12-15")).ready.proposal, "legal");
	same("SELECT state, proposed_on FROM escalation ORDER BY id", "refused|2026-12-03\nproposed|2026-12-15\n");
}

static void what_a_person_proposed_does_not_lapse(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(60), 50000);
	const struct escalation_deed deed = {
		.id = id_new(), .client_id = id, .act = ESCALATION_ACT_PROPOSE, .kind = ESCALATION_KIND_LEGAL, .again_on = DATE_NONE,
		.note = "moves its head office every year",
	};
	struct escalation_done done;

	assert_true(escalation_do(session, &deed, &done, &err));
	assert_string_equal(fixture_row(session, id).ready.proposal, "legal");
	assert_string_equal(seen(session, id, IN(3)).ready.proposal, "legal");
	same("SELECT state FROM escalation", "proposed\n");
}

static void what_was_approved_is_not_proposed_again(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(60), 50000);
	struct escalation_deed deed = {
		.id = id_new(), .client_id = id, .act = ESCALATION_ACT_APPROVE, .kind = ESCALATION_KIND_LEGAL, .again_on = DATE_NONE,
	};
	struct escalation_done done;

	for (int i = 0; i < 3; i++) {
		session->today = DAY("2026-12-01") + i;
		fixture_record(session, id, OUTCOME_REFUSAL, "no");
	}
	assert_true(escalation_do(session, &deed, &done, &err));
	assert_string_equal(fixture_row(session, id).ready.proposal, "");
	assert_string_equal(seen(session, id, DAY("2026-12-04")).ready.proposal, "");
	same("SELECT state FROM escalation", "approved\n");
}

static void a_hold_is_proposed_over_the_limit(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(5), 50000);

	set(id, "credit_limit_cents = 50000");
	assert_string_equal(seen(session, id, TODAY).ready.proposal, "");
	int score = fixture_row(session, id).ready.score;
	set(id, "credit_limit_cents = 49999");
	assert_string_equal(seen(session, id, TODAY).ready.proposal, "hold");
	assert_int_equal(fixture_row(session, id).ready.score, score + 50);
	fixture_item(session, id, "A1", ITEM_CREDIT_NOTE, LATE(1), -1, "EUR");
	assert_string_equal(fixture_row(session, id).ready.proposal, ""); /* the credit note is enough */
	same(ROWS, "hold|1|lapsed|2026-11-24|2026-11-24\n");
	fixture_item(session, id, "U1", ITEM_INVOICE, LATE(1), 900000, "USD");
	assert_string_equal(fixture_row(session, id).ready.proposal, ""); /* limits are in the creditor's currency */
}

static void act_on_hold(struct session *session, int64_t id, enum escalation_act act)
{
	const struct escalation_deed deed = { .id = id_new(), .client_id = id, .act = act, .kind = ESCALATION_KIND_HOLD,
		                              .what = ESCALATION_HOLD, .again_on = DATE_NONE };
	struct escalation_done done;

	if (!escalation_do(session, &deed, &done, &err))
		fail_msg("%s", err.text);
}

static void a_lifted_hold_is_not_proposed_again_for_a_while(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(5), 50000);

	set(id, "credit_limit_cents = 49999");
	assert_string_equal(seen(session, id, TODAY).ready.proposal, "hold");
	act_on_hold(session, id, ESCALATION_ACT_APPROVE);
	act_on_hold(session, id, ESCALATION_ACT_LIFT);
	assert_string_equal(fixture_row(session, id).ready.proposal, ""); /* not again the same day */
	same("SELECT state, reasons, decided_on, taken_on, again_on FROM escalation ORDER BY id",
	     "approved|1|2026-11-24|-|-\nrefused|1|2026-11-24|2026-11-24|2026-12-24\n");
	assert_string_equal(seen(session, id, IN(29)).ready.proposal, "");
	assert_string_equal(seen(session, id, IN(30)).ready.proposal, "hold");
	same("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY id", "propose\napprove\nlift\npropose\n");
	assert_string_equal(seen(session, id, IN(31)).ready.proposal, "hold"); /* it stands: no second one */
	assert_int_equal(fixture_count("SELECT count(*) FROM escalation"), 3);
}

/* Set by hand, with nothing proposed before; its rest is a policy. */
static void more_reasons_bring_a_lifted_hold_back_sooner(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(5), 50000);

	session->policy.escalation.hold_again_days = 5;
	act_on_hold(session, id, ESCALATION_ACT_IMPOSE);
	set(id, "credit_limit_cents = 49999");
	act_on_hold(session, id, ESCALATION_ACT_LIFT);
	same("SELECT state, reasons, again_on FROM escalation", "refused|1|2026-11-29\n");
	assert_string_equal(seen(session, id, IN(4)).ready.proposal, "");
	session->policy.escalation.hold_broken = 1;
	session->today = IN(1);
	fixture_record(session, id, OUTCOME_PROMISE, "fri");
	assert_string_equal(seen(session, id, IN(4)).ready.proposal, "");
	session->policy.escalation.hold_again_days = 60;
	act_on_hold(session, id, ESCALATION_ACT_IMPOSE);
	act_on_hold(session, id, ESCALATION_ACT_LIFT);
	assert_string_equal(seen(session, id, IN(6)).ready.proposal, "");
	assert_string_equal(seen(session, id, IN(7)).ready.proposal, "hold"); /* Friday's promise broke */
	same("SELECT reasons FROM escalation WHERE state = 'proposed'", "3\n");
}

static void both_may_stand_legal_is_shown(void **state)
{
	struct session *session = *state;
	int64_t id = owing(session, "C1", LATE(60), 50000);

	set(id, "credit_limit_cents = 1");
	for (int i = 0; i < 3; i++) {
		session->today = DAY("2026-12-01") + i;
		fixture_record(session, id, OUTCOME_REFUSAL, "no");
	}
	assert_string_equal(fixture_row(session, id).ready.proposal, "legal");
	same("SELECT kind, state FROM escalation ORDER BY id", "hold|proposed\nlegal|proposed\n");
	set(id, "held = 1");
	assert_string_equal(seen(session, id, DAY("2026-12-03")).ready.proposal, "legal");
	same("SELECT kind, state FROM escalation ORDER BY id", "hold|lapsed\nlegal|proposed\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(limitation_runs_from_the_issue_date),
		FACT(the_earlier_of_service_and_issue_counts),
		FACT(a_confirmed_acknowledgement_restarts_it),
		FACT(the_insurer_is_told_in_time),
		FACT(the_oldest_debt_starts_the_clocks),
		FACT(a_closed_limitation_leaves_later_debts_running),
		FACT(a_declared_client_is_declared_again_for_what_falls_due_since),
		FACT(a_second_insolvency_is_claimed_in_too),
		FACT(a_claim_is_declared_within_two_months),
		FACT(large_invoices_are_called_about_before),
		FACT(a_late_first_step_holds_the_file_back),
		FACT(a_broken_line_voids_the_plan_by_policy),
		FACT(a_broken_promise_counts_for_a_year),
		FACT(three_unsuccessful_chases_propose_legal),
		FACT(an_undone_outcome_takes_the_proposal_back),
		FACT(a_refusal_holds_until_its_day),
		FACT(what_a_person_proposed_does_not_lapse),
		FACT(what_was_approved_is_not_proposed_again),
		FACT(a_hold_is_proposed_over_the_limit),
		FACT(a_lifted_hold_is_not_proposed_again_for_a_while),
		FACT(more_reasons_bring_a_lifted_hold_back_sooner),
		FACT(both_may_stand_legal_is_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
