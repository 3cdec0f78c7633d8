/* What late payment costs a client: interest and the flat fee of each invoice, less what was waived by name.
 *
 * Interest outlives the principal: an invoice settled late keeps its claim. What the ledger does not tell is counted in the client's
 * favour: a part of an open invoice that is gone without a known receipt counts as paid in time, an unmatched credit pays the oldest
 * invoices on its day; an invoice that vanished counts as unpaid until the day it was seen settled.
 */
#ifndef DESK_MONEY_H
#define DESK_MONEY_H

#include "db/money.h"
#include "desk/session.h"
#include "rules/interest.h"

#define MONEY_FEE_CURRENCY "EUR" /* the flat fee is euros, whatever the invoice is in */
#define MONEY_CURRENCIES   9     /* those of a client and the fee's */

/* One invoice's. */
struct money_claim {
	struct late_invoice invoice;
	struct interest owed;            /* status INTEREST_OK, or which day has no rate */
	struct interest_left left;       /* 0 without a rate */
	struct interest_slice *slices;   /* owed.count of them */
};

struct money_sum {
	char currency[MONEY_CODE];
	cents interest, fee;             /* owed before waivers */
	cents left_interest, left_fee;   /* still claimed */
};

struct money {
	date on;                         /* to that day, counted */
	struct money_claim *claims;      /* oldest due first; those without interest and fee left out */
	size_t claim_count;
	struct money_sum sums[MONEY_CURRENCIES]; /* by currency, bytes */
	size_t sum_count;
	struct waiver_row *waivers;      /* to that day */
	size_t waiver_count;
	date no_rate_on;                 /* the first day without a rate: the sums are not known; DATE_NONE */
};

/* The sum in this currency, made when there is none; in the order of their codes. NULL: one currency too many, left out. */
struct money_sum *money_sum_of(struct money_sum sums[MONEY_CURRENCIES], size_t *count, const char *currency);

/* Statutory rates (the table's before the configuration's), or the contract's when there are some; into the arena. */
bool money_rates(struct session *session, struct arena *arena, struct interest_rates *out, struct err *err);

/* Everything of one client to `on`; rows in the arena. */
bool money_load(struct session *session, struct arena *arena, int64_t client_id, date on, struct money *out, struct err *err);

/* What mails and scripts say the debt costs today: interest of what is owed in `currency`, the fee in MONEY_FEE_CURRENCY. */
struct money_consequence {
	bool known;                      /* false: a rate is missing, or nothing is claimed */
	cents interest, fee;
	char currency[MONEY_CODE];       /* of the interest */
};
bool money_consequence(struct session *session, int64_t client_id, const char *currency, struct money_consequence *out,
                       struct err *err);

#define MONEY_NOTE_BYTES 500

struct money_waive {
	int64_t id;                      /* made by id_new() when the entry is begun, so that a retry is one waiver */
	int64_t client_id;
	const char *number;              /* of the invoice; NULL: every one of the client's */
	cents interest, fee;             /* -1: all that is left. Ignored without `number`: all of both */
	const char *note;                /* why; needed */
};
struct money_waived {
	int invoices;
	struct money_sum sums[MONEY_CURRENCIES]; /* interest and fee given up, by currency */
	size_t sum_count;
	bool already;                    /* this id was recorded before */
};
/* A supervisor gives up interest and fee, in their own name, from what is left today. One transaction with its journal row. */
bool money_waive(struct session *session, const struct money_waive *request, struct money_waived *out, struct err *err);

#endif
