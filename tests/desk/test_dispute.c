/* Disputes after the call: who answers, by when, how they end, what comes back to the queue; insolvency; what a call leaves unanswered.
 */
#include <stdio.h>
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/dispute.h"
#include "desk/live.h"
#include "desk/wrapup.h"

static struct err err;

/* 3 000.00 and 1 812.50 overdue, 1 577.50 to come. */
static int64_t hebrard(struct session *session)
{
	int64_t id = fixture_client(session, "C1", "Hébrard");

	fixture_invoice(session, id, "F1", LATE(40), 300000);
	fixture_invoice(session, id, "F2", LATE(12), 181250);
	fixture_invoice(session, id, "F3", IN(60), 157750);
	fixture_on(session, session->today, -1);
	return id;
}

static int64_t last_dispute(void)
{
	return (int64_t)fixture_count("SELECT max(id) FROM dispute WHERE undone = 0");
}

static void expect_dump(const char *sql, const char *wanted)
{
	char *rows = fixture_dump(sql);

	assert_string_equal(rows, wanted);
	mem_free(rows);
}

/* amount currency invoices first-number of each open one */
static void expect_open(struct session *session, int older_than, const char *wanted)
{
	struct arena arena = { 0 };
	struct dispute_row *rows;
	struct buf list;
	size_t count;

	assert_true(dispute_open_list(session, older_than, 0, &arena, &rows, &count, &err));
	buf_init(&list);
	buf_puts(&list, "");
	for (size_t i = 0; i < count; i++)
		buf_printf(&list, "%lld %s %d %s\n", (long long)rows[i].amount, rows[i].currency, rows[i].invoices, rows[i].number);
	assert_string_equal(list.data, wanted);
	buf_clear(&list);
	arena_clear(&arena);
}

static void resolve(struct session *session, int64_t dispute, enum dispute_resolution resolution, cents credit)
{
	const struct dispute_end end = { .id = id_new(), .dispute_id = dispute, .resolution = resolution, .credit = credit, .note = "vu avec eux" };

	if (!dispute_resolve(session, &end, &err))
		fail_msg("%s", err.text);
}

static void owner_date_and_sub_reason_are_kept(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_result result = fixture_record(session, id, OUTCOME_DISPUTE, "2 prix pour Mme Lenoir le 11/12 -- tarif faux");

	assert_int_equal(result.rest, 1);
	assert_string_equal(result.rest_numbers, "F1");
	assert_int_equal(result.rest_on, IN(1));
	expect_dump("SELECT kind, sub_reason, owner, opened_on, due_on FROM dispute", "commercial|price|Mme Lenoir|2026-11-24|2026-12-11\n");
	expect_dump("SELECT dispute_due_on FROM client", "2026-12-11\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'dispute' AND payload LIKE "
	                               "'%\"sub_reason\":\"price\",\"owner\":\"Mme Lenoir\"%\"due_on\":\"2026-12-11\"%'"),
	                 1);
}

/* One dispute over two currencies would have an amount of neither. */
static void each_currency_is_a_dispute_of_its_own(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Overseas");
	struct live live;
	struct client_file file;
	struct arena arena = { 0 };
	char undone[CALL_CODE];
	int told = 0;

	fixture_invoice(session, id, "E1", LATE(40), 100000);
	fixture_invoice(session, id, "E2", LATE(10), 20000);
	fixture_item(session, id, "U1", ITEM_INVOICE, LATE(30), 70000, "USD");
	fixture_record(session, id, OUTCOME_DISPUTE, "com prix");
	expect_open(session, -1, "120000 EUR 2 E1\n70000 USD 1 U1\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM invoice WHERE dispute_id IS NULL"), 0);
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	for (size_t i = 0; i < file.brief_count; i++)
		if (file.brief[i].code == BRIEF_DISPUTE_OPEN) {
			assert_int_equal(file.brief[i].amount, told == 0 ? 120000 : 70000);
			assert_int_equal(file.brief[i].count, told == 0 ? 2 : 1);
			assert_string_equal(file.brief[i].currency, told == 0 ? "EUR" : "USD");
			told++;
		}
	assert_int_equal(told, 2);
	file_clear(&file);
	session->today = IN(200);
	assert_true(live_load(session, &arena, &live, &err));
	assert_int_equal(live.old_disputes.count, 2);
	assert_int_equal(live.old_disputes.overdue, 120000);
	session->today = TODAY;
	assert_true(call_undo(session, id, undone, &err));
	expect_open(session, -1, "");
	assert_int_equal(fixture_count("SELECT count(*) FROM invoice WHERE dispute_id IS NOT NULL"), 0);
	arena_clear(&arena);
}

