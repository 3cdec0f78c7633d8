/* A payment against the open items of those it may come from: numbers first, then amounts, one answer or none.
 * Must not know the store, texts or sentences.
 */
#include "rules/matching_inside.h"

#include <string.h>

enum {
	DATED_DAYS = 10,  /* a ledger's entry may bear another day than the bank's value date */
	NOTICED_EARLY = 3, /* value dates lie up to so many days behind the booking */
	NOTICED_LATE = 45
};

const char *const matching_how_codes[MATCHING_HOW_COUNT] = {
	[MATCHING_ASKED] = "payment_ref",
	[MATCHING_REFERENCE] = "reference", [MATCHING_NUMBER] = "number",   [MATCHING_NETTED] = "netted",
	[MATCHING_PART] = "part",           [MATCHING_AMOUNT] = "amount",   [MATCHING_PROMISE] = "promise",
	[MATCHING_OVERDUE] = "overdue",     [MATCHING_ALL] = "all",         [MATCHING_OLDEST] = "oldest",
	[MATCHING_LEDGER] = "ledger",       [MATCHING_ACCOUNT] = "account", [MATCHING_REVERSAL] = "reversal",
	[MATCHING_HAND] = "hand",
};

const char *const matching_why_codes[MATCHING_WHY_COUNT] = {
	[MATCHING_CLEAR] = "",
	[MATCHING_UNKNOWN] = "unknown",
	[MATCHING_SEVERAL] = "several",
	[MATCHING_PAYERS] = "payers",
	[MATCHING_CLIENTS] = "clients",
	[MATCHING_OTHER_CLIENT] = "other_client",
	[MATCHING_TOO_MUCH] = "too_much",
	[MATCHING_SETTLED] = "settled",
	[MATCHING_SUM] = "sum",
	[MATCHING_UNCONFIRMED] = "unconfirmed",
	[MATCHING_CURRENCY] = "currency",
	[MATCHING_NO_FIT] = "no_fit",
	[MATCHING_IN_LEDGER] = "in_ledger",
	[MATCHING_BEFORE] = "before",
	[MATCHING_NO_ORIGINAL] = "no_original",
	[MATCHING_OUTGOING] = "outgoing",
	[MATCHING_REVERSED] = "reversed",
	[MATCHING_TAKEN_BACK] = "taken_back",
};

enum matching_why matching_why_from(const char *code)
{
	for (int i = 0; i < MATCHING_WHY_COUNT; i++)
		if (strcmp(matching_why_codes[i], code) == 0)
			return (enum matching_why)i;
	return MATCHING_CLEAR;
}

enum matching_how matching_how_from(const char *code)
{
	int i = 0;

	while (i < MATCHING_HOW_COUNT && strcmp(matching_how_codes[i], code) != 0)
		i++;
	return (enum matching_how)i;
}

/* ---- the whole ---- */

static void leave_contradicted(struct matching_case *choice, enum matching_why why)
{
	for (size_t i = 0; i < choice->facts->client_count; i++)
		if (matching_names_any(&choice->facts->clients[i]))
			matching_add_named(choice, &choice->facts->clients[i]);
	for (size_t i = 0; i < choice->facts->client_count; i++)
		if (choice->facts->clients[i].by_account || choice->facts->clients[i].by_name)
			matching_add_candidate(choice, choice->facts->clients[i].id, 0);
	choice->out->why = why;
}

void matching_decide(const struct matching_facts *facts, struct arena *arena, struct matching_result *out)
{
	struct matching_case choice = { .facts = facts, .arena = arena, .out = out };
	enum matching_why why = MATCHING_CLEAR;
	const struct matching_client *named;

	*out = (struct matching_result){ .why = MATCHING_CLEAR };
	named = matching_named_client(&choice, &why);
	if (named && matching_is_contradicted(&choice, named))
		why = MATCHING_OTHER_CLIENT;
	if (why != MATCHING_CLEAR)
		leave_contradicted(&choice, why);
	else if (named)
		matching_by_number(&choice, named);
	else
		matching_by_amount(&choice);
}

bool matching_same_cash(date value_on, date told_on, bool dated)
{
	int days = told_on - value_on;

	return dated ? days <= DATED_DAYS && days >= -DATED_DAYS : days >= -NOTICED_EARLY && days <= NOTICED_LATE;
}

/* ---- reversals ---- */

static int sign_of(const struct matching_original *original)
{
	return original->same_end_to_end ? 3 : original->same_reference ? 2 : original->same_party ? 1 : 0;
}

int64_t matching_original(const struct matching_original *originals, size_t count, date value_on)
{
	int best = 0;
	size_t equal = 0;
	int64_t id = 0;

	for (size_t i = 0; i < count; i++) {
		int sign = sign_of(&originals[i]);

		if (sign == 0 || originals[i].value_on > value_on || sign < best)
			continue;
		equal = sign > best ? 1 : equal + 1;
		best = sign;
		id = originals[i].id;
	}
	return equal == 1 ? id : 0;
}
