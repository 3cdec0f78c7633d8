/* How long a transaction of the batch may last, by who else writes. Times are compared with the clock as it was read around them: a
 * machine that has more to do makes nothing fail.
 */
#include "fixture.h"

#include "base/clock.h"
#include "base/thread.h"
#include "db/gate.h"
#include "desk/beside.h"

enum { SHORT_MS = 8, UNSEEN_MS = 40, LONG_MS = 200, PATIENCE_MS = 30000 };

static struct err err;

static void write_once(struct session *session)
{
	assert_true(store_begin(session->store, true, &err));
	assert_true(setting_put(session->store, "test", "written", &err));
	assert_true(store_commit(session->store, &err));
}

/* After a few milliseconds: enough is true from `most` on, and false before `least`. */
static void lasts(struct beside *beside, int64_t least, int64_t most)
{
	int64_t before = clock_steady_ms();

	beside_began(beside);
	while (!beside_enough(beside))
		gate_nap();
	assert_true(clock_steady_ms() - before >= least);
	beside_began(beside);
	before = clock_steady_ms();
	while (clock_steady_ms() - before <= most)
		gate_nap();
	assert_true(beside_enough(beside));
}

/* How long it may last while nobody else is there. */
static int64_t longest(const struct session *batch)
{
	bool waiting, seen;

	assert_true(store_begin(batch->store, true, &err));
	seen = store_line(batch->store, &waiting);
	assert_false(seen && waiting);
	store_rollback(batch->store);
	return seen ? LONG_MS : UNSEEN_MS;
}

static void alone_it_lasts_longer(void **state)
{
	struct session *batch = *state;
	struct beside beside;

	store_changed(batch->store);
	beside_start(&beside, batch->store);
	lasts(&beside, longest(batch), longest(batch));
	write_once(batch);
	assert_int_equal(beside_ended(&beside), 0); /* its own commit is nobody else's */
}

static void whoever_wrote_before_it_began_is_at_work(void **state)
{
	struct session *batch = *state, *agent = fixture_session("bob", TODAY);
	struct beside beside;

	store_changed(batch->store);
	write_once(agent);
	beside_start(&beside, batch->store);
	lasts(&beside, SHORT_MS, SHORT_MS);
	session_close(agent);
}

static void whoever_writes_beside_it_is_seen_at_its_end(void **state)
{
	struct session *batch = *state, *agent = fixture_session("bob", TODAY);
	struct beside beside;

	store_changed(batch->store);
	beside_start(&beside, batch->store);
	beside_began(&beside);
	while (!beside_enough(&beside))
		gate_nap();
	write_once(agent);
	assert_true(beside_ended(&beside) >= longest(batch));
	lasts(&beside, SHORT_MS, SHORT_MS);
	session_close(agent);
}

static void write_as_bob(void *context)
{
	struct session *agent = context;

	write_once(agent);
}

/* An agent comes to a file's gate while the batch writes, and has not written before. */
static void whoever_waits_ends_it(void **state)
{
	struct session *batch = *state, *agent;
	struct beside beside;
	struct thread *writer;
	bool waiting = false;
	int64_t limit = clock_steady_ms() + PATIENCE_MS;

	if (longest(batch) != LONG_MS)
		return; /* a server's: nobody is seen there */
	agent = fixture_session("bob", TODAY);
	store_changed(batch->store);
	beside_start(&beside, batch->store);
	assert_true(store_begin_many(batch->store, &err));
	assert_true(thread_start(write_as_bob, agent, &writer, &err));
	while (store_line(batch->store, &waiting) && !waiting && clock_steady_ms() < limit)
		gate_nap();
	assert_true(waiting);
	beside_began(&beside);
	lasts(&beside, SHORT_MS, SHORT_MS);
	assert_true(store_commit(batch->store, &err));
	thread_join(writer);
	assert_true(store_begin_many(batch->store, &err));
	assert_true(store_line(batch->store, &waiting));
	assert_false(waiting);
	store_rollback(batch->store);
	session_close(agent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(alone_it_lasts_longer),
		FACT(whoever_wrote_before_it_began_is_at_work),
		FACT(whoever_writes_beside_it_is_seen_at_its_end),
		FACT(whoever_waits_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
