/* What is told electronically: invoices that come before or after the ledger that owns them, what
 * platforms say of them and what follows, rates. */
#include "import_help.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "desk/platform.h"

/* Foreign texts.
 * clang-format off */
#define INVOICE(seller, number, type, issued, order, settlement, total)                          \
	"<r:CrossIndustryInvoice xmlns:r=\"urn:r\"><ExchangedDocument><ID>" number "</ID>"       \
	"<TypeCode>" type "</TypeCode><IssueDateTime><DateTimeString format=\"102\">" issued     \
	"</DateTimeString></IssueDateTime></ExchangedDocument><SupplyChainTradeTransaction>"     \
	"<ApplicableHeaderTradeAgreement><SellerTradeParty><Name>" seller "</Name>"              \
	"</SellerTradeParty><BuyerTradeParty><Name>Garage Morel</Name>"                          \
	"<SpecifiedLegalOrganization><ID schemeID=\"0002\">732829320</ID>"                       \
	"</SpecifiedLegalOrganization><PostalTradeAddress><PostcodeCode>67000</PostcodeCode>"    \
	"</PostalTradeAddress><DefinedTradeContact><PersonName>Mme Blanc</PersonName>"   \
	"</DefinedTradeContact></BuyerTradeParty><BuyerOrderReferencedDocument>"                 \
	"<IssuerAssignedID>" order "</IssuerAssignedID></BuyerOrderReferencedDocument>"          \
	"</ApplicableHeaderTradeAgreement><ApplicableHeaderTradeDelivery>"                       \
	"<ActualDeliverySupplyChainEvent><OccurrenceDateTime><DateTimeString>20260828"           \
	"</DateTimeString></OccurrenceDateTime></ActualDeliverySupplyChainEvent>"                \
	"</ApplicableHeaderTradeDelivery><ApplicableHeaderTradeSettlement>" settlement           \
	"<InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>"                                         \
	"<SpecifiedTradeSettlementHeaderMonetarySummation><GrandTotalAmount>" total              \
	"</GrandTotalAmount><DuePayableAmount>" total "</DuePayableAmount>"                      \
	"</SpecifiedTradeSettlementHeaderMonetarySummation></ApplicableHeaderTradeSettlement>"   \
	"</SupplyChainTradeTransaction></r:CrossIndustryInvoice>"
#define DUE(day)                                                                                 \
	"<SpecifiedTradePaymentTerms><DueDateDateTime><DateTimeString format=\"102\">" day       \
	"</DateTimeString></DueDateDateTime></SpecifiedTradePaymentTerms>"
#define OURS "DURAND équipements"
#define F1   INVOICE(OURS, "F1", "380", "20260901", "BC-7", DUE("20260915"), "120.00")

#define STATUS(number, status, when, reason)                                                     \
	"<C:CrossDomainAcknowledgementAndResponse xmlns:C=\"urn:c\"><AcknowledgementDocument>"   \
	"<IssueDateTime><DateTimeString>" when "</DateTimeString></IssueDateTime>"               \
	"<ReferenceReferencedDocument><IssuerAssignedID>" number "</IssuerAssignedID>"           \
	"<ProcessConditionCode>" status "</ProcessConditionCode>" reason                         \
	"</ReferenceReferencedDocument></AcknowledgementDocument>"                               \
	"</C:CrossDomainAcknowledgementAndResponse>"
#define WHY(code, text)                                                                          \
	"<SpecifiedDocumentStatus><ReasonCode>" code "</ReasonCode><Reason>" text "</Reason>"    \
	"</SpecifiedDocumentStatus>"
#define LEDGER HEAD "C7,Garage Morel,F1,2026-09-01,,120.00,120.00,EUR\n"
/* clang-format on */

static struct import_report take(struct session *session, const char *name, const char *text)
{
	const struct import_request request = { .path = help_file(name, text), .terms_days = -1 };
	struct import_report report = help_import(session, &request), counts = report;

	import_report_clear(&report);
	return counts;
}

static void refuse(struct session *session, const char *name, const char *text, const char *why)
{
	const struct import_request request = { .path = help_file(name, text), .terms_days = -1 };
	struct err err = { 0 };

	help_refuse(session, &request, &err);
	assert_non_null(strstr(err.text, why));
}

#define ITEM "SELECT i.id = (SELECT min(id) FROM invoice), c.no, s.name, i.due_on, i.order_no, " \
	     "coalesce(i.service_on, '-'), i.open_cents FROM invoice i JOIN client c ON c.id = " \
	     "i.client_id JOIN source s ON s.id = i.source_id"

