/* What becomes of disputes. Each change is one transaction with its journal row.
 */
#include "desk/dispute.h"

#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/call.h"
#include "db/client.h"
#include "desk/refresh.h"
#include "desk/transact.h"
#include "rules/calendar.h"

#define NOTE_BYTES  2000
#define OWNER_BYTES (DISPUTE_OWNER - 1)

enum found dispute_find(struct session *session, int64_t dispute_id, struct arena *arena, struct dispute_row *out, struct err *err)
{
	struct client_row client;
	enum found found = dispute_by_id(session->store, arena, dispute_id, out, err);

	if (found == FOUND)
		found = client_by_id(session->store, arena, out->client_id, &client, err);
	if (found == FOUND && !session_may_see(session, &client))
		found = FOUND_NOT;
	return found;
}

/* Inside a write transaction: the client is locked first, then the dispute read as it is now. */
static bool take(struct session *session, int64_t dispute_id, struct arena *arena, struct dispute_row *out, struct err *err)
{
	enum found found = dispute_find(session, dispute_id, arena, out, err);

	if (found == FOUND)
		found = dispute_by_id(session->store, arena, dispute_id, out, err);
	return found == FOUND || (found == FOUND_NOT && err_set(err, ERR_MISSING, N_("there is no such dispute: relance dispute lists them with their numbers")));
}

static bool take_open(struct session *session, int64_t dispute_id, struct arena *arena, struct dispute_row *out, struct err *err)
{
	if (!take(session, dispute_id, arena, out, err))
		return false;
	return !date_is(out->closed_on) || err_set(err, ERR_REFUSED, N_("this dispute is settled already"));
}

/* ---- its end ---- */

struct ending {
	const struct dispute_end *end;
	const char *note;
};

static bool check_credit(const struct dispute_end *end, const struct dispute_row *row, struct err *err)
{
	char most[MONEY_TEXT];

	if (end->resolution == DISPUTE_PAID && !dispute_is_paid(row->invoices, row->open))
		return err_set(err, ERR_REFUSED, N_("%s %s of this dispute is not paid yet"), money_decimal_text(row->open, most), row->currency);
	if (end->resolution != DISPUTE_CREDIT)
		return end->credit == 0 || err_set(err, ERR_USAGE, N_("only a credit note has an amount"));
	if (end->credit <= 0)
		return err_set(err, ERR_REFUSED, N_("say the amount of the credit note"));
	if (end->credit > row->amount)
		return err_set(err, ERR_REFUSED, N_("the credit note is above the %s %s in dispute"),
		               money_decimal_text(row->amount, most), row->currency);
	return true;
}

static bool journal_end(struct session *session, const struct ending *e, const struct dispute_row *row, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "action", e->end->id);
	json_integer(json, "dispute", row->id);
	json_text(json, "resolution", dispute_resolution_codes[e->end->resolution]);
	json_money(json, "credit", e->end->credit);
	json_text(json, "currency", row->currency);
	json_text(json, "note", e->note);
	return session_note_write(session, &note, row->client_id, "dispute_resolved", err);
}

static bool put_end(struct session *session, const struct ending *e, const struct dispute_row *row, struct err *err)
{
	char now[CLOCK_TEXT];
	const struct call_row action = {
		.id = e->end->id,
		.client_id = row->client_id,
		.agent_id = session->agent_id,
		.outcome = "dispute_resolved",
		.on_day = session->today,
		.at = session_instant(session, now),
		.note = e->note,
		.next_on = DATE_NONE,
		.next_minute = -1,
	};

	return action_insert(session->store, &action, err) &&
	       dispute_close(session->store, row->id, session->today, dispute_resolution_codes[e->end->resolution], e->end->credit,
	                     e->end->id, err) &&
	       journal_end(session, e, row, err) && refresh_client(session, row->client_id, err);
}

