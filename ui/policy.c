/* Another policy tried on the live book: every file it would change, now and then. A kind of roll; nothing is written.
 */
#include "ui/policy.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/dry_run.h"
#include "ui/ask.h"
#include "ui/roll.h"
#include "words/words.h"

/* The configuration last tried, what of it matters, and what it would do. */
struct policy_trial {
	char *path;
	struct dry_run_totals totals;
	struct change {
		enum option option;
		char *sentence;          /* "escalation.broken: 2 instead of 3: 41 files" */
	} changes[OPTION_COUNT];
	size_t change_count;
};

enum column { CLIENT, OVERDUE, SCORE, THEN, NOW, AFTER, PROPOSAL, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[CLIENT] = { .title = N_("Client"), .min = 14, .max = 40, .weight = 2 },
	[OVERDUE] = { .title = N_("Overdue"), .min = 12, .drop = 2, .right = true },
	[SCORE] = { .title = N_("Score"), .min = 5, .right = true },
	[THEN] = { .title = N_("Then"), .min = 7, .right = true },
	[NOW] = { .title = N_("Now"), .min = 13, .weight = 1 },
	[AFTER] = { .title = N_("Then"), .min = 13, .weight = 1 },
	[PROPOSAL] = { .title = N_("Proposed"), .min = 11, .drop = 1 },
};

static void forget_changes(struct policy_trial *trial)
{
	for (size_t i = 0; i < trial->change_count; i++)
		mem_free(trial->changes[i].sentence);
	trial->change_count = 0;
}

void policy_screen_forget(struct app *app)
{
	if (!app->trial)
		return;
	forget_changes(app->trial);
	mem_free(app->trial->path);
	mem_free(app->trial);
	app->trial = NULL;
}

/* ---- trying ---- */

struct gathering {
	struct app *app;
	struct arena *arena;
	struct roll_row *rows;
	size_t count, room;
};

/* "to be called", "promised 01/12", "covered". */
static const char *say_side(struct arena *arena, const struct dry_run_side *side, date today)
{
	char why[WORDS_TEXT], day[64], text[WORDS_TEXT + 64];

	if (side->callable)
		return arena_strdup(arena, words_why_not(WHY_NOT_NONE, why));
	words_reason(why_not_codes[side->why_not], NULL, false, -1, why);
	snprintf(text, sizeof text, "%s %s", why, date_is(side->next_on) ? words_near_date(side->next_on, today, day) : "");
	return arena_strdup(arena, text);
}

static bool same_side(const struct dry_run_side *a, const struct dry_run_side *b)
{
	return a->callable == b->callable && a->why_not == b->why_not && a->next_on == b->next_on;
}

static const char *say_proposal(const char *before, const char *after)
{
	if (strcmp(before, after) == 0)
		return "";
	if (!*after)
		return _("none more");
	return strcmp(after, "legal") == 0 ? _("legal") : _("hold");
}

/* Days as numbers, what never comes back last. */
static int64_t by_day(const struct dry_run_side *side)
{
	return date_is(side->next_on) ? side->next_on : INT32_MAX;
}

static bool gather(void *context, const struct dry_run_row *row, struct err *err)
{
	struct gathering *g = context;
	date today = g->app->session->today;
	struct roll_row *out;
	char text[MONEY_TEXT], score[16], then[16];

	(void)err;
	MEM_GROW(g->rows, g->count, g->room);
	out = &g->rows[g->count++];
	*out = (struct roll_row){ .id = row->client_id, .client_id = row->client_id };
	snprintf(score, sizeof score, "%d", row->before.score);
	snprintf(then, sizeof then, "%d", row->after.score);
	out->cells[CLIENT] = (struct roll_cell){ arena_strdup(g->arena, row->name), ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[OVERDUE] = (struct roll_cell){
		arena_strdup(g->arena, words_amount_under(row->overdue, row->currency, g->app->session->creditor.currency, text)), row->overdue,
		STYLE_AMOUNT };
	out->cells[SCORE] = (struct roll_cell){ arena_strdup(g->arena, score), row->before.score, STYLE_DIM };
	out->cells[THEN] = (struct roll_cell){ arena_strdup(g->arena, then), row->after.score,
		                               row->after.score == row->before.score ? STYLE_DIM : STYLE_NORMAL };
	out->cells[NOW] = (struct roll_cell){ say_side(g->arena, &row->before, today), by_day(&row->before), STYLE_DIM };
	out->cells[AFTER] = (struct roll_cell){ same_side(&row->before, &row->after) ? "=" : say_side(g->arena, &row->after, today),
		                                by_day(&row->after),
		                                row->after.callable == row->before.callable ? STYLE_NORMAL : STYLE_LATE };
	out->cells[PROPOSAL] = (struct roll_cell){ say_proposal(row->before.proposal, row->after.proposal), ROLL_BY_TEXT, STYLE_LATE };
	return true;
}

/* What changes who is called stands first, then what changes a decision, then scores; the rest in the order of the files. */
static int weight(const struct roll_row *row)
{
	return (row->cells[AFTER].style == STYLE_LATE) * 4 + (strcmp(row->cells[AFTER].text, "=") != 0) * 2 + (*row->cells[PROPOSAL].text != '\0');
}

static int compare_weight(const void *a, const void *b)
{
	const struct roll_row *x = a, *y = b;
	int by_weight = weight(y) - weight(x);

	return by_weight ? by_weight : (x->id > y->id) - (x->id < y->id);
}

static void tell_change(struct policy_trial *trial, const struct config *now, const struct config *with, enum option option, int64_t files)
{
	struct change *change = &trial->changes[trial->change_count++];
	struct buf from, to;

	buf_init(&from);
	buf_init(&to);
	config_text(now, option, &from);
	config_text(with, option, &to);
	change->option = option;
	change->sentence = mem_printf(ngettext("%s: %s instead of %s: %" PRId64 " file", "%s: %s instead of %s: %" PRId64 " files",
	                                       (unsigned long)files),
	                              option_rows[option].name, to.data, from.data, files);
	buf_clear(&from);
	buf_clear(&to);
}

static bool try_with(struct gathering *g, const struct config *with, struct err *err)
{
	const struct config *now = g->app->globals->config;
	struct policy_trial *trial = g->app->trial;
	struct policy policy, *alone = mem_alloc(OPTION_COUNT * sizeof *alone);
	int64_t files[OPTION_COUNT];
	enum option options[OPTION_COUNT];
	struct dry_run_request request = { .with = &policy, .alone = alone, .alone_changed = files, .row = gather, .context = g };
	bool done;

	config_policy(with, &policy);
	request.alone_count = config_changes(now, with, options);
	for (size_t i = 0; i < request.alone_count; i++)
		config_policy_with(now, with, options[i], &alone[i]);
	done = dry_run(g->app->session, &request, &trial->totals, err);
	forget_changes(trial);
	for (size_t i = 0; done && i < request.alone_count; i++)
		tell_change(trial, now, with, options[i], files[i]);
	mem_free(alone);
	return done;
}

static bool load(struct app *app, int64_t argument, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	struct gathering g = { .app = app, .arena = arena };
	struct config *with = NULL;
	bool done;

	(void)argument;
	done = config_load(app->trial->path, &with, err) && try_with(&g, with, err);
	if (done) {
		if (g.count > 1)
			qsort(g.rows, g.count, sizeof *g.rows, compare_weight);
		*rows = arena_copy(arena, g.rows, g.count, sizeof *g.rows);
		*count = g.count;
	}
	mem_free(g.rows);
	config_free(with);
	return done;
}

/* ---- what is said about it ---- */

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	const struct dry_run_totals *t = &app->trial->totals;

	(void)rows;
	(void)count;
	snprintf(out, room, _("%" PRId64 " of %" PRId64 " files · to be called +%" PRId64 " −%" PRId64 " · proposed +%" PRId64 " −%" PRId64),
	         t->changed, t->clients, t->opened, t->closed, t->proposed, t->withdrawn);
}

