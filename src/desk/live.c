/* The team at work, put together from counts. Computes no ratio.
 */
#include "desk/live.h"

#include <string.h>

#include "db/import.h"
#include "base/clock.h"
#include "base/id.h"
#include "db/people.h"
#include "desk/escalation.h"
#include "rules/calendar.h"

#define DAY_MS INT64_C(86400000)

static struct live_agent *find(struct live *live, int64_t id)
{
	for (size_t i = 0; i < live->agent_count; i++)
		if (live->agents[i].id == id)
			return &live->agents[i];
	return NULL;
}

static bool load_people(struct session *session, struct arena *arena, struct live *live, struct err *err)
{
	struct agent_row *rows;
	size_t count;

	if (!agent_list(session->store, arena, &rows, &count, err))
		return false;
	live->agents = arena_alloc(arena, (count + 1) * sizeof *live->agents); /* one more: nobody */
	for (size_t i = 0; i < count; i++)
		if (rows[i].active)
			live->agents[live->agent_count++] = (struct live_agent){ .id = rows[i].id, .name = rows[i].name, .team = rows[i].team };
	return true;
}

static bool load_claims(struct session *session, struct arena *arena, struct live *live, struct err *err)
{
	live->now_ms = store_clock_ms(session->store);
	if (!live_claims(session->store, arena, session->creditor.id, live->now_ms, &live->claims, &live->claim_count, err))
		return false;
	for (size_t i = 0; i < live->claim_count; i++) {
		struct live_agent *agent = find(live, live->claims[i].agent_id);

		if (agent)
			agent->claim = &live->claims[i];
	}
	return true;
}

static bool load_calls(struct session *session, struct arena *arena, struct live *live, struct err *err)
{
	if (!outcome_counts(session->store, arena, session->creditor.id, session->today, session->today, &live->outcomes, &live->outcome_count,
	                    err))
		return false;
	for (size_t i = 0; i < live->outcome_count; i++) {
		const struct outcome_rule *rule = &outcome_rules[live->outcomes[i].outcome];
		struct live_agent *agent = find(live, live->outcomes[i].agent_id);
		int64_t calls = rule->chase ? live->outcomes[i].count : 0, spoken = rule->spoken ? calls : 0;

		live->calls += calls;
		live->spoken += spoken;
		if (agent) {
			agent->calls += calls;
			agent->spoken += spoken;
		}
	}
	return true;
}

/* What the kept rate is made of. */
static bool is_judged(enum promise_state state)
{
	return state == PROMISE_KEPT || state == PROMISE_PARTLY_KEPT || state == PROMISE_BROKEN;
}

static bool load_promises(struct session *session, struct arena *arena, struct live *live, struct err *err)
{
	const char *currency = session->creditor.currency;
	struct promise_count *made, *checked;
	size_t made_count, checked_count;

	if (!promise_counts(session->store, arena, session->creditor.id, currency, true, session->today, session->today, &made, &made_count,
	                    err) ||
	    !promise_counts(session->store, arena, session->creditor.id, currency, false, session->today - LIVE_KEPT_DAYS, session->today,
	                    &checked, &checked_count, err))
		return false;
	for (size_t i = 0; i < made_count; i++) {
		struct live_agent *agent = find(live, made[i].agent_id);

		if (made[i].state == PROMISE_SUPERSEDED || made[i].state == PROMISE_WITHDRAWN)
			continue;
		live->promises += made[i].count + made[i].others;
		live->promised += made[i].amount;
		live->others |= made[i].others > 0;
		if (agent) {
			agent->promises += made[i].count + made[i].others;
			agent->promised += made[i].amount;
			agent->others |= made[i].others > 0;
		}
	}
	for (size_t i = 0; i < checked_count; i++) {
		struct live_agent *agent = find(live, checked[i].agent_id);
		int64_t judged = checked[i].count + checked[i].others, kept = checked[i].state == PROMISE_KEPT ? judged : 0;

		if (!is_judged(checked[i].state))
			continue;
		live->judged += judged;
		live->kept += kept;
		if (agent) {
			agent->judged += judged;
			agent->kept += kept;
		}
	}
	return true;
}

