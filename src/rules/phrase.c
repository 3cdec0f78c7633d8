/* Phrases found in a note.
 */
#include "rules/phrase.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* At the start of a word. */
static bool says(const char *folded, const char *words)
{
	for (const char *at = strstr(folded, words); at; at = strstr(at + 1, words))
		if (at == folded || at[-1] == ' ')
			return true;
	return false;
}

int phrase_meaning(const char *note, const struct phrase *phrases, size_t count, int none)
{
	char *folded = text_fold(note);
	int found = none;
	bool several = false;

	for (size_t i = 0; i < count; i++) {
		if (!says(folded, phrases[i].words))
			continue;
		several |= found != none && found != phrases[i].means;
		found = phrases[i].means;
	}
	mem_free(folded);
	return several ? none : found;
}
