/* What tests of cash share: bank statements written from short facts, and what must hold of items, receipts and allocations.
 */
#ifndef TESTS_DESK_CASH_HELP_H
#define TESTS_DESK_CASH_HELP_H

#include "import_help.h"

#include "desk/matching.h"

#define CASH_IBAN "FR7630006000011234567890189"

/* One entry of a statement. Empty text is NULL. */
struct cash_entry {
	date value_on;
	cents amount;
	const char *reference;             /* the bank's */
	const char *party, *party_account; /* the payer */
	const char *text, *structured, *end_to_end;
	const char *return_code;
	bool reversal;
};
/* A camt.053 of these entries; iban NULL: CASH_IBAN. The path is good until the next call. */
const char *cash_statement(const char *name, const char *iban, const struct cash_entry *entries, size_t count);
/* Written, imported; must be taken. */
struct import_report cash_take(struct session *session, const char *name, const struct cash_entry *entries, size_t count);
/* Taken and matched. */
struct matching_totals cash_match(struct session *session, const char *name, const struct cash_entry *entries, size_t count);
struct matching_totals cash_run(struct session *session);

/* The three statements of db/allocation.h, and the money sums of the store. Stops the test. */
void cash_sound(struct session *session);
/* number|open|matched of every item by number, those of the bank too. Caller's. */
char *cash_items(void);
/* Id of the movement of this amount. */
int64_t cash_movement(cents amount);

/* C1 owes 100 and 50, C2 70. */
#define CASH_BOOK                                                  \
	HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\n" \
	     "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"   \
	     "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n"
#define CASH_PAYER "FR1420041010050500013M02606"

void cash_book(struct session *session, const char *text); /* taken as the whole book */
/* What Dupont pays today, under a reference of its own; and the same going back. */
struct cash_entry cash_pays(cents amount, const char *text);
struct cash_entry cash_bounces(struct cash_entry paid, date on);
struct matching_totals cash_bank(struct session *session, struct cash_entry entry); /* taken and matched */
void cash_items_are(const char *wanted);   /* cash_items() */
void cash_counted_is(const char *wanted);  /* day|what counts beside the ledger|invoice of the cash of C1 */
int64_t cash_client(const char *no);

#endif
