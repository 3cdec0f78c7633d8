/* Electronic invoices in three dresses: what they ask for, from whom, and what hides in a PDF. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "intake/einvoice.h"
#include "tests/intake/gather.h"

/* Foreign texts.
 * clang-format off */
#define CII_OF(number, type, issued, buyer, settlement)                                           \
	"<rsm:CrossIndustryInvoice xmlns:rsm=\"urn:r\" xmlns:ram=\"urn:a\" xmlns:udt=\"urn:u\">"  \
	"<rsm:ExchangedDocument><ram:ID>" number "</ram:ID><ram:TypeCode>" type "</ram:TypeCode>" \
	"<ram:IssueDateTime><udt:DateTimeString format=\"102\">" issued "</udt:DateTimeString>"   \
	"</ram:IssueDateTime></rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>"           \
	"<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>WE</ram:Name>"       \
	"<ram:SpecifiedLegalOrganization><ram:ID schemeID=\"0002\">100000009</ram:ID>"            \
	"</ram:SpecifiedLegalOrganization></ram:SellerTradeParty><ram:BuyerTradeParty>" buyer     \
	"</ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>"                             \
	"<ram:ApplicableHeaderTradeSettlement>" settlement                                        \
	"</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction>"                \
	"</rsm:CrossIndustryInvoice>"
#define SUMS(total, open)                                                                   \
	"<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>"                            \
	"<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:GrandTotalAmount>" total \
	"</ram:GrandTotalAmount><ram:DuePayableAmount>" open "</ram:DuePayableAmount>"      \
	"</ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
#define DUE(day)                                                                    \
	"<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString " \
	"format=\"102\">" day                                                       \
	"</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>"
#define ALPHA                  "<ram:Name>ALPHA</ram:Name>"
#define CII(type, total, open) CII_OF("F1", type, "20260701", ALPHA, SUMS(total, open))
#define UBL_OF(root, top, buyer, sums)                                                \
	"<" root " xmlns=\"urn:x\"><ID>U1</ID><IssueDate>2026-07-01"                  \
	"</IssueDate>" top "<DocumentCurrencyCode>EUR</DocumentCurrencyCode>"         \
	"<AccountingCustomerParty><Party>" buyer "</Party></AccountingCustomerParty>" \
	"<LegalMonetaryTotal>" sums "</LegalMonetaryTotal></" root ">"
#define UBL_SUMS                                                            \
	"<TaxInclusiveAmount currencyID=\"EUR\">12.00</TaxInclusiveAmount>" \
	"<PayableAmount currencyID=\"EUR\">2.00</PayableAmount>"
#define GIVES(number, kind, due, amount, open)                                                  \
	"client ALPHA|ALPHA\nitem 1|ALPHA|ALPHA|" number "|" kind "|2026-07-01|" due "|" amount \
	"|" open "|EUR"
#define NOTHING_MORE "\nbuyer ||||||\n"
/* clang-format on */

#define EXPECT_ALL(rows) GATHER_EXPECT_ALL(einvoice_read, rows)

