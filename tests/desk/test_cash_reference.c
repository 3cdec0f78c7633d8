/* The reference an electronic invoice asks to be written on its payment: kept with the invoice, whichever file came first, and what a
 * payment that bears it settles.
 */
#include <string.h>

#include "cash_help.h"

#include "base/mem.h"

/* As CASH_BOOK says them: C1 owes F1001 and F1002, C2 F2001. */
static struct import_report ask(struct session *session, const char *number, const char *issued, const char *total, const char *reference)
{
	char name[64], *text = mem_printf(
		"<r:CrossIndustryInvoice xmlns:r=\"urn:r\"><ExchangedDocument><ID>%s</ID><TypeCode>380</TypeCode><IssueDateTime>"
		"<DateTimeString format=\"102\">%s</DateTimeString></IssueDateTime></ExchangedDocument><SupplyChainTradeTransaction>"
		"<ApplicableHeaderTradeAgreement><SellerTradeParty><Name>Durand Équipements</Name></SellerTradeParty><BuyerTradeParty><Name>Dupont</Name><SpecifiedLegalOrganization><ID schemeID=\"0002\">732829320"
		"</ID></SpecifiedLegalOrganization></BuyerTradeParty></ApplicableHeaderTradeAgreement><ApplicableHeaderTradeSettlement>"
		"<PaymentReference>%s</PaymentReference><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>"
		"<SpecifiedTradeSettlementHeaderMonetarySummation><GrandTotalAmount>%s</GrandTotalAmount><DuePayableAmount>%s</DuePayableAmount>"
		"</SpecifiedTradeSettlementHeaderMonetarySummation></ApplicableHeaderTradeSettlement></SupplyChainTradeTransaction>"
		"</r:CrossIndustryInvoice>",
		number, issued, reference, total, total);
	static int serial;
	struct import_report report, counts;

	snprintf(name, sizeof name, "invoice-%d.xml", ++serial);
	report = counts = help_import(session, &(struct import_request){ .path = help_file(name, text), .terms_days = -1 });
	import_report_clear(&report);
	mem_free(text);
	return counts;
}

#define RF     "RF18 5390 0754 7034"
#define BANK   "RF18539007547034"

static struct cash_entry bears(cents amount, const char *structured, const char *text)
{
	static int serial;
	static char reference[8][16];
	char *own = reference[serial++ % 8];

	snprintf(own, sizeof reference[0], "R%d", serial);
	return (struct cash_entry){ .value_on = TODAY, .amount = amount, .reference = own, .party = "TRESORERIE", .structured = structured,
		                    .text = text };
}

static void the_reference_is_kept_with_the_invoice(void **state)
{
	struct import_report report;

	cash_book(*state, CASH_BOOK);
	report = ask(*state, "F1001", "20260801", "100.00", RF);
	assert_int_equal(report.changed, 1);
	fixture_is("SELECT number, payment_ref FROM invoice ORDER BY number", "F1001|" RF "\nF1002|\nF2001|\n");
	report = ask(*state, "F1001", "20260801", "100.00", "");
	assert_int_equal(report.changed, 0); /* silence takes nothing back */
	fixture_is("SELECT payment_ref FROM invoice WHERE number = 'F1001'", RF "\n");
	report = ask(*state, "F1001", "20260801", "100.00", "RF45G72UUR");
	assert_int_equal(report.changed, 1);
	cash_book(*state, CASH_BOOK "C2,Martin,F2002,2026-09-15,2026-10-15,10,10,EUR\n"); /* the ledger says nothing of it */
	fixture_is("SELECT payment_ref FROM invoice WHERE number = 'F1001'", "RF45G72UUR\n");
	help_verify(*state);
}

static void before_the_ledger_too(void **state)
{
	ask(*state, "F1001", "20260801", "100.00", RF);
	fixture_sql("UPDATE client SET no = 'C1'");
	cash_book(*state, CASH_BOOK);
	fixture_is("SELECT i.number, s.name, i.payment_ref FROM invoice i JOIN source s ON s.id = i.source_id ORDER BY 1",
	           "F1001|csv:relance|" RF "\nF1002|csv:relance|\nF2001|csv:relance|\n");
	cash_bank(*state, bears(10000, BANK, NULL));
	fixture_is("SELECT i.number, a.reason FROM allocation a JOIN invoice i ON i.id = a.invoice_id", "F1001|payment_ref\n");
}

