/* One field; each change is told at once, so that rows go away while the agent types.
 */
#include "ui/filter.h"

#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "ui/line.h"

#define NOTE_CELLS 24

struct filter {
	struct field field;
	const struct filter_ops *ops;
	void *rows;
};

static int rows(const void *self, int available)
{
	(void)self;
	return available > 2 ? 1 : available;
}

static void draw(void *self, struct term *term, struct area area)
{
	struct filter *filter = self;
	int note = area.cols > 2 * NOTE_CELLS ? NOTE_CELLS : 0, row = area.row + area.rows - 1;
	char text[SCREEN_TEXT];

	if (note) {
		filter->ops->count(filter->rows, text, sizeof text);
		draw_right(term, row, area.col + area.cols - note - 1, note, STYLE_DIM, text);
	}
	line_draw(&filter->field, term, area, row, STYLE_KEY, _("Filter"), note);
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct filter *filter = self;

	(void)frame;
	if (action == ACTION_FILTER_KEEP)
		return EFFECT_CLOSE;
	if (action == ACTION_BACK) {
		filter->ops->changed(filter->rows, "");
		return EFFECT_CLOSE;
	}
	return filter->ops->move(filter->rows, action) ? EFFECT_REDRAW : EFFECT_PASS;
}

static void tell(struct filter *filter, enum field_result result)
{
	if (result == FIELD_CHANGED)
		filter->ops->changed(filter->rows, field_text(&filter->field));
}

static unsigned key(void *self, struct frame *frame, uint32_t code)
{
	struct filter *filter = self;
	enum field_result result;
	unsigned effects = line_key(&filter->field, code, &result);

	(void)frame;
	tell(filter, result);
	return effects;
}

static unsigned paste(void *self, struct frame *frame, const char *text)
{
	struct filter *filter = self;
	enum field_result result;
	unsigned effects = line_paste(&filter->field, text, &result);

	(void)frame;
	tell(filter, result);
	return effects;
}

static void status(const void *self, char *out, size_t room)
{
	const struct filter *filter = self;

	snprintf(out, room, "%s", gettext(filter->ops->hint));
}

static void close_filter(void *self)
{
	struct filter *filter = self;

	field_clear(&filter->field);
	mem_free(filter);
}

static const enum action bar[] = { ACTION_FILTER_KEEP, ACTION_BACK, ACTION_COUNT };

static const struct screen_ops filter_screen = {
	.name = "filter",
	.context = ACTION_CONTEXT_FILTER,
	.bar = bar,
	.rows = rows,
	.draw = draw,
	.status = status,
	.action = act,
	.key = key,
	.paste = paste,
	.close = close_filter,
};

void filter_push(struct frame *frame, const struct filter_ops *ops, void *rows_of, const char *text)
{
	struct filter *filter = mem_alloc(sizeof *filter);

	filter->ops = ops;
	filter->rows = rows_of;
	field_init(&filter->field, FILTER_BYTES);
	field_set(&filter->field, text);
	frame_push(frame, &filter_screen, filter);
}
