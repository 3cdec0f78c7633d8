/* Counting chases. Knows outcomes and days; neither limits nor what follows from them.
 */
#include "rules/chase.h"

const char *const chase_excuse_codes[CHASE_EXCUSE_COUNT] = {
	[CHASE_EXCUSE_NONE] = "",
	[CHASE_EXCUSE_CHEQUE] = "cheque_sent",
	[CHASE_EXCUSE_ASSISTANT] = "assistant",
};

static bool is_chase(const struct chase *chase)
{
	return outcome_rules[chase->outcome].chase;
}

static bool after(const struct chase *chase, date since)
{
	return !date_is(since) || chase->on > since;
}

bool chase_is_unsuccessful(const struct chase *chase)
{
	return is_chase(chase) &&
	       (outcome_rules[chase->outcome].unsuccessful || chase->excuse != CHASE_EXCUSE_NONE);
}

static bool unsuccessful_on(const struct chase *chases, size_t count, date day)
{
	for (size_t i = 0; i < count; i++)
		if (chases[i].on == day && chase_is_unsuccessful(&chases[i]))
			return true;
	return false;
}

int chase_count_unsuccessful(const struct chase *chases, size_t count, int window_days, date today)
{
	int days = 0;
	for (date day = today - window_days + 1; day <= today; day++)
		days += unsuccessful_on(chases, count, day);
	return days;
}

int chase_count_excuses(const struct chase *chases, size_t count, int64_t contact_id, date since)
{
	int excuses = 0;
	for (size_t i = 0; i < count; i++) {
		const struct chase *c = &chases[i];
		bool counted = c->outcome == OUTCOME_EVASIVE ||
			       (is_chase(c) && c->excuse != CHASE_EXCUSE_NONE);
		if (counted && after(c, since) && (contact_id == 0 || c->contact_id == contact_id))
			excuses++;
	}
	return excuses;
}

int chase_count_contacts(const struct chase *chases, size_t count, date since)
{
	int contacts = 0;
	for (size_t i = 0; i < count; i++)
		contacts += is_chase(&chases[i]) && after(&chases[i], since);
	return contacts;
}

bool chase_reached_person(const struct chase *chases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (outcome_rules[chases[i].outcome].spoken)
			return true;
	return false;
}
