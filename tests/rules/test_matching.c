/* Payments against open items: what is decided, why, and what is left alone.
 */
#include "payment.h"

#include "rules/matching_text.h"

/* ---- numbers and names ---- */

static void one_spelling_of_a_number(void **state)
{
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{ "FA-2026/0042", "FA20260042" },
		{ "fa 000123", "FA123" },
		{ "0042", "42" },
		{ "2026-0042", "20260042" },
		{ "F10", "F10" },
		{ "FACTURE", "" },
		{ "000", "" },
		{ "", "" },
		{ "12345678901234567890123456789012345678901234567890", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char out[MATCHING_NUMBER];
		size_t n = matching_number(out, rows[i].text, strlen(rows[i].text));

		assert_int_equal(n, strlen(rows[i].wanted));
		if (n)
			assert_string_equal(out, rows[i].wanted);
	}
}

struct book {
	const char *const *known;
	char found[256]; /* "NUMBER+ NUMBER-": strong or not */
};

static bool ask(void *context, const char *number, size_t n, bool strong)
{
	struct book *book = context;

	assert_true(n > 0); /* nobody is asked about no number */
	for (size_t i = 0; book->known[i]; i++)
		if (strlen(book->known[i]) == n && memcmp(book->known[i], number, n) == 0) {
			size_t len = strlen(book->found);

			snprintf(book->found + len, sizeof book->found - len, "%s%s%c", len ? " " : "", number, strong ? '+' : '-');
			return true;
		}
	return false;
}

