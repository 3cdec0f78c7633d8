/* The ledger export: every trap met in real files. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tests/intake/gather.h"

/* Tables of foreign texts: one record of a file per string, which no formatter can know.
 * clang-format off */

#define HEADER                                                                                     \
	"JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCo" \
	"mpAuxLib\t"                                                                               \
	"PieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontan" \
	"tdevise\tIdevise\n"
/* journal, number, date, account, auxiliary, its name, piece, debit, credit, letter */
#define LINE(j, n, d, a, x, xl, p, db, cr, let)                                                    \
	j "\tJ\t" n "\t" d "\t" a "\tLib\t" x "\t" xl "\t" p "\t" d "\tText\t" db "\t" cr "\t" let \
	  "\t\t" d "\t\t\n"
#define SALE LINE("VE", "1", "20260105", "411000", "C1", "ALPHA", "F1", "100,00", "0,00", "")
/* what that sale gives where nothing is lettered */
#define C1_ITEM "client C1|ALPHA\nitem 2|C1|ALPHA|F1|invoice|2026-01-05||100.00|100.00||flagged\n"

struct row {
	const char *name, *bytes, *expected;
};

static void expect_all(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		gather_expect(rows[i].name, NULL, rows[i].bytes, rows[i].expected);
}
#define EXPECT_ALL(rows) expect_all(rows, sizeof rows / sizeof *rows)

