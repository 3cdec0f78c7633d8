/* A small program on the real terminal, for test_term: thirty rows to move among, the last event in words on the last line, and the
 * `:` command line there; `!` is a storm of signals.
 *
 *     term_probe [--ascii] [--theme NAME] [FILE]      FILE gets the word "hangup" when the line is lost
 */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "rules/keymap.h"
#include "ui/list.h"
#include "ui/prompt.h"
#include "ui/table.h"
#include "ui/term.h"

#define ROWS 30

static const struct table_column columns[] = {
	{ .title = "Motif", .min = 13 },
	{ .title = "Client", .min = 20, .weight = 1 },
	{ .title = "Échu €", .min = 10, .right = true },
	{ .title = "Retard", .min = 6, .right = true },
	{ .title = "Étape", .min = 10 },
};

static void draw(struct term *term, struct list *list, const char *said)
{
	struct table_layout layout;
	int rows, cols;

	term_size(term, &rows, &cols);
	term_erase(term);
	table_layout(columns, 5, cols, 1, &layout);
	table_draw_header(term, 0, 0, columns, &layout);
	draw_text(term, rows - 1, 1, cols - 2, STYLE_NOTICE, said);
	list_set_height(list, rows - 3);
	for (int i = 0; i < list_visible(list); i++) {
		char name[64], amount[32];
		long place = list->top + i;
		snprintf(name, sizeof name, "Menuiserie Hébrard %ld SARL", place);
		snprintf(amount, sizeof amount, "%ld 812,50", place + 1);
		const char *texts[] = { "promesse ×", name, amount, "47 j", "3 ferme" };
		const enum style styles[] = { STYLE_BROKEN, STYLE_NORMAL, STYLE_AMOUNT, STYLE_LATE,
					      STYLE_NORMAL };
		table_draw_row(
			term, 1 + i, 0, cols, columns, &layout,
			&(struct table_row){ texts, styles, 1, place == list->selected, false });
	}
	term_refresh(term);
}

static void show_line(void *context, const char *line, int cursor_cells)
{
	struct term *term = context;
	int rows, cols;

	term_size(term, &rows, &cols);
	term_fill(term, rows - 1, 0, cols, STYLE_NORMAL);
	term_put(term, rows - 1, 0, 1, STYLE_KEY, ":");
	term_put(term, rows - 1, 1, cols - 1, STYLE_NORMAL, line);
	term_cursor(term, rows - 1, 1 + cursor_cells);
	term_refresh(term);
}

static bool next_key(void *context, struct term_event *event)
{
	do
		term_next(context, -1, event);
	while (event->kind == TERM_RESIZE);
	return event->kind != TERM_HANGUP;
}

static void ask_line(struct term *term, char *said, size_t room)
{
	const struct prompt_hooks hooks = { .context = term, .show = show_line, .next = next_key };
	struct prompt *prompt;
	struct err err = { 0 };
	struct buf line;

	buf_init(&line);
	if (!prompt_open(&hooks, false, &prompt, &err)) {
		snprintf(said, room, "%.100s", err.text);
		return;
	}
	if (prompt_read(prompt, &line))
		snprintf(said, room, "line [%s]", line.data);
	prompt_close(prompt);
	buf_clear(&line);
}

/* More sizes than a pipe holds bytes, then the one signal that counts. */
static void storm(void)
{
	for (int i = 0; i < 1 << 17; i++)
		raise(SIGWINCH);
	raise(SIGTERM);
}

/* The event in words; false to leave. */
static bool answer(struct term *term, struct list *list, const struct term_event *event, char *said,
		   size_t room)
{
	char code[KEYMAP_CODE];
	int rows, cols;

	switch (event->kind) {
	case TERM_HANGUP: return false;
	case TERM_PASTE: snprintf(said, room, "paste [%s]", event->text); break;
	case TERM_RESIZE:
		term_size(term, &rows, &cols);
		snprintf(said, room, "size %dx%d", rows, cols);
		break;
	case TERM_KEY:
		if (event->key == KEYMAP_UP || event->key == KEYMAP_DOWN) {
			list_move(list, event->key == KEYMAP_UP ? -1 : 1);
		} else if (event->key == ':') {
			ask_line(term, said, room);
		} else if (event->key == '!') {
			storm();
		} else if (event->key < ' ') {
			snprintf(said, room, "control %c", (int)event->key + '@');
		} else {
			size_t used = strlen(said) > room / 2 ? 0 : strlen(said);
			snprintf(said + used, room - used, " %s",
				 keymap_code((int)event->key, code));
		}
		break;
	case TERM_NOTHING: break;
	}
	return event->kind != TERM_KEY || event->key != 'q';
}

static int run(struct term *term, const char *file)
{
	struct list list = { .height = 1 };
	struct term_event event = { .kind = TERM_NOTHING };
	char said[200] = "ready";

	list_start(&list, ROWS, false, false);
	do {
		draw(term, &list, said);
		term_next(term, -1, &event);
	} while (answer(term, &list, &event, said, sizeof said));
	term_close(term);
	if (event.kind != TERM_HANGUP || !file)
		return 0;
	FILE *out = fopen(file, "w");
	if (!out)
		return 1;
	fputs("hangup\n", out);
	return fclose(out) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct term_options options = { .theme = STYLE_DARK };
	struct term *term;
	struct err err = { 0 };
	const char *file = NULL;

	setlocale(LC_CTYPE, "");
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--ascii") == 0)
			options.ascii = true;
		else if (strcmp(argv[i], "--theme") == 0 && i + 1 < argc)
			style_theme_from_name(argv[++i], &options.theme);
		else
			file = argv[i];
	}
	if (!term_open(&options, &term, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 3;
	}
	mem_on_fatal(term_restore);
	return run(term, file);
}
