/* The brief: what an agent must know before dialling, as codes with typed arguments in reading order; words make the sentences.
 */
#ifndef RULES_BRIEF_H
#define RULES_BRIEF_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/callable.h"
#include "rules/circuit.h"
#include "rules/clocks.h"
#include "rules/outcome.h"
#include "rules/reason.h"
#include "rules/records.h"
#include "rules/scenario.h"

enum brief_code {
	BRIEF_OWED,            /* amount net overdue, count invoices, on = oldest due date, days = its lateness, currency */
	BRIEF_NOT_OVERDUE,     /* nothing overdue; amount = balance, which = 1: beside what is disputed */
	BRIEF_CLOCK,           /* a legal or insurance date presses: which = enum clocks_kind, on = its last day, days = left, below 0 past */
	BRIEF_PROPOSED,        /* waits for a supervisor: text = "legal" or "hold" */
	BRIEF_THREAT,          /* decided and not carried out: text = measure, on = told or DATE_NONE */
	BRIEF_SANCTION,        /* in force: text = its code, on = since */
	BRIEF_NEAR_LEGAL,      /* one broken promise more and legal is proposed: count broken */
	BRIEF_WRITTEN,         /* promised in writing and not confirmed as an acknowledgement of the debt: on = made */
	BRIEF_VOID,            /* a plan was voided: amount due at once */
	BRIEF_OVER_LIMIT,      /* owes `amount` in all, `other` beyond its credit limit */
	BRIEF_UNINSURED,       /* owes `amount` in all, `other` beyond what is insured */
	BRIEF_COVERED,         /* overdue gross `amount`, covered by unmatched credits `other` */
	BRIEF_OTHER_CURRENCY,  /* also overdue in another currency: as BRIEF_OWED */
	BRIEF_RETURNED,        /* the bank took a payment back and it is owed again: amount, on = its return, until = the payment, text = the bank's code or NULL */
	BRIEF_PERHAPS,         /* payments not matched yet that may be this client's: count, amount and on = of the newest */
	BRIEF_BROKEN,          /* last promise broken or partly kept, within a year or with nobody spoken to since: amount, on = promised date, other = received; which = 1: what came for it went back */
	BRIEF_BROKEN_COUNT,    /* count broken in the last year (≥ 2) */
	BRIEF_UNCHASED,        /* nobody was spoken to since */
	BRIEF_PROMISED,        /* open promise: amount, on = due, until = check date */
	BRIEF_PLAN,            /* open plan (promises made the same day): count open lines, amount still expected, on = next due, until = its check date */
	BRIEF_KEPT,            /* the last promise judged was kept: amount, on */
	BRIEF_DISPUTE_OPEN,    /* count invoices, amount, on = its due date, text = kind code */
	BRIEF_DISPUTE_SOLVED,  /* on = closed date, text = kind code, who = resolution code or "", other = credit note agreed */
	BRIEF_DISPUTE_AGAIN,   /* closed because it was paid, and owed again: on = closed date, text = kind code, amount now open */
	BRIEF_DOCUMENT_ASKED,  /* ours to send: text = document code, on = asked, until = to be sent by, count = how many requests wait */
	BRIEF_DOCUMENT_SENT,   /* text = document code, on = sent, until = the chase */
	BRIEF_CREDITS,         /* unmatched credit notes and cash, gap apart: amount; not said beside BRIEF_COVERED */
	BRIEF_GAP,             /* reconciliation gap amount (signed): check our own books first */
	BRIEF_BIGGEST,         /* biggest of several overdue invoices: amount left after credits, text = number or NULL, on = due date, days late */
	BRIEF_LAST_CONTACT,    /* last outcome: outcome, on, days ago, text = words or NULL, who = agent */
	BRIEF_NEVER_CALLED,
	BRIEF_FOLLOW_UP,       /* pending: on, minute, outcome */
	BRIEF_EXCUSES,         /* count evasive or counted excuses since the last promise; text = who gave most, other = how many of them, or NULL */
	BRIEF_REASON,          /* why it is not paid: text = reason code, on = told, which = enum reason_action, who = firmness code */
	BRIEF_NO_REASON,       /* called, and no reason known in the last days: who = firmness code */
	BRIEF_INSOLVENT,       /* text = court, on = publication or DATE_NONE */
	BRIEF_HANDED,          /* handed over, nobody calls: text = "legal" or "agency" */
	BRIEF_STEP,            /* the scenario's next step: on, days = its days since the due date, which = enum scenario_channel, text = template, count = invoices to speak about */
	BRIEF_NOT_DUE_YET,     /* more falls due: amount, on */
	BRIEF_STUCK,           /* stuck in the circuit: text = number, who = holder or NULL, which = enum circuit_stage, on = since, days, until = expected exit, count = how many there with the same holder */
	BRIEF_STANDS,          /* nothing is stuck: where the invoice that decides stands, as BRIEF_STUCK */
	BRIEF_ASK,             /* what to ask about it: which = enum circuit_question, text = number */
	BRIEF_WHOM,            /* whom to ask for: text = name or NULL, who = role code or NULL, which = enum circuit_whom_why, minute and count = best from and to (-1: not known; to alone: about from); absent when there is nothing to get */
	BRIEF_GET,             /* what to get from the call: which = enum brief_goal; always the last line */
	BRIEF_CODE_COUNT
};

