/* What is asked costs what is found, not what there ever was: the steps SQLite takes for the same answer, before and after two thousand
 * clients nobody works on and years of what is over were added.
 */
#include <inttypes.h>
#include <unistd.h>

#include "fixture.h"
#include "steps.h"

#include "base/mem.h"
#include "db/dispute.h"
#include "db/figures.h"
#include "db/night.h"
#include "db/told.h"
#include "desk/agenda.h"
#include "desk/audit.h"
#include "desk/claim.h"
#include "desk/dispute.h"
#include "desk/document.h"
#include "desk/escalation.h"
#include "desk/imports.h"
#include "desk/live.h"
#include "desk/live.h"
#include "desk/mail.h"
#include "desk/matching.h"
#include "desk/worklist.h"

static struct err err;

/* Numbered from 1000 on, which is older than any id made here: clients N, and of each what its name says, done long ago. */
static const char *const years[] = {
	"client (id, creditor_id, no, name, currency, follow_up_on, follow_up_minute) SELECT n, (SELECT id FROM creditor), 'Z' || n, 'Z', 'EUR', "
	"'2025-01-02', 600 FROM old",
	"contact (id, client_id, name, role) SELECT n, n, 'Z', 'other' FROM old",
	"action (id, client_id, agent_id, outcome, on_day, at) SELECT n, n, (SELECT min(id) FROM agent), 'promise', '2025-01-02', 'x' FROM old",
	"promise (id, client_id, action_id, made_on, due_on, check_on, amount_cents, currency, state) "
	"SELECT n, n, n, '2025-01-02', '2025-02-01', '2025-02-03', 100, 'EUR', 'kept' FROM old",
	"follow_up (id, client_id, action_id, kind, due_on, done_by) SELECT n, n, n, 'promise', '2025-02-03', n FROM old",
	"dispute (id, client_id, action_id, kind, opened_on, due_on, closed_on) SELECT n, n, n, 'technical', '2025-01-02', '2025-01-17', '2025-01-20' FROM old",
	"document_request (id, client_id, action_id, kind, asked_on, settled_on) SELECT n, n, n, 'duplicate', '2025-01-02', '2025-01-09' FROM old",
	"mail (id, client_id, action_id, kind, language, address, queued_on, queued_at, state) "
	"SELECT n, n, n, 'reminder', 'fr', 'z@z.example', '2025-01-02', 'x', 'sent' FROM old",
	"threat (id, client_id, what, announced_on, executed_on, decided_on) SELECT n, n, 'legal', NULL, '2025-01-02', '2025-01-02' FROM old WHERE n < 1010",
	"escalation (id, client_id, kind, proposed_on, reasons, state) SELECT n, n, 'hold', '2025-01-02', 1, 'lapsed' FROM old",
	"journal (id, client_id, seq, at, on_day, agent, kind, payload, prev_hash, hash) "
	"SELECT n, n, 1, 'x', '2025-01-02', 'alice', 'promise_kept', '{\"promise\":' || n || '}', '', '' FROM old",
	"import_run (id, creditor_id, source_id, file, sha256, mode, status, on_day, started_at, agent, number) SELECT n, (SELECT id FROM "
	"creditor), (SELECT min(id) FROM source), 'z', 'z', 'full', 'done', '2025-01-02', 'x', 'alice', n FROM old",
	"receipt (id, client_id, source_id, key, value_on, amount_cents, currency) SELECT n, n, (SELECT min(id) FROM source), 'z' || n, "
	"'2025-01-02', 100, 'EUR' FROM old",
	"import_reject (id, run_id, line, reason, warning, arg, raw) SELECT n, n, 1, 'date', 0, '', '' FROM old",
};

static void years_go_by(void)
{
	for (size_t i = 0; i < COUNT(years); i++) {
		char *sql = mem_printf("WITH RECURSIVE old (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM old WHERE n < 2999) INSERT INTO %s",
		                       years[i]);

		fixture_sql(sql);
		mem_free(sql);
	}
}

