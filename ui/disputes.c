/* Open disputes: who must answer, by when, for how long. A kind of roll; r settles, o changes the owner or the date, m raises, l shows the
 * old ones alone.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/dispute.h"
#include "ui/ask.h"
#include "ui/bulk.h"
#include "ui/roll.h"
#include "words/words.h"

#define OLD_ALONE (-1) /* the roll's argument: a client, 0 for all, or this */

enum column { DUE, AGE, OWNER, OPEN, KIND, NUMBER, CLIENT, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[DUE] = { .title = N_("Answer due"), .min = 11, .whole = 14 },
	[AGE] = { .title = N_("Days"), .min = 5, .drop = 3, .right = true },
	[OWNER] = { .title = N_("Owner"), .min = 10, .max = 24, .weight = 1, .drop = 1, .whole = 16 },
	[OPEN] = { .title = N_("Amount"), .min = 10, .right = true },
	[KIND] = { .title = N_("About"), .min = 9, .max = 24, .weight = 1, .drop = 2, .whole = 16 },
	[NUMBER] = { .title = N_("Invoice"), .min = 13, .max = 20, .drop = 4 },
	[CLIENT] = { .title = N_("Client"), .min = 16, .max = 40, .weight = 4 },
};

static enum style due_style(const struct dispute_row *row, date today)
{
	if (date_is(row->raised_on))
		return STYLE_BROKEN;
	return dispute_may_raise(row->due_on, today) ? STYLE_LATE : STYLE_NORMAL;
}

static void fill(const struct session *session, struct arena *arena, const struct dispute_row *row, struct roll_row *out)
{
	const char *owner = *row->owner ? row->owner : row->owner_mail;
	bool old = dispute_is_old(row->opened_on, session->policy.dispute.old_days, session->today);
	char text[WORDS_TEXT], day[64], money[MONEY_TEXT];
	int age = row->opened_on <= session->today ? session->today - row->opened_on : 0;

	*out = (struct roll_row){ .id = row->id, .client_id = row->client_id, .of = row };
	snprintf(text, sizeof text, "%s%s", date_is(row->raised_on) ? "▲ " : "", words_date(row->due_on, WORDS_DATE_DAY, day));
	out->cells[DUE] = (struct roll_cell){ arena_strdup(arena, text), row->due_on, due_style(row, session->today) };
	snprintf(text, sizeof text, "%d", age);
	out->cells[AGE] = (struct roll_cell){ arena_strdup(arena, text), age, old ? STYLE_LATE : STYLE_NORMAL };
	out->cells[OWNER] = (struct roll_cell){ *owner ? owner : "?", ROLL_BY_TEXT, *owner ? STYLE_NORMAL : STYLE_WARNING };
	out->cells[OPEN] = (struct roll_cell){ arena_strdup(arena, words_amount_under(row->open, row->currency, session->creditor.currency, money)), row->open,
					       STYLE_AMOUNT };
	out->cells[KIND] = (struct roll_cell){ words_dispute_about(row->sub_reason, row->kind), ROLL_BY_TEXT, STYLE_NORMAL };
	snprintf(text, sizeof text, row->invoices > 1 ? "%s +%d" : "%s", row->number, row->invoices - 1);
	out->cells[NUMBER] = (struct roll_cell){ arena_strdup(arena, text), ROLL_BY_TEXT, STYLE_DIM };
	out->cells[CLIENT] = (struct roll_cell){ row->client_name, ROLL_BY_TEXT, STYLE_NORMAL };
}

