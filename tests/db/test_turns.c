/* Several processes and one store: whose turn it is, and which mistakes of the program stop it.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "db/engine.h"
#include "sample.h"
#include "scratch.h"

static struct err err;

static int setup(void **state)
{
	scratch_open();
	*state = sample_family();
	return 0;
}

static int teardown(void **state)
{
	engine_close(*state);
	scratch_close();
	return 0;
}

/* ---- turns ---- */

static void a_second_writer_is_told_to_wait(void **state)
{
	struct engine_options options = { .wait_ms = 60, .cache_kib = 256 };
	struct engine *engine = *state, *other;
	int64_t before, waited;

	assert_true(scratch_try(engine_path(engine), options, &other, &err));
	assert_true(engine_begin(engine, ENGINE_WRITE, &err));
	before = clock_steady_ms();
	assert_false(engine_begin(other, ENGINE_WRITE, &err));
	waited = clock_steady_ms() - before;
	assert_int_equal(err.code, ERR_BUSY);
	assert_non_null(strstr(err.text, engine_path(engine)));
	assert_in_range(waited, 60, 5000);
	assert_false(engine_in_transaction(other));
	assert_int_equal(sample_parents(other), 0); /* readers skip the gate */
	assert_true(engine_commit(engine, &err));
	assert_true(sample_commit_parent(other, 1, "my turn", &err));
	engine_close(other);
}

struct holder {
	int told[2];
	bool killed;
};

/* Takes the gate, says so, and keeps it: to its death, or for a little while. */
static int hold_the_gate(void *arg)
{
	struct holder *holder = arg;
	struct engine *engine = scratch_engine();

	CHILD(sample_commit_parent(engine, 10, "before", &err));
	CHILD(engine_begin(engine, ENGINE_WRITE, &err));
	CHILD(sample_add_parent(engine, 11, "held", &err));
	CHILD(write(holder->told[1], "x", 1) == 1);
	if (holder->killed)
		pause();
	usleep(20000); /* the other one waits meanwhile; how long does not matter */
	CHILD(engine_commit(engine, &err));
	engine_close(engine);
	return 0;
}

static void the_gate_opens_when_its_holder_commits_or_dies(void **state)
{
	struct engine *engine = *state;

	for (int killed = 0; killed < 2; killed++) {
		struct holder holder = { .killed = killed };
		pid_t pid;
		char c;

		assert_int_equal(pipe(holder.told), 0);
		pid = scratch_fork(hold_the_gate, &holder);
		assert_int_equal(read(holder.told[0], &c, 1), 1);
		if (killed)
			kill(pid, SIGKILL);
		assert_true(sample_commit_parent(engine, 20, "next", &err));
		assert_int_equal(scratch_wait(pid), killed ? 1000 + SIGKILL : 0);
		assert_int_equal(
			sample_parents(engine),
			killed ? 2 : 3); /* what was held is there only when it was committed */
		assert_true(engine_begin(engine, ENGINE_WRITE, &err));
		assert_true(engine_run(engine, &err, "DELETE FROM parent", ""));
		assert_true(engine_commit(engine, &err));
		close(holder.told[0]);
		close(holder.told[1]);
	}
}

static int add_one_25_times(void *arg)
{
	struct engine *engine = scratch_engine();

	(void)arg;
	for (int i = 0; i < 25; i++) {
		CHILD(engine_begin(engine, ENGINE_WRITE, &err));
		CHILD(engine_run(engine, &err, "UPDATE child SET amount = amount + 1", ""));
		CHILD(engine_commit(engine, &err));
	}
	engine_close(engine);
	return 0;
}

static void no_writer_is_lost_among_many(void **state)
{
	struct engine *engine = *state;
	pid_t pids[6];

	assert_true(engine_script(engine, "INSERT INTO child (id, amount) VALUES (1, 1)", &err));
	for (int i = 0; i < 6; i++)
		pids[i] = scratch_fork(add_one_25_times, NULL);
	for (int i = 0; i < 6; i++)
		assert_int_equal(scratch_wait(pids[i]), 0);
	assert_int_equal(scratch_count(engine, "SELECT amount FROM child"), 151);
}

/* ---- mistakes of the program ---- */

static int begin_twice(void *arg)
{
	struct engine *engine = scratch_engine();

	(void)arg;
	return engine_begin(engine, ENGINE_READ, &err) && engine_begin(engine, ENGINE_READ, &err);
}

static int begin_while_reading(void *arg)
{
	struct engine *engine = scratch_engine();

	(void)arg;
	stmt_step(engine_statement(engine, "SELECT 1 AS still_read", &err), &err);
	return engine_begin(engine, ENGINE_WRITE, &err);
}

static int commit_while_reading(void *arg)
{
	struct engine *engine = scratch_engine();

	(void)arg;
	engine_begin(engine, ENGINE_READ, &err);
	stmt_step(engine_statement(engine, "SELECT 1 AS still_read", &err), &err);
	return engine_commit(engine, &err);
}

static int commit_while_loading(void *arg)
{
	struct engine *engine = scratch_engine();

	(void)arg;
	engine_begin(engine, ENGINE_WRITE, &err);
	bulk_open(engine, "parent", "id,name", "it", &err);
	return engine_commit(engine, &err);
}

static int commit_nothing(void *arg)
{
	(void)arg;
	return engine_commit(scratch_engine(), &err);
}

static int bind_too_few(void *arg)
{
	(void)arg;
	return stmt_bind(engine_statement(scratch_engine(), "SELECT $1, $2", &err), &err, "i",
			 INT64_C(1));
}

static int bind_an_unknown_letter(void *arg)
{
	(void)arg;
	return stmt_bind(engine_statement(scratch_engine(), "SELECT $1", &err), &err, "x",
			 INT64_C(1));
}

static int use_a_parents_connection(void *arg)
{
	engine_close(arg); /* does nothing */
	return engine_begin(arg, ENGINE_READ, &err);
}

static void mistakes_of_the_program_stop_it(void **state)
{
	static const struct {
		int (*child)(void *arg);
		const char *says;
	} rows[] = {
		{ begin_twice, "a transaction inside a transaction" },
		{ begin_while_reading, "a transaction begins while a statement is still being "
				       "read: SELECT 1 AS still_read" },
		{ commit_while_reading,
		  "a commit while a statement is still being read: SELECT 1 AS still_read" },
		{ commit_while_loading, "a commit before a load is closed" },
		{ commit_nothing, "a commit without a transaction" },
		{ bind_too_few, "more or fewer parameters than it has: SELECT $1, $2" },
		{ bind_an_unknown_letter, "a parameter's letter is none of" },
		{ use_a_parents_connection, "a database connection does not cross fork" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *said;
		int status = scratch_run(rows[i].child, *state, &said);

		if (status != 1000 + SIGABRT || !strstr(said, rows[i].says))
			fail_msg("%s: status %d, said %s", rows[i].says, status, said);
		mem_free(said);
	}
	assert_int_equal(sample_parents(*state), 0);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(a_second_writer_is_told_to_wait),
		FACT(the_gate_opens_when_its_holder_commits_or_dies),
		FACT(no_writer_is_lost_among_many),
		FACT(mistakes_of_the_program_stop_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
