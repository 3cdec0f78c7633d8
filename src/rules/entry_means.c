/* Words that name a means of payment.
 */
#include "rules/entry_means.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* Folded; none begins like a day or a month end, which stay dates. */
static const char *const means[] = {
	"virement", "vir",  "virt",  "transfer", "wire",   "cheque", "chq",   "check",  "prelevement", "prlv", "debit", "lcr",
	"traite",   "boe",  "draft", "carte",    "card",   "cb",     "cash",  "especes",
};

static bool names_means(const char *word, size_t length)
{
	char *cut = mem_strndup(word, length), *folded = text_fold(cut);
	bool found = false;

	for (size_t i = 0; i < sizeof means / sizeof *means && !found; i++)
		found = strcmp(folded, means[i]) == 0;
	mem_free(folded);
	mem_free(cut);
	return found;
}

const char *entry_means(const char *text)
{
	const char *at = text + strspn(text, " ");

	while (*at) {
		size_t length = strcspn(at, " ");

		if (names_means(at, length))
			return at;
		at += length;
		at += strspn(at, " ");
	}
	return at;
}
