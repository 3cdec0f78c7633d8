/* Rescoring: the same day changes nothing, the next day little, and nobody's work is lost beside it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

#include "../db/pg.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/refresh.h"

static struct err err;

static struct refresh_totals rescore(struct session *session, bool forced)
{
	struct refresh_totals totals;

	if (!refresh_all(session, forced, NULL, NULL, &totals, &err))
		fail_msg("%s", err.text);
	return totals;
}

static void the_second_time_writes_nothing(void **state)
{
	struct session *session = *state;
	struct refresh_totals totals;
	char *before, *after;

	fixture_portfolio(session, 300);
	totals = rescore(session, false);
	assert_int_equal(totals.clients, 300);
	assert_int_equal(totals.changed, 0); /* whoever brought the items made the rows ready */
	totals = rescore(session, false);
	assert_int_equal(totals.clients, 0); /* not even read */
	before = fixture_dump("SELECT sum(version), count(*) FROM client");
	totals = rescore(session, true);
	assert_int_equal(totals.clients, 300);
	assert_int_equal(totals.changed, 0);
	after = fixture_dump("SELECT sum(version), count(*) FROM client");
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void the_next_day_changes_few(void **state)
{
	struct session *session = *state;
	struct refresh_totals totals;

	fixture_portfolio(session, 1000);
	rescore(session, false);
	session->today = IN(1);
	totals = rescore(session, false);
	assert_int_equal(totals.clients, 1000);
	assert_in_range(totals.changed, 1, 400);
	assert_int_equal(fixture_count("SELECT scored_on = '2026-11-25' FROM creditor"), 1);
}

static void a_new_policy_makes_scores_stale(void **state)
{
	struct session *session = *state;

	fixture_portfolio(session, 10);
	rescore(session, false);
	session->policy.score.amount_step = 60;
	session->policy.score.amount_max = 720;
	assert_int_equal(rescore(session, false).changed, 10);
	assert_int_equal(rescore(session, false).clients, 0);
}

static void judgements_are_counted(void **state)
{
	struct session *session = *state;
	struct refresh_totals totals;
	int64_t ids[3];

	for (int i = 0; i < 3; i++) {
		char no[8] = { 'C', (char)('0' + i), '\0' };

		ids[i] = fixture_client(session, no, no);
		fixture_invoice(session, ids[i], no, LATE(10), 100000);
	}
	rescore(session, false);
	for (int i = 0; i < 3; i++) {
		fixture_record(session, ids[i], OUTCOME_PROMISE, "ven");
		if (i)
			fixture_cash(session, ids[i], 0, IN(2), i == 1 ? 40000 : 90000);
	}
	session->today = DAY("2026-12-01");
	totals = rescore(session, false);
	assert_int_equal(totals.changed, 3);
	assert_int_equal(totals.broken, 1);
	assert_int_equal(totals.partly_kept, 2);
	assert_int_equal(totals.kept, 0);
	session->today = DAY("2026-11-30"); /* a day earlier again: what was judged is open again */
	totals = rescore(session, false);
	assert_int_equal(totals.changed, 3);
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE state = 'open'"), 3);
}

/* ---- beside others ---- */

#define CLIENTS 400

static int record_everywhere(void *arg)
{
	struct session *session = fixture_session("bob", IN(1));
	int64_t *ids = arg;

	for (int i = 0; i < CLIENTS; i += 2) {
		const struct call_request request = { .id = id_new(), .client_id = ids[i], .outcome = i % 4 ? OUTCOME_PROMISE : OUTCOME_NO_ANSWER,
			                              .entry = i % 4 ? "ven" : "" };
		struct call_result result;

		CHILD(call_record(session, &request, &result, &err));
	}
	session_close(session);
	return 0;
}

static int rescore_again_and_again(void *arg)
{
	struct session *session = fixture_session("carol", TODAY);
	struct refresh_totals totals;

	(void)arg;
	for (int i = 0; i < 12; i++) {
		session->today = IN(i % 3);
		CHILD(refresh_all(session, true, NULL, NULL, &totals, &err));
	}
	session->today = IN(1);
	CHILD(refresh_all(session, true, NULL, NULL, &totals, &err));
	session_close(session);
	return 0;
}

