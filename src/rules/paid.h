/* What a client says of a payment already made: read behind the date of the entry ("mon 500 transfer VIR-8841"), kept in the note of
 * that call, where whoever calls next, or clears payments, finds it.
 */
#ifndef RULES_PAID_H
#define RULES_PAID_H

#include <stdbool.h>

#include "base/date.h"
#include "base/money.h"

/* From the first word that names a means (transfer, cheque, direct debit, draft, card, cash, in either language), to the end of the
 * text: within it. Its end when no word does. */
const char *paid_means(const char *text);

struct paid_claim {
	cents amount;
	char currency[MONEY_CODE];
	date on;           /* said to be paid then */
	const char *words; /* means, reference and note, within what was read; "" */
};
/* "500.00 EUR 2026-11-23 transfer 8841": the same in every language. Caller's string. */
char *paid_note(const struct paid_claim *claim);
/* Of the note of such a call: any other may read alike. False: a note of before; `out` untouched. */
bool paid_read(const char *note, struct paid_claim *out);

#endif
