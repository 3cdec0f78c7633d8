/* Which files were opened, in which order, to walk back through them. Knows no file.
 */
#ifndef UI_TRAIL_H
#define UI_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TRAIL_FILES 64 /* the oldest are forgotten */

/* Zero-initialise. */
struct trail {
	int64_t files[TRAIL_FILES];
	size_t count, at; /* at: places up to and with the file that is open; count when one left the files */
};

/* A file was opened: the last one from now on, unless trail_back led to it. */
void trail_visit(struct trail *trail, int64_t file);
/* The file before the one that is open, or the last one when none is. 0: there is none. It is where one stands then, so that the next
 * call goes further back even when it could not be opened. */
int64_t trail_back(struct trail *trail, int64_t open);

#endif
