/* Half a year of days lived by a small portfolio under random calls and cash: no rule contradicts another on any of them.
 *
 * Never both callable and asleep; never beyond the cadence without a reason; no file without a next date or a stated end; proposals, rows and
 * journal in step; and the day judged again says the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"

#include "base/id.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/profile.h"
#include "desk/refresh.h"
#include "rules/calendar.h"

#define CLIENTS 24
#define DAYS    180
#define CALLS   6 /* a day */

static struct err err;
static uint64_t dice;

static int roll(int low, int high)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return low + (int)((dice >> 33) % (uint64_t)(high - low + 1));
}

static int64_t ids[CLIENTS];
static int serial;

static void bill(struct session *session, int client)
{
	char number[16];

	snprintf(number, sizeof number, "F%05d", ++serial);
	fixture_invoice(session, ids[client], number, session->today + roll(-3, 40), roll(1, 20) == 1 ? 1500000 : roll(50, 4000) * 100);
}

static void found(struct session *session)
{
	static const char *const risks[] = { "A", "B", "C" };

	for (int i = 0; i < CLIENTS; i++) {
		struct profile_change change = { .texts = { [PROFILE_RISK] = risks[i % 3], [PROFILE_CREDIT_LIMIT] = i % 4 ? "none" : "9000",
			                                    [PROFILE_INSURED_LIMIT] = i % 3 ? "none" : "5000" } };
		char no[16];
		bool changed;

		snprintf(no, sizeof no, "C%03d", i);
		ids[i] = fixture_client(session, no, no);
		for (int k = roll(0, 3); k >= 0; k--)
			bill(session, i);
		assert_true(profile_set(session, ids[i], &change, &changed, &err));
	}
}

static void call_one(struct session *session, int64_t id)
{
	static const struct {
		enum outcome outcome;
		const char *entry;
	} calls[] = {
		{ OUTCOME_NO_ANSWER, "" },       { OUTCOME_NO_ANSWER, "" },     { OUTCOME_MESSAGE, "" },   { OUTCOME_PROMISE, "+6" },
		{ OUTCOME_PROMISE, "+15" },      { OUTCOME_PROMISE, "3x +10" }, { OUTCOME_EVASIVE, "+4" }, { OUTCOME_EVASIVE, "+9" },
		{ OUTCOME_CALLBACK, "+2 14h" },  { OUTCOME_CALLBACK, "" },      { OUTCOME_REFUSAL, "no" }, { OUTCOME_DIFFICULTY, "+3" },
		{ OUTCOME_PAID, "yesterday" },   { OUTCOME_DISPUTE, "1 -- broken" }, { OUTCOME_NOTE, "seen" },
	};
	int which = roll(0, (int)COUNT(calls) - 1);
	const struct call_request request = { .id = id_new(), .client_id = id, .outcome = calls[which].outcome, .entry = calls[which].entry };
	struct call_result result;

	if (!call_record(session, &request, &result, &err)) /* a plan of nothing, a pre-due file's promise: refused, another day */
		assert_int_equal(err.code, ERR_REFUSED);
}

static void work(struct session *session)
{
	char *text = fixture_dump("SELECT id FROM client WHERE callable = 1 ORDER BY score DESC, overdue_cents DESC, no"), *rest = NULL;
	int left = CALLS;

	for (char *line = strtok_r(text, "\n", &rest); line && left-- > 0; line = strtok_r(NULL, "\n", &rest))
		call_one(session, strtoll(line, NULL, 10));
	mem_free(text);
}

static void cash(struct session *session)
{
	int client = roll(0, CLIENTS - 1);
	char *sql = mem_printf("SELECT id, open_cents FROM invoice WHERE client_id = %lld AND open_cents > 0 ORDER BY due_on LIMIT 1",
	                       (long long)ids[client]);
	char *row = fixture_dump(sql), *bar = strchr(row, '|');

	if (bar) {
		int64_t invoice = strtoll(row, NULL, 10), open = strtoll(bar + 1, NULL, 10), paid = roll(0, 1) ? open : open / 2;
		char day[DATE_TEXT];
		char *put = mem_printf("UPDATE invoice SET open_cents = open_cents - %lld, closed_on = CASE WHEN open_cents = %lld THEN '%s' END "
		                       "WHERE id = %lld",
		                       (long long)paid, (long long)paid, date_iso(session->today, day), (long long)invoice);

		fixture_sql(put);
		fixture_cash(session, ids[client], invoice, session->today, paid);
		mem_free(put);
	}
	mem_free(row);
	mem_free(sql);
}

