/* Why a client does not pay: told by outcomes, by words or by choice; kept, undone, and what is made of it.
 */
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/file.h"
#include "desk/reasons.h"
#include "desk/wrapup.h"

static struct err err;

static int64_t hebrard(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	fixture_on(session, session->today, -1);
	return id;
}

static void record(struct session *session, int64_t id, struct call_request request)
{
	struct call_result result;

	request.id = id_new();
	request.client_id = id;
	if (!call_record(session, &request, &result, &err))
		fail_msg("%s", err.text);
}

static void expect_reason(const char *wanted)
{
	char *rows = fixture_dump("SELECT reason, coalesce(reason_on, '-') FROM client");

	assert_string_equal(rows, wanted);
	mem_free(rows);
}

static void expect_action(const char *wanted)
{
	char *rows = fixture_dump("SELECT reason, excuse FROM action ORDER BY id DESC LIMIT 1");

	assert_string_equal(rows, wanted);
	mem_free(rows);
}

static void an_outcome_tells_its_reason(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	record(session, id, (struct call_request){ .outcome = OUTCOME_DIFFICULTY, .entry = "" });
	expect_action("difficulty|\n");
	expect_reason("difficulty|2026-11-24\n");
}

static void words_tell_a_reason_and_an_excuse(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	record(session, id, (struct call_request){ .outcome = OUTCOME_EVASIVE, .entry = "+3", .note = "a oublié, chèque parti ce matin" });
	expect_action("forgotten|cheque_sent\n");
	expect_reason("forgotten|2026-11-24\n");
}

static void a_choice_goes_before_what_words_say(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	record(session, id,
	       (struct call_request){ .outcome = OUTCOME_EVASIVE, .entry = "+3", .note = "dit avoir oublié", .reason = REASON_CALCULATING,
	                              .excuse = CHASE_EXCUSE_ASSISTANT });
	expect_action("calculating|assistant\n");
	expect_reason("calculating|2026-11-24\n");
}

static void the_newest_reason_stands_until_it_is_undone(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char undone[CALL_CODE];

	record(session, id, (struct call_request){ .outcome = OUTCOME_NOTE, .entry = "n'a jamais reçu la facture" });
	fixture_on(session, IN(1), -1);
	record(session, id, (struct call_request){ .outcome = OUTCOME_REFUSAL, .entry = "non" });
	expect_reason("bad_faith|2026-11-25\n");
	record(session, id, (struct call_request){ .outcome = OUTCOME_NO_ANSWER, .entry = "" }); /* tells nothing */
	expect_reason("bad_faith|2026-11-25\n");
	assert_true(call_undo(session, id, undone, &err));
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(undone, "refusal");
	expect_reason("not_received|2026-11-24\n");
}

static void nobody_spoken_to_gave_no_excuse(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	record(session, id, (struct call_request){ .outcome = OUTCOME_MESSAGE, .entry = "chèque parti selon le répondeur" });
	expect_action("|\n");
}

static void firmness_and_counts_follow_the_calls(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_file file;

	record(session, id, (struct call_request){ .outcome = OUTCOME_EVASIVE, .entry = "+3" });
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_int_equal(file.why.firmness, REASON_RESPECTFUL);
	assert_int_equal(file.why.unsuccessful, 1);
	assert_int_equal(file.why.excuses, 1);
	assert_false(file.why.known);
	file_clear(&file);
	fixture_on(session, IN(3), -1);
	record(session, id, (struct call_request){ .outcome = OUTCOME_CALLBACK, .entry = "", .note = "chèque envoyé, avait oublié" });
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_int_equal(file.why.firmness, REASON_FIRM);
	assert_int_equal(file.why.unsuccessful, 2);
	assert_int_equal(file.why.excuses, 2);
	assert_true(file.why.known);
	assert_int_equal(file.why.reason, REASON_FORGOTTEN);
	file_clear(&file);
	fixture_on(session, IN(3 + 29), -1); /* the 30 days ending today hold it: known; a day later no more */
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_true(file.why.known);
	file_clear(&file);
	fixture_on(session, IN(3 + 30), -1);
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_false(file.why.known);
	assert_int_equal(file.why.unsuccessful, 0);
	file_clear(&file);
}

