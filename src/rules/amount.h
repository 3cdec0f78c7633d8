/* An amount named by itself, as people write and say one: "1 234,56", "1.234,56 €", "CHF 1'234.50". What stands beside a date or a word is
 * rules/entry.h's.
 */
#ifndef RULES_AMOUNT_H
#define RULES_AMOUNT_H

#include <stdbool.h>

#include "base/money.h"

struct amount_said {
	cents amount;               /* above 0, up to MONEY_MAX */
	char currency[MONEY_CODE];  /* "" none was named */
	bool plain;                 /* a whole number and nothing else: it may as well be a phone's or a document's */
};
/* Nothing but one amount, with its sign or without; of "1.500" both signs only part thousands. False: `out` is untouched. */
bool amount_said(const char *text, struct amount_said *out);

#endif
