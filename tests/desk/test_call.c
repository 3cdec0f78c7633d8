/* What an outcome does to a file: asleep until when and why, what is judged on the check day, what is refused.
 */
#include <stdio.h>
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/refresh.h"
#include "desk/worklist.h"

static struct err err;

/* A client with 3 000.00 and 1 812.50 overdue and 1 577.50 to come. */
static int64_t hebrard(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	fixture_invoice(session, id, "F2", LATE(12), 181250);
	fixture_invoice(session, id, "F3", IN(60), 157750);
	fixture_on(session, session->today, -1);
	return id;
}

static void expect_asleep(struct session *session, int64_t id, const char *why, date next)
{
	struct client_row row = fixture_row(session, id);

	assert_string_equal(row.ready.why_not, why);
	assert_false(row.ready.callable);
	assert_int_equal(row.ready.next_on, next);
}

static void expect_promises(const char *states)
{
	char *dump = fixture_dump("SELECT amount_cents, due_on, check_on, reduced_cents, received_cents, state FROM promise "
	                          "WHERE undone = 0 ORDER BY due_on, id");

	assert_string_equal(dump, states);
	mem_free(dump);
}

static void a_full_promise_sleeps_until_its_check(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_result result;

	assert_true(fixture_row(session, id).ready.callable);
	result = fixture_record(session, id, OUTCOME_PROMISE, "ven");
	assert_int_equal(result.why_not, WHY_NOT_PROMISE);
	assert_int_equal(result.next_on, DAY("2026-12-01"));
	assert_int_equal(result.superseded, 0);
	expect_asleep(session, id, "promise", DAY("2026-12-01"));
	expect_promises("481250|2026-11-27|2026-12-01|0|0|open\n");
	assert_int_equal(fixture_count("SELECT sum(amount_cents) FROM promise_invoice"), 481250);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'promise' AND agent = 'alice'"), 1);
}

static void a_part_promise_leaves_the_rest_for_ten_days(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	fixture_record(session, id, OUTCOME_PROMISE, "500 15/12");
	expect_promises("50000|2026-12-15|2026-12-17|0|0|open\n");
	expect_asleep(session, id, "promise", DAY("2026-12-04"));
	fixture_on(session, DAY("2026-12-03"), -1);
	expect_asleep(session, id, "promise", DAY("2026-12-04"));
	fixture_on(session, DAY("2026-12-04"), -1);
	assert_true(fixture_row(session, id).ready.callable);
}

static void a_plan_is_judged_line_by_line(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_result result = fixture_record(session, id, OUTCOME_PROMISE, "3x fm");

	assert_int_equal(result.entry.readings[0].line_count, 3);
	expect_promises("160416|2026-11-30|2026-12-02|0|0|open\n"
	                "160416|2026-12-31|2027-01-05|0|0|open\n"
	                "160418|2027-02-01|2027-02-03|0|0|open\n");
	expect_asleep(session, id, "promise", DAY("2026-12-02"));
	assert_int_equal(fixture_count("SELECT count(*) FROM (SELECT invoice_id, sum(amount_cents) AS s FROM promise_invoice GROUP BY 1) p "
	                               "JOIN invoice i ON i.id = p.invoice_id WHERE p.s <> i.open_cents"),
	                 0);
	fixture_cash(session, id, 0, DAY("2026-11-30"), 160416);
	fixture_on(session, DAY("2027-01-05"), -1);
	expect_promises("160416|2026-11-30|2026-12-02|0|160416|kept\n"
	                "160416|2026-12-31|2027-01-05|0|0|broken\n"
	                "160418|2027-02-01|2027-02-03|0|0|open\n");
}

