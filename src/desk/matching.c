/* The batch: page after page of what is open, decided and written in transactions held a few milliseconds.
 */
#include "desk/matching.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk/beside.h"
#include "desk/matching_inside.h"
#include "desk/transact.h"

enum { PASSES_MOST = 100, PAGE = 500 };

struct run {
	struct session *session;
	struct matching_index index;
	struct matching_kept kept;
	int64_t source_id;
	date book_on;
	struct matching_totals *totals;
	struct beside beside;
	void (*progress)(void *context, int64_t done, int64_t total);
	void *context;
	int64_t total;
	int64_t looked_at;
	bool changed; /* something was decided, or is left for another reason than before */
	const int64_t *clients; /* NULL: all of the creditor's */
	size_t client_count;
};

/* ---- figures ---- */

static struct matching_sum *sum_of(struct matching_totals *totals, const char *currency)
{
	size_t at = 0;

	while (at < totals->sum_count && strcmp(totals->sums[at].currency, currency) < 0)
		at++;
	if (at < totals->sum_count && strcmp(totals->sums[at].currency, currency) == 0)
		return &totals->sums[at];
	if (totals->sum_count == MATCHING_SUMS)
		return NULL;
	memmove(totals->sums + at + 1, totals->sums + at, (totals->sum_count++ - at) * sizeof *totals->sums);
	totals->sums[at] = (struct matching_sum){ 0 };
	memcpy(totals->sums[at].currency, currency, MONEY_CODE);
	return &totals->sums[at];
}

static void count_end(struct matching_totals *totals, const struct bank_movement_row *movement, enum matching_end end)
{
	struct matching_sum *sum = sum_of(totals, movement->currency);
	struct matching_sum unseen = { 0 };
	const struct {
		int64_t *count;
		cents *sum;
	} of[] = {
		[MATCHING_END_LEFT] = { &totals->left, sum ? &sum->left : &unseen.left },
		[MATCHING_END_MATCHED] = { &totals->matched, sum ? &sum->matched : &unseen.matched },
		[MATCHING_END_ACCOUNT] = { &totals->account, sum ? &sum->account : &unseen.account },
		[MATCHING_END_REVERSED] = { &totals->reversed, sum ? &sum->reversed : &unseen.reversed },
	};

	++*of[end].count;
	if (!money_add(*of[end].sum, movement->amount, of[end].sum))
		*of[end].sum = MONEY_MAX;
}

/* ---- one movement ---- */

static char *candidates_text(struct arena *arena, const struct matching_result *result)
{
	struct buf text = { 0 };
	char *kept;

	buf_puts(&text, "");
	for (size_t i = 0; i < result->candidate_count; i++)
		buf_printf(&text, "%s%" PRId64 "/%" PRId64, i ? " " : "", result->candidates[i].client_id,
		           result->candidates[i].item_id);
	kept = arena_strdup(arena, text.data);
	buf_clear(&text);
	return kept;
}

static bool is_sure(enum matching_how how)
{
	return how == MATCHING_ASKED || how == MATCHING_REFERENCE || how == MATCHING_NUMBER || how == MATCHING_NETTED || how == MATCHING_PART ||
	       how == MATCHING_LEDGER;
}

static bool write_parts(struct run *run, struct bank_movement_row *movement, const struct matching_result *result, struct err *err)
{
	struct session *session = run->session;
	const struct matching_target target = {
		.movement = movement,
		.client_id = result->client_id,
		.reason = matching_how_codes[result->how],
		.cash_id = result->cash_id,
		.ledger_id = result->ledger_id,
		.source_id = run->source_id,
	};
	bool account = result->how == MATCHING_ACCOUNT;

	for (size_t i = 0; i < result->part_count; i++)
		if (!matching_allocate(session, &target, &result->parts[i], account, err))
			return false;
	if (is_sure(result->how) && *movement->party_account &&
	    !payer_put(session->store, session->creditor.id, movement->party_account, result->client_id, session->today, err))
		return false;
	return bank_movement_put(session->store, movement, err) && matching_settle(session, &target, "cash", err);
}

