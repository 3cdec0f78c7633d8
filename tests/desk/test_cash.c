/* Cash of the bank beside the ledger's: whichever comes first, each cent counts once; promises by value date; bounced debits.
 */
#include "cash_help.h"

#include "base/mem.h"
#include "desk/file.h"

/* ---- matched ---- */

static void number_settles_its_invoice(void **state)
{
	struct matching_totals totals;

	cash_book(*state, CASH_BOOK);
	totals = cash_bank(*state, cash_pays(10000, "VIR FACTURE F1001"));
	assert_int_equal(totals.matched, 1);
	assert_int_equal(totals.sum_count, 1);
	assert_int_equal(totals.sums[0].matched, 10000);
	cash_items_are("F1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|10000|F1001\n");
	fixture_is("SELECT state, why, matched_cents FROM bank_movement", "matched||10000\n");
	fixture_is("SELECT reason, shown_cents FROM allocation", "number|0\n");
	fixture_is("SELECT no, overdue_cents, balance_cents FROM client ORDER BY no", "C1|5000|5000\nC2|7000|7000\n");
	fixture_is("SELECT c.no, p.account FROM payer p JOIN client c ON c.id = p.client_id", "C1|" CASH_PAYER "\n");
	fixture_is("SELECT c.no, j.kind FROM journal j JOIN client c ON c.id = j.client_id", "C1|cash\n");
}

static void run_again_changes_nothing(void **state)
{
	struct cash_entry entries[] = { cash_pays(10000, "FACTURE F1001"), cash_pays(1234, "NO IDEA") };
	struct import_report report;
	struct matching_totals totals;
	const struct import_request request = { .path = cash_statement("s.xml", NULL, entries, 2), .terms_days = -1 };
	char *before, *after;

	cash_book(*state, CASH_BOOK);
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
	cash_book(*state, CASH_BOOK);
	cash_bank(*state, cash_pays(15000, "F1001 + F1002"));
	cash_items_are("F1001|0|10000\nF1002|0|5000\nF2001|7000|0\n");
	cash_bank(*state, cash_pays(3000, "ACOMPTE F2001"));
	/* Dupont's account, Martin's invoice */
	cash_items_are("F1001|0|10000\nF1002|0|5000\nF2001|7000|0\n");
	fixture_is("SELECT state, why FROM bank_movement WHERE amount_cents = 3000", "open|other_client\n");
}

