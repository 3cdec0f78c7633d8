/* Rows of any kind: when they are read, what each key does with them. Which show is roll_order.c's, what it looks like roll_paint.c's.
 */
#include "ui/roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/choice.h"
#include "ui/keep.h"
#include "ui/roll_inside.h"
#include "words/words.h"

struct roll_row *roll_at(const struct roll *roll, long place)
{
	return &roll->rows[roll->shown[place]];
}

struct roll_row *roll_selected(const struct roll *roll)
{
	return roll->list.count ? roll_at(roll, roll->list.selected) : NULL;
}

/* ---- reading ---- */

static int by_number(const void *one, const void *other)
{
	int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;

	return (a > b) - (a < b);
}

/* Rows keep their marks by id. */
static void keep_marks(struct roll *roll, struct roll_row *rows, size_t count)
{
	int64_t *ids = mem_alloc((roll->marked + 1) * sizeof *ids);
	size_t n = 0;

	for (size_t i = 0; i < roll->count; i++)
		if (roll->rows[i].marked)
			ids[n++] = roll->rows[i].id;
	qsort(ids, n, sizeof *ids, by_number);
	roll->marked = 0;
	for (size_t i = 0; i < count; i++) {
		rows[i].marked = n > 0 && bsearch(&rows[i].id, ids, n, sizeof *ids, by_number);
		roll->marked += rows[i].marked;
	}
	mem_free(ids);
}

static void measure(struct roll *roll)
{
	memset(roll->cells, 0, sizeof roll->cells);
	for (size_t column = 0; column < roll->kind->column_count; column++)
		for (size_t i = 0; i < roll->count; i++) {
			const char *text = roll->rows[i].cells[column].text;
			int cells = text ? text_width(text) : 0;
			if (cells > roll->cells[column])
				roll->cells[column] = cells;
		}
}

/* The rows as they are now; the same one stays under the cursor, or the one that took its place. What was read before stays when that fails. */
static void read_again(struct roll *roll)
{
	const struct roll_row *selected = roll_selected(roll);
	int64_t id = roll->wanted ? roll->wanted : selected ? selected->id : 0;
	struct arena arena = { 0 };
	struct roll_row *rows = NULL;
	struct err err = { 0 };
	size_t count = 0;

	if (!roll->kind->load(roll->app, roll->argument, &arena, &rows, &count, &err)) {
		arena_clear(&arena);
		frame_say_error(roll->app->frame, &err);
		return;
	}
	keep_marks(roll, rows, count);
	arena_clear(&roll->arena);
	roll_forget_folds(roll);
	roll->arena = arena;
	roll->rows = rows;
	roll->count = count;
	measure(roll);
	roll->shown = mem_resize(roll->shown, count + 1, sizeof *roll->shown);
	roll->wanted = 0;
	roll->list.count = 0; /* places are others now */
	roll_arrange(roll);
	for (size_t i = 0; i < roll->shown_count; i++)
		if (id && roll_at(roll, (long)i)->id == id)
			list_select(&roll->list, (long)i);
	roll->sheet_id = 0;
	roll->preview.stale = true;
}

/* ---- filter and order ---- */

static void filter_changed(void *rows, const char *text)
{
	struct roll *roll = rows;

	snprintf(roll->filter, sizeof roll->filter, "%s", text);
	roll_arrange(roll);
}

static bool filter_move(void *rows, enum action action)
{
	return list_action(&((struct roll *)rows)->list, action);
}

static void filter_count(const void *rows, char *out, size_t room)
{
	const struct roll *roll = rows;

	snprintf(out, room, _("%zu of %zu"), roll->shown_count, roll->count);
}

static const struct filter_ops filter = { filter_changed, filter_move, filter_count, N_("words, in any order, of any column") };

/* Amounts begin with the highest, all else with the lowest; the same column again turns them round. */
static unsigned sort_by(void *context, struct frame *frame, size_t place)
{
	struct roll *roll = context;
	int column = (int)place - 1;

	(void)frame;
	if (column == roll->column)
		roll->descending = !roll->descending;
	else
		roll->descending = column >= 0 && roll->kind->columns[column].right;
	roll->column = column;
	roll_arrange(roll);
	list_select(&roll->list, 0);
	return EFFECT_REDRAW;
}

