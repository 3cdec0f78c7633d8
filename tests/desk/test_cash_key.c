/* A key account: thousands of open invoices of one client, and what a payment of its costs to match. Not for PostgreSQL (steps.h).
 */
#include <string.h>

#include "cash_help.h"
#include "steps.h"

#include "base/mem.h"

static struct err err;

enum { EACH = 20 };

/* Invoice i is of 10.00 + i cents; every fiftieth has a credit note of 3.00 + i cents beside it. */
static void owe(struct session *session, int count)
{
	struct buf text = { 0 };

	buf_puts(&text, HEAD);
	for (int i = 0; i < count; i++) {
		buf_printf(&text, "K1,Clef,FA-2026-%06d,2026-08-%02d,2026-09-%02d,%d.%02d,%d.%02d,EUR\n", i, i % 28 + 1, i % 28 + 1, 10 + i / 100,
		           i % 100, 10 + i / 100, i % 100);
		if (i % 50 == 0)
			buf_printf(&text, "K1,Clef,AV-2026-%06d,2026-08-%02d,2026-09-%02d,-%d.%02d,-%d.%02d,EUR\n", i, i % 28 + 1, i % 28 + 1,
			           3 + i / 100, i % 100, 3 + i / 100, i % 100);
	}
	buf_puts(&text, "C1,Dupont,F1,2026-08-01,2026-09-01,100,100,EUR\n");
	cash_book(session, text.data);
	buf_clear(&text);
}

/* ---- payments, EACH of a kind ---- */

static void by_reference(struct cash_entry *entry, int i, char *words)
{
	sprintf(words, "FA-2026-%06d", 7 * i + 1);
	entry->amount = 1000 + 7 * i + 1;
	entry->structured = words;
}

static void by_two_numbers(struct cash_entry *entry, int i, char *words)
{
	sprintf(words, "VIR FA-2026-%06d ET FA-2026-%06d", 7 * i + 2, 7 * i + 3);
	entry->amount = 2000 + 14 * i + 5;
	entry->text = words;
}

/* Less the credit note that stands beside invoice 50 i. */
static void by_number_less_a_credit_note(struct cash_entry *entry, int i, char *words)
{
	sprintf(words, "REGLT FA-2026-%06d", 50 * i + 11);
	entry->amount = 1000 + 50 * i + 11 - (300 + 50 * i);
	entry->text = words;
}

/* A client known by his name alone, and no amount that fits: looked at, and left. */
static void silent(struct cash_entry *entry, int i, char *words)
{
	sprintf(words, "MERCI %c", 'A' + i);
	entry->amount = 90000000 + i;
	entry->party_account = NULL;
	entry->text = words;
}

/* Of the money a night spends on one client: the queue row made anew reads all that is open (12 steps an invoice), and nothing else may
 * unless it has to. Every item with all that is known of it takes 35 steps. */
static const struct {
	const char *name;
	void (*make)(struct cash_entry *entry, int i, char *words);
	const char *how; /* of its allocations; NULL: it is left */
	long most;       /* steps an open item, a payment */
} kinds[] = {
	{ "by reference", by_reference, "reference", 15 },
	{ "two numbers in the text", by_two_numbers, "number", 15 },
	{ "a number less a credit note", by_number_less_a_credit_note, "netted", 22 },
	{ "nothing that says what", silent, NULL, 20 },
};

static void take(struct session *session, size_t kind)
{
	struct cash_entry entries[EACH];
	char words[EACH][64], reference[EACH][16], name[32];

	for (int i = 0; i < EACH; i++) {
		snprintf(reference[i], sizeof reference[i], "B%zu%03d", kind, i);
		entries[i] = (struct cash_entry){
			.value_on = TODAY, .reference = reference[i], .party = "CLEF", .party_account = CASH_PAYER
		};
		kinds[kind].make(&entries[i], i, words[i]);
	}
	snprintf(name, sizeof name, "bank%zu.xml", kind);
	cash_take(session, name, entries, EACH);
}

static void was_matched(size_t kind)
{
	char *sql = mem_printf("SELECT count(*) FROM bank_movement m WHERE m.state = '%s' AND m.key LIKE '%%B%zu%%'",
	                       kinds[kind].how ? "matched" : "open", kind);
	char *how = mem_printf("SELECT count(DISTINCT a.movement_id) FROM allocation a JOIN bank_movement m ON m.id = a.movement_id WHERE "
	                       "a.undone_on IS NULL AND m.key LIKE '%%B%zu%%' AND a.reason = '%s'",
	                       kind, kinds[kind].how ? kinds[kind].how : "");

	assert_int_equal(fixture_count(sql), EACH);
	assert_int_equal(fixture_count(how), kinds[kind].how ? EACH : 0);
	mem_free(sql);
	mem_free(how);
}

static void a_payment_costs_what_it_needs(void **state)
{
	enum { INVOICES = 1500 };
	struct matching_totals totals;

	owe(*state, INVOICES);
	for (size_t kind = 0; kind < COUNT(kinds); kind++) {
		long steps, open;

		take(*state, kind);
		open = fixture_count("SELECT count(*) FROM invoice WHERE open_cents <> 0");
		steps_taken();
		assert_true(matching_run(*state, NULL, NULL, &totals, &err));
		steps = steps_taken() / EACH;
		if (steps > kinds[kind].most * open)
			fail_msg("%s: %ld steps a payment, %ld items are open", kinds[kind].name, steps, open);
		was_matched(kind);
	}
	cash_sound(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = { FACT(a_payment_costs_what_it_needs) };

	steps_watch();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
