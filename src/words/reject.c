/* Sentences and remedies for rejects. Which line is refused and why is the readers' and the desk's
 * business.
 */
#include "words/reject.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/money.h"

static const struct {
	const char *sentence; /* N_(), with at most one %s: the argument */
	const char *remedy;   /* N_() */
} reasons[INTAKE_REASON_COUNT] = {
	[REASON_COLUMNS] = { N_("columns expected/found: %s"),
			     N_("look for a separator or a line end inside a field, and export "
				"again") },
	[REASON_NO_CLIENT] = { N_("no client number"),
			       N_("give the row its client number in the accounting program") },
	[REASON_NO_NUMBER] = { N_("no invoice number"),
			       N_("give the row its invoice number in the accounting program") },
	[REASON_NO_DATE] = { N_("no date"), N_("give the row its invoice or due date") },
	[REASON_BAD_DATE] = { N_("%s is no date"), N_("correct the date; the mapping of a CSV "
						      "can say how dates are written (dates = "
						      "\"dmy\")") },
	[REASON_DATE_ORDER] = { N_("%s: day and month look swapped"),
				N_("say in the mapping how dates are written (dates = \"dmy\" or "
				   "\"mdy\")") },
	[REASON_BAD_AMOUNT] = { N_("%s is no amount"),
				N_("correct the amount; the mapping of a CSV can say which sign is "
				   "the decimal one") },
	[REASON_AMOUNT_OVERFLOW] = { N_("%s is more than can be counted"),
				     N_("correct the amount: a separator may be missing") },
	[REASON_AMOUNT_ROUNDED] = { N_("%s was rounded to the cent"),
				    N_("nothing to do unless the sums do not match") },
	[REASON_CURRENCY] = { N_("%s is no currency"),
			      N_("write the ISO code of the currency: EUR, USD …") },
	[REASON_CURRENCY_OTHER] = { N_("amounts in %s, which is not the creditor's currency"),
				    N_("nothing to do: each currency is counted on its own") },
	[REASON_DIRECTION] = { N_("%s is neither debit nor credit"),
			       N_("the column holds D or C, or +1 or -1") },
	[REASON_LINE_LONG] = { N_("the line is longer than 64 KiB"),
			       N_("look for a missing line end or an open quote before it") },
	[REASON_FIELD_LONG] = { N_("a field is longer than 4 KiB"),
				N_("shorten it, or look for an open quote before it") },
	[REASON_NUL] = { N_("the line holds bytes that are no text"),
			 N_("export the file again: it was damaged on its way") },
	[REASON_QUOTE] = { N_("a quoted field does not end"),
			   N_("close the quotes, or double those inside a field") },
	[REASON_CONTROL] = { N_("hidden characters were removed (%s)"),
			     N_("nothing to do; look at the raw line if a name seems odd") },
	[REASON_DUPLICATE] = { N_("%s stands in the file more than once"),
			       N_("remove the line that is wrong: the first one was taken") },
	[REASON_NO_AUXILIARY] = { N_("account %s has no auxiliary account: nobody knows which "
				     "client owes it"),
				  N_("export the ledger with its auxiliary accounts "
				     "(CompAuxNum)") },
	[REASON_FUTURE_ISSUE] = { N_("issued in the future: %s"),
				  N_("check the date; the row was taken") },
	[REASON_SIREN] = { N_("the file is named after SIREN %s, which is not the creditor's"),
			   N_("make sure that it is the right company's file") },
	[REASON_YEAR] = { N_("the file is named after the closing date %s, which its entries do "
			     "not fit"),
			  N_("make sure that it is the right year's file") },
	[REASON_NAMES] = { N_("clients whose name is spelt in several ways: %s"),
			   N_("nothing to do: the most frequent spelling is kept") },
	[REASON_GAP] = { N_("%s: open items and account balance differ"),
			 N_("match the account in the ledger; until then the difference is an item "
			    "of its own") },
	[REASON_CURRENCIES] = { N_("the client has open items in too many currencies: %s is one "
				   "more"),
				N_("settle or convert some of them in the accounting program") },
	[REASON_UNSETTLED] = { N_("%s says neither settled nor open"),
			       N_("the column holds yes or no, 1 or 0") },
	[REASON_BALANCE] = { N_("old balance and movements do not make the new balance: %s"),
			     N_("ask the bank whether a page or a statement is missing") },
	[REASON_SUMMARY] = { N_("the entries are not those the bank itself counts: %s"),
			     N_("the file was cut or edited: ask the bank for the statement again, "
				"what is missing is taken then") },
	[REASON_DETAILS] = { N_("the parts of an entry do not add up to it: %s was taken as one"),
			     N_("allot the amount by hand, or ask the bank for its details") },
	[REASON_STATUS] = { N_("%s is no known status"),
			    N_("ask whoever sent the file for a corrected one") },
	[REASON_NO_REASON] = { N_("this status must give a reason, and does not: %s"),
			       N_("ask the client or the platform why") },
	[REASON_UNKNOWN_INVOICE] = { N_("no invoice is called %s here"),
				     N_("import its ledger or the invoice itself: the status is "
					"taken then, the next night or with relance imports retry") },
	[REASON_CAME_LATER] = { N_("invoice %s came later, its status was taken then"),
				N_("nothing to do") },
	[REASON_AMBIGUOUS] = { N_("several invoices are called %s"),
			       N_("say with the invoice which client it is for, or correct the "
				  "number in the books") },
	[REASON_SELLER] = { N_("the seller is %s, not this creditor"),
			    N_("import it for its own creditor: --creditor NAME") },
	[REASON_OTHER_AMOUNT] = { N_("the books have another amount: %s"),
				  N_("the books were kept; compare both with the client") },
	[REASON_FACTORED] = { N_("invoice %s is to be paid to a factor, not to the creditor"),
			      N_("ask who collects it before calling about it") },
	[REASON_ALL_GONE] = { N_("nothing of what was open is in this full picture, which closes all of it: %s"),
			      N_("make sure that it is the right company's file and holds all; taken in again, "
				 "the right one opens them again") },
};

