/* Lists of promises, and the withdrawal. Judging is refresh's business: a withdrawn promise takes nothing there.
 */
#include "desk/promises.h"

#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/claim.h"
#include "desk/refresh.h"
#include "desk/transact.h"
#include "rules/promise.h"

#define LAST_DAY 2932896 /* 9999-12-31 */

const char *const promises_group_codes[PROMISES_GROUP_COUNT] = { "to_check", "due", "broken" };

/* ---- lists ---- */

struct gathered {
	struct promises_row *rows;
	size_t count, room;
};

static void gather(const struct session *session, struct gathered *all, const struct agenda_promise *found, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct promise *promise = &found[i].promise;
		bool open = promise->state == PROMISE_OPEN;

		MEM_GROW(all->rows, all->count, all->room);
		all->rows[all->count++] = (struct promises_row){
			.group = !open ? PROMISES_BROKEN : promise->due_on < session->today ? PROMISES_TO_CHECK : PROMISES_DUE,
			.promised = found[i],
			.expected = promise_judged(promise),
			.mine = session->role == ROLE_SUPERVISOR || found[i].agent_id == session->agent_id,
		};
	}
}

static bool read_open(struct session *session, struct arena *arena, const struct promises_query *query, struct gathered *all, struct err *err)
{
	const struct agenda_promise_query ask = {
		.creditor_id = session->creditor.id,
		.agent_id = query->agent_id,
		.state = PROMISE_OPEN,
		.check_from = 0,
		.check_to = LAST_DAY,
		.limit = PROMISES_MOST,
	};
	struct agenda_promise *rows;
	size_t count;

	if (!agenda_promises(session->store, arena, &ask, &rows, &count, err))
		return false;
	gather(session, all, rows, count);
	return true;
}

/* Nothing came, or a part: both by check date, the latest first. */
static bool read_broken(struct session *session, struct arena *arena, const struct promises_query *query, struct gathered *all, struct err *err)
{
	static const enum promise_state states[] = { PROMISE_BROKEN, PROMISE_PARTLY_KEPT };
	struct agenda_promise *rows[2];
	size_t count[2], at[2] = { 0, 0 };

	for (int i = 0; i < 2; i++) {
		const struct agenda_promise_query ask = {
			.creditor_id = session->creditor.id,
			.agent_id = query->agent_id,
			.state = states[i],
			.check_from = session->today - query->broken_days,
			.check_to = session->today,
			.newest = true,
			.limit = PROMISES_MOST,
		};
		if (!agenda_promises(session->store, arena, &ask, &rows[i], &count[i], err))
			return false;
	}
	while (at[0] < count[0] || at[1] < count[1]) {
		int from = at[0] == count[0] ? 1 : at[1] == count[1] ? 0 : rows[1][at[1]].promise.check_on > rows[0][at[0]].promise.check_on;
		gather(session, all, &rows[from][at[from]++], 1);
	}
	return true;
}

bool promises_list(struct session *session, struct arena *arena, const struct promises_query *query, struct promises_row **rows, size_t *count,
                   struct err *err)
{
	unsigned groups = query->groups ? query->groups : (1u << PROMISES_GROUP_COUNT) - 1;
	struct gathered all = { 0 };
	size_t kept = 0;
	bool open = groups & (1u << PROMISES_TO_CHECK | 1u << PROMISES_DUE);
	bool done = (!open || read_open(session, arena, query, &all, err)) &&
	            (!(groups & 1u << PROMISES_BROKEN) || read_broken(session, arena, query, &all, err));

	for (size_t i = 0; i < all.count; i++)
		if (groups & 1u << all.rows[i].group)
			all.rows[kept++] = all.rows[i];
	if (done) {
		*count = kept;
		*rows = arena_copy(arena, all.rows, kept, sizeof **rows);
	}
	mem_free(all.rows);
	return done;
}

size_t promises_sum(const struct session *session, const struct promises_row *rows, size_t count, enum promises_group group,
                    struct promises_sum out[PROMISES_CURRENCIES])
{
	size_t used = 1;

	memset(out, 0, PROMISES_CURRENCIES * sizeof *out);
	memcpy(out[0].currency, session->creditor.currency, MONEY_CODE);
	for (size_t i = 0; i < count; i++) {
		size_t at = 0;
		if (rows[i].group != group)
			continue;
		while (at < used && strcmp(out[at].currency, rows[i].promised.promise.currency) != 0)
			at++;
		if (at == PROMISES_CURRENCIES)
			continue;
		if (at == used)
			memcpy(out[used++].currency, rows[i].promised.promise.currency, MONEY_CODE);
		if (!money_add(out[at].expected, rows[i].expected, &out[at].expected) ||
		    !money_add(out[at].received, rows[i].promised.promise.received, &out[at].received))
			continue;
		out[at].count++;
	}
	return used;
}

