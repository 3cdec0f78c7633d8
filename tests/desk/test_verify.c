/* verify and the bank: every statement of db/allocation.h broken behind the desk's back, and named.
 */
#include "cash_help.h"

#include <string.h>

#include "base/mem.h"
#include "desk/audit.h"

#define PAYER "FR1420041010050500013M02606"
#define BOOK                                                        \
	HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\n"  \
	     "C1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"    \
	     "C1,Dupont,F1003,2026-08-06,2026-09-06,30,30,EUR\n"    \
	     "C2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n"

static struct err err;

static struct cash_entry pays(const char *reference, cents amount, const char *text)
{
	return (struct cash_entry){ .value_on = TODAY, .amount = amount, .reference = reference, .party = "Dupont SARL",
		                    .party_account = PAYER, .text = text, .end_to_end = reference };
}

/* F1001 settled, F1002 settled and taken back by the bank, F1003 paid in part before the ledger told it, cash on account, one that
 * says nothing, a match undone. */
static void prepare(struct session *session)
{
	struct cash_entry entries[] = {
		pays("E1", 10000, "FACTURE F1001"), pays("E2", 5000, "FACTURE F1002"), pays("E3", 777, "VIREMENT"),
		pays("E4", 4242, "?"),              pays("E5", 7000, "FACTURE F2001"), pays("E6", 1000, "ACOMPTE F1003"),
	};
	struct cash_entry back = pays("E2", -5000, "REJET F1002");

	entries[3].party = "Nobody";
	entries[3].party_account = NULL;
	entries[4].party = "Martin";
	entries[4].party_account = NULL;
	help_take(session, "book.csv", BOOK, IMPORT_MODE_FULL);
	cash_match(session, "one.xml", entries, COUNT(entries));
	back.reference = "E7";
	back.reversal = true;
	back.return_code = "AC04";
	cash_match(session, "two.xml", &back, 1);
	assert_true(matching_undo(session, cash_movement(7000), &err));
	help_take(session, "later.csv",
	          HEAD "C1,Dupont,F1001,2026-08-01,2026-09-01,100,100,EUR\nC1,Dupont,F1002,2026-08-05,2026-09-05,50,50,EUR\n"
	               "C1,Dupont,F1003,2026-08-06,2026-09-06,30,24,EUR\nC2,Martin,F2001,2026-09-15,2026-10-15,70,70,EUR\n",
	          IMPORT_MODE_FULL);
	cash_sound(session);
}

struct said {
	struct buf text;
	int count;
};

static void keep(void *context, const char *sentence)
{
	struct said *said = context;

	buf_printf(&said->text, "%s\n", sentence);
	said->count++;
}

static void sound_store_is_counted(void **state)
{
	struct audit_totals totals;

	prepare(*state);
	assert_true(audit_verify(*state, &totals, &err));
	assert_int_equal(totals.clients, 2);
	assert_int_equal(totals.movements, 7);
}

#define OF(amount) "(SELECT id FROM bank_movement WHERE amount_cents = " #amount ")"

static const struct {
	const char *name, *sql, *says[3]; /* every one of them must be said */
} rows[] = {
	{ "an allocation is worth more", "UPDATE allocation SET amount_cents = 10100 WHERE movement_id = " OF(10000),
	  { "100.00 came in, but what it is set against makes 101.00 EUR", "it says that 100.00 of it settled invoices, its allocations "
	    "to invoices make 101.00 EUR", "invoice F1001 says that 100.00 of it is matched, its allocations make 101.00 EUR" } },
	{ "an allocation is gone", "DELETE FROM allocation WHERE movement_id = " OF(10000),
	  { "100.00 came in, but what it is set against makes 0.00", "client C1: promises are judged by cash of 2026-11-24, 100.00, that no "
	    "allocation tells" } },
	{ "undone, yet settling", "UPDATE allocation SET undone_on = '2026-11-24' WHERE movement_id = " OF(10000),
	  { "100.00 came in, but what it is set against makes 0.00 EUR", "promises are judged by 100.00 of it, its allocation makes 0.00 "
	    "EUR" } },
	{ "taken back, yet standing", "UPDATE allocation SET undone_on = NULL WHERE movement_id = " OF(7000),
	  { "nothing is decided about these 70.00, yet 70.00 EUR of it is set against invoices", "invoice F2001 says that 0.00 of it is "
	    "matched, its allocations make 70.00 EUR" } },
	{ "decided, yet open", "UPDATE bank_movement SET state = 'open' WHERE amount_cents = 10000",
	  { "nothing is decided about these 100.00, yet 100.00 EUR" } },
	{ "open, yet decided", "UPDATE bank_movement SET state = 'matched' WHERE amount_cents = 4242",
	  { "42.42 came in, but what it is set against makes 0.00 EUR" } },
	{ "a movement's matched sum", "UPDATE bank_movement SET matched_cents = 9900 WHERE amount_cents = 10000",
	  { "it says that 99.00 of it settled invoices, its allocations to invoices make 100.00 EUR" } },
	{ "a movement of another amount", "UPDATE bank_movement SET amount_cents = 4243 WHERE amount_cents = 4242",
	  { "one.xml of 2026-11-24 brought movements of 280.19, those stored make 280.20 EUR" } },
	{ "a movement is gone", "DELETE FROM bank_movement WHERE amount_cents = 4242",
	  { "one.xml of 2026-11-24 brought movements of 280.19, those stored make 237.77 EUR" } },
	{ "a reversal of another amount",
	  "UPDATE bank_movement SET reverses_id = " OF(10000) " WHERE amount_cents = -5000",
	  { "it takes back -50.00, but the payment it names is of 100.00 EUR" } },
	{ "shown beyond the whole", "UPDATE allocation SET shown_cents = 1001 WHERE movement_id = " OF(1000),
	  { "the ledger is said to have shown 10.01 of an allocation of 10.00 EUR" } },
	{ "an item's matched sum", "UPDATE invoice SET matched_cents = 9999, open_cents = 1, closed_on = NULL WHERE number = 'F1001'",
	  { "client C1: invoice F1001 says that 99.99 of it is matched, its allocations make 100.00 EUR" } },
	{ "cash on account", "UPDATE invoice SET open_cents = -776 WHERE open_cents = -777",
	  { "client C1: its cash on account of 2026-11-24 has -7.76 open, what the movement left makes -7.77 EUR" } },
	{ "a promise's cash", "UPDATE receipt SET amount_cents = 9000 WHERE amount_cents = 10000",
	  { "promises are judged by 90.00 of it, its allocation makes 100.00 EUR" } },
	{ "what the ledger told", "UPDATE receipt SET shown_cents = 100 WHERE amount_cents = 10000",
	  { "client C1: of the ledger's cash of 2026-11-24 the bank is said to have told 1.00, its allocations tell 0.00 EUR" } },
	{ "the open amount", "UPDATE invoice SET open_cents = 6999 WHERE number = 'F2001'",
	  { "client C2: invoice F2001 shows 69.99 EUR open and 0.00 matched by the bank, its ledger's last file had 70.00 open",
	    "run relance rescore" } },
	{ "the open amount of what is matched", "UPDATE invoice SET open_cents = 1500 WHERE number = 'F1003'",
	  { "client C1: invoice F1003 shows 15.00 EUR open and 4.00 matched by the bank, its ledger's last file had 24.00 open" } },
	{ "a day of the journal that is none", "UPDATE journal SET on_day = '2026-13-45' WHERE seq = 1 AND client_id <> 0",
	  { "its content was changed after it was written" } },
	{ "closed, yet open", "UPDATE invoice SET closed_on = '2026-11-24' WHERE number = 'F2001'",
	  { "client C2: invoice F2001, 70.00 open of 70.00 EUR, is marked closed" } },
	{ "open for nothing", "UPDATE invoice SET closed_on = NULL WHERE number = 'F1001'",
	  { "client C1: invoice F1001, 0.00 open of 100.00 EUR, is not marked closed" } },
};

