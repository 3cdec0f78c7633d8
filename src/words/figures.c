/* Names and definitions of the figures of the trade. Computes nothing.
 */
#include "words/figures.h"

#include <stdio.h>

#include "base/gettext.h"
#include "words/money.h"

const char *words_bucket(enum aging_bucket bucket)
{
	static const char *const names[AGING_BUCKET_COUNT] = {
		[AGING_NOT_DUE] = N_("not due"), [AGING_1_30] = N_("1-30 d"),     [AGING_31_60] = N_("31-60 d"),
		[AGING_61_90] = N_("61-90 d"),   [AGING_91_120] = N_("91-120 d"), [AGING_OVER_120] = N_("> 120 d"),
	};

	return gettext(names[bucket]);
}

const char *words_figure(const struct figure *figure, char out[WORDS_TEXT])
{
	static const char *const names[FIGURE_CODE_COUNT] = {
		[FIGURE_RECEIVABLES] = N_("receivables"),
		[FIGURE_CURRENT] = N_("receivables not yet due"),
		[FIGURE_SALES] = N_("credit sales"),
		[FIGURE_DSO] = N_("DSO"),
		[FIGURE_COUNT_BACK] = N_("DSO, count-back"),
		[FIGURE_BEST_DSO] = N_("best possible DSO"),
		[FIGURE_ADD] = N_("average days delinquent"),
		[FIGURE_CEI] = N_("collection effectiveness"),
		[FIGURE_ROLL] = N_("slippage"),
		[FIGURE_RIGHT_PARTY] = N_("right-party rate"),
		[FIGURE_KEPT_COUNT] = N_("promises kept, by count"),
		[FIGURE_KEPT_AMOUNT] = N_("promises kept, by amount"),
		[FIGURE_PROVISION] = N_("allowance"),
	};
	const char *name = gettext(names[figure->code]);

	if (figure->code == FIGURE_ROLL)
		snprintf(out, WORDS_TEXT, "%s %s → %s", name, words_bucket(figure->bucket),
		         words_bucket((enum aging_bucket)(figure->bucket + 1)));
	else
		snprintf(out, WORDS_TEXT, "%s", name);
	return out;
}

const char *words_figure_definition(const struct figure *figure, char out[WORDS_TEXT])
{
	static const char *const definitions[FIGURE_CODE_COUNT] = {
		[FIGURE_RECEIVABLES] = N_("every open item, credits taken off"),
		[FIGURE_CURRENT] = N_("open invoices due today or later"),
		[FIGURE_SALES] = N_("invoices and credit notes issued in the period, tax included"),
		[FIGURE_DSO] = N_("receivables ÷ credit sales of the period × its days"),
		[FIGURE_COUNT_BACK] = N_("days of whole months of sales taken off the receivables, backwards, the last one pro rata"),
		[FIGURE_BEST_DSO] = N_("receivables not yet due ÷ credit sales of the period × its days"),
		[FIGURE_ADD] = N_("DSO − best possible DSO"),
		[FIGURE_CEI] = N_("(opening + sales − ending) ÷ (opening + sales − ending not yet due)"),
		[FIGURE_ROLL] = N_("amount of the bucket a month ago found in the next one today ÷ that amount"),
		[FIGURE_RIGHT_PARTY] = N_("calls in which somebody was spoken to ÷ calls"),
		[FIGURE_KEPT_COUNT] = N_("promises kept ÷ promises judged whose check date fell in the period"),
		[FIGURE_KEPT_AMOUNT] = N_("amount of promises kept ÷ amount of promises judged whose check date fell in the period"),
		[FIGURE_PROVISION] = N_("rate of each bucket (provision.rates) × its amount excluding VAT"),
	};

	snprintf(out, WORDS_TEXT, "%s", gettext(definitions[figure->code]));
	return out;
}

const char *words_figure_value(const struct figure *figure, const char *currency, char out[WORDS_TEXT])
{
	char text[MONEY_TEXT];

	if (!figure->known) {
		snprintf(out, WORDS_TEXT, "–");
		return out;
	}
	switch (figure_unit(figure->code)) {
	case FIGURE_MONEY: snprintf(out, WORDS_TEXT, "%s", words_amount(figure->value, currency, text)); break;
	case FIGURE_DAYS: snprintf(out, WORDS_TEXT, _("%s days"), words_money(figure->value, text)); break;
	case FIGURE_PERCENT: snprintf(out, WORDS_TEXT, "%s", words_percent(figure->value, text)); break;
	}
	return out;
}

const char *words_figure_period(const struct figure *figure, char out[WORDS_TEXT])
{
	char from[64], on[64];

	words_date(figure->on, WORDS_DATE_YEAR, on);
	if (date_is(figure->from))
		snprintf(out, WORDS_TEXT, _("from %s to %s"), words_date(figure->from, WORDS_DATE_YEAR, from), on);
	else
		snprintf(out, WORDS_TEXT, _("as of %s"), on);
	return out;
}
