/* Reading a person from one line. Knows no client and no store.
 */
#include "rules/contact_entry.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "rules/entry_line.h"
#include "rules/entry_token.h"
#include "rules/keymap.h"

#define WORD         128
#define PHONE_DIGITS 6 /* the shortest number that reaches somebody outside */

static const struct {
	const char *word;
	size_t least; /* the shortest prefix taken: names are words too */
	enum contact_role role;
} role_words[] = {
	{ "accounts", 3, CONTACT_ACCOUNTS_PAYABLE },
	{ "comptabilite", 4, CONTACT_ACCOUNTS_PAYABLE },
	{ "comptable", 4, CONTACT_ACCOUNTS_PAYABLE },
	{ "fournisseurs", 4, CONTACT_ACCOUNTS_PAYABLE },
	{ "buyer", 3, CONTACT_BUYER },
	{ "purchasing", 4, CONTACT_BUYER },
	{ "acheteur", 3, CONTACT_BUYER },
	{ "acheteuse", 3, CONTACT_BUYER },
	{ "achats", 3, CONTACT_BUYER },
	{ "approver", 4, CONTACT_APPROVER },
	{ "valideur", 4, CONTACT_APPROVER },
	{ "valideuse", 4, CONTACT_APPROVER },
	{ "director", 3, CONTACT_DIRECTOR },
	{ "directeur", 3, CONTACT_DIRECTOR },
	{ "directrice", 3, CONTACT_DIRECTOR },
	{ "dirigeant", 3, CONTACT_DIRECTOR },
	{ "dirigeante", 3, CONTACT_DIRECTOR },
	{ "gerant", 4, CONTACT_DIRECTOR },
	{ "gerante", 4, CONTACT_DIRECTOR },
	{ "pdg", 3, CONTACT_DIRECTOR },
	{ "sales", 4, CONTACT_SALES },
	{ "commercial", 4, CONTACT_SALES },
	{ "commerciale", 4, CONTACT_SALES },
	{ "ventes", 4, CONTACT_SALES },
	{ "other", 4, CONTACT_OTHER },
	{ "autre", 4, CONTACT_OTHER },
};

struct reading {
	struct contact_entry *out;
	char number[CONTACT_TEXT]; /* the phone being put together */
};

bool contact_entry_role(const char *word, enum contact_role *out)
{
	char *folded = text_fold(word);
	size_t n = strlen(folded);
	bool found = false;

	for (size_t i = 0; i < sizeof role_words / sizeof *role_words && !found; i++) {
		found = n >= role_words[i].least && strncmp(role_words[i].word, folded, n) == 0;
		if (found)
			*out = role_words[i].role;
	}
	mem_free(folded);
	return found;
}

bool contact_entry_hour(const char *text, int *minute)
{
	const char *word = text + strspn(text, " ");
	size_t n = strcspn(word, " ");
	struct entry_token token;

	*minute = -1;
	if (n == 0)
		return true;
	entry_token_read(word, n, &token);
	if (!(token.kinds & ENTRY_KIND_HOUR) || word[n + strspn(word + n, " ")])
		return false;
	*minute = token.minute;
	return true;
}

static void refuse(struct contact_entry *out, enum contact_entry_status status, const char *token)
{
	if (out->status != CONTACT_ENTRY_OK)
		return;
	out->status = status;
	text_clean_into(out->token, sizeof out->token, token, strlen(token));
}

/* Adds a word to a text of CONTACT_TEXT bytes; false: no room. */
static bool add(char *text, const char *word)
{
	size_t used = strlen(text);

	if (used + strlen(word) + 2 > CONTACT_TEXT)
		return false;
	snprintf(text + used, CONTACT_TEXT - used, "%s%s", used ? " " : "", word);
	return true;
}

/* The number is complete: what follows is none. */
static void end_number(struct reading *r)
{
	struct contact_entry *out = r->out;
	char digits[CONTACT_TEXT];

	if (!r->number[0])
		return;
	if (text_digits(digits, sizeof digits, r->number) < PHONE_DIGITS)
		refuse(out, CONTACT_ENTRY_SHORT_PHONE, r->number);
	else if (!out->phone[0])
		memcpy(out->phone, r->number, CONTACT_TEXT);
	else if (!out->mobile[0])
		memcpy(out->mobile, r->number, CONTACT_TEXT);
	else
		refuse(out, CONTACT_ENTRY_PHONES, r->number);
	r->number[0] = '\0';
}

/* Does a whole number stand there already? French ones have ten digits. */
static bool is_whole(const char *number)
{
	char digits[CONTACT_TEXT];

	return number[0] == '0' && text_digits(digits, sizeof digits, number) >= 10;
}

static bool take_number(struct reading *r, const char *token)
{
	char digits[WORD];

	if (keymap_azerty_number(token, digits, sizeof digits) && digits[1]) /* one alone is a sign or a small word */
		token = digits;
	if (!strpbrk(token, "0123456789") || token[strspn(token, "0123456789+.-/()")])
		return false;
	if (is_whole(r->number) && (token[0] == '0' || token[0] == '+'))
		end_number(r);
	if (!add(r->number, token))
		refuse(r->out, CONTACT_ENTRY_PHONES, token);
	return true;
}

static void take_word(struct contact_entry *out, const char *token)
{
	if (strchr(token, '@')) {
		if (out->mail[0])
			refuse(out, CONTACT_ENTRY_MAILS, token);
		else if (!add(out->mail, token))
			refuse(out, CONTACT_ENTRY_TOO_LONG, token);
		return;
	}
	if (!out->role_typed && contact_entry_role(token, &out->role)) {
		out->role_typed = true;
		return;
	}
	if (!add(out->name, token))
		refuse(out, CONTACT_ENTRY_TOO_LONG, token);
}

bool contact_entry_parse(const char *text, struct contact_entry *out)
{
	struct reading reading = { .out = out };
	const char *token;
	size_t n;

	*out = (struct contact_entry){ .role = CONTACT_ACCOUNTS_PAYABLE };
	while ((n = entry_line_token(&text, &token)) > 0) {
		char word[WORD];
		snprintf(word, sizeof word, "%.*s", (int)(n < WORD ? n : WORD - 1), token);
		if (take_number(&reading, word))
			continue;
		end_number(&reading);
		take_word(out, word);
	}
	end_number(&reading);
	if (!out->name[0] && !out->phone[0] && !out->mail[0])
		refuse(out, CONTACT_ENTRY_EMPTY, "");
	return out->status == CONTACT_ENTRY_OK;
}
