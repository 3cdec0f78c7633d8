/* Promises of all clients: to check, to come, not kept. A kind of roll; x withdraws.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/promises.h"
#include "ui/app.h"
#include "ui/ask.h"
#include "ui/bulk.h"
#include "ui/roll.h"
#include "words/promises.h"

#define SUMS_FROM 100 /* columns from which the title has room for amounts … */
#define LOST_FROM 140 /* … and for what did not come */

enum column { GROUP, CLIENT, EXPECTED, RECEIVED, DUE, CHECKED, AGENT, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[GROUP] = { .title = N_("Promise"), .min = 12 },
	[CLIENT] = { .title = N_("Client"), .min = 14, .max = 40, .weight = 1 },
	[EXPECTED] = { .title = N_("Expected"), .min = 12, .right = true },
	[RECEIVED] = { .title = N_("Received"), .min = 12, .drop = 2, .right = true },
	[DUE] = { .title = N_("For"), .min = 10 },
	[CHECKED] = { .title = N_("Checked"), .min = 10, .drop = 1 },
	[AGENT] = { .title = N_("Agent"), .min = 10, .max = 16, .drop = 3 },
};

static const char *say_group(const struct session *session, const struct promises_row *row, enum style *style)
{
	*style = STYLE_NORMAL;
	switch (row->group) {
	case PROMISES_TO_CHECK: *style = STYLE_LATE; break;
	case PROMISES_BROKEN:
		*style = STYLE_BROKEN;
		return row->promised.promise.state == PROMISE_PARTLY_KEPT ? _("× in part") : _("× not kept");
	default:
		if (row->promised.promise.due_on == session->today) {
			*style = STYLE_AMOUNT;
			return _("today");
		}
	}
	return words_promises_group(row->group);
}

static struct roll_cell money_cell(const struct session *session, struct arena *arena, cents amount, const char *currency, enum style style)
{
	char text[MONEY_TEXT];

	return (struct roll_cell){ arena_strdup(arena, words_amount_under(amount, currency, session->creditor.currency, text)), amount, style };
}

static struct roll_cell day_cell(struct arena *arena, date on)
{
	char day[64];

	return (struct roll_cell){ arena_strdup(arena, words_date(on, WORDS_DATE_DAY, day)), on, STYLE_NORMAL };
}

