/* Queueing and cancelling mails. Which may leave is the rules' answer; what they say is made when they leave.
 */
#include "desk/mail.h"

#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/mime.h"
#include "base/text.h"
#include "desk/transact.h"

const struct contact_row *mail_contact(const struct client_file *file, int64_t contact_id)
{
	const struct contact_row *best = NULL;

	for (size_t i = 0; i < file->contact_count; i++) {
		const struct contact_row *row = &file->contacts[i];
		bool payable = strcmp(row->role, contact_role_codes[CONTACT_ACCOUNTS_PAYABLE]) == 0;

		if (row->wrong || !mime_is_address(row->mail))
			continue;
		if (row->id == contact_id)
			return row;
		if (!best || (payable && strcmp(best->role, contact_role_codes[CONTACT_ACCOUNTS_PAYABLE]) != 0))
			best = row;
	}
	return best;
}

const char *mail_language(const struct session *session, const struct client_file *file)
{
	const char *language = file->client.state.language;

	if (strcmp(language, "fr") == 0 || strcmp(language, "en") == 0)
		return language;
	return session->policy.mailing.language;
}

static bool is_named(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static bool names_disputed(const struct client_file *file, const int64_t *ids, size_t count)
{
	for (size_t i = 0; i < file->invoice_count; i++)
		if (file->invoices[i].item.disputed && is_named(ids, count, file->invoices[i].item.id))
			return true;
	return false;
}

/* An open promise covers what the mail names; one without names speaks of all that is overdue. */
static bool is_promised(const struct client_file *file, const int64_t *ids, size_t count)
{
	for (size_t i = 0; i < file->promise_count; i++) {
		const struct promise *p = &file->promises[i].promise;

		if (p->state != PROMISE_OPEN)
			continue;
		if (count == 0)
			return true;
		for (size_t k = 0; k < file->part_count; k++)
			if (file->parts[k].promise_id == p->id && !file->parts[k].withdrawn_by &&
			    is_named(ids, count, file->parts[k].invoice_id))
				return true;
	}
	return false;
}

void mail_facts(const struct client_file *file, enum mailing_kind kind, int64_t promise_id, const int64_t *invoice_ids,
                size_t invoice_count, struct mailing_facts *out)
{
	const struct client_state *state = &file->client.state;

	*out = (struct mailing_facts){
		.kind = kind,
		.handed_over = state->legal || state->agency,
		.insolvent = state->insolvent,
		.no_contact = state->no_contact,
		.disputed = names_disputed(file, invoice_ids, invoice_count),
		.promise_open = is_promised(file, invoice_ids, invoice_count),
		.overdue = file->verdict.ready.overdue,
	};
	if (invoice_count > 0 && out->overdue <= 0) /* before the due date it speaks of what it names */
		for (size_t i = 0; i < file->invoice_count; i++)
			out->overdue += is_named(invoice_ids, invoice_count, file->invoices[i].item.id) ? file->left[i] : 0;
	for (size_t i = 0; i < file->promise_count; i++)
		if (file->promises[i].promise.id == promise_id)
			out->confirms_open = file->promises[i].promise.state == PROMISE_OPEN;
}

static bool journal_queued(struct session *session, const struct mail_row *row, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "mail", row->id);
	json_text(json, "kind", row->kind);
	json_text(json, "address", row->address);
	json_text(json, "language", row->language);
	json_text(json, "words", row->words);
	return session_note_write(session, &note, row->client_id, "mail_queued", err);
}

static bool put(struct session *session, struct mail_row *row, const int64_t *invoice_ids, size_t invoice_count, struct err *err)
{
	char now[CLOCK_TEXT];

	row->queued_on = session->today;
	row->queued_at = session_instant(session, now);
	if (!mail_insert(session->store, row, err))
		return false;
	for (size_t i = 0; i < invoice_count; i++)
		if (!mail_invoice_insert(session->store, row->id, invoice_ids[i], err))
			return false;
	return journal_queued(session, row, err);
}

static bool put_own(struct session *session, struct mail_row *row, const int64_t *invoice_ids, size_t invoice_count, struct err *err)
{
	row->agent_id = session->agent_id;
	return put(session, row, invoice_ids, invoice_count, err);
}

