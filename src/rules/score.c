/* The priority score, line by line. Each line stays or grows when money, lateness or broken promises grow: keep it so.
 * Must not know sentences, promises themselves, nor whether the client may be called.
 */
#include "rules/score.h"

const struct score_weights score_default_weights = SCORE_DEFAULTS;

const char *const score_line_codes[SCORE_LINE_COUNT] = {
	[SCORE_AMOUNT] = "amount",       [SCORE_AGE] = "age",
	[SCORE_BROKEN] = "broken",       [SCORE_UNCHASED] = "unchased",
	[SCORE_FOLLOW_UP] = "follow_up", [SCORE_GAP] = "gap",
	[SCORE_SLIP] = "slip",           [SCORE_CLOCK] = "clock",
	[SCORE_RISK] = "risk",           [SCORE_PROVISION] = "provision",
};

/* Days late at which the next ageing bucket (31, 61, 91, 121) is at most three days away. */
static const int slip_edges[] = { 28, 58, 88, 118 };

#define CENTS_BITS 62 /* an amount doubles no more often than this */

/* What one currency brings. */
struct money_points {
	int amount, age, slip;
	int step; /* index of the T that won */
	int days_late, edges;
};

static int times(int points, int count, int max)
{
	int64_t all = (int64_t)points * count;
	return all < max ? (int)all : max;
}

/* Whole doublings of `base` in `amount`: 0 below twice the base. `most`: known to be no fewer. */
static int doublings(cents amount, cents base, int most)
{
	if (base < 1)
		base = 1;
	while (most > 0 && amount >> most < base)
		most--;
	return most;
}

static int edges_passed(int days_late)
{
	int count = 0;
	for (size_t i = 0; i < sizeof slip_edges / sizeof *slip_edges; i++)
		count += days_late >= slip_edges[i];
	return count;
}

static struct money_points points_of(const struct netting *net, const struct score_weights *w,
				     date today)
{
	struct money_points best = { 0 };
	if (net->overdue <= 0)
		return best;
	int doubled = CENTS_BITS; /* what is later is never more */
	for (int i = 0; i < NETTING_STEPS && net->late[i] > 0; i++) {
		doubled = doublings(net->late[i], w->amount_base, doubled);
		int amount = times(w->amount_step, doubled, w->amount_max);
		int age = times(w->age_step, netting_steps[i] / 10, w->age_max);
		if (amount + age > best.amount + best.age) {
			best.amount = amount;
			best.age = age;
			best.step = i;
		}
	}
	best.days_late = today - net->oldest_due;
	best.edges = edges_passed(best.days_late);
	best.slip = times(w->slip_step, best.edges, w->slip_max);
	return best;
}

static void put(struct score *out, struct score_line line)
{
	if (line.points == 0)
		return;
	out->lines[out->count++] = line;
	out->total += line.points;
}

static struct money_points choose(const struct client_facts *f, const struct score_weights *w,
				  date today, size_t *chosen)
{
	struct money_points best = { 0 };
	*chosen = 0;
	for (size_t i = 0; i < f->net_count; i++) {
		struct money_points p = points_of(&f->net[i], w, today);
		int more = p.amount + p.age + p.slip - (best.amount + best.age + best.slip);
		bool first_overdue = f->net[i].overdue > 0 && f->net[*chosen].overdue <= 0;
		if (more > 0 || first_overdue) { /* what is not overdue has no points */
			best = p;
			*chosen = i;
		}
	}
	return best;
}

static void put_broken(struct score *out, const struct client_facts *f,
		       const struct score_weights *w)
{
	if (f->broken_last_year <= 0)
		return;
	int64_t points = w->broken_first + (int64_t)w->broken_next * (f->broken_last_year - 1);
	put(out,
	    (struct score_line){ .code = SCORE_BROKEN,
				 .points = points < w->broken_max ? (int)points : w->broken_max,
				 .count = f->broken_last_year });
}

