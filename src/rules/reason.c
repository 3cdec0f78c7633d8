/* The table of reasons and what is read from it. Knows no client file and no sentence.
 */
#include "rules/reason.h"

#include <string.h>

#include "rules/phrase.h"
#include "rules/proportion.h"

#define PERCENT_PARTS 10000

const struct reason_rule reason_rules[REASON_COUNT] = {
	[REASON_NONE] = { "", false, REASON_ACTION_QUALIFY },
	[REASON_FORGOTTEN] = { "forgotten", false, REASON_ACTION_REMIND },
	[REASON_CALCULATING] = { "calculating", false, REASON_ACTION_COST },
	[REASON_NOT_RECEIVED] = { "not_received", true, REASON_ACTION_DUPLICATE },
	[REASON_CIRCUIT] = { "circuit", true, REASON_ACTION_HOLDER },
	[REASON_DISPUTE] = { "dispute", true, REASON_ACTION_SETTLE },
	[REASON_DOCUMENT] = { "document", true, REASON_ACTION_SEND },
	[REASON_DIFFICULTY] = { "difficulty", true, REASON_ACTION_PLAN },
	[REASON_BAD_FAITH] = { "bad_faith", false, REASON_ACTION_ESCALATE },
	[REASON_INSOLVENCY] = { "insolvency", true, REASON_ACTION_CLAIM },
	[REASON_PAID] = { "paid", true, REASON_ACTION_MATCH },
};

const char *const reason_action_codes[REASON_ACTION_COUNT] = {
	[REASON_ACTION_QUALIFY] = "qualify",   [REASON_ACTION_REMIND] = "remind",
	[REASON_ACTION_COST] = "cost",         [REASON_ACTION_DUPLICATE] = "duplicate",
	[REASON_ACTION_HOLDER] = "holder",     [REASON_ACTION_SETTLE] = "settle",
	[REASON_ACTION_SEND] = "send",         [REASON_ACTION_PLAN] = "plan",
	[REASON_ACTION_ESCALATE] = "escalate", [REASON_ACTION_CLAIM] = "claim",
	[REASON_ACTION_MATCH] = "match",
};

const char *const reason_firmness_codes[REASON_FIRMNESS_COUNT] = {
	[REASON_SMILING] = "smiling",
	[REASON_RESPECTFUL] = "respectful",
	[REASON_FIRM] = "firm",
};

const struct reason_firmness_rules reason_default_firmness = { .respectful_from = 1,
							       .firm_from = 2 };

static bool same_code(const char *code, const char *typed)
{
	for (; *code && *typed; code++, typed++)
		if (*code != *typed && !(*code == '_' && *typed == '-'))
			return false;
	return *code == *typed;
}

bool reason_from_code(const char *code, enum reason *out)
{
	for (int i = 0; i < REASON_COUNT; i++) {
		if (same_code(reason_rules[i].code, code)) {
			*out = (enum reason)i;
			return true;
		}
	}
	return false;
}

enum reason reason_from_outcome(enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_CIRCUIT: return REASON_CIRCUIT;
	case OUTCOME_DISPUTE: return REASON_DISPUTE;
	case OUTCOME_DOCUMENT: return REASON_DOCUMENT;
	case OUTCOME_PAID: return REASON_PAID;
	case OUTCOME_DIFFICULTY: return REASON_DIFFICULTY;
	case OUTCOME_REFUSAL: return REASON_BAD_FAITH;
	case OUTCOME_INSOLVENCY: return REASON_INSOLVENCY;
	default: return REASON_NONE;
	}
}

/* Said on the phone and written down. Short ones say little: only what nobody writes about something else. */
static const struct phrase phrases[] = {
	{ "oubli", REASON_FORGOTTEN },
	{ "forgot", REASON_FORGOTTEN },
	{ "fait trainer", REASON_CALCULATING },
	{ "paie toujours tard", REASON_CALCULATING },
	{ "gagne du temps", REASON_CALCULATING },
	{ "playing for time", REASON_CALCULATING },
	{ "always pays late", REASON_CALCULATING },
	{ "jamais recu", REASON_NOT_RECEIVED },
	{ "pas recu la facture", REASON_NOT_RECEIVED },
	{ "pas recu de facture", REASON_NOT_RECEIVED },
	{ "facture non recue", REASON_NOT_RECEIVED },
	{ "facture pas recue", REASON_NOT_RECEIVED },
	{ "never received", REASON_NOT_RECEIVED },
	{ "invoice not received", REASON_NOT_RECEIVED },
	{ "en validation", REASON_CIRCUIT },
	{ "attend la validation", REASON_CIRCUIT },
	{ "pas encore valide", REASON_CIRCUIT },
	{ "chez l acheteu", REASON_CIRCUIT },
	{ "waiting for approval", REASON_CIRCUIT },
	{ "with the buyer", REASON_CIRCUIT },
	{ "manque le bon", REASON_DOCUMENT },
	{ "attend le duplicata", REASON_DOCUMENT },
	{ "attend un duplicata", REASON_DOCUMENT },
	{ "needs a copy", REASON_DOCUMENT },
	{ "tresorerie", REASON_DIFFICULTY },
	{ "plus d argent", REASON_DIFFICULTY },
	{ "cash flow", REASON_DIFFICULTY },
	{ "short of cash", REASON_DIFFICULTY },
	{ "ne paiera pas", REASON_BAD_FAITH },
	{ "refuse de payer", REASON_BAD_FAITH },
	{ "will not pay", REASON_BAD_FAITH },
	{ "refuses to pay", REASON_BAD_FAITH },
	{ "deja paye", REASON_PAID },
	{ "deja regle", REASON_PAID },
	{ "already paid", REASON_PAID },
};

enum reason reason_from_words(const char *note)
{
	return (enum reason)phrase_meaning(note, phrases, sizeof phrases / sizeof *phrases,
					   REASON_NONE);
}

bool reason_firmness_from_code(const char *code, enum reason_firmness *out)
{
	for (int i = 0; i < REASON_FIRMNESS_COUNT; i++) {
		if (strcmp(reason_firmness_codes[i], code) == 0) {
			*out = (enum reason_firmness)i;
			return true;
		}
	}
	return false;
}

enum reason_firmness reason_firmness_of(const struct reason_history *history,
					const struct reason_firmness_rules *rules)
{
	int marks = history->broken + history->unsuccessful + history->refused;
	if (marks < rules->respectful_from)
		return REASON_SMILING;
	if (marks < rules->firm_from || reason_rules[history->reason].legitimate)
		return REASON_RESPECTFUL;
	return REASON_FIRM;
}

bool reason_is_covered(const struct reason_client *client, int within_days, date today)
{
	return client->reason != REASON_NONE && client->qualified_on > today - within_days;
}

struct reason_coverage reason_cover(const struct reason_client *clients, size_t count,
				    int within_days, date today)
{
	struct reason_coverage cover = { .clients = count, .hundredths = PERCENT_PARTS };
	for (size_t i = 0; i < count; i++) {
		if (reason_is_covered(&clients[i], within_days, today))
			cover.covered++;
		else if (today - clients[i].oldest_due > within_days)
			cover.late++;
	}
	if (count > 0)
		cover.hundredths =
			proportion_of((int64_t)cover.covered, PERCENT_PARTS, (int64_t)count);
	return cover;
}
