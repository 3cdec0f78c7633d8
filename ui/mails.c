/* Mails to clients: what waits, what is held back and why, what has left. A kind of roll.
 */
#include <inttypes.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/mail.h"
#include "ui/roll.h"
#include "words/letter.h"
#include "words/mail.h"

#define SHOWN 2000 /* the newest */

enum { COLUMN_CLIENT, COLUMN_QUEUED, COLUMN_KIND, COLUMN_STATE, COLUMN_TO, COLUMN_AGENT, COLUMN_WHY, COLUMN_COUNT };

static const struct table_column columns[COLUMN_COUNT] = {
	[COLUMN_CLIENT] = { .title = N_("Client"), .min = 20, .max = 34, .weight = 2 },
	[COLUMN_QUEUED] = { .title = N_("Queued"), .min = 6, .max = 10, .drop = 3 },
	[COLUMN_KIND] = { .title = N_("Kind"), .min = 12, .max = 24 },
	[COLUMN_STATE] = { .title = N_("State"), .min = 9, .max = 20 },
	[COLUMN_TO] = { .title = N_("To"), .min = 20, .max = 40, .weight = 2, .drop = 2 },
	[COLUMN_AGENT] = { .title = N_("Agent"), .min = 6, .max = 12, .drop = 4 },
	[COLUMN_WHY] = { .title = N_("Why"), .min = 14, .max = 60, .weight = 1, .drop = 1 },
};

static enum style state_style(enum mail_state state)
{
	switch (state) {
	case MAIL_SENT: return STYLE_KEPT;
	case MAIL_FAILED: return STYLE_BROKEN;
	case MAIL_HELD: return STYLE_WARNING;
	case MAIL_CANCELLED: return STYLE_DIM;
	default: return STYLE_NORMAL;
	}
}

static void fill(const struct mail_row *mail, date today, struct arena *arena, struct roll_row *row)
{
	char day[64], why[WORDS_TEXT];

	*row = (struct roll_row){ .id = mail->id, .client_id = mail->client_id, .of = mail };
	row->cells[COLUMN_CLIENT] = (struct roll_cell){ mail->client, ROLL_BY_TEXT, STYLE_NORMAL };
	row->cells[COLUMN_QUEUED] =
		(struct roll_cell){ arena_strdup(arena, words_near_date(mail->queued_on, today, day)), mail->queued_on, STYLE_DIM };
	row->cells[COLUMN_KIND] = (struct roll_cell){ words_mail_kind(mail->kind), ROLL_BY_TEXT, STYLE_NORMAL };
	row->cells[COLUMN_STATE] = (struct roll_cell){ words_mail_state(mail->state), mail->state, state_style(mail->state) };
	row->cells[COLUMN_TO] = (struct roll_cell){ mail->address, ROLL_BY_TEXT, STYLE_NORMAL };
	row->cells[COLUMN_AGENT] = (struct roll_cell){ words_mail_agent(mail), ROLL_BY_TEXT, STYLE_DIM };
	row->cells[COLUMN_WHY] = (struct roll_cell){ arena_strdup(arena, words_mail_why(mail, why)), ROLL_BY_TEXT, STYLE_DIM };
}

