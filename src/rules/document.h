/* Documents a client asks for: asked, sent, chased within 7 days of sending.
 */
#ifndef RULES_DOCUMENT_H
#define RULES_DOCUMENT_H

#include <stdbool.h>

#include "base/date.h"

enum document_kind {
	DOCUMENT_DUPLICATE, /* of an invoice */
	DOCUMENT_ORDER,     /* purchase order */
	DOCUMENT_DELIVERY,  /* proof of delivery */
	DOCUMENT_CONTRACT,
	DOCUMENT_STATEMENT, /* of account */
	DOCUMENT_BANK,      /* our bank details */
	DOCUMENT_OTHER,
	DOCUMENT_KIND_COUNT
};
/* duplicate order delivery contract statement bank other */
extern const char *const document_kind_codes[DOCUMENT_KIND_COUNT];
bool document_kind_from_code(const char *code, enum document_kind *out);

/* Each is an option. */
struct document_rules {
	int send_days;  /* 1 business day to send what was asked */
	int chase_days; /* 7 days after sending at most */
};
extern const struct document_rules document_default_rules;

struct document_request {
	enum document_kind kind;
	date asked_on;
	date sent_on;    /* DATE_NONE: not sent */
	date chased_on;  /* last chase of the client; counts when later than sent_on; DATE_NONE */
	date settled_on; /* received, or no longer wanted; DATE_NONE */
};

enum document_state {
	DOCUMENT_ASKED,   /* ours to send */
	DOCUMENT_OVERDUE, /* ours to send since longer than send_days */
	DOCUMENT_SENT,
	DOCUMENT_CHASE_DUE, /* sent, and the chase is due */
	DOCUMENT_CHASED,    /* the ordinary cadence goes on */
	DOCUMENT_SETTLED,
	DOCUMENT_STATE_COUNT
};
/* asked overdue sent chase_due chased settled */
extern const char *const document_state_codes[DOCUMENT_STATE_COUNT];

enum document_state document_state_on(const struct document_request *request,
				      const struct document_rules *rules, date today);

/* The last day to send it; from the day after it is overdue. */
date document_send_by(date asked_on, const struct document_rules *rules);

/* The day of the chase: so many days after sending, on the business day before when that is none,
 * yet after the day of sending. */
date document_chase_on(date sent_on, const struct document_rules *rules);

/* When something is to be done about it: by us before it is sent, the chase after; DATE_NONE once
 * chased or settled. */
date document_next_on(const struct document_request *request, const struct document_rules *rules);

#endif
