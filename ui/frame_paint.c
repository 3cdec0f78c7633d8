/* Painting the whole screen from the state; the terminal sends what differs. Small terminals lose the lines that matter least.
 */
#include "ui/frame_inside.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/text.h"
#include "rules/keymap.h"

#define BAR_GAP       3
#define NAME_LEAST    24 /* cells of the title's name kept before the clock gives way */
#define NAME_SHORTEST 8
#define MESSAGE_TEXT  1024
#define MENU_CELL     26 /* a key and its label in a menu … */
#define MENU_KEY      5  /* … of which the key and what stands around it; */
#define MENU_LEAST    20 /* when they do not all fit, labels are cut to this */

/* Where the fixed lines go; -1: no room for this one. */
struct places {
	int title, upper_rule, lower_rule, status, bar;
	struct area body;
};

static struct places place_lines(int rows, int cols)
{
	struct places at = { -1, -1, -1, -1, -1, { .rows = rows, .cols = cols } };

	if (rows >= 3)
		at.title = area_take_top(&at.body, 1).row;
	if (rows >= 8)
		at.upper_rule = area_take_top(&at.body, 1).row;
	if (rows >= 5)
		at.bar = area_take_bottom(&at.body, 1).row;
	if (rows >= 2)
		at.status = area_take_bottom(&at.body, 1).row;
	if (rows >= 8)
		at.lower_rule = area_take_bottom(&at.body, 1).row;
	return at;
}

static void paint_title(struct frame *frame, int row, int cols)
{
	struct screen_title title = { 0 };
	char right[SCREEN_TEXT + FRAME_CLOCK + 2];

	for (size_t i = frame->layer_count; i-- > 0;)
		if (frame->layers[i].ops->title) {
			frame->layers[i].ops->title(frame->layers[i].self, &title);
			break;
		}
	const char *hour = strrchr(frame->clock, ' ');
	const char *const rights[][2] = { { title.right, frame->clock },
					  { title.right, hour ? hour + 1 : frame->clock },
					  { "", frame->clock },
					  { "", hour ? hour + 1 : frame->clock } };
	int name = text_width(title.name), more = text_width(title.more), cells = 0;
	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
		snprintf(right, sizeof right, "%s%s%s", rights[i][0], *rights[i][0] ? "  " : "",
			 rights[i][1]);
		cells = text_width(right);
		if (1 + (name < NAME_LEAST ? name : NAME_LEAST) + 2 + more + 2 + cells + 1 <= cols)
			break;
	}
	/* The name gives way to what follows it, which holds numbers. */
	int room = cols - cells - 4, left = room - more - 2;
	int used = draw_text(frame->term, row, 1, left < NAME_SHORTEST ? room : left, STYLE_TITLE,
			     title.name);
	struct pen pen = pen_at(frame->term, row, 1 + used + 2, room - used - 2);
	pen_put(&pen, STYLE_NORMAL, title.more);
	draw_right(frame->term, row, 0, cols - 1, STYLE_NORMAL, right);
}

static void key_name(const struct frame *frame, int key, char *out, size_t room)
{
	frame->hooks->key_name(frame->hooks->app, key, out, room);
}

static bool moves_the_cursor(int key)
{
	return (key >= KEYMAP_UP && key <= KEYMAP_PAGE_DOWN) || key == KEYMAP_BACKSPACE;
}

/* Whose keys count: an open menu takes them from the screen under it. */
static enum action_context bar_context(const struct frame *frame)
{
	return frame->menu != ACTION_CONTEXT_ANYWHERE ? frame->menu : frame_context(frame);
}

/* The key the bar names: rather Esc than the arrow that does the same here. */
static int bar_key(const struct frame *frame, enum action action)
{
	int key = keymap_key_of(action, bar_context(frame));
	int anywhere = keymap_key_of(action, ACTION_CONTEXT_ANYWHERE);

	return moves_the_cursor(key) && anywhere != KEYMAP_NONE ? anywhere : key;
}

static const char *bar_label(const struct frame *frame, enum action action)
{
	const struct screen_ops *ops = frame_top(frame);

	return action == ACTION_NEXT_PANE && ops->tab ? gettext(ops->tab)
						      : _(action_rows[action].label);
}

/* Cells of "key label" and the gap after it. */
static int bar_cells(const struct frame *frame, enum action action, int key)
{
	char name[64];

	key_name(frame, key, name, sizeof name);
	return text_width(name) + 1 + text_width(bar_label(frame, action)) + BAR_GAP;
}

static void paint_bar_item(const struct frame *frame, struct pen *pen, enum action action, int key)
{
	char name[64];

	key_name(frame, key, name, sizeof name);
	pen_put(pen, STYLE_KEY, name);
	pen_skip(pen, 1);
	pen_put(pen, STYLE_NORMAL, bar_label(frame, action));
	pen_skip(pen, BAR_GAP);
}

