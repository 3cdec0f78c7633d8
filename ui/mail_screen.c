/* The mail that would go to the open file's client: its text as it would leave, a field for words of one's own, Tab for another kind, Enter
 * queues it. Nothing is sent from here.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "rules/keymap.h"
#include "ui/app.h"
#include "ui/file_screen.h"
#include "ui/form.h"
#include "ui/keep.h"
#include "ui/sheet.h"
#include "words/letter.h"
#include "words/mail.h"

#define LABEL_CELLS 12
#define ROWS_LEAST  12
#define WAITING_MOST 50

struct mail_screen {
	struct app *app;
	int64_t id; /* made once: a retry is the same mail */
	struct keep keep;
	enum mailing_kind kind;
	struct form form;
	struct form_field field;
	struct sheet sheet;
	int width; /* the sheet was laid out for; 0: not yet */
	int top, height;
	int waiting[MAILING_KIND_COUNT]; /* mails of each kind that wait to leave for this client */
};

/* Best effort: a mail too many is told, not refused. */
static void count_waiting(struct mail_screen *screen)
{
	const struct client_file *file = file_screen_file(screen->app);
	struct arena arena = { 0 };
	struct mail_row *rows;
	struct err ignored = { 0 };
	enum mailing_kind kind;
	size_t count = 0;

	memset(screen->waiting, 0, sizeof screen->waiting);
	if (!file || !mail_read_all(screen->app->session, &arena, MAIL_QUEUED, file->client.id, WAITING_MOST, &rows, &count, &ignored))
		count = 0;
	for (size_t i = 0; i < count; i++)
		if (mailing_kind_from_code(rows[i].kind, &kind))
			screen->waiting[kind]++;
	arena_clear(&arena);
}

/* About which kind of mail. */
static void save_draft(void *self)
{
	struct mail_screen *screen = self;

	keep_words(&screen->keep, mailing_kind_codes[screen->kind], form_text(&screen->form, 0));
}

/* ---- the mail ---- */

static enum mailing_status draft(const struct mail_screen *screen, struct mail_row *row)
{
	enum mailing_status status = mail_draft(screen->app->session, file_screen_file(screen->app), screen->kind, 0, row);

	row->words = form_text(&screen->form, 0);
	return status;
}

/* The first kind that may leave, in the order of the rules: a promise just made is confirmed before anything is reminded of. */
static enum mailing_kind first_kind(struct mail_screen *screen)
{
	struct mail_row row;

	for (int kind = 0; kind < MAILING_BY_HAND; kind++) {
		screen->kind = (enum mailing_kind)kind;
		if (kind != MAILING_DUPLICATE && draft(screen, &row) == MAILING_OK)
			return screen->kind;
	}
	return MAILING_REMINDER;
}

static void lay_mail(struct mail_screen *screen, const struct mail_row *row)
{
	struct mail_text text = { 0 };
	struct err err = { 0 };

	sheet_to(&screen->sheet, 1);
	if (letter_word(screen->app->texts, screen->app->session, file_screen_file(screen->app), row, NULL, 0, &text, &err)) {
		sheet_line(&screen->sheet, 1, STYLE_HEADER, text.subject);
		sheet_newline(&screen->sheet);
		sheet_text(&screen->sheet, 1, STYLE_NORMAL, text.body);
	} else {
		sheet_line(&screen->sheet, 1, STYLE_ERROR, err.text);
	}
	mem_free(text.name);
	mem_free(text.subject);
	mem_free(text.body);
}

static void lay(struct mail_screen *screen, int width)
{
	struct mail_row row;
	enum mailing_status status;

	if (screen->width == width || !file_screen_file(screen->app))
		return;
	screen->width = width;
	sheet_start(&screen->sheet, width);
	status = draft(screen, &row);
	if (status == MAILING_OK) {
		lay_mail(screen, &row);
		return;
	}
	sheet_to(&screen->sheet, 1);
	sheet_put(&screen->sheet, STYLE_WARNING, _("This mail cannot leave now: "));
	sheet_line(&screen->sheet, 1, STYLE_WARNING, words_mail_status(status));
}

static int rows(const void *self, int available)
{
	(void)self;
	return available > ROWS_LEAST ? available - 1 : available; /* the client's name stays in sight */
}

/* What the window has no room for, and how to see it. */
static void draw_below(const struct mail_screen *screen, struct term *term, struct area line, int height)
{
	int below = sheet_rows(&screen->sheet) - screen->top - height;
	char text[SCREEN_TEXT];

	if (below <= 0)
		return;
	snprintf(text, sizeof text, ngettext("… %d line more: the arrows show it", "… %d lines more: the arrows show them", (unsigned long)below),
		 below);
	draw_text(term, line.row, line.col + 1, line.cols - 2, STYLE_DIM, text);
}

static void draw(void *self, struct term *term, struct area area)
{
	struct mail_screen *screen = self;
	struct area head = area_take_top(&area, 1), foot = area_take_bottom(&area, 1);
	struct mail_row row;
	char title[SCREEN_TEXT];

	if (!file_screen_file(screen->app))
		return;
	draft(screen, &row);
	snprintf(title, sizeof title, _("Mail: %s"), words_mail_kind(row.kind));
	draw_section(term, head.row, head.col, head.cols, title, row.address);
	lay(screen, area.cols - 1);
	if (sheet_rows(&screen->sheet) > area.rows && area.rows > 2) {
		struct area line = area_take_bottom(&area, 1);
		draw_below(screen, term, line, area.rows);
	}
	screen->height = area.rows > 0 ? area.rows : 1;
	sheet_draw(&screen->sheet, term, area, screen->top);
	form_draw(&screen->form, term, foot, LABEL_CELLS);
}