static bool load(struct app *app, int64_t argument, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	struct mail_row *mails;

	(void)argument;
	if (!mail_read_all(app->session, arena, MAIL_STATE_COUNT, 0, SHOWN, &mails, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill(&mails[i], app->session->today, arena, &(*rows)[i]);
	return true;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	int waiting = 0, held = 0, failed = 0;
	struct words_text text = { .out = out };

	(void)app;
	(void)room;
	for (size_t i = 0; i < count; i++) {
		enum mail_state state = ((const struct mail_row *)rows[i].of)->state;

		waiting += state == MAIL_QUEUED;
		held += state == MAIL_HELD;
		failed += state == MAIL_FAILED;
	}
	words_add(&text, ngettext("%d to leave", "%d to leave", (unsigned long)waiting), waiting);
	words_add(&text, ngettext(" · %d held back", " · %d held back", (unsigned long)held), held);
	words_add(&text, ngettext(" · %d failed", " · %d failed", (unsigned long)failed), failed);
}

static void preview(struct app *app, const struct roll_row *row, struct sheet *sheet)
{
	const struct mail_row *mail = row->of;
	struct arena arena = { 0 };
	struct mail_text text = { 0 };
	struct err err = { 0 };

	if (mail->state == MAIL_SENT) {
		sheet_line(sheet, 0, STYLE_HEADER, mail->subject);
		sheet_text(sheet, 0, STYLE_NORMAL, mail->body);
	} else if (letter_preview(app->texts, app->session, &arena, mail, &text, &err)) {
		sheet_line(sheet, 0, STYLE_HEADER, text.subject);
		sheet_text(sheet, 0, STYLE_NORMAL, text.body);
	} else {
		sheet_line(sheet, 0, STYLE_ERROR, err.text);
	}
	mem_free(text.name);
	mem_free(text.subject);
	mem_free(text.body);
	arena_clear(&arena);
}

static unsigned take_back(struct app *app, const struct roll_row *const *rows, size_t count)
{
	struct err err = { 0 };

	for (size_t i = 0; i < count; i++) {
		if (!mail_cancel(app->session, rows[i]->id, &err)) {
			frame_say_error(app->frame, &err);
			return EFFECT_RELOAD | EFFECT_BELL;
		}
		app->last_mail = rows[i]->id;
	}
	frame_say(app->frame, STYLE_NOTICE, ngettext("%zu mail taken back; u lets it leave after all", "%zu mails taken back; u lets them leave after all", (unsigned long)count), count);
	return EFFECT_RELOAD;
}

static bool is_back(const struct roll_row *row)
{
	return ((const struct mail_row *)row->of)->state == MAIL_CANCELLED;
}

/* The marked ones, or that under the cursor, else the last one taken back here. A call is never undone from here. */
static unsigned put_back(struct app *app, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	const int64_t one = row && is_back(row) ? row->id : app->last_mail;
	struct err err = { 0 };
	size_t done = 0;

	for (size_t i = 0; i < (marked_count ? marked_count : 1); i++) {
		int64_t id = marked_count ? marked[i]->id : one;
		if (id == 0 || (marked_count && !is_back(marked[i])))
			continue;
		if (!mail_restore(app->session, id, &err)) {
			frame_say_error(app->frame, &err);
			return EFFECT_RELOAD | EFFECT_BELL;
		}
		done++;
		app->last_mail = 0;
		roll_select(app, id);
	}
	if (done == 0)
		frame_say(app->frame, STYLE_NOTICE, "%s", _("no mail was taken back here"));
	else
		frame_say(app->frame, STYLE_NOTICE, ngettext("%zu mail is to leave after all", "%zu mails are to leave after all", (unsigned long)done), done);
	return EFFECT_RELOAD;
}

static unsigned act(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked,
		    size_t marked_count)
{
	if (action == ACTION_UNDO)
		return put_back(app, row, marked, marked_count);
	if (action != ACTION_MAIL_CANCEL)
		return EFFECT_PASS;
	if (marked_count)
		return take_back(app, marked, marked_count);
	return row ? take_back(app, &row, 1) : EFFECT_NONE;
}

/* u where it would put something back. */
static const enum action *bar_of(const struct app *app, const struct roll_row *row, const struct roll_row *rows, size_t count)
{
	static const enum action to_leave[] = { ACTION_OPEN, ACTION_MAIL_CANCEL, ACTION_FILTER, ACTION_SORT, ACTION_PREVIEW, ACTION_BACK, ACTION_COUNT };
	static const enum action back[] = { ACTION_OPEN, ACTION_MAIL_CANCEL, ACTION_UNDO, ACTION_FILTER, ACTION_SORT, ACTION_PREVIEW, ACTION_BACK, ACTION_COUNT };
	bool some = app->last_mail != 0 || is_back(row);

	for (size_t i = 0; i < count; i++)
		some |= rows[i].marked && is_back(&rows[i]);
	return some ? back : to_leave;
}

static const struct roll_kind kind = {
	.name = "mails",
	.context = ACTION_CONTEXT_MAILS,
	.bar_of = bar_of,
	.title = N_("Mails"),
	.empty = N_("No mail was queued: e on a client file writes one."),
	.columns = columns,
	.column_count = COLUMN_COUNT,
	.name_column = COLUMN_CLIENT,
	.load = load,
	.summary = summary,
	.preview = preview,
	.act = act,
};

void mails_screen_push(struct app *app)
{
	roll_push(app, &kind, 0);
}
