/* Stores of older programs brought to this one's schema: what their rows say afterwards. On both engines.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "db/migrate.h"
#include "db/schema.h"
#include "db/store.h"
#include "scratch.h"

enum { MANY = 16 };
static struct err err;

static const char creditor[] = "INSERT INTO creditor (id, name, currency, terms_days, created_at) VALUES "
				"(1, 'Ours', 'EUR', 30, '2026-01-01T00:00:00Z')";

static void sql(struct engine *engine, const char *text)
{
	if (!engine_begin(engine, ENGINE_WRITE, &err) || !engine_script(engine, text, &err) || !engine_commit(engine, &err))
		fail_msg("%s: %s", text, err.text);
}

/* A store as the program of that schema left it. */
static struct engine *older(int version)
{
	struct engine *engine = scratch_engine();

	if (!schema_migrate_to(engine, version, &err))
		fail_msg("%s", err.text);
	sql(engine, creditor);
	return engine;
}

static void migrate(struct engine *engine)
{
	int version = 0;

	if (!schema_migrate(engine, &err) || !schema_version(engine, &version, &err))
		fail_msg("%s", err.text);
	assert_int_equal(version, schema_newest());
}

/* Rows as lines, columns apart by bars, as far as `columns`. */
static void holds(struct engine *engine, const char *query, int columns, const char *wanted)
{
	struct stmt *stmt = engine_statement(engine, query, &err);
	struct buf out;

	assert_non_null(stmt);
	buf_init(&out);
	while (stmt_step(stmt, &err) == STMT_ROW)
		for (int i = 0; i < columns; i++)
			buf_printf(&out, "%s%s", stmt_is_null(stmt, i) ? "-" : stmt_text(stmt, i), i + 1 < columns ? "|" : "\n");
	stmt_reset(stmt);
	assert_string_equal(out.data, wanted);
	buf_clear(&out);
}

static void clocks_closed_for_good_are_closed_on_their_day(void **state)
{
	struct engine *engine = older(3);

	(void)state;
	sql(engine, "INSERT INTO client (id, creditor_id, no, name, currency, clocks_closed) VALUES "
		    "(21, 1, 'C1', 'None', 'EUR', 0), (22, 1, 'C2', 'Two', 'EUR', 5), (23, 1, 'C3', 'One', 'EUR', 2),"
		    "(24, 1, 'C4', 'Lost', 'EUR', 1);"
		    "INSERT INTO journal (id, client_id, seq, at, on_day, agent, kind, payload, prev_hash, hash) VALUES "
		    "(1, 21, 1, '', '2026-03-01', 'sam', 'clock_close', '{\"clock\":\"claim\"}', '', ''),"
		    "(2, 21, 2, '', '2026-03-02', 'sam', 'clock_open', '{\"clock\":\"claim\"}', '', ''),"
		    "(3, 22, 1, '', '2026-03-03', 'sam', 'clock_close', '{\"clock\":\"limitation\"}', '', ''),"
		    "(4, 22, 2, '', '2026-03-05', 'sam', 'clock_close', '{\"clock\":\"claim\"}', '', ''),"
		    "(5, 23, 1, '', '2026-03-06', 'sam', 'clock_close', '{\"clock\":\"insurer\"}', '', ''),"
		    "(6, 23, 2, '', '2026-03-09', 'sam', 'clock_close', '{\"clock\":\"insurer\"}', '', '');");
	migrate(engine);
	/* What no row of the journal explains runs again. */
	holds(engine, "SELECT no, limitation_closed_on, insurer_closed_on, claim_closed_on FROM client ORDER BY no", 4,
	      "C1|-|-|-\nC2|2026-03-03|-|2026-03-05\nC3|-|2026-03-09|-\nC4|-|-|-\n");
	engine_close(engine);
}

static void words_are_found_as_before(void **state)
{
	struct engine *engine = older(3);

	(void)state;
	sql(engine, "INSERT INTO client (id, creditor_id, no, name, currency) VALUES (21, 1, 'C1', 'One', 'EUR'), (22, 1, 'C2', 'Two', 'EUR');"
		    "INSERT INTO search_word (creditor_id, word, client_id) VALUES (1, 'two', 22), (1, 'one', 21), (1, 'c2', 22)");
	migrate(engine);
	holds(engine, "SELECT word, client_id FROM search_word WHERE creditor_id = 1 AND word >= 'o' ORDER BY word", 2, "one|21\ntwo|22\n");
	holds(engine, "SELECT word FROM search_word WHERE client_id = 22 ORDER BY word", 1, "c2\ntwo\n");
	engine_close(engine);
}

