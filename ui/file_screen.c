/* The client file on screen: taking and giving back the claim, moving between files and panes, and which key does what.
 *
 * Knows no SQL: facts come from desk/file, claims from desk/claim. Drawing is file_draw.c's, outcomes are entry.c's.
 */
#include "ui/file_screen.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/call.h"
#include "desk/claim.h"
#include "desk/worklist.h"
#include "ui/roll.h"
#include "words/words.h"

#define RANK_PAGE 20

#define FILE_BAR   16
#define NAME_CELLS 28

struct file_screen {
	struct app *app;
	struct file_view view;
	char recorded[SCREEN_TEXT]; /* said again when nothing is left to call */
	enum action bar[FILE_BAR];  /* of file_bar, what may be done on this file */
};

static struct file_screen *current(const struct app *app)
{
	return frame_find(app->frame, &file_screen);
}

void file_screen_recorded(struct app *app, const char *text)
{
	struct file_screen *screen = current(app);

	if (screen)
		snprintf(screen->recorded, sizeof screen->recorded, "%s", text);
}

/* Best effort: a lease that could not be given back ends by itself. */
static void give_back(struct app *app, int64_t client_id)
{
	struct err err = { 0 };

	if (client_id && !claim_free(app->session, client_id, &err))
		frame_say_error(app->frame, &err);
}

static void find_rank(struct app *app, struct file_view *view)
{
	struct worklist list;
	struct err ignored = { 0 };

	view->rank = view->callable = 0;
	if (!worklist_open(app->session, false, RANK_PAGE, &list, &ignored))
		return;
	view->callable = list.callable;
	for (size_t i = 0; i < list.count; i++)
		if (list.rows[i].client.id == view->file.client.id)
			view->rank = list.rows[i].rank;
	worklist_clear(&list);
}

/* The facts are new: lists keep their place when the client is the same. */
static void prepare(struct file_view *view, bool same)
{
	const struct client_file *file = &view->file;

	file_rows_prepare(view);
	view->script_width = 0;
	const long counts[FILE_PANE_COUNT] = { (long)file->invoice_count, (long)view->circuit_count, (long)view->history_count,
					       (long)file->contact_count, 1 };
	for (int i = 0; i < FILE_PANE_COUNT; i++) {
		if (same)
			list_renew(&view->lists[i], counts[i], false, false);
		else
			list_start(&view->lists[i], counts[i], false, false);
	}
	if (!same)
		view->wanted = view->focus = FILE_PANE_INVOICES;
}

/* first: what the first screen shows, however long the file is. */
static bool load(struct app *app, int64_t client_id, bool first, struct client_file *out)
{
	struct err err = { 0 };

	switch (first ? file_load_first(app->session, client_id, out, &err) : file_load(app->session, client_id, out, &err)) {
	case FOUND: return true;
	case FOUND_NOT: err_set(&err, ERR_MISSING, N_("this client file is gone")); break;
	case FOUND_ERROR: break;
	}
	frame_say_error(app->frame, &err);
	return false;
}

static void refresh(struct file_screen *screen)
{
	struct client_file file;

	if (!load(screen->app, screen->view.file.client.id, false, &file))
		return;
	file_clear(&screen->view.file);
	screen->view.file = file;
	prepare(&screen->view, true);
	find_rank(screen->app, &screen->view);
}

/* A very long file was opened with what its first screen shows: whatever does more reads the rest. */
static void complete(struct file_screen *screen)
{
	if (screen->view.file.partial)
		refresh(screen);
}

const struct client_file *file_screen_file(const struct app *app)
{
	struct file_screen *screen = current(app);

	if (!screen)
		return NULL;
	complete(screen);
	return &screen->view.file;
}

static struct file_screen *push(struct app *app)
{
	struct file_screen *screen = mem_alloc(sizeof *screen);

	screen->app = app;
	screen->view.session = app->session;
	frame_push(app->frame, &file_screen, screen);
	return screen;
}

