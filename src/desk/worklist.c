/* The queue's pages and hand-out. The order is the index's, the judgement of the hour is rules/callable's.
 */
#include "desk/worklist.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/day.h"
#include "desk/claim.h"
#include "desk/refresh.h"
#include "desk/zones.h"
#include "rules/outcome.h"

#define NEXT_PAGE    20 /* files looked at in one read for the next one to call */
#define WHOLE_PAGE  500 /* read at once of all of it */

/* The minute by which a file's callback is judged. With only the day known, an hour of today counts as come: but not on a file that was called
 * today. Another agent's callback is his until he is late by callback.team_after minutes: then it is the team's. */
static int minute_for(const struct session *session, const struct client_row *row, enum why_not stored)
{
	int minute = session->minute;

	if (minute < 0)
		return row->state.last_chase_on == session->today ? 0 : minute;
	if (stored == WHY_NOT_FOLLOW_UP && row->state.follow_up_agent_id && row->state.follow_up_agent_id != session->agent_id)
		minute -= session->policy.team_after_minutes;
	return minute > 0 ? minute : 0;
}

struct callable worklist_callable(const struct session *session, const struct client_row *row)
{
	struct callable stored = {
		.why_not = row->ready.callable ? WHY_NOT_NONE : why_not_from(row->ready.why_not),
		.next_on = row->ready.callable ? session->today : row->ready.next_on,
		.next_minute = row->ready.next_minute,
	};

	const struct call_hours hours = zones_hours(session, row->time_zone, row->postal_code);

	return callable_at(stored, claim_by_other(session, &row->claim), &hours, session->today,
	                   minute_for(session, row, stored.why_not));
}

static bool is_timed(const struct session *session, const struct client_row *row)
{
	return row->state.follow_up_minute >= 0 && date_is(row->state.follow_up_on) && row->state.follow_up_on <= session->today;
}

struct worklist_row worklist_row_of(const struct session *session, const struct client_row *row)
{
	return (struct worklist_row){
		.client = *row,
		.now = worklist_callable(session, row),
		.timed = is_timed(session, row),
		.oldest_days = date_is(row->ready.oldest_on) ? session->today - row->ready.oldest_on : -1,
		.matched = "",
	};
}

static void push(struct session *session, struct worklist *list, const struct client_row *row, bool timed)
{
	struct worklist_row *out;

	MEM_GROW(list->rows, list->count, list->room);
	out = &list->rows[list->count++];
	*out = worklist_row_of(session, row);
	out->timed = timed;
	client_keep(&out->client, &list->arena);
	if (out->now.why_not == WHY_NOT_NONE)
		out->rank = (int)++list->shown_callable;
}

