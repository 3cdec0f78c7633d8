/* Which files have a mail or a letter to get, and what its leaving makes of them. Which may is rules/mailing.h's answer.
 */
#include "desk/mail_steps.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/refresh.h"
#include "desk/steps.h"
#include "desk/transact.h"
#include "desk/walk.h"
#include "rules/outcome.h"

/* ---- whose step has come ---- */

struct candidates {
	struct session *session;
	int64_t *ids;
	size_t count, room;
};

/* A cheap look at every callable client; each one found is looked at again under its lock. */
static bool look(void *context, struct walk_client *client, struct err *err)
{
	struct candidates *found = context;
	const struct session *session = found->session;
	struct client_verdict verdict;
	struct scenario_next next;

	(void)err;
	if (!client->row->ready.callable)
		return true;
	judge_client(&client->bundle, &session->policy, session->creditor.currency, session->today, &verdict);
	next = steps_client_next(&client->bundle, &session->policy, session->today).next;
	if (scenario_is_due(&next, session->today) && next.step->channel != SCENARIO_PHONE) {
		MEM_GROW(found->ids, found->count, found->room);
		found->ids[found->count++] = client->row->id;
	}
	return true;
}

static bool find_all(struct session *session, struct candidates *out, struct err *err)
{
	struct walk_seen seen = { .last_id = 0 };
	bool done;

	do {
		struct arena arena = { 0 };

		done = walk_slice(session, &arena, seen.last_id, true, look, out, &seen, err);
		arena_clear(&arena);
	} while (done && seen.clients == WALK_CLIENTS);
	return done;
}

/* ---- queueing one ---- */

struct queueing {
	int64_t client_id, mail_id;
	bool dry;
	enum mailing_step answer;
	enum scenario_channel channel;
};

static bool any_open_dispute(const struct client_file *file)
{
	for (size_t i = 0; i < file->dispute_count; i++)
		if (!date_is(file->disputes[i].closed_on))
			return true;
	return false;
}

static bool any_open_promise(const struct client_file *file)
{
	for (size_t i = 0; i < file->promise_count; i++)
		if (file->promises[i].promise.state == PROMISE_OPEN)
			return true;
	return false;
}

static bool ask_rules(struct session *session, const struct client_file *file, enum mailing_step *out, struct err *err)
{
	struct mailing_step_facts facts = {
		.next = &file->step.next,
		.callable = file->verdict.callable.why_not == WHY_NOT_NONE,
		.held = file->client.state.held,
		.disputed = any_open_dispute(file),
		.promised = any_open_promise(file),
		.perhaps = file->perhaps.count > 0,
		.address = mail_contact(file, 0) != NULL,
	};

	if (!mail_of_steps(session->store, file->client.id, &facts.waiting, &facts.tried_on, err))
		return false;
	*out = mailing_step(&facts, session->today);
	return true;
}

/* A mail before the due date names what it is about: nothing is overdue then. */
static size_t name_invoices(const struct client_file *file, date today, int64_t *ids)
{
	size_t count = 0;

	if (file->step.next.step->days > 0)
		return 0;
	for (size_t i = 0; i < file->invoice_count; i++)
		if (scenario_is_due(&file->steps[i], today) && file->steps[i].step->days <= 0)
			ids[count++] = file->invoices[i].item.id;
	return count;
}

static bool put_step(struct session *session, const struct queueing *q, struct client_file *file, struct err *err)
{
	const struct scenario_step *step = file->step.next.step;
	bool letter = step->channel == SCENARIO_LETTER;
	const struct contact_row *to = mail_contact(file, 0);
	int64_t *ids = arena_alloc(&file->arena, (file->invoice_count + 1) * sizeof *ids);
	char text_name[MAILING_TEMPLATE_ROOM];
	struct mail_row row = {
		.id = q->mail_id,
		.client_id = file->client.id,
		.contact_id = to ? to->id : 0,
		.kind = mailing_kind_codes[letter ? MAILING_LETTER : MAILING_REMINDER],
		.words = "",
		.text_name = text_name,
		.language = mail_language(session, file),
		.address = letter || !to ? "" : to->mail,
		.contact = to ? to->name : "",
	};

	snprintf(text_name, sizeof text_name, "%s-%s", step->template_name, reason_firmness_codes[step->firmness]);
	return mail_queue_step(session, &row, ids, name_invoices(file, session->today, ids), err);
}

