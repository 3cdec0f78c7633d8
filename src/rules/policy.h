/* The numbers of the policy in force, gathered: what the desk hands to the rules. Made by config from the option table.
 */
#ifndef RULES_POLICY_H
#define RULES_POLICY_H

#include "rules/aging.h"
#include "rules/callable.h"
#include "rules/circuit.h"
#include "rules/clocks.h"
#include "rules/dispute.h"
#include "rules/document.h"
#include "rules/escalation.h"
#include "rules/interest.h"
#include "rules/mailing.h"
#include "rules/plan.h"
#include "rules/reason.h"
#include "rules/scenario.h"
#include "rules/score.h"

struct policy {
	struct score_weights score;
	struct cadence cadence;
	struct call_hours hours;
	bool regional_holidays;         /* hours.region by the postal code of each client */
	int grace_days;              /* promise.grace, business days */
	int lease_minutes;           /* claim.lease */
	int team_after_minutes;      /* callback.team_after: an owner's late callback falls to the team; 0 = at once */
	int import_terms_days;       /* import.terms: -1 = the creditor's */
	struct dispute_rules dispute;
	struct document_rules document;
	int reason_days;             /* reason.within */
	struct reason_firmness_rules firmness;
	struct plan_rules plan;
	struct escalation_rules escalation;
	struct clocks_rules clocks;
	struct circuit_limits circuit; /* circuit.limits, circuit.side_limits */
	struct mailing_rules mailing;
	const struct scenario_step *steps; /* scenario.steps; borrowed from the rules or the configuration */
	size_t step_count;
	/* borrowed from the rules or the configuration */
	const struct interest_rates *interest;     /* interest.rates: statutory ones */
	const struct aging_provision *provision;   /* provision.* */
	cents interest_fee;          /* interest.fee */
};
extern const struct policy policy_default;

struct scenario policy_scenario(const struct policy *policy); /* borrows the steps */

/* Fingerprint of what scores and callability depend on: stored scores made under another one are stale. */
#define POLICY_FINGERPRINT 17
void policy_fingerprint(const struct policy *policy, char out[POLICY_FINGERPRINT]);

#endif