static void none(const char *what, date today, const char *where)
{
	char day[DATE_TEXT], *sql = mem_printf("SELECT no, callable, why_not, next_on, last_chase_on, score FROM client WHERE %s", where);
	char *rows = fixture_dump(sql);

	if (*rows)
		fail_msg("%s on %s: %s", what, date_iso(today, day), rows);
	mem_free(rows);
	mem_free(sql);
}

static char *at(const char *format, date day)
{
	char text[DATE_TEXT];

	return mem_printf(format, date_iso(day, text));
}

static void check_day(struct session *session)
{
	date today = session->today, business = calendar_is_business(today) ? today : calendar_business_on_or_after(today);
	struct refresh_totals totals;
	char *where;

	none("callable and asleep", today, "callable = 1 AND (why_not <> '' OR next_on IS NOT NULL)");
	none("asleep without a reason", today, "callable = 0 AND why_not = ''");
	none("no next date and no stated end", today,
	     "callable = 0 AND next_on IS NULL AND why_not NOT IN ('legal', 'agency', 'insolvent', 'no_contact', 'covered') "
	     "AND NOT (why_not = 'not_due' AND overdue_cents = 0)");
	where = at("callable = 0 AND next_on < '%s'", today);
	none("to come back in the past", today, where);
	mem_free(where);
	where = at("callable = 1 AND last_chase_on = '%s'", today);
	none("called twice a day", today, where);
	mem_free(where);
	/* beyond the maximum gap only under a promise that covers it all, a dispute, or on a day nobody works */
	where = at("callable = 0 AND overdue_cents > 0 AND why_not IN ('cadence', 'follow_up') AND last_chase_on < '%s' AND "
	           "(follow_up_minute IS NULL OR follow_up_on IS NULL)",
	           business - 10 - 4);
	none("beyond the cadence", today, where);
	mem_free(where);
	assert_int_equal(fixture_count("SELECT count(*) FROM client c WHERE proposal <> coalesce((SELECT e.kind FROM escalation e "
	                               "WHERE e.client_id = c.id AND e.state = 'proposed' ORDER BY CASE e.kind WHEN 'legal' THEN 0 ELSE 1 END "
	                               "LIMIT 1), '')"),
	                 0);
	assert_true(refresh_all(session, true, NULL, NULL, &totals, &err));
	assert_int_equal(totals.changed, 0);
}

static void no_day_contradicts_itself(void **state)
{
	struct session *session = *state;
	struct refresh_totals totals;
	struct audit_totals audit;

	dice = 7;
	serial = 0;
	session->policy.clocks.insurer_notice_days = 60;
	session->policy.plan.void_after = 2;
	found(session);
	for (int day = 0; day < DAYS; day++) {
		session->today = TODAY + day;
		assert_true(refresh_all(session, false, NULL, NULL, &totals, &err));
		check_day(session);
		if (!calendar_is_business(session->today))
			continue;
		work(session);
		for (int i = roll(0, 2); i > 0; i--)
			cash(session);
		if (roll(0, 3) == 0)
			bill(session, roll(0, CLIENTS - 1));
		check_day(session);
	}
	assert_true(fixture_count("SELECT count(*) FROM action") > 400);
	assert_true(fixture_count("SELECT count(*) FROM escalation WHERE kind = 'legal'") > 0);
	assert_true(fixture_count("SELECT count(*) FROM escalation WHERE state = 'lapsed'") > 0);
	assert_true(fixture_count("SELECT count(*) FROM promise WHERE state = 'broken'") > 10);
	assert_true(audit_verify(session, &audit, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = { FACT(no_day_contradicts_itself) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
