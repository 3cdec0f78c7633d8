/* Overdue clients who told no reason in time: whom to ask why. A kind of roll.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/reasons.h"
#include "ui/roll.h"
#include "words/words.h"

#define SHOWN      500 /* the most overdue */
#define HUNDREDTHS 100

enum column { CLIENT, OVERDUE, OLDEST, REASON, TOLD, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[CLIENT] = { .title = N_("Client"), .min = 18, .max = 40, .weight = 2 },
	[OVERDUE] = { .title = N_("Overdue"), .min = 12, .right = true },
	[OLDEST] = { .title = N_("Days"), .min = 5, .right = true },
	[REASON] = { .title = N_("Last reason"), .min = 14, .max = 26, .weight = 1 },
	[TOLD] = { .title = N_("Told"), .min = 10 },
};

struct filling {
	const struct session *session;
	struct arena *arena;
	struct roll_row *rows;
	size_t count;
};

static bool fill(void *context, const struct reasons_row *found, struct err *err)
{
	struct filling *f = context;
	const struct reason_client_row *client = &found->client;
	struct roll_row *row = &f->rows[f->count++];
	int days = date_is(client->oldest_on) ? f->session->today - client->oldest_on : 0;
	char text[64], money[MONEY_TEXT];

	(void)err;
	*row = (struct roll_row){ .id = client->id, .client_id = client->id };
	row->cells[CLIENT] = (struct roll_cell){ arena_strdup(f->arena, client->name), ROLL_BY_TEXT, STYLE_NORMAL };
	row->cells[OVERDUE] =
		(struct roll_cell){ arena_strdup(f->arena, words_amount_under(client->overdue, client->currency, f->session->creditor.currency, money)),
				    client->overdue, STYLE_AMOUNT };
	snprintf(text, sizeof text, "%d", days);
	row->cells[OLDEST] = (struct roll_cell){ arena_strdup(f->arena, text), days, STYLE_LATE };
	row->cells[REASON] = (struct roll_cell){ words_cause(arena_strdup(f->arena, client->reason)), ROLL_BY_TEXT, STYLE_DIM };
	row->cells[TOLD] = (struct roll_cell){ date_is(client->reason_on) ? arena_strdup(f->arena, words_date(client->reason_on, WORDS_DATE_YEAR, text)) : NULL,
					       client->reason_on, STYLE_DIM };
	return true;
}

static bool load(struct app *app, int64_t argument, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	const struct reasons_query query = { .missing = true, .limit = SHOWN };
	struct filling filling = { app->session, arena, arena_alloc(arena, SHOWN * sizeof **rows), 0 };
	struct reason_coverage *coverage = arena_alloc(arena, sizeof *coverage);

	(void)argument;
	if (!reasons_list(app->session, &query, fill, &filling, coverage, err))
		return false;
	for (size_t i = 0; i < filling.count; i++)
		filling.rows[i].of = coverage;
	*rows = filling.rows;
	*count = filling.count;
	return true;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	const struct reason_coverage *cover = count ? rows[0].of : NULL;

	out[0] = '\0';
	if (cover)
		snprintf(out, room, _("%zu of %zu told why within %d days: %" PRId64 "%%"), cover->covered, cover->clients,
			 app->session->policy.reason_days, cover->hundredths / HUNDREDTHS);
}

static const enum action bar[] = { ACTION_OPEN, ACTION_FILTER, ACTION_SORT, ACTION_EXPORT, ACTION_BACK, ACTION_COUNT };

static const struct roll_kind reasons = {
	.name = "reasons",
	.context = ACTION_CONTEXT_LIST,
	.bar = bar,
	.title = N_("No reason told"),
	.empty = N_("Every overdue client told a reason in time."),
	.columns = columns,
	.money = 1u << OVERDUE,
	.column_count = COLUMNS,
	.name_column = CLIENT,
	.load = load,
	.summary = summary,
};

void reasons_screen_push(struct app *app)
{
	roll_push(app, &reasons, 0);
}
