/* When amicable chasing ends: legal proposed and its guards, the registered letter, the ledger of
 * threats, sanctions.
 *
 * A rule only proposes: a supervisor decides. Whatever is proposed comes with its reasons, and
 * what speaks against it is told apart: a guard blocks, a warning only warns.
 */
#ifndef RULES_ESCALATION_H
#define RULES_ESCALATION_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/chase.h"
#include "rules/netting.h"
#include "rules/reason.h"

/* Each is an option. */
struct escalation_rules {
	int chases;          /* 3 days with an unsuccessful chase … */
	int window_days;     /* … among the 30 ending today */
	int broken;          /* 3 broken promises within a year */
	int broken_warn;     /* 2: warn */
	int contacts;        /* 8 since the last promise */
	cents min_amount;    /* 100.00: less is not worth it */
	int good_years;      /* 3: long-standing from so many years on … */
	int good_percent;    /* … and good with so many percent of its promises kept, 80 */
	int hold_broken;     /* 2 broken promises: a hold is proposed */
	int hold_again_days; /* 30: a lifted hold is not proposed again before, unless more speaks for it */
	int letter_min_days; /* 8: time to pay a registered letter gives */
	int letter_max_days; /* 15 */
};
#define ESCALATION_DEFAULTS \
	{ \
		.chases = 3, \
		.window_days = CHASE_WINDOW_DAYS, \
		.broken = 3, \
		.broken_warn = 2, \
		.contacts = 8, \
		.min_amount = 10000, \
		.good_years = 3, \
		.good_percent = 80, \
		.hold_broken = 2, \
		.hold_again_days = 30, \
		.letter_min_days = 8, \
		.letter_max_days = 15, \
	}
extern const struct escalation_rules escalation_default_rules;

/* Bits, so that all that holds is told. */
enum escalation_reason {
	ESCALATION_CHASES = 1 << 0,   /* so many unsuccessful chases, without a legitimate reason */
	ESCALATION_BROKEN = 1 << 1,   /* so many broken promises, without financial difficulty */
	ESCALATION_CONTACTS = 1 << 2, /* the contact cap */
};

/* "chases broken contacts", those that are set, a blank between; "" without any. */
#define ESCALATION_CODES 64
const char *escalation_reason_codes(unsigned reasons, char out[ESCALATION_CODES]);

enum escalation_guard {
	ESCALATION_UNMATCHED = 1 << 0, /* credits of ours are not matched: our own error first */
	ESCALATION_GAP = 1 << 1,       /* our books do not agree with each other */
	ESCALATION_MINIMUM = 1 << 2,   /* less than the minimum is net overdue in every currency */
	ESCALATION_NO_PERSON = 1 << 3, /* nobody was ever spoken to */
	ESCALATION_STOPPED = 1 << 4,   /* handed over or insolvent already */
	ESCALATION_PERHAPS = 1 << 5,   /* a payment nobody matched may be theirs: not judged here, told beside the others to who decides */
};

enum escalation_warning {
	ESCALATION_BROKEN_NEAR = 1 << 0, /* one broken promise more and legal is proposed */
	ESCALATION_KEY_ACCOUNT = 1 << 1,
	ESCALATION_GOOD_PAYER = 1 << 2, /* long-standing */
};

/* "broken_near key_account good_payer" */
const char *escalation_warning_codes(unsigned warnings, char out[ESCALATION_CODES]);

struct escalation_facts {
	const struct chase *chases; /* all of the client's, in any order */
	size_t chase_count;
	date last_promise_on; /* made on; DATE_NONE */
	int broken;           /* within a year, partly kept ones apart */
	bool difficulty;      /* financial difficulty was told */
	enum reason reason;   /* the one in force */
	const struct netting *net;
	size_t net_count;
	bool gap; /* a reconciliation gap of either sign */
	bool key_account;
	date client_since; /* first invoice; DATE_NONE */
	int kept, judged;  /* promises ever: kept; kept, partly kept or broken */
	bool handed_over, insolvent;
};

struct escalation {
	bool proposed; /* a reason and no guard */
	unsigned reasons, guards, warnings;
	int chases, broken, contacts; /* as counted */
};

/* Legal, proposed or not and why. Guards and warnings are told with a reason only, but for
 * ESCALATION_BROKEN_NEAR. */
void escalation_judge(const struct escalation_facts *facts, const struct escalation_rules *rules,
		      date today, struct escalation *out);

