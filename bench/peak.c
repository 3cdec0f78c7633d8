/* How much memory a program takes at its most: bench/peak COMMAND… Prints the peak of its resident set in MiB.
 */
#include <stdio.h>
#include <sys/resource.h>

#include "bench/measure.h"

int main(int argc, char **argv)
{
	struct rusage used;

	if (argc < 2) {
		fprintf(stderr, "usage: peak COMMAND…\n");
		return 2;
	}
	if (!measure_wait(measure_start(argv + 1)) || getrusage(RUSAGE_CHILDREN, &used) != 0)
		measure_fail(argv[1], "failed");
	printf("%ld\n", (used.ru_maxrss + 1023) / 1024);
	return 0;
}
