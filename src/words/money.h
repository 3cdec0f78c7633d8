/* What late payment costs, in sentences.
 */
#ifndef WORDS_MONEY_H
#define WORDS_MONEY_H

#include "desk/money.h"
#include "words/words.h"

/* "no rate of late-payment interest from 01/07/2026: …" with the remedy. */
const char *words_no_rate(date on, char out[WORDS_TEXT]);
/* "12,15 € + 3,00 $ of interest and 40,00 € of fees waived on 2 invoices" */
const char *words_waived(const struct money_waived *waived, char out[WORDS_TEXT]);
/* "12,15 %" */
const char *words_percent(int64_t hundredths, char out[MONEY_TEXT]);

#endif