static void numbers_of_a_text(void **state)
{
	static const char *const known[] = { "FA20260042", "20260042", "42",    "1234",  "F1001", "F1002", "539007547034", "12345",
					     "123456",     "AB123",    "AB12C", "A1234", "A123",  "Z9Z99", "R7777",        NULL };
	static const struct {
		const char *name, *text;
		bool structured;
		const char *wanted;
	} rows[] = {
		{ "as printed", "VIREMENT FA-2026-0042 MERCI", false, "FA20260042+" },
		{ "with blanks", "fa 2026 0042", false, "FA20260042+" },
		{ "the longest first, its parts not again", "2026/0042", false, "20260042+" },
		{ "two of them", "F1001, F1002", false, "F1001+ F1002+" },
		{ "two of them, a blank between", "F1001 F1002", false, "F1001+ F1002+" },
		{ "a short one is weak", "PAIEMENT 42", false, "42-" },
		{ "introduced it is strong", "FACTURE 42", false, "42+" },
		{ "glued to its word", "FACT1234", false, "1234+" },
		{ "with its sign", "Invoice n\xC2\xB0 1234", false, "1234+" },
		{ "zeros in front", "FACT 0001234", false, "1234+" },
		{ "structured", "42", true, "42+" },
		{ "ISO 11649", "RF18 5390 0754 7034", true, "539007547034+" },
		{ "five digits may be a town", "75008 12345", false, "12345-" },
		{ "inside another number it is none", "9912345", false, "" },
		{ "an amount is weak", "1.234,50 EUR", false, "1234-" },
		{ "a word that introduces nothing", "A 42", false, "42-" },
		{ "glued to no such word", "X1234", false, "" },
		{ "glued to its first letter", "N1234", false, "1234+" },
		{ "the word behind it", "42 FACTURE", false, "42-" },
		{ "six digits", "123456", false, "123456+" },
		{ "a letter and three digits", "A123", false, "A123-" },
		{ "a letter and four digits", "A1234", false, "A1234+" },
		{ "two letters and three digits", "AB123", false, "AB123+" },
		{ "five signs, two digits", "AB12C", false, "AB12C-" },
		{ "the last letter", "z9Z99", false, "Z9Z99+" },
		{ "underscores", "FA_2026_0042", false, "FA20260042+" },
		{ "bars", "F1001|F1002{F1001}", false, "F1001+ F1002+ F1001+" },
		{ "brackets", "[F1001]", false, "F1001+" },
		{ "a no-break blank", "2026\xC2\xA0" "0042", false, "20260042+" },
		{ "no comma inside", "2026,0042", false, "42-" },
		{ "three bytes between", "2026 - 0042", false, "20260042+" },
		{ "four are too many", "2026 -- 0042", false, "42-" },
		{ "three times", "FA - 2026 - 00 - 42", false, "FA20260042+" },
		{ "five parts", "2 0 2 6 0042", false, "20260042+" },
		{ "six are too many", "2 0 2 6 00 42", false, "42-" },
		{ "a reference in six", "2 0 2 6 00 42", true, "20260042+" },
		{ "words beside a structured one", "MERCI 42", true, "42+" },
		{ "ISO 11649, no blanks", "rf18539007547034", true, "539007547034+" },
		{ "ISO 11649 in parts", "RF18 5 3 9 0 0 7547034", true, "539007547034+" },
		{ "not one of ISO 11649", "RF18539007547034", false, "" },
		{ "nor this", "XF18539007547034", true, "" },
		{ "nor this", "RX18539007547034", true, "" },
		{ "nor this", "RFX8539007547034", true, "" },
		{ "nor this", "RF1X539007547034", true, "" },
		{ "a number beginning like one", "R7777", true, "R7777+" },
		{ "nothing", "", false, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct book book = { .known = known };

		matching_scan(rows[i].text, rows[i].structured, ask, &book);
		if (strcmp(book.found, rows[i].wanted) != 0)
			fail_msg("%s: %s, not %s", rows[i].name, book.found, rows[i].wanted);
	}
}

/* So many words are looked at, and no more. */
static void a_text_without_end(void **state)
{
	static const char *const known[] = { "F1001", NULL };
	enum { WORDS = 256 };
	char text[4 * WORDS + 16];

	(void)state;
	for (int before = WORDS - 1; before <= WORDS; before++) {
		struct book book = { .known = known };
		size_t len = 0;

		for (int i = 0; i < before; i++)
			len += (size_t)snprintf(text + len, sizeof text - len, "x, ");
		snprintf(text + len, sizeof text - len, "F1001, %s", "x, x");
		matching_scan(text, false, ask, &book);
		assert_string_equal(book.found, before < WORDS ? "F1001+" : "");
	}
}

static void names_that_agree(void **state)
{
	static const struct {
		const char *a, *b;
		bool agree;
	} rows[] = {
		{ "Dupont SARL", "DUPONT", true },
		{ "S.A.R.L. Dupont", "Dupont", true },
		{ "Établissements Lefèvre & Fils", "ETS LEFEVRE ET FILS", false },
		{ "Établissements Lefèvre Fils", "ETS LEFEVRE FILS", true },
		{ "Transports Martin et Associ\xC3\xA9s", "TRANSPORTS MARTIN ET ASSOC", true },
		{ "Martin", "Martinez", false },
		{ "Martin", "Martin Transports", true },
		{ "Mart", "Martinez", false },
		{ "Marti", "Marti Transports", false }, /* five letters may be anybody */
		{ "Transports Martin", "Transports Martineau", false },
		{ "Transports Martine", "Transports Martineau", true }, /* as long as a bank's line: cut */
		{ "Martin B", "MartinB", false },
		{ "Martin S A R L", "Martin", true },
		{ "M. J. Martin", "MJ Martin", true },
		{ "Durand", "Dupont", false },
		{ "SARL", "SA", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char a[64], b[64];

		matching_name(a, sizeof a, rows[i].a);
		matching_name(b, sizeof b, rows[i].b);
		if (matching_names_agree(a, b) != rows[i].agree || matching_names_agree(b, a) != rows[i].agree)
			fail_msg("%s and %s", rows[i].a, rows[i].b);
	}
}

/* ---- decisions ---- */

/* clang-format off */
static const struct payment_row by_amount[] = {
	{ .name = "the amount of one invoice", .amount = 100,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 }, { 12, 250, 0 } } } },
	  .wanted = "amount||11 100" },
	{ .name = "the amount of one invoice, by name", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 250, 0 } } } },
	  .wanted = "amount||11 100" },
	{ .name = "the amount of two invoices", .amount = 100,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 }, { 12, 100, 0 } } } },
	  .wanted = "account|several|0 100" },
	{ .name = "the amount of two invoices, by name", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 100, 0 } } } },
	  .wanted = "-|several" },
	{ .name = "an invoice that was not issued yet", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, YOUNG }, { 12, 300, 0 } } } },
	  .wanted = "-|no_fit" },
	{ .name = "one invoice or two others", .amount = 300,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 300, 0 } } } },
	  .wanted = "account|several|0 300", .candidates = "1/13 1/11 1/12 1/0" },
	{ .name = "all that is overdue", .amount = 300,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 50, NOT_DUE } } } },
	  .wanted = "overdue||11 100|12 200" },
	{ .name = "all that is overdue less the credit note", .amount = 250,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 70, NOT_DUE }, { 14, -50, CREDIT } } } },
	  .wanted = "overdue||11 100|12 200|14 -50" },
	{ .name = "all that is open", .amount = 350,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 50, NOT_DUE } } } },
	  .wanted = "all||11 100|12 200|13 50" },
	{ .name = "the oldest ones", .amount = 300,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 70, 0 } } } },
	  .wanted = "oldest||11 100|12 200" },
	{ .name = "the oldest ones, by name only", .amount = 300,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 70, 0 } } } },
	  .wanted = "-|no_fit" },
	{ .name = "what was promised", .amount = 270,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 70, 0 } }, .promise = { 12, 13 } } },
	  .wanted = "promise||12 200|13 70" },
	{ .name = "nothing fits", .amount = 33,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 } } } },
	  .wanted = "account|no_fit|0 33", .candidates = "1/0" },
	{ .name = "two payers with one account", .amount = 100,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, 0 } } },
	              { .id = 2, .known = BY_ACCOUNT, .items = { { 21, 70, 0 } } } },
	  .wanted = "-|payers", .candidates = "1/0 2/0" },
	{ .name = "two payers, one fits", .amount = 70,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, 0 } } },
	              { .id = 2, .known = BY_ACCOUNT, .items = { { 21, 70, 0 } } } },
	  .wanted = "amount||21 70" },
	{ .name = "two payers, both fit", .amount = 70,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 70, 0 } } },
	              { .id = 2, .known = BY_ACCOUNT, .items = { { 21, 70, 0 } } } },
	  .wanted = "-|several", .candidates = "1/11 2/21 1/0 2/0" },
	{ .name = "nobody knows whose it is", .amount = 100,
	  .wanted = "-|unknown" },
	{ .name = "the ledger lettered it with what it does not say", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 100, 0 } }, .cash = { { 5, 0, 0, 100, 0, false } } } },
	  .wanted = "ledger||0 100 told" },
	{ .name = "the ledger has it unlettered, nothing fits", .amount = 33,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 } }, .cash = { { 5, 0, 9, 33, 0, false } } } },
	  .wanted = "ledger||0 33 told" },
	{ .name = "the ledger settled two equal ones", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 300, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 100, 0, false } } } },
	  .wanted = "ledger||0 100 told" },
	{ .name = "the ledger settled two equal ones, one told since", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 300, 0 } }, .cash = { { 5, 11, 0, 100, 100, true }, { 6, 13, 0, 0, 100, true } } } },
	  .wanted = "ledger||0 100 told" },
	{ .name = "a fall or an open invoice", .amount = 100,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 12, 100, 0 } }, .cash = { { 5, 11, 0, 100, 100, true } } } },
	  .wanted = "-|several", .candidates = "1/12" },
	{ .name = "all that the ledger settled", .amount = 150,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 150, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 50, 0, false } } } },
	  .wanted = "ledger||11 100 told|13 50 told" },
	{ .name = "a part of what the ledger settled, or another invoice", .amount = 120,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 12, 120, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 50, 0, false } } } },
	  .wanted = "-|in_ledger", .candidates = "1/0" },
	{ .name = "more than the ledger settled", .amount = 160,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 12, 160, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 50, 0, false } } } },
	  .wanted = "amount||12 160" },
	{ .name = "a gap of the amount is no invoice", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, GAP }, { 12, 300, 0 } } } },
	  .wanted = "-|no_fit" },
	{ .name = "as many dollars", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, DOLLARS }, { 12, 300, 0 } } } },
	  .wanted = "-|no_fit" },
	{ .name = "an invoice issued that very day", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, ISSUED_TODAY }, { 12, 300, 0 } } } },
	  .wanted = "amount||11 100" },
	{ .name = "due that day is not overdue", .amount = 300,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 50, DUE_TODAY } } } },
	  .wanted = "overdue||11 100|12 200" },
	{ .name = "dollars are not among what is overdue", .amount = 300,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 50, DOLLARS } } } },
	  .wanted = "overdue||11 100|12 200" },
	{ .name = "a gap is not among what is overdue", .amount = 300,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 50, GAP } } } },
	  .wanted = "overdue||11 100|12 200" },
	{ .name = "all that was issued by then", .amount = 300,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, NOT_DUE }, { 13, 50, YOUNG } } } },
	  .wanted = "all||11 100|12 200" },
	{ .name = "all, the day's invoice too", .amount = 350,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, NOT_DUE }, { 13, 50, ISSUED_TODAY | NOT_DUE } } } },
	  .wanted = "all||11 100|12 200|13 50" },
	{ .name = "all that is overdue, a credit note left", .amount = 300,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 14, -50, CREDIT } } } },
	  .wanted = "overdue||11 100|12 200" },
	{ .name = "cash on account is no credit note", .amount = 250,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 14, -50, CASH } } } },
	  .wanted = "-|no_fit" },
	{ .name = "what is settled is in no sum", .amount = 300,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 14, 0, CREDIT }, { 15, 0, 0 } } } },
	  .wanted = "overdue||11 100|12 200" },
	{ .name = "a cent is in the sum", .amount = 301,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 1, 0 } } } },
	  .wanted = "overdue||11 100|12 200|13 1" },
	{ .name = "a credit note of a cent is in the sum", .amount = 299,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 14, -1, CREDIT } } } },
	  .wanted = "overdue||11 100|12 200|14 -1" },
	{ .name = "of what was promised one is settled", .amount = 200,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 0, 0 }, { 12, 200, 0 }, { 14, 500, 0 } }, .promise = { 11, 12 } } },
	  .wanted = "amount||12 200" },
	{ .name = "a cent was promised", .amount = 201,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 200, 0 }, { 13, 1, 0 }, { 14, 500, 0 } }, .promise = { 12, 13 } } },
	  .wanted = "promise||12 200|13 1" },
	{ .name = "dollars were promised", .amount = 270,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 200, 0 }, { 13, 70, DOLLARS }, { 14, 500, 0 } }, .promise = { 12, 13 } } },
	  .wanted = "-|no_fit" },
	{ .name = "the oldest by due date, wherever it stands", .amount = 170,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 }, { 12, 200, 0 }, { 13, 70, OLDER } } } },
	  .wanted = "oldest||11 100|13 70" },
	{ .name = "of one due date the first by its id", .amount = 270,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 70, OLDEST }, { 14, 100, OLDER }, { 12, 200, OLDER } } } },
	  .wanted = "oldest||11 70|12 200" },
	{ .name = "of one due date the first issued", .amount = 170,
	  .payers = { { .id = 1, .known = BY_ACCOUNT,
	                .items = { { 11, 70, OLDEST }, { 12, 200, OLDER }, { 14, 100, OLDER | ISSUED_FIRST } } } },
	  .wanted = "oldest||11 70|14 100" },
	{ .name = "the oldest that is open", .amount = 300,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 0, OLDER }, { 12, 100, 0 }, { 13, 200, 0 }, { 14, 70, 0 } } } },
	  .wanted = "oldest||12 100|13 200" },
	{ .name = "the oldest is a cent", .amount = 101,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 1, OLDER }, { 12, 100, 0 }, { 13, 200, 0 } } } },
	  .wanted = "oldest||11 1|12 100" },
	{ .name = "the oldest, to the cent", .amount = 300,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 299, 0 }, { 12, 1, 0 }, { 13, 70, 0 } } } },
	  .wanted = "oldest||11 299|12 1" },
	{ .name = "the oldest is a gap", .amount = 300,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, OLDER | GAP }, { 12, 100, 0 }, { 13, 200, 0 }, { 14, 70, 0 } } } },
	  .wanted = "oldest||12 100|13 200" },
	{ .name = "the oldest is in dollars", .amount = 300,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, OLDER | DOLLARS }, { 12, 100, 0 }, { 13, 200, 0 }, { 14, 70, 0 } } } },
	  .wanted = "oldest||12 100|13 200" },
	{ .name = "the oldest was issued later", .amount = 300,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, OLDER | YOUNG }, { 12, 100, 0 }, { 13, 200, 0 }, { 14, 70, 0 } } } },
	  .wanted = "oldest||12 100|13 200" },
	{ .name = "the oldest was issued that day", .amount = 300,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, OLDER | ISSUED_TODAY }, { 12, 200, 0 }, { 13, 70, 0 } } } },
	  .wanted = "oldest||11 100|12 200" },
	{ .name = "the amount of the account's, not of a stranger's weak number", .amount = 70,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, 0 } } },
	              { .id = 2, .known = 0, .items = { { 21, 70, NAMED | WEAK } } } },
	  .wanted = "account|no_fit|0 70", .candidates = "1/0" },
	{ .name = "the account before the name", .amount = 70,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, 0 } } },
	              { .id = 2, .known = BY_NAME, .items = { { 21, 70, 0 } } } },
	  .wanted = "account|no_fit|0 70", .candidates = "1/0" },
	{ .name = "two payers: the ledger of one decides nothing", .amount = 70,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, 0 } } },
	              { .id = 2, .known = BY_ACCOUNT, .items = { { 22, 300, 0 } }, .cash = { { 5, 21, 0, 70, 0, false } } } },
	  .wanted = "-|payers", .candidates = "1/0 2/0" },
	{ .name = "older than the book, by amount and name", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 } } } },
	  .wanted = "-|before", .old = true, .candidates = "1/0" },
	{ .name = "the ledger settled one of the payer's", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 300, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 50, 0, false } } } },
	  .wanted = "ledger||11 100 told", .ledger = 5 },
	{ .name = "the ledger settled one invoice twice: the nearest day", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 300, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 11, 0, 100, 0, false } } } },
	  .wanted = "ledger||11 100 told", .ledger = 5 },
	{ .name = "the ledger has it unlettered, the amount fits", .amount = 100,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 } }, .cash = { { 5, 0, 9, 100, 0, false } } } },
	  .wanted = "amount||11 100|beside 9", .ledger = 5 },
	{ .name = "a fall or an open invoice in dollars", .amount = 100,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 12, 100, DOLLARS }, { 13, 100, GAP } }, .cash = { { 5, 11, 0, 100, 100, true } } } },
	  .wanted = "ledger||11 100 told" },
	{ .name = "all that the ledger settled, what is told or unlettered apart", .amount = 150,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 150, 0 } },
	                .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 50, 0, false }, { 7, 14, 9, 30, 0, false } } } },
	  .wanted = "ledger||11 100 told|13 50 told", .ledger = 5 },
	{ .name = "all that the ledger settled and nobody told since", .amount = 101,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 150, 0 } },
	                .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 1, 0, false }, { 7, 14, 0, 0, 30, false } } } },
	  .wanted = "ledger||11 100 told|13 1 told" },
	{ .name = "what is unlettered does not make the amount", .amount = 150,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 300, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 9, 50, 0, false } } } },
	  .wanted = "-|no_fit" },
	{ .name = "older than the book, by amount", .amount = 100,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 } } } },
	  .wanted = "-|before", .old = true },
	{ .name = "three that fit, each told once", .amount = 100,
	  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 }, { 12, 100, 0 } }, .promise = { 12 } } },
	  .wanted = "account|several|0 100", .candidates = "1/11 1/12 1/0" },
	{ .name = "a cent of two invoices", .amount = 1,
	  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 1, 0 }, { 12, 1, 0 } } } },
	  .wanted = "-|several", .candidates = "1/11 1/12 1/0" },
};
/* clang-format on */

