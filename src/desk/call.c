/* Recording an outcome: the gate, then one transaction. The grammar, the dates and the effects are the rules'; this file applies them.
 */
#include "desk/call.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/call_effects.h"
#include "desk/circuit.h"
#include "desk/claim.h"
#include "desk/contact.h"
#include "desk/wrapup.h"
#include "rules/calendar.h"
#include "rules/paid.h"

/* Entries that name invoices: the list as shown. */
static struct dispute_line *lines_of(const struct client_file *file)
{
	struct dispute_line *lines = mem_alloc((file->invoice_count + 1) * sizeof *lines);

	for (size_t i = 0; i < file->invoice_count; i++) {
		const struct invoice_row *row = &file->invoices[i];

		lines[i] = (struct dispute_line){
			.number = row->number,
			.owed = row->item.open > 0,
			.disputed = row->item.disputed,
			.figure = row->item.kind != ITEM_INVOICE && row->item.kind != ITEM_CREDIT_NOTE,
			.overdue = row->item.open > 0 && !row->item.disputed && row->item.due_on < file->entry.today,
		};
	}
	return lines;
}

/* chosen[] is set. */
static void preview_named(const struct client_file *file, enum outcome outcome, const char *entry, struct call_result *out, bool *chosen)
{
	struct dispute_line *lines = lines_of(file);

	if (outcome == OUTCOME_DISPUTE)
		out->entry_refused = !dispute_parse(entry, lines, file->invoice_count, file->entry.today, chosen, &out->dispute);
	else
		out->entry_refused = !document_parse(entry, lines, file->invoice_count, chosen, &out->document);
	mem_free(lines);
}

static date dispute_due(const struct client_file *file, const struct dispute_entry *entry)
{
	return date_is(entry->due_on) ? entry->due_on : calendar_business_on_or_after(file->entry.today + file->entry.dispute_days);
}

/* When the file comes back if this is recorded. */
static void preview_next(const struct client_file *file, enum outcome outcome, struct call_result *out)
{
	const struct outcome_rule *rule = &outcome_rules[outcome];
	const struct entry *entry = &out->entry.readings[0];

	out->next_on = DATE_NONE;
	out->next_minute = -1;
	switch (rule->entry) {
	case OUTCOME_ENTRY_PROMISE:
		out->next_on = entry->lines[0].check_on;
		break;
	case OUTCOME_ENTRY_CALLBACK:
	case OUTCOME_ENTRY_DATE:
		out->next_on = date_is(entry->on) ? entry->on : outcome_default_next(outcome, file->entry.today);
		out->next_minute = entry->minute;
		break;
	case OUTCOME_ENTRY_CIRCUIT:
		out->next_on = circuit_next_on(file, &out->circuit);
		break;
	case OUTCOME_ENTRY_DISPUTE:
		out->dispute.due_on = dispute_due(file, &out->dispute);
		out->next_on = out->dispute.due_on;
		break;
	case OUTCOME_ENTRY_PAID:
	case OUTCOME_ENTRY_CONTACT:
	case OUTCOME_ENTRY_DOCUMENT:
	case OUTCOME_ENTRY_INSOLVENCY:
	case OUTCOME_ENTRY_TEXT:
		out->next_on = outcome_default_next(outcome, file->entry.today);
		break;
	}
}

void call_preview(const struct client_file *file, enum outcome outcome, const char *entry, struct call_result *out, bool *chosen)
{
	bool *own = chosen ? NULL : mem_alloc(file->invoice_count + 1);

	memset(out, 0, sizeof *out);
	out->rest_on = DATE_NONE;
	switch (outcome_rules[outcome].entry) {
	case OUTCOME_ENTRY_DISPUTE:
	case OUTCOME_ENTRY_DOCUMENT: preview_named(file, outcome, entry, out, chosen ? chosen : own); break;
	case OUTCOME_ENTRY_INSOLVENCY: out->entry_refused = !insolvency_parse(entry, file->entry.today, &out->insolvency); break;
	case OUTCOME_ENTRY_CIRCUIT: circuit_preview(file, entry, out, chosen ? chosen : own); break;
	case OUTCOME_ENTRY_CONTACT: contact_preview(file, entry, out); break;
	default: out->entry_refused = !entry_parse(entry, outcome, &file->entry, &out->entry); break;
	}
	mem_free(own);
	if (!out->entry_refused)
		preview_next(file, outcome, out);
}

