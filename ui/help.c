/* Help is the menu: what can be done here and its keys, filtered as one types; Enter does it. Lines come from the action table, the
 * grammar of dates below them is read by the very parser that will read it.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "rules/keymap.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/list.h"
#include "ui/table.h"
#include "words/words.h"

#define FILTER_BYTES 60
#define HEAD_ROWS    4  /* rows of the screen below that stay in view when there is room */
#define HEAD_FROM    24
#define GRAMMAR_FROM 14 /* rows from which the grammar shows */
#define GRAMMAR_CELL 38 /* what one line of it takes */
#define TYPED_CELLS  18
#define KEYS_SHOWN   3
#define COLUMNS      3
#define GAP          2

struct help_line {
	enum action action;
	enum action_context context;
};

struct help {
	struct app *app;
	enum action_context context;
	bool everything; /* every context, not only this one and its parents */
	struct field filter;
	struct help_line lines[ACTION_COUNT];
	size_t line_count, total; /* shown, before filtering */
	struct list list;
	bool choosing; /* the arrows were used last: the cursor is on the selection, not in the field */
};

static bool is_arrow(int key)
{
	return (key >= KEYMAP_UP && key <= KEYMAP_RIGHT) || key == KEYMAP_BACKSPACE;
}

/* The keys of an action in a context and its parents; arrows only when there is no other. */
static int collect_keys(const struct help_line *line, bool arrows, int out[KEYS_SHOWN])
{
	const struct action_row *row = &action_rows[line->action];
	int count = 0;

	for (enum action_context at = line->context;; at = action_contexts[at].parent) {
		for (int i = 0; i < ACTION_BINDINGS; i++)
			for (int k = 0; k < ACTION_KEYS && row->bindings[i].keys[k]; k++)
				if ((row->bindings[i].contexts & 1u << at) && count < KEYS_SHOWN &&
				    is_arrow(row->bindings[i].keys[k]) == arrows)
					out[count++] = row->bindings[i].keys[k];
		if (at == action_contexts[at].parent)
			return count;
	}
}

/* "l F4". */
static void name_keys(const struct help_line *line, char *out, size_t room)
{
	int keys[KEYS_SHOWN], count = collect_keys(line, false, keys);
	struct buf text;
	char name[32];

	if (count == 0)
		count = collect_keys(line, true, keys);
	buf_init(&text);
	buf_puts(&text, "");
	for (int i = 0; i < count; i++)
		buf_printf(&text, "%s%s", i ? " " : "", words_key(keys[i], name));
	snprintf(out, room, "%s", text.data);
	buf_clear(&text);
}

/* Every word typed stands somewhere in the line. */
static bool passes(const struct help *help, const struct help_line *line)
{
	const struct action_row *row = &action_rows[line->action];
	char keys[64];
	bool all = true;

	name_keys(line, keys, sizeof keys);
	char *text = mem_printf("%s %s %s %s", keys, _(row->label), row->name, _(row->help));
	char *folded = text_fold(text), *words = text_fold(field_text(&help->filter)), *state = NULL;
	for (char *word = strtok_r(words, " ", &state); word && all; word = strtok_r(NULL, " ", &state))
		all = strstr(folded, word) != NULL;
	mem_free(text);
	mem_free(folded);
	mem_free(words);
	return all;
}

static bool has_action(const struct help *help, enum action action)
{
	for (size_t i = 0; i < help->line_count; i++)
		if (help->lines[i].action == action)
			return true;
	return false;
}

/* The nearest context tells its key first; a parent does not tell it again. Everybody knows the moves: they come last. */
static void gather_context(struct help *help, enum action_context context, bool moves)
{
	enum action actions[ACTION_COUNT];
	size_t count = keymap_list(context, actions);

	for (size_t i = 0; i < count; i++)
		if ((actions[i] <= ACTION_PREVIOUS_PANE) == moves && !has_action(help, actions[i]) && frame_may(help->app->frame, actions[i]))
			help->lines[help->line_count++] = (struct help_line){ actions[i], context };
}

