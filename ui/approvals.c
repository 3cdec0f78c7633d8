/* What waits for a supervisor: proposals of legal action and of holds, highest score first. A kind of roll; o approves, x refuses, k shows
 * what speaks for and against.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "ui/decision.h"
#include "ui/roll.h"
#include "words/escalation.h"

enum column { CLIENT, KIND, FOR, AGAINST, OVERDUE, DAYS, SINCE, SCORE, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[CLIENT] = { .title = N_("Client"), .min = 24, .max = 34, .weight = 2 },
	[KIND] = { .title = N_("Proposed"), .min = 11 },
	[FOR] = { .title = N_("For"), .min = 20, .max = 44, .weight = 2, .drop = 1, .whole = 44 },
	[AGAINST] = { .title = N_("Against"), .min = 10, .max = 36, .weight = 1, .drop = 5 },
	[OVERDUE] = { .title = N_("Overdue"), .min = 10, .right = true },
	[DAYS] = { .title = N_("Days"), .min = 4, .right = true, .drop = 4 },
	[SINCE] = { .title = N_("Since"), .min = 6, .max = 10, .drop = 3 },
	[SCORE] = { .title = N_("Score"), .min = 5, .right = true, .drop = 2 },
};

static struct roll_cell number_cell(struct arena *arena, int64_t number)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)number);
	return (struct roll_cell){ arena_strdup(arena, text), number, STYLE_NORMAL };
}

static void fill(const struct session *session, struct arena *arena, const struct escalation_waiting *waiting, struct roll_row *out)
{
	const struct escalation_row *row = &waiting->row;
	char text[WORDS_TEXT], day[64], money[MONEY_TEXT];
	bool legal = row->kind == ESCALATION_KIND_LEGAL;

	*out = (struct roll_row){ .id = row->id, .client_id = row->client_id, .of = waiting };
	out->cells[CLIENT] = (struct roll_cell){ waiting->name, ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[KIND] = (struct roll_cell){ legal ? C_("approval", "legal") : C_("approval", "hold"), row->kind, legal ? STYLE_BROKEN : STYLE_LATE };
	out->cells[FOR] = (struct roll_cell){ *row->note ? row->note : arena_strdup(arena, words_escalation_reasons(row->kind, row->reasons, text)),
					      ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[AGAINST] = (struct roll_cell){ arena_strdup(arena, legal ? words_escalation_warnings(row->warnings, text) : ""), ROLL_BY_TEXT,
						  STYLE_KEPT };
	out->cells[OVERDUE] = (struct roll_cell){ arena_strdup(arena, words_amount_under(waiting->overdue, waiting->currency,
											   session->creditor.currency, money)),
						  waiting->overdue, STYLE_AMOUNT };
	out->cells[DAYS] = date_is(waiting->oldest_on) ? number_cell(arena, session->today - waiting->oldest_on) : (struct roll_cell){ 0 };
	out->cells[SINCE] = (struct roll_cell){ arena_strdup(arena, words_near_date(row->proposed_on, session->today, day)), row->proposed_on,
						STYLE_DIM };
	out->cells[SCORE] = number_cell(arena, waiting->score);
}

static bool load(struct app *app, int64_t argument, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	struct escalation_waiting *waiting;

	(void)argument;
	if (!escalation_approvals(app->session, arena, &waiting, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill(app->session, arena, &waiting[i], &(*rows)[i]);
	return true;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	size_t legal = 0;

	(void)app;
	for (size_t i = 0; i < count; i++)
		legal += ((const struct escalation_waiting *)rows[i].of)->row.kind == ESCALATION_KIND_LEGAL;
	size_t holds = count - legal;
	int used = snprintf(out, room, ngettext("%zu legal action", "%zu legal actions", (unsigned long)legal), legal);

	if (used > 0 && (size_t)used < room)
		snprintf(out + used, room - (size_t)used, ngettext(" · %zu hold", " · %zu holds", (unsigned long)holds), holds);
}

/* What a column has no room for: all of the words. */
static void preview(struct app *app, const struct roll_row *of, struct sheet *sheet)
{
	const struct escalation_row *row = &((const struct escalation_waiting *)of->of)->row;
	char text[WORDS_TEXT], day[64];

	snprintf(text, sizeof text, _("%s: proposed on %s"), words_escalation_kind(row->kind), words_near_date(row->proposed_on, app->session->today, day));
	sheet_line(sheet, 0, row->kind == ESCALATION_KIND_LEGAL ? STYLE_BROKEN : STYLE_LATE, text);
	sheet_put(sheet, STYLE_BROKEN, "+");
	sheet_to(sheet, 2);
	sheet_line(sheet, 2, STYLE_NORMAL, of->cells[FOR].text);
	if (!*of->cells[AGAINST].text)
		return;
	sheet_put(sheet, STYLE_KEPT, "-");
	sheet_to(sheet, 2);
	sheet_line(sheet, 2, STYLE_NORMAL, of->cells[AGAINST].text);
}

static unsigned act(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	const struct escalation_waiting *waiting;

	(void)marked;
	if (action != ACTION_APPROVE && action != ACTION_REFUSE && action != ACTION_DECIDE)
		return EFFECT_PASS;
	if (!row)
		return EFFECT_NONE;
	if (marked_count > 1) {
		frame_say(app->frame, STYLE_WARNING, "%s", _("one at a time: each client is a decision of its own"));
		return EFFECT_REDRAW;
	}
	waiting = row->of;
	if (action == ACTION_DECIDE)
		decision_screen_push(app, row->client_id);
	else
		return decision_decide(app, row->client_id, waiting->row.kind, true, action == ACTION_APPROVE);
	return EFFECT_REDRAW;
}

static const enum action bar[] = { ACTION_OPEN, ACTION_DECIDE,  ACTION_APPROVE, ACTION_REFUSE, ACTION_FILTER,
				   ACTION_SORT, ACTION_PREVIEW, ACTION_EXPORT,  ACTION_BACK,   ACTION_COUNT };

static const struct roll_kind kind = {
	.name = "approvals",
	.context = ACTION_CONTEXT_APPROVALS,
	.bar = bar,
	.title = N_("Approvals"),
	.empty = N_("Nothing waits for a decision."),
	.columns = columns,
	.money = 1u << OVERDUE,
	.column_count = COLUMNS,
	.name_column = CLIENT,
	.load = load,
	.summary = summary,
	.preview = preview,
	.act = act,
	.with_client = true,
	.read = true,
};

void approvals_screen_push(struct app *app)
{
	roll_push(app, &kind, 0);
}
