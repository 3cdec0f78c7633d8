/* Mails beside a call: which one a call may queue, when none may leave, and which template words it.
 *
 * The same question is asked twice: when the call ends, and when the batch is about to send, for
 * what held then may no longer.
 */
#ifndef RULES_MAILING_H
#define RULES_MAILING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/money.h"
#include "rules/outcome.h"
#include "rules/reason.h"
#include "rules/scenario.h"

enum mailing_kind {
	MAILING_CONFIRMATION, /* of the promise just made */
	MAILING_DUPLICATE,    /* a document that was asked for */
	MAILING_REMINDER,
	MAILING_LETTER, /* printed: by a scenario's step only */
	MAILING_KIND_COUNT
};
#define MAILING_BY_HAND MAILING_LETTER /* kinds before it are mails, which a person may queue */
/* confirmation duplicate reminder letter */
extern const char *const mailing_kind_codes[MAILING_KIND_COUNT];
bool mailing_kind_from_code(const char *code, enum mailing_kind *out); /* exactly */

/* Each is an option. */
struct mailing_rules {
	bool queue[MAILING_KIND_COUNT]; /* kinds a call queues by itself */
	int keep_days;                  /* a mail that could not leave for so long is given up */
	char language[3];               /* of clients without one: "fr" */
};
#define MAILING_DEFAULTS                                        \
	{                                                       \
		.queue = { [MAILING_CONFIRMATION] = true,       \
			   [MAILING_DUPLICATE] = true },        \
		.keep_days = 5, .language = "fr",               \
	}

/* The kind a call with this outcome may queue; false: none. */
bool mailing_of_outcome(enum outcome outcome, enum mailing_kind *out);

struct mailing_facts {
	enum mailing_kind kind;
	const char *address; /* NULL or "": none */
	bool handed_over, insolvent, no_contact;
	bool disputed;      /* one of the invoices it names is in an open dispute */
	bool promise_open;  /* an open promise of the client covers one of them */
	bool confirms_open; /* confirmation: the promise it confirms is still open */
	cents overdue;      /* net overdue it speaks of */
};

enum mailing_status {
	MAILING_OK,
	MAILING_NO_ADDRESS,
	MAILING_STOPPED, /* after hand-over, insolvent, or nobody may be contacted */
	MAILING_DISPUTE,
	MAILING_PROMISE, /* one runs; only its own confirmation may leave */
	MAILING_STALE,   /* the promise to confirm is no longer open */
	MAILING_NOTHING, /* nothing net overdue to remind of */
	MAILING_STATUS_COUNT
};
/* "" no_address stopped dispute promise stale nothing */
extern const char *const mailing_status_codes[MAILING_STATUS_COUNT];

/* May it leave? Of several answers the first in the order of the codes. */
enum mailing_status mailing_check(const struct mailing_facts *facts);

/* A step of the scenario that nobody has to phone for: what the night does about it. */
struct mailing_step_facts {
	const struct scenario_next *next; /* of the client as a whole */
	bool callable;   /* by the day: nothing lets the file sleep and nothing stops it */
	bool held;       /* a hold on orders is in force */
	bool disputed;   /* any dispute is open */
	bool promised;   /* any promise is open */
	bool perhaps;    /* a payment nobody matched yet may be theirs */
	bool waiting;    /* a mail of a step waits to leave */
	date tried_on;   /* the last one that was given up or taken back was queued then; DATE_NONE */
	bool address;    /* somebody can be written to by mail */
};
enum mailing_step {
	MAILING_STEP_NONE,  /* no mail and no letter is due, or this one was tried already */
	MAILING_STEP_QUEUE,
	MAILING_STEP_TASK,  /* it is due, and an agent has to see to it: the file does not sleep */
};
/* On business days, once a step, never a repeated one; a registered letter is always an agent's. */
enum mailing_step mailing_step(const struct mailing_step_facts *facts, date today);

#define MAILING_TEMPLATES     4
#define MAILING_TEMPLATE_ROOM 80

/* Names of templates to look for, the most particular first: kind-reason-firmness.lang,
 * kind-reason.lang, kind-firmness.lang, kind.lang. Without a reason (REASON_NONE) the first two
 * are left out. Returns how many. language is two letters. */
size_t mailing_templates(enum mailing_kind kind, enum reason reason, enum reason_firmness firmness,
			 const char *language, char out[MAILING_TEMPLATES][MAILING_TEMPLATE_ROOM]);

/* The same for call cards: card-reason-firmness.lang first, card.lang last. */
size_t mailing_cards(enum reason reason, enum reason_firmness firmness, const char *language,
		     char out[MAILING_TEMPLATES][MAILING_TEMPLATE_ROOM]);

#endif
