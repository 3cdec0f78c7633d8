/* Text as terminal cells: one base character with its combining marks at a time, and the ASCII stand-ins of --ascii.
 *
 * Shared by both terminals, so that a test sees the cells an agent sees. Pure.
 */
#ifndef UI_CELLS_H
#define UI_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

#define CELLS_MARKS 5 /* a base character and as many marks as curses keeps */

struct cell {
	wchar_t text[CELLS_MARKS + 1]; /* NUL-terminated */
	int width;                     /* 1 or 2 */
};

/* Take the next cell off *text. False at the end. Controls, format characters and broken bytes are skipped. */
bool cells_next(const char **text, bool ascii, struct cell *out);

#endif