static void invoices_tell_what_is_owed(void **state)
{
	static const struct gather_row rows[] = {
		{ "CII without a due date", CII("380", "120.00", "20.00"),
		  GIVES("F1", "invoice", "", "120.00", "20.00") NOTHING_MORE },
		{ "CII with everything",
		  CII_OF("F1", "380", "20260701",
			 "<ram:ID>C42</ram:ID><ram:GlobalID schemeID=\"0009\">73282932000074"
			 "</ram:GlobalID>" ALPHA "<ram:SpecifiedLegalOrganization><ram:ID "
			 "schemeID=\"0002\">732829320</ram:ID></ram:SpecifiedLegalOrganization>"
			 "<ram:DefinedTradeContact><ram:PersonName>Mme B</ram:PersonName>"
			 "<ram:TelephoneUniversalCommunication><ram:CompleteNumber>01 23"
			 "</ram:CompleteNumber></ram:TelephoneUniversalCommunication>"
			 "<ram:EmailURIUniversalCommunication><ram:URIID>b@x.fr</ram:URIID>"
			 "</ram:EmailURIUniversalCommunication></ram:DefinedTradeContact>",
			 "<ram:PaymentReference>PAY1</ram:PaymentReference>" SUMS("1.00", "1.00")
				 DUE("20260731")),
		  "client C42|ALPHA\nitem 1|C42|ALPHA|F1|invoice|2026-07-01|2026-07-31|1.00|1.00|"
		  "EUR\nbuyer 732829320|73282932000074|PAY1||Mme B|01 23|b@x.fr\n" },
		{ "a SIRET where the SIREN belongs, no number of ours",
		  CII_OF("F1", "380", "20260701",
			 ALPHA "<ram:SpecifiedLegalOrganization><ram:ID schemeID=\"0002\">"
			       "73282932000074</ram:ID></ram:SpecifiedLegalOrganization>",
			 SUMS("1.00", "1.00")),
		  "client 73282932000074|ALPHA\nitem 1|73282932000074|ALPHA|F1|invoice|2026-07-01||"
		  "1.00|1.00|EUR\nbuyer 732829320|73282932000074|||||\n" },
		{ "another country's number is no SIREN",
		  CII_OF("F1", "380", "20260701",
			 ALPHA "<ram:GlobalID schemeID=\"0088\">732829320</ram:GlobalID>",
			 SUMS("1.00", "1.00")),
		  GIVES("F1", "invoice", "", "1.00", "1.00") NOTHING_MORE },
		{ "UBL",
		  UBL_OF("Invoice",
			 "<DueDate>2026-07-31</DueDate><InvoiceTypeCode>380"
			 "</InvoiceTypeCode><OrderReference><ID>PO1</ID></OrderReference>",
			 "<PartyName><Name>TRADE</Name></PartyName><PartyLegalEntity>"
			 "<RegistrationName>ALPHA</RegistrationName></PartyLegalEntity>",
			 UBL_SUMS),
		  GIVES("U1", "invoice", "2026-07-31", "12.00", "2.00") "\nbuyer |||PO1|||\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

#define UBL_ALPHA "<PartyLegalEntity><RegistrationName>ALPHA</RegistrationName></PartyLegalEntity>"

static void credit_notes_are_below_zero_and_factored_ones_flagged(void **state)
{
	static const struct gather_row rows[] = {
		{ "381", CII("381", "10.00", "10.00"),
		  GIVES("F1", "credit_note", "", "-10.00", "-10.00") NOTHING_MORE },
		{ "261", CII("261", "10.00", "10.00"),
		  GIVES("F1", "credit_note", "", "-10.00", "-10.00") NOTHING_MORE },
		{ "262", CII("262", "10.00", "10.00"),
		  GIVES("F1", "credit_note", "", "-10.00", "-10.00") NOTHING_MORE },
		{ "380 below zero", CII("380", "-10.00", "-10.00"),
		  GIVES("F1", "credit_note", "", "-10.00", "-10.00") NOTHING_MORE },
		{ "381 below zero wants a look", CII("381", "-10.00", "-10.00"),
		  GIVES("F1", "credit_note", "", "-10.00", "-10.00") "|flagged" NOTHING_MORE },
		{ "396", CII("396", "10.00", "10.00"),
		  GIVES("F1", "credit_note", "", "-10.00", "-10.00") "\nbuyer |||||||factored\n" },
		{ "393", CII("393", "10.00", "10.00"),
		  GIVES("F1", "invoice", "", "10.00", "10.00") "\nbuyer |||||||factored\n" },
		{ "501", CII("501", "10.00", "10.00"),
		  GIVES("F1", "invoice", "", "10.00", "10.00") "\nbuyer |||||||factored\n" },
		{ "a UBL credit note, due where its payment is",
		  UBL_OF("CreditNote",
			 "<PaymentMeans><PaymentDueDate>2026-08-01</PaymentDueDate>"
			 "<PaymentID>P</PaymentID></PaymentMeans>",
			 UBL_ALPHA, UBL_SUMS),
		  GIVES("U1", "credit_note", "2026-08-01", "-12.00", "-2.00") "\nbuyer ||P||||\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

#define REFUSED(reason, arg, phrase) \
	"reject 1|" reason "|" arg   \
	"\nrefused: not one line could be read; line 1 was refused first: " phrase "\n"

static void what_is_missing_refuses_the_file(void **state)
{
	static const struct gather_row rows[] = {
		{ "no day", CII_OF("F1", "380", "", ALPHA, SUMS("1.00", "1.00")),
		  "reject 0|no_date|\nrefused: not one line could be read; line 0 was refused "
		  "first: there is no date\n" },
		{ "a day that is none",
		  CII_OF("F1", "380", "20260230", ALPHA, SUMS("1.00", "1.00")),
		  REFUSED("bad_date", "20260230", "this is no date: 20260230") },
		{ "no amount", CII("380", "1.00", "x"),
		  REFUSED("bad_amount", "x", "this is no amount: x") },
		{ "no number", CII_OF("", "380", "20260701", ALPHA, SUMS("1.00", "1.00")),
		  "reject 0|no_number|\nrefused: not one line could be read; line 0 was refused "
		  "first: there is no invoice number\n" },
		{ "no buyer", CII_OF("F1", "380", "20260701", "", SUMS("1.00", "1.00")),
		  "reject 0|no_client|\nrefused: not one line could be read; line 0 was refused "
		  "first: there is no client number\n" },
		{ "a DOCTYPE", "<!DOCTYPE Invoice [<!ENTITY a \"x\">]>" CII("380", "1", "1"),
		  "refused: line 1: the file has a DOCTYPE, which no bank and no platform writes; "
		  "it may be an attack: ask whoever sent it\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

/* ---- PDF ---- */

static void pack(struct buf *out, const char *bytes, size_t n)
{
	uLongf room = compressBound(n);
	char *packed = mem_alloc(room);

	assert_int_equal(compress2((Bytef *)packed, &room, (const Bytef *)bytes, n, 9), Z_OK);
	buf_add(out, packed, room);
	mem_free(packed);
}

static void add_file(struct buf *pdf, int id, const char *more, const struct buf *data)
{
	buf_printf(pdf,
		   "%d 0 obj\n<< /Type /EmbeddedFile /Note (>> \\) obj) %s/Length %zu >>\n"
		   "stream\r\n",
		   id, more, data->len);
	buf_add(pdf, data->data, data->len);
	buf_puts(pdf, "\nendstream\nendobj\n");
}

static void begin_pdf(struct buf *pdf)
{
	buf_reset(pdf);
	buf_puts(pdf, "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
}

static void expect_pdf(const char *name, const struct buf *pdf, const char *expected)
{
	struct gather gather = { 0 };
	const char *got = gather_read(&gather, einvoice_read, pdf->data, pdf->len);

	assert_int_equal(reader_recognise(pdf->data, pdf->len, "x"), FORMAT_FACTURX);
	if (strcmp(got, expected) != 0)
		fail_msg("%s\n--- got\n%s--- expected\n%s", name, got, expected);
	gather_clear(&gather);
}

#define F1      CII("380", "120.00", "20.00")
#define F1_TOLD GIVES("F1", "invoice", "", "120.00", "20.00") NOTHING_MORE
#define NO_INVOICE                                                                               \
	"refused: this PDF holds no electronic invoice (factur-x.xml): it is a picture of one; " \
	"ask for the Factur-X or XML file\n"

static void a_pdf_gives_the_invoice_inside(void **state)
{
	struct buf pdf = { 0 }, plain = { 0 }, packed = { 0 };

	(void)state;
	buf_puts(&plain, F1);
	pack(&packed, F1, strlen(F1));
	begin_pdf(&pdf);
	add_file(&pdf, 5, "", &plain);
	expect_pdf("as it is", &pdf, F1_TOLD);
	begin_pdf(&pdf);
	add_file(&pdf, 5, "/Filter /FlateDecode ", &packed);
	expect_pdf("packed", &pdf, F1_TOLD);
	begin_pdf(&pdf);
	add_file(&pdf, 5, "/Filter [/FlateDecode] ", &packed);
	expect_pdf("packed, a list of one", &pdf, F1_TOLD);
	begin_pdf(&pdf);
	add_file(&pdf, 5, "/Filter /LZWDecode ", &packed);
	expect_pdf("packed another way", &pdf, NO_INVOICE);
	begin_pdf(&pdf);
	expect_pdf("a picture", &pdf, NO_INVOICE);
	buf_puts(&pdf, "trailer << /Encrypt 9 0 R >>");
	expect_pdf("locked", &pdf,
		   "refused: this PDF is locked by a password: ask whoever sent it for an open "
		   "one\n");
	buf_clear(&pdf);
	buf_clear(&plain);
	buf_clear(&packed);
}

static void of_two_revisions_the_later_counts_and_two_invoices_are_refused(void **state)
{
	struct buf pdf = { 0 }, first = { 0 }, second = { 0 };

	(void)state;
	buf_puts(&first, CII("380", "999.00", "999.00"));
	buf_puts(&second, F1);
	begin_pdf(&pdf);
	add_file(&pdf, 5, "", &first);
	add_file(&pdf, 5, "", &second);
	expect_pdf("revised", &pdf, F1_TOLD);
	begin_pdf(&pdf);
	add_file(&pdf, 5, "", &first);
	add_file(&pdf, 6, "", &second);
	expect_pdf("two", &pdf,
		   "refused: this PDF holds two different invoices; ask whoever sent it for one "
		   "file each\n");
	buf_clear(&pdf);
	buf_clear(&first);
	buf_clear(&second);
}

static void a_bomb_in_a_pdf_does_not_go_off(void **state)
{
	struct buf pdf = { 0 }, packed = { 0 };
	size_t n = (size_t)64 << 20;
	char *zeros = mem_alloc(n);

	(void)state;
	pack(&packed, zeros, n);
	mem_free(zeros);
	assert_true(packed.len < 100000);
	begin_pdf(&pdf);
	add_file(&pdf, 5, "/Filter /FlateDecode ", &packed);
	expect_pdf("bomb", &pdf,
		   "refused: the files inside this PDF unpack to more than 8 MB, which no invoice "
		   "does; it may be an attack: ask whoever sent it\n");
	buf_clear(&pdf);
	buf_clear(&packed);
}

/* ---- real files, beside the checkout: read off them by hand ---- */

static const struct real {
	const char *path;
	enum intake_format format;
	const char *item;
} reals[] = {
	{ "einvoice/CII_example1.xml", FORMAT_CII,
	  "|10202|ODIN 59|12115118|invoice|2015-01-09|2015-01-09|250.33|250.33|EUR\n" },
	{ "einvoice/CII_example5.xml", FORMAT_CII,
	  "|DK16356607|Buyercompany "
	  "ltd|TOSL110|invoice|2013-04-10|2013-05-10|4675.00|2337.50|DKK\n" },
	{ "einvoice/CII_example7.xml", FORMAT_CII,
	  "|THe Buyercompany|THe Buyercompany|INVOICE_test_7|invoice|2013-05-13||3200.00|3200.00|"
	  "SEK\nbuyer |||Order_9988_x|3150bdn|5121230|john@buyercompany.no\n" },
	{ "einvoice/guide-example2.xml", FORMAT_UBL,
	  "|The Buyercompany|TOSL108|invoice|2013-06-30|2013-07-20|1801.78|801.78|NOK\nbuyer ||"
	  "0003434323213231|123|John Doe|5121230|john@buyercompany.no\n" },
	{ "einvoice/ok_Facture_FR_BASICWL.pdf", FORMAT_FACTURX,
	  "|FR19787878784|Ma jolie boutique|FA-2017-0010|invoice|2017-11-13|2017-12-13|671.15|"
	  "470.15|EUR\nbuyer ||FA-2017-0010|PO445|||\n" },
	{ "einvoice/ubl-tc434-creditnote1.xml", FORMAT_UBL,
	  "|My Customer Company|018304 / 28865|credit_note|2019-09-23||-100.11|-100.11|EUR\n" },
	{ "einvoice/ubl-tc434-example1.xml", FORMAT_UBL,
	  "|10202|ODIN 59|12115118|invoice|2015-01-09|2015-01-09|250.33|250.33|EUR\nbuyer ||"
	  "Deb. 10202 / Fact. 12115118||Dhr. J BLOKKER||\n" },
};

static void real_files_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
		struct gather gather = { 0 };
		size_t n;
		char *bytes = gather_shared(reals[i].path, &n);
		if (!bytes)
			continue;
		const char *got = gather_read(&gather, einvoice_read, bytes, n);
		if (!strstr(got, reals[i].item))
			fail_msg("%s\n%s", reals[i].path, got);
		assert_int_equal(gather.totals.items, 1);
		assert_int_equal(reader_recognise(bytes, n, "x"), reals[i].format);
		mem_free(bytes);
		gather_clear(&gather);
	}
}

static void the_seller_is_told(void **state)
{
	struct gather gather = { .with_keys = true };
	const char *got = gather_read(&gather, einvoice_read, F1, strlen(F1));

	(void)state;
	assert_non_null(strstr(got, "|EUR 100000009|F1|2026\n"));
	assert_string_equal(gather.totals.siren, "100000009");
	gather_clear(&gather);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invoices_tell_what_is_owed),
		cmocka_unit_test(credit_notes_are_below_zero_and_factored_ones_flagged),
		cmocka_unit_test(what_is_missing_refuses_the_file),
		cmocka_unit_test(a_pdf_gives_the_invoice_inside),
		cmocka_unit_test(of_two_revisions_the_later_counts_and_two_invoices_are_refused),
		cmocka_unit_test(a_bomb_in_a_pdf_does_not_go_off),
		cmocka_unit_test(real_files_are_read),
		cmocka_unit_test(the_seller_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
