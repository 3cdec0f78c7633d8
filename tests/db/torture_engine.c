/* Twenty writers and three thousand kills, then three thousand power cuts of a console and of the batch. Run by `make torture`; other numbers: torture_engine WRITERS ROUNDS.
 */
#include <stdio.h>
#include <stdlib.h>

#include "crash.h"
#include "powercut.h"
#include "scratch.h"

static bool kills(int writers, int rounds)
{
	const struct crash crash = { .writers = writers, .rounds = rounds, .check_every = 100 };
	char complaint[256];
	bool well;

	scratch_open();
	well = crash_run(&crash, complaint);
	scratch_close();
	printf("engine: %d writers, %d kills: %s\n", writers, rounds,
	       well ? "nothing acknowledged is missing" : complaint);
	return well;
}

static bool power_cuts(bool batch, int cuts)
{
	char complaint[256];
	bool well;

	scratch_open();
	well = powercut_run(batch, cuts, complaint);
	scratch_close();
	printf("engine: %d power cuts of a %s: %s\n", cuts, batch ? "batch" : "console",
	       well ? "nothing acknowledged is missing" : complaint);
	return well;
}

int main(int argc, char **argv)
{
	int writers = argc == 3 ? atoi(argv[1]) : 20, rounds = argc == 3 ? atoi(argv[2]) : 3000;

	if (writers < 1 || rounds < 1 || (argc != 1 && argc != 3)) {
		fprintf(stderr, "usage: torture_engine [WRITERS ROUNDS]\n");
		return 2;
	}
	return kills(writers, rounds) && power_cuts(false, rounds) && power_cuts(true, rounds) ? 0 : 1;
}
