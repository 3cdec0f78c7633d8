/* The queue narrowed by a filter, put in another order, and its marks. What is typed is read by rules/narrow.h; each row is folded once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/audit.h"
#include "rules/narrow.h"
#include "ui/choice.h"
#include "ui/queue_inside.h"

struct sort_key {
	int64_t number;
	const char *text; /* folded; NULL: the number decides */
	size_t place;     /* in the queue's own order */
};

bool queue_narrowed(const struct queue *queue)
{
	return *queue->view.filter || queue->view.order != QUEUE_BY_SCORE;
}

const char *queue_order_name(enum queue_order order)
{
	static const char *const names[QUEUE_ORDER_COUNT] = {
		[QUEUE_BY_SCORE] = N_("score"),	   [QUEUE_BY_AMOUNT] = N_("amount"), [QUEUE_BY_AGE] = N_("days late"),
		[QUEUE_BY_NAME] = N_("name"), [QUEUE_BY_NEXT] = N_("next date"),
	};

	return gettext(names[order]);
}

void queue_view_forget(struct queue *queue)
{
	arena_clear(&queue->view.folds);
	queue->view.folded = NULL;
}

void queue_view_clear(struct queue *queue)
{
	queue_view_forget(queue);
	mem_free(queue->view.places);
}

/* ---- filter ---- */

static const char *owner_of(const struct worklist_row *row, const struct agent_row *agents, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (agents[i].id == row->client.agent_id)
			return agents[i].name;
	return "";
}

static const char *fold_row(struct queue *queue, const struct worklist_row *row, const char *owner)
{
	char reason[WORDS_TEXT];

	queue_say_reason(queue, row, reason);
	char *text = mem_printf("%s %s %s %s %s", row->client.no, row->client.name, reason, owner, row->client.ready.currency);
	char *folded = text_fold(text);
	const char *kept = arena_strdup(&queue->view.folds, folded);
	mem_free(folded);
	mem_free(text);
	return kept;
}

static void fold_rows(struct queue *queue)
{
	struct queue_view *view = &queue->view;
	struct arena arena = { 0 };
	struct agent_row *agents = NULL;
	size_t agent_count = 0;
	struct err err = { 0 };

	if (view->folded)
		return;
	if (!audit_agents_into(queue->app->session, &arena, &agents, &agent_count, &err))
		agent_count = 0; /* whose file it is cannot be looked for then */
	view->folded = arena_alloc(&view->folds, (queue->work.count + 1) * sizeof *view->folded);
	for (size_t i = 0; i < queue->work.count; i++)
		view->folded[i] = fold_row(queue, &queue->work.rows[i], owner_of(&queue->work.rows[i], agents, agent_count));
	arena_clear(&arena);
}

static void choose(struct queue *queue)
{
	struct queue_view *view = &queue->view;
	struct narrow narrow;

	narrow_parse(view->filter, &narrow);
	memcpy(view->unclear, narrow.unclear, sizeof view->unclear);
	fold_rows(queue);
	view->count = 0;
	for (size_t i = 0; i < queue->work.count; i++) {
		const struct worklist_row *row = &queue->work.rows[i];
		if (narrow_passes(&narrow, view->folded[i], row->client.ready.overdue, row->oldest_days))
			view->places[view->count++] = i;
	}
}

/* ---- order ---- */

static struct sort_key key_of(const struct queue *queue, size_t place, struct arena *arena)
{
	const struct worklist_row *row = &queue->work.rows[place];
	struct sort_key key = { .place = place };

	switch (queue->view.order) {
	case QUEUE_BY_AMOUNT: key.number = -row->client.ready.overdue; break;
	case QUEUE_BY_AGE: key.number = -row->oldest_days; break;
	case QUEUE_BY_NEXT:
		key.number = row->now.why_not == WHY_NOT_NONE ? INT64_MIN : (int64_t)row->now.next_on * 1440 + row->now.next_minute;
		break;
	case QUEUE_BY_NAME: {
		char *folded = text_fold(row->client.name);
		key.text = arena_strdup(arena, folded);
		mem_free(folded);
		break;
	}
	default: break;
	}
	return key;
}

static int by_key(const void *one, const void *other)
{
	const struct sort_key *a = one, *b = other;
	int order = a->text && b->text ? strcmp(a->text, b->text) : (a->number > b->number) - (a->number < b->number);

	return order ? order : (a->place > b->place) - (a->place < b->place);
}

static void sort(struct queue *queue)
{
	struct queue_view *view = &queue->view;
	struct sort_key *keys = mem_alloc((view->count + 1) * sizeof *keys);
	struct arena arena = { 0 };

	for (size_t i = 0; i < view->count; i++)
		keys[i] = key_of(queue, view->places[i], &arena);
	qsort(keys, view->count, sizeof *keys, by_key);
	for (size_t i = 0; i < view->count; i++)
		view->places[i] = keys[view->reversed ? view->count - 1 - i : i].place;
	arena_clear(&arena);
	mem_free(keys);
}

/* ---- both ---- */

