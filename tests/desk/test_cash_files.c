/* Bank files as they are taken in: each movement once whoever tells it, real files with their sums, and ledgers that tell cash as
 * entries of their own.
 */
#include "cash_help.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

/* ---- told once ---- */

#define ACCOUNT "<Acct><Id><IBAN>" CASH_IBAN "</IBAN></Id></Acct>"
#define STATEMENT(entries)                                                                                       \
	"<Document xmlns=\"urn:x\"><BkToCstmrStmt><Stmt>" ACCOUNT entries "</Stmt></BkToCstmrStmt></Document>"
#define NOTICE(entries)                                                                                          \
	"<Document xmlns=\"urn:x\"><BkToCstmrDbtCdtNtfctn><Ntfctn>" ACCOUNT entries "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
#define ENTRY(amount, reference, status, details)                                                                \
	"<Ntry><Amt Ccy=\"EUR\">" amount "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>" status "</Sts><BookgDt><Dt>2026-11-24</Dt>"  \
	"</BookgDt><ValDt><Dt>2026-11-24</Dt></ValDt>" reference "<NtryDtls>" details "</NtryDtls></Ntry>"
#define BANKREF(reference) "<AcctSvcrRef>" reference "</AcctSvcrRef>"
#define DETAIL(amount, end_to_end)                                                                                \
	"<TxDtls><Refs><EndToEndId>" end_to_end "</EndToEndId></Refs><Amt Ccy=\"EUR\">" amount "</Amt></TxDtls>"

/* Taken; what a dry run said of it before is what becomes of it, and nothing it said was stored. */
static struct import_report take_file(struct session *session, const char *path)
{
	const struct import_request request = { .path = path, .terms_days = -1 }, dry = { .path = path, .terms_days = -1, .dry_run = true };
	const char *stored = "SELECT (SELECT count(*) FROM bank_movement), (SELECT count(*) FROM import_run), (SELECT count(*) FROM bank_account)";
	char *before = fixture_dump(stored), *after;
	struct import_report trial = help_import(session, &dry), report;

	after = fixture_dump(stored);
	assert_string_equal(after, before);
	report = help_import(session, &request);
	assert_int_equal(trial.end, IMPORT_ENDED_DRY);
	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	assert_int_equal(trial.items, report.items);
	assert_int_equal(trial.created, report.created);
	assert_int_equal(trial.changed, report.changed);
	assert_int_equal(trial.unchanged, report.unchanged);
	assert_memory_equal(trial.by_reason, report.by_reason, sizeof report.by_reason);
	assert_int_equal(trial.sum_count, report.sum_count);
	for (size_t i = 0; i < report.sum_count; i++) {
		assert_int_equal(trial.sums[i].in, report.sums[i].in);
		assert_int_equal(trial.sums[i].kept, report.sums[i].kept);
	}
	import_report_clear(&trial);
	mem_free(before);
	mem_free(after);
	return report;
}

static struct import_report take(struct session *session, const char *name, const char *text)
{
	struct import_report report = take_file(session, help_file(name, text)), counts = report;

	import_report_clear(&report);
	return counts;
}

static void statement_and_notice_are_one(void **state)
{
	struct import_report report;

	report = take(*state, "notice.xml", NOTICE(ENTRY("100.00", BANKREF("R1"), "BOOK", DETAIL("100.00", "A"))));
	assert_int_equal(report.created, 1);
	report = take(*state, "statement.xml",
	              STATEMENT(ENTRY("100.00", BANKREF("R1"), "BOOK", "") ENTRY("40.00", BANKREF("R2"), "BOOK", "")));
	assert_int_equal(report.created, 1);
	assert_int_equal(report.unchanged, 1);
	fixture_is("SELECT amount_cents, end_to_end, told FROM bank_movement ORDER BY id", "10000|A|3\n4000||1\n");
}

static void pending_is_no_cash(void **state)
{
	struct import_report report =
		take(*state, "s.xml", STATEMENT(ENTRY("100.00", BANKREF("R1"), "PDNG", "") ENTRY("40.00", BANKREF("R2"), "BOOK", "")));

	assert_int_equal(report.pending, 1);
	assert_int_equal(report.created, 1);
	fixture_is("SELECT amount_cents FROM bank_movement", "4000\n");
}

