/* Many processes at work on one store:
 *
 *   crowd claim PROCESSES STORE DAY            call every callable file until none is left, each with its own claim
 *   crowd record PROCESSES SECONDS STORE DAY   record notes without pause; what fails is tried again under the same id, as an agent
 *                                              would, until it is acknowledged
 *
 * Both end by counting in the store what was handed out or acknowledged: nothing twice, nothing lost, and not nothing at all. A line
 * tells the figures.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/id.h"
#include "bench/measure.h"
#include "bench/store.h"
#include "db/call.h"
#include "desk/audit.h"
#include "desk/call.h"
#include "desk/claim.h"
#include "desk/worklist.h"

#define ROOM 400000
#define PROCESSES_MOST 240
#define PATIENCE_MS 120000.0

/* Between the processes. */
struct board {
	volatile int started, go, stop, failed;
	volatile size_t used;
	struct {
		int64_t client_id, action_id;
		double ms;
	} done[ROOM];
};

struct crowd {
	struct board *board;
	const char *store, *day;
	int processes;
	int64_t *clients; /* of writers, one each */
};

static void nap(double ms)
{
	struct timespec time = { .tv_sec = (time_t)(ms / 1e3), .tv_nsec = (long)(ms * 1e6) % 1000000000 };

	nanosleep(&time, NULL);
}

static void note(struct board *board, int64_t client_id, int64_t action_id, double ms)
{
	size_t at = __atomic_fetch_add(&board->used, 1, __ATOMIC_SEQ_CST);

	if (at >= ROOM)
		measure_fail("the board", "is full");
	board->done[at].client_id = client_id;
	board->done[at].action_id = action_id;
	board->done[at].ms = ms;
}

static _Noreturn void broken(struct board *board, const char *what, const struct err *err)
{
	fprintf(stderr, "crowd: %s: %s\n", what, err->text);
	board->failed = 1;
	_exit(1);
}

static void wait_for_all(struct board *board)
{
	__atomic_add_fetch(&board->started, 1, __ATOMIC_SEQ_CST);
	while (!board->go)
		nap(2);
}

/* ---- claims ---- */

static void call_all(struct crowd *crowd, int number)
{
	struct board *board = crowd->board;
	struct session *session = bench_session(crowd->store, crowd->day, NULL, STORE_COMMAND);
	struct err err = { 0 };

	(void)number;
	wait_for_all(board);
	for (;;) {
		struct call_request request = { .id = id_new(), .outcome = OUTCOME_NO_ANSWER, .entry = "" };
		struct call_result result;
		double start = measure_now_ms();

		if (!worklist_next(session, NULL, &request.client_id, &err))
			broken(board, "the next file", &err);
		if (request.client_id == 0)
			break;
		note(board, request.client_id, request.id, measure_now_ms() - start);
		if (!call_record(session, &request, &result, &err) || !claim_free(session, request.client_id, &err))
			broken(board, "recording", &err);
	}
	session_close(session);
}

/* ---- records ---- */

static void record_on(struct crowd *crowd, int number)
{
	struct board *board = crowd->board;
	struct session *session = bench_session(crowd->store, crowd->day, NULL, STORE_CONSOLE);
	struct err err = { 0 };

	wait_for_all(board);
	while (!board->stop) {
		const struct call_request request = {
			.id = id_new(), .client_id = crowd->clients[number], .outcome = OUTCOME_NOTE, .entry = "seen"
		};
		struct call_result result;
		double start = measure_now_ms();

		while (!call_record(session, &request, &result, &err)) {
			if (measure_now_ms() - start > PATIENCE_MS)
				broken(board, "recording", &err);
			nap(20);
		}
		note(board, request.client_id, request.id, measure_now_ms() - start);
	}
	session_close(session);
}

static int64_t *choose(const struct crowd *crowd)
{
	struct session *session = bench_session(crowd->store, crowd->day, NULL, STORE_COMMAND);
	int64_t *ids = calloc((size_t)crowd->processes, sizeof *ids);
	struct worklist list;
	struct err err = { 0 };

	if (!ids || !worklist_open(session, true, crowd->processes, &list, &err))
		bench_fail("the queue", &err);
	if (list.count < (size_t)crowd->processes)
		measure_fail(crowd->store, "too few clients");
	for (int i = 0; i < crowd->processes; i++)
		ids[i] = list.rows[i].client.id;
	worklist_clear(&list);
	session_close(session);
	return ids;
}

/* ---- the end ---- */