/* What was done today: some of everything that lists and counts show. */
static void a_day(struct session *session)
{
	fixture_portfolio(session, 20);
	fixture_cash(session, fixture_count("SELECT id FROM client WHERE no = 'C0019'"), 0, LATE(2), 100);
	for (int i = 1; i <= 8; i++) {
		static const struct {
			enum outcome outcome;
			const char *entry;
		} calls[] = {
			{ OUTCOME_PROMISE, "15/12" }, { OUTCOME_DISPUTE, "" }, { OUTCOME_CALLBACK, "+3" }, { OUTCOME_NO_ANSWER, "" },
		};
		char *sql = mem_printf("SELECT id FROM client WHERE no = 'C%04d'", i);

		fixture_record(session, fixture_count(sql), calls[i % 4].outcome, calls[i % 4].entry);
		mem_free(sql);
	}
	fixture_sql("INSERT INTO document_request (id, client_id, action_id, kind, asked_on) SELECT x.id, x.client_id, x.id, 'duplicate', x.on_day "
	            "FROM action x JOIN client c ON c.id = x.client_id WHERE c.no IN ('C0001', 'C0002')");
	fixture_sql("UPDATE client SET agent_id = (SELECT id FROM agent WHERE name = 'bob') WHERE no IN ('C0003', 'C0009', 'C0015')");
}

/* ---- what is asked ---- */

static size_t found;
static int64_t bob;

#define FINDS(call)                                                                                                          \
	do {                                                                                                                 \
		struct arena arena = { 0 };                                                                                  \
                                                                                                                             \
		if (!(call))                                                                                                 \
			fail_msg("%s", err.text);                                                                            \
		arena_clear(&arena);                                                                                         \
	} while (0)

static void everybodys_agenda(struct session *session)
{
	const struct agenda_query query = { .days = 14, .limit = AGENDA_MOST };
	struct agenda_entry *rows;

	FINDS(agenda_list(session, &arena, &query, &rows, &found, &err));
}

static void callbacks_of_today(struct session *session)
{
	struct agenda_row *rows;

	FINDS(agenda_callbacks(session, &arena, &rows, &found, &err));
}

static void open_disputes(struct session *session)
{
	struct dispute_row *rows;

	FINDS(dispute_open_list(session, -1, 0, &arena, &rows, &found, &err));
}

static void paid_disputes(struct session *session)
{
	struct dispute_row *rows;

	FINDS(dispute_list_paid(session->store, &arena, session->creditor.id, &rows, &found, &err));
}

static void old_disputes(struct session *session)
{
	struct live_sum sum;

	FINDS(live_disputes(session->store, session->creditor.id, "EUR", IN(1), &sum, &err));
	found = (size_t)sum.count;
}

static void open_documents(struct session *session)
{
	struct document_row *rows;

	FINDS(document_open_list(session, 0, &arena, &rows, &found, &err));
}

static void files_of_bob(struct session *session)
{
	struct live_file *rows;

	FINDS(live_portfolio(session, &arena, bob, &rows, &found, &err));
}

static void approvals(struct session *session)
{
	struct escalation_waiting *rows;

	FINDS(escalation_approvals(session, &arena, &rows, &found, &err));
}

static void empty_threats(struct session *session)
{
	struct threat_row *rows;

	FINDS(escalation_empty_threats(session, &arena, &rows, &found, &err));
}

static void waiting_mails(struct session *session)
{
	struct mail_row *rows;

	FINDS(mail_read_all(session, &arena, MAIL_HELD, 0, 100, &rows, &found, &err));
}

static void open_files(struct session *session)
{
	struct live_claim *rows;

	FINDS(live_claims(session->store, &arena, session->creditor.id, 0, &rows, &found, &err));
}

static void calls_of_today(struct session *session)
{
	struct outcome_count *rows;

	FINDS(outcome_counts(session->store, &arena, session->creditor.id, TODAY, TODAY, &rows, &found, &err));
}

static void promises_of_today(struct session *session)
{
	struct promise_count *rows;

	FINDS(promise_counts(session->store, &arena, session->creditor.id, "EUR", true, TODAY, TODAY, &rows, &found, &err));
}

static void promises_to_check(struct session *session)
{
	struct promise_count *rows;

	FINDS(promise_counts(session->store, &arena, session->creditor.id, "EUR", false, LATE(30), IN(30), &rows, &found, &err));
}

static void cash_of_the_week(struct session *session)
{
	struct live_received *rows;

	FINDS(live_received_days(session, &arena, &rows, &found, &err));
}

