/* Unshown allocations, found and moved. Which cash is which is rules/matching.h's; what moves with it is db/allocation.h's.
 */
#include "desk/shown.h"

#include <string.h>

#include "base/id.h"
#include "db/allocation.h"
#include "db/bank.h"
#include "rules/matching.h"

enum { AROUND_DAYS = 31 }; /* more than rules/matching.h ever accepts */

static cents rest(const struct allocation_unshown *row)
{
	return row->amount - row->shown;
}

static cents least(cents a, cents b)
{
	return a < b ? a : b;
}

static cents size(cents c)
{
	return c < 0 ? -c : c;
}

/* What an allocation adds to an item's matched_cents: its own item's side, or the ledger's cash item's. */
static cents contribution(const struct allocation_unshown *row, int64_t item_id)
{
	return row->invoice_id == item_id ? rest(row) : -rest(row);
}

/* `by` more of it is shown, signed as the allocation: both its items move, but of `item_id` only matched_cents is the caller's
 * business, so it moves as a whole too and the caller writes the open amount after. */
static bool show(struct session *session, const struct allocation_unshown *row, cents by, struct err *err)
{
	struct store *store = session->store;

	return allocation_set_shown(store, row->id, row->shown + by, err) &&
	       (row->invoice_id == 0 || allocation_move_item(store, row->invoice_id, -by, session->today, err)) &&
	       (row->cash_id == 0 || allocation_move_item(store, row->cash_id, by, session->today, err)) &&
	       (!row->on_account || bank_movement_cleared(store, row->movement_id, err));
}

bool shown_item(struct session *session, int64_t item_id, cents by, struct err *err)
{
	struct arena arena = { 0 };
	struct allocation_unshown *rows;
	size_t count;
	bool done = allocation_unshown_of_item(session->store, &arena, item_id, &rows, &count, err);

	for (size_t i = 0; done && by != 0 && i < count; i++) {
		cents here = contribution(&rows[i], item_id), taken;

		if ((here > 0) == (by > 0))
			continue;
		taken = least(size(here), size(by));
		done = show(session, &rows[i], rest(&rows[i]) > 0 ? taken : -taken, err);
		by += by > 0 ? -taken : taken;
	}
	arena_clear(&arena);
	return done;
}

static bool is_usable(const struct session *session, const struct allocation_unshown *row)
{
	return row->on_account && rest(row) > 0 && matching_same_cash(row->value_on, session->today, false);
}

/* Cash on account of this very amount, else as much as there is, oldest first. */
static bool use_account(struct session *session, struct allocation_unshown *rows, size_t count, cents paid, cents *explained,
                        struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (is_usable(session, &rows[i]) && rest(&rows[i]) == paid) {
			*explained = paid;
			return show(session, &rows[i], paid, err);
		}
	for (size_t i = 0; *explained < paid && i < count; i++) {
		cents taken = least(rest(&rows[i]), paid - *explained);

		if (!is_usable(session, &rows[i]))
			continue;
		if (!show(session, &rows[i], taken, err))
			return false;
		*explained += taken;
	}
	return true;
}

bool shown_account(struct session *session, int64_t client_id, const char *currency, cents paid, cents *explained,
                   struct err *err)
{
	struct arena arena = { 0 };
	struct allocation_unshown *rows;
	size_t count;
	bool waits = false;
	bool done = allocation_unshown_of_client(session->store, &arena, client_id, currency, DATE_NONE, DATE_NONE, &rows, &count,
	                                         err);

	*explained = 0;
	/* a payment of this very amount that waits for its match is the better explanation: it will find the fall */
	if (done && count > 0)
		done = bank_waiting_amount(session->store, session->creditor.id, paid, currency, session->today - AROUND_DAYS,
		                           session->today, &waits, err);
	if (done && !waits)
		done = use_account(session, rows, count, paid, explained, err);
	arena_clear(&arena);
	return done;
}

/* ---- entries ---- */

struct candidates {
	struct allocation_unshown *rows;
	size_t count;
	const struct shown_entry *entry;
};

