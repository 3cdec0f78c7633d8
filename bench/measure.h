/* What the benchmarks share: a clock, percentiles, and running a program.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

double measure_now_ms(void); /* steady, in milliseconds with fractions */

/* Times of one kind, in the order they came. Plain struct: zero it. */
struct times {
	double *ms;
	size_t count, room;
};
void times_add(struct times *times, double ms);
void times_sort(struct times *times);
double times_at(const struct times *times,
		double share); /* of a sorted one: 0.5 the median, 1 the worst; 0 when empty */
void times_clear(struct times *times);

/* The same sequence on every machine: element n of the stream `seed`. */
uint64_t measure_draw(uint64_t seed, uint64_t n);

/* Start argv with its standard output thrown away; wait for it. False unless it ended with 0. */
pid_t measure_start(char **argv);
bool measure_wait(pid_t child);
/* Fork a process that does not outlive this one. Has any of them ended already? Wait for all; false unless each ended with 0. */
pid_t measure_fork(void);
bool measure_one_ended(void);
bool measure_wait_all(void);

_Noreturn void measure_fail(const char *what, const char *why);
long measure_number(const char *text, long least, long most); /* ends the program when it is none */

#endif