static bool queue_body(struct session *session, void *context, struct err *err)
{
	struct queueing *q = context;
	struct client_file file = { 0 };
	bool done = false;

	q->answer = MAILING_STEP_NONE;
	switch (file_load(session, q->client_id, &file, err)) {
	case FOUND_NOT: done = true; break;
	case FOUND_ERROR: break;
	case FOUND:
		done = ask_rules(session, &file, &q->answer, err);
		if (done && q->answer == MAILING_STEP_QUEUE) {
			q->channel = file.step.next.step->channel;
			done = q->dry || put_step(session, q, &file, err);
		}
	}
	file_clear(&file);
	return done;
}

bool mail_steps_queue(struct session *session, bool dry, struct mail_steps *out, struct err *err)
{
	struct candidates found = { .session = session };
	struct refresh_totals totals;
	bool done;

	*out = (struct mail_steps){ 0 };
	if (!session_needs_supervisor(session, err))
		return false;
	if (!steps_write(&session->policy))
		return true;
	done = refresh_all(session, false, NULL, NULL, &totals, err) && find_all(session, &found, err);
	for (size_t i = 0; i < found.count && done; i++) {
		struct queueing q = { .client_id = found.ids[i], .mail_id = id_new(), .dry = dry };

		done = transact(session, queue_body, &q, err);
		out->tasks += done && q.answer == MAILING_STEP_TASK;
		if (done && q.answer == MAILING_STEP_QUEUE) {
			out->letters += q.channel == SCENARIO_LETTER;
			out->mails += q.channel != SCENARIO_LETTER;
		}
	}
	mem_free(found.ids);
	return done;
}

/* ---- when it has left ---- */

bool mail_steps_is(const struct mail_row *row)
{
	return row->agent_id == 0;
}

/* Promises are judged again: what the file holds of them is judged, but not what rules ask for here. */
static bool next_chase(struct session *session, const struct client_file *file, struct arena *arena, date *out, struct err *err)
{
	struct item *items = arena_alloc(arena, (file->invoice_count + 1) * sizeof *items);
	struct client_bundle bundle = { .state = &file->client.state, .items = items, .item_count = file->invoice_count };
	struct client_verdict verdict;
	struct promise_row *rows;

	for (size_t i = 0; i < file->invoice_count; i++)
		items[i] = file->invoices[i].item;
	if (!refresh_services(session, file->client.id, &bundle, err) ||
	    !refresh_load(session, arena, file->client.id, &bundle, &rows, err))
		return false;
	judge_client(&bundle, &session->policy, session->creditor.currency, session->today, &verdict);
	*out = steps_after(&bundle, &session->policy, session->today);
	return true;
}

bool mail_steps_done(struct session *session, int64_t id, const struct mail_row *row, const struct client_file *file, struct err *err)
{
	bool letter = strcmp(row->kind, mailing_kind_codes[MAILING_LETTER]) == 0;
	struct arena arena = { 0 };
	char now[CLOCK_TEXT];
	struct call_row action = {
		.id = id,
		.client_id = row->client_id,
		.agent_id = session->agent_id,
		.outcome = outcome_rules[OUTCOME_MESSAGE].code,
		.channel = scenario_channel_codes[letter ? SCENARIO_LETTER : SCENARIO_MAIL],
		.on_day = session->today,
		.at = session_instant(session, now),
		.note = row->subject,
		.contact_id = row->contact_id,
		.next_minute = -1,
	};
	bool done = next_chase(session, file, &arena, &action.next_on, err) && action_insert(session->store, &action, err) &&
		    refresh_client(session, row->client_id, err);

	arena_clear(&arena);
	return done;
}
