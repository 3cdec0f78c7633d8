/* Open items from CSV by mapping: what every row becomes, and why rows and files are refused. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "tests/intake/csv_words.h"
#include "tests/intake/gather.h"

/* Tables of foreign texts: one record of a file per string, which no formatter can know.
 * clang-format off */

struct row {
	const char *name, *mapping, *bytes, *expected;
};

static void expect_all(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		gather_expect(rows[i].name, rows[i].mapping, rows[i].bytes, rows[i].expected);
}
#define EXPECT_ALL(rows) expect_all(rows, sizeof rows / sizeof *rows)

/* a row beside which others may be refused: a file of which nothing is left is refused whole */
#define GOOD            "C9;F9;2026-02-04;9\n"
#define GOOD_ITEM(line) "item " #line "|C9||F9|invoice||2026-02-04|9.00|9.00|\nclient C9|\n"

static void our_own_format_is_read(void **state)
{
	static const struct row rows[] = {
		{ "everything", "relance",
		  FULL "C1;Alpha SARL;F1;2026-01-05;2026-02-04;1200.50;200.50;EUR;PO7;Ann;+33 1 "
		       "02;a@b.fr;5000;2\n",
		  "item 2|C1|Alpha "
		  "SARL|F1|invoice|2026-01-05|2026-02-04|1200.50|200.50|EUR\nclient C1|Alpha "
		  "SARL\n" },
		{ "only what is needed, with commas, day first, decimal comma in quotes", "relance",
		  "client,number,due,amount\nC1,F1,4/2/2026,\"1200,50\"\n",
		  "item 2|C1||F1|invoice||2026-02-04|1200.50|1200.50|\nclient C1|\n" },
		{ "amount empty: all of it is what is open", "relance",
		  FULL "C1;A;F1;2026-01-05;;;70.00;;;;;;;\n",
		  "item 2|C1|A|F1|invoice|2026-01-05||70.00|70.00|\nclient C1|A\n" },
		{ "open 0.00 closes", "relance", FULL "C1;A;F1;2026-01-05;;100;0,00;;;;;;;\n",
		  "item 2|C1|A|F1|invoice|2026-01-05||100.00|0.00|\nclient C1|A\n" },
		{ "negative: a credit note", "relance",
		  FULL "C1;A;AV1;2026-01-05;;-100;-40;;;;;;;\n",
		  "item 2|C1|A|AV1|credit_note|2026-01-05||-100.00|-40.00|\nclient C1|A\n" },
		{ "header in capitals and in another order, a column nobody knows", "relance",
		  "AMOUNT;Note;Number;DUE;Client\n10;x;F1;2026-02-04;C1\n",
		  "item 2|C1||F1|invoice||2026-02-04|10.00|10.00|\nclient C1|\n" },
		{ "blank rows, separators alone, the header once more", "relance",
		  BRIEF "\n;;;\nC1;F1;2026-02-04;10\n" BRIEF "C1;F2;2026-02-04;20\n",
		  "item 4|C1||F1|invoice||2026-02-04|10.00|10.00|\n"
		  "item 6|C1||F2|invoice||2026-02-04|20.00|20.00|\nclient C1|\n" },
		{ "a line end inside a name", "relance",
		  "client;name;number;due;amount\nC1;\"Alpha\nBeta\";F1;2026-02-04;10\nC2;B;F2;"
		  "2026-02-04;20\n",
		  "item 2|C1|Alpha Beta|F1|invoice||2026-02-04|10.00|10.00|\n"
		  "item 4|C2|B|F2|invoice||2026-02-04|20.00|20.00|\nclient C1|Alpha Beta\nclient "
		  "C2|B\n" },
		{ "nothing but a header", "relance", BRIEF, "" },
		{ "a separator at the end of every row", "relance",
		  "client;number;due;amount;\nC1;F1;2026-02-04;10;\n",
		  "item 2|C1||F1|invoice||2026-02-04|10.00|10.00|\nclient C1|\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void rows_are_refused_one_by_one(void **state)
{
	static const struct row rows[] = {
		{ "what is missing", "relance",
		  BRIEF ";F1;2026-02-04;10\nC1;;2026-02-04;10\nC1;F1;;10\nC1;F1;2026-02-04;\n" GOOD,
		  "reject 2|no_client|\nreject 3|no_number|\nreject 4|no_date|\nreject "
		  "5|bad_amount|\n" GOOD_ITEM(6) },
		{ "dates", "relance",
		  BRIEF
		  "C1;F1;2026-02-30;10\nC1;F1;02/24/2026;10\nC1;F1;soon;10\nC1;F1;00/00/0000;10\n"
		  "C1;F1;24/02/2026;10\n" GOOD,
		  "reject 2|bad_date|2026-02-30\nreject 3|date_order|02/24/2026\nreject "
		  "4|bad_date|soon\n"
		  "reject 5|no_date|00/00/0000\nitem 6|C1||F1|invoice||2026-02-24|10.00|10.00|\n"
		  "item 7|C9||F9|invoice||2026-02-04|9.00|9.00|\nclient C1|\nclient C9|\n" },
		{ "amounts", "relance",
		  BRIEF "C1;F1;2026-02-04;ten\nC1;F2;2026-02-04;99999999999999999999\nC1;F3;2026-"
			"02-04;1.23456\n",
		  "reject 2|bad_amount|ten\nreject 3|amount_overflow|99999999999999999999\n"
		  "item 4|C1||F3|invoice||2026-02-04|1.23|1.23|\nwarn "
		  "4|amount_rounded|1.23456\nclient C1|\n" },
		{ "currencies", "relance",
		  "client;number;due;amount;currency\nC1;F1;2026-02-04;10;XYQ\nC1;F2;2026-02-04;10;"
		  "usd\n"
		  "C1;F3;2026-02-04;10;\n",
		  "reject 2|currency|XYQ\nitem 3|C1||F2|invoice||2026-02-04|10.00|10.00|USD\n"
		  "item 4|C1||F3|invoice||2026-02-04|10.00|10.00|\nclient C1|\n" },
		{ "columns", "relance",
		  BRIEF GOOD "C1;F1;2026-02-04\nC1;F1;2026-02-04;10;more\n",
		  "item 2|C9||F9|invoice||2026-02-04|9.00|9.00|\nreject 3|columns|4/3\nreject "
		  "4|columns|4/5\nclient C9|\n" },
		{ "quotes", "relance", BRIEF "C1;\"F1;2026-02-04;10\nC1;F2;2026-02-04;20\n",
		  "reject 2|quote|\nitem 3|C1||F2|invoice||2026-02-04|20.00|20.00|\nclient C1|\n" },
		{ "twice the same is told, twice another is refused", "relance",
		  BRIEF "C1;F1;2026-02-04;10\nC1;F1;2026-02-04;10\nC1;F1;2026-02-04;11\nC2;F1;2026-"
			"02-04;12\n",
		  "item 2|C1||F1|invoice||2026-02-04|10.00|10.00|\nwarn 3|duplicate|C1|F1\n"
		  "reject 4|duplicate|C1|F1\nitem 5|C2||F1|invoice||2026-02-04|12.00|12.00|\n"
		  "client C1|\nclient C2|\n" },
		{ "hidden characters are removed and told", "relance",
		  "client;name;number;due;amount\nC1;A\xE2\x80\xAE"
		  "B\x1B[2J;F1;2026-02-04;10\n",
		  "item 2|C1|AB[2J|F1|invoice||2026-02-04|10.00|10.00|\nwarn "
		  "2|control|name\nclient C1|AB[2J\n" },
		{ "facts about the client are left out when they are wrong", "relance",
		  FULL "C1;A;F1;2026-01-05;;10;;;;;;;much;9\n",
		  "item 2|C1|A|F1|invoice|2026-01-05||10.00|10.00|\nwarn 2|bad_amount|much\nwarn "
		  "2|bad_amount|9\n"
		  "client C1|A\n" },
		{ "line breaks and escapes in what is shown of a reject", "relance",
		  BRIEF "C1;F1;\"so\non\x1B\";10\n" GOOD,
		  "reject 2|bad_date|so on\n" GOOD_ITEM(4) },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void the_open_items_layout_is_read_in_both_variants(void **state)
{
	static const struct row rows[] = {
		{ "ids as floats, dates as floats, two currencies, an open flag", "ar-open-items",
		  "business_code,cust_number,name_customer,clear_date,buisness_year,doc_id,posting_"
		  "date,document_create_date,"
		  "document_create_date.1,due_in_date,invoice_currency,document "
		  "type,total_open_amount,invoice_id,isOpen\n"
		  "U001,0200769623,WAL-MAR corp,2020-02-11 "
		  "00:00:00,2020.0,1930438491.0,2020-01-26,20200125,20200126,"
		  "20200210.0,USD,RV,54273.28,1930438491.0,0\n"
		  "CA02,140106408.0,WAL-M "
		  "in,,2020.0,2960623488.0,2020-03-30,20200330,20200331,20200410.0,CAD,RV,2309.79,"
		  "2960623488.0,1\n",
		  "item 2|200769623|WAL-MAR "
		  "corp|1930438491|invoice|2020-01-25|2020-02-10|54273.28|0.00|USD\n"
		  "item 3|140106408|WAL-M "
		  "in|2960623488|invoice|2020-03-30|2020-04-10|2309.79|2309.79|CAD\n"
		  "client 200769623|WAL-MAR corp\nclient 140106408|WAL-M in\n" },
		{ "one amount in dollars, zeros lost here and there", "ar-open-items",
		  ",business_code,cust_number,name_customer,clear_date,doc_id,posting_date,due_in_"
		  "date,converted_usd\n"
		  "3,U001,0200769623,WAL-MAR corp,,1930438491,30-03-2020,10-04-2020,2309.795\n"
		  "4,U001,200769623,WAL-MAR corp,01-05-2020,1930438492,30-03-2020,10-04-2020,1.5\n",
		  "item 2|200769623|WAL-MAR "
		  "corp|1930438491|invoice|2020-03-30|2020-04-10|2309.80|2309.80|USD\n"
		  "warn 2|amount_rounded|2309.795\n"
		  "item 3|200769623|WAL-MAR "
		  "corp|1930438492|invoice|2020-03-30|2020-04-10|1.50|0.00|USD\n"
		  "client 200769623|WAL-MAR corp\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void a_mapping_says_how_to_read(void **state)
{
	static const struct row rows[] = {
		{ "title rows above, totals and frames between",
		  MAP("separator = \"|\"\nskip_rows = {\"Total\"}\ndecimal = \"comma\"",
		      "client = KUNNR\nnumber = BELNR\ndue = NETDT\namount = DMSHB\ncurrency = "
		      "WAERS"),
		  "Open items\n\n---------\n|KUNNR|BELNR|NETDT     |    DMSHB|WAERS|\n---------\n"
		  "|100  |1    |03.03.2026| 1.000,00|EUR  |\n|100  |2    |04.03.2026|   "
		  "250,00-|EUR  |\n"
		  "|Total 100  ||           |   750,00|EUR  |\n|Total "
		  "SA|3|05.03.2026|1,00|EUR|\n---------\n",
		  "item 6|100||1|invoice||2026-03-03|1000.00|1000.00|EUR\n"
		  "item 7|100||2|credit_note||2026-03-04|-250.00|-250.00|EUR\n"
		  "item 9|Total SA||3|invoice||2026-03-05|1.00|1.00|EUR\nclient 100|\nclient Total "
		  "SA|\n" },
		{ "columns by number, no header",
		  MAP("header = no\nskip = 1", "client = 2\nnumber = 3\nissued = 4\namount = 1"),
		  "ignored\n10.00;C1;F1;2026-01-02\n20.00;C1;F2;2026-01-03\n",
		  "item 2|C1||F1|invoice|2026-01-02||10.00|10.00|\nitem "
		  "3|C1||F2|invoice|2026-01-03||20.00|20.00|\n"
		  "client C1|\n" },
		{ "several names for one column",
		  MAP("", "client = {k, c}\nnumber = n\ndue = d\namount = {x, a}"),
		  "c;n;d;a\nC1;F1;2026-01-02;5\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|5.00|\nclient C1|\n" },
		{ "month first", MAP("dates = \"mdy\"", FOUR),
		  "c;n;d;a\nC1;F1;02/03/2026;5\nC1;F2;24/03/2026;5\nC1;F3;03/24/2026;5\n",
		  "item 2|C1||F1|invoice||2026-02-03|5.00|5.00|\nreject 3|date_order|24/03/2026\n"
		  "item 4|C1||F3|invoice||2026-03-24|5.00|5.00|\nclient C1|\n" },
		{ "the order found by an impossible month further down", MAP("", FOUR),
		  "c;n;d;a\nC1;F1;02/03/2026;5\nC1;F2;03/24/2026;5\nC1;F3;24/03/2026;5\n",
		  "item 2|C1||F1|invoice||2026-02-03|5.00|5.00|\nitem "
		  "3|C1||F2|invoice||2026-03-24|5.00|5.00|\n"
		  "reject 4|date_order|24/03/2026\nclient C1|\n" },
		{ "each column has its own order",
		  MAP("", "client = c\nnumber = n\nissued = i\ndue = d\namount = a"),
		  "c;n;i;d;a\nC1;F1;02/24/2026;24/03/2026;5\n",
		  "item 2|C1||F1|invoice|2026-02-24|2026-03-24|5.00|5.00|\nclient C1|\n" },
		{ "a column that shows nothing follows the other",
		  MAP("", "client = c\nnumber = n\nissued = i\ndue = d\namount = a"),
		  "c;n;i;d;a\nC1;F1;02/24/2026;03/04/2026;5\n",
		  "item 2|C1||F1|invoice|2026-02-24|2026-03-04|5.00|5.00|\nclient C1|\n" },
		{ "day first when nothing tells", MAP("", FOUR), "c;n;d;a\nC1;F1;02/03/2026;5\n",
		  "item 2|C1||F1|invoice||2026-03-02|5.00|5.00|\nclient C1|\n" },
		{ "decimal comma", MAP("decimal = \"comma\"", FOUR),
		  "c;n;d;a\nC1;F1;2026-01-02;1.234,5\n",
		  "item 2|C1||F1|invoice||2026-01-02|1234.50|1234.50|\nclient C1|\n" },
		{ "decimal point", MAP("decimal = \"point\"", FOUR),
		  "c;n;d;a\nC1;F1;2026-01-02;1,234\n",
		  "item 2|C1||F1|invoice||2026-01-02|1234.00|1234.00|\nclient C1|\n" },
		{ "currency signs", MAP("", FOUR),
		  "c;n;d;a\nC1;F1;2026-01-02;1 234,50 \xE2\x82\xAC\n",
		  "item 2|C1||F1|invoice||2026-01-02|1234.50|1234.50|\nclient C1|\n" },
		{ "Swiss thousands", MAP("decimal = \"point\"", FOUR),
		  "c;n;d;a\nC1;F1;2026-01-02;1'234.50\nC1;F2;2026-01-02;CHF 12\xE2\x80\x99" "345.00\n",
		  "item 2|C1||F1|invoice||2026-01-02|1234.50|1234.50|\nitem 3|C1||F2|invoice||2026-01-02|12345.00|12345.00|\nclient C1|\n" },
		{ "a currency for all", MAP("currency = \"CHF\"", FOUR),
		  "c;n;d;a\nC1;F1;2026-01-02;5\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|5.00|CHF\nclient C1|\n" },
		{ "the other sign", MAP("sign = \"reverse\"", FOUR),
		  "c;n;d;a\nC1;F1;2026-01-02;-5\nC1;F2;2026-01-02;5\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|5.00|\nitem "
		  "3|C1||F2|credit_note||2026-01-02|-5.00|-5.00|\n"
		  "client C1|\n" },
		{ "debit and credit",
		  MAP("", "client = c\nnumber = n\ndue = d\ndebit = s\ncredit = h"),
		  "c;n;d;s;h\nC1;F1;2026-01-02;5;\nC1;F2;2026-01-02;;3\nC1;F3;2026-01-02;;\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|5.00|\nitem "
		  "3|C1||F2|credit_note||2026-01-02|-3.00|-3.00|\n"
		  "reject 4|bad_amount|\nclient C1|\n" },
		{ "a direction column", MAP("", FOUR "sign = s"),
		  "c;n;d;a;s\nC1;F1;2026-01-02;5;S\nC1;F2;2026-01-02;3;H\nC1;F3;2026-01-02;3;?\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|5.00|\nitem "
		  "3|C1||F2|credit_note||2026-01-02|-3.00|-3.00|\n"
		  "reject 4|direction|?\nclient C1|\n" },
		{ "kinds, with or without their sign", MAP("", FOUR "kind = k"),
		  "c;n;d;a;k\nC1;F1;2026-01-02;5;Facture\nC1;F2;2026-01-02;3;Avoir\nC1;F3;2026-01-"
		  "02;-3;Avoir\n"
		  "C1;F4;2026-01-02;4;R\xC3\xA8glement\nC1;F5;2026-01-02;-4;whatever\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|5.00|\nitem "
		  "3|C1||F2|credit_note||2026-01-02|-3.00|-3.00|\n"
		  "item 4|C1||F3|credit_note||2026-01-02|-3.00|-3.00|\nitem "
		  "5|C1||F4|cash||2026-01-02|-4.00|-4.00|\n"
		  "item 6|C1||F5|credit_note||2026-01-02|-4.00|-4.00|\nclient C1|\n" },
		{ "a settled flag", MAP("", FOUR "paid = p"),
		  "c;n;d;a;p\nC1;F1;2026-01-02;5;0\nC1;F2;2026-01-02;3;1\nC1;F3;2026-01-02;3;hm\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|5.00|\nitem "
		  "3|C1||F2|invoice||2026-01-02|3.00|0.00|\n"
		  "reject 4|unsettled|hm\nclient C1|\n" },
		{ "an open flag", MAP("paid_is = \"open\"", FOUR "paid = p"),
		  "c;n;d;a;p\nC1;F1;2026-01-02;5;1\nC1;F2;2026-01-02;3;0\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|5.00|\nitem "
		  "3|C1||F2|invoice||2026-01-02|3.00|0.00|\n"
		  "client C1|\n" },
		{ "an amount paid", MAP("paid_is = \"amount\"", FOUR "paid = p"),
		  "c;n;d;a;p\nC1;F1;2026-01-02;5;1.50\nC1;F2;2026-01-02;3;\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|3.50|\nitem "
		  "3|C1||F2|invoice||2026-01-02|3.00|3.00|\n"
		  "client C1|\n" },
		{ "a date of settlement", MAP("", FOUR "cleared = x"),
		  "c;n;d;a;x\nC1;F1;2026-01-02;5;\nC1;F2;2026-01-02;3;2026-01-09\nC1;F3;2026-01-02;"
		  "3;later\n",
		  "item 2|C1||F1|invoice||2026-01-02|5.00|5.00|\nitem "
		  "3|C1||F2|invoice||2026-01-02|3.00|0.00|\n"
		  "reject 4|bad_date|later\nclient C1|\n" },
		{ "identifiers that were floats, zeros lost", MAP("fold = \"zeros\"", FOUR),
		  "c;n;d;a\n0140105686;1930438491.0;20130101.0;5\n140105686.0;1930438492.0;"
		  "20130101.0;6\n"
		  "NaN;1930438493.0;20130101.0;6\nab 7;NaN;20130101.0;6\nab 7;8;20130101.0;6\n",
		  "item 2|140105686||1930438491|invoice||2013-01-01|5.00|5.00|\n"
		  "item 3|140105686||1930438492|invoice||2013-01-01|6.00|6.00|\nreject "
		  "4|no_client|\n"
		  "reject 5|no_number|\nitem 6|AB7||8|invoice||2013-01-01|6.00|6.00|\nclient "
		  "140105686|\nclient AB7|\n" },
		{ "quotes that are letters", MAP("quote = \"none\"", FOUR),
		  "c;n;d;a\n\"C1;F1;2026-01-02;5\n",
		  "item 2|\"C1||F1|invoice||2026-01-02|5.00|5.00|\nclient \"C1|\n" },
		{ "names in CP850",
		  MAP("charset = \"cp850\"",
		      "client = c\nname = Soci\xC3\xA9t\xC3\xA9\nnumber = n\ndue = d\namount = a"),
		  "c;Soci\x82t\x82;n;d;a\nC1;Caf\x82;F1;2026-01-02;5\n",
		  "item 2|C1|Caf\xC3\xA9|F1|invoice||2026-01-02|5.00|5.00|\nclient "
		  "C1|Caf\xC3\xA9\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void several_lines_make_one_invoice(void **state)
{
	static const struct row rows[] = {
		{ "added up, also when they are apart", MAP("lines = \"sum\"", FOUR "name = m"),
		  "c;n;d;a;m\nC1;F1;2026-01-02;5;A\nC1;F2;2026-01-03;7;A\nC1;F1;2026-01-09;2.50;"
		  "A\nC2;F1;2026-01-02;1;B\n",
		  "item 2|C1|A|F1|invoice||2026-01-02|7.50|7.50|\nitem "
		  "3|C1|A|F2|invoice||2026-01-03|7.00|7.00|\n"
		  "item 5|C2|B|F1|invoice||2026-01-02|1.00|1.00|\nclient C1|A\nclient C2|B\n" },
		{ "a sum that turns", MAP("lines = \"sum\"", FOUR),
		  "c;n;d;a\nC1;F1;2026-01-02;5\nC1;F1;2026-01-02;-8\n",
		  "item 2|C1||F1|credit_note||2026-01-02|-3.00|-3.00|\nclient C1|\n" },
		{ "a sum beyond counting", MAP("lines = \"sum\"", FOUR),
		  "c;n;d;a\nC1;F1;2026-01-02;900000000000000\nC1;F1;2026-01-02;900000000000000\n",
		  "reject 3|amount_overflow|C1|F1\n"
		  "item "
		  "2|C1||F1|invoice||2026-01-02|900000000000000.00|900000000000000.00|\nclient "
		  "C1|\n" },
		{ "the invoice's total on each of its lines",
		  MAP("lines = \"first\"",
		      "client = c\nnumber = n\nissued = i\ndue = d\namount = a"),
		  "c;n;i;d;a\nC1;F1;;2026-01-02;5\nC1;F1;2026-01-01;2026-01-02;5\n",
		  "item 2|C1||F1|invoice|2026-01-01|2026-01-02|5.00|5.00|\nclient C1|\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void files_are_refused_with_a_sentence(void **state)
{
	static const struct row rows[] = {
		{ "empty", "relance", "", "refused: file.csv: the file is empty\n" },
		{ "wrong separator", MAP("separator = \";\"", FOUR),
		  "c,n,d,a\nC1,F1,2026-01-02,5\n",
		  "refused: file.csv: only one column is found with the separator \";\"; give the "
		  "right one as separator "
		  "in the mapping, or \"guess\"\n" },
		{ "no table", "relance", "Dear Sir\nplease pay\n",
		  "refused: file.csv: only one column is found with any of the separators ; , tab "
		  "and |; this is no "
		  "table\n" },
		{ "a column is missing", "relance",
		  "client;name;issued;amount\nC1;A;2026-01-02;5\n",
		  "refused: file.csv: no column for: number. The columns of line 1 are: client, "
		  "name, issued, amount\n" },
		{ "several are missing", "relance", "title\n\nclient;name\nC1;A\n",
		  "refused: file.csv: no column for: number, issued or due, amount or open. The "
		  "columns of line 3 are: "
		  "client, name\n" },
		{ "another table", "relance", "a;b\n1;2\n",
		  "refused: file.csv: no row among the first 60 has the column names of the "
		  "mapping; try --guess, or give "
		  "column numbers\n" },
		{ "the month first where the mapping says day first", MAP("dates = \"dmy\"", FOUR),
		  "c;n;d;a\nC1;F1;02/03/2026;5\nC1;F2;03/24/2026;5\n",
		  "item 2|C1||F1|invoice||2026-03-02|5.00|5.00|\nreject 3|date_order|03/24/2026\n"
		  "refused: file.csv: the dates of column due have the month first, but the "
		  "mapping says day first; set "
		  "dates = \"mdy\" in it\n" },
		{ "the day first where the mapping says month first", MAP("dates = \"mdy\"", FOUR),
		  "c;n;d;a\nC1;F1;02/03/2026;5\nC1;F2;24/03/2026;5\n",
		  "item 2|C1||F1|invoice||2026-02-03|5.00|5.00|\nreject 3|date_order|24/03/2026\n"
		  "refused: file.csv: the dates of column due have the day first, but the mapping "
		  "says month first; set "
		  "dates = \"dmy\" in it\n" },
		{ "not one row is left", "relance",
		  "client;number;due;amount;currency\nC1;F1;2026-02-04;10;XYQ\n",
		  "reject 2|currency|XYQ\nrefused: file.csv: not one line could be read; line 2 "
		  "was refused first: this is "
		  "no known currency: XYQ\n" },
		{ "cut within a line", "relance", BRIEF GOOD "C1;F1;2026-0",
		  "item 2|C9||F9|invoice||2026-02-04|9.00|9.00|\nrefused: file.csv: the file ends "
		  "within line 3: it was cut on its way here; export or send it again\n" },
		{ "too few columns",
		  MAP("header = no", "client = 1\nnumber = 2\ndue = 3\namount = 9"),
		  "C1;F1;2026-01-02;5\n",
		  "refused: file.csv: no row has the columns the mapping asks for; the widest has "
		  "4\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void rows_beside_the_items_are_told_apart(void **state)
{
	static const struct row rows[] = {
		{ "a heading is no item, whatever it says", MAP("heading = skip", FOUR),
		  "c;n;d;a\nRegion North;;;\nC1;F1;2026-02-04;10\n;;;\nTotal;;;\n",
		  "item 3|C1||F1|invoice||2026-02-04|10.00|10.00|\nclient C1|\n" },
		{ "without the option it is refused", MAP("", FOUR), "c;n;d;a\nRegion North;;;\nC1;F1;2026-02-04;10\n",
		  "reject 2|no_number|\nitem 3|C1||F1|invoice||2026-02-04|10.00|10.00|\nclient C1|\n" },
		{ "a heading names the client until the next one; a column that is filled counts first",
		  MAP("heading = client", FOUR),
		  "c;n;d;a\n\"Dupont  \"\"& Fils\"\"\";;;\n;F1;2026-02-04;10\n;F2;2026-02-05;11\nC7;F3;2026-02-06;12\nMartin;;;\n;F4;2026-02-07;13\n",
		  "item 3|Dupont \"& Fils\"|Dupont \"& Fils\"|F1|invoice||2026-02-04|10.00|10.00|\n"
		  "item 4|Dupont \"& Fils\"|Dupont \"& Fils\"|F2|invoice||2026-02-05|11.00|11.00|\n"
		  "item 5|C7|Dupont \"& Fils\"|F3|invoice||2026-02-06|12.00|12.00|\n"
		  "item 7|Martin|Martin|F4|invoice||2026-02-07|13.00|13.00|\n"
		  "client Dupont \"& Fils\"|Dupont \"& Fils\"\nclient C7|Dupont \"& Fils\"\nclient Martin|Martin\n" },
		{ "before the first heading there is no client", MAP("heading = client", FOUR),
		  "c;n;d;a\n;F1;2026-02-04;10\nMartin;;;\n;F4;2026-02-07;13\n",
		  "reject 2|no_client|\nitem 4|Martin|Martin|F4|invoice||2026-02-07|13.00|13.00|\nclient Martin|Martin\n" },
		{ "of a ledger the clients' accounts alone", MAP("clients = {\"411\", \"416\"}", FOUR),
		  "c;n;d;a\n706000;F1;2026-02-04;8\n4110001;F1;2026-02-04;10\n41;F2;2026-02-04;1\n416A;F3;2026-02-04;3\n",
		  "item 3|4110001||F1|invoice||2026-02-04|10.00|10.00|\nitem 5|416A||F3|invoice||2026-02-04|3.00|3.00|\n"
		  "client 4110001|\nclient 416A|\n" },
		{ "totals behind stars", MAP("", FOUR), "c;n;d;a\nC1;F1;2026-02-04;10\n*;;;10\n**;;;10\n",
		  "item 2|C1||F1|invoice||2026-02-04|10.00|10.00|\nclient C1|\n" },
		{ "the file ends with them", MAP("", FOUR), "c;n;d;a\nC1;F1;2026-02-04;10\n**",
		  "item 2|C1||F1|invoice||2026-02-04|10.00|10.00|\nclient C1|\n" },
		{ "a client called by stars is one", MAP("", FOUR), "c;n;d;a\n***;F1;2026-02-04;10\n",
		  "item 2|***||F1|invoice||2026-02-04|10.00|10.00|\nclient ***|\n" },
		{ "six digits are a date where the mapping says so", MAP("dates = ddmmyy", FOUR),
		  "c;n;d;a\nC1;F1;040226;10\nC1;F2;4/2/2026;11\nC1;F3;322026;12\nC1;F4;000000;13\n",
		  "item 2|C1||F1|invoice||2026-02-04|10.00|10.00|\nitem 3|C1||F2|invoice||2026-02-04|11.00|11.00|\n"
		  "reject 4|bad_date|322026\nreject 5|no_date|000000\nclient C1|\n" },
		{ "… and nowhere else", MAP("dates = dmy", FOUR), "c;n;d;a\nC1;F1;040226;10\nC1;F2;4/2/2026;11\n",
		  "reject 2|bad_date|040226\nitem 3|C1||F2|invoice||2026-02-04|11.00|11.00|\nclient C1|\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_beside_the_items_are_told_apart),
		cmocka_unit_test(our_own_format_is_read),
		cmocka_unit_test(rows_are_refused_one_by_one),
		cmocka_unit_test(the_open_items_layout_is_read_in_both_variants),
		cmocka_unit_test(a_mapping_says_how_to_read),
		cmocka_unit_test(several_lines_make_one_invoice),
		cmocka_unit_test(files_are_refused_with_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
