/* What tests of cash share.
 */
#include "cash_help.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

static void add(struct buf *text, const char *element, const char *value)
{
	if (value)
		buf_printf(text, "<%s>%s</%s>", element, value, element);
}

static void add_entry(struct buf *text, const struct cash_entry *entry)
{
	char day[DATE_TEXT], amount[MONEY_TEXT];

	date_iso(entry->value_on, day);
	money_decimal_text(entry->amount < 0 ? -entry->amount : entry->amount, amount);
	buf_printf(text, "<Ntry><Amt Ccy=\"EUR\">%s</Amt><CdtDbtInd>%s</CdtDbtInd>", amount, entry->amount < 0 ? "DBIT" : "CRDT");
	if (entry->reversal)
		buf_puts(text, "<RvslInd>true</RvslInd>");
	buf_printf(text, "<Sts>BOOK</Sts><BookgDt><Dt>%s</Dt></BookgDt><ValDt><Dt>%s</Dt></ValDt>", day, day);
	add(text, "AcctSvcrRef", entry->reference);
	buf_puts(text, "<NtryDtls><TxDtls>");
	if (entry->end_to_end)
		buf_printf(text, "<Refs><EndToEndId>%s</EndToEndId></Refs>", entry->end_to_end);
	buf_puts(text, "<RltdPties>");
	if (entry->party)
		buf_printf(text, "<Dbtr><Nm>%s</Nm></Dbtr>", entry->party);
	if (entry->party_account)
		buf_printf(text, "<DbtrAcct><Id><IBAN>%s</IBAN></Id></DbtrAcct>", entry->party_account);
	buf_puts(text, "</RltdPties><RmtInf>");
	add(text, "Ustrd", entry->text);
	if (entry->structured)
		buf_printf(text, "<Strd><RfrdDocInf><Nb>%s</Nb></RfrdDocInf></Strd>", entry->structured);
	buf_puts(text, "</RmtInf>");
	if (entry->return_code)
		buf_printf(text, "<RtrInf><Rsn><Cd>%s</Cd></Rsn></RtrInf>", entry->return_code);
	buf_puts(text, "</TxDtls></NtryDtls></Ntry>\n");
}

static void add_balance(struct buf *text, const char *code, cents amount)
{
	char decimal[MONEY_TEXT];

	money_decimal_text(amount < 0 ? -amount : amount, decimal);
	buf_printf(text,
	           "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">%s</Amt><CdtDbtInd>%s</CdtDbtInd></Bal>", code,
	           decimal, amount < 0 ? "DBIT" : "CRDT");
}

const char *cash_statement(const char *name, const char *iban, const struct cash_entry *entries, size_t count)
{
	struct buf text = { 0 };
	const char *path;
	cents sum = 0;

	buf_printf(&text,
	           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">"
	           "<BkToCstmrStmt><Stmt><Id>%s</Id><Acct><Id><IBAN>%s</IBAN></Id></Acct>",
	           name, iban ? iban : CASH_IBAN);
	for (size_t i = 0; i < count; i++)
		sum += entries[i].amount;
	add_balance(&text, "OPBD", 100000);
	add_balance(&text, "CLBD", 100000 + sum);
	for (size_t i = 0; i < count; i++)
		add_entry(&text, &entries[i]);
	buf_puts(&text, "</Stmt></BkToCstmrStmt></Document>\n");
	path = help_file(name, text.data);
	buf_clear(&text);
	return path;
}

struct import_report cash_take(struct session *session, const char *name, const struct cash_entry *entries, size_t count)
{
	const struct import_request request = { .path = cash_statement(name, NULL, entries, count), .terms_days = -1 };
	struct import_report report = help_import(session, &request), counts = report;

	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	assert_int_equal(report.warnings, 0);
	import_report_clear(&report);
	return counts;
}

struct matching_totals cash_run(struct session *session)
{
	struct matching_totals totals;
	struct err err = { 0 };

	if (!matching_run(session, NULL, NULL, &totals, &err))
		fail_msg("%s", err.text);
	cash_sound(session);
	return totals;
}

struct matching_totals cash_match(struct session *session, const char *name, const struct cash_entry *entries, size_t count)
{
	cash_take(session, name, entries, count);
	return cash_run(session);
}

