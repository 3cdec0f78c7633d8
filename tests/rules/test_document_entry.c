/* The entry lines of a document request and of an insolvency.
 */
#include <string.h>

#include "facts.h"

#include "rules/document_entry.h"
#include "rules/insolvency.h"

static const struct dispute_line list[] = {
	{ .number = "F-24-0931", .overdue = true, .owed = true },
	{ .number = "F-24-0977", .overdue = true, .owed = true },
	{ .number = "F-24-0812", .owed = true, .disputed = true },
	{ .number = "AV-24-0001" },
	{ .number = "", .overdue = true, .owed = true, .figure = true },
};

static void each_document_is_read(void **state)
{
	static const struct {
		const char *name, *text;
		enum document_entry_status status;
		const char *chosen;
		enum document_kind kind;
		const char *token;
	} rows[] = {
		{ "nothing: a duplicate of all that is overdue", "", DOCUMENT_ENTRY_OK, "xx...", DOCUMENT_DUPLICATE, "" },
		{ "of one line", "2", DOCUMENT_ENTRY_OK, ".x...", DOCUMENT_DUPLICATE, "" },
		{ "of lines from to", "2-4 bl", DOCUMENT_ENTRY_OK, ".xxx.", DOCUMENT_DELIVERY, "" },
		{ "from beyond the list", "2-6", DOCUMENT_ENTRY_UNKNOWN, NULL, 0, "2-6" },
		{ "a gap of the ledger", "5", DOCUMENT_ENTRY_FIGURE, NULL, 0, "5" },
		{ "among others", "3-5", DOCUMENT_ENTRY_FIGURE, NULL, 0, "3-5" },
		{ "on AZERTY", "\303\251", DOCUMENT_ENTRY_OK, ".x...", DOCUMENT_DUPLICATE, "" },
		{ "of one in dispute and of a credit note", "3 av-24-0001", DOCUMENT_ENTRY_OK, "..xx.", DOCUMENT_DUPLICATE, "" },
		{ "a delivery note", "bl 1", DOCUMENT_ENTRY_OK, "x....", DOCUMENT_DELIVERY, "" },
		{ "in English", "1 deliv", DOCUMENT_ENTRY_OK, "x....", DOCUMENT_DELIVERY, "" },
		{ "a purchase order of all", "commande", DOCUMENT_ENTRY_OK, "xx...", DOCUMENT_ORDER, "" },
		{ "a statement is of no invoice", "Relev\303\251", DOCUMENT_ENTRY_OK, ".....", DOCUMENT_STATEMENT, "" },
		{ "bank details", "rib", DOCUMENT_ENTRY_OK, ".....", DOCUMENT_BANK, "" },
		{ "a contract for one", "contrat 2", DOCUMENT_ENTRY_OK, ".x...", DOCUMENT_CONTRACT, "" },
		{ "a note", "2 -- par mail", DOCUMENT_ENTRY_OK, ".x...", DOCUMENT_DUPLICATE, "" },
		{ "copie, commande or contrat", "co", DOCUMENT_ENTRY_AMBIGUOUS, NULL, 0, "co" },
		{ "two documents", "rib bl", DOCUMENT_ENTRY_TWO, NULL, 0, "bl" },
		{ "no word of a document", "facture", DOCUMENT_ENTRY_UNKNOWN, NULL, 0, "facture" },
		{ "no such line", "6", DOCUMENT_ENTRY_UNKNOWN, NULL, 0, "6" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		bool chosen[COUNT(list)];
		struct document_entry e;
		bool done = document_parse(rows[i].text, list, COUNT(list), chosen, &e);
		if (done != (rows[i].status == DOCUMENT_ENTRY_OK) || e.status != rows[i].status ||
		    strcmp(e.token, rows[i].token) != 0)
			fail_msg("%s: status %d, token “%s”", rows[i].name, e.status, e.token);
		for (size_t k = 0; done && k < COUNT(list); k++)
			if (chosen[k] != (rows[i].chosen[k] == 'x') || e.kind != rows[i].kind)
				fail_msg("%s: line %zu, kind %d", rows[i].name, k + 1, e.kind);
	}
}

static void a_duplicate_of_nothing_is_refused(void **state)
{
	bool chosen[1];
	struct document_entry e;

	(void)state;
	assert_false(document_parse("", &list[3], 1, chosen, &e));
	assert_int_equal(e.status, DOCUMENT_ENTRY_NOTHING);
	assert_true(document_parse("rib", &list[3], 1, chosen, &e));
}

/* A word that is refused is repeated in a sentence: cut between letters. */
static void a_long_word_is_repeated_whole(void **state)
{
	char text[128] = "";
	struct document_entry document;
	struct insolvency_entry court;
	bool chosen[COUNT(list)];

	(void)state;
	memset(text, '1', 57);
	strcpy(text + 57, "/-\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9");
	assert_false(document_parse(text, list, COUNT(list), chosen, &document));
	assert_memory_equal(document.token, text, 63);
	assert_int_equal(document.token[63], '\0');
	assert_false(insolvency_parse(text, TODAY, &court));
	assert_memory_equal(court.token, text, 63);
	assert_int_equal(court.token[63], '\0');
}

static void a_court_and_a_day(void **state)
{
	static const struct {
		const char *name, *text;
		enum insolvency_status status;
		const char *court;
		date published_on;
		const char *token;
	} rows[] = {
		{ "both", "TC Lyon 15/11", INSOLVENCY_OK, "TC Lyon", LATE(9), "" },
		{ "the day first", "15/11 TC Lyon", INSOLVENCY_OK, "TC Lyon", LATE(9), "" },
		{ "not published yet", "TC Paris 3e chambre", INSOLVENCY_OK, "TC Paris 3e chambre", DATE_NONE, "" },
		{ "today", "Lyon 24/11/2026 -- liquidation", INSOLVENCY_OK, "Lyon", TODAY, "" },
		{ "last year by its name", "Lyon 2025-12-01", INSOLVENCY_OK, "Lyon", LATE(358), "" },
		{ "one letter and a mark", "T . L 15/11", INSOLVENCY_OK, "T . L", LATE(9), "" },
		{ "what follows a day that is none is not read", "Lyon 31/02 Paris", INSOLVENCY_BAD_DATE, "Lyon", DATE_NONE, "31/02" },
		{ "no court", "15/11", INSOLVENCY_NO_COURT, "", LATE(9), "" },
		{ "nothing", "", INSOLVENCY_NO_COURT, "", DATE_NONE, "" },
		{ "tomorrow", "Lyon 25/11/2026", INSOLVENCY_BAD_DATE, "Lyon", DATE_NONE, "25/11/2026" },
		{ "no day", "Lyon 31/02", INSOLVENCY_BAD_DATE, "Lyon", DATE_NONE, "31/02" },
		{ "two days", "Lyon 15/11 16/11", INSOLVENCY_TWO_DATES, "Lyon", LATE(9), "16/11" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct insolvency_entry e;
		bool done = insolvency_parse(rows[i].text, TODAY, &e);
		if (done != (rows[i].status == INSOLVENCY_OK) || e.status != rows[i].status ||
		    strcmp(e.court, rows[i].court) != 0 || e.published_on != rows[i].published_on ||
		    strcmp(e.token, rows[i].token) != 0)
			fail_msg("%s: status %d, court “%s”, %d, token “%s”", rows[i].name, e.status, e.court,
				 (int)(e.published_on - TODAY), e.token);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_document_is_read),
		cmocka_unit_test(a_duplicate_of_nothing_is_refused),
		cmocka_unit_test(a_long_word_is_repeated_whole),
		cmocka_unit_test(a_court_and_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
