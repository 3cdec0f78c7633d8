/* Tokens of a payment's text, joined as people write numbers: with blanks, dashes, slashes and dots in them.
 */
#include "rules/matching_text.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"

enum {
	TOKENS_MOST = 256,
	JOINED_MOST = 5, /* tokens of one number */
	GAP_MOST = 3,    /* bytes between two of them */
	DIGITS_ALONE = 6,
	DIGITS_MIXED = 3,
	LENGTH_MIXED = 5,
	NAME_ALIKE = 6,  /* so many bytes may be the whole words a longer name begins with … */
	CUT_LENGTH = 18, /* … and so many a name that was cut within a word */
};

/* isalnum of the C locale, whatever the locale. */
static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

size_t matching_number(char out[MATCHING_NUMBER], const char *s, size_t n)
{
	size_t len = 0;
	bool digits = false;

	for (size_t i = 0; i < n; i++) {
		bool zero = s[i] == '0' && !digits;

		if ((!is_digit(s[i]) && !is_letter(s[i])) || zero) {
			/* a number of zeros alone is none */
			continue;
		}
		if (len + 1 == MATCHING_NUMBER)
			return 0;
		digits |= is_digit(s[i]);
		out[len++] = upper(s[i]);
	}
	out[len] = '\0';
	return digits ? len : 0;
}

/* ---- tokens ---- */

struct token {
	const char *s;
	size_t n;
	bool joins; /* may be the next part of what the token before it began */
};

static bool may_join(const char *gap, size_t n)
{
	if (n > GAP_MOST)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!((unsigned char)gap[i] >= 0x80 || strchr(" -/._:#", gap[i])))
			return false;
	return true;
}

static size_t split(const char *text, struct token tokens[TOKENS_MOST])
{
	const char *before = NULL;
	size_t count = 0;

	for (const char *p = text; *p && count < TOKENS_MOST;) {
		size_t n = 0;

		while (is_digit(p[n]) || is_letter(p[n]))
			n++;
		if (n == 0) {
			p++;
			continue;
		}
		tokens[count++] = (struct token){
			.s = p, .n = n, .joins = before && may_join(before, (size_t)(p - before))
		};
		p += n;
		before = p;
	}
	return count;
}

/* How many letters of a token are a word that introduces an invoice number. */
static size_t introduces(const struct token *token)
{
	static const char *const words[] = { "FACTURES", "FACTURE", "FACT", "FAC",    "FA",  "FCT", "F",
					     "INVOICES", "INVOICE", "INV",  "NUMERO", "NUM", "NO",  "NR",
					     "N",        "RECHNUNG" };
	size_t letters = 0;

	while (letters < token->n && is_letter(token->s[letters]))
		letters++;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]), k = 0;

		while (n == letters && k < n && upper(token->s[k]) == words[i][k])
			k++;
		if (n == letters && k == n)
			return letters;
	}
	return 0;
}

static bool is_strong(const char *number, size_t n)
{
	size_t digits = 0;

	for (size_t i = 0; i < n; i++)
		digits += is_digit(number[i]);
	return digits == n ? n >= DIGITS_ALONE : n >= LENGTH_MIXED && digits >= DIGITS_MIXED;
}

struct scan {
	matching_known known;
	void *context;
	bool structured;
	struct token tokens[TOKENS_MOST];
	size_t count;
};

static bool ask(const struct scan *scan, const char *s, size_t n, bool introduced)
{
	char number[MATCHING_NUMBER];
	size_t length = matching_number(number, s, n);

	return length > 0 && scan->known(scan->context, number, length,
					 scan->structured || introduced || is_strong(number, length));
}

/* How many tokens from `at` on make a known number; 0: none does. */
static size_t longest(const struct scan *scan, size_t at)
{
	const struct token *first = &scan->tokens[at];
	bool introduced = at > 0 && introduces(first - 1) == first[-1].n;
	size_t most = 1, glued;

	while (most < JOINED_MOST && at + most < scan->count && first[most].joins)
		most++;
	for (size_t n = most; n > 0; n--) {
		const struct token *last = &first[n - 1];

		if (ask(scan, first->s, (size_t)(last->s + last->n - first->s), introduced))
			return n;
		/* "FACT1234-5" for invoice 1234-5 */
		glued = introduces(first);
		if (glued > 0 && glued < first->n &&
		    ask(scan, first->s + glued, (size_t)(last->s + last->n - first->s) - glued, true))
			return n;
	}
	return 0;
}

/* "RF18 5390 0754 7034": the reference behind its check digits. */
static const char *behind_check(const char *text)
{
	return upper(text[0]) == 'R' && upper(text[1]) == 'F' && is_digit(text[2]) && is_digit(text[3]) ? text + 4
													 : NULL;
}

void matching_scan(const char *text, bool structured, matching_known known, void *context)
{
	struct scan *scan = mem_alloc(sizeof *scan);
	const char *behind = structured ? behind_check(text) : NULL;

	*scan = (struct scan){ .known = known, .context = context, .structured = structured };
	scan->count = split(text, scan->tokens);
	if (!structured || !ask(scan, text, strlen(text), true)) {
		if (!behind || !ask(scan, behind, strlen(behind), true))
			for (size_t at = 0; at < scan->count;) {
				size_t n = longest(scan, at);

				at += n ? n : 1;
			}
	}
	mem_free(scan);
}

/* ---- names ---- */

static bool is_form(const char *word, size_t n)
{
	static const char *const forms[] = { "sarl", "sas", "sasu", "sa",  "eurl", "sci",  "snc", "scop",          "selarl",
					     "gmbh", "ag",  "ltd",  "llc", "inc",  "plc",  "bv",  "nv",            "spa",
					     "srl",  "sl",  "ets",  "ste", "soc",  "societe", "etablissements", "limited" };

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strlen(forms[i]) == n && memcmp(forms[i], word, n) == 0)
			return true;
	return false;
}

/* The folded name; letters standing alone make one word: "s a r l" is sarl. Caller's. */
static char *joined_letters(const char *name)
{
	char *folded = text_fold(name);
	bool alone = false; /* the word before was one letter */
	size_t len = 0;

	for (char *word = folded; *word;) {
		size_t n = strcspn(word, " "), step = n + (word[n] == ' ');

		if (len && !(alone && n == 1))
			folded[len++] = ' ';
		memmove(folded + len, word, n);
		len += n;
		alone = n == 1;
		word += step;
	}
	folded[len] = '\0';
	return folded;
}

size_t matching_name(char *out, size_t room, const char *name)
{
	char *folded = joined_letters(name);
	size_t len = 0;

	for (const char *word = folded; *word;) {
		size_t n = strcspn(word, " ");

		if (!is_form(word, n) && len + n + 2 < room) {
			if (len)
				out[len++] = ' ';
			memcpy(out + len, word, n);
			len += n;
		}
		word += n + (word[n] == ' ');
	}
	out[len] = '\0';
	mem_free(folded);
	return len;
}

bool matching_names_agree(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), least = n < m ? n : m;
	const char *longer = n < m ? b : a;

	if (least == 0 || memcmp(a, b, least) != 0)
		return false;
	return n == m || least >= CUT_LENGTH || (least >= NAME_ALIKE && longer[least] == ' ');
}
