/* The steps of a document request. Each is one transaction with its journal row.
 */
#include "desk/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/call.h"
#include "db/client.h"
#include "desk/refresh.h"
#include "desk/transact.h"
#include "rules/outcome.h"

#define NOTE_BYTES 2000

/* One of a client this person may see; texts in the arena. */
static enum found find(struct session *session, int64_t request_id, struct arena *arena, struct document_row *out, struct err *err)
{
	struct client_row client;
	enum found found = document_by_id(session->store, arena, request_id, out, err);

	if (found == FOUND)
		found = client_by_id(session->store, arena, out->client_id, &client, err);
	if (found == FOUND && !session_may_see(session, &client))
		found = FOUND_NOT;
	return found;
}

/* Inside a write transaction: the client is locked first, then the request read as it is now. */
static bool take(struct session *session, int64_t request_id, struct arena *arena, struct document_row *out, struct err *err)
{
	enum found found = find(session, request_id, arena, out, err);

	if (found == FOUND)
		found = document_by_id(session->store, arena, request_id, out, err);
	return found == FOUND || (found == FOUND_NOT && err_set(err, ERR_MISSING, N_("there is no such document request: relance document lists them with their numbers")));
}

static bool journal(struct session *session, const struct call_row *action, const struct document_row *row, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "action", action->id);
	json_integer(json, "request", row->id);
	json_text(json, "document", row->kind);
	json_date(json, "next_on", action->next_on);
	json_text(json, "note", action->note);
	return session_note_write(session, &note, row->client_id, action->outcome, err);
}

/* ---- sent ---- */

/* What brought the file back for the request asked brings it back for the chase instead. */
static bool put_sent(struct session *session, const struct call_row *action, const struct document_row *row, struct err *err)
{
	const struct follow_up_row chase = {
		.id = id_new(),
		.action_id = action->id,
		.kind = outcome_rules[OUTCOME_DOCUMENT].code,
		.due_on = action->next_on,
		.minute = -1,
		.agreed = true,
	};

	return action_insert(session->store, action, err) && document_put_sent(session->store, row->id, session->today, action->id, err) &&
	       follow_up_replace(session->store, row->action_id, action->id, err) &&
	       follow_up_insert(session->store, row->client_id, &chase, err) && journal(session, action, row, err) &&
	       refresh_client(session, row->client_id, err);
}

static bool put_settled(struct session *session, const struct call_row *action, const struct document_row *row, struct err *err)
{
	return action_insert(session->store, action, err) &&
	       document_put_settled(session->store, row->id, session->today, action->id, err) &&
	       follow_up_replace(session->store, row->action_id, action->id, err) &&
	       (!row->sent_by || follow_up_replace(session->store, row->sent_by, action->id, err)) && journal(session, action, row, err) &&
	       refresh_client(session, row->client_id, err);
}

struct stepping {
	const struct document_step *step;
	const char *note;
	bool settle;
	date chase_on;
};

static bool may_step(const struct stepping *s, const struct document_row *row, struct err *err)
{
	if (date_is(row->settled_on))
		return err_set(err, ERR_REFUSED, N_("this document request is settled already"));
	return s->settle || !date_is(row->sent_on) || err_set(err, ERR_REFUSED, N_("this document was sent already"));
}

static bool step_now(struct session *session, struct stepping *s, const struct document_row *row, struct err *err)
{
	char now[CLOCK_TEXT];
	struct call_row action = {
		.id = s->step->id,
		.client_id = row->client_id,
		.agent_id = session->agent_id,
		.outcome = s->settle ? "document_settled" : "document_sent",
		.on_day = session->today,
		.at = session_instant(session, now),
		.note = s->note,
		.next_on = DATE_NONE,
		.next_minute = -1,
	};

	if (!may_step(s, row, err))
		return false;
	if (s->settle)
		return put_settled(session, &action, row, err);
	s->chase_on = action.next_on = document_chase_on(session->today, &session->policy.document);
	return put_sent(session, &action, row, err);
}

static bool step_body(struct session *session, void *context, struct err *err)
{
	struct stepping *s = context;
	struct arena arena = { 0 };
	struct document_row row;
	struct call_row before;
	bool done = false;

	if (!take(session, s->step->request_id, &arena, &row, err))
		goto out;
	switch (action_by_id(session->store, &arena, s->step->id, &before, err)) {
	case FOUND:
		s->chase_on = before.next_on;
		done = before.client_id == row.client_id || err_set(err, ERR_CONFLICT, N_("this action was recorded already with other content"));
		break;
	case FOUND_NOT: done = step_now(session, s, &row, err); break;
	case FOUND_ERROR: break;
	}
out:
	arena_clear(&arena);
	return done;
}

static bool run(struct session *session, struct stepping *s, bool within, struct err *err)
{
	const char *said = s->step->note ? s->step->note : "";
	char *note = text_clean(said, strlen(said));
	bool done = strlen(note) <= NOTE_BYTES || err_set(err, ERR_REFUSED, N_("the note is too long: at most %d bytes"), NOTE_BYTES);

	s->note = note;
	if (done)
		done = within ? step_body(session, s, err) : transact(session, step_body, s, err);
	mem_free(note);
	return done;
}

static bool sent(struct session *session, const struct document_step *step, bool within, date *chase_on, struct err *err)
{
	struct stepping s = { .step = step, .chase_on = DATE_NONE };
	bool done = run(session, &s, within, err);

	if (done)
		*chase_on = s.chase_on;
	return done;
}

bool document_sent(struct session *session, const struct document_step *step, date *chase_on, struct err *err)
{
	return sent(session, step, false, chase_on, err);
}

bool document_sent_within(struct session *session, const struct document_step *step, date *chase_on, struct err *err)
{
	return sent(session, step, true, chase_on, err);
}

bool document_settle(struct session *session, const struct document_step *step, struct err *err)
{
	struct stepping s = { .step = step, .settle = true, .chase_on = DATE_NONE };

	return run(session, &s, false, err);
}

/* ---- lists ---- */

static int by_turn(const void *a, const void *b)
{
	const struct document_row *x = a, *y = b;
	bool x_sent = date_is(x->sent_on), y_sent = date_is(y->sent_on);

	if (x_sent != y_sent)
		return x_sent - y_sent;
	date x_on = x_sent ? x->sent_on : x->asked_on, y_on = y_sent ? y->sent_on : y->asked_on;

	if (x_on != y_on)
		return x_on < y_on ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

bool document_open_list(struct session *session, int64_t client_id, struct arena *arena, struct document_row **rows, size_t *count,
                        struct err *err)
{
	struct document_row *list;
	size_t kept = 0;

	if (!document_list_open(session->store, arena, session->creditor.id, rows, count, err))
		return false;
	list = *rows;
	for (size_t i = 0; i < *count; i++)
		if (client_id == 0 || list[i].client_id == client_id)
			list[kept++] = list[i];
	*count = kept;
	if (kept > 1)
		qsort(list, kept, sizeof *list, by_turn);
	return true;
}
