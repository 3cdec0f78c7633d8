/* What the store keeps of imports: indexes that come back as the schema wants them, receipts that
 * never collide, locks, rejects, known lines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/id.h"
#include "db/import.h"
#include "db/import_load.h"
#include "db/people.h"
#include "db/store_impl.h"
#include "scratch.h"

#define DAY 20781

struct fixture {
	struct arena arena;
	struct store *store;
	int64_t creditor_id, source_id;
};

static struct err failed;

#define MUST(condition)                                                            \
	do {                                                                       \
		if (!(condition))                                                  \
			fail_msg("%d: %s: %s", __LINE__, #condition, failed.text); \
	} while (0)

static int setup(void **state)
{
	static struct fixture fixture;
	struct creditor_row creditor = { .id = id_new(),
					 .name = "Durand",
					 .siren = "",
					 .currency = "EUR",
					 .terms_days = 30,
					 .scored_on = DATE_NONE,
					 .scored_policy = "" };

	err_clear(&failed);
	scratch_open();
	MUST(store_create(scratch_path("import.db"), &fixture.store, &failed));
	fixture.creditor_id = creditor.id;
	MUST(store_begin(fixture.store, true, &failed));
	MUST(creditor_insert(fixture.store, &creditor, "2026-11-24T10:00:00.000Z", &failed));
	MUST(import_source_put(fixture.store, creditor.id, "csv:test", &fixture.source_id,
			       &failed));
	MUST(store_commit(fixture.store, &failed));
	*state = &fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	arena_clear(&fixture->arena);
	store_close(fixture->store);
	scratch_close();
	return 0;
}

/* The schema as the database itself tells it. */
static void read_schema(struct store *store, struct buf *out)
{
	struct stmt *stmt = engine_statement(
		store->engine,
		"SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name", &failed);

	assert_non_null(stmt);
	while (stmt_step(stmt, &failed) == STMT_ROW)
		buf_printf(out, "%s: %s\n", stmt_text(stmt, 0), stmt_text(stmt, 1));
	stmt_reset(stmt);
}

static int64_t load_some(struct fixture *fixture, bool bare)
{
	struct client_row client = { .id = id_new(),
				     .no = "C1",
				     .name = "Dupont",
				     .state = { .credit_limit = -1 },
				     .ready = { .why_not = "",
						.next_on = DATE_NONE,
						.next_minute = -1,
						.oldest_on = DATE_NONE,
						.clock = "",
						.clock_on = DATE_NONE,
						.proposal = "" } };
	struct import_load *load;
	bool done = true;

	strcpy(client.ready.currency, "EUR");
	MUST(store_begin(fixture->store, true, &failed));
	MUST(import_load_open(fixture->store, fixture->creditor_id, bare, &load, &failed));
	done = import_load_client(load, &client) &&
	       import_load_contact(load, client.id, "Ann", "01", "");
	for (int i = 0; i < 40; i++) {
		char key[16];
		struct import_invoice item = { .id = id_new(),
					       .client_id = client.id,
					       .source_id = fixture->source_id,
					       .key = key,
					       .number = key,
					       .order_no = "",
					       .issued_on = DAY,
					       .due_on = DAY,
					       .amount = 100,
					       .open = 100,
					       .currency = "EUR" };

		snprintf(key, sizeof key, "K%d", i);
		done = done && import_load_invoice(load, &item);
	}
	MUST(import_load_close(load, done, &failed));
	MUST(store_commit(fixture->store, &failed));
	return client.id;
}

static void bare_load_leaves_the_schema_as_it_was(void **state)
{
	struct fixture *fixture = *state;
	struct buf before = { 0 }, after = { 0 };
	struct import_sum_row *sums;
	struct arena arena = { 0 };
	size_t count;

	read_schema(fixture->store, &before);
	load_some(fixture, true);
	read_schema(fixture->store, &after);
	assert_string_equal(before.data, after.data);
	assert_non_null(strstr(before.data, "invoice_open"));
	assert_true(import_open_sums(fixture->store, &arena, fixture->source_id, &sums, &count,
				     &failed));
	assert_int_equal(count, 1);
	assert_string_equal(sums[0].currency, "EUR");
	assert_int_equal(sums[0].open, 4000);
	assert_true(store_check(fixture->store, &failed));
	arena_clear(&arena);
	buf_clear(&before);
	buf_clear(&after);
}