static date oldest_due(const struct client_facts *f)
{
	date oldest = DATE_NONE;
	for (size_t i = 0; i < f->net_count; i++)
		if (f->net[i].overdue > 0 && (!date_is(oldest) || f->net[i].oldest_due < oldest))
			oldest = f->net[i].oldest_due;
	return oldest;
}

static void put_gap(struct score *out, const struct client_facts *f, const struct score_weights *w,
		    date today)
{
	date oldest = oldest_due(f);
	if (!date_is(oldest))
		return;
	int days = today - (date_is(f->last_contact_end) ? f->last_contact_end : oldest);
	if (days > w->gap_after_days)
		put(out, (struct score_line){
				 .code = SCORE_GAP,
				 .points = times(w->gap_step, days - w->gap_after_days, w->gap_max),
				 .days = days,
				 .on = f->last_contact_end });
}

static void put_clock(struct score *out, const struct client_facts *f,
		      const struct score_weights *w, date today)
{
	const struct {
		date on;
		int near, urgent;
	} clocks[] = {
		{ f->limitation_on, w->limitation_near_days, w->limitation_urgent_days },
		{ f->insurer_on, w->clock_near_days, w->clock_urgent_days },
		{ f->claim_on, w->clock_near_days, w->clock_urgent_days },
	};
	struct score_line best = { .code = SCORE_CLOCK };
	for (int i = 0; i < (int)(sizeof clocks / sizeof *clocks); i++) {
		if (!date_is(clocks[i].on))
			continue;
		int days = clocks[i].on - today;
		int points = days <= clocks[i].urgent ? w->clock_urgent
			     : days <= clocks[i].near ? w->clock_near
						      : 0;
		if (points > best.points || (points == best.points && clocks[i].on < best.on)) {
			best.points = points;
			best.days = days;
			best.on = clocks[i].on;
			best.which = i;
		}
	}
	put(out, best);
}

static void put_risk(struct score *out, const struct client_facts *f, const struct score_weights *w)
{
	int class = f->risk_class < 0 ? 0 : f->risk_class > 2 ? 2 : f->risk_class;
	const int parts[] = {
		f->over_credit_limit ? w->over_limit : 0,
		w->risk_class[class],
		f->difficulty ? w->difficulty : 0,
	};
	struct score_line line = { .code = SCORE_RISK };
	for (int i = 0; i < 3; i++) {
		line.points += parts[i];
		line.count |= parts[i] != 0 ? 1 << i : 0;
	}
	put(out, line);
}

void score_client(const struct client_facts *facts, const struct score_weights *weights, date today,
		  struct score *out)
{
	*out = (struct score){ 0 };
	struct money_points money = choose(facts, weights, today, &out->chosen);
	const struct netting *net = facts->net_count > 0 ? &facts->net[out->chosen] : NULL;
	cents scored = net != NULL ? net->late[money.step] : 0;
	int step_days = netting_steps[money.step];

	put(out, (struct score_line){ .code = SCORE_AMOUNT,
				      .points = money.amount,
				      .amount = scored,
				      .days = step_days });
	put(out, (struct score_line){ .code = SCORE_AGE, .points = money.age, .days = step_days });
	put_broken(out, facts, weights);
	put(out, (struct score_line){ .code = SCORE_UNCHASED,
				      .points = facts->unchased ? weights->unchased : 0 });
	put(out, (struct score_line){ .code = SCORE_FOLLOW_UP,
				      .points = facts->follow_up_due ? weights->follow_up : 0 });
	put_gap(out, facts, weights, today);
	put(out, (struct score_line){ .code = SCORE_SLIP,
				      .points = money.slip,
				      .days = money.days_late,
				      .count = money.edges });
	put_clock(out, facts, weights, today);
	put_risk(out, facts, weights);
	put(out, (struct score_line){ .code = SCORE_PROVISION,
				      .points = facts->provisioned > weights->provision_threshold
							? weights->provision
							: 0,
				      .amount = facts->provisioned,
				      .which = (int)facts->provisioned_in });
}
