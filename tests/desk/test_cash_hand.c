/* Cash of the bank as a person handles it: taken back, matched by hand, left aside.
 */
#include "cash_help.h"

#include <stdio.h>

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

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(10000, "FACTURE F1001"));
	undo(session, cash_movement(10000));
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("");
	fixture_is("SELECT state, why, by_hand FROM bank_movement", "open|taken_back|1\n");
	fixture_is("SELECT count(*) FROM payer", "0\n");
	assert_int_equal(cash_run(session).movements, 0); /* persons only from now on */

	cash_bank(session, cash_pays(5000, "FACTURE F1002"));
	fixture_on(session, IN(1), -1);
	cash_book(session, HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	undo(session, cash_movement(5000));
	/* the ledger has it paid, and its cash counts */
	cash_items_are("F1001|10000|0\nF1002|0|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|5000|F1002\n");
}

static void undo_of_what_the_ledger_told_first(void **state)
{
	struct session *session = *state;
	struct cash_entry late = cash_pays(10000, "FACTURE F1001");

	cash_book(session, CASH_BOOK);
	fixture_on(session, IN(2), -1);
	cash_book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	cash_bank(session, late);
	undo(session, cash_movement(10000));
	cash_counted_is("2026-11-26|10000|F1001\n");
	cash_items_are("F1001|0|0\nF1002|5000|0\nF2001|7000|0\n");
}

static void undo_of_a_return(void **state)
{
	struct session *session = *state;
	struct cash_entry paid = cash_pays(10000, "PRLV FACTURE F1001");
	struct err err = { 0 };

	paid.end_to_end = "MANDATE-7";
	cash_book(session, CASH_BOOK);
	cash_bank(session, paid);
	cash_bank(session, cash_bounces(paid, TODAY));
	assert_false(matching_undo(session, cash_movement(10000), &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	undo(session, cash_movement(-10000));
	cash_items_are("F1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	cash_counted_is("2026-11-24|10000|F1001\n");
	undo(session, cash_movement(10000));
	cash_items_are("F1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
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
	struct cash_entry entry = cash_pays(12000, "FACTURE F1001");
	struct arena arena = { 0 };
	struct matching_line *lines, line;
	struct err err = { 0 };
	size_t count;
	int64_t first;

	entry.party_account = NULL;
	cash_book(session, CASH_BOOK);
	cash_bank(session, entry);
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
	cash_items_are("account|-2000|2000\nF1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
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

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(4000, "FACTURE F1001"));
	cash_bank(session, cash_pays(7000, "VIREMENT"));
	cash_items_are("account|-7000|7000\nF1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
	two[0] = invoice("F1002");
	two[1] = invoice("F1001");
	assert_true(matching_by_hand(session, cash_movement(7000), cash_client("C1"), two, 2, &err));
	cash_sound(session);
	cash_items_are("F1001|4000|6000\nF1002|0|5000\nF2001|7000|0\n");
	undo(session, cash_movement(7000));
	cash_items_are("F1001|6000|4000\nF1002|5000|0\nF2001|7000|0\n");
}

/* A credit note makes room, wherever it is named. */
static void credit_note_is_set_off_first(void **state)
{
	struct session *session = *state;
	struct err err = { 0 };
	int64_t two[2];

	cash_book(session, CASH_BOOK "C1,Dupont,A1003,2026-08-05,2026-08-05,-20,-20,EUR\n");
	cash_bank(session, cash_pays(8000, "VIREMENT"));
	two[0] = invoice("F1001");
	two[1] = invoice("A1003");
	assert_true(matching_by_hand(session, cash_movement(8000), cash_client("C1"), two, 2, &err));
	cash_sound(session);
	cash_items_are("A1003|0|-2000\nF1001|0|10000\nF1002|5000|0\nF2001|7000|0\n");
	undo(session, cash_movement(8000));
	cash_items_are("A1003|-2000|0\nF1001|10000|0\nF1002|5000|0\nF2001|7000|0\n");
}

static void what_a_person_cannot_do(void **state)
{
	struct session *session = *state;
	struct err err = { 0 };
	int64_t id, settled;

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(10000, "FACTURE F1001"));
	id = cash_movement(10000);
	settled = invoice("F1002");
	assert_false(matching_by_hand(session, id, cash_client("C1"), &settled, 1, &err));
	assert_int_equal(err.code, ERR_CONFLICT);
	err_clear(&err);
	assert_false(matching_by_hand(session, id + 1, cash_client("C1"), &settled, 1, &err));
	assert_int_equal(err.code, ERR_MISSING);
	err_clear(&err);
	undo(session, id);
	settled = invoice("F2001");
	assert_false(matching_by_hand(session, id, cash_client("C1"), &settled, 1, &err)); /* another client's */
	assert_int_equal(err.code, ERR_MISSING);
	err_clear(&err);
	assert_false(matching_ignore(session, id, " ", &err));
	assert_int_equal(err.code, ERR_USAGE);
	cash_sound(session);
}

static void ignored_with_words_and_back(void **state)
{
	struct session *session = *state;
	struct cash_entry entry = cash_pays(4321, "INTERETS");
	struct err err = { 0 };

	entry.party = "LA BANQUE";
	entry.party_account = NULL;
	cash_book(session, CASH_BOOK);
	cash_bank(session, entry);
	assert_true(matching_ignore(session, cash_movement(4321), "interest of the bank", &err));
	fixture_is("SELECT state, note, by_hand FROM bank_movement", "ignored|interest of the bank|1\n");
	assert_int_equal(cash_run(session).movements, 0);
	undo(session, cash_movement(4321));
	fixture_is("SELECT state, note FROM bank_movement", "open|\n");
	fixture_is("SELECT kind FROM journal WHERE kind LIKE 'cash%' ORDER BY id", "cash_ignored\ncash_undone\n");
}

static void ignored_stays_so_when_its_return_is_taken_back(void **state)
{
	struct session *session = *state;
	struct cash_entry entry = cash_pays(4321, "INTERETS");
	struct err err = { 0 };

	entry.party = "LA BANQUE";
	entry.party_account = NULL;
	entry.end_to_end = "INT-7";
	cash_book(session, CASH_BOOK);
	cash_bank(session, entry);
	assert_true(matching_ignore(session, cash_movement(4321), "interest of the bank", &err));
	cash_bank(session, cash_bounces(entry, TODAY));
	fixture_is("SELECT state, why FROM bank_movement ORDER BY amount_cents", "ignored|reversed\nignored|reversed\n");
	undo(session, cash_movement(-4321));
	fixture_is("SELECT state, why, note FROM bank_movement ORDER BY amount_cents", "open|taken_back|\nignored||interest of the bank\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(undo_before_and_after_the_ledger),
		FACT(undo_of_what_the_ledger_told_first),
		FACT(undo_of_a_return),
		FACT(person_takes_a_candidate),
		FACT(person_moves_cash_from_account),
		FACT(credit_note_is_set_off_first),
		FACT(what_a_person_cannot_do),
		FACT(ignored_with_words_and_back),
		FACT(ignored_stays_so_when_its_return_is_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