static void payer_is_known_again_by_account(void **state)
{
	struct cash_entry plain = cash_pays(5000, "VIREMENT");

	cash_book(*state, CASH_BOOK);
	cash_bank(*state, cash_pays(4000, "FACTURE F1001 ACOMPTE"));
	cash_items_are("F1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	plain.party = "TRESORERIE GROUPE";
	cash_bank(*state, plain);
	cash_items_are("F1001|6000|4000\nF1002|0|5000\nF2001|7000|0\n");
	fixture_is("SELECT reason FROM allocation ORDER BY id", "part\namount\n");
}

/* The name and the amount settle an invoice; only a number says whose the account is. */
static void what_fits_by_its_amount_teaches_no_account(void **state)
{
	struct cash_entry other = cash_pays(5000, "VIREMENT");

	cash_book(*state, CASH_BOOK);
	cash_bank(*state, cash_pays(10000, "VIREMENT"));
	cash_items_are("F1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	fixture_is("SELECT reason FROM allocation", "amount\n");
	fixture_is("SELECT count(*) FROM payer", "0\n");
	other.party = "TRESORERIE GROUPE";
	cash_bank(*state, other);
	cash_items_are("F1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	fixture_is("SELECT state, why FROM bank_movement WHERE amount_cents = 5000", "open|unknown\n");
}

static void what_fits_nothing_is_the_clients_credit(void **state)
{
	cash_book(*state, CASH_BOOK);
	cash_bank(*state, cash_pays(4000, "FACTURE F1001"));
	cash_bank(*state, cash_pays(777, "VIREMENT"));
	cash_items_are("account|-777|777\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	fixture_is("SELECT no, overdue_cents FROM client ORDER BY no", "C1|10223\nC2|7000\n");
	fixture_is("SELECT state, why FROM bank_movement WHERE amount_cents = 777", "account|no_fit\n");
	/* enough on account: nobody dials a zero */
	cash_bank(*state, cash_pays(20000, "VIREMENT"));
	fixture_is("SELECT overdue_cents, why_not FROM client WHERE no = 'C1'", "0|covered\n");
}

static void credit_on_account_finds_its_invoice_later(void **state)
{
	cash_book(*state, CASH_BOOK);
	cash_bank(*state, cash_pays(4000, "FACTURE F1001"));
	cash_bank(*state, cash_pays(3300, "FACTURE F1003"));
	cash_items_are("account|-3300|3300\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	cash_book(*state, CASH_BOOK "C1,Dupont,F1003,2026-11-20,2026-12-20,33,33,EUR\n");
	cash_run(*state);
	cash_items_are("F1001|6000|4000\nF1002|5000|0\nF1003|0|3300\nF2001|7000|0\n");
	fixture_is("SELECT reason, undone_on IS NOT NULL FROM allocation ORDER BY id", "part|0\naccount|1\nnumber|0\n");
}

/* ---- bank first, then the ledger ---- */

static void ledger_that_shows_nothing_yet_changes_nothing(void **state)
{
	struct import_report report;

	cash_book(*state, CASH_BOOK);
	cash_bank(*state, cash_pays(10000, "FACTURE F1001"));
	report = help_take(*state, "again.csv", CASH_BOOK "\n", IMPORT_MODE_FULL);
	assert_int_equal(report.changed + report.closed + report.created, 0);
	cash_items_are("F1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|10000|F1001\n");
}

static void ledger_shows_later_what_the_bank_told(void **state)
{
	struct session *session = *state;

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(10000, "FACTURE F1001"));
	fixture_on(session, IN(2), -1);
	cash_book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"
	                   "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	cash_items_are("F1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|10000|F1001\n");
	fixture_is("SELECT shown_cents FROM allocation", "10000\n");
}

static void ledger_shows_a_part_then_more_than_the_bank(void **state)
{
	struct session *session = *state;

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(6000, "ACOMPTE FACTURE F1001"));
	cash_items_are("F1001|4000|6000\nF1002|5000|0\nF2001|7000|0\n");
	fixture_on(session, IN(1), -1);
	cash_book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,75,EUR\n"
	                   "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	cash_items_are("F1001|4000|3500\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|6000|F1001\n");
	fixture_on(session, IN(2), -1);
	cash_book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,10,EUR\n"
	                   "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	cash_items_are("F1001|1000|0\nF1002|5000|0\nF2001|7000|0\n");
	/* 65 more fell: 35 the bank had told, 30 are new cash */
	cash_counted_is("2026-11-24|6000|F1001\n2026-11-26|3000|F1001\n");
}

static void ledger_uses_what_was_on_account(void **state)
{
	struct session *session = *state;

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(4000, "FACTURE F1001"));
	cash_bank(session, cash_pays(5500, "VIREMENT"));
	cash_items_are("account|-5500|5500\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	fixture_on(session, IN(2), -1);
	cash_book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,55,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	/* F1002 is paid by the cash on account, 5 of it more went to F1001 */
	cash_items_are("F1001|5500|0\nF1002|0|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|4000|F1001\n2026-11-24|5500|-\n");
	fixture_is("SELECT state FROM bank_movement WHERE amount_cents = 5500", "matched\n");
}

/* ---- what is on account when a ledger shows a fall ---- */

#define LESS(open) HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100," open ",EUR\n"         \
	                "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"               \
	                "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n"

static void what_the_ledger_began_to_use_stays_on_account(void **state)
{
	struct session *session = *state;

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(4000, "FACTURE F1001"));
	cash_bank(session, cash_pays(5500, "VIREMENT"));
	cash_book(session, LESS("55"));
	cash_items_are("account|-5000|5000\nF1001|5500|0\nF1002|5000|0\nF2001|7000|0\n");
	/* F1001 is now owed to the cent of what came in: five of it went elsewhere all the same */
	cash_run(session);
	cash_items_are("account|-5000|5000\nF1001|5500|0\nF1002|5000|0\nF2001|7000|0\n");
	fixture_is("SELECT reason, amount_cents, shown_cents FROM allocation WHERE undone_on IS NULL ORDER BY id",
	        "part|4000|4000\naccount|5500|500\n");
}

static void a_payment_that_waits_explains_a_fall_of_its_amount(void **state)
{
	struct session *session = *state;
	struct cash_entry waits = cash_pays(3000, "VIREMENT");

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(4000, "FACTURE F1001"));
	cash_bank(session, cash_pays(5500, "VIREMENT"));
	waits.party = "Nobody";
	waits.party_account = NULL;
	cash_bank(session, waits);
	fixture_is("SELECT state, why FROM bank_movement WHERE amount_cents = 3000", "open|unknown\n");
	fixture_on(session, IN(1), -1);
	cash_book(session, LESS("30"));
	cash_items_are("account|-5500|5500\nF1001|3000|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|4000|F1001\n2026-11-24|5500|-\n2026-11-25|3000|F1001\n");
}

static void of_what_is_on_account_the_amount_of_the_fall_comes_first(void **state)
{
	struct session *session = *state;

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(4000, "FACTURE F1001"));
	cash_bank(session, cash_pays(2500, "VIREMENT"));
	cash_bank(session, cash_pays(1500, "VIREMENT"));
	cash_book(session, LESS("45"));
	cash_items_are("account|-2500|2500\nF1001|4500|0\nF1002|5000|0\nF2001|7000|0\n");
	fixture_is("SELECT reason, amount_cents, shown_cents FROM allocation ORDER BY id", "part|4000|4000\naccount|2500|0\naccount|1500|1500\n");
}

