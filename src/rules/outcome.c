/* The outcome table. Knows no key, no screen and no store: others read it.
 */
#include "rules/outcome.h"

#include "base/gettext.h"
#include "rules/calendar.h"

const struct outcome_rule outcome_rules[OUTCOME_COUNT] = {
	[OUTCOME_PROMISE] = {
		.code = "promise", .label = N_("promise"),
		.entry = OUTCOME_ENTRY_PROMISE, .next = OUTCOME_NEXT_TYPED, .sleep = OUTCOME_SLEEP_PROMISE,
		.chase = true, .spoken = true,
	},
	[OUTCOME_CALLBACK] = {
		.code = "callback", .label = N_("callback"),
		.entry = OUTCOME_ENTRY_CALLBACK, .next = OUTCOME_NEXT_BUSINESS_DAYS, .next_count = 1,
		.capped = true, .agreed = true, .sleep = OUTCOME_SLEEP_FOLLOW_UP,
		.chase = true, .spoken = true,
	},
	[OUTCOME_NO_ANSWER] = {
		.code = "no_answer", .label = N_("no answer"),
		.entry = OUTCOME_ENTRY_TEXT, .next = OUTCOME_NEXT_BUSINESS_DAYS, .next_count = 1,
		.sleep = OUTCOME_SLEEP_CADENCE, .chase = true,
	},
	[OUTCOME_MESSAGE] = {
		.code = "message", .label = N_("message left"),
		.entry = OUTCOME_ENTRY_TEXT, .next = OUTCOME_NEXT_BUSINESS_DAYS, .next_count = 3,
		.sleep = OUTCOME_SLEEP_CADENCE, .chase = true,
	},
	[OUTCOME_EVASIVE] = {
		.code = "evasive", .label = N_("evasive answer"),
		.entry = OUTCOME_ENTRY_DATE, .next = OUTCOME_NEXT_TYPED,
		.capped = true, .sleep = OUTCOME_SLEEP_FOLLOW_UP,
		.chase = true, .spoken = true, .unsuccessful = true,
	},
	[OUTCOME_CIRCUIT] = {
		.code = "circuit", .label = N_("circuit news"),
		.entry = OUTCOME_ENTRY_CIRCUIT, .next = OUTCOME_NEXT_BUSINESS_DAYS, .next_count = 1,
		.sleep = OUTCOME_SLEEP_CADENCE, .chase = true, .spoken = true,
	},
	[OUTCOME_DISPUTE] = {
		/* the invoices sleep until the owner's date; the rest of the file only for the
		 * minimum gap */
		.code = "dispute", .label = N_("dispute"),
		.entry = OUTCOME_ENTRY_DISPUTE, .next = OUTCOME_NEXT_DAYS, .next_count = 15,
		.sleep = OUTCOME_SLEEP_CADENCE, .chase = true, .spoken = true,
	},
	[OUTCOME_DOCUMENT] = {
		/* the client was told we would come back once it is sent */
		.code = "document", .label = N_("document request"),
		.entry = OUTCOME_ENTRY_DOCUMENT, .agreed = true, .next = OUTCOME_NEXT_WITHIN_DAYS, .next_count = 7,
		.sleep = OUTCOME_SLEEP_FOLLOW_UP, .chase = true, .spoken = true,
	},
	[OUTCOME_PAID] = {
		.code = "paid", .label = N_("paid already"),
		.entry = OUTCOME_ENTRY_PAID, .next = OUTCOME_NEXT_BUSINESS_DAYS, .next_count = 5,
		.sleep = OUTCOME_SLEEP_FOLLOW_UP, .chase = true, .spoken = true,
	},
	[OUTCOME_DIFFICULTY] = {
		.code = "difficulty", .label = N_("financial difficulty"),
		.entry = OUTCOME_ENTRY_DATE, .next = OUTCOME_NEXT_DAYS, .next_count = 3,
		.sleep = OUTCOME_SLEEP_FOLLOW_UP, .chase = true, .spoken = true,
	},
	[OUTCOME_WRONG_CONTACT] = {
		.code = "wrong_contact", .label = N_("wrong contact"),
		.entry = OUTCOME_ENTRY_CONTACT, .next = OUTCOME_NEXT_BUSINESS_DAYS, .next_count = 1,
		.sleep = OUTCOME_SLEEP_CADENCE, .chase = true,
	},
	[OUTCOME_REFUSAL] = {
		.code = "refusal", .label = N_("refusal"),
		.entry = OUTCOME_ENTRY_TEXT, .next = OUTCOME_NEXT_DAYS, .next_count = 7,
		.sleep = OUTCOME_SLEEP_FOLLOW_UP, .chase = true, .spoken = true, .unsuccessful = true,
	},
	[OUTCOME_INSOLVENCY] = {
		.code = "insolvency", .label = N_("insolvency"),
		.entry = OUTCOME_ENTRY_INSOLVENCY, .chase = true, .spoken = true,
	},
	[OUTCOME_NOTE] = {
		.code = "note", .label = N_("note"),
		.entry = OUTCOME_ENTRY_TEXT,
	},
};

static bool same_code(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !(*a == '_' && *b == '-'))
			return false;
	return *a == *b;
}

bool outcome_from_code(const char *code, enum outcome *out)
{
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		if (same_code(outcome_rules[i].code, code)) {
			*out = (enum outcome)i;
			return true;
		}
	}
	return false;
}

date outcome_default_next(enum outcome outcome, date today)
{
	const struct outcome_rule *rule = &outcome_rules[outcome];
	switch (rule->next) {
	case OUTCOME_NEXT_BUSINESS_DAYS: return calendar_add_business(today, rule->next_count);
	case OUTCOME_NEXT_DAYS: return calendar_business_on_or_after(today + rule->next_count);
	case OUTCOME_NEXT_WITHIN_DAYS:
		return calendar_business_on_or_before(today + rule->next_count);
	case OUTCOME_NEXT_NONE:
	case OUTCOME_NEXT_TYPED: break;
	}
	return DATE_NONE;
}