static void compare_sees_every_field(void **state)
{
	struct fixture *fixture = *state;
	int64_t client_id = load_some(fixture, false);
	const struct import_invoice same = { .client_id = client_id,
					     .source_id = fixture->source_id,
					     .key = "K7",
					     .number = "K7",
					     .order_no = "",
					     .issued_on = DAY,
					     .due_on = DAY,
					     .amount = 100,
					     .open = 100,
					     .currency = "EUR" };
	struct import_invoice others[9];
	struct import_stored stored;

	assert_int_equal(import_invoice_compare(fixture->store, &fixture->arena, &same, &stored, &failed), FOUND);
	assert_true(stored.same);
	for (size_t i = 0; i < 9; i++)
		others[i] = same;
	others[0].client_id++;
	others[1].number = "K8";
	others[2].order_no = "x";
	others[3].issued_on++;
	others[4].due_on++;
	others[5].amount++;
	others[6].open++;
	others[7].currency = "USD";
	others[8].flagged = true;
	for (size_t i = 0; i < 9; i++) {
		assert_int_equal(
			import_invoice_compare(fixture->store, &fixture->arena, &others[i], &stored, &failed),
			FOUND);
		assert_false(stored.same);
		assert_int_equal(stored.open, 100);
	}
	others[0].key = "K77";
	assert_int_equal(import_invoice_compare(fixture->store, &fixture->arena, &others[0], &stored, &failed),
			 FOUND_NOT);
}

static void receipt_of_a_taken_key_gets_a_number(void **state)
{
	struct fixture *fixture = *state;
	struct import_receipt receipt = { .client_id = load_some(fixture, false),
					  .source_id = fixture->source_id,
					  .key = "fall:K1:d:0",
					  .value_on = DAY,
					  .amount = 100,
					  .currency = "EUR" };
	int64_t id, invoice_id;

	MUST(store_begin(fixture->store, true, &failed));
	for (int i = 0; i < 3; i++) {
		receipt.id = id_new();
		MUST(import_receipt_insert(fixture->store, &receipt, &failed));
	}
	MUST(store_commit(fixture->store, &failed));
	assert_int_equal(import_receipt_find(fixture->store, fixture->source_id, "fall:K1:d:0:3",
					     &id, &invoice_id, &failed),
			 FOUND);
	assert_int_equal(id, receipt.id);
	assert_int_equal(invoice_id, 0);
}

static void client_that_came_meanwhile_is_used(void **state)
{
	struct fixture *fixture = *state;
	int64_t there = load_some(fixture, false), id = 0;
	const struct import_client client = {
		.id = id_new(), .no = "C1", .name = "Other", .credit_limit = -1, .currency = "EUR"
	};

	MUST(store_begin(fixture->store, true, &failed));
	MUST(import_client_insert(fixture->store, fixture->creditor_id, &client, &id, &failed));
	MUST(store_commit(fixture->store, &failed));
	assert_int_equal(id, there);
}