static void names_each_kind_of_damage(void **state)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct audit_totals totals;
		struct said said = { 0 };
		int64_t faults;
		void *own = *state;

		if (i > 0) { /* each row on a store of its own */
			fixture_teardown(&own);
			fixture_setup(&own);
			*state = own;
		}
		prepare(own);
		assert_true(audit_verify(own, &totals, &err));
		fixture_sql(rows[i].sql);
		if (!audit_faults(own, &(struct audit_request){ .say = keep, .context = &said }, &totals, &faults, &err))
			fail_msg("%s: %s", rows[i].name, err.text);
		if (faults == 0)
			fail_msg("%s: verify saw nothing", rows[i].name);
		assert_int_equal(faults, said.count);
		for (size_t k = 0; k < COUNT(rows[i].says) && rows[i].says[k]; k++)
			if (!strstr(said.text.data, rows[i].says[k]))
				fail_msg("%s: %s", rows[i].name, said.text.data);
		err_clear(&err);
		assert_false(audit_verify(own, &totals, &err));
		assert_int_equal(err.code, ERR_STORE);
		assert_int_equal(strncmp(err.text, said.text.data, strlen(err.text)), 0); /* the first of them */
		buf_clear(&said.text);
	}
}

/* Many rows of one kind: all are counted, some are named. */
static void names_the_first_ones_and_counts_all(void **state)
{
	struct audit_totals totals;
	struct said said = { 0 };
	int64_t faults;

	fixture_portfolio(*state, 50);
	fixture_sql("UPDATE client SET balance_cents = balance_cents + 1");
	assert_true(audit_faults(*state, &(struct audit_request){ .say = keep, .context = &said }, &totals, &faults, &err));
	assert_int_equal(faults, 50);
	assert_int_equal(said.count, 20);
	assert_non_null(strstr(said.text.data, "client C0001 ("));
	buf_clear(&said.text);
}

struct went {
	double part;
	int steps;
};

static void go(void *context, double part)
{
	struct went *went = context;

	assert_true(part >= went->part && part <= 1);
	went->steps += part > went->part;
	went->part = part;
}

/* From the beginning to the last check; whoever asks for no progress is told none. */
static void says_how_far_it_is(void **state)
{
	struct audit_totals totals;
	struct went went = { 0 };
	struct audit_request request = { .progress = go, .context = &went };
	int64_t faults;

	prepare(*state);
	assert_true(audit_faults(*state, &request, &totals, &faults, &err));
	assert_int_equal(faults, 0);
	assert_true(went.steps >= 16);
	assert_true(went.part > 0.95);
}

/* An import that was cut short leaves no word of its ledger to compare with. */
static void ledger_cut_short_is_passed_over(void **state)
{
	struct audit_totals totals;

	prepare(*state);
	fixture_sql("UPDATE invoice SET open_cents = 6999 WHERE number = 'F2001'");
	fixture_sql("UPDATE client SET balance_cents = 6999 WHERE no = 'C2'");
	assert_false(audit_verify(*state, &totals, &err));
	assert_non_null(strstr(err.text, "F2001"));
	fixture_sql("DELETE FROM import_lines WHERE part = 0");
	assert_true(audit_verify(*state, &totals, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FACT(sound_store_is_counted),
		FACT(names_each_kind_of_damage),
		FACT(names_the_first_ones_and_counts_all),
		FACT(says_how_far_it_is),
		FACT(ledger_cut_short_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
