/* Proposals decided, threats told and carried out, sanctions, the hand-over that stops calls.
 */
#include <stdio.h>
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/escalation.h"

static struct err err;

static int64_t hebrard(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	return id;
}

static struct escalation_deed deed(int64_t client_id, enum escalation_act act)
{
	return (struct escalation_deed){ .id = id_new(), .client_id = client_id, .act = act, .again_on = DATE_NONE,
		                         .what = ESCALATION_HOLD, .to = ESCALATION_HAND_LEGAL };
}

static struct escalation_done must(struct session *session, const struct escalation_deed *deed)
{
	struct escalation_done done;

	err_clear(&err);
	if (!escalation_do(session, deed, &done, &err))
		fail_msg("%s: %s", escalation_act_codes[deed->act], err.text);
	return done;
}

static struct escalation_done act(struct session *session, int64_t id, enum escalation_act act)
{
	struct escalation_deed one = deed(id, act);

	if (act == ESCALATION_ACT_PROPOSE)
		one.note = "bad faith";
	return must(session, &one);
}

/* Refused with this in the sentence, and nothing stored. */
static void refused(struct session *session, const struct escalation_deed *deed, const char *because)
{
	static const char all[] = "SELECT (SELECT count(*) FROM escalation), (SELECT count(*) FROM threat), (SELECT count(*) FROM sanction), "
				  "(SELECT count(*) FROM journal), (SELECT sum(version) FROM client)";
	struct escalation_done done;
	char *before = fixture_dump(all), *after;

	err_clear(&err);
	if (escalation_do(session, deed, &done, &err))
		fail_msg("%s was done", escalation_act_codes[deed->act]);
	if (!strstr(err.text, because))
		fail_msg("%s: “%s” does not say “%s”", escalation_act_codes[deed->act], err.text, because);
	after = fixture_dump(all);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void a_proposal_waits_for_a_supervisor(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(alice);
	struct escalation_deed one = deed(id, ESCALATION_ACT_PROPOSE);
	struct escalation_waiting *rows;
	size_t count;

	refused(bob, &one, "--note");
	one.note = "bad faith";
	assert_false(must(bob, &one).already);
	assert_true(must(bob, &one).already);
	fixture_is("SELECT kind, state, reasons, note, proposed_on FROM escalation", "legal|proposed|0|bad faith|2026-11-24\n");
	fixture_is("SELECT proposal FROM client", "legal\n");
	assert_true(escalation_approvals(alice, &alice->arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].no, "C1");
	assert_int_equal(rows[0].overdue, 300000);
	one = deed(id, ESCALATION_ACT_APPROVE);
	refused(bob, &one, "only a supervisor");
	one = deed(id, ESCALATION_ACT_REFUSE);
	refused(bob, &one, "only a supervisor");
	session_close(bob);
}

static void approved_legal_may_be_told_and_is_handed_over(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(alice);
	struct escalation_deed one = deed(id, ESCALATION_ACT_HAND_OVER);
	struct audit_totals totals;

	refused(alice, &one, "approves it first");
	act(alice, id, ESCALATION_ACT_PROPOSE);
	refused(alice, &one, "approves it first");
	one = deed(id, ESCALATION_ACT_ANNOUNCE);
	one.what = ESCALATION_LEGAL;
	refused(bob, &one, "must not be said");
	one = deed(id, ESCALATION_ACT_APPROVE);
	assert_false(must(alice, &one).already);
	assert_true(must(alice, &one).already);
	fixture_is("SELECT proposal FROM client", "\n");
	fixture_is("SELECT what, decided_on, announced_on, executed_on FROM threat", "legal|2026-11-24|-|-\n");
	one = deed(id, ESCALATION_ACT_ANNOUNCE);
	one.what = ESCALATION_LEGAL;
	must(bob, &one);
	assert_true(must(bob, &one).already);
	one = deed(id, ESCALATION_ACT_HAND_OVER);
	assert_false(must(alice, &one).already);
	assert_true(must(alice, &one).already);
	fixture_is("SELECT what, announced_on, executed_on FROM threat", "legal|2026-11-24|2026-11-24\n");
	fixture_is("SELECT legal, agency, callable, why_not FROM client", "1|0|0|legal\n");
	fixture_is("SELECT kind, set_on, lifted_on FROM sanction", "legal|2026-11-24|-\n");
	fixture_is("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY seq", "propose\napprove\nannounce\nhand_over\n");
	assert_true(audit_verify(alice, &totals, &err));
	session_close(bob);
}

static void after_the_hand_over_agents_cannot_call(void **state)
{
	static const enum outcome calls[] = { OUTCOME_PROMISE, OUTCOME_CALLBACK, OUTCOME_NO_ANSWER, OUTCOME_MESSAGE, OUTCOME_EVASIVE,
		                              OUTCOME_DIFFICULTY };
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(alice);
	struct escalation_deed one = deed(id, ESCALATION_ACT_APPROVE);

	one.note = "three broken promises";
	must(alice, &one);
	one = deed(id, ESCALATION_ACT_HAND_OVER);
	one.to = ESCALATION_HAND_AGENCY;
	must(alice, &one);
	fixture_is("SELECT legal, agency, why_not FROM client", "0|1|agency\n");
	for (size_t i = 0; i < COUNT(calls); i++) {
		struct err why = { 0 };

		fixture_refused(bob, id, calls[i], calls[i] == OUTCOME_CALLBACK || calls[i] == OUTCOME_PROMISE ? "ven" : "+3", &why);
		assert_non_null(strstr(why.text, "handed over"));
	}
	fixture_record(bob, id, OUTCOME_NOTE, "the agency phoned");
	act(alice, id, ESCALATION_ACT_TAKE_BACK);
	assert_true(act(alice, id, ESCALATION_ACT_TAKE_BACK).already);
	fixture_is("SELECT legal, agency FROM client", "0|0\n");
	fixture_is("SELECT lifted_on FROM sanction", "2026-11-24\n");
	fixture_is("SELECT handover, handed_on, taken_on FROM escalation", "agency|2026-11-24|2026-11-24\n");
	fixture_record(bob, id, OUTCOME_NO_ANSWER, "");
	one = deed(id, ESCALATION_ACT_HAND_OVER);
	refused(alice, &one, "approves it first"); /* a new decision for a new hand-over */
	session_close(bob);
}

static void an_approval_not_carried_out_may_be_withdrawn(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(alice);
	struct escalation_deed tell = deed(id, ESCALATION_ACT_ANNOUNCE), no = deed(id, ESCALATION_ACT_REFUSE), again;
	struct escalation_done done;
	struct threat_row *threats;
	size_t count;

	tell.what = ESCALATION_LEGAL;
	act(alice, id, ESCALATION_ACT_PROPOSE);
	act(alice, id, ESCALATION_ACT_APPROVE);
	refused(bob, &no, "only a supervisor");
	no.note = "their director called";
	done = must(alice, &no);
	assert_true(done.withdrawn && !done.already);
	assert_int_equal(done.told_on, DATE_NONE);
	assert_int_equal(done.on, IN(ESCALATION_AGAIN_DAYS));
	assert_true(must(alice, &no).already);
	fixture_is("SELECT state, again_on, note FROM escalation", "refused|2026-12-24|their director called\n");
	refused(bob, &tell, "must not be said");
	again = deed(id, ESCALATION_ACT_HAND_OVER);
	refused(alice, &again, "approves it first");
	again = deed(id, ESCALATION_ACT_PROPOSE);
	again.note = "still";
	refused(bob, &again, "not to be proposed again before");
	/* he changes his mind, the client is told, and he changes it again: what was told and not done is reported */
	again = deed(id, ESCALATION_ACT_APPROVE);
	again.note = "the director never paid";
	must(alice, &again);
	must(bob, &tell);
	alice->today = IN(1);
	again = deed(id, ESCALATION_ACT_REFUSE);
	done = must(alice, &again);
	assert_true(done.withdrawn);
	assert_int_equal(done.told_on, TODAY);
	assert_true(escalation_empty_threats(alice, &alice->arena, &threats, &count, &err));
	assert_int_equal(count, 1);
	assert_true(threats[0].refused);
	fixture_is("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY seq", "propose\napprove\nrefuse\napprove\nannounce\nrefuse\n");
	/* once handed over it is taken back instead */
	again = deed(id, ESCALATION_ACT_APPROVE);
	again.note = "now";
	must(alice, &again);
	act(alice, id, ESCALATION_ACT_HAND_OVER);
	no = deed(id, ESCALATION_ACT_REFUSE);
	refused(alice, &no, "nothing to refuse");
	session_close(bob);
}

/* Why legal was approved is as true the day the file comes back: who takes it back knows that. */
static void what_is_taken_back_is_not_proposed_again_at_once(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	for (int i = 0; i < 3; i++) {
		fixture_on(session, DAY("2026-12-01") + i, -1);
		fixture_record(session, id, OUTCOME_REFUSAL, "no");
	}
	fixture_is("SELECT proposal FROM client", "legal\n");
	act(session, id, ESCALATION_ACT_APPROVE);
	act(session, id, ESCALATION_ACT_HAND_OVER);
	fixture_on(session, DAY("2026-12-04"), -1);
	act(session, id, ESCALATION_ACT_TAKE_BACK);
	fixture_is("SELECT proposal, legal FROM client", "|0\n");
	fixture_record(session, id, OUTCOME_REFUSAL, "no");
	fixture_is("SELECT proposal FROM client", "\n");
	for (int i = 0; i < 3; i++) {
		fixture_on(session, DAY("2026-12-30") + i, -1);
		fixture_record(session, id, OUTCOME_REFUSAL, "no");
	}
	fixture_is("SELECT proposal FROM client", "\n");
	fixture_on(session, DAY("2027-01-03"), -1);
	fixture_is("SELECT proposal FROM client", "legal\n");
	fixture_is("SELECT state, proposed_on FROM escalation ORDER BY id", "approved|2026-12-03\nproposed|2027-01-03\n");
}

static void a_bailiff_comes_after_a_registered_letter(void **state)
{
	struct session *alice = *state;
	int64_t id = hebrard(alice);
	struct escalation_deed one = deed(id, ESCALATION_ACT_APPROVE);
	char *sql;

	one.note = "refuses";
	must(alice, &one);
	one = deed(id, ESCALATION_ACT_HAND_OVER);
	one.to = ESCALATION_HAND_BAILIFF;
	refused(alice, &one, "no registered letter");
	sql = mem_printf("INSERT INTO mail (id, client_id, kind, template, language, address, subject, body, queued_on, queued_at, state, "
	                 "sent_on, days_to_pay) VALUES (1, %lld, 'registered', 'x', 'fr', '', '', '', '2026-11-10', '', 'sent', "
	                 "'2026-11-10', 15)", (long long)id);
	fixture_sql(sql);
	mem_free(sql);
	refused(alice, &one, "from 2026-11-26");
	alice->today = IN(1);
	refused(alice, &one, "from 2026-11-26");
	alice->today = IN(2);
	must(alice, &one);
	fixture_is("SELECT legal, why_not FROM client", "1|legal\n");
	fixture_is("SELECT handover, handed_on FROM escalation", "bailiff|2026-11-26\n");
}

static void a_refusal_says_when_again(void **state)
{
	struct session *alice = *state;
	int64_t id = hebrard(alice);
	struct escalation_deed one = deed(id, ESCALATION_ACT_REFUSE);

	refused(alice, &one, "nothing is proposed");
	act(alice, id, ESCALATION_ACT_PROPOSE);
	one.again_on = TODAY;
	refused(alice, &one, "later day");
	one.again_on = IN(10);
	one.note = "good payer";
	assert_int_equal(must(alice, &one).on, IN(10));
	assert_true(must(alice, &one).already);
	fixture_is("SELECT state, decided_on, again_on, note FROM escalation", "refused|2026-11-24|2026-12-04|good payer\n");
	fixture_is("SELECT proposal FROM client", "\n");
	one = deed(id, ESCALATION_ACT_PROPOSE);
	one.note = "again";
	refused(alice, &one, "before 2026-12-04");
	alice->today = IN(10);
	act(alice, id, ESCALATION_ACT_PROPOSE);
	assert_int_equal(act(alice, id, ESCALATION_ACT_REFUSE).on, IN(40)); /* without a date: a month */
}

static void a_hold_approved_is_in_force_until_lifted(void **state)
{
	struct session *alice = *state;
	int64_t id = hebrard(alice);
	struct escalation_deed one = deed(id, ESCALATION_ACT_PROPOSE);

	one.kind = ESCALATION_KIND_HOLD;
	one.note = "three deliveries unpaid";
	must(alice, &one);
	fixture_is("SELECT proposal, held FROM client", "hold|0\n");
	one = deed(id, ESCALATION_ACT_APPROVE);
	one.kind = ESCALATION_KIND_HOLD;
	must(alice, &one);
	assert_true(must(alice, &one).already);
	fixture_is("SELECT proposal, held FROM client", "|1\n");
	one = deed(id, ESCALATION_ACT_IMPOSE);
	assert_true(must(alice, &one).already);
	alice->today = IN(1);
	refused(alice, &one, "in force since 2026-11-24");
	one = deed(id, ESCALATION_ACT_LIFT);
	must(alice, &one);
	assert_true(must(alice, &one).already);
	fixture_is("SELECT held FROM client", "0\n");
	fixture_is("SELECT s.kind, s.set_on, b.name, s.lifted_on, l.name FROM sanction s JOIN agent b ON b.id = s.set_by JOIN agent l ON l.id = s.lifted_by",
	   "hold|2026-11-24|alice|2026-11-25|alice\n");
	alice->today = IN(2);
	one = deed(id, ESCALATION_ACT_LIFT);
	refused(alice, &one, "nothing to lift");
}

static void a_threat_told_and_not_carried_out_is_reported(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(alice);
	struct escalation_deed one = deed(id, ESCALATION_ACT_EXECUTE);
	struct threat_row *rows;
	size_t count;

	refused(alice, &one, "nothing of the kind was threatened");
	one = deed(id, ESCALATION_ACT_THREATEN);
	refused(bob, &one, "only a supervisor");
	must(alice, &one);
	assert_true(must(alice, &one).already);
	one.what = ESCALATION_LEGAL;
	refused(alice, &one, "approve legal");
	act(bob, id, ESCALATION_ACT_ANNOUNCE);
	assert_true(escalation_empty_threats(alice, &alice->arena, &rows, &count, &err));
	assert_int_equal(count, 0); /* there is all of today */
	alice->today = IN(1);
	assert_true(escalation_empty_threats(alice, &alice->arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].no, "C1");
	assert_string_equal(rows[0].announcer, "bob");
	act(alice, id, ESCALATION_ACT_EXECUTE);
	assert_true(escalation_empty_threats(alice, &alice->arena, &rows, &count, &err));
	assert_int_equal(count, 1); /* a day late stays in the report */
	fixture_is("SELECT held FROM client", "1\n");
	session_close(bob);
}

static void what_was_decided_may_be_taken_back_until_it_is_told(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(alice);
	struct escalation_deed no = deed(id, ESCALATION_ACT_UNDECIDE), tell = deed(id, ESCALATION_ACT_ANNOUNCE);

	refused(alice, &no, "nothing of the kind is decided");
	act(alice, id, ESCALATION_ACT_THREATEN);
	refused(bob, &no, "only a supervisor");
	assert_false(must(alice, &no).already);
	assert_true(must(alice, &no).already);
	refused(bob, &tell, "must not be said");
	assert_false(act(alice, id, ESCALATION_ACT_THREATEN).already);
	must(bob, &tell);
	no = deed(id, ESCALATION_ACT_UNDECIDE);
	refused(alice, &no, "bob told the client on 2026-11-24");
	no.what = ESCALATION_LEGAL;
	refused(alice, &no, "approvals refuse");
	fixture_is("SELECT what, decided_on, announced_on FROM threat ORDER BY id", "hold|-|-\nhold|2026-11-24|2026-11-24\n");
	fixture_is("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY seq", "threaten\nundecide\nthreaten\nannounce\n");
	session_close(bob);
}

static void carried_out_the_same_day_is_no_report(void **state)
{
	struct session *alice = *state;
	int64_t id = hebrard(alice);
	struct threat_row *rows;
	size_t count;

	act(alice, id, ESCALATION_ACT_THREATEN);
	act(alice, id, ESCALATION_ACT_ANNOUNCE);
	act(alice, id, ESCALATION_ACT_IMPOSE); /* the sanction is the threat carried out */
	alice->today = IN(1);
	assert_true(escalation_empty_threats(alice, &alice->arena, &rows, &count, &err));
	assert_int_equal(count, 0);
	fixture_is("SELECT executed_on FROM threat", "2026-11-24\n");
}

static void an_own_decision_needs_a_reason(void **state)
{
	struct session *alice = *state;
	int64_t id = hebrard(alice);
	struct escalation_deed one = deed(id, ESCALATION_ACT_APPROVE);

	refused(alice, &one, "--note");
	one.note = "the owner left the country";
	must(alice, &one);
	fixture_is("SELECT state, reasons, note FROM escalation", "approved|0|the owner left the country\n");
	one = deed(id, ESCALATION_ACT_IMPOSE);
	one.what = ESCALATION_LEGAL;
	refused(alice, &one, "hand the file over");
}

static void limit(const char *to)
{
	char *sql = mem_printf("UPDATE client SET credit_limit_cents = %s", to);

	fixture_sql(sql);
	mem_free(sql);
}

/* Proposals come and go with what agents record, whatever rights their own accounts have. */
static void an_agents_outcome_changes_what_is_proposed(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(*state);
	char undone[CALL_CODE];

	bob->policy.escalation.hold_broken = 1;
	limit("299999");
	fixture_record(bob, id, OUTCOME_PROMISE, "fri");
	fixture_is("SELECT kind, state, reasons FROM escalation", "hold|proposed|1\n");
	bob->today = IN(7);
	fixture_record(bob, id, OUTCOME_NO_ANSWER, "");
	fixture_is("SELECT kind, state, reasons FROM escalation", "hold|proposed|3\n");
	assert_true(call_undo(bob, id, undone, &err));
	limit("NULL");
	bob->policy.escalation.hold_broken = 5;
	fixture_record(bob, id, OUTCOME_NO_ANSWER, "");
	fixture_is("SELECT kind, state, decided_on, decided_by FROM escalation", "hold|lapsed|2026-12-01|-\n");
	fixture_is("SELECT agent, kind FROM journal WHERE kind IN ('propose', 'lapse') ORDER BY client_id, seq", "bob|propose\nbob|lapse\n");
	session_close(bob);
}

/* What was decided about when the hold was lifted is learnt by whoever judges the file first, an agent as well. */
static void an_agents_outcome_tells_a_lifted_hold_its_reasons(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(alice);

	act(alice, id, ESCALATION_ACT_IMPOSE);
	act(alice, id, ESCALATION_ACT_LIFT);
	fixture_is("SELECT state, reasons FROM escalation", "refused|0\n");
	limit("299999");
	fixture_record(bob, id, OUTCOME_NO_ANSWER, "");
	fixture_is("SELECT e.state, e.reasons, a.name FROM escalation e JOIN agent a ON a.id = e.decided_by", "refused|1|alice\n");
	session_close(bob);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_proposal_waits_for_a_supervisor),
		FACT(approved_legal_may_be_told_and_is_handed_over),
		FACT(after_the_hand_over_agents_cannot_call),
		FACT(an_approval_not_carried_out_may_be_withdrawn),
		FACT(what_is_taken_back_is_not_proposed_again_at_once),
		FACT(a_bailiff_comes_after_a_registered_letter),
		FACT(a_refusal_says_when_again),
		FACT(a_hold_approved_is_in_force_until_lifted),
		FACT(a_threat_told_and_not_carried_out_is_reported),
		FACT(what_was_decided_may_be_taken_back_until_it_is_told),
		FACT(carried_out_the_same_day_is_no_report),
		FACT(an_own_decision_needs_a_reason),
		FACT(an_agents_outcome_changes_what_is_proposed),
		FACT(an_agents_outcome_tells_a_lifted_hold_its_reasons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
