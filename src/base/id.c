/* Identifiers: time above, node in the middle, counter below, so that they sort by birth.
 *
 * Two hundred processes share a thousand nodes: many have a twin. So each millisecond's
 * counter begins anywhere: two processes that ask within one millisecond meet once in a million
 * times, not whenever they are twins.
 * Knows nothing of the store. One thread at a time asks for them; a forked child draws itself another node.
 */
#include "base/id.h"

#include <stdbool.h>
#include <sys/random.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fork.h"

#define START_MS     INT64_C(1577836800000) /* 2020-01-01T00:00Z */
#define NODE_BITS    10
#define COUNTER_BITS 11
#define NODE_MASK    ((1u << NODE_BITS) - 1)
#define COUNTER_MASK ((1u << COUNTER_BITS) - 1)

static bool drawn_once;
static unsigned drawn_by; /* which process */

static bool drawn_here(void)
{
	return drawn_once && drawn_by == fork_count();
}

static unsigned draw(void)
{
	unsigned drawn;

	/* Without the system's randomness, what differs most between two processes has to do. */
	if (getrandom(&drawn, sizeof drawn, 0) != (ssize_t)sizeof drawn)
		drawn = (unsigned)getpid() ^ (unsigned)clock_steady_ms();
	return drawn;
}

/* Somewhere in the lower half, which leaves a burst its room. */
static unsigned draw_counter(void)
{
	static unsigned state;

	if (!drawn_here())
		state = draw() | 1;
	state ^= state << 13; /* xorshift32: never 0 again */
	state ^= state >> 17;
	state ^= state << 5;
	return state & (COUNTER_MASK >> 1);
}

static unsigned node, counter;
static int64_t last_ms;

/* The counter of the next id. */
static void move_on(void)
{
	int64_t now = clock_ms() - START_MS;

	if (!drawn_here()) {
		unsigned drawn = draw() & NODE_MASK;

		/* never the parent's: both may be asked within one millisecond */
		node = drawn_once && drawn == node ? (node + 1) & NODE_MASK : drawn;
		last_ms++;
		counter = draw_counter();
		drawn_once = true;
		drawn_by = fork_count();
	}
	if (now > last_ms) {
		last_ms = now;
		counter = draw_counter();
	} else if (++counter > COUNTER_MASK) {
		last_ms++;
		counter = 0;
	}
}

static int64_t make(int64_t ms, int64_t of_node, int64_t count)
{
	return ms << (NODE_BITS + COUNTER_BITS) | of_node << COUNTER_BITS | count;
}

int64_t id_new(void)
{
	move_on();
	return make(last_ms, node, counter);
}

int64_t id_at(int64_t ms)
{
	return ms > START_MS ? make(ms - START_MS, 0, 0) : 0;
}

struct id_run id_draw(int64_t count)
{
	struct id_run run;

	move_on();
	run = (struct id_run){ .first = last_ms << COUNTER_BITS | counter, .node = node };
	if (count > 1) {
		last_ms = (run.first + count - 1) >> COUNTER_BITS;
		counter = (unsigned)(run.first + count - 1) & COUNTER_MASK;
	}
	return run;
}

int64_t id_nth(const struct id_run *run, int64_t n)
{
	int64_t at = run->first + n;

	return make(at >> COUNTER_BITS, run->node, at & COUNTER_MASK);
}