static void parts_say_better_than_their_sum(void **state)
{
	struct import_report report;

	take(*state, "s.xml", STATEMENT(ENTRY("100.00", BANKREF("R1"), "BOOK", "")));
	report = take(*state, "n.xml", NOTICE(ENTRY("100.00", BANKREF("R1"), "BOOK", DETAIL("60.00", "A") DETAIL("40.00", "B"))));
	assert_int_equal(report.changed, 2);
	fixture_is("SELECT amount_cents, end_to_end, state FROM bank_movement ORDER BY id", "10000||split\n6000|A|open\n4000|B|open\n");
	/* and the sum again is known */
	report = take(*state, "s2.xml", STATEMENT(ENTRY("100.00", BANKREF("R1"), "BOOK", "") "\n"));
	assert_int_equal(report.unchanged, 1);
	fixture_is("SELECT sum(amount_cents) FROM bank_movement WHERE state <> 'split'", "10000\n");
}

static void sum_after_its_parts_is_known(void **state)
{
	struct import_report report;

	take(*state, "n.xml", NOTICE(ENTRY("100.00", BANKREF("R1"), "BOOK", DETAIL("60.00", "A") DETAIL("40.00", "B"))));
	report = take(*state, "s.xml", STATEMENT(ENTRY("100.00", BANKREF("R1"), "BOOK", "")));
	assert_int_equal(report.created + report.changed, 0);
	fixture_is("SELECT count(*), sum(amount_cents) FROM bank_movement", "2|10000\n");
}

static void same_amount_twice_a_day_is_two(void **state)
{
	take(*state, "s.xml", STATEMENT(ENTRY("10.00", "", "BOOK", "") ENTRY("10.00", "", "BOOK", "")));
	fixture_is("SELECT count(*), sum(amount_cents) FROM bank_movement", "2|2000\n");
	take(*state, "n.xml", NOTICE(ENTRY("10.00", "", "BOOK", "")));
	fixture_is("SELECT count(*), sum(amount_cents) FROM bank_movement", "2|2000\n");
}

/* 120 characters, the account of CASH_IBAN. */
static const char *cfonb_record(char out[128], const char *code, const char *text)
{
	memset(out, ' ', 120);
	memcpy(out, code, 2);
	memcpy(out + 2, "30006", 5);
	memcpy(out + 11, "00001", 5);
	memcpy(out + 16, "EUR2", 4);
	memcpy(out + 21, "12345678901", 11);
	memcpy(out + 34, "241126", 6);
	memcpy(out + 42, "241126", 6);
	memcpy(out + 48, text, strlen(text));
	memcpy(out + 90, "0000000010000{", 14);
	strcpy(out + 120, "\r\n");
	return out;
}

static char *cfonb_file(int payments)
{
	struct buf text = { 0 };
	char record[128];

	cfonb_record(record, "01", "");
	memcpy(record + 90, "0000000000000{", 14);
	buf_puts(&text, record);
	for (int i = 0; i < payments; i++)
		buf_puts(&text, cfonb_record(record, "04", "VIR DUPONT"));
	buf_puts(&text, cfonb_record(record, "07", ""));
	return buf_take(&text);
}

/* Another format, other keys: day and sum tell, each entry once. */
static void other_format_tells_the_same(void **state)
{
	char *text = cfonb_file(1);
	struct import_report report = take(*state, "s.cfonb", text);

	assert_int_equal(report.format, FORMAT_CFONB);
	assert_int_equal(report.created, 1);
	fixture_is("SELECT no FROM bank_account", CASH_IBAN "\n");
	report = take(*state, "s.xml",
	              STATEMENT(ENTRY("1000.00", BANKREF("R1"), "BOOK", DETAIL("1000.00", "A"))
	                                ENTRY("1000.00", BANKREF("R2"), "BOOK", DETAIL("1000.00", "B"))));
	assert_int_equal(report.unchanged, 1);
	assert_int_equal(report.created, 1);
	fixture_is("SELECT count(*), sum(amount_cents) FROM bank_movement", "2|200000\n");
	mem_free(text);
}