static void payments_decided(void **state)
{
	(void)state;
	payments_are(by_amount, COUNT(by_amount));
}

static void candidates_come_best_first(void **state)
{
	struct matching_item items[] = {
		{ .id = 11, .open = 100, .amount = 100, .currency = "EUR", .issued_on = LATE(60), .due_on = LATE(30) },
		{ .id = 12, .open = 100, .amount = 100, .currency = "EUR", .issued_on = LATE(50), .due_on = LATE(20) },
	};
	struct matching_client client = { .id = 1, .by_name = true, .items = items, .item_count = 2 };
	struct matching_facts facts = {
		.amount = 100, .currency = "EUR", .value_on = TODAY, .book_on = DATE_NONE, .clients = &client, .client_count = 1
	};
	struct matching_result result;
	struct arena arena = { 0 };

	(void)state;
	matching_decide(&facts, &arena, &result);
	assert_int_equal(result.part_count, 0);
	assert_int_equal(result.candidate_count, 3);
	assert_int_equal(result.candidates[0].item_id, 11);
	assert_int_equal(result.candidates[1].item_id, 12);
	assert_int_equal(result.candidates[2].item_id, 0);
	assert_int_equal(result.candidates[2].client_id, 1);
	arena_clear(&arena);
}

/* ---- read piecemeal ---- */

