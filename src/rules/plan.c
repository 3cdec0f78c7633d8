/* A plan made of its judged lines. Knows promises, no cash and no policy but its own numbers.
 */
#include "rules/plan.h"

#include "rules/promise.h"

const struct plan_rules plan_default_rules = PLAN_DEFAULTS;

static date earlier(date a, date b)
{
	return !date_is(a) || b < a ? b : a;
}

static void add_money(struct plan *plan, const struct promise *p)
{
	cents amount = promise_judged(p);
	/* what came before a dispute took the rest off may be more than is left to expect */
	plan->expected += amount > p->received ? amount : p->received;
	plan->received += p->received;
	if (p->state == PROMISE_OPEN)
		plan->outstanding += promise_outstanding(p);
	else if (amount > p->received)
		plan->missed += amount - p->received;
}

static void add_line(struct plan *plan, const struct promise *p)
{
	plan->lines++;
	switch (p->state) {
	case PROMISE_OPEN:
		plan->open++;
		plan->next_due = earlier(plan->next_due, p->due_on);
		plan->next_check = earlier(plan->next_check, p->check_on);
		break;
	case PROMISE_KEPT: plan->kept++; break;
	case PROMISE_PARTLY_KEPT: plan->partly_kept++; break;
	case PROMISE_BROKEN: plan->broken++; break;
	default: return;
	}
	add_money(plan, p);
}

/* Check date of the nth broken line, 1 the earliest. */
static date nth_broken_on(const struct promise *lines, size_t count, int nth)
{
	for (size_t i = 0; i < count; i++) {
		int up_to_here = 0, before = 0;
		for (size_t j = 0; j < count; j++) {
			if (lines[j].state != PROMISE_BROKEN)
				continue;
			before += lines[j].check_on < lines[i].check_on;
			up_to_here += lines[j].check_on <= lines[i].check_on;
		}
		if (before < nth && nth <= up_to_here)
			return lines[i].check_on;
	}
	return DATE_NONE;
}

void plan_judge(const struct promise *lines, size_t count, const struct plan_rules *rules,
		struct plan *out)
{
	*out = (struct plan){ .voided_on = DATE_NONE,
			      .next_due = DATE_NONE,
			      .next_check = DATE_NONE };
	for (size_t i = 0; i < count; i++)
		add_line(out, &lines[i]);
	out->voided = rules->void_after > 0 && out->broken >= rules->void_after;
	if (!out->voided)
		return;
	out->voided_on = nth_broken_on(lines, count, rules->void_after);
	out->due_at_once = out->outstanding + out->missed;
}

bool plan_supersession_warns(const date *superseded_on, size_t count,
			     const struct plan_rules *rules, date today)
{
	int times = 1;
	for (size_t i = 0; i < count; i++)
		times += superseded_on[i] <= today &&
			 superseded_on[i] > today - rules->supersede_window_days;
	return times >= rules->supersede_warn;
}