enum brief_goal {
	BRIEF_GOAL_DATE,       /* an amount and an exact date */
	BRIEF_GOAL_DATE_FIRM,  /* the same, firmly: a promise broke within the year */
	BRIEF_GOAL_REASON,     /* the real reason: two excuses or more since the last promise */
	BRIEF_GOAL_PRE_DUE,    /* nothing is overdue yet: is it received and approved, will it be paid on its day? */
	BRIEF_GOAL_MATCHING,   /* nothing from the client: match the credits in our books */
	BRIEF_GOAL_NONE        /* no call to make: asleep under a promise, disputed, not due, stopped */
};

struct brief_line {
	enum brief_code code;
	cents amount, other;
	char currency[MONEY_CODE];
	int count, days, minute;
	date on, until;
	const char *text, *who;       /* borrowed from the facts */
	enum outcome outcome;
	int which;
};

#define BRIEF_LINES     42
#define BRIEF_SANCTIONS 4
#define BRIEF_DISPUTES  8 /* currencies */

/* The invoices owed and undisputed that were heard of, and whom they say to call. All zero: none was. */
struct brief_circuit {
	const struct circuit_standing *standings; /* with their numbers */
	size_t count;
	const struct circuit_limits *limits;
	struct circuit_whom whom;
};

struct brief_facts {
	const struct netting *net;
	size_t net_count, chosen;
	const struct item *items;
	size_t item_count;
	const char *const *item_numbers; /* parallel to items; may be NULL */
	const struct promise *promises;
	size_t promise_count;
	int broken_last_year;
	bool unchased;
	struct { date opened_on, due_on, closed_on; const char *kind, *resolution, *currency; int invoices; cents amount, credit; } dispute_open, dispute_solved; /* kind NULL: none; currency NULL: the chosen one */
	struct brief_dispute { date due_on; const char *kind, *currency; int invoices; cents amount; } dispute_also[BRIEF_DISPUTES]; /* as dispute_open, in other currencies; ends at kind NULL */
	struct { const char *kind, *currency; date closed_on; cents amount; } dispute_again; /* closed as paid, open again; kind NULL: none */
	struct { const char *kind; date asked_on, send_by, sent_on, chase_on; int count; } document; /* the oldest that waits; kind NULL: none */
	struct { date on, paid_on; cents amount; const char *currency, *code; } returned; /* currency NULL: none */
	struct { date on; cents amount; const char *currency; int count; } perhaps; /* count 0: none */
	struct { const char *court; date published_on; } insolvency; /* court NULL: none */
	struct { enum reason reason; date on; bool known; enum reason_firmness firmness; } why; /* known: told in the last days */
	struct { date on; enum outcome outcome; const char *note, *agent; } last; /* on DATE_NONE: never */
	date follow_up_on;
	int follow_up_minute;
	enum outcome follow_up_outcome;
	int excuses;
	struct { const char *name; int excuses; } excuser; /* the contact who gave most of them; name NULL: nobody named */
	const char *contact_name, *contact_role;
	struct { bool known; int from, to; } best; /* minutes of the day the contact is best called; to -1: about from */
	struct brief_circuit circuit;
	const struct clocks_reading *clock; /* the one that presses; NULL: none does */
	const char *proposal;            /* "legal", "hold"; "" or NULL: none */
	struct { const char *what; date told_on; } threat; /* decided, not carried out; what NULL: none */
	struct { const char *kind; date on; } sanctions[BRIEF_SANCTIONS]; /* in force; ends at kind NULL */
	bool near_legal;                 /* ESCALATION_BROKEN_NEAR */
	date written_on;                 /* of the last promise in writing nobody confirmed as an acknowledgement; 0 or DATE_NONE: none */
	cents voided;                    /* due at once of voided plans … */
	const char *voided_currency;     /* … in this currency */
	struct { cents net, over, uninsured; const char *currency; } exposure; /* uninsured: 0 for a client that is not insured */
	const struct scenario_next_client *step; /* NULL or without a step: nothing to do */
	struct callable callable;
};

/* Lines in reading order, about ten at most in a usual file; returns how many. Lists that would not fit are cut before the last lines, never those. */
size_t brief_write(const struct brief_facts *facts, date today, struct brief_line out[BRIEF_LINES]);

#endif
