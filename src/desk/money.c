/* Interest and fees of a client: facts gathered for rules/interest.h. Decides nothing about rates or rounding.
 */
#include "desk/money.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "db/item.h"
#include "db/rate.h"
#include "rules/netting.h"

/* Money known to have come for an invoice. */
struct paid {
	int64_t invoice_id;
	struct interest_payment payment;
	bool receipt;                    /* the ledger's own: already off the open amount */
};

struct ledger {
	struct interest_rates rates;
	struct paid *paid;               /* by invoice */
	size_t paid_count, paid_room;
	struct late_invoice *late;
	size_t late_count;
};

/* ---- rates ---- */

/* Both in rising order; where both have a day, the table's. */
static size_t merge(const struct interest_rates *base, const struct interest_rate *rows, size_t count, struct interest_rate *out)
{
	size_t used = 0, i = 0, k = 0;

	while (i < base->count || k < count) {
		bool table = i == base->count || (k < count && rows[k].from <= base->rows[i].from);

		if (table && i < base->count && rows[k].from == base->rows[i].from)
			i++;
		out[used++] = table ? rows[k++] : base->rows[i++];
	}
	return used;
}

bool money_rates(struct session *session, struct arena *arena, struct interest_rates *out, struct err *err)
{
	const struct interest_rates *base = session->policy.interest;
	struct interest_rate *rows, *merged;
	size_t count;

	if (!rate_list(session->store, arena, RATE_CONTRACT, &rows, &count, err))
		return false;
	if (count > 0) {
		*out = (struct interest_rates){ .rows = rows, .count = count, .contract = true };
		return true;
	}
	if (!rate_list(session->store, arena, RATE_LATE, &rows, &count, err))
		return false;
	merged = arena_alloc(arena, (base->count + count + 1) * sizeof *merged);
	*out = (struct interest_rates){ .rows = merged, .count = merge(base, rows, count, merged) };
	return true;
}

/* ---- gathering ---- */

static void put_paid(struct ledger *ledger, int64_t invoice_id, date on, cents amount, bool receipt)
{
	MEM_GROW(ledger->paid, ledger->paid_count, ledger->paid_room);
	ledger->paid[ledger->paid_count++] = (struct paid){ invoice_id, { on, amount }, receipt };
}

/* Credits that are not matched pay what netting says they cover, each on its own day. */
static void spend_credits(struct ledger *ledger, const struct item *items, size_t count, const cents *left)
{
	cents *rest = mem_alloc((count + 1) * sizeof *rest);

	for (size_t i = 0; i < count; i++)
		rest[i] = items[i].open < 0 ? -items[i].open : 0;
	for (size_t i = 0; i < count; i++) {
		cents covered = items[i].open > 0 ? items[i].open - left[i] : 0;

		for (size_t k = 0; k < count && covered > 0; k++) {
			cents part = rest[k] < covered ? rest[k] : covered;

			if (part == 0 || strcmp(items[k].currency, items[i].currency) != 0)
				continue;
			put_paid(ledger, items[i].id, items[k].issued_on, part, false);
			rest[k] -= part;
			covered -= part;
		}
	}
	mem_free(rest);
}

static int by_invoice(const void *a, const void *b)
{
	const struct paid *x = a, *y = b;

	if (x->invoice_id != y->invoice_id)
		return x->invoice_id < y->invoice_id ? -1 : 1;
	return (x->payment.on > y->payment.on) - (x->payment.on < y->payment.on);
}

static bool gather(struct session *session, struct arena *arena, int64_t client_id, date on, struct ledger *ledger, struct err *err)
{
	struct receipt_row *receipts;
	struct item *items;
	size_t receipt_count, item_count;
	cents *left;

	if (!money_rates(session, arena, &ledger->rates, err) ||
	    !late_invoice_list(session->store, arena, client_id, on, &ledger->late, &ledger->late_count, err) ||
	    !receipt_list(session->store, arena, client_id, &receipts, &receipt_count, err) ||
	    !item_list(session->store, arena, client_id, &items, &item_count, err))
		return false;
	for (size_t i = 0; i < receipt_count; i++)
		if (receipts[i].invoice_id)
			put_paid(ledger, receipts[i].invoice_id, receipts[i].receipt.value_on, receipts[i].receipt.amount, true);
	left = arena_alloc(arena, (item_count + 1) * sizeof *left);
	netting_left(items, item_count, left);
	spend_credits(ledger, items, item_count, left);
	if (ledger->paid_count > 0)
		qsort(ledger->paid, ledger->paid_count, sizeof *ledger->paid, by_invoice);
	return true;
}