static bool fits(const struct candidates *all, size_t i)
{
	const struct allocation_unshown *row = &all->rows[i];

	return row->cash_id == 0 && (rest(row) > 0) == (all->entry->amount > 0) &&
	       matching_same_cash(row->value_on, all->entry->on, true);
}

static cents rest_of_movement(const struct candidates *all, int64_t movement_id)
{
	cents sum = 0;

	for (size_t i = 0; i < all->count; i++)
		if (all->rows[i].movement_id == movement_id && fits(all, i))
			sum += rest(&all->rows[i]);
	return sum;
}

enum rank { RANK_NONE, RANK_PART, RANK_ONE, RANK_WHOLE };

/* How well an allocation, or its whole movement, is the entry's cash. */
static enum rank rank_of(const struct candidates *all, size_t i)
{
	cents whole, wanted = all->entry->amount;

	if (!fits(all, i))
		return RANK_NONE;
	whole = rest_of_movement(all, all->rows[i].movement_id);
	if (whole == wanted)
		return RANK_WHOLE;
	if (rest(&all->rows[i]) == wanted)
		return RANK_ONE;
	return size(whole) > size(wanted) ? RANK_PART : RANK_NONE;
}

static int distance(const struct candidates *all, size_t i)
{
	int days = all->rows[i].value_on - all->entry->on;

	return days < 0 ? -days : days;
}

static size_t best_of(const struct candidates *all, enum rank *rank)
{
	size_t best = all->count;

	*rank = RANK_NONE;
	for (size_t i = 0; i < all->count; i++) {
		enum rank here = rank_of(all, i);

		if (here == RANK_NONE || here < *rank || (here == *rank && distance(all, i) >= distance(all, best)))
			continue;
		best = i;
		*rank = here;
	}
	return best;
}

/* The part of an allocation that an entry tells becomes an allocation of its own, receipt and all. */
static bool split(struct session *session, struct allocation_unshown *row, cents part, struct err *err)
{
	int64_t id = id_new();

	if (!allocation_split(session->store, row->id, id, part, err))
		return false;
	row->id = id;
	row->amount = part;
	row->shown = 0;
	return true;
}

/* One allocation is told by the entry: it keeps its place beside the ledger's open item, or it is shown. */
static bool tell(struct session *session, struct candidates *all, size_t i, cents part, bool beside, struct err *err)
{
	struct allocation_unshown *row = &all->rows[i];
	const struct shown_entry *entry = all->entry;

	if (part != row->amount && !split(session, row, part, err))
		return false;
	beside = beside && !row->on_account && row->invoice_id != 0;
	if (!allocation_set_told(session->store, row->id, beside ? entry->cash_id : 0, entry->receipt_id, err))
		return false;
	if (beside)
		return allocation_move_item(session->store, entry->cash_id, -part, session->today, err);
	return show(session, row, part, err);
}

static bool tell_best(struct session *session, struct candidates *all, struct err *err)
{
	const struct shown_entry *entry = all->entry;
	enum rank rank;
	size_t best = best_of(all, &rank);
	cents left = entry->amount;
	bool done = true;

	if (rank == RANK_NONE)
		return true;
	for (size_t i = 0; done && left != 0 && i < all->count; i++) {
		struct allocation_unshown *row = &all->rows[i];
		cents part;

		if (rank == RANK_ONE ? i != best : row->movement_id != all->rows[best].movement_id || !fits(all, i))
			continue;
		part = left > 0 ? least(rest(row), left) : -least(size(rest(row)), size(left));
		left -= part;
		done = tell(session, all, i, part, entry->cash_id != 0 && rank != RANK_PART, err);
	}
	return done &&
	       (entry->receipt_id == 0 || allocation_tell_receipt(session->store, entry->receipt_id, entry->amount - left, err));
}

bool shown_entry(struct session *session, const struct shown_entry *entry, struct err *err)
{
	struct arena arena = { 0 };
	struct candidates all = { .entry = entry };
	bool done = allocation_unshown_of_client(session->store, &arena, entry->client_id, entry->currency,
	                                         entry->on - AROUND_DAYS, entry->on + AROUND_DAYS, &all.rows, &all.count, err) &&
	            tell_best(session, &all, err);

	arena_clear(&arena);
	return done;
}
