/* Ledgers that tell cash as entries of their own, beside the bank: lettered or not, before it or after.
 */
#include "cash_help.h"

#include <stdio.h>

#include "base/mem.h"

#define FEC_HEAD                                                                                                      \
	"JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\t" \
	"EcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n"

static void fec_line(struct buf *out, const char *journal, const char *number, const char *day, const char *account,
                     const char *client, const char *piece, const char *debit, const char *credit, const char *letter)
{
	buf_printf(out, "%s\t%s\t%s\t%s\t%s\tcompte\t%s\t%s\t%s\t%s\tlib\t%s\t%s\t%s\t\t%s\t\t\n", journal, journal, number, day, account,
	           client, *client ? "Dupont" : "", piece, day, debit, credit, letter, day);
}

struct fec_cash {
	const char *piece, *day, *amount, *letter;
};

/* One lettered pair, so that the ledger is one that letters; F1001 of 100, F1002 of 50; and what was paid. */
static void take_ledger_with(struct session *session, const char *letter, const struct fec_cash *cash, size_t count)
{
	static int serial;
	struct import_report report;
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
	for (size_t i = 0; i < count; i++) {
		fec_line(&text, "BQ", "10", cash[i].day, "512000", "", cash[i].piece, cash[i].amount, "0,00", "");
		fec_line(&text, "BQ", "10", cash[i].day, "411000", "DUP", cash[i].piece, "0,00", cash[i].amount, cash[i].letter);
	}
	snprintf(name, sizeof name, "732829320FEC20261231_%d.txt", ++serial);
	report = help_import(session, &(struct import_request){ .path = help_file(name, text.data), .terms_days = -1 });
	assert_int_equal(report.end, IMPORT_ENDED_DONE);
	import_report_clear(&report);
	buf_clear(&text);
	cash_sound(session);
}

static void take_ledger(struct session *session, bool paid, const char *letter)
{
	const struct fec_cash cash = { "R1", "20261125", "100,00", letter };

	take_ledger_with(session, letter, &cash, paid);
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

/* The payment whole is the entry, though none of its parts has that amount. */
static void ledger_tells_a_payment_of_two_invoices(void **state)
{
	const struct cash_entry paid = { .value_on = TODAY, .amount = 15000, .reference = "B1", .party = "Dupont", .text = "F1001 F1002" };
	const struct fec_cash told = { "R1", "20261125", "150,00", "" };

	take_ledger_with(*state, "", NULL, 0);
	cash_match(*state, "bank.xml", &paid, 1);
	take_ledger_with(*state, "", &told, 1);
	fixture_is("SELECT number, open_cents, matched_cents FROM invoice WHERE number <> 'F0' ORDER BY number",
	        "F1001|0|10000\nF1002|0|5000\nR1|0|-15000\n");
	fixture_is("SELECT balance_cents FROM client", "0\n");
	cash_is("2026-11-24|10000\n2026-11-24|5000\n");
}

/* Of two payments of its amount the ledger's entry is the one nearer to its day. */
static void ledger_tells_the_nearer_of_two_payments(void **state)
{
	const struct cash_entry paid[] = {
		{ .value_on = TODAY, .amount = 3000, .reference = "B1", .party = "Dupont", .text = "ACOMPTE FACTURE F1001" },
		{ .value_on = IN(6), .amount = 3000, .reference = "B2", .party = "Dupont", .text = "ACOMPTE FACTURE F1001" },
	};
	const struct fec_cash told = { "R1", "20261129", "30,00", "" };

	take_ledger_with(*state, "", NULL, 0);
	cash_match(*state, "bank.xml", paid, 2);
	take_ledger_with(*state, "", &told, 1);
	fixture_is("SELECT m.value_on, a.cash_id IS NOT NULL FROM allocation a JOIN bank_movement m ON m.id = a.movement_id ORDER BY m.value_on",
	        "2026-11-24|0\n2026-11-30|1\n");
	fixture_is("SELECT number, open_cents, matched_cents FROM invoice WHERE number <> 'F0' ORDER BY number",
	        "F1001|4000|6000\nF1002|5000|0\nR1|0|-3000\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		FACT(bank_then_ledger_unlettered_then_lettered),
		FACT(bank_then_ledger_lettered_at_once),
		FACT(ledger_unlettered_then_bank_then_lettered),
		FACT(ledger_lettered_then_bank_then_undo),
		FACT(ledger_tells_a_payment_of_two_invoices),
		FACT(ledger_tells_the_nearer_of_two_payments),
	};

	return cmocka_run_group_tests_name("cash ledger", tests, NULL, NULL);
}