static size_t first_paid(const struct ledger *ledger, int64_t invoice_id)
{
	size_t low = 0, high = ledger->paid_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ledger->paid[middle].invoice_id < invoice_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- one invoice ---- */

/* What of it was paid when, as far as is known; the rest in the client's favour, but for one that only vanished. */
static struct interest_invoice facts_of(const struct ledger *ledger, struct arena *arena, const struct late_invoice *late)
{
	size_t first = first_paid(ledger, late->id), end = first;
	struct interest_invoice out = { .due_on = late->due_on, .principal = late->amount };
	struct interest_payment *payments;
	cents known = 0, gone = late->amount - late->open;

	while (end < ledger->paid_count && ledger->paid[end].invoice_id == late->id)
		end++;
	payments = arena_alloc(arena, (end - first + 1) * sizeof *payments);
	for (size_t i = first; i < end; i++) {
		payments[out.payment_count++] = ledger->paid[i].payment;
		known += ledger->paid[i].receipt ? ledger->paid[i].payment.amount : 0;
	}
	if (gone > known && date_is(late->closed_on))
		payments[out.payment_count++] = (struct interest_payment){ late->closed_on, gone - known };
	else if (gone > known)
		out.principal -= gone - known;
	out.payments = payments;
	return out;
}

static void take_waivers(const struct money *money, struct money_claim *claim)
{
	struct interest_waiver *waivers = mem_alloc((money->waiver_count + 1) * sizeof *waivers);
	size_t count = 0;

	for (size_t i = 0; i < money->waiver_count; i++)
		if (money->waivers[i].invoice_id == claim->invoice.id)
			waivers[count++] = (struct interest_waiver){ money->waivers[i].on, money->waivers[i].agent,
				                                     money->waivers[i].interest, money->waivers[i].fee };
	claim->left = interest_left(&claim->owed, waivers, count);
	mem_free(waivers);
}

static void claim_of(const struct session *session, const struct ledger *ledger, struct arena *arena,
                     const struct late_invoice *late, struct money *money)
{
	struct interest_invoice facts = facts_of(ledger, arena, late);
	struct money_claim claim = { .invoice = *late };
	cents fee = session->policy.interest_fee;

	if (interest_compute(&facts, &ledger->rates, fee, DATE_NONE, money->on, NULL, SIZE_MAX, &claim.owed)) {
		if (claim.owed.interest == 0 && claim.owed.fee == 0)
			return;
		claim.slices = arena_alloc(arena, (claim.owed.count + 1) * sizeof *claim.slices);
		interest_compute(&facts, &ledger->rates, fee, DATE_NONE, money->on, claim.slices, claim.owed.count, &claim.owed);
		take_waivers(money, &claim);
	} else if (!date_is(money->no_rate_on) || claim.owed.on < money->no_rate_on) {
		money->no_rate_on = claim.owed.on;
	}
	money->claims[money->claim_count++] = claim;
}

/* ---- sums ---- */

static cents plus(cents a, cents b)
{
	return money_add(a, b, &a) ? a : INT64_MAX;
}

struct money_sum *money_sum_of(struct money_sum sums[MONEY_CURRENCIES], size_t *count, const char *currency)
{
	size_t at = 0;

	while (at < *count && strcmp(sums[at].currency, currency) < 0)
		at++;
	if (at < *count && strcmp(sums[at].currency, currency) == 0)
		return &sums[at];
	if (*count == MONEY_CURRENCIES)
		return NULL;
	memmove(&sums[at + 1], &sums[at], (*count - at) * sizeof *sums);
	sums[at] = (struct money_sum){ .interest = 0 };
	snprintf(sums[at].currency, MONEY_CODE, "%s", currency);
	++*count;
	return &sums[at];
}

static struct money_sum *sum_of(struct money *money, const char *currency)
{
	return money_sum_of(money->sums, &money->sum_count, currency);
}

static void add_claim(struct money *money, const struct money_claim *claim)
{
	struct money_sum *sum = sum_of(money, claim->invoice.currency);

	if (sum) {
		sum->interest = plus(sum->interest, claim->owed.interest);
		sum->left_interest = plus(sum->left_interest, claim->left.interest);
	}
	sum = claim->owed.fee > 0 ? sum_of(money, MONEY_FEE_CURRENCY) : NULL;
	if (sum) {
		sum->fee = plus(sum->fee, claim->owed.fee);
		sum->left_fee = plus(sum->left_fee, claim->left.fee);
	}
}

/* Those of later days than `on` are not known yet on that day. */
static void forget_later(struct money *money)
{
	size_t kept = 0;

	for (size_t i = 0; i < money->waiver_count; i++)
		if (money->waivers[i].on <= money->on)
			money->waivers[kept++] = money->waivers[i];
	money->waiver_count = kept;
}

bool money_load(struct session *session, struct arena *arena, int64_t client_id, date on, struct money *out, struct err *err)
{
	struct ledger ledger = { .paid = NULL };
	struct money money = { .on = on, .no_rate_on = DATE_NONE };
	bool done = gather(session, arena, client_id, on, &ledger, err) &&
	            waiver_list(session->store, arena, client_id, &money.waivers, &money.waiver_count, err);

	if (done) {
		forget_later(&money);
		money.claims = arena_alloc(arena, (ledger.late_count + 1) * sizeof *money.claims);
		for (size_t i = 0; i < ledger.late_count; i++)
			claim_of(session, &ledger, arena, &ledger.late[i], &money);
		for (size_t i = 0; i < money.claim_count; i++)
			add_claim(&money, &money.claims[i]);
		*out = money;
	}
	mem_free(ledger.paid);
	return done;
}

bool money_consequence(struct session *session, int64_t client_id, const char *currency, struct money_consequence *out,
                       struct err *err)
{
	struct arena arena = { 0 };
	struct money money;
	bool done = money_load(session, &arena, client_id, session->today, &money, err);

	if (done) {
		*out = (struct money_consequence){ .known = false };
		snprintf(out->currency, MONEY_CODE, "%s", currency);
		for (size_t i = 0; i < money.sum_count; i++) {
			out->interest += strcmp(money.sums[i].currency, currency) == 0 ? money.sums[i].left_interest : 0;
			out->fee += money.sums[i].left_fee;
		}
		out->known = !date_is(money.no_rate_on) && (out->interest > 0 || out->fee > 0);
	}
	arena_clear(&arena);
	return done;
}
