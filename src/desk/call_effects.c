/* Promises, follow-ups, disputes, document requests and insolvencies an outcome leaves, and its journal row. Runs inside call.c's transaction.
 */
#include "desk/call_effects.h"

#include <string.h>

#include "base/id.h"
#include "base/json.h"
#include "base/mem.h"
#include "desk/circuit.h"
#include "desk/contact.h"
#include "desk/mail.h"
#include "rules/promise.h"

#define END_OF_TIME 2932896 /* 9999-12-31: a spoken outcome answers every pending follow-up */

/* The line of a voided plan: judging would expect it again, and give it cash, as soon as the plan were no longer void. */
static bool is_void(const struct promise_row *row)
{
	return row->promise.state == PROMISE_WITHDRAWN && !row->withdrawn_by && promise_judged(&row->promise) > 0;
}

/* A new promise replaces an open one only before its date; what a plan had left when it was voided is over with it. */
static bool supersede(struct session *session, struct call_effects *e, struct err *err)
{
	for (size_t i = 0; i < e->file->promise_count; i++) {
		const struct promise_row *row = &e->file->promises[i];
		const struct promise *p = &row->promise;

		if (strcmp(p->currency, e->result->entry.meant.currency) != 0)
			continue;
		if (is_void(row) && !promise_put_reduced(session->store, p->id, p->reduced, e->request->id, err))
			return false;
		if (p->state != PROMISE_OPEN || p->due_on <= session->today)
			continue;
		if (!promise_supersede(session->store, p->id, e->request->id, err))
			return false;
		e->superseded++;
	}
	return true;
}

/* What open promises that stay already cover of an invoice. */
static cents covered(const struct client_file *file, int64_t invoice_id, date today)
{
	cents sum = 0;

	for (size_t i = 0; i < file->part_count; i++) {
		if (file->parts[i].invoice_id != invoice_id || file->parts[i].withdrawn_by)
			continue;
		for (size_t k = 0; k < file->promise_count; k++) {
			const struct promise *p = &file->promises[k].promise;

			if (p->id == file->parts[i].promise_id && p->state == PROMISE_OPEN && p->due_on <= today)
				sum += file->parts[i].amount;
		}
	}
	return sum;
}

/* Spread the lines over the invoices, oldest due first. free_cents[] is what each invoice still has to give. */
static bool put_parts(struct session *session, const struct client_file *file, int64_t promise_id, cents amount, cents *free_cents,
                      struct err *err)
{
	for (size_t i = 0; i < file->invoice_count && amount > 0; i++) {
		cents part = free_cents[i] < amount ? free_cents[i] : amount;

		if (part <= 0)
			continue;
		if (!promise_invoice_insert(session->store, promise_id, file->invoices[i].item.id, part, err))
			return false;
		free_cents[i] -= part;
		amount -= part;
	}
	return true;
}

static bool put_promises(struct session *session, struct call_effects *e, struct err *err)
{
	const struct client_file *file = e->file;
	const struct entry *entry = &e->result->entry.readings[0];
	cents *free_cents = mem_alloc((file->invoice_count + 1) * sizeof *free_cents);
	bool done = supersede(session, e, err);

	for (size_t i = 0; i < file->invoice_count; i++) {
		const struct item *item = &file->invoices[i].item;

		if (item->open > 0 && !item->disputed && strcmp(item->currency, e->result->entry.meant.currency) == 0)
			free_cents[i] = file->left[i] - covered(file, item->id, session->today);
	}
	for (size_t i = 0; i < entry->line_count && done; i++) {
		const struct entry_line *line = &entry->lines[i];
		struct promise_row row = {
			.action_id = e->request->id,
			.written = entry->written,
			.promise = { .id = id_new(), .made_on = session->today, .due_on = line->due_on, .check_on = line->check_on,
			             .amount = line->amount },
		};

		if (i == 0)
			e->promise_id = row.promise.id;
		memcpy(row.promise.currency, e->result->entry.meant.currency, MONEY_CODE);
		done = promise_insert(session->store, file->client.id, &row, err) &&
		       put_parts(session, file, row.promise.id, line->amount, free_cents, err);
	}
	mem_free(free_cents);
	return done;
}

/* That part of an open promise is withdrawn, not broken: as far as it is still to come. */
static bool withdraw_parts(struct session *session, const struct call_effects *e, int64_t invoice_id, cents open, cents *reduced,
                           struct err *err)
{
	const struct client_file *file = e->file;

	for (size_t i = 0; i < file->part_count; i++) {
		if (file->parts[i].invoice_id != invoice_id || file->parts[i].withdrawn_by)
			continue;
		for (size_t k = 0; k < file->promise_count; k++) {
			const struct promise *p = &file->promises[k].promise;

			if (p->id != file->parts[i].promise_id || p->state != PROMISE_OPEN)
				continue;
			reduced[k] += file->parts[i].amount < open ? file->parts[i].amount : open;
			if (!promise_part_withdraw(session->store, p->id, invoice_id, e->request->id, err) ||
			    !promise_put_reduced(session->store, p->id, p->reduced + reduced[k],
			                         p->reduced + reduced[k] >= p->amount ? e->request->id : 0, err))
				return false;
		}
	}
	return true;
}