static uint64_t dice = 11;

static int roll(int below)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int)((dice >> 33) % (uint64_t)below);
}

static void roll_items(struct matching_item *items, size_t count, int64_t first)
{
	for (size_t i = 0; i < count; i++) {
		bool credit = roll(4) == 0, settled = roll(8) == 0;
		cents open = settled ? 0 : 100 * (1 + roll(4));

		items[i] = (struct matching_item){
			.id = first + (int64_t)i,
			.kind = credit ? ITEM_CREDIT_NOTE : ITEM_INVOICE,
			.issued_on = LATE(60 - roll(70)),
			.due_on = LATE(40 - roll(80)),
			.amount = credit ? -open : open + 100 * roll(2),
			.open = credit ? -open : open,
			.named = settled || roll(3) == 0,
			.structured = roll(2) == 0,
			.strong = roll(3) != 0,
		};
		strcpy(items[i].currency, roll(10) ? "EUR" : "USD");
	}
}

static void roll_cash(struct matching_cash *cash, size_t count, const struct matching_item *items, size_t item_count)
{
	for (size_t i = 0; i < count; i++) {
		cents whole = 100 * (1 + roll(5));

		cash[i] = (struct matching_cash){ .id = 900 + (int64_t)i,
			                          .item_id = roll(2) && item_count ? items[roll((int)item_count)].id : 0,
			                          .cash_id = roll(3) ? 0 : 700 + (int64_t)i,
			                          .amount = roll(4) ? whole : 0,
			                          .whole = whole,
			                          .noticed = roll(2) == 0 };
	}
}