static void choose_order(struct roll *roll)
{
	const char *lines[TABLE_COLUMNS + 1] = { _("as it comes") };

	for (size_t i = 0; i < roll->kind->column_count; i++)
		lines[i + 1] = *roll->kind->columns[i].title ? gettext(roll->kind->columns[i].title) : "—";
	choice_push(roll->app->frame, _("Order by"), lines, roll->kind->column_count + 1, '0', (size_t)(roll->column + 1), sort_by, roll);
}

/* ---- keys ---- */

static unsigned move(struct roll *roll, enum action action)
{
	struct list before = roll->list;

	if (!list_action(&roll->list, action))
		return EFFECT_PASS;
	if (action == ACTION_UP || action == ACTION_DOWN)
		list_leap(&roll->list, before.top);
	return before.selected != roll->list.selected || before.top != roll->list.top ? EFFECT_REDRAW : EFFECT_NONE;
}

static unsigned mark(struct roll *roll)
{
	struct roll_row *row = roll_selected(roll);
	long top = roll->list.top;

	if (!row)
		return EFFECT_NONE;
	row->marked = !row->marked;
	roll->marked += row->marked ? 1 : (size_t)-1;
	list_move(&roll->list, 1);
	list_leap(&roll->list, top);
	return EFFECT_REDRAW;
}

/* Every row shown; none of them when all were. What a filter hides keeps its mark. */
static unsigned mark_all(struct roll *roll)
{
	bool all = true;

	for (long place = 0; place < roll->list.count && all; place++)
		all = roll_at(roll, place)->marked;
	for (long place = 0; place < roll->list.count; place++) {
		struct roll_row *row = roll_at(roll, place);

		roll->marked += (size_t)!all - row->marked;
		row->marked = !all;
	}
	return EFFECT_REDRAW;
}

/* The kind's own actions, on the marked rows when there are some. */
static unsigned let_kind_act(struct roll *roll, enum action action)
{
	const struct roll_row **marked;
	size_t count = 0;

	if (!roll->kind->act)
		return EFFECT_PASS;
	marked = mem_alloc((roll->marked + 1) * sizeof *marked);
	for (size_t i = 0; i < roll->count && roll->marked; i++)
		if (roll->rows[i].marked)
			marked[count++] = &roll->rows[i];
	unsigned effects = roll->kind->act(roll->app, action, roll_selected(roll), marked, count);
	mem_free(marked);
	return effects;
}

static unsigned act_on_row(struct roll *roll, enum action action)
{
	const struct roll_row *row = roll_selected(roll);
	bool about_client = action_rows[action].needs & ACTION_NEEDS_CLIENT;
	unsigned effects = let_kind_act(roll, action);

	if (effects != EFFECT_PASS || !about_client || *frame_argument(roll->app->frame) || (row && row->client_id))
		return effects;
	frame_say(roll->app->frame, STYLE_WARNING, "%s", _("there is no client here"));
	return EFFECT_REDRAW;
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct roll *roll = self;
	unsigned effects = move(roll, action);

	if (effects != EFFECT_PASS)
		return effects;
	switch (action) {
	case ACTION_MARK: return mark(roll);
	case ACTION_MARK_ALL: return mark_all(roll);
	case ACTION_FILTER: filter_push(frame, &filter, roll, roll->filter); break;
	case ACTION_SORT: choose_order(roll); break;
	case ACTION_EXPORT: roll_export(roll); break;
	case ACTION_PREVIEW:
		roll->pane = !roll_pane_shows(roll);
		roll->pane_chosen = true;
		break;
	case ACTION_BACK:
		if (!*roll->filter)
			return EFFECT_PASS;
		filter_changed(roll, "");
		break;
	default: return act_on_row(roll, action);
	}
	return EFFECT_REDRAW;
}

/* ---- what the frame asks ---- */

static enum action_context where(const void *self)
{
	return ((const struct roll *)self)->kind->context;
}

static const enum action *bar_of(const void *self)
{
	static const enum action way_back[] = { ACTION_BACK, ACTION_COUNT };
	static const enum action filtered[] = { ACTION_FILTER, ACTION_BACK, ACTION_COUNT };
	const struct roll *roll = self;

	if (roll->list.count && roll->kind->bar_of)
		return roll->kind->bar_of(roll->app, roll_selected(roll), roll->rows, roll->count);
	if (roll->count)
		return roll->list.count ? roll->kind->bar : filtered;
	return roll->kind->empty_bar ? roll->kind->empty_bar : way_back;
}