/* Of the invoices chosen those of one currency. */
static bool dispute_one(struct session *session, const struct call_effects *e, const char *currency, cents *reduced, struct err *err)
{
	const struct client_file *file = e->file;
	const struct dispute_entry *entry = &e->result->dispute;
	const struct dispute_rules *rules = &session->policy.dispute;
	const struct dispute_row row = {
		.id = id_new(),
		.client_id = file->client.id,
		.action_id = e->request->id,
		.kind = dispute_kind_codes[entry->kind],
		.sub_reason = dispute_subs[entry->sub].code,
		.owner = *entry->owner ? entry->owner : *entry->owner_mail ? "" : rules->owners[entry->kind],
		.owner_mail = entry->owner_mail,
		.manager = rules->managers[entry->kind],
		.opened_on = session->today,
		.due_on = e->result->next_on,
		.status_reason = "",
	};
	bool done = dispute_insert(session->store, &row, err);

	for (size_t i = 0; i < file->invoice_count && done; i++) {
		const struct item *item = &file->invoices[i].item;

		if (e->chosen[i] && money_same_code(item->currency, currency))
			done = dispute_invoice_insert(session->store, row.id, item->id, item->open, err) &&
			       withdraw_parts(session, e, item->id, item->open, reduced, err);
	}
	return done;
}

/* Whether the currency of invoice `at` is met for the first time among those chosen. */
static bool is_new_currency(const struct call_effects *e, size_t at)
{
	const struct invoice_row *invoices = e->file->invoices;

	for (size_t i = 0; e->chosen[at] && i < at; i++)
		if (e->chosen[i] && money_same_code(invoices[i].item.currency, invoices[at].item.currency))
			return false;
	return e->chosen[at];
}

/* Currencies are never added: each is a dispute of its own, with an amount, an end and a credit note of its own. */
static bool put_dispute(struct session *session, const struct call_effects *e, struct err *err)
{
	const struct client_file *file = e->file;
	cents *reduced = mem_alloc((file->promise_count + 1) * sizeof *reduced);
	bool done = true;

	for (size_t i = 0; i < file->invoice_count && done; i++)
		if (is_new_currency(e, i))
			done = dispute_one(session, e, file->invoices[i].item.currency, reduced, err);
	mem_free(reduced);
	return done;
}

static bool put_document(struct session *session, const struct call_effects *e, struct err *err)
{
	const struct document_row row = {
		.id = id_new(),
		.client_id = e->file->client.id,
		.action_id = e->request->id,
		.kind = document_kind_codes[e->result->document.kind],
		.asked_on = session->today,
		.note = e->note,
	};
	bool done = document_insert(session->store, &row, err);

	for (size_t i = 0; i < e->file->invoice_count && done; i++)
		if (e->chosen[i])
			done = document_invoice_insert(session->store, row.id, e->file->invoices[i].item.id, err);
	return done;
}

static bool put_insolvency(struct session *session, const struct call_effects *e, struct err *err)
{
	const struct insolvency_row row = {
		.id = id_new(),
		.client_id = e->file->client.id,
		.action_id = e->request->id,
		.court = e->result->insolvency.court,
		.published_on = e->result->insolvency.published_on,
	};

	return insolvency_insert(session->store, &row, err);
}

static bool put_follow_up(struct session *session, const struct call_effects *e, struct err *err)
{
	const struct outcome_rule *rule = &outcome_rules[e->request->outcome];
	const struct follow_up_row row = {
		.id = id_new(),
		.action_id = e->request->id,
		.kind = rule->code,
		.due_on = e->result->next_on,
		.minute = e->result->next_minute,
		.agreed = rule->agreed,
	};

	return follow_up_insert(session->store, e->file->client.id, &row, err);
}

bool call_apply(struct session *session, struct call_effects *e, struct err *err)
{
	const struct outcome_rule *rule = &outcome_rules[e->request->outcome];

	/* An unanswered call leaves an agreed date, or hour, to come as it is. */
	if (rule->chase && !follow_up_done(session->store, e->file->client.id, rule->spoken ? END_OF_TIME : session->today, session->minute,
	                                   e->request->id, err))
		return false;
	if (rule->entry == OUTCOME_ENTRY_PROMISE && !put_promises(session, e, err))
		return false;
	if (rule->entry == OUTCOME_ENTRY_DISPUTE && !put_dispute(session, e, err))
		return false;
	if (rule->entry == OUTCOME_ENTRY_CIRCUIT && !circuit_put(session, e, err))
		return false;
	if (rule->entry == OUTCOME_ENTRY_CONTACT && !contact_put_wrong(session, e, err))
		return false;
	if (rule->entry == OUTCOME_ENTRY_DOCUMENT && !put_document(session, e, err))
		return false;
	if (rule->entry == OUTCOME_ENTRY_INSOLVENCY && !put_insolvency(session, e, err))
		return false;
	return rule->sleep != OUTCOME_SLEEP_FOLLOW_UP || put_follow_up(session, e, err);
}

