/* Drawing in words: an area of the screen, a pen that writes along a line, section rules, paragraphs, bars.
 *
 * Everything goes through ui/term.h and is cut to its area. Knows no data.
 */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include "ui/term.h"

struct area {
	int row, col, rows, cols;
};

/* Take lines off the top or the bottom, or columns off the right, of an area: returns what was taken. */
struct area area_take_top(struct area *area, int rows);
struct area area_take_bottom(struct area *area, int rows);
struct area area_take_right(struct area *area, int cols);

/* One text on one line: cut with "…" when it does not fit. Returns the cells used. */
int draw_text(struct term *term, int row, int col, int width, enum style style, const char *text);
/* Against the right edge. */
int draw_right(struct term *term, int row, int col, int width, enum style style, const char *text);

/* "─ Invoices ───────────── 3 overdue ─"; note may be NULL. */
void draw_section(struct term *term, int row, int col, int width, const char *title,
		  const char *note);

/* May a line end at this byte? At a blank, but not within an amount nor before a sign that belongs to what precedes it. */
bool draw_breaks(const char *text, size_t at);

/* Words wrapped to the area, later lines indented; line breaks in the text are kept. What does not fit the area
 * ends in an ellipsis. Returns the lines it takes, drawn or not. */
int draw_paragraph(struct term *term, struct area area, int indent, enum style style,
		   const char *text);

/* part/whole of `width` cells filled, to half a cell. */
void draw_bar(struct term *term, int row, int col, int width, int64_t part, int64_t whole,
	      enum style style);

/* A pen writes pieces of several styles along one line and stops at its end. */
struct pen {
	struct term *term;
	int row, col, end;
};
struct pen pen_at(struct term *term, int row, int col, int width);
void pen_put(struct pen *pen, enum style style, const char *text);
void pen_printf(struct pen *pen, enum style style, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void pen_skip(struct pen *pen, int cells);

#endif
