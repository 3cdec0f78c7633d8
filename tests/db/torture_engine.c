/* Twenty writers, three thousand kills. Run by `make torture`; other numbers: torture_engine WRITERS ROUNDS.
 */
#include <stdio.h>
#include <stdlib.h>

#include "crash.h"
#include "scratch.h"

int main(int argc, char **argv)
{
	struct crash crash = { .writers = 20, .rounds = 3000, .check_every = 100 };
	char complaint[256];
	bool well;

	if (argc == 3) {
		crash.writers = atoi(argv[1]);
		crash.rounds = atoi(argv[2]);
	}
	if (crash.writers < 1 || crash.rounds < 1) {
		fprintf(stderr, "usage: torture_engine [WRITERS ROUNDS]\n");
		return 2;
	}
	scratch_open();
	well = crash_run(&crash, complaint);
	if (well)
		printf("engine: %d writers, %d kills, nothing acknowledged is missing\n",
		       crash.writers, crash.rounds);
	else
		printf("engine: FAILED: %s\n", complaint);
	scratch_close();
	return well ? 0 : 1;
}
