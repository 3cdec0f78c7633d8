/* A year lived day by day: no rule contradicts another, and the same year comes again.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "desk/audit.h"
#include "desk/demo.h"
#include "desk/simulate.h"
#include "tests/desk/fixture.h"

static char *path_of(const char *name)
{
	return mem_printf("%s/%s", fixture_folder(), name);
}

static struct session *portfolio(const char *path, int clients)
{
	const struct demo_request request = { .target = path, .agent = "alice", .clients = clients, .seed = 7, .today = TODAY, .policy = &policy_default };
	const struct session_request open = { .target = path, .use = STORE_BATCH, .agent = "alice", .today = TODAY, .minute = -1, .policy = &policy_default };
	struct session *session = NULL;
	enum demo_end end;
	struct err err = { 0 };

	if (!demo_make(&request, &end, &err) || !session_open(&open, &session, &err))
		fail_msg("%s", err.text);
	return session;
}

static struct simulate_report live(struct session *session, int days)
{
	const struct simulate_request request = { .days = days, .seed = 7, .calls_per_day = 12 };
	struct simulate_report report;
	struct audit_totals totals;
	struct err err = { 0 };

	if (!simulate_run(session, &request, &report, &err) || !audit_verify(session, &totals, &err))
		fail_msg("%s", err.text);
	return report;
}

static void a_year_holds_every_rule(void **state)
{
	char *path = path_of("year.db");
	struct session *session = portfolio(path, 40);
	struct simulate_report report = live(session, 365);

	(void)state;
	assert_int_equal(report.from, TODAY + 1);
	assert_int_equal(report.to, TODAY + 365);
	assert_int_equal(session->today, TODAY + 365);
	assert_int_equal(report.checks, 365 * 40);
	/* it is a year of work and not an empty one */
	assert_true(report.calls > 500);
	assert_true(report.promises > 200 && report.kept > 50 && report.partly_kept > 5 && report.broken > 10);
	assert_true(report.payments > 200 && report.invoices > 200);
	assert_true(report.handed_over > 0);
	session_close(session);
	mem_free(path);
}

#define QUEUE \
	"SELECT no, score, callable, why_not, next_on, overdue_cents, balance_cents, oldest_on, broken, clock, clock_on, proposal FROM client ORDER BY no"

static void the_same_days_come_again_to_the_byte(void **state)
{
	char *one = path_of("one.db"), *other = path_of("other.db"), *first, *second;
	struct session *a = portfolio(one, 25), *b = portfolio(other, 25);
	struct simulate_report left = live(a, 60), right = live(b, 60);

	(void)state;
	session_close(a);
	session_close(b);
	first = fixture_dump_of(one, QUEUE);
	second = fixture_dump_of(other, QUEUE);
	assert_string_equal(first, second);
	assert_memory_equal(&left, &right, sizeof left);
	mem_free(first);
	mem_free(second);
	mem_free(one);
	mem_free(other);
}

/* The check itself can fail. */
static void a_row_that_lies_is_found(void **state)
{
	static const struct {
		const char *sql, *said;
	} rows[] = {
		{ "UPDATE client SET callable = 1, why_not = 'cadence'", "callable and asleep at once" },
		{ "UPDATE client SET score = score + 1", "the stored figures are not those of the facts" },
		{ "UPDATE client SET callable = 0, why_not = 'cadence', next_on = '2026-11-30'", "the queue says one thing and the rules another" },
	};
	struct session *session = *state;
	int64_t id = fixture_client(session, "C1", "Hébrard"), checked = 0;
	struct err err = { 0 };

	fixture_invoice(session, id, "A1", LATE(20), 50000);
	if (!simulate_check(session, &checked, &err))
		fail_msg("%s", err.text);
	assert_int_equal(checked, 1);
	for (size_t i = 0; i < COUNT(rows); i++) {
		fixture_sql("UPDATE client SET callable = 1, why_not = '', next_on = NULL, score = score");
		fixture_sql(rows[i].sql);
		err_clear(&err);
		assert_false(simulate_check(session, &checked, &err));
		if (!strstr(err.text, rows[i].said))
			fail_msg("%s", err.text);
		if (i == 1)
			fixture_sql("UPDATE client SET score = score - 1");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_year_holds_every_rule),
		FACT(the_same_days_come_again_to_the_byte),
		FACT(a_row_that_lies_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
