/* What is written when cash is set against items, and taken back: the three statements of db/allocation.h stay true.
 */
#include <inttypes.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "db/import.h"
#include "desk/matching_inside.h"
#include "desk/refresh.h"

enum { NOW_TEXT = 25 };

bool matching_source(struct session *session, int64_t *source_id, struct err *err)
{
	return import_source_put(session->store, session->creditor.id, IMPORT_BANK_SOURCE, source_id, err);
}

/* The bank's own item for what of a movement is a client's and no invoice's. */
static bool account_item(struct session *session, const struct matching_target *target, int64_t *id, struct err *err)
{
	const struct bank_movement_row *movement = target->movement;
	char *key = mem_printf("cash:%" PRId64 ":%" PRId64, movement->id, target->client_id);
	bool done = allocation_account_item(session->store, target->client_id, target->source_id, key, movement->end_to_end,
	                                    movement->value_on, movement->amount, movement->currency, id, err);

	mem_free(key);
	return done;
}

/* What of an allocation the ledger has not shown moves its item, and the ledger's own item of this cash the other way. */
static bool move(struct session *session, const struct allocation_row *row, cents unshown, struct err *err)
{
	return unshown == 0 ||
	       ((row->invoice_id == 0 || allocation_move_item(session->store, row->invoice_id, unshown, session->today, err)) &&
	        (row->cash_id == 0 || allocation_move_item(session->store, row->cash_id, -unshown, session->today, err)));
}

bool matching_allocate(struct session *session, const struct matching_target *target, const struct matching_part *part,
                       bool account, struct err *err)
{
	char now[NOW_TEXT];
	bool beside = target->cash_id != 0 && part->item_id != 0;
	struct allocation_row row = {
		.id = id_new(),
		.movement_id = target->movement->id,
		.client_id = target->client_id,
		.invoice_id = part->item_id,
		.amount = part->amount,
		.shown = part->shown,
		.cash_id = beside ? target->cash_id : 0,
		.ledger_id = beside ? target->ledger_id : part->ledger_id,
		.reason = target->reason,
		.agent_id = target->agent_id,
		.on_day = session->today,
		.at = session_instant(session, now),
	};

	row.receipt_id = row.id;
	if (!allocation_receipt(session->store, &row, target->source_id, target->movement->value_on, target->movement->currency,
	                        err) ||
	    (account && !account_item(session, target, &row.invoice_id, err)) ||
	    !allocation_insert(session->store, &row, err) || !move(session, &row, row.amount - row.shown, err))
		return false;
	if (!account && row.invoice_id != 0)
		target->movement->matched += row.amount;
	return row.ledger_id == 0 || allocation_tell_receipt(session->store, row.ledger_id, row.amount, err);
}

bool matching_take_back(struct session *session, const struct allocation_row *row, struct err *err)
{
	/* What the ledger showed without an entry of its own has no receipt but this one. */
	cents kept = row->ledger_id == 0 ? row->shown : 0;

	return allocation_set_undone(session->store, row->id, session->today, session->agent_id, err) &&
	       move(session, row, row->shown - row->amount, err) &&
	       (row->ledger_id == 0 || allocation_tell_receipt(session->store, row->ledger_id, -row->amount, err)) &&
	       (row->receipt_id == 0 || allocation_receipt_keep(session->store, row->receipt_id, kept, err));
}

/* ---- the journal ---- */

static bool write_allocations(struct session *session, const struct matching_target *target, struct json *json, struct err *err)
{
	struct arena arena = { 0 };
	struct allocation_row *rows;
	size_t count;
	bool done = allocation_list(session->store, &arena, target->movement->id, &rows, &count, err);

	json_array(json, "allocations");
	for (size_t i = 0; done && i < count; i++) {
		if (rows[i].client_id != target->client_id)
			continue;
		json_object(json, NULL);
		json_integer(json, "invoice", rows[i].invoice_id);
		json_money(json, "amount", rows[i].amount);
		json_text(json, "reason", rows[i].reason);
		json_end(json, '}');
	}
	json_end(json, ']');
	arena_clear(&arena);
	return done;
}

static bool journal(struct session *session, const struct matching_target *target, const char *kind, struct err *err)
{
	const struct bank_movement_row *movement = target->movement;
	struct buf payload = { 0 };
	struct json json;
	bool done;

	json_init(&json, &payload, false);
	json_object(&json, NULL);
	json_integer(&json, "movement", movement->id);
	json_date(&json, "value_on", movement->value_on);
	json_money(&json, "amount", movement->amount);
	json_text(&json, "currency", movement->currency);
	if (*movement->why)
		json_text(&json, "why", movement->why);
	done = write_allocations(session, target, &json, err);
	json_end(&json, '}');
	done = done && session_journal(session, target->client_id, kind, payload.data, err);
	buf_clear(&payload);
	return done;
}

bool matching_settle(struct session *session, const struct matching_target *target, const char *kind, struct err *err)
{
	return (!*kind || journal(session, target, kind, err)) && refresh_client_items(session, target->client_id, err);
}

/* Rows of one client may stand apart: each client once. */
static bool is_first_of(const struct allocation_row *rows, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (rows[i].client_id == rows[at].client_id)
			return false;
	return true;
}

bool matching_take_back_all(struct session *session, struct bank_movement_row *movement, const char *kind, struct err *err)
{
	struct arena arena = { 0 };
	struct allocation_row *rows;
	size_t count;
	bool done = allocation_list(session->store, &arena, movement->id, &rows, &count, err);

	for (size_t i = 0; done && i < count; i++)
		done = matching_take_back(session, &rows[i], err);
	movement->matched = 0;
	for (size_t i = 0; done && i < count; i++) {
		const struct matching_target target = { .movement = movement, .client_id = rows[i].client_id };

		if (!is_first_of(rows, i))
			continue;
		done = (!*movement->party_account ||
		        payer_doubt(session->store, session->creditor.id, movement->party_account, rows[i].client_id, err)) &&
		       matching_settle(session, &target, kind, err);
	}
	arena_clear(&arena);
	return done;
}