/* One that is told by its parts, one that is told again, one that is new, and that one twice: each entry of the one format stands once for the other's. */
static void other_format_tells_parts_too(void **state)
{
	char *text = cfonb_file(2);
	struct import_report report = take(*state, "s.cfonb", text);

	assert_int_equal(report.created, 2);
	report = take(*state, "s.xml",
	              STATEMENT(ENTRY("1000.00", BANKREF("R1"), "BOOK", DETAIL("600.00", "A") DETAIL("400.00", "B"))
	                                ENTRY("1000.00", BANKREF("R2"), "BOOK", "") ENTRY("1000.00", BANKREF("R3"), "BOOK", "")
	                                        ENTRY("1000.00", BANKREF("R3"), "BOOK", "")));
	assert_int_equal(report.changed, 2);
	assert_int_equal(report.unchanged, 2); /* R3 stands there twice */
	assert_int_equal(report.created, 1);
	fixture_is("SELECT count(*), sum(amount_cents) FROM bank_movement WHERE state <> 'split'", "4|300000\n");
	mem_free(text);
}

static void two_creditors_never_mix(void **state)
{
	const char *text = STATEMENT(ENTRY("40.00", BANKREF("R2"), "BOOK", ""));
	struct import_request request = { .terms_days = -1 };
	struct session_init init = { .target = fixture_path(), .creditor = "Other", .siren = "", .currency = "EUR", .agent = "alice",
		                     .terms_days = 30, .add = true, .today = TODAY };
	struct session_request other = { .target = fixture_path(), .agent = "alice", .creditor = "Other", .today = TODAY, .minute = -1 };
	struct session *session;
	struct err err = { 0 };

	take(*state, "s.xml", text);
	assert_true(session_init(&init, &err));
	if (!session_open(&other, &session, &err))
		fail_msg("%s", err.text);
	request.path = help_file("s.xml", text);
	help_refuse(session, &request, &err);
	assert_non_null(strstr(err.text, CASH_IBAN));
	assert_non_null(strstr(err.text, "--creditor"));
	session_close(session);
	fixture_is("SELECT count(*) FROM bank_movement", "1\n");
}

static void dry_run_writes_nothing(void **state)
{
	const struct import_request request = { .path = help_file("s.xml", STATEMENT(ENTRY("40.00", BANKREF("R2"), "BOOK", ""))),
		                                .terms_days = -1,
		                                .dry_run = true };
	struct import_report report = help_import(*state, &request);

	assert_int_equal(report.end, IMPORT_ENDED_DRY);
	assert_int_equal(report.created, 1);
	import_report_clear(&report);
	fixture_is("SELECT count(*) FROM bank_movement", "0\n");
	fixture_is("SELECT count(*) FROM import_run", "0\n");
}

/* … and waits for nobody, nor keeps anybody waiting: others write all the while. */
static void dry_run_needs_no_turn(void **state)
{
	struct session *hasty = fixture_hasty_console("alice", TODAY, 50), *writer = fixture_session("bob", TODAY);
	const struct import_request request = { .path = help_file("s.xml", STATEMENT(ENTRY("40.00", BANKREF("R2"), "BOOK", ""))),
		                                .terms_days = -1,
		                                .dry_run = true };
	struct import_report report;

	fixture_block(writer);
	report = help_import(hasty, &request);
	store_rollback(writer->store);
	assert_int_equal(report.created, 1);
	import_report_clear(&report);
	session_close(hasty);
	session_close(writer);
	(void)state;
}

/* Killed between two of its transactions: what it had stored is known, the rest comes, the figures are of the whole file. */
static void import_cut_short_is_finished(void **state)
{
	static const char text[] = STATEMENT(ENTRY("100.00", BANKREF("R1"), "BOOK", "") ENTRY("40.00", BANKREF("R2"), "BOOK", "")
	                                     ENTRY("7.00", BANKREF("R3"), "BOOK", ""));
	const struct import_request request = { .path = help_file("s.xml", text), .terms_days = -1 };
	struct import_report report;

	take(*state, "s.xml", text);
	fixture_sql("DELETE FROM bank_movement WHERE amount_cents <> 10000");
	fixture_sql("UPDATE import_run SET status = 'running', created = 1, ended_at = NULL");
	report = help_import(*state, &request);
	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	assert_true(report.resumed);
	assert_int_equal(report.created, 3);
	assert_int_equal(report.unchanged, 0);
	assert_int_equal(report.sums[0].in, 14700);
	assert_int_equal(report.sums[0].stored, 14700);
	import_report_clear(&report);
	fixture_is("SELECT status, created, unchanged, open_cents, stored_cents FROM import_run", "done|3|0|14700|14700\n");
	fixture_is("SELECT count(*), sum(amount_cents) FROM bank_movement", "3|14700\n");
}

/* ---- real files, beside the checkout ---- */

