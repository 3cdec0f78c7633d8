/* A month of a made-up firm: a ledger, a bank file a day, and what each payment truly was. Payments bear references in many spellings,
 * part amounts, numbers of others, numbers nobody has, nothing at all; some come back. What is matched must be true, every exact
 * reference must be matched, everything else must be in the list for a person.
 *
 * CASH_MONTH says how many invoices; a few in `make check`, a hundred thousand in `make torture`. CASH_SEED makes another month.
 */
#include "cash_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"

enum { FEW = 2000, PER_CLIENT = 5, DAYS = 22, PARTS = 3, TEXT = 120 };

enum kind {
	EXACT,     /* all of what is open of the invoices it names */
	PART,      /* a part of the one it names */
	SILENT,    /* one invoice to the cent, no number */
	NOBODYS,   /* a number nobody has */
	OTHERS,    /* a number of another client's */
	TWICE,     /* names what is settled */
	STRANGER,  /* no client's at all */
	BOUNCED,   /* takes back an earlier exact one */
	OUTGOING,
	KINDS
};
static const char *const kind_names[KINDS] = { "exact", "part", "silent", "nobody's", "other's", "twice", "stranger", "bounced", "outgoing" };

struct invoice {
	int client;
	cents amount, paid; /* as it truly was */
	bool muddled;       /* a payment that does not say so is for it: nobody can tell what is left of it */
	char number[24];
};
struct payment {
	enum kind kind;
	int client;           /* -1: no client's */
	int invoices[PARTS];  /* what it truly paid */
	cents amounts[PARTS];
	int count;
	cents amount;
	date on;
	char reference[24], end_to_end[24], text[TEXT], party[48], account[32];
	bool structured;
	int original;         /* BOUNCED */
	bool bounced, twice;
};

static struct month {
	int invoice_count, client_count, payment_count, payment_room;
	struct invoice *invoices;
	struct payment *payments;
	uint64_t dice;
} month;

static uint64_t roll(uint64_t below)
{
	uint64_t z = (month.dice += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31)) % below;
}

/* ---- the book ---- */

static cents open_of(int invoice)
{
	return month.invoices[invoice].amount - month.invoices[invoice].paid;
}

/* Two series of numbers; every ninth amount is its neighbour's, so that amounts alone do not always tell. */
static void make_book(int count)
{
	month = (struct month){ .invoice_count = count, .client_count = count / PER_CLIENT, .dice = getenv("CASH_SEED") ? (uint64_t)atoi(getenv("CASH_SEED")) : 7 };
	month.invoices = mem_alloc((size_t)count * sizeof *month.invoices);
	for (int i = 0; i < count; i++) {
		struct invoice *invoice = &month.invoices[i];

		invoice->client = i / PER_CLIENT;
		invoice->amount = i % 9 == 1 ? month.invoices[i - 1].amount : 5000 + (cents)roll(495000);
		if (i % 3)
			snprintf(invoice->number, sizeof invoice->number, "FA-2026-%06d", i);
		else
			snprintf(invoice->number, sizeof invoice->number, "26/%07d", 3000000 + i);
	}
}

static void name_client(int client, char *out, size_t room)
{
	static const char *const trades[] = { "Garage", "Menuiserie", "Boulangerie", "Transports", "Imprimerie", "Cabinet" };

	snprintf(out, room, "%s Durand %05d SARL", trades[client % 6], client);
}

/* What the books say today: every payment they know is posted where it truly went. */
static char *ledger_text(void)
{
	struct buf text = { 0 };
	char name[48], amount[MONEY_TEXT], open[MONEY_TEXT];

	buf_puts(&text, HEAD);
	for (int i = 0; i < month.invoice_count; i++) {
		if (open_of(i) == 0)
			continue;
		name_client(month.invoices[i].client, name, sizeof name);
		buf_printf(&text, "C%05d,%s,%s,2026-08-%02d,2026-09-%02d,%s,%s,EUR\n", month.invoices[i].client, name,
		           month.invoices[i].number, i % 28 + 1, i % 28 + 1, money_decimal_text(month.invoices[i].amount, amount),
		           money_decimal_text(open_of(i), open));
	}
	return buf_take(&text);
}

