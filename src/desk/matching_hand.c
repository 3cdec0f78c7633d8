/* What a person does with a movement: one transaction, rows in the journal, tried again after bad luck.
 */
#include <inttypes.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/client.h"
#include "desk/matching_inside.h"

enum { NOTE_MAX = 500 };

struct hand {
	struct session *session;
	struct arena arena;
	struct bank_movement_row movement;
	int64_t source_id;
	/* what is asked */
	int64_t client_id;
	const int64_t *invoices;
	size_t count;
	const char *note;
};

/* The movement, of this creditor, locked with the clients it touches. */
static bool load(struct hand *hand, int64_t id, struct err *err)
{
	struct store *store = hand->session->store;
	struct allocation_row *rows;
	size_t count;
	bool ours = false;
	enum found found = bank_of_creditor(store, hand->session->creditor.id, id, &ours, err);

	if (found == FOUND_ERROR)
		return false;
	if (found == FOUND_NOT || !ours)
		return err_set(err, ERR_MISSING, N_("there is no movement %" PRId64 " on this creditor's accounts"), id);
	if (bank_movement_by_id(store, &hand->arena, id, &hand->movement, err) != FOUND ||
	    !allocation_list(store, &hand->arena, id, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!client_lock(store, rows[i].client_id, err))
			return false;
	return matching_source(hand->session, &hand->source_id, err) &&
	       bank_movement_by_id(store, &hand->arena, id, &hand->movement, err) == FOUND;
}

static bool is_state(const struct hand *hand, const char *state)
{
	return strcmp(hand->movement.state, state) == 0;
}

/* One use case: begin, do, commit, and once more after bad luck. */
static bool in_transaction(struct session *session, int64_t id, struct hand *hand,
                           bool (*act)(struct hand *hand, struct err *err), struct err *err)
{
	struct store *store = session->store;

	if (!session_needs_supervisor(session, err))
		return false;
	for (int left = SESSION_RETRIES;;) {
		hand->session = session;
		if (store_begin_many(store, err) && load(hand, id, err) && act(hand, err) && store_commit(store, err)) {
			arena_clear(&hand->arena);
			return true;
		}
		store_rollback(store);
		arena_clear(&hand->arena);
		if (!session_may_retry(session, &left))
			return false;
		err_clear(err);
	}
}

/* ---- set against invoices ---- */

/* What may be given out: all of an open one, or what is on account and the ledger has not begun to use. */
static bool free_money(struct hand *hand, cents *out, struct err *err)
{
	struct session *session = hand->session;
	struct allocation_row *rows;
	size_t count;

	*out = hand->movement.amount;
	if (is_state(hand, BANK_OPEN))
		return true;
	*out = 0;
	if (!allocation_list(session->store, &hand->arena, hand->movement.id, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct allocation_row row = rows[i];
		bool on_account;

		if (!allocation_is_account(session->store, row.invoice_id, hand->source_id, &on_account, err))
			return false;
		if (!on_account || row.shown == row.amount)
			continue;
		if (row.shown != 0) { /* the rest of it alone */
			row.id = id_new();
			row.receipt_id = row.receipt_id ? row.id : 0;
			row.amount -= row.shown;
			row.shown = 0;
			if (!allocation_split(session->store, rows[i].id, row.id, row.amount, err))
				return false;
		}
		*out += row.amount;
		if (!matching_take_back(session, &row, err) ||
		    !matching_settle(session, &(struct matching_target){ .movement = &hand->movement, .client_id = row.client_id }, "",
		                     err))
			return false;
	}
	return *out != 0 || err_set(err, ERR_CONFLICT, N_("nothing of this payment is left: the ledger has used it"));
}

/* The ledger may have told this very payment. */
static bool look_in_ledger(struct hand *hand, cents amount, struct matching_target *target, struct matching_cash *told,
                           struct err *err)
{
	struct matching_cash *cash;
	size_t count;

	*told = (struct matching_cash){ 0 };
	if (!matching_ledger_cash(hand->session, &hand->movement, hand->client_id, &hand->arena, &cash, &count, err))
		return false;
	for (size_t i = 0; i < count && told->id == 0; i++) {
		bool asked = cash[i].item_id == 0;

		for (size_t k = 0; k < hand->count; k++)
			asked |= hand->invoices[k] == cash[i].item_id;
		if (cash[i].amount == amount && asked)
			*told = cash[i];
	}
	if (told->cash_id) {
		target->cash_id = told->cash_id;
		target->ledger_id = told->id;
	}
	return true;
}

static bool find_item(struct hand *hand, int64_t id, struct allocation_item *out, struct err *err)
{
	struct allocation_item *rows;
	size_t count;

	if (!allocation_items(hand->session->store, &hand->arena, hand->client_id, hand->source_id, &id, 1, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (rows[i].item.id == id) {
			*out = rows[i];
			return true;
		}
	return err_set(err, ERR_MISSING, N_("this client has no such invoice"));
}

static bool give_one(struct hand *hand, int64_t id, const struct matching_target *target, cents *left, struct err *err)
{
	struct allocation_item found;
	struct matching_part part = { .item_id = id };

	if (!find_item(hand, id, &found, err))
		return false;
	if (strcmp(found.item.currency, hand->movement.currency) != 0)
		return err_set(err, ERR_CONFLICT, N_("%s is in %s, the payment in %s"), found.number, found.item.currency,
		               hand->movement.currency);
	if (found.item.open == 0)
		return err_set(err, ERR_CONFLICT, N_("%s is settled already: take another invoice, or the client's account"),
		               found.number);
	part.amount = found.item.open < *left ? found.item.open : *left;
	if (part.amount == 0)
		return true;
	*left -= part.amount;
	return matching_allocate(hand->session, target, &part, false, err);
}

/* Credit notes make room for the invoices, wherever they are named. */
static bool give_each(struct hand *hand, const struct matching_target *target, cents *left, struct err *err)
{
	bool *credit = arena_alloc(&hand->arena, (hand->count + 1) * sizeof *credit);
	struct allocation_item found;

	for (size_t i = 0; i < hand->count; i++) {
		if (!find_item(hand, hand->invoices[i], &found, err))
			return false;
		credit[i] = found.item.open < 0;
	}
	for (int credits = 1; credits >= 0; credits--)
		for (size_t i = 0; i < hand->count; i++)
			if (credit[i] == (credits != 0) && !give_one(hand, hand->invoices[i], target, left, err))
				return false;
	return true;
}

/* Lettered in the ledger: it is known, and moves nothing. */
static bool give_told(struct hand *hand, const struct matching_target *target, const struct matching_cash *told, cents amount,
                      struct err *err)
{
	const struct matching_part part = {
		.item_id = told->item_id, .amount = amount, .shown = amount, .ledger_id = told->id
	};

	return matching_allocate(hand->session, target, &part, false, err);
}

/* Money that went back: the one invoice is owed again, or, without one, an item of the bank's own. */
static bool give_back(struct hand *hand, const struct matching_target *target, cents amount, struct err *err)
{
	struct matching_part part = { .amount = amount };
	struct allocation_item found;

	if (hand->count > 1)
		return err_set(err, ERR_USAGE, N_("money that went back opens one invoice again: name one, or none"));
	if (hand->count == 1) {
		part.item_id = hand->invoices[0];
		if (!find_item(hand, part.item_id, &found, err))
			return false;
	}
	return matching_allocate(hand->session, target, &part, hand->count == 0, err);
}

static bool give(struct hand *hand, const struct matching_target *target, cents amount, const struct matching_cash *told,
                 struct err *err)
{
	cents rest = amount;

	if (told->id && !told->cash_id)
		return give_told(hand, target, told, amount, err);
	if (amount < 0)
		return give_back(hand, target, amount, err);
	if (!give_each(hand, target, &rest, err))
		return false;
	if (rest > 0 && told->cash_id) /* the ledger's own item stays the client's credit */
		return give_told(hand, target, &(struct matching_cash){ .id = told->id }, rest, err);
	return rest == 0 || matching_allocate(hand->session, target, &(struct matching_part){ .amount = rest }, true, err);
}

static bool match(struct hand *hand, struct err *err)
{
	struct session *session = hand->session;
	struct bank_movement_row *movement = &hand->movement;
	struct matching_target target = { .movement = movement,
		                          .client_id = hand->client_id,
		                          .reason = matching_how_codes[MATCHING_HAND],
		                          .agent_id = session->agent_id,
		                          .source_id = hand->source_id };
	struct matching_cash told;
	cents amount;

	if (!is_state(hand, BANK_OPEN) && !is_state(hand, BANK_ACCOUNT))
		return err_set(err, ERR_CONFLICT, N_("this movement is decided already: take it back first (relance cash undo %" PRId64 ")"),
		               movement->id);
	movement->by_hand = true;
	if (!client_lock(session->store, hand->client_id, err) || !free_money(hand, &amount, err) ||
	    !look_in_ledger(hand, amount, &target, &told, err) || !give(hand, &target, amount, &told, err))
		return false;
	movement->state = BANK_MATCHED;
	movement->why = ""; /* what else it may be for stays, should this be taken back */
	if (*movement->party_account && !payer_put(session->store, session->creditor.id, movement->party_account, hand->client_id,
	                                           session->today, err))
		return false;
	return bank_movement_put(session->store, movement, err) && matching_settle(session, &target, "cash", err);
}

bool matching_by_hand(struct session *session, int64_t id, int64_t client_id, const int64_t *invoices, size_t count,
                      struct err *err)
{
	struct hand hand = { .client_id = client_id, .invoices = invoices, .count = count };

	return in_transaction(session, id, &hand, match, err);
}

/* ---- out of the list ---- */

static bool journal_note(struct hand *hand, const char *kind, struct err *err)
{
	const struct bank_movement_row *movement = &hand->movement;
	struct buf payload = { 0 };
	struct json json;
	bool done;

	json_init(&json, &payload, false);
	json_object(&json, NULL);
	json_integer(&json, "movement", movement->id);
	json_date(&json, "value_on", movement->value_on);
	json_money(&json, "amount", movement->amount);
	json_text(&json, "currency", movement->currency);
	json_text(&json, "note", movement->note);
	json_end(&json, '}');
	done = session_journal(hand->session, 0, kind, payload.data, err);
	buf_clear(&payload);
	return done;
}

static bool ignore(struct hand *hand, struct err *err)
{
	struct bank_movement_row *movement = &hand->movement;

	if (!is_state(hand, BANK_OPEN) && !is_state(hand, BANK_ACCOUNT))
		return err_set(err, ERR_CONFLICT, N_("this movement is decided already: take it back first (relance cash undo %" PRId64 ")"),
		               movement->id);
	if (is_state(hand, BANK_ACCOUNT) && !matching_take_back_all(hand->session, movement, "cash_undone", err))
		return false;
	movement->state = BANK_IGNORED;
	movement->why = "";
	movement->by_hand = true;
	movement->note = hand->note;
	return bank_movement_put(hand->session->store, movement, err) && journal_note(hand, "cash_ignored", err);
}

bool matching_ignore(struct session *session, int64_t id, const char *note, struct err *err)
{
	char *clean = text_clean(note, strlen(note));
	struct hand hand = { .note = clean };
	bool done;

	if (!*clean)
		done = err_set(err, ERR_USAGE, N_("say in a few words why it is no client's"));
	else if (strlen(clean) > NOTE_MAX)
		done = err_set(err, ERR_USAGE, N_("the words are too long: %d characters at most"), NOTE_MAX);
	else
		done = in_transaction(session, id, &hand, ignore, err);
	mem_free(clean);
	return done;
}

/* ---- taken back ---- */

/* What a reversal cancelled with it stands again too. */
static bool free_original(struct hand *hand, struct err *err)
{
	struct store *store = hand->session->store;
	struct bank_movement_row original;

	if (hand->movement.reverses_id == 0)
		return true;
	if (bank_movement_by_id(store, &hand->arena, hand->movement.reverses_id, &original, err) != FOUND)
		return false;
	hand->movement.reverses_id = 0;
	if (strcmp(original.why, matching_why_codes[MATCHING_REVERSED]) != 0)
		return true;
	if (strcmp(original.state, BANK_IGNORED) != 0)
		original.state = BANK_ACCOUNT;
	else if (!*original.note) /* with words a person had set it aside before */
		original.state = BANK_OPEN;
	original.why = "";
	return bank_movement_put(store, &original, err);
}

/* What the batch was sure of is the first thing it may be for once that is taken back. */
static bool remember_candidates(struct hand *hand, struct err *err)
{
	struct bank_movement_row *movement = &hand->movement;
	struct allocation_row *rows;
	struct buf text = { 0 };
	size_t count;
	bool done = true, account = false;

	if (*movement->candidates || movement->amount < 0)
		return true;
	if (!allocation_list(hand->session->store, &hand->arena, movement->id, &rows, &count, err))
		return false;
	buf_puts(&text, "");
	for (size_t i = 0; done && i < count && i < MATCHING_CANDIDATES - 1; i++) {
		done = rows[i].invoice_id == 0 ||
		       allocation_is_account(hand->session->store, rows[i].invoice_id, hand->source_id, &account, err);
		if (done && rows[i].invoice_id != 0 && !account)
			buf_printf(&text, "%" PRId64 "/%" PRId64 " ", rows[i].client_id, rows[i].invoice_id);
	}
	if (done && count > 0)
		buf_printf(&text, "%" PRId64 "/0", rows[0].client_id);
	movement->candidates = arena_strdup(&hand->arena, text.data);
	buf_clear(&text);
	return done;
}

static bool undo(struct hand *hand, struct err *err)
{
	struct store *store = hand->session->store;
	struct bank_movement_row *movement = &hand->movement;
	int64_t reversal;

	if (is_state(hand, BANK_OPEN) || is_state(hand, BANK_SPLIT))
		return err_set(err, ERR_CONFLICT, N_("nothing was decided about this movement: there is nothing to take back"));
	if (!bank_reversal_of(store, movement->id, &reversal, err))
		return false;
	if (reversal)
		return err_set(err, ERR_CONFLICT, N_("movement %" PRId64 " took this payment back: take that one back first"), reversal);
	if (!remember_candidates(hand, err) || !matching_take_back_all(hand->session, movement, "cash_undone", err) ||
	    !free_original(hand, err))
		return false;
	movement->state = BANK_OPEN;
	movement->why = matching_why_codes[MATCHING_TAKEN_BACK];
	movement->by_hand = true;
	movement->note = "";
	return bank_movement_put(store, movement, err) && journal_note(hand, "cash_undone", err);
}

bool matching_undo(struct session *session, int64_t id, struct err *err)
{
	struct hand hand = { 0 };

	return in_transaction(session, id, &hand, undo, err);
}
