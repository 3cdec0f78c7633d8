/* The log as rows: when, and the sentence. Reads the frame only.
 */
#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "ui/frame.h"
#include "ui/list.h"
#include "ui/screen.h"
#include "ui/table.h"

#define WHOLE_ROWS 4
#define WHOLE_FROM 10 /* rows from which the selected message is shown whole */

struct messages {
	struct frame *frame;
	struct list list;
};

static void title(const void *self, struct screen_title *out)
{
	const struct messages *messages = self;
	int count = (int)messages->list.count;

	snprintf(out->name, sizeof out->name, "%s", _("Messages"));
	snprintf(out->more, sizeof out->more,
		 ngettext("%d message", "%d messages", (unsigned long)count), count);
}

/* The one that is selected, which its row may have to cut. */
static void draw_whole(const struct messages *messages, struct term *term, struct area area)
{
	const struct frame_message *message =
		frame_message_at(messages->frame, (size_t)messages->list.selected);
	struct area line = area_take_top(&area, 1);

	term_rule(term, line.row, line.col, line.cols);
	area.col++;
	area.cols -= 2;
	draw_paragraph(term, area, 0, message->style, message->text);
}

static void draw(void *self, struct term *term, struct area area)
{
	struct messages *messages = self;
	const struct table_column columns[] = {
		{ .title = _("When"), .min = 18, .drop = 1 },
		{ .title = _("Message"), .min = 10, .weight = 1 },
	};
	struct table_layout layout;

	table_layout(columns, 2, area.cols, 2, &layout);
	if (messages->list.count == 0) {
		draw_text(term, area.row, area.col + 1, area.cols - 2, STYLE_DIM,
			  _("nothing was said yet"));
		term_cursor(term, area.row, area.col + 1);
		return;
	}
	if (area.rows >= WHOLE_FROM)
		draw_whole(messages, term, area_take_bottom(&area, WHOLE_ROWS));
	table_draw_header(term, area.row, area.col, columns, &layout);
	area_take_top(&area, 1);
	list_set_height(&messages->list, area.rows);
	for (int i = 0; i < list_visible(&messages->list); i++) {
		long place = messages->list.top + i;
		const struct frame_message *message =
			frame_message_at(messages->frame, (size_t)place);
		const char *texts[] = { message->clock, message->text };
		const enum style styles[] = { STYLE_DIM, message->style };
		table_draw_row(term, area.row + i, area.col, area.cols, columns, &layout,
			       &(struct table_row){ texts, styles, 1,
						    place == messages->list.selected, false });
	}
}

static unsigned action(void *self, struct frame *frame, enum action what)
{
	struct messages *messages = self;

	(void)frame;
	return list_action(&messages->list, what) ? EFFECT_REDRAW : EFFECT_PASS;
}

static const enum action bar[] = { ACTION_BACK, ACTION_COUNT };

static const struct screen_ops messages_screen = {
	.name = "messages",
	.context = ACTION_CONTEXT_ROWS,
	.bar = bar,
	.title = title,
	.draw = draw,
	.action = action,
	.close = mem_free,
};

unsigned frame_do_messages(void *app, struct frame *frame, enum action what)
{
	struct messages *messages = frame_top_self(frame);

	(void)app;
	(void)what;
	if (frame_top(frame) != &messages_screen) { /* asked for again it is read again, not laid over itself */
		messages = mem_alloc(sizeof *messages);
		messages->frame = frame;
		frame_push(frame, &messages_screen, messages);
	}
	list_start(&messages->list, (long)frame_message_count(frame), false, false);
	return EFFECT_REDRAW;
}
