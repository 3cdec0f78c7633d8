/* Power cut in the middle of work: the store opens again, is sound, and holds every acknowledged transaction.
 */
#ifndef TESTS_DB_POWERCUT_H
#define TESTS_DB_POWERCUT_H

#include <stdbool.h>

/* Works in the scratch folder, as the batch does or as a console, until the power was cut `cuts` times, each time going on undisturbed.
 * The first complaint is in `complaint` ("" when all is well). */
bool powercut_run(bool batch, int cuts, char complaint[256]);

#endif
