/* The entry line of an insolvency: the court and the day of publication, as in "TC Lyon 15/11".
 *
 * A word with digits and one of / - . is the day, not in the future; all others name the court. No day: not published yet.
 */
#ifndef RULES_INSOLVENCY_H
#define RULES_INSOLVENCY_H

#include <stdbool.h>

#include "base/date.h"

enum insolvency_status {
	INSOLVENCY_OK,
	INSOLVENCY_NO_COURT,
	INSOLVENCY_TWO_DATES,
	INSOLVENCY_BAD_DATE, /* `token` is no day, or one to come */
	INSOLVENCY_STATUS_COUNT
};

#define INSOLVENCY_COURT 128

struct insolvency_entry {
	enum insolvency_status status;
	char court[INSOLVENCY_COURT];
	date published_on; /* DATE_NONE: not published yet */
	char token[64];
};

/* A `--` standing alone begins a note (dispute_note). Returns true when status is INSOLVENCY_OK. */
bool insolvency_parse(const char *text, date today, struct insolvency_entry *out);

#endif
