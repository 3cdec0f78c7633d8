/* How long rescoring takes: bench/rescore TIMES STORE DAY.
 *
 * Prints the median when nothing changed and, from day to day afterwards, of the following day, in milliseconds, and how many
 * clients that changed. The store is left on a later day.
 */
#include <stdio.h>

#include "bench/measure.h"
#include "bench/store.h"
#include "desk/refresh.h"

static double rescore(struct session *session, struct refresh_totals *totals)
{
	struct err err = { 0 };
	double start = measure_now_ms();

	if (!refresh_all(session, true, NULL, NULL, totals, &err))
		bench_fail("rescoring", &err);
	return measure_now_ms() - start;
}

int main(int argc, char **argv)
{
	struct times same = { 0 }, next = { 0 };
	struct refresh_totals totals;
	struct session *session;
	int64_t changed = 0, clients = 0;
	long rounds;

	if (argc != 4) {
		fprintf(stderr, "usage: rescore TIMES STORE DAY\n");
		return 2;
	}
	rounds = measure_number(argv[1], 1, 1000);
	session = bench_session(argv[2], argv[3], NULL, STORE_BATCH);
	rescore(session, &totals);
	for (long i = 0; i < rounds; i++)
		times_add(&same, rescore(session, &totals));
	for (long i = 0; i < rounds; i++) {
		session->today++;
		times_add(&next, rescore(session, &totals));
		changed += totals.changed;
		clients += totals.clients;
	}
	times_sort(&same);
	times_sort(&next);
	printf("%.3f %.3f %.1f\n", times_at(&same, 0.5), times_at(&next, 0.5),
	       clients ? 100.0 * (double)changed / (double)clients : 0.0);
	session_close(session);
	times_clear(&same);
	times_clear(&next);
	return 0;
}
