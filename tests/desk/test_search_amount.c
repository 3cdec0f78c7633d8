/* Invoices and payments by their amount: what is found, of whom, and in which order. */
#include "cash_help.h"

#include <string.h>

#include "base/mem.h"
#include "desk/people.h"
#include "desk/team.h"
#include "desk/worklist.h"

static struct err err;

/* A line a row: client, what it was found by, number, what is open of it, state. */
static char *found_limited(struct session *session, const char *query, int limit)
{
	static const char *const kinds[SEARCH_SUM_KIND_COUNT] = { "invoice", "rest", "movement", "cash", "credit" };
	struct arena arena = { 0 };
	struct worklist_row *rows;
	size_t count;
	struct buf text;

	buf_init(&text);
	if (!worklist_search(session, &arena, query, limit, &rows, &count, &err))
		fail_msg("%s: %s", query, err.text);
	for (size_t i = 0; i < count; i++) {
		const struct search_sum *sum = rows[i].sum;

		assert_int_equal(rows[i].match == WORKLIST_MATCH_AMOUNT, sum != NULL);
		assert_int_equal(rows[i].client.id, sum ? sum->client_id : rows[i].client.id);
		buf_printf(&text, "%s %s %s", rows[i].client.no, sum ? kinds[sum->kind] : worklist_match_codes[rows[i].match], rows[i].matched);
		if (sum)
			buf_printf(&text, " %lld%s%s", (long long)sum->open, *sum->state ? " " : "", sum->state);
		buf_puts(&text, "\n");
	}
	arena_clear(&arena);
	return buf_take(&text);
}

static void finds(struct session *session, const char *query, const char *wanted)
{
	char *text = found_limited(session, query, 20);

	if (strcmp(text, wanted) != 0)
		fail_msg("“%s” found:\n%sand not:\n%s", query, text, wanted);
	mem_free(text);
}

static void documents_are_found_by_their_amount_open_ones_first(void **state)
{
	struct session *session = *state;
	int64_t a = fixture_client(session, "C-1", "Hébrard"), b = fixture_client(session, "C-2", "Nœud papillon"), other;

	fixture_invoice(session, a, "F1", LATE(60), 123456);
	fixture_invoice(session, a, "F2", LATE(90), 123456);
	fixture_invoice(session, b, "F3", LATE(30), 123456);
	fixture_invoice(session, b, "F4", LATE(20), 123457);
	fixture_item(session, b, "F5", ITEM_INVOICE, LATE(10), 123456, "CHF");
	other = fixture_invoice(session, b, "F6", LATE(5), 200000);
	fixture_item(session, a, "AV1", ITEM_CREDIT_NOTE, LATE(1), -123456, "EUR");
	fixture_item(session, a, "RG1", ITEM_CASH, LATE(1), -123456, "EUR"); /* its receipt would be found, not the item */
	fixture_sql("UPDATE invoice SET open_cents = 0, closed_on = '2026-11-01' WHERE number = 'F1'");
	fixture_sql("UPDATE invoice SET open_cents = 456 WHERE number = 'F2'");
	finds(session, "1 234,56", "C-2 invoice F5 123456\nC-2 invoice F3 123456\nC-1 invoice F2 456\nC-1 credit AV1 -123456\nC-1 invoice F1 0\n");
	finds(session, "1'234.56 CHF", "C-2 invoice F5 123456\n");
	finds(session, "1234.56€", "C-2 invoice F3 123456\nC-1 invoice F2 456\nC-1 credit AV1 -123456\nC-1 invoice F1 0\n");
	finds(session, "1.234,57", "C-2 invoice F4 123457\n");
	finds(session, "1234,5", "");
	/* What is left of an invoice is an amount people name as well. */
	finds(session, "4,56", "C-1 rest F2 456\n");
	finds(session, "2000", "C-2 invoice F6 200000\n");
	fixture_cash(session, b, other, LATE(2), 200000);
	fixture_sql("UPDATE invoice SET open_cents = 0 WHERE number = 'F6'");
	finds(session, "2 000", "C-2 cash F6 0\nC-2 invoice F6 0\n");
	fixture_credit(session, b, 0, LATE(2), 7700);
	finds(session, "77,00", "");
}

static void payments_are_found_whoevers_they_are(void **state)
{
	struct session *session = *state;
	struct cash_entry unknown = cash_pays(4321, "RIEN"), bounced;

	unknown.party = "Inconnu";
	unknown.party_account = NULL;
	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(10000, "FACTURE F1001"));
	cash_bank(session, unknown);
	finds(session, "100,00", "C1 movement F1001 0 matched\nC1 invoice F1001 0\n");
	finds(session, "43,21", " movement  0 open\n");
	finds(session, "50", "C1 invoice F1002 5000\n");
	assert_true(matching_ignore(session, cash_movement(4321), "caution", &err));
	finds(session, "43,21", " movement  0 ignored\n");

	/* The ledger shows the payment too: it is one. */
	fixture_on(session, IN(1), -1);
	cash_book(session, HEAD "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	finds(session, "100,00", "C1 movement F1001 0 matched\nC1 invoice F1001 0\n");
	/* What only the ledger shows. */
	cash_book(session, HEAD "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n");
	finds(session, "50,00", "C1 cash F1002 0\nC1 invoice F1002 0\n");

	bounced = cash_pays(7000, "FACTURE F2001");
	bounced.end_to_end = "MANDATE-7";
	bounced.party = "Martin";
	bounced.party_account = NULL;
	cash_bank(session, bounced);
	cash_bank(session, cash_bounces(bounced, IN(1)));
	finds(session, "70,00", "C2 invoice F2001 7000\nC2 movement F2001 0 matched\nC2 movement F2001 0 matched\n");
}

