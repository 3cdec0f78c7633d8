/* camt.053 and camt.054: what a bank says, what it must not say, and what an attacker would. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/camt.h"
#include "tests/intake/gather.h"

/* Foreign texts: elements as a bank writes them.
 * clang-format off */
#define HEAD             "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt>"
#define TAIL             "</BkToCstmrStmt></Document>"
#define ACCOUNT          "<Acct><Id><IBAN>FR76</IBAN></Id></Acct>"
#define STATEMENT(inner) HEAD "<Stmt>" ACCOUNT inner "</Stmt>" TAIL
#define NOTICE(inner)                                             \
	"<Document><BkToCstmrDbtCdtNtfctn><Ntfctn>" ACCOUNT inner \
	"</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
#define BALANCE(code, amount, side)                              \
	"<Bal><Tp><CdOrPrtry><Cd>" code "</Cd></CdOrPrtry></Tp>" \
	"<Amt Ccy=\"EUR\">" amount "</Amt><CdtDbtInd>" side "</CdtDbtInd></Bal>"
#define ENTRY_OF(amount, side, status, inner)                                           \
	"<Ntry><Amt Ccy=\"EUR\">" amount "</Amt><CdtDbtInd>" side "</CdtDbtInd>" status \
	"<BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-21"                   \
	"</Dt></ValDt>" inner "</Ntry>"
#define BOOK                 "<Sts>BOOK</Sts>"
#define ENTRY(amount, inner) ENTRY_OF(amount, "CRDT", BOOK, inner)
#define PART(inner)          "<TxDtls>" inner "</TxDtls>"
#define PARTS(inner)         "<NtryDtls>" inner "</NtryDtls>"
#define MOVED                "movement 1|FR76|2026-11-20|2026-11-21|"
/* clang-format on */

#define EXPECT_ALL(rows) GATHER_EXPECT_ALL(camt_read, rows)