#define THESE "('client_agent', 'document_request_asked', 'invoice_part_paid', 'invoice_payment_ref') ORDER BY 1"

/* Rows of before have none of the facts that came; those that come without them have none either. */
static void what_was_not_kept_is_empty(void **state)
{
	struct engine *engine = older(4);

	(void)state;
	sql(engine, "INSERT INTO agent (id, name, role, created_at) VALUES (11, 'sam', 'agent', '');"
		    "INSERT INTO source (id, creditor_id, name) VALUES (12, 1, 'csv');"
		    "INSERT INTO client (id, creditor_id, no, name, currency, agent_id) VALUES (21, 1, 'C1', 'One', 'EUR', 11);"
		    "INSERT INTO invoice (id, client_id, source_id, key, kind, number, issued_on, due_on, amount_cents, open_cents, currency) VALUES "
		    "(31, 21, 12, 'F1', 0, 'F1', '2026-01-01', '2026-02-01', 500, 500, 'EUR'),"
		    "(32, 21, 12, 'F2', 0, 'F2', '2026-01-02', '2026-02-02', 500, 200, 'EUR');"
		    "INSERT INTO action (id, client_id, agent_id, outcome, on_day, at) VALUES (41, 21, 11, 'document', '2026-03-01', '');"
		    "INSERT INTO document_request (id, client_id, action_id, kind, asked_on) VALUES (41, 21, 41, 'duplicate', '2026-03-01')");
	migrate(engine);
	sql(engine, "INSERT INTO client (id, creditor_id, no, name, currency) VALUES (22, 1, 'C2', 'Two', 'EUR');"
		    "INSERT INTO invoice (id, client_id, source_id, key, kind, number, issued_on, due_on, amount_cents, open_cents, currency, "
		    "payment_ref) VALUES (33, 22, 12, 'F3', 0, 'F3', '2026-01-03', '2026-02-03', 500, 0, 'EUR', 'RF18')");
	holds(engine, "SELECT no, name, agent_id, '<' || postal_code || '>' FROM client ORDER BY no", 4, "C1|One|11|<>\nC2|Two|-|<>\n");
	holds(engine, "SELECT number, open_cents, '<' || payment_ref || '>' FROM invoice ORDER BY number", 3,
	      "F1|500|<>\nF2|200|<>\nF3|0|<RF18>\n");
	holds(engine, "SELECT number FROM invoice WHERE amount_cents = 500 AND open_cents <> 0 AND open_cents <> amount_cents", 1, "F2\n");
	holds(engine, "SELECT asked_on FROM document_request WHERE undone = 0 AND settled_on IS NULL", 1, "2026-03-01\n");
	holds(engine,
	      *engine_path(engine) ? "SELECT name FROM sqlite_schema WHERE type = 'index' AND name IN " THESE
	                           : "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname IN " THESE,
	      1, "client_agent\ndocument_request_asked\ninvoice_part_paid\ninvoice_payment_ref\n");
	engine_close(engine);
}

/* Nobody's rows are touched before they were saved; a server has backups of its own. */
static void a_file_is_copied_first(void **state)
{
	struct engine *engine = older(1);
	char *copy = mem_printf("%s.before-%d", engine_path(engine), schema_newest());

	(void)state;
	migrate(engine);
	assert_int_equal(access(copy, R_OK), *engine_path(engine) ? 0 : -1);
	engine_close(engine);
	mem_free(copy);
}

/* A console at work in the morning after the new program came, beside many others. */
static int opened(bool done, struct store *store)
{
	if (!done)
		fprintf(stderr, "# %s\n", err.text);
	else
		store_close(store);
	return !done;
}

/* It reads every table at once while others may still say who may. */
static int opens(void *arg)
{
	struct store *store = NULL;
	struct migrate_sum sum;
	bool done = store_open(scratch_store(), STORE_COMMAND, &store, &err) && store_begin(store, false, &err);

	(void)arg;
	for (size_t i = migrate_tables(); done && i-- > 0;)
		done = migrate_read(store, i, &sum, &err);
	return opened(done, store);
}

static int makes(void *arg)
{
	struct store *store = NULL;

	(void)arg;
	return opened(store_create(scratch_store(), &store, &err), store);
}

