/* How long a program takes, start and end included: bench/elapsed TIMES BEFORE COMMAND…
 *
 * BEFORE is a line for the shell, run untimed each time (empty: none). Prints the median in milliseconds.
 */
#include <stdio.h>
#include <stdlib.h>

#include "bench/measure.h"

int main(int argc, char **argv)
{
	struct times times = { 0 };

	if (argc < 4) {
		fprintf(stderr, "usage: elapsed TIMES BEFORE COMMAND…\n");
		return 2;
	}
	for (long left = measure_number(argv[1], 1, 100000); left > 0; left--) {
		char *before[] = { (char[]){ "sh" }, (char[]){ "-c" }, argv[2], NULL };
		double start;

		if (*argv[2] && !measure_wait(measure_start(before)))
			measure_fail(argv[2], "failed");
		start = measure_now_ms();
		if (!measure_wait(measure_start(argv + 3)))
			measure_fail(argv[3], "failed");
		times_add(&times, measure_now_ms() - start);
	}
	times_sort(&times);
	printf("%.3f\n", times_at(&times, 0.5));
	times_clear(&times);
	return 0;
}