static void the_check_day_judges_by_cash(void **state)
{
	static const struct {
		const char *name;
		cents cash;
		int value_on;           /* days after TODAY */
		const char *before, *after;
		bool callable;
		int broken;
	} rows[] = {
		{ "nothing", 0, 0, "open", "broken", true, 1 },
		{ "part", 100000, 7, "open", "partly_kept", true, 0 },
		{ "all", 481250, 3, "kept", "kept", false, 0 },
		{ "all on the check day itself", 481250, 7, "kept", "kept", false, 0 },
		{ "all, a day late", 481250, 8, "open", "broken", true, 1 },
	};
	struct session *session = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t id, invoice;
		char no[8] = { 'D', (char)('0' + i), '\0' };
		struct client_row row;
		char *states;

		session->today = TODAY;
		id = fixture_client(session, no, rows[i].name);
		invoice = fixture_invoice(session, id, no, LATE(20), 481250);
		fixture_on(session, TODAY, -1);
		fixture_record(session, id, OUTCOME_PROMISE, "ven");
		fixture_on(session, DAY("2026-11-30"), -1);
		if (rows[i].cash)
			fixture_cash(session, id, invoice, IN(rows[i].value_on), rows[i].cash);
		states = fixture_dump("SELECT state FROM promise ORDER BY id DESC LIMIT 1");
		assert_memory_equal(states, rows[i].before, strlen(rows[i].before));
		mem_free(states);
		fixture_on(session, DAY("2026-12-01"), -1);
		states = fixture_dump("SELECT state FROM promise ORDER BY id DESC LIMIT 1");
		if (strncmp(states, rows[i].after, strlen(rows[i].after)) != 0)
			fail_msg("%s: %s", rows[i].name, states);
		mem_free(states);
		row = fixture_row(session, id);
		assert_int_equal(row.ready.broken, rows[i].broken);
		if (rows[i].callable)
			assert_true(row.ready.callable);
	}
}

static void a_judgement_is_written_in_the_journal(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char *kinds;

	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	fixture_on(session, DAY("2026-12-01"), -1);
	fixture_cash(session, id, 0, DAY("2026-11-27"), 481250); /* a statement that comes late is judged again by value date */
	kinds = fixture_dump("SELECT kind, on_day FROM journal WHERE client_id <> 0 ORDER BY seq");
	assert_string_equal(kinds, "promise|2026-11-24\npromise_broken|2026-12-01\npromise_kept|2026-12-01\n");
	mem_free(kinds);
}

/* Points of one line of the score; 0 when it is not there. */
static int points(struct session *session, int64_t id, enum score_line_code code)
{
	struct client_file file;
	int found = 0;

	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	for (size_t i = 0; i < file.verdict.score.count; i++)
		if (file.verdict.score.lines[i].code == code)
			found = file.verdict.score.lines[i].points;
	assert_int_equal(file.verdict.score.total, fixture_row(session, id).ready.score);
	file_clear(&file);
	return found;
}

static void a_broken_promise_is_unchased_until_somebody_is_spoken_to(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	assert_int_equal(points(session, id, SCORE_GAP), 100);
	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	assert_int_equal(points(session, id, SCORE_GAP), 0);
	fixture_on(session, DAY("2026-12-02"), -1);
	assert_int_equal(points(session, id, SCORE_BROKEN), 120);
	assert_int_equal(points(session, id, SCORE_UNCHASED), 400);
	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	fixture_record(session, id, OUTCOME_NOTE, "standard fermé");
	assert_int_equal(points(session, id, SCORE_UNCHASED), 400);
	fixture_on(session, DAY("2026-12-03"), -1);
	fixture_record(session, id, OUTCOME_CALLBACK, "");
	assert_int_equal(points(session, id, SCORE_BROKEN), 120);
	assert_int_equal(points(session, id, SCORE_UNCHASED), 0);
	assert_int_equal(points(session, id, SCORE_FOLLOW_UP), 0);
	fixture_on(session, DAY("2026-12-04"), -1);
	assert_int_equal(points(session, id, SCORE_FOLLOW_UP), 200);
}