static void an_amount_stands_beside_what_else_is_written_so(void **state)
{
	struct session *session = *state;
	int64_t a = fixture_client(session, "1500", "Hébrard");

	fixture_contact(session, a, "Élodie", "01 99 00 15 00");
	fixture_invoice(session, a, "1500-7", LATE(60), 9900);
	fixture_invoice(session, fixture_client(session, "C-2", "Quincaillerie"), "F9", LATE(6), 150000);
	finds(session, "1500", "1500 account \nC-2 invoice F9 150000\n");
	finds(session, "1500,00", "C-2 invoice F9 150000\n");
	finds(session, "1 500 €", "C-2 invoice F9 150000\n");
	finds(session, "15 00", "1500 phone \n");
}

static void neither_takes_the_others_room(void **state)
{
	struct session *session = *state;
	char no[16];

	for (int i = 0; i < 8; i++) {
		snprintf(no, sizeof no, "77%d", i);
		int64_t id = fixture_client(session, no, "Serie");
		fixture_invoice(session, id, no, LATE(20 - i), 7700);
	}
	char *text = found_limited(session, "77", 6);
	assert_string_equal(strstr(text, " 7700") - strlen("777 invoice 777"), "777 invoice 777 7700\n776 invoice 776 7700\n775 invoice 775 7700\n");
	assert_int_equal(strstr(text, "777 invoice 777 7700") - text, strlen("770 account \n") * 3);
	mem_free(text);
	text = found_limited(session, "77,00", 6);
	assert_int_equal(strlen(text), strlen("770 invoice 770 7700\n") * 6);
	assert_non_null(strstr(text, "772 invoice 772 7700\n"));
	mem_free(text);
}

static void only_what_one_may_see_is_found(void **state)
{
	struct session *session = *state, *bob;
	int64_t north;

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(10000, "FACTURE F1001"));
	cash_bank(session, (struct cash_entry){ .value_on = TODAY, .amount = 4321, .reference = "X", .party = "Inconnu", .text = "RIEN" });
	assert_true(team_add(session, "nord", &err));
	assert_true(team_add(session, "sud", &err));
	north = cash_client("C1");
	assert_true(team_assign(session, &north, 1, &(struct team_assignment){ .team = "nord" }, &(struct team_assigned){ 0 }, &err));
	bob = fixture_session("bob", TODAY); /* of no team */
	finds(bob, "100,00", "");
	finds(bob, "50,00", "");
	finds(bob, "43,21", "");
	finds(bob, "70,00", "C2 invoice F2001 7000\n");
	finds(session, "43,21", " movement  0 open\n");
	finds(session, "50,00", "C1 invoice F1002 5000\n");
	session_close(bob);
}

/* What pays for files of two teams is found by whoever may see one of them, beside that one. */
static void a_payment_of_two_files_is_found_by_both_teams(void **state)
{
	static const char *const teams[] = { "nord", "sud", "est" };
	static const char *const wanted[] = { "C1 movement F1001 0 matched\nC1 invoice F1001 0\n", "C2 movement F2001 0 matched\n", "" };
	struct session *session = *state, *own;
	int64_t client;

	cash_book(session, CASH_BOOK);
	cash_bank(session, cash_pays(10000, "FACTURE F1001"));
	fixture_sql("INSERT INTO allocation (id, movement_id, client_id, invoice_id, amount_cents, shown_cents, reason, on_day, at) "
		    "SELECT a.id + 1, a.movement_id, i.client_id, i.id, 0, 0, a.reason, a.on_day, a.at FROM allocation a, invoice i "
		    "WHERE i.number = 'F2001'");
	finds(session, "100,00", "C1 movement F1001 0 matched\nC2 movement F2001 0 matched\nC1 invoice F1001 0\n");
	for (size_t i = 0; i < 3; i++)
		assert_true(team_add(session, teams[i], &err));
	for (size_t i = 0; i < 2; i++) {
		client = cash_client(i == 0 ? "C1" : "C2");
		assert_true(team_assign(session, &client, 1, &(struct team_assignment){ .team = teams[i] }, &(struct team_assigned){ 0 }, &err));
	}
	for (size_t i = 0; i < 3; i++) {
		assert_true(people_set(session, &(struct people_change){ .name = "bob", .team = teams[i] }, &err));
		own = fixture_session("bob", TODAY);
		finds(own, "100,00", wanted[i]);
		session_close(own);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(documents_are_found_by_their_amount_open_ones_first),
		FACT(payments_are_found_whoevers_they_are),
		FACT(an_amount_stands_beside_what_else_is_written_so),
		FACT(neither_takes_the_others_room),
		FACT(only_what_one_may_see_is_found),
		FACT(a_payment_of_two_files_is_found_by_both_teams),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