static void take_ledger(struct session *session, int serial)
{
	char name[32], *text = ledger_text();

	snprintf(name, sizeof name, "ledger-%d.csv", serial);
	help_take(session, name, text, IMPORT_MODE_FULL);
	mem_free(text);
}

/* ---- payments ---- */

static struct payment *new_payment(enum kind kind, int client, date on)
{
	struct payment *payment;

	if (month.payment_count == month.payment_room) {
		month.payment_room = month.payment_room ? 2 * month.payment_room : 1024;
		month.payments = mem_resize(month.payments, (size_t)month.payment_room, sizeof *month.payments);
	}
	payment = &month.payments[month.payment_count++];
	*payment = (struct payment){ .kind = kind, .client = client, .on = on, .original = -1 };
	snprintf(payment->reference, sizeof payment->reference, "BK%09d", month.payment_count);
	snprintf(payment->end_to_end, sizeof payment->end_to_end, "E2E-%c%c-%d", 'A' + month.payment_count % 26, 'Q',
	         900000000 + month.payment_count);
	if (client >= 0) {
		name_client(client, payment->party, sizeof payment->party);
		snprintf(payment->account, sizeof payment->account, "FR76100%020d", client);
	} else {
		snprintf(payment->party, sizeof payment->party, "Inconnu %d", month.payment_count);
		snprintf(payment->account, sizeof payment->account, "FR76999%020d", month.payment_count);
	}
	return payment;
}

static void pays(struct payment *payment, int invoice, cents amount)
{
	payment->invoices[payment->count] = invoice;
	payment->amounts[payment->count++] = amount;
	payment->amount += amount;
	month.invoices[invoice].paid += amount;
}

/* A number as people write it. */
static void spell(int invoice, char *out, size_t room)
{
	const char *number = month.invoices[invoice].number;
	size_t n = 0;

	switch (roll(5)) {
	case 0: snprintf(out, room, "%s", number); return;
	case 1: /* without its marks */
		for (; *number && n + 1 < room; number++)
			if (*number != '-' && *number != '/')
				out[n++] = *number;
		break;
	case 2: /* with blanks, in small letters */
		for (; *number && n + 1 < room; number++)
			out[n++] = *number == '-' || *number == '/' ? ' ' : *number >= 'A' ? (char)(*number | 0x20) : *number;
		break;
	case 3: snprintf(out, room, "n. %s", number); return;
	default: snprintf(out, room, "FACT %s", number); return;
	}
	out[n] = '\0';
}

static void say(struct payment *payment, const int *invoices, int count)
{
	size_t n = (size_t)snprintf(payment->text, TEXT, "%s", roll(2) ? "VIR SEPA " : "");

	payment->structured = count == 1 && roll(4) == 0;
	if (payment->structured)
		n = (size_t)snprintf(payment->text, TEXT, "%s", month.invoices[invoices[0]].number);
	for (int i = 0; i < count && !payment->structured; i++) {
		char number[40];

		spell(invoices[i], number, sizeof number);
		n += (size_t)snprintf(payment->text + n, TEXT - n, "%s%s", i ? (roll(2) ? ", " : " + ") : "", number);
	}
}

/* An open invoice, or -1. */
static int some_invoice(void)
{
	for (int tries = 0; tries < 50; tries++) {
		int invoice = (int)roll((uint64_t)month.invoice_count);

		if (open_of(invoice) > 0 && !month.invoices[invoice].muddled)
			return invoice;
	}
	return -1;
}

static void make_exact(date on)
{
	int first = some_invoice(), client, named[PARTS], count = 0, wanted = 1 + (int)(roll(3) == 0) + (int)(roll(6) == 0);
	struct payment *payment;

	if (first < 0)
		return;
	client = month.invoices[first].client;
	payment = new_payment(EXACT, client, on);
	for (int i = first; i < month.invoice_count && month.invoices[i].client == client && count < wanted; i++)
		if (open_of(i) > 0 && !month.invoices[i].muddled) {
			named[count++] = i;
			pays(payment, i, open_of(i));
		}
	say(payment, named, count);
}