/* Somebody tried too early: the hour that was agreed comes all the same. */
static void an_hour_to_come_outlives_an_unanswered_call(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_row row;

	fixture_on(session, TODAY, 540);
	fixture_record(session, id, OUTCOME_CALLBACK, "16h");
	fixture_on(session, TODAY, 600);
	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	row = fixture_row(session, id);
	assert_string_equal(row.ready.why_not, "follow_up");
	assert_int_equal(row.ready.next_on, TODAY);
	assert_int_equal(row.ready.next_minute, 960);
	fixture_on(session, TODAY, 965);
	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	expect_asleep(session, id, "cadence", IN(1));
	fixture_on(session, IN(1), 540);
	fixture_record(session, id, OUTCOME_CALLBACK, "16h");
	fixture_record(session, id, OUTCOME_EVASIVE, "+3"); /* somebody answered: nothing is left to call back for */
	expect_asleep(session, id, "follow_up", IN(6));
}

static void a_promise_replaces_an_open_one_before_its_date(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_result result;

	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	fixture_on(session, IN(1), -1);
	result = fixture_record(session, id, OUTCOME_PROMISE, "4/12");
	assert_int_equal(result.superseded, 1);
	assert_int_equal(result.recent_superseded, 1);
	expect_promises("481250|2026-11-27|2026-12-01|0|0|superseded\n"
	                "481250|2026-12-04|2026-12-08|0|0|open\n");
	expect_asleep(session, id, "promise", DAY("2026-12-08"));
	fixture_on(session, IN(2), -1);
	result = fixture_record(session, id, OUTCOME_PROMISE, "7/12");
	assert_int_equal(result.superseded, 1);
	assert_int_equal(result.recent_superseded, 2); /* the second in 30 days warns */
}

static void from_its_date_on_a_promise_is_judged(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_result result;

	fixture_record(session, id, OUTCOME_PROMISE, "3000 ven");
	fixture_on(session, DAY("2026-11-27"), -1);
	result = fixture_record(session, id, OUTCOME_PROMISE, "1812,50 4/12");
	assert_int_equal(result.superseded, 0);
	expect_promises("300000|2026-11-27|2026-12-01|0|0|open\n"
	                "181250|2026-12-04|2026-12-08|0|0|open\n");
	/* the second covers what the first, which stays, does not */
	assert_int_equal(fixture_count("SELECT count(*) FROM (SELECT invoice_id, count(*) AS n FROM promise_invoice GROUP BY 1) p WHERE n > 1"), 0);
	expect_asleep(session, id, "promise", DAY("2026-12-01"));
	fixture_on(session, DAY("2026-12-01"), -1);
	expect_promises("300000|2026-11-27|2026-12-01|0|0|broken\n"
	                "181250|2026-12-04|2026-12-08|0|0|open\n");
}

static void a_callback_at_an_hour_stands_above_the_queue(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session), big = fixture_client(session, "C2", "Grand compte");
	struct worklist list;

	fixture_invoice(session, big, "G1", LATE(100), 90000000);
	fixture_record(session, id, OUTCOME_CALLBACK, "dem 14h30");
	expect_asleep(session, id, "follow_up", IN(1));
	fixture_on(session, IN(1), 869);
	assert_true(worklist_open(session, true, 10, &list, &err));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.rows[0].client.id, big);
	assert_int_equal(list.rows[1].now.why_not, WHY_NOT_FOLLOW_UP);
	assert_int_equal(list.rows[1].now.next_minute, 870);
	assert_int_equal(list.rows[1].rank, 0);
	worklist_clear(&list);
	fixture_on(session, IN(1), 870);
	assert_true(worklist_open(session, true, 10, &list, &err));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.callable, 2);
	assert_int_equal(list.rows[0].client.id, id);
	assert_true(list.rows[0].timed);
	assert_int_equal(list.rows[0].rank, 1);
	assert_int_equal(list.rows[1].client.id, big);
	assert_int_equal(list.rows[1].rank, 2);
	worklist_clear(&list);
	/* the outcome answers the appointment */
	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	expect_asleep(session, id, "cadence", IN(2));
	assert_int_equal(fixture_count("SELECT count(*) FROM follow_up WHERE done_by IS NULL"), 0);
}

