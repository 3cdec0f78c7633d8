/* What is proposed when amicable chasing fails, and what stands in the way. Knows counts and
 * dates; decides nothing and tells nobody.
 */
#include "rules/escalation.h"

#include <stdio.h>
#include <string.h>

#define YEAR_MONTHS 12
#define PERCENT     100

const struct escalation_rules escalation_default_rules = ESCALATION_DEFAULTS;

const char *const escalation_handover_codes[ESCALATION_HANDOVER_COUNT] = {
	[ESCALATION_HAND_NONE] = "",
	[ESCALATION_HAND_LEGAL] = "legal",
	[ESCALATION_HAND_BAILIFF] = "bailiff",
	[ESCALATION_HAND_AGENCY] = "agency",
};

const char *const escalation_sanction_codes[ESCALATION_SANCTION_COUNT] = {
	[ESCALATION_CANCEL_TERMS] = "cancel_terms",
	[ESCALATION_ALL_DUE] = "all_due",
	[ESCALATION_HOLD] = "hold",
	[ESCALATION_LEGAL] = "legal",
};

/* The codes of the lowest bits, in their order. */
static const char *join(const char *const *codes, size_t count, unsigned set, char out[ESCALATION_CODES])
{
	out[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		size_t used = strlen(out);

		if (set & 1u << i)
			snprintf(out + used, ESCALATION_CODES - used, "%s%s", used ? " " : "", codes[i]);
	}
	return out;
}

const char *escalation_reason_codes(unsigned reasons, char out[ESCALATION_CODES])
{
	static const char *const codes[] = { "chases", "broken", "contacts" };

	return join(codes, sizeof codes / sizeof *codes, reasons, out);
}

const char *escalation_warning_codes(unsigned warnings, char out[ESCALATION_CODES])
{
	static const char *const codes[] = { "broken_near", "key_account", "good_payer" };

	return join(codes, sizeof codes / sizeof *codes, warnings, out);
}

const char *escalation_hold_codes(unsigned reasons, char out[ESCALATION_CODES])
{
	static const char *const codes[] = { "limit", "broken", "insurer" };

	return join(codes, sizeof codes / sizeof *codes, reasons, out);
}

static unsigned flag(bool holds, unsigned bit)
{
	return holds ? bit : 0;
}

static unsigned reasons_of(const struct escalation_facts *facts,
			   const struct escalation_rules *rules, const struct escalation *counted)
{
	bool legitimate = facts->difficulty || reason_rules[facts->reason].legitimate;
	bool difficulty = facts->difficulty || facts->reason == REASON_DIFFICULTY;
	return flag(counted->chases >= rules->chases && !legitimate, ESCALATION_CHASES) |
	       flag(counted->broken >= rules->broken && !difficulty, ESCALATION_BROKEN) |
	       flag(counted->contacts >= rules->contacts, ESCALATION_CONTACTS);
}

static unsigned guards_of(const struct escalation_facts *facts,
			  const struct escalation_rules *rules)
{
	bool credits = false, enough = false;
	for (size_t i = 0; i < facts->net_count; i++) {
		credits = credits || facts->net[i].credits > 0;
		enough = enough ||
			 (facts->net[i].overdue > 0 && facts->net[i].overdue >= rules->min_amount);
	}
	return flag(credits, ESCALATION_UNMATCHED) | flag(facts->gap, ESCALATION_GAP) |
	       flag(!enough, ESCALATION_MINIMUM) |
	       flag(!chase_reached_person(facts->chases, facts->chase_count),
		    ESCALATION_NO_PERSON) |
	       flag(facts->handed_over || facts->insolvent, ESCALATION_STOPPED);
}

/* With us for years, and true to its word whenever it gave it. */
static bool good_payer(const struct escalation_facts *facts, const struct escalation_rules *rules,
		       date today)
{
	if (!date_is(facts->client_since) ||
	    date_add_months(facts->client_since, rules->good_years * YEAR_MONTHS) > today)
		return false;
	return (int64_t)facts->kept * PERCENT >= (int64_t)facts->judged * rules->good_percent;
}

