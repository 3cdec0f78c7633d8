/* Cash of the bank beside the ledger's: whichever comes first, each cent counts once; promises by value date; bounced debits.
 */
#include "cash_help.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

#define PAYER "FR1420041010050500013M02606"

/* C1 owes 100 and 50, C2 70. */
#define BOOK                                                        \
	HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\n"  \
	     "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"    \
	     "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n"

static void book(struct session *session, const char *text)
{
	help_take(session, "book.csv", text, IMPORT_MODE_FULL);
	cash_sound(session);
}

static struct cash_entry pays(cents amount, const char *text)
{
	static int serial;
	static char references[64][16];
	char *reference = references[serial++ % 64];

	snprintf(reference, sizeof references[0], "BNK%06d", serial);
	return (struct cash_entry){
		.value_on = TODAY, .amount = amount, .reference = reference, .party = "Dupont SARL", .party_account = PAYER, .text = text
	};
}

static struct matching_totals bank(struct session *session, struct cash_entry entry)
{
	return cash_match(session, entry.reference, &entry, 1);
}

static void items_are(const char *wanted)
{
	char *got = cash_items();

	assert_string_equal(got, wanted);
	mem_free(got);
}

/* Σ counted of the cash of C1. */
static void cash_is(const char *wanted)
{
	help_is("SELECT r.value_on, r.amount_cents - r.shown_cents, coalesce(i.number, '-') FROM receipt r LEFT JOIN invoice i ON "
	        "i.id = r.invoice_id JOIN client c ON c.id = r.client_id WHERE c.no = 'C1' AND r.amount_cents <> r.shown_cents ORDER BY "
	        "r.value_on, r.amount_cents, r.id",
	        wanted);
}

static int64_t client(const char *no)
{
	char sql[64];

	snprintf(sql, sizeof sql, "SELECT id FROM client WHERE no = '%s'", no);
	return fixture_count(sql);
}

/* ---- matched ---- */

