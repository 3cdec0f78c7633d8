/* ui/term.h in memory, linked by tests in the place of term.c.
 */
#include "ui/term_grid.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"
#include "ui/cells.h"
#include "ui/keys.h"

struct square {
	wchar_t text[CELLS_MARKS + 1]; /* "" is the right half of a wide character */
	enum style style;
};

struct picture {
	struct square *squares;
	int row, col; /* the cursor */
};

struct term {
	int rows, cols;
	bool ascii, hung_up;
	struct picture drawn, shown;
	struct keys keys;
	struct term_event *queue; /* resizes and special keys, after the bytes before them */
	size_t queued, room, next;
	int refreshes, bells, waits;
};

static void wipe(struct term *term, struct picture *picture)
{
	mem_free(picture->squares);
	picture->squares =
		mem_alloc((size_t)term->rows * (size_t)term->cols * sizeof *picture->squares);
	for (int i = 0; i < term->rows * term->cols; i++)
		picture->squares[i].text[0] = L' ';
	picture->row = picture->col = 0;
}

struct term *term_grid_open(int rows, int cols, bool ascii)
{
	struct term *term = mem_alloc(sizeof *term);

	term->rows = rows;
	term->cols = cols;
	term->ascii = ascii;
	wipe(term, &term->drawn);
	wipe(term, &term->shown);
	keys_init(&term->keys);
	return term;
}

bool term_open(const struct term_options *options, struct term **out, struct err *err)
{
	err_clear(err);
	*out = term_grid_open(24, 80, options->ascii);
	return true;
}

void term_close(struct term *term)
{
	if (!term)
		return;
	mem_free(term->drawn.squares);
	mem_free(term->shown.squares);
	keys_clear(&term->keys);
	for (size_t i = 0; i < term->queued; i++)
		mem_free((char *)term->queue[i].text);
	mem_free(term->queue);
	mem_free(term);
}

void term_stop(struct term *term)
{
	(void)term;
}

void term_restore(void)
{
}

void term_size(const struct term *term, int *rows, int *cols)
{
	*rows = term->rows;
	*cols = term->cols;
}

void term_erase(struct term *term)
{
	wipe(term, &term->drawn);
}

static bool clip(const struct term *term, int row, int *col, int *width)
{
	if (*col < 0) {
		*width += *col;
		*col = 0;
	}
	if (*width > term->cols - *col)
		*width = term->cols - *col;
	return row >= 0 && row<term->rows && * width> 0;
}

int term_put(struct term *term, int row, int col, int width, enum style style, const char *text)
{
	struct cell cell;
	int used = 0;

	if (!clip(term, row, &col, &width))
		return 0;
	struct square *squares = term->drawn.squares + (size_t)row * (size_t)term->cols + col;
	while (used < width && cells_next(&text, term->ascii, &cell) &&
	       used + cell.width <= width) {
		memcpy(squares[used].text, cell.text, sizeof cell.text);
		squares[used].style = style;
		if (cell.width == 2)
			squares[used + 1] = (struct square){ .style = style };
		used += cell.width;
	}
	return used;
}

void term_fill(struct term *term, int row, int col, int width, enum style style)
{
	while (width-- > 0)
		term_put(term, row, col++, 1, style, " ");
}

void term_rule(struct term *term, int row, int col, int width)
{
	while (width-- > 0)
		term_put(term, row, col++, 1, STYLE_RULE, "─");
}

void term_pole(struct term *term, int row, int col, int height)
{
	while (height-- > 0)
		term_put(term, row++, col, 1, STYLE_RULE, "│");
}

void term_cursor(struct term *term, int row, int col)
{
	term->drawn.row = row < 0 ? 0 : row >= term->rows ? term->rows - 1 : row;
	term->drawn.col = col < 0 ? 0 : col >= term->cols ? term->cols - 1 : col;
}

