/* Life cycle messages, dated rates, and which reader a file is for. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "intake/lifecycle.h"
#include "intake/rates.h"
#include "tests/intake/gather.h"

/* Foreign texts.
 * clang-format off */
#define MESSAGE(inner)                                                                            \
	"<C:CrossDomainAcknowledgementAndResponse xmlns:C=\"urn:c\">"                             \
	"<ExchangedDocument><RecipientTradeParty><GlobalID>732829320</GlobalID><RoleCode>SE"      \
	"</RoleCode></RecipientTradeParty><RecipientTradeParty><GlobalID>9998</GlobalID>"         \
	"<RoleCode>DFH</RoleCode></RecipientTradeParty></ExchangedDocument>"                      \
	"<AcknowledgementDocument><IssueDateTime><DateTimeString>20260701151000</DateTimeString>" \
	"</IssueDateTime>" inner "</AcknowledgementDocument>"                                     \
	"</C:CrossDomainAcknowledgementAndResponse>"
#define DOCUMENT(number, status, inner)                                                          \
	"<ReferenceReferencedDocument><IssuerAssignedID>" number                                 \
	"</IssuerAssignedID><FormattedIssueDateTime><DateTimeString>20260630</DateTimeString>"   \
	"</FormattedIssueDateTime><ProcessConditionCode>" status "</ProcessConditionCode>" inner \
	"</ReferenceReferencedDocument>"
#define REASON(code, text, action)                                                       \
	"<SpecifiedDocumentStatus><ReasonCode>" code "</ReasonCode>"                     \
	"<Reason>" text "</Reason><RequestedActionCode>" action "</RequestedActionCode>" \
	"</SpecifiedDocumentStatus>"
#define SELLER \
	"<IssuerTradeParty><GlobalID schemeID=\"0002\">100000009</GlobalID></IssuerTradeParty>"
#define TOLD(number, siren, status) \
	"status 1|" number "|2026-06-30|" siren "|" status "|2026-07-01T15:10:00"
/* clang-format on */

struct row {
	const char *name, *bytes, *expected;
};