/* Once somebody else has the file, agents neither call nor promise: they write down what reached them. */
static bool is_stopped(const struct client_file *file, enum outcome outcome)
{
	return (file->client.state.legal || file->client.state.agency) && outcome != OUTCOME_NOTE && outcome != OUTCOME_PAID &&
	       outcome != OUTCOME_INSOLVENCY;
}

/* The law lets nobody pay, so nobody promise, what was owed before an insolvency was published; what was delivered since is owed as ever. */
static bool is_frozen(const struct client_file *file)
{
	date published = file->insolvency.court ? file->insolvency.published_on : DATE_NONE;

	if (!file->client.state.insolvent)
		return false;
	for (size_t i = 0; i < file->invoice_count; i++) {
		const struct item *item = &file->invoices[i].item;
		bool overdue = item->open > 0 && !item->disputed && item->due_on < file->entry.today;

		if (overdue && (!date_is(published) || item->issued_on <= published))
			return true;
	}
	return false;
}

bool call_may_record(const struct session *session, const struct client_file *file, enum outcome outcome, struct err *err)
{
	if (claim_by_other(session, &file->client.claim))
		return err_set(err, ERR_REFUSED, N_("%s has this file open: nothing was recorded"), file->client.claim_agent);
	if (is_stopped(file, outcome))
		return err_set(err, ERR_REFUSED, file->client.state.agency
		                                         ? N_("this file is handed over to an agency, the only one to speak to the client: write a note")
		                                         : N_("this file is handed over to legal: nobody calls any more, write a note"));
	if (outcome == OUTCOME_PROMISE && is_frozen(file))
		return err_set(err, ERR_REFUSED, N_("insolvent: what was owed before may be neither promised nor paid; declare the claim, write a note"));
	return true;
}

/* The day an action of the file was recorded; DATE_NONE: too long ago to be in its history. */
static date day_of(const struct client_file *file, int64_t action_id)
{
	for (size_t i = 0; i < file->history_count; i++)
		if (file->history[i].id == action_id)
			return file->history[i].on_day;
	return DATE_NONE;
}

int call_replacements(const struct session *session, const struct client_file *file, bool *warns)
{
	const struct plan_rules *rules = &session->policy.plan;
	date *days = mem_alloc((file->promise_count + 1) * sizeof *days);
	int64_t seen = 0;
	size_t count = 0;
	int recent = 1;

	for (size_t i = 0; i < file->promise_count; i++) {
		const struct promise_row *row = &file->promises[i];

		if (!row->superseded_by || row->superseded_by == seen)
			continue; /* one an action, whatever lines it replaced */
		seen = row->superseded_by;
		days[count] = day_of(file, seen);
		recent += days[count++] > session->today - rules->supersede_window_days;
	}
	*warns = plan_supersession_warns(days, count, rules, session->today);
	mem_free(days);
	return recent;
}

static void count_superseded(const struct session *session, const struct client_file *file, const struct call_effects *effects,
                             struct call_result *out)
{
	out->superseded = effects->superseded;
	out->supersede_days = session->policy.plan.supersede_window_days;
	if (effects->superseded > 0)
		out->recent_superseded = call_replacements(session, file, &out->supersede_warns);
}

/* The answer to a retry: what stands already. */
static bool already_done(const struct call_row *row, const struct client_file *file, const struct call_request *request,
                         struct call_result *out, struct err *err)
{
	if (row->client_id != request->client_id || strcmp(row->outcome, outcome_rules[request->outcome].code) != 0)
		return err_set(err, ERR_CONFLICT, N_("this action was recorded already with other content"));
	out->already = true;
	call_came_to(&file->client, out);
	return true;
}

