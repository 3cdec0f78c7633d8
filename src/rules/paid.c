/* Words that name a means of payment, and a claim as text.
 */
#include "rules/paid.h"

#include <stdio.h>
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

const char *paid_means(const char *text)
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

char *paid_note(const struct paid_claim *claim)
{
	char amount[MONEY_TEXT], day[DATE_TEXT];

	return mem_printf("%s %s %s%s%s", money_decimal_text(claim->amount, amount), claim->currency, date_iso(claim->on, day),
			  *claim->words ? " " : "", claim->words);
}

bool paid_read(const char *note, struct paid_claim *out)
{
	struct paid_claim claim;
	char amount[32] = "", day[DATE_TEXT] = "";
	int rest = 0;

	if (sscanf(note, "%31[0-9.] %3[A-Z] %10[0-9-]%n", amount, claim.currency, day, &rest) != 3 ||
	    (note[rest] != ' ' && note[rest] != '\0') || !date_parse_iso(day, &claim.on) ||
	    money_parse(amount, strlen(amount), MONEY_POINT, &claim.amount) != MONEY_OK)
		return false;
	claim.words = note + rest + (note[rest] == ' ');
	*out = claim;
	return true;
}
