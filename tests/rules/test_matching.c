/* Payments against open items: what is decided, why, and what is left alone.
 */
#include "facts.h"

#include <string.h>

#include "base/arena.h"
#include "rules/matching.h"
#include "rules/matching_text.h"

#define MOST 6

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
	static const char *const known[] = { "FA20260042", "20260042", "42", "1234", "F1001", "F1002", "539007547034", "12345", NULL };
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

enum { NAMED = 1, STRUCTURED = 2, WEAK = 4, CREDIT = 8, DOLLARS = 16, YOUNG = 32, PARTLY = 64, NOT_DUE = 128 };
enum { BY_ACCOUNT = 1, BY_NAME = 2 };

struct given {
	int64_t id;
	cents open;
	int flags;
};
struct payer {
	int64_t id;
	int known;
	struct given items[MOST];
	struct matching_cash cash[2];
	int64_t promise[3]; /* items of its one promise */
};

static void fill_items(const struct payer *payer, struct matching_item *items, struct matching_client *out)
{
	for (size_t i = 0; i < MOST && payer->items[i].id; i++) {
		const struct given *given = &payer->items[i];

		items[i] = (struct matching_item){
			.id = given->id,
			.kind = given->flags & CREDIT ? ITEM_CREDIT_NOTE : ITEM_INVOICE,
			.issued_on = given->flags & YOUNG ? IN(2) : LATE(60),
			.due_on = given->flags & (YOUNG | NOT_DUE) ? IN(30) : LATE(30) + (int)i,
			.amount = given->flags & PARTLY ? 2 * given->open : given->open,
			.open = given->open,
			.named = (given->flags & NAMED) != 0,
			.structured = (given->flags & STRUCTURED) != 0,
			.strong = !(given->flags & WEAK),
		};
		strcpy(items[i].currency, given->flags & DOLLARS ? "USD" : "EUR");
		out->item_count++;
	}
	out->items = items;
}

static void fill_client(const struct payer *payer, struct matching_item *items, struct matching_cash *cash,
                        struct matching_promise *promise, struct matching_client *out)
{
	*out = (struct matching_client){ .id = payer->id,
		                         .by_account = (payer->known & BY_ACCOUNT) != 0,
		                         .by_name = (payer->known & BY_NAME) != 0,
		                         .cash = cash };
	fill_items(payer, items, out);
	while (out->cash_count < 2 && payer->cash[out->cash_count].id) {
		cash[out->cash_count] = payer->cash[out->cash_count];
		if (cash[out->cash_count].whole == 0)
			cash[out->cash_count].whole = cash[out->cash_count].amount;
		out->cash_count++;
	}
	promise->items = payer->promise;
	for (promise->item_count = 0; promise->item_count < 3 && payer->promise[promise->item_count];)
		promise->item_count++;
	out->promises = promise;
	out->promise_count = promise->item_count > 0;
}

/* "how|why|client: item amount, item amount (told)" */
static void show(const struct matching_result *result, char *out, size_t room)
{
	size_t n = (size_t)snprintf(out, room, "%s|%s", result->part_count ? matching_how_codes[result->how] : "-",
	                            matching_why_codes[result->why]);

	for (size_t i = 0; i < result->part_count; i++)
		n += (size_t)snprintf(out + n, room - n, "|%lld %lld%s", (long long)result->parts[i].item_id,
		                      (long long)result->parts[i].amount, result->parts[i].shown ? " told" : "");
	if (result->cash_id)
		snprintf(out + n, room - n, "|beside %lld", (long long)result->cash_id);
}

