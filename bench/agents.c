/* How long agents wait for what they record, alone or beside something else:
 * bench/agents WRITERS PACE_MS SECONDS STORE DAY [COMMAND…]
 *
 * Each writer is a process with a session of its own that records a note every PACE_MS on clients nobody else writes to. With a
 * COMMAND they go on until it ends, SECONDS at least. Prints p50, p99 and the worst in milliseconds and how many were recorded.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
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

/* Between the processes. */
struct board {
	volatile int started, stop, failed;
	size_t count[WRITERS_MOST];
	double ms[WRITERS_MOST][RECORDS_MOST];
};

static void rest(double ms)
{
	struct timespec time = { .tv_sec = (time_t)(ms / 1e3),
				 .tv_nsec = (long)(ms * 1e6) % 1000000000 };

	if (ms > 0)
		nanosleep(&time, NULL);
}

static bool record(struct session *session, int64_t client_id, struct err *err)
{
	const struct call_request request = {
		.id = id_new(), .client_id = client_id, .outcome = OUTCOME_NOTE, .entry = "seen"
	};
	struct call_result result;

	return call_record(session, &request, &result, err);
}

/* One agent at work. Never returns. */
static _Noreturn void write_on(struct board *board, int writer, double pace, const char *store,
			       const char *day, const int64_t *clients)
{
	struct session *session = bench_session(store, day, NULL, STORE_CONSOLE);
	double due =
		measure_now_ms() + (double)(measure_draw((uint64_t)writer, 0) % 1000) * pace / 1000;
	struct err err = { 0 };

	__atomic_add_fetch(&board->started, 1, __ATOMIC_SEQ_CST);
	while (!board->stop && board->count[writer] < RECORDS_MOST) {
		size_t n = board->count[writer];
		double start;

		rest(due - measure_now_ms());
		start = measure_now_ms();
		if (!record(session, clients[n % SHARE], &err)) {
			fprintf(stderr, "bench: recording: %s\n", err.text);
			board->failed = 1;
			break;
		}
		board->ms[writer][n] = measure_now_ms() - start;
		board->count[writer] = n + 1;
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
	struct times times = { 0 };

	for (int w = 0; w < writers; w++)
		for (size_t i = 0; i < board->count[w]; i++)
			times_add(&times, board->ms[w][i]);
	times_sort(&times);
	printf("%.3f %.3f %.3f %zu\n", times_at(&times, 0.5), times_at(&times, 0.99),
	       times_at(&times, 1), times.count);
	times_clear(&times);
}

int main(int argc, char **argv)
{
	struct board *board;
	int64_t *clients;
	double start;
	int writers;

	if (argc < 6) {
		fprintf(stderr, "usage: agents WRITERS PACE_MS SECONDS STORE DAY [COMMAND…]\n");
		return 2;
	}
	writers = (int)measure_number(argv[1], 1, WRITERS_MOST);
	board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (board == MAP_FAILED)
		measure_fail("memory", "none");
	clients = choose_clients(argv[4], argv[5], (size_t)writers * SHARE);
	for (int w = 0; w < writers; w++)
		if (fork() == 0)
			write_on(board, w, (double)measure_number(argv[2], 1, 60000), argv[4],
				 argv[5], clients + w * SHARE);
	while (board->started < writers && !board->failed)
		rest(10);
	start = measure_now_ms();
	if (argc > 6 && !measure_wait(measure_start(argv + 6)))
		board->failed = 1;
	while (!board->failed &&
	       measure_now_ms() - start < (double)measure_number(argv[3], 1, 3600) * 1e3)
		rest(10);
	board->stop = 1;
	while (wait(NULL) > 0)
		;
	print_board(board, writers);
	free(clients);
	return board->failed;
}