static bool load_left(struct session *session, struct arena *arena, struct live *live, struct err *err)
{
	struct live_left *rows;
	size_t count;

	if (!live_left(session->store, arena, session->creditor.id, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct live_agent *agent = find(live, rows[i].agent_id);

		if (agent)
			agent->left = rows[i].count;
		else
			live->unassigned += rows[i].count;
	}
	if (live->unassigned > 0)
		live->agents[live->agent_count++] = (struct live_agent){ .name = "", .team = "", .left = live->unassigned };
	return true;
}

static bool load_waiting(struct session *session, struct arena *arena, struct live *live, struct err *err)
{
	struct escalation_waiting *waiting;

	return escalation_approvals(session, arena, &waiting, &live->approvals, err) &&
	       escalation_empty_threats(session, arena, &live->threats, &live->threat_count, err) &&
	       live_disputes(session->store, session->creditor.id, session->creditor.currency, session->today - LIVE_DISPUTE_DAYS,
	                     &live->old_disputes, err) &&
	       live_groups(session->store, session->creditor.id, session->creditor.currency, session->today, session->minute, live->groups, err);
}

/* What came in by night, or did not. */
static bool load_deliveries(struct session *session, struct arena *arena, struct live *live, struct err *err)
{
	struct night_row night;
	struct import_run_row *runs;
	size_t count;
	enum found found;

	if (!import_run_newest(session->store, arena, session->creditor.id, LIVE_DELIVERIES, &runs, &count, err) ||
	    !night_unmatched(session->store, arena, session->creditor.id, &live->unmatched, &live->unmatched_count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		live->refused_files += runs[i].on_day >= live->since && (runs[i].rejects > 0 || strcmp(runs[i].status, "refused") == 0);
	found = night_latest(session->store, arena, session->creditor.id, &night, err);
	if (found == FOUND)
		live->last_night = night.on_day;
	return found != FOUND_ERROR;
}

bool live_load(struct session *session, struct arena *arena, struct live *out, struct err *err)
{
	*out = (struct live){ .since = calendar_business_on_or_before(session->today - 1), .last_night = DATE_NONE };
	return session_needs_supervisor(session, err) && load_people(session, arena, out, err) && load_claims(session, arena, out, err) &&
	       load_calls(session, arena, out, err) && load_promises(session, arena, out, err) && load_left(session, arena, out, err) &&
	       load_waiting(session, arena, out, err) && load_deliveries(session, arena, out, err);
}

static struct live_kept *kept_of(struct arena *arena, struct live_kept **rows, size_t *count, size_t *room, int64_t agent_id)
{
	struct live_kept *all;

	for (size_t i = 0; i < *count; i++)
		if ((*rows)[i].agent_id == agent_id)
			return &(*rows)[i];
	if (*count == *room) {
		*room = *room ? 2 * *room : 16;
		all = arena_alloc(arena, *room * sizeof *all);
		if (*count)
			memcpy(all, *rows, *count * sizeof *all);
		*rows = all;
	}
	(*rows)[*count] = (struct live_kept){ .agent_id = agent_id };
	return &(*rows)[(*count)++];
}

bool live_kept_weeks(struct session *session, struct arena *arena, struct live_kept **rows, size_t *count, struct err *err)
{
	size_t room = 0;

	*rows = NULL;
	*count = 0;
	if (!session_needs_supervisor(session, err))
		return false;
	for (int week = 0; week < LIVE_WEEKS; week++) {
		date last = session->today - 7 * (LIVE_WEEKS - 1 - week);
		struct promise_count *checked;
		size_t checked_count;

		if (!promise_counts(session->store, arena, session->creditor.id, session->creditor.currency, false, last - 6, last, &checked,
		                    &checked_count, err))
			return false;
		for (size_t i = 0; i < checked_count; i++) {
			struct live_kept *kept;

			if (!is_judged(checked[i].state))
				continue;
			kept = kept_of(arena, rows, count, &room, checked[i].agent_id);
			kept->judged[week] += checked[i].count + checked[i].others;
			kept->kept[week] += checked[i].state == PROMISE_KEPT ? checked[i].count + checked[i].others : 0;
		}
	}
	return true;
}

/* Sums that would be too large stay at the largest. */
static void add_cents(cents *sum, cents amount)
{
	if (!money_add(*sum, amount, sum))
		*sum = amount > 0 ? MONEY_MAX : -MONEY_MAX;
}

/* The business day may be ahead of the clock, which made the ids. */
static int64_t known_since(date on)
{
	int64_t by_day = (int64_t)on * DAY_MS, by_clock = clock_ms() - (LIVE_CASH_DAYS + LIVE_KNOWN_DAYS) * DAY_MS;

	return id_at(by_day < by_clock ? by_day : by_clock);
}

bool live_received_days(struct session *session, struct arena *arena, struct live_received **rows, size_t *count, struct err *err)
{
	struct live_cash_query query = {
		.creditor_id = session->creditor.id,
		.known_id = known_since(session->today - LIVE_CASH_DAYS - LIVE_KNOWN_DAYS),
		.currency = session->creditor.currency,
		.from = session->today - LIVE_CASH_DAYS + 1,
		.to = session->today,
		.since = session->today - LIVE_CHASED_DAYS,
	};
	struct live_cash_day *days;
	size_t day_count;

	if (!session_needs_supervisor(session, err) || !live_cash(session->store, arena, &query, &days, &day_count, err))
		return false;
	*rows = arena_alloc(arena, (day_count + 1) * sizeof **rows);
	*count = 0;
	for (size_t i = 0; i < day_count; i++) {
		struct live_received *row;

		if (*count == 0 || (*rows)[*count - 1].agent_id != days[i].agent_id) /* one agent's days come together */
			(*rows)[(*count)++] = (struct live_received){ .agent_id = days[i].agent_id };
		row = &(*rows)[*count - 1];
		row->day[LIVE_CASH_DAYS - 1 - (session->today - days[i].on)] = days[i].amount;
		add_cents(&row->sum, days[i].amount);
		row->others |= days[i].others;
	}
	return true;
}

struct live_received live_received_sum(const struct live_received *rows, size_t count)
{
	struct live_received all = { 0 };

	for (size_t i = 0; i < count; i++) {
		for (int day = 0; day < LIVE_CASH_DAYS; day++)
			add_cents(&all.day[day], rows[i].day[day]);
		add_cents(&all.sum, rows[i].sum);
		all.others |= rows[i].others;
	}
	return all;
}

bool live_last(struct session *session, struct arena *arena, int64_t agent_id, int most, struct live_deed **rows, size_t *count,
               struct err *err)
{
	return session_needs_supervisor(session, err) &&
	       live_deeds(session->store, arena, agent_id, session->today, most, rows, count, err);
}

bool live_portfolio(struct session *session, struct arena *arena, int64_t agent_id, struct live_file **rows, size_t *count, struct err *err)
{
	return session_needs_supervisor(session, err) &&
	       live_files(session->store, arena, session->creditor.id, agent_id, LIVE_FILES, rows, count, err);
}