static void the_configuration_names_owners_by_kind(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	session->policy.dispute.owners[DISPUTE_TECHNICAL] = "SAV";
	session->policy.dispute.managers[DISPUTE_TECHNICAL] = "M. Roux";
	session->policy.dispute.days = 10;
	fixture_record(session, id, OUTCOME_DISPUTE, "1 tech");
	fixture_record(session, id, OUTCOME_DISPUTE, "2 tech pour Martin");
	expect_dump("SELECT owner, manager, due_on FROM dispute ORDER BY id", "SAV|M. Roux|2026-12-04\nMartin|M. Roux|2026-12-04\n");
}

static void a_settled_dispute_brings_the_client_back(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_row row;

	fixture_record(session, id, OUTCOME_DISPUTE, "tech");
	fixture_on(session, IN(2), -1);
	row = fixture_row(session, id);
	assert_string_equal(row.ready.why_not, "dispute");
	assert_int_equal(row.ready.overdue, 0);
	resolve(session, last_dispute(), DISPUTE_REJECTED, 0);
	row = fixture_row(session, id);
	assert_true(row.ready.callable);
	assert_int_equal(row.ready.overdue, 481250);
	assert_int_equal(row.state.dispute_end_on, IN(2));
	assert_int_equal(row.state.reason, REASON_NONE); /* it explained nothing any more */
	expect_dump("SELECT closed_on, resolution, credit_cents, closed_by IS NOT NULL FROM dispute", "2026-11-26|rejected|0|1\n");
	expect_dump("SELECT count(*) FROM invoice WHERE dispute_id IS NOT NULL", "0\n");
	expect_dump("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY id", "dispute\ndispute_resolved\n");
}

static void the_brief_tells_how_it_ended(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_file file;
	size_t found = 0;

	fixture_record(session, id, OUTCOME_DISPUTE, "2 prix");
	fixture_on(session, IN(1), -1);
	resolve(session, last_dispute(), DISPUTE_CREDIT, 20000);
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	for (size_t i = 0; i < file.brief_count; i++) {
		if (file.brief[i].code != BRIEF_DISPUTE_SOLVED)
			continue;
		found++;
		assert_string_equal(file.brief[i].text, "commercial");
		assert_string_equal(file.brief[i].who, "credit");
		assert_int_equal(file.brief[i].other, 20000);
		assert_int_equal(file.brief[i].on, IN(1));
	}
	assert_int_equal(found, 1);
	file_clear(&file);
	fixture_on(session, IN(1 + 90), -1); /* settled 90 days ago: not told any more */
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	for (size_t i = 0; i < file.brief_count; i++)
		assert_int_not_equal(file.brief[i].code, BRIEF_DISPUTE_SOLVED);
	file_clear(&file);
}

static const struct brief_line *brief_says(const struct client_file *file, enum brief_code code)
{
	for (size_t i = 0; i < file->brief_count; i++)
		if (file->brief[i].code == code)
			return &file->brief[i];
	return NULL;
}

/* One invoice paid is not all of it; what remains was credited; a cent comes back. */
static void a_paid_dispute_ends_by_itself(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_file file;
	struct dispute_end end = { .id = id_new(), .resolution = DISPUTE_PAID };
	char *wanted;

	fixture_record(session, id, OUTCOME_DISPUTE, "1 2 prix");
	end.dispute_id = last_dispute();
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number = 'F1'");
	fixture_on(session, IN(1), -1);
	expect_dump("SELECT closed_on IS NULL FROM dispute", "1\n");
	assert_false(dispute_resolve(session, &end, &err));
	assert_non_null(strstr(err.text, "1812.50 EUR"));
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number = 'F2'");
	fixture_on(session, IN(2), -1);
	expect_dump("SELECT closed_on, resolution, credit_cents, closed_by IS NULL FROM dispute", "2026-11-26|paid|0|1\n");
	expect_dump("SELECT count(*) FROM invoice WHERE dispute_id IS NOT NULL", "0\n");
	expect_dump("SELECT dispute_due_on IS NULL, dispute_end_on, reason FROM client", "1|2026-11-26|\n");
	wanted = mem_printf("{\"dispute\":%lld,\"resolution\":\"paid\",\"amount\":\"4812.50\",\"currency\":\"EUR\"}\n",
	                    (long long)end.dispute_id);
	expect_dump("SELECT payload FROM journal WHERE kind = 'dispute_paid'", wanted);
	mem_free(wanted);
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_non_null(brief_says(&file, BRIEF_DISPUTE_SOLVED));
	assert_null(brief_says(&file, BRIEF_DISPUTE_AGAIN));
	file_clear(&file);
	fixture_on(session, IN(3), -1); /* once */
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'dispute_paid'"), 1);
}

