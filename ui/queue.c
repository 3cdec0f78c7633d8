/* The queue: whom to call, in order. Rows are read a page at a time as the cursor comes near their end; what belongs to one client is
 * read only when the cursor rests, so that moving never waits.
 */
#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "desk/zones.h"
#include "ui/bulk.h"
#include "ui/queue_inside.h"
#include "words/words.h"

#define FIRST_PAGE 64
#define PAGE       128
#define END_STEP   2000 /* rows one press of End reads at most */
#define KEPT_ROWS  5000 /* rows read again when facts change */

const struct worklist_row *queue_row(const struct queue *queue, long place)
{
	return &queue->work.rows[queue_narrowed(queue) ? (long)queue->view.places[place] : place];
}

const struct worklist_row *queue_selected(const struct queue *queue)
{
	return queue->list.count ? queue_row(queue, queue->list.selected) : NULL;
}

int queue_to_call(const struct queue *queue)
{
	const struct worklist *work = &queue->work;

	if (work->complete && !work->all)
		return (int)work->count;
	return work->callable < WORKLIST_COUNTED ? work->callable : WORKLIST_COUNTED;
}

const char *queue_or_more(const struct queue *queue)
{
	return queue_to_call(queue) >= WORKLIST_COUNTED && !queue->work.complete ? "+" : "";
}

static void count_title(struct queue *queue)
{
	const struct worklist *work = &queue->work;

	queue->callbacks = queue->broken = 0;
	for (size_t i = 0; i < work->count; i++) {
		queue->callbacks += work->rows[i].timed;
		queue->broken += work->rows[i].rank > 0 && work->rows[i].client.ready.broken > 0;
	}
	if (queue->broken < queue->day.broken && !work->complete)
		queue->broken = queue->day.broken;
}

static long place_of(const struct queue *queue, int64_t client_id)
{
	for (long place = 0; place < queue->list.count; place++)
		if (queue_row(queue, place)->client.id == client_id)
			return place;
	return -1;
}

static bool nobody_at_all(struct app *app)
{
	struct worklist all;
	struct err ignored = { 0 };

	if (!worklist_open(app->session, true, 1, &all, &ignored))
		return false;
	bool nobody = all.count == 0;
	worklist_clear(&all);
	return nobody;
}

/* The same client stays under the cursor, or the one that took its place. */
static void show(struct queue *queue, const struct worklist *fresh)
{
	const struct worklist_row *row = queue_selected(queue);
	int64_t client_id = row ? row->client.id : 0;

	worklist_clear(&queue->work);
	queue->work = *fresh;
	queue_view_forget(queue);
	queue->bare = fresh->count == 0 && (fresh->all || nobody_at_all(queue->app));
	queue->read_minute = queue->app->session->minute;
	queue->preview.stale = true;
	queue->day.known = false;
	queue_arrange(queue);
	count_title(queue);
	if (place_of(queue, client_id) >= 0)
		list_select(&queue->list, place_of(queue, client_id));
}

/* Read from the start, as far as before. */
static void read_again(struct queue *queue)
{
	long rows = queue->list.selected + FIRST_PAGE;
	struct worklist fresh;
	struct err err = { 0 };

	if (worklist_open(queue->app->session, queue->all, (int)(rows < KEPT_ROWS ? rows : KEPT_ROWS),
			  &fresh, &err))
		show(queue, &fresh);
	else
		frame_say_error(queue->app->frame, &err);
}

bool queue_read_whole(struct queue *queue)
{
	struct worklist fresh;
	struct err err = { 0 };

	if (worklist_whole(queue->app->session, queue->all, QUEUE_VIEW_MOST, &fresh, &err))
		show(queue, &fresh);
	else
		frame_say_error(queue->app->frame, &err);
	return err.code == ERR_NONE;
}

static bool read_more(struct queue *queue, int rows)
{
	size_t before = queue->work.count;
	struct err err = { 0 };
	bool read = worklist_more(queue->app->session, &queue->work, rows, &err);

	if (!read)
		frame_say_error(queue->app->frame, &err);
	if (!queue_narrowed(queue))
		list_grew(&queue->list, false, (long)(queue->work.count - before),
			  read && !queue->work.complete);
	return read;
}

