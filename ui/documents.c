/* Documents clients asked for: ours to send, sent, to be chased. A kind of roll; s says it was sent, x that it is settled.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/document.h"
#include "ui/bulk.h"
#include "ui/roll.h"
#include "words/words.h"

#define NAME_CELLS 26 /* of a client within a sentence */

enum column { STATE, DOCUMENT, NUMBER, ASKED, SENT, NEXT, CLIENT, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[STATE] = { .title = N_("State"), .min = 16, .whole = 20 },
	[DOCUMENT] = { .title = N_("Document"), .min = 16, .whole = 24 },
	[NUMBER] = { .title = N_("Invoice"), .min = 13, .max = 20, .drop = 2 },
	[ASKED] = { .title = N_("Asked"), .min = 6, .max = 10, .drop = 3 },
	[SENT] = { .title = N_("Sent"), .min = 6, .max = 10, .drop = 1 },
	[NEXT] = { .title = N_("Next"), .min = 11 },
	[CLIENT] = { .title = N_("Client"), .min = 14, .max = 40, .weight = 6 },
};

static enum style state_style(enum document_state state)
{
	switch (state) {
	case DOCUMENT_OVERDUE:
	case DOCUMENT_CHASE_DUE: return STYLE_LATE;
	case DOCUMENT_SENT: return STYLE_KEPT;
	case DOCUMENT_CHASED: return STYLE_DIM;
	default: return STYLE_NORMAL;
	}
}

static struct roll_cell day_cell(struct arena *arena, date on, date today)
{
	char day[64];

	return (struct roll_cell){ date_is(on) ? arena_strdup(arena, words_near_date(on, today, day)) : NULL, on, STYLE_DIM };
}

static void fill(const struct session *session, struct arena *arena, const struct document_row *row, size_t place, struct roll_row *out)
{
	const struct document_rules *rules = &session->policy.document;
	const struct document_request request = file_document(row);
	enum document_state state = document_state_on(&request, rules, session->today);
	date next_on = document_next_on(&request, rules);
	char text[SCREEN_TEXT], day[64];

	*out = (struct roll_row){ .id = row->id, .client_id = row->client_id, .of = row };
	out->cells[STATE] = (struct roll_cell){ words_document_state(state), (int64_t)place, state_style(state) };
	out->cells[DOCUMENT] = (struct roll_cell){ words_document(row->kind), ROLL_BY_TEXT, STYLE_NORMAL };
	snprintf(text, sizeof text, row->invoices > 1 ? "%s +%d" : "%s", row->number, row->invoices - 1);
	out->cells[NUMBER] = (struct roll_cell){ arena_strdup(arena, text), ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[ASKED] = day_cell(arena, row->asked_on, session->today);
	out->cells[SENT] = day_cell(arena, row->sent_on, session->today);
	out->cells[NEXT] = (struct roll_cell){ date_is(next_on) ? arena_strdup(arena, words_date(next_on, WORDS_DATE_DAY, day)) : NULL, next_on,
					       date_is(next_on) && next_on < session->today ? STYLE_LATE : STYLE_NORMAL };
	out->cells[CLIENT] = (struct roll_cell){ row->client_name, ROLL_BY_TEXT, STYLE_NORMAL };
}

static bool load(struct app *app, int64_t client_id, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	struct document_row *found;

	if (!document_open_list(app->session, client_id, arena, &found, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill(app->session, arena, &found[i], i, &(*rows)[i]);
	return true;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	struct words_text text = { .out = out };
	size_t ours = 0;

	(void)room;
	for (size_t i = 0; i < count; i++)
		ours += !date_is(((const struct document_row *)rows[i].of)->sent_on);
	if (roll_argument(app))
		words_add(&text, "%s · ", count ? ((const struct document_row *)rows[0].of)->client_name : file_screen_file(app) ? file_screen_file(app)->client.name : "");
	words_add(&text, ngettext("%zu to be sent", "%zu to be sent", (unsigned long)ours), ours);
	words_add(&text, ngettext(" · %zu sent", " · %zu sent", (unsigned long)(count - ours)), count - ours);
}

/* The rows are in another order by then: of one it is said whose it was. chase_on: DATE_NONE when it was settled. */
static void say_done(struct app *app, const struct roll_row *one, date chase_on)
{
	char text[SCREEN_TEXT], day[64], name[4 * NAME_CELLS + 8];

	if (date_is(chase_on))
		snprintf(text, sizeof text, _("sent: the file comes back on %s; u undoes"), words_near_day(chase_on, app->session->today, day));
	else
		snprintf(text, sizeof text, "%s", _("settled: nothing is chased about it any more; u undoes"));
	if (!one) {
		frame_say(app->frame, STYLE_NOTICE, "%s", text);
		return;
	}
	text_ellipsis(name, sizeof name, ((const struct document_row *)one->of)->client_name, NAME_CELLS);
	frame_say(app->frame, STYLE_NOTICE, _("%s: %s"), name, text);
}

/* One use case each; of those refused the first sentence is said. */
static unsigned step(struct app *app, bool settle, const struct roll_row *const *rows, size_t count)
{
	struct err err = { 0 }, first = { 0 };
	date chase_on = DATE_NONE;
	size_t done = 0;

	for (size_t i = 0; i < count; i++) {
		const struct document_step one = { .id = id_new(), .request_id = rows[i]->id };

		if (settle ? document_settle(app->session, &one, &err) : document_sent(app->session, &one, &chase_on, &err)) {
			if (count > 1 && done == 0)
				bulk_begin(app);
			if (count > 1)
				bulk_remember(app, rows[i]->client_id, one.id);
			else
				app_recorded(app, rows[i]->client_id);
			done++;
		} else if (first.code == ERR_NONE) {
			first = err;
		}
	}
	if (done == 0)
		frame_say_error(app->frame, &first);
	else if (done < count)
		frame_say(app->frame, STYLE_WARNING, _("%zu of %zu done; the others: %s"), done, count, first.text);
	else
		say_done(app, count == 1 ? rows[0] : NULL, settle ? DATE_NONE : chase_on);
	roll_unmark(app);
	return EFFECT_RELOAD;
}

static unsigned act(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	unsigned effects;

	if (action == ACTION_UNDO)
		return bulk_undo(app);
	if (action != ACTION_SENT && action != ACTION_SETTLE)
		return EFFECT_PASS;
	if (!row) {
		frame_say(app->frame, STYLE_NOTICE, "%s", _("there is no document here"));
		return EFFECT_REDRAW;
	}
	if (marked_count)
		return step(app, action == ACTION_SETTLE, marked, marked_count);
	effects = step(app, action == ACTION_SETTLE, &row, 1);
	if (app->last_recorded == row->client_id)
		roll_advance(app); /* down the list, one after the other */
	return effects;
}

static const enum action bar[] = { ACTION_OPEN, ACTION_SENT,   ACTION_SETTLE, ACTION_MARK, ACTION_FILTER,
				   ACTION_SORT, ACTION_EXPORT, ACTION_BACK,   ACTION_COUNT };

static const struct roll_kind documents = {
	.name = "documents",
	.context = ACTION_CONTEXT_DOCUMENTS,
	.bar = bar,
	.title = N_("Documents"),
	.empty = N_("No document is asked for. l then t on a file records a request."),
	.columns = columns,
	.column_count = COLUMNS,
	.name_column = CLIENT,
	.load = load,
	.summary = summary,
	.act = act,
};

void documents_screen_push(struct app *app, int64_t client_id)
{
	roll_push(app, &documents, client_id);
}