static void a_payment_that_comes_back_leaves_a_paid_dispute_ended(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_file file;
	const struct brief_line *line;

	fixture_record(session, id, OUTCOME_DISPUTE, "2 prix");
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number = 'F2'");
	fixture_on(session, IN(1), -1);
	fixture_sql("UPDATE invoice SET open_cents = 1 WHERE number = 'F2'");
	fixture_on(session, IN(2), -1);
	expect_dump("SELECT closed_on, resolution FROM dispute", "2026-11-25|paid\n");
	assert_int_equal(fixture_row(session, id).ready.overdue, 300001); /* chased */
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_null(brief_says(&file, BRIEF_DISPUTE_SOLVED));
	line = brief_says(&file, BRIEF_DISPUTE_AGAIN);
	assert_non_null(line);
	assert_string_equal(line->text, "commercial");
	assert_int_equal(line->amount, 1);
	assert_int_equal(line->on, IN(1));
	file_clear(&file);
	fixture_record(session, id, OUTCOME_DISPUTE, "2 prix"); /* it still stands: one line says so */
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_non_null(brief_says(&file, BRIEF_DISPUTE_OPEN));
	assert_null(brief_says(&file, BRIEF_DISPUTE_AGAIN));
	file_clear(&file);
}

static void undo_opens_it_again(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	char undone[CALL_CODE];
	char *before, *after;

	fixture_record(session, id, OUTCOME_DISPUTE, "2 prix");
	before = fixture_dump("SELECT c.why_not, c.next_on, c.overdue_cents, c.dispute_due_on, c.dispute_end_on, c.reason, d.closed_on, d.resolution, "
	                      "d.credit_cents, d.closed_by, i.dispute_id FROM client c, dispute d, invoice i ORDER BY i.id");
	resolve(session, last_dispute(), DISPUTE_CREDIT, 5000);
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(undone, "dispute_resolved");
	after = fixture_dump("SELECT c.why_not, c.next_on, c.overdue_cents, c.dispute_due_on, c.dispute_end_on, c.reason, d.closed_on, d.resolution, "
	                     "d.credit_cents, d.closed_by, i.dispute_id FROM client c, dispute d, invoice i ORDER BY i.id");
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
	assert_true(call_undo(session, id, undone, &err));
	assert_string_equal(undone, "dispute");
	assert_int_equal(fixture_count("SELECT count(*) FROM dispute WHERE undone = 0"), 0);
}

