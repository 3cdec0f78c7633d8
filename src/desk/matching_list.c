/* Movements with what they may be for and what they were set against, for a person to read.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "db/client.h"
#include "db/people.h"
#include "desk/matching_inside.h"

struct listing {
	struct session *session;
	struct arena *arena;
	struct bank_account_row *accounts;
	size_t account_count;
	struct agent_row *agents;
	size_t agent_count;
};

static bool open_listing(struct session *session, struct arena *arena, struct listing *out, struct err *err)
{
	*out = (struct listing){ .session = session, .arena = arena };
	return session_needs_whole(session, false, err) &&
	       bank_account_list(session->store, arena, session->creditor.id, &out->accounts, &out->account_count, err) &&
	       agent_list(session->store, arena, &out->agents, &out->agent_count, err);
}

static const char *account_no(const struct listing *listing, int64_t id)
{
	for (size_t i = 0; i < listing->account_count; i++)
		if (listing->accounts[i].id == id)
			return listing->accounts[i].no;
	return "";
}

static const char *agent_name(const struct listing *listing, int64_t id)
{
	for (size_t i = 0; i < listing->agent_count; i++)
		if (listing->agents[i].id == id)
			return listing->agents[i].name;
	return "";
}

/* ---- what it may be for ---- */

static bool fill_choice(struct listing *listing, struct matching_choice *choice, bool *useful, struct err *err)
{
	struct allocation_name name;
	enum found found = allocation_named(listing->session->store, listing->arena, choice->client_id, choice->invoice_id, &name,
	                                    err);

	*useful = found == FOUND && (choice->invoice_id == 0 || name.open > 0);
	if (*useful) {
		choice->client_no = name.client_no;
		choice->client_name = name.client_name;
		choice->number = name.number;
		choice->open = name.open;
		choice->due_on = name.due_on;
	}
	return found != FOUND_ERROR;
}

/* "client/invoice client/invoice": as the batch wrote it; what was settled since is left out. */
static bool fill_choices(struct listing *listing, const char *text, struct matching_line *line, struct err *err)
{
	struct matching_choice *list = arena_alloc(listing->arena, MATCHING_CANDIDATES * sizeof *list);
	size_t used = 0;

	while (*text && used < MATCHING_CANDIDATES) {
		char *end;
		bool useful;

		list[used] = (struct matching_choice){ .client_id = strtoll(text, &end, 10), .number = "", .due_on = DATE_NONE };
		if (*end == '/')
			list[used].invoice_id = strtoll(end + 1, &end, 10);
		if (end == text)
			break;
		text = end + (*end == ' ');
		if (!fill_choice(listing, &list[used], &useful, err))
			return false;
		used += useful;
	}
	line->choices = list;
	line->choice_count = used;
	return true;
}

/* ---- what it was set against ---- */

static bool fill_allocated(struct listing *listing, struct matching_line *line, struct err *err)
{
	struct store *store = listing->session->store;
	struct allocation_row *rows;
	struct matching_allocated *list;
	size_t count;

	if (!allocation_list(store, listing->arena, line->id, &rows, &count, err))
		return false;
	list = arena_alloc(listing->arena, (count + 1) * sizeof *list);
	for (size_t i = 0; i < count; i++) {
		struct allocation_name name;
		enum found found =
			allocation_named(store, listing->arena, rows[i].client_id, rows[i].invoice_id, &name, err);

		if (found != FOUND)
			return found == FOUND_NOT && err_set(err, ERR_STORE, N_("an allocation names no client: run relance verify"));
		list[i] = (struct matching_allocated){
			.client_id = rows[i].client_id,
			.invoice_id = name.bank ? 0 : rows[i].invoice_id,
			.client_no = name.client_no,
			.client_name = name.client_name,
			.number = name.bank ? "" : name.number,
			.amount = rows[i].amount,
			.how = rows[i].reason,
			.agent = rows[i].agent_id ? agent_name(listing, rows[i].agent_id) : "",
		};
	}
	line->allocated = list;
	line->allocated_count = count;
	return true;
}

static char *on_one_line(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);

	for (char *p = copy; *p; p++)
		if (*p == '\n')
			*p = ' ';
	return copy;
}

/* Nothing stands against the others (db/verify_bank.c): thousands may wait, and none is asked. */
static bool is_decided(const struct bank_movement_row *row)
{
	return strcmp(row->state, BANK_MATCHED) == 0 || strcmp(row->state, BANK_ACCOUNT) == 0;
}

static bool fill_line(struct listing *listing, const struct bank_movement_row *row, struct matching_line *line, struct err *err)
{
	bool waits = strcmp(row->state, BANK_OPEN) == 0 || strcmp(row->state, BANK_ACCOUNT) == 0;

	*line = (struct matching_line){
		.id = row->id,
		.account = account_no(listing, row->account_id),
		.booked_on = row->booked_on,
		.value_on = row->value_on,
		.amount = row->amount,
		.reversal = row->reversal,
		.return_code = row->return_code,
		.party = row->party,
		.party_account = row->party_account,
		.end_to_end = row->end_to_end,
		.text = row->text,
		.reference = on_one_line(listing->arena, row->reference),
		.state = row->state,
		.why = row->why,
		.note = row->note,
	};
	memcpy(line->currency, row->currency, MONEY_CODE);
	return fill_choices(listing, waits ? row->candidates : "", line, err) &&
	       (!is_decided(row) || fill_allocated(listing, line, err));
}

bool matching_list(struct session *session, struct arena *arena, bool all, int limit, struct matching_line **rows, size_t *count,
                   struct err *err)
{
	struct listing listing;
	struct bank_movement_row *movements;
	struct matching_line *list;
	size_t found;

	if (!open_listing(session, arena, &listing, err) ||
	    !bank_movement_list(session->store, arena, session->creditor.id, all, limit, &movements, &found, err))
		return false;
	list = arena_alloc(arena, (found + 1) * sizeof *list);
	for (size_t i = 0; i < found; i++)
		if (!fill_line(&listing, &movements[i], &list[i], err))
			return false;
	*rows = list;
	*count = found;
	return true;
}

bool matching_line(struct session *session, struct arena *arena, int64_t id, struct matching_line *out, struct err *err)
{
	struct listing listing;
	struct bank_movement_row movement;
	bool ours;
	enum found found = bank_of_creditor(session->store, session->creditor.id, id, &ours, err);

	if (found == FOUND_ERROR)
		return false;
	if (found == FOUND_NOT || !ours)
		return err_set(err, ERR_MISSING, N_("there is no movement %" PRId64 " on this creditor's accounts"), id);
	return open_listing(session, arena, &listing, err) &&
	       bank_movement_by_id(session->store, arena, id, &movement, err) == FOUND &&
	       fill_line(&listing, &movement, out, err);
}
