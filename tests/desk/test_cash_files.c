/* Bank files as they are taken in: each movement once whoever tells it, and real files with their sums.
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

/* What settled an invoice as a sum stays: its parts would be the same cash once more. */
static void parts_of_a_sum_that_is_matched_are_known(void **state)
{
	const struct cash_entry sum = { .value_on = TODAY, .amount = 10000, .reference = "R1", .party = "Dupont", .text = "FACTURE F1001" };
	struct import_report report;

	cash_book(*state, CASH_BOOK);
	assert_int_equal(cash_match(*state, "statement.xml", &sum, 1).matched, 1);
	report = take(*state, "notice.xml", NOTICE(ENTRY("100.00", BANKREF("R1"), "BOOK", DETAIL("60.00", "A") DETAIL("40.00", "B"))));
	assert_int_equal(report.created + report.changed, 0);
	assert_int_equal(report.unchanged, 2);
	fixture_is("SELECT amount_cents, state FROM bank_movement", "10000|matched\n");
	cash_run(*state);
	cash_items_are("F1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
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

static struct session *other_creditor(void)
{
	struct session_init init = { .target = fixture_path(), .creditor = "Other", .siren = "", .currency = "EUR", .agent = "alice",
		                     .terms_days = 30, .add = true, .today = TODAY };
	struct session_request other = { .target = fixture_path(), .agent = "alice", .creditor = "Other", .today = TODAY, .minute = -1 };
	struct session *session;
	struct err err = { 0 };

	assert_true(session_init(&init, &err));
	if (!session_open(&other, &session, &err))
		fail_msg("%s", err.text);
	return session;
}

static void two_creditors_never_mix(void **state)
{
	const char *text = STATEMENT(ENTRY("40.00", BANKREF("R2"), "BOOK", ""));
	struct import_request request = { .terms_days = -1 };
	struct session *session;
	struct err err = { 0 };

	take(*state, "s.xml", text);
	session = other_creditor();
	request.path = help_file("s.xml", text);
	help_refuse(session, &request, &err);
	assert_non_null(strstr(err.text, CASH_IBAN));
	assert_non_null(strstr(err.text, "--creditor"));
	session_close(session);
	fixture_is("SELECT count(*) FROM bank_movement", "1\n");
}

static void other_bank(struct session *session, const char *name, struct cash_entry entry)
{
	struct import_report report = take_file(session, cash_statement(name, "FR7610107001011234567890129", &entry, 1));

	import_report_clear(&report);
	cash_run(session);
}

/* Whoever pays both: neither his account nor what waits for a match at the one says anything at the other. */
static void payers_of_two_creditors_never_mix(void **state)
{
	struct cash_entry silent = cash_pays(5000, "VIREMENT"), waits = cash_pays(3000, "VIREMENT");
	struct session *other;

	cash_book(*state, CASH_BOOK);
	cash_bank(*state, cash_pays(4000, "FACTURE F1001"));
	fixture_is("SELECT count(*) FROM payer", "1\n");
	waits.party = "Nobody";
	waits.party_account = NULL;
	cash_bank(*state, waits);
	other = other_creditor();
	cash_book(other, HEAD "K1,Kern,K1001,2026-08-01,2026-09-01,50,50,EUR\nK2,Rousseau,K2001,2026-08-01,2026-09-01,80,80,EUR\n");
	silent.party = "TRESORERIE GROUPE";
	other_bank(other, "a.xml", silent);
	fixture_is("SELECT state, why FROM bank_movement WHERE amount_cents = 5000", "open|unknown\n");
	cash_items_are("F1001|6000|4000\nF1002|5000|0\nF2001|7000|0\nK1001|5000|0\nK2001|8000|0\n");
	/* his account is known here too now: what fits nothing explains the next fall */
	silent = cash_pays(1000, "FACTURE K2001");
	silent.party = "Rousseau";
	other_bank(other, "b.xml", silent);
	cash_items_are("account|-5000|5000\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\nK1001|5000|0\nK2001|7000|1000\n");
	cash_book(other, HEAD "K1,Kern,K1001,2026-08-01,2026-09-01,50,50,EUR\nK2,Rousseau,K2001,2026-08-01,2026-09-01,80,40,EUR\n");
	cash_items_are("account|-2000|2000\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\nK1001|5000|0\nK2001|4000|0\n");
	session_close(other);
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

/* The sums of a file are those of the store, or it is refused: a movement of its own run has another amount than the file says. */
static void statement_that_does_not_come_out_is_refused(void **state)
{
	static const char text[] = STATEMENT(ENTRY("100.00", BANKREF("R1"), "BOOK", "") ENTRY("40.00", BANKREF("R2"), "BOOK", ""));
	struct import_request request = { .terms_days = -1 };
	struct err err = { 0 };

	take(*state, "s.xml", text);
	fixture_sql("UPDATE bank_movement SET amount_cents = 9999 WHERE amount_cents = 10000");
	fixture_sql("UPDATE import_run SET status = 'running', ended_at = NULL");
	request.path = help_file("s.xml", text);
	help_refuse(*state, &request, &err);
	assert_int_equal(err.code, ERR_STORE);
	assert_non_null(strstr(err.text, "moves 140.00 EUR, the store 139.99 "));
	fixture_is("SELECT status FROM import_run", "refused\n");
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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		FACT(statement_and_notice_are_one),
		FACT(pending_is_no_cash),
		FACT(parts_say_better_than_their_sum),
		FACT(parts_of_a_sum_that_is_matched_are_known),
		FACT(sum_after_its_parts_is_known),
		FACT(same_amount_twice_a_day_is_two),
		FACT(other_format_tells_the_same),
		FACT(other_format_tells_parts_too),
		FACT(two_creditors_never_mix),
		FACT(payers_of_two_creditors_never_mix),
		FACT(dry_run_writes_nothing),
		FACT(dry_run_needs_no_turn),
		FACT(import_cut_short_is_finished),
		FACT(statement_that_does_not_come_out_is_refused),
		FACT(real_files_have_their_sums),
		FACT(real_files_that_are_refused),
	};

	return cmocka_run_group_tests_name("cash files", tests, NULL, NULL);
}