static void lock_keeps_another_process_out_until_it_is_freed(void **state)
{
	struct fixture *fixture = *state;
	struct import_lock *lock, *other;
	int status = -1;
	pid_t pid;

	MUST(import_lock_take(fixture->store, fixture->creditor_id, "csv:test", &lock, &failed));
	assert_non_null(lock);
	pid = fork();
	if (pid == 0) {
		struct store *store;
		struct err err = { 0 };
		bool kept_out =
			store_open(scratch_path("import.db"), STORE_COMMAND, &store, &err) &&
			import_lock_take(store, fixture->creditor_id, "csv:test", &other, &err) &&
			!other &&
			import_lock_take(store, fixture->creditor_id, "csv:else", &other, &err) &&
			other &&
			import_lock_take(store, fixture->creditor_id + 1, "csv:test", &other,
					 &err) &&
			other;

		_exit(kept_out ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	import_lock_release(lock);
	MUST(import_lock_take(fixture->store, fixture->creditor_id, "csv:test", &lock, &failed));
	assert_non_null(lock);
	import_lock_release(lock);
	import_lock_release(NULL);
}

/* An administrator's import must not lock out the account whose store it is, nor one colleague the other. */
static void lock_belongs_to_whom_the_store_belongs(void **state)
{
	struct fixture *fixture = *state;
	const char *path = engine_path(fixture->store->engine);
	char beside[512];
	struct import_lock *lock;
	struct stat st;

	if (engine_is_postgres(fixture->store->engine))
		skip();
	snprintf(beside, sizeof beside, "%s.import", path);
	unlink(beside);
	assert_int_equal(chmod(path, 0660), 0);
	if (geteuid() == 0)
		assert_int_equal(chown(path, 65534, 65534), 0);
	MUST(import_lock_take(fixture->store, fixture->creditor_id, "csv:test", &lock, &failed));
	assert_non_null(lock);
	import_lock_release(lock);
	assert_int_equal(stat(beside, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
	assert_int_equal(st.st_uid, geteuid() == 0 ? 65534 : geteuid());
}

static void runs_and_rejects_come_back_as_written(void **state)
{
	struct fixture *fixture = *state;
	struct import_run_row run = { .id = id_new(),
				      .source_id = fixture->source_id,
				      .file = "a.csv",
				      .sha256 = "00",
				      .mode = "full",
				      .status = IMPORT_RUNNING,
				      .on_day = DAY,
				      .started_at = "2026-11-24T10:00:00.000Z",
				      .agent = "alice",
				      .lines = 4,
				      .items = 3,
				      .unchanged = 1,
				      .open_cents = -5 },
			      *rows, back;
	const struct import_reject_row reject = {
		.line = 3, .reason = "bad_date", .warning = true, .arg = "x", .raw = "a;x"
	};
	struct import_reject_row *rejects;
	struct arena arena = { 0 };
	size_t count;

	assert_int_equal(
		import_run_latest(fixture->store, &arena, fixture->source_id, &back, &failed),
		FOUND_NOT);
	MUST(store_begin(fixture->store, true, &failed));
	MUST(import_run_insert(fixture->store, fixture->creditor_id, &run, &failed));
	MUST(import_run_add(fixture->store, run.id, 1, 2, 3, &failed));
	MUST(import_reject_insert(fixture->store, run.id, &reject, &failed));
	MUST(store_commit(fixture->store, &failed));
	assert_int_equal(
		import_run_latest(fixture->store, &arena, fixture->source_id, &back, &failed),
		FOUND);
	assert_string_equal(back.status, "running");
	assert_string_equal(back.ended_at, "");
	assert_string_equal(back.source, "csv:test");
	assert_int_equal(back.created, 1);
	assert_int_equal(back.changed, 2);
	assert_int_equal(back.closed, 3);
	assert_int_equal(back.open_cents, -5);
	assert_int_equal(back.on_day, DAY);
	assert_true(
		import_reject_list(fixture->store, &arena, run.id, 0, &rejects, &count, &failed));
	assert_int_equal(count, 1);
	assert_int_equal(rejects[0].line, 3);
	assert_true(rejects[0].warning);
	assert_string_equal(rejects[0].raw, "a;x");
	MUST(store_begin(fixture->store, true, &failed));
	MUST(import_reject_clear(fixture->store, run.id, &failed));
	run.status = IMPORT_REFUSED_CODE;
	run.message = "why";
	MUST(import_run_put(fixture->store, &run, &failed));
	MUST(store_commit(fixture->store, &failed));
	assert_int_equal(
		import_run_latest(fixture->store, &arena, fixture->source_id, &back, &failed),
		FOUND_NOT);
	assert_true(import_run_list(fixture->store, &arena, fixture->creditor_id, &rows, &count,
				    &failed));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].message, "why");
	assert_true(
		import_reject_list(fixture->store, &arena, run.id, 0, &rejects, &count, &failed));
	assert_int_equal(count, 0);
	arena_clear(&arena);
}

static void parts_of_lines_are_bytes(void **state)
{
	struct fixture *fixture = *state;
	struct buf bytes = { 0 };

	assert_int_equal(import_lines_get(fixture->store, fixture->source_id, 0, &bytes, &failed),
			 FOUND_NOT);
	MUST(store_begin(fixture->store, true, &failed));
	MUST(import_lines_put(fixture->store, fixture->source_id, 0, "a\0b", 3, &failed));
	MUST(import_lines_put(fixture->store, fixture->source_id, 0, "c\0de", 4, &failed));
	MUST(import_lines_put(fixture->store, fixture->source_id, 9, "x", 1, &failed));
	MUST(store_commit(fixture->store, &failed));
	assert_int_equal(import_lines_get(fixture->store, fixture->source_id, 0, &bytes, &failed),
			 FOUND);
	assert_int_equal(bytes.len, 4);
	assert_memory_equal(bytes.data, "c\0de", 4);
	MUST(store_begin(fixture->store, true, &failed));
	MUST(import_lines_drop(fixture->store, fixture->source_id, 1, 9, &failed));
	MUST(store_commit(fixture->store, &failed));
	assert_int_equal(import_lines_get(fixture->store, fixture->source_id, 9, &bytes, &failed),
			 FOUND_NOT);
	assert_int_equal(import_lines_get(fixture->store, fixture->source_id, 0, &bytes, &failed),
			 FOUND);
	buf_clear(&bytes);
}

static void claim_shows_that_agents_are_at_work(void **state)
{
	struct fixture *fixture = *state;
	struct agent_row agent = {
		.id = id_new(), .name = "bob", .role = ROLE_AGENT, .active = true
	};
	int64_t client_id = load_some(fixture, false);
	bool taken, any;

	MUST(import_agents_at_work(fixture->store, 1000, &any, &failed));
	assert_false(any);
	MUST(store_begin(fixture->store, true, &failed));
	MUST(agent_insert(fixture->store, &agent, "2026-11-24T10:00:00.000Z", &failed));
	MUST(client_claim_take(fixture->store, client_id, agent.id, "host/1/1", 1000, 2000, "",
			       &taken, &failed));
	MUST(store_commit(fixture->store, &failed));
	assert_true(taken);
	MUST(import_agents_at_work(fixture->store, 1000, &any, &failed));
	assert_true(any);
	MUST(import_agents_at_work(fixture->store, 2000, &any, &failed)); /* its lease is over */
	assert_false(any);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(bare_load_leaves_the_schema_as_it_was),
		FACT(compare_sees_every_field),
		FACT(receipt_of_a_taken_key_gets_a_number),
		FACT(client_that_came_meanwhile_is_used),
		FACT(lock_keeps_another_process_out_until_it_is_freed),
		FACT(lock_belongs_to_whom_the_store_belongs),
		FACT(runs_and_rejects_come_back_as_written),
		FACT(parts_of_lines_are_bytes),
		FACT(claim_shows_that_agents_are_at_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