static int compare_ids(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Every row of the queue is looked for among them, and they may be thousands. */
static void note_timed(struct worklist *list)
{
	list->timed_count = list->count;
	list->timed_ids = mem_alloc((list->count + 1) * sizeof *list->timed_ids);
	for (size_t i = 0; i < list->count; i++)
		list->timed_ids[i] = list->rows[i].client.id;
	if (list->count > 1)
		qsort(list->timed_ids, list->count, sizeof *list->timed_ids, compare_ids);
}

/* Callbacks at an hour that is due stand above the queue, by time. */
static bool load_timed(struct session *session, struct worklist *list, struct err *err)
{
	struct client_row *rows;
	size_t count;

	if (!client_timed(session->store, &list->arena, session->creditor.id, DATE_NONE, session->today, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (worklist_callable(session, &rows[i]).why_not != WHY_NOT_NONE)
			continue;
		push(session, list, &rows[i], true);
		list->callable += !rows[i].ready.callable; /* one of today waits for its hour in the index */
	}
	note_timed(list);
	return true;
}

static bool in_timed(const struct worklist *list, int64_t id)
{
	return list->timed_count > 0 && bsearch(&id, list->timed_ids, list->timed_count, sizeof id, compare_ids);
}

/* Queue order: score, net overdue, account number. */
static bool stands_before(const struct client_row *a, const struct client_row *b)
{
	if (a->ready.score != b->ready.score)
		return a->ready.score > b->ready.score;
	if (a->ready.overdue != b->ready.overdue)
		return a->ready.overdue > b->ready.overdue;
	return strcmp(a->no, b->no) < 0;
}

static void hold(struct worklist *list, const struct client_row *row)
{
	MEM_GROW(list->held, list->held_count, list->held_room);
	list->held[list->held_count] = *row;
	client_keep(&list->held[list->held_count++], &list->arena);
}

/* Files a claim or the hour holds back take their place among the others: push those that stand before row (NULL: all). */
static void push_held(struct session *session, struct worklist *list, const struct client_row *row)
{
	while (list->held_given < list->held_count && (!row || stands_before(&list->held[list->held_given], row)))
		push(session, list, &list->held[list->held_given++], false);
}

static void place(struct session *session, struct worklist *list, const struct client_row *row)
{
	if (in_timed(list, row->id))
		return;
	if (list->others)
		push_held(session, list, row);
	else if (worklist_callable(session, row).why_not != WHY_NOT_NONE) {
		if (list->all)
			hold(list, row);
		return;
	}
	push(session, list, row, false);
}

static bool read_range(struct session *session, const struct worklist *list, int page, struct arena *arena, struct client_row **rows,
                       size_t *count, struct err *err)
{
	const struct client_page_key *after = list->key_set ? &list->key : NULL;

	return list->elsewhere ? client_page_elsewhere(session->store, arena, session->creditor.id, after, page, rows, count, err)
	                       : client_page(session->store, arena, session->creditor.id, !list->others, after, page, rows, count, err);
}

/* One index range of callable or other clients. What of it stands in the list is copied there: a console keeps every page it has shown. */
static bool load_range(struct session *session, struct worklist *list, int page, bool *ended, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row *rows;
	size_t count;
	bool done = read_range(session, list, page, &arena, &rows, &count, err);

	for (size_t i = 0; done && i < count; i++)
		place(session, list, &rows[i]);
	if (done && count > 0) {
		const struct client_row *last = &rows[count - 1];

		list->key = (struct client_page_key){ .score = last->ready.score, .overdue = last->ready.overdue,
			                              .no = arena_strdup(&list->arena, last->no) };
		list->key_set = true;
	}
	arena_clear(&arena);
	*ended = done && count < (size_t)page;
	return done;
}

/* A holiday, or outside the calling window: only agreed callbacks are due. */
static bool is_closed(const struct session *session)
{
	const struct callable open = { .why_not = WHY_NOT_NONE, .next_on = session->today, .next_minute = -1 };

	return callable_at(open, false, &session->policy.hours, session->today, session->minute).why_not != WHY_NOT_NONE;
}

bool worklist_more(struct session *session, struct worklist *list, int page, struct err *err)
{
	size_t before = list->count;
	bool ended = false;

	if (!list->all && is_closed(session)) { /* the hour holds every file of our clock back: no need to look at each */
		list->elsewhere = zones_any_open(session, session->minute);
		list->complete = !list->elsewhere;
	}
	while (!list->complete && list->count < before + (size_t)page) {
		if (!load_range(session, list, page, &ended, err))
			return false;
		if (!ended)
			continue;
		if (list->all && !list->others) {
			list->others = true;
			list->key_set = false;
			continue;
		}
		list->complete = true;
		if (list->all)
			push_held(session, list, NULL);
	}
	return true;
}

/* What may write comes before the reading. */
static bool prepare(struct session *session, bool all, struct worklist *out, struct err *err)
{
	struct refresh_totals totals;
	bool changed;

	memset(out, 0, sizeof *out);
	out->all = all;
	return session_is_current(session, err) && session_look(session, &changed, err) &&
	       refresh_all(session, false, NULL, NULL, &totals, err) && zones_read(session, err);
}

static bool load_first(struct session *session, struct worklist *out, int page, struct err *err)
{
	return client_count_callable(session->store, session->creditor.id, WORKLIST_COUNTED, &out->callable, err) &&
	       load_timed(session, out, err) && worklist_more(session, out, page, err);
}

bool worklist_open(struct session *session, bool all, int page, struct worklist *out, struct err *err)
{
	if (prepare(session, all, out, err) && load_first(session, out, page, err))
		return true;
	worklist_clear(out);
	return false;
}

bool worklist_whole(struct session *session, bool all, int64_t most, struct worklist *out, struct err *err)
{
	int page = most > 0 && most < WHOLE_PAGE ? (int)most : WHOLE_PAGE;
	bool done = prepare(session, all, out, err) && store_begin(session->store, false, err);

	if (done) {
		done = load_first(session, out, page, err);
		while (done && !out->complete && (most == 0 || out->count < (size_t)most))
			done = worklist_more(session, out, page, err);
		store_rollback(session->store);
	}
	if (!done)
		worklist_clear(out);
	return done;
}

void worklist_clear(struct worklist *list)
{
	arena_clear(&list->arena);
	mem_free(list->rows);
	mem_free(list->held);
	mem_free(list->timed_ids);
	memset(list, 0, sizeof *list);
}

/* A file just claimed is given back when it is not to be called any more: since the page was read somebody may have called it and gone. */
static bool still_callable(struct session *session, int64_t client_id, bool *callable, struct err *err)
{
	struct arena arena = { 0 };
	struct client_row row;
	enum found found = client_by_id(session->store, &arena, client_id, &row, err);

	*callable = found == FOUND && worklist_callable(session, &row).why_not == WHY_NOT_NONE;
	if (found != FOUND_ERROR && !*callable && !claim_free(session, client_id, err))
		found = FOUND_ERROR;
	arena_clear(&arena);
	return found != FOUND_ERROR;
}

bool worklist_take(struct session *session, int64_t client_id, bool *taken, struct err *err)
{
	bool busy;
	size_t at;

	if (!claim_first(session, &client_id, 1, true, &at, &busy, err))
		return false;
	*taken = at == 0;
	return !*taken || still_callable(session, client_id, taken, err);
}

static bool had_callback(const struct worklist_walk *walk, int64_t client_id)
{
	for (size_t i = 0; i < walk->callback_count; i++)
		if (walk->callbacks[i] == client_id)
			return true;
	return false;
}

void worklist_walk_to(const struct session *session, struct worklist_walk *walk, const struct client_row *row)
{
	bool again = row->id == walk->left || had_callback(walk, row->id);

	walk->here = row->id;
	walk->in_turn = true;
	walk->left = 0;
	if (again)
		return;
	if (is_timed(session, row) && worklist_callable(session, row).why_not == WHY_NOT_NONE) {
		MEM_GROW(walk->callbacks, walk->callback_count, walk->callback_room);
		walk->callbacks[walk->callback_count++] = row->id;
	} else {
		mem_free(walk->place.no);
		walk->place = (struct worklist_place){ mem_strdup(row->no), row->ready.score, row->ready.overdue };
	}
}

void worklist_walk_aside(struct worklist_walk *walk, int64_t client_id)
{
	if (walk->in_turn && client_id && client_id != walk->here)
		walk->left = walk->here;
	walk->in_turn = client_id && client_id == (walk->in_turn ? walk->here : walk->left);
	if (walk->in_turn)
		walk->left = 0;
	walk->here = client_id;
}

void worklist_walk_clear(struct worklist_walk *walk)
{
	mem_free(walk->place.no);
	mem_free(walk->callbacks);
	*walk = (struct worklist_walk){ 0 };
}

void worklist_walk_restart(struct worklist_walk *walk)
{
	int64_t here = walk->here;

	worklist_walk_clear(walk);
	walk->here = here;
}

/* The callbacks that are due, then the queue from the place of the walk on. */
static bool open_after(struct session *session, const struct worklist_walk *walk, struct worklist *out, struct err *err)
{
	struct refresh_totals totals;

	memset(out, 0, sizeof *out);
	if (walk->place.no) {
		out->key = (struct client_page_key){ .score = walk->place.score, .overdue = walk->place.overdue, .no = walk->place.no };
		out->key_set = true;
	}
	return refresh_all(session, false, NULL, NULL, &totals, err) && zones_read(session, err) && load_timed(session, out, err) &&
	       worklist_more(session, out, NEXT_PAGE, err);
}

/* What of the list, from `from` on, may be the next file: seen to be open elsewhere it is not. */
static size_t candidates(const struct session *session, const struct worklist_walk *walk, const struct worklist *list, size_t from,
                         int64_t *ids)
{
	size_t n = 0;

	for (size_t i = from; i < list->count; i++) {
		const struct client_row *row = &list->rows[i].client;

		if (row->id != walk->here && !(list->rows[i].timed && had_callback(walk, row->id)) && !claim_elsewhere(session, &row->claim))
			ids[n++] = row->id;
	}
	return n;
}

/* The first of them that can be had and is still to be called; *client_id 0: none. */
static bool take_first(struct session *session, const int64_t *ids, size_t count, bool wait, int64_t *client_id, bool *passed, struct err *err)
{
	while (count > 0) {
		bool busy, callable;
		size_t at;

		if (!claim_first(session, ids, count, wait, &at, &busy, err))
			return false;
		*passed |= busy;
		if (at == count)
			break;
		if (!still_callable(session, ids[at], &callable, err))
			return false;
		if (callable) {
			*client_id = ids[at];
			break;
		}
		ids += at + 1;
		count -= at + 1;
	}
	return true;
}

/* *passed: somebody was writing on a file that might have been the one. */
static bool next(struct session *session, const struct worklist_walk *walk, bool wait, int64_t *client_id, bool *passed, struct err *err)
{
	struct worklist list;
	size_t from = 0;
	bool done = open_after(session, walk, &list, err);

	*client_id = 0;
	while (done && *client_id == 0 && from < list.count) {
		int64_t *ids = mem_alloc((list.count - from) * sizeof *ids);
		size_t count = candidates(session, walk, &list, from, ids);

		from = list.count;
		done = take_first(session, ids, count, wait, client_id, passed, err) &&
		       (*client_id != 0 || list.complete || worklist_more(session, &list, NEXT_PAGE, err));
		mem_free(ids);
	}
	worklist_clear(&list);
	return done;
}

/* Many agents who ask at once do not queue for the first file: they pass over what somebody is writing on, unless nothing else is left. */
bool worklist_next(struct session *session, const struct worklist_walk *walk, int64_t *client_id, struct err *err)
{
	static const struct worklist_walk from_the_top;
	bool passed = false;

	walk = walk ? walk : &from_the_top;
	if (walk->left && walk->left != walk->here) {
		bool taken;

		if (!worklist_take(session, walk->left, &taken, err))
			return false;
		*client_id = walk->left;
		if (taken)
			return true;
	}
	if (!next(session, walk, false, client_id, &passed, err))
		return false;
	return *client_id != 0 || !passed || next(session, walk, true, client_id, &passed, err);
}

bool worklist_count_broken(struct session *session, const struct worklist *list, int *count, bool *more, struct err *err)
{
	if (!client_count_broken(session->store, session->creditor.id, WORKLIST_LOOKED, count, more, err))
		return false;
	for (size_t i = 0; i < list->timed_count; i++) /* one of today waits for its hour in the index */
		*count += !list->rows[i].client.ready.callable && list->rows[i].client.ready.broken > 0;
	return true;
}

bool worklist_my_day(struct session *session, struct worklist_day *out, struct err *err)
{
	struct day_counts counts;

	if (!day_of_agent(session->store, session->agent_id, session->today, session->creditor.currency, &counts, err))
		return false;
	*out = (struct worklist_day){ .handled = counts.handled, .promises = counts.promises, .promised = counts.promised,
				      .others = counts.others };
	for (size_t i = 0; i < counts.outcome_count; i++) {
		enum outcome outcome;

		if (outcome_from_code(counts.outcomes[i].code, &outcome) && outcome_rules[outcome].spoken)
			out->spoken += counts.outcomes[i].count;
	}
	return true;
}
