/* What late payment costs, in sentences. Knows no screen.
 */
#include "words/money.h"

#include <stdio.h>

#include "base/gettext.h"

/* Nothing is said as nothing of the fee's currency. */
const char *words_waived(const struct money_waived *waived, char out[WORDS_TEXT])
{
	char amounts[WORDS_TEXT] = "", amount[MONEY_TEXT], fee[MONEY_TEXT];
	struct words_text interest = { .out = amounts };
	cents fees = 0;

	for (size_t i = 0; i < waived->sum_count; i++) {
		fees += waived->sums[i].fee;
		if (waived->sums[i].interest != 0)
			words_add(&interest, "%s%s", *amounts ? " + " : "",
				  words_amount(waived->sums[i].interest, waived->sums[i].currency, amount));
	}
	if (!*amounts)
		words_add(&interest, "%s", words_amount(0, MONEY_FEE_CURRENCY, amount));
	snprintf(out, WORDS_TEXT,
		 ngettext("%s of interest and %s of fees waived on %d invoice", "%s of interest and %s of fees waived on %d invoices",
			  (unsigned long)waived->invoices),
		 amounts, words_amount(fees, MONEY_FEE_CURRENCY, fee), waived->invoices);
	return out;
}

const char *words_no_rate(date on, char out[WORDS_TEXT])
{
	char day[64];

	snprintf(out, WORDS_TEXT,
	         _("there is no rate of late-payment interest for %s: add its half-year with relance rates import FILE, or to interest.rates"),
	         words_date(on, WORDS_DATE_YEAR, day));
	return out;
}

const char *words_percent(int64_t hundredths, char out[MONEY_TEXT])
{
	char number[MONEY_TEXT];

	snprintf(out, MONEY_TEXT, words_lang() == WORDS_FR ? "%.20s %%" : "%.20s%%", words_money(hundredths, number));
	return out;
}