bool queue_read(struct queue *queue, size_t rows)
{
	while (!queue->work.complete && queue->work.count < rows)
		if (!read_more(queue, END_STEP))
			return false;
	return true;
}

void queue_fill(struct queue *queue)
{
	while (list_wants(&queue->list) == LIST_WANTS_AFTER && read_more(queue, PAGE))
		;
}

static void go_to_end(struct queue *queue)
{
	if (list_last(&queue->list) || !read_more(queue, END_STEP))
		return;
	if (!list_last(&queue->list))
		frame_say(queue->app->frame, STYLE_NOTICE, _("row %ld; End reads on"),
			  queue->list.count);
}

/* What was done to the rows comes before what they are: the clock cuts the end. */
static void title_view(const struct queue *queue, struct words_text *more)
{
	const struct queue_view *view = &queue->view;

	if (queue->mark_count)
		words_add(more, ngettext("%zu marked · ", "%zu marked · ", queue->mark_count), queue->mark_count);
	if (*view->filter)
		words_add(more, _("“%s” %zu of %zu%s · "), view->filter, view->count, queue->work.count,
			  queue->work.complete ? "" : "+");
	if (view->order != QUEUE_BY_SCORE)
		words_add(more, "%s %s · ", view->reversed ? "▲" : "▼", queue_order_name(view->order));
}

/* Until the cursor rested no more than the first rows are known. */
static const char *broken_or_more(const struct queue *queue)
{
	return queue->work.complete || (queue->day.counted && !queue->day.more) ? "" : "+";
}

static void title(const void *self, struct screen_title *out)
{
	const struct queue *queue = self;
	int to_call = queue_to_call(queue), rows, cols;
	struct words_text more = { .out = out->more };

	term_size(frame_term(queue->app->frame), &rows, &cols);
	snprintf(out->name, sizeof out->name, "%s", queue->all ? _("Everyone") : _("Today's queue"));
	title_view(queue, &more);
	words_add(&more, "%s", queue->app->session->agent);
	words_add(&more, ngettext(" · %d%s to call", " · %d%s to call", (unsigned long)to_call), to_call,
		  queue_or_more(queue));
	if (cols < QUEUE_WIDE_COLS && (queue_narrowed(queue) || queue->mark_count))
		return;
	if (queue->callbacks)
		words_add(&more, ngettext(" · %d callback", " · %d callbacks",
					  (unsigned long)queue->callbacks), queue->callbacks);
	/* Short where the clock would cut it. */
	if (queue->broken && cols < QUEUE_WIDE_COLS)
		words_add(&more, " · %d%s ×", queue->broken, broken_or_more(queue));
	else if (queue->broken)
		words_add(&more, ngettext(" · %d%s promise ×", " · %d%s promises ×",
					  (unsigned long)queue->broken),
			  queue->broken, broken_or_more(queue));
}

static void draw(void *self, struct term *term, struct area area)
{
	queue_paint(self, term, area);
}

static void status(const void *self, char *out, size_t room)
{
	const struct queue *queue = self;
	const struct worklist_row *row = queue_selected(queue);
	char words[WORDS_TEXT];
	int rows, cols;

	out[0] = '\0';
	if (!row)
		return;
	term_size(frame_term(queue->app->frame), &rows, &cols);
	if (row->now.why_not != WHY_NOT_NONE)
		snprintf(out, room, "%s  %s", row->client.name,
			 words_next(&row->now, queue->app->session->today, words));
	else if (queue->preview.client_id == row->client.id)
		preview_sentence(&queue->preview, cols - 2, out, room);
}

static unsigned show_everyone(struct queue *queue)
{
	queue->all = !queue->all;
	queue->mark_count = 0; /* on rows that may not be there */
	list_start(&queue->list, 0, false, false);
	read_again(queue);
	return EFFECT_REDRAW;
}

