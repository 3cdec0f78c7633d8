/* The bench of test_frame and test_prompt: a frame on the memory grid with two toy screens, a list and a panel with a field, that write
 * down what they did.
 */
#ifndef TESTS_UI_FRAME_BENCH_H
#define TESTS_UI_FRAME_BENCH_H

#include "tests/ui/check.h"

#include <stdio.h>

#include "rules/keymap.h"
#include "ui/form.h"
#include "ui/frame.h"
#include "ui/list.h"

/* What the toys did, in words. */
static struct buf journal;
static unsigned needs_unmet;
static const char *clock_text;

struct toy {
	struct list list;
	int reloads;
};

static void toy_title(const void *self, struct screen_title *out)
{
	(void)self;
	snprintf(out->name, sizeof out->name, "File du jour");
	snprintf(out->more, sizeof out->more, "Nadia B. · 47 à traiter");
}

static void toy_draw(void *self, struct term *term, struct area area)
{
	struct toy *toy = self;

	list_set_height(&toy->list, area.rows);
	for (int i = 0; i < list_visible(&toy->list); i++) {
		struct pen pen = pen_at(term, area.row + i, area.col + 1, area.cols - 1);
		bool selected = toy->list.top + i == toy->list.selected;
		pen_printf(&pen, selected ? STYLE_SELECTED : STYLE_NORMAL, "ligne %ld",
			   toy->list.top + i);
		if (selected)
			term_cursor(term, area.row + i, 1);
	}
}

static void toy_status(const void *self, char *out, size_t room)
{
	const struct toy *toy = self;

	snprintf(out, room, "sur %ld, relu %d", toy->list.selected, toy->reloads);
}

static unsigned toy_action(void *self, struct frame *frame, enum action action)
{
	struct toy *toy = self;

	if (list_action(&toy->list, action))
		return EFFECT_REDRAW;
	if (action == ACTION_WHY)
		buf_printf(&journal, "why(%s) ", frame_argument(frame));
	if (action == ACTION_EVERYONE)
		return EFFECT_RELOAD | EFFECT_BELL;
	return action == ACTION_WHY ? EFFECT_NONE : EFFECT_PASS;
}

static unsigned toy_reload(void *self, struct frame *frame)
{
	(void)frame;
	((struct toy *)self)->reloads++;
	return EFFECT_NONE;
}

static void toy_close(void *self)
{
	buf_puts(&journal, "closed ");
	mem_free(self);
}

static const enum action toy_bar[] = { ACTION_OPEN, ACTION_SEARCH, ACTION_MARK, ACTION_WHY,
				       ACTION_COUNT };

static const struct screen_ops toy_ops = {
	.name = "toy",
	.context = ACTION_CONTEXT_QUEUE,
	.bar = toy_bar,
	.title = toy_title,
	.draw = toy_draw,
	.status = toy_status,
	.action = toy_action,
	.reload = toy_reload,
	.close = toy_close,
};

/* A panel with one field, over the toy. */
struct panel {
	struct form form;
	struct form_field fields[1];
};

static int panel_rows(const void *self, int available)
{
	(void)self;
	(void)available;
	return 3;
}

static void panel_draw(void *self, struct term *term, struct area area)
{
	draw_section(term, area.row, area.col, area.cols, "Promesse", NULL);
	area_take_top(&area, 1);
	form_draw(&((struct panel *)self)->form, term, area, 10);
}

static unsigned panel_action(void *self, struct frame *frame, enum action action)
{
	struct panel *panel = self;

	if (action == ACTION_BACK && form_escape(&panel->form) == FORM_WARNED) {
		frame_say(frame, STYLE_WARNING, "Esc again discards");
		return EFFECT_REDRAW;
	}
	if (action != ACTION_SAVE)
		return EFFECT_PASS;
	buf_printf(&journal, "saved(%s) ", form_text(&panel->form, 0));
	return EFFECT_CLOSE | EFFECT_NEXT | EFFECT_RELOAD;
}

static unsigned panel_key(void *self, struct frame *frame, uint32_t key)
{
	(void)frame;
	return form_key(&((struct panel *)self)->form, key) == FORM_PASS ? EFFECT_PASS
									 : EFFECT_REDRAW;
}

