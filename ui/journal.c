/* The journal: who did what to which client, the newest first. A kind of roll: one types to filter, Enter opens the client's file.
 */
#include <stdio.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "desk/audit.h"
#include "ui/roll.h"
#include "words/journal.h"

#define SHOWN 2000 /* the newest */

enum column { DAY, HOUR, AGENT, CLIENT, KIND, WHAT, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[DAY] = { .title = N_("Day"), .min = 6, .max = 10 },
	[HOUR] = { .title = N_("Hour"), .min = 5, .drop = 1 },
	[AGENT] = { .title = N_("Agent"), .min = 8, .max = 14 },
	[CLIENT] = { .title = N_("Client"), .min = 8, .max = 20 },
	[KIND] = { .title = N_("Kind"), .min = 18, .max = 22, .weight = 1, .whole = 30 },
	[WHAT] = { .title = N_("What"), .min = 20, .weight = 4 },
};

struct reading {
	struct app *app;
	struct arena *arena;
	struct roll_row *rows;
	size_t count, room;
};

static bool take(void *context, const struct journal_row *row, struct err *err)
{
	struct reading *reading = context;
	struct arena *arena = reading->arena;
	struct roll_row *out;
	char day[64], hour[16], text[WORDS_TEXT];
	int64_t place = (int64_t)reading->count;

	(void)err;
	MEM_GROW(reading->rows, reading->count, reading->room);
	out = &reading->rows[reading->count++];
	*out = (struct roll_row){ .id = row->id, .client_id = row->client_id };
	words_hour(clock_local_minute(row->at), hour);
	out->cells[DAY] = (struct roll_cell){ arena_strdup(arena, words_near_date(row->on_day, reading->app->session->today, day)), place, STYLE_NORMAL };
	out->cells[HOUR] = (struct roll_cell){ arena_strdup(arena, hour), clock_local_minute(row->at), STYLE_DIM };
	out->cells[AGENT] = (struct roll_cell){ arena_strdup(arena, row->agent), ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[CLIENT] = (struct roll_cell){ arena_strdup(arena, row->client_no), ROLL_BY_TEXT, STYLE_NORMAL };
	out->cells[KIND] = (struct roll_cell){ arena_strdup(arena, words_journal_kind(row->kind)), ROLL_BY_TEXT, STYLE_HEADER };
	out->cells[WHAT] = (struct roll_cell){ arena_strdup(arena, words_journal_payload(row->payload, text)), ROLL_BY_TEXT, STYLE_NORMAL };
	return true;
}

static bool load(struct app *app, int64_t client_id, struct arena *arena, struct roll_row **rows, size_t *count, struct err *err)
{
	struct reading reading = { .app = app, .arena = arena };
	bool done = audit_journal_of(app->session, client_id, SHOWN, take, &reading, err);

	if (done) {
		*rows = arena_alloc(arena, (reading.count + 1) * sizeof **rows);
		for (size_t i = 0; i < reading.count; i++) /* the newest first */
			(*rows)[i] = reading.rows[reading.count - 1 - i];
		*count = reading.count;
	}
	mem_free(reading.rows);
	return done;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out, size_t room)
{
	(void)rows;
	if (roll_argument(app))
		snprintf(out, room, ngettext("of one client, %zu row", "of one client, %zu rows", (unsigned long)count), count);
	else
		snprintf(out, room, count == SHOWN ? _("of everybody, the newest %zu rows")
						   : ngettext("of everybody, %zu row", "of everybody, %zu rows", (unsigned long)count), count);
}

/* The row whole: what its column has to cut. */
static void status(struct app *app, const struct roll_row *row, char *out, size_t room)
{
	const char *what = row->cells[WHAT].text;

	(void)app;
	snprintf(out, room, "%s%s%s", row->cells[KIND].text, *what ? " · " : "", what);
}

static void preview(struct app *app, const struct roll_row *row, struct sheet *sheet)
{
	(void)app;
	sheet_line(sheet, 0, STYLE_HEADER, row->cells[KIND].text);
	sheet_put(sheet, STYLE_NORMAL, row->cells[DAY].text);
	sheet_put(sheet, STYLE_NORMAL, " ");
	sheet_put(sheet, STYLE_NORMAL, row->cells[HOUR].text);
	sheet_put(sheet, STYLE_NORMAL, " · ");
	sheet_line(sheet, 0, STYLE_NORMAL, row->cells[AGENT].text);
	sheet_line(sheet, 0, STYLE_DIM, row->cells[CLIENT].text);
	sheet_newline(sheet);
	sheet_line(sheet, 0, STYLE_NORMAL, row->cells[WHAT].text);
}

static const enum action bar[] = { ACTION_OPEN, ACTION_FILTER, ACTION_SORT, ACTION_PREVIEW, ACTION_EXPORT, ACTION_BACK, ACTION_COUNT };

static const struct roll_kind kind = {
	.name = "journal",
	.context = ACTION_CONTEXT_LIST,
	.bar = bar,
	.title = N_("Journal"),
	.empty = N_("Nothing was recorded yet."),
	.columns = columns,
	.column_count = COLUMNS,
	.name_column = KIND,
	.load = load,
	.summary = summary,
	.preview = preview,
	.status = status,
};

void journal_screen_push(struct app *app, int64_t client_id)
{
	roll_push(app, &kind, client_id);
}