static unsigned toggle_pane(struct queue *queue)
{
	int rows, cols;

	term_size(frame_term(queue->app->frame), &rows, &cols);
	if (cols >= QUEUE_WIDE_COLS)
		queue->pane = !queue->pane;
	else if (rows >= QUEUE_UNDER_ROWS)
		queue->under = !queue->under;
	else
		frame_say(queue->app->frame, STYLE_NOTICE, _("the preview needs a screen of %d lines"), QUEUE_UNDER_ROWS);
	return EFFECT_REDRAW;
}

/* The next row is under the cursor then, so that Space again marks that one. */
static unsigned mark(struct queue *queue)
{
	const struct worklist_row *row = queue_selected(queue);
	long top = queue->list.top;

	if (!row)
		return EFFECT_NONE;
	queue_mark(queue, row->client.id, !queue_is_marked(queue, row->client.id));
	list_move(&queue->list, 1);
	queue_fill(queue);
	list_leap(&queue->list, top);
	queue_fill(queue);
	return EFFECT_REDRAW;
}

static unsigned move(struct queue *queue, enum action action)
{
	struct list before = queue->list;

	if (!list_action(&queue->list, action))
		return EFFECT_PASS;
	if (action == ACTION_LAST)
		go_to_end(queue);
	queue_fill(queue);
	if (action == ACTION_UP || action == ACTION_DOWN)
		list_leap(&queue->list, before.top);
	queue_fill(queue);
	return before.selected != queue->list.selected || before.top != queue->list.top
		       ? EFFECT_REDRAW
		       : EFFECT_NONE;
}

static unsigned act(void *self, struct frame *frame, enum action action)
{
	struct queue *queue = self;

	(void)frame;
	switch (action) {
	case ACTION_EVERYONE: return show_everyone(queue);
	case ACTION_PREVIEW: return toggle_pane(queue);
	case ACTION_MARK: return mark(queue);
	case ACTION_FILTER: queue_filter(queue); break;
	case ACTION_SORT: queue_sort(queue); break;
	case ACTION_EXPORT: queue_export(queue); break;
	case ACTION_UNDO: return bulk_undo(queue->app);
	case ACTION_BACK:
		if (!queue_widen(queue))
			return EFFECT_PASS;
		read_again(queue); /* which lets go of what was only read for it */
		break;
	default: {
		unsigned effects = move(queue, action);
		return effects == EFFECT_PASS ? queue_bulk(queue, action) : effects;
	}
	}
	return EFFECT_REDRAW;
}

static unsigned reload(void *self, struct frame *frame)
{
	(void)frame;
	read_again(self);
	return EFFECT_REDRAW;
}

static bool read_day(struct queue *queue, struct err *err)
{
	struct queue_day *day = &queue->day;

	arena_clear(&day->arena);
	day->callback_count = 0;
	day->known = true;
	if (!queue->work.complete) {
		if (!worklist_count_broken(queue->app->session, &queue->work, &day->broken, &day->more, err))
			return false;
		day->counted = true;
		count_title(queue);
	}
	return worklist_my_day(queue->app->session, &day->mine, err) &&
	       agenda_callbacks(queue->app->session, &day->arena, &day->callbacks,
				&day->callback_count, err);
}

/* The cursor rests: now there is time for the client under it and for the day's figures. */
static unsigned rest(void *self, struct frame *frame)
{
	struct queue *queue = self;
	const struct worklist_row *row = queue_selected(queue);
	struct err err = { 0 };
	unsigned effects = EFFECT_NONE;
	bool read = true;

	if (row && (queue->preview.client_id != row->client.id || queue->preview.stale)) {
		read = preview_load(&queue->preview, queue->app->session, row->client.id, &err);
		effects = EFFECT_REDRAW;
	}
	if (read && !queue->day.known) {
		read = read_day(queue, &err);
		effects = EFFECT_REDRAW;
	}
	if (!read && err.code != ERR_NONE)
		frame_say_error(frame, &err);
	return effects;
}