static void an_unanswered_call_leaves_a_later_appointment(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	fixture_record(session, id, OUTCOME_CALLBACK, "+7");
	fixture_on(session, IN(1), -1);
	fixture_record(session, id, OUTCOME_NO_ANSWER, "");
	assert_int_equal(fixture_count("SELECT count(*) FROM follow_up WHERE done_by IS NULL"), 1);
	expect_asleep(session, id, "follow_up", IN(7));
}

static void no_answer_and_message_wait_business_days(void **state)
{
	static const struct {
		const char *name;
		enum outcome outcome;
		const char *on, *next;
	} rows[] = {
		{ "no answer", OUTCOME_NO_ANSWER, "2026-11-24", "2026-11-25" },
		{ "no answer before the weekend", OUTCOME_NO_ANSWER, "2026-11-27", "2026-11-30" },
		{ "no answer before Christmas", OUTCOME_NO_ANSWER, "2026-12-24", "2026-12-28" },
		{ "message", OUTCOME_MESSAGE, "2026-12-30", "2027-01-05" },
	};
	struct session *session = *state;
	int64_t id = hebrard(session);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct call_result result;

		fixture_on(session, DAY(rows[i].on), -1);
		result = fixture_record(session, id, rows[i].outcome, "");
		assert_int_equal(result.next_on, DAY(rows[i].next));
		assert_int_equal(result.why_not, WHY_NOT_CADENCE);
		expect_asleep(session, id, "cadence", DAY(rows[i].next));
	}
}

static void an_evasive_answer_gets_a_date_within_ten_days(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_result result = fixture_refused(session, id, OUTCOME_EVASIVE, "+30", &err);

	assert_true(result.entry_refused);
	assert_int_equal(result.entry.status, ENTRY_TOO_FAR);
	assert_int_equal(result.entry.last_on, DAY("2026-12-04"));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(err.text, "");
	assert_true(fixture_refused(session, id, OUTCOME_EVASIVE, "", &err).entry_refused);
	result = fixture_record(session, id, OUTCOME_EVASIVE, "+9");
	expect_asleep(session, id, "follow_up", DAY("2026-12-03"));
	assert_int_equal(result.next_on, DAY("2026-12-03"));
}

static void a_disputed_line_leaves_the_chase_and_its_promise(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_row row;

	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	fixture_on(session, IN(1), -1);
	fixture_record(session, id, OUTCOME_DISPUTE, "2 technique -- palette cassée");
	row = fixture_row(session, id);
	assert_int_equal(row.ready.overdue, 300000);
	assert_int_equal(row.ready.balance, 639000);
	expect_promises("481250|2026-11-27|2026-12-01|181250|0|open\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM dispute d JOIN invoice i ON i.dispute_id = d.id "
	                               "WHERE i.number = 'F2' AND d.kind = 'technical' AND d.due_on = '2026-12-10'"),
	                 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE outcome = 'dispute' AND note = 'palette cassée'"), 1);
	/* what is left of the promise is judged alone */
	fixture_cash(session, id, 0, DAY("2026-11-30"), 300000);
	expect_promises("481250|2026-11-27|2026-12-01|181250|300000|kept\n");
}

static void the_rest_of_a_disputed_file_waits_only_a_day(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	fixture_record(session, id, OUTCOME_DISPUTE, "F2");
	expect_asleep(session, id, "cadence", IN(1));
	fixture_on(session, IN(1), -1);
	assert_true(fixture_row(session, id).ready.callable);
}

static void a_file_disputed_whole_says_so(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_result result;

	fixture_record(session, id, OUTCOME_PROMISE, "ven");
	fixture_on(session, IN(1), -1);
	result = fixture_record(session, id, OUTCOME_DISPUTE, "commercial");
	assert_int_equal(result.why_not, WHY_NOT_DISPUTE);
	assert_int_equal(result.next_on, DAY("2026-12-10"));
	expect_asleep(session, id, "dispute", DAY("2026-12-10"));
	expect_promises("481250|2026-11-27|2026-12-01|481250|0|withdrawn\n");
	fixture_on(session, DAY("2026-12-14"), -1);
	expect_promises("481250|2026-11-27|2026-12-01|481250|0|withdrawn\n");
	expect_asleep(session, id, "dispute", DAY("2026-12-14"));
	assert_int_equal(fixture_refused(session, id, OUTCOME_DISPUTE, "", &err).dispute.status, DISPUTE_NOTHING);
	assert_int_equal(fixture_refused(session, id, OUTCOME_DISPUTE, "F1", &err).dispute.status, DISPUTE_ALREADY);
	assert_int_equal(fixture_refused(session, id, OUTCOME_DISPUTE, "F9", &err).dispute.status, DISPUTE_UNKNOWN);
}

