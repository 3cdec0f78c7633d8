/* How long agents wait for what they record, alone or beside something else:
 * bench/agents WRITERS PACE_MS SECONDS STORE DAY [COMMAND…]
 *
 * Each writer is a process with a session of its own that records a note every PACE_MS on clients nobody else writes to. People are at
 * work since the morning when the night begins: the clock starts when each has opened his session and recorded once. With a COMMAND they
 * go on until it ends, SECONDS at least. Prints p50, p99 and the worst in milliseconds and how many were recorded, then the p99 and
 * the worst of those first ones, when all of them come at once. AGENTS_TRACE names a file for every wait: when it began, how long it
 * lasted, whose it was.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/id.h"
#include "bench/measure.h"
#include "bench/store.h"
#include "desk/call.h"
#include "desk/worklist.h"

#define WRITERS_MOST 200
#define SHARE        50    /* clients of one writer, in turn: histories stay short */
#define RECORDS_MOST 20000 /* of one writer */

struct wait {
	double at, ms; /* when it began, how long it lasted */
};

/* Between the processes. */
struct board {
	volatile int ready, start, stop, failed;
	struct wait first[WRITERS_MOST];
	size_t count[WRITERS_MOST];
	struct wait waits[WRITERS_MOST][RECORDS_MOST];
};

static void rest(double ms)
{
	struct timespec time = { .tv_sec = (time_t)(ms / 1e3),
				 .tv_nsec = (long)(ms * 1e6) % 1000000000 };

	if (ms > 0)
		nanosleep(&time, NULL);
}

/* An outcome is recorded or the run has failed. */
static bool record(struct board *board, struct session *session, int64_t client_id, struct wait *out)
{
	const struct call_request request = {
		.id = id_new(), .client_id = client_id, .outcome = OUTCOME_NOTE, .entry = "seen"
	};
	struct call_result result;
	struct err err = { 0 };

	out->at = measure_now_ms();
	if (!call_record(session, &request, &result, &err)) {
		fprintf(stderr, "bench: recording: %s\n", err.text);
		board->failed = 1;
		return false;
	}
	out->ms = measure_now_ms() - out->at;
	return true;
}

/* One agent at work. Never returns. */
static _Noreturn void write_on(struct board *board, int writer, double pace, const char *store,
			       const char *day, const int64_t *clients)
{
	struct session *session = bench_session(store, day, NULL, STORE_CONSOLE);
	bool going = record(board, session, clients[SHARE - 1], &board->first[writer]);
	double due;

	__atomic_add_fetch(&board->ready, 1, __ATOMIC_SEQ_CST);
	while (!board->start && !board->stop)
		rest(5);
	due = measure_now_ms() + (double)(measure_draw((uint64_t)writer, 0) % 1000) * pace / 1000;
	while (going && board->count[writer] < RECORDS_MOST) {
		size_t n = board->count[writer];

		rest(due - measure_now_ms());
		if (board->stop)
			break;
		going = record(board, session, clients[n % SHARE], &board->waits[writer][n]);
		board->count[writer] = n + going;
		due += pace;
		if (due < measure_now_ms()) /* late: an agent waits, he does not catch up */
			due = measure_now_ms() + pace;
	}
	session_close(session);
	_exit(0);
}

/* Clients for every writer; the array is the caller's. */
static int64_t *choose_clients(const char *store, const char *day, size_t wanted)
{
	struct session *session = bench_session(store, day, NULL, STORE_COMMAND);
	int64_t *ids = calloc(wanted, sizeof *ids);
	struct worklist list;
	struct err err = { 0 };

	if (!ids || !worklist_open(session, true, (int)wanted, &list, &err))
		bench_fail("the queue", &err);
	if (list.count < wanted)
		measure_fail(store, "too few clients");
	for (size_t i = 0; i < wanted; i++)
		ids[i] = list.rows[i].client.id;
	worklist_clear(&list);
	session_close(session);
	return ids;
}

static void print_board(const struct board *board, int writers)
{
	struct times times = { 0 }, first = { 0 };

	for (int w = 0; w < writers; w++) {
		times_add(&first, board->first[w].ms);
		for (size_t i = 0; i < board->count[w]; i++)
			times_add(&times, board->waits[w][i].ms);
	}
	times_sort(&times);
	times_sort(&first);
	printf("%.3f %.3f %.3f %zu %.3f %.3f\n", times_at(&times, 0.5), times_at(&times, 0.99),
	       times_at(&times, 1), times.count, times_at(&first, 0.99), times_at(&first, 1));
	times_clear(&times);
	times_clear(&first);
}

static void write_trace(const struct board *board, int writers, const char *path)
{
	FILE *file = fopen(path, "we");

	if (!file)
		measure_fail(path, "cannot be written");
	for (int w = 0; w < writers; w++)
		for (size_t i = 0; i < board->count[w]; i++)
			fprintf(file, "%.3f %.3f %d\n", board->waits[w][i].at,
				board->waits[w][i].ms, w);
	fclose(file);
}

/* While they record: the command, then what is left of the seconds. */
static void keep_going(struct board *board, double seconds, char **command)
{
	double start = measure_now_ms();

	board->start = 1;
	if (*command && !measure_wait(measure_start(command)))
		board->failed = 1;
	while (!board->failed && measure_now_ms() - start < seconds * 1e3)
		rest(10);
	board->stop = 1;
	if (!measure_wait_all())
		board->failed = 1;
}

int main(int argc, char **argv)
{
	struct board *board;
	int64_t *clients;
	double seconds, pace;
	int writers;

	if (argc < 6) {
		fprintf(stderr, "usage: agents WRITERS PACE_MS SECONDS STORE DAY [COMMAND…]\n");
		return 2;
	}
	writers = (int)measure_number(argv[1], 1, WRITERS_MOST);
	pace = (double)measure_number(argv[2], 1, 60000);
	seconds = (double)measure_number(argv[3], 1, 3600);
	board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (board == MAP_FAILED)
		measure_fail("memory", "none");
	clients = choose_clients(argv[4], argv[5], (size_t)writers * SHARE);
	for (int w = 0; w < writers; w++)
		if (measure_fork() == 0)
			write_on(board, w, pace, argv[4], argv[5], clients + w * SHARE);
	while (board->ready < writers && !board->failed) {
		if (measure_one_ended())
			board->failed = 1;
		rest(10);
	}
	keep_going(board, seconds, argv + 6);
	print_board(board, writers);
	if (getenv("AGENTS_TRACE"))
		write_trace(board, writers, getenv("AGENTS_TRACE"));
	free(clients);
	return board->failed;
}
