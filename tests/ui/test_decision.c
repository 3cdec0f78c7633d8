/* Decisions over a file: what is proposed, approved, refused, withdrawn and set, by the keys. */
#include "tests/ui/file_bench.h"

#include "base/id.h"
#include "desk/escalation.h"
#include "tests/desk/steps.h"
#include "ui/decision.h"
#include "ui/frame_inside.h"

static void a_decision_goes_from_proposal_to_hand_over(void **state)
{
	struct session *session = *state;
	struct desk desk;

	desk_open_story(&desk, session, 24, 80);
	desk_propose(session, desk.hebrard, ESCALATION_KIND_LEGAL, "bad faith");
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_freeze_timer(&desk);
	desk_type(&desk, "k");
	desk_golden(&desk, "decision-80x24-en");
	desk_type(&desk, "o\r");
	desk_check_shows(&desk, "legal action is approved: the client may be told");
	fixture_is("SELECT state FROM escalation", "approved\n");
	desk_type(&desk, "d"); /* as for a dispute: it is asked once more */
	assert_string_equal(desk_top(&desk), "ask");
	desk_check_shows(&desk, "─ The client was told: legal action ─");
	desk_check_shows(&desk, " Enter: to be carried out today, or it is reported; it is not taken back");
	desk_type(&desk, "\033");
	fixture_is("SELECT count(*) FROM threat WHERE announced_on IS NULL", "1\n");
	desk_type(&desk, "dhe hung up\r");
	desk_check_shows(&desk, "the client was told: to be carried out today");
	fixture_is("SELECT count(*) FROM threat WHERE announced_on IS NULL", "0\n");
	fixture_is("SELECT count(*) FROM journal WHERE kind = 'announce' AND payload LIKE '%he hung up%'", "1\n");
	desk_type(&desk, "h");
	desk_check_shows(&desk, "collection agency");
	desk_type(&desk, "3");
	desk_check_shows(&desk, "handed over to: collection agency");
	fixture_is("SELECT c.agency, t.executed_on FROM client c JOIN threat t ON t.client_id = c.id", "1|2026-11-24\n");
	desk_type(&desk, "\033");
	desk_check_shows(&desk, "! Handed over to an agency: nobody calls any more.");
	desk_type(&desk, "n"); /* nobody calls any more */
	desk_check_shows(&desk, "handed over to an agency");
	desk_type(&desk, "k");
	desk_type(&desk, "r");
	desk_type(&desk, "the agency gave up\r");
	desk_check_shows(&desk, "taken back: agents may call again");
	desk_close(&desk);
}

static void an_approval_is_withdrawn_with_the_key_that_refuses(void **state)
{
	struct session *session = *state;
	struct desk desk;

	desk_open_story(&desk, session, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_freeze_timer(&desk);
	desk_type(&desk, "k");
	desk_type(&desk, "x");
	desk_check_shows(&desk, "nothing is proposed for this client: nothing to refuse");
	desk_type(&desk, "o");
	desk_type(&desk, "their cheques bounce\r");
	desk_check_shows(&desk, "decided, may be told");
	desk_check_shows(&desk, "refuse");
	desk_type(&desk, "x");
	desk_check_shows(&desk, "Withdraw the approval");
	desk_type(&desk, "+15 their director called\r");
	desk_check_shows(&desk, "no longer approved: the client is not to be told of it");
	fixture_is("SELECT state, again_on, note FROM escalation", "refused|2026-12-09|their director called\n");
	desk_type(&desk, "m3");
	desk_check_shows(&desk, "decided: the client may be told");
	desk_type(&desk, "m3");
	desk_check_shows(&desk, "No longer to be told to the client");
	desk_type(&desk, "not yet\r");
	desk_check_shows(&desk, "no longer decided: the client is not to be told");
	desk_type(&desk, "d");
	desk_check_shows(&desk, "no supervisor decided it");
	desk_type(&desk, "x");
	desk_check_shows(&desk, "nothing is proposed for this client: nothing to refuse");
	desk_close(&desk);
}

static void sanctions_are_set_and_lifted_by_the_same_key(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.garage));
	desk_type(&desk, "k"); /* nothing is proposed, nobody has it: two keys would be for nothing */
	desk_check_shows(&desk, " Esc back   o approve   h hand over   m threaten   d told   s sanction ");
	desk_type(&desk, "x");
	desk_check_shows(&desk, "! nothing is proposed for this client: nothing to refuse");
	desk_type(&desk, "r");
	desk_check_shows(&desk, "! this file is not handed over: nothing to take back");
	assert_string_equal(desk_top(&desk), "pane");
	desk_type(&desk, "s3over the limit\r");
	desk_check_shows(&desk, "hold on orders: in force since 24/11, alice");
	fixture_is("SELECT held FROM client WHERE held = 1", "1\n");
	desk_type(&desk, "\033");
	desk_check_shows(&desk, "! In force since 24/11: hold on orders.");
	desk_type(&desk, "k");
	desk_type(&desk, "s3paid\r");
	desk_check_shows(&desk, "lifted on 24/11, alice");
	desk_type(&desk, "kh"); /* the history has both */
	desk_check_shows(&desk, "sanction set");
	desk_check_shows(&desk, "sanction lifted");
	desk_type(&desk, "\033");
	fixture_is("SELECT count(*) FROM client WHERE held = 1", "0\n");
	desk_close(&desk);
}

