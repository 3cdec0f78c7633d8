/* Windows over a file: why this score, the whole history, what to say. Each is a sheet laid out for the width there is, that the
 * arrows scroll; the keys of the file go on working under them. They record nothing.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/wrapup.h"
#include "rules/keymap.h"
#include "ui/file_screen.h"
#include "ui/pane.h"
#include "ui/script.h"
#include "ui/script_texts.h"
#include "words/words.h"

#define WIDE_COLS 60
#define NAME_MOST  22 /* cells of what a line of the history is … */
#define AGENT_MOST 16 /* … and of who recorded it */
#define NAME_COL  9 /* of a line of the score, behind its points */

struct pane {
	struct app *app;
	const struct pane_kind *kind;
	struct client_file own; /* when the client is not the open one */
	bool owns;
	struct sheet sheet;
	int width; /* the sheet was laid out for; 0: not yet */
	int top, height;
};

const struct client_file *pane_file(const struct pane *pane)
{
	return pane->owns ? &pane->own : file_screen_file(pane->app);
}

struct app *pane_app(const struct pane *pane)
{
	return pane->app;
}

struct sheet *pane_sheet(struct pane *pane)
{
	return &pane->sheet;
}

/* ---- what they show ---- */

static void put_points(struct sheet *sheet, int points)
{
	char text[32];

	snprintf(text, sizeof text, "%d", points);
	sheet_right(sheet, 7, STYLE_AMOUNT, text);
	sheet_to(sheet, NAME_COL);
}

static int widest_name(const struct client_file *file)
{
	int most = 0;

	for (size_t i = 0; i < file->verdict.score.count; i++) {
		int cells = text_width(words_score_name(file->verdict.score.lines[i].code));
		most = cells > most ? cells : most;
	}
	return most;
}

static void lay_why(struct pane *pane, const struct client_file *file)
{
	struct sheet *sheet = &pane->sheet;
	int sentence = pane->width >= WIDE_COLS ? NAME_COL + widest_name(file) + 2 : NAME_COL;
	char text[WORDS_TEXT];

	sheet_to(sheet, 1);
	sheet_line(sheet, 1, STYLE_NORMAL, words_next(&file->now, pane->app->session->today, text));
	for (size_t i = 0; i < file->verdict.score.count; i++) {
		const struct score_line *line = &file->verdict.score.lines[i];
		put_points(sheet, line->points);
		if (sentence > NAME_COL)
			sheet_put(sheet, STYLE_HEADER, words_score_name(line->code));
		sheet_to(sheet, sentence);
		sheet_line(sheet, sentence, STYLE_NORMAL,
			   words_score_line(line, judge_currency(&file->verdict, line), text));
	}
	put_points(sheet, file->verdict.score.total);
	sheet_put(sheet, STYLE_AMOUNT, _("total"));
	sheet_newline(sheet);
}

/* Where a line of the history has its parts: days, what it is, by whom, its words. */
struct history_columns {
	int name, agent, text;
	bool wide; /* else the words stand under the rest */
};

static int wider(int cells, const char *text, int most)
{
	int own = text_width(text);

	own = own < most ? own : most;
	return own > cells ? own : cells;
}

static struct history_columns history_columns(const struct history_line *lines, size_t count, date today, bool wide)
{
	int days = 0, names = 0, agents = 0;
	char day[64];

	for (size_t i = 0; i < count; i++) {
		days = wider(days, words_near_date(lines[i].on_day, today, day), AGENT_MOST);
		names = wider(names, words_history_name(&lines[i]), NAME_MOST);
		agents = wider(agents, words_history_agent(&lines[i]), AGENT_MOST);
	}
	int name = 1 + days + 2, agent = name + names + 2;
	return (struct history_columns){ name, agent, wide ? agent + agents + 4 : 5, wide };
}

static void lay_line(struct sheet *sheet, const struct client_file *file,
		     const struct history_line *line, date today, const struct history_columns *at)
{
	const char *sign = words_history_sign(line);
	bool undone = line->call && line->call->undone_by;
	enum style style = undone ? STYLE_DIM : STYLE_NORMAL;
	int text_col = at->text;
	char text[WORDS_TEXT], day[64], cut[WORDS_TEXT];

	sheet_to(sheet, 1);
	sheet_put(sheet, STYLE_DIM, words_near_date(line->on_day, today, day));
	sheet_to(sheet, at->name);
	text_ellipsis(cut, sizeof cut, words_history_name(line), NAME_MOST);
	sheet_put(sheet, style, cut);
	sheet_to(sheet, at->agent);
	text_ellipsis(cut, sizeof cut, words_history_agent(line), AGENT_MOST);
	sheet_put(sheet, STYLE_DIM, cut);
	if (!at->wide)
		sheet_newline(sheet);
	sheet_to(sheet, text_col - 2);
	sheet_put(sheet, strcmp(sign, "√") == 0 ? STYLE_KEPT : STYLE_BROKEN, sign);
	sheet_to(sheet, text_col);
	sheet_flow(sheet, text_col, style, words_history(line, file, text));
	if (undone)
		sheet_flow(sheet, text_col, STYLE_DIM, _(" (undone)"));
	sheet_newline(sheet);
}