/* Put a claimed file on screen, in the place of the one that is open. in_turn: the queue goes on from it. */
static bool show(struct app *app, int64_t client_id, bool in_turn)
{
	struct file_screen *screen = current(app);
	int64_t before = screen ? screen->view.file.client.id : 0;
	struct client_file file;

	if (!load(app, client_id, true, &file)) {
		give_back(app, client_id == before ? 0 : client_id);
		return false;
	}
	if (screen)
		frame_lift(app->frame, &file_screen, &roll_screen);
	else
		screen = push(app);
	if (before && before != client_id)
		give_back(app, before);
	trail_visit(&app->trail, client_id);
	file_clear(&screen->view.file);
	screen->view.file = file;
	if (in_turn)
		worklist_walk_to(app->session, &app->walk, &file.client);
	else
		worklist_walk_aside(&app->walk, client_id);
	prepare(&screen->view, before == client_id);
	find_rank(app, &screen->view);
	screen->recorded[0] = '\0';
	if (app->call.client_id != client_id)
		app->call = (struct call_timer){ clock_steady_ms(), client_id };
	return true;
}

static void say_holder(struct app *app, int64_t client_id)
{
	struct client_file file;

	if (!load(app, client_id, true, &file))
		return;
	if (file.client.claim.agent_id == app->session->agent_id)
		frame_say(app->frame, STYLE_WARNING, _("%s is open in your other console"),
			  file.client.name);
	else
		frame_say(app->frame, STYLE_WARNING, _("%s has this file open: %s"),
			  file.client.claim_agent, file.client.name);
	file_clear(&file);
}

static bool take_and_show(struct app *app, int64_t client_id, bool in_turn)
{
	struct err err = { 0 };
	bool taken = false;

	if (!claim_take(app->session, client_id, &taken, &err)) {
		frame_say_error(app->frame, &err);
		return false;
	}
	if (!taken) {
		say_holder(app, client_id);
		return false;
	}
	return show(app, client_id, in_turn);
}

unsigned file_screen_take_again(struct app *app)
{
	struct file_screen *screen = current(app);
	struct err err = { 0 };
	bool taken = false;

	if (!screen)
		return EFFECT_NONE;
	if (!claim_take(app->session, screen->view.file.client.id, &taken, &err))
		frame_say_error(app->frame, &err);
	else if (!taken)
		say_holder(app, screen->view.file.client.id);
	return EFFECT_RELOAD; /* somebody may have worked on it meanwhile */
}

bool file_screen_open(struct app *app, int64_t client_id)
{
	return take_and_show(app, client_id, true);
}

bool file_screen_open_aside(struct app *app, int64_t client_id)
{
	return take_and_show(app, client_id, false);
}

void file_screen_select_invoice(struct app *app, const char *number)
{
	struct file_screen *screen = current(app);

	if (screen)
		complete(screen);
	for (size_t i = 0; screen && i < screen->view.file.invoice_count; i++)
		if (strcmp(screen->view.file.invoices[i].number, number) == 0)
			list_select(&screen->view.lists[FILE_PANE_INVOICES], (long)i);
}

/* How many may be called all the same: they were passed over. */
static int still_to_call(struct app *app)
{
	struct worklist list;
	struct err ignored = { 0 };

	if (!worklist_open(app->session, false, 1, &list, &ignored))
		return 0;
	int callable = list.complete ? (int)list.count : list.callable;
	worklist_clear(&list);
	return callable;
}

/* The queue is gone through: back to what is below, without losing sight of what was just recorded. The next time begins at the top. */
static void none_left(struct app *app, struct file_screen *screen)
{
	const char *recorded = screen ? screen->recorded : "";
	int left = still_to_call(app);
	char text[128];

	if (roll_in_turn(app))
		snprintf(text, sizeof text, "%s", _("nobody further down is to be called now; g q goes to the queue"));
	else if (queue_screen_narrowed(app))
		snprintf(text, sizeof text, "%s", _("end of the rows shown; Esc on the queue shows all of it"));
	else if (left > 0)
		snprintf(text, sizeof text,
			 ngettext("end of the queue: %d file passed over is still to be called",
				  "end of the queue: %d files passed over are still to be called",
				  (unsigned long)left),
			 left);
	else
		snprintf(text, sizeof text, "%s", _("nobody else to call"));
	frame_say(app->frame, STYLE_NOTICE, *recorded ? "%s · %s" : "%s%s", recorded, text);
	worklist_walk_clear(&app->walk);
	if (screen) {
		frame_raise(app->frame, &file_screen);
		frame_post(app->frame, ACTION_BACK, NULL);
	}
}

/* Rows are gone through, of a list or of a queue that was narrowed: the next file is the next row that may still be taken. */
static bool next_row(struct app *app, int64_t (*after)(struct app *app, int64_t client_id), int64_t here, int64_t *next, struct err *err)
{
	bool taken = false;

	for (*next = here; !taken && (*next = after(app, *next));)
		if (*next != here && !worklist_take(app->session, *next, &taken, err))
			return false;
	return true;
}