static void status(const void *self, char *out, size_t room)
{
	const struct mail_screen *screen = self;
	struct mail_row row;
	enum mailing_status why = file_screen_file(screen->app) ? draft(screen, &row) : MAILING_OK;

	if (why == MAILING_OK && screen->waiting[screen->kind] > 0)
		snprintf(out, room, "%s", _("! one like it waits to leave already (g e); Enter queues another"));
	else
		snprintf(out, room, "%s", why == MAILING_OK ? _("Enter queues it, Tab is another kind; the night sends it.") : _("Tab is another kind."));
}

static unsigned save(struct mail_screen *screen, struct frame *frame)
{
	struct mail_row row;
	struct mail_request request = {
		.id = screen->id,
		.client_id = file_screen_file(screen->app)->client.id,
		.kind = screen->kind,
		.words = form_text(&screen->form, 0),
	};
	struct err err = { 0 };

	draft(screen, &row);
	if (!mail_queue(screen->app->session, &request, &err)) {
		frame_say_error(frame, &err);
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	keep_forget(&screen->keep);
	app_did(screen->app, request.client_id);
	frame_say(frame, STYLE_NOTICE, _("queued: %s to %s"), words_mail_kind(row.kind), row.address);
	return EFFECT_RELOAD | EFFECT_CLOSE;
}

static unsigned change_kind(struct mail_screen *screen, int by)
{
	screen->kind = (enum mailing_kind)((screen->kind + MAILING_BY_HAND + by) % MAILING_BY_HAND);
	screen->width = screen->top = 0;
	return EFFECT_REDRAW;
}

static unsigned scroll(struct mail_screen *screen, int by)
{
	int last = sheet_rows(&screen->sheet) - screen->height;

	screen->top += by;
	if (screen->top > last)
		screen->top = last;
	if (screen->top < 0)
		screen->top = 0;
	return EFFECT_REDRAW;
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct mail_screen *screen = self;

	switch (action) {
	case ACTION_SAVE:
	case ACTION_SAVE_STAY: return file_screen_file(screen->app) ? save(screen, frame) : EFFECT_CLOSE;
	case ACTION_NEXT_PANE: return change_kind(screen, 1);
	case ACTION_PREVIOUS_PANE: return change_kind(screen, -1);
	case ACTION_UP: return scroll(screen, -1);
	case ACTION_DOWN: return scroll(screen, 1);
	case ACTION_BACK: return keep_give_up(&screen->keep, &screen->form, _("Esc once more drops these words"));
	default: return EFFECT_PASS;
	}
}

static unsigned changed(struct mail_screen *screen, enum form_result result)
{
	if (result == FORM_CHANGED) {
		screen->width = 0;
		screen->keep.changed = true;
	}
	return result == FORM_PASS ? EFFECT_PASS : EFFECT_REDRAW;
}

static unsigned key(void *self, struct frame *frame, uint32_t code)
{
	struct mail_screen *screen = self;

	(void)frame;
	switch (code) {
	case KEYMAP_PAGE_UP: return scroll(screen, 1 - screen->height);
	case KEYMAP_PAGE_DOWN: return scroll(screen, screen->height - 1);
	default: return changed(screen, form_key(&screen->form, code));
	}
}

static unsigned paste(void *self, struct frame *frame, const char *text)
{
	struct mail_screen *screen = self;

	(void)frame;
	return changed(screen, form_paste(&screen->form, text));
}

static unsigned reload(void *self, struct frame *frame)
{
	struct mail_screen *screen = self;

	(void)frame;
	file_screen_refresh(screen->app);
	count_waiting(screen);
	screen->width = 0;
	return EFFECT_REDRAW;
}

static void close_screen(void *self)
{
	struct mail_screen *screen = self;

	form_clear(&screen->form);
	sheet_clear(&screen->sheet);
	mem_free(screen);
}

/* The file stays open under it: the key that says so. Nothing is queued that may not leave. */
static const enum action *bar_of(const void *self)
{
	static const enum action ready[] = { ACTION_SAVE_STAY, ACTION_NEXT_PANE, ACTION_BACK, ACTION_COUNT };
	static const enum action refused[] = { ACTION_NEXT_PANE, ACTION_BACK, ACTION_COUNT };
	const struct mail_screen *screen = self;
	struct mail_row row;

	return file_screen_file(screen->app) && draft(screen, &row) == MAILING_OK ? ready : refused;
}

static const struct screen_ops mail_ops = {
	.name = "mail",
	.context = ACTION_CONTEXT_FORM,
	.bar_of = bar_of,
	.tab = N_("other kind"),
	.rows = rows,
	.draw = draw,
	.status = status,
	.action = act,
	.key = key,
	.paste = paste,
	.reload = reload,
	.save = save_draft,
	.close = close_screen,
};

void mail_screen_push(struct app *app)
{
	struct mail_screen *screen = mem_alloc(sizeof *screen);

	screen->app = app;
	screen->id = id_new();
	screen->keep = (struct keep){ .app = app, .place = MAIL_DRAFT, .client_id = file_screen_file(app)->client.id };
	screen->height = 1;
	screen->field = (struct form_field){ .name = "words", .label = _("Your words") };
	form_init(&screen->form, &screen->field, 1);
	screen->kind = first_kind(screen);
	count_waiting(screen);
	frame_push(app->frame, &mail_ops, screen);
}

bool mail_screen_resume(struct app *app, const char *draft)
{
	char *code = keep_about(draft);
	struct mail_screen *screen;

	mail_screen_push(app);
	screen = frame_top_self(app->frame);
	mailing_kind_from_code(code, &screen->kind);
	keep_take(&screen->keep, draft, &screen->form);
	mem_free(code);
	return true;
}