/* Whoever calls next, or clears payments, reads what was paid, when and how in the note; the journal keeps each apart. */
static void how_it_was_paid_is_in_the_note(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "V1", "Vir");
	char *note;

	fixture_invoice(session, id, "V1", LATE(30), 50000);
	fixture_on(session, TODAY, -1);
	fixture_record(session, id, OUTCOME_PAID, "500 hier virement VIR-8841");
	note = fixture_dump("SELECT note FROM action WHERE outcome = 'paid'");
	assert_string_equal(note, "500.00 EUR 2026-11-23 virement VIR-8841\n");
	mem_free(note);
	note = fixture_dump("SELECT payload FROM journal WHERE kind = 'paid'");
	assert_non_null(strstr(note, "\"paid_on\":\"2026-11-23\",\"amount\":\"500.00\""));
	assert_non_null(strstr(note, "\"note\":\"virement VIR-8841\""));
	mem_free(note);
}

static void each_outcome_waits_as_the_table_says(void **state)
{
	static const struct {
		enum outcome outcome;
		const char *entry, *why, *next;
	} rows[] = {
		{ OUTCOME_CALLBACK, "", "follow_up", "2026-11-25" },
		{ OUTCOME_PAID, "20/11", "follow_up", "2026-12-01" },
		{ OUTCOME_DIFFICULTY, "", "follow_up", "2026-11-27" },
		{ OUTCOME_REFUSAL, "ne paiera pas", "follow_up", "2026-12-01" },
		{ OUTCOME_NOTE, "rien", "", NULL },
	};
	struct session *session = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		char no[8] = { 'E', (char)('0' + i), '\0' };
		int64_t id = fixture_client(session, no, no);
		struct call_result result;

		fixture_invoice(session, id, no, LATE(30), 50000);
		fixture_on(session, TODAY, -1);
		result = fixture_record(session, id, rows[i].outcome, rows[i].entry);
		assert_string_equal(why_not_codes[result.why_not], rows[i].why);
		if (rows[i].next)
			expect_asleep(session, id, rows[i].why, DAY(rows[i].next));
		else
			assert_true(fixture_row(session, id).ready.callable);
	}
}

static void an_outcome_without_its_words_is_refused(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char *long_note = mem_alloc(CALL_NOTE_BYTES + 2);

	memset(long_note, 'x', CALL_NOTE_BYTES + 1);
	fixture_refused(session, id, OUTCOME_NOTE, " ", &err);
	assert_string_equal(err.text, "a note needs words");
	fixture_refused(session, id, OUTCOME_REFUSAL, "", &err);
	assert_string_equal(err.text, "a refusal needs the words that were said");
	fixture_refused(session, id, OUTCOME_NOTE, long_note, &err);
	assert_non_null(strstr(err.text, "too long"));
	assert_int_equal(fixture_refused(session, id, OUTCOME_CIRCUIT, "au visa", &err).circuit.status, CIRCUIT_ENTRY_NO_STAGE);
	fixture_refused(session, id, OUTCOME_PROMISE, "", &err);
	fixture_refused(session, id, OUTCOME_PROMISE, "99999999 ven", &err);
	fixture_refused(session, INT64_C(7), OUTCOME_NOTE, "personne", &err);
	assert_int_equal(err.code, ERR_MISSING);
	mem_free(long_note);
}

static void a_note_is_cleaned_at_the_door(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char *note;

	fixture_record(session, id, OUTCOME_NOTE, "\033[2Jlu\xe2\x80\xae par\tl\xff" "accueil\n");
	note = fixture_dump("SELECT note FROM action");
	assert_string_equal(note, "[2Jlu par l\xef\xbf\xbd" "accueil\n");
	mem_free(note);
}

