/* The entry line of a document request. Knows lines and words, no store.
 */
#include "rules/document_entry.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "rules/entry_line.h"

#define TOKEN_TEXT 128

/* Folded. */
static const struct {
	const char *word;
	enum document_kind kind;
} words[] = {
	{ "duplicata", DOCUMENT_DUPLICATE }, { "duplicate", DOCUMENT_DUPLICATE },
	{ "copie", DOCUMENT_DUPLICATE },     { "copy", DOCUMENT_DUPLICATE },
	{ "commande", DOCUMENT_ORDER },      { "bc", DOCUMENT_ORDER },
	{ "order", DOCUMENT_ORDER },         { "po", DOCUMENT_ORDER },
	{ "livraison", DOCUMENT_DELIVERY },  { "bl", DOCUMENT_DELIVERY },
	{ "delivery", DOCUMENT_DELIVERY },   { "pod", DOCUMENT_DELIVERY },
	{ "contrat", DOCUMENT_CONTRACT },    { "contract", DOCUMENT_CONTRACT },
	{ "releve", DOCUMENT_STATEMENT },    { "statement", DOCUMENT_STATEMENT },
	{ "extrait", DOCUMENT_STATEMENT },   { "rib", DOCUMENT_BANK },
	{ "iban", DOCUMENT_BANK },           { "banque", DOCUMENT_BANK },
	{ "bank", DOCUMENT_BANK },           { "autre", DOCUMENT_OTHER },
	{ "other", DOCUMENT_OTHER },
};

/* How many documents begin like that (2 and more count as 2); a whole word is that one alone. */
static int read_kind(const char *token, enum document_kind *out)
{
	char *folded = text_fold(token);
	size_t n = strlen(folded);
	int count = 0;

	for (size_t i = 0; i < sizeof words / sizeof *words && n > 0; i++) {
		if (strncmp(words[i].word, folded, n) != 0)
			continue;
		if (!words[i].word[n]) {
			*out = words[i].kind;
			count = 1;
			break;
		}
		if (count == 0 || *out != words[i].kind)
			count += count < 2;
		*out = words[i].kind;
	}
	mem_free(folded);
	return count;
}

static bool of_invoices(enum document_kind kind)
{
	return kind == DOCUMENT_DUPLICATE || kind == DOCUMENT_ORDER || kind == DOCUMENT_DELIVERY;
}

static enum document_entry_status take_token(const char *token, const struct dispute_line *lines,
					     size_t count, bool *chosen, bool *typed,
					     struct document_entry *out)
{
	enum document_kind kind = out->kind;
	size_t line, last;
	bool one = dispute_find_line(token, lines, count, &line);

	if (one || dispute_find_lines(token, count, &line, &last)) {
		for (last = one ? line : last; line <= last; line++) {
			if (lines[line].figure)
				return DOCUMENT_ENTRY_FIGURE;
			out->count += !chosen[line];
			chosen[line] = true;
		}
		return DOCUMENT_ENTRY_OK;
	}
	switch (read_kind(token, &kind)) {
	case 0: return DOCUMENT_ENTRY_UNKNOWN;
	case 1: break;
	default: return DOCUMENT_ENTRY_AMBIGUOUS;
	}
	if (*typed && kind != out->kind)
		return DOCUMENT_ENTRY_TWO;
	out->kind = kind;
	*typed = true;
	return DOCUMENT_ENTRY_OK;
}

bool document_parse(const char *text, const struct dispute_line *lines, size_t line_count,
		    bool *chosen, struct document_entry *out)
{
	const char *token;
	char word[TOKEN_TEXT];
	bool typed = false;
	size_t n;

	*out = (struct document_entry){ .kind = DOCUMENT_DUPLICATE };
	memset(chosen, 0, line_count * sizeof *chosen);
	while (out->status == DOCUMENT_ENTRY_OK && (n = entry_line_token(&text, &token)) > 0) {
		snprintf(word, sizeof word, "%.*s", (int)(n < sizeof word ? n : sizeof word - 1),
			 token);
		out->status = take_token(word, lines, line_count, chosen, &typed, out);
		if (out->status != DOCUMENT_ENTRY_OK)
			text_clean_into(out->token, sizeof out->token, word, strlen(word));
	}
	if (out->status == DOCUMENT_ENTRY_OK && out->count == 0 && of_invoices(out->kind)) {
		for (size_t i = 0; i < line_count; i++)
			out->count += chosen[i] = lines[i].overdue && !lines[i].figure;
		if (out->count == 0)
			out->status = DOCUMENT_ENTRY_NOTHING;
	}
	return out->status == DOCUMENT_ENTRY_OK;
}
