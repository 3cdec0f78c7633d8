/* Reads single fields: flags, directions, kinds, currencies and identifiers.
 */
#include "intake/value.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c & ~0x20) : c;
}

static bool is_word(const char *s, size_t n, const char *word)
{
	size_t i = 0;

	while (i < n && word[i] && lower(s[i]) == word[i])
		i++;
	return i == n && !word[i];
}

bool value_is_empty(const char *s, size_t n)
{
	static const char *const words[] = {
		"nan", "nat", "null", "none", "n/a", "#n/a", "-", "--"
	};

	if (n == 0 || n > 4)
		return n == 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_word(s, n, words[i]))
			return true;
	return false;
}

size_t value_id_length(const char *s, size_t n)
{
	size_t digits = 0, i;

	while (digits < n && s[digits] >= '0' && s[digits] <= '9')
		digits++;
	if (digits == 0 || digits + 2 > n || s[digits] != '.')
		return n;
	for (i = digits + 1; i < n && s[i] == '0'; i++)
		;
	return i == n ? digits : n;
}

size_t value_fold(char *no, size_t n, enum mapping_fold fold)
{
	size_t used = 0, zeros = 0;

	if (fold == FOLD_NONE)
		return n;
	for (size_t i = 0; i < n; i++)
		if (no[i] != ' ')
			no[used++] = upper(no[i]);
	if (fold == FOLD_ZEROS)
		while (zeros + 1 < used && no[zeros] == '0')
			zeros++;
	memmove(no, no + zeros, used - zeros);
	no[used - zeros] = '\0';
	return used - zeros;
}

static bool one_of(const char *folded, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(folded, *words) == 0)
			return true;
	return false;
}

enum value_answer value_settled(const char *text, bool asks_open)
{
	static const char *const settled[] = { "paid",      "payee",  "paye",    "reglee",
					       "regle",     "soldee", "solde",   "bezahlt",
					       "beglichen", "closed", "cleared", "settled",
					       NULL };
	static const char *const owed[] = { "",         "unpaid",    "impayee",   "impaye",
					    "non paye", "non payee", "non regle", "non reglee",
					    "offen",    "open",      "ouvert",    "ouverte",
					    "nan",      "none",      "null",      NULL };
	static const char *const yes[] = { "1", "1 0", "y",    "yes", "true", "t",    "x",
					   "o", "oui", "vrai", "j",   "ja",   "wahr", NULL };
	static const char *const no[] = { "0",   "0 0",  "n",    "no",     "false", "f",
					  "non", "faux", "nein", "falsch", NULL };
	char *folded = text_fold(text);
	enum value_answer answer = VALUE_UNCLEAR;

	if (one_of(folded, settled))
		answer = VALUE_YES;
	else if (one_of(folded, owed))
		answer = VALUE_NO;
	else if (one_of(folded, yes))
		answer = asks_open ? VALUE_NO : VALUE_YES;
	else if (one_of(folded, no))
		answer = asks_open ? VALUE_YES : VALUE_NO;
	mem_free(folded);
	return answer;
}

int value_direction(const char *s, size_t n)
{
	static const char *const debit[] = { "d",
					     "dr",
					     "db",
					     "debit",
					     "d\xC3\xA9"
					     "bit",
					     "s",
					     "soll",
					     "1",
					     "+1",
					     "+",
					     NULL };
	static const char *const credit[] = { "c",
					      "cr",
					      "credit",
					      "cr\xC3\xA9"
					      "dit",
					      "h",
					      "haben",
					      "-1",
					      "-",
					      NULL };

	for (const char *const *word = debit; *word; word++)
		if (is_word(s, n, *word))
			return 1;
	for (const char *const *word = credit; *word; word++)
		if (is_word(s, n, *word))
			return -1;
	return 0;
}

/* Whole words of the folded text; the first row that matches decides, so "credit note" stands
 * before "note". */