/* A callback's hour strikes between two minutes: say it wherever the agent is, and put it on top. The same for the calling hours. */
static unsigned tick(void *self, struct frame *frame)
{
	struct queue *queue = self;
	int from = queue->read_minute, to = queue->app->session->minute;
	unsigned effects = EFFECT_NONE;
	char hour[16];

	for (size_t i = 0; i < queue->day.callback_count; i++) {
		const struct agenda_row *row = &queue->day.callbacks[i];
		if (row->minute <= from || row->minute > to)
			continue;
		frame_say(frame, STYLE_WARNING, _("callback at %s: %s"),
			  words_hour(row->minute, hour), row->client.name);
		effects = EFFECT_RELOAD | EFFECT_BELL;
	}
	if (zones_turn(queue->app->session, from, to))
		effects |= EFFECT_RELOAD;
	queue->read_minute = to;
	return effects;
}

static int64_t client(const void *self)
{
	const struct worklist_row *row = queue_selected(self);

	return row ? row->client.id : 0;
}

static void close_queue(void *self)
{
	struct queue *queue = self;

	worklist_clear(&queue->work);
	preview_clear(&queue->preview);
	arena_clear(&queue->day.arena);
	queue_view_clear(queue);
	mem_free(queue->marks);
	mem_free(queue);
}

static const enum action bar[] = { ACTION_OPEN,	 ACTION_SEARCH,	  ACTION_FILTER,  ACTION_SORT, ACTION_GO_MENU,
				   ACTION_MARK,	 ACTION_BULK,	  ACTION_EVERYONE, ACTION_WHY, ACTION_UNDO,
				   ACTION_PREVIEW, ACTION_EXPORT, ACTION_COUNT };

static const enum action marked_bar[] = { ACTION_BULK, ACTION_MARK, ACTION_OPEN, ACTION_FILTER, ACTION_SORT, ACTION_EXPORT, ACTION_UNDO,
					  ACTION_COUNT };

/* Without a row: what shows others. */
static const enum action filtered_bar[] = { ACTION_FILTER, ACTION_BACK, ACTION_SEARCH, ACTION_GO_MENU, ACTION_COUNT };
static const enum action empty_bar[] = { ACTION_EVERYONE, ACTION_SEARCH, ACTION_GO_MENU, ACTION_UNDO, ACTION_COUNT };

/* Who has marked wants to know what to do with the marks. */
static const enum action *bar_of(const void *self)
{
	const struct queue *queue = self;

	if (queue->list.count == 0)
		return queue_narrowed(queue) ? filtered_bar : empty_bar;
	return queue->mark_count ? marked_bar : bar;
}

const struct screen_ops queue_screen = {
	.name = "queue",
	.context = ACTION_CONTEXT_QUEUE,
	.bar_of = bar_of,
	.title = title,
	.draw = draw,
	.client = client,
	.status = status,
	.action = act,
	.reload = reload,
	.rest = rest,
	.tick = tick,
	.close = close_queue,
};

void queue_screen_push(struct app *app)
{
	struct queue *queue = mem_alloc(sizeof *queue);

	queue->app = app;
	queue->pane = true;
	list_start(&queue->list, 0, false, false);
	read_again(queue);
	frame_push(app->frame, &queue_screen, queue);
}

int64_t queue_screen_client(const struct app *app)
{
	const struct queue *queue = frame_find(app->frame, &queue_screen);

	return queue ? client(queue) : 0;
}

bool queue_screen_narrowed(const struct app *app)
{
	const struct queue *queue = frame_find(app->frame, &queue_screen);

	return queue && queue_narrowed(queue);
}

int64_t queue_screen_after(struct app *app, int64_t client_id)
{
	struct queue *queue = frame_find(app->frame, &queue_screen);
	long place = place_of(queue, client_id);

	if (place < 0)
		place = place_of(queue, queue->after);
	if (place < 0) /* it went away: the row under the cursor took its place */
		place = queue->list.selected - 1;
	for (place++; place < queue->list.count; place++) {
		const struct worklist_row *row = queue_row(queue, place);
		if (row->now.why_not == WHY_NOT_NONE)
			return queue->after = row->client.id;
	}
	return 0;
}