bool mail_queue_step(struct session *session, struct mail_row *row, const int64_t *invoice_ids, size_t invoice_count, struct err *err)
{
	row->agent_id = 0;
	return put(session, row, invoice_ids, invoice_count, err);
}

/* The promise a confirmation made by hand is about: the last open one. */
static int64_t last_open_promise(const struct client_file *file)
{
	int64_t id = 0;

	for (size_t i = 0; i < file->promise_count; i++)
		if (file->promises[i].promise.state == PROMISE_OPEN)
			id = file->promises[i].promise.id;
	return id;
}

enum mailing_status mail_draft(const struct session *session, const struct client_file *file, enum mailing_kind kind, int64_t contact_id,
                               struct mail_row *out)
{
	const struct contact_row *to = mail_contact(file, contact_id);
	struct mailing_facts facts;

	*out = (struct mail_row){
		.client_id = file->client.id,
		.promise_id = kind == MAILING_CONFIRMATION ? last_open_promise(file) : 0,
		.contact_id = to ? to->id : 0,
		.kind = mailing_kind_codes[kind],
		.words = "",
		.language = mail_language(session, file),
		.address = to ? to->mail : "",
		.contact = to ? to->name : "",
		.agent = session->agent,
	};
	mail_facts(file, kind, out->promise_id, NULL, 0, &facts);
	facts.address = out->address;
	return mailing_check(&facts);
}

bool mail_queue_within(struct session *session, const struct mail_of_call *call, enum mailing_status *status, struct err *err)
{
	struct mailing_facts facts;
	struct mail_row row;

	mail_draft(session, call->file, call->kind, call->contact_id, &row);
	row.id = id_new();
	row.action_id = call->action_id;
	row.promise_id = call->promise_id;
	mail_facts(call->file, call->kind, 0, call->invoice_ids, call->invoice_count, &facts);
	facts.address = row.address;
	facts.confirms_open = call->kind == MAILING_CONFIRMATION; /* it was just made */
	*status = mailing_check(&facts);
	return *status != MAILING_OK || put_own(session, &row, call->invoice_ids, call->invoice_count, err);
}

static const char *const refusals[MAILING_STATUS_COUNT] = {
	[MAILING_NO_ADDRESS] = N_("no contact of this client has a mail address: add one to a contact first"),
	[MAILING_STOPPED] = N_("this file is out of our hands: no mail leaves any more"),
	[MAILING_DISPUTE] = N_("what this mail names is in dispute: settle that first"),
	[MAILING_PROMISE] = N_("a promise runs: no mail leaves before it is judged"),
	[MAILING_STALE] = N_("there is no open promise to confirm"),
	[MAILING_NOTHING] = N_("nothing is overdue: there is nothing to remind of"),
};

static bool queue_on(struct session *session, const struct mail_request *request, const struct client_file *file, const char *words,
                     struct err *err)
{
	struct mail_row row;
	enum mailing_status status = mail_draft(session, file, request->kind, request->contact_id, &row);

	row.id = request->id;
	row.words = words;
	if (status != MAILING_OK)
		return err_set(err, ERR_REFUSED, "%s", gettext(refusals[status]));
	return put_own(session, &row, NULL, 0, err);
}

static bool queue_body(struct session *session, void *context, struct err *err)
{
	const struct mail_request *request = context;
	struct client_file file = { 0 };
	struct mail_row before;
	char *words = text_clean(request->words ? request->words : "", strlen(request->words ? request->words : ""));
	bool done = false;

	if (strlen(words) > MAIL_WORDS_BYTES) {
		err_set(err, ERR_REFUSED, N_("these words are too long: at most %d bytes"), MAIL_WORDS_BYTES);
		mem_free(words);
		return false;
	}
	switch (file_load(session, request->client_id, &file, err)) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("this client file is gone")); break;
	case FOUND_ERROR: break;
	case FOUND:
		switch (mail_by_id(session->store, &file.arena, request->id, &before, err)) {
		case FOUND: done = true; break;
		case FOUND_NOT: done = queue_on(session, request, &file, words, err); break;
		case FOUND_ERROR: break;
		}
	}
	file_clear(&file);
	mem_free(words);
	return done;
}

bool mail_queue(struct session *session, const struct mail_request *request, struct err *err)
{
	struct mail_request copy = *request;

	return transact(session, queue_body, &copy, err);
}