static void judged_this_night(struct session *session)
{
	struct night_judged out;

	FINDS(night_judged(session->store, session->creditor.id, 5000, &out, &err));
	found = (size_t)out.kept;
}

static void statuses_that_wait(struct session *session)
{
	struct told_waiting *rows;

	FINDS(told_waiting_list(session->store, &arena, session->creditor.id, &rows, &found, &err));
}

/* A call and its undoing: the store is as it was. */
static void an_undo(struct session *session)
{
	int64_t id = fixture_count("SELECT id FROM client WHERE no = 'C0020'");
	char undone[CALL_CODE];

	fixture_record(session, id, OUTCOME_EVASIVE, "+3");
	steps_taken();
	FINDS(call_undo(session, id, undone, &err));
	found = 0;
}

static const struct {
	const char *name;
	void (*ask)(struct session *session);
	size_t found;
} asked[] = {
	{ "everybody's agenda", everybodys_agenda, 2 },
	{ "callbacks of today", callbacks_of_today, 0 },
	{ "open disputes", open_disputes, 2 },
	{ "disputes that were paid", paid_disputes, 0 },
	{ "old disputes", old_disputes, 2 },
	{ "open documents", open_documents, 2 },
	{ "files of an agent", files_of_bob, 3 },
	{ "approvals", approvals, 0 },
	{ "empty threats", empty_threats, 0 },
	{ "held mails", waiting_mails, 0 },
	{ "open files", open_files, 0 },
	{ "calls of today", calls_of_today, 4 },
	{ "promises of today", promises_of_today, 1 },
	{ "promises to check", promises_to_check, 1 },
	{ "cash of the week", cash_of_the_week, 1 },
	{ "judged this night", judged_this_night, 0 },
	{ "statuses that wait", statuses_that_wait, 0 },
	{ "an undo", an_undo, 0 },
};

/* The second time, when everything is prepared. */
static long cost(struct session *session, size_t i)
{
	asked[i].ask(session);
	steps_taken();
	asked[i].ask(session);
	long steps = steps_taken();

	if (found != asked[i].found)
		fail_msg("%s: %zu found", asked[i].name, found);
	return steps;
}

static void what_is_over_costs_nothing(void **state)
{
	struct session *session = *state;
	long before[COUNT(asked)];

	a_day(session);
	bob = fixture_count("SELECT id FROM agent WHERE name = 'bob'");
	for (size_t i = 0; i < COUNT(asked); i++)
		before[i] = cost(session, i);
	years_go_by();
	for (size_t i = 0; i < COUNT(asked); i++) {
		long after = cost(session, i);

		if (before[i] < 10 || after > before[i] + before[i] / 4 + 100)
			fail_msg("%s: %ld steps, after years %ld", asked[i].name, before[i], after);
	}
}

static bool stop_at(void *context, const struct journal_row *row, struct err *why)
{
	(void)row;
	(void)why;
	found++;
	return --*(int *)context > 0;
}

/* Somebody who reads the first page only: | head. */
static void a_journal_is_read_as_far_as_it_is_wanted(void **state)
{
	int one = 1, all = 1000000;

	fixture_portfolio(*state, 1);
	years_go_by();
	found = 0;
	audit_journal(*state, NULL, 0, stop_at, &one, &err);
	steps_taken();
	audit_journal(*state, NULL, 0, stop_at, (one = 1, &one), &err);
	long first = steps_taken();
	assert_int_equal(found, 2);
	found = 0;
	assert_true(audit_journal(*state, NULL, 0, stop_at, &all, &err));
	long whole = steps_taken();
	assert_int_equal(found, fixture_count("SELECT count(*) FROM journal"));
	if (first * 2 > whole)
		fail_msg("%ld steps for the first row, %ld for all", first, whole);
}

