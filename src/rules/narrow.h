/* What is typed to show only some clients of a list: words, amounts and ages, in any order.
 *
 * "lyon >500 <2000": every word stands somewhere in the row, net overdue from 500 to 2 000; "500..2000" is the same. A number with d or j
 * behind it is days late: ">30j". A sign before what is no number is a word like others. Amounts are read as everywhere a person types one:
 * ">1.500" may mean two, so nothing passes until one of them is typed.
 */
#ifndef RULES_NARROW_H
#define RULES_NARROW_H

#include <stdbool.h>

#include "base/money.h"

#define NARROW_BYTES  256
#define NARROW_AMOUNT 64

struct narrow {
	char words[NARROW_BYTES];    /* folded (text_fold), blank between */
	cents least, most;           /* of net overdue, both included */
	int least_days, most_days;   /* late, both included; nothing overdue counts as -1 */
	char unclear[NARROW_AMOUNT]; /* an amount that may be read in two ways; "" when there is none */
};

void narrow_parse(const char *text, struct narrow *out);
/* text: all that may be looked for in the row, folded. */
bool narrow_passes(const struct narrow *narrow, const char *text, cents overdue, int days_late);
/* Does every word of `words` stand somewhere in `text`? Both folded. */
bool narrow_has_words(const char *text, const char *words);

#endif