static void an_end_is_refused_when_it_makes_no_sense(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session), dispute;
	struct dispute_end end = { .resolution = DISPUTE_CREDIT };

	fixture_record(session, id, OUTCOME_DISPUTE, "2 prix");
	dispute = last_dispute();
	end.dispute_id = dispute;
	end.id = id_new();
	assert_false(dispute_resolve(session, &end, &err));
	assert_non_null(strstr(err.text, "say the amount"));
	end.credit = 181251;
	assert_false(dispute_resolve(session, &end, &err));
	assert_non_null(strstr(err.text, "1812.50 EUR"));
	end.credit = 181250;
	assert_true(dispute_resolve(session, &end, &err));
	assert_true(dispute_resolve(session, &end, &err)); /* the same id: one action */
	assert_int_equal(fixture_count("SELECT count(*) FROM action WHERE outcome = 'dispute_resolved'"), 1);
	end.id = id_new();
	assert_false(dispute_resolve(session, &end, &err));
	assert_non_null(strstr(err.text, "settled already"));
	end.dispute_id = dispute + 1;
	assert_false(dispute_resolve(session, &end, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

static void another_owner_and_another_day(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct dispute_change change = { .due_on = DATE_NONE, .owner = "M.  Roux", .owner_mail = "roux@atelier.example" };

	fixture_record(session, id, OUTCOME_DISPUTE, "prix");
	change.dispute_id = last_dispute();
	assert_true(dispute_set(session, &change, &err));
	assert_true(dispute_set(session, &change, &err)); /* nothing changes: nothing is written */
	expect_dump("SELECT owner, owner_mail, due_on FROM dispute", "M. Roux|roux@atelier.example|2026-12-09\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'dispute_set'"), 1);
	change = (struct dispute_change){ .dispute_id = change.dispute_id, .due_on = IN(12) }; /* a Sunday */
	assert_true(dispute_set(session, &change, &err));
	assert_int_equal(fixture_row(session, id).ready.next_on, IN(13));
	change.due_on = TODAY;
	assert_false(dispute_set(session, &change, &err));
	assert_non_null(strstr(err.text, "after today"));
}

static void raised_once_and_only_when_its_date_is_past(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session), dispute;

	fixture_record(session, id, OUTCOME_DISPUTE, "prix le 1/12");
	dispute = last_dispute();
	fixture_on(session, IN(7), -1); /* 1 December */
	assert_false(dispute_raise(session, dispute, "Mme Petit", &err));
	assert_non_null(strstr(err.text, "still has time"));
	fixture_on(session, IN(8), -1);
	assert_false(dispute_raise(session, dispute, NULL, &err));
	assert_non_null(strstr(err.text, "dispute.manager_commercial"));
	assert_true(dispute_raise(session, dispute, "Mme Petit", &err));
	assert_true(dispute_raise(session, dispute, NULL, &err));
	expect_dump("SELECT manager, raised_on FROM dispute", "Mme Petit|2026-12-02\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM journal WHERE kind = 'dispute_raised'"), 1);
}

static void the_list_is_by_due_date_and_old_ones_alone(void **state)
{
	struct session *session = *state;
	int64_t first = hebrard(session), second = fixture_client(session, "C2", "Petit");
	struct arena arena = { 0 };
	struct dispute_row *rows;
	size_t count;

	fixture_invoice(session, second, "P1", LATE(5), 10000);
	fixture_record(session, first, OUTCOME_DISPUTE, "1 le 15/12");
	fixture_on(session, IN(1), -1);
	fixture_record(session, second, OUTCOME_DISPUTE, "le 1/12");
	fixture_on(session, IN(91), -1);
	assert_true(dispute_open_list(session, -1, 0, &arena, &rows, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].client_no, "C2");
	assert_string_equal(rows[1].number, "F1");
	assert_int_equal(rows[1].amount, 300000);
	assert_true(dispute_open_list(session, 90, 0, &arena, &rows, &count, &err)); /* open for 91 and 90 days */
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].client_no, "C1");
	assert_true(dispute_open_list(session, -1, second, &arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	resolve(session, last_dispute(), DISPUTE_AGREED, 0);
	assert_true(dispute_open_list(session, -1, 0, &arena, &rows, &count, &err));
	assert_int_equal(count, 1);
	arena_clear(&arena);
}

static void two_people_settle_it_once(void **state)
{
	struct session *alice = *state, *bob = fixture_session("bob", TODAY);
	int64_t id = hebrard(alice), dispute;
	const struct dispute_end *ends[2];
	struct dispute_end end = { .id = id_new(), .resolution = DISPUTE_AGREED }, other;

	fixture_record(alice, id, OUTCOME_DISPUTE, "1");
	dispute = last_dispute();
	end.dispute_id = dispute;
	other = end;
	other.id = id_new();
	ends[0] = &end;
	ends[1] = &other;
	assert_true(dispute_resolve(alice, ends[0], &err));
	assert_false(dispute_resolve(bob, ends[1], &err));
	assert_non_null(strstr(err.text, "settled already"));
	session_close(bob);
}

static void an_insolvency_stops_the_calls_until_undone(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_file file;
	struct client_row row;
	char undone[CALL_CODE];

	assert_int_equal(fixture_refused(session, id, OUTCOME_INSOLVENCY, "15/11", &err).insolvency.status, INSOLVENCY_NO_COURT);
	fixture_record(session, id, OUTCOME_INSOLVENCY, "TC Lyon 15/11 -- liquidation");
	row = fixture_row(session, id);
	assert_string_equal(row.ready.why_not, "insolvent");
	assert_false(row.ready.callable);
	assert_int_equal(row.state.published_on, DAY("2026-11-15"));
	assert_int_equal(row.state.reason, REASON_INSOLVENCY);
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_int_equal(file.brief[0].code, BRIEF_INSOLVENT);
	assert_string_equal(file.brief[0].text, "TC Lyon");
	file_clear(&file);
	assert_true(call_undo(session, id, undone, &err));
	row = fixture_row(session, id);
	assert_true(row.ready.callable);
	assert_false(row.state.insolvent);
	assert_int_equal(row.state.published_on, DATE_NONE);
}

/* What was owed when it was published may not be paid; what was delivered since is. */
static void an_insolvency_freezes_what_was_owed_before(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);

	fixture_record(session, id, OUTCOME_INSOLVENCY, "TC Lyon 15/11");
	fixture_refused(session, id, OUTCOME_PROMISE, "+3", &err);
	assert_string_equal(err.text, "insolvent: what was owed before may be neither promised nor paid; declare the claim, write a note");
	fixture_record(session, id, OUTCOME_NOTE, "called in");
	fixture_record(session, id, OUTCOME_PAID, "20/11");
	fixture_sql("UPDATE invoice SET issued_on = '2026-11-16'");
	fixture_record(session, id, OUTCOME_PROMISE, "+3");
	fixture_sql("UPDATE insolvency SET published_on = NULL");
	fixture_refused(session, id, OUTCOME_PROMISE, "+4", &err); /* the day is not known: all of it may be from before */
}