/* A registered letter needs all of it. */
enum escalation_letter {
	ESCALATION_LETTER_NO_CONTACT = 1 << 0, /* an amicable contact with a person */
	ESCALATION_LETTER_NO_RECEIPT = 1 << 1, /* it was confirmed that the invoices are there */
	ESCALATION_LETTER_NO_BREACH = 1 << 2,  /* a promise made and not paid, or a refusal */
	ESCALATION_LETTER_NO_PHONE = 1 << 3,   /* it carries the agent's direct phone */
	ESCALATION_LETTER_TIME = 1 << 4,       /* the time to pay is too short or too long */
	ESCALATION_LETTER_NO_INVOICE = 1 << 5,
};
struct escalation_letter_facts {
	bool spoken, receipt_confirmed, promise_unpaid, refused, agent_phone;
	int days_to_pay;
	size_t invoices;
};
/* What is missing; 0: it may go. */
unsigned escalation_check_letter(const struct escalation_letter_facts *facts,
				 const struct escalation_rules *rules);

/* The summons by bailiff, offering a plan, may follow from the day after the time to pay;
 * DATE_NONE without a letter. */
date escalation_summons_on(date letter_on, int days_to_pay);

/* A threat: decided by a supervisor, then told to the client, and carried out the same day. */
struct escalation_threat {
	date decided_on, announced_on, executed_on; /* DATE_NONE: not yet */
};
enum escalation_threat_state {
	ESCALATION_THREAT_UNDECIDED, /* must not be told */
	ESCALATION_THREAT_DECIDED,   /* may be told, and then carried out that day */
	ESCALATION_THREAT_DUE,       /* told today: carry it out today */
	ESCALATION_THREAT_DONE,
	ESCALATION_THREAT_EMPTY,          /* told and not carried out that day: reported */
	ESCALATION_THREAT_LATE,           /* told, carried out on a later day: reported */
	ESCALATION_THREAT_UNDECIDED_TOLD, /* told before a supervisor decided: reported */
	ESCALATION_THREAT_STATE_COUNT
};
enum escalation_threat_state escalation_threat_state_on(const struct escalation_threat *threat,
							date today);
bool escalation_threat_is_reported(enum escalation_threat_state state);

/* Once one of these has the file, agents cannot call. */
enum escalation_handover {
	ESCALATION_HAND_NONE,
	ESCALATION_HAND_LEGAL,
	ESCALATION_HAND_BAILIFF,
	ESCALATION_HAND_AGENCY,
	ESCALATION_HANDOVER_COUNT
};
/* "" legal bailiff agency */
extern const char *const escalation_handover_codes[ESCALATION_HANDOVER_COUNT];
bool escalation_stops_calls(enum escalation_handover handover);

enum escalation_sanction {
	ESCALATION_CANCEL_TERMS,
	ESCALATION_ALL_DUE, /* all outstanding at once */
	ESCALATION_HOLD,    /* orders and deliveries */
	ESCALATION_LEGAL,
	ESCALATION_SANCTION_COUNT
};
/* cancel_terms all_due hold legal */
extern const char *const escalation_sanction_codes[ESCALATION_SANCTION_COUNT];

/* Why a hold is proposed. */
enum escalation_hold {
	ESCALATION_HOLD_LIMIT = 1 << 0,   /* over the credit limit */
	ESCALATION_HOLD_BROKEN = 1 << 1,  /* so many broken promises */
	ESCALATION_HOLD_INSURER = 1 << 2, /* the insurer's date is here */
};
/* "limit broken insurer" */
const char *escalation_hold_codes(unsigned reasons, char out[ESCALATION_CODES]);

struct escalation_hold_facts {
	cents exposure;     /* net, in the currency of the limit; nothing owed, nothing proposed */
	cents credit_limit; /* < 0: none */
	int broken;         /* within a year */
	/* clocks_insurer_stop or clocks_insurer, whichever the policy stops at; DATE_NONE */
	date insurer_on;
	bool held; /* one is in force: nothing to propose */
};
unsigned escalation_propose_hold(const struct escalation_hold_facts *facts,
				 const struct escalation_rules *rules, date today);

/* A hold a supervisor lifted: when, what spoke for it then, and the day before which it is not proposed again. */
struct escalation_lifted {
	date on, again_on;
	unsigned reasons;
};
/* Whether reasons (0: none) propose a lifted hold again: once its time is over, or when there are more than on the day it was lifted —
 * another one, or one more broken promise where these speak for it. Never on that very day. broke_on: the last promise that broke. */
bool escalation_hold_again(const struct escalation_lifted *lifted, unsigned reasons, date broke_on, date today);

#endif
