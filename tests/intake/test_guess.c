/* A mapping proposed for exports nobody described gives the right items. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "tests/intake/gather.h"

/* Tables of foreign texts: one record of a file per string, which no formatter can know.
 * clang-format off */

struct row {
	const char *name, *bytes;
	const char *lines;    /* of the mapping, each looked for on its own */
	const char *expected; /* what reading by it gives */
};

static void expect_lines(const char *name, const char *written, const char *lines)
{
	while (*lines) {
		size_t n = strcspn(lines, "\n");
		char line[200];
		assert_in_range(n, 1, sizeof line - 1);
		memcpy(line, lines, n);
		line[n] = '\0';
		if (!strstr(written, line))
			fail_msg("%s: no \"%s\" in\n%s", name, line, written);
		lines += n + (lines[n] == '\n');
	}
}

static void expect(const struct row *row)
{
	struct mapping *mapping = NULL, *again = NULL;
	struct gather gather = { 0 };
	struct err err = { 0 };
	struct buf written;
	size_t n = strlen(row->bytes);

	if (!mapping_guess(row->bytes, n, "export.csv", &mapping, &err))
		fail_msg("%s: %s", row->name, err.text);
	assert_true(mapping_complete(mapping, &err));
	assert_string_equal(mapping_label(mapping), "export.csv");
	buf_init(&written);
	mapping_write(mapping, &written);
	expect_lines(row->name, written.data, row->lines);
	/* a person edits what was written: it must read the same */
	if (!mapping_from_text(written.data, "again", &again, &err))
		fail_msg("%s: %s\n%s", row->name, err.text, written.data);
	const char *got = gather_csv(&gather, row->bytes, n, again);
	if (strcmp(got, row->expected) != 0)
		fail_msg("%s\n--- got\n%s--- expected\n%s\n%s", row->name, got, row->expected,
			 written.data);
	buf_clear(&written);
	mapping_close(mapping);
	mapping_close(again);
	gather_clear(&gather);
}