static int64_t client(const void *self)
{
	const struct roll_row *row = roll_selected(self);

	return row ? row->client_id : 0;
}

/* What was done to the rows comes before what they are: the clock cuts the end. */
static void title(const void *self, struct screen_title *out)
{
	const struct roll *roll = self;
	struct words_text more = { .out = out->more };
	char sums[SCREEN_TEXT] = "";

	snprintf(out->name, sizeof out->name, "%s", gettext(roll->kind->title));
	if (roll->marked)
		words_add(&more, ngettext("%zu marked · ", "%zu marked · ", roll->marked), roll->marked);
	if (*roll->filter)
		words_add(&more, _("“%s” %zu of %zu · "), roll->filter, roll->shown_count, roll->count);
	if (roll->column != ROLL_AS_IT_COMES)
		words_add(&more, "%s %s · ", roll->descending ? "▼" : "▲", gettext(roll->kind->columns[roll->column].title));
	if (roll->kind->summary)
		roll->kind->summary(roll->app, roll->rows, roll->count, sums, sizeof sums);
	else
		snprintf(sums, sizeof sums, ngettext("%zu row", "%zu rows", roll->count), roll->count);
	words_add(&more, "%s", sums);
}

static void draw(void *self, struct term *term, struct area area)
{
	roll_paint(self, term, area);
}

static void status(const void *self, char *out, size_t room)
{
	const struct roll *roll = self;
	const struct roll_row *row = roll_selected(roll);
	int rows, cols;

	out[0] = '\0';
	if (!row)
		return;
	term_size(frame_term(roll->app->frame), &rows, &cols);
	if (roll->kind->status)
		roll->kind->status(roll->app, row, out, room);
	else if (row->client_id && roll->preview.client_id == row->client_id)
		preview_sentence(&roll->preview, cols - 2, out, room);
}

static unsigned reload(void *self, struct frame *frame)
{
	(void)frame;
	read_again(self);
	return EFFECT_REDRAW;
}

static unsigned tick(void *self, struct frame *frame)
{
	const struct roll *roll = self;

	(void)frame;
	return roll->kind->by_the_minute ? EFFECT_STALE : EFFECT_NONE;
}

static bool lay_sheet(struct roll *roll, const struct roll_row *row)
{
	if (!roll->kind->preview || !roll_pane_shows(roll) || roll->sheet_width < 1 ||
	    (roll->sheet_id == row->id && roll->sheet.width == roll->sheet_width))
		return false;
	sheet_start(&roll->sheet, roll->sheet_width);
	roll->kind->preview(roll->app, row, &roll->sheet);
	roll->sheet_id = row->id;
	return true;
}

/* The cursor rests: now there is time for the row under it. */
static unsigned rest(void *self, struct frame *frame)
{
	struct roll *roll = self;
	const struct roll_row *row = roll_selected(roll);
	struct preview *preview = &roll->preview;
	struct err err = { 0 };
	bool changed = row && lay_sheet(roll, row);

	if (row && row->client_id && !(roll->kind->preview && roll->kind->status) &&
	    (preview->client_id != row->client_id || preview->stale)) {
		changed = true;
		if (!preview_load(preview, roll->app->session, row->client_id, &err) && err.code != ERR_NONE)
			frame_say_error(frame, &err);
	} else if ((!row || !row->client_id) && preview->client_id) {
		preview_clear(preview);
		changed = true;
	}
	return changed ? EFFECT_REDRAW : EFFECT_NONE;
}

static void close_roll(void *self)
{
	struct roll *roll = self;

	arena_clear(&roll->arena);
	arena_clear(&roll->folds);
	sheet_clear(&roll->sheet);
	preview_clear(&roll->preview);
	mem_free(roll->shown);
	mem_free(roll);
}

const struct screen_ops roll_screen = {
	.name = "roll",
	.context = ACTION_CONTEXT_LIST,
	.where = where,
	.bar_of = bar_of,
	.title = title,
	.draw = draw,
	.client = client,
	.status = status,
	.action = act,
	.reload = reload,
	.tick = tick,
	.rest = rest,
	.close = close_roll,
};

static struct roll *open_one(const struct app *app, const struct roll_kind *kind)
{
	struct roll *roll;

	for (size_t n = 0; (roll = frame_find_nth(app->frame, &roll_screen, n)); n++)
		if (roll->kind == kind)
			return roll;
	return NULL;
}