/* Each changed number by itself: which one does it. */
static void preview(struct app *app, const struct roll_row *row, struct sheet *sheet)
{
	(void)row;
	sheet_to(sheet, 1);
	sheet_line(sheet, 1, STYLE_TITLE, app->trial->path);
	for (size_t i = 0; i < app->trial->change_count; i++) {
		sheet_to(sheet, 1);
		sheet_line(sheet, 3, STYLE_NORMAL, app->trial->changes[i].sentence);
	}
	if (app->trial->change_count == 0) {
		sheet_to(sheet, 1);
		sheet_line(sheet, 1, STYLE_DIM, _("no number differs by which files are judged"));
	}
}

static void status(struct app *app, const struct roll_row *row, char *out, size_t room)
{
	(void)row;
	snprintf(out, room, "%s%s%s", app->trial->path, app->trial->change_count ? " · " : "",
	         app->trial->change_count ? app->trial->changes[0].sentence : "");
}

static const enum action bar[] = { ACTION_OPEN, ACTION_FILTER, ACTION_SORT, ACTION_PREVIEW, ACTION_EXPORT, ACTION_BACK, ACTION_COUNT };

static const struct roll_kind trial_roll = {
	.name = "policy",
	.context = ACTION_CONTEXT_LIST,
	.bar = bar,
	.title = N_("Another policy"),
	.empty = N_("No file would change."),
	.columns = columns,
	.money = 1u << OVERDUE,
	.column_count = COLUMNS,
	.name_column = CLIENT,
	.load = load,
	.summary = summary,
	.preview = preview,
	.status = status,
};

/* ---- which configuration ---- */

/* Read once before anything opens, so that a mistake in it is said where its name was typed. */
static bool take_path(struct app *app, const char *path, struct err *err)
{
	struct config *with = NULL;

	if (!config_load(path, &with, err))
		return false;
	config_free(with);
	if (!app->trial)
		app->trial = mem_alloc(sizeof *app->trial);
	mem_free(app->trial->path);
	app->trial->path = mem_strdup(path);
	return true;
}

static bool answer(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	struct app *app = context;
	struct err err = { 0 };

	if (!*text) {
		frame_say(frame, STYLE_WARNING, "%s", _("name a configuration file, such as /home/me/trial.conf"));
		return false;
	}
	if (!take_path(app, text, &err)) {
		frame_say_error(frame, &err);
		return false;
	}
	*effects = EFFECT_REDRAW;
	roll_push(app, &trial_roll, 0);
	return true;
}

static void keep(void *context)
{
	(void)context; /* the app is not the line's to free */
}

void policy_screen_push(struct app *app, const char *path)
{
	struct err err = { 0 };

	if (!*path) {
		ask_push(app->frame, &(struct ask){ .title = _("Try another policy: nothing is changed"), .label = _("Configuration file"),
		                                    .initial = app->trial ? app->trial->path : NULL, .answer = answer, .context = app,
		                                    .release = keep });
		return;
	}
	if (take_path(app, path, &err))
		roll_push(app, &trial_roll, 0);
	else
		frame_say_error(app->frame, &err);
}