static void lay_history(struct pane *pane, const struct client_file *file)
{
	date today = pane->app->session->today;
	struct history_line *lines =
		mem_alloc((words_history_room(file) + 1) * sizeof *lines);
	size_t count = words_history_lines(file, today, true, lines);
	struct history_columns columns = history_columns(lines, count, today, pane->width >= WIDE_COLS);

	for (size_t i = 0; i < count; i++)
		lay_line(&pane->sheet, file, &lines[i], today, &columns);
	mem_free(lines);
	sheet_to(&pane->sheet, 1);
	if (file->history_count == 0)
		sheet_line(&pane->sheet, 1, STYLE_DIM, _("nothing was recorded yet"));
	else if (file->history_count == FILE_HISTORY)
		sheet_line(&pane->sheet, 1, STYLE_DIM, _("older ones are not shown here"));
}

static void lay_heading(struct sheet *sheet, const char *title)
{
	sheet_newline(sheet);
	sheet_to(sheet, 1);
	sheet_line(sheet, 1, STYLE_HEADER, title);
}

/* The situation of this file first, then the others. */
static void lay_script(struct pane *pane, const struct client_file *file)
{
	struct sheet *sheet = &pane->sheet;
	enum script_situation here = script_situation(file);

	sheet_to(sheet, 1);
	sheet_line(sheet, 1, STYLE_HEADER, script_situation_name(here));
	script_opening(sheet, 1, pane->app->session, file);
	lay_heading(sheet, _("What to do"));
	script_card(sheet, 1, here);
	lay_heading(sheet, _("If…"));
	script_answers(sheet, 1, pane->app->session, file);
	script_texts_card(sheet, 1, pane->app, file);
	lay_heading(sheet, _("Not to be said"));
	script_never(sheet, 1, file);
	script_texts_objections(sheet, 1, pane->app, file);
	for (int i = 0; i < SCRIPT_SITUATION_COUNT; i++)
		if (i != (int)here) {
			lay_heading(sheet, script_situation_name((enum script_situation)i));
			script_card(sheet, 1, (enum script_situation)i);
		}
}

/* What each overdue invoice waits for; those nobody spoke about stand out. */
static void lay_unanswered(struct pane *pane, const struct client_file *file)
{
	struct sheet *sheet = &pane->sheet;
	struct wrapup_line *lines = mem_alloc((file->invoice_count + 1) * sizeof *lines);
	char text[WORDS_TEXT], amount[MONEY_TEXT];
	int money = pane->width >= WIDE_COLS ? 34 : 0, answer = money ? money + 3 : 5;

	wrapup_read(file, &pane->app->session->policy.document, lines);
	for (size_t i = 0; i < file->invoice_count; i++) {
		const struct item *item = &file->invoices[i].item;
		bool open = lines[i].asked && lines[i].answer == WRAPUP_NONE;

		if (!lines[i].asked && !(item->disputed && item->due_on < pane->app->session->today))
			continue;
		sheet_to(sheet, 1);
		sheet_put(sheet, open ? STYLE_LATE : STYLE_NORMAL, words_item_name(file->invoices[i].number, item->kind));
		if (money)
			sheet_right(sheet, money, STYLE_AMOUNT, words_amount(item->disputed ? item->open : file->left[i], item->currency, amount));
		else
			sheet_newline(sheet);
		sheet_to(sheet, answer);
		sheet_line(sheet, answer, open ? STYLE_LATE : STYLE_DIM,
			   words_wrapup(lines[i].answer, open ? file->now.next_on : lines[i].until, pane->app->session->today, text));
	}
	mem_free(lines);
	if (sheet_rows(sheet) == 0) {
		sheet_to(sheet, 1);
		sheet_line(sheet, 1, STYLE_DIM, _("nothing is overdue"));
	}
}