bool call_mail(struct session *session, struct call_effects *e, struct err *err)
{
	const struct client_file *file = e->file;
	struct mail_of_call call = { .file = file, .action_id = e->request->id, .promise_id = e->promise_id };
	int64_t *ids;
	enum mailing_status status = MAILING_NOTHING;
	bool done;

	if (!mailing_of_outcome(e->request->outcome, &call.kind) || !session->policy.mailing.queue[call.kind])
		return true;
	ids = mem_alloc((file->invoice_count + 1) * sizeof *ids);
	for (size_t i = 0; i < file->invoice_count; i++)
		if (e->chosen[i])
			ids[call.invoice_count++] = file->invoices[i].item.id;
	call.invoice_ids = ids;
	done = mail_queue_within(session, &call, &status, err);
	e->mailed = done && status == MAILING_OK;
	mem_free(ids);
	return done;
}

static void journal_promise(struct json *json, const struct call_effects *e)
{
	const struct entry *entry = &e->result->entry.readings[0];

	json_text(json, "currency", e->result->entry.meant.currency);
	json_array(json, "lines");
	for (size_t i = 0; i < entry->line_count; i++) {
		json_object(json, NULL);
		json_money(json, "amount", entry->lines[i].amount);
		json_date(json, "due_on", entry->lines[i].due_on);
		json_date(json, "check_on", entry->lines[i].check_on);
		json_end(json, '}');
	}
	json_end(json, ']');
	json_integer(json, "superseded", e->superseded);
	if (entry->written)
		json_boolean(json, "written", true);
}

static void journal_chosen(struct json *json, const struct call_effects *e)
{
	json_array(json, "invoices");
	for (size_t i = 0; i < e->file->invoice_count; i++)
		if (e->chosen[i])
			json_text(json, NULL, e->file->invoices[i].number);
	json_end(json, ']');
}

static void journal_dispute(struct json *json, const struct call_effects *e)
{
	const struct dispute_entry *entry = &e->result->dispute;

	json_text(json, "kind", dispute_kind_codes[entry->kind]);
	json_text(json, "sub_reason", dispute_subs[entry->sub].code);
	json_text(json, "owner", entry->owner);
	json_text(json, "owner_mail", entry->owner_mail);
	json_date(json, "due_on", e->result->next_on);
	journal_chosen(json, e);
}

static void journal_document(struct json *json, const struct call_effects *e)
{
	json_text(json, "document", document_kind_codes[e->result->document.kind]);
	journal_chosen(json, e);
}

/* Canonical: fixed key order, one line. */
bool call_journal(struct session *session, const struct call_effects *e, struct err *err)
{
	const struct outcome_rule *rule = &outcome_rules[e->request->outcome];
	const struct entry *entry = &e->result->entry.readings[0];
	struct session_note note;
	struct json *json = session_note_open(&note);

	json_integer(json, "action", e->request->id);
	json_text(json, "outcome", rule->code);
	if (rule->entry == OUTCOME_ENTRY_PROMISE)
		journal_promise(json, e);
	if (rule->entry == OUTCOME_ENTRY_DISPUTE)
		journal_dispute(json, e);
	if (rule->entry == OUTCOME_ENTRY_CIRCUIT)
		circuit_journal(json, e);
	if (rule->entry == OUTCOME_ENTRY_CONTACT)
		contact_journal_wrong(json, e);
	if (rule->entry == OUTCOME_ENTRY_DOCUMENT)
		journal_document(json, e);
	if (rule->entry == OUTCOME_ENTRY_INSOLVENCY) {
		json_text(json, "court", e->result->insolvency.court);
		json_date(json, "published_on", e->result->insolvency.published_on);
	}
	if (rule->entry == OUTCOME_ENTRY_PAID) {
		json_date(json, "paid_on", entry->on);
		json_money(json, "amount", entry->total);
		if (strcmp(e->result->entry.meant.currency, e->file->entry.currency) != 0)
			json_text(json, "currency", e->result->entry.meant.currency);
	}
	if (e->contact_id)
		json_integer(json, "contact", e->contact_id);
	json_date(json, "next_on", e->result->next_on);
	json_integer(json, "next_minute", e->result->next_minute);
	json_text(json, "note", e->note);
	if (e->result->rest > 0)
		json_date(json, "rest_on", e->result->rest_on);
	if (*e->reason)
		json_text(json, "reason", e->reason);
	if (*e->excuse)
		json_text(json, "excuse", e->excuse);
	return session_note_write(session, &note, e->file->client.id, rule->code, err);
}

void call_came_to(const struct client_row *fresh, struct call_result *out)
{
	out->why_not = WHY_NOT_NONE;
	for (int i = 0; i < WHY_NOT_COUNT; i++)
		if (strcmp(why_not_codes[i], fresh->ready.why_not) == 0)
			out->why_not = (enum why_not)i;
	out->next_on = fresh->ready.next_on;
	out->next_minute = fresh->ready.next_minute;
}