static bool same_words(const struct bank_movement_row *movement, const char *state, const char *why, const char *candidates)
{
	return strcmp(movement->state, state) == 0 && strcmp(movement->why, why) == 0 &&
	       strcmp(movement->candidates, candidates) == 0;
}

/* On account already, and nothing better to say; or the ledger has begun to use it, and decides where. */
static bool stays_on_account(const struct bank_movement_row *movement, const struct matching_result *result,
                             const struct allocation_row *rows, size_t count)
{
	if (strcmp(movement->state, BANK_ACCOUNT) != 0 || count == 0)
		return false;
	if (count > 1 || rows[0].shown != 0 || result->part_count == 0)
		return true;
	return result->how == MATCHING_ACCOUNT && result->client_id == rows[0].client_id;
}

static bool write_result(struct run *run, struct bank_movement_row *movement, const struct matching_result *result,
                         struct arena *arena, enum matching_end *end, struct err *err)
{
	static const char *const states[] = { [MATCHING_END_LEFT] = BANK_OPEN,
		                              [MATCHING_END_MATCHED] = BANK_MATCHED,
		                              [MATCHING_END_ACCOUNT] = BANK_ACCOUNT };
	const char *why = matching_why_codes[result->why], *candidates = candidates_text(arena, result);
	struct allocation_row *rows;
	size_t count;
	bool stays;

	if (!allocation_list(run->session->store, arena, movement->id, &rows, &count, err))
		return false;
	stays = stays_on_account(movement, result, rows, count);
	*end = stays                              ? MATCHING_END_ACCOUNT
	       : result->part_count == 0          ? MATCHING_END_LEFT
	       : result->how == MATCHING_ACCOUNT ? MATCHING_END_ACCOUNT
						 : MATCHING_END_MATCHED;
	if ((stays || *end == MATCHING_END_LEFT) && same_words(movement, states[*end], why, candidates))
		return true;
	run->changed = true;
	if (count > 0 || (result->part_count > 0 && result->how != MATCHING_ACCOUNT))
		matching_forget(&run->kept); /* what is open of it changes */
	if (!stays && count > 0 && !matching_take_back_all(run->session, movement, "", err))
		return false;
	movement->state = states[*end];
	movement->why = why;
	movement->candidates = candidates;
	if (stays || *end == MATCHING_END_LEFT)
		return bank_movement_put(run->session->store, movement, err);
	return write_parts(run, movement, result, err);
}

static bool match_one(struct run *run, int64_t id, struct err *err)
{
	struct arena arena = { 0 };
	struct bank_movement_row movement;
	const struct matching_ground ground = { &run->index, run->source_id, run->book_on, &run->kept };
	struct matching_result result;
	enum matching_end end = MATCHING_END_LEFT;
	bool done = bank_movement_by_id(run->session->store, &arena, id, &movement, err) == FOUND;

	/* a person may have decided since the page was read */
	if (done && !movement.by_hand &&
	    (strcmp(movement.state, BANK_OPEN) == 0 || strcmp(movement.state, BANK_ACCOUNT) == 0)) {
		if (movement.amount < 0) {
			const char *why = movement.why;

			matching_forget(&run->kept);
			done = matching_reverse(run->session, &run->index, run->source_id, &movement, &arena, &end, err);
			run->changed |= end == MATCHING_END_REVERSED || strcmp(movement.why, why) != 0;
		} else {
			done = matching_consider(run->session, &ground, &movement, &arena, &result, err) &&
			       write_result(run, &movement, &result, &arena, &end, err);
		}
		if (done)
			count_end(run->totals, &movement, end);
	}
	arena_clear(&arena);
	return done;
}

/* ---- the run ---- */

/* One transaction: from `from` on as many as may be held, at least one; *to is the first that is left. */
static bool match_some(struct run *run, const struct bank_place *rows, size_t from, size_t count, size_t *to, struct err *err)
{
	struct store *store = run->session->store;

	if (!store_begin_many(store, err))
		return false;
	beside_began(&run->beside);
	matching_forget(&run->kept);
	*to = from;
	do {
		if (!match_one(run, rows[(*to)++].id, err))
			return false;
	} while (*to < count && !beside_enough(&run->beside));
	if (!store_commit(store, err))
		return false;
	beside_ended(&run->beside);
	return true;
}