static const struct pane_kind kind_unanswered = { .action = ACTION_UNANSWERED, .title = N_("Answers to what is overdue"), .lay = lay_unanswered };
static const struct pane_kind kind_why = { .action = ACTION_WHY, .title = N_("Why this score"), .lay = lay_why };
static const struct pane_kind kind_history = { .action = ACTION_HISTORY, .title = N_("History"), .lay = lay_history };
static const struct pane_kind kind_script = { .action = ACTION_SCRIPT, .title = N_("Script"), .lay = lay_script };

/* ---- the screen ---- */

static void lay(struct pane *pane, int width)
{
	const struct client_file *file = pane_file(pane);

	if (pane->width == width || !file)
		return;
	pane->width = width;
	sheet_start(&pane->sheet, width);
	pane->kind->lay(pane, file);
}

static int pane_rows(const void *self, int available)
{
	struct pane *pane = (struct pane *)self;
	int rows, cols;

	term_size(frame_term(pane->app->frame), &rows, &cols);
	lay(pane, cols - 1);
	int wanted = sheet_rows(&pane->sheet) + 2;
	return wanted < available ? wanted : available;
}

static void scroll_to(struct pane *pane, int top)
{
	int last = sheet_rows(&pane->sheet) - pane->height;

	if (top > last)
		top = last;
	pane->top = top > 0 ? top : 0;
}

static void pane_draw(void *self, struct term *term, struct area area)
{
	struct pane *pane = self;
	const struct client_file *file = pane_file(pane);
	struct area line = area_take_top(&area, 1);

	if (line.rows)
		draw_section(term, line.row, line.col, line.cols, _(pane->kind->title),
			     pane->owns && file ? file->client.name : NULL);
	lay(pane, area.cols - 1);
	pane->height = area.rows > 0 ? area.rows : 1;
	scroll_to(pane, pane->top);
	sheet_draw(&pane->sheet, term, area, pane->top);
	term_cursor(term, area.row, area.col + 1);
}

static enum action_context pane_where(const void *self);

/* Where the file's keys are, the one of the next file goes back from the pane. */
static bool enter_leaves(const struct pane *pane)
{
	enum action_context where = pane_where(pane);

	return where == ACTION_CONTEXT_FILE || action_contexts[where].parent == ACTION_CONTEXT_FILE;
}

static void pane_status(const void *self, char *out, size_t room)
{
	const struct pane *pane = self;
	int below = sheet_rows(&pane->sheet) - pane->top - pane->height;

	if (below > 0)
		snprintf(
			out, room,
			ngettext("%d line more below", "%d lines more below", (unsigned long)below),
			below);
	else
		snprintf(out, room, "%s", enter_leaves(pane) ? _("Esc or Enter goes back") : _("Esc goes back"));
}

static bool scroll(struct pane *pane, enum action action)
{
	switch (action) {
	case ACTION_UP: scroll_to(pane, pane->top - 1); return true;
	case ACTION_DOWN: scroll_to(pane, pane->top + 1); return true;
	case ACTION_PAGE_UP: scroll_to(pane, pane->top - pane->height + 1); return true;
	case ACTION_PAGE_DOWN: scroll_to(pane, pane->top + pane->height - 1); return true;
	case ACTION_FIRST: scroll_to(pane, 0); return true;
	case ACTION_LAST: scroll_to(pane, sheet_rows(&pane->sheet)); return true;
	default: return false;
	}
}

static unsigned pane_action(void *self, struct frame *frame, enum action action)
{
	struct pane *pane = self;

	(void)frame;
	if (scroll(pane, action))
		return EFFECT_REDRAW;
	if (action == pane->kind->action)
		return EFFECT_CLOSE;
	unsigned effects = pane->kind->act ? pane->kind->act(pane, action) : EFFECT_PASS;
	if (effects != EFFECT_PASS)
		return effects;
	/* Enter ends the reading; it is pressed again for the next file. */
	if (action == ACTION_NEXT_FILE || action == ACTION_PREVIOUS_FILE)
		return EFFECT_CLOSE;
	if (pane->owns)
		return EFFECT_PASS;
	/* What opens something closes this window first: the agent comes back to the file. */
	if (action_rows[action].records || action == ACTION_WHY || action == ACTION_HISTORY ||
	    action == ACTION_CONTACTS || action == ACTION_SCRIPT || action == ACTION_MAIL ||
	    action == ACTION_DOCUMENTS || action == ACTION_UNANSWERED ||
	    action == ACTION_MONEY || action == ACTION_DECIDE)
		return file_screen_action(pane->app, action) | EFFECT_CLOSE;
	return EFFECT_PASS;
}