static bool shared(const char *name, char path[PATH_MAX])
{
	const char *folder = getenv("RELANCE_SHARED");

	snprintf(path, PATH_MAX, "%s/%s", folder ? folder : "/nonexistent", name);
	if (access(path, R_OK) == 0)
		return true;
	print_message("%s is not at hand\n", name);
	return false;
}

static void real_files_have_their_sums(void **state)
{
	/* added up by hand from the files: booked entries, signed */
	static const struct {
		const char *file;
		int64_t movements, created;
		const char *sum;
	} files[] = {
		{ "camt/camt053.v2.five.decimals.xml", 1, 1, "885" },
		{ "camt/test-camt053-txdtls.xml", 2, 2, "348300" },
		{ "camt/camt054.v4.xml", 1, 1, "-20000000" },
		{ "cfonb/oca_test_cfonb.txt", 7, 7, "-1159716" },
		{ "cfonb/oca_test_cfonb_one_line.txt", 7, 0, "0" },
		{ "cfonb/oca_test_cfonb_empty_line.txt", 7, 0, "0" },
		{ "cfonb/pennylane_example.txt", 6, 6, "2668" },
	};
	char path[PATH_MAX];

	if (!shared(files[0].file, path))
		return;
	for (size_t i = 0; i < COUNT(files); i++) {
		struct import_report report;
		char wanted[64];

		assert_true(shared(files[i].file, path));
		report = take_file(*state, path);
		assert_int_equal(report.items, files[i].movements);
		assert_int_equal(report.created, files[i].created);
		assert_int_equal(report.sums[0].in, report.sums[0].stored);
		import_report_clear(&report);
		snprintf(wanted, sizeof wanted, "%s\n", files[i].sum);
		fixture_is("SELECT coalesce(sum(m.amount_cents), 0) FROM import_run r LEFT JOIN bank_movement m ON m.run_id = r.id WHERE r.id "
		        "= (SELECT max(id) FROM import_run)",
		        wanted);
	}
}

static void real_files_that_are_refused(void **state)
{
	static const char *const files[] = { "camt/camt053.v2.wrong.xml", "cfonb/oca_test_cfonb_bad_lenght.txt" };
	char path[PATH_MAX];

	if (!shared(files[0], path))
		return;
	for (size_t i = 0; i < COUNT(files); i++) {
		struct import_request request = { .path = path, .terms_days = -1 };
		struct err err = { 0 };

		assert_true(shared(files[i], path));
		help_refuse(*state, &request, &err);
		assert_int_equal(err.code, ERR_INPUT);
	}
	fixture_is("SELECT status, kind FROM import_run", "refused|bank\nrefused|bank\n");
	fixture_is("SELECT count(*) FROM bank_movement", "0\n");
}

/* ---- ledgers with entries of their own ---- */

#define FEC_HEAD                                                                                                      \
	"JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\t" \
	"EcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n"

static void fec_line(struct buf *out, const char *journal, const char *number, const char *day, const char *account,
                     const char *client, const char *piece, const char *debit, const char *credit, const char *letter)
{
	buf_printf(out, "%s\t%s\t%s\t%s\t%s\tcompte\t%s\t%s\t%s\t%s\tlib\t%s\t%s\t%s\t\t%s\t\t\n", journal, journal, number, day, account,
	           client, *client ? "Dupont" : "", piece, day, debit, credit, letter, day);
}

/* One lettered pair, so that the ledger is one that letters; F1001 of 100; and, when paid, its payment. */
static void take_ledger(struct session *session, bool paid, const char *letter)
{
	static int serial;
	struct buf text = { 0 };
	char name[64];

	buf_puts(&text, FEC_HEAD);
	fec_line(&text, "VE", "3", "20260801", "411000", "DUP", "F0", "20,00", "0,00", "A");
	fec_line(&text, "VE", "3", "20260801", "707000", "", "F0", "0,00", "20,00", "");
	fec_line(&text, "BQ", "9", "20260905", "512000", "", "R0", "20,00", "0,00", "");
	fec_line(&text, "BQ", "9", "20260905", "411000", "DUP", "R0", "0,00", "20,00", "A");
	fec_line(&text, "VE", "1", "20260901", "411000", "DUP", "F1001", "100,00", "0,00", letter);
	fec_line(&text, "VE", "1", "20260901", "707000", "", "F1001", "0,00", "100,00", "");
	fec_line(&text, "VE", "2", "20260902", "411000", "DUP", "F1002", "50,00", "0,00", "");
	fec_line(&text, "VE", "2", "20260902", "707000", "", "F1002", "0,00", "50,00", "");
	if (paid) {
		fec_line(&text, "BQ", "10", "20261125", "512000", "", "R1", "100,00", "0,00", "");
		fec_line(&text, "BQ", "10", "20261125", "411000", "DUP", "R1", "0,00", "100,00", letter);
	}
	snprintf(name, sizeof name, "732829320FEC20261231_%d.txt", ++serial);
	take(session, name, text.data);
	buf_clear(&text);
	cash_sound(session);
}