static unsigned panel_paste(void *self, struct frame *frame, const char *text)
{
	(void)frame;
	form_paste(&((struct panel *)self)->form, text);
	return EFFECT_REDRAW;
}

static void panel_save(void *self)
{
	struct form *form = &((struct panel *)self)->form;

	if (form_dirty(form))
		buf_printf(&journal, "draft(%s=%s) ", form->fields[0].name, form_text(form, 0));
}

static void panel_close(void *self)
{
	form_clear(&((struct panel *)self)->form);
	mem_free(self);
}

static const struct screen_ops panel_ops = {
	.name = "panel",
	.context = ACTION_CONTEXT_FORM,
	.rows = panel_rows,
	.draw = panel_draw,
	.action = panel_action,
	.key = panel_key,
	.paste = panel_paste,
	.save = panel_save,
	.close = panel_close,
};

static struct panel *make_panel(void)
{
	struct panel *panel = mem_alloc(sizeof *panel);

	panel->fields[0].name = "entry";
	panel->fields[0].label = "Quand";
	form_init(&panel->form, panel->fields, 1);
	return panel;
}

static void open_panel(struct frame *frame)
{
	frame_push(frame, &panel_ops, make_panel());
}

static unsigned app_open(void *app, struct frame *frame, enum action action)
{
	(void)app;
	buf_printf(&journal, "%s(%s) ", action_rows[action].name, frame_argument(frame));
	open_panel(frame);
	return EFFECT_REDRAW;
}

static unsigned app_note(void *app, struct frame *frame, enum action action)
{
	(void)app;
	(void)frame;
	buf_printf(&journal, "%s ", action_rows[action].name);
	return EFFECT_NONE;
}

static bool app_meets(void *app, enum action_need need)
{
	(void)app;
	return !(needs_unmet & need);
}

static void app_clock(void *app, char *out, size_t room)
{
	(void)app;
	snprintf(out, room, "%s", clock_text);
}

static void app_key_name(void *app, int key, char *out, size_t room)
{
	char code[KEYMAP_CODE];

	(void)app;
	snprintf(out, room, "%s", keymap_code(key, code));
}

static action_fn *handlers[ACTION_COUNT];
static struct frame_hooks hooks = {
	.handlers = (action_fn *const *)handlers,
	.meets = app_meets,
	.clock = app_clock,
	.key_name = app_key_name,
};

struct bench {
	struct term *term;
	struct frame *frame;
	struct toy *toy;
};

static struct bench set_up(int rows, int cols)
{
	struct bench bench = { .term = term_grid_open(rows, cols, false) };

	for (int i = 0; i < ACTION_COUNT; i++)
		handlers[i] = frame_do_nothing;
	handlers[ACTION_BACK] = frame_do_back;
	handlers[ACTION_LEAVE] = frame_do_leave;
	handlers[ACTION_REFRESH] = frame_do_refresh;
	handlers[ACTION_SUSPEND] = frame_do_suspend;
	handlers[ACTION_GO_MENU] = frame_do_menu;
	handlers[ACTION_COMMAND] = frame_do_command;
	handlers[ACTION_GO_MESSAGES] = frame_do_messages;
	handlers[ACTION_OPEN] = app_open;
	handlers[ACTION_NEXT_FILE] = app_note;
	handlers[ACTION_GO_QUEUE] = app_note;
	buf_init(&journal);
	buf_puts(&journal, "");
	needs_unmet = 0;
	clock_text = "mar. 24/11  14:31";
	bench.frame = frame_open(bench.term, &hooks);
	bench.toy = mem_alloc(sizeof *bench.toy);
	list_start(&bench.toy->list, 30, false, false);
	frame_push(bench.frame, &toy_ops, bench.toy);
	frame_step(bench.frame, 0);
	return bench;
}

static void tear_down(struct bench *bench)
{
	frame_close(bench->frame);
	term_close(bench->term);
	buf_clear(&journal);
}

static bool type(struct bench *bench, const char *bytes)
{
	term_grid_type(bench->term, bytes);
	return frame_step(bench->frame, 0);
}

#endif
