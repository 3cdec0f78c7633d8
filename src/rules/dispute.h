/* The entry line of a dispute: which invoices, which kind (domain §4: an exact invoice number or a line of the list; none = all overdue; administrative by default).
 */
#ifndef RULES_DISPUTE_H
#define RULES_DISPUTE_H

#include <stdbool.h>
#include <stddef.h>

enum dispute_kind { DISPUTE_ADMINISTRATIVE, DISPUTE_COMMERCIAL, DISPUTE_TECHNICAL, DISPUTE_KIND_COUNT };
extern const char *const dispute_kind_codes[DISPUTE_KIND_COUNT]; /* administrative commercial technical */
bool dispute_kind_from_code(const char *code, enum dispute_kind *out);

/* One line of the list as shown: sorted due, issue, number. */
struct dispute_line {
	const char *number;
	bool overdue;                /* due before today, owed, not disputed yet */
	bool owed;                   /* open > 0 */
	bool disputed;
};

enum dispute_status {
	DISPUTE_OK,
	DISPUTE_UNKNOWN,             /* `token` is no invoice number, no line and no kind */
	DISPUTE_TWO_KINDS,
	DISPUTE_NOT_OWED,            /* `token` is a credit or paid */
	DISPUTE_ALREADY,             /* `token` is in a dispute already */
	DISPUTE_NOTHING,             /* nothing named and nothing overdue */
	DISPUTE_STATUS_COUNT
};

struct dispute_entry {
	enum dispute_status status;
	enum dispute_kind kind;
	bool kind_typed;
	size_t count;                /* how many of chosen[] are true */
	char token[64];              /* what is wrong */
};

/* chosen[line_count] is set for the invoices meant. Kinds are prefixes in both languages; the digit row of an AZERTY keyboard counts
 * without shift ("é" is line 2); a `--` standing alone ends it, what follows is a note. Returns true when status is DISPUTE_OK. */
bool dispute_parse(const char *text, const struct dispute_line *lines, size_t line_count, bool *chosen, struct dispute_entry *out);
/* The note behind `--`, in text; "" when there is none. */
const char *dispute_note(const char *text);

#endif
