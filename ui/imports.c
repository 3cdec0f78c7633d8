/* The files that were taken in or refused, and behind each what of it was not taken, with what to do
 * about it. Two kinds of roll.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "desk/imports.h"
#include "ui/app.h"
#include "ui/roll.h"
#include "words/night.h"
#include "words/reject.h"

enum { SHOWN = 2000 /* the newest */, REJECTS_SHOWN = 5000, WORST_SHOWN = 8 };

/* ---- one file ---- */

enum { R_WHY, R_LINE, R_REMEDY, R_RAW, R_COUNT };

static const struct table_column reject_columns[R_COUNT] = {
	[R_WHY] = { .title = N_("Why"), .min = 36, .max = 70, .weight = 3 },
	[R_LINE] = { .title = N_("Line"), .min = 6, .right = true },
	[R_REMEDY] = { .title = N_("What to do"), .min = 24, .max = 70, .weight = 2, .drop = 1 },
	[R_RAW] = { .title = N_("Raw text"), .min = 16, .max = 80, .weight = 1, .drop = 2 },
};

static const char *sentence_of(struct arena *arena, const struct import_reject_row *reject,
			       const char **remedy)
{
	char sentence[WORDS_TEXT];
	enum intake_reason reason;

	*remedy = "";
	if (!words_reason_from_code(reject->reason, &reason))
		return reject->reason;
	*remedy = words_remedy(reason, reject->warning);
	return arena_strdup(arena, words_reject(reason, reject->arg, sentence));
}

static void fill_reject(const struct import_reject_row *reject, int64_t place, struct arena *arena,
			struct roll_row *row)
{
	enum style style = reject->warning ? STYLE_DIM : STYLE_WARNING;
	const char *remedy, *why = sentence_of(arena, reject, &remedy);
	char line[24];

	snprintf(line, sizeof line, "%" PRId64, reject->line);
	*row = (struct roll_row){ .id = place + 1, .of = reject };
	row->cells[R_WHY] = (struct roll_cell){ why, ROLL_BY_TEXT, style };
	row->cells[R_LINE] = (struct roll_cell){ reject->line ? arena_strdup(arena, line) : "",
						 reject->line, STYLE_NORMAL };
	row->cells[R_REMEDY] = (struct roll_cell){ remedy, ROLL_BY_TEXT, STYLE_NORMAL };
	row->cells[R_RAW] = (struct roll_cell){ reject->raw, ROLL_BY_TEXT, STYLE_DIM };
}

static bool load_rejects(struct app *app, int64_t run_id, struct arena *arena,
			 struct roll_row **rows, size_t *count, struct err *err)
{
	struct import_reject_row *rejects;

	if (!imports_rejects(app->session, arena, run_id, REJECTS_SHOWN, &rejects, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill_reject(&rejects[i], (int64_t)i, arena, &(*rows)[i]);
	return true;
}

static void count_rejects(struct app *app, const struct roll_row *rows, size_t count, char *out,
			  size_t room)
{
	int refused = 0;

	(void)app;
	for (size_t i = 0; i < count; i++)
		refused += !((const struct import_reject_row *)rows[i].of)->warning;
	snprintf(out, room, ngettext("%d refused · %d warning", "%d refused · %d warnings", (unsigned long)(count - (size_t)refused)), refused,
		 (int)count - refused);
}

static void preview_reject(struct app *app, const struct roll_row *row, struct sheet *sheet)
{
	(void)app;
	sheet_line(sheet, 0, STYLE_HEADER, row->cells[R_WHY].text);
	sheet_line(sheet, 0, STYLE_NORMAL, row->cells[R_REMEDY].text);
	sheet_newline(sheet);
	sheet_line(sheet, 0, STYLE_DIM, row->cells[R_RAW].text);
}

static void say_remedy(struct app *app, const struct roll_row *row, char *out, size_t room)
{
	(void)app;
	snprintf(out, room, "%s", row->cells[R_REMEDY].text);
}

static const enum action reject_bar[] = { ACTION_FILTER,  ACTION_SORT, ACTION_PREVIEW,
					  ACTION_EXPORT, ACTION_BACK, ACTION_COUNT };

static const struct roll_kind rejects = {
	.name = "rejects",
	.context = ACTION_CONTEXT_LIST,
	.bar = reject_bar,
	.title = N_("What was not taken"),
	.empty = N_("Nothing was refused."),
	.columns = reject_columns,
	.column_count = R_COUNT,
	.name_column = R_WHY,
	.load = load_rejects,
	.summary = count_rejects,
	.preview = preview_reject,
	.read = true,
	.status = say_remedy,
};

/* ---- all files ---- */

enum { FILE_, DAY, KIND, STATE, ITEMS, CHANGES, REFUSED, WHY, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[FILE_] = { .title = N_("File"), .min = 20, .max = 44, .weight = 2, .whole = 34 },
	[DAY] = { .title = N_("Day"), .min = 6, .max = 10 },
	[KIND] = { .title = N_("Kind"), .min = 10, .max = 20, .drop = 2 },
	[STATE] = { .title = N_("State"), .min = 8, .max = 20 },
	[ITEMS] = { .title = N_("Items"), .min = 6, .right = true },
	[CHANGES] = { .title = N_("Changes"), .min = 7, .drop = 3, .right = true },
	[REFUSED] = { .title = N_("Refused"), .min = 7, .right = true },
	[WHY] = { .title = N_("Why"), .min = 16, .max = 80, .weight = 1, .drop = 1 },
};

static const char *state_of(const struct import_run_row *run, enum style *style)
{
	bool refused = strcmp(run->status, IMPORT_REFUSED_CODE) == 0;

	*style = refused		 ? STYLE_BROKEN
		 : run->rejects > 0 ? STYLE_WARNING
				      : STYLE_NORMAL;
	if (strcmp(run->status, IMPORT_RUNNING) == 0)
		return _("running or cut short");
	return refused ? _("refused") : _("done");
}

static struct roll_cell number_cell(struct arena *arena, int64_t number, enum style style)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, number);
	return (struct roll_cell){ arena_strdup(arena, text), number, style };
}