static void payments_decided(void **state)
{
	static const struct {
		const char *name;
		cents amount;
		struct payer payers[2];
		const char *wanted;
		bool old; /* before the ledger was first taken in */
	} rows[] = {
		{ .name = "a number and its amount", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED } } } },
		  .wanted = "number||11 100" },
		{ .name = "a structured reference", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED | STRUCTURED } } } },
		  .wanted = "reference||11 100" },
		{ .name = "several numbers", .amount = 300,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED }, { 12, 200, NAMED }, { 13, 300, 0 } } } },
		  .wanted = "number||11 100|12 200" },
		{ .name = "a credit note among them", .amount = 70,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED }, { 12, -30, NAMED | CREDIT } } } },
		  .wanted = "number||11 100|12 -30" },
		{ .name = "less a credit note it does not name", .amount = 70,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED }, { 12, -30, CREDIT } } } },
		  .wanted = "netted||11 100|12 -30" },
		{ .name = "two credit notes fit", .amount = 70,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, NAMED }, { 12, -30, CREDIT }, { 13, -30, CREDIT } } } },
		  .wanted = "account|several|0 70" },
		{ .name = "part payment by the known account", .amount = 60,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, NAMED } } } },
		  .wanted = "part||11 60" },
		{ .name = "part payment by the known name", .amount = 60,
		  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, NAMED } } } },
		  .wanted = "part||11 60" },
		{ .name = "part payment by nobody knows whom", .amount = 60,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED } } } },
		  .wanted = "-|unconfirmed" },
		{ .name = "part payment of two", .amount = 150,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, NAMED }, { 12, 100, NAMED } } } },
		  .wanted = "account|sum|0 150" },
		{ .name = "more than is open", .amount = 120,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED } } } },
		  .wanted = "-|too_much" },
		{ .name = "more than is open, payer known", .amount = 120,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, NAMED } } } },
		  .wanted = "account|too_much|0 120" },
		{ .name = "settled already", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 0, NAMED } } } },
		  .wanted = "-|settled" },
		{ .name = "another currency", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED | DOLLARS } } } },
		  .wanted = "-|currency" },
		{ .name = "a weak number of a stranger", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED | WEAK } } } },
		  .wanted = "-|unknown" },
		{ .name = "a weak number of the payer", .amount = 100,
		  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, NAMED | WEAK } } } },
		  .wanted = "number||11 100" },
		{ .name = "a weak number is no part payment", .amount = 60,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, NAMED | WEAK } } } },
		  .wanted = "account|sum|0 60" },
		{ .name = "the number is another client's", .amount = 100,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 } } },
		              { .id = 2, .known = 0, .items = { { 21, 100, NAMED } } } },
		  .wanted = "-|other_client" },
		{ .name = "the number is another client's than the name's", .amount = 100,
		  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 100, 0 } } },
		              { .id = 2, .known = 0, .items = { { 21, 100, NAMED } } } },
		  .wanted = "-|other_client" },
		{ .name = "numbers of two clients", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED } } },
		              { .id = 2, .known = 0, .items = { { 21, 100, NAMED } } } },
		  .wanted = "-|clients" },
		{ .name = "numbers of two clients, one the payer", .amount = 100,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, NAMED } } },
		              { .id = 2, .known = 0, .items = { { 21, 100, NAMED } } } },
		  .wanted = "number||11 100" },
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
		  .wanted = "account|several|0 300" },
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
		  .wanted = "account|no_fit|0 33" },
		{ .name = "two payers with one account", .amount = 100,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, 0 } } },
		              { .id = 2, .known = BY_ACCOUNT, .items = { { 21, 70, 0 } } } },
		  .wanted = "-|payers" },
		{ .name = "two payers, one fits", .amount = 70,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 50, 0 } } },
		              { .id = 2, .known = BY_ACCOUNT, .items = { { 21, 70, 0 } } } },
		  .wanted = "amount||21 70" },
		{ .name = "two payers, both fit", .amount = 70,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 70, 0 } } },
		              { .id = 2, .known = BY_ACCOUNT, .items = { { 21, 70, 0 } } } },
		  .wanted = "-|several" },
		{ .name = "nobody knows whose it is", .amount = 100,
		  .wanted = "-|unknown" },
		{ .name = "the ledger lettered it", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 0, NAMED } }, .cash = { { 5, 11, 0, 100, 0, false } } } },
		  .wanted = "ledger||11 100 told" },
		{ .name = "the ledger lettered it with what it does not say", .amount = 100,
		  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 100, 0 } }, .cash = { { 5, 0, 0, 100, 0, false } } } },
		  .wanted = "ledger||0 100 told" },
		{ .name = "the ledger's payment is of another invoice", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED }, { 12, 0, 0 } }, .cash = { { 5, 12, 0, 100, 0, false } } } },
		  .wanted = "number||11 100" },
		{ .name = "the ledger has it unlettered", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED } }, .cash = { { 5, 0, 9, 100, 0, false } } } },
		  .wanted = "number||11 100|beside 9" },
		{ .name = "the ledger has it unlettered, nothing fits", .amount = 33,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 } }, .cash = { { 5, 0, 9, 33, 0, false } } } },
		  .wanted = "ledger||0 33 told" },
		{ .name = "half told by the ledger", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 60, NAMED } }, .cash = { { 5, 11, 0, 40, 0, false } } } },
		  .wanted = "number||11 60|11 40 told" },
		{ .name = "the ledger shows more of the invoice that is named", .amount = 60,
		  .payers = { { .id = 1, .known = BY_NAME, .items = { { 11, 200, NAMED | PARTLY } }, .cash = { { 5, 11, 0, 100, 0, false } } } },
		  .wanted = "ledger||11 60 told" },
		{ .name = "the ledger settled two equal ones", .amount = 100,
		  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 300, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 100, 0, false } } } },
		  .wanted = "ledger||0 100 told" },
		{ .name = "the ledger settled two equal ones, one told since", .amount = 100,
		  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 300, 0 } }, .cash = { { 5, 11, 0, 100, 100, true }, { 6, 13, 0, 0, 100, true } } } },
		  .wanted = "ledger||0 100 told" },
		{ .name = "a fall or an open invoice", .amount = 100,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 12, 100, 0 } }, .cash = { { 5, 11, 0, 100, 100, true } } } },
		  .wanted = "-|several" },
		{ .name = "all that the ledger settled", .amount = 150,
		  .payers = { { .id = 1, .known = BY_NAME, .items = { { 12, 150, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 50, 0, false } } } },
		  .wanted = "ledger||11 100 told|13 50 told" },
		{ .name = "a part of what the ledger settled, or another invoice", .amount = 120,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 12, 120, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 50, 0, false } } } },
		  .wanted = "-|in_ledger" },
		{ .name = "more than the ledger settled", .amount = 160,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 12, 160, 0 } }, .cash = { { 5, 11, 0, 100, 0, false }, { 6, 13, 0, 50, 0, false } } } },
		  .wanted = "amount||12 160" },
		{ .name = "older than the book, whole invoice", .amount = 100,
		  .payers = { { .id = 1, .known = 0, .items = { { 11, 100, NAMED } } } },
		  .wanted = "number||11 100", .old = true },
		{ .name = "older than the book, partly paid since", .amount = 100,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, NAMED | PARTLY } } } },
		  .wanted = "-|before", .old = true },
		{ .name = "older than the book, part payment", .amount = 60,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, NAMED } } } },
		  .wanted = "-|before", .old = true },
		{ .name = "older than the book, by amount", .amount = 100,
		  .payers = { { .id = 1, .known = BY_ACCOUNT, .items = { { 11, 100, 0 } } } },
		  .wanted = "-|before", .old = true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct matching_item items[2][MOST];
		struct matching_cash cash[2][2];
		struct matching_promise promises[2];
		struct matching_client clients[2];
		struct matching_facts facts = { .amount = rows[i].amount,
			                        .currency = "EUR",
			                        .value_on = TODAY,
			                        .book_on = rows[i].old ? IN(3) : LATE(100),
			                        .clients = clients };
		struct matching_result result;
		struct arena arena = { 0 };
		char text[256];

		for (size_t k = 0; k < 2 && rows[i].payers[k].id; k++)
			fill_client(&rows[i].payers[k], items[k], cash[k], &promises[k], &clients[facts.client_count++]);
		matching_decide(&facts, &arena, &result);
		show(&result, text, sizeof text);
		if (strcmp(text, rows[i].wanted) != 0)
			fail_msg("%s: %s, not %s", rows[i].name, text, rows[i].wanted);
		arena_clear(&arena);
	}
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
		cmocka_unit_test(names_that_agree),           cmocka_unit_test(payments_decided),
		cmocka_unit_test(candidates_come_best_first), cmocka_unit_test(which_cash_is_the_same),
		cmocka_unit_test(what_a_reversal_takes_back), cmocka_unit_test(codes_come_back),
	};

	return cmocka_run_group_tests_name("matching", tests, NULL, NULL);
}
