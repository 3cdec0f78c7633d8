/* Aged balances as items stream by. Buckets are rules/aging.h's.
 */
#include "desk/aging.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/client.h"
#include "db/item.h"
#include "db/people.h"
#include "desk/transact.h"

#define SLICE_CLIENTS 4000
#define WEEK_DAYS     7

const char *const aging_by_codes[AGING_BY_COUNT] = { "client", "agent", "team", "all" };

/* ---- sums ---- */

static struct aging *sum_of(struct aging_tally *tally, int64_t holder_id, const char *currency)
{
	struct snapshot_row *row;

	if (tally->last < tally->count && tally->sums[tally->last].agent_id == holder_id &&
	    money_same_code(tally->sums[tally->last].currency, currency))
		return &tally->sums[tally->last].aging;
	for (size_t i = 0; i < tally->count; i++)
		if (tally->sums[i].agent_id == holder_id && money_same_code(tally->sums[i].currency, currency)) {
			tally->last = i;
			return &tally->sums[i].aging;
		}
	MEM_GROW(tally->sums, tally->count, tally->room);
	tally->last = tally->count;
	row = &tally->sums[tally->count++];
	*row = (struct snapshot_row){ .agent_id = holder_id };
	snprintf(row->currency, MONEY_CODE, "%s", currency);
	return &row->aging;
}

void aging_tally_add(struct aging_tally *tally, int64_t holder_id, const struct item *items, size_t count, date today)
{
	struct aging *sum = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!sum || !money_same_code(items[i].currency, items[i - 1].currency))
			sum = sum_of(tally, holder_id, items[i].currency);
		aging_add_item(sum, &items[i], today);
	}
}

void aging_tally_join(struct aging_tally *tally, const struct aging_tally *other)
{
	for (size_t i = 0; i < other->count; i++)
		aging_join(sum_of(tally, other->sums[i].agent_id, other->sums[i].currency), &other->sums[i].aging);
}

void aging_tally_clear(struct aging_tally *tally)
{
	mem_free(tally->sums);
	*tally = (struct aging_tally){ .count = 0 };
}

bool aging_tally_keep(struct session *session, const struct aging_tally *tally, struct err *err)
{
	date newest;

	if (!snapshot_newest(session->store, session->creditor.id, &newest, err))
		return false;
	return newest > session->today ||
	       snapshot_put(session->store, session->creditor.id, session->today, tally->sums, tally->count, err);
}

/* ---- the report ---- */

struct report {
	struct session *session;
	bool issued_only;                /* items of later days are not there yet */
	enum aging_by by;
	bool (*line)(void *context, const struct aging_line *line, struct err *err);
	void *context;
	struct item_stream *items;
	struct aging_tally tally;
	int64_t last_id, clients;
};

static bool tell_client(struct report *report, const struct client_row *row, struct err *err)
{
	struct aging_line line = { .id = row->id, .no = row->no, .name = row->name };

	for (size_t i = 0; i < report->tally.count; i++) {
		memcpy(line.currency, report->tally.sums[i].currency, MONEY_CODE);
		line.aging = report->tally.sums[i].aging;
		if (!report->line(report->context, &line, err))
			return false;
	}
	report->tally.count = report->tally.last = 0;
	return true;
}