/* Each outcome that speaks of some invoices; what it leaves, and when that is taken up. */
static void what_is_left_unanswered_is_named_with_its_day(void **state)
{
	static const struct {
		const char *name;
		enum outcome outcome;
		const char *entry, *numbers;
		int rest;
		const char *on;
	} rows[] = {
		{ "a promise of all", OUTCOME_PROMISE, "ven", "", 0, NULL },
		{ "a promise of the oldest", OUTCOME_PROMISE, "3000 ven", "F2", 1, "2026-12-01" },
		{ "a promise checked after ten days", OUTCOME_PROMISE, "3000 15/12", "F2", 1, "2026-12-04" },
		{ "a promise short of the oldest", OUTCOME_PROMISE, "2999,99 15/12", "F1, F2", 2, "2026-12-04" },
		{ "a dispute of one", OUTCOME_DISPUTE, "1", "F2", 1, "2026-11-25" },
		{ "a dispute of all", OUTCOME_DISPUTE, "", "", 0, NULL },
		{ "a document of one", OUTCOME_DOCUMENT, "2", "F1", 1, "2026-12-01" },
		{ "a document of all", OUTCOME_DOCUMENT, "", "", 0, NULL },
		{ "a part paid", OUTCOME_PAID, "3000 20/11", "F2", 1, "2026-12-01" },
		{ "a callback is about the whole file", OUTCOME_CALLBACK, "", "", 0, NULL },
		{ "no answer leaves the file as it is", OUTCOME_NO_ANSWER, "", "", 0, NULL },
	};
	struct session *session = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		void *own = session;
		int64_t id;
		struct call_result result;

		if (i > 0) {
			fixture_teardown(&own);
			fixture_setup(&own);
			*state = session = own;
		}
		id = hebrard(session);
		result = fixture_record(session, id, rows[i].outcome, rows[i].entry);
		if (result.rest != rows[i].rest || strcmp(result.rest_numbers, rows[i].numbers) != 0 ||
		    result.rest_on != (rows[i].on ? DAY(rows[i].on) : DATE_NONE))
			fail_msg("%s: %d, %s, %d", rows[i].name, result.rest, result.rest_numbers, (int)(result.rest_on - TODAY));
		if (rows[i].on && fixture_row(session, id).ready.next_on != DAY(rows[i].on))
			fail_msg("%s: back in %d days", rows[i].name, (int)(fixture_row(session, id).ready.next_on - TODAY));
	}
}

