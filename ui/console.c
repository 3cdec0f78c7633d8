/* Opening and closing in order: session, scores, terminal, frame. What can fail is tried before the terminal is touched; once it is,
 * nothing is written but through it.
 */
#include "ui/console.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/claim.h"
#include "desk/refresh.h"
#include "ui/app.h"
#include "ui/handlers.h"
#include "ui/now.h"
#include "ui/policy.h"
#include "words/error.h"
#include "words/words.h"

#define PAUSE_MS 500 /* nothing typed for so long: a question may come up */
#define SEEN_MS  700 /* nobody reads and answers faster */
#define RENEWALS 3 /* of a claim within its lease */

struct console {
	struct app app; /* first: hooks get the application */
	struct now now;
	struct term *term;
};

static void tell_clock(void *context, char *out, size_t room)
{
	const struct console *console = context;

	now_text(console->app.session, out, room);
}

static void tell_key(void *context, int key, char *out, size_t room)
{
	char name[32];

	(void)context;
	snprintf(out, room, "%s", words_key(key, name));
}

/* Who was removed reads no further, and a store that a newer program took over is not written to: the console ends, and says why behind its
 * screen. */
static unsigned look(struct console *console)
{
	struct session *session = console->app.session;
	struct err err = { 0 };
	bool changed = false;

	if (session_is_current(session, &err))
		session_look(session, &changed, &err);
	return session->gone.code != ERR_NONE ? EFFECT_QUIT : changed ? EFFECT_RELOAD : EFFECT_NONE;
}

/* A minute went by: the day may be another one, and others may have worked. */
static unsigned tick(void *context, struct frame *frame)
{
	struct console *console = context;
	struct session *session = console->app.session;
	unsigned effects = session->gone.code != ERR_NONE ? EFFECT_QUIT : EFFECT_NONE; /* found out by what was refused */

	if (now_advance(&console->now, session)) {
		frame_say(frame, STYLE_NOTICE, "%s",
			  _("a new day began: the queue was scored again"));
		worklist_walk_restart(&console->app.walk);
		effects |= EFFECT_RELOAD;
	}
	if (store_changed(session->store))
		effects |= EFFECT_RELOAD | look(console);
	return effects;
}

static int watch(void *context)
{
	const struct console *console = context;

	return store_told_fd(console->app.session->store);
}

/* Files were imported, scored or given to others: no need to wait for the minute. */
static unsigned woken(void *context, struct frame *frame)
{
	struct console *console = context;

	(void)frame;
	return store_was_told(console->app.session->store) ? EFFECT_RELOAD | look(console) : EFFECT_NONE;
}

/* Others keep the store for longer than they should: what was asked is not given up, and the screen does not stand still without a word. */
static void waits(void *context)
{
	struct console *console = context;

	frame_say_now(console->app.frame, STYLE_NOTICE, _("somebody else is writing: waiting for our turn…"));
}

/* The open file stays ours as long as this console lives. */
static unsigned renew(void *context, struct frame *frame)
{
	struct console *console = context;
	struct err err = { 0 };
	bool any;

	if (!file_screen_file(&console->app))
		return EFFECT_NONE;
	if (!claim_renew(console->app.session, &any, &err)) {
		if (err.code != ERR_BUSY && (look(console) & EFFECT_QUIT)) /* a server that is away is waited for once */
			return EFFECT_QUIT;
		frame_say_error(frame, &err);
		return EFFECT_REDRAW;
	}
	return any ? EFFECT_NONE : file_screen_take_again(&console->app);
}

static bool open_session(const struct globals *globals, struct session **out, struct err *err)
{
	const struct session_request request = {
		.target = globals->db,
		.use = STORE_CONSOLE,
		.agent = globals->agent,
		.creditor = globals->creditor,
		.today = globals->today,
		.minute = globals->minute,
		.policy = &globals->policy,
	};

	return session_open(&request, out, err);
}

static void show_progress(void *context, int64_t clients_done)
{
	char line[SCREEN_TEXT];
	bool *shown = context;

	if (clients_done == 0)
		return;
	snprintf(line, sizeof line, _("Scoring clients for today: %lld"), (long long)clients_done);
	fprintf(stderr, "\r%s", line);
	*shown = true;
}

/* Scores of another day are made anew, which may take a while: say so while there is no screen yet. */
static bool score(struct session *session, struct err *err)
{
	struct refresh_totals totals;
	bool shown = false;
	bool scored = refresh_all(session, false, isatty(STDERR_FILENO) ? show_progress : NULL,
				  &shown, &totals, err);

	if (shown)
		fputs("\r\033[K", stderr);
	return scored;
}

static bool open_terminal(const struct globals *globals, struct term **out, struct err *err)
{
	const struct config *config = globals->config;
	struct term_options options = { .theme = STYLE_DARK, .ascii = globals->ascii };
	const char *theme = globals->theme;

	if (config) {
		theme = theme ? theme : config_get(config, OPTION_UI_THEME).text;
		options.ascii |= config_get(config, OPTION_UI_ASCII).number != 0;
	}
	if (theme)
		style_theme_from_name(theme, &options.theme);
	return term_open(&options, out, err);
}

/* The account is the agent's own: its command history and editing habits may be used. */
static bool is_personal(const struct session *session)
{
	char login[128];

	return session_login(login, sizeof login, NULL) && strcmp(login, session->agent) == 0;
}

static void run(struct console *console)
{
	const struct frame_hooks hooks = {
		.error = words_error,
		.app = console,
		.handlers = handlers,
		.meets = handlers_meet,
		.clock = tell_clock,
		.tick = tick,
		.watch = watch,
		.woken = woken,
		.beat = renew,
		.beat_ms = console->app.session->policy.lease_minutes * (60000 / RENEWALS),
		.key_name = tell_key,
		.pause_ms = PAUSE_MS,
		.seen_ms = SEEN_MS,
		.personal = is_personal(console->app.session),
	};
	struct app *app = &console->app;

	mem_on_fatal(term_restore);
	app->frame = frame_open(console->term, &hooks);
	app->session->waits = waits;
	app->session->waits_context = console;
	queue_screen_push(app);
	draft_screen_offer(app);
	frame_run(app->frame);
	app->session->waits = NULL;
	frame_close(app->frame);
	worklist_walk_clear(&app->walk);
	mem_on_fatal(NULL);
}

int console_run(const struct globals *globals, struct err *err)
{
	struct console console = { .app = { .globals = globals } };
	int code = EXIT_FAILED;

	if (globals->config)
		console.app.export_dir = config_get(globals->config, OPTION_UI_EXPORT_DIR).text;
	if (!open_session(globals, &console.app.session, err))
		return code;
	console.app.texts = texts_open(globals->config ? config_get(globals->config, OPTION_MAIL_TEXTS).text : "");
	now_start(&console.now, globals, console.app.session);
	if (score(console.app.session, err) && open_terminal(globals, &console.term, err)) {
		run(&console);
		term_close(console.term);
		if (console.app.session->gone.code == ERR_NONE)
			code = EXIT_DONE;
		else
			*err = console.app.session->gone;
	}
	policy_screen_forget(&console.app);
	mem_free(console.app.deeds.each);
	mem_free(console.app.cash.ids);
	texts_close(console.app.texts);
	session_close(console.app.session);
	return code;
}