static bool take_client(void *context, const struct client_row *row, struct err *err)
{
	struct report *report = context;
	const int64_t holder = report->by == AGING_BY_AGENT ? row->agent_id : report->by == AGING_BY_TEAM ? row->team_id : 0;
	const struct item *items;
	size_t count;

	report->last_id = row->id;
	report->clients++;
	if (!item_stream_of(report->items, row->id, &items, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!report->issued_only || items[i].issued_on <= report->session->today)
			aging_tally_add(&report->tally, holder, &items[i], 1, report->session->today);
	return report->by != AGING_BY_CLIENT || tell_client(report, row, err);
}

static bool stream(struct report *report, struct err *err)
{
	struct store *store = report->session->store;
	bool done;

	if (!store_begin(store, false, err))
		return false;
	done = item_stream_open(store, 0, false, &report->items, err);
	do {
		report->clients = 0;
		done = done && client_each(store, report->session->creditor.id, report->last_id, SLICE_CLIENTS, true, take_client, report, err);
	} while (done && report->clients == SLICE_CLIENTS);
	item_stream_close(report->items);
	store_rollback(store); /* a read has nothing to commit */
	return done;
}

/* Names of agents or teams by id. */
struct holder {
	int64_t id;
	const char *name;
};

static bool load_holders(struct report *report, struct arena *arena, struct holder **out, size_t *count, struct err *err)
{
	struct agent_row *agents;
	struct team_row *teams;

	*count = 0;
	if (report->by == AGING_BY_AGENT ? !agent_list(report->session->store, arena, &agents, count, err)
	                                 : !team_list(report->session->store, arena, &teams, count, err))
		return false;
	*out = arena_alloc(arena, (*count + 1) * sizeof **out);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = report->by == AGING_BY_AGENT ? (struct holder){ agents[i].id, agents[i].name }
		                                         : (struct holder){ teams[i].id, teams[i].name };
	(*out)[(*count)++] = (struct holder){ 0, "" }; /* nobody's, last */
	return true;
}

static int by_currency(const void *a, const void *b)
{
	return strcmp(((const struct snapshot_row *)a)->currency, ((const struct snapshot_row *)b)->currency);
}

static bool tell_holder(struct report *report, const struct holder *holder, struct err *err)
{
	for (size_t i = 0; i < report->tally.count; i++) {
		const struct snapshot_row *sum = &report->tally.sums[i];
		struct aging_line line = { .id = holder->id, .no = holder->name, .name = holder->name, .aging = sum->aging };

		if (sum->agent_id != holder->id)
			continue;
		memcpy(line.currency, sum->currency, MONEY_CODE);
		if (!report->line(report->context, &line, err))
			return false;
	}
	return true;
}

static bool tell_sums(struct report *report, struct err *err)
{
	struct arena arena = { 0 };
	struct holder *holders = &(struct holder){ 0, "" };
	size_t count = 1;
	bool done = report->by == AGING_BY_ALL || load_holders(report, &arena, &holders, &count, err);

	if (report->tally.count > 0)
		qsort(report->tally.sums, report->tally.count, sizeof *report->tally.sums, by_currency);
	for (size_t i = 0; i < count && done; i++)
		done = tell_holder(report, &holders[i], err);
	arena_clear(&arena);
	return done;
}

bool aging_report(struct session *session, enum aging_by by, bool (*line)(void *context, const struct aging_line *line, struct err *err),
                  void *context, struct err *err)
{
	struct report report = { .session = session, .by = by, .line = line, .context = context };
	bool done = session_needs_supervisor(session, err) && stream(&report, err) && (by == AGING_BY_CLIENT || tell_sums(&report, err));

	aging_tally_clear(&report.tally);
	return done;
}

static bool put_snapshot(struct session *session, void *context, struct err *err)
{
	const struct report *report = context;

	return snapshot_put(session->store, session->creditor.id, session->today, report->tally.sums, report->tally.count, err);
}

bool aging_keep(struct session *session, struct err *err)
{
	struct report report = { .session = session, .issued_only = true, .by = AGING_BY_AGENT };
	bool done = stream(&report, err) && transact(session, put_snapshot, &report, err);

	aging_tally_clear(&report.tally);
	return done;
}

/* ---- the trend ---- */

bool aging_trend(struct session *session, const char *currency, struct aging_trend *out, struct err *err)
{
	struct arena arena = { 0 };
	struct snapshot_row *rows;
	size_t count, at = 0;
	bool done = snapshot_days(session->store, &arena, session->creditor.id, currency, session->today - AGING_WEEKS * WEEK_DAYS,
	                          session->today, &rows, &count, err);

	out->count = 0;
	for (int week = AGING_WEEKS - 1; week >= 0 && done; week--) {
		date end = session->today - week * WEEK_DAYS;

		while (at < count && rows[at].on <= end)
			at++;
		if (at == 0)
			continue;
		out->weeks[out->count].on = rows[at - 1].on;
		out->weeks[out->count++].aging = rows[at - 1].aging;
	}
	arena_clear(&arena);
	return done;
}

/* ---- the worst ---- */

bool aging_worst(struct session *session, struct arena *arena, size_t most, struct worst_row **rows, size_t *count, struct err *err)
{
	return session_needs_supervisor(session, err) &&
	       worst_overdue(session->store, arena, session->creditor.id, (int)most, rows, count, err);
}
