/* Twenty writers and three thousand kills, then three thousand power cuts of a console and of the batch, and of first loads a fifth of that.
 * Run by `make torture`; other numbers: torture_engine WRITERS ROUNDS.
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

static bool power_cuts(enum powercut_who who, int cuts)
{
	static const char *const names[] = { [POWERCUT_CONSOLE] = "console", [POWERCUT_BATCH] = "batch", [POWERCUT_LOAD] = "load",
					      [POWERCUT_FILL] = "first load" };
	char complaint[256];
	bool well;

	scratch_open();
	well = powercut_run(who, cuts, complaint);
	scratch_close();
	printf("engine: %d power cuts of a %s: %s\n", cuts, names[who],
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
	return kills(writers, rounds) && power_cuts(POWERCUT_CONSOLE, rounds) && power_cuts(POWERCUT_BATCH, rounds) &&
			       power_cuts(POWERCUT_LOAD, rounds / 5 + 1) && power_cuts(POWERCUT_FILL, rounds)
		       ? 0
		       : 1;
}