static bool load(struct app *app, int64_t argument, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	int old = argument == OLD_ALONE ? app->session->policy.dispute.old_days : -1;
	struct dispute_row *found;

	if (!dispute_open_list(app->session, old, argument > 0 ? argument : 0, arena, &found, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill(app->session, arena, &found[i], &(*rows)[i]);
	return true;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	int late = 0, old = 0;
	struct words_text text = { .out = out };
	int64_t argument = roll_argument(app);

	(void)room;
	for (size_t i = 0; i < count; i++) {
		const struct dispute_row *row = rows[i].of;

		late += dispute_may_raise(row->due_on, app->session->today);
		old += dispute_is_old(row->opened_on, app->session->policy.dispute.old_days, app->session->today);
	}
	if (argument == OLD_ALONE)
		words_add(&text, _("open for more than %d days · "), app->session->policy.dispute.old_days);
	else if (argument > 0 && count > 0)
		words_add(&text, "%s · ", ((const struct dispute_row *)rows[0].of)->client_name);
	words_add(&text, ngettext("%zu open", "%zu open", (unsigned long)count), count);
	words_add(&text, ngettext(" · %d late", " · %d late", (unsigned long)late), late);
	words_add(&text, ngettext(" · %d old", " · %d old", (unsigned long)old), old);
}

/* What the columns shorten or leave out. */
static void status(struct app *app, const struct roll_row *of, char *out, size_t room)
{
	const struct dispute_row *row = of->of;
	const char *owner = *row->owner ? row->owner : *row->owner_mail ? row->owner_mail : _("nobody named answers");
	struct words_text text = { .out = out };
	char day[64];

	(void)room;
	words_add(&text, row->invoices > 1 ? "%s +%d · " : "%s · ", row->number, row->invoices - 1);
	words_add(&text, "%s · %s", *row->sub_reason ? words_dispute_sub_reason(row->sub_reason) : words_dispute_kind(row->kind), owner);
	if (date_is(row->raised_on))
		words_add(&text, _(" · raised on %s"), words_near_date(row->raised_on, app->session->today, day));
}

/* ---- how it ended ---- */

struct ending {
	struct app *app;
	char currency[MONEY_CODE];
	cents most;             /* in dispute, of one alone; of several each says it itself */
	size_t count;
	struct { int64_t action_id, dispute_id, client_id; } each[];
};

static void echo_end(void *context, const char *text, char *out, size_t room)
{
	const struct ending *job = context;
	struct dispute_ending typed;
	char words[WORDS_TEXT], most[MONEY_TEXT];

	if (dispute_parse_end(text, &typed) && job->count == 1 && typed.credit > job->most)
		snprintf(out, room, _("the credit note is above the %s in dispute"), words_amount(job->most, job->currency, most));
	else if (dispute_parse_end(text, &typed))
		snprintf(out, room, "%s", words_dispute_end(&typed, job->currency, words));
	else
		snprintf(out, room, "%s", words_dispute_end_refused(&typed, words));
}

/* What was done, and the first sentence of what was not. */
static bool say_done(struct app *app, size_t done, size_t count, const struct err *first, const char *sentence)
{
	if (done == 0) {
		frame_say_error(app->frame, first);
		return false;
	}
	if (done < count)
		frame_say(app->frame, STYLE_WARNING, _("%zu of %zu done; the others: %s"), done, count, first->text);
	else
		frame_say(app->frame, STYLE_NOTICE, "%s", sentence);
	roll_unmark(app);
	return true;
}

static bool end(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	struct ending *job = context;
	struct dispute_ending typed;
	struct err err = { 0 }, first = { 0 };
	char words[WORDS_TEXT], said[WORDS_TEXT];
	size_t done = 0;

	if (!dispute_parse_end(text, &typed)) {
		frame_say(frame, STYLE_ERROR, "%s", words_dispute_end_refused(&typed, words));
		return false;
	}
	for (size_t i = 0; i < job->count; i++) {
		const struct dispute_end one = { job->each[i].action_id, job->each[i].dispute_id, typed.resolution, typed.credit, typed.note };

		if (dispute_resolve(job->app->session, &one, &err)) {
			if (job->count > 1 && done == 0)
				bulk_begin(job->app);
			if (job->count > 1)
				bulk_remember(job->app, job->each[i].client_id, one.id);
			else
				app_recorded(job->app, job->each[i].client_id);
			done++;
		} else if (first.code == ERR_NONE) {
			first = err;
		}
	}
	snprintf(said, sizeof said, _("Settled: %s; the client may be called again, u undoes"), words_dispute_end(&typed, job->currency, words));
	*effects = EFFECT_RELOAD;
	return say_done(job->app, done, job->count, &first, said);
}

/* draft: what was typed before the line was lost, or NULL. */
static unsigned ask_end(struct app *app, const struct roll_row *const *rows, size_t count, const char *draft)
{
	struct ending *job = mem_alloc(sizeof *job + count * sizeof job->each[0]);
	const struct dispute_row *first = rows[0]->of;
	char title[SCREEN_TEXT], *about = roll_name_rows(rows, count);

	*job = (struct ending){ .app = app, .count = count, .most = first->amount };
	memcpy(job->currency, first->currency, MONEY_CODE);
	for (size_t i = 0; i < count; i++) {
		job->each[i].action_id = id_new();
		job->each[i].dispute_id = rows[i]->id;
		job->each[i].client_id = rows[i]->client_id;
	}
	if (count == 1)
		snprintf(title, sizeof title, _("Settle the dispute of %s"), first->client_name);
	else
		snprintf(title, sizeof title, ngettext("Settle %zu dispute", "Settle %zu disputes", count), count);
	ask_push(app->frame, &(struct ask){ .title = title, .label = _("How it ended"), .answer = end, .echo = echo_end, .context = job,
					    .keep = { .app = app, .place = DISPUTE_END_DRAFT, .client_id = roll_client_of(rows, count) },
					    .about = about, .draft = draft });
	mem_free(about);
	return EFFECT_REDRAW;
}

/* ---- who answers ---- */

struct owning {
	struct app *app;
	int64_t dispute_id, client_id;
	bool raise; /* the text is the manager */
};

static void echo_owner(void *context, const char *text, char *out, size_t room)
{
	const struct owning *job = context;
	struct dispute_entry entry;
	char words[WORDS_TEXT], day[64];
	const char *who;

	if (!dispute_parse_owner(text, job->app->session->today, &entry)) {
		snprintf(out, room, "%s", entry.status == DISPUTE_NOTHING ? _("Mme Lenoir 15/12 · 15/12 · a name alone") : words_dispute_refused(&entry, words));
		return;
	}
	who = *entry.owner ? entry.owner : *entry.owner_mail ? entry.owner_mail : _("the same owner");
	if (date_is(entry.due_on))
		snprintf(out, room, _("%s answers by %s"), who, words_date(entry.due_on, WORDS_DATE_LONG, day));
	else
		snprintf(out, room, _("%s answers, by the same date"), who);
}

static bool own(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	struct owning *job = context;
	struct dispute_entry entry;
	struct dispute_change change = { .dispute_id = job->dispute_id, .due_on = DATE_NONE };
	struct err err = { 0 };
	char words[WORDS_TEXT];
	bool done;

	if (!job->raise && !dispute_parse_owner(text, job->app->session->today, &entry)) {
		frame_say(frame, STYLE_ERROR, "%s", words_dispute_refused(&entry, words));
		return false;
	}
	if (job->raise) {
		done = dispute_raise(job->app->session, job->dispute_id, text, &err);
	} else {
		change.owner = *entry.owner ? entry.owner : NULL;
		change.owner_mail = *entry.owner_mail ? entry.owner_mail : NULL;
		change.due_on = entry.due_on;
		done = dispute_set(job->app->session, &change, &err);
	}
	if (!done) {
		frame_say_error(frame, &err);
		return false;
	}
	app_did(job->app, job->client_id);
	frame_say(frame, STYLE_NOTICE, "%s", job->raise ? _("put before the owner's manager") : _("the dispute is changed"));
	*effects = EFFECT_RELOAD;
	return true;
}

static unsigned ask_owner(struct app *app, const struct roll_row *row, bool raise)
{
	const struct dispute_row *dispute = row->of;
	struct owning *job = mem_alloc(sizeof *job);
	char title[SCREEN_TEXT];

	*job = (struct owning){ app, row->id, row->client_id, raise };
	snprintf(title, sizeof title, raise ? _("Raise the dispute of %s") : _("Dispute of %s"), dispute->client_name);
	ask_push(app->frame, &(struct ask){ .title = title,
					    .label = raise ? _("The owner's manager") : _("Who answers, by when"),
					    .initial = raise && *dispute->manager ? dispute->manager : NULL,
					    .answer = own,
					    .echo = raise ? NULL : echo_owner,
					    .context = job });
	return EFFECT_REDRAW;
}

static const struct roll_kind disputes;

static unsigned act(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	if (action == ACTION_OLD) {
		roll_push(app, &disputes, roll_argument(app) == 0 ? OLD_ALONE : 0);
		return EFFECT_REDRAW;
	}
	if (action == ACTION_UNDO)
		return bulk_undo(app);
	if (action != ACTION_RESOLVE && action != ACTION_OWNER && action != ACTION_RAISE)
		return EFFECT_PASS;
	if (!row) {
		frame_say(app->frame, STYLE_NOTICE, "%s", _("there is no dispute here"));
		return EFFECT_REDRAW;
	}
	if (action == ACTION_RESOLVE)
		return marked_count ? ask_end(app, marked, marked_count, NULL) : ask_end(app, &row, 1, NULL);
	return ask_owner(app, row, action == ACTION_RAISE);
}

static const enum action bar[] = { ACTION_OPEN,	  ACTION_RESOLVE, ACTION_OWNER,	 ACTION_RAISE, ACTION_OLD,
				   ACTION_FILTER, ACTION_SORT,	  ACTION_EXPORT, ACTION_BACK,  ACTION_COUNT };

static const enum action empty_bar[] = { ACTION_OLD, ACTION_BACK, ACTION_COUNT };

static const char *say_empty(int64_t argument)
{
	if (argument == OLD_ALONE)
		return N_("No dispute is open for that long. l shows the others.");
	return argument ? N_("No dispute of this client is open. l shows the others.") : N_("No dispute is open. d on a file records one.");
}

static const struct roll_kind disputes = {
	.name = "disputes",
	.context = ACTION_CONTEXT_DISPUTES,
	.bar = bar,
	.empty_bar = empty_bar,
	.title = N_("Disputes"),
	.say_empty = say_empty,
	.columns = columns,
	.money = 1u << OPEN,
	.column_count = COLUMNS,
	.name_column = CLIENT,
	.load = load,
	.summary = summary,
	.status = status,
	.act = act,
};

void disputes_screen_push(struct app *app)
{
	const struct client_file *file = file_screen_file(app);
	bool own = false;

	for (size_t i = 0; file && i < file->dispute_count; i++)
		own |= !date_is(file->disputes[i].closed_on);
	/* asked again over the file's own: all of them */
	own = own && roll_kind_on_top(app) != &disputes;
	roll_push(app, &disputes, own ? file->client.id : 0);
}

bool dispute_end_resume(struct app *app, const char *draft)
{
	return roll_resume(app, &disputes, draft, ask_end);
}
