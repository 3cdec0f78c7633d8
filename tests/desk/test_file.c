/* A very long file: what its first screen needs is read at a cost that does not grow with it, and says the same as the whole.
 */
#include <stdio.h>
#include <string.h>

#include "fixture.h"

#include "base/mem.h"
#include "desk/file.h"

#define INVOICES 2500
#define ACTIONS  500
#define PROMISES 50

static struct err err;

/* count rows of `columns`, numbered n from 1, put into `table` behind the desk's back. */
static void rows(const char *table, const char *columns, const char *values, int count)
{
	char *sql = mem_printf("INSERT INTO %s (%s) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %d) "
	                       "SELECT %s FROM c", table, columns, count, values);

	fixture_sql(sql);
	mem_free(sql);
}

/* One invoice by the book, the others as copies of it; calls every day, a promise every ten days, all of them on every invoice. */
static int64_t giant(struct session *session)
{
	int64_t id = fixture_client(session, "G1", "Enseignes");

	fixture_invoice(session, id, "G0", LATE(300), 10000);
	fixture_contact(session, id, "Mme Roy", "04 78 12 34 56");
	rows("invoice", "id, client_id, source_id, key, number, kind, issued_on, due_on, amount_cents, open_cents, currency",
	     "1000000 + n, (SELECT id FROM client), (SELECT id FROM source), 'K' || n, 'K' || n, 0, "
	     "'2026-01-01', CASE WHEN n % 2 = 0 THEN '2026-03-15' ELSE '2026-12-15' END, 5000 + n, 5000 + n, 'EUR'", INVOICES - 1);
	rows("action", "id, client_id, agent_id, outcome, on_day, at",
	     "2000000 + n, (SELECT id FROM client), (SELECT min(id) FROM agent), 'no_answer', '2026-11-20', '2026-11-20T09:00:00.000Z'", ACTIONS);
	rows("promise", "id, client_id, action_id, made_on, due_on, check_on, amount_cents, currency, state",
	     "3000000 + n, (SELECT id FROM client), 2000000 + n, '2026-01-01', '2026-02-01', '2026-02-03', 100000, 'EUR', 'broken'", PROMISES);
	fixture_sql("INSERT INTO promise_invoice (promise_id, invoice_id, amount_cents) SELECT p.id, i.id, 1 FROM promise p, invoice i");
	fixture_sql("INSERT INTO circuit_event (id, client_id, invoice_id, stage, since, source) "
	            "SELECT 4000000 + id, client_id, id, 'received', '2026-11-01', 'call' FROM invoice WHERE id > 1000000");
	fixture_sql("UPDATE client SET promises = 50, last_chase_on = '2026-11-20', cadence_on = '2026-11-23'");
	fixture_on(session, IN(1), -1); /* two new days: everything is rescored */
	fixture_on(session, TODAY, -1);
	return id;
}

static void a_first_look_reads_no_more_than_a_screen(void **state)
{
	struct session *session = *state;
	int64_t id = giant(session);
	struct client_file first, whole;

	assert_int_equal(file_load_first(session, id, &first, &err), FOUND);
	assert_true(first.partial);
	assert_int_equal(first.invoice_count, FILE_FIRST);
	assert_int_equal(first.news_count, FILE_FIRST);
	assert_int_equal(first.part_count, 0);
	assert_int_equal(first.history_count, FILE_HISTORY);

	assert_int_equal(file_load(session, id, &whole, &err), FOUND);
	assert_false(whole.partial);
	assert_int_equal(whole.invoice_count, INVOICES);
	assert_int_equal(whole.part_count, INVOICES * PROMISES);
	assert_int_equal(first.verdict.ready.overdue, whole.verdict.ready.overdue);
	assert_int_equal(first.verdict.ready.balance, whole.verdict.ready.balance);
	assert_int_equal(first.verdict.ready.oldest_on, whole.verdict.ready.oldest_on);
	assert_int_equal(first.verdict.ready.score, whole.verdict.ready.score);
	assert_int_equal(first.now.why_not, whole.now.why_not);
	assert_int_equal(first.brief[first.brief_count - 1].which, whole.brief[whole.brief_count - 1].which);
	for (size_t i = 0; i < FILE_FIRST; i++)
		assert_string_equal(first.invoices[i].number, whole.invoices[i].number);
	file_clear(&first);
	file_clear(&whole);
}

static void a_short_file_is_read_whole_at_once(void **state)
{
	struct session *session = *state;
	struct client_file file;
	int64_t id = fixture_client(session, "C1", "Petit");

	for (int i = 0; i < 3; i++) {
		char number[8];

		snprintf(number, sizeof number, "F%d", i);
		fixture_invoice(session, id, number, LATE(40), 10000);
	}
	assert_int_equal(file_load_first(session, id, &file, &err), FOUND);
	assert_false(file.partial);
	assert_int_equal(file.invoice_count, 3);
	file_clear(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_first_look_reads_no_more_than_a_screen),
		FACT(a_short_file_is_read_whole_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