void queue_arrange(struct queue *queue)
{
	struct queue_view *view = &queue->view;
	size_t before = queue->work.count;

	if (!queue_narrowed(queue)) {
		list_renew(&queue->list, (long)queue->work.count, false, !queue->work.complete);
		return;
	}
	queue_read(queue, QUEUE_VIEW_MOST);
	if (queue->work.count != before)
		queue_view_forget(queue);
	view->places = mem_resize(view->places, queue->work.count + 1, sizeof *view->places);
	choose(queue);
	if (view->order != QUEUE_BY_SCORE)
		sort(queue);
	list_renew(&queue->list, (long)view->count, false, false);
}

/* The client under the cursor stays so when it is still shown, else the first is. */
static void arrange_around(struct queue *queue, int64_t client_id)
{
	queue_arrange(queue);
	list_select(&queue->list, 0);
	for (long place = 0; place < queue->list.count; place++)
		if (queue_row(queue, place)->client.id == client_id)
			list_select(&queue->list, place);
}

static void filter_changed(void *rows, const char *text)
{
	struct queue *queue = rows;
	const struct worklist_row *row = queue_selected(queue);
	int64_t client_id = row ? row->client.id : 0;

	queue->list.count = 0; /* its places are of the old view */
	snprintf(queue->view.filter, sizeof queue->view.filter, "%s", text + strspn(text, " "));
	arrange_around(queue, client_id);
}

static bool filter_move(void *rows, enum action action)
{
	return list_action(&((struct queue *)rows)->list, action);
}

static void filter_count(const void *rows, char *out, size_t room)
{
	const struct queue *queue = rows;

	if (*queue->view.filter)
		snprintf(out, room, _("%zu of %zu"), queue->view.count, queue->work.count);
	else
		snprintf(out, room, "%s", _("words, >500, >30d"));
}

void queue_filter(struct queue *queue)
{
	static const struct filter_ops ops = { filter_changed, filter_move, filter_count, N_("words, amounts, days late: lyon >500 <2000 >30d") };

	filter_push(queue->app->frame, &ops, queue, queue->view.filter);
}

/* The biggest, the oldest, the first name and the next date come first; the same again turns it round. */
static unsigned sort_by(void *context, struct frame *frame, size_t place)
{
	struct queue *queue = context;
	enum queue_order order = (enum queue_order)place;

	(void)frame;
	queue->view.reversed = order == queue->view.order && order != QUEUE_BY_SCORE && !queue->view.reversed;
	queue->view.order = order;
	queue_arrange(queue);
	list_select(&queue->list, 0);
	return EFFECT_REDRAW;
}

void queue_sort(struct queue *queue)
{
	const char *lines[QUEUE_ORDER_COUNT];

	for (int i = 0; i < QUEUE_ORDER_COUNT; i++)
		lines[i] = queue_order_name((enum queue_order)i);
	choice_push(queue->app->frame, _("Order by"), lines, QUEUE_ORDER_COUNT, '0', queue->view.order, sort_by, queue);
}

bool queue_widen(struct queue *queue)
{
	const struct worklist_row *row = queue_selected(queue);
	int64_t client_id = row ? row->client.id : 0;

	if (!queue_narrowed(queue))
		return false;
	queue->list.count = 0;
	queue->view.filter[0] = '\0';
	queue->view.order = QUEUE_BY_SCORE;
	queue->view.reversed = false;
	arrange_around(queue, client_id);
	return true;
}

/* ---- marks: ids in order ---- */

static int by_id(const void *one, const void *other)
{
	int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;

	return (a > b) - (a < b);
}

static int64_t *find_mark(const struct queue *queue, int64_t client_id)
{
	return queue->mark_count ? bsearch(&client_id, queue->marks, queue->mark_count, sizeof client_id, by_id) : NULL;
}

bool queue_is_marked(const struct queue *queue, int64_t client_id)
{
	return find_mark(queue, client_id) != NULL;
}

void queue_mark(struct queue *queue, int64_t client_id, bool marked)
{
	int64_t *at = find_mark(queue, client_id);

	if (at && !marked)
		memmove(at, at + 1, (size_t)(queue->marks + --queue->mark_count - at) * sizeof *at);
	if (at || !marked)
		return;
	MEM_GROW(queue->marks, queue->mark_count, queue->mark_room);
	queue->marks[queue->mark_count++] = client_id;
	qsort(queue->marks, queue->mark_count, sizeof *queue->marks, by_id);
}

static bool all_are_marked(const struct queue *queue)
{
	for (long place = 0; place < queue->list.count; place++)
		if (!queue_is_marked(queue, queue_row(queue, place)->client.id))
			return false;
	return true;
}

void queue_mark_all(struct queue *queue)
{
	size_t marked = queue->mark_count, kept = 0;

	queue_read(queue, QUEUE_VIEW_MOST);
	if (all_are_marked(queue)) {
		queue->mark_count = 0;
		return;
	}
	for (long place = 0; place < queue->list.count; place++) {
		MEM_GROW(queue->marks, marked, queue->mark_room);
		queue->marks[marked++] = queue_row(queue, place)->client.id;
	}
	qsort(queue->marks, marked, sizeof *queue->marks, by_id);
	for (size_t i = 0; i < marked; i++)
		if (i == 0 || queue->marks[i] != queue->marks[kept - 1])
			queue->marks[kept++] = queue->marks[i];
	queue->mark_count = kept;
}