/* What of the entry is words: all of it, what stands behind the `--`, or a means of payment and what follows. */
static const char *words_of(const struct call_request *request)
{
	const char *entry = request->entry ? request->entry : "";

	switch (outcome_rules[request->outcome].entry) {
	case OUTCOME_ENTRY_TEXT: return entry;
	case OUTCOME_ENTRY_DISPUTE:
	case OUTCOME_ENTRY_DOCUMENT:
	case OUTCOME_ENTRY_INSOLVENCY: return dispute_note(entry);
	case OUTCOME_ENTRY_CIRCUIT: return circuit_entry_note(entry);
	case OUTCOME_ENTRY_PAID: return paid_means(entry);
	default: return "";
	}
}

static char *clean_note(const struct call_request *request)
{
	const char *entry = words_of(request), *note = request->note ? request->note : "";
	char *both = mem_printf("%s%s%s", entry, *entry && *note ? " " : "", note), *clean = text_clean(both, strlen(both));

	mem_free(both);
	return clean;
}

static bool check_note(enum outcome outcome, const char *note, struct err *err)
{
	if (strlen(note) > CALL_NOTE_BYTES)
		return err_set(err, ERR_REFUSED, N_("the note is too long: at most %d bytes"), CALL_NOTE_BYTES);
	if (outcome == OUTCOME_NOTE && !*note)
		return err_set(err, ERR_REFUSED, N_("a note needs words"));
	if (outcome == OUTCOME_REFUSAL && !*note)
		return err_set(err, ERR_REFUSED, N_("a refusal needs the words that were said"));
	return true;
}

enum reason call_reason(enum outcome outcome, enum reason chosen, const char *note)
{
	if (chosen != REASON_NONE)
		return chosen;
	return reason_from_outcome(outcome) != REASON_NONE ? reason_from_outcome(outcome) : reason_from_words(note);
}

enum chase_excuse call_excuse(enum outcome outcome, enum chase_excuse chosen, const char *note)
{
	if (!outcome_rules[outcome].spoken)
		return CHASE_EXCUSE_NONE;
	return chosen != CHASE_EXCUSE_NONE ? chosen : chase_excuse_from_words(note);
}

/* Who was called: as chosen, else whom the file says to call; a note is no call. */
static bool find_called(const struct client_file *file, const struct call_request *request, int64_t *contact_id, struct err *err)
{
	const struct contact_row *contact = NULL;

	if (request->contact_id && !(contact = contact_of(file, request->contact_id)))
		return err_set(err, ERR_REFUSED, N_("the contact chosen is not one of this client's: choose again"));
	if (!contact && outcome_rules[request->outcome].chase)
		contact = contact_spoken_to(file);
	*contact_id = contact ? contact->id : 0;
	return true;
}

/* What was said of the payment stays with the call. */
static const char *claimed(struct client_file *file, const struct entry_result *read, const char *note)
{
	const struct entry *entry = &read->readings[0];
	struct paid_claim claim = { .amount = entry->total, .on = entry->on, .words = note };
	char *text;
	const char *kept;

	snprintf(claim.currency, sizeof claim.currency, "%s", read->meant.currency);
	text = paid_note(&claim);
	kept = arena_strdup(&file->arena, text);
	mem_free(text);
	return kept;
}

/* Inside the write transaction; file is fresh. */
static bool record(struct session *session, const struct call_request *request, struct client_file *file, const char *note,
                   struct call_result *out, struct err *err)
{
	char now[CLOCK_TEXT];
	bool *chosen = arena_alloc(&file->arena, file->invoice_count + 1);
	const char *reason = reason_rules[call_reason(request->outcome, request->reason, note)].code;
	const char *excuse = chase_excuse_codes[call_excuse(request->outcome, request->excuse, note)];
	struct call_effects effects = { .request = request, .file = file, .note = note, .reason = reason, .excuse = excuse,
	                                .chosen = chosen, .result = out };
	const struct outcome_rule *rule = &outcome_rules[request->outcome];
	struct call_row action = {
		.id = request->id,
		.client_id = file->client.id,
		.agent_id = session->agent_id,
		.outcome = rule->code,
		.on_day = session->today,
		.at = session_instant(session, now),
		.note = note,
		.reason = reason,
		.excuse = excuse,
	};
	struct client_row fresh;