static void all_end_well(int (*child)(void *arg))
{
	pid_t all[MANY];

	for (int i = 0; i < MANY; i++)
		all[i] = scratch_fork(child, NULL);
	for (int i = 0; i < MANY; i++)
		assert_int_equal(scratch_wait(all[i]), 0);
}

static void many_open_an_older_store_at_once(void **state)
{
	struct engine *engine = older(1);
	char *copy = mem_printf("%s.before-%d", engine_path(engine), schema_newest());
	bool file = *engine_path(engine);

	(void)state;
	sql(engine, "INSERT INTO client (id, creditor_id, no, name, currency) VALUES (21, 1, 'C1', 'One', 'EUR')");
	engine_close(engine);
	all_end_well(opens);
	engine = scratch_engine();
	migrate(engine);
	holds(engine, "SELECT no FROM client", 1, "C1\n");
	engine_close(engine);
	if (file) { /* what was saved is what there was before the first of them */
		const struct engine_options options = { .wait_ms = 1000, .cache_kib = 256 };
		int version = 0;

		assert_true(scratch_try(copy, options, &engine, &err));
		assert_true(schema_version(engine, &version, &err));
		assert_int_equal(version, 1);
		engine_close(engine);
	}
	mem_free(copy);
}

/* kill -9, a little later each time, until one comes to its end: before that nothing has changed. */
static void a_killed_one_has_changed_nothing(void **state)
{
	struct engine *engine = older(1);
	int result = 1, version = 0, killed = 0;

	(void)state;
	sql(engine, "INSERT INTO client (id, creditor_id, no, name, currency) VALUES (21, 1, 'C1', 'One', 'EUR')");
	engine_close(engine);
	for (int ms = 1; result != 0; ms += 4) {
		const struct timespec time = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };
		pid_t pid = scratch_fork(opens, NULL);

		nanosleep(&time, NULL);
		kill(pid, SIGKILL);
		result = scratch_wait(pid);
		assert_true(result == 0 || result == 1000 + SIGKILL);
		killed += result != 0;
		engine = scratch_engine();
		assert_true(schema_version(engine, &version, &err));
		assert_true(version == schema_newest() || (version == 1 && result != 0));
		holds(engine, "SELECT no FROM client", 1, "C1\n");
		engine_close(engine);
	}
	assert_true(killed > 0);
}

static void many_make_one_store(void **state)
{
	(void)state;
	all_end_well(makes);
}

static void a_newer_store_is_left_alone(void **state)
{
	struct engine *engine = older(schema_newest());

	(void)state;
	sql(engine, "UPDATE setting SET value = '99' WHERE name = 'schema'");
	assert_false(schema_migrate(engine, &err));
	assert_int_equal(err.code, ERR_STORE);
	engine_close(engine);
}

/* Nor is anything put beside what another program keeps in a file. */
static void another_programs_file_is_left_alone(void **state)
{
	struct engine *engine = scratch_engine();
	bool file = *engine_path(engine), there = true;
	struct store *store = NULL;

	(void)state;
	sql(engine, "CREATE TABLE bookmark (id INTEGER PRIMARY KEY, url TEXT)");
	engine_close(engine);
	if (!file)
		return;
	assert_false(store_create(scratch_store(), &store, &err));
	assert_int_equal(err.code, ERR_STORE);
	assert_non_null(strstr(err.text, " is not a store of relance: name another file"));
	assert_false(store_open(scratch_store(), STORE_COMMAND, &store, &err));
	assert_int_equal(err.code, ERR_STORE);
	engine = scratch_engine();
	assert_true(engine_has_table(engine, "setting", &there, &err));
	assert_false(there);
	sql(engine, "CREATE TABLE setting (k TEXT, v TEXT)"); /* it has one too */
	engine_close(engine);
	assert_false(store_create(scratch_store(), &store, &err));
	assert_non_null(strstr(err.text, " is not a store of relance: name another file"));
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(clocks_closed_for_good_are_closed_on_their_day),
		FACT(words_are_found_as_before),
		FACT(what_was_not_kept_is_empty),
		FACT(a_file_is_copied_first),
		FACT(many_open_an_older_store_at_once),
		FACT(a_killed_one_has_changed_nothing),
		FACT(many_make_one_store),
		FACT(a_newer_store_is_left_alone),
		FACT(another_programs_file_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