static void exports_of_all_kinds_are_understood(void **state)
{
	static const struct row rows[] = {
		{ "French, titles above, totals between",
		  "Balance \xC3\xA2g\xC3\xA9"
		  "e au 31/10/2026;;;;;;\n;;;;;;\n"
		  "Code client;Raison sociale;N\xC2\xB0 facture;Date facture;\xC3\x89"
		  "ch\xC3\xA9"
		  "ance;Montant TTC;Reste \xC3\xA0 payer\n"
		  "C001;Dupont & Fils;FA-1001;15/09/2026;15/10/2026;1 200,50;1 200,50\n"
		  "C001;Dupont & Fils;FA-1002;20/09/2026;20/10/2026;300,00;150,25\nTotal "
		  "C001;;;;;1 500,50;1 350,75\n"
		  "C002;Total Energies;FA-1003;01/10/2026;31/10/2026;-99,99;-99,99\n",
		  "separator = \";\"\ndates = \"dmy\"\ndecimal = \"comma\"\nclient = \"Code "
		  "client\"\nname = \"Raison sociale\"\n"
		  "due = \"\xC3\x89"
		  "ch\xC3\xA9"
		  "ance\"\nopen = \"Reste \xC3\xA0 payer\"\nskip_rows = {\"total\"",
		  "item 4|C001|Dupont & "
		  "Fils|FA-1001|invoice|2026-09-15|2026-10-15|1200.50|1200.50|\n"
		  "item 5|C001|Dupont & Fils|FA-1002|invoice|2026-09-20|2026-10-20|300.00|150.25|\n"
		  "item 7|C002|Total "
		  "Energies|FA-1003|credit_note|2026-10-01|2026-10-31|-99.99|-99.99|\n"
		  "client C001|Dupont & Fils\nclient C002|Total Energies\n" },
		{ "French in Windows-1252, the client by name only",
		  "Client;Facture;Date;Ech\xE9"
		  "ance;Solde\nSoci\xE9t\xE9 Alpha;F1;13/01/2026;12/02/2026;10,00\n"
		  "B\xEAta;F2;14/01/2026;13/02/2026;20,00\n",
		  "client = \"Client\"\nnumber = \"Facture\"\nissued = \"Date\"\nopen = "
		  "\"Solde\"\ndates = \"dmy\"",
		  "item 2|Soci\xC3\xA9t\xC3\xA9 Alpha|Soci\xC3\xA9t\xC3\xA9 "
		  "Alpha|F1|invoice|2026-01-13|2026-02-12|10.00|10.00|\n"
		  "item 3|B\xC3\xAAta|B\xC3\xAAta|F2|invoice|2026-01-14|2026-02-13|20.00|20.00|\n"
		  "client Soci\xC3\xA9t\xC3\xA9 Alpha|Soci\xC3\xA9t\xC3\xA9 Alpha\nclient "
		  "B\xC3\xAAta|B\xC3\xAAta\n" },
		{ "German, zeros lost on the way",
		  "Debitor\tName "
		  "1\tBelegnummer\tBelegart\tBelegdatum\tF\xC3\xA4lligkeit\tBetrag\tW\xC3\xA4hrung"
		  "\n"
		  "0000100001\tM\xC3\xBCller "
		  "GmbH\t1800000123\tRV\t03.09.2026\t03.10.2026\t1.234,56\tEUR\n"
		  "100001\tM\xC3\xBCller "
		  "GmbH\t1800000124\tDG\t13.09.2026\t13.10.2026\t34,56\tEUR\n",
		  "separator = \"tab\"\nfold = \"zeros\"\ndecimal = \"comma\"\nkind = "
		  "\"Belegart\"\ndates = \"dmy\"",
		  "item 2|100001|M\xC3\xBCller "
		  "GmbH|1800000123|invoice|2026-09-03|2026-10-03|1234.56|1234.56|EUR\n"
		  "item 3|100001|M\xC3\xBCller "
		  "GmbH|1800000124|credit_note|2026-09-13|2026-10-13|-34.56|-34.56|EUR\n"
		  "client 100001|M\xC3\xBCller GmbH\n" },
		{ "American",
		  "Customer,Invoice No,Invoice Date,Due Date,Amount,Balance Due\n"
		  "\"Acme, Inc.\",INV-1,09/13/2026,10/13/2026,\"1,234.50\",\"1,000.00\"\n"
		  "Beta LLC,INV-2,01/02/2026,02/01/2026,$75.10,$75.10\n",
		  "separator = \",\"\ndates = \"mdy\"\ndecimal = \"point\"\nclient = "
		  "\"Customer\"\nopen = \"Balance Due\"",
		  "item 2|Acme, Inc.|Acme, "
		  "Inc.|INV-1|invoice|2026-09-13|2026-10-13|1234.50|1000.00|\n"
		  "item 3|Beta LLC|Beta LLC|INV-2|invoice|2026-01-02|2026-02-01|75.10|75.10|\n"
		  "client Acme, Inc.|Acme, Inc.\nclient Beta LLC|Beta LLC\n" },
		{ "SAP list with frames",
		  "Liste\n\n-----------------------\n|KUNNR |BELNR     |BLART|BUDAT     |NETDT     "
		  "|     DMSHB |WAERS|\n"
		  "-----------------------\n|100200|1400000001|RV   |01.02.2026|03.03.2026|  "
		  "1.000,00 |EUR  |\n"
		  "|100200|1400000002|DZ   |05.02.2026|05.02.2026|    250,00-|EUR  |\n"
		  "|100300|1400000003|RV   |21.02.2026|13.03.2026|     99,90 |EUR  "
		  "|\n-----------------------\n",
		  "separator = \"|\"\nclient = \"KUNNR\"\nnumber = \"BELNR\"\nissued = "
		  "\"BUDAT\"\ndue = \"NETDT\"\namount = \"DMSHB\"",
		  "item 6|100200||1400000001|invoice|2026-02-01|2026-03-03|1000.00|1000.00|EUR\n"
		  "item 7|100200||1400000002|cash|2026-02-05|2026-02-05|-250.00|-250.00|EUR\n"
		  "item 8|100300||1400000003|invoice|2026-02-21|2026-03-13|99.90|99.90|EUR\nclient "
		  "100200|\nclient 100300|\n" },
		{ "one row per invoice line, totals repeated",
		  "Ref,ThirdParty,DateInvoice,DateDue,TotalTTC,InvoicePaid,Line\n"
		  "FA1,Client A,2026-01-02,2026-02-01,120.00,0,one\nFA1,Client "
		  "A,2026-01-02,2026-02-01,120.00,0,\"two\nlines\"\n"
		  "FA2,Client B,2026-01-03,2026-02-02,60.00,1,one\n",
		  "lines = \"first\"\ndates = \"ymd\"\namount = \"TotalTTC\"\npaid = "
		  "\"InvoicePaid\"\npaid_is = \"flag\"",
		  "item 2|Client A|Client A|FA1|invoice|2026-01-02|2026-02-01|120.00|120.00|\n"
		  "item 5|Client B|Client B|FA2|invoice|2026-01-03|2026-02-02|60.00|0.00|\n"
		  "client Client A|Client A\nclient Client B|Client B\n" },
		{ "no header at all",
		  "C1,Alpha,F001,2026-01-05,2026-02-05,100.00\nC2,Beta,F002,2026-01-15,2026-02-15,"
		  "200.50\n"
		  "C1,Alpha,F003,2026-01-25,2026-02-25,300.00\n",
		  "header = no\nclient = \"1\"\nnumber = \"3\"\nissued = \"4\"\ndue = "
		  "\"5\"\namount = \"6\"",
		  "item 1|C1||F001|invoice|2026-01-05|2026-02-05|100.00|100.00|\n"
		  "item 2|C2||F002|invoice|2026-01-15|2026-02-15|200.50|200.50|\n"
		  "item 3|C1||F003|invoice|2026-01-25|2026-02-25|300.00|300.00|\nclient "
		  "C1|\nclient C2|\n" },
		{ "an open flag, amounts in a currency their name tells",
		  "cust_number;doc_id;due_in_date;amount_usd;isOpen\n7;1.0;20200210.0;5.50;1\n8;2."
		  "0;20200211.0;6.50;0\n",
		  "paid_is = \"open\"\ncurrency = \"USD\"\nclient = \"cust_number\"",
		  "item 2|7||1|invoice||2020-02-10|5.50|5.50|USD\nitem "
		  "3|8||2|invoice||2020-02-11|6.50|0.00|USD\n"
		  "client 7|\nclient 8|\n" },
		{ "debit and credit",
		  "Compte;Pi\xC3\xA8"
		  "ce;Date;D\xC3\xA9"
		  "bit;Cr\xC3\xA9"
		  "dit\n411A;F1;13/01/2026;10,50;\n411A;R1;14/01/2026;;4,50\n",
		  "debit = \"D\xC3\xA9"
		  "bit\"\ncredit = \"Cr\xC3\xA9"
		  "dit\"\nnumber = \"Pi\xC3\xA8"
		  "ce\"",
		  "item 2|411A||F1|invoice|2026-01-13||10.50|10.50|\nitem "
		  "3|411A||R1|credit_note|2026-01-14||-4.50|-4.50|\n"
		  "client 411A|\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(&rows[i]);
}

static void what_cannot_be_guessed_is_said(void **state)
{
	static const struct {
		const char *bytes, *sentence;
	} rows[] = {
		{ "", "export.csv: the file is empty" },
		{ "Dear Sir\nplease pay\n", "export.csv: only one column is found with any of the "
					    "separators ; , tab and |; this is no table" },
		{ "client;name;number;issued;due;amount\n",
		  "export.csv: there is no row below the header to tell the columns by: export it with items "
		  "in it" },
		{ "name;colour\nA;red\nB;blue\n",
		  "export.csv: cannot tell what the columns are: no column for: client, issued or "
		  "due, amount or open" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mapping *mapping = NULL;
		struct err err = { 0 };
		assert_false(mapping_guess(rows[i].bytes, strlen(rows[i].bytes), "export.csv",
					   &mapping, &err));
		assert_string_equal(err.text, rows[i].sentence);
		assert_null(mapping);
	}
}

static void formats_are_told_by_content(void **state)
{
	static const struct {
		const char *bytes;
		enum intake_format format;
	} rows[] = {
		{ "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\n", FORMAT_FEC },
		{ "\xEF\xBB\xBFjournalcode|ecriturenum|ecrituredate|comptenum|debit\r\n",
		  FORMAT_FEC },
		{ "a;b\n1;2\n", FORMAT_CSV },
		{ "title\na,b\n1,2\n", FORMAT_CSV },
		{ "a;b;c;d\n", FORMAT_CSV },
		{ "Dear Sir, please pay\n", FORMAT_UNKNOWN },
		{ "Dear Sir,\nplease pay\n", FORMAT_UNKNOWN },
		{ "", FORMAT_UNKNOWN },
		{ "\xFF\xFE"
		  "a",
		  FORMAT_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(reader_recognise(rows[i].bytes, strlen(rows[i].bytes), "x"),
				 rows[i].format);
	assert_string_equal(intake_format_codes[FORMAT_FEC], "fec");
	assert_string_equal(intake_format_codes[FORMAT_CSV], "csv");
}

static void what_is_not_recognised_is_told(void **state)
{
	static const struct {
		const char *name, *bytes;
		size_t n;
		const char *sentence;
	} rows[] = {
		{ "nothing", "", 0, "x: the file is empty" },
		{ "UTF-16 with its mark", "\xFF\xFE" "a\0;\0", 6, "x: the file is in UTF-16; save it as UTF-8 or as text and try again" },
		{ "UTF-16 without, little", "c\0l\0i\0e\0n\0t\0", 12,
		  "x: the file is in UTF-16; save it as UTF-8 or as text and try again" },
		{ "UTF-16 without, big", "\0c\0l\0i\0e\0n\0t", 12,
		  "x: the file is in UTF-16; save it as UTF-8 or as text and try again" },
		{ "a spreadsheet", "PK\003\004\024\0\006\0\010\0\0\0!\0", 14,
		  "x: this is a binary file (it holds NUL bytes), not a text export; a spreadsheet must be saved as CSV first" },
		{ "a letter", "Dear Sir,\nplease pay\n", 21,
		  "x: neither a ledger (FEC), a CSV, a bank file nor an electronic invoice is recognised: say --format, --preset or "
		  "--map, or try --guess" },
		{ "a camt.052", "<Document><BkToCstmrAcctRpt/></Document>", 40,
		  "x: this is a camt.052, movements of a day the bank has not closed: ask it for the statement (camt.053)" },
		{ "an MT940", ":20:STARTUMS\n:25:1\n", 19,
		  "x: this is an MT940, which is not read: ask the bank for the statement as camt.053 or CFONB 120" },
		{ "the same in an envelope", "{1:F01AAAA}{4:\n:20:X\n", 21,
		  "x: this is an MT940, which is not read: ask the bank for the statement as camt.053 or CFONB 120" },
		{ "another XML", "<html>\0</html>", 14,
		  "x: neither a ledger (FEC), a CSV, a bank file nor an electronic invoice is recognised: say --format, --preset or "
		  "--map, or try --guess" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err err = { 0 };

		assert_int_equal(reader_recognise(rows[i].bytes, rows[i].n, "x"), FORMAT_UNKNOWN);
		assert_false(reader_unknown(rows[i].bytes, rows[i].n, "x", &err));
		if (strcmp(err.text, rows[i].sentence) != 0)
			fail_msg("%s: %s", rows[i].name, err.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exports_of_all_kinds_are_understood),
		cmocka_unit_test(what_cannot_be_guessed_is_said),
		cmocka_unit_test(formats_are_told_by_content),
		cmocka_unit_test(what_is_not_recognised_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
