/* Documents: asked, sent, back on day 7; settled, undone, tried again.
 */
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/document.h"
#include "desk/file.h"

static struct err err;

static int64_t hebrard(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	fixture_invoice(session, id, "F2", LATE(12), 181250);
	fixture_on(session, session->today, -1);
	return id;
}

static int64_t last_request(void)
{
	return (int64_t)fixture_count("SELECT max(id) FROM document_request WHERE undone = 0");
}

static struct document_step step(void)
{
	return (struct document_step){ .id = id_new(), .request_id = last_request() };
}

static void expect_dump(const char *sql, const char *wanted)
{
	char *rows = fixture_dump(sql);

	assert_string_equal(rows, wanted);
	mem_free(rows);
}

static void asked_names_document_and_invoices(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	fixture_record(session, id, OUTCOME_DOCUMENT, "bl 2 -- signé par le chauffeur");
	expect_dump("SELECT r.kind, r.asked_on, r.sent_on, r.note, i.number FROM document_request r "
	            "JOIN document_invoice n ON n.request_id = r.id JOIN invoice i ON i.id = n.invoice_id",
	            "delivery|2026-11-24|-|signé par le chauffeur|F2\n");
	expect_dump("SELECT reason FROM client", "document\n");
	assert_int_equal(fixture_refused(session, id, OUTCOME_DOCUMENT, "facture", &err).document.status, DOCUMENT_ENTRY_UNKNOWN);
}

/* Asked on Tuesday 24, sent on Wednesday 25 November: the file sleeps to Tuesday 1, comes back on Wednesday 2 December, day 7, not on day 8. */
static void a_duplicate_sent_comes_back_on_day_7(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct document_step sent;
	struct client_row row;
	date chase_on = DATE_NONE;

	fixture_record(session, id, OUTCOME_DOCUMENT, "");
	fixture_on(session, IN(1), -1);
	sent = step();
	assert_true(document_sent(session, &sent, &chase_on, &err));
	assert_int_equal(chase_on, IN(1 + 7));
	row = fixture_row(session, id);
	assert_string_equal(row.ready.why_not, "follow_up");
	assert_int_equal(row.ready.next_on, IN(8));
	for (int day = 2; day <= 7; day++) {
		fixture_on(session, IN(day), -1);
		if (fixture_row(session, id).ready.callable)
			fail_msg("callable on day %d", day - 1);
	}
	fixture_on(session, IN(8), -1);
	row = fixture_row(session, id);
	assert_true(row.ready.callable);
	expect_dump("SELECT kind, due_on, agreed, done_by IS NOT NULL FROM follow_up ORDER BY id", "document|2026-12-01|1|1\ndocument|2026-12-02|1|0\n");
}

/* "Paid already" comes back the same day, and was noted before it. */
static void its_day_counts_as_agreed_beside_another_s(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct document_step sent;
	date chase_on = DATE_NONE;

	fixture_record(session, id, OUTCOME_DOCUMENT, "");
	fixture_record(session, id, OUTCOME_PAID, "20/11");
	sent = step();
	assert_true(document_sent(session, &sent, &chase_on, &err));
	expect_dump("SELECT kind, due_on, agreed FROM follow_up WHERE done_by IS NULL ORDER BY id", "paid|2026-12-01|0\ndocument|2026-12-01|1\n");
	expect_dump("SELECT follow_up_on, follow_up_agreed FROM client", "2026-12-01|1\n");
}

static void day_7_on_a_holiday_is_the_day_before(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct document_step sent;
	date chase_on = DATE_NONE;

	fixture_on(session, DAY("2026-12-18"), -1); /* a Friday; the 25th is a holiday */
	fixture_record(session, id, OUTCOME_DOCUMENT, "");
	sent = step();
	assert_true(document_sent(session, &sent, &chase_on, &err));
	assert_int_equal(chase_on, DAY("2026-12-24"));
}

static void the_option_counts_the_days(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct document_step sent;
	date chase_on = DATE_NONE;

	session->policy.document.chase_days = 6;
	fixture_record(session, id, OUTCOME_DOCUMENT, "");
	sent = step();
	assert_true(document_sent(session, &sent, &chase_on, &err));
	assert_int_equal(chase_on, IN(6));
}

