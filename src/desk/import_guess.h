/* What a CSV nobody described seems to be: a mapping to look at and keep, and its first rows read
 * with it. Touches no store.
 */
#ifndef DESK_IMPORT_GUESS_H
#define DESK_IMPORT_GUESS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "intake/sink.h"

#define IMPORT_GUESS_ROWS 10

struct import_guess {
	const char *file;
	const char *mapping;                        /* text of a mapping file */
	struct intake_item rows[IMPORT_GUESS_ROWS]; /* texts in the arena */
	size_t row_count;
	struct intake_reject rejects[IMPORT_GUESS_ROWS]; /* met before the last of the rows */
	size_t reject_count;
	struct arena arena;
};
/* map or preset: show that one's rows instead of guessing; NULL otherwise. Clear out in any
 * case. */
bool import_guess(const char *path, const char *preset, const char *map, struct import_guess *out,
		  struct err *err);
void import_guess_clear(struct import_guess *guess);

#endif