static const struct {
	const char *name;
	const char *ask[3]; /* the references of F1001, F1002 and F2001; NULL: none */
	cents amount;
	const char *structured, *text;
	const char *state;      /* state|why of the movement */
	const char *settled;    /* number|amount|reason of its allocations */
} rows[] = {
	{ "in a structured reference", { RF }, 10000, BANK, NULL, "matched|\n", "F1001|10000|payment_ref\n" },
	{ "spelt with blanks and in small letters", { BANK }, 10000, "rf18 5390 0754 7034", NULL, "matched|\n", "F1001|10000|payment_ref\n" },
	{ "in words among words", { RF }, 10000, NULL, "VIREMENT DUPONT RF18 5390 0754 7034 MERCI", "matched|\n", "F1001|10000|payment_ref\n" },
	{ "without its check digits on the invoice", { "539007547034" }, 10000, BANK, NULL, "matched|\n", "F1001|10000|payment_ref\n" },
	{ "of a house's own kind", { "CLT-88/2026-17" }, 10000, "CLT88202617", NULL, "matched|\n", "F1001|10000|payment_ref\n" },
	{ "two of them make the amount", { RF, "RF45G72UUR" }, 15000, NULL, "RF18539007547034 RF45G72UUR", "matched|\n",
	  "F1001|10000|payment_ref\nF1002|5000|payment_ref\n" },
	{ "a part, and nobody is known", { RF }, 4000, BANK, NULL, "open|unconfirmed\n", "" },
	{ "more than is open", { RF }, 12000, BANK, NULL, "open|too_much\n", "" },
	{ "several invoices ask for the same: it says nothing", { "CONTRAT 4711", "CONTRAT 4711" }, 10000, "CONTRAT4711", NULL, "open|unknown\n", "" },
	{ "not even when it is all they come to", { "CONTRAT 4711", "CONTRAT 4711" }, 15000, "CONTRAT4711", NULL, "open|unknown\n", "" },
	{ "several clients' invoices do", { "PROJET 99123", NULL, "PROJET 99123" }, 10000, "PROJET99123", NULL, "open|unknown\n", "" },
	{ "what is but its number stays that", { "F-1001" }, 10000, "F1001", NULL, "matched|\n", "F1001|10000|reference\n" },
	{ "what is another's number is no answer between the two", { "F2001" }, 10000, "F2001", NULL, "open|clients\n", "" },
	{ "another reference", { RF }, 10000, "RF18539007547035", NULL, "open|unknown\n", "" },
};

static void a_payment_that_bears_it_settles_that_invoice(void **state)
{
	static const char *const numbers[] = { "F1001", "F1002", "F2001" }, *const issued[] = { "20260801", "20260805", "20260915" },
				 *const totals[] = { "100.00", "50.00", "70.00" };

	for (size_t i = 0; i < COUNT(rows); i++) {
		void *own = *state;
		char *text;

		if (i > 0) {
			fixture_teardown(&own);
			fixture_setup(&own);
			*state = own;
		}
		cash_book(own, CASH_BOOK);
		for (int k = 0; k < 3; k++)
			if (rows[i].ask[k])
				ask(own, numbers[k], issued[k], totals[k], rows[i].ask[k]);
		cash_bank(own, bears(rows[i].amount, rows[i].structured, rows[i].text));
		text = fixture_dump("SELECT state, why FROM bank_movement");
		if (strcmp(text, rows[i].state) != 0)
			fail_msg("%s: %s", rows[i].name, text);
		mem_free(text);
		text = fixture_dump("SELECT i.number, a.amount_cents, a.reason FROM allocation a JOIN invoice i ON i.id = a.invoice_id ORDER BY "
		                    "a.id");
		if (strcmp(text, rows[i].settled) != 0)
			fail_msg("%s: %s", rows[i].name, text);
		mem_free(text);
		cash_sound(own);
	}
}

/* Who paid under it is known by his account the next time; what went back opens the invoice again. */
static void it_tells_whose_the_account_is(void **state)
{
	struct cash_entry first = bears(10000, BANK, NULL), second = bears(5000, NULL, "VIREMENT"), back;

	first.party_account = second.party_account = CASH_PAYER;
	cash_book(*state, CASH_BOOK);
	ask(*state, "F1001", "20260801", "100.00", RF);
	cash_bank(*state, first);
	fixture_is("SELECT c.no, p.account FROM payer p JOIN client c ON c.id = p.client_id", "C1|" CASH_PAYER "\n");
	cash_bank(*state, second);
	cash_items_are("F1001|0|10000\nF1002|0|5000\nF2001|7000|0\n");
	back = cash_bounces(first, TODAY);
	cash_bank(*state, back);
	cash_items_are("F1001|10000|0\nF1002|0|5000\nF2001|7000|0\n");
	cash_sound(*state);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		FACT(the_reference_is_kept_with_the_invoice),
		FACT(before_the_ledger_too),
		FACT(a_payment_that_bears_it_settles_that_invoice),
		FACT(it_tells_whose_the_account_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