static void make_part(date on)
{
	int invoice = some_invoice();
	struct payment *payment;

	if (invoice < 0 || open_of(invoice) < 200)
		return;
	payment = new_payment(PART, month.invoices[invoice].client, on);
	pays(payment, invoice, open_of(invoice) * (30 + (cents)roll(40)) / 100);
	say(payment, &invoice, 1);
}

static void make_silent(date on)
{
	int invoice = some_invoice();
	struct payment *payment;

	if (invoice < 0)
		return;
	month.invoices[invoice].muddled = true;
	payment = new_payment(SILENT, month.invoices[invoice].client, on);
	pays(payment, invoice, open_of(invoice));
	snprintf(payment->text, TEXT, "VIREMENT %d", (int)roll(90) + 10);
}

static void make_wrong(enum kind kind, date on)
{
	int invoice = some_invoice(), other = (int)roll((uint64_t)month.invoice_count);
	struct payment *payment;

	if (invoice < 0 || month.invoices[other].client == month.invoices[invoice].client)
		return;
	month.invoices[invoice].muddled = true;
	payment = new_payment(kind, month.invoices[invoice].client, on);
	pays(payment, invoice, open_of(invoice) > 300 && roll(2) ? open_of(invoice) - 101 : open_of(invoice));
	if (kind == OTHERS)
		say(payment, &other, 1);
	else
		snprintf(payment->text, TEXT, "FACT FA-2025-%06d", (int)roll(900000));
}

/* An exact payment of before, that stands. */
static int some_exact(date on)
{
	for (int tries = 0; tries < 50 && month.payment_count > 0; tries++) {
		int at = (int)roll((uint64_t)month.payment_count);
		const struct payment *payment = &month.payments[at];

		if (payment->kind == EXACT && !payment->bounced && !payment->twice && payment->on <= on - 2)
			return at;
	}
	return -1;
}

static void make_twice(date on)
{
	int first = some_exact(on);
	struct payment *payment;

	if (first < 0)
		return;
	month.payments[first].twice = true;
	payment = new_payment(TWICE, month.payments[first].client, on);
	payment->amount = month.payments[first].amounts[0];
	say(payment, month.payments[first].invoices, 1);
}

static void make_bounce(date on)
{
	int original = some_exact(on);
	struct payment *payment;

	if (original < 0)
		return;
	payment = new_payment(BOUNCED, month.payments[original].client, on);
	payment->original = original;
	payment->amount = -month.payments[original].amount;
	snprintf(payment->end_to_end, sizeof payment->end_to_end, "%s", month.payments[original].end_to_end);
	month.payments[original].bounced = true;
	for (int i = 0; i < month.payments[original].count; i++)
		month.invoices[month.payments[original].invoices[i]].paid -= month.payments[original].amounts[i];
}

static void make_other(enum kind kind, date on)
{
	struct payment *payment = new_payment(kind, -1, on);

	payment->amount = 1000 + (cents)roll(100000);
	if (kind == OUTGOING)
		payment->amount = -payment->amount;
	snprintf(payment->text, TEXT, kind == OUTGOING ? "VIR SALAIRE %d" : "REMISE %d", (int)roll(1000));
}

static void make_payment(date on)
{
	static const int parts[KINDS] = { [EXACT] = 55, [PART] = 10, [SILENT] = 10, [NOBODYS] = 4, [OTHERS] = 4,
		                          [TWICE] = 3,  [STRANGER] = 4, [BOUNCED] = 4, [OUTGOING] = 6 };
	int at = (int)roll(100), kind = 0;

	while (at >= parts[kind])
		at -= parts[kind++];
	switch (kind) {
	case EXACT: make_exact(on); break;
	case PART: make_part(on); break;
	case SILENT: make_silent(on); break;
	case BOUNCED: make_bounce(on); break;
	case TWICE: make_twice(on); break;
	case STRANGER:
	case OUTGOING: make_other((enum kind)kind, on); break;
	default: make_wrong((enum kind)kind, on);
	}
}

/* ---- the days ---- */

