/* Short ways to write the facts that tests of rules need. Everything is counted from one Tuesday, so that tables are constant.
 */
#ifndef TESTS_RULES_FACTS_H
#define TESTS_RULES_FACTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "rules/records.h"

#define TODAY        20781 /* Tuesday 2026-11-24 */
#define LATE(days)   (TODAY - (days))
#define IN(days)     (TODAY + (days))
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* An open item of `cents_open` in euros, issued 30 days before it falls due. */
#define ITEM(number, what, due, cents_open)                                             \
	{                                                                               \
		.id = (number), .kind = (what), .issued_on = (due)-30, .due_on = (due), \
		.amount = (cents_open), .open = (cents_open), .currency = "EUR"         \
	}
#define INVOICE(number, due, cents_open) ITEM(number, ITEM_INVOICE, due, cents_open)
/* A promise of `sum` euros to be checked on a day, made nine days ago. */
#define PROMISED(sum, check)                                                                 \
	{                                                                                    \
		.id = (check), .made_on = LATE(9), .due_on = (check)-2, .check_on = (check), \
		.amount = (sum), .currency = "EUR"                                           \
	}

/* A small generator with a visible seed: the same numbers on every machine. */
struct dice {
	uint64_t state;
};

static inline uint64_t dice_next(struct dice *dice)
{
	uint64_t z = (dice->state += UINT64_C(0x9e3779b97f4a7c15));
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* Between low and high, both included. */
static inline int dice_roll(struct dice *dice, int low, int high)
{
	return low + (int)(dice_next(dice) % (uint64_t)(high - low + 1));
}

#endif