static void entries_tell_amount_and_payer(void **state)
{
	static const struct gather_row rows[] = {
		{ "bare", STATEMENT(ENTRY("8.5", "")), MOVED "8.50|EUR||||||||1/1\n" },
		{ "a debit", STATEMENT(ENTRY_OF("8.50", "DBIT", BOOK, "")),
		  MOVED "-8.50|EUR||||||||1/1\n" },
		{ "status as of version 8",
		  STATEMENT(ENTRY_OF("1.00", "CRDT", "<Sts><Cd>BOOK</Cd></Sts>", "")),
		  MOVED "1.00|EUR||||||||1/1\n" },
		{ "one detail: its words, the entry's amount",
		  STATEMENT(ENTRY(
			  "100.00",
			  "<AcctSvcrRef>R1</AcctSvcrRef>" PARTS(PART(
				  "<Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy=\"USD\">110.00"
				  "</Amt><RltdPties><Dbtr><Nm>ALPHA &amp; "
				  "FILS</Nm></Dbtr><DbtrAcct>"
				  "<Id><IBAN>FR99</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>"
				  "FACTURE</Ustrd><Ustrd> F12 "
				  "</Ustrd><Strd><RfrdDocInf><Nb>F12</Nb>"
				  "</RfrdDocInf><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd>"
				  "</RmtInf>")))),
		  MOVED "100.00|EUR|R1|E1|ALPHA & FILS|FR99|FACTURE F12|F12,RF18||1/1\n" },
		{ "the payer as of version 8, no end to end",
		  STATEMENT(ENTRY("1.00", PARTS(PART("<Refs><EndToEndId>NOTPROVIDED</EndToEndId>"
						     "</Refs><RltdPties><Dbtr><Pty><Nm>BETA</Nm>"
						     "</Pty></Dbtr></RltdPties>")))),
		  MOVED "1.00|EUR|||BETA|||||1/1\n" },
		{ "our own payment has no payer",
		  STATEMENT(ENTRY_OF("1.00", "DBIT", BOOK,
				     PARTS(PART("<RltdPties><Dbtr><Nm>WE</Nm></Dbtr><DbtrAcct><Id>"
						"<IBAN>FR76</IBAN></Id></DbtrAcct></RltdPties>")))),
		  MOVED "-1.00|EUR||||||||1/1\n" },
		{ "back again",
		  STATEMENT(ENTRY_OF("1.00", "DBIT", "<RvslInd>true</RvslInd>" BOOK,
				     PARTS(PART("<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf>")))),
		  MOVED "-1.00|EUR|||||||AM04|1/1|reversal\n" },
		{ "a time of day, and one date for both",
		  NOTICE("<Ntry><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd>" BOOK
			 "<ValDt><DtTm>2026-11-21T23:59:00+01:00</DtTm></ValDt></Ntry>"),
		  "movement 1|FR76|2026-11-21|2026-11-21|1.00|EUR||||||||1/1\n" },
		{ "elements nobody asked for",
		  STATEMENT(ENTRY("2.00", "<X><Amt Ccy=\"EUR\">9</Amt><TxDtls/></X>"
					  "<AddtlNtryInf>VIREMENT\nRECU</AddtlNtryInf>")),
		  MOVED "2.00|EUR|||||VIREMENT RECU|||1/1\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

#define HALF(amount, e2e) \
	PART("<Refs><EndToEndId>" e2e "</EndToEndId></Refs><Amt Ccy=\"EUR\">" amount "</Amt>")

static void details_are_given_when_they_make_the_entry(void **state)
{
	static const struct gather_row rows[] = {
		{ "they do", STATEMENT(ENTRY("3.00", PARTS(HALF("1.00", "A") HALF("2.00", "B")))),
		  MOVED "1.00|EUR||A||||||1/2\n" MOVED "2.00|EUR||B||||||2/2\n" },
		{ "one of them a debit",
		  STATEMENT(ENTRY("1.00", PARTS(HALF("3.00", "A") PART(
						  "<Amt Ccy=\"EUR\">2.00</Amt><CdtDbtInd>DBIT"
						  "</CdtDbtInd>")))),
		  MOVED "3.00|EUR||A||||||1/2\n" MOVED "-2.00|EUR|||||||"
			"|2/2\n" },
		{ "amounts within their details",
		  STATEMENT(ENTRY("2.00", PARTS(PART("<AmtDtls><TxAmt><Amt Ccy=\"EUR\">1.50</Amt>"
						     "</TxAmt></AmtDtls>") HALF("0.50", "B")))),
		  MOVED "1.50|EUR||||||||1/2\n" MOVED "0.50|EUR||B||||||2/2\n" },
		{ "they do not: the entry is true",
		  STATEMENT(ENTRY("3.01", PARTS(HALF("1.00", "A") HALF("2.00", "B")))),
		  "warn 1|details|3.01\n" MOVED "3.01|EUR||||||||1/1\n" },
		{ "another currency, texts joined",
		  STATEMENT(ENTRY("2.00",
				  PARTS(PART("<Amt Ccy=\"CHF\">1.00</Amt><RmtInf><Ustrd>F1"
					     "</Ustrd></RmtInf>")
						PART("<Amt Ccy=\"EUR\">1.00</Amt><RmtInf><Ustrd>F2"
						     "</Ustrd></RmtInf>")))),
		  "warn 1|details|2.00\n" MOVED "2.00|EUR|||||F1 F2|||1/1\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void what_is_no_money_is_not_given(void **state)
{
	static const struct gather_row rows[] = {
		{ "announced", STATEMENT(ENTRY_OF("1.00", "CRDT", "<Sts>PDNG</Sts>", "")), "" },
		{ "announced, version 8",
		  STATEMENT(ENTRY_OF("1.00", "CRDT", "<Sts><Cd>PDNG</Cd></Sts>", "")), "" },
		{ "for information", STATEMENT(ENTRY_OF("1.00", "CRDT", "<Sts>INFO</Sts>", "")),
		  "" },
		{ "no status", STATEMENT(ENTRY_OF("1.00", "CRDT", "", "") ENTRY("2.00", "")),
		  "reject 1|status|\n" MOVED "2.00|EUR||||||||1/1\n" },
		{ "no amount, no side, no currency, no day",
		  STATEMENT(ENTRY("x", "") ENTRY("-1.00", "") ENTRY_OF(
			  "1.00", "C", BOOK,
			  "") "<Ntry><Amt Ccy=\"EUX\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>" BOOK
			      "<BookgDt><Dt>2026-02-30</Dt></BookgDt></Ntry>"
			      "<Ntry><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>" BOOK
			      "</Ntry>"
			      "<Ntry><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>" BOOK
			      "<BookgDt><Dt>2026-02-30</Dt></BookgDt></Ntry>" ENTRY("2.00", "")),
		  "reject 1|bad_amount|x\nreject 1|bad_amount|-1.00\nreject 1|direction|C\n"
		  "reject 1|currency|EUX\nreject 1|no_date|\nreject 1|bad_date|2026-02-30\n" MOVED
		  "2.00|EUR||||||||1/1\n" },
		{ "nothing but refused entries", STATEMENT(ENTRY("x", "")),
		  "reject 1|bad_amount|x\nrefused: not one line could be read; line 1 was refused "
		  "first: this is no amount: x\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void balances_must_come_out(void **state)
{
#define OPEN BALANCE("OPBD", "10.00", "CRDT")
	static const struct gather_row rows[] = {
		{ "they do",
		  STATEMENT(OPEN BALANCE("CLBD", "1.00", "DBIT")
				    ENTRY_OF("11.00", "DBIT", BOOK, "")),
		  MOVED "-11.00|EUR||||||||1/1\n" },
		{ "they do not", STATEMENT(OPEN BALANCE("CLBD", "12.00", "CRDT") ENTRY("1.00", "")),
		  MOVED "1.00|EUR||||||||1/1\nwarn 1|balance|FR76 11.00/12.00 EUR\n" },
		{ "what is announced does not count",
		  STATEMENT(OPEN BALANCE("CLBD", "10.00", "CRDT")
				    ENTRY_OF("1.00", "CRDT", "<Sts>PDNG</Sts>", "")),
		  "" },
		{ "pages", STATEMENT(OPEN BALANCE("ITBD", "11.00", "CRDT") ENTRY("1.00", "")),
		  MOVED "1.00|EUR||||||||1/1\n" },
		{ "five decimals: half a cent up, and the balance bears it",
		  STATEMENT(OPEN BALANCE("CLBD", "11.01", "CRDT") ENTRY("0.50500", "")
				    ENTRY("0.50499", "") ENTRY("0.00001", "")),
		  "warn 1|amount_rounded|0.50500\n" MOVED "0.51|EUR||||||||1/1\n"
		  "warn 1|amount_rounded|0.50499\n" MOVED "0.50|EUR||||||||1/1\n"
		  "warn 1|amount_rounded|0.00001\n" MOVED "0.00|EUR||||||||1/1\n" },
		{ "both rounded up: one cent too much is no gap",
		  STATEMENT(OPEN BALANCE("CLBD", "11.01", "CRDT") ENTRY("0.505", "")
				    ENTRY("0.505", "")),
		  "warn 1|amount_rounded|0.505\n" MOVED "0.51|EUR||||||||1/1\n"
		  "warn 1|amount_rounded|0.505\n" MOVED "0.51|EUR||||||||1/1\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void entries_are_those_the_bank_counts(void **state)
{
#define TOTAL(which, count, sum) "<Ttl" which "Ntries><NbOfNtries>" count "</NbOfNtries><Sum>" sum "</Sum></Ttl" which "Ntries>"
#define SUMMARY(inner)           "<TxsSummry>" inner "</TxsSummry>"
#define THREE                                                                                                                 \
	ENTRY("5.00", "") ENTRY("1.00", "") ENTRY_OF("2.00", "DBIT", BOOK, "")
#define MOVED_THREE                                                                                                           \
	MOVED "5.00|EUR||||||||1/1\n" MOVED "1.00|EUR||||||||1/1\n" MOVED "-2.00|EUR||||||||1/1\n"
#define ANNOUNCED ENTRY_OF("9.00", "CRDT", "<Sts>PDNG</Sts>", "")
	static const struct gather_row rows[] = {
		{ "they are",
		  STATEMENT(SUMMARY(TOTAL("", "3", "8.00") TOTAL("Cdt", "2", "6.00") TOTAL("Dbt", "1", "2.00")) THREE), MOVED_THREE },
		{ "one is missing", STATEMENT(SUMMARY(TOTAL("", "4", "8.00")) THREE), MOVED_THREE "warn 1|summary|FR76 3/4\n" },
		{ "an amount was changed", STATEMENT(SUMMARY(TOTAL("", "3", "8.01")) THREE),
		  MOVED_THREE "warn 1|summary|FR76 8.00/8.01 EUR\n" },
		{ "a credit is missing", STATEMENT(SUMMARY(TOTAL("Cdt", "3", "6.00")) THREE), MOVED_THREE "warn 1|summary|FR76 CRDT 2/3\n" },
		{ "a debit was changed", STATEMENT(SUMMARY(TOTAL("Dbt", "1", "20.00")) THREE),
		  MOVED_THREE "warn 1|summary|FR76 DBIT 2.00/20.00 EUR\n" },
		{ "a side was changed", STATEMENT(SUMMARY(TOTAL("", "3", "8.00") TOTAL("Cdt", "1", "5.00")) THREE),
		  MOVED_THREE "warn 1|summary|FR76 CRDT 2/1\n" },
		{ "what is announced may be counted", STATEMENT(SUMMARY(TOTAL("", "4", "17.00")) THREE ANNOUNCED), MOVED_THREE },
		{ "or not", STATEMENT(SUMMARY(TOTAL("", "3", "8.00")) THREE ANNOUNCED), MOVED_THREE },
		{ "what was refused is said once", STATEMENT(SUMMARY(TOTAL("", "4", "9.00")) THREE ENTRY("x", "")),
		  MOVED_THREE "reject 1|bad_amount|x\n" },
		{ "a page of several", STATEMENT("<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>" SUMMARY(
						   TOTAL("", "30", "80.00")) THREE), MOVED_THREE },
		{ "the only page", STATEMENT("<StmtPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>" SUMMARY(
						   TOTAL("", "30", "80.00")) THREE), MOVED_THREE "warn 1|summary|FR76 3/30\n" },
		{ "five decimals", STATEMENT(SUMMARY(TOTAL("", "2", "1.01000")) ENTRY("0.50500", "") ENTRY("0.50500", "")),
		  "warn 1|amount_rounded|0.50500\n" MOVED "0.51|EUR||||||||1/1\n"
		  "warn 1|amount_rounded|0.50500\n" MOVED "0.51|EUR||||||||1/1\n" },
		{ "no number is no total", STATEMENT(SUMMARY(TOTAL("", "three", "-8.00")) THREE), MOVED_THREE },
		{ "more digits than there are entries in the world", STATEMENT(SUMMARY(TOTAL("", "99999999999999999999", "8.00")) THREE),
		  MOVED_THREE },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static const char *keys_of(struct gather *gather, const char *bytes)
{
	gather->with_keys = true;
	return gather_read(gather, camt_read, bytes, strlen(bytes));
}

#define WITH_REF ENTRY("5.00", "<AcctSvcrRef>R</AcctSvcrRef>")

static void statement_and_notice_tell_the_same_key(void **state)
{
	struct gather gather = { 0 };
	static const char *const twice[] = { STATEMENT(WITH_REF), NOTICE(WITH_REF) };
	static const char *const bare[] = { STATEMENT(ENTRY("5.00", "") ENTRY("5.00", "")),
					    NOTICE(ENTRY("5.00", "") ENTRY("5.00", "")) };

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_string_equal(keys_of(&gather, twice[i]),
				    MOVED "5.00|EUR|R|||||||1/1 FR76|R|5.00 of FR76|R|5.00\n");
		assert_string_equal(keys_of(&gather, bare[i]),
				    MOVED "5.00|EUR||||||||1/1 FR76|2026-11-20|5.00| of "
					  "FR76|2026-11-20|5.00|\n" MOVED
					  "5.00|EUR||||||||1/1 FR76|2026-11-20|5.00|#2 of "
					  "FR76|2026-11-20|5.00|#2\n");
	}
	/* what stands for no reference is none, or two payments would be one */
	assert_string_equal(keys_of(&gather, STATEMENT(ENTRY("5.00", "<AcctSvcrRef>NONREF</AcctSvcrRef>")
						       ENTRY("5.00", "<AcctSvcrRef>notprovided</AcctSvcrRef>" PARTS(PART(
								     "<Refs><AcctSvcrRef>0000</AcctSvcrRef><EndToEndId>NONREF</EndToEndId></Refs>"))))),
			    MOVED "5.00|EUR||||||||1/1 FR76|2026-11-20|5.00| of FR76|2026-11-20|5.00|\n" MOVED
				  "5.00|EUR||||||||1/1 FR76|2026-11-20|5.00|#2 of FR76|2026-11-20|5.00|#2\n");
	assert_string_equal(keys_of(&gather, STATEMENT(ENTRY("5.00", "<AcctSvcrRef>NONREF1</AcctSvcrRef>" PARTS(PART(
								     "<Refs><EndToEndId>0-1</EndToEndId></Refs>"))))),
			    MOVED "5.00|EUR|NONREF1|0-1||||||1/1 FR76|NONREF1|5.00 of FR76|NONREF1|5.00\n");
	keys_of(&gather, STATEMENT(ENTRY("4.00", "<AcctSvcrRef>R</AcctSvcrRef>" PARTS(
							 HALF("2.00", "A") HALF("2.00", "A")))));
	assert_non_null(strstr(gather.text.data, "1/2 FR76|R|4.00||2.00|A of FR76|R|4.00\n"));
	assert_non_null(strstr(gather.text.data, "2/2 FR76|R|4.00||2.00|A#2 of FR76|R|4.00\n"));
	gather_clear(&gather);
}

#define BOMB                                                                             \
	"<!DOCTYPE Document [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">" \
	"<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
#define REFUSED_DOCTYPE                                                                          \
	"refused: line 1: the file has a DOCTYPE, which no bank and no platform writes; it may " \
	"be "                                                                                    \
	"an attack: ask whoever sent it\n"

static void hostile_files_are_refused_with_a_sentence(void **state)
{
	static const struct gather_row rows[] = {
		{ "laughs", BOMB HEAD "<Stmt>&c;</Stmt>" TAIL, REFUSED_DOCTYPE },
		{ "a file of the machine's",
		  "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" HEAD
		  "<Stmt>&e;</Stmt>" TAIL,
		  REFUSED_DOCTYPE },
		{ "a grammar elsewhere",
		  "<!DOCTYPE Document SYSTEM \"http://127.0.0.1:9/x.dtd\">" HEAD TAIL,
		  REFUSED_DOCTYPE },
		{ "an entity from nowhere", STATEMENT(ENTRY("&e;", "")),
		  "refused: line 1: this is no sound XML (Entity 'e' not defined); the file was "
		  "changed or damaged on its way here: ask for it again\n" },
		{ "cut", HEAD "<Stmt>\n" ACCOUNT ENTRY("1.00", ""),
		  "movement 2|FR76|2026-11-20|2026-11-21|1.00|EUR||||||||1/1\nrefused: the file "
		  "ends within line 2: it was cut on its way here; export or send it again\n" },
		{ "a header alone", HEAD TAIL,
		  "refused: the file holds no statement: it is a header and nothing else, or "
		  "another "
		  "message than camt.053 and camt.054; ask the bank for the statement itself\n" },
		{ "whose account", HEAD "<Stmt>" ENTRY("1.00", "") "</Stmt>" TAIL,
		  "refused: line 1: an entry stands in a statement that does not name its account; "
		  "ask the bank for the statement again\n" },
		{ "more than money can be", STATEMENT(ENTRY("1000000000000000.01", "")),
		  "reject 1|amount_overflow|1000000000000000.01\nrefused: not one line could be "
		  "read; line 1 was refused first: this amount is too large: "
		  "1000000000000000.01\n" },
		{ "controls and bidi",
		  STATEMENT(ENTRY("1.00", "<AddtlNtryInf>A\xE2\x80\xAE"
					  "B&#x85;C</AddtlNtryInf>")),
		  MOVED "1.00|EUR|||||AB C|||1/1\n" },
	};

	(void)state;
	EXPECT_ALL(rows);
}

static void expect_sentence(const struct buf *file, const char *part)
{
	struct gather gather = { 0 };

	gather_read(&gather, camt_read, file->data, file->len);
	assert_false(gather.done);
	assert_non_null(strstr(gather.err.text, part));
	gather_clear(&gather);
}

static void depth_and_text_have_an_end(void **state)
{
	struct buf file = { 0 };

	(void)state;
	buf_puts(&file, HEAD);
	for (int i = 0; i < 100000; i++)
		buf_puts(&file, "<a>");
	expect_sentence(&file, "more than 64 deep");
	buf_reset(&file);
	buf_puts(&file, HEAD "<Stmt><Ntry><AddtlNtryInf>");
	for (int i = 0; i < 100000; i++)
		buf_puts(&file, "huge text ");
	expect_sentence(&file, "more than 4096 bytes of text");
	buf_clear(&file);
}

/* What would keep the parser busy for hours is refused in no time, before much of it was read. */
static void tags_have_an_end(void **state)
{
	struct buf file = { 0 };

	(void)state;
	buf_puts(&file, HEAD "<Stmt>" ACCOUNT);
	for (int i = 0; i < 2000000; i++)
		buf_printf(&file, "<x%d/>", i);
	expect_sentence(&file, "its tags are too long or have too many names");
	buf_reset(&file);
	buf_puts(&file, HEAD "<Stmt>" ACCOUNT);
	for (int i = 0; i < 1000000; i++)
		buf_printf(&file, "<y xmlns:n%d=\"u%d\"/>", i, i);
	expect_sentence(&file, "its tags are too long or have too many names");
	buf_reset(&file);
	buf_puts(&file, HEAD "<Stmt>" ACCOUNT "<x");
	for (int i = 0; i < 800000; i++)
		buf_printf(&file, " a%d=\"\"", i);
	expect_sentence(&file, "its tags are too long or have too many names");
	buf_reset(&file);
	buf_puts(&file, HEAD "<Stmt>" ACCOUNT "<x");
	for (int i = 0; i < 300; i++)
		buf_printf(&file, " xmlns:a%d=\"u\"", i);
	buf_puts(&file, "/>");
	expect_sentence(&file, "its tags are too long or have too many names");
	buf_reset(&file);
	buf_puts(&file, HEAD "<!--");
	for (int i = 0; i < 200000; i++)
		buf_puts(&file, "a long comment ");
	expect_sentence(&file, "its tags are too long or have too many names");
	buf_clear(&file);
}

/* A document that is enclosed is long, and nothing is wrong with it. */
static void what_is_enclosed_may_be_long(void **state)
{
	struct gather gather = { 0 };
	struct buf file = { 0 };

	(void)state;
	buf_puts(&file, HEAD "<Stmt>" ACCOUNT ENTRY("1.00", "") "<Enclosed>");
	for (int i = 0; i < 200000; i++)
		buf_puts(&file, "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=");
	buf_puts(&file, "</Enclosed></Stmt>" TAIL);
	gather_read(&gather, camt_read, file.data, file.len);
	assert_true(gather.done);
	assert_int_equal(gather.totals.movements, 1);
	gather_clear(&gather);
	buf_clear(&file);
}

static void a_sink_that_has_enough_stops_the_reader(void **state)
{
	struct gather gather = { .stop_after = 1 };
	static const char bytes[] = STATEMENT(ENTRY("1.00", "") ENTRY("2.00", ""));

	(void)state;
	assert_string_equal(gather_read(&gather, camt_read, bytes, strlen(bytes)),
			    MOVED "1.00|EUR||||||||1/1\nstopped\n");
	assert_true(gather.done);
	gather_clear(&gather);
}

/* More details than anybody may make this program remember: the entry stays true. */
static void many_details_do_not_fill_the_memory(void **state)
{
	struct gather gather = { 0 };
	struct buf file = { 0 };

	(void)state;
	buf_puts(&file, HEAD "<Stmt>" ACCOUNT);
	buf_puts(&file, "<Ntry><Amt Ccy=\"EUR\">700.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>" BOOK
			"<BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls>");
	for (int i = 0; i < 70000; i++)
		buf_puts(&file, "<TxDtls><Amt Ccy=\"EUR\">0.01</Amt></TxDtls>");
	buf_puts(&file, "</NtryDtls></Ntry></Stmt>" TAIL);
	assert_string_equal(gather_read(&gather, camt_read, file.data, file.len),
			    "warn 1|details|700.00\n"
			    "movement 1|FR76|2026-11-20|2026-11-20|700.00|EUR||||||||1/1\n");
	gather_clear(&gather);
	buf_clear(&file);
}

/* ---- real files, beside the checkout ---- */

/* Counts read off the files by hand: <Ntry>, and sums of their amounts. */
static const struct real {
	const char *path;
	int statements, movements, warnings;
	const char *sum, *says; /* says: NULL when taken */
} reals[] = {
	{ "camt/camt053.v2.five.decimals.xml", 1, 1, 1, "8.85", NULL },
	{ "camt/camt053.v2.minimal.xml", 1, 1, 1, "8.85", NULL },
	{ "camt/camt053.v2.multi.statement.xml", 2, 2, 0, "1.85", NULL },
	{ "camt/camt053.v2.wrong.xml", 0, 0, 0, "0.00", "the file holds no statement" },
	{ "camt/camt053.v4.xml", 1, 1, 1, "8.85", NULL },
	{ "camt/camt053.v8.xml", 1, 1, 1, "8.85", NULL },
	{ "camt/camt054.v4.xml", 1, 1, 1, "-200000.00", NULL },
	{ "camt/test-camt053-txdtls.xml", 1, 2, 0, "3483.00", NULL },
};

/* The entries of a file, added up from its raw text: each first Amt behind <Ntry>, with its side. */
static cents raw_sum(const char *bytes)
{
	cents sum = 0;

	for (const char *at = bytes; (at = strstr(at, "<Ntry>")); at++) {
		const char *amount = strchr(strstr(at, "<Amt Ccy"), '>') + 1;
		const char *side = strstr(at, "<CdtDbtInd>") + strlen("<CdtDbtInd>");
		double value = strtod(amount, NULL) * 100;
		sum += (cents)(value + 0.5) * (strncmp(side, "CRDT", 4) == 0 ? 1 : -1);
	}
	return sum;
}

static void real_files_give_their_sums(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
		const struct real *real = &reals[i];
		struct gather gather = { 0 };
		size_t n;
		char text[MONEY_TEXT], *bytes = gather_shared(real->path, &n);
		if (!bytes)
			continue;
		gather_read(&gather, camt_read, bytes, n);
		assert_int_equal(gather.done, real->says == NULL);
		if (real->says)
			assert_non_null(strstr(gather.err.text, real->says));
		assert_int_equal(gather.totals.statements, real->statements);
		assert_int_equal(gather.totals.movements, real->movements);
		assert_int_equal(gather.totals.warnings, real->warnings);
		assert_string_equal(money_decimal_text(gather.totals.moved_sum, text), real->sum);
		assert_int_equal(gather.totals.moved_sum, raw_sum(bytes));
		assert_int_equal(reader_recognise(bytes, n, "x"), FORMAT_CAMT);
		mem_free(bytes);
		gather_clear(&gather);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_tell_amount_and_payer),
		cmocka_unit_test(details_are_given_when_they_make_the_entry),
		cmocka_unit_test(what_is_no_money_is_not_given),
		cmocka_unit_test(balances_must_come_out),
		cmocka_unit_test(entries_are_those_the_bank_counts),
		cmocka_unit_test(statement_and_notice_tell_the_same_key),
		cmocka_unit_test(hostile_files_are_refused_with_a_sentence),
		cmocka_unit_test(depth_and_text_have_an_end),
		cmocka_unit_test(tags_have_an_end),
		cmocka_unit_test(what_is_enclosed_may_be_long),
		cmocka_unit_test(a_sink_that_has_enough_stops_the_reader),
		cmocka_unit_test(many_details_do_not_fill_the_memory),
		cmocka_unit_test(real_files_give_their_sums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
