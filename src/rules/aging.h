/* The aged balance and the figures made of it: DSO, ADD, CEI, roll rate, right-party rate, provision.
 *
 * Figures are whole hundredths: 8225 = 82.25 days, 5625 = 56.25 %. One currency at a time. A
 * figure that has nothing to divide by does not exist: the function returns false and leaves out
 * untouched.
 */
#ifndef RULES_AGING_H
#define RULES_AGING_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/records.h"

enum aging_bucket {
	AGING_NOT_DUE, /* due today is not overdue */
	AGING_1_30,
	AGING_31_60,
	AGING_61_90,
	AGING_91_120,
	AGING_OVER_120,
	AGING_BUCKET_COUNT
};
/* not_due 1_30 31_60 61_90 91_120 over_120 */
extern const char *const aging_bucket_codes[AGING_BUCKET_COUNT];

enum aging_bucket aging_bucket_of(date due_on, date today);

struct aging {
	cents amount[AGING_BUCKET_COUNT];   /* what is owed, disputed or not, before credits */
	cents disputed[AGING_BUCKET_COUNT]; /* of it, in dispute */
	size_t count[AGING_BUCKET_COUNT];   /* items */
	cents credits; /* ≥ 0: credit notes, cash and negative gaps, whatever their date */
	cents total;   /* the amounts less the credits: the balance */
};

/* Put one open item to the others: all of one currency. */
void aging_add_item(struct aging *aging, const struct item *item, date today);
/* Put the items of another balance to the others, of the same currency. */
void aging_join(struct aging *aging, const struct aging *other);

/* Simple DSO = receivables ÷ credit sales × days. Best possible DSO is the same over current (not
 * yet due) receivables. False without sales or days. */
bool aging_dso(cents receivables, cents sales, int days, int64_t *hundredths);

/* Sales of a whole month, tax included like the receivables. */
struct aging_month {
	cents sales;
	int days;
};

/* Count-back DSO: months, the latest first, are taken off the receivables whole; the last one pro
 * rata. 0 when nothing is receivable; false when the months do not reach far enough. */
bool aging_count_back(cents receivables, const struct aging_month *months, size_t count,
		      int64_t *hundredths);

/* Average days delinquent: DSO − best possible DSO, as shown. */
int64_t aging_add(int64_t dso_hundredths, int64_t best_hundredths);

/* Collection effectiveness in hundredths of a percent: what was collected of what could be.
 * (opening + sales − ending) ÷ (opening + sales − ending current). */
bool aging_cei(cents opening, cents sales, cents ending, cents ending_current, int64_t *hundredths);

/* One item at both ends of a month. */
struct aging_pair {
	date due_on;
	cents then, now; /* open amounts; now = 0 when it is paid */
};

/* Slippage of one bucket. */
struct aging_roll {
	cents base;    /* in the bucket a month ago */
	cents rolled;  /* of it, still open one bucket later: never more than was open then */
	cents further; /* of it, still open beyond that (a 31-day month takes day 30 to day 61) */
};
void aging_roll(const struct aging_pair *pairs, size_t count, date then, date now,
		struct aging_roll out[AGING_BUCKET_COUNT]);

/* part ÷ whole in hundredths of a percent: roll rate = rolled ÷ base, right-party rate =
 * right-party contacts ÷ attempts. False when whole ≤ 0. */
bool aging_share(int64_t part, int64_t whole, int64_t *hundredths);

struct aging_provision {
	int percent[AGING_BUCKET_COUNT]; /* per bucket, on the amount excluding VAT */
	int vat_hundredths;              /* 2000 = 20.00 %: taken out of the open amounts first */
};
extern const struct aging_provision aging_default_provision;

/* The allowance of each bucket, rounded half up, and their sum (also returned). Credits are not set
 * off: they belong to no bucket. */
cents aging_provide(const struct aging *aging, const struct aging_provision *provision,
		    cents out[AGING_BUCKET_COUNT]);

#endif