/* The actions of a context worth showing: everybody knows the arrows. */
static size_t list_shown(const struct frame *frame, enum action_context context, enum action out[ACTION_COUNT])
{
	size_t count = keymap_list(context, out), shown = 0;

	for (size_t i = 0; i < count; i++) {
		int key = keymap_key_of(out[i], context);
		if (!moves_the_cursor(key) && frame_may(frame, out[i]))
			out[shown++] = out[i];
	}
	return shown;
}

/* Letters are text on the command line: these are the keys that are not. */
static void paint_prompt_bar(const struct frame *frame, int row, int cols)
{
	const struct {
		int key;
		const char *label;
	} keys[] = { { KEYMAP_ENTER, action_rows[ACTION_ANSWER].label }, { KEYMAP_TAB, N_("complete") }, { KEYMAP_ESCAPE, action_rows[ACTION_BACK].label } };
	struct pen pen = pen_at(frame->term, row, 1, cols - 2);
	char name[64];

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		key_name(frame, keys[i].key, name, sizeof name);
		if (pen.col + text_width(name) + 1 + text_width(_(keys[i].label)) > pen.end)
			return;
		pen_put(&pen, STYLE_KEY, name);
		pen_skip(&pen, 1);
		pen_put(&pen, STYLE_NORMAL, _(keys[i].label));
		pen_skip(&pen, BAR_GAP);
	}
}

static void paint_bar(struct frame *frame, int row, int cols)
{
	static const enum action menu_bar[] = { ACTION_BACK, ACTION_COUNT };
	const struct screen_ops *ops = frame_top(frame);
	enum action listed[ACTION_COUNT + 1];
	const enum action *bar = frame->menu != ACTION_CONTEXT_ANYWHERE ? menu_bar : ops->bar_of ? ops->bar_of(frame_top_self(frame)) : ops->bar;
	int help = keymap_key_of(ACTION_HELP, bar_context(frame));
	int end = cols - 1;

	if (!bar) {
		listed[list_shown(frame, frame_context(frame), listed)] = ACTION_COUNT;
		bar = listed;
	}
	if (help != KEYMAP_NONE && bar_cells(frame, ACTION_HELP, help) < cols) {
		end -= bar_cells(frame, ACTION_HELP, help) - BAR_GAP;
		struct pen pen = pen_at(frame->term, row, end, cols - end);
		paint_bar_item(frame, &pen, ACTION_HELP, help);
	}
	struct pen pen = pen_at(frame->term, row, 1, end - 1);
	for (; *bar != ACTION_COUNT; bar++) {
		int key = bar_key(frame, *bar);
		if (key != KEYMAP_NONE && *bar != ACTION_HELP && frame_may(frame, *bar) &&
		    pen.col + bar_cells(frame, *bar, key) <= end)
			paint_bar_item(frame, &pen, *bar, key);
	}
}

/* Columns of a menu of so many lines in so many cells, closer together when that shows more of it in so many rows. */
static int menu_columns(const enum action *actions, int count, int cols, int rows)
{
	int columns = cols / MENU_CELL > 0 ? cols / MENU_CELL : 1, widest = 1;

	for (int i = 0; i < count; i++) {
		int cells = MENU_KEY + text_width(_(action_rows[actions[i]].label));
		widest = cells > widest ? cells : widest;
	}
	widest = widest < MENU_LEAST ? widest : MENU_LEAST;
	while (columns * rows < count && (columns + 1) * widest <= cols)
		columns++;
	return columns;
}

/* The rows a which-key menu takes off the bottom of the body: a section line and its keys in columns. */
static struct area take_menu(const struct frame *frame, struct area *body)
{
	enum action actions[ACTION_COUNT];
	int count = (int)list_shown(frame, frame->menu, actions), columns = menu_columns(actions, count, body->cols, body->rows - 1);

	return area_take_bottom(body, 1 + (count + columns - 1) / columns);
}

static void paint_menu(struct frame *frame, struct area area)
{
	enum action actions[ACTION_COUNT];
	int count = (int)list_shown(frame, frame->menu, actions), columns = menu_columns(actions, count, area.cols, area.rows - 1);
	int rows = (count + columns - 1) / columns, shown = area.rows - 1;
	int cell = area.cols / columns < MENU_CELL ? area.cols / columns : MENU_CELL;

	draw_section(frame->term, area.row, area.col, area.cols,
		     _(action_contexts[frame->menu].label), rows > shown ? "…" : NULL);
	rows = rows > shown && shown > 0 ? shown : rows;
	for (int i = 0; i < count && i < rows * columns; i++) {
		int row = 1 + i % rows, col = i / rows * cell;
		char name[64];
		if (row >= area.rows)
			continue;
		struct pen pen =
			pen_at(frame->term, area.row + row, area.col + col + 1, cell - 1);
		key_name(frame, keymap_key_of(actions[i], frame->menu), name, sizeof name);
		pen_put(&pen, STYLE_KEY, name);
		pen_skip(&pen, 2);
		pen_put(&pen, STYLE_NORMAL, _(action_rows[actions[i]].label));
	}
	term_cursor(frame->term, area.row + 1, area.col + 1);
}