/* Tried again after mere bad luck: what was decided is passed over. */
static bool match_page(struct run *run, const struct bank_place *rows, size_t count, struct err *err)
{
	int left = SESSION_RETRIES;

	for (size_t from = 0, to; from < count;) {
		struct matching_totals before = *run->totals;

		if (match_some(run, rows, from, count, &to, err)) {
			from = to;
			left = SESSION_RETRIES;
			continue;
		}
		store_rollback(run->session->store);
		*run->totals = before;
		if (!session_may_retry(run->session, &left))
			return false;
		err_clear(err);
	}
	run->looked_at += (int64_t)count;
	if (run->progress)
		run->progress(run->context, run->looked_at < run->total ? run->looked_at : run->total, run->total);
	return true;
}

static bool match_account(struct run *run, int64_t account_id, struct err *err)
{
	struct bank_place after = { .value_on = DATE_NONE };
	bool done = true, more = true;

	while (done && more) {
		struct arena arena = { 0 };
		struct bank_place *rows;
		size_t count;

		done = bank_waiting(run->session->store, &arena, account_id, after, PAGE, &rows, &count, err) &&
		       match_page(run, rows, count, err);
		more = done && count == PAGE;
		if (more)
			after = rows[count - 1];
		arena_clear(&arena);
	}
	return done;
}

static bool put_source(struct session *session, void *context, struct err *err)
{
	return matching_source(session, context, err);
}

static bool prepare(struct run *run, struct err *err)
{
	struct session *session = run->session;

	beside_start(&run->beside, session->store);
	return transact(session, put_source, &run->source_id, err) &&
	       allocation_book_on(session->store, session->creditor.id, &run->book_on, err) &&
	       (run->clients ? matching_index_load_among(session, run->clients, run->client_count, &run->index, err)
			     : matching_index_load(session, &run->index, err));
}

/* What is left counts as the last pass leaves it. */
static void forget_left(struct matching_totals *totals)
{
	totals->left = totals->account = 0;
	for (size_t i = 0; i < totals->sum_count; i++)
		totals->sums[i].left = totals->sums[i].account = 0;
}

/* What one payment tells (whose an account is, what is left open) may speak for another one before it: again until a pass changes
 * nothing. Every pass but the last decides something. */
static bool match_all(struct run *run, const struct bank_account_row *accounts, size_t count, struct err *err)
{
	bool done = true;

	run->changed = true;
	for (int pass = 0; done && run->changed && pass < PASSES_MOST; pass++) {
		run->changed = false;
		forget_left(run->totals);
		for (size_t i = 0; done && i < count; i++)
			done = match_account(run, accounts[i].id, err);
	}
	run->totals->movements = run->totals->matched + run->totals->account + run->totals->reversed + run->totals->left;
	return done;
}

static bool run_all(struct run *run, struct err *err)
{
	struct session *session = run->session;
	struct arena arena = { 0 };
	struct bank_account_row *accounts;
	size_t count;
	bool done;

	*run->totals = (struct matching_totals){ 0 };
	if (!bank_waiting_count(session->store, session->creditor.id, &run->total, err))
		return false;
	if (run->total == 0)
		return true;
	done = prepare(run, err) && bank_account_list(session->store, &arena, session->creditor.id, &accounts, &count, err);
	done = done && match_all(run, accounts, count, err);
	matching_index_clear(&run->index);
	matching_forget(&run->kept);
	arena_clear(&arena);
	return done;
}

bool matching_run(struct session *session, void (*progress)(void *context, int64_t done, int64_t total), void *context,
                  struct matching_totals *out, struct err *err)
{
	struct run run = { .session = session, .totals = out, .progress = progress, .context = context };

	*out = (struct matching_totals){ 0 };
	return session_needs_whole(session, true, err) && run_all(&run, err);
}

bool matching_run_among(struct session *session, const int64_t *clients, size_t count, struct matching_totals *out, struct err *err)
{
	struct run run = { .session = session, .totals = out, .clients = clients, .client_count = count };

	return run_all(&run, err);
}
