/* Which mail may leave. Knows facts about a client, no text and no transport.
 */
#include "rules/mailing.h"

#include <stdio.h>
#include <string.h>

#include "rules/calendar.h"

const char *const mailing_kind_codes[MAILING_KIND_COUNT] = {
	[MAILING_CONFIRMATION] = "confirmation",
	[MAILING_DUPLICATE] = "duplicate",
	[MAILING_REMINDER] = "reminder",
	[MAILING_LETTER] = "letter",
};

const char *const mailing_status_codes[MAILING_STATUS_COUNT] = {
	[MAILING_OK] = "",
	[MAILING_NO_ADDRESS] = "no_address",
	[MAILING_STOPPED] = "stopped",
	[MAILING_DISPUTE] = "dispute",
	[MAILING_PROMISE] = "promise",
	[MAILING_STALE] = "stale",
	[MAILING_NOTHING] = "nothing",
};

bool mailing_kind_from_code(const char *code, enum mailing_kind *out)
{
	for (int i = 0; i < MAILING_KIND_COUNT; i++) {
		if (strcmp(mailing_kind_codes[i], code) == 0) {
			*out = (enum mailing_kind)i;
			return true;
		}
	}
	return false;
}

bool mailing_of_outcome(enum outcome outcome, enum mailing_kind *out)
{
	switch (outcome) {
	case OUTCOME_PROMISE: *out = MAILING_CONFIRMATION; return true;
	case OUTCOME_DOCUMENT: *out = MAILING_DUPLICATE; return true;
	case OUTCOME_CALLBACK:
	case OUTCOME_NO_ANSWER:
	case OUTCOME_MESSAGE:
	case OUTCOME_EVASIVE:
	case OUTCOME_REFUSAL: *out = MAILING_REMINDER; return true;
	default: return false;
	}
}

enum mailing_status mailing_check(const struct mailing_facts *facts)
{
	if (facts->kind != MAILING_LETTER && (!facts->address || !facts->address[0]))
		return MAILING_NO_ADDRESS;
	if (facts->handed_over || facts->insolvent || facts->no_contact)
		return MAILING_STOPPED;
	if (facts->disputed)
		return MAILING_DISPUTE;
	if (facts->kind == MAILING_CONFIRMATION)
		return facts->confirms_open ? MAILING_OK : MAILING_STALE;
	if (facts->promise_open)
		return MAILING_PROMISE;
	if ((facts->kind == MAILING_REMINDER || facts->kind == MAILING_LETTER) && facts->overdue <= 0)
		return MAILING_NOTHING;
	return MAILING_OK;
}

enum mailing_step mailing_step(const struct mailing_step_facts *facts, date today)
{
	const struct scenario_next *next = facts->next;
	bool due = next->answer == SCENARIO_STEP && scenario_is_due(next, today) && next->step->channel != SCENARIO_PHONE;

	if (!due || facts->waiting || !facts->callable || facts->promised)
		return MAILING_STEP_NONE;
	if (calendar_business_on_or_after(today) != today)
		return MAILING_STEP_NONE;
	if (date_is(facts->tried_on) && facts->tried_on >= next->on)
		return MAILING_STEP_NONE;
	if (facts->held || facts->disputed || facts->perhaps || next->step->channel == SCENARIO_REGISTERED)
		return MAILING_STEP_TASK;
	return next->step->channel == SCENARIO_LETTER || facts->address ? MAILING_STEP_QUEUE : MAILING_STEP_TASK;
}

static size_t name_texts(const char *name, enum reason reason, enum reason_firmness firmness, const char *language,
			 char out[MAILING_TEMPLATES][MAILING_TEMPLATE_ROOM])
{
	const char *level = reason_firmness_codes[firmness], *why = reason_rules[reason].code;
	size_t count = 0;

	if (reason != REASON_NONE) {
		snprintf(out[count++], MAILING_TEMPLATE_ROOM, "%s-%s-%s.%.2s", name, why, level, language);
		snprintf(out[count++], MAILING_TEMPLATE_ROOM, "%s-%s.%.2s", name, why, language);
	}
	snprintf(out[count++], MAILING_TEMPLATE_ROOM, "%s-%s.%.2s", name, level, language);
	snprintf(out[count++], MAILING_TEMPLATE_ROOM, "%s.%.2s", name, language);
	return count;
}

size_t mailing_templates(enum mailing_kind kind, enum reason reason, enum reason_firmness firmness,
			 const char *language, char out[MAILING_TEMPLATES][MAILING_TEMPLATE_ROOM])
{
	return name_texts(mailing_kind_codes[kind], reason, firmness, language, out);
}

size_t mailing_cards(enum reason reason, enum reason_firmness firmness, const char *language,
		     char out[MAILING_TEMPLATES][MAILING_TEMPLATE_ROOM])
{
	return name_texts("card", reason, firmness, language, out);
}
