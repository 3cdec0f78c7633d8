/* One token of the entry line and everything it may mean.
 *
 * Inside rules: only the grammars include it. Knows nothing of today, sums or outcomes.
 */
#ifndef RULES_ENTRY_TOKEN_H
#define RULES_ENTRY_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/money.h"
#include "rules/entry.h"
#include "rules/entry_date.h"

enum entry_kind {
	ENTRY_KIND_AMOUNT = 1 << 0,
	ENTRY_KIND_DATE = 1 << 1,
	ENTRY_KIND_COUNT = 1 << 2, /* 3x */
	ENTRY_KIND_HOUR = 1 << 3
};

#define ENTRY_TOKEN_TEXT 64

struct entry_token {
	char text[ENTRY_TOKEN_TEXT]; /* lower case, AZERTY digits read as digits */
	unsigned kinds;              /* enum entry_kind bits */
	enum entry_status error;     /* kinds == 0: why */
	cents amount;                /* may be ≤ 0; above MONEY_MAX when huge */
	struct entry_date date;
	int count;                   /* large when huge */
	int minute;
};

/* Read n bytes of clean UTF-8 without blanks. */
void entry_token_read(const char *s, size_t n, struct entry_token *out);

/* A currency sign standing alone: part of the amount before it. */
bool entry_token_is_mark(const char *text);

/* How many tokens from the first on make one amount together ("1 500,00 €"): `sizes` gets each length > 1 that does, its amount in `amounts`.
 * Returns how many lengths; at most ENTRY_TOKEN_JOINS. */
#define ENTRY_TOKEN_JOINS 8
size_t entry_token_join(const struct entry_token *tokens, size_t count, size_t sizes[ENTRY_TOKEN_JOINS],
			cents amounts[ENTRY_TOKEN_JOINS]);

#endif