/* ---- invoices ---- */

static void invoice_before_the_ledger_is_the_ledgers_item(void **state)
{
	struct import_report report = take(*state, "f1.xml", F1);

	assert_int_equal(report.created, 1);
	assert_int_equal(report.clients_new, 1);
	fixture_is(ITEM, "1|732829320|einvoice|2026-09-15|BC-7|2026-08-28|12000\n");
	fixture_is("SELECT postal_code FROM client", "67000\n");
	fixture_is("SELECT id FROM client WHERE siren = '732829320' AND overdue_cents <> 12000", "");
	fixture_sql("UPDATE client SET no = 'C7'");
	report = take(*state, "ledger.csv", LEDGER);
	assert_int_equal(report.created, 0);
	assert_int_equal(report.changed, 1);
	fixture_is(ITEM, "1|C7|csv:relance|2026-09-15|BC-7|2026-08-28|12000\n");
	report = take(*state, "again.xml", F1 "\n");
	assert_int_equal(report.unchanged, 1);
	report = help_take(*state, "ledger2.csv", HEAD "C7,Garage Morel,F1,2026-09-01,,120.00,50.00,EUR\n",
			   IMPORT_MODE_FULL);
	fixture_is(ITEM, "1|C7|csv:relance|2026-09-15|BC-7|2026-08-28|5000\n");
	fixture_is("SELECT count(*), count(DISTINCT client_id) FROM invoice", "1|1\n");
	help_verify(*state);
}

/* What was known of the client, or was set by a person, stays. */
static void a_postal_code_is_taken_where_none_is_known(void **state)
{
	help_take(*state, "ledger.csv", LEDGER, IMPORT_MODE_FULL);
	fixture_is("SELECT postal_code FROM client", "\n");
	take(*state, "f1.xml", F1);
	fixture_is("SELECT c.postal_code FROM client c JOIN invoice i ON i.client_id = c.id", "67000\n");
	fixture_sql("UPDATE client SET postal_code = '75011'");
	take(*state, "again.xml", F1 "\n");
	fixture_is("SELECT c.postal_code FROM client c JOIN invoice i ON i.client_id = c.id", "75011\n");
}

static void item_goes_to_the_ledgers_client_with_its_news(void **state)
{
	take(*state, "f1.xml", F1);
	take(*state, "s1.xml", STATUS("F1", "207", "20260910120000", WHY("PU_ERR", "trop cher")));
	take(*state, "ledger.csv", LEDGER);
	fixture_is(ITEM, "1|C7|csv:relance|2026-09-15|BC-7|2026-08-28|12000\n");
	fixture_is("SELECT count(*) FROM circuit_event e JOIN invoice i ON i.id = e.invoice_id AND "
		"i.client_id = e.client_id",
		"1\n");
	fixture_is("SELECT c.no, d.sub_reason, x.client_id = c.id FROM dispute d JOIN client c ON c.id = "
		"d.client_id JOIN action x ON x.id = d.action_id",
		"C7|PU_ERR|1\n");
	fixture_is("SELECT balance_cents FROM client ORDER BY no", "0\n12000\n");
	help_verify(*state);
}

static void ledger_that_knows_less_is_completed_and_keeps_it(void **state)
{
	struct import_report report;

	take(*state, "ledger.csv", LEDGER);
	fixture_is("SELECT due_on FROM invoice", "2026-10-01\n");
	report = take(*state, "f1.xml", F1);
	assert_int_equal(report.changed, 1);
	fixture_is(ITEM, "1|C7|csv:relance|2026-09-15|BC-7|2026-08-28|12000\n");
	fixture_is("SELECT siren FROM client", "732829320\n");
	fixture_is("SELECT name, role FROM contact", "Mme Blanc|accounts_payable\n");
	report = help_take(*state, "next.csv", LEDGER "C7,Garage Morel,F2,2026-09-02,,1.00,1.00,EUR\n",
			   IMPORT_MODE_FULL);
	assert_int_equal(report.created, 1);
	fixture_is(ITEM " WHERE i.number = 'F1'", "1|C7|csv:relance|2026-09-15|BC-7|2026-08-28|12000\n");
	help_verify(*state);
}

