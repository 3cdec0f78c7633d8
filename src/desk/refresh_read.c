/* Rescoring reads and judges; nothing is written here.
 *
 * Where a slice ends is known only once its picture is opened: helpers take their slices one after the other, then read side by side.
 * They are handed over in id order, so that what is written does not depend on who was faster. A portfolio of one slice is read without
 * helpers: most are not larger.
 */
#include "desk/refresh_read.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/thread.h"

#define HELPERS 4  /* at most; one a processor */
#define AHEAD   (2 * READING_HELD) /* slices in memory at once */

struct reader {
	struct reading *reading;
	struct session session;      /* the caller's, on a connection of its own */
	struct aging_tally tally;    /* the aged balance of the day, of what is read anyway */
	struct slice *slice;         /* being read */
	struct thread *thread;
};

enum slot_state { SLOT_READING, SLOT_READ, SLOT_FAILED };

struct slot {
	enum slot_state state;
	struct slice slice;
	struct err err;
};

struct reading {
	struct reader self;          /* reads while there are no helpers */
	struct reader helpers[HELPERS];
	size_t helper_count;
	struct slot slots[AHEAD];    /* slice n has slot n % AHEAD */
	size_t handed;               /* slices the caller has had */
	/* under the lock once there are helpers */
	pthread_mutex_t lock;
	pthread_cond_t moved;
	size_t taken, given;         /* slices somebody took to read; that the caller gave back */
	int64_t after;               /* where the next one starts */
	bool ended;                  /* the last one is taken, or nothing more is to be read */
};

/* ---- one client ---- */

static bool same_ready(const struct client_ready *a, const struct client_ready *b)
{
	return a->score == b->score && a->callable == b->callable && strcmp(a->why_not, b->why_not) == 0 && a->next_on == b->next_on &&
	       a->next_minute == b->next_minute && a->overdue == b->overdue && a->balance == b->balance &&
	       strcmp(a->currency, b->currency) == 0 && a->oldest_on == b->oldest_on && a->broken == b->broken &&
	       strcmp(a->clock, b->clock) == 0 && a->clock_on == b->clock_on && strcmp(a->proposal, b->proposal) == 0;
}

static bool promises_changed(const struct promise_row *rows, const struct promise *judged, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].promise.state != judged[i].state || rows[i].promise.received != judged[i].received ||
		    rows[i].promise.credited != judged[i].credited)
			return true;
	return false;
}

/* Judge one client as it comes by; remember it when something changed. */
static bool judge_one(void *context, struct walk_client *client, struct err *err)
{
	struct reader *reader = context;
	struct session *session = &reader->session;
	struct slice *slice = reader->slice;
	const struct client_row *row = client->row;
	struct client_bundle *bundle = &client->bundle;
	struct client_verdict verdict;
	struct proposal proposal;
	bool promises;

	aging_tally_add(&reader->tally, row->agent_id, bundle->items, bundle->item_count, session->today);
	judge_client(bundle, &session->policy, session->creditor.currency, session->today, &verdict);
	if (!proposal_weigh(session, &slice->arena, row->id, row->ready.proposal, &verdict, &proposal, err))
		return false;
	promises = promises_changed(client->promises, bundle->promises, bundle->promise_count);
	if (!promises && !proposal.changes && same_ready(&row->ready, &verdict.ready))
		return true;
	MEM_GROW(slice->changes, slice->count, slice->room);
	slice->changes[slice->count++] = (struct change){
		.client_id = row->id,
		.version = row->version,
		.ready = verdict.ready,
		.proposal = proposal,
		.rows = promises ? client->promises : NULL,
		.promises = bundle->promises,
		.promise_count = bundle->promise_count,
	};
	return true;
}

static bool read_slice(struct reader *reader, struct slice *slice, int64_t after, struct err *err)
{
	reader->slice = slice;
	return walk_read(&reader->session, &slice->arena, after, false, judge_one, reader, &slice->seen, err);
}

static void slice_empty(struct slice *slice)
{
	arena_clear(&slice->arena);
	slice->count = 0;
}

/* ---- helpers ---- */

/* Under the lock: open the picture of the next slice and say where the one after it starts. */
static bool take_slice(struct reader *reader, int64_t *after, struct err *err)
{
	struct reading *reading = reader->reading;
	enum found found;

	*after = reading->after;
	if (!store_begin(reader->session.store, false, err))
		return false;
	found = client_nth(reader->session.store, reader->session.creditor.id, *after, WALK_CLIENTS, &reading->after, err);
	reading->ended = found != FOUND;
	return found != FOUND_ERROR;
}

/* Under the lock, let go of while reading. */
static void help_once(struct reader *reader)
{
	struct reading *reading = reader->reading;
	struct slot *slot = &reading->slots[reading->taken++ % AHEAD];
	int64_t after;
	bool done;

	slot->state = SLOT_READING;
	done = take_slice(reader, &after, &slot->err);
	pthread_mutex_unlock(&reading->lock);
	done = done && read_slice(reader, &slot->slice, after, &slot->err);
	store_rollback(reader->session.store); /* a read has nothing to commit */
	pthread_mutex_lock(&reading->lock);
	slot->state = done ? SLOT_READ : SLOT_FAILED;
	reading->ended |= !done;
	pthread_cond_broadcast(&reading->moved);
}

