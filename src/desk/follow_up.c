/* A callback whose money came is looked at again under the lock of its file: a payment may have gone back meanwhile. The row stays, done by the
 * call that agreed it; the journal says why.
 */
#include "desk/follow_up.h"

#include "db/agenda.h"
#include "db/call.h"
#include "db/client.h"
#include "desk/refresh.h"
#include "desk/transact.h"

static bool journal(struct session *session, const struct agenda_settled *row, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "follow_up", row->id);
	json_date(json, "due_on", row->due_on);
	json_integer(json, "next_minute", row->minute);
	return session_note_write(session, &note, row->client_id, "callback_paid", err);
}

static bool close_body(struct session *session, void *context, struct err *err)
{
	const struct agenda_settled *row = context;
	enum found still = FOUND_ERROR;

	if (client_lock(session->store, row->client_id, err))
		still = agenda_paid_still(session->store, row->id, err);
	if (still != FOUND)
		return still == FOUND_NOT;
	return follow_up_paid(session->store, row->id, err) && journal(session, row, err) && refresh_client(session, row->client_id, err);
}

bool follow_up_close_paid(struct session *session, struct err *err)
{
	struct arena arena = { 0 };
	struct agenda_settled *rows;
	size_t count;
	bool done;

	if (session->role != ROLE_SUPERVISOR && !store_is_owner(session->store))
		return true;
	done = agenda_paid(session->store, &arena, session->creditor.id, session->today, &rows, &count, err);
	for (size_t i = 0; done && i < count; i++)
		done = transact(session, close_body, &rows[i], err);
	arena_clear(&arena);
	return done;
}
