/* The dry run of another policy: every file that changes and no other, nothing written, and what it says comes true when the policy is put in force.
 */
#include <stdio.h>
#include <string.h>

#include "fixture.h"

#include "base/mem.h"
#include "desk/dry_run.h"
#include "desk/refresh.h"

#define MOST 64

static struct err err;

struct seen {
	struct dry_run_row rows[MOST];
	char numbers[MOST][16];
	size_t count;
};

static bool keep(void *context, const struct dry_run_row *row, struct err *none)
{
	struct seen *seen = context;

	(void)none;
	assert_true(seen->count < MOST);
	snprintf(seen->numbers[seen->count], sizeof seen->numbers[0], "%s", row->no);
	seen->rows[seen->count++] = *row;
	return true;
}

static struct dry_run_totals run_with(struct session *session, const struct policy *policy, struct seen *seen)
{
	const struct dry_run_request request = { .with = policy, .row = keep, .context = seen };
	struct dry_run_totals totals;

	seen->count = 0;
	if (!dry_run(session, &request, &totals, &err))
		fail_msg("%s", err.text);
	return totals;
}

static int64_t owing(struct session *session, const char *no, date due_on)
{
	int64_t id = fixture_client(session, no, no);

	fixture_invoice(session, id, no, due_on, 50000);
	return id;
}

/* C1 broke two promises, C2 one, C3 none. */
static void break_promises(struct session *session, int64_t ids[3])
{
	static const char *const numbers[] = { "C1", "C2", "C3" };

	for (int i = 0; i < 3; i++)
		ids[i] = owing(session, numbers[i], LATE(40));
	fixture_record(session, ids[0], OUTCOME_PROMISE, "27/11");
	fixture_on(session, DAY("2026-12-01"), -1);
	fixture_record(session, ids[0], OUTCOME_PROMISE, "04/12");
	fixture_record(session, ids[1], OUTCOME_PROMISE, "04/12");
	fixture_record(session, ids[2], OUTCOME_NO_ANSWER, "");
	fixture_on(session, DAY("2026-12-08"), -1);
}

static void two_broken_promises_instead_of_three(void **state)
{
	struct session *session = *state;
	struct policy policy = session->policy;
	struct dry_run_totals totals;
	struct seen seen;
	int64_t ids[3];
	char *before, *after;

	break_promises(session, ids);
	policy.escalation.broken = 2;
	before = fixture_dump("SELECT sum(version), sum(journal_seq), count(*) FROM client");
	totals = run_with(session, &policy, &seen);
	after = fixture_dump("SELECT sum(version), sum(journal_seq), count(*) FROM client");
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
	assert_int_equal(totals.clients, 3);
	assert_int_equal(totals.changed, 1);
	assert_int_equal(totals.proposed, 1);
	assert_int_equal(totals.opened + totals.closed + totals.raised + totals.lowered, 0);
	assert_int_equal(seen.count, 1);
	assert_string_equal(seen.numbers[0], "C1");
	assert_string_equal(seen.rows[0].before.proposal, "hold");
	assert_string_equal(seen.rows[0].after.proposal, "legal");
}

static void what_it_says_comes_true(void **state)
{
	struct session *session = *state;
	struct policy policy = session->policy;
	struct refresh_totals totals;
	struct seen seen;
	int64_t ids[3];

	break_promises(session, ids);
	policy.score.broken_first = 150;
	policy.cadence.min_gap_days = 6;
	policy.escalation.hold_broken = 1;
	run_with(session, &policy, &seen);
	assert_int_equal(seen.count, 3); /* C3 was called a week ago: five business days */
	session->policy = policy;
	assert_true(refresh_all(session, false, NULL, NULL, &totals, &err));
	assert_int_equal(totals.changed, 3);
	for (size_t i = 0; i < seen.count; i++) {
		struct client_row row = fixture_row(session, seen.rows[i].client_id);

		assert_int_equal(row.ready.score, seen.rows[i].after.score);
		assert_int_equal(row.ready.callable, seen.rows[i].after.callable);
		assert_string_equal(row.ready.proposal, seen.rows[i].after.proposal);
		if (!row.ready.callable)
			assert_int_equal(row.ready.next_on, seen.rows[i].after.next_on);
	}
	run_with(session, &policy, &seen);
	assert_int_equal(seen.count, 0);
}

static void each_change_is_counted_alone(void **state)
{
	struct session *session = *state;
	struct policy policy = session->policy, alone[2] = { session->policy, session->policy };
	int64_t changed[2], ids[3];
	struct dry_run_totals totals;
	const struct dry_run_request request = { .with = &policy, .alone = alone, .alone_count = 2, .alone_changed = changed };

	break_promises(session, ids);
	policy.escalation.broken = alone[0].escalation.broken = 2;
	policy.score.broken_first = alone[1].score.broken_first = 121;
	assert_true(dry_run(session, &request, &totals, &err));
	assert_int_equal(changed[0], 1);
	assert_int_equal(changed[1], 2);
	assert_int_equal(totals.changed, 2);
	assert_int_equal(totals.raised, 2);
}

static void the_same_policy_changes_nothing(void **state)
{
	struct session *session = *state;
	struct seen seen;

	fixture_portfolio(session, 50);
	assert_int_equal(run_with(session, &session->policy, &seen).changed, 0);
	assert_int_equal(run_with(session, &session->policy, &seen).clients, 50);
}

static void agents_may_not(void **state)
{
	struct session *session = fixture_session("bob", TODAY);
	const struct dry_run_request request = { .with = &session->policy };
	struct dry_run_totals totals;

	(void)state;
	assert_false(dry_run(session, &request, &totals, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	session_close(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(two_broken_promises_instead_of_three),
		FACT(what_it_says_comes_true),
		FACT(each_change_is_counted_alone),
		FACT(the_same_policy_changes_nothing),
		FACT(agents_may_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
