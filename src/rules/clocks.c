/* Last days to act and how near they are. Knows no client, no score and no sentence.
 */
#include "rules/clocks.h"

#define YEAR_MONTHS 12

const char *const clocks_kind_codes[CLOCKS_KIND_COUNT] = {
	[CLOCKS_LIMITATION] = "limitation",
	[CLOCKS_INSURER] = "insurer",
	[CLOCKS_CLAIM] = "claim",
};

const char *const clocks_state_codes[CLOCKS_STATE_COUNT] = {
	[CLOCKS_NONE] = "none",     [CLOCKS_FAR] = "far",   [CLOCKS_NEAR] = "near",
	[CLOCKS_URGENT] = "urgent", [CLOCKS_PAST] = "past",
};

const struct clocks_rules clocks_default_rules = CLOCKS_DEFAULTS;

date clocks_limitation(const struct clocks_debt *debt, const struct clocks_rules *rules)
{
	date start = debt->service_on;
	if (!date_is(start) || (date_is(debt->issued_on) && debt->issued_on < start))
		start = debt->issued_on;
	if (!date_is(start))
		return DATE_NONE;
	if (debt->acknowledged_on > start) /* DATE_NONE never is */
		start = debt->acknowledged_on;
	return date_add_months(start, rules->limitation_years * YEAR_MONTHS);
}

static date days_after(date on, int days)
{
	return date_is(on) && days > 0 ? on + days : DATE_NONE;
}

date clocks_insurer(date original_due_on, const struct clocks_rules *rules)
{
	return days_after(original_due_on, rules->insurer_notice_days);
}

date clocks_insurer_stop(date original_due_on, const struct clocks_rules *rules)
{
	return days_after(original_due_on, rules->insurer_stop_days);
}

date clocks_insurer_free(date original_due_on, const struct clocks_rules *rules)
{
	return rules->insurer_notice_days > 0 ? days_after(original_due_on, rules->insurer_extension_days) : DATE_NONE;
}

date clocks_claim(date published_on, bool creditor_abroad, const struct clocks_rules *rules)
{
	return date_add_months(published_on,
			       creditor_abroad ? rules->claim_months_abroad : rules->claim_months);
}

static enum clocks_state state_at(int days_left, int near_days, int urgent_days)
{
	if (days_left < 0)
		return CLOCKS_PAST;
	if (days_left <= urgent_days)
		return CLOCKS_URGENT;
	return days_left <= near_days ? CLOCKS_NEAR : CLOCKS_FAR;
}

struct clocks_reading clocks_read(enum clocks_kind kind, date on, bool closed,
				  const struct clocks_rules *rules, date today)
{
	struct clocks_reading clock = { .kind = kind, .on = on };
	if (!date_is(on))
		return clock;
	clock.days_left = on - today;
	if (closed)
		return clock;
	clock.state = kind == CLOCKS_LIMITATION
			      ? state_at(clock.days_left, rules->limitation_near_days,
					 rules->limitation_urgent_days)
			      : state_at(clock.days_left, rules->near_days, rules->urgent_days);
	return clock;
}

static bool worse(const struct clocks_reading *a, const struct clocks_reading *b)
{
	return a->state != b->state ? a->state > b->state : a->on < b->on;
}

const struct clocks_reading *clocks_worst(const struct clocks_reading *clocks, size_t count)
{
	const struct clocks_reading *worst = NULL;
	for (size_t i = 0; i < count; i++)
		if (clocks[i].state != CLOCKS_NONE && (!worst || worse(&clocks[i], worst)))
			worst = &clocks[i];
	return worst;
}

static cents beyond(cents amount, cents limit)
{
	return amount > limit ? amount - limit : 0;
}

struct clocks_exposure clocks_expose(const struct netting *net, cents credit_limit,
				     cents insured_limit)
{
	struct clocks_exposure exposure = { .gross = net->balance + net->credits,
					    .credits = net->credits };
	exposure.net = beyond(net->balance, 0);
	exposure.over = credit_limit < 0 ? 0 : beyond(exposure.net, credit_limit);
	exposure.uninsured = beyond(exposure.net, insured_limit < 0 ? 0 : insured_limit);
	exposure.covered = net->overdue_gross > 0 && net->overdue == 0;
	return exposure;
}