static void nothing_is_lost_beside_a_recorder(void **state)
{
	struct session *session = *state;
	struct audit_totals totals;
	int64_t ids[CLIENTS];
	char *text, *line, *rest = NULL;
	pid_t recorder, rescorer;
	int n = 0;

	fixture_portfolio(session, CLIENTS);
	rescore(session, false);
	text = fixture_dump("SELECT id FROM client ORDER BY no");
	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		ids[n++] = strtoll(line, NULL, 10);
	mem_free(text);
	recorder = fixture_fork(record_everywhere, ids);
	rescorer = fixture_fork(rescore_again_and_again, NULL);
	assert_int_equal(fixture_wait(recorder), 0);
	assert_int_equal(fixture_wait(rescorer), 0);
	session->today = IN(1);
	rescore(session, false);
	assert_int_equal(rescore(session, true).changed, 0);
	assert_int_equal(fixture_count("SELECT count(*) FROM action"), CLIENTS / 2);
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE callable = 0 AND last_chase_on = '2026-11-25'"), CLIENTS / 2);
	assert_int_equal(fixture_count("SELECT count(*) FROM client WHERE why_not = 'promise'"), CLIENTS / 4);
	assert_int_equal(fixture_count("SELECT count(*) FROM promise WHERE state = 'open'"), CLIENTS / 4);
	assert_true(audit_verify(session, &totals, &err));
}

/* ---- by several ---- */

/* Three slices, of which helpers read two; a server has no helpers. */
static int many(void)
{
	return pg_store_wanted() ? 300 : 9000;
}

static const char judged[] =
	"SELECT no, score, callable, why_not, next_on, overdue_cents, balance_cents, oldest_on, broken, clock, clock_on, proposal "
	"FROM client ORDER BY no";
static const char judged_promises[] = "SELECT id, state, received_cents FROM promise ORDER BY id";
static const char aged[] = "SELECT on_day, agent_id, currency, bucket, cents, disputed_cents, items FROM aging_snapshot ORDER BY 1, 2, 3, 4";

/* A portfolio of more than one slice, with a past here and there. */
static void portfolio_of_many(struct session *session, int64_t *ids, int count)
{
	fixture_portfolio(session, many());
	for (int i = 0; i < count; i++) {
		char no[16];

		snprintf(no, sizeof no, "P%d", i);
		ids[i] = fixture_client(session, no, "Promises");
		fixture_invoice(session, ids[i], no, LATE(10 + i), 100000);
		fixture_record(session, ids[i], OUTCOME_PROMISE, "ven");
		if (i % 2)
			fixture_cash(session, ids[i], 0, IN(2), 40000);
	}
}