/* Why it was refused, or that there is something to read. */
static struct roll_cell why_cell(struct arena *arena, const struct import_run_row *run)
{
	char text[64] = "";

	if (*run->message)
		return (struct roll_cell){ words_import_why(run->message, run->file), ROLL_BY_TEXT, STYLE_DIM };
	if (run->warnings > 0)
		snprintf(text, sizeof text, ngettext("%" PRId64 " warning", "%" PRId64 " warnings", (unsigned long)run->warnings),
			 run->warnings);
	return (struct roll_cell){ arena_strdup(arena, text), ROLL_BY_TEXT, STYLE_DIM };
}

static void fill(const struct import_run_row *run, date today, struct arena *arena,
		 struct roll_row *row)
{
	char day[64];
	enum style style;
	const char *state = state_of(run, &style);

	*row = (struct roll_row){ .id = run->id, .of = run };
	row->cells[FILE_] = (struct roll_cell){ run->file, ROLL_BY_TEXT, STYLE_NORMAL };
	row->cells[DAY] = (struct roll_cell){
		arena_strdup(arena, words_near_date(run->on_day, today, day)), run->on_day, STYLE_DIM
	};
	row->cells[KIND] = (struct roll_cell){ words_import_kind(run->kind), ROLL_BY_TEXT,
					       STYLE_NORMAL };
	row->cells[STATE] = (struct roll_cell){ state, ROLL_BY_TEXT, style };
	row->cells[ITEMS] = number_cell(arena, run->items, STYLE_NORMAL);
	row->cells[CHANGES] = number_cell(arena, run->created + run->changed + run->closed,
					  STYLE_NORMAL);
	row->cells[REFUSED] = number_cell(arena, run->rejects,
					  run->rejects ? STYLE_WARNING : STYLE_DIM);
	row->cells[WHY] = why_cell(arena, run);
}

static bool load(struct app *app, int64_t argument, struct arena *arena, struct roll_row **rows,
		 size_t *count, struct err *err)
{
	struct import_run_row *runs;

	(void)argument;
	if (!imports_newest(app->session, arena, SHOWN, &runs, count, err))
		return false;
	*rows = arena_alloc(arena, (*count + 1) * sizeof **rows);
	for (size_t i = 0; i < *count; i++)
		fill(&runs[i], app->session->today, arena, &(*rows)[i]);
	return true;
}

static void summary(struct app *app, const struct roll_row *rows, size_t count, char *out,
		    size_t room)
{
	int refused = 0, rejects_in = 0;

	(void)app;
	for (size_t i = 0; i < count; i++) {
		const struct import_run_row *run = rows[i].of;

		refused += strcmp(run->status, IMPORT_REFUSED_CODE) == 0;
		rejects_in += run->rejects > 0;
	}
	snprintf(out, room, ngettext("%zu file · %d refused · %d with lines refused", "%zu files · %d refused · %d with lines refused", (unsigned long)count),
		 count, refused, rejects_in);
}