void cash_sound(struct session *session)
{
	/* 2: what is matched of an item is what its allocations say */
	fixture_is("SELECT i.number, i.matched_cents, coalesce((SELECT sum(a.amount_cents - a.shown_cents) FROM allocation a WHERE "
	        "a.invoice_id = i.id AND a.undone_on IS NULL), 0) - coalesce((SELECT sum(a.amount_cents - a.shown_cents) FROM "
	        "allocation a WHERE a.cash_id = i.id AND a.undone_on IS NULL), 0) AS wanted FROM invoice i WHERE i.matched_cents <> "
	        "coalesce((SELECT sum(a.amount_cents - a.shown_cents) FROM allocation a WHERE a.invoice_id = i.id AND a.undone_on IS "
	        "NULL), 0) - coalesce((SELECT sum(a.amount_cents - a.shown_cents) FROM allocation a WHERE a.cash_id = i.id AND "
	        "a.undone_on IS NULL), 0)",
	        "");
	/* 1, for the bank's own items: no ledger says anything of them */
	fixture_is("SELECT i.key, i.open_cents, i.matched_cents FROM invoice i JOIN source s ON s.id = i.source_id WHERE s.name = 'bank' "
	        "AND i.open_cents + i.matched_cents <> 0",
	        "");
	/* shown lies between nothing and all of an allocation */
	fixture_is("SELECT id FROM allocation WHERE abs(shown_cents) > abs(amount_cents) OR shown_cents * amount_cents < 0", "");
	/* 3: no receipt counts for more than it is */
	fixture_is("SELECT id FROM receipt WHERE abs(shown_cents) > abs(amount_cents) OR shown_cents * amount_cents < 0", "");
	/* closed is what is open for nothing */
	fixture_is("SELECT number FROM invoice WHERE (open_cents = 0) <> (closed_on IS NOT NULL)", "");
	/* the allocations of what is decided make its amount */
	fixture_is("SELECT m.id FROM bank_movement m WHERE m.state IN ('matched', 'account') AND m.amount_cents <> coalesce((SELECT "
	        "sum(a.amount_cents) FROM allocation a WHERE a.movement_id = m.id AND a.undone_on IS NULL), 0)",
	        "");
	help_verify(session);
}

char *cash_items(void)
{
	return fixture_dump("SELECT CASE WHEN s.name = 'bank' THEN 'account' ELSE i.number END, i.open_cents, i.matched_cents FROM "
	                    "invoice i JOIN source s ON s.id = i.source_id WHERE s.name <> 'bank' OR i.open_cents <> 0 ORDER BY "
	                    "i.number, i.key");
}

int64_t cash_movement(cents amount)
{
	char sql[128];

	snprintf(sql, sizeof sql, "SELECT id FROM bank_movement WHERE amount_cents = %lld AND state <> 'split'", (long long)amount);
	return fixture_count(sql);
}

/* ---- a book of three invoices ---- */

void cash_book(struct session *session, const char *text)
{
	help_take(session, "book.csv", text, IMPORT_MODE_FULL);
	cash_sound(session);
}

struct cash_entry cash_pays(cents amount, const char *text)
{
	static int serial;
	static char references[64][16];
	char *reference = references[serial++ % 64];

	snprintf(reference, sizeof references[0], "BNK%06d", serial);
	return (struct cash_entry){
		.value_on = TODAY, .amount = amount, .reference = reference, .party = "Dupont SARL", .party_account = CASH_PAYER, .text = text
	};
}

struct matching_totals cash_bank(struct session *session, struct cash_entry entry)
{
	return cash_match(session, entry.reference, &entry, 1);
}

void cash_items_are(const char *wanted)
{
	char *got = cash_items();

	assert_string_equal(got, wanted);
	mem_free(got);
}

void cash_counted_is(const char *wanted)
{
	fixture_is("SELECT r.value_on, r.amount_cents - r.shown_cents, coalesce(i.number, '-') FROM receipt r LEFT JOIN invoice i ON "
	        "i.id = r.invoice_id JOIN client c ON c.id = r.client_id WHERE c.no = 'C1' AND r.amount_cents <> r.shown_cents ORDER BY "
	        "r.value_on, r.amount_cents, r.id",
	        wanted);
}

int64_t cash_client(const char *no)
{
	char sql[64];

	snprintf(sql, sizeof sql, "SELECT id FROM client WHERE no = '%s'", no);
	return fixture_count(sql);
}

struct cash_entry cash_bounces(struct cash_entry paid, date on)
{
	paid.value_on = on;
	paid.amount = -paid.amount;
	paid.reversal = true;
	paid.return_code = "AM04";
	paid.reference = paid.end_to_end;
	return paid;
}
