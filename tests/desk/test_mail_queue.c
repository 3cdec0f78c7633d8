/* Mails beside calls: queued with the outcome, taken back with it and by whom, refused with a sentence.
 */
#include <string.h>

#include "base/id.h"
#include "desk/mail_send.h"
#include "tests/desk/mail_help.h"

static void a_promise_queues_its_confirmation(void **state)
{
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);

	assert_true(fixture_record(session, id, OUTCOME_PROMISE, "+3").mailed);
	expect_states("confirmation|compta@debtor.example|queued|\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'mail_queued'"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM mail m JOIN promise p ON p.id = m.promise_id"), 1);
}

static void no_address_no_mail(void **state)
{
	struct session *session = *state;
	int64_t id = client_with_mail(session, "not an address");

	assert_false(fixture_record(session, id, OUTCOME_PROMISE, "+3").mailed);
	expect_states("");
}

static void policy_says_which_kinds(void **state)
{
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);

	assert_false(fixture_record(session, id, OUTCOME_MESSAGE, "").mailed);
	session->policy.mailing.queue[MAILING_REMINDER] = true;
	fixture_on(session, TODAY + 7, -1);
	assert_true(fixture_record(session, id, OUTCOME_MESSAGE, "").mailed);
	expect_states("reminder|compta@debtor.example|queued|\n");
}

static void undo_takes_it_back(void **state)
{
	struct session *session = *state;
	int64_t id = OPEN_CLIENT(session);
	char undone[CALL_CODE];
	struct err err = { 0 };

	fixture_record(session, id, OUTCOME_PROMISE, "+3");
	assert_true(call_undo(session, id, undone, &err));
	expect_states("");
}

static void by_hand_it_is_refused_with_a_sentence(void **state)
{
	struct session *session = *state;
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER, .words = "  a\nb " };
	struct err err = { 0 };

	assert_true(mail_queue(session, &request, &err));
	assert_true(mail_queue(session, &request, &err)); /* the same id is one mail */
	assert_int_equal(fixture_count("SELECT count(*) FROM mail WHERE words = 'a b'"), 1);
	request.kind = MAILING_CONFIRMATION;
	request.id = id_new();
	assert_false(mail_queue(session, &request, &err));
	assert_string_equal(err.text, "there is no open promise to confirm");
	fixture_record(session, request.client_id, OUTCOME_PROMISE, "+3");
	request.kind = MAILING_REMINDER;
	assert_false(mail_queue(session, &request, &err));
	assert_string_equal(err.text, "a promise runs: no mail leaves before it is judged");
}

static void only_its_author_or_a_supervisor_takes_it_back(void **state)
{
	struct session *session = *state, *bob = fixture_session("bob", TODAY), *carol = fixture_session("carol", TODAY);
	struct mail_request request = { .id = id_new(), .client_id = OPEN_CLIENT(session), .kind = MAILING_REMINDER };
	struct err err = { 0 };

	assert_true(mail_queue(bob, &request, &err));
	assert_false(mail_cancel(carol, request.id, &err));
	assert_string_equal(err.text, "bob queued this mail: only they or a supervisor may take it back");
	assert_true(mail_cancel(bob, request.id, &err));
	expect_states("reminder|compta@debtor.example|cancelled|bob\n");
	assert_true(mail_cancel(session, request.id, &err)); /* done already */
	assert_false(mail_restore(session, request.id, &err));
	assert_string_equal(err.text, "you did not take this mail back: e on the client's file writes another");
	assert_true(mail_restore(bob, request.id, &err));
	expect_states("reminder|compta@debtor.example|queued|\n");
	assert_true(mail_restore(bob, request.id, &err)); /* done already */
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'mail_restored'"), 1);
	assert_false(mail_restore(session, 7, &err));
	assert_false(mail_cancel(session, 7, &err));
	assert_int_equal(err.code, ERR_MISSING);
	session_close(bob);
	session_close(carol);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_promise_queues_its_confirmation),
		FACT(no_address_no_mail),
		FACT(policy_says_which_kinds),
		FACT(undo_takes_it_back),
		FACT(by_hand_it_is_refused_with_a_sentence),
		FACT(only_its_author_or_a_supervisor_takes_it_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