static void tried_again_it_is_sent_once(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct document_step sent;
	date chase_on = DATE_NONE, again = DATE_NONE;

	fixture_record(session, id, OUTCOME_DOCUMENT, "");
	sent = step();
	assert_true(document_sent(session, &sent, &chase_on, &err));
	assert_true(document_sent(session, &sent, &again, &err));
	assert_int_equal(again, chase_on);
	assert_int_equal(fixture_count("SELECT count(*) FROM follow_up"), 2);
	sent.id = id_new();
	assert_false(document_sent(session, &sent, &again, &err));
	assert_non_null(strstr(err.text, "sent already"));
	sent.request_id++;
	assert_false(document_sent(session, &sent, &again, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

static void settled_it_is_chased_no_more(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct document_step one;
	struct arena arena = { 0 };
	struct document_row *rows;
	size_t count;
	date chase_on;

	fixture_record(session, id, OUTCOME_DOCUMENT, "");
	one = step();
	assert_true(document_sent(session, &one, &chase_on, &err));
	one.id = id_new();
	assert_true(document_settle(session, &one, &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM follow_up WHERE done_by IS NULL AND undone = 0"), 0);
	assert_true(document_open_list(session, 0, &arena, &rows, &count, &err));
	assert_int_equal(count, 0);
	one.id = id_new();
	assert_false(document_settle(session, &one, &err));
	assert_non_null(strstr(err.text, "settled already"));
	arena_clear(&arena);
}

static void undo_takes_each_step_back(void **state)
{
	static const char facts[] = "SELECT c.why_not, c.next_on, r.asked_on, r.sent_on, r.sent_by, r.settled_on, r.settled_by, f.due_on, f.done_by "
				    "FROM client c, document_request r, follow_up f WHERE f.undone = 0 ORDER BY f.id";
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct document_step one;
	char undone[CALL_CODE];
	char *asked, *sent, *now;
	date chase_on;

	fixture_record(session, id, OUTCOME_DOCUMENT, "");
	asked = fixture_dump(facts);
	one = step();
	assert_true(document_sent(session, &one, &chase_on, &err));
	sent = fixture_dump(facts);
	one.id = id_new();
	assert_true(document_settle(session, &one, &err));
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(undone, "document_settled");
	now = fixture_dump(facts);
	assert_string_equal(now, sent);
	mem_free(now);
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(undone, "document_sent");
	now = fixture_dump(facts);
	assert_string_equal(now, asked);
	mem_free(now);
	assert_true(call_undo(session, id, undone, &err));
	assert_int_equal(fixture_count("SELECT count(*) FROM document_request WHERE undone = 0"), 0);
	assert_true(fixture_row(session, id).ready.callable);
	mem_free(asked);
	mem_free(sent);
}

static void the_brief_says_whose_turn_it_is(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct document_step one;
	struct client_file file;
	date chase_on;
	int asked = 0, sent = 0;

	fixture_record(session, id, OUTCOME_DOCUMENT, "");
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	for (size_t i = 0; i < file.brief_count; i++)
		asked += file.brief[i].code == BRIEF_DOCUMENT_ASKED && file.brief[i].until == IN(1);
	file_clear(&file);
	one = step();
	assert_true(document_sent(session, &one, &chase_on, &err));
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	for (size_t i = 0; i < file.brief_count; i++)
		sent += file.brief[i].code == BRIEF_DOCUMENT_SENT && file.brief[i].until == IN(7);
	file_clear(&file);
	assert_int_equal(asked, 1);
	assert_int_equal(sent, 1);
}

static void what_we_have_to_send_comes_first(void **state)
{
	struct session *session = *state;
	int64_t first = hebrard(session), second = fixture_client(session, "C2", "Petit");
	struct document_step one;
	struct arena arena = { 0 };
	struct document_row *rows;
	size_t count;
	date chase_on;

	fixture_invoice(session, second, "P1", LATE(5), 10000);
	fixture_record(session, first, OUTCOME_DOCUMENT, "");
	one = step();
	assert_true(document_sent(session, &one, &chase_on, &err));
	fixture_on(session, IN(1), -1);
	fixture_record(session, second, OUTCOME_DOCUMENT, "rib");
	assert_true(document_open_list(session, 0, &arena, &rows, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].client_no, "C2");
	assert_string_equal(rows[0].kind, "bank");
	assert_int_equal(rows[0].invoices, 0);
	assert_int_equal(rows[1].invoices, 2);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(asked_names_document_and_invoices),
		FACT(a_duplicate_sent_comes_back_on_day_7),
		FACT(its_day_counts_as_agreed_beside_another_s),
		FACT(day_7_on_a_holiday_is_the_day_before),
		FACT(the_option_counts_the_days),
		FACT(tried_again_it_is_sent_once),
		FACT(settled_it_is_chased_no_more),
		FACT(undo_takes_each_step_back),
		FACT(the_brief_says_whose_turn_it_is),
		FACT(what_we_have_to_send_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
