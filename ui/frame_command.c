/* The `:` line: actions by their names, with what follows as their argument. A name is the English one of the table, or what the menus
 * call it in the reader's language. Editing is ui/prompt's; here is what it shows, completes and runs.
 */
#include "ui/frame_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"

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
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_typed(enum action action)
{
	return action_rows[action].typed;
}

/* As it is typed: small letters without accents, a hyphen for each blank. */
static char *plain(const char *words)
{
	char *name = text_fold(words);

	for (char *c = name; *c; c++)
		if (*c == ' ')
			*c = '-';
	return name;
}

/* The first action of the table whose label is that, in the reader's language. */
static bool from_label(const char *typed, enum action *out)
{
	char *wanted = plain(typed);
	bool found = false;

	for (int i = 0; i < ACTION_COUNT && !found; i++) {
		char *name = is_typed((enum action)i) ? plain(_(action_rows[i].label)) : NULL;

		found = name && strcmp(name, wanted) == 0;
		if (found)
			*out = (enum action)i;
		mem_free(name);
	}
	mem_free(wanted);
	return found;
}

/* Names that begin so: those of the reader's language, else the table's. */
static size_t names_of(const struct frame *frame, const char *before, bool translated, char *names[ACTION_COUNT])
{
	size_t count = 0;

	for (int i = 0; i < ACTION_COUNT; i++) {
		const char *label = action_rows[i].label ? _(action_rows[i].label) : NULL;
		char *name;

		if (!is_typed((enum action)i) || !frame_may(frame, (enum action)i))
			continue;
		name = translated && label != action_rows[i].label ? plain(label) : mem_strdup(action_rows[i].name);
		if (strncmp(name, before, strlen(before)) == 0)
			names[count++] = name;
		else
			mem_free(name);
	}
	qsort(names, count, sizeof *names, by_name);
	return count;
}

static void complete(void *context, const char *before, struct buf *out)
{
	char *names[ACTION_COUNT];
	size_t count = names_of(context, before, true, names);

	if (count == 0)
		count = names_of(context, before, false, names);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(names[i], names[i - 1]) != 0)
			buf_printf(out, "%s\n", names[i]);
	}
	for (size_t i = 0; i < count; i++)
		mem_free(names[i]);
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
	if (action_from_name(name, &action) || from_label(name, &action))
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
