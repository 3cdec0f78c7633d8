/* Batches of rows go along a lane, filled, and come back along another, empty. Each holds its rows' texts.
 */
#include "intake/csv_ahead.h"

#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/thread.h"

enum {
	BATCHES = 6,         /* on their way; fewer than a lane has room for */
	BATCH_LINES = 256,
	BATCH_BYTES = 65536, /* of texts, and room for one more row */
};

struct batch {
	struct csv_line lines[BATCH_LINES];
	size_t count;
	char *texts;
	struct arena kept; /* what a row says against itself */
};

struct csv_ahead {
	const struct csv_plan *plan;
	bool by_line;
	struct lane *full, *empty;
	struct thread *thread;
	struct batch batches[BATCHES];

	struct rows rows; /* the thread's … */
	struct csv_row row;

	struct batch *taking; /* … and the taker's */
	size_t at;
};

/* The row's own room is used again for the next one. */
static void keep_remarks(struct batch *batch, struct csv_line *line)
{
	if (line->got != ROWS_ROW || line->idle)
		return;
	if (line->reason == REASON_COLUMNS)
		line->arg.s = arena_copy(&batch->kept, line->arg.s, line->arg.n + 1, 1);
	line->warnings = arena_copy(&batch->kept, line->warnings, line->warnings_count,
				    sizeof *line->warnings);
}

/* False: that was the end of the file. */
static bool fill(struct csv_ahead *ahead, struct batch *batch)
{
	size_t used = 0;
	bool more = true;

	batch->count = 0;
	arena_clear(&batch->kept);
	while (more && batch->count < BATCH_LINES && used < BATCH_BYTES) {
		struct csv_line *line = &batch->lines[batch->count];

		more = csv_line_cut(ahead->plan, &ahead->rows, ahead->by_line, line);
		batch->count += more;
		if (line->got != ROWS_ROW)
			continue;
		ahead->row.texts = batch->texts + used;
		csv_line_read(&ahead->row, line);
		keep_remarks(batch, line);
		used += ahead->row.used;
	}
	return more;
}

static void read_ahead(void *context)
{
	struct csv_ahead *ahead = context;
	struct batch *batch;
	bool more = true;

	while (more && (batch = lane_take(ahead->empty))) {
		more = fill(ahead, batch);
		more = lane_give(ahead->full, batch) && more;
	}
	lane_end(ahead->full);
}

bool csv_ahead_open(const struct csv_plan *plan, enum charset charset, bool by_line,
		    struct csv_ahead **out)
{
	struct csv_ahead *ahead = mem_alloc(sizeof *ahead);

	ahead->plan = plan;
	ahead->by_line = by_line;
	ahead->rows = plan->rows;
	csv_row_init(&ahead->row, plan, charset, NULL);
	ahead->full = lane_open();
	ahead->empty = lane_open();
	for (int i = 0; i < BATCHES; i++) {
		ahead->batches[i].texts = mem_alloc(BATCH_BYTES + CSV_ROW_TEXTS);
		lane_give(ahead->empty, &ahead->batches[i]);
	}
	if (!thread_start(read_ahead, ahead, &ahead->thread, NULL)) {
		csv_ahead_close(ahead);
		return false;
	}
	*out = ahead;
	return true;
}

struct csv_line *csv_ahead_next(struct csv_ahead *ahead)
{
	while (!ahead->taking || ahead->at == ahead->taking->count) {
		if (ahead->taking)
			lane_give(ahead->empty, ahead->taking);
		ahead->taking = lane_take(ahead->full);
		ahead->at = 0;
		if (!ahead->taking)
			return NULL;
	}
	return &ahead->taking->lines[ahead->at++];
}

const struct csv_line *csv_ahead_peek(const struct csv_ahead *ahead, size_t further)
{
	size_t at = ahead->at + further - 1;

	return ahead->taking && at < ahead->taking->count ? &ahead->taking->lines[at] : NULL;
}

void csv_ahead_close(struct csv_ahead *ahead)
{
	if (!ahead)
		return;
	lane_stop(ahead->full);
	lane_end(ahead->empty);
	thread_join(ahead->thread);
	for (int i = 0; i < BATCHES; i++) {
		mem_free(ahead->batches[i].texts);
		arena_clear(&ahead->batches[i].kept);
	}
	lane_close(ahead->full);
	lane_close(ahead->empty);
	csv_row_clear(&ahead->row);
	mem_free(ahead);
}
