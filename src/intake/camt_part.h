/* The details of one entry of a camt file, kept until the entry ends. Internal to the reader.
 *
 * Knows nothing of XML.
 */
#ifndef INTAKE_CAMT_PART_H
#define INTAKE_CAMT_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/money.h"
#include "intake/sink.h"

enum { CAMT_REF = 160, CAMT_NAME = 320, CAMT_TEXT = 1024, CAMT_CODE = 40 };

/* The detail being read; plain, reset with camt_part_reset. */
struct camt_part {
	char end_to_end[CAMT_REF], reference[CAMT_REF], payer_name[CAMT_NAME];
	char payer_iban[CAMT_CODE], return_code[CAMT_CODE];
	char text[CAMT_TEXT];
	char refs[INTAKE_REFS][CAMT_REF];
	size_t refs_count;
	cents amount; /* not yet signed */
	bool has_amount, rounded, own_amount /* of the detail itself, not of its AmtDtls */;
	char currency[MONEY_CODE];
	int side; /* +1 credit, -1 debit, 0 as the entry */
};
void camt_part_reset(struct camt_part *part);
void camt_part_ref(struct camt_part *part, const char *ref);

/* A detail kept: offsets into the list's bytes. */
struct camt_kept {
	cents amount;
	bool has_amount, rounded;
	char currency[MONEY_CODE];
	int side;
	unsigned end_to_end, reference, payer_name, payer_iban, return_code, text, refs, refs_count;
};
struct camt_parts {
	struct buf bytes;
	struct camt_kept *all;
	size_t count, room;
	bool too_many; /* further ones were dropped: their number is not to be trusted with memory */
};
void camt_parts_reset(struct camt_parts *parts);
void camt_parts_clear(struct camt_parts *parts);
void camt_parts_add(struct camt_parts *parts, const struct camt_part *part);
/* Whether there are several that all have amounts in this currency that make the sum; a side of 0 is
 * entry_side. *slack: cents that rounding may have cost. */
bool camt_parts_make(const struct camt_parts *parts, cents sum, const char *currency,
		     int entry_side, cents slack);
/* Fill in what detail i says, and the entry's own when it says nothing. refs has INTAKE_REFS. */
void camt_parts_tell(const struct camt_parts *parts, size_t i, struct intake_movement *movement,
		     const char **refs);
/* All of them as one: texts and references into out. */
void camt_parts_melt(const struct camt_parts *parts, struct camt_part *out);

#endif