static const struct {
	const char *word;
	enum item_kind kind;
} kind_words[] = {
	{ "credit note", ITEM_CREDIT_NOTE },
	{ "credit memo", ITEM_CREDIT_NOTE },
	{ "creditnote", ITEM_CREDIT_NOTE },
	{ "avoir", ITEM_CREDIT_NOTE },
	{ "avoirs", ITEM_CREDIT_NOTE },
	{ "gutschrift", ITEM_CREDIT_NOTE },
	{ "note de credit", ITEM_CREDIT_NOTE },
	{ "refund", ITEM_CREDIT_NOTE },
	{ "out refund", ITEM_CREDIT_NOTE },
	{ "accreccredit", ITEM_CREDIT_NOTE },
	{ "av", ITEM_CREDIT_NOTE },
	{ "cn", ITEM_CREDIT_NOTE },
	{ "dg", ITEM_CREDIT_NOTE },
	{ "381", ITEM_CREDIT_NOTE },
	/* asked before the work or the delivery, and owed: not what was paid on account */
	{ "facture d acompte", ITEM_INVOICE },
	{ "factures d acompte", ITEM_INVOICE },
	{ "facture de acompte", ITEM_INVOICE },
	{ "facture acompte", ITEM_INVOICE },
	{ "down payment invoice", ITEM_INVOICE },
	{ "advance payment invoice", ITEM_INVOICE },
	{ "down payment request", ITEM_INVOICE },
	{ "payment", ITEM_CASH },
	{ "receipt", ITEM_CASH },
	{ "cash", ITEM_CASH },
	{ "reglement", ITEM_CASH },
	{ "paiement", ITEM_CASH },
	{ "encaissement", ITEM_CASH },
	{ "acompte", ITEM_CASH },
	{ "zahlung", ITEM_CASH },
	{ "zahlungseingang", ITEM_CASH },
	{ "dz", ITEM_CASH },
	{ "invoice", ITEM_INVOICE },
	{ "facture", ITEM_INVOICE },
	{ "rechnung", ITEM_INVOICE },
	{ "out invoice", ITEM_INVOICE },
	{ "accrec", ITEM_INVOICE },
	{ "fa", ITEM_INVOICE },
	{ "inv", ITEM_INVOICE },
	{ "rv", ITEM_INVOICE },
	{ "dr", ITEM_INVOICE },
	{ "380", ITEM_INVOICE },
};

static bool has_words(const char *folded, const char *words)
{
	size_t n = strlen(words);

	for (const char *at = strstr(folded, words); at; at = strstr(at + 1, words))
		if ((at == folded || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
			return true;
	return false;
}

bool value_kind(const char *text, enum item_kind *out)
{
	char *folded = text_fold(text);
	bool found = false;

	for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words && !found; i++)
		if (has_words(folded, kind_words[i].word)) {
			*out = kind_words[i].kind;
			found = true;
		}
	mem_free(folded);
	return found;
}

/* Bytes of the blank s begins with, or ends with. Spreadsheets put a no-break one between an amount and its currency. */
static size_t blank_of(const char *s, size_t n, bool last)
{
	static const char *const blanks[] = { " ", "\xC2\xA0", "\xE2\x80\xAF" };

	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		size_t of = strlen(blanks[i]);
		if (of <= n && memcmp(last ? s + n - of : s, blanks[i], of) == 0)
			return of;
	}
	return 0;
}

/* A ledger's yen may be the yuan: both have that sign. */
bool value_currency(const char *s, size_t n, char out[MONEY_CODE])
{
	for (size_t of; (of = blank_of(s, n, false)) > 0; n -= of)
		s += of;
	for (size_t of; (of = blank_of(s, n, true)) > 0;)
		n -= of;
	return !(n == 2 && memcmp(s, "\xC2\xA5", n) == 0) && money_currency_named(s, n, out);
}

static bool in_number(char c)
{
	return (c >= '0' && c <= '9') || strchr("+-.,()' ", c);
}

void value_bare_amount(const char **s, size_t *n)
{
	const char *start = *s, *end = start + *n, *from = start, *to = end;
	char unused[MONEY_CODE];

	while (from < end && !in_number(*from))
		from++;
	if (from > start && from < end && value_currency(start, (size_t)(from - start), unused))
		start = from;
	while (to > start && !in_number(to[-1]))
		to--;
	if (to > start && to < end && value_currency(to, (size_t)(end - to), unused))
		end = to;
	*s = start;
	*n = (size_t)(end - start);
}