/* ---- withdrawal ---- */

struct withdrawal {
	const struct promises_withdraw *request;
	const char *words;           /* clean */
	struct promises_withdrawn *out;
};

static bool may_withdraw(const struct session *session, const struct agenda_promise *promised, const struct client_row *client, struct err *err)
{
	if (session->role != ROLE_SUPERVISOR && promised->agent_id != session->agent_id)
		return err_set(err, ERR_REFUSED, N_("this promise was taken by %s: its author or a supervisor withdraws it"), promised->agent);
	if (claim_by_other(session, &client->claim))
		return err_set(err, ERR_REFUSED, N_("%s has this file open: nothing was withdrawn"), client->claim_agent);
	if (promised->promise.state == PROMISE_WITHDRAWN)
		return err_set(err, ERR_REFUSED, N_("this promise was withdrawn already"));
	if (promised->promise.state == PROMISE_SUPERSEDED)
		return err_set(err, ERR_REFUSED, N_("a newer promise took the place of this one: withdraw that one"));
	return true;
}

static bool journal(struct session *session, const struct withdrawal *job, const struct agenda_promise *promised, struct err *err)
{
	const struct promise *promise = &promised->promise;
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "action", job->request->id);
	json_integer(json, "promise", promise->id);
	json_text(json, "state", promise_state_codes[promise->state]);
	json_date(json, "due_on", promise->due_on);
	json_money(json, "amount", promise->amount);
	json_text(json, "currency", promise->currency);
	json_text(json, "note", job->words);
	return session_note_write(session, &note, promised->client.id, "withdraw_promise", err);
}

static bool write_withdrawal(struct session *session, const struct withdrawal *job, const struct agenda_promise *promised, struct err *err)
{
	char now[CLOCK_TEXT];
	const struct call_row action = {
		.id = job->request->id,
		.client_id = promised->client.id,
		.agent_id = session->agent_id,
		.outcome = "promise_withdrawn",
		.on_day = session->today,
		.at = session_instant(session, now),
		.note = job->words,
		.next_on = DATE_NONE,
		.next_minute = -1,
	};

	return action_insert(session->store, &action, err) &&
	       promise_put_reduced(session->store, promised->promise.id, promised->promise.reduced, action.id, err) &&
	       refresh_client(session, promised->client.id, err) && journal(session, job, promised, err);
}

/* Inside the transaction; the file is locked before anything of it is read for good. */
static bool withdraw(struct session *session, const struct withdrawal *job, struct arena *arena, struct err *err)
{
	struct agenda_promise promised;
	struct client_row client;
	struct call_row before;
	enum found found = agenda_promise_by_id(session->store, arena, session->creditor.id, job->request->promise_id, &promised, err);

	if (found == FOUND)
		found = client_by_id(session->store, arena, promised.client.id, &client, err);
	if (found == FOUND)
		found = agenda_promise_by_id(session->store, arena, session->creditor.id, job->request->promise_id, &promised, err);
	if (found == FOUND_NOT)
		err_set(err, ERR_MISSING, N_("there is no such promise: relance promises lists them with their numbers"));
	if (found != FOUND)
		return false;
	job->out->client_id = promised.client.id;
	switch (action_by_id(session->store, arena, job->request->id, &before, err)) {
	case FOUND: return job->out->already = true;
	case FOUND_ERROR: return false;
	case FOUND_NOT: break;
	}
	return may_withdraw(session, &promised, &client, err) && write_withdrawal(session, job, &promised, err);
}

static bool withdraw_once(struct session *session, void *context, struct err *err)
{
	struct withdrawal *job = context;
	struct arena arena = { 0 };

	*job->out = (struct promises_withdrawn){ 0 };
	bool done = withdraw(session, job, &arena, err);
	arena_clear(&arena);
	return done;
}

bool promises_withdraw(struct session *session, const struct promises_withdraw *request, struct promises_withdrawn *out, struct err *err)
{
	char *words = text_clean(request->words ? request->words : "", request->words ? strlen(request->words) : 0);
	struct withdrawal job = { request, words, out };
	bool done = false;

	if (!*words)
		err_set(err, ERR_REFUSED, N_("withdrawing a promise needs words: say why it no longer counts"));
	else if (strlen(words) > PROMISES_NOTE_BYTES)
		err_set(err, ERR_REFUSED, N_("the note is too long: at most %d bytes"), PROMISES_NOTE_BYTES);
	else
		done = transact(session, withdraw_once, &job, err);
	mem_free(words);
	return done;
}
