/* Dates as agents type them: words, "15", "15/12", "1512", "+7", "2s", "fm", ISO. Written first, resolved against a day later.
 *
 * Inside rules: only the grammars include it. Knows nothing of amounts, caps or business days.
 */
#ifndef RULES_ENTRY_DATE_H
#define RULES_ENTRY_DATE_H

#include <stdbool.h>

#include "base/date.h"
#include "rules/entry.h"

enum entry_date_form {
	ENTRY_DATE_WEEKDAY,   /* day: 0 = Monday; never today */
	ENTRY_DATE_RELATIVE,  /* day: days after today */
	ENTRY_DATE_MONTH_END,
	ENTRY_DATE_DAY,       /* day */
	ENTRY_DATE_DAY_MONTH, /* day, month */
	ENTRY_DATE_FULL       /* day, month, year */
};

struct entry_date {
	enum entry_date_form form;
	int day, month, year;
};

/* A word, already folded. OK, BAD_TOKEN (no such word) or AMBIGUOUS_WORD. */
enum entry_status entry_date_word(const char *folded, struct entry_date *out);

/* A token with ASCII digits. OK, BAD_TOKEN (no date at all) or NO_SUCH_DAY (31/02). */
enum entry_status entry_date_digits(const char *token, struct entry_date *out);

/* The day meant, today included. Backwards: the latest one not after today. OK, PAST, FUTURE or NO_SUCH_DAY (29/02 of a common year). */
enum entry_status entry_date_resolve(const struct entry_date *written, date today, bool backwards, date *out);

#endif
