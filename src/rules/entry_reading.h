/* One complete reading of an entry, judged against the file: dates moved and capped, amounts checked, plans laid out.
 *
 * Inside rules: only entry*.c include it. Knows nothing of text.
 */
#ifndef RULES_ENTRY_READING_H
#define RULES_ENTRY_READING_H

#include "rules/entry.h"
#include "rules/entry_token.h"

struct entry_reading {
	unsigned kinds; /* enum entry_kind bits: what was typed */
	cents amount;
	struct entry_date date;
	int count, minute;
	size_t date_at; /* which token is the date */
};

/* Fills `out` when OK; else `missing` and `last_on` of the result where the status has them. */
enum entry_status entry_reading_judge(const struct entry_reading *reading, enum outcome outcome,
				      const struct entry_context *context, struct entry *out,
				      struct entry_result *result);

/* An entry that says nothing yet. */
struct entry entry_reading_none(void);

#endif