static void fill(const struct session *session, struct arena *arena, const struct promises_row *row, int64_t place, struct roll_row *out)
{
	const struct agenda_promise *promised = &row->promised;
	const struct promise *promise = &promised->promise;
	enum style style;
	const char *group = say_group(session, row, &style);

	*out = (struct roll_row){ .id = promise->id, .client_id = promised->client.id, .of = row };
	out->cells[GROUP] = (struct roll_cell){ group, (int64_t)row->group << 32 | place, style };
	out->cells[CLIENT] = (struct roll_cell){ promised->client.name, ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[EXPECTED] = money_cell(session, arena, row->expected, promise->currency, STYLE_AMOUNT);
	out->cells[RECEIVED] = money_cell(session, arena, promise->received, promise->currency, promise->received ? STYLE_KEPT : STYLE_DIM);
	out->cells[DUE] = day_cell(arena, promise->due_on);
	out->cells[CHECKED] = day_cell(arena, promise->check_on);
	out->cells[AGENT] = (struct roll_cell){ promised->agent, ROLL_BY_TEXT, row->mine ? STYLE_NORMAL : STYLE_DIM };
}

/* agent_id: whose; 0: everybody's. */
static bool load(struct app *app, int64_t agent_id, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	const struct promises_query query = { .agent_id = agent_id, .broken_days = PROMISES_BROKEN_DAYS };
	struct promises_row *found;

	if (!promises_list(app->session, arena, &query, &found, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill(app->session, arena, &found[i], (int64_t)i, &(*rows)[i]);
	return true;
}

/* Amounts when there is room for them: of the creditor's currency, a + says there is money in others. */
static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	const struct promises_row *found = count ? rows[0].of : NULL;
	struct words_text text = { .out = out };
	struct promises_sum sums[PROMISES_CURRENCIES];
	int lines, cols;
	char money[MONEY_TEXT], counted[WORDS_TEXT];

	(void)room;
	term_size(frame_term(app->frame), &lines, &cols);
	words_add(&text, "%s", roll_argument(app) ? app->session->agent : _("everybody"));
	for (int group = 0; group < PROMISES_GROUP_COUNT; group++) {
		size_t n = promises_sum(app->session, found, count, (enum promises_group)group, sums);
		int promises = 0;
		for (size_t i = 0; i < n; i++)
			promises += sums[i].count;
		words_add(&text, " · %s", words_promises_count((enum promises_group)group, promises, counted));
		if (promises && cols >= (group == PROMISES_BROKEN ? LOST_FROM : SUMS_FROM))
			words_add(&text, " %s%s", words_amount(sums[0].expected, sums[0].currency, money), n > 1 ? " +" : "");
	}
}

/* ---- withdrawing ---- */

struct withdrawing {
	struct app *app;
	size_t count;
	struct { int64_t action_id, promise_id; } each[];
};

/* One use case each; of those refused the first sentence is said. */
static bool withdraw(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	struct withdrawing *job = context;
	struct err err = { 0 }, first = { 0 };
	size_t done = 0;

	for (size_t i = 0; i < job->count; i++) {
		const struct promises_withdraw request = { job->each[i].action_id, job->each[i].promise_id, text };
		struct promises_withdrawn out;
		if (promises_withdraw(job->app->session, &request, &out, &err)) {
			if (job->count > 1 && done == 0)
				bulk_begin(job->app);
			if (job->count > 1)
				bulk_remember(job->app, out.client_id, request.id);
			else
				app_recorded(job->app, out.client_id);
			done++;
		} else if (first.code == ERR_NONE) {
			first = err;
		}
	}
	if (done == 0) {
		frame_say_error(frame, &first);
		return false;
	}
	if (done < job->count)
		frame_say(frame, STYLE_WARNING, _("%zu of %zu withdrawn; the others: %s"), done, job->count, first.text);
	else
		frame_say(frame, STYLE_NOTICE, ngettext("%zu promise withdrawn", "%zu promises withdrawn", done), done);
	roll_unmark(job->app);
	*effects = EFFECT_RELOAD;
	return true;
}

/* draft: what was typed before the line was lost, or NULL. */
static unsigned ask_why(struct app *app, const struct roll_row *const *rows, size_t count, const char *draft)
{
	struct withdrawing *job;
	char title[SCREEN_TEXT], *about;

	if (count == 0) {
		frame_say(app->frame, STYLE_NOTICE, "%s", _("there is no promise to withdraw"));
		return EFFECT_REDRAW;
	}
	job = mem_alloc(sizeof *job + count * sizeof job->each[0]);
	job->app = app;
	job->count = count;
	for (size_t i = 0; i < count; i++) {
		job->each[i].action_id = id_new();
		job->each[i].promise_id = rows[i]->id;
	}
	if (count == 1)
		snprintf(title, sizeof title, _("Withdraw the promise of %s"), rows[0]->cells[CLIENT].text);
	else
		snprintf(title, sizeof title, ngettext("Withdraw %zu promise", "Withdraw %zu promises", count), count);
	about = roll_name_rows(rows, count);
	ask_push(app->frame, &(struct ask){ .title = title, .label = _("Why it no longer counts"), .answer = withdraw, .context = job,
					    .keep = { .app = app, .place = PROMISE_WITHDRAW_DRAFT, .client_id = roll_client_of(rows, count) },
					    .about = about, .draft = draft });
	mem_free(about);
	return EFFECT_REDRAW;
}

static const struct roll_kind promises;

static unsigned act(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	if (action == ACTION_UNDO)
		return bulk_undo(app);
	if (action == ACTION_WITHDRAW)
		return marked_count ? ask_why(app, marked, marked_count, NULL) : ask_why(app, &row, row ? 1 : 0, NULL);
	if (action != ACTION_MINE)
		return EFFECT_PASS;
	roll_push(app, &promises, roll_argument(app) ? 0 : app->session->agent_id);
	return EFFECT_REDRAW;
}

static const enum action bar[] = { ACTION_OPEN,	   ACTION_MINE,	  ACTION_WITHDRAW, ACTION_FILTER, ACTION_SORT,
				   ACTION_PREVIEW, ACTION_EXPORT, ACTION_BACK,	   ACTION_COUNT };

static const enum action empty_bar[] = { ACTION_MINE, ACTION_BACK, ACTION_COUNT };

static const char *say_empty(int64_t agent_id)
{
	return agent_id ? N_("No promise runs, none was broken. l shows everybody's; p on a file records one.")
			: N_("No promise runs, none was broken. p on a file records one.");
}

static const struct roll_kind promises = {
	.name = "promises",
	.context = ACTION_CONTEXT_PROMISES,
	.bar = bar,
	.empty_bar = empty_bar,
	.title = N_("Promises"),
	.say_empty = say_empty,
	.columns = columns,
	.money = 1u << EXPECTED | 1u << RECEIVED,
	.column_count = COLUMNS,
	.name_column = CLIENT,
	.load = load,
	.summary = summary,
	.act = act,
};

/* An agent's own at first, a supervisor's team. */
void promises_screen_push(struct app *app)
{
	roll_push(app, &promises, app->session->role == ROLE_SUPERVISOR ? 0 : app->session->agent_id);
}

bool promise_withdraw_resume(struct app *app, const char *draft)
{
	return roll_resume(app, &promises, draft, ask_why);
}