	if (!call_may_record(session, file, request->outcome, err) || !find_called(file, request, &action.contact_id, err))
		return false;
	effects.contact_id = action.contact_id;
	call_preview(file, request->outcome, request->entry ? request->entry : "", out, chosen);
	if (out->entry_refused) {
		*err = (struct err){ .code = ERR_REFUSED };
		return false;
	}
	action.next_on = out->next_on;
	action.next_minute = out->next_minute;
	if (rule->entry == OUTCOME_ENTRY_PAID)
		action.note = claimed(file, &out->entry, note);
	if (!action_insert(session->store, &action, err) || !call_apply(session, &effects, err) ||
	    !wrapup_leave(session, &effects, out, err) || !refresh_client(session, file->client.id, err) ||
	    !call_journal(session, &effects, err) || !call_mail(session, &effects, err) ||
	    client_by_id(session->store, &file->arena, file->client.id, &fresh, err) != FOUND)
		return false;
	count_superseded(session, file, &effects, out);
	out->mailed = effects.mailed;
	call_came_to(&fresh, out);
	return true;
}

/* Inside the write transaction. */
static bool record_within(struct session *session, const struct call_request *request, const char *note, struct call_result *out,
                          struct err *err)
{
	struct client_file file = { 0 };
	struct call_row before;
	bool done = false;

	switch (file_load(session, request->client_id, &file, err)) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("this client file is gone")); break;
	case FOUND_ERROR: break;
	case FOUND:
		switch (action_by_id(session->store, &file.arena, request->id, &before, err)) {
		case FOUND: done = already_done(&before, &file, request, out, err); break;
		case FOUND_NOT: done = record(session, request, &file, note, out, err); break;
		case FOUND_ERROR: break;
		}
	}
	file_clear(&file);
	return done;
}

bool call_record_within(struct session *session, const struct call_request *request, struct call_result *out, struct err *err)
{
	char *note = clean_note(request);
	bool done;

	memset(out, 0, sizeof *out);
	done = check_note(request->outcome, note, err) && record_within(session, request, note, out, err);
	mem_free(note);
	return done;
}

static bool record_once(struct session *session, const struct call_request *request, struct call_result *out, struct err *err)
{
	memset(out, 0, sizeof *out);
	if (!store_begin(session->store, true, err))
		return false;
	if (call_record_within(session, request, out, err) && store_commit(session->store, err))
		return true;
	store_rollback(session->store);
	return false;
}

/* The same id again: what was stored before the connection went is found, not stored twice. */
bool call_record(struct session *session, const struct call_request *request, struct call_result *out, struct err *err)
{
	int left = SESSION_RETRIES;

	while (!record_once(session, request, out, err))
		if (!session_may_retry(session, &left))
			return false;
	return true;
}

/* The last outcome that stands, if this session may take it back. */
static bool may_undo(const struct session *session, const struct client_file *file, const struct call_row **out, struct err *err)
{
	const struct call_row *last = NULL;

	for (size_t i = 0; i < file->history_count && !last; i++)
		if (!file->history[i].undone_by && strcmp(file->history[i].outcome, "undo") != 0 &&
		    strcmp(file->history[i].outcome, ACTION_PLATFORM) != 0)
			last = &file->history[i];
	if (!last)
		return err_set(err, ERR_REFUSED, N_("nothing was recorded on this file"));
	if (claim_by_other(session, &file->client.claim))
		return err_set(err, ERR_REFUSED, N_("%s has this file open: nothing was undone"), file->client.claim_agent);
	if (strcmp(last->channel, scenario_channel_codes[SCENARIO_PHONE]) != 0)
		return err_set(err, ERR_REFUSED, N_("what was written to the client has left: it cannot be undone"));
	if (last->agent_id != session->agent_id)
		return err_set(err, ERR_REFUSED, N_("the last outcome was recorded by %s: only its author may undo it"), last->agent);
	if (last->on_day != session->today)
		return err_set(err, ERR_REFUSED, N_("the last outcome was recorded on another day: it can no longer be undone"));
	for (size_t i = 0; i < file->promise_count; i++) {
		const struct promise_row *row = &file->promises[i];
		enum promise_state state = row->promise.state;

		if (row->action_id == last->id && (state == PROMISE_KEPT || state == PROMISE_PARTLY_KEPT || state == PROMISE_BROKEN))
			return err_set(err, ERR_REFUSED, N_("this promise was judged already: it can no longer be undone"));
	}
	*out = last;
	return true;
}