/* Enter once too often: the file would be gone till the end of the queue without a word. */
static void say_passed(const struct file_screen *screen)
{
	const struct client_row *client = screen ? &screen->view.file.client : NULL;
	char name[4 * NAME_CELLS + 8];

	if (!screen || *screen->recorded || worklist_callable(screen->app->session, client).why_not != WHY_NOT_NONE)
		return;
	text_ellipsis(name, sizeof name, client->name, NAME_CELLS);
	frame_say(screen->app->frame, STYLE_NOTICE, _("%s: passed over, nothing recorded; - goes back"), name);
}

bool file_screen_next(struct app *app)
{
	struct file_screen *screen = current(app);
	bool listed = screen && roll_in_turn(app), narrowed = queue_screen_narrowed(app);
	struct err err = { 0 };
	int64_t next = 0;

	if (!screen)
		worklist_walk_aside(&app->walk, 0);
	if (listed || narrowed ? !next_row(app, listed ? roll_pass : queue_screen_after, screen ? screen->view.file.client.id : 0, &next, &err)
			       : !worklist_next(app->session, &app->walk, &next, &err)) {
		frame_say_error(app->frame, &err);
		return false;
	}
	if (next) {
		say_passed(screen);
		return show(app, next, !listed && !narrowed);
	}
	none_left(app, screen);
	return false;
}

void file_screen_previous(struct app *app)
{
	const struct client_file *open = file_screen_file(app);
	int64_t before = trail_back(&app->trail, open ? open->client.id : 0);

	if (before)
		file_screen_open_aside(app, before);
	else
		frame_say(app->frame, STYLE_NOTICE, "%s", _("no file was open before this one"));
}

static void next_pane(struct file_view *view, int by)
{
	int pane = (int)view->focus;

	do {
		pane = (pane + by + FILE_PANE_COUNT) % FILE_PANE_COUNT;
	} while (!view->shown[pane] && pane != (int)view->focus);
	view->wanted = view->focus = (enum file_pane)pane;
}

static unsigned record(struct app *app, enum action action)
{
	enum outcome outcome = action_rows[action].outcome;
	const char *argument = frame_argument(app->frame);

	if (!(action_rows[action].needs & ACTION_NEEDS_ENTRY) && !*argument)
		return entry_record_now(app, outcome);
	entry_screen_push(app, outcome, *argument ? argument : NULL);
	return EFFECT_REDRAW;
}

unsigned file_screen_action(struct app *app, enum action action)
{
	struct file_screen *screen = current(app);

	if (!screen)
		return EFFECT_PASS;
	if (action_rows[action].records)
		return record(app, action);
	switch (action) {
	case ACTION_NEXT_FILE: file_screen_next(app); break;
	case ACTION_PREVIOUS_FILE: file_screen_previous(app); break;
	case ACTION_UNDO: return entry_undo(app);
	case ACTION_WHY: why_screen_push(app, screen->view.file.client.id); break;
	case ACTION_HISTORY: history_screen_push(app); break;
	case ACTION_CONTACTS: contacts_screen_push(app); break;
	case ACTION_SCRIPT: script_screen_push(app); break;
	case ACTION_MAIL: mail_screen_push(app); break;
	case ACTION_DOCUMENTS: documents_screen_push(app, screen->view.file.client.id); break;
	case ACTION_UNANSWERED: unanswered_screen_push(app); break;
	case ACTION_MONEY: money_screen_push(app, screen->view.file.client.id); break;
	case ACTION_DECIDE: decision_screen_push(app, screen->view.file.client.id); break;
	default: return EFFECT_PASS;
	}
	return EFFECT_REDRAW;
}

/* Nobody looks at the rest of a file that is left. */
static bool leads_away(enum action action)
{
	return action == ACTION_NEXT_FILE || action == ACTION_PREVIOUS_FILE ||
	       action == ACTION_BACK || action == ACTION_LEAVE;
}

static unsigned file_action(void *self, struct frame *frame, enum action action)
{
	struct file_screen *screen = self;

	(void)frame;
	if (!leads_away(action))
		complete(screen);
	if (list_action(&screen->view.lists[screen->view.focus], action))
		return EFFECT_REDRAW;
	switch (action) {
	case ACTION_NEXT_PANE: next_pane(&screen->view, 1); return EFFECT_REDRAW;
	case ACTION_PREVIOUS_PANE: next_pane(&screen->view, -1); return EFFECT_REDRAW;
	default: return file_screen_action(screen->app, action);
	}
}

