/* Matches of a search in words: short for a column, long for the line under it.
 */
#include "words/search.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/text.h"

#define DIGITS 64

static bool is_payment(const struct search_sum *sum)
{
	return sum->kind == SEARCH_SUM_MOVEMENT || sum->kind == SEARCH_SUM_CASH;
}

static void say_payment(const struct search_sum *sum, date today, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };
	char day[64];

	words_add(&text, sum->reversal ? _("returned %s") : _("payment %s"), words_near_date(sum->on, today, day));
	if (strcmp(sum->state, "open") == 0)
		words_add(&text, ", %s", _("to clear"));
	else if (strcmp(sum->state, "account") == 0)
		words_add(&text, ", %s", _("on account"));
	else if (strcmp(sum->state, "ignored") == 0)
		words_add(&text, ", %s", _("put aside"));
	else if (*sum->number)
		words_add(&text, " · %s", sum->number);
}

static void say_document(const struct search_sum *sum, char out[WORDS_TEXT])
{
	if (sum->kind == SEARCH_SUM_CREDIT_NOTE)
		snprintf(out, WORDS_TEXT, sum->open ? _("credit note %s, open") : _("credit note %s, used"), sum->number);
	else if (sum->kind == SEARCH_SUM_REST)
		snprintf(out, WORDS_TEXT, _("left of invoice %s"), sum->number);
	else if (sum->open == 0)
		snprintf(out, WORDS_TEXT, _("invoice %s, paid"), sum->number);
	else
		snprintf(out, WORDS_TEXT, sum->open == sum->amount ? _("invoice %s, open") : _("invoice %s, partly paid"), sum->number);
}

const char *words_match(const struct worklist_row *row, const char *query, date today, char out[WORDS_TEXT])
{
	char digits[DIGITS];

	*out = '\0';
	switch (row->match) {
	case WORKLIST_MATCH_INVOICE: snprintf(out, WORDS_TEXT, _("invoice %s"), row->matched); break;
	case WORKLIST_MATCH_NAME: snprintf(out, WORDS_TEXT, "%s", _("name")); break;
	case WORKLIST_MATCH_ACCOUNT: snprintf(out, WORDS_TEXT, "%s", _("account")); break;
	case WORKLIST_MATCH_PHONE:
		text_digits(digits, sizeof digits, query);
		snprintf(out, WORDS_TEXT, _("phone …%s"), digits);
		break;
	case WORKLIST_MATCH_CONTACT: snprintf(out, WORDS_TEXT, "%s", *row->matched ? row->matched : _("contact")); break;
	case WORKLIST_MATCH_AMOUNT:
		if (is_payment(row->sum))
			say_payment(row->sum, today, out);
		else
			say_document(row->sum, out);
		break;
	case WORKLIST_MATCH_COUNT: break;
	}
	return out;
}

const char *words_match_long(const struct worklist_row *row, date today, char out[WORDS_TEXT])
{
	const struct search_sum *sum = row->sum;
	struct words_text text = { .out = out };
	char what[WORDS_TEXT], money[MONEY_TEXT], day[64];

	*out = '\0';
	if (!sum)
		return out;
	words_add(&text, "%s · ", words_match(row, "", today, what));
	if (sum->kind == SEARCH_SUM_INVOICE && sum->open != 0 && sum->open != sum->amount)
		words_add(&text, _("%s left"), words_amount(sum->open, sum->currency, money));
	else if (sum->kind == SEARCH_SUM_REST)
		words_add(&text, _("of %s"), words_amount(sum->amount, sum->currency, money));
	else
		words_add(&text, "%s", words_amount(sum->amount, sum->currency, money));
	if (!is_payment(sum))
		words_add(&text, _(", due %s"), words_near_date(sum->on, today, day));
	else if (row->client.id && *sum->party && strcmp(sum->party, row->client.name) != 0)
		words_add(&text, _(", from %s"), sum->party); /* else the row names him */
	return out;
}