static void an_agent_reads_and_may_not_decide(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_story(&desk, *state);
	desk_propose(bob, desk.hebrard, ESCALATION_KIND_LEGAL, "bad faith");
	desk_open(&desk, bob, 24, 80);
	assert_true(file_screen_open(&desk.app, desk.hebrard));
	desk_type(&desk, "k");
	desk_check_shows(&desk, "legal action: proposed on 24/11 (bad faith)");
	assert_false(desk_shows(&desk, "approve")); /* not offered … */
	desk_type(&desk, "o");
	fixture_is("SELECT state FROM escalation", "proposed\n");
	desk_type(&desk, "d");
	desk_check_shows(&desk, "no supervisor decided it: it must not be said to the client");
	desk_type(&desk, "\033g");
	desk_check_shows(&desk, "j  journal");
	assert_false(desk_shows(&desk, "k  approvals"));
	desk_type(&desk, "k");
	assert_string_not_equal(desk_top(&desk), "roll");
	desk_check_shows(&desk, "only a supervisor may do that"); /* … but said */
	desk_type(&desk, "?appro");
	desk_check_shows(&desk, "0 of ");
	desk_type(&desk, "\033");
	desk_close(&desk);
	session_close(bob);
}

static void what_waits_is_decided_from_the_list(void **state)
{
	struct session *session = *state;
	struct desk desk;

	desk_open_story(&desk, session, 24, 80);
	desk_propose(session, desk.hebrard, ESCALATION_KIND_LEGAL, "bad faith");
	desk_propose(session, desk.garage, ESCALATION_KIND_HOLD, "three deliveries unpaid");
	desk_type(&desk, "gk");
	desk_golden(&desk, "approvals-80x24-en");
	term_grid_resize(desk.term, 24, 60); /* what it is about rather than why */
	desk_type(&desk, "");
	desk_check_shows(&desk, " legal          4,812.50");
	term_grid_resize(desk.term, 24, 80);
	desk_type(&desk, "x");
	desk_check_shows(&desk, "not proposed again before Thu 24/12; say why");
	desk_type(&desk, "15/12 pays");
	desk_check_shows(&desk, "not proposed again before Tue 15/12: pays");
	desk_type(&desk, "\025");
	desk_type(&desk, "+10 the owner was ill\r");
	fixture_is("SELECT state, again_on, note FROM escalation WHERE kind = 'legal'", "refused|2026-12-04|the owner was ill\n");
	desk_type(&desk, "o");
	fixture_is("SELECT state FROM escalation WHERE kind = 'hold'", "approved\n");
	desk_check_shows(&desk, "Nothing waits for a decision.");
	assert_false(desk_shows(&desk, "k decide")); /* keys that would do nothing */
	desk_check_shows(&desk, " Esc back");
	desk_close(&desk);
}

/* One key decides nothing that a client is then told; the second one does, and the reason it was proposed for stays. */
static void legal_action_is_asked_once_more(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	desk_propose(*state, desk.hebrard, ESCALATION_KIND_LEGAL, "bad faith");
	desk_type(&desk, "gko");
	assert_string_equal(desk_top(&desk), "ask");
	desk_golden(&desk, "approve-80x24-en");
	fixture_is("SELECT state FROM escalation", "proposed\n");
	desk_type(&desk, "\033");
	assert_string_equal(desk_top(&desk), "roll");
	fixture_is("SELECT state FROM escalation", "proposed\n");
	desk_type(&desk, "o\r");
	desk_check_shows(&desk, " Menuiserie Hébrard SARL: legal action is approved: the client may be told");
	fixture_is("SELECT state, note FROM escalation", "approved|bad faith\n");
	desk_close(&desk);
}

static void legal_action_is_asked_once_more_in_french(void **state)
{
	struct desk desk;

	if (!desk_speak(WORDS_FR))
		skip();
	desk_story(&desk, *state);
	desk_propose(*state, desk.hebrard, ESCALATION_KIND_LEGAL, "mauvaise foi");
	desk_open(&desk, *state, 24, 80);
	desk_type(&desk, "gko");
	desk_golden(&desk, "approve-80x24-fr");
	desk_type(&desk, "\r");
	fixture_is("SELECT state FROM escalation", "approved\n");
	desk_close(&desk);
}