static void file_title(const void *self, struct screen_title *out)
{
	const struct file_screen *screen = self;
	const struct file_view *view = &screen->view;
	int64_t seconds = (clock_steady_ms() - screen->app->call.since_ms) / 1000;

	snprintf(out->name, sizeof out->name, "%s", view->file.client.name);
	if (view->rank)
		snprintf(out->more, sizeof out->more, "%s · %d/%d", view->file.client.no,
			 view->rank, view->callable);
	else
		snprintf(out->more, sizeof out->more, "%s", view->file.client.no);
	snprintf(out->right, sizeof out->right, _("● call %02lld:%02lld"), (long long)seconds / 60,
		 (long long)seconds % 60);
}

static void file_paint(void *self, struct term *term, struct area area)
{
	struct file_screen *screen = self;

	screen->view.active = frame_top(screen->app->frame) == &file_screen;
	file_draw(&screen->view, term, area);
}

static void file_status(const void *self, char *out, size_t room)
{
	const struct file_screen *screen = self;
	const struct client_file *file = &screen->view.file;
	char text[WORDS_TEXT];

	if (file->now.why_not == WHY_NOT_NONE)
		snprintf(out, room, "%s", _("Open for you. Nothing recorded yet."));
	else
		snprintf(out, room, _("Open for you. Now: %s"),
			 words_next(&file->now, screen->app->session->today, text));
}

void file_screen_refresh(struct app *app)
{
	struct file_screen *screen = current(app);

	if (screen)
		refresh(screen);
}

static unsigned file_reload(void *self, struct frame *frame)
{
	(void)frame;
	file_screen_refresh(((struct file_screen *)self)->app);
	return EFFECT_REDRAW;
}

static unsigned file_rest(void *self, struct frame *frame)
{
	struct file_screen *screen = self;

	(void)frame;
	if (!screen->view.file.partial)
		return EFFECT_NONE;
	complete(screen);
	return EFFECT_REDRAW;
}

static unsigned file_tick(void *self, struct frame *frame)
{
	(void)self;
	(void)frame;
	return EFFECT_REDRAW;
}

static int64_t file_client(const void *self)
{
	return ((const struct file_screen *)self)->view.file.client.id;
}

static void file_close(void *self)
{
	struct file_screen *screen = self;

	give_back(screen->app, screen->view.file.client.id);
	screen->app->call = (struct call_timer){ 0 };
	sheet_clear(&screen->view.script);
	file_clear(&screen->view.file);
	mem_free(screen);
}

static const enum action file_bar[FILE_BAR] = { ACTION_PROMISE,      ACTION_CALLBACK,  ACTION_NO_ANSWER,
					ACTION_MESSAGE,      ACTION_DISPUTE,   ACTION_PAID,
					ACTION_CIRCUIT,      ACTION_OUTCOME_MENU,
					ACTION_NEXT_FILE,    ACTION_NOTE,
					ACTION_SCRIPT,       ACTION_CONTACTS,  ACTION_HISTORY,
					ACTION_WHY,          ACTION_UNDO,      ACTION_COUNT };

/* On a file that was handed over nobody calls: what would be refused is not offered. */
static const enum action *file_bar_of(const void *self)
{
	struct file_screen *screen = (struct file_screen *)self; /* the bar is laid where it is shown */
	size_t count = 0;

	for (size_t i = 0; file_bar[i] != ACTION_COUNT; i++) {
		const struct action_row *row = &action_rows[file_bar[i]];
		struct err refused = { 0 };

		if (!row->records || call_may_record(screen->view.session, &screen->view.file, row->outcome, &refused))
			screen->bar[count++] = file_bar[i];
	}
	screen->bar[count] = ACTION_COUNT;
	return screen->bar;
}

const struct screen_ops file_screen = {
	.name = "file",
	.context = ACTION_CONTEXT_FILE,
	.bar_of = file_bar_of,
	.title = file_title,
	.draw = file_paint,
	.client = file_client,
	.status = file_status,
	.action = file_action,
	.reload = file_reload,
	.rest = file_rest,
	.tick = file_tick,
	.close = file_close,
};
