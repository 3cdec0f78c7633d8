/* Facts of the book gathered for the ratios of rules/aging.h. Computes no ratio itself.
 */
#include "desk/figures.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "desk/aging.h"

#define MONTHS       36 /* how far back the count-back may reach */
#define OPENING_DAYS 7  /* how old a kept balance may be to open the period */
#define PAIRS        4096

const char *const figure_codes[FIGURE_CODE_COUNT] = {
	[FIGURE_RECEIVABLES] = "receivables", [FIGURE_CURRENT] = "current",
	[FIGURE_SALES] = "sales",             [FIGURE_DSO] = "dso",
	[FIGURE_COUNT_BACK] = "count_back_dso", [FIGURE_BEST_DSO] = "best_dso",
	[FIGURE_ADD] = "add",                 [FIGURE_CEI] = "cei",
	[FIGURE_ROLL] = "roll_rate",          [FIGURE_RIGHT_PARTY] = "right_party_rate",
	[FIGURE_KEPT_COUNT] = "kept_rate",    [FIGURE_KEPT_AMOUNT] = "kept_rate_amount",
	[FIGURE_PROVISION] = "provision",
};

enum figure_unit figure_unit(enum figure_code code)
{
	switch (code) {
	case FIGURE_RECEIVABLES:
	case FIGURE_CURRENT:
	case FIGURE_SALES:
	case FIGURE_PROVISION: return FIGURE_MONEY;
	case FIGURE_DSO:
	case FIGURE_COUNT_BACK:
	case FIGURE_BEST_DSO:
	case FIGURE_ADD: return FIGURE_DAYS;
	default: return FIGURE_PERCENT;
	}
}

struct gathering {
	struct session *session;
	struct figures *out;
	struct arena arena;
	date on, from;
	int days;
	struct sales_row *sales; /* by day, MONTHS back */
	size_t sales_count;
};

static struct figure *put(struct gathering *g, enum figure_code code, date from)
{
	struct figure *figure = &g->out->rows[g->out->count++];

	*figure = (struct figure){ .code = code, .from = from, .on = g->on };
	return figure;
}

static void put_known(struct gathering *g, enum figure_code code, date from, int64_t value)
{
	struct figure *figure = put(g, code, from);

	figure->known = true;
	figure->value = value;
}

/* ---- receivables and sales ---- */

static bool take_all(void *context, const struct aging_line *line, struct err *err)
{
	struct figures *out = context;

	(void)err;
	if (strcmp(line->currency, out->currency) == 0)
		out->aging = line->aging;
	return true;
}

/* Sales of the days after `after`, up to `to`. */
static cents sales_within(const struct gathering *g, date after, date to)
{
	cents sum = 0;

	for (size_t i = 0; i < g->sales_count; i++)
		if (g->sales[i].on > after && g->sales[i].on <= to)
			sum += g->sales[i].amount;
	return sum;
}

/* This month as far as it went, then whole months backwards. */
static size_t months_of(const struct gathering *g, struct aging_month months[MONTHS])
{
	date end = g->on;

	for (size_t i = 0; i < MONTHS; i++) {
		date before = date_month_end(date_add_months(end, -1));

		months[i] = (struct aging_month){ sales_within(g, before, end), end - before };
		end = before;
	}
	return MONTHS;
}

static void put_dso(struct gathering *g)
{
	cents receivables = g->out->aging.total, current = g->out->aging.amount[AGING_NOT_DUE];
	cents sales = sales_within(g, g->on - g->days, g->on);
	date from = g->on - g->days + 1;
	struct aging_month months[MONTHS];
	struct figure *dso, *best, *figure;

	put_known(g, FIGURE_RECEIVABLES, DATE_NONE, receivables);
	put_known(g, FIGURE_CURRENT, DATE_NONE, current);
	put_known(g, FIGURE_SALES, from, sales);
	dso = put(g, FIGURE_DSO, from);
	dso->known = aging_dso(receivables, sales, g->days, &dso->value);
	figure = put(g, FIGURE_COUNT_BACK, DATE_NONE);
	figure->known = aging_count_back(receivables, months, months_of(g, months), &figure->value);
	best = put(g, FIGURE_BEST_DSO, from);
	best->known = aging_dso(current, sales, g->days, &best->value);
	figure = put(g, FIGURE_ADD, from);
	figure->known = dso->known && best->known;
	if (figure->known)
		figure->value = aging_add(dso->value, best->value);
}

/* ---- collected of what could be ---- */

static bool put_cei(struct gathering *g, struct err *err)
{
	struct snapshot_row *rows;
	size_t count;
	struct figure *figure;

	if (!snapshot_days(g->session->store, &g->arena, g->session->creditor.id, g->out->currency, g->from - OPENING_DAYS, g->from, &rows,
	                   &count, err))
		return false;
	figure = put(g, FIGURE_CEI, g->from);
	if (count > 0) {
		figure->from = rows[count - 1].on;
		figure->known = aging_cei(rows[count - 1].aging.total, sales_within(g, figure->from, g->on), g->out->aging.total,
		                          g->out->aging.amount[AGING_NOT_DUE], &figure->value);
	}
	return true;
}