/* "-34.71", as readers write amounts. */
static bool is_amount(const char *text, size_t length)
{
	size_t sign = length > 0 && *text == '-', digits = strspn(text + sign, "0123456789");

	return digits > 0 && sign + digits + 3 == length && text[sign + digits] == '.' &&
	       strspn(text + sign + digits + 1, "0123456789") == 2;
}

/* Amounts as the reader's language writes them; the first word names what they are of, but for a sum alone. */
static void say_amounts(const char *arg, bool first_too, struct words_text *out)
{
	char money[MONEY_TEXT];
	cents amount;

	for (const char *at = arg; *at;) {
		size_t length = strcspn(at, " /");

		if ((at > arg || first_too) && is_amount(at, length) &&
		    money_parse(at, length, MONEY_POINT, &amount) == MONEY_OK)
			words_add(out, "%s", words_money(amount, money));
		else
			words_add(out, "%.*s", (int)length, at);
		at += length;
		if (*at)
			words_add(out, "%c", *at++);
	}
}

static const char *said_arg(enum intake_reason reason, const char *arg, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };

	out[0] = '\0';
	switch (reason) {
	case REASON_GAP:
	case REASON_BALANCE:
	case REASON_SUMMARY:
	case REASON_DETAILS:
	case REASON_OTHER_AMOUNT: say_amounts(arg, reason == REASON_DETAILS, &text); return out;
	default: return arg;
	}
}

const char *words_reject(enum intake_reason reason, const char *arg, char out[WORDS_TEXT])
{
	char said[WORDS_TEXT];

	if (reason == REASON_BAD_AMOUNT && !*arg) {
		snprintf(out, WORDS_TEXT, "%s", _("no amount"));
		return out;
	}
	snprintf(out, WORDS_TEXT, gettext(reasons[reason].sentence), said_arg(reason, arg, said));
	return out;
}

const char *words_remedy(enum intake_reason reason, bool warning)
{
	if (reason == REASON_DUPLICATE && warning)
		return _("nothing to do: both say the same, and it was taken once");
	return gettext(reasons[reason].remedy);
}

bool words_reason_from_code(const char *code, enum intake_reason *out)
{
	for (int i = 0; i < INTAKE_REASON_COUNT; i++)
		if (strcmp(intake_reason_codes[i], code) == 0) {
			*out = (enum intake_reason)i;
			return true;
		}
	return false;
}
