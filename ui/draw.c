/* Nothing here remembers anything: each call draws and is done.
 */
#include "ui/draw.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define DRAW_LINE 1024 /* bytes of one line on the screen */

struct area area_take_top(struct area *area, int rows)
{
	struct area taken = *area;

	taken.rows = rows < area->rows ? rows : area->rows;
	area->row += taken.rows;
	area->rows -= taken.rows;
	return taken;
}

struct area area_take_bottom(struct area *area, int rows)
{
	struct area taken = *area;

	taken.rows = rows < area->rows ? rows : area->rows;
	area->rows -= taken.rows;
	taken.row = area->row + area->rows;
	return taken;
}

struct area area_take_right(struct area *area, int cols)
{
	struct area taken = *area;

	taken.cols = cols < area->cols ? cols : area->cols;
	area->cols -= taken.cols;
	taken.col = area->col + area->cols;
	return taken;
}

int draw_text(struct term *term, int row, int col, int width, enum style style, const char *text)
{
	char line[DRAW_LINE];

	if (width <= 0)
		return 0;
	text_ellipsis(line, sizeof line, text, width);
	return term_put(term, row, col, width, style, line);
}

int draw_right(struct term *term, int row, int col, int width, enum style style, const char *text)
{
	char line[DRAW_LINE];

	if (width <= 0)
		return 0;
	int cells = text_ellipsis(line, sizeof line, text, width);
	return term_put(term, row, col + width - cells, cells, style, line);
}

void draw_section(struct term *term, int row, int col, int width, const char *title,
		  const char *note)
{
	struct pen pen = pen_at(term, row, col, width);

	term_rule(term, row, col, width);
	if (title && *title) {
		pen_skip(&pen, 1);
		pen_put(&pen, STYLE_HEADER, " ");
		pen_put(&pen, STYLE_HEADER, title);
		pen_put(&pen, STYLE_HEADER, " ");
	}
	int cells = note ? text_width(note) + 2 : 0;
	if (cells > 2 && pen.col + 1 + cells < pen.end) {
		pen = pen_at(term, row, col + width - cells - 1, cells);
		pen_put(&pen, STYLE_DIM, " ");
		pen_put(&pen, STYLE_DIM, note);
		pen_put(&pen, STYLE_DIM, " ");
	}
}

static bool starts_with(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strncmp(text, *words, strlen(*words)) == 0)
			return true;
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool draw_breaks(const char *text, size_t at)
{
	static const char *const tied[] = {
		"€", "$", "£", "¥", "%", ":", ";", "!", "?", "»", NULL
	};
	const char *after = text + at + 1;

	if (text[at] != ' ' || at == 0)
		return false;
	if (is_digit(text[at - 1]) && is_digit(*after))
		return false;
	return !starts_with(after, tied) && !(at >= 2 && memcmp(text + at - 2, "«", 2) == 0);
}

/* Bytes of the next line out of s: as many words as fit, at least one character. *skip = the blank or break after it. */
static size_t wrap(const char *s, int cells, size_t *skip)
{
	size_t stop = strcspn(s, "\n");
	int used;
	size_t fit = text_cut(s, cells, &used);

	*skip = 1;
	if (fit >= stop) {
		*skip = s[stop] == '\n';
		return stop;
	}
	for (size_t i = fit + 1; i > 0; i--)
		if (draw_breaks(s, i - 1))
			return i - 1;
	*skip = 0;
	return fit;
}

/* All that is left of a text on its last line, breaks as blanks. */
static void draw_rest(struct term *term, struct area at, enum style style, const char *text)
{
	char line[DRAW_LINE];

	snprintf(line, sizeof line, "%s", text + strspn(text, " \n"));
	for (char *stop = line; (stop = strchr(stop, '\n'));)
		*stop = ' ';
	draw_text(term, at.row, at.col, at.cols, style, line);
}

int draw_paragraph(struct term *term, struct area area, int indent, enum style style,
		   const char *text)
{
	int lines = 0;

	while (*text) {
		size_t skip;
		int left = lines ? indent : 0;
		if (area.cols - left < 1)
			return lines;
		size_t n = wrap(text, area.cols - left, &skip);
		if (n + skip == 0)
			return lines;
		if (lines == area.rows - 1 && text[n + skip]) { /* what does not fit is seen to be cut */
			draw_rest(term, (struct area){ area.row + lines, area.col + left, 1, area.cols - left }, style, text);
		} else if (lines < area.rows) {
			char line[DRAW_LINE];
			snprintf(line, sizeof line, "%.*s",
				 (int)(n < sizeof line ? n : sizeof line - 1), text);
			term_put(term, area.row + lines, area.col + left, area.cols - left, style,
				 line);
		}
		text += n + skip;
		lines++;
	}
	return lines;
}

static const char *bar_cell(int64_t halves)
{
	if (halves > 1)
		return "█";
	return halves == 1 ? "▌" : "░";
}

void draw_bar(struct term *term, int row, int col, int width, int64_t part, int64_t whole,
	      enum style style)
{
	int64_t halves = whole > 0 && part > 0 ? part * 2 * width / whole : 0;

	for (int i = 0; i < width; i++, halves -= 2)
		term_put(term, row, col + i, 1, halves > 0 ? style : STYLE_DIM, bar_cell(halves));
}

struct pen pen_at(struct term *term, int row, int col, int width)
{
	return (struct pen){ .term = term, .row = row, .col = col, .end = col + width };
}

void pen_put(struct pen *pen, enum style style, const char *text)
{
	pen->col += draw_text(pen->term, pen->row, pen->col, pen->end - pen->col, style, text);
}

void pen_printf(struct pen *pen, enum style style, const char *fmt, ...)
{
	char line[DRAW_LINE];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	pen_put(pen, style, line);
}

void pen_skip(struct pen *pen, int cells)
{
	pen->col = pen->col + cells < pen->end ? pen->col + cells : pen->end;
}
