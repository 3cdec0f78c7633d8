/* Text laid out once for a width and shown a window at a time: words wrapped, pieces of several styles, columns.
 *
 * A pen walks over an endless page; drawing touches the visible rows only. Knows no meaning.
 */
#ifndef UI_SHEET_H
#define UI_SHEET_H

#include "base/arena.h"
#include "ui/draw.h"

struct sheet_span {
	int row, col;
	enum style style;
	const char *text;
};

struct sheet {
	struct sheet_span *spans; /* in row order */
	size_t count, room;
	int width;
	int row, col; /* the pen */
	struct arena arena;
};

void sheet_start(struct sheet *sheet, int width); /* an empty page; also the first call */
void sheet_clear(struct sheet *sheet);            /* frees */

void sheet_to(struct sheet *sheet, int col); /* move the pen on its row */
void sheet_newline(struct sheet *sheet);
/* As it is, from the pen on; the page's edge cuts it. */
void sheet_put(struct sheet *sheet, enum style style, const char *text);
/* Ending at column `end`; further right when the pen has passed its beginning. */
void sheet_right(struct sheet *sheet, int end, enum style style, const char *text);
/* Words, from the pen on; further lines start at column `indent`. */
void sheet_flow(struct sheet *sheet, int indent, enum style style, const char *text);
/* The same, and the row is done. */
void sheet_line(struct sheet *sheet, int indent, enum style style, const char *text);
/* Several lines, each wrapped and indented by itself; a blank one stays blank. */
void sheet_text(struct sheet *sheet, int indent, enum style style, const char *text);

int sheet_rows(const struct sheet *sheet); /* the pen's row counts when something stands on it */
void sheet_draw(const struct sheet *sheet, struct term *term, struct area area, int top);

#endif