static void number_settles_its_invoice(void **state)
{
	struct matching_totals totals;

	book(*state, BOOK);
	totals = bank(*state, pays(10000, "VIR FACTURE F1001"));
	assert_int_equal(totals.matched, 1);
	assert_int_equal(totals.sum_count, 1);
	assert_int_equal(totals.sums[0].matched, 10000);
	items_are("F1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("2026-11-24|10000|F1001\n");
	help_is("SELECT state, why, matched_cents FROM bank_movement", "matched||10000\n");
	help_is("SELECT reason, shown_cents FROM allocation", "number|0\n");
	help_is("SELECT no, overdue_cents, balance_cents FROM client ORDER BY no", "C1|5000|5000\nC2|7000|7000\n");
	help_is("SELECT c.no, p.account FROM payer p JOIN client c ON c.id = p.client_id", "C1|" PAYER "\n");
	help_is("SELECT c.no, j.kind FROM journal j JOIN client c ON c.id = j.client_id", "C1|cash\n");
}

static void run_again_changes_nothing(void **state)
{
	struct cash_entry entries[] = { pays(10000, "FACTURE F1001"), pays(1234, "NO IDEA") };
	struct import_report report;
	struct matching_totals totals;
	const struct import_request request = { .path = cash_statement("s.xml", NULL, entries, 2), .terms_days = -1 };
	char *before, *after;

	book(*state, BOOK);
	entries[1].party = "Nobody";
	entries[1].party_account = NULL;
	cash_match(*state, "s.xml", entries, 2);
	before = help_store_hash();
	report = help_import(*state, &request);
	assert_int_equal(report.end, IMPORT_ENDED_SAME);
	assert_int_equal(report.before_number, 2);
	import_report_clear(&report);
	totals = cash_run(*state);
	assert_int_equal(totals.movements, 1);
	assert_int_equal(totals.left, 1);
	after = help_store_hash();
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void several_numbers_and_a_part(void **state)
{
	book(*state, BOOK);
	bank(*state, pays(15000, "F1001 + F1002"));
	items_are("F1001|0|10000\nF1002|0|5000\nF2001|7000|0\n");
	bank(*state, pays(3000, "ACOMPTE F2001"));
	/* Dupont's account, Martin's invoice */
	items_are("F1001|0|10000\nF1002|0|5000\nF2001|7000|0\n");
	help_is("SELECT state, why FROM bank_movement WHERE amount_cents = 3000", "open|other_client\n");
}

static void payer_is_known_again_by_account(void **state)
{
	struct cash_entry plain = pays(5000, "VIREMENT");

	book(*state, BOOK);
	bank(*state, pays(4000, "FACTURE F1001 ACOMPTE"));
	items_are("F1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	plain.party = "TRESORERIE GROUPE";
	bank(*state, plain);
	items_are("F1001|6000|4000\nF1002|0|5000\nF2001|7000|0\n");
	help_is("SELECT reason FROM allocation ORDER BY id", "part\namount\n");
}

static void what_fits_nothing_is_the_clients_credit(void **state)
{
	book(*state, BOOK);
	bank(*state, pays(4000, "FACTURE F1001"));
	bank(*state, pays(777, "VIREMENT"));
	items_are("account|-777|777\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	help_is("SELECT no, overdue_cents FROM client ORDER BY no", "C1|10223\nC2|7000\n");
	help_is("SELECT state, why FROM bank_movement WHERE amount_cents = 777", "account|no_fit\n");
	/* enough on account: nobody dials a zero */
	bank(*state, pays(20000, "VIREMENT"));
	help_is("SELECT overdue_cents, why_not FROM client WHERE no = 'C1'", "0|covered\n");
}

static void credit_on_account_finds_its_invoice_later(void **state)
{
	book(*state, BOOK);
	bank(*state, pays(4000, "FACTURE F1001"));
	bank(*state, pays(3300, "FACTURE F1003"));
	items_are("account|-3300|3300\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	book(*state, BOOK "C1,Dupont,F1003,2026-11-20,2026-12-20,33,33,EUR\n");
	cash_run(*state);
	items_are("F1001|6000|4000\nF1002|5000|0\nF1003|0|3300\nF2001|7000|0\n");
	help_is("SELECT reason, undone_on IS NOT NULL FROM allocation ORDER BY id", "part|0\naccount|1\nnumber|0\n");
}

/* ---- bank first, then the ledger ---- */

static void ledger_that_shows_nothing_yet_changes_nothing(void **state)
{
	struct import_report report;

	book(*state, BOOK);
	bank(*state, pays(10000, "FACTURE F1001"));
	report = help_take(*state, "again.csv", BOOK "\n", IMPORT_MODE_FULL);
	assert_int_equal(report.changed + report.closed + report.created, 0);
	items_are("F1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("2026-11-24|10000|F1001\n");
}

static void ledger_shows_later_what_the_bank_told(void **state)
{
	struct session *session = *state;

	book(session, BOOK);
	bank(session, pays(10000, "FACTURE F1001"));
	fixture_on(session, IN(2), -1);
	book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"
	                   "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	items_are("F1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("2026-11-24|10000|F1001\n");
	help_is("SELECT shown_cents FROM allocation", "10000\n");
}

static void ledger_shows_a_part_then_more_than_the_bank(void **state)
{
	struct session *session = *state;

	book(session, BOOK);
	bank(session, pays(6000, "ACOMPTE FACTURE F1001"));
	items_are("F1001|4000|6000\nF1002|5000|0\nF2001|7000|0\n");
	fixture_on(session, IN(1), -1);
	book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,75,EUR\n"
	                   "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	items_are("F1001|4000|3500\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("2026-11-24|6000|F1001\n");
	fixture_on(session, IN(2), -1);
	book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,10,EUR\n"
	                   "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	items_are("F1001|1000|0\nF1002|5000|0\nF2001|7000|0\n");
	/* 65 more fell: 35 the bank had told, 30 are new cash */
	cash_is("2026-11-24|6000|F1001\n2026-11-26|3000|F1001\n");
}

static void ledger_uses_what_was_on_account(void **state)
{
	struct session *session = *state;

	book(session, BOOK);
	bank(session, pays(4000, "FACTURE F1001"));
	bank(session, pays(5500, "VIREMENT"));
	items_are("account|-5500|5500\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	fixture_on(session, IN(2), -1);
	book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,55,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	/* F1002 is paid by the cash on account, 5 of it more went to F1001 */
	items_are("F1001|5500|0\nF1002|0|0\nF2001|7000|0\n");
	cash_is("2026-11-24|4000|F1001\n2026-11-24|5500|-\n");
	help_is("SELECT state FROM bank_movement WHERE amount_cents = 5500", "matched\n");
}

/* ---- the ledger first, then the bank ---- */

static void bank_tells_what_the_ledger_showed(void **state)
{
	struct session *session = *state;
	struct cash_entry late = pays(10000, "FACTURE F1001");

	book(session, BOOK);
	fixture_on(session, IN(2), -1);
	book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"
	                   "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	cash_is("2026-11-26|10000|F1001\n");
	late.value_on = IN(1);
	bank(session, late);
	items_are("F1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("2026-11-25|10000|F1001\n"); /* the bank's value date */
	help_is("SELECT reason, shown_cents FROM allocation", "ledger|10000\n");
	/* the same once more is another payment: nothing is left to settle */
	late.reference = "ANOTHER";
	bank(session, late);
	items_are("account|-10000|10000\nF1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
}

static void second_payment_of_a_partly_paid_invoice(void **state)
{
	struct session *session = *state;
	struct cash_entry second = pays(6000, "SOLDE FACTURE F1001");

	book(session, BOOK);
	fixture_on(session, IN(1), -1);
	book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,60,EUR\n"
	                   "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	cash_is("2026-11-25|4000|F1001\n");
	fixture_on(session, IN(9), -1);
	second.value_on = IN(8);
	bank(session, second);
	items_are("F1001|0|6000\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("2026-11-25|4000|F1001\n2026-12-02|6000|F1001\n");
}

static void older_than_the_book_is_left(void **state)
{
	struct cash_entry old = pays(10000, "VIREMENT");

	book(*state, BOOK);
	old.value_on = LATE(10);
	bank(*state, old);
	items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	help_is("SELECT state, why FROM bank_movement", "open|before\n");
}

/* ---- what goes back ---- */

static struct cash_entry bounces(struct cash_entry paid, date on)
{
	paid.value_on = on;
	paid.amount = -paid.amount;
	paid.reversal = true;
	paid.return_code = "AM04";
	paid.reference = paid.end_to_end;
	return paid;
}

static void bounced_debit_opens_its_invoice_again(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = pays(10000, "PRLV FACTURE F1001");
	struct matching_totals totals;

	paid.end_to_end = "MANDATE-7";
	book(session, BOOK);
	bank(session, paid);
	fixture_on(session, IN(3), -1);
	totals = bank(session, bounces(paid, IN(3)));
	assert_int_equal(totals.reversed, 1);
	items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("2026-11-24|10000|F1001\n2026-11-27|-10000|F1001\n");
	help_is("SELECT m.state, o.amount_cents FROM bank_movement m JOIN bank_movement o ON o.id = m.reverses_id", "matched|10000\n");
	help_is("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY seq", "cash\ncash_reversed\n");
}

static void ledger_shows_a_payment_and_its_return(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = pays(10000, "PRLV FACTURE F1001");

	paid.end_to_end = "MANDATE-7";
	book(session, BOOK);
	bank(session, paid);
	fixture_on(session, IN(1), -1);
	book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	items_are("F1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
	fixture_on(session, IN(3), -1);
	bank(session, bounces(paid, IN(3)));
	items_are("F1001|10000|-10000\nF1002|5000|0\nF2001|7000|0\n");
	/* a ledger that does not show the return yet: it is owed all the same */
	book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n\n");
	items_are("F1001|10000|-10000\nF1002|5000|0\nF2001|7000|0\n");
	fixture_on(session, IN(4), -1);
	book(session, BOOK);
	items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("2026-11-24|10000|F1001\n2026-11-27|-10000|F1001\n");
}

static void return_of_what_nobody_matched(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = pays(1234, "NO IDEA");

	paid.party = "Nobody";
	paid.party_account = NULL;
	paid.end_to_end = "X-1";
	book(session, BOOK);
	bank(session, paid);
	help_is("SELECT state, why FROM bank_movement", "open|unknown\n");
	bank(session, bounces(paid, IN(0)));
	help_is("SELECT state, why FROM bank_movement ORDER BY id", "ignored|reversed\nignored|reversed\n");
	paid.end_to_end = "X-2";
	paid.reference = "OTHER";
	bank(session, bounces(paid, IN(0)));
	help_is("SELECT state, why FROM bank_movement WHERE end_to_end = 'X-2'", "open|no_original\n");
}

/* ---- taken back ---- */

static void undo(struct session *session, int64_t id)
{
	struct err err = { 0 };

	if (!matching_undo(session, id, &err))
		fail_msg("%s", err.text);
	cash_sound(session);
}

static void undo_before_and_after_the_ledger(void **state)
{
	struct session *session = *state;

	book(session, BOOK);
	bank(session, pays(10000, "FACTURE F1001"));
	undo(session, cash_movement(10000));
	items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("");
	help_is("SELECT state, why, by_hand FROM bank_movement", "open|taken_back|1\n");
	help_is("SELECT count(*) FROM payer", "0\n");
	assert_int_equal(cash_run(session).movements, 0); /* persons only from now on */

	bank(session, pays(5000, "FACTURE F1002"));
	fixture_on(session, IN(1), -1);
	book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	undo(session, cash_movement(5000));
	/* the ledger has it paid, and its cash counts */
	items_are("F1001|10000|0\nF1002|0|0\nF2001|7000|0\n");
	cash_is("2026-11-24|5000|F1002\n");
}

static void undo_of_what_the_ledger_told_first(void **state)
{
	struct session *session = *state;
	struct cash_entry late = pays(10000, "FACTURE F1001");

	book(session, BOOK);
	fixture_on(session, IN(2), -1);
	book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	bank(session, late);
	undo(session, cash_movement(10000));
	cash_is("2026-11-26|10000|F1001\n");
	items_are("F1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
}

static void undo_of_a_return(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = pays(10000, "PRLV FACTURE F1001");
	struct err err = { 0 };

	paid.end_to_end = "MANDATE-7";
	book(session, BOOK);
	bank(session, paid);
	bank(session, bounces(paid, TODAY));
	assert_false(matching_undo(session, cash_movement(10000), &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	undo(session, cash_movement(-10000));
	items_are("F1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	cash_is("2026-11-24|10000|F1001\n");
	undo(session, cash_movement(10000));
	items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	err_clear(&err);
	assert_false(matching_undo(session, cash_movement(10000), &err));
	assert_int_equal(err.code, ERR_CONFLICT);
}

/* ---- by hand ---- */

static int64_t invoice(const char *number)
{
	char sql[80];

	snprintf(sql, sizeof sql, "SELECT id FROM invoice WHERE number = '%s'", number);
	return fixture_count(sql);
}

static void person_takes_a_candidate(void **state)
{
	struct session *session = *state;
	struct cash_entry entry = pays(12000, "FACTURE F1001");
	struct arena arena = { 0 };
	struct matching_line *lines, line;
	struct err err = { 0 };
	size_t count;
	int64_t first;

	entry.party_account = NULL;
	book(session, BOOK);
	bank(session, entry);
	assert_true(matching_list(session, &arena, false, 0, &lines, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(lines[0].why, "too_much");
	assert_int_equal(lines[0].choice_count, 2);
	assert_string_equal(lines[0].choices[0].number, "F1001");
	assert_string_equal(lines[0].choices[0].client_no, "C1");
	assert_string_equal(lines[0].choices[1].number, "");
	assert_int_equal(lines[0].allocated_count, 0);
	first = lines[0].choices[0].invoice_id;
	assert_true(matching_by_hand(session, lines[0].id, lines[0].choices[0].client_id, &first, 1, &err));
	cash_sound(session);
	items_are("account|-2000|2000\nF1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	assert_true(matching_line(session, &arena, lines[0].id, &line, &err));
	assert_string_equal(line.state, "matched");
	assert_int_equal(line.allocated_count, 2);
	assert_string_equal(line.allocated[0].number, "F1001");
	assert_string_equal(line.allocated[0].how, "hand");
	assert_string_equal(line.allocated[0].agent, "alice");
	assert_true(matching_list(session, &arena, false, 0, &lines, &count, &err));
	assert_int_equal(count, 0);
	assert_true(matching_list(session, &arena, true, 0, &lines, &count, &err));
	assert_int_equal(count, 1);
	arena_clear(&arena);
}

static void person_moves_cash_from_account(void **state)
{
	struct session *session = *state;
	struct err err = { 0 };
	int64_t two[2];

	book(session, BOOK);
	bank(session, pays(4000, "FACTURE F1001"));
	bank(session, pays(7000, "VIREMENT"));
	items_are("account|-7000|7000\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	two[0] = invoice("F1002");
	two[1] = invoice("F1001");
	assert_true(matching_by_hand(session, cash_movement(7000), client("C1"), two, 2, &err));
	cash_sound(session);
	items_are("F1001|4000|6000\nF1002|0|5000\nF2001|7000|0\n");
	undo(session, cash_movement(7000));
	items_are("F1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
}

static void what_a_person_cannot_do(void **state)
{
	struct session *session = *state;
	struct err err = { 0 };
	int64_t id, settled;

	book(session, BOOK);
	bank(session, pays(10000, "FACTURE F1001"));
	id = cash_movement(10000);
	settled = invoice("F1002");
	assert_false(matching_by_hand(session, id, client("C1"), &settled, 1, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	err_clear(&err);
	assert_false(matching_by_hand(session, id + 1, client("C1"), &settled, 1, &err));
	assert_int_equal(err.code, ERR_MISSING);
	err_clear(&err);
	undo(session, id);
	settled = invoice("F2001");
	assert_false(matching_by_hand(session, id, client("C1"), &settled, 1, &err)); /* another client's */
	assert_int_equal(err.code, ERR_MISSING);
	err_clear(&err);
	assert_false(matching_ignore(session, id, " ", &err));
	assert_int_equal(err.code, ERR_USAGE);
	cash_sound(session);
}

static void ignored_with_words_and_back(void **state)
{
	struct session *session = *state;
	struct cash_entry entry = pays(4321, "INTERETS");
	struct err err = { 0 };

	entry.party = "LA BANQUE";
	entry.party_account = NULL;
	book(session, BOOK);
	bank(session, entry);
	assert_true(matching_ignore(session, cash_movement(4321), "interest of the bank", &err));
	help_is("SELECT state, note, by_hand FROM bank_movement", "ignored|interest of the bank|1\n");
	assert_int_equal(cash_run(session).movements, 0);
	undo(session, cash_movement(4321));
	help_is("SELECT state, note FROM bank_movement", "open|\n");
	help_is("SELECT kind FROM journal WHERE kind LIKE 'cash%' ORDER BY id", "cash_ignored\ncash_undone\n");
}

/* ---- promises ---- */

static void promise_states_are(const char *wanted)
{
	help_is("SELECT p.state, p.received_cents FROM promise p ORDER BY p.id", wanted);
}

static void promise_is_judged_by_the_value_date(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = pays(15000, "FACTURES F1001 F1002");

	book(session, BOOK);
	fixture_record(session, client("C1"), OUTCOME_PROMISE, "150 2026-11-27");
	fixture_on(session, IN(7), -1); /* Tuesday 1 December: the check date */
	promise_states_are("broken|0\n");
	/* the statement comes late, the money came in time */
	paid.value_on = IN(3);
	paid.end_to_end = "P-1";
	bank(session, paid);
	promise_states_are("kept|15000\n");
	bank(session, bounces(paid, IN(7)));
	promise_states_are("broken|0\n");
	help_is("SELECT overdue_cents FROM client WHERE no = 'C1'", "15000\n");
	help_is("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY seq",
	        "promise\npromise_broken\ncash\npromise_kept\ncash_reversed\npromise_broken\n");
}

static void cash_after_the_check_date_lowers_the_debt_only(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = pays(15000, "FACTURES F1001 F1002");

	book(session, BOOK);
	fixture_record(session, client("C1"), OUTCOME_PROMISE, "150 2026-11-27");
	fixture_on(session, IN(9), -1);
	paid.value_on = IN(8);
	bank(session, paid);
	promise_states_are("broken|0\n");
	help_is("SELECT overdue_cents FROM client WHERE no = 'C1'", "0\n");
}

static void promise_sums_match_its_invoices(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = pays(15000, "VIREMENT");

	book(session, BOOK "C1,Dupont,F1003,2026-08-09,2026-09-09,33,33,EUR\nC1,Dupont,F1004,2026-08-10,2026-09-10,44,44,EUR\n");
	fixture_record(session, client("C1"), OUTCOME_PROMISE, "150 2026-11-27");
	bank(session, paid);
	help_is("SELECT DISTINCT reason FROM allocation", "promise\n");
	promise_states_are("kept|15000\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		FACT(number_settles_its_invoice),
		FACT(run_again_changes_nothing),
		FACT(several_numbers_and_a_part),
		FACT(payer_is_known_again_by_account),
		FACT(what_fits_nothing_is_the_clients_credit),
		FACT(credit_on_account_finds_its_invoice_later),
		FACT(ledger_that_shows_nothing_yet_changes_nothing),
		FACT(ledger_shows_later_what_the_bank_told),
		FACT(ledger_shows_a_part_then_more_than_the_bank),
		FACT(ledger_uses_what_was_on_account),
		FACT(bank_tells_what_the_ledger_showed),
		FACT(second_payment_of_a_partly_paid_invoice),
		FACT(older_than_the_book_is_left),
		FACT(bounced_debit_opens_its_invoice_again),
		FACT(ledger_shows_a_payment_and_its_return),
		FACT(return_of_what_nobody_matched),
		FACT(undo_before_and_after_the_ledger),
		FACT(undo_of_what_the_ledger_told_first),
		FACT(undo_of_a_return),
		FACT(person_takes_a_candidate),
		FACT(person_moves_cash_from_account),
		FACT(what_a_person_cannot_do),
		FACT(ignored_with_words_and_back),
		FACT(promise_is_judged_by_the_value_date),
		FACT(cash_after_the_check_date_lowers_the_debt_only),
		FACT(promise_sums_match_its_invoices),
	};

	return cmocka_run_group_tests_name("cash", tests, NULL, NULL);
}
