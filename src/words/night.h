/* A night's report as a page of text, and the name of what it does.
 */
#ifndef WORDS_NIGHT_H
#define WORDS_NIGHT_H

#include "desk/night.h"

/* The page, line by line, appended to out. Foreign text is as it is: the caller's way out cleans
 * lines. */
void words_night(const struct night_report *report, struct buf *out);
const char *words_night_step(enum night_step step);
/* "taken" for a fate code, "ledger" for a run's kind. */
const char *words_inbox_fate(const char *code);
const char *words_import_kind(const char *code);
/* A sentence about a file without the name it mostly begins with, where that stands already. Borrowed from `why`. */
const char *words_import_why(const char *why, const char *name);

#endif
