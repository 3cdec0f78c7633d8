/* Late-payment interest and the flat fee of one invoice.
 *
 * Interest = unpaid amount incl. VAT × rate × days ÷ 365 from the day after due, no reminder
 * needed. It is cut into slices at half-years, part payments and changes of rate, each rounded
 * half up to the cent, so that a claim can be added up by hand.
 */
#ifndef RULES_INTEREST_H
#define RULES_INTEREST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/money.h"

#define INTEREST_FEE_CENTS 4000 /* option interest.fee */
#define INTEREST_RATES_MAX 64   /* rows interest_read_rates is asked to hold by the configuration */

/* A rate from a day on, in hundredths of a percent a year: 1215 = 12.15 %. */
struct interest_rate {
	date from;
	int hundredths;
};

/* Rows in rising order of `from`. A statutory rate is that of its half-year and serves only to the
 * end of it: a half-year without a row is an error, never the rate of the one before. A contract
 * rate serves until the next row. */
struct interest_rates {
	const struct interest_rate *rows;
	size_t count;
	bool contract;
};

/* The statutory rates every installation starts with (option interest.rates). */
extern const struct interest_rates interest_default_rates;

/* Money or a credit note taken off the invoice. That day still counts in full; a reversal is
 * negative. In any order. */
struct interest_payment {
	date on;
	cents amount;
};

struct interest_invoice {
	date due_on;
	cents principal; /* incl. VAT, at the due date before any payment; ≤ MONEY_MAX */
	const struct interest_payment *payments;
	size_t payment_count;
};

struct interest_slice {
	date from, to; /* both counted */
	int days;
	cents base; /* unpaid during the slice, > 0 */
	int hundredths;
	cents interest;
};

enum interest_status {
	INTEREST_OK,
	INTEREST_NO_RATE, /* none for `on` */
	INTEREST_NO_ROOM, /* more slices than `room`; `on` starts the first that did not fit */
	INTEREST_STATUS_COUNT
};

struct interest {
	enum interest_status status;
	date on;      /* what the status names; DATE_NONE when OK */
	size_t count; /* slices written */
	cents interest;
	/* flat_fee once something was unpaid after the due date, by `to`, whatever `from` says */
	cents fee;
};

/* Interest from `from` (DATE_NONE, or before: the day after due) to `to`, both counted; nothing
 * when `to` is not after the due date. Days on which nothing is unpaid have no slice. out[room]
 * may be NULL with room SIZE_MAX when only the sum is wanted. Returns true when status is
 * INTEREST_OK; else interest and fee are 0. Additive: two claims whose border is the end of a
 * slice add up to the one over both; elsewhere they may differ by the cent of rounding. */
bool interest_compute(const struct interest_invoice *invoice, const struct interest_rates *rates,
		      cents flat_fee, date from, date to, struct interest_slice *out, size_t room,
		      struct interest *result);

/* The least a contract rate may be: three times the legal rate of interest. */
int interest_contract_floor(int legal_hundredths);

/* Interest and fee outlive the principal until somebody waives them by name. */
struct interest_waiver {
	date on;
	const char *by; /* who signs; borrowed */
	cents interest, fee;
};

struct interest_left {
	cents interest, fee; /* never below 0 */
};

/* What is still owed after the waivers that bear a name, in any order. */
struct interest_left interest_left(const struct interest *owed,
				   const struct interest_waiver *waivers, size_t count);

enum interest_waiver_status {
	INTEREST_WAIVER_OK,
	INTEREST_WAIVER_NO_NAME,
	INTEREST_WAIVER_NOTHING,  /* neither interest nor fee, or a negative amount */
	INTEREST_WAIVER_TOO_MUCH, /* more than is left */
	INTEREST_WAIVER_STATUS_COUNT
};
enum interest_waiver_status interest_check_waiver(const struct interest_waiver *waiver,
						  const struct interest_left *left);

enum interest_reading {
	INTEREST_READ,
	/* not a date, a blank and a percentage with at most two decimals, from 0 to 100 */
	INTEREST_READ_BAD_FORM,
	INTEREST_READ_NOT_RISING, /* dates must rise */
	INTEREST_READ_NO_ROOM,
	INTEREST_READING_COUNT
};

/* Read rows as a user writes them, "2025-01-01 13.15, 2025-07-01 12.15"; ; is as good as a comma.
 * `*at` = where it went wrong, from the start of text. rows[0 .. *count) are filled as far as it
 * went. */
enum interest_reading interest_read_rates(const char *text, struct interest_rate *rows, size_t room,
					  size_t *count, size_t *at);

#endif