static void gather_all(struct help *help, bool moves)
{
	for (enum action_context at = help->context;; at = action_contexts[at].parent) {
		gather_context(help, at, moves);
		if (at == action_contexts[at].parent)
			break;
	}
	for (int i = 0; i < ACTION_CONTEXT_COUNT && help->everything; i++)
		gather_context(help, (enum action_context)i, moves);
}

static void gather(struct help *help)
{
	size_t kept = 0;

	help->line_count = 0;
	gather_all(help, false);
	gather_all(help, true);
	help->total = help->line_count;
	for (size_t i = 0; i < help->line_count; i++)
		if (passes(help, &help->lines[i]))
			help->lines[kept++] = help->lines[i];
	help->line_count = kept;
	list_start(&help->list, (long)kept, false, false);
}

/* What may be typed for a date or an amount; `sample`, when there is one, is a date the parser shows the meaning of. */
static const struct grammar {
	const char *typed, *meaning, *sample;
} grammar[] = {
	{ N_("fri  f  ven  v"), N_("next Friday"), "fri" },
	{ "dem  tom", N_("tomorrow"), "tom" },
	{ "+7  7j  7d", N_("in 7 days"), "+7" },
	{ "2s  2w", N_("in 2 weeks"), "2w" },
	{ "fm  eom", N_("end of month"), "eom" },
	{ "15", N_("the next 15th"), "15" },
	{ "15/12  1512", N_("day, then month"), NULL },
	{ N_("500 fri"), N_("500.00 on Friday"), NULL },
	{ "3x fm", N_("3 parts, month ends"), NULL },
	{ "12e  12,00", N_("surely an amount"), NULL },
	{ "+7 14h30", N_("callback at an hour"), NULL },
	{ N_("500 fri; 500 eom"), N_("a plan"), NULL },
};
#define GRAMMAR_LINES (sizeof grammar / sizeof *grammar)

static int grammar_rows(int cols)
{
	return 1 + (int)(cols >= 2 * GRAMMAR_CELL ? (GRAMMAR_LINES + 1) / 2 : GRAMMAR_LINES);
}

static void draw_grammar(const struct help *help, struct term *term, struct area area)
{
	int rows_each = grammar_rows(area.cols) - 1;
	int cells = area.cols >= 2 * GRAMMAR_CELL ? (area.cols - 2) / 2 : area.cols - 2;
	char day[64];
	date on;

	draw_section(term, area.row, area.col, area.cols, _("Dates and amounts"), NULL);
	for (int i = 0; i < (int)GRAMMAR_LINES; i++) {
		const struct grammar *line = &grammar[i];
		int row = area.row + 1 + i % rows_each, col = area.col + 2 + i / rows_each * cells;
		struct pen pen = pen_at(term, row, col + TYPED_CELLS, cells - TYPED_CELLS - 1);
		draw_text(term, row, col, TYPED_CELLS - 1, STYLE_KEY, _(line->typed));
		pen_put(&pen, STYLE_NORMAL, _(line->meaning));
		pen_skip(&pen, 1);
		if (line->sample && entry_parse_date(line->sample, help->app->session->today, false, &on))
			pen_put(&pen, STYLE_DIM, words_date(on, WORDS_DATE_SHORT, day));
	}
}

static int rows(const void *self, int available)
{
	(void)self;
	return available >= HEAD_FROM ? available - HEAD_ROWS : available;
}

static void draw_lines(struct help *help, struct term *term, struct area area)
{
	static const enum style styles[COLUMNS] = { STYLE_KEY, STYLE_NORMAL, STYLE_DIM };
	const struct table_column columns[COLUMNS] = {
		{ .min = 12, .max = 12 },
		{ .min = 14, .max = 18, .weight = 1 },
		{ .min = 10, .weight = 3, .drop = 1 },
	};
	struct table_layout layout;
	char keys[64];

	table_layout(columns, COLUMNS, area.cols, GAP, &layout);
	list_set_height(&help->list, area.rows);
	for (int i = 0; i < list_visible(&help->list); i++) {
		long place = help->list.top + i;
		const struct help_line *line = &help->lines[place];
		const struct action_row *row = &action_rows[line->action];
		name_keys(line, keys, sizeof keys);
		const char *const texts[COLUMNS] = { keys, _(row->label), _(row->help) };
		table_draw_row(term, area.row + i, area.col, area.cols, columns, &layout,
			       &(struct table_row){ texts, styles, 1, place == help->list.selected, false });
	}
	if (help->list.count == 0 && area.rows > 0)
		draw_text(term, area.row, area.col + 1, area.cols - 2, STYLE_DIM, _("nothing is called that"));
}

