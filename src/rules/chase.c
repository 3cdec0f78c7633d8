/* Counting chases. Knows outcomes and days; neither limits nor what follows from them.
 */
#include "rules/chase.h"

#include <stdlib.h>

#include "rules/phrase.h"

const char *const chase_excuse_codes[CHASE_EXCUSE_COUNT] = {
	[CHASE_EXCUSE_NONE] = "",
	[CHASE_EXCUSE_CHEQUE] = "cheque_sent",
	[CHASE_EXCUSE_ASSISTANT] = "assistant",
};

static const struct phrase phrases[] = {
	{ "cheque parti", CHASE_EXCUSE_CHEQUE },
	{ "cheque est parti", CHASE_EXCUSE_CHEQUE },
	{ "cheque envoye", CHASE_EXCUSE_CHEQUE },
	{ "cheque a ete envoye", CHASE_EXCUSE_CHEQUE },
	{ "cheque poste", CHASE_EXCUSE_CHEQUE },
	{ "cheque sent", CHASE_EXCUSE_CHEQUE },
	{ "cheque was sent", CHASE_EXCUSE_CHEQUE },
	{ "cheque is in the post", CHASE_EXCUSE_CHEQUE },
	{ "cheque in the post", CHASE_EXCUSE_CHEQUE },
	{ "check is in the mail", CHASE_EXCUSE_CHEQUE },
	{ "mon assistant", CHASE_EXCUSE_ASSISTANT },
	{ "son assistant", CHASE_EXCUSE_ASSISTANT },
	{ "assistant devait", CHASE_EXCUSE_ASSISTANT },
	{ "assistante devait", CHASE_EXCUSE_ASSISTANT },
	{ "my assistant", CHASE_EXCUSE_ASSISTANT },
	{ "his assistant", CHASE_EXCUSE_ASSISTANT },
	{ "her assistant", CHASE_EXCUSE_ASSISTANT },
	{ "assistant was to", CHASE_EXCUSE_ASSISTANT },
};

enum chase_excuse chase_excuse_from_words(const char *note)
{
	return (enum chase_excuse)phrase_meaning(note, phrases, sizeof phrases / sizeof *phrases,
						 CHASE_EXCUSE_NONE);
}

static bool same_code(const char *code, const char *typed)
{
	for (; *code && *typed; code++, typed++)
		if (*code != *typed && !(*code == '_' && *typed == '-'))
			return false;
	return *code == *typed;
}

bool chase_excuse_from_code(const char *code, enum chase_excuse *out)
{
	for (int i = 0; i < CHASE_EXCUSE_COUNT; i++) {
		if (same_code(chase_excuse_codes[i], code)) {
			*out = (enum chase_excuse)i;
			return true;
		}
	}
	return false;
}

static bool is_chase(const struct chase *chase)
{
	return outcome_rules[chase->outcome].chase;
}

/* DATE_NONE is before every day. */
static bool after(const struct chase *chase, date since)
{
	return chase->on > since;
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

static int compare_days(const void *a, const void *b)
{
	date x = *(const date *)a, y = *(const date *)b;
	return (x > y) - (x < y);
}

size_t chase_days(const struct chase *chases, size_t count, date *out)
{
	size_t used = 0, kept = 0;
	for (size_t i = 0; i < count; i++)
		if (is_chase(&chases[i]) && chases[i].outcome != OUTCOME_NO_ANSWER)
			out[used++] = chases[i].on;
	qsort(out, used, sizeof *out, compare_days);
	for (size_t i = 0; i < used; i++)
		if (kept == 0 || out[kept - 1] != out[i])
			out[kept++] = out[i];
	return kept;
}

bool chase_reached_person(const struct chase *chases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (outcome_rules[chases[i].outcome].spoken)
			return true;
	return false;
}
