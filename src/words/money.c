/* What late payment costs, in sentences. Knows no screen.
 */
#include "words/money.h"

#include <stdio.h>

#include "base/gettext.h"

const char *words_consequence(const struct money_consequence *consequence, char out[WORDS_TEXT])
{
	char interest[MONEY_TEXT], fee[MONEY_TEXT];

	out[0] = '\0';
	if (!consequence->known)
		return out;
	words_amount(consequence->interest, consequence->currency, interest);
	words_amount(consequence->fee, MONEY_FEE_CURRENCY, fee);
	if (consequence->interest > 0 && consequence->fee > 0)
		snprintf(out, WORDS_TEXT, _("Late payment already costs %s of interest and %s of flat fees."), interest, fee);
	else if (consequence->interest > 0)
		snprintf(out, WORDS_TEXT, _("Late payment already costs %s of interest."), interest);
	else if (consequence->fee > 0)
		snprintf(out, WORDS_TEXT, _("Late payment already costs %s of flat fees."), fee);
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