/* What stands there stays when it cannot be read. */
static void read_own_again(struct pane *pane)
{
	struct client_file file;
	struct err err = { 0 };

	switch (file_load(pane->app->session, pane->own.client.id, &file, &err)) {
	case FOUND:
		file_clear(&pane->own);
		pane->own = file;
		break;
	case FOUND_NOT: break;
	case FOUND_ERROR: frame_say_error(pane->app->frame, &err); break;
	}
}

static unsigned pane_reload(void *self, struct frame *frame)
{
	struct pane *pane = self;

	(void)frame;
	if (pane->owns)
		read_own_again(pane);
	else
		file_screen_refresh(pane->app);
	pane->width = 0;
	return EFFECT_REDRAW;
}

static void pane_close(void *self)
{
	struct pane *pane = self;

	sheet_clear(&pane->sheet);
	if (pane->owns)
		file_clear(&pane->own);
	mem_free(pane);
}

static enum action_context pane_where(const void *self)
{
	const struct pane *pane = self;

	return pane->kind->context ? pane->kind->context : pane->owns ? ACTION_CONTEXT_ROWS : ACTION_CONTEXT_FILE;
}

static const enum action pane_bar[] = { ACTION_BACK,      ACTION_PROMISE, ACTION_CALLBACK,
					ACTION_NO_ANSWER, ACTION_MESSAGE, ACTION_DISPUTE,
					ACTION_COUNT };

static const enum action apart_bar[] = { ACTION_BACK, ACTION_COUNT };

static const enum action *pane_bar_of(const void *self)
{
	const struct pane *pane = self;

	if (pane->kind->bar_of && pane_file(pane))
		return pane->kind->bar_of(pane_file(pane));
	return pane->kind->bar ? pane->kind->bar : pane->owns ? apart_bar : pane_bar;
}

/* Over the open file its keys go on; over a list only the arrows and the way back. */
static const struct screen_ops pane_ops = {
	.name = "pane",
	.where = pane_where,
	.bar_of = pane_bar_of,
	.rows = pane_rows,
	.draw = pane_draw,
	.status = pane_status,
	.action = pane_action,
	.reload = pane_reload,
	.close = pane_close,
};

/* Over a list the keys of the file mean nothing, but the two that opened it and end the reading. */
static unsigned apart_key(void *self, struct frame *frame, uint32_t key)
{
	const struct pane *pane = self;
	enum action action;

	(void)frame;
	if (keymap_find(ACTION_CONTEXT_FILE, (int)key, &action) &&
	    (action == ACTION_NEXT_FILE || action == pane->kind->action))
		return EFFECT_CLOSE;
	return EFFECT_PASS;
}

static const struct screen_ops pane_apart_ops = {
	.name = "pane-apart",
	.where = pane_where,
	.bar_of = pane_bar_of,
	.rows = pane_rows,
	.draw = pane_draw,
	.status = pane_status,
	.action = pane_action,
	.key = apart_key,
	.reload = pane_reload,
	.close = pane_close,
};

static struct pane *pane_open(struct app *app, const struct pane_kind *kind)
{
	struct pane *pane = mem_alloc(sizeof *pane);

	pane->app = app;
	pane->kind = kind;
	pane->height = 1;
	return pane;
}

static void push_over_file(struct app *app, const struct pane_kind *kind)
{
	if (file_screen_file(app))
		frame_push(app->frame, &pane_ops, pane_open(app, kind));
}

void pane_push(struct app *app, const struct pane_kind *kind, int64_t client_id)
{
	const struct client_file *open = file_screen_file(app);
	struct client_file file;
	struct err err = { 0 };

	if (open && open->client.id == client_id) {
		push_over_file(app, kind);
		return;
	}
	switch (file_load(app->session, client_id, &file, &err)) {
	case FOUND: break;
	case FOUND_NOT:
		frame_say(app->frame, STYLE_WARNING, "%s", _("this client file is gone"));
		return;
	case FOUND_ERROR: frame_say_error(app->frame, &err); return;
	}
	struct pane *pane = pane_open(app, kind);
	pane->own = file;
	pane->owns = true;
	frame_push(app->frame, &pane_apart_ops, pane);
}

void why_screen_push(struct app *app, int64_t client_id)
{
	pane_push(app, &kind_why, client_id);
}

void history_screen_push(struct app *app)
{
	push_over_file(app, &kind_history);
}

void script_screen_push(struct app *app)
{
	push_over_file(app, &kind_script);
}

void unanswered_screen_push(struct app *app)
{
	push_over_file(app, &kind_unanswered);
}