/* Screens from the last one that fills the body up; panels take their rows from the bottom. */
static void paint_layer(struct frame *frame, size_t place, struct area body)
{
	struct layer *layer = &frame->layers[place];
	struct area area = body;

	if (layer->ops->rows && place > 0) {
		int rows = layer->ops->rows(layer->self, body.rows);
		area = area_take_bottom(&body, rows);
		if (body.rows > 0)
			paint_layer(frame, place - 1, body);
	}
	layer->ops->draw(layer->self, frame->term, area);
}

static void paint_prompt(struct frame *frame, int row, int cols)
{
	struct pen pen = pen_at(frame->term, row, 1, cols - 2);
	const char *line = frame->prompt_line ? frame->prompt_line : "";
	int cursor = frame->prompt_cursor;

	term_fill(frame->term, row, 0, cols, STYLE_NORMAL);
	pen_put(&pen, STYLE_KEY, ":");
	/* A long line is shown from where the cursor still fits. */
	int room = pen.end - pen.col - 1, used;
	if (cursor > room) {
		line += text_cut(line, cursor - room, &used);
		cursor -= used;
	}
	term_put(frame->term, row, pen.col, room + 1, STYLE_NORMAL, line);
	term_cursor(frame->term, row, pen.col + cursor);
}

/* The message on the status line, its sign before it. */
static void message_text(const struct frame *frame, char *out, size_t room)
{
	const struct frame_message *message = frame_message_at(frame, 0);
	const char *sign = style_sign(message->style);

	snprintf(out, room, "%s%s%s", sign, *sign ? " " : "", message->text);
}

/* A message too long for its line takes the function bar's until the next key. */
static bool is_long_message(const struct frame *frame, const struct places *at, int cols)
{
	char text[MESSAGE_TEXT];

	if (!frame->saying || frame->prompting || at->bar < 0)
		return false;
	message_text(frame, text, sizeof text);
	return text_width(text) > cols - 2;
}

static void paint_status(struct frame *frame, int row, int rows, int cols)
{
	const struct layer *layer = &frame->layers[frame->layer_count - 1];
	struct area area = { row, 1, rows, cols - 2 };
	char text[MESSAGE_TEXT] = "";
	enum style style = STYLE_NORMAL;

	if (frame->saying) {
		style = frame_message_at(frame, 0)->style;
		message_text(frame, text, sizeof text);
	} else if (layer->ops->status) {
		layer->ops->status(layer->self, text, SCREEN_TEXT);
	}
	if (rows > 1)
		draw_paragraph(frame->term, area, 2, style, text);
	else
		draw_text(frame->term, row, area.col, area.cols, style, text);
}

/* The lines around the body. */
static void paint_lines(struct frame *frame, const struct places *at, int cols)
{
	if (at->title >= 0)
		paint_title(frame, at->title, cols);
	if (at->upper_rule >= 0)
		term_rule(frame->term, at->upper_rule, 0, cols);
	if (at->lower_rule >= 0)
		term_rule(frame->term, at->lower_rule, 0, cols);
	bool two_lines = is_long_message(frame, at, cols);
	if (at->bar >= 0 && frame->prompt_choices)
		draw_text(frame->term, at->bar, 1, cols - 2, STYLE_DIM, frame->prompt_choices);
	else if (at->bar >= 0 && frame->prompting)
		paint_prompt_bar(frame, at->bar, cols);
	else if (at->bar >= 0 && !two_lines)
		paint_bar(frame, at->bar, cols);
	if (at->status >= 0)
		paint_status(frame, at->status, two_lines ? 2 : 1, cols);
}

void frame_paint(struct frame *frame)
{
	int rows, cols;

	frame->dirty = false;
	if (frame->layer_count == 0)
		return;
	term_size(frame->term, &rows, &cols);
	term_erase(frame->term);
	struct places at = place_lines(rows, cols);
	/* The last one to draw keeps the cursor: a menu over the screens, the command line over all. */
	bool menu = frame->menu != ACTION_CONTEXT_ANYWHERE;
	struct area menu_area = menu ? take_menu(frame, &at.body) : at.body;
	paint_layer(frame, frame->layer_count - 1, at.body);
	paint_lines(frame, &at, cols); /* after the screens: drawing says how much of them shows */
	if (menu)
		paint_menu(frame, menu_area);
	if (frame->prompting)
		paint_prompt(frame, at.status >= 0 ? at.status : 0, cols);
	term_refresh(frame->term);
	if (frame->asking && frame->asked_ms == 0)
		frame->asked_ms = clock_steady_ms();
}