static void assert_same(const char *sql, char *before)
{
	char *after = fixture_dump(sql);

	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void helpers_find_what_one_alone_finds(void **state)
{
	struct session *session = *state, *console = fixture_session_for("alice", IN(40), STORE_CONSOLE);
	int64_t ids[20];
	char *clients, *promises, *sums;
	struct refresh_totals totals, alone;

	portfolio_of_many(session, ids, 20);
	session->today = IN(40);
	totals = rescore(session, true);
	assert_int_equal(totals.clients, many() + 20);
	assert_true(totals.changed > many() / 2);
	assert_int_equal(totals.broken, 10);
	assert_int_equal(totals.partly_kept, 10);
	clients = fixture_dump(judged);
	promises = fixture_dump(judged_promises);
	sums = fixture_dump(aged);
	session->today = TODAY;
	rescore(session, true);
	fixture_sql("DELETE FROM aging_snapshot");
	alone = rescore(console, true);
	assert_memory_equal(&alone, &totals, sizeof alone);
	assert_same(judged, clients);
	assert_same(judged_promises, promises);
	assert_same(aged, sums);
	session_close(console);
}

static void a_helper_that_fails_stops_it(void **state)
{
	struct session *session = *state;
	struct refresh_totals totals;
	int64_t id;

	portfolio_of_many(session, &id, 1);
	rescore(session, true);
	fixture_sql("ALTER TABLE promise RENAME TO lost"); /* only the last slice asks for it */
	session->today = IN(1);
	assert_false(refresh_all(session, true, NULL, NULL, &totals, &err));
	assert_int_equal(err.code, ERR_STORE);
	fixture_sql("ALTER TABLE lost RENAME TO promise");
	assert_int_equal(fixture_count("SELECT scored_on = '2026-11-24' FROM creditor"), 1);
	assert_int_equal(rescore(session, false).clients, many() + 1);
	assert_int_equal(fixture_count("SELECT scored_on = '2026-11-25' FROM creditor"), 1);
}

static void currencies_are_never_added(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Overseas");
	struct client_row row;

	fixture_invoice(session, id, "E1", LATE(5), 100000);
	fixture_item(session, id, "U1", ITEM_INVOICE, LATE(90), 500000, "USD");
	fixture_item(session, id, "U2", ITEM_CASH, LATE(9), -100000, "USD");
	fixture_on(session, TODAY, -1);
	row = fixture_row(session, id);
	assert_string_equal(row.ready.currency, "USD");
	assert_int_equal(row.ready.overdue, 400000);
	assert_int_equal(row.ready.balance, 400000);
	assert_int_equal(row.ready.oldest_on, LATE(90));
}

/* 600 and 700 in dispute are no 1 300 of anything. */
static void disputed_amounts_of_two_currencies_are_not_added(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard");
	struct client_file file;

	session->policy.score.provision = 70;
	session->policy.score.provision_threshold = 100000;
	fixture_invoice(session, id, "E1", LATE(40), 60000);
	fixture_invoice(session, id, "E2", LATE(40), 90000);
	fixture_item(session, id, "U1", ITEM_INVOICE, LATE(40), 70000, "USD");
	fixture_record(session, id, OUTCOME_DISPUTE, "E1 U1");
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	assert_int_not_equal(file.verdict.score.lines[file.verdict.score.count - 1].code, SCORE_PROVISION);
	file_clear(&file);
	session->policy.score.provision_threshold = 65000;
	assert_int_equal(file_load(session, id, &file, &err), FOUND);
	const struct score_line *line = &file.verdict.score.lines[file.verdict.score.count - 1];
	assert_int_equal(line->code, SCORE_PROVISION);
	assert_int_equal(line->amount, 70000);
	assert_string_equal(file.verdict.ready.currency, "EUR");
	assert_string_equal(judge_currency(&file.verdict, line), "USD");
	file_clear(&file);
}

static void what_credits_cover_is_not_called(void **state)
{
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Couvert"), empty = fixture_client(session, "C2", "Rien");

	fixture_invoice(session, id, "F1", LATE(30), 100000);
	fixture_item(session, id, "A1", ITEM_CREDIT_NOTE, LATE(3), -100000, "EUR");
	fixture_on(session, TODAY, -1);
	assert_string_equal(fixture_row(session, id).ready.why_not, "covered");
	assert_int_equal(fixture_row(session, id).ready.balance, 0);
	assert_string_equal(fixture_row(session, empty).ready.why_not, "not_due");
	assert_int_equal(fixture_row(session, empty).ready.next_on, DATE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(the_second_time_writes_nothing),
		FACT(the_next_day_changes_few),
		FACT(a_new_policy_makes_scores_stale),
		FACT(judgements_are_counted),
		FACT(nothing_is_lost_beside_a_recorder),
		FACT(helpers_find_what_one_alone_finds),
		FACT(a_helper_that_fails_stops_it),
		FACT(currencies_are_never_added),
		FACT(disputed_amounts_of_two_currencies_are_not_added),
		FACT(what_credits_cover_is_not_called),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