static void put(struct sheet *sheet, const char *label, const char *value)
{
	sheet_put(sheet, STYLE_DIM, label);
	sheet_to(sheet, 14);
	sheet_line(sheet, 14, STYLE_NORMAL, value);
}

static void preview_worst(struct app *app, const struct import_run_row *run, struct sheet *sheet)
{
	struct arena arena = { 0 };
	struct import_reject_row *rows;
	struct err err = { 0 };
	size_t count;

	sheet_newline(sheet);
	if (!imports_rejects(app->session, &arena, run->id, WORST_SHOWN, &rows, &count, &err))
		sheet_line(sheet, 0, STYLE_ERROR, err.text);
	else
		for (size_t i = 0; i < count; i++) {
			const char *remedy, *why = sentence_of(&arena, &rows[i], &remedy);

			sheet_line(sheet, 0, rows[i].warning ? STYLE_DIM : STYLE_WARNING, why);
		}
	arena_clear(&arena);
}

static const char *say_items(const struct import_run_row *run, char out[128])
{
	snprintf(out, 128, _("%" PRId64 " new, %" PRId64 " changed, %" PRId64 " closed, %" PRId64 " unchanged"), run->created, run->changed,
		 run->closed, run->unchanged);
	return out;
}

static const char *say_sum(const struct import_run_sum *sum, char out[128])
{
	char in[MONEY_TEXT], stored[MONEY_TEXT];

	snprintf(out, 128, _("in %s, stored %s"), words_amount(sum->open, sum->currency, in), words_amount(sum->stored, sum->currency, stored));
	return out;
}

static void preview(struct app *app, const struct roll_row *row, struct sheet *sheet)
{
	const struct import_run_row *run = row->of;
	char text[128];

	sheet_line(sheet, 0, STYLE_HEADER, run->file);
	if (*run->message)
		sheet_line(sheet, 0, STYLE_ERROR, words_import_why(run->message, run->file));
	put(sheet, _("Source"), run->source);
	put(sheet, _("By"), run->agent);
	put(sheet, _("Items"), say_items(run, text));
	for (size_t i = 0; i < run->sum_count; i++)
		put(sheet, _("Sum"), say_sum(&run->sums[i], text));
	if (run->rejects + run->warnings > 0)
		preview_worst(app, run, sheet);
}

static unsigned act(struct app *app, enum action action, const struct roll_row *row,
		    const struct roll_row *const *marked, size_t marked_count)
{
	const struct import_run_row *run = row ? row->of : NULL;

	(void)marked;
	(void)marked_count;
	if (action != ACTION_OPEN || !run)
		return EFFECT_PASS;
	if (run->rejects + run->warnings == 0) { /* no line of it alone: an empty list would read as if all were well */
		if (strcmp(run->status, IMPORT_REFUSED_CODE) == 0)
			frame_say(app->frame, STYLE_WARNING, _("the whole file was refused: %s"), words_import_why(run->message, run->file));
		else
			frame_say(app->frame, STYLE_NOTICE, "%s", _("Nothing was refused."));
		return EFFECT_REDRAW;
	}
	roll_push(app, &rejects, row->id);
	return EFFECT_REDRAW;
}

/* Why it was refused, else what it brought. */
static void say_what(struct app *app, const struct roll_row *row, char *out, size_t room)
{
	const struct import_run_row *run = row->of;
	char items[128], sum[128];

	(void)app;
	if (*run->message)
		snprintf(out, room, "%s", words_import_why(run->message, run->file));
	else
		snprintf(out, room, "%s%s%s", say_items(run, items), run->sum_count ? " · " : "", run->sum_count ? say_sum(&run->sums[0], sum) : "");
}

static const enum action bar[] = { ACTION_OPEN,    ACTION_FILTER, ACTION_SORT, ACTION_PREVIEW,
				   ACTION_EXPORT, ACTION_BACK,   ACTION_COUNT };

static const struct roll_kind imports = {
	.name = "imports",
	.context = ACTION_CONTEXT_LIST,
	.bar = bar,
	.title = N_("Imports"),
	.empty = N_("Nothing was imported yet: relance import FILE takes a file in."),
	.columns = columns,
	.column_count = COLUMNS,
	.name_column = FILE_,
	.load = load,
	.summary = summary,
	.preview = preview,
	.act = act,
	.status = say_what,
};

void imports_screen_push(struct app *app)
{
	roll_push(app, &imports, 0);
}
