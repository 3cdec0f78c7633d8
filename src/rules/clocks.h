/* Legal and insurance dates as countdowns, and what is really at stake with a client.
 *
 * A date is the last day on which one may still act: 0 days left is today, below is past. No such
 * day is moved to a business day: the count stays on the safe side. The numbers are parameters of
 * law and of policies, for a lawyer to check.
 */
#ifndef RULES_CLOCKS_H
#define RULES_CLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/netting.h"

enum clocks_kind {
	CLOCKS_LIMITATION, /* the debt can no longer be sued for */
	CLOCKS_INSURER,    /* notice to the credit insurer */
	CLOCKS_CLAIM,      /* proof of claim in an insolvency */
	CLOCKS_KIND_COUNT
};
extern const char *const clocks_kind_codes[CLOCKS_KIND_COUNT]; /* limitation insurer claim */

/* Defaults; each is an option. */
struct clocks_rules {
	int limitation_years;    /* 5, B2B */
	int claim_months;        /* 2 from publication */
	int claim_months_abroad; /* 4 when the creditor is abroad */
	/* declare within so many days of the original due date; 0: not insured */
	int insurer_notice_days;
	int insurer_extension_days; /* due dates may be put off so far without asking the insurer; 0: not watched */
	/* stop deliveries so many days after the original due date; 0: never */
	int insurer_stop_days;
	int near_days, urgent_days;                       /* 15, 5: insurer and claim */
	int limitation_near_days, limitation_urgent_days; /* 90, 30 */
};
#define CLOCKS_DEFAULTS \
	{ \
		.limitation_years = 5, \
		.claim_months = 2, \
		.claim_months_abroad = 4, \
		.near_days = 15, \
		.urgent_days = 5, \
		.limitation_near_days = 90, \
		.limitation_urgent_days = 30, \
	}
extern const struct clocks_rules clocks_default_rules;

/* Limitation runs from the earlier of service and issue; an acknowledgement of the debt confirmed
 * by a supervisor restarts it on its day. A formal notice does not. */
struct clocks_debt {
	date service_on; /* DATE_NONE: not known */
	date issued_on;  /* DATE_NONE: not known */
	/* the latest confirmed one; DATE_NONE. One dated before the start changes nothing */
	date acknowledged_on;
};
/* DATE_NONE when nothing is known. */
date clocks_limitation(const struct clocks_debt *debt, const struct clocks_rules *rules);

/* The day of the notice; DATE_NONE when not insured. An extension does not move it. */
date clocks_insurer(date original_due_on, const struct clocks_rules *rules);

/* The first day without deliveries; DATE_NONE: never. */
date clocks_insurer_stop(date original_due_on, const struct clocks_rules *rules);

/* The last day a due date may be put off to without asking the insurer; DATE_NONE: not insured, or not watched. */
date clocks_insurer_free(date original_due_on, const struct clocks_rules *rules);

date clocks_claim(date published_on, bool creditor_abroad, const struct clocks_rules *rules);

enum clocks_state {
	CLOCKS_NONE, /* no date, or a supervisor closed it */
	CLOCKS_FAR,
	CLOCKS_NEAR,   /* at near_days left */
	CLOCKS_URGENT, /* at urgent_days left, today included */
	CLOCKS_PAST,
	CLOCKS_STATE_COUNT
};
extern const char *const clocks_state_codes[CLOCKS_STATE_COUNT]; /* none far near urgent past */

struct clocks_reading {
	enum clocks_kind kind;
	date on;       /* DATE_NONE: no clock */
	int days_left; /* negative: past; 0 without a date */
	enum clocks_state state;
};
struct clocks_reading clocks_read(enum clocks_kind kind, date on, bool closed,
				  const struct clocks_rules *rules, date today);

/* The one to show of several: highest state, then earliest date, then first. NULL when none is
 * running. */
const struct clocks_reading *clocks_worst(const struct clocks_reading *clocks, size_t count);

/* What a client still owes in one currency when everything that could be set off is. */
struct clocks_exposure {
	cents gross;     /* open invoices and positive gaps, due or not, disputed or not */
	cents credits;   /* unmatched credit notes, cash and negative gaps, ≥ 0 */
	cents net;       /* gross − credits, never below 0 */
	cents over;      /* beyond the credit limit, ≥ 0 */
	cents uninsured; /* beyond the insured limit, ≥ 0; all of it when not insured */
	bool covered;    /* something is overdue and credits cover all that is: match, never dial */
};
/* A limit below 0 is not known: over = 0, all is uninsured. */
struct clocks_exposure clocks_expose(const struct netting *net, cents credit_limit,
				     cents insured_limit);

#endif
