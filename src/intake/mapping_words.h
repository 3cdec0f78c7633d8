/* The names by which programs in English, French and German call the columns of open items.
 * Internal to mapping_guess.c.
 */
#ifndef INTAKE_MAPPING_WORDS_H
#define INTAKE_MAPPING_WORDS_H

#include "intake/mapping.h"

/* How well a column name (folded) speaks for a field: 0 not at all; a whole name beats words inside a
 * longer one, a more telling word beats a vaguer one. */
int mapping_words_score(const char *folded, enum mapping_field field);
/* Whether a column of that name, taken as FIELD_PAID, asks "is it open?". */
bool mapping_words_asks_open(const char *folded);

/* How rows that sum up others begin, folded; NULL-ended. */
extern const char *const mapping_words_sums[];

#endif