/* People told of by that outcome are no longer found by their names. */
static bool forget_people(struct session *session, const struct client_file *file, const struct call_row *last, struct err *err)
{
	enum outcome outcome;

	if (!outcome_from_code(last->outcome, &outcome) ||
	    (outcome_rules[outcome].entry != OUTCOME_ENTRY_CIRCUIT && outcome_rules[outcome].entry != OUTCOME_ENTRY_CONTACT))
		return true;
	return contact_put_words(session, &file->client, err);
}

static bool journal_undo(struct session *session, const struct call_row *action, const struct call_row *undone, struct err *err)
{
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "action", action->id);
	json_integer(json, "undoes", undone->id);
	json_text(json, "outcome", undone->outcome);
	return session_note_write(session, &note, action->client_id, "undo", err);
}

/* only: the one outcome that may be taken back; 0: whichever is the last. */
static bool undo(struct session *session, int64_t id, int64_t only, const struct client_file *file, char undone[CALL_CODE], struct err *err)
{
	const struct call_row *last = NULL;
	char now[CLOCK_TEXT];
	struct call_row action = {
		.id = id,
		.client_id = file->client.id,
		.agent_id = session->agent_id,
		.outcome = "undo",
		.on_day = session->today,
		.at = session_instant(session, now),
		.next_on = DATE_NONE,
		.next_minute = -1,
	};
	bool done;

	if (!may_undo(session, file, &last, err))
		return false;
	if (only != 0 && last->id != only)
		return err_set(err, ERR_REFUSED, N_("what was recorded is no longer the last thing here: nothing was undone"));
	action.note = last->outcome;
	done = action_insert(session->store, &action, err) && action_set_undone(session->store, last->id, action.id, err) &&
	       action_revert(session->store, last->id, err) && forget_people(session, file, last, err) &&
	       refresh_client(session, file->client.id, err) && journal_undo(session, &action, last, err);
	if (done)
		snprintf(undone, CALL_CODE, "%s", last->outcome);
	return done;
}

/* Tried again after its connection went: what was stored then says which outcome it was. */
static bool undo_under(struct session *session, int64_t id, int64_t only, struct client_file *file, char undone[CALL_CODE], struct err *err)
{
	struct call_row before;

	switch (action_by_id(session->store, &file->arena, id, &before, err)) {
	case FOUND: snprintf(undone, CALL_CODE, "%s", before.note); return true;
	case FOUND_NOT: return undo(session, id, only, file, undone, err);
	default: return false;
	}
}

static bool undo_once(struct session *session, int64_t id, int64_t client_id, int64_t only, char undone[CALL_CODE], struct err *err)
{
	struct client_file file = { 0 };
	bool done = false;

	if (!store_begin(session->store, true, err))
		return false;
	switch (file_load(session, client_id, &file, err)) {
	case FOUND_NOT: err_set(err, ERR_MISSING, N_("this client file is gone")); break;
	case FOUND_ERROR: break;
	case FOUND: done = undo_under(session, id, only, &file, undone, err); break;
	}
	if (done)
		done = store_commit(session->store, err);
	else
		store_rollback(session->store);
	file_clear(&file);
	return done;
}

bool call_undo_only(struct session *session, int64_t client_id, int64_t action_id, char undone[CALL_CODE], struct err *err)
{
	int64_t id = id_new();
	int left = SESSION_RETRIES;

	while (!undo_once(session, id, client_id, action_id, undone, err))
		if (!session_may_retry(session, &left))
			return false;
	return true;
}

bool call_undo(struct session *session, int64_t client_id, char undone[CALL_CODE], struct err *err)
{
	return call_undo_only(session, client_id, 0, undone, err);
}