/* Movements nobody knows what to do with: a row each, and nothing asked about it. */
static void a_payment_that_waits_asks_nothing(void **state)
{
	struct session *session = *state;
	static const char waits[] =
		"WITH RECURSIVE more (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM more WHERE n < %d) INSERT INTO bank_movement (id, account_id, "
		"run_id, key, entry, booked_on, value_on, amount_cents, currency, state, why) SELECT n, 1, 1000, 'k' || n, 'k' || n, '2026-11-20', "
		"'2026-11-20', 100, 'EUR', 'open', '' FROM more";
	static const int upto[] = { 20, 200 };
	struct matching_line *rows;
	long asked_for[2];

	fixture_portfolio(session, 1);
	years_go_by();
	fixture_sql("INSERT INTO bank_account (id, creditor_id, no) SELECT 1, id, 'FR76' FROM creditor");
	for (int i = 0; i < 2; i++) {
		char *sql = mem_printf(waits, i ? upto[0] + 1 : 1, upto[i]);

		fixture_sql(sql);
		mem_free(sql);
		steps_taken();
		FINDS(matching_list(session, &arena, false, 0, &rows, &found, &err));
		steps_taken();
		asked_for[i] = steps_ended();
		assert_int_equal(found, upto[i]);
	}
	assert_true(asked_for[0] > 0);
	assert_int_equal(asked_for[0], asked_for[1]);
}

/* The sums of all runs shown are asked for at once. */
static void a_list_of_imports_asks_no_run_by_itself(void **state)
{
	struct session *session = *state;
	struct import_run_row *rows = NULL;
	long asked_for[2];

	fixture_portfolio(session, 1);
	years_go_by();
	fixture_sql("INSERT INTO import_sum (run_id, currency, open_cents, stored_cents) SELECT r.id, c.code, r.id, 7 FROM import_run r, (SELECT "
		    "'EUR' AS code UNION ALL SELECT 'USD') c WHERE r.number BETWEEN 1000 AND 2998");
	for (int i = 0; i < 2; i++) {
		struct arena arena = { 0 };

		steps_taken();
		assert_true(imports_newest(session, &arena, i ? 300 : 3, &rows, &found, &err));
		steps_taken();
		asked_for[i] = steps_ended();
		assert_int_equal(found, i ? 300 : 3);
		assert_int_equal(rows[0].number, 2999);
		assert_int_equal(rows[0].sum_count, 0);
		assert_int_equal(rows[2].sum_count, 2);
		assert_string_equal(rows[2].sums[1].currency, "USD");
		assert_int_equal(rows[2].sums[0].open, 2997);
		arena_clear(&arena);
	}
	assert_int_equal(asked_for[0], asked_for[1]);
}

/* What another console has open, be it of the same agent, is not tried for. */
static void a_next_file_does_not_stand_in_line_for_what_is_open(void **state)
{
	struct session *session = *state;
	long asked_for[3];

	fixture_portfolio(session, 40);
	for (int i = 0; i < 3; i++) { /* the first time there is the day to begin */
		char host[65], *sql;
		int64_t client_id;

		assert_int_equal(gethostname(host, sizeof host), 0);
		sql = mem_printf("UPDATE client SET claim_agent_id = (SELECT id FROM agent WHERE name = 'alice'), claim_since = 1, claim_until = "
		                 "4102444800000, claim_console = '%s/%ld/0' WHERE id IN (SELECT id FROM client WHERE callable = 1 ORDER BY score DESC, "
		                 "overdue_cents DESC, no LIMIT %d)",
		                 host, (long)getppid(), i < 2 ? 1 : 15);
		fixture_sql(sql);
		steps_taken();
		assert_true(worklist_next(session, NULL, &client_id, &err));
		steps_taken();
		asked_for[i] = steps_ended();
		mem_free(sql);
		sql = mem_printf("SELECT count(*) FROM client WHERE callable = 1 AND claim_console LIKE '%%/0' AND id = %" PRId64, client_id);
		assert_true(client_id != 0);
		assert_int_equal(fixture_count(sql), 0);
		assert_true(claim_free(session, client_id, &err));
		mem_free(sql);
	}
	assert_int_equal(asked_for[1], asked_for[2]);
}

/* ---- the whole book, read as it lies ---- */

