/* The files of one agent, callable ones first in the order of the queue. A kind of roll; b gives the marked ones to somebody else.
 */
#include "ui/portfolio.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "desk/live.h"
#include "desk/team.h"
#include "ui/ask.h"
#include "ui/roll.h"
#include "words/words.h"

enum column { CLIENT, OVERDUE, DAYS, BROKEN, SCORE, WHY, NEXT, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[CLIENT] = { .title = N_("Client"), .min = 18, .max = 40, .weight = 2 },
	[OVERDUE] = { .title = N_("Overdue"), .min = 12, .right = true },
	[DAYS] = { .title = N_("Days"), .min = 5, .right = true },
	[BROKEN] = { .title = N_("×"), .min = 2, .right = true, .drop = 2 },
	[SCORE] = { .title = N_("Score"), .min = 5, .right = true, .drop = 1 },
	[WHY] = { .title = N_("Why"), .min = 10, .max = 36, .weight = 1 },
	[NEXT] = { .title = N_("Next"), .min = 10, .drop = 3 },
};

static struct roll_cell number_cell(struct arena *arena, int64_t number, enum style style)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)number);
	return (struct roll_cell){ arena_strdup(arena, text), number, style };
}

static void fill(const struct session *session, struct arena *arena, const struct live_file *file, struct roll_row *out)
{
	char money[MONEY_TEXT], why[WORDS_TEXT] = "", day[64] = "";

	for (int code = 0; code < WHY_NOT_COUNT && !file->callable; code++)
		if (strcmp(why_not_codes[code], file->why_not) == 0)
			words_why_not((enum why_not)code, why);
	if (!file->callable && date_is(file->next_on))
		words_near_date(file->next_on, session->today, day);
	*out = (struct roll_row){ .id = file->client_id, .client_id = file->client_id, .of = file };
	out->cells[CLIENT] = (struct roll_cell){ file->name, ROLL_BY_TEXT, file->callable ? STYLE_NORMAL : STYLE_DIM };
	out->cells[OVERDUE] = (struct roll_cell){ arena_strdup(arena, words_amount_under(file->overdue, file->currency, session->creditor.currency, money)),
						  file->overdue, STYLE_AMOUNT };
	out->cells[DAYS] = date_is(file->oldest_on) ? number_cell(arena, session->today - file->oldest_on, STYLE_LATE) : (struct roll_cell){ 0 };
	out->cells[BROKEN] = file->broken ? number_cell(arena, file->broken, STYLE_BROKEN) : (struct roll_cell){ 0 };
	out->cells[SCORE] = number_cell(arena, file->score, STYLE_NORMAL);
	out->cells[WHY] = (struct roll_cell){ arena_strdup(arena, why), ROLL_BY_TEXT, STYLE_DIM };
	out->cells[NEXT] = (struct roll_cell){ arena_strdup(arena, day), date_is(file->next_on) ? file->next_on : 0, STYLE_DIM };
}

