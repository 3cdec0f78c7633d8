/* Names of reasons and states, and lines put together from them.
 */
#include "words/matching.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "rules/matching.h"

const char *words_matching_how(const char *code)
{
	static const char *const names[MATCHING_HOW_COUNT] = {
		[MATCHING_ASKED] = N_("reference its invoice asks for"),
		[MATCHING_REFERENCE] = N_("number in the reference"),
		[MATCHING_NUMBER] = N_("number in the text"),
		[MATCHING_NETTED] = N_("numbers less a credit note"),
		[MATCHING_PART] = N_("part payment"),
		[MATCHING_AMOUNT] = N_("amount of the one invoice"),
		[MATCHING_PROMISE] = N_("what was promised"),
		[MATCHING_OVERDUE] = N_("all that is overdue"),
		[MATCHING_ALL] = N_("all that is open"),
		[MATCHING_OLDEST] = N_("the oldest invoices"),
		[MATCHING_LEDGER] = N_("known by the ledger"),
		[MATCHING_ACCOUNT] = N_("on account"),
		[MATCHING_REVERSAL] = N_("taken back"),
		[MATCHING_HAND] = N_("by hand"),
	};
	enum matching_how how = matching_how_from(code);

	return how == MATCHING_HOW_COUNT ? code : gettext(names[how]);
}

/* Each is the line under a list: 78 cells in every language. */
const char *words_matching_why(const char *code)
{
	static const char *const sentences[MATCHING_WHY_COUNT] = {
		[MATCHING_UNKNOWN] = N_("neither the payer nor an invoice is known: say whose it is, or set it aside"),
		[MATCHING_SEVERAL] = N_("several invoices fit equally: choose"),
		[MATCHING_PAYERS] = N_("this payer pays for several clients: choose"),
		[MATCHING_CLIENTS] = N_("it names invoices of several clients: choose"),
		[MATCHING_OTHER_CLIENT] = N_("it names an invoice of another client than the payer: ask the payer"),
		[MATCHING_TOO_MUCH] = N_("more than what is open of the invoices it names: ask what the rest is for"),
		[MATCHING_SETTLED] = N_("the invoices it names are settled already: paid twice?"),
		[MATCHING_SUM] = N_("the invoices it names do not make the amount: ask which it pays"),
		[MATCHING_UNCONFIRMED] = N_("it names an invoice, neither the amount nor the payer agrees: a wrong number?"),
		[MATCHING_CURRENCY] = N_("the invoices it names are in another currency"),
		[MATCHING_NO_FIT] = N_("the payer is known, its invoices do not make the amount: ask which it pays"),
		[MATCHING_IN_LEDGER] = N_("the ledger shows payments it may be part of: set it aside if it is"),
		[MATCHING_BEFORE] = N_("older than the first ledger taken in: it is probably in it, set it aside"),
		[MATCHING_NO_ORIGINAL] = N_("takes back an unknown payment, or one of several: name the invoice to reopen"),
		[MATCHING_OUTGOING] = N_("money the creditor paid"),
		[MATCHING_REVERSED] = N_("taken back by the bank"),
		[MATCHING_TAKEN_BACK] = N_("its match was undone: for you to decide"),
	};
	enum matching_why why = matching_why_from(code);

	return why == MATCHING_CLEAR ? "" : gettext(sentences[why]);
}

const char *words_matching_state(const char *code)
{
	static const struct {
		const char *code, *name;
	} states[] = {
		{ "open", N_("to clear") },   { "account", N_("on account") }, { "matched", N_("matched") },
		{ "ignored", N_("put aside") },
	};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i].code, code) == 0)
			return gettext(states[i].name);
	return code;
}

const char *words_matching_choice(const struct matching_choice *choice, const char *currency, date today,
                                  char out[WORDS_TEXT])
{
	char money[MONEY_TEXT], day[64];

	if (choice->invoice_id == 0)
		snprintf(out, WORDS_TEXT, _("on account of %s (%s)"), choice->client_name, choice->client_no);
	else
		snprintf(out, WORDS_TEXT, _("%s, %s open, due %s · %s"), choice->number, words_amount(choice->open, currency, money),
		         words_near_date(choice->due_on, today, day), choice->client_name);
	return out;
}

/* "F1001 · number in the text · Dupont"; of several each with its amount. */
static void add_allocated(const struct matching_line *line, struct words_text *text)
{
	const char *how = "";
	char money[MONEY_TEXT];

	for (size_t i = 0; i < line->allocated_count; i++) {
		const struct matching_allocated *one = &line->allocated[i];

		words_add(text, "%s%s", i ? ", " : "", *one->number ? one->number : _("on account"));
		if (line->allocated_count > 1)
			words_add(text, " %s", words_amount(one->amount, line->currency, money));
		if (strcmp(one->how, matching_how_codes[MATCHING_ACCOUNT]) != 0)
			how = one->how;
	}
	if (*how)
		words_add(text, " · %s", words_matching_how(how));
	words_add(text, " · %s", line->allocated[0].client_name);
}

const char *words_matching_line(const struct matching_line *line, date today, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };
	char choice[WORDS_TEXT];

	*out = '\0';
	if (line->allocated_count > 0)
		add_allocated(line, &text);
	else if (line->choice_count > 0)
		words_add(&text, "? %s", words_matching_choice(&line->choices[0], line->currency, today, choice));
	else if (*line->note)
		words_add(&text, "%s", line->note);
	else
		words_add(&text, "%s", words_matching_why(line->why));
	return out;
}

void words_matching_totals(const struct matching_totals *totals, struct buf *out)
{
	buf_printf(out,
	           ngettext("%" PRId64 " movement looked at: ", "%" PRId64 " movements looked at: ", (unsigned long)totals->movements),
	           totals->movements);
	buf_printf(out, _("%" PRId64 " matched, %" PRId64 " on account, %" PRId64 " taken back, %" PRId64 " to clear\n"),
	           totals->matched, totals->account, totals->reversed, totals->left);
	for (size_t i = 0; i < totals->sum_count; i++) {
		const struct matching_sum *sum = &totals->sums[i];
		char matched[MONEY_TEXT], account[MONEY_TEXT], reversed[MONEY_TEXT], left[MONEY_TEXT];

		buf_printf(out, _("Matched %s, on account %s, taken back %s, to clear %s\n"),
		           words_amount(sum->matched, sum->currency, matched), words_amount(sum->account, sum->currency, account),
		           words_amount(sum->reversed, sum->currency, reversed), words_amount(sum->left, sum->currency, left));
	}
}