/* Whatever is owed, named and known: the answer is that of all there is, to the last candidate. */
static void what_is_read_piecemeal_is_decided_the_same(void **state)
{
	enum { CLIENTS = 3, ITEMS = 6, RECEIPTS = 2 };
	int undecided[4] = { 0 };

	(void)state;
	for (int round = 0; round < 60000; round++) {
		struct matching_item items[CLIENTS][ITEMS];
		struct matching_cash cash[CLIENTS][RECEIPTS];
		struct matching_promise promises[CLIENTS];
		int64_t promised[CLIENTS][2];
		struct matching_client clients[CLIENTS];
		struct matching_facts facts = { .amount = 100 * (1 + roll(9)), .currency = "EUR", .value_on = TODAY,
			                        .book_on = roll(3) ? LATE(100) : IN(3), .clients = clients, .client_count = 1 + (size_t)roll(CLIENTS) };
		struct matching_result whole, piecemeal;
		struct arena arena = { 0 };
		int asked;

		for (size_t k = 0; k < facts.client_count; k++) {
			clients[k] = (struct matching_client){ .id = 1 + (int64_t)k, .by_account = roll(3) == 0, .by_name = roll(3) == 0,
				                               .items = items[k], .item_count = (size_t)roll(ITEMS + 1),
				                               .cash = cash[k], .cash_count = (size_t)roll(RECEIPTS + 1) };
			roll_items(items[k], clients[k].item_count, 10 * (1 + (int64_t)k));
			roll_cash(cash[k], clients[k].cash_count, items[k], clients[k].item_count);
			promised[k][0] = 10 * (1 + (int64_t)k) + roll(ITEMS);
			promised[k][1] = 10 * (1 + (int64_t)k) + roll(ITEMS);
			promises[k] = (struct matching_promise){ promised[k], 2 };
			clients[k].promises = &promises[k];
			clients[k].promise_count = (size_t)roll(2);
		}
		matching_decide(&facts, &arena, &whole);
		assert_false(whole.undecided);
		decide_piecemeal(&facts, &arena, &piecemeal, &asked);
		undecided[asked < 3 ? asked : 3]++;
		same_answer("rolled", &whole, &piecemeal);
		arena_clear(&arena);
	}
	assert_true(undecided[0] > 1000 && undecided[1] > 1000 && undecided[2] > 200);
}

