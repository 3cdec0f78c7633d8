/* The terminal of tests: keys in, cells out, no descriptor. Includes what only a test may do to ui/term.h's grid.
 */
#ifndef UI_TERM_GRID_H
#define UI_TERM_GRID_H

#include "base/mem.h"
#include "ui/term.h"

#define TERM_GRID_PATIENCE \
	1000 /* empty waits in a row before the grid hangs up, so that no test waits for ever */

struct term *term_grid_open(int rows, int cols, bool ascii);

/* Queue what the agent does next. Bytes are decoded as on a real line: "\033OP" is F1. */
void term_grid_type(struct term *term, const char *bytes);
void term_grid_key(struct term *term, uint32_t key);
bool term_grid_pending(const struct term *term); /* something queued is not read yet */
void term_grid_resize(struct term *term, int rows, int cols);
void term_grid_hang_up(struct term *term);

/* The screen as of the last refresh, one line a row, blanks at the ends trimmed. */
void term_grid_dump(const struct term *term, struct buf *out);
/* Under each row that has any, the style letters of its cells (ui/style.h). */
void term_grid_dump_styles(const struct term *term, struct buf *out);
void term_grid_line(const struct term *term, int row, struct buf *out);
void term_grid_cursor(const struct term *term, int *row, int *col);
int term_grid_refreshes(const struct term *term); /* since it was opened */
int term_grid_bells(const struct term *term);

#endif
