/* Lines in columns, each with its key before it; keys never depend on how many there are, so that fingers learn them.
 */
#include "ui/choice.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "rules/keymap.h"
#include "ui/list.h"

#define GAP       3
#define LINE_MOST 36 /* cells of a line beside another one */
#define FEW       9  /* lines that need no second column */

static const char keys[] = "0123456789abcdefghijklmnopqrstuvwxyz";

struct choice {
	char *title, *lines[CHOICE_LINES];
	size_t count, first; /* first: of keys */
	struct list list;
	choice_fn *taken;
	void *context;
};

static int line_cells(const struct choice *choice, int cols)
{
	int most = 0, room = choice->count <= FEW ? cols - 3 - GAP : LINE_MOST;

	for (size_t i = 0; i < choice->count; i++) {
		int cells = text_width(choice->lines[i]);
		most = cells > most ? cells : most;
	}
	return 3 + (most < room ? most : room) + GAP;
}

static int columns_in(const struct choice *choice, int cols)
{
	int columns = (cols - 1) / line_cells(choice, cols);

	return columns > 0 ? columns : 1;
}

static int rows(const void *self, int available)
{
	const struct choice *choice = self;
	int cols = 80, columns = columns_in(choice, cols), wanted = 1 + ((int)choice->count + columns - 1) / columns;

	return wanted < available ? wanted : available;
}

/* Down a column first, as it is read; when all do not fit the one under the cursor shows. */
static void draw(void *self, struct term *term, struct area area)
{
	struct choice *choice = self;
	int cols = area.cols < 80 ? area.cols : 80, cells = line_cells(choice, cols), columns = columns_in(choice, cols);
	struct area head = area_take_top(&area, area.rows > 1 ? 1 : 0);
	int each = ((int)choice->count + columns - 1) / columns, top = 0;

	if (head.rows)
		draw_section(term, head.row, head.col, head.cols, choice->title, each > area.rows ? "…" : NULL);
	if (each > area.rows)
		top = (int)(choice->list.selected % each) - area.rows + 1;
	top = top > 0 ? top : 0;
	for (int i = 0; i < (int)choice->count; i++) {
		int row = i % each - top, col = area.col + i / each * cells;
		bool selected = i == choice->list.selected;
		char key[2] = { keys[choice->first + (size_t)i], '\0' };
		if (row < 0 || row >= area.rows)
			continue;
		draw_text(term, area.row + row, col + 1, 1, STYLE_KEY, key);
		draw_text(term, area.row + row, col + 3, cells - 3 - GAP, selected ? STYLE_SELECTED : STYLE_NORMAL, choice->lines[i]);
		if (selected)
			term_cursor(term, area.row + row, col + 1);
	}
}

static unsigned take(struct choice *choice, struct frame *frame, size_t place)
{
	return choice->taken(choice->context, frame, place) | EFFECT_CLOSE | EFFECT_REDRAW;
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct choice *choice = self;

	if (action == ACTION_CHOOSE)
		return take(choice, frame, (size_t)choice->list.selected);
	return list_action(&choice->list, action) ? EFFECT_REDRAW : EFFECT_PASS;
}

static unsigned key(void *self, struct frame *frame, uint32_t code)
{
	struct choice *choice = self;
	int digit = keymap_azerty_digit((int)code);
	const char *at = digit >= 0 ? &keys[digit] : code > ' ' && code < 0x80 ? strchr(keys, (int)code) : NULL;

	if (code == KEYMAP_BACKSPACE || code == KEYMAP_LEFT)
		return EFFECT_CLOSE;
	if (!at || at < keys + choice->first || at >= keys + choice->first + choice->count)
		return EFFECT_PASS;
	return take(choice, frame, (size_t)(at - keys) - choice->first);
}

static void close_choice(void *self)
{
	struct choice *choice = self;

	for (size_t i = 0; i < choice->count; i++)
		mem_free(choice->lines[i]);
	mem_free(choice->title);
	mem_free(choice);
}

static const enum action bar[] = { ACTION_CHOOSE, ACTION_BACK, ACTION_COUNT };

static const struct screen_ops choice_screen = {
	.name = "choice",
	.context = ACTION_CONTEXT_CHOICE,
	.bar = bar,
	.rows = rows,
	.draw = draw,
	.action = act,
	.key = key,
	.close = close_choice,
};

void choice_push(struct frame *frame, const char *title, const char *const *lines, size_t count, char first_key, size_t selected, choice_fn *taken,
		 void *context)
{
	struct choice *choice = mem_alloc(sizeof *choice);

	choice->title = mem_strdup(title);
	choice->count = count < CHOICE_LINES ? count : CHOICE_LINES;
	for (size_t i = 0; i < choice->count; i++)
		choice->lines[i] = mem_strdup(lines[i]);
	choice->first = first_key == '0' ? 0 : 1;
	choice->taken = taken;
	choice->context = context;
	list_start(&choice->list, (long)choice->count, false, false);
	list_select(&choice->list, (long)selected);
	frame_push(frame, &choice_screen, choice);
}
