/* A bounced debit or a payment called back: the earlier payment it takes back, and the same allocations with the sign turned.
 */
#include <string.h>

#include "base/mem.h"
#include "desk/matching_inside.h"
#include "db/client.h"

static bool same_text(const char *a, const char *b)
{
	return *a && strcmp(a, b) == 0;
}

/* Whether the reversal names an invoice the payment settled. */
static bool shares_number(const struct matching_hits *hits, const struct allocation_row *rows, size_t count)
{
	for (size_t i = 0; i < hits->count; i++)
		for (size_t k = 0; k < count; k++)
			if (hits->all[i].strong && hits->all[i].item_id == rows[k].invoice_id)
				return true;
	return false;
}

static bool find_original(struct session *session, const struct matching_index *index, const struct bank_movement_row *movement,
                          struct arena *arena, int64_t *id, struct err *err)
{
	struct bank_movement_row *rows;
	struct matching_original *originals;
	struct matching_hits hits = { 0 };
	size_t count;
	bool done = bank_originals(session->store, arena, movement->account_id, -movement->amount, movement->currency,
	                           movement->value_on, &rows, &count, err);

	*id = 0;
	if (!done)
		return false;
	matching_hits_of(index, movement, &hits);
	originals = arena_alloc(arena, (count + 1) * sizeof *originals);
	for (size_t i = 0; done && i < count; i++) {
		struct allocation_row *allocations;
		size_t n = 0;

		done = hits.count == 0 || allocation_list(session->store, arena, rows[i].id, &allocations, &n, err);
		originals[i] = (struct matching_original){
			.id = rows[i].id,
			.value_on = rows[i].value_on,
			.same_end_to_end = same_text(rows[i].end_to_end, movement->end_to_end),
			.same_reference = same_text(rows[i].reference, movement->reference) ||
			                  (done && n > 0 && shares_number(&hits, allocations, n)),
			.same_party = same_text(rows[i].party_account, movement->party_account),
		};
	}
	if (done)
		*id = matching_original(originals, count, movement->value_on);
	mem_free(hits.all);
	return done;
}

/* The ledger may have shown the reversal already: by an entry of its own, or as a rise of the invoice. */
static const struct matching_cash *told_cash(const struct matching_cash *cash, size_t count, const struct allocation_row *row)
{
	for (size_t i = 0; i < count; i++)
		if (cash[i].amount == -row->amount && (cash[i].item_id == 0 || cash[i].item_id == row->invoice_id))
			return &cash[i];
	return NULL;
}

/* Nothing names what was settled: what came back is owed again under an item of the bank's own. */
static bool turn_one(struct session *session, const struct allocation_row *row, struct matching_target *target,
                     struct arena *arena, struct err *err)
{
	struct matching_part part = { .item_id = row->invoice_id, .amount = -row->amount };
	const struct matching_cash *told;
	struct matching_cash *cash;
	size_t count;

	target->client_id = row->client_id;
	target->cash_id = target->ledger_id = 0;
	if (!client_lock(session->store, row->client_id, err) ||
	    !matching_ledger_cash(session, target->movement, row->client_id, arena, &cash, &count, err))
		return false;
	told = told_cash(cash, count, row);
	if (told && told->cash_id && part.item_id) {
		target->cash_id = told->cash_id;
		target->ledger_id = told->id;
	} else if (told) {
		part.shown = part.amount;
		part.ledger_id = told->id;
	}
	return matching_allocate(session, target, &part, part.item_id == 0 && !told, err);
}

static bool settle_each(struct session *session, const struct allocation_row *rows, size_t count, struct matching_target *target,
                        struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		bool first = true;

		for (size_t k = 0; k < i; k++)
			first &= rows[k].client_id != rows[i].client_id;
		target->client_id = rows[i].client_id;
		if (first && !matching_settle(session, target, "cash_reversed", err))
			return false;
	}
	return true;
}

/* Neither ever was a client's: both are set aside. */
static bool cancel(struct session *session, struct bank_movement_row *original, struct bank_movement_row *movement,
                   struct err *err)
{
	original->state = movement->state = BANK_IGNORED;
	original->why = movement->why = matching_why_codes[MATCHING_REVERSED];
	original->candidates = movement->candidates = "";
	return bank_movement_put(session->store, original, err) && bank_movement_put(session->store, movement, err);
}

static bool turn_all(struct session *session, int64_t source_id, struct bank_movement_row *original,
                     struct bank_movement_row *movement, struct arena *arena, struct err *err)
{
	struct matching_target target = { .movement = movement,
		                          .reason = matching_how_codes[MATCHING_REVERSAL],
		                          .source_id = source_id };
	struct allocation_row *rows;
	size_t count;

	movement->reverses_id = original->id;
	movement->matched = 0;
	if (!allocation_list(session->store, arena, original->id, &rows, &count, err))
		return false;
	if (count == 0)
		return cancel(session, original, movement, err);
	for (size_t i = 0; i < count; i++)
		if (!turn_one(session, &rows[i], &target, arena, err))
			return false;
	movement->state = BANK_MATCHED;
	movement->why = movement->candidates = "";
	if (strcmp(original->state, BANK_ACCOUNT) == 0) { /* nothing of it is left to clear */
		original->state = BANK_MATCHED;
		original->why = matching_why_codes[MATCHING_REVERSED];
		original->candidates = "";
		if (!bank_movement_put(session->store, original, err))
			return false;
	}
	return bank_movement_put(session->store, movement, err) && settle_each(session, rows, count, &target, err);
}

bool matching_reverse(struct session *session, const struct matching_index *index, int64_t source_id,
                      struct bank_movement_row *movement, struct arena *arena, enum matching_end *end, struct err *err)
{
	struct bank_movement_row original;
	int64_t id;

	if (!find_original(session, index, movement, arena, &id, err))
		return false;
	*end = id ? MATCHING_END_REVERSED : MATCHING_END_LEFT;
	if (id)
		return bank_movement_by_id(session->store, arena, id, &original, err) == FOUND &&
		       turn_all(session, source_id, &original, movement, arena, err);
	if (strcmp(movement->why, matching_why_codes[MATCHING_NO_ORIGINAL]) == 0)
		return true;
	movement->why = matching_why_codes[MATCHING_NO_ORIGINAL];
	return bank_movement_put(session->store, movement, err);
}