static bool journal_mail(struct session *session, const struct mail_row *row, const char *kind, struct err *err)
{
	struct session_note note;

	json_integer(session_note_open(&note), "mail", row->id);
	return session_note_write(session, &note, row->client_id, kind, err);
}

static bool cancel_row(struct session *session, struct mail_row *row, struct err *err)
{
	if (row->state == MAIL_CANCELLED)
		return true;
	if (row->state == MAIL_SENT)
		return err_set(err, ERR_REFUSED, N_("this mail has left already"));
	if (row->agent_id == 0 && session->role != ROLE_SUPERVISOR)
		return err_set(err, ERR_REFUSED, N_("the scenario queued this mail: only a supervisor may take it back"));
	if (row->agent_id != session->agent_id && session->role != ROLE_SUPERVISOR)
		return err_set(err, ERR_REFUSED, N_("%s queued this mail: only they or a supervisor may take it back"), row->agent);
	return mail_put_cancelled(session->store, row->id, session->agent, err) && journal_mail(session, row, "mail_cancelled", err);
}

/* What the batch gave up has its reason where the other has a name. */
static bool restore_row(struct session *session, struct mail_row *row, struct err *err)
{
	if (row->state == MAIL_SENT)
		return err_set(err, ERR_REFUSED, N_("this mail has left already"));
	if (row->state != MAIL_CANCELLED)
		return true;
	if (strcmp(row->why, session->agent) != 0 || (row->agent_id != session->agent_id && session->role != ROLE_SUPERVISOR))
		return err_set(err, ERR_REFUSED, N_("you did not take this mail back: e on the client's file writes another"));
	return mail_put_back(session->store, row->id, err) && journal_mail(session, row, "mail_restored", err);
}

struct change {
	int64_t id;
	bool (*row)(struct session *session, struct mail_row *row, struct err *err);
};

static bool change_body(struct session *session, void *context, struct err *err)
{
	const struct change *change = context;
	struct arena arena = { 0 };
	struct mail_row row;
	bool done = false;
	enum found found = mail_read_one(session, &arena, change->id, &row, err);

	if (found == FOUND && !client_lock(session->store, row.client_id, err))
		found = FOUND_ERROR;
	if (found == FOUND) /* as it is now: it may have left while this waited */
		found = mail_read_one(session, &arena, row.id, &row, err);
	switch (found) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("there is no such mail: relance mail lists them with their numbers")); break;
	case FOUND_ERROR: break;
	case FOUND: done = change->row(session, &row, err); break;
	}
	arena_clear(&arena);
	return done;
}

bool mail_cancel(struct session *session, int64_t id, struct err *err)
{
	return transact(session, change_body, &(struct change){ id, cancel_row }, err);
}

bool mail_restore(struct session *session, int64_t id, struct err *err)
{
	return transact(session, change_body, &(struct change){ id, restore_row }, err);
}

enum found mail_read_one(struct session *session, struct arena *arena, int64_t id, struct mail_row *out, struct err *err)
{
	return mail_by_id(session->store, arena, id, out, err);
}

bool mail_read_all(struct session *session, struct arena *arena, enum mail_state state, int64_t client_id, int limit,
                   struct mail_row **rows, size_t *count, struct err *err)
{
	return client_id ? mail_of_client(session->store, arena, client_id, limit, rows, count, err)
	                 : mail_list(session->store, arena, session->creditor.id, state, limit, rows, count, err);
}

bool mail_author(struct session *session, struct arena *arena, const struct mail_row *row, int64_t of_file, struct agent_row *out, struct err *err)
{
	bool queued = row->agent && *row->agent;
	const char *name = queued ? row->agent : session->agent;
	enum found found = !queued && of_file ? agent_by_id(session->store, arena, of_file, out, err) : FOUND_NOT;

	if (found == FOUND_NOT)
		found = agent_by_name(session->store, arena, name, out, err);

	if (found == FOUND_NOT)
		*out = (struct agent_row){ .name = name, .team = "", .full_name = "", .phone = "", .mail = "" };
	return found != FOUND_ERROR;
}

bool mail_named(struct session *session, struct arena *arena, int64_t id, int64_t **ids, size_t *count, struct err *err)
{
	return mail_invoices(session->store, arena, id, ids, count, err);
}
