/* Phrases found in a note, whatever its accents, case and signs. Knows no meaning: reasons and excuses bring their own lists.
 */
#ifndef RULES_PHRASE_H
#define RULES_PHRASE_H

#include <stddef.h>

struct phrase {
	const char *words; /* folded (text_fold): "cheque parti"; its last word may go on in the note: "oubli" is in "a oublié" */
	int means;
};

/* What the phrases found mean; `none` when there is none, or when they mean different things. */
int phrase_meaning(const char *note, const struct phrase *phrases, size_t count, int none);

#endif
