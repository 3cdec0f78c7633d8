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

#endif