/* ---- the ledger first, then the bank ---- */

static void bank_tells_what_the_ledger_showed(void **state)
{
	struct session *session = *state;
	struct cash_entry late = cash_pays(10000, "FACTURE F1001");

	cash_book(session, CASH_BOOK);
	fixture_on(session, IN(2), -1);
	cash_book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"
	                   "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	cash_counted_is("2026-11-26|10000|F1001\n");
	late.value_on = IN(1);
	cash_bank(session, late);
	cash_items_are("F1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-25|10000|F1001\n"); /* the bank's value date */
	fixture_is("SELECT reason, shown_cents FROM allocation", "ledger|10000\n");
	/* the same once more is another payment: nothing is left to settle */
	late.reference = "ANOTHER";
	cash_bank(session, late);
	cash_items_are("account|-10000|10000\nF1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
}

static void second_payment_of_a_partly_paid_invoice(void **state)
{
	struct session *session = *state;
	struct cash_entry second = cash_pays(6000, "SOLDE FACTURE F1001");

	cash_book(session, CASH_BOOK);
	fixture_on(session, IN(1), -1);
	cash_book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,60,EUR\n"
	                   "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	cash_counted_is("2026-11-25|4000|F1001\n");
	fixture_on(session, IN(9), -1);
	second.value_on = IN(8);
	cash_bank(session, second);
	cash_items_are("F1001|0|6000\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-25|4000|F1001\n2026-12-02|6000|F1001\n");
}

static void older_than_the_book_is_left(void **state)
{
	struct cash_entry old = cash_pays(10000, "VIREMENT");

	cash_book(*state, CASH_BOOK);
	old.value_on = LATE(10);
	cash_bank(*state, old);
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	fixture_is("SELECT state, why FROM bank_movement", "open|before\n");
}

/* ---- what goes back ---- */

static void bounced_debit_opens_its_invoice_again(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(10000, "PRLV FACTURE F1001");
	struct matching_totals totals;

	paid.end_to_end = "MANDATE-7";
	cash_book(session, CASH_BOOK);
	cash_bank(session, paid);
	fixture_on(session, IN(3), -1);
	totals = cash_bank(session, cash_bounces(paid, IN(3)));
	assert_int_equal(totals.reversed, 1);
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|10000|F1001\n2026-11-27|-10000|F1001\n");
	fixture_is("SELECT m.state, o.amount_cents FROM bank_movement m JOIN bank_movement o ON o.id = m.reverses_id", "matched|10000\n");
	fixture_is("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY seq", "cash\ncash_reversed\n");
}

static void ledger_shows_a_payment_and_its_return(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(10000, "PRLV FACTURE F1001");

	paid.end_to_end = "MANDATE-7";
	cash_book(session, CASH_BOOK);
	cash_bank(session, paid);
	fixture_on(session, IN(1), -1);
	cash_book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	cash_items_are("F1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
	fixture_on(session, IN(3), -1);
	cash_bank(session, cash_bounces(paid, IN(3)));
	cash_items_are("F1001|10000|-10000\nF1002|5000|0\nF2001|7000|0\n");
	/* a ledger that does not show the return yet: it is owed all the same */
	cash_book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n\n");
	cash_items_are("F1001|10000|-10000\nF1002|5000|0\nF2001|7000|0\n");
	fixture_on(session, IN(4), -1);
	cash_book(session, CASH_BOOK);
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|10000|F1001\n2026-11-27|-10000|F1001\n");
}

/* The ledger's rise is this return: the invoice is owed once. */
static void ledger_shows_a_return_before_the_bank(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(10000, "PRLV FACTURE F1001");

	paid.end_to_end = "MANDATE-7";
	cash_book(session, CASH_BOOK);
	cash_bank(session, paid);
	fixture_on(session, IN(1), -1);
	cash_book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	fixture_on(session, IN(3), -1);
	cash_book(session, CASH_BOOK);
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|10000|F1001\n2026-11-27|-10000|F1001\n");
	fixture_on(session, IN(4), -1);
	cash_bank(session, cash_bounces(paid, IN(2)));
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|10000|F1001\n2026-11-26|-10000|F1001\n"); /* the bank's value date */
}

/* Two payments of one amount from one payer: the return has no reference of theirs, but the number of an invoice. */
static void return_is_known_by_the_number_it_names(void **state)
{
	struct session *session = *state;
	struct cash_entry first = cash_pays(10000, "PRLV FACTURE F1001"), second = cash_pays(10000, "PRLV FACTURE F1003"), back;

	cash_book(session, CASH_BOOK "C1,Dupont,F1003,2026-08-09,2026-09-09,100,100,EUR\n");
	cash_bank(session, first);
	cash_bank(session, second);
	cash_items_are("F1001|0|10000\nF1002|5000|0\nF1003|0|10000\nF2001|7000|0\n");
	fixture_on(session, IN(3), -1);
	back = cash_bounces(first, IN(3));
	back.reference = "BACK";
	back.text = "IMPAYE F1001";
	assert_int_equal(cash_bank(session, back).reversed, 1);
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF1003|0|10000\nF2001|7000|0\n");
}

static void return_of_what_nobody_matched(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(1234, "NO IDEA");

	paid.party = "Nobody";
	paid.party_account = NULL;
	paid.end_to_end = "X-1";
	cash_book(session, CASH_BOOK);
	cash_bank(session, paid);
	fixture_is("SELECT state, why FROM bank_movement", "open|unknown\n");
	cash_bank(session, cash_bounces(paid, IN(0)));
	fixture_is("SELECT state, why FROM bank_movement ORDER BY id", "ignored|reversed\nignored|reversed\n");
	paid.end_to_end = "X-2";
	paid.reference = "OTHER";
	cash_bank(session, cash_bounces(paid, IN(0)));
	fixture_is("SELECT state, why FROM bank_movement WHERE end_to_end = 'X-2'", "open|no_original\n");
}

static const struct brief_line *brief_of(struct client_file *file, struct session *session, const char *no, enum brief_code code)
{
	struct err err;

	assert_int_equal(file_load_no(session, no, file, &err), FOUND);
	for (size_t i = 0; i < file->brief_count; i++)
		if (file->brief[i].code == code)
			return &file->brief[i];
	return NULL;
}

static void what_went_back_is_in_the_file_while_it_is_owed(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(15000, "PRLV F1001 F1002");
	const struct brief_line *line;
	struct client_file file;

	paid.end_to_end = "MANDATE-7";
	cash_book(session, CASH_BOOK);
	fixture_record(session, cash_client("C1"), OUTCOME_PROMISE, "150 2026-11-27");
	cash_bank(session, paid);
	fixture_on(session, IN(9), -1);
	assert_null(brief_of(&file, session, "C1", BRIEF_RETURNED));
	file_clear(&file);
	cash_bank(session, cash_bounces(paid, IN(8)));
	line = brief_of(&file, session, "C1", BRIEF_RETURNED);
	assert_non_null(line);
	assert_int_equal(line->amount, 15000);
	assert_int_equal(line->on, IN(8));
	assert_int_equal(line->until, TODAY);
	assert_string_equal(line->text, "AM04");
	file_clear(&file);
	line = brief_of(&file, session, "C1", BRIEF_BROKEN);
	assert_non_null(line);
	assert_int_equal(line->which, 1);
	file_clear(&file);
	assert_null(brief_of(&file, session, "C2", BRIEF_RETURNED));
	file_clear(&file);
	fixture_on(session, IN(38), -1);
	assert_non_null(brief_of(&file, session, "C1", BRIEF_RETURNED));
	file_clear(&file);
	fixture_on(session, IN(39), -1); /* told for thirty days; that the promise was not without cash, for good */
	assert_null(brief_of(&file, session, "C1", BRIEF_RETURNED));
	file_clear(&file);
	assert_int_equal(brief_of(&file, session, "C1", BRIEF_BROKEN)->which, 1);
	assert_int_equal(file.promises[0].promise.reversed_on, IN(8));
	file_clear(&file);
	fixture_on(session, IN(10), -1);
	paid.end_to_end = "AGAIN";
	paid.reference = "AGAIN";
	paid.value_on = IN(10);
	cash_bank(session, paid);
	assert_null(brief_of(&file, session, "C1", BRIEF_RETURNED));
	file_clear(&file);
}

static void a_payment_that_may_be_theirs_is_in_the_file(void **state)
{
	struct session *session = *state;
	const struct brief_line *line;
	struct client_file file;

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(3000, "FACTURE F1001 ACOMPTE"));
	cash_bank(session, cash_pays(3100, "ACOMPTE F2001")); /* Dupont's account, Martin's invoice */
	fixture_is("SELECT why FROM bank_movement WHERE state = 'open'", "other_client\n");
	for (int i = 1; i <= 2; i++) {
		line = brief_of(&file, session, i == 1 ? "C1" : "C2", BRIEF_PERHAPS);
		assert_non_null(line);
		assert_int_equal(line->count, 1);
		assert_int_equal(line->amount, 3100);
		assert_int_equal(line->on, TODAY);
		assert_true(file.verdict.escalation.guards & ESCALATION_PERHAPS);
		file_clear(&file);
	}
	cash_bank(session, cash_pays(3200, "ACOMPTE F2001"));
	fixture_sql("INSERT INTO bank_account (id, creditor_id, no) SELECT id + 1, creditor_id, 'A SECOND' FROM bank_account");
	fixture_sql("UPDATE bank_movement SET account_id = account_id + 1, value_on = '2026-11-23' WHERE amount_cents = 3200");
	line = brief_of(&file, session, "C1", BRIEF_PERHAPS);
	assert_int_equal(line->count, 2);
	assert_int_equal(line->amount, 3100); /* the newer, whichever account is looked at first */
	file_clear(&file);
	assert_true(matching_by_hand(session, cash_movement(3200), cash_client("C2"), NULL, 0, &(struct err){ 0 }));
	assert_true(matching_by_hand(session, cash_movement(3100), cash_client("C2"), NULL, 0, &(struct err){ 0 }));
	assert_null(brief_of(&file, session, "C1", BRIEF_PERHAPS));
	assert_false(file.verdict.escalation.guards & ESCALATION_PERHAPS);
	file_clear(&file);
	assert_null(brief_of(&file, session, "C2", BRIEF_PERHAPS));
	file_clear(&file);
}

static void payment_goes_back_once(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(10000, "PRLV FACTURE F1001"), back;

	paid.end_to_end = "MANDATE-7";
	cash_book(session, CASH_BOOK);
	cash_bank(session, paid);
	fixture_on(session, IN(3), -1);
	back = cash_bounces(paid, IN(3));
	cash_bank(session, back);
	back.reference = "AGAIN";
	assert_int_equal(cash_bank(session, back).left, 1);
	fixture_is("SELECT state, why FROM bank_movement WHERE state <> 'matched'", "open|no_original\n");
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
}

/* A transfer of ours that came back is money that came in, and no client's. */
static void what_we_paid_and_got_back_is_no_clients(void **state)
{
	struct cash_entry back = cash_pays(10000, "FACTURE F1001");

	back.reversal = true;
	cash_book(*state, CASH_BOOK);
	cash_bank(*state, back);
	fixture_is("SELECT state, why FROM bank_movement", "ignored|outgoing\n");
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
}

/* ---- promises ---- */

static void promise_states_are(const char *wanted)
{
	fixture_is("SELECT p.state, p.received_cents FROM promise p ORDER BY p.id", wanted);
}

static void promise_is_judged_by_the_value_date(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(15000, "FACTURES F1001 F1002");

	cash_book(session, CASH_BOOK);
	fixture_record(session, cash_client("C1"), OUTCOME_PROMISE, "150 2026-11-27");
	fixture_on(session, IN(7), -1); /* Tuesday 1 December: the check date */
	promise_states_are("broken|0\n");
	/* the statement comes late, the money came in time */
	paid.value_on = IN(3);
	paid.end_to_end = "P-1";
	cash_bank(session, paid);
	promise_states_are("kept|15000\n");
	cash_bank(session, cash_bounces(paid, IN(7)));
	promise_states_are("broken|0\n");
	fixture_is("SELECT overdue_cents FROM client WHERE no = 'C1'", "15000\n");
	fixture_is("SELECT kind FROM journal WHERE client_id <> 0 ORDER BY seq",
	        "promise\npromise_broken\ncash\npromise_kept\ncash_reversed\npromise_broken\n");
}

static void cash_after_the_check_date_lowers_the_debt_only(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(15000, "FACTURES F1001 F1002");

	cash_book(session, CASH_BOOK);
	fixture_record(session, cash_client("C1"), OUTCOME_PROMISE, "150 2026-11-27");
	fixture_on(session, IN(9), -1);
	paid.value_on = IN(8);
	cash_bank(session, paid);
	promise_states_are("broken|0\n");
	fixture_is("SELECT overdue_cents FROM client WHERE no = 'C1'", "0\n");
}

static void promise_sums_match_its_invoices(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(15000, "VIREMENT");

	cash_book(session, CASH_BOOK "C1,Dupont,F1003,2026-08-09,2026-09-09,33,33,EUR\nC1,Dupont,F1004,2026-08-10,2026-09-10,44,44,EUR\n");
	fixture_record(session, cash_client("C1"), OUTCOME_PROMISE, "150 2026-11-27");
	cash_bank(session, paid);
	fixture_is("SELECT DISTINCT reason FROM allocation", "promise\n");
	promise_states_are("kept|15000\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		FACT(number_settles_its_invoice),
		FACT(run_again_changes_nothing),
		FACT(several_numbers_and_a_part),
		FACT(payer_is_known_again_by_account),
		FACT(what_fits_by_its_amount_teaches_no_account),
		FACT(what_fits_nothing_is_the_clients_credit),
		FACT(credit_on_account_finds_its_invoice_later),
		FACT(ledger_that_shows_nothing_yet_changes_nothing),
		FACT(ledger_shows_later_what_the_bank_told),
		FACT(ledger_shows_a_part_then_more_than_the_bank),
		FACT(ledger_uses_what_was_on_account),
		FACT(what_the_ledger_began_to_use_stays_on_account),
		FACT(a_payment_that_waits_explains_a_fall_of_its_amount),
		FACT(of_what_is_on_account_the_amount_of_the_fall_comes_first),
		FACT(bank_tells_what_the_ledger_showed),
		FACT(second_payment_of_a_partly_paid_invoice),
		FACT(older_than_the_book_is_left),
		FACT(bounced_debit_opens_its_invoice_again),
		FACT(ledger_shows_a_payment_and_its_return),
		FACT(ledger_shows_a_return_before_the_bank),
		FACT(return_is_known_by_the_number_it_names),
		FACT(return_of_what_nobody_matched),
		FACT(what_went_back_is_in_the_file_while_it_is_owed),
		FACT(a_payment_that_may_be_theirs_is_in_the_file),
		FACT(payment_goes_back_once),
		FACT(what_we_paid_and_got_back_is_no_clients),
		FACT(promise_is_judged_by_the_value_date),
		FACT(cash_after_the_check_date_lowers_the_debt_only),
		FACT(promise_sums_match_its_invoices),
	};

	return cmocka_run_group_tests_name("cash", tests, NULL, NULL);
}
