/* Net overdue: what is really owed and late, per currency.
 *
 * Net overdue = undisputed invoices due before today − every unmatched credit note and receipt, oldest due first, never below 0.
 * A negative reconciliation gap is a credit, a positive one an invoice. Currencies are never added.
 */
#ifndef RULES_NETTING_H
#define RULES_NETTING_H

#include <stddef.h>

#include "rules/records.h"

#define NETTING_STEPS 13 /* T = 1, 10, 20 … 120 days late */
#define NETTING_CURRENCIES 8 /* distinct currencies of one client; more is refused at import */
extern const int netting_steps[NETTING_STEPS];

struct netting {
	char currency[MONEY_CODE];
	cents balance;               /* every open item, signed, disputed or not */
	cents overdue_gross;         /* undisputed, due before today, before credits */
	cents disputed_overdue;      /* disputed, due before today */
	cents credits;               /* ≥ 0: unmatched credits */
	cents overdue;               /* net overdue, ≥ 0 */
	cents late[NETTING_STEPS];   /* net overdue at least netting_steps[i] days late */
	date oldest_due;             /* oldest due date among what remains after netting; DATE_NONE when overdue is 0 */
	int overdue_count;           /* items with something left after netting */
	date next_due;               /* earliest due date ≥ today of an undisputed positive item; DATE_NONE */
};

/* items in any order. Fills out[0..returned), currencies in byte order (a ninth currency is left out). Sums saturate at ±MONEY_MAX·10 (imports refuse overflow long before). */
size_t netting_compute(const struct item *items, size_t count, date today, struct netting out[NETTING_CURRENCIES]);

/* What stays of each item after credits, oldest due first (ties: issue date, then id): left[i] for items[i]; 0 for credits, disputed ones included whole.
 * Not-yet-due items take what credits remain after the overdue ones only in `left`, never in overdue; the answer is the same on every day. */
void netting_left(const struct item *items, size_t count, cents *left);

#endif
