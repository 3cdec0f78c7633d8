/* The team at work: reading it, choosing an agent, opening his files. What it looks like is supervisor_paint.c's.
 */
#include "ui/supervisor_inside.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "ui/portfolio.h"

const struct live_agent *supervisor_selected(const struct supervisor *screen)
{
	return screen->list.count ? &screen->live.agents[screen->list.selected] : NULL;
}

/* What the selected agent did last: read once the cursor rests on him. */
static void read_last(struct supervisor *screen)
{
	const struct live_agent *agent = supervisor_selected(screen);
	struct err err = { 0 };

	if (!agent || screen->last_of == agent->id)
		return;
	screen->last_of = agent->id;
	screen->last_count = 0;
	arena_clear(&screen->last_arena);
	if (!live_last(screen->app->session, &screen->last_arena, agent->id, SUPERVISOR_LAST, &screen->last, &screen->last_count, &err)) {
		screen->last_count = 0;
		frame_say_error(screen->app->frame, &err);
	}
}

static void read_again(struct supervisor *screen)
{
	struct err err = { 0 };

	arena_clear(&screen->arena);
	if (!live_load(screen->app->session, &screen->arena, &screen->live, &err)) {
		screen->live = (struct live){ .agents = NULL };
		frame_say_error(screen->app->frame, &err);
	}
	list_renew(&screen->list, (long)screen->live.agent_count, false, false);
	screen->last_of = 0;
	read_last(screen);
}

static void read_kept(struct supervisor *screen)
{
	struct session *session = screen->app->session;
	struct err err = { 0 };

	arena_clear(&screen->kept_arena);
	screen->kept_count = screen->received_count = 0;
	if (!live_kept_weeks(session, &screen->kept_arena, &screen->kept, &screen->kept_count, &err) ||
	    !live_received_days(session, &screen->kept_arena, &screen->received, &screen->received_count, &err))
		frame_say_error(screen->app->frame, &err);
}

static void title(const void *self, struct screen_title *out)
{
	const struct supervisor *screen = self;
	int count = (int)screen->live.agent_count - (screen->live.unassigned > 0);

	snprintf(out->name, sizeof out->name, "%s", _("Team"));
	snprintf(out->more, sizeof out->more, "%s · ", screen->app->session->creditor.name);
	size_t used = strlen(out->more);
	snprintf(out->more + used, sizeof out->more - used, ngettext("%d person", "%d people", (unsigned long)count), count);
}

static void draw(void *self, struct term *term, struct area area)
{
	supervisor_draw(self, term, area);
}

static void status(const void *self, char *out, size_t room)
{
	const struct supervisor *screen = self;
	const struct live_agent *agent = supervisor_selected(screen);

	if (agent && agent->claim)
		snprintf(out, room, _("%s is on %s (%s)"), agent->name, agent->claim->name, agent->claim->no);
	else
		snprintf(out, room, "%s", _("Enter shows the files of an agent"));
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct supervisor *screen = self;
	const struct live_agent *agent = supervisor_selected(screen);

	(void)frame;
	if (action == ACTION_AGENT_FILES && agent) {
		portfolio_push(screen->app, agent->id);
		return EFFECT_REDRAW;
	}
	if (!list_action(&screen->list, action))
		return EFFECT_PASS;
	screen->last_count = 0;
	screen->last_of = 0;
	return EFFECT_REDRAW;
}

static unsigned rest(void *self, struct frame *frame)
{
	(void)frame;
	read_last(self);
	return EFFECT_REDRAW;
}

static unsigned reload(void *self, struct frame *frame)
{
	struct supervisor *screen = self;

	(void)frame;
	read_again(screen);
	if (!screen->by_the_minute)
		read_kept(screen);
	screen->by_the_minute = false;
	return EFFECT_REDRAW;
}

/* While another screen stands over it nobody looks: it reads when it is seen again. */
static unsigned tick(void *self, struct frame *frame)
{
	struct supervisor *screen = self;

	(void)frame;
	screen->by_the_minute = true;
	return EFFECT_STALE;
}

static void close_screen(void *self)
{
	struct supervisor *screen = self;

	arena_clear(&screen->arena);
	arena_clear(&screen->last_arena);
	arena_clear(&screen->kept_arena);
	mem_free(screen);
}

static const enum action bar[] = { ACTION_AGENT_FILES, ACTION_GO_APPROVALS, ACTION_GO_AGING, ACTION_GO_JOURNAL, ACTION_REFRESH, ACTION_BACK, ACTION_COUNT };

static const struct screen_ops supervisor_screen = {
	.name = "team",
	.context = ACTION_CONTEXT_TEAM,
	.bar = bar,
	.title = title,
	.draw = draw,
	.status = status,
	.action = act,
	.reload = reload,
	.tick = tick,
	.rest = rest,
	.close = close_screen,
};

void team_screen_push(struct app *app)
{
	struct supervisor *screen = frame_find(app->frame, &supervisor_screen);

	if (screen) {
		frame_raise(app->frame, &supervisor_screen);
		read_again(screen);
		read_kept(screen);
		return;
	}
	screen = mem_alloc(sizeof *screen);
	screen->app = app;
	read_again(screen);
	read_kept(screen);
	list_start(&screen->list, (long)screen->live.agent_count, false, false);
	frame_push(app->frame, &supervisor_screen, screen);
}
