/* Promises judged by cash at value date (domain §7).
 *
 * Check date = promised date + grace business days. Cash counts by value date up to and including it.
 */
#ifndef RULES_PROMISE_H
#define RULES_PROMISE_H

#include <stddef.h>

#include "rules/records.h"

#define PROMISE_GRACE_DAYS 2         /* business days; option promise.grace */
#define PROMISE_MAX_DAYS 365         /* further ahead is refused */
#define PROMISE_FAR_DAYS 60          /* further ahead is shown as such */
#define PROMISE_PLAN_MIN 2
#define PROMISE_PLAN_MAX 24

date promise_check_date(date due_on, int grace_days);

/* Judge all promises of one client from all cash known, from scratch: sets received, reduced (by credit notes), state of each that is not withdrawn or superseded.
 * Before check_on (today < check_on) the state is OPEN, or KEPT as soon as all is received. From check_on: nothing = BROKEN, part = PARTLY_KEPT, all = KEPT
 * (also when nothing is left to judge: amount − reduced = 0 by a credit note → WITHDRAWN).
 * A receipt counts for a promise when it was matched to it, else for the oldest promise of that currency not yet filled (by made_on, due_on, id), each cent once, and only when
 * value_on ≤ check_on, and value_on > made_on or the receipt became known after the promise was made (receipt.id > promise.id).
 * Promises withdrawn or superseded take nothing. Reversals (negative) take back from the latest filled of the same currency.
 * promises and receipts may come in any order. */
void promise_judge(struct promise *promises, size_t promise_count, const struct receipt *receipts, size_t receipt_count, date today);

/* Split `total` into n equal lines rounded down, the last takes the odd cents: the amount of line i (0-based). */
cents promise_plan_line(cents total, int n, int i);

#endif