/* Words typed for the proposal are no decision of one's own against the colleague who refused it while they were typed. */
static void what_was_refused_meanwhile_is_not_approved(void **state)
{
	struct escalation_deed deed = { .id = id_new(), .act = ESCALATION_ACT_REFUSE, .kind = ESCALATION_KIND_LEGAL, .note = "he pays on Monday",
					.again_on = DATE_NONE };
	struct escalation_done done;
	struct err err = { 0 };
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	desk_propose(*state, desk.hebrard, ESCALATION_KIND_LEGAL, "bad faith");
	desk_type(&desk, "gkoenough");
	deed.client_id = desk.hebrard;
	assert_true(escalation_do(*state, &deed, &done, &err));
	desk_type(&desk, "\r");
	desk_check_shows(&desk, "nothing is proposed for this client any more: nothing was decided");
	fixture_is("SELECT state, note FROM escalation", "refused|he pays on Monday\n");
	desk_close(&desk);
}

/* A key too many approves a hold; u then takes nothing older back. */
static void undo_after_a_decision_takes_no_call_back(void **state)
{
	struct desk desk;

	desk_open_story(&desk, *state, 24, 80);
	desk_propose(*state, desk.garage, ESCALATION_KIND_HOLD, "three deliveries unpaid");
	desk_type(&desk, "\rn\033");
	fixture_is("SELECT count(*) FROM action WHERE outcome = 'no_answer' AND undone_by IS NULL", "1\n");
	desk_type(&desk, "gko");
	fixture_is("SELECT state FROM escalation WHERE kind = 'hold'", "approved\n");
	desk_check_shows(&desk, " Garage du Pont-Neuf: a hold on orders is in force");
	desk_type(&desk, "u");
	desk_check_shows(&desk, "! u takes back outcomes alone: what was last done on C-10031 Garage du");
	fixture_is("SELECT count(*) FROM action WHERE outcome = 'no_answer' AND undone_by IS NULL", "1\n");
	desk_type(&desk, "u"); /* asked for again, knowingly */
	fixture_is("SELECT count(*) FROM action WHERE outcome = 'no_answer' AND undone_by IS NULL", "0\n");
	desk_close(&desk);
}

/* However long, in the list's preview and in the window of the decision. */
static void all_that_was_said_for_a_proposal_is_shown(void **state)
{
	static const char said[] = "The owner told three of us that he will not pay before the spring, whatever is written to him, and that he has "
				   "moved his account to another bank; the accountant says that the machines are sold, and the last delivery "
				   "stands unopened in the yard: see it END";
	static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 40, 120 } };
	struct session *session = *state;
	struct desk desk;

	desk_speak(WORDS_EN);
	desk_open_story(&desk, session, 24, 80);
	desk_propose(session, desk.hebrard, ESCALATION_KIND_LEGAL, said);
	desk_close(&desk);
	for (size_t i = 0; i < COUNT(sizes); i++) {
		desk_open(&desk, session, sizes[i].rows, sizes[i].cols);
		desk_type(&desk, "gk");
		frame_step(desk.app.frame, 1000); /* the cursor rests */
		desk_type(&desk, "");
		desk_check_shows(&desk, "legal action: proposed on 24/11");
		desk_check_shows(&desk, "see it END");
		desk_type(&desk, "k");
		desk_check_shows(&desk, "see it END)");
		desk_close(&desk);
	}
}

static void the_day_of_a_refusal_stands_before_its_words(void **state)
{
	date again = DATE_NONE;

	(void)state;
	assert_string_equal(decision_again("+30 good payer", TODAY, &again), "good payer");
	assert_int_equal(again, IN(30));
	assert_string_equal(decision_again("2026-12-24", TODAY, &again), "");
	assert_int_equal(again, DAY("2026-12-24"));
	assert_string_equal(decision_again("24/12 good payer", TODAY, &again), "good payer");
	assert_int_equal(again, DAY("2026-12-24"));
	again = DATE_NONE;
	assert_string_equal(decision_again("15 invoices are wrong", TODAY, &again), "15 invoices are wrong");
	assert_string_equal(decision_again("31/02 good payer", TODAY, &again), "31/02 good payer");
	assert_false(date_is(again));
	assert_string_equal(decision_again("good payer", TODAY, &again), "good payer");
	assert_false(date_is(again));
	assert_string_equal(decision_again("+x", TODAY, &again), "+x");
	assert_false(date_is(again));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_decision_goes_from_proposal_to_hand_over),
		FACT(an_approval_is_withdrawn_with_the_key_that_refuses),
		FACT(legal_action_is_asked_once_more),
		FACT(legal_action_is_asked_once_more_in_french),
		FACT(what_was_refused_meanwhile_is_not_approved),
		FACT(sanctions_are_set_and_lifted_by_the_same_key),
		FACT(an_agent_reads_and_may_not_decide),
		FACT(what_waits_is_decided_from_the_list),
		FACT(undo_after_a_decision_takes_no_call_back),
		FACT(all_that_was_said_for_a_proposal_is_shown),
		FACT(the_day_of_a_refusal_stands_before_its_words),
	};

	steps_watch();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