static void bank_pays(struct session *session)
{
	const struct cash_entry entry = { .value_on = TODAY, .amount = 10000, .reference = "B1", .party = "Dupont", .text = "FACTURE F1001" };

	cash_match(session, "bank.xml", &entry, 1);
}

static void owed_is(const char *wanted)
{
	fixture_is("SELECT i.number, i.open_cents, i.matched_cents FROM invoice i WHERE i.open_cents <> 0 OR i.matched_cents <> 0 ORDER BY "
	        "i.number",
	        wanted);
	fixture_is("SELECT balance_cents FROM client", "5000\n");
}

/* Σ of cash that counts, the twenty of before left out. */
static void cash_is(const char *wanted)
{
	fixture_is("SELECT value_on, amount_cents - shown_cents FROM receipt WHERE amount_cents <> shown_cents AND value_on > '2026-10-01' "
	        "ORDER BY value_on",
	        wanted);
}

static void bank_then_ledger_unlettered_then_lettered(void **state)
{
	take_ledger(*state, false, "");
	bank_pays(*state);
	owed_is("F1001|0|10000\nF1002|5000|0\n");
	take_ledger(*state, true, "");
	/* the ledger's own open item is this cash: it is open for nothing */
	owed_is("F1001|0|10000\nF1002|5000|0\nR1|0|-10000\n");
	cash_is("2026-11-24|10000\n");
	take_ledger(*state, true, "B");
	owed_is("F1002|5000|0\n");
	cash_is("2026-11-24|10000\n");
}

static void bank_then_ledger_lettered_at_once(void **state)
{
	take_ledger(*state, false, "");
	bank_pays(*state);
	take_ledger(*state, true, "B");
	owed_is("F1002|5000|0\n");
	cash_is("2026-11-24|10000\n");
	fixture_is("SELECT shown_cents, ledger_id IS NOT NULL FROM allocation", "10000|1\n");
}

static void ledger_unlettered_then_bank_then_lettered(void **state)
{
	take_ledger(*state, true, "");
	owed_is("F1001|10000|0\nF1002|5000|0\nR1|-10000|0\n");
	bank_pays(*state);
	owed_is("F1001|0|10000\nF1002|5000|0\nR1|0|-10000\n");
	cash_is("2026-11-24|10000\n");
	take_ledger(*state, true, "B");
	owed_is("F1002|5000|0\n");
	cash_is("2026-11-24|10000\n");
}

static void ledger_lettered_then_bank_then_undo(void **state)
{
	struct err err = { 0 };

	take_ledger(*state, false, "");
	take_ledger(*state, true, "B");
	cash_is("2026-11-25|10000\n");
	bank_pays(*state);
	owed_is("F1002|5000|0\n");
	cash_is("2026-11-24|10000\n");
	assert_true(matching_undo(*state, cash_movement(10000), &err));
	cash_sound(*state);
	owed_is("F1002|5000|0\n");
	cash_is("2026-11-25|10000\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		FACT(statement_and_notice_are_one),
		FACT(pending_is_no_cash),
		FACT(parts_say_better_than_their_sum),
		FACT(sum_after_its_parts_is_known),
		FACT(same_amount_twice_a_day_is_two),
		FACT(other_format_tells_the_same),
		FACT(other_format_tells_parts_too),
		FACT(two_creditors_never_mix),
		FACT(dry_run_writes_nothing),
		FACT(dry_run_needs_no_turn),
		FACT(import_cut_short_is_finished),
		FACT(real_files_have_their_sums),
		FACT(real_files_that_are_refused),
		FACT(bank_then_ledger_unlettered_then_lettered),
		FACT(bank_then_ledger_lettered_at_once),
		FACT(ledger_unlettered_then_bank_then_lettered),
		FACT(ledger_lettered_then_bank_then_undo),
	};

	return cmocka_run_group_tests_name("cash files", tests, NULL, NULL);
}
