/* The agenda: callbacks and follow-ups by day and hour, mine or everybody's. A kind of roll.
 */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "desk/agenda.h"
#include "ui/app.h"
#include "ui/roll.h"
#include "words/words.h"

#define DAY_MINUTES 1440

enum column { WHEN, CLIENT, OVERDUE, KIND, AGENT, WORDS, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[WHEN] = { .title = N_("When"), .min = 17 },
	[CLIENT] = { .title = N_("Client"), .min = 18, .max = 36, .weight = 2 },
	[OVERDUE] = { .title = N_("Overdue"), .min = 11, .right = true },
	[KIND] = { .title = N_("What for"), .min = 12, .drop = 1, .whole = 24 },
	[AGENT] = { .title = N_("Agent"), .min = 6, .drop = 2, .whole = 12 },
	[WORDS] = { .title = N_("Words"), .min = 16, .weight = 3, .drop = 3 },
};

/* "Tue 24/11  14:30". */
static const char *say_when(const struct agenda_follow_up *row, char out[96])
{
	char day[64], hour[16];

	words_date(row->due_on, WORDS_DATE_DAY, day);
	words_hour(row->minute, hour);
	snprintf(out, 96, "%s%s%s", day, *hour ? "  " : "", hour);
	return out;
}

/* In the words of the menu, which are short. */
static const char *say_kind(const char *code)
{
	enum outcome outcome;
	enum action action;

	return outcome_from_code(code, &outcome) && action_from_outcome(outcome, &action) ? gettext(action_rows[action].label) : words_outcome_code(code);
}

static void fill(const struct session *session, struct arena *arena, const struct agenda_entry *entry, struct roll_row *out)
{
	const struct agenda_follow_up *row = &entry->follow_up;
	enum style when = entry->when == AGENDA_LATE ? STYLE_LATE : entry->paid ? STYLE_DIM : row->minute >= 0 ? STYLE_AMOUNT : STYLE_NORMAL;
	char text[96], money[MONEY_TEXT], words[WORDS_TEXT], kind[SCREEN_TEXT];

	snprintf(kind, sizeof kind, entry->paid ? _("%s: paid") : "%s", say_kind(row->kind));
	*out = (struct roll_row){ .id = row->id, .client_id = row->client.id, .of = entry };
	out->cells[WHEN] = (struct roll_cell){ arena_strdup(arena, say_when(row, text)),
					       (int64_t)row->due_on * DAY_MINUTES + (row->minute >= 0 ? row->minute : DAY_MINUTES - 1), when };
	out->cells[CLIENT] = (struct roll_cell){ row->client.name, ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[OVERDUE] = (struct roll_cell){ arena_strdup(arena, words_amount_under(row->client.overdue, row->client.currency,
										     session->creditor.currency, money)),
						  row->client.overdue, row->client.overdue ? STYLE_AMOUNT : STYLE_DIM };
	out->cells[KIND] = (struct roll_cell){ arena_strdup(arena, kind), ROLL_BY_TEXT, entry->paid ? STYLE_KEPT : STYLE_NORMAL };
	out->cells[AGENT] = (struct roll_cell){ row->agent, ROLL_BY_TEXT, row->agent_id == session->agent_id ? STYLE_NORMAL : STYLE_DIM };
	out->cells[WORDS] = (struct roll_cell){ arena_strdup(arena, words_note(row->kind, row->note, session->today, words)), ROLL_BY_TEXT, STYLE_DIM };
}

/* agent_id: whose; 0: everybody's. */
static bool load(struct app *app, int64_t agent_id, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	const struct agenda_query query = { .days = AGENDA_DAYS, .agent_id = agent_id, .limit = AGENDA_MOST };
	struct agenda_entry *entries;

	if (!agenda_list(app->session, arena, &query, &entries, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill(app->session, arena, &entries[i], &(*rows)[i]);
	return true;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	struct words_text text = { .out = out };
	int in[AGENDA_LATER + 1] = { 0 };

	(void)room;
	for (size_t i = 0; i < count; i++)
		in[((const struct agenda_entry *)rows[i].of)->when]++;
	words_add(&text, "%s", roll_argument(app) ? app->session->agent : _("everybody"));
	if (in[AGENDA_LATE])
		words_add(&text, ngettext(" · %d late", " · %d late", (unsigned long)in[AGENDA_LATE]), in[AGENDA_LATE]);
	words_add(&text, ngettext(" · %d today", " · %d today", (unsigned long)in[AGENDA_TODAY]), in[AGENDA_TODAY]);
	if (in[AGENDA_LATER])
		words_add(&text, ngettext(" · %d to come", " · %d to come", (unsigned long)in[AGENDA_LATER]), in[AGENDA_LATER]);
}

static const struct roll_kind agenda;

static unsigned act(struct app *app, enum action action, const struct roll_row *row, const struct roll_row *const *marked, size_t marked_count)
{
	(void)row;
	(void)marked;
	(void)marked_count;
	if (action != ACTION_MINE)
		return EFFECT_PASS;
	roll_push(app, &agenda, roll_argument(app) ? 0 : app->session->agent_id);
	return EFFECT_REDRAW;
}

static const enum action bar[] = { ACTION_OPEN, ACTION_MINE, ACTION_FILTER, ACTION_SORT, ACTION_PREVIEW, ACTION_EXPORT, ACTION_BACK, ACTION_COUNT };

static const enum action empty_bar[] = { ACTION_MINE, ACTION_BACK, ACTION_COUNT };

static const char *say_empty(int64_t agent_id)
{
	return agent_id ? N_("Nothing was agreed for these days. l shows everybody's; r on a file agrees a callback.")
			: N_("Nothing was agreed for these days. r on a file agrees a callback.");
}

static const struct roll_kind agenda = {
	.name = "agenda",
	.context = ACTION_CONTEXT_AGENDA,
	.bar = bar,
	.empty_bar = empty_bar,
	.title = N_("Agenda"),
	.say_empty = say_empty,
	.columns = columns,
	.money = 1u << OVERDUE,
	.column_count = COLUMNS,
	.name_column = CLIENT,
	.load = load,
	.summary = summary,
	.act = act,
	.in_turn = true,
	.by_the_minute = true,
};

/* An agent's own at first, a supervisor's team. */
void agenda_screen_push(struct app *app)
{
	roll_push(app, &agenda, app->session->role == ROLE_SUPERVISOR ? 0 : app->session->agent_id);
}