static void draw(void *self, struct term *term, struct area area)
{
	struct help *help = self;
	char title[SCREEN_TEXT], count[SCREEN_TEXT];

	snprintf(title, sizeof title, "%s · %s", _("Help"),
		 help->everything ? _("everywhere") : _(action_contexts[help->context].label));
	if (area.rows > 2) {
		struct area head = area_take_top(&area, 1);
		draw_section(term, head.row, head.col, head.cols, title, help->everything ? _("type to filter · Tab: what counts here") : _("type to filter · Tab: everything"));
	}
	struct area line = area_take_top(&area, 1);
	if (area.rows >= GRAMMAR_FROM)
		draw_grammar(help, term, area_take_bottom(&area, grammar_rows(area.cols)));
	draw_lines(help, term, area);
	snprintf(count, sizeof count, _("%zu of %zu"), help->line_count, help->total);
	draw_right(term, line.row, line.col, line.cols - 1, STYLE_DIM, count);
	draw_text(term, line.row, line.col + 1, 1, STYLE_KEY, "/");
	field_draw(&help->filter, term, line.row, line.col + 3, line.cols > 40 ? 24 : line.cols - 16,
		   !help->choosing);
}

static void status(const void *self, char *out, size_t room)
{
	const struct help *help = self;

	out[0] = '\0';
	if (help->list.count > 0)
		snprintf(out, room, "%s", _(action_rows[help->lines[help->list.selected].action].help));
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct help *help = self;

	if (action == ACTION_HELP_RUN) {
		if (help->list.count == 0)
			return EFFECT_BELL;
		frame_post(frame, help->lines[help->list.selected].action, NULL);
		return EFFECT_CLOSE;
	}
	if (action == ACTION_NEXT_PANE || action == ACTION_PREVIOUS_PANE) {
		help->everything = !help->everything;
		gather(help);
		return EFFECT_REDRAW;
	}
	if (!list_action(&help->list, action))
		return EFFECT_PASS;
	help->choosing = true;
	return EFFECT_REDRAW;
}

static unsigned changed(struct help *help, enum field_result result)
{
	help->choosing &= result == FIELD_IGNORED;
	if (result == FIELD_CHANGED)
		gather(help);
	return result == FIELD_IGNORED ? EFFECT_PASS : EFFECT_REDRAW;
}

static unsigned key(void *self, struct frame *frame, uint32_t code)
{
	struct help *help = self;

	(void)frame;
	if (code == KEYMAP_BACKSPACE && *field_text(&help->filter) == '\0')
		return EFFECT_CLOSE;
	return changed(help, field_key(&help->filter, code));
}

static unsigned paste(void *self, struct frame *frame, const char *text)
{
	struct help *help = self;

	(void)frame;
	return changed(help, field_paste(&help->filter, text));
}

static void close_help(void *self)
{
	struct help *help = self;

	field_clear(&help->filter);
	mem_free(help);
}

static const enum action bar[] = { ACTION_HELP_RUN, ACTION_NEXT_PANE, ACTION_BACK, ACTION_COUNT };

const struct screen_ops help_screen = {
	.name = "help",
	.context = ACTION_CONTEXT_HELP,
	.bar = bar,
	.tab = N_("everywhere"),
	.rows = rows,
	.draw = draw,
	.status = status,
	.action = act,
	.key = key,
	.paste = paste,
	.close = close_help,
};

void help_screen_push(struct app *app, enum action_context context)
{
	struct help *help = mem_alloc(sizeof *help);

	help->app = app;
	help->context = context;
	field_init(&help->filter, FILTER_BYTES);
	gather(help);
	frame_push(app->frame, &help_screen, help);
}