static void excuses_are_counted_by_contact(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session), anne, paul;
	struct client_file file;

	fixture_contact(session, id, "Anne", "01 99 00 00 01");
	fixture_contact(session, id, "Paul", "01 99 00 00 02");
	anne = (int64_t)fixture_count("SELECT id FROM contact WHERE name = 'Anne'");
	paul = (int64_t)fixture_count("SELECT id FROM contact WHERE name = 'Paul'");
	record(session, id, (struct call_request){ .outcome = OUTCOME_PROMISE, .entry = "ven", .note = "chèque parti", .contact_id = paul });
	fixture_on(session, IN(8), -1);
	record(session, id, (struct call_request){ .outcome = OUTCOME_EVASIVE, .entry = "+3", .contact_id = paul });
	fixture_on(session, IN(13), -1);
	record(session, id, (struct call_request){ .outcome = OUTCOME_EVASIVE, .entry = "+3", .contact_id = anne });
	fixture_on(session, IN(16), -1);
	record(session, id, (struct call_request){ .outcome = OUTCOME_CALLBACK, .entry = "", .contact_id = paul, .excuse = CHASE_EXCUSE_ASSISTANT });
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_int_equal(file.why.excuses, 3); /* what came with the promise itself is before */
	for (size_t i = 0; i < file.contact_count; i++)
		assert_int_equal(file.contact_excuses[i], file.contacts[i].id == paul ? 2 : 1);
	for (size_t i = 0; i < file.brief_count; i++) {
		if (file.brief[i].code != BRIEF_EXCUSES)
			continue;
		assert_int_equal(file.brief[i].count, 3);
		assert_string_equal(file.brief[i].text, "Paul");
		assert_int_equal(file.brief[i].other, 2);
	}
	file_clear(&file);
}

static bool take_open(void *context, const struct reason_invoice_row *row, struct err *error)
{
	(void)error;
	buf_printf(context, "%s %lld ", row->number, (long long)row->open);
	return true;
}

/* Two invoices of one number and one day come in the order of their arrival on every engine: the bigger one first here. */
static void what_is_alike_is_listed_as_it_came(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	struct buf out;

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	fixture_invoice(session, id, "F2", LATE(40), 100000);
	fixture_invoice(session, id, "F3", LATE(40), 200000);
	fixture_sql("UPDATE invoice SET number = 'F1' WHERE open_cents < 300000");
	fixture_sql("UPDATE invoice SET flagged = 1 WHERE open_cents = 300000"); /* a server moves what is written again */
	buf_init(&out);
	assert_true(reasons_review(session, take_open, &out, &err));
	assert_string_equal(out.data, "F1 300000 F1 100000 F1 200000 ");
	buf_clear(&out);
}

/* The list of what has no answer says the same as the call did. */
static void a_payment_that_was_told_answers_for_what_it_covers(void **state)
{
	static const struct {
		const char *entry;
		enum wrapup_answer first, second;
	} rows[] = {
		{ "23/11", WRAPUP_PAID, WRAPUP_PAID },
		{ "23/11 3000 transfer 88", WRAPUP_PAID, WRAPUP_NONE },
		{ "23/11 2999,99", WRAPUP_NONE, WRAPUP_NONE },
	};
	struct session *session = *state;
	struct client_file file;
	struct wrapup_line lines[2];

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t id;

		if (i > 0) {
			fixture_teardown(state);
			fixture_setup(state);
			session = *state;
		}
		id = fixture_client(session, "C1", "Hébrard");
		fixture_invoice(session, id, "F1", LATE(40), 300000);
		fixture_invoice(session, id, "F2", LATE(12), 181250);
		fixture_on(session, TODAY, -1);
		fixture_record(session, id, OUTCOME_PAID, rows[i].entry);
		assert_int_equal(file_load(session, id, &file, &err), FOUND);
		wrapup_read(&file, &session->policy.document, lines);
		if (lines[0].answer != rows[i].first || lines[1].answer != rows[i].second)
			fail_msg("%s: %d %d", rows[i].entry, (int)lines[0].answer, (int)lines[1].answer);
		assert_int_equal(date_is(lines[0].until), rows[i].first == WRAPUP_PAID);
		file_clear(&file);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_payment_that_was_told_answers_for_what_it_covers),
		FACT(an_outcome_tells_its_reason),
		FACT(words_tell_a_reason_and_an_excuse),
		FACT(a_choice_goes_before_what_words_say),
		FACT(the_newest_reason_stands_until_it_is_undone),
		FACT(nobody_spoken_to_gave_no_excuse),
		FACT(firmness_and_counts_follow_the_calls),
		FACT(excuses_are_counted_by_contact),
		FACT(what_is_alike_is_listed_as_it_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