static int by_client(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static size_t doubles(const struct board *board)
{
	int64_t *ids = malloc((board->used + 1) * sizeof *ids);
	size_t n = 0;

	if (!ids)
		measure_fail("memory", "none");
	for (size_t i = 0; i < board->used; i++)
		ids[i] = board->done[i].client_id;
	qsort(ids, board->used, sizeof *ids, by_client);
	for (size_t i = 1; i < board->used; i++)
		n += ids[i] == ids[i - 1];
	free(ids);
	return n;
}

/* Every id acknowledged stands in the store, and verify finds every chain whole. */
static size_t lost(const struct crowd *crowd)
{
	struct session *session = bench_session(crowd->store, crowd->day, NULL, STORE_BATCH);
	struct arena arena = { 0 };
	struct audit_totals totals;
	struct call_row row;
	struct err err = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < crowd->board->used; i++) {
		n += action_by_id(session->store, &arena, crowd->board->done[i].action_id, &row, &err) != FOUND;
		if (i % 1000 == 0)
			arena_clear(&arena);
	}
	if (!audit_verify(session, &totals, &err))
		bench_fail("verify", &err);
	arena_clear(&arena);
	session_close(session);
	return n;
}

struct counted { int64_t actions, notes; };

static bool count_row(void *context, const struct journal_row *row, struct err *err)
{
	struct counted *counted = context;

	(void)err;
	counted->actions++;
	counted->notes += strcmp(row->kind, "note") == 0;
	return true;
}

static int64_t notes_of(const struct crowd *crowd)
{
	struct session *session = bench_session(crowd->store, crowd->day, NULL, STORE_BATCH);
	struct counted counted = { 0 };
	struct err err = { 0 };

	if (!audit_journal(session, NULL, 0, count_row, &counted, &err))
		bench_fail("the journal", &err);
	session_close(session);
	return counted.notes;
}

static void tell_times(const struct board *board, const char *what, double seconds)
{
	struct times times = { 0 };

	for (size_t i = 0; i < board->used; i++)
		times_add(&times, board->done[i].ms);
	times_sort(&times);
	printf("%zu %s in %.1f s, p50 %.1f ms, p99 %.1f ms, worst %.0f ms", board->used, what, seconds, times_at(&times, 0.5),
	       times_at(&times, 0.99), times_at(&times, 1));
	times_clear(&times);
}

/* Start them, let them begin together, wait for SECONDS (0: until they end by themselves). */
static double run(struct crowd *crowd, void (*work)(struct crowd *, int), double seconds)
{
	double start;

	for (int i = 0; i < crowd->processes; i++)
		if (measure_fork() == 0) {
			work(crowd, i);
			_exit(0);
		}
	while (crowd->board->started < crowd->processes && !crowd->board->failed) {
		if (measure_one_ended())
			crowd->board->failed = 1;
		nap(5);
	}
	crowd->board->go = 1;
	start = measure_now_ms();
	while (seconds > 0 && !crowd->board->failed && measure_now_ms() - start < seconds * 1e3)
		nap(20);
	crowd->board->stop = 1;
	if (!measure_wait_all())
		crowd->board->failed = 1;
	return (measure_now_ms() - start) / 1e3;
}

static int claim(struct crowd *crowd)
{
	double seconds = run(crowd, call_all, 0);
	size_t twice = doubles(crowd->board), missing = lost(crowd);

	tell_times(crowd->board, "files handed out", seconds);
	printf(", %zu twice, %zu lost, by %d processes\n", twice, missing, crowd->processes);
	return twice || missing || crowd->board->failed || crowd->board->used == 0;
}

static int record(struct crowd *crowd, double duration)
{
	int64_t before = notes_of(crowd), extra;
	double seconds;
	size_t missing;

	crowd->clients = choose(crowd);
	seconds = run(crowd, record_on, duration);
	missing = lost(crowd);
	extra = notes_of(crowd) - before - (int64_t)crowd->board->used;
	tell_times(crowd->board, "acknowledged", seconds);
	printf(", %zu lost, %lld twice, by %d processes\n", missing, (long long)extra, crowd->processes);
	free(crowd->clients);
	return missing || extra || crowd->board->failed || crowd->board->used == 0;
}

int main(int argc, char **argv)
{
	struct crowd crowd = { 0 };
	bool claims = argc == 5 && strcmp(argv[1], "claim") == 0;

	if (!claims && !(argc == 6 && strcmp(argv[1], "record") == 0)) {
		fprintf(stderr, "usage: crowd claim PROCESSES STORE DAY | crowd record PROCESSES SECONDS STORE DAY\n");
		return 2;
	}
	crowd.processes = (int)measure_number(argv[2], 1, PROCESSES_MOST);
	crowd.store = argv[argc - 2];
	crowd.day = argv[argc - 1];
	crowd.board = mmap(NULL, sizeof *crowd.board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (crowd.board == MAP_FAILED)
		measure_fail("memory", "none");
	return claims ? claim(&crowd) : record(&crowd, (double)measure_number(argv[3], 1, 3600));
}