static void books_win_against_the_invoice(void **state)
{
	struct import_report report;

	take(*state, "ledger.csv", HEAD "C7,Garage Morel,F1,2026-09-01,2026-12-24,90.00,40.00,EUR\n");
	report = take(*state, "f1.xml", F1);
	assert_int_equal(report.warnings, 1);
	assert_int_equal(report.by_reason[REASON_OTHER_AMOUNT], 1);
	fixture_is("SELECT due_on, amount_cents, open_cents, order_no FROM invoice",
		"2026-12-24|9000|4000|BC-7\n");
}

static void another_sellers_invoice_is_refused(void **state)
{
	refuse(*state, "x.xml", INVOICE("Other", "F1", "380", "20260901", "", "", "1.00"),
	       "its seller is Other, not Durand");
	fixture_is("SELECT count(*) FROM client", "0\n");
	fixture_is("SELECT kind, status FROM import_run", "invoices|refused\n");
}

static void credit_note_lowers_what_is_owed(void **state)
{
	take(*state, "f1.xml", F1);
	take(*state, "a1.xml", INVOICE(OURS, "A1", "381", "20260902", "", "", "20.00"));
	fixture_is("SELECT number, kind, amount_cents, open_cents FROM invoice ORDER BY number",
		"A1|1|-2000|-2000\nF1|0|12000|12000\n");
	fixture_is("SELECT balance_cents, overdue_cents FROM client", "10000|10000\n");
}

static void number_given_twice_asks_which(void **state)
{
	take(*state, "ledger.csv", HEAD "C7,Morel,F1,2026-09-01,,120.00,120.00,EUR\n"
					"C8,Blanc,F1,2026-09-01,,120.00,120.00,EUR\n");
	refuse(*state, "f1.xml", F1, "several invoices are called F1");
	fixture_sql("UPDATE client SET siren = '732829320' WHERE no = 'C8'");
	assert_int_equal(take(*state, "f1.xml", F1).changed, 1);
	fixture_is("SELECT c.no FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.order_no = "
		"'BC-7'",
		"C8\n");
}

/* Numbers begin again with a year: what another client was sent then is not this invoice. */
static void number_of_another_year_is_another_invoice(void **state)
{
	struct import_report report;

	take(*state, "ledger.csv", HEAD "C1,Bar du Port,F1,2024-03-01,2024-03-31,50.00,50.00,EUR\n");
	report = take(*state, "f1.xml", F1);
	assert_int_equal(report.created, 1);
	assert_int_equal(report.clients_new, 1);
	fixture_is("SELECT c.no, i.due_on, i.open_cents FROM invoice i JOIN client c ON c.id = i.client_id ORDER BY i.id",
		"C1|2024-03-31|5000\n732829320|2026-09-15|12000\n");
	help_verify(*state);
}

/* F1 with other words in the place of some of its own. Caller's. */
static char *f1_but(const char *words, const char *others)
{
	static const char f1[] = F1;
	const char *at = strstr(f1, words);

	assert_non_null(at);
	return mem_printf("%.*s%s%s", (int)(at - f1), f1, others, at + strlen(words));
}

static void credit_note_of_an_invoices_number_is_another_item(void **state)
{
	take(*state, "ledger.csv", LEDGER);
	assert_int_equal(take(*state, "f1.xml", INVOICE(OURS, "F1", "381", "20260901", "", "", "120.00")).created, 1);
	fixture_is("SELECT c.no, i.kind, i.open_cents FROM invoice i JOIN client c ON c.id = i.client_id ORDER BY c.no DESC",
		"C7|0|12000\n732829320|1|-12000\n");
}

/* That neither has a SIREN does not make two buyers one. */
static void buyers_without_siren_are_not_the_same(void **state)
{
	char *text = f1_but("<SpecifiedLegalOrganization><ID schemeID=\"0002\">732829320</ID></SpecifiedLegalOrganization>", "<ID>K9</ID>");

	take(*state, "ledger.csv", HEAD "C1,Bar du Port,F1,2024-03-01,2024-03-31,50.00,50.00,EUR\n");
	assert_int_equal(take(*state, "f1.xml", text).created, 1);
	fixture_is("SELECT c.no, i.open_cents FROM invoice i JOIN client c ON c.id = i.client_id ORDER BY c.no", "C1|5000\nK9|12000\n");
	mem_free(text);
}

static void invoice_that_is_paid_and_nobody_knew_is_not_made(void **state)
{
	char *text = f1_but("<DuePayableAmount>120.00", "<DuePayableAmount>0.00");
	struct import_report report = take(*state, "f1.xml", text);

	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	assert_int_equal(report.created, 0);
	fixture_is("SELECT (SELECT count(*) FROM invoice) + (SELECT count(*) FROM client)", "0\n");
	mem_free(text);
}