static void help(void *context)
{
	struct reader *reader = context;
	struct reading *reading = reader->reading;

	pthread_mutex_lock(&reading->lock);
	while (!reading->ended)
		if (reading->taken - reading->given < AHEAD)
			help_once(reader);
		else
			pthread_cond_wait(&reading->moved, &reading->lock);
	pthread_mutex_unlock(&reading->lock);
}

/* A shallow copy serves a helper: it only looks at creditor, day and policy. */
static bool helper_start(struct reading *reading, struct reader *helper)
{
	struct store *store = store_beside(reading->self.session.store);
	struct err ignored; /* then there is one helper fewer */

	if (!store)
		return false;
	*helper = (struct reader){ .reading = reading, .session = reading->self.session };
	helper->session.store = store;
	if (thread_start(help, helper, &helper->thread, &ignored))
		return true;
	store_close(store);
	return false;
}

/* As many as there are processors to run them. */
static void helpers_start(struct reading *reading)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	while (processors > 1 && reading->helper_count < HELPERS && (long)reading->helper_count < processors &&
	       helper_start(reading, &reading->helpers[reading->helper_count]))
		reading->helper_count++;
}

/* What the helpers read next, once it is there. */
static bool next_of_helpers(struct reading *reading, const struct slice **out, struct err *err)
{
	struct slot *slot;
	bool done = true;

	pthread_mutex_lock(&reading->lock);
	slot = &reading->slots[reading->handed % AHEAD];
	while (reading->handed == reading->taken ? !reading->ended : slot->state == SLOT_READING)
		pthread_cond_wait(&reading->moved, &reading->lock);
	if (reading->handed < reading->taken) {
		done = slot->state == SLOT_READ;
		*out = &slot->slice;
		if (!done)
			*err = slot->err;
	}
	pthread_mutex_unlock(&reading->lock);
	return done;
}

/* ---- what the caller sees ---- */

struct reading *reading_open(struct session *session)
{
	struct reading *reading = mem_alloc(sizeof *reading);

	reading->self = (struct reader){ .reading = reading, .session = *session };
	pthread_mutex_init(&reading->lock, NULL);
	pthread_cond_init(&reading->moved, NULL);
	return reading;
}

static bool next_alone(struct reading *reading, const struct slice **out, struct err *err)
{
	struct slice *slice = &reading->slots[reading->taken % AHEAD].slice;
	bool done;

	if (reading->ended)
		return true;
	if (!store_begin(reading->self.session.store, false, err))
		return false;
	done = read_slice(&reading->self, slice, reading->after, err);
	store_rollback(reading->self.session.store);
	reading->taken++;
	reading->after = slice->seen.last_id;
	reading->ended = slice->seen.clients < WALK_CLIENTS;
	*out = slice;
	return done;
}

/* Helpers where there is more than one slice. */
static bool look_ahead(struct reading *reading, struct err *err)
{
	const struct session *session = &reading->self.session;
	int64_t last;
	enum found found = client_nth(session->store, session->creditor.id, 0, WALK_CLIENTS, &last, err);

	if (found == FOUND)
		helpers_start(reading);
	return found != FOUND_ERROR;
}

bool reading_next(struct reading *reading, const struct slice **out, struct err *err)
{
	bool done;

	*out = NULL;
	if (reading->handed == 0 && !look_ahead(reading, err))
		return false;
	done = reading->helper_count > 0 ? next_of_helpers(reading, out, err) : next_alone(reading, out, err);
	reading->handed += *out != NULL;
	return done;
}

void reading_give_back(struct reading *reading)
{
	for (size_t i = reading->given; i < reading->handed; i++)
		slice_empty(&reading->slots[i % AHEAD].slice);
	pthread_mutex_lock(&reading->lock);
	reading->given = reading->handed;
	pthread_cond_broadcast(&reading->moved);
	pthread_mutex_unlock(&reading->lock);
}

const struct aging_tally *reading_tally(struct reading *reading)
{
	for (size_t i = 0; i < reading->helper_count; i++) {
		aging_tally_join(&reading->self.tally, &reading->helpers[i].tally);
		aging_tally_clear(&reading->helpers[i].tally);
	}
	return &reading->self.tally;
}

void reading_close(struct reading *reading)
{
	pthread_mutex_lock(&reading->lock);
	reading->ended = true;
	pthread_cond_broadcast(&reading->moved);
	pthread_mutex_unlock(&reading->lock);
	for (size_t i = 0; i < reading->helper_count; i++) {
		thread_join(reading->helpers[i].thread);
		store_close(reading->helpers[i].session.store);
		aging_tally_clear(&reading->helpers[i].tally);
	}
	for (size_t i = 0; i < AHEAD; i++) {
		arena_clear(&reading->slots[i].slice.arena);
		mem_free(reading->slots[i].slice.changes);
	}
	aging_tally_clear(&reading->self.tally);
	pthread_cond_destroy(&reading->moved);
	pthread_mutex_destroy(&reading->lock);
	mem_free(reading);
}
