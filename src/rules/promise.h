/* Promises judged by cash at value date.
 *
 * Check date = promised date + grace business days. Cash counts by value date up to and including it.
 */
#ifndef RULES_PROMISE_H
#define RULES_PROMISE_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/records.h"

#define PROMISE_GRACE_DAYS 2         /* business days; option promise.grace */
#define PROMISE_MAX_DAYS 365         /* further ahead is refused */
#define PROMISE_FAR_DAYS 60          /* further ahead is shown as such */
#define PROMISE_PLAN_MIN 2
#define PROMISE_PLAN_MAX 24

date promise_check_date(date due_on, int grace_days);

/* Judge all promises of one client from all cash known, from scratch: sets credited, received and
 * state of each that people have not withdrawn or superseded. Judged is amount − reduced − credited.
 *
 * States. Before check_on (today < check_on) OPEN, or KEPT as soon as all is received; from check_on
 * nothing = BROKEN, part = PARTLY_KEPT, all = KEPT. Nothing left to judge (and so nothing received):
 * WITHDRAWN at once; it is judged again next time, so pass it as it came out or as OPEN. A WITHDRAWN
 * one with something left to judge was withdrawn by people: it and the superseded ones take nothing
 * and stay as they are.
 *
 * Cash goes in order of value date, then id. A receipt counts for the promise it was matched to,
 * else for the oldest of its currency not yet filled (by made_on, due_on, id), each cent once, and
 * only when value_on ≤ check_on, and value_on > made_on or it became known after the promise was
 * made (receipt.id > promise.id). What is too much for its promise counts as not matched, and so
 * does a match with one that takes nothing. What is matched but too late for its promise counts at
 * most for the others made that day: the lines of a plan share their invoices.
 *
 * Credit notes go the same way, into credited. Reversals (negative) take back from the promise they
 * are matched to, then from the latest filled of the currency, whatever their value date, which is
 * its reversed_on; later cash may fill it again. Promises and receipts may come in any order. */
void promise_judge(struct promise *promises, size_t promise_count, const struct receipt *receipts, size_t receipt_count, date today);

/* amount − reduced − credited; never below 0: a dispute may exceed what was promised. */
cents promise_judged(const struct promise *promise);

/* Cash came for it and all of it went back, as it was judged: "nothing came" would not be true. */
bool promise_went_back(const struct promise *promise);

/* Whether a receipt may count for a promise, as said above. */
bool promise_in_time(const struct promise *promise, const struct receipt *receipt);
bool promise_is_older(const struct promise *a, const struct promise *b);

/* What is still expected of an open promise, ≥ 0; 0 in any other state. */
cents promise_outstanding(const struct promise *promise);

/* Split `total` into n equal lines rounded down, the last takes the odd cents: the amount of line i (0-based). */
cents promise_plan_line(cents total, int n, int i);

#endif
