/* Totals told beside totals made.
 */
#include "intake/camt_summary.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS_MOST = 15 }; /* Max15NumericText */

static const char *const names[CAMT_TOTALS] = { "", "CRDT ", "DBIT " };

static bool is_money(enum money_parsed got)
{
	return got == MONEY_OK || got == MONEY_ROUNDED;
}

void camt_summary_count(struct camt_summary *summary, enum camt_total total, const char *digits)
{
	int64_t n = 0;
	size_t length = strspn(digits, "0123456789");

	if (length == 0 || length > DIGITS_MOST || digits[length])
		return;
	for (size_t i = 0; i < length; i++)
		n = n * 10 + (digits[i] - '0');
	summary->told.count[total] = n;
	summary->counts_told[total] = true;
}

void camt_summary_sum(struct camt_summary *summary, enum camt_total total, enum money_parsed got, cents sum)
{
	if (!is_money(got))
		return;
	summary->told.sum[total] = sum;
	summary->sums_told[total] = true;
	summary->rounded += got == MONEY_ROUNDED;
}

static bool add(struct camt_tally *tally, cents amount, int side)
{
	enum camt_total of = side > 0 ? CAMT_CREDITS : CAMT_DEBITS;

	tally->count[CAMT_ALL]++;
	tally->count[of]++;
	return money_add(tally->sum[CAMT_ALL], amount, &tally->sum[CAMT_ALL]) &&
	       money_add(tally->sum[of], amount, &tally->sum[of]);
}

void camt_summary_entry(struct camt_summary *summary, enum money_parsed got, cents amount, const char *currency, int side,
                        bool booked)
{
	if (!*summary->currency)
		snprintf(summary->currency, sizeof summary->currency, "%.3s", currency);
	if (!is_money(got) || side == 0 || strcmp(summary->currency, currency) != 0) {
		summary->unsure = true;
		return;
	}
	summary->rounded += got == MONEY_ROUNDED;
	if (!add(&summary->every, amount, side) || (booked && !add(&summary->booked, amount, side)))
		summary->unsure = true;
}

static bool is_near(const struct camt_summary *summary, cents told, cents made)
{
	cents off;

	return money_sub(told, made, &off) && off <= summary->rounded && off >= -summary->rounded;
}

static bool count_differs(const struct camt_summary *summary, enum camt_total i)
{
	return summary->counts_told[i] && summary->told.count[i] != summary->booked.count[i] &&
	       summary->told.count[i] != summary->every.count[i];
}

static bool sum_differs(const struct camt_summary *summary, enum camt_total i)
{
	return summary->sums_told[i] && !is_near(summary, summary->told.sum[i], summary->booked.sum[i]) &&
	       !is_near(summary, summary->told.sum[i], summary->every.sum[i]);
}

bool camt_summary_check(struct report *report, const struct camt_summary *summary, const char *account, int64_t line)
{
	char text[INTAKE_ARG], made[MONEY_TEXT], told[MONEY_TEXT];

	for (enum camt_total i = CAMT_ALL; !summary->unsure && i < CAMT_TOTALS; i++) {
		if (count_differs(summary, i))
			snprintf(text, sizeof text, "%.60s %s%" PRId64 "/%" PRId64, account, names[i], summary->booked.count[i],
			         summary->told.count[i]);
		else if (sum_differs(summary, i))
			snprintf(text, sizeof text, "%.60s %s%s/%s %s", account, names[i],
			         money_decimal_text(summary->booked.sum[i], made), money_decimal_text(summary->told.sum[i], told),
			         summary->currency);
		else
			continue;
		return report_say(report, REASON_SUMMARY, true, line, text, piece_of(""));
	}
	return true;
}