/* Nobody at the client's can answer for what the books themselves do not explain. */
static void a_gap_of_the_ledger_wants_no_answer(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct call_result result;

	fixture_item(session, id, "gap", ITEM_GAP, LATE(3), 52539, "EUR");
	fixture_sql("UPDATE invoice SET number = '' WHERE kind = 3");
	assert_int_equal(fixture_refused(session, id, OUTCOME_DOCUMENT, "3", &err).document.status, DOCUMENT_ENTRY_FIGURE);
	assert_int_equal(fixture_refused(session, id, OUTCOME_CIRCUIT, "3 received", &err).circuit.status, CIRCUIT_ENTRY_NOT_OWED);
	result = fixture_record(session, id, OUTCOME_DOCUMENT, "1");
	assert_string_equal(result.rest_numbers, "F2");
	result = fixture_record(session, id, OUTCOME_CIRCUIT, "received");
	fixture_is("SELECT count(*) FROM circuit_event e JOIN invoice i ON i.id = e.invoice_id WHERE i.kind = 3", "0\n");
	assert_int_equal(fixture_count("SELECT count(*) FROM circuit_event"), 2);
}

static void the_rest_of_a_promise_comes_back_though_nobody_answers_before(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct client_file file;
	struct wrapup_line lines[3];

	fixture_record(session, id, OUTCOME_PROMISE, "3000 15/12");
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	wrapup_read(&file, &session->policy.document, lines);
	assert_int_equal(lines[0].answer, WRAPUP_PROMISE);
	assert_int_equal(lines[0].until, DAY("2026-12-17"));
	assert_true(lines[1].asked);
	assert_int_equal(lines[1].answer, WRAPUP_NONE);
	assert_false(lines[2].asked);
	file_clear(&file);
	fixture_on(session, DAY("2026-12-02"), -1);
	fixture_record(session, id, OUTCOME_NO_ANSWER, ""); /* moves the cadence, not the day that was set */
	fixture_on(session, DAY("2026-12-04"), -1);
	assert_true(fixture_row(session, id).ready.callable);
}

static void many_numbers_are_cut(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C9", "Géant");
	struct call_result result;
	char number[32];

	for (int i = 0; i < 20; i++) {
		snprintf(number, sizeof number, "FACTURE-%04d", i);
		fixture_invoice(session, id, number, LATE(30 - i), 10000);
	}
	fixture_on(session, session->today, -1);
	result = fixture_record(session, id, OUTCOME_DISPUTE, "FACTURE-0000");
	assert_int_equal(result.rest, 19);
	assert_non_null(strstr(result.rest_numbers, "FACTURE-0001, FACTURE-0002"));
	assert_string_equal(result.rest_numbers + strlen(result.rest_numbers) - strlen("…"), "…");
}

static void every_chain_holds_after_all_this(void **state)
{
	struct session *session = *state;
	int64_t id = hebrard(session);
	struct audit_totals totals;
	struct dispute_change change = { .due_on = IN(5), .owner = "Roux" };

	fixture_record(session, id, OUTCOME_DISPUTE, "1 prix");
	change.dispute_id = last_dispute();
	assert_true(dispute_set(session, &change, &err));
	resolve(session, change.dispute_id, DISPUTE_CREDIT, 100);
	fixture_record(session, id, OUTCOME_INSOLVENCY, "Lyon");
	assert_true(audit_verify(session, &totals, &err));
	assert_true(totals.journal_rows >= 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(owner_date_and_sub_reason_are_kept),
		FACT(each_currency_is_a_dispute_of_its_own),
		FACT(the_configuration_names_owners_by_kind),
		FACT(a_settled_dispute_brings_the_client_back),
		FACT(the_brief_tells_how_it_ended),
		FACT(a_paid_dispute_ends_by_itself),
		FACT(a_payment_that_comes_back_leaves_a_paid_dispute_ended),
		FACT(undo_opens_it_again),
		FACT(an_end_is_refused_when_it_makes_no_sense),
		FACT(another_owner_and_another_day),
		FACT(raised_once_and_only_when_its_date_is_past),
		FACT(the_list_is_by_due_date_and_old_ones_alone),
		FACT(two_people_settle_it_once),
		FACT(an_insolvency_stops_the_calls_until_undone),
		FACT(an_insolvency_freezes_what_was_owed_before),
		FACT(what_is_left_unanswered_is_named_with_its_day),
		FACT(a_gap_of_the_ledger_wants_no_answer),
		FACT(the_rest_of_a_promise_comes_back_though_nobody_answers_before),
		FACT(many_numbers_are_cut),
		FACT(every_chain_holds_after_all_this),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