static void which_cash_is_the_same(void **state)
{
	static const struct {
		int told;
		bool dated, same;
	} rows[] = {
		{ 0, true, true },   { 10, true, true },   { 11, true, false },  { -10, true, true }, { -11, true, false },
		{ 0, false, true },  { -3, false, true },  { -4, false, false }, { 45, false, true }, { 46, false, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(matching_same_cash(TODAY, IN(rows[i].told), rows[i].dated), rows[i].same);
}

static void what_a_reversal_takes_back(void **state)
{
	static const struct {
		const char *name;
		struct matching_original originals[3];
		size_t count;
		int64_t wanted;
	} rows[] = {
		{ "none", { { 0 } }, 0, 0 },
		{ "nothing in common", { { 1, LATE(2), false, false, false } }, 1, 0 },
		{ "the end-to-end reference", { { 1, LATE(2), false, false, true }, { 2, LATE(3), true, false, true } }, 2, 2 },
		{ "the number", { { 1, LATE(2), false, true, true }, { 2, LATE(3), false, false, true } }, 2, 1 },
		{ "the payer alone", { { 1, LATE(2), false, false, true } }, 1, 1 },
		{ "two equal ones", { { 1, LATE(2), false, false, true }, { 2, LATE(3), false, false, true } }, 2, 0 },
		{ "two equal ones below a better one",
		  { { 1, LATE(2), false, false, true }, { 2, LATE(3), false, false, true }, { 3, LATE(9), false, true, false } },
		  3,
		  3 },
		{ "a later payment", { { 1, IN(1), true, false, false } }, 1, 0 },
		{ "a payment of that day", { { 1, TODAY, true, false, false } }, 1, 1 },
		{ "the end-to-end reference before the number", { { 1, LATE(2), true, false, false }, { 2, LATE(1), false, true, false } }, 2, 1 },
		{ "the number before the payer", { { 1, LATE(2), false, true, false }, { 2, LATE(1), false, false, true } }, 2, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (matching_original(rows[i].originals, rows[i].count, TODAY) != rows[i].wanted)
			fail_msg("%s", rows[i].name);
}

static void codes_come_back(void **state)
{
	(void)state;
	for (int i = 0; i < MATCHING_HOW_COUNT; i++)
		assert_int_equal(matching_how_from(matching_how_codes[i]), i);
	for (int i = 0; i < MATCHING_WHY_COUNT; i++)
		assert_int_equal(matching_why_from(matching_why_codes[i]), i);
	assert_int_equal(matching_how_from("?"), MATCHING_HOW_COUNT);
	assert_int_equal(matching_why_from("?"), MATCHING_CLEAR);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_spelling_of_a_number),   cmocka_unit_test(numbers_of_a_text),
		cmocka_unit_test(a_text_without_end),
		cmocka_unit_test(names_that_agree),           cmocka_unit_test(payments_decided),
		cmocka_unit_test(candidates_come_best_first),
		cmocka_unit_test(what_is_read_piecemeal_is_decided_the_same), cmocka_unit_test(which_cash_is_the_same),
		cmocka_unit_test(what_a_reversal_takes_back), cmocka_unit_test(codes_come_back),
	};

	return cmocka_run_group_tests_name("matching", tests, NULL, NULL);
}