void roll_push(struct app *app, const struct roll_kind *kind, int64_t argument)
{
	roll_push_at(app, kind, argument, 0);
}

void roll_push_at(struct app *app, const struct roll_kind *kind, int64_t argument, int64_t id)
{
	struct roll *roll = open_one(app, kind);

	if (roll) {
		frame_raise_to(app->frame, roll);
	} else {
		roll = mem_alloc(sizeof *roll);
		roll->app = app;
		roll->kind = kind;
		roll->column = ROLL_AS_IT_COMES;
		list_start(&roll->list, 0, false, false);
		frame_push(app->frame, &roll_screen, roll);
	}
	roll->argument = argument;
	roll->wanted = id;
	read_again(roll);
}

int64_t roll_client(const struct app *app)
{
	const struct roll *roll = frame_find(app->frame, &roll_screen);

	return roll ? client(roll) : 0;
}

const struct roll_row *roll_row_selected(const struct app *app)
{
	const struct roll *roll = frame_find(app->frame, &roll_screen);

	return roll ? roll_selected(roll) : NULL;
}

int64_t roll_argument(const struct app *app)
{
	const struct roll *roll = frame_find(app->frame, &roll_screen);

	return roll ? roll->argument : 0;
}

const struct roll_kind *roll_kind_on_top(const struct app *app)
{
	return frame_top(app->frame) == &roll_screen ? ((const struct roll *)frame_top_self(app->frame))->kind : NULL;
}

void roll_select(struct app *app, int64_t id)
{
	struct roll *roll = frame_find(app->frame, &roll_screen);

	if (roll)
		roll->wanted = id;
}

bool roll_in_turn(const struct app *app)
{
	const struct roll *roll = frame_find(app->frame, &roll_screen);

	return roll && roll->kind->in_turn;
}

int64_t roll_pass(struct app *app, int64_t client_id)
{
	struct roll *roll = frame_find(app->frame, &roll_screen);

	for (long place = roll ? roll->list.selected : 0; roll && place < roll->list.count; place++) {
		int64_t there = roll_at(roll, place)->client_id;
		if (!there || there == client_id)
			continue;
		list_select(&roll->list, place);
		return there;
	}
	if (roll)
		list_select(&roll->list, 0);
	return 0;
}

void roll_advance(struct app *app)
{
	struct roll *roll = frame_find(app->frame, &roll_screen);

	if (roll && roll->list.selected + 1 < roll->list.count)
		list_select(&roll->list, roll->list.selected + 1);
}

void roll_unmark(struct app *app)
{
	struct roll *roll = frame_find(app->frame, &roll_screen);

	if (!roll)
		return;
	for (size_t i = 0; i < roll->count; i++)
		roll->rows[i].marked = false;
	roll->marked = 0;
}

char *roll_name_rows(const struct roll_row *const *rows, size_t count)
{
	struct buf names;

	buf_init(&names);
	buf_puts(&names, "");
	for (size_t i = 0; i < count; i++)
		keep_add_id(&names, rows[i]->id);
	return names.data;
}

int64_t roll_client_of(const struct roll_row *const *rows, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (rows[i]->client_id != rows[0]->client_id)
			return 0;
	return count ? rows[0]->client_id : 0;
}

/* Those of a draft's rows that the roll still has, the first one under the cursor; how many. *rows is the caller's to free. */
static size_t find_rows(const struct app *app, const char *names, const struct roll_row ***rows)
{
	struct roll *roll = frame_find(app->frame, &roll_screen);
	size_t count = 0;
	int64_t id;

	*rows = mem_alloc(((roll ? roll->count : 0) + 1) * sizeof **rows);
	while (roll && count < roll->count && keep_next_id(&names, &id))
		for (long place = 0; place < roll->list.count; place++)
			if (roll_at(roll, place)->id == id) {
				if (count == 0)
					list_select(&roll->list, place);
				(*rows)[count++] = roll_at(roll, place);
			}
	return count;
}

bool roll_resume(struct app *app, const struct roll_kind *kind, const char *draft, roll_ask *ask)
{
	const struct roll_row **rows;
	size_t count;

	roll_push(app, kind, 0);
	count = find_rows(app, draft, &rows);
	if (count)
		ask(app, rows, count, draft);
	mem_free(rows);
	return count > 0;
}
