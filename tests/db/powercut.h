/* Power cut in the middle of work: the store opens again, is sound, and holds every acknowledged transaction.
 */
#ifndef TESTS_DB_POWERCUT_H
#define TESTS_DB_POWERCUT_H

#include <stdbool.h>

/* The batch holds its writes back a little (db/sqlite_writes.h); every other transaction of a load goes past the log, and one that
 * fills a table past SQLite too. */
enum powercut_who { POWERCUT_CONSOLE, POWERCUT_BATCH, POWERCUT_LOAD, POWERCUT_FILL };

/* Works in the scratch folder until the power was cut `cuts` times, each time going on undisturbed.
 * The first complaint is in `complaint` ("" when all is well). */
bool powercut_run(enum powercut_who who, int cuts, char complaint[256]);

#endif
