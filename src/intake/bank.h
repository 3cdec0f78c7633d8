/* What statements of every bank format share: the balance that must come out, and the key by which a
 * movement is known again. Internal to the readers; knows nothing of formats.
 */
#ifndef INTAKE_BANK_H
#define INTAKE_BANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "intake/report.h"
#include "intake/table.h"

/* A statement while it is read. Zero-initialise for each. */
struct bank_statement {
	bool opened, closed; /* the balance was told */
	cents opening, closing;
	char opening_currency[MONEY_CODE], closing_currency[MONEY_CODE];
	char currency[MONEY_CODE]; /* of the entries; "" before the first one */
	bool mixed;                /* entries of several currencies, or a sum beyond counting */
	cents moved;
	int64_t rounded; /* amounts rounded to the cent: each may be half a cent off */
};
void bank_balance(struct bank_statement *statement, bool closing, cents amount,
		  const char *currency);
void bank_move(struct bank_statement *statement, cents amount, const char *currency);
/* Warns when both balances were told and the entries do not lead from one to the other. */
bool bank_check(struct report *report, const struct bank_statement *statement, const char *account,
		int64_t line);

/* Clean text into out; what banks put where there is no reference ("NOTPROVIDED", "NONREF", zeros) is none: payments that share it
 * share nothing. Empty text leaves out as it is. */
void bank_reference(char *out, size_t room, const char *s, size_t n);

/* Append clean text, a blank between, cut on a character when full. */
void bank_join(char *text, size_t room, const char *more);

/* Ranks of keys that name nothing unique: the second movement of one look is "…#2". Nearly all come
 * once, so these are kept as bare hashes. Zero-initialise. */
struct bank_keys {
	uint64_t *once; /* hashes seen, 0: empty slot */
	size_t room, used;
	struct table again; /* hash to how often, for those seen twice or more */
};
void bank_keys_clear(struct bank_keys *keys);
/* The key of an entry, appended to out: account, the bank's reference and amount; without a reference
 * account, date, amount and end_to_end with its rank in the file. */
void bank_key(struct bank_keys *keys, const struct intake_movement *entry, struct buf *out);

#endif
