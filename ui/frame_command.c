/* The `:` line: actions by their names, with what follows as their argument. Editing is ui/prompt's; here is what it shows,
 * completes and runs.
 */
#include "ui/frame_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"

#define NAME_BYTES 40

static void show(void *context, const char *line, int cursor_cells)
{
	struct frame *frame = context;

	mem_free(frame->prompt_line);
	frame->prompt_line = mem_strdup(line);
	frame->prompt_cursor = cursor_cells;
	frame->dirty = true;
}

static void forget_choices(struct frame *frame)
{
	mem_free(frame->prompt_choices);
	frame->prompt_choices = NULL;
}

static bool next(void *context, struct term_event *event)
{
	struct frame *frame = context;

	for (;;) {
		frame_wait(frame, -1, event);
		if (event->kind == TERM_KEY || event->kind == TERM_PASTE) {
			forget_choices(frame);
			return true;
		}
		if (event->kind == TERM_RESIZE)
			frame->dirty = true;
		if (event->kind == TERM_HANGUP)
			return false;
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void complete(void *context, const char *before, struct buf *out)
{
	const char *names[ACTION_COUNT];
	size_t count = 0;

	(void)context;
	for (int i = 0; i < ACTION_COUNT; i++)
		if (action_rows[i].offered && action_rows[i].typed &&
		    strncmp(action_rows[i].name, before, strlen(before)) == 0)
			names[count++] = action_rows[i].name;
	qsort(names, count, sizeof *names, by_name);
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s\n", names[i]);
}

static void choices(void *context, const char *names)
{
	struct frame *frame = context;

	frame->prompt_choices = mem_strdup(names);
	frame->dirty = true;
}

static bool open_prompt(struct frame *frame)
{
	const struct prompt_hooks hooks = { frame, show, next, complete, choices };
	struct err err = { 0 };

	if (frame->prompt || prompt_open(&hooks, frame->hooks->personal, &frame->prompt, &err))
		return true;
	frame_say_error(frame, &err);
	return false;
}

static void run_line(struct frame *frame, const char *line)
{
	char name[NAME_BYTES];
	enum action action;

	line += strspn(line, " ");
	size_t n = strcspn(line, " ");
	if (n == 0)
		return;
	snprintf(name, sizeof name, "%.*s", (int)(n < sizeof name ? n : sizeof name - 1), line);
	if (action_from_name(name, &action))
		frame_post(frame, action, line + n + strspn(line + n, " "));
	else
		frame_say(frame, STYLE_WARNING, _("there is no command “%s”; Tab shows them"),
			  name);
}

unsigned frame_do_command(void *app, struct frame *frame, enum action action)
{
	struct buf line;

	(void)app;
	(void)action;
	if (frame->prompting || !open_prompt(frame))
		return EFFECT_REDRAW;
	buf_init(&line);
	frame->prompting = true;
	bool typed = prompt_read(frame->prompt, &line);
	frame->prompting = false;
	frame->saying = false;
	if (typed)
		run_line(frame, line.data);
	buf_clear(&line);
	return EFFECT_REDRAW;
}
