/* The entry line of an insolvency. Knows words and days, no client.
 */
#include "rules/insolvency.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "rules/entry.h"
#include "rules/entry_line.h"

#define TOKEN_TEXT 128

static bool looks_dated(const char *token)
{
	return strpbrk(token, "0123456789") && strpbrk(token, "/-.");
}

static enum insolvency_status take_date(const char *token, date today, struct insolvency_entry *out)
{
	date on;

	if (date_is(out->published_on))
		return INSOLVENCY_TWO_DATES;
	if (!entry_parse_date(token, today, true, &on) || on > today)
		return INSOLVENCY_BAD_DATE;
	out->published_on = on;
	return INSOLVENCY_OK;
}

static void take_word(const char *token, struct insolvency_entry *out)
{
	size_t used = strlen(out->court);

	if (used + 1 >= INSOLVENCY_COURT)
		return;
	if (used > 0)
		out->court[used++] = ' ';
	text_clean_into(out->court + used, INSOLVENCY_COURT - used, token, strlen(token));
}

bool insolvency_parse(const char *text, date today, struct insolvency_entry *out)
{
	const char *token;
	char word[TOKEN_TEXT];
	size_t n;

	*out = (struct insolvency_entry){ .published_on = DATE_NONE };
	while (out->status == INSOLVENCY_OK && (n = entry_line_token(&text, &token)) > 0) {
		snprintf(word, sizeof word, "%.*s", (int)(n < sizeof word ? n : sizeof word - 1),
			 token);
		if (!looks_dated(word)) {
			take_word(word, out);
			continue;
		}
		out->status = take_date(word, today, out);
		if (out->status != INSOLVENCY_OK)
			text_clean_into(out->token, sizeof out->token, word, strlen(word));
	}
	if (out->status == INSOLVENCY_OK && !*out->court)
		out->status = INSOLVENCY_NO_COURT;
	return out->status == INSOLVENCY_OK;
}