static void same_invoice_again_changes_no_byte(void **state)
{
	struct import_report report;
	char *before;

	take(*state, "f1.xml", F1);
	before = help_store_hash();
	report = take(*state, "other name.xml", F1);
	assert_int_equal(report.end, IMPORT_ENDED_SAME);
	char *after = help_store_hash();
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

/* ---- statuses ---- */

static void platform_dispute_opens_and_ends(void **state)
{
	take(*state, "f1.xml", F1);
	take(*state, "s1.xml", STATUS("F1", "207", "20260910120000", WHY("QTE_ERR", "10 sur 12")));
	fixture_is("SELECT stage, since, status, status_reason, note, told_at FROM circuit_event",
		"disputed|2026-09-10|207|QTE_ERR|10 sur 12|2026-09-10T12:00:00\n");
	fixture_is("SELECT kind, sub_reason, status_reason, due_on, coalesce(closed_on, '-') FROM dispute",
		"commercial|QTE_ERR|QTE_ERR|2026-12-09|-\n");
	fixture_is("SELECT why_not, overdue_cents, balance_cents, coalesce(last_chase_on, '-') FROM "
		"client",
		"dispute|0|12000|-\n");
	take(*state, "s2.xml", STATUS("F1", "205", "20260911090000", ""));
	fixture_is("SELECT closed_on, resolution FROM dispute", "2026-11-24|approved\n");
	fixture_is("SELECT overdue_cents FROM client", "12000\n");
	fixture_is("SELECT kind FROM journal WHERE kind = 'platform'", "platform\nplatform\n");
	help_verify(*state);
}

static void refusal_leaves_the_queue(void **state)
{
	take(*state, "f1.xml", F1);
	assert_int_equal(fixture_count("SELECT callable FROM client"), 1);
	take(*state, "s1.xml", STATUS("F1", "210", "20260910120000", WHY("DOUBLON", "")));
	fixture_is("SELECT callable, overdue_cents, balance_cents FROM client", "0|0|12000\n");
	fixture_is("SELECT stage FROM circuit_event", "refused\n");
	fixture_is("SELECT kind, status_reason FROM dispute", "administrative|DOUBLON\n");
}

static void payment_sent_is_a_promise_to_check(void **state)
{
	take(*state, "f1.xml", F1);
	take(*state, "s1.xml", STATUS("F1", "211", "20261123100000", ""));
	fixture_is("SELECT made_on, due_on, check_on, amount_cents, state FROM promise",
		"2026-11-23|2026-11-24|2026-11-26|12000|open\n");
	fixture_is("SELECT why_not FROM client", "promise\n");
	take(*state, "s2.xml", STATUS("F1", "211", "20261124100000", ""));
	fixture_is("SELECT count(*) FROM promise", "1\n");
	fixture_on(*state, IN(2), -1);
	fixture_is("SELECT state FROM promise", "broken\n");
	help_verify(*state);
}

static void dispute_withdraws_the_promised_part(void **state)
{
	struct session *session = *state;
	int64_t client_id;

	take(session, "f1.xml", F1);
	client_id = fixture_count("SELECT id FROM client");
	fixture_record(session, client_id, OUTCOME_PROMISE, "120 fri");
	take(session, "s1.xml", STATUS("F1", "208", "20261123100000", WHY("JUSTIF_ABS", "")));
	fixture_is("SELECT state, reduced_cents FROM promise", "withdrawn|12000\n");
	fixture_is("SELECT stage FROM circuit_event", "suspended\n");
	take(session, "s2.xml", STATUS("F1", "209", "20261124090000", ""));
	fixture_is("SELECT closed_on, resolution FROM dispute", "2026-11-24|completed\n");
}

static void peoples_dispute_is_not_a_platforms_to_end(void **state)
{
	struct session *session = *state;
	int64_t client_id;

	take(session, "f1.xml", F1);
	client_id = fixture_count("SELECT id FROM client");
	fixture_record(session, client_id, OUTCOME_DISPUTE, "F1 com");
	take(session, "s1.xml", STATUS("F1", "205", "20261123100000", ""));
	take(session, "s2.xml", STATUS("F1", "211", "20261123110000", ""));
	fixture_is("SELECT coalesce(closed_on, 'open') FROM dispute", "open\n");
	fixture_is("SELECT count(*) FROM promise", "0\n");
	fixture_is("SELECT stage FROM circuit_event ORDER BY id", "approved\nrun\n");
}

static void same_news_is_taken_once(void **state)
{
	struct import_report report;

	take(*state, "f1.xml", F1);
	take(*state, "s1.xml", STATUS("F1", "207", "20260910120000", WHY("PU_ERR", "")));
	report = take(*state, "s2.xml", STATUS("F1", "207", "20260910120000", WHY("PU_ERR", "")) "\n");
	assert_int_equal(report.created, 0);
	assert_int_equal(report.unchanged, 1);
	fixture_is("SELECT count(*) FROM circuit_event", "1\n");
	fixture_is("SELECT count(*) FROM dispute", "1\n");
}

static void older_news_moves_nothing(void **state)
{
	take(*state, "f1.xml", F1);
	take(*state, "s2.xml", STATUS("F1", "205", "20260911090000", ""));
	take(*state, "s1.xml", STATUS("F1", "207", "20260910120000", WHY("PU_ERR", "")));
	fixture_is("SELECT stage, status FROM circuit_event ORDER BY id",
		"approved|205\napproved|207\n");
	fixture_is("SELECT count(*) FROM dispute", "0\n");
}

static void news_of_an_unknown_invoice_waits_for_it(void **state)
{
	struct platform_waiting waiting;
	struct import_report report;
	struct err err = { 0 };

	report = take(*state, "s1.xml", STATUS("F1", "207", "20260910120000", WHY("PU_ERR", "")));
	assert_int_equal(report.rejects, 1);
	assert_int_equal(report.by_reason[REASON_UNKNOWN_INVOICE], 1);
	assert_true(platform_retry(*state, &waiting, &err));
	assert_int_equal(waiting.waiting, 1);
	assert_int_equal(waiting.taken, 0);
	take(*state, "f1.xml", F1);
	assert_true(platform_retry(*state, &waiting, &err));
	assert_int_equal(waiting.taken, 1);
	assert_int_equal(waiting.waiting, 0);
	fixture_is("SELECT status, status_reason FROM circuit_event", "207|PU_ERR\n");
	fixture_is("SELECT reason, warning FROM import_reject", "came_later|1\n");
	assert_true(platform_retry(*state, &waiting, &err));
	assert_int_equal(waiting.taken + waiting.waiting, 0);
	fixture_is("SELECT count(*) FROM circuit_event", "1\n");
	help_verify(*state);
}

#define ISSUED(day) "<FormattedIssueDateTime><DateTimeString>" day "</DateTimeString></FormattedIssueDateTime>"

/* Numbers begin again with a year: news of this year's invoice are not last year's. */
static void news_of_another_years_number_waits_too(void **state)
{
	take(*state, "ledger.csv", HEAD "C1,Bar du Port,F1,2025-09-01,2025-09-30,50.00,50.00,EUR\n");
	take(*state, "s1.xml", STATUS("F1", "207", "20260910120000", ISSUED("20260901") WHY("PU_ERR", "trop cher")));
	fixture_is("SELECT count(*) FROM dispute", "0\n");
	fixture_is("SELECT count(*) FROM circuit_event", "0\n");
	/* a few days off in the books it is the same */
	take(*state, "ledger2.csv", HEAD "C7,Garage Morel,F1,2026-09-04,,120.00,120.00,EUR\n");
	take(*state, "s2.xml", STATUS("F1", "207", "20260911120000", ISSUED("20260901") WHY("PU_ERR", "trop cher")));
	fixture_is("SELECT c.no FROM dispute d JOIN client c ON c.id = d.client_id", "C7\n");
}

static void status_of_another_seller_is_refused(void **state)
{
	(void)state;
	fixture_sql("UPDATE creditor SET siren = '732829320'");
	struct session *session = fixture_session("alice", TODAY);
	struct import_report report = take(
		session, "s.xml",
		"<C:CrossDomainAcknowledgementAndResponse xmlns:C=\"urn:c\"><AcknowledgementDocument>"
		"<IssueDateTime><DateTimeString>20260910120000</DateTimeString></IssueDateTime>"
		"<ReferenceReferencedDocument><IssuerAssignedID>F1</IssuerAssignedID>"
		"<ProcessConditionCode>205</ProcessConditionCode><IssuerTradeParty>"
		"<GlobalID schemeID=\"0002\">100000009</GlobalID></IssuerTradeParty>"
		"</ReferenceReferencedDocument></AcknowledgementDocument>"
		"</C:CrossDomainAcknowledgementAndResponse>");

	assert_int_equal(report.by_reason[REASON_SELLER], 1);
	session_close(session);
}

/* ---- many at once, dry, rates ---- */

static void long_message_is_taken_in_parts(void **state)
{
	struct buf text = { 0 };
	struct import_report report;

	take(*state, "f1.xml", F1);
	buf_puts(&text, "<C:CrossDomainAcknowledgementAndResponse xmlns:C=\"urn:c\">");
	for (int i = 0; i < 120; i++)
		buf_printf(&text,
			   "<AcknowledgementDocument><IssueDateTime><DateTimeString>202609%02d%02d0000"
			   "</DateTimeString></IssueDateTime><ReferenceReferencedDocument>"
			   "<IssuerAssignedID>%s</IssuerAssignedID><ProcessConditionCode>204"
			   "</ProcessConditionCode></ReferenceReferencedDocument>"
			   "</AcknowledgementDocument>",
			   10 + i / 24, i % 24, i == 60 ? "F9" : "F1");
	buf_puts(&text, "</C:CrossDomainAcknowledgementAndResponse>");
	report = take(*state, "many.xml", text.data);
	assert_int_equal(report.created, 119);
	assert_int_equal(report.rejects, 1);
	assert_int_equal(report.unchanged, 0);
	fixture_is("SELECT status, created, unchanged, rejects FROM import_run WHERE kind = 'statuses'",
		"done|119|0|1\n");
	buf_clear(&text);
}

static void dry_run_says_the_same_and_writes_nothing(void **state)
{
	const char *path = help_file("f1.xml", F1);
	const struct import_request request = { .path = path, .terms_days = -1, .dry_run = true };
	char *before = help_store_hash(), *after;
	struct import_report report = help_import(*state, &request);

	assert_int_equal(report.end, IMPORT_ENDED_DRY);
	assert_int_equal(report.created, 1);
	import_report_clear(&report);
	after = help_store_hash();
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void rates_are_kept_by_their_day(void **state)
{
	struct import_report report;

	report = take(*state, "rates.csv", "from;rate_percent\n2025-01-01;13,15\n2025-07-01;12.15\n");
	assert_int_equal(report.items, 2);
	assert_int_equal(report.changed, 2);
	report = take(*state, "rates2.csv",
		      "from;rate_percent\n2025-07-01;12.15\n2026-01-01;12.15\n2025-01-01;13.00\n");
	assert_int_equal(report.changed, 2);
	assert_int_equal(report.unchanged, 1);
	fixture_is("SELECT kind, from_on, hundredths FROM rate ORDER BY from_on",
		"late|2025-01-01|1300\nlate|2025-07-01|1215\nlate|2026-01-01|1215\n");
}

static void rates_are_a_supervisors(void **state)
{
	struct session *bob = fixture_session("bob", TODAY);

	(void)state;
	refuse(bob, "rates.csv", "from;rate_percent\n2026-07-01;12.15\n", "only a supervisor");
	fixture_is("SELECT count(*) FROM rate", "0\n");
	session_close(bob);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(invoice_before_the_ledger_is_the_ledgers_item),
		FACT(a_postal_code_is_taken_where_none_is_known),
		FACT(item_goes_to_the_ledgers_client_with_its_news),
		FACT(ledger_that_knows_less_is_completed_and_keeps_it),
		FACT(books_win_against_the_invoice),
		FACT(another_sellers_invoice_is_refused),
		FACT(credit_note_lowers_what_is_owed),
		FACT(number_given_twice_asks_which),
		FACT(number_of_another_year_is_another_invoice),
		FACT(credit_note_of_an_invoices_number_is_another_item),
		FACT(buyers_without_siren_are_not_the_same),
		FACT(invoice_that_is_paid_and_nobody_knew_is_not_made),
		FACT(same_invoice_again_changes_no_byte),
		FACT(platform_dispute_opens_and_ends),
		FACT(refusal_leaves_the_queue),
		FACT(payment_sent_is_a_promise_to_check),
		FACT(dispute_withdraws_the_promised_part),
		FACT(peoples_dispute_is_not_a_platforms_to_end),
		FACT(same_news_is_taken_once),
		FACT(older_news_moves_nothing),
		FACT(news_of_an_unknown_invoice_waits_for_it),
		FACT(news_of_another_years_number_waits_too),
		FACT(status_of_another_seller_is_refused),
		FACT(long_message_is_taken_in_parts),
		FACT(dry_run_says_the_same_and_writes_nothing),
		FACT(rates_are_kept_by_their_day),
		FACT(rates_are_a_supervisors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