static void take_day(struct session *session, int from)
{
	int count = month.payment_count - from;
	struct cash_entry *entries = mem_alloc((size_t)(count + 1) * sizeof *entries);
	char name[32];

	for (int i = 0; i < count; i++) {
		const struct payment *payment = &month.payments[from + i];

		entries[i] = (struct cash_entry){
			.value_on = payment->on,
			.amount = payment->amount,
			.reference = payment->reference,
			.party = payment->party,
			.party_account = payment->account,
			.text = payment->structured ? NULL : payment->text,
			.structured = payment->structured ? payment->text : NULL,
			.end_to_end = payment->end_to_end,
			.return_code = payment->kind == BOUNCED ? "AM04" : NULL,
			.reversal = payment->kind == BOUNCED,
		};
	}
	snprintf(name, sizeof name, "bank-%d.xml", from);
	cash_take(session, name, entries, (size_t)count);
	mem_free(entries);
}

/* ---- the truth ---- */

static const struct payment *payment_of(const char *reference)
{
	return &month.payments[atoi(reference + 2) - 1];
}

static bool is_true(const struct payment *payment, const char *number, cents amount)
{
	const struct payment *paid = payment->original >= 0 ? &month.payments[payment->original] : payment;
	int sign = payment->original >= 0 ? -1 : 1;

	for (int i = 0; i < paid->count; i++)
		if (strcmp(month.invoices[paid->invoices[i]].number, number) == 0 && amount == sign * paid->amounts[i])
			return true;
	return false;
}

/* All that was paid for a client, to find out why. */
static void tell(int client)
{
	for (int i = 0; i < month.payment_count; i++) {
		const struct payment *payment = &month.payments[i];

		if (payment->client != client)
			continue;
		print_message("  %s day %d %-8s %10lld “%s”", payment->reference, payment->on - TODAY, kind_names[payment->kind],
		              (long long)payment->amount, payment->text);
		for (int k = 0; k < payment->count; k++)
			print_message(" %s", month.invoices[payment->invoices[k]].number);
		print_message("\n");
	}
}

/* Each allocation that stands is where the money truly went; on account it is at least that client's. */
static int count_wrong(void)
{
	char *rows = fixture_dump("SELECT substr(m.key, length(m.key) - length(m.key) + 1), CASE WHEN s.name = 'bank' THEN '-' ELSE "
	                          "coalesce(i.number, '-') END, sum(a.amount_cents), c.no, m.end_to_end, m.amount_cents FROM allocation a "
	                          "JOIN bank_movement m ON m.id = a.movement_id JOIN client c ON c.id = a.client_id LEFT JOIN invoice i ON "
	                          "i.id = a.invoice_id LEFT JOIN source s ON s.id = i.source_id WHERE a.undone_on IS NULL GROUP BY m.id, "
	                          "a.invoice_id, m.key, s.name, i.number, c.no, m.end_to_end, m.amount_cents");
	int wrong = 0;

	for (char *line = rows; *line;) {
		char *end = strchr(line, '\n'), *fields[6], *at = strstr(line, "|BK");
		const struct payment *payment;

		*end = '\0';
		payment = payment_of(at + 1);
		at = strchr(strchr(at + 1, '|') + 1, '|'); /* behind the amount of the key */
		for (int i = 1; i < 6; i++) {
			fields[i] = at + 1;
			at = strchr(at + 1, '|');
			if (at)
				*at = '\0';
		}
		if (payment->client < 0 || atoi(fields[3] + 1) != payment->client ||
		    (strcmp(fields[1], "-") != 0 && !is_true(payment, fields[1], atoll(fields[2])))) {
			print_message("wrong: %s %s “%s” went to %s (%s)\n", kind_names[payment->kind], payment->reference, payment->text,
			              fields[1], fields[3]);
			tell(payment->client);
			wrong++;
		}
		line = end + 1;
	}
	mem_free(rows);
	return wrong;
}

static void count_states(int counts[KINDS][5])
{
	static const char *const states[] = { "matched", "account", "open", "ignored", "split" };
	char *rows = fixture_dump("SELECT key, state FROM bank_movement");

	memset(counts, 0, KINDS * sizeof counts[0]);
	for (char *line = rows; *line;) {
		char *end = strchr(line, '\n'), *state;
		const struct payment *payment = payment_of(strstr(line, "|BK") + 1);

		*end = '\0';
		state = strrchr(line, '|') + 1;
		for (int i = 0; i < 5; i++)
			counts[payment->kind][i] += strcmp(states[i], state) == 0;
		if (payment->kind == EXACT && strcmp(state, "matched") != 0) {
			print_message("not matched: %s\n", payment->reference);
			tell(payment->client);
		}
		line = end + 1;
	}
	mem_free(rows);
}

