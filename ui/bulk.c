/* A slice of time at each turn, so that the screen lives and Esc is heard.
 */
#include "ui/bulk.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "desk/call.h"

#define SLICE_MS  150
#define BAR_CELLS 40

struct doing {
	struct app *app;
	struct bulk bulk;
	char *title;
	int64_t *clients;
	size_t at, refused;
};

static void say_refused(struct doing *doing, int64_t client_id, const struct err *err)
{
	struct client_file file;
	struct err ignored = { 0 };

	doing->refused++;
	if (file_load(doing->app->session, client_id, &file, &ignored) == FOUND) {
		frame_say(doing->app->frame, STYLE_WARNING, "%s %s: %s", file.client.no, file.client.name, err->text);
		file_clear(&file);
	} else {
		frame_say_error(doing->app->frame, err);
	}
}

static void say_end(const struct doing *doing)
{
	size_t done = doing->at - doing->refused, left = doing->bulk.count - doing->at;
	enum style style = doing->refused || left ? STYLE_WARNING : STYLE_NOTICE;
	char refused[128] = "", rest[128] = "";

	if (doing->bulk.count == 1 && doing->refused) /* its sentence was said */
		return;
	if (doing->refused)
		snprintf(refused, sizeof refused,
			 ngettext(", %zu refused: g m says why", ", %zu refused: g m says why", doing->refused), doing->refused);
	if (left)
		snprintf(rest, sizeof rest, ngettext(", %zu left as it was", ", %zu left as they were", left), left);
	frame_say(doing->app->frame, style, ngettext("%s: %zu client done%s%s", "%s: %zu clients done%s%s", done), doing->title, done,
		  refused, rest);
}

static unsigned work(void *self, struct frame *frame)
{
	struct doing *doing = self;
	int64_t until = clock_steady_ms() + SLICE_MS;

	(void)frame;
	do {
		int64_t client_id = doing->clients[doing->at];
		struct err err = { 0 };
		if (!doing->bulk.one(doing->bulk.context, client_id, &err))
			say_refused(doing, client_id, &err);
	} while (++doing->at < doing->bulk.count && clock_steady_ms() < until);
	if (doing->at < doing->bulk.count)
		return EFFECT_REDRAW;
	say_end(doing);
	return EFFECT_CLOSE | EFFECT_RELOAD;
}

static int rows(const void *self, int available)
{
	(void)self;
	return available > 2 ? 2 : available;
}

static void draw(void *self, struct term *term, struct area area)
{
	struct doing *doing = self;
	char count[SCREEN_TEXT];

	if (area.rows > 1) {
		struct area head = area_take_top(&area, 1);
		draw_section(term, head.row, head.col, head.cols, doing->title, NULL);
	}
	int cells = area.cols > 2 * BAR_CELLS - 20 ? BAR_CELLS : area.cols / 2;
	draw_bar(term, area.row, area.col + 1, cells, (int64_t)doing->at, (int64_t)doing->bulk.count, STYLE_KEPT);
	snprintf(count, sizeof count, _("%zu of %zu"), doing->at, doing->bulk.count);
	draw_text(term, area.row, area.col + cells + 3, area.cols - cells - 4, STYLE_NORMAL, count);
	term_cursor(term, area.row, area.col + 1);
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	(void)frame;
	if (action != ACTION_BACK && action != ACTION_LEAVE)
		return EFFECT_PASS;
	say_end(self);
	return EFFECT_CLOSE | EFFECT_RELOAD;
}

static void close_doing(void *self)
{
	struct doing *doing = self;

	(doing->bulk.release ? doing->bulk.release : mem_free)(doing->bulk.context);
	mem_free(doing->title);
	mem_free(doing->clients);
	mem_free(doing);
}

static const enum action bar[] = { ACTION_BACK, ACTION_COUNT };

static const struct screen_ops bulk_screen = {
	.name = "bulk",
	.context = ACTION_CONTEXT_CHOICE,
	.bar = bar,
	.rows = rows,
	.draw = draw,
	.action = act,
	.work = work,
	.close = close_doing,
};

void bulk_push(struct app *app, const struct bulk *bulk)
{
	struct doing *doing = mem_alloc(sizeof *doing);

	doing->app = app;
	doing->bulk = *bulk;
	doing->title = mem_strdup(bulk->title);
	doing->clients = mem_alloc((bulk->count + 1) * sizeof *doing->clients);
	for (size_t i = 0; i < bulk->count; i++)
		doing->clients[i] = bulk->clients[i];
	frame_push(app->frame, &bulk_screen, doing);
}

/* ---- taking it back ---- */

void bulk_begin(struct app *app)
{
	app->deeds.count = 0;
	app_recorded(app, 0);
}

void bulk_remember(struct app *app, int64_t client_id, int64_t action_id)
{
	MEM_GROW(app->deeds.each, app->deeds.count, app->deeds.room);
	app->deeds.each[app->deeds.count++] = (struct bulk_deed){ client_id, action_id };
}

/* The last first: what an Esc leaves as it is can still be taken back. */
static bool undo_one(void *context, int64_t client_id, struct err *err)
{
	struct app *app = context;
	char undone[CALL_CODE];

	return call_undo_only(app->session, client_id, app->deeds.each[--app->deeds.count].action_id, undone, err);
}

static void keep(void *context)
{
	(void)context; /* the app is not the screen's to free */
}

unsigned bulk_undo(struct app *app)
{
	size_t count = app->deeds.count;
	char title[SCREEN_TEXT];
	int64_t *clients;

	if (count == 0 || app->last_recorded || app->last_other || app->last_cash) /* the last thing done goes first */
		return EFFECT_PASS;
	snprintf(title, sizeof title, ngettext("Undo for %zu client", "Undo for %zu clients", count), count);
	clients = mem_resize(NULL, count, sizeof *clients);
	for (size_t i = 0; i < count; i++)
		clients[i] = app->deeds.each[count - 1 - i].client_id;
	bulk_push(app, &(struct bulk){ title, clients, count, undo_one, app, keep });
	mem_free(clients);
	return EFFECT_REDRAW;
}