static bool end_body(struct session *session, void *context, struct err *err)
{
	const struct ending *e = context;
	struct arena arena = { 0 };
	struct dispute_row row;
	struct call_row before;
	bool done = false;

	if (!take(session, e->end->dispute_id, &arena, &row, err))
		goto out;
	switch (action_by_id(session->store, &arena, e->end->id, &before, err)) {
	case FOUND: done = before.client_id == row.client_id || err_set(err, ERR_CONFLICT, N_("this action was recorded already with other content")); break;
	case FOUND_ERROR: break;
	case FOUND_NOT:
		if (date_is(row.closed_on))
			err_set(err, ERR_REFUSED, N_("this dispute is settled already"));
		else
			done = check_credit(e->end, &row, err) && put_end(session, e, &row, err);
		break;
	}
out:
	arena_clear(&arena);
	return done;
}

static bool resolve(struct session *session, const struct dispute_end *end, bool within, struct err *err)
{
	const char *said = end->note ? end->note : "";
	char *note = text_clean(said, strlen(said));
	struct ending ending = { end, note };
	bool done = strlen(note) <= NOTE_BYTES || err_set(err, ERR_REFUSED, N_("the note is too long: at most %d bytes"), NOTE_BYTES);

	if (done)
		done = within ? end_body(session, &ending, err) : transact(session, end_body, &ending, err);
	mem_free(note);
	return done;
}

bool dispute_resolve(struct session *session, const struct dispute_end *end, struct err *err)
{
	return resolve(session, end, false, err);
}

bool dispute_resolve_within(struct session *session, const struct dispute_end *end, struct err *err)
{
	return resolve(session, end, true, err);
}

/* ---- its end by itself ---- */

static bool journal_paid(struct session *session, const struct dispute_row *row, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "dispute", row->id);
	json_text(json, "resolution", dispute_resolution_codes[DISPUTE_PAID]);
	json_money(json, "amount", row->amount);
	json_text(json, "currency", row->currency);
	return session_note_write(session, &note, row->client_id, "dispute_paid", err);
}

struct paying {
	int64_t dispute_id, client_id;
	bool closed;
};

/* Looked at again under the lock: somebody may have settled it, or a payment have come back meanwhile. Whose team's file it is does not matter:
 * whoever is the first of the day rescores them all. */
static bool paid_body(struct session *session, void *context, struct err *err)
{
	struct paying *paying = context;
	struct arena arena = { 0 };
	struct dispute_row row;
	enum found found = FOUND_ERROR;
	bool done;

	paying->closed = false;
	if (client_lock(session->store, paying->client_id, err))
		found = dispute_by_id(session->store, &arena, paying->dispute_id, &row, err);
	done = found != FOUND_ERROR;
	if (found == FOUND && !date_is(row.closed_on) && dispute_is_paid(row.invoices, row.open)) {
		done = dispute_close(session->store, row.id, session->today, dispute_resolution_codes[DISPUTE_PAID], 0, 0, err) &&
		       journal_paid(session, &row, err) && refresh_client(session, row.client_id, err);
		paying->closed = done;
	}
	arena_clear(&arena);
	return done;
}

bool dispute_close_paid(struct session *session, int64_t *closed, struct err *err)
{
	struct arena arena = { 0 };
	struct dispute_row *rows;
	size_t count;
	bool done = dispute_list_paid(session->store, &arena, session->creditor.id, &rows, &count, err);

	*closed = 0;
	for (size_t i = 0; done && i < count; i++) {
		struct paying paying = { .dispute_id = rows[i].id, .client_id = rows[i].client_id };

		done = transact(session, paid_body, &paying, err);
		*closed += done && paying.closed;
	}
	arena_clear(&arena);
	return done;
}

/* ---- who answers, and by when ---- */

static bool clean_text(const char *given, struct arena *arena, const char **out, bool *changed, struct err *err)
{
	char *clean;

	if (!given)
		return true;
	clean = text_clean(given, strlen(given));
	*changed |= strcmp(clean, *out) != 0;
	*out = arena_strdup(arena, clean);
	mem_free(clean);
	return strlen(*out) <= OWNER_BYTES || err_set(err, ERR_USAGE, N_("a name or mail address has at most %d bytes"), OWNER_BYTES);
}