static bool load(struct app *app, int64_t agent_id, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	struct live_file *files;

	if (!live_portfolio(app->session, arena, agent_id, &files, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill(app->session, arena, &files[i], &(*rows)[i]);
	return true;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	struct agent_row *people;
	size_t people_count = 0, callable = 0;
	const char *name = _("nobody's");
	struct err err = { 0 };

	if (audit_agents(app->session, &people, &people_count, &err))
		for (size_t i = 0; i < people_count; i++)
			if (people[i].id == roll_argument(app))
				name = people[i].name;
	for (size_t i = 0; i < count; i++)
		callable += ((const struct live_file *)rows[i].of)->callable;
	int used = snprintf(out, room, ngettext("%s · %zu file late", "%s · %zu files late", (unsigned long)count), name, count);

	if (used > 0 && (size_t)used < room)
		snprintf(out + used, room - (size_t)used, _(", %zu to call"), callable);
}

/* ---- reassigning ---- */

struct reassigning {
	struct app *app;
	char people[SCREEN_TEXT]; /* whom one may type */
	size_t count;
	int64_t clients[];
};

/* One of those that may be typed. */
static bool is_one_of(const char *people, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = people; n > 0 && (at = strstr(at, name)); at += n)
		if ((at == people || at[-1] == ' ') && (at[n] == '\0' || at[n] == ','))
			return true;
	return false;
}

static bool give(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	struct reassigning *job = context;
	bool nobody = strcmp(text, "-") == 0;
	const struct team_assignment to = { .agent = nobody ? "" : text };
	struct team_assigned done;
	struct err err = { 0 };

	if (!*text) { /* Enter once too often must not take files from anybody */
		frame_say(frame, STYLE_WARNING, "%s", _("name somebody, or - for nobody in particular"));
		return false;
	}
	if (!team_assign(job->app->session, job->clients, job->count, &to, &done, &err)) {
		frame_say_error(frame, &err);
		return false;
	}
	app_did(job->app, job->clients[0]);
	frame_say(frame, STYLE_NOTICE, ngettext("%zu file given to %s", "%zu files given to %s", (unsigned long)done.changed), done.changed,
		  nobody ? _("nobody in particular") : text);
	roll_unmark(job->app);
	*effects = EFFECT_RELOAD;
	return true;
}

static void say_people(void *context, const char *text, char *out, size_t room)
{
	const struct reassigning *job = context;

	if (strcmp(text, "-") == 0)
		snprintf(out, room, "%s", _("to nobody in particular"));
	else if (is_one_of(job->people, text))
		snprintf(out, room, _("to %s"), text);
	else
		snprintf(out, room, _("people: %s"), job->people);
}

static void list_people(struct app *app, char *out, size_t room)
{
	struct agent_row *rows;
	struct err err = { 0 };
	size_t count, used = 0;

	out[0] = '\0';
	if (!audit_agents(app->session, &rows, &count, &err))
		return;
	for (size_t i = 0; i < count && used < room; i++)
		if (rows[i].active)
			used += (size_t)snprintf(out + used, room - used, "%s%s", used ? ", " : "", rows[i].name);
}

static unsigned ask_whom(struct app *app, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	size_t count = marked_count ? marked_count : row ? 1 : 0;
	struct reassigning *job;
	char title[SCREEN_TEXT];

	if (count == 0)
		return EFFECT_NONE;
	job = mem_alloc(sizeof *job + count * sizeof job->clients[0]);
	job->app = app;
	job->count = count;
	for (size_t i = 0; i < count; i++)
		job->clients[i] = marked_count ? marked[i]->client_id : row->client_id;
	list_people(app, job->people, sizeof job->people);
	snprintf(title, sizeof title, ngettext("Give %zu file to somebody else", "Give %zu files to somebody else", (unsigned long)count), count);
	ask_push(app->frame, &(struct ask){ .title = title, .label = _("Whom, - for nobody"), .answer = give, .echo = say_people, .context = job });
	return EFFECT_REDRAW;
}

static unsigned act(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	return action == ACTION_REASSIGN ? ask_whom(app, row, marked, marked_count) : EFFECT_PASS;
}

static const enum action bar[] = { ACTION_OPEN, ACTION_MARK,    ACTION_REASSIGN, ACTION_MARK_ALL, ACTION_FILTER, ACTION_SORT,
				   ACTION_PREVIEW, ACTION_EXPORT, ACTION_BACK,   ACTION_COUNT };

static const struct roll_kind kind = {
	.name = "portfolio",
	.context = ACTION_CONTEXT_PORTFOLIO,
	.bar = bar,
	.title = N_("Files"),
	.empty = N_("No file of theirs is late. Files are given with b from another list, or with relance assign."),
	.columns = columns,
	.money = 1u << OVERDUE,
	.column_count = COLUMNS,
	.name_column = CLIENT,
	.load = load,
	.summary = summary,
	.act = act,
};

void portfolio_push(struct app *app, int64_t agent_id)
{
	roll_push(app, &kind, agent_id);
}