void term_refresh(struct term *term)
{
	memcpy(term->shown.squares, term->drawn.squares,
	       (size_t)term->rows * (size_t)term->cols * sizeof *term->shown.squares);
	term->shown.row = term->drawn.row;
	term->shown.col = term->drawn.col;
	term->refreshes++;
}

void term_repaint(struct term *term)
{
	(void)term;
}

void term_bell(struct term *term)
{
	term->bells++;
}

static void enqueue(struct term *term, const struct term_event *event)
{
	MEM_GROW(term->queue, term->queued, term->room);
	term->queue[term->queued++] = *event;
	term->waits = 0;
}

void term_grid_type(struct term *term, const char *bytes)
{
	struct term_event event;

	keys_feed(&term->keys, bytes, strlen(bytes));
	while (keys_next(&term->keys, true, &event) == KEYS_EVENT) {
		if (event.kind == TERM_PASTE)
			event.text = mem_strdup(event.text);
		enqueue(term, &event);
	}
}

void term_grid_key(struct term *term, uint32_t key)
{
	enqueue(term, &(struct term_event){ .kind = TERM_KEY, .key = key });
}

bool term_grid_pending(const struct term *term)
{
	return !term->hung_up && term->next < term->queued;
}

void term_grid_resize(struct term *term, int rows, int cols)
{
	term->rows = rows;
	term->cols = cols;
	wipe(term, &term->drawn);
	wipe(term, &term->shown);
	enqueue(term, &(struct term_event){ .kind = TERM_RESIZE });
}

void term_grid_hang_up(struct term *term)
{
	enqueue(term, &(struct term_event){ .kind = TERM_HANGUP });
}

void term_watch(struct term *term, int fd)
{
	(void)term;
	(void)fd;
}

void term_next(struct term *term, int timeout_ms, struct term_event *event)
{
	*event = (struct term_event){ .kind = TERM_NOTHING };
	if (!term->hung_up && term->next < term->queued) {
		*event = term->queue[term->next++];
		term->hung_up = event->kind == TERM_HANGUP;
		return;
	}
	if (timeout_ms != 0 && ++term->waits > TERM_GRID_PATIENCE)
		term->hung_up = true;
	if (term->hung_up)
		event->kind = TERM_HANGUP;
}

static void put_square(const struct square *square, struct buf *out)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };

	for (const wchar_t *c = square->text; *c; c++) {
		size_t n = wcrtomb(bytes, *c, &state);
		if (n != (size_t)-1)
			buf_add(out, bytes, n);
	}
}

static void trim(struct buf *out, size_t from)
{
	while (out->len > from && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

void term_grid_line(const struct term *term, int row, struct buf *out)
{
	size_t from = out->len;

	buf_puts(out, "");
	for (int col = 0; col < term->cols; col++)
		put_square(&term->shown.squares[(size_t)row * (size_t)term->cols + (size_t)col],
			   out);
	trim(out, from);
}

void term_grid_dump(const struct term *term, struct buf *out)
{
	for (int row = 0; row < term->rows; row++) {
		term_grid_line(term, row, out);
		buf_putc(out, '\n');
	}
}

void term_grid_dump_styles(const struct term *term, struct buf *out)
{
	for (int row = 0; row < term->rows; row++) {
		term_grid_line(term, row, out);
		buf_putc(out, '\n');
		size_t from = out->len;
		for (int col = 0; col < term->cols; col++)
			buf_putc(out,
				 style_letter(term->shown
						      .squares[(size_t)row * (size_t)term->cols +
							       (size_t)col]
						      .style));
		trim(out, from);
		if (out->len > from)
			buf_putc(out, '\n');
	}
}

void term_grid_cursor(const struct term *term, int *row, int *col)
{
	*row = term->shown.row;
	*col = term->shown.col;
}

int term_grid_refreshes(const struct term *term)
{
	return term->refreshes;
}

int term_grid_bells(const struct term *term)
{
	return term->bells;
}