static bool journal_set(struct session *session, const char *kind, const struct dispute_row *row, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "dispute", row->id);
	json_text(json, "owner", row->owner);
	json_text(json, "owner_mail", row->owner_mail);
	json_text(json, "manager", row->manager);
	json_date(json, "due_on", row->due_on);
	return session_note_write(session, &note, row->client_id, kind, err);
}

static bool put_row(struct session *session, const char *kind, const struct dispute_row *row, struct err *err)
{
	return dispute_put_owner(session->store, row, err) && journal_set(session, kind, row, err) &&
	       refresh_client(session, row->client_id, err);
}

static bool set_body(struct session *session, void *context, struct err *err)
{
	const struct dispute_change *change = context;
	struct arena arena = { 0 };
	struct dispute_row row;
	bool changed = false, done;

	done = take_open(session, change->dispute_id, &arena, &row, err) && clean_text(change->owner, &arena, &row.owner, &changed, err) &&
	       clean_text(change->owner_mail, &arena, &row.owner_mail, &changed, err) &&
	       clean_text(change->manager, &arena, &row.manager, &changed, err);
	if (done && date_is(change->due_on) && change->due_on <= session->today)
		done = err_set(err, ERR_REFUSED, N_("the owner's date must be after today"));
	if (done && date_is(change->due_on)) {
		date due_on = calendar_business_on_or_after(change->due_on);

		changed |= due_on != row.due_on;
		row.due_on = due_on;
		row.raised_on = DATE_NONE; /* a new date may be missed anew */
	}
	if (done && changed)
		done = put_row(session, "dispute_set", &row, err);
	arena_clear(&arena);
	return done;
}

bool dispute_set(struct session *session, const struct dispute_change *change, struct err *err)
{
	struct dispute_change copy = *change;

	return transact(session, set_body, &copy, err);
}

/* ---- to the manager ---- */

struct raising {
	int64_t dispute_id;
	const char *manager;
};

static bool raise_row(struct session *session, const struct raising *raising, struct arena *arena, struct dispute_row *row,
                      struct err *err)
{
	bool changed = false;

	if (raising->manager && *raising->manager && !clean_text(raising->manager, arena, &row->manager, &changed, err))
		return false;
	if (date_is(row->raised_on) && !changed)
		return true; /* put before him already */
	if (!dispute_may_raise(row->due_on, session->today))
		return err_set(err, ERR_REFUSED, N_("the owner still has time to answer: a dispute is raised once its date is past"));
	if (!*row->manager)
		return err_set(err, ERR_REFUSED,
		               N_("say who the owner's manager is, or set dispute.manager_%s in relance.conf"), row->kind);
	row->raised_on = session->today;
	return put_row(session, "dispute_raised", row, err);
}

static bool raise_body(struct session *session, void *context, struct err *err)
{
	const struct raising *raising = context;
	struct arena arena = { 0 };
	struct dispute_row row;
	bool done = take_open(session, raising->dispute_id, &arena, &row, err) && raise_row(session, raising, &arena, &row, err);

	arena_clear(&arena);
	return done;
}

bool dispute_raise(struct session *session, int64_t dispute_id, const char *manager, struct err *err)
{
	struct raising raising = { dispute_id, manager };

	return transact(session, raise_body, &raising, err);
}

/* ---- lists ---- */

bool dispute_open_list(struct session *session, int older_than, int64_t client_id, struct arena *arena, struct dispute_row **rows,
                       size_t *count, struct err *err)
{
	size_t kept = 0;
	struct dispute_row *list;

	if (!dispute_list_open(session->store, arena, session->creditor.id, session->today - (older_than >= 0 ? older_than + 1 : 0), rows, count,
	                       err))
		return false;
	list = *rows;
	for (size_t i = 0; i < *count; i++)
		if (client_id == 0 || list[i].client_id == client_id)
			list[kept++] = list[i];
	*count = kept;
	return true;
}