static void show(int counts[KINDS][5])
{
	for (int kind = 0; kind < KINDS; kind++)
		print_message("%-9s matched %6d  on account %5d  to clear %5d  aside %5d\n", kind_names[kind], counts[kind][0],
		              counts[kind][1], counts[kind][2], counts[kind][3]);
}

static void what_is_matched_is_true(struct session *session, bool loud)
{
	struct arena arena = { 0 };
	struct matching_line *lines;
	struct err err = { 0 };
	int counts[KINDS][5], left = 0, all = 0;
	size_t count;

	count_states(counts);
	if (loud)
		show(counts);
	assert_int_equal(count_wrong(), 0);
	assert_int_equal(counts[EXACT][1] + counts[EXACT][2] + counts[EXACT][3], 0);
	assert_int_equal(counts[BOUNCED][1] + counts[BOUNCED][2] + counts[BOUNCED][3], 0);
	assert_int_equal(counts[PART][2], 0);
	assert_int_equal(counts[STRANGER][0] + counts[STRANGER][1], 0);
	assert_int_equal(counts[OTHERS][0], 0);
	assert_int_equal(counts[OUTGOING][3], counts[OUTGOING][0] + counts[OUTGOING][1] + counts[OUTGOING][2] + counts[OUTGOING][3]);
	for (int kind = 0; kind < KINDS; kind++) {
		left += counts[kind][1] + counts[kind][2];
		for (int state = 0; state < 5; state++)
			all += counts[kind][state];
	}
	assert_int_equal(all, month.payment_count);
	assert_true(matching_list(session, &arena, false, 0, &lines, &count, &err));
	assert_int_equal(count, left);
	for (size_t i = 0; i < count; i++)
		if (!*lines[i].why)
			fail_msg("%s %lld “%s” is left without a word", lines[i].state, (long long)lines[i].amount, lines[i].text);
	arena_clear(&arena);
}

static void a_month_of_cash(void **state)
{
	struct session *session = *state;
	const char *asked = getenv("CASH_MONTH");
	int count = asked ? atoi(asked) : FEW, a_day = count * 3 / 5 / DAYS;
	int64_t began = clock_steady_ms(), importing = 0, matching = 0;
	struct matching_totals totals;
	struct err err = { 0 };

	make_book(count);
	take_ledger(session, 0);
	print_message("%d invoices in %lld ms\n", count, (long long)(clock_steady_ms() - began));
	for (int day = 1; day <= DAYS; day++) {
		int from = month.payment_count;
		int64_t start;

		fixture_on(session, IN(day), -1);
		for (int i = 0; i < a_day; i++)
			make_payment(IN(day));
		start = clock_steady_ms();
		take_day(session, from);
		importing += clock_steady_ms() - start;
		start = clock_steady_ms();
		assert_true(matching_run(session, NULL, NULL, &totals, &err));
		matching += clock_steady_ms() - start;
		if (day % 8 == 0) { /* the books know all of it now */
			cash_sound(session);
			take_ledger(session, day);
			cash_sound(session);
		}
	}
	/* what one run settles may leave one answer where there were two; then nothing moves any more */
	for (int again = 0; again < 4; again++)
		totals = cash_run(session);
	assert_int_equal(totals.matched + totals.reversed, 0);
	cash_sound(session);
	what_is_matched_is_true(session, asked != NULL);
	if (asked)
		print_message("%d payments: imported in %lld ms, matched in %lld ms\n", month.payment_count, (long long)importing,
		              (long long)matching);
	mem_free(month.invoices);
	mem_free(month.payments);
}

int main(void)
{
	static const struct CMUnitTest tests[] = { FACT(a_month_of_cash) };

	return cmocka_run_group_tests_name("cash month", tests, NULL, NULL);
}
