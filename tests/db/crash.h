/* Writers killed at random moments (kill -9): what was acknowledged must be there, and no transaction may be there by half.
 */
#ifndef TESTS_DB_CRASH_H
#define TESTS_DB_CRASH_H

#include <stdbool.h>

struct crash {
	int writers;     /* at work at the same time */
	int rounds;      /* kills, each followed by a new writer */
	int check_every; /* rounds between whole checks of the store */
};
/* In the scratch folder. The first complaint is in `complaint` ("" when all is well). */
bool crash_run(const struct crash *crash, char complaint[256]);

#endif