static void the_same_id_is_one_action(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_request request = { .id = id_new(), .client_id = id, .outcome = OUTCOME_PROMISE, .entry = "ven" };
	struct call_result first, again;

	assert_true(call_record(session, &request, &first, &err));
	assert_false(first.already);
	assert_true(call_record(session, &request, &again, &err));
	assert_true(again.already);
	assert_int_equal(again.next_on, first.next_on);
	assert_int_equal(again.why_not, first.why_not);
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM promise"), 1);
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE client_id <> 0"), 1);
	request.outcome = OUTCOME_NOTE;
	assert_false(call_record(session, &request, &again, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
}

static void every_chain_and_sum_holds_after_a_day_of_calls(void **state)
{
	static const struct {
		enum outcome outcome;
		const char *entry;
	} calls[] = {
		{ OUTCOME_NO_ANSWER, "" }, { OUTCOME_PROMISE, "ven" },    { OUTCOME_CALLBACK, "dem 9h" }, { OUTCOME_DISPUTE, "1" },
		{ OUTCOME_PAID, "500 hier" }, { OUTCOME_EVASIVE, "+3" }, { OUTCOME_PROMISE, "2x fm" },   { OUTCOME_NOTE, "rappelé" },
	};
	struct session *session = *state;
	struct audit_totals totals;
	char undone[CALL_CODE];

	fixture_portfolio(session, 40);
	fixture_on(session, TODAY, -1);
	for (int i = 0; i < 40; i++) {
		char no[16];
		struct client_file file;
		int64_t id;

		snprintf(no, sizeof no, "C%04d", i + 1);
		assert_int_equal(file_load_no(session, no, &file, &err), FOUND);
		id = file.client.id;
		file_clear(&file);
		for (int k = 0; k < 3; k++) {
			size_t at = (size_t)(i + k) % COUNT(calls);
			struct call_request request = { .id = id_new(), .client_id = id, .outcome = calls[at].outcome,
			                                .entry = calls[at].entry };
			struct call_result result;

			call_record(session, &request, &result, &err); /* some are refused: nothing overdue is left */
		}
		if (i % 5 == 0)
			assert_true(call_undo(session, id, undone, &err));
	}
	if (!audit_verify(session, &totals, &err))
		fail_msg("%s", err.text);
	assert_int_equal(totals.clients, 40);
	assert_int_equal(totals.journal_rows, fixture_count("SELECT count(*) FROM journal"));
	fixture_on(session, IN(10), -1);
	if (!audit_verify(session, &totals, &err))
		fail_msg("%s", err.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_full_promise_sleeps_until_its_check),
		FACT(a_part_promise_leaves_the_rest_for_ten_days),
		FACT(a_plan_is_judged_line_by_line),
		FACT(the_check_day_judges_by_cash),
		FACT(a_judgement_is_written_in_the_journal),
		FACT(a_broken_promise_is_unchased_until_somebody_is_spoken_to),
		FACT(an_hour_to_come_outlives_an_unanswered_call),
		FACT(a_promise_replaces_an_open_one_before_its_date),
		FACT(from_its_date_on_a_promise_is_judged),
		FACT(a_callback_at_an_hour_stands_above_the_queue),
		FACT(an_unanswered_call_leaves_a_later_appointment),
		FACT(no_answer_and_message_wait_business_days),
		FACT(an_evasive_answer_gets_a_date_within_ten_days),
		FACT(a_disputed_line_leaves_the_chase_and_its_promise),
		FACT(the_rest_of_a_disputed_file_waits_only_a_day),
		FACT(a_file_disputed_whole_says_so),
		FACT(how_it_was_paid_is_in_the_note),
		FACT(each_outcome_waits_as_the_table_says),
		FACT(an_outcome_without_its_words_is_refused),
		FACT(a_note_is_cleaned_at_the_door),
		FACT(the_same_id_is_one_action),
		FACT(every_chain_and_sum_holds_after_a_day_of_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