void escalation_judge(const struct escalation_facts *facts, const struct escalation_rules *rules,
		      date today, struct escalation *out)
{
	*out = (struct escalation){
		.chases = chase_count_unsuccessful(facts->chases, facts->chase_count,
						   rules->window_days, today),
		.broken = facts->broken,
		.contacts = chase_count_contacts(facts->chases, facts->chase_count,
						 facts->last_promise_on),
	};
	bool difficulty = facts->difficulty || facts->reason == REASON_DIFFICULTY;
	out->reasons = reasons_of(facts, rules, out);
	out->warnings = flag(facts->broken >= rules->broken_warn && facts->broken < rules->broken &&
				     !difficulty,
			     ESCALATION_BROKEN_NEAR);
	if (!out->reasons)
		return;
	out->guards = guards_of(facts, rules);
	out->warnings |= flag(facts->key_account, ESCALATION_KEY_ACCOUNT) |
			 flag(good_payer(facts, rules, today), ESCALATION_GOOD_PAYER);
	out->proposed = out->guards == 0;
}

unsigned escalation_check_letter(const struct escalation_letter_facts *facts,
				 const struct escalation_rules *rules)
{
	bool breach = facts->promise_unpaid || facts->refused;
	bool time_fits = facts->days_to_pay >= rules->letter_min_days &&
			 facts->days_to_pay <= rules->letter_max_days;
	return flag(!facts->spoken, ESCALATION_LETTER_NO_CONTACT) |
	       flag(!facts->receipt_confirmed, ESCALATION_LETTER_NO_RECEIPT) |
	       flag(!breach, ESCALATION_LETTER_NO_BREACH) |
	       flag(!facts->agent_phone, ESCALATION_LETTER_NO_PHONE) |
	       flag(!time_fits, ESCALATION_LETTER_TIME) |
	       flag(facts->invoices == 0, ESCALATION_LETTER_NO_INVOICE);
}

date escalation_summons_on(date letter_on, int days_to_pay)
{
	return date_is(letter_on) ? letter_on + days_to_pay + 1 : DATE_NONE;
}

enum escalation_threat_state escalation_threat_state_on(const struct escalation_threat *threat,
							date today)
{
	bool decided = date_is(threat->decided_on);
	if (!date_is(threat->announced_on))
		return decided ? ESCALATION_THREAT_DECIDED : ESCALATION_THREAT_UNDECIDED;
	if (!decided || threat->decided_on > threat->announced_on)
		return ESCALATION_THREAT_UNDECIDED_TOLD;
	if (date_is(threat->executed_on))
		return threat->executed_on > threat->announced_on ? ESCALATION_THREAT_LATE
								  : ESCALATION_THREAT_DONE;
	return today > threat->announced_on ? ESCALATION_THREAT_EMPTY : ESCALATION_THREAT_DUE;
}

bool escalation_threat_is_reported(enum escalation_threat_state state)
{
	return state == ESCALATION_THREAT_EMPTY || state == ESCALATION_THREAT_LATE ||
	       state == ESCALATION_THREAT_UNDECIDED_TOLD;
}

bool escalation_stops_calls(enum escalation_handover handover)
{
	return handover != ESCALATION_HAND_NONE;
}

unsigned escalation_propose_hold(const struct escalation_hold_facts *facts,
				 const struct escalation_rules *rules, date today)
{
	if (facts->held || facts->exposure <= 0)
		return 0;
	return flag(facts->credit_limit >= 0 && facts->exposure > facts->credit_limit,
		    ESCALATION_HOLD_LIMIT) |
	       flag(facts->broken >= rules->hold_broken, ESCALATION_HOLD_BROKEN) |
	       flag(date_is(facts->insurer_on) && facts->insurer_on <= today,
		    ESCALATION_HOLD_INSURER);
}

bool escalation_hold_again(const struct escalation_lifted *lifted, unsigned reasons, date broke_on,
			   date today)
{
	bool broke = (reasons & ESCALATION_HOLD_BROKEN) && broke_on > lifted->on;
	bool more = (reasons & ~lifted->reasons) != 0 || broke;
	return reasons != 0 && today > lifted->on && (today >= lifted->again_on || more);
}