/* ---- slippage ---- */

struct rolling {
	struct aging_pair pairs[PAIRS];
	size_t count;
	struct aging_roll sums[AGING_BUCKET_COUNT];
	date then, now;
};

static void roll_up(struct rolling *rolling)
{
	struct aging_roll part[AGING_BUCKET_COUNT];

	aging_roll(rolling->pairs, rolling->count, rolling->then, rolling->now, part);
	for (int i = 0; i < AGING_BUCKET_COUNT; i++) {
		rolling->sums[i].base += part[i].base;
		rolling->sums[i].rolled += part[i].rolled;
	}
	rolling->count = 0;
}

static bool take_pair(void *context, const struct aging_pair *pair)
{
	struct rolling *rolling = context;

	rolling->pairs[rolling->count++] = *pair;
	if (rolling->count == PAIRS)
		roll_up(rolling);
	return true;
}

static bool put_rolls(struct gathering *g, struct err *err)
{
	struct rolling *rolling = mem_alloc(sizeof *rolling);
	date then = date_add_months(g->on, -1);
	bool done;

	rolling->then = then;
	rolling->now = g->on;
	done = pair_each(g->session->store, g->session->creditor.id, g->out->currency, then, take_pair, rolling, err);
	roll_up(rolling);
	for (int bucket = 0; bucket < AGING_OVER_120 && done; bucket++) {
		struct figure *figure = put(g, FIGURE_ROLL, then);

		figure->bucket = (enum aging_bucket)bucket;
		figure->known = aging_share(rolling->sums[bucket].rolled, rolling->sums[bucket].base, &figure->value);
	}
	mem_free(rolling);
	return done;
}

/* ---- calls and promises ---- */

static bool put_right_party(struct gathering *g, struct err *err)
{
	struct outcome_count *rows;
	size_t count;
	int64_t attempts = 0, spoken = 0;
	struct figure *figure;

	if (!outcome_counts(g->session->store, &g->arena, g->session->creditor.id, g->from + 1, g->on, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct outcome_rule *rule = &outcome_rules[rows[i].outcome];

		attempts += rule->chase ? rows[i].count : 0;
		spoken += rule->chase && rule->spoken && rows[i].outcome != OUTCOME_WRONG_CONTACT ? rows[i].count : 0;
	}
	figure = put(g, FIGURE_RIGHT_PARTY, g->from + 1);
	figure->known = aging_share(spoken, attempts, &figure->value);
	return true;
}

static bool put_kept(struct gathering *g, struct err *err)
{
	struct promise_count *rows;
	size_t count;
	int64_t kept = 0, judged = 0;
	cents kept_amount = 0, judged_amount = 0;
	struct figure *figure;

	if (!promise_counts(g->session->store, &g->arena, g->session->creditor.id, g->out->currency, false, g->from + 1, g->on, &rows,
	                    &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool is_kept = rows[i].state == PROMISE_KEPT;

		if (!is_kept && rows[i].state != PROMISE_PARTLY_KEPT && rows[i].state != PROMISE_BROKEN)
			continue;
		judged += rows[i].count;
		judged_amount += rows[i].amount;
		kept += is_kept ? rows[i].count : 0;
		kept_amount += is_kept ? rows[i].amount : 0;
	}
	figure = put(g, FIGURE_KEPT_COUNT, g->from + 1);
	figure->known = aging_share(kept, judged, &figure->value);
	figure = put(g, FIGURE_KEPT_AMOUNT, g->from + 1);
	figure->known = aging_share(kept_amount, judged_amount, &figure->value);
	return true;
}

static bool gather(struct gathering *g, struct err *err)
{
	struct session *session = g->session;

	if (!aging_report(session, AGING_BY_ALL, take_all, g->out, err) ||
	    !sales_by_day(session->store, &g->arena, session->creditor.id, g->out->currency, date_add_months(g->on, -MONTHS) + 1, g->on,
	                  &g->sales, &g->sales_count, err))
		return false;
	put_dso(g);
	if (!put_cei(g, err) || !put_rolls(g, err) || !put_right_party(g, err) || !put_kept(g, err))
		return false;
	put_known(g, FIGURE_PROVISION, DATE_NONE, aging_provide(&g->out->aging, session->policy.provision, g->out->provision));
	return true;
}

bool figures_load(struct session *session, const struct figures_request *request, struct figures *out, struct err *err)
{
	struct gathering g = {
		.session = session, .out = out, .on = session->today,
		.from = date_is(request->from) ? request->from : date_add_months(session->today, -1),
		.days = request->days > 0 ? request->days : FIGURES_DAYS,
	};
	bool done;

	*out = (struct figures){ .count = 0 };
	snprintf(out->currency, MONEY_CODE, "%s", request->currency ? request->currency : session->creditor.currency);
	done = gather(&g, err);
	arena_clear(&g.arena);
	return done;
}