static void statuses_are_told_with_their_reasons(void **state)
{
	static const struct row rows[] = {
		{ "deposited", MESSAGE(DOCUMENT("F1", "200", SELLER)),
		  TOLD("F1", "100000009", "200") "\n" },
		{ "the seller is the one addressed", MESSAGE(DOCUMENT("F1", "202", "")),
		  TOLD("F1", "732829320", "202") "\n" },
		{ "in dispute, two reasons",
		  MESSAGE(DOCUMENT("F1", "207",
				   SELLER REASON("QTE_ERR", "10 au lieu de 12", "NOA")
					   REASON("AUTRE", "", ""))),
		  TOLD("F1", "100000009", "207") "|QTE_ERR:10 au lieu de 12:NOA|AUTRE::\n" },
		{ "refused without a reason", MESSAGE(DOCUMENT("F1", "210", SELLER)),
		  "warn 1|no_reason|210 F1\n" TOLD("F1", "100000009", "210") "\n" },
		{ "several invoices",
		  MESSAGE(DOCUMENT("F1", "212", SELLER) DOCUMENT("F2", "501", REASON("X", "", ""))),
		  TOLD("F1", "100000009", "212") "\n" TOLD("F2", "732829320", "501") "|X::\n" },
		{ "no status",
		  MESSAGE(DOCUMENT("F1", "99", "") DOCUMENT("F2", "", "") DOCUMENT("", "200", "")
				  DOCUMENT("F3", "213", REASON("DOUBLON", "", ""))),
		  "reject 1|status|99\nreject 1|status|\nreject 1|no_number|\n" TOLD(
			  "F3", "732829320", "213") "|DOUBLON::\n" },
		{ "nothing", MESSAGE(""),
		  "refused: the message speaks of no invoice; ask the platform for it again\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		gather_expect_of(rows[i].name, lifecycle_read, rows[i].bytes, rows[i].expected);
}

static void the_same_status_has_the_same_key(void **state)
{
	struct gather gather = { .with_keys = true };
	static const char bytes[] = MESSAGE(DOCUMENT("F1", "200", SELLER));

	(void)state;
	assert_string_equal(
		gather_read(&gather, lifecycle_read, bytes, strlen(bytes)),
		TOLD("F1", "100000009", "200") " 100000009|F1|2026|200|2026-07-01T15:10:00\n");
	assert_string_equal(gather.totals.siren, "100000009");
	gather_clear(&gather);
}

static void the_real_message_is_read(void **state)
{
	struct gather gather = { 0 };
	size_t n;
	char *bytes = gather_shared("einvoice/UC1_F202500003_01-CDV-200_Deposee.xml", &n);

	(void)state;
	if (!bytes)
		return;
	assert_string_equal(gather_read(&gather, lifecycle_read, bytes, n),
			    "status 50|F202500003|2025-07-01|100000009|200|2025-07-01T15:10:00\n");
	assert_int_equal(reader_recognise(bytes, n, "x"), FORMAT_LIFECYCLE);
	mem_free(bytes);
	gather_clear(&gather);
}

static void rates_are_dated_percentages(void **state)
{
	static const struct row rows[] = {
		{ "both spellings",
		  "from;rate_percent\r\n2026-01-01;12.15\r\n01/07/2026;12,4 %\r\n\r\n",
		  "rate 2|2026-01-01|1215\nrate 3|2026-07-01|1240\n" },
		{ "wrong ones",
		  "from;rate_percent\n2026-01-01;12.155\n2026-13-01;1\n;1\n2026-01-01\n"
		  "2026-01-01;-1\n2026-01-01;101\n2026-01-01;10\n2026-01-01;11\n",
		  "reject 2|bad_amount|12.155\nreject 3|bad_date|2026-13-01\nreject 4|no_date|\n"
		  "reject 5|columns|2\nreject 6|bad_amount|-1\nreject 7|bad_amount|101\n"
		  "rate 8|2026-01-01|1000\nreject 9|duplicate|2026-01-01\n" },
		{ "another file", "a;b\n1;2\n",
		  "refused: the first line of a file of rates is \"from;rate_percent\"\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		gather_expect_of(rows[i].name, rates_read, rows[i].bytes, rows[i].expected);
}

static void content_says_which_reader(void **state)
{
	static const struct {
		const char *bytes;
		enum intake_format format;
	} rows[] = {
		{ "<?xml version=\"1.0\"?><Document><BkToCstmrStmt/></Document>", FORMAT_CAMT },
		{ "\xEF\xBB\xBF<!-- x --><a:Document xmlns:a=\"urn:a\"><a:BkToCstmrDbtCdtNtfctn>",
		  FORMAT_CAMT },
		{ "<!DOCTYPE Document [<!ENTITY a \"b\">]><Document><BkToCstmrStmt>", FORMAT_CAMT },
		{ "<Document><CstmrCdtTrfInitn/></Document>", FORMAT_UNKNOWN },
		{ "<Document/>", FORMAT_UNKNOWN },
		{ "<CrossIndustryInvoice/>", FORMAT_CII },
		{ "<Invoice/>", FORMAT_UBL },
		{ "<CreditNote/>", FORMAT_UBL },
		{ MESSAGE(""), FORMAT_LIFECYCLE },
		{ "<html><body>", FORMAT_UNKNOWN },
		{ "<", FORMAT_UNKNOWN },
		{ "%PDF-1.7\n", FORMAT_FACTURX },
		{ "from;rate_percent\n2026-01-01;1\n", FORMAT_RATES },
		{ "a;b\n1;2\n", FORMAT_CSV },
		{ "", FORMAT_UNKNOWN },
	};
	static const char utf16[] = "\xFF\xFE<\0I\0n\0v\0o\0i\0c\0e\0/\0>\0";

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(reader_recognise(rows[i].bytes, strlen(rows[i].bytes), "x.csv"),
				 rows[i].format);
	assert_int_equal(reader_recognise(utf16, sizeof utf16 - 1, "x"), FORMAT_UBL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statuses_are_told_with_their_reasons),
		cmocka_unit_test(the_same_status_has_the_same_key),
		cmocka_unit_test(the_real_message_is_read),
		cmocka_unit_test(rates_are_dated_percentages),
		cmocka_unit_test(content_says_which_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
