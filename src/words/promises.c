/* Names of the groups, and their sums as a sentence.
 */
#include "words/promises.h"


#include "base/gettext.h"

const char *words_promises_group(enum promises_group group)
{
	static const char *const names[PROMISES_GROUP_COUNT] = {
		[PROMISES_TO_CHECK] = N_("to check"),
		[PROMISES_DUE] = N_("to come"),
		[PROMISES_BROKEN] = N_("not kept"),
	};

	return gettext(names[group]);
}

const char *words_promises_count(enum promises_group group, int count, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };
	unsigned long n = (unsigned long)count;

	switch (group) {
	case PROMISES_TO_CHECK: words_add(&text, ngettext("%d to check", "%d to check", n), count); break;
	case PROMISES_DUE: words_add(&text, ngettext("%d to come", "%d to come", n), count); break;
	default: words_add(&text, ngettext("%d not kept", "%d not kept", n), count);
	}
	return out;
}

const char *words_promises_sum(enum promises_group group, const struct promises_sum *sum, char out[WORDS_TEXT])
{
	struct words_text text = { .out = out };
	char money[MONEY_TEXT];

	words_add(&text, ngettext("%s: %d promise, %s", "%s: %d promises, %s", (unsigned long)sum->count), words_promises_group(group), sum->count,
	          words_amount(sum->expected, sum->currency, money));
	if (sum->received > 0)
		words_add(&text, _(" of which %s came"), words_amount(sum->received, sum->currency, money));
	return out;
}