static void figures_sort_no_invoice(void **state)
{
	struct session *session = *state;
	struct arena arena = { 0 };
	struct sales_row *rows;
	size_t count;
	long steps, sorted;

	fixture_portfolio(session, 50);
	fixture_sql("WITH RECURSIVE old (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM old WHERE n < 5999) INSERT INTO invoice (id, client_id, "
	            "source_id, key, kind, number, issued_on, due_on, amount_cents, open_cents, currency, closed_on) SELECT n, (SELECT min(id) "
	            "FROM client), (SELECT min(source_id) FROM invoice), 'old' || n, 0, 'old' || n, '2026-' || substr('0' || (n % 9 + 1), -2) || '-' || "
	            "substr('0' || (n * 5 % 28 + 1), -2), '2026-10-01', 100, 0, 'EUR', '2026-10-02' FROM old");
	steps_taken();
	assert_true(sales_by_day(session->store, &arena, session->creditor.id, "EUR", LATE(1000), TODAY, &rows, &count, &err));
	steps = steps_taken();
	sorted = steps_sorted();
	assert_true(count > 200);
	assert_int_equal(sorted, 0);
	assert_true(steps > 5000 && steps < 5050 * 17);
	arena_clear(&arena);
}

/* What is settled is not gone through while somebody types: of a large portfolio the index of what is open is. */
static void an_amount_is_found_among_very_many_that_are_settled(void **state)
{
	struct arena kept = { 0 };
	struct session *session = *state;
	struct worklist_row *rows;
	long small, large;

	fixture_portfolio(session, 20);
	fixture_invoice(session, fixture_count("SELECT id FROM client WHERE no = 'C0007'"), "F-7", LATE(9), 123456);
	FINDS(worklist_search(session, &arena, "1234,56", 40, &rows, &found, &err));
	steps_taken();
	FINDS(worklist_search(session, &arena, "1234,56", 40, &rows, &found, &err));
	small = steps_taken();
	assert_int_equal(found, 1);
	assert_false(worklist_search_is_partial(session, "1234,56"));
	fixture_sql("WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 51000) INSERT INTO invoice (id, client_id, source_id, "
		    "key, kind, number, issued_on, due_on, amount_cents, open_cents, currency, closed_on) SELECT n, (SELECT min(id) FROM client), (SELECT "
		    "min(id) FROM source), 'z' || n, 0, 'Z' || n, '2025-01-02', '2025-02-02', 123456, 0, 'EUR', '2025-02-02' FROM more");
	session = fixture_session("alice", TODAY); /* it counts anew */
	FINDS(worklist_search(session, &arena, "1234,56", 40, &rows, &found, &err));
	steps_taken();
	FINDS(worklist_search(session, &arena, "1234,56", 40, &rows, &found, &err));
	large = steps_taken();
	assert_int_equal(found, 1);
	if (large > small + small / 4 + 100)
		fail_msg("%ld steps, of very many %ld", small, large);
	assert_true(worklist_search_is_partial(session, "1234,56"));
	assert_false(worklist_search_is_partial(session, "client"));
	assert_false(worklist_search_is_partial(session, "1234")); /* nobody looked for it: it is not said that nothing open is of it */
	FINDS(worklist_search(session, &arena, "1234", 40, &rows, &found, &err)); /* a number is no amount there … */
	assert_int_equal(found, 0);
	FINDS(worklist_search_whole(session, &arena, "1234,56", 40, &rows, &found, &err)); /* … and the verb may take its time */
	assert_int_equal(found, 40);
	/* Nor is an end of a number looked for among so many, but by the verb. */
	steps_taken();
	FINDS(worklist_search(session, &arena, "-7x", 40, &rows, &found, &err));
	small = steps_taken();
	FINDS(worklist_search(session, &arena, "0-7", 40, &rows, &found, &err));
	large = steps_taken();
	assert_int_equal(found, 0);
	if (large > 2000)
		fail_msg("%ld steps, then %ld", small, large);
	assert_true(worklist_search_skips(session, "F-7"));
	assert_false(worklist_search_skips(session, "client"));
	assert_false(worklist_search_skips(session, "a@b.fr")); /* contacts are few */
	assert_true(worklist_search_whole(session, &kept, "50999", 40, &rows, &found, &err));
	assert_int_equal(found, 1);
	assert_string_equal(rows[0].matched, "Z50999");
	arena_clear(&kept);
	session_close(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(what_is_over_costs_nothing),
		FACT(a_journal_is_read_as_far_as_it_is_wanted),
		FACT(a_payment_that_waits_asks_nothing),
		FACT(an_amount_is_found_among_very_many_that_are_settled),
		FACT(a_list_of_imports_asks_no_run_by_itself),
		FACT(figures_sort_no_invoice),
		FACT(a_next_file_does_not_stand_in_line_for_what_is_open),
	};

	steps_watch();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