static void every_variant_of_the_format_is_read(void **state)
{
	static const struct row rows[] = {
		{ "as the law writes it", HEADER SALE, C1_ITEM },
		{ "UTF-8 with a mark", "\xEF\xBB\xBF" HEADER SALE, C1_ITEM },
		{ "bars, capitals, padding, a bar at the end",
		  "JOURNALCODE|ECRITURENUM|ECRITUREDATE|COMPTENUM "
		  "|COMPAUXNUM|COMPAUXLIB|PIECEREF|PIECEDATE|"
		  "DEBIT|CREDIT|ECRITURELET|\r\n"
		  "VE  |00000001|20260105|41100000|C1      |ALPHA     |F1   "
		  "|20260105|0000000100,00|"
		  "0000000000,00|  |\r\n",
		  C1_ITEM },
		{ "accents in the names",
		  "JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tCompAuxNum\tCompAuxLib\tPiece"
		  "Ref\tD\xC3\xA9"
		  "bit\tCr\xC3\xA9"
		  "dit\tEcritureLet\n"
		  "VE\t1\t20260105\t411000\tC1\tALPHA\tF1\t100.00\t\t\n",
		  C1_ITEM },
		{ "amount and direction in letters",
		  "JournalCode|EcritureNum|EcritureDate|CompteNum|CompAuxNum|CompAuxLib|PieceRef|"
		  "Montant|Sens\n"
		  "VE|1|20260105|411000|C1|ALPHA|F1|100,00|D\n"
		  "VE|2|20260106|411000|C1|ALPHA|A1|30,00|C\n",
		  "client C1|ALPHA\nitem 2|C1|ALPHA|F1|invoice|2026-01-05||100.00|70.00||flagged\n"
		  "receipt C1|2026-01-06|30.00|credit\n" },
		{ "amount and direction in signs",
		  "JournalCode|EcritureNum|EcritureDate|CompteNum|CompAuxNum|CompAuxLib|PieceRef|"
		  "Montant|Sens|"
		  "EcritureLet\n"
		  "VE|1|20260105|411000|C1|ALPHA|F1|100,00|+1|\n"
		  "VE|2|20260106|411000|C1|ALPHA|F2|1,00|-1|A\n"
		  "VE|3|20260106|411000|C1|ALPHA|F3|1,00|1|A\n"
		  "VE|4|20260107|411000|C1|ALPHA|F4|1,00|X|\n",
		  "reject 5|direction|X\nclient C1|ALPHA\n"
		  "item 2|C1|ALPHA|F1|invoice|2026-01-05||100.00|100.00|\n"
		  "receipt C1|2026-01-06|1.00|credit|VE|3|20260106|411000:C1|F3|1.00|1\n" },
		{ "CR CR LF and no line end at the end",
		  "JournalCode|EcritureNum|EcritureDate|CompteNum|CompAuxNum|CompAuxLib|PieceRef|"
		  "Debit|Credit\r\r\n"
		  "VE|1|20260105|411000|C1|ALPHA|F1|100,00|0",
		  C1_ITEM },
		{ "CR alone",
		  "JournalCode|EcritureNum|EcritureDate|CompteNum|CompAuxNum|CompAuxLib|PieceRef|"
		  "Debit|Credit\r"
		  "VE|1|20260105|411000|C1|ALPHA|F1|100,00|0\r",
		  C1_ITEM },
		{ "22 columns, in another order, blank lines",
		  "\nDateRglt\tModeRglt\tNatOp\tIdClient\tJournalCode\tEcritureNum\tEcritureDate\tC"
		  "ompteNum\tCompAuxNum\t"
		  "CompAuxLib\tPieceRef\tDebit\tCredit\tEcritureLet\n\n"
		  "\t\t\tX\tVE\t1\t20260105\t411000\tC1\tALPHA\tF1\t100,00\t0,00\t\n",
		  "client C1|ALPHA\nitem "
		  "4|C1|ALPHA|F1|invoice|2026-01-05||100.00|100.00||flagged\n" },
		{ "a quote is a letter",
		  HEADER LINE("VE", "1", "20260105", "411000", "C1", "\"ALPHA", "F1", "100,00",
			      "0,00", ""),
		  "client C1|\"ALPHA\nitem "
		  "2|C1|\"ALPHA|F1|invoice|2026-01-05||100.00|100.00||flagged\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

#define LETTERED                                                              \
	LINE("OD", "9", "20260101", "411000", "Z", "ZED", "X", "5", "0", "A") \
	LINE("OD", "9", "20260101", "411000", "Z", "ZED", "X", "0", "5", "A")
#define ZED "client Z|ZED\nreceipt Z|2026-01-01|5.00|credit|OD|9|20260101|411000:Z|X|5.00|1\n"

static void signs_and_kinds_follow_the_entry(void **state)
{
	static const struct row rows[] = {
		{ "a credit in an entry that touches class 5 is cash, in whatever order",
		  HEADER LETTERED LINE("BQ", "7", "20260110", "411000", "C1", "ALPHA", "VIR",
				       "0,00", "40,00", "")
			  LINE("BQ", "7", "20260110", "512000", "", "", "VIR", "40,00", "0,00", ""),
		  ZED "client C1|ALPHA\nitem 4|C1|ALPHA|VIR|cash|2026-01-10||-40.00|-40.00|\n"
		      "receipt C1|2026-01-10|40.00|cash\n" },
		{ "a debit in such an entry is a payment that bounced",
		  HEADER LETTERED LINE("BQ", "7", "20260110", "411000", "C1", "ALPHA", "IMP",
				       "40,00", "0,00", "")
			  LINE("BQ", "7", "20260110", "512000", "", "", "IMP", "0,00", "40,00", ""),
		  ZED "client C1|ALPHA\nitem 4|C1|ALPHA|IMP|invoice|2026-01-10||40.00|40.00|\n"
		      "receipt C1|2026-01-10|-40.00|cash\n" },
		{ "but not in the opening of the year, which has the banks in it too",
		  HEADER LETTERED LINE("AN", "1", "20260101", "411000", "C1", "ALPHA", "AN",
				       "40,00", "0,00", "")
			  LINE("AN", "1", "20260101", "512000", "", "", "AN", "60,00", "0,00", "")
				  LINE("AN", "1", "20260101", "101000", "", "", "AN", "0,00",
				       "100,00", ""),
		  ZED "client C1|ALPHA\nitem 4|C1|ALPHA|AN|invoice|2026-01-01||40.00|40.00|\n" },
		{ "nor is a credit there a payment of that day",
		  HEADER LETTERED LINE("AN", "1", "20260101", "411000", "C1", "ALPHA", "AN",
				       "0,00", "40,00", "")
			  LINE("AN", "1", "20260101", "512000", "", "", "AN", "140,00", "0,00", "")
				  LINE("AN", "1", "20260101", "101000", "", "", "AN", "0,00",
				       "100,00", ""),
		  ZED "client C1|ALPHA\nitem 4|C1|ALPHA|AN|cash|2026-01-01||-40.00|-40.00|\n" },
		{ "but a day of the bank with a loan in it, all under one number, is one of payments",
		  HEADER LETTERED LINE("BQ", "0", "20260110", "411000", "C1", "ALPHA", "VIR",
				       "0,00", "40,00", "")
			  LINE("BQ", "0", "20260110", "512000", "", "", "VIR", "40,00", "0,00", "")
				  LINE("BQ", "0", "20260110", "164000", "", "", "PRET", "70,00",
				       "0,00", ""),
		  ZED "client C1|ALPHA\nitem 4|C1|ALPHA|VIR|cash|2026-01-10||-40.00|-40.00|\n"
		      "receipt C1|2026-01-10|40.00|cash\n" },
		{ "the same number in another journal or on another day is another entry",
		  HEADER LETTERED LINE("VE", "7", "20260110", "411000", "C1", "ALPHA", "AV1",
				       "0,00", "40,00", "") LINE("BQ", "7", "20260110", "512000",
								 "", "", "VIR", "40,00", "0,00", "")
			  LINE("VE", "7", "20260111", "530000", "", "", "VIR", "40,00", "0,00", ""),
		  ZED
		  "client C1|ALPHA\nitem 4|C1|ALPHA|AV1|credit_note|2026-01-10||-40.00|-40.00|\n"
		  "receipt C1|2026-01-10|40.00|credit\n" },
		{ "a negative debit is a credit and conversely",
		  HEADER LETTERED LINE("VE", "1", "20260110", "411000", "C1", "ALPHA", "AV1",
				       "-40,00", "0,00", "")
			  LINE("VE", "2", "20260110", "411000", "C1", "ALPHA", "F2", "0,00",
			       "-60,00", ""),
		  ZED
		  "client C1|ALPHA\nitem 4|C1|ALPHA|AV1|credit_note|2026-01-10||-40.00|-40.00|\n"
		  "receipt C1|2026-01-10|40.00|credit\n"
		  "item 5|C1|ALPHA|F2|invoice|2026-01-10||60.00|60.00|\n" },
		{ "lines of zero are nothing, their client is seen",
		  HEADER LETTERED LINE("VE", "1", "20260110", "411000", "C1", "ALPHA", "F1", "0,00",
				       "0,00", "")
			  LINE("VE", "1", "20260110", "411000", "C1", "ALPHA", "F1", "", "", ""),
		  ZED "client C1|ALPHA\n" },
		{ "bills and doubtful clients count with the others",
		  HEADER LETTERED LINE("VE", "1", "20260110", "411000", "C1", "ALPHA", "F1", "10",
				       "0", "") LINE("OD", "2", "20260111", "413000", "C1", "ALPHA",
						     "LCR", "20", "0", "")
			  LINE("OD", "3", "20260112", "4160000", "C1", "ALPHA", "D", "30", "0", "")
				  LINE("OD", "4", "20260112", "419100", "C1", "ALPHA", "AC", "0",
				       "99", ""),
		  ZED "client C1|ALPHA\nitem 4|C1|ALPHA|F1|invoice|2026-01-10||10.00|10.00|\n"
		      "item 5|C1|ALPHA|LCR|invoice|2026-01-11||20.00|20.00|\n"
		      "item 6|C1|ALPHA|D|invoice|2026-01-12||30.00|30.00|\n" },
		{ "the number falls back on the entry's, then on its text",
		  HEADER LETTERED LINE("VE", "12", "20260110", "411000", "C1", "ALPHA", "", "10",
				       "0", "")
			  LINE("VE", "", "20260110", "411000", "C1", "ALPHA", "", "20", "0", ""),
		  ZED "client C1|ALPHA\nitem 4|C1|ALPHA|12|invoice|2026-01-10||10.00|10.00|\n"
		      "item 5|C1|ALPHA|Text|invoice|2026-01-10||20.00|20.00|\n" },
		{ "the date of the piece, else the entry's",
		  HEADER LETTERED
		  "VE\tJ\t1\t20260110\t411000\tL\tC1\tALPHA\tF1\t20251231\tT\t10\t0\t\t\t\t\t\n"
		  "VE\tJ\t2\t20260110\t411000\tL\tC1\tALPHA\tF2\t\tT\t10\t0\t\t\t\t\t\n"
		  "VE\tJ\t3\t20260110\t411000\tL\tC1\tALPHA\tF3\t20261301\tT\t10\t0\t\t\t\t\t\n",
		  ZED "client C1|ALPHA\nitem 4|C1|ALPHA|F1|invoice|2025-12-31||10.00|10.00|\n"
		      "item 5|C1|ALPHA|F2|invoice|2026-01-10||10.00|10.00|\n"
		      "item 6|C1|ALPHA|F3|invoice|2026-01-10||10.00|10.00|\n"
		      "warn 6|bad_date|20261301\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void open_items_add_up_to_the_balance(void **state)
{
	static const struct row rows[] = {
		{ "the opening lump has no letter, the receipt that pays it has",
		  HEADER LINE("AN", "1", "20260101", "411000", "C1", "ALPHA", "RAN", "500,00", "0",
			      "") LINE("BQ", "2", "20260115", "411000", "C1", "ALPHA", "V1", "0",
				       "300,00", "AA")
			  LINE("BQ", "2", "20260115", "512000", "", "", "V1", "300,00", "0", "")
				  LINE("VE", "3", "20260120", "411000", "C1", "ALPHA", "F3",
				       "70,00", "0", ""),
		  "client C1|ALPHA\nitem 2|C1|ALPHA|RAN|invoice|2026-01-01||500.00|500.00|\n"
		  "receipt C1|2026-01-15|300.00|cash\n"
		  "item 5|C1|ALPHA|F3|invoice|2026-01-20||70.00|70.00|\n"
		  "item 3|C1|ALPHA||gap|2026-01-15||-300.00|-300.00||flagged\nwarn 0|gap|C1 "
		  "-300.00\n" },
		{ "a gap may be owed, and is dated by the last lettered line",
		  HEADER LINE("VE", "1", "20260201", "411000", "C1", "ALPHA", "F1", "100,00", "0",
			      "A") LINE("BQ", "2", "20260115", "411000", "C1", "ALPHA", "V1", "0",
					"60,00", "A"),
		  "client C1|ALPHA\nreceipt "
		  "C1|2026-01-15|60.00|credit|VE|1|20260201|411000:C1|F1|100.00|1\n"
		  "item 2|C1|ALPHA||gap|2026-02-01||40.00|40.00||flagged\nwarn 0|gap|C1 40.00\n" },
		{ "letters that balance leave nothing, and repeat from client to client",
		  HEADER LINE("VE", "1", "20260101", "411000", "C1", "ALPHA", "F1", "10", "0", "A")
			  LINE("BQ", "2", "20260102", "411000", "C1", "ALPHA", "V1", "0", "10", "A")
				  LINE("VE", "3", "20260103", "411000", "C2", "BETA", "F3", "20",
				       "0", "A") LINE("BQ", "4", "20260104", "411000", "C2", "BETA",
						      "V4", "0", "20", "A"),
		  "client C1|ALPHA\nreceipt "
		  "C1|2026-01-02|10.00|credit|VE|1|20260101|411000:C1|F1|10.00|1\n"
		  "client C2|BETA\nreceipt "
		  "C2|2026-01-04|20.00|credit|VE|3|20260103|411000:C2|F3|20.00|1\n" },
		{ "a letter with two invoices says not which one was paid",
		  HEADER LINE("VE", "1", "20260101", "411000", "C1", "ALPHA", "F1", "10", "0", "A")
			  LINE("VE", "2", "20260101", "411000", "C1", "ALPHA", "F2", "10", "0", "A")
				  LINE("BQ", "3", "20260102", "411000", "C1", "ALPHA", "V1", "0",
				       "20", "A"),
		  "client C1|ALPHA\nreceipt C1|2026-01-02|20.00|credit\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void a_ledger_without_letters_is_allotted_oldest_first(void **state)
{
	static const struct row rows[] = {
		{ "credits pay the oldest debits, whatever the order of the file",
		  HEADER LINE("VE", "3", "20260301", "411000", "C1", "ALPHA", "F3", "100", "0", "")
			  LINE("VE", "1", "20260101", "411000", "C1", "ALPHA", "F1", "100", "0", "")
				  LINE("VE", "2", "20260201", "411000", "C1", "ALPHA", "F2", "100",
				       "0", "") LINE("BQ", "4", "20260215", "411000", "C1", "ALPHA",
						     "V", "0", "150", ""),
		  "client C1|ALPHA\nitem 4|C1|ALPHA|F2|invoice|2026-02-01||100.00|50.00||flagged\n"
		  "receipt C1|2026-02-15|150.00|credit\n"
		  "item 2|C1|ALPHA|F3|invoice|2026-03-01||100.00|100.00||flagged\n" },
		{ "more credit than debt leaves the newest credits",
		  HEADER LINE("VE", "1", "20260101", "411000", "C1", "ALPHA", "F1", "100", "0", "")
			  LINE("BQ", "2", "20260115", "411000", "C1", "ALPHA", "V1", "0", "80", "")
				  LINE("BQ", "3", "20260116", "411000", "C1", "ALPHA", "V2", "0",
				       "50", "") LINE("BQ", "3", "20260116", "514000", "", "", "V2",
						      "50", "0", ""),
		  "client C1|ALPHA\nreceipt C1|2026-01-15|80.00|credit\n"
		  "item 4|C1|ALPHA|V2|cash|2026-01-16||-50.00|-30.00||flagged\n"
		  "receipt C1|2026-01-16|50.00|cash\n" },
		{ "each client for itself",
		  HEADER LINE("VE", "1", "20260101", "411000", "C1", "ALPHA", "F1", "100", "0", "")
			  LINE("BQ", "2", "20260115", "411000", "C2", "BETA", "V1", "0", "80", ""),
		  "client C1|ALPHA\nitem 2|C1|ALPHA|F1|invoice|2026-01-01||100.00|100.00||flagged\n"
		  "client C2|BETA\nitem "
		  "3|C2|BETA|V1|credit_note|2026-01-15||-80.00|-80.00||flagged\n"
		  "receipt C2|2026-01-15|80.00|credit\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void clients_are_auxiliary_accounts(void **state)
{
	static const struct row rows[] = {
		{ "the same number with another name under another account is another client",
		  HEADER LETTERED LINE("VE", "1", "20260110", "411000", "001", "ALPHA", "F1", "10",
				       "0", "") LINE("VE", "2", "20260110", "411900", "001", "BETA",
						     "F2", "20", "0", "")
			  LINE("VE", "3", "20260110", "411000", "002", "GAMMA", "F3", "30", "0", "")
				  LINE("VE", "4", "20260110", "416000", "002", "Gamma ", "F4", "40",
				       "0", ""),
		  ZED "client 411000:001|ALPHA\nitem "
		      "4|411000:001|ALPHA|F1|invoice|2026-01-10||10.00|10.00|\n"
		      "client 411900:001|BETA\nitem "
		      "5|411900:001|BETA|F2|invoice|2026-01-10||20.00|20.00|\n"
		      "client 002|GAMMA\nitem 6|002|GAMMA|F3|invoice|2026-01-10||30.00|30.00|\n"
		      "item 7|002|GAMMA|F4|invoice|2026-01-10||40.00|40.00|\nwarn 0|names|2\n" },
		{ "the most frequent name wins, the first among equals",
		  HEADER LETTERED LINE("VE", "1", "20260110", "411000", "C1", "ALFA", "F1", "10",
				       "0", "A") LINE("VE", "1", "20260110", "411000", "C1",
						      "ALPHA", "F1", "0", "10", "A")
			  LINE("VE", "2", "20260110", "411000", "C1", "ALPHA", "F2", "20", "0", ""),
		  ZED "client C1|ALPHA\nreceipt "
		      "C1|2026-01-10|10.00|credit|VE|1|20260110|411000:C1|F1|10.00|1\n"
		      "item 6|C1|ALPHA|F2|invoice|2026-01-10||20.00|20.00|\nwarn 0|names|1\n" },
		{ "lines without auxiliary account are refused one by one",
		  HEADER LETTERED LINE("VE", "1", "20260110", "411000", "", "", "F1", "10", "0", "")
			  LINE("VE", "2", "20260110", "411000", "C1", "ALPHA", "F2", "20", "0", ""),
		  "reject 4|no_auxiliary|411000\n" ZED
		  "client C1|ALPHA\nitem 5|C1|ALPHA|F2|invoice|2026-01-10||20.00|20.00|\n" },
		{ "a ledger without any is refused whole",
		  HEADER LINE("VE", "1", "20260110", "411000", "", "", "F1", "10", "0", "")
			  LINE("VE", "2", "20260110", "411000", "", "", "F2", "20", "0", ""),
		  "refused: ledger.txt: the accounts 411, 413 and 416 are kept without auxiliary "
		  "accounts "
		  "(CompAuxNum is empty on all their 2 lines), so nothing says which client owes "
		  "what; export the "
		  "FEC with auxiliary accounts, or import the open items from a CSV\n" },
		{ "a file cut in a line is refused whole",
		  HEADER SALE "VE\tJ\t2\t20260110\t411000\tL\tC1\tAL",
		  "refused: ledger.txt: the file ends within line 3: it was cut on its way here; "
		  "export or send it again\n" },
		{ "and so is one without receivables",
		  HEADER LINE("VE", "1", "20260110", "401000", "F1", "SUPPLIER", "F1", "0", "10",
			      ""),
		  "refused: ledger.txt: no line of this ledger is on a receivable account (411, "
		  "413 or 416)\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void lines_that_cannot_be_read_are_shown(void **state)
{
	static const struct row rows[] = {
		{ "dates and amounts",
		  HEADER LETTERED LINE("VE", "1", "20260230", "411000", "C1", "ALPHA", "F1", "10",
				       "0", "") LINE("VE", "2", "", "411000", "C1", "ALPHA", "F2",
						     "10", "0", "")
			  LINE("VE", "3", "20260110", "411000", "C1", "ALPHA", "F3", "ten", "0", "")
				  LINE("VE", "4", "20260110", "411000", "C1", "ALPHA", "F4", "0",
				       "99999999999999999999", "")
					  LINE("VE", "5", "20260110", "411000", "C1", "ALPHA", "F5",
					       "1,005", "0", ""),
		  "reject 4|bad_date|20260230\nreject 5|no_date|\nreject 6|bad_amount|ten\n"
		  "reject 7|amount_overflow|99999999999999999999\nwarn 8|amount_rounded|0\n" ZED
		  "client C1|ALPHA\nitem 8|C1|ALPHA|F5|invoice|2026-01-10||1.01|1.01|\n" },
		{ "too few columns, a tab too many",
		  HEADER SALE "VE\t1\n"
			      "VE\tJ\t1\t20260110\t411000\tL\tC1\tALPHA\tF\t1\t20260110\tT\t10\t0\t"
			      "\t\t\t\tmore\n",
		  "reject 3|columns|18/2\nreject 4|columns|18/19\nclient "
		  "C1|ALPHA\n"
		  "item 2|C1|ALPHA|F1|invoice|2026-01-05||100.00|100.00||flagged\n" },
		{ "hidden characters are removed and told",
		  HEADER LINE("VE", "1", "20260110", "411000", "C1", "AL\xE2\x80\xAEPHA", "F\x1B[1",
			      "10", "0", ""),
		  "warn 2|control|CompAuxLib\nwarn 2|control|PieceRef\nclient C1|ALPHA\n"
		  "item 2|C1|ALPHA|F[1|invoice|2026-01-10||10.00|10.00||flagged\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void what_is_no_ledger_is_refused(void **state)
{
	static const struct row rows[] = {
		{ "empty", "", "refused: ledger.txt: the file is empty\n" },
		{ "blank", " \r\n\n", "refused: ledger.txt: the file is empty\n" },
		{ "nothing but lines that cannot be read",
		  HEADER LINE("VE", "1", "20260230", "411000", "C1", "ALPHA", "F1", "10", "0", ""),
		  "reject 2|bad_date|20260230\nrefused: ledger.txt: not one line could be read; "
		  "line 2 was refused first: "
		  "this is no date: 20260230\n" },
		{ "another table", "a;b;c\n1;2;3\n",
		  "refused: ledger.txt: this is no FEC: its first line is not JournalCode, "
		  "JournalLib, EcritureNum … "
		  "separated by tabs or by |\n" },
		{ "no header", SALE,
		  "refused: ledger.txt: this is no FEC: its first line is not JournalCode, "
		  "JournalLib, EcritureNum … "
		  "separated by tabs or by |\n" },
		{ "a column is missing", "JournalCode|EcritureNum|EcritureDate|CompAuxNum|Debit\n",
		  "refused: ledger.txt: the first line lacks the column CompteNum, Debit + Credit "
		  "or Montant + Sens; "
		  "export the whole FEC, with its header\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static const char ledger[] = HEADER LINE("VE", "0", "20260105", "411000", "C1", "ALPHA", "LOT",
					 "100,00", "0", "")
	LINE("VE", "0", "20260105", "411000", "C1", "ALPHA", "LOT", "100,00", "0",
	     "") LINE("VE", "0", "20260105", "411000", "C1", "ALPHA", "LOT", "50,00", "0", "")
		LINE("VE", "0", "20260105", "411000", "C2", "BETA", "LOT", "100,00", "0", "");

static void identical_rows_have_keys_of_their_own_that_stay(void **state)
{
	/* later: one line in front, one more identical, letters given */
	static const char later[] = HEADER LINE(
		"VE", "0", "20260105", "411000", "C9", "NEW", "LOT", "100,00", "0",
		"B") LINE("VE", "0", "20260105", "411000", "C1", "ALPHA", "LOT", "100,00", "0", "A")
		LINE("VE", "0", "20260105", "411000", "C1", "ALPHA", "LOT", "50,00", "0", "")
			LINE("VE", "0", "20260105", "411000", "C1", "ALPHA", "LOT", "100,00", "0",
			     "") LINE("VE", "0", "20260105", "411000", "C2", "BETA", "LOT",
				      "100,00", "0", "") LINE("BQ", "0", "20260205", "411000", "C1",
							      "ALPHA", "V", "0", "100,00", "A");
	struct gather before = { 0 }, after = { .with_keys = true };

	(void)state;
	gather_fec(&before, ledger, sizeof ledger - 1, "x");
	assert_int_equal(before.totals.items, 4);
	assert_string_equal(before.keys[0], "VE|0|20260105|411000:C1|LOT|100.00|1");
	assert_string_equal(before.keys[1], "VE|0|20260105|411000:C1|LOT|100.00|2");
	assert_string_equal(before.keys[2], "VE|0|20260105|411000:C1|LOT|50.00|1");
	assert_string_equal(before.keys[3], "VE|0|20260105|411000:C2|LOT|100.00|1");
	const char *got = gather_fec(&after, later, sizeof later - 1, "x");
	assert_int_equal(after.totals.items, 4);
	assert_string_equal(after.keys[0], "gap:C9");
	assert_string_equal(after.keys[1], before.keys[2]);
	assert_string_equal(after.keys[2], before.keys[1]);
	assert_string_equal(after.keys[3], before.keys[3]);
	/* the first is lettered now: no item, but the receipt names it */
	assert_non_null(strstr(
		got, "receipt C1|2026-02-05|100.00|credit|VE|0|20260105|411000:C1|LOT|100.00|1 "));
	gather_clear(&before);
	gather_clear(&after);
}

static void the_name_of_the_file_says_who_and_when(void **state)
{
	static const struct {
		const char *name, *siren;
		bool warned;
	} rows[] = {
		{ "111111111FEC20261231.txt", "111111111", false },
		{ "111111111fec20261231_2.txt", "111111111", false },
		{ "11111111100012FEC20261231.txt", "111111111", false },
		{ "0000000001FEC20261231.txt", "", false },
		{ "111111111FEC20251231.txt", "111111111", true },
		{ "111111111FEC20271231.txt", "111111111", true },
		{ "111111111FEC.txt", "111111111", false },
		{ "export.txt", "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct gather gather = { 0 };
		gather_fec(&gather, ledger, sizeof ledger - 1, rows[i].name);
		assert_string_equal(gather.totals.siren, rows[i].siren);
		assert_int_equal(gather.totals.warnings, rows[i].warned);
		assert_int_equal(strncmp(gather.text.data, "warn 0|year|", 12) == 0,
				 rows[i].warned);
		gather_clear(&gather);
	}
}

static void totals_tell_the_whole_file(void **state)
{
	struct gather gather = { 0 };

	(void)state;
	gather_fec(&gather, ledger, sizeof ledger - 1, "x");
	assert_int_equal(gather.totals.lines, 5);
	assert_int_equal(gather.totals.items, 4);
	assert_int_equal(gather.totals.clients, 2);
	assert_int_equal(gather.totals.names, 2);
	assert_int_equal(gather.totals.open_sum, 35000);
	assert_string_equal(gather.totals.charset, "ASCII");
	assert_true(gather.totals.allotted);
	assert_int_equal(gather.totals.first_on, 20458); /* 2026-01-05 */
	assert_int_equal(gather.totals.last_on, 20458);
	assert_int_equal(gather.progress, sizeof ledger - 1);
	gather_clear(&gather);
}

static void a_sink_may_stop_or_fail(void **state)
{
	struct gather gather = { .stop_after = 2 };

	(void)state;
	gather_fec(&gather, ledger, sizeof ledger - 1, "x");
	assert_true(gather.done);
	assert_true(gather.totals.stopped);
	assert_int_equal(gather.totals.items, 2);
	gather.fail = true;
	gather_fec(&gather, ledger, sizeof ledger - 1, "x");
	assert_false(gather.done);
	assert_int_equal(gather.err.code, ERR_FULL);
	assert_string_equal(gather.err.text, "x: no space left");
	gather_clear(&gather);
}

static void amounts_beyond_counting_refuse_the_file(void **state)
{
	struct buf bytes = { 0 };
	struct gather gather = { 0 };

	(void)state;
	buf_init(&bytes);
	buf_puts(&bytes, HEADER);
	for (int i = 0; i < 100; i++)
		buf_puts(&bytes, LINE("VE", "1", "20260105", "411000", "C1", "ALPHA", "F1",
				      "999999999999999,99", "0", ""));
	gather_fec(&gather, bytes.data, bytes.len, "x");
	assert_false(gather.done);
	assert_string_equal(gather.err.text,
			    "x: the amounts of client C1 add up to more than can be counted");
	buf_clear(&bytes);
	gather_clear(&gather);
}

static void long_lines_and_nuls_are_lines_refused(void **state)
{
	static const char tail[] = "\nVE\t1\t\0bad\n" LINE("VE", "2", "20260106", "411000", "C1",
							   "ALPHA", "F2", "7", "0", "");
	struct buf bytes = { 0 };
	struct gather gather = { 0 };

	(void)state;
	buf_init(&bytes);
	buf_puts(&bytes, HEADER SALE);
	for (int i = 0; i < 70000; i++)
		buf_putc(&bytes, 'x');
	buf_add(&bytes, tail, sizeof tail - 1);
	const char *got = gather_fec(&gather, bytes.data, bytes.len, "x");
	assert_string_equal(got, "reject 3|line_long|\nreject 4|nul|\nclient C1|ALPHA\n"
				 "item 2|C1|ALPHA|F1|invoice|2026-01-05||100.00|100.00||flagged\n"
				 "item 5|C1|ALPHA|F2|invoice|2026-01-06||7.00|7.00||flagged\n");
	buf_clear(&bytes);
	gather_clear(&gather);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_variant_of_the_format_is_read),
		cmocka_unit_test(signs_and_kinds_follow_the_entry),
		cmocka_unit_test(open_items_add_up_to_the_balance),
		cmocka_unit_test(a_ledger_without_letters_is_allotted_oldest_first),
		cmocka_unit_test(clients_are_auxiliary_accounts),
		cmocka_unit_test(lines_that_cannot_be_read_are_shown),
		cmocka_unit_test(what_is_no_ledger_is_refused),
		cmocka_unit_test(identical_rows_have_keys_of_their_own_that_stay),
		cmocka_unit_test(the_name_of_the_file_says_who_and_when),
		cmocka_unit_test(totals_tell_the_whole_file),
		cmocka_unit_test(a_sink_may_stop_or_fail),
		cmocka_unit_test(amounts_beyond_counting_refuse_the_file),
		cmocka_unit_test(long_lines_and_nuls_are_lines_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
