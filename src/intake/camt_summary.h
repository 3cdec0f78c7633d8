/* What a bank says of its own statement (TxsSummry): how many entries, and what they make. Internal to the camt reader.
 *
 * Knows nothing of XML. A bank counts what is announced among its entries or leaves it out: both come out.
 */
#ifndef INTAKE_CAMT_SUMMARY_H
#define INTAKE_CAMT_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

#include "intake/bank.h"

enum camt_total { CAMT_ALL, CAMT_CREDITS, CAMT_DEBITS, CAMT_TOTALS };

struct camt_tally {
	int64_t count[CAMT_TOTALS];
	cents sum[CAMT_TOTALS]; /* not signed */
};
/* A statement's, while it is read. Zero-initialise for each. */
struct camt_summary {
	bool counts_told[CAMT_TOTALS], sums_told[CAMT_TOTALS];
	struct camt_tally told, booked, every;
	char currency[MONEY_CODE]; /* of the entries; "" before the first one */
	bool unsure;            /* an entry was refused, currencies are mixed, or this is a page of several: nothing to compare */
	int64_t rounded;        /* cents that rounding may have cost */
};
/* "12"; what is no number is as if it were not there. */
void camt_summary_count(struct camt_summary *summary, enum camt_total total, const char *digits);
void camt_summary_sum(struct camt_summary *summary, enum camt_total total, enum money_parsed got, cents sum);
/* An entry as read; side +1 or -1, booked: it is money. */
void camt_summary_entry(struct camt_summary *summary, enum money_parsed got, cents amount, const char *currency, int side, bool booked);
/* Warns of the first total that does not come out. */
bool camt_summary_check(struct report *report, const struct camt_summary *summary, const char *account, int64_t line);

#endif
